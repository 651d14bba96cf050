//! How well conflicting claims are weighed: on public sets with known answers, and on planted copiers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use derek_reason::weigh::read::{Unread, Values, hierarchy, table, testimonies};
use derek_reason::weigh::{Hierarchy, Policy, Standing, Testimony, Weighing, weigh};

#[path = "../../crates/reason/tests/planted/mod.rs"]
mod planted;

use planted::{Score, Shape, World, plant};

/// Measures the sets that a folder holds, and planted copiers.
///
/// A set with a hierarchy is a folder with `claims.csv`, `hierarchy.csv` and `groundtruths.csv`,
/// as `woohwanjung/truthdiscovery` has them; the numbers are `population-new-new.txt` and
/// `population-gd.txt` of `daz45/population---truth-discovery`. They may lie in `data/`.
pub fn run(folder: &str, seeds: u64) -> Result<(), String> {
    let mut folders = vec![Path::new(folder).to_path_buf()];
    let mut at = 0;
    while let Some(folder) = folders.get(at).cloned() {
        let mut inside: Vec<_> = fs::read_dir(&folder)
            .map_err(|why| format!("{}: {why}", folder.display()))?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .collect();
        inside.sort();
        if folders.len() < 200 {
            folders.extend(inside);
        }
        at += 1;
    }
    for folder in &folders {
        if folder.join("claims.csv").is_file() && folder.join("hierarchy.csv").is_file() {
            places(folder)?;
        }
        if folder.join("population-new-new.txt").is_file() {
            population(folder)?;
        }
    }
    copiers(seeds);
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Half of the items by the hash of their name: what was looked at, and what was kept out.
fn is_kept_out(item: &str) -> bool {
    let hash = item.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 17) % 2 == 1
}

/// Right of asked, in both halves.
#[derive(Default)]
struct Right {
    halves: [(usize, usize); 2],
}

impl Right {
    fn count(&mut self, item: &str, is_right: bool) {
        let half = &mut self.halves[usize::from(is_kept_out(item))];
        half.0 += usize::from(is_right);
        half.1 += 1;
    }

    fn say(&self, what: &str) {
        let share = |(right, of): (usize, usize)| right as f64 / of.max(1) as f64;
        let all = (self.halves[0].0 + self.halves[1].0, self.halves[0].1 + self.halves[1].1);
        println!(
            "{what}: {:.4} ({} of {}); one half {:.4}, kept out {:.4}",
            share(all),
            all.0,
            all.1,
            share(self.halves[0]),
            share(self.halves[1])
        );
    }
}

fn weighed(said: &[Testimony], order: &Hierarchy, what: &str) -> Weighing {
    let begun = Instant::now();
    let weighing = weigh(said, order, &[], &Policy::table());
    let groups: usize = weighing.groups.iter().map(|group| group.sources.len()).sum();
    println!(
        "{what}: {} claims, {} questions, {:.2} s; {} groups of {groups} sources",
        said.len(),
        weighing.questions.len(),
        begun.elapsed().as_secs_f64(),
        weighing.groups.len()
    );
    weighing
}

/// As TDH's evaluator counts: right is the most special gold place that any source claims.
fn places(folder: &Path) -> Result<(), String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unread = |what: &'static str| move |why: Unread| format!("{what}: {why:?}");
    let lines = table(&read(&folder.join("claims.csv"))?).map_err(unread("claims.csv"))?;
    let order =
        hierarchy(&read(&folder.join("hierarchy.csv"))?).map_err(unread("hierarchy.csv"))?;
    let mut claimed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in &lines {
        claimed.entry(line.item.clone()).or_default().push(line.value.clone());
    }
    let (said, _) = testimonies(lines, Some(Values::Words));
    let weighing = weighed(&said, &order, &name);
    // The table reader wants three columns: the gold's value stands for the third.
    let gold = read(&folder.join("groundtruths.csv"))?
        .lines()
        .skip(1)
        .fold(String::new(), |all, line| all + line + ",\n");
    let gold = table(&gold).map_err(unread("groundtruths.csv"))?;
    let (mut right, mut general) = (Right::default(), Right::default());
    let mut words: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in &gold {
        let (item, chain) =
            (&line.item, line.source.split(',').map(str::to_owned).collect::<Vec<_>>());
        let Some(values) = claimed.get(item) else { continue };
        let best = chain.iter().find(|place| values.contains(place));
        let weighed = weighing.questions.get(item);
        let winner = weighed.and_then(|weighed| weighed.winner.as_ref());
        let is_right = winner.map(|winner| &winner.words) == best && best.is_some();
        right.count(item, is_right);
        let holds = winner.is_some_and(|winner| chain.contains(&winner.words));
        general.count(item, holds);
        if let Some(weighed) = weighed {
            let word = match weighed.standing {
                Standing::Corroborated(several) if 3 <= several => "corroborated by 3+".to_owned(),
                other => other.name().to_owned(),
            };
            let of = words.entry(word).or_default();
            of.0 += usize::from(holds);
            of.1 += 1;
        }
    }
    right.say(&format!("{name}, the most special place"));
    general.say(&format!("{name}, any place that holds"));
    for (word, (right, of)) in words {
        println!("  {word}: {right} of {of} hold ({:.3})", right as f64 / of as f64);
    }
    for group in weighing.groups.iter().take(8) {
        println!("  one witness: {}", group.sources.join(", "));
    }
    Ok(())
}

