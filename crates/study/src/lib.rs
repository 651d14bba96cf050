//! A study: what its files say, where they say it, and how to change them.
//!
//! This is the only room that knows the study's file formats. It works on
//! bytes that somebody else has read: no disk, no clock, no network.

pub mod bibliography;
pub mod card;
pub mod document;
pub mod doubt;
pub mod edit;
pub mod finding;
pub mod fixture;
pub mod identity;
mod marks;
pub mod reckoning;
pub mod rule;
pub mod said;
pub mod study;
pub mod testimony;
pub mod vocabulary;
mod yaml;

pub use bibliography::Entry;
pub use card::{Acceptance, Called, Card, Citation, Field, Link, Mode, Value};
pub use derek_time::Lang;
pub use document::{Document, Paragraph};
pub use doubt::{Doubt, DoubtKind};
pub use edit::Edit;
pub use finding::{Finding, Level, Place, Reason};
pub use identity::Identity;
pub use rule::{Grammar, Rules};
pub use said::{Days, InLang, Said};
pub use study::{Parsed, Resolution, Shelf, Study, parse};
pub use testimony::{Polarity, Sureness};
pub use vocabulary::Vocabulary;

#[cfg(test)]
mod house;
