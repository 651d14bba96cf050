//! What holds for every text and every date.

use derek_time::{Calendar, Context, Date, Day, Interval, Lang, find, parse, times_in};
use proptest::prelude::*;

/// Pieces of which dates are made, in an order that no author would choose.
fn scraps() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "1917", "5", "13", "25", "31", "1918", "99999999999999", "0", "XX", "IX", "December",
        "мая", "желтоқсанның", "from", "to", "с", "по", "до", "дейін", "бастап", "between", "and",
        "early", "mid-", "конец", "г.", "жылы", "жылдан", "жылға", "(", ")", "[", "]", "/", "-",
        "–", ".", ",", "s", "th", "-х", "century", "века", "ғасыр", "ст. ст.", "O.S.", "BC",
        "н. э.", "circa", "?", "or", "\n", "\n\n", "того же года", "Monday", "весной", "Q2",
        "половина", "first half of", "é", "\u{a0}", "siglo", "de", "AH", "раджаб", "turn of", "..",
        "T", "Y", "X", "~", "%", "год", "змеи", "жылан", "жылы", "or", "throughout", "бойы", "h.",
        "1336", "=",
    ];
    let scrap = prop::sample::select(SCRAPS);
    let space = prop::sample::select(&["", " "][..]);
    prop::collection::vec((scrap, space), 0..24)
        .prop_map(|scraps| scraps.iter().map(|(scrap, space)| format!("{scrap}{space}")).collect())
}

fn look(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for mention in find(text) {
        prop_assert!(end <= mention.range.start && mention.range.start < mention.range.end);
        prop_assert_eq!(text.get(mention.range.clone()), Some(mention.date.text.as_str()));
        end = mention.range.end;
        speak(&mention.date);
    }
    match parse(text) {
        Ok(date) => speak(&date),
        Err(error) => prop_assert!(text.is_char_boundary(error.stopped)),
    }
    Ok(())
}

/// Asks a date everything it can be asked.
fn speak(date: &Date) {
    for lang in Lang::ALL {
        date.in_lang(lang);
        date.steps.iter().for_each(|step| drop(step.in_lang(lang)));
        date.faults.iter().for_each(|fault| drop(fault.in_lang(lang)));
        date.readings().iter().for_each(|reading| drop(reading.in_lang(lang)));
    }
    let _ = (date.edtf(), date.relation(date), date.in_year(i32::MAX).edtf());
    let _ = (date.in_year(i32::MIN).in_lang(Lang::En), date.in_calendar(Calendar::Julian).edtf());
}

fn day() -> impl Strategy<Value = Day> {
    (2_360_000..2_440_000).prop_map(Day::new)
}

