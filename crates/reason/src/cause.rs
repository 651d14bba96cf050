//! What led to what, as far as it is claimed: chains back and forward, and where
//! they are weakest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use derek_study::study::Resolution;
use derek_study::{Card, Mode, Study, Sureness, Value};

use crate::circle::circles;
use crate::structure::Claimed;
use crate::timeline::{Chronology, Ground};
use crate::witness::Witnesses;

/// In what way something is said to have led to something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bond {
    /// It brought it about.
    Cause,
    /// It was what set it off.
    Occasion,
    /// It made it possible.
    Condition,
    /// It was in view of it that somebody acted.
    Motive,
    /// It kept it from happening, or from being carried through.
    Prevention,
    /// A reason that is given in words, with no card of its own.
    Reason,
}

impl Bond {
    /// All bonds, in the order in which they are told.
    pub const ALL: [Bond; 6] = [
        Bond::Cause,
        Bond::Occasion,
        Bond::Condition,
        Bond::Motive,
        Bond::Prevention,
        Bond::Reason,
    ];

    /// The predicate that says it, on the card of the effect.
    pub fn predicate(self) -> &'static str {
        match self {
            Bond::Cause => "caused-by",
            Bond::Occasion => "occasioned-by",
            Bond::Condition => "enabled-by",
            Bond::Motive => "motivated-by",
            Bond::Prevention => "prevented-by",
            Bond::Reason => "reason",
        }
    }
}

/// How well a link is borne out, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// It cannot hold together with what is said of time.
    AgainstTime,
    /// No source is cited for it.
    Untold,
    /// It is only heard, meant or decreed, or its reading is unsure.
    Doubtful,
    /// Nobody says it outright: a historian judges so.
    Judged,
    /// One independent witness.
    Single,
    /// So many independent witnesses.
    Several(usize),
}

impl Strength {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Strength::AgainstTime => "against-time",
            Strength::Untold => "no-testimony",
            Strength::Doubtful => "doubtful",
            Strength::Judged => "judged",
            Strength::Single => "single-witness",
            Strength::Several(_) => "several-witnesses",
        }
    }
}

/// What is said to have led to something.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// Something with a card.
    Card(&'a Card),
    /// Words that name no card of the study.
    Words(&'a Value),
}

impl<'a> Cause<'a> {
    /// The card, if it has one.
    pub fn card(&self) -> Option<&'a Card> {
        match self {
            Cause::Card(card) => Some(card),
            Cause::Words(_) => None,
        }
    }
}

/// A link from a cause to its effect, with all that is said for it.
#[derive(Debug, Clone)]
pub struct CausalLink<'a> {
    /// What it led to.
    pub effect: &'a Card,
    /// What led to it.
    pub cause: Cause<'a>,
    /// In what way.
    pub bond: Bond,
    /// Where it is said.
    pub claims: Vec<Claimed<'a>>,
    /// The independent witnesses, by citation key, of those who say it as a fact.
    pub witnesses: BTreeSet<String>,
    /// How well it is borne out.
    pub strength: Strength,
    /// Whether it is the only thing named that led to this effect.
    pub is_only: bool,
}

/// All causal links of a study.
#[derive(Debug, Clone, Default)]
pub struct Causes<'a> {
    /// The links, by the effect's file, then as the card has them.
    pub links: Vec<CausalLink<'a>>,
    /// By the effect's file.
    back: BTreeMap<&'a str, Vec<usize>>,
    /// By the cause's file.
    forward: BTreeMap<&'a str, Vec<usize>>,
}

/// Which way a chain is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// From an effect to what led to it.
    #[default]
    Back,
    /// From a cause to what it led to.
    Forward,
}

/// All that led to something, or that it led to.
#[derive(Debug, Clone)]
pub struct Chain<'c, 'a> {
    /// Where it begins.
    pub card: &'a Card,
    /// Which way it is followed.
    pub direction: Direction,
    /// The links as a tree, each with how far from the beginning it is.
    pub steps: Vec<Step<'c, 'a>>,
    /// The best borne out way to each far end, the weakest way first; at most [`MOST_WAYS`].
    pub ways: Vec<Way<'c, 'a>>,
    /// How many far ends there are.
    pub ends: usize,
    /// Circles that the chain runs through: what is told to be its own cause.
    pub circles: Vec<Vec<&'a Card>>,
}

/// A link of a chain in its place.
#[derive(Debug, Clone, Copy)]
pub struct Step<'c, 'a> {
    /// The link.
    pub link: &'c CausalLink<'a>,
    /// How many links lie between it and the beginning.
    pub depth: usize,
    /// Whether what lies beyond it was told before; then it is not told again.
    pub again: bool,
}

