//! Whole fields in English and Spanish, each with its first and its last day.

use derek_time::{End, Fault, find, parse};

/// The first and the last day of a field, `..` where it is open; what is no date is `none`.
fn bounds(field: &str) -> String {
    let Ok(date) = parse(field) else { return "none".to_owned() };
    let day = |end: End| match end {
        End::Day(day) => day.iso(),
        End::Open => "..".to_owned(),
        End::Unknown => "?".to_owned(),
    };
    let bounds = date.bounds();
    match (day(bounds.first), day(bounds.last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first}/{last}"),
    }
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table.iter().filter(|(field, wanted)| bounds(field) != *wanted).collect();
    let read: Vec<_> = wrong.iter().map(|(field, _)| bounds(field)).collect();
    assert!(wrong.is_empty(), "{wrong:?}, read {read:?}");
}

#[test]
fn days_in_words() {
    check(&[
        ("the third of June, 1919", "1919-06-03"),
        ("June the third, 1919", "1919-06-03"),
        ("June third, 1919", "1919-06-03"),
        ("the twenty-first of June 1919", "1919-06-21"),
        ("the thirtieth day of June, nineteen nineteen", "1919-06-30"),
        ("on this 3rd day of June in the year 1919", "1919-06-03"),
        ("el tres de junio de mil novecientos diecinueve", "1919-06-03"),
        ("el primero de junio de 1919", "1919-06-01"),
        ("1° de junio de 1919", "1919-06-01"),
        ("3-Jun-1919", "1919-06-03"),
        ("3 VI 1919", "1919-06-03"),
        ("Tues., 3 June 1919", "1919-06-03"),
    ]);
}

#[test]
fn years_in_words() {
    check(&[
        ("nineteen nineteen", "1919-01-01/1919-12-31"),
        ("eighteen sixty-one", "1861-01-01/1861-12-31"),
        ("nineteen hundred and six", "1906-01-01/1906-12-31"),
        ("nineteen-oh-six", "1906-01-01/1906-12-31"),
        ("two thousand and five", "2005-01-01/2005-12-31"),
        ("mil ochocientos sesenta y uno", "1861-01-01/1861-12-31"),
        ("seventeen", "none"),
        ("ninety nineteen", "none"),
    ]);
}

#[test]
fn years_cut_short() {
    check(&[
        ("June '19", "1919-06-01/1919-06-30"),
        ("1919–21", "1919-01-01/1921-12-31"),
        ("1919–9", "none"),
        ("1916–8", "1916-01-01/1918-12-31"),
        ("1919–", "1919-01-01/.."),
    ]);
    assert!(parse("June '19").is_ok_and(|date| date.uncertain));
}

#[test]
fn decades() {
    check(&[
        ("the nineteen-thirties", "1930-01-01/1939-12-31"),
        ("the early thirties", "1930-01-01/1933-12-31"),
        ("the '30s", "1930-01-01/1939-12-31"),
        ("los años treinta", "1930-01-01/1939-12-31"),
        ("la década de los treinta", "1930-01-01/1939-12-31"),
        ("the third decade of the 19th century", "1821-01-01/1830-12-31"),
        ("la última década del siglo XVIII", "1791-01-01/1800-12-31"),
        ("the 1920s–1930s", "1920-01-01/1939-12-31"),
    ]);
}

#[test]
fn numbered_weeks_months_and_weekdays() {
    check(&[
        ("the first week of June 1919", "1919-06-01/1919-06-07"),
        ("the last week of June 1919", "1919-06-24/1919-06-30"),
        ("the first three months of 1919", "1919-01-01/1919-03-31"),
        ("the first ten days of June 1919", "1919-06-01/1919-06-10"),
        ("la segunda semana de junio de 1919", "1919-06-08/1919-06-14"),
        ("la segunda quincena de junio de 1919", "1919-06-16/1919-06-30"),
        ("the last Sunday of June 1919", "1919-06-29"),
        ("the first Monday in June 1919", "1919-06-02"),
        ("the fifth Monday of June 1919", "1919-06-30"),
        ("the fifth Tuesday of June 1919", "none"),
    ]);
}

