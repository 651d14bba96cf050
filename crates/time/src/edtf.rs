//! EDTF (ISO 8601-2) of levels 0 to 2, read.

use crate::date::{Calendar, Date, End, Interval, Precision, Said, Shape, Unit, Wording};
use crate::day::{Day, gregorian_month_length};
use crate::find::NotADate;
use crate::parts::qualified;

mod repair;
mod words;

pub use repair::{Flaw, Meaning, Repair, Wrong, read_edtf, repair_edtf};

/// A longer string is not read; sets may have many dates, but not so many.
const LONGEST: usize = 1000;

/// Reads a date that is strictly EDTF, of levels 0 to 2.
///
/// The calendar is the proleptic Gregorian one. A time of day is checked and
/// left out. A year too far away to count its days in has unknown bounds.
///
/// ```
/// # use derek_time::parse_edtf;
/// assert!(parse_edtf("1917-11/..").is_ok());
/// assert!(parse_edtf("November 1917").is_err());
/// ```
pub fn parse_edtf(text: &str) -> Result<Date, NotADate> {
    read(text).ok_or(NotADate { understood: None, stopped: 0 })
}

/// The first and the last year of a year in EDTF that is too far away to count
/// its days: of `Y17E7` both are 170,000,000.
///
/// `None` of every other string, and of years beyond any that can be counted.
pub fn far_years(text: &str) -> Option<(i64, i64)> {
    let cursor = Cursor { rest: text.as_bytes() };
    if !cursor.rest.contains(&b'Y') || text.contains('/') {
        return None;
    }
    let (point, years) = long_year(cursor)?;
    years.filter(|_| point.days.is_none())
}

/// Reads a date in EDTF; `None` when the string is none.
pub(crate) fn read(text: &str) -> Option<Date> {
    if LONGEST < text.len() || !text.is_ascii() {
        return None;
    }
    let mut date = match text.as_bytes() {
        [b'[', inner @ .., b']'] | [b'{', inner @ .., b'}'] => {
            set(std::str::from_utf8(inner).ok()?, text.starts_with('['))?
        }
        _ => match text.split_once('/') {
            Some((first, last)) => interval(first, last)?,
            None => single(text)?,
        },
    };
    date.text = text.to_owned();
    (date.uncertain_parts, date.approximate_parts) = qualified(text);
    Some(date)
}

/// A date or a date with a time, as read.
#[derive(Clone, Copy)]
struct Point {
    /// First and last day; `None` when they cannot be counted.
    days: Option<(Day, Day)>,
    /// What the words for it would be.
    unit: Option<Unit>,
    precision: Precision,
    approximate: bool,
    uncertain: bool,
    has_time: bool,
}

impl Point {
    /// A year of which nothing is read yet.
    const UNREAD: Point = Point {
        days: None,
        unit: None,
        precision: Precision::Year,
        approximate: false,
        uncertain: false,
        has_time: false,
    };
}

fn single(text: &str) -> Option<Date> {
    let point = date_or_time(text)?;
    Some(match point.unit {
        Some(unit) => worded(Said::At(unit.into()), point, point),
        None => bare(Shape::Within(span(point)), point, point),
    })
}

