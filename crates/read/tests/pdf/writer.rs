//! Writes small PDFs: text at places, in a font of which each code is a character.

/// Some words at a place: from the left, from the bottom, the size, the words.
pub type Words<'w> = (f32, f32, f32, &'w str);

/// A PDF of pages of 600 by 800 points.
pub fn pdf(pages: &[Vec<Words<'_>>]) -> Vec<u8> {
    let pages: Vec<String> = pages.iter().map(|words| content(words)).collect();
    of_contents(&pages, "")
}

/// What shows words on a page.
pub fn content(words: &[Words<'_>]) -> String {
    let show = |(x, y, size, words): &Words<'_>| {
        let codes: String = words.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n")
    };
    words.iter().map(show).collect()
}

/// A PDF of pages with the given contents; the trailer may hold more.
pub fn of_contents(pages: &[String], trailer: &str) -> Vec<u8> {
    written_on(pages, trailer, "")
}

/// A PDF of pages whose dictionaries hold more.
pub fn written_on(pages: &[String], trailer: &str, more: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 10 + 2 * at)).collect();
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>>>", pages.len())),
        (3, "<</Type/Font/Subtype/Type0/BaseFont/Some/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>".to_owned()),
        (4, "<</Type/Font/Subtype/CIDFontType2/BaseFont/Some/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>".to_owned()),
        (5, stream("1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange")),
    ];
    for (at, content) in pages.iter().enumerate() {
        let number = 10 + 2 * at;
        objects.push((
            number,
            format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R{more}>>", number + 1),
        ));
        objects.push((number + 1, stream(content)));
    }
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects {
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    bytes.extend(format!("trailer <</Root 1 0 R{trailer}>>\nstartxref\n0\n%%EOF\n").into_bytes());
    bytes
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}
