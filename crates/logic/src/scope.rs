//! What the variables of an aggregate mean, so that afterwards one name is one variable.
//!
//! A variable inside an aggregate is the one outside when the outside binds it and it is not
//! what is aggregated; otherwise it is the aggregate's own. Where the least or the greatest is
//! asked for, a variable that only the inside binds may be used outside: it is a witness, whose
//! values are those for which the extreme is reached. (Soufflé's rules, `ast/analysis/Aggregate.cpp`.)

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::fault::{Fault, FaultKind};
use crate::program::{Aggregate, AggregateKind, Atom, Comparison, Literal, Rule, Term};

/// How many conditions a rule may have, those within its aggregates and of its witnesses among them.
pub const MOST_LITERALS: usize = 512;

/// What stands in the name of an aggregate's own variable and in no name that was written.
const OWN: char = '\u{1}';

/// Whether a variable was written, and is not an aggregate's own.
pub fn written(name: &str) -> bool {
    !name.contains(OWN)
}

/// A name as it was written.
pub fn as_written(name: &str) -> &str {
    name.split(OWN).next().unwrap_or(name)
}

/// The rule with one name for one variable; conditions that witnesses need stand behind the others.
pub fn resolved(rule: &Rule) -> Result<Rule, Vec<Fault>> {
    if count(&rule.body) > MOST_LITERALS {
        return Err(vec![Fault::refused(rule.range.clone(), FaultKind::TooLarge)]);
    }
    let mut scope =
        Scope { faults: Vec::new(), own: 0, range: rule.range.clone(), size: count(&rule.body) };
    let mut rule = rule.clone();
    let mut outside = BTreeSet::new();
    rule.head.terms.iter().for_each(|term| variables(term, false, &mut outside));
    rule.unless
        .iter()
        .flat_map(|atom| &atom.terms)
        .for_each(|term| variables(term, false, &mut outside));
    scope.body(&mut rule.body, &mut rule.head.terms, &BTreeSet::new(), outside);
    if scope.faults.is_empty() { Ok(rule) } else { Err(scope.faults) }
}

/// How many conditions there are, those in aggregates too.
fn count(body: &[Literal]) -> usize {
    fn within(term: &Term) -> usize {
        match term {
            Term::Aggregate(aggregate) => {
                count(&aggregate.body) + aggregate.of.as_ref().map_or(0, within)
            }
            Term::Computed { of, .. } => of.iter().map(within).sum(),
            _ => 0,
        }
    }
    body.iter().map(|literal| 1 + terms(literal).into_iter().map(within).sum::<usize>()).sum()
}

/// The terms of a condition, left to right.
pub fn terms(literal: &Literal) -> Vec<&Term> {
    match literal {
        Literal::Holds(atom) | Literal::Absent(atom) | Literal::Asked { atom, .. } => {
            atom.terms.iter().collect()
        }
        Literal::Compared { left, right, .. } => vec![left, right],
    }
}

fn terms_mut(literal: &mut Literal) -> Vec<&mut Term> {
    match literal {
        Literal::Holds(atom) | Literal::Absent(atom) | Literal::Asked { atom, .. } => {
            atom.terms.iter_mut().collect()
        }
        Literal::Compared { left, right, .. } => vec![left, right],
    }
}

/// Where a condition stands.
pub fn range(literal: &Literal) -> &Range<usize> {
    match literal {
        Literal::Holds(atom) | Literal::Absent(atom) | Literal::Asked { atom, .. } => &atom.range,
        Literal::Compared { range, .. } => range,
    }
}

/// The variables of a term; those in aggregates too where `within`.
pub fn variables(term: &Term, within: bool, found: &mut BTreeSet<String>) {
    match term {
        Term::Variable(name) => {
            found.insert(name.clone());
        }
        Term::Computed { of, .. } => of.iter().for_each(|term| variables(term, within, found)),
        Term::Aggregate(aggregate) if within => {
            aggregate.of.iter().for_each(|term| variables(term, true, found));
            aggregate.body.iter().flat_map(terms).for_each(|term| variables(term, true, found));
        }
        _ => {}
    }
}

/// The aggregates of a term that are in no other.
fn aggregates<'a>(term: &'a mut Term, found: &mut Vec<&'a mut Aggregate>) {
    match term {
        Term::Aggregate(aggregate) => found.push(aggregate),
        Term::Computed { of, .. } => of.iter_mut().for_each(|term| aggregates(term, found)),
        _ => {}
    }
}

