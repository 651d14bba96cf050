//! What the network of a study's times answers to rules.
//!
//! A question is answered by what all claims together entail: `certainly_before`
//! holds when the network leaves no other order, `possibly_before` when it leaves
//! this one. Days are compared through the claims that tie them, so of two events
//! that nobody dates one can be certainly before the other.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use derek_logic::program::Fact;
use derek_logic::{Answers, Value as Word};
use derek_study::study::Resolution;
use derek_study::vocabulary::{Extent as InTime, Takes};
use derek_study::{Card, Study};
use derek_time::{Certainty, Claim, Constraint, Event, Link, Shape, Solution, Timeline, Trust};

use super::{Bounds, Builder, Extent, GRACE, Ground, bound, in_either_style, trust};
use crate::facts::{ClaimOf, Claims};

/// The times that rules may speak of, in one network.
pub struct TimesAsked {
    timeline: Timeline,
    /// Each time by its name: a card's identifier, or a claim's.
    events: BTreeMap<String, Event>,
    /// Times with the same number are tied by more than the days of the calendar.
    groups: BTreeMap<String, usize>,
    /// What each claim of the network rests on, as proofs name it.
    grounds: Vec<String>,
}

/// The network solved, ready to answer.
pub struct TimeAnswers<'t> {
    solution: Solution<'t>,
    asked: (&'t BTreeMap<String, Event>, &'t BTreeMap<String, usize>, &'t [String]),
    /// What was asked already.
    known: Mutex<BTreeMap<(Vec<Constraint>, Wanted), bool>>,
}

/// What makes an answer a yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    /// It holds whatever the days are.
    Certain,
    /// It may hold.
    Possible,
}

impl TimesAsked {
    /// The times of a study's cards and claims.
    pub fn of<'a>(study: &'a Study, claims: &Claims<'a>) -> TimesAsked {
        let mut builder = Builder::of(study, Extent::All);
        let mut events = BTreeMap::new();
        let mut files: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, card) in study.cards.iter().enumerate() {
            files.insert(&card.file, at);
            if !matches!(card.kind.as_str(), "question" | "argument") {
                events.insert(card.id.clone(), builder.event(card));
            }
        }
        let mut joined = Joined((0..study.cards.len()).collect());
        for ground in &builder.grounds {
            if let Ground::Tie { card, other, .. } = ground {
                joined.join(files.get(&*card.file).copied(), files.get(&*other.file).copied());
            }
        }
        let mut grounds: Vec<String> = builder.grounds.iter().map(named).collect();
        let mut own: Vec<(String, usize)> = Vec::new();
        for (id, claim) in claims.all() {
            let Some(event) = dated(&mut builder, claim, id, &mut grounds) else { continue };
            events.insert(id.to_owned(), event);
            let group = joined.add();
            for card in lives(&mut builder, claim, event, id, &mut grounds) {
                joined.join(Some(group), files.get(&*card.file).copied());
            }
            own.push((id.to_owned(), group));
        }
        let cards = study.cards.iter().enumerate().map(|(at, card)| (card.id.clone(), at));
        let groups = cards.chain(own).map(|(name, at)| (name, joined.root(at))).collect();
        TimesAsked { timeline: builder.timeline, events, groups, grounds }
    }

    /// The network, solved.
    pub fn answers(&mut self) -> TimeAnswers<'_> {
        TimeAnswers {
            solution: self.timeline.solve(),
            asked: (&self.events, &self.groups, &self.grounds),
            known: Mutex::new(BTreeMap::new()),
        }
    }
}

/// A claim of the network as proofs name it: `card/predicate`, or `card/tie/card`.
fn named(ground: &Ground<'_>) -> String {
    match ground {
        Ground::When { card, predicate, .. } => format!("{}/{predicate}", card.id),
        Ground::Tie { rule, card, other, .. } => format!("{}/{rule:?}/{}", card.id, other.id),
        Ground::Lifetime(card) => format!("{}/lifetime", card.id),
    }
}

