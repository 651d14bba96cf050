//! What can be answered, and which answer bears out which.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Policy;

/// An answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// As the source has it.
    pub words: String,
    /// What it is compared by.
    pub measure: Measure,
}

/// What an answer is compared by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// Its words, and what the hierarchy says of them.
    Words,
    /// A number.
    Number(f64),
    /// The first and the last day it may be, both included, as counts of days from any one day.
    Days(i64, i64),
}

impl Answer {
    /// An answer that is compared by its words.
    pub fn words(words: impl Into<String>) -> Answer {
        Answer { words: words.into(), measure: Measure::Words }
    }

    /// An order without meaning, so that equal answers meet and results do not depend on order.
    ///
    /// Numbers and days that are equal are one answer, however they are written.
    pub(super) fn order(&self, other: &Answer) -> Ordering {
        match (self.measure, other.measure) {
            (Measure::Words, Measure::Words) => self.words.cmp(&other.words),
            (Measure::Number(one), Measure::Number(other)) => one.total_cmp(&other),
            (Measure::Days(a, b), Measure::Days(c, d)) => (a, b).cmp(&(c, d)),
            (one, other) => one.rank().cmp(&other.rank()),
        }
    }
}

impl Measure {
    fn rank(self) -> u8 {
        match self {
            Measure::Words => 0,
            Measure::Number(_) => 1,
            Measure::Days(..) => 2,
        }
    }
}

/// Which answers are more general than which: a place, its county, its country.
///
/// A name may stand in it several times (two towns of one name); a circle is walked once.
#[derive(Debug, Clone, Default)]
pub struct Hierarchy {
    /// For each node its name and the nodes above it.
    nodes: Vec<(String, Vec<usize>)>,
    by_name: BTreeMap<String, Vec<usize>>,
}

/// A line of a hierarchy whose nodes have numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The node's number, as written.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The number of the node above it; of no node when there is none.
    pub parent: String,
}

/// How many levels up are looked at.
const HIGHEST: usize = 64;

impl Hierarchy {
    /// From pairs of a name and a more general one.
    pub fn of_names<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Hierarchy {
        let mut hierarchy = Hierarchy::default();
        let mut number = BTreeMap::new();
        for (name, above) in pairs {
            let mut of = |name: &str, hierarchy: &mut Hierarchy| -> usize {
                *number.entry(name.to_owned()).or_insert_with(|| hierarchy.add(name))
            };
            let (one, above) = (of(name, &mut hierarchy), of(above, &mut hierarchy));
            if let Some((_, all)) = hierarchy.nodes.get_mut(one) {
                all.push(above);
            }
        }
        hierarchy
    }

    /// From numbered nodes, of which several may have one name.
    pub fn of_rows(rows: &[Row]) -> Hierarchy {
        let mut hierarchy = Hierarchy::default();
        let mut number: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            number.insert(&row.id, hierarchy.add(&row.name));
        }
        for (at, row) in rows.iter().enumerate() {
            let above = number.get(row.parent.as_str()).copied();
            if let (Some(above), Some((_, all))) = (above, hierarchy.nodes.get_mut(at)) {
                all.push(above);
            }
        }
        hierarchy
    }

    fn add(&mut self, name: &str) -> usize {
        let at = self.nodes.len();
        self.nodes.push((name.to_owned(), Vec::new()));
        self.by_name.entry(name.to_owned()).or_default().push(at);
        at
    }

    /// The names above a name, whichever of its nodes is meant; itself never.
    fn above(&self, name: &str) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut names = BTreeSet::new();
        let mut level: Vec<usize> = self.by_name.get(name).cloned().unwrap_or_default();
        for _ in 0..HIGHEST {
            let over: Vec<usize> = level
                .iter()
                .filter_map(|node| self.nodes.get(*node))
                .flat_map(|(_, above)| above.iter().copied())
                .filter(|node| seen.insert(*node))
                .collect();
            if over.is_empty() {
                break;
            }
            names.extend(over.iter().filter_map(|node| Some(self.nodes.get(*node)?.0.as_str())));
            level = over;
        }
        names.remove(name);
        names
    }
}

/// How the answers to one question stand to each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Bearing {
    /// For each answer, the answers it bears out and by what share, itself first.
    pub supports: Vec<Vec<(usize, f64)>>,
    /// For each answer, those that are more general, in order.
    pub general: Vec<Vec<usize>>,
    /// How special each is by the hierarchy: how many names stand above it.
    pub depth: Vec<usize>,
}

/// Beyond so many stretches of days on one question only equal ones bear each other out.
const MOST_STRETCHES: usize = 1000;

