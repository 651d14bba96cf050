//! The tagger: weights of what is seen, and the best row of labels by them.

use std::collections::BTreeMap;

use crate::entity::lexicon::{Filter, Lexicon};

/// The weights of one tongue: a chain of labels, each dependent on the one before
/// (Lafferty, McCallum and Pereira 2001, "Conditional random fields").
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The labels: `O`, and for each kind of name `B-` and `I-` before its word.
    pub labels: Vec<String>,
    /// From a label to the next, row by row; the last row begins a passage.
    pub steps: Vec<f32>,
    slots: Vec<(u32, u32)>,
    weights: Vec<f32>,
}

/// Weights are stored as whole numbers of this.
const GRAIN: f32 = 1.0 / 16.0;

const EMPTY: u32 = u32::MAX;

impl Model {
    /// A model of these weights, rounded as they are stored.
    pub fn new(labels: Vec<String>, steps: &[f32], rows: &BTreeMap<u32, Vec<f32>>) -> Model {
        let rounded = |weight: &f32| f32::from(stored(*weight)) * GRAIN;
        let steps = steps.iter().map(rounded).collect();
        let mut model = Model::empty(labels, steps, rows.len());
        for (key, row) in rows {
            model.row(*key).iter_mut().zip(row).for_each(|(own, weight)| *own = rounded(weight));
        }
        model
    }

    /// A model with room for so many rows, and none yet.
    fn empty(labels: Vec<String>, steps: Vec<f32>, rows: usize) -> Model {
        Model {
            steps,
            slots: vec![(0, EMPTY); (rows * 2).next_power_of_two().max(2)],
            weights: Vec::with_capacity(rows * labels.len()),
            labels,
        }
    }

    /// A new row of zeros for a key.
    fn row(&mut self, key: u32) -> &mut [f32] {
        let (slot, from) = (self.slot(key), self.weights.len());
        self.slots[slot] = (key, u32::try_from(from).unwrap_or(EMPTY));
        self.weights.resize(from + self.labels.len(), 0.0);
        &mut self.weights[from..]
    }

    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot].1 != EMPTY && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// What each label weighs at each token, row by row.
    pub fn weigh(&self, seen: &[Vec<u32>]) -> Vec<f32> {
        let count = self.labels.len();
        let mut sums = vec![0.0; seen.len() * count];
        if self.slots.is_empty() {
            return sums;
        }
        for (keys, sums) in seen.iter().zip(sums.chunks_exact_mut(count)) {
            for key in keys {
                let (_, at) = self.slots[self.slot(*key)];
                if at != EMPTY {
                    let row = &self.weights[at as usize..at as usize + count];
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += weight;
                    }
                }
            }
        }
        sums
    }

    /// The best label of each token.
    pub fn best(&self, seen: &[Vec<u32>]) -> Vec<usize> {
        if seen.is_empty() || self.labels.is_empty() {
            return vec![0; seen.len()];
        }
        Chain { count: self.labels.len(), steps: &self.steps, sums: &self.weigh(seen) }.best()
    }

    /// The names in a passage: first and last token, label without its `B-`, and how likely it is.
    pub fn names(&self, seen: &[Vec<u32>]) -> Vec<(usize, usize, &str, f32)> {
        if seen.is_empty() || self.labels.is_empty() {
            return Vec::new();
        }
        let chain = Chain { count: self.labels.len(), steps: &self.steps, sums: &self.weigh(seen) };
        let best = chain.best();
        let (forward, backward, whole) = chain.sums_of_ways();
        let mut names = Vec::new();
        let mut at = 0;
        while at < best.len() {
            let first = at;
            at += 1;
            let Some(kind) = self.labels[best[first]].strip_prefix("B-") else { continue };
            let inside = best[first] + 1;
            while best.get(at) == Some(&inside) {
                at += 1;
            }
            let last = at - 1;
            let count = chain.count;
            let mut ways = forward[first * count + best[first]];
            let mut before = best[first];
            for token in first + 1..=last {
                ways += chain.step(before, inside) + chain.at(token, inside);
                before = inside;
            }
            let after: f64 = if at == best.len() {
                0.0
            } else {
                let mut on = Sum::default();
                for label in (0..count).filter(|label| *label != inside) {
                    on.add(
                        chain.step(before, label)
                            + chain.at(at, label)
                            + backward[at * count + label],
                    );
                }
                on.log()
            };
            let chance = (ways + after - whole).exp().clamp(0.0, 1.0);
            names.push((first, last, kind, chance as f32));
        }
        names
    }
}

