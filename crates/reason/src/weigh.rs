//! Which of several answers the sources bear out, and what would turn it.
//!
//! The way is a ledger: each source that says an answer is an entry of named
//! lines in decibans, sources that go back to one another are one entry, and the
//! entries are added. Nothing here knows a study: questions, sources and answers
//! are words, numbers or stretches of days.

mod answer;
mod decide;
mod dependence;
mod ledger;
pub mod read;
mod table;
mod trust;

use std::collections::BTreeMap;
use std::fmt;

pub use answer::{Answer, Hierarchy, Measure, Row};
pub use decide::{Change, Level, LineChange, Standing, Weighed};
pub use dependence::{Group, SharedError, Tie, TieReason};
pub use ledger::{Entry, Ledger};
pub use trust::Checked;

use dependence::Groups;
use table::Table;
use trust::Trust;

/// Tenths of a deciban: ten times the decimal logarithm of how many times likelier something
/// becomes, in steps of a tenth.
///
/// Whole steps are added, so that no order of the sources changes a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decibans(pub i32);

impl Decibans {
    /// The nearest tenth to a number of decibans; far numbers are held at ten thousand.
    pub fn of(decibans: f64) -> Decibans {
        Decibans((decibans * 10.0).round().clamp(-100_000.0, 100_000.0) as i32)
    }

    /// As a number of decibans.
    pub fn number(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    fn plus(self, other: Decibans) -> Decibans {
        Decibans(self.0.saturating_add(other.0))
    }

    fn minus(self, other: Decibans) -> Decibans {
        Decibans(self.0.saturating_sub(other.0))
    }

    /// The part of it, rounded to a tenth.
    fn part(self, share: f64) -> Decibans {
        Decibans((f64::from(self.0) * share).round() as i32)
    }
}

/// With its sign, and a tenth only where there is one: `+6`, `−0.5`.
impl fmt::Display for Decibans {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.0.signum() {
            1 => "+",
            -1 => "−",
            _ => "",
        };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        match tenth {
            0 => write!(out, "{sign}{whole}"),
            tenth => write!(out, "{sign}{whole}.{tenth}"),
        }
    }
}

/// What a line of the ledger is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineName {
    /// A source says so.
    Speaks,
    /// How trusty the source is as a rule.
    Reliability,
    /// How near the source stood to what it tells.
    Access,
    /// What the source had to gain.
    Interest,
    /// Whether the source could speak freely.
    Freedom,
    /// In what mode it is said: as something heard.
    Mode,
    /// How surely the passage was read.
    Reading,
    /// How often the source agrees with independent others elsewhere.
    Agreement,
    /// A line that a person set.
    Set,
    /// A source's own words never count against what they say.
    Floor,
}

impl LineName {
    /// Every line, in the order in which an entry shows them.
    pub const ALL: [LineName; 10] = [
        LineName::Speaks,
        LineName::Reliability,
        LineName::Access,
        LineName::Interest,
        LineName::Freedom,
        LineName::Mode,
        LineName::Reading,
        LineName::Agreement,
        LineName::Set,
        LineName::Floor,
    ];

    /// The stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            LineName::Speaks => "speaks",
            LineName::Reliability => "reliability",
            LineName::Access => "access",
            LineName::Interest => "interest",
            LineName::Freedom => "freedom",
            LineName::Mode => "mode",
            LineName::Reading => "reading",
            LineName::Agreement => "agreement",
            LineName::Set => "set",
            LineName::Floor => "floor",
        }
    }
}

/// A line of an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What it is for.
    pub name: LineName,
    /// How much it adds or takes.
    pub decibans: Decibans,
    /// The word or the figures it goes by, as they were given: `contemporary`, `14 of 16`.
    pub by: String,
}

/// Whether a source says it or says that it is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stance {
    /// It is so.
    #[default]
    Affirms,
    /// It is not so.
    Denies,
}

/// What a source says to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Testimony {
    /// The question, by any name.
    pub question: String,
    /// The source, by any name.
    pub source: String,
    /// What it answers.
    pub answer: Answer,
    /// Whether it affirms or denies it.
    pub stance: Stance,
    /// What is known of the source and of the passage; the lines `Speaks`, `Agreement` and
    /// `Floor` are added by the ledger.
    pub lines: Vec<Line>,
}

/// Two sources of which it is known that one goes back to the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The source that goes back to the other.
    pub source: String,
    /// What it goes back to.
    pub origin: String,
    /// How it is known.
    pub how: HowKnown,
}

/// How a dependence is known before anything is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HowKnown {
    /// A person declared it.
    Declared,
    /// Their texts share so many passages.
    Passages(usize),
}

/// How weighing goes. Everything in it may be changed and is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// What an entry begins with.
    pub speaks: Decibans,
    /// How far apart two numbers may lie and still bear each other out in part, as a share of the greater.
    pub near: f64,
    /// How much of its weight a source lends to an answer that is near its own and not the same.
    pub near_part: f64,
    /// Whether sources get more or less weight by how often they agree with independent others.
    pub agreement: Option<Agreement>,
    /// Whether copies are looked for by the rare errors they share.
    pub shared_errors: Option<SharedErrors>,
}

