//! A document on which something rests, and of which nobody knows whence it is.

use std::collections::BTreeSet;

use derek_study::{Card, Reason, Study, say};

use crate::source::{document, named};
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// A document that is cited, or on which an argument rests, has neither author nor date
    /// nor addressee: nothing says who made it, where or when.
    ///
    /// A paper of unknown origin can be anything; criticism of a source begins with its
    /// origin. One of them known is enough to begin with.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{leaflet, title = {Leaflet}}
    /// //- cards/leaflet.md
    /// ---
    /// kind: document
    /// name: ⟦Leaflet⟧
    /// says: calls to arms [@leaflet]
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// reason: the people were called to arms [@leaflet]
    /// ---
    /// ```
    ///
    /// An author, an office or a date is enough, on the card or in the bibliography; a
    /// document on which nothing rests may wait:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{leaflet, title = {Leaflet}, date = {1854}}
    /// @misc{order, title = {Order}}
    /// //- cards/leaflet.md
    /// ---
    /// kind: document
    /// name: Leaflet
    /// says: calls to arms [@leaflet]
    /// ---
    /// //- cards/order.md
    /// ---
    /// kind: document
    /// name: Order
    /// author: staff
    /// ---
    /// //- cards/staff.md
    /// ---
    /// kind: organ
    /// name: Staff
    /// ---
    /// //- cards/note.md
    /// ---
    /// kind: document
    /// name: Note
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// reason: the people were called to arms [@leaflet; @order]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Whether the origin that is given is the true one is not asked.
    pub static DOCUMENT_WITHOUT_ORIGIN = "document-without-origin" {
        room: "provenance", level: Incomplete, since: "0.1.0",
        en: "nothing says whose this document is, or of when",
        ru: "неизвестно, чей это документ и какого времени",
        kk: "бұл құжат кімдікі, қай кездікі екені айтылмаған",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut resting: Vec<(&Card, &Card)> = Vec::new();
    for card in &study.cards {
        let cited =
            card.fields.iter().flat_map(|field| &field.values).flat_map(|value| &value.citations);
        let cited = cited.filter_map(|citation| document(study, &citation.key));
        let premises =
            card.values("rests-on").filter_map(|value| study.resolve(&value.text, &[]).card());
        let used = cited.chain(premises.filter(|premise| premise.kind == "document"));
        resting.extend(used.filter(|of| of.file != card.file).map(|of| (of, card)));
    }
    let written = written(study);
    resting.sort_by_key(|(of, user)| (&of.file, &user.file));
    for of in resting.chunk_by(|(one, _), (other, _)| one.file == other.file) {
        let Some((found, _)) = of
            .first()
            .filter(|(of, _)| !has_origin(study, of) && !written.contains(of.file.as_str()))
        else {
            continue;
        };
        let users = named(of.iter().map(|(_, user)| *user));
        objections.add(
            vec![study.place(&found.file, name_in(study, found), "name")],
            vec![Reason::shown(say!({ users } en: "it is used on {users}", ru: "им пользуются карточки: {users}", kk: "оны пайдаланатын карточкалар: {users}"))],
            say!(en: "write its `author`, its `when` or its `addressee` as far as a source has them, however wide", ru: "запишите `author`, `when` или `addressee`, насколько они есть в источнике, хотя бы приблизительно", kk: "`author`, `when` не `addressee` кілттерін дереккөзде барынша, шамамен болса да, жазыңыз"),
        );
    }
}

/// Whether anything says who made a document, for whom or when.
fn has_origin(study: &Study, document: &Card) -> bool {
    let told =
        ["author", "when", "received", "addressee", "party", "where", "derived-from", "answers"];
    let on_card = document
        .fields
        .iter()
        .any(|field| told.contains(&field.predicate.as_str()) && field.affirmed().next().is_some());
    let in_entry = study.entry(&document.id).is_some_and(|entry| {
        !entry.authors.is_empty() || !entry.date.is_empty() || !entry.publisher.is_empty()
    });
    on_card || in_entry
}

/// The files of the documents that somebody's card says he wrote.
fn written(study: &Study) -> BTreeSet<&str> {
    let said = study.cards.iter().flat_map(|card| card.values("wrote"));
    said.filter_map(|value| Some(study.resolve(&value.text, &[]).card()?.file.as_str())).collect()
}
