//! Rules as a tree: what the compact form and the sentences both are.

use std::ops::Range;
use std::sync::Arc;

/// Relations, facts and rules.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Program {
    /// What may be said, in the order of declaration.
    pub relations: Vec<Relation>,
    /// What is said without a condition.
    pub facts: Vec<Fact>,
    /// What follows from what.
    pub rules: Vec<Rule>,
}

/// One relation: its name and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The name, unique in a program: `held_office`.
    pub name: String,
    /// The columns, each with its name and what it holds.
    pub columns: Vec<(String, Type)>,
    /// Whether its facts come from outside.
    pub input: bool,
    /// Whether it is asked for.
    pub output: bool,
    /// Bytes of the program where it is declared.
    pub range: Range<usize>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// A word or text; a name.
    Symbol,
    /// A whole number, 64 bits.
    Number,
    /// A whole number that is not negative.
    Unsigned,
    /// A number with a fraction.
    Float,
}

/// One value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A word, text or name.
    Symbol(Arc<str>),
    /// A whole number.
    Number(i64),
    /// A whole number that is not negative.
    Unsigned(u64),
    /// A number with a fraction.
    Float(f64),
}

/// A relation with a value in each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The relation's name.
    pub relation: String,
    /// A value a column.
    pub values: Vec<Value>,
}

/// One rule: the head holds wherever the body does and no exception.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name, unique in a study; empty for a nameless rule of a program.
    pub name: String,
    /// What it says, by language tag (`en`, `ru`, `kk`), in the order written.
    pub title: Vec<(String, String)>,
    /// What it concludes.
    pub head: Atom,
    /// Whether a person is told of each conclusion, and how; `None` for a rule that only derives.
    pub report: Option<Report>,
    /// What must hold.
    pub body: Vec<Literal>,
    /// Exceptions: where any of them holds, the rule does not. Variables that stand in none but one exception are any value.
    pub unless: Vec<Atom>,
    /// Why the inference is allowed (Toulmin's backing), by language tag; never empty in a study.
    pub because: Vec<(String, String)>,
    /// Bytes of the file where it stands.
    pub range: Range<usize>,
}

/// What a person is told of a conclusion.
///
/// The columns of the rule's head are `at`, then the variables of the message in the order of their first appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// `impossible`, `conflict`, `unlikely`, `incomplete`, `style` or `lead`.
    pub level: String,
    /// The message by language tag; `{?t}` stands for a variable's value.
    pub message: Vec<(String, String)>,
    /// Variables whose values are the claims objected to.
    pub at: Vec<String>,
}

/// A relation with a term in each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    /// The relation's name.
    pub relation: String,
    /// A term a column.
    pub terms: Vec<Term>,
    /// Bytes of the file where it stands.
    pub range: Range<usize>,
}

/// One condition of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Holds when such a fact is known.
    Holds(Atom),
    /// Holds when no such fact is known (stratified).
    Absent(Atom),
    /// Holds when the two terms stand so to each other.
    Compared {
        /// How.
        comparison: Comparison,
        /// The one.
        left: Term,
        /// The other.
        right: Term,
        /// Bytes of the file where it stands.
        range: Range<usize>,
    },
    /// Answered from outside the program by an [`crate::proof::Premise::Told`] of whoever runs it; every term is bound by the others first. Written `@name(…)`.
    Asked {
        /// What is asked.
        atom: Atom,
        /// Whether it holds when the answer is no.
        negated: bool,
    },
}

/// How two terms stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// The same value.
    Equal,
    /// Another value.
    Unequal,
    /// Smaller; of symbols, earlier in the order of Unicode scalar values.
    Less,
    /// Not greater.
    AtMost,
    /// Greater.
    Greater,
    /// Not smaller.
    AtLeast,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// Whatever the name is bound to, without the `?` of a sentence.
    Variable(String),
    /// Any value: `_`.
    Any,
    /// This value.
    Value(Value),
    /// A value computed of others: `+`, `cat`, `strlen`.
    Computed {
        /// The function's name or sign.
        function: String,
        /// What it is applied to.
        of: Vec<Term>,
    },
    /// One value for all bindings of a body: `count : { … }`.
    Aggregate(Box<Aggregate>),
}

/// One value for all bindings of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// What is made of them.
    pub kind: AggregateKind,
    /// What is counted, added, compared; `None` for a count of bindings.
    pub of: Option<Term>,
    /// The body; its variables that stand outside the aggregate too are bound there.
    pub body: Vec<Literal>,
}

/// What an aggregate makes of its bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AggregateKind {
    /// How many bindings.
    Count,
    /// How many different values of what is counted.
    Different,
    /// Their sum.
    Sum,
    /// The smallest.
    Least,
    /// The greatest.
    Greatest,
    /// Their mean.
    Mean,
}
