//! What the dates and ties of a study say of time together.
//!
//! Every dated value and every tie (cause, answer, part, life) becomes a claim
//! in one network; the room `time` finds what cannot all hold. A field whose
//! testimonies exclude each other, or a day whose calendar nobody names, is a
//! choice: the network says which alternatives the rest allows.

mod answers;
mod states;

use std::collections::{BTreeMap, BTreeSet};

use derek_study::study::Resolution;
use derek_study::vocabulary::{Arity, Takes};
use derek_study::{Card, Field, Mode, Study, Sureness, Value};
use derek_time::{
    Calendar, Claim, Constraint, Date, Day, Event, Interval, Link, Shape, Timeline, Trust,
};

pub use answers::{TimeAnswers, TimesAsked};
pub use states::Times;

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
    /// The two are one event.
    Same,
}

/// Days that nobody's life exceeds: the longest one verified lasted 122 years and 164 days (Jeanne Calment, 1875-1997); rounded up.
pub const LONGEST_LIFE: i64 = 123 * 366;

/// Days of grace for bodies at work: a decree may follow the deed, and two calendars lie two weeks apart.
pub const GRACE: i64 = 31;

/// How much of a study goes into the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it.
    All,
    /// What may bind something else: a date that nothing is tied to cannot be
    /// contradicted by another card, nor can a life of which no end is known.
    Binding,
}

/// What one card says of its time to another.
#[derive(Debug, Clone, Copy)]
struct Tie<'a> {
    rule: Rule,
    card: &'a Card,
    predicate: &'a str,
    value: &'a Value,
    other: &'a Card,
}

struct Builder<'a> {
    study: &'a Study,
    timeline: Timeline,
    events: BTreeMap<&'a str, Event>,
    grounds: Vec<Ground<'a>>,
    /// Pairs of cards of which somebody says that they are not one event: that they
    /// are ties nothing until it is decided.
    parted: BTreeSet<(&'a str, &'a str)>,
    /// For each person's card, the earliest last day and the latest first day of what they took part in.
    acts: BTreeMap<&'a str, (Day, Day)>,
}

