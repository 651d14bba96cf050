//! How English and Spanish write dates out: numbers in words, feasts, numbered weeks and months.

use super::*;
use crate::times::Measure;
use crate::told_words::Telling;

impl Reader<'_> {
    /// A day of the month in words: `the fifth of`, `veinticinco de`, or after its month.
    ///
    /// A word that also counts other things is a day only beside its month.
    pub(super) fn written_day(&self, at: usize) -> Option<(u8, usize)> {
        if !self.may(at, &[Meaning::Ordinal(0), Meaning::Telling(Telling::Count(0))]) {
            return None;
        }
        let western = |sense: &Sense| matches!(sense.tongue, Tongue::En | Tongue::Es);
        let ordinal = self.sense(at, |sense| match sense.meaning {
            Meaning::Ordinal(day) if western(sense) && day != 0 => Some(day),
            _ => None,
        });
        let (day, next) = match ordinal {
            Some(ordinal) => ordinal,
            None => {
                let (count, next) = self.count_in(at, Tongue::Es)?;
                (u8::try_from(count).ok()?, next)
            }
        };
        if !(1..=31).contains(&day) {
            return None;
        }
        let month = self.skip(self.skip(next, Meaning::DayWord), Meaning::Of);
        // `the first May` is not the first of May.
        if self.month(month).is_some() && (next < month || self.setting == Setting::Field) {
            return Some((day, next));
        }
        ordinal?;
        let before = |at: usize| at.checked_sub(1);
        let of_month = |at| {
            let (read, next) = self.month(at)?;
            (read.tongue == Tongue::En).then_some(next)
        };
        let last = before(at)?;
        let after_month = of_month(last) == Some(at)
            || before(last).and_then(of_month) == Some(last)
                && self.is_in(last, Meaning::The, Tongue::En) == Some(at);
        // `in May first signs appeared` and `on May the first congress met` are no days.
        let ends = matches!(self.kind(next), None | Some(Kind::Sign(',' | '.' | ')')));
        let year = self.year(self.skip_sign(next, &[','])).is_some();
        (after_month && (year || ends && self.setting == Setting::Field)).then_some((day, next))
    }

    /// A number in words of one language: `twenty-five`, `mil novecientos diecisiete`.
    pub(super) fn count_in(&self, at: usize, tongue: Tongue) -> Option<(u32, usize)> {
        if self.sorts(at) & Meaning::Telling(Telling::Count(0)).sort() == 0 {
            return None;
        }
        let (mut thousands, mut rest) = (0_u32, 0_u32);
        let (mut next, mut last) = (at, u32::MAX);
        for step in 0..8 {
            let mut start = next;
            if 0 < step {
                start = self.sign(next, &['-']).filter(|_| self.joined(next)).unwrap_or(next);
                let hundred = 100 <= last;
                let and = self.is_in(start, Meaning::And, tongue);
                if let Some(and) = and.filter(|_| hundred || tongue == Tongue::Es) {
                    start = and;
                }
            }
            let read = self.sense(start, |sense| match sense.meaning {
                Meaning::Telling(Telling::Count(value)) if sense.tongue == tongue => {
                    Some(u32::from(value))
                }
                _ => None,
            });
            let Some((value, after)) = read else { break };
            match value {
                1000 if thousands == 0 => {
                    thousands = 1000 * rest.max(1);
                    rest = 0;
                }
                100 if tongue == Tongue::En && 0 < rest && rest < 100 => rest *= 100,
                _ if value < 10 && matches!(last, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) => {
                    rest += value;
                }
                _ if value < 100 && 100 <= last || last == u32::MAX => rest += value,
                _ if tongue == Tongue::Es && 100 <= value && last == 1000 => rest += value,
                _ => break,
            }
            (next, last) = (after, value);
        }
        (at < next).then_some((thousands + rest, next))
    }

    /// A year in words: `nineteen seventeen`, `nineteen hundred and five`, `mil novecientos diecisiete`.
    pub(super) fn written_year(&self, at: usize) -> Option<(i32, usize)> {
        for tongue in [Tongue::En, Tongue::Es] {
            let Some((first, next)) = self.count_in(at, tongue) else { continue };
            let year = if (1000..2100).contains(&first) && at + 1 < next {
                Some((first, next))
            } else if tongue == Tongue::En && (10..21).contains(&first) {
                let joint = self.sign(next, &['-']).filter(|_| self.joined(next)).unwrap_or(next);
                let (start, least) = match self.is_telling(joint, Telling::Oh) {
                    Some(oh) => (self.sign(oh, &['-']).unwrap_or(oh), 1),
                    None => (joint, 10),
                };
                let (rest, after) = self.count_in(start, tongue)?;
                (least <= rest && rest < 100).then_some((100 * first + rest, after))
            } else {
                None
            };
            let round = self.setting == Setting::Prose;
            if let Some((year, next)) = year.filter(|(year, _)| !round || year % 100 != 0) {
                return Some((i32::try_from(year).ok()?, next));
            }
        }
        None
    }

    /// `'17` after a month or where a year is expected; the century is a guess.
    pub(super) fn apostrophe_year(&self, at: usize) -> Option<(i32, usize)> {
        let number = self.sign(at, &['\'', '’']).filter(|number| self.joined(*number))?;
        let (value, 2) = self.number(number)? else { return None };
        let apart = self.char_before(at).is_none_or(|before| !before.is_alphanumeric());
        let whole = self.is_clean_after(number + 1);
        let value = i32::try_from(value).ok().filter(|_| apart && whole)?;
        Some((1900 + value, number + 1))
    }

    /// `the first week of May 1918`, `the first three months of 1918`, `la última década del siglo XIX`
    pub(super) fn numbered_part(&self, at: usize) -> Option<Found> {
        if !self.may(at, &[Meaning::Ordinal(0)]) {
            return None;
        }
        let ((number, tongue), next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Ordinal(number) if matches!(sense.tongue, Tongue::En | Tongue::Es) => {
                Some((number, sense.tongue))
            }
            _ => None,
        })?;
        let (count, next) = match self.number(next) {
            Some((count, 1..=2)) => (count, next + 1),
            _ => self.count_in(next, tongue).unwrap_or((1, next)),
        };
        if let Some(found) = self.numbered_weekday(at, number, next) {
            return Some(found);
        }
        let ((measure, times), next) = self.sense(next, |sense| match sense.meaning {
            Meaning::Telling(Telling::Measure(measure)) => Some((measure, 1)),
            Meaning::Telling(Telling::Length(count, measure)) => Some((measure, count)),
            _ => None,
        })?;
        let of = self.is(next, Meaning::Of).or_else(|| self.is(next, Meaning::In))?;
        let of = self.skip(self.skip(of, Meaning::The), Meaning::Of);
        let whole = self.plain_unit(of).filter(|whole| {
            whole.is_plain() && whole.list.is_empty() && whole.moment.part == Part::Whole
        })?;
        let count = count.checked_mul(times.into())?;
        let (first, last) = numbered(whole.moment.unit, measure, number, count)?;
        let mut found = Found { main: at..whole.main.end, ..whole };
        found.moment = first.into();
        found.last = (first != last).then_some((last.into(), None));
        found.is_between = true;
        found.firmness = Firmness::Firm;
        Some(found)
    }

    /// `the last Sunday of May 1918`; which day it is depends on the calendar.
    fn numbered_weekday(&self, at: usize, number: u8, next: usize) -> Option<Found> {
        let (weekday, next) = self.sense(next, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        })?;
        let of = self.is(next, Meaning::Of).or_else(|| self.is(next, Meaning::In))?;
        let whole = self.plain_unit(of).filter(Found::is_plain)?;
        let Unit::Month { year: Some(year), month } = whole.moment.unit else { return None };
        let day = |calendar| {
            let days = Moment::from(Unit::Month { year: Some(year), month }).span(calendar)?;
            let (first, last) = (days.first_day()?, days.last_day()?);
            let day = match number {
                0 => last.plus(-(last.weekday() as i32 - weekday as i32).rem_euclid(7)),
                _ => {
                    let until = (weekday as i32 - first.weekday() as i32).rem_euclid(7);
                    first.plus(until + 7 * (i32::from(number) - 1))
                }
            };
            (day <= last).then_some(Unit::Exact { first: day, last: day })
        };
        let mut found = Found { main: at..whole.main.end, firmness: Firmness::Firm, ..whole };
        let named = found.calendar;
        found.moment = day(named.unwrap_or(Calendar::Gregorian))?.into();
        let unmarked = named.is_none() && Day::gregorian(year, month, 1)? < Day::REFORM;
        if unmarked {
            found.otherwise = day(Calendar::Julian).map(Moment::from);
        }
        found.calendar = Some(Calendar::Gregorian);
        Some(found)
    }

    /// A feast with its year: `Christmas 1917`, `Easter 1918`, `Navidad de 1917`.
    pub(super) fn feast(&self, at: usize) -> Option<Found> {
        if !self.may(at, &[Meaning::Feast(0, 0), Meaning::FromEaster(0)]) {
            return None;
        }
        let (feast, next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Feast(..) | Meaning::FromEaster(_) => Some(sense.meaning),
            _ => None,
        })?;
        let (month, day, from_easter) = match feast {
            Meaning::Feast(month, day) => (month, day, None),
            Meaning::FromEaster(days) => (4, 1, Some(days)),
            _ => return None,
        };
        let unit = Unit::Day { year: None, month, day };
        let mut found = self.tail(Found::new(at, next, unit, Firmness::Firm));
        let year = year_of(found.moment)?;
        let Some(days) = from_easter else { return Some(found) };
        let moved = |easter: Option<Day>| {
            let day = easter?.plus(days.into());
            Some(Unit::Exact { first: day, last: day })
        };
        let (west, east) = (moved(gregorian_easter(year))?, moved(julian_easter(year)));
        let (first, other) = match found.calendar {
            Some(Calendar::Julian) => (east?, None),
            Some(Calendar::Gregorian) => (west, None),
            _ => (west, east),
        };
        found.moment = first.into();
        found.otherwise = other.map(Moment::from);
        found.calendar = Some(Calendar::Gregorian);
        Some(found)
    }

    /// `the years 1917–1920`, `los años 1917 a 1920`
    pub(super) fn named_years(&self, at: usize) -> Option<Found> {
        if !self.may(at, &[Meaning::Years]) {
            return None;
        }
        let (tongue, start) = self.sense(at, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Years, Tongue::En | Tongue::Es) => Some(sense.tongue),
            _ => None,
        })?;
        let pair = self.year_pair(start).or_else(|| {
            let one = self.year(start)?;
            let to = self.is(one.next, Meaning::To);
            let to = to.or_else(|| self.is_in(one.next, Meaning::And, tongue));
            let two = self.year(self.skip(to?, Meaning::The))?;
            let mut found = Found::new(start, two.next, Unit::Year(one.value), Firmness::Firm);
            found.last = Some((Unit::Year(two.value).into(), None));
            Some(found)
        })?;
        Some(Found { main: at..pair.main.end, firmness: Firmness::Firm, ..pair })
    }

    /// `300–200 BC`, `from 1900 to 1500 BCE`, `5th–4th centuries BC`: both ends are before our era.
    pub(super) fn before_era_pair(&self, at: usize) -> Option<Found> {
        let (first, digits) = self.number(at)?;
        if 4 < digits || first == 0 || !self.is_clean_before(at) {
            return None;
        }
        let joint = self.sign(at + 1, DASHES).or_else(|| self.is(at + 1, Meaning::To));
        let joint = joint.or_else(|| {
            let between = at.checked_sub(1).and_then(|before| self.is(before, Meaning::Between));
            self.is(at + 1, Meaning::And).filter(|_| between == Some(at))
        })?;
        let (last, 1..=4) = self.number(joint)? else { return None };
        let next = self.is(joint + 1, Meaning::BeforeEra)?;
        let before = |year: u32| Some(1 - i32::try_from(year).ok()?);
        let (first, last) = (before(first)?, before(last)?);
        if last < first {
            return None;
        }
        let mut found = Found::new(at, next, Unit::Year(first), Firmness::Firm);
        found.last = Some((Unit::Year(last).into(), None));
        Some(found)
    }

    /// `the 3rd millennium BC`, `el tercer milenio a. C.`
    pub(super) fn millennium(&self, at: usize) -> Option<Found> {
        let small = self.sense(at, |sense| match sense.meaning {
            Meaning::Ordinal(number @ 1..=9) => Some(i32::from(number)),
            _ => None,
        });
        let (number, next) = small.or_else(|| self.century_number(at))?;
        let mut next = self.is(next, Meaning::Millennium)?;
        if let Some(of) = self.is(next, Meaning::Of).and_then(|of| self.is(of, Meaning::BeforeEra))
        {
            next = of;
        }
        let (first, last) = match self.is(next, Meaning::BeforeEra) {
            Some(after) => {
                next = after;
                (1 - 1000 * number, 1000 - 1000 * number)
            }
            None => {
                next = self.skip(next, Meaning::OurEra);
                (1000 * number - 999, 1000 * number)
            }
        };
        if !(1..=9).contains(&number) {
            return None;
        }
        let mut found = Found::new(at, next, Unit::Year(first), Firmness::Firm);
        found.last = Some((Unit::Year(last).into(), None));
        found.is_between = true;
        Some(found)
    }

    /// `the twenties`, `nineteen-twenties`, `los años veinte`, `the '20s`
    pub(super) fn written_decade(&self, at: usize) -> Option<Found> {
        let words = [
            Meaning::TensWord(0),
            Meaning::Decade,
            Meaning::Years,
            Meaning::Telling(Telling::Count(0)),
        ];
        if !self.may(at, &words) && self.sign(at, &['\'', '’']).is_none() {
            return None;
        }
        if let Some(number) = self.sign(at, &['\'', '’']) {
            let (value, 2) = self.number(number)? else { return None };
            let (next, _) = self.tens(number + 1).filter(|_| self.joined(number))?;
            let apart = self.char_before(at).is_none_or(|before| !before.is_alphanumeric());
            return self.decade_of(at, value, 2, next, None).filter(|_| apart);
        }
        let tens = |at| {
            self.sense(at, |sense| match sense.meaning {
                Meaning::TensWord(tens) => Some(u32::from(tens)),
                _ => None,
            })
        };
        if let Some((value, next)) = tens(at) {
            // `a man in his twenties` is no decade.
            let named = at.checked_sub(1).is_some_and(|before| {
                self.may(before, &[Meaning::The, Meaning::Early, Meaning::Middle, Meaning::Late])
                    || self.sign(before, DASHES).is_some()
            });
            let century = self.century_name(self.skip(next, Meaning::Of));
            let (century, next) = match century {
                Some((century, after)) => (Some(century), after),
                None => (None, next),
            };
            return self
                .decade_of(at, value, 2, next, century)
                .filter(|_| named || self.setting == Setting::Field);
        }
        let spanish = self.sense(at, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Decade | Meaning::Years, Tongue::Es) => Some(()),
            _ => None,
        });
        if let Some(((), start)) = spanish {
            let (value, next) = self.count_in(start, Tongue::Es)?;
            if !(20..100).contains(&value) || value % 10 != 0 {
                return None;
            }
            let century = self.century_name(self.skip(next, Meaning::Of));
            let (century, next) = match century {
                Some((century, after)) => (Some(century), after),
                None => (None, next),
            };
            return self.decade_of(at, value, 2, next, century);
        }
        let (hundreds, next) = self.count_in(at, Tongue::En)?;
        let next = self.sign(next, &['-']).unwrap_or(next);
        let (value, next) = tens(next).filter(|_| (10..21).contains(&hundreds))?;
        self.decade_of(at, 100 * hundreds + value, 4, next, None)
    }

    /// What stands after its date in English: `1918 at the latest`, `1917 onwards`, in a field `1917–`.
    pub(super) fn bound_behind(&self, at: usize, found: &Found) -> Option<(Vec<Phrase>, usize)> {
        if let Some(next) = self.is(found.next, Meaning::NotAfterwards) {
            return self.bounded(at, found.clone().reach(next), Said::NotAfter);
        }
        let words = self.slice(found.next);
        if words.starts_with("at")
            && let Some(next) = self.is_in(found.next, Meaning::NotBefore, Tongue::En)
        {
            return self.bounded(at, found.clone().reach(next), Said::NotBefore);
        }
        if let Some(next) = self.is_in(found.next, Meaning::Onward, Tongue::En)
            && words.starts_with("onward")
        {
            return self.bounded(at, found.clone().reach(next), Said::Since);
        }
        let open = self.sign(found.next, DASHES).filter(|next| *next == self.tokens.len())?;
        let field = self.setting == Setting::Field && found.is_plain();
        field.then(|| self.bounded(at, found.clone().reach(open), Said::Since)).flatten()
    }
}

