//! Points and distances as a weighted graph, and shortest paths in it.
//!
//! A constraint "`to` is at most so many days after `from`" is an edge. Labels
//! satisfy an edge when `label[to] <= label[from] + days`; labels that satisfy
//! all edges exist exactly when no cycle is negative (Dechter, Meiri and Pearl,
//! *Temporal constraint networks*, 1991).

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// The label of a point to which nothing leads from the origin.
///
/// An edge weighs less than 2^31 and points are fewer than 2^28, so sums of
/// labels and paths stay within 64 bits.
pub(super) const FAR: i64 = 1 << 60;

const NONE: u32 = u32::MAX;

/// `to` is at most `days` after `from`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Edge {
    pub from: u32,
    pub to: u32,
    pub days: i32,
    /// What says so; the graph hands it through.
    pub source: u32,
}

/// Whether an edge takes part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    On,
    /// Out, because the labels cannot satisfy it beside the others.
    Rejected,
    Off,
}

/// What can be walked along its edges.
pub(super) trait Outgoing {
    /// The edges that take part and leave a point, each with its number.
    fn outgoing(&self, point: u32) -> impl Iterator<Item = (u32, Edge)>;

    /// The edge with this number.
    fn edge(&self, number: u32) -> Edge;
}

/// A graph that no longer grows: its edges lie in the order of their origins.
pub(super) struct Graph {
    pub edges: Vec<Edge>,
    pub states: Vec<State>,
    leaving: Vec<u32>,
    arriving: Vec<u32>,
    arrivals: Vec<u32>,
}

/// A graph that grows by one edge at a time; edges that left it are skipped.
#[derive(Default)]
pub(super) struct Chains {
    pub edges: Vec<Edge>,
    heads: Vec<u32>,
    next: Vec<u32>,
}

impl Graph {
    pub fn new(points: usize, edges: impl Iterator<Item = Edge> + Clone) -> Graph {
        let mut leaving = vec![0; points + 1];
        let mut arriving = vec![0; points + 1];
        let mut count = 0;
        for edge in edges.clone() {
            leaving[edge.from as usize + 1] += 1;
            arriving[edge.to as usize + 1] += 1;
            count += 1;
        }
        for point in 0..points {
            leaving[point + 1] += leaving[point];
            arriving[point + 1] += arriving[point];
        }
        let nothing = Edge { from: 0, to: 0, days: 0, source: NONE };
        let mut sorted = vec![nothing; count];
        let mut place: Vec<u32> = leaving[..points].to_vec();
        for edge in edges {
            let place = &mut place[edge.from as usize];
            sorted[*place as usize] = edge;
            *place += 1;
        }
        place.copy_from_slice(&arriving[..points]);
        let mut arrivals = vec![0; count];
        for (number, edge) in sorted.iter().enumerate() {
            let place = &mut place[edge.to as usize];
            arrivals[*place as usize] = number as u32;
            *place += 1;
        }
        Graph { edges: sorted, states: vec![State::On; count], leaving, arriving, arrivals }
    }

    pub fn points(&self) -> usize {
        self.leaving.len() - 1
    }

    fn leaving(&self, point: u32) -> std::ops::Range<usize> {
        self.leaving[point as usize] as usize..self.leaving[point as usize + 1] as usize
    }

    fn arriving(&self, point: u32) -> &[u32] {
        let range = self.arriving[point as usize]..self.arriving[point as usize + 1];
        &self.arrivals[range.start as usize..range.end as usize]
    }

    /// The edges that leave a point, whatever their state.
    pub fn edges_from(&self, point: u32) -> impl Iterator<Item = (u32, &Edge, State)> {
        self.leaving(point).map(|number| (number as u32, &self.edges[number], self.states[number]))
    }

    /// The numbers of all edges that say the same from the same source.
    pub fn numbers(&self, edge: &Edge) -> Vec<u32> {
        let leaving = self.leaving(edge.from);
        let arriving = self.arriving(edge.to);
        if leaving.len() <= arriving.len() {
            leaving
                .map(|number| number as u32)
                .filter(|number| self.edges[*number as usize] == *edge)
                .collect()
        } else {
            arriving
                .iter()
                .copied()
                .filter(|number| self.edges[*number as usize] == *edge)
                .collect()
        }
    }

