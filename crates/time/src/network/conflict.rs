//! Claims that cannot all hold, as few as can be found.

use super::choice::refute;
use super::graph::{Edge, Graph, Outgoing, Repair, State};
use super::{Claim, Constraint, ITSELF, Kind, Point, Timeline, Trust};
use std::collections::{BTreeMap, BTreeSet};

/// How many edges the search for fewer claims may look at, for all conflicts at once.
const PATIENCE: usize = 300_000;
/// With more rejected edges than this for so many points, conflicts through several of
/// them may be told late.
const MANY: usize = 50_000;
/// A longer way back is not searched for fewer claims.
const DEEPEST: usize = 64;

/// Claims that cannot all hold; any of them taken away, the others can.
///
/// Only when there are no `chains` may it name more claims than it needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The claims, in the order of their numbers.
    pub claims: Vec<Claim>,
    /// The least trusted of them; of several, the one added last.
    pub weakest: Claim,
    /// Alternatives that are taken for given, in the order of their claims: in the
    /// reason of an [`Exclusion`](super::Exclusion) the excluded one, and those of
    /// other claims that were forced before. Of the other claims any may hold.
    pub given: Vec<(Claim, usize)>,
    /// Why they cannot.
    ///
    /// Each chain leads from a point back to the same point, and its days sum up
    /// to less than nothing. A conflict without choices has one chain; otherwise
    /// each way of choosing is refuted by one of them. Empty when there are so many
    /// ways of choosing that the search for an explanation was given up.
    pub chains: Vec<Vec<Link>>,
}

/// One constraint in a chain of them, and who claims it.
///
/// Each link begins where the one before it ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Link {
    /// What is claimed.
    pub constraint: Constraint,
    /// Who claims it; `None` when it is only that an event ends no earlier than it begins.
    pub claim: Option<Claim>,
    /// Under which alternative of the claim; `None` when under all of them.
    pub alternative: Option<usize>,
}

/// A claim that takes part in a conflict, and the alternative of it that is taken for given.
pub(super) type Member = (Claim, Option<usize>);

impl Timeline {
    fn trust(&self, claim: Claim) -> Trust {
        self.record(claim).trust
    }

    pub(super) fn weakest(&self, claims: impl IntoIterator<Item = Claim>) -> Option<Claim> {
        claims.into_iter().min_by_key(|claim| (self.trust(*claim), std::cmp::Reverse(claim.0)))
    }

    pub(super) fn link(&self, edge: &Edge) -> Link {
        let source = self.source(edge);
        Link {
            constraint: Constraint {
                from: Point(edge.from),
                to: Point(edge.to),
                days: i64::from(edge.days),
            },
            claim: source.map(|(claim, _)| claim),
            alternative: source.and_then(|(_, alternative)| alternative),
        }
    }

    /// Which of two conflicts is told first: the one with fewer claims, then with less trusted ones.
    fn rank(&self, claims: Vec<Claim>) -> Rank {
        let mut trusts: Vec<Trust> = claims.iter().map(|claim| self.trust(*claim)).collect();
        trusts.sort_unstable();
        (claims.len(), trusts, claims)
    }

    /// Takes members away as long as the others are refuted; `None` when they are not refuted at all.
    ///
    /// `kept` stays among them.
    pub(super) fn irreducible(
        &self,
        members: Vec<Member>,
        kept: Option<Claim>,
    ) -> Option<Conflict> {
        let mut chains = refute(self, &members)?;
        let mut members = used(&members, &chains, kept);
        let mut tries = members.clone();
        tries.sort_by_key(|(claim, _)| std::cmp::Reverse((self.trust(*claim), claim.0)));
        for (claim, _) in tries {
            if kept == Some(claim) || !members.iter().any(|member| member.0 == claim) {
                continue;
            }
            let without: Vec<Member> =
                members.iter().copied().filter(|member| member.0 != claim).collect();
            if let Some(fewer) = refute(self, &without) {
                members = used(&without, &fewer, kept);
                chains = fewer;
            }
        }
        self.conflict(&members, chains)
    }

    /// `None` when there are no members.
    pub(super) fn conflict(&self, members: &[Member], chains: Vec<Vec<Link>>) -> Option<Conflict> {
        let claims: Vec<Claim> = members.iter().map(|(claim, _)| *claim).collect();
        let weakest = self.weakest(claims.iter().copied())?;
        let given = members.iter().filter_map(|(claim, given)| Some((*claim, (*given)?))).collect();
        Some(Conflict { claims, weakest, given, chains })
    }

