//! Periodizations held against the events, against each other, and against the breaks
//! that the events themselves show.

mod breaks;

use derek_study::{Card, Study, Value};
use derek_time::{Date, Day};

pub use breaks::{Break, Breaks, FEWEST, Happened, PIECES, Undated, read_events};

use crate::chronology::{Scheme, Stage, held, schemes};

/// What the events of a study say to its periodizations.
#[derive(Debug, Clone)]
pub struct Diachrony<'a> {
    /// The dated events within the time looked at, by their first day.
    pub events: Vec<Placed<'a>>,
    /// How many dated events lie outside that time.
    pub outside: usize,
    /// How many events have no date.
    pub undated: usize,
    /// The first and the last day looked at: a year around all periodizations; all that is
    /// dated where there are none. `None` when nothing is dated.
    pub days: Option<(Day, Day)>,
    /// The counts and the breaks; `None` when no event can be counted.
    pub breaks: Option<Breaks>,
    /// Each periodization with what the events say to it, by its name.
    pub schemes: Vec<Held<'a>>,
}

/// A dated event.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// Its card.
    pub card: &'a Card,
    /// Its date.
    pub value: &'a Value,
    /// The first day it may have happened on.
    pub first: Day,
    /// The last.
    pub last: Day,
}

/// A periodization held against the events.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The scheme.
    pub scheme: Scheme<'a>,
    /// The scheme's own card, where there is one.
    pub card: Option<&'a Card>,
    /// Each stage with what lies in it, in order.
    pub stages: Vec<Filled<'a>>,
    /// The bounds between one stage and the next, in order.
    pub bounds: Vec<Bound<'a>>,
}

/// A stage with what lies in it.
#[derive(Debug, Clone)]
pub struct Filled<'a> {
    /// The stage.
    pub stage: Stage<'a>,
    /// The first and the last day it may have; `None` when an end is open.
    pub days: Option<(Day, Day)>,
    /// The first and the last day it surely has; `None` when it has no such day.
    pub core: Option<(Day, Day)>,
    /// Events that surely lie in it, as places in [`Diachrony::events`].
    pub surely: Vec<usize>,
    /// Events that may lie in it.
    pub possibly: Vec<usize>,
    /// Breaks inside it, a month or more from either end, as places in [`Breaks::breaks`].
    pub breaks: Vec<usize>,
}

/// What lies between one stage and the next.
#[derive(Debug, Clone)]
pub struct Bound<'a> {
    /// The stage that ends.
    pub before: &'a Card,
    /// The stage that begins.
    pub after: &'a Card,
    /// From the first day on which the one may end or the other begin to the last.
    pub days: (Day, Day),
    /// How the two meet.
    pub meeting: Meeting,
    /// The break that lies nearest, as a place in [`Breaks::breaks`], and how many days it
    /// lies away: 0 where bound and band touch.
    pub nearest: Option<(usize, i32)>,
    /// Events that may lie within a month of it, the best dated first.
    pub events: Vec<usize>,
}

/// How two stages meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// They may be meant to meet.
    Meet,
    /// So many days belong to neither: as the words are usually meant, and in every reading of them.
    Gap {
        /// As the words are usually meant: *mid-1918* is its middle months.
        usual: i32,
        /// In every reading; 0 when they may meet after all.
        sure: i32,
    },
    /// So many days belong to both in every reading.
    Overlap(i32),
}

/// A bound of one scheme beside the nearest of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// Which bound of the first scheme.
    pub bound: usize,
    /// The nearest bound of the other; `None` when it has none.
    pub other: Option<usize>,
    /// How many days lie between them in every reading; 0 where they may be the same.
    pub days: i32,
}

/// How far from a bound an event or a break still belongs to it, in days.
pub const NEAR: i32 = 31;

/// A year more is looked at on either side of the periodizations.
const AROUND: i32 = 366;

/// A gap shorter than this is how people round.
const SHORTEST_GAP: i32 = 28;

