//! Trees to sentences.

use derek_logic::program::AggregateKind;
use derek_logic::{Atom, Literal, Rule, Term, Value};
use derek_time::Lang;

use super::grammar::{Grammar, Origin, Part, Spoken, form};
use super::read::JOINING;
use super::report_head;
use super::tokens::{number_told, quote};
use super::words::Words;
use crate::finding::Level;
use crate::vocabulary::Sort;

/// A rule in a language: what [`super::read::read`] makes the same tree of.
pub(crate) fn told(rule: &Rule, lang: Lang, grammar: &Grammar) -> String {
    let teller = Teller { lang, words: Words::of(lang), grammar };
    teller.rule(rule)
}

/// One condition in a language.
pub(crate) fn literal_told(literal: &Literal, lang: Lang, grammar: &Grammar) -> String {
    Teller { lang, words: Words::of(lang), grammar }.literal(literal)
}

struct Teller<'a> {
    lang: Lang,
    words: &'static Words,
    grammar: &'a Grammar,
}

impl Teller<'_> {
    fn rule(&self, rule: &Rule) -> String {
        let words = self.words;
        let mut lines = Vec::new();
        let name = if rule.name.is_empty() { "…" } else { &rule.name };
        lines.push(with_texts(format!("{} {name}", words.rule), &self.texts(&rule.title)));
        for (at, literal) in rule.body.iter().enumerate() {
            let word = if at == 0 { words.condition } else { words.and };
            lines.push(format!("{word} {}", self.literal(literal)));
        }
        let head = self.atom(&rule.head, None);
        match &rule.report {
            None => lines.push(format!("{} {head}", words.then)),
            Some(report) => {
                let level = Level::from_name(&report.level).map_or_else(
                    || report.level.clone(),
                    |level| level.label().get(self.lang).to_owned(),
                );
                let is_its_own = same_atom(&rule.head, &report_head(&rule.name, report));
                let start = match is_its_own {
                    true => format!("{} {} {level}", words.then, words.report),
                    false => {
                        format!("{} {head}\n{} {} {level}", words.then, words.and, words.report)
                    }
                };
                let mut told = with_texts(start, &self.texts(&report.message));
                if !report.at.is_empty() {
                    let at: Vec<String> = report.at.iter().map(|name| format!("?{name}")).collect();
                    told.push_str(&format!(" {} {}", words.at, at.join(", ")));
                }
                lines.push(told);
            }
        }
        if !rule.because.is_empty() {
            lines.push(with_texts(words.because.to_owned(), &self.texts(&rule.because)));
        }
        for atom in &rule.unless {
            lines.push(format!("{} {}", words.unless, self.atom(atom, None)));
        }
        lines.join("\n") + "\n"
    }

    fn texts(&self, texts: &[(String, String)]) -> Vec<String> {
        let told = texts.iter().map(|(tag, words)| match tag == self.lang.tag() {
            true => quote(words),
            false => format!("{tag} {}", quote(words)),
        });
        told.collect()
    }

    fn literal(&self, literal: &Literal) -> String {
        let not =
            |negated: bool| if negated { format!("{} ", self.words.not) } else { String::new() };
        match literal {
            Literal::Holds(atom) => self.atom(atom, None),
            Literal::Absent(atom) => not(true) + &self.atom(atom, None),
            Literal::Asked { atom, negated } => {
                not(*negated) + &self.atom(atom, Some(Origin::Answered))
            }
            Literal::Compared { comparison, left, right, .. } => {
                let phrases = self.words.comparisons.iter();
                let phrase =
                    phrases.filter(|(own, _)| own == comparison).map(|(_, phrase)| *phrase).next();
                let phrase = phrase.unwrap_or_default();
                joined(&[&self.term(left, Sort::Any), phrase, &self.term(right, Sort::Any)])
            }
        }
    }

    fn atom(&self, atom: &Atom, origin: Option<Origin>) -> String {
        let is_answered = origin == Some(Origin::Answered);
        let spoken = match is_answered {
            true => self.grammar.answered(&atom.relation),
            false => self.grammar.relation(&atom.relation),
        };
        let said = spoken.and_then(|spoken| self.said(spoken, &atom.terms));
        said.unwrap_or_else(|| {
            let terms: Vec<String> =
                atom.terms.iter().map(|term| self.term(term, Sort::Any)).collect();
            let sign = if is_answered { "@" } else { "" };
            format!("{sign}{}({})", atom.relation, terms.join(", "))
        })
    }

    /// The sentence of a relation; `None` when no template can say just these terms.
    fn said(&self, spoken: &Spoken, terms: &[Term]) -> Option<String> {
        if terms.len() != spoken.columns.len() {
            return None;
        }
        let template = spoken.template(self.lang, terms)?;
        let mut shown = vec![false; terms.len()];
        for (column, _) in &template.fixed {
            shown[*column] = true;
        }
        let mut pieces = Vec::new();
        self.pieces(&template.parts, spoken, terms, &mut shown, &mut pieces);
        let mut prefix = String::new();
        if spoken.origin == Origin::Stated
            && !shown[0]
            && let Term::Variable(_) | Term::Value(_) = &terms[0]
        {
            shown[0] = true;
            prefix = format!("{} {} ", self.term(&terms[0], Sort::Claim), self.words.says);
        }
        let is_whole = terms.iter().zip(&shown).all(|(term, shown)| *shown || *term == Term::Any);
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        is_whole.then(|| prefix + &joined(&pieces))
    }

    fn pieces(
        &self,
        parts: &[Part],
        spoken: &Spoken,
        terms: &[Term],
        shown: &mut [bool],
        pieces: &mut Vec<String>,
    ) {
        for part in parts {
            match part {
                Part::Word(word) => pieces.push(word.clone()),
                Part::Counted(column, words) => {
                    let number = match terms.get(*column) {
                        Some(Term::Value(number)) => Some(number),
                        _ => None,
                    };
                    pieces.push(words[form(self.lang, number)].to_owned());
                }
                Part::Slot(column) => {
                    if let (Some(term), Some(role)) =
                        (terms.get(*column), spoken.columns.get(*column))
                    {
                        shown[*column] = true;
                        pieces.push(self.term(term, role.sort));
                    }
                }
                Part::Optional(inside)
                    if slots(inside)
                        .iter()
                        .any(|column| terms.get(*column) != Some(&Term::Any)) =>
                {
                    self.pieces(inside, spoken, terms, shown, pieces);
                }
                Part::Optional(_) => {}
            }
        }
    }

    fn term(&self, term: &Term, sort: Sort) -> String {
        match term {
            Term::Variable(name) => format!("?{name}"),
            Term::Any => "…".to_owned(),
            Term::Value(Value::Symbol(words)) if sort == Sort::Card && is_link(words) => {
                format!("[[{words}]]")
            }
            Term::Value(value) => number_told(value),
            Term::Computed { function, of } => {
                let is_sign = function.chars().count() == 1 && function.starts_with(JOINING);
                match of.as_slice() {
                    [left, right] if is_sign => {
                        let (left, right) =
                            (self.term(left, Sort::Any), self.term(right, Sort::Any));
                        format!("({left} {function} {right})")
                    }
                    _ => {
                        let of: Vec<String> =
                            of.iter().map(|term| self.term(term, Sort::Any)).collect();
                        format!("{function}({})", of.join(", "))
                    }
                }
            }
            Term::Aggregate(aggregate) => {
                let body: Vec<String> =
                    aggregate.body.iter().map(|literal| self.literal(literal)).collect();
                let body = body.join(&format!(" {} ", self.words.and));
                match (&aggregate.of, aggregate.kind) {
                    (None, AggregateKind::Count) => format!("{} ({body})", self.words.cases),
                    (of, kind) => {
                        let found = self.words.aggregates.iter().find(|(own, ..)| *own == kind);
                        let (before, between) =
                            found.map_or(("", ""), |(_, before, between)| (*before, *between));
                        let of = of
                            .as_ref()
                            .map_or_else(|| "…".to_owned(), |of| self.term(of, Sort::Any));
                        format!("{before} {of} {between} ({body})")
                    }
                }
            }
        }
    }
}

