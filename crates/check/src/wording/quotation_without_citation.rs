//! Somebody's words, and no way to find where they were said.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph, Quotation};
use derek_study::{Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// A quotation of eight words or more with no citation at it, in a text that
    /// otherwise cites.
    ///
    /// A citation counts when it stands in the sentences of the quotation, in
    /// the sentence before, or in the one after. Shorter quotations are mostly
    /// names and terms. A text that never cites is not asked to begin, and one
    /// that mostly quotes without a citation is not asked to change.
    ///
    /// ```text
    /// He resigned in 1917 [1]. Others stayed, as they wrote at the time [2]. A third
    /// group left for Omsk [3].
    ///
    /// The council then declared: ⟦“the fall of the government requires of us a new
    /// strategy”⟧. Nothing came of it for many months. The winter was hard.
    /// ```
    ///
    /// ```text
    /// He resigned in 1917 [1]. Others stayed, as they wrote at the time [2]. A third
    /// group left for Omsk [3].
    ///
    /// The council then declared: “the fall of the government requires of us a new
    /// strategy” [4]. The newspaper “Voice of the Steppe” reported it.
    /// ```
    ///
    /// ## Limits
    ///
    /// Whether the cited source has these words is asked by `misquotation`, in a
    /// study that holds the source.
    pub static QUOTATION_WITHOUT_CITATION = "quotation-without-citation" {
        room: "wording", level: Incomplete, since: "0.1.0",
        en: "a quotation without a citation",
        ru: "цитата без ссылки",
        kk: "сілтемесіз дәйексөз",
        find: find,
    }
}

/// Words of the shortest quotation that needs a source.
const SHORTEST: usize = 8;
/// So many uncited quotations may outnumber the cited ones.
const FEW: usize = 2;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let cited: usize =
            document.paragraphs.iter().map(|paragraph| paragraph.citations.len()).sum();
        if cited < 3 {
            continue;
        }
        let prose =
            document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item));
        let long = prose.flat_map(|paragraph| {
            paragraph.quotations.iter().map(move |quotation| (paragraph, quotation))
        });
        let (bare, with): (Vec<_>, Vec<_>) = long
            .filter(|(paragraph, quotation)| is_long(paragraph, quotation))
            .partition(|(paragraph, quotation)| is_bare(paragraph, quotation));
        // Where most quotations go uncited, the text quotes as a story does.
        if bare.len() <= with.len().max(FEW) {
            for (paragraph, quotation) in bare {
                objections.add(
                    vec![document.place(paragraph, quotation.range.clone())],
                    vec![Reason::shown(say!({ cited } en: "the text cites {cited} times, but not in the sentences around this quotation", ru: "в тексте ссылок: {cited}, но рядом с этой цитатой ни одной", kk: "мәтінде {cited} сілтеме бар, бірақ осы дәйексөздің жанында жоқ"))],
                    say!(en: "say where these words stand: the source and the page or sheet", ru: "укажите, где стоят эти слова: источник и страницу или лист", kk: "бұл сөздердің қайда тұрғанын көрсетіңіз: дереккөзін, бетін не парағын"),
                );
            }
        }
    }
}

fn is_long(paragraph: &Paragraph, quotation: &Quotation) -> bool {
    // A title is named, not quoted.
    const NAMING: &[&str] = &[
        "titled", "entitled", "called", "named", "headed", "like", "названием", "озаглавлен",
        "озаглавлена", "озаглавленная", "озаглавленный", "газета", "газете", "атты", "деген",
    ];
    let before = paragraph.slice(0..quotation.range.start);
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let inner = paragraph.slice(quotation.inner.clone());
    let is_attribute = before.ends_with('=');
    // A quotation that is the whole paragraph is a motto or a heading.
    let is_whole = paragraph.text.len() <= quotation.range.len() + 2;
    let is_named = NAMING.contains(&last.as_str()) || is_title(inner);
    !is_attribute && !is_whole && !is_named && SHORTEST <= derek_text::words(inner).count()
}

/// Most of the longer words have a capital, as in a title.
fn is_title(words: &str) -> bool {
    let long: Vec<&str> = derek_text::words(words)
        .map(|range| &words[range])
        .filter(|word| 4 <= word.chars().count())
        .collect();
    let capitals = long.iter().filter(|word| derek_text::is_capitalised(word)).count();
    long.len() * 7 <= capitals * 10
}

fn is_bare(paragraph: &Paragraph, quotation: &Quotation) -> bool {
    const PAGES: &[&str] = &["[p.", "(p.", "[pp.", "(pp.", "(с.", "[с.", "(б.", "(л.", "[л."];
    let around = around(paragraph, &quotation.range);
    let cited = paragraph
        .citations
        .iter()
        .any(|mark| around.start <= mark.range.start && mark.range.start < around.end);
    let names_page = PAGES.iter().any(|page| paragraph.slice(around.clone()).contains(page));
    // A paragraph that ends in a colon is cited where it goes on.
    let goes_on = paragraph.text.ends_with(':');
    !cited && !names_page && !goes_on
}

/// The quotation's sentences, with the one before and the one after.
fn around(paragraph: &Paragraph, quotation: &Range<usize>) -> Range<usize> {
    let sentences = &paragraph.sentences;
    let first = sentences.partition_point(|sentence| sentence.end <= quotation.start);
    let last = sentences.partition_point(|sentence| sentence.start < quotation.end);
    let start = sentences.get(first.saturating_sub(1)).map_or(0, |sentence| sentence.start);
    let end = sentences.get(last).map_or(paragraph.text.len(), |sentence| sentence.end);
    start..end
}
