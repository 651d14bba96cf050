//! Whether a program means anything: what nothing declares, binds or puts in order, with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::compact::nearest;
use crate::fault::{Fault, FaultKind};
use crate::function::{self, Signature};
use crate::program::{Atom, Comparison, Literal, Program, Relation, Rule, Term, Type};
use crate::scope;
use crate::typing;

/// What is wrong with a program, in the order of places. Facts are those of the program itself; others come with whoever runs it.
pub fn faults(program: &Program) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut relations: BTreeMap<&str, &Relation> = BTreeMap::new();
    for relation in &program.relations {
        if let Some(first) = relations.insert(&relation.name, relation) {
            let (name, first) = (relation.name.clone(), first.range.clone());
            faults.push(Fault::refused(relation.range.clone(), FaultKind::Twice { name, first }));
        }
    }
    for fact in &program.facts {
        let range =
            relations.get(fact.relation.as_str()).map_or(0..0, |relation| relation.range.clone());
        faults.extend(values(fact, &relations, &range));
    }
    for rule in &program.rules {
        let before = faults.len();
        atoms(rule, &relations, &mut faults);
        functions(rule, &mut faults);
        let columns = |name: &str| relations.get(name).map(|relation| relation.columns.as_slice());
        faults.extend(typing::settle(&mut rule.clone(), columns));
        match scope::resolved(rule) {
            Ok(resolved) => unbound(&resolved, &mut faults),
            Err(more) => faults.extend(more),
        }
        if faults.len() == before {
            singletons(rule, &mut faults);
        }
    }
    let known: BTreeSet<&str> = program
        .facts
        .iter()
        .map(|fact| fact.relation.as_str())
        .chain(program.rules.iter().map(|rule| rule.head.relation.as_str()))
        .collect();
    for relation in &program.relations {
        if !relation.input && !known.contains(relation.name.as_str()) {
            faults.push(Fault::doubtful(
                relation.range.clone(),
                FaultKind::Empty(relation.name.clone()),
            ));
        }
    }
    for fault in endless(program).into_iter().filter(|fault| counts(program, &fault.range)) {
        faults.push(Fault::refused(fault.range, FaultKind::Unsupported("autoinc".to_owned())));
    }
    if let Err(cycles) = strata(program) {
        faults.extend(cycles);
    }
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults.dedup();
    faults
}

/// Whether the head that stands there counts by `autoinc()`.
fn counts(program: &Program, range: &Range<usize>) -> bool {
    let counting =
        |term: &Term| matches!(term, Term::Computed { function, .. } if function == "autoinc");
    program
        .rules
        .iter()
        .any(|rule| rule.head.range == *range && rule.head.terms.iter().any(counting))
}

/// What is wrong with a fact; it has no place of its own, so it is told at `range`.
fn values(
    fact: &crate::program::Fact,
    relations: &BTreeMap<&str, &Relation>,
    range: &Range<usize>,
) -> Vec<Fault> {
    let Some(relation) = relations.get(fact.relation.as_str()) else {
        return vec![Fault::refused(range.clone(), unknown(&fact.relation, relations))];
    };
    if fact.values.len() != relation.columns.len() {
        let (expected, found) = (relation.columns.len(), fact.values.len());
        let kind = FaultKind::Arity { name: fact.relation.clone(), expected, found };
        return vec![Fault::refused(range.clone(), kind)];
    }
    let wrong = fact
        .values
        .iter()
        .zip(&relation.columns)
        .filter(|(value, (_, kind))| typing::type_of(value) != *kind);
    wrong
        .map(|(value, (_, kind))| {
            let what = crate::compact::print_value(value);
            let one = typing::type_name(*kind).to_owned();
            let other = typing::type_name(typing::type_of(value)).to_owned();
            Fault::refused(range.clone(), FaultKind::Clash { what, one, other })
        })
        .collect()
}

fn unknown(name: &str, relations: &BTreeMap<&str, &Relation>) -> FaultKind {
    let names: Vec<String> = relations.keys().map(|name| (*name).to_owned()).collect();
    FaultKind::UnknownRelation { name: name.to_owned(), near: nearest(name, names.iter()) }
}

fn atoms(rule: &Rule, relations: &BTreeMap<&str, &Relation>, faults: &mut Vec<Fault>) {
    let mut all = vec![(&rule.head, true)];
    scope::atoms(&rule.body, true, &mut all);
    rule.head.terms.iter().for_each(|term| scope::term_atoms(term, &mut all));
    all.extend(rule.unless.iter().map(|atom| (atom, false)));
    for (atom, _) in all {
        match relations.get(atom.relation.as_str()) {
            None => {
                faults.push(Fault::refused(atom.range.clone(), unknown(&atom.relation, relations)))
            }
            Some(relation) if relation.columns.len() != atom.terms.len() => {
                let (expected, found) = (relation.columns.len(), atom.terms.len());
                let kind = FaultKind::Arity { name: atom.relation.clone(), expected, found };
                faults.push(Fault::refused(atom.range.clone(), kind));
            }
            Some(_) => {}
        }
    }
}

