//! The engine against an evaluator that tries everything, and its proofs against what a proof is.
//!
//! `PROPTEST_CASES=10000 cargo test -p derek-logic --test engine` tries more of everything.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use derek_logic::compact::{parse, print_atom};
use derek_logic::program::{Atom, Comparison, Fact, Literal, Program, Rule, Term, Value};
use derek_logic::{
    Answers, Fault, FaultKind, Gravity, Limits, Missing, Model, NoAnswers, Premise, Proof, Refusal,
    check,
};
use derek_verify::Verifier;
use proptest::prelude::*;

type Rows = BTreeMap<String, BTreeSet<Vec<i64>>>;
type Bindings = BTreeMap<String, i64>;

/// All facts, found by trying every binding of every rule until nothing is new, one relation's number after another.
///
/// Programs of the tests name their relations `r0`, `r1`, …; negation and counts look at earlier ones only.
fn naive(program: &Program, given: &[Fact]) -> Rows {
    let mut rows: Rows =
        program.relations.iter().map(|relation| (relation.name.clone(), BTreeSet::new())).collect();
    for fact in program.facts.iter().chain(given) {
        rows.get_mut(&fact.relation).unwrap().insert(fact.values.iter().map(number).collect());
    }
    let mut levels: Vec<usize> =
        program.rules.iter().map(|rule| level(&rule.head.relation)).collect();
    levels.sort_unstable();
    levels.dedup();
    for wanted in levels {
        loop {
            let mut new = Vec::new();
            for rule in program.rules.iter().filter(|rule| level(&rule.head.relation) == wanted) {
                for bindings in matches(&rule.body, &rows, vec![Bindings::new()]) {
                    if !rule.unless.iter().any(|atom| holds(atom, &bindings, &rows)) {
                        let row: Vec<i64> = rule
                            .head
                            .terms
                            .iter()
                            .map(|term| value(term, &bindings, &rows))
                            .collect();
                        new.push((rule.head.relation.clone(), row));
                    }
                }
            }
            let mut grown = false;
            for (relation, row) in new {
                grown |= rows.get_mut(&relation).unwrap().insert(row);
            }
            if !grown {
                break;
            }
        }
    }
    rows
}

/// Relations `r6` and `r7` depend on each other, so they are one level.
fn level(relation: &str) -> usize {
    relation[1..].parse::<usize>().unwrap().min(6)
}

fn number(value: &Value) -> i64 {
    match value {
        Value::Number(number) => *number,
        other => panic!("{other:?}"),
    }
}

fn matches(body: &[Literal], rows: &Rows, start: Vec<Bindings>) -> Vec<Bindings> {
    let mut found = start;
    let (holds_first, rest): (Vec<&Literal>, Vec<&Literal>) =
        body.iter().partition(|literal| matches!(literal, Literal::Holds(_)));
    for literal in holds_first.into_iter().chain(rest) {
        found = found
            .into_iter()
            .flat_map(|bindings| literal_matches(literal, bindings, rows))
            .collect();
    }
    found
}

fn literal_matches(literal: &Literal, bindings: Bindings, rows: &Rows) -> Vec<Bindings> {
    match literal {
        Literal::Holds(atom) => rows[&atom.relation]
            .iter()
            .filter_map(|row| agreed(atom, row, bindings.clone()))
            .collect(),
        Literal::Absent(atom) => {
            if holds(atom, &bindings, rows) {
                Vec::new()
            } else {
                vec![bindings]
            }
        }
        Literal::Compared { comparison, left, right, .. } => {
            if let Term::Variable(name) = left
                && !bindings.contains_key(name)
                && *comparison == Comparison::Equal
            {
                let right = value(right, &bindings, rows);
                return vec![bindings.into_iter().chain([(name.clone(), right)]).collect()];
            }
            let (left, right) = (value(left, &bindings, rows), value(right, &bindings, rows));
            let so = match comparison {
                Comparison::Equal => left == right,
                Comparison::Unequal => left != right,
                Comparison::Less => left < right,
                Comparison::AtMost => left <= right,
                Comparison::Greater => left > right,
                Comparison::AtLeast => left >= right,
            };
            if so { vec![bindings] } else { Vec::new() }
        }
        Literal::Asked { .. } => unreachable!("no test program asks"),
    }
}

