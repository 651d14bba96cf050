//! Cards that lead back to themselves.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Mode, Reason, Said, Study, Value, say};

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// Something is a part of itself, its own cause, its own successor or the answer to
    /// itself, directly or by way of others.
    ///
    /// ```study
    /// //- cards/siege.md
    /// ---
    /// kind: event
    /// name: Siege
    /// caused-by: famine
    /// ---
    /// //- cards/famine.md
    /// ---
    /// kind: event
    /// name: Famine
    /// caused-by: ⟦war⟧
    /// ---
    /// //- cards/war.md
    /// ---
    /// kind: event
    /// name: War
    /// caused-by: siege
    /// ---
    /// //- cards/court.md
    /// ---
    /// kind: organ
    /// name: Court
    /// part-of: ⟦court⟧
    /// ---
    /// ```
    ///
    /// A chain, and two conditions that feed one another, are clean:
    ///
    /// ```study
    /// //- cards/siege.md
    /// ---
    /// kind: event
    /// name: Siege
    /// caused-by: famine
    /// ---
    /// //- cards/famine.md
    /// ---
    /// kind: event
    /// name: Famine
    /// caused-by: poverty
    /// ---
    /// //- cards/poverty.md
    /// ---
    /// kind: concept
    /// name: Poverty
    /// caused-by: ignorance
    /// ---
    /// //- cards/ignorance.md
    /// ---
    /// kind: concept
    /// name: Ignorance
    /// caused-by: poverty
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A circle among many cards is shown by one way round it. Arguments and copies that go
    /// in a circle belong to other checks.
    pub static CIRCLE_OF_CARDS = "circle-of-cards" {
        room: "structure", level: Impossible, since: "0.1.0",
        en: "cards that lead back to themselves",
        ru: "карточки ведут по кругу к самим себе",
        kk: "айналып өзіне қайтатын карточкалар",
        find: find,
    }
}

/// What cannot go in a circle.
///
/// What brings about, sets off and makes possible goes in one circle; a motive may lie ahead.
const TIES: &[&[&str]] = &[
    &["part-of"],
    &["succeeds"],
    &["caused-by", "occasioned-by", "enabled-by"],
    &["answers"],
    &["before"],
    &["after"],
    &["during"],
];

/// Ties of which only a card that leads to itself is asked about: the dates tell the rest.
const BY_DATES: &[&str] = &["before", "after", "during"];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for predicates in TIES {
        let mut ties: BTreeMap<&str, Vec<Tie<'_>>> = BTreeMap::new();
        for card in &study.cards {
            let is_apart = predicates.contains(&"caused-by") && card.kind != "event";
            for predicate in predicates.iter().copied().filter(|_| !is_apart) {
                for value in card.values(predicate).filter(|value| value.mode == Mode::Fact) {
                    let Some(other) = study.resolve(&value.text, &[]).card() else { continue };
                    if !BY_DATES.contains(&predicate) || other.file == card.file {
                        let of_card = ties.entry(card.file.as_str()).or_default();
                        of_card.push((other, value, predicate));
                    }
                }
            }
        }
        for circle in circles(&ties) {
            object(study, &circle, &ties, objections);
        }
    }
}

/// The card that a tie leads to, what says so, and as what.
type Tie<'a> = (&'a Card, &'a Value, &'static str);

/// One way round each circle, by its files, the first in the order of the files first.
fn circles<'a>(ties: &BTreeMap<&'a str, Vec<Tie<'a>>>) -> Vec<Vec<&'a str>> {
    // What nothing more leads on from is in no circle.
    let mut to: BTreeMap<&str, usize> = ties
        .iter()
        .map(|(from, all)| {
            (*from, all.iter().filter(|(other, ..)| ties.contains_key(other.file.as_str())).count())
        })
        .collect();
    let mut back: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, all) in ties {
        for (other, ..) in all {
            back.entry(other.file.as_str()).or_default().push(from);
        }
    }
    let mut ended: Vec<&str> =
        to.iter().filter(|(_, count)| **count == 0).map(|(file, _)| *file).collect();
    while let Some(file) = ended.pop() {
        to.remove(file);
        for before in back.get(file).into_iter().flatten() {
            if let Some(count) = to.get_mut(before) {
                *count -= 1;
                if *count == 0 {
                    ended.push(before);
                }
            }
        }
    }
    // Whoever follows what is left comes round.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found: Vec<Vec<&'a str>> = Vec::new();
    let left: Vec<&'a str> = ties.keys().copied().filter(|file| to.contains_key(file)).collect();
    for start in left {
        let mut path: Vec<&'a str> = Vec::new();
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        let mut here = start;
        loop {
            if let Some(first) = at.get(here) {
                let mut circle = path[*first..].to_vec();
                let smallest = circle.iter().enumerate().min_by_key(|(_, file)| **file);
                let smallest = smallest.map_or(0, |(at, _)| at);
                circle.rotate_left(smallest);
                found.push(circle);
                break;
            }
            if !seen.insert(here) {
                break;
            }
            at.insert(here, path.len());
            path.push(here);
            let next = ties
                .get(here)
                .into_iter()
                .flatten()
                .find(|(other, ..)| to.contains_key(other.file.as_str()));
            let Some((next, ..)) = next else { break };
            here = next.file.as_str();
        }
    }
    found.sort();
    found
}

/// Steps of a circle that are shown.
const SHOWN: usize = 24;

fn object(
    study: &Study,
    circle: &[&str],
    ties: &BTreeMap<&str, Vec<Tie<'_>>>,
    objections: &mut Objections,
) {
    let steps: Vec<(&str, Tie<'_>)> = circle
        .iter()
        .enumerate()
        .filter_map(|(at, from)| {
            let next = circle[(at + 1) % circle.len()];
            Some((*from, *ties.get(from)?.iter().find(|(other, ..)| other.file == next)?))
        })
        .collect();
    let label = |predicate: &str| {
        let said = study.vocabulary.predicate(predicate).map(|one| one.label.clone());
        said.unwrap_or_else(|| Said::verbatim(predicate))
    };
    // Each step's end is the next one's beginning.
    let from =
        steps.iter().cycle().skip(steps.len().saturating_sub(1)).map(|(_, (other, ..))| *other);
    let because = from.zip(&steps).take(SHOWN).map(|(from, (_, (other, _, predicate)))| {
        let (one, two, said) = (name(from), name(other), label(predicate));
        Reason::shown(say!({ one, two, said } en: "“{one}” ({said}): “{two}”", ru: "«{one}» ({said}): «{two}»", kk: "«{one}» ({said}): «{two}»"))
    });
    objections.add(
        steps.iter().take(SHOWN).map(|(from, (_, value, predicate))| study.place(from, value.text_range.clone(), *predicate)).collect(),
        because.collect(),
        say!(en: "take back the link that the sources support least", ru: "откажитесь от звена, которое источники подтверждают хуже всего", kk: "дереккөздер ең аз растайтын буыннан бас тартыңыз"),
    );
}
