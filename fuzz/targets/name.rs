//! Names of any script: parts lie in the name, the comparison is the same both ways and adds up.
#![no_main]

use derek_text::{Index, Judged, NameKey, SYSTEMS, Sounds, cluster, compare, render, side_by_side};

libfuzzer_sys::fuzz_target!(|both: (&str, &str)| {
    let (one, other) = both;
    let sounds = Sounds::of(one);
    for at in 0..sounds.len() {
        assert!(sounds.origin(at..at + 1).is_some_and(|range| one.get(range).is_some()));
    }
    for of in [NameKey::of, NameKey::of_place] {
        let (a, b) = (of(one), of(other));
        for part in a.parts() {
            assert!(one.get(part.range.clone()).is_some());
        }
        let there = compare(&a, &b);
        assert_eq!(there.score, compare(&b, &a).score);
        assert!((0.0..=1.0).contains(&there.score));
        let bits: f32 = there.reasons.iter().map(|reason| reason.bits).sum();
        assert!((there.score - 1.0 / (1.0 + (-bits).exp2())).abs() < 1e-4);
        for reason in &there.reasons {
            for (here, there, _) in side_by_side(&a, &b, reason) {
                assert!(one.get(here).is_some() && other.get(there).is_some());
            }
        }
    }
    for system in SYSTEMS {
        let _ = render(one, system.id);
    }
    let names = [one, other, one];
    let _ = Index::of(names).find(other, 2);
    let clusters = cluster(&names, &Judged::default()).unwrap_or_default();
    assert_eq!(clusters.groups.iter().map(Vec::len).sum::<usize>(), 3);
});
