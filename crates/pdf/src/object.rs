//! The values a PDF is made of, and how they are written (ISO 32000-1, 7.2 and 7.3).

use std::ops::Range;

/// A value of a PDF.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Number(f64),
    /// A string: bytes of whatever encoding.
    Text(Vec<u8>),
    Name(Vec<u8>),
    List(Vec<Object>),
    Dict(Dict),
    Stream(Stream),
    /// Another object, by its number and generation.
    Reference(u32, u32),
}

/// Names with values, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Dict(pub Vec<(Vec<u8>, Object)>);

/// Bytes with a description.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stream {
    pub dict: Dict,
    /// Where its bytes stand in the file.
    pub at: Range<usize>,
    /// The object's number and generation, with which it is encrypted.
    pub id: (u32, u32),
}

impl Object {
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that counts something; `None` when it is negative or none at all.
    pub fn count(&self) -> Option<usize> {
        let number = self.number()?;
        (0.0..9e15).contains(&number).then_some(number as usize)
    }

    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Object]> {
        match self {
            Object::List(list) => Some(list),
            _ => None,
        }
    }

    /// The dictionary that this is, or that describes this stream.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }
}

impl Dict {
    /// A value as it is written, which may be a reference.
    pub fn get(&self, name: &str) -> Option<&Object> {
        self.0.iter().find(|(key, _)| key == name.as_bytes()).map(|(_, value)| value)
    }
}

/// Lists and dictionaries inside one another, at most; a font or a page has five.
const DEEPEST: usize = 48;

/// Values that one object may hold: the widths of a font are thousands.
const MOST_VALUES: usize = 1 << 20;

/// Reads values from bytes.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'b> {
    pub bytes: &'b [u8],
    pub at: usize,
    /// Values that may still be read.
    left: usize,
}

/// What stands next in a content stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'b> {
    Value(Object),
    Word(&'b [u8]),
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'b> Lexer<'b> {
    pub fn new(bytes: &'b [u8], at: usize) -> Lexer<'b> {
        Lexer { bytes, at: at.min(bytes.len()), left: MOST_VALUES }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                let end = self.rest().iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                self.at += end.unwrap_or(self.rest().len());
            } else {
                break;
            }
        }
    }

    /// Passes a word when it stands next.
    pub fn skip_word(&mut self, word: &str) -> bool {
        self.skip_space();
        let stands = self.rest().starts_with(word.as_bytes());
        if stands {
            self.at += word.len();
        }
        stands
    }

    /// A run of letters, digits and signs; empty when a delimiter stands next.
    pub fn word(&mut self) -> &'b [u8] {
        self.skip_space();
        let rest = self.rest();
        let end = rest.iter().position(|byte| is_space(*byte) || is_delimiter(*byte));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// The next value or operator of a content stream; `None` at its end.
    pub fn token(&mut self) -> Option<Token<'b>> {
        loop {
            self.skip_space();
            match self.peek()? {
                b'(' | b'<' | b'[' | b'/' | b'+' | b'-' | b'.' | b'0'..=b'9' => {
                    let start = self.at;
                    self.left = MOST_VALUES;
                    match self.value(0, false) {
                        Some(value) => return Some(Token::Value(value)),
                        None => self.at = self.at.max(start + 1),
                    }
                }
                b')' | b'>' | b']' | b'{' | b'}' => self.at += 1,
                _ => {
                    let word = self.word();
                    return Some(match word {
                        b"true" => Token::Value(Object::Bool(true)),
                        b"false" => Token::Value(Object::Bool(false)),
                        b"null" => Token::Value(Object::Null),
                        word => Token::Word(word),
                    });
                }
            }
        }
    }

    /// A value of the file; `None` when none stands here.
    pub fn object(&mut self) -> Option<Object> {
        self.left = MOST_VALUES;
        self.value(0, true)
    }

    fn value(&mut self, depth: usize, with_references: bool) -> Option<Object> {
        self.left = self.left.checked_sub(1)?;
        if DEEPEST < depth {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::Text(self.text())),
            b'<' if self.rest().starts_with(b"<<") => {
                self.at += 2;
                let mut entries = Vec::new();
                loop {
                    self.skip_space();
                    match self.peek() {
                        Some(b'/') => {
                            let name = self.name();
                            let before = self.at;
                            match self.value(depth + 1, with_references) {
                                Some(value) => entries.push((name, value)),
                                // What cannot be read is passed, as readers do.
                                None => {
                                    if self.left == 0 {
                                        return None;
                                    }
                                    self.at = self.at.max(before);
                                }
                            }
                        }
                        Some(b'>') => {
                            self.at += 1;
                            if self.peek() == Some(b'>') {
                                self.at += 1;
                            }
                            break;
                        }
                        None => break,
                        // An object or a stream that begins here was not closed.
                        Some(_)
                            if self.rest().starts_with(b"endobj")
                                || self.rest().starts_with(b"stream") =>
                        {
                            break;
                        }
                        Some(_) => {
                            self.left = self.left.checked_sub(1)?;
                            if self.word().is_empty() {
                                self.at += 1;
                            }
                        }
                    }
                }
                Some(Object::Dict(Dict(entries)))
            }
            b'<' => Some(Object::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                loop {
                    self.skip_space();
                    match self.peek() {
                        Some(b']') => {
                            self.at += 1;
                            break;
                        }
                        None => break,
                        _ => {
                            let before = self.at;
                            match self.value(depth + 1, with_references) {
                                Some(value) => list.push(value),
                                None if self.left == 0 => return None,
                                None => self.at = self.at.max(before + 1),
                            }
                        }
                    }
                }
                Some(Object::List(list))
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => {
                let number = self.number()?;
                match with_references {
                    true => Some(self.reference(number).unwrap_or(Object::Number(number))),
                    false => Some(Object::Number(number)),
                }
            }
            _ => {
                let start = self.at;
                match self.word() {
                    b"true" => Some(Object::Bool(true)),
                    b"false" => Some(Object::Bool(false)),
                    b"null" => Some(Object::Null),
                    _ => {
                        self.at = start;
                        None
                    }
                }
            }
        }
    }

    /// `12 0 R`, of which the first number was read.
    fn reference(&mut self, number: f64) -> Option<Object> {
        let start = self.at;
        let found = self.rest_of_reference(number);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn rest_of_reference(&mut self, number: f64) -> Option<Object> {
        let number = whole(number)?;
        self.skip_space();
        self.peek().filter(u8::is_ascii_digit)?;
        let generation = whole(self.number()?)?;
        self.skip_space();
        (self.peek()? == b'R').then_some(())?;
        self.at += 1;
        let ends = self.peek().is_none_or(|byte| is_space(byte) || is_delimiter(byte));
        ends.then_some(Object::Reference(number, generation))
    }

    /// A number; writers that fail write `--5` and `5-3`, which readers take for -5 and 5.
    pub fn number(&mut self) -> Option<f64> {
        let mut is_negative = false;
        while let Some(sign @ (b'+' | b'-')) = self.peek() {
            is_negative |= sign == b'-';
            self.at += 1;
        }
        let (mut value, mut digits, mut scale) = (0.0_f64, 0, None::<f64>);
        loop {
            match self.peek() {
                Some(digit @ b'0'..=b'9') => {
                    digits += 1;
                    let digit = f64::from(digit - b'0');
                    match &mut scale {
                        Some(scale) => {
                            *scale /= 10.0;
                            value += digit * *scale;
                        }
                        None => value = value * 10.0 + digit,
                    }
                }
                Some(b'.') if scale.is_none() => scale = Some(1.0),
                Some(b'-') if 0 < digits => {}
                _ => break,
            }
            self.at += 1;
        }
        let value = if is_negative { -value } else { value };
        (0 < digits || scale.is_some()).then_some(value).filter(|value| value.is_finite())
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = self.rest();
        let end = rest.iter().position(|byte| is_space(*byte) || is_delimiter(*byte));
        let raw = &rest[..end.unwrap_or(rest.len())];
        self.at += raw.len();
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            let pair = raw.get(at + 1).and_then(digit).zip(raw.get(at + 2).and_then(digit));
            match pair {
                Some((high, low)) if *byte == b'#' => {
                    name.push(high * 16 + low);
                    at += 3;
                }
                _ => {
                    name.push(*byte);
                    at += 1;
                }
            }
        }
        name
    }

    fn text(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut depth) = (Vec::new(), 0);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    let Some(escaped) = self.peek() else { break };
                    self.at += 1;
                    match escaped {
                        b'n' => text.push(b'\n'),
                        b'r' => text.push(b'\r'),
                        b't' => text.push(b'\t'),
                        b'b' => text.push(8),
                        b'f' => text.push(12),
                        b'\n' => {}
                        b'\r' => {
                            if self.peek() == Some(b'\n') {
                                self.at += 1;
                            }
                        }
                        b'0'..=b'7' => {
                            let mut value = u32::from(escaped - b'0');
                            for _ in 0..2 {
                                let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                                value = value * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            text.push((value & 0xff) as u8);
                        }
                        other => text.push(other),
                    }
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut high) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(value) = digit(&byte) else { continue };
            match high.take() {
                Some(high) => text.push(high * 16 + value),
                None => high = Some(value),
            }
        }
        text.extend(high.map(|high| high * 16));
        text
    }
}

