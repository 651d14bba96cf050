//! An edition: what a reading says, worded in a language and laid out for readers.
//!
//! Everything here is a pure function from records to HTML or SVG. The same
//! fragments and drawings serve the workbench, and later a site and a book.

pub mod address;
pub mod argument;
mod asking;
mod card;
pub mod chain;
mod comment;
pub mod compare;
mod edition;
mod finding;
mod loss;
mod manual;
mod names;
pub mod network;
mod page;
mod passage;
mod people;
pub mod periods;
mod preview;
mod prove;
mod rules;
mod ruling;
mod same;
mod sarif;
mod search;
mod sources;
pub mod structure;
mod text;
pub mod timeline;
pub mod understanding;
pub mod weigh;
mod whynot;
pub mod words;

pub use asking::lead_said;
pub use comment::comments;
pub use edition::Edition;
pub use finding::{Accepting, level_sign};
pub use loss::Lost;
pub use manual::{manual, register};
pub use names::{Candidate, Names};
pub use page::page;
pub use people::{Named, One, Passage, People, Question};
pub use prove::{Is, Proving, Told};
pub use rules::fault_said;
pub use same::{Judging, part_said, reason_said};
pub use sarif::sarif;
pub use search::{Answer, Found};
pub use text::{View, address_in, address_of_number, checked, source};
pub use whynot::{Lacking, Supposed, Unsaid, supposed};
pub use words::Word;
