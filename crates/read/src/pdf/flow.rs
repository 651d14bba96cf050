//! From the lines of all pages to paragraphs, headings and notes.

use std::collections::{BTreeMap, BTreeSet};

use derek_pdf::Rule;

use super::line::{Line, Word};
use super::order::Block;

/// A page as it was laid out.
#[derive(Debug)]
pub(super) struct Sheet {
    pub height: f32,
    pub blocks: Vec<Block>,
    pub rules: Vec<Rule>,
}

/// Lines that are read as one.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub lines: Vec<Line>,
    pub kind: PartKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PartKind {
    Body,
    /// A heading of a level, the highest being 1.
    Heading(usize),
    /// A line of a table.
    Row,
    /// A note of a page, with its number or sign as it is printed.
    Note(String),
}

/// What a text is made of, and what it repeats on its pages.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub parts: Vec<Part>,
    /// Running heads, each once, with the number of pages that have it.
    pub heads: BTreeMap<String, usize>,
    /// Pages from which a number was taken away.
    pub numbered: usize,
}

pub(super) fn flow(mut sheets: Vec<Sheet>) -> Flow {
    let mut flow = Flow::default();
    take_heads(&mut sheets, &mut flow);
    let body = body_size(&sheets);
    let mut notes = Vec::new();
    for sheet in &mut sheets {
        take_notes(sheet, body, &mut notes);
    }
    flow.parts = parts(sheets, body);
    flow.parts.extend(notes);
    flow
}

/// The words of a line as they repeat from page to page: numbers are numbers.
fn pattern(line: &Line) -> String {
    let mut pattern = String::new();
    for c in line.text().chars().filter(|c| !c.is_whitespace()) {
        match c.is_ascii_digit() {
            true if pattern.ends_with('#') => {}
            true => pattern.push('#'),
            false => pattern.extend(c.to_lowercase()),
        }
    }
    let is_roman = !pattern.is_empty() && pattern.chars().all(|c| "ivxlc".contains(c));
    if is_roman { "#".to_owned() } else { pattern }
}

fn is_only_number(pattern: &str) -> bool {
    let bare = pattern.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    bare == "#" || matches!(bare, "page#" | "p#" | "с#" | "стр#" | "бет#" | "#бет" | "page#of#")
}

/// Whether lines of one pattern are of one wording, or the first or the last number of
/// each is as far from the number of its page, for most of them.
fn keeps_step(words: &str, found: &[(usize, String)]) -> bool {
    let distinct: BTreeSet<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    if distinct.len() * 3 <= found.len() || distinct.len() == 1 {
        return true;
    }
    let mut steps: BTreeMap<(bool, i64), usize> = BTreeMap::new();
    for (page, text) in found {
        let page = i64::try_from(*page).unwrap_or(0);
        let numbers: Vec<i64> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        let roman = text.split_whitespace().find_map(roman);
        for (is_last, number) in
            [(false, numbers.first().copied().or(roman)), (true, numbers.last().copied())]
        {
            if let Some(number) = number {
                *steps.entry((is_last, number.saturating_sub(page))).or_default() += 1;
            }
        }
    }
    // With a few pages a number may be in step by chance.
    steps.values().any(|count| found.len() < 2 * count && (2 < *count || is_only_number(words)))
}

/// The number that Roman numerals stand for, as pages before a book's own are counted.
fn roman(word: &str) -> Option<i64> {
    let values: Vec<i64> = word
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'i' => Some(1),
            'v' => Some(5),
            'x' => Some(10),
            'l' => Some(50),
            'c' => Some(100),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut sum = 0;
    for (at, value) in values.iter().enumerate() {
        sum += if values.get(at + 1).is_some_and(|next| value < next) { -value } else { *value };
    }
    (0 < sum).then_some(sum)
}

/// Where a line repeats: at the head or at the foot, how far from the edge, and its words.
type Place = (bool, i32, String);

