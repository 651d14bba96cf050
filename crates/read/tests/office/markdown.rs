//! Markdown, and files of text that are made to harm.

use crate::hostile::{mutated, mutations};
use crate::{left_out, read, shown};

const TEXT: &str = "---\ntitle: Алаш\n---\n\n# Алаш **Орда**\n\nThe *second* congress met in **Oren**burg on 13 December\n1917 [@amanzholova, p. 5] and [others](https://example.org/1999).[^1]\n\n    An indented paragraph of 1918.\n\n```\ncode of 1805\n```\n\n- an item of 1919\n\n| a | b |\n|---|---|\n| 1 | 12 March 1917 |\n\n## References\n\n[1] Ivanov I. Book. M., 1990.\n[2] Petrov P. Book. M., 1991.\n\n[^1]: See *Аманжолова*, Казахский автономизм, с. 35.\n";

#[test]
fn the_marks_are_no_words() {
    let document = read("chapter.md", TEXT.as_bytes());
    assert_eq!(
        shown(&document),
        "heading | Алаш Орда | Алаш Орда\n\
         prose | ¶1 | The second congress met in Orenburg on 13 December 1917 [@amanzholova, p. 5] and others.[^1]\n\
         prose | ¶2 | An indented paragraph of 1918.\n\
         item | ¶3 | an item of 1919\n\
         cell | Table 1, row 1, column 1 | a\n\
         cell | Table 1, row 1, column 2 | b\n\
         cell | Table 1, row 2, column 1 | 1\n\
         cell | Table 1, row 2, column 2 | 12 March 1917\n\
         heading | References | References\n\
         reference | [1] | [1] Ivanov I. Book. M., 1990.\n\
         reference | [2] | [2] Petrov P. Book. M., 1991.\n\
         reference | note 1 | See Аманжолова, Казахский автономизм, с. 35.\n"
    );
    assert_eq!(
        left_out(&document),
        ["the front matter (YAML) left out", "blocks of code left out: 1"]
    );
    assert_eq!(document.text, TEXT, "the text is the file");
    let prose = &document.paragraphs[1];
    let place = document.place(prose, prose.dates[0].range.clone());
    assert_eq!(&TEXT[place.range], "13 December\n1917");
    assert_eq!(prose.citations.len(), 2, "the key and the note");
}

#[test]
fn a_rule_is_no_front_matter() {
    let document = read("chapter.md", "---\n\nIt began in 1917.\n\n---\n\nIt ended.\n".as_bytes());
    assert_eq!(shown(&document), "prose | ¶1 | It began in 1917.\nprose | ¶2 | It ended.\n");
}

#[test]
fn mutations_of_markdown() {
    for seed in 0..mutations() {
        let bytes = mutated(TEXT.as_bytes(), seed);
        let Ok(document) = derek_read::import("chapter.md", &bytes) else { continue };
        for paragraph in &document.paragraphs {
            for date in &paragraph.dates {
                let place = document.place(paragraph, date.range.clone());
                assert!(document.text.get(place.range).is_some());
            }
            let whole = paragraph.in_file(0..paragraph.text.len());
            assert!(document.text.get(whole).is_some());
        }
    }
}

#[test]
fn nothing_and_next_to_nothing_under_any_name() {
    let names = [
        "a.docx", "a.xlsx", "a.ods", "a.csv", "a.xml", "a.html", "a.md", "a.txt", "a.rtf", "a.epub",
    ];
    for name in names {
        let _ = derek_read::import(name, b"");
        for byte in 0..=255 {
            let _ = derek_read::import(name, &[byte]);
        }
        let document = derek_read::import(name, "It was so in 1917.".as_bytes()).unwrap();
        assert_eq!(document.text.trim(), "It was so in 1917.", "{name}");
    }
}

/// One sign over and over costs its length, whatever the sign opens.
#[test]
#[expect(clippy::disallowed_methods, reason = "it asks how long reading takes")]
fn signs_without_end() {
    let began = std::time::Instant::now();
    for sign in ["<", "[", "*", "`", "\"", "|", "<a", "![", "- ", "> ", "\t", "“", "&", ";", "[^1]"]
    {
        let text = sign.repeat((1 << 15) / sign.len());
        for name in ["a.md", "a.csv", "a.html", "a.xml", "a.txt"] {
            let _ = derek_read::import(name, text.as_bytes());
        }
    }
    // A second or two in a debug build on an idle machine.
    assert!(began.elapsed().as_secs() < 200, "{:?}", began.elapsed());
}
