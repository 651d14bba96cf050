//! How it is divided: periods, bodies.

pub mod boundary_without_event;
pub mod event_outside_periods;
pub mod period_gap;
pub mod period_overlap;
pub mod periods_stated_twice;
pub mod person_unprofiled;
