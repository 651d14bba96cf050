//! An age that the dates of the life contradict.

use std::ops::Range;

use derek_study::document::{Kind, Language, Name, NameKind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::{Day, Interval, Mention, Precision, Shape};

use crate::life::{
    OTHERS, given_in_full, is_calling, is_exact, is_governed, key, letter, people, pronoun, told,
};
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
    ///
    /// Pavel Orlov (1880–1930) came of a poor family. In 1901, aged ⟦twenty-five⟧, he went to Paris.
    /// ```
    ///
    /// ```text
    /// Павел Орлов (1880–1930) прибыл на съезд в декабре 1917 г. Ему шёл ⟦тридцать второй⟧ год.
    ///
    /// Павел Орлов (1880–1930) съезге 1917 жылы келді. Ол ⟦жиырма бір⟧ жаста еді.
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
    ///
    /// John Orlov (1880–1930) met Ivan Tumanov in 1901. He was forty-six years old.
    ///
    /// Павел Орлов (1880–1930) прибыл на съезд в декабре 1917 г. Ему шёл тридцать восьмой год, а
    /// на двадцать первом году он женился. Когда ему было двадцать лет, умер отец.
    /// ```
    ///
    /// ## Limits
    ///
    /// A sentence must have one date and speak of one person, whose birth the same or the
    /// paragraph before it gives; where *he was forty* stands without a date, all dates of
    /// the paragraph must speak against it, with a year to spare. In Kazakh
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
    /// The first letter of the given name or initial.
    letter: Option<char>,
    /// The given name in full.
    given: Option<String>,
    words: Range<usize>,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let births: Vec<Birth> = told(document)
            .into_iter()
            .filter_map(|told| {
                Some(Birth {
                    paragraph: told.paragraph,
                    at: told.words.start,
                    born: told.born?,
                    died: told.died,
                    whose: told.name.map(key),
                    letter: told.name.and_then(letter),
                    given: told.name.and_then(given_in_full).map(str::to_owned),
                    words: told.words,
                })
            })
            .collect();
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
                continue;
            }
            for sentence in &paragraph.sentences {
                for age in ages(paragraph, sentence) {
                    judge(document, (number, paragraph), sentence, &age, &births, objections);
                }
            }
        }
    }
}

/// An age as it is written.
struct Age {
    range: Range<usize>,
    /// Whole years: the fewest and the most that the words allow.
    years: (i32, i32),
    /// Whether the sentence tells how old somebody was, not what was done at that age.
    is_predicate: bool,
}

