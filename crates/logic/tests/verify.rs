//! Every proof is held to its program by a checker that knows nothing of the engine, and no forged one passes.
//!
//! `PROPTEST_CASES=10000 cargo test -p derek-logic --test verify` tries more programs.

#![allow(clippy::unwrap_used)]

use derek_logic::compact::parse;
use derek_logic::program::{Fact, Program, Value};
use derek_logic::{Answers, Limits, Model, NoAnswers, json};
use derek_verify::Verifier;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};

fn all(model: &Model<'_>, program: &Program) -> Vec<Fact> {
    program.relations.iter().flat_map(|relation| model.relation(&relation.name).unwrap()).collect()
}

fn told(facts: &[Fact]) -> Vec<Json> {
    facts.iter().map(json::fact).collect()
}

/// How many proofs of a program's facts the checker was shown; it must accept every one.
fn verified(text: &str, given: &[Fact], answers: &dyn Answers) -> usize {
    let (program, faults) = parse(text);
    assert!(
        faults.iter().all(|fault| fault.gravity != derek_logic::Gravity::Refused),
        "{faults:?}"
    );
    let model = Model::of(&program, given, answers, Limits::default()).unwrap();
    let facts = all(&model, &program);
    let (of, given, among) = (program.to_json(), told(given), told(&facts));
    let verifier = Verifier::of(&of, &given, &among).unwrap();
    for fact in &facts {
        let proof = model.why(fact).unwrap().to_json();
        assert_eq!(proof["steps"].as_array().unwrap().last().unwrap()["fact"], json::fact(fact));
        assert_eq!(verifier.verify(&proof), Ok(()), "{}\n{proof:#}", json::fact(fact));
    }
    facts.len()
}

/// Programs in three layers, with every aggregate, arithmetic, absence, exceptions and recursion.
fn program() -> impl Strategy<Value = String> {
    let atom = |relations: Vec<&'static str>| {
        (select(relations), select(vec!["x", "y", "3", "_"]), select(vec!["x", "y", "z", "_"]))
            .prop_map(|(relation, one, other)| format!("{relation}({one}, {other})"))
    };
    let aggregate = (
        select(vec![
            "count", "count_distinct q", "sum q", "min q", "max q", "sum q + p",
            "count_distinct q % 2",
        ]),
        select(vec![
            "r(p, q)", "r(x, q), s(p, _)", "r(_, p), s(p, q), p != q", "r(p, q), !s(q, p)",
            "s(p, q), q <= x",
        ]),
    )
        .prop_map(|(of, body)| format!("n = {of} : {{ {body} }}"));
    let test = select(vec!["x < y", "x != y", "x + y > 3", "max(x, y) <= 2", "x = x"]);
    let rule = (
        select(vec!["c", "d"]),
        atom(vec!["r", "s", "c", "d"]),
        prop::option::of(select(vec!["!s(x, _)", "!r(y, x)", "!s(y, y)"])),
        prop::option::of(test),
        prop::option::of(aggregate),
        prop::option::of(select(vec!["unless s(y, w)", "unless r(x, 3)"])),
        select(vec!["x", "y"]),
    );
    prop::collection::vec(rule, 1..6).prop_map(|rules| {
        let mut text = String::new();
        for name in ["r", "s", "c", "d", "e"] {
            text += &format!(".decl {name}(a: number, b: number)\n");
        }
        text += "e(x, m) :- c(x, _), m = max y : { c(x, y) }.\n";
        text += "e(w, m) :- m = min y : { d(w, y) }.\n";
        text += "e(x, n) :- d(x, _), n = count_distinct y : { d(_, y) }, !c(x, x).\n";
        for (head, atom, absent, test, aggregate, exception, last) in rules {
            let mut body = vec!["r(x, y)".to_owned(), atom];
            body.extend(absent.map(str::to_owned));
            body.extend(test.map(str::to_owned));
            let last = if aggregate.is_some() { "n" } else { last };
            body.extend(aggregate);
            let exception = exception.unwrap_or_default();
            text += &format!("{head}(x, {last}) :- {} {exception}.\n", body.join(", "));
        }
        text
    })
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let fact =
        (select(vec!["r", "s", "c"]), 0..4_i64, 0..4_i64).prop_map(|(relation, one, other)| Fact {
            relation: relation.to_owned(),
            values: vec![Value::Number(one), Value::Number(other)],
        });
    prop::collection::vec(fact, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_proof_of_random_programs_is_accepted(text in program(), given in facts()) {
        verified(&text, &given, &NoAnswers);
    }
}

