//! A rule as steps of a join, in an order that binds what later steps need.

use std::collections::{BTreeMap, BTreeSet};

use crate::function::{self, Signature};
use crate::program::{
    Aggregate, AggregateKind, Atom, Comparison, Literal, Rule, Term, Type, Value,
};
use crate::scope;
use crate::typing;
use crate::world::World;

/// Where a value comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A variable's place.
    Register(usize),
    /// A value of the rule, by its number.
    Constant(u32),
    /// A function of others.
    Computed(String, Vec<Source>),
}

/// Which rows of a relation are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// All there are when the step begins, and those of the round where the relation is still growing.
    All,
    /// Those of earlier rounds.
    Old,
    /// Those of the last round.
    Delta,
}

/// Looking for rows of a relation.
#[derive(Debug, Clone)]
pub struct Scan {
    pub relation: usize,
    pub window: Window,
    /// Columns whose value is known, with it; ascending.
    pub key: Vec<(usize, Source)>,
    /// The index over those columns; none where all or no columns are known.
    pub index: Option<usize>,
    /// Whether every column is known.
    pub whole: bool,
    /// Columns that give a variable its value.
    pub binds: Vec<(usize, usize)>,
    /// Columns that must equal a variable bound by the same row.
    pub equals: Vec<(usize, usize)>,
}

/// One step.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Each row in turn.
    Scan(Scan),
    /// Goes on only where no row is found.
    Absent(Scan),
    /// Goes on only where two values stand so to each other.
    Compare(Comparison, Source, Source),
    /// Gives a variable its value.
    Assign(usize, Source),
    /// Gives a variable each number of a range in turn.
    Range(usize, Vec<Source>),
    /// Gives a variable one value for all matches of a plan.
    Aggregate(usize, Box<Gather>),
    /// Goes on only where the answer is as wanted.
    Asked { name: String, of: Vec<Source>, negated: bool },
}

/// What an aggregate gathers.
#[derive(Debug, Clone)]
pub struct Gather {
    pub kind: AggregateKind,
    pub of: Option<Source>,
    pub plan: Plan,
    /// The sum of nothing.
    pub nothing: Value,
    /// Where a binding of these variables counts once, however many rows agree with it.
    pub distinct: Option<Vec<usize>>,
}

/// A step and the condition it is of.
#[derive(Debug, Clone)]
pub struct Step {
    pub operation: Operation,
    /// The place of the condition in the rule's body; exceptions follow the conditions.
    pub literal: usize,
}

/// The steps of a body.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub steps: Vec<Step>,
}

/// A rule ready to run.
#[derive(Debug, Clone)]
pub struct Ready {
    pub plan: Plan,
    /// What the columns of the head hold.
    pub head: Vec<Source>,
    /// The variables as written, with their places.
    pub variables: Vec<(String, usize)>,
    pub registers: usize,
}

/// A condition that waits for the variables it needs.
#[derive(Debug)]
struct Item {
    literal: usize,
    needs: BTreeSet<usize>,
    what: What,
}

#[derive(Debug)]
enum What {
    Scan(usize, Vec<Column>),
    Absent(usize, Vec<Column>),
    Compare(Comparison, Source, Source),
    Range(usize, Vec<Source>),
    Aggregate(usize, Box<Aggregate>),
    Asked(String, Vec<Source>, bool),
}

#[derive(Debug, Clone)]
enum Column {
    Any,
    Variable(usize),
    Is(Source),
}

/// Makes plans of one rule.
pub struct Planner<'w> {
    world: &'w mut World,
    names: BTreeMap<String, usize>,
    registers: usize,
}

/// Which conditions look at which rows: for each place of a body its window.
pub type Windows<'f> = &'f dyn Fn(usize) -> Window;

impl<'w> Planner<'w> {
    pub fn new(world: &'w mut World) -> Self {
        Self { world, names: BTreeMap::new(), registers: 0 }
    }

