//! The ties of a study, layer by layer, each with its claims and its time.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::study::Resolution;
use derek_study::{Card, Mode, Study, Value};
use derek_time::{Day, End, Interval};

use super::Network;
use crate::structure::{Certainty, Claimed, certainty};
use crate::timeline::{Bounds, Times};
use crate::witness::Witnesses;

/// A family of predicates that tie people and bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Family.
    Kin,
    /// An office in a body.
    Office,
    /// Membership of a body.
    Member,
    /// Membership of, or office in, the same body at one time.
    Together,
    /// From an author to an addressee.
    Letters,
    /// Authors of one document.
    Signed,
    /// Parties of one event.
    Present,
    /// The side somebody took.
    Allegiance,
}

impl Layer {
    /// All layers, in the order in which they are shown.
    pub const ALL: [Layer; 8] = [
        Layer::Kin,
        Layer::Office,
        Layer::Member,
        Layer::Together,
        Layer::Letters,
        Layer::Signed,
        Layer::Present,
        Layer::Allegiance,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Kin => "kin",
            Layer::Office => "office",
            Layer::Member => "membership",
            Layer::Together => "co-membership",
            Layer::Letters => "correspondence",
            Layer::Signed => "co-signature",
            Layer::Present => "co-presence",
            Layer::Allegiance => "allegiance",
        }
    }

    /// The layer of a stable name; `None` when there is no such layer.
    pub fn from_name(name: &str) -> Option<Layer> {
        Layer::ALL.into_iter().find(|layer| layer.name() == name)
    }
}

/// A tie between two cards, with the claims it rests on: all of them are needed.
#[derive(Debug, Clone)]
pub struct Tie<'a> {
    /// The one, earlier in the order of files.
    pub one: &'a Card,
    /// The other.
    pub other: &'a Card,
    /// Of which family it is.
    pub layer: Layer,
    /// What it rests on.
    pub claims: Vec<Claimed<'a>>,
    /// Between which days it begins and ends.
    pub bounds: Bounds,
    /// Whether any time is told of it; else it is only bounded by lives.
    pub is_dated: bool,
}

/// The ties of a study.
#[derive(Debug, Clone, Default)]
pub struct Ties<'a> {
    /// The ties, by layer, then in the order of the files.
    pub ties: Vec<Tie<'a>>,
    /// Bodies and events with so many people that not every two of them were tied.
    pub crowds: Vec<(&'a Card, usize)>,
}

/// Of a body or an event with more people than this no two are tied: the ties would
/// be so many, and say so little.
pub const CROWD: usize = 60;

/// Somebody in a body or at an event.
type Participant<'a> = (&'a Card, Claimed<'a>, Bounds, bool);

