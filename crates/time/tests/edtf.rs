//! EDTF strings of other people's tests, when they are at hand, and our own.

// The strings lie outside the house, and the rate is to be seen.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use derek_time::{End, Interval, Meaning, Wrong, far_years, parse_edtf, repair_edtf};
use proptest::prelude::*;

/// A string and what others say of it.
struct Judged {
    string: String,
    valid: Option<bool>,
    from_standard: bool,
    /// Who says it, the first day, the last day.
    bounds: Vec<(String, Option<String>, Option<String>)>,
}

/// The value of a key in an object of one line, without its quotation marks.
fn value<'t>(object: &'t str, key: &str) -> Option<&'t str> {
    let (_, rest) = object.split_once(&format!("\"{key}\": "))?;
    Some(match rest.strip_prefix('"') {
        Some(rest) => rest.split_once('"')?.0,
        None => rest.split([',', '}']).next()?,
    })
}

/// `None`, said aloud, when the strings are not at hand.
fn judged() -> Option<Vec<Judged>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/time/edtf_union.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: there is no {}", path.display());
        return None;
    };
    let judged = lines.lines().map(|line| {
        let (head, assertions) = line.split_once("\"assertions\": ").unwrap();
        let bounds = assertions.split("{\"origin\"").skip(1).filter_map(|assertion| {
            let assertion = format!("{{\"origin\"{assertion}");
            let day = |key: &str| value(&assertion, key).map(str::to_owned);
            let origin = value(&assertion, "origin")?.to_owned();
            let (min, max) = (day("min"), day("max"));
            (min.is_some() || max.is_some()).then_some((origin, min, max))
        });
        Judged {
            string: value(head, "edtf").unwrap().replace("\\\\", "\\"),
            valid: value(head, "iso8601_2_valid").and_then(|valid| valid.parse().ok()),
            from_standard: value(head, "basis") == Some("annex-A"),
            bounds: bounds.collect(),
        }
    });
    Some(judged.collect())
}

#[test]
fn the_strings_of_the_standard_are_judged_right() {
    let Some(strings) = judged() else { return };
    let mut judged = [0, 0];
    for Judged { string, valid, .. } in strings.iter().filter(|string| string.from_standard) {
        assert_eq!(Some(parse_edtf(string).is_ok()), *valid, "{string}");
        judged[usize::from(*valid == Some(true))] += 1;
    }
    println!("ISO 8601-2 Annex A: {} valid, {} invalid judged right", judged[1], judged[0]);
    assert_eq!(judged, [134, 256]);
}

/// A day as the others write it; `None` where there is none.
fn iso(end: End) -> String {
    match end {
        End::Day(day) => day.iso().trim_start_matches('+').to_owned(),
        End::Open => "open".to_owned(),
        End::Unknown => "unknown".to_owned(),
    }
}

/// Why our bounds of a string are not those that a library asserts; `None` when there is no reason.
fn reason(string: &str, origin: &str) -> Option<&'static str> {
    let python = origin.starts_with("python-edtf");
    Some(match string {
        "/2006" | "2004-06-01/" | "1984-06-02?/" if python => "an unknown end is not ten years",
        "1950S2" | "1953S2" | "1953S3" | "Y3388E2S3" | "Y17101E4S3" | "Y171010000S3" if python => {
            "Annex A: the year lies among those that share the significant digits"
        }
        "2010-24" if python => "winter is December to February, as for 2001-24 in Annex A's corpus",
        "1985-04-12T23:20:30-04" => "the day is the local one, as written, not that of UTC",
        "Y-20E2S3" => "three significant digits of -2000 leave ten years, not a thousand",
        _ => return None,
    })
}

