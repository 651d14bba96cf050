//! The words of a program.

use std::ops::Range;

use crate::fault::{Fault, FaultKind};

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// What a word is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A name; in backquotes if it could be taken for something else.
    Name { text: String, quoted: bool },
    /// `.decl` and its like, without the dot.
    Directive(String),
    /// Text in quotation marks.
    Text(String),
    /// Digits as written, without a sign.
    Number(String),
    /// `:-`, `(`, `<=`.
    Sign(&'static str),
    /// The end of the program.
    End,
}

const SIGNS: [&str; 28] = [
    ":-", "!=", "<=", ">=", "<:", "->", "(", ")", "{", "}", "[", "]", ",", ";", ".", ":", "=", "<",
    ">", "+", "-", "*", "/", "%", "^", "!", "|", "@",
];
const DIRECTIVES: [&str; 17] = [
    "decl", "type", "input", "output", "printsize", "limitsize", "pragma", "plan", "functor",
    "comp", "init", "override", "number_type", "symbol_type", "include", "once", "lattice",
];

/// Whether a character may begin a name.
pub fn begins_name(character: char) -> bool {
    character.is_alphabetic() || character == '_' || character == '?'
}

/// Whether a character may stand in a name.
pub fn in_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '?'
}

/// The words of a program, the last of them [`Kind::End`], and what is no word.
pub fn tokens(text: &str) -> (Vec<Token>, Vec<Fault>) {
    let mut tokens = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let start = at;
        let kind = if character.is_whitespace() || character == '\u{feff}' {
            at += character.len_utf8();
            continue;
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            match comment.find("*/") {
                Some(length) => at += length + 4,
                None => {
                    at = text.len();
                    faults.push(Fault::refused(start..start + 2, FaultKind::Unclosed));
                }
            }
            continue;
        } else if character == '#' {
            let line = rest.lines().next().unwrap_or_default();
            at += line.len();
            if !line.starts_with("#line") {
                let what = line.split_whitespace().next().unwrap_or("#").to_owned();
                faults.push(Fault::refused(start..at, FaultKind::Unsupported(what)));
            }
            continue;
        } else if character == '"' {
            match quoted(rest, '"') {
                Some((value, length)) => {
                    at += length;
                    Kind::Text(value)
                }
                None => {
                    faults.push(Fault::refused(start..start + 1, FaultKind::Unclosed));
                    at = text.len();
                    continue;
                }
            }
        } else if character == '`' {
            match quoted(rest, '`') {
                Some((text, length)) => {
                    at += length;
                    Kind::Name { text, quoted: true }
                }
                None => {
                    faults.push(Fault::refused(start..start + 1, FaultKind::Unclosed));
                    at = text.len();
                    continue;
                }
            }
        } else if begins_name(character) {
            let length = rest.find(|other| !in_name(other)).unwrap_or(rest.len());
            at += length;
            Kind::Name { text: rest[..length].to_owned(), quoted: false }
        } else if character.is_ascii_digit() {
            let length = number(rest);
            at += length;
            Kind::Number(rest[..length].to_owned())
        } else if let Some(directive) = directive(rest) {
            at += 1 + directive.len();
            Kind::Directive(directive.to_owned())
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            at += sign.len();
            Kind::Sign(sign)
        } else {
            at += character.len_utf8();
            faults.push(Fault::refused(start..at, FaultKind::Character(character)));
            continue;
        };
        tokens.push(Token { kind, range: start..at });
    }
    tokens.push(Token { kind: Kind::End, range: text.len()..text.len() });
    (tokens, faults)
}

/// The word of a directive that stands here.
fn directive(rest: &str) -> Option<&str> {
    let word = rest.strip_prefix('.')?;
    let word = &word[..word.find(|other| !in_name(other)).unwrap_or(word.len())];
    DIRECTIVES.contains(&word).then_some(word)
}

/// What stands between two marks, and how many bytes it takes with them.
fn quoted(rest: &str, mark: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut characters = rest.char_indices().skip(1);
    while let Some((place, character)) = characters.next() {
        if character == mark {
            return Some((value, place + 1));
        }
        if character != '\\' {
            value.push(character);
            continue;
        }
        match characters.next()?.1 {
            'n' => value.push('\n'),
            't' => value.push('\t'),
            'r' => value.push('\r'),
            escaped @ ('\\' | '"' | '`') => value.push(escaped),
            other => value.extend(['\\', other]),
        }
    }
    None
}

/// How many bytes of a number stand here.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let run = |from: usize, within: fn(&u8) -> bool| {
        bytes[from..].iter().take_while(|byte| within(byte)).count()
    };
    if bytes.len() > 1 && bytes[0] == b'0' && matches!(bytes[1], b'x' | b'b') {
        return 2 + run(2, u8::is_ascii_alphanumeric);
    }
    let mut length = run(0, u8::is_ascii_digit);
    // The address of a computer: four numbers.
    let address =
        rest[..run(0, |byte| byte.is_ascii_digit() || *byte == b'.')].trim_end_matches('.');
    if address.bytes().filter(|byte| *byte == b'.').count() == 3 && !address.contains("..") {
        return address.len();
    }
    if bytes.get(length) == Some(&b'.') && bytes.get(length + 1).is_some_and(u8::is_ascii_digit) {
        length += 1 + run(length + 1, u8::is_ascii_digit);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let digits = bytes
            .get(length + 1 + sign..)
            .map_or(0, |_| run(length + 1 + sign, u8::is_ascii_digit));
        if digits > 0 {
            length += 1 + sign + digits;
        }
    }
    length + run(length, u8::is_ascii_alphabetic)
}
