//! One name under several spellings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{Certainty, Kind, Language, Name, NameKind, Paragraph};
use derek_study::{Document, Place, Reason, say};
use derek_text::entity::{Tongue, known};
use derek_text::{
    Script, is_capitalised, pivot, script, skeleton, surname, within_distance, words,
};

use crate::life::OTHERS;
use crate::sequence::has_word;
use crate::{Objections, Reading, check};

check! {
    /// A person, or another name of one long word, that seems to stand in the
    /// text under two spellings.
    ///
    /// Surnames are compared by sound, in one alphabet at a time; case endings
    /// and possessives are taken off first; with or without *-ov*, *-ev* and
    /// their like counts as one. Two spellings are one person only when an
    /// initial or a given name agrees and none contradicts.
    ///
    /// ```text
    /// A. Bokeikhanov led the council. Later ⟦A. Bukeikhanov⟧ resigned, and Bokeikhanov's
    /// friends stayed.
    /// ```
    ///
    /// ```text
    /// Совет возглавил А. Н. Букейханов. Позднее ⟦А. Н. Бокейханова⟧ избрали снова.
    /// ```
    ///
    /// A rare spelling without a given name beside one that is known to be a person's, and one
    /// man under two initials:
    ///
    /// ```text
    /// The carrier William Gosling sold his horses. A petition with ⟦Goslyng's⟧ name at the head
    /// was sent.
    /// ```
    ///
    /// ```text
    /// В президиум вошёл А. Ф. Керенский. Позже ⟦Ф. А. Керенский⟧ возглавил комитет.
    ///
    /// А. Н. Букейханов приехал на съезд. Букейханов говорил о земле, и Букейханова слушали.
    /// ⟦Г. Н. Букейханов⟧ настоял на своём.
    /// ```
    ///
    /// Cases, wives and brothers are clean:
    ///
    /// ```text
    /// А. Н. Букейханов ушёл. Без А. Н. Букейханова не решались. К. Ермеков и А. Ермеков остались.
    /// A. Petrov met A. Petrova. H. Dosmukhamedov and Zh. Dosmukhamedov went to Moscow. J. Smith
    /// met J. Schmidt.
    ///
    /// Ф. М. Достоевский уехал. Его брат М. М. Достоевский остался, а Достоевский писал
    /// Достоевскому. Robert Marshal met the marshals.
    /// ```
    ///
    /// Given names of two, a couple, a double surname and a form that the text explains:
    ///
    /// ```text
    /// Karl Christian of Nassau met Christine of Saxony. Maria Teresa of Sicily wrote to Empress
    /// Maria Theresa. The pope asked for a Christian army. Christina Rokiczana was
    /// the widow of Miklusz Rokiczani. The house of Carlo Bonapartes, originally Buonapartes, was of Corsica.
    ///
    /// К. С. Петров-Водкин писал коней. В картинах К. С. Петрова-Водкина есть красный цвет.
    /// ```
    ///
    /// ## Limits
    ///
    /// Names of several words are not compared, nor short ones that bear no
    /// initial and no given name; two initials of which the second agrees may be of
    /// brothers: the man must be named often, the other once and close to him; a spelling in another alphabet is taken for a gloss.
    pub static SPELLING_VARIANTS = "spelling-variants" {
        room: "wording", level: Style, since: "0.1.0",
        en: "one name in several spellings",
        ru: "одно имя в нескольких написаниях",
        kk: "бір есім бірнеше түрде жазылған",
        find: find,
    }
}

/// A spelling of a surname, whatever its case, with all who bear it in the text.
#[derive(Debug)]
struct Spelling<'d> {
    /// As it stands first.
    written: String,
    stem: String,
    /// What of it survives different ears.
    sound: String,
    script: Script,
    count: usize,
    /// First letters of given names and initials, as they sound.
    initials: BTreeSet<String>,
    /// Given names in full, as keys.
    given: BTreeSet<String>,
    first: (&'d Paragraph, std::ops::Range<usize>),
    kind: NameKind,
    /// Whether the text itself shows that a person is meant.
    shown: bool,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let spellings = spellings(document);
        // Only what sounds alike is compared.
        let mut by_sound: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, spelling) in spellings.iter().enumerate() {
            by_sound.entry(&spelling.sound).or_default().push(at);
        }
        let mut taken = BTreeSet::new();
        for (at, one) in spellings.iter().enumerate() {
            if taken.contains(&at) {
                continue;
            }
            let later = by_sound[one.sound.as_str()].iter().filter(|other| at < **other);
            let alike: Vec<usize> = later
                .copied()
                .filter(|other| !taken.contains(other) && one.may_be(&spellings[*other]))
                .filter(|other| !are_given(one, &spellings[*other]))
                .filter(|other| !one.is_explained() && !spellings[*other].is_explained())
                .collect();
            if alike.is_empty() {
                continue;
            }
            taken.extend(alike.iter().copied());
            let group: Vec<&Spelling<'_>> =
                std::iter::once(one).chain(alike.iter().map(|other| &spellings[*other])).collect();
            object(document, group, objections);
        }
        let told: BTreeSet<&str> = taken.iter().map(|at| spellings[*at].stem.as_str()).collect();
        strays(document, &spellings, &by_sound, &told, objections);
        initials_apart(document, objections);
    }
}

