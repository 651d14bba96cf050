//! Holds proofs to their program, knowing nothing of how they were found.
//!
//! It shares no code with the engine: it reads the JSON of `docs/reference/json.md`, and tries
//! every condition of every step on all facts.
//!
//! What it cannot try it refuses: means, fractions but for their order, and functions other than
//! `+ - * / % min max cat strlen`; the sum of nothing is the whole number 0. An aggregate that uses
//! a variable to which only an equation gives its value is refused as well.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use serde_json::{Value as Json, json};

/// A program with the facts that it is given and all that is said to hold.
#[derive(Debug)]
pub struct Verifier<'p> {
    rules: &'p [Json],
    given: BTreeSet<Fact>,
    all: BTreeSet<Fact>,
}

/// A value, or the least or greatest of nothing. A fraction is a number that grows with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Nothing,
    Symbol(String),
    Number(i64),
    Unsigned(u64),
    Float(i64),
}

type Fact = (String, Vec<Known>);
type Bound = BTreeMap<String, Known>;
type Verdict = Result<(), String>;

impl<'p> Verifier<'p> {
    /// A program, the facts that it is given besides its own, and every fact that is said to hold.
    ///
    /// # Errors
    ///
    /// What of it is not of the form that `docs/reference/json.md` describes.
    pub fn of(program: &'p Json, given: &[Json], all: &[Json]) -> Result<Verifier<'p>, String> {
        let own = list(program, "facts")?.iter().chain(given);
        let given: BTreeSet<Fact> = own.map(fact).collect::<Result<_, _>>()?;
        let known = all.iter().map(fact).chain(given.iter().cloned().map(Ok));
        let all = known.collect::<Result<_, _>>()?;
        Ok(Verifier { rules: list(program, "rules")?, given, all })
    }

    /// Holds a proof to the program: every step is given, or follows by its rule from the steps
    /// before it, from facts that are absent, and from what holds by itself.
    ///
    /// # Errors
    ///
    /// Which step does not hold, and why.
    pub fn verify(&self, proof: &Json) -> Verdict {
        let steps = list(proof, "steps")?;
        hold(!steps.is_empty(), "a proof without steps")?;
        let facts = steps.iter().map(|step| fact(&step["fact"])).collect::<Result<Vec<_>, _>>()?;
        steps.iter().enumerate().try_for_each(|(at, step)| {
            let verdict = self.step(step, &facts[at], &facts[..at]);
            verdict.map_err(|wrong| format!("step {at}: {wrong}"))
        })
    }

    fn step(&self, step: &Json, concluded: &Fact, before: &[Fact]) -> Verdict {
        let Some(number) = step["rule"].as_u64() else {
            return hold(self.given.contains(concluded), "not a given fact");
        };
        let rule = self.rules.get(number as usize).ok_or("no such rule")?;
        let bindings = step["bindings"].as_object().ok_or("no bindings")?.iter();
        let bound = bindings.map(|(name, value)| Ok((name.clone(), known(value)?)));
        let bound = bound.collect::<Result<Bound, String>>()?;
        hold(self.says(&rule["head"], concluded, &bound)?, "the rule concludes something else")?;
        hold(self.all.contains(concluded), "what it concludes is not said to hold")?;
        let (body, mut left) = (list(rule, "body")?, list(step, "premises")?);
        // A variable that only an extreme gives a value must not narrow what it is the extreme of.
        let names = body.iter().flat_map(|one| free(&one["holds"], &Bound::new()));
        let (names, mut own) = (BTreeSet::from_iter(names), bound.clone());
        own.retain(|name, _| names.contains(name.as_str()));
        let unless = list(rule, "unless")?.iter().map(|one| json!({ "absent": one }));
        for one in body.iter().cloned().chain(unless) {
            let terms = within(&one, "aggregate");
            let premises = left.split_at_checked(terms.len().max(1));
            let (premises, rest) = premises.ok_or_else(|| format!("{one} has no premise"))?;
            for (term, told) in terms.iter().zip(premises) {
                let of = list(told, "of")?.iter().map(|at| earlier(at, before).cloned());
                let made = (known(&told["value"])?, of.collect::<Result<_, _>>()?);
                let is_so = self.made(term, &own)? == made && self.value(term, &bound)? == made.0;
                let is_kind = told["aggregate"] == term["aggregate"];
                hold(is_kind && is_so, "it is made of other facts")?;
            }
            self.condition(&one, &premises[0], before, &bound)?;
            left = rest;
        }
        Ok(())
    }

    fn condition(&self, one: &Json, premise: &Json, before: &[Fact], bound: &Bound) -> Verdict {
        if one["compared"].is_string() {
            let is_told = premise == "compared" || !within(one, "aggregate").is_empty();
            return hold(is_told && self.holds(one, bound)?, "the comparison does not hold");
        }
        if one["holds"].is_object() {
            let is_said = self.says(&one["holds"], earlier(&premise["step"], before)?, bound)?;
            return hold(is_said, "the step says something else");
        }
        if one["asked"].is_object() {
            let is_asked = self.says(&one["asked"], &fact(&premise["told"])?, bound)?;
            let is_no = premise["answer"].as_bool().map(|answer| !answer);
            return hold(is_asked && is_no == one["negated"].as_bool(), "another answer is needed");
        }
        let (atom, told) = (&one["absent"], &premise["absent"]);
        let values = |atom: &Json| -> Result<Vec<Option<Known>>, String> {
            Ok(list(atom, "terms")?.iter().map(|term| self.value(term, bound).ok()).collect())
        };
        let is_same = told["relation"] == atom["relation"] && values(told)? == values(atom)?;
        hold(is_same, "something else is absent")?;
        let among = self.all.iter().filter(|(relation, _)| atom["relation"] == **relation).count();
        hold(premise["searched"] == among, &format!("{among} facts were to be searched"))?;
        hold(self.holds(one, bound)?, "such a fact is known")
    }

    /// Whether an atom, each of whose variables has a value, says a fact.
    fn says(&self, atom: &Json, fact: &Fact, bound: &Bound) -> Result<bool, String> {
        Ok(self.bind(atom, fact, bound)?.as_ref() == Some(bound))
    }

    /// The values of variables with which an atom says a fact; one that has none takes it.
    fn bind(&self, atom: &Json, fact: &Fact, bound: &Bound) -> Result<Option<Bound>, String> {
        let (terms, mut fits) = (list(atom, "terms")?, atom["relation"] == *fact.0);
        fits = fits && terms.len() == fact.1.len();
        let mut bound = if fits { bound.clone() } else { return Ok(None) };
        for (term, value) in terms.iter().zip(&fact.1).filter(|(term, _)| *term != "_") {
            if let Some(name) = term["variable"].as_str() {
                bound.entry(name.to_owned()).or_insert_with(|| value.clone());
            }
            fits = fits && self.value(term, &bound)? == *value;
        }
        Ok(fits.then_some(bound))
    }

    /// Whether values stand so to each other, or no fact is as an atom says.
    fn holds(&self, one: &Json, bound: &Bound) -> Result<bool, String> {
        if one["absent"].is_object() {
            let mut ways = self.all.iter().map(|fact| self.bind(&one["absent"], fact, bound));
            return ways.find_map(Result::transpose).transpose().map(|way| way.is_none());
        }
        // Whatever has a value is `_`.
        let side = |one: &Json, other| self.value(if *one == "_" { other } else { one }, bound);
        let (left, right) = (&one["left"], &one["right"]);
        let (left, right) = (side(left, right)?, side(right, left)?);
        let is_one_type = discriminant(&left) == discriminant(&right) && left != Known::Nothing;
        // A comparison is written with the orders that it allows, but for `!=`.
        let allowed = one["compared"].as_str().unwrap_or_default().replace("!=", "<>");
        let order = match left.cmp(&right) {
            Ordering::Less => '<',
            Ordering::Equal => '=',
            Ordering::Greater => '>',
        };
        Ok(is_one_type && allowed.contains(order))
    }

    fn value(&self, term: &Json, bound: &Bound) -> Result<Known, String> {
        match (term["variable"].as_str(), term["function"].as_str()) {
            (Some(name), _) => bound.get(name).cloned().ok_or(format!("{name} is any value")),
            (_, Some(function)) => {
                let of = list(term, "of")?.iter().map(|one| self.value(one, bound));
                computed(function, &of.collect::<Result<Vec<_>, _>>()?)
            }
            _ if term["aggregate"].is_string() => Ok(self.made(term, bound)?.0),
            _ => known(&term["value"]),
        }
    }

    /// What an aggregate comes to, and the facts it is made of.
    fn made(&self, term: &Json, bound: &Bound) -> Result<(Known, BTreeSet<Fact>), String> {
        let (mut body, of) = (list(term, "body")?.to_vec(), &term["of"]);
        // What is gathered is the aggregate's own, whatever the name means outside.
        let (own, mut bound) = (free(of, &Bound::new()), bound.clone());
        bound.retain(|name, _| !own.contains(name.as_str()));
        // Facts first: they give the other conditions their values.
        body.sort_by_key(|one| !one["holds"].is_object());
        let atoms: Vec<&Json> = body.iter().filter_map(|one| one.get("holds")).collect();
        let is_given = free(&term["body"], &bound) == free(&json!(atoms), &bound);
        hold(is_given, "an aggregate's variable that no fact gives a value cannot be tried")?;
        let mut ways = Vec::new();
        self.solve(&body, &bound, &mut ways)?;
        // Where it joins, `_` says nothing: a binding counts once, with however many facts.
        if atoms.len() + within(&term["body"], "aggregate").len() > 1 {
            ways = BTreeSet::from_iter(ways).into_iter().collect();
        }
        let of = if of.is_null() { &json!({ "value": { "number": 1 } }) } else { of };
        let values = ways.iter().map(|way| self.value(of, way));
        let values = values.filter(|value| *value != Ok(Known::Nothing));
        let values: Vec<Known> = values.collect::<Result<_, _>>()?;
        let add = |sum, one| computed("+", &[sum, one]);
        let first = values.first().cloned().unwrap_or(Known::Number(0));
        let value = match term["aggregate"].as_str().unwrap_or_default() {
            "count" => Known::Number(values.len() as i64),
            "count_distinct" => Known::Number(BTreeSet::from_iter(values).len() as i64),
            "min" => values.into_iter().min().unwrap_or(Known::Nothing),
            "max" => values.into_iter().max().unwrap_or(Known::Nothing),
            "sum" => values.into_iter().skip(1).try_fold(first, add)?,
            kind => return Err(format!("{kind} cannot be tried")),
        };
        let says = |atom, fact| ways.iter().any(|way| self.says(atom, fact, way) == Ok(true));
        let facts = self.all.iter().filter(|fact| atoms.iter().any(|atom| says(atom, fact)));
        Ok((value, facts.cloned().collect()))
    }

    /// All ways in which conditions hold together, facts first.
    fn solve(&self, left: &[Json], bound: &Bound, ways: &mut Vec<Bound>) -> Verdict {
        let Some((one, rest)) = left.split_first() else {
            ways.push(bound.clone());
            return Ok(());
        };
        if one["holds"].is_object() {
            let found = self.all.iter().map(|fact| self.bind(&one["holds"], fact, bound));
            let mut found = found.filter_map(Result::transpose);
            return found.try_for_each(|bound| self.solve(rest, &bound?, ways));
        }
        if self.holds(one, bound)? { self.solve(rest, bound, ways) } else { Ok(()) }
    }
}

fn hold(is_so: bool, otherwise: &str) -> Verdict {
    is_so.then_some(()).ok_or_else(|| otherwise.to_owned())
}

fn earlier<'f>(at: &Json, before: &'f [Fact]) -> Result<&'f Fact, String> {
    let step = at.as_u64().and_then(|at| before.get(at as usize));
    step.ok_or_else(|| "it rests on a later step".to_owned())
}