impl<'a> Ties<'a> {
    /// All ties of a study.
    pub fn of(study: &'a Study, times: &Times<'a>) -> Ties<'a> {
        let mut ties = Ties::default();
        let mut bodies: BTreeMap<&'a str, (&'a Card, Vec<Participant<'a>>)> = BTreeMap::new();
        for card in &study.cards {
            for field in &card.fields {
                let layer = match field.predicate.as_str() {
                    "kin" | "parent" | "child" | "spouse" | "sibling" => Layer::Kin,
                    "office" => Layer::Office,
                    "member" => Layer::Member,
                    "allegiance" => Layer::Allegiance,
                    _ => continue,
                };
                for value in field.affirmed().filter(is_said) {
                    let Some(other) = named(study, value) else { continue };
                    let claim = Claimed { card, predicate: &field.predicate, value };
                    let bounds = times.state(card, value);
                    let is_dated = value.from.is_some() || value.until.is_some();
                    ties.add(card, other, layer, vec![claim], bounds, is_dated);
                    if matches!(layer, Layer::Office | Layer::Member) && card.kind == "person" {
                        let body = bodies.entry(&other.file).or_insert((other, Vec::new()));
                        body.1.push((card, claim, bounds, is_dated));
                    }
                }
            }
            match card.kind.as_str() {
                "event" => {
                    let parties = participants(study, times, card, "party");
                    ties.all_of(card, &parties, Layer::Present);
                }
                "document" => {
                    let authors = participants(study, times, card, "author");
                    let receivers = participants(study, times, card, "addressee");
                    ties.all_of(card, &authors, Layer::Signed);
                    if CROWD < authors.len().max(receivers.len()) {
                        ties.crowds.push((card, authors.len().max(receivers.len())));
                        continue;
                    }
                    for author in &authors {
                        for receiver in &receivers {
                            ties.between(author, receiver, Layer::Letters);
                        }
                    }
                }
                _ => {}
            }
        }
        for (body, members) in bodies.into_values() {
            ties.all_of(body, &members, Layer::Together);
        }
        ties.ties.sort_by(|a, b| {
            (a.layer, &a.one.file, &a.other.file).cmp(&(b.layer, &b.one.file, &b.other.file))
        });
        ties.crowds.sort_by(|a, b| a.0.file.cmp(&b.0.file));
        ties
    }

    /// The ties that hold in some days, each with how surely; all of them when no days are asked for.
    ///
    /// Ties of which no time is told come as [`Certainty::Undated`].
    pub fn at(&self, when: Option<&Interval>) -> Vec<(&Tie<'a>, Certainty)> {
        let held = self.ties.iter().filter_map(|tie| {
            let certainty = match when {
                None => Certainty::Certain,
                Some(when) => {
                    let certainty = certainty(&tie.bounds, when)?;
                    if tie.is_dated { certainty } else { Certainty::Undated }
                }
            };
            Some((tie, certainty))
        });
        held.collect()
    }

    /// The network of some ties, and its nodes in the order of their numbers.
    ///
    /// A source that derives from another counts as that one, so that copies fall
    /// with their original. A tie falls with a source when any claim that it needs
    /// rests on that source alone.
    pub fn network(ties: &[&Tie<'a>], witnesses: &Witnesses) -> (Network, Vec<&'a Card>) {
        let mut cards: BTreeMap<&'a str, &'a Card> = BTreeMap::new();
        for tie in ties {
            cards.insert(&tie.one.file, tie.one);
            cards.insert(&tie.other.file, tie.other);
        }
        let number: BTreeMap<&str, u32> =
            cards.keys().enumerate().map(|(at, file)| (*file, at as u32)).collect();
        let roots = |value: &'a Value| -> BTreeSet<&str> {
            value.citations.iter().map(|citation| witnesses.root(&citation.key)).collect()
        };
        let claims = || ties.iter().flat_map(|tie| &tie.claims);
        let sources: BTreeSet<&str> = claims().flat_map(|claim| roots(claim.value)).collect();
        let sources: BTreeMap<&str, u32> =
            sources.into_iter().enumerate().map(|(at, key)| (key, at as u32)).collect();
        let mut network = Network::new(cards.len(), sources.len());
        for tie in ties {
            let alone = |claim: &Claimed<'a>| {
                let roots = roots(claim.value);
                let only = roots.first().filter(|_| roots.len() == 1)?;
                sources.get(only).copied()
            };
            let needs: BTreeSet<u32> = tie.claims.iter().filter_map(alone).collect();
            if let (Some(one), Some(other)) =
                (number.get(tie.one.file.as_str()), number.get(tie.other.file.as_str()))
            {
                network.tie(*one, *other, 1.0, needs.into_iter().collect());
            }
        }
        (network, cards.into_values().collect())
    }

    fn add(
        &mut self,
        one: &'a Card,
        other: &'a Card,
        layer: Layer,
        claims: Vec<Claimed<'a>>,
        bounds: Bounds,
        is_dated: bool,
    ) {
        if one.file == other.file {
            return;
        }
        let (one, other) = if one.file < other.file { (one, other) } else { (other, one) };
        self.ties.push(Tie { one, other, layer, claims, bounds, is_dated });
    }

    /// Ties every two of them.
    fn all_of(&mut self, of: &'a Card, all: &[Participant<'a>], layer: Layer) {
        if CROWD < all.len() {
            self.crowds.push((of, all.len()));
            return;
        }
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                self.between(one, other, layer);
            }
        }
    }

    /// Ties two for as long as both are there; not when that is never.
    fn between(&mut self, one: &Participant<'a>, other: &Participant<'a>, layer: Layer) {
        let bounds = both(&one.2, &other.2);
        let never = matches!(
            (bounds.begins.first_day(), bounds.ends.last_day()),
            (Some(first), Some(last)) if last < first
        );
        if !never {
            self.add(one.0, other.0, layer, vec![one.1, other.1], bounds, one.3 && other.3);
        }
    }
}

/// When two stretches are shared: from the later beginning to the earlier end.
fn both(one: &Bounds, other: &Bounds) -> Bounds {
    let pick = |one: Option<Day>, other: Option<Day>, pick: fn(Day, Day) -> Day| match (one, other)
    {
        (Some(one), Some(other)) => Some(pick(one, other)),
        (known, None) | (None, known) => known,
    };
    // Of an end that only one of them has nothing surer is known than that.
    let sure = |one: Option<Day>, other: Option<Day>, pick: fn(Day, Day) -> Day| {
        one.zip(other).map(|(one, other)| pick(one, other))
    };
    let end = |day: Option<Day>| day.map_or(End::Unknown, End::Day);
    let (b, c) = (&one.begins, &other.begins);
    let (e, f) = (&one.ends, &other.ends);
    Bounds {
        begins: Interval {
            first: end(pick(b.first_day(), c.first_day(), Day::max)),
            last: end(sure(b.last_day(), c.last_day(), Day::max)),
        },
        ends: Interval {
            first: end(sure(e.first_day(), f.first_day(), Day::min)),
            last: end(pick(e.last_day(), f.last_day(), Day::min)),
        },
    }
}

/// The people and bodies that a card names so, each once.
fn participants<'a>(
    study: &'a Study,
    times: &Times<'a>,
    card: &'a Card,
    predicate: &'static str,
) -> Vec<Participant<'a>> {
    let bounds = times.card(card);
    let is_dated = card.values("when").any(|value| value.date.is_some());
    let mut seen = BTreeSet::new();
    let named = card.fields.iter().filter(|field| field.predicate == predicate).flat_map(|field| {
        let said = field.affirmed().filter(is_said);
        said.filter_map(|value| Some((named(study, value)?, &field.predicate, value)))
    });
    named
        .filter(|(other, ..)| seen.insert(&other.file))
        .map(|(other, predicate, value)| {
            (other, Claimed { card, predicate, value }, bounds, is_dated)
        })
        .collect()
}

fn is_said(value: &&Value) -> bool {
    value.mode == Mode::Fact
}

/// The person or body that a value names.
fn named<'a>(study: &'a Study, value: &Value) -> Option<&'a Card> {
    match study.resolve(&value.text, &[]) {
        Resolution::One(card) if matches!(card.kind.as_str(), "person" | "organ") => Some(card),
        _ => None,
    }
}
