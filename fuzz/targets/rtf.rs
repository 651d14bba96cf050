//! Rich text of any kind: no panic, and every run leads back to it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    derek_fuzz::lead_back("fuzz.rtf", &[b"{\\rtf1", bytes].concat());
});
