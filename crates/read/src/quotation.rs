//! Quotations, and quotation marks that have no partner.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph, Quotation};

/// The outer quotations of a paragraph, and the marks left without a partner.
pub(crate) fn quotations(text: &str) -> (Vec<Quotation>, Vec<Range<usize>>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quotations = Vec::new();
    let mut stray = Vec::new();
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map_or(' ', |(_, c)| *c);
        match role(c, before, after, &open) {
            Role::Opens => open.push((at, c)),
            Role::Closes => match open.iter().rposition(|(_, opener)| fit(*opener, c)) {
                Some(partner) => {
                    let (start, opener) = open[partner];
                    // Marks opened since and never closed have lost their partner.
                    stray
                        .extend(open.drain(partner..).skip(1).map(|(at, c)| at..at + c.len_utf8()));
                    let whole = Quotation {
                        range: start..at + c.len_utf8(),
                        inner: start + opener.len_utf8()..at,
                    };
                    quotations.retain(|inner: &Quotation| inner.range.start < start);
                    quotations.push(whole);
                }
                None => stray.push(at..at + c.len_utf8()),
            },
            Role::None => {}
        }
        before = c;
    }
    stray.extend(open.into_iter().map(|(at, c)| at..at + c.len_utf8()));
    stray.sort_by_key(|range| range.start);
    (quotations, stray)
}

enum Role {
    Opens,
    Closes,
    None,
}

fn role(c: char, before: char, after: char, open: &[(usize, char)]) -> Role {
    let inside = |opener: char| open.iter().any(|(_, c)| *c == opener);
    match c {
        '«' | '„' => Role::Opens,
        '»' => Role::Closes,
        // The German and Russian inner style closes with the mark that opens the English one.
        '“' if inside('„') => Role::Closes,
        '“' => Role::Opens,
        '”' => Role::Closes,
        // Inches and seconds.
        '"' if before.is_numeric() && !inside('"') => Role::None,
        '"' if inside('"') && (!before.is_whitespace() || after.is_whitespace()) => Role::Closes,
        '"' => Role::Opens,
        _ => Role::None,
    }
}

fn fit(opener: char, closer: char) -> bool {
    matches!((opener, closer), ('«', '»') | ('“', '”') | ('„', '“' | '”') | ('"', '"'))
}

/// A quotation of several paragraphs opens each of them and closes the last:
/// such an opening mark has its partner below.
pub(crate) fn carry_over_paragraphs(paragraphs: &mut [Paragraph]) {
    for at in 1..paragraphs.len() {
        let (above, below) = paragraphs.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first()) else { continue };
        let continues = below.text.starts_with(['“', '«', '„', '"'])
            && matches!(below.kind, Kind::Prose | Kind::Item);
        if let [only] = above.stray_marks.as_slice()
            && continues
            && matches!(above.slice(only.clone()), "“" | "«" | "„" | "\"")
        {
            let only = only.clone();
            let inner = only.end..above.text.len();
            above.quotations.push(Quotation { range: only.start..above.text.len(), inner });
            above.stray_marks.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, quoted: &[&str], stray: usize) {
        let (quotations, marks) = quotations(text);
        let found: Vec<&str> =
            quotations.into_iter().map(|quotation| &text[quotation.inner]).collect();
        assert_eq!((found.as_slice(), marks.len()), (quoted, stray), "{text}");
    }

    #[test]
    fn pairs() {
        check("He said “no” and «нет».", &["no", "нет"], 0);
        check("a \"straight\" one and a 12\" pipe", &["straight"], 0);
        check("«газета „Қазақ“ вышла»", &["газета „Қазақ“ вышла"], 0);
    }

    #[test]
    fn an_inner_one_belongs_to_the_outer() {
        check("“we united under “Alash” then”", &["we united under “Alash” then"], 0);
    }

    #[test]
    fn opened_twice_closed_once() {
        check("wrote: “Answering, he said that “it is so”.", &["it is so"], 1);
        check("нет начала».", &[], 1);
    }
}
