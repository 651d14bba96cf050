//! Acceptances kept beside a text: `article.txt.derek.yaml`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use derek_check::Report;
use derek_study::study::Content;
use derek_study::{Acceptance, Called, Finding, Said, Vocabulary, edit, parse, say};

use crate::clock;
use crate::error::Error;
use crate::write;

/// The file that keeps what was accepted of a text.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".derek.yaml");
    path.with_file_name(name)
}

/// What was accepted of a text, kept beside it; nothing when there is no such file.
///
/// # Errors
///
/// When the file is there and cannot be read.
pub fn read_beside(path: &Path) -> Result<Vec<Acceptance>, Error> {
    read(&beside(path))
}

/// Accepts a finding of a text with a reason, and keeps that beside the text.
///
/// # Errors
///
/// When no reason is given, or the file cannot be written.
pub fn accept_beside(
    path: &Path,
    finding: &Finding,
    because: &str,
    by: Option<&str>,
) -> Result<(), Error> {
    answer_beside(path, finding, because, by, Called::Accepted)
}

/// Accepts a finding of a text, or calls it a wrong alarm, with a reason, and keeps
/// that beside the text.
///
/// # Errors
///
/// When no reason is given, or the file cannot be written.
pub fn answer_beside(
    path: &Path,
    finding: &Finding,
    because: &str,
    by: Option<&str>,
    called: Called,
) -> Result<(), Error> {
    add(&beside(path), &placed(finding, because, by, called))
}

/// The acceptance of a finding, today.
pub(crate) fn acceptance(finding: &Finding, because: &str, by: Option<&str>) -> Acceptance {
    Acceptance {
        check: finding.check.to_owned(),
        at: Some(finding.at()),
        because: single_spaced(because),
        by: by.map(single_spaced).filter(|by| !by.is_empty()),
        on: Some(clock::today()),
        ..Acceptance::default()
    }
}

/// The answer to a finding of a text: it knows its place among the same words.
pub(crate) fn placed(
    finding: &Finding,
    because: &str,
    by: Option<&str>,
    called: Called,
) -> Acceptance {
    let (before, after) = finding.around();
    let kept = |words: String| Some(words).filter(|words| !words.trim().is_empty());
    let acceptance = acceptance(finding, because, by);
    Acceptance { before: kept(before), after: kept(after), called, ..acceptance }
}

fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The open finding of a key; when a file is given, the one that concerns it.
pub(crate) fn open_finding<'r>(
    report: &'r Report,
    key: &str,
    file: Option<&str>,
) -> Option<&'r Finding> {
    report.findings.iter().find(|finding| finding.key() == key && concerns(finding, file))
}

/// The acceptance of a key; when a file is given, that of the finding that concerns it.
pub(crate) fn acceptance_of<'r>(
    report: &'r Report,
    key: &str,
    file: Option<&str>,
) -> Option<&'r Acceptance> {
    report
        .accepted
        .iter()
        .find(|(finding, _)| finding.key() == key && concerns(finding, file))
        .map(|(_, acceptance)| acceptance)
}

fn concerns(finding: &Finding, file: Option<&str>) -> bool {
    let first = finding.places.first();
    file.is_none_or(|file| first.is_some_and(|place| place.file == file))
}

/// An acceptance of a text as it reads when the text goes by this name: the same
/// file may be called from another folder.
pub(crate) fn named(acceptance: &Acceptance, name: &str) -> Acceptance {
    let last = |path: &str| Path::new(path).file_name().map(ToOwned::to_owned);
    let is_the_file = |at: &&mut String| last(at).is_some() && last(at) == last(name);
    let mut acceptance = acceptance.clone();
    if let Some(at) = acceptance.at.as_mut().filter(is_the_file) {
        name.clone_into(at);
    }
    acceptance
}

/// Acceptances are written like those of `study.yaml`, and read and edited by the same room.
const FORM: &str = "study.yaml";

pub(crate) fn read(path: &Path) -> Result<Vec<Acceptance>, Error> {
    read_from(path, &bytes(path)?)
}

