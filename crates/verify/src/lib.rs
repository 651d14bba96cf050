//! Holds proofs to their program, knowing nothing of how they were found.
//!
//! The room shares no code with the engine: it reads programs and proofs as the JSON of
//! `docs/reference/json.md`, and tries every condition of every step on all facts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

/// A program with the facts that it is given and all that is said to hold.
#[derive(Debug)]
pub struct Verifier<'p> {
    relations: &'p [Json],
    rules: &'p [Json],
    given: BTreeSet<Fact>,
    all: BTreeMap<String, BTreeSet<Vec<Known>>>,
}

/// A value; those of different types are never equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Symbol(String),
    Number(i64),
    Unsigned(u64),
    /// A fraction, by a number that grows with it.
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
        let own = list(program, "facts")?.iter();
        let given: BTreeSet<_> = own.chain(given).map(fact).collect::<Result<_, _>>()?;
        let mut known: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for one in all.iter().map(fact).chain(given.iter().cloned().map(Ok)) {
            let (relation, values) = one?;
            known.entry(relation).or_default().insert(values);
        }
        let (relations, rules) = (list(program, "relations")?, list(program, "rules")?);
        Ok(Verifier { relations, rules, given, all: known })
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
        let step = &steps[at];
        let concluded = fact(&step["fact"])?;
        let Some(number) = step["rule"].as_u64() else {
            return hold(self.given.contains(&concluded), "not a given fact");
        };
        let rule = self.rules.get(number as usize).ok_or("no such rule")?;
        let bindings = step["bindings"].as_object().ok_or("no bindings")?.iter();
        let bound = bindings.map(|(name, value)| Ok((name.clone(), known(value)?)));
        let bound = bound.collect::<Result<Bound, String>>()?;
        hold(self.says(&rule["head"], &concluded, &bound)?, "the rule concludes something else")?;
        let (body, premises) = (list(rule, "body")?, list(step, "premises")?);
        premises.iter().try_for_each(|premise| self.rests(premise, rule, &steps[..at], &bound))?;
        let mut left = premises.iter();
        let unless = list(rule, "unless")?.iter().map(|one| json!({ "absent": one }));
        for (number, one) in body.iter().cloned().chain(unless).enumerate() {
            let count =
                aggregates(&one["left"], false).len() + aggregates(&one["right"], false).len();
            let mut own = left.by_ref().take(count.max(1));
            let premise = own.next().ok_or_else(|| format!("condition {number} has no premise"))?;
            own.for_each(drop);
            let condition = self.condition(&one, premise, &steps[..at], &bound);
            condition.map_err(|wrong| format!("condition {number}: {wrong}"))?;
        }
        Ok(())
    }

    /// Whether a premise rests on earlier steps only, and an aggregate on all that it is made of.
    fn rests(&self, premise: &Json, rule: &Json, before: &[Json], bound: &Bound) -> Verdict {
        let earlier = |at: &Json| {
            let step = at.as_u64().and_then(|at| before.get(at as usize));
            fact(&step.ok_or("it rests on a later step")?["fact"])
        };
        if premise["step"].is_number() {
            return earlier(&premise["step"]).map(drop);
        }
        let Some(kind) = premise["aggregate"].as_str() else { return Ok(()) };
        let of: BTreeSet<Fact> =
            list(premise, "of")?.iter().map(earlier).collect::<Result<_, _>>()?;
        let is_made = (known(&premise["value"]).ok(), of);
        let all = aggregates(rule, true).into_iter().filter(|one| one["aggregate"] == kind);
        // A variable that only an extreme gives a value must not narrow what it is the extreme of.
        let body = grounded(list(rule, "body")?, bound);
        let all = all.filter(|one| self.made(one, &body).is_ok_and(|made| made == is_made));
        let mut all = all.filter_map(|one| self.value(one, bound).ok());
        hold(all.any(|one| one == is_made.0), &format!("another {kind} is made of other facts"))
    }

    fn condition(&self, one: &Json, premise: &Json, before: &[Json], bound: &Bound) -> Verdict {
        if one["compared"].is_string() {
            let is_plain = aggregates(&json!([one["left"], one["right"]]), false).is_empty();
            let is_told = is_plain == (premise == "compared");
            return hold(is_told && self.compares(one, bound)?, "the comparison does not hold");
        }
        if one["holds"].is_object() {
            let place = premise["step"].as_u64().ok_or("no step")? as usize;
            let is_said = self.says(&one["holds"], &fact(&before[place]["fact"])?, bound)?;
            return hold(is_said, "the step says something else");
        }
        if one["asked"].is_object() {
            let is_asked = self.says(&one["asked"], &fact(&premise["told"])?, bound)?;
            let is_answered = premise["answer"].as_bool().zip(one["negated"].as_bool());
            let is_answered = is_answered.is_some_and(|(answer, negated)| answer != negated);
            return hold(is_asked && is_answered, "another answer is needed");
        }
        let relation = one["absent"]["relation"].as_str().ok_or("no such condition")?;
        let (terms, told) = (list(&one["absent"], "terms")?, list(&premise["absent"], "terms")?);
        let is_so = |(term, told): (&Json, &Json)| match self.value(term, bound) {
            Ok(value) => known(&told["value"]).ok() == value,
            Err(_) => told["value"].is_null(),
        };
        let is_same = premise["absent"]["relation"] == relation && terms.len() == told.len();
        hold(is_same && terms.iter().zip(told).all(is_so), "something else is absent")?;
        let among = self.all.get(relation).map_or(0, BTreeSet::len);
        hold(premise["searched"] == among, &format!("there are {among} facts of {relation}"))?;
        hold(!self.is_known(&one["absent"], bound)?, "such a fact is known")
    }

    /// Whether an atom, each of whose variables has a value, says a fact.
    fn says(&self, atom: &Json, fact: &Fact, bound: &Bound) -> Result<bool, String> {
        let is_relation = atom["relation"].as_str() == Some(&fact.0);
        let after = self.bind(atom, &fact.1, bound)?;
        Ok(is_relation && after.is_some_and(|after| after.len() == bound.len()))
    }

    /// The values of variables with which an atom says these values; one that has none takes it.
    fn bind(&self, atom: &Json, values: &[Known], bound: &Bound) -> Result<Option<Bound>, String> {
        let (terms, mut bound) = (list(atom, "terms")?, bound.clone());
        let mut fits = terms.len() == values.len();
        for (term, value) in terms.iter().zip(values).filter(|(term, _)| *term != "_") {
            match term["variable"].as_str() {
                Some(name) if !bound.contains_key(name) => {
                    bound.insert(name.to_owned(), value.clone());
                }
                _ => fits = fits && self.value(term, &bound)?.as_ref() == Some(value),
            }
        }
        Ok(fits.then_some(bound))
    }

    fn is_known(&self, atom: &Json, bound: &Bound) -> Result<bool, String> {
        let known = self.all.get(atom["relation"].as_str().unwrap_or_default());
        let mut known = known.into_iter().flatten().map(|values| self.bind(atom, values, bound));
        known.find_map(Result::transpose).transpose().map(|found| found.is_some())
    }

    fn compares(&self, one: &Json, bound: &Bound) -> Result<bool, String> {
        if one["left"] == "_" || one["right"] == "_" {
            let other = if one["left"] == "_" { &one["right"] } else { &one["left"] };
            return Ok(self.value(other, bound)?.is_some());
        }
        let sides = (self.value(&one["left"], bound)?, self.value(&one["right"], bound)?);
        let (Some(left), Some(right)) = sides else { return Ok(false) };
        Ok(match one["compared"].as_str().unwrap_or_default() {
            "=" => left == right,
            "!=" => left != right,
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            _ => left >= right,
        })
    }

    /// The value of a term; `None` for the least, greatest or mean of nothing.
    fn value(&self, term: &Json, bound: &Bound) -> Result<Option<Known>, String> {
        if let Some(name) = term["variable"].as_str() {
            let any = || format!("{name} is any value");
            return bound.get(name).cloned().map(Some).ok_or_else(any);
        }
        if let Some(function) = term["function"].as_str() {
            let of = list(term, "of")?.iter().map(|one| self.value(one, bound));
            let of: Option<Vec<Known>> = of.collect::<Result<_, _>>()?;
            return of.map(|of| computed(function, &of)).transpose();
        }
        if term["aggregate"].is_string() {
            return self.made(term, bound).map(|(value, _)| value);
        }
        known(&term["value"]).map(Some)
    }

    /// What an aggregate comes to, and the facts it is made of.
    fn made(&self, term: &Json, bound: &Bound) -> Result<(Option<Known>, BTreeSet<Fact>), String> {
        let (mut body, of) = (list(term, "body")?.to_vec(), &term["of"]);
        // What is gathered is the aggregate's own, whatever the name means outside.
        let (own, mut bound) = (free(of, &Bound::new()), bound.clone());
        bound.retain(|name, _| !own.contains(name.as_str()));
        // Facts first: they give the other conditions their values.
        body.sort_by_key(|one| !one["holds"].is_object());
        let (mut found, facts) = (Vec::new(), body.iter().filter(|one| one["holds"].is_object()));
        self.solve(&body, &bound, &BTreeSet::new(), &mut found)?;
        let made_of = found.iter().flat_map(|(_, facts)| facts).cloned().collect();
        // Where it joins, `_` says nothing: a binding counts once, however many facts agree with it.
        let is_joined = facts.clone().count() + aggregates(&term["body"], false).len() > 1;
        let mut once: Vec<Bound> = found.into_iter().map(|(bound, _)| bound).collect();
        if is_joined
            && facts.flat_map(|one| list(&one["holds"], "terms")).flatten().any(|one| one == "_")
        {
            once.sort();
            once.dedup();
        }
        let values = once.iter().filter(|_| !of.is_null()).map(|one| self.value(of, one));
        let values: Vec<Known> = values.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        let whole = |count: usize| Some(Known::Number(count as i64));
        let sum: f64 = values.iter().map(float).sum();
        let value = match term["aggregate"].as_str().unwrap_or_default() {
            "count" => whole(if of.is_null() { once.len() } else { values.len() }),
            "count_distinct" => whole(values.iter().collect::<BTreeSet<_>>().len()),
            "min" => values.into_iter().min(),
            "max" => values.into_iter().max(),
            "sum" if values.is_empty() => Some(self.nothing(of, &body)),
            "sum" => {
                let add = |sum, one: &Known| computed("+", &[sum, one.clone()]);
                Some(values[1..].iter().try_fold(values[0].clone(), add)?)
            }
            _ => (!values.is_empty()).then(|| key(sum / values.len() as f64)),
        };
        Ok((value, made_of))
    }

    /// The sum of nothing: nought, of the type of the column that was to be added.
    fn nothing(&self, of: &Json, body: &[Json]) -> Known {
        let column = body.iter().map(|one| &one["holds"]).find_map(|atom| {
            let at = atom["terms"].as_array()?.iter().position(|one| one == of)?;
            let relation = self.relations.iter().find(|one| one["name"] == atom["relation"])?;
            relation["columns"][at]["type"].as_str()
        });
        match column {
            Some("unsigned") => Known::Unsigned(0),
            Some("float") => key(0.0),
            _ => Known::Number(0),
        }
    }

    /// All ways in which conditions hold together, each with the facts they rest on.
    fn solve(
        &self,
        left: &[Json],
        bound: &Bound,
        facts: &BTreeSet<Fact>,
        found: &mut Vec<(Bound, BTreeSet<Fact>)>,
    ) -> Verdict {
        let is_free = |term: &Json| !free(term, bound).is_empty();
        let is_ready =
            |one: &Json| one["holds"].is_object() || !is_free(one) || gives(one, bound).is_some();
        let Some(at) = left.iter().position(is_ready) else {
            found.push((bound.clone(), facts.clone()));
            return hold(left.is_empty(), "conditions that cannot be tried");
        };
        let (one, rest) = (&left[at], [&left[..at], &left[at + 1..]].concat());
        let relation = one["holds"]["relation"].as_str().unwrap_or_default();
        for values in self.all.get(relation).into_iter().flatten() {
            if let Some(bound) = self.bind(&one["holds"], values, bound)? {
                let fact = (relation.to_owned(), values.clone());
                let facts = facts.iter().cloned().chain([fact]).collect();
                self.solve(&rest, &bound, &facts, found)?;
            }
        }
        let mut bound = bound.clone();
        let holds = if one["holds"].is_object() {
            false
        } else if one["absent"].is_object() {
            !self.is_known(&one["absent"], &bound)?
        } else if let Some((name, term)) = gives(one, &bound) {
            let value = self.value(term, &bound)?;
            value.map(|value| bound.insert(name.to_owned(), value)).is_some()
        } else {
            self.compares(one, &bound)?
        };
        if holds { self.solve(&rest, &bound, facts, found) } else { Ok(()) }
    }
}

