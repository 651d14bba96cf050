//! Trains the table of weights from public pairs of spellings.
//!
//! Every pair is cut into units: up to three sounds of the one against up to
//! three of the other, four at most together. Which units there are, and how
//! common, is found by expectation and maximisation from a start that knows only
//! that a sound answers to itself. The same files give the same bytes: the pairs
//! are sorted, the sums are taken in their order.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use derek_text::{ALPHABET, Sounds};

use crate::names_data;

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 8;

/// Rows of the table at most.
const ROWS: usize = 8_000;

/// A unit that fewer pairs than this show is not kept.
const FEWEST: f64 = 4.0;

/// Each sound beyond one a side makes a unit so much less likely at every round,
/// so that pairs are not learned whole.
const LONG: f64 = 0.35;

/// A pair is dropped when a sound of it costs so many bits more than in the median pair.
const NOISE: f64 = 2.0;

const SOUNDS: usize = 64;

const SHAPES: [(usize, usize); 8] =
    [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)];

/// Two words by their sounds, edges included.
struct Example {
    one: Vec<u8>,
    other: Vec<u8>,
    unvowelled: bool,
}

pub fn run(root: &Path) -> Result<(), String> {
    let folder = names_data::folder(root)?;
    let pairs = names_data::training_pairs(&folder)?;
    let edge = u8::try_from(ALPHABET.len() - 1).unwrap_or_default();
    let examples: Vec<Example> = pairs
        .iter()
        .filter_map(|(one, other)| {
            let (one, other) = (Sounds::of(one), Sounds::of(other));
            let fits = |sounds: &Sounds| (2..=24).contains(&sounds.len());
            let edged = |sounds: &Sounds| [&[edge], sounds.letters(), &[edge]].concat();
            (fits(&one) && fits(&other)).then(|| Example {
                one: edged(&one),
                other: edged(&other),
                unvowelled: one.is_unvowelled() || other.is_unvowelled(),
            })
        })
        .collect();
    println!("{} pairs of words", examples.len());
    let mut units = Units::start();
    let mut kept: Vec<bool> = vec![true; examples.len()];
    for round in 0..ROUNDS {
        let mut counts = Units::empty();
        let mut costs = vec![0.0_f64; examples.len()];
        for ((example, cost), _) in
            examples.iter().zip(&mut costs).zip(&kept).filter(|(_, kept)| **kept)
        {
            let bits = units.expect(example, &mut counts);
            *cost = bits / (example.one.len() + example.other.len()) as f64;
        }
        let mut sorted: Vec<f64> =
            costs.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cost, _)| *cost).collect();
        sorted.sort_by(f64::total_cmp);
        let median = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
        println!(
            "round {}: {:.3} bits a sound in the median pair, {} pairs",
            round + 1,
            median,
            sorted.len()
        );
        if 1 <= round {
            for (kept, cost) in kept.iter_mut().zip(&costs) {
                *kept &= *cost < median + NOISE;
            }
        }
        counts.normalise();
        units = counts;
    }
    let examples: Vec<&Example> =
        examples.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(example, _)| example).collect();
    let table = table(&units, &examples);
    let path = root.join("crates/text/src/weights.tsv");
    fs::write(&path, table).map_err(|why| format!("{}: {why}", path.display()))?;
    println!("{} written", path.display());
    Ok(())
}

/// Probabilities of units, or counts of them, by shape and sounds.
struct Units {
    of: Vec<Vec<f32>>,
    /// Left-out sounds against a script without vowels stand apart.
    silent: Vec<f32>,
}

impl Units {
    fn empty() -> Units {
        Units {
            of: SHAPES.iter().map(|(a, b)| vec![0.0; SOUNDS.pow((a + b) as u32)]).collect(),
            silent: vec![0.0; SOUNDS],
        }
    }

    fn start() -> Units {
        let mut units = Units::empty();
        let vowels: Vec<usize> = ALPHABET
            .iter()
            .enumerate()
            .filter(|(_, c)| "aeiouyыэёюяөұүәіاوي".contains(**c))
            .map(|(at, _)| at)
            .collect();
        for one in 0..ALPHABET.len() {
            for other in 0..ALPHABET.len() {
                let both = vowels.contains(&one) && vowels.contains(&other);
                let neither = !vowels.contains(&one) && !vowels.contains(&other);
                units.of[0][one * SOUNDS + other] = match one == other {
                    true => 0.5,
                    false if both => 0.05,
                    false if neither => 0.01,
                    false => 0.001,
                };
            }
            let vowel = vowels.contains(&one);
            units.of[1][one] = if vowel { 0.02 } else { 0.01 };
            units.of[2][one] = units.of[1][one];
            units.silent[one] = if vowel { 0.2 } else { 0.01 };
        }
        for (shape, start) in
            [(3, 0.0005), (4, 0.0005), (5, 0.000_01), (6, 0.000_01), (7, 0.000_01)]
        {
            units.of[shape].fill(start);
        }
        units
    }

