//! Whatever is found leads back to the words it names, for any text.

use derek_read::{import, propose};
use proptest::prelude::*;

/// Pieces of real trouble, to be shuffled.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "А. Н. Букейханов", "A.V. Kolchak", "\n\n", "\n", "  ", "\t", "\r\n", "\u{a0}", "1917 г.",
        "on 14 August 1917", "[12, p. 5]", "“", "”", "«", "»", "¹²", "(Olcott, 1995)",
        "25 октября (7 ноября)", "Бөкейхан", "ءاليحان بوكەيحان", "first stage", "1917–1918",
        "Table 1. A", "a\tb", "| a | b |", "•", "gov-\nernment", "\u{301}", "\u{200b}", "𝔸",
        "References", "ß", "İ", ".", ",", " ", "the", "и", "x",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_range_is_of_its_text(text in pieces()) {
        let document = propose("any.txt", text);
        for paragraph in &document.paragraphs {
            let ranges = paragraph.sentences.iter().cloned()
                .chain(paragraph.dates.iter().map(|date| date.range.clone()))
                .chain(paragraph.names.iter().map(|name| name.range.clone()))
                .chain(paragraph.citations.iter().map(|mark| mark.range.clone()))
                .chain(paragraph.quotations.iter().map(|quotation| quotation.range.clone()))
                .chain(paragraph.stray_marks.iter().cloned())
                .chain(paragraph.references.iter().cloned());
            for range in ranges {
                let words = paragraph.text.get(range.clone());
                prop_assert!(words.is_some(), "{range:?} of {:?}", paragraph.text);
                let there = document.text.get(paragraph.in_file(range));
                prop_assert!(there.is_some());
                // The file may have more white space, a hyphen at a line's end, nothing else.
                let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{feff}').collect::<String>();
                prop_assert_eq!(plain(there.unwrap_or_default()), plain(words.unwrap_or_default()));
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = import("any.bin", &bytes);
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        let _ = propose("any.txt", text);
    }
}
