//! Studies made to be hard: the checks come to an end, and what they say stays short.

use std::fmt::Write as _;

use derek_check::{Reading, run};
use derek_study::fixture;

fn findings(fixture: &str) -> Vec<derek_study::Finding> {
    let study = fixture::study(fixture);
    let sources = std::collections::BTreeMap::new();
    run(&Reading::of_study(&study, &sources, &[]), &[]).findings
}

/// How many findings of a check there are, and the most places of one.
fn of<'f>(findings: &'f [derek_study::Finding], check: &str) -> Vec<&'f derek_study::Finding> {
    findings.iter().filter(|finding| finding.check == check).collect()
}

#[test]
fn a_circle_of_thousands() {
    const LONG: usize = 4_000;
    let mut study = String::new();
    for at in 0..LONG {
        let next = (at + 1) % LONG;
        let _ = write!(
            study,
            "//- cards/e{at}.md\n---\nkind: event\nname: Event {at}\ncaused-by: e{next}\n---\n"
        );
    }
    let found = findings(&study);
    let circles = of(&found, "circle-of-cards");
    assert_eq!(circles.len(), 1);
    assert!(circles[0].places.len() < 100 && circles[0].because.len() < 100);
}

#[test]
fn an_office_of_thousands_at_one_time() {
    const HOLDERS: usize = 2_000;
    let mut study = String::from("//- cards/o.md\n---\nkind: organ\nname: Council\n---\n");
    for at in 0..HOLDERS {
        let _ = write!(
            study,
            "//- cards/p{at}.md\n---\nkind: person\nname: Person {at}\noffice:\n  - value: o\n    as: chairman\n    from: 1900\n    until: 1910\n---\n"
        );
    }
    // Each is told beside a few of the others, not beside all.
    let found = of(&findings(&study), "offices-incompatible").len();
    assert!((HOLDERS - 1..=3 * HOLDERS).contains(&found), "{found}");
}

#[test]
fn one_judgement_of_thousands() {
    let mut study = String::from("//- identities.yaml\n- same: [");
    for at in 0..3_000 {
        let _ = write!(study, "p{at}, ");
    }
    study.push_str("p0]\n  because: all are one\n");
    for at in 0..3_000 {
        let _ = write!(
            study,
            "//- cards/p{at}.md\n---\nkind: person\nname: Person {at}\nborn: {}\n---\n",
            1000 + at % 900
        );
    }
    assert_eq!(of(&findings(&study), "identity-contradicted").len(), 1);
}
