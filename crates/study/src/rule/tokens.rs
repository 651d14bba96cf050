//! A sentence as its words, signs and terms.

use std::ops::Range;

use derek_logic::Value;

/// One word, sign or simple term of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Bytes of the file.
    pub(crate) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// A word as written.
    Word(String),
    /// `?name`.
    Variable(String),
    /// Words in quotation marks.
    Text(String),
    /// `[[card]]`.
    Card(String),
    /// A number.
    Number(Value),
    /// `…`: anything.
    Any,
    /// One sign.
    Sign(char),
}

/// Where a quotation does not end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unclosed(pub(crate) Range<usize>);

impl Token {
    /// Whether it is this word, whatever its capitals, or this sign.
    pub(crate) fn is(&self, word: &str) -> bool {
        match &self.kind {
            Kind::Word(own) => own
                .chars()
                .flat_map(char::to_lowercase)
                .eq(word.chars().flat_map(char::to_lowercase)),
            Kind::Sign(sign) => {
                let mut chars = word.chars();
                let wanted = chars.next();
                let is_dash = wanted == Some('—') && *sign == '-';
                (wanted == Some(*sign) || is_dash) && chars.next().is_none()
            }
            _ => false,
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The tokens of some bytes of a text.
pub(crate) fn tokens(text: &str, within: Range<usize>) -> Result<Vec<Token>, Unclosed> {
    let Some(slice) = text.get(within.clone()) else { return Ok(Vec::new()) };
    let mut found: Vec<Token> = Vec::new();
    let mut rest = slice;
    while let Some(c) = rest.chars().next() {
        let at = within.end - rest.len();
        if c.is_whitespace() || c == '\u{feff}' {
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let after_term = matches!(
            found.last().map(|token| &token.kind),
            Some(
                Kind::Variable(_)
                    | Kind::Number(_)
                    | Kind::Text(_)
                    | Kind::Card(_)
                    | Kind::Sign(')')
            )
        );
        let (kind, length) = match c {
            '?' => {
                let length = rest[1..].find(|c| !is_letter(c)).unwrap_or(rest.len() - 1);
                match length {
                    0 => (Kind::Sign('?'), 1),
                    _ => (Kind::Variable(rest[1..=length].to_owned()), length + 1),
                }
            }
            '"' | '“' | '«' => quoted(rest, c).ok_or(Unclosed(at..within.end))?,
            '[' if rest.starts_with("[[") => {
                let end = rest.find("]]").ok_or(Unclosed(at..within.end))?;
                (Kind::Card(rest[2..end].trim().to_owned()), end + 2)
            }
            '…' => (Kind::Any, c.len_utf8()),
            '.' if rest.starts_with("...") => (Kind::Any, 3),
            '_' if !rest[1..].starts_with(is_letter) => (Kind::Any, 1),
            '–' | '—' => (Kind::Sign('—'), c.len_utf8()),
            '-' if rest[1..].starts_with(char::is_whitespace) && !after_term => {
                (Kind::Sign('—'), 1)
            }
            '0'..='9' => number(rest),
            '-' if rest[1..].starts_with(|c: char| c.is_ascii_digit())
                && (!after_term || text[..at].ends_with(char::is_whitespace)) =>
            {
                number(rest)
            }
            _ if is_letter(c) => {
                let length = word(rest);
                (Kind::Word(rest[..length].to_owned()), length)
            }
            _ => (Kind::Sign(c), c.len_utf8()),
        };
        found.push(Token { kind, range: at..at + length });
        rest = &rest[length..];
    }
    Ok(found)
}

/// The bytes of the word at the beginning; a hyphen or an apostrophe between letters belongs to it.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '-' | '\'' | '’')
            && 0 < at
            && chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(c) && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn number(rest: &str) -> (Kind, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(rest.starts_with('-'));
    let whole = sign + digits(&rest[sign..]);
    let after = &rest[whole..];
    if after.starts_with('.') && 0 < digits(&after[1..]) {
        let mut end = whole + 1 + digits(&after[1..]);
        let power = &rest[end..];
        if power.starts_with(['e', 'E']) {
            let minus = usize::from(power[1..].starts_with(['-', '+']));
            let long = digits(&power[1 + minus..]);
            end += if long == 0 { 0 } else { 1 + minus + long };
        }
        if let Ok(float) = rest[..end].parse() {
            return (Kind::Number(Value::Float(float)), end);
        }
    }
    if after.starts_with('u')
        && !after[1..].starts_with(is_letter)
        && let Ok(number) = rest[..whole].parse()
    {
        return (Kind::Number(Value::Unsigned(number)), whole + 1);
    }
    let read = rest[..whole].parse().map(|number| Kind::Number(Value::Number(number)));
    // A number too long for 64 bits stays the word that it is, and no template has it.
    (read.unwrap_or_else(|_| Kind::Word(rest[..whole].to_owned())), whole)
}

fn quoted(rest: &str, open: char) -> Option<(Kind, usize)> {
    let close = match open {
        '“' => '”',
        '«' => '»',
        _ => '"',
    };
    let mut words = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == close {
            return Some((Kind::Text(words), at + c.len_utf8()));
        }
        match c {
            '\\' if open == '"' => match chars.next()?.1 {
                'n' => words.push('\n'),
                't' => words.push('\t'),
                'r' => words.push('\r'),
                other => words.push(other),
            },
            _ => words.push(c),
        }
    }
    None
}

/// Words in quotation marks, as [`tokens`] reads them back.
pub(crate) fn quote(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A number as [`tokens`] reads it back.
pub(crate) fn number_told(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Unsigned(number) => format!("{number}u"),
        Value::Float(float) => {
            let told = format!("{float:?}");
            // Rust writes 1e300 without a point, which would be a number and a word.
            match told.split_once('e') {
                Some((whole, power)) if !whole.contains('.') => format!("{whole}.0e{power}"),
                _ => told,
            }
        }
        Value::Symbol(words) => quote(words),
    }
}