/// Takes away what repeats at the head or the foot of the pages.
fn take_heads(sheets: &mut [Sheet], flow: &mut Flow) {
    // The two outermost rows of each page, at its head and at its foot.
    let mut candidates: Vec<(usize, usize, usize, Place)> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let mut lines: Vec<(usize, usize, &Line)> = Vec::new();
        for (block, held) in sheet.blocks.iter().enumerate() {
            lines.extend(held.lines.iter().enumerate().map(|(line, one)| (block, line, one)));
        }
        lines.sort_by(|one, other| one.2.base.total_cmp(&other.2.base));
        let mut outer = |ordered: Vec<&(usize, usize, &Line)>, is_foot: bool| {
            let (mut rows, mut last) = (0, f32::MIN);
            for (block, line, one) in ordered {
                if 3.0 < (one.base - last).abs() {
                    rows += 1;
                    last = one.base;
                }
                if 2 < rows {
                    break;
                }
                let edge = if is_foot { sheet.height - one.base } else { one.base };
                if edge < sheet.height * 0.2 {
                    let place = (is_foot, (edge / 6.0).round() as i32, pattern(one));
                    candidates.push((at, *block, *line, place));
                }
            }
        };
        outer(lines.iter().collect(), false);
        outer(lines.iter().rev().collect(), true);
    }
    let mut pages: BTreeMap<(bool, String), BTreeMap<i32, BTreeSet<usize>>> = BTreeMap::new();
    for (at, _, _, (is_foot, edge, words)) in &candidates {
        let by_edge = pages.entry((*is_foot, words.clone())).or_default();
        by_edge.entry(*edge).or_default().insert(*at);
    }
    // What repeats with other numbers is a head when a number goes with the pages:
    // *Ibid., p. 12* at the foot of page after page is none.
    let mut numbers: BTreeMap<(bool, String), Vec<(usize, String)>> = BTreeMap::new();
    for (at, block, line, (is_foot, _, words)) in &candidates {
        let line = sheets[*at].blocks.get(*block).and_then(|block| block.lines.get(*line));
        let text = line.map(Line::text).unwrap_or_default();
        numbers.entry((*is_foot, words.clone())).or_default().push((*at, text));
    }
    let goes_with_pages = |is_foot: bool, words: &str| {
        let Some(found) = numbers.get(&(is_foot, words.to_owned())) else { return false };
        keeps_step(words, found)
    };
    let count = sheets.len();
    let enough = if count <= 6 { 2 } else { 3 };
    let mut taken: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (at, block, line, (is_foot, edge, words)) in candidates {
        let Some(one) = sheets[at].blocks.get(block).and_then(|block| block.lines.get(line)) else {
            continue;
        };
        let near: usize = (edge - 1..=edge + 1)
            .filter_map(|edge| pages.get(&(is_foot, words.clone()))?.get(&edge))
            .map(BTreeSet::len)
            .sum();
        let is_lone_number = is_only_number(&words);
        let repeats = enough <= near && one.length() < 160 && goes_with_pages(is_foot, &words);
        // The only page of an offprint has a number too.
        let is_number = is_lone_number && count < 3 && one.base / sheets[at].height > 0.9;
        let is_head = repeats || is_number || one.is_artifact;
        if is_head && taken.insert((at, block, line)) {
            match is_lone_number {
                true => flow.numbered += 1,
                false => *flow.heads.entry(one.text()).or_default() += 1,
            }
        }
    }
    for (at, sheet) in sheets.iter_mut().enumerate() {
        for (number, block) in sheet.blocks.iter_mut().enumerate() {
            let mut line = 0;
            block.lines.retain(|_| {
                line += 1;
                !taken.contains(&(at, number, line - 1))
            });
        }
        sheet.blocks.retain(|block| !block.lines.is_empty());
    }
}

/// The size that most of the text has.
fn body_size(sheets: &[Sheet]) -> f32 {
    let mut held: BTreeMap<i32, usize> = BTreeMap::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(|block| &block.lines) {
        *held.entry((line.size * 4.0).round() as i32).or_default() += line.length();
    }
    let usual = held.into_iter().max_by_key(|(_, length)| *length);
    usual.map_or(10.0, |(size, _)| size as f32 / 4.0)
}

