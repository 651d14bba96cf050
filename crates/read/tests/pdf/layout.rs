//! How pages look, and what is read of them.

use derek_study::Lang;
use derek_study::document::Kind;

use crate::writer::{Words, content, pdf, written_on};
use crate::{paragraphs, read};

/// Lines one below the other; a letter is half as wide as the font is large.
fn lines<'w>(x: f32, y: f32, lines: &[&'w str]) -> Vec<Words<'w>> {
    let place = |(at, words): (usize, &&'w str)| (x, y - 12.0 * at as f32, 10.0, *words);
    lines.iter().enumerate().map(place).collect()
}

const LEFT: [&str; 6] = [
    "The congress met at the city of Oren-", "burg in December and it formed there",
    "a government of its own that was led", "by one man. It was to last for a year",
    "and a half, and nobody thought so, as", "far as the papers of the office tell",
];
const RIGHT: [&str; 6] = [
    "us today. The regions were to be kept", "in order by a militia, that was never",
    "armed as it should be; the North-West", "sent no men at all, and the money ran",
    "out in the spring of the next year in", "which the war came to the steppe too.",
];

fn two_columns() -> Vec<Words<'static>> {
    let mut words = vec![(60.0, 740.0, 16.0, "A title across both of the columns here")];
    words.extend(lines(60.0, 700.0, &LEFT));
    words.extend(lines(310.0, 700.0, &RIGHT));
    words
}

const READ: &str = "The congress met at the city of Orenburg in December and it formed there a government of its own that was led by one man. It was to last for a year and a half, and nobody thought so, as far as the papers of the office tell us today. The regions were to be kept in order by a militia, that was never armed as it should be; the North-West sent no men at all, and the money ran out in the spring of the next year in which the war came to the steppe too.";

#[test]
fn two_columns_under_a_title() {
    let document = read(&pdf(&[two_columns()]));
    let title = "A title across both of the columns here";
    assert_eq!(paragraphs(&document), [(title, title), ("p. 1 ¶1", READ)]);
    assert_eq!(document.paragraphs[0].kind, Kind::Heading);
}

#[test]
fn columns_written_row_by_row_are_columns() {
    let mut words = vec![(60.0, 740.0, 16.0, "A title across both of the columns here")];
    for (left, right) in lines(60.0, 700.0, &LEFT).into_iter().zip(lines(310.0, 700.0, &RIGHT)) {
        words.extend([left, right]);
    }
    assert_eq!(paragraphs(&read(&pdf(&[words])))[1].1, READ);
}

#[test]
fn the_way_back_to_the_page() {
    let document = read(&pdf(&[two_columns()]));
    let source = document.source.as_ref().unwrap();
    let at = document.text.find("Orenburg").unwrap();
    let areas = source.areas_of(&(at..at + 8));
    assert_eq!(areas.len(), 2);
    // The first half stands at the end of the first line, the second begins the next.
    assert!(30_000 > areas[0].left && 21_000 < areas[0].left, "{areas:?}");
    assert_eq!(areas[1].left, 6_000);
    assert!(areas[0].bottom < areas[1].bottom && areas[0].top < 10_000 && 9_000 < areas[0].top);
}

