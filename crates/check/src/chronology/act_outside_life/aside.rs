//! What is set off behind a name: years in brackets, an apposition, a clause of *who*.

use std::ops::Range;

use derek_study::Document;
use derek_study::document::{Kind, Language, Name, NameKind, Paragraph};
use derek_text::words;
use derek_time::{Interval, Mention, Shape, Year};

use super::deed::{begins_with_any, begins_with_deed};
use super::{Act, is_plain, without};
use crate::life::{OTHERS, is_exact, is_governed, is_naming};

/// What stands between a name and its verb.
pub(super) struct Aside {
    /// The words between commas; empty when there are none.
    pub words: Range<usize>,
    /// Where the sentence goes on.
    pub end: usize,
}

impl Aside {
    pub(super) fn none(at: usize) -> Aside {
        Aside { words: at..at, end: at }
    }
}

/// What is set off behind a name that ends at `from`, in a clause that ends at `until`.
pub(super) fn behind(paragraph: &Paragraph, from: usize, until: usize) -> Aside {
    const LONGEST: usize = 140;
    let from = after_bracket(paragraph, from, until);
    let text = paragraph.slice(from..until.max(from));
    let Some(inside) = text.strip_prefix(',') else { return Aside::none(from) };
    let start = from + 1;
    // *The North King, Vane, wrote*: the comma ends the apposition that the name is.
    let sentence = paragraph.sentence_at(from);
    let name = paragraph
        .names
        .iter()
        .find(|name| name.range.end <= from && from <= name.range.end + BRACKET);
    let ahead = paragraph.slice(sentence.start..name.map_or(from, |name| name.range.start));
    if ahead.trim_end().ends_with(',') {
        return Aside { words: start..start, end: start };
    }
    let Some(end) = comma(paragraph, start, until) else { return Aside::none(from) };
    let words = start..end;
    // *Vane, Anna Reed, and Boris*: a list tells of each.
    let lists = paragraph
        .names
        .iter()
        .any(|name| name.kind == NameKind::Person && words.contains(&name.range.start))
        && !is_relative(inside);
    if lists || LONGEST < end - start {
        return Aside::none(from);
    }
    Aside { words, end: end + 1 }
}

/// Bytes of the longest bracket of years.
const BRACKET: usize = 70;

fn after_bracket(paragraph: &Paragraph, from: usize, until: usize) -> usize {
    let text = paragraph.slice(from..until.max(from));
    let opens = text.trim_start().strip_prefix('(');
    let end = opens.and_then(|inside| {
        let skipped = text.len() - inside.len();
        inside.find(')').map(|close| from + skipped + close + 1)
    });
    end.filter(|end| end - from <= BRACKET).unwrap_or(from)
}

/// The comma that ends what is set off: none within brackets and dates.
fn comma(paragraph: &Paragraph, start: usize, until: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in paragraph.slice(start..until.max(start)).char_indices() {
        let at = start + at;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return None,
            ',' if depth == 0 && !paragraph.dates.iter().any(|date| date.range.contains(&at)) => {
                return Some(at);
            }
            _ => {}
        }
    }
    None
}

fn is_relative(inside: &str) -> bool {
    let first = words(inside).next().map(|range| &inside[range]);
    first
        .is_some_and(|first| matches!(first, "who" | "который" | "которая") || is_participle(first))
}

/// *Начавший*, *служившая*, in the form of a subject.
fn is_participle(word: &str) -> bool {
    const ENDS: &[&str] = &["вший", "вшая", "вшийся", "вшаяся", "тший", "дший", "дшая", "сший"];
    const BORN: &[&str] = &["родившийся", "родившаяся", "бывший", "бывшая", "умерший", "погибший"];
    7 <= word.chars().count() && ENDS.iter().any(|end| word.ends_with(end)) && !BORN.contains(&word)
}

