//! From raw text to paragraphs, headings, tables and lists.
//!
//! Plain text has no marks for these, so each rule asks what a reader sees:
//! blank lines, indents, tabs, short lines without a full stop.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::Said;
use derek_study::document::{Kind, Language, Paragraph};

use crate::markdown;
use crate::weave::{self, Sort};

/// The paragraphs of a text, in its order, with their locators.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let shape = Shape::of(text, &lines);
    let blocks = blocks(text, &lines, shape);
    let kinds = kinds(text, &blocks);
    let (blocks, kinds) = parted(text, blocks, kinds);
    locate(text, blocks, kinds)
}

/// The paragraphs of a text whose file says what they are, in its order, with their locators.
pub(crate) fn paragraphs_of(text: &str, given: &[weave::Block]) -> Vec<Paragraph> {
    let block = |one: &weave::Block| Block {
        lines: vec![one.range.clone()],
        is_tabbed: false,
        is_after_gap: false,
        row: None,
        locator: match &one.sort {
            Sort::Note(locator) => Some(locator.clone()),
            _ => one.locator.clone(),
        },
    };
    let blocks: Vec<Block> = given.iter().map(block).collect();
    let kinds = kinds_given(text, &blocks, given);
    let (blocks, kinds) = parted(text, blocks, kinds);
    locate(text, blocks, kinds)
}

/// The paragraphs of a text in Markdown, and what of it is no words.
pub(crate) fn paragraphs_of_markdown(text: &str) -> (Vec<Paragraph>, Vec<Said>) {
    let (found, left_out) = markdown::blocks(text);
    let given: Vec<weave::Block> = found
        .iter()
        .map(|one| weave::Block { range: 0..0, sort: one.sort.clone(), locator: None })
        .collect();
    let block = |one: markdown::Block| Block {
        lines: one.pieces,
        is_tabbed: false,
        is_after_gap: false,
        row: None,
        locator: match one.sort {
            Sort::Note(locator) => Some(locator),
            _ => None,
        },
    };
    let blocks: Vec<Block> = found.into_iter().map(block).collect();
    let kinds = kinds_given(text, &blocks, &given);
    let (blocks, kinds) = parted(text, blocks, kinds);
    (locate(text, blocks, kinds), left_out)
}

/// What the file says of each block, and what its words and its place say beyond that.
fn kinds_given(text: &str, blocks: &[Block], given: &[weave::Block]) -> Vec<Kind> {
    let styled = given.iter().filter(|one| matches!(one.sort, Sort::Heading(_))).count();
    let last = given.iter().rposition(|one| !matches!(one.sort, Sort::Note(_)));
    let mut kinds: Vec<Kind> = Vec::with_capacity(blocks.len());
    let mut section = Section::default();
    for (at, (block, one)) in blocks.iter().zip(given).enumerate() {
        let words = words_of(text, block);
        let after_table = matches!(kinds.last(), Some(Kind::Cell { .. }));
        let kind = match &one.sort {
            // A whole paragraph in the style of a heading is no heading.
            Sort::Heading(_) if LONGEST_HEADING < words.len() => Kind::Prose,
            Sort::Heading(level) => section.enter(*level, &words),
            Sort::Cell(table, row, column) => {
                Kind::Cell { table: *table, row: *row, column: *column }
            }
            Sort::Caption => Kind::Caption,
            Sort::Reference => Kind::Reference,
            Sort::Apparatus => Kind::Apparatus,
            Sort::Note(_) => match cites(&words) {
                true => Kind::Reference,
                false => Kind::Item,
            },
            Sort::Body | Sort::Prose | Sort::Item => {
                let is_body = one.sort == Sort::Body;
                // Who gives headings a style does not leave some without.
                let may_head = match 2 <= styled || section.references.is_some() {
                    true => is_section(&words),
                    false => true,
                };
                if after_table && is_under_table(&words) || is_caption(&words) {
                    Kind::Caption
                } else if is_body
                    && may_head
                    && is_heading(without_calls(&words), at == 0, Some(at) == last)
                {
                    section.enter(1, &words)
                } else if section.references.is_some() || is_note(&words) {
                    Kind::Reference
                } else if section.is_apparatus || starts_with_one_of(&words, APPARATUS_STARTS) {
                    Kind::Apparatus
                } else if one.sort == Sort::Item || is_item(&words) {
                    Kind::Item
                } else {
                    Kind::Prose
                }
            }
        };
        kinds.push(kind);
    }
    kinds
}