#[test]
fn parts() {
    check(&[
        ("the opening months of 1919", "1919-01-01/1919-04-30"),
        ("the closing years of the 19th century", "1871-01-01/1900-12-31"),
        ("the latter half of 1919", "1919-07-01/1919-12-31"),
        ("early to mid-1919", "1919-01-01/1919-08-31"),
        ("mid-to-late 1919", "1919-05-01/1919-12-31"),
        ("late 1919/early 1920", "1919-09-01/1920-04-30"),
        ("the twelfth century", "1101-01-01/1200-12-31"),
        ("el primer semestre de 1919", "1919-01-01/1919-06-30"),
        ("finales del siglo XVIII y principios del XIX", "1771-01-01/1830-12-31"),
        ("entre los siglos XVIII y XIX", "1701-01-01/1900-12-31"),
    ]);
}

#[test]
fn before_our_era() {
    check(&[
        ("700 to 650 BCE", "-0699-01-01/-0649-12-31"),
        ("between 1200 and 1100 BC", "-1199-01-01/-1099-12-31"),
        ("7th–6th centuries BC", "-0699-01-01/-0500-12-31"),
        ("2nd millennium BC", "-1999-01-01/-1000-12-31"),
        ("31 BC – AD 14", "-0030-01-01/0014-12-31"),
    ]);
    assert!(parse("700 to 650 BCE").is_ok_and(|date| date.faults.is_empty()));
}

#[test]
fn feasts() {
    check(&[
        ("Christmas Eve 1919", "1919-12-24"),
        ("May Day 1919", "1919-05-01"),
        ("Navidad de 1919", "1919-12-25"),
        // Tables of both churches: Easter 1919 and 1920 fell on 20 April and 4 April.
        ("Easter 1919", "1919-04-20"),
        ("Good Friday 1920", "1920-04-02"),
        // The eastern Easter of 1920 was 29 March of the Julian calendar, 11 April of the other.
        ("Easter 1920 (O.S.)", "1920-04-11"),
    ]);
    assert!(find("They met at Christmas, before Easter.").is_empty());
}

#[test]
fn bounds_around_their_date() {
    check(&[
        ("1919 at the latest", "../1919-12-31"),
        ("1919 at the earliest", "1919-01-01/.."),
        ("1919 onwards", "1919-01-01/.."),
        ("on or before 3 June 1919", "../1919-06-03"),
        ("at least until 1919", "../1919-12-31"),
        ("shortly before 1919", "../1918-12-31"),
        ("como muy tarde en 1919", "../1919-12-31"),
        ("between the spring and autumn of 1919", "1919-03-01/1919-11-30"),
        ("5.06.1919–13.07.1919", "1919-06-05/1919-07-13"),
        ("5 June 1919–13 July 1919", "1919-06-05/1919-07-13"),
        ("Oct.–Nov. 1919", "1919-10-01/1919-11-30"),
        ("entre el 5 y el 13 de junio de 1919", "1919-06-05/1919-06-13"),
    ]);
}

#[test]
fn the_hour_says_nothing_of_the_day() {
    check(&[
        ("3 June 1919 at 10 a.m.", "1919-06-03"),
        ("3 June 1919, 10:30", "1919-06-03"),
        ("noon on 3 June 1919", "1919-06-03"),
        ("the evening of 3 June 1919", "1919-06-03"),
    ]);
}

#[test]
fn both_styles() {
    check(&[
        ("3 (16) June 1916", "1916-06-16"),
        ("3 June (O.S.)/16 June (N.S.) 1916", "1916-06-16"),
        ("del 3 (16) al 5 (18) de junio de 1916", "1916-06-16/1916-06-18"),
    ]);
    let faults = parse("3 (15) June 1916").map(|date| date.faults);
    assert_eq!(faults, Ok(vec![Fault::DoubleDateDiffers { expected_days: 13, found_days: 12 }]));
}

