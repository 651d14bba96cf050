//! A PDF of any kind: no panic, and every area is of the text and on a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = derek_read::import("fuzz.pdf", &[b"%PDF-1.7\n", bytes].concat()) else {
        return;
    };
    for source in &document.source {
        for area in &source.areas {
            assert!(document.text.get(area.text.clone()).is_some());
            assert!(area.sheet < source.sheets.len());
        }
    }
});