/// A word written as a name, without a given name, that sounds as a person's surname does.
struct Stray<'d> {
    places: Vec<(&'d Paragraph, Range<usize>)>,
    written: &'d str,
}

/// Rare spellings, a letter away from the surname of somebody whom the text names in full.
fn strays(
    document: &Document,
    spellings: &[Spelling<'_>],
    by_sound: &BTreeMap<&str, Vec<usize>>,
    told: &BTreeSet<&str>,
    objections: &mut Objections,
) {
    const LETTERS: usize = 7;
    const RARELY: usize = 2;
    let language = main_language(document);
    let mut found: BTreeMap<String, Stray<'_>> = BTreeMap::new();
    let mut ordinary: BTreeSet<String> = BTreeSet::new();
    for paragraph in document.paragraphs.iter().filter(|one| one.language == language) {
        if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
            continue;
        }
        let text = &paragraph.text;
        let mut before: Option<Range<usize>> = None;
        for range in words(text) {
            let word = &text[range.clone()];
            let earlier = before.replace(range.clone());
            if !is_capitalised(word) {
                ordinary.insert(surname(word));
                continue;
            }
            // A part of a longer name is none by itself: *Fort Gosling*.
            let opens = paragraph.sentence_at(range.start).start;
            let is_part = earlier.is_some_and(|earlier| {
                opens < earlier.start
                    && is_capitalised(&text[earlier.clone()])
                    && text[earlier.end..range.start]
                        .chars()
                        .all(|c| c.is_whitespace() || c == '-' || c == '.')
            });
            let after = &text[range.end..];
            let goes_on = after.starts_with('-')
                || after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
            let named = paragraph
                .names
                .iter()
                .any(|name| name.range.contains(&range.start) && !name.given.is_empty());
            let is_long =
                LETTERS <= word.trim_end_matches("'s").trim_end_matches("’s").chars().count();
            let is_adjective = is_adjective(paragraph, range.end, word);
            if is_part
                || goes_on
                || named
                || is_adjective
                || !is_long
                || paragraph.is_quoted(range.start)
            {
                continue;
            }
            let stray = found
                .entry(surname(word))
                .or_insert_with(|| Stray { places: Vec::new(), written: word });
            stray.places.push((paragraph, range));
        }
    }
    let is_established = |spelling: &Spelling<'_>| {
        spelling.kind == NameKind::Person
            && (!spelling.given.is_empty() || !spelling.initials.is_empty() && 2 <= spelling.count)
    };
    for (stem, stray) in &found {
        let is_own = spellings.iter().any(|one| one.stem == *stem && is_established(one));
        if is_own
            || ordinary.contains(stem)
            || told.contains(stem.as_str())
            || RARELY < stray.places.len()
        {
            continue;
        }
        let sound = skeleton(bare(&pivot(stem)));
        let alike = by_sound.get(sound.as_str()).into_iter().flatten().map(|at| &spellings[*at]);
        let near: Vec<&Spelling<'_>> = alike
            .filter(|one| {
                is_established(one)
                    && one.stem != *stem
                    && stray.places.len() <= one.count
                    && one.script == script(stray.written)
                    && derek_text::stem(&one.written) != derek_text::stem(stray.written)
                    && LETTERS <= one.stem.chars().count()
                    && is_a_letter_away(&one.stem, stem)
                    && sound_alike(&one.stem, stem)
            })
            .collect();
        let ([one], Some(language)) = (near.as_slice(), tongue(language)) else { continue };
        let known = known(language, stray.written);
        let is_gloss = stray.places.iter().any(|(paragraph, range)| is_gloss(paragraph, range));
        if known.common || known.place || is_gloss {
            continue;
        }
        let (written, count) = (one.written.as_str(), one.count);
        let (other, times) = (stray.written, stray.places.len());
        objections.add(
            stray.places.iter().map(|(paragraph, range)| document.place(paragraph, range.clone())).collect(),
            vec![
                Reason::shown(say!({ written, count } en: "{written}: {count}×", ru: "{written}: упоминаний — {count}", kk: "{written}: {count} рет")),
                Reason::shown(say!({ other, times } en: "{other}: {times}×", ru: "{other}: упоминаний — {times}", kk: "{other}: {times} рет")),
            ],
            say!(en: "if this is one person, keep one spelling and give the others once; if two, add what tells them apart",
            ru: "если это одно лицо, оставьте одно написание, а другие приведите один раз; если два, укажите различие",
            kk: "бір адам болса, бір жазылуын қалдырып, басқаларын бір рет көрсетіңіз; екі адам болса, айырмашылығын айтыңыз"),
        );
    }
}

