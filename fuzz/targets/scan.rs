//! Scanned pages and editions of any kind (ALTO, PAGE XML, hOCR, TEI): no panic, and
//! every run leads back.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    derek_fuzz::lead_back("fuzz.xml", text.as_bytes());
    for root in ["TEI", "alto", "PcGts"] {
        derek_fuzz::lead_back("fuzz.xml", format!("<{root}>{text}").as_bytes());
    }
    derek_fuzz::lead_back("fuzz.html", format!("<html><p class='ocr_page'>{text}").as_bytes());
});
