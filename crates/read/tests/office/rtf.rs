//! Rich text, as Word and LibreOffice write it, by hand and small.

use crate::hostile::{lead_back, mutated, mutations};
use crate::{left_out, read, shown, taken_from};

const TEXT: &str = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}{\colortbl;\red0;}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\*\cs5 char;}}{\info{\title No}}{\header A head\par}
\pard\plain\s1 The council\par
\pard\plain It met on 5\~December 1917 at {\b Oren}burg.{\super\chftn{\footnote\pard\plain {\super\chftn} Others tell it otherwise, as will be seen.}} Then \u1040?\u1083\'e0\u1096? and {\f1\'d1\'fa\'e5\'e7\'e4}.{\super 12}\par
\trowd\cellx1\cellx2\pard\intbl Who\cell When\cell\row\pard\intbl A\cell 1917\cell\row
\pard {\listtext 1.\tab}\ls1 The first point of them.\par
\pard {\field{\*\fldinst CITATION Ast17}{\fldrslt (Astana, 1917)}} is a field, {\deleted gone}{\v hidden}{\*\unknown not read}and {\pict 0102}it \{ends\} here.\par}";

#[test]
fn what_a_reader_sees() {
    let document = read("chapter.rtf", TEXT.as_bytes());
    assert_eq!(
        shown(&document),
        "heading | The council | The council\n\
         prose | ¶1 | It met on 5 December 1917 at Orenburg.¹ Then Алш and Съезд.¹²\n\
         cell | Table 1, row 1, column 1 | Who\n\
         cell | Table 1, row 1, column 2 | When\n\
         cell | Table 1, row 2, column 1 | A\n\
         cell | Table 1, row 2, column 2 | 1917\n\
         item | ¶2 | 1. The first point of them.\n\
         prose | ¶3 | (Astana, 1917) is a field, and it {ends} here.\n\
         item | note 1 | Others tell it otherwise, as will be seen.\n"
    );
    assert_eq!(taken_from(&document, TEXT.as_bytes(), "Orenburg"), "Oren}burg");
    assert_eq!(
        taken_from(&document, TEXT.as_bytes(), "Ал"),
        r"\u1040?\u1083\'e0".get(..13).unwrap()
    );
    assert_eq!(document.source.as_ref().unwrap().fields[0].keys, ["Ast17"]);
    assert_eq!(
        left_out(&document),
        [
            "tracked deletions left out: 1", "hidden passages left out: 1",
            "pictures and charts, not read: 1", "running heads and feet are not read"
        ]
    );
}

#[test]
fn broken_texts_end() {
    for text in [
        r"{\rtf1", r"{\rtf1 a", r"{\rtf1 \u", r"{\rtf1 \'", r"{\rtf1 \'zz\bin99999 a}",
        r"{\rtf1 a}}}} b", r"{\rtf1 {\footnote {\footnote a}} b}",
        r"{\rtf1 \u55357?\u56832? \u-1?}",
    ] {
        if let Ok(document) = derek_read::import("a.rtf", text.as_bytes()) {
            lead_back(&document);
        }
    }
    let deep = format!(r"{{\rtf1 a{}", "{".repeat(1_000_000));
    assert_eq!(read("deep.rtf", deep.as_bytes()).doubts.len(), 1);
}

#[test]
fn mutations_of_a_text() {
    for seed in 0..mutations() * 2 {
        let mut bytes = b"{\\rtf".to_vec();
        bytes.extend(&mutated(TEXT.as_bytes(), seed)[..]);
        if let Ok(document) = derek_read::import("a.rtf", &bytes) {
            lead_back(&document);
        }
    }
}
