//! Dates as other programs read them, never surer than they are.

use derek_time::{Date, Day, Export, FourPoints, parse};
use proptest::prelude::*;

fn read(text: &str) -> Date {
    parse(text).unwrap_or_else(|error| panic!("{text}: not read at {}", error.stopped))
}

fn export(text: &str, export: Export) -> Option<String> {
    read(text).export(export)
}

/// What is said of the entity: the lines after the prefixes and the label.
fn said(text: &str, form: Export) -> String {
    let turtle = export(text, form).unwrap_or_else(|| panic!("{text}: not exported"));
    let (_, entity) = turtle.split_once("\n\n").expect("prefixes, then the entity");
    entity.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn four_points() {
    let check = |text: &str, points: [Option<&str>; 4]| {
        let FourPoints { begin_of_the_begin, end_of_the_begin, begin_of_the_end, end_of_the_end } =
            read(text).four_points();
        let found = [begin_of_the_begin, end_of_the_begin, begin_of_the_end, end_of_the_end];
        let found = found.map(|day| day.map(Day::iso));
        assert_eq!(found.each_ref().map(Option::as_deref), points, "{text}");
    };
    check("1918", [Some("1918-01-01"), None, None, Some("1918-12-31")]);
    check(
        "1917–1924",
        [Some("1917-01-01"), Some("1917-12-31"), Some("1924-01-01"), Some("1924-12-31")],
    );
    check("from early 1918 to 1918", [Some("1918-01-01"), None, None, Some("1918-12-31")]);
    check("since 1918", [Some("1918-01-01"), None, None, None]);
    check("before 1918", [None, None, None, Some("1917-12-31")]);
    // Without a calendar both readings are covered, and only what both allow is sure.
    check("25 October 1917", [Some("1917-10-25"), None, None, Some("1917-11-07")]);
    check(
        "25 October – 20 November 1917",
        [Some("1917-10-25"), Some("1917-11-07"), Some("1917-11-20"), Some("1917-12-03")],
    );
    check("25 October – 3 November 1917", [Some("1917-10-25"), None, None, Some("1917-11-16")]);
}

#[test]
fn edtf_of_a_date_that_can_be_read_in_two_ways() {
    let check = |text: &str, expected: &str| {
        assert_eq!(export(text, Export::Edtf).as_deref(), Some(expected), "{text}");
        let doubt = 1 < read(text).readings().len();
        assert_eq!(read(expected).uncertain, doubt, "{expected}");
    };
    check("25 October (7 November) 1917", "1917-11-07");
    check("25 October 1917", "[1917-10-25,1917-11-07]");
    check("5/6/1917", "[1917-05-06,1917-06-05]");
    check("5–13 December 1917", "1917-12-05?/1917-12-13?");
    check("5–13 December 1918", "1918-12-05/1918-12-13");
}

#[test]
fn cidoc_crm() {
    assert_eq!(
        export("25 October (7 November) 1917", Export::Crm).as_deref(),
        Some(
            "@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> .\n\
             @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
             @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n\
             [] a crm:E52_Time-Span ;\n    \
                 rdfs:label \"25 October (7 November) 1917\" ;\n    \
                 crm:P82a_begin_of_the_begin \"1917-11-07T00:00:00\"^^xsd:dateTime ;\n    \
                 crm:P82b_end_of_the_end \"1917-11-07T23:59:59\"^^xsd:dateTime ."
        )
    );
    let stretch = said("1917–1924", Export::Crm);
    assert!(stretch.contains("crm:P81a_end_of_the_begin \"1917-12-31T23:59:59\"^^xsd:dateTime"));
    assert!(stretch.contains("crm:P81b_begin_of_the_end \"1924-01-01T00:00:00\"^^xsd:dateTime"));
    assert!(said("44 BC", Export::Crm).contains("\"-0043-01-01T00:00:00\""));
    assert!(
        said("circa 1918", Export::Crm)
            .contains("crm:P79_beginning_is_qualified_by \"approximate\"")
    );
    assert!(said("1918?", Export::Crm).contains("crm:P80_end_is_qualified_by \"uncertain\""));
    assert!(!said("1918", Export::Crm).contains("qualified"));
}

#[test]
fn owl_time() {
    assert_eq!(
        said("May 1917", Export::OwlTime),
        "[] a time:ProperInterval ; rdfs:label \"May 1917\" ; time:intervalIn [ a time:DateTimeInterval ; \
         time:hasDateTimeDescription [ a time:DateTimeDescription ; time:unitType time:unitMonth ; \
         time:hasTRS <http://www.opengis.net/def/uom/ISO-8601/0/Gregorian> ; \
         time:year \"1917\"^^xsd:gYear ; time:month \"--05\"^^xsd:gMonth ] ] ."
    );
    assert_eq!(
        said("from 5 May 1917 N.S. to the middle of 1918", Export::OwlTime),
        "[] a time:ProperInterval ; rdfs:label \"from 5 May 1917 N.S. to the middle of 1918\" ; \
         time:hasBeginning [ a time:Instant ; time:inXSDDate \"1917-05-05\"^^xsd:date ] ; \
         time:hasEnd [ a time:Instant ; \
         time:after [ a time:Instant ; time:inXSDDate \"1918-04-30\"^^xsd:date ] ; \
         time:before [ a time:Instant ; time:inXSDDate \"1918-09-01\"^^xsd:date ] ] ."
    );
    // An open end need not be there.
    assert!(!said("since 1918", Export::OwlTime).contains("hasEnd"));
    // What the words doubt is named and not measured.
    let circa = said("circa 1918", Export::OwlTime);
    assert!(circa.contains("time:nominalPosition \"1918~\"") && !circa.contains("xsd:gYear"));
    let stretch = said("circa 1917–1920", Export::OwlTime);
    assert!(
        stretch.contains("\"1917~\"")
            && stretch.contains("\"1920~\"")
            && stretch.contains("ProperInterval")
    );
    // A Julian month is not a month of the Gregorian calendar.
    assert!(said("December 1917 O.S.", Export::OwlTime).contains("\"1917-12-14\"^^xsd:date"));
}

#[test]
fn oxcal() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(export(text, Export::OxCal).as_deref(), expected, "{text}");
    };
    check("1918", Some("Date(\"1918\", U(1917.9976, 1918.9969));"));
    // The scale begins with 1 January AD 1, by definition 1.
    check("5 AD", Some("Date(\"5 AD\", U(5.0001, 5.9994));"));
    check("25 October 1917", Some("Date(\"25 October 1917\", U(1917.8114, 1917.8498));"));
    check(
        "1917–1920",
        Some(
            "Sequence(\"1917–1920\") { Date(\"begins\", U(1916.9983, 1917.9976)); Date(\"ends\", U(1919.9963, 1920.9984)); };",
        ),
    );
    check("before 5 May 1918", Some("Before(\"before 5 May 1918\") { Date(1918.3371); };"));
    check("after 1918", Some("After(\"after 1918\") { Date(1918.9969); };"));
    check("circa 1918", None);
    check("1918?", None);
    check("since 1918", None);
}

