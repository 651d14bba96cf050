//! A length of time that its own dates contradict.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_time::{Day, Interval, Measure, Mention, Precision, Shape, Step, Told, Year};

use crate::count::value_of;
use crate::sentences::{sentence_at, sentences};
use crate::{Objections, Reading, check};

check! {
    /// A text gives a stretch of time twice, by its dates and by its length, and they
    /// differ: *for twelve years (1917–1924)*; *In 1917 … Five years later, in 1925*.
    ///
    /// ```text
    /// He led the council for ⟦12 years⟧ (1917–1924). The office lasted from 1917 to 1924, for
    /// ⟦thirty years⟧.
    ///
    /// Он руководил советом ⟦12 лет⟧ (1917–1924).
    ///
    /// Ол кеңесті ⟦12 жыл⟧ (1917–1924) басқарды.
    /// ```
    ///
    /// The length may stand before the dates or behind them, and in words:
    ///
    /// ```text
    /// For ⟦12 years⟧, from 1917 to 1924, he led the council. In ⟦the eight years⟧ from 1928 to 1932 it
    /// shrank. It sat ⟦nine months⟧, from June to November 1918. His ⟦twelve-year⟧ rule (1917–1924) was
    /// over. In 1852 they leased the line for ⟦thirty-one years⟧, that is until 1873.
    ///
    /// ⟦За восемь лет⟧, с 1913 по 1918 г., вышло сто номеров. Он правил ⟦двадцать восемь лет⟧
    /// (1894–1917). С 1917 по 1924 г., то есть ⟦двенадцать лет⟧, он жил в ссылке. Кончилось его
    /// ⟦двадцатилетнее⟧ правление (1917–1924).
    ///
    /// Ол ⟦он жыл бойы⟧, 1917 жылдан 1935 жылға дейін, басқарды. Газет 1913 жылдан 1918 жылға дейін
    /// ⟦он жыл⟧ шықты.
    /// ```
    ///
    /// ```text
    /// The party was founded in 1917. ⟦Five years later⟧, in 1928, it was closed.
    ///
    /// Кружок возник в 1910 году. ⟦Через пять лет⟧, в 1928 году, его закрыли.
    /// ```
    ///
    /// Years are counted with both ends or with one, *later* may count from any date
    /// told before it, and a span in brackets may be another's:
    ///
    /// ```text
    /// He led the council for eight years (1917–1924), or seven years (1917–1924). Nearly ten
    /// years (1917–1924) had passed, three weeks and four days, from 6 to 31 October 1917, several years (1910–1924). For two years (1917 and 1924)
    /// he was away. The Hundred Years' War (1337–1453) was over. Five years before the war
    /// (1914–1918) he died. After ten years of the rule of Nicholas (1825–1855) he left.
    ///
    /// Он правил двадцать два года, с 1894 по 1917 г. Через три года, с 1917 по 1924 г., он
    /// преподавал.
    ///
    /// The party was founded in 1917, as its leader wrote in 1923. Five years later, in 1928,
    /// it was closed. In 1930, five years later than planned, it came back.
    /// ```
    ///
    /// ## Limits
    ///
    /// The length must stand beside the dates. One unit more or less is let pass, and more
    /// of round numbers from twenty on.
    pub static LENGTH_DOES_NOT_FIT = "length-does-not-fit" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "the length told and the dates beside it differ",
        ru: "названный срок расходится с датами рядом",
        kk: "аталған мерзім қасындағы күндермен сәйкеспейді",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let told = |kind: &Kind| matches!(kind, Kind::Prose | Kind::Item | Kind::Caption);
        let mut before: &[Mention] = &[];
        for paragraph in document.paragraphs.iter().filter(|one| told(&one.kind)) {
            beside(document, paragraph, objections);
            later(document, paragraph, before, objections);
            before = &paragraph.dates;
        }
    }
}

