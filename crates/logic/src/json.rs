//! Programs and proofs as JSON: all that another program needs to check them.

use serde_json::{Value as Json, json};

use crate::program::{AggregateKind, Atom, Comparison, Fact, Literal, Program, Rule, Term, Value};
use crate::proof::{Premise, Proof};
use crate::typing::type_name;

impl Program {
    /// Its relations, facts and rules; described in `docs/reference/json.md`.
    pub fn to_json(&self) -> Json {
        let relations = self.relations.iter().map(|relation| {
            let columns = relation
                .columns
                .iter()
                .map(|(name, kind)| json!({ "name": name, "type": type_name(*kind) }));
            json!({
                "name": relation.name,
                "columns": columns.collect::<Vec<_>>(),
                "input": relation.input,
                "output": relation.output,
            })
        });
        json!({
            "relations": relations.collect::<Vec<_>>(),
            "facts": self.facts.iter().map(fact).collect::<Vec<_>>(),
            "rules": self.rules.iter().map(rule).collect::<Vec<_>>(),
        })
    }
}

impl Proof {
    /// Its steps; described in `docs/reference/json.md`.
    pub fn to_json(&self) -> Json {
        let steps = self.steps.iter().map(|step| {
            let bindings: serde_json::Map<String, Json> =
                step.bindings.iter().map(|(name, bound)| (name.clone(), value(bound))).collect();
            json!({
                "fact": fact(&step.fact),
                "id": step.id,
                "rule": step.rule,
                "bindings": bindings,
                "premises": step.premises.iter().map(premise).collect::<Vec<_>>(),
            })
        });
        json!({ "steps": steps.collect::<Vec<_>>() })
    }
}

/// A value with its type: a fraction that JSON cannot say is its text.
pub fn value(value: &Value) -> Json {
    match value {
        Value::Symbol(text) => json!({ "symbol": &**text }),
        Value::Number(number) => json!({ "number": number }),
        Value::Unsigned(number) => json!({ "unsigned": number }),
        Value::Float(number) if number.is_finite() => json!({ "float": number }),
        Value::Float(number) => json!({ "float": number.to_string() }),
    }
}

/// A fact: its relation and its values.
pub fn fact(fact: &Fact) -> Json {
    json!({ "relation": fact.relation, "values": fact.values.iter().map(value).collect::<Vec<_>>() })
}

fn texts(texts: &[(String, String)]) -> Json {
    texts
        .iter()
        .map(|(language, text)| (language.clone(), Json::from(text.as_str())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn rule(rule: &Rule) -> Json {
    let report = rule.report.as_ref().map(|report| {
        json!({ "level": report.level, "message": texts(&report.message), "at": report.at })
    });
    json!({
        "name": rule.name,
        "title": texts(&rule.title),
        "head": atom(&rule.head),
        "report": report,
        "body": rule.body.iter().map(literal).collect::<Vec<_>>(),
        "unless": rule.unless.iter().map(atom).collect::<Vec<_>>(),
        "because": texts(&rule.because),
    })
}

/// An atom: its relation and its terms.
pub fn atom(atom: &Atom) -> Json {
    json!({ "relation": atom.relation, "terms": atom.terms.iter().map(term).collect::<Vec<_>>() })
}

fn comparison(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::Unequal => "!=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
    }
}

fn literal(literal: &Literal) -> Json {
    match literal {
        Literal::Holds(one) => json!({ "holds": atom(one) }),
        Literal::Absent(one) => json!({ "absent": atom(one) }),
        Literal::Asked { atom: one, negated } => json!({ "asked": atom(one), "negated": negated }),
        Literal::Compared { comparison: sign, left, right, .. } => {
            json!({ "compared": comparison(*sign), "left": term(left), "right": term(right) })
        }
    }
}

fn kind(kind: AggregateKind) -> &'static str {
    match kind {
        AggregateKind::Count => "count",
        AggregateKind::Different => "count_distinct",
        AggregateKind::Sum => "sum",
        AggregateKind::Least => "min",
        AggregateKind::Greatest => "max",
        AggregateKind::Mean => "mean",
    }
}

fn term(one: &Term) -> Json {
    match one {
        Term::Variable(name) => json!({ "variable": name }),
        Term::Any => json!("_"),
        Term::Value(one) => json!({ "value": value(one) }),
        Term::Computed { function, of } => {
            json!({ "function": function, "of": of.iter().map(term).collect::<Vec<_>>() })
        }
        Term::Aggregate(aggregate) => json!({
            "aggregate": kind(aggregate.kind),
            "of": aggregate.of.as_ref().map(term),
            "body": aggregate.body.iter().map(literal).collect::<Vec<_>>(),
        }),
    }
}

fn premise(premise: &Premise) -> Json {
    match premise {
        Premise::Step(place) => json!({ "step": place }),
        Premise::Absent { atom: one, searched } => {
            json!({ "absent": atom(one), "searched": searched })
        }
        Premise::Compared => json!("compared"),
        Premise::Aggregate { kind: of_kind, value: one, of } => {
            json!({ "aggregate": kind(*of_kind), "value": value(one), "of": of })
        }
        Premise::Told { fact: one, answer, because } => {
            json!({ "told": fact(one), "answer": answer, "because": because })
        }
    }
}
