//! Tables: .xlsx, .ods and .csv.

use crate::hostile::{lead_back, mutated, mutations};
use crate::{left_out, package, read, shown};

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-419]d\ mmmm\ yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

fn workbook(properties: &str, sheet: &str) -> Vec<u8> {
    let book = format!(
        r#"<workbook xmlns:r="r"><workbookPr {properties}/><sheets><sheet name="Съезды" sheetId="1" r:id="rId1"/><sheet name="Old" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#
    );
    let relations = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
    let strings = r#"<sst><si><t>Событие</t></si><si><r><t>Второй </t></r><r><t>съезд &amp; Алаш</t></r><rPh><t>no</t></rPh></si></sst>"#;
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/sheet2.xml", "<worksheet/>"),
    ])
}

const ROWS: &str = r#"<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="inlineStr"><is><t>Дата</t></is></c></row>
<row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" s="2"><v>6557</v></c></row>
<row r="5"><c r="B5"><v>1917</v></c><c r="C5" s="1"><v>60</v></c><c r="D5" t="d"><v>1866-03-05T00:00:00</v></c></row>"#;

#[test]
fn a_workbook() {
    let document = read("table.xlsx", &workbook("", ROWS));
    assert_eq!(
        shown(&document),
        "cell | Съезды!B3 | Событие\n\
         cell | Съезды!C3 | Дата\n\
         cell | Съезды!B4 | Второй съезд & Алаш\n\
         cell | Съезды!C4 | 1917-12-13\n\
         cell | Съезды!B5 | 1917\n\
         cell | Съезды!C5 | 1900-02-29\n\
         cell | Съезды!D5 | 1866-03-05\n"
    );
    let left_out = left_out(&document);
    assert!(left_out[0].contains("29 February 1900 that never was"), "{left_out:?}");
    assert_eq!(left_out[1], "hidden sheets left out: 1");
    lead_back(&document);
}

#[test]
fn a_workbook_that_counts_from_1904() {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>5095</v></c></row>"#;
    let document = read("table.xlsx", &workbook("date1904=\"1\"", rows));
    let cells: Vec<&str> = document.paragraphs.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(cells, ["1904-01-01", "1917-12-13"]);
    assert_eq!(left_out(&document), ["hidden sheets left out: 1"]);
}

fn spreadsheet(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Лист 1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    package(&[("mimetype", kind), ("content.xml", &content)])
}

const ODS_ROWS: &str = r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>Событие</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>Дата</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><office:annotation><text:p>remark</text:p></office:annotation><text:p>Съезд<text:s/>второй</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1866-03-05"><text:p>05.03.66</text:p></table:table-cell></table:table-row>"#;

#[test]
fn a_spreadsheet() {
    let document = read("table.ods", &spreadsheet(ODS_ROWS));
    assert_eq!(
        shown(&document),
        "cell | Лист 1!B3 | Событие\n\
         cell | Лист 1!C3 | Дата\n\
         cell | Лист 1!D3 | Дата\n\
         cell | Лист 1!B4 | Съезд второй\n\
         cell | Лист 1!C4 | 1866-03-05\n"
    );
    assert_eq!(left_out(&document), ["remarks on cells left out: 1"]);
    lead_back(&document);
}

#[test]
fn cells_repeated_without_end() {
    let rows = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>many words</text:p></table:table-cell></table:table-row>"#;
    let document = read("bomb.ods", &spreadsheet(rows));
    assert!(document.text.len() < 64 << 20);
    assert_eq!(document.left_out.len(), 1);
}

#[test]
fn one_long_string_in_many_cells() {
    let row: String = (0..20_000).map(|_| "<c t=\"inlineStr\"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>").collect();
    let document = read("wide.xlsx", &workbook("", &format!("<row>{row}</row>")));
    assert!(document.paragraphs.len() <= 20_000);
}

#[test]
fn separators_and_quotation_marks() {
    let expected = "cell | A1 | Имя\ncell | B1 | Дата\ncell | A2 | Иванов; \"И.\"\ncell | B2 | 5 мая 1917 г.\n";
    for separator in [";", ",", "\t"] {
        let text =
            format!("Имя{separator}Дата\r\n\"Иванов; \"\"И.\"\"\"{separator}5 мая 1917 г.\r\n");
        let document = read("table.csv", text.as_bytes());
        assert_eq!(shown(&document), expected, "{separator:?}");
        lead_back(&document);
        assert_eq!(shown(&read("table.csv", &in_windows_1251(&text))), expected);
    }
    let named = read("table.csv", "sep=;\nA, b;c\nd;e, f\n".as_bytes());
    assert_eq!(shown(&named), "cell | A1 | A, b\ncell | B1 | c\ncell | A2 | d\ncell | B2 | e, f\n");
}

/// Its bytes in windows-1251, whose letters stand in the order of Unicode.
fn in_windows_1251(text: &str) -> Vec<u8> {
    let byte = |c: char| match u32::from(c) {
        code @ 0..128 => u8::try_from(code).unwrap(),
        code => u8::try_from(code - 0x410 + 0xc0).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn ragged_rows_are_told() {
    let document = read("table.csv", b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
    let said = document.left_out[0].get(derek_study::Lang::En);
    assert!(said.contains("first one: 2, the first of them row 2"), "{said}");
}

#[test]
fn mutations_of_tables() {
    let csv = "a;b\n\"x \"\"y\"\"\";5 мая 1917 г.\n";
    for seed in 0..mutations() {
        let sheet = String::from_utf8_lossy(&mutated(ROWS.as_bytes(), seed)).into_owned();
        for bytes in [
            mutated(&workbook("", ROWS), seed),
            workbook("", &sheet),
            mutated(&spreadsheet(ODS_ROWS), seed),
            spreadsheet(&String::from_utf8_lossy(&mutated(ODS_ROWS.as_bytes(), seed))),
            mutated(csv.as_bytes(), seed),
        ] {
            if let Ok(document) = derek_read::import("table.csv", &bytes)
                && document.source.is_some()
            {
                lead_back(&document);
            }
        }
    }
}
