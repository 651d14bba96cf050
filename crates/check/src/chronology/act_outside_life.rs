//! A person acts before birth or after death.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{Kind, Name, NameKind, Paragraph};
use derek_study::{Document, Reason, Said, say};
use derek_text::words;
use derek_time::{Date, Day, Mention, Precision, Shape, Year};

use crate::facts::Known;
use crate::grounds::{About, contradictions};
use crate::sequence::dates_in;
use crate::{Objections, Reading, check};

check! {
    /// A person writes, signs, meets, leads on a date before the person's birth or
    /// after the person's death.
    ///
    /// In a text the dates of a life are those that it gives itself in brackets
    /// after a name, or those of the reference study. In a study they are `born` and
    /// `died`, held against the dated events and documents in which the person takes
    /// part; the reasoning may run through several cards.
    ///
    /// ```text
    /// Anna Petrova (1840–1881) came of a family of teachers. In ⟦1893⟧ Petrova wrote her
    /// memoirs in Kazan.
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
    /// What others do after a death, and a namesake with another given name, are
    /// clean:
    ///
    /// ```text
    /// Anna Petrova (1840–1881) came of a family of teachers. In 1891 Petrova's son wrote of her.
    /// In 1892 the Petrova family left Kazan. In 1893 the memoirs of Petrova were
    /// printed. In 1890 Boris Petrov wrote that she was forgotten. In 1881 Petrova wrote a will.
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
    /// In a text only a sentence with one date is judged, in which the person's
    /// name stands beside a verb that needs a living person.
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
    /// The earliest day of birth.
    born: Option<Day>,
    /// The latest day of death.
    died: Option<Day>,
    said: Said,
    known: Option<(Known<'a>, &'a derek_study::Value)>,
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
                if let [mention] = dates_in(paragraph, sentence)[..]
                    && is_plain(mention)
                {
                    for name in
                        paragraph.names.iter().filter(|name| sentence.contains(&name.range.start))
                    {
                        judge(document, paragraph, (sentence, mention), (name, &lives), objections);
                    }
                }
            }
        }
    }
    let help = say!(en: "check the dates, and whether the person of the event is the one of the card", ru: "проверьте даты и то, тот ли это человек, что на карточке", kk: "күндерді және оқиғадағы адамның карточкадағы адам екенін тексеріңіз");
    contradictions(reading, About::Life, &help, objections);
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
    for paragraph in &document.paragraphs {
        for name in paragraph.names.iter().filter(|name| name.kind == NameKind::Person) {
            let bracketed = paragraph.dates.iter().find(|mention| {
                name.range.end <= mention.range.start
                    && paragraph.slice(name.range.end..mention.range.start).trim() == "("
                    && paragraph.slice(mention.range.end..paragraph.text.len()).starts_with(')')
            });
            let Some(date) = bracketed.map(|mention| &mention.date) else { continue };
            let Shape::Throughout { begins, ends } = date.shape else { continue };
            let (Some(born), Some(died)) = (begins.first_day(), ends.last_day()) else { continue };
            if !LIFE.contains(&((died.number() - born.number()) / 365)) {
                continue;
            }
            let said = say!({ date } en: "the text itself gives the life as {date}", ru: "годы жизни в самом тексте: {date}", kk: "мәтіннің өзіндегі өмір жылдары: {date}");
            let life = Life {
                given: name.given.clone(),
                born: Some(born),
                died: Some(died),
                said,
                known: None,
            };
            lives.entry(key(name)).or_default().push(life);
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
            let life = |given: Vec<String>| Life {
                given,
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
                    lives.entry(key).or_default().push(life(given));
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

/// Years that a life may last.
const LIFE: std::ops::Range<i32> = 12..115;

fn key(name: &Name) -> String {
    derek_text::skeleton(&derek_text::surname(&name.surname))
}

fn judge(
    document: &Document,
    paragraph: &Paragraph,
    (sentence, mention): (&Range<usize>, &Mention),
    (name, lives): (&Name, &BTreeMap<String, Vec<Life<'_>>>),
    objections: &mut Objections,
) {
    let Some(namesakes) = lives.get(&key(name)) else { return };
    if !acts(paragraph, sentence, name) {
        return;
    }
    let days = mention.date.hull();
    let (first, last) = (days.first_day(), days.last_day());
    let is_outside = |life: &&Life<'_>| {
        let unborn = life.born.zip(last).is_some_and(|(born, last)| last < born);
        let dead = life.died.zip(first).is_some_and(|(died, first)| died < first);
        unborn || dead
    };
    let may_be: Vec<&Life<'_>> = namesakes.iter().filter(|life| may_be(life, name)).collect();
    // A person whom any telling lets live is alive.
    let Some(life) = may_be.first().filter(|_| may_be.iter().all(is_outside)) else { return };
    let date = &mention.date;
    let here = say!({ date } en: "the text has this person act {date}", ru: "в тексте время действия: {date}", kk: "мәтіндегі әрекет уақыты: {date}");
    let source = life.known.and_then(|(known, value)| known.cited(value));
    objections.add(
        vec![document.place(paragraph, mention.range.clone())],
        vec![Reason::shown(here), Reason { said: life.said.clone(), source }],
        say!(en: "check the date and the years of life; if a namesake is meant, say which", ru: "проверьте дату и годы жизни; если речь об однофамильце, укажите, о каком", kk: "күнін және өмір жылдарын тексеріңіз; аттас адам айтылса, қайсысы екенін көрсетіңіз"),
    );
}

/// Whether the given names, as far as both have them, do not tell two people apart.
fn may_be(life: &Life<'_>, name: &Name) -> bool {
    let letter = |given: &String| derek_text::pivot(given).chars().next();
    match (life.given.first(), name.given.first()) {
        (Some(one), Some(other)) => letter(one) == letter(other),
        _ => true,
    }
}

/// Whether the name stands beside a verb of the living.
fn acts(paragraph: &Paragraph, sentence: &Range<usize>, name: &Name) -> bool {
    const LIVING: &[&str] = &[
        "wrote", "signed", "said", "spoke", "met", "arrived", "led", "headed", "went", "returned",
        "joined", "telegraphed", "visited", "sent", "demanded", "declared", "left", "married",
        "studied", "travelled", "traveled", "became", "attended", "fought", "commanded", "fled",
        "написал", "написала", "подписал", "подписала", "выступил", "выступила", "встретился",
        "встретилась", "прибыл", "прибыла", "возглавил", "возглавила", "вернулся", "вернулась",
        "вступил", "вступила", "телеграфировал", "посетил", "посетила", "направил", "потребовал",
        "заявил", "заявила", "женился", "бежал", "бежала", "приехал", "приехала", "уехал",
        "уехала", "командовал", "участвовал", "участвовала", "escribió", "firmó", "llegó", "viajó",
    ];
    const LIVING_LAST: &[&str] = &[
        "жазды", "келді", "кездесті", "басқарды", "қайтты", "барды", "сөйледі", "аттанды",
        "қатысты", "үйленді", "талап",
    ];
    let after = paragraph.slice(name.range.end..sentence.end);
    // *Petrova's widow wrote*, *the critic who had known Petrova wrote*: another acts.
    let before = paragraph.slice(sentence.start..name.range.start);
    const LEADING: usize = 5;
    let is_subject = words(before).count() <= LEADING
        && !after.starts_with(['\'', '’'])
        && !["'s", "’s"].iter().any(|end| paragraph.slice(name.range.clone()).ends_with(end))
        && !words(before).last().is_some_and(|range| before[range].eq_ignore_ascii_case("the"));
    if !is_subject {
        return false;
    }
    let gap_end = after.find([',', ';', ':', '(', '—', '–']).unwrap_or(after.len());
    let beside = words(&after[..gap_end]).take(2).any(|range| LIVING.contains(&&after[range]));
    let last = words(after).last().map(|range| &after[range]);
    beside || last.is_some_and(|last| LIVING_LAST.contains(&last))
}