/// Lengths that stand right beside the stretch they measure.
fn beside(document: &Document, paragraph: &Paragraph, objections: &mut Objections) {
    let lengths = lengths(paragraph);
    if lengths.is_empty() || paragraph.dates.is_empty() {
        return;
    }
    let sentences = sentences(paragraph);
    for measured in lengths {
        let Some(sentence) = sentence_at(&sentences, measured.range.start) else { continue };
        let Some((mention, stretch)) = stretch_beside(paragraph, &sentence, &measured) else {
            continue;
        };
        let length = paragraph.slice(measured.range.clone());
        let before = paragraph.slice(sentence.start..measured.range.start);
        let behind = paragraph.slice(measured.range.end..sentence.end.max(measured.range.end));
        if is_hedged(before, length)
            || is_counted_from(before, behind)
            || is_name(length, behind)
            || stretch.holds(measured.count, measured.unit)
        {
            continue;
        }
        let length = length.to_owned();
        let stretch = paragraph.slice(mention.clone()).to_owned();
        objections.add(
            vec![document.place(paragraph, measured.range), document.place(paragraph, mention)],
            vec![Reason::shown(say!({ stretch, length } en: "the text measures {stretch} as “{length}”", ru: "отрезок {stretch} в тексте назван так: «{length}»", kk: "мәтінде {stretch} аралығы «{length}» делінген"))],
            say!(en: "correct the length or the dates", ru: "исправьте срок или даты", kk: "мерзімді не күндерді түзетіңіз"),
        );
    }
}

/// So many of a unit, as a paragraph tells it.
struct Measured {
    range: Range<usize>,
    count: u32,
    unit: Unit,
    /// *The twelve-year rule*: what is so long stands between it and its dates.
    is_of_a_noun: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Years(u32),
    Months,
    Days(u32),
}

/// The lengths of time in a paragraph that say how many.
fn lengths(paragraph: &Paragraph) -> Vec<Measured> {
    let told = paragraph.times.iter().filter_map(|time| {
        let Told::Length(length) = &time.told else { return None };
        let unit = match length.measure {
            Measure::Day => Unit::Days(1),
            Measure::Week => Unit::Days(7),
            Measure::Month => Unit::Months,
            Measure::Year => Unit::Years(1),
            Measure::Decade => Unit::Years(10),
            Measure::Century => Unit::Years(100),
            Measure::Second | Measure::Minute | Measure::Hour | Measure::Quarter => return None,
        };
        let (start, more) = tens_before(paragraph, time.range.start, length.count?);
        let range = start..time.range.end;
        let is_of_a_noun = paragraph.slice(range.clone()).contains(['-', '\u{2011}'])
            && unit != Unit::Years(10)
            && paragraph.slice(range.clone()).ends_with(|c: char| c != 's');
        Some(Measured { range, count: length.count? + more, unit, is_of_a_noun })
    });
    let mut lengths: Vec<Measured> = told.collect();
    // *Three weeks and four days* is one length, and its parts are none.
    let is_part = |at: usize, next: usize| {
        let (Some(one), Some(next)) = (lengths.get(at), lengths.get(next)) else { return false };
        let between = paragraph.slice(one.range.end..next.range.start.max(one.range.end)).trim();
        ["", ",", "and", ", and", "и", "мен", "және"].contains(&between)
    };
    let parts: Vec<bool> = (0..lengths.len())
        .map(|at| {
            is_part(at, at + 1) || at.checked_sub(1).is_some_and(|before| is_part(before, at))
        })
        .collect();
    let mut parts = parts.iter();
    lengths.retain(|_| !parts.next().copied().unwrap_or_default());
    lengths.extend(compounds(paragraph));
    lengths
}

/// *Двадцать* before *восемь лет*: the tens of a number of which only the units were read.
fn tens_before(paragraph: &Paragraph, start: usize, count: u32) -> (usize, u32) {
    let before = paragraph.slice(0..start).trim_end();
    let from = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let last = before.get(from..).filter(|word| !word.is_empty()).map(|_| from..before.len());
    let tens = last.clone().and_then(|word| value_of(&before[word], paragraph.language));
    match (last, tens) {
        (Some(word), Some(tens)) if count < 10 && 20 <= tens && tens % 10 == 0 => {
            (word.start, tens)
        }
        _ => (start, 0),
    }
}