/// Whether a spelling is given beside another on purpose: *Bokeikhan (Bukeikhan)*, *or Goslyng*.
fn is_gloss(paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let sentence = paragraph.sentence_at(range.start);
    let before = paragraph.slice(sentence.start..range.start);
    let last = words(before).last().map(|range| before[range].to_lowercase());
    let after = paragraph.slice(range.end..sentence.end.max(range.end));
    let is_bracketed = before.ends_with(['(', '[', '/', '=']) && !after.starts_with([' ', ',']);
    is_bracketed
        || last.is_some_and(|last| {
            ["or", "also", "aka", "alias", "spelled", "или", "иначе", "он", "немесе"]
                .contains(&last.as_str())
        })
}

fn tongue(language: Language) -> Option<Tongue> {
    match language {
        Language::English => Some(Tongue::English),
        Language::Russian => Some(Tongue::Russian),
        Language::Kazakh => Some(Tongue::Kazakh),
        _ => None,
    }
}

/// Whether one letter is another, missing or too many, or two have changed places.
fn is_a_letter_away(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
    let is_swap = matches!((one, other), ([a, b], [c, d]) if a == d && b == c);
    is_swap || one.len() <= 1 && other.len() <= 1 && (one.len(), other.len()) != (0, 0)
}

/// One surname with two initials, and where it stands so.
struct Initialled<'d> {
    letters: Vec<char>,
    places: Vec<(usize, &'d Paragraph, &'d Name)>,
}

/// One man under two pairs of initials: changed round, or one of them another.
fn initials_apart(document: &Document, objections: &mut Objections) {
    /// Mentions that show that the text is about the man.
    const OFTEN: usize = 3;
    let mut by_surname: BTreeMap<String, Vec<Initialled<'_>>> = BTreeMap::new();
    let mut mentions: BTreeMap<String, usize> = BTreeMap::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
            continue;
        }
        for name in paragraph.names.iter().filter(|name| name.kind == NameKind::Person) {
            let key = surname(&name.surname);
            *mentions.entry(key.clone()).or_default() += 1;
            let of = tongue(paragraph.language);
            let is_title = |given: &&String| of.is_some_and(|of| known(of, given).title);
            let given = name.given.iter().filter(|given| !is_title(given));
            let letters: Vec<char> = given.filter_map(|given| given.chars().next()).collect();
            if letters.len() != 2 || paragraph.is_quoted(name.range.start) {
                continue;
            }
            let known = by_surname.entry(key).or_default();
            match known.iter_mut().find(|one| one.letters == letters) {
                Some(one) => one.places.push((number, paragraph, name)),
                None => known.push(Initialled { letters, places: vec![(number, paragraph, name)] }),
            }
        }
    }
    for (key, known) in &by_surname {
        let [one, other] = known.as_slice() else { continue };
        let (usual, rare) =
            if one.places.len() < other.places.len() { (other, one) } else { (one, other) };
        let [(at, paragraph, name)] = rare.places.as_slice() else { continue };
        let is_turned = usual.letters[0] == rare.letters[1] && usual.letters[1] == rare.letters[0];
        let are_close = usual.places.iter().any(|(number, ..)| number.abs_diff(*at) <= 1);
        let in_one_breath = usual.places.iter().any(|(number, _, other)| {
            number == at
                && paragraph.sentence_at(other.range.start)
                    == paragraph.sentence_at(name.range.start)
        });
        let is_initials =
            |name: &Name| name.given.iter().rev().take(2).all(|given| given.ends_with('.'));
        let agree = usual.letters[0] == rare.letters[0] || usual.letters[1] == rare.letters[1];
        let is_one = agree
            && are_close
            && OFTEN < mentions.get(key).copied().unwrap_or_default()
            && is_initials(name)
            && 6 <= key.chars().count()
            && !is_cited(paragraph, name);
        let kin = has_word(paragraph.slice(paragraph.sentence_at(name.range.start)), OTHERS);
        if in_one_breath || kin || !(is_turned && is_initials(name) || is_one) {
            continue;
        }
        let written = paragraph.slice(name.range.clone());
        let Some((_, usual_paragraph, usual_name)) = usual.places.first() else { continue };
        let (count, other) = (usual.places.len(), usual_paragraph.slice(usual_name.range.clone()));
        objections.add(
            vec![
                document.place(paragraph, name.range.clone()),
                document.place(usual_paragraph, usual_name.range.clone()),
            ],
            vec![
                Reason::shown(say!({ other, count } en: "{other}: {count}×", ru: "{other}: упоминаний — {count}", kk: "{other}: {count} рет")),
                Reason::shown(say!({ written } en: "{written}: once", ru: "{written}: один раз", kk: "{written}: бір рет")),
            ],
            say!(en: "if this is one person, correct the initials; if two, say who the other is",
                ru: "если это одно лицо, исправьте инициалы; если два, скажите, кто второй",
                kk: "бір адам болса, инициалдарын түзетіңіз; екі адам болса, екіншісі кім екенін айтыңыз"),
        );
    }
}

