//! Parts of an OpenDocument text of any kind, parted by a line of three hyphens: no
//! panic, and every run leads back to its part.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut parts = vec![("mimetype", "application/vnd.oasis.opendocument.text")];
    parts.extend(["content.xml", "styles.xml"].into_iter().zip(text.split("\n---\n")));
    derek_fuzz::read("fuzz.odt", &parts);
});
