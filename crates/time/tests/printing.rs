//! Dates in words: as a careful author of each language writes them, and so
//! that they mean the same days when they are read again.

use derek_time::{Calendar, Date, Day, Interval, Lang, Relation, Style, parse, parse_edtf};
use proptest::prelude::*;

fn read(text: &str) -> Date {
    parse(text).unwrap_or_else(|error| panic!("{text}: not read at {}", error.stopped))
}

/// A date as English, Russian and Kazakh authors write it.
fn check(text: &str, en: &str, ru: &str, kk: &str) {
    let date = read(text);
    let printed = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| date.in_lang(lang));
    assert_eq!(printed, [en, ru, kk], "{text}");
}

#[test]
fn days() {
    check("5.12.1918", "5 December 1918", "5 декабря 1918 г.", "1918 жылғы 5 желтоқсан");
    check(
        "5–13 December 1918",
        "5–13 December 1918",
        "5–13 декабря 1918 г.",
        "1918 жылғы 5–13 желтоқсан",
    );
    check(
        "28 November – 3 December 1918",
        "28 November – 3 December 1918",
        "28 ноября – 3 декабря 1918 г.",
        "1918 жылғы 28 қараша – 3 желтоқсан",
    );
    check(
        "20 December 1917 – 5 January 1918",
        "20 December 1917 – 5 January 1918",
        "20 декабря 1917 г. – 5 января 1918 г.",
        "1917 жылғы 20 желтоқсан – 1918 жылғы 5 қаңтар",
    );
    check("on 5 December", "5 December", "5 декабря", "5 желтоқсан");
}

#[test]
fn days_of_a_known_calendar_in_both_styles() {
    check(
        "25 октября 1917 г. ст. ст.",
        "25 October (7 November) 1917",
        "25 октября (7 ноября) 1917 г.",
        "1917 жылғы 25 қазан (7 қараша)",
    );
    check(
        "5 (18) December 1917",
        "5 (18) December 1917",
        "5 (18) декабря 1917 г.",
        "1917 жылғы 5 (18) желтоқсан",
    );
    check(
        "31 December 1917 O.S.",
        "31 December 1917 (13 January 1918)",
        "31 декабря 1917 г. (13 января 1918 г.)",
        "1917 жылғы 31 желтоқсан (1918 жылғы 13 қаңтар)",
    );
    check(
        "5–13 December 1917 O.S.",
        "5–13 (18–26) December 1917",
        "5–13 (18–26) декабря 1917 г.",
        "1917 жылғы 5–13 (18–26) желтоқсан",
    );
    check(
        "20–30 ноября 1917 г. ст. ст.",
        "20–30 November (3–13 December) 1917",
        "20–30 ноября (3–13 декабря) 1917 г.",
        "1917 жылғы 20–30 қараша (3–13 желтоқсан)",
    );
    check(
        "25 октября – 3 ноября 1917 г. ст. ст.",
        "25 October (7 November) – 3 (16) November 1917",
        "25 октября (7 ноября) – 3 (16) ноября 1917 г.",
        "1917 жылғы 25 қазан (7 қараша) – 3 (16) қараша",
    );
    check(
        "before 25 October 1917 O.S.",
        "before 25 October (7 November) 1917",
        "до 25 октября (7 ноября) 1917 г.",
        "1917 жылғы 25 қазанға (7 қарашаға) дейін",
    );
    check(
        "circa 25 October 1917 O.S.",
        "circa 25 October (7 November) 1917",
        "около 25 октября (7 ноября) 1917 г.",
        "шамамен 1917 жылғы 25 қазан (7 қараша)",
    );
    check(
        "December 1917 O.S.",
        "December 1917 (O.S.)",
        "декабрь 1917 г. (ст. ст.)",
        "ескіше 1917 жылғы желтоқсан",
    );
}

