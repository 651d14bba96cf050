//! Comments put into the file that a document was taken from, at the words they are
//! about: marks are inserted, and every other byte stays as it is.

mod docx;
mod odt;

use std::ops::Range;

use derek_study::document::{Author, Comment, Format, Source};
use derek_study::{Document, say};

use crate::package::{Package, decoded};
use crate::refusal::{self, Refusal};

/// The file with comments in its margin; its own comments stay.
///
/// `bytes` are those that `document` was read from. A part of the file in which no
/// comment stands is copied as it is packed. Into the others marks are inserted, and
/// nothing is taken out: a run of letters in which a comment begins or ends is
/// divided, and both halves look as the whole did.
///
/// In a note, a text box and a formula, where Word lets no comment stand, it stands
/// at the note's call, the box, the formula, and says [`Comment::instead`].
///
/// # Errors
///
/// A [`Refusal`] when the file is of a format that has no comments, or they cannot
/// be put into it.
pub fn comment(
    bytes: &[u8],
    document: &Document,
    comments: &[Comment],
    author: &Author,
) -> Result<Vec<u8>, Refusal> {
    let Some(source) = document.source.as_ref().filter(|_| takes_comments(document)) else {
        return Err(without_comments());
    };
    let spots: Vec<Spot<'_>> =
        comments.iter().filter_map(|one| Spot::of(one, document, source)).collect();
    let is_flat = source.parts.iter().all(String::is_empty);
    if source.format == Format::Odt && is_flat {
        let text = decoded(bytes.to_vec());
        return match text.as_bytes() == bytes {
            true => Ok(odt::commented(&text, &spots, author)?.into_bytes()),
            false => Err(in_another_encoding()),
        };
    }
    let mut package = Package::open(bytes)?;
    let changed = match source.format {
        Format::Odt => odt::parts(&mut package, &spots, author)?,
        _ => docx::parts(&mut package, source, &spots, author)?,
    };
    package.with(changed)
}

/// Whether [`comment`] can put comments into the file that a document was read from.
pub fn takes_comments(document: &Document) -> bool {
    let format = document.source.as_ref().map(|source| source.format);
    matches!(format, Some(Format::Docx | Format::Odt))
}

/// A comment and where it shall stand in the file.
struct Spot<'c> {
    comment: &'c Comment,
    /// The part: an index into [`Source::parts`].
    part: usize,
    /// Bytes of the part; never empty.
    bytes: Range<usize>,
    /// Whether these are the words that the comment is about.
    is_exact: bool,
}

impl<'c> Spot<'c> {
    /// `None` when the file holds no words at all.
    fn of(comment: &'c Comment, document: &Document, source: &Source) -> Option<Spot<'c>> {
        let range = trimmed(&document.text, &comment.range);
        if let Some((part, bytes)) = source.place(&range).filter(|(_, bytes)| !bytes.is_empty()) {
            return Some(Spot { comment, part, bytes, is_exact: true });
        }
        // The file holds none of these words, or in two parts: the first run near them.
        let from = source.runs.partition_point(|run| run.text.end <= range.start);
        let run = source.runs.get(from).or(source.runs.last())?;
        Some(Spot { comment, part: run.part, bytes: run.bytes.clone(), is_exact: range.is_empty() })
    }
}

/// The range without the white space at its ends.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return 0..0 };
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.end - (words.len() - words.trim_end().len());
    if start < end { start..end } else { range.start..range.start }
}

/// Some markup to be inserted before a byte of a part.
#[derive(Debug, PartialEq, Eq)]
struct Insertion {
    at: usize,
    /// What comes first of several at one byte.
    rank: u8,
    markup: String,
}

/// The text with all insertions made.
fn inserted(text: &str, mut insertions: Vec<Insertion>) -> Result<String, Refusal> {
    insertions.sort_by_key(|one| (one.at, one.rank));
    let more: usize = insertions.iter().map(|one| one.markup.len()).sum();
    let mut out = String::with_capacity(text.len() + more);
    let mut reached = 0;
    for one in &insertions {
        out.push_str(text.get(reached..one.at).ok_or_else(refusal::broken)?);
        out.push_str(&one.markup);
        reached = one.at;
    }
    out.push_str(text.get(reached..).ok_or_else(refusal::broken)?);
    Ok(out)
}

