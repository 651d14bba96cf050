//! Which importer reads a file: told by its bytes, never by its name alone.

use derek_study::{Said, say};

use crate::Aids;
use crate::markup::{Markup, Node};
use crate::package::{Package, decoded};
use crate::refusal::{self, Refusal};
use crate::weave::Taken;
use crate::{alto, docx, epub, html, odt, page, pdf, rtf, table, table_ods, table_xlsx, tei};

/// Takes the text out of a file that holds more than its text; `None` when the
/// bytes may be the text itself.
///
/// # Errors
///
/// When the format is known and not read, or the file is broken, locked, or
/// unfolds without end.
pub(crate) fn take(name: &str, bytes: &[u8], aids: Aids<'_>) -> Result<Option<Taken>, Refusal> {
    if bytes.starts_with(b"PK") {
        return of_package(bytes).map(Some);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(of_compound(bytes));
    }
    if pdf::is_pdf(bytes) {
        return pdf::take(bytes, aids.recognised).map(Some);
    }
    if bytes.starts_with(b"{\\rtf") {
        return rtf::take(bytes).map(Some);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    if head.contains("urn:oasis:names:tc:opendocument:xmlns:office:1.0")
        && head.contains("<office:document")
    {
        let text = decoded(bytes.to_vec());
        return match head.contains("opendocument.spreadsheet") {
            true => table_ods::take_flat(&text).map(Some),
            false => odt::take_flat(&text).map(Some),
        };
    }
    if html::is_page(name, bytes) {
        return html::take(bytes, aids.encoding).map(Some);
    }
    if let Some(reader) = of_markup(bytes) {
        return reader(&decoded(bytes.to_vec())).map(Some);
    }
    table::take(name, bytes, aids.encoding)
}

/// Reads a text out of an XML file.
type Reader = fn(&str) -> Result<Taken, Refusal>;

/// The reader of an XML file that holds a text, by its outermost element.
fn of_markup(bytes: &[u8]) -> Option<Reader> {
    // Comments and lists of entities may stand before the first element.
    let head = decoded(bytes[..bytes.len().min(1 << 16)].to_vec());
    if !head.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return None;
    }
    let root = Markup::of(&head).find_map(|node| match node {
        Node::Start(element) => Some(element.name().to_owned()),
        _ => None,
    })?;
    Some(match root.as_str() {
        "TEI" | "TEI.2" | "teiCorpus" | "teiCorpus.2" => tei::take,
        "alto" => alto::take,
        "PcGts" => page::take,
        _ => return None,
    })
}

/// A zip container is what its parts make it.
fn of_package(bytes: &[u8]) -> Result<Taken, Refusal> {
    let mut package = Package::open(bytes)?;
    if package.has("xl/workbook.xml") || package.has("xl/workbook.bin") {
        if package.has("xl/workbook.xml") {
            return table_xlsx::take(&mut package);
        }
        return Err(refusal::unread(
            say!(en: "an Excel workbook in the binary format (.xlsb)", ru: "книга Excel в двоичном формате (.xlsb)", kk: "екілік пішімдегі Excel кітабы (.xlsb)"),
        ));
    }
    if package.has("ppt/presentation.xml") {
        return Err(refusal::unread(
            say!(en: "a PowerPoint presentation (.pptx)", ru: "презентация PowerPoint (.pptx)", kk: "PowerPoint көрсетілімі (.pptx)"),
        ));
    }
    let kind = package.text("mimetype")?.unwrap_or_default();
    if kind.trim() == "application/epub+zip" || package.has("META-INF/container.xml") {
        return epub::take(&mut package);
    }
    let of_office = kind.trim().strip_prefix("application/vnd.oasis.opendocument.");
    match of_office {
        Some(kind) if kind.starts_with("text") => return odt::take(&mut package),
        Some(kind) if kind.starts_with("spreadsheet") => {
            return table_ods::take(&mut package);
        }
        Some(_) => {
            return Err(refusal::unread(
                say!(en: "an OpenDocument file that is no text", ru: "файл OpenDocument, но не текст", kk: "OpenDocument файлы, бірақ мәтін емес"),
            ));
        }
        None => {}
    }
    if package.has("[Content_Types].xml") || package.has("word/document.xml") {
        let taken = docx::take(&mut package)?;
        return Ok(taken);
    }
    Err(refusal::unread(
        say!(en: "a zip archive that holds no document derek knows", ru: "архив zip без документа, который знает derek", kk: "derek білетін құжаты жоқ zip мұрағаты"),
    ))
}

/// A compound file of Microsoft's: an old document, or a new one locked by a password.
fn of_compound(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    let format: Said = if has("EncryptedPackage") {
        return refusal::locked();
    } else if has("WordDocument") {
        say!(en: "an old Word document (.doc)", ru: "старый документ Word (.doc)", kk: "ескі Word құжаты (.doc)")
    } else if has("Workbook") {
        say!(en: "an old Excel workbook (.xls)", ru: "старая книга Excel (.xls)", kk: "ескі Excel кітабы (.xls)")
    } else {
        say!(en: "an old document of Microsoft Office", ru: "старый документ Microsoft Office", kk: "Microsoft Office-тің ескі құжаты")
    };
    refusal::unread(format)
}