/// *Двадцатилетнее*, *12-летнего*, *жиырма жылдық* has the reader itself.
fn compounds(paragraph: &Paragraph) -> Vec<Measured> {
    /// The number that a compound begins with, in the genitive: *двадцати-летний*.
    const STEMS: &[(&str, u32)] = &[
        ("двух", 2),
        ("трёх", 3),
        ("трех", 3),
        ("четырёх", 4),
        ("четырех", 4),
        ("пяти", 5),
        ("шести", 6),
        ("семи", 7),
        ("восьми", 8),
        ("девяти", 9),
        ("десяти", 10),
        ("одиннадцати", 11),
        ("двенадцати", 12),
        ("тринадцати", 13),
        ("четырнадцати", 14),
        ("пятнадцати", 15),
        ("шестнадцати", 16),
        ("семнадцати", 17),
        ("восемнадцати", 18),
        ("девятнадцати", 19),
        ("двадцати", 20),
        ("тридцати", 30),
        ("сорока", 40),
        ("пятидесяти", 50),
    ];
    const UNITS: &[(&str, Unit)] = &[
        ("летн", Unit::Years(1)),
        ("месячн", Unit::Months),
        ("недельн", Unit::Days(7)),
        ("дневн", Unit::Days(1)),
    ];
    let mut found = Vec::new();
    let mut digits: Option<Range<usize>> = None;
    for token in derek_text::words(&paragraph.text) {
        let word = paragraph.text[token.clone()].to_lowercase();
        let unit = UNITS.iter().find_map(|(stem, unit)| {
            let at = word.find(stem)?;
            (word[at + stem.len()..].chars().count() <= 3).then_some((&word[..at], *unit))
        });
        if let Some((head, unit)) = unit {
            let before = digits.clone().filter(|range| {
                head.is_empty()
                    && matches!(&paragraph.text[range.end..token.start], "-" | "\u{2011}")
            });
            let (start, count) = match before {
                Some(range) => (range.start, paragraph.text[range].parse().ok()),
                None => (token.start, compound_of(head, STEMS)),
            };
            if let Some(count) = count {
                found.push(Measured { range: start..token.end, count, unit, is_of_a_noun: true });
            }
        }
        digits = word.chars().all(|c| c.is_ascii_digit()).then_some(token);
    }
    found.retain(|one| {
        !paragraph
            .times
            .iter()
            .any(|time| time.range.start < one.range.end && one.range.start < time.range.end)
    });
    found
}

/// *Двадцативосьми* is 28.
fn compound_of(head: &str, stems: &[(&str, u32)]) -> Option<u32> {
    let whole = stems.iter().find(|(stem, _)| *stem == head).map(|(_, value)| *value);
    whole.or_else(|| {
        stems.iter().filter(|(_, tens)| 20 <= *tens).find_map(|(stem, tens)| {
            let rest = head.strip_prefix(stem)?;
            let (_, value) = stems.iter().find(|(stem, value)| *stem == rest && *value < 10)?;
            Some(tens + value)
        })
    })
}

/// The stretch that a length measures: the words that tell it, and its days.
fn stretch_beside(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    length: &Measured,
) -> Option<(Range<usize>, Stretch)> {
    let inside = || {
        paragraph.dates.iter().filter(|mention| {
            sentence.start <= mention.range.start && mention.range.end <= sentence.end
        })
    };
    let next = inside().find(|mention| length.range.end <= mention.range.start);
    let last = inside().rfind(|mention| mention.range.end <= length.range.start);
    if let Some(mention) = next {
        let between = paragraph.slice(length.range.end..mention.range.start);
        let behind = paragraph.slice(mention.range.end..paragraph.text.len());
        let words = paragraph.slice(mention.range.clone());
        if leads_to(between, words, behind, length.is_of_a_noun)
            && let Some(stretch) = Stretch::of(mention)
        {
            return Some((mention.range.clone(), stretch));
        }
        if let Some(stretch) = last.and_then(|begun| Stretch::until(begun, mention, between)) {
            let is_alone = inside().count() == 2;
            return is_alone.then(|| (mention.range.clone(), stretch));
        }
    }
    let mention = last?;
    let between = paragraph.slice(mention.range.end..length.range.start);
    let behind = paragraph.slice(length.range.end..paragraph.text.len());
    let words = paragraph.slice(mention.range.clone());
    let is_beside = !length.is_of_a_noun && follows(between, words, behind);
    let stretch = Stretch::of(mention).filter(|_| is_beside)?;
    Some((mention.range.clone(), stretch))
}

