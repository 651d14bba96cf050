//! How long the closure of a random graph takes, and the proofs of its facts.
//!
//! `cargo run --release --bin closure` in `bench/`; `/usr/bin/time -v` says what memory it needs.
//! `closure program` prints the same program for another engine.

use std::time::Instant;

use derek_logic::program::{Fact, Value};
use derek_logic::{Limits, Model, NoAnswers, compact};

const NODES: u64 = 2_000;
const EDGES: usize = 3_000;

/// The edges of a graph that is the same in every run (SplitMix64).
fn edges() -> Vec<(i64, i64)> {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % NODES).cast_signed()
    };
    (0..EDGES).map(|_| (next(), next())).collect()
}

fn main() {
    let edges = edges();
    if std::env::args().nth(1).as_deref() == Some("program") {
        edges.iter().for_each(|(one, other)| println!("edge({one},{other})."));
        println!("path(X,Y) :- edge(X,Y).\npath(X,Z) :- path(X,Y), edge(Y,Z).");
        return;
    }
    let (program, _) = compact::parse(
        ".decl edge(x: number, y: number)
         .decl path(x: number, y: number)
         path(x, y) :- edge(x, y).
         path(x, z) :- path(x, y), edge(y, z).",
    );
    let fact = |relation: &str, one: i64, other: i64| Fact {
        relation: relation.to_owned(),
        values: vec![Value::Number(one), Value::Number(other)],
    };
    let given: Vec<Fact> = edges.iter().map(|(one, other)| fact("edge", *one, *other)).collect();
    let begun = Instant::now();
    let model = match Model::of(&program, &given, &NoAnswers, Limits::default()) {
        Ok(model) => model,
        Err(refusal) => {
            eprintln!("{refusal:?}");
            return;
        }
    };
    println!("{} facts in {:.3} s", model.len(), begun.elapsed().as_secs_f64());
    if std::env::args().nth(1).as_deref() == Some("why") {
        let (mut times, mut steps) = (Vec::new(), 0);
        // Pairs spread over the whole relation.
        for number in 0..200_000_i64 {
            let asked = fact("path", number * 7919 % NODES.cast_signed(), number * 104_729 % NODES.cast_signed());
            let begun = Instant::now();
            if let Some(proof) = model.why(&asked) {
                times.push(begun.elapsed());
                steps = steps.max(proof.steps.len());
            }
            if times.len() == 10_000 {
                break;
            }
        }
        times.sort_unstable();
        let at = |share: usize| times[times.len() * share / 1000].as_secs_f64() * 1e3;
        println!("{} proofs of up to {steps} steps: median {:.3} ms, p99 {:.3} ms, most {:.3} ms", times.len(), at(500), at(990), at(999));
    }
}