/// Ages as they are said: *at the age of 65*, *aged sixty-five*, *at sixty-five*, *in his
/// 42nd year*, *в возрасте 65 лет*, *ему шёл сорок второй год*, *65 жасында*.
fn ages(paragraph: &Paragraph, sentence: &Range<usize>) -> Vec<Age> {
    const BEFORE: &[&str] = &["age of", "aged", "at age", "в возрасте"];
    const AFTER: &[&str] = &["years old", "years of age", "жасында", "жасқа", "жаста", "year-old"];
    // *Forty-six* alone is an age where nothing is counted after it.
    const ALONE_BEFORE: &[&str] = &[
        "he was", "she was", "man of", "woman of", "now", "then", "he turned", "she turned",
        "was only", "was just", "was already", "boy of", "girl of", "youth of",
    ];
    const RUSSIAN_BEFORE: &[&str] = &[
        "ему было", "ей было", "было", "исполнилось", "исполнился", "минуло", "стукнуло",
        "было уже", "было всего", "было только", "было тогда",
    ];
    let text = paragraph.slice(sentence.clone());
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut ages = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(number) = number_at(text, &tokens[at..]) else {
            at += 1;
            continue;
        };
        let range = tokens[at].start..tokens[at + number.tokens - 1].end;
        at += number.tokens;
        let before = text[..range.start].trim_end();
        let lower_before = tail(before).to_lowercase();
        let after = text[range.end..].trim_start();
        let next = words(after).next().map(|range| &after[range]).unwrap_or_default();
        let clause_ends =
            after.is_empty() || after.starts_with([',', '.', ';', '[', '(', '—', '–']);
        let is_years = matches!(next, "лет" | "года" | "год");
        let is_ordinal_year = number.is_ordinal
            && (["his", "her"].iter().any(|own| ends_with_words(&lower_before, own))
                && next == "year"
                || next == "год"
                    && ["шёл", "шел"].iter().any(|verb| ends_with_words(&lower_before, verb))
                || next == "году"
                    && (after.starts_with("году жизни") || after.starts_with("году своей жизни")));
        // *His seventieth birthday*, *ровно сорокалетний юбилей* is none.
        let is_birthday = number.is_ordinal
            && next == "birthday"
            && ["his", "her"].iter().any(|own| ends_with_words(&lower_before, own));
        // *В двадцать пять лет он*, *в 19 лет, в 1901 г.*: ten years of prison are none.
        let years = after.strip_prefix("лет").map(str::trim_start);
        let is_at_years = ends_with_words(&lower_before, "в")
            && ADULT <= number.value
            && years.is_some_and(|rest| rest.starts_with([',', '—']) || rest.starts_with("он "));
        // *Двадцати семи лет, он уехал*; *в 1855 г., двадцати семи лет, он уехал*.
        let is_set_off = (before.is_empty() || before.ends_with(','))
            && ADULT <= number.value
            && ["лет,", "года,"].iter().any(|years| after.starts_with(years));
        let is_of_years =
            after.starts_with("лет от роду") || after.starts_with("года от роду") || is_set_off;
        let is_alone = number.in_words
            && !number.is_ordinal
            && ALONE_BEFORE.iter().any(|words| ends_with_words(&lower_before, words))
            && (clause_ends
                || matches!(next, "when" | "in" | "at")
                || next == "and" && goes_on(after));
        let is_predicate = ["was", "шёл", "шел", "было", "исполнилось"]
            .iter()
            .any(|verb| ends_with_words(&lower_before, verb))
            || lower_before.ends_with(" then")
            || is_ordinal_year
                && ["was in", "then in", "now in"].iter().any(|told| lower_before.contains(told))
            || after.starts_with("жаста е")
            || after.starts_with("жаста болат");
        let is_plain_age = !number.is_ordinal
            && (BEFORE.iter().any(|words| ends_with_words(&lower_before, words))
                || AFTER.iter().any(|words| after.starts_with(words))
                || is_years
                    && RUSSIAN_BEFORE.iter().any(|words| ends_with_words(&lower_before, words))
                || is_alone
                || is_at_years
                || is_of_years
                || number.in_words
                    && clause_ends
                    && ends_with_words(&lower_before, "at")
                    && tens(number.value));
        let is_hedged = [
            "about", "around", "nearly", "almost", "over", "under", "least", "около", "почти",
            "примерно", "более", "шамамен", "between",
        ]
        .iter()
        .any(|hedge| ends_with_words(&lower_before, hedge))
            || before.ends_with(['-', '–', '—', '.', '/'])
            || after.starts_with(['-', '–', '—', '/']) && !after.starts_with("— ")
            || ["or ", "to ", "или "].iter().any(|word| after.starts_with(word));
        let value = if is_ordinal_year { number.value - 1 } else { number.value };
        if (is_plain_age || is_ordinal_year || is_birthday) && !is_hedged && AGES.contains(&value) {
            let range = sentence.start + range.start..sentence.start + range.end;
            ages.push(Age { range, years: (value, value), is_predicate });
        }
    }
    ages.extend(adjectives(paragraph, sentence));
    ages
}

/// *Thirty-nine and a teacher*, not *two and a half*, nor *one and three others*.
fn goes_on(after: &str) -> bool {
    let told: Vec<&str> = words(after).skip(1).take(2).map(|range| &after[range]).collect();
    match told.as_slice() {
        ["a" | "an", "half" | "quarter"] => false,
        [first, ..] => matches!(
            *first,
            "a" | "an"
                | "the"
                | "still"
                | "already"
                | "unmarried"
                | "married"
                | "had"
                | "was"
                | "in"
        ),
        [] => false,
    }
}

