//! Judgements of who is who that cannot all stand.

use derek_study::identity::{IDENTITIES, Side, Verdict, settle};
use derek_study::study::Resolution;
use derek_study::{Reason, Study, say};

use crate::{Objections, Reading, check};

check! {
    /// Judgements of `identities.yaml` of which one says that two are one person,
    /// and others together that they are not.
    ///
    /// The later ones are not followed until it is mended.
    ///
    /// ```study
    /// //- identities.yaml
    /// - same: [bokeikhanov, son-of-the-steppe]
    ///   because: he names himself so in a letter
    /// - same:
    ///     - son-of-the-steppe
    ///     - Қыр баласы [@qazaq]
    ///   because: the same signature
    /// - different:
    ///     - ⟦bokeikhanov⟧
    ///     - Қыр баласы [@qazaq]
    ///   because: he was in Samara then
    /// //- bibliography.bib
    /// @book{qazaq, title = {Qazaq}}
    /// //- cards/bokeikhanov.md
    /// ---
    /// kind: person
    /// name: Alikhan Bokeikhanov
    /// ---
    /// //- cards/son-of-the-steppe.md
    /// ---
    /// kind: person
    /// name: Qyr balasy
    /// ---
    /// ```
    ///
    /// ```study
    /// //- identities.yaml
    /// - different: [halel, zhakhansha]
    ///   because: two brothers
    /// //- cards/halel.md
    /// ---
    /// kind: person
    /// name: Halel Dosmukhamedov
    /// ---
    /// //- cards/zhakhansha.md
    /// ---
    /// kind: person
    /// name: Zhakhansha Dosmukhamedov
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A name that a judgement cites without a place and the same name with one are
    /// not compared: the place is an exception.
    pub static CONTRADICTORY_IDENTITIES = "contradictory-identities" {
        room: "wording", level: Conflict, since: "0.1.0",
        en: "judged one person and two",
        ru: "признаны и одним лицом, и двумя",
        kk: "әрі бір адам, әрі екі адам деп пайымдалған",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let settled = settle(&study.identities, |side| meant(study, reading.reference, side));
    for (at, against) in settled.contradicted {
        let Some(identity) = study.identities.get(at) else { continue };
        let Some(first) = identity.sides.first() else { continue };
        let mut places = vec![study.place(IDENTITIES, first.range.clone(), "")];
        let mut because = Vec::new();
        for identity in against.iter().filter_map(|other| study.identities.get(*other)) {
            places.extend(
                identity.sides.first().map(|side| study.place(IDENTITIES, side.range.clone(), "")),
            );
            let sides = identity.sides.iter().map(Side::to_string).collect::<Vec<_>>().join(" · ");
            let reason = identity.because.as_deref().unwrap_or("–");
            because.push(Reason::shown(match identity.verdict {
                Verdict::Same => {
                    say!({ sides, reason } en: "one person: {sides} ({reason})", ru: "одно лицо: {sides} ({reason})", kk: "бір адам: {sides} ({reason})")
                }
                Verdict::Different => {
                    say!({ sides, reason } en: "different people: {sides} ({reason})", ru: "разные лица: {sides} ({reason})", kk: "әртүрлі адамдар: {sides} ({reason})")
                }
            }));
        }
        objections.add(
            places,
            because,
            say!(en: "take back one of these judgements: take its lines out of `identities.yaml`", ru: "отзовите одно из этих суждений: удалите его строки из `identities.yaml`", kk: "осы пайымдардың бірін қайтарып алыңыз: оның жолдарын `identities.yaml` ішінен өшіріңіз"),
        );
    }
}

/// Who is meant, as far as can be told without the sources' texts.
fn meant(study: &Study, reference: &[Study], side: &Side) -> Vec<String> {
    if side.is_card() {
        return match study.resolve(&side.words, reference) {
            Resolution::One(card) => vec![card.id.clone()],
            Resolution::Many(_) | Resolution::None => Vec::new(),
        };
    }
    let of = |key: &str, locator: &str| format!("{} @{key} {locator}", side.words.to_lowercase());
    side.citations.iter().map(|citation| of(&citation.key, &citation.locator)).collect()
}
