//! Many texts at once: passages that stand in more than one.
//!
//! Everything here is pure, and the same at any number of threads.

mod fold;
mod reuse;

pub use reuse::{Reuse, Text, reuse};
