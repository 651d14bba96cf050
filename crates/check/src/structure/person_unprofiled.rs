//! People who act everywhere and of whom nothing is known.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Reason, say};

use crate::grounds::name;
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// A person takes part in three things or more, and nothing says who it is: no dates, no
    /// office, no role, no membership, no side.
    ///
    /// Who acts so often is a key to the rest; a biographical dictionary or a personal
    /// file is worth a day.
    ///
    /// ```study
    /// //- cards/clerk.md
    /// ---
    /// kind: person
    /// name: ⟦K. Smith⟧
    /// ---
    /// //- cards/talks.md
    /// ---
    /// kind: event
    /// name: Talks
    /// party: clerk
    /// ---
    /// //- cards/truce.md
    /// ---
    /// kind: event
    /// name: Truce
    /// party: clerk
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// author: clerk
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/clerk.md
    /// ---
    /// kind: person
    /// name: K. Smith
    /// role: interpreter
    /// ---
    /// //- cards/guard.md
    /// ---
    /// kind: person
    /// name: A. Jones
    /// ---
    /// //- cards/talks.md
    /// ---
    /// kind: event
    /// name: Talks
    /// party: [clerk, guard]
    /// ---
    /// //- cards/truce.md
    /// ---
    /// kind: event
    /// name: Truce
    /// party: [clerk, guard]
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// author: clerk
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Three is a round number. All such people of a study make one finding.
    pub static PERSON_UNPROFILED = "person-unprofiled" {
        room: "structure", level: Lead, since: "0.1.0",
        en: "people who act often and of whom nothing is said",
        ru: "лица, которые часто действуют и о которых ничего не сказано",
        kk: "жиі әрекет ететін, бірақ өзі туралы ештеңе айтылмаған тұлғалар",
        find: find,
    }
}

/// Cards that name a person from which on it matters who that was.
const OFTEN: usize = 3;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut acts: BTreeMap<&str, (&Card, BTreeSet<&str>)> = BTreeMap::new();
    for card in &study.cards {
        for field in card
            .fields
            .iter()
            .filter(|field| matches!(field.predicate.as_str(), "party" | "author" | "addressee"))
        {
            for value in field.affirmed() {
                if let Some(person) =
                    study.resolve(&value.text, &[]).card().filter(|card| card.kind == "person")
                {
                    acts.entry(&person.file)
                        .or_insert((person, BTreeSet::new()))
                        .1
                        .insert(&card.file);
                }
            }
        }
    }
    let unknown: Vec<(&Card, usize)> = acts
        .into_values()
        .filter(|(person, acts)| OFTEN <= acts.len() && !is_profiled(person))
        .map(|(person, acts)| (person, acts.len()))
        .collect();
    let places =
        unknown.iter().map(|(person, _)| study.place(&person.file, name_in(study, person), "name"));
    let because = unknown.iter().map(|(person, count)| {
        let who = name(person);
        Reason::shown(say!({ who, count } en: "“{who}” takes part on {count} cards", ru: "«{who}» участвует в карточках: {count}", kk: "«{who}» қатысқан карточкалар: {count}"))
    });
    objections.add(
        places.collect(),
        because.collect(),
        say!(en: "look in biographical dictionaries and personal files, and write a `role`, an `office` or the dates of life", ru: "загляните в биографические словари и личные дела и запишите `role`, `office` или даты жизни", kk: "өмірбаяндық сөздіктер мен жеке істерді қарап, `role`, `office` не өмірінің жылдарын жазыңыз"),
    );
}

fn is_profiled(person: &Card) -> bool {
    let telling = ["born", "died", "member", "office", "role", "allegiance", "studied", "says"];
    person.fields.iter().any(|field| {
        telling.contains(&field.predicate.as_str()) && field.affirmed().next().is_some()
    })
}
