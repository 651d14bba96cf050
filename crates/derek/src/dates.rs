//! `derek date`: how a date was understood, and the date for other programs.

use std::fmt::Write;
use std::ops::Range;

use derek_publish::Word;
use derek_publish::understanding::{Trouble, understanding};
use derek_study::Lang;
use derek_time::{Date, Export, NotADate};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::terminal::clean;

/// How a writing was understood: what it means, line by line, with the words
/// underlined that are wrong or were not understood.
pub fn human(text: &str, parsed: &Result<Date, NotADate>, lang: Lang) -> String {
    let understanding = understanding(text, parsed, lang);
    let mut out = format!("{}\n", clean(text));
    for Trouble { range, words, hint } in &understanding.troubles {
        let _ = writeln!(out, "{} {words}", underline(text, range));
        if let Some(hint) = hint {
            let _ = writeln!(out, "  = {}: {hint}", Word::Hint.get(lang));
        }
    }
    if let Some(said) = &understanding.said {
        let _ = writeln!(out, "  = {said}");
    }
    let widest = understanding.facts.iter().map(|fact| fact.name.width()).max().unwrap_or(0);
    for fact in &understanding.facts {
        let gap = widest - fact.name.width() + 2;
        let _ = writeln!(out, "    {}{:gap$}{}", fact.name, "", fact.words);
    }
    for step in &understanding.steps {
        let _ = writeln!(out, "  · {step}");
    }
    out
}

/// Carets under the bytes of a line.
fn underline(text: &str, range: &Range<usize>) -> String {
    let width = |range: Range<usize>| {
        let words = clean(text.get(range).unwrap_or_default());
        words.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>()
    };
    let carets = "^".repeat(width(range.clone()).max(1));
    format!("{:indent$}{carets}", "", indent = width(0..range.start))
}

/// A date for another program; `None` when it is no date, or cannot be said there.
pub fn exported(parsed: &Result<Date, NotADate>, export: Export) -> Option<String> {
    parsed.as_ref().ok()?.export(export)
}