#[test]
fn a_year_before_its_noun() {
    let words = |text: &str| -> Vec<String> {
        find(text).into_iter().map(|mention| text[mention.range].to_owned()).collect()
    };
    assert_eq!(words("By the 1911 statute the land was theirs."), ["1911"]);
    assert_eq!(words("The 1911 recruits were sent home."), [""; 0]);
    assert_eq!(words("The 1200 strong garrison fell."), [""; 0]);
    assert_eq!(words("It was not until 1911 that it fell."), ["1911"]);
    assert_eq!(words("It stood there as late as 1911."), ["1911"]);
}

#[test]
fn what_is_no_date() {
    for text in [
        "They may march against the 3rd Army in room 1911.",
        "Pages 1911–1915, shelf mark 1911/12, ISBN 978-1-911-12345-1, tel. 1911-12.",
        "A man in his thirties with fifteen twenty-pound notes, one of two thousand.",
        "The second party congress sat in the third hall; the first May was his.",
        "Article 1911, no. 1912, f. 1913, op. 2, d. 14.",
        "Sun and fall, sat. and mar. and sec., the fifth of them.",
        "El artículo 1911 y los 1911 soldados de mil batallas.",
    ] {
        let found: Vec<&str> = find(text).into_iter().map(|mention| &text[mention.range]).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn an_era_that_stands_once_is_of_both_ends() {
    check(&[
        ("BC 120–80", "-0119-01-01/-0079-12-31"),
        ("120–80 BC", "-0119-01-01/-0079-12-31"),
        ("AD 80–120", "0080-01-01/0120-12-31"),
        ("30 BC – AD 20", "-0029-01-01/0020-12-31"),
        ("120–80 a. C.", "-0119-01-01/-0079-12-31"),
        ("entre el año 120 y el 80 a. C.", "-0119-01-01/-0079-12-31"),
    ]);
}

#[test]
fn a_part_of_the_first_end_only() {
    check(&[
        ("early 1920 – 1921", "1920-01-01/1921-12-31"),
        ("late 1920 – 1921", "1920-09-01/1921-12-31"),
        ("finales de 1920 – 1921", "1920-09-01/1921-12-31"),
        ("late 1920 – early 1921", "1920-09-01/1921-04-30"),
    ]);
}

#[test]
fn a_beginning_that_stands_alone() {
    check(&[
        ("from 1921", "1921-01-01/.."),
        ("from May 1921", "1921-05-01/.."),
        ("from 1921–1923", "1921-01-01/1923-12-31"),
        ("desde mayo de 1921", "1921-05-01/.."),
        ("de mayo de 1921", "1921-05-01/1921-05-31"),
    ]);
    // In a text it is as readily of that year.
    let letter = find("A letter from May 1921 says so.");
    assert_eq!(letter[0].date.edtf().as_deref(), Some("1921-05"));
}

#[test]
fn a_question_mark_is_a_doubt_wherever_it_stands() {
    for field in [
        "May 1921?", "3 May 1921?", "May 3, 1921?", "3.5.1921?", "spring 1921?", "Q2 1921?",
        "3–5 May 1921?", "mayo de 1921?", "¿mayo de 1921?", "¿1921?", "май 1921 г.?",
        "3 мая 1921 г.?", "1921 жылғы мамыр?",
    ] {
        assert!(parse(field).is_ok_and(|date| date.uncertain), "{field}");
    }
    assert!(parse("May 1921").is_ok_and(|date| !date.uncertain));
}

#[test]
fn a_round_number_of_years_is_a_decade_or_a_century() {
    let doubt = |field: &str| parse(field).map(|date| date.uncertain).ok();
    for field in ["the 1700s", "1800s", "the early 1900s", "since the 1800s"] {
        assert_eq!(doubt(field), Some(true), "{field}");
    }
    for field in ["the 1810s", "the 1800s–1810s", "1800-е годы", "1800-жылдар"] {
        assert_eq!(doubt(field), Some(false), "{field}");
    }
}

#[test]
fn dates_of_the_hijra() {
    let bounds = |field: &str| parse(field).map(|date| date.bounds());
    for (field, plain) in [
        ("año 1321 de la Hégira", "1321 AH"),
        ("the year 1321 of the Hegira", "1321 AH"),
        ("ramadán de 1321 de la hégira", "Ramadan 1321 AH"),
        ("Ramadan of 1321 AH", "Ramadan 1321 AH"),
        ("Ramadan of the year 1321 AH", "Ramadan 1321 AH"),
        ("3 de safar de 1321 de la Hégira", "3 Safar 1321 AH"),
        ("the 3rd of Safar, 1321 AH", "3 Safar 1321 AH"),
    ] {
        assert!(bounds(plain).is_ok(), "{plain}");
        assert_eq!(bounds(field), bounds(plain), "{field}");
    }
    check(&[("año 1321", "1321-01-01/1321-12-31"), ("1322–1321 AH", "none")]);
}

#[test]
fn months_as_clerks_cut_them_short() {
    check(&[
        ("Jany. 3rd, 1921", "1921-01-03"),
        ("Feby. 3d, 1921", "1921-02-03"),
        ("3 Septr. 1921", "1921-09-03"),
        ("Octr. 3, 1921", "1921-10-03"),
        ("3d Novr 1921", "1921-11-03"),
        ("Decr. 1921", "1921-12-01/1921-12-31"),
    ]);
}

#[test]
fn a_comma_after_the_year_of_a_day() {
    check(&[
        ("Dec. 3, 1921, to Jan. 5, 1922", "1921-12-03/1922-01-05"),
        ("from December 3, 1921, through January 5, 1922", "1921-12-03/1922-01-05"),
    ]);
    let apart = find("It was December 3, 1921, to 5 of them a surprise.");
    assert_eq!(apart[0].date.edtf().as_deref(), Some("1921-12-03"));
}

#[test]
fn roman_centuries_with_letters() {
    check(&[
        ("the XVIIIth century", "1701-01-01/1800-12-31"),
        ("the XVIIIth–XIXth centuries", "1701-01-01/1900-12-31"),
        ("early XXth century", "1901-01-01/1930-12-31"),
        ("ss. XVI-XVII", "1501-01-01/1700-12-31"),
        ("a caballo entre los siglos XVIII y XIX", "1790-01-01/1810-12-31"),
    ]);
}

#[test]
fn several_decades() {
    check(&[
        ("las décadas de 1860 y 1870", "1860-01-01/1879-12-31"),
        ("las décadas de 1860 a 1880", "1860-01-01/1889-12-31"),
        ("the decades of 1860 and 1870", "1860-01-01/1879-12-31"),
        ("1860s–1870s", "1860-01-01/1879-12-31"),
        ("la década de 1860", "1860-01-01/1869-12-31"),
    ]);
}

#[test]
fn midsummer_and_quarters() {
    check(&[
        ("midsummer 1921", "1921-07-01/1921-07-31"),
        ("midsummer of 1921", "1921-07-01/1921-07-31"),
        ("2Q 1921", "1921-04-01/1921-06-30"),
        ("5Q 1921", "none"),
    ]);
}

#[test]
fn what_bounds_belongs_to_it() {
    check(&[
        ("until 1921 inclusive", "../1921-12-31"),
        ("before 1921 (inclusive)", "../1921-12-31"),
        ("1919–1921 inclusive", "1919-01-01/1921-12-31"),
        ("hasta mayo de 1921 inclusive", "../1921-05-31"),
    ]);
}

#[test]
fn an_end_that_nobody_knows() {
    check(&[
        ("1921 – ?", "1921-01-01/?"),
        ("May 1921–?", "1921-05-01/?"),
        ("? – 3 May 1921", "?/1921-05-03"),
        ("since 1921, end unknown", "1921-01-01/?"),
        ("until 1921, beginning unknown", "?/1921-12-31"),
        ("after 1921, beginning unknown", "none"),
        ("? – ?", "none"),
        ("– ?", "none"),
    ]);
    let date = parse("1921-05/").expect("EDTF has such ends");
    for lang in derek_time::Lang::ALL {
        let again = parse(&date.in_lang(lang)).map(|date| date.shape);
        assert_eq!(again, Ok(date.shape), "{}", date.in_lang(lang));
    }
    assert_eq!(parse("3 May 1917 – ?").map(|date| date.readings().len()), Ok(2));
}
