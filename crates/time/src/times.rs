//! Every time that a text names: dates, and times told from another time.

use std::ops::Range;

use crate::context::Context;
use crate::date::{Calendar, Date, Interval, Moment, Part, Said, Step, Unit, Wording};
use crate::day::{Day, Weekday};
use crate::find::{Mention, Year};

/// A time that a text names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// Where it stands, in bytes of the text; always between characters.
    pub range: Range<usize>,
    /// What it says.
    pub told: Told,
    /// What it says besides, for TIMEX3.
    pub(crate) besides: Besides,
}

/// How a text names a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// As a date, or counted from a date before it in the text: what [`crate::find`] finds.
    Date(Mention),
    /// From the day of writing or from a time that the text does not give: "last
    /// week". Its bounds are unknown unless [`Context::written`] tells them.
    Relative(Date),
    /// So long: "three months".
    Length(Length),
    /// Again and again, so often: "every year".
    Repeated(Length),
}

/// A length of time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Length {
    /// How many; `None` when nobody says, as in "several years".
    pub count: Option<u32>,
    /// Of what.
    pub measure: Measure,
}

/// What lengths of time are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Measure {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Length {
    /// The length as ISO 8601 writes it: `P3M`, `PT2H`.
    ///
    /// What nobody counts is an `X`, as in TIMEX3: `PXY`. A quarter is three
    /// months, a decade ten years, a century a hundred.
    pub fn iso(&self) -> String {
        let (times, letter) = match self.measure {
            Measure::Second => (1, "TS"),
            Measure::Minute => (1, "TM"),
            Measure::Hour => (1, "TH"),
            Measure::Day => (1, "D"),
            Measure::Week => (1, "W"),
            Measure::Month => (1, "M"),
            Measure::Quarter => (3, "M"),
            Measure::Year => (1, "Y"),
            Measure::Decade => (10, "Y"),
            Measure::Century => (100, "Y"),
        };
        let count = self.count.map(|count| count.saturating_mul(times));
        let count = count.map_or_else(|| "X".to_owned(), |count| count.to_string());
        match letter.strip_prefix('T') {
            Some(letter) => format!("PT{count}{letter}"),
            None => format!("P{count}{letter}"),
        }
    }
}

impl Time {
    /// The value that TIMEX3 (ISO 24617-1) gives it: `1917-12-05`, `1989-W43`,
    /// `1989-10-27TMO`, `P3M`, `PRESENT_REF`.
    ///
    /// Of a stretch it is the value of where it begins. `None` when nothing tells
    /// which time is meant.
    pub fn timex3(&self) -> Option<String> {
        let value = match &self.told {
            Told::Length(length) => return Some(length.timex3()),
            Told::Repeated(length) => match self.besides.weekday {
                Some(weekday) => return Some(format!("XXXX-WXX-{}", weekday as i32 + 1)),
                None => return Some(length.timex3()),
            },
            Told::Date(Mention { date, .. }) | Told::Relative(date) => {
                if let Some(refers) = self.besides.refers {
                    return Some(refers.to_owned());
                }
                date.timex3()
            }
        };
        let value = match (value, self.besides.weekday) {
            (None, Some(weekday)) => Some(format!("XXXX-WXX-{}", weekday as i32 + 1)),
            (value, _) => value,
        };
        match self.besides.hour {
            None => value,
            Some(hour) => {
                let day = value.unwrap_or_else(|| "XXXX-XX-XX".to_owned());
                Some(match hour {
                    Hour::Part(part) => format!("{day}T{part}"),
                    Hour::Clock(hour, minute) => format!("{day}T{hour:02}:{minute:02}"),
                })
            }
        }
    }
}

impl Date {
    /// The value that TIMEX3 (ISO 24617-1) gives it; of a stretch, that of where
    /// it begins. `None` when it was never words, or nothing tells its days.
    pub fn timex3(&self) -> Option<String> {
        self.wording.as_ref().map(|wording| timex3_of(wording.said.moments().0))
    }
}

impl Length {
    fn timex3(&self) -> String {
        let count = self.count.map_or_else(|| "X".to_owned(), |count| count.to_string());
        match self.measure {
            Measure::Decade => format!("P{count}DE"),
            Measure::Century => format!("P{count}CE"),
            Measure::Quarter => format!("P{count}Q"),
            _ => self.iso(),
        }
    }
}

