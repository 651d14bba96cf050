//! What weighing promises: properties on made-up tables, examples, and planted copiers.

use derek_reason::weigh::read::{Values, hierarchy, table, testimonies};
use derek_reason::weigh::{
    Answer, Decibans, Hierarchy, HowKnown, Known, Line, LineName, Measure, Policy, Stance,
    Standing, Testimony, TieReason, Weighed, weigh,
};
use proptest::prelude::*;

mod planted;

use planted::{Random, Score, Shape, World, plant};

fn said(question: &str, source: &str, value: &str) -> Testimony {
    Testimony {
        question: question.to_owned(),
        source: source.to_owned(),
        answer: Answer::words(value),
        stance: Stance::Affirms,
        lines: Vec::new(),
    }
}

fn declared(source: &str, origin: &str) -> Known {
    Known { source: source.to_owned(), origin: origin.to_owned(), how: HowKnown::Declared }
}

/// One question out of `source: value` lines; `!` before a value denies it.
fn one(lines: &str, order: &Hierarchy, known: &[Known]) -> Weighed {
    let all: Vec<Testimony> = lines
        .split(", ")
        .filter_map(|line| line.split_once(": "))
        .map(|(source, value)| match value.strip_prefix('!') {
            Some(value) => Testimony { stance: Stance::Denies, ..said("q", source, value) },
            None => said("q", source, value),
        })
        .collect();
    weigh(&all, order, known, &Policy::study()).questions.remove("q").expect("the question")
}

fn check(lines: &str, winner: Option<&str>, standing: Standing) {
    let weighed = one(lines, &Hierarchy::default(), &[]);
    assert_eq!(weighed.winner.as_ref().map(|winner| &*winner.words), winner, "{lines}");
    assert_eq!(weighed.standing, standing, "{lines}");
}

#[test]
fn words_for_how_an_answer_stands() {
    check("a: 1917", Some("1917"), Standing::SingleWitness);
    check("a: 1917, b: 1917", Some("1917"), Standing::Corroborated(2));
    check("a: 1917, b: 1917, c: 1918", Some("1917"), Standing::Contested);
    check("a: 1917, b: 1917, c: 1917, d: 1918", Some("1917"), Standing::Corroborated(3));
    check("a: 1917, b: !1917, c: !1917", None, Standing::Refuted);
    check("a: 1917, b: !1917", Some("1917"), Standing::Contested);
    check("a: !1917", None, Standing::Refuted);
}

#[test]
fn a_copy_counts_once_and_is_named() {
    let copies = [declared("b", "a"), declared("c", "b")];
    let weighed = one("a: 1917, b: 1917, c: 1917, d: 1918", &Hierarchy::default(), &copies);
    assert_eq!(weighed.tied.len(), 1, "one witness against one");
    let entry = &weighed.ledgers[0].favour[0];
    assert_eq!((entry.source.as_str(), entry.copies.join(" ")), ("a", "b c".to_owned()));
}

#[test]
fn copies_of_a_lost_original_are_one_witness() {
    let copies = [declared("a", "lost"), declared("b", "lost")];
    let weighed = one("a: 1917, b: 1917", &Hierarchy::default(), &copies);
    assert_eq!(weighed.standing, Standing::SingleWitness);
}

#[test]
fn a_compilation_does_not_join_what_it_is_compiled_from() {
    let copies = [declared("c", "a"), declared("c", "b")];
    let weighed = one("a: 1917, b: 1917, c: 1917", &Hierarchy::default(), &copies);
    assert_eq!(weighed.standing, Standing::Corroborated(2));
    let weighed = one("b: 1918, c: 1917", &Hierarchy::default(), &copies);
    assert_eq!(weighed.tied.len(), 1, "what it does not share with them is its own");
}

#[test]
fn a_special_place_bears_out_its_country_and_not_the_reverse() {
    let order = Hierarchy::of_names([("Minneapolis", "Minnesota"), ("Duluth", "Minnesota")]);
    let weighed = one("a: Minnesota, b: Minneapolis, c: Duluth, d: Duluth", &order, &[]);
    assert_eq!(weighed.winner.map(|winner| winner.words).as_deref(), Some("Duluth"));
    let levels: Vec<(&str, usize)> =
        weighed.chain.iter().map(|level| (&*level.answer.words, level.witnesses)).collect();
    assert_eq!(levels, [("Minnesota", 4), ("Duluth", 2)]);
    // Who denies a country denies its places.
    let weighed = one("a: Minneapolis, b: !Minnesota, c: !Minnesota", &order, &[]);
    assert_eq!(weighed.winner, None);
}