    pub fn set(&mut self, edge: &Edge, state: State) {
        for number in self.numbers(edge) {
            self.states[number as usize] = state;
        }
    }

    /// Labels that satisfy every edge that is on, the greatest ones when no cycle was met.
    ///
    /// Each negative cycle is shown, as the numbers of its edges in order; the answer names the
    /// edge of it to reject, or `None` to stop the search, and then there are no
    /// labels.
    ///
    /// Bellman, Ford and Moore's queue with Tarjan's subtree disassembly (Tarjan,
    /// *Shortest paths*, 1981; Cherkassky and Goldberg, *Negative-cycle detection
    /// algorithms*, 1999): a cycle is met as soon as the tree of paths would close.
    pub fn labels(
        &mut self,
        mut cycle: impl FnMut(&[Edge], &[u32]) -> Option<u32>,
    ) -> Option<Vec<i64>> {
        let mut scan = Scan::new(self.points());
        if let Some(origin) = scan.labels.first_mut() {
            *origin = 0;
            scan.push(0);
        }
        self.scan(&mut scan, &mut cycle)?;
        for point in 0..self.points() as u32 {
            if scan.labels[point as usize] == FAR {
                scan.push(point);
            }
        }
        self.scan(&mut scan, &mut cycle)?;
        Some(scan.labels)
    }

    fn scan(
        &mut self,
        scan: &mut Scan,
        cycle: &mut impl FnMut(&[Edge], &[u32]) -> Option<u32>,
    ) -> Option<()> {
        while let Some(point) = scan.pop() {
            for number in self.leaving(point) {
                let edge = self.edges[number];
                let label = scan.labels[point as usize] + i64::from(edge.days);
                if scan.labels[edge.to as usize] <= label || self.states[number] != State::On {
                    continue;
                }
                // The origin is nobody's descendant: what would lower it closes a cycle.
                if edge.to == 0 || scan.take_apart(edge.to, point) {
                    let found = scan.cycle(edge.to, number as u32, &self.edges);
                    let rejected = cycle(&self.edges, &found)?;
                    self.states[rejected as usize] = State::Rejected;
                    if edge.to == 0 {
                        scan.cut_off(self.edges[rejected as usize].to);
                    }
                    self.label_again(scan);
                } else {
                    scan.hang(edge.to, point, number as u32, label);
                }
            }
        }
        Some(())
    }

    /// Lowers the labels of points to which nothing leads from the origin as far as
    /// the edges allow, all alike, so that a missed edge is missed by days of history only.
    pub fn draw_near(&self, labels: &mut [i64]) {
        let is_far = |point: u32| FAR / 2 < labels[point as usize];
        let leaves = (0..self.edges.len() as u32).filter(|number| {
            let edge = &self.edges[*number as usize];
            self.states[*number as usize] == State::On && is_far(edge.from) && !is_far(edge.to)
        });
        let down = leaves.map(|number| self.reduced(labels, number)).min().unwrap_or(FAR);
        labels.iter_mut().filter(|label| FAR / 2 < **label).for_each(|label| *label -= down);
    }

    /// Labels what was taken apart by the shortest way that is known without it.
    fn label_again(&self, scan: &mut Scan) {
        let is_apart = |point: &u32| scan.nodes[*point as usize].apart;
        let apart: Vec<u32> = (0..self.points() as u32).filter(is_apart).collect();
        for point in &apart {
            scan.labels[*point as usize] = FAR;
        }
        for point in apart {
            let arriving = self.arriving(point).iter().copied();
            let on = arriving.filter(|number| {
                let from = self.edges[*number as usize].from;
                self.states[*number as usize] == State::On && !scan.nodes[from as usize].apart
            });
            let way = |number: u32| {
                let edge = &self.edges[number as usize];
                (scan.labels[edge.from as usize] + i64::from(edge.days), number, edge.from)
            };
            match on.map(way).min() {
                Some((label, by, from)) if label < FAR => scan.hang(point, from, by, label),
                _ => {
                    scan.nodes[point as usize].apart = false;
                    scan.push(point);
                }
            }
        }
    }

