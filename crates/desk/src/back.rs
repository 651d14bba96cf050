//! What goes back to an author: a copy of the file with comments, a page, its PDF.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use derek_study::document::{Author, Comment};
use derek_study::{Document, Lang, Said, say};

use crate::clock;
use crate::error::Error;
use crate::write::write;

/// A copy of a text's file with comments in its margin, made now.
///
/// # Errors
///
/// When the file is of a format that has no comments, or they cannot be put into it.
pub fn commented(
    bytes: &[u8],
    document: &Document,
    comments: &[Comment],
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let author =
        Author { name: "derek".to_owned(), initials: "d".to_owned(), moment: clock::now(), lang };
    derek_read::comment(bytes, document, comments, &author).map_err(|refusal| Error {
        attempted: say!(en: "putting comments into", ru: "ставлю примечания в", kk: "түсініктеме қою:"),
        path: PathBuf::from(&document.name),
        cause: refusal.said,
        hint: refusal.help,
    })
}

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Kept,
    /// It is replaced.
    Replaced,
}

/// Writes a file that is made of a text: whole, or not at all.
///
/// # Errors
///
/// When the file is the text itself, whatever `existing` says; when it is there and
/// shall be kept; or when it cannot be written.
pub fn put(path: &Path, bytes: &[u8], of: &Path, existing: Existing) -> Result<(), Error> {
    may_put(path, of, existing)?;
    place(path, bytes, of)
}

/// Writes a file that whoever may read the text may read.
fn place(path: &Path, bytes: &[u8], of: &Path) -> Result<(), Error> {
    write(path, bytes)?;
    if let Ok(text) = of.metadata()
        && !text.permissions().readonly()
    {
        // A system without such permissions loses nothing.
        let _ = fs::set_permissions(path, text.permissions());
    }
    Ok(())
}

fn may_put(path: &Path, of: &Path, existing: Existing) -> Result<(), Error> {
    let refused = |cause: Said, hint: Said| Error {
        attempted: say!(en: "writing", ru: "записываю", kk: "жазу:"),
        path: path.to_owned(),
        cause,
        hint,
    };
    let lies = |path: &Path| path.canonicalize().ok();
    if lies(path).is_some_and(|there| lies(of) == Some(there)) {
        return Err(refused(
            say!(en: "this is the text itself", ru: "это сам проверяемый текст", kk: "бұл — тексерілетін мәтіннің өзі"),
            say!(en: "give the copy another name; the original is never changed", ru: "дайте копии другое имя; оригинал никогда не изменяется", kk: "көшірмеге басқа атау беріңіз; түпнұсқа ешқашан өзгертілмейді"),
        ));
    }
    match existing == Existing::Kept && path.symlink_metadata().is_ok() {
        true => Err(refused(
            say!(en: "there is such a file already", ru: "такой файл уже есть", kk: "мұндай файл бар"),
            say!(en: "give another name, or replace it with --force", ru: "дайте другое имя или замените его с ключом --force", kk: "басқа атау беріңіз немесе --force арқылы ауыстырыңыз"),
        )),
        false => Ok(()),
    }
}

/// Programs that print a page, by the names they go by on the systems that have them.
const BROWSERS: [&str; 7] = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
];

/// Prints a page that needs nothing else to a PDF, by a browser that is installed.
///
/// # Errors
///
/// When none is found, when it fails, or as [`put`].
pub fn print(page: &str, path: &Path, of: &Path, existing: Existing) -> Result<(), Error> {
    may_put(path, of, existing)?;
    let attempted = || say!(en: "printing", ru: "печатаю в файл", kk: "файлға басу:");
    let refused = |cause: Said| Error {
        attempted: attempted(),
        path: path.to_owned(),
        cause,
        hint: say!(en: "make the page with --page, open it in any browser and print it to PDF there", ru: "сделайте страницу ключом --page, откройте её в любом браузере и напечатайте в PDF", kk: "--page арқылы бет жасап, оны кез келген браузерде ашыңыз да, PDF-ке басып шығарыңыз"),
    };
    let browser = browser().ok_or_else(|| {
        refused(say!(en: "no browser was found that prints by itself (Chromium, Chrome, Edge)", ru: "не найден браузер, который печатает сам (Chromium, Chrome, Edge)", kk: "өздігінен басып шығаратын браузер табылмады (Chromium, Chrome, Edge)"))
    })?;
    let of_system = |cause: std::io::Error| Error::of(attempted(), path, &cause);
    let folder = tempfile::Builder::new().prefix("derek-").tempdir().map_err(of_system)?;
    let (html, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
    fs::write(&html, page).map_err(of_system)?;
    // Where a browser's cell for foreign pages cannot be built, as in a container, our own
    // page is printed without one: it holds no script and fetches nothing.
    for cell in [None, Some("--no-sandbox")] {
        let mut profile = OsString::from("--user-data-dir=");
        profile.push(folder.path().join("profile"));
        let mut target = OsString::from("--print-to-pdf=");
        target.push(&pdf);
        let done = Command::new(&browser)
            .args(["--headless", "--disable-gpu", "--no-pdf-header-footer", "--no-first-run"])
            .args(cell)
            .arg(profile)
            .arg(target)
            .arg(&html)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let bytes = done.ok().and_then(|_| fs::read(&pdf).ok()).unwrap_or_default();
        if bytes.starts_with(b"%PDF") {
            return place(path, &bytes, of);
        }
    }
    let name = browser.display().to_string();
    Err(refused(
        say!({ name } en: "{name} did not print it", ru: "{name} не смог напечатать", kk: "{name} басып шығара алмады"),
    ))
}

/// A browser on the path for programs.
fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let file = |name: &str| format!("{name}{}", std::env::consts::EXE_SUFFIX);
    BROWSERS.iter().find_map(|name| {
        folders.iter().map(|folder| folder.join(file(name))).find(|path| path.is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_text_nor_a_file_that_is_there() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (text, copy) = (folder.path().join("a.docx"), folder.path().join("b.docx"));
        fs::write(&text, "text")?;
        let same = folder.path().join(".").join("a.docx");
        for existing in [Existing::Kept, Existing::Replaced] {
            assert!(put(&same, b"new", &text, existing).is_err());
        }
        assert_eq!(put(&copy, b"one", &text, Existing::Kept), Ok(()));
        assert!(put(&copy, b"two", &text, Existing::Kept).is_err());
        assert_eq!(fs::read(&copy)?, b"one");
        assert_eq!(put(&copy, b"two", &text, Existing::Replaced), Ok(()));
        assert_eq!((fs::read(&copy)?, fs::read(&text)?), (b"two".to_vec(), b"text".to_vec()));
        Ok(())
    }
}
