//! A name that no card bears.

use derek_study::identity::IDENTITIES;
use derek_study::study::Resolution;
use derek_study::vocabulary::Takes;
use derek_study::{Reason, Study, say};

use crate::{Objections, Reading, check};

check! {
    /// A value or a link that should lead to a card, and leads to none.
    ///
    /// A name is looked for among the identifiers of the cards, then among all
    /// forms of their names, in this study and in those it builds upon.
    ///
    /// ```study
    /// //- cards/alash.md
    /// ---
    /// kind: organ
    /// name: Alash
    /// part-of: ⟦alash-movment⟧
    /// ---
    /// //- cards/alash-movement.md
    /// ---
    /// kind: organ
    /// name: Alash movement
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/alash.md
    /// ---
    /// kind: organ
    /// name: Alash
    /// part-of: The movement
    /// ---
    /// See [[alash-movement]].
    /// //- cards/alash-movement.md
    /// ---
    /// kind: organ
    /// name: Alash movement
    /// also: [the movement]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Names in other alphabets meet only when the card lists them.
    pub static UNKNOWN_NAME = "unknown-name" {
        room: "wording", level: Incomplete, since: "0.1.0",
        en: "no card has this name",
        ru: "карточки с таким именем нет",
        kk: "мұндай атауы бар карточка жоқ",
        find: find,
    }
}

/// Unknown names for which the nearest card is looked for: each costs a look at all of them.
const SOUGHT: usize = 200;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut sought = 0;
    for (file, target, range, locator) in targets(study) {
        if !matches!(study.resolve(target, reading.reference), Resolution::None) {
            continue;
        }
        sought += 1;
        let ids = study.cards.iter().map(|card| card.id.as_str());
        let near = (sought <= SOUGHT).then(|| derek_text::nearest(target, ids)).flatten();
        let because = near.map(|id| {
            Reason::shown(say!({ id } en: "the nearest card is “{id}”", ru: "ближайшая карточка — «{id}»", kk: "ең жақын карточка — «{id}»"))
        });
        objections.add(
            vec![study.place(file, range, locator)],
            because.into_iter().collect(),
            say!(en: "make a card of this name, or correct the name", ru: "заведите карточку с таким именем или исправьте имя", kk: "осы атаумен карточка ашыңыз немесе атауды түзетіңіз"),
        );
    }
}

/// Everything in a study that points to a card: file, target, bytes, where.
pub(crate) fn targets(study: &Study) -> Vec<(&str, &str, std::ops::Range<usize>, &str)> {
    let mut targets = Vec::new();
    for card in &study.cards {
        for field in &card.fields {
            let points = study
                .vocabulary
                .predicate(&field.predicate)
                .is_some_and(|predicate| predicate.takes == Takes::Card);
            for value in field.values.iter().filter(|_| points) {
                targets.push((
                    card.file.as_str(),
                    value.text.as_str(),
                    value.text_range.clone(),
                    field.predicate.as_str(),
                ));
            }
        }
        targets.extend(
            card.prose_links
                .iter()
                .map(|link| (card.file.as_str(), link.target.as_str(), link.range.clone(), "")),
        );
    }
    for side in study.identities.iter().flat_map(|identity| &identity.sides) {
        if side.is_card() {
            targets.push((IDENTITIES, side.words.as_str(), side.range.clone(), ""));
        }
    }
    targets
}
