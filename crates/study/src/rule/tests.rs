//! Rules there and back, what is wrong with them, and input that means no good.

use std::sync::LazyLock;

use derek_logic::program::{Aggregate, AggregateKind};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::doubt::DoubtKind;
use crate::fixture;

const FACES: [Face; 4] =
    [Face::Sentence(Lang::En), Face::Sentence(Lang::Ru), Face::Sentence(Lang::Kk), Face::Compact];

/// A study whose rules are `rules`, with what they may conclude and a few cards.
fn study(rules: &str) -> Study {
    let rules =
        rules.trim().lines().map(|line| format!("            {line}\n")).collect::<String>();
    fixture::study(&format!(
        "
            //- cards/alash-orda.md
            ---
            kind: organ
            name: {{en: Alash Orda}}
            ---
            //- cards/omsk.md
            ---
            kind: place
            ---
            //- rules/declared.md
            ---
            predicates:
              colleagues:
                roles: {{subject: card, other: card, organ: card}}
                sentence:
                  en: \"{{subject}} and {{other}} were colleagues in {{organ}}\"
                  ru: \"{{subject}} и {{other}} — сослуживцы в {{organ}}\"
                  kk: \"{{subject}} пен {{other}} — {{organ}} ішіндегі әріптестер\"
              known: {{roles: {{subject: card}}}}
            ---
            //- rules/own.md
            # A rule

            ```rule
{rules}            ```
        "
    ))
}

/// The rule that a text says, without its places.
fn bare(rule: &Rule) -> Rule {
    let mut rule = rule.clone();
    rule.range = 0..0;
    rule.unless.iter_mut().chain([&mut rule.head]).for_each(|atom| atom.range = 0..0);
    ranged(&mut rule.body, &|_| 0..0);
    rule
}

fn concluded() -> Vec<(String, Predicate)> {
    study("rule a if known(?a) then known(?a) because \"x\"").rules.predicates
}

fn grammar() -> &'static Grammar {
    static GRAMMAR: LazyLock<Grammar> =
        LazyLock::new(|| Grammar::of(&Vocabulary::shipped(), &concluded()));
    &GRAMMAR
}

const COLLEAGUES: &str = "rule who-served-together \"Colleagues\"
  ru \"Сослуживцы\"
if ?a held office in ?body as … during ?t1
and ?b was a member of ?body during ?t2
and ?a is not ?b
and ?t1 certainly overlaps ?t2
and not ?a was on the side of [[omsk]]
then ?a and ?b were colleagues in ?body
because \"who serves in one body at one time works together\"
unless ?a wrote \"x\"
";

#[test]
fn a_rule_is_read_and_told() {
    let grammar = grammar();
    let (rules, doubts) = read(COLLEAGUES, Face::Sentence(Lang::En), grammar);
    assert_eq!(doubts, []);
    let canonical = COLLEAGUES.replace(" as … ", " ").replace("\"x\"\n", "[[x]]\n");
    assert_eq!(told(&rules, Face::Sentence(Lang::En), grammar), canonical);
    let russian = told(&rules, Face::Sentence(Lang::Ru), grammar);
    assert_eq!(
        russian,
        "правило who-served-together en \"Colleagues\"
  \"Сослуживцы\"
если ?a занимает должность в организации ?body время: ?t1
и ?b — член организации ?body время: ?t2
и ?a — не ?b
и ?t1 заведомо пересекается по времени с ?t2
и неверно, что ?a стоит на стороне: [[omsk]]
то ?a и ?b — сослуживцы в ?body
потому что en \"who serves in one body at one time works together\"
кроме случая, когда ?a — автор документа [[x]]
"
    );
    for face in FACES {
        let (again, doubts) = read(&told(&rules, face, grammar), face, grammar);
        assert_eq!(doubts, [], "{face:?}");
        assert_eq!(again.iter().map(bare).collect::<Vec<_>>(), [bare(&rules[0])], "{face:?}");
    }
}

#[test]
fn a_report_says_what_where_and_how_gravely() {
    let text = "rule acts-before \"Too early\"
if ?claim says ?body took part in ?event
and ?event took place during ?t
and ?body existed during ?life
and ?t before ?life
then report impossible \"{?body} acts in {?t}\"
  kk \"{?body} {?t} кезінде\" at ?claim
because \"acts presuppose the actor\"
";
    let grammar = grammar();
    let (rules, doubts) = read(text, Face::Sentence(Lang::En), grammar);
    assert_eq!(doubts, []);
    let report = rules[0].report.as_ref().expect("it reports");
    assert_eq!((report.level.as_str(), &report.at[..]), ("impossible", &["claim".to_owned()][..]));
    let columns = ["claim", "body", "t"].map(|name| Term::Variable(name.to_owned()));
    assert_eq!(rules[0].head.terms, columns);
    assert_eq!(told(&rules, Face::Sentence(Lang::En), grammar), text);
    let kazakh = told(&rules, Face::Sentence(Lang::Kk), grammar);
    assert!(kazakh.contains("онда хабарла мүмкін емес en \"{?body} acts in {?t}\""), "{kazakh}");
    assert!(kazakh.contains("егер ?claim бойынша: ?body — ?event қатысушысы"), "{kazakh}");
}

