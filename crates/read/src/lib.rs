//! Documents in: bytes become a text with paragraphs, and derek says what they
//! speak of: dates, names, quotations, citations.
//!
//! Everything here is a proposal; nothing here writes to a study.

mod alto;
mod citation;
mod comment;
mod decode;
mod docx;
mod encoding;
mod entity;
mod entry;
mod epub;
mod given;
mod hocr;
mod html;
mod import;
mod language;
mod layout;
mod markdown;
mod markup;
mod name;
mod numbering;
mod odt;
mod package;
mod page;
mod pdf;
mod plausible;
mod quotation;
mod reference;
mod refusal;
mod rtf;
mod scan;
mod sentence;
mod speaker;
mod table;
mod table_ods;
mod table_xlsx;
mod tei;
mod tie;
mod weave;

use std::ops::Range;

use derek_study::Said;
use derek_study::document::{Cited, Document, Kind, Listed, Paragraph};
use derek_time::{Context, Precision, Step, Told, Year};

use crate::weave::Taken;

pub use comment::{comment, takes_comments};
pub use encoding::Encoding;
pub use refusal::Refusal;

/// Reads a document: plain text in whatever encoding it came, or a file of an
/// office program.
///
/// What the bytes are is told by themselves, not by the name. Line ends, white
/// space and letters stay as they are in [`Document::text`]; the paragraphs lead
/// back to it, and [`Document::source`] from there into the file.
///
/// # Errors
///
/// A [`Refusal`] when the bytes are no text: it says what they seem to be and
/// what to do.
///
/// ```
/// let document = derek_read::import("note.txt", "Алаш 1917 жылы құрылды.".as_bytes())?;
/// assert_eq!(document.paragraphs[0].locator, "¶1");
/// assert_eq!(document.paragraphs[0].dates.len(), 1);
/// # Ok::<(), derek_read::Refusal>(())
/// ```
pub fn import(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    import_in(name, bytes, &Context::default())
}

/// Reads a document of which something is known, such as the day on which it was
/// written.
///
/// # Errors
///
/// As [`import`].
pub fn import_in(name: &str, bytes: &[u8], context: &Context) -> Result<Document, Refusal> {
    import_as(name, bytes, context, Aids::default())
}

/// What helps to read a file, besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Aids<'a> {
    /// The encoding, which somebody knows; it is asked for plain text, tables in plain text
    /// and pages of the web, and other files name their own.
    pub encoding: Option<Encoding>,
    /// Pages of a PDF that a machine read.
    pub recognised: Option<Recognised<'a>>,
}

/// Pages of a PDF that are pictures, as a machine read them.
#[derive(Debug, Clone, Copy)]
pub struct Recognised<'a> {
    /// Which pages, from 1, ascending.
    pub pages: &'a [usize],
    /// A PDF with the words of these pages at their places, a page for each.
    pub pdf: &'a [u8],
}

/// Reads a document with whatever helps.
///
/// # Errors
///
/// As [`import`].
pub fn import_as(
    name: &str,
    bytes: &[u8],
    context: &Context,
    aids: Aids<'_>,
) -> Result<Document, Refusal> {
    if let Some(taken) = import::take(name, bytes, aids)? {
        let mut paragraphs = divided(&taken);
        let (cited, listed) = speak(&taken.text, &mut paragraphs, Some(&taken), context);
        return Ok(Document { cited, listed, ..document_of(name, taken, paragraphs) });
    }
    let decoded = decode::decode_as(bytes, aids.encoding)?;
    let mut document = propose_in(name, decoded.text, context);
    document.encoding = decoded.encoding;
    document.doubts = decoded.doubts;
    document.left_out.extend(decoded.assumed);
    Ok(document)
}

/// Reads a document and divides it into paragraphs, without saying what it speaks
/// of: enough to find a passage in a source, at a tenth of the cost.
///
/// # Errors
///
/// As [`import`].
pub fn divide(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    divide_as(name, bytes, Aids::default())
}

/// Divides a document with whatever helps to read it.
///
/// # Errors
///
/// As [`import`].
pub fn divide_as(name: &str, bytes: &[u8], aids: Aids<'_>) -> Result<Document, Refusal> {
    let mut document = match import::take(name, bytes, aids)? {
        Some(taken) => {
            let paragraphs = divided(&taken);
            document_of(name, taken, paragraphs)
        }
        None => {
            let decoded = decode::decode_as(bytes, aids.encoding)?;
            let (paragraphs, left_out) = laid_out(name, &decoded.text);
            Document {
                name: name.to_owned(),
                paragraphs,
                left_out,
                text: decoded.text,
                encoding: decoded.encoding,
                doubts: decoded.doubts,
                ..Document::default()
            }
        }
    };
    // One look tells the language of a source; each passage is shown in it.
    let long = document.paragraphs.iter().find(|one| 200 < one.text.len());
    let language = long.map(|one| language::of(&one.text)).unwrap_or_default();
    for paragraph in &mut document.paragraphs {
        paragraph.language = language;
    }
    Ok(document)
}

/// The paragraphs of what an importer took; where the file knows pages, they are counted
/// on each: `p. 12 ¶3`.
fn divided(taken: &Taken) -> Vec<Paragraph> {
    let mut paragraphs = layout::paragraphs_of(&taken.text, &taken.blocks);
    let (mut page, mut number) = (0, 0);
    for paragraph in &mut paragraphs {
        let at = paragraph.in_file(0..1).start;
        let begun = taken.pages.partition_point(|(start, _)| *start <= at);
        let Some((_, here)) = begun.checked_sub(1).and_then(|last| taken.pages.get(last)) else {
            continue;
        };
        if page != *here {
            (page, number) = (*here, 0);
        }
        if paragraph.locator.starts_with('¶') {
            number += 1;
            paragraph.locator = format!("p. {page} ¶{number}");
        }
    }
    paragraphs
}

