//! A total that its column does not give.

use std::collections::BTreeMap;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;

use crate::{Objections, Reading, check};

mod prose;

check! {
    /// A table gives a total, and the numbers of its column add up to another.
    ///
    /// ```text
    /// | Year | Schools | Pupils |
    /// |---|---|---|
    /// | Omsk | 12 | 310 |
    /// | Verny | 9 | 250 |
    /// | Orenburg | 14 | 420 |
    /// | Total | ⟦45⟧ | 980 |
    /// ```
    ///
    /// ```text
    /// | Уезд | Школ |
    /// |---|---|
    /// | Омский | 12 |
    /// | Верненский | 9 |
    /// | Вместе | ⟦24⟧ |
    ///
    /// The schools:
    ///
    /// | Uezd | Schools |
    /// |---|---|
    /// | In all | ⟦24⟧ |
    /// | Omsk | 12 |
    /// | Verny | 9 |
    /// ```
    ///
    /// A sentence that names the parts and what they come to is held to it as well:
    ///
    /// ```text
    /// The fire took ⟦600 houses, 120 barns and 30 mills, 900⟧ buildings altogether. He owed
    /// ⟦90 thousand, to be paid in four instalments of 20 thousand⟧ each.
    ///
    /// Сгорело ⟦8 лавок, 130 домов и 62 амбара, всего 300⟧ строений.
    ///
    /// Ауылдан ⟦20 мың, қаладан 15 мың, барлығы 50 мың⟧ сом жиналды.
    /// ```
    ///
    /// ```text
    /// The force had 5 battalions and 8 squadrons, in all 3,000 men. They lost 20 dead and 30
    /// wounded, 50 in all. Of 90 ships 12 frigates and 20 sloops, about 40 altogether, were lost.
    ///
    /// Пришло 12 офицеров и 30 солдат, всего 42 человека. В 3 волостях было 5 школ, всего лишь 7.
    /// ```
    ///
    /// Subtotals, averages and rounded shares are clean, and so is a table whose every column
    /// differs: its total counts what is not shown.
    ///
    /// ```text
    /// | Uezd | Schools | Mean | Share |
    /// |---|---|---|---|
    /// | Omsk | 12 | 31 | 34.3 % |
    /// | Verny | 9 | 25 | 25.7 % |
    /// | Orenburg | 14 | 42 | 40.1 % |
    /// | Total | 35 | 33 | 100 % |
    ///
    /// Some uezds:
    ///
    /// | Uezd | Schools | Pupils |
    /// |---|---|---|
    /// | Omsk | 12 | 310 |
    /// | Verny | 9 | 250 |
    /// | All uezds | 90 | 2200 |
    /// | Total | 92 | 2204 |
    /// ```
    ///
    /// ## Limits
    ///
    /// One total row, first or last, is known by its first cell. Every cell of the column
    /// must be a number, a dash or empty. In a sentence the parts stand before the sum, which
    /// a word such as *altogether* names; numbers told as about so many are let be.
    pub static TOTAL_DOES_NOT_ADD_UP = "total-does-not-add-up" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "the total is not the sum of its column",
        ru: "итог не равен сумме столбца",
        kk: "қорытынды баған қосындысына тең емес",
        find: find,
    }
}

/// The first cell of a row of totals.
const TOTALS: &[&str] =
    &["total", "totals", "sum", "всего", "итого", "барлығы", "жиыны", "қорытынды"];

/// The same, where they are all that the cell says: *together* may be told of anything.
const WHOLE_CELLS: &[&str] = &[
    "together", "in all", "all", "all together", "altogether", "sum total", "grand total",
    "вместе", "итог", "в сумме", "в итоге", "все", "сумма", "жалпы", "бәрі", "барлық", "қосындысы",
    "жалпы саны", "барлығы",
];

/// Words of rows that are counted in others.
const PARTS_OF: &[&str] = &[
    "including", "which", "subtotal", "числе", "них", "ішінде", "оның", "mean", "average",
    "среднее",
];

type Table<'d> = BTreeMap<(usize, usize), &'d Paragraph>;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let mut tables: BTreeMap<usize, Table<'_>> = BTreeMap::new();
        for paragraph in &document.paragraphs {
            if let Kind::Cell { table, row, column } = paragraph.kind {
                tables.entry(table).or_default().insert((row, column), paragraph);
            }
        }
        for table in tables.values() {
            judge(document, table, objections);
        }
    }
    prose::find(reading, objections);
}

/// A column with a total: the cell, what it says, what the others give.
struct Sum<'d> {
    cell: &'d Paragraph,
    total: f64,
    sum: f64,
    fits: bool,
}

