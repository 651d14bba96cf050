//! Sentences that end with the call of a note.

use std::ops::Range;

use derek_study::document::Paragraph;

/// The sentences of a paragraph, parted also where a note is called between two:
/// `It was sold.[^8] In 1852 it was leased.`
pub(crate) fn sentences(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut parted = Vec::new();
    for sentence in &paragraph.sentences {
        let mut start = sentence.start;
        let text = paragraph.slice(sentence.clone());
        let mut open = None;
        for (at, mark) in text.match_indices(['[', ']']) {
            if mark == "[" {
                open = Some(at);
                continue;
            }
            let end = sentence.start + at + 1;
            let is_ended = open.is_some_and(|open| text[..open].ends_with(['.', '!', '?', '…']));
            let next = text[at + 1..].strip_prefix(' ');
            let is_begun = next.is_some_and(|next| next.starts_with(char::is_uppercase));
            if is_ended && is_begun && start < end {
                parted.push(start..end);
                start = end + 1;
            }
        }
        parted.push(start..sentence.end);
    }
    parted
}

/// Bytes of a sentence whose words are weighed against one another: what is longer is a
/// list or no sentence.
pub(crate) const LONGEST: usize = 4_000;

/// The one of some sentences that holds a byte; `None` when none does, or it is too long.
pub(crate) fn sentence_at(sentences: &[Range<usize>], byte: usize) -> Option<Range<usize>> {
    let at = sentences.partition_point(|sentence| sentence.end <= byte);
    let found = sentences.get(at).filter(|sentence| sentence.contains(&byte))?;
    (found.len() <= LONGEST).then(|| found.clone())
}
