//! Holds proofs to their program, knowing nothing of how they were found.
//!
//! It shares no code with the engine: it reads the JSON of `docs/reference/json.md`, and tries
//! every condition of every step on all facts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

/// A program with the facts that it is given and all that is said to hold.
#[derive(Debug)]
pub struct Verifier<'p> {
    relations: &'p [Json],
    rules: &'p [Json],
    given: BTreeSet<Fact>,
    all: BTreeSet<Fact>,
}

/// A value; those of different types are never equal. A fraction is a number that grows with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Symbol(String),
    Number(i64),
    Unsigned(u64),
    Float(i64),
}

type Fact = (String, Vec<Known>);
type Bound = BTreeMap<String, Known>;
type Ways = Vec<(Bound, BTreeSet<Fact>)>;
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
        let (all, relations) = (known.collect::<Result<_, _>>()?, list(program, "relations")?);
        Ok(Verifier { relations, rules: list(program, "rules")?, given, all })
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
        let step = |at| self.step(steps, at).map_err(|wrong| format!("step {at}: {wrong}"));
        (0..steps.len()).try_for_each(step)
    }

    fn step(&self, steps: &[Json], at: usize) -> Verdict {
        let (step, before) = (&steps[at], &steps[..at]);
        let concluded = fact(&step["fact"])?;
        let Some(number) = step["rule"].as_u64() else {
            return hold(self.given.contains(&concluded), "not a given fact");
        };
        let rule = self.rules.get(number as usize).ok_or("no such rule")?;
        let bindings = step["bindings"].as_object().ok_or("no bindings")?.iter();
        let bound = bindings.map(|(name, value)| Ok((name.clone(), known(value)?)));
        let bound = bound.collect::<Result<Bound, String>>()?;
        hold(self.says(&rule["head"], &concluded, &bound)?, "the rule concludes something else")?;
        let premises = list(step, "premises")?;
        premises.iter().try_for_each(|premise| self.rests(premise, rule, before, &bound))?;
        let mut left = premises.iter();
        let unless = list(rule, "unless")?.iter().map(|one| json!({ "absent": one }));
        for (number, one) in list(rule, "body")?.iter().cloned().chain(unless).enumerate() {
            let wrong = |wrong| format!("condition {number}: {wrong}");
            let of_terms = aggregates(&json!([one["left"], one["right"]]), false).len();
            let premise = left.next().ok_or_else(|| wrong("it has no premise".to_owned()))?;
            left.by_ref().take(of_terms.saturating_sub(1)).for_each(drop);
            self.condition(&one, premise, before, &bound).map_err(wrong)?;
        }
        Ok(())
    }

    /// Whether a premise rests on earlier steps only, and an aggregate on all that it is made of.
    fn rests(&self, premise: &Json, rule: &Json, before: &[Json], bound: &Bound) -> Verdict {
        let earlier = |at: &Json| {
            let step = at.as_u64().and_then(|at| before.get(at as usize));
            fact(&step.ok_or("it rests on a later step")?["fact"])
        };
        let Some(kind) = premise["aggregate"].as_str() else {
            return premise.get("step").map_or(Ok(()), |at| earlier(at).map(drop));
        };
        let of = list(premise, "of")?.iter().map(earlier).collect::<Result<_, _>>()?;
        let told = (known(&premise["value"]).ok(), of);
        // A variable that only an extreme gives a value must not narrow what it is the extreme of.
        let body = grounded(list(rule, "body")?, bound);
        let is_told = |one: &&Json| {
            let is_so = self.made(one, &body).is_ok_and(|made| made == told);
            is_so && one["aggregate"] == kind && self.value(one, bound).as_ref() == Ok(&told.0)
        };
        let is_made = aggregates(rule, true).iter().any(is_told);
        hold(is_made, &format!("another {kind} is made of other facts"))
    }

    fn condition(&self, one: &Json, premise: &Json, before: &[Json], bound: &Bound) -> Verdict {
        if one["compared"].is_string() {
            let is_told = aggregates(one, false).is_empty() == (premise == "compared");
            return hold(is_told && self.holds(one, bound)?, "the comparison does not hold");
        }
        if one["holds"].is_object() {
            let place = premise["step"].as_u64().ok_or("no step")? as usize;
            let is_said = self.says(&one["holds"], &fact(&before[place]["fact"])?, bound)?;
            return hold(is_said, "the step says something else");
        }
        if one["asked"].is_object() {
            let is_asked = self.says(&one["asked"], &fact(&premise["told"])?, bound)?;
            let is_no = premise["answer"].as_bool().map(|answer| !answer);
            return hold(is_asked && is_no == one["negated"].as_bool(), "another answer is needed");
        }
        let (atom, told) = (&one["absent"], &premise["absent"]);
        let is_so = |(term, told): (&Json, &Json)| {
            self.value(term, bound).ok().flatten() == known(&told["value"]).ok()
        };
        let (terms, own) = (list(atom, "terms")?, list(told, "terms")?);
        let is_same = told["relation"] == atom["relation"] && terms.len() == own.len();
        hold(is_same && terms.iter().zip(own).all(is_so), "something else is absent")?;
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
            match term["variable"].as_str().filter(|name| !bound.contains_key(*name)) {
                Some(name) => drop(bound.insert(name.to_owned(), value.clone())),
                None => fits = fits && self.value(term, &bound)?.as_ref() == Some(value),
            }
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
        let side = |own: &str, other: &str| {
            self.value(&one[if one[own] == "_" { other } else { own }], bound)
        };
        let sides = (side("left", "right")?, side("right", "left")?);
        let (Some(left), Some(right)) = sides else { return Ok(false) };
        let order = left.cmp(&right);
        Ok(match one["compared"].as_str().unwrap_or_default() {
            "=" => order.is_eq(),
            "!=" => order.is_ne(),
            "<" => order.is_lt(),
            "<=" => order.is_le(),
            ">" => order.is_gt(),
            _ => order.is_ge(),
        })
    }

    /// The value of a term; `None` for the least, greatest or mean of nothing.
    fn value(&self, term: &Json, bound: &Bound) -> Result<Option<Known>, String> {
        if let Some(name) = term["variable"].as_str() {
            return bound.get(name).cloned().map(Some).ok_or(format!("{name} is any value"));
        }
        if let Some(function) = term["function"].as_str() {
            let of = list(term, "of")?.iter().map(|one| self.value(one, bound));
            let of: Option<Vec<Known>> = of.collect::<Result<_, _>>()?;
            return of.map(|of| computed(function, &of)).transpose();
        }
        match term["aggregate"].is_string() {
            true => self.made(term, bound).map(|(value, _)| value),
            false => known(&term["value"]).map(Some),
        }
    }

    /// What an aggregate comes to, and the facts it is made of.
    fn made(&self, term: &Json, bound: &Bound) -> Result<(Option<Known>, BTreeSet<Fact>), String> {
        let (mut body, of) = (list(term, "body")?.to_vec(), &term["of"]);
        // What is gathered is the aggregate's own, whatever the name means outside.
        let (own, mut bound) = (free(of, &Bound::new()), bound.clone());
        bound.retain(|name, _| !own.contains(name.as_str()));
        // Facts first: they give the other conditions their values.
        body.sort_by_key(|one| !one["holds"].is_object());
        let mut found = Ways::new();
        self.solve(&body, &bound, &BTreeSet::new(), &mut found)?;
        let facts = found.iter().flat_map(|(_, facts)| facts).cloned().collect();
        let mut once: Vec<Bound> = found.into_iter().map(|(bound, _)| bound).collect();
        // Where it joins, `_` says nothing: a binding counts once, however many facts agree with it.
        let atoms: Vec<&Json> = body.iter().filter_map(|one| one["holds"].get("terms")).collect();
        let has_any =
            atoms.iter().any(|terms| terms.as_array().is_some_and(|of| of.contains(&json!("_"))));
        if has_any && atoms.len() + aggregates(&term["body"], false).len() > 1 {
            once.sort();
            once.dedup();
        }
        let values = once.iter().filter(|_| !of.is_null()).map(|one| self.value(of, one));
        let mut values: Vec<Known> =
            values.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        let value = match term["aggregate"].as_str().unwrap_or_default() {
            "count" if of.is_null() => Some(Known::Number(once.len() as i64)),
            "min" => values.into_iter().min(),
            "max" => values.into_iter().max(),
            "mean" => {
                let sum: f64 = values.iter().map(float).sum();
                (!values.is_empty()).then(|| key(sum / values.len() as f64))
            }
            "sum" => {
                let first = values.first().cloned().map_or_else(|| self.nothing(of, &body), Ok)?;
                let add = |sum, one: &Known| computed("+", &[sum, one.clone()]);
                Some(values.iter().skip(1).try_fold(first, add)?)
            }
            kind => {
                values.sort();
                values.dedup_by(|one, other| kind == "count_distinct" && one == other);
                Some(Known::Number(values.len() as i64))
            }
        };
        Ok((value, facts))
    }

    /// The sum of nothing: nought, of the type of the column that was to be added.
    fn nothing(&self, of: &Json, body: &[Json]) -> Result<Known, String> {
        let kind = body.iter().map(|one| &one["holds"]).find_map(|atom| {
            let at = atom["terms"].as_array()?.iter().position(|one| one == of)?;
            let relation = self.relations.iter().find(|one| one["name"] == atom["relation"])?;
            relation["columns"][at]["type"].as_str()
        });
        known(&json!({ (kind.unwrap_or("number")): 0 }))
    }

    /// All ways in which conditions hold together, each with the facts that it rests on.
    fn solve(&self, left: &[Json], bound: &Bound, of: &BTreeSet<Fact>, to: &mut Ways) -> Verdict {
        let is_ready = |one: &Json| free(one, bound).is_empty() || gives(one, bound).is_some();
        let at = left.iter().position(|one| one["holds"].is_object() || is_ready(one));
        let Some(at) = at else {
            to.push((bound.clone(), of.clone()));
            return hold(left.is_empty(), "conditions that cannot be tried");
        };
        let (one, rest) = (&left[at], [&left[..at], &left[at + 1..]].concat());
        if one["holds"].is_object() {
            for fact in &self.all {
                let Some(bound) = self.bind(&one["holds"], fact, bound)? else { continue };
                let of = of.iter().chain([fact]).cloned().collect();
                self.solve(&rest, &bound, &of, to)?;
            }
            return Ok(());
        }
        let mut bound = bound.clone();
        if let Some((name, term)) = gives(one, &bound) {
            let Some(value) = self.value(term, &bound)? else { return Ok(()) };
            bound.insert(name.to_owned(), value);
        }
        if self.holds(one, &bound)? { self.solve(&rest, &bound, of, to) } else { Ok(()) }
    }
}