/// The words without the raised numbers of notes behind them, which would hide a full stop.
fn without_calls(words: &str) -> &str {
    words.trim_end_matches(|c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹,*".contains(c) || c.is_whitespace())
}

/// Bytes of a heading in any alphabet, at most.
const LONGEST_HEADING: usize = 380;

/// The section that a block stands in, as far as that says what it is.
#[derive(Debug, Default)]
struct Section {
    /// The level of the heading of the list of references, inside that list.
    references: Option<usize>,
    is_apparatus: bool,
}

impl Section {
    fn enter(&mut self, level: usize, words: &str) -> Kind {
        let bare = bare_heading(words);
        // A heading below that of the references only parts them.
        if self.references.is_none_or(|above| level <= above) {
            self.references = is_references(bare).then_some(level);
        }
        self.is_apparatus = is_one_of(bare, APPARATUS);
        Kind::Heading
    }
}

/// Whether a note names a work or a file of an archive, and so holds years of print:
/// by the abbreviations that notes in English, Russian and Kazakh are written with.
fn cites(words: &str) -> bool {
    const MARKS: &[&str] = &[
        "//", "http", "ibid", "op. cit", "там же", "указ. соч", "сонда", "цит. по", "см.:", "see:",
        "doi", "isbn", "et al.", "и др.", "сост.", "ред.", "eds.", "(ed.", "ed. by", "vol.",
        "қар.:", "б.б.", "алматы:", "м.:", "л.:", "спб", "университет", "university press",
    ];
    // *p. 12*, *с. 34*, *л. 5об.*, *ф. 71*, *оп. 1*, *д. 12*, *т. 3*, *12 б.*
    const BEFORE_NUMBER: &[&str] = &[
        "p.", "pp.", "с.", "c.", "л.", "лл.", "ф.", "оп.", "д.", "т.", "вып.", "№", "no.", "f.",
        "op.", "d.", "l.", "б.", "іс", "іс.", "тізбе", "қор", "s.", "fol.", "ff.",
    ];
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower.split_whitespace().collect();
    let begins_with_number =
        |word: &str| word.trim_start_matches(['–', '(']).starts_with(|c: char| c.is_ascii_digit());
    let is_page = |pair: &[&str]| {
        BEFORE_NUMBER.contains(&pair[0].trim_start_matches(['(', '–', '—']))
            && begins_with_number(pair[1])
            || begins_with_number(pair[0])
                && matches!(pair[1].trim_end_matches([',', ';']), "б." | "бб." | "с." | "p.")
    };
    let is_year_and_page = |pair: &[&str]| {
        let year = pair[0].trim_start_matches('(');
        let digits = year.trim_end_matches([',', ':', ')']);
        digits.len() == 4
            && digits.len() < year.len()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && begins_with_number(pair[1])
    };
    MARKS.iter().any(|mark| lower.contains(mark))
        || parts.windows(2).any(|pair| is_page(pair) || is_year_and_page(pair))
        // *Аманжолова, Казахский автономизм, 35.*: so short a note is no statement.
        || words.len() < 160 && words.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit())
}

/// One line, without its end.
#[derive(Debug, Clone)]
struct Line {
    range: Range<usize>,
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Nothing at all.
    Empty,
    /// White space only.
    Blank,
    Words,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    while start <= bytes.len() {
        let end = bytes[start..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .map_or(bytes.len(), |at| start + at);
        let line = &text[start..end];
        let look = match (line.is_empty(), line.trim().is_empty()) {
            (true, _) => Look::Empty,
            (false, true) => Look::Blank,
            _ => Look::Words,
        };
        lines.push(Line { range: start..end, look });
        start = match &bytes[end..] {
            [b'\r', b'\n', ..] => end + 2,
            _ => end + 1,
        };
    }
    lines
}

/// How the text marks its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Blank lines part paragraphs; lines inside are only wrapped.
    Wrapped,
    /// Every line is a paragraph.
    Lines,
    /// A page's text taken out of its markup: only an empty line parts
    /// paragraphs, a line of spaces is left of something inside one.
    Markup,
}

impl Shape {
    fn of(text: &str, lines: &[Line]) -> Shape {
        if Shape::is_markup(text, lines) {
            return Shape::Markup;
        }
        let worded: Vec<&str> = lines
            .iter()
            .filter(|line| line.look == Look::Words)
            .map(|line| text[line.range.clone()].trim())
            .collect();
        let pairs = lines
            .windows(2)
            .filter(|pair| pair[0].look == Look::Words && pair[1].look == Look::Words);
        let touching = pairs.clone().count();
        let begins_small =
            |line: &Line| text[line.range.clone()].trim_start().starts_with(char::is_lowercase);
        let going_on = pairs.filter(|pair| begins_small(&pair[1])).count();
        let ended = worded.iter().filter(|line| ends_sentence(line)).count();
        let long = worded.iter().filter(|line| 160 < line.chars().take(161).count()).count();
        // Lines that touch and are as long as paragraphs, or mostly end as sentences do, were not wrapped.
        match worded.len() {
            _ if touching == 0 => Shape::Wrapped,
            // Lines that begin in the middle of a sentence were wrapped, however long they are.
            _ if touching <= going_on * 5 => Shape::Wrapped,
            many if many <= 4 * long => Shape::Lines,
            many if many * 7 <= ended * 10 && touching * 2 >= many => Shape::Lines,
            _ => Shape::Wrapped,
        }
    }

