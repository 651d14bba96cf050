//! Which sources are one witness: by what is declared, by shared text, by shared rare errors.
//!
//! Two honest sources agree because a thing is so; that they agree on what is not so, again and
//! again, and on errors that nobody else makes, is told most simply by one copying the other.
//! The principle is that of textual criticism (common errors show a common origin: P. Maas,
//! *Textkritik*, 1927) and of Dong, Berti-Equille and Srivastava, "Integrating conflicting data:
//! the role of source dependence" (VLDB 2009), whose likelihoods are used here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::answer::Answer;
use super::ledger::Tally;
use super::table::{Question, Table};
use super::trust::{Trust, tallies};
use super::{Decibans, HowKnown, Known, Policy, SharedErrors};

/// Sources that are one witness.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their names, in order.
    pub sources: Vec<String>,
    /// What ties them, each tie with its reason.
    pub ties: Vec<Tie>,
}

/// Why two sources are one witness.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The one source; the copy, where it is known which is the copy.
    pub one: String,
    /// The other source; what it goes back to, where that is known.
    pub other: String,
    /// Why.
    pub reason: TieReason,
}

/// What shows that two sources are one witness.
#[derive(Debug, Clone, PartialEq)]
pub enum TieReason {
    /// A person declared that the one goes back to the other.
    Declared,
    /// So many passages stand in both.
    Passages(usize),
    /// They share answers that are not borne out; which copied which is not shown.
    SharedErrors {
        /// The errors in common, the most telling first.
        errors: Vec<SharedError>,
        /// Answers in common that are borne out.
        truths: usize,
        /// Questions on which the two differ.
        differ: usize,
        /// How strongly all of it speaks for copying, differences subtracted.
        decibans: Decibans,
        /// What it had to reach.
        needed: Decibans,
    },
}

/// An error that two sources have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedError {
    /// The question.
    pub question: String,
    /// The answer of both.
    pub answer: Answer,
    /// How many other witnesses give it.
    pub others: usize,
    /// How strongly it speaks for copying.
    pub decibans: Decibans,
}

/// Which sources of a table are one witness.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// For each source of the table, and then for each origin that says nothing itself, its witness.
    of: Vec<usize>,
    /// How many declared steps lie between a source and an original.
    far: Vec<u32>,
    /// For a source that goes back to several: their witnesses.
    origins: Vec<Vec<usize>>,
    /// Each with one of its sources.
    ties: Vec<(usize, Tie)>,
    /// Whether pairs were left out because there were too many.
    pub passed_over: bool,
}

impl Groups {
    /// By what is known before anything is weighed.
    pub fn declared(table: &Table, known: &[Known]) -> Groups {
        let mut known: Vec<&Known> =
            known.iter().filter(|known| known.source != known.origin).collect();
        known.sort();
        known.dedup();
        let mut number: BTreeMap<&str, usize> =
            table.sources.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        for known in &known {
            for name in [&known.source, &known.origin] {
                let next = number.len();
                number.entry(name).or_insert(next);
            }
        }
        let count = number.len();
        let mut groups = Groups {
            of: (0..count).collect(),
            far: vec![0; count],
            origins: vec![Vec::new(); count],
            ties: Vec::new(),
            passed_over: false,
        };
        let mut parents: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for known in &known {
            let (one, other) = (number[known.source.as_str()], number[known.origin.as_str()]);
            let reason = match known.how {
                HowKnown::Declared => TieReason::Declared,
                HowKnown::Passages(count) => TieReason::Passages(count),
            };
            match known.how {
                HowKnown::Declared => {
                    parents.entry(one).or_default().insert(other);
                }
                HowKnown::Passages(_) => groups.join(one, other),
            }
            let tie = Tie { one: known.source.clone(), other: known.origin.clone(), reason };
            groups.ties.push((one, tie));
        }
        let mut compiled: BTreeMap<&BTreeSet<usize>, usize> = BTreeMap::new();
        for (one, origins) in &parents {
            match origins.first() {
                Some(origin) if origins.len() == 1 => groups.join(*one, *origin),
                _ => {
                    // Two works compiled from the same others are one witness.
                    let first = *compiled.entry(origins).or_insert(*one);
                    groups.join(*one, first);
                }
            }
        }
        for (one, origins) in parents.iter().filter(|(_, origins)| 1 < origins.len()) {
            groups.origins[*one] = origins.iter().copied().collect();
        }
        groups.settle();
        groups.measure(&parents);
        groups
    }

