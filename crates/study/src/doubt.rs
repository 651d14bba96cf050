//! What derek could not read in a study, and where.
//!
//! A study with a broken line is still a study: everything else is read, and
//! the line becomes a doubt.

use std::ops::Range;

use crate::said::Said;

/// Something in a study's files that cannot be taken as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What sort of trouble it is.
    pub kind: DoubtKind,
    /// Path inside the study, with `/`.
    pub file: String,
    /// Bytes of the file; empty when the whole file is meant.
    pub range: Range<usize>,
    /// What is so.
    pub said: Said,
    /// What to do.
    pub help: Said,
}

/// The sorts of trouble a study's files can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtKind {
    /// There is nothing in the study's folder that derek knows.
    EmptyStudy,
    /// There is no `study.yaml`.
    MissingManifest,
    /// There is no card under `cards/`.
    MissingCards,
    /// A file cannot be had, or is not text in UTF-8.
    UnreadableFile,
    /// A card does not begin with front matter, or does not close it.
    MissingFrontMatter,
    /// The YAML cannot be read at this place.
    BrokenYaml,
    /// A map has the same key twice.
    DuplicateKey,
    /// A card does not say what it is about.
    MissingKind,
    /// The vocabulary has no such kind.
    UnknownKind,
    /// The vocabulary has no such predicate.
    UnknownPredicate,
    /// The vocabulary has the predicate, but not for cards of this kind.
    MisplacedPredicate,
    /// The format has no such key here.
    UnknownKey,
    /// A date cannot be read.
    UnreadableDate,
    /// A value is not of the form that its place asks for.
    MalformedValue,
    /// A judgement gives no reason.
    JudgementWithoutBecause,
    /// An acceptance gives no reason; it accepts nothing until it does.
    AcceptanceWithoutBecause,
    /// Two cards have the same identifier.
    DuplicateCard,
    /// A bibliography, or an entry of it, cannot be read.
    BrokenBibliography,
    /// Two entries of the bibliography have the same key.
    DuplicateEntry,
    /// The study's own vocabulary cannot be read at this place.
    BrokenVocabulary,
    /// A rule cannot be read, or not be run.
    BrokenRule,
}

/// The doubts of one file, while it is read.
#[derive(Debug)]
pub(crate) struct Doubts {
    file: String,
    /// In the order in which they arose.
    pub(crate) list: Vec<Doubt>,
}

impl Doubts {
    pub(crate) fn of(file: &str) -> Doubts {
        Doubts { file: file.to_owned(), list: Vec::new() }
    }

    pub(crate) fn add(&mut self, kind: DoubtKind, range: Range<usize>, said: Said, help: Said) {
        self.list.push(Doubt { kind, file: self.file.clone(), range, said, help });
    }
}

/// The name among `known` that is nearest to a mistyped one; `None` when none is near.
pub(crate) fn nearest<'a>(
    mistyped: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mistyped: Vec<char> = mistyped.to_lowercase().chars().take(64).collect();
    let allowed = mistyped.len() / 3 + 1;
    known
        .into_iter()
        .map(|name| (steps_between(&mistyped, &name.chars().collect::<Vec<_>>()), name))
        .filter(|(steps, name)| *steps <= allowed && *steps < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

/// How many letters to add, drop or change to make one word of the other.
fn steps_between(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(one.len())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_is_near() {
        assert_eq!(nearest("partty", ["party", "when", "part-of"]), Some("party"));
        assert_eq!(nearest("When", ["party", "when"]), Some("when"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("tags", ["party", "when", "part-of"]), None);
        assert_eq!(nearest("", ["as"]), None);
    }
}