/// Every term of a rule with the place of its condition.
fn each_term<'a>(rule: &'a Rule, see: &mut impl FnMut(&'a Term, &Range<usize>)) {
    fn term<'a>(
        one: &'a Term,
        range: &Range<usize>,
        see: &mut impl FnMut(&'a Term, &Range<usize>),
    ) {
        see(one, range);
        match one {
            Term::Computed { of, .. } => of.iter().for_each(|one| term(one, range, see)),
            Term::Aggregate(aggregate) => {
                aggregate.of.iter().for_each(|one| term(one, range, see));
                body(&aggregate.body, see);
            }
            _ => {}
        }
    }
    fn body<'a>(literals: &'a [Literal], see: &mut impl FnMut(&'a Term, &Range<usize>)) {
        for literal in literals {
            for one in scope::terms(literal) {
                term(one, scope::range(literal), see);
            }
        }
    }
    rule.head.terms.iter().for_each(|one| term(one, &rule.head.range, see));
    body(&rule.body, see);
    for atom in &rule.unless {
        atom.terms.iter().for_each(|one| term(one, &atom.range, see));
    }
}

fn functions(rule: &Rule, faults: &mut Vec<Fault>) {
    let mut wrong = Vec::new();
    each_term(rule, &mut |term, range| {
        let Term::Computed { function, of } = term else { return };
        let kind = match function::signature(function) {
            None => FaultKind::UnknownFunction(function.clone()),
            Some((fewest, most, _)) if of.len() < fewest || most < of.len() => {
                let (expected, found) = (if of.len() < fewest { fewest } else { most }, of.len());
                FaultKind::Arity { name: function.clone(), expected, found }
            }
            Some((
                _,
                _,
                Signature::As | Signature::Same { .. } | Signature::Each(..) | Signature::Symbols,
            )) => return,
        };
        wrong.push(Fault::refused(range.clone(), kind));
    });
    faults.extend(wrong);
}

/// Tells variables that occur once, and those that say they do and do not.
fn singletons(rule: &Rule, faults: &mut Vec<Fault>) {
    let mut times: BTreeMap<&str, (usize, Range<usize>)> = BTreeMap::new();
    each_term(rule, &mut |term, range| {
        if let Term::Variable(name) = term {
            times.entry(name).or_insert((0, range.clone())).0 += 1;
        }
    });
    let mut exceptions = BTreeSet::new();
    rule.unless
        .iter()
        .flat_map(|atom| &atom.terms)
        .for_each(|term| scope::variables(term, true, &mut exceptions));
    let reported = rule.report.is_some();
    for (name, (count, range)) in times {
        let kind = match (count, name.starts_with('_')) {
            (1, false) if !reported && !exceptions.contains(name) => {
                FaultKind::Once(name.to_owned())
            }
            (2.., true) => FaultKind::NotOnce(name.to_owned()),
            _ => continue,
        };
        faults.push(Fault::doubtful(range, kind));
    }
}

/// Tells what has no value when it is needed; the rule is resolved.
fn unbound(rule: &Rule, faults: &mut Vec<Fault>) {
    let bound = scope::bound(&rule.body, &BTreeSet::new(), None);
    let mut told = BTreeSet::new();
    let mut need =
        |term: &Term, range: &Range<usize>, faults: &mut Vec<Fault>, bound: &BTreeSet<String>| {
            valued(term, range, bound, &mut told, faults);
        };
    for term in &rule.head.terms {
        need(term, &rule.head.range, faults, &bound);
    }
    needs(&rule.body, &bound, &mut need, faults);
    let mut once: BTreeMap<String, usize> = BTreeMap::new();
    for atom in &rule.unless {
        let mut own = BTreeSet::new();
        atom.terms.iter().for_each(|term| scope::variables(term, true, &mut own));
        own.into_iter()
            .filter(|name| !bound.contains(name))
            .for_each(|name| *once.entry(name).or_default() += 1);
    }
    for atom in &rule.unless {
        for term in &atom.terms {
            match term {
                Term::Any => {}
                Term::Variable(name) if once.get(name) == Some(&1) => {}
                term => need(term, &atom.range, faults, &bound),
            }
        }
    }
}

