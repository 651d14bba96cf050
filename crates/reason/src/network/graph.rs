//! Nodes and ties as numbers, and how near to the middle each node stands.
//!
//! The definitions are those that networkx follows, so that figures can be
//! compared: degree and closeness after Wasserman and Faust, "Social Network
//! Analysis" (1994), betweenness after Brandes, "A faster algorithm for
//! betweenness centrality" (2001), estimates from some starting points after
//! Brandes and Pich, "Centrality estimation in large networks" (2007).

mod community;
mod leading;

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// An undirected graph without loops, in which two nodes have one tie at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// Where the neighbours of each node begin; one more than there are nodes.
    offsets: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
}

/// What a weight of a tie means for the ways through a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weights {
    /// Nothing: every tie counts as one.
    #[default]
    Unused,
    /// How far apart its ends are, for ways; how strong it is, for the eigenvector.
    Used,
}

/// What the ways through a graph say of each node.
#[derive(Debug, Clone, PartialEq)]
pub struct Ways {
    /// The part of the shortest ways between two others that lead through it, 0 to 1.
    pub betweenness: Vec<f64>,
    /// How near it is to all others, 0 to 1 when ties have no weights.
    pub closeness: Vec<f64>,
}

impl Graph {
    /// The graph of some ties between nodes that are numbered from 0.
    ///
    /// A loop and a tie to a node that is not there are left out; of several ties
    /// between the same two the heaviest counts.
    pub fn of(nodes: usize, ties: impl IntoIterator<Item = (u32, u32, f64)>) -> Graph {
        let is_there = |node: u32| (node as usize) < nodes;
        let mut directed: Vec<(u32, u32, f64)> = ties
            .into_iter()
            .filter(|(a, b, _)| a != b && is_there(*a) && is_there(*b))
            .flat_map(|(a, b, weight)| [(a, b, weight), (b, a, weight)])
            .collect();
        directed.sort_unstable_by(|one, other| {
            (one.0, one.1).cmp(&(other.0, other.1)).then(other.2.total_cmp(&one.2))
        });
        directed.dedup_by_key(|(a, b, _)| (*a, *b));
        let mut offsets = vec![0; nodes + 1];
        for (a, ..) in &directed {
            offsets[*a as usize + 1] += 1;
        }
        for node in 0..nodes {
            offsets[node + 1] += offsets[node];
        }
        Graph {
            offsets,
            neighbours: directed.iter().map(|(_, b, _)| *b).collect(),
            weights: directed.iter().map(|(.., weight)| *weight).collect(),
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many ties there are.
    pub fn ties(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// The neighbours of a node in the order of their numbers, each with the weight of the tie.
    pub fn neighbours(&self, node: u32) -> impl Iterator<Item = (u32, f64)> {
        let range = self.offsets[node as usize]..self.offsets[node as usize + 1];
        self.neighbours[range.clone()].iter().copied().zip(self.weights[range].iter().copied())
    }

    /// For each node, with what part of the others it has a tie.
    pub fn degree(&self) -> Vec<f64> {
        let others = self.nodes().saturating_sub(1).max(1) as f64;
        self.offsets.windows(2).map(|ends| (ends[1] - ends[0]) as f64 / others).collect()
    }

    /// The component of each node, numbered by its first node.
    pub fn components(&self) -> Vec<u32> {
        let mut component = vec![u32::MAX; self.nodes()];
        let mut count = 0;
        let mut open = Vec::new();
        for node in 0..self.nodes() as u32 {
            if component[node as usize] != u32::MAX {
                continue;
            }
            component[node as usize] = count;
            open.push(node);
            while let Some(here) = open.pop() {
                for (next, _) in self.neighbours(here) {
                    if component[next as usize] == u32::MAX {
                        component[next as usize] = count;
                        open.push(next);
                    }
                }
            }
            count += 1;
        }
        component
    }

    /// The ties without which two nodes would lose their way to each other, the
    /// smaller number first, in order.
    pub fn bridges(&self) -> Vec<(u32, u32)> {
        let nodes = self.nodes();
        let (mut seen, mut low) = (vec![0_u32; nodes], vec![0_u32; nodes]);
        let mut next_of: Vec<usize> = self.offsets[..nodes].to_vec();
        let mut bridges = Vec::new();
        let mut time = 0;
        for start in 0..nodes as u32 {
            if seen[start as usize] != 0 {
                continue;
            }
            time += 1;
            (seen[start as usize], low[start as usize]) = (time, time);
            let mut path = vec![(start, u32::MAX)];
            while let Some(&(here, from)) = path.last() {
                let at = next_of[here as usize];
                if at < self.offsets[here as usize + 1] {
                    next_of[here as usize] += 1;
                    let next = self.neighbours[at];
                    if seen[next as usize] == 0 {
                        time += 1;
                        (seen[next as usize], low[next as usize]) = (time, time);
                        path.push((next, here));
                    } else if next != from {
                        low[here as usize] = low[here as usize].min(seen[next as usize]);
                    }
                    continue;
                }
                path.pop();
                if from != u32::MAX {
                    low[from as usize] = low[from as usize].min(low[here as usize]);
                    if seen[from as usize] < low[here as usize] {
                        bridges.push((from.min(here), from.max(here)));
                    }
                }
            }
        }
        bridges.sort_unstable();
        bridges
    }

    /// Betweenness and closeness from all shortest ways that begin at some nodes.
    ///
    /// When these are all nodes, both are exact. Otherwise they are estimates:
    /// betweenness is made larger in proportion, closeness rests on the distances
    /// to these nodes.
    pub fn ways(&self, starts: &[u32], weights: Weights) -> Ways {
        let nodes = self.nodes();
        let is_all = starts.len() == nodes;
        let mut search = Search::of(nodes);
        let mut betweenness = vec![0.0; nodes];
        let (mut distance, mut reached) = (vec![0.0; nodes], vec![0_usize; nodes]);
        for &start in starts {
            match weights {
                Weights::Unused => search.steps(self, start),
                Weights::Used => search.lengths(self, start),
            }
            if is_all {
                let total = search.order.iter().map(|node| search.distance[*node as usize]).sum();
                distance[start as usize] = total;
                reached[start as usize] = search.order.len() - 1;
            } else {
                for &node in search.order.iter().filter(|node| **node != start) {
                    distance[node as usize] += search.distance[node as usize];
                    reached[node as usize] += 1;
                }
            }
            search.gather(self, start, weights, &mut betweenness);
        }
        let others = nodes.saturating_sub(1) as f64;
        if 2 < nodes && !starts.is_empty() {
            let share = nodes as f64 / starts.len() as f64;
            for value in &mut betweenness {
                *value *= share / (others * (others - 1.0));
            }
        }
        let sizes = self.sizes();
        let near = (0..nodes).map(|node| {
            // Of those that can be reached at all; how many that is, is known without a search.
            let within = (sizes[node] - 1) as f64;
            match reached[node] {
                0 => 0.0,
                count => count as f64 / distance[node] * within / others,
            }
        });
        Ways { closeness: near.collect(), betweenness }
    }

    /// For each node, how many nodes its component has.
    fn sizes(&self) -> Vec<usize> {
        let components = self.components();
        let mut sizes =
            vec![0_usize; components.iter().map(|of| *of as usize + 1).max().unwrap_or(0)];
        for of in &components {
            sizes[*of as usize] += 1;
        }
        components.iter().map(|of| sizes[*of as usize]).collect()
    }
}

/// A search for the shortest ways from one node, kept to be used again.
struct Search {
    /// The nodes that were reached, the nearest first.
    order: Vec<u32>,
    distance: Vec<f64>,
    /// How many shortest ways lead to each node.
    count: Vec<f64>,
    /// The part of shortest ways to others that lead on through each node.
    share: Vec<f64>,
    is_done: Vec<bool>,
}

/// A node that waits for its turn: the nearest comes first.
#[derive(PartialEq)]
struct Waiting(f64, u32);

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Waiting) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Waiting) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Search {
    fn of(nodes: usize) -> Search {
        Search {
            order: Vec::with_capacity(nodes),
            distance: vec![f64::INFINITY; nodes],
            count: vec![0.0; nodes],
            share: vec![0.0; nodes],
            is_done: vec![false; nodes],
        }
    }

    fn begin(&mut self, start: u32) {
        for node in self.order.drain(..) {
            let node = node as usize;
            self.distance[node] = f64::INFINITY;
            self.count[node] = 0.0;
            self.share[node] = 0.0;
            self.is_done[node] = false;
        }
        self.distance[start as usize] = 0.0;
        self.count[start as usize] = 1.0;
    }

    /// Every tie is one step.
    fn steps(&mut self, graph: &Graph, start: u32) {
        self.begin(start);
        self.order.push(start);
        let mut at = 0;
        while let Some(&here) = self.order.get(at) {
            at += 1;
            let (distance, count) = (self.distance[here as usize] + 1.0, self.count[here as usize]);
            for (next, _) in graph.neighbours(here) {
                let next_distance = self.distance[next as usize];
                if next_distance == f64::INFINITY {
                    self.distance[next as usize] = distance;
                    self.order.push(next);
                }
                if distance <= next_distance {
                    self.count[next as usize] += count;
                }
            }
        }
    }

    /// A tie is as long as its weight.
    fn lengths(&mut self, graph: &Graph, start: u32) {
        self.begin(start);
        let mut waiting = BinaryHeap::from([Waiting(0.0, start)]);
        while let Some(Waiting(_, here)) = waiting.pop() {
            if std::mem::replace(&mut self.is_done[here as usize], true) {
                continue;
            }
            self.order.push(here);
            for (next, length) in graph.neighbours(here) {
                let distance = self.distance[here as usize] + length;
                let known = self.distance[next as usize];
                if distance < known {
                    self.distance[next as usize] = distance;
                    self.count[next as usize] = self.count[here as usize];
                    waiting.push(Waiting(distance, next));
                } else if distance == known && !self.is_done[next as usize] {
                    self.count[next as usize] += self.count[here as usize];
                }
            }
        }
    }

    /// Adds what each node has of the ways from this start.
    fn gather(&mut self, graph: &Graph, start: u32, weights: Weights, betweenness: &mut [f64]) {
        for &here in self.order.iter().rev() {
            let of = (1.0 + self.share[here as usize]) / self.count[here as usize];
            for (before, length) in graph.neighbours(here) {
                let length = match weights {
                    Weights::Unused => 1.0,
                    Weights::Used => length,
                };
                let way = self.distance[before as usize] + length;
                if way == self.distance[here as usize] {
                    self.share[before as usize] += self.count[before as usize] * of;
                }
            }
            if here != start {
                betweenness[here as usize] += self.share[here as usize];
            }
        }
    }
}