fn agreed(atom: &Atom, row: &[i64], mut bindings: Bindings) -> Option<Bindings> {
    for (term, value) in atom.terms.iter().zip(row) {
        match term {
            Term::Any => {}
            Term::Value(wanted) if number(wanted) == *value => {}
            Term::Variable(name) if *bindings.entry(name.clone()).or_insert(*value) == *value => {}
            _ => return None,
        }
    }
    Some(bindings)
}

fn holds(atom: &Atom, bindings: &Bindings, rows: &Rows) -> bool {
    rows[&atom.relation].iter().any(|row| agreed(atom, row, bindings.clone()).is_some())
}

fn value(term: &Term, bindings: &Bindings, rows: &Rows) -> i64 {
    match term {
        Term::Variable(name) => bindings[name],
        Term::Value(value) => number(value),
        Term::Aggregate(aggregate) => {
            i64::try_from(matches(&aggregate.body, rows, vec![bindings.clone()]).len()).unwrap()
        }
        other => panic!("{other:?}"),
    }
}

/// Stratified programs: `r0` to `r2` are given, each later one looks at earlier ones; `r6` and `r7` at each other too.
fn program() -> impl Strategy<Value = String> {
    let variable = prop::sample::select(vec!["x", "y", "z"]);
    let term = prop_oneof![4 => variable.clone().prop_map(str::to_owned), 1 => (0..4_i64).prop_map(|number| number.to_string()), 1 => Just("_".to_owned())];
    let rule = (
        3..8_usize,
        (0..3_usize, 0..3_usize),
        prop::collection::vec((any::<u8>(), term.clone(), term.clone()), 1..4),
        prop::option::of((
            any::<u8>(),
            variable.clone(),
            prop_oneof![variable.clone().prop_map(str::to_owned), Just("_".to_owned())],
        )),
        prop::option::of((
            0..3_usize,
            0..3_usize,
            prop::sample::select(vec!["<", "!=", "<=", "="]),
        )),
        prop::option::of((any::<u8>(), any::<bool>())),
        prop::option::of((any::<u8>(), variable)),
    );
    prop::collection::vec(rule, 1..8).prop_map(|rules| {
        let mut text: String =
            (0..8).map(|number| format!(".decl r{number}(a: number, b: number)\n")).collect();
        for (head, picks, atoms, absent, compared, count, exception) in rules {
            // Negation and counts see what is closed before the head's group.
            let before = head.min(6);
            let positive = if head >= 6 { 8 } else { head + 1 };
            let body: Vec<String> = atoms
                .iter()
                .map(|(which, one, other)| {
                    format!("r{}({one}, {other})", usize::from(*which) % positive)
                })
                .collect();
            let bound: Vec<&str> = ["x", "y", "z"]
                .into_iter()
                .filter(|name| atoms.iter().any(|(_, one, other)| one == name || other == name))
                .collect();
            if bound.is_empty() {
                continue;
            }
            let pick = |number: usize| bound[number % bound.len()];
            let mut body = body.join(", ");
            if let Some((which, one, other)) = absent
                && bound.contains(&one)
                && (other == "_" || bound.contains(&other.as_str()))
            {
                body += &format!(", !r{}({one}, {other})", usize::from(which) % before);
            }
            if let Some((one, other, sign)) = compared {
                body += &format!(", {} {sign} {}", pick(one), pick(other));
            }
            let mut last = pick(picks.1).to_owned();
            if let Some((which, injected)) = count {
                let inner = if injected { pick(picks.0) } else { "p" };
                body +=
                    &format!(", n = count : {{ r{}({inner}, q) }}", usize::from(which) % before);
                last = "n".to_owned();
            }
            if let Some((which, one)) = exception {
                body += &format!(" unless r{}({one}, w)", usize::from(which) % before);
            }
            text += &format!("r{head}({}, {last}) :- {body}.\n", pick(picks.0));
        }
        text
    })
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let fact = (0..4_usize, 0..4_i64, 0..4_i64).prop_map(|(relation, one, other)| Fact {
        relation: format!("r{relation}"),
        values: vec![Value::Number(one), Value::Number(other)],
    });
    prop::collection::vec(fact, 0..12)
}

