//! A citation of a passage that the source does not have.

use derek_study::{Document, Entry, Reason, Said, say};

use crate::{Objections, Reading, check};

check! {
    /// A citation leads to a paragraph beyond the last of the source's text that the study
    /// holds, or to a page outside those of the article.
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: event
    /// name: One
    /// when: 1855 [⟦@letters, ¶9⟧]
    /// type: fair [@letters, ¶2]
    /// says: all came [⟦@study, p. 300⟧]
    /// ---
    /// //- texts/letters.txt
    /// The first of all the letters was written in the winter.
    ///
    /// The second was written in the spring, and it was longer.
    /// //- bibliography.bib
    /// @book{letters, title = {Letters}}
    /// @article{study, title = {Study}, journal = {Yearbook}, pages = {101--140}}
    /// ```
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: event
    /// name: One
    /// when: 1855 [@letters, ¶2; @letters, p. 9]
    /// type: fair [@letters, Table 4]
    /// says: all came [@study, pp. 139–140; @study, p. 12 of the offprint]
    /// outcome: all went [@book, p. 500]
    /// ---
    /// //- texts/letters.txt
    /// The first of all the letters was written in the winter.
    ///
    /// The second was written in the spring, and it was longer.
    /// //- bibliography.bib
    /// @book{letters, title = {Letters}}
    /// @book{book, title = {Book}, pages = {320}}
    /// @article{study, title = {Study}, journal = {Yearbook}, pages = {101--140}}
    /// ```
    ///
    /// ## Limits
    ///
    /// Pages are held against a range that the bibliography gives; how many pages a book has is
    /// mostly not counted with its plates and prefaces.
    pub static LOCATOR_OUTSIDE_SOURCE = "locator-outside-source" {
        room: "provenance", level: Conflict, since: "0.1.0",
        en: "a citation of a place that the source does not have",
        ru: "ссылка на место, которого в источнике нет",
        kk: "дереккөзде жоқ жерге сілтеме",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let last: std::collections::BTreeMap<&str, u32> = reading
        .sources
        .iter()
        .filter_map(|(key, document)| Some((key.as_str(), last_paragraph(document)?)))
        .collect();
    let pages: std::collections::BTreeMap<&str, (u32, u32)> = study
        .entries
        .iter()
        .filter_map(|entry| Some((entry.key.as_str(), pages_of(entry)?)))
        .collect();
    if last.is_empty() && pages.is_empty() {
        return;
    }
    for card in &study.cards {
        let values = card.fields.iter().flat_map(|field| {
            let cited = field.values.iter().flat_map(|value| &value.citations);
            cited.map(|citation| (field.predicate.as_str(), citation))
        });
        for (predicate, citation) in values.chain(card.prose_citations.iter().map(|one| ("", one)))
        {
            let key = citation.key.as_str();
            let paragraph = last.get(key).zip(paragraphs(&citation.locator));
            let page = pages.get(key).zip(page(&citation.locator));
            let said: Option<Said> = match (paragraph, page) {
                (Some((last, to)), _) if *last < to => {
                    let last = *last;
                    Some(
                        say!({ key, last } en: "the last paragraph of “{key}” is {last}", ru: "последний абзац в «{key}»: {last}", kk: "«{key}» мәтінінің соңғы абзацы: {last}"),
                    )
                }
                (_, Some(((first, last), (from, to)))) if from < *first || *last < to => {
                    let (first, last) = (*first, *last);
                    Some(
                        say!({ first, last } en: "the entry has pages {first} to {last}", ru: "в записи страницы {first}–{last}", kk: "жазбада {first}–{last} беттер"),
                    )
                }
                _ => None,
            };
            if let Some(said) = said {
                objections.add(
                    vec![study.place(&card.file, citation.range.clone(), predicate)],
                    vec![Reason::shown(said)],
                    say!(en: "look the place up, and correct the citation, the text or the entry", ru: "найдите это место и исправьте ссылку, текст или запись", kk: "сол жерді тауып, сілтемені, мәтінді не жазбаны түзетіңіз"),
                );
            }
        }
    }
}

/// The greatest number of a text's paragraphs; `None` when they are not numbered.
fn last_paragraph(document: &Document) -> Option<u32> {
    document
        .paragraphs
        .iter()
        .rev()
        .find_map(|paragraph| paragraph.locator.strip_prefix('¶')?.parse().ok())
}

/// The greatest paragraph of `¶39`, `¶¶5–7`.
fn paragraphs(locator: &str) -> Option<u32> {
    let numbers = locator.trim().strip_prefix('¶')?.trim_start_matches('¶');
    let last = numbers.rsplit(['–', '-', '—']).next()?;
    last.trim().trim_start_matches('¶').trim().parse().ok()
}

/// The first and the last page of an article or a chapter, as its entry has them.
fn pages_of(entry: &Entry) -> Option<(u32, u32)> {
    let (first, last) = entry.pages.split_once(['-', '–', '—'])?;
    let number = |words: &str| words.trim().parse::<u32>().ok();
    let (first, last) = (number(first)?, number(last.trim_start_matches(['-', '–', '—']))?);
    (first < last).then_some((first, last))
}

/// The first and the last page of `p. 12`, `pp. 12–14`, `с. 12`, `12-б.`
fn page(locator: &str) -> Option<(u32, u32)> {
    const BEFORE: [&str; 6] = ["pp.", "p.", "стр.", "с.", "С.", "бб."];
    const AFTER: [&str; 4] = ["-бб.", "-б.", "бб.", "б."];
    let locator = locator.trim();
    let numbers = BEFORE
        .iter()
        .find_map(|mark| locator.strip_prefix(mark))
        .or_else(|| AFTER.iter().find_map(|mark| locator.strip_suffix(mark)))?;
    let number = |words: &str| words.trim().parse::<u32>().ok();
    match numbers.split_once(['–', '-', '—']) {
        Some((first, last)) => Some((number(first)?, number(last)?)),
        None => number(numbers).map(|number| (number, number)),
    }
}
