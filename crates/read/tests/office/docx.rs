//! Word's documents as Word, LibreOffice and Google write them, by hand and small.

use derek_study::document::CitationSystem;

use crate::{every_word_leads_back, left_out, package, read, shown, taken_from};

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

pub const STYLES: &str = r#"
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Глава моя"/><w:basedOn w:val="1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Zag2"><w:name w:val="Заголовок 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="caption"/></w:style>
    <w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>"#;

const LISTS: &str = r#"
    <w:abstractNum w:abstractNumId="4">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>
    <w:num w:numId="8"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;

/// A document of Word's around a body; further parts by their short names.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let sheet = |root: &str, inside: &str| {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="{SPACE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{inside}</w:{root}>"#
        )
    };
    let mut all = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "word/document.xml")])),
        (
            "word/document.xml".to_owned(),
            sheet("document", &format!("<w:body>{body}<w:sectPr/></w:body>")),
        ),
        ("word/styles.xml".to_owned(), sheet("styles", STYLES)),
        ("word/numbering.xml".to_owned(), sheet("numbering", LISTS)),
    ];
    for (name, inside) in parts {
        let root = if name.starts_with("header") { "hdr" } else { name };
        all.push((format!("word/{name}.xml"), sheet(root, inside)));
    }
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    package(&all)
}

fn relations(of: &[(&str, &str)]) -> String {
    let one = |(kind, target): &(&str, &str)| {
        format!(
            r#"<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let all: String = of.iter().map(one).collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
    )
}

/// A paragraph of one run.
pub fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[track_caller]
fn check(body: &str, parts: &[(&str, &str)], expected: &str) {
    let document = read("chapter.docx", &docx(body, parts));
    let expected: String = expected.lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(shown(&document), expected.trim_start_matches('\n'));
}

#[test]
fn headings_by_style_outline_and_local_name() {
    check(
        &[
            styled("TOC1", "The council\t3"),
            styled("Chapter", "The council"),
            p("It met on 5 December 1917, and it sat for eight days."),
            styled("Zag2", "The second day"),
            "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>By outline</w:t></w:r></w:p>"
                .to_owned(),
            styled("Loop", "It was so, and nobody said otherwise."),
            styled("a3", "Map of the steppe"),
        ]
        .concat(),
        &[],
        "apparatus | ¶1 | The council 3
         heading | The council | The council
         prose | ¶2 | It met on 5 December 1917, and it sat for eight days.
         heading | The second day | The second day
         heading | By outline | By outline
         prose | ¶3 | It was so, and nobody said otherwise.
         caption | Map of the steppe | Map of the steppe",
    );
}

#[test]
fn runs_are_put_together_and_lead_back() {
    let body = "<w:p><w:r><w:t>They met at </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Oren</w:t></w:r><w:r><w:t>burg &amp; Omsk</w:t></w:r><w:r><w:tab/><w:t>in</w:t><w:br/><w:t>1917</w:t></w:r><w:r><w:t>, Alash</w:t><w:noBreakHyphen/><w:t>Orda gov</w:t><w:softHyphen/><w:t>erned.</w:t></w:r></w:p>";
    let bytes = docx(body, &[]);
    let document = read("chapter.docx", &bytes);
    assert_eq!(document.text, "They met at Orenburg & Omsk\tin\n1917, Alash-Orda gov\u{ad}erned.");
    assert_eq!(
        document.paragraphs[0].text,
        "They met at Orenburg & Omsk in 1917, Alash-Orda governed."
    );
    assert_eq!(taken_from(&document, &bytes, "met"), "met");
    assert_eq!(taken_from(&document, &bytes, "&"), "&amp;");
    assert_eq!(taken_from(&document, &bytes, "Orenburg"), "Oren</w:t></w:r><w:r><w:t>burg");
    assert_eq!(taken_from(&document, &bytes, "1917"), "1917");
    assert_eq!(taken_from(&document, &bytes, "\t"), "<w:tab/>");
    assert_eq!(document.paragraphs[0].dates.len(), 1);
}

#[test]
fn tables_by_row_and_column() {
    let cell = |words: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(words));
    let wide = |words: &str| {
        format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", p(words))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let frame = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("A frame around a paragraph, as title pages have it.")
    );
    let two =
        "<w:tc><w:p><w:r><w:t>One,</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc>";
    let table = format!(
        "<w:tbl><w:tblPr/>{}{}{}</w:tbl>",
        row(&[wide("Who"), cell("When")]),
        row(&[cell("Bukeikhanov"), cell("Baitursynov"), cell("1917")]),
        row(&[two.to_owned(), cell(""), cell("1918")]),
    );
    check(
        &[frame, table, p("Source: the minutes."), p("It went on.")].concat(),
        &[],
        "prose | ¶1 | A frame around a paragraph, as title pages have it.
         cell | Table 1, row 1, column 1 | Who
         cell | Table 1, row 1, column 3 | When
         cell | Table 1, row 2, column 1 | Bukeikhanov
         cell | Table 1, row 2, column 2 | Baitursynov
         cell | Table 1, row 2, column 3 | 1917
         cell | Table 1, row 3, column 1 | One, two
         cell | Table 1, row 3, column 3 | 1918
         caption | Source: the minutes. | Source: the minutes.
         prose | ¶2 | It went on.",
    );
}

