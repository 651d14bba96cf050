//! A text as its letters: what two typesetters of one sentence agree on.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// The letters and digits of a text, small, in one spelling, with the way back.
///
/// White space, punctuation, hyphens at the ends of lines and combining marks
/// are not letters. Letters that the reforms of 1918 (Russian) removed stand as
/// those that replaced them, and the hard sign, which they removed at the ends
/// of words, is no letter. Letters of Kazakh stand as those that are typed where a
/// keyboard lacks them. Only the first 4 GiB of a text are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters {
    letters: Vec<char>,
    /// For each letter, the byte at which its character begins.
    at: Vec<u32>,
    /// Whether a word begins with the letter.
    begins: Vec<bool>,
}

/// What a character is to a reader of letters.
enum Role {
    Letter(char),
    /// Two letters in one, such as a ligature.
    Two(char, char),
    /// A sign inside a word: a combining mark, an apostrophe, a hard sign.
    Inside,
    Between,
}

impl Letters {
    pub(crate) fn of(text: &str) -> Letters {
        let mut out = Letters {
            letters: Vec::with_capacity(text.len() / 2),
            at: Vec::with_capacity(text.len() / 2),
            begins: Vec::with_capacity(text.len() / 2),
        };
        let mut begins = true;
        let mut line = Line::Plain;
        for (at, c) in text.char_indices() {
            let Ok(at) = u32::try_from(at) else { break };
            match role(c) {
                Role::Letter(letter) => {
                    out.push(letter, at, begins || line == Line::Hyphen);
                    (begins, line) = (false, Line::Plain);
                }
                Role::Two(one, other) => {
                    out.push(one, at, begins || line == Line::Hyphen);
                    out.push(other, at, false);
                    (begins, line) = (false, Line::Plain);
                }
                // «и» and a breve are «й».
                Role::Inside if c == '\u{306}' && out.letters.last() == Some(&'и') => {
                    if let Some(last) = out.letters.last_mut() {
                        *last = 'й';
                    }
                }
                Role::Inside => {}
                Role::Between => match (c, line) {
                    ('-' | '‐' | '¬', _) if !begins => line = Line::Hyphen,
                    ('\n' | '\r', Line::Hyphen | Line::Broken) => line = Line::Broken,
                    (c, Line::Hyphen | Line::Broken) if c.is_whitespace() => {}
                    _ => (begins, line) = (true, Line::Plain),
                },
            }
        }
        out
    }

    fn push(&mut self, letter: char, at: u32, begins: bool) {
        self.letters.push(letter);
        self.at.push(at);
        self.begins.push(begins);
    }

    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    pub(crate) fn all(&self) -> &[char] {
        &self.letters
    }

    pub(crate) fn begins(&self) -> &[bool] {
        &self.begins
    }

    /// The byte at which a letter's character begins; the end of `text` after the last.
    pub(crate) fn byte(&self, letter: usize, text: &str) -> usize {
        self.at.get(letter).map_or(text.len(), |at| *at as usize)
    }

    /// The byte at which a letter's character ends, with the marks and hard signs after it.
    pub(crate) fn byte_after(&self, letter: usize, text: &str) -> usize {
        let start = self.byte(letter, text);
        let mut rest = text.get(start..).unwrap_or_default().chars();
        let own = rest.next().map_or(0, char::len_utf8);
        let signs = rest.take_while(|c| {
            matches!(c, 'ъ' | 'Ъ') || unicode_normalization::char::is_combining_mark(*c)
        });
        start + own + signs.map(char::len_utf8).sum::<usize>()
    }

    /// The bytes of a run of letters; an empty run stands before its letter.
    pub(crate) fn bytes(&self, run: Range<usize>, text: &str) -> Range<usize> {
        match run.end.checked_sub(1).filter(|last| run.start <= *last) {
            Some(last) => self.byte(run.start, text)..self.byte_after(last, text),
            None => {
                let at = self.byte(run.start, text);
                at..at
            }
        }
    }

    /// The first letter at or after a byte.
    pub(crate) fn letter_at(&self, byte: usize) -> usize {
        self.at.partition_point(|at| (*at as usize) < byte)
    }

    /// The words, as runs of letters.
    pub(crate) fn words(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        std::iter::from_fn(move || {
            if self.len() <= start {
                return None;
            }
            let rest = self.begins.iter().skip(start + 1).position(|begins| *begins);
            let end = rest.map_or(self.len(), |ahead| start + 1 + ahead);
            let word = start..end;
            start = end;
            Some(word)
        })
    }
}

/// How a word stands to the end of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Plain,
    /// A hyphen was met, and perhaps spaces after it.
    Hyphen,
    /// The line ended after a hyphen: the word goes on.
    Broken,
}

