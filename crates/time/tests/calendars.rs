//! Calendars: places that changed theirs, the Muslim one, the years of animals.

#![allow(clippy::unwrap_used)]

use derek_time::{
    Allen, Animal, Basis, Calendar, Certainty, Changeover, Context, Date, Day, Fault, Lang, Shape,
    Step, find, parse, parse_in,
};

fn read(text: &str) -> Date {
    parse(text).unwrap_or_else(|error| panic!("not read: {text}: {error:?}"))
}

fn bounds(date: &Date) -> String {
    let interval = date.bounds();
    let day = |day: Option<Day>| day.map_or("?".to_owned(), Day::iso);
    format!("{}/{}", day(interval.first_day()), day(interval.last_day()))
}

fn readings(date: &Date) -> Vec<String> {
    let day = |day: Option<Day>| day.map_or("?".to_owned(), Day::iso);
    let readings = date.readings();
    let said = readings.iter().map(|one| match (day(one.first_day()), day(one.last_day())) {
        (first, last) if first == last => first,
        (first, last) => format!("{first}/{last}"),
    });
    said.collect()
}

fn russia() -> Context {
    let change =
        Changeover::of(&read("31 January 1918 (O.S.)"), Some(&read("14 February 1918 (N.S.)")));
    Context { calendars: change, ..Context::default() }
}

fn there(text: &str, context: &Context) -> Date {
    parse_in(text, context).unwrap_or_else(|error| panic!("not read: {text}: {error:?}"))
}

fn check_there(context: &Context, text: &str, calendar: Calendar, expected: &[&str]) {
    let date = there(text, context);
    assert_eq!(
        (date.calendar, readings(&date)),
        (calendar, expected.iter().map(|day| (*day).to_owned()).collect()),
        "{text}"
    );
    assert_eq!(date.faults, [], "{text}");
}

#[test]
fn before_the_change_a_day_is_julian_until_confirmed() {
    let russia = russia();
    let check = |text, calendar, expected: &[&str]| check_there(&russia, text, calendar, expected);
    check("25 October 1917", Calendar::Julian, &["1917-11-07", "1917-10-25"]);
    check("31 января 1918 г.", Calendar::Julian, &["1918-02-13", "1918-01-31"]);
    check("14 February 1918", Calendar::Gregorian, &["1918-02-14"]);
    check("20 March 1918", Calendar::Gregorian, &["1918-03-20"]);
    check("December 1917", Calendar::Julian, &["1917-12-14/1918-01-13", "1917-12-01/1917-12-31"]);
    check("1917 г.", Calendar::Unmarked, &["1917-01-01/1917-12-31"]);
    check("14 July 1223", Calendar::Julian, &["1223-07-21"]);
    // What the words say comes first.
    check("25 October 1917 (N.S.)", Calendar::Gregorian, &["1917-10-25"]);
    check("25 октября (7 ноября) 1917 г.", Calendar::Gregorian, &["1917-11-07"]);
    check("Wednesday, 7 November 1917", Calendar::Gregorian, &["1917-11-07"]);
    check("Wednesday, 25 October 1917", Calendar::Julian, &["1917-11-07"]);
    // A stretch across the change has a calendar at each end.
    check(
        "5 December 1917 – 20 March 1918",
        Calendar::Unmarked,
        &["1917-12-18/1918-03-20", "1917-12-05/1918-03-20"],
    );
    check(
        "5 or 6 December 1917",
        Calendar::Julian,
        &["1917-12-18", "1917-12-19", "1917-12-05", "1917-12-06"],
    );
}

