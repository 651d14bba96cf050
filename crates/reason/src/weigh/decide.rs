//! The answer that holds, how well it stands, and the least that would turn it.

use super::answer::Answer;
use super::dependence::Groups;
use super::ledger::{Ledger, Tally};
use super::table::{Question, Table};
use super::trust::Trust;
use super::{Decibans, LineName};

/// A question, weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The most special answer that is borne out; `None` when every answer is refuted.
    pub winner: Option<Answer>,
    /// Answers at its level that are borne out as well as it: nothing chooses between them.
    pub tied: Vec<Answer>,
    /// How well the winner stands; `Refuted` when there is none.
    pub standing: Standing,
    /// The winner and what it implies, the most general first.
    pub chain: Vec<Level>,
    /// Every answer with its entries, the best first.
    pub ledgers: Vec<Ledger>,
    /// The least that would turn it; `None` when there is no winner.
    pub change: Option<Change>,
}

/// How well an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// One witness bears it out; others speak against it and weigh less than half as much.
    Attested,
    /// So many independent witnesses bear it out, and nothing weighs half as much against it.
    Corroborated(usize),
    /// Another answer, or denials, weigh at least half as much.
    Contested,
    /// One witness bears it out, and nobody speaks against it.
    SingleWitness,
    /// Nobody says it; it follows from what is said.
    Inferred,
    /// Denials outweigh what is said for it.
    Refuted,
}

impl Standing {
    /// The stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Attested => "attested",
            Standing::Corroborated(_) => "corroborated",
            Standing::Contested => "contested",
            Standing::SingleWitness => "single-witness",
            Standing::Inferred => "inferred",
            Standing::Refuted => "refuted",
        }
    }
}

/// A level of generality at which the winner stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The answer at this level.
    pub answer: Answer,
    /// How well it stands.
    pub standing: Standing,
    /// What it weighs.
    pub decibans: Decibans,
    /// How many independent witnesses bear it out in full.
    pub witnesses: usize,
}

/// The least that would turn an answer, in two ways: a source taken away, and a line changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The fewest sources found without which the answer is another: one where one suffices.
    pub without: Vec<String>,
    /// The answer without them; `None` when none is left.
    pub then: Option<Answer>,
    /// The line whose change would turn it by itself; `None` when there is no rival to turn to.
    pub line: Option<LineChange>,
}

/// A change of one line of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChange {
    /// Whose line.
    pub source: String,
    /// Which line.
    pub line: LineName,
    /// By how much: below nothing where the line would have to be lower.
    pub by: Decibans,
    /// The answer then; `None` when every answer would be refuted.
    pub then: Option<Answer>,
}

/// How many sources are tried one by one, the heaviest of the answer's first.
const TRIED: usize = 64;

pub(super) fn weighed(
    table: &Table,
    question: &Question,
    groups: &Groups,
    trust: &Trust,
) -> Weighed {
    let tally = Tally::of(question, groups, &|saying| trust.weight(saying));
    let ledgers = tally.ledgers(table, question, groups, trust);
    let answer = |at: usize| question.answers[at].clone();
    let steps = tally.chain(question);
    let Some((winner, rivals)) = steps.last() else {
        return Weighed {
            winner: None,
            tied: Vec::new(),
            standing: Standing::Refuted,
            chain: Vec::new(),
            ledgers,
            change: None,
        };
    };
    let chain: Vec<Level> = steps
        .iter()
        .map(|(at, _)| Level {
            answer: answer(*at),
            standing: standing(question, &tally, *at),
            decibans: tally.totals[*at],
            witnesses: tally.witnesses[*at],
        })
        .collect();
    let is_tied = |rival: &&usize| {
        tally.totals[**rival] == tally.totals[*winner]
            && !question.bearing.compatible(**rival, *winner)
    };
    let turning = Turning { table, question, groups, trust, tally: &tally, winner: *winner };
    Weighed {
        winner: Some(answer(*winner)),
        tied: rivals.iter().filter(is_tied).map(|rival| answer(*rival)).collect(),
        standing: standing(question, &tally, *winner),
        change: Some(turning.change(&steps)),
        chain,
        ledgers,
    }
}

fn standing(question: &Question, tally: &Tally, at: usize) -> Standing {
    let rivals = (0..question.answers.len())
        .filter(|rival| tally.affirmed[*rival] && !question.bearing.compatible(*rival, at));
    let rival = rivals.map(|rival| tally.totals[rival]).max().unwrap_or_default();
    let against = rival.max(tally.denied(at)).max(Decibans(0));
    let favour = tally.favour[at];
    let is_opposed = Decibans(0) < against;
    let is_said = question
        .sayings
        .iter()
        .any(|saying| saying.answer == at && saying.stance == super::Stance::Affirms);
    if is_opposed && favour.0 <= against.0.saturating_mul(2) {
        return Standing::Contested;
    }
    match tally.witnesses[at] {
        _ if !is_said => Standing::Inferred,
        0 | 1 if is_opposed => Standing::Attested,
        0 | 1 => Standing::SingleWitness,
        several => Standing::Corroborated(several),
    }
}

