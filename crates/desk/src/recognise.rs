//! Pictures of writing, recognised by Tesseract where it is installed.
//!
//! The helper is asked for a PDF that holds the words at their places and nothing else,
//! so that columns, notes and the way back to the page are found as in any PDF.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use derek_study::{Said, say};

/// A picture of writing after it was recognised.
#[derive(Debug)]
pub(crate) struct Recognised {
    /// A PDF with the words at their places.
    pub pdf: Vec<u8>,
    /// Which pages of the file these are, from 1, ascending; empty when they are all of it.
    pub pages: Vec<usize>,
    /// Who recognised it: `Tesseract 5.3.0 (kaz+rus+eng)`.
    pub by: String,
}

/// The languages that are asked for, when they are installed.
const LANGUAGES: [&str; 4] = ["kaz", "rus", "eng", "ara"];

/// Pages that are recognised of one file: each takes seconds.
const MOST_PAGES: usize = 60;

/// Bytes of what the helper gives back, at most.
const MOST: u64 = 64 << 20;

/// The time that a helper has for its start, and for each page.
const START: Duration = Duration::from_secs(30);
const PAGE: Duration = Duration::from_secs(40);

/// How many recognised files are remembered, so that a text that is shown again is not
/// recognised again.
const REMEMBERED: usize = 4;

static KNOWN: Mutex<Vec<(String, Arc<Recognised>)>> = Mutex::new(Vec::new());

/// Recognises a picture of writing, or these pages of a PDF, counted from 1, ascending: the
/// first [`MOST_PAGES`] of them, all its pages when none is named; `Err` says what is missing.
pub(crate) fn recognised(
    hash: &str,
    bytes: &[u8],
    pages: &[usize],
) -> Result<Arc<Recognised>, Said> {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, found)) = known.iter().find(|(one, _)| one == hash) {
        return Ok(found.clone());
    }
    let found = Arc::new(recognise(bytes, &pages[..pages.len().min(MOST_PAGES)])?);
    if REMEMBERED <= known.len() {
        known.remove(0);
    }
    known.push((hash.to_owned(), found.clone()));
    Ok(found)
}

fn recognise(bytes: &[u8], wanted: &[usize]) -> Result<Recognised, Said> {
    let tesseract = program("tesseract").ok_or_else(missing)?;
    let listed = said(&tesseract, &["--list-langs"]).unwrap_or_default();
    let installed: Vec<&str> = LANGUAGES
        .into_iter()
        .filter(|one| listed.lines().any(|line| line.trim() == *one))
        .collect();
    if installed.is_empty() {
        return Err(missing());
    }
    let languages = installed.join("+");
    let scratch = tempfile::tempdir().map_err(|_| failed())?;
    let pages = pictures(scratch.path(), bytes, wanted)?;
    let list = scratch.path().join("pages.txt");
    let names: Vec<String> = pages.iter().map(|page| page.display().to_string()).collect();
    fs::write(&list, names.join("\n")).map_err(|_| failed())?;
    let out = scratch.path().join("read");
    let arguments: [&OsStr; 9] = [
        list.as_os_str(),
        out.as_os_str(),
        "-l".as_ref(),
        languages.as_ref(),
        "--dpi".as_ref(),
        "300".as_ref(),
        "-c".as_ref(),
        "textonly_pdf=1".as_ref(),
        "pdf".as_ref(),
    ];
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    run(&tesseract, &arguments, scratch.path(), START + PAGE.saturating_mul(count))?;
    let version = said(&tesseract, &["--version"]).unwrap_or_default();
    let version = version.lines().next().and_then(|line| line.split_whitespace().nth(1));
    let by = format!("Tesseract {} ({languages})", version.unwrap_or_default());
    let pdf = read(&out.with_extension("pdf"))?;
    Ok(Recognised { pdf, pages: wanted.to_vec(), by })
}

/// The pictures of a file's pages, in a folder: the file itself when it is an image.
fn pictures(folder: &Path, bytes: &[u8], wanted: &[usize]) -> Result<Vec<PathBuf>, Said> {
    let is_image = [b"\x89PNG".as_slice(), b"\xff\xd8\xff", b"II*\0", b"MM\0*"]
        .iter()
        .any(|signature| bytes.starts_with(signature));
    let file = folder.join(if is_image { "page" } else { "pages.pdf" });
    fs::write(&file, bytes).map_err(|_| failed())?;
    if is_image {
        return Ok(vec![file]);
    }
    let pdftoppm = program("pdftoppm").ok_or_else(missing)?;
    for (first, last) in runs(wanted) {
        let [from, until] = [first.to_string(), last.to_string()];
        let arguments: [&OsStr; 10] = [
            "-r".as_ref(),
            "300".as_ref(),
            "-gray".as_ref(),
            "-png".as_ref(),
            "-f".as_ref(),
            from.as_ref(),
            "-l".as_ref(),
            until.as_ref(),
            file.as_os_str(),
            "page".as_ref(),
        ];
        let count = u32::try_from(last + 1 - first).unwrap_or(u32::MAX);
        let most = START + Duration::from_secs(5).saturating_mul(count);
        run(&pdftoppm, &arguments, folder, most)?;
    }
    let entries = fs::read_dir(folder).map_err(|_| failed())?;
    let mut pages: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
        .collect();
    pages.sort();
    let are_all = wanted.is_empty() || pages.len() == wanted.len();
    if pages.is_empty() || !are_all { Err(failed()) } else { Ok(pages) }
}