fn needs(
    body: &[Literal],
    bound: &BTreeSet<String>,
    need: &mut impl FnMut(&Term, &Range<usize>, &mut Vec<Fault>, &BTreeSet<String>),
    faults: &mut Vec<Fault>,
) {
    for literal in body {
        match literal {
            Literal::Holds(atom) | Literal::Absent(atom) => {
                for term in atom.terms.iter().filter(|term| !matches!(term, Term::Any)) {
                    need(term, &atom.range, faults, bound);
                }
            }
            Literal::Asked { atom, .. } => {
                atom.terms.iter().for_each(|term| need(term, &atom.range, faults, bound))
            }
            Literal::Compared { comparison, left, right, range } => {
                let any = |one: &Term, other: &Term| {
                    *comparison == Comparison::Equal
                        && *one == Term::Any
                        && matches!(other, Term::Aggregate(_))
                };
                if !any(left, right) {
                    need(left, range, faults, bound);
                }
                if !any(right, left) {
                    need(right, range, faults, bound);
                }
            }
        }
        for term in scope::terms(literal) {
            let mut within = Vec::new();
            scope::shared(term, &mut within);
            for aggregate in within {
                let inner = scope::bound(&aggregate.body, bound, None);
                aggregate
                    .of
                    .iter()
                    .for_each(|term| need(term, scope::range(literal), faults, &inner));
                needs(&aggregate.body, &inner, need, faults);
            }
        }
    }
}

fn valued(
    term: &Term,
    range: &Range<usize>,
    bound: &BTreeSet<String>,
    told: &mut BTreeSet<String>,
    faults: &mut Vec<Fault>,
) {
    match term {
        Term::Variable(name) if !bound.contains(name) => {
            let name = scope::as_written(name);
            if told.insert(name.to_owned()) {
                faults.push(Fault::refused(range.clone(), FaultKind::Unbound(name.to_owned())));
            }
        }
        Term::Any => faults.push(Fault::refused(range.clone(), FaultKind::NoValue)),
        Term::Computed { of, .. } => {
            of.iter().for_each(|term| valued(term, range, bound, told, faults))
        }
        _ => {}
    }
}

/// The relations in groups that depend on each other, each after all it depends on, by their places in the program.
///
/// # Errors
///
/// Every circle that goes through an absence or an aggregate.
pub fn strata(program: &Program) -> Result<Vec<Vec<usize>>, Vec<Fault>> {
    let graph = Graph::of(program);
    let groups = graph.groups();
    let mut group_of = vec![0; program.relations.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|relation| group_of[*relation] = number);
    }
    let mut faults = Vec::new();
    let mut told = BTreeSet::new();
    for (head, edges) in graph.edges.iter().enumerate() {
        for edge in
            edges.iter().filter(|edge| !edge.positive && group_of[edge.to] == group_of[head])
        {
            if told.insert(group_of[head]) {
                let mut through = vec![(program.relations[head].name.clone(), edge.range.clone())];
                through.extend(
                    graph
                        .path(edge.to, head, &group_of)
                        .into_iter()
                        .map(|(relation, range)| (program.relations[relation].name.clone(), range)),
                );
                faults.push(Fault::refused(edge.range.clone(), FaultKind::Cycle { through }));
            }
        }
    }
    if faults.is_empty() { Ok(groups) } else { Err(faults) }
}

/// Rules by which a relation follows from itself through a computed value, which may never end. A study allows none.
pub fn endless(program: &Program) -> Vec<Fault> {
    let graph = Graph::of(program);
    let groups = graph.groups();
    let mut group_of = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|relation| {
            group_of.insert(program.relations[*relation].name.as_str(), number);
        });
    }
    let mut faults = Vec::new();
    for rule in &program.rules {
        let group = group_of.get(rule.head.relation.as_str());
        let recursive = |literal: &Literal| matches!(literal, Literal::Holds(atom) if group_of.get(atom.relation.as_str()) == group);
        if !rule.body.iter().any(recursive) {
            continue;
        }
        let mut plain = BTreeSet::new();
        for literal in &rule.body {
            if let Literal::Holds(atom) = literal {
                atom.terms
                    .iter()
                    .filter(|term| matches!(term, Term::Variable(_)))
                    .for_each(|term| scope::variables(term, false, &mut plain));
            }
        }
        // A variable made equal to a plain one or to a constant brings nothing new either.
        loop {
            let before = plain.len();
            for literal in &rule.body {
                let Literal::Compared { comparison: Comparison::Equal, left, right, .. } = literal
                else {
                    continue;
                };
                for (one, other) in [(left, right), (right, left)] {
                    let known = match other {
                        Term::Value(_) => true,
                        Term::Variable(name) => plain.contains(name),
                        _ => false,
                    };
                    if let Term::Variable(name) = one
                        && known
                    {
                        plain.insert(name.clone());
                    }
                }
            }
            if plain.len() == before {
                break;
            }
        }
        let new = |term: &Term| match term {
            Term::Variable(name) => !plain.contains(name),
            Term::Value(_) | Term::Any => false,
            Term::Computed { .. } | Term::Aggregate(_) => true,
        };
        if rule.head.terms.iter().any(new) {
            let mut through: Vec<String> = group
                .map(|group| {
                    groups[*group]
                        .iter()
                        .map(|relation| program.relations[*relation].name.clone())
                        .collect()
                })
                .unwrap_or_default();
            through.sort();
            faults.push(Fault::refused(rule.head.range.clone(), FaultKind::Endless { through }));
        }
    }
    faults
}

