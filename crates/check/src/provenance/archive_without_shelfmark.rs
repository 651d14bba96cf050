//! Archives named as sources, without the fond and the file.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::Kind;
use derek_study::{Document, Paragraph, Reason, Said, Study, say};
use derek_text::archive::{Archives, Level, Reference, find as references_in, is_archive, named};

use crate::{Objections, Reading, archives, check};

check! {
    /// An archival reference that nobody can follow: a level is missing, or an
    /// archive is named as a source and no fond or file is.
    ///
    /// In an archive of the Russian system a document is found by its fond, the
    /// inventory, the file and the sheet. An inventory without its fond and a
    /// sheet without its file lead nowhere.
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{guide, title = {Guide}}
    /// //- cards/state-archive.md
    /// ---
    /// kind: organ
    /// name: ГАРФ
    /// type: archive [@guide]
    /// ---
    /// ```
    ///
    /// ```text
    /// Съезд открылся в Оренбурге (⟦ГАРФ. Оп. 1. Д. 15. Л. 3⟧).
    ///
    /// О нём писали и в Омске (⟦РГАСПИ. Ф. 17. Оп. 1. Л. 8об.⟧).
    /// ```
    ///
    /// ```text
    /// Источниковой базой послужили документы ⟦ГАРФ⟧ и воспоминания делегатов.
    /// Сведений о съезде нет и в фондах ⟦Государственного архива⟧ Омской области.
    /// ```
    ///
    /// A note or a bracket that gives an archive for its source, and nothing in it, is asked too:
    ///
    /// ```text
    /// The garrison was small[^1]. It left in May (Rath 1957, 34). Two companies stayed (⟦Kriegsarchiv⟧).
    ///
    /// [^1]: Rath 1957, 33; ⟦GARF⟧.
    /// ```
    ///
    /// In a study every entry of the bibliography that refers to an archive is asked
    /// for the same, and so is one that says it is a manuscript in a known archive:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @unpublished{⟦minutes⟧, title = {Протокол съезда}, howpublished = {ГАРФ. Оп. 1. Д. 15}}
    /// @unpublished{⟦letter⟧, title = {Письмо делегата}, howpublished = {ГАРФ}}
    /// @unpublished{telegram, title = {Телеграмма}, howpublished = {ГАРФ. Ф. 17. Оп. 1. Д. 15. Л. 3}}
    /// ```
    ///
    /// A reference with its levels is clean, and *the same place* takes them from
    /// the one before; a file may lack an inventory. Of an archive that is referred
    /// to nothing more is asked, nor of one that is only spoken of:
    ///
    /// ```text
    /// Источниковой базой послужили документы ГАРФ. Съезд открылся в Оренбурге (ГАРФ. Ф. 17.
    /// Оп. 1. Д. 15. Л. 3). В письме его нет (Там же. Л. 5; ОР РГБ. Ф. 3. Картон 4. Д. 8).
    /// ```
    ///
    /// ```text
    /// В 1920 г. был основан ГАРФ, а Государственный архив Омской области сгорел, и в огне
    /// погибли бесценные документы. Photograph by courtesy of the National Archives. The War
    /// Archive (Kriegsarchiv) is in Vienna, the foreign office in London (TNA, FO 371/1234; BArch R 901/5).
    /// ```
    ///
    /// ## Limits
    ///
    /// Sheets are not asked for: one may refer to a whole file. Shelf marks of
    /// archives without fonds are left alone. An archive counts as named by the
    /// names that the reference studies know, and by words such as
    /// *Государственный архив* and *мемлекеттік мұрағаты*; as a source, where its
    /// documents, materials or fonds are spoken of, and in the list of references.
    /// In a text with archival references only the archives that the
    /// reference studies know are asked for theirs.
    pub static ARCHIVE_WITHOUT_SHELFMARK = "archive-without-shelfmark" {
        room: "provenance", level: Incomplete, since: "0.1.0",
        en: "an archive without what finds the document in it",
        ru: "архив назван, но документа в нём не найти",
        kk: "архив аталған, бірақ құжатты одан табу мүмкін емес",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let known = archives(reading.study.into_iter().chain(reading.reference));
    for document in reading.documents {
        in_text(document, &known, objections);
    }
    if let Some(study) = reading.study {
        in_bibliography(study, &known, objections);
    }
}

fn in_text(document: &Document, known: &Archives, objections: &mut Objections) {
    let mut referred: BTreeSet<String> = BTreeSet::new();
    let mut has_references = false;
    let mut before: Option<&Paragraph> = None;
    for paragraph in &document.paragraphs {
        // Ф. 17. may end a line and look like the end of a paragraph.
        let goes_on = before.replace(paragraph).is_some_and(ends_in_reference);
        for range in &paragraph.references {
            let is_second_half = goes_on && range.start == 0;
            for mention in references_in(paragraph.slice(range.clone()), known) {
                has_references = true;
                let archive = mention.reference.archive();
                referred.extend(archive.and_then(|archive| archive.key.clone()));
                let lacks = lacks(&mention.reference).filter(|_| !is_second_half);
                if let Some(said) = lacks {
                    objections.add(
                        vec![document.place(paragraph, range.clone())],
                        vec![Reason::shown(said)],
                        complete(),
                    );
                }
            }
        }
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        let bare = bare_sources(document, at, paragraph);
        for range in &bare {
            let said = say!(en: "an archive is given for the source, and neither fond nor file", ru: "источником назван архив без фонда и дела", kk: "дереккөз ретінде архив аталған, ал қоры мен ісі аталмаған");
            objections.add(
                vec![document.place(paragraph, range.clone())],
                vec![Reason::shown(said)],
                complete(),
            );
        }
        let mut source_until: Option<usize> = None;
        for (range, key) in named(&paragraph.text, known) {
            let is_referred = match key {
                Some(key) => referred.contains(key),
                None => has_references,
            };
            let follows_source = source_until.is_some_and(|end| {
                let between = paragraph.slice(end..range.start).trim();
                matches!(between, "," | "и" | ", и" | "and" | ", and" | "және" | "мен" | "пен")
            });
            let is_told = bare.iter().any(|one| one.start < range.end && range.start < one.end);
            if is_told || !is_source(paragraph, &range, follows_source) {
                continue;
            }
            source_until = Some(range.end);
            if is_referred {
                continue;
            }
            let name = paragraph.slice(range.clone()).to_lowercase();
            if told.insert(key.map_or(name, str::to_owned)) {
                let said = say!(en: "documents of this archive are spoken of, and no fond or file of it is named anywhere in the text", ru: "о документах этого архива говорится, но ни один его фонд и ни одно дело в тексте не названы", kk: "бұл архивтің құжаттары айтылады, бірақ мәтінде оның бірде-бір қоры мен ісі аталмаған");
                objections.add(
                    vec![document.place(paragraph, range)],
                    vec![Reason::shown(said)],
                    complete(),
                );
            }
        }
    }
}

/// Where a note, or a bracket behind a statement, names an archive and nothing in it.
fn bare_sources(document: &Document, at: usize, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut bare = Vec::new();
    if document.listed_at(at).is_some_and(|entry| entry.is_note) {
        let whole = paragraph.text.as_str();
        // [^12]: and 12. stand before the words of a note.
        let from = whole.find(char::is_alphabetic).unwrap_or(whole.len());
        bare.extend(bare_parts(whole, from..whole.len()));
    }
    if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
        return bare;
    }
    for (open, _) in paragraph.text.match_indices('(') {
        let Some(length) = paragraph.text[open..].find(')') else { break };
        let close = open + length;
        let sentence = paragraph.sentence_at(open);
        let before = paragraph.slice(sentence.start.min(open)..open).to_lowercase();
        // The Russian State Archive (РГИА): what it is called for short.
        let is_gloss =
            ["архив", "archiv", "мұрағат", "arkhiv"].iter().any(|one| before.contains(one));
        let behind = paragraph.text[close + 1..].trim_start();
        let ends_clause = behind.is_empty() || behind.starts_with(['.', ',', ';', '…']);
        if !is_gloss && ends_clause {
            bare.extend(bare_parts(&paragraph.text, open + 1..close));
        }
    }
    bare
}

