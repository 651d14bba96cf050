//! From stretches of text to whole lines, to columns, to the order in which they are read.

use super::line::Line;

/// Lines of a page, at most, for which columns are looked for; a page of a newspaper has
/// a thousand.
const MOST_LINES: usize = 2_500;

/// Blocks of a page of which each is compared with each.
const MOST_BLOCKS: usize = 120;

/// Lines one below the other, as in a column.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub lines: Vec<Line>,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Block {
    fn of(lines: Vec<Line>) -> Block {
        let least = |of: fn(&Line) -> f32| lines.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&Line) -> f32| lines.iter().map(of).fold(f32::MIN, f32::max);
        Block {
            left: least(|line| line.left),
            right: most(|line| line.right),
            top: least(|line| line.base - line.size),
            bottom: most(|line| line.base + line.size * 0.25),
            lines,
        }
    }
}

/// A strip without ink between rows, which parts columns or the cells of a table.
#[derive(Debug, Clone)]
struct Strip {
    left: f32,
    right: f32,
    first: usize,
    last: usize,
    /// Rows with text on both sides.
    rows: usize,
    /// The widths of the text on each side, row by row, in parts of its size.
    beside: Vec<(f32, f32)>,
}

impl Strip {
    /// Columns hold lines; cells hold words.
    fn is_gutter(&self) -> bool {
        let half = |side: fn(&(f32, f32)) -> f32| {
            let mut widths: Vec<f32> = self.beside.iter().map(side).collect();
            widths.sort_by(f32::total_cmp);
            widths.get(widths.len() / 2).copied().unwrap_or(0.0)
        };
        3 <= self.rows && 8.0 <= half(|pair| pair.0) && 8.0 <= half(|pair| pair.1)
    }
}

/// Text of a page in the order in which it is read.
pub(super) fn blocks(stretches: Vec<Line>) -> Vec<Block> {
    let lines = whole_lines(stretches);
    let blocks = linked(lines);
    ordered(blocks)
}

