//! How well and how fast names are matched, on names that the table never saw.

use std::path::Path;
use std::time::Instant;

use derek_text::linkage::{Column, link};
use derek_text::{Index, Judged, NameKey, Word, cluster, compare};

use crate::names_data::{self, hash, is_held_out};

pub fn run(root: &Path, only: &str) -> Result<(), String> {
    let folder = names_data::folder(root)?;
    if only.is_empty() || only == "tokens" {
        tokens(&folder, "wd_tokens_en_ru.tsv", "en to ru")?;
        tokens(&folder, "wd_tokens_en_ar.tsv", "en to ar")?;
    }
    if only.is_empty() || only == "index" {
        found_by_index(&folder, "wd_tokens_en_ru.tsv", "en to ru")?;
        found_by_index(&folder, "wd_tokens_en_ar.tsv", "en to ar")?;
    }
    if only.is_empty() || only == "people" {
        people(&folder, "en", "ru")?;
        people(&folder, "en", "ar")?;
        deputies(&folder)?;
    }
    if only.is_empty() || only == "places" {
        places(&folder)?;
    }
    if only.is_empty() || only == "speed" {
        speed(&folder)?;
    }
    if only.is_empty() || only == "labelled" {
        labelled(&folder)?;
    }
    if let Some(thousands) = only.strip_prefix("scale=") {
        let thousands: usize = thousands.parse().map_err(|_| "scale=THOUSANDS of names")?;
        scale(&folder, thousands * 1_000)?;
    }
    if only.is_empty() || only == "linkage" {
        linkage(&folder)?;
    }
    if only.is_empty() || only == "mentions" {
        mentions(&folder)?;
        clusters(&folder)?;
    }
    Ok(())
}

/// How often the right one is first, and among five.
#[derive(Default)]
struct Found {
    first: usize,
    five: usize,
    asked: usize,
}

impl Found {
    fn say(&self, what: &str) {
        println!(
            "{what}: first {:.3}, in five {:.3} ({} queries)",
            self.first as f64 / self.asked.max(1) as f64,
            self.five as f64 / self.asked.max(1) as f64,
            self.asked
        );
    }

    /// Candidates as good as the right one count against it by half.
    fn ask(
        &mut self,
        query: &NameKey,
        right: usize,
        among: &[NameKey],
        names: &[String],
        show: &str,
    ) {
        let mut scores: Vec<(f32, usize)> = among
            .iter()
            .enumerate()
            .map(|(at, name)| (compare(query, name).reasons.iter().map(|r| r.bits).sum(), at))
            .collect();
        scores.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        self.asked += 1;
        let is_right = |at: usize| names[at] == names[right];
        let first = is_right(scores[0].1);
        self.first += usize::from(first);
        self.five += usize::from(scores.iter().take(5).any(|(_, at)| is_right(*at)));
        if !first && std::env::var_os("SHOW").is_some() {
            let own = scores.iter().find(|(_, at)| is_right(*at)).map(|score| score.0);
            println!(
                "  {show} -> {} {:.1}, not {} {:.1}",
                names[scores[0].1],
                scores[0].0,
                names[right],
                own.unwrap_or_default()
            );
        }
    }
}

fn people(folder: &Path, from: &str, to: &str) -> Result<(), String> {
    let rows = names_data::rows(folder, "people_fullnames_multi.tsv")?;
    let label = |row: &[String], lang: &str| {
        row.get(4)?
            .split(" | ")
            .find_map(|cell| cell.strip_prefix(lang)?.strip_prefix('='))
            .map(str::to_owned)
    };
    let mut names: Vec<String> = rows.iter().filter_map(|row| label(row, to)).collect();
    names.sort();
    names.dedup();
    let keys: Vec<NameKey> = names.iter().map(|name| NameKey::of(name)).collect();
    for (held_out, kind) in [(false, "dev"), (true, "held-out")] {
        let mut found = Found::default();
        let begun = Instant::now();
        for row in
            shuffled(rows.clone()).iter().filter(|row| hash(&row[0]).is_multiple_of(2) == held_out)
        {
            let (Some(query), Some(right)) = (label(row, from), label(row, to)) else { continue };
            let Ok(right) = names.binary_search(&right) else { continue };
            found.ask(&NameKey::of(&query), right, &keys, &names, &query);
        }
        found.say(&format!(
            "full names {from} to {to}, {kind}, {} candidates, {:.0} ns a pair",
            names.len(),
            begun.elapsed().as_nanos() as f64 / (found.asked * names.len()) as f64
        ));
    }
    Ok(())
}

