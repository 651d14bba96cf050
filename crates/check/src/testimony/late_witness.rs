//! Events that only somebody tells who lived later.

use std::collections::BTreeMap;

use derek_study::{Card, Reason, Value, say};

use crate::grounds::name;
use crate::source::{all_have, named, words};
use crate::{Objections, Reading, check};

check! {
    /// All that a study says of some events rests on a source which, by its own card, is
    /// `access: later`.
    ///
    /// Who lived later knows an event from others. The finding names the events for which
    /// no source of the time is cited at all.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{survey, title = {Survey}}
    /// @misc{letter, title = {Letter}}
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// access: ⟦later⟧ [@survey, p. 1]
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: May 1855 [@survey, p. 90]
    /// outcome: the town was burnt [@survey, p. 91]
    /// ---
    /// ```
    ///
    /// An event of which somebody of the time speaks too is clean:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{survey, title = {Survey}}
    /// @misc{letter, title = {Letter}}
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// access: later [@survey, p. 1]
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: May 1855 [@survey, p. 90]
    /// outcome: the town was burnt [@letter, p. 1]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// It knows only what the study says of a source, of its author, or of the person who is
    /// quoted (`by`); years between event and memory are not counted. All events of one
    /// source make one finding.
    pub static LATE_WITNESS = "late-witness" {
        room: "testimony", level: Incomplete, since: "0.1.0",
        en: "events known only from somebody who lived later",
        ru: "события, известные только от жившего позже",
        kk: "кейін өмір сүргеннен ғана белгілі оқиғалар",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let access = words(study, "access");
    let mut known: BTreeMap<&str, ((&Card, &Value), Vec<&Card>)> = BTreeMap::new();
    for event in study.cards.iter().filter(|card| card.kind == "event") {
        let cited = event
            .fields
            .iter()
            .flat_map(|field| field.affirmed())
            .filter(|value| !value.citations.is_empty());
        let mut late = cited.map(|value| all_have(study, value, &access, "later"));
        let Some(Some(source)) = late.next() else { continue };
        if late.all(|one| one.is_some()) {
            known.entry(&source.0.file).or_insert((source, Vec::new())).1.push(event);
        }
    }
    for ((source, value), events) in known.into_values() {
        let (who, count) = (name(source), events.len());
        let all = named(events.iter().copied());
        objections.add(
            vec![study.place(&source.file, value.text_range.clone(), "access")],
            vec![Reason::shown(say!({ who, count, all } en: "events told by “{who}” and by nobody of the time: {count}: {all}", ru: "событий, о которых рассказывает «{who}», но никто из современников: {count}: {all}", kk: "«{who}» айтатын, бірақ замандастардың ешқайсысы айтпайтын оқиғалар: {count}: {all}"))],
            say!(en: "look for what was written at the time: the sources that this one names come first", ru: "ищите то, что написано тогда же: прежде всего источники, которые назвал этот", kk: "сол кезде жазылғанды іздеңіз: ең алдымен осы дереккөз атағандарды"),
        );
    }
}
