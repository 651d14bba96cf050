//! Why a fact does not hold: for each rule that could conclude it, how far it got.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use crate::model::{Limits, Model, by_values};
use crate::plan::{Operation, Planner, Ready, Window};
use crate::program::{Atom, Comparison, Fact, Literal, Rule, Term, Value};
use crate::why::{filled, filled_term};
use crate::world::{Machine, Next, Outside, World};

/// Why a fact does not hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WhyNot {
    /// Whether it holds after all; then there are no attempts.
    pub holds: bool,
    /// Each rule that could conclude it: the one that lacks least first, those that lack the very fact last.
    pub attempts: Vec<Attempt>,
}

/// How far a rule got.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The rule, as its place in the program's `rules`.
    pub rule: usize,
    /// The variables that had a value when it failed, sorted by name.
    pub bindings: Vec<(String, Value)>,
    /// How many conditions held, exceptions that did not hold among them.
    pub held: usize,
    /// How many there are.
    pub of: usize,
    /// The condition that failed first; `None` where the rule concludes other constants, or was given up on.
    pub missing: Option<Missing>,
    /// Where a missing fact could itself be concluded: how far the rule nearest to it got.
    pub beyond: Option<Box<Attempt>>,
}

/// A condition that failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// No such fact; variables that have no value yet stand as they are.
    Fact(Atom),
    /// This fact holds and should not; it may be an exception.
    Present(Fact),
    /// The two do not stand so to each other.
    NotSo {
        /// How they should.
        comparison: Comparison,
        /// The one.
        left: Term,
        /// The other.
        right: Term,
    },
    /// Answered otherwise from outside.
    Answered {
        /// What was asked.
        fact: Fact,
        /// What was answered.
        answer: bool,
        /// Why.
        because: String,
    },
    /// An aggregate, range or function gave nothing.
    Nothing,
}

/// How many missing facts in a row are asked what they lack.
const FURTHEST: usize = 3;

impl Model<'_> {
    /// For each rule that could conclude a fact, the match that goes furthest and the condition it fails at.
    ///
    /// Of a missing fact that could be concluded the same is asked again, a few times in a row and of its nearest rule alone.
    /// The search for the furthest match is cut off after some hundred thousand steps.
    pub fn why_not(&self, fact: &Fact) -> WhyNot {
        let terms = fact.values.iter().cloned().map(Term::Value).collect();
        self.why_none(&Atom { relation: fact.relation.clone(), terms, range: 0..0 })
    }

    /// The same of any fact that an atom describes: its variables, which are taken for different ones, and `_` are any value.
    pub fn why_none(&self, atom: &Atom) -> WhyNot {
        let mut world = self.world();
        let is_there = world.relation(&atom.relation).is_some_and(|relation| {
            let mut rows = 0..world.tables[relation].rows();
            rows.any(|row| agrees(atom, &world.values(relation, row)))
        });
        if is_there {
            return WhyNot { holds: true, attempts: Vec::new() };
        }
        let mut attempts = self.attempts(&mut world, atom, &[]);
        for attempt in &mut attempts {
            let mut above = vec![atom.clone()];
            let mut last = attempt;
            while above.len() <= FURTHEST
                && let Some(Missing::Fact(missing)) = last.missing.clone()
                && !above.iter().any(|atom| same(atom, &missing))
            {
                let attempts = self.attempts(&mut world, &missing, &above);
                let Some(nearest) = attempts.into_iter().next() else { break };
                above.push(missing);
                last = last.beyond.insert(Box::new(nearest));
            }
        }
        WhyNot { holds: false, attempts }
    }

    /// How far each rule got that could conclude such a fact: the one that lacks least first, those that lack
    /// the very fact, or one of those it is wanted for, last.
    fn attempts(&self, world: &mut World, atom: &Atom, above: &[Atom]) -> Vec<Attempt> {
        let rules = self.program.rules.iter().enumerate();
        let mut attempts: Vec<Attempt> = rules
            .filter(|(_, rule)| {
                rule.head.relation == atom.relation && rule.head.terms.len() == atom.terms.len()
            })
            .filter_map(|(number, rule)| self.attempt(world, number, rule, atom))
            .collect();
        let turns_back = |attempt: &Attempt| match &attempt.missing {
            Some(Missing::Fact(missing)) => {
                same(atom, missing) || above.iter().any(|atom| same(atom, missing))
            }
            _ => false,
        };
        attempts
            .sort_by_key(|attempt| (turns_back(attempt), attempt.of - attempt.held, attempt.rule));
        attempts
    }

    fn attempt(
        &self,
        world: &mut World,
        number: usize,
        rule: &Rule,
        atom: &Atom,
    ) -> Option<Attempt> {
        let values = given(&rule.head, atom)?;
        let given: BTreeSet<String> = values.keys().cloned().collect();
        let ready = Planner::new(world).rule(rule, &given, None, &|_| Window::All)?;
        let mut registers = vec![0; ready.registers];
        for (name, register) in &ready.variables {
            if let Some(value) = values.get(name) {
                registers[*register] = world.dictionary.number(value.clone());
            }
        }
        let enough = |_: &crate::model::Progress| ControlFlow::Break(());
        let limits = Limits { most_facts: usize::MAX, watch: Some(&enough) };
        let outside = Outside { answers: self.answers, limits: &limits };
        let mut machine = Machine::tracking();
        // A match whose computed columns differ is no nearer than one that fails at its end.
        while let Ok(Next::Match) = machine.next(&ready.plan, &mut registers, world, outside) {}
        let (depth, registers) = machine.furthest()?;
        let bound = bound(&ready, depth, &given);
        let bindings: BTreeMap<&str, u32> = ready
            .variables
            .iter()
            .filter(|(_, register)| bound.contains(register))
            .map(|(name, register)| (name.as_str(), registers[*register]))
            .collect();
        let of = rule.body.len() + rule.unless.len();
        let failed: BTreeSet<usize> = ready.plan.steps[depth.min(ready.plan.steps.len())..]
            .iter()
            .map(|step| step.literal)
            .collect();
        let missing = match ready.plan.steps.get(depth) {
            Some(step) => Some(self.missing(world, rule, step.literal, &bindings)),
            None => Some(Missing::Nothing),
        };
        let values = |bindings: &BTreeMap<&str, u32>, world: &World| {
            bindings
                .iter()
                .map(|(name, number)| ((*name).to_owned(), world.dictionary.value(*number).clone()))
                .collect()
        };
        let held = of.saturating_sub(failed.iter().filter(|literal| **literal < of).count());
        let bindings = values(&bindings, world);
        Some(Attempt { rule: number, bindings, held, of, missing, beyond: None })
    }

    fn missing(
        &self,
        world: &mut World,
        rule: &Rule,
        literal: usize,
        bindings: &BTreeMap<&str, u32>,
    ) -> Missing {
        let present = |world: &mut World, atom: &Atom| {
            let atom = filled(world, atom, bindings);
            let relation = world.relation(&atom.relation).unwrap_or_default();
            let agrees = |values: &[Value]| {
                let mut own: BTreeMap<&str, &Value> = BTreeMap::new();
                atom.terms.iter().zip(values).all(|(term, value)| match term {
                    Term::Value(wanted) => wanted == value,
                    Term::Variable(name) => {
                        own.insert(name, value).is_none_or(|before| before == value)
                    }
                    _ => true,
                })
            };
            let rows = 0..world.tables[relation].rows();
            let facts =
                rows.map(|row| world.fact(relation, row)).filter(|fact| agrees(&fact.values));
            facts.min_by(by_values).map_or(Missing::Nothing, Missing::Present)
        };
        match rule.body.get(literal) {
            Some(Literal::Holds(atom)) => Missing::Fact(filled(world, atom, bindings)),
            Some(Literal::Absent(atom)) => present(world, atom),
            Some(Literal::Compared { comparison, left, right, .. }) => {
                let (left, right) =
                    (filled_term(world, left, bindings), filled_term(world, right, bindings));
                Missing::NotSo { comparison: *comparison, left, right }
            }
            Some(Literal::Asked { atom, negated }) => {
                let atom = filled(world, atom, bindings);
                let values = atom.terms.into_iter().filter_map(|term| {
                    if let Term::Value(value) = term { Some(value) } else { None }
                });
                let fact = Fact { relation: atom.relation, values: values.collect() };
                let because = self.answers.because(&fact);
                Missing::Answered { fact, answer: *negated, because }
            }
            None => match rule.unless.get(literal - rule.body.len()) {
                Some(atom) => present(world, atom),
                None => Missing::Nothing,
            },
        }
    }
}

