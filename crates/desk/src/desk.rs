//! An open study: its files, its unsaved drafts, and what derek understood of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};
use std::time::SystemTime;

use derek_check::{Reading, Report};
use derek_study::identity::{self, IDENTITIES, Identity};
use derek_study::study::{Content, SourceText};
use derek_study::{
    Acceptance, Called, Document, Doubt, DoubtKind, Edit, Parsed, Said, Shelf, Study, Vocabulary,
    edit, parse, say,
};
use rayon::prelude::*;

use crate::beside::{acceptance, acceptance_of, gone, open_finding, refused, without_reason};
use crate::chronicle::chronicle;
use crate::clock;
use crate::disk::{Disk, Stamp};
use crate::error::Error;
use crate::withdraw::withdraw;
use crate::write::{hash, write};

/// A study as derek understood it at one moment.
#[derive(Debug)]
pub struct Current {
    /// The study.
    pub study: Study,
    /// The texts of its sources, by citation key.
    pub sources: Arc<BTreeMap<String, Document>>,
    /// The studies it builds upon.
    pub reference: Arc<Vec<Study>>,
    /// What was found.
    pub report: Report,
    /// How many times the study has been read since it was opened.
    pub revision: u64,
}

impl Current {
    /// The same, as checks see it.
    pub fn reading(&self) -> Reading<'_> {
        Reading::of_study(&self.study, &self.sources, &self.reference)
    }
}

/// A reading of the reference study that ships with derek, made once.
pub fn chronicle_reading() -> Arc<Current> {
    static READING: LazyLock<Arc<Current>> = LazyLock::new(|| {
        let study = chronicle();
        let sources = Arc::default();
        let report = derek_check::run(&Reading::of_study(&study, &sources, &[]), &[]);
        Arc::new(Current { study, sources, reference: Arc::default(), report, revision: 1 })
    });
    READING.clone()
}

/// An open study.
#[derive(Debug)]
pub struct Desk {
    disk: Disk,
    name: String,
    offered: Arc<Vec<Study>>,
    drafts: Mutex<BTreeMap<String, String>>,
    /// Held while the study is read, so that two readings do not overtake one another.
    cache: Mutex<Cache>,
    current: RwLock<Arc<Current>>,
    /// Held while a file is changed.
    writing: Mutex<()>,
}

/// What was understood of each file, as long as the file is the same.
#[derive(Debug, Default)]
struct Cache {
    revision: u64,
    /// Whether the last reading came to its end, so that it holds as long as nothing changes.
    is_complete: bool,
    vocabulary: (String, Vocabulary),
    files: BTreeMap<String, Kept>,
    sources: Arc<BTreeMap<String, Document>>,
    /// The texts that could not be read.
    refused: Vec<Doubt>,
}

/// One file that was read.
#[derive(Debug, Clone)]
struct Kept {
    stamp: Option<Stamp>,
    hash: String,
    /// The hash of the vocabulary it was read with.
    vocabulary: String,
    parsed: Parsed,
}

impl Desk {
    /// Opens the study in a folder and reads it.
    ///
    /// Of the studies in `offered` it builds upon those that its `study.yaml` names.
    ///
    /// # Errors
    ///
    /// When there is no such folder. Whatever is wrong inside it becomes findings.
    pub fn open(path: &Path, offered: Arc<Vec<Study>>) -> Result<Desk, Error> {
        let disk = Disk::at(path)?;
        let name = disk
            .root()
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let nothing = Current {
            study: Study::default(),
            sources: Arc::default(),
            reference: Arc::default(),
            report: Report::default(),
            revision: 0,
        };
        let desk = Desk {
            disk,
            name,
            offered,
            drafts: Mutex::default(),
            cache: Mutex::default(),
            current: RwLock::new(Arc::new(nothing)),
            writing: Mutex::default(),
        };
        desk.reread();
        Ok(desk)
    }

    /// The study's folder.
    pub fn root(&self) -> &Path {
        self.disk.root()
    }

    /// The newest complete reading; it never waits for one that is being made.
    pub fn reading(&self) -> Arc<Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts unsaved words in place of a file's; `None` takes them away again.
    ///
    /// They are read at the next [`Desk::reread`].
    pub fn draft(&self, path: &str, text: Option<String>) {
        let mut drafts = locked(&self.drafts);
        match text {
            Some(text) => drafts.insert(path.to_owned(), text),
            None => drafts.remove(path),
        };
    }

