//! Parts of a Word document of any kind, parted by lines of three hyphens: no panic,
//! and every run leads back to its part.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let names = ["document", "footnotes", "styles", "numbering", "comments"];
    let named = names.map(|name| format!("word/{name}.xml"));
    let parts: Vec<(&str, &str)> =
        named.iter().map(String::as_str).zip(text.split("\n---\n")).collect();
    derek_fuzz::read("fuzz.docx", &parts);
});
