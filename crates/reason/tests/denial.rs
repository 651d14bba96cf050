//! What is denied holds nowhere: nothing is derived from it.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use derek_reason::cause::Causes;
use derek_reason::compare::{By, Cell, side_by_side};
use derek_reason::network::Ties;
use derek_reason::structure::{Structure, sides};
use derek_reason::{Claims, Times, derive, facts};
use derek_study::vocabulary::{Extent, Takes, Vocabulary};
use derek_study::{Card, Study, fixture};

/// A study with two cards of each kind, and on one of them, in this polarity, every predicate
/// that the vocabulary lets it have.
fn study(key: &str) -> Study {
    let vocabulary = Vocabulary::shipped();
    let mut text = String::new();
    for (kind, _) in &vocabulary.kinds {
        let _ = writeln!(text, "//- cards/{kind}-2.md\n---\nkind: {kind}\nname: Other {kind}\n---");
        let _ = writeln!(text, "//- cards/{kind}.md\n---\nkind: {kind}\nname: One {kind}");
        for (name, predicate) in &vocabulary.predicates {
            if !predicate.of.is_empty() && !predicate.of.contains(kind) {
                continue;
            }
            let to = predicate.to.first().map_or("organ", String::as_str);
            let value = match predicate.takes {
                Takes::Card => format!("{to}-2"),
                Takes::Date => "1917".to_owned(),
                Takes::Number => "5".to_owned(),
                Takes::Text => predicate.among.first().map_or("words", |one| &one.0).to_owned(),
            };
            let _ = writeln!(text, "{name}:\n  - {key}: {value}\n    cite: '@acts, p. 1'");
            if predicate.time == Extent::Stretch {
                text.push_str("    from: 1918\n    until: 1919\n");
            }
        }
        text.push_str("---\n");
    }
    text.push_str("//- bibliography.bib\n@book{acts, title = {Acts}, date = {1910}}\n");
    let study = fixture::study(&text);
    assert_eq!(study.doubts, [], "{text}");
    study
}

/// How much is derived from a study, room by room.
fn derived(study: &Study) -> Vec<(&'static str, usize)> {
    let derived = derive(study);
    let times = Times::of(study);
    let causes = Causes::of(study, &derived.chronology, &derived.witnesses);
    let structure = Structure::of(study, &times, None);
    let of_bodies = structure.bodies.iter().map(|body| {
        let held = [&body.wholes, &body.parts, &body.functions, &body.offices, &body.members];
        let held = held.into_iter().chain([&body.allies, &body.seats]).map(Vec::len).sum::<usize>();
        held + body.acts.len()
    });
    let claims = Claims::of(study);
    let held = claims.all().filter(|(_, claim)| claim.is_held).count();
    let facts = facts(study, &claims, &derived.witnesses);
    let of_values = facts.iter().filter(|fact| {
        study.vocabulary.predicate(&fact.relation).is_some() || fact.relation == "excludes"
    });
    let cards: Vec<&Card> = study.cards.iter().collect();
    let table = side_by_side(study, &cards, By::Predicates);
    let said = table.cells.iter().flatten().filter(|cell| matches!(cell, Cell::Said(_)));
    vec![
        ("dates", derived.chronology.bounds.len() + derived.dated.len()),
        ("schemes", derived.schemes.iter().map(|scheme| scheme.stages.len()).sum()),
        ("causes", causes.links.len()),
        ("bodies", of_bodies.sum()),
        ("sides", sides(study, &times).len()),
        ("ties", Ties::of(study, &times).ties.len()),
        ("claims", held),
        ("facts", of_values.count()),
        ("compared", said.count()),
        ("support", derived.support.iter().map(|one| one.claims.len()).sum()),
    ]
}

#[test]
fn nothing_follows_from_denials() {
    let told = derived(&study("value"));
    for (room, count) in &told {
        assert_ne!(*count, 0, "{room}: the study must give it something");
    }
    for key in ["denied", "doubted"] {
        for (room, count) in derived(&study(key)) {
            assert_eq!(count, 0, "{key}: {room}");
        }
    }
}
