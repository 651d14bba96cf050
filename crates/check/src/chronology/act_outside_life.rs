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
    Gender, OTHERS, bearer, called, gender, is_calling, is_governed, is_naming, key, pronoun, told,
};
use crate::sequence::{dates_in, has_word};
use crate::tenure::{Whose, outside};
use crate::{Objections, Reading, check};

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
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let lives = lives(document, reading);
        if lives.is_empty() {
            continue;
        }
        for paragraph in
            document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item))
        {
            for sentence in &paragraph.sentences {
                for act in acts(paragraph, sentence) {
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
        let same = known.iter_mut().find(|life| may_be(life, name));
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
            }),
        }
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

/// The first letters of a given name, which spellings share; `None` of an initial.
fn beginning(given: &str) -> Option<String> {
    let letters: String = derek_text::skeleton(given).chars().take(3).collect();
    let is_name = 3 <= given.chars().filter(|c| c.is_alphabetic()).count();
    (is_name && !letters.is_empty()).then_some(letters)
}

/// Years that a life may last that is told in brackets; what is shorter may be a term of
/// office.
const LIFE: std::ops::Range<i32> = 25..115;

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
        unborn || dead
    };
    let may_be: Vec<&Life<'_>> = namesakes.iter().filter(|life| may_be(life, name)).collect();
    // A person whom any telling lets live is alive.
    let Some(life) = may_be.first().filter(|_| may_be.iter().all(is_outside)) else { return };
    if name.given.is_empty()
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
        .all(|other| may_be(life, other))
}

/// Whether the given names, as far as both have them, do not tell two people apart.
fn may_be(life: &Life<'_>, name: &Name) -> bool {
    let letter = |given: &String| derek_text::pivot(given).chars().next();
    match (life.given.first(), name.given.first()) {
        (Some(one), Some(other)) => letter(one) == letter(other),
        _ => true,
    }
}

/// Somebody who does on a date what only the living do.
struct Act<'p> {
    name: &'p Name,
    mention: &'p Mention,
}

/// What the living of a sentence do, clause by clause.
fn acts<'p>(paragraph: &'p Paragraph, sentence: &Range<usize>) -> Vec<Act<'p>> {
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
    let dates = dates_in(paragraph, sentence);
    let mut before: Option<&Name> = None;
    for clause in clauses(text) {
        let clause = sentence.start + clause.start..sentence.start + clause.end;
        let subject = subject(paragraph, &clause);
        let (doer, rest) = match subject {
            Some((name, end)) => (Some(name), end),
            None => (before, clause.start),
        };
        before = doer;
        let mut dated = dates.iter().filter(|mention| clause.contains(&mention.range.start));
        let (Some(mention), None) = (dated.next(), dated.next()) else { continue };
        if !is_plain(mention) {
            continue;
        }
        let said = without(paragraph, rest..clause.end, mention);
        let is_done = |name: &Name| match paragraph.language {
            Language::Kazakh => ends_in_deed(&said, is_alone(paragraph, &clause, name)),
            _ => begins_with_deed(&said, name),
        };
        let name = doer.filter(|name| is_done(name)).or_else(|| behind_deed(paragraph, &clause));
        acts.extend(name.map(|name| Act { name, mention }));
    }
    acts
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

/// What somebody living makes, after *was* and before *by*.
const MADE: &[&str] = &[
    "drawn", "signed", "written", "composed", "drafted", "delivered", "made", "read", "opened",
    "founded", "presented", "proposed", "given", "submitted", "chaired", "led", "built", "sold",
    "bought", "organised", "organized", "edited", "painted", "designed",
];