    /// Reads what has changed since the last reading, and checks the study again.
    ///
    /// The reading is the same one when nothing has changed.
    pub fn reread(&self) -> Arc<Current> {
        self.reread_with(&mut locked(&self.cache))
    }

    /// Like [`Desk::reread`], but while the study is being read already it is
    /// not read a second time: the newest complete reading is taken.
    pub fn reread_unless_busy(&self) -> Arc<Current> {
        match self.cache.try_lock() {
            Ok(mut cache) => self.reread_with(&mut cache),
            Err(TryLockError::Poisoned(fallen)) => self.reread_with(&mut fallen.into_inner()),
            Err(TryLockError::WouldBlock) => self.reading(),
        }
    }

    fn reread_with(&self, cache: &mut Cache) -> Arc<Current> {
        let drafts = locked(&self.drafts).clone();
        let Some(current) = cache.reread(&self.disk, &self.name, &drafts, &self.offered) else {
            return self.reading();
        };
        let current = Arc::new(current);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = current.clone();
        current
    }

    /// Makes a change to a file: the only way in which a study is written.
    ///
    /// `seen` is the file as it was when the edit was made. The file is replaced
    /// as a whole or not at all, and can be had back by [`Desk::undo`].
    ///
    /// # Errors
    ///
    /// When the file is another one by now, or cannot be written.
    pub fn amend(&self, edit: &Edit, seen: &str) -> Result<(), Error> {
        let _writing = locked(&self.writing);
        let path = self
            .disk
            .to_write(&edit.path)
            .ok_or_else(|| refused(Path::new(&edit.path), outside()))?;
        let before = self.text(&path)?;
        if before.as_deref().unwrap_or_default() != seen {
            return Err(refused(&path, changed_meanwhile()));
        }
        let after = edit.apply(seen).map_err(|why| refused(&path, why))?;
        let kept = self.keep_for_undo(&edit.path, before.as_deref(), &after)?;
        write(&path, after.as_bytes()).inspect_err(|_| {
            // What was not done must not be taken back.
            let _ = fs::remove_file(&kept);
        })
    }

