//! An event for which one cause alone is named.

use std::collections::BTreeSet;

use derek_reason::cause::{Bond, CausalLink, Causes, Direction};
use derek_study::{Card, Reason, Study, Value, say};

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// Much is drawn from an event, and one cause alone is named for it; no other is weighed, not
    /// even to be denied.
    ///
    /// An event may well have had one cause. It is a lead to follow where an argument that meets
    /// no other rests on the event, or where it is told to have led to several others: what else
    /// could have led there, and which source would know?
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{letter, title = {Letter}}
    /// //- cards/frost.md
    /// ---
    /// kind: event
    /// name: Frost
    /// when: 1854 [@letter, p. 1]
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// when: 1855 [@letter, p. 2]
    /// caused-by: ⟦frost⟧ [@letter, p. 2]
    /// ---
    /// //- cards/hunger.md
    /// ---
    /// kind: argument
    /// name: They rose because they were hungry
    /// rests-on: rising [@letter, p. 3]
    /// ---
    /// ```
    ///
    /// Another cause, an occasion, or a cause that somebody denies is one that was considered;
    /// and an event from which nothing is drawn, or only against another answer, is not asked
    /// about:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{letter, title = {Letter}}
    /// //- cards/frost.md
    /// ---
    /// kind: event
    /// name: Frost
    /// when: 1854 [@letter, p. 1]
    /// ---
    /// //- cards/tax.md
    /// ---
    /// kind: event
    /// name: Tax
    /// when: 1854 [@letter, p. 1]
    /// caused-by: frost [@letter, p. 1]
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// when: 1855 [@letter, p. 2]
    /// caused-by:
    ///   - frost [@letter, p. 2]
    ///   - denied: tax
    ///     cite: "@letter, p. 3"
    /// ---
    /// //- cards/levy.md
    /// ---
    /// kind: argument
    /// name: They rose because of the levy
    /// rests-on: tax [@letter, p. 3]
    /// against: the levy came later [@letter, p. 4]
    /// ---
    /// //- cards/hunger.md
    /// ---
    /// kind: argument
    /// name: They rose because they were hungry
    /// rests-on: rising [@letter, p. 3]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Causes are those that the study states. A question with one answer belongs to
    /// `question-without-claims`.
    /// All such events of a study make one finding.
    pub static SINGLE_CAUSE = "single-cause" {
        room: "argument", level: Lead, since: "0.1.0",
        en: "one cause named, and no other considered",
        ru: "названа одна причина, другие не рассмотрены",
        kk: "бір ғана себеп аталған, басқалары қаралмаған",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    let carrying = carrying(study, reading);
    let causes = Causes::of(study, &derived.chronology, &derived.witnesses);
    let of = |card: &Card| -> Option<(String, std::ops::Range<usize>)> {
        let links: Vec<&CausalLink<'_>> = causes.of_card(card, Direction::Back);
        let [only] = links.as_slice() else { return None };
        let claim = only.claims.first()?;
        let is_asked = only.is_only && only.bond == Bond::Cause && !is_weighed(card);
        is_asked.then(|| (card.file.clone(), claim.value.text_range.clone()))
    };
    let is_weighty = |card: &&Card| {
        let led_to: BTreeSet<&str> = causes
            .of_card(card, Direction::Forward)
            .iter()
            .filter(|link| link.bond == Bond::Cause)
            .map(|link| link.effect.file.as_str())
            .collect();
        card.kind == "event" && (MANY <= led_to.len() || carrying.contains(card.file.as_str()))
    };
    let events = study.cards.iter().filter(is_weighty);
    let found: Vec<(&Card, (String, std::ops::Range<usize>))> =
        events.filter_map(|card| Some((card, of(card)?))).collect();
    let because = found.iter().take(SHOWN).map(|(card, _)| {
        let event = name(card);
        Reason::shown(say!({ event } en: "more is drawn from “{event}”, and it has one cause", ru: "из события «{event}» выводится дальнейшее, а причина у него одна", kk: "«{event}» оқиғасынан өзге нәрселер шығарылады, ал себебі біреу"))
    });
    objections.add(
        found
            .iter()
            .take(SHOWN)
            .map(|(_, (file, range))| study.place(file, range.clone(), Bond::Cause.predicate()))
            .collect(),
        because.collect(),
        say!(en: "say what else was considered: another cause, or one that is `denied` with a reason", ru: "укажите, что ещё рассматривалось: другая причина или отвергнутая (`denied`) с обоснованием", kk: "тағы не қаралғанын көрсетіңіз: басқа себеп немесе негіздемесімен жоққа шығарылған (`denied`) себеп"),
    );
}

/// Whether any cause of a card is denied, doubted, or judged over: then it was considered.
fn is_weighed(card: &Card) -> bool {
    let bonds = Bond::ALL.map(Bond::predicate);
    let mut fields = card.fields.iter().filter(|field| bonds.contains(&field.predicate.as_str()));
    fields.any(|field| 1 < field.values.len() || field.values.iter().any(|value| value.judged))
}

/// The files of the events on which an argument rests that answers no question, and that nothing
/// is said against: neither on its own card nor by an argument that disputes it. A question with
/// one answer is a finding of its own.
fn carrying<'a>(study: &'a Study, reading: &Reading<'a>) -> BTreeSet<&'a str> {
    let to = |value: &Value| Some(study.resolve(&value.text, &[]).card()?.file.as_str());
    let arguments: Vec<&Card> = study.cards.iter().filter(|card| card.kind == "argument").collect();
    let mut disputed: BTreeSet<&str> = BTreeSet::new();
    for argument in &arguments {
        let ties = ["rebuts", "undercuts", "undermines"];
        disputed.extend(ties.iter().flat_map(|tie| argument.values(tie)).filter_map(to));
    }
    let is_alone = |argument: &&&Card| {
        ["against", "question"].iter().all(|key| argument.values(key).next().is_none())
            && !disputed.contains(argument.file.as_str())
    };
    let premises = arguments.iter().filter(is_alone).flat_map(|card| card.values("rests-on"));
    let cards = premises.filter_map(|value| study.resolve(&value.text, reading.reference).card());
    cards.filter(|card| card.kind == "event").map(|card| card.file.as_str()).collect()
}

/// Effects of an event from which it carries much.
const MANY: usize = 2;

/// Events of one finding that are shown.
const SHOWN: usize = 12;