#[test]
fn one_style_alone_is_named() {
    let check = |text: &str, style, en: &str, ru: &str, kk: &str| {
        let date = read(text);
        let printed = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| date.in_style(style, lang));
        assert_eq!(printed, [en, ru, kk], "{text}");
    };
    let day = "25 October (7 November) 1917";
    check(
        day,
        Style::Old,
        "25 October 1917 (O.S.)",
        "25 октября 1917 г. (ст. ст.)",
        "ескіше 1917 жылғы 25 қазан",
    );
    check(
        day,
        Style::New,
        "7 November 1917 (N.S.)",
        "7 ноября 1917 г. (н. ст.)",
        "жаңаша 1917 жылғы 7 қараша",
    );
    check(
        "no later than 31 December 1917 O.S.",
        Style::New,
        "no later than 13 January 1918 (N.S.)",
        "не позднее 13 января 1918 г. (н. ст.)",
        "жаңаша 1918 жылғы 13 қаңтардан кешіктірмей",
    );
    // What is longer than a day is not moved, and what nobody names is not guessed.
    check("May 1917", Style::Old, "May 1917", "май 1917 г.", "1917 жылғы мамыр");
    check(
        "May 1917 O.S.",
        Style::New,
        "May 1917 (O.S.)",
        "май 1917 г. (ст. ст.)",
        "ескіше 1917 жылғы мамыр",
    );
    check(
        "25 October 1917",
        Style::Old,
        "25 October 1917",
        "25 октября 1917 г.",
        "1917 жылғы 25 қазан",
    );
    check("5 May 1938 N.S.", Style::Both, "5 May 1938", "5 мая 1938 г.", "1938 жылғы 5 мамыр");
}

#[test]
fn months_seasons_and_years() {
    check("May 1917", "May 1917", "май 1917 г.", "1917 жылғы мамыр");
    check("May–July 1917", "May–July 1917", "май – июль 1917 г.", "1917 жылғы мамыр – шілде");
    check("winter of 1917", "winter 1917", "зима 1917 г.", "1917 жылғы қыс");
    check("Q3 1918", "the third quarter of 1918", "III квартал 1918 г.", "1918 жылғы III тоқсан");
    check("1917-1924 жылдары", "1917–1924", "1917–1924 гг.", "1917–1924 жылдар");
    check("1917 or 1918", "1917 or 1918", "1917 или 1918 г.", "1917 немесе 1918 жыл");
    check("1920s", "the 1920s", "1920-е гг.", "1920-жылдар");
    check("конец 1920-х годов", "the late 1920s", "конец 1920-х гг.", "1920-жылдардың соңы");
    check("19th century", "the 19th century", "XIX в.", "XIX ғасыр");
    check("XVIII–XIX века", "the 18th–19th centuries", "XVIII–XIX вв.", "XVIII–XIX ғасырлар");
    check(
        "последняя треть XIX века",
        "the last third of the 19th century",
        "последняя треть XIX в.",
        "XIX ғасырдың соңғы үштен бірі",
    );
    check(
        "from early 1918 to spring 1919",
        "from early 1918 to spring 1919",
        "с начала 1918 г. по весну 1919 г.",
        "1918 жылдың басы – 1919 жылғы көктем",
    );
    check("early 1919", "early 1919", "начало 1919 г.", "1919 жылдың басы");
    check("late May 1918", "late May 1918", "конец мая 1918 г.", "1918 жылғы мамырдың соңы");
}

#[test]
fn years_before_our_era_are_named_as_historians_name_them() {
    check("44 BC", "44 BC", "44 г. до н. э.", "б. з. д. 44 жыл");
    check(
        "15 March 44 BC",
        "15 March 44 BC",
        "15 марта 44 г. до н. э.",
        "б. з. д. 44 жылғы 15 наурыз",
    );
    check(
        "44 BC – AD 14",
        "44 BC – AD 14",
        "44 г. до н. э. – 14 г. н. э.",
        "б. з. д. 44 жыл – б. з. 14 жыл",
    );
    check(
        "27 BC – AD 476",
        "27 BC – AD 476",
        "27 г. до н. э. – 476 г. н. э.",
        "б. з. д. 27 жыл – б. з. 476 жыл",
    );
    check("before 100 BC", "before 100 BC", "до 100 г. до н. э.", "б. з. д. 100 жылға дейін");
    let century = read("5th century BC");
    assert_eq!(century.in_lang(Lang::En), "the 5th century BC");
    assert_eq!(century.in_lang(Lang::Ru), "V в. до н. э.");
    assert_eq!(century.in_lang(Lang::Kk), "б. з. д. V ғасыр");
}

