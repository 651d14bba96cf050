//! Values by number, and what functions make of them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::pattern::Pattern;
use crate::program::{Comparison, Value};
use crate::table::Slots;

/// Every value that occurs, each once.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    values: Vec<Value>,
    numbers: Slots,
    patterns: HashMap<Arc<str>, Option<Pattern>>,
}

/// How many patterns are kept ready.
const MOST_PATTERNS: usize = 1_000;

fn hash(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    match value {
        Value::Symbol(text) => text.hash(&mut hasher),
        Value::Number(number) => (1_u8, number).hash(&mut hasher),
        Value::Unsigned(number) => (2_u8, number).hash(&mut hasher),
        Value::Float(number) => (3_u8, number.to_bits()).hash(&mut hasher),
    }
    hasher.finish()
}

/// Whether two values are one: a fraction that is no number is itself.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        (one, other) => one == other,
    }
}

/// The order of values: by type, symbols by their scalar values, fractions by size.
pub fn order(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Symbol(one), Value::Symbol(other)) => one.cmp(other),
        (Value::Number(one), Value::Number(other)) => one.cmp(other),
        (Value::Unsigned(one), Value::Unsigned(other)) => one.cmp(other),
        (Value::Float(one), Value::Float(other)) => one.total_cmp(other),
        (one, other) => crate::typing::type_of(one).cmp(&crate::typing::type_of(other)),
    }
}

impl Dictionary {
    pub fn value(&self, number: u32) -> &Value {
        &self.values[number as usize]
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The number of a value that occurs.
    pub fn find(&self, value: &Value) -> Option<u32> {
        let value = normal(value.clone());
        self.numbers.find(hash(&value), |number| same(self.value(number), &value))
    }

    /// The number of a value, a new one if it did not occur.
    pub fn number(&mut self, value: Value) -> u32 {
        let value = normal(value);
        let hashed = hash(&value);
        if let Some(found) =
            self.numbers.find(hashed, |number| same(&self.values[number as usize], &value))
        {
            return found;
        }
        // More values than numbers need more memory than a limit of facts allows.
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value);
        self.numbers.put(hashed, number, |number| hash(&self.values[number as usize]));
        number
    }

    /// Numbers all values anew in their order, and tells for each old number its new one.
    pub fn sorted(&mut self) -> Vec<u32> {
        let mut places: Vec<u32> =
            (0..u32::try_from(self.values.len()).unwrap_or(u32::MAX)).collect();
        places.sort_by(|one, other| order(self.value(*one), self.value(*other)));
        let old = std::mem::take(self);
        let mut new = vec![0; places.len()];
        for place in places {
            new[place as usize] = self.number(old.values[place as usize].clone());
        }
        new
    }

