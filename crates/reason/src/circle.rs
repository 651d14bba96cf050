//! Circles: what leads back to where it began.

/// Nodes that lead back to themselves, together with those on the way: each circle
/// in the order of its numbers, circles by their first member.
///
/// `next` lists where each node leads; numbers that are not there are left out.
pub(crate) fn circles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = next.len();
    let (mut seen, mut low) = (vec![0_usize; count], vec![0_usize; count]);
    let mut is_open = vec![false; count];
    let (mut open, mut time) = (Vec::new(), 0);
    let mut circles = Vec::new();
    for start in 0..count {
        if seen[start] != 0 {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((here, at)) = path.pop() {
            if at == 0 {
                time += 1;
                (seen[here], low[here]) = (time, time);
                is_open[here] = true;
                open.push(here);
            }
            let further = next[here].get(at).copied();
            if let Some(there) = further {
                path.push((here, at + 1));
                match seen.get(there) {
                    Some(0) => path.push((there, 0)),
                    Some(time) if is_open[there] => low[here] = low[here].min(*time),
                    _ => {}
                }
                continue;
            }
            if let Some((above, _)) = path.last() {
                low[*above] = low[*above].min(low[here]);
            }
            if low[here] == seen[here] {
                let from = open.iter().rposition(|node| *node == here).unwrap_or(0);
                let mut members = open.split_off(from);
                members.iter().for_each(|member| is_open[*member] = false);
                members.sort_unstable();
                if 1 < members.len() || next[here].contains(&here) {
                    circles.push(members);
                }
            }
        }
    }
    circles.sort_unstable();
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(next: &[&[usize]], expected: &[&[usize]]) {
        let next: Vec<Vec<usize>> = next.iter().map(|to| to.to_vec()).collect();
        assert_eq!(circles(&next), expected);
    }

    #[test]
    fn what_leads_back() {
        check(&[], &[]);
        check(&[&[1], &[2], &[]], &[]);
        check(&[&[0]], &[&[0]]);
        check(&[&[1], &[2], &[0, 3], &[4], &[3], &[9]], &[&[0, 1, 2], &[3, 4]]);
        check(&[&[1, 2], &[3], &[3], &[]], &[]);
    }

    #[test]
    fn a_long_way_is_walked_without_recursion() {
        let count = 200_000;
        let mut next: Vec<Vec<usize>> = (1..=count).map(|next| vec![next]).collect();
        assert_eq!(circles(&next), Vec::<Vec<usize>>::new());
        next[count - 1] = vec![0];
        assert_eq!(circles(&next).len(), 1);
    }
}