fn interval(first: &str, last: &str) -> Option<Date> {
    if let (Some(first), Some(last)) = (first.strip_prefix(".."), last.strip_suffix(".."))
        && !first.is_empty()
        && !last.is_empty()
    {
        // On or before the one until on or after the other.
        let (first, last) = (date_or_time(first)?, date_or_time(last)?);
        let begins = Interval { first: End::Open, last: span(first).last };
        let ends = Interval { first: span(last).first, last: End::Open };
        return Some(bare(Shape::Throughout { begins, ends }, first, last));
    }
    let side = |text: &str| match text {
        "" => Some(Err(End::Unknown)),
        ".." => Some(Err(End::Open)),
        _ => date_or_time(text).map(Ok),
    };
    match (side(first)?, side(last)?) {
        (Ok(first), Ok(last)) => {
            if first.has_time != last.has_time {
                return None;
            }
            if let (Some((begin, _)), Some((_, end))) = (first.days, last.days)
                && end < begin
            {
                return None;
            }
            let said = |one: Unit, two: Unit| Said::Span(one.into(), two.into());
            Some(match (first.unit, last.unit) {
                (Some(one), Some(two)) => worded(said(one, two), first, last),
                _ => bare(Shape::Throughout { begins: span(first), ends: span(last) }, first, last),
            })
        }
        (Ok(first), Err(end)) => Some(match (first.unit, end) {
            (Some(unit), End::Open) => worded(Said::Since(unit.into()), first, first),
            _ => {
                let begins = span(first);
                let ends = Interval { first: begins.first, last: end };
                bare(Shape::Throughout { begins, ends }, first, first)
            }
        }),
        (Err(end), Ok(last)) => Some(match (last.unit, end) {
            (Some(unit), End::Open) => worded(Said::Until(unit.into()), last, last),
            _ => {
                let ends = span(last);
                let begins = Interval { first: end, last: ends.last };
                bare(Shape::Throughout { begins, ends }, last, last)
            }
        }),
        (Err(_), Err(_)) => None,
    }
}

/// One of several dates, or all of them: the days from the first to the last.
fn set(text: &str, one_of: bool) -> Option<Date> {
    let mut bounds: Option<Interval> = None;
    let mut points: Vec<Point> = Vec::new();
    let members: Vec<&str> = text.split(',').collect();
    for (place, member) in members.iter().enumerate() {
        let part = match member.split_once("..") {
            None => {
                points.push(date_or_time(member)?);
                span(*points.last()?)
            }
            Some((first, last)) => {
                // Only the first of a set may be open before, only the last after.
                if first.is_empty() && 0 < place || last.is_empty() && place + 1 < members.len() {
                    return None;
                }
                let mut ends = [End::Open, End::Open];
                for (end, side) in [first, last].into_iter().enumerate() {
                    if !side.is_empty() {
                        points.push(date_or_time(side)?);
                        let span = span(*points.last()?);
                        ends[end] = if end == 0 { span.first } else { span.last };
                    }
                }
                if first.is_empty() && last.is_empty() {
                    return None;
                }
                if let [End::Day(first), End::Day(last)] = ends
                    && last < first
                {
                    return None;
                }
                Interval { first: ends[0], last: ends[1] }
            }
        };
        bounds = Some(bounds.map_or(part, |bounds| bounds.hull(&part)));
    }
    let (first, last) = (points.first()?, points.last()?);
    let either = match points.as_slice() {
        [one, two] if one_of && members.len() == 2 => one.unit.zip(two.unit),
        _ => None,
    };
    Some(match either {
        Some((one, two)) => worded(Said::Either(one.into(), two.into()), *first, *last),
        None => {
            let mut date = bare(Shape::Within(bounds?), *first, *last);
            date.uncertain |= one_of && 1 < points.len();
            date
        }
    })
}

fn worded(said: Said, first: Point, last: Point) -> Date {
    let mut wording = Wording::from(said);
    wording.calendar = Calendar::Gregorian;
    wording.approximate = first.approximate || last.approximate;
    wording.uncertain = first.uncertain || last.uncertain;
    wording.date("")
}

fn bare(shape: Shape, first: Point, last: Point) -> Date {
    let mut date = Date::of(shape, first.precision);
    date.approximate = first.approximate || last.approximate;
    date.uncertain = first.uncertain || last.uncertain;
    date
}

fn span(point: Point) -> Interval {
    match point.days {
        Some((first, last)) => Interval::between(first, last),
        None => Interval::UNKNOWN,
    }
}

fn date_or_time(text: &str) -> Option<Point> {
    let Some((date, time)) = text.split_once('T') else { return point(text) };
    let day = point(date)?;
    let plain = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let fits = day.precision == Precision::Day && plain && is_time(time);
    fits.then_some(Point { has_time: true, ..day })
}

