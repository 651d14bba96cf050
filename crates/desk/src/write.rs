//! Writing so that a file is either as it was or as it shall be.

use std::io::Write as _;
use std::path::Path;

use derek_study::say;
use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// Puts bytes into a file: a new file beside it, forced to the disk, then renamed.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let go = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".derek-").tempfile_in(folder)?;
        if let Ok(metadata) = path.metadata() {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|refused| refused.error)?;
        // The folder's own entry is on the disk only once the folder is.
        #[cfg(unix)]
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    };
    go().map_err(|cause| Error::of(say!(en: "writing", ru: "записываю", kk: "жазу:"), path, &cause))
}

/// What tells two contents apart: SHA-256, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