    /// The plan of a resolved rule whose variables `given` have values beforehand.
    ///
    /// Steps of the condition `first` stand before those of the others. `None` when something needs a value that nothing gives.
    pub fn rule(
        mut self,
        rule: &Rule,
        given: &BTreeSet<String>,
        first: Option<usize>,
        windows: Windows<'_>,
    ) -> Option<Ready> {
        let mut bound: BTreeSet<usize> = given.iter().map(|name| self.register(name)).collect();
        let mut items = Vec::new();
        self.body(&rule.body, &mut items);
        let everywhere = scope::bound(&rule.body, given, None);
        for (place, atom) in rule.unless.iter().enumerate() {
            self.exception(atom, rule.body.len() + place, &everywhere, &mut items);
        }
        let head: Vec<Source> = rule
            .head
            .terms
            .iter()
            .map(|term| self.source(term, rule.body.len() + rule.unless.len(), &mut items))
            .collect::<Option<_>>()?;
        let steps = self.ordered(items, &mut bound, first, windows)?;
        let variables = self.names.iter().filter(|(name, _)| scope::written(name));
        let variables = variables.map(|(name, place)| (name.clone(), *place)).collect();
        Some(Ready { plan: Plan { steps }, head, variables, registers: self.registers })
    }

    fn fresh(&mut self) -> usize {
        self.registers += 1;
        self.registers - 1
    }

    fn register(&mut self, name: &str) -> usize {
        if let Some(place) = self.names.get(name) {
            return *place;
        }
        let place = self.fresh();
        self.names.insert(name.to_owned(), place);
        place
    }

    fn body(&mut self, body: &[Literal], items: &mut Vec<Item>) {
        for (literal, condition) in body.iter().enumerate() {
            match condition {
                Literal::Holds(atom) => self.atom(atom, literal, items, What::Scan),
                Literal::Absent(atom) => self.atom(atom, literal, items, What::Absent),
                Literal::Asked { atom, negated } => {
                    let of = atom
                        .terms
                        .iter()
                        .map(|term| self.source(term, literal, items))
                        .collect::<Option<Vec<_>>>();
                    let of = of.unwrap_or_default();
                    let needs = of.iter().flat_map(registers).collect();
                    items.push(Item {
                        literal,
                        needs,
                        what: What::Asked(atom.relation.clone(), of, *negated),
                    });
                }
                Literal::Compared { comparison, left, right, .. } => {
                    let (left, right) =
                        (self.source(left, literal, items), self.source(right, literal, items));
                    if let (Some(left), Some(right)) = (left, right) {
                        let needs = registers(&left).into_iter().chain(registers(&right)).collect();
                        items.push(Item {
                            literal,
                            needs,
                            what: What::Compare(*comparison, left, right),
                        });
                    }
                }
            }
        }
    }

    fn atom(
        &mut self,
        atom: &Atom,
        literal: usize,
        items: &mut Vec<Item>,
        what: fn(usize, Vec<Column>) -> What,
    ) {
        let Some(relation) = self.world.relation(&atom.relation) else { return };
        let mut needs = BTreeSet::new();
        let columns: Vec<Column> = atom
            .terms
            .iter()
            .map(|term| match term {
                Term::Any => Column::Any,
                Term::Variable(name) => Column::Variable(self.register(name)),
                term => match self.source(term, literal, items) {
                    Some(source) => {
                        needs.extend(registers(&source));
                        Column::Is(source)
                    }
                    None => Column::Any,
                },
            })
            .collect();
        let what = what(relation, columns);
        if let What::Absent(_, columns) = &what {
            needs.extend(columns.iter().filter_map(|column| match column {
                Column::Variable(register) => Some(*register),
                _ => None,
            }));
        } else {
            // A computed column is looked up when it is known and compared when it is not.
            let What::Scan(relation, columns) = what else { return };
            let columns = columns
                .into_iter()
                .map(|column| match column {
                    Column::Is(source @ (Source::Computed(..) | Source::Register(_))) => {
                        let register = self.fresh();
                        let needs = registers(&source).into_iter().chain([register]).collect();
                        let what =
                            What::Compare(Comparison::Equal, Source::Register(register), source);
                        items.push(Item { literal, needs, what });
                        Column::Variable(register)
                    }
                    other => other,
                })
                .collect();
            items.push(Item {
                literal,
                needs: BTreeSet::new(),
                what: What::Scan(relation, columns),
            });
            return;
        }
        items.push(Item { literal, needs, what });
    }

