//! A document as it was read: its paragraphs and what they speak of.
//!
//! The room `read` fills these records; checks, pages and pipelines use them.
//! Ranges inside a paragraph count bytes of [`Paragraph::text`].

use std::ops::Range;

use derek_time::{Mention, Time};

use crate::finding::Place;

/// A text somebody brought, decoded and divided.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The file's name, or its path inside a study.
    pub name: String,
    /// The whole text, decoded to UTF-8, nothing taken out.
    pub text: String,
    /// The encoding it was read from, by its IANA or WHATWG label: `UTF-8`, `windows-1251`.
    pub encoding: &'static str,
    /// Paragraphs, headings, table cells and list items, in the text's order.
    pub paragraphs: Vec<Paragraph>,
    /// What could not be read, each in a sentence to show.
    pub doubts: Vec<crate::Said>,
    /// What the file holds and [`Document::text`] does not, such as running heads and
    /// deleted words, each in a sentence to show: it was left out by intention. Also what
    /// was assumed in reading, such as an encoding that the file does not name.
    pub left_out: Vec<crate::Said>,
    /// The way back into the file the text was taken out of; `None` when the file
    /// is the text itself.
    pub source: Option<Source>,
    /// Works cited, each with what it leads to, in the order of the text.
    pub cited: Vec<Cited>,
    /// Entries of the lists of references, and notes, in the order of the text.
    pub listed: Vec<Listed>,
}

/// The way from a document's text back into the file it was taken out of.
///
/// A file such as a .docx holds its text in parts (XML files inside a zip). Every
/// word of the text was taken from some bytes of a part; a writer that puts a
/// comment at those words inserts its marks there and leaves all other bytes alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// What the file is.
    pub format: Format,
    /// The parts that text was taken from, by their names inside the file:
    /// `word/document.xml`. One without a name is the file itself.
    pub parts: Vec<String>,
    /// What was taken from where, ascending by the text. Words that the file does not
    /// hold (the blank lines between paragraphs, the numbers of a list) are in no run.
    pub runs: Vec<Run>,
    /// Remarks that somebody made on the document, in its order. They are not in its text.
    pub remarks: Vec<Remark>,
    /// Citations that a reference manager put in, in the text's order.
    pub fields: Vec<Field>,
    /// Lines on the images of scanned pages, ascending by the text; empty in other files.
    pub lines: Vec<Line>,
    /// The pages of a file that holds places instead of words, in its order.
    pub sheets: Vec<Sheet>,
    /// Where the words stand on them, ascending by the text.
    pub areas: Vec<Area>,
}

/// A line of the text on the image of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The bytes of [`Document::text`] that stand in it.
    pub range: Range<usize>,
    /// The page, as its number or label; empty when the file holds one page without either.
    pub page: String,
    /// Which line of the page, from 1, in the order in which they are read.
    pub number: usize,
    /// Where it stands on the image, when the file says so.
    pub area: Option<Rectangle>,
}

/// A rectangle on an image, in the image's own units (pixels, mostly), from its top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rectangle {
    /// From the image's left side.
    pub left: i32,
    /// From the image's top.
    pub top: i32,
    /// To the rectangle's right side.
    pub right: i32,
    /// To the rectangle's bottom.
    pub bottom: i32,
}

impl Line {
    /// The place as a reader would cite it: `p. 3, line 12`.
    pub fn locator(&self) -> String {
        match self.page.is_empty() {
            true => format!("line {}", self.number),
            false => format!("p. {}, line {}", self.page, self.number),
        }
    }
}

/// The format of a file that holds more than its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Word's own since 2007: `.docx`, `.docm`, `.dotx`.
    #[default]
    Docx,
    /// LibreOffice's own: `.odt`, `.ott`, `.fodt`.
    Odt,
    /// A page of the web.
    Html,
    /// An electronic book.
    Epub,
    /// Rich text.
    Rtf,
    /// Excel's own since 2007: `.xlsx`, `.xlsm`.
    Xlsx,
    /// A table of LibreOffice's: `.ods`.
    Ods,
    /// A table in plain text, its cells parted by a sign: `.csv`, `.tsv`.
    Csv,
    /// An edition of a text by the Text Encoding Initiative.
    Tei,
    /// A scanned page as read by a program, in the format of libraries.
    Alto,
    /// The same in PRImA's PAGE XML.
    Page,
    /// The same in hOCR, Tesseract's own.
    Hocr,
    /// A file of pages: the text was taken from where its letters stand.
    Pdf,
}

