//! Passages found again: properties, and figures on the public test texts.

#![allow(clippy::unwrap_used)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the test reads public data and says what it measured"
)]

use std::collections::BTreeMap;

use derek_corpus::{Text, reuse};
use proptest::prelude::*;

const PASSAGE: &str =
    "the council asks that the autonomy of the steppe be recognised without any delay";

fn found(one: &str, other: &str) -> Vec<(String, String)> {
    let texts = [Text { group: 0, text: one }, Text { group: 1, text: other }];
    let words =
        |found: derek_corpus::Reuse| (one[found.here].to_owned(), other[found.there].to_owned());
    reuse(&texts).into_iter().map(words).collect()
}

#[test]
fn formulas_and_empty_texts_are_nothing() {
    assert_eq!(found("", ""), []);
    assert_eq!(found(PASSAGE, ""), []);
    assert_eq!(found("in the year 1917 in Orenburg", "and so in the year 1917 in Omsk"), []);
}

#[test]
fn texts_of_one_group_are_not_compared() {
    let texts = [Text { group: 3, text: PASSAGE }, Text { group: 3, text: PASSAGE }];
    assert_eq!(reuse(&texts), []);
}

proptest! {
    #[test]
    fn a_copy_is_found_wherever_it_stands(before in "[a-zа-я ,.]{0,60}", after in "[a-zа-я ,.]{0,60}", other in "[a-zа-я ,.]{0,60}") {
        let (one, other) = (format!("{before}. {PASSAGE}. {after}"), format!("{other} {PASSAGE}"));
        let all = found(&one, &other);
        prop_assert!(all.iter().any(|(here, there)| here.contains("autonomy of the steppe") && there.contains("autonomy of the steppe")), "{all:?}");
    }

    #[test]
    fn ranges_are_of_their_texts(one in "\\PC{0,80}", other in "\\PC{0,80}", repeated in "\\PC{20,60}") {
        let (one, other) = (format!("{one}{repeated}{one}"), format!("{repeated}{other}{repeated}"));
        let _ = found(&one, &other);
    }
}

#[test]
fn long_repetitions_do_not_stall() {
    let text = "абвгде жзиклм ".repeat(40_000);
    let other = "абвгде жзиклм ".repeat(40_000);
    let _ = found(&text, &other);
}

/// Planted copies of the test texts: a predicted pair hits when it covers half of the
/// gold span on both sides.
#[test]
fn planted_copies() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/text/reuse/");
    let read = |name: &str| -> Option<Vec<serde_json::Value>> {
        let text = std::fs::read_to_string(format!("{folder}{name}")).ok()?;
        Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    };
    let (Some(docs), Some(gold)) = (read("docs.jsonl"), read("gold_pairs.jsonl")) else {
        eprintln!("SKIPPED: the texts with planted copies are not beside the repository");
        return;
    };
    // A debug build takes a part of them.
    let part = if cfg!(debug_assertions) { 300 } else { docs.len() };
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    let texts: Vec<Text<'_>> = docs[..part]
        .iter()
        .map(|doc| {
            let next = groups.len();
            let group = *groups.entry(doc["series"].as_str().unwrap()).or_insert(next);
            Text { group, text: doc["text"].as_str().unwrap() }
        })
        .collect();
    let number: BTreeMap<&str, usize> = docs[..part]
        .iter()
        .enumerate()
        .map(|(at, doc)| (doc["id"].as_str().unwrap(), at))
        .collect();
    let found = reuse(&texts);
    // Gold counts characters, derek bytes.
    let characters = |text: &str, range: &std::ops::Range<usize>| {
        let start = text[..range.start].chars().count();
        start..start + text[range.clone()].chars().count()
    };
    type Span = std::ops::Range<usize>;
    let predicted: Vec<(usize, usize, Span, Span)> = found
        .iter()
        .map(|one| {
            (
                one.one,
                one.other,
                characters(texts[one.one].text, &one.here),
                characters(texts[one.other].text, &one.there),
            )
        })
        .collect();
    let span = |pair: &serde_json::Value, from: &str, until: &str| {
        let number = |key: &str| usize::try_from(pair[key].as_u64().unwrap()).unwrap();
        number(from)..number(until)
    };
    let covers = |one: &Span, gold: &Span| {
        let common = one.end.min(gold.end).saturating_sub(one.start.max(gold.start));
        gold.len() <= 2 * common
    };
    let (mut wanted, mut hit, mut right) = (0, 0, vec![false; predicted.len()]);
    for pair in &gold {
        let place = |key: &str| number.get(pair[key].as_str().unwrap()).copied();
        let (Some(a), Some(b)) = (place("a"), place("b")) else { continue };
        if texts[a].group == texts[b].group {
            continue;
        }
        let (mut in_a, mut in_b) = (span(pair, "a0", "a1"), span(pair, "b0", "b1"));
        let (mut one, mut other) = (a, b);
        if other < one {
            (one, other) = (other, one);
            (in_a, in_b) = (in_b, in_a);
        }
        let mut is_hit = false;
        for (at, prediction) in predicted.iter().enumerate() {
            if prediction.0 == one
                && prediction.1 == other
                && covers(&prediction.2, &in_a)
                && covers(&prediction.3, &in_b)
            {
                right[at] = true;
                is_hit = true;
            }
        }
        if pair["kind"] == "reuse" {
            wanted += 1;
            hit += usize::from(is_hit);
        }
    }
    let right = right.iter().filter(|right| **right).count();
    let (recall, precision) = (hit as f64 / wanted as f64, right as f64 / predicted.len() as f64);
    eprintln!(
        "{wanted} wanted, {} found: recall {recall:.3}, precision {precision:.3}",
        predicted.len()
    );
    // A part has few pairs; the whole is held to the published aim.
    let least = if cfg!(debug_assertions) { (0.75, 0.95) } else { (0.82, 0.985) };
    assert!(
        least.0 < recall && least.1 < precision,
        "recall {recall:.3}, precision {precision:.3}"
    );
}
