//! A zip container and its parts: never more of them than a document can need.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use encoding_rs::Encoding;
use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::refusal::{self, Refusal};

/// Bytes that one file may unfold to, all its parts together: a book of three
/// thousand pages unfolds to a tenth of it.
const MOST: u64 = 128 << 20;

/// How many times its own size a part may unfold to, once it is larger than
/// [`SMALL`]: XML of office programs packs to a tenth or a thirtieth.
const MOST_TIMES: u64 = 200;
const SMALL: u64 = 4 << 20;

/// Parts that one file may have.
const MOST_PARTS: usize = 50_000;

/// A zip container that was opened.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unfolded.
    left: u64,
}

impl<'b> Package<'b> {
    /// # Errors
    ///
    /// When it is no zip container, or a broken one.
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusal::broken())?;
        match archive.len() <= MOST_PARTS {
            true => Ok(Package { archive, left: MOST }),
            false => Err(refusal::too_large()),
        }
    }

    /// The names of its parts, sorted.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names();
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        names
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as text; `None` when there is none of this name.
    ///
    /// # Errors
    ///
    /// When it is locked, broken, or unfolds without end.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        Ok(self.bytes(name)?.map(decoded))
    }

    /// A part that lies in the package as the text that [`Package::text`] gives, byte
    /// by byte; `None` when there is none of this name, or it is in another encoding.
    ///
    /// # Errors
    ///
    /// As [`Package::text`].
    pub fn plain_text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = decoded(bytes.clone());
        Ok((text.as_bytes() == bytes).then_some(text))
    }

    /// The package with some parts changed and others added behind the rest: all
    /// other parts are copied as they are packed, in their order.
    ///
    /// # Errors
    ///
    /// When a part's place in the package is broken.
    pub fn with(mut self, mut parts: BTreeMap<String, String>) -> Result<Vec<u8>, Refusal> {
        let mut write = |archive: &mut ZipArchive<Cursor<&[u8]>>| -> ZipResult<Vec<u8>> {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            writer.set_raw_comment(archive.comment().into())?;
            for at in 0..archive.len() {
                let part = archive.by_index_raw(at)?;
                match parts.remove(part.name()) {
                    Some(text) => {
                        let packed = match part.compression() {
                            CompressionMethod::Stored => CompressionMethod::Stored,
                            _ => CompressionMethod::Deflated,
                        };
                        let name = part.name().to_owned();
                        writer.start_file(name, part.options().compression_method(packed))?;
                        writer.write_all(text.as_bytes())?;
                    }
                    None => writer.raw_copy_file(part)?,
                }
            }
            let packed =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            for (name, text) in &parts {
                writer.start_file(name.as_str(), packed)?;
                writer.write_all(text.as_bytes())?;
            }
            Ok(writer.finish()?.into_inner())
        };
        write(&mut self.archive).map_err(|_| refusal::broken())
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(refusal::locked());
            }
            Err(_) => return Err(refusal::broken()),
        };
        let most = SMALL.max(part.compressed_size().saturating_mul(MOST_TIMES)).min(self.left);
        let mut bytes = Vec::new();
        // What the container says of a part's size may be a lie: only what comes is counted.
        let read = part.take(most + 1).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if most < length {
            return Err(refusal::too_large());
        }
        read.map_err(|_| refusal::broken())?;
        self.left -= length;
        Ok(Some(bytes))
    }
}

/// Bytes of an XML file as text: by its byte order mark, by what it says of itself, or as UTF-8.
pub(crate) fn decoded(bytes: Vec<u8>) -> String {
    let encoding = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    match encoding.or_else(|| declared(&bytes)).filter(|one| *one != encoding_rs::UTF_8) {
        Some(encoding) => encoding.decode(&bytes).0.into_owned(),
        None => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

/// `<?xml version="1.0" encoding="windows-1251"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = std::str::from_utf8(head.split(|byte| *byte == b'>').next()?).ok()?;
    let (_, value) = head.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}
