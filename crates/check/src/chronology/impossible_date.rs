//! Dates that no calendar has.

use derek_study::document::Kind;
use derek_study::{Days, Reason, Said, say};
use derek_time::{Date, Fault, Lang, Weekday};

use crate::{Objections, Reading, check};

check! {
    /// A date that cannot be as it is written: a day no calendar has, a weekday
    /// the day did not have, two styles that do not name one day, a stretch that
    /// ends before it begins.
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
    /// The government fell on 25 October (7 November) 1917. There was a 29 February 1900
    /// in the Julian calendar, and a 29 February 1904 in both.
    /// ```
    ///
    /// ## Limits
    ///
    /// A weekday is believed to fit when it fits in either calendar and the text
    /// names none.
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
        for paragraph in document.paragraphs.iter().filter(|one| one.kind != Kind::Reference) {
            for mention in paragraph.dates.iter().filter(|mention| !mention.date.faults.is_empty())
            {
                objections.add(
                    vec![document.place(paragraph, mention.range.clone())],
                    reasons(&mention.date),
                    help(),
                );
            }
        }
    }
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in &card.fields {
            for value in &field.values {
                if let Some(date) = value.date.as_ref().filter(|date| !date.faults.is_empty()) {
                    objections.add(
                        vec![study.place(&card.file, value.text_range.clone(), &field.predicate)],
                        reasons(date),
                        help(),
                    );
                }
            }
        }
    }
}

fn help() -> Said {
    say!(en: "compare with the source; if the source itself has it, say so beside the date", ru: "сверьте с источником; если так в самом источнике, отметьте это рядом с датой", kk: "дереккөзбен салыстырыңыз; дереккөздің өзінде солай болса, күннің жанында айтыңыз")
}

fn reasons(date: &Date) -> Vec<Reason> {
    date.faults.iter().map(|fault| Reason::shown(said(fault))).collect()
}

fn said(fault: &Fault) -> Said {
    match *fault {
        Fault::NoSuchDay => {
            say!(en: "neither calendar has such a day", ru: "такого дня нет ни в одном из календарей", kk: "ондай күн күнтізбелердің ешқайсысында жоқ")
        }
        Fault::WeekdayDiffers { written, found } => {
            say!({ written = weekday(written), found = weekday(found) }
            en: "the day was a {found}, not a {written}", ru: "день недели: {found}, а не {written}", kk: "ол күн {written} емес, {found} болған")
        }
        Fault::DoubleDateDiffers { expected_days, found_days } => {
            say!({ expected_days = Days(expected_days), found_days = Days(found_days) }
            en: "the two styles were {expected_days} apart then; here they are {found_days}",
            ru: "разница между стилями тогда составляла {expected_days}, здесь — {found_days}",
            kk: "ол кезде екі стильдің айырмасы {expected_days} еді, мұнда {found_days}")
        }
        Fault::ReversedRange => {
            say!(en: "it ends before it begins", ru: "конец раньше начала", kk: "аяқталуы басталуынан бұрын")
        }
    }
}

fn weekday(weekday: Weekday) -> Said {
    Said::new(weekday.in_lang(Lang::En), weekday.in_lang(Lang::Ru), weekday.in_lang(Lang::Kk))
}
