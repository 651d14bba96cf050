//! PDFs: the order of reading, hyphens, notes, running heads, places, and files made to harm.

#![allow(clippy::unwrap_used)]

mod hostile;
mod layout;
mod writer;

use derek_study::{Document, Lang};

/// Reads a PDF, and holds that every area is of its text and on a page.
pub fn read(bytes: &[u8]) -> Document {
    let document = derek_read::import("article.pdf", bytes).unwrap();
    let source = document.source.as_ref().unwrap();
    let mut last = 0;
    for area in &source.areas {
        assert!(last <= area.text.start && area.text.start < area.text.end, "{area:?}");
        assert!(document.text.get(area.text.clone()).is_some(), "{area:?}");
        assert!(
            area.sheet < source.sheets.len() && area.left <= area.right && area.top < area.bottom
        );
        last = area.text.end;
    }
    document
}

/// The paragraphs with their places.
pub fn paragraphs(document: &Document) -> Vec<(&str, &str)> {
    document.paragraphs.iter().map(|one| (one.locator.as_str(), one.text.as_str())).collect()
}

/// Holds that a file is refused, for that reason, in every language.
#[track_caller]
pub fn refused(bytes: &[u8], because: &str) {
    let refusal = derek_read::import("article.pdf", bytes).unwrap_err();
    let said = refusal.said.get(Lang::En);
    assert!(said.contains(because), "{said}");
    for lang in Lang::ALL {
        assert!(!refusal.said.get(lang).is_empty() && !refusal.help.get(lang).is_empty());
    }
}
