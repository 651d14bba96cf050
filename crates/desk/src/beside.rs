//! Acceptances kept beside a text: `article.txt.derek.yaml`.

use std::fs;
use std::path::{Path, PathBuf};

use derek_check::Report;
use derek_study::study::Content;
use derek_study::{Acceptance, Finding, Said, Vocabulary, edit, parse, say};

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
    add(&beside(path), &acceptance(finding, because, by))
}

/// The acceptance of a finding, today.
pub(crate) fn acceptance(finding: &Finding, because: &str, by: Option<&str>) -> Acceptance {
    Acceptance {
        check: finding.check.to_owned(),
        at: Some(finding.at()),
        because: single_spaced(because),
        by: by.map(single_spaced).filter(|by| !by.is_empty()),
        on: Some(clock::today()),
    }
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
    let parsed = parse(FORM, &bytes(path)?, &Vocabulary::default());
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
    let text = String::from_utf8(bytes(path)?).map_err(|_| refused(path, not_text()))?;
    let changed = edit::accept(&text, FORM, acceptance).and_then(|edit| edit.apply(&text));
    write::write(path, changed.map_err(|why| refused(path, why))?.as_bytes())
}

/// Keeps these acceptances and no others.
pub(crate) fn keep(path: &Path, acceptances: &[Acceptance]) -> Result<(), Error> {
    let mut text = String::new();
    for acceptance in acceptances {
        let changed = edit::accept(&text, FORM, acceptance).and_then(|edit| edit.apply(&text));
        text = changed.map_err(|why| refused(path, why))?;
    }
    write::write(path, text.as_bytes())
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