    /// Lines of spaces stand where a sentence plainly goes on.
    fn is_markup(text: &str, lines: &[Line]) -> bool {
        let has_empty = lines.iter().any(|line| line.look == Look::Empty);
        let mut gone_on = 0;
        let mut before: Option<&Line> = None;
        let mut only_blank = true;
        for line in lines {
            match line.look {
                Look::Empty => only_blank = false,
                Look::Blank => {}
                Look::Words => {
                    let touches =
                        before.is_some_and(|before| before.range.end + 2 < line.range.start);
                    let next = text[line.range.clone()].trim_start().chars().next();
                    if touches
                        && only_blank
                        && next.is_some_and(|c| {
                            c.is_lowercase() || matches!(c, '[' | '.' | ',' | ';' | ')')
                        })
                    {
                        gone_on += 1;
                    }
                    before = Some(line);
                    only_blank = true;
                }
            }
        }
        has_empty && 0 < gone_on
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '»', '"', ')', ']', '’']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Lines that belong together.
#[derive(Debug, Clone)]
struct Block {
    lines: Vec<Range<usize>>,
    /// The block stands behind a tab: a cell or an item of a page's text.
    is_tabbed: bool,
    /// Nothing but white space stood between this block and the last, more than parts two cells.
    is_after_gap: bool,
    /// When the block is a cell of a table written in lines: which table, which line.
    row: Option<(usize, usize)>,
    /// The locator that the file itself gives: a note's number.
    locator: Option<String>,
}

fn blocks(text: &str, lines: &[Line], shape: Shape) -> Vec<Block> {
    match shape {
        Shape::Markup => blocks_of_markup(text, lines),
        Shape::Lines | Shape::Wrapped => blocks_of_lines(text, lines, shape),
    }
}

fn blocks_of_markup(text: &str, lines: &[Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut is_after_gap = false;
    for group in lines.split(|line| line.look == Look::Empty) {
        let worded: Vec<Range<usize>> = group
            .iter()
            .filter(|line| line.look == Look::Words)
            .map(|line| line.range.clone())
            .collect();
        if worded.is_empty() {
            is_after_gap |= !group.is_empty();
            continue;
        }
        let is_tabbed = group
            .iter()
            .any(|line| line.look == Look::Blank && text[line.range.clone()].contains('\t'));
        blocks.push(Block { lines: worded, is_tabbed, is_after_gap, row: None, locator: None });
        is_after_gap = false;
    }
    blocks
}

fn blocks_of_lines(text: &str, lines: &[Line], shape: Shape) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut goes_on = false;
    let mut rows = 0;
    let mut last_cells = 0;
    let (begins_entry, goes_on_in_list) = lines_of_lists(text, lines);
    for (number, line) in lines.iter().enumerate() {
        if line.look != Look::Words {
            goes_on = false;
            last_cells = 0;
            continue;
        }
        let words = &text[line.range.clone()];
        let cells = cells_of(words);
        if 1 < cells.len() {
            if is_rule(words) {
                continue;
            }
            if last_cells != cells.len() {
                rows += 1;
            }
            last_cells = cells.len();
            for cell in cells {
                let range = line.range.start + cell.start..line.range.start + cell.end;
                blocks.push(Block {
                    lines: vec![range],
                    is_tabbed: false,
                    is_after_gap: false,
                    row: Some((rows, number)),
                    locator: None,
                });
            }
            goes_on = false;
            continue;
        }
        last_cells = 0;
        let starts_anew = !goes_on
            || shape == Shape::Lines && !goes_on_in_list.contains(&number)
            || begins_entry.contains(&number)
            || is_definition(words)
            || is_item(words)
            || is_heading_mark(words)
            || {
                let above = blocks
                    .last()
                    .and_then(|block| block.lines.last())
                    .map(|range| &text[range.clone()]);
                let first = blocks.last().and_then(|block| block.lines.first());
                let is_next_entry = first.is_some_and(|first| follows(&text[first.clone()], words));
                above.is_some_and(|above| {
                    is_heading_mark(above)
                        || is_next_entry
                        || indent(above) + 2 <= indent(words) && ends_sentence(above.trim_end())
                })
            };
        match blocks.last_mut() {
            Some(block) if !starts_anew => block.lines.push(line.range.clone()),
            _ => blocks.push(Block {
                lines: vec![line.range.clone()],
                is_tabbed: false,
                is_after_gap: false,
                row: None,
                locator: None,
            }),
        }
        goes_on = true;
    }
    blocks
}

/// The lines at which lists of references and their entries begin, where no blank lines
/// part them, and those that go on with an entry.
fn lines_of_lists(text: &str, lines: &[Line]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let (mut beginnings, mut going_on) = (BTreeSet::new(), BTreeSet::new());
    let words = |at: usize| &text[lines[at].range.clone()];
    let mut in_list = false;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].look != Look::Words {
            at += 1;
            continue;
        }
        let bare = bare_heading(words(at).trim());
        let stands_apart = at == 0
            || lines[at - 1].look != Look::Words
            || ends_sentence(words(at - 1).trim_end())
            || in_list;
        if stands_apart && is_references(bare) {
            beginnings.extend([at, at + 1]);
            in_list = true;
            at += 1;
            continue;
        }
        if in_list && is_section(words(at).trim()) {
            beginnings.insert(at);
            in_list = false;
        }
        let ends = |next: &usize| {
            lines[*next].look != Look::Words || is_references(bare_heading(words(*next).trim()))
        };
        let end = (at..lines.len()).find(ends).unwrap_or(lines.len());
        if in_list {
            let group: Vec<&str> = (at..end).map(words).collect();
            beginnings.extend(entries_begin(&group).into_iter().map(|one| at + one));
            let goes_on = |one: &usize| {
                !ends_entry(group[one - 1].trim()) && !beginnings.contains(&(at + one))
            };
            going_on.extend((1..group.len()).filter(goes_on).map(|one| at + one));
        }
        at = end.max(at + 1);
    }
    (beginnings, going_on)
}

