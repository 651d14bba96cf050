//! The shipped studies have no open finding, and each acceptance says why.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use derek_study::vocabulary::Takes;

fn studies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../studies")
}

#[test]
fn nothing_stays_open() {
    for name in ["alash", "chronicle"] {
        let desk = derek_desk::Desk::open(&studies().join(name), derek_desk::reference()).unwrap();
        let report = &desk.reading().report;
        let open: Vec<String> = report
            .findings
            .iter()
            .map(|finding| {
                format!("{}: {} {}", finding.check, finding.places[0].file, finding.places[0].words)
            })
            .collect();
        assert!(open.is_empty(), "{name}: {open:#?}");
        assert!(
            report.accepted.iter().all(|(_, acceptance)| 20 < acceptance.because.len()),
            "{name}: a because of a few letters"
        );
    }
}

#[test]
fn the_alash_study_is_as_large_as_it_says() {
    let desk = derek_desk::Desk::open(&studies().join("alash"), derek_desk::reference()).unwrap();
    let current = desk.reading();
    let count = |kind: &str| current.study.cards.iter().filter(|card| card.kind == kind).count();
    assert!(
        40 <= count("person")
            && 25 <= count("event")
            && 10 <= count("organ")
            && 3 <= count("question")
    );
    let cited = current
        .study
        .cards
        .iter()
        .filter(|card| card.kind != "question")
        .flat_map(|card| &card.fields)
        .filter(|field| field.predicate != "question");
    for value in cited.flat_map(|field| &field.values) {
        assert!(
            value.judged || !value.citations.is_empty(),
            "a value without a citation: {}",
            value.text
        );
    }
}

#[test]
fn the_alash_study_says_all_in_its_three_languages() {
    let desk = derek_desk::Desk::open(&studies().join("alash"), derek_desk::reference()).unwrap();
    let current = desk.reading();
    let study = &current.study;
    assert_eq!(study.languages, ["en", "ru", "kk"]);
    let mut said = Vec::new();
    for card in &study.cards {
        said.push((&card.file, &card.id, &card.names));
        for field in &card.fields {
            let takes_text =
                study.vocabulary.predicate(&field.predicate).is_some_and(|predicate| {
                    predicate.takes == Takes::Text && predicate.among.is_empty()
                });
            let values = field.values.iter().filter(|_| takes_text);
            said.extend(values.map(|value| (&card.file, &value.text, &value.texts)));
        }
    }
    assert!(2 * study.cards.len() < said.len(), "texts besides the names");
    let lacking: Vec<String> = said
        .iter()
        .filter(|(_, _, texts)| {
            let english = texts.get("en");
            let says_its_own = |tag: &str| texts.contains_key(tag) && texts.get(tag) != english;
            english.is_none() || !says_its_own("ru") || !says_its_own("kk")
        })
        .map(|(file, words, texts)| format!("{file}: {words}: {:?}", texts.keys()))
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn the_binary_carries_the_chronicle() {
    let shipped = derek_desk::chronicle();
    let desk =
        derek_desk::Desk::open(&studies().join("chronicle"), derek_desk::reference()).unwrap();
    assert_eq!(shipped.cards.len(), desk.reading().study.cards.len());
    assert!(shipped.doubts.is_empty());
}
