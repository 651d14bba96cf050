//! What rules conclude of a study.

#![allow(clippy::unwrap_used)]

use derek_logic::Value;
use derek_reason::{Claims, derive};
use derek_study::{Study, fixture};

const CARDS: &str = "
//- rules/declared.md
---
predicates: {found: {roles: {subject: any, other: any}}}
---
//- cards/white.md
---
kind: organ
---
//- cards/red.md
---
kind: organ
---
";

/// What `found` holds of when a rule with this body concludes it of `?a` and `?b`.
fn found(cards: &str, body: &str) -> Vec<String> {
    let study = study(cards, body);
    let derived = derive(&study);
    let told = derived.ruled.concluded.iter().map(|fact| {
        let words = fact.values.iter().map(|value| match value {
            Value::Symbol(words) => words.to_string(),
            Value::Number(number) => number.to_string(),
            other => panic!("{other:?}"),
        });
        words.collect::<Vec<_>>().join(" ")
    });
    assert_eq!(derived.ruled.refused, None);
    told.collect()
}

fn study(cards: &str, body: &str) -> Study {
    let rule = format!(
        "//- rules/a.md\n```rule\nrule a if {body} then found(?a, ?b) because \"x\"\n```\n"
    );
    let study = fixture::study(&format!("{CARDS}{rule}{}", cards.trim_start()));
    let doubts: Vec<&str> =
        study.doubts.iter().map(|doubt| doubt.said.get(derek_study::Lang::En)).collect();
    assert_eq!(doubts, [""; 0]);
    study
}

const EVENTS: &str = "
//- cards/first.md
---
kind: event
before: second
---
//- cards/second.md
---
kind: event
---
//- cards/dated.md
---
kind: event
when: March 1918
---
//- cards/later.md
---
kind: event
when: April 1918
---
";

const BOTH: &str = "?a took place during ?t and ?b took place during ?u";

#[test]
fn what_nobody_dates_is_certainly_in_order_when_a_tie_says_so() {
    let order = |word: &str| found(EVENTS, &format!("{BOTH} and ?t {word} ?u"));
    assert_eq!(order("certainly before"), ["dated later", "first second"]);
    assert_eq!(order("certainly after"), ["later dated", "second first"]);
    let possible = order("possibly before");
    assert!(
        possible.contains(&"first dated".to_owned())
            && possible.contains(&"dated first".to_owned())
    );
    assert!(!possible.contains(&"second first".to_owned()), "the tie excludes it");
    assert!(!possible.contains(&"later dated".to_owned()), "the days exclude it");
}

#[test]
fn bounds_alone_would_not_tell() {
    // Both are dated to the same year; only the tie says which came first.
    let cards = EVENTS.replace("before: second", "when: 1918\nbefore: second").replace(
        "//- cards/second.md\n---\nkind: event\n",
        "//- cards/second.md\n---\nkind: event\nwhen: 1918\n",
    );
    let certain = found(&cards, &format!("{BOTH} and ?t certainly before ?u"));
    assert!(certain.contains(&"first second".to_owned()), "{certain:?}");
    assert!(!certain.iter().any(|pair| pair == "second first"));
}

#[test]
fn under_a_negation_certain_and_possible_change_places() {
    let not = found(EVENTS, &format!("{BOTH} and not ?t before ?u and ?a is \"first\""));
    // Certainly not before: only of itself and of what it surely precedes is nothing else possible.
    assert_eq!(not, ["first first"]);
    let open = found(EVENTS, &format!("{BOTH} and not ?t certainly before ?u and ?a is \"first\""));
    assert_eq!(open, ["first dated", "first first", "first later"]);
}

