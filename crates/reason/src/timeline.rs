//! What the dates and ties of a study say of time together.
//!
//! Every dated value and every tie (cause, answer, part, life) becomes a claim
//! in one network; the room `time` finds what cannot all hold. A field whose
//! testimonies exclude each other, or a day whose calendar nobody names, is a
//! choice: the network says which alternatives the rest allows.

use std::collections::BTreeMap;

use derek_study::study::Resolution;
use derek_study::vocabulary::{Arity, Takes};
use derek_study::{Card, Field, Mode, Study, Value};
use derek_time::{
    Calendar, Claim, Constraint, Date, Event, Interval, Link, Shape, Timeline, Trust,
};

/// The times of a study's cards, with what each rests on.
#[derive(Debug, Clone, Default)]
pub struct Chronology<'a> {
    /// Claims that cannot all hold, each conflict in an order to be read aloud.
    pub contradictions: Vec<Contradiction<'a>>,
    /// Choices of which the rest of the study leaves one alternative.
    pub forced: Vec<Forced<'a>>,
    /// What follows for each card with times, by its file.
    pub bounds: BTreeMap<&'a str, Bounds>,
}

/// Between which days a card begins and ends, as all claims together have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Its beginning.
    pub begins: Interval,
    /// Its end.
    pub ends: Interval,
}

/// Claims that cannot all hold; any of them taken away, the others can.
#[derive(Debug, Clone)]
pub struct Contradiction<'a> {
    /// What they rest on, each once.
    pub grounds: Vec<Ground<'a>>,
}

/// A choice that the rest of the study decides.
#[derive(Debug, Clone)]
pub struct Forced<'a> {
    /// The card whose date it is.
    pub card: &'a Card,
    /// The predicate of the date.
    pub predicate: &'a str,
    /// The alternative that is left.
    pub left: Alternative<'a>,
    /// Those that cannot be, each with what it cannot stand beside.
    pub excluded: Vec<(Alternative<'a>, Vec<Ground<'a>>)>,
}

/// One way in which a date may be meant.
#[derive(Debug, Clone)]
pub struct Alternative<'a> {
    /// The testimony.
    pub value: &'a Value,
    /// The testimony's date in the calendar that is meant.
    pub date: Date,
    /// The calendar, where it is what the choice is about.
    pub calendar: Option<Calendar>,
}

/// What a claim of time rests on.
#[derive(Debug, Clone)]
pub enum Ground<'a> {
    /// A date, or the dates of a field between which nobody decided.
    When {
        /// The card.
        card: &'a Card,
        /// The predicate: `when`, `begins`.
        predicate: &'a str,
        /// Ways in which it may be meant; one when it is plain.
        alternatives: Vec<Alternative<'a>>,
    },
    /// A tie between two cards.
    Tie {
        /// What follows from it.
        rule: Rule,
        /// The card that has it.
        card: &'a Card,
        /// The value that names the other card.
        value: &'a Value,
        /// The other card.
        other: &'a Card,
    },
    /// Nobody lives longer than [`LONGEST_LIFE`].
    Lifetime(&'a Card),
}

/// What a tie says of two times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Who takes part, writes or holds an office is alive then.
    Alive,
    /// What takes part exists then, give or take [`GRACE`].
    Exists,
    /// A cause begins no later than its effect.
    Cause,
    /// A letter is written no later than its answer.
    Answer,
    /// An original is no younger than what derives from it.
    Original,
    /// A part lies within its whole.
    Part,
    /// A body that succeeds another begins no earlier.
    Succession,
    /// The source puts this before the other.
    Before,
    /// The source puts this after the other.
    After,
    /// The source puts one within the other.
    During,
}

/// Days that nobody's life exceeds: the longest one verified lasted 122 years and 164 days (Jeanne Calment, 1875-1997); rounded up.
pub const LONGEST_LIFE: i64 = 123 * 366;

/// Days of grace for bodies at work: a decree may follow the deed, and two calendars lie two weeks apart.
pub const GRACE: i64 = 31;

struct Builder<'a> {
    study: &'a Study,
    timeline: Timeline,
    events: BTreeMap<&'a str, Event>,
    grounds: Vec<Ground<'a>>,
}

