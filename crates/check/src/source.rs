//! What a study says of its own sources, and what rests on them.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Field, Lang, Said, Study, Value};

/// Something that a source says, as the study has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'a> {
    /// The card of which it is said.
    pub card: &'a Card,
    /// Under which predicate.
    pub field: &'a Field,
    /// What is said; it is affirmed, cited, and no judgement.
    pub value: &'a Value,
}

/// One who says it: who is quoted, else the source with its authors.
#[derive(Debug, Clone)]
pub(crate) struct Witness<'a> {
    /// The cards that tell of this witness, the nearest first; empty when there is none.
    pub cards: Vec<&'a Card>,
}

/// All that sources affirm, in the order of the files.
pub(crate) fn statements(study: &Study) -> impl Iterator<Item = Statement<'_>> {
    study.cards.iter().flat_map(|card| {
        card.fields.iter().flat_map(move |field| {
            let cited = |value: &&Value| !value.judged && !value.citations.is_empty();
            field.affirmed().filter(cited).map(move |value| Statement { card, field, value })
        })
    })
}

/// The document card of a source, which is named like its citation key; `None` when there is none.
pub(crate) fn document<'a>(study: &'a Study, key: &str) -> Option<&'a Card> {
    study.card(key).filter(|card| card.kind == "document")
}

/// For each card, by its file, the word to reckon with under a predicate of few words: the
/// last judgement, else the first that is said.
pub(crate) fn words<'a>(study: &'a Study, predicate: &str) -> BTreeMap<&'a str, &'a Value> {
    let told = |card: &'a Card| {
        let judged = card.values(predicate).filter(|value| value.judged).last();
        Some((card.file.as_str(), judged.or_else(|| card.values(predicate).next())?))
    };
    study.cards.iter().filter_map(told).collect()
}

/// Authors of one source that are asked after; of more it is a list, and no witness.
const AUTHORS: usize = 32;

/// Who says something, one witness for each source that is cited, or who is quoted.
pub(crate) fn witnesses<'a>(study: &'a Study, value: &Value) -> Vec<Witness<'a>> {
    if let Some(by) = &value.by {
        let speaker = study.resolve(by, &[]).card();
        return vec![Witness { cards: speaker.into_iter().collect() }];
    }
    let of = |key: &str| {
        let Some(source) = document(study, key) else { return Witness { cards: Vec::new() } };
        let authors = source.values("author").take(AUTHORS);
        let authors = authors.filter_map(|author| study.resolve(&author.text, &[]).card());
        Witness { cards: std::iter::once(source).chain(authors).collect() }
    };
    value.citations.iter().map(|citation| of(&citation.key)).collect()
}

impl<'a> Witness<'a> {
    /// The nearest of some [`words`], with the card that has it.
    pub(crate) fn word(&self, words: &BTreeMap<&str, &'a Value>) -> Option<(&'a Card, &'a Value)> {
        self.cards.iter().find_map(|card| Some((*card, *words.get(card.file.as_str())?)))
    }
}

/// The first witness of a value and its word, when every witness of it has this word.
pub(crate) fn all_have<'a>(
    study: &'a Study,
    value: &Value,
    words: &BTreeMap<&str, &'a Value>,
    word: &str,
) -> Option<(&'a Card, &'a Value)> {
    let witnesses = witnesses(study, value);
    let has = |witness: &Witness<'a>| witness.word(words).filter(|(_, said)| said.text == word);
    let mut all = witnesses.iter().map(has);
    let first = all.next()??;
    all.all(|one| one.is_some()).then_some(first)
}

/// How many names are told before *and others*.
const TOLD: usize = 5;

/// Cards by name, each once, the first few of them: *“A”, “B” and 3 more*.
pub(crate) fn named<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Said {
    let mut distinct: Vec<&Card> = Vec::new();
    let mut seen = BTreeSet::new();
    distinct.extend(cards.into_iter().filter(|card| seen.insert(&card.file)));
    let told = |lang: Lang| {
        let shown: Vec<String> = distinct
            .iter()
            .take(TOLD)
            .map(|card| match lang {
                Lang::En => format!("“{}”", card.name(lang)),
                Lang::Ru | Lang::Kk => format!("«{}»", card.name(lang)),
            })
            .collect();
        let more = distinct.len().saturating_sub(TOLD);
        let rest = match (more, lang) {
            (0, _) => String::new(),
            (_, Lang::En) => format!(" and {more} more"),
            (_, Lang::Ru) => format!(" и ещё {more}"),
            (_, Lang::Kk) => format!(" және тағы {more}"),
        };
        format!("{}{rest}", shown.join(", "))
    };
    Said::new(told(Lang::En), told(Lang::Ru), told(Lang::Kk))
}
