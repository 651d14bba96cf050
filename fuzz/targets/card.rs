//! Bytes of any kind as a card, a manifest and a vocabulary: no panic, ranges inside the file.
#![no_main]

use derek_study::{Study, Vocabulary, parse};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let vocabulary = Vocabulary::shipped();
    let files = ["cards/fuzz.md", "study.yaml", "vocabulary.yaml"].map(|path| parse(path, bytes, &vocabulary));
    let study = Study::assemble("fuzz", files.into());
    for card in &study.cards {
        let text = study.file(&card.file).unwrap_or_default();
        for value in card.fields.iter().flat_map(|field| &field.values) {
            assert!(text.get(value.range.clone()).is_some());
        }
    }
});