fn stored(weight: f32) -> i8 {
    (weight / GRAIN).round().clamp(-127.0, 127.0) as i8
}

/// The sums of a passage and the steps between labels.
#[derive(Debug)]
pub struct Chain<'c> {
    /// How many labels there are.
    pub count: usize,
    /// From a label to the next, row by row; the last row begins a passage.
    pub steps: &'c [f32],
    /// What each label weighs at each token, row by row.
    pub sums: &'c [f32],
}

impl Chain<'_> {
    fn at(&self, token: usize, label: usize) -> f64 {
        f64::from(self.sums[token * self.count + label])
    }

    fn step(&self, from: usize, to: usize) -> f64 {
        f64::from(self.steps[from * self.count + to])
    }

    fn length(&self) -> usize {
        self.sums.len() / self.count
    }

    /// The best row of labels (Viterbi 1967).
    pub fn best(&self) -> Vec<usize> {
        let count = self.count;
        let mut score: Vec<f32> =
            (0..count).map(|label| self.steps[count * count + label] + self.sums[label]).collect();
        let mut came = vec![0_u8; self.sums.len()];
        let mut next = vec![0.0_f32; count];
        for token in 1..self.length() {
            for to in 0..count {
                let (mut from_best, mut best) = (0, f32::NEG_INFINITY);
                for (from, score) in score.iter().enumerate() {
                    let way = score + self.steps[from * count + to];
                    if best < way {
                        (from_best, best) = (from, way);
                    }
                }
                next[to] = best + self.sums[token * count + to];
                came[token * count + to] = from_best as u8;
            }
            std::mem::swap(&mut score, &mut next);
        }
        let mut label = (0..count).max_by(|a, b| score[*a].total_cmp(&score[*b])).unwrap_or(0);
        let mut labels = vec![label; self.length()];
        for token in (1..self.length()).rev() {
            label = usize::from(came[token * count + label]);
            labels[token - 1] = label;
        }
        labels
    }

    /// Logarithms of the sums of all ways to a label and of all ways on from it, and of all ways.
    pub fn sums_of_ways(&self) -> (Vec<f64>, Vec<f64>, f64) {
        let (count, length) = (self.count, self.length());
        let mut forward = vec![0.0; length * count];
        let mut backward = vec![0.0; length * count];
        for (label, ways) in forward.iter_mut().take(count).enumerate() {
            *ways = self.step(count, label) + self.at(0, label);
        }
        for token in 1..length {
            for to in 0..count {
                let mut sum = Sum::default();
                for from in 0..count {
                    sum.add(forward[(token - 1) * count + from] + self.step(from, to));
                }
                forward[token * count + to] = sum.log() + self.at(token, to);
            }
        }
        for token in (0..length.saturating_sub(1)).rev() {
            for from in 0..count {
                let mut sum = Sum::default();
                for to in 0..count {
                    sum.add(
                        self.step(from, to)
                            + self.at(token + 1, to)
                            + backward[(token + 1) * count + to],
                    );
                }
                backward[token * count + from] = sum.log();
            }
        }
        let mut whole = Sum::default();
        for label in 0..count {
            whole.add(forward[(length - 1) * count + label]);
        }
        (forward, backward, whole.log())
    }
}

/// A sum of numbers given by their logarithms.
struct Sum {
    top: f64,
    rest: f64,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { top: f64::NEG_INFINITY, rest: 0.0 }
    }
}

