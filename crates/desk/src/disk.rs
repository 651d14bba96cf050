//! A study's folder on the disk, and nothing outside it.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use derek_study::{Said, Shelf, say};

use crate::error::{self, Error};

/// A folder whose files are a study's.
///
/// Links that lead out of the folder are not followed, and no path leads out of it.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

/// What tells, without reading it, that a file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
}

impl Disk {
    /// The folder at a path.
    ///
    /// # Errors
    ///
    /// When there is no folder.
    pub fn at(path: &Path) -> Result<Disk, Error> {
        let attempted = || say!(en: "opening the folder", ru: "открываю папку", kk: "буманы ашу:");
        let root = path.canonicalize().map_err(|cause| Error::of(attempted(), path, &cause))?;
        match root.is_dir() {
            true => Ok(Disk { root }),
            false => Err(Error::of(attempted(), path, &std::io::ErrorKind::NotADirectory.into())),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files that a study is made of, with their stamps, sorted.
    pub(crate) fn listing(&self) -> Vec<(String, Stamp)> {
        let mut files = Vec::new();
        self.walk(&self.root, "", &mut files);
        files.sort_by(|one, other| one.0.cmp(&other.0));
        files
    }

    fn walk(&self, folder: &Path, below: &str, files: &mut Vec<(String, Stamp)>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with('.') {
                continue;
            }
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if is_of_study(&path) {
                    self.walk(&entry.path(), &path, files);
                }
                continue;
            }
            // A link to a folder is not walked: it may lead in a circle.
            let metadata = match kind.is_symlink() {
                true => self.inside(&path).and_then(|target| fs::metadata(target).ok()),
                false => entry.metadata().ok(),
            };
            if let Some(metadata) =
                metadata.filter(|metadata| metadata.is_file() && is_of_study(&path))
            {
                files.push((
                    path,
                    Stamp { len: metadata.len(), modified: metadata.modified().ok() },
                ));
            }
        }
    }

    /// Where a path of the study lies on the disk; `None` when that is not inside the folder.
    pub(crate) fn inside(&self, path: &str) -> Option<PathBuf> {
        let target = self.root.join(relative(path)?).canonicalize().ok()?;
        target.starts_with(&self.root).then_some(target)
    }

    /// Where a file may be written; `None` when that is not inside the folder.
    pub(crate) fn to_write(&self, path: &str) -> Option<PathBuf> {
        if let Some(target) = self.inside(path) {
            return Some(target);
        }
        let target = self.root.join(relative(path)?);
        // A link that leads nowhere, or out of the folder, is not written through.
        if target.symlink_metadata().is_ok() {
            return None;
        }
        let folder = target.parent()?.canonicalize().ok()?;
        folder.starts_with(&self.root).then(|| folder.join(target.file_name().unwrap_or_default()))
    }
}

impl Shelf for Disk {
    fn paths(&self) -> Vec<String> {
        self.listing().into_iter().map(|(path, _)| path).collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Said> {
        let target =
            self.inside(path).ok_or_else(|| error::said(&std::io::ErrorKind::NotFound.into()))?;
        fs::read(target).map_err(|cause| error::said(&cause))
    }
}

impl Stamp {
    /// Whether the file was left alone for a while before `now`.
    ///
    /// A file changed twice within the clock's step may have one stamp for two contents.
    pub(crate) fn is_settled(&self, now: SystemTime) -> bool {
        let age = self.modified.and_then(|modified| now.duration_since(modified).ok());
        age.is_some_and(|age| 2 < age.as_secs())
    }
}

/// The parts of a study's folder that are read at all.
fn is_of_study(path: &str) -> bool {
    match path.split('/').next() {
        Some("cards" | "rules" | "texts") => true,
        _ => matches!(
            path,
            "study.yaml"
                | "vocabulary.yaml"
                | "identities.yaml"
                | "bibliography.bib"
                | "bibliography.json"
                | "bibliography.rdf"
                | "bibliography.ris"
        ),
    }
}

/// A path that only goes down.
fn relative(path: &str) -> Option<&Path> {
    let is_plain = !path.is_empty() && !path.contains(['\\', '\0']);
    let path = Path::new(path);
    let goes_down = path.components().all(|part| matches!(part, Component::Normal(_)));
    (is_plain && goes_down).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() -> std::io::Result<()> {
        let outer = tempfile::tempdir()?;
        let root = outer.path().join("study");
        fs::create_dir_all(root.join("cards"))?;
        fs::write(outer.path().join("secret.md"), "secret")?;
        fs::write(root.join("cards/a.md"), "a")?;
        #[cfg(unix)]
        std::os::unix::fs::symlink(outer.path().join("secret.md"), root.join("cards/link.md"))?;
        let disk = Disk::at(&root).expect("the folder is there");
        assert_eq!(disk.paths(), ["cards/a.md"]);
        assert_eq!(disk.read("cards/a.md").as_deref(), Ok(b"a".as_slice()));
        for path in [
            "../secret.md", "cards/../../secret.md", "/etc/passwd", "cards/link.md", "",
            "cards\\..\\..", ".",
        ] {
            assert!(disk.read(path).is_err(), "{path}");
            assert!(disk.to_write(path).is_none(), "{path}");
        }
        Ok(())
    }
}
