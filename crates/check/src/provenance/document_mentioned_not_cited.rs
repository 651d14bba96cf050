//! Documents on which arguments rest, and which nobody has opened.

use std::collections::BTreeSet;

use derek_study::{Card, Reason, Study, say};

use crate::grounds::name;
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// An argument rests on a document that the study knows only through what other
    /// sources say of it.
    ///
    /// A telegram told in a survey is the survey's telegram. Before an answer is built upon
    /// it, the document itself is worth finding: its words, its date, its address.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{survey, title = {Survey}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: ⟦Telegram⟧
    /// when: 3 May 1855 [@survey, p. 90]
    /// says: asks for help [@survey, p. 90]
    /// ---
    /// //- cards/help.md
    /// ---
    /// kind: argument
    /// name: They asked for help
    /// rests-on: telegram [@survey, p. 90]
    /// ---
    /// ```
    ///
    /// A document that is cited itself, or whose text the study holds, is clean:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{survey, title = {Survey}}
    /// @misc{telegram, title = {Telegram}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 3 May 1855 [@survey, p. 90]
    /// says: asks for help [@telegram]
    /// ---
    /// //- cards/help.md
    /// ---
    /// kind: argument
    /// name: They asked for help
    /// rests-on: telegram [@survey, p. 90]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A document is known by its own citation key. A key of another name, in the notes of
    /// the card, does not count. All such documents of a study make one finding.
    pub static DOCUMENT_MENTIONED_NOT_CITED = "document-mentioned-not-cited" {
        room: "provenance", level: Lead, since: "0.1.0",
        en: "arguments rest on documents known only through another source",
        ru: "доводы опираются на документы, известные лишь по чужому пересказу",
        kk: "дәлелдер басқа дереккөз арқылы ғана белгілі құжаттарға сүйенеді",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let premises = study
        .cards
        .iter()
        .filter(|card| card.kind == "argument")
        .flat_map(|argument| argument.values("rests-on").map(move |value| (argument, value)));
    let mut found: Vec<(&Card, &Card, String)> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (argument, value) in premises {
        let Some(document) = study.resolve(&value.text, &[]).card() else { continue };
        if document.kind == "document" && !seen.contains(document.file.as_str()) {
            seen.insert(&document.file);
            if let Some(through) = only_through(reading, study, document) {
                found.push((document, argument, through));
            }
        }
    }
    found.sort_by_key(|(document, ..)| &document.file);
    let places = found
        .iter()
        .map(|(document, ..)| study.place(&document.file, name_in(study, document), "name"));
    let because = found.iter().map(|(document, argument, through)| {
        let (document, argument) = (name(document), name(argument));
        Reason::shown(say!({ document, argument, through } en: "“{document}”: told by {through}, used by “{argument}”", ru: "«{document}»: по пересказу {through}; на нём стоит «{argument}»", kk: "«{document}»: {through} баяндауынша; оған «{argument}» сүйенеді"))
    });
    objections.add(
        places.collect(),
        because.collect(),
        say!(en: "look for the documents themselves: in the notes of those who tell of them, then in the archive of the sender or of the addressee", ru: "ищите сами документы: по примечаниям тех, кто о них рассказывает, затем в архиве отправителя или адресата", kk: "құжаттардың өзін іздеңіз: оларды баяндағандардың сілтемелерінен, сосын жіберушінің не алушының мұрағатынан"),
    );
}

/// Through which sources alone a document is known, as they are cited; `None` when it is
/// cited itself, when its text is held, or when nothing cited is said of it.
fn only_through(reading: &Reading<'_>, study: &Study, document: &Card) -> Option<String> {
    if study.entry(&document.id).is_some() || reading.sources.contains_key(&document.id) {
        return None;
    }
    let cited =
        document.fields.iter().flat_map(|field| &field.values).flat_map(|value| &value.citations);
    let keys: BTreeSet<String> = cited.map(|citation| format!("@{}", citation.key)).collect();
    (!keys.is_empty()).then(|| keys.into_iter().take(SOURCES).collect::<Vec<_>>().join(", "))
}

/// Sources of one document that are named.
const SOURCES: usize = 4;