#[test]
fn an_inferred_calendar_says_so_and_gives_way() {
    let date = there("25 October 1917", &russia());
    assert!(date.uncertain);
    let last = Day::julian(1918, 1, 31).unwrap();
    let step = Step::CalendarByPlace(Calendar::Julian, last);
    assert_eq!(date.calendar_basis(), Basis::Inferred(step));
    assert_eq!(date.hull().days(), Some(14));
    let new = date.in_calendar(Calendar::Gregorian);
    assert_eq!((new.uncertain, readings(&new)), (false, vec!["1917-10-25".to_owned()]));
    let elsewhere = date.in_context(&Context::default());
    assert_eq!((elsewhere.calendar_basis(), elsewhere.uncertain), (Basis::Unknown, false));
    assert_eq!(elsewhere, read("25 October 1917"));
    assert_eq!(read("25 October 1917 (O.S.)").calendar_basis(), Basis::Stated);
}

#[test]
fn days_that_the_change_left_out() {
    for day in 1..=13 {
        let date = there(&format!("{day} February 1918"), &russia());
        let last = Day::julian(1918, 1, 31).unwrap();
        assert_eq!(date.faults, [Fault::SkippedByReform { last, first: Day::REFORM }]);
        assert_eq!(date.readings().len(), 2);
    }
    assert_eq!(there("5 февраля 1918 г. ст. ст.", &russia()).faults, []);
    assert_eq!(there("вторник, 5 февраля 1918 г.", &russia()).faults, []);
    assert_eq!(read("5 February 1918").faults, []);
}

#[test]
fn where_both_were_in_use_both_are_read() {
    let until = Day::julian(1919, 12, 31).unwrap();
    let calendars = russia().calendars.map(|change| change.mixed_until(until));
    let steppe = Context { calendars, ..Context::default() };
    let check = |text, calendar, expected: &[&str]| check_there(&steppe, text, calendar, expected);
    check("25 October 1917", Calendar::Julian, &["1917-11-07", "1917-10-25"]);
    check("5 February 1918", Calendar::Julian, &["1918-02-18", "1918-02-05"]);
    check("5 May 1919", Calendar::Unmarked, &["1919-05-05", "1919-05-18"]);
    check("5 May 1920", Calendar::Gregorian, &["1920-05-05"]);
    // A weekday decides where the calendar alone does not.
    check("Sunday, 5 May 1919", Calendar::Julian, &["1919-05-18"]);
    check("Monday, 5 May 1919", Calendar::Gregorian, &["1919-05-05"]);
}

#[test]
fn a_change_is_made_of_claims() {
    let change =
        |until: &str, from: Option<&str>| Changeover::of(&read(until), from.map(read).as_ref());
    let day = |text: &str| read(text).bounds().first_day().unwrap();
    let greece = change("15 February 1923 (O.S.)", Some("1 March 1923 (N.S.)")).unwrap();
    assert_eq!((greece.last_old, greece.first_new), (day("1923-02-28"), day("1923-03-01")));
    assert_eq!(greece.mixed_until, None);
    let serbia = change("1919", Some("1919")).unwrap();
    assert_eq!((serbia.last_old, serbia.first_new), (day("1918-12-31"), day("1919-01-01")));
    assert_eq!(serbia.mixed_until, Some(day("1919-12-31")));
    let overlap = change("31 December 1919 (O.S.)", Some("14 February 1918 (N.S.)")).unwrap();
    assert_eq!(overlap.mixed_until, Some(day("1920-01-13")));
    assert_eq!(change("since 1919", None), None);
    assert_eq!(change("1752-09-13", None).unwrap().first_new, day("1752-09-14"));
}

const LANGUAGES: [(&str, [&str; 12]); 4] = [
    (
        "en",
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ],
    ),
    (
        "ru",
        [
            "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
            "октября", "ноября", "декабря",
        ],
    ),
    (
        "kk",
        [
            "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
            "қазан", "қараша", "желтоқсан",
        ],
    ),
    (
        "es",
        [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre",
        ],
    ),
];

