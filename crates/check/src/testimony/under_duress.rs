//! What only somebody says who was not free to speak.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Field, Mode, Reason, Value, say};

use crate::grounds::name;
use crate::source::{Statement, all_have, named, statements, words};
use crate::{Objections, Reading, check};

check! {
    /// Statements rest on nothing but a source that, by its own card, did not speak
    /// freely: `freedom: under-duress`.
    ///
    /// A protocol of interrogation, a recantation, a petition for mercy say what had to be
    /// said. They are evidence for the circumstances before they are evidence for their
    /// content, which wants a free witness beside it.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{protocol, title = {Protocol of interrogation}}
    /// //- cards/protocol.md
    /// ---
    /// kind: document
    /// name: Protocol of interrogation
    /// freedom: ⟦under-duress⟧ [@protocol, sheet 1]
    /// ---
    /// //- cards/circle.md
    /// ---
    /// kind: organ
    /// name: Secret circle
    /// function: planned a rising [@protocol, sheet 4]
    /// ---
    /// ```
    ///
    /// What a free witness says as well is clean, and so is what a historian judged to be so:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{protocol, title = {Protocol of interrogation}}
    /// @misc{letter, title = {Letter}}
    /// //- cards/protocol.md
    /// ---
    /// kind: document
    /// name: Protocol of interrogation
    /// freedom: under-duress [@protocol, sheet 1]
    /// ---
    /// //- cards/circle.md
    /// ---
    /// kind: organ
    /// name: Secret circle
    /// function: planned a rising [@protocol, sheet 4; @letter, p. 1]
    /// begins:
    ///   - 1854 [@protocol, sheet 4]
    ///   - judged: 1854
    ///     because: the first of its leaflets has this year
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// It knows only what the study says of a source, of its author, or of the person who is
    /// quoted (`by`). All that rests on one source makes one finding.
    pub static UNDER_DURESS = "under-duress" {
        room: "testimony", level: Unlikely, since: "0.1.0",
        en: "only somebody says so who was not free to speak",
        ru: "так говорит лишь тот, кто не мог говорить свободно",
        kk: "мұны еркін сөйлей алмаған адам ғана айтады",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let freedom = words(study, "freedom");
    let mut resting: BTreeMap<&str, (_, Vec<Statement<'_>>)> = BTreeMap::new();
    for statement in statements(study) {
        let Statement { card, field, value } = statement;
        let Some(unfree) = all_have(study, value, &freedom, "under-duress") else { continue };
        // What a source says of itself is its own shape, not its content.
        if unfree.0.file != card.file && !is_settled_elsewhere(field, value) {
            resting.entry(&unfree.0.file).or_insert((unfree, Vec::new())).1.push(statement);
        }
    }
    for ((source, value), said) in resting.into_values() {
        let (who, count) = (name(source), said.len());
        let cards = named(said.iter().map(|one| one.card));
        let own = study.place(&source.file, value.text_range.clone(), "freedom");
        let places = said.iter().take(PLACES).map(|Statement { card, field, value }| {
            study
                .place(&card.file, value.text_range.clone(), &field.predicate)
                .labelled(say!(en: "rests on it alone", ru: "держится на нём одном", kk: "соған ғана сүйенеді"))
        });
        objections.add(
            std::iter::once(own).chain(places).collect(),
            vec![Reason::shown(say!({ who, count, cards } en: "statements that rest on “{who}” alone: {count}, on {cards}", ru: "утверждений, которые держатся на одном свидетельстве «{who}»: {count}; карточки: {cards}", kk: "тек «{who}» айғағына сүйенетін тұжырымдар: {count}; карточкалар: {cards}"))],
            say!(en: "look for a witness who was free; until then write them with `mode: hearsay`, or judge them with a reason", ru: "найдите свидетеля, который был свободен; до тех пор отметьте их `mode: hearsay` или запишите суждение с обоснованием", kk: "еркін куәгер іздеңіз; оған дейін `mode: hearsay` деп белгілеңіз немесе негіздемесімен пайым жазыңыз"),
        );
    }
}

/// Whether the statement is marked as hearsay, a historian judged its matter, or another
/// witness says the same under the same key.
fn is_settled_elsewhere(field: &Field, value: &Value) -> bool {
    let keys = |value: &Value| {
        value.citations.iter().map(|citation| citation.key.clone()).collect::<BTreeSet<_>>()
    };
    let is_said_by_another = |other: &Value| other.text == value.text && keys(other) != keys(value);
    let is_few = field.values.len() < MANY;
    value.mode == Mode::Hearsay
        || is_few && field.affirmed().any(|other| other.judged || is_said_by_another(other))
}

/// Values of one field from which on they are taken one by one.
const MANY: usize = 64;

/// Places of one finding that are shown beside the source's own.
const PLACES: usize = 6;