impl<'a> Diachrony<'a> {
    /// Holds the periodizations of a study against its events.
    pub fn of(study: &'a Study) -> Diachrony<'a> {
        let schemes = schemes(study);
        let ends = schemes.iter().flat_map(|scheme| &scheme.stages).filter_map(days_of);
        let looked_at = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let looked_at = looked_at.map(|(first, last)| (first.plus(-AROUND), last.plus(AROUND)));
        let mut events = Vec::new();
        let (mut outside, mut undated) = (0, 0);
        for card in study.cards.iter().filter(|card| card.kind == "event") {
            let placed = held(card, "when").and_then(|value| {
                let days = value.date.as_ref()?.hull();
                Some(Placed { card, value, first: days.first_day()?, last: days.last_day()? })
            });
            match placed {
                None => undated += 1,
                Some(event)
                    if looked_at
                        .is_some_and(|(first, last)| event.last < first || last < event.first) =>
                {
                    outside += 1;
                }
                Some(event) => events.push(event),
            }
        }
        events.sort_by(|one, other| {
            (one.first, one.last, &one.card.id).cmp(&(other.first, other.last, &other.card.id))
        });
        let happened: Vec<Happened> = events
            .iter()
            .map(|event| {
                let kind = event.card.values("type").next().map(|value| value.text.clone());
                Happened { first: event.first, last: event.last, kind: kind.unwrap_or_default() }
            })
            .collect();
        let breaks = Breaks::of(&happened);
        let all = events.iter().map(|event| (event.first, event.last));
        let all = all.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let days = looked_at.or(all);
        let found = breaks.as_ref().map_or(&[][..], |found| &found.breaks[..]);
        let schemes =
            schemes.into_iter().map(|scheme| Held::of(study, scheme, &events, found)).collect();
        Diachrony { events, outside, undated, days, breaks, schemes }
    }

    /// The bounds of one scheme beside those of another, by their places in `schemes`.
    pub fn beside(&self, one: usize, other: usize) -> Vec<Beside> {
        let bounds = |at: usize| self.schemes.get(at).map_or(&[][..], |held| &held.bounds[..]);
        let beside = bounds(one).iter().enumerate().map(|(bound, own)| {
            let away = bounds(other)
                .iter()
                .enumerate()
                .map(|(at, other)| (apart(own.days, other.days), at));
            match away.min() {
                Some((days, at)) => Beside { bound, other: Some(at), days },
                None => Beside { bound, other: None, days: 0 },
            }
        });
        beside.collect()
    }

    /// Events that surely lie in stages of different number under two schemes: the event,
    /// and the two stages, counted from 0.
    pub fn parted(&self, one: usize, other: usize) -> Vec<(usize, usize, usize)> {
        let stage_of = |scheme: usize, event: usize| {
            let stages = &self.schemes.get(scheme)?.stages;
            stages.iter().position(|stage| stage.surely.contains(&event))
        };
        let both = (0..self.events.len())
            .filter_map(|event| Some((event, stage_of(one, event)?, stage_of(other, event)?)));
        both.filter(|(_, one, other)| one != other).collect()
    }
}

impl<'a> Held<'a> {
    fn of(
        study: &'a Study,
        scheme: Scheme<'a>,
        events: &[Placed<'a>],
        breaks: &[Break],
    ) -> Held<'a> {
        let stages = scheme.stages.iter().map(|stage| filled(*stage, events, breaks)).collect();
        let pairs = scheme.stages.windows(2);
        let bounds = pairs.filter_map(|pair| bound(&pair[0], &pair[1], events, breaks)).collect();
        let card = study.resolve(scheme.name, &[]).card();
        Held { scheme, card, stages, bounds }
    }

