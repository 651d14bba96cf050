//! What follows from many dates together, and which of them cannot all be true.
//!
//! Every statement about time becomes a few *constraints* between *points*: the
//! first and the last day of an event, and the origin from which days are
//! counted. A constraint says that one point is at most so many days after
//! another, and with negative days that it is at least so many days before.
//! "The congress sat in December 1917", "the answer came within ten days of the
//! letter", "he was born before he acted" are all of that form: together they are
//! a *simple temporal network* (Dechter, Meiri and Pearl, *Temporal constraint
//! networks*, Artificial Intelligence 49, 1991).
//!
//! Statements belong to *claims*. What a claim rests on, only the caller knows;
//! here it is a number with a trust. When the claims cannot all hold, a
//! [`Conflict`] names the fewest of them found that cannot, in an order in which
//! they can be read aloud, and the least trusted of them is set aside so that
//! the rest can be looked at.
//!
//! A claim may leave a choice: an unmarked date is Old Style or New Style, of two
//! tenures one came first. The alternatives that no way of choosing can keep are
//! excluded, with the reason.
//!
//! A congress sat from 5 to 13 December 1917, New Style. A telegram greets it while
//! it sits. A letter that answers the telegram within a week is dated 1 December
//! and names no calendar:
//!
//! ```
//! use derek_time::{Day, Interval, Shape, Timeline, Trust};
//!
//! let day = |month, day| Day::gregorian(1917, month, day).unwrap();
//! let on = |day| Shape::Within(Interval::between(day, day));
//! let mut time = Timeline::new();
//! let (congress, telegram, letter) = (time.event(), time.day(), time.day());
//!
//! let said = Trust::Said(1);
//! let sat = congress.dated(&Shape::Throughout {
//!     begins: Interval::between(day(12, 5), day(12, 5)),
//!     ends: Interval::between(day(12, 13), day(12, 13)),
//! });
//! time.add(said, sat)?;
//! time.add(said, telegram.during(congress))?;
//! time.add(Trust::Rule, telegram.before(letter))?;
//! time.add(said, letter.near(telegram, 7))?;
//! let new_style = letter.dated(&on(day(12, 1)));
//! let old_style = letter.dated(&on(Day::julian(1917, 12, 1).unwrap()));
//! let date = time.add_choice(said, [new_style, old_style])?;
//!
//! let solution = time.solve();
//! assert!(solution.conflicts.is_empty());
//! // Consistent only if the letter is dated in Old Style, that is 14 December,
//! // for the congress began after 1 December, and the telegram after the congress.
//! let choice = &solution.choices[0];
//! assert_eq!((choice.claim, choice.forced()), (date, Some(1)));
//! assert_eq!(choice.excluded[0].because.claims.len(), 4);
//! // So the telegram came on the 7th or later.
//! assert_eq!(solution.begins(telegram), Interval::between(day(12, 7), day(12, 13)));
//! # Ok::<(), derek_time::UnknownPoint>(())
//! ```
//!
//! The network is whole days, and it is exact: distances between whole days that
//! have a solution have one in whole days. Distances beyond 2^31 days are not
//! told apart.

mod choice;
mod conflict;
mod graph;
mod solution;

use crate::allen::Allen;
use crate::date::{Interval, Shape};
use graph::{Chains, Edge, FAR, Graph, Repair};
use std::collections::BTreeMap;
use std::ops::Range;

pub use choice::{Choice, Exclusion};
pub use conflict::{Conflict, Link};
pub use solution::{Solution, Span};

/// The source of an edge that every event has: it ends no earlier than it begins.
const ITSELF: u32 = u32::MAX;
/// The source of an edge whose claim was removed.
const REMOVED: u32 = u32::MAX - 1;
/// Set in the source of an edge that holds under one alternative only; the rest
/// is the number of the alternative.
const ALTERNATIVE: u32 = 1 << 31;

/// A day that is somewhere in the timeline: the first or the last of an event, or the origin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Point(u32);

/// Something that took place, from its first day to its last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Event {
    /// Its first day.
    pub begin: Point,
    /// Its last day, the first or a later one.
    pub end: Point,
}