/// What is done to the dead, or by others with them, or not at all.
const BEYOND: &[&str] = &[
    "not", "never", "would", "if", "posthumous", "posthumously", "buried", "reburied", "memorial",
    "monument", "statue", "edition", "reprinted", "republished", "film", "opera", "novel", "play",
    "museum", "named", "exhibition", "anniversary", "legend", "legends", "translated", "biography",
    "ghost", "descendants", "family", "rehabilitated", "absentia", "не", "бы", "если", "посмертно",
    "посмертный", "похоронен", "похоронена", "перезахоронен", "реабилитирован", "реабилитирована",
    "памятник", "памятника", "музей", "музея", "имени", "переиздан", "переиздана", "издан",
    "издана", "опубликован", "опубликована", "юбилей", "годовщина", "фильм", "фильме", "опера",
    "опере", "роман", "романе", "спектакль", "биография", "потомки", "семья", "заочно", "емес",
    "егер", "ақталды", "ақталған", "ескерткіш", "ескерткіші", "мұражай", "мұражайы", "жерленді",
    "атында", "атындағы", "фильм", "туралы", "ұрпақтары",
];

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
fn subject<'p>(paragraph: &'p Paragraph, clause: &Range<usize>) -> Option<(&'p Name, usize)> {
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
        let named = paragraph
            .names
            .iter()
            .find(|name| name.range.start == at && name.kind == NameKind::Person);
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

/// Deeds of the living: verbs in the past.
const DEEDS: &[&str] = &[
    "wrote", "signed", "said", "spoke", "met", "arrived", "led", "headed", "went", "returned",
    "joined", "telegraphed", "visited", "sent", "demanded", "declared", "left", "married",
    "studied", "travelled", "traveled", "became", "attended", "fought", "commanded", "fled",
    "complained", "resigned", "escaped", "taught", "worked", "served", "negotiated", "refused",
    "bought", "sold", "voted", "proposed", "protested", "confessed", "testified", "emigrated",
    "moved", "settled", "lectured", "delivered", "welcomed", "preached", "painted", "composed",
    "escribió", "firmó", "llegó", "viajó", "ушёл", "ушел", "ушла", "пришёл", "пришел", "пришла",
    "стал", "стала",
];

/// The same in Russian, of men; *-а* and *-ась* make them of women.
const RUSSIAN_DEEDS: &[&str] = &[
    "написал", "писал", "подписал", "выступил", "выступал", "встретился", "прибыл", "возглавил",
    "возглавлял", "вернулся", "вступил", "телеграфировал", "посетил", "направил", "потребовал",
    "заявил", "женился", "бежал", "приехал", "уехал", "командовал", "участвовал", "работал",
    "служил", "преподавал", "учился", "руководил", "читал", "жил", "переехал", "эмигрировал",
    "отказался", "просил", "попросил", "жаловался", "говорил", "сказал", "предложил", "голосовал",
    "купил", "продал", "воевал", "лечился",
];

/// What is done to the living, after *was* or by itself in Russian.
const SUFFERED: &[&str] = &[
    "arrested", "appointed", "elected", "ordained", "consulted", "questioned", "summoned", "fined",
    "received", "installed", "nominated", "commissioned", "hired", "employed", "exiled",
    "received", "installed", "tried", "sworn", "hanged", "beheaded", "taken", "sent", "forced",
    "brought", "seen", "given", "nominated", "commissioned", "hired", "employed", "exiled",
    "sentenced", "imprisoned", "deported", "dismissed", "wounded", "invited", "released",
    "promoted", "interrogated", "transferred", "expelled", "conscripted", "shot", "executed",
    "killed", "baptised", "baptized", "knighted", "married", "captured", "banished",
];

/// The same in Russian, of men.
const RUSSIAN_SUFFERED: &[&str] = &[
    "арестован", "осуждён", "осужден", "выслан", "сослан", "избран", "назначен", "ранен",
    "расстрелян", "убит", "казнён", "казнен", "исключён", "исключен", "переведён", "переведен",
    "приговорён", "приговорен", "мобилизован", "освобождён", "освобожден", "уволен", "допрошен",
    "задержан", "приглашён", "приглашен", "депортирован", "заключён", "заключен",
];

/// What is done to the dead as well, after *was*.
const DONE_TO_DEAD: &[&str] = &[
    "buried", "remembered", "honoured", "honored", "commemorated", "translated", "published",
    "printed", "quoted", "cited", "mentioned", "forgotten", "named", "called", "considered",
    "regarded", "rehabilitated", "celebrated", "depicted", "portrayed", "discovered", "exhumed",
    "canonised", "canonized", "beatified", "replaced", "succeeded", "followed", "mourned",
    "criticised", "criticized", "praised", "condemned", "blamed", "attributed", "associated",
    "identified", "described", "credited", "recognised", "recognized", "awarded", "listed",
    "rediscovered", "reinterred", "republished", "reprinted", "pardoned", "exonerated", "erected",
    "denounced", "idealised", "idealized", "erased", "removed", "restored", "inspired", "based",
    "related", "accused", "immortalised", "immortalized", "featured", "included", "added",
    "inducted", "revered", "glorified", "proclaimed", "declared", "displayed", "interpreted",
    "viewed", "labelled", "labeled", "characterised", "characterized", "represented", "played",
    "supposed", "attested", "recorded", "documented", "dated", "used", "finished", "completed",
];

/// Of a Russian short participle whether a woman is meant, when it is of what only the
/// living suffer.
fn short_passive(word: &str) -> Option<bool> {
    const OF_DEAD: &[&str] = &[
        "похоронен", "забыт", "издан", "опубликован", "упомянут", "назван", "реабилитирован",
        "изображён", "изображен", "описан", "переведён", "переведен", "включён", "включен",
        "признан", "удостоен", "награждён", "награжден", "восстановлен", "известен", "связан",
        "поставлен", "установлен", "перенесён", "перенесен", "исключён", "исключен", "объявлен",
        "канонизирован", "причислен", "прославлен", "оправдан", "перезахоронен", "осуждён",
        "осужден", "посвящён", "посвящен", "создан", "открыт", "написан", "возведён", "возведен",
        "увековечен", "занесён", "занесен", "представлен", "оценён", "оценен", "лишён", "лишен",
    ];
    let man = word.strip_suffix('а').unwrap_or(word);
    let is_short = 6 <= word.chars().count()
        && ["ан", "ен", "ён", "ят"].iter().any(|end| man.ends_with(end))
        && word.chars().all(|c| c.is_lowercase() && !c.is_ascii());
    (is_short && !OF_DEAD.contains(&man)).then_some(word.len() != man.len())
}

/// Deeds that go on, after *was*.
const GOING_ON: &[&str] = &[
    "writing", "living", "working", "serving", "studying", "teaching", "reading", "leading",
    "fighting", "travelling", "traveling", "negotiating", "preparing", "speaking", "commanding",
];

fn is_deed(word: &str) -> bool {
    DEEDS.contains(&word) || suits_russian(word, RUSSIAN_DEEDS).is_some()
}

/// What the dead may do in a sentence: be somewhere, mean something, live on in what they left.
const STILL: &[&str] = &[
    "remained", "influenced", "inspired", "appeared", "featured", "belonged", "continued",
    "existed", "deserved", "symbolised", "symbolized", "represented", "served", "died", "passed",
    "entered", "proved", "seemed", "showed", "caused", "gained", "turned", "attained", "reached",
    "earned", "occupied", "needed", "rested", "ranked", "figured", "emerged", "loomed", "followed",
    "survived", "haunted", "enjoyed", "owed", "based", "related", "named", "called", "considered",
    "dated", "regarded", "lived", "inherited", "played", "printed", "published", "mentioned",
    "quoted", "cited", "depicted", "portrayed", "reissued", "used", "helped", "provided",
    "contributed", "indeed", "formed", "exceeded", "ceased", "disappeared", "perished", "born",
    "был", "была", "было", "были", "лежал", "лежала", "принадлежал", "принадлежала",
    "принадлежали", "вошёл", "вошел", "вошла", "получил", "получила", "получили", "остался",
    "осталась", "остались", "оставался", "оставалась", "оказался", "оказалась", "считался",
    "считалась", "назывался", "называлась", "казался", "значил", "умер", "погиб", "погибла",
    "имел", "имела", "имели", "мог", "могла", "повлиял", "повлияла", "вдохновил", "послужил",
    "стоял", "стояла", "пользовался", "пользовалась", "умерла", "скончался", "скончалась",
    "оказал", "оказала", "дал", "дала", "стал", "стала", "стали", "играл", "сыграл", "значился",
    "числился", "появился", "появилась", "появились", "родился", "родилась", "исчез", "упоминался",
    "носил", "носила", "попал", "попала", "жил", "жила", "превратился", "предвосхитил", "после",
    "если", "возле", "подле", "ли", "или", "удостоился", "оставил", "оставила", "изображал",
    "произошли", "начались", "состоялись", "стояли", "шли", "были", "могли", "велись", "стала",
    "стало", "нашёл", "нашел", "нашла", "начал", "начала",
];

/// Past forms of English verbs that do not end in *-ed*.
const IRREGULAR: &[&str] = &[
    "gave", "took", "made", "held", "came", "saw", "got", "sat", "ran", "drew", "built", "lent",
    "lost", "won", "paid", "told", "found", "began", "rode", "rose", "struck", "swore", "threw",
    "wore", "forbade", "broke", "chose", "drove", "felt", "heard", "knew", "laid", "put", "set",
    "sought", "spent", "thought", "withdrew", "undertook", "oversaw", "brought", "caught",
];

/// Whether an English word is a verb of the past that needs somebody alive.
fn is_past(word: &str) -> bool {
    !STILL.contains(&word)
        && (IRREGULAR.contains(&word)
            || 5 <= word.len()
                && word.ends_with("ed")
                && word.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Of a Russian verb of the past whether a woman is meant; `None` of other words and of
/// verbs that the dead have too.
fn russian_past(word: &str) -> Option<bool> {
    let letters = word.chars().count();
    let is_small = word.chars().all(|c| c.is_lowercase() && !c.is_ascii());
    if STILL.contains(&word) || letters < 5 || !is_small {
        return None;
    }
    match () {
        () if word.ends_with("лся") => Some(false),
        () if word.ends_with("лась") => Some(true),
        () if ["ал", "ил", "ел", "ял", "ул", "ёл", "ыл"].iter().any(|end| word.ends_with(end)) => {
            Some(false)
        }
        () if ["ала", "ила", "ела", "яла", "ула", "шла"].iter().any(|end| word.ends_with(end)) => {
            Some(true)
        }
        () => None,
    }
}

/// Whether a name can be the subject of a verb of this gender by its own form.
fn agrees(name: &Name, is_woman: bool) -> bool {
    const MEN: &[&str] = &["ов", "ев", "ёв", "ин", "ын", "ский", "цкий"];
    const WOMEN: &[&str] = &["ова", "ева", "ёва", "ина", "ына", "ская", "цкая"];
    let ends = |with: &[&str]| with.iter().any(|end| name.surname.ends_with(end));
    match () {
        () if ends(WOMEN) => is_woman,
        () if ends(MEN) => !is_woman,
        () => gender(name).suits(if is_woman { Gender::Woman } else { Gender::Man }),
    }
}

/// Of a Russian form whether it is a woman's; `None` of a word that is not among these.
fn suits_russian(word: &str, men: &[&str]) -> Option<bool> {
    let of_man = word.strip_suffix("ась").map_or_else(
        || word.strip_suffix('а').map(str::to_owned),
        |stem| Some(format!("{stem}ся")),
    );
    match () {
        () if men.contains(&word) => Some(false),
        () if of_man.is_some_and(|form| men.contains(&form.as_str())) => Some(true),
        () => None,
    }
}

/// Whether what follows a subject begins with a deed of the living.
fn begins_with_deed(after: &str, name: &Name) -> bool {
    const ADVERBS: &[&str] = &[
        "and", "but", "then", "still", "later", "already", "also", "again", "soon", "himself",
        "herself", "even", "therefore", "once", "both", "и", "а", "но", "же", "уже", "ещё", "еще",
        "снова", "вновь", "затем", "тогда", "там", "сам", "сама", "вскоре", "часто", "лично",
        "тайно", "then",
    ];
    const NEAR: usize = 3;
    let end = after.find([',', ';', ':', '(', '[', '—', '–']).unwrap_or(after.len());
    // *Mithat Pasha wrote*, *Abdülhamid II signed*: a title behind the name.
    let mut rest = words(&after[..end])
        .map(|range| &after[range])
        .skip_while(|word| derek_text::is_capitalised(word))
        .filter(|word| !ADVERBS.contains(word));
    let suits = |is_woman: bool| agrees(name, is_woman);
    let first: Vec<&str> = rest.by_ref().take(NEAR).collect();
    match first.as_slice() {
        [] => false,
        ["was", "been" | "being", next, ..] => SUFFERED.contains(next),
        ["was", next, ..] => {
            SUFFERED.contains(next)
                || GOING_ON.contains(next)
                || is_past(next) && next.ends_with("ed") && !DONE_TO_DEAD.contains(next)
        }
        ["был" | "была", rest @ ..] => rest.iter().any(|word| {
            suits_russian(word, RUSSIAN_SUFFERED).or_else(|| short_passive(word)).is_some_and(suits)
        }),
        [verb, ..] if is_past(verb) || russian_past(verb).is_some_and(suits) => true,
        [verb, next, ..] if !is_deed(verb) => {
            suits_russian(verb, RUSSIAN_SUFFERED).is_some_and(suits)
                || suits_russian(next, RUSSIAN_DEEDS).is_some_and(suits)
        }
        [verb, ..] => DEEDS.contains(verb) || suits_russian(verb, RUSSIAN_DEEDS).is_some_and(suits),
    }
}

/// Whether a Kazakh clause ends in a deed of the living; where nobody else is named any
/// verb of the past is one that is not passive.
fn ends_in_deed(said: &str, is_alone: bool) -> bool {
    const DEEDS: &[&str] = &[
        "жазды", "жазған", "келді", "келген", "кездесті", "кездескен", "басқарды", "басқарған",
        "қайтты", "барды", "барған", "сөйледі", "аттанды", "қатысты", "қатысқан", "үйленді",
        "оқыды", "оқыған", "оқытты", "сотталды", "сотталған", "тұтқындалды", "тұтқындалған",
        "ұсталды", "тағайындалды", "тағайындалған", "сайланды", "сайланған", "айдалды", "қашты",
        "оралды", "көшті", "шақырылды", "атылды", "айтты",
    ];
    const AFTER: &[&str] = &["еді", "болатын", "тұрды", "жүрді", "болды", "екен", "отырды"];
    let end = said.find(['[', '(', ';']).unwrap_or(said.len());
    let mut back = words(&said[..end])
        .map(|range| &said[range])
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .skip_while(|word| AFTER.contains(word));
    back.next().is_some_and(|last| DEEDS.contains(&last) || is_alone && is_kazakh_past(last))
}

fn is_kazakh_past(word: &str) -> bool {
    const PAST: &[&str] = &["ды", "ді", "ты", "ті", "ған", "ген", "қан", "кен"];
    const PASSIVE: &[&str] = &["ыл", "іл", "ын", "ін", "л"];
    const STILL: &[&str] = &[
        "болды", "болған", "қалды", "қалған", "өлді", "өлген", "туды", "туған", "еді", "кірді",
        "шықты", "шыққан", "деген", "атты", "жатты", "жатқан", "кетті", "табылды", "алды", "көрді",
        "жетті", "айналды", "бастады", "басталды", "түсті", "жылғы", "алтыншы", "қайтты", "аталды",
    ];
    let verb = PAST.iter().find_map(|end| word.strip_suffix(end));
    verb.is_some_and(|verb| {
        3 <= verb.chars().count() - usize::from(verb.ends_with('а') || verb.ends_with('е'))
            && !PASSIVE.iter().any(|passive| verb.ends_with(passive))
    }) && !STILL.contains(&word)
}