    /// The greatest labels that satisfy every edge that is on, given any that do.
    ///
    /// They depend on the edges only and are those that [`Graph::labels`] finds.
    pub fn greatest(&self, labels: &[i64]) -> Vec<i64> {
        let highest = |point: usize| if point == 0 { 0 } else { FAR };
        let slack = labels.iter().enumerate().map(|(point, label)| highest(point) - label);
        let least = slack.clone().min().unwrap_or_default();
        let starts = slack.zip(0..).map(|(slack, point)| (point, slack - least));
        let mut greatest = self.search(starts, i64::MAX, self.onward(labels));
        for (distance, label) in greatest.iter_mut().zip(labels) {
            *distance += label + least;
        }
        greatest
    }

    /// The shortest distance from a point to each; `i64::MAX` where no path leads.
    ///
    /// Dijkstra's search on distances reduced by labels that satisfy all edges.
    pub fn distances_from(&self, labels: &[i64], start: u32) -> Vec<i64> {
        let mut distance = self.search([(start, 0)], i64::MAX, self.onward(labels));
        let start = labels[start as usize];
        for (distance, label) in distance.iter_mut().zip(labels) {
            if *distance != i64::MAX {
                *distance += label - start;
            }
        }
        distance
    }

    /// The shortest distance from each point to one; `i64::MAX` where no path leads.
    pub fn distances_to(&self, labels: &[i64], end: u32) -> Vec<i64> {
        let mut distance = self.reduced_to(labels, end, i64::MAX);
        let end = labels[end as usize];
        for (distance, label) in distance.iter_mut().zip(labels) {
            if *distance != i64::MAX {
                *distance += end - label;
            }
        }
        distance
    }

    /// Reduced distances to a point, as far as they are at most `within`; rejected
    /// edges are taken as if the labels satisfied them exactly.
    pub fn reduced_to(&self, labels: &[i64], end: u32, within: i64) -> Vec<i64> {
        self.search([(end, 0)], within, |point, visit| {
            for number in self.arriving(point) {
                if self.states[*number as usize] != State::Off {
                    let edge = &self.edges[*number as usize];
                    visit(edge.from, self.reduced(labels, *number).max(0));
                }
            }
        })
    }

    /// By how much the labels satisfy an edge; negative when they do not.
    pub fn reduced(&self, labels: &[i64], number: u32) -> i64 {
        let edge = &self.edges[number as usize];
        labels[edge.from as usize] + i64::from(edge.days) - labels[edge.to as usize]
    }

    /// Visits the ends of the edges that are on and leave a point, at their reduced lengths.
    fn onward(&self, labels: &[i64]) -> impl Fn(u32, &mut dyn FnMut(u32, i64)) {
        move |point, visit| {
            for number in self.leaving(point) {
                if self.states[number] == State::On {
                    visit(self.edges[number].to, self.reduced(labels, number as u32));
                }
            }
        }
    }

    /// The shortest distances from the starts, each of which lies so far away itself.
    fn search(
        &self,
        starts: impl IntoIterator<Item = (u32, i64)>,
        within: i64,
        neighbours: impl Fn(u32, &mut dyn FnMut(u32, i64)),
    ) -> Vec<i64> {
        let mut distances = vec![i64::MAX; self.points()];
        let mut queue = Radix::new();
        for (start, distance) in starts {
            distances[start as usize] = distance;
            queue.push(distance, start);
        }
        while let Some((distance, point)) = queue.pop() {
            if distances[point as usize] < distance {
                continue;
            }
            neighbours(point, &mut |to, more| {
                let sum = distance + more;
                if sum <= within && sum < distances[to as usize] {
                    distances[to as usize] = sum;
                    queue.push(sum, to);
                }
            });
        }
        distances
    }
}

/// A queue that gives the nearest first and takes none nearer than the last it gave.
///
/// Radix heap of Ahuja, Mehlhorn, Orlin and Tarjan, *Faster algorithms for the
/// shortest path problem*, 1990: what differs from the last given in the same
/// highest bit lies together.
struct Radix {
    last: i64,
    buckets: [Vec<(i64, u32)>; 65],
}

impl Radix {
    fn new() -> Radix {
        Radix { last: 0, buckets: [const { Vec::new() }; 65] }
    }

    fn push(&mut self, distance: i64, point: u32) {
        let bucket = i64::BITS - (distance ^ self.last).leading_zeros();
        self.buckets[bucket as usize].push((distance, point));
    }

