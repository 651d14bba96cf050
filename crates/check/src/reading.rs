//! What is checked: texts or a study, with the reference studies beside them.

use std::collections::BTreeMap;

use derek_reason::Derived;
use derek_study::{Acceptance, Document, Entry, Finding, Place, Study};

use crate::facts::Facts;

/// What was read, immutable, with all that the checks need to know.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Manuscripts under check.
    pub documents: &'a [Document],
    /// The study under check.
    pub study: Option<&'a Study>,
    /// What follows from the study's claims.
    pub derived: Option<Derived<'a>>,
    /// The texts of the study's sources, by citation key; beside manuscripts, the sources
    /// that were given with them, by the names of their files.
    pub sources: &'a BTreeMap<String, Document>,
    /// What the bibliographies that were given with manuscripts hold.
    pub entries: &'a [Entry],
    /// Studies built upon, the first one first.
    pub reference: &'a [Study],
    pub(crate) facts: Facts<'a>,
}

static NO_SOURCES: BTreeMap<String, Document> = BTreeMap::new();

impl<'a> Reading<'a> {
    /// Texts to be checked by themselves, against what reference studies know.
    pub fn of_texts(documents: &'a [Document], reference: &'a [Study]) -> Reading<'a> {
        Reading {
            documents,
            study: None,
            derived: None,
            sources: &NO_SOURCES,
            entries: &[],
            reference,
            facts: Facts::of(reference),
        }
    }

    /// The same with sources and bibliographies laid beside the texts.
    pub fn beside(
        self,
        sources: &'a BTreeMap<String, Document>,
        entries: &'a [Entry],
    ) -> Reading<'a> {
        Reading { sources, entries, ..self }
    }

    /// A study to be checked, with the texts of its sources as far as it holds them.
    pub fn of_study(
        study: &'a Study,
        sources: &'a BTreeMap<String, Document>,
        reference: &'a [Study],
    ) -> Reading<'a> {
        Reading {
            documents: &[],
            study: Some(study),
            derived: Some(derek_reason::derive(study)),
            sources,
            entries: &[],
            reference,
            facts: Facts::default(),
        }
    }

    /// The acceptance of the study that lets a finding stay; `None` when nobody accepted it.
    pub(crate) fn acceptance(&self, finding: &Finding) -> Option<&Acceptance> {
        let study = self.study?;
        let at = finding.at();
        let of_study = study.accepted.iter();
        let of_cards = finding
            .places
            .iter()
            .filter_map(|place| {
                // Cards are sorted by file.
                let file = place.file.as_str();
                let at = study.cards.binary_search_by(|card| card.file.as_str().cmp(file));
                study.cards.get(at.ok()?)
            })
            .flat_map(|card| &card.accepted);
        let touches = |words: &str| {
            let is_within = |place: &Place| place.words.contains(words);
            same(words, &at) || (!words.trim().is_empty() && finding.places.iter().any(is_within))
        };
        of_cards
            .chain(of_study)
            .find(|one| one.check == finding.check && one.at.as_deref().is_none_or(touches))
    }

    /// A place to show when there is no better one.
    pub(crate) fn somewhere(&self) -> Place {
        let file = self
            .documents
            .first()
            .map(|document| document.name.clone())
            .unwrap_or_else(|| "study.yaml".to_owned());
        Place {
            file,
            locator: String::new(),
            range: 0..0,
            words: String::new(),
            before: String::new(),
            after: String::new(),
            label: None,
        }
    }
}

pub(crate) fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