/// Stretches on one level, parted where the file parts them and nothing else.
fn rows(mut stretches: Vec<Line>) -> Vec<Vec<Line>> {
    stretches.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in stretches {
        let fits = rows.last().and_then(|row| row.first()).is_some_and(|first| {
            (line.base - first.base).abs() <= 0.22 * line.size.min(first.size).max(4.0)
        });
        match rows.last_mut() {
            Some(row) if fits => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    rows
}

/// Sets numbers that stand above the line, and were written apart from it, on the line of
/// the word that they stand at.
fn set_calls(stretches: &mut [Line]) {
    const MOST_CALLS: usize = 200;
    let is_call = |line: &Line| {
        let number = line.words.first().map(|word| word.text.as_str()).unwrap_or_default();
        line.words.len() == 1
            && number.len() < 4
            && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let calls: Vec<usize> = (0..stretches.len()).filter(|at| is_call(&stretches[*at])).collect();
    for at in calls.into_iter().take(MOST_CALLS) {
        let call = &stretches[at];
        let base = stretches.iter().find_map(|line| {
            let above = line.base - call.base;
            let is_above = 0.15 * line.size < above && above < 0.62 * line.size;
            let is_beside =
                line.words.iter().any(|word| (call.left - word.right).abs() < 0.25 * line.size);
            (call.size < 0.86 * line.size && is_above && is_beside).then_some(line.base)
        });
        if let Some(base) = base {
            let call = &mut stretches[at];
            call.base = base;
            call.words.iter_mut().for_each(|word| word.is_raised = true);
        }
    }
}

fn whole_lines(mut stretches: Vec<Line>) -> Vec<Line> {
    set_calls(&mut stretches);
    let rows = rows(stretches);
    let strips = strips(&rows);
    let mut lines = Vec::new();
    for (number, row) in rows.into_iter().enumerate() {
        let mut last: Option<Line> = None;
        for line in row {
            let Some(before) = last.as_mut() else {
                last = Some(line);
                continue;
            };
            let line = match line.left < before.right {
                // Letters of another font, written apart from the rest of their line.
                true if before.words.len() < line.words.len() => {
                    let (fewer, mut more) = (last.take(), line);
                    let apart = fewer.and_then(|fewer| more.fill_holes(fewer));
                    lines.extend(apart);
                    last = Some(more);
                    continue;
                }
                true => match before.fill_holes(line) {
                    Some(line) => line,
                    None => continue,
                },
                false => line,
            };
            let gap = line.left - before.right;
            let size = before.size.max(line.size);
            let goes_on = |one: &Line, other: &Line| {
                one.order.1 < other.order.0 && other.order.0 <= one.order.1 + 3
            };
            let is_backwards = before.is_backwards() || line.is_backwards();
            let is_next = goes_on(before, &line) || is_backwards && goes_on(&line, before);
            let mut between = strips.iter().filter(|strip| {
                strip.first <= number
                    && number <= strip.last
                    && before.right <= strip.right
                    && strip.left <= line.left
            });
            let (mut at_gutter, mut at_cell) = (false, 4.0 * size < gap);
            between.all(|strip| {
                at_gutter |= strip.is_gutter();
                at_cell |= 3 <= strip.rows && 1.2 * size < gap;
                !at_gutter
            });
            // Short columns leave too few rows to tell; then the order of the file does.
            let is_apart = size < gap && !is_next;
            let differs = 1.3 < before.size.max(line.size) / before.size.min(line.size).max(0.1);
            if at_gutter || is_apart || gap < -size || !is_next && differs && 0.5 * size < gap {
                lines.extend(last.replace(line));
            } else {
                before.take_in(line, at_cell);
            }
        }
        lines.extend(last);
    }
    lines
}

/// Strips that go down between the stretches of row after row.
fn strips(rows: &[Vec<Line>]) -> Vec<Strip> {
    const MOST_STRIPS: usize = 48;
    let mut found: Vec<Strip> = Vec::new();
    let mut open: Vec<Strip> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let mut gaps: Vec<(f32, f32, f32, f32, f32)> = Vec::new();
        for pair in row.windows(2) {
            let size = pair[0].size.min(pair[1].size).max(0.1);
            let (left, right) = (pair[0].right, pair[1].left);
            if 0.6 * size <= right - left {
                let wide = |line: &Line| (line.right - line.left) / size;
                gaps.push((left, right, size, wide(&pair[0]), wide(&pair[1])));
            }
        }
        let mut used = vec![false; gaps.len()];
        let mut still = Vec::new();
        for mut strip in open {
            let gap = gaps.iter().position(|(left, right, size, ..)| {
                0.5 * size <= right.min(strip.right) - left.max(strip.left)
            });
            match gap {
                Some(at) => {
                    used[at] = true;
                    let (left, right, _, before, after) = gaps[at];
                    (strip.left, strip.right) = (strip.left.max(left), strip.right.min(right));
                    strip.rows += 1;
                    strip.last = number;
                    strip.beside.push((before, after));
                    still.push(strip);
                }
                // A row on one side leaves the strip as it is; one across it ends it.
                None if row.iter().all(|line| {
                    line.right <= strip.left + 0.3 * line.size
                        || strip.right - 0.3 * line.size <= line.left
                }) =>
                {
                    still.push(strip);
                }
                None => found.push(strip),
            }
        }
        for ((left, right, _, before, after), used) in gaps.into_iter().zip(used) {
            if !used && still.len() < MOST_STRIPS {
                let beside = vec![(before, after)];
                still.push(Strip { left, right, first: number, last: number, rows: 1, beside });
            }
        }
        open = still;
    }
    found.extend(open);
    found.retain(|strip| 1 < strip.rows);
    found
}

fn overlap(one: (f32, f32), other: (f32, f32)) -> f32 {
    one.1.min(other.1) - one.0.max(other.0)
}

/// Whether two spans share more than a touch.
fn are_over(one: (f32, f32), other: (f32, f32)) -> bool {
    let narrower = (one.1 - one.0).min(other.1 - other.0).max(0.1);
    0.08 * narrower < overlap(one, other)
}

/// Links each line to the only one below it, when it is the only one above that.
fn linked(mut lines: Vec<Line>) -> Vec<Block> {
    lines.sort_by(|one, other| {
        one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left))
    });
    if MOST_LINES < lines.len() {
        return vec![Block::of(lines)];
    }
    let span = |line: &Line| (line.left, line.right);
    // The nearest lines below each, and how many lines hold each for theirs.
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    let mut above: Vec<usize> = vec![0; lines.len()];
    for at in 0..lines.len() {
        let line = &lines[at];
        let mut nearest: Option<f32> = None;
        for (next, other) in lines.iter().enumerate().skip(at + 1) {
            let down = other.base - line.base;
            let size = line.size.max(other.size);
            if down < 0.3 * size || !are_over(span(line), span(other)) {
                continue;
            }
            if 2.6 * size < down || nearest.is_some_and(|nearest| nearest + 0.35 * size < down) {
                break;
            }
            nearest = nearest.or(Some(down));
            below[at].push(next);
        }
        for next in &below[at] {
            above[*next] += 1;
        }
    }
    let mut next_of: Vec<Option<usize>> = vec![None; lines.len()];
    let mut has_before = vec![false; lines.len()];
    for at in 0..lines.len() {
        if let [next] = below[at][..]
            && above[next] == 1
        {
            let (one, other) = (&lines[at], &lines[next]);
            let ratio = one.size.max(other.size) / one.size.min(other.size).max(0.1);
            if ratio < 1.12 && one.is_row() == other.is_row() {
                next_of[at] = Some(next);
                has_before[next] = true;
            }
        }
    }
    let mut taken: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut blocks = Vec::new();
    for (start, _) in has_before.iter().enumerate().filter(|(_, has_before)| !**has_before) {
        let mut held = Vec::new();
        let mut at = Some(start);
        while let Some(line) = at.and_then(|at| taken[at].take()) {
            held.push(line);
            at = at.and_then(|at| next_of[at]);
        }
        if !held.is_empty() {
            blocks.push(Block::of(held));
        }
    }
    blocks
}