    /// Turns off the least trusted claims until the edges of the graph that are on can all hold.
    ///
    /// Conflicts come with the fewest claims first. The answer has labels for the rest.
    pub(super) fn set_aside(&self, graph: &mut Graph) -> (Vec<i64>, Vec<Conflict>) {
        let mut rejected = BTreeSet::new();
        let labels = graph.labels(|edges, cycle| {
            let claim = |number: &u32| self.source(&edges[*number as usize]);
            let weakest = self.weakest(cycle.iter().filter_map(claim).map(|(claim, _)| claim));
            let edge = cycle
                .iter()
                .copied()
                .find(|number| claim(number).map(|(claim, _)| claim) == weakest)?;
            rejected.insert(edge);
            Some(edge)
        });
        let mut labels = labels.unwrap_or_default();
        if rejected.is_empty() {
            return (labels, Vec::new());
        }
        graph.draw_near(&mut labels);
        let mut quarrel = Quarrel {
            timeline: self,
            graph,
            labels,
            repair: Repair::default(),
            rejected: rejected.clone(),
            ranks: BTreeMap::new(),
            queue: BTreeSet::new(),
            about: BTreeMap::new(),
        };
        for edge in rejected {
            quarrel.look_at(edge);
        }
        let mut conflicts = Vec::new();
        while let Some(conflict) = quarrel.next() {
            quarrel.drop(conflict.weakest);
            conflicts.push(conflict);
        }
        (quarrel.labels, conflicts)
    }

    /// The claims of the edges, each once.
    pub(super) fn claims(&self, edges: impl IntoIterator<Item = Edge>) -> BTreeSet<Claim> {
        edges.into_iter().filter_map(|edge| self.source(&edge)).map(|(claim, _)| claim).collect()
    }
}

type Rank = (usize, Vec<Trust>, Vec<Claim>);

/// The members that a chain speaks of, in their order.
fn used(members: &[Member], chains: &[Vec<Link>], kept: Option<Claim>) -> Vec<Member> {
    let spoken: BTreeSet<Claim> =
        chains.iter().flatten().filter_map(|link| link.claim).chain(kept).collect();
    let mut used: Vec<Member> =
        members.iter().copied().filter(|(claim, _)| spoken.contains(claim)).collect();
    used.sort_unstable();
    used.dedup_by_key(|member| member.0);
    used
}

/// Edges that do not fit the others, and the best conflict that each is part of.
///
/// The other edges have labels, so every negative cycle runs through a rejected
/// edge, and close to it: reduced by the labels, the way back is shorter than
/// the edge misses them by.
struct Quarrel<'a> {
    timeline: &'a Timeline,
    graph: &'a mut Graph,
    labels: Vec<i64>,
    repair: Repair,
    rejected: BTreeSet<u32>,
    ranks: BTreeMap<u32, Rank>,
    queue: BTreeSet<(Rank, u32)>,
    about: BTreeMap<Claim, BTreeSet<u32>>,
}

impl Quarrel<'_> {
    fn next(&mut self) -> Option<Conflict> {
        let (rank, _) = self.queue.first()?;
        let members = rank.2.iter().map(|claim| (*claim, None)).collect();
        self.timeline.irreducible(members, None)
    }

    /// Takes an edge in when it fits by now, else finds the best conflict it is part of.
    fn look_at(&mut self, number: u32) {
        let Err(cycle) = self.repair.insert(&mut self.labels, self.graph, number) else {
            self.graph.states[number as usize] = State::On;
            self.rejected.remove(&number);
            return;
        };
        let edge = self.graph.edge(number);
        let closing = self.timeline.claims([edge]);
        let at_most = -1 - i64::from(edge.days);
        let search = Search::new(self.timeline, self.graph, &self.labels, (edge.to, edge.from))
            .past(&self.rejected, number)
            .within(at_most);
        let back = search.and_then(|search| search.fewest(closing.iter().next().copied()));
        let back =
            back.unwrap_or_else(|| cycle.into_iter().filter(|other| *other != number).collect());
        let edges = back.iter().map(|number| self.graph.edge(*number)).chain([edge]);
        let claims = self.timeline.claims(edges);
        let members = claims.iter().map(|claim| (*claim, None)).collect();
        let claims = match self.timeline.irreducible(members, None) {
            Some(conflict) => conflict.claims,
            None => claims.into_iter().collect(),
        };
        for claim in &claims {
            self.about.entry(*claim).or_default().insert(number);
        }
        let rank = self.timeline.rank(claims);
        self.ranks.insert(number, rank.clone());
        self.queue.insert((rank, number));
    }

    fn drop(&mut self, claim: Claim) {
        for edge in self.timeline.edges_of(claim) {
            for number in self.graph.numbers(edge) {
                self.graph.states[number as usize] = State::Off;
                self.rejected.remove(&number);
                self.forget(number);
            }
        }
        for number in self.about.remove(&claim).unwrap_or_default() {
            if self.forget(number) {
                self.look_at(number);
            }
        }
    }

    fn forget(&mut self, number: u32) -> bool {
        let Some(rank) = self.ranks.remove(&number) else {
            return false;
        };
        for claim in &rank.2 {
            if let Some(numbers) = self.about.get_mut(claim) {
                numbers.remove(&number);
            }
        }
        self.queue.remove(&(rank, number))
    }
}