/// The number or the sign that a note begins with, and whether it stands above the line.
fn sign_of(line: &Line) -> Option<(String, bool)> {
    let first = line.words.first()?;
    let words = first.text.as_str();
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    if (1..=3).contains(&digits.len()) && !digits.starts_with('0') {
        let rest = &words[digits.len()..];
        let begins = rest.chars().next();
        let is_sign = match begins {
            None => 1 < line.words.len(),
            Some('.' | ')') => rest.len() == 1,
            Some(c) => c.is_alphabetic() || matches!(c, '«' | '“' | '"' | '‘'),
        };
        return is_sign.then_some((digits, first.is_raised));
    }
    let stars: String = words.chars().take_while(|c| matches!(c, '*' | '†' | '‡')).collect();
    (!stars.is_empty()).then_some((stars, true))
}

/// Takes away the notes at the foot of a page: smaller writing under the text, that begins
/// with a number or stands under a rule.
fn take_notes(sheet: &mut Sheet, body: f32, notes: &mut Vec<Part>) {
    let is_small = |line: &Line| line.size < 0.95 * body;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (number, block) in sheet.blocks.iter().enumerate() {
        let small = block.lines.iter().rev().take_while(|line| is_small(line)).count();
        let first = block.lines.len() - small;
        let Some(top) = block.lines.get(first) else { continue };
        let has_body_below = sheet.blocks.iter().flat_map(|other| &other.lines).any(|line| {
            !is_small(line)
                && top.base < line.base
                && line.left.max(top.left) < line.right.min(top.right)
        });
        if has_body_below || top.base < sheet.height * 0.2 {
            continue;
        }
        let is_ruled = |line: &Line| {
            sheet.rules.iter().any(|rule| {
                let above = line.base - line.size - rule.at;
                -2.0 < above
                    && above < 1.6 * body
                    && (rule.left - line.left).abs() < 3.0 * body
                    && rule.right - rule.left < 0.75 * (block.right - block.left).max(12.0 * body)
            })
        };
        // Above the first number may stand the end of a note of the page before.
        let start = match is_ruled(top) {
            true => Some(first),
            false => (first..block.lines.len()).find(|at| {
                let line = &block.lines[*at];
                is_ruled(line)
                    || sign_of(line).is_some_and(|(_, is_raised)| is_raised || *at == first)
            }),
        };
        found.extend(start.map(|start| (number, start)));
    }
    // Notes may be parted by what stands between them: all that is small below is theirs.
    let mut ordered = Vec::new();
    for (number, start) in found.iter().rev() {
        let lines = sheet.blocks[*number].lines.split_off(*start);
        ordered.push((sheet.blocks[*number].left, *number, lines));
    }
    ordered.reverse();
    for (_, _, lines) in ordered {
        for line in lines {
            let sign = sign_of(&line);
            let open = notes.last_mut();
            match (sign, open) {
                (Some((sign, is_raised)), open) if is_raised || follows(open.as_deref(), &sign) => {
                    notes.push(Part {
                        lines: vec![without_sign(line, &sign)],
                        kind: PartKind::Note(sign),
                    });
                }
                (_, Some(open)) => open.lines.push(line),
                (_, None) => {
                    notes.push(Part { lines: vec![line], kind: PartKind::Note(String::new()) })
                }
            }
        }
    }
    sheet.blocks.retain(|block| !block.lines.is_empty());
}

/// Whether a number that stands on the line begins the next note.
fn follows(before: Option<&Part>, sign: &str) -> bool {
    let Some(Part { kind: PartKind::Note(before), .. }) = before else { return true };
    match (before.parse::<u32>(), sign.parse::<u32>()) {
        (Ok(before), Ok(sign)) => sign == before + 1 || sign == 1,
        _ => true,
    }
}

