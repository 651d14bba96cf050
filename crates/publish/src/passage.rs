//! The passages behind a claim.

use std::ops::Range;

use derek_study::document::Kind;
use derek_study::{Citation, Document, Paragraph};
use derek_text::locate;
use maud::{Markup, html};

use crate::address;
use crate::edition::Edition;
use crate::text::tag;
use crate::words::{Word, locator};

/// The paragraphs that a locator names; empty when the document has no such place.
///
/// `¶39` is one paragraph, `¶¶5–7` are three, `p. 12` and `pp. 12–14` are all that stands
/// on these pages, `Table 1, row 2` and `Sheet1` are their cells.
pub(crate) fn paragraphs<'d>(document: &'d Document, locator: &str) -> Vec<(usize, &'d Paragraph)> {
    let locator = locator.trim();
    let all = || document.paragraphs.iter().enumerate();
    let exact: Vec<_> = all().filter(|(_, paragraph)| paragraph.locator == locator).collect();
    if !exact.is_empty() || locator.is_empty() {
        return exact;
    }
    if let Some((first, last)) = run(locator) {
        return all()
            .filter(|(_, paragraph)| {
                address::numbered(&paragraph.locator)
                    .is_some_and(|number| first <= number && number <= last)
            })
            .collect();
    }
    let bare = |locator: &str| locator.replace([',', ' '], "");
    let own = bare(locator);
    let alike: Vec<_> = all().filter(|(_, paragraph)| bare(&paragraph.locator) == own).collect();
    if !alike.is_empty() {
        return alike;
    }
    if let Some((first, last)) = pages(locator) {
        return all()
            .filter(|(_, paragraph)| {
                address::page(&paragraph.locator).is_some_and(|page| first <= page && page <= last)
            })
            .collect();
    }
    let (row, sheet) = (format!("{locator},"), format!("{locator}!"));
    all()
        .filter(|(_, paragraph)| {
            let is_within = [&row, &sheet].iter().any(|of| paragraph.locator.starts_with(*of));
            matches!(paragraph.kind, Kind::Cell { .. }) && is_within
        })
        .collect()
}

/// The first and the last page of `p. 12`, `pp. 12–14`, `с. 12`, `12-14 б.`
fn pages(locator: &str) -> Option<(u32, u32)> {
    let before = ["pp.", "p.", "стр.", "с.", "С.", "бб."];
    let after = ["-бб.", "-б.", "бб.", "б.", "-беттер", "-бет"];
    let numbers = before
        .iter()
        .find_map(|mark| locator.strip_prefix(mark))
        .or_else(|| after.iter().find_map(|mark| locator.strip_suffix(mark)))?;
    let number = |words: &str| words.trim().parse::<u32>().ok();
    match numbers.split_once(['–', '-', '—']) {
        Some((first, last)) => Some((number(first)?, number(last)?)),
        None => number(numbers).map(|number| (number, number)),
    }
}

/// The first and the last number of `¶39`, `¶¶5–7`, `¶5-¶7`.
fn run(locator: &str) -> Option<(u32, u32)> {
    let numbers = locator.strip_prefix('¶')?.trim_start_matches('¶');
    let number = |words: &str| words.trim().trim_start_matches('¶').trim().parse::<u32>().ok();
    match numbers.split_once(['–', '-', '—']) {
        Some((first, last)) => Some((number(first)?, number(last)?)),
        None => number(numbers).map(|number| (number, number)),
    }
}

/// The words to show around some words of a paragraph: their sentence, as far
/// as its full stops tell, else what stands near.
pub(crate) fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = ends(text).filter(|end| *end <= range.start).max().unwrap_or(0);
    let end = ends(text).filter(|end| range.end <= *end).min().unwrap_or(text.len());
    start..text.get(..end).map_or(end, |shown| shown.trim_end().len())
}

/// Where sentences end in a text, with the space after them: a stop that no
/// initial and no short word stands before, then a capital letter.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    [". ", "? ", "! "].into_iter().flat_map(|stop| text.match_indices(stop)).filter_map(
        |(at, stop)| {
            let word = text.get(..at)?.rsplit([' ', '\u{a0}', '(', '.']).next()?;
            let is_long = 3 < word.chars().count() || word.ends_with(['”', '»', ']', ')']);
            let after = text.get(at + stop.len()..)?;
            let next = after.trim_start_matches(['“', '«', '"', '(']).chars().next();
            let begins = next.is_none_or(|c| c.is_uppercase() || c.is_numeric());
            (is_long && begins).then_some(at + stop.len())
        },
    )
}