    /// Sets how far each source is from an original; in a circle nothing is original.
    fn measure(&mut self, parents: &BTreeMap<usize, BTreeSet<usize>>) {
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (one, origins) in parents {
            for origin in origins {
                children.entry(*origin).or_default().push(*one);
            }
        }
        let mut level: Vec<usize> =
            children.keys().copied().filter(|one| !parents.contains_key(one)).collect();
        let mut seen: BTreeSet<usize> = level.iter().copied().collect();
        let mut far = 0;
        while !level.is_empty() {
            for one in &level {
                self.far[*one] = far;
            }
            let below = level.iter().filter_map(|one| children.get(one)).flatten();
            level = below.copied().filter(|one| seen.insert(*one)).collect();
            far += 1;
        }
    }

    /// The witness that a source belongs to: the number of one of its sources.
    pub fn of(&self, source: usize) -> usize {
        self.of[source]
    }

    /// How many declared steps lie between a source and an original.
    pub fn far(&self, source: usize) -> u32 {
        self.far[source]
    }

    /// The witnesses that a source is compiled from; empty when it goes back to one or to none.
    pub fn origins(&self, source: usize) -> &[usize] {
        &self.origins[source]
    }

    /// Makes two sources one witness; [`Groups::settle`] must follow before anything is asked.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        let (keep, gone) = (one.min(other), one.max(other));
        self.of[gone] = keep;
    }

    fn find(&mut self, source: usize) -> usize {
        let mut root = source;
        while self.of[root] != root {
            root = self.of[root];
        }
        let mut here = source;
        while self.of[here] != root {
            here = std::mem::replace(&mut self.of[here], root);
        }
        root
    }

    /// Names every witness by the first of its sources.
    fn settle(&mut self) {
        for source in 0..self.of.len() {
            self.of[source] = self.find(source);
        }
        for origins in &mut self.origins {
            for origin in origins.iter_mut() {
                *origin = self.of[*origin];
            }
            origins.sort_unstable();
            origins.dedup();
        }
    }

    /// The groups with more than one name, with what ties them.
    pub fn told(&self) -> Vec<Group> {
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        for (one, tie) in &self.ties {
            let group = groups
                .entry(self.of[*one])
                .or_insert_with(|| Group { sources: Vec::new(), ties: Vec::new() });
            group.ties.push(tie.clone());
            group.sources.extend([tie.one.clone(), tie.other.clone()]);
        }
        for group in groups.values_mut() {
            group.sources.sort_unstable();
            group.sources.dedup();
        }
        groups.into_values().collect()
    }
}

/// How often copies and answers are computed from each other.
const ROUNDS: usize = 6;

/// How much is spent on looking for pairs, the rarest answers first: agreements of two sources, each
/// counted as often as somebody answers the question.
const MOST_COMPARED: usize = 100_000_000;

/// A question that more sources answer tells nothing of two of them that others do not tell sooner.
const MOST_SAYINGS: usize = 1_000;

/// By how many decibans an answer becomes ten times as sure: half of what they say, as sources are
/// never quite independent.
const TEMPER: f64 = 20.0;

/// How many errors are supposed before any is counted, spread as errors are in the whole table.
const SUPPOSED: f64 = 6.0;

/// The shares of copied answers that are tried.
const RATES: [f64; 6] = [0.2, 0.35, 0.5, 0.65, 0.8, 0.95];

/// Looks for copies and learns weights, each from the other, until nothing changes.
pub(super) fn found(
    table: &Table,
    declared: Groups,
    how: &SharedErrors,
    policy: &Policy,
) -> (Groups, Trust) {
    let (pairs, passed_over) = candidates(table, how);
    let mut groups = declared.clone();
    let mut trust = Trust::learned(table, &groups, policy);
    let needed = needed(&pairs, how);
    for round in 0..ROUNDS {
        if pairs.is_empty() {
            break;
        }
        let mut ties = Held::of(table, &groups, &trust, policy).ties(&pairs, how, needed);
        if round == 0 {
            let thinned = Trust::thinned(table, &groups, policy, &alike(table, &pairs));
            let more = Held::of(table, &groups, &thinned, policy).ties(&pairs, how, needed);
            let known: BTreeSet<(usize, usize)> =
                ties.iter().map(|(one, other, _)| (*one, *other)).collect();
            ties.extend(
                more.into_iter().filter(|(one, other, _)| !known.contains(&(*one, *other))),
            );
        }
        let mut next = declared.clone();
        for (one, other, _) in &ties {
            next.join(*one, *other);
        }
        next.settle();
        next.ties.extend(ties.into_iter().map(|(one, _, tie)| (one, tie)));
        let is_settled = 0 < round && next.of == groups.of;
        groups = next;
        trust = Trust::learned(table, &groups, policy);
        if is_settled {
            break;
        }
    }
    groups.passed_over = passed_over;
    (groups, trust)
}

