//! Groups whose members have more ties among themselves than chance would give:
//! modularity after Newman and Girvan (2004), improved after Traag, Waltman and
//! van Eck, "From Louvain to Leiden" (2019), so that each group hangs together.
//!
//! Groups are numbered by their first member. Nodes are visited in the order of
//! their numbers, so that the answer is always the same.

use std::collections::VecDeque;

use super::Graph;

impl Graph {
    /// The group of each node.
    pub fn communities(&self) -> Vec<u32> {
        let nodes = self.nodes();
        let mut whole = Coarse::of(self);
        // For each node of the graph, the coarse node it is in.
        let mut inside: Vec<u32> = (0..nodes as u32).collect();
        let mut group: Vec<u32> = (0..nodes as u32).collect();
        for _ in 0..LEVELS {
            let has_moved = whole.move_nodes(&mut group);
            let parts = whole.refine(&group);
            let count = parts.iter().max().map_or(0, |part| *part as usize + 1);
            for part in &mut inside {
                *part = parts[*part as usize];
            }
            let mut of_part = vec![0; count];
            for (node, part) in parts.iter().enumerate() {
                of_part[*part as usize] = group[node];
            }
            if !has_moved || count == whole.size.len() {
                group = of_part;
                break;
            }
            whole = whole.gathered(&parts, count);
            group = numbered(&of_part);
        }
        // A group that its last move has torn is as many groups as it has pieces.
        let of: Vec<u32> = inside.iter().map(|part| group[*part as usize]).collect();
        self.pieces(&of)
    }

    /// The connected pieces of each group, numbered by their first node.
    fn pieces(&self, group: &[u32]) -> Vec<u32> {
        let mut piece = vec![u32::MAX; group.len()];
        let mut count = 0;
        let mut open = VecDeque::new();
        for node in 0..group.len() as u32 {
            if piece[node as usize] != u32::MAX {
                continue;
            }
            piece[node as usize] = count;
            open.push_back(node);
            while let Some(here) = open.pop_front() {
                for (next, _) in self.neighbours(here) {
                    if piece[next as usize] == u32::MAX
                        && group[next as usize] == group[here as usize]
                    {
                        piece[next as usize] = count;
                        open.push_back(next);
                    }
                }
            }
            count += 1;
        }
        piece
    }
}

/// How often groups are gathered into larger ones; each time there are fewer.
const LEVELS: usize = 64;

/// How often all nodes are looked at on one level.
const ROUNDS: usize = 32;

/// A graph whose nodes are groups of nodes.
struct Coarse {
    offsets: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
    /// The weight of all ties of each node, ties inside it counted twice.
    size: Vec<f64>,
    /// Twice the weight of all ties.
    total: f64,
}

impl Coarse {
    fn of(graph: &Graph) -> Coarse {
        let size: Vec<f64> =
            graph.offsets.windows(2).map(|ends| (ends[1] - ends[0]) as f64).collect();
        Coarse {
            offsets: graph.offsets.clone(),
            neighbours: graph.neighbours.clone(),
            weights: vec![1.0; graph.neighbours.len()],
            total: size.iter().sum(),
            size,
        }
    }

    fn neighbours(&self, node: usize) -> impl Iterator<Item = (usize, f64)> {
        let range = self.offsets[node]..self.offsets[node + 1];
        let places = self.neighbours[range.clone()].iter().map(|next| *next as usize);
        places.zip(self.weights[range].iter().copied())
    }

    /// Moves nodes to the neighbouring groups that gain most, until none gains.
    fn move_nodes(&self, group: &mut [u32]) -> bool {
        let nodes = self.size.len();
        let mut sum = vec![0.0; nodes];
        for (node, of) in group.iter().enumerate() {
            sum[*of as usize] += self.size[node];
        }
        let mut near = vec![0.0; nodes];
        let mut has_moved = false;
        for _ in 0..ROUNDS {
            let mut moved = 0;
            for node in 0..nodes {
                let own = group[node] as usize;
                let mut met: Vec<usize> = vec![own];
                for (next, weight) in self.neighbours(node) {
                    let of = group[next] as usize;
                    if near[of] == 0.0 && of != own {
                        met.push(of);
                    }
                    near[of] += weight;
                }
                sum[own] -= self.size[node];
                let gain = |of: usize| near[of] - sum[of] * self.size[node] / self.total.max(1.0);
                let mut best = own;
                for &of in &met {
                    if gain(best) + 1e-12 < gain(of) {
                        best = of;
                    }
                }
                for of in met {
                    near[of] = 0.0;
                }
                sum[best] += self.size[node];
                if best != own {
                    group[node] = best as u32;
                    moved += 1;
                }
            }
            has_moved |= 0 < moved;
            if moved == 0 {
                break;
            }
        }
        has_moved
    }

    /// Parts of the groups that hang together well: within its group, a node that is
    /// still alone joins the part that gains most.
    fn refine(&self, group: &[u32]) -> Vec<u32> {
        let nodes = self.size.len();
        let mut part: Vec<u32> = (0..nodes as u32).collect();
        let mut sum = self.size.clone();
        let mut is_alone = vec![true; nodes];
        let mut near = vec![0.0; nodes];
        for node in 0..nodes {
            if !is_alone[node] {
                continue;
            }
            let mut met = Vec::new();
            for (next, weight) in
                self.neighbours(node).filter(|(next, _)| group[*next] == group[node])
            {
                let of = part[next] as usize;
                if near[of] == 0.0 && of != node {
                    met.push(of);
                }
                near[of] += weight;
            }
            let gain = |of: usize| near[of] - sum[of] * self.size[node] / self.total.max(1.0);
            let best =
                met.iter().copied().reduce(|one, of| if gain(one) < gain(of) { of } else { one });
            if let Some(best) = best.filter(|best| 0.0 < gain(*best)) {
                sum[best] += self.size[node];
                sum[node] = 0.0;
                part[node] = best as u32;
                is_alone[best] = false;
                is_alone[node] = false;
            }
            met.into_iter().chain([node]).for_each(|of| near[of] = 0.0);
        }
        numbered(&part)
    }

    /// The graph of the parts.
    fn gathered(&self, parts: &[u32], count: usize) -> Coarse {
        let mut size = vec![0.0; count];
        let mut ties: Vec<(u32, u32, f64)> = Vec::new();
        for (node, part) in parts.iter().enumerate() {
            size[*part as usize] += self.size[node];
            let others = self.neighbours(node).map(|(next, weight)| (*part, parts[next], weight));
            ties.extend(others.filter(|(here, there, _)| here != there));
        }
        ties.sort_unstable_by_key(|(here, there, _)| (*here, *there));
        let mut offsets = vec![0; count + 1];
        let (mut neighbours, mut weights): (Vec<u32>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut before = None;
        for (here, there, weight) in ties {
            match (before == Some((here, there)), weights.last_mut()) {
                (true, Some(last)) => *last += weight,
                _ => {
                    neighbours.push(there);
                    weights.push(weight);
                    offsets[here as usize + 1] += 1;
                }
            }
            before = Some((here, there));
        }
        for at in 0..count {
            offsets[at + 1] += offsets[at];
        }
        Coarse { offsets, neighbours, weights, size, total: self.total }
    }
}

/// Numbers from 0 in the order in which they are first met.
fn numbered(of: &[u32]) -> Vec<u32> {
    let most = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut number = vec![u32::MAX; most];
    let mut count = 0;
    let each = of.iter().map(|one| {
        let number = &mut number[*one as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *number
    });
    each.collect()
}