impl Edition<'_> {
    /// A citation as a link to its passage or its source.
    pub(crate) fn citation(&self, citation: &Citation) -> Markup {
        let page = address::source(self.root, &citation.key);
        let held = self.sources.get(&citation.key);
        let anchor = held.and_then(|document| {
            let (at, _) = paragraphs(document, &citation.locator).into_iter().next()?;
            Some(address::paragraph(document, at))
        });
        let address = match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        };
        let entry = self.study.entry(&citation.key);
        html! {
            a class="citation" href=(address) title=[entry.map(|entry| entry.reference())] {
                (citation.key) @if !citation.locator.is_empty() { ", " (locator(&citation.locator, self.lang)) }
            }
            @if entry.is_none() { " " span class="quiet" { "(" (Word::NoEntry.get(self.lang)) ")" } }
        }
    }

    /// The words of a passage, with those of `sought` highlighted that stand there.
    ///
    /// Empty when the source's text is not held.
    pub(crate) fn passage(&self, citation: &Citation, sought: &[&str]) -> Markup {
        let lang = self.lang;
        let Some(document) = self.sources.get(&citation.key) else { return html! {} };
        let found = paragraphs(document, &citation.locator);
        if found.is_empty() {
            return match citation.locator.is_empty() {
                true => html! {},
                false => {
                    html! { p class="quiet passage-note" { (citation.locator) ": " (Word::NoSuchPlace.get(lang)) } }
                }
            };
        }
        let stands = found.iter().find_map(|(at, paragraph)| {
            sought.iter().find_map(|words| Some((*at, *paragraph, locate(words, &paragraph.text)?)))
        });
        let page = address::source(self.root, &citation.key);
        match stands {
            Some((at, paragraph, range)) => {
                let Range { start, end } = around(&paragraph.text, &range);
                html! {
                    blockquote class="passage" lang=[tag(paragraph)] dir="auto" {
                        @if 0 < start { "… " }
                        (paragraph.slice(start..range.start)) mark { (paragraph.slice(range.clone())) } (paragraph.slice(range.end..end))
                        @if end < paragraph.text.len() { " …" }
                        " " a class="locator" href={ (page) "#" (address::paragraph(document, at)) } { (paragraph.locator) }
                    }
                }
            }
            None => html! {
                details class="passage-whole" {
                    summary { (Word::PassageBehind.get(lang)) " " span class="locator" { (citation.locator) } }
                    @for (at, paragraph) in &found {
                        blockquote class="passage" lang=[tag(paragraph)] dir="auto" {
                            (paragraph.text) " "
                            a class="locator" href={ (page) "#" (address::paragraph(document, *at)) } { (paragraph.locator) }
                        }
                    }
                    @if !sought.is_empty() { p class="quiet passage-note" { (Word::WordsDiffer.get(lang)) } }
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{pages, paragraphs, run};

    #[test]
    fn a_passage_is_shown_in_its_sentence() {
        let check = |text: &str, words: &str, expected: &str| {
            let at = text.find(words).expect("the words stand there");
            assert_eq!(text.get(super::around(text, &(at..at + words.len()))), Some(expected));
        };
        let text = "One is told. A. N. Bokeikhan left in 1917 for Moscow. It was “so”. In 1918 he came back.";
        check(text, "1917", "A. N. Bokeikhan left in 1917 for Moscow.");
        check(text, "1918", "In 1918 he came back.");
        check(text, "One", "One is told.");
        check(text, "so”.", "It was “so”.");
        check("В 1917 г. он уехал. Потом", "1917 г.", "В 1917 г. он уехал.");
    }

    #[test]
    fn locators_of_several_paragraphs() {
        assert_eq!(run("¶39"), Some((39, 39)));
        assert_eq!(run("¶¶5–7"), Some((5, 7)));
        assert_eq!(run("¶5-¶7"), Some((5, 7)));
        assert_eq!(run("p. 12"), None);
        for (locator, expected) in [
            ("p. 12", Some((12, 12))),
            ("pp. 12–14", Some((12, 14))),
            ("С. 12-14", Some((12, 14))),
            ("12–14-бб.", Some((12, 14))),
            ("12-б.", Some((12, 12))),
            ("л. 12", None),
            ("p. 12 ¶3", None),
        ] {
            assert_eq!(pages(locator), expected, "{locator}");
        }
    }

    #[test]
    fn passages_of_a_file_with_pages_and_of_a_sheet() {
        let locators = ["p. 1 ¶1", "p. 12 ¶1", "p. 12 ¶2", "p. 12, note 3", "p. 120 ¶1", "S!A1"];
        let text = "A paragraph of its own.\n\n".repeat(locators.len());
        let mut document = derek_read::import("book.txt", text.as_bytes()).expect("a text");
        for (paragraph, locator) in document.paragraphs.iter_mut().zip(locators) {
            locator.clone_into(&mut paragraph.locator);
            if locator.contains('!') {
                paragraph.kind = derek_study::document::Kind::Cell { table: 1, row: 1, column: 1 };
            }
        }
        let check = |locator: &str, expected: &[usize]| {
            let found = paragraphs(&document, locator).into_iter().map(|(at, _)| at);
            assert_eq!(found.collect::<Vec<_>>(), expected, "{locator}");
        };
        check("p. 12 ¶2", &[2]);
        check("p. 12, ¶2", &[2]);
        check("p. 12", &[1, 2, 3]);
        check("pp. 2–130", &[1, 2, 3, 4]);
        check("S!A1", &[5]);
        check("S", &[5]);
        check("p. 13", &[]);
    }
}
