//! Chains, structures and networks as somebody asks for them, of the shipped study and of files.

use std::collections::BTreeSet;
use std::path::Path;

use derek::cli::Form;
use derek::{chain, network, structure};
use derek_desk::Desk;
use derek_reason::cause::Direction;
use derek_reason::network::Weights;
use derek_study::{Lang, Said, Study, fixture};
use serde_json::Value;

fn alash<R>(of: impl FnOnce(&Study) -> R) -> R {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../studies/alash");
    let desk = Desk::open(&folder, derek_desk::reference()).expect("the study is there");
    of(&desk.reading().study)
}

fn lines(said: &str) -> Vec<Value> {
    said.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn chain_of(
    study: &Study,
    card: &str,
    direction: Direction,
    form: Form,
    lang: Lang,
) -> Result<String, Said> {
    let asked = chain::Asked { study: String::new(), card: card.to_owned(), direction, form };
    chain::told(study, &asked, lang)
}

#[test]
fn why_alash_went_over_to_the_soviets() {
    alash(|study| {
        let said = chain_of(study, "why-alash-went-over", Direction::Back, Form::Json, Lang::En);
        let all = lines(&said.expect("a chain"));
        let links: Vec<&Value> = all.iter().filter(|line| line.get("bond").is_some()).collect();
        let causes: BTreeSet<&str> =
            links.iter().filter_map(|link| link["cause"].as_str()).collect();
        for cause in [
            "kolchak-comes-forward", "trust-in-the-soviets-grows", "turkestan-assr-created",
            "october-revolution",
        ] {
            assert!(causes.contains(cause), "{cause}");
        }
        assert!(
            links
                .iter()
                .all(|link| link["citations"].as_array().is_some_and(|cited| !cited.is_empty()))
        );
        let strengths: BTreeSet<&str> =
            links.iter().filter_map(|link| link["strength"].as_str()).collect();
        assert_eq!(strengths, BTreeSet::from(["judged", "single-witness"]));
        let ways: Vec<&Value> = all.iter().filter(|line| line.get("way").is_some()).collect();
        assert_eq!(ways.len(), 5);
        assert_eq!(ways.iter().filter(|way| way["weakest"]["strength"] == "judged").count(), 3);

        for (lang, words) in [
            (Lang::En, "weakest link:"),
            (Lang::Ru, "слабейшее звено:"),
            (Lang::Kk, "ең әлсіз буын:"),
        ] {
            let said = chain_of(study, "why-alash-went-over", Direction::Back, Form::Human, lang)
                .expect("a chain");
            assert!(said.contains(words) && said.contains("[article, ¶39]"), "{said}");
        }
        let against = chain_of(study, "mission-to-moscow", Direction::Back, Form::Json, Lang::En)
            .expect("a chain");
        assert_eq!(lines(&against)[0]["strength"], "against-time");
        let none = chain_of(study, "seed-article", Direction::Forward, Form::Human, Lang::Ru)
            .expect("words");
        assert!(none.contains("не сказано"), "{none}");
    });
}

fn at(
    study: &Study,
    date: Option<&str>,
    card: Option<&str>,
    table: bool,
    form: Form,
) -> Result<String, Said> {
    let own = |words: Option<&str>| words.map(str::to_owned);
    let asked =
        structure::Asked { study: String::new(), date: own(date), card: own(card), table, form };
    structure::told(study, &asked, Lang::En)
}

#[test]
fn the_table_of_organs_and_functions_is_that_of_the_article() {
    alash(|study| {
        let said = at(study, Some("alash-movement"), None, true, Form::Json).expect("a table");
        let rows = lines(&said);
        let first = |row: &Value| {
            row["functions"][0]["citations"][0]["locator"].as_str().map(str::to_owned)
        };
        let of_table: Vec<String> = rows
            .iter()
            .filter_map(first)
            .filter(|locator| locator.starts_with("Table 1"))
            .collect();
        assert_eq!(
            of_table,
            [
                "Table 1, row 2", "Table 1, row 3", "Table 1, row 4", "Table 1, row 5",
                "Table 1, row 6"
            ]
        );
        assert_eq!(rows[0]["organ"], "Alash Orda");
    });
}

#[test]
fn the_structure_as_of_a_day() {
    alash(|study| {
        let said = at(study, Some("1920-06-01"), Some("alash-movement"), false, Form::Json)
            .expect("a structure");
        let bodies = lines(&said);
        let movement =
            bodies.iter().find(|body| body["card"] == "alash-movement").expect("the movement");
        let allies = movement["allies"].as_array().expect("allies");
        let of = |card: &str, certainty: &str| {
            allies
                .iter()
                .filter(|ally| ally["card"] == card && ally["certainty"] == certainty)
                .count()
        };
        assert_eq!(of("red-army", "certain"), 1, "from November 1919 until the beginning of 1924");
        assert_eq!(of("soviet-government", "possible"), 1, "when it ended is not told");
        assert!(
            allies.iter().all(|ally| ally["card"] != "provisional-government"),
            "that ended in 1917"
        );
        assert!(bodies.iter().any(|body| body["card"] == "alash-regiment-4"), "parts of parts");
    });
}

#[test]
fn what_cannot_be_understood() {
    alash(|study| {
        let refused = |date: &str, card: Option<&str>| {
            at(study, Some(date), card, false, Form::Human)
                .expect_err("refused")
                .get(Lang::En)
                .to_owned()
        };
        assert!(refused("some day", None).contains("“some day”"));
        assert!(refused("before 1917 or later", None).contains("before 1917"));
        assert!(refused("1919", Some("alash-mov")).contains("alash-movement"));
        assert!(refused("1919", Some("kazrevkom")).contains("kazrevcom"));
    });
}

fn of_file(text: &str, form: Form) -> Result<String, Said> {
    let asked = network::Asked {
        path: String::new(),
        at: None,
        layers: Vec::new(),
        weights: Weights::Unused,
        graphml: false,
        form,
    };
    network::of_file(text, &asked, Lang::En)
}

#[test]
fn a_file_of_ties() {
    // Figures of networkx 3.6 for the path a-b-c-d.
    let said = of_file("a\tb\nb\tc\t1\tone\r\nc\td\t\ttwo\n\n# a remark\n", Form::Json)
        .expect("a network");
    let nodes = lines(&said);
    let of = |node: usize, measure: &str| nodes[node][measure].as_f64().expect(measure);
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
    close(of(1, "betweenness"), 2.0 / 3.0);
    close(of(0, "closeness"), 0.5);
    close(of(1, "closeness"), 0.75);
    close(of(0, "eigenvector"), 0.371_748_034_460_184_43);
    close(of(1, "eigenvector"), 0.601_500_955_007_545_7);
    assert_eq!(nodes[1]["bridges_to"], serde_json::json!(["a", "c"]));
    close(nodes[3]["intervals"]["degree"][0].as_f64().expect("low"), 0.0);
    assert_eq!(
        nodes[0]["intervals"]["degree"][0], nodes[0]["degree"],
        "a tie without a source never falls"
    );
    assert!(lines(&of_file("a\tb\n", Form::Json).expect("a tie"))[0].get("intervals").is_none());
    // Without a weight, a third column of words is a source.
    assert!(
        lines(&of_file("a\tb\tmemoirs\n", Form::Json).expect("a tie"))[0]
            .get("intervals")
            .is_some()
    );
}

#[test]
fn a_file_that_holds_no_ties() {
    let check = |text: &str, words: &str| {
        let said = of_file(text, Form::Json).expect_err(text);
        assert!(said.get(Lang::En).contains(words), "{}", said.get(Lang::En));
    };
    check("", "no ties");
    check("a b\n", "line 1: two names");
    check("a\tb\nc\t\n", "line 2: a name is empty");
    check("a\tb\t-1\tone\n", "“-1” is not a positive number");
    check("a\tb\tNaN\n", "“NaN” is not a positive number");
    check("a\tb\tinf\n", "“inf” is not a positive number");
    check("a\tb\t1\tone\ttwo\n", "5 columns");
}

#[test]
fn a_network_for_other_programs() {
    let study = fixture::study(
        "
        //- cards/a.md
        ---
        kind: person
        name: A & \"B\" <C>
        office: {value: council, from: '1917', cite: '@one, p. 1'}
        ---
        //- cards/council.md
        ---
        kind: organ
        ---
        ",
    );
    let asked = network::Asked {
        path: String::new(),
        at: None,
        layers: Vec::new(),
        weights: Weights::Unused,
        graphml: true,
        form: Form::Human,
    };
    let said = network::of_study(&study, &asked, Lang::En).expect("GraphML");
    assert!(said.contains("<data key=\"label\">A &amp; &quot;B&quot; &lt;C&gt;</data>"), "{said}");
    assert!(said.contains("<data key=\"begins_earliest\">1917-01-01</data>"), "{said}");
    assert!(!said.contains("ends_latest\">"), "no end is told");
    assert!(said.contains("<data key=\"claims\">one, p. 1</data>"), "{said}");
}