/// The time of a claim that has one of its own, with its dates in the network.
fn dated<'a>(
    builder: &mut Builder<'a>,
    claim: &ClaimOf<'a>,
    id: &str,
    grounds: &mut Vec<String>,
) -> Option<Event> {
    let value = claim.value;
    let predicate = builder.study.vocabulary.predicate(&claim.field.predicate)?;
    let dates = match predicate.takes {
        Takes::Date => vec![("when", value.date.as_ref())],
        _ if predicate.time == InTime::None => return None,
        _ => vec![("begins", value.from.as_ref()), ("ends", value.until.as_ref())],
    };
    let event = builder.timeline.event();
    for (end, date) in dates {
        let Some(date) = date.filter(|date| date.faults.is_empty()) else { continue };
        let shape = match date.shaped_readings().as_slice() {
            [_] => in_either_style(date),
            _ => match date.readings().into_iter().reduce(|one, next| one.hull(&next)) {
                Some(hull) => Shape::Within(hull),
                None => continue,
            },
        };
        add(&mut builder.timeline, trust(value), bound(event, end, &shape), id, grounds);
    }
    Some(event)
}

/// Puts what holds for a stretch of time within the lives of those it holds of: their cards.
fn lives<'a>(
    builder: &mut Builder<'a>,
    claim: &ClaimOf<'a>,
    event: Event,
    id: &str,
    grounds: &mut Vec<String>,
) -> Vec<&'a Card> {
    let study = builder.study;
    let predicate = study.vocabulary.predicate(&claim.field.predicate);
    if predicate.is_none_or(|predicate| predicate.time != InTime::Stretch) || !claim.is_held {
        return Vec::new();
    }
    let other = match predicate.map(|predicate| predicate.takes) {
        Some(Takes::Card) => match study.resolve(&claim.value.text, &[]) {
            Resolution::One(card) => Some(card),
            Resolution::Many(_) | Resolution::None => None,
        },
        _ => None,
    };
    let has_life = |card: &&Card| matches!(card.kind.as_str(), "person" | "organ");
    let cards: Vec<&Card> =
        [Some(claim.card), other].into_iter().flatten().filter(has_life).collect();
    for card in &cards {
        let life = builder.event(card);
        let mut within = event.during(life);
        within.iter_mut().for_each(|constraint| constraint.days += GRACE);
        add(&mut builder.timeline, trust(claim.value), within, id, grounds);
    }
    cards
}

fn add(
    timeline: &mut Timeline,
    trust: Trust,
    constraints: Vec<Constraint>,
    id: &str,
    grounds: &mut Vec<String>,
) {
    // Points of this very timeline are never refused.
    if timeline.add(trust, constraints).is_ok() {
        grounds.push(id.to_owned());
    }
}

impl TimeAnswers<'_> {
    /// Between which days a time begins and ends; `None` when there is no such time.
    pub fn bounds(&self, time: &str) -> Option<Bounds> {
        let event = *self.asked.0.get(time)?;
        Some(Bounds { begins: self.solution.begins(event), ends: self.solution.ends(event) })
    }

    fn certainty(&self, question: &Question) -> Certainty {
        // Where nothing but days of the calendar ties the two, bounds decide.
        let group = |name: &String| self.asked.1.get(name);
        if let ([part], [one, other]) = (question.parts.as_slice(), question.times.as_slice())
            && group(one) != group(other)
        {
            return self.by_bounds(part);
        }
        self.solution.certainty(&question.parts)
    }

    fn by_bounds(&self, part: &Constraint) -> Certainty {
        let number = |day: derek_time::Day| i64::from(day.number());
        let [from, to] = [part.from, part.to].map(|point| {
            let bounds = self.solution.bounds(point);
            (bounds.first_day().map(number), bounds.last_day().map(number))
        });
        let at_most = to.1.zip(from.0).map(|(to, from)| to - from);
        let at_least = to.0.zip(from.1).map(|(to, from)| to - from);
        if at_most.is_some_and(|days| days <= part.days) {
            Certainty::Certain
        } else if at_least.is_some_and(|days| part.days < days) {
            Certainty::Cannot
        } else {
            Certainty::Possible
        }
    }

    fn question(&self, asked: &Fact) -> Option<Question> {
        let (wanted, word) = match asked.relation.split_once('_')? {
            ("certainly", word) => (Wanted::Certain, word),
            ("possibly", word) => (Wanted::Possible, word),
            _ => return None,
        };
        let time = |at: usize| -> Option<(String, Event)> {
            let Word::Symbol(name) = asked.values.get(at)? else { return None };
            Some((name.to_string(), *self.asked.0.get(&**name)?))
        };
        let days = |at: usize, comparison: &str| {
            let (Word::Number(number), Word::Symbol(unit)) =
                (asked.values.get(at)?, asked.values.get(at + 1)?)
            else {
                return None;
            };
            Length::of(*number, unit)?.days(comparison, wanted)
        };
        let (name, one) = time(0)?;
        if let Some(comparison) = word.strip_prefix("lasts_") {
            let (least, most) = days(1, comparison)?;
            return Some(Question { parts: one.lasts(least, most), times: vec![name], wanted });
        }
        let (other_name, other) = time(1)?;
        let parts = match word {
            "before" => one.before(other),
            "after" => one.after(other),
            "overlaps" => one.shares_days(other),
            "during" => one.during(other),
            "contains" => one.contains(other),
            "meets" => one.meets(other),
            "equals" => one.same_time(other),
            _ => {
                let (least, most) = days(2, word.strip_prefix("apart_")?)?;
                other.follows(one, least, most)
            }
        };
        Some(Question { parts, times: vec![name, other_name], wanted })
    }
}