#[test]
fn notes_stand_behind_the_text_and_are_called_from_it() {
    let body = "<w:p><w:r><w:t>The congress met in December.</w:t></w:r><w:r><w:footnoteReference w:id=\"3\"/></w:r><w:r><w:t xml:space=\"preserve\"> It chose a council of 25.</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>";
    let note = |id: &str, words: &str| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {words}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let notes = [
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>".to_owned(),
        note("2", "Olcott M. The Kazakhs. Stanford, 1995. P. 135."),
        note("3", "Others say that it opened only on 8 December 1917, when the guests had come."),
        note("9", "Nobody calls this one."),
    ]
    .concat();
    let ends = "<w:endnote w:id=\"2\"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote>";
    let bytes = docx(body, &[("footnotes", &notes), ("endnotes", ends)]);
    let document = read("chapter.docx", &bytes);
    assert_eq!(
        shown(&document),
        "prose | ¶1 | The congress met in December.¹ It chose a council of 25.²¹\n\
         item | note 1 | Others say that it opened only on 8 December 1917, when the guests had come.\n\
         reference | note 2 | Olcott M. The Kazakhs. Stanford, 1995. P. 135.\n\
         item | endnote 1 | At the end.\n"
    );
    let calls = &document.paragraphs[0].citations;
    assert!(calls.iter().all(|call| call.system == CitationSystem::Note));
    let numbers: Vec<u32> = calls.iter().flat_map(|call| call.numbers.clone()).collect();
    assert_eq!(numbers, [1, 2, 1]);
    assert_eq!(document.paragraphs[1].dates.len(), 1);
    assert_eq!(taken_from(&document, &bytes, "opened"), "opened");
    assert_eq!(every_word_leads_back(&document, &bytes), 26);
    assert_eq!(taken_from(&document, &bytes, "²"), "<w:footnoteReference w:id=\"2\"/>");
}

#[test]
fn a_note_called_by_a_sign_of_its_own() {
    let body = "<w:p><w:r><w:t>A speech</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*</w:t></w:r><w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>";
    let note =
        |id: &str, words: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(words));
    check(
        body,
        &[("footnotes", &[note("2", "Given at Omsk."), note("3", "Not printed.")].concat())],
        "prose | ¶1 | A speech*.¹
         item | note * | Given at Omsk.
         item | note 1 | Not printed.",
    );
}

#[test]
fn numbers_of_lists_are_what_a_reader_sees() {
    let item = |list: &str, level: &str, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    check(
        &[
            p("It is known from two books [1; 5], and from nothing else that was printed."),
            item("7", "1", "a point of the programme, as it stood"),
            styled("1", "References"),
            item("7", "0", "Olcott M. The Kazakhs."),
            item("8", "0", "Sabol S. Russian Colonization."),
        ]
        .concat(),
        &[],
        "prose | ¶1 | It is known from two books [1; 5], and from nothing else that was printed.
         item | ¶2 | • a point of the programme, as it stood
         heading | References | References
         reference | [2] | [2] Olcott M. The Kazakhs.
         reference | [5] | [5] Sabol S. Russian Colonization.",
    );
}

#[test]
fn tracked_changes_are_read_as_if_accepted() {
    let body = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">It met in </w:t></w:r><w:del w:id=\"2\"><w:r><w:delText>1916</w:delText></w:r></w:del><w:ins w:id=\"3\"><w:r><w:t>1917</w:t></w:r></w:ins></w:p>\
        <w:p><w:pPr><w:pPrChange w:id=\"4\"><w:pPr><w:pStyle w:val=\"1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t xml:space=\"preserve\"> at Orenburg.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r></w:p>";
    let document = read("chapter.docx", &docx(body, &[]));
    assert_eq!(shown(&document), "prose | ¶1 | It met in 1917 at Orenburg.\n");
    assert_eq!(
        left_out(&document),
        [
            "tracked deletions left out: 1", "tracked insertions read as text: 1",
            "hidden passages left out: 1"
        ]
    );
    assert!(document.doubts.is_empty());
}

#[test]
fn comments_are_listed_and_not_read() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">It met </w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t>in 1917</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let comments = "<w:comment w:id=\"0\" w:author=\"A. Reader\"><w:p><w:r><w:t>Or in</w:t></w:r></w:p><w:p><w:r><w:t>1918?</w:t></w:r></w:p></w:comment>";
    let document = read("chapter.docx", &docx(body, &[("comments", comments)]));
    assert_eq!(document.text, "It met in 1917.");
    let remark = &document.source.as_ref().unwrap().remarks[0];
    assert_eq!((remark.by.as_str(), remark.words.as_str()), ("A. Reader", "Or in 1918?"));
    assert_eq!(&document.text[remark.range.clone()], "in 1917");
    assert_eq!(left_out(&document), ["comments in the margin, not checked: 1"]);
}