/// Whether values are what an atom describes.
fn agrees(atom: &Atom, values: &[Value]) -> bool {
    atom.terms.len() == values.len()
        && atom.terms.iter().zip(values).all(|(term, value)| match term {
            Term::Value(wanted) => wanted == value,
            _ => true,
        })
}

/// The values that the variables of a head have where it concludes such an atom; `None` where a constant differs.
fn given(head: &Atom, atom: &Atom) -> Option<BTreeMap<String, Value>> {
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for (term, wanted) in head.terms.iter().zip(&atom.terms) {
        let Term::Value(wanted) = wanted else { continue };
        let other = match term {
            Term::Value(constant) => Some(constant.clone()),
            Term::Variable(name) => found.insert(name.clone(), wanted.clone()),
            _ => None,
        };
        if other.is_some_and(|other| other != *wanted) {
            return None;
        }
    }
    Some(found)
}

/// Whether two atoms want the same, wherever they stand and whatever their variables are called.
fn same(one: &Atom, other: &Atom) -> bool {
    let values = |atom: &Atom| {
        let value =
            |term: &Term| if let Term::Value(value) = term { Some(value.clone()) } else { None };
        atom.terms.iter().map(value).collect::<Vec<_>>()
    };
    one.relation == other.relation && values(one) == values(other)
}

/// The variables that have a value before the step at this depth.
fn bound(ready: &Ready, depth: usize, given: &BTreeSet<String>) -> BTreeSet<usize> {
    let mut bound: BTreeSet<usize> = ready
        .variables
        .iter()
        .filter(|(name, _)| given.contains(name))
        .map(|(_, register)| *register)
        .collect();
    for step in &ready.plan.steps[..depth.min(ready.plan.steps.len())] {
        match &step.operation {
            Operation::Scan(scan) => bound.extend(scan.binds.iter().map(|(_, register)| *register)),
            Operation::Assign(register, _)
            | Operation::Range(register, _)
            | Operation::Aggregate(register, _) => {
                bound.insert(*register);
            }
            _ => {}
        }
    }
    bound
}
