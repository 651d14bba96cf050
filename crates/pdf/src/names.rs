//! The characters that glyphs are named after, and the encodings that PDF knows by name.

/// Names of glyphs and their characters, sorted by name: those of the scripts of Europe
/// and of Arabic, of the Adobe Glyph List 2.0 (BSD licence, github.com/adobe-type-tools/agl-aglfn).
const GLYPHS: &str = include_str!("glyphs.tsv");

/// The characters that a glyph of some name shows; `None` when the name says nothing.
///
/// By the rules of the Adobe Glyph List specification: what follows a point is a variant,
/// parts of a ligature are joined by `_`, and `uni0431` and `u1F600` say the character.
pub(crate) fn characters(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut characters = String::new();
    for part in name.split('_') {
        characters.push_str(&of_part(part)?);
    }
    Some(characters)
}

fn of_part(part: &str) -> Option<String> {
    if let Some(listed) = listed(part) {
        return Some(listed);
    }
    let numbered = |digits: &str| -> Option<String> {
        let is_number = (4..=6).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte));
        let value = is_number.then(|| u32::from_str_radix(digits, 16).ok())??;
        char::from_u32(value).map(String::from)
    };
    if let Some(digits) = part.strip_prefix("uni")
        && !digits.is_empty()
        && digits.is_ascii()
        && digits.len() % 4 == 0
    {
        let digits = digits.as_bytes().chunks(4);
        return digits.map(|four| numbered(std::str::from_utf8(four).ok()?)).collect();
    }
    numbered(part.strip_prefix('u')?)
}

fn listed(name: &str) -> Option<String> {
    use std::sync::OnceLock;
    static LINES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let lines =
        LINES.get_or_init(|| GLYPHS.lines().filter_map(|line| line.split_once('\t')).collect());
    let at = lines.binary_search_by(|(listed, _)| (*listed).cmp(name)).ok()?;
    let (_, codes) = lines.get(at)?;
    codes
        .split(' ')
        .map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32))
        .collect()
}

/// The characters of the codes from 32 on in `StandardEncoding` (ISO 32000-1, Annex D).
const STANDARD: &str = " !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~����������������������������������¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ�–†‡·�¶•‚„”»…‰�¿�`´ˆ˜¯˘˙¨�˚¸�˝˛ˇ—����������������Æ�ª����ŁØŒº�����æ���ı��łøœß����";

/// `MacRomanEncoding` from 128 on.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// `WinAnsiEncoding` from 128 to 159; further on it is Latin-1.
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";

/// The character of a code in an encoding of that name.
pub(crate) fn in_encoding(name: &[u8], code: u8) -> Option<char> {
    let plain = (32..127).contains(&code).then_some(char::from(code));
    let nth = |table: &str, first: u8| table.chars().nth(usize::from(code.checked_sub(first)?));
    let found = match name {
        b"WinAnsiEncoding" => match code {
            128..=159 => nth(WIN_ANSI, 128),
            160.. => Some(char::from(code)),
            _ => plain,
        },
        b"MacRomanEncoding" => plain.or_else(|| nth(MAC_ROMAN, 128)),
        _ => nth(STANDARD, 32),
    };
    found.filter(|c| *c != '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(characters(name).as_deref(), expected);
    }

    #[test]
    fn names_of_glyphs() {
        check("afii10065", Some("а"));
        check("uni049B", Some("қ"));
        check("uni04190301", Some("Й\u{301}"));
        check("u1F600", Some("😀"));
        check("f_i", Some("fi"));
        check("a.sc", Some("a"));
        check("fi", Some("ﬁ"));
        check("g47", None);
        check(".notdef", None);
    }

    #[test]
    fn the_list_is_sorted() {
        let names: Vec<&str> = GLYPHS.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(names.is_sorted());
    }

    #[test]
    fn encodings() {
        assert_eq!(in_encoding(b"WinAnsiEncoding", 0x93), Some('“'));
        assert_eq!(in_encoding(b"MacRomanEncoding", 0xca), Some('\u{a0}'));
        assert_eq!(in_encoding(b"StandardEncoding", 0xae), Some('ﬁ'));
        assert_eq!(in_encoding(b"StandardEncoding", 0xfb), Some('ß'));
        assert_eq!(MAC_ROMAN.chars().count(), 128);
    }
}
