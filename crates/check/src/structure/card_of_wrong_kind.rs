//! A card where one of another kind belongs.

use derek_study::vocabulary::{Takes, Vocabulary};
use derek_study::{Reason, say};

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// A value leads to a card of a kind that the predicate does not lead to: a person as the
    /// seat of a body, a place as the author of a letter.
    ///
    /// Mostly the name is another's, or the predicate is. Which kinds a predicate leads to
    /// stands in the vocabulary, and a study can widen it.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// seat: ⟦Orenburg⟧
    /// ---
    /// //- cards/orenburg.md
    /// ---
    /// kind: event
    /// name: Orenburg
    /// ---
    /// ```
    ///
    /// ```study
    /// //- vocabulary.yaml
    /// kinds:
    ///   camp: {en: camp, ru: стойбище, kk: қоныс}
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// seat: [orenburg, steppe]
    /// ---
    /// //- cards/orenburg.md
    /// ---
    /// kind: place
    /// name: Orenburg
    /// ---
    /// //- cards/steppe.md
    /// ---
    /// kind: camp
    /// name: Steppe
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Kinds that a study adds may stand anywhere.
    pub static CARD_OF_WRONG_KIND = "card-of-wrong-kind" {
        room: "structure", level: Conflict, since: "0.1.0",
        en: "a card of a kind that cannot stand here",
        ru: "карточка не того рода",
        kk: "мұнда тұра алмайтын тектегі карточка",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let shipped = Vocabulary::shipped();
    for card in &study.cards {
        for field in &card.fields {
            let predicate = study.vocabulary.predicate(&field.predicate);
            let Some(predicate) =
                predicate.filter(|one| one.takes == Takes::Card && !one.to.is_empty())
            else {
                continue;
            };
            for value in field.affirmed() {
                let Some(other) = study.resolve(&value.text, reading.reference).card() else {
                    continue;
                };
                let is_known = shipped.kind(&other.kind).is_some();
                if !is_known || predicate.leads_to(&other.kind) {
                    continue;
                }
                let label = |kind: &str| study.vocabulary.kind(kind).map(|kind| kind.label.clone());
                let (other_name, predicate_name) = (name(other), predicate.label.clone());
                let Some(kind) = label(&other.kind) else { continue };
                let to = predicate.to.join(", ");
                objections.add(
                    vec![study.place(&card.file, value.text_range.clone(), field.predicate.as_str())],
                    vec![Reason::shown(say!({ other_name, kind, predicate_name, to } en: "“{other_name}” is: {kind}; here (“{predicate_name}”) stands a card of kind: {to}", ru: "«{other_name}» — {kind}; здесь («{predicate_name}») стоит карточка рода: {to}", kk: "«{other_name}» — {kind}; мұнда («{predicate_name}») тұратын карточка тегі: {to}"))],
                    say!(en: "see whether the name, the predicate or the other card's kind is wrong; a study widens a predicate by `to` in its `vocabulary.yaml`", ru: "проверьте, что ошибочно: имя, предикат или род той карточки; расширить предикат можно через `to` в `vocabulary.yaml`", kk: "атау, предикат не ол карточканың тегі қате ме, тексеріңіз; предикатты `vocabulary.yaml` ішіндегі `to` арқылы кеңейтуге болады"),
                );
            }
        }
    }
}