/// Both styles as a language writes them.
fn double(language: usize, old: (i32, u8, u8), new: (i32, u8, u8)) -> String {
    let name = |month: u8| LANGUAGES[language].1[usize::from(month) - 1];
    let (one, two) = (name(old.1), name(new.1));
    match LANGUAGES[language].0 {
        "en" if old.0 == new.0 => format!("{} {one} ({} {two}) {}", old.2, new.2, old.0),
        "en" => format!("{} {one} {} ({} {two} {})", old.2, old.0, new.2, new.0),
        "ru" if old.0 == new.0 => format!("{} {one} ({} {two}) {} г.", old.2, new.2, old.0),
        "ru" => format!("{} {one} {} г. ({} {two} {} г.)", old.2, old.0, new.2, new.0),
        "kk" if old.0 == new.0 => format!("{} жылғы {} {one} ({} {two})", old.0, old.2, new.2),
        "kk" => format!("{} жылғы {} {one} ({} жылғы {} {two})", old.0, old.2, new.0, new.2),
        _ if old.0 == new.0 => format!("{} de {one} ({} de {two}) de {}", old.2, new.2, old.0),
        _ => format!("{} de {one} de {} ({} de {two} de {})", old.2, old.0, new.2, new.0),
    }
}

/// Numbers that look like chance and are the same in every run (Knuth, MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// 10,000 pairs, half of them false by one to three days.
#[test]
fn double_dates_are_checked() {
    let mut chance = Chance(1917);
    let (mut missed, mut alarms) = (Vec::new(), Vec::new());
    for number in 0..10_000 {
        let first = Day::gregorian(1700, 1, 1).unwrap();
        let day = first.plus(chance.below(94_000) as i32);
        let off = match number % 2 {
            0 => 0,
            _ => [-3, -2, -1, 1, 2, 3][chance.below(6) as usize],
        };
        let text = double(number / 2 % 4, day.to_julian(), day.plus(off).to_gregorian());
        let Ok(date) = parse(&text) else {
            missed.push(format!("not read: {text}"));
            continue;
        };
        let differs =
            date.faults.iter().any(|fault| matches!(fault, Fault::DoubleDateDiffers { .. }));
        if off == 0 && (differs || date.readings() != [Date::from(day).bounds()]) {
            alarms.push(text);
        } else if off != 0 && !differs {
            missed.push(text);
        }
    }
    let show = |list: &[String]| list.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), show(&missed));
    assert!(alarms.is_empty(), "{} false:\n{}", alarms.len(), show(&alarms));
}

/// Every day of the centuries in which the calendars were no whole week apart.
#[test]
fn a_weekday_tells_the_calendar() {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let mut chance = Chance(1918);
    let first = Day::gregorian(1583, 1, 1).unwrap().number();
    for _ in 0..10_000 {
        let days = (Day::REFORM.number() - 14 - first) as u64;
        let day = Day::new(first + chance.below(days) as i32);
        let weekday = names[day.weekday() as usize];
        for (calendar, (year, month, date)) in
            [(Calendar::Julian, day.to_julian()), (Calendar::Gregorian, day.to_gregorian())]
        {
            let month = LANGUAGES[0].1[usize::from(month) - 1];
            let text = format!("{weekday}, {date} {month} {year}");
            let read = read(&text);
            assert_eq!(read.calendar, calendar, "{text}");
            assert_eq!(read.readings(), [Date::from(day).bounds()], "{text}");
            assert_eq!(read.faults, [], "{text}");
        }
    }
}

#[test]
fn a_weekday_of_calendars_a_week_apart_tells_nothing() {
    let date = read("Friday, 14 July 1223");
    assert_eq!((date.calendar, date.readings().len()), (Calendar::Unmarked, 2));
}

