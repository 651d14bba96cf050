//! Electronic books, by hand and small.

use crate::hostile::{mutated, mutations};
use crate::{package, part, read, shown, taken_from};

fn book(extra: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#,
        ),
        (
            "OEBPS/book.opf",
            r#"<package><manifest>
            <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            <item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
            <item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
            <item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/>
            <item id="css" href="a.css" media-type="text/css"/></manifest>
            <spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="notes"/><itemref idref="gone"/></spine></package>"#,
        ),
        ("OEBPS/nav.xhtml", "<html><body><nav><p>Contents</p></nav></body></html>"),
        (
            "OEBPS/text/one.xhtml",
            r##"<?xml version="1.0"?><html><head><title/></head><body><h1>One</h1><p>It met in 1917.<a href="../notes.xhtml#n1" epub:type="noteref">1</a> It was so.</p></body></html>"##,
        ),
        ("OEBPS/text/two b.xhtml", "<html><body><h1>Two</h1><p>It went on.</p></body></html>"),
        (
            "OEBPS/notes.xhtml",
            r#"<html><body><aside id="n1"><p>Others tell it otherwise.</p></aside></body></html>"#,
        ),
    ];
    parts.extend(extra);
    package(&parts)
}

#[test]
fn chapters_in_the_order_of_reading() {
    let bytes = book(&[]);
    let document = read("book.epub", &bytes);
    assert_eq!(
        shown(&document),
        "heading | One | One\nprose | ¶1 | It met in 1917.¹ It was so.\nheading | Two | Two\nprose | ¶2 | It went on.\nitem | note 1 | Others tell it otherwise.\n"
    );
    assert_eq!(taken_from(&document, &bytes, "went"), "went");
    assert_eq!(taken_from(&document, &bytes, "otherwise"), "otherwise");
}

#[test]
fn a_book_its_seller_locked() {
    let sealed = r#"<encryption><CipherReference URI="OEBPS/text/one.xhtml"/></encryption>"#;
    let refusal = derek_read::import("b.epub", &book(&[("META-INF/encryption.xml", sealed)]));
    assert!(refusal.unwrap_err().to_string().contains("DRM"));
    let fonts = r#"<encryption><CipherReference URI="OEBPS/font.otf"/></encryption>"#;
    assert!(derek_read::import("b.epub", &book(&[("META-INF/encryption.xml", fonts)])).is_ok());
}

#[test]
fn mutations_of_its_lists() {
    let (container, contents) = ("META-INF/container.xml", "OEBPS/book.opf");
    let bytes = book(&[]);
    for seed in 0..mutations() {
        let mutate = |name: &str| {
            String::from_utf8_lossy(&mutated(part(&bytes, name).as_bytes(), seed)).into_owned()
        };
        let (one, other) = (mutate(container), mutate(contents));
        let parts = [("mimetype", "application/epub+zip"), (container, &one), (contents, &other)];
        let _ = derek_read::import("mutated.epub", &package(&parts));
    }
}
