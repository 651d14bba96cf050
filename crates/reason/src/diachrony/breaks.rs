//! Where the pace or the kind of events changes.
//!
//! Events are counted by month and kind. A stretch without a break has steady rates, and
//! the counts of each kind are Poisson around them; the best division into so many
//! stretches is found exactly, by dynamic programming (I. Auger and C. Lawrence 1989;
//! B. Jackson et al. 2005), and a break must be worth its penalty.

use std::collections::BTreeMap;

use derek_time::Day;

/// Something that happened, some time within these days, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The first day it may have happened on.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// Of what kind it was; empty when that is not told.
    pub kind: String,
}

/// A line that begins with no date, counted from 1, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undated {
    /// The line.
    pub line: usize,
    /// What stands where the date should.
    pub words: String,
}

/// The events of a text: a date a line, the kind after a tab. `#` begins a remark, and
/// the first line may be heads.
///
/// # Errors
///
/// The first line that begins with no date.
///
/// ```
/// # use derek_reason::read_events;
/// let events = read_events("date\tkind\n20 March 1918\ttalks\n1919\n").unwrap();
/// assert_eq!((events.len(), events[0].kind.as_str()), (2, "talks"));
/// assert_eq!(read_events("1919\nsome day\n").unwrap_err().line, 2);
/// ```
pub fn read_events(text: &str) -> Result<Vec<Happened>, Undated> {
    let mut events = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let (date, kind) = line.split_once('\t').unwrap_or((line, ""));
        let (date, kind) = (date.trim(), kind.trim());
        if date.is_empty() && kind.is_empty() || date.starts_with('#') {
            continue;
        }
        let Some(hull) = derek_time::parse(date).ok().map(|date| date.hull()) else {
            if events.is_empty() && !date.contains(char::is_numeric) {
                continue;
            }
            return Err(Undated { line: at + 1, words: date.chars().take(SHOWN).collect() });
        };
        // An open end is as vague as can be, and is counted as such.
        let (first, last) = match (hull.first_day(), hull.last_day()) {
            (Some(first), Some(last)) => (first, last),
            (Some(day), None) | (None, Some(day)) => (day.plus(-VAGUEST), day.plus(VAGUEST)),
            (None, None) => continue,
        };
        events.push(Happened { first, last, kind: kind.to_owned() });
    }
    Ok(events)
}

/// How many letters of a wrong line are shown.
const SHOWN: usize = 60;

/// Counts over time, the best divisions of them, and the breaks that are worth it.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaks {
    /// How many months one count covers: 1, or 12, 120, 1200 … where the whole is long.
    pub months: u32,
    /// The first day of each count, and the first day after the last.
    pub starts: Vec<Day>,
    /// The kinds counted, the most frequent first, the rest together as `…`.
    pub kinds: Vec<String>,
    /// How many events are expected in each count, by kind: a vague date is spread.
    pub counts: Vec<Vec<f64>>,
    /// How many events were counted.
    pub placed: usize,
    /// How many were not: their dates leave more than a year (or more than one count) open.
    pub too_vague: usize,
    /// How many of those counted are not known to one count, and were drawn anew for each sample.
    pub drawn: usize,
    /// In how many samples they were drawn.
    pub samples: u32,
    /// How much more the counts scatter than chance alone would have it; 1 when they do not.
    pub scatter: f64,
    /// What one break costs.
    pub penalty: f64,
    /// For 1, 2, 3 … stretches: how badly the best division fits.
    pub path: Vec<f64>,
    /// The breaks, in order.
    pub breaks: Vec<Break>,
}

/// A moment at which the rates change.
#[derive(Debug, Clone, PartialEq)]
pub struct Break {
    /// The first day of what follows.
    pub at: Day,
    /// Between which days it lies, so far as the counts can tell: 19 parts of 20 of the
    /// likelihood, over all samples.
    pub band: (Day, Day),
    /// In how many of the samples, 0 to 1, a break lies within the band.
    pub frequency: f64,
    /// The rates by kind, events a month, in the stretch before it.
    pub before: Vec<f64>,
    /// And in the stretch after it.
    pub after: Vec<f64>,
    /// How many vague dates begin or end exactly here: the break may be the calendar's.
    pub edges: usize,
}

/// How many stretches are tried.
pub const PIECES: usize = 8;

/// The fewest events in which a break is sought.
pub const FEWEST: usize = 12;

/// How many counts there are at most.
const COUNTS: i64 = 1200;

/// How many kinds are told apart; the rest are counted together.
const KINDS: usize = 6;

/// How many samples are drawn where dates are vague, and how few at least.
const SAMPLES: (u64, u64) = (200, 20);

/// What all samples together may cost, in additions.
const BUDGET: u64 = 600_000_000;

