//! The entries for and against each answer, and their sums.

use super::answer::Answer;
use super::dependence::Groups;
use super::table::{Question, Saying, Table};
use super::trust::Trust;
use super::{Decibans, Line, Stance};

/// What stands for and against one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The answer.
    pub answer: Answer,
    /// The sum of its entries.
    pub decibans: Decibans,
    /// Sources that bear it out, the heaviest first; dependent ones are one entry.
    pub favour: Vec<Entry>,
    /// Sources that deny it, the heaviest first.
    pub against: Vec<Entry>,
}

/// One witness: a source, or several that are one, with the lines of its word.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The source whose word is counted.
    pub source: String,
    /// Sources that say the same and go back to it, or to what it goes back to: counted no more.
    pub copies: Vec<String>,
    /// What the source says, where that is not the answer itself but bears it out.
    pub says: Option<Answer>,
    /// The lines that make up its word.
    pub lines: Vec<Line>,
    /// The part of its word that the answer gets: 1 but for answers that are near.
    pub share: f64,
    /// What the entry adds to the answer, or takes from it.
    pub decibans: Decibans,
}

/// One witness's word for or against one answer.
#[derive(Debug, Clone, Copy)]
struct Vote {
    answer: usize,
    stance: Stance,
    group: usize,
    /// How far the source is from the original, as far as is declared.
    far: u32,
    decibans: Decibans,
    saying: usize,
    share: f64,
}

/// The sums for one question.
pub(super) struct Tally {
    /// One a witness, answer and stance; copies taken out.
    votes: Vec<Vote>,
    /// For each answer.
    pub totals: Vec<Decibans>,
    /// For each answer: what is said for it.
    pub favour: Vec<Decibans>,
    /// For each answer: by how many witnesses it is borne out in full.
    pub witnesses: Vec<usize>,
    /// For each answer: how many witnesses give this answer and no other that bears it out.
    pub heads: Vec<usize>,
    /// For each answer: whether anyone bears it out.
    pub affirmed: Vec<bool>,
}

impl Tally {
    /// Adds up a question, where each saying weighs what `weight` has.
    pub fn of(question: &Question, groups: &Groups, weight: &dyn Fn(&Saying) -> Decibans) -> Tally {
        Tally::of_some(question, groups, &|saying| Some(weight(saying)))
    }

    /// The same of some of the sayings: those that have a weight.
    pub fn of_some(
        question: &Question,
        groups: &Groups,
        weight: &dyn Fn(&Saying) -> Option<Decibans>,
    ) -> Tally {
        let mut votes = all_votes(question, groups, weight);
        // The original speaks for its copies; where none is declared, the heaviest word does.
        votes.sort_by(|one, other| {
            let key = |vote: &Vote| (vote.answer, vote.stance, vote.group);
            let speaks = one.far.cmp(&other.far).then(other.decibans.cmp(&one.decibans));
            key(one).cmp(&key(other)).then(speaks).then(one.saying.cmp(&other.saying))
        });
        votes.dedup_by_key(|vote| (vote.answer, vote.stance, vote.group));
        let votes = without_compilations(votes, question, groups);
        let count = question.answers.len();
        let mut tally = Tally {
            totals: vec![Decibans(0); count],
            favour: vec![Decibans(0); count],
            witnesses: vec![0; count],
            heads: vec![0; count],
            affirmed: vec![false; count],
            votes,
        };
        for vote in &tally.votes {
            let at = vote.answer;
            match vote.stance {
                Stance::Affirms => {
                    tally.favour[at] = tally.favour[at].plus(vote.decibans);
                    tally.totals[at] = tally.totals[at].plus(vote.decibans);
                    tally.affirmed[at] = true;
                    let is_own = question.sayings[vote.saying].answer == at;
                    tally.heads[at] += usize::from(is_own);
                    tally.witnesses[at] += usize::from(vote.share == 1.0);
                }
                Stance::Denies => tally.totals[at] = tally.totals[at].minus(vote.decibans),
            }
        }
        tally
    }

