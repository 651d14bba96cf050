//! What follows: the facts of a program closed under its rules.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::check;
use crate::fault::Fault;
use crate::plan::{Operation, Planner, Ready, Window};
use crate::program::{Fact, Literal, Program, Rule};
use crate::scope;
use crate::table::{NONE, Table};
use crate::typing;
use crate::world::{Machine, Next, Outside, World};

/// Whoever answers what a program asks from outside: `@name(…)`.
pub trait Answers: Sync {
    /// Whether this holds. The same question has the same answer as long as a [`Model`] lives.
    fn holds(&self, question: &Fact) -> bool;

    /// Why it holds or does not, for a person; may be empty.
    fn because(&self, question: &Fact) -> String {
        let _ = question;
        String::new()
    }
}

/// Nobody to ask: nothing asked holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoAnswers;

impl Answers for NoAnswers {
    fn holds(&self, _: &Fact) -> bool {
        false
    }
}

/// Whoever is told of progress.
pub type Watch<'a> = dyn Fn(&Progress) -> ControlFlow<()> + Sync + 'a;

/// How much work is allowed.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Facts, given and derived; more than that is refused.
    pub most_facts: usize,
    /// Told of progress now and then; stops the work with `Break`.
    pub watch: Option<&'a Watch<'a>>,
}

impl Default for Limits<'_> {
    /// Ten million facts, and nobody watching.
    fn default() -> Self {
        Self { most_facts: 10_000_000, watch: None }
    }
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Facts so far, given and derived.
    pub facts: usize,
}

/// Why the work was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    Cancelled,
    TooMany,
}

/// Why there is no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The program means nothing.
    Faults(Vec<Fault>),
    /// These given facts fit no relation; their places among the facts.
    Unfit(Vec<usize>),
    /// More facts follow than the limit allows, perhaps without end.
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// Whoever watched wanted no more.
    Cancelled,
}

/// The facts of a program closed under its rules.
///
/// What it holds does not depend on the order of the facts given, nor on anything but program, facts and answers.
pub struct Model<'a> {
    pub(crate) program: Arc<Compiled>,
    pub(crate) answers: &'a dyn Answers,
    pub(crate) given: Arc<BTreeSet<(usize, Vec<u32>)>>,
    /// Locked, for a proof may need an index more.
    world: Mutex<World>,
}

/// A program whose rules are resolved and put in order.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub program: Program,
    pub rules: Vec<Rule>,
    /// For each group of relations that depend on each other: its relations and its rules.
    pub strata: Vec<(Vec<usize>, Vec<usize>)>,
}

impl Compiled {
    fn of(program: &Program) -> Result<Self, Refusal> {
        let mut faults = check::faults(program);
        faults.retain(|fault| fault.gravity == crate::fault::Gravity::Refused);
        if !faults.is_empty() {
            return Err(Refusal::Faults(faults));
        }
        let groups = check::strata(program).map_err(Refusal::Faults)?;
        let columns: BTreeMap<&str, _> = program
            .relations
            .iter()
            .map(|relation| (relation.name.as_str(), relation.columns.as_slice()))
            .collect();
        let mut rules = Vec::new();
        for rule in &program.rules {
            let mut rule = rule.clone();
            typing::settle(&mut rule, |name| columns.get(name).copied());
            rules.push(scope::resolved(&rule).map_err(Refusal::Faults)?);
        }
        let places: BTreeMap<&str, usize> = program
            .relations
            .iter()
            .enumerate()
            .map(|(place, relation)| (relation.name.as_str(), place))
            .collect();
        let mut of_head: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, rule) in rules.iter().enumerate() {
            if let Some(head) = places.get(rule.head.relation.as_str()) {
                of_head.entry(*head).or_default().push(number);
            }
        }
        let strata = groups
            .into_iter()
            .map(|group| {
                let mut rules: Vec<usize> = group
                    .iter()
                    .flat_map(|relation| of_head.get(relation).into_iter().flatten().copied())
                    .collect();
                rules.sort_unstable();
                (group, rules)
            })
            .collect();
        Ok(Self { program: program.clone(), rules, strata })
    }

    /// The relations a group's rules look at.
    pub fn needs(&self, rules: &[usize]) -> BTreeSet<&str> {
        let mut atoms = Vec::new();
        for rule in rules.iter().map(|rule| &self.rules[*rule]) {
            scope::atoms(&rule.body, true, &mut atoms);
            rule.head.terms.iter().for_each(|term| scope::term_atoms(term, &mut atoms));
            atoms.extend(rule.unless.iter().map(|atom| (atom, false)));
        }
        atoms.into_iter().map(|(atom, _)| atom.relation.as_str()).collect()
    }
}

