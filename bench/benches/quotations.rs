//! Quotations against one long source: how long a person waits for the verdicts.

use criterion::{Criterion, criterion_group, criterion_main};
use derek_bench::manuscript;
use derek_text::Source;

/// Quotations of a text: every so many bytes some words of it, changed in a way that
/// makes the whole work necessary.
fn quotations(text: &str, count: usize, change: fn(Vec<&str>) -> Vec<&str>) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let step = words.len() / (count + 1);
    (1..=count).map(|at| change(words[at * step..at * step + 30].to_vec()).join(" ")).collect()
}

fn source(c: &mut Criterion) {
    let text = manuscript(3_000_000);
    let kinds: [(&str, fn(Vec<&str>) -> Vec<&str>); 4] = [
        ("letter by letter", |words| words),
        ("a word replaced", |mut words| {
            words[12] = "xylophones";
            words
        }),
        ("words left out at an ellipsis", |mut words| {
            words.splice(10..20, ["[…]"]);
            words
        }),
        ("said nowhere", |mut words| {
            words.reverse();
            words
        }),
    ];
    let mut group = c.benchmark_group("a source of 3 MB");
    group.sample_size(10);
    group.bench_function("prepared", |b| b.iter(|| Source::new(&text).prepare()));
    for (name, change) in kinds {
        let asked = quotations(&text, 40, change);
        group.bench_function(format!("40 quotations, {name}, with preparing"), |b| {
            b.iter(|| {
                let source = Source::new(&text);
                asked.iter().map(|quotation| source.find(quotation).places.len()).sum::<usize>()
            });
        });
        let source = Source::new(&text);
        source.prepare();
        group.bench_function(format!("40 quotations, {name}, prepared"), |b| {
            b.iter(|| asked.iter().map(|quotation| source.find(quotation).places.len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, source);
criterion_main!(benches);
