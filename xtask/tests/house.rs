//! What keeps the drawing true: each invariant of ARCHITECTURE.md that a test can hold.

#![expect(clippy::disallowed_methods, reason = "the house is read from the disk")]
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// More packages than this in Cargo.lock need a decision, and a line in ARCHITECTURE.md.
const MOST_PACKAGES: usize = 160;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            found.extend(files(&path, ending));
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rooms() -> Vec<String> {
    let mut rooms: Vec<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    rooms.sort();
    rooms
}

/// The rooms that a manifest needs, dev-dependencies apart.
fn needs(room: &str) -> BTreeSet<String> {
    let manifest = read(format!("crates/{room}/Cargo.toml"));
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap_or_default()
        .split("\n[")
        .next()
        .unwrap()
        .to_owned();
    section
        .lines()
        .filter_map(|line| line.strip_prefix("derek-"))
        .map(|rest| rest.split(['.', ' ', '=']).next().unwrap().to_owned())
        .collect()
}

/// The arrows of the drawing: `derek --> desk`.
fn drawn() -> BTreeMap<String, BTreeSet<String>> {
    let page = read("ARCHITECTURE.md");
    let drawing = page
        .split("```mermaid")
        .nth(1)
        .expect("ARCHITECTURE.md has a drawing")
        .split("```")
        .next()
        .unwrap();
    let mut drawn: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in drawing.lines().filter(|line| line.contains("-->")) {
        let (from, to) = line.split_once("-->").unwrap();
        for to in to.split('&') {
            drawn.entry(from.trim().to_owned()).or_default().insert(to.trim().to_owned());
        }
    }
    drawn
}

#[test]
fn dependencies_are_as_drawn() {
    let drawn = drawn();
    for room in rooms() {
        assert_eq!(
            drawn.get(&room).cloned().unwrap_or_default(),
            needs(&room),
            "the arrows out of {room} (left: drawn, right: Cargo.toml)"
        );
    }
    for room in drawn.keys() {
        assert!(rooms().contains(room), "{room} is drawn and is not there");
    }
}

#[test]
fn what_the_pages_name_is_there() {
    let sources: String = rooms()
        .iter()
        .flat_map(|room| files(&root().join("crates").join(room).join("src"), ".rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = read(page);
        // Blocks of code are not names.
        let prose: String = text.split("```").step_by(2).collect();
        for name in prose.split('`').skip(1).step_by(2) {
            let is_path = !name.contains([' ', '*', '<', '…'])
                && (name.contains('/')
                    || [".rs", ".md", ".toml", ".yaml"]
                        .iter()
                        .any(|ending| name.ends_with(ending)));
            if is_path && !name.starts_with("http") && !name.starts_with("derek ") {
                let generic = ["texts/", "cards/", "study.yaml", ".derek/", "bibliography."]
                    .iter()
                    .any(|start| name.starts_with(start));
                assert!(
                    generic || root().join(name).exists(),
                    "{page} names `{name}`, which is not there"
                );
            }
            let head = name.split("::").next().unwrap().trim_end_matches("()");
            let is_type = head.chars().next().is_some_and(char::is_uppercase)
                && head.chars().all(char::is_alphanumeric)
                && head.chars().any(char::is_lowercase);
            if is_type && !is_path {
                let is_there = ["struct", "enum", "trait", "type"]
                    .iter()
                    .any(|kind| declares(&sources, &format!("pub {kind} {head}")));
                assert!(is_there, "{page} names the type `{name}`, which is not there");
            }
        }
    }
}

/// The declaration stands there, and its name ends there.
fn declares(sources: &str, declaration: &str) -> bool {
    sources.match_indices(declaration).any(|(at, _)| {
        let next = sources[at + declaration.len()..].chars().next();
        next.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    })
}

#[test]
fn below_the_desk_nothing_may_touch_the_world() {
    for room in ["time", "text", "study", "read", "reason", "check", "publish"] {
        for path in files(&root().join("crates").join(room).join("src"), ".rs") {
            let text = fs::read_to_string(&path).unwrap();
            let shipped = text.split("#[cfg(test)]").next().unwrap();
            // Clippy refuses the calls; here the permission to make them is refused.
            let is_test = path.file_name().is_some_and(|name| name == "house.rs");
            assert!(
                is_test || !shipped.contains("disallowed_"),
                "{} lets itself touch the world",
                path.display()
            );
            for world in [
                "std::fs", "std::net", "std::process", "std::time", "std::env::", "println!",
                "rand::",
            ] {
                let said = shipped
                    .lines()
                    .any(|line| line.contains(world) && !line.trim_start().starts_with("//"));
                assert!(is_test || !said, "{} uses {world}", path.display());
            }
        }
    }
}

#[test]
fn a_check_is_one_file_registered_once() {
    let source = root().join("crates/check/src");
    let mut registered: BTreeSet<String> = BTreeSet::new();
    for check in derek_check::CHECKS {
        assert!(
            registered.insert(format!("{}/{}", check.room, check.name.replace('-', "_"))),
            "{} is registered twice",
            check.name
        );
    }
    let mut found: BTreeSet<String> = BTreeSet::new();
    for room in fs::read_dir(&source).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        // A long check may keep parts in a folder of its own.
        let own = |path: &PathBuf| path.parent() == Some(room.path().as_path());
        for path in files(&room.path(), ".rs").into_iter().filter(own) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            found.insert(format!("{}/{name}", room.file_name().to_string_lossy()));
        }
    }
    assert_eq!(found, registered, "left: files, right: CHECKS");
}

#[test]
fn packages_stay_few() {
    let packages = read("Cargo.lock").matches("[[package]]").count();
    assert!(
        packages <= MOST_PACKAGES,
        "{packages} packages in Cargo.lock, {MOST_PACKAGES} allowed"
    );
}

#[test]
fn the_program_stays_thin() {
    let lines: usize = files(&root().join("crates/derek/src"), ".rs")
        .iter()
        .map(|path| fs::read_to_string(path).unwrap().lines().count())
        .sum();
    assert!(lines < 10500, "the program has {lines} lines; what it means belongs below");
}

#[test]
fn pages_say_one_sentence_a_line() {
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = read(page);
        for line in text.split("```").step_by(2).flat_map(str::lines) {
            let ends = line
                .match_indices(". ")
                .filter(|(at, _)| {
                    line[at + 2..].starts_with(char::is_uppercase)
                        && !line[..*at].ends_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
                })
                .count();
            assert!(ends == 0 || line.starts_with('|'), "{page}: more than one sentence: {line}");
        }
    }
}

#[test]
fn every_crate_says_what_it_is_for() {
    for room in rooms() {
        for path in files(&root().join("crates").join(&room).join("src"), ".rs") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(
                text.starts_with("//! "),
                "{} does not open with what it is for",
                path.display()
            );
        }
    }
}
