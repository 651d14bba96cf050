//! Times told from another time, lengths of time, and what is repeated.

use super::*;
use crate::times::{Length, Measure, Origin, Reckoning, Says, Shift};
use crate::told_words::Telling;

/// A number of measures as read.
struct Counted {
    /// `None` when nobody says.
    count: Option<u32>,
    next: usize,
}

impl Reader<'_> {
    /// The longest time told from another, length or repetition that begins here.
    pub fn telling(&self, at: usize) -> Option<Reckoning> {
        let number = self.number(at).is_some();
        let sorts = self.sorts(at);
        let of = |meanings: &[Meaning]| meanings.iter().any(|meaning| sorts & meaning.sort() != 0);
        let tells = sorts & Meaning::TELLINGS != 0;
        let part = of(&[Meaning::Early, Meaning::Middle, Meaning::Late]);
        let article = of(&[Meaning::The]);
        let mut longest: Option<(Says, usize)> = None;
        let mut keep = |read: Option<(Says, usize)>| {
            if let Some((_, next)) = read
                && longest.is_none_or(|(_, longest)| longest < next)
            {
                longest = read;
            }
        };
        if tells || part || article {
            keep(self.shift_phrase(at));
            keep(self.which(at));
        }
        if tells || number || of(&[Meaning::Numeral(0)]) {
            keep(self.length(at));
        }
        if tells {
            keep(self.every(at));
            keep(self.unbounded(at));
        }
        if part || of(&[Meaning::Weekday(Weekday::Monday)]) {
            keep(self.weekday_alone(at));
        }
        if article || number || of(&[Meaning::Ordinal(0)]) {
            keep(self.quarter_alone(at));
        }
        let (says, next) = longest?;
        Some(Reckoning { tokens: at..next, says })
    }

    fn tells<T>(&self, at: usize, pick: impl Fn(Telling) -> Option<T>) -> Option<(T, usize)> {
        if self.sorts(at) & Meaning::TELLINGS == 0 {
            return None;
        }
        self.sense(at, |sense| match sense.meaning {
            Meaning::Telling(telling) => pick(telling),
            _ => None,
        })
    }

    pub(super) fn is_telling(&self, at: usize, telling: Telling) -> Option<usize> {
        self.is(at, Meaning::Telling(telling))
    }

    fn measure(&self, at: usize) -> Option<(Measure, usize)> {
        self.tells(at, |telling| match telling {
            Telling::Measure(measure) => Some(measure),
            _ => None,
        })
    }

    fn part_of_day(&self, at: usize) -> Option<usize> {
        let part = |telling| matches!(telling, Telling::PartOfDay(_)).then_some(());
        self.tells(at, part).map(|(_, next)| next)
    }

    /// Early or late in what follows: `early next week`, `late yesterday`.
    fn skip_part(&self, at: usize) -> usize {
        let earlier = Meaning::Telling(Telling::Earlier);
        let later = Meaning::Telling(Telling::Later);
        if !self.may(at, &[Meaning::Early, Meaning::Middle, Meaning::Late, earlier, later]) {
            return at;
        }
        let part = self.sense(at, |sense| match sense.meaning {
            Meaning::Early | Meaning::Middle | Meaning::Late => Some(()),
            Meaning::Telling(Telling::Earlier | Telling::Later) => Some(()),
            _ => None,
        });
        match part {
            Some((_, next)) => self.sign(next, DASHES).unwrap_or(next),
            None => at,
        }
    }

    /// `yesterday`, `late tomorrow afternoon`, `the next day`
    fn shift_phrase(&self, at: usize) -> Option<(Says, usize)> {
        let (shift, next) = self.tells(self.skip_part(at), |telling| {
            let (origin, measure, by) = match telling {
                Telling::Shift(measure, by) => (Origin::Writing, measure, by),
                Telling::ThereShift(measure, by) => (Origin::DateBefore, measure, by),
                _ => return None,
            };
            Some(Shift { origin, by: Some(by.into()), measure, is_length: false })
        })?;
        Some((Says::Shift(shift), self.part_of_day(next).unwrap_or(next)))
    }

    /// `last week`, `this morning`, `next Friday`, `the following year`, `the past three months`
    fn which(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.skip(self.skip_part(at), Meaning::The);
        let ((origin, by), next) = self.tells(start, |telling| match telling {
            Telling::Which(by) => Some((Origin::Writing, by)),
            Telling::There(by) => Some((Origin::DateBefore, by)),
            _ => None,
        })?;
        if let Some((measure, next)) = self.measure(next) {
            let shift = Shift { origin, by: Some(by.into()), measure, is_length: false };
            return Some((Says::Shift(shift), next));
        }
        if let Some((length, next)) = self.counted_measure(next) {
            return (by != 0).then_some((Says::Length(length), next));
        }
        if origin == Origin::DateBefore {
            return None;
        }
        if let Some(next) = self.part_of_day(next) {
            let by = Some(by.into());
            let shift = Shift { origin, by, measure: Measure::Day, is_length: false };
            return Some((Says::Shift(shift), next));
        }
        let (says, next) = self.sense(next, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(Says::Weekday(weekday, Some(by))),
            Meaning::Month(month) => Some(Says::Named(Unit::Month { year: None, month }, Some(by))),
            Meaning::Season(season) => {
                Some(Says::Named(Unit::Season { year: None, season }, Some(by)))
            }
            _ => None,
        })?;
        Some((says, self.part_of_day(next).unwrap_or(next)))
    }

    /// `three months`, `two years ago`, `a week later`, `through` a length
    fn length(&self, at: usize) -> Option<(Says, usize)> {
        let through = self.is_telling(at, Telling::Through);
        let start = through.unwrap_or(at);
        let start = self.is_telling(start, Telling::Nearly).unwrap_or(start);
        let (length, next) = self.counted_measure(start)?;
        let by = length.count.and_then(|count| i32::try_from(count).ok());
        let shift = |origin, sign: i32| {
            let by = by.map(|by| sign * by);
            Says::Shift(Shift { origin, by, measure: length.measure, is_length: true })
        };
        if through.is_some() {
            return Some((shift(Origin::DateBefore, 1), next));
        }
        let told = self.tells(next, |telling| {
            Some(match telling {
                Telling::Ago => shift(Origin::Writing, -1),
                Telling::Hence => shift(Origin::Writing, 1),
                Telling::Later => shift(Origin::DateBefore, 1),
                Telling::Earlier => shift(Origin::DateBefore, -1),
                _ => return None,
            })
        });
        if told.is_some() {
            return told;
        }
        if self.is_telling(next, Telling::NoLength).is_some() {
            return None;
        }
        Some((Says::Length(length), next))
    }

    /// A number and what it counts: `three months`, `half a year`, `a year and a half`.
    fn counted_measure(&self, at: usize) -> Option<(Length, usize)> {
        if let Some(read) = self.tells(at, |telling| match telling {
            Telling::Length(count, measure) => Some(Length { count: Some(count.into()), measure }),
            _ => None,
        }) {
            return Some(read);
        }
        let Counted { count, next } = self.counted(at)?;
        let next = self.sign(next, &['-']).filter(|_| self.joined(next)).unwrap_or(next);
        let (measure, next) = self.measure(next)?;
        Some((Length { count, measure }, next))
    }

    /// A number in figures or words; hyphens join words.
    fn counted(&self, at: usize) -> Option<Counted> {
        if let Some((value, digits)) = self.number(at) {
            let plain = digits < 4 && self.is_clean_before(at);
            return plain.then_some(Counted { count: Some(value), next: at + 1 });
        }
        if let Some(next) =
            self.is_telling(at, Telling::Many).or_else(|| self.is_telling(at, Telling::One))
        {
            let one = self.is_telling(at, Telling::One).is_some();
            return Some(Counted { count: one.then_some(1), next });
        }
        let (mut total, mut next, mut words) = (0_u32, at, 0);
        for _ in 0..6 {
            let joint = self.sign(next, &['-']).filter(|_| 0 < words && self.joined(next));
            let read = self.sense(joint.unwrap_or(next), |sense| match sense.meaning {
                Meaning::Telling(Telling::Count(value)) | Meaning::Numeral(value) => {
                    Some(u32::from(value))
                }
                _ => None,
            });
            let Some((value, after)) = read else { break };
            total = match value {
                100 | 1000 => total.max(1).saturating_mul(value),
                _ => total.saturating_add(value),
            };
            (next, words) = (after, words + 1);
        }
        (0 < words).then_some(Counted { count: Some(total), next })
    }

    /// `every year`, `each morning`, `every two weeks`, `annually`
    fn every(&self, at: usize) -> Option<(Says, usize)> {
        let once = |measure| Says::Repeated(Length { count: Some(1), measure });
        if let Some(read) = self.tells(at, |telling| match telling {
            Telling::Repeated(measure) => Some(once(measure)),
            _ => None,
        }) {
            return Some(read);
        }
        let next = self.is_telling(at, Telling::Every)?;
        if let Some((measure, next)) = self.measure(next) {
            return Some((once(measure), next));
        }
        if let Some((length, next)) = self.counted_measure(next) {
            return Some((Says::Repeated(length), next));
        }
        if let Some(next) = self.part_of_day(next) {
            return Some((once(Measure::Day), next));
        }
        self.sense(next, |sense| match sense.meaning {
            Meaning::Weekday(_) => Some(once(Measure::Week)),
            Meaning::Month(_) | Meaning::Season(_) => Some(once(Measure::Year)),
            _ => None,
        })
    }

    /// `now`, `recently`
    fn unbounded(&self, at: usize) -> Option<(Says, usize)> {
        self.tells(at, |telling| match telling {
            Telling::Present | Telling::Past | Telling::Future => Some(Says::Unbounded),
            _ => None,
        })
    }

    /// `Friday`, `Friday morning`
    fn weekday_alone(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.skip_part(at);
        let (weekday, next) = self.sense(start, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        })?;
        let says = Says::Weekday(weekday, None);
        Some((says, self.part_of_day(next).unwrap_or(next)))
    }

    /// `the third quarter`
    fn quarter_alone(&self, at: usize) -> Option<(Says, usize)> {
        let (quarter, _, next) = self.quarter_name(self.skip(at, Meaning::The))?;
        Some((Says::Named(Unit::Quarter { year: None, quarter }, None), next))
    }
}
