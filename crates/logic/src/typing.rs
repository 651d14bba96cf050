//! Which type each term of a rule has, so that `1` is the number its column holds.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::fault::{Fault, FaultKind};
use crate::function::{self, Signature};
use crate::program::{AggregateKind, Atom, Literal, Rule, Term, Type, Value};

/// Gives every constant of a rule the type of its place and tells what cannot be of one type.
///
/// A whole number without a sign of its type takes the one of whatever it is compared or computed with.
/// Relations that `columns` does not know are passed over: they are told elsewhere.
pub fn settle<'a>(
    rule: &mut Rule,
    columns: impl Fn(&str) -> Option<&'a [(String, Type)]>,
) -> Vec<Fault> {
    let mut slots = Slots {
        columns: &columns,
        parent: Vec::new(),
        kind: Vec::new(),
        names: BTreeMap::new(),
        constants: Vec::new(),
        faults: Vec::new(),
    };
    slots.atom(&rule.head);
    slots.body(&rule.body);
    for atom in &rule.unless {
        slots.atom(atom);
    }
    let Slots { constants, parent, kind, faults, .. } = slots;
    let mut places = constants.into_iter().map(|slot| match kind[root(&parent, slot)] {
        Known::Type(kind) => kind,
        Known::Number | Known::Nothing => Type::Number,
    });
    for term in &mut rule.head.terms {
        rewrite(term, &mut places);
    }
    rewrite_body(&mut rule.body, &mut places);
    for term in rule.unless.iter_mut().flat_map(|atom| &mut atom.terms) {
        rewrite(term, &mut places);
    }
    faults
}

/// The name of a type, as it is declared.
pub fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Symbol => "symbol",
        Type::Number => "number",
        Type::Unsigned => "unsigned",
        Type::Float => "float",
    }
}

/// The type of a value.
pub fn type_of(value: &Value) -> Type {
    match value {
        Value::Symbol(_) => Type::Symbol,
        Value::Number(_) => Type::Number,
        Value::Unsigned(_) => Type::Unsigned,
        Value::Float(_) => Type::Float,
    }
}

/// What is known of the type of some terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Nothing,
    /// Any type of number.
    Number,
    Type(Type),
}

impl Known {
    fn name(self) -> &'static str {
        match self {
            Known::Nothing => "",
            Known::Number => "number",
            Known::Type(kind) => type_name(kind),
        }
    }

    /// Both at once; `None` when they exclude each other.
    fn and(self, other: Known) -> Option<Known> {
        match (self, other) {
            (Known::Nothing, known) | (known, Known::Nothing) => Some(known),
            (Known::Number, Known::Type(Type::Symbol))
            | (Known::Type(Type::Symbol), Known::Number) => None,
            (Known::Number, known) | (known, Known::Number) => Some(known),
            (one, other) => (one == other).then_some(one),
        }
    }
}

/// Terms that must be of one type share a slot.
struct Slots<'c, C> {
    columns: &'c C,
    parent: Vec<usize>,
    kind: Vec<Known>,
    names: BTreeMap<String, usize>,
    /// The slot of each constant, in the order of the rule.
    constants: Vec<usize>,
    faults: Vec<Fault>,
}

fn root(parent: &[usize], mut slot: usize) -> usize {
    while parent[slot] != slot {
        slot = parent[slot];
    }
    slot
}

