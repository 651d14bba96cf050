//! Every check over a text of any kind, with reference facts at hand: no panic,
//! and places inside the text.
#![no_main]

use std::sync::LazyLock;

use derek_check::{Reading, run};
use derek_study::{Study, fixture};

/// A calendar and a policy, so that the checks that ask for facts have some.
static REFERENCE: LazyLock<[Study; 1]> = LazyLock::new(|| {
    [fixture::study(
        "//- bibliography.bib\n@online{a, title = {A}}\n\
         //- cards/nep.md\n---\nkind: concept\nname: New Economic Policy\nalso: [NEP]\nbegins: March 1921 [@a]\nends: 1928 [@a]\n---\n\
         //- cards/russia.md\n---\nkind: place\nname: Russia\nalso: [Moscow]\ncalendar:\n  - value: julian\n    until: 31 January 1918 (O.S.)\n    cite: \"@a\"\n---\n",
    )]
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let documents = [derek_read::propose("fuzz.txt", text.to_owned())];
    let report = run(&Reading::of_texts(&documents, &*REFERENCE), &[]);
    for place in report.findings.iter().flat_map(|finding| &finding.places) {
        assert!(documents[0].text.get(place.range.clone()).is_some());
    }
});