/// What a clause of *who* behind a name, or a participle, tells that somebody did.
pub(super) fn act<'p>(
    paragraph: &'p Paragraph,
    sentence: &Range<usize>,
    name: &'p Name,
    dates: &[&'p Mention],
) -> Option<Act<'p>> {
    let from = after_bracket(paragraph, name.range.end, sentence.end);
    let inside = paragraph.slice(from..sentence.end.max(from)).strip_prefix(',')?;
    let start = from + 1;
    if paragraph.language == Language::Kazakh || !is_relative(inside) {
        return None;
    }
    // *The wife of Vane, who*: nobody knows which of the two.
    let ahead = paragraph.slice(sentence.start..name.range.start);
    let last: Vec<&str> = words(ahead).map(|range| &ahead[range]).collect();
    let of_another = last.iter().rev().take(4).any(|word| OTHERS.contains(word))
        || matches!(last.last(), Some(&"of")) && is_governed(ahead);
    let until = comma(paragraph, start, sentence.end)
        .unwrap_or_else(|| start + inside.find(';').unwrap_or(sentence.end - start));
    let mut dated = dates.iter().filter(|mention| (start..until).contains(&mention.range.start));
    let (Some(mention), None) = (dated.next(), dated.next()) else { return None };
    let text = paragraph.slice(start..until.max(start));
    let first = words(text).next()?;
    if of_another || !is_plain(mention) || words(text).any(|range| OTHERS.contains(&&text[range])) {
        return None;
    }
    if is_participle(&text[first.clone()]) {
        let is_subject = is_naming(paragraph.language, name);
        return is_subject.then_some(Act { name, mention, only_unborn: true });
    }
    let said = without(paragraph, start + first.end..until, mention);
    let is_done = begins_with_deed(&said, name);
    (is_done || begins_with_any(&said, name)).then_some(Act {
        name,
        mention,
        only_unborn: !is_done,
    })
}

/// Those of two names, known for nobody's, whose violent death a text tells, and when.
///
/// Only people are killed, murdered, beheaded: *Reed Vane was killed in May 1852*, *murdered
/// Reed Vane*. A town falls and a paper dies.
pub(super) fn killed(document: &Document) -> Vec<(usize, Range<usize>, &Name, Interval)> {
    const DEATHS: &[&str] =
        &["killed", "murdered", "beheaded", "assassinated", "strangled", "slain"];
    const DOUBTS: &[&str] = &["not", "never", "would", "if", "to", "nearly", "almost", "tried"];
    const TITLES: &[&str] = &[
        "king", "prince", "duke", "general", "colonel", "captain", "commander", "leader", "chief",
        "admiral", "marshal", "governor", "emperor", "sultan", "khan", "minister", "bishop",
    ];
    let mut all = Vec::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        if paragraph.language != Language::English
            || !matches!(paragraph.kind, Kind::Prose | Kind::Item)
        {
            continue;
        }
        for name in paragraph.names.iter().filter(|name| {
            name.kind == NameKind::Other && name.given.is_empty() && name.surname.contains(' ')
        }) {
            let sentence = paragraph.sentence_at(name.range.start);
            let before = paragraph.slice(sentence.start..name.range.start);
            let after = paragraph.slice(name.range.end..sentence.end.max(name.range.end));
            let start = before.rfind(';').map_or(sentence.start, |at| sentence.start + at + 1);
            let end = after.find(';').map_or(sentence.end, |at| name.range.end + at);
            let told: Vec<&str> = words(after).take(2).map(|range| &after[range]).collect();
            let last = words(before).last().map(|range| &before[range]).unwrap_or_default();
            // *The East King, Reed Vane, fell before Kazan*: his title shows that he is a man.
            let title = words(before).last().map(|range| &before[range]).unwrap_or_default();
            let has_title = before.ends_with(", ")
                && TITLES.contains(&title.to_lowercase().as_str())
                && [", fell before ", ", fell at ", ", fell in battle", ", died "]
                    .iter()
                    .any(|death| after.starts_with(death));
            let is_killed = has_title
                || matches!(told.as_slice(), ["was", death] if DEATHS.contains(death))
                || DEATHS.contains(&last) && last != "slain";
            let mut dates =
                paragraph.dates.iter().filter(|date| (start..end).contains(&date.range.start));
            let (Some(mention), None) = (dates.next(), dates.next()) else { continue };
            let is_doubted = words(before).any(|range| DOUBTS.contains(&&before[range]));
            if let Shape::Within(when) = mention.date.shape
                && is_killed
                && (is_exact(mention) || has_title && matches!(mention.year, Year::Carried(_)))
                && !is_doubted
                && !after.starts_with(['\'', '’', '-'])
            {
                all.push((number, mention.range.clone(), name, when));
            }
        }
    }
    all
}
