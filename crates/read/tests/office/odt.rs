//! OpenDocument texts, by hand and small.

use derek_study::document::CitationSystem;

use crate::hostile::{lead_back, mutated, mutations};
use crate::{every_word_leads_back, left_out, package, part, read, shown, taken_from};

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;

const STYLES: &str = r#"
    <style:style style:name="Chapter_20_Mine" style:display-name="Chapter Mine" style:parent-style-name="Heading_20_2"/>
    <style:style style:name="Heading_20_2" style:display-name="Heading 2"/>
    <style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
    <text:list-style style:name="L1">
      <text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="[" style:num-suffix="]"/>
      <text:list-level-style-bullet text:level="2" text:bullet-char="•"/>
    </text:list-style>"#;

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest/>"),
    ])
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let document = read("chapter.odt", &odt(body));
    let expected: String = expected.lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(shown(&document), expected.trim_start_matches('\n'));
}

const BODY: &str = r#"<text:h text:outline-level="1">The council</text:h>
    <text:p>It met on<text:s text:c="2"/>5 December 1917 at <text:span>Oren</text:span>burg &amp; Omsk.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Others tell it otherwise, as will be seen.</text:p></text:note-body></text:note> Then<text:span text:style-name="T1">12</text:span>.</text:p>
    <text:p text:style-name="Chapter_20_Mine">By style</text:p>
    <table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Who</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>When</text:p></table:table-cell></table:table-row>
    <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>1917</text:p></table:table-cell></table:table-row></table:table>
    <text:list text:style-name="L1"><text:list-item><text:p>The first point of the programme.</text:p><text:list><text:list-item><text:p>and below it</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>The second.</text:p></text:list-item></text:list>"#;

#[test]
fn headings_notes_tables_and_lists() {
    check(
        BODY,
        "heading | The council | The council
         prose | ¶1 | It met on 5 December 1917 at Orenburg & Omsk.¹ Then¹².
         heading | By style | By style
         cell | Table 1, row 1, column 1 | Who
         cell | Table 1, row 1, column 3 | When
         cell | Table 1, row 2, column 3 | 1917
         reference | [1] | [1] The first point of the programme.
         item | ¶2 | • and below it
         reference | [2] | [2] The second.
         item | note 1 | Others tell it otherwise, as will be seen.",
    );
    let bytes = odt(BODY);
    let document = read("chapter.odt", &bytes);
    assert_eq!(taken_from(&document, &bytes, "Orenburg"), "Oren</text:span>burg");
    assert_eq!(taken_from(&document, &bytes, "&"), "&amp;");
    assert_eq!(taken_from(&document, &bytes, "otherwise"), "otherwise");
    assert!(20 < every_word_leads_back(&document, &bytes));
    let systems: Vec<CitationSystem> =
        document.paragraphs[1].citations.iter().map(|mark| mark.system).collect();
    assert_eq!(systems, [CitationSystem::Note, CitationSystem::Raised]);
}

#[test]
fn changes_remarks_boxes_and_indexes() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>
        <text:table-of-content><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template></text:table-of-content-source><text:index-body><text:p>The council<text:tab/>3</text:p></text:index-body></text:table-of-content>
        <text:p>It met <office:annotation office:name="a"><dc:creator>A. Reader</dc:creator><dc:date>2026</dc:date><text:p>Or 1918?</text:p></office:annotation>in 1917<office:annotation-end office:name="a"/><draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>, it is said.</text:p>"#;
    let document = read("chapter.odt", &odt(body));
    assert_eq!(
        shown(&document),
        "apparatus | ¶1 | The council 3\nprose | ¶2 | It met in 1917, it is said.\nprose | ¶3 | In the box.\n"
    );
    let remark = &document.source.as_ref().unwrap().remarks[0];
    assert_eq!((remark.by.as_str(), remark.words.as_str()), ("A. Reader", "Or 1918?"));
    assert_eq!(&document.text[remark.range.clone()], "in 1917");
    assert_eq!(
        left_out(&document),
        [
            "tracked deletions left out: 1", "tracked insertions read as text: 1",
            "comments in the margin, not checked: 1"
        ]
    );
}

#[test]
fn one_file_without_a_container() {
    let flat = format!(
        r#"<?xml version="1.0"?><office:document {SPACES}><office:body><office:text><text:p>A text of 1917.</text:p></office:text></office:body></office:document>"#
    );
    let document = read("flat.fodt", flat.as_bytes());
    assert_eq!(document.text, "A text of 1917.");
    assert_eq!(taken_from(&document, flat.as_bytes(), "1917"), "1917");
}

#[test]
fn locked() {
    let bytes = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    assert!(derek_read::import("a.odt", &bytes).unwrap_err().to_string().contains("password"));
}

#[test]
fn mutations_of_its_content() {
    let text = part(&odt(BODY), "content.xml").into_bytes();
    for seed in 0..mutations() {
        let content = String::from_utf8_lossy(&mutated(&text, seed)).into_owned();
        let bytes = package(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", &content),
        ]);
        if let Ok(document) = derek_read::import("mutated.odt", &bytes) {
            lead_back(&document);
        }
    }
}