#[test]
fn every_muslim_day_of_two_thousand_years_goes_round() {
    let first = Day::gregorian(1, 1, 1).unwrap().number();
    let last = Day::gregorian(2100, 12, 31).unwrap().number();
    let mut before = Day::new(first - 1).to_hijri();
    for day in (first..=last).map(Day::new) {
        let (year, month, date) = day.to_hijri();
        assert_eq!(Day::hijri(year, month, date), Some(day));
        assert!(before < (year, month, date) && date <= 30);
        before = (year, month, date);
    }
    for wild in [
        (i32::MAX, 12, 1),
        (i32::MIN, 1, 1),
        (1336, 0, 1),
        (1336, 13, 1),
        (1336, 2, 30),
        (1336, 1, 0),
    ] {
        assert_eq!(Day::hijri(wild.0, wild.1, wild.2), None, "{wild:?}");
    }
    for wild in [i32::MIN, i32::MAX] {
        let (year, month, date) = Day::new(wild).to_hijri();
        assert_eq!(Day::hijri(year, month, date), Some(Day::new(wild)));
    }
}

/// Days that pages state: 1 Muharram 1336 by three reckonings, and the Hijra.
#[test]
fn a_muslim_day_is_every_day_that_it_may_be() {
    let date = read("1 Muharram 1336 AH");
    assert_eq!(bounds(&date), "1917-10-16/1917-10-18");
    assert!(date.approximate && date.steps.contains(&Step::FromHijri));
    assert_eq!(Day::hijri(1, 1, 1), Day::julian(622, 7, 16));
    assert_eq!(Day::hijri(1, 1, 1).unwrap().weekday().in_lang(Lang::En), "Friday");
    let mut widest = 0;
    for year in 1200..=1500 {
        for month in ["Muharram", "Safar", "Ramadan", "Dhu al-Hijja"] {
            for day in [1, 29, 30] {
                let date = read(&format!("{day} {month} {year} AH"));
                let number = match month {
                    "Muharram" => 1,
                    "Safar" => 2,
                    "Ramadan" => 9,
                    _ => 12,
                };
                if let Some(table) = Day::hijri(year, number, day) {
                    assert!(
                        date.bounds().contains(table) && date.bounds().contains(table.plus(-1))
                    );
                }
                widest = widest.max(date.bounds().days().unwrap());
            }
        }
    }
    assert_eq!(widest, 4);
    assert_eq!(read("31 Rajab 1336").faults, [Fault::NoSuchDay]);
}

#[test]
fn muslim_months_in_their_spellings() {
    let months: [&[&str]; 12] = [
        &["Muharram", "мухаррама", "мұхаррамның"],
        &["Safar", "сафара", "сафар"],
        &["Rabi I", "Rabi al-awwal", "рабигуль-авваля", "рабиғул-әууәл"],
        &["Rabi II", "раби ас-сани", "рабиғул-ахир"],
        &["Jumada I", "джумада аль-уля", "жұмадәл-әууәл"],
        &["Jumada II", "джумада ас-сани", "жұмада II"],
        &["Rajab", "раджаба", "режеп"],
        &["Shaban", "Sha’ban", "шаабана", "шағбан"],
        &["Ramadan", "рамазана", "рамазан"],
        &["Shawwal", "шавваля", "шәууәл"],
        &["Dhu al-Qa'da", "зулькады", "зұлқағда"],
        &["Dhu al-Hijja", "зульхиджи", "зұлхижжа"],
    ];
    for (number, spellings) in (1..).zip(months) {
        let day = Day::hijri(1336, number, 12).unwrap();
        for month in spellings {
            for text in [
                format!("12 {month} 1336 AH"),
                format!("12 {month} 1336"),
                format!("1336 жылғы 12 {month}"),
            ] {
                let date = read(&text);
                assert!(date.bounds().contains(day), "{text}: {}", bounds(&date));
                assert!(date.bounds().days().is_some_and(|days| days <= 3), "{text}");
            }
        }
    }
    for text in [
        "1336 AH", "AH 1336", "1336 г. х.", "1336 г. по хиджре", "хижраның 1336 жылы", "1336 h.",
        "1336 d. H.",
    ] {
        assert_eq!(bounds(&read(text)), "1917-10-16/1918-10-06", "{text}");
    }
    assert_eq!(bounds(&read("Rajab 15, 1336")), bounds(&read("15 Rajab 1336 AH")));
    for text in
        ["Он вернулся в 15 h. и ушёл.", "2 сапар 150 адам", "Rajab 15 men came", "Рамазан 1920"]
    {
        assert_eq!(find(text).len(), 0, "{text}");
    }
}

