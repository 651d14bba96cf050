//! Tables as documents: what .xlsx, .ods and .csv files have in common, and the last of them.

use std::ops::Range;

use derek_study::document::Format;
use derek_study::{Said, say};
use derek_time::Day;

use crate::decode;
use crate::encoding::Encoding;
use crate::refusal::{self, Refusal};
use crate::weave::{Sort, Taken, Weaver};

/// Cells, and bytes of their words, that one document may have: a hundred thousand rows of
/// ten columns are no text to check.
const MOST_CELLS: usize = 200_000;
const MOST_BYTES: usize = 32 << 20;

/// Puts the cells of tables together.
#[derive(Debug, Default)]
pub(crate) struct Sheets {
    weaver: Weaver,
    name: String,
    /// The first row of this table that holds anything: its header.
    first_row: Option<usize>,
    cells: usize,
    bytes: usize,
    /// Cells for which there was no more room.
    beyond: usize,
}

impl Sheets {
    /// Begins a table by its name; one that has none has an empty one.
    pub fn begin(&mut self, name: &str) {
        self.weaver.end_table();
        self.weaver.table();
        self.name = name.to_owned();
        self.first_row = None;
    }

    pub fn is_full(&self) -> bool {
        MOST_CELLS <= self.cells || MOST_BYTES <= self.bytes
    }

    pub fn is_empty(&self) -> bool {
        self.weaver.is_empty()
    }

    /// Adds a cell by its row and column, from 1, with the pieces it was put together of.
    pub fn cell(&mut self, row: usize, column: usize, part: usize, words: &[(&str, Range<usize>)]) {
        if words.iter().all(|(words, _)| words.trim().is_empty()) {
            return;
        }
        if self.is_full() {
            self.beyond += 1;
            return;
        }
        let first = *self.first_row.get_or_insert(row);
        self.cells += 1;
        self.weaver.cell_at(row.saturating_sub(first) + 1, column);
        self.weaver.open();
        for (words, bytes) in words {
            self.bytes += words.len();
            self.weaver.piece().add(words, part, bytes.clone());
        }
        let place = format!("{}{row}", letters(column));
        let locator = match self.name.is_empty() {
            true => place,
            false => format!("{}!{place}", self.name),
        };
        self.weaver.close_at(Sort::Body, Some(locator));
    }

    /// All tables as one text.
    pub fn taken(mut self, format: Format, parts: Vec<String>) -> Taken {
        self.weaver.end_table();
        let mut taken = self.weaver.woven(format, parts);
        if 0 < self.beyond {
            let (beyond, cells) = (self.beyond, self.cells);
            taken.left_out.push(say!({ beyond, cells }
                en: "this table is larger than derek reads: the first {cells} cells were read, {beyond} or more were not",
                ru: "эта таблица больше, чем derek читает: прочитаны первые ячейки ({cells}), ещё не менее {beyond} не прочитаны",
                kk: "бұл кесте derek оқитыннан үлкен: алғашқы {cells} ұяшық оқылды, кемінде {beyond} ұяшық оқылмады",
            ));
        }
        taken
    }
}

/// The letters of a column, as table programs name it: 1 is `A`, 27 is `AA`.
fn letters(column: usize) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while 0 < left {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// How a workbook counts its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Days {
    /// 1 is 1 January 1900, and 60 a 29 February 1900 that never was: ECMA-376 part 1, 18.17.4.1.
    Since1900,
    /// 0 is 1 January 1904.
    Since1904,
}

/// A number that is shown as a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    Day(String),
    /// One of the days 1 to 60 of the count since 1900, which programs count differently.
    Disputed(String),
    /// A day before the count's first, which LibreOffice alone writes.
    Before(String),
}

