//! One name under several spellings.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::document::{Certainty, Kind, Language, NameKind, Paragraph};
use derek_study::{Document, Place, Reason, say};
use derek_text::{Script, pivot, script, skeleton, surname, within_distance};

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
    /// Cases, wives and brothers are clean:
    ///
    /// ```text
    /// А. Н. Букейханов ушёл. Без А. Н. Букейханова не решались. К. Ермеков и А. Ермеков остались.
    /// A. Petrov met A. Petrova. H. Dosmukhamedov and Zh. Dosmukhamedov went to Moscow. J. Smith
    /// met J. Schmidt.
    /// ```
    ///
    /// ## Limits
    ///
    /// Names of several words are not compared, nor short ones that bear no
    /// initial; a spelling in another alphabet is taken for a gloss.
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
                .collect();
            if alike.is_empty() {
                continue;
            }
            taken.extend(alike.iter().copied());
            let group: Vec<&Spelling<'_>> =
                std::iter::once(one).chain(alike.iter().map(|other| &spellings[*other])).collect();
            object(document, group, objections);
        }
    }
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
            let key = surname(written);
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

impl Spelling<'_> {
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
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short)
        .is_some_and(|rest| matches!(rest, "a" | "а" | "aya" | "ая" | "e" | "n" | "i" | "s"))
}