/// One way through a chain, from its beginning to a far end.
#[derive(Debug, Clone)]
pub struct Way<'c, 'a> {
    /// The links in their order.
    pub links: Vec<&'c CausalLink<'a>>,
    /// The weakest of them, of several the one nearest to the beginning.
    pub weakest: &'c CausalLink<'a>,
}

/// So many ways are told of one chain.
pub const MOST_WAYS: usize = 200;

impl<'a> Causes<'a> {
    /// The causal links of a study.
    pub fn of(study: &'a Study, chronology: &Chronology<'a>, witnesses: &Witnesses) -> Causes<'a> {
        let mut against: BTreeSet<(&str, usize)> = BTreeSet::new();
        for ground in chronology.contradictions.iter().flat_map(|found| &found.grounds) {
            if let Ground::Tie { card, value, .. } = ground {
                against.insert((&card.file, value.range.start));
            }
        }
        let mut causes = Causes::default();
        for card in &study.cards {
            let mut own: Vec<CausalLink<'a>> = Vec::new();
            for bond in Bond::ALL {
                for field in card.fields.iter().filter(|field| field.predicate == bond.predicate())
                {
                    for value in field.affirmed() {
                        let cause = match study.resolve(&value.text, &[]) {
                            Resolution::One(cause) if bond != Bond::Reason => Cause::Card(cause),
                            _ => Cause::Words(value),
                        };
                        let claim = Claimed { card, predicate: &field.predicate, value };
                        let is_same = |link: &&mut CausalLink<'a>| {
                            link.bond == bond && is_same_cause(&link.cause, &cause)
                        };
                        match own.iter_mut().find(is_same) {
                            Some(link) => link.claims.push(claim),
                            None => own.push(CausalLink {
                                effect: card,
                                cause,
                                bond,
                                claims: vec![claim],
                                witnesses: BTreeSet::new(),
                                strength: Strength::Untold,
                                is_only: false,
                            }),
                        }
                    }
                }
            }
            let is_only = own.len() == 1;
            for mut link in own {
                link.is_only = is_only;
                link.weigh(&against, witnesses);
                let at = causes.links.len();
                causes.back.entry(&card.file).or_default().push(at);
                if let Cause::Card(cause) = link.cause {
                    causes.forward.entry(&cause.file).or_default().push(at);
                }
                causes.links.push(link);
            }
        }
        causes
    }

    /// Where the chain of a card begins: at the card itself, or, when a question has no
    /// links of its own, at the first card with links that its notes speak of.
    pub fn beginning(&self, study: &'a Study, card: &'a Card, direction: Direction) -> &'a Card {
        if card.kind != "question" || !self.at(&card.file, direction).is_empty() {
            return card;
        }
        let spoken = card.prose_links.iter();
        let mut spoken = spoken.filter_map(|link| study.resolve(&link.target, &[]).card());
        spoken.find(|card| !self.at(&card.file, direction).is_empty()).unwrap_or(card)
    }

    /// The links that lead to a card, or from it.
    pub fn of_card(&self, card: &Card, direction: Direction) -> Vec<&CausalLink<'a>> {
        self.at(&card.file, direction).iter().filter_map(|at| self.links.get(*at)).collect()
    }

    fn at(&self, file: &str, direction: Direction) -> &[usize] {
        let links = match direction {
            Direction::Back => self.back.get(file),
            Direction::Forward => self.forward.get(file),
        };
        links.map_or(&[], Vec::as_slice)
    }

    /// The chain that leads back from a card, or forward.
    ///
    /// What is reached by several ways is followed once. A circle ends where it
    /// closes, and is named.
    pub fn chain(&self, card: &'a Card, direction: Direction) -> Chain<'_, 'a> {
        let beyond = |link: &CausalLink<'a>| match direction {
            Direction::Back => link.cause.card(),
            Direction::Forward => Some(link.effect),
        };
        let mut steps = Vec::new();
        let mut seen = BTreeSet::from([card.file.as_str()]);
        let mut order = vec![card];
        let mut open: Vec<(usize, usize)> =
            self.at(&card.file, direction).iter().rev().map(|at| (*at, 0)).collect();
        while let Some((at, depth)) = open.pop() {
            let link = &self.links[at];
            let next = beyond(link);
            let again = next.is_some_and(|next| !seen.insert(&next.file));
            steps.push(Step { link, depth, again });
            if let Some(next) = next.filter(|_| !again) {
                order.push(next);
                open.extend(self.at(&next.file, direction).iter().rev().map(|at| (*at, depth + 1)));
            }
        }
        let (ways, ends) = self.ways(card, direction);
        let place: BTreeMap<&str, usize> =
            order.iter().enumerate().map(|(at, card)| (card.file.as_str(), at)).collect();
        let next: Vec<Vec<usize>> = order
            .iter()
            .map(|card| {
                let links = self.at(&card.file, direction).iter();
                links
                    .filter_map(|at| place.get(beyond(&self.links[*at])?.file.as_str()).copied())
                    .collect()
            })
            .collect();
        let circles = circles(&next).into_iter();
        let circles = circles.map(|circle| circle.into_iter().map(|at| order[at]).collect());
        Chain { card, direction, steps, ways, ends, circles: circles.collect() }
    }

    /// The best borne out way to each far end: the one whose weakest link is strongest,
    /// then the shortest. Also how many far ends there are.
    fn ways(&self, card: &'a Card, direction: Direction) -> (Vec<Way<'_, 'a>>, usize) {
        // By which link each card is best reached, and how strong the way to it is.
        let mut reached: BTreeMap<&str, usize> = BTreeMap::new();
        let mut is_done: BTreeSet<&str> = BTreeSet::new();
        let mut open = BinaryHeap::from([(
            Strength::Several(usize::MAX),
            Reverse(0),
            card.file.as_str(),
            None,
        )]);
        let mut ends: Vec<(Strength, usize, usize)> = Vec::new();
        while let Some((strength, Reverse(depth), file, by)) = open.pop() {
            if !is_done.insert(file) {
                continue;
            }
            reached.extend(by.map(|by| (file, by)));
            let links = self.at(file, direction);
            if let (true, Some(by)) = (links.is_empty(), by) {
                ends.push((strength, depth, by));
            }
            for at in links {
                let link = &self.links[*at];
                let strength = strength.min(link.strength);
                let next = match direction {
                    Direction::Back => link.cause.card(),
                    Direction::Forward => Some(link.effect),
                };
                match next {
                    Some(next) => open.push((strength, Reverse(depth + 1), &next.file, Some(*at))),
                    None => ends.push((strength, depth + 1, *at)),
                }
            }
        }
        ends.sort_unstable();
        let count = ends.len();
        let way = |(.., last): (Strength, usize, usize)| {
            let mut links = Vec::new();
            let mut at = last;
            loop {
                let link = &self.links[at];
                links.push(link);
                let before = match direction {
                    Direction::Back => &link.effect.file,
                    Direction::Forward => &link.cause.card()?.file,
                };
                match reached.get(before.as_str()) {
                    Some(by) if before != &card.file => at = *by,
                    _ => break,
                }
            }
            links.reverse();
            let weakest = links.iter().copied().min_by_key(|link| link.strength)?;
            Some(Way { links, weakest })
        };
        (ends.into_iter().take(MOST_WAYS).filter_map(way).collect(), count)
    }
}