fn timex3_of(moment: Moment) -> String {
    let year = |year: Option<i32>| match year {
        None => "XXXX".to_owned(),
        Some(year @ ..=0) => format!("BC{:04}", 1 - i64::from(year)),
        Some(year) => format!("{year:04}"),
    };
    match moment.unit {
        Unit::Day { year: of, month, day } => format!("{}-{month:02}-{day:02}", year(of)),
        Unit::Month { year: of, month } => format!("{}-{month:02}", year(of)),
        Unit::Season { year: of, season } => {
            let name = ["SP", "SU", "FA", "WI"].get(usize::from(season).saturating_sub(1));
            format!("{}-{}", year(of), name.unwrap_or(&"SP"))
        }
        Unit::Quarter { year: of, quarter } => format!("{}-Q{quarter}", year(of)),
        Unit::Year(of) => match moment.part {
            Part::Half(half) => format!("{}-H{half}", year(Some(of))),
            Part::Quarter(quarter) => format!("{}-Q{quarter}", year(Some(of))),
            _ => year(Some(of)),
        },
        Unit::Decade(first) => format!("{:03}", first.div_euclid(10)),
        Unit::Century(number) => format!("{:02}", number - 1),
        Unit::SomeCentury => "XX".to_owned(),
        Unit::SomeYear | Unit::AnimalYear(_) | Unit::Nothing => "XXXX".to_owned(),
        Unit::Exact { first, last } => {
            let monday = first.weekday() == Weekday::Monday;
            if first == last || !(monday || last.weekday() == Weekday::Sunday) {
                return first.iso();
            }
            // The week of a year is that of its Thursday (ISO 8601).
            let thursday = first.plus(3 - first.weekday() as i32);
            let (of, ..) = thursday.to_gregorian();
            let begin = Day::gregorian(of, 1, 1).unwrap_or(thursday);
            let week = (thursday.number() - begin.number()) / 7 + 1;
            let weekend = if monday { "" } else { "-WE" };
            format!("{of:04}-W{week:02}{weekend}")
        }
    }
}

/// What a time says besides its days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Besides {
    pub hour: Option<Hour>,
    /// A time without bounds that TIMEX3 has a name for.
    pub refers: Option<&'static str>,
    /// The day of the week that comes again and again, or that nothing resolves.
    pub weekday: Option<Weekday>,
}

/// A time of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hour {
    /// A part of the day, as TIMEX3 names it.
    Part(&'static str),
    /// Hours and minutes.
    Clock(u8, u8),
}

impl Length {
    /// The most whole days that it can have; `None` when nobody says how many.
    ///
    /// A month has up to 31 days, a year up to 366; a part of a day counts as one.
    pub fn most_days(&self) -> Option<u32> {
        let days = match self.measure {
            Measure::Second | Measure::Minute | Measure::Hour => return self.count.map(|_| 1),
            Measure::Day => 1,
            Measure::Week => 7,
            Measure::Month => 31,
            Measure::Quarter => 92,
            Measure::Year => 366,
            Measure::Decade => 3_653,
            Measure::Century => 36_525,
        };
        self.count.map(|count| count.saturating_mul(days))
    }
}

/// A time told from another, before it is known which days it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Reckoning {
    /// Its tokens.
    pub tokens: Range<usize>,
    pub says: Says,
    pub besides: Besides,
}

/// What a reckoning says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Says {
    /// So many measures from somewhere.
    Shift(Shift),
    /// A weekday, from the day of writing: the one before is -1; `None` when it is only named.
    Weekday(Weekday, Option<i8>),
    /// A month or a season without its year, from the day of writing, in the same way.
    Named(Unit, Option<i8>),
    /// A weekday from the date before in the text: the following is 1.
    WeekdayFrom(Weekday, i8),
    /// A day of the month, so many months after that of the writing; `None` when
    /// it is of the month of the date before in the text.
    DayOfMonth(u8, Option<i8>),
    /// A weekend, in the same way.
    Weekend(i8),
    /// A time whose bounds nothing tells: now, recently, in the morning.
    Unbounded,
    Length(Length),
    Repeated(Length),
}

/// From where a time is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// The day of writing.
    Writing,
    /// The nearest date before it in the text.
    DateBefore,
}

/// So many measures on or back from somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shift {
    pub origin: Origin,
    /// `None` when nobody says how many.
    pub by: Option<i32>,
    pub measure: Measure,
    /// Whether a length went by, rather than the next measure of the calendar.
    pub is_length: bool,
}

impl Reckoning {
    /// The date that this means, counted from a date before it in the text.
    ///
    /// `None` when it is not counted from there, or when that date is too wide
    /// to count from.
    pub fn after(&self, text: &str, before: &Mention) -> Option<Mention> {
        let date = &before.date;
        let shift = match self.says {
            Says::Shift(shift) => shift,
            _ => return self.day_after(text, before),
        };
        if shift.origin != Origin::DateBefore || !date.faults.is_empty() {
            return None;
        }
        let by = shift.by?;
        let counted = match by {
            0 => date.bounds(),
            1.. => date.ends(),
            _ => date.begins(),
        };
        let unit = unit_from(&counted, by, shift, date.calendar)?;
        let mut wording = Wording::from(Said::At(unit.into()));
        wording.calendar = match unit {
            Unit::Exact { .. } => Calendar::Gregorian,
            _ => date.calendar,
        };
        wording.approximate =
            date.approximate || shift.is_length && shift.measure != Measure::Day && by != 0;
        wording.uncertain = date.uncertain;
        wording.steps.push(Step::CountedFrom(counted));
        Some(Mention {
            range: Range::default(),
            date: wording.date(text),
            year: Year::Carried(before.range.clone()),
        })
    }