/// Whether a name stands in brackets, where authors are cited.
fn is_cited(paragraph: &Paragraph, name: &Name) -> bool {
    let sentence = paragraph.sentence_at(name.range.start);
    let before = paragraph.slice(sentence.start..name.range.start);
    let open = before.rfind(['(', '[']).is_some_and(|at| !before[at..].contains([')', ']']));
    let after = paragraph.slice(name.range.end..sentence.end.max(name.range.end));
    let given = paragraph.slice(name.range.clone());
    open || !given.ends_with(name.surname.as_str()) || after.trim_start().starts_with(['(', '['])
}

fn object(document: &Document, mut group: Vec<&Spelling<'_>>, objections: &mut Objections) {
    // The usual spelling is not what is asked about; the others are.
    group.sort_by_key(|spelling| std::cmp::Reverse(spelling.count));
    let counts = group.iter().map(|spelling| {
        let (written, count) = (spelling.written.as_str(), spelling.count);
        Reason::shown(say!({ written, count } en: "{written}: {count}×", ru: "{written}: упоминаний — {count}", kk: "{written}: {count} рет"))
    });
    let because: Vec<Reason> = counts.collect();
    let place = |spelling: &&Spelling<'_>| -> Place {
        document.place(spelling.first.0, spelling.first.1.clone())
    };
    let places = group.iter().skip(1).map(place).collect();
    objections.add(
        places,
        because,
        say!(en: "if this is one person, keep one spelling and give the others once; if two, add what tells them apart",
            ru: "если это одно лицо, оставьте одно написание, а другие приведите один раз; если два, укажите различие",
            kk: "бір адам болса, бір жазылуын қалдырып, басқаларын бір рет көрсетіңіз; екі адам болса, айырмашылығын айтыңыз"),
    );
}

