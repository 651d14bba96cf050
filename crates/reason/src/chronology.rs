//! When things were, as far as the claims allow.

use std::collections::BTreeMap;

use derek_study::vocabulary::{Arity, Takes};
use derek_study::{Card, Field, Mode, Study, Value};
use derek_time::{Date, Day};

/// Dates of one field that cannot all hold.
#[derive(Debug, Clone)]
pub struct DateConflict<'a> {
    /// The card.
    pub card: &'a Card,
    /// The field, of one value by nature.
    pub field: &'a Field,
    /// Values that are parted from at least one other, in the file's order.
    pub values: Vec<&'a Value>,
}

/// A card that begins and ends.
#[derive(Debug, Clone)]
pub struct Dated<'a> {
    /// The card.
    pub card: &'a Card,
    /// The predicates: `begins` and `ends`, or `born` and `died`.
    pub predicates: (&'static str, &'static str),
    /// What it begins or is born with.
    pub begins: &'a Value,
    /// What it ends or dies with.
    pub ends: &'a Value,
}

/// A periodization: stages that one author tells one after another.
#[derive(Debug, Clone)]
pub struct Scheme<'a> {
    /// The scheme, as the stages name it.
    pub name: &'a str,
    /// By the day they begin.
    pub stages: Vec<Stage<'a>>,
}

/// A stage of a periodization, with the dates it begins and ends.
#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    /// The stage's card.
    pub card: &'a Card,
    /// The value it begins with.
    pub begins: &'a Value,
    /// The value it ends with.
    pub ends: &'a Value,
}

/// What sources state as fact, unless a historian has judged between them; a date
/// that was rejected, or is denied, is none of them.
fn testimonies(field: &Field) -> Vec<(&Value, &Date)> {
    if field.affirmed().any(|value| value.judged) {
        return Vec::new();
    }
    let stated = field.affirmed().filter(|value| value.mode == Mode::Fact);
    stated.filter_map(|value| Some((value, value.date.as_ref()?))).collect()
}

pub(crate) fn date_conflicts(study: &Study) -> Vec<DateConflict<'_>> {
    let mut conflicts = Vec::new();
    for card in &study.cards {
        for field in &card.fields {
            let single = study.vocabulary.predicate(&field.predicate).is_some_and(|predicate| {
                predicate.takes == Takes::Date && predicate.single == Arity::One
            });
            if !single {
                continue;
            }
            let dated = testimonies(field);
            let values: Vec<&Value> = dated
                .iter()
                .filter(|(_, one)| dated.iter().any(|(_, other)| one.relation(other).is_apart()))
                .map(|(value, _)| *value)
                .collect();
            if !values.is_empty() {
                conflicts.push(DateConflict { card, field, values });
            }
        }
    }
    conflicts
}

/// The dated value to reckon with: the last judgement, else the first testimony; `None` when none is dated.
pub fn held<'a>(card: &'a Card, predicate: &str) -> Option<&'a Value> {
    let judged = card.values(predicate).filter(|value| value.judged && value.date.is_some()).last();
    judged.or_else(|| card.values(predicate).find(|value| value.date.is_some()))
}

pub(crate) fn dated(study: &Study) -> Vec<Dated<'_>> {
    let ends = [("begins", "ends"), ("born", "died")];
    let pairs = study.cards.iter().flat_map(|card| ends.iter().map(move |ends| (card, ends)));
    pairs
        .filter_map(|(card, (begins, ends))| {
            Some(Dated {
                card,
                predicates: (begins, ends),
                begins: held(card, begins)?,
                ends: held(card, ends)?,
            })
        })
        .collect()
}

pub(crate) fn schemes(study: &Study) -> Vec<Scheme<'_>> {
    let mut schemes: BTreeMap<&str, Vec<Stage<'_>>> = BTreeMap::new();
    for card in study.cards.iter().filter(|card| card.kind == "period") {
        let scheme = card.values("scheme").next().map(|value| value.text.as_str());
        if let (Some(scheme), Some(begins), Some(ends)) =
            (scheme, held(card, "begins"), held(card, "ends"))
        {
            schemes.entry(scheme).or_default().push(Stage { card, begins, ends });
        }
    }
    let first =
        |stage: &Stage<'_>| -> Option<Day> { stage.begins.date.as_ref()?.bounds().first_day() };
    let sorted = schemes.into_iter().map(|(name, mut stages)| {
        stages.sort_by_key(first);
        Scheme { name, stages }
    });
    sorted.collect()
}
