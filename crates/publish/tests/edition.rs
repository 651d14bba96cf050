//! Pages and drawings of small studies.

use std::collections::BTreeMap;

use derek_check::{Reading, Report};
use derek_publish::timeline::Window;
use derek_publish::{Accepting, Edition, Names, View, Word, checked, understanding};
use derek_study::{Acceptance, Document, Lang, Level, Study, fixture};
use derek_time::{Day, Style};
use expect_test::{Expect, expect};

/// A study with the text of its one source.
struct Read {
    study: Study,
    sources: BTreeMap<String, Document>,
    report: Report,
}

impl Read {
    fn of(fixture: &str, text: &str) -> Read {
        let study = fixture::study(fixture);
        let mut sources = BTreeMap::new();
        if !text.is_empty() {
            let document =
                derek_read::import("texts/article.txt", text.as_bytes()).expect("a text");
            sources.insert("article".to_owned(), document);
        }
        let report = derek_check::run(&Reading::of_study(&study, &sources, &[]), &[]);
        Read { study, sources, report }
    }

    fn edition(&self, lang: Lang) -> Edition<'_> {
        Edition::of(&self.study, &self.sources, &[], &self.report, "/study", lang)
    }
}

fn drawn(fixture: &str, lang: Lang, expected: &Expect) {
    let read = Read::of(fixture, "");
    let svg = read.edition(lang).timeline(&Window::default()).svg.into_string();
    let marks = svg.split_once("</g>").map_or("", |(_, marks)| marks);
    let marks =
        marks.replace("<a ", "\n<a ").replace("<g ", "\n  <g ").replace("<text ", "\n  <text ");
    expected.assert_eq(marks.trim());
}