impl Bearing {
    /// Of answers in [`Answer::order`], none twice.
    pub fn of(answers: &[Answer], order: &Hierarchy, policy: &Policy) -> Bearing {
        let count = answers.len();
        let mut bearing = Bearing {
            supports: (0..count).map(|at| vec![(at, 1.0)]).collect(),
            general: vec![Vec::new(); count],
            depth: vec![0; count],
        };
        bearing.by_words(answers, order);
        bearing.by_number(answers, policy);
        bearing.by_days(answers, policy);
        for general in &mut bearing.general {
            general.sort_unstable();
        }
        bearing
    }

    /// Whether both can be true at once.
    pub fn compatible(&self, one: usize, other: usize) -> bool {
        let bears = |one: usize, other: usize| {
            self.supports
                .get(one)
                .is_some_and(|supports| supports.iter().any(|(answer, _)| *answer == other))
        };
        bears(one, other) || bears(other, one)
    }

    /// How far a source that gave one answer is right when another is the true one.
    pub fn right(&self, said: usize, truth: usize) -> f64 {
        let is_general =
            self.general.get(truth).is_some_and(|general| general.binary_search(&said).is_ok());
        if is_general {
            return 1.0;
        }
        let supports = self.supports.get(said).map_or(&[][..], Vec::as_slice);
        supports.iter().find(|(answer, _)| *answer == truth).map_or(0.0, |(_, share)| *share)
    }

    fn generalise(&mut self, special: usize, general: usize) {
        self.supports[special].push((general, 1.0));
        self.general[special].push(general);
    }

    fn by_words(&mut self, answers: &[Answer], order: &Hierarchy) {
        let words: Vec<(usize, &str)> = answers
            .iter()
            .enumerate()
            .filter(|(_, answer)| answer.measure == Measure::Words)
            .map(|(at, answer)| (at, answer.words.as_str()))
            .collect();
        let at: BTreeMap<&str, usize> = words.iter().map(|(at, words)| (*words, *at)).collect();
        let above: BTreeMap<usize, BTreeSet<&str>> =
            words.iter().map(|(at, words)| (*at, order.above(words))).collect();
        for (special, name) in &words {
            let over = &above[special];
            self.depth[*special] = over.len();
            for general in over.iter().filter_map(|name| at.get(name)) {
                // Two names that stand above each other (a city and its state): the one with
                // fewer names above it is the general one.
                let back = &above[general];
                let is_circle =
                    back.contains(name) && (over.len(), *special) < (back.len(), *general);
                if !is_circle {
                    self.generalise(*special, *general);
                }
            }
        }
    }

    fn by_number(&mut self, answers: &[Answer], policy: &Policy) {
        let number = |answer: &Answer| match answer.measure {
            Measure::Number(number) if number.is_finite() => Some(number),
            _ => None,
        };
        let mut numbers: Vec<(usize, f64)> = answers
            .iter()
            .enumerate()
            .filter_map(|(at, answer)| Some((at, number(answer)?)))
            .collect();
        numbers.sort_by(|one, other| one.1.total_cmp(&other.1));
        for (place, (one, small)) in numbers.iter().enumerate() {
            // A dense crowd of numbers stays linear: each reaches so many neighbours and no more.
            for (other, great) in numbers.iter().skip(place + 1).take(MOST_STRETCHES) {
                let apart = (great - small) / small.abs().max(great.abs()).max(f64::MIN_POSITIVE);
                let share = policy.near_part * (1.0 - apart / policy.near);
                if share.is_nan() || share <= 0.0 {
                    break;
                }
                self.supports[*one].push((*other, share));
                self.supports[*other].push((*one, share));
            }
        }
    }

    fn by_days(&mut self, answers: &[Answer], policy: &Policy) {
        let days: Vec<(usize, i64, i64)> = answers
            .iter()
            .enumerate()
            .filter_map(|(at, answer)| match answer.measure {
                Measure::Days(first, last) => Some((at, first, last)),
                _ => None,
            })
            .collect();
        if MOST_STRETCHES < days.len() {
            return;
        }
        let length = |first: i64, last: i64| last.saturating_sub(first).saturating_add(1) as f64;
        for (one, first, last) in &days {
            for (other, from, until) in &days {
                let common = length(*first.max(from), *last.min(until));
                if one == other || common < 1.0 {
                    continue;
                }
                if from <= first && last <= until {
                    self.generalise(*one, *other);
                } else if !(first <= from && until <= last) {
                    let share = policy.near_part * common / length(*first, *last);
                    self.supports[*one].push((*other, share));
                }
            }
        }
    }
}
