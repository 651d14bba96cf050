//! What a source's word weighs: what is given, and what its agreement with others tells.

use std::collections::BTreeMap;

use super::dependence::Groups;
use super::ledger::Tally;
use super::table::{Question, Saying, Table};
use super::{Decibans, FEWEST_CASES, Line, LineName, Policy};

/// How often a source agreed with what independent others bear out.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Questions on which an independent source speaks as well.
    pub cases: usize,
    /// In how many of them it bore out the answer, near answers in part.
    pub right: f64,
    /// What its line in the ledger adds; `None` when there are too few cases, or nothing is learned.
    pub agreement: Option<Decibans>,
}

/// What is known of each source of a table, by its number.
pub(super) struct Trust {
    checked: Vec<Checked>,
    speaks: Decibans,
    /// How much of each source's word counts; all of it when empty.
    thinned: Vec<f64>,
}

/// How many times weights and answers are computed from each other.
const ROUNDS: usize = 10;

/// What is assumed of a source where weights are not learned and copies are looked for.
const ASSUMED: (f64, f64) = (0.7, 4.0);

impl Trust {
    /// Learned from the table itself, in rounds; all alike when the policy learns nothing.
    pub fn learned(table: &Table, groups: &Groups, policy: &Policy) -> Trust {
        Trust::thinned(table, groups, policy, &[])
    }

    /// The same with only a part of each source's word counted.
    pub fn thinned(table: &Table, groups: &Groups, policy: &Policy, parts: &[f64]) -> Trust {
        let mut trust = Trust {
            checked: vec![Checked { cases: 0, right: 0.0, agreement: None }; table.sources.len()],
            speaks: policy.speaks,
            thinned: parts.to_vec(),
        };
        for _ in 0..ROUNDS {
            let next = trust.checked_once(table, groups, policy);
            let is_settled = next
                .iter()
                .zip(&trust.checked)
                .all(|(one, other)| one.agreement == other.agreement);
            trust.checked = next;
            if is_settled {
                break;
            }
        }
        trust
    }

    fn checked_once(&self, table: &Table, groups: &Groups, policy: &Policy) -> Vec<Checked> {
        let mut right = vec![0.0; table.sources.len()];
        let mut cases = vec![0usize; table.sources.len()];
        for question in &table.questions {
            let tally = Tally::of(question, groups, &|saying| self.weight(saying));
            let Some(truth) = tally.winner(question) else { continue };
            let mut speaking: Vec<usize> =
                question.sayings.iter().map(|saying| groups.of(saying.source)).collect();
            speaking.sort_unstable();
            speaking.dedup();
            if speaking.len() < 2 {
                continue;
            }
            for saying in &question.sayings {
                let bears = question.bearing.right(saying.answer, truth);
                right[saying.source] += match saying.stance {
                    super::Stance::Affirms => bears,
                    super::Stance::Denies => 1.0 - bears,
                };
                cases[saying.source] += 1;
            }
        }
        let learned = right.into_iter().zip(cases).map(|(right, cases)| {
            let agreement = policy.agreement.as_ref().and_then(|how| {
                let fewest = how.cases.max(FEWEST_CASES);
                let share = (how.prior * how.smoothing + right) / (how.smoothing + cases as f64);
                let weight = how.weight(share.min(MOST_RIGHT));
                (fewest <= cases).then(|| weight.minus(how.weight(how.prior)))
            });
            Checked { cases, right, agreement }
        });
        learned.collect()
    }

    /// What a saying weighs: never less than nothing.
    pub fn weight(&self, saying: &Saying) -> Decibans {
        let agreement = self.checked[saying.source].agreement.unwrap_or_default();
        let all = self.speaks.plus(saying.given).plus(agreement).max(Decibans(0));
        self.thinned.get(saying.source).map_or(all, |part| all.part(*part))
    }

    /// The lines that make up [`Trust::weight`].
    pub fn lines(&self, saying: &Saying) -> Vec<Line> {
        let mut lines =
            vec![Line { name: LineName::Speaks, decibans: self.speaks, by: String::new() }];
        lines.extend(saying.lines.iter().cloned());
        let checked = &self.checked[saying.source];
        if let Some(decibans) = checked.agreement {
            let by = format!("{} / {}", (checked.right * 10.0).round() / 10.0, checked.cases);
            lines.push(Line { name: LineName::Agreement, decibans, by });
        }
        let sum = lines.iter().fold(Decibans(0), |sum, line| sum.plus(line.decibans));
        if sum < Decibans(0) {
            let decibans = Decibans(0).minus(sum);
            lines.push(Line { name: LineName::Floor, decibans, by: String::new() });
        }
        lines.sort_by_key(|line| line.name);
        lines
    }

    /// How often a source is likely to be right, from 0 to 1, smoothed.
    pub fn right(&self, source: usize, policy: &Policy) -> f64 {
        let (prior, smoothing) =
            policy.agreement.as_ref().map_or(ASSUMED, |how| (how.prior, how.smoothing));
        let checked = &self.checked[source];
        let share = (prior * smoothing + checked.right) / (smoothing + checked.cases as f64);
        share.clamp(1.0 - MOST_RIGHT, MOST_RIGHT)
    }

    /// What was learned, by name, of those that were checked.
    pub fn told(&self, table: &Table) -> BTreeMap<String, Checked> {
        let checked = table.sources.iter().zip(&self.checked);
        let seen = checked.filter(|(_, checked)| 0 < checked.cases);
        seen.map(|(name, checked)| (name.clone(), checked.clone())).collect()
    }
}

/// No source is taken to be right more often than this.
const MOST_RIGHT: f64 = 0.99;

/// The answers that hold on each question, for those who look for copies.
pub(super) fn tallies(table: &Table, groups: &Groups, trust: &Trust) -> Vec<Tally> {
    let tally = |question: &Question| Tally::of(question, groups, &|saying| trust.weight(saying));
    table.questions.iter().map(tally).collect()
}
