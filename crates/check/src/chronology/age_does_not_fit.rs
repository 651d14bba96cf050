//! An age that the dates of the life contradict.

use std::ops::Range;

use derek_study::document::{Kind, Name, NameKind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::{Day, Interval, Mention, Precision, Shape, Year};

use crate::sequence::{dates_in, has_word};
use crate::{Objections, Reading, check};

check! {
    /// The text says how old somebody was on a date, and the birth that it gives makes
    /// the person older or younger.
    ///
    /// ```text
    /// Anna Petrova (1866–1937) wrote little. Petrova died in 1937 at the age of ⟦65⟧.
    ///
    /// Pavel Orlov was born in May 1880 in Kazan. In 1901, aged ⟦25⟧, he went to Paris.
    ///
    /// Павел Орлов родился в 1880 году. Он умер в 1937 году в возрасте ⟦75⟧ лет.
    ///
    /// Павел Орлов 1880 жылы дүниеге келді. Ол 1937 жылы ⟦75⟧ жасында қайтыс болды.
    /// ```
    ///
    /// A birthday may lie before or after the day, and other people have other ages:
    ///
    /// ```text
    /// Anna Petrova (1866–1937) wrote little. Petrova died in 1937 at the age of 70. Her son died
    /// in 1890 at the age of 3. Petrova was about 40 years old in 1910. In 1890, aged 30, Boris
    /// Petrov met her.
    ///
    /// Павел Орлов родился в 1880 году. Он умер в 1937 году на 57-м году жизни. В 1890 году его брат в
    /// возрасте 20 лет уехал.
    /// ```
    ///
    /// ## Limits
    ///
    /// Ages in words are not read. A sentence must have one date and speak of one
    /// person, whose birth the same or the paragraph before it gives. In Kazakh
    /// texts a year more is let pass: the year of birth was counted as the first.
    pub static AGE_DOES_NOT_FIT = "age-does-not-fit" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "the age told does not fit the dates of the life",
        ru: "названный возраст не сходится с датами жизни",
        kk: "аталған жас өмір күндерімен сәйкеспейді",
        find: find,
    }
}

/// A birth that the text tells.
struct Birth {
    /// The paragraph, by its number.
    paragraph: usize,
    at: usize,
    born: Interval,
    died: Option<Interval>,
    /// The skeleton of the surname; `None` of somebody not named.
    whose: Option<String>,
    /// The first given name or initial, as written.
    given: Option<String>,
    words: Range<usize>,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let mut births: Vec<Birth> = Vec::new();
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
                continue;
            }
            tell_births(number, paragraph, &mut births);
            for sentence in &paragraph.sentences {
                for age in ages(paragraph, sentence) {
                    judge(document, (number, paragraph), sentence, &age, &births, objections);
                }
            }
        }
    }
}

fn key(name: &Name) -> String {
    derek_text::skeleton(&derek_text::surname(&name.surname))
}

fn people(paragraph: &Paragraph, within: Range<usize>) -> impl Iterator<Item = &Name> {
    paragraph
        .names
        .iter()
        .filter(move |name| name.kind == NameKind::Person && within.contains(&name.range.start))
}

/// Births in brackets behind a name, and those that are told.
fn tell_births(number: usize, paragraph: &Paragraph, births: &mut Vec<Birth>) {
    for mention in paragraph.dates.iter().filter(|mention| is_exact(mention)) {
        let sentence = paragraph.sentence_at(mention.range.start);
        let before = paragraph.slice(sentence.start..mention.range.start);
        let after = paragraph.slice(mention.range.end..sentence.end);
        let named = people(paragraph, sentence.start..mention.range.start).last();
        let beside = named.filter(|name| {
            paragraph.slice(name.range.end..mention.range.start).trim() == "("
                && after.starts_with(')')
        });
        let birth = |born, died, whose: Option<&Name>| Birth {
            paragraph: number,
            at: mention.range.start,
            born,
            died,
            whose: whose.map(key),
            given: whose.and_then(|name| name.given.first().cloned()),
            words: mention.range.clone(),
        };
        match (mention.date.shape, beside) {
            (Shape::Throughout { begins, ends }, Some(name)) => {
                births.push(birth(begins, Some(ends), Some(name)));
            }
            (Shape::Within(born), _) if is_birth(before, after) => {
                births.push(birth(born, None, named));
            }
            _ => {}
        }
    }
}

