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
    /// before. Words inside a quotation are the source's and are left alone. Where
    /// more than three paragraphs have such days, they make one finding.
    ///
    /// ```text
    /// In 1918 the council moved to Semipalatinsk.
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
            date.year != Year::Missing
                && matches!(date.date.precision, Precision::Day | Precision::Month)
        })
    });
    let Some(before) = last.and_then(|last| last.date.bounds().first_day()) else { return false };
    let (year, ..) = before.to_gregorian();
    let here = [year, year.saturating_add(1)]
        .into_iter()
        .filter_map(|year| mention.date.in_year(year).bounds().first_day());
    here.into_iter().any(|here| (0..=TWO_MONTHS).contains(&(here.number() - before.number())))
}

const TWO_MONTHS: i32 = 62;

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