/// For each source, how much of its word counts before copies are known: the less, the more others
/// agree with it beyond what any two sources do.
///
/// So a crowd that copies one source cannot outvote the others before it is found out; as
/// S. Henikoff and J. G. Henikoff weight sequences that are alike ("Position-based sequence
/// weights", 1994).
fn alike(table: &Table, pairs: &[(usize, usize)]) -> Vec<f64> {
    let agreement = |(one, other): &(usize, usize)| {
        let (mut same, mut all) = (0usize, 0usize);
        for (_, ours, theirs) in common(table, *one, *other) {
            same += usize::from(ours == theirs);
            all += 1;
        }
        same as f64 / all.max(1) as f64
    };
    let agreements: Vec<f64> = pairs.iter().map(agreement).collect();
    let usual = agreements.iter().sum::<f64>() / agreements.len().max(1) as f64;
    let mut crowd = vec![1.0; table.sources.len()];
    for ((one, other), agreement) in pairs.iter().zip(agreements) {
        let excess = (agreement - usual) / (1.0 - usual).max(0.01);
        for source in [one, other] {
            crowd[*source] += excess.max(0.0);
        }
    }
    crowd.into_iter().map(|crowd| 1.0 / crowd).collect()
}

/// Pairs that share enough questions and answers to be compared, in order.
fn candidates(table: &Table, how: &SharedErrors) -> (Vec<(usize, usize)>, bool) {
    let mut shared: Vec<(usize, usize, usize)> = Vec::new();
    let mut sources: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    let mut passed_over = false;
    for (at, question) in table.questions.iter().enumerate() {
        if MOST_SAYINGS < question.sayings.len() {
            passed_over = true;
            continue;
        }
        let mut by_answer: BTreeMap<usize, usize> = BTreeMap::new();
        for saying in question.sayings.iter().filter(|said| said.stance == super::Stance::Affirms) {
            *by_answer.entry(saying.answer).or_default() += 1;
            sources.entry((at, saying.answer)).or_default().push(saying.source);
        }
        shared.extend(
            by_answer
                .into_iter()
                .filter(|(_, count)| 1 < *count)
                .map(|(answer, count)| (count, at, answer)),
        );
    }
    shared.sort_unstable();
    let mut left = MOST_COMPARED;
    let mut agreements: HashMap<(usize, usize), usize> = HashMap::new();
    for (count, question, answer) in shared {
        let pairs = count.saturating_mul(count - 1) / 2;
        let spent = pairs.saturating_mul(table.questions[question].sayings.len());
        if left < spent {
            passed_over = true;
            break;
        }
        left -= spent;
        let all = sources.get(&(question, answer)).map_or(&[][..], Vec::as_slice);
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                *agreements.entry((*one.min(other), *one.max(other))).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = agreements
        .into_iter()
        .filter(|(_, count)| how.errors <= *count)
        .map(|(pair, _)| pair)
        .filter(|(one, other)| {
            let fewest = table.affirmed[*one].len().min(table.affirmed[*other].len());
            how.questions <= fewest && how.questions <= common(table, *one, *other).count()
        })
        .collect();
    pairs.sort_unstable();
    (pairs, passed_over)
}

/// The questions that two sources both answer, with their first answers.
fn common(
    table: &Table,
    one: usize,
    other: usize,
) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
    let (few, many) = (&table.affirmed[one], &table.affirmed[other]);
    let is_swapped = many.len() < few.len();
    let (few, many) = if is_swapped { (many, few) } else { (few, many) };
    let mut last = None;
    few.iter().filter_map(move |(question, answer)| {
        if last.replace(*question) == Some(*question) {
            return None;
        }
        let at = many.partition_point(|(of, _)| of < question);
        let (of, theirs) = many.get(at)?;
        if MOST_SAYINGS < table.questions[*question].sayings.len() {
            return None;
        }
        let answers = if is_swapped { (*theirs, *answer) } else { (*answer, *theirs) };
        (of == question).then_some((*question, answers.0, answers.1))
    })
}