#[test]
fn counts_and_lengths() {
    let check = |text: &str| {
        let grammar = grammar();
        let rule = format!("rule a\nif {text}\nthen known(?a)\n");
        let (rules, doubts) = read(&rule, Face::Sentence(Lang::En), grammar);
        assert_eq!(doubts, [], "{text}");
        assert_eq!(told(&rules, Face::Sentence(Lang::En), grammar), rule);
    };
    check("?n is the number of ?s where (?c says ?a wrote ?d and ?c cites ?s at ?l)");
    check("the number of cases where (?a was a member of ?b) is at least 2");
    check("(?n + 1) is less than -(?m)");
    check("?t lasts more than 2 years");
    check("?t possibly lasts at most 1 month");
    check(
        "between ?t and ?u certainly are at least ?n days"
            .replace("certainly are", "are certainly")
            .as_str(),
    );
    check("not ?t possibly before ?u");
}

#[test]
fn russian_numbers_have_their_endings() {
    let grammar = grammar();
    for (number, words) in [(1, "1 год"), (2, "2 года"), (11, "11 лет"), (21, "21 год")]
    {
        let text = format!("rule a\nif ?t lasts more than {number} years\nthen known(?a)\n");
        let (rules, _) = read(&text, Face::Sentence(Lang::En), grammar);
        let russian = told(&rules, Face::Sentence(Lang::Ru), grammar);
        assert!(russian.contains(&format!("?t длится дольше, чем {words}\n")), "{russian}");
    }
}

#[test]
fn no_two_shipped_sentences_have_the_same_words() {
    assert_eq!(Grammar::of(&Vocabulary::shipped(), &[]).same_words(), []);
}

#[test]
fn every_shipped_predicate_has_a_sentence_in_every_language() {
    let grammar = Grammar::of(&Vocabulary::shipped(), &[]);
    for spoken in grammar.all() {
        for lang in Lang::ALL {
            assert!(
                spoken.templates.iter().any(|(own, _)| *own == lang),
                "{} {lang:?}",
                spoken.name
            );
        }
    }
}

#[test]
fn a_sentence_that_fits_two_templates_is_not_guessed() {
    let study = fixture::study(
        "
            //- cards/a.md
            ---
            kind: person
            ---
            //- vocabulary.yaml
            predicates:
              joined:
                takes: card
                sentence: {en: \"{subject} was a member of {value}\"}
            //- rules/own.md
            ---
            predicates: {known: {roles: {subject: card}}}
            ---
            ```rule
            rule a
            if ?a was a member of ?b
            then known(?a)
            because \"x\"
            ```
        ",
    );
    let said: Vec<&str> = study.doubts.iter().map(|doubt| doubt.said.get(Lang::En)).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0], "this can be read in several ways: member, joined");
    assert!(said[1].starts_with("`member` and `joined` are said with the same words (en)"));
}

/// What is wrong with a rule, and the words at which it stands.
fn wrong(rule: &str, words: &str, said: &str, help: &str) {
    let study = study(rule);
    let own: Vec<&Doubt> = study.doubts.iter().collect();
    assert_eq!(own.len(), 1, "{rule}\n{own:#?}");
    let doubt = own[0];
    assert_eq!(doubt.kind, DoubtKind::BrokenRule);
    let text = study.file(&doubt.file).unwrap_or_default();
    assert_eq!(text.get(doubt.range.clone()), Some(words), "{rule}");
    assert!(doubt.said.get(Lang::En).contains(said), "{:?}", doubt.said);
    assert!(doubt.help.get(Lang::En).contains(help), "{:?}", doubt.help);
    assert_eq!(study.rules.written.len(), 0);
}

