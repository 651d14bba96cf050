//! A sentence that stands twice.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Reason, say};
use derek_text::words;

use crate::sentences::sentences;
use crate::{Objections, Reading, check};

check! {
    /// A long sentence of the author's own stands twice in the text, word for word: a
    /// passage was moved and not taken away.
    ///
    /// ```text
    /// The editors of the newspaper met every week in the house of the merchant and spoke of land, of
    /// schools and of courts.
    ///
    /// Winter came early in that year. ⟦The editors of the newspaper met every week in the house of
    /// the merchant, and spoke of land, of schools and of courts.⟧
    /// ```
    ///
    /// Citations and the case of letters make no difference:
    ///
    /// ```text
    /// The smallholders sold their barley to the brewers of the town and bought coal with what they
    /// got for it (Hurst 1931, 4).
    ///
    /// Winter came early in that year. ⟦The smallholders sold their barley to the brewers of the town and
    /// bought coal with what they got for it [7, p. 12].⟧
    /// ```
    ///
    /// Quotations may be repeated, and so may short sentences:
    ///
    /// ```text
    /// He wrote: “The editors of the newspaper met every week in the house of the merchant and spoke
    /// of land, of schools and of courts.” Winter came early.
    ///
    /// Again: “The editors of the newspaper met every week in the house of the merchant and spoke
    /// of land, of schools and of courts.” Winter came early.
    /// ```
    ///
    /// Two notes may name one source:
    ///
    /// ```text
    /// The editors met every week.[^1] They spoke of land.[^2]
    ///
    /// [^1]: Quoted from The making of the political parties of the western steppe and of their press in 1902 and 1917, Orenburg.
    ///
    /// [^2]: A. Author. Quoted from The making of the political parties of the western steppe and of their press in 1902 and 1917, Orenburg.
    /// ```
    ///
    /// ## Limits
    ///
    /// Sentences of fewer than fifteen words are let pass; a changed word hides a passage.
    pub static PASSAGE_TWICE = "passage-twice" {
        room: "wording", level: Style, since: "0.1.0",
        en: "a long sentence stands twice in the text",
        ru: "длинное предложение стоит в тексте дважды",
        kk: "ұзын сөйлем мәтінде екі рет тұр",
        find: find,
    }
}

/// Words from which on a sentence is not repeated by chance.
const LONG: usize = 15;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let notes: BTreeSet<usize> = document.listed.iter().map(|one| one.paragraph).collect();
        let mut stands: HashMap<String, Vec<(usize, Range<usize>)>> = HashMap::new();
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if paragraph.kind != Kind::Prose || notes.contains(&number) || is_note(&paragraph.text)
            {
                continue;
            }
            for sentence in sentences(paragraph) {
                if let Some(words) = own_words(paragraph, &sentence) {
                    stands.entry(words).or_default().push((number, sentence.clone()));
                }
            }
        }
        // What stands three times is a formula.
        let mut twice: Vec<[(usize, Range<usize>); 2]> =
            stands.into_values().filter_map(|all| all.try_into().ok()).collect();
        twice.sort_by_key(|[_, (paragraph, sentence)]| (*paragraph, sentence.start));
        // Of a passage of several sentences the first one is shown.
        let mut shown = None;
        for [(first, at), (second, sentence)] in twice {
            if shown.replace((first, second)) == Some((first, second)) {
                continue;
            }
            let (one, other) = (&document.paragraphs[first], &document.paragraphs[second]);
            objections.add(
                vec![
                    document.place(other, sentence),
                    document.place(one, at).labelled(say!(en: "it stands here first", ru: "впервые оно стоит здесь", kk: "алғаш осында тұр")),
                ],
                vec![Reason::shown(say!(en: "the two agree word for word", ru: "они совпадают слово в слово", kk: "екеуі сөзбе-сөз бірдей"))],
                say!(en: "leave it where it belongs, and say it otherwise in the other place", ru: "оставьте его там, где ему место, а в другом месте скажите иначе", kk: "оны тиісті жерінде қалдырып, екінші жерде басқаша айтыңыз"),
            );
        }
    }
}

/// A note names the source that another named, in the same words.
fn is_note(text: &str) -> bool {
    text.starts_with("[^") || text.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// The words of a long sentence of the author's own, in small letters, without citations.
fn own_words(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<String> {
    let text = paragraph.slice(sentence.clone());
    if text.contains("http://") || text.contains("https://") {
        return None;
    }
    let cited = cited(paragraph, sentence);
    let own: Vec<String> = words(text)
        .filter(|word| !cited.iter().any(|range| range.contains(&word.start)))
        .map(|word| text[word].trim_end_matches(RAISED).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let is_quoted = paragraph.quotations.iter().any(|quotation| {
        quotation.range.start < sentence.end && sentence.start < quotation.range.end
    });
    let mut end = text.len();
    while let Some(last) = cited.iter().find(|range| range.start < end && end <= range.end) {
        end = text[..last.start].trim_end().len();
    }
    let told = text[..end].trim_end_matches(RAISED);
    // A citation may stand before the point or behind it.
    let is_told = text.trim_end_matches(RAISED).ends_with(['.', '!', '?', '…'])
        || told.ends_with(['.', '!', '?', '…']);
    let is_begun = text.starts_with(char::is_alphanumeric);
    (LONG <= own.len() && is_told && is_begun && !is_quoted).then(|| own.join(" "))
}

/// Raised figures, by which notes are called.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Bytes of a sentence that cite: its marks, and brackets that hold one.
fn cited(paragraph: &Paragraph, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let within = |range: &Range<usize>| {
        let start = range.start.max(sentence.start);
        let end = range.end.min(sentence.end);
        (start < end).then(|| start - sentence.start..end - sentence.start)
    };
    let marks = paragraph.citations.iter().map(|mark| &mark.range).chain(&paragraph.references);
    let mut cited: Vec<Range<usize>> = marks.filter_map(within).collect();
    let text = paragraph.slice(sentence.clone());
    let mut from = 0;
    while let Some(open) = text[from..].find(['(', '[']).map(|at| from + at) {
        let Some(close) = text[open..].find([')', ']']).map(|at| open + at + 1) else { break };
        // *(Hurst 1931, 4)*, *[7, с. 12]*: numbers, and few words.
        let inside = &text[open..close];
        let has_number = inside.contains(|c: char| c.is_ascii_digit());
        if has_number && words(inside).count() <= 12 {
            cited.push(open..close);
        }
        from = close;
    }
    cited
}