#[test]
fn fields_show_their_words_and_keep_their_keys() {
    let run = |inside: &str| format!("<w:r>{inside}</w:r>");
    let field = |instruction: &str, shown: &str| {
        [
            run("<w:fldChar w:fldCharType=\"begin\"/>"),
            run(&format!("<w:instrText>{instruction}</w:instrText>")),
            run("<w:fldChar w:fldCharType=\"separate\"/>"),
            run(&format!("<w:t>{shown}</w:t>")),
            run("<w:fldChar w:fldCharType=\"end\"/>"),
        ]
        .concat()
    };
    let zotero = " ADDIN ZOTERO_ITEM CSL_CITATION {\"citationItems\":[{\"id\":1,\"uris\":[\"http://zotero.org/users/1/items/ABCD2345\"]},{\"uris\":[\"http://zotero.org/users/1/items/EFGH6789\"]}]}";
    let body = format!(
        "<w:p>{}{}{}{}<w:fldSimple w:instr=\"CITATION Ast17 \\l 1033 \\m Bol19\"><w:r><w:t>(Astana, 1917)</w:t></w:r></w:fldSimple></w:p>",
        run("<w:t xml:space=\"preserve\">It is told </w:t>"),
        field(zotero, "(Orenburg 1917)"),
        field("PAGEREF _Toc1", "12"),
        field("XE \"Omsk\"", ""),
    );
    let document = read("chapter.docx", &docx(&body, &[]));
    assert_eq!(document.text, "It is told (Orenburg 1917)12(Astana, 1917)");
    let source = document.source.as_ref().unwrap();
    let fields: Vec<(&str, Vec<&str>)> = source
        .fields
        .iter()
        .map(|field| {
            (&document.text[field.range.clone()], field.keys.iter().map(String::as_str).collect())
        })
        .collect();
    assert_eq!(
        fields,
        [
            ("(Orenburg 1917)", vec!["ABCD2345", "EFGH6789"]),
            ("(Astana, 1917)", vec!["Ast17", "Bol19"])
        ]
    );
    assert!(document.paragraphs[0].dates.is_empty(), "a year of print is no date");
}

#[test]
fn a_field_that_never_ends_swallows_no_paragraph() {
    let body = [
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>lost</w:t></w:r></w:p>"
            .to_owned(),
        p("It went on."),
    ]
    .concat();
    check(&body, &[], "prose | ¶1 | It went on.");
}

#[test]
fn raised_numbers_are_citations() {
    let raised = |words: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p><w:r><w:t>It fell in the spring</w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of the 19</w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> year.</w:t></w:r></w:p>",
        raised("12,13"),
        raised("th")
    );
    let document = read("chapter.docx", &docx(&body, &[]));
    assert_eq!(document.text, "It fell in the spring¹²,¹³ of the 19th year.");
    let numbers: Vec<u32> =
        document.paragraphs[0].citations.iter().flat_map(|mark| mark.numbers.clone()).collect();
    assert_eq!(numbers, [12, 13]);
}

#[test]
fn text_boxes_once_and_behind_their_paragraph() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p("In the box."));
    let body = format!(
        "<w:p><w:r><w:t>Around </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>the box.</w:t></w:r></w:p>"
    );
    check(&body, &[], "prose | ¶1 | Around the box.\nprose | ¶2 | In the box.");
}

#[test]
fn running_heads_and_pictures_are_said() {
    let body = [p("A text."), "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>".to_owned()]
        .concat();
    let document = read("chapter.docx", &docx(&body, &[("header1", &p("A running head"))]));
    assert_eq!(document.text, "A text.");
    assert_eq!(
        left_out(&document),
        ["pictures and charts, not read: 1", "running heads and feet are not read"]
    );
}

#[test]
fn the_strict_form_other_prefixes_and_another_place() {
    let space = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let document = format!(
        r#"<document xmlns="{space}" xmlns:x="{space}"><body><p><r><t>Strict, </t></r><x:r><x:t>and prefixed.</x:t></x:r></p></body></document>"#
    );
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/other/main.xml"/></Relationships>"#;
    let bytes = package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations),
        ("other/main.xml", &document),
    ]);
    let document = read("strict.docx", &bytes);
    assert_eq!(document.text, "Strict, and prefixed.");
    assert_eq!(taken_from(&document, &bytes, "prefixed"), "prefixed");
}

#[test]
fn byte_order_marks_are_counted() {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document =
        format!("\u{feff}<w:document xmlns:w=\"{space}\">{}</w:document>", p("A text of 1917."));
    let bytes = package(&[("word/document.xml", &document)]);
    let document = read("marked.docx", &bytes);
    assert_eq!(document.text, "A text of 1917.");
    assert_eq!(taken_from(&document, &bytes, "1917"), "1917");
}

#[test]
fn the_name_does_not_decide() {
    let document = read("chapter.txt", &docx(&p("A text of 1917."), &[]));
    assert_eq!(document.text, "A text of 1917.");
}
