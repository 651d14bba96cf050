//! What the targets of office files have in common.

use std::io::{Cursor, Write};

/// Reads a zip container of these parts.
pub fn read(name: &str, parts: &[(&str, &str)]) {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (part, text) in parts {
        let begun = writer.start_file(*part, stored);
        if begun.is_err() || writer.write_all(text.as_bytes()).is_err() {
            return;
        }
    }
    if let Ok(bytes) = writer.finish() {
        lead_back(name, &bytes.into_inner());
    }
}

/// Every run of what is read lies in the text, in its order.
pub fn lead_back(name: &str, bytes: &[u8]) {
    let Ok(document) = derek_read::import(name, bytes) else { return };
    let Some(source) = &document.source else { return };
    let mut reached = 0;
    for run in &source.runs {
        assert!(document.text.get(run.text.clone()).is_some_and(|words| !words.is_empty()));
        assert!(reached <= run.text.start && run.part < source.parts.len());
        reached = run.text.end;
    }
    for paragraph in &document.paragraphs {
        let whole = paragraph.in_file(0..paragraph.text.len());
        assert!(document.text.get(whole.clone()).is_some());
        let _ = source.place(&whole);
    }
}