    fn pop(&mut self) -> Option<(i64, u32)> {
        if self.buckets[0].is_empty() {
            let bucket = self.buckets.iter().position(|bucket| !bucket.is_empty())?;
            let mut moved = std::mem::take(&mut self.buckets[bucket]);
            self.last = moved.iter().map(|(distance, _)| *distance).min()?;
            for (distance, point) in moved.drain(..) {
                self.push(distance, point);
            }
            self.buckets[bucket] = moved;
        }
        self.buckets[0].pop()
    }
}

impl Outgoing for Graph {
    fn outgoing(&self, point: u32) -> impl Iterator<Item = (u32, Edge)> {
        self.leaving(point)
            .filter(|number| self.states[*number] == State::On)
            .map(|number| (number as u32, self.edges[number]))
    }

    fn edge(&self, number: u32) -> Edge {
        self.edges[number as usize]
    }
}

impl Chains {
    /// Makes room for one more point.
    pub fn grow(&mut self) {
        self.heads.push(NONE);
    }

    /// Lets an edge take part.
    pub fn link(&mut self, number: u32) {
        let from = self.edges[number as usize].from as usize;
        self.next.resize(self.edges.len(), NONE);
        self.next[number as usize] = self.heads[from];
        self.heads[from] = number;
    }

    /// Forgets which edges take part.
    pub fn unlink_all(&mut self) {
        self.heads.fill(NONE);
        self.next.clear();
    }
}

impl Outgoing for Chains {
    fn outgoing(&self, point: u32) -> impl Iterator<Item = (u32, Edge)> {
        let mut number = self.heads[point as usize];
        std::iter::from_fn(move || {
            while number != NONE {
                let this = number;
                number = self.next[this as usize];
                let edge = self.edges[this as usize];
                if edge.source != super::REMOVED {
                    return Some((this, edge));
                }
            }
            None
        })
    }

    fn edge(&self, number: u32) -> Edge {
        self.edges[number as usize]
    }
}

/// The state of a label-correcting search: a queue and a forest of paths.
///
/// The trees are kept as one list each, every point before its descendants.
struct Scan {
    labels: Vec<i64>,
    queue: VecDeque<u32>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy)]
struct Node {
    /// The edge by which the label came; kept when the tree is taken apart.
    by: u32,
    next: u32,
    before: u32,
    depth: u32,
    queued: bool,
    /// Taken out of its tree, to be given a smaller label soon.
    apart: bool,
}

impl Scan {
    fn new(points: usize) -> Scan {
        let node =
            Node { by: NONE, next: NONE, before: NONE, depth: 0, queued: false, apart: false };
        Scan { labels: vec![FAR; points], queue: VecDeque::new(), nodes: vec![node; points] }
    }

    fn push(&mut self, point: u32) {
        if !std::mem::replace(&mut self.nodes[point as usize].queued, true) {
            self.queue.push_back(point);
        }
    }

    fn pop(&mut self) -> Option<u32> {
        loop {
            let point = self.queue.pop_front()?;
            if std::mem::replace(&mut self.nodes[point as usize].queued, false) {
                return Some(point);
            }
        }
    }

    /// Takes the descendants of a point out of its tree; says whether one of them, or itself, is `sought`.
    fn take_apart(&mut self, point: u32, sought: u32) -> bool {
        let depth = self.nodes[point as usize].depth;
        let mut below = self.nodes[point as usize].next;
        let mut found = point == sought;
        while below != NONE && depth < self.nodes[below as usize].depth {
            found |= below == sought;
            let node = &mut self.nodes[below as usize];
            let next = node.next;
            *node =
                Node { next: NONE, before: NONE, depth: 0, queued: false, apart: true, ..*node };
            below = next;
        }
        self.nodes[point as usize].next = below;
        if below != NONE {
            self.nodes[below as usize].before = point;
        }
        found
    }

    /// The edges of the cycle that `closing` makes with the path from `point`, in order.
    fn cycle(&self, point: u32, closing: u32, edges: &[Edge]) -> Vec<u32> {
        let mut cycle = vec![closing];
        let mut at = edges[closing as usize].from;
        while at != point {
            let by = self.nodes[at as usize].by;
            cycle.push(by);
            at = edges[by as usize].from;
        }
        cycle.reverse();
        cycle
    }