/// A search for a path that is short enough and needs few claims.
pub(super) struct Search<'a> {
    timeline: &'a Timeline,
    graph: &'a Graph,
    labels: &'a [i64],
    from: u32,
    to: u32,
    /// The path may have this length, reduced by the labels.
    limit: i64,
    /// By how much rejected edges on the way may shorten it.
    allowance: i64,
    /// At least this long is the way from each point, save for rejected edges.
    ahead: Vec<i64>,
    patience: usize,
}

impl<'a> Search<'a> {
    /// A search from the first point to the second.
    pub fn new(
        timeline: &'a Timeline,
        graph: &'a Graph,
        labels: &'a [i64],
        (from, to): (u32, u32),
    ) -> Search<'a> {
        let ahead = Vec::new();
        let patience = PATIENCE;
        Search { timeline, graph, labels, from, to, limit: 0, allowance: 0, ahead, patience }
    }

    /// Allows for other edges that the labels do not satisfy; for many, only as far as they are close.
    fn past(mut self, rejected: &BTreeSet<u32>, number: u32) -> Search<'a> {
        let others = rejected.iter().filter(|other| **other != number);
        let missing = |other: &u32| self.graph.reduced(self.labels, *other).min(0);
        if rejected.len() * self.graph.points() <= MANY {
            self.allowance = others.map(missing).fold(0, i64::saturating_sub);
        }
        self.patience /= rejected.len().max(1);
        self
    }

    /// Looks for paths of at most this length; `None` when there is none.
    pub fn within(mut self, at_most: i64) -> Option<Search<'a>> {
        let reduce = self.labels[self.from as usize] - self.labels[self.to as usize];
        self.limit = at_most.saturating_add(reduce);
        let bound = self.limit.saturating_add(self.allowance);
        if bound < 0 {
            return None;
        }
        self.ahead = self.graph.reduced_to(self.labels, self.to, bound);
        (self.ahead[self.from as usize] != i64::MAX).then_some(self)
    }

    /// The path with the fewest claims that was found, as the numbers of its edges.
    ///
    /// `free` is a claim that is part of the matter anyway.
    pub fn fewest(&self, free: Option<Claim>) -> Option<Vec<u32>> {
        let path = self.fewest_edges()?;
        let edges = path.iter().map(|number| self.graph.edge(*number));
        let claims = self.timeline.claims(edges).into_iter().chain(free);
        let claims: BTreeSet<Claim> = claims.collect();
        let mut fewer = Fewer {
            search: self,
            rank: self.timeline.rank(claims.into_iter().collect()),
            best: path,
            path: Vec::new(),
            points: vec![self.from],
            claims: free.into_iter().collect(),
            patience: self.patience,
        };
        fewer.walk(self.from, 0);
        Some(fewer.best)
    }

    fn hopeful(&self, point: u32, distance: i64) -> bool {
        let ahead = self.ahead[point as usize];
        ahead != i64::MAX && distance.saturating_add(ahead - self.allowance) <= self.limit
    }

    /// The path with the fewest edges that a claim makes: Bellman and Ford's rounds.
    fn fewest_edges(&self) -> Option<Vec<u32>> {
        let mut steps: Vec<(u32, usize)> = Vec::new();
        let mut best = vec![i64::MAX; self.graph.points()];
        let mut round = Vec::new();
        self.reach(self.from, 0, usize::MAX, &mut best, &mut round, &mut steps);
        while !round.is_empty() {
            round.retain(|(point, distance, _)| *distance == best[*point as usize]);
            if let Some((.., last)) = round
                .iter()
                .find(|(point, distance, _)| *point == self.to && *distance <= self.limit)
            {
                let mut path = Vec::new();
                let mut last = *last;
                while let Some((number, before)) = steps.get(last) {
                    path.push(*number);
                    last = *before;
                }
                path.reverse();
                return Some(path);
            }
            for (point, distance, last) in std::mem::take(&mut round) {
                for (number, edge, state) in self.graph.edges_from(point) {
                    let sum = distance + self.graph.reduced(self.labels, number);
                    if state != State::Off
                        && sum < best[edge.to as usize]
                        && self.hopeful(edge.to, sum)
                    {
                        steps.push((number, last));
                        let last = steps.len() - 1;
                        self.reach(edge.to, sum, last, &mut best, &mut round, &mut steps);
                    }
                }
            }
        }
        None
    }

    /// A point is reached in this round, and with an end of an event its beginning.
    fn reach(
        &self,
        point: u32,
        distance: i64,
        last: usize,
        best: &mut [i64],
        round: &mut Vec<(u32, i64, usize)>,
        steps: &mut Vec<(u32, usize)>,
    ) {
        best[point as usize] = distance;
        round.push((point, distance, last));
        if self.timeline.points[point as usize] != Kind::End {
            return;
        }
        let itself = self.graph.edges_from(point).find(|(_, edge, _)| edge.source == ITSELF);
        if let Some((number, edge, _)) = itself {
            let sum = distance + self.graph.reduced(self.labels, number);
            if sum < best[edge.to as usize] && self.hopeful(edge.to, sum) {
                steps.push((number, last));
                best[edge.to as usize] = sum;
                round.push((edge.to, sum, steps.len() - 1));
            }
        }
    }
}

