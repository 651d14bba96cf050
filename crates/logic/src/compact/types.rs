//! Types with names of their own, and the program they stand in put together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Clause, Port, Raw, Reading, fact, print_term};
use crate::fault::{Fault, FaultKind};
use crate::program::{Atom, Comparison, Literal, Program, Relation, Rule, Term, Type, Value};
use crate::scope;
use crate::typing;

/// The name of a type where it is used.
pub type Declaration = (Range<usize>, String);

/// What a type is.
#[derive(Debug, Clone)]
pub enum Definition {
    /// Some values of another.
    Within(Declaration),
    /// All values of others.
    Union(Vec<Declaration>),
}

/// How long a chain of types may be.
const LONGEST: usize = 128;

/// The types a program declares.
#[derive(Debug, Default)]
pub struct Types {
    declared: BTreeMap<String, (Definition, Range<usize>)>,
    /// What each is made of in the end, where it is right.
    primitive: BTreeMap<String, Type>,
}

fn primitive(name: &str) -> Option<Type> {
    Some(match name {
        "symbol" => Type::Symbol,
        "number" => Type::Number,
        "unsigned" => Type::Unsigned,
        "float" => Type::Float,
        _ => return None,
    })
}

impl Types {
    pub fn declare(
        &mut self,
        name: String,
        definition: Definition,
        range: Range<usize>,
        faults: &mut Vec<Fault>,
    ) {
        match self.declared.get(&name) {
            Some((_, first)) => {
                faults.push(Fault::refused(range, FaultKind::Twice { name, first: first.clone() }))
            }
            None if primitive(&name).is_some() => {
                faults.push(Fault::refused(range.clone(), FaultKind::Twice { name, first: range }));
            }
            None => {
                self.declared.insert(name, (definition, range));
            }
        }
    }

    fn parts(&self, name: &str) -> &[Declaration] {
        match self.declared.get(name) {
            Some((Definition::Within(of), _)) => std::slice::from_ref(of),
            Some((Definition::Union(of), _)) => of,
            None => &[],
        }
    }

    /// Finds what each type is made of, parts before wholes.
    fn resolve(&mut self, faults: &mut Vec<Fault>) {
        let mut depth: BTreeMap<String, usize> = BTreeMap::new();
        let mut told = BTreeSet::new();
        for name in self.declared.keys().cloned().collect::<Vec<_>>() {
            let mut path = vec![(name.clone(), 0)];
            let mut open = BTreeSet::from([name]);
            while let Some((current, next)) = path.last_mut() {
                let (current, part) = (current.clone(), *next);
                *next += 1;
                let range = self.declared[&current].1.clone();
                if depth.contains_key(&current) {
                    path.pop();
                    continue;
                }
                match self.parts(&current).get(part).cloned() {
                    Some((_, of)) if primitive(&of).is_some() => {}
                    Some((place, of)) if !self.declared.contains_key(&of) => {
                        faults.push(Fault::refused(place, FaultKind::UnknownType(of)));
                    }
                    Some((_, of)) if open.contains(&of) => {
                        for (name, _) in path.iter().skip_while(|(name, _)| *name != of) {
                            if told.insert(name.clone()) {
                                let range = self.declared[name].1.clone();
                                faults.push(Fault::refused(
                                    range,
                                    FaultKind::EndlessType(name.clone()),
                                ));
                            }
                        }
                    }
                    Some((_, of)) if depth.contains_key(&of) => {}
                    Some((_, of)) => {
                        open.insert(of.clone());
                        path.push((of, 0));
                    }
                    None => {
                        path.pop();
                        open.remove(&current);
                        let parts = self.parts(&current);
                        let deepest = parts
                            .iter()
                            .filter_map(|(_, of)| depth.get(of))
                            .max()
                            .map_or(0, |most| most + 1);
                        let kinds: BTreeSet<Type> = parts
                            .iter()
                            .filter_map(|(_, of)| {
                                primitive(of).or_else(|| self.primitive.get(of).copied())
                            })
                            .collect();
                        depth.insert(current.clone(), deepest);
                        if deepest > LONGEST {
                            faults.push(Fault::refused(range, FaultKind::TooLarge));
                        } else if kinds.len() > 1 {
                            faults.push(Fault::refused(range, FaultKind::MixedUnion(current)));
                        } else if let Some(kind) = kinds.first() {
                            self.primitive.insert(current, *kind);
                        }
                    }
                }
            }
        }
    }

