//! The same reading gives the same report, at one thread and at many, again and again.

#![allow(clippy::unwrap_used)]

use derek_check::{Reading, Report, run};
use derek_study::fixture;

const REFERENCE: &str = "\
//- bibliography.bib
@online{nep, title = {New Economic Policy}}
//- cards/nep.md
---
kind: concept
name: New Economic Policy
begins: March 1921 [@nep]
---
";

const TEXT: &str = "\
A. Bokeikhanov led the council [1]. Later A. Bukeikhanov resigned [2]. The agreement with Omsk was concluded in 1919.

An agreement with Omsk was concluded in December 1918. On 30 February 1917 “nothing happened. The New Economic Policy in 1914 was strong (Olcott, 1995).

The first stage lasted from 1917 to April 1918. The second stage lasted from August 1918 to 1919.
";

fn report_at(threads: usize) -> Report {
    let reference = [fixture::study(REFERENCE)];
    let documents = [derek_read::propose("text.txt", TEXT.repeat(5))];
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| run(&Reading::of_texts(&documents, &reference), &[]))
}

#[test]
fn at_one_thread_and_at_many() {
    let one = report_at(1);
    assert!(5 <= one.findings.len(), "{} findings", one.findings.len());
    for threads in [2, 4, 8] {
        assert_eq!(report_at(threads), one);
    }
}

#[test]
fn the_gravest_come_first() {
    let levels: Vec<_> = report_at(2).findings.iter().map(|finding| finding.level).collect();
    assert!(levels.is_sorted());
}

#[test]
fn an_accepted_finding_moves_and_stays_moved_after_an_edit_elsewhere() {
    let check = |text: &str, accepted: &[derek_study::Acceptance]| {
        let documents = [derek_read::propose("text.txt", text.to_owned())];
        run(&Reading::of_texts(&documents, &[]), accepted)
    };
    let before = check("They met on 30 February 1917.", &[]);
    let words = before.findings[0].places[0].words.clone();
    let acceptance = derek_study::Acceptance {
        check: "impossible-date".into(),
        at: Some(words),
        because: "so it stands in the minutes".into(),
        ..derek_study::Acceptance::default()
    };
    let after = check("A new opening.\n\nThey met on 30 February 1917.", &[acceptance]);
    assert_eq!((after.findings.len(), after.accepted.len()), (0, 1));
}
