//! Sentences that end with the call of a note.

use std::ops::Range;

use derek_study::document::Paragraph;

/// The sentences of a paragraph, parted also where a note is called between two:
/// *It was sold.[^8] In 1852 it was leased.*
pub(crate) fn sentences(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut parted = Vec::new();
    for sentence in &paragraph.sentences {
        let mut start = sentence.start;
        let text = paragraph.slice(sentence.clone());
        for (at, _) in text.match_indices("] ") {
            let end = sentence.start + at + 1;
            let call = text[..at].rfind('[').map(|open| &text[..open]);
            let is_ended = call.is_some_and(|before| before.ends_with(['.', '!', '?', '…']));
            let is_begun = text[at + 2..].starts_with(char::is_uppercase);
            if is_ended && is_begun && start < end {
                parted.push(start..end);
                start = end + 1;
            }
        }
        parted.push(start..sentence.end);
    }
    parted
}

/// The one that holds a byte; the whole paragraph when none does.
pub(crate) fn sentence_at(paragraph: &Paragraph, byte: usize) -> Range<usize> {
    let found = sentences(paragraph).into_iter().find(|sentence| sentence.contains(&byte));
    found.unwrap_or(0..paragraph.text.len())
}
