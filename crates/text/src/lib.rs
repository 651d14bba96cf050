//! What words are the same words: scripts, folding, stems, names, quotations,
//! archival references.
//!
//! The room knows nothing of time, files or studies.

mod align;
pub mod archive;
mod cluster;
pub mod entity;
mod index;
mod key;
mod lexicon;
pub mod linkage;
mod locate;
mod name;
mod place;
pub mod quotation;
mod sound;
mod stem;
mod system;
mod weights;
mod word;

pub use align::{Pair, Word};
pub use cluster::{Clusters, Contradiction, Judged, Link, Spellings, cluster};
pub use index::{Index, Match};
pub use key::{nearest, pivot, search_key, skeleton, within_distance};
pub use lexicon::{Found, Lexicon};
pub use locate::locate;
pub use name::{Comparison, NameKey, Part, Reason, ReasonKind, Role, compare, side_by_side};
pub use place::PlaceKind;
pub use quotation::{Source, Verdict};
pub use sound::{ALPHABET, LONGEST_WORD, Sounds, sound_of};
pub use stem::{stem, surname};
pub use system::{SYSTEMS, System, Unrendered, render};
pub use word::{Script, is_capitalised, script, words};