fn deputies(folder: &Path) -> Result<(), String> {
    let rows = names_data::rows(folder, "kazakh_mps_kk_ru_latn_arab.tsv")?;
    let people = names_data::rows(folder, "people_fullnames_multi.tsv")?;
    let label = |row: &[String], lang: &str| {
        row.get(4)?
            .split(" | ")
            .find_map(|cell| cell.strip_prefix(lang)?.strip_prefix('='))
            .map(str::to_owned)
    };
    let columns = [(1, "kk", "ru"), (2, "ru", "ru"), (3, "latin", "en"), (4, "arabic", "fa")];
    for (from, from_name, _) in columns {
        for (to, to_name, others) in columns {
            if from == to {
                continue;
            }
            let mut names: Vec<String> = Vec::new();
            let mut asked = Vec::new();
            for row in &rows {
                let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
                let forms = |at: usize| {
                    cell(at)
                        .split(';')
                        .map(str::trim)
                        .filter(|form| !form.is_empty())
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                };
                let Some(right) = forms(to).first().cloned() else { continue };
                names.push(right);
                for form in forms(from) {
                    asked.push((form, names.len() - 1));
                }
            }
            names.extend(people.iter().filter_map(|row| label(row, others)).take(2_355));
            let keys: Vec<NameKey> = names.iter().map(|name| NameKey::of(name)).collect();
            let mut found = Found::default();
            for (query, right) in asked {
                found.ask(&NameKey::of(&query), right, &keys, &names, &query);
            }
            found.say(&format!("deputies {from_name} to {to_name}, {} candidates", names.len()));
        }
    }
    Ok(())
}

fn places(folder: &Path) -> Result<(), String> {
    let mut rows: Vec<(String, String, String)> = names_data::places(folder)?
        .into_iter()
        .filter(|(key, kk, _)| is_held_out(key) || is_held_out(kk))
        .collect();
    rows.sort_by_cached_key(|row| (hash(&row.0), row.0.clone()));
    let mut names: Vec<String> = rows.iter().map(|row| row.2.clone()).collect();
    names.sort();
    names.dedup();
    names.sort_by_cached_key(|name| (hash(name), name.clone()));
    names.truncate(3_568);
    let keys: Vec<NameKey> = names.iter().map(|name| NameKey::of_place(name)).collect();
    let mut found = Found::default();
    for (_, kk, ru) in &rows {
        let Some(right) = names.iter().position(|name| name == ru) else { continue };
        if found.asked == 2_000 {
            break;
        }
        found.ask(&NameKey::of_place(kk), right, &keys, &names, kk);
    }
    found.say(&format!("places kk to ru, raw, {} candidates", names.len()));
    Ok(())
}

