//! Facts and rules in; what follows, and why, out.
//!
//! The room knows neither time nor studies nor languages: a rule is a tree
//! ([`program`]), however it was written, and what it derives is a proof
//! ([`proof`]), however it is told.

pub mod change;
pub mod check;
pub mod compact;
pub mod fault;
mod function;
pub mod json;
pub mod model;
mod pattern;
mod plan;
pub mod program;
pub mod proof;
pub mod rows;
mod scope;
mod table;
mod typing;
mod value;
mod why;
pub mod whynot;
mod world;

pub use change::Change;
pub use fault::{Fault, FaultKind, Gravity};
pub use function::{arity, names as functions};
pub use model::{Answers, Limits, Model, NoAnswers, Progress, Refusal, Watch};
pub use program::{Atom, Literal, Program, Relation, Rule, Term, Value};
pub use proof::{Premise, Proof, Step};
pub use typing::type_name;
pub use whynot::{Attempt, Missing, WhyNot};
