//! Why a fact holds: its lowest proof, put together when somebody asks.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::compact;
use crate::model::{Limits, Model};
use crate::plan::{Gather, Operation, Planner, Ready, Window};
use crate::program::{Atom, Fact, Literal, Rule, Term, Value};
use crate::proof::{Premise, Proof, Step};
use crate::scope;
use crate::table::NONE;
use crate::world::{Machine, Next, Outside, World};

/// A fact by its relation and row.
type Place = (usize, u32);

/// A premise before the facts it names have their place in the proof.
enum Draft {
    Fact(Place),
    Aggregate(Premise, Vec<Place>),
    Other(Premise),
}

/// The variables of a match with their values, and what it rests on.
type Match = (Vec<(String, Value)>, Vec<Draft>);

/// What is still to do for a fact.
enum Task {
    Enter(Place),
    Leave(Place, Vec<(String, Value)>, Vec<Draft>),
}

impl Model<'_> {
    /// The lowest proof of a fact; `None` where it does not hold.
    ///
    /// Its premises are in the order of the rule's body, one for each condition: a comparison with an aggregate has
    /// the aggregate's premise, or one for each of several. Exceptions follow; after them come the aggregates that
    /// stand in an atom or the head, and the facts that witnesses of an aggregate rest on.
    pub fn why(&self, fact: &Fact) -> Option<Proof> {
        let mut world = self.world();
        let place = world.find(fact)?;
        let mut proof = Proof::default();
        let mut steps: HashMap<Place, usize> = HashMap::new();
        let mut texts: BTreeMap<usize, String> = BTreeMap::new();
        let mut tasks = vec![Task::Enter(place)];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Enter(place) if steps.contains_key(&place) => {}
                Task::Enter(place) => {
                    let (bindings, premises) = self.premises(&mut world, place)?;
                    let mut needed: Vec<Place> = Vec::new();
                    for premise in &premises {
                        match premise {
                            Draft::Fact(place) => needed.push(*place),
                            Draft::Aggregate(_, places) => needed.extend(places),
                            Draft::Other(_) => {}
                        }
                    }
                    tasks.push(Task::Leave(place, bindings, premises));
                    tasks.extend(
                        needed
                            .into_iter()
                            .rev()
                            .filter(|place| !steps.contains_key(place))
                            .map(Task::Enter),
                    );
                }
                Task::Leave(place, ..) if steps.contains_key(&place) => {}
                Task::Leave(place, bindings, premises) => {
                    let rule = Some(world.tables[place.0].rule(place.1))
                        .filter(|rule| *rule != NONE)
                        .map(|rule| rule as usize);
                    let premises = premises
                        .into_iter()
                        .map(|draft| settled(draft, &steps))
                        .collect::<Option<Vec<_>>>()?;
                    let fact = world.fact(place.0, place.1);
                    let text = match rule {
                        Some(rule) => texts
                            .entry(rule)
                            .or_insert_with(|| said(&self.program.program.rules[rule]))
                            .as_str(),
                        None => "",
                    };
                    let id = id(&fact, text, &premises, &proof.steps);
                    steps.insert(place, proof.steps.len());
                    proof.steps.push(Step { fact, id, rule, bindings, premises });
                }
            }
        }
        Some(proof)
    }

    /// The plan that finds the premises of what a rule concludes.
    fn backwards(&self, world: &mut World, rule: usize) -> Option<Arc<Ready>> {
        if let Some(ready) = world.backwards.get(&rule) {
            return Some(Arc::clone(ready));
        }
        let resolved = &self.program.rules[rule];
        let given = resolved.head.terms.iter().filter_map(|term| match term {
            Term::Variable(name) => Some(name.clone()),
            _ => None,
        });
        let ready =
            Arc::new(Planner::new(world).rule(resolved, &given.collect(), None, &|_| Window::All)?);
        world.backwards.insert(rule, Arc::clone(&ready));
        Some(ready)
    }

    /// What a fact rests on: the first match of its rule among facts of lower proofs.
    fn premises(&self, world: &mut World, place: Place) -> Option<Match> {
        let (relation, row) = place;
        let number = world.tables[relation].rule(row);
        if number == NONE {
            return Some((Vec::new(), Vec::new()));
        }
        let rule = &self.program.rules[number as usize];
        let ready = self.backwards(world, number as usize)?;
        let limits = Limits::default();
        let outside = Outside { answers: self.answers, limits: &limits };
        let values = world.tables[relation].row(row).to_vec();
        let mut registers = vec![0; ready.registers];
        let counted =
            |term: &Term| matches!(term, Term::Computed { function, .. } if function == "autoinc");
        for (term, value) in rule.head.terms.iter().zip(&values) {
            if let Term::Variable(name) = term
                && let Some((_, register)) = ready.variables.iter().find(|(other, _)| other == name)
            {
                registers[*register] = *value;
            }
        }
        let mut machine = Machine::default();
        let height = world.tables[relation].height(row);
        loop {
            world.ceiling = height;
            let next = machine.next(&ready.plan, &mut registers, world, outside);
            world.ceiling = u32::MAX;
            let Ok(Next::Match) = next else { return None };
            let mut same = true;
            for ((term, source), value) in rule.head.terms.iter().zip(&ready.head).zip(&values) {
                same &= counted(term) || world.number_of(source, &registers) == Some(*value);
            }
            if same {
                break;
            }
        }
        let bindings: Vec<(String, Value)> = ready
            .variables
            .iter()
            .map(|(name, register)| {
                (name.clone(), world.dictionary.value(registers[*register]).clone())
            })
            .collect();
        let drafts = self.drafts(
            world,
            rule,
            self.program.program.rules[number as usize].body.len(),
            &ready,
            &machine,
            &mut registers,
            outside,
        )?;
        Some((bindings, drafts))
    }

    #[expect(clippy::too_many_arguments, reason = "all of it is the one match that is told")]
    fn drafts(
        &self,
        world: &mut World,
        rule: &Rule,
        written: usize,
        ready: &Ready,
        machine: &Machine,
        registers: &mut [u32],
        outside: Outside<'_>,
    ) -> Option<Vec<Draft>> {
        let mut own: BTreeMap<usize, Draft> = BTreeMap::new();
        let mut aggregates: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
        for (place, step) in ready.plan.steps.iter().enumerate() {
            match &step.operation {
                Operation::Scan(scan) => {
                    own.insert(step.literal, Draft::Fact((scan.relation, machine.row(place))));
                }
                Operation::Aggregate(register, gather) => {
                    let of = gathered(world, gather, registers, outside)?;
                    let value = world.dictionary.value(registers[*register]).clone();
                    let premise = Premise::Aggregate { kind: gather.kind, value, of: Vec::new() };
                    aggregates.entry(step.literal).or_default().push(Draft::Aggregate(premise, of));
                }
                _ => {}
            }
        }
        let bindings: BTreeMap<&str, u32> = ready
            .variables
            .iter()
            .map(|(name, register)| (name.as_str(), registers[*register]))
            .collect();
        let conditions = rule.body.len();
        let mut premises = Vec::new();
        let mut last = Vec::new();
        let order = (0..written)
            .chain(conditions..conditions + rule.unless.len())
            .chain(written..conditions);
        for place in order {
            let within = aggregates.remove(&place).unwrap_or_default();
            let draft = match rule.body.get(place) {
                Some(Literal::Compared { .. }) if !within.is_empty() => {
                    premises.extend(within);
                    continue;
                }
                Some(Literal::Compared { .. }) => Draft::Other(Premise::Compared),
                Some(Literal::Holds(_)) => own.remove(&place)?,
                Some(Literal::Absent(atom)) => Draft::Other(absent(world, atom, &bindings)),
                Some(Literal::Asked { atom, negated }) => {
                    let atom = filled(world, atom, &bindings);
                    let values = atom.terms.into_iter().map(|term| match term {
                        Term::Value(value) => Some(value),
                        _ => None,
                    });
                    let fact =
                        Fact { relation: atom.relation, values: values.collect::<Option<_>>()? };
                    let because = self.answers.because(&fact);
                    Draft::Other(Premise::Told { fact, answer: !negated, because })
                }
                None => {
                    Draft::Other(absent(world, rule.unless.get(place - conditions)?, &bindings))
                }
            };
            premises.push(draft);
            last.extend(within);
        }
        last.extend(aggregates.into_values().flatten());
        premises.extend(last);
        Some(premises)
    }
}

