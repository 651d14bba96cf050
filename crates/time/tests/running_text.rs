//! Dates in running text: the brackets ⟦ ⟧ mark what must be found, and nothing else may be.

use derek_time::{Fault, Mention, Weekday, Year, find};

/// The text without its marks, what was marked, and what was found in it.
fn read(marked: &str) -> (String, Vec<String>, Vec<Mention>) {
    let wanted = marked.split('⟦').skip(1).filter_map(|rest| rest.split('⟧').next());
    let wanted = wanted.map(str::to_owned).collect();
    let text = marked.replace(['⟦', '⟧'], "");
    let found = find(&text);
    (text, wanted, found)
}

/// Finds the marked dates; each must be worth what is expected in EDTF.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let (text, wanted, found) = read(marked);
    let words: Vec<&str> = found.iter().map(|mention| &text[mention.range.clone()]).collect();
    assert_eq!(words, wanted);
    let values: Vec<String> = found
        .iter()
        .map(|mention| mention.date.edtf().unwrap_or_else(|| "none".to_owned()))
        .collect();
    assert_eq!(values, expected);
}

#[track_caller]
fn check_faults(text: &str, expected: &[Fault]) {
    let faults: Vec<Fault> =
        find(text).into_iter().flat_map(|mention| mention.date.faults).collect();
    assert_eq!(faults, expected);
}

#[test]
fn a_day_in_five_languages() {
    check("It met on ⟦5 December 1917⟧ in Orenburg.", &["1917-12-05"]);
    check("On ⟦December 5th, 1917⟧, it met.", &["1917-12-05"]);
    check("Съезд открылся ⟦5 декабря 1917 г.⟧ в Оренбурге.", &["1917-12-05"]);
    check("Съезд ⟦1917 жылғы 5 желтоқсанда⟧ ашылды.", &["1917-12-05"]);
    check("Съезд ⟦1917 жылғы желтоқсанның 5-інде⟧ ашылды.", &["1917-12-05"]);
    check("Se reunió el ⟦5 de diciembre de 1917⟧ en Orenburgo.", &["1917-12-05"]);
    check("Відкрився ⟦5 грудня 1917 року⟧ в Оренбурзі.", &["1917-12-05"]);
}

#[test]
fn figures() {
    check(
        "(⟦25.10.1917⟧) и ⟦1917-12-05⟧, ⟦5.XII.1917⟧, ⟦5/XII-1917⟧",
        &["1917-10-25", "1917-12-05", "1917-12-05", "1917-12-05"],
    );
    check("⟦27–28.5.1918⟧", &["1918-05-27/1918-05-28"]);
    check("25.13.1917, 1.2.3.1917, 192.168.1917", &[]);
}

#[test]
fn old_spelling() {
    check("⟦5 апрѣля 1917 года⟧, ⟦5 іюля 1916 годъ⟧", &["1917-04-05", "1916-07-05"]);
}

#[test]
fn capitals_spaces_and_line_ends() {
    check("ON ⟦5 DECEMBER 1917⟧", &["1917-12-05"]);
    check("⟦5\u{a0}декабря\n1917\u{a0}г.⟧", &["1917-12-05"]);
    check("on 5\n\n⟦December 1917⟧", &["1917-12"]);
}

#[test]
fn months_and_years() {
    check("In ⟦March 1918⟧ and in ⟦1919⟧.", &["1918-03", "1919"]);
    check("в ⟦марте 1918 г.⟧ и в ⟦1919⟧", &["1918-03", "1919"]);
    check("⟦1918 жылы⟧, ⟦1918 жылдың наурыз айында⟧", &["1918", "1918-03"]);
    check("in ⟦1916⟧, ⟦1917⟧ and ⟦1919⟧", &["1916", "1917", "1919"]);
    check("⟦1917⟧ и ⟦1918 гг.⟧", &["1917", "1918"]);
    check("the ⟦1916⟧ uprising", &["1916"]);
    check("⟦мың тоғыз жүз он жетінші жылы⟧, үшінші жылы", &["1917"]);
}

