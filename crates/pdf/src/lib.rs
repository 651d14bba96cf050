//! The text of a PDF: its pages, and what stands where on them.
//!
//! A page of a PDF holds no words and no lines, only glyphs at places; what is made of
//! them is the reader's affair. This room opens the file, unlocks it when anybody may,
//! unfolds what holds text, and says of each glyph which characters it shows and where.
//!
//! It is total: whatever the bytes, it ends, in bounded time and memory, and what could
//! not be had is counted.

mod cipher;
mod cmap;
mod file;
mod filter;
mod font;
mod lock;
mod names;
mod object;
mod page;
mod program;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::file::File;
use crate::font::Font;
use crate::page::Leaf;

pub use page::{Glyph, Page, Rule, Turn};

/// Why nothing can be read of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It is no PDF, or broken beyond repair.
    Broken,
    /// Nobody may open it without a password.
    Locked,
}

/// A PDF that was opened.
pub struct Pdf<'b> {
    file: File<'b>,
    leaves: Vec<Leaf>,
    /// Fonts by the number of their object.
    fonts: BTreeMap<u32, Rc<Font>>,
    /// Glyphs that may still be taken.
    left: usize,
}

/// Glyphs of a file, at most: a book of a thousand pages has three million.
const MOST_GLYPHS: usize = 24_000_000;

impl<'b> Pdf<'b> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// When it is no PDF, or one that asks for a password.
    ///
    /// ```
    /// use derek_pdf::{Pdf, Trouble};
    /// assert_eq!(Pdf::open(b"a text").err(), Some(Trouble::Broken));
    /// ```
    pub fn open(bytes: &'b [u8]) -> Result<Pdf<'b>, Trouble> {
        let mut file = File::open(bytes)?;
        let mut leaves = page::leaves(&file);
        if leaves.is_empty() && file.repair_once() {
            leaves = page::leaves(&file);
        }
        Ok(Pdf { file, leaves, fonts: BTreeMap::new(), left: MOST_GLYPHS })
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.leaves.len()
    }

    /// The program that wrote it, as it says; empty when it does not.
    pub fn producer(&self) -> String {
        page::producer(&self.file)
    }

    /// What stands on a page, the first being 0; `None` when there is no such page.
    pub fn page(&mut self, number: usize) -> Option<Page> {
        let leaf = self.leaves.get(number)?;
        let page = page::read(&self.file, leaf, &mut self.fonts, self.left);
        self.left = self.left.saturating_sub(page.glyphs.len());
        Some(page)
    }

    /// Whether the file unfolds to more than is read of any: the pages from here on are
    /// not whole.
    pub fn is_spent(&self) -> bool {
        self.left == 0 || self.file.is_spent()
    }
}

impl std::fmt::Debug for Pdf<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pdf").field("pages", &self.leaves.len()).finish_non_exhaustive()
    }
}
