//! Files made to harm, broken ones and wrong ones: a sentence, never a panic.

use derek_study::Lang;

use crate::docx::{docx, p};
use crate::{package, read};

#[track_caller]
fn refused(bytes: &[u8], because: &str) {
    let refusal = derek_read::import("chapter.docx", bytes).unwrap_err();
    let said = refusal.said.get(Lang::En);
    assert!(said.contains(because), "{said}");
    for lang in Lang::ALL {
        assert!(!refusal.said.get(lang).is_empty() && !refusal.help.get(lang).is_empty());
    }
}

#[test]
fn a_bomb() {
    let bomb = docx(&p(&" ".repeat(6 << 20)), &[]);
    assert!(bomb.len() < 30_000);
    refused(&bomb, "unpacks to far more");
}

#[test]
fn a_long_book_is_no_bomb() {
    let words: String = (0..200_000).map(|number| format!("word{number} ")).collect();
    assert_eq!(read("book.docx", &docx(&p(&words), &[])).text.len(), words.len());
}

#[test]
fn entities_stand_for_nothing() {
    let laughs: String =
        (1..60).map(|n| format!("<!ENTITY l{n} \"&l{};&l{};\">", n - 1, n - 1)).collect();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!(
        "<!DOCTYPE d [<!ENTITY l0 \"ha\">{laughs}<!ENTITY file SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"{space}\"><w:body>{}</w:body></w:document>",
        p("&l59; &file;")
    );
    let bytes = package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)]);
    assert_eq!(read("laughs.docx", &bytes).text, "&l59; &file;");
}

#[test]
fn a_relation_leads_nowhere_outside() {
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>"#;
    let bytes = package(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", relations)]);
    refused(&bytes, "damaged");
}

#[test]
fn cut_short_at_any_byte() {
    let bytes = docx(&p("A text of 1917."), &[]);
    for length in 0..bytes.len() {
        let _ = derek_read::import("cut.docx", &bytes[..length]);
    }
    refused(&bytes[..bytes.len() / 2], "damaged");
}

#[test]
fn a_part_that_breaks_off_is_read_as_far_as_it_goes() {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!(
        "<w:document xmlns:w=\"{space}\"><w:body>{}<w:p><w:r><w:t>lost",
        p("A text of 1917.")
    );
    let bytes = package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)]);
    let document = read("broken.docx", &bytes);
    assert!(document.text.starts_with("A text of 1917."));
    assert_eq!(document.doubts.len(), 1);
}

#[test]
fn deep_nesting() {
    let open = "<w:p><w:r><w:txbxContent>".repeat(100_000);
    let _ = derek_read::import("deep.docx", &docx(&open, &[]));
    let tables = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    let _ = derek_read::import("deep.docx", &docx(&tables, &[]));
}

#[test]
fn locked_old_and_other_formats_say_what_they_are() {
    let compound = |name: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend([0; 600]);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    refused(&compound("EncryptedPackage"), "password");
    refused(&compound("WordDocument"), "old Word document");
    refused(&package(&[("[Content_Types].xml", ""), ("xl/workbook.bin", "")]), "Excel");
    refused(&package(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]), "no text");
    refused(&package(&[("photo.txt", "")]), "zip archive");
    refused(b"PK\x03\x04", "damaged");
}

/// The n-th number of a reproducible disorder (SplitMix64).
pub fn disorder(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Changes up to four bytes, or cuts and doubles a stretch.
pub fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let at = |n: u64| usize::try_from(disorder(seed * 31 + n)).unwrap_or(0) % bytes.len();
    match disorder(seed) % 4 {
        0 => changed.truncate(at(1)),
        1 => {
            let (from, until) = (at(1).min(at(2)), at(1).max(at(2)));
            changed.drain(from..until);
        }
        2 => {
            let (from, until) = (at(1).min(at(2)), at(1).max(at(2)));
            let stretch = bytes[from..until].to_vec();
            let to = at(3);
            changed.splice(to..to, stretch);
        }
        _ => {
            for n in 0..=disorder(seed + 7) % 4 {
                changed[at(n + 4)] = (disorder(seed * 17 + n) & 0xff) as u8;
            }
        }
    }
    changed
}

/// How many mutations are tried: `DEREK_MUTATIONS=10000 cargo test -p derek-read --test office`
/// builds the test for more.
pub fn mutations() -> u64 {
    option_env!("DEREK_MUTATIONS").and_then(|many| many.parse().ok()).unwrap_or(400)
}

#[test]
fn mutations_of_a_document_and_of_its_parts() {
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("A note."));
    let body = [
        p("A text of 1917."),
        "<w:p><w:r><w:t>One</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>".to_owned(),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b")),
    ]
    .concat();
    let bytes = docx(&body, &[("footnotes", &note)]);
    let text = crate::part(&bytes, "word/document.xml").into_bytes();
    for seed in 0..mutations() {
        let _ = derek_read::import("mutated.docx", &mutated(&bytes, seed));
        let part = String::from_utf8_lossy(&mutated(&text, seed)).into_owned();
        let bytes = package(&[("[Content_Types].xml", ""), ("word/document.xml", &part)]);
        if let Ok(document) = derek_read::import("mutated.docx", &bytes) {
            lead_back(&document);
        }
    }
}

/// Every run lies in the text and in its order.
pub fn lead_back(document: &derek_study::document::Document) {
    let source = document.source.as_ref().unwrap();
    let mut reached = 0;
    for run in &source.runs {
        assert!(document.text.get(run.text.clone()).is_some_and(|words| !words.is_empty()));
        assert!(reached <= run.text.start && run.part < source.parts.len());
        reached = run.text.end;
    }
}
