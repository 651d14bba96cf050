//! References to what archives hold: fond, inventory, file, sheet.

use derek_study::document::Paragraph;
use derek_text::archive::{Archives, find};

/// Finds the archival references of every paragraph.
///
/// No archive is known by name here: an abbreviation or a word for an archive
/// shows where a reference begins.
pub(crate) fn refer(paragraphs: &mut [Paragraph]) {
    let archives = Archives::default();
    for paragraph in paragraphs {
        // Every level has a number.
        if paragraph.text.contains(|c: char| c.is_ascii_digit()) {
            let found = find(&paragraph.text, &archives);
            paragraph.references = found.into_iter().map(|mention| mention.range).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_of_1917_is_no_date() {
        let text = "Дело хранится в ГАРФ (Ф. 9. Оп. 1. Д. 1917. Л. 3), начато оно в 1916 г.";
        let document = crate::propose("note.txt", text.to_owned());
        let paragraph = &document.paragraphs[0];
        let said = |range: &std::ops::Range<usize>| paragraph.slice(range.clone()).to_owned();
        let references: Vec<String> = paragraph.references.iter().map(said).collect();
        assert_eq!(references, ["ГАРФ (Ф. 9. Оп. 1. Д. 1917. Л. 3"]);
        let dates: Vec<String> = paragraph.dates.iter().map(|date| said(&date.range)).collect();
        assert_eq!(dates, ["1916 г."]);
    }
}