/// A page, or an image of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How the file names it: a number, counted from 1, or the name of the image.
    pub name: String,
    /// From left to right: hundredths of a point (1/72 inch), or whatever its areas count.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
    /// Whether it shows writing that could not be read: a picture, or letters that are no text.
    pub is_picture: bool,
}

/// Where some words of a text stand on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Bytes of [`Document::text`]: a word, or a part of one that was parted.
    pub text: Range<usize>,
    /// The page: an index into [`Source::sheets`].
    pub sheet: usize,
    /// From the left edge of the page as it is shown, in the units of the sheet.
    pub left: i32,
    /// From its upper edge.
    pub top: i32,
    /// From the left edge.
    pub right: i32,
    /// From the upper edge.
    pub bottom: i32,
}

/// Some of a document's text and the bytes it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Bytes of [`Document::text`].
    pub text: Range<usize>,
    /// The part they were taken from: an index into [`Source::parts`].
    pub part: usize,
    /// Bytes of that part, decoded to UTF-8 (its own byte order mark counts). Where both
    /// ranges are of one length they go byte by byte; where not, all of this became
    /// all of that: an entity, a tab, a note's call, a raised number.
    pub bytes: Range<usize>,
}

/// A remark that somebody made on a document: a comment of Word's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The bytes of [`Document::text`] it is made on; empty when on none.
    pub range: Range<usize>,
    /// Who made it, as written; empty when it is not said.
    pub by: String,
    /// What it says, white space made single.
    pub words: String,
}

/// Something to be said in the margin of a file, at some words of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The bytes of [`Document::text`] it is about; where they are none, it is about
    /// the whole of it and stands at its first words.
    pub range: Range<usize>,
    /// What it says, a paragraph each, the first being the headline.
    pub words: Vec<String>,
    /// What it says after the headline where the format lets no comment stand at the
    /// words themselves, as in a note: `note 12: “…”`.
    pub instead: String,
}

/// Whose comments they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The name's initials.
    pub initials: String,
    /// When they are made: `2026-11-22T10:00:00Z`.
    pub moment: String,
    /// The language they are written in.
    pub lang: derek_time::Lang,
}

/// A citation that a reference manager (Zotero, Mendeley, Word's own) put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The bytes of [`Document::text`] that it shows.
    pub range: Range<usize>,
    /// The keys of the works it cites, as the reference manager has them.
    pub keys: Vec<String>,
}

impl Source {
    /// The line on a page's image in which some byte of the text stands.
    pub fn line(&self, byte: usize) -> Option<&Line> {
        let until = self.lines.partition_point(|line| line.range.start <= byte);
        let line = self.lines.get(until.checked_sub(1)?)?;
        (byte < line.range.end).then_some(line)
    }

    /// The part and its bytes from which some bytes of the text were taken.
    ///
    /// `None` when the file holds none of them, or when they come from two parts.
    ///
    /// ```
    /// # use derek_study::document::{Run, Source};
    /// // `Orda</w:t>` stands at byte 210 of the first part.
    /// let run = Run { text: 6..10, part: 0, bytes: 210..214 };
    /// let source = Source { runs: vec![run], ..Source::default() };
    /// assert_eq!(source.place(&(8..10)), Some((0, 212..214)));
    /// assert_eq!(source.place(&(0..6)), None);
    /// ```
    pub fn place(&self, range: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let from = self.runs.partition_point(|run| run.text.end <= range.start);
        let until = self.runs.partition_point(|run| run.text.start < range.end);
        let runs = self.runs.get(from..until)?;
        let (first, last) = runs.first().zip(runs.last())?;
        if runs.iter().any(|run| run.part != first.part) {
            return None;
        }
        let start = match range.start.checked_sub(first.text.start) {
            Some(within) if first.is_byte_by_byte() => first.bytes.start + within,
            _ => first.bytes.start,
        };
        let end = match last.text.end.checked_sub(range.end) {
            Some(within) if last.is_byte_by_byte() => last.bytes.end - within,
            _ => last.bytes.end,
        };
        Some((first.part, start..end))
    }
}