/// Whether the words around a date make it that of a birth.
fn is_birth(before: &str, after: &str) -> bool {
    const BEFORE: &[&str] = &["born", "родился", "родилась", "рожд"];
    const AFTER: &[&str] = &["туған", "туды", "дүниеге", "туылған", "родился", "родилась"];
    // What stands between: *was born on a farm near Kazan in*.
    const NEAR: usize = 4;
    let before: Vec<String> = words(before).map(|range| before[range].to_lowercase()).collect();
    let clause = after.split([',', ';', '(']).next().unwrap_or_default();
    before.iter().rev().take(NEAR).any(|word| BEFORE.contains(&word.as_str()))
        || words(clause)
            .take(NEAR)
            .any(|range| AFTER.contains(&clause[range].to_lowercase().as_str()))
}

fn is_exact(mention: &Mention) -> bool {
    let is_fine = matches!(
        mention.date.precision,
        Precision::Day | Precision::Month | Precision::Season | Precision::Year
    );
    is_fine
        && !mention.date.approximate
        && mention.year == Year::Stated
        && mention.date.faults.is_empty()
}

/// An age as it is written.
struct Age {
    range: Range<usize>,
    /// Whole years: the fewest and the most that the words allow.
    years: (i32, i32),
}

/// Ages in figures: *at the age of 65*, *aged 65*, *в возрасте 65 лет*, *65 жасында*.
fn ages(paragraph: &Paragraph, sentence: &Range<usize>) -> Vec<Age> {
    const BEFORE: &[&str] = &["age of", "aged", "at age", "в возрасте"];
    const AFTER: &[&str] = &["years old", "years of age", "жасында", "жасқа", "жаста"];
    let text = paragraph.slice(sentence.clone());
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut ages = Vec::new();
    for token in &tokens {
        let Ok(years) = text[token.clone()].parse::<i32>() else { continue };
        let before = text[..token.start].trim_end();
        let after = text[token.end..].trim_start();
        let is_age = BEFORE.iter().any(|words| ends_with_words(before, words))
            || AFTER.iter().any(|words| after.starts_with(words));
        let is_hedged = [
            "about", "around", "nearly", "almost", "over", "under", "least", "около", "почти",
            "примерно", "более", "шамамен", "between",
        ]
        .iter()
        .any(|hedge| {
            words(before).last().is_some_and(|range| before[range].eq_ignore_ascii_case(hedge))
        }) || before.ends_with(['-', '–', '—', '.', '/'])
            || after.starts_with(['-', '–', '—', '/'])
            || ["or ", "to ", "или ", "and "].iter().any(|word| after.starts_with(word));
        if is_age && !is_hedged && AGES.contains(&years) {
            let range = sentence.start + token.start..sentence.start + token.end;
            ages.push(Age { range, years: (years, years) });
        }
    }
    ages
}

