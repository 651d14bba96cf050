//! Calendars: places that changed theirs, the Muslim one, the years of animals.

use derek_time::{
    Animal, Basis, Calendar, Changeover, Context, Date, Day, Fault, Lang, Step, find, parse,
    parse_in,
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

#[test]
fn probe() {
    for text in [
        "12 раби аль-авваля 1336 г. хиджры",
        "1336 AH",
        "Rajab 1336",
        "1336 AH (1917)",
        "12 Rabi I 1336 AH (26 December 1917)",
        "26 December 1917 (12 Rabi I 1336 AH)",
        "13 December 1917 (12 Rabi I 1336 AH)",
        "1 December 1917 (12 Rabi I 1336 AH)",
        "1917 г. (1336 г. х.)",
        "1920 г. (1336 г. х.)",
        "31 раджаба 1336",
        "30 сафара 1336 г. х.",
        "тауық жылы (1921)",
        "1921 – год курицы",
        "1921 год – год курицы",
        "1921 ж. (тауық жылы)",
        "1921 жыл, тауық жылы",
        "1922 ж. (тауық жылы)",
        "1919 ж. (тауық жылы)",
        "жылан жылы",
        "year of the Snake",
        "5 января 1922 г., год курицы",
        "5 или 6 декабря 1917 г.",
        "5 o 6 de diciembre de 1917",
        "5 немесе 6 желтоқсан 1917 ж.",
        "хижраның 1336 жылы",
        "AH 1336",
        "1336 h.",
        "1336 жылғы 12 режеп",
        "хижра бойынша 1336 жылы режептің 12-сі",
        "12 рабигуль-авваля 1336 г. х.",
        "12 Dhu al-Qa'da 1336",
        "Jumada II 1336 AH",
        "12 рабиғул-әууәл 1336 ж.",
        "1336 г. по хиджре",
        "1 Sha’ban 1336",
        "1336 жылы рамазан айында",
        "1336 de la hégira",
        "5 жұмадәл-ахир 1336",
        "7 зульхиджи 1335 года",
        "1917 or 1918",
        "год змеи",
        "1917 год змеи",
        "año de la serpiente (1917)",
        "1917, the year of the Snake",
    ] {
        match parse(text) {
            Ok(date) => println!(
                "{text}: {} {:?} {} u{} f{:?} s{:?}",
                bounds(&date),
                readings(&date),
                date.in_lang(Lang::En),
                date.uncertain,
                date.faults.iter().map(|f| f.in_lang(Lang::En)).collect::<Vec<_>>(),
                date.steps.iter().map(|f| f.in_lang(Lang::En)).collect::<Vec<_>>()
            ),
            Err(e) => println!("{text}: ERR {e:?}"),
        }
    }
    for text in [
        "Бұл жылан жылы болды.",
        "Тауық жылы (1921) ашаршылық басталды.",
        "1921 – год курицы – был голодным.",
        "В 1921 году, в год курицы, начался голод",
        "In 1917, the year of the Snake, he left",
        "Ол 1918 жылы жылқы жылы туған",
    ] {
        println!(
            "{text} {:?}",
            find(text)
                .iter()
                .map(|m| (m.date.text.clone(), bounds(&m.date), m.date.faults.clone()))
                .collect::<Vec<_>>()
        );
    }
    let _ = (
        parse_in,
        Animal::ALL,
        Basis::Unknown,
        Calendar::Julian,
        Context::default(),
        Fault::NoSuchDay,
        Step::EdgeLeftOut,
    );
    let _: Option<Changeover> = None;
    let _ = read;
}
