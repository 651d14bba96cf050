//! Files of office programs: what is read of them, and the way back into them.

#![allow(clippy::unwrap_used)]

mod comment;
mod docx;
mod epub;
mod hostile;
mod html;
mod markdown;
mod odt;
mod rtf;
mod scan;
mod table;

use std::io::{Cursor, Read, Write};

use derek_study::document::{Document, Kind};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A zip container of these parts, in this order.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(*name, packed).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    if name.is_empty() {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn read(name: &str, bytes: &[u8]) -> Document {
    derek_read::import(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

/// Each paragraph on a line: what it is, where, and its words.
fn shown(document: &Document) -> String {
    let line = |paragraph: &derek_study::document::Paragraph| {
        let kind = match paragraph.kind {
            Kind::Prose => "prose",
            Kind::Item => "item",
            Kind::Heading => "heading",
            Kind::Caption => "caption",
            Kind::Cell { .. } => "cell",
            Kind::Reference => "reference",
            Kind::Apparatus => "apparatus",
        };
        format!("{kind} | {} | {}\n", paragraph.locator, paragraph.text)
    };
    document.paragraphs.iter().map(line).collect()
}

fn left_out(document: &Document) -> Vec<&str> {
    document.left_out.iter().map(|said| said.get(derek_study::Lang::En)).collect()
}

/// The bytes of the file from which some words of its text were taken.
fn taken_from(document: &Document, bytes: &[u8], words: &str) -> String {
    let at = document.text.find(words).unwrap_or_else(|| panic!("{words} in {}", document.text));
    let source = document.source.as_ref().unwrap();
    let (number, range) = source.place(&(at..at + words.len())).unwrap();
    part(bytes, &source.parts[number])[range].to_owned()
}

/// Each word of each paragraph stands in the file where its run says: between the
/// place's bytes there is that word, and markup. Words that the file does not hold
/// (the numbers of lists) and those that stand in it otherwise (calls, entities) are
/// passed over; how many were looked at is given back.
fn every_word_leads_back(document: &Document, bytes: &[u8]) -> usize {
    let source = document.source.as_ref().unwrap();
    let parts: Vec<String> = source.parts.iter().map(|name| part(bytes, name)).collect();
    let mut looked_at = 0;
    for paragraph in &document.paragraphs {
        let mut start = 0;
        for word in paragraph.text.split_inclusive(' ') {
            let range = start..start + word.trim_end().len();
            start += word.len();
            let is_plain = |c: char| c.is_alphanumeric() && !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
            if !word.trim_end().chars().all(is_plain) {
                continue;
            }
            let Some((number, place)) = source.place(&paragraph.in_file(range)) else { continue };
            let mut is_tag = false;
            let mut found = String::new();
            for c in parts[number][place].chars() {
                match c {
                    '<' => is_tag = true,
                    '>' => is_tag = false,
                    c if !is_tag && c != '\u{ad}' => found.push(c),
                    _ => {}
                }
            }
            assert_eq!(found, word.trim_end(), "in {}", paragraph.locator);
            looked_at += 1;
        }
    }
    looked_at
}