#[test]
fn bounds_are_those_that_others_assert() {
    let Some(strings) = judged() else { return };
    let (mut asserted, mut equal, mut repaired) = (0, 0, 0);
    let mut differ: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for Judged { string, bounds: asserted_bounds, .. } in &strings {
        for (origin, min, max) in asserted_bounds {
            let date = parse_edtf(string).or_else(|_| {
                repaired += 1;
                parse_edtf(&repair_edtf(string).unwrap().edtf.unwrap())
            });
            let (begins, ends) = date.map(|date| (date.begins(), date.ends())).unwrap();
            let far = far_years(string);
            let far = [far.map(|(first, _)| first), far.map(|(_, last)| last)];
            let ends = [(begins.first, min, "01-01"), (ends.last, max, "12-31")];
            for ((ours, theirs, day), far) in ends.into_iter().zip(far) {
                let Some(theirs) = theirs else { continue };
                asserted += 1;
                let theirs = if theirs.ends_with("inf") { "open" } else { theirs };
                let ours = far.map_or_else(|| iso(ours), |year| format!("{year}-{day}"));
                if ours == theirs {
                    equal += 1;
                    continue;
                }
                let difference = format!("{string}: {origin} says {theirs}, we {ours}");
                let Some(reason) = reason(string, origin) else { panic!("{difference}") };
                differ.entry(reason).or_default().push(difference);
            }
        }
    }
    println!("ends asserted: {asserted}, equal: {equal}; of strings to be repaired: {repaired}");
    for (reason, differences) in &differ {
        println!("{}: {reason}\n  {}", differences.len(), differences.join("\n  "));
    }
    assert!(600 < equal);
}

#[test]
fn what_is_no_edtf_gets_a_finding_and_a_fix_is_edtf() {
    let Some(strings) = judged() else { return };
    let (mut findings, mut fixes, mut choices) = (0, 0, 0);
    for Judged { string, valid, .. } in &strings {
        let Some(repair) = repair_edtf(string) else {
            assert!(parse_edtf(string).is_ok(), "{string}");
            continue;
        };
        assert!(
            !(*valid == Some(true) && repair.edtf.is_none() && repair.may_be.is_empty())
                || TOO_FINE.contains(&string.as_str()),
            "{string}"
        );
        findings += 1;
        fixes += usize::from(repair.edtf.is_some());
        choices += usize::from(!repair.may_be.is_empty());
        check_repair(string);
    }
    println!("findings: {findings}, of them fixes: {fixes}, choices: {choices}");
    assert!(180 < fixes);
}

/// Years of five digits with a month: some libraries read them, EDTF cannot say them.
const TOO_FINE: [&str; 6] = [
    "12004-06~-11", "22004?-06-11", "1156X-12-25", "2XXXX-12-XX", "31XXX-XX",
    "2019-08-17T23:59:30+23:59",
];

/// Holds of every repair.
fn check_repair(text: &str) {
    let Some(repair) = repair_edtf(text) else {
        assert!(parse_edtf(text).is_ok(), "{text:?}");
        return;
    };
    assert!(parse_edtf(text).is_err(), "{text:?}");
    assert!(!repair.flaws.is_empty(), "{text:?}");
    for flaw in &repair.flaws {
        assert!(text.get(flaw.range.clone()).is_some(), "{text:?} {flaw:?}");
    }
    assert!(text.is_char_boundary(repair.stopped), "{text:?}");
    assert!(repair.edtf.is_none() || repair.may_be.is_empty(), "{text:?}");
    for edtf in repair.edtf.iter().chain(&repair.may_be) {
        assert!(parse_edtf(edtf).is_ok(), "{text:?} {edtf}");
        assert_eq!(repair_edtf(edtf), None, "{text:?} {edtf}");
    }
}

/// `=` is a fix that means the same, `~` a likely one, `|` a choice, `!` what is wrong with no fix.
#[track_caller]
fn check(cases: &str) {
    for case in cases.trim().lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (text, sign, expected) = ["  = ", "  ~ ", "  | ", "  ! "]
            .into_iter()
            .find_map(|sign| case.split_once(sign).map(|(text, rest)| (text, sign.trim(), rest)))
            .unwrap();
        let text = text.trim_matches('`');
        check_repair(text);
        let repair = repair_edtf(text).unwrap_or_else(|| panic!("{text} is EDTF"));
        let found = match (&repair.edtf, repair.meaning, repair.may_be.as_slice()) {
            (Some(edtf), Meaning::Same, _) => format!("= {edtf}"),
            (Some(edtf), Meaning::Likely, _) => format!("~ {edtf}"),
            (None, _, []) => format!("! {:?}", repair.flaws[0].wrong),
            (None, _, may_be) => format!("| {}", may_be.join(" | ")),
        };
        assert_eq!(found, format!("{sign} {expected}"), "{text}: {:?}", repair.flaws);
    }
}

