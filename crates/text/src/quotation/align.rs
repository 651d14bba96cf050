//! Which letter of a quotation is which letter of its source.

use std::ops::Range;

use super::letters::shapes;

/// What an editor's marks allow at places of a quotation, by its letters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// Before which letters stands an ellipsis.
    pub ellipses: Vec<usize>,
    /// Letters in square brackets: an editor's.
    pub brackets: Vec<Range<usize>>,
}

impl Marks {
    /// Whether an ellipsis stands between the letters of a range.
    pub(crate) fn elided(&self, letters: Range<usize>) -> bool {
        let first = self.ellipses.partition_point(|at| *at < letters.start);
        self.ellipses.get(first).is_some_and(|at| *at <= letters.end)
    }
}

/// Two texts that stand against each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facing<'a> {
    pub quote: &'a [char],
    pub quote_begins: &'a [bool],
    pub source: &'a [char],
    pub source_begins: &'a [bool],
    pub marks: &'a Marks,
}

/// Letters of two texts that are taken for each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs {
    /// For each letter of the quotation, its letter in the source.
    pub letters: Vec<Option<usize>>,
    /// Which letters of the quotation an editor put in.
    pub put_in: Vec<bool>,
    /// Before which letters of the quotation an ellipsis was needed.
    pub elided: Vec<usize>,
    /// What it took.
    pub cost: u32,
}

/// Which ends of the source's letters may stay without a partner, at no cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Free {
    pub start: bool,
    pub end: bool,
}

const ALIKE: u32 = 6;
const OTHER: u32 = 11;
const OPEN_AT_WORD: u32 = 4;
const OPEN: u32 = 8;
/// A quotation's letters are the source's, so far as can be: to leave one without a
/// partner is dear.
const NEXT: u32 = 8;
/// Words are left out whole, so a letter more costs less on that side.
const NEXT_IN_SOURCE: u32 = 3;
/// What it costs that the quotation's first or last letters have no partner.
const EDGE: u32 = 4;
const ELLIPSIS: u32 = 14;
const BRACKET: u32 = 8;
const NEVER: u32 = u32::MAX / 4;

/// Cells above which two texts are not laid against each other letter by letter.
const CELLS: usize = 1 << 20;
/// Letters of a quotation above which the same holds.
const ROWS: usize = 20_000;

const STATE: u8 = 3;
const QUOTE_GOES_ON: u8 = 4;
const SOURCE_GOES_ON: u8 = 8;
const JUMPED: u8 = 16;
const LEAPT: u8 = 32;

