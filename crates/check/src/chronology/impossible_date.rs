//! Dates that no calendar has.

use derek_study::document::Kind;
use derek_study::{Reason, Said, say};
use derek_time::{Calendar, Date, Day, Fault, Step};

use crate::tenure::written;
use crate::{Objections, Reading, check};

check! {
    /// A date that cannot be as it is written: a day no calendar has, a weekday
    /// the day did not have, two styles that do not name one day, a date of the
    /// Muslim calendar or the animal of a Kazakh year that is of another time, a
    /// stretch that ends before it begins; on a card also a day that a change of
    /// the calendar left out, when the study names the place whose calendar it
    /// follows.
    ///
    /// ```text
    /// The congress opened on ⟦30 February 1917⟧ in Orenburg.
    /// ```
    ///
    /// ```text
    /// The government fell on ⟦25 October (8 November) 1917⟧.
    /// ```
    ///
    /// ```text
    /// Ол ⟦1919 жылы (тауық жылы)⟧ туған.
    /// ```
    ///
    /// ```text
    /// The treaty was signed on 30(17) May 1913, and war broke out on 29 (16) June 1913. At the
    /// end of 1916 there was unrest. The women marched on 23 February (8 March).
    ///
    /// Договор подписан 30(17) мая 1913 г., война началась 29 (16) июня 1913 г. Шарт 1913 жылғы 30
    /// (17) мамырда жасалды.
    /// ```
    ///
    /// ```text
    /// The government fell on 25 October (7 November) 1917. There was a 29 February 1900
    /// in the Julian calendar, and a 29 February 1904 in both.
    /// ```
    ///
    /// ## Limits
    ///
    /// A weekday is believed to fit when it fits in either calendar and the text
    /// names none, unless all the countries that the text names had given up the
    /// Julian calendar by then.
    pub static IMPOSSIBLE_DATE = "impossible-date" {
        room: "chronology", level: Impossible, since: "0.1.0",
        en: "a date that cannot be",
        ru: "такой даты быть не может",
        kk: "мұндай күн болуы мүмкін емес",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let changed = reading.facts.changed_by(document);
        for paragraph in document.paragraphs.iter().filter(|one| one.kind != Kind::Reference) {
            for mention in paragraph.dates.iter().filter(|mention| {
                is_sure(&mention.date, paragraph.slice(mention.range.end..paragraph.text.len()))
            }) {
                objections.add(
                    vec![document.place(paragraph, mention.range.clone())],
                    reasons(&mention.date),
                    help(),
                );
            }
            for mention in &paragraph.dates {
                if let Some(fault) = changed.and_then(|changed| not_julian(&mention.date, changed))
                {
                    objections.add(
                        vec![document.place(paragraph, mention.range.clone())],
                        vec![Reason::shown(said(&fault))],
                        help(),
                    );
                }
            }
        }
    }
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in &card.fields {
            for value in field.affirmed() {
                if let Some(date) = value.date.as_ref().filter(|date| !date.faults.is_empty()) {
                    objections.add(
                        vec![study.place(&card.file, value.text_range.clone(), &field.predicate)],
                        reasons(date),
                        help(),
                    );
                }
                for date in [&value.from, &value.until].into_iter().flatten() {
                    if !date.faults.is_empty() {
                        let range = written(study, &card.file, value, date);
                        objections.add(
                            vec![study.place(&card.file, range, &field.predicate)],
                            reasons(date),
                            help(),
                        );
                    }
                }
            }
        }
    }
}

/// Years before our era, centuries and decades count in ways of their own: there a
/// stretch that seems to run backwards is not held against the author.
fn is_sure(date: &Date, after: &str) -> bool {
    const COUNTED: &[&str] = &[
        "bc", "b.c", "до н", "б.з.д", "century", "centuries", "век", "вв", "ғасыр", "-е", "-х",
        "0s", "siglo", "a.c",
    ];
    let after: String = after.chars().take(8).collect();
    let text = format!("{} {after}", date.text).to_lowercase();
    let counted = COUNTED.iter().any(|word| text.contains(word));
    date.faults.iter().any(|fault| !counted || !matches!(fault, Fault::ReversedRange))
}

fn help() -> Said {
    say!(en: "compare with the source; if the source itself has it, say so beside the date", ru: "сверьте с источником; если так в самом источнике, отметьте это рядом с датой", kk: "дереккөзбен салыстырыңыз; дереккөздің өзінде солай болса, күннің жанында айтыңыз")
}

/// What is wrong with a weekday that fits the Julian calendar alone, on a day when it had been given up.
fn not_julian(date: &Date, changed: Day) -> Option<Fault> {
    let written = date.steps.iter().find_map(|step| match step {
        Step::CalendarByWeekday(written, Calendar::Julian) => Some(*written),
        _ => None,
    })?;
    let day = date.bounds().first_day().filter(|day| changed < *day)?;
    let (year, month, day) = day.to_julian();
    let found = Day::gregorian(year, month, day)?.weekday();
    Some(Fault::WeekdayDiffers { written, found })
}

fn said(fault: &Fault) -> Said {
    say!({ fault } en: "{fault}", ru: "{fault}", kk: "{fault}")
}

fn reasons(date: &Date) -> Vec<Reason> {
    date.faults.iter().map(|fault| Reason::shown(said(fault))).collect()
}