fn all(model: &Model<'_>, program: &Program) -> Vec<Fact> {
    program.relations.iter().flat_map(|relation| model.relation(&relation.name).unwrap()).collect()
}

fn told(facts: &[Fact]) -> Vec<serde_json::Value> {
    facts.iter().map(derek_logic::json::fact).collect()
}

fn rows(facts: &[Fact], program: &Program) -> Rows {
    let mut rows: Rows =
        program.relations.iter().map(|relation| (relation.name.clone(), BTreeSet::new())).collect();
    for fact in facts {
        rows.get_mut(&fact.relation).unwrap().insert(fact.values.iter().map(number).collect());
    }
    rows
}

/// What a proof must be: each step follows by its rule from earlier ones, and its height is the lowest.
fn check_proof(
    proof: &Proof,
    program: &Program,
    model: &Model<'_>,
    given: &BTreeSet<Vec<i64>>,
    wanted: &Fact,
) {
    let facts = rows(&all(model, program), program);
    let mut heights: Vec<u32> = Vec::new();
    for (place, step) in proof.steps.iter().enumerate() {
        let Some(number) = step.rule else {
            let row: Vec<i64> = std::iter::once(step.fact.relation[1..].parse().unwrap())
                .chain(step.fact.values.iter().map(number))
                .collect();
            assert!(given.contains(&row), "{:?} is not given", step.fact);
            assert!(step.premises.is_empty() && step.bindings.is_empty());
            heights.push(0);
            continue;
        };
        let rule: &Rule = &program.rules[number];
        let bindings: Bindings =
            step.bindings.iter().map(|(name, value)| (name.clone(), self::number(value))).collect();
        assert_eq!(step.premises.len(), rule.body.len() + rule.unless.len());
        assert_eq!(rule.head.relation, step.fact.relation);
        assert!(
            agreed(
                &rule.head,
                &step.fact.values.iter().map(self::number).collect::<Vec<_>>(),
                bindings.clone()
            )
            .is_some()
        );
        let mut height = 0;
        for (premise, literal) in step.premises.iter().zip(&rule.body) {
            match (premise, literal) {
                (Premise::Step(earlier), Literal::Holds(atom)) => {
                    assert!(*earlier < place);
                    let fact = &proof.steps[*earlier].fact;
                    assert_eq!(fact.relation, atom.relation);
                    let row: Vec<i64> = fact.values.iter().map(self::number).collect();
                    assert_eq!(agreed(atom, &row, bindings.clone()), Some(bindings.clone()));
                    height = height.max(heights[*earlier]);
                }
                (Premise::Absent { .. }, Literal::Absent(atom)) => {
                    assert!(!holds(atom, &bindings, &facts))
                }
                (Premise::Compared, literal @ Literal::Compared { .. }) => {
                    assert!(!literal_matches(literal, bindings.clone(), &facts).is_empty());
                }
                (
                    Premise::Aggregate { value: counted, of, .. },
                    Literal::Compared { right, .. },
                ) => {
                    assert_eq!(self::number(counted), value(right, &bindings, &facts));
                    assert_eq!(i64::try_from(of.len()).unwrap(), self::number(counted));
                }
                other => panic!("{other:?}"),
            }
        }
        for (premise, atom) in step.premises[rule.body.len()..].iter().zip(&rule.unless) {
            assert!(matches!(premise, Premise::Absent { .. }) && !holds(atom, &bindings, &facts));
        }
        heights.push(height + 1);
    }
    let last = proof.steps.last().unwrap();
    assert_eq!(&last.fact, wanted);
    assert_eq!(heights.last().copied(), model.height(wanted));
}