impl Source {
    /// Where some bytes of the text stand on the pages, word by word.
    ///
    /// ```
    /// # use derek_study::document::{Area, Source};
    /// let area = Area { text: 6..10, sheet: 0, left: 7200, top: 7200, right: 9100, bottom: 8400 };
    /// let source = Source { areas: vec![area], ..Source::default() };
    /// assert_eq!(source.areas_of(&(8..12)).len(), 1);
    /// assert_eq!(source.areas_of(&(0..6)).len(), 0);
    /// ```
    pub fn areas_of(&self, range: &Range<usize>) -> &[Area] {
        let from = self.areas.partition_point(|area| area.text.end <= range.start);
        let until = self.areas.partition_point(|area| area.text.start < range.end);
        self.areas.get(from..until).unwrap_or_default()
    }
}

impl Run {
    fn is_byte_by_byte(&self) -> bool {
        self.text.len() == self.bytes.len()
    }
}

/// One paragraph, heading, table cell or list item.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// The place as a reader would cite it: `¶39`, `Table 1, row 2, column 1`, a heading's words.
    pub locator: String,
    /// The language it is written in.
    pub language: Language,
    /// Its words, white space made single.
    pub text: String,
    /// The way back: where `text` and the file part ways, as pairs of (byte of
    /// `text`, byte of the document's text), ascending.
    pub origin: Vec<(usize, usize)>,
    /// Sentences, without the space between them.
    pub sentences: Vec<Range<usize>>,
    /// Dates spoken of.
    pub dates: Vec<Mention>,
    /// Times spoken of that are no dates of the calendar: told from the day of
    /// writing, lengths, and what is repeated. No check may take them for dates.
    pub times: Vec<Time>,
    /// People, bodies and places named.
    pub names: Vec<Name>,
    /// Quotations, the outer ones only.
    pub quotations: Vec<Quotation>,
    /// Quotation marks that have no partner.
    pub stray_marks: Vec<Range<usize>>,
    /// Marks that point to a source.
    pub citations: Vec<CitationMark>,
    /// References to what archives hold; what each says, `derek_text::archive`
    /// tells of its words.
    pub references: Vec<Range<usize>>,
}

/// What a block of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph of prose.
    Prose,
    /// An item of a list.
    Item,
    /// A heading.
    Heading,
    /// The caption or the note of a table or a figure.
    Caption,
    /// A cell of a table: table, row and column, all from 1.
    Cell {
        /// Which table of the document.
        table: usize,
        /// Row, the header being 1.
        row: usize,
        /// Column.
        column: usize,
    },
    /// An entry of the list of references.
    Reference,
    /// Abstract, keywords, title page: what stands before or around the work itself.
    Apparatus,
}

/// The language of a passage, as far as its letters and words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Kazakh in Cyrillic.
    Kazakh,
    /// Spanish.
    Spanish,
    /// Ukrainian.
    Ukrainian,
    /// Another, or too short to tell.
    #[default]
    Other,
}

/// A name as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Where.
    pub range: Range<usize>,
    /// Of what.
    pub kind: NameKind,
    /// Given names and initials, each as written: `A.`, `Alikhan`.
    pub given: Vec<String>,
    /// The surname, or the whole name of a body or place, as written.
    pub surname: String,
    /// How it is known.
    pub certainty: Certainty,
}

/// How a name is known for what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The text shows it: by initials, by a surname's ending, by a capital letter.
    Shown,
    /// It looks like one, by what surrounds it.
    Proposed,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A party, an army, a ministry, a university, a firm.
    Body,
    /// A state, a town, a river, a building.
    Place,
    /// Anything else written as a name: a people, an event, or nobody knows what.
    Other,
}

/// A quotation in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With its quotation marks.
    pub range: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// Who says it; `None` when the text does not tell, and of titles and single words.
    pub speaker: Option<Speaker>,
    /// The mark that gives its source: bytes of the paragraph.
    pub citation: Option<Range<usize>>,
}

