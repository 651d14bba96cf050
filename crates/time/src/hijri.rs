//! The Muslim calendar, counted by table.
//!
//! The months began when the moon was seen, so that a day counted by table may
//! be a day off either way.

use crate::day::Day;

/// 1 Muharram of the year 1, by the civil count: 16 July 622 of the Julian calendar.
const EPOCH: i32 = 1_948_440;

/// The years that the tables are asked for.
const LAST_YEAR: i32 = 1600;

fn first_day(year: i32, month: u8) -> Option<Day> {
    if !(1..=LAST_YEAR).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let months = (59 * (i32::from(month) - 1) + 1) / 2;
    Some(Day::new(EPOCH + 354 * (year - 1) + (3 + 11 * year) / 30 + months))
}

/// The first and the last day of a year.
pub(crate) fn year(year: i32) -> Option<(Day, Day)> {
    let first = first_day(year, 1)?;
    let length = if (14 + 11 * year) % 30 < 11 { 355 } else { 354 };
    Some((first, first.plus(length - 1)))
}

/// The first and the last day of a month.
pub(crate) fn month(of: i32, month: u8) -> Option<(Day, Day)> {
    let first = first_day(of, month)?;
    let last = match month {
        12 => year(of)?.1,
        _ => first_day(of, month + 1)?.plus(-1),
    };
    Some((first, last))
}

/// A day, as the first and the last of a stretch of one.
pub(crate) fn day(year: i32, of: u8, day: u8) -> Option<(Day, Day)> {
    let (first, last) = month(year, of)?;
    let day = first.plus(i32::from(day) - 1);
    (first <= day && day <= last).then_some((day, day))
}