    /// Takes the last change back. Returns the file that was changed; `None` when there is no change to take back.
    ///
    /// A change that cannot be taken back any more is set aside, so that the
    /// next call reaches the one before it.
    ///
    /// # Errors
    ///
    /// When the file was changed since by somebody else, or cannot be written.
    pub fn undo(&self) -> Result<Option<String>, Error> {
        let _writing = locked(&self.writing);
        let Some((_, kept)) = self.kept_for_undo().pop() else { return Ok(None) };
        let record =
            fs::read_to_string(&kept).map_err(|cause| Error::of(reading(), &kept, &cause))?;
        let mut parts = record.splitn(3, '\n');
        let (path, after, before) =
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
        let Some(target) = self.disk.to_write(path) else {
            return Err(set_aside(&kept, Path::new(path), outside()));
        };
        let now = match fs::read(&target) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(cause) => return Err(Error::of(reading(), &target, &cause)),
        };
        if hash(&now) != after {
            return Err(set_aside(&kept, &target, changed_meanwhile()));
        }
        match before {
            Some(before) => write(&target, before.as_bytes())?,
            None => {
                fs::remove_file(&target).map_err(|cause| Error::of(deleting(), &target, &cause))?
            }
        }
        fs::remove_file(&kept).map_err(|cause| Error::of(deleting(), &kept, &cause))?;
        Ok(Some(path.to_owned()))
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.kept_for_undo().is_empty()
    }

    /// Accepts a finding with a reason, written into the card it concerns, else into `study.yaml`.
    ///
    /// # Errors
    ///
    /// When there is no such finding, no reason, or the file cannot be changed.
    pub fn accept(&self, key: &str, because: &str, by: Option<&str>) -> Result<(), Error> {
        self.accept_in(None, key, because, by)
    }

    /// Like [`Desk::accept`], of several findings of one key the one whose first place is in a file.
    ///
    /// # Errors
    ///
    /// When there is no such finding, no reason, or the file cannot be changed.
    pub fn accept_in(
        &self,
        file: Option<&str>,
        key: &str,
        because: &str,
        by: Option<&str>,
    ) -> Result<(), Error> {
        self.answer_in(file, key, because, by, Called::Accepted)
    }

    /// Like [`Desk::accept_in`], or calls the finding a wrong alarm.
    ///
    /// # Errors
    ///
    /// As [`Desk::accept_in`].
    pub fn answer_in(
        &self,
        file: Option<&str>,
        key: &str,
        because: &str,
        by: Option<&str>,
        called: Called,
    ) -> Result<(), Error> {
        if because.trim().is_empty() {
            return Err(without_reason());
        }
        let current = self.reading();
        let finding = open_finding(&current.report, key, file).ok_or_else(gone)?;
        let of_card = finding
            .places
            .iter()
            .find(|place| current.study.cards.iter().any(|card| card.file == place.file));
        let path = of_card.map_or("study.yaml", |place| &place.file);
        let text = self.text_of(path)?;
        let acceptance = Acceptance { called, ..acceptance(finding, because, by) };
        let edit = edit::accept(&text, path, &acceptance);
        self.amend(&edit.map_err(|why| refused(Path::new(path), why))?, &text)?;
        self.reread();
        Ok(())
    }

    /// Takes an acceptance back.
    ///
    /// # Errors
    ///
    /// When there is none, or its lines cannot be told from others.
    pub fn take_back(&self, key: &str) -> Result<(), Error> {
        self.take_back_in(None, key)
    }

    /// Like [`Desk::take_back`], of several findings of one key for the one whose first place is in a file.
    ///
    /// # Errors
    ///
    /// When there is none, or its lines cannot be told from others.
    pub fn take_back_in(&self, file: Option<&str>, key: &str) -> Result<(), Error> {
        let current = self.reading();
        let acceptance = acceptance_of(&current.report, key, file).ok_or_else(gone)?;
        let card = current.study.cards.iter().find(|card| card.accepted.contains(acceptance));
        let path = card.map_or("study.yaml", |card| &card.file);
        let text = self.text_of(path)?;
        let edit =
            withdraw(&text, path, acceptance).ok_or_else(|| refused(Path::new(path), by_hand()))?;
        self.amend(&edit, &text)?;
        self.reread();
        Ok(())
    }

    /// Writes a judgement of who is one person and who are two into `identities.yaml`, as of today.
    ///
    /// # Errors
    ///
    /// When no reason is given, or the file cannot be changed.
    pub fn judge(&self, identity: &Identity) -> Result<(), Error> {
        let text = self.text_of(IDENTITIES)?;
        let identity = Identity { on: Some(clock::today()), ..identity.clone() };
        let edit = identity::judge(&text, &identity);
        self.amend(&edit.map_err(|why| refused(Path::new(IDENTITIES), why))?, &text)?;
        self.reread();
        Ok(())
    }

    /// Takes a judgement out of `identities.yaml`, by its [`Identity::key`].
    ///
    /// # Errors
    ///
    /// When there is none, or its lines cannot be told from others.
    pub fn take_back_judgement(&self, key: &str) -> Result<(), Error> {
        let text = self.text_of(IDENTITIES)?;
        let parsed = parse(IDENTITIES, text.as_bytes(), &Vocabulary::default());
        let nth = match parsed.content {
            Content::Identities(identities) => identities.iter().position(|one| one.key() == key),
            _ => None,
        };
        let edit = identity::take_back(&text, nth.ok_or_else(gone_judgement)?);
        self.amend(&edit.map_err(|why| refused(Path::new(IDENTITIES), why))?, &text)?;
        self.reread();
        Ok(())
    }

    fn text_of(&self, path: &str) -> Result<String, Error> {
        let target = self.disk.to_write(path).ok_or_else(|| refused(Path::new(path), outside()))?;
        Ok(self.text(&target)?.unwrap_or_default())
    }

    /// The text of a file; `None` when there is no file.
    fn text(&self, path: &Path) -> Result<Option<String>, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::of(reading(), path, &cause)),
        }
    }

    fn undo_folder(&self) -> PathBuf {
        self.disk.root().join(".derek").join("undo")
    }

    /// A record holds the file's path, the hash of what it became, and what it was.
    fn keep_for_undo(
        &self,
        path: &str,
        before: Option<&str>,
        after: &str,
    ) -> Result<PathBuf, Error> {
        let folder = self.undo_folder();
        fs::create_dir_all(&folder).map_err(|cause| Error::of(making(), &folder, &cause))?;
        let records = self.undo_records();
        let number = records.last().map_or(1, |(number, _)| number + 1);
        let mut record = format!("{path}\n{}", hash(after.as_bytes()));
        if let Some(before) = before {
            record.push('\n');
            record.push_str(before);
        }
        let kept = folder.join(format!("{number:08}"));
        write(&kept, record.as_bytes())?;
        let too_many = (records.len() + 1).saturating_sub(UNDOS);
        for (_, old) in records.iter().take(too_many) {
            let _ = fs::remove_file(old);
        }
        Ok(kept)
    }

    /// What can be taken back, the last change last.
    fn kept_for_undo(&self) -> Vec<(u64, PathBuf)> {
        let mut records = self.undo_records();
        records.retain(|(_, path)| path.extension().is_none());
        records
    }

    /// Every record of a change by its number, those set aside among them.
    fn undo_records(&self) -> Vec<(u64, PathBuf)> {
        let entries = fs::read_dir(self.undo_folder()).into_iter().flatten().flatten();
        let numbered = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let number = name.strip_suffix(&format!(".{STALE}")).unwrap_or(&name).parse().ok()?;
            Some((number, entry.path()))
        });
        let mut records: Vec<(u64, PathBuf)> = numbered.collect();
        records.sort();
        records
    }
}

