//! A name that fits two.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use derek_study::study::Resolution;
use derek_study::{Card, Reason, Study, say};

use super::unknown_name::targets;
use crate::{Objections, Reading, check};

check! {
    /// A value or a link whose name fits more than one card; and two cards of
    /// one kind under one name, of which such a use would not tell the right one.
    ///
    /// ```study
    /// //- cards/halel.md
    /// ---
    /// kind: person
    /// name: Halel Dosmukhamedov
    /// also: [Dosmukhamedov]
    /// ---
    /// //- cards/zhakhansha.md
    /// ---
    /// kind: person
    /// name: Zhakhansha Dosmukhamedov
    /// also: [Dosmukhamedov]
    /// ---
    /// //- cards/mission.md
    /// ---
    /// kind: event
    /// name: Mission to Moscow
    /// party: ⟦Dosmukhamedov⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/halel.md
    /// ---
    /// kind: person
    /// name: Halel Dosmukhamedov
    /// also: [Dosmukhamedov]
    /// ---
    /// //- cards/zhakhansha.md
    /// ---
    /// kind: person
    /// name: Zhakhansha Dosmukhamedov
    /// also: [Dosmukhamedov]
    /// ---
    /// //- cards/mission.md
    /// ---
    /// kind: event
    /// name: Mission to Moscow
    /// party: [halel, Zhakhansha Dosmukhamedov]
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: place
    /// name: {en: Verny}
    /// ---
    /// //- cards/two.md
    /// ---
    /// kind: place
    /// name: {en: ⟦Verny⟧}
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Two cards may share a form under `also`: only a use that does not tell
    /// which is found.
    pub static AMBIGUOUS_NAME = "ambiguous-name" {
        room: "wording", level: Unlikely, since: "0.1.0",
        en: "this name fits more than one card",
        ru: "это имя подходит к нескольким карточкам",
        kk: "бұл атау бірнеше карточкаға сай келеді",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for (file, target, range, locator) in targets(study) {
        let Resolution::Many(cards) = study.resolve(target, reading.reference) else { continue };
        let ids = cards.iter().map(|card| card.id.as_str()).collect::<Vec<_>>().join(", ");
        objections.add(
            vec![study.place(file, range, locator)],
            vec![Reason::shown(say!({ ids } en: "it may be any of: {ids}", ru: "это может быть: {ids}", kk: "мыналардың бірі болуы мүмкін: {ids}"))],
            say!(en: "write the identifier of the card that is meant", ru: "напишите идентификатор нужной карточки", kk: "керек карточканың идентификаторын жазыңыз"),
        );
    }
    for (card, twin) in twins(study) {
        let id = twin.id.as_str();
        objections.add(
            vec![
                study.place(&card.file, name_in(study, card), "name"),
                study.place(&twin.file, name_in(study, twin), "name"),
            ],
            vec![Reason::shown(say!({ id } en: "the card “{id}” has this name too", ru: "это же имя есть у карточки «{id}»", kk: "«{id}» карточкасында да осы атау бар"))],
            say!(en: "if they are one, keep one card; if two, give each a name that tells them apart", ru: "если это одно и то же, оставьте одну карточку; если разное, дайте каждой имя, которое их различает", kk: "бұл бір нәрсе болса, бір карточканы қалдырыңыз; екеу болса, әрқайсысына ажырататын атау беріңіз"),
        );
    }
}

/// Cards of one kind whose name in some language is one, each with the first that has it.
fn twins(study: &Study) -> Vec<(&Card, &Card)> {
    let mut first: BTreeMap<(&str, &str, String), &Card> = BTreeMap::new();
    let mut twins: Vec<(&Card, &Card)> = Vec::new();
    for card in &study.cards {
        for (language, name) in &card.names {
            match first.entry((&card.kind, language, name.to_lowercase())) {
                Entry::Vacant(free) => {
                    free.insert(card);
                }
                Entry::Occupied(taken)
                    if twins.last().is_none_or(|(last, _)| last.id != card.id) =>
                {
                    twins.push((card, taken.get()));
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    twins
}

/// Where a card's file has its name, the first one written.
pub(crate) fn name_in(study: &Study, card: &Card) -> Range<usize> {
    let whole = card.name_range.clone();
    let written = study.file(&card.file).and_then(|file| file.get(whole.clone()));
    let inside = written.and_then(|written| {
        let found =
            card.names.values().filter_map(|name| Some((written.find(name.as_str())?, name.len())));
        found.min().map(|(at, length)| whole.start + at..whole.start + at + length)
    });
    inside.unwrap_or(whole)
}
