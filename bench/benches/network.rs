//! What a network of dates costs: solved from nothing, and after one claim has changed.

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use derek_bench::network::{Network, unmarked};
use derek_time::Claim;

fn solve(c: &mut Criterion) {
    let mut group = c.benchmark_group("check and tighten");
    group.sample_size(10);
    for events in [1_000, 10_000, 100_000, 1_000_000] {
        for (name, contradiction) in [("consistent", false), ("contradiction", true)] {
            group.bench_function(BenchmarkId::new(name, events), |b| {
                b.iter_batched(
                    || {
                        let mut network = Network::new(events, 7);
                        if contradiction {
                            network.contradict(1);
                        }
                        network.told()
                    },
                    |mut timeline| {
                        let conflicts = timeline.solve().conflicts.len();
                        (timeline, conflicts)
                    },
                    BatchSize::PerIteration,
                );
            });
        }
    }
}

fn change(c: &mut Criterion) {
    for (name, contradiction) in [("consistent", false), ("contradiction", true)] {
        let mut network = Network::new(2_500, 7);
        if contradiction {
            network.contradict(1);
        }
        let (trust, said) = network.claims[4].clone();
        let mut timeline = network.told();
        let mut claim = Claim(4);
        c.bench_function(&format!("one of 10,000 claims changed, {name}"), |b| {
            b.iter(|| {
                timeline.remove(claim);
                claim = timeline.add(trust, said.clone()).expect("own points");
                timeline.solve().conflicts.len()
            });
        });
    }
}

fn choose(c: &mut Criterion) {
    let mut group = c.benchmark_group("1,000 unmarked dates");
    group.sample_size(10);
    for length in [5, 50, 1_000] {
        let mut timeline = unmarked(1_000, length, 3);
        group.bench_function(format!("in chains of {length}"), |b| b.iter(|| timeline.solve().choices.len()));
    }
}

criterion_group!(benches, solve, change, choose);
criterion_main!(benches);
