//! A text cut into the words and numbers that dates are made of.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::told_words::TELLINGS;
use crate::words::{ENDINGS, Ending, HIJRI_MONTHS, Meaning, PHRASES, STEMS, Tongue, northern};

/// A piece of the text that may belong to a date, or everything between two of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Digits; the value stops at the greatest that fits.
    Number { value: u32, digits: u8 },
    /// A word of the tables.
    Word(u16),
    /// A Roman number that is no word of the tables.
    Roman,
    /// Punctuation.
    Sign(char),
    /// An empty line, which no date crosses.
    Break,
    /// Words that mean nothing in a date.
    Other,
}

/// One thing that a word may mean, and the words that must follow it.
#[derive(Debug)]
pub(crate) struct Sense {
    pub meaning: Meaning,
    pub tongue: Tongue,
    pub ending: Ending,
    pub rest: Vec<Piece>,
}

/// A part of a phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    Word(u16),
    Sign(char),
}

/// Every word of the tables and what it may mean, longest phrase first.
pub(crate) struct Lexicon {
    words: HashMap<String, u16>,
    senses: Vec<Vec<Sense>>,
    /// Of each word, whether a time told from another may begin with it.
    tells: Vec<bool>,
}

/// The tables, made ready once.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Lexicon {
        let mut lexicon = Lexicon { words: HashMap::new(), senses: Vec::new(), tells: Vec::new() };
        for (tongue, meaning, phrases) in PHRASES {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, *meaning, *tongue, Ending::Plain);
            }
        }
        for (tongue, telling, phrases) in TELLINGS {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, Meaning::Telling(*telling), *tongue, Ending::Plain);
            }
        }
        northern::words(|word, meaning, tongue, ending| lexicon.add(word, meaning, tongue, ending));
        for (meaning, stems) in STEMS {
            for stem in stems.split('|') {
                lexicon.add(stem, *meaning, Tongue::Kk, Ending::Plain);
                for (ending, forms) in ENDINGS {
                    for form in forms.split('|') {
                        lexicon.add(&format!("{stem}{form}"), *meaning, Tongue::Kk, *ending);
                    }
                }
            }
        }
        for (month, phrases) in HIJRI_MONTHS {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, Meaning::HijriMonth(*month), Tongue::Ru, Ending::Plain);
            }
        }
        for senses in &mut lexicon.senses {
            senses.sort_by_key(|sense| std::cmp::Reverse(sense.rest.len()));
        }
        let named = |sense: &Sense| {
            let named = matches!(sense.meaning, Meaning::Month(_) | Meaning::Season(_));
            named && sense.tongue == Tongue::Kk
        };
        let begins = |sense: &Sense| sense.meaning.begins_telling() || named(sense);
        let tells = |senses: &Vec<Sense>| senses.iter().any(begins);
        lexicon.tells = lexicon.senses.iter().map(tells).collect();
        lexicon
    }

    fn add(&mut self, phrase: &str, meaning: Meaning, tongue: Tongue, ending: Ending) {
        if phrase.contains('\'') {
            // Two other apostrophes are as common, and one of them is a letter.
            for apostrophe in ["’", "ʼ"] {
                self.add(&phrase.replace('\'', apostrophe), meaning, tongue, ending);
            }
        }
        let mut pieces = Vec::new();
        let mut rest = phrase;
        while let Some(first) = rest.chars().next() {
            let length = if is_letter(first) { word_length(rest) } else { first.len_utf8() };
            let (piece, after) = rest.split_at(length);
            if is_letter(first) {
                pieces.push(Piece::Word(self.word(piece)));
            } else if !first.is_whitespace() {
                pieces.push(Piece::Sign(first));
            }
            rest = after;
        }
        if let Some((Piece::Word(head), rest)) = pieces.split_first() {
            let sense = Sense { meaning, tongue, ending, rest: rest.to_vec() };
            self.senses[usize::from(*head)].push(sense);
        }
    }

    fn word(&mut self, word: &str) -> u16 {
        let mut folded = String::new();
        fold(word, &mut folded);
        match self.words.get(&folded) {
            Some(number) => *number,
            None => {
                let number = self.senses.len() as u16;
                self.words.insert(folded, number);
                self.senses.push(Vec::new());
                number
            }
        }
    }

    /// Whether a time told from another may begin with a word.
    pub fn tells(&self, word: u16) -> bool {
        self.tells.get(usize::from(word)).copied().unwrap_or(false)
    }

    /// What a word may mean.
    pub fn senses(&self, word: u16) -> &[Sense] {
        self.senses.get(usize::from(word)).map_or(&[], Vec::as_slice)
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || is_accent(letter)
}

