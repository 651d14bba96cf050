//! A person acts before birth or after death.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{Kind, Language, Name, NameKind, Paragraph};
use derek_study::{Document, Reason, Said, say};
use derek_text::words;
use derek_time::{Date, Day, Mention, Precision, Shape, Year};

use crate::facts::Known;
use crate::grounds::{About, contradictions};
use crate::life::{
    Gender, OTHERS, bearer, called, gender, given_in_full, is_calling, is_governed, is_naming,
    is_same, key, people, pronoun, told,
};
use crate::sequence::{dates_in, has_word};
use crate::tenure::{Whose, outside};
use crate::{Objections, Reading, check};

mod aside;
mod deed;

use aside::{Aside, behind, killed};
use deed::{
    BEYOND, MADE, RUSSIAN_SUFFERED, STILL, agrees, begins_with_any, begins_with_deed, ends_in_deed,
    is_deed, is_past, russian_past, suits_russian,
};

check! {
    /// A person writes, signs, meets, leads on a date before the person's birth or
    /// after the person's death.
    ///
    /// In a text the dates of a life are those that it gives itself, in brackets
    /// after a name or in so many words, or those of the reference study. In a study they are `born` and
    /// `died`, held against the dated events and documents in which the person takes
    /// part; the reasoning may run through several cards.
    ///
    /// ```text
    /// Anna Petrova (1840–1881) came of a family of teachers. In ⟦1893⟧ Petrova wrote her
    /// memoirs in Kazan. She left Kazan in 1879 and was still writing there in ⟦1884⟧. In ⟦1885⟧
    /// she was arrested.
    /// ```
    ///
    /// ```text
    /// Иван Петров родился в 1866 году. Он умер в 1937 году в Казани. В ⟦1943 г.⟧ Петров писал
    /// из лагеря.
    ///
    /// Міржақып Дулатұлы (1885–1935) ақын еді. ⟦1938 жылы⟧ Дулатұлы үйіне хат жазды.
    /// ```
    ///
    /// ```text
    /// The engineer Charles Vane (1801–1859) surveyed the line. In ⟦1863⟧ the engineer quarrelled with
    /// the board.
    ///
    /// Поэт Андрей Лужин († 1887) жил в Казани. В ⟦1893 г.⟧ поэт читал свои стихи.
    /// ```
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna Petrova
    /// born: 1840
    /// died: 1 March 1881
    /// ---
    /// //- cards/meeting.md
    /// ---
    /// kind: event
    /// name: Meeting
    /// when: ⟦May 1881⟧
    /// party: anna
    /// ---
    /// ```
    ///
    /// An office, a seat in a body, a side that somebody holds before birth or after death:
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna Petrova
    /// born: 1840
    /// died: 1 March 1881
    /// office:
    ///   - value: council
    ///     from: May 1879
    ///     until: ⟦April 1883⟧
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// ---
    /// ```
    ///
    /// What others do after a death, and a namesake with another given name, are
    /// clean:
    ///
    /// ```text
    /// Anna Petrova (1840–1881) came of a family of teachers. In 1891 Petrova's son wrote of her.
    /// In 1892 the Petrova family left Kazan. In 1893 the memoirs of Petrova were
    /// printed. In 1890 Boris Petrov wrote that she was forgotten. In 1881 Petrova wrote a will.
    ///
    /// John Orlov (1840–1881) met Ivan Tumanov. In 1890 he wrote a book. In 1893 Orlov was
    /// elected an honorary member posthumously. In 1894 his son was arrested.
    ///
    /// Петр Орлов (1840–1881) был врачом. В 1890 г. его сын писал о нём. В 1901 г. Орлов был
    /// посмертно избран почётным членом. В 1902 г. о Орлове писала газета.
    /// ```
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna Petrova
    /// born: 1840
    /// died: 1 March 1881
    /// ---
    /// //- cards/meeting.md
    /// ---
    /// kind: event
    /// name: Meeting
    /// when: 1881
    /// party: anna
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// In a text a clause with one date is judged, in which the person's name, or *he* or
    /// *she* where that can be only one, stands beside a verb that needs a living person.
    pub static ACT_OUTSIDE_LIFE = "act-outside-life" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "a person acts before birth or after death",
        ru: "человек действует до рождения или после смерти",
        kk: "адам туғанға дейін немесе қайтыс болғаннан кейін әрекет етеді",
        find: find,
    }
}