/// Which of some lines that touch begin an entry of a list of references.
fn entries_begin(group: &[&str]) -> Vec<usize> {
    let indents: Vec<usize> = group.iter().map(|line| indent(line)).collect();
    let (Some(least), Some(most)) = (indents.iter().min(), indents.iter().max()) else {
        return Vec::new();
    };
    // A hanging indent, or one of first lines, tells by itself.
    if least < most {
        let first = indents[0];
        return (0..group.len()).filter(|at| indents[*at] == first).collect();
    }
    let is_numbered =
        |line: &str| entry_number(line).is_some() || numbered(line.trim_start(), &['.', ')']);
    if group.iter().filter(|line| is_numbered(line)).count() * 4 > group.len() {
        return (0..group.len()).filter(|at| is_numbered(group[*at])).collect();
    }
    let widest = group.iter().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut beginnings = vec![0];
    let mut has_year = false;
    for at in 1..group.len() {
        let (above, line) = (group[at - 1].trim(), group[at].trim());
        has_year |= holds_year(above);
        let is_short = above.chars().count() * 5 < widest * 4;
        let named = is_named(line);
        if ends_entry(above)
            && begins(line)
            && (has_year && (named || is_short) || named && is_short)
        {
            beginnings.push(at);
            has_year = false;
        }
    }
    beginnings
}

fn holds_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with('1') || digits.starts_with("20")))
        || line.contains("http")
}

/// Whether an entry may end with a line.
fn ends_entry(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let initial = last.ends_with('.')
        && last.trim_end_matches('.').chars().count() <= 2
        && last.starts_with(char::is_uppercase);
    let is_address = last.contains("://");
    !initial
        && (line.ends_with(['.', ')', ']', '/', '”', '»', '"'])
            || line.ends_with(|c: char| c.is_ascii_digit())
            || is_address)
}

fn begins(line: &str) -> bool {
    line.starts_with(|c: char| {
        c.is_uppercase() || matches!(c, '«' | '“' | '"' | '—' | '–' | '_' | '[')
    }) || line.starts_with("--")
}

/// `Olcott, Martha`, `Букейхан А.`, `А. Букейхан`, `———.`: who wrote it.
fn is_named(line: &str) -> bool {
    if line.starts_with(['—', '–', '_']) || line.starts_with("--") {
        return true;
    }
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_initial = |word: &str| {
        word.contains('.')
            && word.starts_with(char::is_uppercase)
            && word.trim_end_matches([',', ';']).split('.').all(|part| part.chars().count() <= 2)
    };
    let is_surname = |word: &str| {
        word.starts_with(char::is_uppercase) && 3 <= word.trim_end_matches(',').chars().count()
    };
    // *Алматы, 1995* is where a book was printed.
    is_surname(first) && first.ends_with(',') && second.starts_with(char::is_uppercase)
        || is_surname(first) && is_initial(second)
        || is_initial(first) && (is_surname(second) || is_initial(second))
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// The cells of a row written with tabs or with upright strokes; one when the line is no row.
fn cells_of(line: &str) -> Vec<Range<usize>> {
    let trimmed = line.trim();
    let parts: Vec<Range<usize>> =
        match trimmed.len() > 1 && trimmed.starts_with('|') && trimmed.ends_with('|') {
            true => spans(line, '|')
                .into_iter()
                .filter(|span| !line[span.clone()].trim().is_empty())
                .collect(),
            false => spans(line, '\t')
                .into_iter()
                .filter(|span| !line[span.clone()].trim().is_empty())
                .collect(),
        };
    parts
}

fn spans(line: &str, separator: char) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(separator) {
        spans.push(start..at);
        start = at + separator.len_utf8();
    }
    spans.push(start..line.len());
    spans
}

/// The line under a Markdown table's head.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '|' | '-' | ':' | '=' | '+' | '—') || c.is_whitespace())
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let bullet = line
        .strip_prefix(['•', '‣', '▪', '*', '-', '–', '—'])
        .is_some_and(|rest| rest.starts_with([' ', '\t']));
    bullet && !line.starts_with("— ")
        || numbered(line, &[')'])
        || entry_number(line).is_some()
        || numbered(line, &['.']) && line.trim_end().len() > 60
}

/// A note of Markdown: `[^12]: …`.
fn is_definition(line: &str) -> bool {
    let key = line.strip_prefix("[^").and_then(|rest| rest.split_once(']'));
    key.is_some_and(|(key, rest)| rest.starts_with(':') && key.len() < 80)
}

/// `1) …`, `12. …`: a number of up to three digits, one of the marks, a space.
fn numbered(line: &str, marks: &[char]) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && line[digits..]
            .strip_prefix(marks)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// `4. …` after `3. …`: the next of a numbered list, however short.
fn follows(above: &str, below: &str) -> bool {
    let number = |line: &str| {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        line[digits..].starts_with(". ").then(|| line[..digits].parse::<u32>().ok())?
    };
    number(above)
        .zip(number(below))
        .is_some_and(|(above, below)| above.checked_add(1) == Some(below))
}

/// The number of an entry of a list of references: `[12] …` or `12. …`.
pub(crate) fn entry_number(line: &str) -> Option<u32> {
    let line = line.trim_start();
    let rest = line.strip_prefix('[')?;
    let (number, after) = rest.split_once(']')?;
    match after.starts_with(char::is_whitespace) {
        true => number.trim().parse().ok(),
        false => None,
    }
}

fn is_heading_mark(line: &str) -> bool {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
}

