//! What is known of a text before its dates are read.

use crate::date::Interval;
use crate::policy::Policy;
use crate::usage::Changeover;

/// What is known of a text before its dates are read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Context {
    /// The days on which the text was written, from which "yesterday" and "last
    /// year" count; `None` when nobody says.
    pub written: Option<Interval>,
    /// How far words without sharp ends reach.
    pub policy: Policy,
    /// How the calendar was changed where the text was written; `None` when nobody says.
    pub calendars: Option<Changeover>,
}
