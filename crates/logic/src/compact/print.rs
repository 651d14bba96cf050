//! A program as its text.

use std::fmt::Write as _;

use super::lex;
use crate::function;
use crate::program::{AggregateKind, Atom, Comparison, Literal, Program, Rule, Term, Value};
use crate::typing::type_name;

/// The text of a program; read again, it is the same program, but for the places.
pub fn print(program: &Program) -> String {
    let mut text = String::new();
    for relation in &program.relations {
        let columns: Vec<String> = relation
            .columns
            .iter()
            .map(|(column, kind)| format!("{}: {}", name(column), type_name(*kind)))
            .collect();
        let _ = writeln!(text, ".decl {}({})", name(&relation.name), columns.join(", "));
        for (direction, wanted) in [("input", relation.input), ("output", relation.output)] {
            if wanted {
                let _ = writeln!(text, ".{direction} {}", name(&relation.name));
            }
        }
    }
    for fact in &program.facts {
        let values: Vec<String> = fact.values.iter().map(print_value).collect();
        let _ = writeln!(text, "{}({}).", name(&fact.relation), values.join(", "));
    }
    for rule in &program.rules {
        text.push_str(&print_rule(rule));
        text.push('\n');
    }
    text
}

/// The text of one rule, its annotations before it.
pub fn print_rule(rule: &Rule) -> String {
    let mut text = String::new();
    if !rule.name.is_empty() {
        let _ = writeln!(text, "@rule {}", name_or_text(&rule.name));
    }
    for (word, texts) in [("title", &rule.title), ("because", &rule.because)] {
        for (language, said) in texts {
            let _ = writeln!(text, "@{word} {} {}", name_or_text(language), quoted(said));
        }
    }
    if let Some(report) = &rule.report {
        let at: Vec<String> = report.at.iter().map(|variable| name(variable)).collect();
        let at = if at.is_empty() { String::new() } else { format!(" at {}", at.join(", ")) };
        let _ = writeln!(text, "@report {}{at}", name_or_text(&report.level));
        for (language, said) in &report.message {
            let _ = writeln!(text, "@message {} {}", name_or_text(language), quoted(said));
        }
    }
    text.push_str(&print_atom(&rule.head));
    let constant = |term: &Term| matches!(term, Term::Value(_));
    if !rule.body.is_empty() {
        let _ = write!(text, " :- {}", print_body(&rule.body));
    } else if !rule.unless.is_empty() || rule.head.terms.iter().all(constant) {
        text.push_str(" :- true");
    }
    if !rule.unless.is_empty() {
        let exceptions: Vec<String> = rule.unless.iter().map(print_atom).collect();
        let _ = write!(text, " unless {}", exceptions.join(", "));
    }
    text.push('.');
    text
}

/// A body as it stands behind `:-`.
pub fn print_body(body: &[Literal]) -> String {
    body.iter().map(print_literal).collect::<Vec<_>>().join(", ")
}

/// One condition.
pub fn print_literal(literal: &Literal) -> String {
    match literal {
        Literal::Holds(atom) => print_atom(atom),
        Literal::Absent(atom) => format!("!{}", print_atom(atom)),
        Literal::Asked { atom, negated } => {
            format!("{}@{}", if *negated { "!" } else { "" }, print_atom(atom))
        }
        Literal::Compared { comparison, left, right, .. } => {
            let sign = match comparison {
                Comparison::Equal => "=",
                Comparison::Unequal => "!=",
                Comparison::Less => "<",
                Comparison::AtMost => "<=",
                Comparison::Greater => ">",
                Comparison::AtLeast => ">=",
            };
            format!("{} {sign} {}", print_term(left), print_term(right))
        }
    }
}

/// A relation with its terms.
pub fn print_atom(atom: &Atom) -> String {
    let terms: Vec<String> = atom.terms.iter().map(print_term).collect();
    format!("{}({})", name(&atom.relation), terms.join(", "))
}

/// One term.
pub fn print_term(term: &Term) -> String {
    match term {
        Term::Variable(variable) => name(variable),
        Term::Any => "_".to_owned(),
        Term::Value(value) => print_value(value),
        Term::Computed { function, of } => computed(function, of),
        Term::Aggregate(aggregate) => {
            let word = match aggregate.kind {
                AggregateKind::Count => "count",
                AggregateKind::Different => "count_distinct",
                AggregateKind::Sum => "sum",
                AggregateKind::Least => "min",
                AggregateKind::Greatest => "max",
                AggregateKind::Mean => "mean",
            };
            let of =
                aggregate.of.as_ref().map(|of| format!(" {}", print_term(of))).unwrap_or_default();
            let body = if aggregate.body.is_empty() {
                "true".to_owned()
            } else {
                print_body(&aggregate.body)
            };
            format!("({word}{of} : {{ {body} }})")
        }
    }
}

fn computed(function: &str, of: &[Term]) -> String {
    match of {
        [left, right] if function::binding(function).is_some() => {
            let printed = print_term(left);
            // `-1 ^ x` is `-(1 ^ x)`.
            let left = if printed.starts_with('-') { format!("({printed})") } else { printed };
            format!("({left} {function} {})", print_term(right))
        }
        [only] if function == "-" => format!("-({})", print_term(only)),
        [only] if matches!(function, "bnot" | "lnot") => {
            format!("{function} ({})", print_term(only))
        }
        _ => {
            let terms: Vec<String> = of.iter().map(print_term).collect();
            format!("{function}({})", terms.join(", "))
        }
    }
}

/// One value.
pub fn print_value(value: &Value) -> String {
    match value {
        Value::Symbol(text) => quoted(text),
        Value::Number(number) => number.to_string(),
        Value::Unsigned(number) => format!("{number}u"),
        Value::Float(number) if number.is_finite() => format!("{number:?}"),
        Value::Float(number) => format!("to_float({})", quoted(&number.to_string())),
    }
}

/// A name, in backquotes where it could be taken for something else.
fn name(text: &str) -> String {
    let plain = text.chars().next().is_some_and(lex::begins_name) && text.chars().all(lex::in_name);
    if plain && !super::terms::reserved(text) {
        return text.to_owned();
    }
    format!("`{}`", escaped(text))
}

fn name_or_text(text: &str) -> String {
    let plain = text.chars().next().is_some_and(lex::begins_name) && text.chars().all(lex::in_name);
    if plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            '\\' | '"' | '`' => escaped.extend(['\\', character]),
            other => escaped.push(other),
        }
    }
    escaped
}
