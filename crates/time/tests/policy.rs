//! The convention for vague words: what it says, what the page says of it, and what a study may move.

// The page lies on the disk, and only tests go there.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use derek_time::{Context, Cut, Lang, Policy, Step, parse, parse_in};

fn check(policy: Policy, text: &str, expected: &str) {
    let context = Context { policy, ..Context::default() };
    let date = parse_in(text, &context).unwrap_or_else(|_| panic!("not read: {text}"));
    let bounds = date.bounds();
    let days = [bounds.first_day(), bounds.last_day()].map(|day| day.map(|day| day.iso()));
    assert_eq!(days.map(Option::unwrap_or_default).join("/"), expected, "{text}");
    let core = date.core.expect("a vague word has a narrow zone");
    assert!(core.intersect(&bounds) == Some(core), "{text}: {core:?} in {bounds:?}");
    assert!(date.steps.iter().any(|step| matches!(step, Step::Vague(_, cut) if *cut == policy)));
}

#[test]
fn p1_is_as_it_was_published() {
    for (text, expected) in [
        ("early 1919", "1919-01-01/1919-04-30"),
        ("mid-1919", "1919-05-01/1919-08-31"),
        ("конец 1919 г.", "1919-09-01/1919-12-31"),
        ("early May 1919", "1919-05-01/1919-05-10"),
        ("середина мая 1919 г.", "1919-05-11/1919-05-20"),
        ("late February 1920", "1920-02-21/1920-02-29"),
        ("early 1920s", "1920-01-01/1923-12-31"),
        ("mid-1920s", "1924-01-01/1926-12-31"),
        ("late 1920s", "1927-01-01/1929-12-31"),
        ("early 19th century", "1801-01-01/1830-12-31"),
        ("mid-19th century", "1831-01-01/1870-12-31"),
        ("конец XIX века", "1871-01-01/1900-12-31"),
        ("the turn of the 20th century", "1890-01-01/1910-12-31"),
    ] {
        check(Policy::P1, text, expected);
    }
}

#[test]
fn what_is_sharp_needs_no_policy() {
    let moved = Policy {
        year: [2, 3],
        month: [2, 3],
        decade: [1, 2],
        century: [2, 3],
        turn_of_year: 6,
        turn_of_decade: 5,
        turn_of_century: 50,
        ..Policy::P1
    };
    for text in [
        "1919",
        "first half of May 1919",
        "первая декада мая 1919 г.",
        "last third of May 1919",
        "second half of 1919",
        "XIX век",
        "1920s",
        "spring 1919",
        "before 1917",
        "circa 1917",
        "5 May 1919",
    ] {
        let context = Context { policy: moved, ..Context::default() };
        let (one, two) = (parse(text).expect(text), parse_in(text, &context).expect(text));
        assert_eq!(one.shape, two.shape, "{text}");
    }
}

#[test]
fn a_moved_cut_moves_what_it_cuts() {
    check(Policy { year: [4, 10], ..Policy::P1 }, "mid-1919", "1919-04-01/1919-09-30");
    check(Policy { month: [8, 25], ..Policy::P1 }, "late May 1919", "1919-05-25/1919-05-31");
    check(Policy { decade: [3, 7], ..Policy::P1 }, "early 1920s", "1920-01-01/1922-12-31");
    check(Policy { century: [34, 67], ..Policy::P1 }, "mid-19th century", "1834-01-01/1866-12-31");
    let turn = Policy { turn_of_century: 5, ..Policy::P1 };
    check(turn, "the turn of the 20th century", "1895-01-01/1905-12-31");
}

#[test]
fn the_policy_stays_with_the_words() {
    let policy = Policy { month: [8, 25], ..Policy::P1 };
    let context = Context { policy, ..Context::default() };
    let may = parse_in("late May", &context).expect("a field may lack its year").in_year(1919);
    let bounds = may.bounds().in_lang(Lang::En);
    assert_eq!(bounds, "25–31 May 1919");
    let steps: Vec<String> = may.steps.iter().map(|step| step.in_lang(Lang::En)).collect();
    assert!(steps.iter().any(|step| step.contains("P1 with month 8 25")), "{steps:?}");
    assert_eq!(may.in_context(&Context::default()).bounds().in_lang(Lang::En), "21–31 May 1919");
}

