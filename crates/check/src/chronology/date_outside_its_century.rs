//! A year beside a century or a decade that does not hold it.

use derek_study::document::Kind;
use derek_study::{Reason, say};
use derek_time::{Interval, Mention, Precision, Year};

use crate::{Objections, Reading, check};

check! {
    /// A year stands beside the century or the decade it is said to belong to, and
    /// lies outside: *in the eighteenth century (1905)*.
    ///
    /// ```text
    /// The line was built in ⟦the 18th century⟧ (1905). The school was opened in ⟦the 1920s⟧, in
    /// 1931.
    ///
    /// Крепость заложили в ⟦XVIII веке⟧ (1854 г.) у реки.
    ///
    /// Бекініс ⟦XVIII ғасырда⟧ (1854 жылы) салынды.
    /// ```
    ///
    /// A hundred years are counted from 1 as much as from 0, and two times told one
    /// after the other need not be one:
    ///
    /// ```text
    /// The line was built in the 20th century (1900). In the 18th century and in 1905 it was
    /// closed. In the 1920s (1925) it was reopened. The early 19th century (1790–1830) was quiet.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only a year in brackets right behind the century, or after a comma and *in*, is
    /// taken to be of it.
    pub static DATE_OUTSIDE_ITS_CENTURY = "date-outside-its-century" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "the century or decade does not hold the year beside it",
        ru: "названный век или десятилетие не содержит указанного рядом года",
        kk: "аталған ғасыр не онжылдық қасындағы жылды қамтымайды",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let told = |kind: &Kind| matches!(kind, Kind::Prose | Kind::Item | Kind::Caption);
        for paragraph in document.paragraphs.iter().filter(|one| told(&one.kind)) {
            for pair in paragraph.dates.windows(2) {
                let [wide, narrow] = pair else { continue };
                let between = paragraph.slice(wide.range.end..narrow.range.start);
                let behind = paragraph.slice(narrow.range.end..paragraph.text.len());
                if !is_of(between, behind)
                    || !is_wide(wide)
                    || !is_narrow(narrow)
                    || meet(wide, narrow)
                {
                    continue;
                }
                let (century, year) = (&wide.date, &narrow.date);
                objections.add(
                    vec![document.place(paragraph, wide.range.clone()), document.place(paragraph, narrow.range.clone())],
                    vec![Reason::shown(say!({ century, year } en: "{century} does not hold {year}", ru: "указанное время ({century}) не содержит другого ({year})", kk: "{century} ішінде {year} жоқ"))],
                    say!(en: "correct the century or the year; if two times are meant, say so", ru: "исправьте век или год; если речь о двух разных временах, скажите об этом", kk: "ғасырды не жылды түзетіңіз; екі бөлек уақыт айтылса, соны көрсетіңіз"),
                );
            }
        }
    }
}

/// Whether what stands between two times makes the second a closer telling of the first.
fn is_of(between: &str, behind: &str) -> bool {
    const NEARER: &[&str] =
        &[", in", ", in the year", ", namely in", ", в", ", а именно в", ", en"];
    let between = between.trim();
    (between == "(" && behind.starts_with(')')) || NEARER.contains(&between)
}

fn is_wide(mention: &Mention) -> bool {
    matches!(mention.date.precision, Precision::Century | Precision::Decade)
        && !mention.date.approximate
        && mention.date.core.is_none()
}

fn is_narrow(mention: &Mention) -> bool {
    let is_year = matches!(
        mention.date.precision,
        Precision::Day | Precision::Month | Precision::Season | Precision::Year
    );
    is_year && mention.year == Year::Stated && !mention.date.approximate
}

/// Days by which a century may be missed: it is counted from its year 0 as often.
const LENIENT: i32 = 365;

fn meet(wide: &Mention, narrow: &Mention) -> bool {
    let ends = |interval: Interval| interval.first_day().zip(interval.last_day());
    match (ends(wide.date.hull()), ends(narrow.date.hull())) {
        (Some((first, last)), Some((from, until))) => {
            from.number() <= last.number() + LENIENT && first.number() - LENIENT <= until.number()
        }
        _ => true,
    }
}
