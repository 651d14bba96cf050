//! One day, whatever calendar names it.

/// A day, counted as its Julian Day Number at noon (proleptic in both calendars).
///
/// Years are astronomical: the year 0 is 1 BC, the year -1 is 2 BC.
///
/// ```
/// # use derek_time::Day;
/// assert_eq!(Day::julian(1917, 10, 25), Day::gregorian(1917, 11, 7));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The seven days, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

impl Day {
    /// The first day on which Soviet Russia counted by the Gregorian calendar: 14 February 1918.
    pub const REFORM: Day = Day(2_421_639);

    /// The day with this Julian Day Number.
    pub fn new(jdn: i32) -> Day {
        Day(jdn)
    }

    /// The Julian Day Number.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day that the Gregorian calendar calls so; `None` when it has no such day.
    pub fn gregorian(year: i32, month: u8, day: u8) -> Option<Day> {
        if !(1..=12).contains(&month) || day < 1 || gregorian_month_length(year, month) < day {
            return None;
        }
        let (years, months) = since_march(year, month);
        let leap_days = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
        let number = 365 * years + leap_days + days_before(months) + i64::from(day) + 1_721_119;
        i32::try_from(number).ok().map(Day)
    }

    /// The day that the Julian calendar calls so; `None` when it has no such day.
    pub fn julian(year: i32, month: u8, day: u8) -> Option<Day> {
        if !(1..=12).contains(&month) || day < 1 || julian_month_length(year, month) < day {
            return None;
        }
        let (years, months) = since_march(year, month);
        let leap_days = years.div_euclid(4);
        let number = 365 * years + leap_days + days_before(months) + i64::from(day) + 1_721_117;
        i32::try_from(number).ok().map(Day)
    }

    /// Year, month and day in the Gregorian calendar.
    pub fn to_gregorian(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) - 1_721_120;
        let (cycles, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let century = (day / 36_524).min(3);
        let day = day - century * 36_524;
        let (quads, day) = (day / 1_461, day % 1_461);
        let year = (day / 365).min(3);
        civil(400 * cycles + 100 * century + 4 * quads + year, day - 365 * year)
    }

    /// Year, month and day in the Julian calendar.
    pub fn to_julian(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) - 1_721_118;
        let (quads, day) = (days.div_euclid(1_461), days.rem_euclid(1_461));
        let year = (day / 365).min(3);
        civil(4 * quads + year, day - 365 * year)
    }

    /// The day of the week, the same in both calendars.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[self.0.rem_euclid(7) as usize]
    }

    /// So many days later, or earlier when negative; stops at the ends of what can be counted.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// `yyyy-mm-dd` in the proleptic Gregorian calendar.
    ///
    /// A year before 0 has a minus sign, a year after 9999 a plus sign.
    pub fn iso(self) -> String {
        let (year, month, day) = self.to_gregorian();
        let sign = match year {
            i32::MIN..0 => "-",
            0..=9999 => "",
            _ => "+",
        };
        format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

/// Days in a month of the Gregorian calendar; 0 for a month that is none.
pub(crate) fn gregorian_month_length(year: i32, month: u8) -> u8 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    month_length(month, if leap { 29 } else { 28 })
}

/// Days in a month of the Julian calendar; 0 for a month that is none.
pub(crate) fn julian_month_length(year: i32, month: u8) -> u8 {
    month_length(month, if year.rem_euclid(4) == 0 { 29 } else { 28 })
}

fn month_length(month: u8, february: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => february,
        _ => 0,
    }
}

/// Years and months counted from March, so that a leap day ends its year.
fn since_march(year: i32, month: u8) -> (i64, i64) {
    match month {
        1 | 2 => (i64::from(year) - 1, i64::from(month) + 9),
        _ => (i64::from(year), i64::from(month) - 3),
    }
}

/// Days of a year that began in March, before its month of this number.
fn days_before(months: i64) -> i64 {
    (153 * months + 2) / 5
}