fn kinds(text: &str, blocks: &[Block]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(blocks.len());
    let mut tables = 0;
    let mut in_references = false;
    let mut in_apparatus = false;
    let mut at = 0;
    while at < blocks.len() {
        if blocks[at].is_tabbed || blocks[at].row.is_some() {
            let run = run_of_cells(blocks, at);
            kinds.extend(kinds_of_run(&blocks[at..run], &mut tables));
            at = run;
            continue;
        }
        let words = words_of(text, &blocks[at]);
        let is_last = at + 1 == blocks.len();
        let after_table = matches!(kinds.last(), Some(Kind::Cell { .. }));
        let kind = if after_table && is_under_table(&words) || is_caption(&words) {
            Kind::Caption
        } else if is_heading(&words, at == 0, is_last) && (!in_references || is_section(&words)) {
            in_references = is_references(bare_heading(&words));
            in_apparatus = is_one_of(bare_heading(&words), APPARATUS);
            Kind::Heading
        } else if in_references || is_note(&words) {
            Kind::Reference
        } else if in_apparatus || starts_with_one_of(&words, APPARATUS_STARTS) {
            Kind::Apparatus
        } else if is_item(&words) {
            Kind::Item
        } else {
            Kind::Prose
        };
        kinds.push(kind);
        at += 1;
    }
    kinds
}

fn run_of_cells(blocks: &[Block], from: usize) -> usize {
    let same = |block: &Block| {
        block.is_tabbed == blocks[from].is_tabbed
            && block.row.map(|(table, _)| table) == blocks[from].row.map(|(table, _)| table)
    };
    from + blocks[from..].iter().take_while(|block| same(block)).count()
}

/// Cells of a table when some row has two, items of a list otherwise.
fn kinds_of_run(run: &[Block], tables: &mut usize) -> Vec<Kind> {
    if run.iter().any(|block| block.row.is_some()) {
        *tables += 1;
        let mut kinds = Vec::new();
        let (mut row, mut column, mut line) = (0, 0, None);
        for block in run {
            (row, column) = if line == block.row { (row, column + 1) } else { (row + 1, 1) };
            line = block.row;
            kinds.push(Kind::Cell { table: *tables, row, column });
        }
        return kinds;
    }
    let mut rows: Vec<usize> = Vec::new();
    for (at, block) in run.iter().enumerate() {
        match rows.last_mut() {
            Some(cells) if at != 0 && !block.is_after_gap => *cells += 1,
            _ => rows.push(1),
        }
    }
    // One row, however long, is a list; so are rows of one cell each.
    if rows.len() < 2 || rows.iter().all(|cells| *cells == 1) {
        return vec![Kind::Item; run.len()];
    }
    *tables += 1;
    let table = *tables;
    let cells = rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| (1..=*cells).map(move |column| (row + 1, column)));
    cells.map(|(row, column)| Kind::Cell { table, row, column }).collect()
}

fn words_of(text: &str, block: &Block) -> String {
    let mut words = String::new();
    for range in &block.lines {
        for word in text[range.clone()].split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
            // What a block is shows in its first words.
            if 400 < words.len() {
                return words;
            }
        }
    }
    words
}

const REFERENCES: &[&str] = &[
    "references",
    "bibliography",
    "works cited",
    "notes",
    "endnotes",
    "literature",
    "sources",
    "sources and literature",
    "referencias",
    "bibliografía",
    "литература",
    "список литературы",
    "библиография",
    "источники",
    "источники и литература",
    "список источников и литературы",
    "примечания",
    "список использованной литературы",
    "әдебиеттер",
    "әдебиеттер тізімі",
    "пайдаланылған әдебиеттер",
    "пайдаланылған әдебиеттер тізімі",
    "сілтемелер",
    "further reading",
    "external links",
    "footnotes",
    "citations",
    "see also",
    "cited works",
    "selected bibliography",
    "primary sources",
    "secondary sources",
    "web sources",
    "notes and references",
    "works",
    "ссылки",
    "см. также",
    "комментарии",
    "литература и источники",
    "джерела",
    "література",
    "примітки",
    "посилання",
    "bibliografía y fuentes",
    "notas",
    "дереккөздер",
];
/// Words of which headings of such lists are made besides: *Список использованных
/// источников и литературы*, *Selected bibliography and sources*.
const OF_REFERENCES: &[&str] = &[
    "list", "of", "and", "cited", "selected", "select", "primary", "secondary", "published",
    "archival", "works", "список", "перечень", "и", "использованной", "использованных",
    "использованная", "использованные", "цитируемой", "цитированной", "опубликованные", "архивные",
    "библиографический", "библиографические", "тізімі", "тізім", "пайдаланылған", "қолданылған",
    "мен", "және", "пен",
];
/// One of these is among them.
const REFERENCES_THEMSELVES: &[&str] = &[
    "references", "reference", "bibliography", "literature", "sources", "литературы", "литература",
    "источников", "источники", "библиография", "ссылки", "примечания", "әдебиеттер", "әдебиет",
    "дереккөздер", "сілтемелер",
];

