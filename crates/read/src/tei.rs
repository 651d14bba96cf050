//! Editions of texts by the Text Encoding Initiative: what the page printed, where it
//! stands in the file, and what the edition adds to it.
//!
//! The format is TEI P5, and P4 as far as the same elements go.

use std::ops::Range;

use derek_study::document::Format;
use derek_study::{Said, say};

use crate::docx::{breaks_off, pictures};
use crate::markup::{Element, Markup, Node};
use crate::refusal::{self, Refusal};
use crate::weave::{Sort, Taken, Weaver, is_raised_number, raised};

/// Reads an edition.
///
/// # Errors
///
/// When the file breaks off before its first word.
pub(crate) fn take(text: &str) -> Result<Taken, Refusal> {
    let mut reader = Reader::default();
    let mut markup = Markup::of(text);
    for node in &mut markup {
        match node {
            Node::Start(element) => reader.start(&element),
            Node::End => reader.end(),
            Node::Words(words, bytes) => reader.words(words, bytes),
            Node::Entity(words, bytes) => reader.words(&words, bytes),
        }
    }
    let is_whole = markup.is_whole;
    while !reader.open.is_empty() {
        reader.end();
    }
    reader.flush();
    if reader.weaver.is_empty() {
        return Err(if is_whole { refusal::without_text() } else { refusal::broken() });
    }
    let mut taken = reader.taken();
    if !is_whole {
        taken.doubts.push(breaks_off(""));
    }
    Ok(taken)
}

/// What an element that is open means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A block of its own.
    Block(Kind),
    /// A division of the text.
    Division,
    Note,
    Table,
    Verses,
    /// A list of works.
    Works,
    /// One of several readings of a place.
    Choice,
    /// Words that are not of the text.
    Left,
    /// Words about the text: its title is wanted.
    Header,
    Raised,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Body,
    Item,
    Caption,
    Reference,
    Apparatus,
}

/// White space at the end of some words, with the hyphen before it: whether a word goes
/// on behind it is told by what comes next.
#[derive(Debug)]
struct Held {
    text: String,
    bytes: Range<usize>,
    /// A line has ended since.
    is_line: bool,
    /// The file says that no word ended with that line.
    is_joined: bool,
}

#[derive(Debug, Default)]
struct Reader {
    weaver: Weaver,
    open: Vec<(String, What)>,
    /// What each paragraph that is open is, and the page it began on.
    kinds: Vec<(Kind, Option<String>)>,
    /// Paragraphs that were open when each of the open notes began.
    bases: Vec<usize>,
    /// Elements of whose words nothing is read.
    left: usize,
    header: usize,
    verses: usize,
    tables: usize,
    divisions: usize,
    page: Option<String>,
    paragraphs: usize,
    held: Option<Held>,
    notes: Vec<String>,
    title: String,
    has_header: bool,
    chosen: usize,
    deleted: usize,
    heads: usize,
    pictures: usize,
}

/// Bytes of a title that is told.
const LONGEST_TITLE: usize = 200;