fn hold(is_so: bool, otherwise: &str) -> Verdict {
    is_so.then_some(()).ok_or_else(|| otherwise.to_owned())
}

/// What a function makes of values: whole numbers wrap at 64 bits.
fn computed(function: &str, of: &[Known]) -> Result<Known, String> {
    use Known::{Float, Number, Symbol, Unsigned};
    let whole = |one: i128, other: i128| match function {
        "+" => Some(one + other),
        "-" => Some(one - other),
        "*" => Some(one.wrapping_mul(other)),
        "/" => one.checked_div(other),
        "%" => one.checked_rem(other),
        _ => None,
    };
    let found = match (function, of) {
        ("+" | "cat", [Symbol(one), Symbol(other)]) => Some(Symbol(format!("{one}{other}"))),
        ("min", _) => of.iter().min().cloned(),
        ("max", _) => of.iter().max().cloned(),
        ("-", [Number(one)]) => Some(Number(one.wrapping_neg())),
        ("strlen", [Symbol(one)]) => Some(Number(one.len() as i64)),
        ("to_string", [Number(one)]) => Some(Symbol(one.to_string())),
        ("to_number", [Symbol(one)]) => one.parse().ok().map(Number),
        (_, &[Number(one), Number(two)]) => whole(one.into(), two.into()).map(|n| Number(n as i64)),
        (_, &[Unsigned(one), Unsigned(two)]) => {
            whole(one.into(), two.into()).map(|found| Unsigned(found as u64))
        }
        ("+", [one @ Float(_), other]) => Some(key(float(one) + float(other))),
        ("*", [one @ Float(_), other]) => Some(key(float(one) * float(other))),
        _ => None,
    };
    found.ok_or_else(|| format!("{function} cannot be tried with these values"))
}

