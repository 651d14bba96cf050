//! Pages of the web, as browsers, Word and LibreOffice save them.

use derek_study::document::CitationSystem;

use crate::hostile::{lead_back, mutated, mutations};
use crate::{every_word_leads_back, left_out, read, shown, taken_from};

#[track_caller]
fn check(page: &str, expected: &str) {
    let document = read("page.html", page.as_bytes());
    let expected: String = expected.lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(shown(&document), expected.trim_start_matches('\n'));
    lead_back(&document);
}

const PAGE: &str = r##"<!DOCTYPE html><html><head><title>No</title><style>p < q { }</style><script>if (a < b) "<p>no</p>"</script></head>
<body><nav><a href="/">Home</a></nav><h1>The <em>council</em></h1>
<p>It met on 5&nbsp;December
   1917 at <b>Oren</b>burg &amp; Omsk, x &lt; y, AT&T.<sup><a href="#fn1" class="footnote-ref">1</a></sup>
<p>The paragraph before was never closed, as is often so.<br>One line.<br><br>Two breaks part paragraphs.
<table><tr><td colspan=2>Who<td>When<tr><td>A<td>B<td>1917</table>
<ol start=3><li>The third point.<li>The fourth.<ul><li>below</ul></ol>
<p style="display: none">hidden</p><del>struck</del>
<section><ol><li id="fn1"><p>Others tell it otherwise, as will be seen. <a href="#fnref1">↩</a></p></li></ol></section>"##;

#[test]
fn a_page_as_a_browser_shows_it() {
    check(
        PAGE,
        "heading | The council | The council
         prose | ¶1 | It met on 5 December 1917 at Orenburg & Omsk, x < y, AT&T.¹
         prose | ¶2 | The paragraph before was never closed, as is often so. One line.
         prose | ¶3 | Two breaks part paragraphs.
         cell | Table 1, row 1, column 1 | Who
         cell | Table 1, row 1, column 3 | When
         cell | Table 1, row 2, column 1 | A
         cell | Table 1, row 2, column 2 | B
         cell | Table 1, row 2, column 3 | 1917
         item | ¶4 | 3. The third point.
         item | ¶5 | 4. The fourth.
         item | ¶6 | • below
         item | note 1 | 1. Others tell it otherwise, as will be seen. ↩",
    );
    let document = read("page.html", PAGE.as_bytes());
    assert_eq!(taken_from(&document, PAGE.as_bytes(), "Orenburg &"), "Oren</b>burg &amp;");
    assert!(20 < every_word_leads_back(&document, PAGE.as_bytes()));
    assert_eq!(document.paragraphs[1].citations[0].system, CitationSystem::Note);
    assert_eq!(
        left_out(&document),
        [
            "tracked deletions left out: 1", "hidden passages left out: 1",
            "menus of the page left out: 1"
        ]
    );
}

#[test]
fn notes_of_word_and_of_libreoffice() {
    check(
        r##"<html><body><p>One.<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> Two.<a name="sdfootnote2anc" href="#sdfootnote2sym" class="sdfootnoteanc"><sup>2</sup></a></p>
        <div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> The first note of them.</p></div>
        <div id="sdfootnote2"><p><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a>The other note of them.</p></div></body></html>"##,
        "prose | ¶1 | One.[1] Two.²
         item | note 1 | [1] The first note of them.
         item | note 2 | 2 The other note of them.",
    );
}

#[test]
fn encodings_as_the_page_says() {
    let words = "Съезд состоялся в Оренбурге.";
    let page = |label: &str| {
        format!(
            "<html><head><meta http-equiv=Content-Type content=\"text/html; charset={label}\"></head><body>{words}&#151;</body>"
        )
    };
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::UTF_8] {
        let page = page(encoding.name());
        let document = read("page.htm", &encoding.encode(&page).0);
        assert_eq!(document.text, format!("{words}—"));
        assert_eq!(document.encoding, encoding.name());
    }
    let marked = "\u{feff}<html>Орда, 1917";
    assert_eq!(taken_from(&read("a.htm", marked.as_bytes()), marked.as_bytes(), "1917"), "1917");
    let wide: Vec<u8> = "\u{feff}<html>Орда".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("page.htm", &wide).text, "Орда");
}

#[test]
fn a_page_laid_out_by_a_table_is_no_table() {
    let long = "It went on and on, as such things do. ".repeat(60);
    check(
        &format!("<html><table><tr><td>Menu<td><p>{long}<p>And more.</table>"),
        &format!("heading | Menu | Menu\nprose | ¶1 | {}\nprose | ¶2 | And more.", long.trim()),
    );
}

#[test]
fn a_text_that_only_speaks_of_tags() {
    let document = read("note.txt", "a < b, and <b> is a tag; 1917.".as_bytes());
    assert!(document.source.is_none());
}

#[test]
fn broken_pages_end() {
    for page in [
        "<html", "<html><p", "<html><!--", "<html><a href=\"", "<html><script>", "<html><p a='1",
        "<html>&#x110000;&#0;&bogus;&", "<html></p></div></table><td>x</tr>", "<html><![CDATA[",
        "<html><![CDATA[аб", "<html><![CDATA[a]]", "<html><table><table><tr></table>",
    ] {
        lead_back(&read("page.html", page.as_bytes()));
    }
    let _ = read(
        "deep.html",
        format!("<html>{}x", "<div><table><tr><td><ul><li>".repeat(50_000)).as_bytes(),
    );
    let _ = read(
        "ends.html",
        format!("<html>{}{}", "<b>".repeat(1_000), "</i>".repeat(200_000)).as_bytes(),
    );
    let _ = read("quotes.html", format!("<html>{}", "<a b=\"".repeat(100_000)).as_bytes());
}

#[test]
fn mutations_of_a_page() {
    for seed in 0..mutations() * 2 {
        if let Ok(document) = derek_read::import("page.html", &mutated(PAGE.as_bytes(), seed))
            && document.source.is_some()
        {
            lead_back(&document);
        }
    }
}
