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
        room: "wording", level: Style, since: "0.2.0",
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
        let mut seen: HashMap<String, (&Paragraph, Range<usize>)> = HashMap::new();
        for paragraph in document.paragraphs.iter().filter(|one| one.kind == Kind::Prose) {
            // Of a passage of several sentences the first one is shown.
            let mut goes_on = false;
            for sentence in &paragraph.sentences {
                let text = paragraph.slice(sentence.clone());
                let own: Vec<String> = words(text).map(|word| text[word].to_lowercase()).collect();
                let is_quoted = paragraph.quotations.iter().any(|quotation| {
                    quotation.range.start < sentence.end && sentence.start < quotation.range.end
                });
                if own.len() < LONG || is_quoted {
                    continue;
                }
                match seen.get(&own.join(" ")) {
                    Some((first, at)) if !goes_on => {
                        goes_on = true;
                        objections.add(
                            vec![
                                document.place(paragraph, sentence.clone()),
                                document.place(first, at.clone()).labelled(say!(en: "it stands here first", ru: "впервые оно стоит здесь", kk: "алғаш осында тұр")),
                            ],
                            vec![Reason::shown(say!(en: "the two agree word for word", ru: "они совпадают слово в слово", kk: "екеуі сөзбе-сөз бірдей"))],
                            say!(en: "leave it where it belongs, and say it otherwise in the other place", ru: "оставьте его там, где ему место, а в другом месте скажите иначе", kk: "оны тиісті жерінде қалдырып, екінші жерде басқаша айтыңыз"),
                        );
                    }
                    Some(_) => {}
                    None => {
                        goes_on = false;
                        seen.insert(own.join(" "), (paragraph, sentence.clone()));
                    }
                }
            }
        }
    }
}