    fn exception(
        &mut self,
        atom: &Atom,
        literal: usize,
        everywhere: &BTreeSet<String>,
        items: &mut Vec<Item>,
    ) {
        let Some(relation) = self.world.relation(&atom.relation) else { return };
        let mut own: BTreeMap<&str, usize> = BTreeMap::new();
        let mut needs = BTreeSet::new();
        let columns = atom
            .terms
            .iter()
            .map(|term| match term {
                Term::Variable(name) if !everywhere.contains(name) => {
                    let register = *own.entry(name).or_insert_with(|| {
                        self.registers += 1;
                        self.registers - 1
                    });
                    Column::Variable(register)
                }
                Term::Any => Column::Any,
                term => match self.source(term, literal, items) {
                    Some(source) => {
                        needs.extend(registers(&source));
                        Column::Is(source)
                    }
                    None => Column::Any,
                },
            })
            .collect();
        items.push(Item { literal, needs, what: What::Absent(relation, columns) });
    }

    /// Where a term's value comes from; aggregates and ranges become conditions of their own. `None` for `_`.
    fn source(&mut self, term: &Term, literal: usize, items: &mut Vec<Item>) -> Option<Source> {
        Some(match term {
            Term::Any => return None,
            Term::Variable(name) => Source::Register(self.register(name)),
            Term::Value(value) => Source::Constant(self.world.dictionary.number(value.clone())),
            Term::Computed { function, of } => {
                let of = of
                    .iter()
                    .map(|term| self.source(term, literal, items))
                    .collect::<Option<Vec<_>>>()?;
                if function != "range" {
                    return Some(Source::Computed(function.clone(), of));
                }
                let register = self.fresh();
                let needs = of.iter().flat_map(registers).collect();
                items.push(Item { literal, needs, what: What::Range(register, of) });
                Source::Register(register)
            }
            Term::Aggregate(aggregate) => {
                let register = self.fresh();
                items.push(Item {
                    literal,
                    needs: BTreeSet::new(),
                    what: What::Aggregate(register, aggregate.clone()),
                });
                Source::Register(register)
            }
        })
    }

    /// What an aggregate needs from outside: the variables it has that are not its own.
    fn injected(&self, aggregate: &Aggregate, outside: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut names = BTreeSet::new();
        scope::variables(&Term::Aggregate(Box::new(aggregate.clone())), true, &mut names);
        names
            .iter()
            .filter_map(|name| self.names.get(name))
            .filter(|register| outside.contains(register))
            .copied()
            .collect()
    }

    fn ordered(
        &mut self,
        mut items: Vec<Item>,
        bound: &mut BTreeSet<usize>,
        first: Option<usize>,
        windows: Windows<'_>,
    ) -> Option<Vec<Step>> {
        // All variables that stand outside an aggregate are known by now; it needs those it shares.
        let mut outside = bound.clone();
        for item in &items {
            outside.extend(&item.needs);
            match &item.what {
                What::Scan(_, columns) => {
                    outside.extend(columns.iter().filter_map(|column| match column {
                        Column::Variable(register) => Some(*register),
                        _ => None,
                    }))
                }
                What::Range(register, _) | What::Aggregate(register, _) => {
                    outside.insert(*register);
                }
                _ => {}
            }
        }
        for item in &mut items {
            if let What::Aggregate(_, aggregate) = &item.what {
                item.needs = self.injected(aggregate, &outside);
            }
        }
        let mut steps = Vec::new();
        let mut first = first;
        while !items.is_empty() {
            let chosen = self.next(&items, bound, first)?;
            let item = items.remove(chosen);
            if matches!(item.what, What::Scan(..)) && first == Some(item.literal) {
                first = None;
            }
            let operation = self.operation(item.what, bound, windows(item.literal))?;
            steps.push(Step { operation, literal: item.literal });
        }
        Some(steps)
    }

