//! What the rules of a study conclude, and why.

use std::collections::{BTreeMap, BTreeSet};

use derek_logic::program::{AggregateKind, Comparison, Fact, Relation, Type};
use derek_logic::{Limits, Literal, Model, Program, Refusal, Rule, Term, Value};
use derek_study::rule::{Grammar, Origin, Written, meant, sorts};
use derek_study::vocabulary::Sort;
use derek_study::{Level, Study};

use crate::facts::{Claims, facts};
use crate::timeline::{Bounds, TimeAnswers, TimesAsked};
use crate::witness::Witnesses;

/// A study with its rules run.
pub struct Reasoning<'r> {
    /// The study.
    pub study: &'r Study,
    /// Its claims by their identifiers.
    pub claims: &'r Claims<'r>,
    /// How everything is said.
    pub grammar: &'r Grammar,
    /// The rules as they were run, one for one as the study has them.
    pub program: &'r Program,
    /// What holds.
    pub model: &'r Model<'r>,
    /// What the times are.
    pub times: &'r TimeAnswers<'r>,
}

/// What the rules of a study conclude.
#[derive(Debug, Clone, Default)]
pub struct Ruled {
    /// What is to be told a person, in the order of the rules.
    pub told: Vec<Told>,
    /// What else follows, sorted.
    pub concluded: Vec<Fact>,
    /// Why the rules could not be run; `None` when they were.
    pub refused: Option<Refused>,
}

/// Why the rules of a study could not be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// More follows than can be held: so many facts are the limit.
    TooMany(usize),
    /// The rules contradict what is declared; sound ones never do.
    Unsound,
}

/// One thing that a rule reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The rule, by its place among the study's rules.
    pub rule: usize,
    /// How grave it is.
    pub level: Level,
    /// What its variables are.
    pub bindings: BTreeMap<String, Shown>,
    /// The fact that was reported.
    pub fact: Fact,
}

/// What a variable stands for, ready to be worded.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A card, by its identifier.
    Card(String),
    /// A claim, by its identifier.
    Claim(String),
    /// A stretch of time.
    Time(Bounds),
    /// Words, or a number.
    Words(String),
}

/// Facts beyond which the rules of a study are not run on.
const MOST_FACTS: usize = 5_000_000;

