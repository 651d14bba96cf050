//! Scanned pages in hOCR, as Tesseract writes them.
//!
//! The format is hOCR 1.2 (Thomas Breuel and others).

use std::ops::Range;

use derek_study::document::{Format, Rectangle};

use crate::html::{Tag, TagSort, tag_at, unescaped};
use crate::refusal::{self, Refusal};
use crate::scan::{Pages, Row, Word};
use crate::weave::{Sort, Taken};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Page,
    Paragraph,
    Line,
    /// A line of a running head or of a page's foot.
    Head,
    Word,
    /// What holds no words of the page: styles, the head of the file.
    Left,
    Other,
}

/// Elements that may be open inside one another and are still told apart.
const DEEPEST: usize = 256;

#[derive(Debug, Default)]
struct Reader {
    pages: Pages,
    seen: usize,
    open: Vec<(String, Role)>,
    rows: Vec<Row>,
    row: Option<Row>,
    word: Option<Word>,
}

/// Reads pages; `passed` is the length of the mark that stands before the text in its file.
///
/// # Errors
///
/// When no word is in it.
pub(crate) fn take(text: &str, passed: usize) -> Result<Taken, Refusal> {
    let mut reader = Reader::default();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        match tag_at(text, at).filter(|_| rest.starts_with('<')) {
            Some(tag) => {
                let end = tag.bytes.end.max(at + 1);
                match &tag.sort {
                    TagSort::Start => reader.start(&tag),
                    TagSort::End => reader.end(&tag.name),
                    TagSort::Aside => {}
                    TagSort::Words(range) => {
                        reader.words(&text[range.clone()], range.clone(), passed)
                    }
                }
                at = end;
            }
            None => {
                // A sign that opens no tag is a word's.
                let skipped = usize::from(rest.starts_with('<'));
                let end = rest[skipped..].find('<').map_or(text.len(), |end| at + skipped + end);
                reader.words(&text[at..end], at..end, passed);
                at = end;
            }
        }
    }
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.flush();
    match reader.pages.is_empty() {
        true => Err(refusal::without_text()),
        false => Ok(reader.pages.taken(Format::Hocr)),
    }
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        let class = tag.attribute("class").unwrap_or_default();
        let title = tag.attribute("title").unwrap_or_default();
        let role = match class.split_whitespace().next().unwrap_or_default() {
            "ocr_page" => {
                self.flush();
                self.seen += 1;
                // Pages are numbered from 0; a logical number is the one that is printed.
                let printed = property(&title, "lpageno").map(str::to_owned);
                let counted = property(&title, "ppageno").and_then(|it| it.parse::<u32>().ok());
                let counted = counted.and_then(|it| it.checked_add(1)).map(|it| it.to_string());
                self.pages.page(printed.or(counted).unwrap_or(self.seen.to_string()));
                Role::Page
            }
            "ocr_par" | "ocr_carea" | "ocr_column" | "ocr_chapter" | "ocr_section" => {
                self.flush();
                Role::Paragraph
            }
            "ocr_line" | "ocrx_line" | "ocr_caption" | "ocr_textfloat" => {
                self.end_line();
                self.row = Some(Row { area: area(&title), ..Row::default() });
                Role::Line
            }
            "ocr_header" | "ocr_footer" | "ocr_pageno" => {
                // Tesseract calls large lines headers: only a page number is left out.
                self.end_line();
                self.row = Some(Row { area: area(&title), ..Row::default() });
                if class == "ocr_pageno" { Role::Head } else { Role::Line }
            }
            "ocrx_word" => {
                let sure = property(&title, "x_wconf").and_then(|it| it.parse::<f32>().ok());
                self.word = Some(Word {
                    text: String::new(),
                    bytes: tag.bytes.end..tag.bytes.end,
                    sure: sure.map(|sure| sure.clamp(0.0, 100.0) as u8),
                });
                Role::Word
            }
            "ocr_photo" | "ocr_image" | "ocr_linedrawing" => {
                self.pages.pictures += 1;
                Role::Other
            }
            _ => match tag.name.as_str() {
                "head" | "script" | "style" | "title" => Role::Left,
                "br" | "meta" | "link" | "img" | "hr" | "input" => return,
                _ => Role::Other,
            },
        };
        if !tag.is_closed && self.open.len() < DEEPEST {
            self.open.push((tag.name.clone(), role));
        }
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        while at < self.open.len() {
            self.close();
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some((_, Role::Word)) => self.end_word(),
            Some((_, Role::Line)) => self.end_line(),
            Some((_, Role::Head)) => {
                self.row = None;
                self.pages.leave(1);
            }
            Some((_, Role::Paragraph | Role::Page)) => self.flush(),
            _ => {}
        }
    }

    fn end_word(&mut self) {
        if let (Some(word), Some(row)) = (self.word.take(), &mut self.row)
            && !word.text.trim().is_empty()
        {
            row.words.push(Word { text: word.text.trim().to_owned(), ..word });
        }
    }

    fn end_line(&mut self) {
        self.end_word();
        self.rows.extend(self.row.take().filter(|row| !row.words.is_empty()));
    }

    fn flush(&mut self) {
        self.end_line();
        let rows = std::mem::take(&mut self.rows);
        self.pages.paragraph(&rows, Sort::Body);
    }

    fn words(&mut self, text: &str, bytes: Range<usize>, passed: usize) {
        if self.open.iter().any(|(_, role)| *role == Role::Left) {
            return;
        }
        let bytes = bytes.start + passed..bytes.end + passed;
        let written = unescaped(text);
        match (&mut self.word, &mut self.row) {
            (Some(word), _) => {
                word.text.push_str(&written);
                word.bytes.end = bytes.end;
            }
            (None, Some(row)) => {
                let words = written.split_whitespace();
                row.words.extend(words.map(|word| Word {
                    text: word.to_owned(),
                    bytes: bytes.clone(),
                    sure: None,
                }));
            }
            (None, None) => {}
        }
    }
}

/// A property of an element's title: `bbox 1 2 3 4; x_wconf 93`.
fn property<'t>(title: &'t str, name: &str) -> Option<&'t str> {
    title.split(';').find_map(|one| Some(one.trim().strip_prefix(name)?.strip_prefix(' ')?.trim()))
}

fn area(title: &str) -> Option<Rectangle> {
    let mut numbers = property(title, "bbox")?.split_whitespace().map(str::parse::<i32>);
    let mut next = || numbers.next()?.ok();
    Some(Rectangle { left: next()?, top: next()?, right: next()?, bottom: next()? })
}
