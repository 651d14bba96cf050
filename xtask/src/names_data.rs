//! The public pairs of names that the table is trained on and measured by.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the pairs lie, beside the repository; never copied into it.
pub fn folder(root: &Path) -> Result<PathBuf, String> {
    let given = std::env::var_os("DEREK_NAMES").map(PathBuf::from);
    let beside = ["../shared/data/names", "../../shared/data/names"];
    given
        .into_iter()
        .chain(beside.iter().map(|path| root.join(path)))
        .find(|path| path.join("wd_tokens_en_ru.tsv").is_file())
        .ok_or_else(|| {
            "no folder of names beside the repository, and DEREK_NAMES does not name one".to_owned()
        })
}

/// The cells of a table without its heading.
pub fn rows(folder: &Path, name: &str) -> Result<Vec<Vec<String>>, String> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// A hash that is the same on every machine and in every release (FNV-1a, 64 bits).
pub fn hash(text: &str) -> u64 {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The low bits of short strings are spread over the high ones.
    sum ^ (sum >> 29) ^ (sum >> 43)
}

/// Whether what stands under this key is kept out of training: a fifth of all.
pub fn is_held_out(key: &str) -> bool {
    hash(key).is_multiple_of(5)
}

/// Places of Kazakhstan without their type words, as pairs of Kazakh and Russian with their key.
pub fn places(folder: &Path) -> Result<Vec<(String, String, String)>, String> {
    Ok(rows(folder, "kato_places_kk_ru.tsv")?
        .into_iter()
        .filter(|row| 4 <= row.len())
        .map(|row| (row[0].clone(), row[2].clone(), row[3].clone()))
        .collect())
}

/// Pairs of single words to train on: none whose spelling is held out anywhere.
pub fn training_pairs(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut pairs = BTreeSet::new();
    for file in ["wd_tokens_en_ru.tsv", "wd_tokens_en_ar.tsv"] {
        for row in rows(folder, file)? {
            if let [one, other, ..] = row.as_slice()
                && !is_held_out(one)
            {
                pairs.insert((one.clone(), other.clone()));
            }
        }
    }
    for row in rows(folder, "wikidata_name_clusters.tsv")? {
        let [qid, forms, ..] = row.as_slice() else { continue };
        if is_held_out(qid) {
            continue;
        }
        let forms: Vec<&str> = forms
            .split(" | ")
            .map(str::trim)
            .filter(|form| !form.contains(' ') && !is_held_out(form))
            .collect();
        for (at, one) in forms.iter().enumerate().take(12) {
            for other in forms.iter().skip(at + 1).take(4) {
                pairs.insert(((*one).to_owned(), (*other).to_owned()));
            }
        }
    }
    for (key, kk, ru) in places(folder)? {
        if is_held_out(&key) || is_held_out(&kk) {
            continue;
        }
        let kk: Vec<&str> = kk.split(' ').filter(|word| !word.ends_with('.')).collect();
        let ru: Vec<&str> = ru.rsplit('.').next().unwrap_or(&ru).split(' ').collect();
        if let ([kk], [ru]) = (kk.as_slice(), ru.as_slice()) {
            pairs.insert(((*kk).to_owned(), (*ru).to_owned()));
        }
    }
    Ok(pairs.into_iter().collect())
}
