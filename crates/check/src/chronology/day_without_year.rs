//! Days whose year nobody gives.

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_time::{Precision, Year};

use crate::{Objections, Reading, check};

check! {
    /// A day and a month whose year neither its paragraph nor its heading gives.
    ///
    /// Inside a paragraph a day takes the year named before it, as a reader takes
    /// it. Words inside a quotation are the source's and are left alone.
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
    /// A year that only the paragraph before gives is named in the finding, not
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
        for (at, paragraph) in document.paragraphs.iter().enumerate() {
            if !matches!(paragraph.kind, Kind::Prose | Kind::Item) || heading_has_year(document, at)
            {
                continue;
            }
            let missing = paragraph.dates.iter().filter(|mention| {
                mention.year == Year::Missing
                    && mention.date.precision == Precision::Day
                    && !paragraph.is_quoted(mention.range.start)
            });
            let places: Vec<_> =
                missing.map(|mention| document.place(paragraph, mention.range.clone())).collect();
            let because = year_before(document, at).map(|(locator, words)| {
                Reason::shown(say!({ locator, words } en: "the nearest year before it is in {locator}: “{words}”", ru: "ближайший год выше стоит в {locator}: «{words}»", kk: "одан бұрынғы ең жақын жыл {locator} ішінде: «{words}»"))
            });
            objections.add(
                places,
                because.into_iter().collect(),
                say!(en: "write the year", ru: "напишите год", kk: "жылын жазыңыз"),
            );
        }
    }
}

/// Some date of the heading above names a year.
fn heading_has_year(document: &Document, at: usize) -> bool {
    let heading = document.paragraphs[..at].iter().rev().find(|one| one.kind == Kind::Heading);
    heading.is_some_and(|heading| heading.dates.iter().any(|mention| mention.year == Year::Stated))
}

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
