//! Checked texts without a study: what came, and what was accepted of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use derek_check::{Reading, Report};
use derek_read::{Aids, Encoding, Recognised};
use derek_study::{Acceptance, Called, Document, Finding, Said, say};
use derek_time::Context;

use crate::beside;
use crate::chronicle::reference;
use crate::clock;
use crate::error::Error;
use crate::recognise;
use crate::sources::Sources;
use crate::write::{hash, write};

/// A text that was read and checked.
#[derive(Debug)]
pub struct Checked {
    /// What tells it from other texts: the beginning of its bytes' hash.
    pub id: String,
    /// The text as it was read.
    pub document: Document,
    /// What was found.
    pub report: Report,
    /// What it was held to.
    pub sources: Arc<Sources>,
    /// The names of the files it was held to, as they came.
    pub beside: Vec<String>,
}

/// A file that somebody brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The files are read.
    Reading,
    /// The checks run.
    Checking,
}

/// A text that was checked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Its identifier.
    pub id: String,
    /// The name of its file.
    pub name: String,
    /// The day it was checked last: `2026-11-22`.
    pub day: String,
}

/// Which finding of a text an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'k> {
    /// The finding's key.
    pub key: &'k str,
    /// Where its first place begins: several findings may have one key.
    pub start: Option<usize>,
}

impl Asked<'_> {
    /// The finding; when none begins there any more, the first of its key.
    fn among<'f>(
        &self,
        findings: impl Iterator<Item = &'f Finding> + Clone,
    ) -> Option<&'f Finding> {
        let mut of_key = findings.filter(|finding| finding.key() == self.key);
        let start = |finding: &Finding| finding.places.first().map(|place| place.range.start);
        let exact =
            of_key.clone().find(|finding| self.start.is_some() && start(finding) == self.start);
        exact.or_else(|| of_key.next())
    }
}

/// Where checked texts are kept.
///
/// Each has a folder named by its content: the bytes as they came, the file's
/// name, and what was accepted.
#[derive(Debug)]
pub struct Texts {
    folder: PathBuf,
    /// The texts that were looked at last, the newest last.
    open: Mutex<Vec<Arc<Checked>>>,
    /// Held from the reading of a text's acceptances to the writing of them.
    answering: Mutex<()>,
    /// Held from the reading of a text's acceptances until it is shown with them.
    showing: Mutex<()>,
}

/// How many texts are kept in memory.
const OPEN: usize = 8;

/// How many texts are listed as checked recently.
const RECENT: usize = 24;

/// Reads a text and runs every check over it.
///
/// # Errors
///
/// When the bytes are no text: the error says what they seem to be.
pub fn check_text(name: &str, bytes: &[u8], accepted: &[Acceptance]) -> Result<Checked, Error> {
    check_text_beside(name, bytes, accepted, &Sources::default(), None)
}

/// Reads a text and runs every check over it, with sources laid beside it; the text is
/// in an encoding that somebody knows, or in what its letters tell.
///
/// # Errors
///
/// When the bytes are no text: the error says what they seem to be.
pub fn check_text_beside(
    name: &str,
    bytes: &[u8],
    accepted: &[Acceptance],
    sources: &Sources,
    encoding: Option<Encoding>,
) -> Result<Checked, Error> {
    let document = read_text_as(name, bytes, &Context::default(), encoding)?;
    let (document, report) = examined(document, accepted, sources);
    let (id, sources) = (identifier(hash(bytes)), Arc::default());
    Ok(Checked { id, document, report, sources, beside: Vec::new() })
}

/// Reads a text.
///
/// # Errors
///
/// When the bytes are no text: the error says what they seem to be.
pub fn read_text(name: &str, bytes: &[u8]) -> Result<Document, Error> {
    read_text_as(name, bytes, &Context::default(), None)
}

/// Reads a text of which something is known, such as the day on which it was written, or
/// its encoding.
///
/// # Errors
///
/// As [`read_text`].
pub fn read_text_as(
    name: &str,
    bytes: &[u8],
    context: &Context,
    encoding: Option<Encoding>,
) -> Result<Document, Error> {
    read_or_recognise(name, bytes, |bytes, recognised| {
        derek_read::import_as(name, bytes, context, Aids { encoding, recognised })
    })
}

