//! What a study says, as facts that rules can be run on.
//!
//! Each value of each card is a claim with an identifier of its own. It is made of
//! what is said and where, so an edit elsewhere on the card leaves it as it is. What
//! a judgement overrules, and what is only meant, ordered or heard of, stays a
//! testimony; the predicate's own relation has what is held.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use derek_logic::Value as Word;
use derek_logic::program::Fact;
use derek_study::study::Resolution;
use derek_study::vocabulary::{Arity, Exclusion, Extent, Predicate, Takes};
use derek_study::{Card, Field, Mode, Polarity, Study, Sureness, Value};

use crate::witness::Witnesses;

/// The claims of a study, each by its identifier.
#[derive(Debug, Clone, Default)]
pub struct Claims<'a> {
    claims: Vec<(String, ClaimOf<'a>)>,
    by_id: BTreeMap<String, usize>,
}

/// A claim: a value of a card.
#[derive(Debug, Clone, Copy)]
pub struct ClaimOf<'a> {
    /// The card it is of.
    pub card: &'a Card,
    /// The field.
    pub field: &'a Field,
    /// The value.
    pub value: &'a Value,
    /// Whether rules take it to hold.
    pub is_held: bool,
}

/// How many values of one card are compared for what they exclude; more are no card of a historian.
const MOST_EXCLUDING: usize = 200;

impl<'a> Claims<'a> {
    /// The claims of a study, in the order of its cards.
    pub fn of(study: &'a Study) -> Claims<'a> {
        let mut claims = Claims::default();
        let mut tried = BTreeMap::new();
        for card in &study.cards {
            for field in &card.fields {
                let predicate = study.vocabulary.predicate(&field.predicate);
                let affirmed: BTreeSet<usize> =
                    field.affirmed().map(|value| value.range.start).collect();
                let judged = field.affirmed().filter(|value| value.judged).last();
                for value in &field.values {
                    let is_held = affirmed.contains(&value.range.start)
                        && predicate.is_some_and(|predicate| is_held(predicate, judged, value));
                    let name = format!("{}/{}/{}", card.id, field.predicate, mark(value));
                    let id = claims.unused(name, &mut tried);
                    claims.by_id.insert(id.clone(), claims.claims.len());
                    claims.claims.push((id, ClaimOf { card, field, value, is_held }));
                }
            }
        }
        claims
    }

    /// The claims of a study from which some were taken, each by the identifier it had before.
    pub(crate) fn left(study: &'a Study, before: &Claims<'_>) -> Claims<'a> {
        let named: BTreeMap<(&str, usize), &str> = before
            .all()
            .map(|(id, claim)| ((claim.card.file.as_str(), claim.value.range.start), id))
            .collect();
        let mut claims = Claims::of(study);
        claims.by_id.clear();
        for (at, (id, claim)) in claims.claims.iter_mut().enumerate() {
            if let Some(own) = named.get(&(claim.card.file.as_str(), claim.value.range.start)) {
                (*own).clone_into(id);
            }
            claims.by_id.insert(id.clone(), at);
        }
        claims
    }

    /// The name, or with a number after it when another claim says the very same.
    ///
    /// `tried` has, for each name that was asked again, the number to begin with.
    fn unused(&self, name: String, tried: &mut BTreeMap<String, usize>) -> String {
        if !self.by_id.contains_key(&name) {
            return name;
        }
        let next = tried.entry(name.clone()).or_insert(2);
        loop {
            let numbered = format!("{name}-{next}");
            *next += 1;
            if !self.by_id.contains_key(&numbered) {
                return numbered;
            }
        }
    }

    /// A claim by its identifier; `None` when there is none.
    pub fn get(&self, id: &str) -> Option<&ClaimOf<'a>> {
        self.by_id.get(id).and_then(|at| self.claims.get(*at)).map(|(_, claim)| claim)
    }

    /// Every claim with its identifier.
    pub fn all(&self) -> impl Iterator<Item = (&str, &ClaimOf<'a>)> {
        self.claims.iter().map(|(id, claim)| (id.as_str(), claim))
    }
}

/// Whether rules take an affirmed value to hold: a standing judgement always, a testimony of fact unless one overrules it.
///
/// `judged` is the last judgement of its field that stands.
fn is_held(predicate: &Predicate, judged: Option<&Value>, value: &Value) -> bool {
    match predicate.single {
        Arity::One => match judged {
            Some(judged) => std::ptr::eq(judged, value),
            None => value.mode == Mode::Fact,
        },
        Arity::Many => value.judged || value.mode == Mode::Fact,
    }
}

/// Eight hexadecimal digits of what a value says and where: FNV-1a (Fowler, Noll, Vo), 32 bits.
fn mark(value: &Value) -> String {
    let cited = value.citations.iter().flat_map(|citation| [&citation.key, &citation.locator]);
    let parts = std::iter::once(&value.text).chain(cited).chain(&value.role);
    let mut hash = 0x811c_9dc5_u32;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    format!("{hash:08x}")
}

