//! Rules as programmers write them: Soufflé's plain Datalog, and what a derek rule carries more.
//!
//! ```
//! let (program, faults) = derek_logic::compact::parse(
//!     ".decl parent(child: symbol, parent: symbol)
//!      .decl ancestor(child: symbol, of: symbol)
//!      .input parent
//!      .output ancestor
//!      ancestor(x, y) :- parent(x, y).
//!      ancestor(x, z) :- ancestor(x, y), parent(y, z).",
//! );
//! assert!(faults.is_empty());
//! assert_eq!(program.rules.len(), 2);
//! let (again, _) = derek_logic::compact::parse(&derek_logic::compact::print(&program));
//! assert_eq!(derek_logic::compact::print(&again), derek_logic::compact::print(&program));
//! ```
//!
//! What goes beyond Soufflé stands before a clause, each line beginning with `@`:
//!
//! ```text
//! @rule before_it_exists
//! @title en "Nothing acts before it exists"
//! @because en "acts presuppose whoever acts"
//! @report impossible at claim
//! @message en "{?body} acts in {?year}, and does not yet exist"
//! too_early(claim, body, year) :- acted(claim, body, year), founded(body, first), @before(year, first)
//!     unless retrospective(claim).
//! ```
//!
//! A name that is no word of letters, or that the grammar uses, stands in backquotes: `` `held-office` ``.
//! `@name(…)` among the conditions is answered from outside the program.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::fault::{Fault, FaultKind};
use crate::function;
use crate::program::{
    Aggregate, AggregateKind, Atom, Comparison, Fact, Literal, Program, Relation, Report, Rule,
    Term, Type, Value,
};

mod lex;
mod print;
mod types;

use lex::{Kind, Token};
pub use print::{
    print, print_atom, print_body, print_literal, print_rule, print_term, print_value,
};
pub(crate) use types::nearest;
use types::{Declaration, Types};

/// How deeply terms, bodies and aggregates may be nested.
const DEEPEST: usize = 64;
/// How many rules one clause with `;` may stand for.
const MOST_ALTERNATIVES: usize = 1024;

/// A program as it was read, with what only whoever runs it needs.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The program.
    pub program: Program,
    /// What is wrong with it, in the order of places.
    pub faults: Vec<Fault>,
    /// What goes in and out, in the order written.
    pub ports: Vec<Port>,
}

/// One `.input`, `.output`, `.printsize` or `.limitsize`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The word of the directive, without its dot.
    pub direction: String,
    /// The relation.
    pub relation: String,
    /// `delimiter`, `filename` and the like.
    pub parameters: BTreeMap<String, String>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The program a text says, and what is wrong with its writing and its types.
///
/// What is wrong with the rules as such, [`crate::check::faults`] tells.
pub fn parse(text: &str) -> (Program, Vec<Fault>) {
    let reading = read(text);
    (reading.program, reading.faults)
}

/// The rules a text says, each as it is written: nothing is made one type, and what is wrong is its writing alone.
pub fn rules(text: &str) -> (Vec<Rule>, Vec<Fault>) {
    let (raw, faults) = raw(text);
    let mut rules = Vec::new();
    for Clause { rule, heads, bodies, .. } in raw.clauses {
        for head in heads {
            for body in bodies.as_ref().unwrap_or(&vec![Vec::new()]) {
                rules.push(Rule { head: head.clone(), body: body.clone(), ..rule.clone() });
            }
        }
    }
    (rules, faults)
}

/// The program a text says, and what goes in and out of it.
pub fn read(text: &str) -> Reading {
    let (raw, faults) = raw(text);
    types::finish(raw, faults)
}

fn raw(text: &str) -> (Raw, Vec<Fault>) {
    let (tokens, faults) = lex::tokens(text);
    let closing = closings(&tokens);
    let mut parser =
        Parser { text, tokens, closing, at: 0, depth: 0, faults, read: Raw::default() };
    while parser.token().kind != Kind::End {
        let before = parser.at;
        if parser.statement().is_none() {
            parser.recover(before);
        }
    }
    (parser.read, parser.faults)
}

/// What was written, before names of types are known.
#[derive(Debug, Default)]
struct Raw {
    relations: Vec<(Relation, Vec<Declaration>)>,
    types: Types,
    clauses: Vec<Clause>,
    ports: Vec<Port>,
    inlined: BTreeSet<String>,
}

/// One clause: heads, and the bodies any of which they follow from.
#[derive(Debug)]
struct Clause {
    rule: Rule,
    heads: Vec<Atom>,
    /// `None` where nothing was written: then it is a fact.
    bodies: Option<Vec<Vec<Literal>>>,
    plans: Vec<(usize, Vec<usize>, Range<usize>)>,
}

/// A body before its alternatives are parted.
enum Body {
    All(Vec<Body>),
    Either(Vec<Body>),
    One(Literal),
}

