//! What networks cost that a benchmark cannot show: CPU seconds of one run, the
//! memory at its highest, the slowest of all additions.

use derek_bench::network::{Dice, Network, crowded, unmarked, woven};
use derek_time::{Claim, Timeline};
use std::time::Instant;

/// User and system time of this process, in seconds, and its highest memory in MB; Linux only.
fn spent() -> (f64, u64) {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let stat = read("/proc/self/stat");
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|one| one.parse::<f64>().ok()).sum();
    let status = read("/proc/self/status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    (ticks / 100.0, peak.unwrap_or_default() / 1024)
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (before, start) = (spent().0, Instant::now());
    let result = work();
    let wall = start.elapsed().as_secs_f64();
    let (cpu, peak) = spent();
    println!("{name}: {:.2} CPU s, {wall:.3} s wall, peak {peak} MB", cpu - before);
    result
}

/// Claims told one at a time, in any order, and the network asked after each; then all taken away.
fn incremental(events: usize) {
    let network = Network::new(events, 7);
    let constraints = network.constraints;
    let mut timeline: Timeline = network.timeline;
    let mut claims = network.claims;
    let mut dice = Dice(11);
    for place in 1..claims.len() {
        claims.swap(place, dice.below(place as u64 + 1) as usize);
    }
    let count = claims.len();
    let before = spent().0;
    let mut times = Vec::with_capacity(count);
    for (trust, said) in claims {
        let start = Instant::now();
        timeline.add(trust, said).expect("own points");
        assert!(timeline.is_consistent());
        times.push(start.elapsed().as_nanos() as u64);
    }
    let mean = (spent().0 - before) * 1e6 / constraints as f64;
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize] as f64 / 1000.0;
    println!("{events} events, {constraints} constraints, one claim at a time: mean {mean:.2} CPU µs a constraint");
    println!("  a claim: half under {:.2}, p99 {:.1}, p99.9 {:.1}, worst {:.0} µs", at(0.5), at(0.99), at(0.999), at(1.0));
    let start = Instant::now();
    for claim in 0..count {
        timeline.remove(Claim(claim as u32));
    }
    println!("  taken away: mean {:.2} µs a claim", start.elapsed().as_secs_f64() * 1e6 / count as f64);
}

fn main() {
    if std::env::args().any(|one| one == "choices") {
        return all_choices();
    }
    if std::env::args().any(|one| one == "incremental") {
        return [1_000, 10_000, 100_000, 1_000_000].into_iter().for_each(incremental);
    }
    for events in [1_000, 10_000, 100_000, 1_000_000] {
        for contradictions in [0, 1, 100] {
            if 100_000 < events && 1 < contradictions {
                continue;
            }
            let mut network = Network::new(events, 7);
            network.contradict(contradictions);
            let constraints = network.constraints;
            let mut timeline = network.told();
            let name = format!("{events} events, {constraints} constraints, {contradictions} false");
            let conflicts: Vec<usize> = timed(&format!("{name}, check and tighten"), || {
                timeline.solve().conflicts.iter().map(|one| one.claims.len()).collect()
            });
            println!("  {} conflicts of so many claims: {:?}", conflicts.len(), conflicts.last());
        }
    }
    [1_000, 10_000, 100_000, 1_000_000].into_iter().for_each(incremental);
    for contradiction in [false, true] {
        let mut network = Network::new(2_500, 7);
        if contradiction {
            network.contradict(1);
        }
        let claims = network.claims.clone();
        let mut timeline = network.told();
        timeline.solve();
        let mut worst: f64 = 0.0;
        let start = Instant::now();
        for turn in 0..100 {
            let start = Instant::now();
            timeline.remove(Claim(turn * 97));
            let (trust, said) = claims[turn as usize * 97].clone();
            timeline.add(trust, said).expect("own points");
            timeline.solve();
            worst = worst.max(start.elapsed().as_secs_f64());
        }
        println!(
            "a study of {} claims, one changed, contradiction {contradiction}: mean {:.2} ms, worst {:.2} ms",
            claims.len(),
            start.elapsed().as_secs_f64() * 10.0,
            worst * 1e3
        );
    }
    all_choices();
}

fn all_choices() {
    for length in [5, 50, 1_000] {
        choices(&format!("1000 unmarked dates in chains of {length}"), unmarked(1_000, length, 3));
    }
    choices("1000 unmarked dates, woven", woven(1_000, 3));
    for events in [4, 6, 8, 12] {
        choices(&format!("{events} events in a day too few"), crowded(events));
    }
}

fn choices(name: &str, mut timeline: Timeline) {
    let (forced, given_up, conflicts) = timed(name, || {
        let solution = timeline.solve();
        let forced = solution.choices.iter().filter(|one| one.forced().is_some()).count();
        let given_up = solution.choices.iter().filter(|one| !one.decided).count();
        (forced, given_up, solution.conflicts.len())
    });
    println!("  {forced} forced, {given_up} given up, {conflicts} conflicts");
}