/// The variables bound by a body once those given are; of aggregates, all but the one given have a value.
pub fn bound(
    body: &[Literal],
    given: &BTreeSet<String>,
    without: Option<&Aggregate>,
) -> BTreeSet<String> {
    let mut bound = given.clone();
    for literal in body {
        if let Literal::Holds(atom) = literal {
            bound.extend(atom.terms.iter().filter_map(|term| match term {
                Term::Variable(name) => Some(name.clone()),
                _ => None,
            }));
        }
    }
    loop {
        let before = bound.len();
        for literal in body {
            let Literal::Compared { comparison: Comparison::Equal, left, right, .. } = literal
            else {
                continue;
            };
            for (one, other) in [(left, right), (right, left)] {
                if let Term::Variable(name) = one
                    && !bound.contains(name)
                    && has_value(other, &bound, without)
                {
                    bound.insert(name.clone());
                }
            }
        }
        if bound.len() == before {
            return bound;
        }
    }
}

/// Whether a term has a value once these variables have one.
fn has_value(term: &Term, bound: &BTreeSet<String>, without: Option<&Aggregate>) -> bool {
    match term {
        Term::Variable(name) => bound.contains(name),
        Term::Any => false,
        Term::Value(_) => true,
        Term::Computed { of, .. } => of.iter().all(|term| has_value(term, bound, without)),
        Term::Aggregate(aggregate) => {
            without.is_none_or(|without| !std::ptr::eq(without, &**aggregate))
        }
    }
}

fn rename(term: &mut Term, names: &BTreeMap<String, String>) {
    match term {
        Term::Variable(name) => {
            if let Some(new) = names.get(name) {
                name.clone_from(new);
            }
        }
        Term::Computed { of, .. } => of.iter_mut().for_each(|term| rename(term, names)),
        Term::Aggregate(aggregate) => rename_aggregate(aggregate, names),
        Term::Any | Term::Value(_) => {}
    }
}

fn rename_aggregate(aggregate: &mut Aggregate, names: &BTreeMap<String, String>) {
    aggregate.of.iter_mut().for_each(|term| rename(term, names));
    aggregate.body.iter_mut().flat_map(terms_mut).for_each(|term| rename(term, names));
}

struct Scope {
    faults: Vec<Fault>,
    own: usize,
    range: Range<usize>,
    size: usize,
}

impl Scope {
    /// Resolves a body and the terms beside it, whose variables from further outside are `given`.
    fn body(
        &mut self,
        body: &mut Vec<Literal>,
        beside: &mut [Term],
        given: &BTreeSet<String>,
        mut outside: BTreeSet<String>,
    ) {
        body.iter().flat_map(terms).for_each(|term| variables(term, false, &mut outside));
        let everything = bound(body, given, None);
        let mut each = Vec::new();
        body.iter().flat_map(terms).for_each(|term| shared(term, &mut each));
        if each.is_empty() && !beside.iter().any(has_aggregate) {
            return;
        }
        let injected: Vec<BTreeSet<String>> =
            each.into_iter().map(|aggregate| bound(body, given, Some(aggregate))).collect();
        let mut injected = injected.into_iter();
        let mut more = Vec::new();
        let mut found = Vec::new();
        body.iter_mut().flat_map(terms_mut).for_each(|term| aggregates(term, &mut found));
        let mut beside_found = Vec::new();
        beside.iter_mut().for_each(|term| aggregates(term, &mut beside_found));
        for aggregate in found.into_iter().chain(beside_found) {
            let bound_outside = injected.next().unwrap_or_else(|| everything.clone());
            self.aggregate(aggregate, &bound_outside, &everything, &outside, &mut more);
        }
        if !more.is_empty() && self.size <= MOST_LITERALS {
            self.body(&mut more, &mut [], &everything, BTreeSet::new());
        }
        body.append(&mut more);
    }