impl Body {
    /// The conjunctions any of which makes it hold; `None` when there are too many.
    fn alternatives(self) -> Option<Vec<Vec<Literal>>> {
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

/// For each opening parenthesis, the token that closes it.
fn closings(tokens: &[Token]) -> BTreeMap<usize, usize> {
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

/// Whether a word has a meaning of its own in a term or a body.
fn reserved(word: &str) -> bool {
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

fn comparison(sign: &str) -> Option<Comparison> {
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

struct Parser<'text> {
    text: &'text str,
    tokens: Vec<Token>,
    closing: BTreeMap<usize, usize>,
    at: usize,
    depth: usize,
    faults: Vec<Fault>,
    read: Raw,
}

/// What was read, or `None` after a fault was noted.
type Parsed<T> = Option<T>;

impl Parser<'_> {
    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn ahead(&self, by: usize) -> &Kind {
        &self.tokens[(self.at + by).min(self.tokens.len() - 1)].kind
    }

    fn range(&self) -> Range<usize> {
        self.token().range.clone()
    }

    /// From there to the end of the last word read.
    fn since(&self, start: usize) -> Range<usize> {
        let end = self.at.checked_sub(1).map_or(start, |last| self.tokens[last].range.end);
        start..end.max(start)
    }

    fn is(&self, sign: &str) -> bool {
        matches!(&self.token().kind, Kind::Sign(found) if *found == sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &'static str) -> Parsed<()> {
        if self.take(sign) { Some(()) } else { self.unexpected(sign) }
    }

    fn unexpected<T>(&mut self, expected: &'static str) -> Parsed<T> {
        let range = self.range();
        let found = self.text[range.clone()].chars().take(40).collect();
        self.fault(range, FaultKind::Unexpected { found, expected })
    }

    fn fault<T>(&mut self, range: Range<usize>, kind: FaultKind) -> Parsed<T> {
        self.faults.push(Fault::refused(range, kind));
        None
    }

    /// On to where the next statement may begin.
    fn recover(&mut self, before: usize) {
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

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            let range = self.range();
            return self.fault(range, FaultKind::TooLarge);
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn name(&mut self) -> Parsed<String> {
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
    fn word(&self) -> Option<&str> {
        match &self.token().kind {
            Kind::Name { text, quoted: false } => Some(text),
            _ => None,
        }
    }

    fn statement(&mut self) -> Parsed<()> {
        match self.token().kind.clone() {
            Kind::Directive(word) => {
                let start = self.range().start;
                self.at += 1;
                self.directive(&word, start)
            }
            _ => self.clause(),
        }
    }

    fn directive(&mut self, word: &str, start: usize) -> Parsed<()> {
        match word {
            "decl" => self.declaration(start),
            "type" | "number_type" | "symbol_type" => self.type_declaration(word, start),
            "input" | "output" | "printsize" | "limitsize" => self.port(word),
            "pragma" => {
                while matches!(self.token().kind, Kind::Text(_)) {
                    self.at += 1;
                }
                Some(())
            }
            "plan" => self.plan(start),
            _ => {
                let range = self.since(start);
                let fault = self.fault(range, FaultKind::Unsupported(format!(".{word}")));
                while !matches!(self.token().kind, Kind::End | Kind::Directive(_)) {
                    self.at += 1;
                }
                fault
            }
        }
    }

    fn declaration(&mut self, start: usize) -> Parsed<()> {
        let mut names = vec![(self.range(), self.name()?)];
        while self.take(",") {
            names.push((self.range(), self.name()?));
        }
        self.expect("(")?;
        let mut columns: Vec<(String, Declaration)> = Vec::new();
        let mut places: BTreeMap<String, Range<usize>> = BTreeMap::new();
        while !self.is(")") {
            let range = self.range();
            let name = self.name()?;
            self.expect(":")?;
            let kind = (self.range(), self.name()?);
            if let Some(first) = places.insert(name.clone(), range.clone()) {
                self.faults
                    .push(Fault::refused(range, FaultKind::Twice { name: name.clone(), first }));
            }
            columns.push((name, kind));
            if !self.take(",") {
                break;
            }
        }
        self.expect(")")?;
        let (mut input, mut output) = (false, false);
        while let Some(word) = self.word() {
            if *self.ahead(1) == Kind::Sign("(") {
                break;
            }
            match word {
                "input" => input = true,
                "output" | "printsize" => output = true,
                "inline" => self.read.inlined.extend(names.iter().map(|(_, name)| name.clone())),
                "eqrel" | "btree_delete" => {
                    let (range, what) = (self.range(), word.to_owned());
                    self.faults.push(Fault::refused(range, FaultKind::Unsupported(what)));
                }
                "no_inline" | "magic" | "no_magic" | "brie" | "btree" | "provenance"
                | "overridable" => {}
                _ => break,
            }
            self.at += 1;
        }
        if self.word() == Some("choice") {
            let range = self.range();
            self.fault::<()>(range, FaultKind::Unsupported("choice-domain".to_owned()));
            while !matches!(self.token().kind, Kind::End | Kind::Directive(_)) {
                self.at += 1;
            }
        }
        let whole = self.since(start);
        for (_, name) in names {
            let relation =
                Relation { name, columns: Vec::new(), input, output, range: whole.clone() };
            let relation = Relation {
                columns: columns.iter().map(|(name, _)| (name.clone(), Type::Symbol)).collect(),
                ..relation
            };
            self.read
                .relations
                .push((relation, columns.iter().map(|(_, kind)| kind.clone()).collect()));
        }
        Some(())
    }

    fn type_declaration(&mut self, word: &str, start: usize) -> Parsed<()> {
        let name = self.name()?;
        let definition = if word == "number_type" || word == "symbol_type" {
            let range = self.since(start);
            self.faults.push(Fault::doubtful(range.clone(), FaultKind::Old(format!(".{word}"))));
            types::Definition::Within((range, word.trim_end_matches("_type").to_owned()))
        } else if self.take("<:") {
            types::Definition::Within((self.range(), self.name()?))
        } else if self.take("=") {
            if self.is("[") {
                let range = self.range();
                return self.fault(range, FaultKind::Unsupported("[…]".to_owned()));
            }
            let mut of = vec![(self.range(), self.name()?)];
            while self.take("|") {
                of.push((self.range(), self.name()?));
            }
            if self.is("{") {
                let range = self.range();
                return self.fault(range, FaultKind::Unsupported("{…}".to_owned()));
            }
            types::Definition::Union(of)
        } else {
            let range = self.since(start);
            self.faults
                .push(Fault::doubtful(range.clone(), FaultKind::Old(format!(".type {name}"))));
            types::Definition::Within((range, "symbol".to_owned()))
        };
        let range = self.since(start);
        self.read.types.declare(name, definition, range, &mut self.faults);
        Some(())
    }

    fn port(&mut self, direction: &str) -> Parsed<()> {
        let mut relations = vec![(self.range(), self.name()?)];
        while self.take(",") {
            relations.push((self.range(), self.name()?));
        }
        let mut parameters = BTreeMap::new();
        if self.take("(") {
            while !self.is(")") {
                let name = self.name()?;
                self.expect("=")?;
                let value = match self.token().kind.clone() {
                    Kind::Text(text) | Kind::Name { text, .. } | Kind::Number(text) => text,
                    _ => return self.unexpected("string"),
                };
                self.at += 1;
                parameters.insert(name, value);
                if !self.take(",") {
                    break;
                }
            }
            self.expect(")")?;
        }
        for (range, relation) in relations {
            let (direction, parameters) = (direction.to_owned(), parameters.clone());
            self.read.ports.push(Port { direction, relation, parameters, range });
        }
        Some(())
    }

    fn plan(&mut self, start: usize) -> Parsed<()> {
        loop {
            let version = self.digits()?;
            self.expect(":")?;
            self.expect("(")?;
            let mut order = Vec::new();
            while !self.is(")") {
                order.push(self.digits()?);
                if !self.take(",") {
                    break;
                }
            }
            self.expect(")")?;
            let range = self.since(start);
            if let Some(clause) = self.read.clauses.last_mut() {
                clause.plans.push((version, order, range));
            }
            if !self.take(",") {
                return Some(());
            }
        }
    }

    fn digits(&mut self) -> Parsed<usize> {
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

    fn text(&mut self) -> Parsed<String> {
        match self.token().kind.clone() {
            Kind::Text(text) => {
                self.at += 1;
                Some(text)
            }
            _ => self.unexpected("string"),
        }
    }

    /// A name, or any text in quotation marks.
    fn name_or_text(&mut self) -> Parsed<String> {
        match self.token().kind.clone() {
            Kind::Text(text) | Kind::Name { text, .. } => {
                self.at += 1;
                Some(text)
            }
            _ => self.unexpected("name"),
        }
    }

    fn clause(&mut self) -> Parsed<()> {
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

    fn atom(&mut self) -> Parsed<Atom> {
        let start = self.range().start;
        let relation = self.name()?;
        let terms = self.arguments()?;
        Some(Atom { relation, terms, range: self.since(start) })
    }

    fn arguments(&mut self) -> Parsed<Vec<Term>> {
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

    fn body(&mut self) -> Parsed<Body> {
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

    fn term(&mut self, tightest: u8) -> Parsed<Term> {
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

/// The value of a constant in a column of that type: whole numbers are any type of number; `None` where it is of another type.
pub(crate) fn settled(value: &Value, kind: Type) -> Option<Value> {
    Some(match (value, kind) {
        (Value::Symbol(_), Type::Symbol)
        | (Value::Number(_), Type::Number)
        | (Value::Unsigned(_), Type::Unsigned)
        | (Value::Float(_), Type::Float) => value.clone(),
        (Value::Number(number), Type::Unsigned) => Value::Unsigned(u64::try_from(*number).ok()?),
        #[expect(clippy::cast_precision_loss, reason = "as any reader of the digits would")]
        (Value::Number(number), Type::Float) => Value::Float(*number as f64),
        _ => return None,
    })
}

/// A fact, if every term is a constant that its column can hold.
fn fact(atom: &Atom, relation: &Relation) -> Option<Fact> {
    if atom.terms.len() != relation.columns.len() {
        return None;
    }
    let values = atom
        .terms
        .iter()
        .zip(&relation.columns)
        .map(|(term, (_, kind))| match term {
            Term::Value(value) => settled(value, *kind),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Fact { relation: atom.relation.clone(), values })
}