const SIDES: &str = "
//- cards/regiment.md
---
kind: organ
allegiance:
  - {value: red, from: 1 May 1918, until: 1 May 1919, cite: \"@a\"}
  - {value: white, from: 1 May 1919, mode: intention}
  - {value: white, from: \"1920\", until: \"1922\", as: volunteers, cite: \"@b, ¶2\"}
---
";

#[test]
fn what_holds_for_a_time_has_that_time() {
    let sides = "?a was on the side of ?b during ?t";
    assert_eq!(found(SIDES, sides), ["regiment red", "regiment white"]);
    let lasting = |words: &str| found(SIDES, &format!("{sides} and ?t {words}"));
    assert_eq!(lasting("certainly lasts at least 1 year"), ["regiment red", "regiment white"]);
    assert_eq!(lasting("certainly lasts at most 13 months"), ["regiment red"]);
    assert_eq!(lasting("certainly lasts more than 366 days"), ["regiment white"]);
    assert_eq!(
        found(SIDES, &format!("{sides} and ?t possibly lasts more than 2 years")),
        ["regiment white"]
    );
    let changed = "?a was on the side of ?x during ?t and ?a was on the side of ?b during ?u \
                   and between ?t and ?u are at least 200 days";
    assert_eq!(found(SIDES, changed), ["regiment white"]);
}

#[test]
fn a_claim_is_cited_and_told_in_a_mode() {
    assert_eq!(
        found(SIDES, "?c tells of ?a: … ?b and ?c is told as \"intention\""),
        ["regiment white"]
    );
    let cited = found(SIDES, "?c says ?a was on the side of ?x and ?c cites ?b at \"¶2\"");
    assert_eq!(cited, ["regiment b"]);
    assert_eq!(
        found(SIDES, "?a is of the kind ?b and ?a was on the side of [[red]]"),
        ["regiment organ"]
    );
}

#[test]
fn a_role_that_is_not_told_joins_nothing() {
    let cards = "
//- cards/one.md
---
kind: person
office: red
---
//- cards/two.md
---
kind: person
office: {value: red, as: chairman}
---
";
    assert_eq!(found(cards, "?a held office in … as ?b"), ["two chairman"]);
    assert_eq!(found(cards, "?a held office in ?b"), ["one red", "two red"]);
}

#[test]
fn a_judgement_wins_and_the_testimony_stays() {
    let cards = "
//- cards/event.md
---
kind: event
where:
  - red
  - judged: white
    because: the letter was posted there
---
";
    assert_eq!(found(cards, "the place of ?a is ?b"), ["event white"]);
    assert_eq!(found(cards, "?c tells of ?a: \"where\" ?b"), ["event red", "event white"]);
}

#[test]
fn counts_count_claims() {
    let cards = "
//- cards/event.md
---
kind: event
party:
  - red [@a, ¶1; @a, ¶2]
  - red [@b]
  - white
---
";
    let with = |count: &str| {
        let number = "the number of ?x where (?x took part in ?a)";
        found(cards, &format!("?a is of the kind ?b and ?b is \"event\" and {number} {count}"))
    };
    assert_eq!(with("is 3"), ["event event"]);
    assert_eq!(with("is more than 3"), [""; 0]);
}

#[test]
fn the_number_of_different_things_counts_each_once() {
    let cards = "
//- cards/event.md
---
kind: event
party:
  - red [@a, ¶1; @a, ¶2]
  - red [@b]
  - white
---
";
    let with = |count: &str| {
        let number = "the number of different ?x where (?x took part in ?a)";
        found(cards, &format!("?a is of the kind ?b and ?b is \"event\" and {number} {count}"))
    };
    assert_eq!(with("is 2"), ["event event"]);
    assert_eq!(with("is more than 2"), [""; 0]);
}

#[test]
fn an_identifier_outlives_edits_elsewhere() {
    let ids = |cards: &str| -> Vec<String> {
        let study = study(cards, "?a wrote ?b");
        Claims::of(&study).all().map(|(id, _)| id.to_owned()).collect()
    };
    let before = ids(SIDES);
    assert_eq!(before.len(), 3);
    let edited = SIDES
        .replace("allegiance:\n", "function: [scouting]\nallegiance:\n  - {value: green}\n")
        .replace("cite: \"@a\"", "note: a remark, cite: \"@a\"");
    let after = ids(&edited);
    assert_eq!(after.len(), 5);
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
}

#[test]
fn what_excludes_each_other_is_known() {
    let cards = "
//- cards/place.md
---
kind: place
calendar:
  - {value: julian, until: 1919}
  - {value: gregorian, from: 1918}
---
";
    let both = "?x and ?b exclude each other as \"calendar\" and ?a used the calendar ?x during ?t \
                and ?a used the calendar ?b during ?u and ?t possibly overlaps ?u";
    assert_eq!(found(cards, both), ["place gregorian", "place julian"]);
}

#[test]
fn the_order_of_files_does_not_matter_and_twice_is_the_same() {
    let study = study(EVENTS, &format!("{BOTH} and ?t possibly before ?u"));
    assert_eq!(derive(&study).ruled.concluded, derive(&study).ruled.concluded);
}
