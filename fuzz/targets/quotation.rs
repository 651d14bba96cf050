//! A quotation in a source: what is found really has these words.
#![no_main]

libfuzzer_sys::fuzz_target!(|both: (&str, &str)| {
    let (quotation, source) = both;
    if let Some(range) = derek_text::locate(quotation, source) {
        let found = &source[range];
        assert!(derek_text::locate(quotation, found).is_some());
    }
    let _ = derek_text::search_key(source);
    let _ = derek_text::Lexicon::new([(quotation, ())]).find(source);
});
