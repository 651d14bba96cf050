//! Strings that should be EDTF: no panic, and whatever is offered is EDTF.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Some(repair) = derek_time::repair_edtf(text) else {
        let date = derek_time::parse_edtf(text).expect("nothing is wrong with it");
        let _ = (date.edtf(), derek_time::far_years(text));
        return;
    };
    assert!(derek_time::parse_edtf(text).is_err() && !repair.flaws.is_empty());
    assert!(text.is_char_boundary(repair.stopped));
    for flaw in &repair.flaws {
        assert!(text.get(flaw.range.clone()).is_some());
        for lang in derek_time::Lang::ALL {
            let _ = flaw.wrong.in_lang(lang);
        }
    }
    for edtf in repair.edtf.iter().chain(&repair.may_be) {
        assert!(derek_time::parse_edtf(edtf).is_ok(), "{edtf}");
    }
});