fn without_sign(mut line: Line, sign: &str) -> Line {
    if let Some(first) = line.words.first_mut() {
        let rest = first.text[sign.len()..].trim_start_matches(['.', ')']).to_owned();
        match rest.is_empty() {
            true => {
                line.words.remove(0);
            }
            false => first.text = rest,
        }
    }
    line
}

/// What is known of the column that a line stands in.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
    leading: f32,
    /// Most lines are indented: entries hang out.
    hangs: bool,
    block: usize,
}

fn column(block: &Block, number: usize) -> Column {
    let size = block.lines.first().map_or(10.0, |line| line.size);
    let mut lefts: BTreeMap<i32, usize> = BTreeMap::new();
    for line in &block.lines {
        *lefts.entry((line.left / (0.3 * size).max(0.5)).round() as i32).or_default() += 1;
    }
    let grain = (0.3 * size).max(0.5);
    let usual = lefts.iter().max_by_key(|(_, count)| **count).map_or(0, |(left, _)| *left);
    let mut gaps: Vec<f32> =
        block.lines.windows(2).map(|pair| pair[1].base - pair[0].base).collect();
    gaps.sort_by(f32::total_cmp);
    let leading = gaps.get(gaps.len() / 2).copied().unwrap_or(size * 1.3);
    let left = block.left;
    let hangs = 4 <= block.lines.len() && left + 0.8 * size < usual as f32 * grain;
    Column { left, right: block.right, leading, hangs, block: number }
}

fn parts(sheets: Vec<Sheet>, body: f32) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut sizes: BTreeSet<i32> = BTreeSet::new();
    let mut before: Option<Column> = None;
    let mut number = 0;
    let indented = uses_indents(&sheets);
    for sheet in sheets {
        for block in sheet.blocks {
            number += 1;
            let here = column(&block, number);
            for line in block.lines {
                let is_row = line.is_row();
                let goes_on = match (parts.last(), before) {
                    (Some(part), Some(column)) if !is_row && part.kind == PartKind::Body => {
                        let last = part.lines.last();
                        last.is_some_and(|last| {
                            goes_on(last, column, &line, here, part.lines.len(), indented)
                        })
                    }
                    _ => false,
                };
                match parts.last_mut() {
                    Some(part) if goes_on => part.lines.push(line),
                    _ => {
                        let kind = if is_row { PartKind::Row } else { PartKind::Body };
                        parts.push(Part { lines: vec![line], kind });
                    }
                }
                before = Some(here);
            }
        }
    }
    let is_large = |line: &Line| 1.1 * body < line.size;
    for part in &parts {
        if let [first, ..] = &part.lines[..]
            && is_large(first)
            && part.kind == PartKind::Body
        {
            sizes.insert((first.size * 2.0).round() as i32);
        }
    }
    let of_bold: usize =
        parts.iter().flat_map(|part| &part.lines).filter(|line| line.is_bold).count();
    let lines: usize = parts.iter().map(|part| part.lines.len()).sum();
    let is_bold_usual = lines < 3 * of_bold;
    for part in parts.iter_mut().filter(|part| part.kind == PartKind::Body) {
        let Some(first) = part.lines.first() else { continue };
        let length: usize = part.lines.iter().map(Line::length).sum();
        let has_letters = part
            .lines
            .iter()
            .flat_map(|line| &line.words)
            .any(|word| word.text.chars().filter(|c| c.is_alphabetic()).count() > 1);
        let size = (first.size * 2.0).round() as i32;
        if part.lines.iter().all(is_large) && length < 260 && has_letters {
            part.kind = PartKind::Heading(
                1 + sizes.iter().rev().position(|one| *one == size).unwrap_or(0).min(5),
            );
        } else if !is_bold_usual
            && part.lines.iter().all(|line| line.is_bold)
            && length < 160
            && has_letters
            && !ends_sentence(part.lines.last())
        {
            part.kind = PartKind::Heading((1 + sizes.len()).min(6));
        }
    }
    parts
}

