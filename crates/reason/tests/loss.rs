//! What falls without a source equals the study read anew without what that source says.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use derek_logic::Value;
use derek_logic::program::Fact;
use derek_reason::{Loss, Reasoning, reasoned, without};
use derek_study::{Study, fixture};
use proptest::prelude::*;
use proptest::sample::select;

const RULES: &str = "//- rules/a.md
---
predicates:
  met: {roles: {subject: card, other: card}}
  alone: {roles: {subject: card}}
  counted: {roles: {subject: card, number: number}}
  earlier: {roles: {subject: card, other: card}}
---
```rule
rule met
if ?a took part in ?e
and ?b took part in ?e
and ?a is less than ?b
then met(?a, ?b)
because \"they were in one place\"
```
```rule
rule chained
if met(?a, ?b)
and met(?b, ?c)
then met(?a, ?c)
because \"whoever knows one knows the other’s\"
```
```rule
rule alone
if ?a is of the kind \"person\"
and not ?a took part in …
then alone(?a)
because \"nobody tells of it\"
```
```rule
rule counted
if ?e is of the kind \"event\"
and ?n is the number of different ?a where (?a took part in ?e)
then counted(?e, ?n)
because \"a number is told\"
```
```rule
rule earlier
if ?a took place during ?t
and ?b took place during ?u
and ?t certainly before ?u
then earlier(?a, ?b)
because \"the days say so\"
```
";

type Party = (usize, usize, Vec<&'static str>);

/// A study of three people and three events, each party and each day with its sources.
fn text(parties: &[Party], days: &[(usize, u8, Vec<&'static str>)]) -> String {
    let mut out = RULES.to_owned();
    for person in 0..3 {
        out += &format!("//- cards/p{person}.md\n---\nkind: person\n---\n");
    }
    let cited = |sources: &[&str]| match sources.is_empty() {
        true => String::new(),
        false => format!(", cite: \"@{}\"", sources.join("; @")),
    };
    for event in 0..3 {
        out += &format!("//- cards/e{event}.md\n---\nkind: event\n");
        let own: Vec<&Party> = parties.iter().filter(|(of, ..)| *of == event).collect();
        if !own.is_empty() {
            out += "party:\n";
        }
        for (_, person, sources) in own {
            out += &format!("  - {{value: p{person}{}}}\n", cited(sources));
        }
        let own: Vec<_> = days.iter().filter(|(of, ..)| *of == event).collect();
        if !own.is_empty() {
            out += "when:\n";
        }
        for (_, month, sources) in own {
            out += &format!("  - {{value: 1918-{month:02}{}}}\n", cited(sources));
        }
        out += "---\n";
    }
    out
}

/// The same without what some sources alone say, and without their names at the rest.
fn left<T: Clone>(
    all: &[(usize, T, Vec<&'static str>)],
    gone: &[&str],
) -> Vec<(usize, T, Vec<&'static str>)> {
    let kept = all.iter().filter(|(.., sources)| {
        sources.is_empty() || sources.iter().any(|source| !gone.contains(source))
    });
    let less = kept.map(|(event, what, sources)| {
        let sources = sources.iter().copied().filter(|source| !gone.contains(source)).collect();
        (*event, what.clone(), sources)
    });
    less.collect()
}

fn words(fact: &Fact) -> String {
    let values = fact.values.iter().map(|value| match value {
        Value::Symbol(words) => words.to_string(),
        Value::Number(number) => number.to_string(),
        other => panic!("{other:?}"),
    });
    format!("{}({})", fact.relation, values.collect::<Vec<_>>().join(", "))
}

fn derived(reasoning: &Reasoning<'_>) -> BTreeSet<String> {
    reasoning.derived().iter().map(words).collect()
}

fn study(text: &str) -> Study {
    let study = fixture::study(text);
    assert_eq!(study.doubts, [], "{text}");
    study
}

/// What a study loses, with what it concludes before and after.
fn lost(study: &Study, gone: &[&str], with_copies: bool) -> Loss {
    let gone = gone.iter().map(|key| (*key).to_owned()).collect();
    without(study, &gone, with_copies, |loss, _, _| loss.clone()).unwrap()
}

fn sources() -> impl Strategy<Value = Vec<&'static str>> {
    select(vec![vec![], vec!["a"], vec!["b"], vec!["a", "b"], vec!["c"], vec!["b", "c"]])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_falls_equals_the_study_read_without_the_source(
        parties in prop::collection::vec((0..3_usize, 0..3_usize, sources()), 0..8),
        days in prop::collection::vec((0..3_usize, 1..6_u8, sources()), 0..4),
        gone in select(vec![vec!["a"], vec!["b"], vec!["a", "b"], vec!["b", "c"]]),
    ) {
        let whole = study(&text(&parties, &days));
        let anew = study(&text(&left(&parties, &gone), &left(&days, &gone)));
        let before = reasoned(&whole, derived).unwrap();
        let after = reasoned(&anew, derived).unwrap();
        let loss = lost(&whole, &gone, false);
        let told = |facts: &[Fact]| -> BTreeSet<String> { facts.iter().map(words).collect() };
        prop_assert_eq!(told(&loss.fallen), before.difference(&after).cloned().collect());
        prop_assert_eq!(told(&loss.new), after.difference(&before).cloned().collect());
        let values = |study: &Study| study.cards.iter().flat_map(|card| &card.fields).map(|field| field.values.len()).sum::<usize>();
        prop_assert_eq!(loss.claims.len(), values(&whole) - values(&anew));
    }
}

const COPIES: &str = "//- cards/event.md
---
kind: event
party:
  - {value: one, cite: \"@first\"}
  - {value: two, cite: \"@copy\"}
  - {value: three, cite: \"@copy-of-copy; @other\"}
---
//- cards/copy.md
---
kind: document
derived-from: first
---
//- cards/copy-of-copy.md
---
kind: document
derived-from: copy
---
//- cards/other.md
---
kind: document
derived-from: [first, elsewhere]
---
//- cards/result.md
---
kind: event
caused-by: {value: event, cite: \"@first\"}
---
//- cards/question.md
---
kind: question
---
//- cards/argument.md
---
kind: argument
question: question
claim: it was so
for:
  - {value: the order, cite: \"@first\"}
  - {value: the letter, cite: \"@third\"}
---
";

#[test]
fn copies_are_named_and_fall_when_that_is_wanted() {
    let study = fixture::study(COPIES);
    let alone = lost(&study, &["first"], false);
    let keys = |keys: &BTreeSet<String>| keys.iter().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&alone.copies), "copy copy-of-copy");
    assert_eq!(keys(&alone.sources), "first");
    let parties =
        |loss: &Loss| loss.claims.iter().filter(|id| id.starts_with("event/party")).count();
    assert_eq!(parties(&alone), 1);
    let both = lost(&study, &["first"], true);
    assert_eq!(keys(&both.sources), "copy copy-of-copy first");
    assert_eq!(parties(&both), 2);
    assert!(both.weakened.iter().any(|id| id.starts_with("event/party")));
}

#[test]
fn links_and_questions_lose_what_the_source_gave_them() {
    let loss = lost(&fixture::study(COPIES), &["first"], false);
    assert_eq!(loss.links.len(), 1, "{loss:?}");
    assert_eq!((loss.links[0].effect.as_str(), loss.links[0].after), ("result", None));
    assert_eq!(loss.fields, [("result".to_owned(), "caused-by".to_owned())]);
    assert_eq!(loss.questions, [("question".to_owned(), 2, 1)]);
    assert!(lost(&fixture::study(COPIES), &["nobody"], false).is_empty());
}
