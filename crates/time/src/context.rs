//! What is known of a text before its dates are read.

use crate::date::Interval;

/// What is known of a text before its dates are read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Context {
    /// The days on which the text was written, from which "yesterday" and "last
    /// year" count; `None` when nobody says.
    pub written: Option<Interval>,
}
