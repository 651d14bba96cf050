//! A whole field read as one date.

use derek_time::{Calendar, Date, Lang, Precision, Relation, Shape, parse};

#[track_caller]
fn read(text: &str) -> Date {
    match parse(text) {
        Ok(date) => date,
        Err(error) => panic!("{text}: {error:?}"),
    }
}

/// Reads a field; it must be worth what is expected in EDTF.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read(text).edtf().as_deref(), Some(expected), "{text}");
}

#[test]
fn fields_of_a_card() {
    check("1919", "1919");
    check("December 1918", "1918-12");
    check("in March 1918", "1918-03");
    check("April and May 1919", "1919-04/1919-05");
    check("1917 or 1918", "[1917,1918]");
    check("1917 немесе 1918 жылы", "[1917,1918]");
    check("ca. 1866", "1866~");
    check("около 1866 г.", "1866~");
    check("1866?", "1866?");
    check("1917, probably December", "1917-12?");
    check("12.1917", "1917-12");
    check("from 5 December 1917 to the present", "1917-12-05/..");
    check("1991 – настоящее время", "1991/..");
    check("Q2 1918", "1918-34");
    check("209 BC", "-0208");
    check("209 г. до н. э.", "-0208");
    check("12 раби аль-авваля 1336 г. хиджры", "1917-12-25~/1917-12-27~");
    check("the night of 25-26 October 1917 (O.S.)", "1917-11-07/1917-11-08");
}

#[test]
fn edtf() {
    check("1917-11", "1917-11");
    check("1917/1918", "1917/1918");
    check("1917-11/..", "1917-11/..");
    check("193X", "193X");
    check("18XX", "18XX");
    check("1918-23", "1918-23");
    check("1866~", "1866~");
    check("1985-XX-XX", "1985");
}

#[test]
fn what_is_no_date() {
    assert!(parse("").is_err());
    assert!(parse("   ").is_err());
    assert!(parse("Orenburg").is_err());
    assert!(parse("1919, perhaps in Orenburg").is_err());
    assert!(parse("999999999999").is_err());
}

#[test]
fn the_error_says_how_far_it_came() {
    let error = parse("5 December 1917 in Orenburg").err();
    let understood =
        error.as_ref().and_then(|error| error.understood.as_ref()).and_then(|date| date.edtf());
    assert_eq!(understood.as_deref(), Some("1917-12-05"));
    assert_eq!(error.map(|error| error.stopped), Some(15));
}

#[test]
fn an_unmarked_day_has_two_readings() {
    let day = |text: &str| -> Vec<String> {
        read(text)
            .readings()
            .iter()
            .filter_map(|reading| Some(reading.first_day()?.iso()))
            .collect()
    };
    assert_eq!(day("25 October 1917"), ["1917-10-25", "1917-11-07"]);
    assert_eq!(day("25 October 1918"), ["1918-10-25"]);
    assert_eq!(day("25 October 1917 (N.S.)"), ["1917-10-25"]);
    assert_eq!(day("December 1917"), ["1917-12-01"]);
    assert_eq!(day("5/6/1920"), ["1920-06-05", "1920-05-06"]);
}

#[test]
fn a_calendar_known_from_elsewhere() {
    let date = read("25 October 1917");
    assert_eq!(date.calendar, Calendar::Unmarked);
    assert_eq!(date.in_calendar(Calendar::Julian).edtf().as_deref(), Some("1917-11-07"));
    assert_eq!(read("5 December").in_year(1917).edtf().as_deref(), Some("1917-12-05"));
}

#[test]
fn a_stretch_has_a_beginning_and_an_end() {
    let date = read("from November 1919 to the beginning of 1924");
    assert!(matches!(date.shape, Shape::Throughout { .. }));
    assert_eq!(date.begins().in_lang(Lang::En), "November 1919");
    assert_eq!(date.ends().in_lang(Lang::En), "January–April 1924");
    assert_eq!(date.precision, Precision::Vague);
}

#[test]
fn the_narrow_zone_of_a_vague_word() {
    let core = |text: &str| read(text).core.map(|core| core.in_lang(Lang::En));
    assert_eq!(core("mid-1918").as_deref(), Some("June–July 1918"));
    assert_eq!(core("early April 1919").as_deref(), Some("1–7 April 1919"));
    assert_eq!(core("from mid-1918 to 1919").as_deref(), Some("June 1918 – December 1919"));
    assert_eq!(core("1918"), None);
    assert_eq!(core("the first half of 1918"), None);
}

#[test]
fn relations() {
    let relation = |one: &str, other: &str| read(one).relation(&read(other));
    assert_eq!(relation("1917", "1919"), Relation::Before);
    assert_eq!(relation("December 1918", "1919"), Relation::Before);
    assert_eq!(relation("5 December 1918", "December 1918"), Relation::Within);
    assert_eq!(relation("1918", "5 December 1918"), Relation::Contains);
    assert_eq!(relation("1918", "1918 год"), Relation::Same);
    assert_eq!(relation("1917-1919", "1918-1920"), Relation::MayMeet);
    // The same day if the first is Old Style.
    assert_eq!(relation("25 October 1917", "7 November 1917 (N.S.)"), Relation::MayMeet);
    assert_eq!(relation("25 October 1917", "1 November 1917 (N.S.)"), Relation::Apart);
    assert!(relation("25 October 1917", "1 November 1917 (N.S.)").is_apart());
}

#[test]
fn written_as_a_careful_author_does() {
    let print = |text: &str, lang| read(text).in_lang(lang);
    assert_eq!(print("25 октября 1917 г. (ст. ст.)", Lang::En), "25 October (7 November) 1917");
    assert_eq!(print("25 October 1917 O.S.", Lang::Ru), "25 октября (7 ноября) 1917 г.");
    assert_eq!(print("25 October 1917 O.S.", Lang::Kk), "1917 жылғы 25 қазан (7 қараша)");
    assert_eq!(print("1917-1924 жылдары", Lang::Ru), "1917–1924 гг.");
    assert_eq!(print("early 1919", Lang::Kk), "1919 жылдың басы");
    assert_eq!(print("early 1919", Lang::Ru), "начало 1919 г.");
    assert_eq!(print("before 1917", Lang::Kk), "1917 жылға дейін");
    assert_eq!(print("after December 1917", Lang::Ru), "после декабря 1917 г.");
    assert_eq!(print("с 5 по 13 декабря 1918 г.", Lang::En), "5–13 December 1918");
    assert_eq!(print("on 5 December", Lang::Ru), "5 декабря");
}

#[test]
fn a_month_in_figures_may_be_two_years() {
    let days = |text: &str| -> Vec<String> {
        let readings = read(text).readings();
        let ends = |reading: &derek_time::Interval| {
            Some(format!("{}/{}", reading.first_day()?.iso(), reading.last_day()?.iso()))
        };
        readings.iter().filter_map(ends).collect()
    };
    assert_eq!(days("1908-11"), ["1908-11-01/1908-11-30", "1908-01-01/1911-12-31"]);
    assert!(read("1908-11").uncertain);
    // No second year is before the first, and no month is the thirteenth.
    assert_eq!(days("1908-07"), ["1908-07-01/1908-07-31"]);
    assert_eq!(days("1908-13"), ["1908-01-01/1913-12-31"]);
    assert_eq!(days("1908-08"), ["1908-08-01/1908-08-31"]);
    // What is known to be EDTF is a month.
    let month = derek_time::parse_edtf("1908-11");
    assert!(month.is_ok_and(|date| !date.uncertain && date.readings().len() == 1));
}