#[test]
fn stretches() {
    check(
        "⟦1917–1918⟧, ⟦1917–18⟧ and ⟦from 1917 to 1924⟧",
        &["1917/1918", "1917/1918", "1917/1924"],
    );
    check("⟦5–13 December 1917⟧", &["1917-12-05/1917-12-13"]);
    check("⟦December 5–13, 1917⟧", &["1917-12-05/1917-12-13"]);
    check("⟦from March to May 1918⟧", &["1918-21"]);
    check("⟦с 5 по 13 декабря 1917 г.⟧", &["1917-12-05/1917-12-13"]);
    check("⟦between 5 and 13 December 1917⟧", &["1917-12-05/1917-12-13"]);
    check("⟦28 December – 3 January 1918⟧", &["1917-12-28/1918-01-03"]);
    check("⟦1917 жылдан 1924 жылға дейін⟧", &["1917/1924"]);
    check("⟦1917 жылғы 5 желтоқсаннан 13 желтоқсанға дейін⟧", &["1917-12-05/1917-12-13"]);
    check("⟦1917 мен 1920 жылдар аралығында⟧", &["1917/1920"]);
    check("⟦del 5 al 13 de diciembre de 1917⟧", &["1917-12-05/1917-12-13"]);
    check(
        "three stages: ⟦1917-1918⟧, ⟦1918-1919⟧, and ⟦1919-1924⟧",
        &["1917/1918", "1918/1919", "1919/1924"],
    );
}

#[test]
fn bounds() {
    check(
        "⟦before 1917⟧, ⟦after February 1917⟧, ⟦since 1917⟧, ⟦by 1920⟧",
        &["../1916", "1917-03/..", "1917/..", "../1920"],
    );
    check(
        "⟦до 1917 г.⟧, ⟦после февраля 1917 г.⟧, ⟦не позднее 5 марта 1920 г.⟧",
        &["../1916", "1917-03/..", "../1920-03-05"],
    );
    check(
        "⟦1917 жылға дейін⟧, ⟦1917 жылдан кейін⟧, ⟦1917 жылдан бастап⟧",
        &["../1916", "1918/..", "1917/.."],
    );
}

#[test]
fn vague_words() {
    check("⟦early 1919⟧; in ⟦mid-August 1917⟧", &["1919-01/1919-04", "1917-08-11/1917-08-20"]);
    check("в ⟦начале апреля 1919 г.⟧", &["1919-04-01/1919-04-10"]);
    check("⟦1918 жылдың ортасында⟧", &["1918-05/1918-08"]);
    check(
        "⟦the late 19th century⟧, ⟦начало XX века⟧, ⟦XX ғасырдың басы⟧",
        &["1871/1900", "1901/1930", "1901/1930"],
    );
    check("⟦the early 1920s⟧, в ⟦конце 1920-х гг.⟧", &["1920/1923", "1927/1929"]);
    check("⟦конец XIX – начало XX века⟧", &["1871/1930"]);
    check("⟦from the late 19th century to the mid-1920s⟧", &["1871/1926"]);
    check("In ⟦1918⟧, at ⟦the turn of the century⟧", &["1918", "1890/1910"]);
}

#[test]
fn both_styles() {
    check("⟦25 October (7 November) 1917⟧", &["1917-11-07"]);
    check("⟦25 октября (7 ноября) 1917 г.⟧", &["1917-11-07"]);
    check("⟦7 November (25 October) 1917⟧", &["1917-11-07"]);
    check("⟦1/14 February 1918⟧", &["1918-02-14"]);
    check("⟦19 December 1917 (1 January 1918)⟧", &["1918-01-01"]);
    check("⟦5–13 (18–26) December 1917⟧", &["1917-12-18/1917-12-26"]);
    check("⟦25 October 1917 (Old Style; 7 November New Style)⟧", &["1917-11-07"]);
    check("⟦с 5 (18) по 13 (26) декабря 1917 года⟧", &["1917-12-18/1917-12-26"]);
    check(
        "⟦from 5 to 13 December 1917 by the Old Style (18 to 26 December by the New Style)⟧ [1]",
        &["1917-12-18/1917-12-26"],
    );
    check("On ⟦23 February (8 March) 1917⟧ women marched.", &["1917-03-08"]);
}

#[test]
fn the_calendar_named() {
    check("⟦25 October 1917 (O.S.)⟧", &["1917-11-07"]);
    check("⟦25 октября 1917 г. по старому стилю⟧", &["1917-11-07"]);
    check("⟦1917 жылғы 25 қазанда (ескіше)⟧", &["1917-11-07"]);
    check("⟦ескіше 1917 жылғы 25 қазан⟧", &["1917-11-07"]);
}

#[test]
fn a_year_is_carried_forward() {
    let (text, _, found) =
        read("On 5 December 1917 it met; on 13 December it closed. On 20 January nothing.");
    let carried: Vec<Year> = found.iter().map(|mention| mention.year.clone()).collect();
    let first = found[0].range.clone();
    assert_eq!(carried, [Year::Stated, Year::Carried(first.clone()), Year::Carried(first)]);
    assert_eq!(&text[found[1].range.clone()], "13 December");
    assert_eq!(found[1].date.edtf().as_deref(), Some("1917-12-13"));
}