impl<'a> Model<'a> {
    /// Closes a program's facts and those given under its rules.
    ///
    /// # Errors
    ///
    /// When the program means nothing, a fact fits no relation, or the limits are reached.
    pub fn of(
        program: &Program,
        facts: &[Fact],
        answers: &'a dyn Answers,
        limits: Limits<'_>,
    ) -> Result<Self, Refusal> {
        let compiled = Compiled::of(program)?;
        let relations = compiled.program.relations.iter();
        let mut world = World::new(relations);
        let mut unfit = Vec::new();
        let mut given: Vec<(usize, Vec<u32>)> = Vec::with_capacity(facts.len());
        for (place, fact) in program.facts.iter().chain(facts).enumerate() {
            let relation = world.relation(&fact.relation);
            match relation
                .filter(|relation| check::fits(&program.relations[*relation], &fact.values))
            {
                Some(relation) => {
                    let row = fact
                        .values
                        .iter()
                        .map(|value| world.dictionary.number(value.clone()))
                        .collect();
                    given.push((relation, row));
                }
                None => unfit.push(place.saturating_sub(program.facts.len())),
            }
        }
        if !unfit.is_empty() {
            return Err(Refusal::Unfit(unfit));
        }
        let new = world.dictionary.sorted();
        given
            .iter_mut()
            .flat_map(|(_, row)| row)
            .for_each(|number| *number = new[*number as usize]);
        given.sort_unstable();
        given.dedup();
        for (relation, row) in &given {
            let _ = put(&mut world, *relation, row, NONE, 0, &limits)
                .map_err(|stop| refusal(stop, &limits))?;
        }
        let mut model = Self {
            program: Arc::new(compiled),
            answers,
            given: Arc::new(given.into_iter().collect()),
            world: Mutex::new(world),
        };
        let strata = 0..model.program.strata.len();
        model.close(strata, &limits)?;
        Ok(model)
    }

    /// The facts of a relation, sorted; `None` where there is no such relation.
    pub fn relation(&self, name: &str) -> Option<Vec<Fact>> {
        let world = self.world();
        let relation = world.relation(name)?;
        let mut facts: Vec<Fact> = (0..world.tables[relation].rows())
            .map(|row| Fact { relation: name.to_owned(), values: world.values(relation, row) })
            .collect();
        drop(world);
        facts.sort_by(by_values);
        Some(facts)
    }

    /// How many facts hold, given and derived.
    pub fn len(&self) -> usize {
        self.world().facts()
    }

    /// Whether nothing holds.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a fact holds.
    pub fn holds(&self, fact: &Fact) -> bool {
        self.world().find(fact).is_some()
    }

