//! A quotation in a source: what is found really has these words, and every place
//! and difference lies in the texts.
#![no_main]

use derek_text::quotation::{Anchor, Refound};
use derek_text::{Source, Verdict};

libfuzzer_sys::fuzz_target!(|both: (&str, &str)| {
    let (quotation, source) = both;
    if let Some(range) = derek_text::locate(quotation, source) {
        let found = &source[range];
        assert!(derek_text::locate(quotation, found).is_some());
    }
    let prepared = Source::new(source);
    let found = prepared.find(quotation);
    assert_eq!(found.places.is_empty(), found.verdict == Verdict::Absent);
    for place in &found.places {
        assert!(!source[place.clone()].is_empty());
        let anchor = Anchor::of(source, place.clone()).expect("words of the source");
        assert!(!matches!(anchor.find_in(&prepared), Refound::Lost | Refound::Moved(_)));
    }
    for one in &found.differences {
        let _ = (&quotation[one.quote.clone()], &source[one.source.clone()]);
    }
    if let Some(anchor) = Anchor::from_selectors(quotation, "", "", None) {
        anchor.find_in(&prepared);
    }
    let _ = derek_text::search_key(source);
    let _ = derek_text::Lexicon::new([(quotation, ())]).find(source);
});
