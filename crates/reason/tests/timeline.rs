//! What the dates and ties of a study say together.

#![allow(clippy::unwrap_used)]

use derek_reason::{Bounds, Ground, derive, why};
use derek_study::{Study, fixture};

/// A card in a few lines: `id kind`, then its fields.
fn study(cards: &[(&str, &str, &str)]) -> Study {
    let text: String = cards
        .iter()
        .map(|(id, kind, fields)| {
            format!("//- cards/{id}.md\n---\nkind: {kind}\nname: {id}\n{fields}\n---\n")
        })
        .collect();
    fixture::study(&text)
}

fn days(bounds: Bounds) -> (String, String) {
    let iso = |day: Option<derek_time::Day>| day.map_or("?".to_owned(), |day| day.iso());
    (
        format!("{}/{}", iso(bounds.begins.first_day()), iso(bounds.begins.last_day())),
        format!("{}/{}", iso(bounds.ends.first_day()), iso(bounds.ends.last_day())),
    )
}

fn grounds(all: &[Ground<'_>]) -> Vec<String> {
    all.iter()
        .map(|ground| match ground {
            Ground::When { card, predicate, .. } => format!("{} {predicate}", card.id),
            Ground::Tie { card, rule, other, .. } => format!("{} {rule:?} {}", card.id, other.id),
            Ground::Lifetime(card) => format!("{} lives", card.id),
        })
        .collect()
}

#[test]
fn an_undated_event_lies_between_its_cause_and_its_effect() {
    let study = study(&[
        ("call", "document", "when: 3 May 1925"),
        ("march", "event", "caused-by: call"),
        ("fall", "event", "when: 20 May 1925\ncaused-by: march"),
    ]);
    let (bounds, why) = why(&study, study.card("march").unwrap()).unwrap();
    assert_eq!(days(bounds).0, "1925-05-03/1925-05-20");
    assert_eq!(grounds(&why.begins_not_earlier), ["march Cause call", "call when"]);
    assert_eq!(grounds(&why.begins_not_later), ["fall when", "fall Cause march"]);
    assert!(why.ends_not_later.is_empty());
}

#[test]
fn a_chain_through_three_cards_cannot_hold() {
    let study = study(&[
        ("call", "document", "when: 24 March 1925"),
        ("march", "event", "when: 1925\ncaused-by: call"),
        ("fall", "event", "when: 20 March 1925\ncaused-by: march"),
    ]);
    let derived = derive(&study);
    let [contradiction] = derived.chronology.contradictions.as_slice() else { panic!() };
    let mut all = grounds(&contradiction.grounds);
    all.sort();
    assert_eq!(all, ["call when", "fall Cause march", "fall when", "march Cause call"]);
}

#[test]
fn testimonies_that_differ_are_a_choice_and_the_rest_may_decide() {
    let study = study(&[
        ("treaty", "event", "when:\n  - 1919\n  - December 1918"),
        ("answer", "document", "when: 5 January 1919\nanswers: treaty"),
    ]);
    let chronology = derive(&study).chronology;
    assert!(chronology.contradictions.is_empty());
    assert!(chronology.forced.is_empty(), "1 to 5 January 1919 is left of 1919");
    let decided = self::study(&[
        ("treaty", "event", "when:\n  - 1919\n  - December 1918"),
        ("answer", "document", "when: 5 May 1918\nafter: treaty"),
        ("later", "document", "when: 3 January 1919\nafter: treaty"),
    ]);
    // Neither year allows an answer in May 1918.
    assert_eq!(derive(&decided).chronology.contradictions.len(), 1);
    let left = self::study(&[
        ("treaty", "event", "when:\n  - 1919\n  - December 1918"),
        ("later", "document", "when: 31 December 1918 (N.S.)\nafter: treaty"),
    ]);
    let derived = derive(&left);
    let [forced] = derived.chronology.forced.as_slice() else { panic!() };
    assert_eq!(forced.left.value.text, "December 1918");
}

#[test]
fn a_day_with_no_style_is_told_by_what_it_answers() {
    let study = study(&[
        ("telegram", "document", "when: 1 March 1856 (N.S.)"),
        ("reply", "document", "when: 25 February 1856\nanswers: telegram"),
    ]);
    let derived = derive(&study);
    let [forced] = derived.chronology.forced.as_slice() else { panic!() };
    assert_eq!(forced.left.calendar, Some(derek_time::Calendar::Julian));
    assert_eq!(grounds(&forced.excluded[0].1), ["reply Answer telegram", "telegram when"]);
    assert_eq!(
        days(derived.chronology.bounds["cards/reply.md"]).0,
        "1856-03-08/1856-03-08",
        "the reply is of the 8th of March, New Style"
    );
    let (_, why) = why(&study, study.card("reply").unwrap()).unwrap();
    let because = grounds(&why.begins_not_earlier);
    assert!(because.contains(&"reply Answer telegram".to_owned()), "{because:?}");
}

#[test]
fn a_year_without_a_style_ends_with_either() {
    let study = study(&[
        ("council", "organ", "begins: 28 December 1917 (O.S.)\nends: 1917"),
        ("protest", "event", "when: 1917\nafter: vote"),
        ("vote", "event", "when: 28 December 1917 (O.S.)"),
    ]);
    assert!(derive(&study).chronology.contradictions.is_empty());
}

#[test]
fn a_judgement_speaks_for_its_field() {
    let study = study(&[
        (
            "call",
            "document",
            "when:\n  - 24 March 1925\n  - judged: 24 February 1925\n    because: the postmark",
        ),
        ("fall", "event", "when: 20 March 1925\ncaused-by: call"),
    ]);
    assert!(derive(&study).chronology.contradictions.is_empty());
}

#[test]
fn what_is_only_heard_binds_nobody() {
    let study = study(&[
        ("call", "document", "when: 24 March 1925"),
        ("fall", "event", "when: 20 March 1925\ncaused-by:\n  - value: call\n    mode: hearsay"),
    ]);
    assert!(derive(&study).chronology.contradictions.is_empty());
}

#[test]
fn of_two_days_the_rest_may_leave_one() {
    let study = study(&[
        ("vote", "event", "when: 5 or 8 December 1925"),
        ("report", "document", "when: 7 December 1925\nafter: vote"),
    ]);
    let derived = derive(&study);
    let [forced] = derived.chronology.forced.as_slice() else { panic!() };
    assert_eq!(forced.left.date.bounds().first_day().unwrap().iso(), "1925-12-05");
}

#[test]
fn within_so_many_days() {
    let study = study(&[
        ("congress", "event", "when: 5–13 December 1925"),
        ("letter", "document", "after:\n  - value: congress\n    within: two weeks"),
    ]);
    let (bounds, _) = why(&study, study.card("letter").unwrap()).unwrap();
    assert_eq!(days(bounds).0, "1925-12-14/1925-12-27");
}

#[test]
fn a_denied_date_dates_nothing() {
    let study = study(&[("fall", "event", "when:\n  - 1919 [@a]\n  - {denied: \"1921 [@b]\"}")]);
    let derived = derive(&study);
    assert!(derived.date_conflicts.is_empty());
    let (bounds, _) = why(&study, study.card("fall").unwrap()).unwrap();
    assert_eq!(days(bounds).0, "1919-01-01/1919-12-31");
    let affirmed = crate::study(&[("fall", "event", "when:\n  - 1919 [@a]\n  - 1921 [@b]")]);
    assert_eq!(derive(&affirmed).date_conflicts.len(), 1);
}

#[test]
fn a_denied_cause_ties_nothing() {
    let call = ("call", "document", "when: 24 March 1925");
    let affirmed = study(&[call, ("march", "event", "when: 1924\ncaused-by: call [@a]")]);
    assert_eq!(derive(&affirmed).chronology.contradictions.len(), 1);
    let denied =
        study(&[call, ("march", "event", "when: 1924\ncaused-by: {denied: \"call [@a]\"}")]);
    assert!(derive(&denied).chronology.contradictions.is_empty());
}

#[test]
fn a_rejected_date_leaves_the_others() {
    let study = study(&[(
        "fall",
        "event",
        "when:\n  - 1919 [@a]\n  - 1921 [@b]\n  - {judged: 1921, polarity: denies, because: x}",
    )]);
    let derived = derive(&study);
    assert!(derived.date_conflicts.is_empty());
    let (bounds, _) = why(&study, study.card("fall").unwrap()).unwrap();
    assert_eq!(days(bounds).0, "1919-01-01/1919-12-31");
}

#[test]
fn a_revised_judgement_dates_nothing() {
    let study = study(&[(
        "fall",
        "event",
        "when:\n  - {judged: 1925, because: x, revises: 1921}\n  - {judged: 1921, because: y}",
    )]);
    let (bounds, _) = why(&study, study.card("fall").unwrap()).unwrap();
    assert_eq!(days(bounds).0, "1925-01-01/1925-12-31");
}

#[test]
fn one_event_on_two_cards_has_one_time() {
    let cards =
        |identity: &'static str| [("fall", "event", "when: 1919"), ("defeat", "event", identity)];
    let apart = study(&cards("when: 1921\nsame-event: fall [@a]"));
    let derived = derive(&apart);
    let [contradiction] = derived.chronology.contradictions.as_slice() else { panic!() };
    assert!(grounds(&contradiction.grounds).contains(&"defeat Same fall".to_owned()));
    let disputed = study(&cards("when: 1921\nsame-event: fall [@a]\nnot-same-event: fall [@b]"));
    assert!(derive(&disputed).chronology.contradictions.is_empty());
    let undated = study(&cards("same-event: fall [@a]"));
    let (bounds, _) = why(&undated, undated.card("defeat").unwrap()).unwrap();
    assert_eq!(days(bounds).0, "1919-01-01/1919-12-31");
}
