//! A name that fits two.

use derek_study::study::Resolution;
use derek_study::{Reason, say};

use super::unknown_name::targets;
use crate::{Objections, Reading, check};

check! {
    /// A value or a link whose name fits more than one card.
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
    /// ## Limits
    ///
    /// Two cards may share a name: only a use that does not tell which is found.
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
}