/// When somebody lived, and who says so.
struct Life<'a> {
    given: Vec<String>,
    /// As it is written where the life is told.
    surname: String,
    /// The earliest day of birth.
    born: Option<Day>,
    /// The latest day of death.
    died: Option<Day>,
    said: Said,
    known: Option<(Known<'a>, &'a derek_study::Value)>,
    /// Where the text itself tells it: the paragraph and the words.
    told: Vec<(usize, Range<usize>)>,
    /// The number of a ruler: *Charles II* is not *Charles III*.
    numeral: Option<String>,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let lives = lives(document, reading);
        let called = Called { givens: givens(document), dead: dead(&lives) };
        if lives.is_empty() {
            continue;
        }
        for paragraph in
            document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item))
        {
            for sentence in &paragraph.sentences {
                for act in acts(paragraph, sentence, &called) {
                    judge(document, paragraph, &act, &lives, objections);
                }
            }
        }
    }
    let help = say!(en: "check the dates, and whether the person of the event is the one of the card", ru: "проверьте даты и то, тот ли это человек, что на карточке", kk: "күндерді және оқиғадағы адамның карточкадағы адам екенін тексеріңіз");
    contradictions(reading, About::Life, &help, objections);
    for one in outside(reading, Whose::People) {
        objections.add(one.places, one.because, help.clone());
    }
}

fn is_plain(mention: &Mention) -> bool {
    let is_fine = !matches!(
        mention.date.precision,
        Precision::Vague | Precision::Decade | Precision::Century
    );
    is_fine && mention.year == Year::Stated && matches!(mention.date.shape, Shape::Within(_))
}