/// Years from which *в … лет* tells an age rather than a sentence.
const ADULT: i32 = 14;

/// Ages told by an adjective: *сорокалетний инженер*, *67-летним стариком*, *the sixty-year-old
/// Vane*, *елу жастағы Сүйінов*.
///
/// What follows must be a person: wars and anniversaries have years as well.
fn adjectives(paragraph: &Paragraph, sentence: &Range<usize>) -> Vec<Age> {
    const MEN: &[&str] = &[
        "старик", "стариком", "старика", "мужчина", "человек", "юноша", "юношей", "старухой",
        "женщина", "девушка", "man", "woman", "юношу",
    ];
    let text = paragraph.slice(sentence.clone());
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut ages = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = text[token.clone()].to_lowercase();
        let before = |back: usize| {
            let at = at.checked_sub(back)?;
            let joined = &text[tokens[at].end..tokens[at + 1].start] == "-";
            joined.then(|| tokens[at].clone())
        };
        let told = match word.as_str() {
            "жастағы" => {
                let one = at.checked_sub(1).map(|at| tokens[at].start);
                let two = at.checked_sub(2).map(|at| tokens[at].start);
                let number = |from: usize| {
                    let from_tokens = &tokens[tokens.partition_point(|one| one.start < from)..at];
                    let number = number_at(text, from_tokens)?;
                    (number.tokens == from_tokens.len()).then_some((number.value, from))
                };
                two.and_then(number).or_else(|| one.and_then(number))
            }
            "old" => (|| {
                let year = before(1).filter(|range| &text[range.clone()] == "year")?;
                let last = before(2)?;
                let first = before(3).unwrap_or_else(|| last.clone());
                let from = |range: &Range<usize>| {
                    let at = tokens.partition_point(|one| one.start < range.start);
                    let until = tokens.partition_point(|one| one.start < year.start);
                    let number = number_at(text, &tokens[at..until])?;
                    (number.tokens == until - at).then_some((number.value, range.start))
                };
                from(&first).or_else(|| from(&last))
            })(),
            word => russian_years(word, before(1).map(|range| &text[range])).map(|value| {
                (
                    value,
                    before(1).map_or(token.start, |range| {
                        match text[range.clone()].parse::<u32>() {
                            Ok(_) => range.start,
                            Err(_) => token.start,
                        }
                    }),
                )
            }),
        };
        let Some((value, from)) = told.filter(|(value, _)| AGES.contains(value)) else { continue };
        let next = tokens.get(at + 1);
        let of_person = next.is_some_and(|next| {
            let start = sentence.start + next.start;
            let word = text[next.clone()].to_lowercase();
            let named = paragraph
                .names
                .iter()
                .any(|name| name.kind == NameKind::Person && name.range.start == start);
            named || is_calling(&word) || MEN.contains(&word.as_str())
        });
        if of_person {
            let range = sentence.start + from..sentence.start + token.end;
            // *Сорокалетний инженер* is of the time of the story; *сорокалетнего* of any.
            let is_subject =
                at <= 2 && !["его", "ему", "им", "ей", "их"].iter().any(|end| word.ends_with(end));
            let is_dated = paragraph.dates.iter().any(|date| sentence.contains(&date.range.start));
            if is_subject || is_dated {
                ages.push(Age {
                    range,
                    years: (value, value),
                    is_predicate: is_subject && !is_dated,
                });
            }
        }
    }
    ages
}