fn mentions(folder: &Path) -> Result<(), String> {
    let rows = names_data::rows(folder, "alash_mentions_gold.tsv")?;
    for (part, kind) in [(0, "half one"), (1, "half two"), (2, "all")] {
        let people: Vec<(&str, &str, NameKey)> = rows
            .iter()
            .filter(|row| row[1] == "person" && row[3] == "string")
            .filter(|row| part == 2 || hash(&row[0]) % 2 == part)
            .map(|row| (row[0].as_str(), row[2].as_str(), NameKey::of(&row[2])))
            .collect();
        let mut pairs: Vec<(f32, bool, usize, usize)> = Vec::new();
        let begun = Instant::now();
        for (at, one) in people.iter().enumerate() {
            for (other_at, other) in people.iter().enumerate().skip(at + 1) {
                // Two people's names that are written alike are no fault of the matcher.
                if one.1 == other.1 {
                    continue;
                }
                pairs.push((compare(&one.2, &other.2).score, one.0 == other.0, at, other_at));
            }
        }
        let spent = begun.elapsed().as_nanos() as f64 / pairs.len() as f64;
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
        let all = pairs.iter().filter(|pair| pair.1).count() as f64;
        let (mut right, mut best, mut at_99) = (0.0, (0.0, 0.0), (0.0, 0.0));
        for (seen, pair) in pairs.iter().enumerate() {
            right += f64::from(u8::from(pair.1));
            if pairs.get(seen + 1).is_some_and(|next| next.0 == pair.0) {
                continue;
            }
            let (precision, recall) = (right / (seen + 1) as f64, right / all);
            let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
            if best.0 < f1 {
                best = (f1, pair.0);
            }
            if 0.99 <= precision {
                at_99 = (recall, pair.0);
            }
        }
        println!(
            "mentions {kind}: {} pairs, best F1 {:.3} (at {:.3}), recall at precision 0.99 {:.3} (at {:.3}), {spent:.0} ns a pair",
            pairs.len(),
            best.0,
            best.1,
            at_99.0,
            at_99.1
        );
        if std::env::var_os("SHOW").is_some() && part == 2 {
            for (score, same, one, other) in &pairs {
                if *same != (best.1 <= *score) {
                    println!(
                        "  {} {score:.3} {} | {}",
                        if *same { "missed" } else { "wrong " },
                        people[*one].1,
                        people[*other].1
                    );
                }
            }
        }
    }
    Ok(())
}

