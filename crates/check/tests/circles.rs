//! What a study may do to the checks: circles, claims that cite themselves, long lists.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Write;

use derek_check::{Reading, find, run};
use derek_study::{Finding, fixture};

fn found(text: &str, check: &str) -> Vec<Finding> {
    let study = fixture::study(text);
    let sources = BTreeMap::new();
    find(check).unwrap().find(&Reading::of_study(&study, &sources, &[]))
}

/// A card in a few lines.
fn card(text: &mut String, id: &str, kind: &str, fields: &str) {
    write!(text, "//- cards/{id}.md\n---\nkind: {kind}\nname: {id}\n{fields}\n---\n").unwrap();
}

/// A ring of cards, each of which leads to the next.
fn ring(kind: &str, predicate: &str, length: usize) -> String {
    let mut text = String::new();
    for at in 0..length {
        let next = (at + 1) % length;
        card(&mut text, &format!("card-{at}"), kind, &format!("{predicate}: card-{next}"));
    }
    text
}

#[test]
fn a_ring_of_thousands_is_one_finding() {
    for (kind, predicate, check) in [
        ("argument", "rests-on", "circular-argument"),
        ("document", "derived-from", "citation-cycle"),
    ] {
        let findings = found(&ring(kind, predicate, 3000), check);
        assert_eq!(findings.len(), 1, "{check}");
        assert!(findings[0].places.len() < 10 && findings[0].because.len() < 10);
    }
}

#[test]
fn what_cites_itself_is_found_by_its_check_alone() {
    let mut text = String::new();
    card(&mut text, "reason", "argument", "rests-on: reason");
    card(&mut text, "copy", "document", "derived-from: copy");
    card(
        &mut text,
        "fall",
        "event",
        "same-event: fall\nnot-same-event: fall\nwhen: {judged: 1855, because: x, revises: 1855}",
    );
    let study = fixture::study(&text);
    let sources = BTreeMap::new();
    let report = run(&Reading::of_study(&study, &sources, &[]), &[]);
    let mut checks: Vec<&str> = report.findings.iter().map(|finding| finding.check).collect();
    checks.sort_unstable();
    checks.dedup();
    assert_eq!(
        checks,
        ["circular-argument", "citation-cycle", "incompatible-claims", "judgement-cycle"]
    );
}

#[test]
fn a_list_of_thousands_that_affirm_deny_and_judge() {
    let mut values = String::from("when:");
    for year in 0..4000 {
        let year = 1000 + year % 900;
        let value = match year % 4 {
            0 => format!("{year} [@a; @b]"),
            1 => format!("{{denied: \"{} [@b]\"}}", year - 1),
            2 => format!("{{judged: {year}, because: x, on: 2026-11-22, revises: 2026-11-22}}"),
            _ => format!("{{doubted: {year}, by: fall, reported-by: [fall, fall]}}"),
        };
        write!(values, "\n  - {value}").unwrap();
    }
    let mut text =
        String::from("//- bibliography.bib\n@book{a, title = {A}}\n@book{b, title = {B}}\n");
    card(&mut text, "a", "document", "derived-from: b\naccess: later\nfreedom: under-duress");
    card(&mut text, "b", "document", "access: later\nfreedom: under-duress\ninterest: fall");
    card(&mut text, "fall", "event", &values);
    let study = fixture::study(&text);
    let sources = BTreeMap::new();
    let report = run(&Reading::of_study(&study, &sources, &[]), &[]);
    for check in ["dependent-witnesses", "under-duress", "late-witness"] {
        assert_eq!(
            report.findings.iter().filter(|finding| finding.check == check).count(),
            1,
            "{check}"
        );
    }
}