#[test]
fn a_muslim_date_beside_another_is_held_against_it() {
    let check = |text: &str, calendar: Calendar, expected: &str| {
        let date = read(text);
        assert_eq!((date.calendar, bounds(&date)), (calendar, expected.to_owned()), "{text}");
        assert_eq!(date.faults, [], "{text}");
    };
    check("12 Rabi I 1336 AH (26 December 1917)", Calendar::Gregorian, "1917-12-26/1917-12-26");
    check("26 December 1917 (12 Rabi I 1336 AH)", Calendar::Gregorian, "1917-12-26/1917-12-26");
    check(
        "13 декабря 1917 г. (12 раби аль-авваля 1336 г. х.)",
        Calendar::Julian,
        "1917-12-26/1917-12-26",
    );
    check("1336 г. х. (1917 г.)", Calendar::Unmarked, "1917-01-01/1917-12-31");
    for (text, faults) in
        [("1 December 1917 (12 Rabi I 1336 AH)", 1), ("1920 (1336 AH)", 1), ("1918 (1336 AH)", 0)]
    {
        let differs = |fault: &&Fault| matches!(fault, Fault::HijriDiffers { .. });
        assert_eq!(read(text).faults.iter().filter(differs).count(), faults, "{text}");
    }
    let text = "Он умер 26 декабря 1917 г. (12 раби аль-авваля 1336 г. х.) в Омске.";
    let [mention] = &find(text)[..] else { panic!("one date") };
    assert_eq!(&text[mention.range.clone()], "26 декабря 1917 г. (12 раби аль-авваля 1336 г. х.)");
}

#[test]
fn animals_in_their_order() {
    use Animal::*;
    let years = [Snake, Horse, Sheep, Monkey, Hen, Dog, Pig, Mouse, Cow, Leopard, Hare, Snail];
    for (year, animal) in (1917..).zip(years) {
        assert_eq!((Animal::of_year(year), Animal::of_year(year - 1200)), (animal, animal));
    }
    assert_eq!(Snake.years(1917, 1917), [1917]);
    assert_eq!(Snake.years(1918, 1928), []);
    assert_eq!(Snake.years(i32::MIN, i32::MAX).len(), 1000);
    let _ =
        (Animal::of_year(i32::MIN), Animal::span(i32::MAX), Animal::born_at_turn(255, i32::MIN));
    assert_eq!(Animal::born_at_turn(14, 1919), None);
}

/// Every animal beside every year, in four languages.
#[test]
fn an_animal_must_be_that_of_its_year() {
    let names = [
        ("тышқан", "мыши", "mouse", "ratón"),
        ("сиыр", "коровы", "ox", "buey"),
        ("барыс", "барса", "tiger", "tigre"),
        ("қоян", "зайца", "hare", "liebre"),
        ("ұлу", "дракона", "dragon", "dragón"),
        ("жылан", "змеи", "snake", "serpiente"),
        ("жылқы", "лошади", "horse", "caballo"),
        ("қой", "овцы", "sheep", "oveja"),
        ("мешін", "обезьяны", "monkey", "mono"),
        ("тауық", "курицы", "rooster", "gallo"),
        ("ит", "собаки", "dog", "perro"),
        ("доңыз", "свиньи", "pig", "cerdo"),
    ];
    for (animal, (kk, ru, en, es)) in Animal::ALL.into_iter().zip(names) {
        for year in 1905..1930 {
            for text in [
                format!("{kk} жылы ({year})"),
                format!("{year} – год {ru}"),
                format!("{year} жыл, {kk} жылы"),
                format!("{year}, the year of the {en}"),
                format!("{year} (año del {es})"),
                format!("год {ru} ({year})"),
            ] {
                let Ok(date) = parse(&text) else { panic!("not read: {text}") };
                let differs = date
                    .faults
                    .iter()
                    .any(|fault| matches!(fault, Fault::AnimalYearDiffers { .. }));
                let distance = (i32::from(animal as u8) - i32::from(Animal::of_year(year) as u8))
                    .rem_euclid(12);
                match distance {
                    0 => assert_eq!(bounds(&date), format!("{year}-01-01/{year}-12-31"), "{text}"),
                    11 => assert_eq!(bounds(&date), format!("{year}-01-01/{year}-03-31"), "{text}"),
                    _ => {}
                }
                assert_eq!(differs, !matches!(distance, 0 | 11), "{text}");
                assert_eq!(date.uncertain, distance == 11, "{text}");
            }
        }
    }
}

