//! Parts of a workbook and of a spreadsheet, and a table in plain text: no panic, and
//! every run leads back.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut parts = vec![("[Content_Types].xml", "<Types/>")];
    let names = [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
    ];
    parts.extend(names.into_iter().zip(text.split("\n---\n")));
    derek_fuzz::read("fuzz.xlsx", &parts);
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    derek_fuzz::read("fuzz.ods", &[("mimetype", kind), ("content.xml", text)]);
    derek_fuzz::lead_back("fuzz.csv", text.as_bytes());
});