/// The lives that a text tells in brackets, and those of the reference study, by surname.
fn lives<'a>(document: &Document, reading: &Reading<'a>) -> BTreeMap<String, Vec<Life<'a>>> {
    let mut lives: BTreeMap<String, Vec<Life<'a>>> = BTreeMap::new();
    for told in told(document) {
        let Some(name) = told.name else { continue };
        let born = told.born.and_then(|born| born.first_day());
        let died = told.died.and_then(|died| died.last_day());
        let years = born.zip(died).map(|(born, died)| (died.number() - born.number()) / 365);
        if years.is_some_and(|years| !LIFE.contains(&years)) {
            continue;
        }
        let known = lives.entry(key(name)).or_default();
        let number = numeral(&document.paragraphs[told.paragraph], name);
        let same =
            known.iter_mut().find(|life| may_be(life, name) && life.numeral.as_deref() == number);
        let date = document.paragraphs[told.paragraph].slice(told.words.clone());
        match same {
            // Of two tellings the longer life counts.
            Some(life) => {
                life.born = [life.born, born].into_iter().flatten().min();
                life.died = [life.died, died].into_iter().flatten().max();
                if life.given.is_empty() {
                    life.given.clone_from(&name.given);
                }
                life.told.push((told.paragraph, told.words.clone()));
            }
            None => known.push(Life {
                given: name.given.clone(),
                surname: name.surname.clone(),
                born,
                died,
                said: say!({ date } en: "the text itself gives the life as {date}", ru: "годы жизни в самом тексте: {date}", kk: "мәтіннің өзіндегі өмір жылдары: {date}"),
                known: None,
                told: vec![(told.paragraph, told.words.clone())],
                numeral: number.map(str::to_owned),
            }),
        }
    }
    for (paragraph, words, name, died) in killed(document) {
        let date = document.paragraphs[paragraph].slice(words.clone());
        lives.entry(key(name)).or_default().push(Life {
            given: Vec::new(),
            surname: name.surname.clone(),
            born: None,
            died: died.last_day(),
            said: say!({ date } en: "the text itself gives the life as {date}", ru: "годы жизни в самом тексте: {date}", kk: "мәтіннің өзіндегі өмір жылдары: {date}"),
            known: None,
            told: vec![(paragraph, words)],
            numeral: None,
        });
    }
    // A surname alone may be anybody's: the text must once give the name in full.
    let in_full: BTreeSet<(String, String)> = document
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.names)
        .filter_map(|name| Some((key(name), beginning(name.given.first()?)?)))
        .collect();
    for study in reading.reference {
        for card in study.cards.iter().filter(|card| card.kind == "person") {
            let known = Known { study, card };
            let (born, died) = (known.dated("born").next(), known.dated("died").next());
            let Some((date, value)) = died.or(born) else { continue };
            let days = |predicate: &str, end: fn(&Date) -> Option<Day>| {
                known.dated(predicate).filter_map(|(date, _)| end(date)).collect::<Vec<_>>()
            };
            let life = |given: Vec<String>, surname: &str| Life {
                given,
                surname: surname.to_owned(),
                born: days("born", |date| date.bounds().first_day()).into_iter().min(),
                died: days("died", |date| date.bounds().last_day()).into_iter().max(),
                said: {
                    let called = known.name();
                    match died {
                        Some(_) => {
                            say!({ called, date } en: "{called} died {date}", ru: "{called}: смерть — {date}", kk: "{called}: қайтыс болуы — {date}")
                        }
                        None => {
                            say!({ called, date } en: "{called} was born {date}", ru: "{called}: рождение — {date}", kk: "{called}: туған күні — {date}")
                        }
                    }
                },
                known: Some((known, value)),
                told: Vec::new(),
                numeral: None,
            };
            for form in card.forms() {
                let tokens: Vec<&str> = words(form).map(|range| &form[range]).collect();
                if let [given @ .., surname] = tokens.as_slice() {
                    let key = derek_text::skeleton(&derek_text::surname(surname));
                    let told = given.first().and_then(|given| beginning(given));
                    if !told.is_some_and(|told| in_full.contains(&(key.clone(), told))) {
                        continue;
                    }
                    let given = given.iter().map(|given| (*given).to_owned()).collect();
                    lives.entry(key).or_default().push(life(given, surname));
                }
            }
        }
    }
    lives
}

/// Whom a text names otherwise than by a name known for a person's.
struct Called<'p> {
    /// By the given name alone.
    givens: BTreeMap<&'p str, &'p Name>,
    /// Names of which only the death that the text tells shows that they are people's.
    dead: BTreeSet<String>,
}

fn dead(lives: &BTreeMap<String, Vec<Life<'_>>>) -> BTreeSet<String> {
    let all = lives.values().flatten().filter(|life| life.surname.contains(' '));
    all.map(|life| life.surname.clone()).collect()
}

/// Those whose lives a text tells, by the given name that is theirs alone: in Kazakh a man is
/// called by it.
fn givens(document: &Document) -> BTreeMap<&str, &Name> {
    let mut all: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for name in document.paragraphs.iter().flat_map(|paragraph| &paragraph.names) {
        if let Some(given) = given_in_full(name) {
            all.entry(given).or_default().insert(key(name));
        }
    }
    let lone = |given: &str| all.get(given).is_some_and(|bearers| bearers.len() == 1);
    told(document)
        .into_iter()
        .filter_map(|told| told.name)
        .filter_map(|name| Some((given_in_full(name)?, name)))
        .filter(|(given, _)| lone(given))
        .collect()
}

/// The first letters of a given name, which spellings share; `None` of an initial.
fn beginning(given: &str) -> Option<String> {
    let letters: String = derek_text::skeleton(given).chars().take(3).collect();
    let is_name = 3 <= given.chars().filter(|c| c.is_alphabetic()).count();
    (is_name && !letters.is_empty()).then_some(letters)
}

