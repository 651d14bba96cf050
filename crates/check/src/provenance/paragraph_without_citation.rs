//! Facts with no source, in a text that otherwise gives its sources.

use std::collections::BTreeSet;

use derek_study::document::{Kind, NameKind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_time::{Day, Mention, Precision, Shape, Year};

use crate::{Objections, Reading, check};

check! {
    /// A paragraph that states dated facts about named people or bodies, and
    /// gives no source, in a text whose other such paragraphs do.
    ///
    /// Only prose counts, and only where citing is the text's own habit: at
    /// least three such paragraphs cite, and they are no fewer than those that
    /// do not. Conclusions, methods and abstracts draw on what is cited
    /// elsewhere and are left alone. All such paragraphs make one finding.
    ///
    /// ```text
    /// In April 1917 the congress met in Orenburg, and the delegates of the Steppe came [1].
    ///
    /// In July 1917 the party was founded there by the editors of Qazaq and their friends [2].
    ///
    /// In ⟦December 1917⟧ the council was elected in Orenburg, with Bokeikhan as its head. It
    /// sat in Semipalatinsk from then on.
    ///
    /// In March 1918 its envoys came to Moscow and spoke with Lenin at length [3].
    /// ```
    ///
    /// A paragraph of thoughts, without dated facts, needs no source:
    ///
    /// ```text
    /// In April 1917 the congress met in Orenburg, and the delegates of the Steppe came [1].
    ///
    /// In July 1917 the party was founded there by the editors of Qazaq and their friends [2].
    ///
    /// What all of them wanted was never quite the same thing, and this is the question to which we turn.
    ///
    /// In March 1918 its envoys came to Moscow and spoke with Lenin at length [3].
    /// ```
    ///
    /// Nor do lives in brackets, a list of links, and the first paragraph of a text, which sums it up:
    ///
    /// ```text
    /// The Steppe congress of April 1917 in Orenburg and the party that Bokeikhan led from July 1917 are told here.
    ///
    /// In April 1917 the congress met in Orenburg, and the delegates of the Steppe came [1].
    ///
    /// In July 1917 the party was founded there by the editors of Qazaq and their friends [2].
    ///
    /// Albert married Dorothea (1 August 1504 – 11 April 1547), a daughter of King Frederick of Denmark, and was happy with her.
    ///
    /// http://example.org/1.html 26 July 2017 Maria Predein, The question of nations and how it was put. An answer.
    ///
    /// In March 1918 its envoys came to Moscow and spoke with Lenin at length [3].
    /// ```
    ///
    /// ## Limits
    ///
    /// Whether a cited source supports the whole paragraph is not asked here.
    pub static PARAGRAPH_WITHOUT_CITATION = "paragraph-without-citation" {
        room: "provenance", level: Incomplete, since: "0.1.0",
        en: "dated facts without a source",
        ru: "датированные факты без источника",
        kk: "дереккөзі көрсетілмеген, күні аталған фактілер",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let factual: Vec<&Paragraph> = factual(document);
        let (cited, uncited): (Vec<&Paragraph>, Vec<&Paragraph>) =
            factual.into_iter().partition(|one| !one.citations.is_empty());
        if uncited.is_empty() || cited.len() < 3 || cited.len() < uncited.len() {
            continue;
        }
        let places = uncited.iter().filter_map(|paragraph| {
            let date = paragraph
                .dates
                .iter()
                .find(|mention| is_fine(mention) && !is_life(paragraph, mention))
                .or(paragraph.dates.first())?;
            Some(document.place(paragraph, date.range.clone()))
        });
        let (with, without) = (cited.len(), uncited.len());
        objections.add(
            places.collect(),
            vec![Reason::shown(say!({ with, without }
                en: "of the paragraphs with dates and names, {with} cite a source and {without} do not",
                ru: "абзацев с датами и именами: со ссылкой {with}, без ссылки {without}",
                kk: "күні мен есімі бар абзацтар: сілтемемен {with}, сілтемесіз {without}"))],
            say!(en: "name the source; if the source of the paragraph before is meant, cite it again",
                ru: "назовите источник; если это источник предыдущего абзаца, сошлитесь на него ещё раз",
                kk: "дереккөзін атаңыз; алдыңғы абзацтың дереккөзі болса, оған қайта сілтеме беріңіз"),
        );
    }
}

/// Paragraphs of prose that name a dated fact, outside sections that only draw on others.
fn factual(document: &Document) -> Vec<&Paragraph> {
    let mut is_drawing = false;
    let mut factual = Vec::new();
    let opening = document.paragraphs.iter().position(|one| one.kind == Kind::Prose);
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        // The first paragraph sums up what is told and cited below.
        let sums_up = opening == Some(at) && paragraph.citations.is_empty();
        match paragraph.kind {
            Kind::Heading => is_drawing = draws_on_others(&paragraph.text),
            Kind::Prose if !is_drawing && !sums_up && is_factual(paragraph) => {
                factual.push(paragraph)
            }
            _ => {}
        }
    }
    factual
}

