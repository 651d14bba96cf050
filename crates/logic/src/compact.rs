//! Rules as programmers write them: Soufflé's plain Datalog, and what a derek rule carries more.
//!
//! ```
//! let (program, faults) = derek_logic::compact::parse(
//!     ".decl parent(child: symbol, parent: symbol)
//!      .decl ancestor(child: symbol, of: symbol)
//!      .input parent
//!      .output ancestor
//!      ancestor(x, y) :- parent(x, y).
//!      ancestor(x, z) :- ancestor(x, y), parent(y, z).",
//! );
//! assert!(faults.is_empty());
//! assert_eq!(program.rules.len(), 2);
//! let (again, _) = derek_logic::compact::parse(&derek_logic::compact::print(&program));
//! assert_eq!(derek_logic::compact::print(&again), derek_logic::compact::print(&program));
//! ```
//!
//! What goes beyond Soufflé stands before a clause, each line beginning with `@`:
//!
//! ```text
//! @rule before_it_exists
//! @title en "Nothing acts before it exists"
//! @because en "acts presuppose whoever acts"
//! @report impossible at claim
//! @message en "{?body} acts in {?year}, and does not yet exist"
//! too_early(claim, body, year) :- acted(claim, body, year), founded(body, first), @before(year, first)
//!     unless retrospective(claim).
//! ```
//!
//! A name that is no word of letters, or that the grammar uses, stands in backquotes: `` `held-office` ``.
//! `@name(…)` among the conditions is answered from outside the program.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::fault::Fault;
use crate::program::{Atom, Fact, Literal, Program, Relation, Rule, Term, Type, Value};

mod clauses;
mod declarations;
mod lex;
mod parser;
mod print;
mod terms;
mod types;

use parser::Parser;
pub use print::{
    print, print_atom, print_body, print_literal, print_rule, print_term, print_value,
};
pub(crate) use types::nearest;
use types::{Declaration, Types};

/// A program as it was read, with what only whoever runs it needs.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The program.
    pub program: Program,
    /// What is wrong with it, in the order of places.
    pub faults: Vec<Fault>,
    /// What goes in and out, in the order written.
    pub ports: Vec<Port>,
}

/// One `.input`, `.output`, `.printsize` or `.limitsize`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The word of the directive, without its dot.
    pub direction: String,
    /// The relation.
    pub relation: String,
    /// `delimiter`, `filename` and the like.
    pub parameters: BTreeMap<String, String>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The program a text says, and what is wrong with its writing and its types.
///
/// What is wrong with the rules as such, [`crate::check::faults`] tells.
pub fn parse(text: &str) -> (Program, Vec<Fault>) {
    let reading = read(text);
    (reading.program, reading.faults)
}

/// The rules a text says, each as it is written: nothing is made one type, and what is wrong is its writing alone.
pub fn rules(text: &str) -> (Vec<Rule>, Vec<Fault>) {
    let (raw, faults) = raw(text);
    let mut rules = Vec::new();
    for Clause { rule, heads, bodies, .. } in raw.clauses {
        for head in heads {
            for body in bodies.as_ref().unwrap_or(&vec![Vec::new()]) {
                rules.push(Rule { head: head.clone(), body: body.clone(), ..rule.clone() });
            }
        }
    }
    (rules, faults)
}

/// The program a text says, and what goes in and out of it.
pub fn read(text: &str) -> Reading {
    let (raw, faults) = raw(text);
    types::finish(raw, faults)
}

fn raw(text: &str) -> (Raw, Vec<Fault>) {
    let (tokens, faults) = lex::tokens(text);
    let closing = parser::closings(&tokens);
    let mut parser =
        Parser { text, tokens, closing, at: 0, depth: 0, faults, read: Raw::default() };
    while parser.token().kind != lex::Kind::End {
        let before = parser.at;
        if parser.statement().is_none() {
            parser.recover(before);
        }
    }
    (parser.read, parser.faults)
}

/// What was written, before names of types are known.
#[derive(Debug, Default)]
struct Raw {
    relations: Vec<(Relation, Vec<Declaration>)>,
    types: Types,
    clauses: Vec<Clause>,
    ports: Vec<Port>,
    inlined: BTreeSet<String>,
}

/// One clause: heads, and the bodies any of which they follow from.
#[derive(Debug)]
struct Clause {
    rule: Rule,
    heads: Vec<Atom>,
    /// `None` where nothing was written: then it is a fact.
    bodies: Option<Vec<Vec<Literal>>>,
    plans: Vec<(usize, Vec<usize>, Range<usize>)>,
}

/// The value of a constant in a column of that type: whole numbers are any type of number; `None` where it is of another type.
pub(crate) fn settled(value: &Value, kind: Type) -> Option<Value> {
    Some(match (value, kind) {
        (Value::Symbol(_), Type::Symbol)
        | (Value::Number(_), Type::Number)
        | (Value::Unsigned(_), Type::Unsigned)
        | (Value::Float(_), Type::Float) => value.clone(),
        (Value::Number(number), Type::Unsigned) => Value::Unsigned(u64::try_from(*number).ok()?),
        #[expect(clippy::cast_precision_loss, reason = "as any reader of the digits would")]
        (Value::Number(number), Type::Float) => Value::Float(*number as f64),
        _ => return None,
    })
}

/// A fact, if every term is a constant that its column can hold.
fn fact(atom: &Atom, relation: &Relation) -> Option<Fact> {
    if atom.terms.len() != relation.columns.len() {
        return None;
    }
    let values = atom
        .terms
        .iter()
        .zip(&relation.columns)
        .map(|(term, (_, kind))| match term {
            Term::Value(value) => settled(value, *kind),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Fact { relation: atom.relation.clone(), values })
}