/// Runs the rules of a study, and does something with what follows.
///
/// # Errors
///
/// Why they cannot be run.
pub fn reasoned<R>(study: &Study, then: impl FnOnce(&Reasoning<'_>) -> R) -> Result<R, Refused> {
    reasoned_of(study, &Claims::of(study), then)
}

/// The same of claims that have their names already.
pub(crate) fn reasoned_of<R>(
    study: &Study,
    claims: &Claims<'_>,
    then: impl FnOnce(&Reasoning<'_>) -> R,
) -> Result<R, Refused> {
    let grammar = study.grammar();
    let program = program(study, &grammar);
    let facts = facts(study, claims, &Witnesses::of(study));
    let mut times = TimesAsked::of(study, claims);
    let times = times.answers();
    let limits = Limits { most_facts: MOST_FACTS, ..Limits::default() };
    let model = Model::of(&program, &facts, &times, limits).map_err(|refusal| match refusal {
        Refusal::Faults(_) | Refusal::Unfit(_) | Refusal::Cancelled => Refused::Unsound,
        Refusal::TooMany { limit } => Refused::TooMany(limit),
    })?;
    Ok(then(&Reasoning {
        study,
        claims,
        grammar: &grammar,
        program: &program,
        model: &model,
        times: &times,
    }))
}

/// What the rules of a study conclude; nothing, and at no cost, when it has none.
pub(crate) fn ruled(study: &Study) -> Ruled {
    if study.rules.written.is_empty() {
        return Ruled::default();
    }
    match reasoned(study, |reasoning| reasoning.ruled()) {
        Ok(ruled) => ruled,
        Err(refused) => Ruled { refused: Some(refused), ..Ruled::default() },
    }
}

impl Reasoning<'_> {
    /// Everything that rules conclude or report, in the order of the rules' relations.
    pub fn derived(&self) -> Vec<Fact> {
        let concluded = self.study.rules.predicates.iter().map(|(name, _)| name.as_str());
        let reported = self.program.rules.iter().map(|rule| rule.head.relation.as_str());
        let mut seen = BTreeSet::new();
        let names = concluded.chain(reported).filter(|name| seen.insert(*name));
        names.flat_map(|name| self.model.relation(name).unwrap_or_default()).collect()
    }

    fn ruled(&self) -> Ruled {
        let mut ruled = Ruled::default();
        for (at, written) in self.study.rules.written.iter().enumerate() {
            let Some(report) = &written.rule.report else { continue };
            let Some(level) = Level::from_name(&report.level) else { continue };
            for fact in self.model.relation(&written.rule.head.relation).unwrap_or_default() {
                let bindings = self.bindings(&written.rule, &fact);
                ruled.told.push(Told { rule: at, level, bindings, fact });
            }
        }
        for (name, _) in &self.study.rules.predicates {
            ruled.concluded.extend(self.model.relation(name).unwrap_or_default());
        }
        ruled
    }

    /// The variables of a head by what stands in their columns.
    fn bindings(&self, rule: &Rule, fact: &Fact) -> BTreeMap<String, Shown> {
        let sorts = sorts(rule, self.grammar);
        let columns = rule.head.terms.iter().zip(&fact.values);
        let named = columns.filter_map(|(term, value)| match term {
            Term::Variable(name) => {
                let sort = sorts.get(name).copied().unwrap_or(Sort::Any);
                Some((name.clone(), self.shown(value, sort)))
            }
            _ => None,
        });
        named.collect()
    }

    /// What a value stands for where a sort of thing stands.
    pub fn shown(&self, value: &Value, sort: Sort) -> Shown {
        let words = match value {
            Value::Symbol(words) => words.to_string(),
            Value::Number(number) => return Shown::Words(number.to_string()),
            Value::Unsigned(number) => return Shown::Words(number.to_string()),
            Value::Float(number) => return Shown::Words(number.to_string()),
        };
        match sort {
            Sort::Time => match self.times.bounds(&words) {
                Some(bounds) => Shown::Time(bounds),
                None => Shown::Words(words),
            },
            Sort::Claim => Shown::Claim(words),
            Sort::Card | Sort::Any if self.study.card(&words).is_some() => Shown::Card(words),
            _ => Shown::Words(words),
        }
    }
}

/// The rules of a study as a program.
fn program(study: &Study, grammar: &Grammar) -> Program {
    let mut relations = grammar.declared();
    let written: &[Written] = &study.rules.written;
    let rules: Vec<Rule> = written.iter().map(|one| meant(&one.rule, grammar, study)).collect();
    for rule in &rules {
        let is_new = !relations.iter().any(|relation| relation.name == rule.head.relation);
        if is_new {
            relations.push(reported(rule, grammar));
        }
    }
    Program { relations, facts: Vec::new(), rules }
}

/// The relation of what a rule reports: its columns are of the types of its variables.
fn reported(rule: &Rule, grammar: &Grammar) -> Relation {
    let mut types: BTreeMap<&str, Type> = BTreeMap::new();
    for literal in &rule.body {
        match literal {
            Literal::Holds(atom) => {
                let spoken = grammar.relation(&atom.relation);
                let columns = spoken.filter(|spoken| spoken.origin != Origin::Answered);
                for (term, role) in
                    atom.terms.iter().zip(columns.into_iter().flat_map(|spoken| &spoken.columns))
                {
                    if let (Term::Variable(name), Sort::Number) = (term, role.sort) {
                        types.insert(name, Type::Number);
                    }
                }
            }
            Literal::Compared { comparison: Comparison::Equal, left, right, .. } => {
                for (one, other) in [(left, right), (right, left)] {
                    if let (Term::Variable(name), Some(kind)) = (one, kind(other)) {
                        types.entry(name).or_insert(kind);
                    }
                }
            }
            _ => {}
        }
    }
    let columns = rule.head.terms.iter().enumerate().map(|(at, term)| {
        let kind = match term {
            Term::Variable(name) => types.get(name.as_str()).copied(),
            _ => kind(term),
        };
        (format!("column{at}"), kind.unwrap_or(Type::Symbol))
    });
    Relation {
        name: rule.head.relation.clone(),
        columns: columns.collect(),
        input: false,
        output: true,
        range: rule.range.clone(),
    }
}

/// The type of a computed value; `None` when it is what its variable is.
fn kind(term: &Term) -> Option<Type> {
    match term {
        Term::Value(Value::Symbol(_)) => Some(Type::Symbol),
        Term::Value(Value::Number(_)) => Some(Type::Number),
        Term::Value(Value::Unsigned(_)) => Some(Type::Unsigned),
        Term::Value(Value::Float(_)) => Some(Type::Float),
        Term::Aggregate(aggregate) => match (aggregate.kind, &aggregate.of) {
            (AggregateKind::Count | AggregateKind::Different, _) => Some(Type::Number),
            (AggregateKind::Mean, _) => Some(Type::Float),
            (_, Some(of)) => kind(of).or(Some(Type::Number)),
            (_, None) => Some(Type::Number),
        },
        Term::Computed { function, .. } => match function.as_str() {
            "cat" | "substr" | "to_string" => Some(Type::Symbol),
            _ => Some(Type::Number),
        },
        Term::Variable(_) | Term::Any => None,
    }
}