#[test]
fn edges() {
    check("before 1917", "before 1917", "до 1917 г.", "1917 жылға дейін");
    check(
        "after December 1917",
        "after December 1917",
        "после декабря 1917 г.",
        "1917 жылғы желтоқсаннан кейін",
    );
    check(
        "not before May 1918",
        "no earlier than May 1918",
        "не ранее мая 1918 г.",
        "1918 жылғы мамырдан ерте емес",
    );
    check(
        "between 5 May 1918 and 7 July 1918",
        "between 5 May and 7 July 1918",
        "не ранее 5 мая 1918 г. и не позднее 7 июля 1918 г.",
        "1918 жылғы 5 мамыр – 7 шілде аралығында",
    );
    check(
        "between 1917 and 1919",
        "between 1917 and 1919",
        "не ранее 1917 г. и не позднее 1919 г.",
        "1917–1919 жылдар аралығында",
    );
}

/// An end that is unknown is told as such, and never as an open one.
#[test]
fn unknown_ends() {
    let check = |text: &str, en: &str, ru: &str, kk: &str| {
        let date = parse_edtf(text).expect("EDTF");
        let printed = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| date.in_lang(lang));
        assert_eq!(printed, [en, ru, kk], "{text}");
    };
    check(
        "1918/",
        "since 1918, end unknown",
        "с 1918 г., конец неизвестен",
        "1918 жылдан бастап, соңы белгісіз",
    );
    check(
        "/1918-05",
        "until May 1918, beginning unknown",
        "вплоть до мая 1918 г., начало неизвестно",
        "1918 жылғы мамырға шейін, басы белгісіз",
    );
}

/// A suffix takes the vowels of the word before it.
#[test]
fn kazakh_suffixes_follow_the_harmony_of_vowels() {
    let months = [
        ("January", "қаңтарға", "қаңтардан"),
        ("February", "ақпанға", "ақпаннан"),
        ("March", "наурызға", "наурыздан"),
        ("April", "сәуірге", "сәуірден"),
        ("May", "мамырға", "мамырдан"),
        ("June", "маусымға", "маусымнан"),
        ("July", "шілдеге", "шілдеден"),
        ("August", "тамызға", "тамыздан"),
        ("September", "қыркүйекке", "қыркүйектен"),
        ("October", "қазанға", "қазаннан"),
        ("November", "қарашаға", "қарашадан"),
        ("December", "желтоқсанға", "желтоқсаннан"),
    ];
    for (month, dative, ablative) in months {
        let print = |text: String| read(&text).in_lang(Lang::Kk);
        assert_eq!(print(format!("before {month} 1918")), format!("1918 жылғы {dative} дейін"));
        assert_eq!(print(format!("after {month} 1918")), format!("1918 жылғы {ablative} кейін"));
    }
    let print = |text: &str| read(text).in_lang(Lang::Kk);
    assert_eq!(print("before the 20th century"), "XX ғасырға дейін");
    assert_eq!(print("before spring 1918"), "1918 жылғы көктемге дейін");
    assert_eq!(print("after autumn 1918"), "1918 жылғы күзден кейін");
    assert_eq!(print("before the end of 1918"), "1918 жылдың соңына дейін");
    assert_eq!(print("after the middle of 1918"), "1918 жылдың ортасынан кейін");
    assert_eq!(print("before the 1910s"), "1910-жылдарға дейін");
}

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];

/// What a moment is, with the calendar that may be named after it.
fn moment() -> impl Strategy<Value = String> {
    let year = 1200..2000_i32;
    let month = prop::sample::select(&MONTHS[..]);
    let season = prop::sample::select(&["spring", "summer", "autumn", "winter"][..]);
    let part = prop::sample::select(&["", "early ", "mid-", "late "][..]);
    let half =
        prop::sample::select(&["first half", "second half", "first quarter", "last third"][..]);
    prop_oneof![
        (1..=28_u8, month.clone(), year.clone())
            .prop_map(|(day, month, year)| format!("{day} {month} {year}")),
        (part.clone(), month, year.clone())
            .prop_map(|(part, month, year)| format!("{part}{month} {year}")),
        (season, year.clone()).prop_map(|(season, year)| format!("{season} {year}")),
        (part, year.clone()).prop_map(|(part, year)| format!("{part}{year}")),
        (1..=4_u8, year.clone()).prop_map(|(quarter, year)| format!("Q{quarter} {year}")),
        (half, year).prop_map(|(half, year)| format!("the {half} of {year}")),
        (2..999_i32).prop_map(|year| format!("{year} BC")),
        (120..200_i32).prop_map(|decade| format!("the {}s", 10 * decade)),
        (2..=20_u8).prop_map(|century| format!("the {century}th century")),
    ]
}

