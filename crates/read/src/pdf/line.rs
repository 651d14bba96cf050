//! From the glyphs of a page to words and lines.

use derek_pdf::{Glyph, Page, Turn};
use unicode_normalization::UnicodeNormalization;

/// A word and where it stands on the page turned upright, in points.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub text: String,
    pub left: f32,
    pub right: f32,
    pub base: f32,
    pub size: f32,
    /// It stands above the line: the call of a note, a power.
    pub is_raised: bool,
    /// A gap before it is wide enough to part two cells of a table.
    pub is_parted: bool,
}

/// Words on one line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub words: Vec<Word>,
    pub left: f32,
    pub right: f32,
    pub base: f32,
    /// The size that most of its characters have.
    pub size: f32,
    pub is_bold: bool,
    pub is_artifact: bool,
    /// Where in the file's own order it begins and ends.
    pub order: (usize, usize),
    pub page: usize,
    pub turn: Turn,
}

impl Line {
    /// Its words with a space between them.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    pub fn length(&self) -> usize {
        self.words.iter().map(|word| word.text.chars().count() + 1).sum()
    }

    /// Whether something in it is read from the right.
    pub fn is_backwards(&self) -> bool {
        self.words.iter().any(|word| word.text.chars().any(is_right_to_left))
    }

    /// Whether it is a row of a table.
    pub fn is_row(&self) -> bool {
        self.words.iter().any(|word| word.is_parted)
    }

    /// Adds a line that stands to the right of it.
    pub fn take_in(&mut self, mut other: Line, is_parted: bool) {
        let (here, there) = (self.length(), other.length());
        if let Some(first) = other.words.first_mut() {
            first.is_parted = is_parted;
        }
        if here < there {
            (self.size, self.base) = (other.size, other.base);
        }
        self.is_bold &= other.is_bold;
        self.is_artifact &= other.is_artifact;
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        self.order = (self.order.0.min(other.order.0), self.order.1.max(other.order.1));
        let seam = self.words.len();
        self.words.append(&mut other.words);
        self.join(seam);
    }

    /// Puts the words of a line into gaps between the words of this one; gives it back
    /// when they do not stand in them.
    pub fn fill_holes(&mut self, other: Line) -> Option<Line> {
        let grain = 0.12 * self.size;
        let hole = |words: &[Word], word: &Word| {
            let at = words.partition_point(|one| one.left + grain < word.left);
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            let fits = before.is_none_or(|before| before.right <= word.left + grain)
                && words.get(at).is_none_or(|after| word.right <= after.left + grain);
            fits.then_some(at)
        };
        let is_alike = (other.size - self.size).abs() < 0.25 * self.size;
        let is_raised = other.words.iter().all(|word| word.is_raised);
        if !is_alike && !is_raised
            || other.words.iter().any(|word| hole(&self.words, word).is_none())
        {
            return Some(other);
        }
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        for word in other.words {
            let at = hole(&self.words, &word).unwrap_or(self.words.len());
            self.words.insert(at, word);
            self.join(at + 1);
            self.join(at);
        }
        None
    }

    /// Makes one word of two that nothing parts, at a place where stretches were joined.
    fn join(&mut self, seam: usize) {
        let Some([before, after]) = seam
            .checked_sub(1)
            .and_then(|from| self.words.get(from..=seam))
            .and_then(<[Word]>::first_chunk)
        else {
            return;
        };
        let gap = after.left - before.right;
        let is_whole = gap.abs() < 0.1 * before.size.max(after.size)
            && before.is_raised == after.is_raised
            && (before.base - after.base).abs() < 0.12 * before.size;
        if is_whole {
            let after = self.words.remove(seam);
            let before = &mut self.words[seam - 1];
            before.text.push_str(&after.text);
            before.right = before.right.max(after.right);
        }
    }
}

/// A letter with its place, before the word is whole.
#[derive(Debug, Clone)]
struct Letter {
    text: String,
    left: f32,
    right: f32,
}

/// Letters that follow one another without a gap.
#[derive(Debug, Default)]
struct Open {
    letters: Vec<Letter>,
    base: f32,
    size: f32,
}

/// Gaps between the glyphs of one stretch, in parts of the size of the font: letters of a
/// word are nearer than this, where the writer writes spaces and where it does not.
const WITHIN_WORD: f32 = 0.30;
const WITHIN_WORD_BARE: f32 = 0.16;

/// Beyond this a gap is no space between words of a line that is written in one go.
const WITHIN_LINE: f32 = 0.95;

pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// The stretches of text of a page, in the order of the file, each on one line.
pub(super) fn stretches(page: &Page, number: usize, turn: Turn) -> Vec<Line> {
    let glyphs: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| glyph.turn == turn).collect();
    let spaces = glyphs.iter().filter(|glyph| page.characters(glyph).trim().is_empty()).count();
    // A twelfth of what is written are spaces, where spaces are written at all.
    let within_word = match glyphs.len() < spaces * 14 {
        true => WITHIN_WORD,
        false => WITHIN_WORD_BARE,
    };
    let mut seen = std::collections::HashSet::new();
    let mut maker = Maker { number, turn, ..Maker::default() };
    for (order, glyph) in glyphs.iter().enumerate() {
        let characters = page.characters(glyph);
        if characters.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}').is_empty() {
            maker.space |= !characters.is_empty();
            continue;
        }
        // What is painted twice at one place is bold, and written once.
        let grain = (glyph.size * 0.12).max(0.3);
        let cell = |at: f32| (at / grain).round() as i64;
        if !seen.insert((characters, cell(glyph.left), cell(glyph.base))) {
            continue;
        }
        maker.take(glyph, characters, order, within_word);
    }
    maker.end_line();
    maker.lines
}

#[derive(Default)]
struct Maker {
    number: usize,
    turn: Turn,
    lines: Vec<Line>,
    line: Option<Line>,
    word: Open,
    /// The last glyph: its left, right, base and size.
    last: (f32, f32, f32, f32),
    space: bool,
    bold: usize,
    taken: usize,
    artifacts: usize,
    sizes: Vec<(f32, usize)>,
    is_word_raised: bool,
}

