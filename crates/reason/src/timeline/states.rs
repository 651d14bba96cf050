//! When what is said to hold for a time held: offices, memberships, allegiances.

use std::collections::BTreeMap;

use derek_study::study::Resolution;
use derek_study::vocabulary::{Extent as InTime, Takes};
use derek_study::{Card, Mode, Study, Value};
use derek_time::{Event, Interval, Timeline};

use super::{Bounds, Builder, Extent, GRACE, bound, in_either_style, trust};

/// When the cards and the states of a study begin and end, by all claims together.
///
/// A state is a value that holds for a stretch of time. It lies within the life of
/// who has it, and within the existence of the body that it names.
#[derive(Debug, Clone, Default)]
pub struct Times<'a> {
    cards: BTreeMap<&'a str, Bounds>,
    /// By the card's file and the place of the value in it.
    states: BTreeMap<(&'a str, usize), Bounds>,
}

impl<'a> Times<'a> {
    /// The times of a study.
    pub fn of(study: &'a Study) -> Times<'a> {
        let mut builder = Builder::of(study, Extent::All);
        let mut states: Vec<((&'a str, usize), Event)> = Vec::new();
        for card in &study.cards {
            for (predicate, value) in held(study, card) {
                let of = builder.event(card);
                let other = match predicate.takes {
                    Takes::Card => match study.resolve(&value.text, &[]) {
                        Resolution::One(other) if has_life(other) && other.file != card.file => {
                            Some(builder.event(other))
                        }
                        _ => None,
                    },
                    _ => None,
                };
                let state = builder.timeline.event();
                states.push(((card.file.as_str(), value.range.start), state));
                for (predicate, date) in [("begins", &value.from), ("ends", &value.until)] {
                    if let Some(date) = date.as_ref().filter(|date| date.faults.is_empty()) {
                        let days = bound(state, predicate, &in_either_style(date));
                        add(&mut builder.timeline, value, days);
                    }
                }
                for life in has_life(card).then_some(of).into_iter().chain(other) {
                    let mut within = state.during(life);
                    within.iter_mut().for_each(|constraint| constraint.days += GRACE);
                    add(&mut builder.timeline, value, within);
                }
            }
        }
        let events = builder.events;
        let mut timeline = builder.timeline;
        let solution = timeline.solve();
        let bounds =
            |event: Event| Bounds { begins: solution.begins(event), ends: solution.ends(event) };
        Times {
            cards: events.into_iter().map(|(file, event)| (file, bounds(event))).collect(),
            states: states.into_iter().map(|(key, event)| (key, bounds(event))).collect(),
        }
    }

    /// Between which days a card begins and ends; unknown when nothing is said of it.
    pub fn card(&self, card: &Card) -> Bounds {
        self.cards.get(card.file.as_str()).copied().unwrap_or(Bounds::UNKNOWN)
    }

    /// Between which days a state of a card begins and ends; unknown when the value is no state.
    pub fn state(&self, card: &Card, value: &Value) -> Bounds {
        let key = (card.file.as_str(), value.range.start);
        self.states.get(&key).copied().unwrap_or(Bounds::UNKNOWN)
    }
}

impl Bounds {
    /// Nothing is known of either end.
    pub const UNKNOWN: Bounds = Bounds { begins: Interval::UNKNOWN, ends: Interval::UNKNOWN };
}

/// The states of a card, and what their predicates are; what was only meant to be is none.
fn held<'a>(
    study: &'a Study,
    card: &'a Card,
) -> impl Iterator<Item = (&'a derek_study::vocabulary::Predicate, &'a Value)> {
    card.fields
        .iter()
        .filter_map(|field| {
            let predicate = study.vocabulary.predicate(&field.predicate)?;
            (predicate.time == InTime::Stretch).then_some((predicate, field))
        })
        .flat_map(|(predicate, field)| {
            let said = field.affirmed().filter(|value| value.mode != Mode::Intention);
            said.map(move |value| (predicate, value))
        })
}

/// What a card is about lives or exists, so that what it does lies within.
fn has_life(card: &Card) -> bool {
    matches!(card.kind.as_str(), "person" | "organ")
}

fn add(timeline: &mut Timeline, value: &Value, constraints: Vec<derek_time::Constraint>) {
    // Points of this very timeline are never refused.
    let _ = timeline.add(trust(value), constraints);
}
