//! What follows from the claims of a study, each with what it rests on.

mod chronology;
mod facts;
mod ruled;
mod timeline;
mod witness;

use derek_study::Study;

pub use chronology::{DateConflict, Dated, Scheme, Stage, held};
pub use facts::{ClaimOf, Claims, facts};
pub use ruled::{Reasoning, Refused, Ruled, Shown, Told, reasoned};
pub use timeline::{
    Alternative, Bounds, Chronology, Contradiction, Forced, GRACE, Ground, LONGEST_LIFE, Rule,
    TimeAnswers, TimesAsked, Why, why,
};
pub use witness::{Support, Witnesses};

/// What was derived from a study.
#[derive(Debug, Clone)]
pub struct Derived<'a> {
    /// Fields that have one value by nature and dates that cannot all hold.
    pub date_conflicts: Vec<DateConflict<'a>>,
    /// Cards that begin and end, with both.
    pub dated: Vec<Dated<'a>>,
    /// Periodizations with their stages in order.
    pub schemes: Vec<Scheme<'a>>,
    /// What all dates and ties say of time together.
    pub chronology: Chronology<'a>,
    /// Which sources are one witness.
    pub witnesses: Witnesses,
    /// For each question, what its arguments rest on.
    pub support: Vec<Support<'a>>,
    /// What the study's rules conclude.
    pub ruled: Ruled,
}

/// Derives what follows from the claims of a study.
pub fn derive(study: &Study) -> Derived<'_> {
    let witnesses = Witnesses::of(study);
    Derived {
        date_conflicts: chronology::date_conflicts(study),
        dated: chronology::dated(study),
        schemes: chronology::schemes(study),
        chronology: Chronology::of(study),
        support: witness::support(study, &witnesses),
        witnesses,
        ruled: ruled::ruled(study),
    }
}