#[test]
fn a_stretch_fades_where_its_bounds_are_not_known() {
    drawn(
        "
        //- cards/organ.md
        ---
        kind: organ
        name: Organ
        begins: 1917
        ends: 5 May 1919
        ---
        ",
        Lang::En,
        &expect![[r#"
            <text class="kind" x="12" y="78.0">organs</text>
            <a class="row" href="/study/cards/organ" aria-label="Organ: 1917 – 5 May 1919">
              <g class="span"><title>Organ: 1917 – 5 May 1919</title><rect class="fringe" fill="url(#begins)" x="12.0" y="90.0" width="312.5" height="9"/><rect class="core" fill="currentColor" fill-opacity="0.75" x="324.5" y="90.0" width="421.5" height="9"/></g>
              <text class="name" x="752.0" y="99.0">Organ</text></a></svg>"#]],
    );
}

#[test]
fn testimonies_of_one_event_stand_side_by_side() {
    drawn(
        "
        //- bibliography.bib
        @misc{article, title = {An article}}
        //- cards/agreement.md
        ---
        kind: event
        name: {en: Agreement, ru: Соглашение}
        when:
          - 1919 [@article, ¶34]
          - 5 December 1918 [@article, ¶39]
        ---
        ",
        Lang::Ru,
        &expect![[r#"
            <text class="kind" x="12" y="78.0">события</text>
            <a class="row" href="/study/cards/agreement" aria-label="Соглашение: 1919 г. (article, ¶34); Соглашение: 5 декабря 1918 г. (article, ¶39)">
              <g class="span is-parted"><title>Соглашение: 1919 г. (article, ¶34)</title><rect class="within" fill="url(#hatch-marked)" stroke="currentColor" stroke-opacity="0.7" x="482.0" y="90.0" width="470.0" height="9"/>
              <text class="parted" x="479.0" y="99.0" text-anchor="end">≠</text></g>
              <text class="name" x="462.0" y="99.0" text-anchor="end">Соглашение · 1919 г. (article, ¶34)</text>
              <g class="span is-parted"><title>Соглашение: 5 декабря 1918 г. (article, ¶39)</title><circle class="day" fill="currentColor" cx="447.9" cy="111.5" r="4.5"/>
              <text class="parted" x="440.4" y="116.0" text-anchor="end">≠</text></g>
              <text class="testimony" x="458.4" y="116.0">5 декабря 1918 г. (article, ¶39)</text></a></svg>"#]],
    );
}

#[test]
fn an_unmarked_day_is_told_in_both_styles() {
    let fixture = "
        //- cards/a.md
        ---
        kind: event
        name: Revolution
        when: 25 October 1917
        ---
    ";
    let read = Read::of(fixture, "");
    let svg = read.edition(Lang::En).timeline(&Window::default()).svg.into_string();
    let title = svg
        .split("<title>")
        .nth(1)
        .and_then(|rest| rest.split("</title>").next())
        .unwrap_or_default();
    expect!["Revolution: 25 October 1917 (if New Style: 12 (25) October 1917; if Old Style: 25 October (7 November) 1917)"].assert_eq(title);
}

#[test]
fn what_has_no_date_is_counted_and_listed() {
    let fixture = "
        //- cards/a.md
        ---
        kind: event
        name: Dated
        when: 1917
        ---
        //- cards/b.md
        ---
        kind: event
        name: Undated
        ---
        //- cards/c.md
        ---
        kind: event
        name: Long ago
        when: 1207
        ---
    ";
    let read = Read::of(fixture, "");
    let (from, until) = Window::typed("1900", "1920");
    let window = Window { from, until, ..Window::default() };
    let timeline = read.edition(Lang::En).timeline(&window);
    assert_eq!(timeline.shown, 1);
    assert_eq!(timeline.undated.iter().map(|card| &*card.id).collect::<Vec<_>>(), ["b"]);
    assert_eq!(timeline.outside.iter().map(|card| &*card.id).collect::<Vec<_>>(), ["c"]);
    assert!(
        timeline.svg.into_string().contains("<desc id=\"timeline-desc\">1 shown, 1 undated</desc>")
    );
}

#[test]
fn a_timeline_of_any_years_is_drawn_or_refused_but_never_falls() {
    let fixture = "
        //- cards/a.md
        ---
        kind: event
        name: Event
        when: 1917
        ---
    ";
    let read = Read::of(fixture, "");
    let edges = [i32::MIN, -2_000_000, 0, 2_421_000, 2_421_001, 2_500_000, i32::MAX];
    for from in edges {
        for until in edges {
            for (style, width) in
                [(Style::Both, None), (Style::Old, Some(0)), (Style::New, Some(9999))]
            {
                let (from, until) = (Some(Day::new(from)), Some(Day::new(until)));
                let window = Window { from, until, kind: Some("event".into()), style, width };
                read.edition(Lang::Kk).timeline_page(&window);
            }
        }
    }
}

/// A study of one event, as the marks of its drawing and its table.
fn marks(when: &str, from: &str, until: &str) -> (String, String) {
    let fixture = format!("//- cards/a.md\n---\nkind: event\nname: Event\nwhen: {when}\n---\n");
    let read = Read::of(&fixture, "");
    let (from, until) = Window::typed(from, until);
    let timeline = read.edition(Lang::En).timeline(&Window { from, until, ..Window::default() });
    assert_eq!(timeline.shown, 1, "{when}");
    let svg = timeline.svg.into_string();
    let marks = svg.split_once("<a class=\"row\"").map_or("", |(_, marks)| marks).to_owned();
    (marks, timeline.table.into_string())
}

#[test]
fn an_unmarked_day_is_two_days_tied_together() {
    let (marks, table) = marks("25 October 1917", "1917", "1917");
    assert_eq!(marks.matches("class=\"either\"").count(), 2, "{marks}");
    assert!(table.contains("25 October 1917") && table.contains("7 November 1917"), "{table}");
}

#[test]
fn an_open_end_is_an_arrow_and_an_unknown_one_a_question() {
    let (before, table) = marks("before May 1918", "1917", "1920");
    assert!(before.contains("class=\"open\"") && !before.contains("class=\"unknown\""), "{before}");
    assert!(table.contains("without limit"), "{table}");
    let (unknown, table) = marks("1918-06/", "1917", "1920");
    assert!(
        unknown.contains("class=\"unknown\"") && !unknown.contains("class=\"open\""),
        "{unknown}"
    );
    assert!(table.contains("unknown"), "{table}");
    let (day, _) = marks("5 May 1918 N.S.", "1917", "1920");
    assert!(!day.contains("class=\"open\"") && !day.contains("class=\"unknown\""), "{day}");
}

#[test]
fn about_then_has_no_edge() {
    let (about, _) = marks("circa 1918", "1917", "1920");
    assert!(about.contains("about-begins") && about.contains("about-ends"), "{about}");
    let (within, _) = marks("1918", "1917", "1920");
    assert!(!within.contains("about-") && within.contains("url(#hatch)"), "{within}");
}

/// What was before a day stands at that day, not in every century before it.
#[test]
fn an_open_moment_is_not_everywhere() {
    let read =
        Read::of("//- cards/a.md\n---\nkind: event\nname: Event\nwhen: before 1918\n---\n", "");
    let (from, until) = Window::typed("1500", "1600");
    let timeline = read.edition(Lang::En).timeline(&Window { from, until, ..Window::default() });
    assert_eq!((timeline.shown, timeline.outside.len()), (0, 1));
}

#[test]
fn years_before_our_era_are_named_as_historians_name_them() {
    let fixture = "
        //- cards/a.md
        ---
        kind: event
        name: Ides of March
        when: 15 March 44 BC
        ---
    ";
    let read = Read::of(fixture, "");
    for (lang, year) in
        [(Lang::En, ">50 BC<"), (Lang::Ru, ">50 до н. э.<"), (Lang::Kk, ">б. з. д. 50<")]
    {
        let (from, until) = Window::typed("100 BC", "50");
        let window = Window { from, until, ..Window::default() };
        let page = read.edition(lang).timeline_page(&window).into_string();
        assert!(page.contains(year), "{page}");
        assert!(!page.contains(">-") && !page.contains(">0<"), "{page}");
        assert!(page.contains("from=-99&amp;"), "an address counts as astronomers do: {page}");
    }
}

#[test]
fn the_axis_is_reckoned_in_the_style_that_is_asked_for() {
    let read = Read::of("//- cards/a.md\n---\nkind: event\nname: Event\nwhen: 1917\n---\n", "");
    let axis = |style, from, until| {
        let (from, until) = Window::typed(from, until);
        let window = Window { from, until, style, ..Window::default() };
        let svg = read.edition(Lang::En).timeline(&window).svg.into_string();
        ["N.S.", "O.S."].map(|name| svg.contains(&format!(">{name}</text>")))
    };
    assert_eq!(axis(Style::Both, "1917", "1918"), [true, true]);
    assert_eq!(axis(Style::New, "1917", "1918"), [true, false]);
    assert_eq!(axis(Style::Old, "1917", "1918"), [false, true]);
    assert_eq!(axis(Style::Both, "1900", "1950"), [false, false], "13 days cannot be seen");
}

const HOSTILE: &str = "<script>alert(1)</script>\"'&";

/// A page that holds hostile words as words.
fn harmless(page: &str) {
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("href=\"javascript:"), "{page}");
    assert!(!page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script"), "the words are shown: {page}");
}

#[test]
fn hostile_names_are_words() {
    let fixture = format!(
        "
        //- bibliography.bib
        @misc{{article, title = {{{HOSTILE}}}, url = {{javascript:alert(1)}}}}
        //- cards/a.md
        ---
        kind: event
        name: '<script>alert(1)</script>\"&'
        also: ['<script>']
        when: 1917 [@article, ¶1]
        says: '<script>alert(2)</script> [[<script>]]'
        ---
        <script>alert(3)</script> <img src=x onerror=alert(4)> [x](javascript:alert)
        "
    );
    let read = Read::of(&fixture, "In 1917 <script>alert(5)</script>.");
    let edition = read.edition(Lang::En);
    harmless(&edition.card("a", Accepting::No).expect("the card").into_string());
    harmless(&edition.contents().into_string());
    harmless(&edition.timeline_page(&Window::default()).into_string());
    harmless(&edition.bibliography().into_string());
    harmless(&edition.source("article").expect("the source").into_string());
    harmless(&edition.answer(&Names::of(&read.study), "<script").into_string());
    harmless(&edition.preview("a", "/style.css").expect("the card").into_string());
    harmless(&understanding::answer(HOSTILE, Lang::En).into_string());
    edition.findings(None, "/study/findings", Accepting::No);
}

#[test]
fn a_claim_stands_above_the_words_it_rests_on() {
    let fixture = "
        //- bibliography.bib
        @misc{article, title = {An article}}
        //- cards/agreement.md
        ---
        kind: event
        name: Agreement
        when: December 1918 [@article, ¶2]
        says: held in another place [@other-key, p. 3]
        ---
    ";
    let text =
        "The first paragraph.\n\nAn agreement was concluded in December\n1918, but most remained.";
    let read = Read::of(fixture, text);
    let card =
        read.edition(Lang::En).card("agreement", Accepting::No).expect("the card").into_string();
    assert!(card.contains("concluded in <mark>December 1918</mark>, but most remained."), "{card}");
    assert!(card.contains("href=\"/study/sources/article#p2\""), "{card}");
    assert!(card.contains(Word::NoEntry.get(Lang::En)), "{card}");
}

#[test]
fn a_source_that_is_not_held_says_how_to_add_it() {
    let fixture = "
        //- bibliography.bib
        @misc{article, title = {An article}}
        //- cards/a.md
        ---
        kind: event
        name: Agreement
        when: December 1918 [@article, ¶2]
        ---
    ";
    let read = Read::of(fixture, "");
    for lang in Lang::ALL {
        let card = read.edition(lang).card("a", Accepting::No).expect("the card").into_string();
        assert!(card.contains("texts/article.txt"), "{card}");
    }
}

const MANUSCRIPT: &str = "Heading\n\nHe said that “the government fell [1].\n\n\
    The second paragraph of 1917 is long enough to be one, and cites nothing of note [2].\n";

#[test]
fn a_finding_stands_beside_its_words() {
    let document = derek_read::import("chapter.txt", MANUSCRIPT.as_bytes()).expect("a text");
    let documents = [document];
    let report = derek_check::run(&Reading::of_texts(&documents, &[]), &[]);
    let finding = report.findings.first().expect("the stray mark");
    let anchor = derek_publish::address::finding(finding);
    for lang in Lang::ALL {
        let page = checked(&documents[0], &report, &View::of(lang, "/texts/1")).into_string();
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{page}");
        assert!(
            page.contains(&format!(
                "href=\"#{anchor}\" title=\"{}\">“</a>",
                finding.headline.get(lang)
            )),
            "the mark is underlined: {page}"
        );
        assert!(page.contains(finding.headline.get(lang)), "{page}");
        assert!(!page.contains("<form"), "a page that is only read has no forms");
        let other = View { only: Some(Level::Impossible), ..View::of(lang, "/texts/1") };
        let other = checked(&documents[0], &report, &other).into_string();
        assert!(!other.contains(&format!("id=\"{anchor}\"")), "{other}");
    }
}

#[test]
fn what_was_let_stand_shows_its_reason() {
    let document = derek_read::import("chapter.txt", MANUSCRIPT.as_bytes()).expect("a text");
    let documents = [document];
    let accepted = Acceptance {
        check: "unbalanced-quotation".into(),
        because: "so in the original <b>".into(),
        by: Some("A. Historian".into()),
        on: Some("2026-11-22".into()),
        ..Acceptance::default()
    };
    let report = derek_check::run(&Reading::of_texts(&documents, &[]), &[accepted]);
    assert_eq!(report.accepted.len(), 1);
    let accepting = Accepting::At { accept: "/accept", take_back: "/take-back" };
    let view = View { accepting, ..View::of(Lang::Ru, "/texts/1") };
    let page = checked(&documents[0], &report, &view).into_string();
    assert!(page.contains("so in the original &lt;b&gt;"), "{page}");
    assert!(page.contains("A. Historian, 2026-11-22"), "{page}");
    assert!(page.contains("action=\"/take-back\""), "{page}");
}

/// The addresses inside a page that lead to findings, and the anchors there are.
fn anchors_and_links(page: &str) -> (Vec<&str>, Vec<&str>) {
    let after = |mark: &str| -> Vec<&str> {
        page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    };
    (after(" id=\"f-"), after("href=\"#f-"))
}

fn no_two_alike(page: &str) {
    let (anchors, links) = anchors_and_links(page);
    let distinct: std::collections::BTreeSet<&&str> = anchors.iter().collect();
    assert_eq!(distinct.len(), anchors.len(), "{anchors:?}");
    for link in links {
        assert!(anchors.contains(&link), "{link} leads nowhere: {anchors:?}");
    }
}

#[test]
fn findings_of_one_key_have_addresses_of_their_own() {
    let fixture = "
        //- cards/a.md
        ---
        kind: event
        name: A
        party: Nobody Known
        part-of: Nobody Known
        ---
        //- cards/b.md
        ---
        kind: event
        name: B
        party: Nobody Known
        ---
    ";
    let read = Read::of(fixture, "");
    let repeated =
        read.report.findings.iter().filter(|finding| finding.check == "unknown-name").count();
    assert_eq!(repeated, 3);
    let accepting = Accepting::At { accept: "/accept", take_back: "/take-back" };
    let edition = read.edition(Lang::En);
    let page = edition.findings(None, "/study/findings", accepting).into_string();
    no_two_alike(&page);
    let finding = read.report.findings.iter().find(|finding| finding.check == "unknown-name");
    let anchor = derek_publish::address::finding(finding.expect("one"));
    for anchor in [anchor.clone(), format!("{anchor}-2"), format!("{anchor}-3")] {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        assert!(page.contains(&format!("for=\"{anchor}-because\"")), "{anchor}");
        assert!(page.contains(&format!("id=\"{anchor}-by\"")), "{anchor}");
    }
    let card = edition.card("b", accepting).expect("the card").into_string();
    no_two_alike(&card);
    assert!(card.contains(&format!("id=\"{anchor}-3\"")), "the same address as on the page of all");
    assert!(card.contains("name=\"file\" value=\"cards/b.md\""), "{card}");

    let twice =
        "He said that “the government fell [1].\n\nHe said that “the government fell [1].\n";
    let document = derek_read::import("chapter.txt", twice.as_bytes()).expect("a text");
    let documents = [document];
    let report = derek_check::run(&Reading::of_texts(&documents, &[]), &[]);
    let view = View { accepting, ..View::of(Lang::En, "/texts/1") };
    let page = checked(&documents[0], &report, &view).into_string();
    no_two_alike(&page);
    assert!(anchors_and_links(&page).0.iter().any(|anchor| anchor.ends_with("-2")), "{page}");
}

#[test]
fn a_card_says_who_denies_and_what_was_revised() {
    let read = Read::of(
        "
        //- cards/landing.md
        ---
        kind: event
        name: Landing
        when:
          - May 1855 [@memoir]
          - denied: June 1857
            cite: '@survey'
          - doubted: July 1858
            by: smith
            reported-by: his son
            reading: conjectural
            mode: hearsay
          - judged: May 1855
            polarity: denies
            because: x
            on: 2026-11-01
          - judged: May 1855
            because: y
            revises: 2026-11-01
        ---
        //- cards/smith.md
        ---
        kind: person
        name: {en: Smith, ru: Смит}
        access: {judged: participant, because: z}
        ---
        ",
        "",
    );
    let page =
        |id: &str, lang| read.edition(lang).card(id, Accepting::No).expect("a card").into_string();
    let words = [
        (
            Lang::En,
            [
                "denied", "doubted", "conjectural reading", "as hearsay", "judged not so",
                "revised since", "through his son",
            ],
        ),
        (
            Lang::Ru,
            [
                "отрицается",
                "под сомнением",
                "предположительное чтение",
                "с чужих слов",
                "суждение: не так",
                "пересмотрено",
                "через his son",
            ],
        ),
        (
            Lang::Kk,
            [
                "жоққа шығарылған", "күмән келтірілген", "оқылуы болжамды", "естуінше",
                "пайым: олай емес", "кейін қайта қаралған", "his son арқылы",
            ],
        ),
    ];
    for (lang, words) in words {
        let page = page("landing", lang);
        for word in words {
            assert!(page.contains(word), "{lang:?}: {word}");
        }
        assert_eq!(page.matches("is-not-held").count(), 3);
    }
    assert!(page("landing", Lang::Ru).contains(">Смит</a>"));
    assert!(
        page("smith", Lang::Ru).contains("участник")
            && page("smith", Lang::Kk).contains("қатысушы")
    );
    let drawn = read.edition(Lang::En).timeline(&Window::default()).svg.into_string();
    assert!(
        drawn.contains("1855") && !drawn.contains("1857") && !drawn.contains("1858"),
        "{drawn}"
    );
}