/// How weight is learned from agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// How often a source of which nothing is known is right.
    pub prior: f64,
    /// How many cases that assumption counts for.
    pub smoothing: f64,
    /// From how many checked cases on anything is learned; never fewer than five.
    pub cases: usize,
    /// How many ways there are to be wrong.
    pub ways: f64,
}

/// How copies are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedErrors {
    /// How many answered questions two sources must share to be compared.
    pub questions: usize,
    /// How many errors they must share.
    pub errors: usize,
    /// What the evidence must reach beyond what the number of pairs asks for.
    pub margin: Decibans,
}

/// The fewest checked cases from which anything is ever learned of a source.
pub const FEWEST_CASES: usize = 5;

impl Policy {
    /// For a table of which nothing is known but who says what: weights are learned from
    /// agreement and copies are looked for.
    ///
    /// A source is taken to be right seven times in ten until five cases tell more, with ten
    /// ways of being wrong; numbers within a hundredth bear each other out by half. These are
    /// round figures that were set before anything was measured, and measuring did not move them;
    /// what a copy must show was chosen on planted copiers (`cargo xtask measure-weighing`).
    pub fn table() -> Policy {
        let agreement = Agreement { prior: 0.7, smoothing: 4.0, cases: FEWEST_CASES, ways: 10.0 };
        Policy {
            speaks: agreement.weight(agreement.prior),
            near: 0.01,
            near_part: 0.5,
            agreement: Some(agreement),
            shared_errors: Some(SharedErrors { questions: 5, errors: 1, margin: Decibans(30) }),
        }
    }

    /// For a study: three decibans for a witness, and grades that a person gave; nothing learned.
    pub fn study() -> Policy {
        Policy {
            speaks: Decibans(30),
            near: 0.01,
            near_part: 0.5,
            agreement: None,
            shared_errors: Some(SharedErrors { questions: 5, errors: 2, margin: Decibans(45) }),
        }
    }
}

impl Agreement {
    /// What the word of a source weighs that is right so often.
    fn weight(&self, right: f64) -> Decibans {
        Decibans::of(10.0 * (self.ways * right / (1.0 - right)).log10())
    }
}

/// Everything weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighing {
    /// For each question, by its name.
    pub questions: BTreeMap<String, Weighed>,
    /// Sources that are one witness, with the reasons; a source on its own is in none.
    pub groups: Vec<Group>,
    /// What was learned of each source that was checked at all, by its name.
    pub sources: BTreeMap<String, Checked>,
    /// Whether sources that share no rare answer, or too many pairs to compare, were passed over
    /// in looking for copies because there were too many.
    pub passed_over: bool,
}

/// Weighs what sources say to each question.
///
/// The result is the same in whatever order the testimonies come. A source that says the same
/// twice says it once.
///
/// ```
/// use derek_reason::weigh::{Answer, Hierarchy, Policy, Stance, Testimony, weigh};
/// let said = |source: &str, place: &str| Testimony {
///     question: "birthplace".to_owned(),
///     source: source.to_owned(),
///     answer: Answer::words(place),
///     stance: Stance::Affirms,
///     lines: Vec::new(),
/// };
/// let places = Hierarchy::of_names([("Minneapolis", "Minnesota")]);
/// let said = [said("a", "Minnesota"), said("b", "Minneapolis"), said("c", "California")];
/// let weighing = weigh(&said, &places, &[], &Policy::table());
/// let winner = weighing.questions["birthplace"].winner.as_ref();
/// assert_eq!(winner.map(|answer| &*answer.words), Some("Minneapolis"));
/// ```
pub fn weigh(said: &[Testimony], order: &Hierarchy, known: &[Known], policy: &Policy) -> Weighing {
    let table = Table::of(said, order, policy);
    let (groups, trust) = grouped(&table, known, policy);
    let questions = table.questions.iter().map(|question| {
        let weighed = decide::weighed(&table, question, &groups, &trust);
        (question.name.clone(), weighed)
    });
    Weighing {
        questions: questions.collect(),
        groups: groups.told(),
        sources: trust.told(&table),
        passed_over: groups.passed_over,
    }
}

/// Which sources are one witness: the groups of [`weigh`], without an answer to any question.
pub fn groups(
    said: &[Testimony],
    order: &Hierarchy,
    known: &[Known],
    policy: &Policy,
) -> Vec<Group> {
    let table = Table::of(said, order, policy);
    grouped(&table, known, policy).0.told()
}

fn grouped(table: &Table, known: &[Known], policy: &Policy) -> (Groups, Trust) {
    let declared = Groups::declared(table, known);
    match &policy.shared_errors {
        Some(how) => dependence::found(table, declared, how, policy),
        None => {
            let trust = Trust::learned(table, &declared, policy);
            (declared, trust)
        }
    }
}
