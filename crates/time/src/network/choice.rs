//! Claims that leave a choice, and which alternatives cannot be.
//!
//! Alternatives are tried with the network as the judge: a negative cycle says
//! which alternatives exclude each other, and that is remembered, so that the
//! search goes back at once to a choice that matters (conflict-directed
//! backjumping, Prosser 1993, with the network as theory as in DPLL(T)). Taking
//! an alternative back costs nothing, for labels that satisfy more satisfy less.
//!
//! A cycle passes the origin once, so choices whose events are linked only
//! through the origin are independent and are searched apart.

use super::conflict::{Conflict, Link, Member};
use super::graph::{Edge, Graph, Outgoing, Repair, State};
use super::{Claim, ITSELF, Kind, Point, Timeline};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many alternatives may be tried in one group of choices before the search gives up.
const PATIENCE: usize = 100_000;
/// The same, for one step of an explanation.
const SMALL_PATIENCE: usize = 2_000;
/// How often all choices of a group are tried one by one before they are tried together.
const SWEEPS: usize = 16;
/// How many nogoods are remembered for one alternative, and how long they may be.
const MEMORY: usize = 64;
const LONGEST: usize = 8;

/// What is left of a claim with alternatives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The claim.
    pub claim: Claim,
    /// The alternatives that were not excluded, in their order.
    pub possible: Vec<usize>,
    /// The alternatives that no way of choosing can keep, each with the reason.
    pub excluded: Vec<Exclusion>,
    /// Whether each possible one was seen to be part of a consistent whole; `false`
    /// when the search was given up, and more might be excluded.
    pub decided: bool,
}

/// Why an alternative cannot be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exclusion {
    /// Which alternative.
    pub alternative: usize,
    /// The claims that it cannot stand beside, its own among them.
    ///
    /// Links that rest on a forced alternative of another claim name it; the
    /// reason for that one stands with its own claim.
    pub because: Conflict,
}