#[test]
fn notes_heads_and_numbers_of_pages() {
    let body = [
        "    The congress met at the city of Orenburg in the month of December.",
        "It formed there a government of its own, that was led by a single man.",
        "It was to last for a year and a half. The papers tell no more of this.",
    ];
    let numbers = ["11", "12", "13", "14"];
    let notes = ["See Olcott, p. 12.", "Ibid., p. 40.", "Ibid., p. 52.", "Sabol, p. 7."];
    let signs = ["1", "2", "3", "4"];
    let pages: Vec<Vec<Words<'_>>> = (0..4)
        .map(|page| {
            let mut words = vec![(200.0, 770.0, 9.0, "Papers on the history of the steppe")];
            words.extend(lines(60.0, 700.0, &body));
            words.push((60.0 + 5.0 * 70.0, 679.0, 6.0, signs[page]));
            words.extend([(60.0, 90.0, 5.0, signs[page]), (64.0, 87.0, 8.0, notes[page])]);
            words.push((295.0, 40.0, 9.0, numbers[page]));
            words
        })
        .collect();
    let document = read(&pdf(&pages));
    let found = paragraphs(&document);
    let of_notes: Vec<(&str, &str)> = (1..=4)
        .map(|n| {
            [("note 1", notes[0]), ("note 2", notes[1]), ("note 3", notes[2]), ("note 4", notes[3])]
                [n - 1]
        })
        .collect();
    assert!(found.ends_with(&of_notes), "{found:?}");
    assert!(document.text.contains("no more of this.²"), "{}", document.text);
    assert!(!document.text.contains("steppe") && !document.text.contains("13"));
    let left_out: Vec<&str> = document.left_out.iter().map(|said| said.get(Lang::En)).collect();
    assert!(left_out[0].contains("Papers on the history of the steppe"), "{left_out:?}");
    assert!(left_out[1].contains("4 pages"), "{left_out:?}");
    let calls = document.paragraphs.iter().flat_map(|one| &one.citations).count();
    assert_eq!(calls, 4);
}

#[test]
fn arabic_as_it_is_read() {
    // The shapes of letters, written from the left as a page shows them.
    let shown: String = "قازاق".chars().rev().collect();
    let words = vec![(100.0, 700.0, 10.0, shown.as_str()), (60.0, 700.0, 10.0, "1917")];
    assert_eq!(read(&pdf(&[words])).text, "قازاق 1917");
    let ligature = vec![(100.0, 700.0, 10.0, "ﻻ"), (100.0, 650.0, 10.0, "ﬁnis")];
    assert_eq!(read(&pdf(&[ligature])).text, "لا finis");
}

#[test]
fn letters_of_another_font_stand_in_their_words() {
    // As LibreOffice writes letters that a font lacks: behind the rest of their line.
    let words =
        vec![(60.0, 700.0, 10.0, "Б"), (70.0, 700.0, 10.0, "лім туралы"), (65.0, 700.0, 10.0, "ө")];
    assert_eq!(read(&pdf(&[words])).text, "Бөлім туралы");
}

#[test]
fn a_page_of_garbage_is_named_and_not_read() {
    let moved = |words: &str| -> String {
        let move_one = |c: char| match c {
            'a'..='z' => char::from((c as u8 - b'a' + 11) % 26 + b'a'),
            c => c,
        };
        words.chars().map(move_one).collect()
    };
    let moved: Vec<String> = LEFT.iter().chain(&RIGHT).map(|line| moved(line)).collect();
    let moved: Vec<&str> = moved.iter().map(String::as_str).collect();
    let document = read(&pdf(&[lines(60.0, 700.0, &LEFT), lines(60.0, 700.0, &moved)]));
    assert!(document.text.starts_with("The congress") && !document.text.contains("ezopr"));
    assert!(document.doubts[0].get(Lang::En).contains("text layer is not text: 2"));
    crate::refused(&pdf(&[lines(60.0, 700.0, &moved)]), "is not text");
}

#[test]
fn remarks_and_the_fields_of_a_form_are_listed() {
    let annots = "/Annots[<</Subtype/Text/Contents(Is this so?)>> <</Subtype/Popup/Contents(twice)>> \
        <</Subtype/Widget/T(name)/V<feff0410043b04300448>>> <</Subtype/Widget/V(  )>> <</Subtype/Link>> 7]";
    let page = content(&[(60.0, 700.0, 11.0, "The congress met in Orenburg.")]);
    let document = read(&written_on(&[page], "", annots));
    let left_out: Vec<&str> = document.left_out.iter().map(|said| said.get(Lang::En)).collect();
    assert_eq!(
        left_out,
        [
            "remarks that somebody made on the pages: 1, «Is this so?»",
            "words filled into a form: 1, «Алаш»",
        ]
    );
}
