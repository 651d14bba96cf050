//! Scanned pages and editions: ALTO, PAGE XML, hOCR, TEI.

use crate::hostile::{lead_back, mutated, mutations};
use crate::{left_out, read, shown};

const ALTO: &str = r#"<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><ReadingOrder><OrderedGroup><ElementRef REF="b2"/><ElementRef REF="b1"/></OrderedGroup></ReadingOrder><Layout><Page PHYSICAL_IMG_NR="3"><TopMargin><TextBlock><TextLine><String CONTENT="17"/></TextLine></TextBlock></TopMargin><PrintSpace><TextBlock ID="b1"><TextLine HPOS="10" VPOS="20" WIDTH="30" HEIGHT="5"><String CONTENT="Съезд"/><SP/><String CONTENT="в"/><SP/><String CONTENT="Орен" SUBS_TYPE="HypPart1" SUBS_CONTENT="Оренбургѣ"/><HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="бургѣ" SUBS_TYPE="HypPart2" SUBS_CONTENT="Оренбургѣ"/><SP/><String WC="0.2" CONTENT="5"/><SP/><String CONTENT="декабря"/><SP/><String CONTENT="1917"/><SP/><String CONTENT="года."/></TextLine></TextBlock><TextBlock ID="b2"><TextLine><String CONTENT="It"/><SP/><String CONTENT="began."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"#;

const PAGE: &str = r#"<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="a.jpg"><ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder><TextRegion id="r1" type="paragraph"><TextLine><Coords points="10,10 50,10 50,30"/><Word><TextEquiv><Unicode>Second</Unicode></TextEquiv></Word><TextEquiv conf="0.9"><Unicode>Second para-</Unicode></TextEquiv><TextEquiv index="1"><Unicode>Sccond</Unicode></TextEquiv></TextLine><TextLine><Word><TextEquiv><Unicode>graph</Unicode></TextEquiv></Word><Word><TextEquiv><Unicode>of 1917.</Unicode></TextEquiv></Word></TextLine></TextRegion><TextRegion id="r2" type="heading"><TextLine><TextEquiv><Unicode>A &amp; B</Unicode></TextEquiv></TextLine></TextRegion><TextRegion id="r3" type="page-number"><TextLine><TextEquiv><Unicode>17</Unicode></TextEquiv></TextLine></TextRegion><TextRegion id="r4"><TextEquiv><Unicode>Region without lines.</Unicode></TextEquiv></TextRegion></Page></PcGts>"#;

const HOCR: &str = r#"<!DOCTYPE html><html><head><title></title><meta name='ocr-system' content='tesseract'></head><body><div class='ocr_page' id='page_1' title='image "s.png"; bbox 0 0 14 5; ppageno 4'><div class='ocr_carea'><p class='ocr_par'><span class='ocr_line' title="bbox 51 58 596 95; baseline 0 -9"><span class='ocrx_word' title='bbox 51 58 110 86; x_wconf 95'>The</span> <span class='ocrx_word' title='x_wconf 12'>con-</span></span> <span class='ocr_line'><span class='ocrx_word'>gress</span> <span class='ocrx_word'>of</span> <span class='ocrx_word'>13</span> <span class='ocrx_word'>December</span> <span class='ocrx_word'>1917</span> <span class='ocrx_word'>&amp;</span></span></p></div></div></body></html>"#;

const TEI: &str = r#"<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Дневник</title></titleStmt></fileDesc></teiHeader><text><body><div><pb n="12"/><head>Глава</head><p>Съезд в Орен-
<lb/>бурге, в Сыр-<lb/>Дарье, <choice><sic>пятаго</sic><corr>пятого</corr></choice> декабря 1917 года<note n="3" place="bottom">См. АП РК, ф. 811.</note>, и авто<lb break="no"/>номия <del>не</del> &x; объ<pb n="13"/><fw>13</fw><lb break="no"/>явлена.</p><p>Другой.</p><lg><l>Первая</l><l>вторая</l></lg><table><row><cell>a</cell><cell>b</cell></row></table><listBibl><bibl>Иванов И. Книга. М., 1990.</bibl></listBibl></div></body></text></TEI>"#;