    /// What to call the scheme: its card's name, else the words of its stages.
    pub fn name(&self, lang: derek_study::Lang) -> &str {
        self.card.map_or(self.scheme.name, |card| card.name(lang))
    }
}

/// The first and the last day that a stage may have.
fn days_of(stage: &Stage<'_>) -> Option<(Day, Day)> {
    let first = stage.begins.date.as_ref()?.begins().first_day()?;
    let last = stage.ends.date.as_ref()?.ends().last_day()?;
    (first <= last).then_some((first, last))
}

fn filled<'a>(stage: Stage<'a>, events: &[Placed<'a>], breaks: &[Break]) -> Filled<'a> {
    let days = days_of(&stage);
    let core = || {
        let first = stage.begins.date.as_ref()?.begins().last_day()?;
        let last = stage.ends.date.as_ref()?.ends().first_day()?;
        (first <= last).then_some((first, last))
    };
    let core = core();
    let mut filled =
        Filled { stage, days, core, surely: Vec::new(), possibly: Vec::new(), breaks: Vec::new() };
    for (at, event) in events.iter().enumerate() {
        match (core, days) {
            (Some((first, last)), _) if first <= event.first && event.last <= last => {
                filled.surely.push(at);
            }
            (_, Some((first, last))) if first <= event.last && event.first <= last => {
                filled.possibly.push(at);
            }
            _ => {}
        }
    }
    if let Some((first, last)) = core {
        let is_inside =
            |one: &Break| first.plus(NEAR) <= one.band.0 && one.band.1 <= last.plus(-NEAR);
        let inside = breaks.iter().enumerate().filter(|(_, one)| is_inside(one));
        filled.breaks = inside.map(|(at, _)| at).collect();
    }
    filled
}

fn bound<'a>(
    one: &Stage<'a>,
    next: &Stage<'a>,
    events: &[Placed<'a>],
    breaks: &[Break],
) -> Option<Bound<'a>> {
    let (ends, begins) = (one.ends.date.as_ref()?, next.begins.date.as_ref()?);
    let (end, begin) = (ends.ends(), begins.begins());
    let from = end.first_day()?.min(begin.first_day()?);
    let until = end.last_day()?.max(begin.last_day()?);
    let near = breaks.iter().enumerate().map(|(at, found)| (apart((from, until), found.band), at));
    let mut close: Vec<usize> = (0..events.len())
        .filter(|at| apart((from, until), (events[*at].first, events[*at].last)) <= NEAR)
        .collect();
    close.sort_by_key(|at| {
        let event = &events[*at];
        (
            event.last.number() - event.first.number(),
            apart((from, until), (event.first, event.last)),
            *at,
        )
    });
    Some(Bound {
        before: one.card,
        after: next.card,
        days: (from, until),
        meeting: meeting(ends, begins)?,
        nearest: near.min().map(|(days, at)| (at, days)),
        events: close,
    })
}

fn meeting(ends: &Date, begins: &Date) -> Option<Meeting> {
    let (end, begin) = (ends.ends(), begins.begins());
    let between = |end: Day, begin: Day| (begin.number() - end.number() - 1).max(0);
    let (end_first, end_last) = (end.first_day()?, end.last_day()?);
    let (begin_first, begin_last) = (begin.first_day()?, begin.last_day()?);
    if begin_last < end_first {
        return Some(Meeting::Overlap(end_first.number() - begin_last.number()));
    }
    let usual_end = ends.core.and_then(|core| core.last_day()).unwrap_or(end_last);
    let usual_begin = begins.core.and_then(|core| core.first_day()).unwrap_or(begin_first);
    let usual = between(usual_end, usual_begin);
    Some(match usual < SHORTEST_GAP {
        true => Meeting::Meet,
        false => Meeting::Gap { usual, sure: between(end_last, begin_first) },
    })
}

/// How many days lie from one stretch to another; 0 where they touch.
fn apart(one: (Day, Day), other: (Day, Day)) -> i32 {
    let away = |first: Day, last: Day| first.number().saturating_sub(last.number());
    away(other.0, one.1).max(away(one.0, other.1)).max(0)
}

#[cfg(test)]
mod tests {
    use derek_study::fixture;

    use super::*;

    fn period(id: &str, scheme: &str, begins: &str, ends: &str) -> String {
        format!(
            "//- cards/{id}.md\n---\nkind: period\nscheme: {scheme}\nbegins: {begins}\nends: {ends}\n---\n"
        )
    }

    fn event(id: &str, when: &str) -> String {
        format!("//- cards/{id}.md\n---\nkind: event\nwhen: {when}\n---\n")
    }

    fn two_schemes() -> Study {
        let cards = [
            period("a1", "years", "1917", "1918"),
            period("a2", "years", "1918", "1919"),
            period("b1", "months", "end of 1917", "April 1918"),
            period("b2", "months", "mid-1918", "mid-1919"),
            event("talks", "20 March 1918"),
            event("decrees", "24 June 1918"),
            event("siege", "April 1919"),
            event("far", "1991"),
            event("unknown", ""),
        ];
        fixture::study(&cards.concat())
    }