/// Years that a life may last that is told in brackets; what is shorter may be a term of
/// office.
const LIFE: std::ops::Range<i32> = 25..115;

/// Bytes at the opening of a clause in which its subject is named.
const OPENING: usize = 12;

/// Two calendars lie two weeks apart.
const STYLES: i32 = 13;

fn judge(
    document: &Document,
    paragraph: &Paragraph,
    act: &Act<'_>,
    lives: &BTreeMap<String, Vec<Life<'_>>>,
    objections: &mut Objections,
) {
    let (name, mention) = (act.name, act.mention);
    let Some(namesakes) = lives.get(&key(name)) else { return };
    let days = mention.date.hull();
    let (first, last) = (days.first_day(), days.last_day());
    let styles = if mention.date.precision == Precision::Day { STYLES } else { 0 };
    let is_outside = |life: &&Life<'_>| {
        let unborn = life.born.zip(last).is_some_and(|(born, last)| last.plus(styles) < born);
        let dead = life.died.zip(first).is_some_and(|(died, first)| died.plus(styles) < first);
        unborn || dead && !act.only_unborn
    };
    let may_be: Vec<&Life<'_>> = namesakes
        .iter()
        .filter(|life| may_be(life, name))
        .filter(|life| life.known.is_some() || life.numeral.as_deref() == numeral(paragraph, name))
        .collect();
    // A person whom any telling lets live is alive.
    let Some(life) = may_be.first().filter(|_| may_be.iter().all(is_outside)) else { return };
    // A life told of a bare surname may be that of any bearer.
    let is_told_bare = life.given.is_empty() && life.known.is_none();
    if (name.given.is_empty() || is_told_bare)
        && (!bears_alone(document, name, life) || is_oblique(&name.surname, &life.surname))
    {
        return;
    }
    let date = &mention.date;
    let here = say!({ date } en: "the text has this person act {date}", ru: "в тексте время действия: {date}", kk: "мәтіндегі әрекет уақыты: {date}");
    let source = life.known.and_then(|(known, value)| known.cited(value));
    let mut places = vec![document.place(paragraph, mention.range.clone())];
    places.extend(life.told.iter().map(|(number, words)| {
        document.place(&document.paragraphs[*number], words.clone())
            .labelled(say!(en: "the life as the text tells it", ru: "годы жизни по этому же тексту", kk: "осы мәтін бойынша өмір жылдары"))
    }));
    objections.add(
        places,
        vec![Reason::shown(here), Reason { said: life.said.clone(), source }],
        say!(en: "check the date and the years of life; if a namesake is meant, say which", ru: "проверьте дату и годы жизни; если речь об однофамильце, укажите, о каком", kk: "күнін және өмір жылдарын тексеріңіз; аттас адам айтылса, қайсысы екенін көрсетіңіз"),
    );
}

/// Whether a Russian surname stands in another form than that of the subject: *жена Громова*.
fn is_oblique(written: &str, told: &str) -> bool {
    const DECLINED: &[&str] = &["ова", "ева", "ёва", "ина", "ына", "ского", "цкого"];
    let ends = |word: &str| DECLINED.iter().any(|end| word.ends_with(end));
    ends(written) && !ends(told)
}

/// Whether everybody of the surname in the text may be the one whose life it is. His wife,
/// who is never named without her *Mrs*, takes no bare surname from him.
fn bears_alone(document: &Document, name: &Name, life: &Life<'_>) -> bool {
    const OF_HERS: &[&str] = &["Mrs", "Miss", "Lady", "Madame", "Mme", "Frau"];
    let own = key(name);
    let is_bare = life.given.is_empty();
    document
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind != Kind::Reference)
        .flat_map(|paragraph| &paragraph.names)
        .filter(|other| other.kind == NameKind::Person && key(other) == own)
        .filter(|other| {
            other.given.iter().any(|given| !OF_HERS.contains(&given.as_str()))
                || other.given.is_empty()
        })
        .all(|other| if is_bare { is_same(name, other) } else { may_be(life, other) })
}