impl Maker {
    fn take(&mut self, glyph: &Glyph, characters: &str, order: usize, within_word: f32) {
        let (left, right, base, last_size) = self.last;
        let size = glyph.size.max(0.1);
        let larger = size.max(last_size);
        let backwards = characters.chars().any(is_right_to_left);
        // Where Arabic is written from the right, the gap is on the other side.
        let ahead = glyph.left - right;
        let behind = left - glyph.right;
        let gap = if backwards && behind.abs() < ahead.abs() { behind } else { ahead };
        let main = self.line.as_ref().map(|line| (line.base, line.size));
        let is_near = -0.6 * larger < gap && gap < WITHIN_LINE * larger;
        let is_level = (glyph.base - base).abs() <= 0.12 * larger;
        // A raised or lowered number beside its word, and the way back to the line.
        let is_shifted = gap < 0.5 * larger
            && (glyph.base - base).abs() < 0.62 * larger
            && (size < 0.86 * last_size || last_size < 0.86 * size)
            && main.is_none_or(|(main, size)| (glyph.base - main).abs() < 0.65 * size.max(larger));
        let goes_on = self.line.is_some() && is_near && (is_level || is_shifted);
        if !goes_on {
            self.end_line();
            self.line = Some(Line {
                words: Vec::new(),
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                size,
                is_bold: false,
                is_artifact: false,
                order: (order, order),
                page: self.number,
                turn: self.turn,
            });
        } else if self.space || within_word * larger < gap || !is_level {
            self.end_word();
        }
        self.space = false;
        if self.word.letters.is_empty() {
            (self.word.base, self.word.size) = (glyph.base, size);
            let main = self.line.as_ref().map_or((glyph.base, size), |line| (line.base, line.size));
            self.is_word_raised =
                size < 0.86 * main.1 && glyph.base < main.0 - 0.12 * main.1 && goes_on;
        }
        self.word.letters.push(Letter {
            text: characters.to_owned(),
            left: glyph.left,
            right: glyph.right,
        });
        self.last = (glyph.left, glyph.right, glyph.base, size);
        self.taken += 1;
        self.bold += usize::from(glyph.is_bold);
        self.artifacts += usize::from(glyph.is_artifact);
        let has_room = self.sizes.len() < 16;
        match self.sizes.iter_mut().find(|(known, _)| (known - size).abs() < 0.05) {
            Some((_, count)) => *count += 1,
            None if has_room => self.sizes.push((size, 1)),
            None => {}
        }
        if let Some(line) = &mut self.line {
            line.left = line.left.min(glyph.left);
            line.right = line.right.max(glyph.right);
            line.order.1 = order;
            // The line is where its larger writing stands.
            if line.size * 1.16 < size {
                (line.size, line.base) = (size, glyph.base);
            }
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let Some(line) = &mut self.line else { return };
        if word.letters.is_empty() {
            return;
        }
        let left = word.letters.iter().map(|one| one.left).fold(f32::MAX, f32::min);
        let right = word.letters.iter().map(|one| one.right).fold(f32::MIN, f32::max);
        let text = spelt(word.letters);
        if text.is_empty() {
            return;
        }
        line.words.push(Word {
            text,
            left,
            right,
            base: word.base,
            size: word.size,
            is_raised: self.is_word_raised,
            is_parted: false,
        });
    }

    fn end_line(&mut self) {
        self.end_word();
        self.space = false;
        let (bold, taken) = (std::mem::take(&mut self.bold), std::mem::take(&mut self.taken));
        let artifacts = std::mem::take(&mut self.artifacts);
        let sizes = std::mem::take(&mut self.sizes);
        let Some(mut line) = self.line.take().filter(|line| !line.words.is_empty()) else {
            return;
        };
        let weight = |(size, count): &(f32, usize)| size * *count as f32;
        let usual = sizes.iter().max_by(|one, other| weight(one).total_cmp(&weight(other)));
        line.size = usual.map_or(line.size, |(size, _)| *size);
        // What was smaller than the line that it began is raised all the same.
        for word in &mut line.words {
            word.is_raised |= word.size < 0.86 * line.size
                && word.base < line.base - 0.12 * line.size
                && word.text.chars().any(|c| c.is_ascii_digit() || c == '*');
        }
        line.is_bold = taken < bold * 2;
        line.is_artifact = taken < artifacts * 2;
        self.lines.push(line);
    }
}

/// The letters of a word in the order in which it is read, as it would be typed.
fn spelt(mut letters: Vec<Letter>) -> String {
    let is_right_to_left = letters.iter().any(|one| one.text.chars().any(is_right_to_left));
    if is_right_to_left {
        letters.sort_by(|one, other| other.right.total_cmp(&one.right));
    }
    let mut spelt = String::new();
    // An accent that was set before its letter, and the letter before an accent.
    let (mut accent, mut base): (Option<(char, Letter)>, Option<Letter>) = (None, None);
    let lie_over = |one: &Letter, other: &Letter| one.left < other.right && other.left < one.right;
    for letter in letters {
        let mut characters = letter.text.chars();
        let lone = characters.next().filter(|_| characters.next().is_none());
        if let Some(mark) = lone.and_then(combining) {
            if base.as_ref().is_some_and(|base| lie_over(base, &letter)) {
                spelt.push(mark);
            } else {
                spelt.push_str(&letter.text);
                accent = Some((mark, letter));
            }
            base = None;
            continue;
        }
        let is_letter = lone.is_some_and(char::is_alphabetic);
        match accent.take() {
            Some((mark, before)) if is_letter && lie_over(&before, &letter) => {
                spelt.pop();
                spelt.push_str(&letter.text);
                spelt.push(mark);
            }
            _ => spelt.push_str(&letter.text),
        }
        base = Some(letter).filter(|_| is_letter);
    }
    typed(&spelt)
}

/// The mark that combines with a letter, of an accent that stands alone.
fn combining(c: char) -> Option<char> {
    Some(match c {
        '`' | '\u{2cb}' => '\u{300}',
        '´' | '\u{2ca}' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | '\u{2c9}' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

/// Ligatures and the shapes that letters of Arabic take, as they are typed; marks joined to
/// their letters; the signs of lists in fonts of signs. Other characters are kept, also those that Unicode thinks the same.
fn typed(word: &str) -> String {
    let is_plain = |c: char| !matches!(c, '\u{f000}'..='\u{f0ff}' | '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{300}'..='\u{36f}');
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    let mut typed = String::new();
    for c in word.chars() {
        match c {
            '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                typed.extend(std::iter::once(c).nfkc());
            }
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' => typed.push('•'),
            c => typed.push(c),
        }
    }
    typed.nfc().collect()
}

/// Puts the words of a line that is read from the right into the order of reading.
pub(super) fn in_reading_order(line: &mut Line) {
    let letters = |is: fn(char) -> bool| {
        line.words.iter().flat_map(|word| word.text.chars()).filter(|c| is(*c)).count()
    };
    let backwards = letters(is_right_to_left);
    if backwards == 0 {
        return;
    }
    let forwards = letters(|c| c.is_alphabetic() && !is_right_to_left(c));
    line.words.sort_by(|one, other| one.left.total_cmp(&other.left));
    let is_backwards = |word: &Word| word.text.chars().any(is_right_to_left);
    if backwards < forwards {
        // Only the stretches of Arabic are turned round.
        turn_stretches(&mut line.words, is_backwards);
        return;
    }
    line.words.reverse();
    turn_stretches(&mut line.words, |word| !is_backwards(word));
}

fn turn_stretches(words: &mut [Word], is: impl Fn(&Word) -> bool) {
    let mut at = 0;
    while at < words.len() {
        let end = words[at..].iter().position(|word| !is(word)).map_or(words.len(), |to| at + to);
        words[at..end].reverse();
        at = end + 1;
    }
}
