//! How many witnesses speak, once copies are not counted.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::study::Resolution;
use derek_study::{Card, Study, Value};

use crate::ledger;
use crate::weigh::{Group, HowKnown, Known};

/// Which sources go back to which: a copy and its original are one witness.
///
/// The one place where witnesses are grouped: by what the study declares, and by the rare errors
/// that its sources share.
#[derive(Debug, Clone, Default)]
pub struct Witnesses {
    /// For each source what it is declared to go back to.
    origins: BTreeMap<String, BTreeSet<String>>,
    /// For each source of a group the group's first source.
    together: BTreeMap<String, String>,
    /// The groups, with the reasons.
    groups: Vec<Group>,
}

/// What the study declares: a document card named like a citation key, `derived-from` another.
pub(crate) fn declared(study: &Study) -> Vec<Known> {
    let derived = study.cards.iter().flat_map(|card| {
        card.values("derived-from").map(move |value| {
            let origin = match study.resolve(&value.text, &[]) {
                Resolution::One(card) => card.id.clone(),
                _ => value.text.clone(),
            };
            Known { source: card.id.clone(), origin, how: HowKnown::Declared }
        })
    });
    derived.collect()
}

impl Witnesses {
    pub(crate) fn of(study: &Study) -> Witnesses {
        let mut origins: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for known in declared(study) {
            origins.entry(known.source).or_default().insert(known.origin);
        }
        let groups = ledger::found_groups(study);
        let mut together = BTreeMap::new();
        for group in &groups {
            let is_shared = |tie: &&crate::weigh::Tie| {
                matches!(tie.reason, crate::weigh::TieReason::SharedErrors { .. })
            };
            for tie in group.ties.iter().filter(is_shared) {
                if let Some(first) = group.sources.first() {
                    together.insert(tie.one.clone(), first.clone());
                    together.insert(tie.other.clone(), first.clone());
                }
            }
        }
        Witnesses { origins, together, groups }
    }

    /// The source that this one goes back to, as far as is known: itself when nothing is.
    ///
    /// A circle of derivations counts as its first member in the alphabet. A work that goes back
    /// to several is its own root; [`Witnesses::independent`] does not count it beside them.
    pub fn root<'k>(&'k self, key: &'k str) -> &'k str {
        let mut seen = BTreeSet::from([key]);
        let mut here = key;
        while let Some(next) = self.origins.get(here).filter(|origins| origins.len() == 1) {
            let Some(next) = next.first() else { break };
            if !seen.insert(next) {
                here = seen.first().copied().unwrap_or(key);
                break;
            }
            here = next;
        }
        self.together.get(here).map_or(here, String::as_str)
    }

    /// The sources that are declared to go back to these alone, directly or by way of each other; these apart.
    pub fn copies(&self, of: &BTreeSet<String>) -> BTreeSet<String> {
        let mut fallen = of.clone();
        loop {
            let before = fallen.len();
            for (source, origins) in &self.origins {
                if !origins.is_empty() && origins.is_subset(&fallen) {
                    fallen.insert(source.clone());
                }
            }
            if fallen.len() == before {
                return fallen.difference(of).cloned().collect();
            }
        }
    }

    /// The independent witnesses among sources: the roots, without works compiled from others of them.
    pub fn independent<'k>(&'k self, keys: impl IntoIterator<Item = &'k str>) -> BTreeSet<&'k str> {
        let roots: BTreeSet<&str> = keys.into_iter().map(|key| self.root(key)).collect();
        let is_compiled = |root: &str| {
            self.origins.get(root).is_some_and(|origins| {
                origins.iter().any(|origin| {
                    let origin = self.root(origin);
                    origin != root && roots.contains(origin)
                })
            })
        };
        roots.iter().copied().filter(|root| !is_compiled(root)).collect()
    }

    /// The groups of sources that are one witness, with the reasons.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

/// What the answers to a question rest on.
#[derive(Debug, Clone)]
pub struct Support<'a> {
    /// The question's card.
    pub question: &'a Card,
    /// Its arguments' cards.
    pub arguments: Vec<&'a Card>,
    /// The claims for and against.
    pub claims: Vec<&'a Value>,
    /// The independent witnesses of these claims, by citation key.
    pub witnesses: BTreeSet<String>,
}

pub(crate) fn support<'a>(study: &'a Study, witnesses: &Witnesses) -> Vec<Support<'a>> {
    let mut arguments: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in study.cards.iter().filter(|card| card.kind == "argument") {
        for value in card.values("question") {
            if let Resolution::One(question) = study.resolve(&value.text, &[]) {
                arguments.entry(&question.id).or_default().push(card);
            }
        }
    }
    let questions = study.cards.iter().filter(|card| card.kind == "question");
    let supported = questions.map(|question| {
        let arguments = arguments.remove(question.id.as_str()).unwrap_or_default();
        let claims: Vec<&Value> = arguments
            .iter()
            .flat_map(|card| card.values("for").chain(card.values("against")))
            .collect();
        let cited = claims.iter().flat_map(|claim| &claim.citations);
        let independent = witnesses.independent(cited.map(|citation| citation.key.as_str()));
        let witnesses = independent.into_iter().map(str::to_owned).collect();
        Support { question, arguments, claims, witnesses }
    });
    supported.collect()
}
