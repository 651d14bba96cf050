//! Facts as lines of a table, their columns parted by a mark.

use crate::program::{Fact, Relation, Type, Value};
use crate::value;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What it is.
    pub kind: RowFaultKind,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFaultKind {
    /// Another number of columns than the relation has.
    Columns {
        /// Columns of the relation.
        expected: usize,
        /// Columns of the line.
        found: usize,
    },
    /// A text that is no value of the column's type.
    Value {
        /// What stands there.
        text: String,
        /// What the column holds.
        kind: Type,
    },
}

/// The facts of a table's text, and the lines that are none.
///
/// A relation without columns holds where a line says `()`. A byte order mark at the beginning says nothing.
pub fn read(relation: &Relation, text: &str, delimiter: &str) -> (Vec<Fact>, Vec<RowFault>) {
    let (mut facts, mut faults) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = if delimiter.is_empty() { "\t" } else { delimiter };
    for (number, line) in text.lines().enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let fault = |column, kind| RowFault { line: number + 1, column, kind };
        if relation.columns.is_empty() {
            match line {
                "()" => facts.push(Fact { relation: relation.name.clone(), values: Vec::new() }),
                "" => {}
                _ => faults.push(fault(1, RowFaultKind::Columns { expected: 0, found: 1 })),
            }
            continue;
        }
        let texts: Vec<&str> = line.split(delimiter).collect();
        let expected = relation.columns.len();
        if texts.len() != expected {
            if line.is_empty() && expected > 1 {
                continue;
            }
            let column = texts.len().min(expected + 1);
            faults.push(fault(column, RowFaultKind::Columns { expected, found: texts.len() }));
            continue;
        }
        let mut values = Vec::with_capacity(expected);
        for (place, (text, (_, kind))) in texts.iter().zip(&relation.columns).enumerate() {
            match of_text(text, *kind) {
                Some(value) => values.push(value),
                None => {
                    let text = text.chars().take(80).collect();
                    faults.push(fault(place + 1, RowFaultKind::Value { text, kind: *kind }));
                }
            }
        }
        if values.len() == expected {
            facts.push(Fact { relation: relation.name.clone(), values });
        }
    }
    (facts, faults)
}

/// The facts as lines, in the order given.
pub fn write(facts: &[Fact], delimiter: &str) -> String {
    let mut text = String::new();
    for fact in facts {
        if fact.values.is_empty() {
            text.push_str("()\n");
            continue;
        }
        let values: Vec<String> = fact.values.iter().map(value::text).collect();
        text.push_str(&values.join(delimiter));
        text.push('\n');
    }
    text
}

/// A column's text as a value of its type.
fn of_text(text: &str, kind: Type) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let radix = |digits: &str| match (digits.strip_prefix("0x"), digits.strip_prefix("0b")) {
        (Some(digits), _) => u64::from_str_radix(digits, 16).ok(),
        (_, Some(digits)) => u64::from_str_radix(digits, 2).ok(),
        _ => None,
    };
    Some(match kind {
        Type::Symbol => Value::Symbol(text.into()),
        Type::Number => Value::Number(match radix(digits) {
            Some(number) if negative => number.cast_signed().wrapping_neg(),
            Some(number) => number.cast_signed(),
            None => text.parse().ok()?,
        }),
        Type::Unsigned => Value::Unsigned(match radix(text) {
            Some(number) => number,
            None => text.strip_suffix('u').unwrap_or(text).parse().ok()?,
        }),
        Type::Float => Value::Float(text.parse().ok()?),
    })
}