/// Whether a heading is that of a list of references or of notes.
fn is_references(bare: &str) -> bool {
    if is_one_of(bare, REFERENCES) {
        return true;
    }
    if 120 < bare.len() {
        return false;
    }
    let words: Vec<String> = bare
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_itself = |word: &String| REFERENCES_THEMSELVES.contains(&word.as_str());
    let belongs = |word: &String| OF_REFERENCES.contains(&word.as_str()) || is_itself(word);
    let begins = bare.starts_with(char::is_uppercase);
    begins && words.len() <= 8 && words.iter().any(is_itself) && words.iter().all(belongs)
}

const APPARATUS: &[&str] = &[
    "abstract", "summary", "keywords", "resumen", "аннотация", "реферат", "резюме",
    "ключевые слова", "аңдатпа", "түйін", "кілт сөздер", "түйін сөздер",
];
const APPARATUS_STARTS: &[&str] = &[
    "abstract.", "abstract:", "keywords:", "key words:", "resumen.", "resumen:", "palabras clave:",
    "аннотация.", "аннотация:", "ключевые слова:", "аңдатпа.", "аңдатпа:", "түйін.",
    "түйін сөздер:", "кілт сөздер:", "author:", "автор:",
];
const SECTIONS: &[&str] = &[
    "introduction", "conclusion", "conclusions", "discussion", "results", "methods",
    "materials and methods", "acknowledgements", "appendix", "preface", "введение", "заключение",
    "выводы", "обсуждение", "результаты", "предисловие", "приложение", "кіріспе", "қорытынды",
    "талқылау", "алғысөз",
];

fn is_one_of(words: &str, list: &[&str]) -> bool {
    // A paragraph is no heading, and small letters may need more bytes than capitals.
    let longest = list.iter().map(|one| one.len()).max().unwrap_or_default();
    if longest * 2 < words.len() {
        return false;
    }
    let words = words.to_lowercase();
    list.contains(&words.trim_end_matches([':', '.']))
}

fn starts_with_one_of(words: &str, list: &[&str]) -> bool {
    let start: String = words.chars().take(40).flat_map(char::to_lowercase).collect();
    list.iter().any(|one| start.starts_with(one))
}

/// A note set among the paragraphs: `[^12]: …`, `7. ^ …`, `[12] See …`.
fn is_note(words: &str) -> bool {
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    words.starts_with("[^") && words.split_once(']').is_some_and(|(_, rest)| rest.starts_with(':'))
        || bare.starts_with('^') && bare.len() < words.len()
        || words.starts_with('↑')
        || entry_number(words).is_some()
}

/// What stands under a table and belongs to it.
fn is_under_table(words: &str) -> bool {
    const LABELS: &[&str] =
        &["source:", "note:", "источник:", "примечание:", "дереккөз:", "ескерту:"];
    starts_with_one_of(words, LABELS)
}

fn is_caption(words: &str) -> bool {
    const LABELS: &[&str] = &[
        "table", "figure", "fig.", "map", "chart", "таблица", "рисунок", "рис.", "карта", "табл.",
        "кесте", "сурет", "tabla", "figura",
    ];
    let Some((label, rest)) = words.split_once(' ') else { return false };
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
    let ends = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let kazakh = words.starts_with(|c: char| c.is_ascii_digit())
        && starts_with_one_of(rest.trim_start_matches(['-', '–', ' ']), &["кесте", "сурет"]);
    words.len() < 300
        && (is_one_of(label, LABELS) || LABELS.contains(&label.to_lowercase().as_str()))
        && numbered
        && (ends.is_empty() || ends.starts_with(['.', ':', '—', '–', '-']))
        || kazakh && words.len() < 300
}

/// The words of a heading without its number or marks.
fn bare_heading(words: &str) -> &str {
    words
        .trim_start_matches('#')
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
}

/// A heading that ends a list of references: entries are short lines too.
fn is_section(words: &str) -> bool {
    let bare = bare_heading(words);
    let known = [SECTIONS, APPARATUS].iter().any(|list| is_one_of(bare, list));
    is_heading_mark(words) || known || is_references(bare)
}

fn is_heading(words: &str, is_first: bool, is_last: bool) -> bool {
    if is_heading_mark(words) {
        return true;
    }
    let bare = bare_heading(words);
    let length = words.chars().count();
    if bare.is_empty() || 120 < length {
        return false;
    }
    if is_one_of(bare, SECTIONS) || is_references(bare) || is_one_of(bare, APPARATUS) {
        return true;
    }
    let ended = words.ends_with(['.', '!', ';', ',', ':']) || words.ends_with('?') && !is_first;
    let capital = bare.starts_with(|c: char| {
        c.is_uppercase()
            || !c.is_lowercase() && c.is_alphabetic()
            || is_first && matches!(c, '«' | '“')
    });
    let chapter =
        starts_with_one_of(words, &["chapter ", "part ", "глава ", "часть ", "бөлім ", "тарау "]);
    let numbered = bare.len() < words.len() && !words.starts_with('#');
    // A line alone, short, with a capital and without a full stop.
    !ended && capital && !is_last && (chapter || numbered || is_first || length <= 80)
}

/// Bytes above which a block is no paragraph that anybody wrote.
const LONGEST: usize = 30_000;

