//! The compact form: what is printed reads back as the same tree, and no text makes the reader fall.

#![allow(clippy::unwrap_used)]

use derek_logic::compact::{self, parse, print};
use derek_logic::program::{
    Aggregate, AggregateKind, Atom, Comparison, Fact, Literal, Program, Relation, Report, Rule,
    Term, Type, Value,
};
use proptest::prelude::*;

const KINDS: [Type; 4] = [Type::Symbol, Type::Number, Type::Unsigned, Type::Float];

/// Names that a grammar could trip over.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zәқ_][a-z_0-9]{0,6}".prop_filter("`_` is no name", |name| name != "_"),
        prop::sample::select(vec![
            "count", "held-office", "max", "unless", "true", "input", "a b", "`", "at", "rule",
            "cat", "", "decl", "1st", "_"
        ])
        .prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~\\n\\tәіӨ«»\\\\\"]{0,12}", Just("{?t} // /* */".to_owned())]
}

fn language_texts() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(
        (
            prop_oneof![Just("en".to_owned()), Just("kk-Arab".to_owned()), Just("ru".to_owned())],
            text(),
        ),
        0..3,
    )
}

fn value(kind: Type) -> BoxedStrategy<Value> {
    match kind {
        Type::Symbol => text().prop_map(|text| Value::Symbol(text.into())).boxed(),
        Type::Number => any::<i64>().prop_map(Value::Number).boxed(),
        Type::Unsigned => any::<u64>().prop_map(Value::Unsigned).boxed(),
        Type::Float => any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(Value::Float)
            .boxed(),
    }
}

/// A term of a type; variables are named by their type, so that a rule is well typed.
fn term(kind: Type, relations: Vec<Relation>, depth: u32) -> BoxedStrategy<Term> {
    let place = KINDS.iter().position(|other| *other == kind).unwrap();
    let plain = prop_oneof![
        (0..4_u8).prop_map(move |number| Term::Variable(format!("v{place}_{number}"))),
        value(kind).prop_map(Term::Value),
        Just(Term::Any),
    ];
    if depth == 0 {
        return plain.boxed();
    }
    let inner = move |kind| term(kind, relations.clone(), depth - 1);
    let (one, other) = (inner(kind), inner(kind));
    let computed = match kind {
        Type::Symbol => (one, other, Just("cat")).boxed(),
        _ => (one, other, prop::sample::select(vec!["+", "-", "*", "^", "max"])).boxed(),
    }
    .prop_map(|(one, other, function)| Term::Computed {
        function: function.to_owned(),
        of: vec![one, other],
    });
    let single = match kind {
        Type::Symbol => inner(Type::Number)
            .prop_map(|of| Term::Computed { function: "to_string".to_owned(), of: vec![of] })
            .boxed(),
        Type::Number => prop_oneof![
            inner(Type::Number)
                .prop_map(|of| Term::Computed { function: "-".to_owned(), of: vec![of] }),
            inner(Type::Symbol)
                .prop_map(|of| Term::Computed { function: "strlen".to_owned(), of: vec![of] }),
        ]
        .boxed(),
        _ => inner(kind)
            .prop_map(|of| Term::Computed { function: "-".to_owned(), of: vec![of] })
            .boxed(),
    };
    let aggregate = (
        prop::sample::select(vec![
            AggregateKind::Sum,
            AggregateKind::Least,
            AggregateKind::Greatest,
        ]),
        inner(kind),
        inner(kind),
        inner(kind),
    )
        .prop_map(move |(aggregate, of, left, right)| {
            let range = 0..0;
            let body =
                vec![Literal::Compared { comparison: Comparison::AtMost, left, right, range }];
            let aggregate = if kind == Type::Symbol { AggregateKind::Least } else { aggregate };
            Term::Aggregate(Box::new(Aggregate { kind: aggregate, of: Some(of), body }))
        });
    prop_oneof![4 => plain, 1 => computed, 1 => single, 1 => aggregate].boxed()
}