/// The years that a Russian adjective counts: *сорокапятилетний*, *67-летним*.
fn russian_years(word: &str, before: Option<&str>) -> Option<i32> {
    const TENS: &[(i32, &str)] = &[
        (20, "двадцати"),
        (30, "тридцати"),
        (40, "сорока"),
        (50, "пятидесяти"),
        (60, "шестидесяти"),
        (70, "семидесяти"),
        (80, "восьмидесяти"),
        (90, "девяносто"),
    ];
    const UNITS: &[(i32, &str)] = &[
        (1, "одно"),
        (2, "двух"),
        (3, "трёх"),
        (3, "трех"),
        (4, "четырёх"),
        (4, "четырех"),
        (5, "пяти"),
        (6, "шести"),
        (7, "семи"),
        (8, "восьми"),
        (9, "девяти"),
    ];
    const TEENS: &[(i32, &str)] = &[
        (14, "четырнадцати"),
        (15, "пятнадцати"),
        (16, "шестнадцати"),
        (17, "семнадцати"),
        (18, "восемнадцати"),
        (19, "девятнадцати"),
    ];
    let (count, ending) = word.split_once("летн")?;
    let ends = ["ий", "яя", "его", "ему", "им", "ем", "ей", "юю", "ие", "их"];
    if !ends.contains(&ending) {
        return None;
    }
    if count.is_empty() {
        return before?.parse().ok();
    }
    let of = |list: &[(i32, &str)], word: &str| {
        list.iter().find(|(_, form)| *form == word).map(|(value, _)| *value)
    };
    of(TEENS, count).or_else(|| of(TENS, count)).or_else(|| {
        TENS.iter().find_map(|(tens, form)| Some(tens + of(UNITS, count.strip_prefix(form)?)?))
    })
}

/// Whether a number at an end of a clause can hardly be an hour or a count.
fn tens(value: i32) -> bool {
    13 <= value
}

/// The last letters of what stands before, enough for a few words.
fn tail(before: &str) -> &str {
    const LETTERS: usize = 40;
    let from = before.char_indices().rev().nth(LETTERS).map_or(0, |(at, _)| at);
    &before[from..]
}

/// A number as it is written.
struct Number {
    value: i32,
    tokens: usize,
    in_words: bool,
    /// *42nd*, *forty-second*, *сорок второй*.
    is_ordinal: bool,
}

/// The number that begins here, in figures or in words, below a hundred and twenty.
fn number_at(text: &str, tokens: &[Range<usize>]) -> Option<Number> {
    let word = |at: usize| tokens.get(at).map(|token| text[token.clone()].to_lowercase());
    let first = word(0)?;
    let figures = first.trim_end_matches(|c: char| c.is_alphabetic());
    if !figures.is_empty() {
        let rest = &first[figures.len()..];
        let gap = tokens.get(1).map(|next| &text[tokens[0].end..next.start]);
        let is_ending = |word: &str| matches!(word, "й" | "м" | "ый" | "ом");
        let hyphened = word(1).is_some_and(|next| gap == Some("-") && is_ending(&next));
        let is_ordinal = matches!(rest, "st" | "nd" | "rd" | "th") || hyphened;
        let is_number = rest.is_empty() || is_ordinal;
        let tokens = 1 + usize::from(hyphened);
        return figures.parse().ok().filter(|_| is_number).map(|value| Number {
            value,
            tokens,
            in_words: false,
            is_ordinal,
        });
    }
    // *Forty-six* may be one word of the text or two.
    let parts: Vec<&str> = first.split('-').collect();
    let second = word(1);
    let (tens, is_ordinal) = number_word(parts[0])?;
    let (unit, used) = match (parts.as_slice(), &second) {
        ([_, unit], _) => (Some(number_word(unit)?), 1),
        ([_], Some(second)) => {
            let gap = &text[tokens[0].end..tokens[1].start];
            let is_close = gap == "-" || gap.chars().all(char::is_whitespace);
            match number_word(second).filter(|(unit, _)| is_close && *unit < 10 && 20 <= tens) {
                Some(unit) => (Some(unit), 2),
                None => (None, 1),
            }
        }
        _ => (None, 1),
    };
    let value = tens + unit.map_or(0, |(unit, _)| unit);
    let is_ordinal = unit.map_or(is_ordinal, |(_, is_ordinal)| is_ordinal);
    Some(Number { value, tokens: used, in_words: true, is_ordinal })
}