/// Whether dates behind a length are the dates of it.
fn leads_to(between: &str, dates: &str, behind: &str, is_of_a_noun: bool) -> bool {
    /// Words that make what stands between another time than the length.
    const OTHER: &[&str] = &[
        "after", "before", "later", "earlier", "ago", "until", "since", "old", "older", "and",
        "or", "but", "to", "sentence", "after", "до", "после", "спустя", "назад", "и", "или",
        "тому", "перед", "со", "бұрын", "кейін", "соң", "және", "мен",
    ];
    const MARKS: &[&str] = &[
        "", ",", "(", ":", "—", "–", ", that is", ", i.e.", ", то есть", ", т. е.", ", яғни",
        "(that is", "(яғни", "(с",
    ];
    let trimmed = between.trim();
    let is_bracketed = trimmed.ends_with('(');
    let is_closed = !is_bracketed || behind.trim_start().starts_with(')');
    // *Two years 1917–1924* is said of a stretch only: not *two years in 1917*.
    let words: Vec<&str> = derek_text::words(between).map(|word| &between[word]).collect();
    if MARKS.contains(&trimmed) {
        return is_closed;
    }
    let is_plain = words.iter().all(|word| !OTHER.contains(&word.to_lowercase().as_str()))
        && trimmed.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count() <= 1
        && !trimmed.contains(|c: char| c.is_ascii_digit());
    let last_is_name = words.last().is_some_and(|word| derek_text::is_capitalised(word));
    let begins = ["from", "between", "с", "со"];
    let is_from = derek_text::words(dates)
        .next()
        .is_some_and(|word| begins.contains(&dates[word].to_lowercase().as_str()))
        || dates.ends_with("дейін");
    match is_bracketed {
        true => is_of_a_noun && is_plain && is_closed && words.len() <= 3 && !last_is_name,
        false => is_plain && is_from && trimmed.ends_with(',') && words.len() <= 3,
    }
}

/// Whether a length behind dates is the length of them.
fn follows(between: &str, dates: &str, behind: &str) -> bool {
    const FOR: &[&str] = &[
        ", for", ", for a total of", ", a total of", ", or", ", that is", ", i.e.", ", то есть",
        ", т. е.", ", всего", ", яғни", ", барлығы", ", that is for", ", that is, for",
        ", i.e. for", ", в течение", ", т.е.", ", в общей сложности", ", или", ", бар болғаны",
        "— for", "—", "–",
    ];
    let between = between.trim();
    let is_kazakh = between.is_empty() && dates.ends_with("дейін");
    is_kazakh
        || (between == "(" && behind.trim_start().starts_with(')'))
        || FOR.contains(&between) && !["—", "–"].contains(&between)
        || ["—", "–"].contains(&between) && behind.trim_start().starts_with(['—', '–', ',', '.'])
}

/// Whether a length counts from another time: *after five years*, *five years before the war*.
fn is_counted_from(before: &str, behind: &str) -> bool {
    const AFTER: &[&str] = &[
        "after", "within", "every", "через", "спустя", "после", "каждые", "aged", "age", "возрасте",
    ];
    const BACK: &[&str] = &[
        "after", "before", "later", "earlier", "ago", "old", "older", "до", "после", "спустя",
        "назад", "тому", "бұрын", "кейін", "соң", "since", "apart", "younger", "senior", "junior",
    ];
    let is_any = |word: Option<Range<usize>>, text: &str, words: &[&str]| {
        word.is_some_and(|word| words.contains(&text[word].to_lowercase().as_str()))
    };
    is_any(derek_text::words(before).last(), before, AFTER)
        || is_any(derek_text::words(behind).next(), behind, BACK)
}

