//! Arguments, periods and comparisons as a person and a pipeline ask for them.

#![allow(
    clippy::disallowed_methods,
    reason = "the program is run as a person runs it, on files made for it"
)]
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn derek(words: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_derek"))
        .args(words)
        .args(["--lang", "en"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn json(words: &[&str]) -> Vec<Value> {
    let (out, err, code) = derek(&[words, &["--json"]].concat());
    assert_eq!((err.as_str(), code), ("", 0), "{words:?}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file in a folder of its own, deleted with it.
fn file(words: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, words).unwrap();
    (folder, path)
}

#[test]
fn labels_of_a_file_and_why() {
    let (_folder, path) = file("arg(a). arg(b). arg(c). arg(d).\natt(a,b). att(b,c). att(d,d).");
    let path = path.to_str().unwrap();
    let lines = json(&["argue", path]);
    let labels: Vec<&str> = lines.iter().map(|line| line["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["in", "out", "in", "undecided"]);
    assert_eq!(lines[2]["because"][0]["defeated_by"], "a");
    let (out, ..) = derek(&["argue", path, "c"]);
    assert_eq!(out, "c: accepted — b attacks it, and a defeats b\n");
    let sets = json(&["argue", path, "--semantics", "stable"]);
    assert_eq!(sets, [] as [Value; 0]);
    let one = json(&["argue", path, "c", "--semantics", "preferred", "--task", "DS"]);
    assert_eq!((&one[0]["task"], &one[0]["answer"]), (&"DS-PR".into(), &true.into()));
}

#[test]
fn a_file_that_is_none_is_told_with_its_line() {
    let refused = |words: &str, said: &str| {
        let (_folder, path) = file(words);
        let (out, err, code) = derek(&["argue", path.to_str().unwrap()]);
        assert_eq!((out.as_str(), code), ("", 2), "{words}");
        assert!(err.contains(said) && err.contains("= help: "), "{err}");
    };
    refused("", "it says nothing");
    refused("p af 2\n1 2\n2 5\n", "line 3 names “5”");
    refused("p af 4000000000\n", "more than 10000000 arguments");
    refused("words\n", "line 1 is neither an argument nor an attack: “words”");
    let (_folder, path) = file("p af 1\n");
    let (_, err, code) = derek(&["argue", path.to_str().unwrap(), "--task", "DC"]);
    assert!(code == 2 && err.contains("DC asks about one argument"), "{err}");
    let (_, _, code) = derek(&["argue", "no/such/file"]);
    assert_eq!(code, 2);
}

#[test]
fn a_chain_of_many_arguments_ends() {
    let many = 100_000;
    let mut words = format!("p af {many}\n");
    for one in 1..many {
        writeln!(words, "{one} {}", one + 1).unwrap();
    }
    let (_folder, path) = file(&words);
    let lines = json(&["argue", path.to_str().unwrap(), "99999"]);
    assert_eq!(lines[0]["label"], "in");
}

#[test]
fn breaks_of_a_file() {
    let mut words = String::from("date\tkind\n# the first two years are calm\n");
    for month in 0..48 {
        let (year, number) = (1917 + month / 12, month % 12 + 1);
        for nth in 0..if month < 24 { 2 } else { 9 } {
            writeln!(words, "{year}-{number:02}-{:02}\tmeeting", nth * 3 + 1).unwrap();
        }
    }
    let (_folder, path) = file(&words);
    let lines = json(&["periods", path.to_str().unwrap()]);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["breaks"].as_array().unwrap().len(), 1);
    assert_eq!(lines[0]["breaks"][0]["at"], "1919-01-01");
    assert_eq!(lines[0]["kinds"][0], "meeting");
    let (_folder, path) = file("1917-01-01\nno date\n");
    let (_, err, code) = derek(&["periods", path.to_str().unwrap()]);
    assert!(code == 2 && err.contains("line 2 begins with no date: “no date”"), "{err}");
    let (_folder, path) = file("");
    assert_eq!(json(&["periods", path.to_str().unwrap()])[0]["events"], 0);
}

#[test]
fn the_seven_conclusions_of_the_article() {
    let lines = json(&["argue", "studies/alash"]);
    let conclusions: Vec<(&str, &str, &str)> = lines
        .iter()
        .filter_map(|line| {
            let locator = line["conclusion"]["citations"][0]["locator"].as_str()?;
            Some((locator, line["argument"].as_str()?, line["standing"].as_str()?))
        })
        .collect();
    let mut sorted = conclusions.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            ("¶54", "argument-acknowledged-force", "undecided"),
            ("¶55", "argument-view-of-events", "unsupported"),
            ("¶56", "argument-trust", "undecided"),
            ("¶57", "argument-statehood", "undecided"),
            ("¶58", "argument-trained-cadres", "unsupported"),
            ("¶59", "argument-culture-and-learning", "undecided"),
            ("¶60", "argument-territory", "accepted"),
        ]
    );
    let bearing = lines.iter().flat_map(|line| line["for"].as_array().unwrap());
    assert!(bearing.clone().all(|reason| reason["witnesses"].as_array().unwrap().len() == 1));
    let (_, err, code) = derek(&["argue", "studies/alash", "lenin"]);
    assert!(code == 2 && err.contains("is no argument"), "{err}");
}

#[test]
fn the_two_programmes_side_by_side() {
    let words = [
        "compare", "studies/alash", "alash-programme", "lenin-programme", "bolshevik-programme",
        "--by", "matters",
    ];
    let lines = json(&words);
    let states = |row: &str| -> Vec<&str> {
        let line = lines.iter().find(|line| line["row"] == row).unwrap();
        line["cells"]
            .as_array()
            .unwrap()
            .iter()
            .map(|cell| cell["state"].as_str().unwrap())
            .collect()
    };
    assert_eq!(states("freedom of religion"), ["said", "said", "silent"]);
    assert_eq!(states("class struggle"), ["said", "silent", "said"]);
    for line in &lines {
        for claim in line["cells"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|cell| cell["claims"].as_array().unwrap())
        {
            assert_ne!(claim["citations"].as_array().unwrap().len(), 0, "{claim}");
        }
    }
    let (csv, _, code) = derek(&[&words[..], &["--csv"]].concat());
    assert!(code == 0 && csv.starts_with("\"\",\"Alash programme\""), "{csv}");
    let (_, err, code) = derek(&["compare", "studies/alash", "no-such-card"]);
    assert!(code == 2 && err.contains("no-such-card"), "{err}");
    let (_, err, code) = derek(&["compare", "studies/alash", "lenin", "--before", "never"]);
    assert!(code == 2 && err.contains("“never” is no date"), "{err}");
}

#[test]
fn the_articles_two_divisions_of_its_time() {
    let lines = json(&["periods", "studies/alash"]);
    let scheme = |name: &str| lines.iter().find(|line| line["scheme"] == name).unwrap();
    let meetings = |name: &str| -> Vec<String> {
        let bounds = scheme(name)["bounds"].as_array().unwrap();
        bounds.iter().map(|bound| bound["meeting"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(meetings("stages-in-methods"), ["meet", "meet"]);
    assert_eq!(meetings("stages-in-results"), ["gap", "gap"]);
}
