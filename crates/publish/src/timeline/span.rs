//! When something was, as one testimony has it: the days on which it may have
//! begun and ended, and how sure that is.

use derek_study::vocabulary::{Extent, Takes};
use derek_study::{Card, Field, Mode, Value};
use derek_time::{Calendar, Date, Day, End, Interval, Shape, Step};

use crate::card::styles;
use crate::edition::Edition;

/// One testimony of when something was.
pub(super) struct Span {
    /// The days on which it may begin.
    pub begins: Interval,
    /// The days on which it may end.
    pub ends: Interval,
    pub form: Form,
    /// The writing says "about".
    pub approximate: bool,
    /// The writing says "perhaps".
    pub uncertain: bool,
    pub judged: bool,
    /// It cannot hold together with another testimony of the same.
    pub parted: bool,
    /// Short words beside it when a card has several.
    pub words: String,
    pub title: String,
}

/// How it fills its days.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It lasted.
    Stretch,
    /// It was on some day within.
    Within,
    /// It was on one of two days, by the calendar that is meant.
    EitherStyle,
}

impl Span {
    /// A date by itself.
    pub fn of(date: &Date, words: String) -> Span {
        let (begins, ends, form) = match date.shape {
            Shape::Within(interval) => {
                let hull = widened(date, interval);
                let is_day = interval.days() == Some(1);
                let either =
                    is_day && hull != interval && date.steps.contains(&Step::CalendarUnmarked);
                (hull, hull, if either { Form::EitherStyle } else { Form::Within })
            }
            Shape::Throughout { begins, ends } => {
                (widened(date, begins), widened(date, ends), Form::Stretch)
            }
        };
        Span {
            begins,
            ends,
            form,
            approximate: date.approximate,
            uncertain: date.uncertain && form != Form::EitherStyle,
            judged: false,
            parted: false,
            title: words.clone(),
            words,
        }
    }

    pub fn is_known(&self) -> bool {
        self.days().next().is_some()
    }

    /// The days that are known of it, in no order.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        [self.begins, self.ends]
            .into_iter()
            .flat_map(|interval| [interval.first_day(), interval.last_day()])
            .flatten()
    }

    /// Whether any of it lies between two days. What was before or after a day
    /// stands at that day: nothing says how long before or after.
    pub fn touches(&self, first: Day, last: Day) -> bool {
        let (Some(earliest), Some(latest)) = (self.days().min(), self.days().max()) else {
            return false;
        };
        let lasts = self.form == Form::Stretch;
        let begins_in_time = (lasts && self.begins.first == End::Open) || earliest <= last;
        let ends_in_time = (lasts && self.ends.last == End::Open) || first <= latest;
        begins_in_time && ends_in_time
    }

    /// Where it stands among others.
    pub fn first(&self) -> Option<Day> {
        self.begins.first_day().or(self.begins.last_day()).or(self.ends.first_day())
    }
}

/// An interval with the days that the other style of the calendar would add.
fn widened(date: &Date, interval: Interval) -> Interval {
    if date.calendar != Calendar::Unmarked {
        return interval;
    }
    match date.shape {
        Shape::Within(_) => {
            date.readings().iter().skip(1).fold(interval, |hull, reading| hull.hull(reading))
        }
        Shape::Throughout { begins, .. } if date.steps.contains(&Step::CalendarUnmarked) => {
            let old = date.in_calendar(Calendar::Julian);
            let other = if interval == begins { old.begins() } else { old.ends() };
            interval.hull(&other)
        }
        Shape::Throughout { .. } => interval,
    }
}