#[test]
fn near_numbers_and_overlapping_days_bear_each_other_out_in_part() {
    let number = |source: &str, number: f64| Testimony {
        answer: Answer { words: number.to_string(), measure: Measure::Number(number) },
        ..said("q", source, "")
    };
    let all = [number("a", 1000.0), number("b", 1002.0), number("c", 5000.0)];
    let weighed = &weigh(&all, &Hierarchy::default(), &[], &Policy::study()).questions["q"];
    assert_eq!(weighed.ledgers[0].decibans, Decibans(42));
    assert_eq!(weighed.ledgers[2].answer.words, "5000");
    let days = |source: &str, first, last| Testimony {
        answer: Answer { words: format!("{first}-{last}"), measure: Measure::Days(first, last) },
        ..said("q", source, "")
    };
    let all = [days("year", 1, 365), days("month", 32, 59), days("late", 50, 70)];
    let weighed = &weigh(&all, &Hierarchy::default(), &[], &Policy::study()).questions["q"];
    assert_eq!(weighed.chain[0].answer.words, "1-365");
    assert_eq!(weighed.chain[0].witnesses, 3);
    assert!(weighed.ledgers.iter().all(|ledger| Decibans(30) < ledger.decibans));
}

#[test]
fn the_smallest_change_turns_it() {
    let grade = |decibans| Line {
        name: LineName::Reliability,
        decibans: Decibans(decibans),
        by: "B".to_owned(),
    };
    let mut all = vec![said("q", "a", "1917"), said("q", "b", "1918"), said("q", "c", "1917")];
    all[0].lines.push(grade(20));
    let weighed = &weigh(&all, &Hierarchy::default(), &[], &Policy::study()).questions["q"];
    let change = weighed.change.as_ref().expect("a change");
    assert_eq!(change.without, ["a", "c"], "either alone leaves 1917 as heavy at least");
    let line = change.line.as_ref().expect("a line");
    assert_eq!(
        line.by,
        Decibans(51),
        "a lead of 5 decibans and a tenth: the rival's line is raised"
    );
    assert_eq!(line.source, "b");
}

#[test]
fn nothing_is_learned_from_fewer_than_five_cases() {
    let table = |cases: usize| -> Vec<Testimony> {
        (0..cases)
            .flat_map(|at| ["a", "b", "c"].map(|source| said(&format!("q{at}"), source, "x")))
            .collect()
    };
    for (cases, is_learned) in [(4, false), (5, true)] {
        let weighing = weigh(&table(cases), &Hierarchy::default(), &[], &Policy::table());
        let learned = weighing.sources.values().any(|checked| checked.agreement.is_some());
        assert_eq!(learned, is_learned, "{cases} cases");
    }
}

#[test]
fn tables_are_read() {
    let text = "obj,src,value\n\"Darsow, Barry\",\"a \"\"b\"\"\",Minneapolis\n\nx,y,z,more\n";
    let lines = table(text).expect("a table");
    assert_eq!((lines[0].item.as_str(), lines[0].source.as_str()), ("Darsow, Barry", "a \"b\""));
    assert_eq!(lines.len(), 2);
    assert_eq!(table("a\tb\tc\nd\te\n").map_err(|unread| unread.line), Err(2));
    let kind = |values: &[&str]| Values::of(values.iter().copied());
    assert_eq!(kind(&["1917", "1918"]), Values::Dates);
    assert_eq!(kind(&["1917", "123456"]), Values::Numbers);
    assert_eq!(kind(&["December 1917", "1918"]), Values::Dates);
    assert_eq!(kind(&["1917", "Omsk"]), Values::Words);
    let (said, _) = testimonies(lines, None);
    assert_eq!(said[0].answer, Answer::words("Minneapolis"));
}