#[test]
fn what_can_be_wrong_with_a_rule() {
    let rule = |body: &str| format!("rule a\nif {body}\nthen known(?a)\nbecause \"x\"\n");
    wrong(
        &rule("?a was member of ?b"),
        "?a was member of ?b",
        "no sentence",
        "{subject} was a member of {value}",
    );
    wrong(
        &rule("?b was a member of ?c"),
        "known(?a)",
        "nothing says what `?a` is",
        "without `not`",
    );
    wrong(
        &rule("known(?a) and not ?b was on the side of ?a"),
        "not ?b was on the side of ?a",
        "`?b`",
        "`…`",
    );
    wrong(&rule("knwon(?a)"), "knwon(?a)", "no predicate `knwon`", "`known`");
    wrong(
        &rule("known(?a) and not known(?a)"),
        "not known(?a)",
        "rests on the absence",
        "own absence",
    );
    wrong(
        &rule("?a was a member of ?b during ?t and ?t wrote ?a"),
        "?t wrote ?a",
        "`?t` is a time",
        "another name",
    );
    wrong(
        &rule("?a was a member of [[omks]]"),
        "?a was a member of [[omks]]",
        "no card",
        "[[omsk]]",
    );
    wrong(&rule("known(?b) and ?a is cat(?b, ?b)"), "known(?b)", "might never end", "itself");
    wrong(
        &rule("?a was a member of ?b and ?c is catt(?a, ?b) and ?c is ?c"),
        "?c is catt(?a, ?b)",
        "no function `catt`",
        "`cat`",
    );
    wrong(
        &rule("?a was a member of ?b and ?c is strlen(?a, ?b)"),
        "?c is strlen(?a, ?b)",
        "does not take 2 values",
        "1",
    );
    wrong(
        &rule("?a was a member of ?b and ?c is autoinc()"),
        "?c is autoinc()",
        "order of work",
        "count",
    );
    wrong(&rule("known(?a, ?a)"), "known(?a, ?a)", "other columns", "known(subject)");
    wrong(&rule("?a was a member of \"b"), "\"\n", "not closed", "close it");
    wrong("rule a\nif known(?a)\nbecause \"x\"", "because", "`then`", "a rule is");
    wrong("rule a\nif known(?a)\nthen known(?a)", "r", "why it may be drawn", "because");
    wrong("if known(?a)\nthen known(?a) because \"x\"", "i", "no name", "colleagues");
    wrong(
        "rule a if known(?a) then ?a wrote ?a because \"x\"",
        "?a wrote ?a",
        "what sources say",
        "declare",
    );
    wrong(
        "rule a if known(?a) then report grave \"x\" at ?a because \"x\"",
        "grave",
        "how grave",
        "impossible, conflict",
    );
    wrong(
        "rule a if ?c is of the kind ?k then report lead \"{?x}\" at ?c because \"x\"",
        "rule a if ?c is of the kind ?k then report lead \"{?x}\" at ?c because \"x\"",
        "`?x`",
        "without `not`",
    );
}

#[test]
fn the_compact_form_stands_in_files_too() {
    let study = fixture::study(
        "
            //- cards/a.md
            ---
            kind: person
            ---
            //- rules/own.md
            ---
            predicates: {known: {roles: {subject: card}}}
            ---
            ```compact
            @rule a
            @because en \"x\"
            known(a) :- member(_, a, _, _, t), @before(t, t).
            ```
        ",
    );
    assert_eq!(study.doubts, []);
    let Written { rule, face, .. } = &study.rules.written[0];
    assert_eq!((*face, rule.name.as_str()), (Face::Compact, "a"));
    let text = study.file("rules/own.md").unwrap_or_default();
    let Literal::Holds(atom) = &rule.body[0] else { panic!("a condition") };
    assert_eq!(text.get(atom.range.clone()), Some("member(_, a, _, _, t)"));
}

#[test]
fn a_file_is_rewritten_and_comes_back() {
    let grammar = grammar();
    let file = format!("# Colleagues\n\nWhy.\n\n```rule\n{COLLEAGUES}```\n\nMore.\n");
    let file = file.replace(" as … ", " ").replace("\"x\"\n", "[[x]]\n");
    for face in FACES {
        let there = rewritten(&file, face, grammar).expect("it is sound");
        let back = rewritten(&there, Face::Sentence(Lang::En), grammar).expect("it is sound");
        assert_eq!(back, file, "{there}");
    }
    let compact = rewritten(&file, Face::Compact, grammar).expect("it is sound");
    assert!(
        compact.starts_with("# Colleagues\n\nWhy.\n\n```compact\n@rule `who-served-together`\n")
            || compact
                .starts_with("# Colleagues\n\nWhy.\n\n```compact\n@rule \"who-served-together\"\n"),
        "{compact}"
    );
}