/// Tries all short ways with fewer claims, where one claim may give several edges.
struct Fewer<'a> {
    search: &'a Search<'a>,
    rank: Rank,
    best: Vec<u32>,
    path: Vec<u32>,
    points: Vec<u32>,
    claims: Vec<Claim>,
    patience: usize,
}

impl Fewer<'_> {
    fn walk(&mut self, point: u32, distance: i64) {
        if point == self.search.to && distance <= self.search.limit {
            let mut claims = self.claims.clone();
            claims.sort_unstable();
            let rank = self.search.timeline.rank(claims);
            if rank < self.rank {
                self.rank = rank;
                self.best = self.path.clone();
            }
            return;
        }
        if DEEPEST <= self.path.len() {
            return;
        }
        let graph = self.search.graph;
        if self.claims.len() < self.rank.0 {
            for (number, edge, state) in graph.edges_from(point) {
                if self.patience == 0 {
                    return;
                }
                self.patience -= 1;
                if state != State::Off {
                    self.step(number, *edge, distance);
                }
            }
            return;
        }
        for (number, edge) in self.own(point) {
            if self.patience == 0 {
                return;
            }
            self.patience -= 1;
            self.step(number, edge, distance);
        }
    }

    /// The edges from a point for which no new claim is needed.
    fn own(&self, point: u32) -> Vec<(u32, Edge)> {
        let (timeline, graph) = (self.search.timeline, self.search.graph);
        let itself = Edge { from: point, to: point.wrapping_sub(1), days: 0, source: ITSELF };
        let itself = (timeline.points[point as usize] == Kind::End).then_some(itself);
        let alternatives = |claim: &Claim| timeline.record(*claim).alternatives.clone();
        self.claims
            .iter()
            .flat_map(|claim| timeline.edges_of(*claim))
            .chain(
                self.claims
                    .iter()
                    .flat_map(alternatives)
                    .flat_map(|alternative| timeline.edges_of_alternative(alternative)),
            )
            .copied()
            .chain(itself)
            .filter(|edge| edge.from == point)
            .filter_map(|edge| Some((graph.numbers(&edge).first().copied()?, edge)))
            .filter(|(number, _)| graph.states[*number as usize] != State::Off)
            .collect()
    }

    fn step(&mut self, number: u32, edge: Edge, distance: i64) {
        let sum = distance + self.search.graph.reduced(self.search.labels, number);
        if !self.search.hopeful(edge.to, sum) || self.points.contains(&edge.to) {
            return;
        }
        let claim = self.search.timeline.source(&edge).map(|(claim, _)| claim);
        let new = claim.filter(|claim| !self.claims.contains(claim));
        if new.is_some() && self.rank.0 <= self.claims.len() {
            return;
        }
        self.claims.extend(new);
        self.path.push(number);
        self.points.push(edge.to);
        self.walk(edge.to, sum);
        self.points.pop();
        self.path.pop();
        if new.is_some() {
            self.claims.pop();
        }
    }
}