impl CausalLink<'_> {
    /// Judges how well it is borne out.
    fn weigh(&mut self, against: &BTreeSet<(&str, usize)>, witnesses: &Witnesses) {
        let is_against = |claim: &Claimed<'_>| {
            against.contains(&(claim.card.file.as_str(), claim.value.range.start))
        };
        let is_plain = |value: &Value| {
            !value.judged && value.mode == Mode::Fact && value.reading == Sureness::Certain
        };
        let told = self.claims.iter().filter(|claim| is_plain(claim.value));
        let cited = told.flat_map(|claim| &claim.value.citations);
        self.witnesses = cited.map(|citation| witnesses.root(&citation.key).to_owned()).collect();
        let is_cited =
            |claim: &Claimed<'_>| !claim.value.judged && !claim.value.citations.is_empty();
        self.strength = match self.witnesses.len() {
            _ if self.claims.iter().any(is_against) => Strength::AgainstTime,
            0 if self.claims.iter().any(|claim| claim.value.judged) => Strength::Judged,
            0 if self.claims.iter().any(is_cited) => Strength::Doubtful,
            0 => Strength::Untold,
            1 => Strength::Single,
            count => Strength::Several(count),
        };
    }
}

fn is_same_cause(one: &Cause<'_>, other: &Cause<'_>) -> bool {
    match (one, other) {
        (Cause::Card(one), Cause::Card(other)) => one.file == other.file,
        (Cause::Words(one), Cause::Words(other)) => one.text == other.text,
        _ => false,
    }
}

impl<'a> Chain<'_, 'a> {
    /// The weakest link of all, of several the one nearest to the beginning; `None` when there is none.
    pub fn weakest(&self) -> Option<&Step<'_, 'a>> {
        self.steps.iter().min_by_key(|step| (step.link.strength, step.depth))
    }
}