impl Reader {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        let around = self.open.last().map(|(_, what)| *what);
        let what = match name {
            "teiHeader" => {
                self.header += 1;
                self.has_header = true;
                What::Header
            }
            _ if 0 < self.header || 0 < self.left => What::Other,
            "facsimile" | "sourceDoc" | "standOff" | "xenoData" => What::Left,
            "fw" => {
                self.heads += 1;
                What::Left
            }
            "del" | "surplus" => {
                self.deleted += 1;
                What::Left
            }
            "choice" | "app" => What::Choice,
            // The text as it was printed; the edition's own readings are counted.
            "corr" | "reg" | "expan" | "rdg" if around == Some(What::Choice) => {
                self.chosen += 1;
                What::Left
            }
            "graphic" | "media" => {
                self.pictures += 1;
                What::Other
            }
            "gap" => {
                self.settle("…");
                if self.has_paragraph() {
                    self.weaver.piece().say("[…]");
                }
                What::Other
            }
            "lb" | "cb" | "pb" | "gb" | "milestone" => {
                self.line_end(element);
                What::Other
            }
            "div" | "div0" | "div1" | "div2" | "div3" | "div4" | "div5" | "div6" | "div7" => {
                self.flush();
                self.divisions += 1;
                What::Division
            }
            "head" if around == Some(What::Table) => self.block(Kind::Caption),
            "head" => self.block(Kind::Heading),
            "lg" => {
                self.verses += 1;
                self.block(Kind::Body);
                What::Verses
            }
            "l" if 0 < self.verses => {
                self.settle("…");
                if self.has_paragraph() {
                    self.weaver.piece().say("\n");
                }
                What::Other
            }
            "p" | "ab" | "l" | "speaker" | "stage" | "opener" | "closer" | "salute" | "signed"
            | "dateline" | "trailer" | "epigraph" | "argument" | "u" => self.block(Kind::Body),
            "titlePart" | "docAuthor" | "docEdition" | "docImprint" | "docDate" | "byline" => {
                self.block(Kind::Apparatus)
            }
            "item" | "label" => self.block(Kind::Item),
            "figDesc" => self.block(Kind::Caption),
            "listBibl" => {
                self.flush();
                What::Works
            }
            "bibl" | "biblStruct" | "biblFull" if around == Some(What::Works) => {
                self.block(Kind::Reference)
            }
            "table" => {
                self.flush();
                self.tables += 1;
                self.weaver.table();
                What::Table
            }
            "row" => {
                self.weaver.row();
                What::Other
            }
            "cell" => {
                self.weaver.cell();
                let columns = element.attribute("cols").and_then(|many| many.parse().ok());
                self.weaver.widen(columns.unwrap_or(1));
                self.block(Kind::Body)
            }
            "note" => self.note(element),
            "hi" => {
                let style = element.attribute("rend").or_else(|| element.attribute("rendition"));
                match style.is_some_and(|style| style.to_lowercase().contains("sup")) {
                    true => What::Raised,
                    false => What::Other,
                }
            }
            _ => What::Other,
        };
        self.left += usize::from(what == What::Left);
        self.open.push((name.to_owned(), what));
    }

    fn end(&mut self) {
        if let Some((_, what)) = self.open.pop() {
            self.ended(what);
        }
    }

    fn ended(&mut self, what: What) {
        match what {
            What::Header => self.header -= 1,
            What::Left => self.left -= 1,
            What::Division => {
                self.flush();
                self.divisions -= 1;
            }
            What::Verses => {
                self.flush();
                self.verses -= 1;
            }
            What::Block(_) | What::Works => self.flush(),
            What::Note => {
                self.flush();
                self.bases.pop();
                self.weaver.end_note();
            }
            What::Table => {
                self.flush();
                self.tables -= 1;
                self.weaver.end_table();
            }
            What::Choice | What::Raised | What::Other => {}
        }
    }

    /// Whether a paragraph is open that belongs to where the reader is: to the text, or
    /// to the note that is open.
    fn has_paragraph(&self) -> bool {
        self.bases.last().copied().unwrap_or(0) < self.weaver.depth()
    }

    fn block(&mut self, kind: Kind) -> What {
        self.flush();
        self.begin(kind);
        What::Block(kind)
    }

    fn begin(&mut self, kind: Kind) {
        self.weaver.open();
        self.kinds.push((kind, self.page.clone()));
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        self.settle("");
        self.held = None;
        if !self.has_paragraph() {
            return;
        }
        let (kind, page) = self.kinds.pop().unwrap_or((Kind::Body, None));
        let sort = match kind {
            Kind::Heading => Sort::Heading(self.divisions.clamp(1, 6)),
            Kind::Body => Sort::Prose,
            Kind::Item => Sort::Item,
            Kind::Caption => Sort::Caption,
            Kind::Reference => Sort::Reference,
            Kind::Apparatus => Sort::Apparatus,
        };
        let is_counted = matches!(kind, Kind::Body | Kind::Item | Kind::Apparatus)
            && self.bases.is_empty()
            && self.tables == 0
            && 0 < self.weaver.reached();
        self.paragraphs += usize::from(is_counted);
        let count = self.paragraphs;
        let locator = page.filter(|_| is_counted).map(|page| format!("p. {page}, ¶{count}"));
        self.weaver.close_at(sort, locator);
    }

    fn note(&mut self, element: &Element<'_>) -> What {
        self.settle("…");
        let sign = element.attribute("n").filter(|sign| !sign.is_empty() && sign.len() <= 12);
        let sign = sign.unwrap_or_else(|| (self.notes.len() + 1).to_string());
        if self.has_paragraph() {
            match sign.parse() {
                Ok(number) => self.weaver.piece().call(number, 0, element.bytes.clone()),
                Err(_) => self.weaver.piece().call_as(&sign, 0, element.bytes.clone()),
            }
        }
        self.weaver.note(self.notes.len());
        self.bases.push(self.weaver.depth());
        self.notes.push(sign);
        What::Note
    }

    fn line_end(&mut self, element: &Element<'_>) {
        if element.name() == "pb" {
            self.page = element.attribute("n").filter(|page| !page.is_empty());
        }
        let bytes = element.bytes.start..element.bytes.start;
        let held = self.held.get_or_insert(Held {
            text: String::new(),
            bytes,
            is_line: false,
            is_joined: false,
        });
        held.is_line = true;
        held.is_joined |= element.attribute("break").is_some_and(|it| it == "no");
    }

    /// Adds what was held back, now that it is known what follows.
    fn settle(&mut self, next: &str) {
        let Some(held) = self.held.take() else { return };
        if !self.has_paragraph() {
            return;
        }
        let has_hyphen = held.text.starts_with(HYPHENS);
        let goes_on = has_hyphen && next.starts_with(char::is_lowercase);
        if held.is_line && (held.is_joined || goes_on) {
            // The way a paragraph is put together, a soft hyphen joins two lines.
            match held.bytes.is_empty() {
                true => self.weaver.piece().say("\u{ad}"),
                false => self.weaver.piece().add("\u{ad}", 0, held.bytes),
            }
            return;
        }
        if !held.text.is_empty() {
            self.weaver.piece().add(&held.text, 0, held.bytes);
        }
        if held.is_line {
            self.weaver.piece().say("\n");
        }
    }

    fn words(&mut self, words: &str, bytes: Range<usize>) {
        if 0 < self.header {
            let is_title = self.open.last().is_some_and(|(name, _)| name == "title")
                && self.open.iter().rev().take(4).any(|(name, _)| name == "titleStmt");
            if is_title && self.title.len() + words.len() < LONGEST_TITLE {
                self.title.push_str(words);
            }
            return;
        }
        if 0 < self.left {
            return;
        }
        let is_blank = words.trim().is_empty();
        if !self.has_paragraph() {
            if is_blank {
                return;
            }
            self.held = None;
            self.begin(self.innermost());
        }
        if is_blank && self.held.is_some() {
            return;
        }
        self.settle(words.trim_start());
        if self.open.last().is_some_and(|(_, what)| *what == What::Raised)
            && is_raised_number(words)
        {
            self.weaver.piece().add(&raised(words), 0, bytes);
            return;
        }
        let shown = words.trim_end();
        let shown = shown.strip_suffix(HYPHENS).unwrap_or(shown);
        let is_whole = bytes.len() == words.len();
        // An entity is one sign, whatever it is.
        let shown = if is_whole { shown } else { words };
        if !shown.is_empty() {
            let end = if is_whole { bytes.start + shown.len() } else { bytes.end };
            self.weaver.piece().add(shown, 0, bytes.start..end);
        }
        if shown.len() < words.len() {
            self.held = Some(Held {
                text: words[shown.len()..].to_owned(),
                bytes: bytes.start + shown.len()..bytes.end,
                is_line: false,
                is_joined: false,
            });
        }
    }

    /// What words are that stand beside the blocks of an element.
    fn innermost(&self) -> Kind {
        let within = self.open.iter().rev().take_while(|(_, what)| *what != What::Note);
        let mut kinds = within.filter_map(|(_, what)| match what {
            What::Block(kind) => Some(*kind),
            _ => None,
        });
        kinds.next().unwrap_or(Kind::Body)
    }

    /// All of it as one text.
    fn taken(mut self) -> Taken {
        let shown = self.notes.iter().map(|sign| format!("note {sign}")).enumerate();
        self.weaver.notes_shown = shown.collect();
        let mut taken = self.weaver.woven(Format::Tei, vec![String::new()]);
        if self.has_header {
            taken.left_out.push(header(&self.title));
        }
        let counts = [
            (self.chosen, readings as fn(usize) -> Said),
            (self.deleted, struck_out),
            (self.heads, page_heads),
            (self.pictures, pictures),
        ];
        let left_out = counts.into_iter().filter(|(count, _)| 0 < *count);
        taken.left_out.extend(left_out.map(|(count, said)| said(count)));
        taken
    }
}