/// Lays letters of a quotation against letters of a source (Gotoh's gaps), so that the fewest and
/// likeliest changes remain. Adds what it finds to `pairs`.
pub(crate) fn align(
    of: Facing<'_>,
    quote: Range<usize>,
    source: Range<usize>,
    free: Free,
    pairs: &mut Pairs,
) {
    let (rows, columns) = (quote.len(), source.len());
    if rows == 0 {
        if !free.start && !free.end && 0 < columns {
            let is_elided = of.marks.elided(quote.start..quote.start);
            pairs.cost +=
                if is_elided { ELLIPSIS } else { OPEN_AT_WORD + NEXT_IN_SOURCE * columns as u32 };
            if is_elided {
                pairs.elided.push(quote.start);
            }
        }
        return;
    }
    if columns == 0 || ROWS < rows || CELLS / (columns + 1) <= rows + 1 {
        pairs.cost += (OPEN_AT_WORD + NEXT * rows as u32)
            + if free.start || free.end { EDGE } else { NEXT_IN_SOURCE * columns as u32 };
        return;
    }
    let quote_letters = &of.quote[quote.clone()];
    let source_letters = &of.source[source.clone()];
    let source_shapes: Vec<u32> = source_letters.iter().map(|letter| shapes(*letter)).collect();
    let source_open: Vec<u32> = of.source_begins[source.clone()]
        .iter()
        .map(|begins| if *begins { OPEN_AT_WORD } else { OPEN })
        .collect();
    let width = columns + 1;
    let mut trace = vec![0u8; (rows + 1) * width];
    let mut jumps: Vec<(usize, Vec<u32>)> = Vec::new();
    // Rows at which a bracket begins, kept for the row at which it ends.
    let brackets: Vec<Range<usize>> = of
        .marks
        .brackets
        .iter()
        .filter(|bracket| {
            quote.start <= bracket.start && bracket.end <= quote.end && !bracket.is_empty()
        })
        .map(|bracket| bracket.start - quote.start..bracket.end - quote.start)
        .collect();
    let mut kept: Vec<(usize, Vec<u32>)> = Vec::new();
    // The cheapest way to each cell of the row before, and the cheapest that ends in a letter
    // of the quotation without a partner.
    let mut above: Vec<u32> = Vec::with_capacity(width);
    let mut alone_above = vec![NEVER; width];
    for column in 0..width {
        above.push(match (free.start, column) {
            (true, _) | (_, 0) => 0,
            (false, column) => source_open[0] + NEXT_IN_SOURCE * column as u32,
        });
    }
    if !free.start {
        trace[1..width].fill(2 | SOURCE_GOES_ON);
    }
    if brackets.iter().any(|bracket| bracket.start == 0) {
        kept.push((0, above.clone()));
    }
    let mut row_now = vec![NEVER; width];
    let ellipsis_at = |row: usize| of.marks.ellipses.binary_search(&(quote.start + row)).is_ok();
    if ellipsis_at(0) && !free.start {
        jump(0, &mut above, &mut trace[..width], &mut jumps);
    }
    for row in 1..=rows {
        let letter = quote_letters[row - 1];
        let shape = shapes(letter);
        let open = if of.quote_begins[quote.start + row - 1] { OPEN_AT_WORD } else { OPEN }
            + if row == 1 && free.start { EDGE } else { 0 };
        let mut beside = NEVER;
        let line = &mut trace[row * width..(row + 1) * width];
        for column in 0..width {
            let met = match column.checked_sub(1) {
                None => NEVER,
                Some(at) => {
                    above[at]
                        + match source_letters[at] {
                            other if other == letter => 0,
                            _ if shape & source_shapes[at] != 0 => ALIKE,
                            _ => OTHER,
                        }
                }
            };
            let mut mark = 0;
            let mut alone = above[column] + open + NEXT;
            if alone_above[column] + NEXT < alone {
                alone = alone_above[column] + NEXT;
                mark |= QUOTE_GOES_ON;
            }
            alone_above[column] = alone;
            if let Some(at) = column.checked_sub(1) {
                let opened = row_now[at] + source_open[at] + NEXT_IN_SOURCE;
                if beside + NEXT_IN_SOURCE < opened {
                    beside += NEXT_IN_SOURCE;
                    mark |= SOURCE_GOES_ON;
                } else {
                    beside = opened;
                }
            }
            let (state, cost) = match () {
                () if met <= alone && met <= beside => (0, met),
                () if alone <= beside => (1, alone),
                () => (2, beside),
            };
            row_now[column] = cost;
            line[column] = mark | state;
        }
        for bracket in brackets.iter().filter(|bracket| bracket.end == row) {
            if let Some((_, before)) = kept.iter().find(|(start, _)| *start == bracket.start) {
                for column in 0..width {
                    if before[column] + BRACKET < row_now[column] {
                        row_now[column] = before[column] + BRACKET;
                        line[column] = (line[column] & !STATE & !JUMPED) | LEAPT;
                    }
                }
            }
        }
        if ellipsis_at(row) && row < rows {
            jump(row, &mut row_now, line, &mut jumps);
        }
        if brackets.iter().any(|bracket| bracket.start == row) {
            kept.push((row, row_now.clone()));
        }
        std::mem::swap(&mut above, &mut row_now);
    }
    let last = match free.end {
        false => columns,
        true => (0..width)
            .min_by_key(|column| {
                let is_alone = trace[rows * width + column] & STATE == 1;
                above[*column] + if is_alone { EDGE } else { 0 }
            })
            .unwrap_or(0),
    };
    pairs.cost += above[last];
    let (mut row, mut column) = (rows, last);
    let mut state = None;
    while 0 < row || (0 < column && !free.start) {
        let mark = trace[row * width + column];
        match state.take().unwrap_or(if mark & JUMPED != 0 { 3 } else { mark & STATE }) {
            0 if mark & LEAPT != 0 => {
                let Some(bracket) = brackets.iter().find(|bracket| bracket.end == row) else {
                    break;
                };
                for at in bracket.clone() {
                    pairs.put_in[quote.start + at] = true;
                }
                row = bracket.start;
            }
            0 if 0 < row && 0 < column => {
                pairs.letters[quote.start + row - 1] = Some(source.start + column - 1);
                (row, column) = (row - 1, column - 1);
            }
            1 if 0 < row => {
                state = (mark & QUOTE_GOES_ON != 0).then_some(1);
                row -= 1;
            }
            2 if 0 < column => {
                state = (mark & SOURCE_GOES_ON != 0 && 1 < column).then_some(2);
                column -= 1;
            }
            3 => {
                let from =
                    jumps.iter().find(|(at, _)| *at == row).and_then(|(_, from)| from.get(column));
                let Some(from) = from else { break };
                pairs.elided.push(quote.start + row);
                column = *from as usize;
                // The cell jumped from is not itself reached by a jump.
                state = Some(trace[row * width + column] & STATE);
            }
            _ => break,
        }
    }
}

/// Lets an ellipsis stand for any letters of the source.
fn jump(row: usize, costs: &mut [u32], marks: &mut [u8], jumps: &mut Vec<(usize, Vec<u32>)>) {
    let mut from = vec![0u32; costs.len()];
    let mut best: Option<(u32, usize)> = None;
    for column in 0..costs.len() {
        let before = costs[column];
        if let Some((cost, start)) = best {
            // A far place must be better than a near one.
            let cost = cost + ELLIPSIS + ((column - start) as u32 >> 6);
            if cost < before {
                costs[column] = cost;
                marks[column] |= JUMPED;
                from[column] = start as u32;
            }
        }
        if best.is_none_or(|(cost, start)| before <= cost + ((column - start) as u32 >> 6)) {
            best = Some((before, column));
        }
    }
    jumps.push((row, from));
}
