//! A change of side, seat or calendar with nothing told before it.

use derek_reason::held;
use derek_study::{Reason, Value, say};
use derek_time::Date;

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// A body takes a side, a seat or a calendar long after it began, and nothing
    /// is told of what it had until then.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: December 1917
    /// ends: March 1920
    /// allegiance:
    ///   - value: ⟦soviets⟧
    ///     from: December 1919
    /// ---
    /// //- cards/soviets.md
    /// ---
    /// kind: organ
    /// name: Soviets
    /// ---
    /// ```
    ///
    /// A first state with no beginning told, or one that begins with the body, is
    /// clean:
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: December 1917
    /// ends: March 1920
    /// allegiance:
    ///   - value: whites
    ///     until: December 1919
    ///   - value: soviets
    ///     from: December 1919
    /// ---
    /// //- cards/soviets.md
    /// ---
    /// kind: organ
    /// name: Soviets
    /// ---
    /// //- cards/whites.md
    /// ---
    /// kind: organ
    /// name: Whites
    /// seat:
    ///   - value: omsk
    ///     from: November 1918
    /// begins: November 1918
    /// ---
    /// //- cards/omsk.md
    /// ---
    /// kind: place
    /// name: Omsk
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// People are left alone: nobody is born with an allegiance. Three months may
    /// pass before a new body takes its first seat or side.
    pub static STATE_WITHOUT_START = "state-without-start" {
        room: "chronology", level: Incomplete, since: "0.1.0",
        en: "what came before this change is not told",
        ru: "не сказано, что было до этой перемены",
        kk: "бұл өзгеріске дейін не болғаны айтылмаған",
        find: find,
    }
}

/// What a body has one of at a time.
const STATES: &[&str] = &["allegiance", "seat", "calendar"];

/// Days within which a new body may take its first seat or side.
const SETTLING: i32 = 92;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in study.cards.iter().filter(|card| card.kind == "organ") {
        let Some(begins) = held(card, "begins") else { continue };
        let Some(begun) = begins.date.as_ref().and_then(|date| date.hull().last_day()) else {
            continue;
        };
        for state in STATES {
            let values: Vec<&Value> = card.values(state).collect();
            // A state with no beginning told may be the first one.
            let froms: Option<Vec<&Date>> =
                values.iter().map(|value| value.from.as_ref()).collect();
            let Some(first) = froms.filter(|froms| !froms.is_empty()).and_then(earliest) else {
                continue;
            };
            let (from, value) = match values.iter().find(|value| value.from.as_ref() == Some(first))
            {
                Some(value) => (first, value),
                None => continue,
            };
            let starts = from.hull().first_day();
            if starts.is_none_or(|starts| starts <= begun.plus(SETTLING)) {
                continue;
            }
            let body = name(card);
            let since = begins.date.clone().unwrap_or_else(|| Date::from(begun));
            objections.add(
                vec![study.place(&card.file, value.text_range.clone(), *state)],
                vec![Reason::shown(say!({ body, since, from } en: "{body} begins {since}; the first that is told of this begins {from}", ru: "{body}: начало — {since}; первое, что об этом сказано, начинается {from}", kk: "{body}: басталуы — {since}; бұл туралы алғаш айтылғаны басталады: {from}"))],
                say!(en: "say what it had before, or that nobody knows", ru: "укажите, что было раньше, или что это неизвестно", kk: "бұрын не болғанын немесе оның белгісіз екенін айтыңыз"),
            );
        }
    }
}

fn earliest(dates: Vec<&Date>) -> Option<&Date> {
    dates.into_iter().min_by_key(|date| date.bounds().first_day())
}