/// What a word of a number counts, and whether it is an ordinal.
fn number_word(word: &str) -> Option<(i32, bool)> {
    const CARDINAL: &[(i32, &[&str])] = &[
        (1, &["one", "один", "одного", "бір"]),
        (2, &["two", "два", "двух", "екі"]),
        (3, &["three", "три", "трех", "трёх", "үш"]),
        (4, &["four", "четыре", "четырех", "четырёх", "төрт"]),
        (5, &["five", "пять", "пяти", "бес"]),
        (6, &["six", "шесть", "шести", "алты"]),
        (7, &["seven", "семь", "семи", "жеті"]),
        (8, &["eight", "восемь", "восьми", "сегіз"]),
        (9, &["nine", "девять", "девяти", "тоғыз"]),
        (10, &["ten", "десять", "десяти", "он"]),
        (11, &["eleven", "одиннадцать", "одиннадцати"]),
        (12, &["twelve", "двенадцать", "двенадцати"]),
        (13, &["thirteen", "тринадцать", "тринадцати"]),
        (14, &["fourteen", "четырнадцать", "четырнадцати"]),
        (15, &["fifteen", "пятнадцать", "пятнадцати"]),
        (16, &["sixteen", "шестнадцать", "шестнадцати"]),
        (17, &["seventeen", "семнадцать", "семнадцати"]),
        (18, &["eighteen", "восемнадцать", "восемнадцати"]),
        (19, &["nineteen", "девятнадцать", "девятнадцати"]),
        (20, &["twenty", "двадцать", "двадцати", "жиырма"]),
        (30, &["thirty", "тридцать", "тридцати", "отыз"]),
        (40, &["forty", "сорок", "сорока", "қырық"]),
        (50, &["fifty", "пятьдесят", "пятидесяти", "елу"]),
        (60, &["sixty", "шестьдесят", "шестидесяти", "алпыс"]),
        (70, &["seventy", "семьдесят", "семидесяти", "жетпіс"]),
        (80, &["eighty", "восемьдесят", "восьмидесяти", "сексен"]),
        (90, &["ninety", "девяносто", "тоқсан"]),
    ];
    // Of ordinals the beginning: *сорок второй*, *на сорок втором*.
    const ORDINAL: &[(i32, &[&str])] = &[
        (1, &["first", "перв"]),
        (2, &["second", "втор"]),
        (3, &["third", "трет"]),
        (4, &["fourth", "четверт", "четвёрт"]),
        (5, &["fifth", "пят"]),
        (6, &["sixth", "шест"]),
        (7, &["seventh", "седьм"]),
        (8, &["eighth", "восьм"]),
        (9, &["ninth", "девят"]),
        (10, &["tenth", "десят"]),
        (11, &["eleventh", "одиннадцат"]),
        (12, &["twelfth", "двенадцат"]),
        (13, &["thirteenth", "тринадцат"]),
        (14, &["fourteenth", "четырнадцат"]),
        (15, &["fifteenth", "пятнадцат"]),
        (16, &["sixteenth", "шестнадцат"]),
        (17, &["seventeenth", "семнадцат"]),
        (18, &["eighteenth", "восемнадцат"]),
        (19, &["nineteenth", "девятнадцат"]),
        (20, &["twentieth", "двадцат"]),
        (30, &["thirtieth", "тридцат"]),
        (40, &["fortieth", "сороков"]),
        (50, &["fiftieth", "пятидесят"]),
        (60, &["sixtieth", "шестидесят"]),
        (70, &["seventieth", "семидесят"]),
        (80, &["eightieth", "восьмидесят"]),
        (90, &["ninetieth", "девяност"]),
    ];
    let cardinal = CARDINAL.iter().find(|(_, forms)| forms.contains(&word));
    let is_ordinal = |form: &&str| match form.is_ascii() {
        true => *form == word,
        false => word
            .strip_prefix(*form)
            .is_some_and(|end| matches!(end, "ый" | "ой" | "ий" | "ом" | "ем" | "ьем" | "ого")),
    };
    let ordinal = ORDINAL.iter().find(|(_, forms)| forms.iter().any(is_ordinal));
    cardinal.map(|(value, _)| (*value, false)).or_else(|| ordinal.map(|(value, _)| (*value, true)))
}

