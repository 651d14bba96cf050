//! What a reader waits for: a text checked, a study opened, a study checked again after one edit.

use criterion::{Criterion, criterion_group, criterion_main};
use derek_bench::{AIM, CLAIMS, Size, manuscript, study};
use derek_check::{Reading, run};

fn texts(c: &mut Criterion) {
    let reference = [derek_desk::chronicle()];
    for (name, bytes) in [("100 pages (250 kB)", 250_000), ("1 MB", 1_000_000)] {
        let text = manuscript(bytes);
        c.bench_function(&format!("check a text of {name}"), |b| {
            b.iter(|| {
                let documents = [derek_read::propose("manuscript.txt", text.clone())];
                run(&Reading::of_texts(&documents, &reference), &[]).findings.len()
            });
        });
    }
    let text = manuscript(1_000_000);
    c.bench_function("read a text of 1 MB", |b| b.iter(|| derek_read::propose("manuscript.txt", text.clone()).paragraphs.len()));
}

fn studies(c: &mut Criterion) {
    for (name, size) in [
        ("a study of 3,000 sources and 20,000 claims", AIM),
        ("a study of 10,000 claims", CLAIMS),
    ] {
        a_study(c, name, size);
    }
}

fn a_study(c: &mut Criterion, name: &str, size: Size) {
    let folder = tempfile::tempdir().expect("a folder");
    study(folder.path(), size).expect("a study");
    let reference = derek_desk::reference();
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    group.bench_function("cold", |b| {
        b.iter(|| derek_desk::Desk::open(folder.path(), reference.clone()).expect("a desk").reading().report.findings.len());
    });
    let desk = derek_desk::Desk::open(folder.path(), reference.clone()).expect("a desk");
    let path = "cards/events/event-5.md";
    let mut turn = 0;
    group.bench_function("after one edit", |b| {
        b.iter(|| {
            turn += 1;
            let text = std::fs::read_to_string(folder.path().join(path)).expect("a card");
            let changed = format!("{text}A remark, number {turn}.\n");
            std::fs::write(folder.path().join(path), changed).expect("an edit");
            desk.reread().report.findings.len()
        });
    });
}

criterion_group!(benches, texts, studies);
criterion_main!(benches);