impl<'a> Chronology<'a> {
    /// What a study's dates and ties say together.
    pub(crate) fn of(study: &'a Study) -> Chronology<'a> {
        let mut builder = Builder::of(study);
        let grounds = &builder.grounds;
        let solution = builder.timeline.solve();
        let contradictions = solution.conflicts.iter().map(|conflict| {
            let links = conflict.chains.iter().flatten();
            Contradiction { grounds: in_order(grounds, links, &conflict.claims) }
        });
        let contradictions: Vec<Contradiction<'_>> = contradictions.collect();
        let forced = solution.choices.iter().filter_map(|choice| {
            let left = choice.forced().filter(|_| !choice.excluded.is_empty())?;
            let Ground::When { card, predicate, alternatives } = ground(grounds, choice.claim)?
            else {
                return None;
            };
            let excluded = choice.excluded.iter().filter_map(|excluded| {
                let because = &excluded.because;
                let is_other = |claim: Option<Claim>| claim != Some(choice.claim);
                let links = because.chains.iter().flatten().filter(|link| is_other(link.claim));
                let others: Vec<Claim> =
                    because.claims.iter().copied().filter(|claim| is_other(Some(*claim))).collect();
                let grounds = in_order(grounds, links, &others);
                Some((alternatives.get(excluded.alternative)?.clone(), grounds))
            });
            let left = alternatives.get(left)?.clone();
            Some(Forced { card, predicate, left, excluded: excluded.collect() })
        });
        let forced = forced.collect();
        let bounds = builder.events.iter().map(|(file, event)| {
            let bounds = Bounds { begins: solution.begins(*event), ends: solution.ends(*event) };
            (*file, bounds)
        });
        let bounds = bounds.collect();
        Chronology { contradictions, forced, bounds }
    }
}

/// Why a card's time has the bounds it has.
#[derive(Debug, Clone, Default)]
pub struct Why<'a> {
    /// Why it begins no earlier.
    pub begins_not_earlier: Vec<Ground<'a>>,
    /// Why it begins no later.
    pub begins_not_later: Vec<Ground<'a>>,
    /// Why it ends no earlier.
    pub ends_not_earlier: Vec<Ground<'a>>,
    /// Why it ends no later.
    pub ends_not_later: Vec<Ground<'a>>,
}

/// What the bounds of a card's time rest on, each as a chain of claims.
///
/// A chain is empty when nothing bounds that side. `None` when the study says
/// nothing of the card's time and ties it to nothing.
pub fn why<'a>(study: &'a Study, card: &Card) -> Option<(Bounds, Why<'a>)> {
    let mut builder = Builder::of(study);
    let event = *builder.events.get(card.file.as_str())?;
    let grounds = &builder.grounds;
    let solution = builder.timeline.solve();
    let chain = |links: Option<Vec<Link>>| in_order(grounds, links.unwrap_or_default().iter(), &[]);
    let why = Why {
        begins_not_earlier: chain(solution.why_not_earlier(event.begin)),
        begins_not_later: chain(solution.why_not_later(event.begin)),
        ends_not_earlier: chain(solution.why_not_earlier(event.end)),
        ends_not_later: chain(solution.why_not_later(event.end)),
    };
    let bounds = Bounds { begins: solution.begins(event), ends: solution.ends(event) };
    Some((bounds, why))
}

fn ground<'g, 'a>(grounds: &'g [Ground<'a>], claim: Claim) -> Option<&'g Ground<'a>> {
    grounds.get(claim.0 as usize)
}

/// The grounds of some links, each once, in their order; then those of further claims.
fn in_order<'a, 'l>(
    grounds: &[Ground<'a>],
    links: impl Iterator<Item = &'l Link>,
    claims: &[Claim],
) -> Vec<Ground<'a>> {
    let mut seen: Vec<Claim> = Vec::new();
    for claim in links.filter_map(|link| link.claim).chain(claims.iter().copied()) {
        if !seen.contains(&claim) {
            seen.push(claim);
        }
    }
    seen.into_iter().filter_map(|claim| ground(grounds, claim).cloned()).collect()
}

