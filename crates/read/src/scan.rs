//! What the readers of scanned pages have in common: lines of words, put together as
//! paragraphs, each line with its place on the image.

use std::ops::Range;

use derek_study::document::{Format, Line, Rectangle};
use derek_study::{Said, say};

use crate::weave::{Mark, Sort, Taken, Weaver};

/// A word as a program read it.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub text: String,
    /// Where the file says so.
    pub bytes: Range<usize>,
    /// How sure the program is, of a hundred; `None` when it does not say.
    pub sure: Option<u8>,
}

/// A line as a program read it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub words: Vec<Word>,
    pub area: Option<Rectangle>,
    /// Whether the file itself says that its last word goes on in the next line.
    pub goes_on: bool,
}

/// Words of which a program is less sure than this are told.
const UNSURE: u8 = 50;

/// Puts pages together.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    weaver: Weaver,
    page: String,
    row: usize,
    words: usize,
    unsure: usize,
    pub pictures: usize,
    /// Lines of running heads and the like.
    pub heads: usize,
}

impl Pages {
    /// Begins a page by its label.
    pub fn page(&mut self, label: String) {
        self.page = label;
        self.row = 0;
    }

    pub fn is_empty(&self) -> bool {
        self.weaver.is_empty()
    }

    /// Leaves lines out; they are counted as lines of the page.
    pub fn leave(&mut self, rows: usize) {
        self.heads += rows;
        self.row += rows;
    }

    /// Adds the lines of one paragraph.
    pub fn paragraph(&mut self, rows: &[Row], sort: Sort) {
        if rows.iter().all(|row| row.words.is_empty()) {
            return;
        }
        self.weaver.open();
        let first = self.row + 1;
        for (at, row) in rows.iter().enumerate() {
            self.row += 1;
            let number = self.weaver.lines.len();
            let below = rows.get(at + 1).and_then(|row| row.words.first());
            let page = self.page.clone();
            self.weaver.lines.push(Line { range: 0..0, page, number: self.row, area: row.area });
            self.weaver.piece().mark(Mark::LineStart(number));
            for (place, word) in row.words.iter().enumerate() {
                self.words += 1;
                self.unsure += usize::from(word.sure.is_some_and(|sure| sure < UNSURE));
                if 0 < place {
                    self.weaver.piece().say(" ");
                }
                let is_last = place + 1 == row.words.len();
                let text = word.text.as_str();
                let parted = match is_last {
                    true => parted(text, below.map(|word| word.text.as_str()), row.goes_on),
                    false => None,
                };
                self.weaver.piece().add(parted.unwrap_or(text), 0, word.bytes.clone());
                if parted.is_some() {
                    // The way the paragraph is put together, a soft hyphen joins two lines.
                    self.weaver.piece().say("\u{ad}");
                }
            }
            self.weaver.piece().mark(Mark::LineEnd(number));
            if at + 1 < rows.len() {
                self.weaver.piece().say("\n");
            }
        }
        let last = self.row;
        let page = if self.page.is_empty() { String::new() } else { format!("p. {}, ", self.page) };
        let locator = match first == last {
            true => format!("{page}line {first}"),
            false => format!("{page}lines {first}–{last}"),
        };
        let locator = match &sort {
            Sort::Heading(_) | Sort::Caption => None,
            _ => Some(locator),
        };
        let sort = match (sort, &locator) {
            (Sort::Note(_), Some(locator)) => Sort::Note(locator.clone()),
            (sort, _) => sort,
        };
        self.weaver.close_at(sort, locator);
    }

    /// All pages as one text.
    pub fn taken(self, format: Format) -> Taken {
        let mut taken = self.weaver.woven(format, vec![String::new()]);
        if 0 < self.unsure {
            let (unsure, words) = (self.unsure, self.words);
            taken.left_out.push(say!({ unsure, words }
                en: "the program that read the image was unsure of {unsure} of {words} words: compare findings with the image",
                ru: "программа, прочитавшая изображение, не уверена в словах: {unsure} из {words}; сверяйте возражения с изображением",
                kk: "кескінді оқыған бағдарлама {words} сөздің {unsure}-іне сенімді емес: ескертулерді кескінмен салыстырыңыз",
            ));
        }
        let counts =
            [(self.heads, heads as fn(usize) -> Said), (self.pictures, crate::docx::pictures)];
        let left_out = counts.into_iter().filter(|(count, _)| 0 < *count);
        taken.left_out.extend(left_out.map(|(count, said)| said(count)));
        taken
    }
}

fn heads(count: usize) -> Said {
    say!({ count }
        en: "lines of running heads, page numbers and the like left out: {count}",
        ru: "строки колонтитулов, номера страниц и подобное пропущены: {count}",
        kk: "колонтитул жолдары, бет нөмірлері және соған ұқсастар алынбады: {count}",
    )
}

/// The part of a word before the hyphen at a line's end, when the word goes on below:
/// the file says so, or the line below begins with a small letter.
fn parted<'w>(word: &'w str, below: Option<&str>, goes_on: bool) -> Option<&'w str> {
    let before = word.strip_suffix(['-', '\u{ad}', '¬', '‐', '⸗', '֊'])?;
    let is_parted = goes_on
        || before.ends_with(char::is_alphabetic)
            && below?
                .starts_with(|c: char| c.is_lowercase() || !c.is_uppercase() && c.is_alphabetic());
    (is_parted && !before.is_empty()).then_some(before)
}
