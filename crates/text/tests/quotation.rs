//! Quotations against sources: what each kind of change is called.

use derek_text::quotation::{Anchor, Difference, Refound};
use derek_text::{Source, Verdict};

/// What a quotation is to a source: the verdict, then each difference as
/// `kind quotation | source`, `!` before those that are grave.
fn told(source: &str, quotation: &str) -> (Verdict, Vec<String>) {
    let prepared = Source::new(source);
    let found = prepared.find(quotation);
    let tell = |one: &Difference| {
        let grave = if one.grave { "!" } else { "" };
        let (here, there) = (&quotation[one.quote.clone()], &source[one.source.clone()]);
        format!("{grave}{} {here} | {there}", one.kind.name())
    };
    (found.verdict, found.differences.iter().map(tell).collect())
}

#[track_caller]
fn check(source: &str, quotation: &str, verdict: Verdict, differences: &[&str]) {
    let (found, told) = told(source, quotation);
    assert_eq!(
        (found, told.iter().map(String::as_str).collect::<Vec<_>>()),
        (verdict, differences.to_vec())
    );
}

const TELEGRAM: &str = "The council asks that autonomy be\n  recognised without delay, and that 25 delegates be sent to Orenburg in December 1917.";

#[test]
fn word_by_word() {
    check(TELEGRAM, "autonomy be recognised without delay", Verdict::Exact, &[]);
    check(TELEGRAM, " asks that\tautonomy ", Verdict::Exact, &[]);
}

#[test]
fn capitals_and_marks() {
    check(
        TELEGRAM,
        "Autonomy be recognised without delay; and that",
        Verdict::Presentation,
        &["presentation Autonomy | autonomy", "presentation ;  | , "],
    );
}

#[test]
fn marks_within_marks() {
    check(
        "он сказал: «газета „Қазақ“ вышла», и ушел",
        "газета \"Қазақ\" вышла",
        Verdict::Presentation,
        &["presentation  \" |  „", "presentation \"  | “ "],
    );
}

#[test]
fn old_spelling() {
    check(
        "Комитетъ ея прежнія рѣшенія безсмысленнаго дѣла отвергъ",
        "комитет ее прежние решения бессмысленного дела отверг",
        Verdict::Orthography,
        &[
            "orthography комитет | Комитетъ",
            "orthography ее | ея",
            "orthography прежние | прежнія",
            "orthography решения | рѣшенія",
            "orthography бессмысленного | безсмысленнаго",
            "orthography дела | дѣла",
            "orthography отверг | отвергъ",
        ],
    );
}

#[test]
fn kazakh_typed_without_its_letters() {
    check(
        "Алаш қозғалысының көсемі",
        "Алаш козгалысынын көсемі",
        Verdict::Orthography,
        &["orthography козгалысынын | қозғалысының"],
    );
    check(
        "Алаш қозғалысының көсемі Әлихан Бөкейхан",
        "Алаш козгалысынын косемi Алихан Бокейхан",
        Verdict::Orthography,
        &[
            "orthography козгалысынын | қозғалысының",
            "orthography косемi | көсемі",
            "orthography Алихан | Әлихан",
            "orthography Бокейхан | Бөкейхан",
        ],
    );
}

#[test]
fn a_hyphen_at_the_end_of_a_line() {
    check(
        "временное прави-\nтельство признало",
        "временное правительство признало",
        Verdict::Presentation,
        &["presentation правительство | прави-\nтельство"],
    );
}

#[test]
fn lines_of_verse() {
    check(
        "Мен жастарға сенемін,\nМен сенемін жастарға",
        "Мен жастарға сенемін, / Мен сенемін жастарға",
        Verdict::Presentation,
        &["presentation , /  | ,\n"],
    );
}

#[test]
fn a_page_ends_within() {
    let source = "The council asks that autonomy be recog-\n\n12  HISTORY OF THE STEPPE\n\nnised without delay.\n\n13\n\nNothing came of it.";
    check(
        source,
        "that autonomy be recognised without delay. Nothing came of it.",
        Verdict::Presentation,
        &[
            "presentation recognised | recog-\n\n12  HISTORY OF THE STEPPE\n\nnised",
            "presentation  | 13",
        ],
    );
    check(
        "the council met[3] in Orenburg",
        "the council met in Orenburg",
        Verdict::Presentation,
        &["presentation  | 3"],
    );
}

#[test]
fn words_left_out_with_a_mark() {
    for mark in ["…", "...", ". . .", "[…]", "[...]", "<…>", "<...>", "(…)"] {
        let quotation = format!("The council asks {mark} that 25 delegates be sent");
        let (verdict, told) = told(TELEGRAM, &quotation);
        assert_eq!(verdict, Verdict::Elided, "{mark} {told:?}");
        assert!(
            told.contains(
                &"!elision  | that autonomy be\n  recognised without delay, and".to_owned()
            ),
            "{mark} {told:?}"
        );
    }
}

#[test]
fn a_denial_left_out_with_a_mark_is_told() {
    let (verdict, told) = told(
        "They did not in any way wish to recognise the autonomy of the steppe.",
        "They did … wish to recognise the autonomy",
    );
    assert_eq!(verdict, Verdict::Elided);
    assert_eq!(told, ["!elision  | not in any way"]);
}

#[test]
fn words_put_in_with_brackets() {
    check(
        TELEGRAM,
        "The council [of the Alash] asks that autonomy be recognised [sic]",
        Verdict::Elided,
        &["interpolation of the Alash | ", "interpolation sic | "],
    );
    let (verdict, told) = told(TELEGRAM, "without delay, and that [the] delegates be sent");
    assert_eq!((verdict, told.len()), (Verdict::Elided, 2), "{told:?}");
}

