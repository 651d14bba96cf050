//! Networks: who is tied to whom, when, and who stands in the middle.
//!
//! A tie keeps the claims it rests on and the sources that attest it. A figure
//! comes with the interval that it takes when each source is left out in turn;
//! where intervals overlap, nobody stands before the other.

mod graph;
mod ties;

use std::collections::{BTreeMap, BTreeSet};

pub use graph::{Graph, Ways, Weights};
pub use ties::{Layer, Tie, Ties};

/// Nodes and ties with the sources that attest them, whatever they stand for.
#[derive(Debug, Clone, Default)]
pub struct Network {
    nodes: usize,
    lines: Vec<Line>,
    /// How many sources there are.
    sources: usize,
}

#[derive(Debug, Clone)]
struct Line {
    a: u32,
    b: u32,
    weight: f64,
    /// The sources without any of which it falls; none when it rests on several, or on none.
    needs: Vec<u32>,
}

/// A measure of how central a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// With what part of the others it has a tie.
    Degree,
    /// What part of the shortest ways lead through it.
    Betweenness,
    /// How near it is to all others.
    Closeness,
    /// How well connected those are with whom it has ties.
    Eigenvector,
}

impl Measure {
    /// All measures, in the order in which they are shown.
    pub const ALL: [Measure; 4] =
        [Measure::Degree, Measure::Betweenness, Measure::Closeness, Measure::Eigenvector];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Degree => "degree",
            Measure::Betweenness => "betweenness",
            Measure::Closeness => "closeness",
            Measure::Eigenvector => "eigenvector",
        }
    }
}

/// A figure, and what becomes of it when each source is left out in turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// With all sources.
    pub value: f64,
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// The best rank that the intervals allow, from 1.
    pub best: usize,
    /// The worst.
    pub worst: usize,
}

impl Figure {
    /// The rank, where the intervals leave only one.
    pub fn rank(&self) -> Option<usize> {
        (self.best == self.worst).then_some(self.best)
    }
}

/// How the shortest ways were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// From every node.
    Exact,
    /// From so many nodes, drawn by a generator that begins with this seed.
    Sampled {
        /// How many.
        starts: usize,
        /// The seed.
        seed: u32,
    },
}

/// What the intervals rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intervals {
    /// No tie names a source.
    NoSources,
    /// So many sources were left out, one at a time.
    Dropped(usize),
    /// There are so many sources that leaving each out would take too long.
    TooLong(usize),
}

/// How central the nodes of a network are.
#[derive(Debug, Clone)]
pub struct Centrality {
    /// For each measure, each node's figure; a measure is missing when it was not found.
    pub figures: BTreeMap<Measure, Vec<Figure>>,
    /// How many ties each node has.
    pub ties: Vec<usize>,
    /// The component of each node, numbered from 0.
    pub components: Vec<u32>,
    /// The group of each node, numbered from 0: more ties inside than chance would give.
    pub communities: Vec<u32>,
    /// Ties without which two nodes would lose their way to each other.
    pub bridges: Vec<(u32, u32)>,
    /// How the shortest ways were found.
    pub exactness: Exactness,
    /// What the intervals rest on.
    pub intervals: Intervals,
}

/// How many ties the searches for shortest ways may look at, all together: some seconds of work, as
/// each look in a large network waits for memory.
const PATIENCE: u64 = 2_000_000_000;

/// A tie costs so much more where ways have lengths, for nodes wait in order.
const ORDERED: u64 = 6;

/// Fewer starting points than this say little.
const FEWEST: u64 = 32;

/// Where the generator of starting points begins.
const SEED: u32 = 1917;

impl Network {
    /// A network of so many nodes and sources, numbered from 0, with no ties yet.
    pub fn new(nodes: usize, sources: usize) -> Network {
        Network { nodes, lines: Vec::new(), sources }
    }