impl<'a> Builder<'a> {
    fn of(study: &'a Study) -> Builder<'a> {
        let mut builder = Builder {
            study,
            timeline: Timeline::new(),
            events: BTreeMap::new(),
            grounds: Vec::new(),
        };
        for card in &study.cards {
            for field in &card.fields {
                builder.field(card, field);
            }
        }
        let people: Vec<&'a Card> = study
            .cards
            .iter()
            .filter(|card| card.kind == "person" && builder.events.contains_key(card.file.as_str()))
            .collect();
        for card in people {
            let life = builder.event(card);
            builder.claim(
                Trust::Rule,
                life.lasts(None, Some(LONGEST_LIFE)),
                Ground::Lifetime(card),
            );
        }
        builder
    }

    fn event(&mut self, card: &'a Card) -> Event {
        let timeline = &mut self.timeline;
        *self.events.entry(card.file.as_str()).or_insert_with(|| timeline.event())
    }

    fn claim(&mut self, trust: Trust, constraints: Vec<Constraint>, ground: Ground<'a>) {
        if self.timeline.add(trust, constraints).is_ok() {
            self.grounds.push(ground);
        }
    }

    fn field(&mut self, card: &'a Card, field: &'a Field) {
        let Some(predicate) = self.study.vocabulary.predicate(&field.predicate) else { return };
        match (predicate.takes, predicate.single, field.predicate.as_str()) {
            (Takes::Date, Arity::One, "when" | "begins" | "ends" | "born" | "died") => {
                self.dated(card, field);
            }
            (Takes::Card, ..) => {
                for value in field.values.iter().filter(|value| value.mode == Mode::Fact) {
                    if let Resolution::One(other) = self.study.resolve(&value.text, &[]) {
                        self.tie(card, &field.predicate, value, other);
                    }
                }
            }
            _ => {}
        }
    }

    /// The dates of a field of one value: together when they can be, else one of them.
    fn dated(&mut self, card: &'a Card, field: &'a Field) {
        let event = self.event(card);
        let held = held_values(field);
        let apart = held
            .iter()
            .any(|(_, one)| held.iter().any(|(_, other)| one.relation(other).is_apart()));
        let groups: Vec<Vec<(&'a Value, &'a Date)>> = match apart {
            true => vec![held],
            false => held.into_iter().map(|one| vec![one]).collect(),
        };
        let predicate = field.predicate.as_str();
        for group in groups {
            let trust = group.iter().map(|(value, _)| trust(value)).max().unwrap_or(Trust::Said(1));
            let alternatives: Vec<Alternative<'a>> =
                group.into_iter().flat_map(|(value, date)| meant(value, date)).collect();
            let constraints: Vec<Vec<Constraint>> = alternatives
                .iter()
                .map(|alternative| bound(event, predicate, &alternative.date.shape))
                .collect();
            let ground = Ground::When { card, predicate, alternatives };
            if !constraints.is_empty() && self.timeline.add_choice(trust, constraints).is_ok() {
                self.grounds.push(ground);
            }
        }
    }

    fn tie(&mut self, card: &'a Card, predicate: &str, value: &'a Value, other: &'a Card) {
        if card.file == other.file {
            return;
        }
        let is_event = |card: &Card| matches!(card.kind.as_str(), "event" | "document");
        let rule = match predicate {
            "party" | "author" | "addressee" if other.kind == "person" => Rule::Alive,
            "wrote" if card.kind == "person" && is_event(other) => Rule::Alive,
            "party" | "author" | "addressee" if other.kind == "organ" => Rule::Exists,
            "caused-by" => Rule::Cause,
            "answers" => Rule::Answer,
            "derived-from" => Rule::Original,
            "part-of"
                if card.kind == other.kind && matches!(card.kind.as_str(), "event" | "period") =>
            {
                Rule::Part
            }
            "succeeds" => Rule::Succession,
            "before" => Rule::Before,
            "after" => Rule::After,
            "during" => Rule::During,
            _ => return,
        };
        let (here, there) = (self.event(card), self.event(other));
        let wide = |one: Event, life: Event, grace: i64| {
            vec![
                Constraint { from: one.end, to: life.begin, days: grace },
                Constraint { from: life.end, to: one.begin, days: grace },
            ]
        };
        let days = value.within.map(i64::from);
        let constraints = match (rule, predicate) {
            (Rule::Alive, "wrote") => wide(there, here, 0),
            (Rule::Alive, _) => wide(here, there, 0),
            (Rule::Exists, _) => wide(here, there, GRACE),
            (Rule::Cause | Rule::Answer | Rule::Original | Rule::Succession, _) => {
                there.begins_by(here)
            }
            (Rule::Part | Rule::During, _) => here.during(there),
            (Rule::Before, _) => there.follows(here, Some(1), days),
            (Rule::After, _) => here.follows(there, Some(1), days),
        };
        self.claim(trust(value), constraints, Ground::Tie { rule, card, value, other });
    }
}

/// The dated testimonies of fact, or the last judgement in their place.
fn held_values(field: &Field) -> Vec<(&Value, &Date)> {
    let dated = |value: &'_ &Value| value.date.as_ref().is_some_and(|date| date.faults.is_empty());
    let judged = field.values.iter().filter(|value| value.judged).rfind(dated);
    let held: Vec<&Value> = match judged {
        Some(judged) => vec![judged],
        None => {
            let facts =
                field.values.iter().filter(|value| !value.judged && value.mode == Mode::Fact);
            facts.filter(dated).collect()
        }
    };
    held.into_iter().filter_map(|value| Some((value, value.date.as_ref()?))).collect()
}

fn trust(value: &Value) -> Trust {
    Trust::Said(match (value.judged, value.unsure_reading) {
        (true, _) => 3,
        (_, true) => 1,
        _ => 2,
    })
}

/// The ways in which a date may be meant: by the calendar that nobody names.
fn meant<'a>(value: &'a Value, date: &Date) -> Vec<Alternative<'a>> {
    if date.readings().len() < 2 {
        return vec![Alternative { value, date: date.clone(), calendar: None }];
    }
    match date.calendar {
        Calendar::Unmarked => [Calendar::Gregorian, Calendar::Julian]
            .map(|calendar| {
                let date = date.in_calendar(calendar);
                Alternative { value, date, calendar: Some(calendar) }
            })
            .into(),
        // Two ways to read the numbers: all of them count as one wide date.
        _ => {
            let readings = date.readings();
            let hull = readings.iter().skip(1).fold(readings[0], |hull, one| hull.hull(one));
            vec![Alternative { value, date: Date::from(hull), calendar: None }]
        }
    }
}

fn bound(event: Event, predicate: &str, shape: &Shape) -> Vec<Constraint> {
    match predicate {
        "begins" | "born" => event.begin.within(&shape.bounds()),
        "ends" | "died" => event.end.within(&shape.bounds()),
        _ => event.dated(shape),
    }
}
