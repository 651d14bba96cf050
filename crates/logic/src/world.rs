//! All facts there are at a moment, and the steps of a plan run over them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Answers, Limits, Progress, Stop};
use crate::plan::{Gather, Operation, Plan, Ready, Scan, Source, Step, Window};
use crate::program::{AggregateKind, Fact, Relation, Type, Value};
use crate::table::{NONE, Table};
use crate::value::{Dictionary, order};

/// Values, relations and what was answered from outside.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub dictionary: Dictionary,
    pub tables: Vec<Arc<Table>>,
    names: Arc<BTreeMap<String, usize>>,
    kinds: Arc<Vec<Vec<Type>>>,
    /// For each relation, the rows of the last round; relations that are not growing have all rows before it.
    pub rounds: Vec<(u32, u32)>,
    /// Only rows with a lower proof than this are seen.
    pub ceiling: u32,
    answers: HashMap<(Arc<str>, Vec<u32>), bool>,
    /// For each rule, the plan from its conclusion to its premises, once somebody asked.
    pub backwards: BTreeMap<usize, Arc<Ready>>,
    /// What `autoinc()` gives next.
    counter: i64,
    /// Steps since somebody was asked whether to go on.
    steps: u32,
}

/// How many steps are taken before somebody is asked whether to go on.
const STEPS: u32 = 1 << 18;

/// What ends a match.
pub enum Next {
    /// Every condition holds.
    Match,
    /// No more matches.
    Done,
}

/// Whoever answers and limits while a plan runs.
#[derive(Clone, Copy)]
pub struct Outside<'a> {
    pub answers: &'a dyn Answers,
    pub limits: &'a Limits<'a>,
}

/// Where the search for the next match stands.
#[derive(Debug, Default)]
pub struct Machine {
    cursors: Vec<Cursor>,
    depth: usize,
    started: bool,
    /// How deep the deepest failure was and what the variables were then, if somebody wants to know.
    furthest: Option<(usize, Vec<u32>)>,
    tracks: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    /// The row that matched, or what of a range comes next.
    row: u32,
    next: u32,
    end: u32,
}