/// Pairs of names that others have judged to be one person's, or not: people, and of
/// people those who are written in full on both sides.
fn labelled(folder: &Path) -> Result<(), String> {
    let rows = names_data::rows(folder, "opensanctions_name_pairs.tsv")?;
    for (kind, is_place) in [("Person", false), ("Organization", true), ("Company", true)] {
        let mut scores: Vec<(f32, bool)> = Vec::new();
        for row in &rows {
            let [_, schema, one, other, same, ..] = row.as_slice() else { continue };
            if schema != kind {
                continue;
            }
            let key = if is_place { NameKey::of_place } else { NameKey::of };
            scores.push((compare(&key(one), &key(other)).score, same == "true"));
        }
        let at = |least: f32| {
            let joined = scores.iter().filter(|(score, _)| least <= *score).count() as f64;
            let right =
                scores.iter().filter(|(score, same)| least <= *score && *same).count() as f64;
            let all = scores.iter().filter(|(_, same)| *same).count() as f64;
            let (precision, recall) = (right / joined.max(1.0), right / all.max(1.0));
            (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
        };
        // Mentions are joined from two thirds on; the best is told beside it, and is no measure.
        let (precision, recall, f1) = at(2.0 / 3.0);
        let best = scores.iter().map(|(score, _)| at(*score).2).fold(0.0, f64::max);
        println!(
            "labelled, {kind}, {} pairs: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} from two thirds on; best F1 {best:.3}",
            scores.len()
        );
    }
    Ok(())
}

/// Pairs of mentions that clusters join, against the true ones.
fn clusters(folder: &Path) -> Result<(), String> {
    let rows = names_data::rows(folder, "alash_mentions_gold.tsv")?;
    for (part, kind) in [(0, "half one"), (1, "half two"), (2, "all")] {
        let people: Vec<(&str, &str)> = rows
            .iter()
            .filter(|row| row[1] == "person" && row[3] == "string")
            .filter(|row| part == 2 || hash(&row[0]) % 2 == part)
            .map(|row| (row[0].as_str(), row[2].as_str()))
            .collect();
        let names: Vec<&str> = people.iter().map(|person| person.1).collect();
        let begun = Instant::now();
        let clusters = cluster(&names, &Judged::default()).map_err(|why| why.to_string())?;
        let spent = begun.elapsed();
        let mut group = vec![0; names.len()];
        for (at, mentions) in clusters.groups.iter().enumerate() {
            for mention in mentions {
                group[*mention] = at;
            }
        }
        let (mut right, mut joined, mut all) = (0.0, 0.0, 0.0);
        for one in 0..names.len() {
            for other in one + 1..names.len() {
                // One spelling of two people cannot be told apart by spelling.
                if names[one] == names[other] {
                    continue;
                }
                let (same, together) =
                    (people[one].0 == people[other].0, group[one] == group[other]);
                right += f64::from(u8::from(same && together));
                joined += f64::from(u8::from(together));
                all += f64::from(u8::from(same));
                if together && !same && std::env::var_os("SHOW").is_some() {
                    println!("  joined {} | {}", names[one], names[other]);
                }
            }
        }
        println!(
            "clusters {kind}: precision {:.3}, recall {:.3}, {} groups, {} asked, {:.0} ms",
            right / joined,
            right / all,
            clusters.groups.len(),
            clusters.asked.len(),
            spent.as_secs_f64() * 1e3
        );
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
    let (mut first, mut five) = (0, 0);
    for row in &queries {
        let Some(query) = Word::of(&row[0]) else { continue };
        let mut scores: Vec<(f32, usize)> = words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| Some((query.likeness(word.as_ref()?), at)))
            .collect();
        scores.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        scores.truncate(5);
        first += usize::from(scores.first().is_some_and(|(_, at)| candidates[*at] == row[1]));
        five += usize::from(scores.iter().any(|(_, at)| candidates[*at] == row[1]));
    }
    println!(
        "{what}: first {:.3}, in five {:.3} ({} queries, {} candidates, whole scan, {:.0} ns a pair)",
        first as f64 / queries.len() as f64,
        five as f64 / queries.len() as f64,
        queries.len(),
        words.len(),
        begun.elapsed().as_nanos() as f64 / (queries.len() * words.len()) as f64
    );
    Ok(())
}

/// The same tokens, found by the index rather than by scanning all.
fn found_by_index(folder: &Path, file: &str, what: &str) -> Result<(), String> {
    let rows = shuffled(
        names_data::rows(folder, file)?
            .into_iter()
            .filter(|row| 2 <= row.len() && is_held_out(&row[0]))
            .collect(),
    );
    let mut candidates: Vec<&str> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for row in rows.iter().filter(|row| seen.insert(row[1].as_str())).take(10_000) {
        candidates.push(&row[1]);
    }
    let known: std::collections::BTreeSet<&str> = candidates.iter().copied().collect();
    let begun = Instant::now();
    let index = Index::of(&candidates);
    let built = begun.elapsed();
    let queries: Vec<&Vec<String>> =
        rows.iter().filter(|row| known.contains(row[1].as_str())).take(2_000).collect();
    let (mut first, mut five) = (0, 0);
    let begun = worked();
    for row in &queries {
        let found = index.find(&row[0], 5);
        first += usize::from(found.first().is_some_and(|found| candidates[found.name] == row[1]));
        five += usize::from(found.iter().any(|found| candidates[found.name] == row[1]));
    }
    let all = queries.len() as f64;
    println!(
        "{what} by the index: first {:.3}, in five {:.3} ({} queries, {} candidates), {:.0} queries a second, built in {:.2} s, {} KB",
        first as f64 / all,
        five as f64 / all,
        queries.len(),
        candidates.len(),
        all / (worked() - begun),
        built.as_secs_f64(),
        index.bytes() / 1024
    );
    Ok(())
}

/// How fast names are folded and compared, each best of five turns.
fn speed(folder: &Path) -> Result<(), String> {
    let rows = names_data::rows(folder, "people_fullnames_multi.tsv")?;
    let names: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.get(4))
        .flat_map(|labels| labels.split(" | "))
        .filter_map(|label| label.split_once('='))
        .filter(|(lang, _)| ["en", "ru", "ar", "kk", "fa", "tr"].contains(lang))
        .map(|(_, name)| name)
        .collect();
    let best = |turn: &mut dyn FnMut() -> usize| {
        (0..5)
            .map(|_| {
                let begun = Instant::now();
                let done = turn();
                begun.elapsed().as_nanos() as f64 / done as f64
            })
            .fold(f64::MAX, f64::min)
    };
    let fold =
        best(&mut || names.iter().filter(|name| !derek_text::Sounds::of(name).is_empty()).count());
    println!("fold: {:.0} names a second, {} names in six languages", 1e9 / fold, names.len());
    let keys: Vec<NameKey> = names.iter().map(|name| NameKey::of(name)).collect();
    let key =
        best(&mut || names.iter().filter(|name| !NameKey::of(name).parts().is_empty()).count());
    println!("parts of a name made ready: {key:.0} ns a name");
    let pair = best(&mut || {
        let others = keys.iter().rev().cycle().skip(17);
        keys.iter().zip(others).filter(|(one, other)| compare(one, other).score <= 1.0).count()
    });
    println!("score: {pair:.0} ns a pair of full names");
    Ok(())
}

