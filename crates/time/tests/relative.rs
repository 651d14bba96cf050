//! Times told from another time, lengths and repetitions: the brackets ⟦ ⟧ mark what must be found.

use derek_time::{Context, Interval, NotADate, Step, Told, Year, find, parse, times_in};

fn written_on(day: &str) -> Context {
    let mut context = Context::default();
    if let Ok(date) = parse(day) {
        context.written = Some(date.bounds());
    }
    context
}

/// Reads a marked text as one written on a day; each time must be worth its TIMEX3 value.
#[track_caller]
fn check_on(written: &str, marked: &str, expected: &[&str]) {
    let wanted = marked.split('⟦').skip(1).filter_map(|rest| rest.split('⟧').next());
    let wanted: Vec<&str> = wanted.collect();
    let text = marked.replace(['⟦', '⟧'], "");
    let found = times_in(&text, &written_on(written));
    let words: Vec<&str> = found.iter().map(|time| &text[time.range.clone()]).collect();
    assert_eq!(words, wanted);
    let values: Vec<String> =
        found.iter().map(|time| time.timex3().unwrap_or_else(|| "none".to_owned())).collect();
    assert_eq!(values, expected);
}

fn days(field: &str) -> Result<Interval, NotADate> {
    parse(field).map(|date| date.bounds())
}

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    check_on("", marked, expected);
}

/// 4 May 1923, a Friday.
const DAY: &str = "1923-05-04";

#[test]
fn from_the_date_before() {
    check(
        "It met on ⟦8 June 1919⟧; ⟦the next day⟧ it voted, and ⟦a week later⟧ it parted.",
        &["1919-06-08", "1919-06-09", "1919-06-16"],
    );
    check(
        "Founded on ⟦8 June 1919⟧, it moved ⟦two months later⟧ and closed ⟦the following year⟧.",
        &["1919-06-08", "1919-08", "1920"],
    );
    check(
        "Elected in ⟦1919⟧, he fell ⟦two years later⟧; ⟦that same year⟧ he died.",
        &["1919", "1921", "1921"],
    );
    check("On ⟦8 June 1919⟧ it met, and on ⟦the 13th⟧ it closed.", &["1919-06-08", "1919-06-13"]);
    check(
        "⟦After 8 June 1919⟧ it slept. ⟦The previous day⟧ was Pentecost.",
        &["1919-06-08", "none"],
    );
    check(
        "El ⟦8 de junio de 1919⟧ votó; ⟦al día siguiente⟧ se fue.",
        &["1919-06-08", "1919-06-09"],
    );
}

#[test]
fn the_step_says_from_where() {
    let text = "It met on 8 June 1919; the next day it voted.";
    let found = find(text);
    let [before, after] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(after.year, Year::Carried(before.range.clone()));
    assert!(after.date.steps.contains(&Step::CountedFrom(before.date.bounds())));
    assert!(!after.date.approximate);
}

#[test]
fn a_length_that_went_by_is_not_exact() {
    let found = find("It met on 8 June 1919 and a week later it voted.");
    assert!(found[1].date.approximate);
}

#[test]
fn the_calendar_stays_that_of_the_date_before() {
    let found = find("It met on 8 June 1916 (O.S.); the next day it voted.");
    assert_eq!(Ok(found[1].date.bounds()), days("22 June 1916 N.S."));
}

#[test]
fn what_is_too_wide_to_count_from() {
    for text in [
        "In 1919 it met; the next day it voted.",
        "In June 1919 it met; a week later it voted.",
        "In the 1920s it met; a year later it voted.",
        "The next day it voted.",
        "It met on 30 February 1919; the next day it voted.",
        "On 8 June 1919 it met; on the 3rd it voted.",
        "It met on 8 June 1919, the day before the vote.",
        "El 8 de junio de 1919, tres días después del golpe, votó.",
    ] {
        assert!(find(text).len() < 2, "{text}: {:?}", find(text));
    }
}

