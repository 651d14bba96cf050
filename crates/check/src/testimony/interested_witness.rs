//! Somebody of whom only those speak who have a stake in it.

use std::collections::BTreeSet;

use derek_study::{Card, Reason, Study, say};

use crate::source::{Witness, named, statements, witnesses};
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// All that a study says of a person, a body or an event comes from witnesses with a
    /// stake in it.
    ///
    /// A witness has a stake in what its card names under `interest`, and in itself: a
    /// memoir speaks for its author. One such witness is welcome; where there is no other,
    /// sincerity cannot be tested.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @misc{paper, title = {Party paper}}
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// author: minister
    /// ---
    /// //- cards/paper.md
    /// ---
    /// kind: document
    /// name: Party paper
    /// interest: minister
    /// ---
    /// //- cards/minister.md
    /// ---
    /// kind: person
    /// name: ⟦The minister⟧
    /// role:
    ///   - saved the treasury [@memoir, p. 4]
    ///   - was loved by all [@paper, no. 7]
    /// ---
    /// ```
    ///
    /// A witness without a stake among them makes it clean; so does a single statement:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @misc{report, title = {Report}}
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// author: minister
    /// interest: bank
    /// ---
    /// //- cards/minister.md
    /// ---
    /// kind: person
    /// name: The minister
    /// role:
    ///   - saved the treasury [@memoir, p. 4]
    ///   - was seen to take money [@report, sheet 2]
    /// ---
    /// //- cards/bank.md
    /// ---
    /// kind: organ
    /// name: The bank
    /// begins: 1860 [@memoir, p. 9]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// It knows the stakes that the study declares, for or against. Dates and other facts
    /// that nobody gains by are not told apart from praise and blame, so it asks only where
    /// two statements or more have no other witness.
    pub static INTERESTED_WITNESS = "interested-witness" {
        room: "testimony", level: Incomplete, since: "0.1.0",
        en: "only those speak of it who have a stake in it",
        ru: "об этом говорят только заинтересованные лица",
        kk: "бұл туралы мүдделілер ғана айтады",
        find: find,
    }
}

/// Statements from which on a lack of other witnesses is worth a question.
const FEW: usize = 2;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let interests = interests(study);
    let all: Vec<_> = statements(study).collect();
    for said in all.chunk_by(|one, other| one.card.file == other.card.file) {
        let Some(card) = said.first().map(|one| one.card) else { continue };
        if said.len() < FEW || !matches!(card.kind.as_str(), "person" | "organ" | "event") {
            continue;
        }
        let mut interested: Vec<&Card> = Vec::new();
        let mut seen = BTreeSet::new();
        let all_are = said.iter().flat_map(|one| witnesses(study, one.value)).all(|witness| {
            let with_stake = stake(&interests, &witness, card);
            interested.extend(with_stake.filter(|one| seen.insert(&one.file)));
            with_stake.is_some()
        });
        if !all_are {
            continue;
        }
        let (who, count) = (named(interested), said.len());
        objections.add(
            vec![study.place(&card.file, name_in(study, card), "name")],
            vec![
                Reason::shown(say!({ count, who } en: "statements: {count}, all from {who}", ru: "утверждений: {count}, все — от: {who}", kk: "тұжырымдар: {count}, бәрі мыналардан: {who}")),
                Reason::shown(say!(en: "by the study's own cards each of these witnesses has a stake in it, or is it", ru: "по карточкам исследования каждый из них заинтересован в этом или говорит о себе", kk: "зерттеу карточкалары бойынша бұлардың әрқайсысы осыған мүдделі немесе өзі туралы айтады")),
            ],
            say!(en: "look for a witness who had nothing to gain or to lose by it, above all one of another side", ru: "ищите свидетеля, которому это ничего не давало и ничем не грозило, прежде всего с другой стороны", kk: "бұдан ұтары да, ұтылары да жоқ куәгерді, ең алдымен басқа тараптан іздеңіз"),
        );
    }
}

/// The card of a witness that has a stake in something, or is it; `None` when none has.
fn stake<'a>(
    interests: &BTreeSet<(&str, &str)>,
    witness: &Witness<'a>,
    card: &Card,
) -> Option<&'a Card> {
    let has = |one: &&&'a Card| {
        one.file == card.file || interests.contains(&(one.file.as_str(), card.file.as_str()))
    };
    witness.cards.iter().find(has).copied()
}

/// Who has a stake in what, by the files of the two cards.
fn interests(study: &Study) -> BTreeSet<(&str, &str)> {
    let said = study
        .cards
        .iter()
        .flat_map(|card| card.values("interest").map(move |value| (card, &value.text)));
    let pair = |(card, in_what): (&'_ Card, &String)| {
        let of = study.resolve(in_what, &[]).card()?;
        Some((study.card(&card.id)?.file.as_str(), of.file.as_str()))
    };
    said.filter_map(pair).collect()
}
