//! What a text itself concludes: its counts and sums.

pub mod by_rule;
pub mod cause_without_evidence;
pub mod circular_argument;
pub mod conclusion_without_premise;
pub mod enumeration_miscounted;
pub mod hindsight;
pub mod incompatible_claims;
pub mod judgement_cycle;
pub mod judgements_side_by_side;
pub mod polarity_reversed;
pub mod question_without_claims;
pub mod share_does_not_fit;
pub mod single_cause;
pub mod total_does_not_add_up;
pub mod universal_from_local;
