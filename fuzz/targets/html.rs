//! A web page of any kind: no panic, and every run leads back to it.
#![no_main]

libfuzzer_sys::fuzz_target!(|page: &str| {
    derek_fuzz::lead_back("fuzz.html", format!("<html>{page}").as_bytes());
});
