//! How it is divided: periods, bodies.

pub mod period_gap;
pub mod periods_stated_twice;
