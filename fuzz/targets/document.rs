//! Bytes of any kind as a document: no panic, and every place leads back to the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = derek_read::import("fuzz.txt", bytes) {
        for paragraph in &document.paragraphs {
            let whole = paragraph.in_file(0..paragraph.text.len());
            assert!(document.text.get(whole).is_some());
            let names = paragraph.names.iter().map(|name| &name.range);
            let citations = paragraph.citations.iter().map(|mark| &mark.range);
            let dates = paragraph.dates.iter().map(|date| &date.range);
            for range in names.chain(citations).chain(dates).chain(&paragraph.stray_marks).chain(&paragraph.references).chain(&paragraph.sentences) {
                assert!(paragraph.text.get(range.clone()).is_some());
                let place = document.place(paragraph, range.clone());
                assert!(document.text.get(place.range.clone()).is_some());
            }
        }
    }
});
