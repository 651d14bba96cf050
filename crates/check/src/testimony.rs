//! What it rests on: witnesses and their dependence.

pub mod citation_cycle;
pub mod could_not_have_seen;
pub mod dependent_witnesses;
pub mod interested_witness;
pub mod late_witness;
pub mod norm_taken_as_practice;
pub mod one_sided_base;
pub mod single_witness;
pub mod under_duress;
