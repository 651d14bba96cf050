//! What keeps the page on the study's format true, and the studies of this house sound.

#![allow(
    clippy::disallowed_methods,
    reason = "the page and the studies lie on the disk, and only tests go there"
)]

use std::path::{Path, PathBuf};

use derek_time::Lang;

use crate::card::{ACCEPT_KEYS, CARD_KEYS, VALUE_KEYS};
use crate::fixture;
use crate::identity::{IDENTITIES, IDENTITY_KEYS};
use crate::rule::{self, Face};
use crate::said::Said;
use crate::study::{MANIFEST_KEYS, Shelf, Study, parse};
use crate::vocabulary::{KIND_KEYS, PREDICATE_KEYS, Vocabulary, vocabulary_tables};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page_path() -> PathBuf {
    root().join("docs/reference/study-format.md")
}

fn page() -> String {
    std::fs::read_to_string(page_path()).expect("the page on the study's format is there")
}

/// The part of the page under a heading.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).expect("the heading is there");
    rest.split("\n## ").next().unwrap_or(rest)
}

/// The words in backquotes in the first column of the tables whose first heading is `title`.
fn keys(section: &str, title: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut is_inside = false;
    for line in section.lines() {
        let Some(cell) = line.strip_prefix("| ").and_then(|row| row.split(" |").next()) else {
            is_inside &= line.starts_with("|-");
            continue;
        };
        if cell == title {
            is_inside = true;
        } else if is_inside {
            keys.extend(cell.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    keys.sort();
    keys
}

fn sorted(keys: &[&str]) -> Vec<String> {
    let mut keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    keys.sort();
    keys
}

#[test]
fn the_page_names_every_key_and_no_other() {
    let page = page();
    let check = |heading: &str, title: &str, known: &[&str]| {
        assert_eq!(keys(section(&page, heading), title), sorted(known), "under {heading}");
    };
    check("study.yaml", "key", &MANIFEST_KEYS);
    check("A card", "key", &CARD_KEYS);
    check("An acceptance", "key", &ACCEPT_KEYS);
    check("A value", "key", &VALUE_KEYS);
    check("Who is who", "key", &IDENTITY_KEYS);
    check("The vocabulary", "key of a kind", &KIND_KEYS);
    check("The vocabulary", "key of a predicate", &PREDICATE_KEYS);
}

#[test]
fn the_page_shows_the_vocabulary_as_it_is() {
    let page = page();
    let (open, close) = ("<!-- vocabulary -->\n", "<!-- /vocabulary -->");
    let (before, rest) = page.split_once(open).expect("the tables begin");
    let (shown, after) = rest.split_once(close).expect("the tables end");
    let tables = vocabulary_tables();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = [before, open, &tables, close, after].concat();
        std::fs::write(page_path(), page).expect("the page can be written");
        return;
    }
    assert_eq!(shown, tables, "run the tests once with UPDATE_DOCS=1");
}

#[test]
fn every_example_of_the_page_is_read_without_doubt() {
    let page = page();
    let vocabulary = Vocabulary::shipped();
    let mut examples = 0;
    for part in page.split("\n## ") {
        let heading = part.lines().next().unwrap_or_default();
        for fence in part.split("\n```").skip(1).step_by(2) {
            let (language, body) = fence.split_once('\n').unwrap_or_default();
            let (path, file) = match (language, heading) {
                ("yaml", "study.yaml") => ("study.yaml", body.to_owned()),
                ("yaml", "The vocabulary") => ("vocabulary.yaml", body.to_owned()),
                ("yaml", "Who is who") => (IDENTITIES, body.to_owned()),
                ("yaml", _) => ("cards/example.md", format!("---\nkind: event\n{body}\n---\n")),
                ("markdown", _) => ("cards/example.md", body.to_owned()),
                _ => continue,
            };
            let parsed = parse(path, file.as_bytes(), &vocabulary);
            assert_eq!(parsed.doubts, [], "{body}");
            examples += 1;
        }
    }
    assert_eq!(examples, 14);
}

/// The fenced blocks of a page, each with the word after its fence.
fn fences(page: &str) -> Vec<(&str, &str)> {
    let fences = page.split("\n```").skip(1).step_by(2);
    fences.filter_map(|fence| fence.split_once('\n')).collect()
}

#[test]
fn every_rule_of_the_page_is_sound_and_every_face_of_it_the_same() {
    let page = std::fs::read_to_string(root().join("docs/reference/rules.md")).expect("the page");
    let blocks = fences(&page);
    let yaml = blocks.iter().find(|(word, _)| *word == "yaml").expect("predicates are declared");
    let declared = format!("---\n{}\n---\n", yaml.1);
    let study = |rules: &str| {
        fixture::study(&format!(
            "//- cards/a.md\n---\nkind: event\n---\n//- rules/declared.md\n{declared}//- rules/a.md\n{rules}"
        ))
    };
    let mut faces = Vec::new();
    let mut examples = 0;
    for (word, body) in blocks.iter().filter(|(word, _)| *word != "yaml") {
        let study = study(&format!("```{word}\n{body}\n```\n"));
        assert_eq!(study.doubts, [], "{body}");
        let written = &study.rules.written;
        assert_eq!(written.len(), 1, "{body}");
        examples += 1;
        let (rule, grammar) = (&written[0].rule, study.grammar());
        for face in [Face::Sentence(Lang::En), Face::Sentence(Lang::Ru), Face::Sentence(Lang::Kk)] {
            let told = rule::told(std::slice::from_ref(rule), face, &grammar);
            if rule.name == "colleagues" {
                faces.push((face, told.clone()));
            }
            if written[0].face == face {
                assert_eq!(told.trim_end(), body.trim_end());
            }
        }
    }
    assert_eq!(examples, 7);
    // The four blocks of the first rule are one rule.
    for face in [Face::Sentence(Lang::En), Face::Sentence(Lang::Ru), Face::Sentence(Lang::Kk)] {
        let told: Vec<&String> =
            faces.iter().filter(|(own, _)| *own == face).map(|(_, told)| told).collect();
        assert_eq!(told.len(), 4);
        assert!(told.iter().all(|one| *one == told[0]), "{told:#?}");
    }
}

/// A folder on the disk, for tests alone.
struct Folder(PathBuf);

impl Shelf for Folder {
    fn paths(&self) -> Vec<String> {
        fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
                match entry.path().is_dir() {
                    true => walk(&entry.path(), &format!("{path}/"), paths),
                    false => paths.push(path),
                }
            }
        }
        let mut paths = Vec::new();
        walk(&self.0, "", &mut paths);
        paths.sort();
        paths
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Said> {
        std::fs::read(self.0.join(path)).map_err(|error| Said::verbatim(error.to_string()))
    }
}

#[test]
fn the_studies_of_this_house_are_read_without_doubt() {
    let mut doubts = Vec::new();
    for entry in std::fs::read_dir(root().join("studies")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let study = Study::read(name.clone(), &Folder(entry.path()));
        for doubt in &study.doubts {
            let text = study.file(&doubt.file).unwrap_or_default();
            let line = text.get(..doubt.range.start).unwrap_or_default().matches('\n').count() + 1;
            let words = text.get(doubt.range.clone()).unwrap_or_default();
            let said = doubt.said.get(derek_time::Lang::En);
            doubts.push(format!("{name}/{}:{line}: {said}\n    {words}", doubt.file));
        }
    }
    assert!(doubts.is_empty(), "\n{}", doubts.join("\n"));
}