/// Signs that part a word at the end of a line.
const HYPHENS: [char; 5] = ['-', '¬', '‐', '⸗', '\u{ad}'];

fn header(title: &str) -> Said {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    say!({ title }
        en: "the file's own description (teiHeader) left out; the title it gives: “{title}”",
        ru: "описание файла (teiHeader) пропущено; название в нём: «{title}»",
        kk: "файлдың сипаттамасы (teiHeader) алынбады; ондағы атауы: «{title}»",
    )
}

fn readings(count: usize) -> Said {
    say!({ count }
        en: "corrections, regularised spellings and expansions of the edition left out, the text read as printed: {count}",
        ru: "исправления, нормализованные написания и раскрытые сокращения издания пропущены, текст прочитан как напечатан: {count}",
        kk: "басылымның түзетулері, қалыпқа келтірілген жазылуы мен ашылған қысқартулары алынбады, мәтін басылған қалпында оқылды: {count}",
    )
}

fn struck_out(count: usize) -> Said {
    say!({ count }
        en: "passages struck out in the original left out: {count}",
        ru: "вычеркнутые в подлиннике места пропущены: {count}",
        kk: "түпнұсқада сызылған жерлер алынбады: {count}",
    )
}

fn page_heads(count: usize) -> Said {
    say!({ count }
        en: "running heads, signatures and page numbers left out: {count}",
        ru: "колонтитулы, сигнатуры и номера страниц пропущены: {count}",
        kk: "колонтитулдар, сигнатуралар және бет нөмірлері алынбады: {count}",
    )
}
