//! Markdown of any kind: no panic, and every paragraph leads back to the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(document) = derek_read::import("fuzz.md", text.as_bytes()) else { return };
    for paragraph in &document.paragraphs {
        let whole = paragraph.in_file(0..paragraph.text.len());
        assert!(document.text.get(whole).is_some());
        for date in &paragraph.dates {
            let place = document.place(paragraph, date.range.clone());
            assert!(document.text.get(place.range).is_some());
        }
    }
});
