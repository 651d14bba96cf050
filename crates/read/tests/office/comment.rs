use derek_read::{comment, takes_comments};
use derek_study::Lang;
use derek_study::document::{Author, Comment, Remark};
use proptest::prelude::*;

use super::*;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
const FOOTNOTES: &str = "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Olcott, 1995.</w:t></w:r></w:p></w:footnote>";

/// What people's documents hold: letters made bold in a word, tabs and breaks in a run,
/// a link, tracked changes, right-to-left words, a table, character data, entities.
const BODY: &str = r#"<w:p><w:r><w:t>Сен</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>тен</w:t></w:r><w:r w:rsidR="1"><w:t xml:space="preserve">ce &amp; one, 1917.</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:i/><w:rPrChange w:id="3" w:author="a"><w:rPr/></w:rPrChange></w:rPr><w:t>one</w:t><w:tab/><w:t>two three</w:t><w:br/><w:t>four</w:t></w:r></w:p>
<w:p><w:hyperlink><w:r><w:t xml:space="preserve">a link </w:t></w:r></w:hyperlink><w:ins w:id="1" w:author="a"><w:r><w:t>put in</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> left</w:t></w:r></w:p>
<w:p>
 <w:r>
  <w:t>  words laid out  </w:t>
 </w:r>
</w:p>
<w:p><w:r><w:rPr><w:rtl/></w:rPr><w:t>قازاق حالقى</w:t></w:r><w:r><w:t><![CDATA[<raw> words]]></w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell one</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>cell two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;

fn of_word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    let footnotes = format!("<w:footnotes xmlns:w=\"{WORD}\">{FOOTNOTES}</w:footnotes>");
    package(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/footnotes.xml", &footnotes),
        ("word/settings.xml", "<settings/>"),
    ])
}

fn author() -> Author {
    Author {
        name: "derek".to_owned(),
        initials: "d".to_owned(),
        moment: "2026-11-22T10:00:00Z".to_owned(),
        lang: Lang::En,
    }
}

fn about(document: &Document, words: &str) -> Comment {
    let at = document.text.find(words).unwrap_or_else(|| panic!("{words} in {}", document.text));
    Comment {
        range: at..at + words.len(),
        words: vec!["please check".to_owned(), "a < b & c".to_owned()],
        instead: format!("elsewhere: {words}"),
    }
}

/// The file with comments in it, and what is read of it.
fn commented(name: &str, bytes: &[u8], comments: &[Comment]) -> (Vec<u8>, Document) {
    let new = comment(bytes, &read(name, bytes), comments, &author()).unwrap();
    let document = read(name, &new);
    (new, document)
}

fn remark(document: &Document, nth: usize) -> &Remark {
    &document.source.as_ref().unwrap().remarks[nth]
}

/// The words of a document that a remark is made on.
fn words<'d>(document: &'d Document, remark: &Remark) -> &'d str {
    document.text[remark.range.clone()].trim()
}

/// Nothing was taken out: the bytes stand in the others in their order.
fn is_within(old: &str, new: &str) -> bool {
    let mut new = new.bytes();
    old.bytes().all(|byte| new.any(|other| other == byte))
}

