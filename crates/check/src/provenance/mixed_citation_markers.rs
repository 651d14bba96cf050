//! Two ways of citing in one text.

use std::collections::BTreeMap;

use derek_study::document::{CitationMark, CitationSystem, Paragraph};
use derek_study::{Document, Reason, Said, say};

use crate::{Objections, Reading, check};

check! {
    /// A text that cites in two ways leaves the reader to guess whether both
    /// lead to one list.
    ///
    /// Numbers in square brackets, raised numbers, and an author with a year
    /// are three systems. The one used most is taken for the text's own; marks
    /// of another are shown, all in one finding.
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met in Orenburg [2]. Later
    /// authors doubt it ⟦(Olcott, 1995)⟧.
    /// ```
    ///
    /// One system throughout is clean, and a year of birth in brackets is no
    /// citation:
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met in Orenburg [2]. Its
    /// leader (born 1866) was not there [3].
    /// ```
    ///
    /// Nor are the year of a work that is told of, and a year of a reign:
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met in Orenburg [4]. A list of them was published by
    /// A. Henggeler (1999). In Tenpyō-shōhō 4, 4th month, the eye was opened [4].
    /// ```
    ///
    /// ## Limits
    ///
    /// A raised number that plain text has brought down to the line is known
    /// only where it stands alone on its line, or where the text also cites that
    /// number in brackets.
    pub static MIXED_CITATION_MARKERS = "mixed-citation-markers" {
        room: "provenance", level: Style, since: "0.1.0",
        en: "two ways of citing in one text",
        ru: "два способа ссылаться в одном тексте",
        kk: "бір мәтінде сілтеме берудің екі тәсілі",
        find: find,
    }
}

type Marks<'a> = Vec<(&'a Paragraph, &'a CitationMark)>;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let mut systems: BTreeMap<CitationSystem, Marks<'_>> = BTreeMap::new();
        for paragraph in &document.paragraphs {
            for mark in paragraph.citations.iter().filter(|mark| {
                !matches!(mark.system, CitationSystem::Pandoc | CitationSystem::Note)
                    && !is_told(paragraph, mark)
            }) {
                systems.entry(mark.system).or_default().push((paragraph, mark));
            }
        }
        let Some((&main, _)) = systems.iter().max_by_key(|(_, marks)| marks.len()) else {
            continue;
        };
        let usual = systems.remove(&main).unwrap_or_default();
        if 2 <= usual.len() && !systems.is_empty() {
            object(document, (main, usual), systems, objections);
        }
    }
}

/// *Henggeler (1929) published a list*: the year of a work that the sentence tells of.
fn is_told(paragraph: &Paragraph, mark: &CitationMark) -> bool {
    let inside = paragraph.slice(mark.range.clone()).trim_matches(['(', ')', '[', ']', ' ']);
    let year = inside.trim_end_matches(|c: char| c.is_ascii_lowercase());
    mark.system == CitationSystem::AuthorYear
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
}

fn object(
    document: &Document,
    (main, usual): (CitationSystem, Marks<'_>),
    others: BTreeMap<CitationSystem, Marks<'_>>,
    objections: &mut Objections,
) {
    let mut stray: Marks<'_> = others.values().flatten().copied().collect();
    stray.sort_by_key(|(paragraph, mark)| paragraph.in_file(mark.range.clone()).start);
    let places = stray
        .iter()
        .map(|(paragraph, mark)| document.place(paragraph, mark.range.clone()))
        .collect();
    let mut because = vec![count(main, usual.len())];
    because.extend(others.iter().map(|(system, marks)| count(*system, marks.len())));
    objections.add(
        places,
        because,
        say!(en: "keep one way of citing; if both are meant, say so where the text first cites",
            ru: "оставьте один способ; если нужны оба, скажите об этом при первой ссылке",
            kk: "бір тәсілді қалдырыңыз; екеуі де керек болса, алғашқы сілтемеде айтыңыз"),
    );
}

fn count(system: CitationSystem, marks: usize) -> Reason {
    let system: Said = match system {
        CitationSystem::Bracket => {
            say!(en: "numbers in square brackets", ru: "номера в квадратных скобках", kk: "тік жақшадағы сандар")
        }
        CitationSystem::Raised => {
            say!(en: "raised or bare numbers", ru: "надстрочные номера или номера без скобок", kk: "жол үстіндегі не жақшасыз сандар")
        }
        CitationSystem::AuthorYear => {
            say!(en: "an author and a year", ru: "автор и год", kk: "автор мен жыл")
        }
        CitationSystem::Pandoc => {
            say!(en: "citation keys", ru: "ключи ссылок", kk: "сілтеме кілттері")
        }
        CitationSystem::Note => {
            say!(en: "notes", ru: "примечания", kk: "ескертпелер")
        }
    };
    Reason::shown(
        say!({ system, marks } en: "{system}: {marks}", ru: "{system}: {marks}", kk: "{system}: {marks}"),
    )
}