fn role(c: char) -> Role {
    match c {
        'a'..='z' | '0'..='9' => Role::Letter(c),
        'A'..='Z' => Role::Letter(c.to_ascii_lowercase()),
        ' '..='~' if c != '\'' => Role::Between,
        'ъ' | 'Ъ' => Role::Inside,
        'ё' | 'Ё' => Role::Letter('е'),
        'а'..='я' => Role::Letter(c),
        'А'..='Я' => Role::Letter(c.to_lowercase().next().unwrap_or(c)),
        'ѣ' | 'Ѣ' | 'є' | 'Є' => Role::Letter('е'),
        'і' | 'І' | 'ї' | 'Ї' | 'ѵ' | 'Ѵ' => Role::Letter('и'),
        'ѳ' | 'Ѳ' => Role::Letter('ф'),
        // Kazakh is typed without the letters that Russian has not.
        'ә' | 'Ә' => Role::Letter('а'),
        'ғ' | 'Ғ' => Role::Letter('г'),
        'қ' | 'Қ' => Role::Letter('к'),
        'ң' | 'Ң' => Role::Letter('н'),
        'ө' | 'Ө' => Role::Letter('о'),
        'ұ' | 'Ұ' | 'ү' | 'Ү' => Role::Letter('у'),
        'һ' | 'Һ' => Role::Letter('х'),
        '\''
        | '’'
        | '‘'
        | 'ʼ'
        | 'ʻ'
        | 'ʹ'
        | 'ʺ'
        | '\u{ad}'
        | '\u{640}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Role::Inside,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' => Role::Inside,
        // Arabic letters that one hand or another puts for the same: alif, kaf, yeh, heh.
        'آ' | 'أ' | 'إ' | 'ٱ' => Role::Letter('ا'),
        'ك' => Role::Letter('ک'),
        'ى' | 'ي' => Role::Letter('ی'),
        'ة' | 'ە' => Role::Letter('ه'),
        'æ' | 'Æ' => Role::Two('a', 'e'),
        'œ' | 'Œ' => Role::Two('o', 'e'),
        'ß' | 'ẞ' => Role::Two('s', 's'),
        'ſ' => Role::Letter('s'),
        'ı' | 'İ' => Role::Letter('i'),
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        c if c.is_whitespace() => Role::Between,
        c => {
            let lower = c.to_lowercase().next().unwrap_or(c);
            let mut parts = std::iter::once(lower).nfkd().filter(|part| part.is_alphanumeric());
            match (parts.next(), parts.next()) {
                (Some(one), None) => Role::Letter(one),
                (Some(one), Some(other)) => Role::Two(one, other),
                _ if unicode_normalization::char::is_combining_mark(c) => Role::Inside,
                _ => Role::Between,
            }
        }
    }
}

fn digit(c: char, zero: char) -> Role {
    let value = (c as u32).wrapping_sub(zero as u32);
    Role::Letter(char::from_digit(value, 10).unwrap_or(c))
}

/// The shapes of a letter in print, one bit each: a reading machine takes one
/// letter for another of a shape. Latin and Cyrillic stand together, since the
/// same machine reads both.
pub(crate) fn shapes(letter: char) -> u32 {
    static KNOWN: OnceLock<Vec<u32>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known = vec![0; 0x600];
        for (at, group) in SHAPES.iter().enumerate() {
            for letter in group.chars() {
                if let Some(shapes) = known.get_mut(letter as usize) {
                    *shapes |= 1 << at;
                }
            }
        }
        known
    });
    known.get(letter as usize).copied().unwrap_or(0)
}

const SHAPES: [&str; 16] = [
    "ceoaсеоаэ", "il1tfjrитг", "nurmhvипнйкшщцл", "bh68ьыбвя", "s5зэ3", "gq9ypу", "vywuу", "0oоdд",
    "kxкжх", "длаg", "rг", "pрф", "чуц4", "mмшщт", "tтf", "z2з",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let letters = Letters::of(text);
        let words = letters.words().map(|word| letters.all()[word].iter().collect::<String>());
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn layout_is_no_letter() {
        check("сол «АЛАШ\n  Орда»!", "сол алаш орда");
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_joins_and_another_parts() {
        check("пра-\n  вительство где-то, a - b", "правительство где то a b");
    }

    #[test]
    fn old_spelling_and_new_are_one() {
        check("Всѣмъ съѣздамъ Ѳедора", "всем сездам федора");
        check("Всем съездам Федора", "всем сездам федора");
    }

    #[test]
    fn marks_and_ligatures() {
        check("и\u{306} ﬁn d\u{301}e’tat won't", "й fin detat wont");
    }

    #[test]
    fn the_way_back() {
        let text = "«Ѣ ﬁ»";
        let letters = Letters::of(text);
        assert_eq!(letters.bytes(0..1, text), 2..4);
        assert_eq!(letters.bytes(1..3, text), 5..8);
        assert_eq!(letters.bytes(3..3, text), text.len()..text.len());
    }
}