    /// The condition to look at next: what only needs known values, else the relation with the fewest rows to expect.
    fn next(&self, items: &[Item], bound: &BTreeSet<usize>, first: Option<usize>) -> Option<usize> {
        // What a range or an aggregate gives, nothing else may give.
        let given: BTreeSet<usize> = items
            .iter()
            .filter_map(|item| match item.what {
                What::Range(register, _) | What::Aggregate(register, _) => Some(register),
                _ => None,
            })
            .collect();
        let ready = |item: &Item| match &item.what {
            What::Scan(..) => None,
            What::Compare(comparison, left, right) => {
                let open: Vec<&usize> =
                    item.needs.iter().filter(|register| !bound.contains(register)).collect();
                match (open.as_slice(), comparison) {
                    ([], _) => Some(0),
                    ([open], Comparison::Equal) if !given.contains(open) => {
                        let alone = |one: &Source, other: &Source| {
                            matches!(one, Source::Register(register) if register == *open)
                                && !registers(other).contains(*open)
                        };
                        (alone(left, right) || alone(right, left)).then_some(1)
                    }
                    _ => None,
                }
            }
            _ if !item.needs.is_subset(bound) => None,
            What::Absent(..) => Some(2),
            What::Aggregate(..) => Some(3),
            What::Asked(..) => Some(4),
            What::Range(..) => Some(5),
        };
        if let Some((_, place)) =
            items.iter().enumerate().filter_map(|(place, item)| Some((ready(item)?, place))).min()
        {
            return Some(place);
        }
        let expected = |item: &Item| {
            let What::Scan(relation, columns) = &item.what else { return None };
            let known = columns.iter().filter(|column| match column {
                Column::Any => false,
                Column::Variable(register) => bound.contains(register),
                Column::Is(_) => true,
            });
            let known = known.count();
            if first == Some(item.literal) {
                return Some(0);
            }
            if known == columns.len() {
                return Some(1);
            }
            let size = self.world.tables[*relation].rows().checked_ilog2().map_or(0, |log| log + 1)
                as usize;
            Some(2 + size.saturating_sub(known * 8) + usize::from(known == 0) * 64)
        };
        items
            .iter()
            .enumerate()
            .filter_map(|(place, item)| Some((expected(item)?, place)))
            .min()
            .map(|(_, place)| place)
    }

    fn operation(
        &mut self,
        what: What,
        bound: &mut BTreeSet<usize>,
        window: Window,
    ) -> Option<Operation> {
        Some(match what {
            What::Scan(relation, columns) => {
                let scan = self.scan(relation, columns, bound, window);
                bound.extend(scan.binds.iter().map(|(_, register)| *register));
                Operation::Scan(scan)
            }
            What::Absent(relation, columns) => {
                Operation::Absent(self.scan(relation, columns, bound, Window::All))
            }
            What::Compare(comparison, left, right) => {
                for (one, other) in [(&left, &right), (&right, &left)] {
                    if let Source::Register(register) = one
                        && !bound.contains(register)
                    {
                        bound.insert(*register);
                        return Some(Operation::Assign(*register, other.clone()));
                    }
                }
                Operation::Compare(comparison, left, right)
            }
            What::Range(register, of) => {
                bound.insert(register);
                Operation::Range(register, of)
            }
            What::Asked(name, of, negated) => Operation::Asked { name, of, negated },
            What::Aggregate(register, aggregate) => {
                let mut items = Vec::new();
                self.body(&aggregate.body, &mut items);
                let of = match &aggregate.of {
                    Some(of) => Some(self.source(of, 0, &mut items)?),
                    None => None,
                };
                let steps = self.ordered(items, &mut bound.clone(), None, &|_| Window::All)?;
                bound.insert(register);
                let nothing = match aggregate.of.as_ref().map(|of| self.kind(of, &aggregate.body)) {
                    Some(Type::Float) => Value::Float(0.0),
                    Some(Type::Unsigned) => Value::Unsigned(0),
                    _ => Value::Number(0),
                };
                let distinct = counted_once(&aggregate).then(|| self.own(&aggregate));
                let (kind, plan) = (aggregate.kind, Plan { steps });
                Operation::Aggregate(
                    register,
                    Box::new(Gather { kind, of, plan, nothing, distinct }),
                )
            }
        })
    }

