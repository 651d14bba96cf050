//! The desk: the one room that touches the world, and the only one that writes.
//!
//! An open study with its unsaved drafts, checked texts, the reference study
//! that ships with derek, and the clock.

#![expect(clippy::disallowed_methods, reason = "the desk is the one place that touches the world")]

mod back;
mod begin;
mod beside;
mod chronicle;
mod clock;
mod desk;
mod disk;
mod error;
mod people;
mod recognise;
mod sources;
mod texts;
mod withdraw;
mod write;

pub use back::{Existing, commented, print, put};
pub use begin::{begin, next_steps};
pub use beside::{accept_beside, answer_beside, read_beside};
pub use chronicle::{chronicle, reference};
pub use clock::today;
pub use derek_read::{Encoding, takes_comments};
pub use desk::{Current, Desk, chronicle_reading, gone_judgement};
pub use disk::Disk;
pub use error::Error;
pub use people::named;
pub use sources::{Sources, is_bibliography, read_sources};
pub use texts::{
    Asked, Brought, Checked, Recent, Stage, Texts, check_text, check_text_beside, read_source,
    read_text, read_text_as,
};
pub use write::write;