#[test]
fn brackets_of_the_source_itself() {
    check(
        "the council [of the Alash] asks for autonomy",
        "council [of the Alash] asks",
        Verdict::Exact,
        &[],
    );
    check(
        "the council [of the Alash] asks for autonomy",
        "Council [of the Alash] asks",
        Verdict::Presentation,
        &["presentation Council | council"],
    );
}

#[test]
fn a_word_replaced() {
    check(
        TELEGRAM,
        "that autonomy be granted without delay",
        Verdict::Altered,
        &["substitution granted | recognised"],
    );
}

#[test]
fn words_left_out_without_a_mark() {
    check(
        TELEGRAM,
        "The council asks that autonomy be recognised, and that 25 delegates",
        Verdict::Grave,
        &["!omission  | without delay"],
    );
    check(
        TELEGRAM,
        "The council asks autonomy be recognised without delay",
        Verdict::Altered,
        &["omission  | that"],
    );
}

#[test]
fn a_denial_a_number_a_date_a_name() {
    check(
        TELEGRAM,
        "that autonomy not be recognised without delay",
        Verdict::Grave,
        &["!insertion not | "],
    );
    check(
        TELEGRAM,
        "and that 35 delegates be sent to Orenburg",
        Verdict::Grave,
        &["!substitution 35 | 25"],
    );
    check(
        TELEGRAM,
        "delegates be sent to Orenburg in January 1917",
        Verdict::Grave,
        &["!substitution January | December"],
    );
    check(
        TELEGRAM,
        "25 delegates be sent to Semipalatinsk in December",
        Verdict::Grave,
        &["!substitution Semipalatinsk | Orenburg"],
    );
    check(
        "Комитет постановил признать автономию",
        "Комитет постановил не признать автономию",
        Verdict::Grave,
        &["!insertion не | "],
    );
    check(
        "олар бұл шешімді қабылдаған еді",
        "олар бұл шешімді қабылдамаған еді",
        Verdict::Grave,
        &["!substitution қабылдамаған | қабылдаған"],
    );
}

#[test]
fn what_is_not_said() {
    for quotation in
        ["", " \n", "…", "[]", "independence was declared at once by everybody", "автономия"]
    {
        check(TELEGRAM, quotation, Verdict::Absent, &[]);
    }
    check("", "autonomy", Verdict::Absent, &[]);
    check("ab", "autonomy", Verdict::Absent, &[]);
}

#[test]
fn a_formula_in_several_places() {
    let source =
        "In the name of God. First. In the name of God. Second. IN THE NAME OF GOD. Third.";
    let found = Source::new(source);
    assert_eq!(found.find("In the name of God").places, [0..18, 27..45]);
    assert_eq!(found.find("in the name of god").places, [0..18, 27..45, 55..73]);
}

#[test]
fn a_badly_read_source_alters_nothing() {
    let page = "Тhe eouncil asks that autonorny be rccognised vvithout dclay, arid thal delegates bc sent to Orenburg. ";
    let (verdict, _) = told(
        page,
        "The council asks that autonomy be recognised without delay, and that delegates be sent",
    );
    assert_eq!(verdict, Verdict::Orthography);
    let (verdict, _) = told(
        page,
        "The council never asks that autonomy be recognised without delay, and that delegates be sent",
    );
    assert_eq!(verdict, Verdict::Grave);
}

#[test]
fn a_number_misread_is_never_sure() {
    // Much of the page is read wrong, so that a digit read wrong would be no wonder.
    let page = "Тhe eouncil ot the stcppe, whieh met in l9I1, asks that autonorny be rccognised vvithout dclay, arid thal delegates bc sent.";
    let source = Source::new(page);
    let found = source
        .find("The council of the steppe, which met in 1917, asks that autonomy be recognised");
    assert!(!found.certain || !found.verdict.is_faithful(), "{found:?}");
}

#[test]
fn whole_words_come_first() {
    assert_eq!(Source::new("a party of art").find("art").places.first(), Some(&(11..14)));
    assert_eq!(Source::new("a party").find("art").places.first(), Some(&(3..6)));
}

#[test]
fn an_anchor_moves_with_its_words() {
    let text = "One. The council met in Orenburg. Two. The council met in Semey. Three.";
    let at = text.rfind("The council").unwrap_or_default();
    let anchor = Anchor::of(text, at..at + 15);
    let find = |text: &str| anchor.as_ref().map(|anchor| anchor.find(text));
    assert_eq!(find(text), Some(Refound::Same(at..at + 15)));
    assert_eq!(find(&format!("Zero. {text}")), Some(Refound::Moved(at + 6..at + 21)));
    assert_eq!(
        find(&text.replace("council met in Semey", "counci1 met in Semey")),
        Some(Refound::Moved(at..at + 15))
    );
    assert!(matches!(find("One. The council met in Orenburg. Three."), Some(Refound::Doubtful(_))));
    assert_eq!(find("Something else entirely."), Some(Refound::Lost));
    assert_eq!(Anchor::of(text, 3..3), None);
    assert_eq!(Anchor::of("ә", 0..1), None);
}

#[test]
fn an_anchor_from_selectors() {
    let text = "One. The council met in Orenburg. Two. The council met in Semey. Three.";
    let find = |prefix: &str, suffix: &str| {
        Anchor::from_selectors("The council met", prefix, suffix, None)
            .map(|anchor| anchor.find(text))
    };
    assert_eq!(find("Two. ", " in Semey."), Some(Refound::Moved(39..54)));
    assert_eq!(find("", ""), Some(Refound::Doubtful(vec![5..20, 39..54])));
    assert_eq!(Anchor::from_selectors("", "a", "b", None), None);
}