#[test]
fn cuts_that_do_not_cut_are_refused() {
    let mut policy = Policy::P1;
    let year = Cut { numbers: 2, first: 2, last: 12 };
    for numbers in [&[][..], &[5], &[9, 5], &[5, 5], &[0, 5], &[5, 13], &[2, 5, 9]] {
        assert_eq!(policy.cut("year", numbers), Some(Err(year)), "{numbers:?}");
    }
    assert_eq!(
        policy.cut("turn-of-century", &[0]),
        Some(Err(Cut { numbers: 1, first: 1, last: 50 }))
    );
    assert_eq!(policy.cut("fortnight", &[1]), None);
    assert_eq!(policy, Policy::P1);
    for name in Policy::cuts() {
        assert!(policy.cut(name, &[3]).or(policy.cut(name, &[2, 3])).is_some(), "{name}");
    }
}

/// No numbers can hurt, though a cut that lies outside its unit means nothing.
#[test]
fn wild_cuts_hurt_nobody() {
    let wild = [0, 1, 13, 200, 255];
    for one in wild {
        for two in wild {
            let policy = Policy {
                name: "wild",
                year: [one, two],
                month: [one, two],
                decade: [one, two],
                century: [one, two],
                turn_of_year: one,
                turn_of_decade: two,
                turn_of_century: one,
            };
            let context = Context { policy, ..Context::default() };
            for text in [
                "early 1919", "mid-1919", "late 1919", "mid-May 1919", "late May 1919",
                "mid-1920s", "early 19th century", "the turn of the 20th century",
            ] {
                let date = parse_in(text, &context).expect(text);
                let _ = (date.core, date.edtf(), date.readings(), date.in_lang(Lang::Kk));
            }
        }
    }
}

/// The table of the page, as the convention has it.
fn table() -> String {
    let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ];
    let numbers = ["no", "one", "two", "three"];
    let Policy { year, month, decade, century, .. } = Policy::P1;
    let name = |number: u8| months[usize::from(number) - 1];
    let count = |number: u8| {
        numbers
            .get(usize::from(number))
            .map_or(if number == 10 { "ten".to_owned() } else { number.to_string() }, |word| {
                (*word).to_owned()
            })
    };
    assert_eq!(Policy::P1.turn_of_year, 1, "the row of the year names its months");
    let rows = [
        format!(
            "| year | {}–{} | {}–{} | {}–{} | {} of the year before and {} | `year`, `turn-of-year` | {} {}, {} |",
            name(1),
            name(year[0] - 1),
            name(year[0]),
            name(year[1] - 1),
            name(year[1]),
            name(12),
            name(12),
            name(1),
            year[0],
            year[1],
            Policy::P1.turn_of_year
        ),
        format!(
            "| month | days 1–{} | days {}–{} | day {} to the end | | `month` | {} {} |",
            month[0] - 1,
            month[0],
            month[1] - 1,
            month[1],
            month[0],
            month[1]
        ),
        format!(
            "| decade | years 0–{} | years {}–{} | years {}–9 | {} years to each side of its first | `decade`, `turn-of-decade` | {} {}, {} |",
            decade[0] - 1,
            decade[0],
            decade[1] - 1,
            decade[1],
            count(Policy::P1.turn_of_decade),
            decade[0],
            decade[1],
            Policy::P1.turn_of_decade
        ),
        format!(
            "| century | years 1–{} | years {}–{} | years {}–100 | {} years to each side of the last year of the one before | `century`, `turn-of-century` | {} {}, {} |",
            century[0] - 1,
            century[0],
            century[1] - 1,
            century[1],
            count(Policy::P1.turn_of_century),
            century[0],
            century[1],
            Policy::P1.turn_of_century
        ),
    ];
    let head = "| of a | early | mid | late | the turn of it | key | P1 |\n|---|---|---|---|---|---|---|\n";
    format!("{head}{}\n", rows.join("\n"))
}

#[test]
fn the_page_publishes_it_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/dates.md");
    let page = std::fs::read_to_string(path).expect("the page on dates is there");
    let (_, rest) = page.split_once("<!-- policy -->\n").expect("the table begins");
    let (shown, _) = rest.split_once("<!-- /policy -->").expect("the table ends");
    assert_eq!(shown, table());
    for name in Policy::cuts() {
        assert!(shown.contains(&format!("`{name}`")), "{name} is not on the page");
    }
}