/// Whether the given names, as far as both have them, do not tell two people apart.
fn may_be(life: &Life<'_>, name: &Name) -> bool {
    let letter = |given: &String| derek_text::pivot(given).chars().next();
    match (life.given.first(), name.given.first()) {
        (Some(one), Some(other)) => letter(one) == letter(other),
        _ => true,
    }
}

/// The number of a ruler, behind the name: *Charles III*.
fn numeral<'p>(paragraph: &'p Paragraph, name: &Name) -> Option<&'p str> {
    let after = paragraph.slice(name.range.end..paragraph.text.len());
    let word = words(after).next().filter(|range| after.get(..range.start) == Some(" "))?;
    let word = &after[word];
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х')).then_some(word)
}

/// Somebody who does on a date what only the living do.
struct Act<'p> {
    name: &'p Name,
    mention: &'p Mention,
    /// Whether the dead may do it, and only the unborn may not.
    only_unborn: bool,
}

/// What the living of a sentence do, clause by clause.
fn acts<'p>(
    paragraph: &'p Paragraph,
    sentence: &Range<usize>,
    called_so: &Called<'p>,
) -> Vec<Act<'p>> {
    let text = paragraph.slice(sentence.clone());
    let mut acts = Vec::new();
    if sentence.is_empty()
        || !paragraph.dates.iter().any(|date| sentence.contains(&date.range.start))
    {
        return acts;
    }
    if has_word(text, BEYOND) {
        return acts;
    }
    let dates: Vec<&Mention> = dates_in(paragraph, sentence)
        .into_iter()
        .filter(|mention| !is_bracket(paragraph, mention))
        .collect();
    for name in people(paragraph, sentence.clone()) {
        acts.extend(aside::act(paragraph, sentence, name, &dates));
    }
    let mut before: Option<&Name> = None;
    for clause in clauses(text) {
        let clause = sentence.start + clause.start..sentence.start + clause.end;
        let subject = subject(paragraph, &clause, called_so);
        let (doer, aside) = match subject {
            Some((name, end)) => (Some(name), behind(paragraph, end, clause.end)),
            // *Vane was killed; Reed was killed*: another name is another's deed.
            None => {
                let opening = clause.start..clause.end.min(clause.start + OPENING);
                let names = |name: &Name| {
                    name.kind != NameKind::Place && opening.contains(&name.range.start)
                };
                let carried = before.filter(|_| !paragraph.names.iter().any(names));
                (carried, Aside::none(clause.start))
            }
        };
        before = doer;
        let mut dated = dates.iter().filter(|mention| {
            clause.contains(&mention.range.start) && !aside.words.contains(&mention.range.start)
        });
        let (Some(mention), None) = (dated.next(), dated.next()) else { continue };
        if !is_plain(mention) {
            continue;
        }
        let said = without(paragraph, aside.end.min(clause.end)..clause.end, mention);
        let is_done = |name: &Name| match paragraph.language {
            Language::Kazakh => ends_in_deed(&said, is_alone(paragraph, &clause, name)),
            _ => begins_with_deed(&said, name),
        };
        let name = doer.filter(|name| is_done(name)).or_else(|| behind_deed(paragraph, &clause));
        acts.extend(name.map(|name| Act { name, mention, only_unborn: false }));
        let early = doer.filter(|_| name.is_none() && paragraph.language != Language::Kazakh);
        let early = early.filter(|name| begins_with_any(&said, name));
        acts.extend(early.map(|name| Act { name, mention, only_unborn: true }));
    }
    acts
}

/// Whether a date stands in brackets by itself, as the years of a life do.
fn is_bracket(paragraph: &Paragraph, mention: &Mention) -> bool {
    paragraph.slice(0..mention.range.start).trim_end().ends_with('(')
        && paragraph.slice(mention.range.end..paragraph.text.len()).trim_start().starts_with(')')
}

