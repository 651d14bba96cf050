//! One name for two things of different kinds.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use derek_study::{Card, Reason, say};

use super::ambiguous_name::name_in;
use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// Two cards of different kinds bear one name: a body and a place, a person and a party.
    ///
    /// Where a text has the name alone, nobody can tell which is meant, and what is true of
    /// the one is soon said of the other.
    ///
    /// ```study
    /// //- cards/bukhara.md
    /// ---
    /// kind: place
    /// name: {en: Bukhara, ru: Бухара}
    /// ---
    /// //- cards/emirate.md
    /// ---
    /// kind: organ
    /// name: {en: ⟦Bukhara⟧, ru: Бухарский эмират}
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/bukhara.md
    /// ---
    /// kind: place
    /// name: {en: Bukhara, ru: Бухара}
    /// ---
    /// //- cards/emirate.md
    /// ---
    /// kind: organ
    /// name: {en: Emirate of Bukhara, ru: Бухарский эмират}
    /// also: [Bukhara]
    /// ---
    /// //- cards/siege.md
    /// ---
    /// kind: event
    /// name: Siege
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Siege
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// People, bodies and places are compared, by their names in one language; other forms, and events and documents
    /// that are called after one another, are left alone.
    pub static ONE_NAME_TWO_KINDS = "one-name-two-kinds" {
        room: "wording", level: Unlikely, since: "0.1.0",
        en: "one name for things of two kinds",
        ru: "одно имя у вещей разного рода",
        kk: "тегі әртүрлі екі нәрсенің атауы бір",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut first: BTreeMap<(&str, String), &Card> = BTreeMap::new();
    for card in &study.cards {
        if !matches!(card.kind.as_str(), "person" | "organ" | "place") {
            continue;
        }
        let mut is_told = false;
        for (language, written) in &card.names {
            match first.entry((language, written.to_lowercase())) {
                Entry::Vacant(free) => {
                    free.insert(card);
                }
                Entry::Occupied(taken) if taken.get().kind != card.kind && !is_told => {
                    is_told = true;
                    let other = *taken.get();
                    let label =
                        |kind: &str| study.vocabulary.kind(kind).map(|kind| kind.label.clone());
                    let (Some(kind), Some(others)) = (label(&card.kind), label(&other.kind)) else {
                        continue;
                    };
                    let called = name(card);
                    objections.add(
                        vec![
                            study.place(&card.file, name_in(study, card), "name"),
                            study.place(&other.file, name_in(study, other), "name"),
                        ],
                        vec![Reason::shown(say!({ called, kind, others } en: "“{called}” is the name of two cards: {kind}; {others}", ru: "«{called}» — имя двух карточек: {kind}; {others}", kk: "«{called}» — екі карточканың атауы: {kind}; {others}"))],
                        say!(en: "give each a name that tells them apart: *Emirate of Bukhara*, *city of Bukhara*", ru: "дайте каждой имя, которое их различает: *Бухарский эмират*, *город Бухара*", kk: "әрқайсысына ажырататын атау беріңіз: *Бұхара әмірлігі*, *Бұхара қаласы*"),
                    );
                }
                Entry::Occupied(_) => {}
            }
        }
    }
}
