//! The functions of a term: their names, how many values they take, and of what type.

use crate::program::Type;

/// What a function takes and gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// Numbers of one type, or symbols too where `symbols`; gives the same type.
    Same {
        /// Whether symbols are allowed.
        symbols: bool,
        /// Whether numbers with a fraction are allowed.
        floats: bool,
    },
    /// Each argument of its own type; `None` takes any.
    Each(&'static [Option<Type>], Type),
    /// Any number of symbols; gives a symbol.
    Symbols,
    /// A value taken as another type: `as(x, T)`.
    As,
}

use Signature::{As, Each, Same, Symbols};
use Type::{Float, Number, Symbol, Unsigned};

const ARITHMETIC: Signature = Same { symbols: false, floats: true };
const BITS: Signature = Same { symbols: false, floats: false };

/// Name, fewest and most arguments, signature.
const FUNCTIONS: [(&str, usize, usize, Signature); 59] = [
    ("%", 2, 2, ARITHMETIC),
    ("*", 2, 2, ARITHMETIC),
    ("+", 2, 2, Same { symbols: true, floats: true }),
    ("-", 1, 2, ARITHMETIC),
    ("/", 2, 2, ARITHMETIC),
    ("^", 2, 2, ARITHMETIC),
    ("acos", 1, 1, Each(&[Some(Float)], Float)),
    ("acosh", 1, 1, Each(&[Some(Float)], Float)),
    ("as", 2, 2, As),
    ("asin", 1, 1, Each(&[Some(Float)], Float)),
    ("asinh", 1, 1, Each(&[Some(Float)], Float)),
    ("atan", 1, 1, Each(&[Some(Float)], Float)),
    ("atanh", 1, 1, Each(&[Some(Float)], Float)),
    ("autoinc", 0, 0, Each(&[], Number)),
    ("band", 2, 2, BITS),
    ("bnot", 1, 1, BITS),
    ("bor", 2, 2, BITS),
    ("bshl", 2, 2, BITS),
    ("bshr", 2, 2, BITS),
    ("bshru", 2, 2, BITS),
    ("bxor", 2, 2, BITS),
    ("cat", 2, 64, Symbols),
    ("contains", 2, 2, Each(&[Some(Symbol), Some(Symbol)], Number)),
    ("cos", 1, 1, Each(&[Some(Float)], Float)),
    ("cosh", 1, 1, Each(&[Some(Float)], Float)),
    ("exp", 1, 1, Each(&[Some(Float)], Float)),
    ("ftoi", 1, 1, Each(&[Some(Float)], Number)),
    ("ftou", 1, 1, Each(&[Some(Float)], Unsigned)),
    ("itof", 1, 1, Each(&[Some(Number)], Float)),
    ("itou", 1, 1, Each(&[Some(Number)], Unsigned)),
    ("land", 2, 2, BITS),
    ("lnot", 1, 1, BITS),
    ("log", 1, 1, Each(&[Some(Float)], Float)),
    ("lor", 2, 2, BITS),
    ("lxor", 2, 2, BITS),
    ("match", 2, 2, Each(&[Some(Symbol), Some(Symbol)], Number)),
    ("max", 2, 64, Same { symbols: true, floats: true }),
    ("min", 2, 64, Same { symbols: true, floats: true }),
    ("ord", 1, 1, Each(&[None], Number)),
    ("pow", 2, 2, ARITHMETIC),
    ("range", 2, 3, ARITHMETIC),
    ("sin", 1, 1, Each(&[Some(Float)], Float)),
    ("sinh", 1, 1, Each(&[Some(Float)], Float)),
    ("sqrt", 1, 1, Each(&[Some(Float)], Float)),
    ("strlen", 1, 1, Each(&[Some(Symbol)], Number)),
    ("substr", 3, 3, Each(&[Some(Symbol), Some(Number), Some(Number)], Symbol)),
    ("tan", 1, 1, Each(&[Some(Float)], Float)),
    ("tanh", 1, 1, Each(&[Some(Float)], Float)),
    ("to_float", 1, 1, Each(&[None], Float)),
    ("to_number", 1, 1, Each(&[None], Number)),
    ("to_string", 1, 1, Each(&[None], Symbol)),
    ("to_unsigned", 1, 1, Each(&[None], Unsigned)),
    ("utof", 1, 1, Each(&[Some(Unsigned)], Float)),
    ("utoi", 1, 1, Each(&[Some(Unsigned)], Number)),
    ("ftos", 1, 1, Each(&[Some(Float)], Symbol)),
    ("itos", 1, 1, Each(&[Some(Number)], Symbol)),
    ("stof", 1, 1, Each(&[Some(Symbol)], Float)),
    ("stoi", 1, 1, Each(&[Some(Symbol)], Number)),
    ("utos", 1, 1, Each(&[Some(Unsigned)], Symbol)),
];

/// Fewest and most arguments of a function and what it takes and gives; `None` where there is none of that name.
pub fn signature(name: &str) -> Option<(usize, usize, Signature)> {
    FUNCTIONS
        .iter()
        .find(|function| function.0 == name)
        .map(|function| (function.1, function.2, function.3))
}

/// How many values a function of a term takes, fewest and most; `None` where there is none of that name.
pub fn arity(name: &str) -> Option<(usize, usize)> {
    signature(name).map(|(fewest, most, _)| (fewest, most))
}

/// The names of all functions of terms.
pub fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|function| function.0)
}

/// The words that stand between their two terms, and how tightly they bind; `^` binds to the right.
pub fn binding(word: &str) -> Option<u8> {
    Some(match word {
        "bor" | "lor" => 1,
        "bxor" | "lxor" => 2,
        "band" | "land" => 3,
        "bshl" | "bshr" | "bshru" => 4,
        "+" | "-" => 5,
        "*" | "/" | "%" => 6,
        "^" => 8,
        _ => return None,
    })
}