/// The words of a range without those of its date: *Орлов в 1890 г. выехал*.
fn without(paragraph: &Paragraph, range: Range<usize>, mention: &Mention) -> String {
    const IN: &[&str] = &["в", "in", "on", "во"];
    if mention.range.start < range.start || range.end < mention.range.end {
        return paragraph.slice(range).to_owned();
    }
    let ahead = paragraph.slice(range.start..mention.range.start);
    let trimmed = ahead.trim_end();
    let small = IN.iter().find(|word| {
        trimmed.strip_suffix(**word).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    });
    let ahead = small.map_or(ahead, |word| &trimmed[..trimmed.len() - word.len()]);
    // An adverb of time between commas: *he, in 1890, wrote*.
    let (ahead, behind) = (ahead.trim_end(), paragraph.slice(mention.range.end..range.end));
    let behind = match ahead.strip_suffix(',') {
        Some(_) => behind.trim_start_matches(','),
        None => behind,
    };
    format!("{}{behind}", ahead.trim_end_matches(','))
}

/// Whether nobody else is named in a clause.
fn is_alone(paragraph: &Paragraph, clause: &Range<usize>, of: &Name) -> bool {
    let own = key(of);
    paragraph
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Person && clause.contains(&name.range.start))
        .all(|name| key(name) == own)
}

/// Who does something behind the verb: *выступил Орлов*, *был избран Орлов*, *was drawn up in
/// 1855 by Orlov*, *Орловым был издан*.
fn behind_deed<'p>(paragraph: &'p Paragraph, clause: &Range<usize>) -> Option<&'p Name> {
    let text = paragraph.slice(clause.clone());
    let named = || {
        paragraph
            .names
            .iter()
            .filter(|name| name.kind == NameKind::Person && clause.contains(&name.range.start))
    };
    if has_word(text, &["who", "which", "that", "whose", "который", "которая", "которое", "что"])
        || has_word(text, OTHERS)
    {
        return None;
    }
    named().find(|name| {
        let before = &text[..name.range.start - clause.start];
        let tokens: Vec<String> = words(before).map(|range| before[range].to_lowercase()).collect();
        let last = tokens.last().map(String::as_str).unwrap_or_default();
        let own = paragraph.slice(name.range.end..clause.end.max(name.range.end));
        match paragraph.language {
            Language::English => {
                let made = |pair: &[String]| {
                    matches!(pair[0].as_str(), "was" | "were") && MADE.contains(&pair[1].as_str())
                };
                last == "by" && tokens.windows(2).any(made) && !own.starts_with(['-', '\'', '’'])
            }
            Language::Russian => {
                let is_close =
                    before.ends_with(' ') && before.trim_end().ends_with(char::is_alphabetic);
                let many =
                    last.chars().count() >= 5 && (last.ends_with("ли") || last.ends_with("лись"));
                let is_deed = russian_past(last).is_some_and(|is_woman| agrees(name, is_woman))
                    || suits_russian(last, RUSSIAN_SUFFERED)
                        .is_some_and(|is_woman| agrees(name, is_woman))
                    || many
                        && !STILL.contains(&last)
                        && agrees(name, gender(name) == Gender::Woman);
                let by = ["ым", "им", "ой"].iter().any(|end| name.surname.ends_with(end))
                    && words(own).next().is_some_and(|range| {
                        matches!(&own[range], "был" | "была" | "было" | "были")
                    });
                is_close && is_deed && is_naming(paragraph.language, name) || by
            }
            _ => false,
        }
    })
}

/// The clauses of a sentence: between semicolons and colons, and after *and* where a verb
/// goes on without a subject of its own.
fn clauses(text: &str) -> Vec<Range<usize>> {
    const AND: &[&str] = &["and", "but", "и", "а", "но", "ал", "бірақ", "then"];
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut clauses = Vec::new();
    let mut from = 0;
    for (at, token) in tokens.iter().enumerate() {
        let gap = &text[tokens.get(at.wrapping_sub(1)).map_or(0, |before| before.end)..token.start];
        let is_end = gap.contains([';', ':'])
            || gap.contains(',') && pronoun(&text[token.clone()]).is_some();
        let goes_on = AND.contains(&&text[token.clone()])
            && tokens.get(at + 1..).unwrap_or_default().iter().take(3).any(|next| {
                let word = &text[next.clone()];
                is_deed(word) || matches!(word, "was" | "was," | "had") || pronoun(word).is_some()
            });
        if is_end || goes_on {
            clauses.push(from..token.start);
            from = token.start;
        }
    }
    clauses.push(from..text.len());
    clauses
}

