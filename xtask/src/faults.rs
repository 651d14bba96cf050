//! Faults planted in a clean study, and how many of them are found.

mod clean;
mod page;
mod plant;
mod second;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use derek_check::Reading;
use derek_study::{Document, Finding, Study, fixture};

use page::{Book, Dice};
use plant::{Garden, Planted, SORTS};

/// Claims of the study in which faults are planted.
const CLAIMS: usize = 10_000;

/// Writes a clean study of so many claims into a folder.
pub(crate) fn make(folder: &str, claims: &str) -> Result<(), String> {
    let claims = claims.parse().map_err(|_| format!("“{claims}” is no number of claims"))?;
    let book = clean::study(claims, 1);
    println!("{} claims, {} cards", book.claims(), book.pages.len());
    write(&book, Path::new(folder))
}

/// Writes a study with faults into a folder, and beside it which they are.
pub(crate) fn plant(folder: &str, faults: &str, seed: &str) -> Result<(), String> {
    let faults = faults.parse().map_err(|_| format!("“{faults}” is no number of faults"))?;
    let seed = seed.parse().map_err(|_| format!("“{seed}” is no seed"))?;
    let mut book = clean::study(CLAIMS, seed);
    let planted = sow(&mut book, faults, seed);
    write(&book, Path::new(folder))?;
    let rows: String = planted
        .iter()
        .map(|one| format!("{}\t{}\t{}\n", one.sort, one.checks.join(" "), one.files.join(" ")))
        .collect();
    fs::write(Path::new(folder).join("planted.tsv"), rows).map_err(|why| why.to_string())
}

/// Says how many planted faults are found, sort by sort, and what is said of clean studies.
pub(crate) fn measure(faults: &str, seed: &str) -> Result<(), String> {
    let faults = faults.parse().map_err(|_| format!("“{faults}” is no number of faults"))?;
    let seed = seed.parse().map_err(|_| format!("“{seed}” is no seed"))?;
    let mut book = clean::study(CLAIMS, seed);
    let claims = book.claims();
    let clean = findings(&book)?;
    println!("a clean study of {claims} claims: {} findings", clean.len());
    shown(&clean);
    let planted = sow(&mut book, faults, seed);
    let found = findings(&book)?;
    let mut sorts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed: Vec<&Planted> = Vec::new();
    let mut answered: BTreeSet<usize> = BTreeSet::new();
    for one in &planted {
        let of = sorts.entry(one.sort).or_default();
        of.1 += 1;
        let touches =
            |finding: &Finding| finding.places.iter().any(|place| one.files.contains(&place.file));
        let hits = found.iter().enumerate().filter(|(_, finding)| touches(finding));
        let hits: Vec<(usize, &Finding)> = hits.collect();
        // What else is said of a card with a fault, or because of it, is no false alarm.
        answered.extend(hits.iter().map(|(at, _)| *at));
        answered.extend(because_of(one, &book, &found));
        match hits.iter().any(|(_, finding)| one.checks.contains(&finding.check)) {
            true => of.0 += 1,
            false => missed.push(one),
        }
    }
    for (sort, (found, all)) in &sorts {
        let mark = if found == all { " " } else { "!" };
        println!("{mark} {found:>3} of {all:>3}  {sort}");
    }
    for one in &missed {
        let file = &one.files[0];
        let said: Vec<&str> = found
            .iter()
            .filter(|finding| finding.places.iter().any(|place| one.files.contains(&place.file)))
            .map(|finding| finding.check)
            .collect();
        println!("missed: {} in {file}; said of it: {said:?}", one.sort);
    }
    let others: Vec<Finding> = found
        .iter()
        .enumerate()
        .filter(|(at, _)| !answered.contains(at))
        .map(|(_, one)| one.clone())
        .collect();
    println!(
        "{} of {} found; {} findings elsewhere",
        planted.len() - missed.len(),
        planted.len(),
        others.len()
    );
    shown(&others);
    second::measure()?;
    Ok(())
}

/// The findings that give a card with this fault as a reason.
fn because_of(one: &Planted, book: &Book, found: &[Finding]) -> Vec<usize> {
    let pages = book.pages.iter().filter(|page| one.files.contains(&page.path()));
    let names: Vec<&str> = pages.filter_map(|page| Some(page.names.first()?.1.as_str())).collect();
    let is_named = |finding: &Finding| {
        finding.because.iter().any(|reason| {
            let said = reason.said.get(derek_study::Lang::En);
            names.iter().any(|name| said.contains(name))
        })
    };
    (0..found.len()).filter(|at| is_named(&found[*at])).collect()
}

fn shown(findings: &[Finding]) {
    let mut by_check: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_check.entry(finding.check).or_default().push(finding);
    }
    for (check, findings) in by_check {
        println!("  {:>4} {check}", findings.len());
        for finding in findings.iter().take(3) {
            let place = &finding.places[0];
            println!("         {}: {}", place.file, place.words);
            for reason in &finding.because {
                println!("           {}", reason.said.get(derek_study::Lang::En));
            }
        }
    }
}

/// Plants as many faults of each sort as of the others, as far as there is room.
fn sow(book: &mut Book, faults: usize, seed: u64) -> Vec<Planted> {
    let mut garden = Garden::new(book, seed ^ Dice(seed).0.rotate_left(17));
    let mut planted = Vec::new();
    for turn in 0..faults * 2 {
        if planted.len() == faults {
            break;
        }
        if let Some(sort) = SORTS.get(turn % SORTS.len()) {
            planted.extend(garden.plant(sort));
        }
    }
    planted
}

fn write(book: &Book, folder: &Path) -> Result<(), String> {
    for (path, text) in book.files() {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|why| format!("{}: {why}", parent.display()))?;
        fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(())
}

fn findings(book: &Book) -> Result<Vec<Finding>, String> {
    let files = book.files().into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let study = Study::read("lands", &fixture::Memory { files });
    let mut sources: BTreeMap<String, Document> = BTreeMap::new();
    for text in &study.texts {
        let paragraphs = book.texts.get(&text.key).map(|all| all.join("\n\n") + "\n");
        let bytes = paragraphs.unwrap_or_default().into_bytes();
        let document = derek_read::import(&text.path, &bytes)
            .map_err(|why| format!("{}: {why:?}", text.path))?;
        sources.insert(text.key.clone(), document);
    }
    let reading = Reading::of_study(&study, &sources, &[]);
    Ok(derek_check::run(&reading, &[]).findings)
}