/// A combining accent, which belongs to the letter before it.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// How many bytes of a text its first word has.
fn word_length(text: &str) -> usize {
    let end =
        text.char_indices().find(|(_, letter)| !is_letter(*letter) && !letter.is_ascii_digit());
    end.map_or(text.len(), |(end, _)| end)
}

/// Takes out of a word what does not tell words apart: capitals, ё, composed accents.
fn fold(word: &str, folded: &mut String) {
    folded.clear();
    for letter in word.chars() {
        match (letter, folded.chars().next_back()) {
            ('\u{306}', Some('и')) => {
                folded.pop();
                folded.push('й');
            }
            ('\u{308}', Some('е')) => {}
            ('\u{303}', Some('n')) => {
                folded.pop();
                folded.push('ñ');
            }
            ('ё' | 'Ё', _) => folded.push('е'),
            _ if is_accent(letter) => {}
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
}

/// The longest word that is looked up; longer ones are in no table.
const LONGEST_WORD: usize = 64;

/// Cuts a text into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut folded = String::new();
    let mut at = 0;
    let mut lines = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        if first.is_whitespace() || matches!(first, '\u{ad}' | '\u{200b}' | '\u{feff}') {
            at += first.len_utf8();
            lines += usize::from(first == '\n');
            if lines == 2 {
                tokens.push(Token { start, end: at, kind: Kind::Break });
            }
            continue;
        }
        lines = 0;
        let kind = if first.is_ascii_digit() {
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            at += digits;
            let value = text[start..at].parse().unwrap_or(u32::MAX);
            Kind::Number { value, digits: u8::try_from(digits).unwrap_or(u8::MAX) }
        } else if is_letter(first) {
            at += word_length(&text[at..]);
            let word = &text[start..at];
            if LONGEST_WORD < word.len() {
                Kind::Other
            } else {
                fold(word, &mut folded);
                match LEXICON.words.get(&folded) {
                    Some(number) => Kind::Word(*number),
                    None if roman(word).is_some() => Kind::Roman,
                    None => Kind::Other,
                }
            }
        } else {
            at += first.len_utf8();
            match first {
                '.' | ',' | '(' | ')' | '[' | ']' | '-' | '/' | ';' | ':' | '?' | '~' | '#'
                | '$' | '%' | '\'' | '№' | '§' | '€' | '£' | '₽' | '°' | '’' => {
                    Kind::Sign(first)
                }
                '–' | '—' | '‒' | '−' => Kind::Sign('–'),
                '‐' | '‑' => Kind::Sign('-'),
                _ => Kind::Other,
            }
        };
        match tokens.last_mut() {
            Some(last) if kind == Kind::Other && last.kind == Kind::Other => last.end = at,
            _ => tokens.push(Token { start, end: at, kind }),
        }
    }
    tokens
}

/// The value of a Roman number in capitals, Latin or look-alike Cyrillic.
pub(crate) fn roman(word: &str) -> Option<u32> {
    let mut value = 0_i32;
    let mut last = 0;
    let mut count = 0;
    for letter in word.chars() {
        let digit = match letter {
            'I' | 'І' | 'Ӏ' => 1,
            'V' | 'Ѵ' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            'C' | 'С' => 100,
            _ => return None,
        };
        count += 1;
        if 8 < count {
            return None;
        }
        value += digit;
        if last < digit {
            value -= 2 * last;
        }
        last = digit;
    }
    (0 < count && 0 < value).then_some(value as u32)
}