/// A fraction by a number that grows with it (IEEE 754, totalOrder); the zeros are one.
fn key(fraction: f64) -> Known {
    let bits = (fraction + 0.0).to_bits() as i64;
    Known::Float(bits ^ (((bits >> 63) as u64) >> 1) as i64)
}

fn float(known: &Known) -> f64 {
    match known {
        Known::Symbol(_) => f64::NAN,
        Known::Number(number) => *number as f64,
        Known::Unsigned(number) => *number as f64,
        Known::Float(key) => f64::from_bits((key ^ (((key >> 63) as u64) >> 1) as i64) as u64),
    }
}

/// Variables without a value, outside of aggregates.
fn free<'j>(json: &'j Json, bound: &Bound) -> BTreeSet<&'j str> {
    let name = json["variable"].as_str().filter(|name| !bound.contains_key(*name));
    let parts = ["left", "right", "absent", "terms", "of"].into_iter().map(|part| &json[part]);
    let parts = parts.filter(|part| !part.is_null() && json["aggregate"].is_null());
    let parts = parts.chain(json.as_array().into_iter().flatten());
    name.into_iter().chain(parts.flat_map(|part| free(part, bound))).collect()
}

/// The aggregates in something, those inside of others only where it goes deep.
fn aggregates(json: &Json, deep: bool) -> Vec<&Json> {
    let is_one = json["aggregate"].is_string();
    let parts = json.as_object().into_iter().flat_map(|one| one.values());
    let parts = parts.chain(json.as_array().into_iter().flatten()).filter(|_| deep || !is_one);
    let inside = parts.flat_map(|one| aggregates(one, deep));
    is_one.then_some(json).into_iter().chain(inside).collect()
}