struct Edge {
    to: usize,
    positive: bool,
    range: Range<usize>,
}

/// What each relation follows from.
struct Graph {
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    fn of(program: &Program) -> Self {
        let places: BTreeMap<&str, usize> = program
            .relations
            .iter()
            .enumerate()
            .map(|(place, relation)| (relation.name.as_str(), place))
            .collect();
        let mut edges: Vec<Vec<Edge>> = program.relations.iter().map(|_| Vec::new()).collect();
        for rule in &program.rules {
            let Some(head) = places.get(rule.head.relation.as_str()) else { continue };
            let mut all: Vec<(&Atom, bool)> = Vec::new();
            scope::atoms(&rule.body, true, &mut all);
            rule.head.terms.iter().for_each(|term| scope::term_atoms(term, &mut all));
            all.extend(rule.unless.iter().map(|atom| (atom, false)));
            for (atom, positive) in all {
                if let Some(to) = places.get(atom.relation.as_str()) {
                    edges[*head].push(Edge { to: *to, positive, range: atom.range.clone() });
                }
            }
        }
        Self { edges }
    }

    /// Strongly connected groups, each after those it depends on (Tarjan, without recursion).
    fn groups(&self) -> Vec<Vec<usize>> {
        const UNSEEN: usize = usize::MAX;
        let count = self.edges.len();
        let (mut index, mut low) = (vec![UNSEEN; count], vec![0; count]);
        let (mut stack, mut on_stack) = (Vec::new(), vec![false; count]);
        let (mut groups, mut next) = (Vec::new(), 0);
        for start in 0..count {
            let mut path = vec![(start, 0)];
            while let Some((node, edge)) = path.last_mut() {
                let node = *node;
                if *edge == 0 {
                    if index[node] != UNSEEN {
                        path.pop();
                        continue;
                    }
                    index[node] = next;
                    low[node] = next;
                    next += 1;
                    stack.push(node);
                    on_stack[node] = true;
                }
                if let Some(found) = self.edges[node].get(*edge) {
                    *edge += 1;
                    if index[found.to] == UNSEEN {
                        path.push((found.to, 0));
                    } else if on_stack[found.to] {
                        low[node] = low[node].min(index[found.to]);
                    }
                    continue;
                }
                path.pop();
                if let Some((above, _)) = path.last() {
                    low[*above] = low[*above].min(low[node]);
                }
                if low[node] == index[node] {
                    let mut group = Vec::new();
                    while let Some(member) = stack.pop() {
                        on_stack[member] = false;
                        group.push(member);
                        if member == node {
                            break;
                        }
                    }
                    group.sort_unstable();
                    groups.push(group);
                }
            }
        }
        groups
    }

    /// The shortest way from one relation to another within its group, each with where its step is taken.
    fn path(&self, from: usize, to: usize, group_of: &[usize]) -> Vec<(usize, Range<usize>)> {
        let mut before: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
        let mut open = std::collections::VecDeque::from([from]);
        while let Some(node) = open.pop_front() {
            if node == to {
                break;
            }
            for edge in self.edges[node].iter().filter(|edge| group_of[edge.to] == group_of[from]) {
                if edge.to != from && !before.contains_key(&edge.to) {
                    before.insert(edge.to, (node, edge.range.clone()));
                    open.push_back(edge.to);
                }
            }
        }
        let mut path = Vec::new();
        let mut at = to;
        while at != from
            && let Some((previous, range)) = before.get(&at)
        {
            path.push((*previous, range.clone()));
            at = *previous;
        }
        path.reverse();
        path
    }
}

/// Whether every column of a relation can hold what a program's types say; used where facts come from files.
pub fn fits(relation: &Relation, values: &[crate::program::Value]) -> bool {
    relation.columns.len() == values.len()
        && relation
            .columns
            .iter()
            .zip(values)
            .all(|((_, kind), value): (&(String, Type), _)| typing::type_of(value) == *kind)
}