    /// How two values stand to each other.
    pub fn compared(&self, comparison: Comparison, left: u32, right: u32) -> bool {
        let (one, other) = (self.value(left), self.value(right));
        let order = match (one, other) {
            (Value::Float(one), Value::Float(other)) => one.partial_cmp(other),
            _ if left == right => Some(Ordering::Equal),
            (one, other) => Some(order(one, other)),
        };
        match comparison {
            Comparison::Equal => order == Some(Ordering::Equal),
            Comparison::Unequal => order != Some(Ordering::Equal),
            Comparison::Less => order == Some(Ordering::Less),
            Comparison::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Comparison::Greater => order == Some(Ordering::Greater),
            Comparison::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }

    /// What a function gives; `None` where it gives nothing: a division by zero, a text that is no number.
    pub fn computed(&mut self, function: &str, of: &[Value]) -> Option<Value> {
        match (function, of) {
            ("as", [value, ..]) => return Some(value.clone()),
            ("match", [Value::Symbol(pattern), Value::Symbol(text)]) => {
                if self.patterns.len() > MOST_PATTERNS {
                    self.patterns.clear();
                }
                let pattern = self
                    .patterns
                    .entry(Arc::clone(pattern))
                    .or_insert_with(|| Pattern::of(pattern));
                return pattern
                    .as_ref()
                    .map(|pattern| Value::Number(i64::from(pattern.matches(text))));
            }
            _ => {}
        }
        let numbers = of
            .iter()
            .map(|value| if let Value::Number(number) = value { Some(*number) } else { None });
        if let Some(numbers) = numbers.collect::<Option<Vec<i64>>>()
            && let Some(number) = whole(function, &numbers)
        {
            return number.map(Value::Number);
        }
        let numbers = of
            .iter()
            .map(|value| if let Value::Unsigned(number) = value { Some(*number) } else { None });
        if let Some(numbers) = numbers.collect::<Option<Vec<u64>>>()
            && let Some(number) = unsigned(function, &numbers)
        {
            return number.map(Value::Unsigned);
        }
        let numbers = of
            .iter()
            .map(|value| if let Value::Float(number) = value { Some(*number) } else { None });
        if let Some(numbers) = numbers.collect::<Option<Vec<f64>>>()
            && let Some(number) = fraction(function, &numbers)
        {
            return Some(Value::Float(number));
        }
        symbols(function, of).or_else(|| converted(function, of))
    }
}

/// No fraction is written in two ways.
fn normal(value: Value) -> Value {
    if value == Value::Float(0.0) { Value::Float(0.0) } else { value }
}

/// What a function of whole numbers gives; `None` when it is no such function.
fn whole(function: &str, of: &[i64]) -> Option<Option<i64>> {
    let shift = |by: i64| u32::try_from(by & 63).unwrap_or_default();
    Some(Some(match (function, of) {
        ("+", [one, other]) => one.wrapping_add(*other),
        ("-", [one, other]) => one.wrapping_sub(*other),
        ("-", [one]) => one.wrapping_neg(),
        ("*", [one, other]) => one.wrapping_mul(*other),
        ("/" | "%", [_, 0]) => return Some(None),
        ("/", [one, other]) => one.wrapping_div(*other),
        ("%", [one, other]) => one.wrapping_rem(*other),
        ("^" | "pow", [one, other]) => match u64::try_from(*other) {
            Ok(exponent) => power(one.cast_unsigned(), exponent).cast_signed(),
            Err(_) => match one {
                0 => return Some(None),
                1 => 1,
                -1 if other % 2 != 0 => -1,
                -1 => 1,
                _ => 0,
            },
        },
        ("max", [first, rest @ ..]) => rest.iter().fold(*first, |one, other| one.max(*other)),
        ("min", [first, rest @ ..]) => rest.iter().fold(*first, |one, other| one.min(*other)),
        ("band", [one, other]) => one & other,
        ("bor", [one, other]) => one | other,
        ("bxor", [one, other]) => one ^ other,
        ("bnot", [one]) => !one,
        ("land", [one, other]) => i64::from(*one != 0 && *other != 0),
        ("lor", [one, other]) => i64::from(*one != 0 || *other != 0),
        ("lxor", [one, other]) => i64::from((*one != 0) != (*other != 0)),
        ("lnot", [one]) => i64::from(*one == 0),
        ("bshl", [one, by]) => one.wrapping_shl(shift(*by)),
        ("bshr", [one, by]) => one.wrapping_shr(shift(*by)),
        ("bshru", [one, by]) => one.cast_unsigned().wrapping_shr(shift(*by)).cast_signed(),
        _ => return None,
    }))
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1_u64;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    result
}

fn unsigned(function: &str, of: &[u64]) -> Option<Option<u64>> {
    let shift = |by: u64| u32::try_from(by & 63).unwrap_or_default();
    Some(Some(match (function, of) {
        ("+", [one, other]) => one.wrapping_add(*other),
        ("-", [one, other]) => one.wrapping_sub(*other),
        ("-", [one]) => one.wrapping_neg(),
        ("*", [one, other]) => one.wrapping_mul(*other),
        ("/" | "%", [_, 0]) => return Some(None),
        ("/", [one, other]) => one / other,
        ("%", [one, other]) => one % other,
        ("^" | "pow", [one, other]) => power(*one, *other),
        ("max", [first, rest @ ..]) => rest.iter().fold(*first, |one, other| one.max(*other)),
        ("min", [first, rest @ ..]) => rest.iter().fold(*first, |one, other| one.min(*other)),
        ("band", [one, other]) => one & other,
        ("bor", [one, other]) => one | other,
        ("bxor", [one, other]) => one ^ other,
        ("bnot", [one]) => !one,
        ("land", [one, other]) => u64::from(*one != 0 && *other != 0),
        ("lor", [one, other]) => u64::from(*one != 0 || *other != 0),
        ("lxor", [one, other]) => u64::from((*one != 0) != (*other != 0)),
        ("lnot", [one]) => u64::from(*one == 0),
        ("bshl", [one, by]) => one.wrapping_shl(shift(*by)),
        ("bshr" | "bshru", [one, by]) => one.wrapping_shr(shift(*by)),
        _ => return None,
    }))
}

fn fraction(function: &str, of: &[f64]) -> Option<f64> {
    Some(match (function, of) {
        ("+", [one, other]) => one + other,
        ("-", [one, other]) => one - other,
        ("-", [one]) => -one,
        ("*", [one, other]) => one * other,
        ("/", [one, other]) => one / other,
        ("%", [one, other]) => one % other,
        ("^" | "pow", [one, other]) => one.powf(*other),
        ("max", [first, rest @ ..]) => rest.iter().fold(*first, |one, other| one.max(*other)),
        ("min", [first, rest @ ..]) => rest.iter().fold(*first, |one, other| one.min(*other)),
        ("acos", [one]) => one.acos(),
        ("acosh", [one]) => one.acosh(),
        ("asin", [one]) => one.asin(),
        ("asinh", [one]) => one.asinh(),
        ("atan", [one]) => one.atan(),
        ("atanh", [one]) => one.atanh(),
        ("cos", [one]) => one.cos(),
        ("cosh", [one]) => one.cosh(),
        ("exp", [one]) => one.exp(),
        ("log", [one]) => one.ln(),
        ("sin", [one]) => one.sin(),
        ("sinh", [one]) => one.sinh(),
        ("sqrt", [one]) => one.sqrt(),
        ("tan", [one]) => one.tan(),
        ("tanh", [one]) => one.tanh(),
        _ => return None,
    })
}

/// How long a text that is put together may become, in bytes.
const LONGEST: usize = 1 << 20;

fn symbols(function: &str, of: &[Value]) -> Option<Value> {
    let text =
        |value: &Value| if let Value::Symbol(text) = value { Some(Arc::clone(text)) } else { None };
    Some(match (function, of) {
        ("cat" | "+", [..]) => {
            let texts = of.iter().map(text).collect::<Option<Vec<_>>>()?;
            if texts.iter().map(|text| text.len()).sum::<usize>() > LONGEST {
                return None;
            }
            Value::Symbol(texts.iter().map(|text| &**text).collect::<String>().into())
        }
        ("max", [..]) => {
            Value::Symbol(of.iter().map(text).collect::<Option<Vec<_>>>()?.into_iter().max()?)
        }
        ("min", [..]) => {
            Value::Symbol(of.iter().map(text).collect::<Option<Vec<_>>>()?.into_iter().min()?)
        }
        ("strlen", [Value::Symbol(text)]) => {
            Value::Number(i64::try_from(text.chars().count()).ok()?)
        }
        ("contains", [Value::Symbol(part), Value::Symbol(whole)]) => {
            Value::Number(i64::from(whole.contains(&**part)))
        }
        ("substr", [Value::Symbol(text), Value::Number(from), Value::Number(length)]) => {
            let (from, length) = (usize::try_from(*from), usize::try_from(*length));
            let part = match (from, length) {
                (Ok(from), Ok(length)) => text.chars().skip(from).take(length).collect(),
                _ => String::new(),
            };
            Value::Symbol(part.into())
        }
        _ => return None,
    })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a conversion that is asked for gives the nearest value there is"
)]
fn converted(function: &str, of: &[Value]) -> Option<Value> {
    let [value] = of else { return None };
    Some(match (function, value) {
        ("to_string" | "ftos", Value::Float(number)) => {
            Value::Symbol(format!("{number:.6}").into())
        }
        ("to_string" | "itos" | "utos", value) => Value::Symbol(text(value).into()),
        ("to_number" | "ftoi" | "utoi" | "stoi", value) => Value::Number(match value {
            Value::Symbol(text) => text.trim().parse().ok()?,
            Value::Number(number) => *number,
            Value::Unsigned(number) => number.cast_signed(),
            Value::Float(number) => *number as i64,
        }),
        ("to_unsigned" | "ftou" | "itou", value) => Value::Unsigned(match value {
            Value::Symbol(text) => text.trim().parse().ok()?,
            Value::Number(number) => number.cast_unsigned(),
            Value::Unsigned(number) => *number,
            Value::Float(number) => *number as u64,
        }),
        ("to_float" | "itof" | "utof" | "stof", value) => Value::Float(match value {
            Value::Symbol(text) => text.trim().parse().ok()?,
            Value::Number(number) => *number as f64,
            Value::Unsigned(number) => *number as f64,
            Value::Float(number) => *number,
        }),
        ("ord", Value::Symbol(text)) => Value::Number(ord(text)),
        ("ord", Value::Number(number)) => Value::Number(*number),
        ("ord", Value::Unsigned(number)) => Value::Number(number.cast_signed()),
        ("ord", Value::Float(number)) => Value::Number(number.to_bits().cast_signed()),
        _ => return None,
    })
}

/// A number for a text, the same in every run: its first three bytes, then a hash (FNV-1a) of all of them.
fn ord(text: &str) -> i64 {
    let first = (0..3).fold(0, |number, place| {
        number << 8 | u64::from(text.as_bytes().get(place).copied().unwrap_or(0))
    });
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    (first << 39 | hash >> 25).cast_signed()
}

/// A value as it stands in a table.
pub fn text(value: &Value) -> String {
    match value {
        Value::Symbol(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Unsigned(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
    }
}