    /// The votes of a witness: the answer, what it gives, and whether it is what the witness says.
    pub fn votes_of<'t>(
        &'t self,
        question: &'t Question,
        group: usize,
    ) -> impl Iterator<Item = (usize, Decibans, bool)> + 't {
        let votes = self.votes.iter().filter(move |vote| vote.group == group);
        votes.map(|vote| {
            let is_own = question.sayings[vote.saying].answer == vote.answer;
            match vote.stance {
                Stance::Affirms => (vote.answer, vote.decibans, is_own),
                Stance::Denies => (vote.answer, Decibans(0).minus(vote.decibans), false),
            }
        })
    }

    /// What is denied of an answer.
    pub fn denied(&self, answer: usize) -> Decibans {
        self.favour[answer].minus(self.totals[answer])
    }

    /// Whether an answer may hold: somebody bears it out, and the denials do not outweigh that.
    pub fn may_hold(&self, answer: usize) -> bool {
        self.affirmed[answer] && Decibans(0) <= self.totals[answer]
    }

    /// The most special answer that is borne out best at each level; `None` when none may hold.
    pub fn winner(&self, question: &Question) -> Option<usize> {
        self.chain(question).last().map(|(answer, _)| *answer)
    }

    /// From the most general answer down: at each level the one borne out best, and the others there.
    pub fn chain(&self, question: &Question) -> Vec<(usize, Vec<usize>)> {
        let general = &question.bearing.general;
        let mut chain: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut open: Vec<usize> =
            (0..question.answers.len()).filter(|answer| self.may_hold(*answer)).collect();
        loop {
            let over = |answer: &usize| general[*answer].iter();
            let mut level: Vec<usize> = open
                .iter()
                .filter(|answer| !over(answer).any(|up| open.binary_search(up).is_ok()))
                .copied()
                .collect();
            level.sort_by_key(|answer| self.rank(question, *answer));
            let Some(best) = level.first().copied() else { return chain };
            open.retain(|answer| general[*answer].binary_search(&best).is_ok());
            level.remove(0);
            chain.push((best, level));
        }
    }

    /// The better the smaller: more support, then the more special, then the first in order.
    fn rank(&self, question: &Question, answer: usize) -> (std::cmp::Reverse<(i32, usize)>, usize) {
        let depth = question.bearing.depth[answer];
        (std::cmp::Reverse((self.totals[answer].0, depth)), answer)
    }

    /// Whom the sayings behind the votes for an answer belong to, the heaviest first.
    pub fn speakers(&self, question: &Question, answer: usize) -> Vec<(usize, Decibans)> {
        let mut speakers: Vec<(usize, Decibans)> = self
            .votes
            .iter()
            .filter(|vote| vote.answer == answer && vote.stance == Stance::Affirms)
            .map(|vote| (vote.saying, vote.decibans))
            .collect();
        speakers.sort_by(|one, other| {
            let source = |saying: usize| question.sayings[saying].source;
            other.1.cmp(&one.1).then(source(one.0).cmp(&source(other.0)))
        });
        speakers
    }

    /// Whether a saying is counted in full for an answer.
    pub fn is_for(&self, saying: usize, answer: usize) -> bool {
        self.votes.iter().any(|vote| {
            vote.saying == saying
                && vote.answer == answer
                && vote.stance == Stance::Affirms
                && vote.share == 1.0
        })
    }

    /// The ledger of every answer, the best first.
    pub fn ledgers(
        &self,
        table: &Table,
        question: &Question,
        groups: &Groups,
        trust: &Trust,
    ) -> Vec<Ledger> {
        let mut entries: Vec<(Vec<Entry>, Vec<Entry>)> =
            vec![(Vec::new(), Vec::new()); question.answers.len()];
        let mut copies = copies(table, question, groups);
        for vote in &self.votes {
            let saying = &question.sayings[vote.saying];
            let key = (vote.answer, vote.stance, vote.group);
            let source = table.sources[saying.source].clone();
            let mut copies = copies.remove(&key).unwrap_or_default();
            copies.retain(|copy| *copy != source);
            let entry = Entry {
                copies,
                says: (saying.answer != vote.answer)
                    .then(|| question.answers[saying.answer].clone()),
                lines: trust.lines(saying),
                share: vote.share,
                decibans: vote.decibans,
                source,
            };
            match vote.stance {
                Stance::Affirms => entries[vote.answer].0.push(entry),
                Stance::Denies => entries[vote.answer].1.push(entry),
            }
        }
        let heaviest_first = |entries: &mut Vec<Entry>| {
            entries.sort_by(|one, other| {
                other.decibans.cmp(&one.decibans).then_with(|| one.source.cmp(&other.source))
            });
        };
        let mut order: Vec<usize> = (0..question.answers.len()).collect();
        order.sort_by_key(|answer| self.rank(question, *answer));
        let ledgers = order.into_iter().map(|answer| {
            let (mut favour, mut against) = std::mem::take(&mut entries[answer]);
            heaviest_first(&mut favour);
            heaviest_first(&mut against);
            let decibans = self.totals[answer];
            Ledger { answer: question.answers[answer].clone(), decibans, favour, against }
        });
        ledgers.collect()
    }
}

