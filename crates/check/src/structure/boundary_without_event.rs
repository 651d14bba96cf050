//! Bounds between periods that nothing explains.

use derek_study::{Reason, say};
use derek_time::Day;

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// One period ends and the next begins, and the study has no event near that
    /// could be the reason.
    ///
    /// Near is a month before or after. A boundary told in whole years or
    /// otherwise wide is explained by any event that may lie in it.
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: First stage
    /// scheme: stages
    /// begins: 1854
    /// ends: ⟦April 1855⟧
    /// ---
    /// //- cards/second.md
    /// ---
    /// kind: period
    /// name: Second stage
    /// scheme: stages
    /// begins: May 1855
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
    /// when: 14 September 1854
    /// ---
    /// //- cards/peace.md
    /// ---
    /// kind: event
    /// name: Peace
    /// when: 30 March 1856
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: First stage
    /// scheme: stages
    /// begins: 1854
    /// ends: April 1855
    /// ---
    /// //- cards/second.md
    /// ---
    /// kind: period
    /// name: Second stage
    /// scheme: stages
    /// begins: May 1855
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
    /// when: 20 May 1855
    /// ---
    /// //- cards/peace.md
    /// ---
    /// kind: event
    /// name: Peace
    /// when: 30 March 1856
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Only bounds between two periods are asked about, not the beginning of the
    /// first nor the end of the last; and only when the study dates two events or
    /// more within the whole.
    pub static BOUNDARY_WITHOUT_EVENT = "boundary-without-event" {
        room: "structure", level: Incomplete, since: "0.1.0",
        en: "a boundary between periods with no event to explain it",
        ru: "граница периодов, которую не объясняет ни одно событие",
        kk: "ешбір оқиға түсіндірмейтін кезең шегі",
        find: find,
    }
}

/// How far from a boundary an event may explain it.
const NEAR: i32 = 31;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    let events: Vec<(Day, Day)> = study
        .cards
        .iter()
        .filter(|card| card.kind == "event")
        .flat_map(|card| card.values("when"))
        .filter_map(|value| {
            let days = value.date.as_ref()?.hull();
            Some((days.first_day()?, days.last_day()?))
        })
        .collect();
    for scheme in &derived.schemes {
        let whole = (
            scheme
                .stages
                .first()
                .and_then(|stage| stage.begins.date.as_ref()?.bounds().first_day()),
            scheme.stages.last().and_then(|stage| stage.ends.date.as_ref()?.bounds().last_day()),
        );
        let (Some(first), Some(last)) = whole else { continue };
        let inside = events.iter().filter(|event| first <= event.1 && event.0 <= last);
        if inside.count() < 2 {
            continue;
        }
        for pair in scheme.stages.windows(2) {
            let (Some(ends), Some(begins)) = (&pair[0].ends.date, &pair[1].begins.date) else {
                continue;
            };
            let (one, next) = (ends.ends(), begins.begins());
            let from = one.first_day().min(next.first_day());
            let until = one.last_day().max(next.last_day());
            let (Some(from), Some(until)) = (from, until) else { continue };
            let explains =
                |event: &(Day, Day)| from.plus(-NEAR) <= event.1 && event.0 <= until.plus(NEAR);
            if events.iter().any(explains) {
                continue;
            }
            let card = pair[1].card;
            let name = name(card);
            objections.add(
                vec![
                    study.place(&pair[0].card.file, pair[0].ends.text_range.clone(), "ends"),
                    study.place(&card.file, pair[1].begins.text_range.clone(), "begins"),
                ],
                vec![Reason::shown(say!({ name, from, until } en: "before “{name}” no event of the study may lie within a month of the time from {from} to {until}", ru: "перед периодом «{name}» ни одно событие исследования не может приходиться на время с {from} по {until} и месяц вокруг", kk: "«{name}» кезеңінің алдында зерттеудің бірде-бір оқиғасы {from} пен {until} арасына және соның маңындағы бір айға келмейді"))],
                say!(en: "name the event that closes one period and opens the other, or say by what measure they are told apart", ru: "назовите событие, которым кончается один период и начинается другой, или укажите, по какому признаку они различаются", kk: "бір кезеңді аяқтап, екіншісін бастайтын оқиғаны атаңыз немесе олардың қандай белгімен ажыратылатынын айтыңыз"),
            );
        }
    }
}