/// Which edge of a comment's words a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Start,
    End,
}

impl Edge {
    /// Where a mark stands whose edge belongs to a byte: beside an entity that it is
    /// in, never inside one.
    fn at(self, byte: usize, entity: Option<&Range<usize>>) -> usize {
        match (self, entity) {
            (Edge::Start, Some(entity)) => entity.start,
            (Edge::End, Some(entity)) => entity.end,
            (Edge::Start, None) => byte,
            (Edge::End, None) => byte + 1,
        }
    }
}

/// The edges of spots in one part, ascending by the byte that each belongs to: a start
/// to the byte after it, an end to the byte before.
fn edges(spots: &[(usize, Range<usize>)]) -> Vec<(usize, Edge, usize)> {
    let both = |(spot, bytes): &(usize, Range<usize>)| {
        [(bytes.start, Edge::Start, *spot), (bytes.end - 1, Edge::End, *spot)]
    };
    let mut edges: Vec<_> =
        spots.iter().filter(|(_, bytes)| !bytes.is_empty()).flat_map(both).collect();
    edges.sort_unstable();
    edges
}

/// Words as XML has them; characters that XML cannot have are left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// What an element is called in its tag: `w:r` of `<w:r w:rsidR="1">`.
fn called(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/');
    &name[..end.unwrap_or(name.len())]
}

/// The prefix of a name with its colon: `w:` of `w:r`; empty when it has none.
fn prefix(name: &str) -> &str {
    name.find(':').map_or("", |at| &name[..=at])
}

fn without_comments() -> Refusal {
    Refusal {
        said: say!(en: "comments can be put into Word (.docx) and OpenDocument (.odt) files only", ru: "примечания можно поставить только в файлы Word (.docx) и OpenDocument (.odt)", kk: "түсініктемелерді тек Word (.docx) және OpenDocument (.odt) файлдарына қоюға болады"),
        help: say!(en: "make a page to print or send instead (`--page`), or save the text as .docx and check that", ru: "вместо этого сделайте страницу для печати или отправки (`--page`) или сохраните текст в .docx и проверьте его", kk: "оның орнына басып шығаратын не жіберетін бет жасаңыз (`--page`) немесе мәтінді .docx түрінде сақтап, соны тексеріңіз"),
    }
}

fn in_another_encoding() -> Refusal {
    Refusal {
        said: say!(en: "this document's XML is not in UTF-8, so no comments can be put into it", ru: "XML этого документа не в UTF-8, поэтому примечания в него поставить нельзя", kk: "бұл құжаттың XML-і UTF-8-де емес, сондықтан оған түсініктеме қою мүмкін емес"),
        help: say!(en: "open it in Word or LibreOffice, save it there anew, and check that", ru: "откройте его в Word или LibreOffice, сохраните заново и проверьте этот файл", kk: "оны Word не LibreOffice-те ашып, қайта сақтап, сол файлды тексеріңіз"),
    }
}

fn too_many() -> Refusal {
    Refusal {
        said: say!(en: "there are more comments than Word can open in one document", ru: "примечаний больше, чем Word может открыть в одном документе", kk: "түсініктемелер Word бір құжатта аша алатыннан көп"),
        help: say!(en: "report fewer findings: `--level conflict`, or `--only` with a check", ru: "сократите отчёт: `--level conflict` или `--only` с именем проверки", kk: "ескертулерді азайтыңыз: `--level conflict` немесе `--only` мен тексеріс атауы"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tags() {
        assert_eq!(called("<w:r w:rsidR=\"1\">"), "w:r");
        assert_eq!(called("<r/>"), "r");
        assert_eq!(prefix("w:r"), "w:");
        assert_eq!(prefix("r"), "");
    }

    #[test]
    fn white_space_is_no_part_of_the_words() {
        assert_eq!(trimmed("a  б в", &(1..5)), 3..5);
        assert_eq!(trimmed("a  b", &(1..3)), 1..1);
        assert_eq!(trimmed("қ", &(1..9)), 0..0);
    }

    #[test]
    fn what_xml_cannot_hold() {
        assert_eq!(escaped("a<b>&\"\u{1}\u{ffff}\n"), "a&lt;b&gt;&amp;&quot; ");
    }
}
