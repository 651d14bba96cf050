//! What an importer takes out of a file, put together as one text: paragraphs in
//! the order in which they are read, the notes behind them, a blank line between.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::Said;
use derek_study::document::{Field, Format, Line, Remark, Run, Source};

/// A document as its importer found it.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub text: String,
    pub blocks: Vec<Block>,
    pub source: Source,
    /// Calls of notes: where in `text`, and the note's number.
    pub calls: Vec<(Range<usize>, u32)>,
    /// Where in `text` the words of a page begin, and the page's number, ascending; empty
    /// when the file knows no pages.
    pub pages: Vec<(usize, usize)>,
    /// The label of the encoding it was read from; empty when it is UTF-8, as in most.
    pub encoding: &'static str,
    pub doubts: Vec<Said>,
    pub left_out: Vec<Said>,
}

/// A paragraph, a heading, a cell or a note of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub range: Range<usize>,
    pub sort: Sort,
    /// The place as the file itself names it: a cell, a page and its line.
    pub locator: Option<String>,
}

/// What the file says a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A heading of a level, the highest being 1.
    Heading(usize),
    /// A paragraph of which the file says no more.
    Body,
    /// A paragraph of a file that marks its headings: none itself.
    Prose,
    Item,
    Caption,
    Reference,
    /// A line of a table of contents and the like.
    Apparatus,
    /// A cell of a table: table, row and column from 1.
    Cell(usize, usize, usize),
    /// Part of a note, with the note's locator.
    Note(String),
}

/// Some words of a file and where they were taken from.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    text: String,
    runs: Vec<Run>,
    calls: Vec<(Range<usize>, u32)>,
    marks: Vec<(usize, Mark)>,
}

/// What begins or ends at a place of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    RemarkStart(String),
    RemarkEnd(String),
    /// A remark on no words.
    RemarkAt(String),
    /// A line on the image of a page, by its number among [`Weaver::lines`].
    LineStart(usize),
    LineEnd(usize),
    /// A citation field, by its number in the order of the file.
    FieldStart(usize),
    FieldEnd(usize),
}

impl Piece {
    /// Adds words that stand in the part as they are.
    pub fn add(&mut self, words: &str, part: usize, bytes: Range<usize>) {
        let text = self.text.len()..self.text.len() + words.len();
        self.text.push_str(words);
        if let Some(last) = self.runs.last_mut()
            && last.part == part
            && last.text.end == text.start
            && last.bytes.end == bytes.start
            && last.text.len() == last.bytes.len()
            && text.len() == bytes.len()
        {
            (last.text.end, last.bytes.end) = (text.end, bytes.end);
            return;
        }
        if !text.is_empty() {
            self.runs.push(Run { text, part, bytes });
        }
    }

    /// Adds words that a reader sees and the file does not hold: a list's number.
    pub fn say(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Adds the call of a note.
    pub fn call(&mut self, number: u32, part: usize, bytes: Range<usize>) {
        let start = self.text.len();
        self.add(&raised(&number.to_string()), part, bytes);
        self.calls.push((start..self.text.len(), number));
    }

    /// Adds words that are the call of a note by a sign of its author's.
    pub fn call_as(&mut self, sign: &str, part: usize, bytes: Range<usize>) {
        let start = self.text.len();
        self.add(sign, part, bytes);
        self.calls.push((start..self.text.len(), 0));
    }

    /// What was added since some length is the call of a note.
    pub fn called_since(&mut self, start: usize, number: u32) {
        self.calls.push((start.min(self.text.len())..self.text.len(), number));
    }

    pub fn ends_with(&self, c: char) -> bool {
        self.text.trim_end_matches(' ').ends_with(c)
    }

    pub fn mark(&mut self, mark: Mark) {
        self.marks.push((self.text.len(), mark));
    }

    /// Whether the file gave it no words: a list's number alone is nothing to read.
    fn is_blank(&self) -> bool {
        let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
        self.runs.iter().all(|run| self.text[run.text.clone()].chars().all(is_space))
    }
}

/// Digits as they stand above the line; other characters as they are.
pub(crate) fn raised(words: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| {
        let value = c.to_digit(10).and_then(|value| usize::try_from(value).ok());
        value.and_then(|value| DIGITS.get(value).copied()).unwrap_or(c)
    };
    words.chars().map(raise).collect()
}

/// Whether a raised run is a number or several, as citations and notes are written.
pub(crate) fn is_raised_number(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | ';'))
}

/// A paragraph that was closed.
#[derive(Debug)]
struct Closed {
    piece: Piece,
    sort: Sort,
    locator: Option<String>,
    /// The innermost table it stands in: the table's number, row and column.
    cell: Option<(usize, usize, usize)>,
    note: Option<usize>,
}

/// A table that is open.
#[derive(Debug, Clone, Copy)]
struct Table {
    number: usize,
    row: usize,
    column: usize,
    /// Columns from the last cell to the next.
    wide: usize,
}

