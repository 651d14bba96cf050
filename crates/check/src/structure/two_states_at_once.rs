//! Two seats or two sides at one time.

use derek_study::{Card, Mode, Reason, Value, say};

use crate::grounds::name;
use crate::tenure::surely_overlap;
use crate::{Objections, Reading, check};

check! {
    /// A body has two seats, or a person or a body stands on two sides, for more than a month of
    /// one time, and neither place or side is part of the other.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// seat:
    ///   - value: ⟦kazan⟧
    ///     from: March 1855
    ///     until: 1858
    ///   - value: moscow
    ///     from: May 1856
    ///     until: 1857
    /// ---
    /// //- cards/kazan.md
    /// ---
    /// kind: place
    /// name: Kazan
    /// ---
    /// //- cards/moscow.md
    /// ---
    /// kind: place
    /// name: Moscow
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// seat:
    ///   - value: kazan
    ///     from: March 1855
    ///     until: May 1856
    ///   - value: moscow
    ///     from: May 1856
    ///     until: 1858
    ///   - value: kremlin
    ///     from: June 1856
    ///     until: 1858
    /// ---
    /// //- cards/kazan.md
    /// ---
    /// kind: place
    /// name: Kazan
    /// ---
    /// //- cards/kremlin.md
    /// ---
    /// kind: place
    /// name: Kremlin
    /// part-of: moscow
    /// ---
    /// //- cards/moscow.md
    /// ---
    /// kind: place
    /// name: Moscow
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Both stretches must be told with a beginning and an end. A body may have branches: the
    /// finding asks.
    pub static TWO_STATES_AT_ONCE = "two-states-at-once" {
        room: "structure", level: Unlikely, since: "0.1.0",
        en: "two seats or two sides at one time",
        ru: "два местопребывания или две стороны в одно время",
        kk: "бір уақытта екі мекен не екі жақ",
        find: find,
    }
}

/// Days for which one state may still last while the next has begun.
const CHANGING: i32 = 31;

/// What there is one of at a time.
const STATES: &[&str] = &["seat", "allegiance"];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in card.fields.iter().filter(|field| STATES.contains(&field.predicate.as_str())) {
            let mut values: Vec<(&Value, &Card)> = field
                .affirmed()
                .filter(|value| value.mode == Mode::Fact && value.from.is_some())
                .filter_map(|value| {
                    Some((value, study.resolve(&value.text, reading.reference).card()?))
                })
                .collect();
            values.sort_by_key(|(value, _)| {
                value.from.as_ref().and_then(|from| from.hull().first_day())
            });
            for (at, (one, target)) in values.iter().enumerate() {
                let other = values[at + 1..].iter().take(MOST).find(|(other, another)| {
                    another.file != target.file
                        && surely_overlap(one, other, CHANGING)
                        && !is_part(reading, target, another)
                        && !is_part(reading, another, target)
                });
                let Some((other, another)) = other else { continue };
                let (body, first, second) = (name(card), name(target), name(another));
                objections.add(
                    vec![
                        study.place(&card.file, one.text_range.clone(), field.predicate.as_str()),
                        study.place(&card.file, other.text_range.clone(), field.predicate.as_str()),
                    ],
                    vec![Reason::shown(say!({ body, first, second } en: "{body}, at one time: {first}; {second}", ru: "{body}, в одно время: {first}; {second}", kk: "{body}, бір уақытта: {first}; {second}"))],
                    say!(en: "check when the one ended and the other began; if both held, say so in a note and accept this", ru: "проверьте, когда кончилось одно и началось другое; если верно и то и другое, отметьте это и оставьте", kk: "бірі қашан аяқталып, екіншісі қашан басталғанын тексеріңіз; екеуі де дұрыс болса, ескертіп қалдырыңыз"),
                );
            }
        }
    }
}

/// States of one card that one is held against.
const MOST: usize = 32;

fn is_part(reading: &Reading<'_>, part: &Card, whole: &Card) -> bool {
    let Some(study) = reading.study else { return false };
    let parts = part.values("part-of");
    let mut wholes = parts.filter_map(|value| study.resolve(&value.text, reading.reference).card());
    wholes.any(|card| card.file == whole.file)
}