/// Reads a source in which passages are looked up: its paragraphs, not what they
/// speak of.
///
/// # Errors
///
/// As [`read_text`].
pub fn read_source(name: &str, bytes: &[u8]) -> Result<Document, Error> {
    read_or_recognise(name, bytes, |bytes, recognised| {
        derek_read::divide_as(name, bytes, Aids { recognised, ..Aids::default() })
    })
}

/// Reads a text; pictures of writing are recognised first, where the helper for it is
/// installed, and the document says who did it.
fn read_or_recognise(
    name: &str,
    bytes: &[u8],
    read: impl Fn(&[u8], Option<Recognised<'_>>) -> Result<Document, derek_read::Refusal>,
) -> Result<Document, Error> {
    let refusal = match read(bytes, None) {
        Ok(document) => return Ok(with_pictures_read(document, bytes, read)),
        Err(refusal) => refusal,
    };
    if !derek_read::is_picture(bytes) {
        return Err(refused(name, refusal));
    }
    match recognise::recognised(&hash(bytes), bytes, &[]) {
        Ok(recognised) => {
            let mut document = read(&recognised.pdf, None).map_err(|_| refused(name, refusal))?;
            document.left_out.insert(0, recognise::told(&recognised.by));
            Ok(document)
        }
        Err(help) => Err(refused(name, derek_read::Refusal { help, ..refusal })),
    }
}

/// The document with those of its pages that are pictures recognised; as it is, when it has
/// none, or the helper is missing: it names them itself.
fn with_pictures_read(
    document: Document,
    bytes: &[u8],
    read: impl Fn(&[u8], Option<Recognised<'_>>) -> Result<Document, derek_read::Refusal>,
) -> Document {
    let sheets = document.source.iter().flat_map(|source| &source.sheets).enumerate();
    let pages: Vec<usize> =
        sheets.filter(|(_, sheet)| sheet.is_picture).map(|(at, _)| at + 1).collect();
    if pages.is_empty() {
        return document;
    }
    let Ok(found) = recognise::recognised(&hash(bytes), bytes, &pages) else { return document };
    match read(bytes, Some(Recognised { pages: &found.pages, pdf: &found.pdf })) {
        Ok(mut whole) => {
            whole.left_out.insert(0, recognise::told(&found.by));
            whole
        }
        Err(_) => document,
    }
}

fn refused(name: &str, refusal: derek_read::Refusal) -> Error {
    Error {
        attempted: say!(en: "reading", ru: "читаю", kk: "оқу:"),
        path: PathBuf::from(name),
        cause: refusal.said,
        hint: refusal.help,
    }
}

fn examined(document: Document, accepted: &[Acceptance], sources: &Sources) -> (Document, Report) {
    let reference = reference();
    let accepted = named_alike(accepted, &document.name);
    let documents = [document];
    let reading =
        Reading::of_texts(&documents, &reference).beside(&sources.texts, &sources.entries);
    let report = derek_check::run(&reading, &accepted);
    let [document] = documents;
    (document, report)
}

fn named_alike(accepted: &[Acceptance], name: &str) -> Vec<Acceptance> {
    accepted.iter().map(|one| beside::named(one, name)).collect()
}

/// Reads what is laid beside a text; what cannot be read becomes a doubt.
fn sources_of(beside: &[Brought]) -> Sources {
    let mut sources = Sources::default();
    for file in beside {
        if let Err(error) = sources.take(&file.name, &file.bytes) {
            sources.doubt(&file.name, &error);
        }
    }
    sources
}

fn identifier(mut hash: String) -> String {
    hash.truncate(24);
    hash
}

/// Whether a text is a later state of another: at least half of its paragraphs stand in it.
fn is_state_of(document: &Document, earlier: &Document) -> bool {
    fn paragraphs(document: &Document) -> BTreeSet<&str> {
        let paragraphs = document.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        paragraphs.filter(|text| !text.is_empty()).collect()
    }
    let (now, before) = (paragraphs(document), paragraphs(earlier));
    let common = now.intersection(&before).count();
    0 < common && now.len() <= common * 2
}

impl Texts {
    /// Texts kept in a folder; in the user's own when none is given.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn at(folder: Option<PathBuf>) -> Result<Texts, Error> {
        let folder = folder
            .or_else(own_folder)
            .unwrap_or_else(|| std::env::temp_dir().join("derek").join("texts"));
        let attempted = say!(en: "making the folder", ru: "создаю папку", kk: "бума жасау:");
        fs::create_dir_all(&folder).map_err(|cause| Error::of(attempted, &folder, &cause))?;
        Ok(Texts {
            folder,
            open: Mutex::default(),
            answering: Mutex::default(),
            showing: Mutex::default(),
        })
    }

    /// Checks a text and keeps it.
    ///
    /// # Errors
    ///
    /// When the bytes are no text, or cannot be kept.
    pub fn check(&self, name: &str, bytes: &[u8]) -> Result<Arc<Checked>, Error> {
        self.check_beside(name, bytes, &[], &|_| {})
    }

    /// Checks a text with other files laid beside it, and keeps all of them.
    ///
    /// A text that is brought again alone is held to what was laid beside it before.
    /// A file beside it that cannot be read is a doubt of [`Checked::sources`].
    /// `told` hears how far it has come.
    ///
    /// # Errors
    ///
    /// As [`Texts::check`].
    pub fn check_beside(
        &self,
        name: &str,
        bytes: &[u8],
        beside: &[Brought],
        told: &dyn Fn(Stage),
    ) -> Result<Arc<Checked>, Error> {
        told(Stage::Reading);
        let document = read_text(name, bytes)?;
        let id = identifier(hash(bytes));
        let folder = self.folder.join(&id);
        let attempted = say!(en: "making the folder", ru: "создаю папку", kk: "бума жасау:");
        fs::create_dir_all(&folder).map_err(|cause| Error::of(attempted, &folder, &cause))?;
        {
            let _answering = self.answering.lock().unwrap_or_else(PoisonError::into_inner);
            if !folder.join(ACCEPTED).exists() {
                self.bring_along(name, &document, &folder)?;
            }
            write(&folder.join(BYTES), bytes)?;
            write(&folder.join(NAME), name.as_bytes())?;
            if !beside.is_empty() {
                lay(&folder, beside)?;
            }
        }
        self.examine(id, &folder, document, told)
    }

    /// Lays these files beside a kept text, and no others, and checks it anew.
    ///
    /// # Errors
    ///
    /// When the text is not kept, or cannot be read.
    pub fn lay_beside(
        &self,
        id: &str,
        beside: &[Brought],
        told: &dyn Fn(Stage),
    ) -> Result<Arc<Checked>, Error> {
        let folder = self.folder_of(id).ok_or_else(beside::gone)?;
        lay(&folder, beside)?;
        self.again(&folder, told)
    }

    /// A kept text's own file, and those that lie beside it; `None` when there is none.
    ///
    /// # Errors
    ///
    /// When they are there and cannot be read.
    pub fn files(&self, id: &str) -> Result<Option<(Brought, Vec<Brought>)>, Error> {
        let Some(folder) = self.folder_of(id) else { return Ok(None) };
        Ok(Some((Brought { name: name_in(&folder)?, bytes: bytes_in(&folder)? }, laid(&folder)?)))
    }

    /// Whether a text can be shown at once, without being read and checked again.
    pub fn is_open(&self, id: &str) -> bool {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().any(|checked| checked.id == id)
    }

    /// Whether a text of this identifier is kept.
    pub fn is_kept(&self, id: &str) -> bool {
        self.folder_of(id).is_some()
    }

    /// Reads and checks a kept text again.
    ///
    /// # Errors
    ///
    /// When there is none, or it cannot be read.
    pub fn open(&self, id: &str, told: &dyn Fn(Stage)) -> Result<Arc<Checked>, Error> {
        let folder = self.folder_of(id).ok_or_else(beside::gone)?;
        self.again(&folder, told)
    }

    fn examine(
        &self,
        id: String,
        folder: &Path,
        document: Document,
        told: &dyn Fn(Stage),
    ) -> Result<Arc<Checked>, Error> {
        let laid = laid(folder)?;
        let sources = sources_of(&laid);
        told(Stage::Checking);
        let accepted = beside::read(&folder.join(ACCEPTED))?;
        let (document, report) = examined(document, &accepted, &sources);
        let _showing = self.showing.lock().unwrap_or_else(PoisonError::into_inner);
        // While the checks ran, somebody may have answered.
        let accepted = beside::read(&folder.join(ACCEPTED))?;
        let report = derek_check::answered_anew(&report, &named_alike(&accepted, &document.name));
        let beside = laid.into_iter().map(|file| file.name).collect();
        Ok(self.remember(Checked { id, document, report, sources: Arc::new(sources), beside }))
    }

    /// Brings along what was accepted of an earlier state of a text, and what lay beside
    /// it: a manuscript that was worked on is asked only what it has not answered.
    ///
    /// Files of one name are many; an earlier state is one that holds at least
    /// half of the text's paragraphs.
    fn bring_along(&self, name: &str, document: &Document, folder: &Path) -> Result<(), Error> {
        let is_earlier = |recent: &Recent| {
            let bytes = fs::read(self.folder.join(&recent.id).join(BYTES)).ok();
            let earlier = bytes.and_then(|bytes| read_text(&recent.name, &bytes).ok());
            earlier.is_some_and(|earlier| is_state_of(document, &earlier))
        };
        let mut of_name = self.recent().into_iter().filter(|recent| recent.name == name);
        let Some(before) = of_name.find(is_earlier) else { return Ok(()) };
        let before = self.folder.join(&before.id);
        if !folder.join(BESIDE).exists() {
            lay(folder, &laid(&before)?)?;
        }
        let accepted = beside::read(&before.join(ACCEPTED))?;
        match accepted.is_empty() {
            true => Ok(()),
            false => beside::keep(&folder.join(ACCEPTED), &accepted),
        }
    }

    /// A text that was checked before; `None` when there is none of this identifier.
    ///
    /// # Errors
    ///
    /// When it is there and cannot be read.
    pub fn get(&self, id: &str) -> Result<Option<Arc<Checked>>, Error> {
        let Some(folder) = self.folder_of(id) else { return Ok(None) };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let known = open.iter().position(|checked| checked.id == id).map(|at| open.remove(at));
        open.extend(known.clone());
        drop(open);
        match known {
            Some(checked) => Ok(Some(checked)),
            None => self.again(&folder, &|_| {}).map(Some),
        }
    }

    /// Texts checked before, the last one first.
    pub fn recent(&self) -> Vec<Recent> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut recent: BTreeMap<(std::cmp::Reverse<SystemTime>, String), Recent> = BTreeMap::new();
        for entry in entries {
            let Some(id) =
                entry.file_name().to_str().filter(|id| is_identifier(id)).map(str::to_owned)
            else {
                continue;
            };
            let name = entry.path().join(NAME);
            let (Ok(words), Ok(moment)) =
                (fs::read_to_string(&name), name.metadata().and_then(|of| of.modified()))
            else {
                continue;
            };
            let day = clock::day_of(moment).iso();
            recent.insert((std::cmp::Reverse(moment), id.clone()), Recent { id, name: words, day });
        }
        recent.into_values().take(RECENT).collect()
    }

    /// Accepts a finding with a reason.
    ///
    /// # Errors
    ///
    /// When there is no such finding, no reason, or no room on the disk.
    pub fn accept(
        &self,
        id: &str,
        key: &str,
        because: &str,
        by: Option<&str>,
    ) -> Result<Arc<Checked>, Error> {
        self.answer(id, Asked { key, start: None }, because, by, Called::Accepted)
    }

    /// Accepts a finding, or calls it a wrong alarm, with a reason.
    ///
    /// # Errors
    ///
    /// As [`Texts::accept`].
    pub fn answer(
        &self,
        id: &str,
        asked: Asked<'_>,
        because: &str,
        by: Option<&str>,
        called: Called,
    ) -> Result<Arc<Checked>, Error> {
        if because.trim().is_empty() {
            return Err(beside::without_reason());
        }
        let _answering = self.answering.lock().unwrap_or_else(PoisonError::into_inner);
        let (folder, known) = self.known(id)?;
        let finding = asked.among(known.report.findings.iter()).ok_or_else(beside::gone)?;
        beside::add(&folder.join(ACCEPTED), &beside::placed(finding, because, by, called))?;
        self.answered(&folder, &known)
    }

    /// A text that was checked before, as its bytes came; `None` when there is none.
    ///
    /// # Errors
    ///
    /// When it is there and cannot be read.
    pub fn bytes(&self, id: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(folder) = self.folder_of(id) else { return Ok(None) };
        bytes_in(&folder).map(Some)
    }

    /// Takes an acceptance back.
    ///
    /// # Errors
    ///
    /// When there is none, or it cannot be written.
    pub fn take_back(&self, id: &str, key: &str) -> Result<Arc<Checked>, Error> {
        self.take_answer_back(id, Asked { key, start: None })
    }

    /// Takes an answer back.
    ///
    /// # Errors
    ///
    /// As [`Texts::take_back`].
    pub fn take_answer_back(&self, id: &str, asked: Asked<'_>) -> Result<Arc<Checked>, Error> {
        let _answering = self.answering.lock().unwrap_or_else(PoisonError::into_inner);
        let (folder, known) = self.known(id)?;
        let accepted = &known.report.accepted;
        let finding = asked.among(accepted.iter().map(|(finding, _)| finding));
        let mut of_finding =
            accepted.iter().filter(|(one, _)| finding.is_some_and(|it| std::ptr::eq(it, one)));
        let (_, acceptance) = of_finding.next().ok_or_else(beside::gone)?;
        let stays = |one: &Acceptance| beside::named(one, &known.document.name) != *acceptance;
        beside::retain(&folder.join(ACCEPTED), stays)?;
        self.answered(&folder, &known)
    }

    /// The folders of studies opened before, the last one first, as far as they are still there.
    pub fn studies(&self) -> Vec<PathBuf> {
        let list = fs::read_to_string(self.folder.join(STUDIES)).unwrap_or_default();
        list.lines().map(PathBuf::from).filter(|path| path.is_dir()).collect()
    }

    /// Remembers that the study in a folder was opened.
    ///
    /// # Errors
    ///
    /// When that cannot be written.
    pub fn remember_study(&self, path: &Path) -> Result<(), Error> {
        let others = self.studies().into_iter().filter(|other| other != path);
        let list: Vec<String> = std::iter::once(path.to_owned())
            .chain(others)
            .take(RECENT)
            .filter_map(|path| path.to_str().filter(|path| !path.contains('\n')).map(str::to_owned))
            .collect();
        write(&self.folder.join(STUDIES), list.join("\n").as_bytes())
    }

    /// Deletes a kept text and what was accepted of it.
    ///
    /// # Errors
    ///
    /// When it cannot be deleted.
    pub fn forget(&self, id: &str) -> Result<(), Error> {
        let _answering = self.answering.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(folder) = self.folder_of(id) else { return Ok(()) };
        self.open.lock().unwrap_or_else(PoisonError::into_inner).retain(|checked| checked.id != id);
        let attempted = say!(en: "deleting", ru: "удаляю", kk: "жою:");
        fs::remove_dir_all(&folder).map_err(|cause| Error::of(attempted, &folder, &cause))
    }

    fn known(&self, id: &str) -> Result<(PathBuf, Arc<Checked>), Error> {
        let folder = self.folder_of(id).ok_or_else(beside::gone)?;
        let checked = self.get(id)?.ok_or_else(beside::gone)?;
        Ok((folder, checked))
    }

    /// Reads and checks a kept text again.
    fn again(&self, folder: &Path, told: &dyn Fn(Stage)) -> Result<Arc<Checked>, Error> {
        told(Stage::Reading);
        let bytes = bytes_in(folder)?;
        let document = read_text(&name_in(folder)?, &bytes)?;
        self.examine(identifier(hash(&bytes)), folder, document, told)
    }

    /// The same text with the answers that are kept now: it is not checked again.
    fn answered(&self, folder: &Path, known: &Checked) -> Result<Arc<Checked>, Error> {
        let _showing = self.showing.lock().unwrap_or_else(PoisonError::into_inner);
        let accepted = beside::read(&folder.join(ACCEPTED))?;
        let accepted = named_alike(&accepted, &known.document.name);
        Ok(self.remember(Checked {
            id: known.id.clone(),
            document: known.document.clone(),
            report: derek_check::answered_anew(&known.report, &accepted),
            sources: known.sources.clone(),
            beside: known.beside.clone(),
        }))
    }

    fn remember(&self, checked: Checked) -> Arc<Checked> {
        let checked = Arc::new(checked);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|other| other.id != checked.id);
        if OPEN <= open.len() {
            open.remove(0);
        }
        open.push(checked.clone());
        checked
    }

    fn folder_of(&self, id: &str) -> Option<PathBuf> {
        let folder = self.folder.join(id);
        (is_identifier(id) && folder.is_dir()).then_some(folder)
    }
}