/// Parts blocks without end, so that no text costs more than its length: at a
/// sentence's end where there is one, else at a space, else anywhere.
fn parted(text: &str, blocks: Vec<Block>, kinds: Vec<Kind>) -> (Vec<Block>, Vec<Kind>) {
    if blocks.iter().all(|block| length(block) <= LONGEST) {
        return (blocks, kinds);
    }
    let mut parted: (Vec<Block>, Vec<Kind>) = (Vec::new(), Vec::new());
    for (block, kind) in blocks.into_iter().zip(kinds) {
        let mut part: Vec<Range<usize>> = Vec::new();
        let mut held = 0;
        for line in &block.lines {
            let mut rest = line.clone();
            while LONGEST < held + rest.len() {
                let cut = rest.start + cut_of(&text[rest.clone()], LONGEST - held);
                part.push(rest.start..cut);
                parted.0.push(Block { lines: std::mem::take(&mut part), ..block.clone() });
                parted.1.push(kind.clone());
                held = 0;
                rest.start = cut;
            }
            held += rest.len();
            part.push(rest);
        }
        parted.0.push(Block { lines: part, ..block });
        parted.1.push(kind);
    }
    parted
}

fn length(block: &Block) -> usize {
    block.lines.iter().map(ExactSizeIterator::len).sum()
}

/// Where to cut some words: within `most` bytes, and after at least one character.
fn cut_of(words: &str, most: usize) -> usize {
    let most =
        (0..=most.min(words.len())).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0);
    let within = &words[..most];
    let sentence = within.rfind(". ").map(|at| at + 1);
    let cut = sentence.or_else(|| within.rfind(' ')).filter(|at| *at != 0).unwrap_or(most);
    match cut {
        0 => words.chars().next().map_or(words.len(), char::len_utf8),
        cut => cut,
    }
}

/// Gives each block its locator and its text with the white space made single.
fn locate(text: &str, blocks: Vec<Block>, kinds: Vec<Kind>) -> Vec<Paragraph> {
    let mut number = 0;
    let mut paragraphs = Vec::with_capacity(blocks.len());
    for (block, kind) in blocks.into_iter().zip(kinds) {
        let (words, origin) = laid(text, &block.lines);
        if words.is_empty() {
            continue;
        }
        let locator = match (block.locator, &kind) {
            (Some(locator), _) => locator,
            (None, kind) => number_or_words(kind, &words, &mut number),
        };
        paragraphs.push(Paragraph {
            kind,
            locator,
            language: Language::Other,
            text: words,
            origin,
            sentences: Vec::new(),
            dates: Vec::new(),
            times: Vec::new(),
            names: Vec::new(),
            quotations: Vec::new(),
            stray_marks: Vec::new(),
            references: Vec::new(),
            citations: Vec::new(),
        });
    }
    paragraphs
}

