//! What goes back to an author: comments, a page, a log.

use std::collections::BTreeMap;

use derek_check::{Reading, Report};
use derek_publish::{comments, page, sarif};
use derek_study::{Acceptance, Called, Document, Lang, Level};

const TEXT: &str = "The congress met on 30 February 1917 in Omsk. <script>alert(1)</script>\n\nقازاق حالقى 31 June 1917.\n";

fn read(text: &str, accepted: &[Acceptance]) -> (Document, Report) {
    let document = derek_read::import("texts/chapter one.txt", text.as_bytes()).expect("a text");
    let documents = [document];
    let report = derek_check::run(&Reading::of_texts(&documents, &[]), accepted);
    let [document] = documents;
    (document, report)
}

#[test]
fn one_finding_makes_one_comment_at_its_words() {
    let (document, report) = read(TEXT, &[]);
    for lang in Lang::ALL {
        let comments = comments(&document, &report.findings, lang);
        assert_eq!(comments.len(), report.findings.len());
        for (comment, finding) in comments.iter().zip(&report.findings) {
            assert_eq!(document.text[comment.range.clone()], finding.places[0].words);
            assert!(comment.words[0].contains(finding.level.label().get(lang)));
            assert!(comment.words.iter().any(|line| line.contains(finding.help.get(lang))));
            assert!(comment.words.last().is_some_and(|line| line.contains(finding.check)));
            assert!(comment.instead.contains(&finding.places[0].words));
        }
    }
}

#[test]
fn a_finding_on_a_whole_text_stands_at_its_beginning() {
    let (document, mut report) = read(TEXT, &[]);
    let finding = &mut report.findings[0];
    finding.places[0].range = 0..0;
    finding.places[0].words = String::new();
    finding.places[0].locator = String::new();
    let comments = comments(&document, &report.findings[..1], Lang::En);
    assert!(document.text[comments[0].range.clone()].starts_with("The congress"));
}

#[test]
fn a_page_needs_nothing_else() {
    let (document, report) = read(TEXT, &[]);
    for lang in Lang::ALL {
        let page = page(&document, &report, lang, "2026-11-22");
        assert!(page.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\">", lang.tag())));
        for outer in ["<script", "<link", "<img", "url(", "@import", "src="] {
            assert!(!page.contains(outer), "{outer}");
        }
        assert!(page.contains("&lt;script&gt;alert"));
        assert!(page.contains("dir=\"auto\""));
        for part in ["<header>", "<main>", "<nav ", "<footer>", "@media print"] {
            assert!(page.contains(part), "{part}");
        }
        for number in 1..=report.findings.len() {
            for id in [format!("id=\"n{number}\""), format!("id=\"t{number}\"")] {
                assert_eq!(page.matches(&id).count(), 1, "{id}");
            }
            assert!(page.contains(&format!("<a href=\"#n{number}\">{number}</a></sup>")));
        }
    }
}

#[test]
fn a_page_of_a_text_without_findings_says_so() {
    let (document, report) = read("They met in Omsk.\n", &[]);
    assert_eq!(report.findings, []);
    assert!(page(&document, &report, Lang::Ru, "2026-11-22").contains("спросить не о чем"));
}

#[test]
fn a_log_tells_places_rules_and_what_was_answered() {
    let by_hand = Acceptance {
        check: "impossible-date".to_owned(),
        at: Some("31 June 1917".to_owned()),
        because: "so the minutes".to_owned(),
        called: Called::WrongAlarm,
        ..Acceptance::default()
    };
    let (document, report) = read(TEXT, &[by_hand]);
    let texts = BTreeMap::from([(document.name.as_str(), document.text.as_str())]);
    let log = sarif(&[(&report, texts)], Lang::En);
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), report.findings.len() + report.accepted.len());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let mut answered = 0;
    for result in results {
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).expect("small");
        assert_eq!(rules[at]["id"], result["ruleId"]);
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "texts/chapter%20one.txt");
        let region = &physical["region"];
        let number = |key: &str| -> usize {
            usize::try_from(region[key].as_u64().expect("a number")).expect("small")
        };
        let letters = document.text.chars().skip(number("charOffset")).take(number("charLength"));
        assert_eq!(region["snippet"]["text"], letters.collect::<String>());
        let line = document.text.split('\n').nth(number("startLine") - 1).expect("a line");
        let from: String = line.chars().skip(number("startColumn") - 1).collect();
        assert!(from.starts_with(region["snippet"]["text"].as_str().expect("words")));
        answered += result["suppressions"].as_array().map_or(0, Vec::len);
        let is_grave = result["properties"]["level"] == Level::Impossible.name();
        assert_eq!(is_grave, result["level"] == "error");
    }
    assert_eq!(answered, 1);
    let fingerprints = |log: &serde_json::Value| -> Vec<String> {
        let results = log["runs"][0]["results"].as_array().expect("results").iter();
        let mut all: Vec<String> =
            results.map(|one| one["partialFingerprints"].to_string()).collect();
        all.sort();
        all
    };
    let (_, moved) = read(&format!("A new opening.\n\n{TEXT}"), &[]);
    let moved = sarif(&[(&moved, BTreeMap::new())], Lang::Kk);
    assert_eq!(fingerprints(&moved), fingerprints(&log), "they survive an edit elsewhere");
    assert!(moved["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].is_null());
}
