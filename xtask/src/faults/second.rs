//! Faults in a study of another hand: a trading house, a monastery and an expedition, written as
//! people write such cards, in three languages, two calendars and every form of a value.
//!
//! Each fault is planted by itself, in the words of the files.

use std::collections::{BTreeMap, BTreeSet};

use derek_check::Reading;
use derek_study::fixture::Memory;
use derek_study::{Document, Finding, Study};

/// The clean study.
const STUDY: &str = include_str!("second/study.txt");

/// The faults: `# name | checks of which one must find it`, then `@ file` with lines `- words`
/// that stand there once and `+ words` in their place, or `@+ file` with what a new file holds.
const PLANTS: &str = include_str!("second/plants.txt");

/// A fault, and the study's files with it.
struct Plant<'t> {
    name: &'t str,
    checks: Vec<&'t str>,
    files: BTreeSet<&'t str>,
    study: Memory,
}

/// Says how many faults are found, what else is said of each, and what of the clean study.
///
/// Gives how many were found, of how many.
pub(super) fn measure() -> Result<(usize, usize), String> {
    let clean = Memory::of(STUDY);
    let said = findings(&clean)?;
    println!("a clean study of another hand: {} findings", said.len());
    super::shown(&said);
    let plants = plants(&clean)?;
    let mut found = 0;
    for plant in &plants {
        let all = findings(&plant.study)?;
        let touches =
            |one: &Finding| one.places.iter().any(|at| plant.files.contains(at.file.as_str()));
        let is_told = |one: &&Finding| plant.checks.contains(&one.check) && touches(one);
        let others: BTreeSet<&str> =
            all.iter().filter(|one| !is_told(one)).map(|one| one.check).collect();
        match all.iter().any(|one| is_told(&one)) {
            true => found += 1,
            false => println!("missed: {}; said: {others:?}", plant.name),
        }
        if !others.is_empty() && all.iter().any(|one| is_told(&one)) {
            println!("{}: also {others:?}", plant.name);
        }
    }
    println!("{found} of {} found in the study of another hand", plants.len());
    Ok((found, plants.len()))
}

fn plants(clean: &Memory) -> Result<Vec<Plant<'static>>, String> {
    PLANTS.split("\n# ").map(|text| plant(text.trim_start_matches("# "), clean)).collect()
}

fn plant(text: &'static str, clean: &Memory) -> Result<Plant<'static>, String> {
    let (head, body) = text.split_once('\n').ok_or("a fault without an edit")?;
    let (name, checks) = head.split_once(" | ").ok_or_else(|| format!("{head}: no checks"))?;
    let mut made = Plant {
        name,
        checks: checks.split(' ').collect(),
        files: BTreeSet::new(),
        study: clean.clone(),
    };
    for of_file in format!("\n{body}").split("\n@").skip(1).map(str::to_owned) {
        let is_new = of_file.starts_with('+');
        let (path, edits) = of_file.split_once('\n').ok_or_else(|| format!("{name}: no edit"))?;
        let path = path.trim_start_matches('+').trim();
        let named = body.lines().find_map(|line| {
            let at = line.strip_prefix("@+ ").or_else(|| line.strip_prefix("@ "))?;
            (at == path).then_some(at)
        });
        made.files.extend(named);
        let text = match is_new {
            true => format!("{}\n", edits.trim_end()),
            false => edited(name, made.study.files.get(path), edits)?,
        };
        made.study.files.insert(path.to_owned(), text.into_bytes());
    }
    Ok(made)
}

/// A file with its edits.
fn edited(name: &str, file: Option<&Vec<u8>>, edits: &str) -> Result<String, String> {
    let mut text = file
        .and_then(|bytes| String::from_utf8(bytes.clone()).ok())
        .ok_or_else(|| format!("{name}: no such file"))?;
    let edits = format!("\n{edits}");
    for edit in edits.split("\n- ").skip(1) {
        let mut lines = edit.split("\n+ ");
        let from = lines.next().unwrap_or_default().trim_end();
        let to: Vec<&str> = lines.map(str::trim_end).collect();
        if text.matches(from).count() != 1 {
            return Err(format!("{name}: “{from}” stands {} times", text.matches(from).count()));
        }
        text = text.replace(from, &to.join("\n"));
    }
    Ok(text)
}

fn findings(memory: &Memory) -> Result<Vec<Finding>, String> {
    let study = Study::read("second", memory);
    let mut sources: BTreeMap<String, Document> = BTreeMap::new();
    for text in &study.texts {
        let bytes = memory.files.get(&text.path).map(Vec::as_slice).unwrap_or_default();
        let read = derek_read::import(&text.path, bytes);
        let document = read.map_err(|why| format!("{}: {why:?}", text.path))?;
        sources.insert(text.key.clone(), document);
    }
    Ok(derek_check::run(&Reading::of_study(&study, &sources, &[]), &[]).findings)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_clean_study_is_clean_and_its_faults_are_found() {
        assert_eq!(findings(&Memory::of(STUDY)).unwrap(), []);
        let (found, all) = measure().unwrap();
        assert!(all * 98 <= found * 100, "{found} of {all}");
    }
}
