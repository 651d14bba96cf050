//! Every check over a text of any kind: no panic, and places inside the text.
#![no_main]

use derek_check::{Reading, run};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let documents = [derek_read::propose("fuzz.txt", text.to_owned())];
    let report = run(&Reading::of_texts(&documents, &[]), &[]);
    for place in report.findings.iter().flat_map(|finding| &finding.places) {
        assert!(documents[0].text.get(place.range.clone()).is_some());
    }
});