    fn index(letters: &[u8]) -> usize {
        letters.iter().fold(0, |index, letter| index * SOUNDS + usize::from(*letter))
    }

    fn cell(example: &Example, i: usize, j: usize, (a, b): (usize, usize)) -> usize {
        let one = Self::index(&example.one[i - a..i]);
        one * SOUNDS.pow(b as u32) + Self::index(&example.other[j - b..j])
    }

    fn chance(&self, example: &Example, i: usize, j: usize, shape: usize) -> f64 {
        let (a, b) = SHAPES[shape];
        let cell = Self::cell(example, i, j, (a, b));
        let chance = match example.unvowelled && a + b == 1 {
            true => self.silent[cell],
            false => self.of[shape][cell],
        };
        f64::from(chance) * LONG.powi((a + b).saturating_sub(2) as i32)
    }

    /// Adds the expected units of a pair to the counts; returns the pair's cost in bits.
    fn expect(&self, example: &Example, counts: &mut Units) -> f64 {
        let (height, width) = (example.one.len(), example.other.len());
        let at = |i: usize, j: usize| i * (width + 1) + j;
        let mut forward = vec![0.0_f64; (height + 1) * (width + 1)];
        let mut backward = forward.clone();
        forward[0] = 1.0;
        for i in 0..=height {
            for j in 0..=width {
                for (shape, (a, b)) in SHAPES.iter().enumerate() {
                    if *a <= i && *b <= j && forward[at(i - a, j - b)] != 0.0 {
                        forward[at(i, j)] +=
                            forward[at(i - a, j - b)] * self.chance(example, i, j, shape);
                    }
                }
            }
        }
        let whole = forward[at(height, width)];
        if whole <= 1e-290 {
            return 1e3;
        }
        backward[at(height, width)] = 1.0;
        for i in (0..=height).rev() {
            for j in (0..=width).rev() {
                let here = backward[at(i, j)];
                if here == 0.0 {
                    continue;
                }
                for (shape, (a, b)) in SHAPES.iter().enumerate() {
                    if i < *a || j < *b || forward[at(i - a, j - b)] == 0.0 {
                        continue;
                    }
                    let through = here * self.chance(example, i, j, shape);
                    backward[at(i - a, j - b)] += through;
                    let share = forward[at(i - a, j - b)] * through / whole;
                    if 1e-4 < share {
                        counts.add(example, i, j, shape, share as f32);
                    }
                }
            }
        }
        -whole.log2()
    }

    fn add(&mut self, example: &Example, i: usize, j: usize, shape: usize, share: f32) {
        let (a, b) = SHAPES[shape];
        let cell = Self::cell(example, i, j, (a, b));
        if a + b == 1 && example.unvowelled {
            self.silent[cell] += share;
            return;
        }
        self.of[shape][cell] += share;
        // Which of the two is the first is chance.
        let turned = SHAPES.iter().position(|other| *other == (b, a)).unwrap_or(shape);
        let (x, y) = (&example.one[i - a..i], &example.other[j - b..j]);
        let cell = Self::index(y) * SOUNDS.pow(a as u32) + Self::index(x);
        self.of[turned][cell] += share;
    }

    fn normalise(&mut self) {
        let sum: f64 = self.of.iter().flatten().map(|count| f64::from(*count)).sum();
        let silent: f64 = self.silent.iter().map(|count| f64::from(*count)).sum();
        let vowelled: f64 = self.of[1].iter().map(|count| f64::from(*count)).sum();
        // A rare unit is likelier noise than its share says.
        for shape in &mut self.of {
            for count in shape.iter_mut() {
                *count = ((f64::from(*count) - 0.5).max(0.0) / sum) as f32;
            }
        }
        let _ = vowelled;
        for count in &mut self.silent {
            *count = (f64::from(*count) / sum.max(silent)) as f32;
        }
        for count in &mut self.of[1..3].iter_mut().flat_map(|shape| shape.iter_mut()) {
            *count = count.max(1e-7);
        }
        for count in &mut self.silent {
            *count = count.max(1e-7);
        }
    }
}

