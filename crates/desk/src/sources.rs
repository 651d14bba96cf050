//! Sources laid beside a manuscript: texts, and bibliographies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use derek_study::bibliography::parse_bibliography;
use derek_study::{Document, Entry, Said, say};

use crate::error::Error;
use crate::texts::read_source;

/// What was read to hold a manuscript to.
#[derive(Debug, Default)]
pub struct Sources {
    /// The texts, each by the name of its file without the ending.
    pub texts: BTreeMap<String, Document>,
    /// What the bibliographies hold.
    pub entries: Vec<Entry>,
    /// What could not be read, each in a sentence to show.
    pub doubts: Vec<Said>,
}

/// Folders in folders that are looked into.
const DEPTH: usize = 8;

/// Reads files, and the files of folders: bibliographies by the ending of their names
/// (`.bib`, `.ris`, `.json`, `.rdf`), everything else as texts.
///
/// A file of a folder that is no text becomes a doubt, and the others are read all the same.
///
/// # Errors
///
/// When a path that was given itself cannot be read.
pub fn read_sources(paths: &[PathBuf]) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    for path in paths {
        if path.is_dir() {
            for file in files(path, DEPTH)? {
                if let Err(error) = sources.add(&file) {
                    sources.doubt(&file.display().to_string(), &error);
                }
            }
        } else {
            sources.add(path)?;
        }
    }
    Ok(sources)
}

/// The files of a folder and of the folders in it, in the order of their names; hidden
/// ones are left out.
fn files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, Error> {
    let refused = |cause: std::io::Error| Error::of(reading(), folder, &cause);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        paths.push(entry.map_err(refused)?.path());
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match (hidden, path.is_symlink(), path.is_dir()) {
            (true, ..) | (_, true, true) => {}
            (_, _, true) if depth != 0 => files.extend(self::files(&path, depth - 1)?),
            (_, _, true) => {}
            _ => files.push(path),
        }
    }
    Ok(files)
}

/// Whether a file is a bibliography, by the ending of its name.
pub fn is_bibliography(name: &str) -> bool {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    matches!(ending.as_deref(), Some("bib" | "ris" | "json" | "rdf"))
}

impl Sources {
    /// Says that a file could not be read.
    pub(crate) fn doubt(&mut self, name: &str, error: &Error) {
        let [kk, ru, en] = derek_study::Lang::ALL.map(|lang| error.in_lang(lang));
        self.doubts.push(Said::new(
            format!("{name}: {en}"),
            format!("{name}: {ru}"),
            format!("{name}: {kk}"),
        ));
    }

    fn add(&mut self, path: &Path) -> Result<(), Error> {
        let bytes = fs::read(path).map_err(|cause| Error::of(reading(), path, &cause))?;
        self.take(&path.display().to_string(), &bytes)
    }

    /// Reads the bytes of a file of this name.
    pub(crate) fn take(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let (path, name) = (Path::new(name), name.to_owned());
        if is_bibliography(&name) {
            let text = String::from_utf8_lossy(bytes);
            let (entries, doubts) = parse_bibliography(&name, &text);
            self.entries.extend(entries);
            self.doubts.extend(doubts.into_iter().map(|doubt| doubt.said));
            return Ok(());
        }
        let document = read_source(&name, bytes)?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let key = stem.filter(|stem| !self.texts.contains_key(stem)).unwrap_or(name);
        self.texts.insert(key, document);
        Ok(())
    }
}

fn reading() -> Said {
    say!(en: "reading", ru: "читаю", kk: "оқу:")
}
