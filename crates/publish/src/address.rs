//! Where the pages of an edition lie, and the anchors inside them.

use std::collections::BTreeMap;

use derek_check::Report;
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

/// The anchor of the first finding of its key, the same as long as the finding's key is.
pub fn finding(finding: &Finding) -> String {
    of_key(&finding.key())
}

/// The anchor of the first finding that has this key.
pub fn of_key(key: &str) -> String {
    format!("f-{:016x}", fnv(key))
}

/// The anchors of a report's findings, no two alike.
///
/// Findings that have one key are numbered from the second on, in the order of
/// the report: `f-…`, `f-…-2`. A finding has one anchor on all pages.
#[derive(Debug)]
pub(crate) struct Anchors {
    /// Where the finding of the report lies in memory, and its number when it is not the first.
    repeated: BTreeMap<*const Finding, usize>,
}

impl Anchors {
    pub(crate) fn of(report: &Report) -> Anchors {
        let accepted = report.accepted.iter().map(|(finding, _)| finding);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut repeated = BTreeMap::new();
        for finding in report.findings.iter().chain(accepted) {
            let count = counts.entry(finding.key()).or_default();
            *count += 1;
            if 1 < *count {
                repeated.insert(std::ptr::from_ref(finding), *count);
            }
        }
        Anchors { repeated }
    }

    /// The anchor of a finding of the report.
    pub(crate) fn get(&self, finding: &Finding) -> String {
        let anchor = self::finding(finding);
        match self.repeated.get(&std::ptr::from_ref(finding)) {
            Some(number) => format!("{anchor}-{number}"),
            None => anchor,
        }
    }
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