/// The first and the last of some numbered parts of a whole; the number 0 is the last.
fn numbered(whole: Unit, measure: Measure, number: u8, count: u32) -> Option<(Unit, Unit)> {
    let count = i32::try_from(count).ok().filter(|count| (1..=100).contains(count))?;
    let place = |length: i32| -> Option<(i32, i32)> {
        let (first, last) = match number {
            0 => (length - count + 1, length),
            number => (count * (i32::from(number) - 1) + 1, count * i32::from(number)),
        };
        (1 <= first && last <= length).then_some((first, last))
    };
    match (whole, measure) {
        (Unit::Month { year, month }, Measure::Day | Measure::Week) => {
            let length = match (number, year) {
                (0, None) if month == 2 => return None,
                (_, year) => gregorian_month_length(year.unwrap_or(LEAP_YEAR), month),
            };
            let days = if measure == Measure::Week { 7 * count } else { count };
            let (first, last) = match number {
                0 => (i32::from(length) - days + 1, i32::from(length)),
                number => (days * (i32::from(number) - 1) + 1, days * i32::from(number)),
            };
            let day = |day: i32| u8::try_from(day).ok().filter(|day| (1..=length).contains(day));
            Some((
                Unit::Day { year, month, day: day(first)? },
                Unit::Day { year, month, day: day(last)? },
            ))
        }
        (Unit::Year(year), Measure::Month) => {
            let (first, last) = place(12)?;
            let month = |month| u8::try_from(month).ok();
            Some((
                Unit::Month { year: Some(year), month: month(first)? },
                Unit::Month { year: Some(year), month: month(last)? },
            ))
        }
        (Unit::Decade(decade), Measure::Year) => {
            let (first, last) = place(10)?;
            Some((Unit::Year(decade + first - 1), Unit::Year(decade + last - 1)))
        }
        (Unit::Century(century), Measure::Decade | Measure::Year) if 0 < century => {
            let before = (century - 1) * 100;
            let (first, last) = match measure {
                Measure::Decade => {
                    let (first, last) = place(10)?;
                    (10 * first - 9, 10 * last)
                }
                _ => place(100)?,
            };
            Some((Unit::Year(before + first), Unit::Year(before + last)))
        }
        _ => None,
    }
}

/// Easter Sunday of the western churches.
///
/// The anonymous algorithm printed in Nature, 20 April 1876; Meeus, Astronomical
/// Algorithms, chapter 8.
fn gregorian_easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    Day::gregorian(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)
}

/// Easter Sunday of the eastern churches (Meeus, Astronomical Algorithms, chapter 8).
fn julian_easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let days = d + e + 114;
    Day::julian(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)
}
