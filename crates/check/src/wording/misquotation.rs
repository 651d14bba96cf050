//! A quotation that its source does not say.

use std::ops::Range;

use derek_study::{Card, Reason, Value, say};

use crate::{Objections, Reading, check};

check! {
    /// A quotation on a card, held against the text of the source it cites.
    ///
    /// White space, capitals and the kind of quotation marks do not count;
    /// every letter and every word does. Only sources whose text the study
    /// holds in `texts/` are asked.
    ///
    /// ```study
    /// //- texts/telegram.txt
    /// The council asks that autonomy be recognised without delay.
    /// //- bibliography.bib
    /// @misc{telegram, title = {Telegram to Moscow}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram to Moscow
    /// says:
    ///   - value: asks for recognition
    ///     cite: "@telegram"
    ///     quote: ⟦that autonomy be granted without delay⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- texts/telegram.txt
    /// The council asks that autonomy be
    ///   recognised without delay.
    /// //- bibliography.bib
    /// @misc{telegram, title = {Telegram to Moscow}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram to Moscow
    /// says:
    ///   - value: asks for recognition
    ///     cite: "@telegram"
    ///     quote: That autonomy be recognised
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Words left out at an ellipsis, errors of recognition and old spelling
    /// count as differences as yet.
    pub static MISQUOTATION = "misquotation" {
        room: "wording", level: Impossible, since: "0.1.0",
        en: "the source does not say this",
        ru: "в источнике этого не сказано",
        kk: "дереккөзде бұл айтылмаған",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for (predicate, value) in quoted(card) {
            let Some(quote) = value.quote.as_deref() else { continue };
            let held = value
                .citations
                .iter()
                .filter_map(|citation| Some((citation, reading.sources.get(&citation.key)?)));
            let held: Vec<_> = held.collect();
            if held.is_empty()
                || held.iter().any(|(_, source)| {
                    source.text.contains(quote) || derek_text::locate(quote, &source.text).is_some()
                })
            {
                continue;
            }
            let range = words_in(study.file(&card.file), &value.range, quote)
                .unwrap_or_else(|| value.range.clone());
            let searched = held.iter().map(|(citation, source)| {
                let (key, file) = (citation.key.as_str(), source.name.as_str());
                Reason::shown(say!({ key, file } en: "searched all of {file}, the text of “{key}”", ru: "просмотрен весь файл {file} с текстом «{key}»", kk: "«{key}» мәтіні бар {file} файлы түгел қаралды"))
            });
            objections.add(
                vec![study.place(&card.file, range, predicate)],
                searched.collect(),
                say!(en: "compare with the source and correct the quotation, or the citation", ru: "сверьте с источником и исправьте цитату или ссылку", kk: "дереккөзбен салыстырып, дәйексөзді не сілтемені түзетіңіз"),
            );
        }
    }
}

/// Where a card's file has some words of a value.
fn words_in(file: Option<&str>, value: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let within = derek_text::locate(words, file?.get(value.clone())?)?;
    Some(value.start + within.start..value.start + within.end)
}

fn quoted(card: &Card) -> impl Iterator<Item = (&str, &Value)> {
    card.fields
        .iter()
        .flat_map(|field| field.values.iter().map(move |value| (field.predicate.as_str(), value)))
}