fn spellings(document: &Document) -> Vec<Spelling<'_>> {
    let mut by_stem: BTreeMap<String, Spelling<'_>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let language = main_language(document);
    // A quotation, a caption, a passage in another language spell as they please.
    let own = document.paragraphs.iter().filter(|one| {
        one.language == language && !matches!(one.kind, Kind::Reference | Kind::Caption)
    });
    for paragraph in own {
        for name in paragraph
            .names
            .iter()
            .filter(|name| name.kind == NameKind::Person || is_long_word(last_word(&name.surname)))
            .filter(|name| name.kind == NameKind::Person || !paragraph.is_quoted(name.range.start))
        {
            let written = if name.kind == NameKind::Person {
                &name.surname
            } else {
                last_word(&name.surname)
            };
            // A stress mark from another alphabet is no spelling.
            if is_stressed(written)
                || name.given.is_empty() && is_adjective(paragraph, name.range.end, written)
            {
                continue;
            }
            let key = key_of(written);
            let spelling = by_stem.entry(key.clone()).or_insert_with(|| {
                order.push(key.clone());
                Spelling {
                    written: written.to_owned(),
                    sound: skeleton(bare(&pivot(&key))),
                    stem: key.clone(),
                    script: script(written),
                    count: 0,
                    initials: BTreeSet::new(),
                    given: BTreeSet::new(),
                    first: (paragraph, name.range.clone()),
                    kind: name.kind,
                    shown: false,
                }
            });
            spelling.count += 1;
            if name.kind == NameKind::Person {
                spelling.kind = NameKind::Person;
                spelling.shown |= name.certainty == Certainty::Shown;
            }
            if let Some(given) = name.given.first() {
                spelling.initials.extend(pivot(given).chars().next().map(String::from));
                if !given.ends_with('.') {
                    spelling.given.insert(skeleton(&surname(given)));
                }
            }
        }
    }
    order.iter().filter_map(|key| by_stem.remove(key)).collect()
}

/// A surname without its case, each half of a double one: *Петрова-Водкина*.
fn key_of(written: &str) -> String {
    match script(written) {
        Script::Cyrillic if written.contains('-') => {
            written.split('-').map(surname).collect::<Vec<_>>().join("-")
        }
        _ => surname(written),
    }
}

const RARE: usize = 9;

/// The language of most of the text.
fn main_language(document: &Document) -> Language {
    let mut weight: BTreeMap<Language, usize> = BTreeMap::new();
    for paragraph in &document.paragraphs {
        *weight.entry(paragraph.language).or_default() += paragraph.text.len();
    }
    weight
        .into_iter()
        .max_by_key(|(_, weight)| *weight)
        .map(|(language, _)| language)
        .unwrap_or_default()
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// A name of one word so long that two of them hardly sound alike by chance.
fn is_long_word(name: &str) -> bool {
    RARE <= name.chars().count() && name.chars().all(char::is_alphabetic)
}

/// Whether two words are given names, each in its own right: *Christine* and *Christian*, *Teresa*
/// and *Theresa*; rulers bear them without a surname.
fn are_given(one: &Spelling<'_>, other: &Spelling<'_>) -> bool {
    let is_given = |spelling: &Spelling<'_>| {
        let of = tongue(spelling.first.0.language);
        of.is_some_and(|of| known(of, &spelling.written).given)
    };
    // *Maria Teresa of the Two Sicilies*: no surname stands before *of*.
    let is_ruler = |spelling: &Spelling<'_>| {
        let (paragraph, range) = &spelling.first;
        paragraph.slice(range.end..paragraph.text.len()).starts_with(" of ")
    };
    let both = [one, other];
    both.iter().all(|spelling| is_given(spelling))
        || both.iter().any(|spelling| is_given(spelling))
            && both.iter().any(|spelling| is_ruler(spelling))
}

/// *A Christian army*: the adjective of a people or a faith, in English.
fn is_adjective(paragraph: &Paragraph, end: usize, written: &str) -> bool {
    let after = paragraph.slice(end..paragraph.text.len());
    let goes_on = after
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    goes_on && ["ian", "ean", "ish", "ese"].iter().any(|end| written.ends_with(end))
}