/// Something that is said or known of time, by its number: 0 for the first that was added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Claim(pub u32);

/// How hard a claim is to give up; the least trusted is given up first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Trust {
    /// A source says so; a higher number is trusted more.
    Said(u32),
    /// It is how the world is: nobody acts before birth. Given up last.
    Rule,
}

/// The one point is at most so many days after the other.
///
/// With negative days it is that many days before, or more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Constraint {
    /// From here days are counted.
    pub from: Point,
    /// This is at most `days` after `from`.
    pub to: Point,
    /// How many days.
    pub days: i64,
}

/// A constraint names a point that the timeline has not made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownPoint(pub Point);

impl std::fmt::Display for UnknownPoint {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "the timeline has no point {}", self.0.0)
    }
}

impl std::error::Error for UnknownPoint {}

/// Events, and what is claimed of their times.
///
/// Claims can be added and removed at any time. What [`Timeline::solve`] answers
/// depends on the claims that are there and on their order, not on what was
/// there before.
pub struct Timeline {
    points: Vec<Kind>,
    /// Edges that hold under every alternative.
    chains: Chains,
    /// Edges that hold under one alternative only.
    optional: Vec<Edge>,
    claims: Vec<Record>,
    alternatives: Vec<Alternative>,
    /// Satisfy the first `settled` edges.
    labels: Vec<i64>,
    settled: usize,
    /// Known to be inconsistent until a claim is removed.
    refuted: bool,
    removed: usize,
    repair: Repair,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Origin,
    /// First and last day at once.
    Day,
    /// The next point is the last day of the same event.
    Begin,
    End,
}

/// A claim as it is kept; its edges lie side by side.
struct Record {
    trust: Trust,
    edges: Range<u32>,
    alternatives: Range<u32>,
    removed: bool,
}

struct Alternative {
    claim: Claim,
    edges: Range<u32>,
}

impl Point {
    /// The point from which days are counted: Julian Day Number 0.
    pub const ORIGIN: Point = Point(0);

    /// This point no later than so many days after another.
    fn at_most(self, days: i64, after: Point) -> Constraint {
        Constraint { from: after, to: self, days }
    }

    /// The point lies in the interval; open and unknown ends bound nothing.
    pub fn within(self, interval: &Interval) -> Vec<Constraint> {
        let first =
            interval.first_day().map(|day| Point::ORIGIN.at_most(-i64::from(day.number()), self));
        let last =
            interval.last_day().map(|day| self.at_most(i64::from(day.number()), Point::ORIGIN));
        first.into_iter().chain(last).collect()
    }
}

impl Constraint {
    /// What holds when this does not.
    pub fn opposite(&self) -> Constraint {
        let days = (-1_i64).saturating_sub(self.days);
        Constraint { from: self.to, to: self.from, days }
    }
}

/// What can be said of events, to be handed to [`Timeline::add`].
impl Event {
    /// It lies in a date.
    ///
    /// [`Shape::Within`] puts all its days inside; that it lasted no more than a
    /// day is not said (see [`Timeline::day`]). [`Shape::Throughout`] bounds its
    /// first and its last day.
    pub fn dated(self, shape: &Shape) -> Vec<Constraint> {
        match shape {
            Shape::Within(Interval { first, last }) => {
                let open = crate::date::End::Unknown;
                let mut parts = self.begin.within(&Interval { first: *first, last: open });
                parts.extend(self.end.within(&Interval { first: open, last: *last }));
                parts
            }
            Shape::Throughout { begins, ends } => {
                let mut parts = self.begin.within(begins);
                parts.extend(self.end.within(ends));
                parts
            }
        }
    }

    /// Its last day is earlier than the first of the other.
    pub fn before(self, other: Event) -> Vec<Constraint> {
        vec![self.end.at_most(-1, other.begin)]
    }

    /// Its first day is later than the last of the other.
    pub fn after(self, other: Event) -> Vec<Constraint> {
        other.before(self)
    }

    /// It begins no later than the other: a letter before its answer, on the same day perhaps.
    pub fn begins_by(self, other: Event) -> Vec<Constraint> {
        vec![self.begin.at_most(0, other.begin)]
    }

