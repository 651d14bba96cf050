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
                        speaker: None,
                        citation: None,
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
    for (at, c) in open {
        match closed_with_inner(text, (at, c), &quotations) {
            Some(end) => {
                quotations
                    .retain(|inner: &Quotation| inner.range.end <= at || end < inner.range.end);
                let inner = at + c.len_utf8()..end;
                quotations.push(Quotation { range: at..end, inner, speaker: None, citation: None });
                quotations.sort_by_key(|one| one.range.start);
            }
            None => stray.push(at..at + c.len_utf8()),
        }
    }
    stray.sort_by_key(|range| range.start);
    (quotations, stray)
}

/// Where a mark closes that closes an inner quotation too: Russian sets one of two like
/// marks that would stand side by side, *Статья «О газете «Казах».* (Rozental, § 68).
/// Seen where a clause ends behind the inner one, or the sentence.
fn closed_with_inner(
    text: &str,
    (at, opener): (usize, char),
    quotations: &[Quotation],
) -> Option<usize> {
    if !matches!(opener, '«' | '"') {
        return None;
    }
    let inner = quotations.iter().rfind(|one| at < one.range.start)?;
    let between = text.get(at..inner.range.start)?;
    let is_cyrillic = between.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
    let behind = text[inner.range.end..].trim_start_matches([')', ' ', '\u{a0}']);
    let ends = behind.is_empty()
        || behind.starts_with(['.', ',', ';', ':', '!', '?', '—', '–', '[', '(', '⟨']);
    let alike = text[inner.range.clone()].starts_with(opener);
    // Another sentence between the two openers is rather another quotation, unless the outer one
    // is the whole paragraph, cited at its end.
    let is_cited = behind.starts_with('[') && words_behind(behind) == 0;
    let is_whole = text[..at].trim().is_empty() && is_cited;
    let is_close = between.len() < LONGEST_OUTER && !between.contains(". ") || is_whole;
    (alike && is_cyrillic && ends && is_close).then_some(inner.range.end)
}

/// Words behind the mark that a text goes on with.
fn words_behind(behind: &str) -> usize {
    let rest = behind.split_once(']').map_or("", |(_, rest)| rest);
    rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count()
}

/// Bytes between two openers that one mark may close.
const LONGEST_OUTER: usize = 600;

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
        '"' if inside('„') => Role::Closes,
        '"' if after == '[' && inside('"') => Role::Closes,
        '"' if inside('"') && (!before.is_whitespace() || !after.is_alphanumeric()) => Role::Closes,
        '"' => Role::Opens,
        _ => Role::None,
    }
}

fn fit(opener: char, closer: char) -> bool {
    matches!((opener, closer), ('«', '»') | ('“', '”') | ('„', '“' | '”' | '"') | ('"', '"'))
}

/// A quotation of several paragraphs may open each of them and close the last,
/// or open the first and close the last: a lone mark has its partner further on.
pub(crate) fn carry_over_paragraphs(paragraphs: &mut [Paragraph]) {
    for at in 0..paragraphs.len() {
        let Some(opener) = open_at_end(&paragraphs[at]) else { continue };
        let ahead = at + 1..paragraphs.len().min(at + 1 + FURTHER);
        let closes = |one: &Paragraph| {
            one.stray_marks.first().is_some_and(|mark| !is_opening(one.slice(mark.clone())))
        };
        let reopens = |one: &Paragraph| {
            one.text.starts_with(['“', '«', '„', '"'])
                && matches!(one.kind, Kind::Prose | Kind::Item)
        };
        let next_reopens = paragraphs.get(at + 1).is_some_and(reopens);
        // Between the two marks nothing else may be left open.
        let partner = ahead.clone().find(|next| !paragraphs[*next].stray_marks.is_empty());
        let partner = partner.filter(|next| closes(&paragraphs[*next]));
        if !next_reopens && partner.is_none() {
            continue;
        }
        let inner = opener.end..paragraphs[at].text.len();
        let range = opener.start..paragraphs[at].text.len();
        paragraphs[at].quotations.retain(|one| one.range.end <= range.start);
        paragraphs[at].quotations.push(Quotation { range, inner, speaker: None, citation: None });
        paragraphs[at].stray_marks.retain(|mark| mark.start < opener.start);
        if let (Some(partner), false) = (partner, next_reopens) {
            paragraphs[partner].stray_marks.remove(0);
        }
    }
}

/// Paragraphs within which a lone mark may find its partner.
const FURTHER: usize = 12;

/// The mark of a paragraph that has no partner, where it opens and nothing that was opened before
/// it is left open. A long quotation that begins the paragraph may open anew at its sentences.
fn open_at_end(paragraph: &Paragraph) -> Option<Range<usize>> {
    let mark = paragraph.stray_marks.last()?;
    let opening = |mark: &Range<usize>| is_opening(paragraph.slice(mark.clone()));
    let ends_sentence = |mark: &Range<usize>| {
        let before = paragraph.slice(0..mark.start).trim_end();
        before.is_empty() || before.ends_with(['.', '!', '?', '…', '»', '”', '"', ':'])
    };
    let opens_anew = |mark: &Range<usize>| opening(mark) && ends_sentence(mark);
    let alike = |one: &Range<usize>| paragraph.slice(one.clone()) == paragraph.slice(mark.clone());
    let first = paragraph.stray_marks.iter().find(|one| opening(one))?;
    let begins = paragraph.slice(0..first.start).trim().is_empty();
    let run = paragraph.stray_marks.iter().filter(|one| first.start <= one.start);
    if begins && run.clone().all(|one| opens_anew(one) && alike(one)) {
        return Some(first.clone());
    }
    let before = paragraph.stray_marks.iter().rev().skip(1);
    (opening(mark) && !before.into_iter().any(opening)).then(|| mark.clone())
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "“" | "«" | "„" | "\"")
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
        check("„Пролетариат\" и \"кавычки. \"[88]", &["Пролетариат", "кавычки. "], 0);
        check("the \"Caramansa \", as he said", &["Caramansa "], 0);
        check("a \"straight\" one and a 12\" pipe", &["straight"], 0);
        check("«газета „Қазақ“ вышла»", &["газета „Қазақ“ вышла"], 0);
    }

    #[test]
    fn an_inner_one_belongs_to_the_outer() {
        check("“we united under “Alash” then”", &["we united under “Alash” then"], 0);
    }

    #[test]
    fn one_closes_two() {
        check("Статья «О газете «Қазақ». Далее", &["О газете «Қазақ»"], 0);
        check("дело \"Об аресте \"Алаша\", начатое", &["Об аресте \"Алаша\""], 0);
        check(
            "«Достижения вызвали трудности. Представления о том, что «материя исчезла» [4. с. 249].",
            &["Достижения вызвали трудности. Представления о том, что «материя исчезла»"],
            0,
        );
        check("назвал «чудом и газету «Қазақ» закрыл.", &["Қазақ"], 1);
    }

    #[test]
    fn opened_twice_closed_once() {
        check("wrote: “Answering, he said that “it is so”.", &["it is so"], 1);
        check("нет начала».", &[], 1);
    }
}