/// Sets the record of a change aside, and says why the change cannot be taken back.
fn set_aside(kept: &Path, target: &Path, cause: Said) -> Error {
    if let Err(refused) = fs::rename(kept, kept.with_extension(STALE)) {
        return Error::of(setting_aside(), kept, &refused);
    }
    Error {
        attempted: say!(en: "taking back a change of", ru: "отменяю правку файла", kk: "түзетуді қайтару:"),
        path: target.to_owned(),
        cause,
        hint: say!(
            en: "this change is set aside and stays as it is; undo again to take back the one before it",
            ru: "эта правка отложена и остаётся в силе; отмените ещё раз, чтобы вернуться к предыдущей",
            kk: "бұл түзету шетке қойылды және күшінде қалады; алдыңғысын қайтару үшін тағы бір рет қайтарыңыз",
        ),
    }
}

/// The end of the name of a record that was set aside.
const STALE: &str = "stale";

/// How many changes can be taken back.
const UNDOS: usize = 200;

impl Kept {
    /// Whether a file that was read anew is as it was, and was read with the same vocabulary.
    fn says_the_same(&self, anew: &Kept) -> bool {
        let bytes = |kept: &Kept| (kept.hash.clone(), kept.vocabulary.clone());
        // Files that cannot be read have no hash: what is said of them is compared.
        bytes(self) == bytes(anew)
            && (!anew.hash.is_empty() || self.parsed.doubts == anew.parsed.doubts)
    }
}

