//! The examples in the manual pages are the tests.
//!
//! A block fenced `text` is a manuscript, one fenced `study` a study with
//! `//- path` before each file, one fenced `reference` a reference study for the
//! blocks after it. Words marked ⟦so⟧ must be the first place of a finding of
//! this check, and no other words may be: a block without marks is clean. One fenced
//! `sources` holds texts that the blocks after it are laid beside.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use derek_check::{CHECKS, Check, Reading};
use derek_study::{Document, Finding, Polarity, Study, fixture};

struct Block {
    language: String,
    text: String,
}

fn blocks(manual: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in manual.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => {
                open = Some(Block { language: language.to_owned(), text: String::new() })
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

fn marked(text: &str) -> Vec<String> {
    let parts = text.split('⟦').skip(1).filter_map(|rest| rest.split_once('⟧'));
    parts.map(|(words, _)| words.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn first_places(findings: &[Finding]) -> Vec<String> {
    // The first place is the one that is opened; further places are not marked.
    let mut words: Vec<String> =
        findings.iter().map(|finding| finding.places[0].words.clone()).collect();
    words.sort();
    words
}

fn run(
    check: &'static Check,
    block: &Block,
    reference: &[Study],
    sources: &BTreeMap<String, Document>,
) -> Vec<Finding> {
    let plain = block.text.replace(['⟦', '⟧'], "");
    match block.language.as_str() {
        "text" => {
            let documents = [derek_read::propose("example.txt", plain)];
            check.find(&Reading::of_texts(&documents, reference).beside(sources, &[]))
        }
        "study" => {
            let study = fixture::study(&plain);
            let memory = fixture::Memory::of(&plain);
            let texts = study.texts.iter().map(|text| {
                let bytes = &memory.files[&text.path];
                (text.key.clone(), derek_read::import(&text.path, bytes).unwrap())
            });
            let sources: BTreeMap<String, Document> = texts.collect();
            check.find(&Reading::of_study(&study, &sources, reference))
        }
        other => panic!("{}: a block fenced {other:?}", check.name),
    }
}

#[test]
fn every_example_says_what_is_found() {
    for check in CHECKS {
        let mut reference: Vec<Study> = Vec::new();
        let mut sources: BTreeMap<String, Document> = BTreeMap::new();
        let (mut firing, mut clean) = (0, 0);
        for block in blocks(check.manual) {
            if block.language == "reference" {
                reference = vec![fixture::study(&block.text)];
                continue;
            }
            if block.language == "sources" {
                let texts = fixture::Memory::of(&block.text).files.into_iter();
                sources = texts
                    .map(|(path, bytes)| {
                        let text = derek_read::import(&path, &bytes).unwrap();
                        (path.trim_end_matches(".txt").to_owned(), text)
                    })
                    .collect();
                continue;
            }
            let mut expected = marked(&block.text);
            expected.sort();
            let findings = run(check, &block, &reference, &sources);
            assert_eq!(first_places(&findings), expected, "{}:\n{}", check.name, block.text);
            for finding in &findings {
                assert!(!finding.help.get(derek_study::Lang::Kk).is_empty());
            }
            match expected.is_empty() {
                true => clean += 1,
                false => firing += 1,
            }
        }
        assert!(firing != 0, "{}: no example that fires", check.name);
        assert!(clean != 0, "{}: no example that is clean", check.name);
    }
}

/// What a denied value still has: words that can be read and lead somewhere, a citation, a
/// quotation; and what is found by names, by judgements on judgements, or by nothing being told.
const NOT_OF_FACTS: [&str; 17] = [
    "unreadable-file", "citation-without-entry", "archive-without-shelfmark",
    "claim-without-citation", "no-locator", "locator-outside-source", "misquotation",
    "one-work-described-twice", "unknown-name", "ambiguous-name", "one-name-two-kinds",
    "contradictory-identities", "bodies-merged", "judgement-cycle", "document-without-origin",
    "conclusion-without-premise", "question-without-claims",
];

/// The examples that fire, with every value denied: nobody says any of it, so no check may
/// take it for a fact.
#[test]
fn what_is_denied_is_no_fact() {
    let mut asked = 0;
    for check in CHECKS.iter().filter(|check| !NOT_OF_FACTS.contains(&check.name)) {
        let mut reference: Vec<Study> = Vec::new();
        for block in blocks(check.manual) {
            match block.language.as_str() {
                "reference" => reference = vec![fixture::study(&block.text)],
                "study" if block.text.contains('⟦') => {
                    let plain = block.text.replace(['⟦', '⟧'], "");
                    let mut study = fixture::study(&plain);
                    for value in study
                        .cards
                        .iter_mut()
                        .flat_map(|card| &mut card.fields)
                        .flat_map(|field| &mut field.values)
                    {
                        value.polarity = Polarity::Denies;
                    }
                    let memory = fixture::Memory::of(&plain);
                    let texts = study.texts.iter().map(|text| {
                        let bytes = &memory.files[&text.path];
                        (text.key.clone(), derek_read::import(&text.path, bytes).unwrap())
                    });
                    let sources: BTreeMap<String, Document> = texts.collect();
                    let reading = Reading::of_study(&study, &sources, &reference);
                    let found = check.find(&reading);
                    asked += 1;
                    assert_eq!(first_places(&found), [""; 0], "{}: {}", check.name, block.text);
                }
                _ => {}
            }
        }
    }
    assert!(40 < asked, "{asked} examples");
}

#[test]
fn every_check_has_its_manual() {
    for check in CHECKS {
        assert!(check.manual.contains("## Limits"), "{}: says nothing of its limits", check.name);
        for lang in derek_study::Lang::ALL {
            let headline = check.headline(lang);
            assert!(
                !headline.is_empty()
                    && !headline.ends_with('.')
                    && headline.starts_with(char::is_lowercase),
                "{}: {headline}",
                check.name
            );
        }
    }
}