/// The lowest heights, by going over every match until none is lower.
fn lowest(
    program: &Program,
    facts: &Rows,
    given: &BTreeSet<Vec<i64>>,
) -> BTreeMap<(String, Vec<i64>), u32> {
    let mut heights: BTreeMap<(String, Vec<i64>), u32> = BTreeMap::new();
    for row in given {
        heights.insert((format!("r{}", row[0]), row[1..].to_vec()), 0);
    }
    loop {
        let mut changed = false;
        for rule in &program.rules {
            for bindings in matches(&rule.body, facts, vec![Bindings::new()]) {
                if rule.unless.iter().any(|atom| holds(atom, &bindings, facts)) {
                    continue;
                }
                let mut height = Some(1);
                for literal in &rule.body {
                    let Literal::Holds(atom) = literal else { continue };
                    let fitting = facts[&atom.relation]
                        .iter()
                        .filter(|row| agreed(atom, row, bindings.clone()).is_some());
                    let least = fitting
                        .filter_map(|row| heights.get(&(atom.relation.clone(), row.clone())))
                        .min();
                    height = height.zip(least).map(|(height, least)| height.max(least + 1));
                }
                let row: Vec<i64> =
                    rule.head.terms.iter().map(|term| value(term, &bindings, facts)).collect();
                if let Some(height) = height {
                    let known =
                        heights.entry((rule.head.relation.clone(), row)).or_insert(u32::MAX);
                    changed |= height < *known;
                    *known = height.min(*known);
                }
            }
        }
        if !changed {
            return heights;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_facts_as_by_trying_everything(text in program(), given in facts()) {
        let (program, faults) = parse(&text);
        prop_assert!(faults.is_empty(), "{:?}\n{}", faults, text);
        let model = Model::of(&program, &given, &NoAnswers, Limits::default()).map_err(|why| TestCaseError::fail(format!("{why:?}\n{text}")))?;
        prop_assert_eq!(rows(&all(&model, &program), &program), naive(&program, &given), "{}", text);
    }

    #[test]
    fn every_fact_has_its_lowest_proof(text in program(), given in facts()) {
        let (program, _) = parse(&text);
        let model = Model::of(&program, &given, &NoAnswers, Limits::default()).unwrap();
        let given_rows: BTreeSet<Vec<i64>> = given.iter().map(|fact| std::iter::once(fact.relation[1..].parse().unwrap()).chain(fact.values.iter().map(number)).collect()).collect();
        let facts = all(&model, &program);
        let heights = lowest(&program, &rows(&facts, &program), &given_rows);
        let (told, of, among) = (program.to_json(), told(&given), told(&facts));
        let verifier = Verifier::of(&told, &of, &among).unwrap();
        for fact in &facts {
            let key = (fact.relation.clone(), fact.values.iter().map(number).collect());
            prop_assert_eq!(model.height(fact), heights.get(&key).copied(), "{:?}\n{}", fact, text);
            let proof = model.why(fact).unwrap();
            check_proof(&proof, &program, &model, &given_rows, fact);
            prop_assert_eq!(verifier.verify(&proof.to_json()), Ok(()), "{:?}\n{}", fact, text);
        }
    }

    #[test]
    fn ids_and_facts_do_not_depend_on_the_order_of_what_is_given(text in program(), given in facts()) {
        let (program, _) = parse(&text);
        let model = Model::of(&program, &given, &NoAnswers, Limits::default()).unwrap();
        let turned: Vec<Fact> = given.iter().rev().cloned().collect();
        let again = Model::of(&program, &turned, &NoAnswers, Limits::default()).unwrap();
        for fact in all(&model, &program) {
            prop_assert_eq!(model.why(&fact), again.why(&fact));
        }
    }

    #[test]
    fn a_fact_that_does_not_hold_is_told_why(text in program(), given in facts(), one in 0..4_i64, other in 0..4_i64) {
        let (program, _) = parse(&text);
        let model = Model::of(&program, &given, &NoAnswers, Limits::default()).unwrap();
        let facts = rows(&all(&model, &program), &program);
        for relation in 3..8 {
            let fact = Fact { relation: format!("r{relation}"), values: vec![Value::Number(one), Value::Number(other)] };
            let told = model.why_not(&fact);
            prop_assert_eq!(told.holds, facts[&fact.relation].contains(&vec![one, other]));
            for attempt in told.attempts {
                let in_a_row = std::iter::successors(Some(&attempt), |attempt| attempt.beyond.as_deref());
                prop_assert!(in_a_row.clone().count() <= 4);
                for attempt in in_a_row {
                    let bindings: Bindings = attempt.bindings.iter().map(|(name, value)| (name.clone(), number(value))).collect();
                    match &attempt.missing {
                        Some(Missing::Fact(atom)) => prop_assert!(!holds(atom, &bindings, &facts), "{}", print_atom(atom)),
                        Some(Missing::Present(fact)) => prop_assert!(model.holds(fact)),
                        _ => prop_assert!(attempt.beyond.is_none()),
                    }
                    if let Some(beyond) = &attempt.beyond {
                        let concluded = &program.rules[beyond.rule].head.relation;
                        prop_assert!(matches!(&attempt.missing, Some(Missing::Fact(atom)) if atom.relation == *concluded));
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_falls_and_what_is_new_equal_a_model_from_scratch(text in program(), given in facts(), out in any::<u16>(), more in facts()) {
        let (program, _) = parse(&text);
        let limits = Limits::default();
        let model = Model::of(&program, &given, &NoAnswers, limits).unwrap();
        let (less, left): (Vec<_>, Vec<_>) = given.iter().cloned().enumerate().partition(|(place, _)| out >> place & 1 == 1);
        let less: Vec<Fact> = less.into_iter().map(|(_, fact)| fact).collect();
        let left: Vec<Fact> = left.into_iter().map(|(_, fact)| fact).filter(|fact| !less.contains(fact)).collect();
        let before = all(&model, &program);
        let scratch = Model::of(&program, &left, &NoAnswers, limits).unwrap();
        let after = all(&scratch, &program);
        let change = model.without(&less, &limits).unwrap();
        let only = |one: &[Fact], other: &[Fact], known: &[Fact]| -> Vec<Fact> {
            one.iter().filter(|fact| !other.contains(fact) && !known.contains(fact)).cloned().collect()
        };
        prop_assert_eq!(change.fallen, only(&before, &after, &less));
        prop_assert_eq!(change.new, only(&after, &before, &[]));
        let change = scratch.what_if(&more, &limits).unwrap();
        let with: Vec<Fact> = left.iter().chain(&more).cloned().collect();
        let wider = all(&Model::of(&program, &with, &NoAnswers, limits).unwrap(), &program);
        prop_assert_eq!(change.fallen, only(&after, &wider, &[]));
        prop_assert_eq!(change.new, only(&wider, &after, &more));
    }
}

fn numbers(model: &Model<'_>, relation: &str) -> Vec<Vec<i64>> {
    model
        .relation(relation)
        .unwrap()
        .iter()
        .map(|fact| fact.values.iter().map(number).collect())
        .collect()
}

fn model(text: &str) -> Model<'static> {
    let (program, faults) = parse(text);
    assert_eq!(
        faults.into_iter().filter(|fault| fault.gravity == Gravity::Refused).collect::<Vec<_>>(),
        []
    );
    Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap()
}

#[test]
fn aggregates_and_witnesses() {
    let model = model(
        ".decl a(x: number, y: number) .decl r(k: number, v: number)
         a(1, 5). a(2, 3). a(3, 3).
         r(1, n) :- n = count : { a(_, _) }.
         r(2, n) :- n = sum y : { a(_, y) }.
         r(3, w) :- _ = min y : { a(w, y) }.
         r(4, n) :- n = max y : { a(x, y), x > 1 }.
         r(5, n) :- n = max y : { a(x, y), x > 7 }.
         r(6, n) :- n = sum y : { a(x, y), x > 7 }.
         r(7, x) :- x = range(2, 5), !a(x, 3).",
    );
    assert_eq!(
        numbers(&model, "r"),
        [[1, 3], [2, 11], [3, 2], [3, 3], [4, 3], [6, 0], [7, 4]].map(|row| row.to_vec())
    );
}

#[test]
fn what_never_ends_is_refused_cleanly() {
    let (program, faults) = parse(".decl n(x: number)\nn(0).\nn(x + 1) :- n(x).");
    assert_eq!(faults, []);
    let limits = Limits { most_facts: 100_000, watch: None };
    assert_eq!(
        Model::of(&program, &[], &NoAnswers, limits).err(),
        Some(Refusal::TooMany { limit: 100_000 })
    );
    assert!(matches!(check::endless(&program)[0].kind, FaultKind::Endless { .. }));
    let stop = |_: &derek_logic::Progress| ControlFlow::Break(());
    let limits = Limits { most_facts: usize::MAX, watch: Some(&stop) };
    assert_eq!(Model::of(&program, &[], &NoAnswers, limits).err(), Some(Refusal::Cancelled));
}

#[test]
fn a_deep_chain_has_a_deep_proof() {
    let mut text = ".decl edge(x: number, y: number) .decl path(x: number, y: number)\npath(x, y) :- edge(x, y).\npath(x, z) :- path(x, y), edge(y, z).\n".to_owned();
    (0..2000).for_each(|number| text.push_str(&format!("edge({number}, {}).\n", number + 1)));
    let model = model(&text);
    let proof = model
        .why(&Fact {
            relation: "path".to_owned(),
            values: vec![Value::Number(0), Value::Number(2000)],
        })
        .unwrap();
    assert_eq!(proof.steps.len(), 4000);
    let ids: BTreeSet<&str> = proof.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids.len(), 4000);
    assert!(ids.iter().all(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())));
}

struct Even;

impl Answers for Even {
    fn holds(&self, question: &Fact) -> bool {
        matches!(question.values[0], Value::Number(number) if number % 2 == 0)
    }

    fn because(&self, _: &Fact) -> String {
        "counted".to_owned()
    }
}

#[test]
fn answers_come_from_outside() {
    let (program, _) =
        parse(".decl a(x: number) .decl b(x: number)\na(1). a(2). a(3).\nb(x) :- a(x), !@even(x).");
    let model = Model::of(&program, &[], &Even, Limits::default()).unwrap();
    assert_eq!(numbers(&model, "b"), [[1], [3]]);
    let proof =
        model.why(&Fact { relation: "b".to_owned(), values: vec![Value::Number(1)] }).unwrap();
    assert!(
        matches!(&proof.steps[1].premises[1], Premise::Told { answer: false, because, .. } if because == "counted")
    );
    let told = model.why_not(&Fact { relation: "b".to_owned(), values: vec![Value::Number(2)] });
    assert!(matches!(&told.attempts[0].missing, Some(Missing::Answered { answer: true, .. })));
}

#[test]
fn a_missing_conclusion_is_asked_what_it_lacks() {
    let (program, _) = parse(
        ".decl born(p: symbol) .decl acted(p: symbol) .decl lived(p: symbol) .decl wrote(p: symbol)
         acted(\"a\"). lived(x) :- born(x), acted(x). wrote(x) :- acted(x), lived(x).
         lived(x) :- wrote(x), lived(x), acted(x).",
    );
    let model = Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap();
    let told = model
        .why_not(&Fact { relation: "wrote".to_owned(), values: vec![Value::Symbol("a".into())] });
    let [attempt] = told.attempts.as_slice() else { panic!("{told:?}") };
    assert!(matches!(&attempt.missing, Some(Missing::Fact(atom)) if atom.relation == "lived"));
    let beyond = attempt.beyond.as_deref().unwrap();
    assert!(
        matches!(&beyond.missing, Some(Missing::Fact(atom)) if print_atom(atom) == "born(\"a\")")
    );
    assert!(beyond.beyond.is_none());
}

#[test]
fn a_negated_relation_that_cannot_be_inlined_is_told_with_its_place() {
    const A: &str = ".decl p(x: number) .decl q(x: number, y: number) p(1). q(1, 2).
        .decl wide(x: number) inline wide(x) :- q(x, y), q(y, x).
        .decl narrow(x: number) inline narrow(x) :- q(x, _), p(x).
        .decl out(x: number) .output out\n";
    let hint = |kind: &FaultKind| matches!(kind, FaultKind::Hint(what) if what == "inline");
    refused(&format!("{A}out(x) :- p(x), !⟦wide(x)⟧."), hint);
    refused(&format!("{A}out(x) :- p(x), 0 = count : {{ q(x, z), !⟦wide(z)⟧ }}."), hint);
    refused(&format!("{A}out(x) :- p(x), !⟦narrow(_)⟧."), hint);
    assert_eq!(faults(&format!("{A}out(x) :- p(x), !narrow(x), wide(x).")), []);
}

#[test]
fn counts_may_share_variables_that_the_rule_binds_but_not_wait_for_each_other() {
    const A: &str = ".decl r(i: number, j: number) .decl s(i: number, j: number)
        r(1, 1). r(2, 1). r(2, 2).\n";
    let counts = "0 = count : { r(x, j), x < i }, 0 = count : { r(i, y), y < j }";
    let (program, _) = parse(&format!("{A}s(i, j) :- r(i, j), {counts}."));
    let model = Model::of(&program, &[], &NoAnswers, Limits::default()).unwrap();
    assert_eq!(numbers(&model, "s"), [[1, 1]]);
    refused(
        &format!("{A}⟦s(i, j) :- {counts}.⟧"),
        |kind| matches!(kind, FaultKind::Witness(name) if name == "j"),
    );
}

fn faults(text: &str) -> Vec<Fault> {
    let (program, mut faults) = parse(text);
    faults.extend(check::faults(&program));
    faults.retain(|fault| fault.gravity == Gravity::Refused);
    faults
}

/// The text in `⟦⟧` is what the fault is about.
fn refused(marked: &str, wanted: fn(&FaultKind) -> bool) {
    let text = marked.replace(['⟦', '⟧'], "");
    let start = marked.find('⟦').unwrap();
    let place = start..marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let found = faults(&text);
    assert!(
        found.iter().any(|fault| wanted(&fault.kind) && fault.range == place),
        "{text}\n{found:?} at {place:?}"
    );
}

#[test]
fn what_means_nothing_is_told_with_its_place() {
    const A: &str = ".decl a(x: number) .decl b(x: number, t: symbol)\n";
    let check = |text: &str, wanted: fn(&FaultKind) -> bool| refused(&format!("{A}{text}"), wanted);
    check("⟦a(y)⟧ :- b(_, _).", |kind| matches!(kind, FaultKind::Unbound(name) if name == "y"));
    check(
        "a(x) :- a(x), !⟦b(x, y)⟧.",
        |kind| matches!(kind, FaultKind::Unbound(name) if name == "y"),
    );
    check("a(x) :- a(x), ⟦x > z⟧.", |kind| matches!(kind, FaultKind::Unbound(_)));
    check(
        "a(x) :- ⟦c(x)⟧.",
        |kind| matches!(kind, FaultKind::UnknownRelation { near: Some(near), .. } if near == "a"),
    );
    check("a(x) :- ⟦b(x)⟧.", |kind| {
        matches!(kind, FaultKind::Arity { expected: 2, found: 1, .. })
    });
    check("a(t) :- ⟦b(_, t)⟧.", |kind| matches!(kind, FaultKind::Clash { .. }));
    check("a(1) :- b(x, t), ⟦x = t⟧.", |kind| matches!(kind, FaultKind::Clash { .. }));
    check(
        "a(x) :- b(x, _), !⟦a(x)⟧.",
        |kind| matches!(kind, FaultKind::Cycle { through } if through.len() == 1),
    );
    check("a(n) :- n = count : { ⟦a(_)⟧ }.", |kind| matches!(kind, FaultKind::Cycle { .. }));
    check("⟦.decl a(x: number)⟧", |kind| matches!(kind, FaultKind::Twice { .. }));
    check(
        "⟦b(x, t) :- x = count : { b2(t) }.⟧ .decl b2(t: symbol)",
        |kind| matches!(kind, FaultKind::Witness(name) if name == "t"),
    );
    check("⟦a(x)⟧.", |kind| matches!(kind, FaultKind::NotConstant));
    check("a(x) :- a(x), ⟦x > _⟧.", |kind| matches!(kind, FaultKind::NoValue));
    check("a(⟦wrong⟧(1)).", |kind| matches!(kind, FaultKind::UnknownFunction(_)));
    check(".decl c(x: ⟦colour⟧)", |kind| matches!(kind, FaultKind::UnknownType(_)));
    check("⟦.type t = t⟧", |kind| matches!(kind, FaultKind::EndlessType(_)));
    check("⟦.type u = number | symbol⟧", |kind| matches!(kind, FaultKind::MixedUnion(_)));
}