#[test]
fn bare_time_words_mean_what_the_rule_is_for() {
    let mode = |head: &str, not: &str| {
        let rule = format!(
            "rule a if {not}?t before ?u and ?a existed during ?t and ?a existed during ?u then {head} because \"x\""
        );
        let study = study(&rule);
        let written = study.rules.written.first().unwrap_or_else(|| panic!("{:#?}", study.doubts));
        let meant = meant(&written.rule, &study.grammar(), &study);
        let Literal::Asked { atom, negated } = &meant.body[0] else { panic!("a question") };
        (atom.relation.clone(), *negated)
    };
    let is = |mode: (String, bool), name: &str, negated: bool| {
        assert_eq!(mode, (name.to_owned(), negated))
    };
    is(mode("known(?a)", ""), "certainly_before", false);
    is(mode("report conflict \"x\" at ?a", ""), "certainly_before", false);
    is(mode("report conflict \"x\" at ?a", "not "), "possibly_before", true);
    is(mode("report lead \"x\" at ?a", ""), "possibly_before", false);
    is(mode("report lead \"x\" at ?a", "not "), "certainly_before", true);
}

#[test]
fn a_role_that_a_rule_asks_for_must_be_told() {
    let study = study("rule a if ?a held office in ?b as ?o then known(?a) because \"x\"");
    let meant = meant(&study.rules.written[0].rule, &study.grammar(), &study);
    let Literal::Compared { comparison, left, .. } = &meant.body[1] else { panic!("a comparison") };
    assert_eq!((*comparison, left), (Comparison::Unequal, &Term::Variable("o".to_owned())));
}

#[test]
fn deep_and_long_input_ends() {
    let grammar = grammar();
    let open = "?n is the number of ?s where (".repeat(3_000);
    let many = "?a was a member of ?b and ".repeat(2_000);
    let brackets = format!("?n is {}", "(1 + ".repeat(50_000));
    for text in
        [open, many, brackets, "((((".repeat(20_000), "not ".repeat(20_000), "@".repeat(5_000)]
    {
        let (_, doubts) = read(&format!("rule a if {text}"), Face::Sentence(Lang::En), grammar);
        assert!(!doubts.is_empty());
    }
}

fn name() -> impl Strategy<Value = String> {
    select(vec!["a", "b", "body", "t1", "орган", "жыл", "Event_2"]).prop_map(str::to_owned)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zа-яәі «»“”\"\\\\.,:?{}\\[\\]#|—-]{0,12}",
        select(vec!["alash-orda", "and", "и", "", " x ", "a\nb", "…"]).prop_map(str::to_owned),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        words().prop_map(|words| Value::Symbol(words.into())),
        any::<i64>().prop_map(Value::Number),
        any::<u64>().prop_map(Value::Unsigned),
        (-1.0e12..1.0e12).prop_map(Value::Float),
    ]
}

fn term() -> impl Strategy<Value = Term> {
    let simple = prop_oneof![
        4 => name().prop_map(Term::Variable),
        2 => value().prop_map(Term::Value),
        1 => Just(Term::Any),
    ];
    simple.prop_recursive(3, 12, 3, |inner| {
        let sign = select(vec!["+", "-", "*", "/", "%", "^"]);
        prop_oneof![
            (sign, inner.clone(), inner.clone()).prop_map(|(sign, left, right)| Term::Computed {
                function: sign.to_owned(),
                of: vec![left, right]
            }),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| Term::Computed {
                function: "cat".to_owned(),
                of: vec![left, right]
            }),
            inner
                .clone()
                .prop_map(|of| Term::Computed { function: "strlen".to_owned(), of: vec![of] }),
            (aggregate_kind(), inner, proptest::collection::vec(flat_literal(), 1..3)).prop_map(
                |(kind, of, body)| {
                    Term::Aggregate(Box::new(Aggregate { kind, of: Some(of), body }))
                }
            ),
            proptest::collection::vec(flat_literal(), 1..3).prop_map(|body| {
                Term::Aggregate(Box::new(Aggregate { kind: AggregateKind::Count, of: None, body }))
            }),
        ]
    })
}

fn aggregate_kind() -> impl Strategy<Value = AggregateKind> {
    use AggregateKind::*;
    select(vec![Count, Different, Sum, Least, Greatest, Mean])
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::*;
    select(vec![Equal, Unequal, Less, AtMost, Greater, AtLeast])
}

fn simple_term() -> impl Strategy<Value = Term> {
    prop_oneof![
        4 => name().prop_map(Term::Variable),
        2 => value().prop_map(Term::Value),
        1 => Just(Term::Any),
    ]
}