#[test]
fn proofs_of_every_kind_of_condition_are_accepted() {
    let text = "
        .decl a(x: number, y: number) .decl r(k: number, v: number) .decl u(x: unsigned)
        .decl f(x: float) .decl s(x: symbol) .decl t(x: symbol, n: number) .decl path(x: number, y: number)
        a(1, 5). a(2, 3). a(3, 3).
        r(1, n) :- n = count : { a(_, _) }.
        r(2, n) :- n = sum y : { a(_, y) }.
        r(3, w) :- _ = min y : { a(w, y) }.
        r(4, n) :- n = max y : { a(x, y), x > 1 }.
        r(6, n) :- n = sum y : { a(x, y), x > 7 }.
        r(8, n) :- n = count_distinct y : { a(_, y) }.
        u(n) :- n = sum y : { u(y), y > 7 }, false = true. u(3).
        f(0.5). f(2).
        s(\"b\"). s(cat(\"b\", \"c\")).
        t(x, strlen(x)) :- s(x), x >= \"b\".
        path(x, y) :- a(x, y). path(x, z) :- path(x, y), a(y, z) unless a(z, z).
    ";
    let text = text.replace("u(n) :- n = sum y : { u(y), y > 7 }, false = true. ", "");
    assert!(verified(&text, &[], &NoAnswers) > 15);
}

#[test]
fn what_is_answered_from_outside_is_held_to_the_condition() {
    struct Even;
    impl Answers for Even {
        fn holds(&self, question: &Fact) -> bool {
            matches!(question.values[0], Value::Number(number) if number % 2 == 0)
        }
    }
    let text = ".decl a(x: number) .decl b(x: number) .decl c(x: number)
        a(1). a(2). b(x) :- a(x), @even(x). c(x) :- a(x), !@even(x).";
    assert_eq!(verified(text, &[], &Even), 4);
}

const FORGED: &str = "
    .decl p(x: number, y: number) .decl q(x: number) .decl r(x: number, n: number) .decl s(x: number)
    p(1, 2). p(1, 3). p(2, 3). q(3).
    r(x, n) :- p(x, _), n = count : { p(x, _) }, !q(x).
    s(x) :- r(x, n), n > 1, p(x, y), !q(x) unless q(1).
";

/// The proof of `s(1)`, changed, and what the checker says of it.
fn forged(change: impl FnOnce(&mut Json)) -> Result<(), String> {
    let (program, _) = parse(FORGED);
    let model = Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap();
    let among = told(&all(&model, &program));
    let of = program.to_json();
    let verifier = Verifier::of(&of, &[], &among).unwrap();
    let fact = Fact { relation: "s".to_owned(), values: vec![Value::Number(1)] };
    let mut proof = model.why(&fact).unwrap().to_json();
    assert_eq!(verifier.verify(&proof), Ok(()));
    change(&mut proof);
    verifier.verify(&proof)
}

/// The step that concludes a fact of a relation.
fn step<'p>(proof: &'p mut Json, relation: &str) -> &'p mut Json {
    let mut steps = proof["steps"].as_array_mut().unwrap().iter_mut();
    steps.find(|step| step["fact"]["relation"] == relation).unwrap()
}

#[track_caller]
fn refused(words: &str, change: impl FnOnce(&mut Json)) {
    let said = forged(change).unwrap_err();
    assert!(said.contains(words), "{said}");
}