/// Many names put together from true ones with letters changed, and how they are found: by
/// themselves, misspelled, in another script.
fn scale(folder: &Path, count: usize) -> Result<(), String> {
    let mut tokens: Vec<[String; 2]> = Vec::new();
    for file in ["wd_tokens_en_ru.tsv", "wd_tokens_en_ar.tsv"] {
        for row in names_data::rows(folder, file)? {
            if let [one, other, ..] = row.as_slice() {
                tokens.push([one.clone(), other.clone()]);
            }
        }
    }
    // The words of a name as it stands in the index, and spelled in the other script.
    let words = |at: usize| -> Vec<[String; 2]> {
        let mut dice = Dice(hash(&format!("name {at}")));
        let script = dice.roll(2);
        let start = dice.roll(tokens.len());
        (0..2 + dice.roll(2))
            .map(|part| {
                // Some words are common, as given names are.
                let among = if part == 0 { 5_000 } else { tokens.len() };
                let pair =
                    &tokens[(start * usize::from(part != 0) + dice.roll(among)) % tokens.len()];
                let mut word: Vec<char> = pair[script].chars().collect();
                // A third of all surnames are met in one spelling only.
                if 0 < part && dice.roll(3) == 0 {
                    let (at, other) = (dice.roll(word.len()), dice.roll(word.len()));
                    word.swap(at, other);
                }
                [word.into_iter().collect(), pair[1 - script].clone()]
            })
            .collect()
    };
    let name =
        |at: usize| words(at).into_iter().map(|[word, _]| word).collect::<Vec<_>>().join(" ");
    let begun = Instant::now();
    let index = Index::of((0..count).map(name));
    let built = begun.elapsed().as_secs_f64();
    let peak = std::fs::read_to_string("/proc/self/status").ok().and_then(|status| {
        let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
        line.split_whitespace().nth(1)?.parse::<usize>().ok()
    });
    println!(
        "{count} synthetic names: built in {built:.0} s, index {} MB, most memory {} MB",
        index.bytes() >> 20,
        peak.unwrap_or_default() >> 10,
    );
    let mut all = Vec::new();
    for kind in ["itself", "misspelled", "another script", "another script, misspelled"] {
        let (mut spent, mut ten, mut lost) = (Vec::new(), 0, 0);
        let turns = 500;
        for turn in 0..turns {
            let at = (turn * 7_919 + 13) % count;
            let mut dice = Dice(hash(&format!("query {at}")));
            let mut query: Vec<String> = words(at)
                .into_iter()
                .map(|[word, other]| if kind.starts_with("another") { other } else { word })
                .collect();
            if kind.ends_with("misspelled") {
                let part = dice.roll(query.len());
                query[part] = misspelled(&query[part], &mut dice);
            }
            let query = query.join(" ");
            let begun = worked();
            let found = index.find(&query, 10);
            spent.push((worked() - begun) * 1e3);
            let bits = |comparison: &derek_text::Comparison| -> f32 {
                comparison.reasons.iter().map(|reason| reason.bits).sum()
            };
            let own = bits(&compare(&NameKey::of(&query), &NameKey::of(&name(at))));
            let last = found.get(9).map_or(f32::MIN, |found| bits(&found.comparison));
            if found.iter().any(|found| found.name == at || name(found.name) == name(at)) {
                ten += 1;
            } else if last < own && LEAST < own {
                // One of the ten that stand before it is worse: the index did not see it.
                lost += 1;
                if std::env::var_os("SHOW").is_some() {
                    println!("  {query} -> {} {own:.1}, tenth {last:.1}", name(at));
                }
            }
        }
        spent.sort_by(f64::total_cmp);
        println!(
            "{kind}: in ten {ten} of {turns}, lost to the index at most {lost}; {:.1} ms at the 50th and {:.1} ms at the 95th percentile",
            spent[turns / 2],
            spent[turns * 19 / 20]
        );
        all.extend(spent);
    }
    all.sort_by(f64::total_cmp);
    println!("all: {:.1} / {:.1} ms", all[all.len() / 2], all[all.len() * 19 / 20]);
    Ok(())
}