#[test]
fn the_draft_of_2012() {
    check(
        "
        1984-uu-31  = 1984-XX-31
        198u  = 198X
        19uu-12-uu  = 19XX-12-XX
        uuuu  = XXXX
        196x  = 196X
        19xx  = 19XX
        unknown/2006  = /2006
        2004-06-01/unknown  = 2004-06-01/
        2004-01-01/open  = 2004-01-01/..
        1984~/open  = 1984~/..
        unknown/open  ! OldEnd
        1984?~  = 1984%
        1984-06?/2004-08?~  = 1984-06?/2004-08%
        y170000002  = Y170000002
        y-17e7  = Y-17E7
        y17101e4p3  = Y17101E4S3
        2004-(06)?-11  = 2004-?06-11
        (2011)-06-04~  = 2011-~06-~04
        2011-(06-04)~  = 2011-~06-~04
        (2004-(06)~)?  = 2004?-%06
        (2004-06)?-11  = 2004-06?-11
        2004-06-(01)~/2004-06-(20)~  = 2004-06-~01/2004-06-~20
        [1667,1668, 1670..1672]  = [1667,1668,1670..1672]
        {1960, 1961-12}  = {1960,1961-12}
        2001-21^southernHemisphere  ~ 2001-21
        2001-02-03^hebrew  ! OldSuffix
        ",
    );
}

#[test]
fn other_forms_of_iso_8601() {
    check(
        "
        19171025  = 1917-10-25
        1917-298  = 1917-10-25
        1917-366  ! NoSuchDay
        1917-W43  = 1917-10-22/1917-10-28
        1917-W43-4  = 1917-10-25
        1920-W53-7  = 1921-01-02
        1921-W53  ! NoSuchDay
        1985Y4M12D  = 1985-04-12
        1917-10-25/11-07  ~ 1917-10-25/1917-11-07
        1917-10-25/30  ~ 1917-10-25/1917-10-30
        193  ~ 193X
        19  ~ 19XX
        191710  | 1917-10 | Y191710
        1917-10-25T10:20:30.5Z  ~ 1917-10-25T10:20:30Z
        1917-10-25T10:20  ~ 1917-10-25T10:20:00
        1917-10-25T102030+0300  = 1917-10-25T10:20:30+03:00
        1917-12-31T24:00:00Z  = 1918-01-01T00:00:00Z
        1917-10-25T24:00:01  ! NoSuchTime
        1917-10-25T10:20:30-00:00  ~ 1917-10-25T10:20:30Z
        1917-10-25T10:20:30+15:00  ! NoSuchShift
        P1Y2M  ! NotEdtf
        R12/1985/1990  ! NotEdtf
        ",
    );
}