#[test]
fn linked_places_and_periodo() {
    let check = |text: &str, form, expected: &str| {
        assert_eq!(export(text, form).as_deref(), Some(expected), "{text}");
    };
    check(
        "1917–1920",
        Export::LinkedPlaces,
        r#"{"timespans":[{"start":{"in":"1917"},"end":{"in":"1920"}}],"label":"1917–1920","certainty":"certain"}"#,
    );
    check(
        "circa 1918",
        Export::LinkedPlaces,
        r#"{"timespans":[{"start":{"in":"1918"}}],"label":"circa 1918","certainty":"less-certain"}"#,
    );
    check(
        "early 1918",
        Export::LinkedPlaces,
        r#"{"timespans":[{"start":{"earliest":"1918-01-01"},"end":{"latest":"1918-04-30"}}],"label":"early 1918","certainty":"certain"}"#,
    );
    check(
        "the 19th century",
        Export::PeriodO,
        r#"{"start":{"label":"the 19th century","in":{"earliestYear":"1801","latestYear":"1900"}},"stop":{"label":"the 19th century","in":{"earliestYear":"1801","latestYear":"1900"}}}"#,
    );
    assert_eq!(export("circa 1918", Export::PeriodO), None);
}

#[test]
fn what_is_no_date_is_no_export() {
    for form in Export::ALL {
        assert_eq!(export("30 February 1917", form), None, "{form:?}");
        assert_eq!(Export::from_name(form.name()), Some(form));
    }
    assert_eq!(Export::from_name("ical"), None);
}

/// Words that would end a string do not.
#[test]
fn quotation_marks_in_the_writing_stay_inside() {
    let mut date = read("1918");
    date.text = "1918 \"\\\n\u{1}".to_owned();
    let crm = date.export(Export::Crm).expect("exported");
    assert!(crm.contains(r#"rdfs:label "1918 \"\\ \u0001""#), "{crm}");
    let oxcal = date.export(Export::OxCal).expect("exported");
    assert!(oxcal.starts_with("Date(\"1918 ''"), "{oxcal}");
}

proptest! {
    #[test]
    fn points_lie_in_order(first in -1_000_000..3_000_000_i32, length in 0..9000_i32, last in 0..9000_i32) {
        let (one, two) = (Day::new(first), Day::new(first + length));
        let text = format!("{}/{}", one.iso(), two.plus(last).iso());
        if let Ok(date) = parse(&text) {
            let points = date.four_points();
            let points = [points.begin_of_the_begin, points.end_of_the_begin, points.begin_of_the_end, points.end_of_the_end];
            let known: Vec<Day> = points.into_iter().flatten().collect();
            prop_assert!(known.is_sorted());
            Export::ALL.iter().for_each(|form| drop(date.export(*form)));
        }
    }
}