/// What a function makes of values of one type: whole numbers wrap at 64 bits.
fn computed(function: &str, of: &[Known]) -> Result<Known, String> {
    use Known::{Nothing, Number, Symbol, Unsigned};
    let whole = |one: i128, other: i128| match function {
        "+" => Some(one + other),
        "-" => Some(one - other),
        "*" => Some(one.wrapping_mul(other)),
        "/" => one.checked_div(other),
        "%" => one.checked_rem(other),
        _ => None,
    };
    let found = match (function, of) {
        _ if of.contains(&Nothing) => Some(Nothing),
        _ if of.windows(2).any(|two| discriminant(&two[0]) != discriminant(&two[1])) => None,
        ("min", _) => of.iter().min().cloned(),
        ("max", _) => of.iter().max().cloned(),
        ("+" | "cat", [Symbol(one), Symbol(other)]) => Some(Symbol(format!("{one}{other}"))),
        ("strlen", [Symbol(one)]) => Some(Number(one.len() as i64)),
        ("-", [Number(one)]) => Some(Number(one.wrapping_neg())),
        (_, &[Number(one), Number(two)]) => whole(one.into(), two.into()).map(|n| Number(n as i64)),
        (_, &[Unsigned(one), Unsigned(two)]) => {
            whole(one.into(), two.into()).map(|n| Unsigned(n as u64))
        }
        _ => None,
    };
    found.ok_or_else(|| format!("{function} cannot be tried with these values"))
}