/// The parts between semicolons that are the name of an archive.
fn bare_parts(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    const LEADS: [&str; 5] = ["See ", "see ", "См.: ", "См. ", "см. "];
    let mut bare = Vec::new();
    let mut start = within.start;
    for part in text[within].split(';') {
        let own = part.trim_start();
        let own = LEADS.iter().find_map(|lead| own.strip_prefix(lead)).unwrap_or(own);
        let from = start + part.len() - own.len();
        let own = own.trim_end_matches(['.', ' ', ',']);
        if is_archive(own) {
            bare.push(from..from + own.len());
        }
        start += part.len() + 1;
    }
    bare
}

fn ends_in_reference(paragraph: &Paragraph) -> bool {
    let last = paragraph.references.last();
    last.and_then(|range| paragraph.text.get(range.end..))
        .is_some_and(|rest| rest.chars().all(|c| c.is_whitespace() || ".,;".contains(c)))
}

/// Whether an archive is named where sources are told of: in the list of
/// references, or as the one whose documents are spoken of.
fn is_source(paragraph: &Paragraph, name: &Range<usize>, follows_source: bool) -> bool {
    match paragraph.kind {
        // An entry with a year is a book about the archive or of its documents.
        Kind::Reference => !paragraph.text.as_bytes().windows(4).any(|four| {
            four.iter().all(u8::is_ascii_digit) && matches!(four, [b'1', ..] | [b'2', b'0', ..])
        }),
        Kind::Prose | Kind::Item | Kind::Cell { .. } => {
            let sentence = paragraph.sentence_at(name.start);
            let before = paragraph.slice(sentence.start..name.start).to_lowercase();
            let after = paragraph.slice(name.end..sentence.end.max(name.end)).to_lowercase();
            // Documents of ГАРФ, of РГАСПИ and of ЦГА РК.
            let clause = before.rsplit(['.', ';', '(', '—', '–', ',']).next().unwrap_or_default();
            let near =
                |words: &str, count: usize| -> String { words.chars().take(count).collect() };
            let nearest: String = clause.chars().rev().take(80).collect();
            let nearest: String = nearest.chars().rev().collect();
            SOURCES.iter().any(|word| nearest.contains(word))
                || SOURCES_BEHIND.iter().any(|word| near(&after, 30).contains(word))
                || follows_source
        }
        Kind::Heading | Kind::Caption | Kind::Apparatus => false,
    }
}

