//! What follows from the claims of a study, each with what it rests on.

mod argument;
pub mod cause;
mod chronology;
mod circle;
pub mod compare;
mod diachrony;
mod facts;
mod ledger;
mod loss;
pub mod network;
mod ruled;
pub mod structure;
mod timeline;
pub mod weigh;
mod witness;

use derek_study::Study;

pub use argument::{
    AGAINST_ANOTHER, Aim, Argument, Attack, Backing, Counter, Debate, Framework, LARGEST, Label,
    Labelling, MOST, Misread, Premise, Rival, STEPS, Semantics, Standing, Unfinished, Written,
    Wrong, read_framework,
};
pub use chronology::{DateConflict, Dated, Scheme, Stage, held};
pub use diachrony::{
    Beside, Bound, Break, Breaks, Diachrony, FEWEST, Filled, Happened, Held, Meeting, NEAR, PIECES,
    Placed, Undated, read_events,
};
pub use facts::{ClaimOf, Claims, facts};
pub use ledger::{Disputed, disputes};
pub use loss::{LinkLoss, Loss, without};
pub use ruled::{Reasoning, Refused, Ruled, Shown, Told, reasoned};
pub use timeline::{
    Alternative, Bounds, Chronology, Contradiction, Forced, GRACE, Ground, LONGEST_LIFE, Rule,
    TimeAnswers, Times, TimesAsked, Why, why,
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

/// Which sources of a study are one witness.
pub fn witnesses(study: &Study) -> Witnesses {
    Witnesses::of(study)
}