/// *The Hundred Years' War*: a length that is part of a name.
fn is_name(length: &str, behind: &str) -> bool {
    let last = derek_text::words(length).last();
    let is_capitalised = last
        .is_some_and(|word| derek_text::is_capitalised(&length[word.clone()]) && word.start > 0);
    is_capitalised || behind.starts_with(['\'', '’']) && behind.contains("War")
}

/// Whether the words of a length, or the one before it, say that it is round.
fn is_hedged(before: &str, length: &str) -> bool {
    const ROUND: &[&str] = &[
        "about", "around", "nearly", "almost", "some", "over", "than", "least", "most", "roughly",
        "approximately", "first", "last", "next", "another", "every", "each", "under", "within",
        "circa", "the", "около", "почти", "примерно", "более", "менее", "свыше", "приблизительно",
        "порядка", "первые", "первых", "последние", "последних", "следующие", "ещё", "еще",
        "каждые", "лишь", "шамамен", "жуық", "астам", "соңғы", "алғашқы", "келесі", "тағы",
        "кейінгі", "неполных", "неполные", "неполный", "barely", "close", "up", "scarcely",
    ];
    /// Words within the length itself: *the twelve years* is exact.
    const WITHIN: &[&str] = &["the", "close", "up", "most"];
    let is_round = |text: &str, word: Range<usize>, but: &[&str]| {
        let word = text[word].to_lowercase();
        ROUND.contains(&word.as_str()) && !but.contains(&word.as_str())
    };
    let last = derek_text::words(before).last();
    let is_the = last.clone().is_some_and(|word| before[word].eq_ignore_ascii_case("the"));
    last.is_some_and(|word| is_round(before, word, if is_the { WITHIN } else { &[] }))
        || derek_text::words(length).any(|word| is_round(length, word, WITHIN))
}

/// A stretch of time: the fewest and the most days from its beginning to its end, and the
/// whole years or months between its bounds where it is told in these.
struct Stretch {
    least: i64,
    most: i64,
    years: Option<i64>,
    months: Option<i64>,
}

impl Stretch {
    fn of(mention: &Mention) -> Option<Self> {
        let Shape::Throughout { begins, ends } = mention.date.shape else { return None };
        let is_fine = is_exact(mention)
            && mention.date.core.is_none()
            && !matches!(
                mention.date.precision,
                Precision::Decade | Precision::Century | Precision::Vague
            );
        is_fine.then_some(())?;
        Self::between(&begins, &ends)
    }

    /// *In 1852 … for thirty-one years, that is until 1873*.
    fn until(begun: &Mention, until: &Mention, between: &str) -> Option<Self> {
        const THAT_IS: &[&str] = &[
            ", that is", ", that is,", ", i.e.", "(", ",", ", то есть", ", т. е.", ", т.е.",
            ", яғни", "", "(то есть", "(that is", "(яғни",
        ];
        let Shape::Throughout { begins, ends } = until.date.shape else { return None };
        let is_point = !matches!(begun.date.shape, Shape::Throughout { .. })
            && matches!(begun.date.precision, Precision::Day | Precision::Month | Precision::Year);
        let is_until = begins.first_day().is_none() && ends.first_day().is_some();
        let is_told = THAT_IS.contains(&between.trim());
        (is_point && is_until && is_told && is_exact(begun) && is_exact(until)).then_some(())?;
        Self::between(&begun.date.hull(), &ends)
    }

    fn between(begins: &Interval, ends: &Interval) -> Option<Self> {
        let (first, last) = (begins.first_day()?, begins.last_day()?);
        let (from, until) = (ends.first_day()?, ends.last_day()?);
        let long = |one: Day, other: Day| i64::from(other.number()) - i64::from(one.number());
        // 372: a year in either calendar, and the days between the two.
        let are = |days: std::ops::RangeInclusive<i64>| {
            days.contains(&long(first, last)) && days.contains(&long(from, until))
        };
        let apart = |unit: f64| (long(first, from) as f64 / unit).round() as i64;
        Some(Self {
            least: long(last, from),
            most: long(first, until) + 1,
            years: are(363..=380).then(|| apart(YEAR)),
            months: are(27..=45).then(|| apart(MONTH)),
        })
    }

