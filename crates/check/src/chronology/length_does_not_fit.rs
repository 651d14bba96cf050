//! A length of time that its own dates contradict.

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_time::{Length, Measure, Mention, Precision, Shape, Step, Told, Year};

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
    /// years (1917–1924) had passed, several years (1910–1924). For two years (1917 and 1924)
    /// he was away.
    ///
    /// The party was founded in 1917, as its leader wrote in 1923. Five years later, in 1928,
    /// it was closed. In 1930, five years later than planned, it came back.
    /// ```
    ///
    /// ## Limits
    ///
    /// The length must stand beside the dates. One unit more or less is let pass.
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
    for time in &paragraph.times {
        let Told::Length(length) = &time.told else { continue };
        let mention = paragraph.dates.iter().find(|mention| {
            let (first, second) = match time.range.end <= mention.range.start {
                true => (&time.range, &mention.range),
                false => (&mention.range, &time.range),
            };
            first.end <= second.start
                && is_beside(
                    paragraph.slice(first.end..second.start),
                    paragraph.slice(second.end..paragraph.text.len()),
                )
        });
        let Some((mention, (least, most))) =
            mention.and_then(|mention| Some((mention, days(mention)?)))
        else {
            continue;
        };
        let Some((count, unit)) = measured(length) else { continue };
        let sentence = paragraph.sentence_at(time.range.start);
        let is_rounded = is_hedged(
            paragraph.slice(sentence.start..time.range.start),
            paragraph.slice(time.range.clone()),
        );
        if is_rounded || fits(count, unit, least, most) {
            continue;
        }
        let (stretch, length) = (&mention.date, paragraph.slice(time.range.clone()).to_owned());
        objections.add(
            vec![document.place(paragraph, time.range.clone()), document.place(paragraph, mention.range.clone())],
            vec![Reason::shown(say!({ stretch, length } en: "the text measures {stretch} as “{length}”", ru: "отрезок {stretch} в тексте назван так: «{length}»", kk: "мәтінде {stretch} аралығы «{length}» делінген"))],
            say!(en: "correct the length or the dates", ru: "исправьте срок или даты", kk: "мерзімді не күндерді түзетіңіз"),
        );
    }
}

fn is_beside(between: &str, behind: &str) -> bool {
    const FOR: &[&str] = &[
        ", for", ", for a total of", ", a total of", ", or", ", that is", ", i.e.", ", то есть",
        ", т. е.", ", всего", ", яғни", ", барлығы", ", from", ", с",
    ];
    let between = between.trim();
    (between == "(" && behind.trim_start().starts_with(')')) || FOR.contains(&between)
}

/// Whether the words of a length, or the one before it, say that it is round.
fn is_hedged(before: &str, length: &str) -> bool {
    const ROUND: &[&str] = &[
        "about", "around", "nearly", "almost", "some", "over", "than", "least", "most", "roughly",
        "approximately", "first", "last", "next", "another", "every", "each", "under", "within",
        "circa", "the", "около", "почти", "примерно", "более", "менее", "свыше", "приблизительно",
        "порядка", "первые", "первых", "последние", "последних", "следующие", "ещё", "еще",
        "каждые", "лишь", "шамамен", "жуық", "астам", "соңғы", "алғашқы", "келесі", "тағы",
        "кейінгі",
    ];
    let is_round = |text: &str, word: std::ops::Range<usize>| {
        ROUND.contains(&text[word].to_lowercase().as_str())
    };
    let last = derek_text::words(before).last();
    last.is_some_and(|word| is_round(before, word))
        || derek_text::words(length).any(|word| is_round(length, word))
}

/// The fewest and the most days from a stretch's beginning to its end.
fn days(mention: &Mention) -> Option<(i64, i64)> {
    let Shape::Throughout { begins, ends } = mention.date.shape else { return None };
    let is_fine = mention.date.core.is_none()
        && !mention.date.approximate
        && mention.date.faults.is_empty()
        && mention.year != Year::Missing
        && !matches!(
            mention.date.precision,
            Precision::Decade | Precision::Century | Precision::Vague
        );
    let (first, last) = (begins.first_day()?.number(), begins.last_day()?.number());
    let (from, until) = (ends.first_day()?.number(), ends.last_day()?.number());
    is_fine.then(|| (i64::from(from) - i64::from(last), i64::from(until) - i64::from(first) + 1))
}

/// How many of a unit, and the days of one.
fn measured(length: &Length) -> Option<(u32, f64)> {
    // Mean lengths of the Gregorian calendar's year and month.
    let unit = match length.measure {
        Measure::Day => 1.0,
        Measure::Week => 7.0,
        Measure::Month => 30.44,
        Measure::Year => 365.25,
        Measure::Decade => 3652.5,
        Measure::Century => 36_525.0,
        Measure::Second | Measure::Minute | Measure::Hour | Measure::Quarter => return None,
    };
    Some((length.count?, unit))
}

/// Whether so many units may lie in so many days, one unit more or less.
fn fits(count: u32, unit: f64, least: i64, most: i64) -> bool {
    let count = f64::from(count);
    least as f64 <= (count + 1.0) * unit && (count - 1.0) * unit <= most as f64
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
