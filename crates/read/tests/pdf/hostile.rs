//! Files made to harm, broken ones and locked ones: a sentence, never a panic.

use std::io::Write;

use derek_read::{Aids, Recognised};

use crate::writer::{Words, content, of_contents, pdf};
use crate::{read, refused};

fn sample() -> Vec<u8> {
    let line = |at: usize| -> Words<'static> {
        (60.0, 700.0 - 12.0 * at as f32, 10.0, "A text of the year 1917 and of others.")
    };
    pdf(&[(0..8).map(line).collect(), (0..3).map(line).collect()])
}

#[test]
fn cut_short_at_any_byte() {
    let bytes = sample();
    for length in 0..bytes.len() {
        let _ = derek_read::divide("cut.pdf", &bytes[..length]);
    }
    refused(b"%PDF-1.7\n", "damaged");
}

#[test]
fn a_file_without_its_list_of_objects_is_read() {
    // The writer of these tests writes none, as a file cut at its end has none.
    assert!(read(&sample()).text.starts_with("A text of the year 1917"));
}

/// A picture that fills its page.
const IMAGE: &str = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 1 /CS /G ID \u{1} EI Q";

#[test]
fn a_picture_among_pages_is_read_from_what_a_machine_made_of_it() {
    let words = |words| content(&[(60.0, 700.0, 11.0, words)]);
    let pages = [words("The congress met in Orenburg."), IMAGE.to_owned(), words("It parted.")];
    let bytes = of_contents(&pages, "");
    let alone = read(&bytes);
    let pictures: Vec<bool> =
        alone.source.iter().flat_map(|source| &source.sheets).map(|one| one.is_picture).collect();
    assert_eq!(pictures, [false, true, false]);
    assert!(alone.doubts[0].get(derek_study::Lang::En).contains("without text: 2"));

    let made = of_contents(&[words("It sat for ten days.")], "");
    let recognised = Some(Recognised { pages: &[2], pdf: &made });
    let aids = Aids { recognised, ..Aids::default() };
    let whole = derek_read::divide_as("article.pdf", &bytes, aids).unwrap();
    let read: Vec<&str> = whole.paragraphs.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(read, ["The congress met in Orenburg.", "It sat for ten days.", "It parted."]);
    assert_eq!(whole.paragraphs[1].locator, "p. 2 ¶1");
    assert_eq!(whole.doubts, []);

    let broken = Some(Recognised { pages: &[2], pdf: b"no PDF" });
    let aids = Aids { recognised: broken, ..Aids::default() };
    assert_eq!(derek_read::divide_as("article.pdf", &bytes, aids).unwrap().doubts.len(), 1);
}

#[test]
fn pictures_of_pages_are_no_text() {
    refused(&of_contents(&[IMAGE.to_owned()], ""), "pictures of pages");
    refused(&of_contents(&[String::new()], ""), "no text");
}

#[test]
fn a_bomb() {
    let mut zipped = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zipped.write_all(&vec![b' '; 60 << 20]).unwrap();
    let hex: String = zipped.finish().unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    let page = of_contents(&[content(&[(60.0, 700.0, 10.0, "Words")]), hex], "");
    let page = String::from_utf8(page).unwrap();
    let at = page.rfind("/Length").unwrap();
    let bomb = format!("{}/Filter[/ASCIIHexDecode/FlateDecode]{}", &page[..at], &page[at..]);
    let document = read(bomb.as_bytes());
    assert!(document.doubts[0].get(derek_study::Lang::En).contains("to their end: 2"));
}

#[test]
fn lists_of_objects_and_pages_that_lead_to_themselves() {
    let circle = b"%PDF-1.4\nxref\n0 0\ntrailer <</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF";
    refused(circle, "damaged");
    let circle = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[2 0 R 2 0 R]>> endobj trailer <</Root 1 0 R>>";
    refused(circle, "no text");
    let circle = b"%PDF-1.4\n1 0 obj 1 0 R endobj trailer <</Root 1 0 R>>";
    refused(circle, "damaged");
}

#[test]
fn mutations() {
    let bytes = sample();
    for seed in 0..2_000 {
        let _ = derek_read::divide("mutated.pdf", &mutated(&bytes, seed));
    }
}

/// The n-th number of a reproducible disorder (SplitMix64).
fn disorder(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Changes some bytes, or cuts or doubles a stretch.
fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let at = |n: u64| usize::try_from(disorder(seed * 31 + n)).unwrap_or(0) % bytes.len();
    let (from, until) = (at(1).min(at(2)), at(1).max(at(2)));
    match disorder(seed) % 4 {
        0 => changed.truncate(at(1)),
        1 => {
            changed.drain(from..until);
        }
        2 => {
            changed.splice(at(3)..at(3), bytes[from..until].to_vec());
        }
        _ => {
            for n in 0..6 {
                changed[at(n)] = disorder(seed + n) as u8;
            }
        }
    }
    changed
}