/// A number that an object can have.
pub(crate) fn whole(number: f64) -> Option<u32> {
    ((0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0)
        .then_some(number as u32)
}

fn digit(byte: &u8) -> Option<u8> {
    char::from(*byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<Object>) {
        assert_eq!(Lexer::new(written.as_bytes(), 0).object(), expected);
    }

    #[test]
    fn numbers_and_references() {
        check("-12.50 ", Some(Object::Number(-12.5)));
        check(".5", Some(Object::Number(0.5)));
        check("12 0 R", Some(Object::Reference(12, 0)));
        check("12 0 obj", Some(Object::Number(12.0)));
        check("--5", Some(Object::Number(-5.0)));
        check("+", None);
    }

    #[test]
    fn strings_and_names() {
        check(r"(a\(b\)(c)\101\n)", Some(Object::Text(b"a(b)(c)A\n".to_vec())));
        check("<48 65 6>", Some(Object::Text(b"He`".to_vec())));
        check("/A#20B", Some(Object::Name(b"A B".to_vec())));
        check("(open", Some(Object::Text(b"open".to_vec())));
    }

    #[test]
    fn dictionaries_as_failing_writers_leave_them() {
        let one = Dict(vec![(b"A".to_vec(), Object::Number(1.0))]);
        check("<</A 1>>", Some(Object::Dict(one.clone())));
        check("<</A 1 junk>>", Some(Object::Dict(one.clone())));
        check("<</A 1 endobj", Some(Object::Dict(one)));
    }

    #[test]
    fn nesting_without_end() {
        let deep = "[".repeat(100_000);
        assert!(Lexer::new(deep.as_bytes(), 0).object().is_some());
        let deep = "<</A ".repeat(100_000);
        assert!(Lexer::new(deep.as_bytes(), 0).object().is_some());
    }
}