impl<'a> Chronology<'a> {
    /// What a study's dates and ties say together.
    pub(crate) fn of(study: &'a Study) -> Chronology<'a> {
        let mut builder = Builder::of(study, Extent::Binding);
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
    let mut builder = Builder::of(study, Extent::All);
    let event = *builder.events.get(card.file.as_str())?;
    let grounds = &builder.grounds;
    let solution = builder.timeline.solve();
    // A choice that the rest decides is a reason only with what decides it.
    let chain = |links: Option<Vec<Link>>| {
        let mut links = links.unwrap_or_default();
        let decided = |link: &Link| {
            let choices = solution.choices.iter();
            let mut of = choices.filter(|choice| Some(choice.claim) == link.claim);
            of.find(|choice| choice.forced().is_some())
        };
        let excluding: Vec<Link> = links
            .iter()
            .filter_map(decided)
            .flat_map(|choice| &choice.excluded)
            .flat_map(|excluded| excluded.because.chains.iter().flatten().copied())
            .collect();
        links.extend(excluding);
        in_order(grounds, links.iter(), &[])
    };
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
    /// The network, in which only those dates are choices of which the rest may
    /// exclude an alternative.
    ///
    /// First every date of several alternatives counts as the stretch that holds
    /// them all. What the rest leaves whole is whole for each alternative, because
    /// what satisfies constraints of this form is convex; what it cuts, and what is tied
    /// to that, is a choice.
    fn of(study: &'a Study, extent: Extent) -> Builder<'a> {
        let mut wide = Builder::with(study, extent, &BTreeSet::new());
        let cut = wide.cut();
        match cut.is_empty() {
            true => wide,
            false => Builder::with(study, extent, &cut),
        }
    }

    /// The files of the cards with a date of several alternatives that the rest
    /// cuts, or may cut through a neighbour.
    fn cut(&mut self) -> BTreeSet<&'a str> {
        let open: Vec<(&'a str, Event, &'a str, Interval)> = self
            .grounds
            .iter()
            .filter_map(|ground| match ground {
                Ground::When { card, predicate, alternatives } if 1 < alternatives.len() => {
                    let event = *self.events.get(card.file.as_str())?;
                    Some((card.file.as_str(), event, *predicate, hull(alternatives)?))
                }
                _ => None,
            })
            .collect();
        if open.is_empty() {
            return BTreeSet::new();
        }
        let ties: Vec<(&'a str, &'a str)> = self
            .grounds
            .iter()
            .filter_map(|ground| match ground {
                Ground::Tie { card, other, .. } => Some((card.file.as_str(), other.file.as_str())),
                _ => None,
            })
            .collect();
        let solution = self.timeline.solve();
        let blamed = solution.conflicts.iter().flat_map(|conflict| &conflict.claims);
        let mut cut: BTreeSet<&'a str> = blamed
            .filter_map(|claim| match self.grounds.get(claim.0 as usize)? {
                Ground::When { card, .. } => Some(card.file.as_str()),
                _ => None,
            })
            .collect();
        for (file, event, predicate, hull) in &open {
            let (begins, ends) = (solution.begins(*event), solution.ends(*event));
            let (first, last) = match *predicate {
                "begins" | "born" => (begins.first_day(), begins.last_day()),
                "ends" | "died" => (ends.first_day(), ends.last_day()),
                _ => (begins.first_day(), ends.last_day()),
            };
            if first != hull.first_day() || last != hull.last_day() {
                cut.insert(file);
            }
        }
        let near: Vec<&str> = ties
            .iter()
            .flat_map(|(one, other)| [(one, other), (other, one)])
            .filter(|(one, _)| cut.contains(*one))
            .map(|(_, other)| *other)
            .collect();
        cut.extend(near);
        cut.retain(|file| open.iter().any(|(of, ..)| of == file));
        cut
    }

    /// The network, in which the dates of these cards may be choices.
    fn with(study: &'a Study, extent: Extent, choices: &BTreeSet<&str>) -> Builder<'a> {
        let mut builder = Builder {
            study,
            timeline: Timeline::new(),
            events: BTreeMap::new(),
            grounds: Vec::new(),
            parted: parted(study),
            acts: BTreeMap::new(),
        };
        let mut ties: Vec<Tie<'a>> =
            study.cards.iter().flat_map(|card| builder.ties(card)).collect();
        for tie in ties.iter().filter(|tie| tie.rule == Rule::Alive) {
            builder.act(tie);
        }
        if extent == Extent::Binding {
            let bound: BTreeSet<&str> = ties
                .iter()
                .filter(|tie| !matches!(tie.rule, Rule::Alive | Rule::Exists))
                .flat_map(|tie| [tie.card.file.as_str(), tie.other.file.as_str()])
                .collect();
            ties.retain(|tie| {
                let holder = if tie.is_of_other() { tie.card } else { tie.other };
                !matches!(tie.rule, Rule::Alive | Rule::Exists)
                    || bound.contains(holder.file.as_str())
                    || has_ends(holder)
                    || builder.may_be_too_long(holder)
            });
        }
        let tied: BTreeSet<&str> =
            ties.iter().flat_map(|tie| [tie.card.file.as_str(), tie.other.file.as_str()]).collect();
        for card in &study.cards {
            if extent == Extent::All || tied.contains(card.file.as_str()) {
                for field in card.fields.iter().filter(|field| is_date(study, field)) {
                    builder.dated(card, field, choices);
                }
            }
        }
        for tie in ties {
            builder.tie(tie);
        }
        for card in study.cards.iter().filter(|card| card.kind == "person") {
            if builder.may_be_too_long(card) {
                let life = builder.event(card);
                let limit = life.lasts(None, Some(LONGEST_LIFE));
                builder.claim(Trust::Rule, limit, Ground::Lifetime(card));
            }
        }
        builder
    }

    fn ties(&self, card: &'a Card) -> Vec<Tie<'a>> {
        let takes_cards = |field: &&Field| {
            let predicate = self.study.vocabulary.predicate(&field.predicate);
            predicate.is_some_and(|predicate| predicate.takes == Takes::Card)
        };
        let mut ties = Vec::new();
        for field in card.fields.iter().filter(takes_cards) {
            for value in field.affirmed().filter(|value| value.mode == Mode::Fact) {
                let Resolution::One(other) = self.study.resolve(&value.text, &[]) else { continue };
                if card.file != other.file
                    && !(field.predicate == "same-event"
                        && self.parted.contains(&pair(card, other)))
                    && let Some(rule) = rule(card, &field.predicate, other)
                {
                    ties.push(Tie { rule, card, predicate: &field.predicate, value, other });
                }
            }
        }
        ties
    }

    /// Whether a life may turn out longer than lives are: one end of it is dated, or
    /// the dated things the person takes part in lie too far apart.
    ///
    /// The limit ties everything a person did together, which costs time where
    /// it can say nothing.
    fn may_be_too_long(&self, card: &Card) -> bool {
        let acts = self.acts.get(card.file.as_str());
        let apart = acts.is_some_and(|(earliest_last, latest_first)| {
            LONGEST_LIFE <= i64::from(latest_first.number()) - i64::from(earliest_last.number())
        });
        apart || card.kind == "person" && has_ends(card) && acts.is_some()
    }

    /// Remembers when something was in which a person takes part.
    fn act(&mut self, tie: &Tie<'a>) {
        let (person, act) = match tie.is_of_other() {
            true => (tie.card, tie.other),
            false => (tie.other, tie.card),
        };
        let dates = act.values("when").filter_map(|value| value.date.as_ref());
        let intervals: Vec<Interval> = dates.flat_map(Date::readings).collect();
        let (Some(last), Some(first)) = (
            intervals.iter().filter_map(Interval::last_day).min(),
            intervals.iter().filter_map(Interval::first_day).max(),
        ) else {
            return;
        };
        let known = self.acts.entry(person.file.as_str()).or_insert((last, first));
        *known = (known.0.min(last), known.1.max(first));
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

    /// The dates of a field of one value: together when they can be, else one of them.
    fn dated(&mut self, card: &'a Card, field: &'a Field, choices: &BTreeSet<&str>) {
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
            let shape = |alternative: &Alternative<'a>| in_either_style(&alternative.date);
            let is_choice = alternatives.len() < 2 || choices.contains(card.file.as_str());
            let constraints: Vec<Vec<Constraint>> = match hull(&alternatives) {
                Some(hull) if !is_choice => vec![bound(event, predicate, &Shape::Within(hull))],
                _ => alternatives
                    .iter()
                    .map(|alternative| bound(event, predicate, &shape(alternative)))
                    .collect(),
            };
            let ground = Ground::When { card, predicate, alternatives };
            if !constraints.is_empty() && self.timeline.add_choice(trust, constraints).is_ok() {
                self.grounds.push(ground);
            }
        }
    }

    fn tie(&mut self, tie: Tie<'a>) {
        let Tie { rule, card, predicate, value, other } = tie;
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
            (Rule::Same, _) => [here.during(there), there.during(here)].concat(),
            (Rule::Before, _) => there.follows(here, Some(1), days),
            (Rule::After, _) => here.follows(there, Some(1), days),
        };
        self.claim(trust(value), constraints, Ground::Tie { rule, card, value, other });
    }
}

/// Two cards, in the order of their files.
fn pair<'a>(one: &'a Card, other: &'a Card) -> (&'a str, &'a str) {
    let (one, other) = (one.file.as_str(), other.file.as_str());
    (one.min(other), one.max(other))
}

fn parted(study: &Study) -> BTreeSet<(&str, &str)> {
    let said = study
        .cards
        .iter()
        .flat_map(|card| card.values("not-same-event").map(move |value| (card, &value.text)));
    said.filter_map(|(card, other)| Some(pair(card, study.resolve(other, &[]).card()?))).collect()
}

impl Tie<'_> {
    /// The card that has it takes part in the other, rather than the other in it.
    fn is_of_other(&self) -> bool {
        self.predicate == "wrote"
    }
}

/// Whether a beginning or an end is told of it.
fn has_ends(card: &Card) -> bool {
    let ends = ["born", "died", "begins", "ends", "when"];
    ends.iter().any(|predicate| card.values(predicate).any(|value| value.date.is_some()))
}

/// What follows for the times of two cards when one names the other so; `None` when nothing does.
fn rule(card: &Card, predicate: &str, other: &Card) -> Option<Rule> {
    let is_event = |card: &Card| matches!(card.kind.as_str(), "event" | "document");
    Some(match predicate {
        "party" | "author" | "addressee" if other.kind == "person" => Rule::Alive,
        "wrote" if card.kind == "person" && is_event(other) => Rule::Alive,
        "party" | "author" | "addressee" if other.kind == "organ" => Rule::Exists,
        "caused-by" | "occasioned-by" | "enabled-by" => Rule::Cause,
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
        "same-event" => Rule::Same,
        _ => return None,
    })
}

/// The field says when something was, of which there is one answer.
fn is_date(study: &Study, field: &Field) -> bool {
    let predicate = study.vocabulary.predicate(&field.predicate);
    let is_time = matches!(field.predicate.as_str(), "when" | "begins" | "ends" | "born" | "died");
    is_time
        && predicate.is_some_and(|predicate| {
            predicate.takes == Takes::Date && predicate.single == Arity::One
        })
}

/// The dated testimonies of fact, or the last judgement in their place.
fn held_values(field: &Field) -> Vec<(&Value, &Date)> {
    let dated = |value: &'_ &Value| value.date.as_ref().is_some_and(|date| date.faults.is_empty());
    let judged = field.affirmed().filter(|value| value.judged).filter(dated).last();
    let held: Vec<&Value> = match judged {
        Some(judged) => vec![judged],
        None => {
            let facts = field.affirmed().filter(|value| !value.judged && value.mode == Mode::Fact);
            facts.filter(dated).collect()
        }
    };
    held.into_iter().filter_map(|value| Some((value, value.date.as_ref()?))).collect()
}

fn trust(value: &Value) -> Trust {
    Trust::Said(match (value.judged, value.reading) {
        (true, _) => 4,
        (_, Sureness::Certain) => 3,
        (_, Sureness::Probable) => 2,
        (_, Sureness::Conjectural) => 1,
    })
}

/// The ways in which a date may be meant: by the calendar that nobody names, and
/// by the alternatives that the writing leaves.
fn meant<'a>(value: &'a Value, date: &Date) -> Vec<Alternative<'a>> {
    let styles =
        [Calendar::Gregorian, Calendar::Julian].map(|style| (style, date.in_calendar(style)));
    let is_open = styles[0].1.bounds() != styles[1].1.bounds() && 1 < date.readings().len();
    let read: Vec<(Option<Calendar>, Date)> = match is_open {
        true => styles.into_iter().map(|(style, date)| (Some(style), date)).collect(),
        false => vec![(None, date.clone())],
    };
    let apart = |(calendar, date): (Option<Calendar>, Date)| {
        let shapes = date.shaped_readings();
        let dates = match shapes.len() {
            1 => vec![date],
            _ => shapes.iter().map(|shape| Date::from(shape.bounds())).collect(),
        };
        dates.into_iter().map(move |date| Alternative { value, date, calendar })
    };
    read.into_iter().flat_map(apart).collect()
}

