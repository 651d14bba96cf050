//! The words of a program, one after another: what each part of the grammar reads with.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Raw;
use super::lex::{Kind, Token};
use crate::fault::{Fault, FaultKind};

/// How deeply terms, bodies and aggregates may be nested.
pub const DEEPEST: usize = 64;

/// What reads a program, one statement after another.
pub struct Parser<'text> {
    pub text: &'text str,
    pub tokens: Vec<Token>,
    pub closing: BTreeMap<usize, usize>,
    pub at: usize,
    pub depth: usize,
    pub faults: Vec<Fault>,
    pub read: Raw,
}

/// What was read, or `None` after a fault was noted.
pub type Parsed<T> = Option<T>;

impl Parser<'_> {
    pub fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    pub fn ahead(&self, by: usize) -> &Kind {
        &self.tokens[(self.at + by).min(self.tokens.len() - 1)].kind
    }

    pub fn range(&self) -> Range<usize> {
        self.token().range.clone()
    }

    /// From there to the end of the last word read.
    pub fn since(&self, start: usize) -> Range<usize> {
        let end = self.at.checked_sub(1).map_or(start, |last| self.tokens[last].range.end);
        start..end.max(start)
    }

    pub fn is(&self, sign: &str) -> bool {
        matches!(&self.token().kind, Kind::Sign(found) if *found == sign)
    }

    pub fn take(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    pub fn expect(&mut self, sign: &'static str) -> Parsed<()> {
        if self.take(sign) { Some(()) } else { self.unexpected(sign) }
    }

    pub fn unexpected<T>(&mut self, expected: &'static str) -> Parsed<T> {
        let range = self.range();
        let found = self.text[range.clone()].chars().take(40).collect();
        self.fault(range, FaultKind::Unexpected { found, expected })
    }

    pub fn fault<T>(&mut self, range: Range<usize>, kind: FaultKind) -> Parsed<T> {
        self.faults.push(Fault::refused(range, kind));
        None
    }

    /// On to where the next statement may begin.
    pub fn recover(&mut self, before: usize) {
        self.depth = 0;
        self.at = self.at.max(before + 1);
        loop {
            match &self.token().kind {
                Kind::End | Kind::Directive(_) => return,
                Kind::Sign(".") => {
                    self.at += 1;
                    return;
                }
                _ => self.at += 1,
            }
        }
    }

    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            let range = self.range();
            return self.fault(range, FaultKind::TooLarge);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    pub fn name(&mut self) -> Parsed<String> {
        match &self.token().kind {
            Kind::Name { text, .. } => {
                let text = text.clone();
                self.at += 1;
                Some(text)
            }
            _ => self.unexpected("name"),
        }
    }

    /// The word here, if it is one that is not quoted.
    pub fn word(&self) -> Option<&str> {
        match &self.token().kind {
            Kind::Name { text, quoted: false } => Some(text),
            _ => None,
        }
    }

    pub fn digits(&mut self) -> Parsed<usize> {
        match &self.token().kind {
            Kind::Number(text) => match text.parse() {
                Ok(number) => {
                    self.at += 1;
                    Some(number)
                }
                Err(_) => self.unexpected("number"),
            },
            _ => self.unexpected("number"),
        }
    }

    pub fn text(&mut self) -> Parsed<String> {
        match self.token().kind.clone() {
            Kind::Text(text) => {
                self.at += 1;
                Some(text)
            }
            _ => self.unexpected("string"),
        }
    }

    /// A name, or any text in quotation marks.
    pub fn name_or_text(&mut self) -> Parsed<String> {
        match self.token().kind.clone() {
            Kind::Text(text) | Kind::Name { text, .. } => {
                self.at += 1;
                Some(text)
            }
            _ => self.unexpected("name"),
        }
    }

    pub fn statement(&mut self) -> Parsed<()> {
        match self.token().kind.clone() {
            Kind::Directive(word) => {
                let start = self.range().start;
                self.at += 1;
                self.directive(&word, start)
            }
            _ => self.clause(),
        }
    }
}

/// For each opening parenthesis, the token that closes it.
pub fn closings(tokens: &[Token]) -> BTreeMap<usize, usize> {
    let mut open = Vec::new();
    let mut closing = BTreeMap::new();
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign("(") => open.push(place),
            Kind::Sign(")") => {
                if let Some(start) = open.pop() {
                    closing.insert(start, place);
                }
            }
            _ => {}
        }
    }
    closing
}
