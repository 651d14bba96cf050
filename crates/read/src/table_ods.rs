//! Tables of LibreOffice: the words and the days of their cells.
//!
//! The format is OASIS OpenDocument 1.3, part 3, chapter 9 and 19.

use std::ops::Range;

use derek_study::document::Format;
use derek_study::say;

use crate::markup::{Element, Markup, Node, Space};
use crate::package::Package;
use crate::refusal::{self, Refusal};
use crate::table::Sheets;
use crate::weave::Taken;

/// Reads the tables of a package that is an OpenDocument spreadsheet.
///
/// # Errors
///
/// When it is locked, broken, or unfolds without end.
pub(crate) fn take(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(refusal::locked());
    }
    let content = package.text("content.xml")?.ok_or_else(refusal::broken)?;
    read(&content, "content.xml")
}

/// Reads the tables of a spreadsheet that lies in one file, without a container.
///
/// # Errors
///
/// When no cell of it has words.
pub(crate) fn take_flat(content: &str) -> Result<Taken, Refusal> {
    read(content, "")
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    /// Columns that it is repeated in.
    times: usize,
    /// A day, as the file has it: its own form, whatever the cell shows.
    day: Option<String>,
    pieces: Vec<(String, Range<usize>)>,
    paragraphs: usize,
}

fn read(text: &str, name: &str) -> Result<Taken, Refusal> {
    let mut sheets = Sheets::default();
    let (mut row, mut column) = (0usize, 0usize);
    let mut rows = 1usize;
    let mut of_row: Vec<(usize, Cell)> = Vec::new();
    let mut cell: Option<Cell> = None;
    let mut remarks = 0usize;
    let mut left: Option<usize> = None;
    let mut depth = 0usize;
    // Tables inside a cell, and names of elements that matter.
    let mut open: Vec<&'static str> = Vec::new();
    let mut markup = Markup::of(text);
    for node in &mut markup {
        match node {
            Node::Start(element) => {
                depth += 1;
                let mut begun = "";
                match (element.space, element.name()) {
                    _ if left.is_some() => {}
                    (Space::Office, "annotation") => {
                        remarks += 1;
                        left = Some(depth);
                    }
                    (Space::Table, "tracked-changes" | "shapes") => left = Some(depth),
                    (Space::Table, "table") if cell.is_none() => {
                        begun = "table";
                        sheets.begin(&element.attribute("name").unwrap_or_default());
                        row = 0;
                    }
                    (Space::Table, "table-row") if cell.is_none() => {
                        begun = "row";
                        column = 0;
                        rows = times(&element, "number-rows-repeated");
                    }
                    (Space::Table, "table-cell" | "covered-table-cell") if cell.is_none() => {
                        begun = "cell";
                        let is_day = element.attribute("value-type").is_some_and(|it| it == "date");
                        let day = element.attribute("date-value").filter(|_| is_day);
                        cell = Some(Cell {
                            times: times(&element, "number-columns-repeated"),
                            day: day.map(|day| {
                                day.split("T00:00").next().unwrap_or_default().to_owned()
                            }),
                            ..Cell::default()
                        });
                    }
                    (Space::Text, "p" | "h") => {
                        begun = "p";
                        if let Some(cell) = &mut cell {
                            cell.paragraphs += 1;
                            if 1 < cell.paragraphs {
                                add(cell, "\n", element.bytes.clone());
                            }
                        }
                    }
                    (Space::Text, "s" | "tab" | "line-break") => {
                        if let Some(cell) = &mut cell {
                            add(cell, " ", element.bytes.clone());
                        }
                    }
                    _ => {}
                }
                open.push(begun);
            }
            Node::Words(words, bytes) => {
                if let Some(cell) = cell.as_mut().filter(|_| left.is_none() && open.contains(&"p"))
                {
                    add(cell, words, bytes);
                }
            }
            Node::Entity(words, bytes) => {
                if let Some(cell) = cell.as_mut().filter(|_| left.is_none() && open.contains(&"p"))
                {
                    add(cell, &words, bytes);
                }
            }
            Node::End => {
                if left == Some(depth) {
                    left = None;
                }
                depth = depth.saturating_sub(1);
                match open.pop() {
                    Some("cell") => {
                        if let Some(cell) = cell.take() {
                            let many = cell.times;
                            if !cell.pieces.is_empty() {
                                of_row.push((column + 1, cell));
                            }
                            column = column.saturating_add(many);
                        }
                    }
                    Some("row") => {
                        let cells = std::mem::take(&mut of_row);
                        if !cells.is_empty() {
                            end_row(&mut sheets, row + 1, rows, &cells);
                        }
                        row = row.saturating_add(rows);
                    }
                    _ => {}
                }
            }
        }
    }
    let is_whole = markup.is_whole;
    if sheets.is_empty() {
        return Err(if is_whole { refusal::without_text() } else { refusal::broken() });
    }
    let mut taken = sheets.taken(Format::Ods, vec![name.to_owned()]);
    if !is_whole {
        taken.doubts.push(crate::docx::breaks_off(""));
    }
    if 0 < remarks {
        taken.left_out.push(say!({ remarks }
            en: "remarks on cells left out: {remarks}",
            ru: "примечания к ячейкам пропущены: {remarks}",
            kk: "ұяшықтарға ескертпелер алынбады: {remarks}",
        ));
    }
    Ok(taken)
}

fn add(cell: &mut Cell, words: &str, bytes: Range<usize>) {
    cell.pieces.push((words.to_owned(), bytes));
}

/// How often something is repeated: rows and columns of a table have at most this many.
fn times(element: &Element<'_>, name: &str) -> usize {
    const MOST: usize = 1 << 20;
    element.attribute(name).and_then(|many| many.parse().ok()).unwrap_or(1usize).clamp(1, MOST)
}

fn end_row(sheets: &mut Sheets, row: usize, rows: usize, cells: &[(usize, Cell)]) {
    for row in row..row.saturating_add(rows) {
        for (column, cell) in cells {
            for column in *column..column.saturating_add(cell.times) {
                let whole = cell.pieces.first().zip(cell.pieces.last());
                let bytes = whole.map_or(0..0, |(first, last)| first.1.start..last.1.end);
                match &cell.day {
                    Some(day) => sheets.cell(row, column, 0, &[(day, bytes)]),
                    None => {
                        let pieces: Vec<(&str, Range<usize>)> = cell
                            .pieces
                            .iter()
                            .map(|(words, bytes)| (words.as_str(), bytes.clone()))
                            .collect();
                        sheets.cell(row, column, 0, &pieces);
                    }
                }
                if sheets.is_full() {
                    sheets.cell(row, column + 1, 0, &[("…", 0..0)]);
                    return;
                }
            }
        }
    }
}