/// What has a name of this kind in something, but for what is inside of its aggregates.
fn within<'j>(json: &'j Json, kind: &str) -> Vec<&'j Json> {
    let parts = json.as_object().into_iter().flat_map(|one| one.values());
    let parts = parts.chain(json.as_array().into_iter().flatten());
    match json[kind].is_string() || json["aggregate"].is_string() {
        true => Vec::from_iter(json.get(kind).map(|_| json)),
        false => parts.flat_map(|part| within(part, kind)).collect(),
    }
}

/// Variables without a value, outside of aggregates.
fn free<'j>(json: &'j Json, bound: &Bound) -> BTreeSet<&'j str> {
    let names = within(json, "variable").into_iter().filter_map(|one| one["variable"].as_str());
    names.filter(|name| !bound.contains_key(*name)).collect()
}

fn list<'j>(json: &'j Json, name: &str) -> Result<&'j [Json], String> {
    json[name].as_array().map(Vec::as_slice).ok_or_else(|| format!("{name} is missing"))
}

fn fact(json: &Json) -> Result<Fact, String> {
    let values = list(json, "values")?.iter().map(known).collect::<Result<_, _>>()?;
    Ok((json["relation"].as_str().ok_or("relation is missing")?.to_owned(), values))
}

fn known(json: &Json) -> Result<Known, String> {
    let symbol = json["symbol"].as_str().map(|one| Known::Symbol(one.to_owned()));
    let number = json["number"].as_i64().map(Known::Number);
    let unsigned = json["unsigned"].as_u64().map(Known::Unsigned);
    let fraction = json["float"].as_f64().or_else(|| json["float"].as_str()?.parse().ok());
    // A fraction by a number that grows with it (IEEE 754, totalOrder); the zeros are one.
    let bits = fraction.map(|fraction: f64| (fraction + 0.0).to_bits() as i64);
    let float = bits.map(|bits| Known::Float(bits ^ (((bits >> 63) as u64) >> 1) as i64));
    symbol.or(number).or(unsigned).or(float).ok_or_else(|| format!("no value: {json}"))
}