#[test]
fn hostile_tables_end() {
    // A hierarchy in a circle, as deep as it is long, and one crowd on one question.
    let circle: String = (0..5000).map(|at| format!("{at},{}\n", (at + 1) % 5000)).collect();
    let order = hierarchy(&circle).expect("a hierarchy");
    let mut all: Vec<Testimony> =
        (0..2000).map(|at| said("q", &format!("s{at}"), &format!("{}", at % 40))).collect();
    let chain: Vec<Known> =
        (0..2000).map(|at| declared(&format!("s{at}"), &format!("s{}", (at + 1) % 2000))).collect();
    all.push(said("q", "", ""));
    let weighing = weigh(&all, &order, &chain, &Policy::table());
    assert!(weighing.questions["q"].winner.is_some());
    let numbers = [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN, 0.0, -0.0];
    let number = |(at, number): (usize, &f64)| Testimony {
        answer: Answer { words: number.to_string(), measure: Measure::Number(*number) },
        ..said("q", &format!("s{at}"), "")
    };
    let all: Vec<Testimony> = numbers.iter().enumerate().map(number).collect();
    weigh(&all, &Hierarchy::default(), &[], &Policy::table());
    let days = [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (0, 0)];
    let day = |(at, (first, last)): (usize, &(i64, i64))| Testimony {
        answer: Answer { words: at.to_string(), measure: Measure::Days(*first, *last) },
        ..said("q", &format!("s{at}"), "")
    };
    let all: Vec<Testimony> = days.iter().enumerate().map(day).collect();
    weigh(&all, &Hierarchy::default(), &[], &Policy::table());
}

#[test]
fn a_planted_copier_is_found_with_the_errors_that_betray_it() {
    let world = World {
        honest: 10,
        copiers: 2,
        shape: Shape::Apart,
        items: 20,
        right: (0.6, 0.6),
        rate: (0.8, 0.8),
        ways: 10,
        popular: 0.0,
    };
    let planted = plant(&world, 7);
    let weighing = weigh(&planted.said, &Hierarchy::default(), &[], &Policy::table());
    for tie in weighing.groups.iter().flat_map(|group| &group.ties) {
        let TieReason::SharedErrors { errors, decibans, needed, .. } = &tie.reason else {
            panic!("nothing was declared");
        };
        assert!(!errors.is_empty() && needed <= decibans);
        // Each error shown is an answer of both, and not the true one.
        for error in errors {
            let gives = |source: &str| {
                planted.said.iter().any(|said| {
                    said.source == source
                        && said.question == error.question
                        && said.answer == error.answer
                })
            };
            assert!(gives(&tie.one) && gives(&tie.other));
        }
    }
    assert!(!weighing.groups.is_empty());
}

