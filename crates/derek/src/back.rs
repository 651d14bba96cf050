//! What was checked, and what is made of it to hand back.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use derek_check::Report;
use derek_desk::{
    Checked, Current, Desk, Error, Existing, Sources, check_text_beside, read_beside,
};
use derek_study::{Document, Lang, Said, say};

use crate::cli::{Back, Check};
use crate::run::bytes;

/// A text or a study that was checked, and of the findings those that were asked for.
pub(crate) struct Examined<'s> {
    pub(crate) report: Report,
    what: What<'s>,
}

enum What<'s> {
    Study(Arc<Current>),
    /// With the sources it was held to.
    Text(Box<Document>, &'s Sources),
}

impl<'s> Examined<'s> {
    /// Reads and checks what lies at a path, and hands back what was asked for.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or a file cannot be written.
    pub(crate) fn at(
        path: &str,
        asked: &Check,
        sources: &'s Sources,
        lang: Lang,
    ) -> Result<Examined<'s>, Error> {
        if Path::new(path).is_dir() {
            let current = Desk::open(Path::new(path), derek_desk::reference())?.reading();
            let report = meant(current.report.clone(), asked);
            return Ok(Examined { report, what: What::Study(current) });
        }
        let accepted = if path == "-" { Vec::new() } else { read_beside(Path::new(path))? };
        let bytes = bytes(path)?;
        let Checked { document, report, .. } =
            check_text_beside(path, &bytes, &accepted, sources, asked.encoding)?;
        let report = meant(report, asked);
        hand_back(path, &bytes, &document, &report, &asked.back, lang)?;
        Ok(Examined { report, what: What::Text(Box::new(document), sources) })
    }

    /// The text in which the places of a file count; `None` when it is not known.
    pub(crate) fn text_of(&self, file: &str) -> Option<&str> {
        match &self.what {
            What::Study(current) => current.study.file(file),
            What::Text(document, sources) => {
                let of_source = sources.texts.values().find(|source| source.name == file);
                let source = of_source.filter(|_| file != document.name);
                Some(&source.unwrap_or(document).text)
            }
        }
    }

    /// The texts of the files that findings are in, as long as these files are the
    /// texts themselves: their lines are the files'.
    pub(crate) fn texts(&self) -> BTreeMap<&str, &str> {
        if self.document().is_some_and(|document| document.source.is_some()) {
            return BTreeMap::new();
        }
        let accepted = self.report.accepted.iter().map(|(finding, _)| finding);
        let findings = self.report.findings.iter().chain(accepted);
        let files = findings.flat_map(|finding| &finding.places).map(|place| place.file.as_str());
        files.filter_map(|file| Some((file, self.text_of(file)?))).collect()
    }

    /// The text; `None` when it is a study.
    pub(crate) fn document(&self) -> Option<&Document> {
        match &self.what {
            What::Study(_) => None,
            What::Text(document, _) => Some(document),
        }
    }

    /// How much was read: so many cards, or paragraphs.
    pub(crate) fn read(&self) -> (usize, Said) {
        match &self.what {
            What::Study(current) => {
                (current.study.cards.len(), say!(en: "cards", ru: "карточек", kk: "карточка"))
            }
            What::Text(document, _) => {
                (document.paragraphs.len(), say!(en: "paragraphs", ru: "абзацев", kk: "абзац"))
            }
        }
    }
}

fn meant(mut report: Report, asked: &Check) -> Report {
    let is_asked =
        |check: &str| asked.only.is_empty() || asked.only.iter().any(|only| only == check);
    report.findings.retain(|one| one.level <= asked.level && is_asked(one.check));
    report.accepted.retain(|(one, _)| one.level <= asked.level && is_asked(one.check));
    report
}

/// Writes what was asked for: a copy with comments, a page, its PDF.
fn hand_back(
    path: &str,
    bytes: &[u8],
    document: &Document,
    report: &Report,
    back: &Back,
    lang: Lang,
) -> Result<(), Error> {
    let of = Path::new(path);
    let existing = if back.force { Existing::Replaced } else { Existing::Kept };
    if let Some(to) = &back.comments {
        let ending = |path: &Path| path.extension().map(|it| it.to_ascii_lowercase());
        if derek_desk::takes_comments(document) && ending(Path::new(to)) != ending(of) {
            let ending = of.extension().unwrap_or_default().to_string_lossy().into_owned();
            return Err(Error {
                attempted: say!(en: "writing", ru: "записываю", kk: "жазу:"),
                path: to.into(),
                cause: say!({ ending } en: "the copy is a .{ending} file, as the text is", ru: "копия — файл .{ending}, как и сам текст", kk: "көшірме — мәтіннің өзі сияқты .{ending} файлы"),
                hint: say!({ ending } en: "let its name end in .{ending}", ru: "дайте ей имя с окончанием .{ending}", kk: "оған .{ending} деп аяқталатын атау беріңіз"),
            });
        }
        let comments = derek_publish::comments(document, &report.findings, lang);
        let copy = derek_desk::commented(bytes, document, &comments, lang)?;
        derek_desk::put(Path::new(to), &copy, of, existing)?;
    }
    if back.page.is_none() && back.pdf.is_none() {
        return Ok(());
    }
    let page = derek_publish::page(document, report, lang, &derek_desk::today());
    if let Some(to) = &back.page {
        derek_desk::put(Path::new(to), page.as_bytes(), of, existing)?;
    }
    match &back.pdf {
        Some(to) => derek_desk::print(&page, Path::new(to), of, existing),
        None => Ok(()),
    }
}
