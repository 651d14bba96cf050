//! Days whose year nobody gives.

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Place, Reason, say};
use derek_time::{Mention, Precision, Year};

use crate::{Objections, Reading, check};

check! {
    /// A day and a month whose year neither its paragraph nor its heading gives.
    ///
    /// Inside a paragraph a day takes the year named in it, as a reader takes it;
    /// so does a day that follows within two months the last date of the paragraph
    /// before, or falls into the year that it ends on. Words inside a quotation are the source's and are left alone. Where
    /// more than three paragraphs have such days, they make one finding.
    ///
    /// ```text
    /// In 1918 the council moved to Semipalatinsk.
    ///
    /// Its members knew each other well, and most of them had studied together.
    ///
    /// On ⟦19 March⟧ he telegraphed to the council, and its answer was long in coming.
    /// ```
    ///
    /// ```text
    /// In March 1918 they came to Moscow. On 19 March he telegraphed to the council.
    ///
    /// “Expect us on 19 March,” the telegram said.
    /// ```
    ///
    /// ## Limits
    ///
    /// A year that only paragraphs further up give is named in the finding, not
    /// taken: the reader may have to turn a page for it.
    pub static DAY_WITHOUT_YEAR = "day-without-year" {
        room: "chronology", level: Incomplete, since: "0.1.0",
        en: "a day without its year",
        ru: "день без года",
        kk: "жылы көрсетілмеген күн",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let mut found: Vec<(usize, Vec<Place>)> = Vec::new();
        let mut heading_has_year = false;
        for (at, paragraph) in document.paragraphs.iter().enumerate() {
            if paragraph.kind == Kind::Heading {
                heading_has_year = paragraph.dates.iter().any(|date| date.year == Year::Stated);
            }
            if heading_has_year || !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
                continue;
            }
            let missing = paragraph.dates.iter().filter(|mention| {
                mention.year == Year::Missing
                    && mention.date.precision == Precision::Day
                    && !paragraph.is_quoted(mention.range.start)
                    && !year_follows(paragraph, mention)
                    && !year_beside(paragraph, mention)
                    && !goes_on(document, at, mention)
            });
            let places: Vec<Place> =
                missing.map(|mention| document.place(paragraph, mention.range.clone())).collect();
            if !places.is_empty() {
                found.push((at, places));
            }
        }
        object(document, found, objections);
    }
}

/// Paragraphs with such days above which it is the text's habit, and one finding.
const HABIT: usize = 3;

fn object(document: &Document, found: Vec<(usize, Vec<Place>)>, objections: &mut Objections) {
    let help = || say!(en: "write the year", ru: "напишите год", kk: "жылын жазыңыз");
    if HABIT < found.len() {
        let paragraphs = found.len();
        let said = say!({ paragraphs } en: "paragraphs with such days: {paragraphs}", ru: "абзацев с такими днями: {paragraphs}", kk: "мұндай күндер бар абзацтар: {paragraphs}");
        let places = found.into_iter().flat_map(|(_, places)| places).collect();
        objections.add(places, vec![Reason::shown(said)], help());
        return;
    }
    for (at, places) in found {
        let because = year_before(document, at).map(|(locator, words)| {
            Reason::shown(say!({ locator, words } en: "the nearest year before it is in {locator}: “{words}”", ru: "ближайший год выше стоит в {locator}: «{words}»", kk: "осының алдындағы ең жақын жыл {locator} ішінде: «{words}»"))
        });
        objections.add(places, because.into_iter().collect(), help());
    }
}

/// A year stands beside the day in a way that is not read as part of it: `26 June 363`,
/// `23 August (1987)`, `8 декабря этого года`, `1997: February 28`; or the day recurs.
fn year_beside(paragraph: &Paragraph, mention: &Mention) -> bool {
    const OF_YEAR: &[&str] = &[
        "of that year", "of the same year", "of this year", "that year", "this year",
        "того же года", "этого года", "этого же года", "сего года", "сол жылы", "осы жылы",
    ];
    let after = paragraph.slice(mention.range.end..paragraph.text.len());
    let digits = after.trim_start_matches([' ', ',', '.', '(', '[']);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = (3..=4).contains(&count) && digits.len() + 4 >= after.len();
    let says_year = OF_YEAR.iter().any(|words| {
        after
            .trim_start_matches([' ', ','])
            .chars()
            .take(40)
            .collect::<String>()
            .to_lowercase()
            .starts_with(words)
    });
    let before = paragraph.slice(0..mention.range.start).trim_end();
    let heads =
        before.strip_suffix(':').is_some_and(|year| year.ends_with(|c: char| c.is_ascii_digit()));
    // *5 February: Solidarity Day*: a day of every year.
    let recurs = before.is_empty() && after.starts_with([':', '–', '—']);
    is_year || says_year || heads || recurs
}

/// The paragraph itself names a year further on.
fn year_follows(paragraph: &Paragraph, mention: &Mention) -> bool {
    let later = paragraph.dates.iter().filter(|date| mention.range.end <= date.range.start);
    later.into_iter().any(|date| {
        date.year == Year::Stated
            && matches!(date.date.precision, Precision::Day | Precision::Month | Precision::Year)
    })
}

/// The paragraph before ends on a date, and this day follows it within two months.
fn goes_on(document: &Document, at: usize, mention: &Mention) -> bool {
    let above = document.paragraphs[..at].iter().rev().take(4).find(|one| one.kind == Kind::Prose);
    let last = above.and_then(|above| {
        above.dates.iter().rev().find(|date| {
            let fine =
                matches!(date.date.precision, Precision::Day | Precision::Month | Precision::Year);
            date.year != Year::Missing && fine
        })
    });
    let Some(last) = last else { return false };
    let Some(before) = last.date.bounds().first_day() else { return false };
    let within = if last.date.precision == Precision::Year { A_YEAR } else { TWO_MONTHS };
    let (year, ..) = before.to_gregorian();
    let here = [year, year.saturating_add(1)]
        .into_iter()
        .filter_map(|year| mention.date.in_year(year).bounds().first_day());
    here.into_iter().any(|here| (0..=within).contains(&(here.number() - before.number())))
}

const TWO_MONTHS: i32 = 62;
/// A year named as a whole takes in every day of it.
const A_YEAR: i32 = 365;

/// The nearest stated year in the three paragraphs above.
fn year_before(document: &Document, at: usize) -> Option<(&str, &str)> {
    let above: Vec<&Paragraph> = document.paragraphs[..at]
        .iter()
        .rev()
        .filter(|one| one.kind == Kind::Prose)
        .take(3)
        .collect();
    above.into_iter().find_map(|paragraph| {
        let mention = paragraph.dates.iter().rev().find(|mention| mention.year == Year::Stated)?;
        Some((paragraph.locator.as_str(), paragraph.slice(mention.range.clone())))
    })
}