/// `23:20:30`, with `Z`, `+04` or `+04:30`
fn is_time(text: &str) -> bool {
    let (clock, shift) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, "Z"),
    };
    let pair = |text: &str, limit: u8| {
        text.len() == 2 && text.parse::<u8>().is_ok_and(|value| value < limit)
    };
    let shift_fits = match (shift.split_at(1), shift) {
        (_, "Z") => true,
        (("+" | "-", hours), _) => {
            let (hours, minutes) = hours.split_once(':').unwrap_or((hours, "00"));
            let in_range = hours < "14" || hours == "14" && minutes == "00";
            let zero = shift.starts_with('-') && hours == "00" && minutes == "00";
            pair(hours, 15) && pair(minutes, 60) && in_range && !zero
        }
        _ => false,
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let clock_fits = match parts.as_slice() {
        [hours, minutes, seconds] => pair(hours, 24) && pair(minutes, 60) && pair(seconds, 61),
        _ => false,
    };
    clock_fits && shift_fits
}

/// The characters of a date, taken one after another.
struct Cursor<'t> {
    rest: &'t [u8],
}

impl Cursor<'_> {
    fn take(&mut self, wanted: u8) -> bool {
        let found = self.rest.first() == Some(&wanted);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// `?`, `~` or `%`: uncertain, approximate.
    fn qualifier(&mut self) -> Option<(bool, bool)> {
        let marks = match self.rest.first()? {
            b'?' => (true, false),
            b'~' => (false, true),
            b'%' => (true, true),
            _ => return None,
        };
        self.rest = &self.rest[1..];
        Some(marks)
    }

    /// So many digits, some perhaps masked by `X`.
    fn digits(&mut self, count: usize) -> Option<Masked> {
        let (digits, rest) = self.rest.split_at_checked(count)?;
        let mut masked = Masked { least: 0, most: 0, is_masked: false, known: [None; 4] };
        for (digit, known) in digits.iter().zip(&mut masked.known) {
            let (least, most) = match digit {
                b'0'..=b'9' => (i32::from(digit - b'0'), i32::from(digit - b'0')),
                b'X' => (0, 9),
                _ => return None,
            };
            masked.is_masked |= least != most;
            *known = (least == most).then_some(least);
            masked.least = 10 * masked.least + least;
            masked.most = 10 * masked.most + most;
        }
        self.rest = rest;
        Some(masked)
    }

    /// A number of any length without a leading zero; saturates.
    fn number(&mut self) -> Option<(i64, usize)> {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(length);
        if digits.first().is_none_or(|digit| *digit == b'0') {
            return None;
        }
        self.rest = rest;
        let value = digits.iter().fold(0_i64, |value, digit| {
            value.saturating_mul(10).saturating_add(i64::from(digit - b'0'))
        });
        Some((value, length))
    }
}

/// A number of which some digits are not known.
#[derive(Clone, Copy)]
struct Masked {
    least: i32,
    most: i32,
    is_masked: bool,
    /// Its digits, left to right.
    known: [Option<i32>; 4],
}

impl Masked {
    /// Whether a number of four digits fits the mask.
    fn fits(&self, number: i32) -> bool {
        let number = number.abs();
        let digits = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10];
        self.known.iter().zip(digits).all(|(known, digit)| known.is_none_or(|known| known == digit))
    }
}