#[test]
fn a_forged_proof_is_refused_with_its_reason() {
    refused("concludes something else", |proof| {
        step(proof, "s")["bindings"]["x"] = json!({ "number": 2 })
    });
    refused("the step says something else", |proof| {
        step(proof, "s")["bindings"]["n"] = json!({ "number": 0 })
    });
    refused("the step says something else", |proof| {
        step(proof, "s")["bindings"]["y"] = json!({ "number": 9 })
    });
    refused("the step says something else", |proof| {
        step(proof, "s")["bindings"].as_object_mut().unwrap().remove("y");
    });
    refused("has no premise", |proof| {
        step(proof, "s")["premises"].as_array_mut().unwrap().pop();
    });
    refused("something else is absent", |proof| {
        step(proof, "s")["premises"][3]["absent"]["terms"][0] = json!({ "value": { "number": 2 } });
    });
    refused("comparison does not hold", |proof| {
        step(proof, "s")["premises"][1] = json!({ "step": 0 });
    });
    refused("a later step", |proof| {
        let last = proof["steps"].as_array().unwrap().len() - 1;
        step(proof, "r")["premises"][0] = json!({ "step": last });
    });
    refused("not a given fact", |proof| {
        let given =
            proof["steps"].as_array_mut().unwrap().iter_mut().find(|step| step["rule"].is_null());
        given.unwrap()["fact"]["values"][0] = json!({ "number": 7 });
    });
    refused("not a given fact", |proof| step(proof, "r")["rule"] = Json::Null);
    refused("concludes something else", |proof| step(proof, "r")["rule"] = json!(1));
    refused("no such rule", |proof| step(proof, "r")["rule"] = json!(9));
    refused("is made of other facts", |proof| {
        step(proof, "r")["premises"][1]["value"] = json!({ "number": 3 })
    });
    refused("is made of other facts", |proof| {
        step(proof, "r")["premises"][1]["of"].as_array_mut().unwrap().pop();
    });
    refused("were to be searched", |proof| step(proof, "r")["premises"][2]["searched"] = json!(0));
    refused("steps is missing", |proof| *proof = json!({}));
    refused("without steps", |proof| proof["steps"] = json!([]));
}

#[test]
fn what_is_said_to_be_absent_is_searched_for() {
    let (program, _) = parse(FORGED);
    let model = Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap();
    let mut among = told(&all(&model, &program));
    let fact = Fact { relation: "s".to_owned(), values: vec![Value::Number(1)] };
    let proof = model.why(&fact).unwrap().to_json();
    // As many facts as before, and among them the one that must not be there.
    let other = among.iter().position(|fact| fact["relation"] == "q").unwrap();
    among[other]["values"][0] = json!({ "number": 1 });
    let mut of = program.to_json();
    of["facts"].as_array_mut().unwrap().retain(|fact| fact["relation"] != "q");
    let said = Verifier::of(&of, &[], &among).unwrap().verify(&proof).unwrap_err();
    assert!(said.contains("such a fact is known"), "{said}");
}

#[test]
fn an_extreme_that_is_not_one_is_refused() {
    let (program, _) = parse(
        ".decl a(x: number, y: number) .decl b(x: number)
         a(1, 5). a(2, 3). b(w) :- _ = min y : { a(w, y) }.",
    );
    let model = Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap();
    let among = told(&all(&model, &program));
    let of = program.to_json();
    let verifier = Verifier::of(&of, &[], &among).unwrap();
    let fact = Fact { relation: "b".to_owned(), values: vec![Value::Number(2)] };
    let mut proof = model.why(&fact).unwrap().to_json();
    assert_eq!(verifier.verify(&proof), Ok(()), "{proof:#}");
    let last = proof["steps"].as_array_mut().unwrap().last_mut().unwrap();
    last["fact"]["values"][0] = json!({ "number": 1 });
    last["bindings"]["w"] = json!({ "number": 1 });
    assert!(verifier.verify(&proof).is_err());
}

#[test]
fn what_cannot_be_tried_is_refused() {
    for rule in [
        "r(x) :- p(x), 1.5 = mean y : { p(y) }.",
        "r(x) :- p(x), n = count : { p(y), z = y + 1, z > 2 }, n = 1.",
        "r(x) :- p(x), z = x + 1, n = count : { p(z) }, n = 1.",
        "r(x) :- p(x), to_string(x) = \"1\".",
    ] {
        let (program, faults) =
            parse(&format!(".decl p(x: number) .decl r(x: number) p(1). p(2). {rule}"));
        let model = Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap();
        let (of, among) = (program.to_json(), told(&all(&model, &program)));
        let verifier = Verifier::of(&of, &[], &among).unwrap();
        let fact = Fact { relation: "r".to_owned(), values: vec![Value::Number(1)] };
        let proof = model.why(&fact).unwrap_or_else(|| panic!("{rule}: {faults:?}")).to_json();
        assert!(verifier.verify(&proof).is_err(), "{rule}");
    }
}
