//! A day from one calendar to another.
//!
//! `cargo bench --bench calendars` in `bench/`; each figure is a thousand conversions.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use derek_time::Day;

/// A thousand days of four centuries.
fn days() -> Vec<Day> {
    (0..1000).map(|number| Day::new(2_300_000 + 137 * number)).collect()
}

fn conversions(criterion: &mut Criterion) {
    let days = days();
    type To = fn(Day) -> (i32, u8, u8);
    type From = fn(i32, u8, u8) -> Option<Day>;
    let calendars: [(&str, To, From); 3] = [
        ("Gregorian", Day::to_gregorian, Day::gregorian),
        ("Julian", Day::to_julian, Day::julian),
        ("Hijri", Day::to_hijri, Day::hijri),
    ];
    for (name, to, from) in calendars {
        let written: Vec<(i32, u8, u8)> = days.iter().map(|day| to(*day)).collect();
        criterion.bench_function(&format!("1000 days to {name}"), |bench| {
            bench.iter(|| days.iter().map(|day| i64::from(to(black_box(*day)).0)).sum::<i64>());
        });
        criterion.bench_function(&format!("1000 days from {name}"), |bench| {
            bench.iter(|| {
                let read = written.iter().filter_map(|(year, month, day)| {
                    from(black_box(*year), black_box(*month), black_box(*day))
                });
                read.map(|day| i64::from(day.number())).sum::<i64>()
            });
        });
    }
}

criterion_group!(benches, conversions);
criterion_main!(benches);