fn point(text: &str) -> Option<Point> {
    let mut cursor = Cursor { rest: text.as_bytes() };
    let mut read = Point::UNREAD;
    if cursor.rest.contains(&b'Y') {
        return Some(long_year(cursor)?.0);
    }
    let mut qualify = |cursor: &mut Cursor| {
        let (uncertain, approximate) = cursor.qualifier().unwrap_or_default();
        read.uncertain |= uncertain;
        read.approximate |= approximate;
    };
    qualify(&mut cursor);
    let negative = cursor.take(b'-');
    let mut year = cursor.digits(4)?;
    if negative {
        if year.most == 0 || year.is_masked && year.known[0] == Some(0) {
            return None;
        }
        year = Masked { least: -year.most, most: -year.least, ..year };
    }
    if cursor.take(b'S') {
        let (digits, _) = cursor.number()?;
        if year.is_masked || !(1..=4).contains(&digits) {
            return None;
        }
        qualify(&mut cursor);
        let (first, last) = significant(i64::from(year.least), 4, digits)?;
        read.days = years(first, last);
        return cursor.rest.is_empty().then_some(read);
    }
    qualify(&mut cursor);
    let (mut month, mut day) = (None, None);
    for part in [&mut month, &mut day] {
        if !cursor.take(b'-') {
            break;
        }
        qualify(&mut cursor);
        *part = Some(cursor.digits(2)?);
        qualify(&mut cursor);
    }
    if !cursor.rest.is_empty() {
        return None;
    }
    let plain = !year.is_masked;
    match (month, day) {
        (None, _) => {
            read.days = years(i64::from(year.least), i64::from(year.most));
            let decade = year.most - year.least == 9 && 0 <= year.least;
            read.unit = match plain {
                true => Some(Unit::Year(year.least)),
                false if decade => Some(Unit::Decade(year.least)),
                false => None,
            };
            if !plain {
                let tens = year.most - year.least < 10;
                read.precision = if tens { Precision::Decade } else { Precision::Century };
            }
        }
        (Some(month), None) if 20 < month.least && !month.is_masked => {
            read.precision = Precision::Season;
            let (first, count) = season(month.least)?;
            read.days = months_span(year.least, year.most, first, count);
            read.unit = match month.least {
                21..=24 if plain => {
                    Some(Unit::Season { year: Some(year.least), season: month.least as u8 - 20 })
                }
                33..=36 if plain => {
                    Some(Unit::Quarter { year: Some(year.least), quarter: month.least as u8 - 32 })
                }
                _ => None,
            };
        }
        (Some(month), None) => {
            read.precision = Precision::Month;
            let months = choices(month, 12)?;
            let first = Day::gregorian(year.least, *months.first()?, 1)?;
            let last_month = *months.last()?;
            let length = gregorian_month_length(year.most, last_month);
            read.days = Some((first, Day::gregorian(year.most, last_month, length)?));
            if plain && !month.is_masked {
                read.unit = Some(Unit::Month { year: Some(year.least), month: months[0] });
            }
        }
        (Some(month), Some(day)) => {
            read.precision = Precision::Day;
            let months = choices(month, 12)?;
            let days = choices(day, 31)?;
            let years = || (year.least..=year.most).filter(|tried| year.fits(*tried));
            let first = in_one_of(years(), |tried| {
                valid(tried, months.iter().copied(), || days.iter().copied())
            })?;
            let last = in_one_of(years().rev(), |tried| {
                valid(tried, months.iter().rev().copied(), || days.iter().rev().copied())
            })?;
            read.days = Some((first, last));
            if plain && !month.is_masked && !day.is_masked {
                read.unit = Some(Unit::from(first.to_gregorian()));
            }
        }
    }
    Some(read)
}

/// The day in the first of the years that has it.
///
/// Whether a year has it depends only on whether the year is a leap year, so
/// no more than one year of each kind is asked.
fn in_one_of(years: impl Iterator<Item = i32>, day: impl Fn(i32) -> Option<Day>) -> Option<Day> {
    let mut asked = [false; 2];
    for year in years {
        let kind = &mut asked[usize::from(gregorian_month_length(year, 2) == 29)];
        if !std::mem::replace(kind, true)
            && let Some(day) = day(year)
        {
            return Some(day);
        }
        if asked == [true; 2] {
            return None;
        }
    }
    None
}

/// The first of the days that exists.
fn valid<D: Iterator<Item = u8>>(
    year: i32,
    mut months: impl Iterator<Item = u8>,
    days: impl Fn() -> D,
) -> Option<Day> {
    months.find_map(|month| days().find_map(|day| Day::gregorian(year, month, day)))
}

