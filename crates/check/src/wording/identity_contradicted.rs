//! Two that are judged one and cannot be.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::identity::{IDENTITIES, Verdict};
use derek_study::{Card, Reason, Study, say};

use crate::grounds::name;
use crate::tenure::{Life, told};
use crate::{Objections, Reading, check};

check! {
    /// `identities.yaml` says that two cards are one, and the cards exclude it: they are of
    /// different kinds, their lives do not meet or begin apart, or both take part in one event.
    ///
    /// ```study
    /// //- cards/old.md
    /// ---
    /// kind: person
    /// name: Ivan Petrov
    /// born: 1801
    /// ---
    /// //- cards/young.md
    /// ---
    /// kind: person
    /// name: I. Petrov
    /// born: 12 May 1834
    /// ---
    /// //- identities.yaml
    /// - same: [⟦old⟧, young]
    ///   because: the name is one
    /// ```
    ///
    /// ```study
    /// //- cards/old.md
    /// ---
    /// kind: person
    /// name: Ivan Petrov
    /// born: 1834
    /// ---
    /// //- cards/young.md
    /// ---
    /// kind: person
    /// name: I. Petrov
    /// born: 12 May 1834
    /// died: 1890
    /// ---
    /// //- cards/clerk.md
    /// ---
    /// kind: person
    /// name: Petrov the clerk
    /// ---
    /// //- identities.yaml
    /// - same: [old, young, clerk]
    ///   because: the hand is one
    /// ```
    ///
    /// ## Limits
    ///
    /// Only cards are compared, not who is named in a passage.
    pub static IDENTITY_CONTRADICTED = "identity-contradicted" {
        room: "wording", level: Conflict, since: "0.1.0",
        en: "two that are judged one and cannot be",
        ru: "двое признаны одним, но не могут им быть",
        kk: "бір деп танылған, бірақ бір бола алмайтын екеу",
        find: find,
    }
}

/// Cards of one judgement that are compared.
const MOST: usize = 24;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let parts = parts(reading);
    for identity in study.identities.iter().filter(|one| one.verdict == Verdict::Same) {
        let cards: Vec<(&derek_study::identity::Side, &Card)> = identity
            .sides
            .iter()
            .filter(|side| side.is_card())
            .filter_map(|side| Some((side, study.resolve(&side.words, reading.reference).card()?)))
            .take(MOST)
            .collect();
        let pairs = cards
            .iter()
            .enumerate()
            .flat_map(|(at, one)| cards[at + 1..].iter().map(move |other| (one, other)));
        let apart = pairs.filter(|(one, other)| one.1.file != other.1.file);
        // That they are also judged two is a finding of its own.
        let is_torn = |one: &Card, other: &Card| {
            study.identities.iter().filter(|one| one.verdict == Verdict::Different).any(|judged| {
                let has = |card: &Card| {
                    let sides = judged.sides.iter().filter(|side| side.is_card());
                    sides
                        .filter_map(|side| study.resolve(&side.words, reading.reference).card())
                        .any(|own| own.file == card.file)
                };
                has(one) && has(other)
            })
        };
        let apart = apart.filter(|(one, other)| !is_torn(one.1, other.1));
        let found = apart.filter_map(|(one, other)| {
            Some((one, other, excluded(study, &parts, one.1, other.1)?))
        });
        if let Some((one, other, because)) = found.into_iter().next() {
            objections.add(
                vec![
                    study.place(IDENTITIES, one.0.range.clone(), ""),
                    study.place(IDENTITIES, other.0.range.clone(), ""),
                    study.place(&one.1.file, one.1.name_range.clone(), "name"),
                    study.place(&other.1.file, other.1.name_range.clone(), "name"),
                ],
                because,
                say!(en: "take the judgement back, or correct what excludes it on the cards", ru: "отзовите это суждение или исправьте на карточках то, что его исключает", kk: "бұл пайымды қайтарып алыңыз немесе карточкалардағы оған қайшы деректі түзетіңіз"),
            );
        }
    }
}

/// Why two cards cannot be one; `None` when they may be.
fn excluded(
    study: &Study,
    parts: &BTreeMap<&str, BTreeSet<&str>>,
    one: &Card,
    other: &Card,
) -> Option<Vec<Reason>> {
    if one.kind != other.kind {
        let label = |card: &Card| Some(study.vocabulary.kind(&card.kind)?.label.clone());
        let (first, second, kind, another) = (name(one), name(other), label(one)?, label(other)?);
        return Some(vec![Reason::shown(
            say!({ first, second, kind, another } en: "“{first}”: {kind}; “{second}”: {another}", ru: "«{first}»: {kind}; «{second}»: {another}", kk: "«{first}»: {kind}; «{second}»: {another}"),
        )]);
    }
    let (here, there) = (Life::of(one), Life::of(other));
    let begins =
        here.begins.zip(there.begins).filter(|(a, b)| differ(one, other, a.predicate, b.predicate));
    let ends =
        here.ends.zip(there.ends).filter(|(a, b)| differ(one, other, a.predicate, b.predicate));
    if let Some((a, b)) = begins.or(ends) {
        return Some(vec![told(one, &a), told(other, &b)]);
    }
    let early = |one: &Life<'_>, other: &Life<'_>| {
        one.ends.zip(other.begins).is_some_and(|(ends, begins)| ends.day < begins.day)
    };
    match (early(&here, &there), early(&there, &here)) {
        (true, _) => Some(vec![told(one, &here.ends?), told(other, &there.begins?)]),
        (_, true) => Some(vec![told(other, &there.ends?), told(one, &here.begins?)]),
        _ => side_by_side(study, parts, one, other),
    }
}

/// Whether no testimony of the one may be of the same time as one of the other.
fn differ(one: &Card, other: &Card, predicate: &str, another: &str) -> bool {
    let others = crate::tenure::held(other, another);
    let own = crate::tenure::held(one, predicate);
    own.iter().all(|(_, date)| others.iter().all(|(_, other)| date.relation(other).is_apart()))
}

/// For each card that is judged about, the events in which it takes part.
fn parts<'a>(reading: &Reading<'a>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let Some(study) = reading.study else { return BTreeMap::new() };
    let sides = study.identities.iter().flat_map(|identity| &identity.sides);
    let judged = sides.filter(|side| side.is_card());
    let cards = judged.filter_map(|side| study.resolve(&side.words, reading.reference).card());
    let mut parts: BTreeMap<&str, BTreeSet<&str>> =
        cards.map(|card| (card.file.as_str(), BTreeSet::new())).collect();
    if parts.is_empty() {
        return parts;
    }
    for event in study.cards.iter().filter(|card| card.kind == "event") {
        for value in event.values("party") {
            let card = study.resolve(&value.text, &[]).card();
            if let Some(of) = card.and_then(|card| parts.get_mut(card.file.as_str())) {
                of.insert(event.id.as_str());
            }
        }
    }
    parts
}

/// Both take part in one event.
fn side_by_side(
    study: &Study,
    parts: &BTreeMap<&str, BTreeSet<&str>>,
    one: &Card,
    other: &Card,
) -> Option<Vec<Reason>> {
    let (here, there) = (parts.get(one.file.as_str())?, parts.get(other.file.as_str())?);
    let event = study.card(here.intersection(there).next()?)?;
    let (event, first, second) = (name(event), name(one), name(other));
    Some(vec![Reason::shown(
        say!({ event, first, second } en: "“{event}” has both take part: {first}; {second}", ru: "в «{event}» участвуют оба: {first}; {second}", kk: "«{event}» ішінде екеуі де қатысады: {first}; {second}"),
    )])
}