/// An atom of the grammar, or of none, with these terms; and whether it is answered from outside.
fn atom(
    term: impl Strategy<Value = Term> + Clone + 'static,
) -> impl Strategy<Value = (Atom, bool)> {
    let known: Vec<(String, usize, bool)> = grammar()
        .all()
        .map(|one| (one.name.clone(), one.columns.len(), one.origin == Origin::Answered))
        .chain([("free".to_owned(), 2, false), ("free_too".to_owned(), 1, true)])
        .collect();
    select(known).prop_flat_map(move |(relation, columns, answered)| {
        let terms = proptest::collection::vec(term.clone(), columns);
        let unit = select(vec!["days", "months", "years", "weeks"]);
        (terms, unit, any::<bool>()).prop_map(move |(mut terms, unit, has_unit)| {
            let counts = relation.contains("lasts") || relation.contains("apart");
            if let (true, true, Some(last)) = (counts, has_unit, terms.last_mut()) {
                *last = Term::Value(Value::Symbol(unit.into()));
            }
            (Atom { relation: relation.clone(), terms, range: 0..0 }, answered)
        })
    })
}

fn literal_of(
    term: impl Strategy<Value = Term> + Clone + 'static,
) -> impl Strategy<Value = Literal> {
    prop_oneof![
        4 => (atom(term.clone()), any::<bool>()).prop_map(|((atom, answered), negated)| match (answered, negated) {
            (true, negated) => Literal::Asked { atom, negated },
            (false, true) => Literal::Absent(atom),
            (false, false) => Literal::Holds(atom),
        }),
        1 => (comparison(), term.clone(), term).prop_map(|(comparison, left, right)| {
            Literal::Compared { comparison, left, right, range: 0..0 }
        }),
    ]
}

fn flat_literal() -> BoxedStrategy<Literal> {
    literal_of(simple_term().boxed()).boxed()
}

fn texts() -> impl Strategy<Value = Vec<(String, String)>> {
    let tag = select(vec!["en", "ru", "kk", "tt"]).prop_map(str::to_owned);
    proptest::collection::vec((tag, words()), 0..3)
}

fn rule_tree() -> impl Strategy<Value = Rule> {
    let literal = literal_of(term().boxed());
    let stated = || {
        atom(simple_term().boxed())
            .prop_filter_map("asked", |(atom, asked)| (!asked).then_some(atom))
    };
    let report = proptest::option::of((
        select(vec!["impossible", "conflict", "unlikely", "incomplete", "style", "lead"]),
        texts().prop_filter("a message", |texts| !texts.is_empty()),
        proptest::collection::vec(name(), 0..3),
        any::<bool>(),
    ));
    let parts = (
        proptest::collection::vec(literal, 1..5),
        stated(),
        proptest::collection::vec(stated(), 0..2),
        report,
        texts(),
        texts(),
    );
    parts.prop_map(|(body, head, unless, report, title, because)| {
        let name = "a-rule".to_owned();
        let mut head = head;
        let report = report.map(|(level, message, at, is_its_own)| {
            let report = Report { level: level.to_owned(), message, at };
            if is_its_own {
                head = report_head(&name, &report);
            }
            report
        });
        Rule { name, title, head, report, body, unless, because, range: 0..0 }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn sentence_compact_sentence(rule in rule_tree()) {
        let grammar = grammar();
        for face in FACES {
            let text = told(std::slice::from_ref(&rule), face, grammar);
            let (again, doubts) = read(&text, face, grammar);
            prop_assert_eq!(&doubts, &[], "{}", text);
            let again: Vec<Rule> = again.iter().map(bare).collect();
            prop_assert_eq!(&again, std::slice::from_ref(&rule), "{}", text);
            // By way of the compact form the words are the same.
            let (compact, _) = read(&told(&again, Face::Compact, grammar), Face::Compact, grammar);
            prop_assert_eq!(told(&compact, face, grammar), text);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), words in proptest::collection::vec(select(vec![
        "rule", "if", "then", "and", "not", "because", "?a", "?b", "(", ")", "says", "was a member of", "the number of",
        "where", "\"x\"", "…", "[[", "report", "lead", "at", "unless", "is", "1", "-", "@before", "\n", "```rule",
    ]), 0..40)) {
        let grammar = grammar();
        let joined = words.join(" ");
        for text in [text, joined] {
            for face in FACES {
                let (_, doubts) = read(&text, face, grammar);
                for doubt in doubts {
                    prop_assert!(text.get(doubt.range.clone()).is_some(), "{:?} of {:?}", doubt, text);
                }
            }
            let _ = rewritten(&format!("```rule\n{text}\n```\n"), Face::Compact, grammar);
            let _ = asked(&text, grammar);
        }
    }
}