/// Right is a population within a hundredth of the gold one.
fn population(folder: &Path) -> Result<(), String> {
    let lines = table(&read(&folder.join("population-new-new.txt"))?)
        .map_err(|why| format!("population: {why:?}"))?;
    let (said, values) = testimonies(lines, None);
    println!("population: read as {}", values.name());
    let weighing = weighed(&said, &Hierarchy::default(), "population");
    let mut right = Right::default();
    for line in read(&folder.join("population-gd.txt"))?.lines() {
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let [name @ .., year, gold] = fields.as_slice() else { continue };
        let Some(first) = name.first() else { continue };
        let items = [format!("{}_{year}", name.join(", ")), format!("{first}_{year}")];
        let item = items.iter().find(|item| weighing.questions.contains_key(*item));
        let (Some(item), Ok(gold)) = (item, gold.parse::<f64>()) else { continue };
        let winner = weighing.questions[item].winner.as_ref();
        let told = winner.and_then(|winner| winner.words.parse::<f64>().ok());
        right.count(item, told.is_some_and(|told| (told - gold).abs() <= 0.01 * gold));
    }
    right.say("population within a hundredth");
    for group in weighing.groups.iter().take(8) {
        println!("  one witness: {}", group.sources.join(", "));
    }
    Ok(())
}

/// The first seed: none that was looked at while the figures in the code were chosen.
const FIRST_SEED: u64 = 9_000_000;

/// Planted copiers in worlds of several kinds, each with as many seeds.
fn copiers(seeds: u64) {
    let plain = World {
        honest: 10,
        copiers: 4,
        shape: Shape::Apart,
        items: 20,
        right: (0.5, 0.9),
        rate: (0.6, 0.9),
        ways: 10,
        popular: 0.0,
    };
    let worlds: Vec<(&str, World)> = vec![
        ("copiers of several, 60-90 % copied", plain.clone()),
        ("80 % copied", World { rate: (0.8, 0.8), ..plain.clone() }),
        ("40-60 % copied", World { rate: (0.4, 0.6), ..plain.clone() }),
        ("several copy one", World { shape: Shape::Star, ..plain.clone() }),
        ("copiers of copiers, a chain", World { shape: Shape::Chain, ..plain.clone() }),
        ("copiers of anyone", World { shape: Shape::Any, ..plain.clone() }),
        ("half the errors popular", World { popular: 0.5, ..plain.clone() }),
        ("four ways to be wrong", World { ways: 4, ..plain.clone() }),
        ("two ways to be wrong", World { ways: 2, ..plain.clone() }),
        ("good sources", World { right: (0.8, 0.95), ..plain.clone() }),
        ("poor sources", World { right: (0.3, 0.7), ..plain.clone() }),
        (
            "five copy one of six",
            World { honest: 6, copiers: 5, shape: Shape::Star, ..plain.clone() },
        ),
        ("forty sources", World { honest: 40, copiers: 10, shape: Shape::Any, ..plain.clone() }),
        ("50 questions", World { items: 50, ..plain.clone() }),
        ("100 questions, 30 % copied", World { items: 100, rate: (0.3, 0.3), ..plain.clone() }),
        ("no copiers", World { copiers: 0, ..plain.clone() }),
        ("no copiers, good sources", World { copiers: 0, right: (0.9, 0.99), ..plain.clone() }),
        ("no copiers, popular errors", World { copiers: 0, popular: 0.7, ..plain }),
    ];
    println!("copiers, pairs of one family, {seeds} seeds each:");
    for (what, world) in worlds {
        let mut score = Score::default();
        for seed in 0..seeds {
            let planted = plant(&world, seed + FIRST_SEED);
            let weighing = weigh(&planted.said, &Hierarchy::default(), &[], &Policy::table());
            score.add(Score::of(&planted, &weighing));
        }
        println!(
            "  {what}: F1 {:.3} (precision {:.3}, recall {:.3}; {} wrong pairs)",
            score.f1(),
            score.precision(),
            score.recall(),
            score.wrong
        );
    }
}