/// Who says a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name, as the text has it where it names the speaker.
    pub name: String,
    /// The words of the paragraph that stand for the speaker: a name, *he*; `None` where
    /// only the cited source tells.
    pub range: Option<Range<usize>>,
    /// Whether the text says so itself: false of a pronoun, and of the cited source's author.
    pub certain: bool,
}

/// A mark that points to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationMark {
    /// Where.
    pub range: Range<usize>,
    /// In which of the usual systems.
    pub system: CitationSystem,
    /// The numbers it names; empty for author and year.
    pub numbers: Vec<u32>,
}

/// A work cited at one place of a text, and where that leads.
///
/// One mark may cite several works: `[3; 7, p. 12]` has two. A note that names a work
/// has it too, besides the call of the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The paragraph it stands in: an index into [`Document::paragraphs`].
    pub paragraph: usize,
    /// Where in it.
    pub range: Range<usize>,
    /// How it points.
    pub kind: Pointing,
    /// What it points with: the number, the key, or the first author as written; of
    /// *ibid.* that of the citation it repeats.
    pub to: String,
    /// The year of print it names.
    pub year: Option<u32>,
    /// Pages or sheets it names, from and to.
    pub pages: Vec<(u32, u32)>,
    /// The paragraphs it may lead to, as indices: entries of the list of references, or
    /// the note in which the work is named first. None, when no entry was found; several,
    /// when the text does not say which.
    pub entries: Vec<usize>,
    /// The citation it repeats, an index into [`Document::cited`]: of *ibid.* and its like.
    pub of: Option<usize>,
    /// Whether another reading is hardly possible.
    pub certain: bool,
}

/// An entry of a list of references, or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The paragraph it is: an index into [`Document::paragraphs`].
    pub paragraph: usize,
    /// Which of the text's lists it stands in; notes that the file itself names are the list 0.
    pub list: usize,
    /// Its number; `None` when it has none.
    pub number: Option<u32>,
    /// Years that may be those of print, the likeliest first.
    pub years: Vec<u32>,
    /// The pages it stands on in its book or journal; `None` when it does not say.
    pub pages: Option<(u32, u32)>,
    /// Whether its list is one of notes, not of works.
    pub is_note: bool,
}

/// How a citation points to a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pointing {
    /// By the number of an entry: `[12]`.
    Number,
    /// By the number of a note: `¹²`, `[^12]`.
    Note,
    /// By author and year: `(Olcott 1995)`.
    AuthorYear,
    /// By a key of the bibliography: `[@olcott]`.
    Key,
    /// By all that describes it.
    Full,
    /// By its author and part of its title, or by its author alone: *op. cit.*
    Short,
    /// As the work cited just before: *ibid.*
    Ibid,
    /// By the number of another note: *see note 5*.
    Cross,
    /// By its place in an archive.
    Archive,
}

impl Pointing {
    /// Its stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Pointing::Number => "number",
            Pointing::Note => "note",
            Pointing::AuthorYear => "author-year",
            Pointing::Key => "key",
            Pointing::Full => "full",
            Pointing::Short => "short",
            Pointing::Ibid => "ibid",
            Pointing::Cross => "cross-reference",
            Pointing::Archive => "archive",
        }
    }
}

/// The usual ways of pointing to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationSystem {
    /// `[12]`, `[12, p. 5]`.
    Bracket,
    /// A raised or bare number: `¹²`, or `12` left over from a raised one.
    Raised,
    /// `(Olcott, 1995)`.
    AuthorYear,
    /// `[^12]`, `[@key]`: Markdown's and Pandoc's own.
    Pandoc,
    /// The call of a note of the document, known from the file and not from its looks.
    Note,
}

impl Document {
    /// The works cited in a paragraph, by its index.
    pub fn cited_in(&self, paragraph: usize) -> &[Cited] {
        let first = self.cited.partition_point(|one| one.paragraph < paragraph);
        let rest = self.cited.get(first..).unwrap_or_default();
        let end = rest.partition_point(|one| one.paragraph == paragraph);
        rest.get(..end).unwrap_or_default()
    }

    /// The entry or the note that a paragraph is, by its index; `None` when it is none.
    pub fn listed_at(&self, paragraph: usize) -> Option<&Listed> {
        let at = self.listed.binary_search_by_key(&paragraph, |one| one.paragraph).ok()?;
        self.listed.get(at)
    }