/// The facts of every match that an aggregate gathers.
fn gathered(
    world: &mut World,
    gather: &Gather,
    registers: &mut [u32],
    outside: Outside<'_>,
) -> Option<Vec<Place>> {
    let mut machine = Machine::default();
    let mut places = Vec::new();
    let mut registers = registers.to_vec();
    while let Next::Match = machine.next(&gather.plan, &mut registers, world, outside).ok()? {
        for (place, step) in gather.plan.steps.iter().enumerate() {
            if let Operation::Scan(scan) = &step.operation {
                places.push((scan.relation, machine.row(place)));
            }
        }
    }
    Some(places)
}

/// The premise with the places its facts have in the proof.
fn settled(draft: Draft, steps: &HashMap<Place, usize>) -> Option<Premise> {
    Some(match draft {
        Draft::Fact(place) => Premise::Step(*steps.get(&place)?),
        Draft::Aggregate(Premise::Aggregate { kind, value, .. }, places) => {
            let of =
                places.iter().map(|place| steps.get(place).copied()).collect::<Option<Vec<_>>>()?;
            Premise::Aggregate { kind, value, of }
        }
        Draft::Aggregate(premise, _) | Draft::Other(premise) => premise,
    })
}

fn absent(world: &mut World, atom: &Atom, bindings: &BTreeMap<&str, u32>) -> Premise {
    let searched =
        world.relation(&atom.relation).map_or(0, |relation| world.tables[relation].rows() as usize);
    Premise::Absent { atom: filled(world, atom, bindings), searched }
}

