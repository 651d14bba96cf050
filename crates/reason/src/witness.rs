//! How many witnesses speak, once copies are not counted.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Study, Value};

/// Which sources go back to which: a copy and its original are one witness.
#[derive(Debug, Clone, Default)]
pub struct Witnesses {
    parent: BTreeMap<String, String>,
}

impl Witnesses {
    /// What the study declares: a document card named like a citation key, `derived-from` another.
    pub(crate) fn of(study: &Study) -> Witnesses {
        let mut parent = BTreeMap::new();
        for card in &study.cards {
            for value in card.values("derived-from") {
                let original = match study.resolve(&value.text, &[]) {
                    derek_study::study::Resolution::One(card) => card.id.clone(),
                    _ => value.text.clone(),
                };
                parent.insert(card.id.clone(), original);
            }
        }
        Witnesses { parent }
    }

    /// The source that this one goes back to, as far as is declared: itself when nothing is.
    ///
    /// A circle of derivations counts as its first member in the alphabet.
    pub fn root<'k>(&'k self, key: &'k str) -> &'k str {
        let mut seen = BTreeSet::from([key]);
        let mut here = key;
        while let Some(next) = self.parent.get(here) {
            if !seen.insert(next) {
                return seen.first().copied().unwrap_or(key);
            }
            here = next;
        }
        here
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
            if let derek_study::study::Resolution::One(question) = study.resolve(&value.text, &[]) {
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
        let roots = cited.map(|citation| witnesses.root(&citation.key).to_owned()).collect();
        Support { question, arguments, claims, witnesses: roots }
    });
    supported.collect()
}