    /// Takes a point out of its tree with all its descendants; the origin stays.
    fn cut_off(&mut self, point: u32) {
        if point != 0 {
            self.take_apart(point, NONE);
            self.unhook(point);
        }
    }

    /// Takes a point without descendants out of the list of its tree.
    fn unhook(&mut self, point: u32) {
        let Node { next, before, .. } = self.nodes[point as usize];
        if before != NONE {
            self.nodes[before as usize].next = next;
        }
        if next != NONE {
            self.nodes[next as usize].before = before;
        }
        let node = &mut self.nodes[point as usize];
        *node = Node { next: NONE, before: NONE, depth: 0, apart: true, ..*node };
    }

    /// Gives a point a smaller label, below the point that it came from.
    fn hang(&mut self, point: u32, under: u32, by: u32, label: i64) {
        self.unhook(point);
        let depth = self.nodes[under as usize].depth + 1;
        let next = std::mem::replace(&mut self.nodes[under as usize].next, point);
        if next != NONE {
            self.nodes[next as usize].before = point;
        }
        let node = &mut self.nodes[point as usize];
        *node = Node { by, next, before: under, depth, apart: false, ..*node };
        self.labels[point as usize] = label;
        self.push(point);
    }
}

/// Keeps labels true while edges come one by one.
///
/// Cotton and Maler, *Fast and flexible difference constraint propagation for
/// DPLL(T)*, 2006: only points whose labels must fall are visited, each once.
/// Taking an edge away needs nothing, for the labels stay true.
#[derive(Default)]
pub(super) struct Repair {
    falls: Vec<i64>,
    by: Vec<u32>,
    done: Vec<bool>,
    touched: Vec<u32>,
    before: Vec<(u32, i64)>,
    heap: BinaryHeap<(Reverse<i64>, u32)>,
}

impl Repair {
    /// Changes the labels so that they satisfy the edge as well.
    ///
    /// When that cannot be, the labels stay as they were and the answer is a
    /// negative cycle, in order.
    pub fn insert(
        &mut self,
        labels: &mut [i64],
        graph: &impl Outgoing,
        number: u32,
    ) -> Result<(), Vec<u32>> {
        let edge = graph.edge(number);
        let fall = labels[edge.from as usize] + i64::from(edge.days) - labels[edge.to as usize];
        if 0 <= fall {
            return Ok(());
        }
        self.falls.resize(labels.len(), 0);
        self.by.resize(labels.len(), NONE);
        self.done.resize(labels.len(), false);
        self.fall(edge.to, fall, number);
        let mut closed = edge.from == edge.to;
        'points: while let Some((Reverse(fall), point)) = self.heap.pop() {
            if closed {
                break;
            }
            if self.done[point as usize] || fall != self.falls[point as usize] {
                continue;
            }
            self.done[point as usize] = true;
            self.before.push((point, labels[point as usize]));
            labels[point as usize] += fall;
            for (number, next) in graph.outgoing(point) {
                let fall = labels[point as usize] + i64::from(next.days) - labels[next.to as usize];
                if fall < self.falls[next.to as usize] && !self.done[next.to as usize] {
                    self.fall(next.to, fall, number);
                    if next.to == edge.from {
                        closed = true;
                        break 'points;
                    }
                }
            }
        }
        let result = if closed {
            for (point, label) in &self.before {
                labels[*point as usize] = *label;
            }
            Err(self.cycle(graph, number))
        } else {
            Ok(())
        };
        for point in self.touched.drain(..) {
            self.falls[point as usize] = 0;
            self.done[point as usize] = false;
        }
        self.before.clear();
        self.heap.clear();
        result
    }

    fn fall(&mut self, point: u32, fall: i64, by: u32) {
        if self.falls[point as usize] == 0 {
            self.touched.push(point);
        }
        self.falls[point as usize] = fall;
        self.by[point as usize] = by;
        self.heap.push((Reverse(fall), point));
    }

    fn cycle(&self, graph: &impl Outgoing, closing: u32) -> Vec<u32> {
        let mut cycle = Vec::new();
        let mut at = graph.edge(closing).from;
        loop {
            let by = self.by[at as usize];
            cycle.push(by);
            if by == closing {
                break;
            }
            at = graph.edge(by).from;
        }
        cycle.reverse();
        cycle
    }
}
