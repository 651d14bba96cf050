//! When it was.

pub mod conflicting_dates;
pub mod day_without_year;
pub mod ends_before_it_begins;
pub mod impossible_date;
pub mod outside_lifespan;
pub mod unmarked_calendar;
