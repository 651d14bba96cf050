//! Terms: variables, values, what is computed and what is aggregated.

use std::ops::Range;

use super::lex::Kind;
use super::parser::{DEEPEST, Parsed, Parser};
use crate::fault::FaultKind;
use crate::function;
use crate::program::{Aggregate, AggregateKind, Comparison, Literal, Term, Value};

/// Whether a word has a meaning of its own in a term or a body.
pub fn reserved(word: &str) -> bool {
    aggregate(word).is_some()
        || function::signature(word).is_some()
        || function::binding(word).is_some()
        || matches!(word, "true" | "false" | "unless" | "nil" | "_")
}

fn aggregate(word: &str) -> Option<AggregateKind> {
    Some(match word {
        "count" => AggregateKind::Count,
        "count_distinct" => AggregateKind::Different,
        "sum" => AggregateKind::Sum,
        "min" => AggregateKind::Least,
        "max" => AggregateKind::Greatest,
        "mean" => AggregateKind::Mean,
        _ => return None,
    })
}

pub fn comparison(sign: &str) -> Option<Comparison> {
    Some(match sign {
        "=" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::Greater,
        ">=" => Comparison::AtLeast,
        _ => return None,
    })
}

impl Parser<'_> {
    pub fn term(&mut self, tightest: u8) -> Parsed<Term> {
        self.deeper(|parser| {
            let mut left = parser.factor()?;
            let mut joined = 0;
            loop {
                let sign = match &parser.token().kind {
                    Kind::Sign(sign) => (*sign).to_owned(),
                    Kind::Name { text, quoted: false } => text.clone(),
                    _ => return Some(left),
                };
                let Some(binding) = function::binding(&sign).filter(|binding| *binding > tightest)
                else {
                    return Some(left);
                };
                joined += 1;
                if joined + parser.depth > DEEPEST {
                    let range = parser.range();
                    return parser.fault(range, FaultKind::TooLarge);
                }
                parser.at += 1;
                let right = parser.term(if sign == "^" { binding - 1 } else { binding })?;
                left = Term::Computed { function: sign, of: vec![left, right] };
            }
        })
    }

    fn factor(&mut self) -> Parsed<Term> {
        let range = self.range();
        match self.token().kind.clone() {
            Kind::Number(text) => {
                self.at += 1;
                self.number(&text, "", range)
            }
            Kind::Text(text) => {
                self.at += 1;
                Some(Term::Value(Value::Symbol(text.into())))
            }
            Kind::Sign("-") => {
                self.at += 1;
                if let Kind::Number(text) = self.token().kind.clone()
                    && *self.ahead(1) != Kind::Sign("^")
                {
                    self.at += 1;
                    return self.number(&text, "-", range);
                }
                let of = vec![self.term(7)?];
                Some(Term::Computed { function: "-".to_owned(), of })
            }
            Kind::Sign("(") => {
                self.at += 1;
                let term = self.term(0)?;
                self.expect(")")?;
                Some(term)
            }
            Kind::Sign("@" | "[") => {
                self.fault(range, FaultKind::Unsupported(self.text[self.range()].to_owned()))
            }
            Kind::Name { text, quoted: true } => {
                self.at += 1;
                if !self.is("(") {
                    return Some(Term::Variable(text));
                }
                self.function(text, range)
            }
            Kind::Name { text, .. } => {
                self.at += 1;
                match text.as_str() {
                    "_" => return Some(Term::Any),
                    "bnot" | "lnot" => {
                        let of = vec![self.term(7)?];
                        return Some(Term::Computed { function: text, of });
                    }
                    "nil" => return self.fault(range, FaultKind::Unsupported(text)),
                    "as" if self.is("(") => return self.taken_as(),
                    _ => {}
                }
                match aggregate(&text) {
                    Some(kind) => self.aggregate(kind, text, range),
                    None if self.is("(") => self.function(text, range),
                    None if text == "true" || text == "false" => {
                        self.at -= 1;
                        self.unexpected("term")
                    }
                    None => Some(Term::Variable(text)),
                }
            }
            _ => self.unexpected("term"),
        }
    }

    fn function(&mut self, function: String, range: Range<usize>) -> Parsed<Term> {
        let of = self.arguments()?;
        match function::signature(&function) {
            None => self.fault(range, FaultKind::UnknownFunction(function)),
            Some((fewest, most, _)) if of.len() < fewest || most < of.len() => {
                let (expected, found) = (if of.len() < fewest { fewest } else { most }, of.len());
                self.fault(range, FaultKind::Arity { name: function, expected, found })
            }
            Some(_) => Some(Term::Computed { function, of }),
        }
    }

    fn taken_as(&mut self) -> Parsed<Term> {
        self.expect("(")?;
        let term = self.term(0)?;
        self.expect(",")?;
        let kind = self.name_or_text()?;
        self.expect(")")?;
        let of = vec![term, Term::Value(Value::Symbol(kind.into()))];
        Some(Term::Computed { function: "as".to_owned(), of })
    }

    /// `max(x, y)` or `max x : { … }`: what follows tells.
    fn aggregate(
        &mut self,
        kind: AggregateKind,
        text: String,
        range: Range<usize>,
    ) -> Parsed<Term> {
        if matches!(kind, AggregateKind::Least | AggregateKind::Greatest)
            && self.is("(")
            && self.several()
        {
            return self.function(text, range);
        }
        let of =
            if kind == AggregateKind::Count && self.is(":") { None } else { Some(self.term(0)?) };
        self.expect(":")?;
        let body = if self.take("{") {
            let from = self.range();
            let body = self.body()?;
            self.expect("}")?;
            match body.alternatives() {
                Some(mut alternatives) if alternatives.len() == 1 => alternatives.swap_remove(0),
                _ => return self.fault(from, FaultKind::Unsupported(";".to_owned())),
            }
        } else {
            vec![Literal::Holds(self.atom()?)]
        };
        Some(Term::Aggregate(Box::new(Aggregate { kind, of, body })))
    }

    /// Whether more than one term stands in the parenthesis here.
    fn several(&self) -> bool {
        let Some(closing) = self.closing.get(&self.at) else { return false };
        let mut depth = 0_usize;
        for token in &self.tokens[self.at + 1..*closing] {
            match token.kind {
                Kind::Sign("(" | "{") => depth += 1,
                Kind::Sign(")" | "}") => depth = depth.saturating_sub(1),
                Kind::Sign(",") if depth == 0 => return true,
                _ => {}
            }
        }
        false
    }

    fn number(&mut self, text: &str, sign: &str, range: Range<usize>) -> Parsed<Term> {
        let value = number(text, sign);
        match value {
            Some(value) => Some(Term::Value(value)),
            None => self.fault(range, FaultKind::Number(format!("{sign}{text}"))),
        }
    }
}