fn all_votes(
    question: &Question,
    groups: &Groups,
    weight: &dyn Fn(&Saying) -> Option<Decibans>,
) -> Vec<Vote> {
    let mut votes = Vec::new();
    for (at, saying) in question.sayings.iter().enumerate() {
        let Some(decibans) = weight(saying) else { continue };
        for (answer, share) in reach(question, saying) {
            votes.push(Vote {
                answer,
                stance: saying.stance,
                group: groups.of(saying.source),
                far: groups.far(saying.source),
                decibans: decibans.part(share),
                saying: at,
                share,
            });
        }
    }
    votes
}

/// The answers that a saying speaks for or against, and by what share.
///
/// Who affirms a place affirms its country; who denies a country denies its places.
fn reach(question: &Question, saying: &Saying) -> Vec<(usize, f64)> {
    match saying.stance {
        Stance::Affirms => question.bearing.supports[saying.answer].clone(),
        Stance::Denies => {
            let general = question.bearing.general.iter().enumerate();
            let special = general
                .filter(|(_, general)| general.binary_search(&saying.answer).is_ok())
                .map(|(answer, _)| (answer, 1.0));
            std::iter::once((saying.answer, 1.0)).chain(special).collect()
        }
    }
}

/// A work compiled from several others adds nothing where one of them says the same itself.
fn without_compilations(votes: Vec<Vote>, question: &Question, groups: &Groups) -> Vec<Vote> {
    let is_compiled = |vote: &Vote| {
        let origins = groups.origins(question.sayings[vote.saying].source);
        origins.iter().any(|origin| {
            let key = (vote.answer, vote.stance, *origin);
            *origin != vote.group
                && votes
                    .binary_search_by_key(&key, |vote| (vote.answer, vote.stance, vote.group))
                    .is_ok()
        })
    };
    votes.iter().filter(|vote| !is_compiled(vote)).copied().collect()
}

type Copies = std::collections::BTreeMap<(usize, Stance, usize), Vec<String>>;

/// Which sources say each answer, by witness.
fn copies(table: &Table, question: &Question, groups: &Groups) -> Copies {
    let mut copies = Copies::new();
    for saying in &question.sayings {
        let own = groups.of(saying.source);
        for group in groups.origins(saying.source).iter().copied().chain([own]) {
            for (answer, _) in reach(question, saying) {
                let all = copies.entry((answer, saying.stance, group)).or_default();
                all.push(table.sources[saying.source].clone());
            }
        }
    }
    for all in copies.values_mut() {
        all.sort_unstable();
        all.dedup();
    }
    copies
}