    fn kind(&self, name: &str) -> Option<Type> {
        primitive(name).or_else(|| self.primitive.get(name).copied())
    }

    /// Whether every value of the one is a value of the other. Both are right.
    fn within(&self, one: &str, other: &str, known: &mut BTreeMap<(String, String), bool>) -> bool {
        if one == other || primitive(other).is_some() {
            return self.kind(one) == self.kind(other);
        }
        let pair = (one.to_owned(), other.to_owned());
        if let Some(answer) = known.get(&pair) {
            return *answer;
        }
        let above = match self.declared.get(one) {
            Some((Definition::Within((_, of)), _)) => self.within(of, other, known),
            Some((Definition::Union(of), _)) => {
                of.iter().all(|(_, of)| self.within(of, other, known))
            }
            None => false,
        };
        let answer = above
            || matches!(self.declared.get(other), Some((Definition::Union(of), _)) if of.iter().any(|(_, of)| self.within(one, of, known)));
        known.insert(pair, answer);
        answer
    }

    /// Whether some type lies within all of these.
    fn meet(&self, all: &BTreeSet<String>, known: &mut BTreeMap<(String, String), bool>) -> bool {
        all.len() < 2
            || self
                .primitive
                .keys()
                .any(|below| all.iter().all(|above| self.within(below, above, known)))
    }
}

/// The program of what was written.
pub fn finish(raw: Raw, mut faults: Vec<Fault>) -> Reading {
    let Raw { relations, mut types, clauses, ports, inlined } = raw;
    types.resolve(&mut faults);
    let mut program = Program::default();
    let mut declared: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    for (mut relation, columns) in relations {
        if let Some((first, _)) = declared.get(&relation.name) {
            let first = program.relations[*first].range.clone();
            faults.push(Fault::refused(
                relation.range,
                FaultKind::Twice { name: relation.name, first },
            ));
            continue;
        }
        for ((range, kind), column) in columns.iter().zip(&mut relation.columns) {
            match types.kind(kind) {
                Some(kind) => column.1 = kind,
                None if types.declared.contains_key(kind) => {}
                None => {
                    faults.push(Fault::refused(range.clone(), FaultKind::UnknownType(kind.clone())))
                }
            }
        }
        let names = columns.into_iter().map(|(_, kind)| kind).collect();
        declared.insert(relation.name.clone(), (program.relations.len(), names));
        program.relations.push(relation);
    }
    apply(&ports, &declared, &mut program.relations, &mut faults);
    let mut known = BTreeMap::new();
    for clause in clauses {
        for rule in parted(clause, &declared, &mut program, &mut faults) {
            let mut rule = rule;
            let columns = |name: &str| {
                declared.get(name).map(|(place, _)| program.relations[*place].columns.as_slice())
            };
            let clashes = typing::settle(&mut rule, columns);
            if clashes.is_empty() {
                named(&rule, &declared, &types, &mut known, &mut faults);
            }
            faults.extend(clashes);
            program.rules.push(rule);
        }
    }
    hints(&program, &inlined, &mut faults);
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults.dedup();
    Reading { program, faults, ports }
}

fn apply(
    ports: &[Port],
    declared: &BTreeMap<String, (usize, Vec<String>)>,
    relations: &mut [Relation],
    faults: &mut Vec<Fault>,
) {
    for port in ports {
        match declared.get(&port.relation) {
            Some((place, _)) => {
                relations[*place].input |= port.direction == "input";
                relations[*place].output |=
                    port.direction == "output" || port.direction == "printsize";
            }
            None => {
                let near = nearest(&port.relation, declared.keys());
                let name = port.relation.clone();
                faults.push(Fault::refused(
                    port.range.clone(),
                    FaultKind::UnknownRelation { name, near },
                ));
            }
        }
    }
}