/// The day of a number, as `1917-12-13`; `None` when it is none.
///
/// ```text
/// 1 → 1900-01-01   59 → 1900-02-28   60 → 1900-02-29, which never was   61 → 1900-03-01
/// ```
pub(crate) fn day_of(number: f64, days: Days) -> Option<Shown> {
    // The first day of the Gregorian calendar, and the last day of the year 9999.
    const FIRST: i32 = -115_858;
    const LAST: i32 = 2_958_465;
    let whole = number.floor();
    if !(f64::from(FIRST)..=f64::from(LAST)).contains(&whole) {
        return None;
    }
    let whole = whole as i32;
    let day = |year, month, day, plus| Some(Day::gregorian(year, month, day)?.plus(plus).iso());
    match (days, whole) {
        (Days::Since1904, 0..) => day(1904, 1, 1, whole).map(Shown::Day),
        (Days::Since1904, _) => day(1904, 1, 1, whole).map(Shown::Before),
        // A time of the day alone.
        (Days::Since1900, 0) => None,
        (Days::Since1900, 60) => Some(Shown::Disputed("1900-02-29".to_owned())),
        (Days::Since1900, 1..60) => day(1899, 12, 31, whole).map(Shown::Disputed),
        (Days::Since1900, 61..) => day(1899, 12, 30, whole).map(Shown::Day),
        (Days::Since1900, _) => day(1899, 12, 30, whole).map(Shown::Before),
    }
}

/// Reads a table in plain text; `None` when the name does not say that it is one.
///
/// Cells are parted by what parts the first lines best: a semicolon, a comma, a tab, an
/// upright stroke. Quotation marks are those of RFC 4180.
///
/// # Errors
///
/// When its bytes are no text.
pub(crate) fn take(
    name: &str,
    bytes: &[u8],
    said: Option<Encoding>,
) -> Result<Option<Taken>, Refusal> {
    let name = name.to_ascii_lowercase();
    if ![".csv", ".tsv", ".tab"].iter().any(|ending| name.ends_with(ending)) {
        return Ok(None);
    }
    let decoded = decode::decode_as(bytes, said)?;
    let passed = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let text = decoded.text.as_str();
    // Excel's own way of naming the separator.
    let named = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next()).filter(u8::is_ascii);
    let separator = named.unwrap_or_else(|| separator_of(text, name.ends_with(".tsv")));
    let mut sheets = Sheets::default();
    sheets.begin("");
    let mut wide: Option<usize> = None;
    let mut ragged: Option<(usize, usize)> = None;
    let start = if named.is_some() { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    let mut cells = Cells { text, at: start, separator, row: 1, column: 0 };
    let (mut row, mut column) = (1, 0);
    let mut end_row = |row: usize, columns: usize| {
        // An empty line is no row.
        if 1 < columns || columns == 1 && wide.is_some_and(|wide| wide == 1) {
            let expected = *wide.get_or_insert(columns);
            if expected != columns {
                ragged = Some(ragged.map_or((1, row), |(many, first)| (many + 1, first)));
            }
        }
    };
    while let Some(cell) = cells.next() {
        if cell.row != row {
            end_row(row, column);
            row = cell.row;
        }
        column = cell.column;
        let pieces: Vec<(&str, Range<usize>)> = cell
            .pieces
            .iter()
            .filter_map(|range| {
                Some((text.get(range.clone())?, range.start + passed..range.end + passed))
            })
            .collect();
        sheets.cell(cell.row, cell.column, 0, &pieces);
    }
    end_row(row, column);
    if sheets.is_empty() {
        return Err(refusal::without_text());
    }
    let mut taken = sheets.taken(Format::Csv, vec![String::new()]);
    taken.encoding = decoded.encoding;
    taken.doubts = decoded.doubts;
    taken.left_out.extend(decoded.assumed);
    if let Some((many, first)) = ragged {
        taken.left_out.push(uneven(many, first));
    }
    Ok(Some(taken))
}