/// Bits below which no name is shown: a score of one twentieth.
const LEAST: f32 = -4.25;

/// Seconds that this thread has worked, however many others wait for the same cores; where the
/// system does not tell them, seconds on the clock.
fn worked() -> f64 {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Rolls that are everywhere the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// A word with one letter left out, twice, or exchanged with the one after it.
fn misspelled(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.roll(letters.len());
    match dice.roll(3) {
        0 if 2 < letters.len() => {
            letters.remove(at);
        }
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

/// Rows of tables gathered by whom they are about, in two halves by the hash of the person.
fn linkage(folder: &Path) -> Result<(), String> {
    for (file, truth) in
        [("historical_50k.csv", "cluster"), ("febrl3.csv", "rec_id"), ("fake_1000.csv", "cluster")]
    {
        let path = folder.join(file);
        let text =
            std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        let mut lines = text.lines().map(cells);
        let heading = lines.next().unwrap_or_default();
        let Some(truth) = heading.iter().position(|name| name == truth) else { continue };
        let columns: Vec<Column> = heading
            .iter()
            .enumerate()
            .map(|(at, name)| if at == truth { Column::Other } else { Column::of_heading(name) })
            .collect();
        // Febrl's numbers of records say the person: rec-12-dup-3.
        let person = |row: &[String]| match row[truth].strip_prefix("rec-") {
            Some(rest) => rest.split('-').next().unwrap_or(rest).to_owned(),
            None => row[truth].clone(),
        };
        let rows: Vec<Vec<String>> = lines.filter(|row| truth < row.len()).collect();
        for (half, kind) in [(0, "half one"), (1, "half two"), (2, "all")] {
            let rows: Vec<Vec<String>> = rows
                .iter()
                .filter(|row| half == 2 || hash(&person(row)) % 2 == half)
                .cloned()
                .collect();
            let begun = worked();
            let linked = link(&columns, &rows);
            let spent = worked() - begun;
            let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
            let mut people: std::collections::BTreeMap<String, usize> = Default::default();
            for row in &rows {
                *people.entry(person(row)).or_default() += 1;
            }
            let all: f64 = people.values().map(|count| pairs(*count)).sum();
            let (mut joined, mut right) = (0.0, 0.0);
            for group in &linked.groups {
                joined += pairs(group.len());
                let mut people: std::collections::BTreeMap<String, usize> = Default::default();
                for row in group {
                    *people.entry(person(&rows[*row])).or_default() += 1;
                }
                right += people.values().map(|count| pairs(*count)).sum::<f64>();
            }
            let (precision, recall) = (right / joined, right / all);
            println!(
                "{file}, {kind}, {} rows: precision {precision:.4}, recall {recall:.4}, F1 {:.4}, {} groups of {} people, {spent:.1} s",
                rows.len(),
                2.0 * precision * recall / (precision + recall),
                linked.groups.len(),
                people.len()
            );
        }
    }
    Ok(())
}

/// The cells of a line of a table with commas and quotation marks.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().into_iter().for_each(|cell| cell.push(c)),
        }
    }
    cells
}