    /// Adds a tie, and the sources without any of which it falls.
    ///
    /// What two sources attest independently falls with neither: then it needs none.
    /// Said of a node and itself, or of a node or source that is not there, nothing
    /// is added, and the answer is `false`; so it is for a weight that is not a
    /// positive number.
    pub fn tie(&mut self, a: u32, b: u32, weight: f64, needs: Vec<u32>) -> bool {
        let is_there = |node: u32| (node as usize) < self.nodes;
        let is_known = needs.iter().all(|source| (*source as usize) < self.sources);
        let is_weight = weight.is_finite() && 0.0 < weight;
        let is_tie = a != b && is_there(a) && is_there(b) && is_known && is_weight;
        if is_tie {
            self.lines.push(Line { a, b, weight, needs });
        }
        is_tie
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The graph of the ties that are left without a source.
    ///
    /// Every node stays: whoever only that source ties to others stands alone.
    pub fn graph(&self, without: Option<u32>) -> Graph {
        let is_left = |line: &&Line| !line.needs.iter().any(|source| Some(*source) == without);
        let lines = self.lines.iter().filter(is_left);
        Graph::of(self.nodes, lines.map(|line| (line.a, line.b, line.weight)))
    }

    /// How central each node is, with the interval that leaving out each source gives.
    ///
    /// All is exact as long as that takes some seconds; beyond, the shortest ways are
    /// sought from some nodes only, and [`Centrality::exactness`] says so.
    pub fn centrality(&self, weights: Weights) -> Centrality {
        let graph = self.graph(None);
        let needed: BTreeSet<u32> =
            self.lines.iter().flat_map(|line| line.needs.iter().copied()).collect();
        let mut intervals = match self.sources {
            0 => Intervals::NoSources,
            count if needed.len() <= MOST_DROPPED => Intervals::Dropped(count),
            count => Intervals::TooLong(count),
        };
        let step = match weights {
            Weights::Unused => 1,
            Weights::Used => ORDERED,
        };
        let search = |graph: &Graph| (2 * graph.ties() + graph.nodes()) as u64 * step;
        let dropped: &BTreeSet<u32> = match intervals {
            Intervals::Dropped(_) => &needed,
            _ => &BTreeSet::new(),
        };
        let all = search(&graph).saturating_mul(dropped.len() as u64 + 1);
        let nodes = self.nodes as u64;
        let (starts, with_dropped) = affordable(nodes, search(&graph), all);
        if let (false, Intervals::Dropped(count)) = (with_dropped, intervals) {
            intervals = Intervals::TooLong(count);
        }
        let exactness = match starts == nodes {
            true => Exactness::Exact,
            false => Exactness::Sampled { starts: starts as usize, seed: SEED },
        };
        let starts = drawn(self.nodes, starts as usize);
        let mut patience = PATIENCE;
        let mut figures = measured(&graph, &starts, weights, &mut patience)
            .into_iter()
            .map(|(measure, values)| (measure, values.into_iter().map(Figure::plain).collect()))
            .collect::<BTreeMap<Measure, Vec<Figure>>>();
        for source in dropped.iter().filter(|_| with_dropped) {
            let left = self.graph(Some(*source));
            // Where others attest the same ties, leaving a source out changes nothing.
            if left == graph {
                continue;
            }
            let again = measured(&left, &starts, weights, &mut patience);
            figures.retain(|measure, _| again.contains_key(measure));
            for (measure, figures) in &mut figures {
                let values = again.get(measure).into_iter().flatten();
                for (figure, value) in figures.iter_mut().zip(values) {
                    figure.low = figure.low.min(*value);
                    figure.high = figure.high.max(*value);
                }
            }
        }
        figures.values_mut().for_each(|figures| rank(figures));
        Centrality {
            figures,
            ties: (0..self.nodes as u32).map(|node| graph.neighbours(node).count()).collect(),
            components: graph.components(),
            communities: graph.communities(),
            bridges: graph.bridges(),
            exactness,
            intervals,
        }
    }
}

/// From how many nodes ways can be sought in [`PATIENCE`], and whether also in the
/// networks that each source leaves: one search costs `one` there, and `all` in all of them.
fn affordable(nodes: u64, one: u64, all: u64) -> (u64, bool) {
    if nodes.saturating_mul(all) <= PATIENCE {
        return (nodes, true);
    }
    let fewest = FEWEST.min(nodes);
    match PATIENCE / all.max(1) {
        starts if fewest <= starts => (starts.min(nodes), true),
        _ => ((PATIENCE / one.max(1)).clamp(fewest, nodes), false),
    }
}

/// More sources than this are not left out one at a time: each asks for a graph of its own.
const MOST_DROPPED: usize = 1000;

impl Figure {
    fn plain(value: f64) -> Figure {
        Figure { value, low: value, high: value, best: 1, worst: 1 }
    }
}

/// The measures of a graph; the eigenvector only if it is found in what patience is left.
fn measured(
    graph: &Graph,
    starts: &[u32],
    weights: Weights,
    patience: &mut u64,
) -> BTreeMap<Measure, Vec<f64>> {
    let Ways { betweenness, closeness } = graph.ways(starts, weights);
    let mut measured = BTreeMap::from([
        (Measure::Degree, graph.degree()),
        (Measure::Betweenness, betweenness),
        (Measure::Closeness, closeness),
    ]);
    let eigenvector = match graph.ties() {
        // Without a tie nobody is connected to anybody.
        0 => Some(vec![0.0; graph.nodes()]),
        _ => graph.eigenvector_within(weights, patience),
    };
    measured.extend(eigenvector.map(|vector| (Measure::Eigenvector, vector)));
    measured
}

/// Figures closer than this part of the greatest are taken for the same: what rounding leaves.
const ROUNDING: f64 = 1e-10;

/// The ranks that the intervals leave.
///
/// Whoever surely stands higher comes before; who may stand higher, may.
fn rank(figures: &mut [Figure]) {
    let greatest = figures.iter().map(|figure| figure.high).fold(0.0, f64::max);
    let same = greatest * ROUNDING;
    let mut lows: Vec<f64> = figures.iter().map(|figure| figure.low).collect();
    let mut highs: Vec<f64> = figures.iter().map(|figure| figure.high).collect();
    lows.sort_unstable_by(f64::total_cmp);
    highs.sort_unstable_by(f64::total_cmp);
    let count = figures.len();
    for figure in figures {
        let surely_above = count - lows.partition_point(|low| *low <= figure.high + same);
        let surely_below = highs.partition_point(|high| *high < figure.low - same);
        figure.best = surely_above + 1;
        figure.worst = count - surely_below;
    }
}

/// So many of the nodes, in order: all, or some drawn with [`SEED`].
fn drawn(nodes: usize, starts: usize) -> Vec<u32> {
    let mut all: Vec<u32> = (0..nodes as u32).collect();
    if starts < nodes {
        let mut state = u64::from(SEED);
        for at in 0..starts {
            // After Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = state;
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let other = at + ((bits ^ (bits >> 31)) % (nodes - at) as u64) as usize;
            all.swap(at, other);
        }
        all.truncate(starts);
        all.sort_unstable();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_estimated() {
        assert_eq!(affordable(1_000, 10_000, 30_000), (1_000, true), "all of it");
        assert_eq!(affordable(100_000, 1_000_000, 3_000_000), (666, true), "from some nodes");
        assert_eq!(
            affordable(100_000, 1_000_000, 1_000_000_000),
            (2_000, false),
            "without the intervals"
        );
        assert_eq!(
            affordable(10_000_000, 1_000_000_000, 1_000_000_000),
            (32, false),
            "never from fewer"
        );
        assert_eq!(affordable(10, 1_000_000_000, u64::MAX), (10, false));
    }

    #[test]
    fn starting_points_are_drawn_without_repetition() {
        assert_eq!(drawn(5, 5), [0, 1, 2, 3, 4]);
        let some = drawn(1_000, 100);
        assert_eq!(some, drawn(1_000, 100));
        assert_eq!(some.len(), 100);
        assert!(some.windows(2).all(|two| two[0] < two[1]));
        let mean = some.iter().sum::<u32>() / 100;
        assert!((400..600).contains(&mean), "{mean}");
    }
}