/// Parses what was printed; the bounds must be the same.
fn round(interval: Interval) -> Result<(), TestCaseError> {
    let date = Date::from(interval);
    for lang in Lang::ALL {
        let printed = date.in_lang(lang);
        let Ok(read) = parse(&printed) else {
            return Err(TestCaseError::fail(format!("not read: {printed}")));
        };
        prop_assert_eq!(read.bounds(), interval, "{}", printed);
    }
    let edtf = date.edtf().ok_or_else(|| TestCaseError::fail("no EDTF"))?;
    let read = parse(&edtf).map_err(|_| TestCaseError::fail(edtf.clone()))?;
    prop_assert_eq!(read.bounds(), interval, "{}", edtf);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_can_be_read(text in any::<String>()) {
        look(&text)?;
    }

    #[test]
    fn any_scraps_can_be_read(text in scraps()) {
        look(&text)?;
    }

    #[test]
    fn days_and_stretches_go_round(one in day(), other in day()) {
        round(Interval::between(one, one))?;
        round(Interval::between(one, other))?;
    }

    #[test]
    fn months_and_years_go_round(year in 1000..2099_i32, length in 0..30_i32, month in 1..=12_u8, last in 1..=12_u8) {
        let day = |year, month, day| Day::gregorian(year, month, day);
        let end = |year: i32, month: u8| match month {
            12 => day(year + 1, 1, 1),
            _ => day(year, month + 1, 1),
        }.map(|next| next.plus(-1));
        let between = |first: Option<Day>, last: Option<Day>| {
            first.zip(last).filter(|(first, last)| first <= last).map(|(first, last)| Interval::between(first, last))
        };
        for interval in [
            between(day(year, month, 1), end(year, month)),
            between(day(year, month, 1), end(year, last)),
            between(day(year, month, 1), end(year + length, last)),
            between(day(year, 1, 1), end(year + length, 12)),
        ].into_iter().flatten() {
            round(interval)?;
        }
    }

    #[test]
    fn a_day_of_a_named_calendar_goes_round(day in day()) {
        for calendar in [Calendar::Gregorian, Calendar::Julian] {
            let (year, month, date) = match calendar {
                Calendar::Julian => day.to_julian(),
                _ => day.to_gregorian(),
            };
            let date = parse(&format!("{date}.{month:02}.{year}")).map(|date| date.in_calendar(calendar));
            let Ok(date) = date else { return Err(TestCaseError::fail("not read")) };
            prop_assert_eq!(date.bounds(), Interval::between(day, day));
            for lang in Lang::ALL {
                let printed = date.in_lang(lang);
                let read = parse(&printed).map(|date| date.bounds());
                prop_assert_eq!(read, Ok(Interval::between(day, day)), "{}", printed);
            }
        }
    }

    #[test]
    fn double_dates_are_checked(day in day(), wrong in -3..=3_i32) {
        let (old, new) = (day.to_julian(), day.plus(wrong).to_gregorian());
        const MONTHS: [&str; 12] = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
        let month = |month: u8| MONTHS[usize::from(month) - 1];
        let text = format!("{} {} {} г. ({} {} {} г.)", old.2, month(old.1), old.0, new.2, month(new.1), new.0);
        let found = find(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        let date = &found[0].date;
        prop_assert_eq!(date.faults.is_empty(), wrong == 0, "{} {:?}", text, date.faults);
        if wrong == 0 {
            prop_assert_eq!(date.bounds(), Interval::between(day, day));
        }
    }

    #[test]
    fn words_keep_their_bounds(place in 0..PHRASES.len(), year in 1200..2000_i32) {
        let phrase = PHRASES[place].replace("1918", &year.to_string());
        let date = parse(&phrase);
        let Ok(date) = date else { return Err(TestCaseError::fail(format!("not read: {phrase}"))) };
        for lang in Lang::ALL {
            let printed = date.in_lang(lang);
            let Ok(read) = parse(&printed) else {
                return Err(TestCaseError::fail(format!("not read: {printed}, for {phrase}")));
            };
            prop_assert_eq!(read.bounds(), date.bounds(), "{} for {}", printed, phrase);
        }
    }
}

/// Whole fields to be printed in every language and read again.
const PHRASES: &[&str] = &[
    "1918", "spring 1918", "winter of 1918", "Q3 1918", "early 1918", "mid-1918", "late 1918",
    "early May 1918", "mid-May 1918", "the end of May 1918", "the first half of 1918",
    "the second half of May 1918", "before 1918", "after 1918", "since 1918", "until 1918",
    "no later than 1918", "not before 1918", "before May 1918", "after May 1918", "since May 1918",
    "no later than May 1918", "before 5 May 1918", "after 5 May 1918", "no later than 5 May 1918",
    "since 5 May 1918", "until 5 May 1918", "circa 1918", "circa May 1918", "1918 or 1920",
    "between May 1918 and July 1918", "between 5 May 1918 and 7 July 1918",
    "from early 1918 to May 1999", "from May 1918 to the end of 1999", "the 1910s",
    "the early 1910s", "the end of the 1920s", "the 19th century", "the early 20th century",
    "the middle of the 19th century", "the second half of the 20th century",
    "the first quarter of the 20th century", "the turn of the 20th century", "1910s – 1920s",
    "spring 1918 – autumn 1918", "5 May", "5–7 May", "5 May – 7 June", "before the end of 1918",
    "after the beginning of May 1918", "early autumn 1918", "the turn of 1918",
    "the last third of the 19th century", "until spring 1918", "before the 1910s",
    "before the 20th century", "before Q2 1918", "after the early 1920s",
];

/// Were the cost of these not in proportion to their length, the test would not end.
#[test]
fn long_lines_cost_what_their_length_costs() {
    for unit in [
        "1917, ", "1917 and ", "5 December, ", "April, ", "from ", "(", "с ", "5 (18) ", "XX–",
        "-", "the first week of ", "first Monday of ", "one hundred and ", "twenty-",
        "a year later, ", "8 June 1919, the next day, ", "5 p.m. ", "'19 ", "early to mid-",
        "12 May, ",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        find(&text);
        let mut context = Context::default();
        if let Some(day) = Day::gregorian(1923, 5, 4) {
            context.written = Some(Interval::between(day, day));
        }
        times_in(&text, &context);
        drop(parse(&text));
    }
}
