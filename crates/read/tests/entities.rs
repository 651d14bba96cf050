//! Names of bodies and places, and people whom no initial shows.

use derek_read::propose;
use derek_study::document::{Certainty, NameKind};
use proptest::prelude::*;

fn check(text: &str, name: &str, kind: NameKind) {
    let document = propose("any.txt", text.to_owned());
    let found = document.paragraphs.iter().flat_map(|paragraph| {
        paragraph.names.iter().map(|one| (paragraph.slice(one.range.clone()), one.kind))
    });
    let found: Vec<(&str, NameKind)> = found.collect();
    assert!(found.contains(&(name, kind)), "{name}: {found:?}");
}

#[test]
fn what_nothing_shows_is_proposed() {
    let russian = "В Москве президент Владимир Путин принял министра иностранных дел Франции.";
    check(russian, "Владимир Путин", NameKind::Person);
    check(russian, "Москве", NameKind::Place);
    let kazakh = "Президент Нұрсұлтан Назарбаев Астана қаласында болды және халықпен кездесті.";
    check(kazakh, "Нұрсұлтан Назарбаев", NameKind::Person);
}

#[test]
fn initials_win() {
    let text = "В Омск приехал А. Н. Букейханов, и это было осенью.";
    let document = propose("any.txt", text.to_owned());
    let name = document.paragraphs[0].names.iter().find(|name| name.surname == "Букейханов");
    assert_eq!(
        name.map(|name| (name.kind, name.certainty)),
        Some((NameKind::Person, Certainty::Shown))
    );
}

#[test]
fn a_language_that_nobody_taught_is_left_to_the_rules() {
    let text = "З'їзд був скликаний у Києві, та його рішення були від імені уряду.";
    let document = propose("any.txt", text.to_owned());
    let mut names = document.paragraphs.iter().flat_map(|paragraph| &paragraph.names);
    assert!(names.all(|name| name.certainty == Certainty::Shown));
}

#[test]
fn a_long_line_is_read_in_no_more_than_its_share_of_time() {
    for piece in ["а", "Аа Бб. ", "в Москве И. И. Иванов, ", "«(—", "A", "Mr. King's "]
    {
        let text = piece.repeat((1 << 20) / piece.len());
        let document = propose("any.txt", text);
        assert!(!document.paragraphs.is_empty());
    }
}

proptest! {
    #[test]
    fn names_stand_in_order_and_apart(words in prop::collection::vec(prop::sample::select(vec![
        "Москва", "в", "А.", "Н.", "Букейханов", "Иванович", "«", "»", "ЦК", "партии", "и", "был",
        "Lenin's", "the", "of", "was", "Paris", "King", "1917 г.", "Қазақстан", "және", "бұл",
        "Абай", "-", ".", ",", "\n\n", "\u{301}", "ё", "не", "что", "Louis XIV", "São",
    ]), 0..60)) {
        let document = propose("any.txt", words.join(" "));
        for paragraph in &document.paragraphs {
            let mut end = 0;
            for name in &paragraph.names {
                prop_assert!(end <= name.range.start && name.range.start < name.range.end);
                prop_assert!(paragraph.text.get(name.range.clone()).is_some());
                end = name.range.end;
            }
        }
    }
}