#[test]
fn an_aside_does_not_lend_its_year() {
    check(
        "In ⟦March 1918⟧ the resolution (Orenburg, ⟦December 1917⟧) was read; on ⟦March 19⟧ he wired.",
        &["1918-03", "1917-12", "1918-03-19"],
    );
}

#[test]
fn a_year_is_shared_by_a_list() {
    check("in ⟦April⟧ and ⟦May 1919⟧", &["1919-04", "1919-05"]);
    check("⟦March 24⟧ and ⟦27, 1918⟧", &["1918-03-24", "1918-03-27"]);
    check("⟦24⟧ и ⟦27 марта 1918 г.⟧", &["1918-03-24", "1918-03-27"]);
}

#[test]
fn a_day_without_a_year() {
    let (_, _, found) = read("On 5 December it met.");
    assert_eq!(found[0].year, Year::Missing);
    assert_eq!(found[0].date.bounds(), derek_time::Interval::UNKNOWN);
    check("⟦5 декабря сего года⟧", &["XXXX-12-05"]);
    check(
        "⟦5 мая 1917 г.⟧, ⟦7 мая того же года⟧, ⟦1 мая следующего года⟧",
        &["1917-05-05", "1917-05-07", "1918-05-01"],
    );
}

#[test]
fn a_month_without_a_year() {
    check("Spring came in March.", &[]);
    check("In ⟦1918⟧ they talked, and in ⟦March⟧ they agreed.", &["1918", "1918-03"]);
    check("In ⟦1918⟧ they may march; the march may end.", &["1918"]);
    check("В ⟦1918 г.⟧ прибыл, а в ⟦мае⟧ уехал.", &["1918", "1918-05"]);
}

#[test]
fn names_of_events_are_no_dates() {
    check("The October Revolution, the February Revolution, the July Days, the August putsch", &[]);
    check("The October Revolution of ⟦1917⟧", &["1917"]);
    check("Февральская революция, Октябрьская революция, до Октября и после Октября", &[]);
    check("⟦1917 жылғы⟧ Қазан төңкерісі; Қазанда оқыды", &["1917"]);
}

#[test]
fn other_numbers_are_no_dates() {
    check("p. 1917, pp. 1917–1924, No. 1918, Article 1917, Table 1918, vol. 1918, [1917]", &[]);
    check("с. 1917, ф. 1917, оп. 1, д. 25, л. 5, № 1917, ст. 1917", &[]);
    check("of 1917 people, in 1500 cases, by 1500 roubles, about 2000 km, 1,917 men, 3.1917", &[]);
    check("1 200 человек, до 1500 человек, около 2000 верст, в 1500 км", &[]);
    check("Olcott (1995), (Olcott, 1995), (see Olcott 1995: 23)", &[]);
    check("ISBN 978-1-1917-1918-0, +7 701 1917 1918, 45(3), 1102–1145", &[]);
    check("1500 адам, 100 жыл бұрын, 1000 жыл", &[]);
}

#[test]
fn days_that_cannot_be() {
    check_faults("30 February 1918", &[Fault::NoSuchDay]);
    check_faults("31 апреля 1918 г.", &[Fault::NoSuchDay]);
    check_faults("31.11.1918", &[Fault::NoSuchDay]);
    check_faults("29 February 1900", &[]);
}

#[test]
fn weekdays() {
    let (written, found) = (Weekday::Monday, Weekday::Wednesday);
    check_faults("Monday, 7 November 1917", &[Fault::WeekdayDiffers { written, found }]);
    check("⟦Wednesday, 7 November 1917⟧", &["1917-11-07"]);
    // A Wednesday only in the Julian calendar.
    check("⟦Wednesday, 25 October 1917⟧", &["1917-11-07"]);
}

#[test]
fn double_dates_that_do_not_fit() {
    let differs =
        |expected_days, found_days| Fault::DoubleDateDiffers { expected_days, found_days };
    check_faults("25 October (8 November) 1917", &[differs(13, 14)]);
    check_faults("25 октября (6 ноября) 1917 г.", &[differs(13, 12)]);
    check_faults("5 (17) мая 1899 г.", &[]);
    check_faults("5 (18) мая 1899 г.", &[differs(12, 13)]);
}

#[test]
fn stretches_that_end_before_they_begin() {
    check_faults("13–5 December 1917", &[Fault::ReversedRange]);
    check_faults("1924–1917", &[Fault::ReversedRange]);
}
