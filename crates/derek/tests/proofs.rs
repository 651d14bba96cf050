//! Every proof of the studies and of the manual's rules is held to its rules by a checker of its own.

#![expect(clippy::disallowed_methods, reason = "the studies are read from the disk")]
#![allow(clippy::unwrap_used)]

use std::path::Path;

use derek_desk::Desk;
use derek_logic::json;
use derek_logic::program::Fact;
use derek_reason::{Reasoning, reasoned};
use derek_study::{Study, fixture};
use derek_verify::Verifier;
use serde_json::Value as Json;

/// How many derived facts have a proof that the checker accepts: all of them.
fn verified(reasoning: &Reasoning<'_>) -> usize {
    let program = reasoning.program.to_json();
    let relations = reasoning.program.relations.iter();
    let facts: Vec<Fact> = relations
        .flat_map(|relation| reasoning.model.relation(&relation.name).unwrap_or_default())
        .collect();
    let among: Vec<Json> = facts.iter().map(json::fact).collect();
    let given = facts.iter().filter(|fact| reasoning.model.height(fact) == Some(0));
    let given: Vec<Json> = given.map(json::fact).collect();
    let verifier = Verifier::of(&program, &given, &among).unwrap();
    let derived = reasoning.derived();
    for fact in &derived {
        let proof = reasoning.model.why(fact).unwrap().to_json();
        assert_eq!(verifier.verify(&proof), Ok(()), "{}\n{proof:#}", json::fact(fact));
        assert_eq!(proof["steps"].as_array().unwrap().last().unwrap()["fact"], json::fact(fact));
    }
    derived.len()
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().parent().unwrap().to_owned()
}

#[test]
fn every_proof_of_the_alash_study_is_accepted() {
    let desk = Desk::open(&root().join("studies/alash"), derek_desk::reference()).unwrap();
    let current = desk.reading();
    let count = reasoned(&current.study, verified).unwrap();
    assert!(count > 50, "{count}");
}

/// A study in which the rules of the manual have something to conclude.
const CARDS: &str = "
//- cards/organ.md
---
kind: organ
---
//- cards/one.md
---
kind: person
office: {value: organ, as: chairman, from: \"1918\", until: \"1919\"}
---
//- cards/two.md
---
kind: person
office: {value: organ, as: member, from: \"1918\", until: \"1919\"}
---
//- cards/a.md
---
kind: event
when: 1900
party: [one, two, organ]
---
//- cards/b.md
---
kind: event
when: 1918
caused-by: a
---
";

fn manual() -> Study {
    let page = std::fs::read_to_string(root().join("docs/reference/rules.md")).unwrap();
    let blocks: Vec<(&str, &str)> =
        page.split("\n```").skip(1).step_by(2).filter_map(|one| one.split_once('\n')).collect();
    let declared = blocks.iter().find(|(word, _)| *word == "yaml").unwrap().1;
    let mut text = format!("//- rules/declared.md\n---\n{declared}\n---\n");
    // The faces of one rule are that rule: one of them is enough.
    for (at, (_, body)) in blocks.iter().enumerate().filter(|(_, (word, _))| *word == "rule") {
        text += &format!("//- rules/r{at}.md\n```rule\n{body}\n```\n");
    }
    fixture::study(&(text + CARDS.trim_start()))
}

#[test]
fn every_proof_of_the_rules_of_the_manual_is_accepted() {
    let study = manual();
    assert!(study.rules.written.len() >= 3, "{:?}", study.doubts);
    let count = reasoned(&study, verified).unwrap();
    assert!(count > 0);
}
