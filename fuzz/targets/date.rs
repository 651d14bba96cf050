//! Dates in a field and in running text: no panic, ranges where characters end.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = derek_time::parse(text);
    let _ = derek_time::parse_edtf(text);
    let mut last = 0;
    for mention in derek_time::find(text) {
        assert!(last <= mention.range.start && text.get(mention.range.clone()).is_some());
        last = mention.range.end;
        for lang in derek_time::Lang::ALL {
            let _ = mention.date.in_lang(lang);
        }
        let _ = mention.date.edtf();
    }
});