fn read_from(path: &Path, bytes: &[u8]) -> Result<Vec<Acceptance>, Error> {
    let parsed = parse(FORM, bytes, &Vocabulary::default());
    // An acceptance that cannot be read must not be lost without a word.
    if let Some(doubt) = parsed.doubts.first() {
        let attempted = say!(en: "reading what was let stand,", ru: "читаю, что оставлено как есть:", kk: "сол күйінде қалдырылғанды оқу:");
        return Err(Error {
            attempted,
            path: path.to_owned(),
            cause: doubt.said.clone(),
            hint: doubt.help.clone(),
        });
    }
    Ok(match parsed.content {
        Content::Manifest(manifest) => manifest.accepted,
        _ => Vec::new(),
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(bytes),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(Error::of(say!(en: "reading", ru: "читаю", kk: "оқу:"), path, &cause)),
    }
}

pub(crate) fn add(path: &Path, acceptance: &Acceptance) -> Result<(), Error> {
    change(path, |bytes| {
        let text = std::str::from_utf8(bytes).map_err(|_| refused(path, not_text()))?;
        let changed = edit::accept(text, FORM, acceptance).and_then(|edit| edit.apply(text));
        changed.map_err(|why| refused(path, why))
    })
}

/// Keeps these acceptances and no others.
pub(crate) fn keep(path: &Path, acceptances: &[Acceptance]) -> Result<(), Error> {
    change(path, |_| written(path, acceptances))
}

/// Keeps the acceptances that are meant to stay.
pub(crate) fn retain(path: &Path, stays: impl Fn(&Acceptance) -> bool) -> Result<(), Error> {
    change(path, |bytes| {
        let mut kept = read_from(path, bytes)?;
        kept.retain(&stays);
        written(path, &kept)
    })
}

fn written(path: &Path, acceptances: &[Acceptance]) -> Result<String, Error> {
    let mut text = String::new();
    for acceptance in acceptances {
        let changed = edit::accept(&text, FORM, acceptance).and_then(|edit| edit.apply(&text));
        text = changed.map_err(|why| refused(path, why))?;
    }
    Ok(text)
}

/// How often a change is tried again that somebody else was faster than.
const TRIES: u32 = 200;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(10);

/// A file that says "being changed" for longer than this was left by a fallen process.
const STALE: Duration = Duration::from_secs(10);

/// Reads a file, changes what it says, and writes it, as if nobody else could between.
///
/// Two processes of derek wait for each other. An editor waits for nobody: when the
/// file is no longer as it was read, the change is made again.
fn change(path: &Path, change: impl Fn(&[u8]) -> Result<String, Error>) -> Result<(), Error> {
    let _turn = Turn::at(path)?;
    for _ in 0..TRIES {
        let before = bytes(path)?;
        let changed = change(&before)?;
        if bytes(path)? == before {
            return write::write(path, changed.as_bytes());
        }
        std::thread::sleep(PAUSE);
    }
    Err(busy(path))
}

/// The right to change a file: a file beside it that is there as long as somebody has it.
struct Turn(PathBuf);

impl Turn {
    fn at(path: &Path) -> Result<Turn, Error> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        let lock = path.with_file_name(name);
        for _ in 0..TRIES {
            match fs::OpenOptions::new().write(true).create_new(true).open(&lock) {
                Ok(_) => return Ok(Turn(lock)),
                Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
                    let made = lock.metadata().and_then(|of| of.modified()).ok();
                    let age = made.and_then(|made| made.elapsed().ok());
                    if age.is_some_and(|age| STALE < age) {
                        // Of several that find it stale each may take it away once.
                        let _ = fs::remove_file(&lock);
                    }
                    std::thread::sleep(PAUSE);
                }
                Err(cause) => {
                    let attempted = say!(en: "writing", ru: "записываю", kk: "жазу:");
                    return Err(Error::of(attempted, path, &cause));
                }
            }
        }
        Err(busy(path))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn busy(path: &Path) -> Error {
    refused(
        path,
        say!(en: "another program is changing it", ru: "его изменяет другая программа", kk: "оны басқа бағдарлама өзгертіп жатыр"),
    )
}

pub(crate) fn refused(path: &Path, cause: Said) -> Error {
    Error {
        attempted: say!(en: "changing", ru: "изменяю", kk: "өзгерту:"),
        path: path.to_owned(),
        cause,
        hint: say!(en: "read it again and repeat the change; nothing was lost", ru: "прочтите снова и повторите правку; ничего не потеряно", kk: "қайта оқып, түзетуді қайталаңыз; ештеңе жоғалған жоқ"),
    }
}

fn not_text() -> Said {
    say!(en: "it is not text in UTF-8", ru: "это не текст в UTF-8", kk: "бұл UTF-8 мәтіні емес")
}

/// There is no finding of this key any more.
pub(crate) fn gone() -> Error {
    Error {
        attempted: say!(en: "answering a finding", ru: "отвечаю на возражение", kk: "ескертуге жауап беру"),
        path: PathBuf::new(),
        cause: say!(en: "this finding is not there any more", ru: "этого возражения больше нет", kk: "бұл ескерту енді жоқ"),
        hint: say!(en: "reload the page", ru: "обновите страницу", kk: "бетті жаңартыңыз"),
    }
}

/// An acceptance needs a reason.
pub(crate) fn without_reason() -> Error {
    Error {
        attempted: say!(en: "accepting a finding", ru: "оставляю место как есть", kk: "сол күйінде қалдыру"),
        path: PathBuf::new(),
        cause: say!(en: "no reason is given", ru: "обоснование не указано", kk: "негіздеме көрсетілмеген"),
        hint: say!(en: "write why it may stay", ru: "напишите, почему его можно оставить", kk: "неге қалдыруға болатынын жазыңыз"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acceptance(number: usize) -> Acceptance {
        Acceptance {
            check: "period-gap".to_owned(),
            because: format!("number {number}"),
            ..Acceptance::default()
        }
    }

    #[test]
    fn nobody_is_lost_who_writes_at_the_same_time() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("chapter.txt.derek.yaml");
        std::thread::scope(|scope| {
            for number in 0..16 {
                let path = &path;
                scope.spawn(move || add(path, &acceptance(number)).expect("it is its turn once"));
            }
        });
        let mut kept = read(&path).expect("it can be read");
        kept.sort_by_key(|one| one.because.clone());
        let mut expected: Vec<Acceptance> = (0..16).map(acceptance).collect();
        expected.sort_by_key(|one| one.because.clone());
        assert_eq!(kept, expected);
        assert_eq!(fs::read_dir(folder.path())?.count(), 1, "nothing else is left there");
        Ok(())
    }

    #[test]
    fn what_a_fallen_process_left_is_taken_away() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("chapter.txt.derek.yaml");
        let lock = fs::File::create(folder.path().join("chapter.txt.derek.yaml.lock"))?;
        lock.set_modified(std::time::SystemTime::now() - 2 * STALE)?;
        assert_eq!(add(&path, &acceptance(1)), Ok(()));
        assert_eq!(read(&path).map(|kept| kept.len()), Ok(1));
        Ok(())
    }
}