fn expression() -> impl Strategy<Value = String> {
    const EDGES: [&str; 8] =
        ["before ", "after ", "since ", "until ", "no later than ", "not before ", "circa ", ""];
    let pair = || {
        (moment(), moment()).prop_filter("the first comes first", |(one, two)| {
            read(one).relation(&read(two)) == Relation::Before
        })
    };
    prop_oneof![
        (prop::sample::select(&EDGES[..]), moment())
            .prop_map(|(edge, moment)| format!("{edge}{moment}")),
        pair().prop_map(|(one, two)| format!("from {one} to {two}")),
        pair().prop_map(|(one, two)| format!("between {one} and {two}")),
        pair().prop_map(|(one, two)| format!("{one} or {two}")),
        moment().prop_map(|moment| format!("{moment} (?)")),
    ]
}

/// Days of a calendar that is named, as edges, choices and stretches.
fn of_a_named_calendar() -> impl Strategy<Value = String> {
    const FORMS: [&str; 9] = [
        "before A", "after A", "since A", "until A", "no later than A", "not before A", "circa A",
        "between A and B", "A or B",
    ];
    let style = prop::sample::select(&["O.S.", "N.S."][..]);
    let form = prop::sample::select(&FORMS[..]);
    (2_415_400..2_421_600_i32, 1..60_i32, style, form).prop_map(|(first, days, style, form)| {
        let day = |number| {
            let (year, month, day) = Day::new(number).to_julian();
            format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
        };
        let (one, two) = (day(first), day(first + days));
        format!("{} {style}", form.replace('A', &one).replace('B', &two))
    })
}

/// A stretch of days of one year in a calendar that is named.
fn stretch() -> impl Strategy<Value = String> {
    let style = prop::sample::select(&["O.S.", "N.S."][..]);
    (2_415_400..2_421_600_i32, 0..60_i32, style).prop_map(|(first, days, style)| {
        let day = |number| {
            let (year, month, day) = Day::new(number).to_julian();
            format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
        };
        format!("from {} to {} {style}", day(first), day(first + days))
    })
}

fn goes_round(date: &Date, text: &str) -> Result<(), TestCaseError> {
    for lang in Lang::ALL {
        for style in [Style::Old, Style::New, Style::Both] {
            let printed = date.in_style(style, lang);
            let Ok(read) = parse(&printed) else {
                return Err(TestCaseError::fail(format!("not read: {printed}, for {text}")));
            };
            prop_assert_eq!(read.shape, date.shape, "{} for {}", printed, text);
            prop_assert_eq!(read.readings(), date.readings(), "{} for {}", printed, text);
            prop_assert_eq!(read.approximate, date.approximate, "{} for {}", printed, text);
            prop_assert_eq!(read.uncertain, date.uncertain, "{} for {}", printed, text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same_days(text in expression()) {
        let date = parse(&text).map_err(|_| TestCaseError::fail(format!("not read: {text}")))?;
        goes_round(&date, &text)?;
    }

    #[test]
    fn edges_of_a_known_calendar_go_round(text in of_a_named_calendar()) {
        let date = parse(&text).map_err(|_| TestCaseError::fail(format!("not read: {text}")))?;
        prop_assert_ne!(date.calendar, Calendar::Unmarked);
        goes_round(&date, &text)?;
    }

    #[test]
    fn stretches_of_a_known_calendar_go_round(text in stretch()) {
        let date = parse(&text).map_err(|_| TestCaseError::fail(format!("not read: {text}")))?;
        prop_assert_ne!(date.calendar, Calendar::Unmarked);
        goes_round(&date, &text)?;
    }

    #[test]
    fn a_day_goes_round_in_every_style(number in 2_360_000..2_440_000_i32) {
        let day = Day::new(number);
        for lang in Lang::ALL {
            for style in [Style::Old, Style::New, Style::Both] {
                let printed = day.in_style(style, lang);
                let read = parse(&printed).map(|date| date.readings());
                prop_assert_eq!(read, Ok(vec![Interval::between(day, day)]), "{}", printed);
            }
        }
    }
}
