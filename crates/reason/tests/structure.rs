//! Bodies as of a day: what is certain, what is possible, what has no time.

use derek_reason::structure::{Certainty, Structure, certainty, sides};
use derek_reason::{Bounds, Times};
use derek_study::{Study, fixture};
use derek_time::{Interval, parse};
use proptest::prelude::*;

const STUDY: &str = "
    //- cards/whole.md
    ---
    kind: organ
    begins: 1917
    ends: 1920
    function: {value: rule, from: '1918', until: '1919'}
    ---
    //- cards/part.md
    ---
    kind: organ
    part-of: whole
    allegiance:
      - {value: reds, from: December 1918}
      - {value: whites, until: March 1918}
      - whites
      - {value: greens, mode: intention}
    ---
    //- cards/reds.md
    ---
    kind: organ
    begins: 1918
    ---
    //- cards/whites.md
    ---
    kind: organ
    ends: 1922
    ---
    //- cards/greens.md
    ---
    kind: organ
    ---
    //- cards/person.md
    ---
    kind: person
    born: 1870
    died: 1937
    office: {value: whole, as: chairman, from: '1917-12-13', until: '1919-03-01'}
    member: part
    ---
    //- cards/meeting.md
    ---
    kind: event
    when: '1930-05-05'
    party: greens
    ---
";