fn hold(is_so: bool, otherwise: &str) -> Verdict {
    if is_so { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// What a function makes of values: whole numbers wrap at 64 bits.
fn computed(function: &str, of: &[Known]) -> Result<Known, String> {
    use Known::{Number, Symbol, Unsigned};
    let found = match (function, of) {
        ("+" | "cat", [Symbol(one), Symbol(other)]) => Some(Symbol(format!("{one}{other}"))),
        ("min", _) => of.iter().min().cloned(),
        ("max", _) => of.iter().max().cloned(),
        ("-", [Number(one)]) => Some(Number(one.wrapping_neg())),
        ("strlen", [Symbol(one)]) => Some(Number(one.len() as i64)),
        ("to_string", [Number(one)]) => Some(Symbol(one.to_string())),
        ("to_number", [Symbol(one)]) => one.parse().ok().map(Number),
        (_, [Number(one), Number(other)]) => {
            whole(function, *one, *other).map(|found| Number(found as i64))
        }
        (_, [Unsigned(one), Unsigned(other)]) => {
            whole(function, *one, *other).map(|found| Unsigned(found as u64))
        }
        ("+", [one, other]) => Some(key(float(one) + float(other))),
        ("*", [one, other]) => Some(key(float(one) * float(other))),
        _ => None,
    };
    found.ok_or_else(|| format!("{function} cannot be tried with these values"))
}

fn whole(function: &str, one: impl Into<i128>, other: impl Into<i128>) -> Option<i128> {
    let (one, other) = (one.into(), other.into());
    match function {
        "+" => Some(one + other),
        "-" => Some(one - other),
        "*" => Some(one.wrapping_mul(other)),
        "/" => one.checked_div(other),
        "%" => one.checked_rem(other),
        _ => None,
    }
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

/// The aggregates in a term, those inside of others only where it goes deep.
fn aggregates(json: &Json, deep: bool) -> Vec<&Json> {
    let own = json["aggregate"].is_string();
    let inside = json.as_object().into_iter().flat_map(|one| one.values());
    let inside = inside.chain(json.as_array().into_iter().flatten()).filter(|_| deep || !own);
    own.then_some(json).into_iter().chain(inside.flat_map(|one| aggregates(one, deep))).collect()
}

/// The variable to which an equation gives its value, and that value.
fn gives<'j>(one: &'j Json, bound: &Bound) -> Option<(&'j str, &'j Json)> {
    let sides = [(&one["left"], &one["right"]), (&one["right"], &one["left"])].into_iter();
    let mut sides =
        sides.filter(|(_, other)| one["compared"] == "=" && free(other, bound).is_empty());
    sides
        .find_map(|(own, other)| Some((own["variable"].as_str()?, other)))
        .filter(|(name, _)| !bound.contains_key(*name))
}

/// The variables to which a body itself gives values; an aggregate’s extreme gives the others.
fn grounded(body: &[Json], bound: &Bound) -> Bound {
    let mut known = Bound::new();
    for one in body.iter().cycle().take(body.len() * body.len()) {
        let terms = list(&one["holds"], "terms").unwrap_or_default().iter();
        let names = terms.filter_map(|term| term["variable"].as_str());
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
