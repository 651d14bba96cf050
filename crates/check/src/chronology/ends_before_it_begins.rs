//! An end before the beginning.

use derek_reason::held;
use derek_study::{Level, Reason, Said, Value, say};
use derek_time::Date;

use crate::tenure::written;
use crate::{Objections, Reading, check};

check! {
    /// Something ends, or somebody dies, before every day on which it can have
    /// begun.
    ///
    /// Bounds are compared, never first years: an end in 1918 and a beginning in
    /// June 1918 may both hold.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: December 1917
    /// ends: ⟦June 1917⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: June 1918
    /// ends: 1918
    /// ---
    /// ```
    ///
    /// So it is with the stretch for which a value holds, and with a letter that is received
    /// before it is sent:
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// office:
    ///   - value: council
    ///     from: May 1918
    ///     until: ⟦January 1918⟧
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: 24 March 1918
    /// received: ⟦19 March 1918⟧
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Where several dates stand side by side, the last judgement counts, else
    /// the first testimony.
    pub static ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins" {
        room: "chronology", level: Impossible, since: "0.1.0",
        en: "it ends before it can have begun",
        ru: "конец раньше любого возможного начала",
        kk: "басталуы мүмкін күннен бұрын аяқталады",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for one in &derived.dated {
        let (Some(begins), Some(ends)) = (&one.begins.date, &one.ends.date) else { continue };
        let places = || {
            vec![
                study.place(&one.card.file, one.ends.text_range.clone(), one.predicates.1),
                study.place(&one.card.file, one.begins.text_range.clone(), one.predicates.0),
            ]
        };
        if let Some(reason) = reversed(begins, ends) {
            objections.add(places(), vec![reason], help());
        }
    }
    for card in &study.cards {
        for field in &card.fields {
            for value in &field.values {
                let (Some(from), Some(until)) = (&value.from, &value.until) else { continue };
                if let Some(reason) = reversed(from, until) {
                    let place = |date: &Date| {
                        let range = written(study, &card.file, value, date);
                        study.place(&card.file, range, field.predicate.as_str())
                    };
                    objections.add(vec![place(until), place(from)], vec![reason], help());
                }
            }
        }
        if let (Some(sent), Some(received)) = (held(card, "when"), held(card, "received"))
            && let (Some(first), Some(last)) = (&sent.date, &received.date)
            && let Some(reason) = reversed(first, last)
        {
            let place = |value: &Value, predicate| {
                study.place(&card.file, value.text_range.clone(), predicate)
            };
            objections.add_as(
                Level::Impossible,
                say!(en: "received before it can have been sent", ru: "получено раньше, чем могло быть отправлено", kk: "жіберілуі мүмкін күннен бұрын алынған"),
                vec![place(received, "received"), place(sent, "when")],
                vec![reason],
                help(),
            );
        }
    }
}

/// That every day of an end lies before every day of a beginning; `None` when it may not.
fn reversed(begins: &Date, ends: &Date) -> Option<Reason> {
    if !begins.faults.is_empty() || !ends.faults.is_empty() {
        return None;
    }
    let earliest =
        begins.readings_beside(ends).iter().filter_map(derek_time::Interval::first_day).min()?;
    let latest =
        ends.readings_beside(begins).iter().filter_map(derek_time::Interval::last_day).max()?;
    (latest < earliest).then(|| {
        Reason::shown(say!({ latest, earliest } en: "it ends {latest} at the latest and begins {earliest} at the earliest", ru: "самый поздний конец: {latest}, самое раннее начало: {earliest}", kk: "ең кеш аяқталуы: {latest}, ең ерте басталуы: {earliest}"))
    })
}

fn help() -> Said {
    say!(en: "see which of the two dates the sources support", ru: "проверьте, какую из двух дат подтверждают источники", kk: "дереккөздер екі күннің қайсысын растайтынын тексеріңіз")
}