impl Edition<'_> {
    /// Every testimony of when the thing on a card was.
    pub(super) fn spans(&self, card: &Card) -> Vec<Span> {
        let mut spans = Vec::new();
        for (begins, ends) in [("begins", "ends"), ("born", "died")] {
            let begun: Vec<&Value> = dated(card, begins).collect();
            let ended: Vec<&Value> = dated(card, ends).collect();
            for nth in 0..begun.len().max(ended.len()) {
                let begins = begun.get(nth).or(begun.last()).copied();
                let ends = ended.get(nth).or(ended.last()).copied();
                spans.push(self.lasting(card, begins, ends));
            }
        }
        let moments: Vec<&Value> = dated(card, "when").collect();
        for value in &moments {
            spans.extend(self.moment(card, value, &moments));
        }
        for field in &card.fields {
            spans.extend(self.held(card, field));
        }
        // A date of which no day is known cannot be drawn.
        spans.retain(Span::is_known);
        spans
    }

    fn lasting(&self, card: &Card, begins: Option<&Value>, ends: Option<&Value>) -> Span {
        let said =
            |value: Option<&Value>| value.map_or_else(|| "?".to_owned(), |value| self.told(value));
        let dates = || [begins, ends].into_iter().flatten().filter_map(|value| value.date.as_ref());
        let words = format!("{} – {}", said(begins), said(ends));
        Span {
            begins: days_of(begins.and_then(|value| value.date.as_ref()), Date::begins),
            ends: days_of(ends.and_then(|value| value.date.as_ref()), Date::ends),
            form: Form::Stretch,
            approximate: dates().any(|date| date.approximate),
            uncertain: dates().any(|date| date.uncertain),
            judged: begins.is_some_and(|value| value.judged)
                || ends.is_some_and(|value| value.judged),
            parted: false,
            title: format!("{}: {words}", card.name(self.lang)),
            words,
        }
    }

    fn moment(&self, card: &Card, value: &Value, all: &[&Value]) -> Option<Span> {
        let date = value.date.as_ref()?;
        let is_judged = all.iter().any(|value| value.judged);
        let parted = !is_judged
            && value.mode == Mode::Fact
            && all.iter().any(|other| {
                other.mode == Mode::Fact
                    && other.date.as_ref().is_some_and(|other| date.relation(other).is_apart())
            });
        let source = value.citations.first().map(|citation| match citation.locator.is_empty() {
            true => format!(" ({})", citation.key),
            false => format!(" ({}, {})", citation.key, citation.locator),
        });
        let source = source.unwrap_or_default();
        let words = format!("{}{source}", date.in_lang(self.lang));
        Some(Span {
            judged: value.judged,
            parted,
            title: format!("{}: {}{source}", card.name(self.lang), self.told(value)),
            ..Span::of(date, words)
        })
    }

    /// What is said to have held for a stretch of time: a membership, an allegiance.
    fn held(&self, card: &Card, field: &Field) -> Vec<Span> {
        let Some(predicate) = self.study.vocabulary.predicate(&field.predicate) else {
            return Vec::new();
        };
        if predicate.time != Extent::Stretch {
            return Vec::new();
        }
        let label = predicate.label.get(self.lang);
        let bounded =
            field.affirmed().filter(|value| value.from.is_some() || value.until.is_some());
        let span = |value: &Value| {
            let target = match predicate.takes {
                Takes::Card => {
                    let resolution = self.study.resolve(&value.text, self.base);
                    resolution
                        .card()
                        .map_or(value.text.as_str(), |card| card.name(self.lang))
                        .to_owned()
                }
                _ => value.text.clone(),
            };
            let said = |date: &Option<Date>| {
                date.as_ref().map_or_else(|| "…".to_owned(), |date| date.in_lang(self.lang))
            };
            let stretch = format!("{} – {}", said(&value.from), said(&value.until));
            let dates = || [&value.from, &value.until].into_iter().flatten();
            Span {
                begins: days_of(value.from.as_ref(), Date::begins),
                ends: days_of(value.until.as_ref(), Date::ends),
                form: Form::Stretch,
                approximate: dates().any(|date| date.approximate),
                uncertain: dates().any(|date| date.uncertain),
                judged: value.judged,
                parted: false,
                title: format!("{}, {label}: {target}, {stretch}", card.name(self.lang)),
                words: format!("{label}: {target}"),
            }
        };
        bounded.map(span).collect()
    }

    /// A date in words, with the other style of the calendar where it matters.
    fn told(&self, value: &Value) -> String {
        let Some(date) = &value.date else { return value.text.clone() };
        let both = styles(date, self.lang);
        match both.is_empty() {
            true => date.in_lang(self.lang),
            false => format!("{} ({both})", value.text),
        }
    }
}

fn days_of(date: Option<&Date>, which: fn(&Date) -> Interval) -> Interval {
    date.map_or(Interval::UNKNOWN, |date| widened(date, which(date)))
}

/// The values of a predicate that have a date.
fn dated<'c>(card: &'c Card, predicate: &str) -> impl Iterator<Item = &'c Value> {
    card.values(predicate).filter(|value| value.date.is_some())
}