/// The numbers from 1 to a limit that a mask allows; `None` when there are none.
fn choices(masked: Masked, limit: i32) -> Option<Vec<u8>> {
    let tens_known = masked.most - masked.least < 10;
    let ones_known = (masked.most - masked.least) % 10 == 0;
    let allowed: Vec<u8> = (1..=limit)
        .filter(|number| !tens_known || number / 10 == masked.least / 10)
        .filter(|number| !ones_known || number % 10 == masked.least % 10)
        .filter_map(|number| u8::try_from(number).ok())
        .collect();
    (!allowed.is_empty()).then_some(allowed)
}

/// The first month, from 0, and the number of months of a division of the year.
fn season(code: i32) -> Option<(i64, i64)> {
    let code = i64::from(code);
    Some(match code {
        21..=24 => (3 * (code - 21) + 2, 3),
        25..=28 => (3 * (code - 25) + 2, 3),
        29..=32 => ((3 * (code - 29) + 8) % 12, 3),
        33..=36 => (3 * (code - 33), 3),
        37..=39 => (4 * (code - 37), 4),
        40..=41 => (6 * (code - 40), 6),
        _ => return None,
    })
}

fn months_span(first_year: i32, last_year: i32, month: i64, count: i64) -> Option<(Day, Day)> {
    let end = month + count - 1;
    let last_year = i32::try_from(i64::from(last_year) + end / 12).ok()?;
    let (month, end) = ((month + 1) as u8, (end % 12 + 1) as u8);
    let length = gregorian_month_length(last_year, end);
    Some((Day::gregorian(first_year, month, 1)?, Day::gregorian(last_year, end, length)?))
}

fn years(first: i64, last: i64) -> Option<(Day, Day)> {
    let first = Day::gregorian(i32::try_from(first).ok()?, 1, 1)?;
    Some((first, Day::gregorian(i32::try_from(last).ok()?, 12, 31)?))
}

/// The years that share the significant digits of a year.
fn significant(year: i64, length: i64, digits: i64) -> Option<(i64, i64)> {
    let Some(step) =
        u32::try_from(length - digits).ok().and_then(|power| 10_i64.checked_pow(power))
    else {
        return Some((year, year));
    };
    let least = year.abs() / step * step;
    let most = least.saturating_add(step - 1);
    Some(if year < 0 { (-most, -least) } else { (least, most) })
}

/// `Y170000002`, `Y-17E7`, `Y3388E2S3`
///
/// With its first and last year, unless they are beyond counting.
fn long_year(mut cursor: Cursor) -> Option<(Point, Option<(i64, i64)>)> {
    let mut read = Point::UNREAD;
    if let Some((uncertain, approximate)) = cursor.qualifier() {
        (read.uncertain, read.approximate) = (uncertain, approximate);
    }
    if !cursor.take(b'Y') {
        return None;
    }
    let negative = cursor.take(b'-');
    let (mut year, mut length) = cursor.number()?;
    let power = if cursor.take(b'E') { Some(cursor.number()?.0) } else { None };
    for _ in 0..power.unwrap_or(0).min(30) {
        year = year.saturating_mul(10);
        length += 1;
    }
    if length < 5 {
        return None;
    }
    let digits = if cursor.take(b'S') { Some(cursor.number()?.0) } else { None };
    if let Some((uncertain, approximate)) = cursor.qualifier() {
        read.uncertain |= uncertain;
        read.approximate |= approximate;
    }
    let year = if negative { -year } else { year };
    let length = i64::try_from(length).ok()?;
    let (first, last) = match digits {
        Some(digits) if length < digits => return None,
        Some(digits) => significant(year, length, digits)?,
        None => (year, year),
    };
    read.days = years(first, last);
    if first == last && read.days.is_some() {
        read.unit = i32::try_from(first).ok().map(Unit::Year);
    }
    let is_counted = first.unsigned_abs().max(last.unsigned_abs()) < i64::MAX.unsigned_abs();
    cursor.rest.is_empty().then_some((read, is_counted.then_some((first, last))))
}
