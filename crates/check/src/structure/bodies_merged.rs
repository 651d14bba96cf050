//! Two bodies under one name.

use std::collections::BTreeMap;

use derek_study::{Card, Reason, say};

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// The card of a body lists as another form of its name what is the name of another body's
    /// card: two bodies, or a body and its part, are treated as one.
    ///
    /// ```study
    /// //- cards/orda.md
    /// ---
    /// kind: organ
    /// name: Council of the Steppe
    /// also: [⟦Party of the Steppe⟧]
    /// ---
    /// //- cards/party.md
    /// ---
    /// kind: organ
    /// name: {en: Party of the Steppe}
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/orda.md
    /// ---
    /// kind: organ
    /// name: Council of the Steppe
    /// also: [the Steppe]
    /// ---
    /// //- cards/party.md
    /// ---
    /// kind: organ
    /// name: Party of the Steppe
    /// also: [the Steppe]
    /// ---
    /// //- cards/steppe.md
    /// ---
    /// kind: place
    /// name: the Steppe
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A form that both cards list beside their names is left to `ambiguous-name`, where it is
    /// used.
    pub static BODIES_MERGED = "bodies-merged" {
        room: "structure", level: Unlikely, since: "0.1.0",
        en: "two bodies treated as one",
        ru: "два органа приняты за один",
        kk: "екі орган бір деп алынған",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let bodies = || study.cards.iter().filter(|card| card.kind == "organ");
    let mut named: BTreeMap<String, Vec<&Card>> = BTreeMap::new();
    for card in bodies() {
        for name in card.names.values() {
            named.entry(folded(name)).or_default().push(card);
        }
    }
    for card in bodies() {
        for form in &card.also {
            let others = named.get(&folded(form)).into_iter().flatten();
            let Some(other) = others.into_iter().find(|other| other.file != card.file) else {
                continue;
            };
            let (one, two) = (name(card), name(other));
            objections.add(
                vec![
                    study.place(&card.file, form_in(study, card, form), "also"),
                    study.place(&other.file, other.name_range.clone(), "name"),
                ],
                vec![Reason::shown(say!({ one, two, form } en: "“{one}” is also called “{form}”, which is the name of “{two}”", ru: "«{one}» называется и «{form}», а это имя карточки «{two}»", kk: "«{one}» «{form}» деп те аталады, ал бұл — «{two}» карточкасының атауы"))],
                say!(en: "if they are one body, keep one card; if two, take the form from the card that it does not belong to", ru: "если это один орган, оставьте одну карточку; если два, уберите это имя с той, к которой оно не относится", kk: "бір орган болса, бір карточканы қалдырыңыз; екеу болса, бұл атауды өзіне тиесілі емес карточкадан алып тастаңыз"),
            );
            break;
        }
    }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where a card's file has a form of its name; its name when the form is not to be found.
fn form_in(study: &derek_study::Study, card: &Card, form: &str) -> std::ops::Range<usize> {
    let front = study.file(&card.file).and_then(|text| text.get(..card.prose_range.start));
    let at = front.and_then(|front| {
        front.find("also").and_then(|from| Some(from + front[from..].find(form)?))
    });
    at.map_or(card.name_range.clone(), |at| at..at + form.len())
}