/// How far each block goes from left to right; a heading as far as the column under it.
fn spans(blocks: &[Block]) -> Vec<(f32, f32)> {
    let left = blocks.iter().map(|block| block.left).fold(f32::MAX, f32::min);
    let right = blocks.iter().map(|block| block.right).fold(f32::MIN, f32::max);
    let of = |block: &Block| {
        let own = (block.left, block.right);
        let below = blocks
            .iter()
            .filter(|other| {
                block.bottom <= other.top + 2.0 && are_over(own, (other.left, other.right))
            })
            .min_by(|one, other| one.top.total_cmp(&other.top));
        let size = block.lines.first().map_or(10.0, |line| line.size);
        match below {
            Some(below)
                if below.top - block.bottom < 3.0 * size
                    && below.right - below.left < 0.62 * (right - left) =>
            {
                (own.0.min(below.left), own.1.max(below.right))
            }
            _ => own,
        }
    };
    blocks.iter().map(of).collect()
}

/// Blocks in the order of reading: what stands above comes before what stands below it,
/// and a column before the one to its right, unless something between goes across both
/// (T. Breuel, High performance document layout analysis, 2003).
fn ordered(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks
        .sort_by(|one, other| one.top.total_cmp(&other.top).then(one.left.total_cmp(&other.left)));
    if MOST_BLOCKS < blocks.len() {
        return blocks;
    }
    let backwards = blocks
        .iter()
        .flat_map(|block| &block.lines)
        .flat_map(|line| &line.words)
        .filter(|word| word.text.chars().any(super::line::is_right_to_left))
        .count();
    let words: usize =
        blocks.iter().flat_map(|block| &block.lines).map(|line| line.words.len()).sum();
    let is_backwards = words < 2 * backwards;
    let spans = spans(&blocks);
    let span = |block: &Block| (block.left, block.right);
    let middle = |block: &Block| (block.top + block.bottom) / 2.0;
    let goes_before = |one: usize, other: usize| -> bool {
        let (a, b) = (&blocks[one], &blocks[other]);
        let are_apart = a.bottom <= b.top || b.bottom <= a.top;
        if are_over(span(a), span(b)) || are_apart && are_over(spans[one], spans[other]) {
            return a.top < b.top;
        }
        let is_beside = match is_backwards {
            false => a.left < b.left,
            true => b.left < a.left,
        };
        is_beside
            && !blocks.iter().enumerate().any(|(at, c)| {
                at != one
                    && at != other
                    && are_over(span(a), span(c))
                    && are_over(span(b), span(c))
                    && middle(a).min(middle(b)) < middle(c)
                    && middle(c) < middle(a).max(middle(b))
            })
            || !is_beside
                && b.left != a.left
                && blocks.iter().enumerate().any(|(at, c)| {
                    at != one
                        && at != other
                        && are_over(span(a), span(c))
                        && are_over(span(b), span(c))
                        && middle(a) < middle(c)
                        && middle(c) < middle(b)
                })
    };
    let count = blocks.len();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); count];
    for one in 0..count {
        for (other, before) in before.iter_mut().enumerate() {
            if one != other && goes_before(one, other) {
                before.push(one);
            }
        }
    }
    let mut is_done = vec![false; count];
    let mut order = Vec::with_capacity(count);
    while order.len() < count {
        let is_ready =
            |at: &usize| !is_done[*at] && before[*at].iter().all(|before| is_done[*before]);
        // Where the rules go in a circle, the highest comes first.
        let next = (0..count).find(is_ready).or_else(|| (0..count).find(|at| !is_done[*at]));
        let Some(next) = next else { break };
        is_done[next] = true;
        order.push(next);
    }
    let mut held: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| held[at].take()).collect()
}