#[test]
fn from_the_day_of_writing() {
    check_on(
        DAY,
        "⟦Yesterday⟧ it rained; ⟦last week⟧ it snowed, and ⟦two years ago⟧ it was dry.",
        &["1923-05-03", "1923-W17", "1921"],
    );
    check_on(
        DAY,
        "⟦Last month⟧ and ⟦next year⟧, ⟦this morning⟧, ⟦last Tuesday⟧, ⟦next Friday⟧.",
        &["1923-04", "1924", "1923-05-04TMO", "1923-05-01", "1923-05-11"],
    );
    check_on(DAY, "He left ⟦Tuesday⟧. He will leave ⟦Tuesday⟧.", &["1923-05-01", "1923-05-08"]);
    check_on(DAY, "In ⟦March⟧ it fell; it rose ⟦last November⟧.", &["1923-03", "1922-11"]);
    check_on(DAY, "In ⟦the third quarter⟧ it fell.", &["1922-Q3"]);
    check_on(
        DAY,
        "Your letter of ⟦the 10th ult.⟧ came on ⟦the 2nd inst.⟧",
        &["1923-04-10", "1923-05-02"],
    );
    check_on(
        DAY,
        "On ⟦12 December⟧ it fell; on ⟦12 May⟧ it will rise.",
        &["1922-12-12", "1923-05-12"],
    );
    check_on(DAY, "⟦Ayer⟧ llovió; ⟦la semana pasada⟧ nevó.", &["1923-05-03", "1923-W17"]);
}

#[test]
fn nobody_says_when_it_was_written() {
    check(
        "⟦Yesterday⟧ it rained; ⟦last week⟧ it snowed, on ⟦Tuesday⟧.",
        &["none", "none", "XXXX-WXX-2"],
    );
    let text = "Yesterday it rained, last week it snowed, in March it will thaw, on Tuesday, now.";
    assert!(find(text).is_empty());
    let times = times_in(text, &Context::default());
    assert_eq!(times.len(), 5);
    for time in times {
        let Told::Relative(date) = time.told else { panic!("{time:?}") };
        assert_eq!((date.bounds().first_day(), date.bounds().last_day()), (None, None));
    }
}

#[test]
fn a_writing_of_several_days_is_not_rounded() {
    let times = times_in("Last year it rained, and yesterday too.", &written_on("1923"));
    let bounds = |at: usize| match &times[at].told {
        Told::Relative(date) => date.bounds(),
        other => panic!("{other:?}"),
    };
    assert_eq!(Ok(bounds(0)), days("1922"));
    assert_eq!(Ok(bounds(1)), days("between 31 December 1922 and 30 December 1923"));
}

#[test]
fn lengths() {
    check(
        "It took ⟦three months⟧, ⟦half a year⟧, ⟦two and a half years⟧, ⟦twenty-five days⟧, ⟦a century⟧.",
        &["P3M", "P6M", "P30M", "P25D", "P1CE"],
    );
    check("⟦More than ten years⟧ and ⟦several weeks⟧, for ⟦centuries⟧.", &["P10Y", "PXW", "PXCE"]);
    check(
        "He was ⟦57 years old⟧, on a ⟦six-month⟧ leave, in ⟦the past two weeks⟧.",
        &["P57Y", "P6M", "P2W"],
    );
    check("Duró ⟦tres meses⟧ y ⟦dos semanas⟧.", &["P3M", "P2W"]);
    check("The Thirty Years War and the Five-Year Plan.", &[]);
}

#[test]
fn again_and_again() {
    check(
        "⟦Every year⟧, ⟦each week⟧ and ⟦every two days⟧; ⟦every Sunday⟧; ⟦annually⟧.",
        &["P1Y", "P1W", "P2D", "XXXX-WXX-7", "P1Y"],
    );
    check("⟦Cada año⟧ y ⟦diariamente⟧.", &["P1Y", "P1D"]);
}

#[test]
fn hours_belong_to_their_day() {
    check_on(
        DAY,
        "At ⟦5 p.m.⟧ it rained; ⟦Thursday night⟧ it froze, and ⟦10:30 a.m. Wednesday⟧ too.",
        &["1923-05-04T17:00", "1923-05-03TNI", "1923-05-02T10:30"],
    );
    check("On ⟦3 June 1919⟧, at ⟦five o'clock⟧.", &["1919-06-03", "XXXX-XX-XXT05:00"]);
}
