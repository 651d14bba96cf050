//! Sources that go back to each other.

use std::collections::BTreeMap;

use derek_study::{Card, Reason, say};

use crate::circle::circles;
use crate::grounds::name;
use crate::source::named;
use crate::{Objections, Reading, check};

check! {
    /// A source is said to derive from another that, in the end, derives from it.
    ///
    /// Of two texts one is the older. A circle of derivations has no first witness, and
    /// whatever rests on it rests on nothing that can be named; mostly one of the
    /// ties is a mistake, or a later edition was taken for the first.
    ///
    /// ```study
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// derived-from: [memoir, lecture]
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// derived-from: lecture
    /// ---
    /// //- cards/lecture.md
    /// ---
    /// kind: document
    /// name: Lecture
    /// derived-from: ⟦memoir⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// derived-from: ⟦memoir⟧
    /// ---
    /// ```
    ///
    /// Two texts that go back to a third are clean, and so is a tie that a source denies:
    ///
    /// ```study
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// derived-from: memoir
    /// ---
    /// //- cards/lecture.md
    /// ---
    /// kind: document
    /// name: Lecture
    /// derived-from: memoir
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// derived-from: {denied: lecture, note: as the editor shows}
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Only derivation that the study declares is known. Circles that share a source make
    /// one finding, at the shortest of them.
    pub static CITATION_CYCLE = "citation-cycle" {
        room: "testimony", level: Conflict, since: "0.1.0",
        en: "these sources derive from each other in a circle",
        ru: "эти источники восходят друг к другу по кругу",
        kk: "бұл дереккөздер бір-біріне шеңбер бойымен сүйенеді",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let cards: Vec<&Card> =
        study.cards.iter().filter(|card| card.values("derived-from").next().is_some()).collect();
    let number: BTreeMap<&str, usize> =
        cards.iter().enumerate().map(|(at, card)| (card.file.as_str(), at)).collect();
    let to = |target: &str| {
        let original = study.resolve(target, &[]).card()?;
        number.get(original.file.as_str()).copied()
    };
    let next: Vec<Vec<usize>> = cards
        .iter()
        .map(|card| card.values("derived-from").filter_map(|value| to(&value.text)).collect())
        .collect();
    for circle in circles(&next) {
        let ties = circle.iter().enumerate().filter_map(|(at, here)| {
            let there = circle.get((at + 1) % circle.len())?;
            let card = cards.get(*here)?;
            let value =
                card.values("derived-from").find(|value| to(&value.text) == Some(*there))?;
            Some((*card, *cards.get(*there)?, value))
        });
        let ties: Vec<_> = ties.collect();
        let places = ties.iter().take(PLACES).map(|(card, _, value)| {
            study.place(&card.file, value.text_range.clone(), "derived-from")
        });
        let because = match ties.as_slice() {
            [(one, other, _)] if one.file == other.file => {
                let one = name(one);
                vec![Reason::shown(
                    say!({ one } en: "“{one}” is said to derive from itself", ru: "«{one}» будто бы восходит к самому себе", kk: "«{one}» өзіне-өзі сүйенеді делінген"),
                )]
            }
            ties => {
                let all = named(ties.iter().map(|(card, ..)| *card));
                vec![Reason::shown(
                    say!({ all } en: "each derives from the next, and the last from the first: {all}", ru: "каждый восходит к следующему, а последний к первому: {all}", kk: "әрқайсысы келесісіне, соңғысы біріншісіне сүйенеді: {all}"),
                )]
            }
        };
        objections.add(
            places.collect(),
            because,
            say!(en: "find which of them is the older, and take the tie from it to the younger one out", ru: "выясните, который из них старше, и уберите его связь с более поздним", kk: "қайсысы ескі екенін анықтап, оның кейінгісіне байланысын алып тастаңыз"),
        );
    }
}

/// Places of one circle that are shown.
const PLACES: usize = 8;
