//! Events that no period holds.

use derek_reason::{Stage, held};
use derek_study::{Reason, say};
use derek_time::{Date, Day};

use crate::grounds::name;
use crate::periodization::gap;
use crate::{Objections, Reading, check};

check! {
    /// An event within the time that a periodization divides falls into none of
    /// its periods: it lies between two, in every reading of its date.
    ///
    /// A gap of four weeks or more is told by `period-gap`, with the events in it; here are
    /// those that fall through a smaller one.
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: First stage
    /// scheme: stages
    /// begins: 1854
    /// ends: 10 April 1855 (N.S.)
    /// ---
    /// //- cards/second.md
    /// ---
    /// kind: period
    /// name: Second stage
    /// scheme: stages
    /// begins: 25 April 1855 (N.S.)
    /// ends: 1861
    /// ---
    /// //- cards/stages.md
    /// ---
    /// kind: concept
    /// name: Stages
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: ⟦17 April 1855 (N.S.)⟧
    /// ---
    /// ```
    ///
    /// An event that may lie in a period, or lies outside the whole, is clean:
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: First stage
    /// scheme: stages
    /// begins: 1854
    /// ends: 10 April 1855 (N.S.)
    /// ---
    /// //- cards/second.md
    /// ---
    /// kind: period
    /// name: Second stage
    /// scheme: stages
    /// begins: 25 April 1855 (N.S.)
    /// ends: 1861
    /// ---
    /// //- cards/stages.md
    /// ---
    /// kind: concept
    /// name: Stages
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: spring 1855
    /// ---
    /// //- cards/peace.md
    /// ---
    /// kind: event
    /// name: Peace
    /// when: 1870
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Every event of the study is held against every periodization in it: the
    /// cards do not say which periodization is about which events.
    pub static EVENT_OUTSIDE_PERIODS = "event-outside-periods" {
        room: "structure", level: Incomplete, since: "0.1.0",
        en: "an event that no period holds",
        ru: "событие, не вошедшее ни в один период",
        kk: "ешбір кезеңге кірмей қалған оқиға",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    let mut events: Vec<_> = study
        .cards
        .iter()
        .filter(|card| card.kind == "event")
        .filter_map(|card| {
            let value = held(card, "when")?;
            let date = value.date.as_ref()?;
            Some((date.hull().first_day()?, card, value, date))
        })
        .collect();
    events.sort_by_key(|(first, card, ..)| (*first, card.file.as_str()));
    for scheme in &derived.schemes {
        let stretch = |stage: &Stage<'_>| -> Option<(Day, Day)> {
            let begins = stage.begins.date.as_ref()?.bounds().first_day()?;
            Some((begins, stage.ends.date.as_ref()?.bounds().last_day()?))
        };
        let Some(stretches) = scheme.stages.iter().map(stretch).collect::<Option<Vec<_>>>() else {
            continue;
        };
        // What lies in a gap begins after the first stage and before the last ends.
        let begins = stretches.iter().map(|(begins, _)| *begins).min();
        let ends = stretches.iter().map(|(_, ends)| *ends).max();
        let (Some(begins), Some(ends)) = (begins, ends) else { continue };
        let from = events.partition_point(|(first, ..)| *first < begins);
        let near = events[from..].iter().take_while(|(first, ..)| *first <= ends);
        for (_, card, value, date) in near {
            let Some(before) = stage_before(&stretches, date) else { continue };
            let (one, next) = (&scheme.stages[before], &scheme.stages[before + 1]);
            // Where the gap itself is told, so are the events in it.
            let is_told = one.ends.date.as_ref().zip(next.begins.date.as_ref());
            if is_told.is_some_and(|(ends, begins)| gap(ends, begins).is_some()) {
                continue;
            }
            let (earlier, ends) = (name(one.card), &one.ends.text);
            let (later, begins) = (name(next.card), &next.begins.text);
            objections.add(
                vec![study.place(&card.file, value.text_range.clone(), "when")],
                vec![
                    Reason::shown(say!({ earlier, ends } en: "{earlier} ends: {ends}", ru: "{earlier}: конец — {ends}", kk: "{earlier}: аяқталуы — {ends}")),
                    Reason::shown(say!({ later, begins } en: "{later} begins: {begins}", ru: "{later}: начало — {begins}", kk: "{later}: басталуы — {begins}")),
                ],
                say!(en: "let a period reach over the event, or give the time between a period of its own", ru: "продлите один из периодов до этого события или выделите промежуток в отдельный период", kk: "кезеңдердің бірін осы оқиғаға дейін созыңыз немесе аралыққа жеке кезең беріңіз"),
            );
        }
    }
}

/// The stage after which a date lies in a gap; `None` when it may lie in a stage,
/// or lies before or after all.
fn stage_before(stretches: &[(Day, Day)], date: &Date) -> Option<usize> {
    let days = date.hull();
    let (first, last) = (days.first_day()?, days.last_day()?);
    let is_in_gap = stretches.iter().all(|(begins, ends)| last < *begins || *ends < first);
    let before = stretches.iter().rposition(|(_, ends)| *ends < first)?;
    (is_in_gap && before + 1 < stretches.len()).then_some(before)
}