impl Spelling<'_> {
    /// Whether the text says where it first has the spelling that it is another form: *renamed*,
    /// *originally*, *known as*.
    fn is_explained(&self) -> bool {
        const NEAR: usize = 5;
        const FORMS: &[&str] = &[
            "renamed", "originally", "formerly", "spelled", "spelt", "variant", "latinized",
            "latinised", "anglicized", "anglicised", "transliterated", "known", "greek", "latin",
            "fictional", "переименован", "переименована", "первоначально", "изначально",
            "изменённой", "измененной", "изменённым", "измененным", "псевдонимом", "латинское",
            "греческое", "урождённая", "урожденная", "бастапқыда",
        ];
        let (paragraph, range) = &self.first;
        let sentence = paragraph.sentence_at(range.start);
        let before = paragraph.slice(sentence.start.min(range.start)..range.start);
        let near: Vec<String> = words(before).map(|word| before[word].to_lowercase()).collect();
        near.iter().rev().take(NEAR).any(|word| FORMS.contains(&word.as_str()))
            || words(paragraph.slice(range.clone())).next().is_some_and(|first| {
                let first = &paragraph.slice(range.clone())[first];
                FORMS.contains(&first.to_lowercase().as_str())
            })
    }

    fn may_be(&self, other: &Spelling<'_>) -> bool {
        // A long surname is rare enough to be known without an initial.
        let bare = (self.initials.is_empty() || other.initials.is_empty())
            && RARE <= self.stem.chars().count().min(other.stem.chars().count());
        let initials_agree = bare || !self.initials.is_disjoint(&other.initials);
        let given_agree = self.given.is_empty()
            || other.given.is_empty()
            || !self.given.is_disjoint(&other.given);
        // Names of no known person: the same ending, and one of them is rare.
        let plain = self.kind != NameKind::Person && other.kind != NameKind::Person;
        let usual = self.count.min(other.count) <= 2 && ending(&self.stem) == ending(&other.stem);
        let one_word = derek_text::stem(&self.written) == derek_text::stem(&other.written);
        // Who is only proposed may be a town, or another's namesake: the endings must agree.
        let is_doubtful =
            [self, other].iter().any(|one| one.kind == NameKind::Person && !one.shown);
        let is_one_ending = ending(&self.stem) == ending(&other.stem);
        // *Александр* and *Александров* are a man and a town.
        let longer = plain && 1 < self.stem.chars().count().abs_diff(other.stem.chars().count());
        self.script == other.script
            && !longer
            && !(plain && one_word)
            && (!is_doubtful || !one_word && is_one_ending)
            && (!plain || usual)
            && initials_agree
            && given_agree
            && !(2 <= self.count.min(other.count) && is_other_consonant(&self.stem, &other.stem))
            && sound_alike(&self.stem, &other.stem)
    }
}

/// Two surnames that one ear may have heard.
fn sound_alike(one: &str, other: &str) -> bool {
    if is_other_gender(one, other) {
        return false;
    }
    let (pivot_one, pivot_other) = (pivot(one), pivot(other));
    let (bare_one, bare_other) = (bare(&pivot_one), bare(&pivot_other));
    let long = 5 <= bare_one.chars().count() && 5 <= bare_other.chars().count();
    let close = within_distance(bare_one, bare_other, if bare_one.len() < 8 { 1 } else { 2 });
    long && close
        && skeleton(bare_one) == skeleton(bare_other)
        && first_sound(&pivot_one) == first_sound(&pivot_other)
}

/// A Latin letter with an accent among Cyrillic ones.
fn is_stressed(word: &str) -> bool {
    script(word) == Script::Cyrillic
        && word.chars().any(|c| matches!(c, '\u{300}' | '\u{301}' | 'À'..='ÿ'))
}

/// Whether two spellings differ as *h* and *g* do: of two who are named often, two people.
fn is_other_consonant(one: &str, other: &str) -> bool {
    let differs = |(a, b): (char, char)| a != b && matches!((a, b), ('h', 'g') | ('g', 'h'));
    one.chars().zip(other.chars()).any(differs)
}

/// The last two letters.
fn ending(word: &str) -> String {
    let letters: Vec<char> = word.chars().rev().take(2).collect();
    letters.into_iter().collect()
}

/// Vowels at the beginning waver; consonants do not.
fn first_sound(pivot: &str) -> Option<char> {
    skeleton(pivot).chars().next()
}

/// A surname without the ending that Russian put on it.
fn bare(pivot: &str) -> &str {
    const ENDINGS: &[&str] = &["ov", "ev", "off", "eff", "uly", "ulu", "kyzy"];
    let bare =
        ENDINGS.iter().find_map(|ending| pivot.strip_suffix(ending)).filter(|bare| 5 <= bare.len());
    bare.unwrap_or(pivot)
}

/// *Petrov* and *Petrova*: a man and a woman, or two cases of one name.
fn is_other_gender(one: &str, other: &str) -> bool {
    // *Rokiczana* and *Rokiczani*, *Kowalska* and *Kowalski*.
    let (woman, man) = if one.ends_with('a') { (one, other) } else { (other, one) };
    let is_couple = woman.strip_suffix('a').is_some_and(|stem| {
        man.strip_prefix(stem).is_some_and(|end| matches!(end, "i" | "y" | "o" | "u"))
    });
    if is_couple {
        return true;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short)
        .is_some_and(|rest| matches!(rest, "a" | "а" | "aya" | "ая" | "e" | "n" | "i" | "s"))
}