/// A line, and texts after it: on the same line when it is one, else each on its own.
fn with_texts(start: String, texts: &[String]) -> String {
    match texts {
        [] => start,
        [first, others @ ..] => {
            let others: String = others.iter().map(|text| format!("\n  {text}")).collect();
            format!("{start} {first}{others}")
        }
    }
}

/// The columns that some parts of a template show.
fn slots(parts: &[Part]) -> Vec<usize> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Slot(column) => vec![*column],
            Part::Optional(inside) => slots(inside),
            Part::Word(_) | Part::Counted(..) => Vec::new(),
        })
        .collect()
}

/// Words with spaces between them, none before punctuation.
pub(crate) fn joined(pieces: &[&str]) -> String {
    let mut out = String::new();
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        let closes = matches!(*piece, "," | ":" | ";" | "." | ")");
        if !out.is_empty() && !closes && !out.ends_with('(') {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

/// Whether words can stand in a link and come back the same.
fn is_link(words: &str) -> bool {
    !words.is_empty() && words.trim() == words && !words.contains(['[', ']', '\n', '\r'])
}

fn same_atom(one: &Atom, other: &Atom) -> bool {
    one.relation == other.relation && one.terms == other.terms
}

/// A fact in the words of a language, with what its columns stand for; `None` leaves a column out.
///
/// What must stand in the sentence and is left out is `…`. Without a sentence of its own the
/// relation's name stands before its columns.
pub(crate) fn fact_told(
    spoken: &Spoken,
    terms: &[Term],
    shown: &[Option<String>],
    lang: Lang,
) -> String {
    fn pieces(
        parts: &[Part],
        terms: &[Term],
        shown: &[Option<String>],
        lang: Lang,
        out: &mut Vec<String>,
    ) {
        for part in parts {
            match part {
                Part::Word(word) => out.push(word.clone()),
                Part::Counted(column, words) => {
                    let number = match terms.get(*column) {
                        Some(Term::Value(number)) => Some(number),
                        _ => None,
                    };
                    out.push(words[form(lang, number)].to_owned());
                }
                Part::Slot(column) => {
                    let words = shown.get(*column).and_then(Option::as_deref);
                    out.push(words.unwrap_or("…").to_owned());
                }
                Part::Optional(inside) => {
                    let is_told = |column: &usize| shown.get(*column).is_some_and(Option::is_some);
                    if slots(inside).iter().any(is_told) {
                        pieces(inside, terms, shown, lang, out);
                    }
                }
            }
        }
    }
    match spoken.template(lang, terms) {
        Some(template) => {
            let mut out = Vec::new();
            pieces(&template.parts, terms, shown, lang, &mut out);
            joined(&out.iter().map(String::as_str).collect::<Vec<_>>())
        }
        None => {
            let shown: Vec<&str> = shown.iter().flatten().map(String::as_str).collect();
            format!("{}({})", spoken.name, shown.join(", "))
        }
    }
}
