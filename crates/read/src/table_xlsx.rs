//! Workbooks of Excel: the words and the days of their cells.
//!
//! The format is ECMA-376 part 1, chapter 18 (SpreadsheetML), transitional and strict.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::Format;
use derek_study::{Said, say};

use crate::html::beside;
use crate::markup::{Element, Markup, Node};
use crate::package::Package;
use crate::refusal::{self, Refusal};
use crate::table::{Days, Sheets, Shown, day_of};
use crate::weave::Taken;

/// Reads the tables of a package that is a workbook.
///
/// # Errors
///
/// When it is broken, or unfolds without end.
pub(crate) fn take(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    const BOOK: &str = "xl/workbook.xml";
    let book = package.text(BOOK)?.ok_or_else(refusal::broken)?;
    let relations = package.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    for element in elements(&relations, "Relationship") {
        if let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => beside(BOOK, &target),
            };
            targets.insert(id, path);
        }
    }
    let is_true = |value: Option<String>| value.is_some_and(|it| it == "1" || it == "true");
    let days = match elements(&book, "workbookPr").any(|it| is_true(it.attribute("date1904"))) {
        true => Days::Since1904,
        false => Days::Since1900,
    };
    let strings = shared(&package.text("xl/sharedStrings.xml")?.unwrap_or_default());
    let formats = formats(&package.text("xl/styles.xml")?.unwrap_or_default());
    let mut reader = Reader { days, strings, formats, ..Reader::default() };
    let mut parts = Vec::new();
    let mut hidden = 0usize;
    for sheet in elements(&book, "sheet") {
        // A sheet's relation is its `r:id`; `sheetId` has another name.
        let Some(path) = sheet.attribute("id").and_then(|id| targets.get(&id)) else { continue };
        if sheet.attribute("state").is_some_and(|state| state != "visible") {
            hidden += 1;
            continue;
        }
        if parts.contains(path) {
            continue;
        }
        let Some(text) = package.text(path)? else { continue };
        reader.sheets.begin(&sheet.attribute("name").unwrap_or_default());
        reader.read(&text, parts.len());
        parts.push(path.clone());
    }
    if reader.sheets.is_empty() {
        return Err(if reader.is_broken { refusal::broken() } else { refusal::without_text() });
    }
    let remarks = package.names().iter().filter(|name| name.starts_with("xl/comments")).count();
    let mut taken = reader.sheets.taken(Format::Xlsx, parts);
    if reader.is_broken {
        taken.doubts.push(crate::docx::breaks_off(""));
    }
    taken.left_out.extend(doubts_of_days(reader.disputed, reader.before));
    if 0 < hidden {
        taken.left_out.push(hidden_sheets(hidden));
    }
    if 0 < remarks {
        taken.left_out.push(say!({ remarks }
            en: "sheets whose remarks on cells were left out: {remarks}",
            ru: "листы, примечания к ячейкам которых пропущены: {remarks}",
            kk: "ұяшықтарға ескертпелері алынбаған парақтар: {remarks}",
        ));
    }
    Ok(taken)
}

pub(crate) fn hidden_sheets(hidden: usize) -> Said {
    say!({ hidden }
        en: "hidden sheets left out: {hidden}",
        ru: "скрытые листы пропущены: {hidden}",
        kk: "жасырын парақтар алынбады: {hidden}",
    )
}

/// What is to be said of days that programs count differently.
fn doubts_of_days(disputed: usize, before: usize) -> Vec<Said> {
    let mut said = Vec::new();
    if 0 < disputed {
        said.push(say!({ disputed }
            en: "days of January and February 1900: {disputed}. Excel counts a 29 February 1900 that never was; other programs write these days one earlier. They are read as Excel shows them",
            ru: "дней января и февраля 1900 года: {disputed}. Excel считает 29 февраля 1900 года, которого не было; другие программы записывают эти дни на один раньше. Они прочитаны так, как их показывает Excel",
            kk: "1900 жылғы қаңтар мен ақпан күндері: {disputed}. Excel болмаған 1900 жылғы 29 ақпанды санайды; басқа бағдарламалар бұл күндерді бір күн ерте жазады. Олар Excel көрсеткендей оқылды",
        ));
    }
    if 0 < before {
        said.push(say!({ before }
            en: "days before the count of days in this workbook begins: {before}. Excel does not show them; they are read as LibreOffice writes them",
            ru: "дней раньше начала счёта дней в этой книге: {before}. Excel их не показывает; они прочитаны так, как их записывает LibreOffice",
            kk: "бұл кітаптағы күн санағы басталғанға дейінгі күндер: {before}. Excel оларды көрсетпейді; олар LibreOffice жазғандай оқылды",
        ));
    }
    said
}