    /// The height of a fact's lowest proof: 0 where it is given; `None` where it does not hold.
    pub fn height(&self, fact: &Fact) -> Option<u32> {
        let world = self.world();
        let (relation, row) = world.find(fact)?;
        Some(world.tables[relation].height(row))
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn into_world(self) -> World {
        self.world.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A model of the same program over another world, in which all before these strata is closed.
    pub(crate) fn again(
        &self,
        world: World,
        given: BTreeSet<(usize, Vec<u32>)>,
        strata: impl Iterator<Item = usize>,
        limits: &Limits<'_>,
    ) -> Result<Model<'a>, Refusal> {
        let (program, answers) = (Arc::clone(&self.program), self.answers);
        let mut model =
            Model { program, answers, given: Arc::new(given), world: Mutex::new(world) };
        model.close(strata, limits)?;
        Ok(model)
    }

    fn close(
        &mut self,
        strata: impl Iterator<Item = usize>,
        limits: &Limits<'_>,
    ) -> Result<(), Refusal> {
        let outside = Outside { answers: self.answers, limits };
        let compiled = Arc::clone(&self.program);
        let world = self.world.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        for stratum in strata {
            let (relations, rules) = &compiled.strata[stratum];
            let mut closing = Closing {
                compiled: &compiled,
                world,
                outside,
                relations,
                pending: BTreeMap::new(),
                waiting: Vec::new(),
            };
            closing.run(rules).map_err(|stop| refusal(stop, limits))?;
        }
        Ok(())
    }
}

pub(crate) fn refusal(stop: Stop, limits: &Limits<'_>) -> Refusal {
    match stop {
        Stop::Cancelled => Refusal::Cancelled,
        Stop::TooMany => Refusal::TooMany { limit: limits.most_facts },
    }
}

/// By relation, then by values from left to right.
pub(crate) fn by_values(one: &Fact, other: &Fact) -> std::cmp::Ordering {
    one.relation.cmp(&other.relation).then_with(|| {
        let pairs = one.values.iter().zip(&other.values);
        pairs
            .map(|(one, other)| crate::value::order(one, other))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    })
}

/// Puts a row into a relation, unless it is there.
pub(crate) fn put(
    world: &mut World,
    relation: usize,
    row: &[u32],
    rule: u32,
    height: u32,
    limits: &Limits<'_>,
) -> Result<Result<u32, u32>, Stop> {
    let result = Arc::make_mut(&mut world.tables[relation]).insert(row, rule, height);
    if result.is_ok_and(|row| row & 0xFFFF == 0 || row as usize >= limits.most_facts)
        && (world.facts() > limits.most_facts || result.is_ok_and(|row| row >= NONE - 1))
    {
        return Err(Stop::TooMany);
    }
    Ok(result)
}

/// One group of relations being closed.
///
/// Rounds go by height: a round looks at the facts whose lowest proof has one height, and what it derives
/// that is higher by more than one waits for its round. So the first height a fact gets is its lowest.
struct Closing<'c, 'o> {
    compiled: &'c Compiled,
    world: &'c mut World,
    outside: Outside<'o>,
    relations: &'c [usize],
    /// Facts that wait, by height.
    pending: BTreeMap<u32, Vec<(usize, u32)>>,
    /// The rows that wait, for each relation.
    waiting: Vec<Table>,
}

/// Where what a rule derives goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    /// The relation; a lower height replaces one that was there.
    Closed,
    /// The relation at this height, or those that wait.
    Round(u32),
    /// Those that wait.
    Waiting,
}

impl Closing<'_, '_> {
    fn run(&mut self, rules: &[usize]) -> Result<(), Stop> {
        let within = |literal: &Literal| match literal {
            Literal::Holds(atom) => self
                .world
                .relation(&atom.relation)
                .is_some_and(|relation| self.relations.contains(&relation)),
            _ => false,
        };
        let steps: Vec<(usize, Vec<usize>)> = rules
            .iter()
            .map(|rule| {
                let body = self.compiled.rules[*rule].body.iter().enumerate();
                (
                    *rule,
                    body.filter(|(_, literal)| within(literal)).map(|(place, _)| place).collect(),
                )
            })
            .collect();
        if steps.iter().all(|(_, inner)| inner.is_empty()) {
            for (rule, _) in steps {
                if let Some(ready) = self.ready(rule, None) {
                    self.derive(rule, &ready, Into::Closed)?;
                }
            }
            return Ok(());
        }
        self.waiting = self.world.tables.iter().map(|table| Table::new(table.arity())).collect();
        for (rule, _) in steps.iter().filter(|(_, inner)| inner.is_empty()) {
            if let Some(ready) = self.ready(*rule, None) {
                self.derive(*rule, &ready, Into::Waiting)?;
            }
        }
        let result = self.rounds(&steps);
        for relation in self.relations {
            self.world.rounds[*relation] = (NONE, NONE);
        }
        result
    }

    fn rounds(&mut self, steps: &[(usize, Vec<usize>)]) -> Result<(), Stop> {
        let mut plans = Vec::new();
        for (rule, inner) in steps {
            for place in inner {
                if let Some(ready) = self.ready(*rule, Some((*place, inner))) {
                    plans.push((*rule, ready));
                }
            }
        }
        let mut height = 0;
        for relation in self.relations {
            self.world.rounds[*relation] = (0, 0);
        }
        loop {
            self.admit(height)?;
            let mut grown = false;
            for relation in self.relations {
                let (_, high) = self.world.rounds[*relation];
                let rows = self.world.tables[*relation].rows();
                self.world.rounds[*relation] = (high, rows);
                grown |= high < rows;
            }
            if !grown {
                match self.pending.keys().next() {
                    Some(next) => height = *next,
                    None => return Ok(()),
                }
                continue;
            }
            for (rule, ready) in &plans {
                self.derive(*rule, ready, Into::Round(height))?;
            }
            height += 1;
        }
    }