/// The shortest stretch, in counts.
const SHORTEST: usize = 2;

/// How much of the likelihood lies in a band.
const IN_BAND: f64 = 0.95;

/// The most days that a date may leave open.
const VAGUEST: i32 = 366;

impl Breaks {
    /// Counts events and finds the breaks.
    ///
    /// The same events always give the same answer: where dates are vague, each sample
    /// draws a day evenly among those possible, from a fixed seed. With fewer than
    /// [`FEWEST`] events no break is sought. Returns `None` when no event can be counted.
    pub fn of(events: &[Happened]) -> Option<Breaks> {
        let usable = |event: &&Happened| {
            event.first <= event.last
                && i64::from(event.last.number()) - i64::from(event.first.number())
                    < i64::from(VAGUEST)
        };
        let mut counted: Vec<&Happened> = events.iter().filter(usable).collect();
        counted.sort_by(|one, other| {
            (one.first, one.last, &one.kind).cmp(&(other.first, other.last, &other.kind))
        });
        let first = counted.iter().map(|event| month(event.first)).min()?;
        let last = counted.iter().map(|event| month(event.last)).max()?;
        let mut months = 1;
        while COUNTS < (last - first) / months + 1 {
            months *= if months == 1 { 12 } else { 10 };
        }
        let origin = first.div_euclid(months) * months;
        let size = usize::try_from((last - origin) / months + 1).ok()?;
        let starts = (0..=size as i64).filter_map(|at| first_day(origin + at * months)).collect();
        let of_day = |day: Day| usize::try_from((month(day) - origin) / months).unwrap_or_default();
        let kinds = kinds(&counted);
        let number = |kind: &str| {
            kinds.iter().position(|known| known == kind).unwrap_or(kinds.len().saturating_sub(1))
        };
        let mut sure = vec![0u32; size * kinds.len()];
        let mut vague: Vec<(&Happened, usize)> = Vec::new();
        for event in &counted {
            let (from, until) = (of_day(event.first), of_day(event.last));
            match from == until {
                true => sure[from * kinds.len() + number(&event.kind)] += 1,
                false => vague.push((event, number(&event.kind))),
            }
        }
        let cost = (size as u64).pow(2) / 2 * (kinds.len() + PIECES) as u64 + vague.len() as u64;
        let samples = match vague.is_empty() {
            true => 1,
            false => (BUDGET / cost.max(1)).clamp(SAMPLES.1, SAMPLES.0),
        };
        let mut found = Breaks {
            months: months as u32,
            starts,
            counts: vec![vec![0.0; kinds.len()]; size],
            placed: counted.len(),
            too_vague: events.len() - counted.len(),
            drawn: vague.len(),
            samples: samples as u32,
            scatter: 1.0,
            penalty: penalty(size, kinds.len()),
            path: Vec::new(),
            breaks: Vec::new(),
            kinds,
        };
        let mut chance = Chance(SEED);
        let sample = |chance: &mut Chance| {
            let mut counts = sure.clone();
            for (event, kind) in &vague {
                let days = (event.last.number() - event.first.number()) as u64 + 1;
                let day = event.first.plus((chance.next() % days) as i32);
                counts[of_day(day) * found.kinds.len() + kind] += 1;
            }
            Series::of(counts, found.kinds.len())
        };
        let drawn: Vec<Series> = (0..samples).map(|_| sample(&mut chance)).collect();
        for series in &drawn {
            for (at, count) in found.counts.iter_mut().enumerate() {
                for (kind, count) in count.iter_mut().enumerate() {
                    *count += f64::from(series.within(at, at + 1, kind)) / samples as f64;
                }
            }
        }
        if FEWEST <= counted.len() && 2 * SHORTEST <= size {
            let is_edge =
                |event: &Happened, day: Day| event.first == day || event.last.plus(1) == day;
            let edges = |day: Day| vague.iter().filter(|(event, _)| is_edge(event, day)).count();
            found.seek(&drawn, edges);
        }
        Some(found)
    }