fn elements<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Element<'t>> {
    Markup::of(text).filter_map(move |node| match node {
        Node::Start(element) if element.name() == name => Some(element),
        _ => None,
    })
}

/// The words that cells share, by number.
fn shared(text: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut current = String::new();
    for node in Markup::of(text) {
        match node {
            Node::Start(element) => open.push(element.name().to_owned()),
            Node::Words(words, _) if is_said(&open) => current.push_str(words),
            Node::Entity(words, _) if is_said(&open) => current.push_str(&words),
            Node::End if open.pop().as_deref() == Some("si") => {
                strings.push(std::mem::take(&mut current));
            }
            _ => {}
        }
    }
    strings
}

/// Inside a `t`, and not in one that tells how to read another aloud.
fn is_said(open: &[String]) -> bool {
    open.last().is_some_and(|name| name == "t") && !open.iter().any(|name| name == "rPh")
}

/// What a number's format shows of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Shows {
    year: bool,
    month: bool,
    day: bool,
    hours: bool,
}

/// Whether and how each style of cells shows days, by number.
fn formats(text: &str) -> Vec<Shows> {
    let mut own: BTreeMap<u32, Shows> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for node in Markup::of(text) {
        match node {
            Node::Start(element) => {
                let id = element.attribute("numFmtId").and_then(|id| id.parse::<u32>().ok());
                match (element.name(), id) {
                    ("numFmt", Some(id)) => {
                        let code = element.attribute("formatCode").unwrap_or_default();
                        own.insert(id, shows(&code));
                    }
                    ("xf", id) if open.last().is_some_and(|name| name == "cellXfs") => {
                        let id = id.unwrap_or(0);
                        styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                    }
                    _ => {}
                }
                open.push(element.name().to_owned());
            }
            Node::End => {
                open.pop();
            }
            _ => {}
        }
    }
    styles
}

/// The formats that have a number instead of a code: ECMA-376 part 1, 18.8.30.
fn built_in(id: u32) -> Shows {
    let date = Shows { year: true, month: true, day: true, hours: false };
    match id {
        14 | 15 | 27..=31 | 36 | 50..=54 | 57 | 58 => date,
        16 => Shows { year: false, ..date },
        17 => Shows { day: false, ..date },
        22 => Shows { hours: true, ..date },
        _ => Shows::default(),
    }
}

/// What a format's code shows: letters outside quotation marks and brackets.
fn shows(code: &str) -> Shows {
    let mut shows = Shows::default();
    let mut months = false;
    let mut rest = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = rest.next() {
        match c.to_ascii_lowercase() {
            '"' => while rest.next().is_some_and(|c| c != '"') {},
            '[' => while rest.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => {
                rest.next();
            }
            'y' => shows.year = true,
            'd' => shows.day = true,
            'm' => months = true,
            'h' | 's' => shows.hours = true,
            _ => {}
        }
    }
    // Beside hours alone, `m` are minutes.
    shows.month = months && (shows.year || shows.day || !shows.hours);
    shows
}

#[derive(Debug)]
struct Reader {
    days: Days,
    strings: Vec<String>,
    formats: Vec<Shows>,
    sheets: Sheets,
    disputed: usize,
    before: usize,
    is_broken: bool,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader {
            days: Days::Since1900,
            strings: Vec::new(),
            formats: Vec::new(),
            sheets: Sheets::default(),
            disputed: 0,
            before: 0,
            is_broken: false,
        }
    }
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    row: usize,
    column: usize,
    sort: String,
    style: usize,
    value: String,
    bytes: Option<Range<usize>>,
}

impl Reader {
    fn read(&mut self, text: &str, part: usize) {
        let (mut row, mut column) = (0usize, 0usize);
        let mut open: Vec<String> = Vec::new();
        let mut cell: Option<Cell> = None;
        let mut markup = Markup::of(text);
        for node in &mut markup {
            match node {
                Node::Start(element) => {
                    match element.name() {
                        "row" => {
                            let said = element.attribute("r").and_then(|row| row.parse().ok());
                            row = said.filter(|it| (1..=MOST_ROWS).contains(it)).unwrap_or(row + 1);
                            column = 0;
                        }
                        "c" => {
                            let place = element.attribute("r").and_then(|place| place_of(&place));
                            let said = place.unwrap_or((row.max(1), column + 1));
                            column = said.1;
                            let style = element.attribute("s").and_then(|style| style.parse().ok());
                            cell = Some(Cell {
                                row: said.0,
                                column,
                                sort: element.attribute("t").unwrap_or_default(),
                                style: style.unwrap_or(0),
                                ..Cell::default()
                            });
                        }
                        _ => {}
                    }
                    open.push(element.name().to_owned());
                }
                Node::Words(words, bytes) => {
                    add(&mut cell, &open, words, bytes);
                }
                Node::Entity(words, bytes) => add(&mut cell, &open, &words, bytes),
                Node::End => {
                    if open.pop().as_deref() == Some("c")
                        && let Some(cell) = cell.take()
                    {
                        self.cell(cell, part);
                    }
                }
            }
        }
        self.is_broken |= !markup.is_whole;
    }

