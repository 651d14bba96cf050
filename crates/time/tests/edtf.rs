//! EDTF strings of other people's tests, when they are at hand.

// The strings lie outside the house, and the rate is to be seen.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::path::Path;

use derek_time::parse_edtf;

#[test]
fn the_strings_of_the_standard_are_judged_right() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/time/edtf_union.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: there is no {}", path.display());
        return;
    };
    let mut judged = 0;
    for line in lines.lines().filter(|line| line.contains("\"basis\": \"annex-A\"")) {
        let Some((_, rest)) = line.split_once("{\"edtf\": \"") else { continue };
        let Some((string, rest)) = rest.split_once('"') else { continue };
        let valid = rest.starts_with(", \"iso8601_2_valid\": true");
        assert_eq!(parse_edtf(string).is_ok(), valid, "{string}");
        judged += 1;
    }
    println!("{judged} strings of ISO 8601-2 Annex A judged right");
    assert!(0 < judged);
}
