//! A passage that stands in a source without quotation marks.

use std::ops::Range;

use derek_corpus::{Text, reuse};
use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Place, Reason, say};
use derek_text::words;

use crate::{Objections, Reading, check};

check! {
    /// A passage of the text stands word for word, or nearly so, in one of the sources laid
    /// beside it (`derek check TEXT --sources PATH…`), and the text does not mark it as a
    /// quotation.
    ///
    /// Errors of recognition and old spelling in the source do not hide it. Where the
    /// sentence cites something, the finding is milder: only the marks are missing, if
    /// that.
    ///
    /// ```sources
    /// //- petition.txt
    /// The council of the steppe asks the government that the courts of the people be given back
    /// their old rights, and that the language of the schools be the language of the pupils.
    /// ```
    ///
    /// ```text
    /// In that winter the debates went on. ⟦The courts of the people be given back their old rights,
    /// and the language of the schools be the language of the pupils⟧: so everybody said.
    /// ```
    ///
    /// Quoted words, short formulas and one's own words are clean:
    ///
    /// ```text
    /// The council wrote: “that the courts of the people be given back their old rights, and that
    /// the language of the schools be the language of the pupils”. The council of the steppe met
    /// the government again in May, and spoke of courts and of schools.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only sources that are given are looked into. Below some forty letters nothing is found;
    /// a paraphrase and a translation are not recognised.
    pub static UNMARKED_REUSE = "unmarked-reuse" {
        room: "wording", level: Unlikely, since: "0.1.0",
        en: "a passage that stands in a source, without quotation marks",
        ru: "фрагмент совпадает с источником, но не взят в кавычки",
        kk: "үзінді дереккөзде бар, бірақ тырнақшаға алынбаған",
        find: find,
    }
}

/// Words of a passage from which on it is asked about.
const FEWEST: usize = 8;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    if reading.documents.is_empty() || reading.sources.is_empty() {
        return;
    }
    let sources: Vec<&Document> = reading.sources.values().collect();
    for document in reading.documents {
        // Sources are not held against each other.
        let own = Text { group: 0, text: &document.text };
        let others = sources.iter().map(|source| Text { group: 1, text: &source.text });
        let texts: Vec<Text<'_>> = std::iter::once(own).chain(others).collect();
        for found in reuse(&texts) {
            let here = place_in(document, &found.here);
            let Some((source, (paragraph, range))) =
                sources.get(found.other.wrapping_sub(1)).zip(here)
            else {
                continue;
            };
            if is_own(paragraph, &range) {
                continue;
            }
            let there = place_in(source, &found.there)
                .map(|(paragraph, range)| source.place(paragraph, range));
            object(
                document.place(paragraph, range.clone()),
                there,
                is_cited(paragraph, &range),
                source,
                objections,
            );
        }
    }
}

fn object(
    here: Place,
    there: Option<Place>,
    cited: bool,
    source: &Document,
    objections: &mut Objections,
) {
    let count = words(&here.words).count();
    let name = source.name.clone();
    let label = say!(en: "the same words in the source", ru: "те же слова в источнике", kk: "дереккөздегі дәл сол сөздер");
    let places: Vec<Place> =
        std::iter::once(here).chain(there.map(|place| place.labelled(label))).collect();
    let because = vec![Reason::shown(
        say!({ count, name } en: "these {count} words stand also in {name}", ru: "эти слова ({count}) есть и в {name}", kk: "бұл сөздер ({count}) мына жерде де бар: {name}"),
    )];
    let help = say!(en: "put them in quotation marks and cite the source, or say it in your own words", ru: "возьмите их в кавычки и сошлитесь на источник или перескажите своими словами", kk: "оларды тырнақшаға алып, дереккөзге сілтеме беріңіз немесе өз сөзіңізбен айтыңыз");
    let headline = say!(en: "words of a source that is cited, without quotation marks", ru: "слова источника со ссылкой, но без кавычек", kk: "сілтемесі бар, бірақ тырнақшасыз дереккөз сөздері");
    match cited {
        true => objections.add_as(derek_study::Level::Style, headline, places, because, help),
        false => objections.add(places, because, help),
    }
}

/// The paragraph that holds most of some bytes of a document's text, and where in it.
fn place_in<'d>(
    document: &'d Document,
    bytes: &Range<usize>,
) -> Option<(&'d Paragraph, Range<usize>)> {
    let common = |paragraph: &&Paragraph| {
        let own = paragraph.in_file(0..paragraph.text.len());
        let (from, until) = (own.start.max(bytes.start), own.end.min(bytes.end));
        until.saturating_sub(from)
    };
    let first = document
        .paragraphs
        .partition_point(|paragraph| paragraph.in_file(0..paragraph.text.len()).end <= bytes.start);
    let near = document
        .paragraphs
        .get(first..)?
        .iter()
        .take_while(|paragraph| paragraph.in_file(0..1).start < bytes.end);
    let paragraph = near.max_by_key(common)?;
    let own = paragraph.in_file(0..paragraph.text.len());
    let clipped = own.start.max(bytes.start)..own.end.min(bytes.end);
    let range = paragraph.from_file(&clipped)?;
    Some((paragraph, range))
}

/// Whether a passage needs no marks: it is quoted, no prose, short, or hardly more than names.
fn is_own(paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let text = paragraph.slice(range.clone());
    let all = words(text).count();
    let capitals =
        words(text).filter(|word| derek_text::is_capitalised(&text[word.clone()])).count();
    let quoted: usize = paragraph
        .quotations
        .iter()
        .map(|quotation| {
            quotation
                .range
                .end
                .min(range.end)
                .saturating_sub(quotation.range.start.max(range.start))
        })
        .sum();
    !matches!(paragraph.kind, Kind::Prose | Kind::Item)
        || all < FEWEST
        || range.len() <= 2 * quoted
        || all <= 2 * capitals
}

/// Whether the sentences of a passage, or the one after it, point to a source.
fn is_cited(paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let last = paragraph.sentence_at(range.end.saturating_sub(1)).end;
    let around = paragraph.sentence_at(range.start).start
        ..paragraph.sentence_at((last + 1).min(paragraph.text.len())).end;
    paragraph.citations.iter().any(|mark| around.contains(&mark.range.start))
}