/// A number as written.
fn number(text: &str, sign: &str) -> Option<Value> {
    let (digits, radix) = match (text.strip_prefix("0x"), text.strip_prefix("0b")) {
        (Some(digits), _) => (digits, 16),
        (_, Some(digits)) => (digits, 2),
        _ => (text, 10),
    };
    if let Some(digits) = digits.strip_suffix('u') {
        return u64::from_str_radix(digits, radix)
            .ok()
            .filter(|_| sign.is_empty())
            .map(Value::Unsigned);
    }
    if radix != 10 {
        let magnitude = u64::from_str_radix(digits, radix).ok()?.cast_signed();
        return Some(Value::Number(if sign.is_empty() {
            magnitude
        } else {
            magnitude.wrapping_neg()
        }));
    }
    if digits.bytes().filter(|byte| *byte == b'.').count() == 3 {
        let parts =
            digits.split('.').map(|part| part.parse::<u8>().ok()).collect::<Option<Vec<_>>>()?;
        return Some(Value::Number(
            parts.iter().fold(0, |number, part| number << 8 | i64::from(*part)),
        ));
    }
    let signed = format!("{sign}{digits}");
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let large = |_| digits.parse::<u64>().ok().filter(|_| sign.is_empty()).map(Value::Unsigned);
        return signed.parse().map(Value::Number).map_or_else(large, Some);
    }
    signed.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float)
}