    /// The place of some bytes of a paragraph, with the sentence around them.
    pub fn place(&self, paragraph: &Paragraph, range: Range<usize>) -> Place {
        let around = paragraph
            .sentences
            .iter()
            .find(|sentence| sentence.start <= range.start && range.start < sentence.end)
            .cloned()
            .unwrap_or(0..paragraph.text.len());
        let until = around.end.max(range.end);
        let mut in_file = paragraph.in_file(range.clone());
        while in_file.end < self.text.len() && !self.text.is_char_boundary(in_file.end) {
            in_file.end += 1;
        }
        Place {
            file: self.name.clone(),
            locator: match self.source.as_ref().and_then(|source| source.line(in_file.start)) {
                Some(line) => line.locator(),
                None => paragraph.locator.clone(),
            },
            range: in_file,
            words: paragraph.slice(range.clone()).to_owned(),
            before: last_of(paragraph.slice(around.start..range.start)).to_owned(),
            after: first_of(paragraph.slice(range.end..until)).to_owned(),
            label: None,
        }
    }
}

/// Bytes of a sentence that a place keeps on each side: a sentence may have no end.
const AROUND: usize = 1_200;

fn first_of(words: &str) -> &str {
    let end = (0..=AROUND.min(words.len())).rev().find(|at| words.is_char_boundary(*at));
    &words[..end.unwrap_or(0)]
}

fn last_of(words: &str) -> &str {
    let from = words.len().saturating_sub(AROUND);
    let start = (from..=words.len()).find(|at| words.is_char_boundary(*at));
    &words[start.unwrap_or(words.len())..]
}

impl Paragraph {
    /// Some of the paragraph's words; empty when the range is not of this paragraph.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The bytes of the document's text that some bytes of this paragraph came from.
    pub fn in_file(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origin_of(range.start);
        match range.end.checked_sub(1) {
            Some(last) if range.start <= last => start..self.origin_of(last) + 1,
            _ => start..start,
        }
    }

    /// The bytes of this paragraph that some bytes of the document's text became.
    ///
    /// `None` when they are not of this paragraph.
    pub fn from_file(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if self.origin.is_empty() {
            return Some(range.clone()).filter(|range| self.text.get(range.clone()).is_some());
        }
        let start = self.becomes(range.start)?;
        match range.end.checked_sub(1) {
            Some(last) if range.start <= last => {
                let end = self.becomes_before(last + 1);
                Some(start..end).filter(|range| range.start < range.end)
            }
            _ => Some(start..start),
        }
    }

    fn origin_of(&self, byte: usize) -> usize {
        let next = self.origin.partition_point(|(here, _)| *here <= byte);
        match next.checked_sub(1).and_then(|at| self.origin.get(at)) {
            Some((here, there)) => there + (byte - here),
            None => byte,
        }
    }

    /// The first byte of this paragraph that stands at a byte of the file or after it.
    ///
    /// `None` when the byte lies outside the paragraph.
    fn becomes(&self, byte: usize) -> Option<usize> {
        let next = self.origin.partition_point(|(_, there)| *there <= byte);
        let (here, there) = self.origin.get(next.checked_sub(1)?)?;
        let run_end = self.origin.get(next).map_or(self.text.len(), |(after, _)| *after);
        Some((here + (byte - there)).min(run_end)).filter(|at| *at < self.text.len())
    }

    /// Where the bytes of this paragraph end that stand before a byte of the file.
    fn becomes_before(&self, byte: usize) -> usize {
        let next = self.origin.partition_point(|(_, there)| *there < byte);
        let Some((here, there)) = next.checked_sub(1).and_then(|at| self.origin.get(at)) else {
            return 0;
        };
        let run_end = self.origin.get(next).map_or(self.text.len(), |(after, _)| *after);
        (here + (byte - there)).min(run_end)
    }

    /// The sentence that some bytes begin in; the whole paragraph when none does.
    pub fn sentence_at(&self, byte: usize) -> Range<usize> {
        self.sentences
            .iter()
            .find(|sentence| sentence.start <= byte && byte < sentence.end)
            .cloned()
            .unwrap_or(0..self.text.len())
    }

