//! How well and how fast names are matched, on names that the table never saw.

use std::path::Path;
use std::time::Instant;

use derek_text::Word;

use crate::names_data::{self, hash, is_held_out};

pub fn run(root: &Path, only: &str) -> Result<(), String> {
    let folder = names_data::folder(root)?;
    if only.is_empty() || only == "tokens" {
        tokens(&folder, "wd_tokens_en_ru.tsv", "en to ru")?;
        tokens(&folder, "wd_tokens_en_ar.tsv", "en to ar")?;
    }
    Ok(())
}

/// Some rows in an order that is everywhere the same but means nothing.
fn shuffled(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    rows.sort_by_cached_key(|row| (hash(&row.join("\t")), row.clone()));
    rows
}

fn tokens(folder: &Path, file: &str, what: &str) -> Result<(), String> {
    let rows = shuffled(
        names_data::rows(folder, file)?
            .into_iter()
            .filter(|row| 2 <= row.len() && is_held_out(&row[0]))
            .collect(),
    );
    let mut candidates: Vec<&str> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in &rows {
        if seen.insert(row[1].as_str()) {
            candidates.push(&row[1]);
        }
        if candidates.len() == 10_000 {
            break;
        }
    }
    let known: std::collections::BTreeSet<&str> = candidates.iter().copied().collect();
    let words: Vec<Option<Word>> = candidates.iter().map(|name| Word::of(name)).collect();
    let queries: Vec<&Vec<String>> =
        rows.iter().filter(|row| known.contains(row[1].as_str())).take(2_000).collect();
    let begun = Instant::now();
    let (mut first, mut five) = ([0_usize; 4], [0_usize; 4]);
    for row in &queries {
        let Some(query) = Word::of(&row[0]) else { continue };
        for kind in 0..4 {
            let mut scores: Vec<(f32, usize)> = words
                .iter()
                .enumerate()
                .filter_map(|(at, word)| {
                    let word = word.as_ref()?;
                    let bits = query.agreement(word);
                    let score = match kind {
                        0 => bits,
                        1 => bits - 0.5 * word.whole(),
                        2 => bits / (query.whole() + word.whole()),
                        _ => bits - 0.25 * word.whole(),
                    };
                    Some((score, at))
                })
                .collect();
            let five_best = scores.len().min(5);
            scores.select_nth_unstable_by(five_best - 1, |one, other| other.0.total_cmp(&one.0));
            scores.truncate(5);
            scores.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            first[kind] += usize::from(candidates[scores[0].1] == row[1]);
            five[kind] += usize::from(scores.iter().any(|(_, at)| candidates[*at] == row[1]));
        }
    }
    let pairs = queries.len() * words.len() * 4;
    for kind in 0..4 {
        println!(
            "{what}, {kind}: first {:.3}, in five {:.3} ({} queries, {} candidates, whole scan, {:.0} ns a pair)",
            first[kind] as f64 / queries.len() as f64,
            five[kind] as f64 / queries.len() as f64,
            queries.len(),
            words.len(),
            begun.elapsed().as_nanos() as f64 / pairs as f64
        );
    }
    Ok(())
}