    /// All its days are days of the other.
    pub fn during(self, other: Event) -> Vec<Constraint> {
        vec![other.begin.at_most(0, self.begin), self.end.at_most(0, other.end)]
    }

    /// All days of the other are its days.
    pub fn contains(self, other: Event) -> Vec<Constraint> {
        other.during(self)
    }

    /// The other begins on the day after its last.
    pub fn meets(self, other: Event) -> Vec<Constraint> {
        self.stands(Allen::Meets, other)
    }

    /// Both are the same days.
    pub fn same_time(self, other: Event) -> Vec<Constraint> {
        self.stands(Allen::Equals, other)
    }

    /// They have a day in common.
    pub fn shares_days(self, other: Event) -> Vec<Constraint> {
        self.near(other, 0)
    }

    /// From one to the other there are at most so many days, whichever comes first.
    pub fn near(self, other: Event, days: u32) -> Vec<Constraint> {
        let days = i64::from(days);
        vec![self.begin.at_most(days, other.end), other.begin.at_most(days, self.end)]
    }

    /// It begins so many days after the other ends: at least and at most; `None` when not bounded.
    pub fn follows(
        self,
        other: Event,
        at_least: Option<i64>,
        at_most: Option<i64>,
    ) -> Vec<Constraint> {
        let least = at_least.map(|days| other.end.at_most(days.saturating_neg(), self.begin));
        let most = at_most.map(|days| self.begin.at_most(days, other.end));
        least.into_iter().chain(most).collect()
    }

    /// It has so many days, first and last counted: at least and at most; `None` when not bounded.
    pub fn lasts(self, at_least: Option<i64>, at_most: Option<i64>) -> Vec<Constraint> {
        let least = at_least.map(|days| self.begin.at_most(1_i64.saturating_sub(days), self.end));
        let most = at_most.map(|days| self.end.at_most(days.saturating_sub(1), self.begin));
        least.into_iter().chain(most).collect()
    }

    /// It lies to the other in this way.
    pub fn stands(self, relation: Allen, other: Event) -> Vec<Constraint> {
        let ends = [self.begin, self.end, other.begin, other.end];
        relation
            .definition()
            .iter()
            .map(|&(from, to, days)| Constraint { from: ends[from], to: ends[to], days })
            .collect()
    }
}

impl Default for Timeline {
    fn default() -> Timeline {
        Timeline::new()
    }
}

impl Timeline {
    /// A timeline with nothing in it but the origin.
    pub fn new() -> Timeline {
        let mut timeline = Timeline {
            points: Vec::new(),
            chains: Chains::default(),
            optional: Vec::new(),
            claims: Vec::new(),
            alternatives: Vec::new(),
            labels: Vec::new(),
            settled: 0,
            refuted: false,
            removed: 0,
            repair: Repair::default(),
        };
        timeline.point(Kind::Origin, 0);
        timeline
    }

    /// An event of which nothing is known yet.
    pub fn event(&mut self) -> Event {
        let begin = self.point(Kind::Begin, FAR);
        let end = self.point(Kind::End, FAR);
        self.chains.edges.push(Edge { from: end.0, to: begin.0, days: 0, source: ITSELF });
        Event { begin, end }
    }

    /// An event that began and ended on one day: a letter, a birth.
    pub fn day(&mut self) -> Event {
        let point = self.point(Kind::Day, FAR);
        Event { begin: point, end: point }
    }

    fn point(&mut self, kind: Kind, label: i64) -> Point {
        let point = Point(self.points.len() as u32);
        self.points.push(kind);
        self.labels.push(label);
        self.chains.grow();
        point
    }

    /// Adds a claim; all its constraints hold together.
    ///
    /// Refused, with nothing added, when a point belongs to another timeline and
    /// this one has none of that number.
    pub fn add(
        &mut self,
        trust: Trust,
        constraints: impl IntoIterator<Item = Constraint>,
    ) -> Result<Claim, UnknownPoint> {
        let start = self.chains.edges.len();
        let claim = Claim(self.claims.len() as u32);
        for constraint in constraints {
            match self.edge(&constraint, claim.0) {
                Ok(edge) => self.chains.edges.extend(edge),
                Err(unknown) => {
                    self.chains.edges.truncate(start);
                    return Err(unknown);
                }
            }
        }
        let edges = start as u32..self.chains.edges.len() as u32;
        self.claims.push(Record { trust, edges, alternatives: 0..0, removed: false });
        Ok(claim)
    }