fn uneven(many: usize, first: usize) -> Said {
    say!({ many, first }
        en: "rows with more or fewer cells than the first one: {many}, the first of them row {first}; cells may stand in wrong columns",
        ru: "строк, в которых ячеек больше или меньше, чем в первой: {many}, первая из них — строка {first}; ячейки могут стоять не в своих столбцах",
        kk: "ұяшық саны бірінші жолдан өзгеше жолдар: {many}, олардың алғашқысы — {first}-жол; ұяшықтар өз бағанында тұрмауы мүмкін",
    )
}

/// The sign that parts the first lines into the same number of cells, and the most of them.
fn separator_of(text: &str, is_tabbed: bool) -> u8 {
    let end = text.char_indices().nth(1 << 16).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let mut best = (0usize, if is_tabbed { b'\t' } else { b',' });
    for separator in [b'\t', b';', b',', b'|'] {
        let mut widths = std::collections::BTreeMap::<usize, usize>::new();
        let mut cells = Cells { text: head, at: 0, separator, row: 1, column: 0 };
        let mut last = (1, 0);
        while let Some(cell) = cells.next() {
            if cell.row != last.0 {
                *widths.entry(last.1).or_default() += 1;
            }
            last = (cell.row, cell.column);
        }
        *widths.entry(last.1).or_default() += 1;
        let steady = widths.iter().filter(|(wide, _)| 1 < **wide).map(|(_, rows)| *rows).max();
        if best.0 < steady.unwrap_or(0) {
            best = (steady.unwrap_or(0), separator);
        }
    }
    best.1
}

/// The cells of a text, one after another.
struct Cells<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    row: usize,
    column: usize,
}

struct Cell {
    row: usize,
    column: usize,
    /// The bytes of its words; several where a quotation mark is written twice.
    pieces: Vec<Range<usize>>,
}

impl Cells<'_> {
    fn next(&mut self) -> Option<Cell> {
        let bytes = self.text.as_bytes();
        if bytes.len() <= self.at {
            return None;
        }
        self.column += 1;
        let (row, column) = (self.row, self.column);
        let mut pieces = Vec::new();
        if bytes[self.at] == b'"' {
            let mut start = self.at + 1;
            let mut at = start;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => {
                        pieces.push(start..at + 1);
                        start = at + 2;
                        at = start;
                    }
                    (Some(b'"'), _) | (None, _) => break,
                    _ => at += 1,
                }
            }
            pieces.push(start..at);
            self.at = at + 1;
        }
        // What stands behind a closing mark belongs to the cell all the same.
        let start = self.at.min(bytes.len());
        let is_end = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        let end = bytes[start..].iter().position(is_end).map_or(bytes.len(), |at| start + at);
        if start < end {
            pieces.push(start..end);
        }
        self.at = end;
        match bytes.get(end) {
            Some(byte) if *byte == self.separator => self.at += 1,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => self.end_row(2),
            Some(_) => self.end_row(1),
            None => {}
        }
        Some(Cell { row, column, pieces })
    }

    fn end_row(&mut self, length: usize) {
        self.at += length;
        self.row += 1;
        self.column = 0;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 52, 703].map(letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }

    #[test]
    fn the_days_of_a_workbook() {
        let day = |number, days| match day_of(number, days) {
            Some(Shown::Day(day)) => day,
            Some(Shown::Disputed(day)) => format!("{day}?"),
            Some(Shown::Before(day)) => format!("{day}<"),
            None => String::new(),
        };
        let since_1900 = [0.5, 1.0, 59.0, 60.0, 61.0, 6557.0, 2_958_465.0, 1e18, f64::NAN, -1.0];
        assert_eq!(
            since_1900.map(|number| day(number, Days::Since1900)),
            [
                "", "1900-01-01?", "1900-02-28?", "1900-02-29?", "1900-03-01", "1917-12-13",
                "9999-12-31", "", "", "1899-12-29<"
            ]
        );
        assert_eq!(day(0.0, Days::Since1904), "1904-01-01");
        assert_eq!(day(5095.0, Days::Since1904), "1917-12-13");
        assert_eq!(day(-115_858.0, Days::Since1900), "1582-10-15<");
    }
}