/// What the evidence of one pair must reach: the more pairs are looked at for each source, the more.
///
/// Most sources copy one other at most, so of all pairs about two in as many as a source is
/// compared with are copies; the margin comes on top.
fn needed(pairs: &[(usize, usize)], how: &SharedErrors) -> Decibans {
    let sources: BTreeSet<usize> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let compared = pairs.len() as f64 / (sources.len().max(1)) as f64;
    Decibans::of(10.0 * compared.max(1.0).log10()).plus(how.margin)
}

/// For each question, what the votes say before two sources are compared.
struct Held<'a> {
    table: &'a Table,
    groups: &'a Groups,
    trust: &'a Trust,
    policy: &'a Policy,
    tallies: Vec<Tally>,
    /// How likely two errors on one question are the same error.
    coincidence: f64,
}

impl<'a> Held<'a> {
    fn of(table: &'a Table, groups: &'a Groups, trust: &'a Trust, policy: &'a Policy) -> Held<'a> {
        let tallies = tallies(table, groups, trust);
        let coincidence = coincidence(table, &tallies, policy);
        Held { table, groups, trust, policy, tallies, coincidence }
    }

    fn ties(
        &self,
        pairs: &[(usize, usize)],
        how: &SharedErrors,
        needed: Decibans,
    ) -> Vec<(usize, usize, Tie)> {
        let name = |source: usize| self.table.sources[source].clone();
        let tied = pairs.iter().filter_map(|(one, other)| {
            let reason = self.tie(*one, *other, how, needed)?;
            Some((*one, *other, Tie { one: name(*one), other: name(*other), reason }))
        });
        tied.collect()
    }

    /// In how many ways a question may be answered wrongly.
    fn ways(&self, question: &Question) -> f64 {
        let ways = self.policy.agreement.as_ref().map_or(10.0, |how| how.ways);
        ways.max(question.answers.len() as f64)
    }

    /// What the others, without two witnesses, make of an answer.
    fn others(&self, question: usize, answer: usize, own: [usize; 2]) -> Others {
        let tally = &self.tallies[question];
        let question = &self.table.questions[question];
        let mut totals: Vec<f64> = tally.totals.iter().map(|total| total.number()).collect();
        let mut heads = tally.heads.clone();
        let own = if own[0] == own[1] { &own[..1] } else { &own[..] };
        let votes = own.iter().flat_map(|own| tally.votes_of(question, *own));
        for (vote, decibans, is_full) in votes.collect::<Vec<_>>() {
            totals[vote] -= decibans.number();
            heads[vote] -= usize::from(is_full);
        }
        let top = totals.iter().copied().fold(0.0, f64::max);
        let strength = |total: f64| 10f64.powf(((total - top) / TEMPER).max(-200.0));
        let compatible = |other: usize| question.bearing.compatible(answer, other);
        let rivals: Vec<usize> =
            (0..question.answers.len()).filter(|other| !compatible(*other)).collect();
        let ways = self.ways(question);
        let unsaid = (ways - rivals.len() as f64).max(0.0) * strength(0.0);
        let against: f64 = rivals.iter().map(|rival| strength(totals[*rival])).sum();
        let favour = strength(totals[answer]);
        let truth = favour / (favour + against + unsaid);
        let right = rivals.iter().map(|rival| heads[*rival]).max().unwrap_or(0);
        let all: usize = rivals.iter().map(|rival| heads[*rival]).sum::<usize>() + heads[answer];
        let common = (heads[answer] as f64 + SUPPOSED * self.coincidence)
            / ((all - right) as f64 + SUPPOSED);
        Others { truth, common, heads: heads[answer] }
    }
}

/// What others make of an answer.
struct Others {
    /// How sure they make it, from 0 to 1.
    truth: f64,
    /// How likely an error is this one: the commoner, the more of the others that err fall into it.
    common: f64,
    /// How many witnesses give it.
    heads: usize,
}