#[test]
fn an_animal_alone_names_no_year() {
    for text in ["жылан жылы", "год змеи", "the year of the Snake", "año de la serpiente"]
    {
        let date = read(text);
        assert_eq!(bounds(&date), "?/?", "{text}");
        assert_eq!(date.steps, [Step::AnimalYear(Animal::Snake)], "{text}");
        assert_eq!(bounds(&date.in_year(1917)), "1917-03-01/1918-03-31", "{text}");
        assert_eq!(bounds(&date.in_year(1919)), "?/?", "{text}");
        assert_eq!(find(&format!("Ол, {text}, қайтты.")).len(), 0, "{text}");
    }
    assert_eq!(find("Он купил собаку и лошадь. Год был трудный, коровы и овцы гибли.").len(), 0);
    let text = "1918 жылы, жылқы жылы, соғыс басталды.";
    assert_eq!(find(text).len(), 1);
}

#[test]
fn a_choice_stays_a_choice() {
    let check =
        |text: &str, expected: &[&str]| assert_eq!(readings(&read(text)), expected, "{text}");
    check("1917 or 1918", &["1917-01-01/1917-12-31", "1918-01-01/1918-12-31"]);
    check("1917 или 1919 г.", &["1917-01-01/1917-12-31", "1919-01-01/1919-12-31"]);
    check("5 or 9 May 1920", &["1920-05-05", "1920-05-09"]);
    check("5 или 9 мая 1920 г.", &["1920-05-05", "1920-05-09"]);
    check("5 или 6 декабря 1917 г.", &["1917-12-05", "1917-12-06", "1917-12-18", "1917-12-19"]);
    assert_eq!(bounds(&read("1917 или 1919 г.")), "1917-01-01/1919-12-31");
    // What lies between the two is neither.
    assert!(read("1917 or 1919").relation(&read("May 1918")).is_apart());
    assert_eq!(read("between 1917 and 1919").readings().len(), 1);
}

#[test]
fn all_of_a_time_is_not_some_day_of_it() {
    let whole = |text: &str, expected: &str| {
        let date = read(text);
        let Shape::Throughout { begins, ends } = date.shape else {
            panic!("{text}: {:?}", date.shape)
        };
        assert_eq!((begins.days(), ends.days()), (Some(1), Some(1)), "{text}");
        assert_eq!(bounds(&date), expected, "{text}");
        for lang in Lang::ALL {
            let printed = date.in_lang(lang);
            assert_eq!(parse(&printed).map(|date| date.shape), Ok(date.shape), "{printed}");
        }
    };
    for text in [
        "throughout 1918",
        "all of 1918",
        "весь 1918 год",
        "на протяжении 1918 года",
        "1918 жыл бойы",
        "бүкіл 1918 жыл бойы",
        "durante todo 1918",
        "a lo largo de 1918",
        "throughout the year 1918",
    ] {
        whole(text, "1918-01-01/1918-12-31");
    }
    whole("throughout May 1918", "1918-05-01/1918-05-31");
    whole("на протяжении мая 1918 г.", "1918-05-01/1918-05-31");
    whole("throughout the 1920s", "1920-01-01/1929-12-31");
    whole("на протяжении XIX века", "1801-01-01/1900-12-31");
    for text in ["1918", "in 1918", "during 1918", "в течение 1918 г."] {
        if let Ok(date) = parse(text) {
            assert!(matches!(date.shape, Shape::Within(_)), "{text}");
        }
    }
    let text = "Throughout 1918 the front moved; в 1919 г. весь май шли бои.";
    let found: Vec<String> = find(text).iter().map(|mention| mention.date.text.clone()).collect();
    assert_eq!(found, ["Throughout 1918", "1919 г.", "весь май"]);
}