/// What is said before the archive whose documents are meant.
const SOURCES: [&str; 12] = [
    "источник", "документы ", "документов ", "документах ", "документам ", "материал", "фонды ",
    "фондов ", "фондах ", "documents from", "records of", "holdings of",
];

/// What Kazakh says behind it.
const SOURCES_BEHIND: [&str; 4] = ["құжат", "дерек", "сақтаулы", "материал"];

fn in_bibliography(study: &Study, known: &Archives, objections: &mut Objections) {
    for entry in &study.entries {
        let read = [&entry.title, &entry.container, &entry.publisher, &entry.note];
        let mut words = read.map(|field| field.as_str()).join(". ");
        // Shelf marks stand in fields of many names; the entry's own text has them all.
        if let Some(raw) = study.file(&entry.file).and_then(|file| file.get(entry.range.end..)) {
            words.push_str(". ");
            words.push_str(own_text(raw));
        }
        let found = references_in(&words, known);
        let said = match found.as_slice() {
            [] if is_manuscript(&entry.kind) && !named(&words, known).is_empty() => Some(
                say!(en: "the entry names an archive and neither fond nor file", ru: "в записи назван архив, но нет ни фонда, ни дела", kk: "жазбада архив аталған, бірақ қоры да, ісі де жоқ"),
            ),
            found => {
                let all: Option<Vec<Said>> =
                    found.iter().map(|mention| lacks(&mention.reference)).collect();
                all.and_then(|all| all.into_iter().next())
            }
        };
        if let Some(said) = said {
            objections.add(
                vec![study.place(&entry.file, entry.range.clone(), &entry.key)],
                vec![Reason::shown(said)],
                complete(),
            );
        }
    }
}

/// What a BibLaTeX entry, a CSL object or a RIS record still says after its key.
fn own_text(raw: &str) -> &str {
    // Each end is looked for no farther than the nearest before it: what a bibliography's format
    // does not have would be sought to the end of the file for every entry.
    let ends = ["\n@", "\n}\n", "\nER  -", "\"id\""];
    ends.into_iter().fold(raw, |own, end| own.find(end).map_or(own, |at| &own[..at]))
}

fn is_manuscript(kind: &str) -> bool {
    matches!(
        kind.to_lowercase().as_str(),
        "unpublished" | "manuscript" | "letter" | "archival" | "unpb" | "mansct" | "manscpt"
    )
}

/// What a reference lacks, in words; `None` when it lacks nothing.
fn lacks(reference: &Reference) -> Option<Said> {
    Some(match reference.missing().as_slice() {
        [] => return None,
        [Level::Fond] => {
            say!(en: "it does not say the fond", ru: "не назван фонд", kk: "қоры аталмаған")
        }
        [Level::Delo] => {
            say!(en: "it says the sheet but not the file", ru: "лист назван, а дело нет", kk: "парағы аталған, ал ісі аталмаған")
        }
        _ => {
            say!(en: "it says neither the fond nor the file", ru: "не названы ни фонд, ни дело", kk: "қоры да, ісі де аталмаған")
        }
    })
}

fn complete() -> Said {
    say!(en: "name the fond, the inventory and the file, as the archive numbers them", ru: "назовите фонд, опись и дело так, как они значатся в архиве", kk: "қорды, тізбені және істі архивтегі нөмірімен атаңыз")
}