    /// Whether some byte lies inside a quotation.
    pub fn is_quoted(&self, byte: usize) -> bool {
        self.quotations.iter().any(|quotation| quotation.range.contains(&byte))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A paragraph as an importer makes it: white space made single, letters kept.
    fn paragraph(file: &str) -> Paragraph {
        let (mut text, mut origin) = (String::new(), Vec::new());
        let mut runs_on = false;
        for (at, c) in file.char_indices() {
            if c.is_whitespace() {
                if !text.is_empty() && !text.ends_with(' ') {
                    origin.push((text.len(), at));
                    text.push(' ');
                }
                runs_on = false;
                continue;
            }
            if !runs_on {
                origin.push((text.len(), at));
            }
            text.push(c);
            runs_on = true;
        }
        Paragraph {
            kind: Kind::Prose,
            locator: "¶1".to_owned(),
            language: Language::Other,
            sentences: std::iter::once(0..text.len()).collect(),
            text,
            origin,
            dates: Vec::new(),
            times: Vec::new(),
            names: Vec::new(),
            quotations: Vec::new(),
            stray_marks: Vec::new(),
            citations: Vec::new(),
            references: Vec::new(),
        }
    }

    #[test]
    fn across_a_line_break() {
        let file = "Сол күні «АЛАШ\n  Орда үкіметі» құрылды";
        let paragraph = paragraph(file);
        let words = "АЛАШ Орда үкіметі";
        let start = paragraph.text.find(words).expect("the words stand there");
        let in_file = paragraph.in_file(start..start + words.len());
        assert_eq!(&file[in_file.clone()], "АЛАШ\n  Орда үкіметі");
        assert_eq!(paragraph.from_file(&in_file), Some(start..start + words.len()));
    }

    #[test]
    fn a_range_that_ends_in_dropped_space_ends_with_the_word() {
        let file = "a   б";
        let paragraph = paragraph(file);
        assert_eq!(paragraph.text, "a б");
        assert_eq!(paragraph.from_file(&(0..3)), Some(0..2));
        assert_eq!(paragraph.from_file(&(0..6)), Some(0..4));
    }

    #[test]
    fn what_lies_behind_the_paragraph_is_not_of_it() {
        let mut paragraph = paragraph("abc");
        paragraph.origin = vec![(0, 10)];
        assert_eq!(paragraph.from_file(&(12..13)), Some(2..3));
        assert_eq!(paragraph.from_file(&(12..14)), Some(2..3));
        assert_eq!(paragraph.from_file(&(13..14)), None);
        assert_eq!(paragraph.from_file(&(2..4)), None);
    }

    #[test]
    fn a_paragraph_that_is_the_file_itself() {
        let mut paragraph = paragraph("abc");
        paragraph.origin.clear();
        assert_eq!(paragraph.in_file(1..2), 1..2);
        assert_eq!(paragraph.from_file(&(1..2)), Some(1..2));
        assert_eq!(paragraph.from_file(&(1..9)), None);
    }

    #[test]
    fn a_place_never_cuts_a_letter() {
        let file = "в\u{a0}1919 г.";
        let document = Document { text: file.to_owned(), ..Document::default() };
        let paragraph = paragraph(file);
        let place = document.place(&paragraph, 0..3);
        assert_eq!(&file[place.range], "в\u{a0}");
    }

    proptest! {
        #[test]
        fn there_and_back(file in "[aбқ \n\t\u{a0}]{0,30}", from in 0..40usize, to in 0..40usize) {
            let paragraph = paragraph(&file);
            let (from, to) = (from.min(to), from.max(to));
            if paragraph.text.get(from..to).is_some() && from < to {
                let in_file = paragraph.in_file(from..to);
                prop_assert_eq!(paragraph.from_file(&in_file), Some(from..to));
            }
        }

        #[test]
        fn back_is_always_of_the_paragraph(file in "[aбқ \n\t\u{a0}]{0,30}", from in 0..70usize, to in 0..70usize) {
            let paragraph = paragraph(&file);
            let (from, to) = (from.min(to), from.max(to));
            if file.get(from..to).is_some() && let Some(range) = paragraph.from_file(&(from..to)) {
                prop_assert!(paragraph.text.get(range).is_some());
            }
        }
    }
}
