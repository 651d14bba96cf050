//! What a text itself concludes: its counts and sums.

pub mod by_rule;
pub mod enumeration_miscounted;
pub mod share_does_not_fit;
pub mod total_does_not_add_up;