    /// Adds a claim of which one alternative holds, or several, and nobody says which.
    ///
    /// Alternatives are counted from 0. With none at all the claim says nothing.
    pub fn add_choice(
        &mut self,
        trust: Trust,
        alternatives: impl IntoIterator<Item = Vec<Constraint>>,
    ) -> Result<Claim, UnknownPoint> {
        let alternatives: Vec<Vec<Constraint>> = alternatives.into_iter().collect();
        if let [only] = &alternatives[..] {
            return self.add(trust, only.iter().copied());
        }
        let all = alternatives.iter().flatten().copied();
        if let Some(unknown) = all.clone().find_map(|part| self.edge(&part, 0).err()) {
            return Err(unknown);
        }
        let claim = self.add(trust, common(&alternatives))?;
        let first = self.alternatives.len() as u32;
        for constraints in alternatives {
            let source = ALTERNATIVE | self.alternatives.len() as u32;
            let start = self.optional.len() as u32;
            for constraint in constraints {
                let edge = self.edge(&constraint, source)?;
                self.optional.extend(edge);
            }
            let edges = start..self.optional.len() as u32;
            self.alternatives.push(Alternative { claim, edges });
        }
        self.claims[claim.0 as usize].alternatives = first..self.alternatives.len() as u32;
        Ok(claim)
    }

    /// Takes a claim away; its number is not given again. `false` when it is not there.
    pub fn remove(&mut self, claim: Claim) -> bool {
        let Some(record) = self.claims.get_mut(claim.0 as usize) else {
            return false;
        };
        if std::mem::replace(&mut record.removed, true) {
            return false;
        }
        let edges = record.edges.start as usize..record.edges.end as usize;
        self.removed += edges.len();
        for edge in &mut self.chains.edges[edges] {
            edge.source = REMOVED;
        }
        for alternative in record.alternatives.clone() {
            let edges = self.alternatives[alternative as usize].edges.clone();
            self.removed += edges.len();
            for edge in &mut self.optional[edges.start as usize..edges.end as usize] {
                edge.source = REMOVED;
            }
        }
        self.refuted = false;
        if self.chains.edges.len() + self.optional.len() < 2 * self.removed {
            self.compact();
        }
        true
    }

    /// Whether the claims can all hold, whatever is chosen where they leave a choice.
    ///
    /// Choices count here only for what all alternatives have in common; ask
    /// [`Timeline::solve`] whether they can be made. Quick after a small change.
    pub fn is_consistent(&mut self) -> bool {
        if self.refuted {
            return false;
        }
        let edges = self.chains.edges.len();
        let waiting = edges - self.settled;
        if 64 < waiting && edges < 8 * waiting {
            let mut graph = Graph::new(self.points.len(), self.base());
            match graph.labels(|_, _| None) {
                Some(labels) => self.settle(labels),
                None => self.refuted = true,
            }
            return !self.refuted;
        }
        while self.settled < edges {
            let number = self.settled as u32;
            if self.chains.edges[self.settled].source != REMOVED {
                if self.repair.insert(&mut self.labels, &self.chains, number).is_err() {
                    self.refuted = true;
                    return false;
                }
                self.chains.link(number);
            }
            self.settled += 1;
        }
        true
    }

    /// Takes over labels that satisfy every edge.
    fn settle(&mut self, labels: Vec<i64>) {
        self.labels = labels;
        for number in self.settled..self.chains.edges.len() {
            if self.chains.edges[number].source != REMOVED {
                self.chains.link(number as u32);
            }
        }
        self.settled = self.chains.edges.len();
    }