    fn cell(&mut self, cell: Cell, part: usize) {
        let Some(bytes) = cell.bytes else { return };
        let number = || cell.value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let shown: String = match cell.sort.as_str() {
            "s" => {
                let number = cell.value.trim().parse::<usize>().ok();
                let Some(words) = number.and_then(|number| self.strings.get(number)) else {
                    return;
                };
                words.clone()
            }
            "b" => if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            // A day as strict workbooks write it.
            "d" => cell.value.trim().split("T00:00").next().unwrap_or_default().to_owned(),
            "str" | "inlineStr" | "e" => cell.value.clone(),
            _ => match number() {
                Some(number) => self.number(number, cell.style, &cell.value),
                None => cell.value.clone(),
            },
        };
        self.sheets.cell(cell.row, cell.column, part, &[(&shown, bytes)]);
    }

    /// A number as its cell shows it: a day where the format says so, without the order
    /// of day and month, which each country reads otherwise.
    fn number(&mut self, number: f64, style: usize, written: &str) -> String {
        let shows = self.formats.get(style).copied().unwrap_or_default();
        let plain = match written.contains(['.', 'e', 'E']) {
            // `0.10000000000000001` is how a program writes 0.1.
            true => number.to_string(),
            false => written.trim().to_owned(),
        };
        if !shows.year && !shows.day && !shows.month {
            return plain;
        }
        let day = match day_of(number, self.days) {
            Some(Shown::Day(day)) => day,
            Some(Shown::Disputed(day)) => {
                self.disputed += 1;
                day
            }
            Some(Shown::Before(day)) => {
                self.before += 1;
                day
            }
            None => return plain,
        };
        let mut parts = day.splitn(3, '-');
        let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        // What the cell does not show was not meant: a month is no first of the month.
        let shown = match (shows.year, shows.month, shows.day) {
            (true, true, false) => format!("{year}-{month}"),
            (true, false, false) => year.to_owned(),
            _ => day.clone(),
        };
        let minutes = ((number - number.floor()) * 1440.0).round() as u32;
        match shows.hours && shows.day && 0 < minutes && minutes < 1440 {
            true => format!("{shown} {:02}:{:02}", minutes / 60, minutes % 60),
            false => shown,
        }
    }
}

/// Rows that a sheet of Excel has.
const MOST_ROWS: usize = 1_048_576;

fn add(cell: &mut Option<Cell>, open: &[String], words: &str, bytes: Range<usize>) {
    let Some(cell) = cell else { return };
    let is_value = open.last().is_some_and(|name| name == "v") || is_said(open);
    if is_value {
        cell.value.push_str(words);
        let start = cell.bytes.as_ref().map_or(bytes.start, |so_far| so_far.start);
        cell.bytes = Some(start..bytes.end);
    }
}

/// Row and column of `C14`; `None` when it is not of this form.
fn place_of(place: &str) -> Option<(usize, usize)> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = place
        .bytes()
        .take(letters)
        .fold(0usize, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
    let row = place.get(letters..)?.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row))?;
    Some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_shows() {
        let check = |code: &str, expected: &str| {
            let it = shows(code);
            let letters = [(it.year, 'y'), (it.month, 'm'), (it.day, 'd'), (it.hours, 'h')];
            let found: String = letters.iter().filter(|(is, _)| *is).map(|(_, c)| c).collect();
            assert_eq!(found, expected, "{code}");
        };
        check("dd.mm.yyyy", "ymd");
        check("[$-419]d mmm yyyy\" г.\";@", "ymd");
        check("mmmm yyyy", "ym");
        check("h:mm", "h");
        check("m/d/yy h:mm", "ymdh");
        check("0.00E+00", "");
        check("\"day\" 0", "");
        check("[Red]#,##0", "");
        check("General", "");
    }

    #[test]
    fn the_place_of_a_cell() {
        assert_eq!(place_of("C14"), Some((14, 3)));
        assert_eq!(place_of("AA1"), Some((1, 27)));
        for wrong in ["", "14", "C", "C0", "C9999999", "ABCD1", "ж1"] {
            assert_eq!(place_of(wrong), None);
        }
    }
}