impl<'a, C: Fn(&str) -> Option<&'a [(String, Type)]>> Slots<'_, C> {
    fn fresh(&mut self, known: Known) -> usize {
        self.parent.push(self.parent.len());
        self.kind.push(known);
        self.parent.len() - 1
    }

    fn root(&mut self, mut slot: usize) -> usize {
        while self.parent[slot] != slot {
            self.parent[slot] = self.parent[self.parent[slot]];
            slot = self.parent[slot];
        }
        slot
    }

    fn unite(&mut self, one: usize, other: usize, what: &Term, range: &Range<usize>) {
        let (one, other) = (self.root(one), self.root(other));
        let (first, second) = (self.kind[one], self.kind[other]);
        match first.and(second) {
            Some(known) => {
                self.parent[other] = one;
                self.kind[one] = known;
            }
            None => {
                let what = crate::compact::print_term(what);
                let (one, other) = (first.name().to_owned(), second.name().to_owned());
                self.faults
                    .push(Fault::refused(range.clone(), FaultKind::Clash { what, one, other }));
            }
        }
    }

    fn require(&mut self, slot: usize, known: Known, what: &Term, range: &Range<usize>) {
        let fresh = self.fresh(known);
        self.unite(fresh, slot, what, range);
    }

    fn atom(&mut self, atom: &Atom) {
        let columns = (self.columns)(&atom.relation);
        for (place, term) in atom.terms.iter().enumerate() {
            let slot = self.term(term, &atom.range);
            if let Some((_, kind)) = columns.and_then(|columns| columns.get(place)) {
                self.require(slot, Known::Type(*kind), term, &atom.range);
            }
        }
    }

    fn body(&mut self, body: &[Literal]) {
        for literal in body {
            match literal {
                Literal::Holds(atom) | Literal::Absent(atom) => self.atom(atom),
                Literal::Asked { atom, .. } => {
                    for term in &atom.terms {
                        self.term(term, &atom.range);
                    }
                }
                Literal::Compared { left, right, range, .. } => {
                    let one = self.term(left, range);
                    let other = self.term(right, range);
                    self.unite(one, other, left, range);
                }
            }
        }
    }

    fn term(&mut self, term: &Term, range: &Range<usize>) -> usize {
        match term {
            Term::Any => self.fresh(Known::Nothing),
            Term::Variable(name) => match self.names.get(name) {
                Some(slot) => *slot,
                None => {
                    let slot = self.fresh(Known::Nothing);
                    self.names.insert(name.clone(), slot);
                    slot
                }
            },
            Term::Value(value) => {
                let slot = self.fresh(match value {
                    Value::Number(_) => Known::Number,
                    other => Known::Type(type_of(other)),
                });
                self.constants.push(slot);
                slot
            }
            Term::Computed { function, of } => self.computed(function, of, range),
            Term::Aggregate(aggregate) => {
                let of = aggregate.of.as_ref().map(|of| self.term(of, range));
                self.body(&aggregate.body);
                let fixed = match aggregate.kind {
                    AggregateKind::Count | AggregateKind::Different => Known::Type(Type::Number),
                    AggregateKind::Mean => Known::Type(Type::Float),
                    AggregateKind::Sum | AggregateKind::Least | AggregateKind::Greatest => {
                        Known::Nothing
                    }
                };
                let numeric = matches!(aggregate.kind, AggregateKind::Sum | AggregateKind::Mean);
                if let (Some(slot), Some(of)) = (of, &aggregate.of)
                    && numeric
                {
                    self.require(slot, Known::Number, of, range);
                }
                match of {
                    Some(slot) if fixed == Known::Nothing => slot,
                    _ => self.fresh(fixed),
                }
            }
        }
    }

    fn computed(&mut self, function: &str, of: &[Term], range: &Range<usize>) -> usize {
        let slots: Vec<usize> = of.iter().map(|term| self.term(term, range)).collect();
        let Some((_, _, signature)) = function::signature(function) else {
            return self.fresh(Known::Nothing);
        };
        match signature {
            Signature::Same { symbols, .. } => {
                let result = self.fresh(if symbols { Known::Nothing } else { Known::Number });
                for (slot, term) in slots.iter().zip(of) {
                    self.unite(result, *slot, term, range);
                }
                result
            }
            Signature::Symbols => {
                for (slot, term) in slots.iter().zip(of) {
                    self.require(*slot, Known::Type(Type::Symbol), term, range);
                }
                self.fresh(Known::Type(Type::Symbol))
            }
            Signature::Each(kinds, result) => {
                for ((slot, term), kind) in slots.iter().zip(of).zip(kinds) {
                    if let Some(kind) = kind {
                        self.require(*slot, Known::Type(*kind), term, range);
                    }
                }
                self.fresh(Known::Type(result))
            }
            Signature::As => slots.first().copied().unwrap_or_else(|| self.fresh(Known::Nothing)),
        }
    }
}

fn rewrite_body(body: &mut [Literal], places: &mut impl Iterator<Item = Type>) {
    for literal in body {
        match literal {
            Literal::Holds(atom) | Literal::Absent(atom) | Literal::Asked { atom, .. } => {
                for term in &mut atom.terms {
                    rewrite(term, places);
                }
            }
            Literal::Compared { left, right, .. } => {
                rewrite(left, places);
                rewrite(right, places);
            }
        }
    }
}

fn rewrite(term: &mut Term, places: &mut impl Iterator<Item = Type>) {
    match term {
        Term::Variable(_) | Term::Any => {}
        Term::Value(value) => {
            if let Some(kind) = places.next()
                && let Some(settled) = crate::compact::settled(value, kind)
            {
                *value = settled;
            }
        }
        Term::Computed { of, .. } => {
            for term in of {
                rewrite(term, places);
            }
        }
        Term::Aggregate(aggregate) => {
            if let Some(of) = &mut aggregate.of {
                rewrite(of, places);
            }
            rewrite_body(&mut aggregate.body, places);
        }
    }
}
