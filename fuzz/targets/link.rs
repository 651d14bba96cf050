//! Tables of any text: rows in groups, each once, and what ties them adds up.
#![no_main]

use derek_text::linkage::{Column, cells, link};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Some(mut rows) = cells(text) else { return };
    if rows.is_empty() {
        return;
    }
    let headings = rows.remove(0);
    let columns: Vec<Column> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| match Column::of_heading(heading) {
            Column::Other => Column::ALL[at % Column::ALL.len()],
            known => known,
        })
        .collect();
    let linked = link(&columns, &rows);
    let mut once: Vec<usize> = linked.groups.iter().flatten().copied().collect();
    once.sort_unstable();
    assert_eq!(once, (0..rows.len()).collect::<Vec<_>>());
    for tie in linked.joined.iter().chain(&linked.asked) {
        assert!(tie.one < tie.other && tie.other < rows.len() && tie.bits().is_finite());
    }
    assert_eq!(linked.joined.len(), rows.len() - linked.groups.len());
});