    /// Forgets the edges of removed claims for good.
    fn compact(&mut self) {
        let settled = self.settled;
        let mut kept =
            Vec::with_capacity(self.chains.edges.len() - self.removed.min(self.chains.edges.len()));
        let mut place = Vec::with_capacity(self.chains.edges.len() + 1);
        for edge in &self.chains.edges {
            place.push(kept.len() as u32);
            if edge.source != REMOVED {
                kept.push(*edge);
            }
        }
        place.push(kept.len() as u32);
        for record in &mut self.claims {
            let edges = &mut record.edges;
            *edges = place[edges.start as usize]..place[edges.end as usize];
        }
        self.chains.edges = kept;
        self.settled = place[settled] as usize;
        self.chains.unlink_all();
        for number in 0..self.settled {
            self.chains.link(number as u32);
        }
        let mut kept = Vec::new();
        for alternative in &mut self.alternatives {
            let start = kept.len() as u32;
            let edges = alternative.edges.start as usize..alternative.edges.end as usize;
            kept.extend(self.optional[edges].iter().filter(|edge| edge.source != REMOVED).copied());
            alternative.edges = start..kept.len() as u32;
        }
        self.optional = kept;
        self.removed = 0;
    }

    /// The constraint as an edge; `None` when it says nothing.
    fn edge(&self, constraint: &Constraint, source: u32) -> Result<Option<Edge>, UnknownPoint> {
        for point in [constraint.from, constraint.to] {
            if self.points.len() <= point.0 as usize {
                return Err(UnknownPoint(point));
            }
        }
        let (from, to) = (constraint.from.0, constraint.to.0);
        if i64::from(i32::MAX) < constraint.days || (from == to && 0 <= constraint.days) {
            return Ok(None);
        }
        let days = i32::try_from(constraint.days).unwrap_or(i32::MIN);
        Ok(Some(Edge { from, to, days, source }))
    }

    /// The edges that hold under every alternative.
    fn base(&self) -> impl Iterator<Item = Edge> + Clone {
        self.chains.edges.iter().filter(|edge| edge.source != REMOVED).copied()
    }

    /// All edges that are there.
    fn edges(&self) -> impl Iterator<Item = Edge> + Clone {
        self.base().chain(self.optional.iter().filter(|edge| edge.source != REMOVED).copied())
    }

    fn record(&self, claim: Claim) -> &Record {
        &self.claims[claim.0 as usize]
    }

    /// The edges of a claim that hold under every alternative.
    fn edges_of(&self, claim: Claim) -> &[Edge] {
        let edges = &self.record(claim).edges;
        &self.chains.edges[edges.start as usize..edges.end as usize]
    }

    /// The edges of an alternative, by its number among all.
    fn edges_of_alternative(&self, alternative: u32) -> &[Edge] {
        let edges = &self.alternatives[alternative as usize].edges;
        &self.optional[edges.start as usize..edges.end as usize]
    }

    /// Whose edge it is, and under which of its alternatives; `None` when it is in the nature of an event.
    fn source(&self, edge: &Edge) -> Option<(Claim, Option<usize>)> {
        if edge.source == ITSELF || edge.source == REMOVED {
            return None;
        }
        if edge.source & ALTERNATIVE == 0 {
            return Some((Claim(edge.source), None));
        }
        let number = edge.source & !ALTERNATIVE;
        let claim = self.alternatives[number as usize].claim;
        let first = self.record(claim).alternatives.start;
        Some((claim, Some((number - first) as usize)))
    }
}

/// What holds whichever of the alternatives does.
fn common(alternatives: &[Vec<Constraint>]) -> Vec<Constraint> {
    let mut common: Option<BTreeMap<(Point, Point), i64>> = None;
    for constraints in alternatives {
        let mut these = BTreeMap::new();
        for part in constraints {
            let days = these.entry((part.from, part.to)).or_insert(part.days);
            *days = part.days.min(*days);
        }
        common = Some(match common {
            None => these,
            Some(before) => before
                .into_iter()
                .filter_map(|(ends, days)| Some((ends, days.max(*these.get(&ends)?))))
                .collect(),
        });
    }
    common.into_iter().flatten().map(|((from, to), days)| Constraint { from, to, days }).collect()
}