/// What is asked in looking for the least change.
struct Turning<'a> {
    table: &'a Table,
    question: &'a Question,
    groups: &'a Groups,
    trust: &'a Trust,
    tally: &'a Tally,
    winner: usize,
}

impl Turning<'_> {
    fn change(&self, steps: &[(usize, Vec<usize>)]) -> Change {
        let (without, then) = self.without();
        let mut without: Vec<String> =
            without.into_iter().map(|source| self.table.sources[source].clone()).collect();
        without.sort_unstable();
        let then = then.map(|at| self.question.answers[at].clone());
        Change { without, then, line: self.line(steps) }
    }

    /// The winner without some sources.
    fn winner_without(&self, gone: &[usize]) -> Option<usize> {
        self.winner_if(&|saying| {
            (!gone.contains(&saying.source)).then(|| self.trust.weight(saying))
        })
    }

    /// The winner when sayings weigh otherwise; `None` of the weight takes the saying out.
    fn winner_if(
        &self,
        weight: &dyn Fn(&super::table::Saying) -> Option<Decibans>,
    ) -> Option<usize> {
        let tally = Tally::of_some(self.question, self.groups, weight);
        tally.winner(self.question)
    }

    /// The sources that bear the winner out, the heaviest first, copies too.
    fn bearers(&self) -> Vec<usize> {
        let mut bearers: Vec<(Decibans, usize)> = self
            .question
            .sayings
            .iter()
            .filter(|saying| saying.stance == super::Stance::Affirms)
            .filter(|saying| {
                let supports = &self.question.bearing.supports[saying.answer];
                supports.iter().any(|(answer, _)| *answer == self.winner)
            })
            .map(|saying| (self.trust.weight(saying), saying.source))
            .collect();
        bearers.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut bearers: Vec<usize> = bearers.into_iter().map(|(_, source)| source).collect();
        let mut seen = std::collections::BTreeSet::new();
        bearers.retain(|source| seen.insert(*source));
        bearers
    }

    fn without(&self) -> (Vec<usize>, Option<usize>) {
        let bearers = self.bearers();
        let turns = |gone: &[usize]| {
            let then = self.winner_without(gone);
            (then != Some(self.winner)).then_some(then)
        };
        // The lightest source that suffices by itself is the least to lose.
        for source in bearers.iter().take(TRIED).rev() {
            if let Some(then) = turns(&[*source]) {
                return (vec![*source], then);
            }
        }
        let (mut few, mut many) = (1, bearers.len());
        while few + 1 < many {
            let middle = few.midpoint(many);
            match turns(&bearers[..middle]) {
                Some(_) => many = middle,
                None => few = middle,
            }
        }
        let gone = bearers[..many].to_vec();
        let then = self.winner_without(&gone);
        (gone, then)
    }

    fn line(&self, steps: &[(usize, Vec<usize>)]) -> Option<LineChange> {
        // The level at which the lead is least, and the rival there.
        let bearing = &self.question.bearing;
        let leads = steps.iter().flat_map(|(at, rivals)| {
            let rivals = rivals.iter().filter(|rival| !bearing.compatible(**rival, *at));
            rivals
                .map(|rival| (self.tally.totals[*at].minus(self.tally.totals[*rival]), *at, *rival))
        });
        // Where nobody answers otherwise, denials may still outweigh the winner.
        let last = steps.last().map(|(at, _)| *at)?;
        let denied =
            (Decibans(0) < self.tally.denied(last)).then(|| (self.tally.totals[last], last, last));
        let (lead, at, rival) = leads.chain(denied).min()?;
        let by = lead.plus(Decibans(1));
        let down = self.tally.speakers(self.question, at);
        let down =
            down.into_iter().filter(|(_, weight)| by <= *weight).map(|(saying, _)| (saying, true));
        let up = self.tally.speakers(self.question, rival);
        let up = up.into_iter().filter(|_| rival != at).map(|(saying, _)| (saying, false));
        let tried = down.take(TRIED).chain(up.take(TRIED));
        let full = tried.filter(|(saying, is_down)| {
            self.tally.is_for(*saying, if *is_down { at } else { rival })
        });
        for (at, is_down) in full {
            let changed = &self.question.sayings[at];
            let signed = if is_down { Decibans(0).minus(by) } else { by };
            let then = self.winner_if(&|saying| {
                let weight = self.trust.weight(saying);
                let is_changed = std::ptr::eq(saying, changed);
                Some(if is_changed { weight.plus(signed).max(Decibans(0)) } else { weight })
            });
            if then != Some(self.winner) {
                let lines = self.trust.lines(changed);
                // A grade that was given can be argued about; that a source speaks cannot.
                let line = lines
                    .iter()
                    .filter(|line| line.name != LineName::Floor)
                    .max_by_key(|line| (line.name != LineName::Speaks, line.decibans.0.abs()))
                    .map_or(LineName::Speaks, |line| line.name);
                let source = self.table.sources[changed.source].clone();
                let then = then.map(|then| self.question.answers[then].clone());
                return Some(LineChange { source, line, by: signed, then });
            }
        }
        None
    }
}
