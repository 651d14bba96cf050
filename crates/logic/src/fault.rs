//! What is wrong with a program, and where: told in words elsewhere.

use std::ops::Range;

/// Something wrong with a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the program it is about.
    pub range: Range<usize>,
    /// Whether the program can be run nevertheless.
    pub gravity: Gravity,
    /// What it is.
    pub kind: FaultKind,
}

/// Whether a program with a fault can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// It means nothing: it is refused.
    Refused,
    /// It means something, perhaps not what was meant.
    Doubtful,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Something else stands where the grammar expects this.
    Unexpected {
        /// What stands there; empty at the end of the text.
        found: String,
        /// What would be right there, as it is written: `)`, or `name`, `term`, `literal`, `string`, `number`, `.`.
        expected: &'static str,
    },
    /// A text in quotation marks, or a comment, is not closed.
    Unclosed,
    /// A character that stands in no program.
    Character(char),
    /// A number that fits none of the types.
    Number(String),
    /// Nested too deeply, or a rule with too many alternatives.
    TooLarge,
    /// A part of Soufflé that is more than Datalog: components, records, user functors.
    Unsupported(String),
    /// A relation, type or column declared twice.
    Twice {
        /// Its name.
        name: String,
        /// Where it was first.
        first: Range<usize>,
    },
    /// A type that is declared nowhere.
    UnknownType(String),
    /// A type that is defined by itself.
    EndlessType(String),
    /// A union of types that share no primitive type.
    MixedUnion(String),
    /// A relation that is declared nowhere.
    UnknownRelation {
        /// As written.
        name: String,
        /// A declared one with nearly that name.
        near: Option<String>,
    },
    /// Too many or too few columns.
    Arity {
        /// Of which relation or function.
        name: String,
        /// Columns declared.
        expected: usize,
        /// Terms written.
        found: usize,
    },
    /// No such function.
    UnknownFunction(String),
    /// Values of two types must be one.
    Clash {
        /// The variable, or the value as written.
        what: String,
        /// The one type.
        one: String,
        /// The other.
        other: String,
    },
    /// A column of a head may get a value its declared type does not have.
    Wider {
        /// The variable, or the value as written.
        what: String,
        /// The type of the column.
        column: String,
        /// The types the value is known to have.
        values: String,
    },
    /// A variable that nothing binds.
    Unbound(String),
    /// `_` where a value is needed.
    NoValue,
    /// A fact whose value is not a constant.
    NotConstant,
    /// A relation depends on its own absence, or on an aggregate over itself.
    Cycle {
        /// The relations around the circle, first one first, each with where the step to the next is taken.
        through: Vec<(String, Range<usize>)>,
    },
    /// A variable bound only inside a `count`, `sum` or `mean` is used outside it.
    Witness(String),
    /// A relation follows from itself through a computed value, and so may never end.
    Endless {
        /// The relations around the circle.
        through: Vec<String>,
    },
    /// A part that is only a hint cannot be followed: an order of execution, an inlining.
    Hint(String),
    /// A variable that occurs only once: `_` says so openly.
    Once(String),
    /// A variable that says by its `_` that it occurs once and does not.
    NotOnce(String),
    /// A relation with neither facts nor rules.
    Empty(String),
    /// A form that Soufflé has given up.
    Old(String),
}

impl Fault {
    /// A fault that makes the program meaningless.
    pub fn refused(range: Range<usize>, kind: FaultKind) -> Self {
        Self { range, gravity: Gravity::Refused, kind }
    }

    /// A fault to think about.
    pub fn doubtful(range: Range<usize>, kind: FaultKind) -> Self {
        Self { range, gravity: Gravity::Doubtful, kind }
    }
}