impl Cache {
    /// A new reading; `None` when nothing has changed since the last one.
    fn reread(
        &mut self,
        disk: &Disk,
        name: &str,
        drafts: &BTreeMap<String, String>,
        offered: &Arc<Vec<Study>>,
    ) -> Option<Current> {
        let was_complete = std::mem::replace(&mut self.is_complete, false);
        let now = SystemTime::now();
        let mut listing: BTreeMap<String, Option<Stamp>> =
            disk.listing().into_iter().map(|(path, stamp)| (path, Some(stamp))).collect();
        // A draft is read like a file that always has just been changed.
        listing.extend(drafts.keys().map(|path| (path.clone(), None)));
        let texts_before = self.texts();
        let count = self.files.len();
        self.files.retain(|path, _| listing.contains_key(path));
        let is_one_gone = self.files.len() < count;
        let bytes_of = |path: &str| match drafts.get(path) {
            Some(draft) => Ok(draft.clone().into_bytes()),
            None => disk.read(path),
        };
        self.read_vocabulary(&bytes_of);
        let (vocabulary_hash, vocabulary) = (&self.vocabulary.0, &self.vocabulary.1);
        let kept = &self.files;
        let reread: Vec<(String, Kept)> = listing
            .into_par_iter()
            .filter_map(|(path, stamp)| {
                let known = kept.get(&path);
                let is_same = |kept: &&Kept| {
                    stamp.is_some() && kept.stamp == stamp && kept.vocabulary == *vocabulary_hash
                };
                if known.is_some_and(|kept| is_same(&kept)) {
                    return None;
                }
                let stamp = stamp.filter(|stamp| stamp.is_settled(now));
                let bytes = match bytes_of(&path) {
                    Ok(bytes) => bytes,
                    Err(why) => {
                        let parsed = unreadable(&path, why);
                        return Some((
                            path,
                            Kept {
                                stamp: None,
                                hash: String::new(),
                                vocabulary: String::new(),
                                parsed,
                            },
                        ));
                    }
                };
                let hash = hash(&bytes);
                let known =
                    known.filter(|kept| kept.hash == hash && kept.vocabulary == *vocabulary_hash);
                let parsed = match known {
                    Some(kept) => kept.parsed.clone(),
                    None if path == VOCABULARY => parse(&path, &bytes, &Vocabulary::shipped()),
                    None => parse(&path, &bytes, vocabulary),
                };
                Some((path, Kept { stamp, hash, vocabulary: vocabulary_hash.clone(), parsed }))
            })
            .collect();
        let is_as_before = |(path, new): &(String, Kept)| {
            self.files.get(path).is_some_and(|old| old.says_the_same(new))
        };
        let is_unchanged = was_complete && !is_one_gone && reread.iter().all(is_as_before);
        self.files.extend(reread);
        if is_unchanged {
            self.is_complete = true;
            return None;
        }
        let mut study =
            Study::assemble(name, self.files.values().map(|kept| kept.parsed.clone()).collect());
        study.follow_calendar(offered);
        self.read_texts(&texts_before, &study, &bytes_of);
        study.doubts.extend(self.refused.iter().cloned());
        study.doubts.sort_by(|one, other| {
            (&one.file, one.range.start, one.range.end, one.kind)
                .cmp(&(&other.file, other.range.start, other.range.end, other.kind))
        });
        let builds_upon = offered.iter().all(|other| study.builds_on.contains(&other.name));
        let reference = match builds_upon {
            true => offered.clone(),
            false => Arc::new(
                offered
                    .iter()
                    .filter(|other| study.builds_on.contains(&other.name))
                    .cloned()
                    .collect(),
            ),
        };
        let sources = self.sources.clone();
        let report = derek_check::run(&Reading::of_study(&study, &sources, &reference), &[]);
        self.revision += 1;
        self.is_complete = true;
        Some(Current { study, sources, reference, report, revision: self.revision })
    }

    fn read_vocabulary(&mut self, bytes_of: &dyn Fn(&str) -> Result<Vec<u8>, Said>) {
        let bytes = bytes_of(VOCABULARY).unwrap_or_default();
        let hash = hash(&bytes);
        if self.vocabulary.0 != hash {
            let shipped = Vocabulary::shipped();
            let vocabulary = match std::str::from_utf8(&bytes) {
                Ok(own) if !own.is_empty() => shipped.extended(VOCABULARY, own).0,
                _ => shipped,
            };
            self.vocabulary = (hash, vocabulary);
        }
    }

    /// The sources' texts that were read, by path, with the hash of their bytes.
    fn texts(&self) -> BTreeMap<String, String> {
        let is_text = |kept: &Kept| matches!(kept.parsed.content, Content::Text(_));
        let texts = self.files.iter().filter(|(_, kept)| is_text(kept));
        texts.map(|(path, kept)| (path.clone(), kept.hash.clone())).collect()
    }