/// Files of a kept text's folder.
const BYTES: &str = "text";
const NAME: &str = "name";
const ACCEPTED: &str = "accepted.yaml";

/// The folder of what lies beside it: files `0`, `1` …, and their names, one to a line.
const BESIDE: &str = "beside";
const NAMES: &str = "names";

fn bytes_in(folder: &Path) -> Result<Vec<u8>, Error> {
    let path = folder.join(BYTES);
    fs::read(&path).map_err(|cause| Error::of(reading(), &path, &cause))
}

fn name_in(folder: &Path) -> Result<String, Error> {
    let path = folder.join(NAME);
    fs::read_to_string(&path).map_err(|cause| Error::of(reading(), &path, &cause))
}

/// Lays files beside the text of a folder, in place of those that lay there.
fn lay(folder: &Path, files: &[Brought]) -> Result<(), Error> {
    let at = folder.join(BESIDE);
    let refused = |cause: std::io::Error| {
        let attempted = say!(en: "making the folder", ru: "создаю папку", kk: "бума жасау:");
        Error::of(attempted, &at, &cause)
    };
    if at.exists() {
        fs::remove_dir_all(&at).map_err(refused)?;
    }
    if files.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(&at).map_err(refused)?;
    for (nth, file) in files.iter().enumerate() {
        write(&at.join(nth.to_string()), &file.bytes)?;
    }
    let names: Vec<String> = files.iter().map(|file| file.name.replace('\n', " ")).collect();
    write(&at.join(NAMES), names.join("\n").as_bytes())
}

/// What lies beside the text of a folder.
fn laid(folder: &Path) -> Result<Vec<Brought>, Error> {
    let at = folder.join(BESIDE);
    let names = fs::read_to_string(at.join(NAMES)).unwrap_or_default();
    let file = |(nth, name): (usize, &str)| {
        let path = at.join(nth.to_string());
        let bytes = fs::read(&path).map_err(|cause| Error::of(reading(), &path, &cause))?;
        Ok(Brought { name: name.to_owned(), bytes })
    };
    names.lines().enumerate().map(file).collect()
}

/// The list of studies opened before.
const STUDIES: &str = "studies";

fn is_identifier(id: &str) -> bool {
    id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// The user's folder for what programs keep.
fn own_folder() -> Option<PathBuf> {
    let variable =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || variable("HOME").map(|home| home.join(".local").join("share"));
    let data = variable("XDG_DATA_HOME").or_else(|| variable("LOCALAPPDATA")).or_else(home)?;
    Some(data.join("derek").join("texts"))
}

fn reading() -> Said {
    say!(en: "reading", ru: "читаю", kk: "оқу:")
}
