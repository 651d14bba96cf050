//! A text cut into the words and numbers that dates are made of.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::animal::{ANIMALS, Animal};
use crate::grammar::WHOLE;
use crate::hijri;
use crate::told_words::TELLINGS;
use crate::words::western::WESTERN;
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
    /// [`Meaning::sort`] of its meaning.
    pub sort: u128,
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
    words: HashMap<String, u16, BuildHasherDefault<WordHasher>>,
    senses: Vec<Vec<Sense>>,
    /// Of each word, what it may mean, a bit for each sort of meaning.
    sorts: Vec<u128>,
    /// Of each word, whether a date may begin with it, and whether a unit may.
    begins: Vec<(bool, bool)>,
}

/// The tables, made ready once.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Lexicon {
        let mut lexicon = Lexicon {
            words: HashMap::default(),
            senses: Vec::new(),
            sorts: Vec::new(),
            begins: Vec::new(),
        };
        for (tongue, meaning, phrases) in PHRASES.iter().chain(WESTERN) {
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
        for (month, phrases) in (1..).zip(hijri::MONTHS) {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, Meaning::HijriMonth(month), Tongue::Ru, Ending::Plain);
            }
        }
        for (month, stems) in (1..).zip(hijri::KAZAKH_MONTHS) {
            for stem in stems.split('|') {
                lexicon.add(stem, Meaning::HijriMonth(month), Tongue::Kk, Ending::Plain);
                for (ending, forms) in ENDINGS {
                    for form in forms.split('|') {
                        let meaning = Meaning::HijriMonth(month);
                        lexicon.add(&format!("{stem}{form}"), meaning, Tongue::Kk, *ending);
                    }
                }
            }
        }
        for (tongue, phrases) in hijri::ERA {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, Meaning::Hijri, tongue, Ending::Plain);
            }
        }
        for (tongue, phrases) in hijri::ERA_LETTERS {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, Meaning::HijriLetter, tongue, Ending::Plain);
            }
        }
        for (tongue, meaning, phrases) in WHOLE {
            for phrase in phrases.split('|') {
                lexicon.add(phrase, meaning, tongue, Ending::Plain);
            }
        }
        for (tongue, names) in ANIMALS {
            for (animal, phrases) in Animal::ALL.into_iter().zip(names) {
                for phrase in phrases.split('|') {
                    lexicon.add(phrase, Meaning::Animal(animal), tongue, Ending::Plain);
                }
            }
        }
        for senses in &mut lexicon.senses {
            senses.sort_by_key(|sense| std::cmp::Reverse(sense.rest.len()));
        }
        let sorts = |senses: &Vec<Sense>| senses.iter().fold(0, |sorts, sense| sorts | sense.sort);
        lexicon.sorts = lexicon.senses.iter().map(sorts).collect();
        let begins = |senses: &Vec<Sense>| {
            let any = |holds: fn(Meaning) -> bool| senses.iter().any(|sense| holds(sense.meaning));
            (any(Meaning::begins_date), any(Meaning::begins_unit))
        };
        lexicon.begins = lexicon.senses.iter().map(begins).collect();
        for (word, number) in &lexicon.words {
            if roman(&word.to_uppercase()).is_some() {
                lexicon.begins[usize::from(*number)] = (true, true);
            }
        }
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
            let sort = meaning.sort();
            let sense = Sense { meaning, sort, tongue, ending, rest: rest.to_vec() };
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

    /// The sorts of meaning that a word may have, to be compared with [`Meaning::sort`].
    pub fn sorts(&self, word: u16) -> u128 {
        self.sorts.get(usize::from(word)).copied().unwrap_or(0)
    }

    /// Whether a date may begin with a word.
    pub fn begins_date(&self, word: u16) -> bool {
        self.begins.get(usize::from(word)).is_some_and(|(date, _)| *date)
    }

    /// Whether a unit of the calendar may begin with a word.
    pub fn begins_unit(&self, word: u16) -> bool {
        self.begins.get(usize::from(word)).is_some_and(|(_, unit)| *unit)
    }

    /// What a word may mean.
    pub fn senses(&self, word: u16) -> &[Sense] {
        self.senses.get(usize::from(word)).map_or(&[], Vec::as_slice)
    }
}

/// A hash for looking words up in a table that no input changes: eight bytes at a
/// time, multiplied by 2^64 over the golden ratio (Knuth, TAOCP 6.4).
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mixed = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        _ => letter.is_alphabetic() || is_accent(letter),
    }
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

/// Takes out of a word what does not tell words apart: capitals, ё, composed accents,
/// and what the Russian spelling of before 1918 had besides: ѣ, the last ъ.
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
            ('ё' | 'Ё' | 'ѣ' | 'Ѣ', _) => folded.push('е'),
            ('а'..='я', _) => folded.push(letter),
            // The small letters of the alphabet stand 32 places after the capitals.
            ('А'..='Я', _) => folded.extend(char::from_u32(u32::from(letter) + 32)),
            _ if is_accent(letter) => {}
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    if folded.ends_with('ъ') {
        folded.pop();
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
                let ordinal = roman_ordinal(word);
                let word = ordinal.unwrap_or(word);
                at = start + word.len();
                fold(word, &mut folded);
                match LEXICON.words.get(&folded) {
                    Some(number) => Kind::Word(*number),
                    None if roman(word).is_some() => Kind::Roman,
                    None => Kind::Other,
                }
            }
        } else if text[at..].starts_with("--") {
            // The dash of typewriters, and of old files; more of them are a line.
            let hyphens = text[at..].bytes().take_while(|byte| *byte == b'-').count();
            at += hyphens;
            if hyphens < 4 { Kind::Sign('–') } else { Kind::Other }
        } else {
            at += first.len_utf8();
            match first {
                '.' | ',' | '(' | ')' | '[' | ']' | '-' | '/' | ';' | ':' | '?' | '~' | '#'
                | '$' | '%' | '\'' | '¿' | '№' | '§' | '€' | '£' | '₽' | '°' | '’' => {
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

/// The number of `XIXth`, which its letters follow as a word of their own.
fn roman_ordinal(word: &str) -> Option<&str> {
    let number = ["th", "st", "nd", "rd"].iter().find_map(|letters| word.strip_suffix(letters))?;
    (1 < number.len() && roman(number).is_some()).then_some(number)
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