/// Year, month and day from a year that began in March and a day in it, from 0.
fn civil(year: i64, day: i64) -> (i32, u8, u8) {
    let months = (5 * day + 2) / 153;
    let date = day - days_before(months) + 1;
    let (year, month) = if months < 10 { (year, months + 3) } else { (year + 1, months - 9) };
    (year as i32, month as u8, date as u8)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn check(julian: (i32, u8, u8), gregorian: (i32, u8, u8)) {
        let day = Day::julian(julian.0, julian.1, julian.2).unwrap();
        assert_eq!(Some(day), Day::gregorian(gregorian.0, gregorian.1, gregorian.2));
        assert_eq!(day.to_julian(), julian);
        assert_eq!(day.to_gregorian(), gregorian);
    }

    #[test]
    fn the_two_calendars_agree_on_the_day() {
        check((1917, 10, 25), (1917, 11, 7));
        check((1900, 2, 29), (1900, 3, 13));
        check((1900, 2, 28), (1900, 3, 12));
        check((1918, 2, 1), (1918, 2, 14));
        check((1582, 10, 5), (1582, 10, 15));
        check((1, 1, 1), (0, 12, 30));
        check((-4712, 1, 1), (-4713, 11, 24));
    }

    #[test]
    fn the_count_of_days() {
        assert_eq!(Day::gregorian(2000, 1, 1).unwrap().number(), 2_451_545);
        assert_eq!(Day::julian(-4712, 1, 1).unwrap().number(), 0);
        assert_eq!(Day::gregorian(1918, 2, 14), Some(Day::REFORM));
    }

    #[test]
    fn days_that_are_none() {
        assert_eq!(Day::gregorian(1900, 2, 29), None);
        assert_eq!(Day::gregorian(1918, 2, 30), None);
        assert_eq!(Day::julian(1918, 13, 1), None);
        assert_eq!(Day::julian(1918, 0, 1), None);
        assert_eq!(Day::gregorian(1918, 4, 31), None);
        assert_eq!(Day::gregorian(i32::MAX, 1, 1), None);
        assert_eq!(Day::julian(i32::MIN, 1, 1), None);
    }

    #[test]
    fn the_day_of_the_week() {
        assert_eq!(Day::gregorian(1917, 11, 7).unwrap().weekday(), Weekday::Wednesday);
        assert_eq!(Day::gregorian(1917, 10, 25).unwrap().weekday(), Weekday::Thursday);
    }

    #[test]
    fn iso_years_of_every_length() {
        assert_eq!(Day::gregorian(1917, 11, 7).unwrap().iso(), "1917-11-07");
        assert_eq!(Day::gregorian(-208, 1, 1).unwrap().iso(), "-0208-01-01");
        assert_eq!(Day::gregorian(12_000, 1, 1).unwrap().iso(), "+12000-01-01");
    }

    #[test]
    fn every_day_of_two_thousand_years_goes_round() {
        let first = Day::gregorian(1, 1, 1).unwrap().number();
        let last = Day::gregorian(2100, 12, 31).unwrap().number();
        for day in (first..=last).map(Day::new) {
            let (year, month, date) = day.to_gregorian();
            assert_eq!(Day::gregorian(year, month, date), Some(day));
            let (year, month, date) = day.to_julian();
            assert_eq!(Day::julian(year, month, date), Some(day));
        }
    }

    proptest! {
        #[test]
        fn any_day_goes_round(number: i32) {
            let day = Day::new(number);
            let (year, month, date) = day.to_gregorian();
            prop_assert_eq!(Day::gregorian(year, month, date), Some(day));
            let (year, month, date) = day.to_julian();
            prop_assert_eq!(Day::julian(year, month, date), Some(day));
        }

        #[test]
        fn no_numbers_can_hurt(year: i32, month: u8, day: u8) {
            let _ = Day::gregorian(year, month, day);
            let _ = Day::julian(year, month, day);
            let _ = Day::new(year).plus(i32::from(day)).iso();
        }
    }
}