/// Takes paragraphs as they come, one inside another where a file has them so.
#[derive(Debug, Default)]
pub(crate) struct Weaver {
    /// Paragraphs that are open: a text box stands inside one.
    open: Vec<Piece>,
    /// Paragraphs of text boxes, until the paragraph around them is closed.
    waiting: Vec<Closed>,
    closed: Vec<Closed>,
    tables: Vec<Table>,
    tables_seen: usize,
    /// Notes that are open, and the tables that were open when they began.
    notes: Vec<usize>,
    aside: Vec<Vec<Table>>,
    /// Remarks by their identifiers: who made each, and what it says.
    pub remarks: BTreeMap<String, (String, String)>,
    /// The keys of each citation field, by its number.
    pub fields: Vec<Vec<String>>,
    /// Lines on the images of pages; where each stands in the text is not known yet.
    pub lines: Vec<Line>,
    /// The names of notes by number, in the order in which they are shown.
    pub notes_shown: Vec<(usize, String)>,
}

impl Weaver {
    /// Begins a paragraph.
    pub fn open(&mut self) {
        self.open.push(Piece::default());
    }

    /// The paragraph that is open; one is begun when none is.
    pub fn piece(&mut self) -> &mut Piece {
        if self.open.is_empty() {
            self.open.push(Piece::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    pub fn has_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// How many paragraphs are open inside one another.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Ends the paragraph that was begun last.
    pub fn close(&mut self, sort: Sort) {
        self.close_at(sort, None);
    }

    /// Ends the paragraph that was begun last, whose place the file names.
    pub fn close_at(&mut self, sort: Sort, locator: Option<String>) {
        let Some(piece) = self.open.pop() else { return };
        let note = self.notes.last().copied();
        let cell = self.tables.last().map(|table| (table.number, table.row, table.column));
        // What stands in a table and in none of its cells is its caption.
        let cell = cell.filter(|(_, row, column)| 0 < *row && 0 < *column);
        let closed = Closed { piece, sort, locator, cell, note };
        match self.open.is_empty() {
            true => {
                self.closed.push(closed);
                self.closed.append(&mut self.waiting);
            }
            false => self.waiting.push(closed),
        }
    }

    pub fn table(&mut self) {
        self.tables_seen += 1;
        self.tables.push(Table { number: self.tables_seen, row: 0, column: 0, wide: 1 });
    }

    pub fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            (table.row, table.column, table.wide) = (table.row.saturating_add(1), 0, 1);
        }
    }

    /// Begins a cell.
    pub fn cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.column = table.column.saturating_add(table.wide);
            table.wide = 1;
        }
    }

    /// Begins a cell of a row and a column, both from 1.
    pub fn cell_at(&mut self, row: usize, column: usize) {
        if let Some(table) = self.tables.last_mut() {
            (table.row, table.column, table.wide) = (row, column, 1);
        }
    }

    /// The cell that was begun last is so many columns wide.
    pub fn widen(&mut self, columns: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.wide = columns.max(1);
        }
    }

    pub fn end_table(&mut self) {
        self.tables.pop();
    }

    /// The length of the paragraph that is open.
    pub fn reached(&self) -> usize {
        self.open.last().map_or(0, |piece| piece.text.len())
    }

    /// The words of the paragraph that is open from some length on.
    pub fn since(&self, start: usize) -> Option<&str> {
        self.open.last()?.text.get(start..)
    }

    pub fn is_in_note(&self) -> bool {
        !self.notes.is_empty()
    }

    /// Whether no words were taken yet.
    pub fn is_empty(&self) -> bool {
        let closed = self.closed.iter().chain(&self.waiting).map(|one| &one.piece);
        closed.chain(&self.open).all(Piece::is_blank)
    }

    /// Begins a note: its paragraphs come behind the text, and stand in no table.
    pub fn note(&mut self, number: usize) {
        self.notes.push(number);
        self.aside.push(std::mem::take(&mut self.tables));
    }

    pub fn end_note(&mut self) {
        self.notes.pop();
        self.tables = self.aside.pop().unwrap_or_default();
    }

    /// All of it as one text.
    pub fn woven(mut self, format: Format, parts: Vec<String>) -> Taken {
        while !self.open.is_empty() {
            self.close(Sort::Body);
        }
        let (mut body, mut of_notes) = (Vec::new(), BTreeMap::<usize, Vec<Closed>>::new());
        for closed in self.closed.into_iter().filter(|one| !one.piece.is_blank()) {
            match closed.note {
                Some(number) => of_notes.entry(number).or_default().push(closed),
                None => body.push(closed),
            }
        }
        let tables = Tables::of(&body);
        let mut woven =
            Woven { source: Source { format, parts, ..Source::default() }, ..Woven::default() };
        for closed in body {
            woven.add(closed.piece, tables.sort(closed.sort, closed.cell), closed.locator);
        }
        for (number, locator) in &self.notes_shown {
            for closed in of_notes.remove(number).into_iter().flatten() {
                woven.add(closed.piece, Sort::Note(locator.clone()), None);
            }
        }
        woven.taken(&self.remarks, &self.fields, self.lines)
    }
}

