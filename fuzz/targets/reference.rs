//! Archival references in any words: places are of the text, and what is printed
//! is read again.
#![no_main]

use derek_text::archive::{Archives, Style, Tongue, find, parse, print};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let archives = Archives::default();
    let mut end = 0;
    for mention in find(text, &archives) {
        assert!(end <= mention.range.start);
        assert!(text.get(mention.range.clone()).is_some());
        end = mention.range.end;
    }
    if let Ok(reference) = parse(text, &archives) {
        for style in [Style::Gost, Style::Chicago, Style::Kazakh] {
            for tongue in [Tongue::Russian, Tongue::Kazakh, Tongue::English] {
                let _ = parse(&print(&reference, style, tongue), &archives);
            }
        }
    }
});