/// An atom with what is bound filled in and computed.
pub(crate) fn filled(world: &mut World, atom: &Atom, bindings: &BTreeMap<&str, u32>) -> Atom {
    let terms = atom.terms.iter().map(|term| filled_term(world, term, bindings)).collect();
    Atom { relation: atom.relation.clone(), terms, range: atom.range.clone() }
}

pub(crate) fn filled_term(world: &mut World, term: &Term, bindings: &BTreeMap<&str, u32>) -> Term {
    match term {
        Term::Variable(name) => match bindings.get(name.as_str()) {
            Some(number) => Term::Value(world.dictionary.value(*number).clone()),
            None => Term::Variable(scope::as_written(name).to_owned()),
        },
        Term::Computed { function, of } => {
            let of: Vec<Term> = of.iter().map(|term| filled_term(world, term, bindings)).collect();
            let values: Option<Vec<Value>> = of
                .iter()
                .map(|term| if let Term::Value(value) = term { Some(value.clone()) } else { None })
                .collect();
            match values.and_then(|values| world.dictionary.computed(function, &values)) {
                Some(value) => Term::Value(value),
                None => Term::Computed { function: function.clone(), of },
            }
        }
        other => other.clone(),
    }
}

/// What a rule says, whatever it is called and wherever it stands.
fn said(rule: &Rule) -> String {
    let plain = Rule {
        name: String::new(),
        title: Vec::new(),
        report: None,
        because: Vec::new(),
        ..rule.clone()
    };
    compact::print_rule(&plain)
}

/// The first half of a SHA-256 of the fact, the rule and the premises, each with its length before it.
fn id(fact: &Fact, rule: &str, premises: &[Premise], steps: &[Step]) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    add(&fact.relation);
    fact.values.iter().for_each(|value| add(&compact::print_value(value)));
    add(rule);
    let earlier = |place: &usize| steps.get(*place).map_or("", |step| step.id.as_str());
    for premise in premises {
        match premise {
            Premise::Step(place) => add(earlier(place)),
            // How much was searched is no part of what is said.
            Premise::Absent { atom, .. } => add(&format!("!{}", compact::print_atom(atom))),
            Premise::Compared => {}
            Premise::Aggregate { value, of, .. } => {
                add(&compact::print_value(value));
                let mut ids: Vec<&str> = of.iter().map(earlier).collect();
                ids.sort_unstable();
                ids.into_iter().for_each(&mut add);
            }
            Premise::Told { fact, answer, .. } => {
                add(&fact.relation);
                fact.values.iter().for_each(|value| add(&compact::print_value(value)));
                add(if *answer { "yes" } else { "no" });
            }
        }
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}