/// The known name that differs least, if it is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    let length = name.chars().count();
    known
        .filter(|other| other.chars().count().abs_diff(length) <= 2 && length <= 64)
        .map(|other| (distance(name, other), other))
        .filter(|(distance, _)| *distance <= 1 + length / 5)
        .min()
        .map(|(_, other)| other.clone())
}

/// How many characters must be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, character) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (place, candidate) in other.iter().enumerate() {
            let change = diagonal + usize::from(*candidate != character);
            diagonal = row[place + 1];
            row[place + 1] = change.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

/// A clause as rules with one head and one body each; facts go into the program.
fn parted(
    clause: Clause,
    declared: &BTreeMap<String, (usize, Vec<String>)>,
    program: &mut Program,
    faults: &mut Vec<Fault>,
) -> Vec<Rule> {
    let Clause { rule, heads, bodies, plans } = clause;
    let plain = rule.name.is_empty()
        && rule.title.is_empty()
        && rule.because.is_empty()
        && rule.report.is_none();
    let mut rules = Vec::new();
    for head in heads {
        let relation = declared.get(&head.relation).map(|(place, _)| &program.relations[*place]);
        let Some(bodies) = &bodies else {
            if head.terms.iter().any(variable) {
                faults.push(Fault::refused(head.range.clone(), FaultKind::NotConstant));
            }
            match relation.and_then(|relation| fact(&head, relation)) {
                Some(fact) if plain => program.facts.push(fact),
                _ => rules.push(Rule { head, ..rule.clone() }),
            }
            continue;
        };
        rules.extend(bodies.iter().map(|body| Rule {
            head: head.clone(),
            body: body.clone(),
            ..rule.clone()
        }));
    }
    for (version, order, range) in plans {
        let Some(first) = rules.first() else { continue };
        let atoms =
            first.body.iter().filter(|literal| matches!(literal, Literal::Holds(_))).count();
        let each: BTreeSet<usize> = order.iter().copied().collect();
        if version > atoms || order.len() != atoms || each != (1..=atoms).collect() {
            faults.push(Fault::refused(range, FaultKind::Hint(".plan".to_owned())));
        }
    }
    rules
}

/// Whether a term says anything but one value.
fn variable(term: &Term) -> bool {
    match term {
        Term::Value(_) => false,
        Term::Aggregate(_) => false,
        Term::Variable(_) | Term::Any => true,
        Term::Computed { function, of } => function == "autoinc" || of.iter().any(variable),
    }
}

/// Tells where a value of a wider type would get into a column of a narrower one.
fn named(
    rule: &Rule,
    declared: &BTreeMap<String, (usize, Vec<String>)>,
    types: &Types,
    known: &mut BTreeMap<(String, String), bool>,
    faults: &mut Vec<Fault>,
) {
    let mut sources: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut constants = BTreeSet::new();
    gather(&rule.body, declared, &mut sources, &mut constants);
    for (variable, from) in &sources {
        if from.iter().all(|from| types.kind(from).is_some()) && !types.meet(from, known) {
            let mut from = from.iter().cloned();
            let (one, other) = (from.next().unwrap_or_default(), from.next().unwrap_or_default());
            let kind = FaultKind::Clash { what: variable.clone(), one, other };
            faults.push(Fault::refused(rule.range.clone(), kind));
        }
    }
    let Some((_, columns)) = declared.get(&rule.head.relation) else { return };
    for (term, column) in rule.head.terms.iter().zip(columns) {
        let from: BTreeSet<String> = match term {
            Term::Variable(name) if constants.contains(name) => continue,
            Term::Variable(name) => sources.get(name).cloned().unwrap_or_default(),
            Term::Computed { function, of } => computed(function, of, types),
            _ => continue,
        };
        let right = |name: &String| types.kind(name).is_some();
        if from.is_empty() || !right(column) || !from.iter().all(right) {
            continue;
        }
        if !from.iter().any(|from| types.within(from, column, known)) {
            let values = from.into_iter().collect::<Vec<_>>().join(", ");
            let kind = FaultKind::Wider { what: print_term(term), column: column.clone(), values };
            faults.push(Fault::refused(rule.head.range.clone(), kind));
        }
    }
}