/// Seeds that nothing was tried on.
#[test]
fn planted_copiers_are_found_and_honest_agreement_is_not_taken_for_copying() {
    let world = World {
        honest: 12,
        copiers: 4,
        shape: Shape::Any,
        items: 20,
        right: (0.5, 0.8),
        rate: (0.7, 0.9),
        ways: 12,
        popular: 0.2,
    };
    // What each shape reaches at least; a chain and a crowd that copies one source are harder.
    let shapes =
        [(Shape::Apart, 0.85), (Shape::Star, 0.75), (Shape::Chain, 0.78), (Shape::Any, 0.85)];
    let mut score = Score::default();
    for (at, (shape, least)) in shapes.into_iter().enumerate() {
        let world = World { shape, ..world.clone() };
        let mut of_shape = Score::default();
        for seed in 0..10 {
            let planted = plant(&world, 500_000 + 10 * at as u64 + seed);
            let found = Score::of(
                &planted,
                &weigh(&planted.said, &Hierarchy::default(), &[], &Policy::table()),
            );
            of_shape.add(found);
            score.add(found);
        }
        assert!(least <= of_shape.f1(), "{shape:?}: F1 {:.3}", of_shape.f1());
    }
    let told = format!("precision {:.3}, recall {:.3}", score.precision(), score.recall());
    assert!(0.89 <= score.f1(), "F1 {:.3}: {told}", score.f1());
    let honest = World { copiers: 0, ..world };
    let mut wrong = Score::default();
    for seed in 600_000..600_030 {
        let planted = plant(&honest, seed);
        wrong.add(Score::of(
            &planted,
            &weigh(&planted.said, &Hierarchy::default(), &[], &Policy::table()),
        ));
    }
    assert!(wrong.wrong <= 10, "{} of {} pairs", wrong.wrong, 30 * 66);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The order in which testimonies come does not matter.
    #[test]
    fn order_does_not_matter(claims in claims(), seed in any::<u64>()) {
        let mut shuffled = claims.clone();
        let mut random = Random(seed);
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, random.below(at + 1));
        }
        let order = order();
        for policy in [Policy::study(), Policy::table()] {
            prop_assert_eq!(
                weigh(&claims, &order, &[], &policy),
                weigh(&shuffled, &order, &[], &policy)
            );
        }
    }

    /// An independent witness who agrees never weakens an answer.
    #[test]
    fn agreement_never_weakens(claims in claims()) {
        let order = order();
        let before = weigh(&claims, &order, &[], &Policy::study());
        for (question, weighed) in &before.questions {
            let Some(winner) = &weighed.winner else { continue };
            let mut more = claims.clone();
            more.push(said(question, "newcomer", &winner.words));
            let after = weigh(&more, &order, &[], &Policy::study());
            let after = &after.questions[question];
            prop_assert_eq!(after.winner.as_ref(), Some(winner));
            let weight = |weighed: &Weighed| {
                weighed.ledgers.iter().find(|ledger| ledger.answer == *winner).map(|ledger| ledger.decibans)
            };
            prop_assert!(weight(weighed) < weight(after));
            prop_assert!(strength(weighed.standing) <= strength(after.standing));
        }
    }

    /// A declared copy adds nothing, whatever its own grades.
    #[test]
    fn a_copy_adds_nothing(claims in claims(), grade in -60..60_i32) {
        let order = order();
        let before = weigh(&claims, &order, &[], &Policy::study());
        let Some(first) = claims.iter().map(|said| said.source.clone()).min() else { return Ok(()) };
        let mut more = claims.clone();
        for said in claims.iter().filter(|said| said.source == first) {
            let line = Line { name: LineName::Reliability, decibans: Decibans(grade), by: String::new() };
            more.push(Testimony { source: "copy".to_owned(), lines: vec![line], ..said.clone() });
        }
        let after = weigh(&more, &order, &[declared("copy", &first)], &Policy::study());
        for (question, weighed) in &before.questions {
            let weights = |weighed: &Weighed| -> Vec<(String, Decibans)> {
                weighed.ledgers.iter().map(|ledger| (ledger.answer.words.clone(), ledger.decibans)).collect()
            };
            prop_assert_eq!(weights(weighed), weights(&after.questions[question]));
            prop_assert_eq!(weighed.standing, after.questions[question].standing);
        }
    }

    /// Every line of a ledger adds up, and the least change does what it says.
    #[test]
    fn a_ledger_adds_up_and_its_change_turns_it(claims in claims()) {
        let order = order();
        for policy in [Policy::study(), Policy::table()] {
            let weighing = weigh(&claims, &order, &[], &policy);
            for (question, weighed) in &weighing.questions {
                for ledger in &weighed.ledgers {
                    let sum = |entries: &[derek_reason::weigh::Entry]| -> i32 {
                        entries.iter().map(|entry| entry.decibans.0).sum()
                    };
                    prop_assert_eq!(ledger.decibans.0, sum(&ledger.favour) - sum(&ledger.against));
                    for entry in ledger.favour.iter().filter(|entry| entry.share == 1.0) {
                        let lines: i32 = entry.lines.iter().map(|line| line.decibans.0).sum();
                        prop_assert_eq!(entry.decibans.0, lines);
                    }
                }
                let Some(change) = weighed.change.as_ref().filter(|_| policy.agreement.is_none()) else { continue };
                let kept: Vec<Testimony> = claims
                    .iter()
                    .filter(|said| said.question == *question && !change.without.contains(&said.source))
                    .cloned()
                    .collect();
                let left = weigh(&kept, &order, &[], &policy);
                let then = left.questions.get(question).and_then(|weighed| weighed.winner.clone());
                prop_assert_eq!(&then, &change.then);
                prop_assert_ne!(&then, &weighed.winner);
            }
        }
    }
}

fn strength(standing: Standing) -> usize {
    match standing {
        Standing::Refuted => 0,
        Standing::Inferred => 1,
        Standing::Contested => 2,
        Standing::Attested => 3,
        Standing::SingleWitness => 4,
        Standing::Corroborated(count) => 3 + count,
    }
}

fn order() -> Hierarchy {
    Hierarchy::of_names([("town", "county"), ("village", "county"), ("county", "country")])
}

fn claims() -> impl Strategy<Value = Vec<Testimony>> {
    let value = prop::sample::select(vec!["town", "village", "county", "country", "sea"]);
    let stance = prop_oneof![9 => Just(Stance::Affirms), 1 => Just(Stance::Denies)];
    let claim = (0..4_u8, 0..6_u8, value, stance, -40..40_i32);
    let claim = claim.prop_map(|(question, source, value, stance, grade)| Testimony {
        stance,
        lines: vec![Line {
            name: LineName::Reliability,
            decibans: Decibans(grade),
            by: String::new(),
        }],
        ..said(&format!("q{question}"), &format!("s{source}"), value)
    });
    prop::collection::vec(claim, 1..24)
}
