//! The phrases written for derek, when they are at hand: how many are read right.

// The strings lie outside the house, and the rate is to be seen.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::collections::BTreeMap;
use std::path::Path;

use derek_time::{Date, Day, parse};

/// The share of phrases that must be exactly right in every language.
const LEAST: f64 = 0.85;

#[test]
fn the_written_phrases_are_read() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/time/phrases.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: there is no {}", path.display());
        return;
    };
    let mut rates: BTreeMap<String, (u32, u32, u32)> = BTreeMap::new();
    for line in lines.lines() {
        let text = field(line, "text").unwrap_or_default();
        let (first, last) = (field(line, "min"), field(line, "max"));
        let rate = rates.entry(field(line, "lang").unwrap_or_default()).or_default();
        rate.1 += 1;
        match parse(&text) {
            Ok(date) => {
                let bounds = date.bounds();
                let read = (
                    bounds.first_day().map(|day| day.iso()),
                    bounds.last_day().map(|day| day.iso()),
                );
                let right = match field(line, "cat").as_deref() {
                    // No table can say on which of two days a moon was seen.
                    Some("hijri") => is_a_day_off(&date, &first, &last),
                    _ => read == (first.clone(), last.clone()),
                };
                if right {
                    rate.0 += 1;
                } else {
                    rate.2 += 1;
                    println!("wrong: {text}: {read:?}, not {first:?} {last:?}");
                }
            }
            Err(error) => println!("not read: {text}: stopped at byte {}", error.stopped),
        }
    }
    for (language, (right, all, wrong)) in &rates {
        println!("{language}: {right} of {all} right, {wrong} wrong");
    }
    for (language, (right, all, _)) in rates {
        assert!(LEAST <= f64::from(right) / f64::from(all), "{language}: {right} of {all}");
    }
}

/// Whether the days are those, give or take a day at each end.
fn is_a_day_off(date: &Date, first: &Option<String>, last: &Option<String>) -> bool {
    let near = |read: Option<Day>, wanted: &Option<String>| {
        read.is_some_and(|day| (-1..=1).any(|days| Some(day.plus(days).iso()) == *wanted))
    };
    near(date.bounds().first_day(), first) && near(date.bounds().last_day(), last)
}

/// The string value of a field in a line of JSON; `None` when it is null or missing.
fn field(line: &str, name: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{name}\": \""))?;
    let end = rest.find('"')?;
    Some(rest[..end].to_owned())
}