    #[test]
    fn gaps_and_meetings() {
        let study = two_schemes();
        let seen = Diachrony::of(&study);
        let meetings: Vec<(&str, Meeting)> =
            seen.schemes.iter().map(|held| (held.scheme.name, held.bounds[0].meeting)).collect();
        let [("months", Meeting::Gap { usual, sure }), ("years", Meeting::Meet)] = meetings[..]
        else {
            panic!("{meetings:?}");
        };
        assert!(0 <= sure && sure <= usual && 28 <= usual, "{usual} {sure}");
        assert_eq!((seen.outside, seen.undated, seen.events.len()), (1, 1, 3));
    }

    #[test]
    fn a_bound_has_the_events_near_it() {
        let study = two_schemes();
        let seen = Diachrony::of(&study);
        let near = |scheme: usize| -> Vec<&str> {
            let bound = &seen.schemes[scheme].bounds[0];
            bound.events.iter().map(|at| seen.events[*at].card.id.as_str()).collect()
        };
        assert_eq!(near(0), ["decrees", "talks"]);
        assert_eq!(seen.schemes[0].bounds[0].nearest, None, "too few events for a break");
    }

    #[test]
    fn what_lies_in_a_stage() {
        let study = two_schemes();
        let seen = Diachrony::of(&study);
        let ids = |list: &[usize]| -> Vec<&str> {
            list.iter().map(|at| seen.events[*at].card.id.as_str()).collect()
        };
        let months = &seen.schemes[0].stages;
        assert_eq!(ids(&months[0].surely), ["talks"]);
        assert_eq!(ids(&months[1].surely), ["siege"]);
        let years = &seen.schemes[1].stages;
        assert_eq!(ids(&years[0].surely), [] as [&str; 0]);
        assert_eq!(ids(&years[0].possibly), ["talks", "decrees"]);
    }

    #[test]
    fn schemes_beside_each_other() {
        let study = two_schemes();
        let seen = Diachrony::of(&study);
        assert_eq!(seen.beside(0, 1), [Beside { bound: 0, other: Some(0), days: 0 }]);
        assert_eq!(seen.beside(0, 7), [Beside { bound: 0, other: None, days: 0 }]);
        assert_eq!(seen.parted(0, 0), []);
    }

    #[test]
    fn stages_that_overlap() {
        let cards = period("a", "s", "1917", "May 1919") + &period("b", "s", "March 1919", "1920");
        let study = fixture::study(&cards);
        let seen = Diachrony::of(&study);
        let Meeting::Overlap(days) = seen.schemes[0].bounds[0].meeting else {
            panic!("they overlap")
        };
        assert_eq!(days, 31);
    }

    #[test]
    fn a_planted_break_is_the_nearest_to_its_bound() {
        let mut cards = period("a", "s", "January 1917", "June 1918")
            + &period("b", "s", "July 1918", "December 1919");
        for month in 0..36 {
            let (year, number) = (1917 + month / 12, month % 12 + 1);
            for nth in 0..if month < 18 { 1 } else { 6 } {
                cards += &event(
                    &format!("e{month}-{nth}"),
                    &format!("{year}-{number:02}-{:02}", nth * 4 + 2),
                );
            }
        }
        let study = fixture::study(&cards);
        let seen = Diachrony::of(&study);
        let found = seen.breaks.as_ref().expect("breaks");
        let at: Vec<String> = found.breaks.iter().map(|one| one.at.iso()).collect();
        assert_eq!(at, ["1918-07-01"]);
        assert_eq!(seen.schemes[0].bounds[0].nearest, Some((0, 0)));
        assert!(seen.schemes[0].stages.iter().all(|stage| stage.breaks.is_empty()));
    }

    #[test]
    fn a_study_of_nothing() {
        let study = fixture::study("//- cards/a.md\n---\nkind: concept\n---\n");
        let seen = Diachrony::of(&study);
        assert!(seen.days.is_none() && seen.breaks.is_none() && seen.schemes.is_empty());
    }
}
