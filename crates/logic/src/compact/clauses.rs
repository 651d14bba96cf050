//! Clauses: what precedes a rule, its head, its conditions and its exceptions.

use super::Clause;
use super::lex::Kind;
use super::parser::{Parsed, Parser};
use super::terms::{comparison, reserved};
use crate::fault::FaultKind;
use crate::function;
use crate::program::{Atom, Comparison, Literal, Report, Rule, Term, Value};

/// How many rules one clause with `;` may stand for.
const MOST_ALTERNATIVES: usize = 1024;

/// A body before its alternatives are parted.
pub enum Body {
    All(Vec<Body>),
    Either(Vec<Body>),
    One(Literal),
}

impl Body {
    /// The conjunctions any of which makes it hold; `None` when there are too many.
    pub fn alternatives(self) -> Option<Vec<Vec<Literal>>> {
        Some(match self {
            Body::One(literal) => vec![vec![literal]],
            Body::Either(bodies) => {
                let mut all = Vec::new();
                for body in bodies {
                    all.extend(body.alternatives()?);
                    if all.len() > MOST_ALTERNATIVES {
                        return None;
                    }
                }
                all
            }
            Body::All(bodies) => {
                let mut all = vec![Vec::new()];
                for body in bodies {
                    let alternatives = body.alternatives()?;
                    if all.len() * alternatives.len() > MOST_ALTERNATIVES {
                        return None;
                    }
                    if let [only] = alternatives.as_slice() {
                        all.iter_mut().for_each(|chosen| chosen.extend(only.iter().cloned()));
                        continue;
                    }
                    all = all
                        .iter()
                        .flat_map(|chosen| {
                            alternatives.iter().map(|more| [chosen.as_slice(), more].concat())
                        })
                        .collect();
                }
                all
            }
        })
    }

    /// What holds where this does not.
    fn negated(self) -> Body {
        match self {
            Body::All(bodies) => Body::Either(bodies.into_iter().map(Body::negated).collect()),
            Body::Either(bodies) => Body::All(bodies.into_iter().map(Body::negated).collect()),
            Body::One(literal) => Body::One(match literal {
                Literal::Holds(atom) => Literal::Absent(atom),
                Literal::Absent(atom) => Literal::Holds(atom),
                Literal::Asked { atom, negated } => Literal::Asked { atom, negated: !negated },
                Literal::Compared { comparison, left, right, range } => {
                    Literal::Compared { comparison: opposite(comparison), left, right, range }
                }
            }),
        }
    }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
    }
}