fn at(study: &Study, day: &str, of: impl FnOnce(&Structure<'_>)) {
    let days = parse(day).expect(day).bounds();
    of(&Structure::of(study, &Times::of(study), Some(days)));
}

#[track_caller]
fn check(day: &str, body: &str, expected: Option<Certainty>) {
    let study = fixture::study(STUDY);
    at(&study, day, |structure| {
        let found = structure.bodies.iter().find(|found| found.card.id == body);
        assert_eq!(found.map(|body| body.exists), expected, "{body} at {day}");
        assert_eq!(structure.absent.iter().any(|card| card.id == body), expected.is_none());
    });
}

#[test]
fn what_exists_on_a_day() {
    check("1919-06-01", "whole", Some(Certainty::Certain));
    check("1917-06-01", "whole", Some(Certainty::Possible));
    check("1920-06-01", "whole", Some(Certainty::Possible));
    check("1916-06-01", "whole", None);
    check("1921-06-01", "whole", None);
    check("1919", "whole", Some(Certainty::Certain));
    check("1919/1920", "whole", Some(Certainty::Possible));
    // What acts exists; a beginning without an end leaves the end open.
    check("1930-05-05", "greens", Some(Certainty::Certain));
    check("1930-05-08", "greens", Some(Certainty::Possible));
    check("1919-06-01", "reds", Some(Certainty::Possible));
    check("1923-06-01", "whites", None);
}

#[test]
fn what_is_held_on_a_day() {
    let study = fixture::study(STUDY);
    at(&study, "1918-02-01", |structure| {
        let whole = structure.bodies.iter().find(|body| body.card.id == "whole").expect("whole");
        let office = whole.offices.first().expect("an office");
        assert_eq!(
            (office.certainty, office.other.map(|card| card.id.as_str())),
            (Certainty::Certain, Some("person"))
        );
        assert_eq!(whole.functions.first().map(|held| held.certainty), Some(Certainty::Possible));
        assert_eq!(whole.parts.first().map(|held| held.certainty), Some(Certainty::Undated));
        let part = structure.bodies.iter().find(|body| body.card.id == "part").expect("part");
        let sides: Vec<_> = part
            .allies
            .iter()
            .map(|held| (held.claim.value.text.as_str(), held.certainty))
            .collect();
        // The reds come later; what was only meant is no side.
        assert_eq!(sides, [("whites", Certainty::Possible), ("whites", Certainty::Undated)]);
    });
    at(&study, "1919-03-02", |structure| {
        let whole = structure.bodies.iter().find(|body| body.card.id == "whole").expect("whole");
        assert!(whole.offices.is_empty(), "the office ended the day before");
    });
}

#[test]
fn an_office_on_its_first_and_last_day() {
    let study = fixture::study(STUDY);
    for (day, expected) in
        [("1917-12-12", 0), ("1917-12-13", 1), ("1919-03-01", 1), ("1919-03-02", 0)]
    {
        at(&study, day, |structure| {
            let whole =
                structure.bodies.iter().find(|body| body.card.id == "whole").expect("whole");
            let sure = whole.offices.iter().filter(|held| held.certainty == Certainty::Certain);
            assert_eq!(sure.count(), expected, "{day}");
        });
    }
}

#[test]
fn entailment_reaches_beyond_the_dates_of_the_card() {
    // Nothing on its card dates the council, but its chairman held office through 1918.
    let study = fixture::study(
        "
        //- cards/council.md
        ---
        kind: organ
        ---
        //- cards/chair.md
        ---
        kind: person
        office: {value: council, from: '1917', until: '1919'}
        ---
        ",
    );
    at(&study, "1918-06-01", |structure| {
        assert_eq!(structure.bodies[0].exists, Certainty::Certain);
    });
    at(&study, "1916-06-01", |structure| {
        assert_ne!(structure.bodies[0].exists, Certainty::Certain);
    });
}

#[test]
fn allies_in_their_order() {
    let study = fixture::study(STUDY);
    let times = Times::of(&study);
    let all = sides(&study, &times);
    assert_eq!(all.len(), 1);
    let told: Vec<(&str, bool)> = all[0]
        .sides
        .iter()
        .map(|side| (side.held.claim.value.text.as_str(), side.is_surely_later))
        .collect();
    assert_eq!(told[0].0, "whites");
    assert_eq!(told[1], ("reds", true), "the whites began by March 1918 at the latest");
    assert_eq!(all[0].sides[2].held.certainty, Certainty::Undated);
}

#[test]
fn a_circle_of_parts_is_named_and_drawn_once() {
    let study = fixture::study(
        "
        //- cards/a.md
        ---
        kind: organ
        part-of: b
        ---
        //- cards/b.md
        ---
        kind: organ
        part-of: c
        ---
        //- cards/c.md
        ---
        kind: organ
        part-of: a
        ---
        //- cards/d.md
        ---
        kind: organ
        part-of:
          - a
          - e
        ---
        //- cards/e.md
        ---
        kind: organ
        ---
        ",
    );
    let structure = Structure::of(&study, &Times::of(&study), None);
    let circle: Vec<&str> = structure.circles[0].iter().map(|card| card.id.as_str()).collect();
    assert_eq!((structure.circles.len(), circle), (1, vec!["a", "b", "c"]));
    let tree = structure.tree(None);
    for id in ["a", "b", "c", "d", "e"] {
        let first = tree.iter().filter(|branch| branch.body.card.id == id && !branch.again);
        assert_eq!(first.count(), 1, "{id}");
    }
}

#[test]
fn ten_thousand_parts_below_each_other() {
    let parts: String = (0..10_000)
        .map(|at| format!("//- cards/o{at}.md\n---\nkind: organ\npart-of: o{}\n---\n", at + 1))
        .collect();
    let study = fixture::study(&parts);
    let structure = Structure::of(&study, &Times::of(&study), None);
    let tree = structure.tree(None);
    assert_eq!(tree.len(), 10_000);
    assert_eq!(tree.iter().map(|branch| branch.depth).max(), Some(9_999));
}

proptest! {
    /// Certain is what holds however the ends fall, possible what holds for some; tried out day by day.
    #[test]
    fn certainty_is_that_of_trying_every_way(
        b in -5..5_i32, c in 0..6_i32, e in -5..8_i32, f in 0..6_i32, from in -8..12_i32, length in 0..4_i32,
    ) {
        let day = |number: i32| derek_time::Day::new(2_421_000 + number);
        let interval = |from: i32, length: i32| Interval::between(day(from), day(from + length));
        let bounds = Bounds { begins: interval(b, c), ends: interval(e, f) };
        let ways: Vec<(i32, i32)> = (b..=b + c).flat_map(|begin| (e..=e + f).map(move |end| (begin, end))).filter(|(begin, end)| begin <= end).collect();
        prop_assume!(!ways.is_empty());
        // The network leaves no bound that no way reaches.
        prop_assume!(b + c <= e + f && b <= e);
        let days = from..=from + length;
        let certain = ways.iter().all(|(begin, end)| *begin <= *days.start() && *days.end() <= *end);
        let possible = ways.iter().any(|(begin, end)| days.clone().any(|day| *begin <= day && day <= *end));
        let expected = match (certain, possible) {
            (true, _) => Some(Certainty::Certain),
            (_, true) => Some(Certainty::Possible),
            _ => None,
        };
        prop_assert_eq!(certainty(&bounds, &interval(from, length)), expected);
    }
}
