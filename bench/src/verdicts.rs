//! Reads networks and says whether they can hold, to be compared with other programs.
//!
//! A line `FROM TO DAYS CLAIM` says that point `TO` is at most `DAYS` after point
//! `FROM`; lines of one claim stand together, claims are counted from 0. An
//! empty line ends a network. The answer is one line for each: `holds`, or the
//! claims of its first conflict.

use derek_time::{Constraint, Event, Point, Timeline, Trust};
use std::io::BufRead;

fn main() {
    let mut lines: Vec<Vec<i64>> = Vec::new();
    for line in std::io::stdin().lock().lines().map_while(Result::ok).chain([String::new()]) {
        if !line.is_empty() {
            lines.push(line.split_whitespace().filter_map(|word| word.parse().ok()).collect());
            continue;
        }
        if lines.is_empty() {
            continue;
        }
        let most = lines.iter().flat_map(|line| [line[0], line[1]]).max().unwrap_or_default();
        let mut timeline = Timeline::new();
        let mut points = vec![Point::ORIGIN];
        points.extend((0..most).map(|_| timeline.day()).map(|event: Event| event.begin));
        for claim in lines.chunk_by(|one, other| one[3] == other[3]) {
            let constraint = |line: &Vec<i64>| Constraint {
                from: points[line[0] as usize],
                to: points[line[1] as usize],
                days: line[2],
            };
            timeline.add(Trust::Said(1), claim.iter().map(constraint)).expect("own points");
        }
        let solution = timeline.solve();
        match solution.conflicts.first() {
            None => println!("holds"),
            Some(conflict) => {
                let claims: Vec<String> = conflict.claims.iter().map(|claim| claim.0.to_string()).collect();
                println!("{}", claims.join(" "));
            }
        }
        lines.clear();
    }
}
