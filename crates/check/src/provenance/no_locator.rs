//! A citation that does not say where.

use std::collections::BTreeMap;

use derek_study::{Card, Citation, Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// A citation names a source and no page, paragraph or sheet, where the study gives one for
    /// the same source elsewhere.
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: event
    /// name: One
    /// when: 1855 [@acts, p. 1]
    /// type: fair [@acts, p. 2]
    /// says: all came [@acts, p. 3]
    /// outcome: all went [⟦@acts⟧]
    /// ---
    /// //- bibliography.bib
    /// @book{acts, title = {Acts}}
    /// ```
    ///
    /// A source that is cited as a whole, as a page of the web is, is clean:
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: event
    /// name: One
    /// when: 1855 [@page]
    /// type: fair [@page]
    /// says: all came [@acts, p. 3]
    /// outcome: all went [@page]
    /// ---
    /// //- bibliography.bib
    /// @book{acts, title = {Acts}}
    /// @online{page, title = {Page}}
    /// ```
    ///
    /// ## Limits
    ///
    /// A source must be cited with a place three times, and for every citation without one four
    /// times.
    pub static NO_LOCATOR = "no-locator" {
        room: "provenance", level: Incomplete, since: "0.1.0",
        en: "a citation that does not say where in the source",
        ru: "ссылка без указания места в источнике",
        kk: "дереккөздің қай жері екені айтылмаған сілтеме",
        find: find,
    }
}

/// Citations with a place that show how a source is cited.
const FEWEST: usize = 3;

/// How a source is cited.
#[derive(Default)]
struct Cited<'a> {
    /// Citations with a page or a paragraph.
    with: usize,
    /// Those without, each with its card and predicate.
    without: Vec<(&'a Card, &'a str, &'a Citation)>,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut by_key: BTreeMap<&str, Cited<'_>> = BTreeMap::new();
    for card in &study.cards {
        for field in &card.fields {
            for citation in field.values.iter().flat_map(|value| &value.citations) {
                let of = by_key.entry(citation.key.as_str()).or_default();
                match citation.locator.trim().is_empty() {
                    true => of.without.push((card, field.predicate.as_str(), citation)),
                    false => of.with += 1,
                }
            }
        }
    }
    for (key, Cited { with, without }) in by_key {
        let is_practice = FEWEST <= with && (without.len() <= 1 || without.len() * 4 <= with);
        for (card, predicate, citation) in without.into_iter().filter(|_| is_practice) {
            objections.add(
                vec![study.place(&card.file, citation.range.clone(), predicate)],
                vec![Reason::shown(say!({ key, with } en: "“{key}” is cited with its page or paragraph {with} times", ru: "«{key}» со страницей или абзацем, ссылок: {with}", kk: "«{key}» беті не абзацымен берілген сілтемелер: {with}"))],
                say!(en: "add the page, paragraph or sheet", ru: "добавьте страницу, абзац или лист", kk: "бетін, абзацын не парағын қосыңыз"),
            );
        }
    }
}
