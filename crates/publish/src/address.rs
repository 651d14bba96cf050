//! Where the pages of an edition lie, and the anchors inside them.

use derek_study::{Document, Finding};

/// A card's page below the root of its study: `/study/cards/alash-orda`.
pub fn card(root: &str, id: &str) -> String {
    format!("{root}/cards/{}", segment(id))
}

/// A source's page.
pub fn source(root: &str, key: &str) -> String {
    format!("{root}/sources/{}", segment(key))
}

/// A check's page.
pub fn check(name: &str) -> String {
    format!("/checks/{}", segment(name))
}

/// One part of an address, with what cannot stand in it written as `%xx`.
///
/// ```
/// use derek_publish::address::segment;
/// assert_eq!(segment("a b/№"), "a%20b%2F%E2%84%96");
/// ```
pub fn segment(words: &str) -> String {
    let mut segment = String::with_capacity(words.len());
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                segment.push(char::from(byte));
            }
            _ => segment.push_str(&format!("%{byte:02X}")),
        }
    }
    segment
}

/// The anchor of a finding, the same as long as the finding's key is.
pub fn finding(finding: &Finding) -> String {
    of_key(&finding.key())
}

/// The anchor of the finding that has this key.
pub fn of_key(key: &str) -> String {
    format!("f-{:016x}", fnv(key))
}

/// The anchor of a paragraph by its place in the document.
///
/// `¶39` is `p39`; what has no number is counted from the document's beginning.
pub fn paragraph(document: &Document, at: usize) -> String {
    let locator = document.paragraphs.get(at).map(|paragraph| paragraph.locator.as_str());
    match locator.and_then(numbered) {
        Some(number) => format!("p{number}"),
        None => format!("b{at}"),
    }
}

/// How many paragraphs of prose a document has, as a reader counts them.
pub fn prose(document: &Document) -> usize {
    document.paragraphs.iter().filter(|paragraph| numbered(&paragraph.locator).is_some()).count()
}

/// The number of a paragraph's locator: 39 of `¶39`.
pub(crate) fn numbered(locator: &str) -> Option<u32> {
    locator.trim().strip_prefix('¶')?.trim().parse().ok()
}

/// A short stable number for a long key (FNV-1a).
fn fnv(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