fn ends_with_words(text: &str, ending: &str) -> bool {
    text.strip_suffix(ending).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Years that a person may be said to have.
const AGES: Range<i32> = 1..120;

/// The part of a sentence between semicolons in which a place lies.
fn part_of(paragraph: &Paragraph, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let text = paragraph.slice(sentence.clone());
    let at = at - sentence.start;
    let start = text[..at].rfind(';').map_or(0, |found| found + 1);
    let end = text[at..].find(';').map_or(text.len(), |found| at + found);
    sentence.start + start..sentence.start + end
}

fn is_in_brackets(paragraph: &Paragraph, at: usize) -> bool {
    let before = paragraph.slice(0..at);
    before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
}

/// The one birth told of somebody whom a Kazakh sentence calls by the given name alone.
fn bare_given<'b>(
    paragraph: &Paragraph,
    within: &Range<usize>,
    births: &'b [Birth],
) -> Option<&'b Birth> {
    if paragraph.language != Language::Kazakh {
        return None;
    }
    let text = paragraph.slice(within.clone());
    let mut found = words(text).filter_map(|range| {
        let word = &text[range];
        let mut bearers = births.iter().filter(|birth| birth.given.as_deref() == Some(word));
        bearers.next().filter(|_| bearers.next().is_none())
    });
    let first = found.next()?;
    found.all(|other| std::ptr::eq(other, first)).then_some(first)
}

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
    // What stands behind a semicolon is of others, and so is who is cited in brackets.
    let spoken = part_of(paragraph, sentence, age.range.start);
    let is_spoken = |name: &&Name| !is_in_brackets(paragraph, name.range.start);
    let named: Vec<String> = {
        let mut named: Vec<String> =
            people(paragraph, spoken.clone()).filter(is_spoken).map(key).collect();
        named.sort();
        named.dedup();
        named
    };
    if speaks_of_others || named.len() > 1 || !one_given_name(paragraph, sentence) {
        return;
    }
    let is_of_another = |birth: &Birth, name: &Name| {
        birth.whose.as_ref() != Some(&key(name))
            || letter(name).zip(birth.letter).is_some_and(|(one, other)| one != other)
    };
    // Of the one whom the sentence names; else the last birth told, and nobody else named since.
    let mut of_named = births.iter().filter(|birth| {
        !named.is_empty()
            && !people(paragraph, spoken.clone())
                .filter(is_spoken)
                .any(|name| is_of_another(birth, name))
    });
    // *Vane joined the camp of Reed. He was forty*: Reed is not he.
    let is_he = {
        let said = paragraph.slice(spoken.clone());
        words(said).next().is_some_and(|range| pronoun(&said[range]).is_some())
    };
    let is_aside = |name: &Name| {
        let own = paragraph.sentence_at(name.range.start);
        is_he && is_governed(paragraph.slice(own.start..name.range.start))
    };
    let last = births
        .iter()
        .rfind(|birth| birth.paragraph == number && birth.at < age.range.start)
        .filter(|birth| {
            !people(paragraph, birth.at..spoken.end)
                .filter(is_spoken)
                .any(|name| is_of_another(birth, name) && !is_aside(name))
        });
    let given = bare_given(paragraph, &spoken, births).filter(|_| named.is_empty());
    let last = given.or(last);
    let Some(birth) = last.or_else(|| of_named.next().filter(|_| of_named.next().is_none())) else {
        return;
    };
    // Whoever has two names may be the one who is meant, unless somebody known is.
    const SUBJECTS: &[&str] =
        &["he", "she", "who", "он", "она", "ему", "ей", "который", "которая", "которому", "ол"];
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
        // *Сорок восемь лет* is the age itself, no length of time.
        .filter(|mention| {
            mention.range.end <= age.range.start || age.range.end <= mention.range.start
        })
        .collect();
    let clause = clause_of(text, age.range.start - sentence.start);
    let in_clause: Vec<&Mention> = dates
        .iter()
        .copied()
        .filter(|mention| clause.contains(&(mention.range.start - sentence.start)))
        .collect();
    let is_point =
        |mention: &Mention| is_exact(mention) && matches!(mention.date.shape, Shape::Within(_));
    let when = match (dates.as_slice(), birth.died) {
        ([mention], _) if is_point(mention) && (!in_clause.is_empty() || !age.is_predicate) => {
            Some(mention.date.hull())
        }
        ([], Some(died)) if is_death(text) => Some(died),
        _ if !in_clause.is_empty() => return,
        _ => None,
    };
    let nominal = i32::from(paragraph.language == Language::Kazakh);
    let (least, most) = match when {
        Some(when) => {
            let Some(between) = years_between(&birth.born, &when) else { return };
            between
        }
        // Without a date of its own the sentence is of the time of those around it.
        None if age.is_predicate && !is_of_past(text, &clause) => {
            let Some(around) = around(document, number, age.range.start, (birth, births)) else {
                return;
            };
            around
        }
        None => return,
    };
    if least <= age.years.1 && age.years.0 <= most + nominal {
        return;
    }
    let told = age.years.0;
    let (least, most) = (least.max(0), most.max(0));
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

