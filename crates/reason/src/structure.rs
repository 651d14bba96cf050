//! Bodies as a system: their parts, functions, offices, members, allies and seats,
//! as of any day, with how sure each is.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::study::Resolution;
use derek_study::{Card, Field, Mode, Study, Value};
use derek_time::Interval;

use crate::circle::circles;
use crate::timeline::{Bounds, Times};

/// A value with the card and the predicate that it is said with.
#[derive(Debug, Clone, Copy)]
pub struct Claimed<'a> {
    /// The card.
    pub card: &'a Card,
    /// The predicate.
    pub predicate: &'a str,
    /// The value.
    pub value: &'a Value,
}

impl<'a> Claimed<'a> {
    /// The field of the card that has the value; `None` when it is not the card's own.
    pub fn field(&self) -> Option<&'a Field> {
        self.card.fields.iter().find(|field| {
            field.predicate == self.predicate
                && field.values.iter().any(|value| value.range == self.value.range)
        })
    }
}

/// How surely something holds in some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It follows from the claims that it holds on each of them.
    Certain,
    /// The claims let it hold, and let it not.
    Possible,
    /// No time is told of it.
    Undated,
}

impl Certainty {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Possible => "possible",
            Certainty::Undated => "undated",
        }
    }
}

/// How surely what begins and ends so holds in some days; `None` when it surely does not.
///
/// It is certain when it has begun by the first of them whatever the claims leave
/// open, and has not ended before the last; an open end of the days is never
/// reached, so that nothing is certain there.
pub fn certainty(bounds: &Bounds, when: &Interval) -> Option<Certainty> {
    let (begins, ends) = (&bounds.begins, &bounds.ends);
    let is_before = |one: Option<_>, other: Option<_>| matches!((one, other), (Some(one), Some(other)) if one < other);
    if is_before(when.last_day(), begins.first_day())
        || is_before(ends.last_day(), when.first_day())
    {
        return None;
    }
    let has_begun = begins.last_day().is_some()
        && when.first_day().is_some()
        && begins.last_day() <= when.first_day();
    let still_is = when.last_day().is_some() && when.last_day() <= ends.first_day();
    let known = [begins.first_day(), begins.last_day(), ends.first_day(), ends.last_day()];
    Some(match has_begun && still_is {
        true => Certainty::Certain,
        false if known.iter().all(Option::is_none) => Certainty::Undated,
        false => Certainty::Possible,
    })
}

/// Something said of a body that holds, or may hold.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The claim.
    pub claim: Claimed<'a>,
    /// The other card: who holds the office, which body is the part; `None` when words stand for it.
    pub other: Option<&'a Card>,
    /// Between which days it begins and ends.
    pub bounds: Bounds,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A body, and what is said of it.
#[derive(Debug, Clone)]
pub struct Body<'a> {
    /// Its card.
    pub card: &'a Card,
    /// How sure its existence is.
    pub exists: Certainty,
    /// Between which days it begins and ends.
    pub bounds: Bounds,
    /// Dated events and documents in which it surely takes part on these days.
    pub acts: Vec<Claimed<'a>>,
    /// Bodies that it is part of.
    pub wholes: Vec<Held<'a>>,
    /// Bodies that are parts of it.
    pub parts: Vec<Held<'a>>,
    /// What it is for.
    pub functions: Vec<Held<'a>>,
    /// Who holds an office in it.
    pub offices: Vec<Held<'a>>,
    /// Who is a member of it.
    pub members: Vec<Held<'a>>,
    /// Whose side it is on.
    pub allies: Vec<Held<'a>>,
    /// Where it has its seat.
    pub seats: Vec<Held<'a>>,
}

/// The bodies of a study as of some days.
#[derive(Debug, Clone)]
pub struct Structure<'a> {
    /// The days; `None` when it is asked for without regard to time.
    pub when: Option<Interval>,
    /// The bodies that exist, or may, in the order of their files.
    pub bodies: Vec<Body<'a>>,
    /// Bodies that surely do not exist in these days.
    pub absent: Vec<&'a Card>,
    /// Bodies that are said to be parts of themselves, each circle together.
    pub circles: Vec<Vec<&'a Card>>,
}

/// A body in the tree of wholes and parts.
#[derive(Debug, Clone, Copy)]
pub struct Branch<'s, 'a> {
    /// The body.
    pub body: &'s Body<'a>,
    /// How many wholes stand above it.
    pub depth: usize,
    /// By what it is part of the body above; `None` at the top.
    pub tie: Option<&'s Held<'a>>,
    /// Whether it stood in the tree before, with its parts.
    pub again: bool,
}

