//! Why a fact holds, as steps that another program can check.

use crate::program::{AggregateKind, Atom, Fact, Value};

/// Why a fact holds: steps, each resting on earlier ones only; the last one is what is proved.
///
/// A fact that several steps rest on stands once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proof {
    /// The steps, premises first.
    pub steps: Vec<Step>,
}

/// One fact of a proof.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What holds.
    pub fact: Fact,
    /// 32 hexadecimal digits of a hash of the fact and of all it rests on: the same in every run, whatever else a study holds.
    pub id: String,
    /// The rule, as its place in the program's `rules`; `None` for a fact that is given.
    pub rule: Option<usize>,
    /// The rule's variables with their values, sorted by name; empty for a given fact.
    pub bindings: Vec<(String, Value)>,
    /// What it rests on, in the order of the rule's body, exceptions last; empty for a given fact.
    pub premises: Vec<Premise>,
}

/// What a step rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum Premise {
    /// An earlier step, by its place.
    Step(usize),
    /// No such fact is known: the atom with what was bound filled in, and how many facts of the relation were searched.
    Absent {
        /// What is not known.
        atom: Atom,
        /// Facts of the relation.
        searched: usize,
    },
    /// Two values stand so to each other; nothing else is needed.
    Compared,
    /// One value for many bindings.
    Aggregate {
        /// What was made of them.
        kind: AggregateKind,
        /// The value.
        value: Value,
        /// Earlier steps that it was made of, by their places, one entry for each fact of each binding.
        of: Vec<usize>,
    },
    /// Answered from outside the program.
    Told {
        /// What was asked, with its values.
        fact: Fact,
        /// What was answered.
        answer: bool,
        /// Why, as whoever answered told it; may be empty.
        because: String,
    },
}