    fn seek(&mut self, drawn: &[Series], edges: impl Fn(Day) -> usize) {
        let size = self.counts.len();
        let many = drawn.len() as f64;
        self.scatter = drawn.iter().map(Series::scatter).sum::<f64>() / many;
        let mut whole = Costs::none(size);
        let mut divisions = Vec::new();
        let mut mass = vec![0.0; size + 1];
        for series in drawn {
            let costs = Costs::of(series, self.scatter);
            let division = Division::of(&costs, self.penalty);
            costs.spread(&division.breaks, &mut mass, 1.0 / many);
            divisions.push(division.breaks);
            whole.add(&costs, 1.0 / many);
        }
        let best = Division::of(&whole, self.penalty);
        self.path = best.path;
        let edge = |at: usize| self.starts.get(at).copied();
        let ends: Vec<usize> =
            [0].into_iter().chain(best.breaks.iter().copied()).chain([size]).collect();
        let rates = |from: usize, until: usize| -> Vec<f64> {
            let of =
                |kind: usize| self.counts[from..until].iter().map(|count| count[kind]).sum::<f64>();
            let months = (until - from) as f64 * f64::from(self.months);
            (0..self.kinds.len()).map(|kind| of(kind) / months).collect()
        };
        let mut found = Vec::new();
        for around in ends.windows(3) {
            let [before, at, after] = *around else { continue };
            // What lies nearer to another break is that one's.
            let (low, high) = ((before + at).div_ceil(2), (at + after) / 2);
            let band = band(&mass, (low.max(1), high.min(size - 1)), at);
            let is_within =
                |breaks: &&Vec<usize>| breaks.iter().any(|one| band.0 <= *one && *one <= band.1);
            let share = divisions.iter().filter(is_within).count() as f64 / many;
            let (Some(day), Some(from), Some(until)) = (edge(at), edge(band.0), edge(band.1))
            else {
                continue;
            };
            found.push(Break {
                at: day,
                band: (from, until),
                frequency: share,
                before: rates(before, at),
                after: rates(at, after),
                edges: edges(day),
            });
        }
        self.breaks = found;
    }
}

/// The narrowest run of bounds around a break that holds enough of the mass between two others.
fn band(mass: &[f64], (low, high): (usize, usize), at: usize) -> (usize, usize) {
    let all: f64 = mass.get(low..=high).into_iter().flatten().sum();
    let (mut from, mut until) = (at, at);
    let mut held = mass.get(at).copied().unwrap_or_default();
    while held < IN_BAND * all && (low < from || until < high) {
        let before = if low < from { mass.get(from - 1).copied() } else { None };
        let after = if until < high { mass.get(until + 1).copied() } else { None };
        if before.unwrap_or(-1.0) < after.unwrap_or(-1.0) {
            until += 1;
            held += after.unwrap_or_default();
        } else {
            from -= 1;
            held += before.unwrap_or_default();
        }
    }
    (from, until)
}

/// What a break costs: what the best of so many places gains by chance alone, one time in
/// twenty, where so many rates may change at it.
///
/// Twice the logarithm of the likelihood gained at one place is a chi-square; two
/// neighbouring places are counted as one trial, because they gain nearly the same.
fn penalty(size: usize, kinds: usize) -> f64 {
    let trials = (size as f64 / 2.0).max(1.0);
    chi_square(kinds as f64, 0.05 / trials)
}

/// The value that a chi-square exceeds with this chance (E. Wilson and M. Hilferty 1931).
fn chi_square(freedom: f64, tail: f64) -> f64 {
    let part = 2.0 / (9.0 * freedom);
    freedom * (1.0 - part + normal(tail) * part.sqrt()).powi(3)
}

/// The value that a normal deviate exceeds with this chance, below one half, to 0.00045
/// (M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 26.2.23).
fn normal(tail: f64) -> f64 {
    let t = (-2.0 * tail.ln()).sqrt();
    let above = 2.515517 + t * (0.802853 + t * 0.010328);
    let below = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    t - above / below
}

fn month(day: Day) -> i64 {
    let (year, month, _) = day.to_gregorian();
    i64::from(year) * 12 + i64::from(month) - 1
}

fn first_day(month: i64) -> Option<Day> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    Day::gregorian(year, u8::try_from(month.rem_euclid(12) + 1).ok()?, 1)
}

/// The kinds by how frequent they are, those that are rare together as the last.
fn kinds(events: &[&Happened]) -> Vec<String> {
    let mut many: BTreeMap<&str, usize> = BTreeMap::new();
    for event in events {
        *many.entry(&event.kind).or_default() += 1;
    }
    let mut sorted: Vec<(&str, usize)> = many.into_iter().collect();
    sorted.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let mut kinds: Vec<String> = sorted.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    if KINDS < kinds.len() {
        kinds.truncate(KINDS - 1);
        kinds.push("…".to_owned());
    }
    kinds
}

/// Counts, summed from the first on.
#[derive(Debug)]
struct Series {
    kinds: usize,
    sums: Vec<u32>,
}

impl Series {
    fn of(counts: Vec<u32>, kinds: usize) -> Series {
        let mut sums = vec![0; kinds];
        for (at, count) in counts.into_iter().enumerate() {
            sums.push(sums[at] + count);
        }
        Series { kinds, sums }
    }

    fn size(&self) -> usize {
        self.sums.len() / self.kinds - 1
    }

    fn within(&self, from: usize, until: usize, kind: usize) -> u32 {
        self.sums[until * self.kinds + kind] - self.sums[from * self.kinds + kind]
    }