    /// Imports those texts that are new; what cannot be read becomes doubts.
    fn read_texts(
        &mut self,
        before: &BTreeMap<String, String>,
        study: &Study,
        bytes_of: &(dyn Fn(&str) -> Result<Vec<u8>, Said> + Sync),
    ) {
        let now = self.texts();
        if *before == now {
            return;
        }
        let mut first_of_key: BTreeMap<&str, &SourceText> = BTreeMap::new();
        for text in &study.texts {
            first_of_key.entry(&text.key).or_insert(text);
        }
        let old = self.sources.clone();
        let is_same = |text: &SourceText| before.get(&text.path) == now.get(&text.path);
        let read = |(key, text): (&str, &SourceText)| {
            if let Some(document) =
                old.get(key).filter(|document| document.name == text.path && is_same(text))
            {
                return Some((key.to_owned(), Ok(document.clone())));
            }
            let bytes = bytes_of(&text.path).ok()?;
            let document = derek_read::divide(&text.path, &bytes).map_err(|refusal| Doubt {
                kind: DoubtKind::UnreadableFile,
                file: text.path.clone(),
                range: 0..0,
                said: refusal.said,
                help: refusal.help,
            });
            Some((key.to_owned(), document))
        };
        let imported: Vec<(String, Result<Document, Doubt>)> =
            first_of_key.into_par_iter().filter_map(read).collect();
        let mut sources = BTreeMap::new();
        self.refused.clear();
        for (key, document) in imported {
            match document {
                Ok(document) => {
                    sources.insert(key, document);
                }
                Err(doubt) => self.refused.push(doubt),
            }
        }
        self.sources = Arc::new(sources);
    }
}

/// The file of a study's own vocabulary.
const VOCABULARY: &str = "vocabulary.yaml";

fn unreadable(path: &str, why: Said) -> Parsed {
    let doubt = Doubt {
        kind: DoubtKind::UnreadableFile,
        file: path.to_owned(),
        range: 0..0,
        said: say!({ why } en: "this file cannot be read: {why}", ru: "этот файл нельзя прочесть: {why}", kk: "бұл файл оқылмайды: {why}"),
        help: say!(en: "check that the file is there and may be opened", ru: "проверьте, что файл на месте и открывается", kk: "файлдың орнында екенін және ашылатынын тексеріңіз"),
    };
    Parsed {
        path: path.to_owned(),
        content: Content::Other,
        doubts: vec![doubt],
        text: String::new(),
    }
}

/// A lock whose last holder may have fallen: what it guards is still whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// There is no such judgement, or no one of whom it could be, any more.
pub fn gone_judgement() -> Error {
    Error {
        attempted: say!(en: "changing a judgement", ru: "изменяю суждение", kk: "пайымды өзгерту"),
        path: PathBuf::from(IDENTITIES),
        cause: say!(en: "what it is about is not there any more", ru: "того, о ком или о чём оно, больше нет", kk: "ол не туралы болса, енді сол жоқ"),
        hint: say!(en: "reload the page", ru: "обновите страницу", kk: "бетті жаңартыңыз"),
    }
}

fn outside() -> Said {
    say!(en: "it is not inside the study’s folder", ru: "он не в папке исследования", kk: "ол зерттеу бумасында емес")
}

fn changed_meanwhile() -> Said {
    say!(en: "it was changed meanwhile by somebody else", ru: "тем временем его изменил кто-то другой", kk: "осы арада оны басқа біреу өзгертті")
}

fn by_hand() -> Said {
    say!(en: "the acceptance cannot be told from the lines around it; take it out by hand", ru: "запись не отделить от соседних строк; удалите её вручную", kk: "жазбаны көршілес жолдардан ажырату мүмкін емес; оны қолмен алып тастаңыз")
}

fn reading() -> Said {
    say!(en: "reading", ru: "читаю", kk: "оқу:")
}

fn making() -> Said {
    say!(en: "making the folder", ru: "создаю папку", kk: "бума жасау:")
}

fn setting_aside() -> Said {
    say!(en: "setting aside", ru: "откладываю", kk: "шетке қою:")
}

fn deleting() -> Said {
    say!(en: "deleting", ru: "удаляю", kk: "жою:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_that_is_being_read_is_not_read_a_second_time() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let desk = Desk::open(folder.path(), Arc::default()).expect("the folder is there");
        fs::write(folder.path().join("study.yaml"), "title: A study\n")?;
        let before = desk.reading();
        let busy = locked(&desk.cache);
        assert!(Arc::ptr_eq(&desk.reread_unless_busy(), &before));
        drop(busy);
        assert_eq!(desk.reread_unless_busy().revision, before.revision + 1);
        Ok(())
    }
}
