//! Bytes of any kind as a bibliography in each of its four formats.
#![no_main]

use derek_study::{Study, Vocabulary, parse};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let vocabulary = Vocabulary::shipped();
    for path in ["bibliography.bib", "bibliography.json", "bibliography.rdf", "bibliography.ris"] {
        let study = Study::assemble("fuzz", vec![parse(path, bytes, &vocabulary)]);
        for entry in &study.entries {
            let _ = entry.reference();
        }
    }
});
