//! The desk: the one room that touches the world, and the only one that writes.
//!
//! An open study with its unsaved drafts, checked texts, the reference study
//! that ships with derek, and the clock.

#![expect(clippy::disallowed_methods, reason = "the desk is the one place that touches the world")]

mod begin;
mod beside;
mod chronicle;
mod clock;
mod desk;
mod disk;
mod error;
mod recognise;
mod texts;
mod withdraw;
mod write;

pub use begin::{begin, next_steps};
pub use beside::{accept_beside, read_beside};
pub use chronicle::{chronicle, reference};
pub use clock::today;
pub use desk::{Current, Desk, chronicle_reading};
pub use disk::Disk;
pub use error::Error;
pub use texts::{Checked, Recent, Texts, check_text, read_source, read_text, read_text_in};