/// The facts of a study: of each predicate, and of its claims, cards and sources.
pub fn facts(study: &Study, claims: &Claims<'_>, witnesses: &Witnesses) -> Vec<Fact> {
    let mut facts = Facts { facts: Vec::new() };
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for card in &study.cards {
        facts.add("kind", [&card.id, &card.kind]);
        match card.kind.as_str() {
            "question" | "argument" => {}
            "event" | "document" => facts.add("took-place", [&card.id, &card.id]),
            _ => facts.add("existed", [&card.id, &card.id]),
        }
        excluded(study, card, &mut facts);
    }
    for (id, claim) in claims.all() {
        let ClaimOf { card, field, value, is_held } = *claim;
        let name = &field.predicate;
        let Some(predicate) = study.vocabulary.predicate(name) else { continue };
        let said = meant(study, predicate, value);
        facts.add("testimony", [id, &card.id, name, &said]);
        let mode = match value.mode {
            Mode::Fact => "fact",
            Mode::Intention => "intention",
            Mode::Norm => "norm",
            Mode::Hearsay => "hearsay",
        };
        facts.add("mode", [id, mode]);
        if value.judged {
            facts.add("judged", [id]);
        }
        if let Some(by) = &value.by {
            facts.add("by", [id, &card_or_words(study, by)]);
        }
        if value.reading != Sureness::Certain {
            facts.add("unsure", [id]);
        }
        match value.polarity {
            Polarity::Affirms => {}
            Polarity::Denies => facts.add("denied", [id]),
            Polarity::Doubts => facts.add("doubted", [id]),
        }
        for citation in &value.citations {
            cited.insert(&citation.key);
            facts.add("cited", [id, &citation.key, &citation.locator]);
        }
        if !is_held {
            continue;
        }
        let last = match predicate.takes {
            Takes::Date => symbol(id),
            Takes::Number => match said.trim().parse() {
                Ok(number) => Word::Number(number),
                // A number that is not whole stays a testimony.
                Err(_) => continue,
            },
            Takes::Card | Takes::Text => symbol(&said),
        };
        let mut values = vec![symbol(id), symbol(&card.id), last];
        values.extend(predicate.roles.iter().map(|_| symbol(value.role.as_deref().unwrap_or(""))));
        if predicate.time != Extent::None && predicate.takes != Takes::Date {
            values.push(symbol(&time(study, predicate, id, value)));
        }
        facts.facts.push(Fact { relation: name.clone(), values });
    }
    for source in cited {
        facts.add("origin", [source, witnesses.root(source)]);
    }
    facts.facts
}

/// The name of the time of a claim: its own, or that of what happened once and names no other.
fn time(study: &Study, predicate: &Predicate, id: &str, value: &Value) -> String {
    let is_undated = value.from.is_none() && value.until.is_none();
    if predicate.time == Extent::Point
        && is_undated
        && let Resolution::One(card) = study.resolve(&value.text, &[])
    {
        return card.id.clone();
    }
    id.to_owned()
}

/// A card by its identifier where the value names one; else its words.
fn meant(study: &Study, predicate: &Predicate, value: &Value) -> String {
    match predicate.takes {
        Takes::Card => card_or_words(study, &value.text),
        Takes::Text | Takes::Date | Takes::Number => value.text.clone(),
    }
}

fn card_or_words(study: &Study, words: &str) -> String {
    match study.resolve(words, &[]) {
        Resolution::One(card) => card.id.clone(),
        Resolution::Many(_) | Resolution::None => words.to_owned(),
    }
}

/// What a card's values exclude among each other, as the vocabulary has it.
fn excluded(study: &Study, card: &Card, facts: &mut Facts) {
    for field in &card.fields {
        let Some(predicate) = study.vocabulary.predicate(&field.predicate) else { continue };
        if predicate.excludes.is_empty() {
            continue;
        }
        let values = |predicate: &Predicate, field: &Field| -> BTreeSet<String> {
            let values = field.affirmed().take(MOST_EXCLUDING);
            values.map(|value| meant(study, predicate, value)).collect()
        };
        let own = values(predicate, field);
        for exclusion in &predicate.excludes {
            let others: BTreeSet<String> = match exclusion {
                Exclusion::Others => own.clone(),
                Exclusion::Among(words) => {
                    let words = words.iter().map(|word| match predicate.takes {
                        Takes::Card => card_or_words(study, word),
                        _ => word.clone(),
                    });
                    words.collect()
                }
                Exclusion::Predicate(name) => {
                    let of = study.vocabulary.predicate(name);
                    let fields = card.fields.iter().filter(|field| field.predicate == *name);
                    of.map(|of| fields.flat_map(|field| values(of, field)).collect())
                        .unwrap_or_default()
                }
            };
            let is_among = |value: &String| match exclusion {
                Exclusion::Among(_) => others.contains(value),
                Exclusion::Others | Exclusion::Predicate(_) => true,
            };
            for one in own.iter().filter(|value| is_among(value)) {
                for other in others.iter().filter(|other| *other != one) {
                    facts.add("excludes", [field.predicate.as_str(), one, other]);
                }
            }
        }
    }
}

struct Facts {
    facts: Vec<Fact>,
}

impl Facts {
    fn add<const N: usize>(&mut self, relation: &str, values: [impl AsRef<str>; N]) {
        let values = values.iter().map(|value| symbol(value.as_ref())).collect();
        self.facts.push(Fact { relation: relation.to_owned(), values });
    }
}

fn symbol(words: &str) -> Word {
    Word::Symbol(Arc::from(words))
}