/// One answer that two sources share.
struct Agreed {
    question: usize,
    answer: usize,
    others: Others,
    /// How likely two independent sources both give it.
    apart: f64,
    /// How likely one of them gives it.
    one: f64,
}

impl Agreed {
    /// How strongly it speaks for one source copying the other at a rate, in decibans.
    fn told(&self, rate: f64) -> f64 {
        10.0 * (rate * self.one / self.apart + 1.0 - rate).log10()
    }
}

impl Held<'_> {
    fn agreed(&self, question: usize, answer: usize, one: usize, other: usize) -> Agreed {
        let others = self.others(question, answer, [self.groups.of(one), self.groups.of(other)]);
        let right = [one, other].map(|source| self.trust.right(source, self.policy));
        let (true_for, false_for) = (others.truth, 1.0 - others.truth);
        let error = right.map(|right| (1.0 - right) * others.common);
        let apart = true_for * right[0] * right[1] + false_for * error[0] * error[1];
        let single = |at: usize| true_for * right[at] + false_for * error[at];
        // Either may be the copy: the lesser of both is taken.
        let one = single(0).min(single(1));
        Agreed { question, answer, others, apart: apart.max(1e-12), one }
    }

    fn tie(
        &self,
        one: usize,
        other: usize,
        how: &SharedErrors,
        needed: Decibans,
    ) -> Option<TieReason> {
        let mut agreed: Vec<Agreed> = Vec::new();
        let mut differ = 0u32;
        for (question, ours, theirs) in common(self.table, one, other) {
            if ours == theirs {
                agreed.push(self.agreed(question, ours, one, other));
            } else if !self.table.questions[question].bearing.compatible(ours, theirs) {
                differ += 1;
            }
        }
        let evidence = |rate: f64| -> f64 {
            let agree: f64 = agreed.iter().map(|agreed| agreed.told(rate)).sum();
            agree + f64::from(differ) * 10.0 * (1.0 - rate).log10()
        };
        let rates = RATES.into_iter().map(|rate| (evidence(rate), rate));
        let (best, rate) = rates.clone().max_by(|one, other| one.0.total_cmp(&other.0))?;
        // Nobody told the rate: the mean over all of them is what may be claimed.
        let mean = rates.map(|(evidence, _)| 10f64.powf((evidence - best) / 10.0)).sum::<f64>()
            / RATES.len() as f64;
        let decibans = Decibans::of(best + 10.0 * mean.log10());
        let (errors, truths): (Vec<&Agreed>, Vec<&Agreed>) =
            agreed.iter().partition(|agreed| agreed.others.truth < 0.5);
        if decibans < needed || errors.len() < how.errors {
            return None;
        }
        let mut errors: Vec<SharedError> = errors
            .into_iter()
            .map(|agreed| SharedError {
                question: self.table.questions[agreed.question].name.clone(),
                answer: self.table.questions[agreed.question].answers[agreed.answer].clone(),
                others: agreed.others.heads,
                decibans: Decibans::of(agreed.told(rate)),
            })
            .collect();
        errors.sort_by(|one, other| {
            other.decibans.cmp(&one.decibans).then_with(|| one.question.cmp(&other.question))
        });
        Some(TieReason::SharedErrors {
            errors,
            truths: truths.len(),
            differ: differ as usize,
            decibans,
            needed,
        })
    }
}

/// How likely two independent errors on one question are the same, as far as the table shows.
///
/// Begins with one case in as many as there are ways to be wrong, counted as ten cases.
fn coincidence(table: &Table, tallies: &[Tally], policy: &Policy) -> f64 {
    let ways = policy.agreement.as_ref().map_or(10.0, |how| how.ways);
    let (mut same, mut all) = (10.0 / ways, 10.0);
    for (question, tally) in table.questions.iter().zip(tallies) {
        let Some(winner) = tally.winner(question) else { continue };
        let wrong = (0..question.answers.len())
            .filter(|answer| !question.bearing.compatible(*answer, winner))
            .map(|answer| tally.heads[answer] as f64);
        let pairs = |count: f64| count * (count - 1.0) / 2.0;
        same += wrong.clone().map(pairs).sum::<f64>();
        all += pairs(wrong.sum::<f64>()).max(0.0);
    }
    (same / all).clamp(0.001, 1.0)
}
