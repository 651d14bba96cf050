//! Files of office programs: what is read of them, and the way back into them.

#![allow(clippy::unwrap_used)]

mod docx;
mod epub;
mod hostile;
mod html;
mod odt;
mod rtf;

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
