//! Two sources cited as two that are one.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Field, Reason, Value, say};

use crate::source::named;
use crate::{Objections, Reading, check};

check! {
    /// One statement cites two sources of which one goes back to the other, or both to
    /// a third.
    ///
    /// A copy repeats its original and confirms nothing. Cited side by side they look
    /// like two witnesses. The derivation is what the study declares: `derived-from` on the
    /// card of a document, named like its citation key.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @book{survey, title = {Survey}}
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// derived-from: memoir
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: ⟦May 1855⟧ [@memoir, p. 4; @survey, p. 90]
    /// outcome:
    ///   - the town was burnt [@memoir, p. 5]
    ///   - the town was burnt [@survey, p. 91]
    /// ---
    /// ```
    ///
    /// Two sources that owe nothing to each other are two witnesses, and a source may be
    /// cited twice:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @book{survey, title = {Survey}}
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// derived-from: {denied: memoir, note: written before it was printed}
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: May 1855 [@memoir, p. 4; @survey, p. 90]
    /// outcome: the town was burnt [@memoir, p. 5; @memoir, p. 7]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Sources are held against each other as wholes: a survey that copies one chapter and
    /// adds another of its own counts as a copy. All statements that cite copies of one
    /// source make one finding.
    pub static DEPENDENT_WITNESSES = "dependent-witnesses" {
        room: "testimony", level: Unlikely, since: "0.1.0",
        en: "sources cited side by side are one witness",
        ru: "источники, приведённые рядом, — один свидетель",
        kk: "қатар келтірілген дереккөздер — бір ғана куәгер",
        find: find,
    }
}

/// Statements that cite copies of one source.
#[derive(Default)]
struct Copies<'a> {
    keys: BTreeSet<&'a str>,
    said: Vec<(&'a Card, &'a Field, &'a Value)>,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    let mut of_root: BTreeMap<&str, Copies<'_>> = BTreeMap::new();
    for (card, field) in
        study.cards.iter().flat_map(|card| card.fields.iter().map(move |field| (card, field)))
    {
        // The same words under one key are one statement, however many values they fill.
        let mut statements: BTreeMap<&str, (&Value, BTreeSet<&str>)> = BTreeMap::new();
        for value in field.affirmed().filter(|value| !value.judged) {
            let keys = value.citations.iter().map(|citation| citation.key.as_str());
            statements.entry(&value.text).or_insert((value, BTreeSet::new())).1.extend(keys);
        }
        for (value, keys) in statements.into_values().filter(|(_, keys)| 1 < keys.len()) {
            let mut by_root: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
            for key in keys {
                by_root.entry(derived.witnesses.root(key)).or_default().insert(key);
            }
            for (root, keys) in by_root.into_iter().filter(|(_, keys)| 1 < keys.len()) {
                let copies = of_root.entry(root).or_default();
                copies.keys.extend(keys);
                copies.said.push((card, field, value));
            }
        }
    }
    for (root, copies) in of_root {
        let Copies { keys, mut said } = copies;
        said.sort_by_key(|(card, _, value)| (&card.file, value.range.start));
        let places = said.iter().take(PLACES).map(|(card, field, value)| {
            study.place(&card.file, value.text_range.clone(), &field.predicate)
        });
        let keys: Vec<String> = keys.iter().map(|key| format!("@{key}")).collect();
        let (keys, count) = (keys.join(", "), said.len());
        let cards = named(said.iter().map(|(card, ..)| *card));
        objections.add(
            places.collect(),
            vec![
                Reason::shown(say!({ keys, root } en: "by the study's own cards these go back to “{root}”: {keys}", ru: "по карточкам самого исследования к «{root}» восходят: {keys}", kk: "зерттеудің өз карточкалары бойынша «{root}» дереккөзінен шыққан: {keys}")),
                Reason::shown(say!({ count, cards } en: "statements that cite them together: {count}, on {cards}", ru: "утверждений, где они приведены вместе: {count}; карточки: {cards}", kk: "олар қатар келтірілген тұжырымдар: {count}; карточкалар: {cards}")),
            ],
            say!(en: "cite the original, name the copy in a note, and look for a witness of its own", ru: "сошлитесь на первоисточник, список упомяните в примечании и ищите независимого свидетеля", kk: "түпнұсқаға сілтеп, көшірмесін ескертпеде атаңыз да, тәуелсіз куәгер іздеңіз"),
        );
    }
}

/// Places of one finding that are shown.
const PLACES: usize = 8;
