//! What is left of all claims together.

use super::choice::{Choice, decide};
use super::conflict::{Conflict, Link, Search};
use super::graph::{FAR, Graph, State};
use super::{ALTERNATIVE, Claim, Constraint, Event, ITSELF, Point, Timeline};
use crate::allen::{Allen, Certainty, Distances, Relations};
use crate::date::{End, Interval};
use crate::day::Day;

/// What follows from the claims of a [`Timeline`]: conflicts, choices, and the
/// tightest bounds that the claims leave when the weakest of each conflict is set
/// aside.
///
/// Of a choice that stays open only what all its alternatives have in common
/// counts towards bounds, distances and relations. So what is certain is certain,
/// and what cannot be cannot, but a few things possible here may be excluded by
/// the choices together.
pub struct Solution<'a> {
    /// What cannot all hold; the fewest claims first, then the least trusted.
    ///
    /// Each conflict is found with the weakest claims of those before it set
    /// aside, so that one claim is blamed once. Those in which choices take part
    /// come last, in the order in which they are met; another with fewer claims
    /// may be told after them.
    pub conflicts: Vec<Conflict>,
    /// The claims with alternatives that were not set aside, in their order.
    pub choices: Vec<Choice>,
    timeline: &'a Timeline,
    graph: Graph,
    labels: Vec<i64>,
    earliest: Vec<i64>,
    latest: Vec<i64>,
}

/// How many days one point is after another, at least and at most; `None` when nothing bounds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// At least so many, negative when it may be before.
    pub at_least: Option<i64>,
    /// At most so many.
    pub at_most: Option<i64>,
}

impl Timeline {
    /// Finds the conflicts, decides the choices, and tightens all bounds.
    pub fn solve(&mut self) -> Solution<'_> {
        let edges = self.chains.edges.len();
        let small = edges.saturating_sub(self.settled) * 8 <= edges;
        let settled = small && self.is_consistent();
        let timeline = &*self;
        let mut graph = Graph::new(timeline.points.len(), timeline.edges());
        if !timeline.optional.is_empty() {
            for (edge, state) in graph.edges.iter().zip(&mut graph.states) {
                if edge.source != ITSELF && edge.source & ALTERNATIVE != 0 {
                    *state = State::Off;
                }
            }
        }
        let (labels, mut conflicts) = match settled {
            // Which of several reasons a choice meets first depends on the labels.
            true if !timeline.optional.is_empty() => (graph.greatest(&timeline.labels), Vec::new()),
            true => (timeline.labels.clone(), Vec::new()),
            false => timeline.set_aside(&mut graph),
        };
        let learnt = !settled && conflicts.is_empty();
        if learnt {
            self.settle(labels.clone());
        }
        let timeline = &*self;
        let (labels, choices) = decide(timeline, &mut graph, labels, &mut conflicts);
        let latest = if learnt && choices.is_empty() && conflicts.is_empty() {
            let bounded = |label: &i64| if *label < FAR / 2 { *label } else { i64::MAX };
            labels.iter().map(bounded).collect()
        } else {
            graph.distances_from(&labels, Point::ORIGIN.0)
        };
        let earliest = graph.distances_to(&labels, Point::ORIGIN.0);
        Solution { conflicts, choices, timeline, graph, labels, earliest, latest }
    }
}