#[test]
fn alto() {
    let document = read("page.xml", ALTO.as_bytes());
    assert_eq!(
        shown(&document),
        "prose | p. 3, line 1 | It began.\nprose | p. 3, lines 2–3 | Съезд в Оренбургѣ 5 декабря 1917 года.\n"
    );
    let left_out = left_out(&document);
    assert!(left_out[0].contains("unsure of 1 of 10 words"), "{left_out:?}");
    assert_eq!(left_out[1], "lines of running heads, page numbers and the like left out: 1");
    let paragraph = &document.paragraphs[1];
    let date = &paragraph.dates[0];
    assert_eq!(document.place(paragraph, date.range.clone()).locator, "p. 3, line 3");
    let lines = &document.source.as_ref().unwrap().lines;
    let area = lines[1].area.unwrap();
    assert_eq!((area.left, area.top, area.right, area.bottom), (10, 20, 40, 25));
    lead_back(&document);
}

#[test]
fn page() {
    let document = read("page.xml", PAGE.as_bytes());
    assert_eq!(
        shown(&document),
        "heading | A & B | A & B\nprose | lines 2–3 | Second paragraph of 1917.\nprose | line 5 | Region without lines.\n"
    );
    let area = document.source.as_ref().unwrap().lines[1].area.unwrap();
    assert_eq!((area.left, area.top, area.right, area.bottom), (10, 10, 50, 30));
    lead_back(&document);
}

#[test]
fn hocr() {
    let document = read("page.html", HOCR.as_bytes());
    assert_eq!(shown(&document), "prose | p. 5, lines 1–2 | The congress of 13 December 1917 &\n");
    assert_eq!(document.left_out.len(), 1);
    lead_back(&document);
}

#[test]
fn tei() {
    let document = read("edition.xml", TEI.as_bytes());
    assert_eq!(
        shown(&document),
        "heading | Глава | Глава\n\
         prose | p. 12, ¶1 | Съезд в Оренбурге, в Сыр- Дарье, пятаго декабря 1917 года³, и автономия &x; объявлена.\n\
         prose | p. 13, ¶2 | Другой.\n\
         prose | p. 13, ¶3 | Первая вторая\n\
         cell | Table 1, row 1, column 1 | a\n\
         cell | Table 1, row 1, column 2 | b\n\
         reference | Иванов И. Книга. М., 1990. | Иванов И. Книга. М., 1990.\n\
         reference | note 3 | См. АП РК, ф. 811.\n"
    );
    assert_eq!(
        left_out(&document),
        [
            "the file's own description (teiHeader) left out; the title it gives: “Дневник”",
            "corrections, regularised spellings and expansions of the edition left out, the text read as printed: 1",
            "passages struck out in the original left out: 1",
            "running heads, signatures and page numbers left out: 1",
        ]
    );
    lead_back(&document);
}

#[test]
fn mutations_of_pages_and_editions() {
    for seed in 0..mutations() {
        for page in [ALTO, PAGE, HOCR, TEI] {
            let bytes = mutated(page.as_bytes(), seed);
            if let Ok(document) = derek_read::import("page.xml", &bytes)
                && document.source.is_some()
            {
                lead_back(&document);
            }
        }
    }
}

#[test]
fn deep_and_endless_markup() {
    let laughs: String =
        (1..60).map(|n| format!("<!ENTITY l{n} \"&l{};&l{};\">", n - 1, n - 1)).collect();
    for root in ["TEI", "alto", "PcGts"] {
        for inner in [
            "<p>", "<note>", "<lg>", "<table><row><cell>", "<TextBlock><TextLine>",
            "<TextRegion><TextLine>",
        ] {
            let text = format!("<{root}>{}", inner.repeat(50_000));
            let _ = derek_read::import("deep.xml", text.as_bytes());
        }
        let text = format!(
            "<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]><{root}><text><p>&l59; 1917</p></text></{root}>"
        );
        if let Ok(document) = derek_read::import("laughs.xml", text.as_bytes()) {
            assert_eq!(document.text, "&l59; 1917");
        }
    }
    let deep =
        format!("<html><div class='ocr_page'>{}words", "<span class='ocr_line'>".repeat(50_000));
    let _ = derek_read::import("deep.html", deep.as_bytes());
}