/// Says of a document that was only divided whom and what it names.
pub fn name(document: &mut Document) {
    for paragraph in &mut document.paragraphs {
        paragraph.sentences = sentence::sentences(&paragraph.text);
        // A month with its capital is no name; other dates matter little to names.
        let has_month = MONTHS.iter().any(|month| paragraph.text.contains(month));
        if has_month && paragraph.dates.is_empty() {
            let times = derek_time::times_in(&paragraph.text, &Context::default());
            paragraph.dates.extend(times.into_iter().filter_map(|time| match time.told {
                Told::Date(mention) => Some(mention),
                _ => None,
            }));
        }
    }
    name::name(&mut document.paragraphs);
}

/// Months that are written with a capital.
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];

fn document_of(name: &str, taken: Taken, paragraphs: Vec<Paragraph>) -> Document {
    Document {
        name: name.to_owned(),
        text: taken.text,
        encoding: if taken.encoding.is_empty() { "UTF-8" } else { taken.encoding },
        paragraphs,
        doubts: taken.doubts,
        left_out: taken.left_out,
        source: Some(taken.source),
        cited: Vec::new(),
        listed: Vec::new(),
    }
}

/// Whether bytes are pictures of writing: an image, or a PDF of which no page has a text
/// that is text. A machine must recognise what is written before it can be read.
///
/// ```
/// assert!(derek_read::is_picture(b"\x89PNG\r\n\x1a\n"));
/// assert!(!derek_read::is_picture(b"a text"));
/// ```
pub fn is_picture(bytes: &[u8]) -> bool {
    const IMAGES: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*"];
    IMAGES.iter().any(|signature| bytes.starts_with(signature)) || pdf::is_of_pictures(bytes)
}

/// Divides a text and says what it speaks of.
pub fn propose(name: &str, text: String) -> Document {
    propose_in(name, text, &Context::default())
}

/// Divides a text of which something is known and says what it speaks of.
pub fn propose_in(name: &str, text: String, context: &Context) -> Document {
    let (mut paragraphs, left_out) = laid_out(name, &text);
    let (cited, listed) = speak(&text, &mut paragraphs, None, context);
    Document {
        name: name.to_owned(),
        text,
        encoding: "UTF-8",
        paragraphs,
        left_out,
        cited,
        listed,
        ..Document::default()
    }
}

/// The paragraphs of a text that is its own file, and what of it is no words.
fn laid_out(name: &str, text: &str) -> (Vec<Paragraph>, Vec<Said>) {
    match markdown::is_markdown(name) {
        true => layout::paragraphs_of_markdown(text),
        false => (layout::paragraphs(text), Vec::new()),
    }
}

/// Says of each paragraph what it speaks of. What was taken out of a file says
/// itself where its notes are called and what its raised numbers are. Returns the
/// works that the text cites, and the entries of its lists.
fn speak(
    text: &str,
    paragraphs: &mut [Paragraph],
    taken: Option<&Taken>,
    context: &Context,
) -> (Vec<Cited>, Vec<Listed>) {
    for paragraph in &mut *paragraphs {
        paragraph.language = language::of(&paragraph.text);
    }
    language::settle(paragraphs);
    for paragraph in &mut *paragraphs {
        paragraph.sentences = sentence::sentences(&paragraph.text);
        (paragraph.quotations, paragraph.stray_marks) = quotation::quotations(&paragraph.text);
    }
    quotation::carry_over_paragraphs(paragraphs);
    reference::refer(paragraphs);
    let entries = entry::Entries::of(paragraphs);
    citation::cite(paragraphs, &entries);
    if let Some(taken) = taken {
        citation::cite_as_given(paragraphs, &taken.calls, &taken.source.fields);
    }
    for paragraph in paragraphs.iter_mut().filter(|one| one.kind != Kind::Reference) {
        for time in derek_time::times_in(&citation::without_marks(paragraph), context) {
            match time.told {
                Told::Date(mention) => paragraph.dates.push(mention),
                _ => paragraph.times.push(time),
            }
        }
    }
    carry_centuries(paragraphs);
    if taken.is_none() {
        citation::cite_bare_numbers(text, paragraphs);
    }
    let cited = tie::tie(paragraphs, &entries);
    leave_out_years_of_citations(paragraphs);
    name::name(paragraphs);
    speaker::attribute(paragraphs, &cited);
    (cited, entries.listed())
}

/// "The turn of the century" is that of the paragraphs before, when its own does not tell.
fn carry_centuries(paragraphs: &mut [Paragraph]) {
    let mut last: Option<i32> = None;
    for mention in paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.dates) {
        let lacks_century =
            mention.year == Year::Missing && mention.date.precision == Precision::Vague;
        if let Some(year) = last.filter(|_| lacks_century) {
            mention.date = mention.date.in_year(year);
            mention.date.steps.push(Step::YearCarried(year));
        }
        last = mention.date.bounds().first_day().map(|day| day.to_gregorian().0).or(last);
    }
}

/// A year inside a citation is when a book was printed, not when something was;
/// one inside an archival reference is a number.
fn leave_out_years_of_citations(paragraphs: &mut [Paragraph]) {
    for paragraph in paragraphs {
        let citations = paragraph.citations.iter().map(|mark| &mark.range);
        let cited: Vec<Range<usize>> = citations.chain(&paragraph.references).cloned().collect();
        let is_outside = |range: &Range<usize>| {
            !cited.iter().any(|one| one.start <= range.start && range.end <= one.end)
        };
        paragraph.dates.retain(|date| is_outside(&date.range));
        paragraph.times.retain(|time| is_outside(&time.range));
    }
}