    /// A day of the week or of the month, counted from a date before it.
    fn day_after(&self, text: &str, before: &Mention) -> Option<Mention> {
        let date = &before.date;
        let counted = date.ends();
        let (first, last) = (counted.first_day()?, counted.last_day()?);
        let day = match self.says {
            Says::WeekdayFrom(weekday, by) if first == last => {
                // Where the calendar is not told, the weekday is not told either.
                if 1 < date.readings().len() {
                    return None;
                }
                let until = (weekday as i32 - first.weekday() as i32).rem_euclid(7);
                match by {
                    1 => first.plus(if until == 0 { 7 } else { until }),
                    -1 => first.plus(until - 7),
                    _ => return None,
                }
            }
            Says::DayOfMonth(number, None) => {
                let (year, month, from) = civil(first, date.calendar);
                let (_, last_month, _) = civil(last, date.calendar);
                // A smaller number is a day of some later month.
                if month != last_month || last.number() - first.number() > 31 || number < from {
                    return None;
                }
                match date.calendar {
                    Calendar::Julian => Day::julian(year, month, number)?,
                    _ => Day::gregorian(year, month, number)?,
                }
            }
            _ => return None,
        };
        let mut wording = Wording::from(Said::At(day_unit(day, date.calendar).into()));
        wording.calendar = date.calendar;
        wording.approximate = date.approximate;
        wording.uncertain = date.uncertain;
        wording.steps.push(Step::CountedFrom(counted));
        let year = Year::Carried(before.range.clone());
        Some(Mention { range: Range::default(), date: wording.date(text), year })
    }

    /// What this means in a text of which something is known.
    ///
    /// `is_ahead` says that the words around speak of what is still to come.
    pub fn told(&self, text: &str, context: &Context, is_ahead: bool) -> Told {
        let written = context.written.and_then(|days| days.first_day().zip(days.last_day()));
        let said = match (self.says, written) {
            (Says::Length(length), _) => return Told::Length(length),
            (Says::Repeated(length), _) => return Told::Repeated(length),
            (Says::Shift(_), Some(written)) => {
                self.said_from(written.0, is_ahead).zip(self.said_from(written.1, is_ahead))
            }
            (
                Says::Weekday(..)
                | Says::Named(..)
                | Says::Weekend(_)
                | Says::DayOfMonth(_, Some(_)),
                Some(written),
            ) => self.said_from(written.0, is_ahead).zip(self.said_from(written.1, is_ahead)),
            _ => None,
        };
        let Some((first, last)) = said else {
            let mut date = Date::from(Interval::UNKNOWN);
            date.text = text.to_owned();
            return Told::Relative(date);
        };
        let said = match first == last {
            true => Said::At(first.into()),
            false => Said::Between(first.into(), last.into()),
        };
        let mut wording = Wording::from(said);
        wording.calendar = Calendar::Gregorian;
        wording.uncertain = matches!(self.says, Says::Weekday(_, None) | Says::Named(_, None));
        if let Says::Shift(shift) = self.says {
            wording.approximate = shift.is_length && shift.measure != Measure::Day;
            // What is told from a time that the text does not give is told from its own.
            wording.uncertain = shift.origin == Origin::DateBefore;
        }
        wording.steps.extend(context.written.map(Step::CountedFromWriting));
        Told::Relative(wording.date(text))
    }