fn atom(relations: Vec<Relation>) -> impl Strategy<Value = Atom> {
    prop::sample::select(relations.clone()).prop_flat_map(move |relation| {
        let terms: Vec<_> =
            relation.columns.iter().map(|(_, kind)| term(*kind, relations.clone(), 2)).collect();
        terms.prop_map(move |terms| Atom { relation: relation.name.clone(), terms, range: 0..0 })
    })
}

fn literal(relations: Vec<Relation>) -> impl Strategy<Value = Literal> {
    let compared = (prop::sample::select(KINDS.to_vec()), 0..6_usize).prop_flat_map({
        let relations = relations.clone();
        move |(kind, which)| {
            (term(kind, relations.clone(), 2), term(kind, relations.clone(), 2)).prop_map(
                move |(left, right)| {
                    let comparison = [
                        Comparison::Equal,
                        Comparison::Unequal,
                        Comparison::Less,
                        Comparison::AtMost,
                        Comparison::Greater,
                        Comparison::AtLeast,
                    ][which];
                    Literal::Compared { comparison, left, right, range: 0..0 }
                },
            )
        }
    });
    prop_oneof![
        4 => atom(relations.clone()).prop_map(Literal::Holds),
        1 => atom(relations.clone()).prop_map(Literal::Absent),
        1 => (atom(relations), any::<bool>()).prop_map(|(atom, negated)| Literal::Asked { atom, negated }),
        1 => compared,
    ]
}

fn rule(relations: Vec<Relation>) -> impl Strategy<Value = Rule> {
    let report = (name(), language_texts(), prop::collection::vec(name(), 0..3))
        .prop_map(|(level, message, at)| Report { level, message, at });
    (
        prop_oneof![Just(String::new()), name()],
        language_texts(),
        atom(relations.clone()),
        prop::option::of(report),
        prop::collection::vec(literal(relations.clone()), 0..4),
        prop::collection::vec(atom(relations), 0..3),
        language_texts(),
    )
        .prop_map(|(name, title, head, report, body, unless, because)| Rule {
            name,
            title,
            head,
            report,
            body,
            unless,
            because,
            range: 0..0,
        })
}

fn program() -> impl Strategy<Value = Program> {
    let relation = (
        prop::collection::vec((name(), prop::sample::select(KINDS.to_vec())), 0..4),
        any::<bool>(),
        any::<bool>(),
    );
    prop::collection::btree_map(name(), relation, 1..4).prop_flat_map(|relations| {
        let relations: Vec<Relation> = relations
            .into_iter()
            .map(|(name, (columns, input, output))| Relation {
                name,
                columns,
                input,
                output,
                range: 0..0,
            })
            .collect();
        let fact = prop::sample::select(relations.clone()).prop_flat_map(|relation| {
            let values: Vec<_> = relation.columns.iter().map(|(_, kind)| value(*kind)).collect();
            values.prop_map(move |values| Fact { relation: relation.name.clone(), values })
        });
        let facts = prop::collection::vec(fact, 0..4);
        let rules = prop::collection::vec(rule(relations.clone()), 0..4);
        (Just(relations), facts, rules).prop_map(|(relations, facts, rules)| Program {
            relations,
            facts,
            rules,
        })
    })
}