/// The locator of a block by what it is; paragraphs are counted.
fn number_or_words(kind: &Kind, words: &str, number: &mut usize) -> String {
    match kind {
        Kind::Prose | Kind::Item | Kind::Apparatus => {
            *number += 1;
            format!("¶{number}")
        }
        Kind::Cell { table, row, column } => {
            format!("Table {table}, row {row}, column {column}")
        }
        Kind::Heading | Kind::Caption => shortened(words),
        Kind::Reference => match entry_number(words) {
            Some(number) => format!("[{number}]"),
            None => shortened(words),
        },
    }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// Lines set as one: white space single, words parted at a line's end put
/// together, no space before a mark that closes. With the way back.
fn laid(text: &str, lines: &[Range<usize>]) -> (String, Vec<(usize, usize)>) {
    let mut laid = String::new();
    let mut origin: Vec<(usize, usize)> = Vec::new();
    let mut gap = Gap::None;
    let mut is_parted = false;
    for (number, range) in lines.iter().enumerate() {
        // Pieces of one line are parted by marks that are no words.
        let before = number.checked_sub(1).and_then(|number| lines.get(number));
        let is_next_line = before.is_some_and(|before| {
            let between = text.get(before.end..range.start);
            between.is_none_or(|between| between.contains(['\n', '\r']))
        });
        if is_next_line && !is_parted {
            gap = match laid.ends_with('-') && parts_a_word(&laid, &text[range.clone()]) {
                true => {
                    laid.pop();
                    Gap::None
                }
                false => Gap::Line,
            };
        }
        for (at, c) in text[range.clone()].char_indices() {
            // A soft hyphen only says where a word may be parted.
            if c == '\u{ad}' {
                is_parted = true;
                continue;
            }
            if c.is_whitespace() && is_parted {
                continue;
            }
            is_parted = false;
            if c.is_whitespace() || c == '\u{feff}' {
                gap = gap.max(Gap::Space);
                continue;
            }
            let closes = gap == Gap::Line
                && matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '!' | '?' | '»' | '”');
            let file = range.start + at;
            if gap != Gap::None && !laid.is_empty() && !closes {
                // The space is where the white space ends, so that a range of words never begins in it.
                let space = text[..file].char_indices().next_back().map_or(file, |(at, _)| at);
                follow(&mut origin, laid.len(), space);
                laid.push(' ');
            }
            gap = Gap::None;
            follow(&mut origin, laid.len(), file);
            laid.push(c);
        }
    }
    (laid, origin)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// Notes that `here` came from `there`, unless it follows from the note before.
fn follow(origin: &mut Vec<(usize, usize)>, here: usize, there: usize) {
    match origin.last() {
        Some((start, file)) if here - start == there.wrapping_sub(*file) => {}
        _ => origin.push((here, there)),
    }
}

/// A word is parted at the line's end: letters before the hyphen, small letters below.
fn parts_a_word(above: &str, below: &str) -> bool {
    let before = above.trim_end_matches('-').chars().next_back();
    before.is_some_and(char::is_alphabetic)
        && below.trim_start().starts_with(char::is_lowercase)
        && !above.ends_with("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let paragraphs = paragraphs(text);
        let found: Vec<(&str, &str)> =
            paragraphs.iter().map(|one| (one.locator.as_str(), one.text.as_str())).collect();
        assert_eq!(found, expected);
        for one in &paragraphs {
            for (at, c) in one.text.char_indices() {
                let back = one.in_file(at..at + c.len_utf8());
                let there = &text[back];
                assert!(
                    there.starts_with(c) || c == ' ' && there.trim().is_empty(),
                    "{c} came from {there:?}"
                );
            }
        }
    }

    #[test]
    fn wrapped_lines_and_blank_lines() {
        check(
            "The congress met\nin Oren-\nburg in 1917.\n\nIt went on.\n",
            &[("¶1", "The congress met in Orenburg in 1917."), ("¶2", "It went on.")],
        );
    }

    #[test]
    fn a_line_a_paragraph() {
        let long = "It was so, and it went on being so for many a year, and nobody said otherwise, as far as the papers of the office can tell us today, which is not very far at all.";
        check(&format!("{long}\r\n{long}\r\n"), &[("¶1", long), ("¶2", long)]);
    }

    #[test]
    fn text_taken_out_of_a_page() {
        check(
            "      The book by T. Ivanov\n      \n        [2]\n      \n      is new\n      2\n      .\n    \n\n    \n      Second one.\n",
            &[("¶1", "The book by T. Ivanov [2] is new 2."), ("¶2", "Second one.")],
        );
    }

    #[test]
    fn headings_have_no_number() {
        check(
            "A Title\n\n1. Introduction\n\nIt began in 1917.\n\n## Then\n\nIt ended.\n\nReferences\n\n[1] A. Author\n[2] B. Author\n",
            &[
                ("A Title", "A Title"),
                ("1. Introduction", "1. Introduction"),
                ("¶1", "It began in 1917."),
                ("## Then", "## Then"),
                ("¶2", "It ended."),
                ("References", "References"),
                ("[1]", "[1] A. Author"),
                ("[2]", "[2] B. Author"),
            ],
        );
    }

    #[test]
    fn entries_without_blank_lines() {
        check(
            "It began in 1917.\n\nReferences\nOlcott, Martha Brill. The Kazakhs. Stanford:\nHoover Institution Press, 1995.\nSabol, Steven. Russian Colonization and the Genesis of Kazak National\nConsciousness. New York, 2003.\n———. The Touch of Civilization. Boulder, 2017.\n",
            &[
                ("¶1", "It began in 1917."),
                ("References", "References"),
                (
                    "Olcott, Martha Brill. The Kazakhs. Stanford: Hoover Institut…",
                    "Olcott, Martha Brill. The Kazakhs. Stanford: Hoover Institution Press, 1995.",
                ),
                (
                    "Sabol, Steven. Russian Colonization and the Genesis of Kazak…",
                    "Sabol, Steven. Russian Colonization and the Genesis of Kazak National Consciousness. New York, 2003.",
                ),
                (
                    "———. The Touch of Civilization. Boulder, 2017.",
                    "———. The Touch of Civilization. Boulder, 2017.",
                ),
            ],
        );
        check(
            "Съезд прошёл в 1917 г.\n\nСписок использованных источников и литературы\nАманжолова Д. А. Казахский автономизм и Россия. М.,\n    1994.\nБукейханов А. Н. Избранное. Алматы,\n    1995. 477 с.\n",
            &[
                ("¶1", "Съезд прошёл в 1917 г."),
                (
                    "Список использованных источников и литературы",
                    "Список использованных источников и литературы",
                ),
                (
                    "Аманжолова Д. А. Казахский автономизм и Россия. М., 1994.",
                    "Аманжолова Д. А. Казахский автономизм и Россия. М., 1994.",
                ),
                (
                    "Букейханов А. Н. Избранное. Алматы, 1995. 477 с.",
                    "Букейханов А. Н. Избранное. Алматы, 1995. 477 с.",
                ),
            ],
        );
    }

    #[test]
    fn rows_and_columns() {
        check(
            "Table 1. Organs\n\nOrgan\tFunction\nAlash Orda\tThe council\n\nIt was so.",
            &[
                ("Table 1. Organs", "Table 1. Organs"),
                ("Table 1, row 1, column 1", "Organ"),
                ("Table 1, row 1, column 2", "Function"),
                ("Table 1, row 2, column 1", "Alash Orda"),
                ("Table 1, row 2, column 2", "The council"),
                ("¶1", "It was so."),
            ],
        );
    }

    #[test]
    fn a_line_without_end_is_parted_where_a_sentence_ends() {
        let sentence = "It went on and on. ";
        let text = sentence.repeat(4 * LONGEST / sentence.len());
        let paragraphs = paragraphs(&text);
        assert_eq!(paragraphs.len(), 5);
        assert!(
            paragraphs.iter().all(|one| one.text.ends_with("on.") && one.text.starts_with("It"))
        );
        assert_eq!(super::paragraphs(&"“".repeat(LONGEST)).len(), 3);
    }

    #[test]
    fn nothing() {
        check("", &[]);
        check("\n \n\t\n", &[]);
    }
}
