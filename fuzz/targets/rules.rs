//! Programs of rules: no panic, places that lie in the text, and what is printed is read back the same.
#![no_main]

use derek_logic::{Limits, Model, NoAnswers, check, compact};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (program, mut faults) = compact::parse(text);
    faults.extend(check::faults(&program));
    for fault in &faults {
        assert!(text.get(fault.range.clone()).is_some());
    }
    let printed = compact::print(&program);
    let (again, _) = compact::parse(&printed);
    assert_eq!(compact::print(&again), printed);
    let limits = Limits { most_facts: 1_000, watch: None };
    if let Ok(model) = Model::of(&program, &[], &NoAnswers, limits) {
        for relation in &program.relations {
            for fact in model.relation(&relation.name).unwrap_or_default().iter().take(5) {
                assert!(model.holds(fact));
                let _ = model.why(fact);
            }
        }
    }
});