/// The same without places.
fn nowhere(program: &mut Program) {
    fn body(literals: &mut [Literal]) {
        for literal in literals {
            match literal {
                Literal::Holds(one) | Literal::Absent(one) | Literal::Asked { atom: one, .. } => {
                    atom(one)
                }
                Literal::Compared { left, right, range, .. } => {
                    *range = 0..0;
                    term(left);
                    term(right);
                }
            }
        }
    }
    fn atom(atom: &mut Atom) {
        atom.range = 0..0;
        atom.terms.iter_mut().for_each(term);
    }
    fn term(one: &mut Term) {
        match one {
            Term::Computed { of, .. } => of.iter_mut().for_each(term),
            Term::Aggregate(aggregate) => {
                aggregate.of.iter_mut().for_each(term);
                body(&mut aggregate.body);
            }
            _ => {}
        }
    }
    program.relations.iter_mut().for_each(|relation| relation.range = 0..0);
    for rule in &mut program.rules {
        rule.range = 0..0;
        atom(&mut rule.head);
        body(&mut rule.body);
        rule.unless.iter_mut().for_each(atom);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_and_read_back_is_the_same_tree(program in program()) {
        let text = print(&program);
        let (mut read, _) = parse(&text);
        prop_assert_eq!(print(&read), text.clone());
        nowhere(&mut read);
        prop_assert_eq!(&read, &program, "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_fall(text in "[a-c(){}:;,.!@_=<>\"`\\-+^ 0-9u\n/*#]{0,60}") {
        let (_, faults) = parse(&text);
        for fault in faults {
            prop_assert!(text.get(fault.range.clone()).is_some(), "{:?}", fault);
        }
    }

    #[test]
    fn no_words_make_the_reader_fall(words in prop::collection::vec(prop::sample::select(vec![
        ".decl", "a", "b", "(", ")", "x", ":", "symbol", ",", ":-", ".", "!", "count", "max", "{", "}", "unless", "@", "rule",
        "report", "at", "_", "1", "=", "<:", ".type", "|", "+", "\"t\"", "as", ";", ".input", ".plan", "cat", "range",
    ]), 0..60)) {
        let text = words.join(" ");
        let (_, faults) = parse(&text);
        for fault in faults {
            prop_assert!(text.get(fault.range.clone()).is_some(), "{:?}", fault);
        }
    }
}

#[test]
fn a_rule_with_all_it_can_carry() {
    let (program, faults) = parse(
        "@rule before_it_exists
         @title en \"Nothing acts before it exists\"
         @title kk \"Құрылмаған нәрсе әрекет етпейді\"
         @because en \"acts presuppose whoever acts\"
         @report impossible at claim
         @message en \"{?body} acts too early\"
         early(claim, body) :- acted(claim, body, year), founded(body, first), @before(year, first) unless late(claim), other(_).
         .decl early(claim: symbol, body: symbol) .decl acted(c: symbol, b: symbol, y: number)
         .decl founded(b: symbol, y: number) .decl late(c: symbol) .decl other(c: symbol)",
    );
    assert_eq!(faults, []);
    let rule = &program.rules[0];
    assert_eq!(rule.name, "before_it_exists");
    assert_eq!(rule.title.len(), 2);
    assert_eq!(rule.report.as_ref().unwrap().at, ["claim"]);
    assert_eq!(rule.unless.len(), 2);
    assert!(
        matches!(&rule.body[2], Literal::Asked { atom, negated: false } if atom.relation == "before")
    );
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [
        ("(", ")"),
        ("-", ""),
        ("bnot ", ""),
        ("!", ""),
        ("max x : { a(", ") }"),
        ("a(", ")"),
        ("cat(", ")"),
    ] {
        let text = format!(
            ".decl a(x: number)\na(x) :- a({}x{}).",
            open.repeat(50_000),
            close.repeat(50_000)
        );
        parse(&text);
        let text = format!(
            ".decl a(x: number)\na(x) :- {}a(x){}.",
            open.repeat(50_000),
            close.repeat(50_000)
        );
        parse(&text);
    }
    let sum = format!(".decl a(x: number)\na(x) :- x = 1{}.", " + 1".repeat(100_000));
    assert!(!parse(&sum).1.is_empty());
    let many = format!(".decl a(x: number)\na(x) :- a(x){}.", ", (a(1) ; a(2))".repeat(5_000));
    assert!(!parse(&many).1.is_empty());
    let chain: String =
        (0..20_000).map(|number| format!(".type t{number} <: t{}\n", number + 1)).collect();
    assert!(!parse(&chain).1.is_empty());
}

#[test]
fn alternatives_become_rules() {
    let (program, faults) = parse(
        ".decl a(x: number) .decl b(x: number)\na(x), b(x) :- b(x), !(a(x) ; x < 3 ; !b(x)).",
    );
    assert_eq!(faults, []);
    assert_eq!(program.rules.len(), 2);
    assert_eq!(compact::print_body(&program.rules[0].body), "b(x), !a(x), x >= 3, b(x)");
}
