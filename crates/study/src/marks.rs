//! Citations `[@key, locator]` and links `[[identifier]]` inside a text.

use std::ops::Range;

use crate::card::{Citation, Link};

/// One pair of brackets with citations in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// With the brackets.
    pub(crate) range: Range<usize>,
    pub(crate) citations: Vec<Citation>,
    /// Something in the brackets is no citation.
    pub(crate) is_malformed: bool,
}

/// The citations of a text, in their brackets. Ranges count bytes of `text`.
pub(crate) fn citations(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    for brackets in innermost_brackets(text) {
        let inner = brackets.start + 1..brackets.end - 1;
        if !holds_citation(&text[inner.clone()]) || text[brackets.end..].starts_with('(') {
            continue;
        }
        let (citations, is_malformed) = within(text, inner);
        groups.push(Group { range: brackets, citations, is_malformed });
    }
    groups
}

/// The citations of a text that holds nothing else: `@key, locator; @key`, in brackets or not.
///
/// The flag says that something in it is no citation.
pub(crate) fn bare_citations(text: &str) -> (Vec<Citation>, bool) {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let is_bracketed = trimmed.starts_with('[') && trimmed.ends_with(']') && 2 <= trimmed.len();
    let edge = usize::from(is_bracketed);
    within(text, start + edge..start + trimmed.len() - edge)
}

/// The links of a text. Ranges count bytes of `text`.
pub(crate) fn links(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for inner in innermost_brackets(text) {
        let is_double = text[..inner.start].ends_with('[') && text[inner.end..].starts_with(']');
        if !is_double {
            continue;
        }
        if let Some(target) = target(&text[inner.start + 1..inner.end - 1]) {
            links.push(Link { target: target.to_owned(), range: inner.start - 1..inner.end + 1 });
        }
    }
    links
}

/// The card a link means: what stands before `|` (words to show) and `#` (a heading).
pub(crate) fn target(inner: &str) -> Option<&str> {
    let target = inner.split(['|', '#']).next().unwrap_or_default().trim();
    Some(target).filter(|target| !target.is_empty())
}

/// Every `[…]` that has no other bracket inside and does not reach over an empty line.
fn innermost_brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut opened = None;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        match byte {
            b'[' => opened = Some(at),
            b']' => return opened.take().map(|start| start..at + 1),
            b'\n' if text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => {
                opened = None;
            }
            _ => {}
        }
        None
    })
}

/// Whether a key begins somewhere in the text: an `@` that is not part of an address.
fn holds_citation(text: &str) -> bool {
    key_starts(text).next().is_some()
}

fn key_starts(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('@').map(|(at, _)| at).filter(|at| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, ';' | '-' | '(' | '[' | ','))
    })
}

/// Reads `@key, locator; see @key` in some bytes of a text.
fn within(text: &str, inner: Range<usize>) -> (Vec<Citation>, bool) {
    let mut citations: Vec<Citation> = Vec::new();
    let mut is_malformed = false;
    let mut start = inner.start;
    for item in text[inner].split(';') {
        let trimmed = start + (item.len() - item.trim_start().len());
        let range = trimmed..trimmed + item.trim().len();
        start += item.len() + 1;
        match citation(&text[range.clone()]) {
            Some((key, locator)) => citations.push(Citation { key, locator, range }),
            None => match citations.last_mut() {
                // A locator with a semicolon in it.
                Some(before) if !range.is_empty() => {
                    before.locator.push_str("; ");
                    before.locator.push_str(&single_spaced(&text[range.clone()]));
                    before.range.end = range.end;
                }
                _ => is_malformed = true,
            },
        }
    }
    (citations, is_malformed)
}

/// Reads one `see @key, locator`.
fn citation(item: &str) -> Option<(String, String)> {
    let at = key_starts(item).next()?;
    let rest = &item[at + 1..];
    let (key, rest) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((key, rest)) => (key.trim(), rest),
        None => {
            let is_of_key = |c: char| c.is_alphanumeric() || "_-:.#$%&+?<>~/'".contains(c);
            let end = rest.find(|c| !is_of_key(c)).unwrap_or(rest.len());
            let key = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            (key, &rest[key.len()..])
        }
    };
    let locator = rest.trim_start_matches(|c: char| ",.:".contains(c) || c.is_whitespace());
    Some((key.to_owned(), single_spaced(locator))).filter(|(key, _)| !key.is_empty())
}

/// A text with every run of white space made one space, and none at its ends.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut single = String::with_capacity(text.len());
    single.push_str(words.next().unwrap_or_default());
    for word in words {
        single.push(' ');
        single.push_str(word);
    }
    single
}

/// Makes every byte inside code (`` `…` `` and fenced lines) a space, so that nothing in it is read.
pub(crate) fn without_code(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, None) => blank_spans(line, &mut blanked),
            (None, Some(mark)) => {
                fence = Some(mark);
                blank(line, &mut blanked);
            }
            (Some(open), mark) => {
                if mark == Some(open) {
                    fence = None;
                }
                blank(line, &mut blanked);
            }
        }
    }
    blanked
}

fn blank_spans(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('`') {
        let Some(end) = after.find('`') else { break };
        out.push_str(before);
        blank(&rest[before.len()..before.len() + end + 2], out);
        rest = &after[end + 1..];
    }
    out.push_str(rest);
}

fn blank(text: &str, out: &mut String) {
    out.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> = citations(text)
            .into_iter()
            .flat_map(|group| group.citations)
            .map(|citation| (citation.key, citation.locator))
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(key, locator)| ((*key).into(), (*locator).into())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_with_a_paragraph() {
        check("citing [@article, ¶41] here", &[("article", "¶41")]);
    }

    #[test]
    fn several_in_brackets() {
        check("[@article, ¶5; see @olcott, p. 12]", &[("article", "¶5"), ("olcott", "p. 12")]);
    }

    #[test]
    fn a_whole_work() {
        check("[@wikipedia-alash-orda]", &[("wikipedia-alash-orda", "")]);
    }

    #[test]
    fn a_table_cell_and_a_semicolon_in_the_locator() {
        check("[@a, Table 1, row 2; row 3]", &[("a", "Table 1, row 2; row 3")]);
    }

    #[test]
    fn keys_in_braces_and_with_inner_marks() {
        check("[@{a key}, 5] [@doe:1999.]", &[("a key", "5"), ("doe:1999", "")]);
    }

    #[test]
    fn what_is_no_citation() {
        check("[me@example.org] [@a](x) [sic] a@b [@\n\n]", &[]);
    }

    #[test]
    fn a_bracket_without_a_key_is_malformed() {
        let groups = citations("[@, p. 3]");
        assert!(groups[0].is_malformed);
    }

    #[test]
    fn links_with_words_to_show() {
        let text = "of [[alash-orda|the Horde]] and [[RSFSR#end]], not [[]] or [x]";
        let targets: Vec<_> = links(text).into_iter().map(|link| link.target).collect();
        assert_eq!(targets, ["alash-orda", "RSFSR"]);
        assert_eq!(&text[links(text)[0].range.clone()], "[[alash-orda|the Horde]]");
    }

    #[test]
    fn code_is_not_read() {
        let text = "`[@a]` [@b]\n```\n[@c]\n```\n[@d] ` [@e]";
        assert_eq!(without_code(text).len(), text.len());
        let keys: Vec<_> = citations(&without_code(text))
            .into_iter()
            .flat_map(|group| group.citations)
            .map(|citation| citation.key)
            .collect();
        assert_eq!(keys, ["b", "d", "e"]);
    }
}
