//! What words are the same words: scripts, folding, stems, names, quotations,
//! archival references.
//!
//! The room knows nothing of time, files or studies.

pub mod archive;
mod key;
mod lexicon;
mod locate;
pub mod quotation;
mod stem;
mod word;

pub use key::{nearest, pivot, search_key, skeleton, within_distance};
pub use lexicon::{Found, Lexicon};
pub use locate::locate;
pub use quotation::{Source, Verdict};
pub use stem::{stem, surname};
pub use word::{Script, is_capitalised, script, words};
