//! Circles among things that rest on each other.

use std::collections::{BTreeMap, VecDeque};

/// A circle for each knot of things that all lead to each other, the shortest through
/// its first member; a thing that leads to itself is a circle of one.
///
/// `next` holds for each thing those to which it leads. It takes time and memory by
/// their number, and no recursion.
pub(crate) fn circles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let knots = knots(next);
    let mut circles: Vec<Vec<usize>> = Vec::new();
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut size: BTreeMap<usize, usize> = BTreeMap::new();
    for (thing, knot) in knots.iter().enumerate() {
        first.entry(*knot).or_insert(thing);
        *size.entry(*knot).or_default() += 1;
    }
    let mut firsts: Vec<(usize, usize)> =
        first.into_iter().map(|(knot, one)| (one, knot)).collect();
    firsts.sort_unstable();
    for (start, knot) in firsts {
        let leads_to_itself = next.get(start).is_some_and(|next| next.contains(&start));
        if leads_to_itself {
            circles.push(vec![start]);
        } else if size.get(&knot).is_some_and(|size| 1 < *size) {
            circles.push(shortest(next, &knots, start));
        }
    }
    circles
}

/// The shortest way from a thing back to itself inside its knot.
fn shortest(next: &[Vec<usize>], knots: &[usize], start: usize) -> Vec<usize> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for &there in next.get(here).into_iter().flatten() {
            if there == start {
                let mut way = vec![here];
                while let Some(&before) = from.get(way.last().unwrap_or(&start)) {
                    way.push(before);
                }
                way.reverse();
                return way;
            }
            let is_inside = knots.get(there) == knots.get(start);
            if is_inside && !from.contains_key(&there) {
                from.insert(there, here);
                queue.push_back(there);
            }
        }
    }
    vec![start]
}

/// For each thing the number of its knot: things that all lead to each other have one
/// number (Tarjan, *Depth-first search and linear graph algorithms*, 1972, without recursion).
fn knots(next: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; next.len()];
    let mut low = vec![0; next.len()];
    let mut knot = vec![UNSEEN; next.len()];
    let (mut seen, mut count) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    for root in 0..next.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut way = vec![(root, 0)];
        while let Some((here, step)) = way.pop() {
            if step == 0 {
                (order[here], low[here]) = (seen, seen);
                seen += 1;
                open.push(here);
            }
            let Some(&there) = next[here].get(step) else {
                if low[here] == order[here] {
                    while let Some(member) = open.pop() {
                        knot[member] = count;
                        if member == here {
                            break;
                        }
                    }
                    count += 1;
                }
                if let Some((above, _)) = way.last() {
                    low[*above] = low[*above].min(low[here]);
                }
                continue;
            };
            way.push((here, step + 1));
            if next.len() <= there {
                continue;
            }
            match (order[there], knot[there]) {
                (UNSEEN, _) => way.push((there, 0)),
                (before, UNSEEN) => low[here] = low[here].min(before),
                _ => {}
            }
        }
    }
    knot
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::circles;

    #[test]
    fn circles_are_told_in_order() {
        assert_eq!(
            circles(&[vec![1], vec![2], vec![0], vec![3], vec![0]]),
            [vec![0, 1, 2], vec![3]]
        );
        assert_eq!(circles(&[vec![1], vec![2], vec![]]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn a_chain_of_a_million_is_no_trouble() {
        let chain: Vec<Vec<usize>> = (0..1_000_000).map(|at| vec![at + 1]).collect();
        assert!(circles(&chain).is_empty());
        let mut ring = chain;
        ring[999_999] = vec![0];
        assert_eq!(circles(&ring)[0].len(), 1_000_000);
    }

    proptest! {
        /// Every circle is one, and where things lead back to themselves one is found.
        #[test]
        fn as_walking_finds_them(edges in proptest::collection::vec((0..7_usize, 0..7_usize), 0..16)) {
            let mut next = vec![Vec::new(); 7];
            for (from, to) in edges {
                next[from].push(to);
            }
            let found = circles(&next);
            for circle in &found {
                for (at, here) in circle.iter().enumerate() {
                    let there = circle[(at + 1) % circle.len()];
                    prop_assert!(next[*here].contains(&there));
                }
            }
            let reaches = |from: usize| {
                let mut seen = [false; 7];
                let mut queue: Vec<usize> = next[from].clone();
                while let Some(here) = queue.pop() {
                    if !std::mem::replace(&mut seen[here], true) {
                        queue.extend(&next[here]);
                    }
                }
                seen
            };
            let turning = (0..7).any(|at| reaches(at)[at]);
            prop_assert_eq!(turning, !found.is_empty());
        }
    }
}
