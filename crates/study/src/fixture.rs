//! A whole study out of one string, for the tests of every room.
//!
//! It is here, and not behind a feature, so that other rooms' tests need no
//! second way to write a study. Nothing that ships calls it.

use std::collections::BTreeMap;

use crate::said::Said;
use crate::say;
use crate::study::{Shelf, Study};

/// A shelf in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The bytes of each file by its path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// The files of a text in which lines `//- path` stand above each file.
    ///
    /// White space that all lines begin with is taken away.
    ///
    /// ```
    /// use derek_study::fixture::Memory;
    /// let shelf = Memory::of("
    ///     //- cards/a.md
    ///     ---
    ///     kind: event
    ///     ---
    ///     //- texts/b.txt
    ///     words
    /// ");
    /// assert_eq!(shelf.files["cards/a.md"], b"---\nkind: event\n---\n");
    /// assert_eq!(shelf.files["texts/b.txt"], b"words\n");
    /// ```
    pub fn of(fixture: &str) -> Memory {
        let is_blank = |line: &str| line.trim().is_empty();
        let margin = fixture
            .lines()
            .filter(|line| !is_blank(line))
            .map(|line| line.len() - line.trim_start_matches(' ').len())
            .min()
            .unwrap_or(0);
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut open: Option<&mut Vec<u8>> = None;
        for line in fixture.split_inclusive('\n') {
            let line = if is_blank(line) { line.trim_start_matches(' ') } else { &line[margin..] };
            match (line.strip_prefix("//- "), &mut open) {
                (Some(path), _) => open = Some(files.entry(path.trim().to_owned()).or_default()),
                (None, Some(file)) => file.extend_from_slice(line.as_bytes()),
                (None, None) => {}
            }
        }
        Memory { files }
    }
}

impl Shelf for Memory {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Said> {
        let missing = || say!(en: "no such file", ru: "нет такого файла", kk: "мұндай файл жоқ");
        self.files.get(path).cloned().ok_or_else(missing)
    }
}

/// A study named `fixture` out of one string, in which lines `//- path` stand above each file.
///
/// A `study.yaml` with a title is added when the string has none.
///
/// ```
/// use derek_study::fixture;
/// let study = fixture::study("
///     //- cards/alash-orda.md
///     ---
///     kind: organ
///     name: {en: Alash Orda, ru: Алаш-Орда}
///     ---
/// ");
/// assert!(study.doubts.is_empty());
/// assert_eq!(study.resolve("алаш-орда", &[]).card().map(|card| &*card.id), Some("alash-orda"));
/// ```
pub fn study(fixture: &str) -> Study {
    let mut shelf = Memory::of(fixture);
    shelf.files.entry("study.yaml".to_owned()).or_insert_with(|| b"title: A study\n".to_vec());
    Study::read("fixture", &shelf)
}