fn ends_with_words(text: &str, ending: &str) -> bool {
    text.strip_suffix(ending).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Years that a person may be said to have.
const AGES: Range<i32> = 1..120;

/// Words for people of whom a sentence may speak without a name.
const OTHERS: &[&str] = &[
    "son", "sons", "daughter", "daughters", "wife", "husband", "father", "mother", "brother",
    "sister", "child", "children", "uncle", "aunt", "nephew", "niece", "cousin", "grandfather",
    "grandmother", "widow", "friend", "king", "emperor", "queen", "сын", "сына", "дочь", "дочери",
    "жена", "жены", "муж", "мужа", "отец", "отца", "мать", "матери", "брат", "брата", "сестра",
    "сестры", "ребёнок", "дети", "дядя", "племянник", "дед", "деда", "бабушка", "вдова", "друг",
    "ұлы", "қызы", "әйелі", "күйеуі", "әкесі", "шешесі", "анасы", "ағасы", "інісі", "қарындасы",
    "апасы", "баласы", "атасы", "әжесі", "жары",
];

fn judge(
    document: &Document,
    (number, paragraph): (usize, &Paragraph),
    sentence: &Range<usize>,
    age: &Age,
    births: &[Birth],
    objections: &mut Objections,
) {
    let text = paragraph.slice(sentence.clone());
    let speaks_of_others = has_word(text, OTHERS);
    let named: Vec<String> = {
        let mut named: Vec<String> = people(paragraph, sentence.clone()).map(key).collect();
        named.sort();
        named.dedup();
        named
    };
    if speaks_of_others || named.len() > 1 || !one_given_name(paragraph, sentence) {
        return;
    }
    // The last birth told, and nobody else named since, unless the name is the person's.
    let Some(birth) = births.last() else { return };
    let is_near = birth.paragraph == number
        || (birth.paragraph + 1 == number
            && birth.whose.is_some()
            && named.first() == birth.whose.as_ref());
    let since = if birth.paragraph == number { birth.at } else { 0 };
    let letter = |given: &String| derek_text::pivot(given).chars().next();
    let is_of_another = |name: &Name| {
        let given = name.given.first().zip(birth.given.as_ref());
        birth.whose.as_ref() != Some(&key(name))
            || given.is_some_and(|(one, other)| letter(one) != letter(other))
    };
    if !is_near
        || since > age.range.start
        || people(paragraph, since..sentence.end).any(is_of_another)
    {
        return;
    }
    // Whoever has two names may be the one who is meant, unless somebody known is.
    const SUBJECTS: &[&str] = &["he", "she", "who", "он", "она", "который", "которая", "ол"];
    let is_known = !named.is_empty() || has_word(text, SUBJECTS);
    let strangers = paragraph.names.iter().any(|name| {
        let is_of_two = name.surname.contains(' ');
        name.kind != NameKind::Person && sentence.contains(&name.range.start) && is_of_two
    });
    if strangers && !is_known {
        return;
    }
    let dates: Vec<&Mention> = dates_in(paragraph, sentence)
        .into_iter()
        .filter(|mention| mention.range != birth.words)
        .collect();
    let when = match (dates.as_slice(), birth.died) {
        ([mention], _) if is_exact(mention) && matches!(mention.date.shape, Shape::Within(_)) => {
            mention.date.hull()
        }
        ([], Some(died)) if is_death(text) => died,
        _ => return,
    };
    let Some((least, most)) = years_between(&birth.born, &when) else { return };
    let nominal = i32::from(paragraph.language == derek_study::document::Language::Kazakh);
    if least <= age.years.1 && age.years.0 <= most + nominal {
        return;
    }
    let told = age.years.0;
    let possible = if least == most { least.to_string() } else { format!("{least}–{most}") };
    objections.add(
        vec![
            document.place(paragraph, age.range.clone()),
            document.place(&document.paragraphs[birth.paragraph], birth.words.clone())
                .labelled(say!(en: "the birth as the text tells it", ru: "рождение по этому же тексту", kk: "осы мәтін бойынша туған уақыты")),
        ],
        vec![Reason::shown(say!({ told, possible } en: "by these dates the person was {possible} years old, not {told}", ru: "по этим датам человеку было {possible} лет, а не {told}", kk: "бұл күндер бойынша адам {told} емес, {possible} жаста болған"))],
        say!(en: "correct the age or one of the dates", ru: "исправьте возраст или одну из дат", kk: "жасты не күндердің бірін түзетіңіз"),
    );
}

/// Whether the people of a sentence, with one surname, can be one person.
fn one_given_name(paragraph: &Paragraph, sentence: &Range<usize>) -> bool {
    let mut given = people(paragraph, sentence.clone()).filter_map(|name| name.given.first());
    match given.next() {
        Some(first) => given.all(|other| other == first),
        None => true,
    }
}

fn is_death(text: &str) -> bool {
    const DIED: &[&str] = &["died", "умер", "умерла", "скончался", "скончалась", "погиб", "қайтыс"];
    has_word(text, DIED)
}

/// Whole years from some day of one interval to some day of the other: the fewest, the most.
fn years_between(born: &Interval, when: &Interval) -> Option<(i32, i32)> {
    let years = |from: Day, until: Day| {
        let ((y1, m1, d1), (y2, m2, d2)) = (from.to_gregorian(), until.to_gregorian());
        y2 - y1 - i32::from((m2, d2) < (m1, d1))
    };
    // Days may be told in either style: a birthday within 13 days of one decides nothing.
    let is_day = |interval: &Interval| interval.days().is_some_and(|days| days <= 31);
    let styles = if is_day(born) && is_day(when) { 13 } else { 0 };
    let (earlier, later) = (when.first_day()?.plus(-styles), when.last_day()?.plus(styles));
    Some((years(born.last_day()?, earlier), years(born.first_day()?, later)))
}
