//! Quotation marks without a partner.

use derek_study::document::Kind;
use derek_study::{Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// A quotation mark that opens and is never closed, or closes what was
    /// never opened: the reader cannot tell whose words these are.
    ///
    /// Marks are paired inside one paragraph, inner ones within outer ones. A
    /// quotation of several paragraphs may open each of them and close only the
    /// last.
    ///
    /// ```text
    /// He wrote: ⟦“⟧Answering the delegates, he said that “it is necessary to wait”.
    /// ```
    ///
    /// ```text
    /// He wrote: “Answering the delegates, he said that “it is necessary to
    /// wait””. The pipe was 12" wide.
    ///
    /// “It began so.
    ///
    /// “It ended so.”
    /// ```
    ///
    /// One long quotation may open anew within its paragraph and close two paragraphs later:
    ///
    /// ```text
    /// Ленин излагает, что писал философ:
    ///
    /// «В чём же суть этого кризиса? Расходились только о деталях. «В настоящее время зрелище кажется обратным.
    ///
    /// Традиционное учение было таким.
    ///
    /// Наука, по этому взгляду, не более как символическая формула...» [1, с. 268].
    /// ```
    ///
    /// ## Limits
    ///
    /// Single quotation marks are not paired: they cannot be told from
    /// apostrophes.
    pub static UNBALANCED_QUOTATION = "unbalanced-quotation" {
        room: "wording", level: Style, since: "0.1.0",
        en: "a quotation mark without its partner",
        ru: "у кавычки нет пары",
        kk: "тырнақшаның сыңары жоқ",
        find: find,
    }
}

/// Marks of one paragraph that are shown; more say no more.
const SHOWN: usize = 8;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for paragraph in document
            .paragraphs
            .iter()
            .filter(|one| one.kind != Kind::Reference && !one.stray_marks.is_empty())
        {
            let places = paragraph
                .stray_marks
                .iter()
                .take(SHOWN)
                .map(|mark| document.place(paragraph, mark.clone()))
                .collect();
            let marks = paragraph
                .text
                .chars()
                .filter(|c| matches!(c, '“' | '”' | '„' | '«' | '»' | '"'))
                .count();
            objections.add(
                places,
                vec![Reason::shown(say!({ marks } en: "this paragraph has {marks} quotation marks, and they do not pair", ru: "кавычек в этом абзаце: {marks}, и они не складываются в пары", kk: "бұл абзацта {marks} тырнақша бар, олар жұптаспайды"))],
                say!(en: "see in the source where the quotation begins and ends, and put the missing mark there", ru: "проверьте по источнику, где начинается и кончается цитата, и поставьте недостающую кавычку", kk: "дәйексөздің қай жерде басталып, қай жерде бітетінін дереккөзден қарап, жетіспейтін тырнақшаны қойыңыз"),
            );
        }
    }
}
