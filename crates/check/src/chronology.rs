//! When it was.

pub mod act_outside_life;
pub mod age_does_not_fit;
pub mod conflicting_dates;
pub mod date_outside_its_century;
pub mod dates_cannot_all_hold;
pub mod day_without_year;
pub mod effect_before_cause;
pub mod ends_before_it_begins;
pub mod event_dated_otherwise;
pub mod impossible_date;
pub mod length_does_not_fit;
pub mod name_out_of_time;
pub mod one_date_fits;
pub mod one_item_two_dates;
pub mod outside_lifespan;
pub mod seat_before_move;
pub mod state_without_start;
pub mod told_out_of_order;
pub mod two_places_at_once;
pub mod undated_event;
pub mod unmarked_calendar;
