//! A body of which nothing is told.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::vocabulary::Takes;
use derek_study::{Place, Reason, say};

use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// A body acts in what a study tells, and the study tells nothing of it: no dates, no seat,
    /// nobody in it, nothing that it is part of or that it did.
    ///
    /// Whether it could act then, and who acted, cannot be asked.
    ///
    /// ```study
    /// //- cards/session.md
    /// ---
    /// kind: event
    /// name: Session
    /// party: bureau
    /// ---
    /// //- cards/bureau.md
    /// ---
    /// kind: organ
    /// name: ⟦Bureau⟧
    /// ---
    /// ```
    ///
    /// A body of which something is told, by its own card or another's, and one on which nothing
    /// rests, are clean:
    ///
    /// ```study
    /// //- cards/session.md
    /// ---
    /// kind: event
    /// name: Session
    /// party: [bureau, court]
    /// ---
    /// //- cards/bureau.md
    /// ---
    /// kind: organ
    /// name: Bureau
    /// ---
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// member: bureau
    /// ---
    /// //- cards/court.md
    /// ---
    /// kind: organ
    /// name: Court
    /// begins: 1855
    /// ---
    /// //- cards/guild.md
    /// ---
    /// kind: organ
    /// name: Guild
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// All such bodies of a study make one finding. Whatever is told of a body counts, however little.
    pub static ORGAN_WITHOUT_HISTORY = "organ-without-history" {
        room: "structure", level: Incomplete, since: "0.1.0",
        en: "a body of which the study tells nothing",
        ru: "орган, о котором исследование ничего не говорит",
        kk: "зерттеуде ештеңе айтылмаған орган",
        find: find,
    }
}

/// What another card says that makes no history: that the body took part.
const TAKING_PART: &[&str] = &["party", "addressee"];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let bare = study.cards.iter().filter(|card| {
        card.kind == "organ"
            && card.fields.iter().all(|field| field.values.is_empty())
            && card.prose.is_empty()
    });
    let bare: BTreeMap<&str, _> = bare.map(|card| (card.file.as_str(), card)).collect();
    if bare.is_empty() {
        return;
    }
    let (mut used, mut told): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
    for card in &study.cards {
        for field in &card.fields {
            let predicate = study.vocabulary.predicate(&field.predicate);
            if predicate.is_none_or(|predicate| predicate.takes != Takes::Card) {
                continue;
            }
            for value in field.affirmed() {
                let Some(other) = study.resolve(&value.text, &[]).card() else { continue };
                match TAKING_PART.contains(&field.predicate.as_str()) {
                    true => used.insert(other.file.as_str()),
                    false => told.insert(other.file.as_str()),
                };
            }
        }
    }
    let missing = bare.iter().filter(|(file, _)| used.contains(**file) && !told.contains(**file));
    let places: Vec<Place> =
        missing.map(|(file, card)| study.place(file, name_in(study, card), "name")).collect();
    let count = places.len();
    if 0 < count {
        objections.add(
            places,
            vec![Reason::shown(say!({ count } en: "bodies that take part in something and have no dates, seat, members or whole: {count}", ru: "органов, которые в чём-то участвуют, но не имеют ни дат, ни местопребывания, ни членов, ни вышестоящего: {count}", kk: "бірдеңеге қатысатын, бірақ күні, мекені, мүшесі не жоғарғы органы көрсетілмеген органдар: {count}"))],
            say!(en: "write what a source tells of it: when it began, who sat in it, of what it was part", ru: "запишите, что о нём говорит источник: когда возник, кто в него входил, частью чего был", kk: "дереккөз айтқанын жазыңыз: қашан құрылды, кім мүше болды, ненің құрамында еді"),
        );
    }
}