    /// Takes in the facts whose height has come.
    fn admit(&mut self, height: u32) -> Result<(), Stop> {
        for (relation, place) in self.pending.remove(&height).unwrap_or_default() {
            let table = &self.waiting[relation];
            if table.height(place) == height {
                let (row, rule) = (table.row(place).to_vec(), table.rule(place));
                let _ = put(self.world, relation, &row, rule, height, self.outside.limits)?;
            }
        }
        Ok(())
    }

    /// The plan of a rule; of a recursive one, for the condition that looks at the last round.
    fn ready(&mut self, rule: usize, round: Option<(usize, &[usize])>) -> Option<Ready> {
        let windows = |place: usize| match round {
            Some((delta, _)) if place == delta => Window::Delta,
            Some((delta, inner)) if place < delta && inner.contains(&place) => Window::Old,
            _ => Window::All,
        };
        let first = round.map(|(place, _)| place);
        Planner::new(self.world).rule(&self.compiled.rules[rule], &BTreeSet::new(), first, &windows)
    }

    fn derive(&mut self, rule: usize, ready: &Ready, into: Into) -> Result<(), Stop> {
        let Some(head) = self.world.relation(&self.compiled.rules[rule].head.relation) else {
            return Ok(());
        };
        let number = u32::try_from(rule).unwrap_or(NONE - 1);
        let scans: Vec<(usize, usize)> = ready
            .plan
            .steps
            .iter()
            .enumerate()
            .filter_map(|(place, step)| match &step.operation {
                Operation::Scan(scan) => Some((place, scan.relation)),
                _ => None,
            })
            .collect();
        // Where nothing can be higher than this round, every conclusion is of the next.
        let level = match into {
            Into::Round(height) => {
                let higher = |relation: &usize| {
                    !self.relations.contains(relation)
                        && self.world.tables[*relation].tallest > height
                };
                (!scans.iter().any(|(_, relation)| higher(relation))).then_some(height)
            }
            _ => None,
        };
        let mut machine = Machine::default();
        let mut registers = vec![0; ready.registers];
        let mut row = vec![0; ready.head.len()];
        while let Next::Match =
            machine.next(&ready.plan, &mut registers, self.world, self.outside)?
        {
            let mut known = true;
            for (place, source) in ready.head.iter().enumerate() {
                match self.world.number_of(source, &registers) {
                    Some(value) => row[place] = value,
                    None => known = false,
                }
            }
            if !known {
                continue;
            }
            let highest = |scans: &[(usize, usize)], world: &World| {
                scans
                    .iter()
                    .map(|(place, relation)| world.tables[*relation].height(machine.row(*place)))
                    .max()
                    .unwrap_or(0)
            };
            let height = 1 + level.unwrap_or_else(|| highest(&scans, self.world));
            self.conclude(head, &row, number, height, into)?;
        }
        Ok(())
    }

    fn conclude(
        &mut self,
        head: usize,
        row: &[u32],
        rule: u32,
        height: u32,
        into: Into,
    ) -> Result<(), Stop> {
        let limits = self.outside.limits;
        match into {
            Into::Closed => {
                if let Err(before) = put(self.world, head, row, rule, height, limits)?
                    && self.world.tables[head].height(before) > height
                {
                    Arc::make_mut(&mut self.world.tables[head]).lower(before, rule, height);
                }
                return Ok(());
            }
            Into::Round(round) if height == round + 1 => {
                let _ = put(self.world, head, row, rule, height, limits)?;
                return Ok(());
            }
            _ => {}
        }
        if self.world.tables[head].find(row).is_some() {
            return Ok(());
        }
        let place = match self.waiting[head].insert(row, rule, height) {
            Ok(place) => place,
            Err(place) if self.waiting[head].height(place) > height => {
                self.waiting[head].lower(place, rule, height);
                place
            }
            Err(_) => return Ok(()),
        };
        if self.waiting[head].rows() as usize > limits.most_facts {
            return Err(Stop::TooMany);
        }
        self.pending.entry(height).or_default().push((head, place));
        Ok(())
    }
}