/// How a date fills its days, in both styles where it names a year or a month and
/// no calendar, of a time in which both were in use.
fn in_either_style(date: &Date) -> Shape {
    let other = date.in_calendar(Calendar::Julian).shape;
    let ended = date.bounds().last_day().is_some_and(|last| last < Day::REFORM);
    if date.calendar != Calendar::Unmarked || !ended {
        return date.shape;
    }
    match (date.shape, other) {
        (Shape::Within(one), Shape::Within(other)) => Shape::Within(one.hull(&other)),
        (Shape::Throughout { begins, ends }, Shape::Throughout { begins: b, ends: e }) => {
            Shape::Throughout { begins: begins.hull(&b), ends: ends.hull(&e) }
        }
        (shape, _) => shape,
    }
}

/// The stretch that holds every alternative; `None` when there is none.
fn hull(alternatives: &[Alternative<'_>]) -> Option<Interval> {
    let all = alternatives.iter().map(|alternative| alternative.date.bounds());
    all.reduce(|one, other| one.hull(&other))
}

fn bound(event: Event, predicate: &str, shape: &Shape) -> Vec<Constraint> {
    match predicate {
        "begins" | "born" => event.begin.within(&shape.bounds()),
        "ends" | "died" => event.end.within(&shape.bounds()),
        _ => event.dated(shape),
    }
}