impl Solution<'_> {
    /// The claims that were set aside so that the others can hold, in their order.
    pub fn set_aside(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> =
            self.conflicts.iter().map(|conflict| conflict.weakest).collect();
        claims.sort_unstable();
        claims
    }

    /// The days on which a point may lie; an end is unknown when nothing bounds it.
    pub fn bounds(&self, point: Point) -> Interval {
        let bound = |days: Option<&i64>, sign: i64, beyond: i64| match days {
            None | Some(&i64::MAX) => End::Unknown,
            Some(&days) => match i32::try_from(sign * days) {
                Ok(number) => End::Day(Day::new(number)),
                Err(_) if sign * days * beyond < 0 => End::Unknown,
                Err(_) => End::Day(Day::new(if 0 < beyond { i32::MAX } else { i32::MIN })),
            },
        };
        let place = point.0 as usize;
        Interval {
            first: bound(self.earliest.get(place), -1, 1),
            last: bound(self.latest.get(place), 1, -1),
        }
    }

    /// The days on which an event may begin.
    pub fn begins(&self, event: Event) -> Interval {
        self.bounds(event.begin)
    }

    /// The days on which an event may end.
    pub fn ends(&self, event: Event) -> Interval {
        self.bounds(event.end)
    }

    /// How far the second point is from the first.
    pub fn distance(&self, from: Point, to: Point) -> Span {
        let at_most = self.distances(from, &[to])[0];
        let at_least = self.distances(to, &[from])[0].map(|days| -days);
        Span { at_least, at_most }
    }

    /// What can be said of the way in which one event lies to the other, given all claims.
    pub fn relations(&self, one: Event, other: Event) -> Relations {
        let ends = [one.begin, one.end, other.begin, other.end];
        let mut known = Distances::new();
        for (from, point) in ends.into_iter().enumerate() {
            if 0 < from && ends[from - 1] == point {
                known.add((from - 1, from, 0));
                continue;
            }
            for (to, days) in self.distances(point, &ends).into_iter().enumerate() {
                if let Some(days) = days {
                    known.add((from, to, days));
                }
            }
        }
        known.relations()
    }

    /// The chain of claims from which a constraint follows, from its first point to
    /// its second; `None` when it does not follow.
    ///
    /// Few claims are preferred to a tighter bound. The chain is empty when the
    /// constraint holds of itself.
    pub fn why(&self, constraint: &Constraint) -> Option<Vec<Link>> {
        let (from, to) = (constraint.from.0, constraint.to.0);
        if self.graph.points() <= from.max(to) as usize {
            return None;
        }
        let path = Search::new(self.timeline, &self.graph, &self.labels, (from, to))
            .within(constraint.days)?
            .fewest(None)?;
        let link = |number: u32| self.timeline.link(&self.graph.edges[number as usize]);
        Some(path.into_iter().map(link).collect())
    }

    /// Why a point lies no earlier than the first day of its bounds; `None` when nothing bounds it.
    pub fn why_not_earlier(&self, point: Point) -> Option<Vec<Link>> {
        let days = *self.earliest.get(point.0 as usize).filter(|days| **days != i64::MAX)?;
        self.why(&Constraint { from: point, to: Point::ORIGIN, days })
    }

    /// Why a point lies no later than the last day of its bounds; `None` when nothing bounds it.
    pub fn why_not_later(&self, point: Point) -> Option<Vec<Link>> {
        let days = *self.latest.get(point.0 as usize).filter(|days| **days != i64::MAX)?;
        self.why(&Constraint { from: Point::ORIGIN, to: point, days })
    }

    /// The chains of claims from which it follows that one event stands so to the
    /// other, or that it does not; `None` when it is only possible.
    ///
    /// A relation holds by one chain for each part of its definition. It cannot
    /// hold when a part of it is refuted, or several parts together: then the
    /// chains, with the parts between them, lead back to where they begin.
    pub fn why_relation(
        &self,
        one: Event,
        relation: Allen,
        other: Event,
    ) -> Option<Vec<Vec<Link>>> {
        let parts = one.stands(relation, other);
        match self.relations(one, other).certainty(relation) {
            Certainty::Certain => parts.iter().map(|part| self.why(part)).collect(),
            Certainty::Possible => None,
            Certainty::Cannot => {
                let refuted = parts.iter().find_map(|part| self.why(&part.opposite()));
                refuted.map(|chain| vec![chain]).or_else(|| self.refuted_together(&parts))
            }
        }
    }

    /// What can be said of several constraints together, given all claims: whether they
    /// follow, whether they can hold at all, or cannot.
    ///
    /// It is what the claims entail and not a comparison of bounds: of two events of
    /// which nobody knows the day, one may still be certainly before the other.
    ///
    /// ```
    /// use derek_time::{Certainty, Timeline, Trust};
    ///
    /// let mut time = Timeline::new();
    /// let (letter, answer) = (time.day(), time.day());
    /// time.add(Trust::Said(1), letter.before(answer))?;
    /// let solution = time.solve();
    /// assert_eq!(solution.certainty(&letter.before(answer)), Certainty::Certain);
    /// assert_eq!(solution.certainty(&answer.begins_by(letter)), Certainty::Cannot);
    /// assert_eq!(solution.certainty(&answer.near(letter, 7)), Certainty::Possible);
    /// # Ok::<(), derek_time::UnknownPoint>(())
    /// ```
    pub fn certainty(&self, parts: &[Constraint]) -> Certainty {
        let starts: Vec<Point> = parts.iter().map(|part| part.from).collect();
        let ends: Vec<Point> = parts.iter().map(|part| part.to).collect();
        let follows = |part: &Constraint| {
            self.distances(part.from, &[part.to])[0].is_some_and(|days| days <= part.days)
        };
        if parts.iter().all(follows) {
            return Certainty::Certain;
        }
        let ways: Vec<Vec<Option<i64>>> =
            ends.iter().map(|end| self.distances(*end, &starts)).collect();
        let is_refuted =
            (0..parts.len()).any(|part| closing(parts, &ways, &mut vec![part], parts[part].days));
        if is_refuted { Certainty::Cannot } else { Certainty::Possible }
    }

    /// The chains of claims from which it follows that some constraints hold, or that
    /// they cannot all hold; `None` when they only may.
    pub fn why_certainty(&self, parts: &[Constraint]) -> Option<Vec<Vec<Link>>> {
        match self.certainty(parts) {
            Certainty::Certain => parts.iter().map(|part| self.why(part)).collect(),
            Certainty::Possible => None,
            Certainty::Cannot => {
                let refuted = parts.iter().find_map(|part| self.why(&part.opposite()));
                refuted.map(|chain| vec![chain]).or_else(|| self.refuted_together(parts))
            }
        }
    }

    /// The chains that close a cycle with several of the parts.
    fn refuted_together(&self, parts: &[Constraint]) -> Option<Vec<Vec<Link>>> {
        let starts: Vec<Point> = parts.iter().map(|part| part.from).collect();
        let ways: Vec<Vec<Option<i64>>> =
            parts.iter().map(|part| self.distances(part.to, &starts)).collect();
        let cycle = (0..parts.len()).find_map(|part| {
            let mut turn = vec![part];
            closing(parts, &ways, &mut turn, parts[part].days).then_some(turn)
        })?;
        let next = cycle.iter().cycle().skip(1);
        let chains = cycle.iter().zip(next).map(|(part, next)| {
            let days = ways[*part][*next]?;
            self.why(&Constraint { from: parts[*part].to, to: parts[*next].from, days })
        });
        chains.collect()
    }

    /// How many days each point is at most after one.
    fn distances(&self, from: Point, to: &[Point]) -> Vec<Option<i64>> {
        if self.graph.points() <= from.0 as usize {
            return vec![None; to.len()];
        }
        let distances = self.graph.distances_from(&self.labels, from.0);
        let known = |point: &Point| {
            distances.get(point.0 as usize).copied().filter(|days| *days != i64::MAX)
        };
        to.iter().map(known).collect()
    }
}

/// Makes `turn` a negative cycle of parts, with the shortest ways between them, where that can be.
fn closing(
    parts: &[Constraint],
    ways: &[Vec<Option<i64>>],
    turn: &mut Vec<usize>,
    days: i64,
) -> bool {
    let (first, last) = (turn[0], turn[turn.len() - 1]);
    if ways[last][first].is_some_and(|way| days + way < 0) {
        return true;
    }
    for next in 0..parts.len() {
        let Some(way) = ways[last][next].filter(|_| !turn.contains(&next)) else { continue };
        turn.push(next);
        if closing(parts, ways, turn, days + way + parts[next].days) {
            return true;
        }
        turn.pop();
    }
    false
}
