//! Parts of a book of any kind, parted by a line of three hyphens: no panic, and every
//! run leads back to its part.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfile full-path=\"a.opf\"/></container>"),
    ];
    parts.extend(["a.opf", "a.xhtml", "b.xhtml"].into_iter().zip(text.split("\n---\n")));
    derek_fuzz::read("fuzz.epub", &parts);
});