/// Counts runs of sounds in all words.
#[derive(Default)]
struct Runs {
    of: BTreeMap<Vec<u8>, f64>,
    sounds: f64,
}

fn table(units: &Units, examples: &[&Example]) -> String {
    let mut counts = Units::empty();
    let (mut all, mut unvowelled) = (Runs::default(), Runs::default());
    for example in examples {
        units.expect(example, &mut counts);
        for word in [&example.one, &example.other] {
            for length in 1..=3 {
                for run in word.windows(length) {
                    *all.of.entry(run.to_vec()).or_default() += 1.0;
                    if example.unvowelled && length == 1 {
                        *unvowelled.of.entry(run.to_vec()).or_default() += 1.0;
                    }
                }
            }
            all.sounds += word.len() as f64;
        }
    }
    let mut rows: Vec<(f64, String, String, i32)> = Vec::new();
    let show =
        |run: &[u8]| run.iter().map(|letter| ALPHABET[usize::from(*letter)]).collect::<String>();
    let eighths = |bits: f64| (bits * 8.0).round().clamp(-64.0, 96.0) as i32;
    for (shape, (a, b)) in SHAPES.iter().enumerate() {
        if a < b || *b == 0 {
            continue;
        }
        for (cell, count) in counts.of[shape].iter().enumerate() {
            let count = f64::from(*count);
            if count < FEWEST {
                continue;
            }
            let run = letters(cell, a + b);
            let (one, other) = run.split_at(*a);
            if a == b && other < one {
                continue;
            }
            let seen = |run: &[u8]| all.of.get(run).copied().unwrap_or(1.0);
            // Both turns of an uneven pair were counted, each once.
            let count = if one == other { count / 2.0 } else { count };
            let chance = seen(one) * seen(other) / all.sounds;
            let bits =
                ((count + 0.5) / (chance + 0.5)).log2() + if one == other { 1.0 } else { 0.0 };
            let useful = count * bits.abs() / if a + b == 2 { 0.01 } else { 1.0 };
            rows.push((useful, show(one), show(other), eighths(bits)));
        }
    }
    for (mark, silent, runs, turned) in
        [("-", &counts.of[1], &all, 1.0), ("~", &counts.silent, &unvowelled, 1.0)]
    {
        for (letter, count) in silent.iter().enumerate().take(ALPHABET.len()) {
            let run = [u8::try_from(letter).unwrap_or_default()];
            let seen = runs.of.get(run.as_slice()).copied().unwrap_or_default();
            if seen < 20.0 {
                continue;
            }
            let bits = ((f64::from(*count) / turned + 0.1) / seen).log2();
            rows.push((f64::MAX, show(&run), mark.to_owned(), eighths(bits)));
        }
    }
    rows.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then_with(|| (&one.1, &one.2).cmp(&(&other.1, &other.2)))
    });
    rows.truncate(ROWS);
    rows.sort_by(|one, other| (&one.1, &one.2).cmp(&(&other.1, &other.2)));
    let mut table = String::new();
    let _ = writeln!(
        table,
        "# Which sounds answer to which in spellings of one name, in eighths of a bit."
    );
    let _ = writeln!(
        table,
        "# Written by `cargo xtask train-names`: {ROUNDS} rounds over {} pairs of words;",
        examples.len()
    );
    let _ = writeln!(
        table,
        "# weight = log2(units seen / units expected by chance); kept: the {} most telling of",
        rows.len()
    );
    let _ = writeln!(
        table,
        "# units of up to three sounds a side, four together. `-`: left out; `~`: left out against"
    );
    let _ = writeln!(
        table,
        "# a script that does not write vowels. Sources: Wikidata names (CC0) by Merhav and Ash 2018"
    );
    let _ = writeln!(
        table,
        "# and by rigour 1.3.0 (MIT), places of Kazakhstan (MIT); four fifths of each, by FNV-1a."
    );
    for (_, one, other, weight) in rows {
        let _ = writeln!(table, "{one}\t{other}\t{weight}");
    }
    table
}

fn letters(mut cell: usize, length: usize) -> Vec<u8> {
    let mut letters = vec![0; length];
    for letter in letters.iter_mut().rev() {
        *letter = u8::try_from(cell % SOUNDS).unwrap_or_default();
        cell /= SOUNDS;
    }
    letters
}