/// The variable to which an equation gives its value, and that value.
fn gives<'j>(one: &'j Json, bound: &Bound) -> Option<(&'j str, &'j Json)> {
    [("left", "right"), ("right", "left")].into_iter().find_map(|(own, other)| {
        let (name, term) = (one[own]["variable"].as_str()?, &one[other]);
        let is_said = one["compared"] == "=" && *term != "_" && free(term, bound).is_empty();
        (is_said && !bound.contains_key(name)).then_some((name, term))
    })
}

/// The variables to which a body itself gives values; an aggregate’s extreme gives the others.
fn grounded(body: &[Json], bound: &Bound) -> Bound {
    let mut known = Bound::new();
    for one in body.iter().cycle().take(body.len() * body.len()) {
        let names = free(&one["holds"], &known).into_iter();
        let names: Vec<&str> = names.chain(gives(one, &known).map(|(name, _)| name)).collect();
        let values = names.into_iter().filter_map(|name| bound.get_key_value(name));
        known.extend(values.map(|(name, value)| (name.clone(), value.clone())));
    }
    known
}

fn list<'j>(json: &'j Json, name: &str) -> Result<&'j [Json], String> {
    json[name].as_array().map(Vec::as_slice).ok_or_else(|| format!("{name} is missing"))
}

fn fact(json: &Json) -> Result<Fact, String> {
    let values = list(json, "values")?.iter().map(known).collect::<Result<_, _>>()?;
    Ok((json["relation"].as_str().ok_or("relation is missing")?.to_owned(), values))
}

fn known(json: &Json) -> Result<Known, String> {
    let fraction = &json["float"];
    let fraction = fraction.as_f64().or_else(|| fraction.as_str()?.parse().ok()).map(key);
    let symbol = json["symbol"].as_str().map(|one| Known::Symbol(one.to_owned()));
    let number = symbol.or_else(|| json["number"].as_i64().map(Known::Number));
    let number = number.or_else(|| json["unsigned"].as_u64().map(Known::Unsigned));
    number.or(fraction).ok_or_else(|| format!("no value: {json}"))
}
