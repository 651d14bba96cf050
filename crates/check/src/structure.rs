//! How it is divided: periods, bodies.

pub mod bodies_merged;
pub mod boundary_without_event;
pub mod card_of_wrong_kind;
pub mod circle_of_cards;
pub mod event_outside_periods;
pub mod offices_incompatible;
pub mod organ_without_history;
pub mod period_gap;
pub mod period_label_contradicted;
pub mod period_overlap;
pub mod periods_stated_twice;
pub mod person_unprofiled;
pub mod two_states_at_once;