/// Stretches of pages that follow each other, as first and last; the first pages of the file
/// when none is named.
fn runs(wanted: &[usize]) -> Vec<(usize, usize)> {
    if wanted.is_empty() {
        return vec![(1, MOST_PAGES)];
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in wanted {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    runs
}

fn read(path: &Path) -> Result<Vec<u8>, Said> {
    let is_small = fs::metadata(path).is_ok_and(|about| about.len() <= MOST);
    if !is_small {
        return Err(failed());
    }
    fs::read(path).map_err(|_| failed())
}

/// Where a program is installed.
fn program(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = [name.to_owned(), format!("{name}.exe")];
    std::env::split_paths(&folders)
        // A relative folder leads to wherever the user happens to be.
        .filter(|folder| folder.is_absolute())
        .flat_map(|folder| names.clone().map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// What a program says of itself.
fn said(program: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    Some(said)
}

/// Runs a helper, without a shell, in a folder of its own, for so long.
fn run(program: &Path, arguments: &[&OsStr], folder: &Path, most: Duration) -> Result<(), Said> {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| failed())?;
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) | Err(_) => return Err(failed()),
            Ok(None) if most < begun.elapsed() => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed());
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(40)),
        }
    }
}

/// The sentence that a recognised text carries.
pub(crate) fn told(by: &str) -> Said {
    say!({ by }
        en: "the text was recognised from pictures by {by}; letters may be wrong",
        ru: "текст распознан по изображениям: {by}; в буквах могут быть ошибки",
        kk: "мәтінді кескіндерден {by} таныды; әріптерде қате болуы мүмкін",
    )
}

fn missing() -> Said {
    say!(
        en: "derek reads pictures with Tesseract, which is not installed here: install tesseract-ocr with tesseract-ocr-kaz and tesseract-ocr-rus, and poppler-utils for PDF; or have the text recognised elsewhere, and check that",
        ru: "изображения derek читает с помощью Tesseract, а он здесь не установлен: установите tesseract-ocr с tesseract-ocr-kaz и tesseract-ocr-rus, а для PDF ещё poppler-utils; или распознайте текст в другой программе и проверьте результат",
        kk: "derek кескіндерді Tesseract арқылы оқиды, ол мұнда орнатылмаған: tesseract-ocr мен tesseract-ocr-kaz, tesseract-ocr-rus дестелерін, PDF үшін poppler-utils дестесін орнатыңыз; не мәтінді басқа бағдарламада танытып, нәтижесін тексеріңіз",
    )
}

fn failed() -> Said {
    say!(
        en: "Tesseract could not recognise it: try a clearer picture or fewer pages, or have the text recognised elsewhere, and check that",
        ru: "Tesseract не смог его распознать: попробуйте более чёткое изображение или меньше страниц, или распознайте текст в другой программе и проверьте результат",
        kk: "Tesseract оны тани алмады: анығырақ кескінді не азырақ бетті байқап көріңіз, не мәтінді басқа бағдарламада танытып, нәтижесін тексеріңіз",
    )
}

#[cfg(test)]
#[expect(clippy::disallowed_macros, reason = "what is skipped is said aloud")]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_nobody_has() {
        assert_eq!(program("no-such-program-anywhere"), None);
    }

    #[test]
    fn a_helper_that_takes_too_long_is_ended() {
        let Some(sleep) = program("sleep") else {
            eprintln!("skipped: there is no `sleep` here");
            return;
        };
        let begun = Instant::now();
        let most = Duration::from_millis(100);
        assert!(run(&sleep, &["30".as_ref()], &std::env::temp_dir(), most).is_err());
        assert!(begun.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn pages_are_drawn_in_stretches() {
        assert_eq!(runs(&[2, 3, 4, 9]), [(2, 4), (9, 9)]);
        assert_eq!(runs(&[]), [(1, MOST_PAGES)]);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        if program("tesseract").is_none() {
            eprintln!("skipped: Tesseract is not installed here");
            return;
        }
        assert!(recognise(b"\x89PNG\r\n\x1a\nand nothing more", &[]).is_err());
    }
}