    /// The variables that stand in an aggregate itself, not only in one within it.
    fn own(&self, aggregate: &Aggregate) -> Vec<usize> {
        let mut names = BTreeSet::new();
        aggregate
            .body
            .iter()
            .flat_map(scope::terms)
            .for_each(|term| scope::variables(term, false, &mut names));
        names.iter().filter_map(|name| self.names.get(name)).copied().collect()
    }

    /// The type of a term, as the relations of a body tell it.
    fn kind(&self, term: &Term, body: &[Literal]) -> Type {
        match term {
            Term::Value(value) => typing::type_of(value),
            Term::Variable(name) => {
                let holds = body.iter().filter_map(|literal| match literal {
                    Literal::Holds(atom) => Some((atom, self.world.relation(&atom.relation)?)),
                    _ => None,
                });
                let column = |(atom, relation): (&Atom, usize)| {
                    let same = |term: &Term| matches!(term, Term::Variable(other) if other == name);
                    self.world.kinds(relation).get(atom.terms.iter().position(same)?).copied()
                };
                holds.filter_map(column).next().unwrap_or(Type::Number)
            }
            Term::Computed { function, of } => match function::signature(function) {
                Some((_, _, Signature::Each(_, kind))) => kind,
                _ => {
                    let mut kinds = of.iter().map(|term| self.kind(term, body));
                    kinds.find(|kind| *kind != Type::Number).unwrap_or(Type::Number)
                }
            },
            Term::Any | Term::Aggregate(_) => Type::Number,
        }
    }

    fn scan(
        &mut self,
        relation: usize,
        columns: Vec<Column>,
        bound: &BTreeSet<usize>,
        window: Window,
    ) -> Scan {
        let (mut key, mut binds, mut equals) = (Vec::new(), Vec::new(), Vec::new());
        let mut new = BTreeSet::new();
        let arity = columns.len();
        for (place, column) in columns.into_iter().enumerate() {
            match column {
                Column::Any => {}
                Column::Is(source) => key.push((place, source)),
                Column::Variable(register) if bound.contains(&register) => {
                    key.push((place, Source::Register(register)))
                }
                Column::Variable(register) if new.insert(register) => binds.push((place, register)),
                Column::Variable(register) => equals.push((place, register)),
            }
        }
        let whole = key.len() == arity;
        let index = (!whole && !key.is_empty() && window != Window::Delta).then(|| {
            let columns: Vec<usize> = key.iter().map(|(place, _)| *place).collect();
            self.world.index(relation, &columns)
        });
        Scan { relation, window, key, index, whole, binds, equals }
    }
}

/// Whether an aggregate sees bindings of its variables, not rows: where it joins, `_` says nothing (as Soufflé has it).
fn counted_once(aggregate: &Aggregate) -> bool {
    let holds: Vec<&Atom> = aggregate
        .body
        .iter()
        .filter_map(|literal| match literal {
            Literal::Holds(atom) => Some(atom),
            _ => None,
        })
        .collect();
    let mut within = Vec::new();
    aggregate.body.iter().flat_map(scope::terms).for_each(|term| scope::shared(term, &mut within));
    (holds.len() > 1 || !within.is_empty())
        && holds.iter().any(|atom| atom.terms.contains(&Term::Any))
}

/// The variables a value is made of.
fn registers(source: &Source) -> Vec<usize> {
    match source {
        Source::Register(register) => vec![*register],
        Source::Constant(_) => Vec::new(),
        Source::Computed(_, of) => of.iter().flat_map(registers).collect(),
    }
}