/// The clause of a sentence around a place: to the next comma or *and*.
fn clause_of(text: &str, at: usize) -> Range<usize> {
    let ends = [", and ", "; ", ", а ", ", и ", ", за ", ", ал ", ": "];
    let from = ends
        .iter()
        .filter_map(|end| text[..at].rfind(end).map(|found| found + end.len()))
        .max()
        .unwrap_or(0);
    let until = ends.iter().filter_map(|end| text[at..].find(end)).min();
    from..until.map_or(text.len(), |until| at + until)
}

/// Whether the words speak of another time than the story: *when he was twelve*.
fn is_of_past(text: &str, clause: &Range<usize>) -> bool {
    const PAST: &[&str] = &[
        "if", "had", "would", "father", "parents", "family", "school", "born", "когда", "если",
        "родители", "школе", "егер", "кезде", "кезінде",
    ];
    let clause = &text[clause.clone()];
    let opens = words(clause).take(2).any(|range| {
        matches!(clause[range].to_lowercase().as_str(), "when" | "while" | "since" | "until")
    });
    let back = clause.find(" when he ").or_else(|| clause.find(" when she "));
    opens || back.is_some() || has_word(clause, PAST)
}

/// The ages at the dates around a place, the fewest years and the most, with a year to
/// spare: those of the paragraph and of the one before it, where there are any.
fn around(
    document: &Document,
    number: usize,
    at: usize,
    (birth, births): (&Birth, &[Birth]),
) -> Option<(i32, i32)> {
    let dates = |number: usize| {
        document.paragraphs.get(number).into_iter().flat_map(|paragraph| &paragraph.dates)
    };
    // The years of lives are not the time of the story.
    let is_own = |number: usize, mention: &Mention| {
        births.iter().any(|birth| birth.paragraph == number && birth.words == mention.range)
    };
    let is_of_story = |mention: &Mention| {
        !matches!(mention.date.precision, Precision::Vague | Precision::Century)
    };
    // Something must be dated before it: else the story has no time yet.
    let earlier = dates(number)
        .any(|mention| mention.range.end <= at && !is_own(number, mention) && is_of_story(mention))
        || number.checked_sub(1).is_some_and(|before| {
            dates(before).any(|mention| !is_own(before, mention) && is_of_story(mention))
        });
    let of = [number.checked_sub(1), Some(number)];
    let spans = of.into_iter().flatten().flat_map(|number| {
        dates(number)
            .filter(move |mention| !is_own(number, mention) && is_of_story(mention))
            .filter_map(|mention| years_between(&birth.born, &mention.date.hull()))
    });
    let all: Vec<(i32, i32)> = spans.collect();
    let least = all.iter().map(|(least, _)| *least).min()?;
    let most = all.iter().map(|(_, most)| *most).max()?;
    // Whoever is dead has no age: the story does not reach beyond the life.
    let last = birth
        .died
        .and_then(|died| years_between(&birth.born, &died))
        .map_or(most, |(_, last)| last);
    earlier.then_some((least.max(0) - 1, most.min(last) + 1))
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