#[test]
fn the_thirteen_relations_of_dates() {
    let check = |one: &str, other: &str, relation: Allen, certainty: Certainty| {
        let relations = read(one).allen(&read(other));
        assert_eq!(relations.certainty(relation), certainty, "{one}; {other}: {relation:?}");
        let back = read(other).allen(&read(one));
        assert_eq!(back.certainty(relation.inverse()), certainty, "{other}; {one}");
    };
    use Certainty::{Cannot, Certain, Possible};
    check("throughout 1918", "5 May 1918", Allen::Contains, Certain);
    check("1918 г.", "5 May 1918", Allen::Contains, Cannot);
    check("1918 г.", "5 May 1918", Allen::Equals, Possible);
    check("throughout 1917", "throughout 1918", Allen::Meets, Certain);
    check("1917 г.", "throughout 1919", Allen::Before, Certain);
    check("from May 1918 to June 1919", "throughout 1918", Allen::OverlappedBy, Certain);
    check("since 5 May 1918", "5 May 1918", Allen::StartedBy, Possible);
    // Every reading counts: Old Style makes it the same day, New Style an earlier one.
    check("25 October 1917", "7 November 1917 (N.S.)", Allen::Equals, Possible);
    check("25 October 1917", "7 November 1917 (N.S.)", Allen::Before, Possible);
    check("25 October 1917", "7 November 1917 (N.S.)", Allen::After, Cannot);
    check("25 October 1917", "1 December 1917 (N.S.)", Allen::Before, Certain);
    check("5 or 9 May 1920", "7 May 1920", Allen::Equals, Cannot);
    check("5 or 9 May 1920", "7 May 1920", Allen::Before, Possible);
    check("1336 AH", "throughout 1917", Allen::During, Possible);
}

#[test]
fn the_new_style_may_stand_first_and_share_the_month() {
    for text in [
        "30(17) May 1913", "30 (17) May 1913", "29(16) June 1913", "17 (30) May 1913",
        "30(17) мая 1913 г.", "29 (16) июня 1913 года", "28 (10) января 1918 г.",
        "1913 жылғы 30 (17) мамыр", "11 (28) мая 1917 г.",
    ] {
        let date = parse(text).unwrap();
        assert!(date.faults.is_empty(), "{text}: {:?}", date.faults);
    }
    let day = parse("30(17) May 1913").unwrap().bounds().first_day().unwrap();
    assert_eq!(day.to_gregorian(), (1913, 5, 30));
    assert!(!parse("25 (9) May 1913").unwrap().faults.is_empty());
}

#[test]
fn a_double_date_borrows_no_year_that_it_does_not_fit() {
    let found = find("At the end of 1916 all was quiet. On 23 February (8 March) they marched.");
    assert!(found.iter().all(|mention| mention.date.faults.is_empty()), "{found:?}");
    let found = find("In 1917 all was quiet. On 23 February (8 March) they marched.");
    assert_eq!(found[1].date.bounds().first_day().unwrap().to_gregorian(), (1917, 3, 8));
    let found = find("In 1917 all was quiet. On 25 October (8 November) they rose.");
    assert!(!found[1].date.faults.is_empty());
}