impl Sum {
    fn add(&mut self, log: f64) {
        if log <= self.top {
            // Smaller than a rounding error.
            if self.top - log < 30.0 {
                self.rest += (log - self.top).exp();
            }
        } else {
            self.rest = if self.top == f64::NEG_INFINITY {
                0.0
            } else {
                (self.rest) * (self.top - log).exp()
            };
            self.top = log;
            self.rest += 1.0;
        }
    }

    fn log(&self) -> f64 {
        self.top + self.rest.ln()
    }
}

/// A model as it is stored, with its rows.
pub type Stored = (Model, BTreeMap<u32, Vec<f32>>);

/// The table as it is stored.
///
/// Lists first: how many tongues, and for each its filters as length and bits.
/// Then for each tongue its labels, steps and rows. A row is what its key is more
/// than the one before, a bit for each label that has a weight, and the weights.
pub fn write(lexicon: &Lexicon, models: &[Stored]) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    number(&mut bytes, lexicon.filters.len());
    for filters in &lexicon.filters {
        number(&mut bytes, filters.len());
        for filter in filters {
            number(&mut bytes, filter.bits().len());
            bytes.extend(filter.bits());
        }
    }
    number(&mut bytes, models.len());
    for (model, rows) in models {
        let labels = model.labels.join(" ");
        number(&mut bytes, labels.len());
        bytes.extend(labels.as_bytes());
        bytes.extend(model.steps.iter().map(|step| stored(*step) as u8));
        let kept: Vec<_> =
            rows.iter().filter(|(_, row)| row.iter().any(|weight| stored(*weight) != 0)).collect();
        number(&mut bytes, kept.len());
        let mut last = 0;
        for (key, row) in kept {
            number(&mut bytes, (key - last) as usize);
            last = *key;
            let bits = row
                .iter()
                .enumerate()
                .filter(|(_, weight)| stored(**weight) != 0)
                .fold(0_usize, |bits, (at, _)| bits | 1 << at);
            number(&mut bytes, bits);
            bytes.extend(
                row.iter()
                    .map(|weight| stored(*weight))
                    .filter(|one| *one != 0)
                    .map(|one| one as u8),
            );
        }
    }
    bytes
}

const MARK: &[u8] = b"names 1\n";

fn number(bytes: &mut Vec<u8>, mut number: usize) {
    while 0x80 <= number {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads the table; `None` when it is not one.
pub fn read(bytes: &[u8]) -> Option<(Lexicon, Vec<Model>)> {
    let mut rest = bytes.strip_prefix(MARK)?;
    let mut lexicon = Lexicon::default();
    for _ in 0..take_number(&mut rest)? {
        let mut filters = Vec::new();
        for _ in 0..take_number(&mut rest)? {
            let length = take_number(&mut rest)?;
            filters.push(Filter::from_bits(take(&mut rest, length)?));
        }
        lexicon.filters.push(filters);
    }
    let mut models = Vec::new();
    for _ in 0..take_number(&mut rest)? {
        let length = take_number(&mut rest)?;
        let labels: Vec<String> = std::str::from_utf8(take(&mut rest, length)?)
            .ok()?
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let weight = |byte: &u8| f32::from(*byte as i8) * GRAIN;
        let steps: Vec<f32> =
            take(&mut rest, labels.len() * (labels.len() + 1))?.iter().map(weight).collect();
        let count = take_number(&mut rest)?;
        // A row takes at least two bytes, whatever the table says.
        let mut model = Model::empty(labels, steps, count.min(rest.len() / 2));
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.checked_add(u32::try_from(take_number(&mut rest)?).ok()?)?;
            let bits = take_number(&mut rest)?;
            let row = model.row(key).iter_mut().enumerate();
            for (_, one) in row.filter(|(at, _)| bits & 1 << at != 0) {
                *one = weight(&take(&mut rest, 1)?[0]);
            }
        }
        models.push(model);
    }
    Some((lexicon, models))
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

fn take_number(rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..63).step_by(7) {
        let (byte, left) = rest.split_first()?;
        *rest = left;
        let byte = *byte;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