/// The types a computed value is known to have; none where any would do.
fn computed(function: &str, of: &[Term], types: &Types) -> BTreeSet<String> {
    if function == "as" {
        return match of.get(1) {
            Some(Term::Value(Value::Symbol(name))) if types.kind(name).is_some() => {
                BTreeSet::from([name.to_string()])
            }
            _ => BTreeSet::new(),
        };
    }
    BTreeSet::new()
}

fn gather(
    body: &[Literal],
    declared: &BTreeMap<String, (usize, Vec<String>)>,
    sources: &mut BTreeMap<String, BTreeSet<String>>,
    constants: &mut BTreeSet<String>,
) {
    for literal in body {
        match literal {
            Literal::Holds(Atom { relation, terms, .. }) => {
                let Some((_, columns)) = declared.get(relation) else { continue };
                for (term, column) in terms.iter().zip(columns) {
                    if let Term::Variable(name) = term {
                        sources.entry(name.clone()).or_default().insert(column.clone());
                    }
                }
            }
            Literal::Compared { comparison: Comparison::Equal, left, right, .. } => {
                for (one, other) in [(left, right), (right, left)] {
                    if let Term::Variable(name) = one
                        && !matches!(other, Term::Aggregate(_))
                    {
                        constants.insert(name.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

/// What was asked for as a hint and cannot be.
fn hints(program: &Program, inlined: &BTreeSet<String>, faults: &mut Vec<Fault>) {
    if inlined.is_empty() {
        return;
    }
    let unfit =
        |range: &Range<usize>| Fault::refused(range.clone(), FaultKind::Hint("inline".to_owned()));
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wider: BTreeSet<&str> = BTreeSet::new();
    for rule in program.rules.iter().filter(|rule| inlined.contains(&rule.head.relation)) {
        let within = rule.body.iter().filter_map(|literal| match literal {
            Literal::Holds(atom) | Literal::Absent(atom) => Some(atom.relation.as_str()),
            _ => None,
        });
        reached
            .entry(&rule.head.relation)
            .or_default()
            .extend(within.filter(|name| inlined.contains(*name)));
        let (mut head, mut body) = (BTreeSet::new(), BTreeSet::new());
        rule.head.terms.iter().for_each(|term| scope::variables(term, true, &mut head));
        rule.body
            .iter()
            .flat_map(scope::terms)
            .for_each(|term| scope::variables(term, true, &mut body));
        if !body.is_subset(&head) {
            wider.insert(&rule.head.relation);
        }
    }
    for relation in program.relations.iter().filter(|relation| inlined.contains(&relation.name)) {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> =
            reached.get(relation.name.as_str()).into_iter().flatten().copied().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(reached.get(next).into_iter().flatten().copied());
            }
        }
        if relation.input || relation.output || seen.contains(relation.name.as_str()) {
            faults.push(unfit(&relation.range));
        }
    }
    // Put in the place of a negated atom, a variable of the body alone, or `_`, would have nothing that binds it.
    for rule in &program.rules {
        let mut absent = Vec::new();
        negated(&rule.body, &mut absent);
        faults.extend(
            absent
                .into_iter()
                .filter(|atom| inlined.contains(&atom.relation))
                .filter(|atom| wider.contains(atom.relation.as_str()) || atom.terms.iter().any(any))
                .map(|atom| unfit(&atom.range)),
        );
    }
}

/// The atoms that must be absent, those within aggregates too.
fn negated<'a>(body: &'a [Literal], found: &mut Vec<&'a Atom>) {
    let mut aggregates = Vec::new();
    for literal in body {
        if let Literal::Absent(atom) = literal {
            found.push(atom);
        }
        scope::terms(literal).into_iter().for_each(|term| scope::shared(term, &mut aggregates));
    }
    aggregates.into_iter().for_each(|aggregate| negated(&aggregate.body, found));
}

/// Whether `_` stands in a term, outside its aggregates.
fn any(term: &Term) -> bool {
    match term {
        Term::Any => true,
        Term::Computed { of, .. } => of.iter().any(any),
        Term::Variable(_) | Term::Value(_) | Term::Aggregate(_) => false,
    }
}
