//! What the claims of a study weigh.

use derek_reason::weigh::{Decibans, LineName, Standing};
use derek_reason::{derive, disputes};
use derek_study::{Study, fixture};

const CARDS: &str = "
    //- bibliography.bib
    @book{memoir, title = {Memoir}}
    @book{copy, title = {Copy}}
    @book{order, title = {Order}}
    //- cards/memoir.md
    ---
    kind: document
    name: Memoir
    reliability: C
    access: later
    interest: agreement
    ---
    //- cards/copy.md
    ---
    kind: document
    name: Copy
    reliability: A
    derived-from: memoir
    ---
    //- cards/order.md
    ---
    kind: document
    name: Order
    reliability: B
    access: participant
    ---
    //- cards/agreement.md
    ---
    kind: event
    name: Agreement
";

fn study(when: &str) -> Study {
    let study = fixture::study(&format!("{CARDS}    when:\n{when}    ---\n"));
    assert_eq!(study.doubts, [], "{when}");
    study
}

#[test]
fn grades_make_the_lines_and_a_copy_adds_none() {
    let study = study(
        "      - 1918 [@memoir, p. 1]\n      - 1918 [@copy, p. 2]\n      - 1919 [@order, p. 3]\n",
    );
    let all = disputes(&study, &[]);
    let when = all.iter().find(|one| one.is_disputed).expect("a dispute");
    let weighed = &when.weighed;
    assert_eq!(weighed.winner.as_ref().map(|winner| &*winner.words), Some("1919"));
    assert_eq!(weighed.ledgers[0].decibans, Decibans(80), "a word 3, reliability B 2, took part 3");
    let memoir = &weighed.ledgers[1].favour[0];
    assert_eq!((memoir.source.as_str(), memoir.copies.len()), ("memoir", 1));
    let lines: Vec<(LineName, i32)> =
        memoir.lines.iter().map(|line| (line.name, line.decibans.0)).collect();
    assert_eq!(
        lines,
        [
            (LineName::Speaks, 30),
            (LineName::Reliability, 0),
            (LineName::Access, -10),
            (LineName::Interest, -40),
            (LineName::Floor, 20),
        ]
    );
    assert_eq!(when.groups.len(), 1);
}

#[test]
fn what_is_denied_speaks_against() {
    let study = study("      - 1918 [@memoir, p. 1]\n      - {denied: \"1918 [@order, p. 3]\"}\n");
    let all = disputes(&study, &[]);
    let when = all.iter().find(|one| one.is_disputed).expect("a dispute");
    assert_eq!(when.weighed.standing, Standing::Refuted);
    assert_eq!(when.weighed.ledgers[0].against[0].source, "order");
}

#[test]
fn a_judgement_stands_apart_and_adds_nothing() {
    let bare = "      - 1918 [@memoir, p. 1]\n      - 1919 [@order, p. 3]\n";
    let judged = format!("{bare}      - {{judged: 1918, because: the order was never sent}}\n");
    let (without, with) = (study(bare), study(&judged));
    let (without, with) = (disputes(&without, &[]), disputes(&with, &[]));
    let when = |all: &[derek_reason::Disputed<'_>]| {
        let when = all.iter().find(|one| one.is_disputed).expect("a dispute");
        (when.weighed.clone(), when.judged.len())
    };
    assert_eq!(when(&with).0, when(&without).0);
    assert_eq!((when(&with).1, when(&without).1), (1, 0));
}

#[test]
fn a_weight_may_be_set_by_hand() {
    let text = CARDS.replace("reliability: C", "weight: 12");
    let study = fixture::study(&format!(
        "{text}    when:\n      - 1918 [@memoir, p. 1]\n      - 1919 [@order, p. 3]\n    ---\n"
    ));
    let all = disputes(&study, &[]);
    let when = all.iter().find(|one| one.is_disputed).expect("a dispute");
    let set =
        when.weighed.ledgers[0].favour[0].lines.iter().find(|line| line.name == LineName::Set);
    assert_eq!(set.map(|line| line.decibans), Some(Decibans(120)));
}

#[test]
fn arguments_are_weighed_by_what_speaks_for_and_against() {
    let study = fixture::study(
        "
        //- bibliography.bib
        @book{a, title = {A}}
        @book{b, title = {B}}
        //- cards/why.md
        ---
        kind: question
        name: Why
        ---
        //- cards/promise.md
        ---
        kind: argument
        name: A promise
        question: why
        for:
          - it was made [@a, p. 1]
          - it was repeated [@a, p. 2]
        against:
          - it was never written [@b, p. 3]
        ---
    ",
    );
    let all = disputes(&study, &[]);
    let promise = all.iter().find(|one| one.card.id == "promise").expect("the argument");
    assert_eq!(promise.weighed.standing, Standing::Contested);
    assert_eq!(promise.weighed.ledgers[0].decibans, Decibans(0), "one witness against one");
    assert!(promise.is_disputed);
}

#[test]
fn witnesses_are_grouped_in_one_place() {
    let study = study("      - 1918 [@memoir, p. 1]\n");
    let witnesses = derive(&study).witnesses;
    assert_eq!(witnesses.root("copy"), "memoir");
    let independent = witnesses.independent(["memoir", "copy", "order"]);
    assert_eq!(independent.into_iter().collect::<Vec<_>>(), ["memoir", "order"]);
}
