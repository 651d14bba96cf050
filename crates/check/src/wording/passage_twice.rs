//! A sentence that stands twice.

use std::collections::HashMap;
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Reason, say};
use derek_text::words;

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
        let mut stands: HashMap<String, Vec<(usize, Range<usize>)>> = HashMap::new();
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            for sentence in paragraph.sentences.iter().filter(|_| paragraph.kind == Kind::Prose) {
                if let Some(words) = own_words(paragraph, sentence) {
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

/// The words of a long sentence of the author's own, in small letters.
fn own_words(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<String> {
    let text = paragraph.slice(sentence.clone());
    let own: Vec<String> = words(text).map(|word| text[word].to_lowercase()).collect();
    let is_quoted = paragraph.quotations.iter().any(|quotation| {
        quotation.range.start < sentence.end && sentence.start < quotation.range.end
    });
    let is_told = text.ends_with(['.', '!', '?', '…']) && text.starts_with(char::is_alphanumeric);
    (LONG <= own.len() && is_told && !is_quoted).then(|| own.join(" "))
}