    /// Whether so many units may lie in it, one more or less.
    fn holds(&self, count: u32, unit: Unit) -> bool {
        let round = match count {
            20.. if count.is_multiple_of(100) => f64::from(count) / 5.0,
            20.. if count.is_multiple_of(10) => f64::from(count) / 10.0,
            _ => 0.0,
        };
        let exact = match unit {
            Unit::Years(one) => self.years.map(|years| (years, i64::from(one))),
            Unit::Months => self.months.map(|months| (months, 1)),
            Unit::Days(_) => None,
        };
        let count = f64::from(count);
        // From 1913 to 1918 are between four and six years, both of them counted.
        if let Some((apart, one)) = exact {
            let told = count * one as f64;
            return (told - apart as f64).abs() <= one as f64 + round;
        }
        let days = match unit {
            Unit::Years(one) => f64::from(one) * YEAR,
            Unit::Months => MONTH,
            Unit::Days(days) => f64::from(days),
        };
        self.least as f64 <= (count + 1.0 + round) * days
            && (count - 1.0 - round) * days <= self.most as f64
    }
}

/// Days in a mean year and a mean month of the Gregorian calendar.
const YEAR: f64 = 365.25;
const MONTH: f64 = 30.44;

fn is_exact(mention: &Mention) -> bool {
    !mention.date.approximate && mention.date.faults.is_empty() && mention.year != Year::Missing
}

/// *Five years later, in 1925*, where no date told before it is five years earlier.
fn later(
    document: &Document,
    paragraph: &Paragraph,
    before: &[Mention],
    objections: &mut Objections,
) {
    for (at, pair) in paragraph.dates.windows(2).enumerate() {
        let [counted, stated] = pair else { continue };
        let base = base_of(counted);
        let between = paragraph.slice(counted.range.end..stated.range.start).trim();
        let says_when = [", in", ", on", ", в", ","].contains(&between);
        let (Some(base), true, Year::Stated) = (base, says_when, &stated.year) else { continue };
        let ends = |interval: derek_time::Interval| interval.first_day().zip(interval.last_day());
        let (Some(from), Some(to), Some(real)) =
            (ends(base), ends(counted.date.hull()), ends(stated.date.hull()))
        else {
            continue;
        };
        let is_exact = matches!(
            stated.date.precision,
            Precision::Day | Precision::Month | Precision::Year | Precision::Season
        );
        let length = to.0.number() - from.0.number();
        // So rounded a length is told: a twelfth more or less, and a year at the ends.
        let lenient = 366 + length / 12;
        let arrives = |mention: &Mention| {
            ends(mention.date.hull()).is_none_or(|(first, last)| {
                first.number() + length - lenient <= real.1.number()
                    && real.0.number() <= last.number() + length + lenient
            })
        };
        // Whatever the text told before may be what it counts from.
        let told =
            before.iter().chain(&paragraph.dates[..at]).filter(|told| base_of(told).is_none());
        if !is_exact
            || length < 366
            || paragraph.dates[..at].is_empty()
            || told.into_iter().any(arrives)
        {
            continue;
        }
        let words = paragraph.slice(counted.range.clone()).to_owned();
        let stated_date = &stated.date;
        objections.add(
            vec![document.place(paragraph, counted.range.clone()), document.place(paragraph, stated.range.clone())],
            vec![Reason::shown(say!({ words, stated_date } en: "no date told before it lies so far from {stated_date}: “{words}”", ru: "ни одна из названных раньше дат не отстоит на столько от указанной ({stated_date}): «{words}»", kk: "бұған дейін айтылған бірде-бір күннен {stated_date} дейін мұндай мерзім өтпейді: «{words}»"))],
            say!(en: "correct the length or the date, or say what it is counted from", ru: "исправьте срок или дату либо скажите, от чего он отсчитан", kk: "мерзімді не күнді түзетіңіз немесе неден есептелгенін көрсетіңіз"),
        );
    }
}

/// The days that a mention is counted from; `None` when it tells its own.
fn base_of(mention: &Mention) -> Option<derek_time::Interval> {
    mention.date.steps.iter().find_map(|step| match step {
        Step::CountedFrom(base) => Some(*base),
        _ => None,
    })
}