fn draws_on_others(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "conclusion", "method", "abstract", "summary", "заключение", "вывод", "метод", "аннотация",
        "қорытынды", "әдіс", "түйін",
    ];
    let heading = heading.to_lowercase();
    WORDS.iter().any(|word| heading.contains(word))
}

/// Some day or month with a name, or two years told apart with a person's, in more than a
/// line: *between the coups of 1960 and 1980* opens a chapter. The words under a picture
/// have no full stop.
fn is_factual(paragraph: &Paragraph) -> bool {
    let bare = paragraph.text.trim_end_matches(|c: char| {
        c.is_whitespace() || "”»\"’)]^[⁰¹²³⁴⁵⁶⁷⁸⁹,".contains(c) || c.is_ascii_digit()
    });
    let is_told = bare.ends_with(['.', '!', '?', '…', ':', ';']) || !paragraph.citations.is_empty();
    let has_person = paragraph.names.iter().any(|name| name.kind == NameKind::Person);
    let words = derek_text::words(&paragraph.text).count();
    let told = || paragraph.dates.iter().filter(|mention| !is_life(paragraph, mention));
    let fine = told().any(is_fine);
    let years = told().filter(|mention| {
        mention.date.precision == Precision::Year && matches!(mention.date.shape, Shape::Within(_))
    });
    let years: BTreeSet<Option<Day>> =
        years.map(|mention| mention.date.bounds().first_day()).collect();
    // A line of a list of links says where it leads.
    let is_link =
        ["http://", "https://", "www."].iter().any(|start| paragraph.text.contains(start));
    is_told
        && !is_link
        && (fine || 2 <= years.len() && has_person)
        && !paragraph.names.is_empty()
        && 12 <= words
}

/// Whether a date is a life given in passing: *(1 August 1504 – 11 April 1547)*, *(b. 1866)*.
fn is_life(paragraph: &Paragraph, mention: &Mention) -> bool {
    let before = paragraph.slice(0..mention.range.start);
    let Some(open) = before.rfind(['(', ')']).filter(|at| before[*at..].starts_with('(')) else {
        return false;
    };
    let after = paragraph.slice(mention.range.end..paragraph.text.len());
    let close = after.find([')', '(']).filter(|at| after[*at..].starts_with(')'));
    let Some(close) = close.map(|at| mention.range.end + at) else { return false };
    let inside = paragraph.slice(open + 1..close);
    let words: Vec<&str> = derek_text::words(inside).map(|word| &inside[word]).collect();
    let is_born = words.iter().any(|word| {
        let word = word.to_lowercase();
        let short = ["b", "d", "born", "died", "р", "ум", "род", "туған"].contains(&word.as_str());
        short || word.starts_with("родил") || word.starts_with("умер")
    });
    let is_span = inside.contains(['–', '—']) || inside.contains(" - ");
    words.len() <= 10 && (is_born || is_span)
}

fn is_fine(mention: &Mention) -> bool {
    matches!(mention.date.precision, Precision::Day | Precision::Month | Precision::Season)
        && mention.year != Year::Missing
}