#[test]
fn slips_of_people_and_programs() {
    check(
        "
        1984-1-5  = 1984-01-05
        1984/5/6  = 1984-05-06
        1917.10.25  = 1917-10-25
        1917\\10\\25  = 1917-10-25
        1917 10 25  = 1917-10-25
        18 63-03-29  = 1863-03-29
        1917-10-25 10:20:30  = 1917-10-25T10:20:30
        1917-10-25Z  = 1917-10-25
        1917-10-00  ~ 1917-10
        1917-00-00  ~ 1917
        0000-00-00  ! ZeroPart
        20000  ~ Y20000
        Y1917  = 1917
        Y018470  ~ Y18470
        Y20000-04  ! TooFineForLongYear
        +1917  = 1917
        -0000  ~ 0000
        -01XX  = [-0199..-0100]
        1920/1917  ~ 1917/1920
        {2002..2001}  ~ {2001..2002}
        2012///2013  ~ 2012/2013
        /  ! NoDatedEnd
        ../..  ! NoDatedEnd
        ..1984  ~ ../1984
        1917..1920  ~ 1917/1920
        1917/present  = 1917/..
        1917/?  = 1917/
        [1917  ~ [1917]
        [1917;1918]  = [1917,1918]
        {1960,}  ~ {1960}
        [..]  ! EmptySet
        1990's  ~ 199X
        1990s/2000-05  ~ 199X/2000-05
        c. 1917  ~ 1917~
        [ca. 1917]  ~ [1917~]
        1917 (?)  = 1917?
        19--  = 19XX
        191-?  = 191X?
        1917-??-??  = 1917-XX-XX
        1917-Q4  = 1917-36
        1917-Oct-25  = 1917-10-25
        25-Oct-1917  ~ 1917-10-25
        25.X.1917  ~ 1917-10-25
        1917-XI-07  = 1917-11-07
        1917:10:25  = 1917-10-25
        1917-1025  = 1917-10-25
        1999/00  ~ 1999/2000
        [1917, 1919-1921]  ~ [1917,1919..1921]
        1917-10-  ~ 1917-10
        -44-03-15  = -0044-03-15
        1950S5  ~ 1950S4
        1917-1O-25  = 1917-10-25
        November 1917  ~ 1917-11
        1917-10-25/1917-10-25T10:00:00  ~ 1917-10-25/1917-10-25
        ",
    );
}

#[test]
fn dashes_and_letters_that_only_look_right() {
    check(
        "
        1917–1920  ~ 1917/1920
        1917 — 1920  ~ 1917/1920
        1917-1920  ~ 1917/1920
        1914–18  ~ 1914/1918
        1917–10–25  = 1917-10-25
        1917‑10‑25  = 1917-10-25
        −0044  = -0044
        1917-10-25–1917-11-07  ~ 1917-10-25/1917-11-07
        1917-10-25-1917-11-07  ~ 1917-10-25/1917-11-07
        19ХХ  = 19XX
        1917-хх-25  = 1917-XX-25
        1917-10-25Т10:20:30  = 1917-10-25T10:20:30
        199у  = 199X
        у17е7  = Y17E7
        \u{a0}1917\u{a0}  = 1917
        １９１７  = 1917
        1917/…  = 1917/..
        «1917»  ~ 1917
        ",
    );
}

#[test]
fn nobody_can_know() {
    check(
        "
        05/06/1917  | 1917-06-05 | 1917-05-06
        25/10/1917  ~ 1917-10-25
        1905/06  | 1905-06 | 1905/1906
        1905–06  | 1905-06 | 1905/1906
        1917-  | 1917/.. | 1917/
        1917, 1918  | [1917,1918] | {1917,1918}
        1900s  | 190X | 19XX
        987  | 987X | 0987
        1998/9  | 1998-09 | 1998/1999
        —1917  | -1917 | ../1917
        1917-1916  ! NotEdtf
        20 c.  ! NotEdtf
        1917 1918  ! NotEdtf
        -44  | -0044 | [-4499..-4400]
        1917-X-25  | 1917-XX-25 | 1917-10-25
        1917-25-10  | 1917-10-25
        1900-02-29  | 1900-03-13
        25 October 1917  | 1917-10-25 | 1917-11-07
        1917-13  ! NoSuchMonth
        1917-02-29  ! NoSuchDay
        17-10-25  ! ShortYear
        hello  ! NotEdtf
        1985wtf  ! NotEdtf
        ?  ! NotEdtf
        Алаш  ! NotEdtf
        ",
    );
}

#[test]
fn nothing_and_too_much() {
    for (text, wrong) in [
        ("", Wrong::Empty),
        (" \t", Wrong::Empty),
        (&*"1".repeat(10_000), Wrong::TooLong),
        ("\0", Wrong::NotEdtf),
        ("1917\0", Wrong::NotEdtf),
        ("\u{fffd}1917", Wrong::NotEdtf),
    ] {
        check_repair(text);
        let repair = repair_edtf(text).unwrap();
        assert_eq!((repair.flaws[0].wrong, repair.edtf), (wrong, None), "{text:?}");
    }
    let long = format!("[{}]", vec!["1917"; 100].join(","));
    assert!(parse_edtf(&long).is_ok(), "a long list is a list");
}

#[test]
fn the_reading_stops_where_edtf_stops() {
    for (text, stopped) in [("1985wtf", 4), ("1917-10-25 (?)", 10), ("hello", 0), ("1917/18/19", 5)]
    {
        assert_eq!(repair_edtf(text).unwrap().stopped, stopped, "{text}");
    }
}

/// A date of level 0 to 2, and its first and last day where they are plain.
fn point() -> BoxedStrategy<String> {
    let mark = || prop::sample::select(&["", "", "", "?", "~", "%"][..]);
    let year = prop_oneof![
        (0..=9999_u32).prop_map(|year| format!("{year:04}")),
        (1..=9999_u32).prop_map(|year| format!("-{year:04}")),
        (0..=999_u32).prop_map(|year| format!("{year:03}X")),
        (0..=99_u32).prop_map(|year| format!("{year:02}XX")),
    ];
    let month =
        prop_oneof![(1..=12_u32).prop_map(|month| format!("{month:02}")), Just("XX".to_owned())];
    let day = prop_oneof![(1..=28_u32).prop_map(|day| format!("{day:02}")), Just("XX".to_owned())];
    let season = (21..=41_u32).prop_map(|code| code.to_string());
    let long = (10_000..3_000_000_u32, mark()).prop_map(|(year, mark)| format!("Y{year}{mark}"));
    prop_oneof![
        (year.clone(), mark()).prop_map(|(year, mark)| format!("{year}{mark}")),
        (year.clone(), season, mark())
            .prop_map(|(year, season, mark)| format!("{year}-{season}{mark}")),
        (year.clone(), month.clone(), mark())
            .prop_map(|(year, month, mark)| format!("{year}-{month}{mark}")),
        (year, month, day, mark())
            .prop_map(|(year, month, day, mark)| format!("{year}-{month}-{day}{mark}")),
        long,
    ]
    .boxed()
}

/// What a slip does to a string.
fn spoilt(text: &str, slip: usize) -> String {
    match slip {
        0 => text.replace('X', "u"),
        1 => text.replace('X', "x"),
        2 => text.replace('X', "Х"),
        3 => text.replace('-', "‑"),
        4 => text.replace('-', "−"),
        5 => format!(" {text}\u{a0}"),
        6 => text.replace('%', "?~"),
        7 => text.replace("..", "open"),
        8 => text.replace('Y', "y"),
        9 => text.replace('%', "~?"),
        _ => text.replace(',', ", "),
    }
}

fn expression() -> BoxedStrategy<String> {
    prop_oneof![
        point(),
        (point(), point()).prop_map(|(first, last)| format!("{first}/{last}")),
        point().prop_map(|first| format!("{first}/..")),
        point().prop_map(|last| format!("/{last}")),
        (point(), point()).prop_map(|(one, two)| format!("[{one},{two}]")),
        prop::collection::vec(point(), 1..4).prop_map(|all| format!("{{{}}}", all.join(","))),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_can_be_repaired(text in any::<String>()) {
        check_repair(&text);
    }

    #[test]
    fn any_scraps_can_be_repaired(text in "[0-9XxuYyEeSs?~%/.,;:()\\[\\]{} TZ^–ХW+_*-]{0,40}") {
        check_repair(&text);
    }

    #[test]
    fn an_interval_has_the_ends_of_its_dates((one, two) in (point(), point())) {
        let bounds = |text: &str| parse_edtf(text).map(|date| date.bounds());
        let (Ok(begins), Ok(ends)) = (bounds(&one), bounds(&two)) else { return Ok(()) };
        let Ok(date) = parse_edtf(&format!("{one}/{two}")) else {
            prop_assert!(ends.last_day() < begins.first_day());
            return Ok(());
        };
        prop_assert_eq!((date.begins(), date.ends()), (begins, ends));
        let open = parse_edtf(&format!("{one}/..")).map(|date| (date.begins(), date.ends()));
        prop_assert_eq!(open, Ok((begins, Interval { first: begins.first, last: End::Open })));
    }

    #[test]
    fn a_slip_that_changes_no_meaning_is_undone(text in expression(), slip in 0..11_usize) {
        let spoilt = spoilt(&text, slip);
        let Ok(meant) = parse_edtf(&text) else { return Ok(()) };
        match repair_edtf(&spoilt) {
            None => prop_assert_eq!(parse_edtf(&spoilt).map(|date| date.bounds()), Ok(meant.bounds())),
            Some(repair) => prop_assert_eq!(repair.edtf.as_deref(), Some(text.as_str()), "{}", spoilt),
        }
    }

    #[test]
    fn what_is_printed_is_read_as_the_same(text in expression()) {
        let Ok(date) = parse_edtf(&text) else { return Ok(()) };
        // EDTF has no months of years with five digits, and what prints does not know it yet.
        let printed = date.edtf().filter(|printed| !printed.contains('Y'));
        let Some(printed) = printed else { return Ok(()) };
        let read = parse_edtf(&printed).unwrap();
        prop_assert_eq!(read.bounds(), date.bounds(), "{} {}", text, printed);
        prop_assert_eq!(read.edtf(), Some(printed));
    }
}