    fn aggregate(
        &mut self,
        aggregate: &mut Aggregate,
        bound_outside: &BTreeSet<String>,
        everything: &BTreeSet<String>,
        outside: &BTreeSet<String>,
        more: &mut Vec<Literal>,
    ) {
        let mut target = BTreeSet::new();
        aggregate.of.iter().for_each(|term| variables(term, true, &mut target));
        let mut inside = target.clone();
        aggregate.body.iter().flat_map(terms).for_each(|term| variables(term, true, &mut inside));
        let given: BTreeSet<String> = inside
            .iter()
            .filter(|name| bound_outside.contains(*name) && !target.contains(*name))
            .cloned()
            .collect();
        let bound_inside = bound(&aggregate.body, &given, None);
        let witnesses: BTreeSet<&String> = inside
            .iter()
            .filter(|name| {
                bound_inside.contains(*name)
                    && outside.contains(*name)
                    && !everything.contains(*name)
                    && !given.contains(*name)
            })
            .collect();
        if let Some(witness) = witnesses.first()
            && !matches!(aggregate.kind, AggregateKind::Least | AggregateKind::Greatest)
        {
            let kind = FaultKind::Witness(as_written(witness).to_owned());
            self.faults.push(Fault::refused(self.range.clone(), kind));
            return;
        }
        if !witnesses.is_empty() {
            self.witnessed(aggregate, &given, &witnesses, more);
        }
        // A witness of an aggregate further inside is one here too.
        let mut within = Vec::new();
        aggregate.body.iter().flat_map(terms).for_each(|term| shared(term, &mut within));
        for inner in within {
            let mut inside = BTreeSet::new();
            inner.body.iter().flat_map(terms).for_each(|term| variables(term, true, &mut inside));
            let bound_inside = bound(&inner.body, &given, None);
            let reaching: BTreeSet<&String> = inside
                .iter()
                .filter(|name| {
                    bound_inside.contains(*name)
                        && outside.contains(*name)
                        && !everything.contains(*name)
                })
                .filter(|name| !given.contains(*name) && !witnesses.contains(name))
                .collect();
            if !reaching.is_empty()
                && matches!(inner.kind, AggregateKind::Least | AggregateKind::Greatest)
            {
                self.witnessed(inner, &given, &reaching, more);
            }
        }
        let own = self.names(inside.iter().filter(|name| !given.contains(*name)));
        rename_aggregate(aggregate, &own);
        let mut outside = BTreeSet::new();
        aggregate.of.iter().for_each(|term| variables(term, false, &mut outside));
        let mut of: Vec<Term> = aggregate.of.take().into_iter().collect();
        self.body(&mut aggregate.body, &mut of, &given, outside);
        aggregate.of = of.pop();
    }

    /// Adds the conditions that give witnesses their values: the body, and that its extreme is reached.
    fn witnessed(
        &mut self,
        aggregate: &Aggregate,
        given: &BTreeSet<String>,
        witnesses: &BTreeSet<&String>,
        more: &mut Vec<Literal>,
    ) {
        self.size += 1 + count(&aggregate.body);
        if self.size > MOST_LITERALS {
            self.faults.push(Fault::refused(self.range.clone(), FaultKind::TooLarge));
            return;
        }
        let mut inside = BTreeSet::new();
        aggregate.of.iter().for_each(|term| variables(term, true, &mut inside));
        aggregate.body.iter().flat_map(terms).for_each(|term| variables(term, true, &mut inside));
        let own = self.names(
            inside.iter().filter(|name| !given.contains(*name) && !witnesses.contains(name)),
        );
        let mut copy = aggregate.clone();
        rename_aggregate(&mut copy, &own);
        more.append(&mut copy.body);
        if let Some(left) = copy.of {
            let mut again = aggregate.clone();
            let all = self.names(inside.iter().filter(|name| !given.contains(*name)));
            rename_aggregate(&mut again, &all);
            let right = Term::Aggregate(Box::new(again));
            more.push(Literal::Compared {
                comparison: Comparison::Equal,
                left,
                right,
                range: self.range.clone(),
            });
        }
    }

    fn names<'a>(&mut self, of: impl Iterator<Item = &'a String>) -> BTreeMap<String, String> {
        self.own += 1;
        of.map(|name| (name.clone(), format!("{}{OWN}{}", as_written(name), self.own))).collect()
    }
}

fn has_aggregate(term: &Term) -> bool {
    match term {
        Term::Aggregate(_) => true,
        Term::Computed { of, .. } => of.iter().any(has_aggregate),
        _ => false,
    }
}

/// The aggregates of a term that are in no other.
pub fn shared<'a>(term: &'a Term, found: &mut Vec<&'a Aggregate>) {
    match term {
        Term::Aggregate(aggregate) => found.push(aggregate),
        Term::Computed { of, .. } => of.iter().for_each(|term| shared(term, found)),
        _ => {}
    }
}

/// The atoms of a body that must hold or be absent, those within aggregates too, each with whether it is simply needed.
pub fn atoms<'a>(body: &'a [Literal], needed: bool, found: &mut Vec<(&'a Atom, bool)>) {
    for literal in body {
        match literal {
            Literal::Holds(atom) => found.push((atom, needed)),
            Literal::Absent(atom) => found.push((atom, false)),
            _ => {}
        }
        for term in terms(literal) {
            term_atoms(term, found);
        }
    }
}

/// The atoms within the aggregates of a term.
pub fn term_atoms<'a>(term: &'a Term, found: &mut Vec<(&'a Atom, bool)>) {
    match term {
        Term::Aggregate(aggregate) => {
            aggregate.of.iter().for_each(|term| term_atoms(term, found));
            atoms(&aggregate.body, false, found);
        }
        Term::Computed { of, .. } => of.iter().for_each(|term| term_atoms(term, found)),
        _ => {}
    }
}
