//! The day it is: the only clock in the house.

use std::time::{SystemTime, UNIX_EPOCH};

use derek_time::Day;

/// The Julian day number of 1 January 1970.
const EPOCH: i32 = 2_440_588;

/// Today in Coordinated Universal Time, as `2026-11-22`.
pub fn today() -> String {
    day_of(SystemTime::now()).iso()
}

/// This moment in Coordinated Universal Time, as `2026-11-22T17:08:03Z`.
pub fn now() -> String {
    let now = SystemTime::now();
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs()) % 86_400;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", day_of(now).iso())
}

/// The day of a moment.
pub(crate) fn day_of(moment: SystemTime) -> Day {
    let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    Day::new(EPOCH + i32::try_from(seconds / 86_400).unwrap_or(i32::MAX - EPOCH))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_moment_has_a_day() {
        assert_eq!(day_of(UNIX_EPOCH).iso(), "1970-01-01");
        assert_eq!(day_of(UNIX_EPOCH + Duration::from_secs(1_795_305_600)).iso(), "2026-11-22");
    }
}