/// A comment on some words of a body stands at them; everything else is as it was.
fn check(name: &str, bytes: &[u8], ranges: &[(usize, usize)]) -> Result<(), TestCaseError> {
    let document = read(name, bytes);
    let bounds: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
    let comments: Vec<Comment> = ranges
        .iter()
        .filter_map(|(from, long)| {
            let from = from % bounds.len();
            let start = bounds[from];
            let end = bounds.get(from + 1 + long).copied().unwrap_or(document.text.len());
            let number = format!("number {from} {long}");
            let has_words = !document.text[start..end].trim().is_empty();
            let instead = String::new();
            has_words.then(|| Comment { range: start..end, words: vec![number], instead })
        })
        .collect();
    let (new, again) = commented(name, bytes, &comments);
    prop_assert_eq!(&again.text, &document.text);
    let paragraphs = |document: &Document| -> Vec<(String, String)> {
        let of = |one: &derek_study::Paragraph| (one.locator.clone(), one.text.clone());
        document.paragraphs.iter().map(of).collect()
    };
    prop_assert_eq!(paragraphs(&again), paragraphs(&document));
    for comment in &comments {
        let found = again.source.as_ref().unwrap().remarks.iter();
        let mut found = found.filter(|remark| remark.words == comment.words[0]);
        let found = found.next().expect("the comment is there");
        let is_there = words(&again, found) == document.text[comment.range.clone()].trim();
        prop_assert!(is_there, "{:?} at {:?}", comment, found);
    }
    for part_name in &document.source.as_ref().unwrap().parts {
        prop_assert!(is_within(&part(bytes, part_name), &part(&new, part_name)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn comments_stand_at_their_words(ranges in prop::collection::vec((0..400usize, 0..40usize), 1..6)) {
        check("a.docx", &of_word(BODY), &ranges)?;
        check("a.fodt", OPEN.as_bytes(), &ranges)?;
    }
}

proptest! {
    #[test]
    fn a_damaged_file_is_refused_or_keeps_its_text(
        cut in 0..3_000usize, long in 1..40usize, to in 0..3_000usize, is_moved in any::<bool>(),
        ranges in prop::collection::vec((0..400usize, 0..40usize), 1..4), is_open in any::<bool>(),
    ) {
        let whole = if is_open { OPEN } else { BODY };
        let mut letters: Vec<char> = whole.chars().collect();
        let cut = cut % letters.len();
        let piece: Vec<char> = letters.drain(cut..(cut + long).min(letters.len())).collect();
        if is_moved {
            let to = to % (letters.len() + 1);
            letters.splice(to..to, piece);
        }
        let damaged: String = letters.into_iter().collect();
        let (name, bytes) = match is_open {
            true => ("a.fodt", damaged.into_bytes()),
            false => ("a.docx", of_word(&damaged)),
        };
        let Ok(document) = derek_read::import(name, &bytes) else { return Ok(()) };
        let bounds: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        if bounds.is_empty() {
            return Ok(());
        }
        let comments = ranges.iter().map(|(from, long)| {
            let start = bounds[from % bounds.len()];
            let end = bounds.get(from % bounds.len() + long).copied();
            let range = start..end.unwrap_or(document.text.len());
            Comment { range, words: vec!["?".to_owned()], instead: String::new() }
        });
        let comments: Vec<Comment> = comments.collect();
        if let Ok(new) = comment(&bytes, &document, &comments, &author()) {
            let again = derek_read::import(name, &new).expect("what was read is read again");
            prop_assert_eq!(again.text, document.text);
        }
    }
}

const OPEN: &str = r#"<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>Сен<text:span>тен</text:span>ce &amp; one,<text:s text:c="2"/>1917.</text:p>
<text:p>one<text:tab/>two <text:a>three</text:a><text:line-break/>four</text:p>
<text:p>قازاق حالقى</text:p></office:text></office:body></office:document>"#;

#[test]
fn every_other_part_is_as_it_was() {
    let bytes = of_word(BODY);
    let (new, _) = commented("a.docx", &bytes, &[about(&read("a.docx", &bytes), "1917")]);
    let names = |bytes: &[u8]| -> Vec<String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().to_owned()).collect()
    };
    let mut expected = names(&bytes);
    expected.push("word/comments.xml".to_owned());
    assert_eq!(names(&new), expected);
    for name in ["word/settings.xml", "word/footnotes.xml"] {
        assert_eq!(part(&new, name), part(&bytes, name));
    }
    assert!(part(&new, "[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));
    let relations = part(&new, "word/_rels/document.xml.rels");
    assert!(relations.contains("<Relationship Id=\"rId2\""), "{relations}");
    assert!(relations.ends_with("Target=\"comments.xml\"/></Relationships>"), "{relations}");
}

#[test]
fn a_run_is_divided_with_its_looks() {
    let bytes = of_word("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>in March 1917 here</w:t></w:r></w:p>");
    let (new, _) = commented("a.docx", &bytes, &[about(&read("a.docx", &bytes), "1917")]);
    let expected = concat!(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">in March </w:t></w:r>",
        "<w:commentRangeStart w:id=\"0\"/>",
        "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">1917</w:t></w:r>",
        "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>",
        "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> here</w:t></w:r></w:p>",
    );
    let document = part(&new, "word/document.xml");
    assert!(document.contains(expected), "{document}");
}

#[test]
fn comments_that_were_there_stay() {
    let bytes = of_word(BODY);
    let first = read("a.docx", &bytes);
    let (once, document) = commented("a.docx", &bytes, &[about(&first, "1917")]);
    let (twice, document) = commented("a.docx", &once, &[about(&document, "cell two")]);
    let said = |nth: usize| (words(&document, remark(&document, nth)), remark(&document, nth));
    assert_eq!((said(0).0, said(1).0), ("1917", "cell two"));
    assert_eq!((said(0).1.by.as_str(), said(1).1.by.as_str()), ("derek", "derek"));
    assert_eq!(said(1).1.words, "please check a < b & c");
    let was = part(&once, "word/comments.xml");
    let was = was.strip_suffix("</w:comments>").unwrap();
    assert!(part(&twice, "word/comments.xml").starts_with(was));
    // Numbers of tracked changes are passed over.
    assert_eq!(part(&twice, "word/document.xml").matches("w:id=\"3\"").count(), 1);
    assert_eq!(part(&twice, "word/document.xml").matches("commentReference").count(), 2);
}

#[test]
fn words_of_a_note_are_told_at_its_call() {
    let body = "<w:p><w:r><w:t>They met</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let bytes = of_word(body);
    let document = read("a.docx", &bytes);
    let (new, document) = commented("a.docx", &bytes, &[about(&document, "1995")]);
    let remark = remark(&document, 0);
    assert_eq!(words(&document, remark), "¹");
    assert_eq!(remark.words, "please check elsewhere: 1995 a < b & c");
    let marked = "<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference";
    assert!(part(&new, "word/document.xml").contains(marked));
}

#[test]
fn words_of_a_text_box_are_told_at_the_box() {
    let body = "<w:p><w:r><w:t>before</w:t></w:r><w:r><w:pict><v:textbox xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:txbxContent><w:p><w:r><w:t>boxed words</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>";
    let bytes = of_word(body);
    let (new, document) =
        commented("a.docx", &bytes, &[about(&read("a.docx", &bytes), "boxed words")]);
    assert!(
        part(&new, "word/document.xml").contains("<w:commentRangeStart w:id=\"0\"/><w:r><w:pict>")
    );
    assert!(remark(&document, 0).words.contains("elsewhere: boxed words"));
}

#[test]
fn words_of_a_field_are_told_around_it() {
    let field = |words: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{words}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Olcott, 1995</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let check = |instruction: &str, expected: &str, told: bool| {
        let body = format!("<w:p><w:r><w:t>see </w:t></w:r>{}</w:p>", field(instruction));
        let bytes = of_word(&body);
        let (_, document) = commented("a.docx", &bytes, &[about(&read("a.docx", &bytes), "1995")]);
        let remark = remark(&document, 0);
        assert_eq!(words(&document, remark), expected, "{instruction}");
        assert_eq!(remark.words.contains("elsewhere"), told, "{instruction}");
    };
    check("ADDIN ZOTERO_ITEM CSL_CITATION {}", "Olcott, 1995", true);
    check("HYPERLINK \"http://example.org\"", "1995", false);
}

#[test]
fn a_note_of_an_open_document() {
    let text = OPEN.replace(
        "four</text:p>",
        "four<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Olcott, 1995.</text:p></text:note-body></text:note></text:p>",
    );
    let document = read("a.fodt", text.as_bytes());
    let (new, document) = commented("a.fodt", text.as_bytes(), &[about(&document, "1995")]);
    let new = String::from_utf8(new).unwrap();
    let mark = "</office:annotation><text:note ";
    assert!(new.contains(mark) && new.contains("</text:note><office:annotation-end"), "{new}");
    assert!(remark(&document, 0).words.contains("elsewhere: 1995"));
}

#[test]
fn what_has_no_comments_says_so() {
    for (name, text) in [("a.txt", "in 1917"), ("a.html", "<html><p>in 1917</p></html>")] {
        let document = read(name, text.as_bytes());
        assert!(!takes_comments(&document), "{name}");
        let refusal = comment(text.as_bytes(), &document, &[], &author()).unwrap_err();
        assert!(refusal.help.get(Lang::Ru).contains("--page"), "{name}");
    }
}

#[test]
fn another_file_than_the_one_that_was_read() {
    let bytes = of_word(BODY);
    let document = read("a.docx", &bytes);
    let comments = [about(&document, "cell two")];
    for other in [of_word("<w:p/>"), b"PK".to_vec(), Vec::new(), of_word("<w:p>қ</w:p>")] {
        // It may be refused or done, and never breaks.
        let _ = comment(&other, &document, &comments, &author());
    }
}