impl Parser<'_> {
    pub fn clause(&mut self) -> Parsed<()> {
        let start = self.range().start;
        let mut rule = self.annotations(start)?;
        let mut heads = vec![self.atom()?];
        while self.take(",") {
            heads.push(self.atom()?);
        }
        if self.is("<=") {
            let range = self.range();
            return self.fault(range, FaultKind::Unsupported("<=".to_owned()));
        }
        let mut bodies = None;
        if self.take(":-") {
            let from = self.range().start;
            let Some(alternatives) = self.body()?.alternatives() else {
                let range = self.since(from);
                return self.fault(range, FaultKind::TooLarge);
            };
            bodies = Some(alternatives);
            if self.word() == Some("unless") {
                self.at += 1;
                rule.unless.push(self.atom()?);
                while self.take(",") {
                    rule.unless.push(self.atom()?);
                }
            }
        }
        self.expect(".")?;
        rule.range = self.since(start);
        self.read.clauses.push(Clause { rule, heads, bodies, plans: Vec::new() });
        Some(())
    }

    /// The lines that begin with `@`, as a rule that has nothing else yet.
    fn annotations(&mut self, start: usize) -> Parsed<Rule> {
        let head = Atom { relation: String::new(), terms: Vec::new(), range: start..start };
        let mut rule = Rule {
            name: String::new(),
            title: Vec::new(),
            head,
            report: None,
            body: Vec::new(),
            unless: Vec::new(),
            because: Vec::new(),
            range: start..start,
        };
        while self.take("@") {
            let range = self.range();
            match self.name()?.as_str() {
                "rule" => rule.name = self.name_or_text()?,
                "title" => rule.title.push((self.name_or_text()?, self.text()?)),
                "because" => rule.because.push((self.name_or_text()?, self.text()?)),
                "message" => {
                    let message = (self.name_or_text()?, self.text()?);
                    match &mut rule.report {
                        Some(report) => report.message.push(message),
                        None => {
                            return self.fault(
                                range,
                                FaultKind::Unexpected {
                                    found: "@message".to_owned(),
                                    expected: "@report",
                                },
                            );
                        }
                    }
                }
                "report" => {
                    let level = self.name_or_text()?;
                    let mut at = Vec::new();
                    if self.word() == Some("at") && *self.ahead(1) != Kind::Sign("(") {
                        self.at += 1;
                        at.push(self.name()?);
                        while self.take(",") {
                            at.push(self.name()?);
                        }
                    }
                    rule.report = Some(Report { level, message: Vec::new(), at });
                }
                _ => {
                    let found = self.text[range.clone()].to_owned();
                    return self.fault(
                        range,
                        FaultKind::Unexpected {
                            found,
                            expected: "@rule, @title, @because, @report, @message",
                        },
                    );
                }
            }
        }
        Some(rule)
    }

    pub fn atom(&mut self) -> Parsed<Atom> {
        let start = self.range().start;
        let relation = self.name()?;
        let terms = self.arguments()?;
        Some(Atom { relation, terms, range: self.since(start) })
    }

    pub fn arguments(&mut self) -> Parsed<Vec<Term>> {
        self.expect("(")?;
        let mut terms = Vec::new();
        while !self.is(")") {
            terms.push(self.term(0)?);
            if !self.take(",") {
                break;
            }
        }
        self.expect(")")?;
        Some(terms)
    }

    pub fn body(&mut self) -> Parsed<Body> {
        self.deeper(|parser| {
            let mut either = Vec::new();
            loop {
                let mut all = vec![parser.literal()?];
                while parser.take(",") {
                    all.push(parser.literal()?);
                }
                either.push(Body::All(all));
                if !parser.take(";") {
                    return Some(Body::Either(either));
                }
            }
        })
    }

    fn literal(&mut self) -> Parsed<Body> {
        let mut negated = false;
        while self.take("!") {
            negated = !negated;
        }
        let body = self.positive()?;
        Some(if negated { body.negated() } else { body })
    }

    fn positive(&mut self) -> Parsed<Body> {
        let start = self.range().start;
        if self.take("@") {
            let relation = self.name()?;
            let terms = self.arguments()?;
            let atom = Atom { relation, terms, range: self.since(start) };
            return Some(Body::One(Literal::Asked { atom, negated: false }));
        }
        if self.is("(") && !self.term_in_parentheses() {
            self.at += 1;
            let body = self.body()?;
            self.expect(")")?;
            return Some(body);
        }
        match &self.token().kind {
            Kind::Name { text, quoted: false } if text == "true" => {
                self.at += 1;
                return Some(Body::All(Vec::new()));
            }
            Kind::Name { text, quoted: false } if text == "false" => {
                self.at += 1;
                let range = self.since(start);
                let (left, right) = (Term::Value(Value::Number(0)), Term::Value(Value::Number(1)));
                return Some(Body::One(Literal::Compared {
                    comparison: Comparison::Equal,
                    left,
                    right,
                    range,
                }));
            }
            Kind::Name { text, quoted }
                if (*quoted || !reserved(text)) && *self.ahead(1) == Kind::Sign("(") =>
            {
                return Some(Body::One(Literal::Holds(self.atom()?)));
            }
            _ => {}
        }
        let left = self.term(0)?;
        let sign = match self.token().kind {
            Kind::Sign(sign) => comparison(sign),
            _ => None,
        };
        match sign {
            Some(comparison) => {
                self.at += 1;
                let right = self.term(0)?;
                let range = self.since(start);
                Some(Body::One(Literal::Compared { comparison, left, right, range }))
            }
            None if matches!(&left, Term::Computed { function, .. } if function == "match" || function == "contains") =>
            {
                let range = self.since(start);
                let right = Term::Value(Value::Number(1));
                Some(Body::One(Literal::Compared {
                    comparison: Comparison::Equal,
                    left,
                    right,
                    range,
                }))
            }
            None => self.unexpected("="),
        }
    }

    /// Whether the parenthesis here holds a term: a sign that joins terms follows it.
    fn term_in_parentheses(&self) -> bool {
        let Some(closing) = self.closing.get(&self.at) else { return false };
        match &self.tokens[(closing + 1).min(self.tokens.len() - 1)].kind {
            Kind::Sign(sign) => comparison(sign).is_some() || function::binding(sign).is_some(),
            Kind::Name { text, quoted: false } => function::binding(text).is_some(),
            _ => false,
        }
    }
}