/// The tables of a text. Those of one cell, and those in which a cell holds as much as
/// a page, only lay out paragraphs; the others are counted.
struct Tables(BTreeMap<usize, usize>);

/// Characters that a cell of a table holds at most: a page has two thousand.
const MOST_OF_CELL: usize = 2_000;

impl Tables {
    fn of(closed: &[Closed]) -> Tables {
        let mut first_cell = BTreeMap::new();
        let mut order = Vec::new();
        for (table, row, column) in closed.iter().filter_map(|one| one.cell) {
            match first_cell.get(&table) {
                None => {
                    first_cell.insert(table, (row, column));
                    order.push(table);
                }
                Some(first) if *first != (row, column) => {
                    first_cell.insert(table, (0, 0));
                }
                Some(_) => {}
            }
        }
        let mut held: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
        for one in closed {
            if let Some(cell) = one.cell {
                *held.entry(cell).or_default() += one.piece.text.chars().count();
            }
        }
        let mut lays_out: Vec<usize> = held
            .iter()
            .filter(|(_, held)| MOST_OF_CELL < **held)
            .map(|((table, ..), _)| *table)
            .collect();
        lays_out.dedup();
        let is_table = |table: &usize| {
            first_cell.get(table) == Some(&(0, 0)) && lays_out.binary_search(table).is_err()
        };
        let many = order.into_iter().filter(is_table);
        Tables(many.zip(1..).collect())
    }

    fn sort(&self, sort: Sort, cell: Option<(usize, usize, usize)>) -> Sort {
        let number = |(table, row, column)| Some((*self.0.get(&table)?, row, column));
        match cell.and_then(number) {
            Some((table, row, column)) => Sort::Cell(table, row, column),
            None => sort,
        }
    }
}

#[derive(Default)]
struct Woven {
    text: String,
    blocks: Vec<Block>,
    source: Source,
    calls: Vec<(Range<usize>, u32)>,
    marks: Vec<(usize, Mark)>,
}

impl Woven {
    fn add(&mut self, piece: Piece, sort: Sort, locator: Option<String>) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        let moved = |range: Range<usize>| range.start + start..range.end + start;
        self.text.push_str(&piece.text);
        let runs = piece.runs.into_iter().map(|run| Run { text: moved(run.text.clone()), ..run });
        self.source.runs.extend(runs);
        self.calls.extend(piece.calls.into_iter().map(|(range, number)| (moved(range), number)));
        self.marks.extend(piece.marks.into_iter().map(|(at, mark)| (at + start, mark)));
        match self.blocks.last_mut() {
            // The paragraphs of one cell, or of one note, are read as one.
            Some(last) if last.sort == sort && matches!(sort, Sort::Cell(..) | Sort::Note(_)) => {
                last.range.end = self.text.len();
            }
            _ => self.blocks.push(Block { range: start..self.text.len(), sort, locator }),
        }
    }

    fn taken(
        mut self,
        remarks: &BTreeMap<String, (String, String)>,
        fields: &[Vec<String>],
        mut lines: Vec<Line>,
    ) -> Taken {
        let mut begun: BTreeMap<&String, usize> = BTreeMap::new();
        let mut begun_fields: BTreeMap<usize, usize> = BTreeMap::new();
        let mut found: BTreeMap<&String, Range<usize>> = BTreeMap::new();
        for (at, mark) in &self.marks {
            match mark {
                Mark::RemarkStart(id) => {
                    begun.insert(id, *at);
                }
                Mark::RemarkEnd(id) => {
                    found.insert(id, begun.get(id).copied().unwrap_or(*at)..*at);
                }
                Mark::RemarkAt(id) => {
                    begun.entry(id).or_insert(*at);
                }
                Mark::LineStart(line) => {
                    if let Some(line) = lines.get_mut(*line) {
                        line.range = *at..*at;
                    }
                }
                Mark::LineEnd(line) => {
                    if let Some(line) = lines.get_mut(*line) {
                        line.range.end = (*at).max(line.range.start);
                    }
                }
                Mark::FieldStart(field) => {
                    begun_fields.insert(*field, *at);
                }
                Mark::FieldEnd(field) => {
                    if let (Some(start), Some(keys)) = (begun_fields.get(field), fields.get(*field))
                    {
                        self.source.fields.push(Field { range: *start..*at, keys: keys.clone() });
                    }
                }
            }
        }
        for (id, (by, words)) in remarks {
            let range = found.get(id).cloned().or_else(|| begun.get(id).map(|at| *at..*at));
            let range = range.unwrap_or(0..0);
            self.source.remarks.push(Remark { range, by: by.clone(), words: words.clone() });
        }
        self.source.remarks.sort_by_key(|remark| (remark.range.start, remark.range.end));
        self.source.fields.sort_by_key(|field| (field.range.start, field.range.end));
        lines.retain(|line| !line.range.is_empty());
        lines.sort_by_key(|line| line.range.start);
        self.source.lines = lines;
        Taken {
            text: self.text,
            blocks: self.blocks,
            source: self.source,
            calls: self.calls,
            ..Taken::default()
        }
    }
}