/// Who does what a clause tells: the first name or pronoun that can, and where it ends.
fn subject<'p>(
    paragraph: &'p Paragraph,
    clause: &Range<usize>,
    called_so: &Called<'p>,
) -> Option<(&'p Name, usize)> {
    const LEADING: usize = 6;
    let text = paragraph.slice(clause.clone());
    let mut leading = 0;
    for token in words(text) {
        let at = clause.start + token.start;
        let is_of_date = paragraph.dates.iter().any(|date| date.range.contains(&at));
        if is_of_date {
            continue;
        }
        let word = &text[token.clone()];
        if is_calling(word) && !owns_or_leads(paragraph, at + word.len()) {
            let before: Vec<String> =
                words(&text[..token.start]).map(|range| text[range].to_lowercase()).collect();
            let before: Vec<&str> = before.iter().map(String::as_str).rev().take(2).collect();
            let governed = match before.as_slice() {
                ["the", before] => is_governed(before),
                [before, ..] if *before != "the" => is_governed(before),
                _ => false,
            };
            let name = called(paragraph, at..at + word.len()).filter(|_| !governed)?;
            return Some((name, clause.start + token.end));
        }
        if let Some(gender) = pronoun(word) {
            let after = &text[token.end..];
            let next = words(after).next().map(|range| &after[range]).unwrap_or_default();
            // *Ол кезде* is then, not he.
            let is_time = word.to_lowercase() == "ол"
                && ["кез", "жыл", "уақыт", "заман", "жер", "күн", "үшін", "туралы"]
                    .iter()
                    .any(|noun| next.starts_with(noun));
            let name = bearer(paragraph, at, gender).filter(|_| !is_time)?;
            return Some((name, clause.start + token.end));
        }
        let named = paragraph.names.iter().find(|name| {
            name.range.start == at
                && (name.kind == NameKind::Person
                    || called_so.dead.contains(paragraph.slice(name.range.clone())))
        });
        if let Some(name) = named {
            let before = &text[..token.start];
            let governed = is_governed(before);
            let written = paragraph.slice(name.range.clone());
            let owns = ["'s", "’s", "'", "’"].iter().any(|end| {
                written.ends_with(end)
                    || paragraph
                        .slice(name.range.end..clause.end.max(name.range.end))
                        .starts_with(end)
            });
            return (!governed && !owns && is_naming(paragraph.language, name))
                .then_some((name, name.range.end));
        }
        if paragraph.language == Language::Kazakh
            && let Some(name) = called_so.givens.get(word)
        {
            return Some((name, clause.start + token.end));
        }
        leading += 1;
        // *The critic who had known Petrova wrote*: another acts.
        let is_of_another = is_deed(word)
            || is_past(word)
            || OTHERS.contains(&word)
            || has_word(
                word,
                &["who", "whom", "whose", "which", "that", "который", "которая", "что"],
            );
        if LEADING < leading || is_of_another {
            return None;
        }
    }
    None
}

/// Whether a noun for a person belongs to the name behind it, or owns something.
fn owns_or_leads(paragraph: &Paragraph, end: usize) -> bool {
    let after = paragraph.slice(end..paragraph.text.len());
    let next = after.trim_start();
    let starts = end + (after.len() - next.len());
    let is_named = paragraph
        .names
        .iter()
        .any(|name| name.kind == NameKind::Person && name.range.start == starts);
    is_named || after.starts_with("'s") || after.starts_with("’s")
}