impl World {
    pub fn new<'r>(relations: impl Iterator<Item = &'r Relation>) -> Self {
        let mut world = Self { ceiling: u32::MAX, ..Self::default() };
        let (mut names, mut kinds) = (BTreeMap::new(), Vec::new());
        for relation in relations {
            names.insert(relation.name.clone(), world.tables.len());
            kinds.push(relation.columns.iter().map(|(_, kind)| *kind).collect());
            world.tables.push(Arc::new(Table::new(relation.columns.len())));
            world.rounds.push((NONE, NONE));
        }
        world.names = Arc::new(names);
        world.kinds = Arc::new(kinds);
        world
    }

    /// What the columns of a relation hold.
    pub fn kinds(&self, relation: usize) -> &[Type] {
        &self.kinds[relation]
    }

    pub fn relation(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    pub fn index(&mut self, relation: usize, columns: &[usize]) -> usize {
        match self.tables[relation].position(columns) {
            Some(place) => place,
            None => Arc::make_mut(&mut self.tables[relation]).index(columns),
        }
    }

    /// All facts of all relations.
    pub fn facts(&self) -> usize {
        self.tables.iter().map(|table| table.rows() as usize).sum()
    }

    /// The row of a fact.
    pub fn find(&self, fact: &Fact) -> Option<(usize, u32)> {
        let relation = self.relation(&fact.relation)?;
        let values = fact
            .values
            .iter()
            .map(|value| self.dictionary.find(value))
            .collect::<Option<Vec<_>>>()?;
        let table = &self.tables[relation];
        if values.len() != table.arity() {
            return None;
        }
        Some((relation, table.find(&values)?))
    }

    /// The fact of a row.
    pub fn fact(&self, relation: usize, row: u32) -> Fact {
        let name =
            self.names.iter().find(|(_, place)| **place == relation).map(|(name, _)| name.clone());
        Fact { relation: name.unwrap_or_default(), values: self.values(relation, row) }
    }

    pub fn values(&self, relation: usize, row: u32) -> Vec<Value> {
        self.tables[relation]
            .row(row)
            .iter()
            .map(|number| self.dictionary.value(*number).clone())
            .collect()
    }

    /// Counts steps, and asks now and then whether to go on.
    pub fn tick(&mut self, limits: &Limits<'_>) -> Result<(), Stop> {
        self.steps += 1;
        if self.steps < STEPS {
            return Ok(());
        }
        self.steps = 0;
        let facts = self.facts();
        if let Some(watch) = limits.watch
            && watch(&Progress { facts }).is_break()
        {
            return Err(Stop::Cancelled);
        }
        if self.dictionary.len() > limits.most_facts.saturating_mul(4).saturating_add(1 << 20) {
            return Err(Stop::TooMany);
        }
        Ok(())
    }

    fn value_of(&mut self, source: &Source, registers: &[u32]) -> Option<Value> {
        Some(match source {
            Source::Register(register) => self.dictionary.value(registers[*register]).clone(),
            Source::Constant(number) => self.dictionary.value(*number).clone(),
            Source::Computed(function, _) if function == "autoinc" => {
                self.counter += 1;
                Value::Number(self.counter - 1)
            }
            Source::Computed(function, of) => {
                let of = of
                    .iter()
                    .map(|source| self.value_of(source, registers))
                    .collect::<Option<Vec<_>>>()?;
                self.dictionary.computed(function, &of)?
            }
        })
    }

    /// The number of a source's value; `None` where a function gives nothing.
    pub fn number_of(&mut self, source: &Source, registers: &[u32]) -> Option<u32> {
        match source {
            Source::Register(register) => Some(registers[*register]),
            Source::Constant(number) => Some(*number),
            Source::Computed(..) => {
                let value = self.value_of(source, registers)?;
                Some(self.dictionary.number(value))
            }
        }
    }

    fn answer(
        &mut self,
        name: &str,
        of: &[Source],
        registers: &[u32],
        outside: Outside<'_>,
    ) -> Option<bool> {
        let numbers = of
            .iter()
            .map(|source| self.number_of(source, registers))
            .collect::<Option<Vec<_>>>()?;
        let key = (Arc::from(name), numbers);
        if let Some(answer) = self.answers.get(&key) {
            return Some(*answer);
        }
        let values = key.1.iter().map(|number| self.dictionary.value(*number).clone()).collect();
        let answer = outside.answers.holds(&Fact { relation: name.to_owned(), values });
        self.answers.insert(key, answer);
        Some(answer)
    }

    fn window(&self, relation: usize, window: Window) -> (u32, u32) {
        let (low, high) = self.rounds[relation];
        let rows = self.tables[relation].rows();
        match window {
            Window::All => (0, high.min(rows)),
            Window::Old => (0, low.min(rows)),
            Window::Delta => (low.min(rows), high.min(rows)),
        }
    }

    fn fits(&self, scan: &Scan, row: u32, registers: &mut [u32]) -> bool {
        let table = &self.tables[scan.relation];
        if self.ceiling != u32::MAX && table.height(row) >= self.ceiling {
            return false;
        }
        let values = table.row(row);
        if scan.index.is_none() && !scan.whole {
            let known = scan.key.iter().all(|(column, source)| match source {
                Source::Register(register) => values[*column] == registers[*register],
                Source::Constant(number) => values[*column] == *number,
                Source::Computed(..) => false,
            });
            if !known {
                return false;
            }
        }
        for (column, register) in &scan.binds {
            registers[*register] = values[*column];
        }
        scan.equals.iter().all(|(column, register)| values[*column] == registers[*register])
    }

    /// The values of the key, or `None` where a function gives nothing.
    fn key(&mut self, scan: &Scan, registers: &[u32]) -> Option<([u32; 8], Vec<u32>)> {
        let mut few = [0; 8];
        if scan.key.len() <= few.len() {
            for (place, (_, source)) in scan.key.iter().enumerate() {
                few[place] = self.number_of(source, registers)?;
            }
            return Some((few, Vec::new()));
        }
        let many = scan
            .key
            .iter()
            .map(|(_, source)| self.number_of(source, registers))
            .collect::<Option<Vec<_>>>()?;
        Some((few, many))
    }

    /// Sets a cursor before the first row of a scan.
    fn begin(&mut self, scan: &Scan, registers: &[u32]) -> Cursor {
        let nothing = Cursor { row: NONE, next: NONE, end: 0 };
        let (start, end) = self.window(scan.relation, scan.window);
        if scan.index.is_none() && !scan.whole {
            return Cursor { row: NONE, next: start, end };
        }
        let Some((few, many)) = self.key(scan, registers) else { return nothing };
        let key = if many.is_empty() { &few[..scan.key.len()] } else { &many };
        let table = &self.tables[scan.relation];
        match scan.index {
            None => match table.find(key) {
                Some(row) if start <= row && row < end => {
                    Cursor { row: NONE, next: row, end: row + 1 }
                }
                _ => nothing,
            },
            Some(index) => Cursor { row: NONE, next: table.last(index, key), end },
        }
    }

    /// Moves a cursor to its next row; tells whether there is one.
    fn advance(
        &mut self,
        scan: &Scan,
        cursor: &mut Cursor,
        registers: &mut [u32],
        limits: &Limits<'_>,
    ) -> Result<bool, Stop> {
        match scan.index {
            None => {
                while cursor.next < cursor.end {
                    let row = cursor.next;
                    cursor.next += 1;
                    self.tick(limits)?;
                    if self.fits(scan, row, registers) {
                        cursor.row = row;
                        return Ok(true);
                    }
                }
            }
            Some(index) => {
                while cursor.next != NONE {
                    let row = cursor.next;
                    cursor.next = self.tables[scan.relation].before(index, row);
                    self.tick(limits)?;
                    if row < cursor.end && self.fits(scan, row, registers) {
                        cursor.row = row;
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// The one value for all matches of an aggregate; `None` where there is none.
    fn aggregate(
        &mut self,
        gather: &Gather,
        registers: &mut [u32],
        outside: Outside<'_>,
    ) -> Result<Option<u32>, Stop> {
        let Gather { kind, of, plan, distinct, .. } = gather;
        let mut seen = HashSet::new();
        let mut different = HashSet::new();
        let mut machine = Machine::default();
        let mut tally = Tally::default();
        let ceiling = std::mem::replace(&mut self.ceiling, u32::MAX);
        let result = loop {
            match machine.next(plan, registers, self, outside) {
                Err(stop) => break Err(stop),
                Ok(Next::Done) => break Ok(()),
                Ok(Next::Match) => {
                    if let Some(distinct) = distinct
                        && !seen.insert(
                            distinct
                                .iter()
                                .map(|register| registers[*register])
                                .collect::<Vec<u32>>(),
                        )
                    {
                        continue;
                    }
                    let value = match of {
                        Some(source) => self.value_of(source, registers),
                        None => None,
                    };
                    if of.is_none() || value.is_some() {
                        if let (AggregateKind::Different, Some(value)) = (*kind, &value)
                            && !different.insert(self.dictionary.number(value.clone()))
                        {
                            continue;
                        }
                        tally.add(*kind, value);
                    }
                }
            }
        };
        self.ceiling = ceiling;
        result?;
        Ok(tally.value(gather).map(|value| self.dictionary.number(value)))
    }
}

/// What an aggregate has seen so far.
#[derive(Debug, Default)]
struct Tally {
    count: u64,
    sum: Option<Value>,
    mean: f64,
}

impl Tally {
    #[expect(clippy::cast_precision_loss, reason = "a mean is a fraction")]
    fn add(&mut self, kind: AggregateKind, value: Option<Value>) {
        self.count += 1;
        let Some(value) = value else { return };
        match kind {
            AggregateKind::Count | AggregateKind::Different => {}
            AggregateKind::Sum => {
                self.sum = Some(match (self.sum.take(), value) {
                    (Some(Value::Number(sum)), Value::Number(more)) => {
                        Value::Number(sum.wrapping_add(more))
                    }
                    (Some(Value::Unsigned(sum)), Value::Unsigned(more)) => {
                        Value::Unsigned(sum.wrapping_add(more))
                    }
                    (Some(Value::Float(sum)), Value::Float(more)) => Value::Float(sum + more),
                    (_, value) => value,
                });
            }
            AggregateKind::Mean => {
                self.mean += match value {
                    Value::Number(number) => number as f64,
                    Value::Unsigned(number) => number as f64,
                    Value::Float(number) => number,
                    Value::Symbol(_) => 0.0,
                };
            }
            AggregateKind::Least | AggregateKind::Greatest => {
                let wanted = if kind == AggregateKind::Least {
                    std::cmp::Ordering::Less
                } else {
                    std::cmp::Ordering::Greater
                };
                if self.sum.as_ref().is_none_or(|best| order(&value, best) == wanted) {
                    self.sum = Some(value);
                }
            }
        }
    }

    /// The value of all; a sum of nothing is nought, the least of nothing is nothing.
    #[expect(clippy::cast_precision_loss, reason = "a mean is a fraction")]
    fn value(self, gather: &Gather) -> Option<Value> {
        match gather.kind {
            AggregateKind::Count | AggregateKind::Different => {
                Some(Value::Number(i64::try_from(self.count).unwrap_or(i64::MAX)))
            }
            AggregateKind::Sum => Some(self.sum.unwrap_or_else(|| gather.nothing.clone())),
            AggregateKind::Mean if self.count == 0 => None,
            AggregateKind::Mean => Some(Value::Float(self.mean / self.count as f64)),
            AggregateKind::Least | AggregateKind::Greatest => self.sum,
        }
    }
}

impl Machine {
    /// One that remembers how far it got.
    pub fn tracking() -> Self {
        Self { tracks: true, ..Self::default() }
    }

    /// The deepest step that failed, and the variables then.
    pub fn furthest(self) -> Option<(usize, Vec<u32>)> {
        self.furthest
    }

    fn track(&mut self, registers: &[u32]) {
        if self.furthest.as_ref().is_none_or(|(depth, _)| *depth < self.depth) {
            self.furthest = Some((self.depth, registers.to_vec()));
        }
    }

    /// The row at which a step stands.
    pub fn row(&self, step: usize) -> u32 {
        self.cursors[step].row
    }

    /// Goes on to the next match.
    ///
    /// # Errors
    ///
    /// When whoever watches wants no more, or a limit is reached.
    pub fn next(
        &mut self,
        plan: &Plan,
        registers: &mut [u32],
        world: &mut World,
        outside: Outside<'_>,
    ) -> Result<Next, Stop> {
        let steps = plan.steps.len();
        let mut forward = !self.started;
        if forward {
            self.started = true;
            self.cursors.resize(steps, Cursor::default());
        } else if self.depth == 0 {
            return Ok(Next::Done);
        } else {
            self.depth -= 1;
        }
        loop {
            if forward && self.depth == steps {
                if self.tracks {
                    self.track(registers);
                }
                return Ok(Next::Match);
            }
            let step = &plan.steps[self.depth];
            if self.step(step, forward, registers, world, outside)? {
                self.depth += 1;
                forward = true;
                continue;
            }
            if forward && self.tracks {
                self.track(registers);
            }
            if self.depth == 0 {
                return Ok(Next::Done);
            } else {
                self.depth -= 1;
                forward = false;
            }
        }
    }

    /// Whether a step holds: for the first time when going forward, once more otherwise.
    fn step(
        &mut self,
        step: &Step,
        forward: bool,
        registers: &mut [u32],
        world: &mut World,
        outside: Outside<'_>,
    ) -> Result<bool, Stop> {
        match &step.operation {
            Operation::Scan(scan) => {
                let mut cursor =
                    if forward { world.begin(scan, registers) } else { self.cursors[self.depth] };
                let found = world.advance(scan, &mut cursor, registers, outside.limits)?;
                self.cursors[self.depth] = cursor;
                Ok(found)
            }
            Operation::Range(register, of) => {
                if forward {
                    self.cursors[self.depth].next = 0;
                }
                let place = self.cursors[self.depth].next;
                self.cursors[self.depth].next = place.saturating_add(1);
                world.tick(outside.limits)?;
                let of = of
                    .iter()
                    .map(|source| world.value_of(source, registers))
                    .collect::<Option<Vec<_>>>();
                let Some(value) = of.and_then(|of| ranged(&of, place)) else { return Ok(false) };
                registers[*register] = world.dictionary.number(value);
                Ok(true)
            }
            _ if !forward => Ok(false),
            Operation::Absent(scan) => {
                let ceiling = std::mem::replace(&mut world.ceiling, u32::MAX);
                let mut cursor = world.begin(scan, registers);
                let found = world.advance(scan, &mut cursor, registers, outside.limits);
                world.ceiling = ceiling;
                Ok(!found?)
            }
            Operation::Compare(comparison, left, right) => {
                let (Some(left), Some(right)) =
                    (world.number_of(left, registers), world.number_of(right, registers))
                else {
                    return Ok(false);
                };
                Ok(world.dictionary.compared(*comparison, left, right))
            }
            Operation::Assign(register, source) => match world.number_of(source, registers) {
                Some(number) => {
                    registers[*register] = number;
                    Ok(true)
                }
                None => Ok(false),
            },
            Operation::Aggregate(register, gather) => {
                match world.aggregate(gather, registers, outside)? {
                    Some(number) => {
                        registers[*register] = number;
                        Ok(true)
                    }
                    None => Ok(false),
                }
            }
            Operation::Asked { name, of, negated } => {
                world.tick(outside.limits)?;
                Ok(world
                    .answer(name, of, registers, outside)
                    .is_some_and(|answer| answer != *negated))
            }
        }
    }
}

/// The number at a place of a range, which begins with its first end and stops before its second.
fn ranged(of: &[Value], place: u32) -> Option<Value> {
    match of {
        [Value::Number(from), Value::Number(to), rest @ ..] => {
            let by = match rest {
                [Value::Number(by)] => *by,
                _ if from > to => -1,
                _ => 1,
            };
            let value = i64::from(place).checked_mul(by)?.checked_add(*from)?;
            let within = if by > 0 {
                value < *to
            } else if by < 0 {
                value > *to
            } else {
                place == 0 && from != to
            };
            within.then_some(Value::Number(value))
        }
        [Value::Unsigned(from), Value::Unsigned(to), rest @ ..] => {
            let by = match rest {
                [Value::Unsigned(by)] => *by,
                _ if from > to => {
                    return from
                        .checked_sub(u64::from(place))
                        .filter(|value| value > to)
                        .map(Value::Unsigned);
                }
                _ => 1,
            };
            let value = u64::from(place).checked_mul(by)?.checked_add(*from)?;
            let within = if by > 0 { value < *to } else { place == 0 && from != to };
            within.then_some(Value::Unsigned(value))
        }
        [Value::Float(from), Value::Float(to), rest @ ..] => {
            let by = match rest {
                [Value::Float(by)] => *by,
                _ if from > to => -1.0,
                _ => 1.0,
            };
            let value = f64::from(place) * by + from;
            let within = if by > 0.0 {
                value < *to
            } else if by < 0.0 {
                value > *to
            } else {
                place == 0 && from != to
            };
            within.then_some(Value::Float(value))
        }
        _ => None,
    }
}
