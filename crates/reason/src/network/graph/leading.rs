//! The leading eigenvector of a graph.

use super::{Graph, Weights};

/// How many vectors are held at once while the eigenvector is sought.
const HELD: usize = 32;

/// How exact an eigenvector is: what is left over, against its length.
const EXACT: f64 = 1e-13;

/// How many ties may be looked at before the eigenvector is given up.
const PATIENCE: u64 = 2_000_000_000;

impl Graph {
    /// How well connected each node is, where a tie to the well connected counts
    /// more: the eigenvector of the largest eigenvalue, of length 1.
    ///
    /// Where several components have the same largest eigenvalue, each has its
    /// part as an even beginning would give it. Nodes of other components have 0.
    /// `None` when there is no tie, or when it was not found in reasonable time.
    pub fn eigenvector(&self, weights: Weights) -> Option<Vec<f64>> {
        let mut patience = PATIENCE;
        self.eigenvector_within(weights, &mut patience)
    }

    /// The same, as long as no more ties are looked at than patience allows; what was
    /// looked at is taken from it.
    pub(in crate::network) fn eigenvector_within(
        &self,
        weights: Weights,
        patience: &mut u64,
    ) -> Option<Vec<f64>> {
        if self.ties() == 0 {
            return None;
        }
        let components = self.components();
        let mut members: Vec<Vec<u32>> = Vec::new();
        for (node, of) in components.iter().enumerate() {
            if members.len() <= *of as usize {
                members.push(Vec::new());
            }
            members[*of as usize].push(node as u32);
        }
        let mut place = vec![0_u32; self.nodes()];
        let mut best: Vec<(f64, usize, Vec<f64>)> = Vec::new();
        let mut largest = 0.0_f64;
        for (which, nodes) in members.iter().enumerate().filter(|(_, nodes)| 1 < nodes.len()) {
            for (at, node) in nodes.iter().enumerate() {
                place[*node as usize] = at as u32;
            }
            // No eigenvalue is larger than the largest sum of a row.
            let bound = nodes.iter().map(|node| self.row(*node, weights)).fold(0.0, f64::max);
            if bound < largest * (1.0 - ALIKE) {
                continue;
            }
            let (value, vector) = self.leading(nodes, &place, weights, patience)?;
            largest = largest.max(value);
            best.push((value, which, vector));
        }
        best.retain(|(value, ..)| largest * (1.0 - ALIKE) <= *value);
        let mut whole = vec![0.0; self.nodes()];
        for (_, which, vector) in &best {
            let even: f64 = vector.iter().sum();
            for (node, value) in members[*which].iter().zip(vector) {
                whole[*node as usize] = even * value;
            }
        }
        let length = norm(&whole);
        Some(whole.into_iter().map(|value| value / length).collect())
    }

    fn row(&self, node: u32, weights: Weights) -> f64 {
        self.neighbours(node).map(|(_, weight)| strength(weight, weights)).sum()
    }

    /// The largest eigenvalue of a component and its vector, by the method of
    /// Lanczos, begun again from what was found.
    fn leading(
        &self,
        nodes: &[u32],
        place: &[u32],
        weights: Weights,
        patience: &mut u64,
    ) -> Option<(f64, Vec<f64>)> {
        let size = nodes.len();
        let cost: u64 = nodes.iter().map(|node| self.neighbours(*node).count() as u64 + 8).sum();
        let apply = |vector: &[f64]| -> Vec<f64> {
            let of = |node: &u32| -> f64 {
                let part = |(next, weight): (u32, f64)| {
                    strength(weight, weights) * vector[place[next as usize] as usize]
                };
                self.neighbours(*node).map(part).sum()
            };
            nodes.iter().map(of).collect()
        };
        let mut start = vec![1.0 / (size as f64).sqrt(); size];
        loop {
            let mut held: Vec<Vec<f64>> = vec![start];
            let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
            loop {
                let last = held.len() - 1;
                *patience = patience.checked_sub(cost)?;
                let mut next = apply(&held[last]);
                diagonal.push(dot(&held[last], &next));
                // Twice, so that rounding leaves nothing of those that are held.
                for _ in 0..2 {
                    for one in &held {
                        let part = dot(one, &next);
                        next.iter_mut().zip(one).for_each(|(value, of)| *value -= part * of);
                    }
                }
                let length = norm(&next);
                if held.len() == HELD.min(size) || length <= EXACT * diagonal[0].abs().max(1e-300) {
                    beside.push(length);
                    break;
                }
                beside.push(length);
                next.iter_mut().for_each(|value| *value /= length);
                held.push(next);
            }
            let (value, parts) = largest_of_tridiagonal(&diagonal, &beside);
            let mut vector = vec![0.0; size];
            for (one, part) in held.iter().zip(&parts) {
                vector.iter_mut().zip(one).for_each(|(sum, of)| *sum += part * of);
            }
            let sign = if vector.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
            let length = norm(&vector) * sign;
            vector.iter_mut().for_each(|value| *value /= length);
            let left =
                beside.last().copied().unwrap_or(0.0) * parts.last().map_or(0.0, |part| part.abs());
            if left <= EXACT * value.abs() {
                return Some((value, vector));
            }
            start = vector;
        }
    }
}

/// Eigenvalues that differ by less than this part are taken for the same.
const ALIKE: f64 = 1e-11;

fn strength(weight: f64, weights: Weights) -> f64 {
    match weights {
        Weights::Unused => 1.0,
        Weights::Used => weight,
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

/// The largest eigenvalue of a small symmetric tridiagonal matrix and its vector,
/// by turns after Jacobi.
fn largest_of_tridiagonal(diagonal: &[f64], beside: &[f64]) -> (f64, Vec<f64>) {
    let size = diagonal.len();
    let mut matrix = vec![vec![0.0; size]; size];
    for at in 0..size {
        matrix[at][at] = diagonal[at];
        if at + 1 < size {
            matrix[at][at + 1] = beside[at];
            matrix[at + 1][at] = beside[at];
        }
    }
    let mut vectors: Vec<Vec<f64>> = (0..size)
        .map(|row| (0..size).map(|column| f64::from(u8::from(row == column))).collect())
        .collect();
    // Ten rounds are enough for any matrix of this size; each doubles the digits.
    for _ in 0..30 {
        let scale: f64 = (0..size).map(|at| matrix[at][at].abs()).fold(0.0, f64::max);
        let mut is_still = true;
        for p in 0..size {
            for q in p + 1..size {
                let off = matrix[p][q];
                if off.abs() <= f64::EPSILON * 1e-3 * scale {
                    continue;
                }
                is_still = false;
                let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * off);
                let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let tangent = if theta == 0.0 { 1.0 } else { tangent };
                let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
                let sine = tangent * cosine;
                for row in &mut matrix {
                    let (a, b) = (row[p], row[q]);
                    row[p] = cosine * a - sine * b;
                    row[q] = sine * a + cosine * b;
                }
                let (above, below) = matrix.split_at_mut(q);
                for (one, other) in above[p].iter_mut().zip(&mut below[0]) {
                    (*one, *other) = (cosine * *one - sine * *other, sine * *one + cosine * *other);
                }
                for row in &mut vectors {
                    let (a, b) = (row[p], row[q]);
                    row[p] = cosine * a - sine * b;
                    row[q] = sine * a + cosine * b;
                }
            }
        }
        if is_still {
            break;
        }
    }
    let largest = (0..size).max_by(|a, b| matrix[*a][*a].total_cmp(&matrix[*b][*b])).unwrap_or(0);
    (matrix[largest][largest], vectors.iter().map(|row| row[largest]).collect())
}