/// Whether paragraphs of this text begin with an indent: a line in twelve does, at least.
fn uses_indents(sheets: &[Sheet]) -> bool {
    let (mut lines, mut indented) = (0, 0);
    for block in sheets.iter().flat_map(|sheet| &sheet.blocks).filter(|block| 3 < block.lines.len())
    {
        let column = column(block, 0);
        lines += block.lines.len();
        indented += block.lines.iter().filter(|line| is_indented(line, column)).count();
    }
    lines < 16 * indented && indented * 2 < lines
}

fn is_indented(line: &Line, column: Column) -> bool {
    let indent = line.left - column.left;
    0.6 * line.size < indent && indent < 6.0 * line.size
}

fn ends_sentence(line: Option<&Line>) -> bool {
    let last = line.and_then(|line| line.words.iter().rev().find(|word| !word.is_raised));
    last.is_some_and(|word| {
        word.text
            .trim_end_matches(['”', '»', '"', ')', ']', '’', '*'])
            .trim_end_matches(|c: char| {
                c.is_ascii_digit() && !word.text.chars().all(|c| c.is_ascii_digit())
            })
            .ends_with(['.', '!', '?', '…', ':', ';', '؟', '۔'])
    })
}

fn begins_small(word: Option<&Word>) -> bool {
    word.and_then(|word| word.text.chars().find(|c| c.is_alphabetic()))
        .is_some_and(char::is_lowercase)
}

/// Signs that begin an item of a list.
fn begins_item(line: &Line) -> bool {
    let Some(first) = line.words.first() else { return false };
    matches!(first.text.as_str(), "•" | "·" | "▪" | "■" | "●" | "○" | "◦" | "–" | "—" | "\u{f0b7}")
        && first.right < line.right
}

/// Whether a line goes on with the paragraph of the line before it.
fn goes_on(
    last: &Line,
    column: Column,
    line: &Line,
    here: Column,
    length: usize,
    indented: bool,
) -> bool {
    let size = last.size.max(line.size);
    if size > 1.09 * last.size.min(line.size) || last.turn != line.turn {
        return false;
    }
    let ends = ends_sentence(Some(last));
    let is_parted_word =
        last.words.last().is_some_and(|word| word.text.ends_with(['-', '\u{ad}', '‐']));
    let first = line.words.first();
    // How much room was left behind the last line: would the next word have gone there?
    let room = column.right - last.right;
    let need = first.map_or(0.0, |word| word.right - word.left) + 0.3 * size;
    let is_short = need + 0.4 * size < room;
    if column.block == here.block {
        let down = line.base - last.base;
        if 1.32 * here.leading + 0.5 < down || begins_item(line) {
            return false;
        }
        if last.is_bold != line.is_bold && (is_short || ends) && 1.0 < down {
            return false;
        }
        if here.hangs {
            return is_indented(line, here) || line.left - here.left > 0.6 * size;
        }
        let indent = line.left - last.left;
        if is_indented(line, here) {
            // A quotation set in is indented as a whole.
            let as_before = indent.abs() < 0.3 * size && 1 < length;
            let first_of_quotation = indent.abs() < 0.3 * size && !ends && !is_short;
            return as_before && !is_short || first_of_quotation || is_parted_word;
        }
        if is_parted_word || begins_small(first) && !(ends && is_short) {
            return true;
        }
        if is_short && ends {
            return false;
        }
        // Short lines that do not end, one below the other: an address, a title page, verses.
        return !(is_short && 4.0 * size < room && !begins_small(first));
    }
    if is_parted_word {
        return true;
    }
    if begins_item(line) || last.is_bold != line.is_bold || is_short && 3.0 * size < room {
        return begins_small(first) && !ends;
    }
    match (ends, begins_small(first)) {
        (false, true) => true,
        (true, true) => false,
        // At the head of a column only an indent says that a paragraph begins.
        (false, false) => !is_indented(line, here),
        (true, false) => indented && !is_indented(line, here) && !is_short && 3 < line.words.len(),
    }
}
