//! Writing so that a file is either as it was or as it shall be.

use std::io::Write as _;
use std::path::Path;

use derek_study::say;
use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// Puts bytes into a file: a new file beside it, forced to the disk, then renamed.
///
/// # Errors
///
/// When it cannot be written; the file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let go = || -> std::io::Result<()> {
        let folder = folder_of(path);
        let mut file = tempfile::Builder::new().prefix(".derek-").tempfile_in(folder)?;
        if let Ok(metadata) = path.metadata() {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|refused| refused.error)?;
        // The folder's own entry is on the disk only once the folder is. The file
        // is in its place by now: where a folder cannot be forced, nothing is lost.
        #[cfg(unix)]
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    };
    go().map_err(|cause| Error::of(say!(en: "writing", ru: "записываю", kk: "жазу:"), path, &cause))
}

/// The folder of a file; the working folder when the path is a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What tells two contents apart: SHA-256, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_bare_name() {
        assert_eq!(folder_of(Path::new("e.txt")), Path::new("."));
        assert_eq!(folder_of(Path::new("texts/e.txt")), Path::new("texts"));
        assert_eq!(folder_of(Path::new("/e.txt")), Path::new("/"));
    }

    #[test]
    fn a_file_with_a_bare_name_is_written() -> std::io::Result<()> {
        // A name of its own in the folder the tests are run in, taken away again.
        let name = format!("derek-bare-name-{}.txt", std::process::id());
        let path = Path::new(&name);
        let written = write(path, "дерек".as_bytes());
        let read = std::fs::read_to_string(path);
        std::fs::remove_file(path)?;
        assert_eq!(written, Ok(()));
        assert_eq!(read?, "дерек");
        Ok(())
    }
}