impl Choice {
    /// The one alternative that is left; `None` when several are.
    pub fn forced(&self) -> Option<usize> {
        match &self.possible[..] {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Chains that together refute the members; `None` when they can all hold, or
/// when that was not found out.
pub(super) fn refute(timeline: &Timeline, members: &[Member]) -> Option<Vec<Vec<Link>>> {
    let all = |record: &super::Record| record.alternatives.clone();
    let mut edges: Vec<Edge> = Vec::new();
    for (claim, given) in members {
        edges.extend(timeline.edges_of(*claim));
        for (number, alternative) in all(timeline.record(*claim)).enumerate() {
            if given.is_none_or(|given| given == number) {
                edges.extend(timeline.edges_of_alternative(alternative));
            }
        }
    }
    let points: BTreeSet<u32> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    for point in &points {
        if timeline.points[*point as usize] == Kind::Begin && points.contains(&(point + 1)) {
            edges.push(Edge { from: point + 1, to: *point, days: 0, source: ITSELF });
        }
    }
    let names: Vec<u32> = points.into_iter().collect();
    let place = |point: u32| names.partition_point(|name| *name < point) as u32;
    let small = |edge: &Edge| Edge { from: place(edge.from), to: place(edge.to), ..*edge };
    let large =
        |edge: Edge| Edge { from: names[edge.from as usize], to: names[edge.to as usize], ..edge };
    let mut graph = Graph::new(names.len(), edges.iter().map(small));
    let mut open = Vec::new();
    for (claim, given) in members {
        let alternatives = all(timeline.record(*claim));
        if given.is_none() && !alternatives.is_empty() {
            let options = alternatives.map(|alternative| {
                let edges = timeline.edges_of_alternative(alternative);
                edges.iter().flat_map(|edge| graph.numbers(&small(edge))).collect()
            });
            open.push((*claim, options.collect()));
        }
    }
    for (_, options) in &open {
        let options: &Vec<Vec<u32>> = options;
        for number in options.iter().flatten() {
            graph.states[*number as usize] = State::Off;
        }
    }
    let mut cycle = Vec::new();
    let labels = graph.labels(|_, found| {
        cycle = found.to_vec();
        None
    });
    let cycles = match labels {
        None => vec![cycle],
        Some(labels) => {
            let mut branching = Branching::new(timeline, &mut graph, labels, open, SMALL_PATIENCE);
            let order: Vec<usize> = (0..branching.variables.len()).collect();
            match branching.search(&order, None) {
                Outcome::Refuted => branching.cycles,
                Outcome::Holds | Outcome::Undecided => return None,
            }
        }
    };
    let mut chains: Vec<Vec<Link>> = Vec::new();
    let mut told = BTreeSet::new();
    for cycle in cycles {
        let mut chain: Vec<Link> =
            cycle.into_iter().map(|number| timeline.link(&large(graph.edge(number)))).collect();
        let origin = chain.iter().position(|link| link.constraint.from == Point::ORIGIN);
        chain.rotate_left(origin.unwrap_or_default());
        if told.insert(chain.clone()) {
            chains.push(chain);
        }
    }
    Some(chains)
}

/// Decides all choices, with the edges of alternatives off in the graph and labels for the rest.
///
/// Claims of `dropped` count no more; what the choices refute joins them. Edges
/// of forced alternatives are on afterwards.
pub(super) fn decide(
    timeline: &Timeline,
    graph: &mut Graph,
    labels: Vec<i64>,
    conflicts: &mut Vec<Conflict>,
) -> (Vec<i64>, Vec<Choice>) {
    let dropped: BTreeSet<Claim> = conflicts.iter().map(|conflict| conflict.weakest).collect();
    let mut open = Vec::new();
    for (number, record) in timeline.claims.iter().enumerate() {
        let claim = Claim(number as u32);
        if !record.removed && !record.alternatives.is_empty() && !dropped.contains(&claim) {
            let options = record.alternatives.clone().map(|alternative| {
                let edges = timeline.edges_of_alternative(alternative);
                edges.iter().flat_map(|edge| graph.numbers(edge)).collect()
            });
            open.push((claim, options.collect()));
        }
    }
    if open.is_empty() {
        return (labels, Vec::new());
    }
    let mut groups = groups(graph, &open);
    let mut branching = Branching::new(timeline, graph, labels, open, PATIENCE);
    let mut choices = BTreeMap::new();
    loop {
        let known = conflicts.len();
        choices.clear();
        for group in &mut groups {
            branching.patience = PATIENCE;
            while let Err(Some(conflict)) = branching.group(group, &mut choices) {
                let claim = conflict.weakest;
                conflicts.push(conflict);
                branching.drop(claim);
                group.retain(|variable| branching.variables[*variable].claim != claim);
                group.iter().for_each(|variable| branching.reset(*variable));
            }
        }
        // What was set aside for one group may have been a reason in another.
        if conflicts.len() == known {
            break;
        }
        groups.iter().flatten().for_each(|variable| branching.reset(*variable));
    }
    (branching.labels, choices.into_values().collect())
}

/// The choices that may have to do with each other, by their places in `open`.
fn groups(graph: &Graph, open: &[(Claim, Vec<Vec<u32>>)]) -> Vec<Vec<usize>> {
    let mut parents: Vec<u32> = (0..graph.points() as u32).collect();
    fn root(parents: &mut [u32], mut point: u32) -> u32 {
        while parents[point as usize] != point {
            parents[point as usize] = parents[parents[point as usize] as usize];
            point = parents[point as usize];
        }
        point
    }
    let mut join = |one: u32, two: u32| {
        if one != Point::ORIGIN.0 && two != Point::ORIGIN.0 {
            let (one, two) = (root(&mut parents, one), root(&mut parents, two));
            parents[one.max(two) as usize] = one.min(two);
        }
    };
    for edge in &graph.edges {
        join(edge.from, edge.to);
    }
    let touched = |options: &Vec<Vec<u32>>| -> Vec<u32> {
        let edges = options.iter().flatten().map(|number| graph.edges[*number as usize]);
        edges.flat_map(|edge| [edge.from, edge.to]).filter(|point| *point != 0).collect()
    };
    for (_, options) in open {
        for pair in touched(options).windows(2) {
            join(pair[0], pair[1]);
        }
    }
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (variable, (_, options)) in open.iter().enumerate() {
        let point = touched(options).first().copied().unwrap_or_default();
        groups.entry(root(&mut parents, point)).or_default().push(variable);
    }
    groups.into_values().collect()
}

enum Outcome {
    /// All choices of the order are made.
    Holds,
    /// They cannot be made; none is.
    Refuted,
    /// Not found out; none is made.
    Undecided,
}

struct Variable {
    claim: Claim,
    /// The numbers of the edges of each alternative.
    options: Vec<Vec<u32>>,
    /// Why an alternative is excluded: claims that refute it together.
    excluded: Vec<Option<Vec<Member>>>,
    chosen: Option<usize>,
    /// The alternative to try first.
    preferred: usize,
    forced: bool,
}

/// A variable, by its place, and an alternative of it.
type Literal = (usize, usize);

/// A place in the search: the alternatives still to be tried, and the earlier
/// places that those tried before conflicted with.
struct Frame {
    waiting: Vec<usize>,
    blame: BTreeSet<usize>,
}

struct Branching<'a> {
    timeline: &'a Timeline,
    graph: &'a mut Graph,
    labels: Vec<i64>,
    repair: Repair,
    variables: Vec<Variable>,
    /// Which variable a claim is.
    places: HashMap<Claim, usize>,
    /// Alternatives that cannot be together, for each of them.
    nogoods: HashMap<Literal, Vec<Vec<Literal>>>,
    /// All negative cycles that were met.
    cycles: Vec<Vec<u32>>,
    patience: usize,
}

impl<'a> Branching<'a> {
    fn new(
        timeline: &'a Timeline,
        graph: &'a mut Graph,
        labels: Vec<i64>,
        open: Vec<(Claim, Vec<Vec<u32>>)>,
        patience: usize,
    ) -> Branching<'a> {
        let variables: Vec<Variable> = open
            .into_iter()
            .map(|(claim, options)| Variable {
                claim,
                excluded: vec![None; options.len()],
                options,
                chosen: None,
                preferred: 0,
                forced: false,
            })
            .collect();
        let places = variables.iter().enumerate().map(|(place, one)| (one.claim, place)).collect();
        Branching {
            timeline,
            graph,
            labels,
            repair: Repair::default(),
            variables,
            places,
            nogoods: HashMap::new(),
            cycles: Vec::new(),
            patience,
        }
    }

    /// Makes a choice; when it cannot be made beside the others, a negative cycle says why.
    fn choose(&mut self, variable: usize, option: usize) -> Result<(), Vec<u32>> {
        let edges = &self.variables[variable].options[option];
        for (count, number) in edges.iter().enumerate() {
            match self.repair.insert(&mut self.labels, self.graph, *number) {
                Ok(()) => self.graph.states[*number as usize] = State::On,
                Err(cycle) => {
                    for number in &edges[..count] {
                        self.graph.states[*number as usize] = State::Off;
                    }
                    return Err(cycle);
                }
            }
        }
        self.variables[variable].chosen = Some(option);
        Ok(())
    }

    fn take_back(&mut self, variable: usize) {
        if let Some(option) = self.variables[variable].chosen.take() {
            for number in &self.variables[variable].options[option] {
                self.graph.states[*number as usize] = State::Off;
            }
        }
    }

    /// The choices that a cycle rests on.
    fn literals(&self, cycle: &[u32]) -> BTreeSet<Literal> {
        let sources = cycle.iter().filter_map(|number| {
            let edge = self.graph.edge(*number);
            let (claim, alternative) = self.timeline.source(&edge)?;
            Some((*self.places.get(&claim)?, alternative?))
        });
        sources.collect()
    }

    fn learn(&mut self, nogood: Vec<Literal>) {
        if LONGEST < nogood.len() {
            return;
        }
        for literal in &nogood {
            let known = self.nogoods.entry(*literal).or_default();
            if known.len() < MEMORY {
                known.push(nogood.clone());
            }
        }
    }

    /// Something learnt that forbids an alternative now.
    fn forbidden(&self, variable: usize, option: usize) -> Option<&[Literal]> {
        let nogoods = self.nogoods.get(&(variable, option))?;
        let holds = |literal: &Literal| {
            *literal == (variable, option) || self.variables[literal.0].chosen == Some(literal.1)
        };
        nogoods.iter().find(|nogood| nogood.iter().all(holds)).map(|nogood| &nogood[..])
    }

    /// Makes all choices of an order, the first of them as `fixed` when that is given.
    fn search(&mut self, order: &[usize], fixed: Option<usize>) -> Outcome {
        let places: HashMap<usize, usize> =
            order.iter().enumerate().map(|(place, variable)| (*variable, place)).collect();
        let Some(first) = order.first() else {
            return Outcome::Holds;
        };
        let waiting = fixed.map_or_else(|| self.waiting(*first), |option| vec![option]);
        let mut frames = vec![Frame { waiting, blame: BTreeSet::new() }];
        loop {
            let place = frames.len() - 1;
            let variable = order[place];
            let Some(option) = frames[place].waiting.pop() else {
                let blame = std::mem::take(&mut frames[place].blame);
                let Some(&last) = blame.last() else {
                    order[..place].iter().for_each(|variable| self.take_back(*variable));
                    return Outcome::Refuted;
                };
                let chosen =
                    |place: &usize| Some((order[*place], self.variables[order[*place]].chosen?));
                let nogood = blame.iter().filter_map(chosen).collect();
                self.learn(nogood);
                order[last..place].iter().for_each(|variable| self.take_back(*variable));
                frames.truncate(last + 1);
                frames[last].blame.extend(blame.into_iter().filter(|place| *place != last));
                continue;
            };
            if self.patience == 0 {
                order[..place].iter().for_each(|variable| self.take_back(*variable));
                return Outcome::Undecided;
            }
            self.patience -= 1;
            let literals: Vec<Literal> = match self.forbidden(variable, option) {
                Some(nogood) => nogood.to_vec(),
                None => match self.choose(variable, option) {
                    Ok(()) if place + 1 == order.len() => return Outcome::Holds,
                    Ok(()) => {
                        let waiting = self.waiting(order[place + 1]);
                        frames.push(Frame { waiting, blame: BTreeSet::new() });
                        continue;
                    }
                    Err(cycle) => {
                        let literals: Vec<_> = self.literals(&cycle).into_iter().collect();
                        self.cycles.push(cycle);
                        self.learn(literals.clone());
                        literals
                    }
                },
            };
            let others = literals.iter().filter_map(|literal| places.get(&literal.0));
            frames[place].blame.extend(others.filter(|other| **other != place));
        }
    }

    /// The alternatives to be tried, the preferred one last, for it is taken first.
    fn waiting(&self, variable: usize) -> Vec<usize> {
        let variable = &self.variables[variable];
        let mut waiting: Vec<usize> = (0..variable.options.len())
            .rev()
            .filter(|option| variable.excluded[*option].is_none() && *option != variable.preferred)
            .collect();
        if variable.excluded.get(variable.preferred) == Some(&None) {
            waiting.push(variable.preferred);
        }
        waiting
    }

    /// Decides choices that may have to do with each other, or says why they cannot be made.
    fn group(
        &mut self,
        group: &[usize],
        choices: &mut BTreeMap<Claim, Choice>,
    ) -> Result<(), Option<Conflict>> {
        self.cycles.clear();
        self.nogoods.clear();
        self.one_by_one(group)?;
        let mut free = self.free(group);
        let decided = match self.search(&free, None) {
            Outcome::Holds => self.try_all(&mut free),
            Outcome::Undecided => false,
            Outcome::Refuted => return Err(self.contradiction(self.refuted_by())),
        };
        for variable in self.free(group) {
            self.take_back(variable);
        }
        for &place in group {
            let variable = &self.variables[place];
            let possible: Vec<usize> = (0..variable.options.len())
                .filter(|option| variable.excluded[*option].is_none())
                .collect();
            let excluded = variable.excluded.iter().enumerate();
            let excluded = excluded
                .filter_map(|(alternative, members)| {
                    let because = self.reason(members.clone()?, Some(variable.claim))?;
                    Some(Exclusion { alternative, because })
                })
                .collect();
            let decided = decided || variable.forced;
            choices.insert(
                variable.claim,
                Choice { claim: variable.claim, possible, excluded, decided },
            );
        }
        Ok(())
    }

    fn free(&self, group: &[usize]) -> Vec<usize> {
        group.iter().copied().filter(|variable| !self.variables[*variable].forced).collect()
    }

    /// Excludes what cannot stand beside the claims and the choices forced so far.
    fn one_by_one(&mut self, group: &[usize]) -> Result<(), Option<Conflict>> {
        for sweep in 0..SWEEPS {
            let mut changed = false;
            let mut order = self.free(group);
            if sweep % 2 == 1 {
                order.reverse();
            }
            for variable in order {
                for option in self.waiting(variable) {
                    match self.choose(variable, option) {
                        Ok(()) => self.take_back(variable),
                        Err(cycle) => {
                            let edges = cycle.iter().map(|number| self.graph.edge(*number));
                            let claims = self.timeline.claims(edges);
                            self.exclude(variable, option, claims);
                            changed = true;
                        }
                    }
                }
                self.settle(variable)?;
            }
            if !changed {
                break;
            }
        }
        Ok(())
    }

    /// Makes a choice for good when one alternative is left.
    fn settle(&mut self, variable: usize) -> Result<(), Option<Conflict>> {
        match self.waiting(variable)[..] {
            [] => {
                let claim = self.variables[variable].claim;
                Err(self.contradiction(BTreeSet::from([claim])))
            }
            [only] => {
                self.variables[variable].preferred = only;
                match self.choose(variable, only) {
                    Ok(()) => {
                        self.variables[variable].forced = true;
                        Ok(())
                    }
                    Err(cycle) => {
                        let edges = cycle.iter().map(|number| self.graph.edge(*number));
                        let claims = self.timeline.claims(edges);
                        self.exclude(variable, only, claims);
                        self.settle(variable)
                    }
                }
            }
            _ => Ok(()),
        }
    }

    /// With all choices made, looks for a consistent whole with each other alternative.
    ///
    /// `false` when the search was given up.
    fn try_all(&mut self, free: &mut Vec<usize>) -> bool {
        let mut seen: BTreeSet<Literal> = BTreeSet::new();
        let order = free.clone();
        for variable in order {
            for option in self.waiting(variable) {
                self.remember(free, &mut seen);
                if seen.contains(&(variable, option)) {
                    continue;
                }
                let before = self.variables[variable].chosen;
                self.take_back(variable);
                let tried = self.choose(variable, option);
                self.take_back(variable);
                if tried.is_ok() {
                    seen.insert((variable, option));
                    let _ = before.map(|before| self.choose(variable, before));
                    continue;
                }
                for other in free.iter() {
                    self.take_back(*other);
                }
                let others = free.iter().copied().filter(|other| *other != variable);
                let turn: Vec<usize> = std::iter::once(variable).chain(others).collect();
                match self.search(&turn, Some(option)) {
                    Outcome::Holds => {}
                    Outcome::Undecided => return false,
                    Outcome::Refuted => {
                        let claims = self.refuted_by();
                        self.exclude(variable, option, claims);
                        for other in free.iter() {
                            let preferred = self.variables[*other].preferred;
                            let _ = self.choose(*other, preferred);
                        }
                    }
                }
            }
            if self.waiting(variable).len() == 1 {
                self.variables[variable].forced = true;
                free.retain(|other| *other != variable);
            }
        }
        true
    }

    /// Notes the choices as they are now made.
    fn remember(&mut self, free: &[usize], seen: &mut BTreeSet<Literal>) {
        for &variable in free {
            if let Some(option) = self.variables[variable].chosen {
                self.variables[variable].preferred = option;
                seen.insert((variable, option));
            }
        }
    }

    /// The claims of all cycles that were met.
    fn refuted_by(&self) -> BTreeSet<Claim> {
        let edges = self.cycles.iter().flatten().map(|number| self.graph.edge(*number));
        self.timeline.claims(edges)
    }

    /// Notes that an alternative cannot be, by these claims and what is forced by now.
    fn exclude(&mut self, variable: usize, option: usize, claims: BTreeSet<Claim>) {
        let members = self.members(claims, Some((variable, option)));
        self.variables[variable].excluded[option] = Some(members);
    }

    /// The claims, and those that exclude alternatives of them.
    fn members(&self, claims: BTreeSet<Claim>, given: Option<Literal>) -> Vec<Member> {
        let own = given.map(|(variable, _)| self.variables[variable].claim);
        let mut members: BTreeMap<Claim, Option<usize>> = BTreeMap::new();
        let mut waiting: Vec<Claim> = claims.into_iter().chain(own).collect();
        while let Some(claim) = waiting.pop() {
            if members.contains_key(&claim) {
                continue;
            }
            let variable = self.places.get(&claim).map(|place| &self.variables[*place]);
            let fixed = match variable {
                _ if own == Some(claim) => given.map(|(_, option)| option),
                Some(variable) if variable.forced && given.is_some() => variable.chosen,
                Some(variable) => {
                    let reasons = variable.excluded.iter().flatten().flatten();
                    waiting.extend(reasons.map(|(claim, _)| *claim));
                    None
                }
                None => None,
            };
            members.insert(claim, fixed);
        }
        members.into_iter().collect()
    }

    /// The fewest of the members that refute the rest; all of them when that was not found out.
    fn reason(&self, members: Vec<Member>, kept: Option<Claim>) -> Option<Conflict> {
        let all = || self.timeline.conflict(&members, Vec::new());
        self.timeline.irreducible(members.clone(), kept).or_else(all)
    }

    /// The conflict of choices that cannot be made.
    fn contradiction(&self, claims: BTreeSet<Claim>) -> Option<Conflict> {
        self.reason(self.members(claims, None), None)
    }

    fn drop(&mut self, claim: Claim) {
        for edge in self.timeline.edges_of(claim) {
            self.graph.set(edge, State::Off);
        }
        if let Some(variable) = self.places.remove(&claim) {
            self.take_back(variable);
        }
    }

    fn reset(&mut self, variable: usize) {
        self.take_back(variable);
        let variable = &mut self.variables[variable];
        variable.excluded.fill(None);
        variable.forced = false;
        variable.preferred = 0;
    }
}