    /// The unit that is meant when the text was written on this day.
    fn said_from(&self, written: Day, is_ahead: bool) -> Option<Unit> {
        match self.says {
            Says::Shift(shift) => {
                let by = shift.by?;
                if shift.is_length && shift.measure == Measure::Week {
                    return Some(week(written.plus(by.checked_mul(7)?)));
                }
                shifted(written, by, shift, Calendar::Gregorian)
            }
            Says::Weekday(weekday, which) => {
                let apart = weekday as i32 - written.weekday() as i32;
                let back = apart.rem_euclid(7) - 7;
                Some(day_unit(
                    written.plus(match which {
                        None if apart == 0 => 0,
                        None if is_ahead => back + 7,
                        None | Some(i8::MIN..=-1) => back,
                        Some(0) => apart,
                        Some(_) => back + 7 + if apart == 0 { 7 } else { 0 },
                    }),
                    Calendar::Gregorian,
                ))
            }
            Says::Named(unit, which) => {
                let (year, month, _) = written.to_gregorian();
                let own = unit.month()?;
                // A quarter or a season lasts on, a month comes again soon.
                let is_month = matches!(unit, Unit::Month { .. });
                let until = (i32::from(own) - i32::from(month)).rem_euclid(12);
                let is_ahead = is_ahead || is_month && until <= SOON;
                let years = match which {
                    // A quarter is spoken of when it is over.
                    None if is_ahead && !matches!(unit, Unit::Quarter { .. }) => {
                        i32::from(own < month && is_month)
                    }
                    Some(0) => 0,
                    Some(i8::MIN..=-1) => -i32::from(month <= own),
                    Some(_) => i32::from(own <= month),
                    None => -i32::from(month < own),
                };
                Some(unit.in_year(year.checked_add(years)?))
            }
            Says::DayOfMonth(number, Some(months)) => {
                let (year, month, _) = written.to_gregorian();
                let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
                let year = i32::try_from(months.div_euclid(12)).ok()?;
                let month = months.rem_euclid(12) as u8 + 1;
                let day = Day::gregorian(year, month, number)?;
                Some(day_unit(day, Calendar::Gregorian))
            }
            Says::Weekend(weeks) => {
                let Unit::Exact { first, .. } = week(written.plus(7 * i32::from(weeks))) else {
                    return None;
                };
                Some(Unit::Exact { first: first.plus(5), last: first.plus(6) })
            }
            _ => None,
        }
    }
}

/// For how many months to come a month without its year is more likely the coming one.
const SOON: i32 = 2;

/// The year of a day of the year without its own, in a text written on a day.
pub(crate) fn nearest_year(month: u8, day: u8, written: Day, is_ahead: bool) -> i32 {
    let (year, now, today) = written.to_gregorian();
    let months = (i32::from(month) - i32::from(now)).rem_euclid(12);
    let is_later = (month, day) >= (now, today);
    match (is_later, is_ahead || months <= SOON) {
        (true, true) | (false, false) => year,
        (true, false) => year.saturating_sub(1),
        (false, true) => year.saturating_add(i32::from(month < now)),
    }
}

/// The unit so many measures from some days; `None` when they lie in several.
fn unit_from(days: &Interval, by: i32, shift: Shift, calendar: Calendar) -> Option<Unit> {
    let first = shifted(days.first_day()?, by, shift, calendar)?;
    let last = shifted(days.last_day()?, by, shift, calendar)?;
    (first == last).then_some(first)
}

/// The unit so many measures from a day.
fn shifted(day: Day, by: i32, shift: Shift, calendar: Calendar) -> Option<Unit> {
    let (year, month, _) = civil(day, calendar);
    Some(match shift.measure {
        Measure::Second | Measure::Minute | Measure::Hour => day_unit(day, calendar),
        Measure::Day => day_unit(day.plus(by), calendar),
        Measure::Week if shift.is_length => day_unit(day.plus(by.checked_mul(7)?), calendar),
        Measure::Week => week(day.plus(by.checked_mul(7)?)),
        Measure::Month => {
            let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(by);
            let year = i32::try_from(months.div_euclid(12)).ok()?;
            Unit::Month { year: Some(year), month: months.rem_euclid(12) as u8 + 1 }
        }
        Measure::Quarter => {
            let quarters = i64::from(year) * 4 + i64::from((month - 1) / 3) + i64::from(by);
            let year = i32::try_from(quarters.div_euclid(4)).ok()?;
            Unit::Quarter { year: Some(year), quarter: quarters.rem_euclid(4) as u8 + 1 }
        }
        Measure::Year => Unit::Year(year.checked_add(by)?),
        Measure::Decade => {
            let decade = year.checked_sub(year.rem_euclid(10))?;
            Unit::Decade(decade.checked_add(by.checked_mul(10)?)?)
        }
        Measure::Century => {
            // There is no century 0: the one before the 1st is the first before our era.
            let century = year.checked_sub(1)?.div_euclid(100).checked_add(by)?;
            Unit::Century(if century < 0 { century } else { century.checked_add(1)? })
        }
    })
}

/// The week, Monday to Sunday, in which a day lies.
fn week(day: Day) -> Unit {
    let monday = day.plus(-(day.weekday() as i32));
    Unit::Exact { first: monday, last: monday.plus(6) }
}

fn day_unit(day: Day, calendar: Calendar) -> Unit {
    Unit::from(civil(day, calendar))
}

fn civil(day: Day, calendar: Calendar) -> (i32, u8, u8) {
    match calendar {
        Calendar::Julian => day.to_julian(),
        Calendar::Gregorian | Calendar::Unmarked => day.to_gregorian(),
    }
}