    fn all(&self, from: usize, until: usize) -> u32 {
        (0..self.kinds).map(|kind| self.within(from, until, kind)).sum()
    }

    /// How much neighbouring counts differ beside what chance makes them differ, 1 at least.
    ///
    /// Of two Poisson counts of one rate, the squared difference over the sum is 1 on the average.
    fn scatter(&self) -> f64 {
        let pairs = (1..self.size()).filter_map(|at| {
            let (one, other) = (f64::from(self.all(at - 1, at)), f64::from(self.all(at, at + 1)));
            (0.0 < one + other).then(|| (one - other).powi(2) / (one + other))
        });
        let pairs: Vec<f64> = pairs.collect();
        (pairs.iter().sum::<f64>() / (pairs.len().max(1) as f64)).max(1.0)
    }
}

/// How badly a steady rate fits each stretch: twice the negative logarithm of the likelihood.
struct Costs {
    size: usize,
    /// For each stretch from one bound to a later one.
    table: Vec<f64>,
}

impl Costs {
    fn none(size: usize) -> Costs {
        Costs { size, table: vec![0.0; (size + 1) * (size + 1)] }
    }

    fn of(series: &Series, scatter: f64) -> Costs {
        let size = series.size();
        let most = series.all(0, size) as usize;
        let logarithms: Vec<f64> =
            (0..=most.max(size)).map(|count| (count.max(1) as f64).ln()).collect();
        let mut costs = Costs::none(size);
        for from in 0..size {
            for until in from + 1..=size {
                let mut fit = 0.0;
                let mut all = 0;
                for kind in 0..series.kinds {
                    let count = series.within(from, until, kind);
                    all += count;
                    fit += f64::from(count) * logarithms[count as usize];
                }
                fit -= f64::from(all) * logarithms[until - from];
                costs.table[from * (size + 1) + until] = -2.0 * fit / scatter;
            }
        }
        costs
    }

    fn add(&mut self, other: &Costs, weight: f64) {
        for (own, one) in self.table.iter_mut().zip(&other.table) {
            *own += weight * one;
        }
    }

    fn between(&self, from: usize, until: usize) -> f64 {
        self.table[from * (self.size + 1) + until]
    }

    /// Where each break might as well lie, its neighbours being where they are.
    fn spread(&self, breaks: &[usize], mass: &mut [f64], weight: f64) {
        let ends: Vec<usize> =
            [0].into_iter().chain(breaks.iter().copied()).chain([self.size]).collect();
        for around in ends.windows(3) {
            let [before, at, after] = *around else { continue };
            let cost = |at: usize| self.between(before, at) + self.between(at, after);
            let least = cost(at);
            let places = before + 1..after;
            let likely = |place: usize| (-(cost(place) - least) / 2.0).min(0.0).exp();
            let all: f64 = places.clone().map(likely).sum();
            for place in places {
                mass[place] += weight * likely(place) / all;
            }
        }
    }
}

/// The best division for each number of stretches, and the one that is worth its breaks.
struct Division {
    path: Vec<f64>,
    breaks: Vec<usize>,
}

impl Division {
    fn of(costs: &Costs, penalty: f64) -> Division {
        let size = costs.size;
        let most = PIECES.min(size / SHORTEST).max(1);
        let mut best: Vec<f64> = (0..=size).map(|until| costs.between(0, until)).collect();
        let mut lasts: Vec<Vec<usize>> = vec![vec![0; size + 1]];
        let mut path = vec![best[size]];
        for pieces in 2..=most {
            let mut next = vec![f64::INFINITY; size + 1];
            let mut last = vec![0; size + 1];
            for until in pieces * SHORTEST..=size {
                let starts = best.iter().enumerate().take(until - SHORTEST + 1);
                for (from, before) in starts.skip((pieces - 1) * SHORTEST) {
                    let cost = before + costs.between(from, until);
                    if cost < next[until] {
                        (next[until], last[until]) = (cost, from);
                    }
                }
            }
            path.push(next[size]);
            best = next;
            lasts.push(last);
        }
        let worth = |pieces: usize| path[pieces - 1] + penalty * (pieces - 1) as f64;
        let mut chosen = 1;
        for pieces in 2..=most {
            if worth(pieces) < worth(chosen) {
                chosen = pieces;
            }
        }
        let mut breaks = Vec::new();
        let mut until = size;
        for last in lasts[..chosen].iter().skip(1).rev() {
            until = last[until];
            breaks.push(until);
        }
        breaks.reverse();
        Division { path, breaks }
    }
}

/// The first state of the generator: every reading draws the same.
const SEED: u64 = 1917;

/// SplitMix64 (G. Steele, D. Lea, C. Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests;