impl<'a> Structure<'a> {
    /// The bodies of a study in some days; without regard to time when there are none.
    pub fn of(study: &'a Study, times: &Times<'a>, when: Option<Interval>) -> Structure<'a> {
        let organs: Vec<&Card> = study.cards.iter().filter(|card| card.kind == "organ").collect();
        let place: BTreeMap<&str, usize> =
            organs.iter().enumerate().map(|(at, card)| (card.file.as_str(), at)).collect();
        let judge = |bounds: &Bounds| match &when {
            Some(when) => certainty(bounds, when),
            None => Some(Certainty::Certain),
        };
        let mut bodies: Vec<Body<'a>> =
            organs.iter().map(|card| Body::new(card, times.card(card))).collect();
        let mut part_of: Vec<Vec<usize>> = vec![Vec::new(); organs.len()];
        for card in &study.cards {
            let own = place.get(card.file.as_str()).copied();
            for field in &card.fields {
                for value in field.affirmed().filter(|value| value.mode != Mode::Intention) {
                    let claim = Claimed { card, predicate: &field.predicate, value };
                    let named = || match study.resolve(&value.text, &[]) {
                        Resolution::One(other) => Some(other),
                        _ => None,
                    };
                    let bounds = times.state(card, value);
                    let mut held =
                        Held { claim, other: None, bounds, certainty: Certainty::Certain };
                    let is_dated = value.from.is_some() || value.until.is_some();
                    held.certainty = match (judge(&bounds), &when) {
                        (None, _) => continue,
                        (Some(_), Some(_)) if !is_dated => Certainty::Undated,
                        (Some(Certainty::Certain), _) if value.mode == Mode::Hearsay => {
                            Certainty::Possible
                        }
                        (Some(certainty), _) => certainty,
                    };
                    let whole = || {
                        named().and_then(|other| Some((other, *place.get(other.file.as_str())?)))
                    };
                    match (field.predicate.as_str(), own) {
                        ("part-of", Some(own)) => {
                            if let Some((other, at)) = whole() {
                                bodies[own].wholes.push(Held { other: Some(other), ..held });
                                bodies[at].parts.push(Held { other: Some(card), ..held });
                                part_of[own].push(at);
                            }
                        }
                        ("function", Some(own)) => bodies[own].functions.push(held),
                        ("allegiance", Some(own)) => {
                            bodies[own].allies.push(Held { other: named(), ..held })
                        }
                        ("seat", Some(own)) => {
                            bodies[own].seats.push(Held { other: named(), ..held })
                        }
                        ("office", _) => {
                            if let Some((_, at)) = whole() {
                                bodies[at].offices.push(Held { other: Some(card), ..held });
                            }
                        }
                        ("member", _) => {
                            if let Some((_, at)) = whole() {
                                bodies[at].members.push(Held { other: Some(card), ..held });
                            }
                        }
                        ("party" | "author" | "addressee", _)
                            if when.is_some() && value.mode == Mode::Fact =>
                        {
                            if let Some((_, at)) = whole()
                                && judge(&times.card(card)) == Some(Certainty::Certain)
                            {
                                bodies[at].acts.push(claim);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        let circles = circles(&part_of);
        let circles =
            circles.into_iter().map(|circle| circle.into_iter().map(|at| organs[at]).collect());
        let circles = circles.collect();
        let mut absent = Vec::new();
        bodies.retain_mut(|body| match judge(&body.bounds) {
            None if body.acts.is_empty() => {
                absent.push(body.card);
                false
            }
            judged => {
                // What acts exists; so does what has a part, an office or a side on that very day.
                let states =
                    [&body.parts, &body.wholes, &body.offices, &body.members, &body.allies];
                let is_attested = !body.acts.is_empty()
                    || states
                        .into_iter()
                        .flatten()
                        .any(|held| held.certainty == Certainty::Certain);
                let ends = ["begins", "ends"];
                // That it lies within its whole, or after its beginning, does not say when it was.
                let is_told = body.bounds.begins.last_day().is_some()
                    || ends
                        .iter()
                        .any(|end| body.card.values(end).any(|value| value.date.is_some()));
                body.exists = match judged {
                    _ if is_attested => Certainty::Certain,
                    Some(Certainty::Possible) | None if !is_told => Certainty::Undated,
                    judged => judged.unwrap_or(Certainty::Possible),
                };
                true
            }
        });
        Structure { when, bodies, absent, circles }
    }

    /// The bodies as a tree of wholes and parts, from the top, a body before its parts.
    ///
    /// Below `top` when that is a body; otherwise from each that is part of nothing
    /// here. A body with several wholes stands below each, its parts once. Members of
    /// a circle that nothing stands above begin with the first of them.
    pub fn tree<'s>(&'s self, top: Option<&Card>) -> Vec<Branch<'s, 'a>> {
        let place: BTreeMap<&str, usize> = self
            .bodies
            .iter()
            .enumerate()
            .map(|(at, body)| (body.card.file.as_str(), at))
            .collect();
        let at = |card: Option<&Card>| place.get(card?.file.as_str()).copied();
        let mut tree = Vec::new();
        let mut seen = BTreeSet::new();
        let grow = |start: usize, seen: &mut BTreeSet<usize>, tree: &mut Vec<Branch<'s, 'a>>| {
            let mut open: Vec<(usize, usize, Option<&'s Held<'a>>)> = vec![(start, 0, None)];
            while let Some((here, depth, tie)) = open.pop() {
                let again = !seen.insert(here);
                tree.push(Branch { body: &self.bodies[here], depth, tie, again });
                if again {
                    continue;
                }
                let parts = self.bodies[here].parts.iter().rev();
                open.extend(parts.filter_map(|tie| Some((at(tie.other)?, depth + 1, Some(tie)))));
            }
        };
        if let Some(top) = top {
            if let Some(start) = at(Some(top)) {
                grow(start, &mut seen, &mut tree);
            }
            return tree;
        }
        let is_top = |body: &Body<'a>| !body.wholes.iter().any(|whole| at(whole.other).is_some());
        for start in 0..self.bodies.len() {
            if is_top(&self.bodies[start]) {
                grow(start, &mut seen, &mut tree);
            }
        }
        for start in 0..self.bodies.len() {
            if !seen.contains(&start) {
                grow(start, &mut seen, &mut tree);
            }
        }
        tree
    }

    /// The body of a card; `None` when it does not exist in these days.
    pub fn body(&self, card: &Card) -> Option<&Body<'a>> {
        self.bodies.iter().find(|body| body.card.file == card.file)
    }
}

impl<'a> Body<'a> {
    fn new(card: &'a Card, bounds: Bounds) -> Body<'a> {
        let none = Vec::new;
        Body {
            card,
            exists: Certainty::Undated,
            bounds,
            acts: Vec::new(),
            wholes: none(),
            parts: none(),
            functions: none(),
            offices: none(),
            members: none(),
            allies: none(),
            seats: none(),
        }
    }
}

/// Whose side somebody was on, one after another.
#[derive(Debug, Clone)]
pub struct Sides<'a> {
    /// The person or body.
    pub card: &'a Card,
    /// The sides by the day they begin, as far as that is told; those of no time last.
    pub sides: Vec<Side<'a>>,
}

/// A side that somebody took.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The claim, its time, the other.
    pub held: Held<'a>,
    /// Whether it surely begins after the one before it.
    pub is_surely_later: bool,
}

/// The allies of each person and body that has any, one after another.
pub fn sides<'a>(study: &'a Study, times: &Times<'a>) -> Vec<Sides<'a>> {
    let all = study.cards.iter().filter_map(|card| {
        let mut held: Vec<Held<'a>> = Vec::new();
        for field in card.fields.iter().filter(|field| field.predicate == "allegiance") {
            for value in field.affirmed().filter(|value| value.mode != Mode::Intention) {
                let is_dated = value.from.is_some() || value.until.is_some();
                held.push(Held {
                    claim: Claimed { card, predicate: &field.predicate, value },
                    other: study.resolve(&value.text, &[]).card(),
                    bounds: times.state(card, value),
                    certainty: if is_dated { Certainty::Certain } else { Certainty::Undated },
                });
            }
        }
        // What begins earlier at the earliest comes first; of what only an end is told, that end counts.
        held.sort_by_key(|held| {
            let Bounds { begins, ends } = &held.bounds;
            let value = held.claim.value;
            let first = begins.first_day().filter(|_| value.from.is_some()).or(ends.first_day());
            (held.certainty == Certainty::Undated, first.is_none(), first, begins.last_day())
        });
        let mut sides: Vec<Side<'a>> = Vec::new();
        for held in held {
            let is_surely_later = sides.last().is_some_and(|before| {
                let last = before.held.bounds.begins.last_day();
                last.is_some() && last < held.bounds.begins.first_day()
            });
            sides.push(Side { held, is_surely_later });
        }
        (!sides.is_empty()).then_some(Sides { card, sides })
    });
    all.collect()
}
