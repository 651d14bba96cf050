//! A quotation that its source does not say.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::{Card, Citation, Document, Reason, Study, Value, say};
use derek_text::Folded;

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
    let said = said(study, reading);
    for card in &study.cards {
        for (predicate, value) in quoted(card) {
            let Some(quote) = value.quote.as_deref() else { continue };
            let held: Vec<_> = held(value, reading).collect();
            if held.is_empty()
                || held.iter().any(|(citation, _)| said.contains(&(citation.key.as_str(), quote)))
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

/// A value's citations whose sources' texts the study holds.
fn held<'r>(
    value: &'r Value,
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = (&'r Citation, &'r Document)> {
    let citations = value.citations.iter();
    citations.filter_map(|citation| Some((citation, reading.sources.get(&citation.key)?)))
}

/// The quotations that their sources say, by citation key.
///
/// A source's layout is taken out once, however many quotations it is asked for,
/// and only when some of them do not stand in it letter by letter.
fn said<'r>(study: &'r Study, reading: &'r Reading<'_>) -> BTreeSet<(&'r str, &'r str)> {
    let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, value) in study.cards.iter().flat_map(quoted) {
        let Some(quote) = value.quote.as_deref() else { continue };
        for (citation, _) in held(value, reading) {
            asked.entry(&citation.key).or_default().insert(quote);
        }
    }
    let mut said = BTreeSet::new();
    for (key, quotes) in asked {
        let Some(source) = reading.sources.get(key) else { continue };
        let (plain, changed): (Vec<&str>, Vec<&str>) =
            quotes.into_iter().partition(|quote| source.text.contains(quote));
        said.extend(plain.into_iter().map(|quote| (key, quote)));
        if !changed.is_empty() {
            let folded = Folded::new(&source.text);
            let found = changed.into_iter().filter(|quote| folded.locate(quote).is_some());
            said.extend(found.map(|quote| (key, quote)));
        }
    }
    said
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