/// What is asked, as constraints.
struct Question {
    parts: Vec<Constraint>,
    times: Vec<String>,
    wanted: Wanted,
}

/// So many units of time: the fewest days that they can have, and the most.
struct Length {
    least: i64,
    most: i64,
}

/// Days of the months of a common year.
const MONTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Units beyond which nothing in history is told apart.
const MOST_UNITS: i64 = 1_000_000;

impl Length {
    fn of(number: i64, unit: &str) -> Option<Length> {
        let number = number.clamp(0, MOST_UNITS);
        let of_months = |months: i64| {
            let (years, rest) = (months / 12, usize::try_from(months % 12).unwrap_or(0));
            let window = |start: usize| (0..rest).map(|at| MONTHS[(start + at) % 12]).sum::<i64>();
            let least = (0..12).map(window).min().unwrap_or(0);
            let most = (0..12).map(window).max().unwrap_or(0);
            // Of four years one is leap, but not every year that ends a century.
            let fewest_leap = (years / 4 - (years + 99) / 100).max(0);
            let most_leap = (years + 3) / 4 + i64::from(0 < rest);
            Length {
                least: 365 * years + fewest_leap + least,
                most: 365 * years + most_leap + most,
            }
        };
        Some(match unit {
            "days" => Length { least: number, most: number },
            "months" => of_months(number),
            "years" => of_months(12 * number),
            _ => return None,
        })
    }

    /// Between how many days something lies that is certainly, or possibly, so long.
    fn days(&self, comparison: &str, wanted: Wanted) -> Option<(Option<i64>, Option<i64>)> {
        let (above, below) = match wanted {
            Wanted::Certain => (self.most, self.least),
            Wanted::Possible => (self.least, self.most),
        };
        Some(match comparison {
            "more_than" => (Some(above + 1), None),
            "at_least" => (Some(above), None),
            "less_than" => (None, Some(below - 1)),
            "at_most" => (None, Some(below)),
            _ => return None,
        })
    }
}

impl Answers for TimeAnswers<'_> {
    fn holds(&self, question: &Fact) -> bool {
        let Some(question) = self.question(question) else { return false };
        let key = (question.parts.clone(), question.wanted);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known().get(&key) {
            return *answer;
        }
        let certainty = self.certainty(&question);
        let answer = match question.wanted {
            Wanted::Certain => certainty == Certainty::Certain,
            Wanted::Possible => certainty != Certainty::Cannot,
        };
        known().insert(key, answer);
        answer
    }

    /// Claims of the network by their names, `; ` between them; empty when the network leaves both open.
    fn because(&self, question: &Fact) -> String {
        let Some(question) = self.question(question) else { return String::new() };
        let chains = self.solution.why_certainty(&question.parts).unwrap_or_default();
        let links: Vec<Link> = chains.into_iter().flatten().collect();
        let mut named: Vec<&str> = Vec::new();
        for Claim(number) in links.into_iter().filter_map(|link| link.claim) {
            if let Some(name) = self.asked.2.get(number as usize)
                && !named.contains(&name.as_str())
            {
                named.push(name);
            }
        }
        named.join("; ")
    }
}

/// Numbers that belong together.
struct Joined(Vec<usize>);

impl Joined {
    fn add(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    fn root(&mut self, number: usize) -> usize {
        let mut here = number;
        while self.0[here] != here {
            self.0[here] = self.0[self.0[here]];
            here = self.0[here];
        }
        here
    }

    fn join(&mut self, one: Option<usize>, other: Option<usize>) {
        if let (Some(one), Some(other)) = (one, other) {
            let (one, other) = (self.root(one), self.root(other));
            self.0[one.max(other)] = one.min(other);
        }
    }
}