fn judge(document: &Document, table: &Table<'_>, objections: &mut Objections) {
    let first = |row: usize| {
        table.range((row, 0)..=(row, usize::MAX)).next().map(|(_, cell)| cell.text.as_str())
    };
    let rows: Vec<usize> = {
        let mut rows: Vec<usize> = table.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows
    };
    let has = |row: &usize, wanted: &[&str]| {
        first(*row).is_some_and(|text| {
            words(text).any(|range| wanted.contains(&text[range].to_lowercase().as_str()))
        })
    };
    let says = |row: &usize| {
        first(*row).is_some_and(|text| {
            let text = text.to_lowercase();
            WHOLE_CELLS.contains(&text.trim_matches(|c: char| !c.is_alphabetic()))
        })
    };
    let totals: Vec<usize> =
        rows.iter().copied().filter(|row| has(row, TOTALS) || says(row)).collect();
    let ([total], false) = (totals.as_slice(), rows.iter().any(|row| has(row, PARTS_OF))) else {
        return;
    };
    let (Some(header), Some(last)) = (rows.first(), rows.last()) else { return };
    let is_at_an_end = total == last || rows.get(1) == Some(total);
    if !is_at_an_end {
        return;
    }
    let summands: Vec<usize> =
        rows.iter().copied().filter(|row| row != header && row != total).collect();
    let columns: std::collections::BTreeSet<usize> =
        table.keys().map(|(_, column)| *column).collect();
    let sums: Vec<Sum<'_>> = columns
        .into_iter()
        .skip(1)
        .filter_map(|column| sum(table, *total, &summands, column))
        .collect();
    // Where most columns do not add up, the table shows only a part of what it totals.
    let fitting = sums.iter().filter(|sum| sum.fits).count();
    if sums.len() > 1 && fitting < sums.len() - fitting {
        return;
    }
    for Sum { cell, total, sum, .. } in sums.iter().filter(|sum| !sum.fits) {
        let (said, found) = (shown(*total), shown(*sum));
        objections.add(
            vec![document.place(cell, 0..cell.text.len())],
            vec![Reason::shown(say!({ said, found } en: "the column adds up to {found}; the table says {said}", ru: "сумма столбца — {found}; в таблице указано {said}", kk: "баған қосындысы — {found}; кестеде {said} делінген"))],
            say!(en: "check the numbers of the column against the source, or say what else the total counts", ru: "сверьте числа столбца с источником или скажите, что ещё входит в итог", kk: "баған сандарын дереккөзбен салыстырыңыз немесе қорытындыға тағы не кіретінін көрсетіңіз"),
        );
    }
}

fn sum<'d>(table: &Table<'d>, total: usize, summands: &[usize], column: usize) -> Option<Sum<'d>> {
    const FEWEST: usize = 2;
    let cell = table.get(&(total, column))?;
    let texts: Vec<&str> = summands
        .iter()
        .filter_map(|row| table.get(&(*row, column)))
        .map(|cell| cell.text.trim())
        .filter(|text| !matches!(*text, "" | "-" | "–" | "—" | "…" | "n/a" | "н/д"))
        .collect();
    let comma_is_decimal = texts.iter().chain([&cell.text.as_str()]).any(|text| {
        text.split_once(',')
            .is_some_and(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).count() != 3)
    });
    let numbers: Vec<(f64, usize)> =
        texts.iter().map(|text| number(text, comma_is_decimal)).collect::<Option<_>>()?;
    let (total, places) = number(&cell.text, comma_is_decimal)?;
    if numbers.len() < FEWEST || numbers.iter().any(|(number, _)| *number < 0.0) {
        return None;
    }
    let sum: f64 = numbers.iter().map(|(number, _)| number).sum();
    let greatest = numbers.iter().map(|(number, _)| *number).fold(0.0, f64::max);
    let places = numbers.iter().map(|(_, places)| *places).fold(places, usize::max);
    // A total no greater than a summand is a mean, or the year of the last row.
    if total <= greatest {
        return None;
    }
    let is_share = (total - 100.0).abs() < f64::EPSILON && (sum - 100.0).abs() < 3.0;
    let rounding = match places {
        0 => 0.0,
        places => 0.5 * (numbers.len() as f64 + 1.0) / 10f64.powi(i32::try_from(places).ok()?),
    };
    let fits = (total - sum).abs() <= rounding + 1e-6 || is_share;
    Some(Sum { cell, total, sum, fits })
}

/// A number and its decimal places; `None` when a cell holds anything else.
fn number(text: &str, comma_is_decimal: bool) -> Option<(f64, usize)> {
    let text = text.trim().trim_end_matches(['%', '*']).trim_end();
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\''))
        .filter_map(|c| match c {
            ',' if comma_is_decimal => Some('.'),
            ',' => None,
            c => Some(c),
        })
        .collect();
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || c == '.') && plain.len() < 16;
    let value = plain.parse().ok().filter(|_| is_number)?;
    Some((value, plain.split_once('.').map_or(0, |(_, places)| places.len())))
}

fn shown(number: f64) -> String {
    let rounded = (number * 1000.0).round() / 1000.0;
    rounded.to_string()
}
