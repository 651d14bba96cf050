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
    document.paragraphs.iter().filter(|paragraph| is_counted(&paragraph.locator)).count()
}

/// The number of a paragraph's locator: 39 of `¶39`.
pub(crate) fn numbered(locator: &str) -> Option<u32> {
    locator.trim().strip_prefix('¶')?.trim().parse().ok()
}

/// Whether a locator counts a paragraph, of the text or of a page: `¶39`, `p. 12 ¶3`.
pub(crate) fn is_counted(locator: &str) -> bool {
    let number = locator.trim().rsplit_once('¶').map(|(_, number)| number.trim());
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// Whether a locator leads a reader to a place by itself: a paragraph, lines, a page.
pub(crate) fn is_telling(locator: &str) -> bool {
    is_counted(locator) || page(locator).is_some() || locator.starts_with("line")
}

/// The page of a locator: 12 of `p. 12 ¶3`, `p. 12, line 4` and `p. 12`.
pub(crate) fn page(locator: &str) -> Option<u32> {
    let rest = locator.trim().strip_prefix("p. ")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(digits);
    rest.starts_with([',', ' ', '¶']).then_some(()).or_else(|| rest.is_empty().then_some(()))?;
    number.parse().ok()
}

/// The column and the row of a cell on a sheet: `C` and 14 of `Sheet1!C14`.
pub(crate) fn cell(locator: &str) -> Option<(&str, u32)> {
    let cell = locator.rsplit_once('!').map_or(locator, |(_, cell)| cell);
    let letters = cell.find(|c: char| !c.is_ascii_uppercase())?;
    let (column, row) = cell.split_at(letters);
    (1..=3).contains(&column.len()).then_some(())?;
    Some((column, row.parse().ok()?))
}

/// A short stable number for a long key (FNV-1a).
fn fnv(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_of_pages_and_cells() {
        assert_eq!(page("p. 12 ¶3"), Some(12));
        assert_eq!(page("p. 12, line 4"), Some(12));
        assert_eq!(page("p. 12"), Some(12));
        assert_eq!(page("p. xii ¶1"), None);
        assert_eq!(page("p. 12a"), None);
        assert_eq!(page("¶3"), None);
        assert_eq!(cell("Sheet1!C14"), Some(("C", 14)));
        assert_eq!(cell("Мой лист!AB2"), Some(("AB", 2)));
        assert_eq!(cell("C14"), Some(("C", 14)));
        assert_eq!(cell("¶14"), None);
        assert_eq!(cell("Table 1, row 2, column 3"), None);
        assert!(is_counted("¶39") && is_counted("p. 12 ¶3") && is_counted("p. 12, ¶3"));
        assert!(!is_counted("p. 12, note 3") && !is_counted("Sheet1!C14"));
    }
}
