//! A date beside the same date in a calendar of another kind.

use super::*;
use crate::animal::Animal;
use crate::beside::Beside;

/// Signs between a date and its animal: `1921 – год курицы`.
const JOINTS: &[char] = &[',', '-', '–', ':'];

impl Reader<'_> {
    /// The token after the words that count a year from the Hijra.
    pub(super) fn hijri_era(&self, year_at: usize, year: u32, digits: u8) -> Option<usize> {
        let next = year_at + 1;
        let word = self.year_word(next).map_or(next, |(_, next)| next);
        self.is(next, Meaning::Hijri).or_else(|| self.is(word, Meaning::Hijri)).or_else(|| {
            // Hours have the same letter, and no such number.
            let letter = self.is(next, Meaning::HijriLetter);
            let letter = letter.or_else(|| self.is(word, Meaning::HijriLetter))?;
            (digits == 4 && (1000..=1500).contains(&year)).then_some(letter)
        })
    }

    /// `1293–1294 гг. х.`, `1293/94 AH`, `хижраның 1293–1294 жылдары`: all the days of both.
    pub(super) fn hijri_pair(&self, at: usize) -> Option<Found> {
        let era = self.is(at, Meaning::Hijri);
        let word = self.is(at, Meaning::Years).or_else(|| self.is(at, Meaning::Year));
        let first_at = era.or(word).unwrap_or(at);
        let (first, 3..=4) = self.number(first_at)? else { return None };
        let joint = self.sign(first_at + 1, DASHES);
        let last_at = joint.or_else(|| self.sign(first_at + 1, &['/']))?;
        let (last, digits) = match self.number(last_at)? {
            (last, 2) if self.joined(last_at) => (first - first % 100 + last, 4),
            (last, digits @ 3..=4) => (last, digits),
            _ => return None,
        };
        let named = self.year_word(last_at + 1).map_or(last_at + 1, |(_, next)| next);
        let next = self.hijri_era(last_at, last, digits).or(era.map(|_| named))?;
        if last <= first || !self.is_clean_before(at) {
            return None;
        }
        let days = |year: u32| hijri::year(i32::try_from(year).ok()?);
        let (first, last) = (days(first)?.0, days(last)?.1);
        let mut found = Found::new(at, next, Unit::Exact { first, last }, Firmness::Firm);
        found.calendar = Some(Calendar::Gregorian);
        found.approximate = true;
        found.steps.push(Step::FromHijri);
        Some(found)
    }

    /// `хижраның 1336 жылы`, `AH 1336`, `1336 жылғы 12 режеп`, `1336 жылы режептің 12-сі`
    pub(super) fn hijri_year_first(&self, at: usize) -> Option<Found> {
        let era = self.is(at, Meaning::Hijri);
        let year_at = era.unwrap_or(at);
        let (year, 3..=4) = self.number(year_at)? else { return None };
        let year = i32::try_from(year).ok()?;
        let named = self.year_word(year_at + 1);
        let next = named.map_or(year_at + 1, |(_, next)| next);
        let month = |at| {
            self.sense(at, |sense| match sense.meaning {
                Meaning::HijriMonth(month) => Some(month),
                _ => None,
            })
        };
        if era.is_some() || named.is_some() {
            let start = self.skip_sign(next, &[',']);
            if let Some((day, after)) = self.day_number(start)
                && let Some((month, after)) = month(after)
            {
                return self.of_hijri(at, after, (year, Some(month), Some(day)));
            }
            if let Some((month, after)) = month(start) {
                let after = self.skip(after, Meaning::MonthWord);
                let day = self.day_number(after).filter(|(day, _)| *day <= 31);
                let next = day.map_or(after, |(_, next)| next);
                let next = self.skip(next, Meaning::DayWord);
                return self.of_hijri(at, next, (year, Some(month), day.map(|(day, _)| day)));
            }
        }
        era.and_then(|_| self.of_hijri(at, next, (year, None, None)))
    }

    /// A year of the Muslim calendar, a month or a day of it.
    pub(super) fn of_hijri(
        &self,
        at: usize,
        next: usize,
        (year, month, day): (i32, Option<u8>, Option<u8>),
    ) -> Option<Found> {
        let days = match (month, day) {
            (Some(month), Some(day)) => {
                hijri::month(year, month)?;
                hijri::day(year, month, day)
            }
            (Some(month), None) => Some(hijri::month(year, month)?),
            (None, _) => Some(hijri::year(year)?),
        };
        let unit = days.map_or(Unit::Nothing, |(first, last)| Unit::Exact { first, last });
        let mut found = Found::new(at, next, unit, Firmness::Firm);
        found.calendar = Some(Calendar::Gregorian);
        found.approximate = days.is_some();
        found.steps.push(Step::FromHijri);
        Some(found)
    }

    /// `5 or 6 December`, `5 или 6 декабря`: a day whose month stands with the other.
    pub(super) fn either_day(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        // `1912 жылғы 12 немесе 13 сәуір`
        let year = match self.number(at) {
            Some((_, 3..)) => Some(self.year(at).filter(|year| year.named)?),
            _ => None,
        };
        let start = year.map_or(at, |year| self.skip_sign(year.next, &[',']));
        let (day, next) = self.day(start)?;
        let mut two = self.moment(self.is(next, Meaning::Or)?)?;
        if let Some(year) = year {
            if !two.lacks_year() {
                return None;
            }
            two.give_year(year.value);
            two.uncertain |= year.uncertain;
        }
        let unit = Unit::Day { year: None, month: 0, day: day.day };
        let mut one = Found::new(at, next, unit, Firmness::Stump);
        one.double =
            day.other.map(|day| Double { year: None, month: 0, day, calendar: None, shared: None });
        if !self.is_clean_before(at) || !matches!(two.moment.unit, Unit::Day { .. }) {
            return None;
        }
        self.pair(at, one, two, Said::Either)
    }

    /// A date with what stands beside it: `26 December 1917 (12 Rabi I 1336 AH)`,
    /// `1336 г. х. (1917 г.)`, `тауық жылы (1921)`, `1921 – год курицы`.
    pub(super) fn beside(&self, at: usize, found: Found) -> Found {
        if found.beside.is_some() || !found.is_plain() {
            return found;
        }
        if let Some((animal, next)) = self.animal_after(found.next) {
            let is_date = match found.moment.unit {
                Unit::Year(_) => true,
                unit => !unit.lacks_year() && found.firmness == Firmness::Firm,
            };
            if is_date && found.moment.part == Part::Whole && !found.is_hijri() {
                let mut read = found.reach(next);
                read.beside = Some(Beside::Animal(animal));
                read.firmness = Firmness::Firm;
                return read;
            }
        }
        let Some(open) = self.sign(found.next, &['(', '[', '/', '=']) else { return found };
        let closed = self.slice(found.next) != "/" && self.slice(found.next) != "=";
        let read = match found.is_hijri() {
            true => self.gregorian_half(open).map(|other| Found {
                beside: found.days().map(Beside::Hijri),
                main: at..other.main.end,
                ..other
            }),
            false => self.hijri(open).filter(|_| !found.lacks_year()).map(|other| Found {
                beside: other.days().map(Beside::Hijri),
                next: other.next,
                ..found.clone()
            }),
        };
        let Some(mut read) = read else { return found };
        if closed {
            let Some(next) = self.sign(read.next, &[')', ']']) else { return found };
            read.next = next;
        }
        read.firmness = Firmness::Firm;
        read.main.end = read.next;
        read
    }

    /// The half of a double date that is not of the Muslim calendar; its year is stated.
    fn gregorian_half(&self, at: usize) -> Option<Found> {
        let readings = [
            self.numeric(at),
            self.day_and_month(at),
            self.month_and_day(at),
            self.year_and_day(at),
            self.month_alone(at),
            self.year_alone(at),
        ];
        let longest = readings.into_iter().flatten().rev().max_by_key(|found| found.next);
        longest.filter(|found| found.is_plain() && !found.lacks_year())
    }

    /// The animal that stands after a date, joined by a sign or in brackets.
    fn animal_after(&self, at: usize) -> Option<(Animal, usize)> {
        if let Some(open) = self.sign(at, &['(', '[']) {
            let (animal, next) = self.animal_year(open)?;
            return Some((animal, self.sign(next, &[')', ']'])?));
        }
        // `1917 год змеи`: the word has been taken for the number.
        self.animal_year(self.skip_sign(at, JOINTS))
            .or_else(|| at.checked_sub(1).and_then(|word| self.animal_year(word)))
    }

    /// `жылан жылы`, `год змеи`, `the year of the Snake`, `año de la serpiente`
    fn animal_year(&self, at: usize) -> Option<(Animal, usize)> {
        let animal = |at, kazakh: bool| {
            self.sense(at, |sense| match sense.meaning {
                Meaning::Animal(animal) if (sense.tongue == Tongue::Kk) == kazakh => {
                    Some((animal, sense.tongue))
                }
                _ => None,
            })
        };
        let start = self.skip(at, Meaning::The);
        if let Some(((animal, _), next)) = animal(start, true) {
            return Some((animal, self.is_in(next, Meaning::Year, Tongue::Kk)?));
        }
        let next = self.is(start, Meaning::Year)?;
        let next = self.skip(self.skip(next, Meaning::Of), Meaning::The);
        let ((animal, _), next) = animal(next, false)?;
        Some((animal, next))
    }

    /// A year that its animal names, with the number of the year beside it or, in
    /// a field, without one: every twelfth year has that name.
    pub(super) fn animal(&self, at: usize) -> Option<Found> {
        let (animal, next) = self.animal_year(at)?;
        let comma = self.sign(next, JOINTS).and_then(|joint| Some((self.year(joint)?, false)));
        let bracket = self.sign(next, &['(', '[']).and_then(|open| Some((self.year(open)?, true)));
        let numbered = comma.filter(|(year, _)| year.named).or(bracket);
        if let Some((year, closed)) = numbered {
            let end = match closed {
                true => self.sign(year.next, &[')', ']']),
                false => Some(year.next),
            };
            if let Some(end) = end {
                let mut found = Found::new(at, end, Unit::Year(year.value), Firmness::Firm);
                found.beside = Some(Beside::Animal(animal));
                return Some(found);
            }
        }
        (self.setting == Setting::Field)
            .then(|| Found::new(at, next, Unit::AnimalYear(animal), Firmness::Firm))
    }
}

impl Found {
    fn is_hijri(&self) -> bool {
        self.steps.contains(&Step::FromHijri)
    }

    /// The days of a date that is known to the day.
    fn days(&self) -> Option<(Day, Day)> {
        match self.moment.unit {
            Unit::Exact { first, last } => Some((first, last)),
            _ => None,
        }
    }
}
