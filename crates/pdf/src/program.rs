//! What an embedded font itself says of its characters, when the file does not say it.

use std::collections::BTreeMap;

use crate::names;
use crate::object::{Lexer, Token};

/// The characters of codes that the head of a Type 1 font names: `dup 12 /fi put`.
pub(crate) fn type_1(bytes: &[u8]) -> BTreeMap<u32, String> {
    let end = crate::file::find(bytes, b"eexec").unwrap_or(bytes.len());
    let head = &bytes[..end];
    let mut found = BTreeMap::new();
    let Some(start) = crate::file::find(head, b"/Encoding") else { return found };
    let mut lexer = Lexer::new(head, start + 9);
    let mut values = Vec::new();
    while let Some(token) = lexer.token() {
        match token {
            Token::Value(value) if values.len() < 16 => values.push(value),
            Token::Value(_) => {}
            Token::Word(b"put") => {
                if let [.., code, name] = &values[..]
                    && let (Some(code), Some(name)) = (code.count(), name.name())
                    && let Some(characters) = names::characters(&String::from_utf8_lossy(name))
                    && code < 256
                {
                    found.insert(code as u32, characters);
                }
                values.clear();
            }
            Token::Word(b"def" | b"readonly") => break,
            Token::Word(b"StandardEncoding") => {
                let standard = |code: u8| names::in_encoding(b"StandardEncoding", code);
                found.extend(
                    (0..=255).filter_map(|code| {
                        standard(code).map(|c| (u32::from(code), c.to_string()))
                    }),
                );
                break;
            }
            Token::Word(_) => values.clear(),
        }
    }
    found
}

/// Numbers of glyphs that one font may have.
const MOST_GLYPHS: usize = 1 << 16;

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes([pair[0], pair[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16_at(bytes, at)? << 16 | u16_at(bytes, at.checked_add(2)?)?)
}

/// What a TrueType font knows of its glyphs.
#[derive(Debug, Default)]
pub(crate) struct TrueType {
    /// The character of a glyph, by the font's own table of Unicode.
    pub characters: BTreeMap<u32, char>,
    /// The glyph of a one-byte code, where the font has a table of codes.
    pub codes: BTreeMap<u32, u32>,
}

/// Reads the table of characters of a TrueType or OpenType font.
pub(crate) fn true_type(bytes: &[u8]) -> Option<TrueType> {
    let tables = u16_at(bytes, 4)?;
    let table = (0..tables.min(64)).find_map(|number| {
        let at = 12 + number * 16;
        (bytes.get(at..at + 4)? == b"cmap").then(|| u32_at(bytes, at + 8))?
    })?;
    let map = bytes.get(table..)?;
    let mut font = TrueType::default();
    for number in 0..u16_at(map, 2)?.min(32) {
        let at = 4 + number * 8;
        let (platform, kind) = (u16_at(map, at)?, u16_at(map, at + 2)?);
        let Some(part) = u32_at(map, at + 4).and_then(|at| map.get(at..)) else { continue };
        let pairs = pairs_of(part).unwrap_or_default();
        for (code, glyph) in pairs.into_iter().filter(|(_, glyph)| *glyph != 0) {
            match (platform, kind) {
                (0, _) | (3, 1 | 10) => {
                    let character =
                        char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
                    if let Some(character) = character {
                        // Of characters that look alike the font shows one: the first is the usual one.
                        font.characters.entry(glyph).or_insert(character);
                    }
                }
                (3, 0) => {
                    font.codes.entry(code & 0xff).or_insert(glyph);
                }
                (1, 0) if code < 256 => {
                    font.codes.entry(code).or_insert(glyph);
                }
                _ => {}
            }
        }
    }
    Some(font)
}

/// Codes and glyphs of one table of characters.
fn pairs_of(part: &[u8]) -> Option<Vec<(u32, u32)>> {
    let mut pairs = Vec::new();
    match u16_at(part, 0)? {
        0 => {
            let glyphs = part.get(6..262)?;
            pairs.extend((0..).zip(glyphs.iter().map(|glyph| u32::from(*glyph))));
        }
        4 => {
            let segments = u16_at(part, 6)? / 2;
            for segment in 0..segments {
                let end = u16_at(part, 14 + segment * 2)?;
                let start = u16_at(part, 16 + (segments + segment) * 2)?;
                let delta = u16_at(part, 16 + (2 * segments + segment) * 2)?;
                let offset_at = 16 + (3 * segments + segment) * 2;
                let offset = u16_at(part, offset_at)?;
                for code in start..=end {
                    let glyph = match offset {
                        0 => code + delta,
                        offset => match u16_at(part, offset_at + offset + (code - start) * 2) {
                            Some(0) | None => continue,
                            Some(glyph) => glyph + delta,
                        },
                    };
                    pairs.push((code as u32, (glyph & 0xffff) as u32));
                    if MOST_GLYPHS < pairs.len() {
                        return Some(pairs);
                    }
                }
            }
        }
        6 => {
            let (first, count) = (u16_at(part, 6)?, u16_at(part, 8)?);
            for index in 0..count {
                let glyph = u16_at(part, 10 + index * 2)?;
                pairs.push(((first + index) as u32, glyph as u32));
            }
        }
        12 => {
            for group in 0..u32_at(part, 12)?.min(MOST_GLYPHS) {
                let at = 16 + group * 12;
                let (start, end) = (u32_at(part, at)?, u32_at(part, at + 4)?);
                let glyph = u32_at(part, at + 8)?;
                for code in start..=end {
                    if MOST_GLYPHS < pairs.len() {
                        return Some(pairs);
                    }
                    pairs.push((code as u32, (glyph.wrapping_add(code - start)) as u32));
                }
            }
        }
        _ => {}
    }
    Some(pairs)
}

/// Names of glyphs that every compact font knows by number, one a line (Adobe Technical
/// Note 5176, Appendix A).
const STRINGS: &str = include_str!("strings.txt");

/// Part of a compact font: where it begins and ends.
type Part = std::ops::Range<usize>;

/// The parts of an index, and where it ends.
fn index(bytes: &[u8], at: usize) -> Option<(Vec<Part>, usize)> {
    let count = u16_at(bytes, at)?;
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*bytes.get(at + 2)?);
    let offset = |number: usize| {
        let start = at + 3 + number * size;
        let bytes = bytes.get(start..start + size)?;
        Some(bytes.iter().fold(0_usize, |value, byte| value << 8 | usize::from(*byte)))
    };
    let base = at + 2 + (count + 1) * size;
    let mut parts = Vec::new();
    for number in 0..count {
        let (from, to) = (base + offset(number)?, base + offset(number + 1)?);
        (from <= to && to <= bytes.len()).then_some(())?;
        parts.push(from..to);
    }
    Some((parts, base + offset(count)?))
}

/// The whole numbers of a dictionary of a compact font, by their operators.
fn numbers(bytes: &[u8]) -> BTreeMap<usize, usize> {
    let (mut found, mut last) = (BTreeMap::new(), 0);
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        let mut next = || rest.next().map_or(0, usize::from);
        match byte {
            12 => {
                found.insert(1_200 + next(), last);
            }
            0..=21 => {
                found.insert(usize::from(byte), last);
            }
            28 => last = next() << 8 | next(),
            29 => last = next() << 24 | next() << 16 | next() << 8 | next(),
            30 => while !matches!(rest.next(), None | Some(0x0f | 0xff)) && rest.len() != 0 {},
            32..=246 => last = usize::from(byte).saturating_sub(139),
            247..=250 => last = (usize::from(byte) - 247) * 256 + next() + 108,
            251..=254 => {
                next();
                last = 0;
            }
            _ => {}
        }
    }
    found
}

/// The characters of codes that a compact font (CFF) names in its own encoding.
pub(crate) fn compact(bytes: &[u8]) -> Option<BTreeMap<u32, String>> {
    let (_, at) = index(bytes, usize::from(*bytes.get(2)?))?;
    let (tops, at) = index(bytes, at)?;
    let (strings, _) = index(bytes, at)?;
    let top = numbers(bytes.get(tops.first()?.clone())?);
    // A font keyed by numbers names nothing.
    if top.contains_key(&1_230) {
        return None;
    }
    let (outlines, _) = index(bytes, *top.get(&17)?)?;
    let standard: Vec<&str> = STRINGS.lines().collect();
    let name = |number: usize| -> Option<String> {
        match number.checked_sub(standard.len()) {
            None => standard.get(number).map(|name| (*name).to_owned()),
            Some(own) => {
                let bytes = bytes.get(strings.get(own)?.clone())?;
                Some(String::from_utf8_lossy(bytes).into_owned())
            }
        }
    };
    // The name of each glyph, the first being none.
    let mut names_of: Vec<usize> = vec![0];
    match top.get(&15).copied().unwrap_or(0) {
        // The charset of the standard: glyphs are numbered as their names are.
        0 => names_of.extend(1..outlines.len()),
        1 | 2 => return None,
        at => {
            let format = *bytes.get(at)?;
            let mut at = at + 1;
            while names_of.len() < outlines.len() {
                let first = u16_at(bytes, at)?;
                let more = match format {
                    0 => 0,
                    1 => usize::from(*bytes.get(at + 2)?),
                    _ => u16_at(bytes, at + 2)?,
                };
                at += 2 + usize::from(format.min(2));
                names_of.extend((first..=first + more).take(outlines.len() - names_of.len()));
            }
        }
    }
    let characters = |number: usize| names::characters(&name(number)?);
    let mut found = BTreeMap::new();
    match top.get(&16).copied().unwrap_or(0) {
        0 => {
            let standard = |code: u8| names::in_encoding(b"StandardEncoding", code);
            found.extend(
                (0..=255).filter_map(|code| Some((u32::from(code), standard(code)?.to_string()))),
            );
        }
        1 => return None,
        at => {
            let format = *bytes.get(at)?;
            let count = usize::from(*bytes.get(at + 1)?);
            let mut at = at + 2;
            let mut glyph = 1;
            for _ in 0..count {
                let code = u32::from(*bytes.get(at)?);
                let more = match format & 0x7f {
                    0 => 0,
                    _ => u32::from(*bytes.get(at + 1)?),
                };
                at += if format & 0x7f == 0 { 1 } else { 2 };
                for code in code..=code + more {
                    if let Some(said) = names_of.get(glyph).and_then(|number| characters(*number)) {
                        found.insert(code, said);
                    }
                    glyph += 1;
                }
            }
            if format & 0x80 != 0 {
                let count = usize::from(*bytes.get(at)?);
                for number in 0..count {
                    let at = at + 1 + number * 3;
                    let code = u32::from(*bytes.get(at)?);
                    if let Some(said) = characters(u16_at(bytes, at + 1)?) {
                        found.insert(code, said);
                    }
                }
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_type_1_font() {
        let head = b"/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for \
                     dup 12 /fi put dup 224 /afii10065 put readonly def currentfile eexec";
        let found = type_1(head);
        assert_eq!(found.get(&12).map(String::as_str), Some("ﬁ"));
        assert_eq!(found.get(&224).map(String::as_str), Some("а"));
        assert_eq!(type_1(b"/Encoding StandardEncoding def").len(), 149);
    }

    #[test]
    fn a_font_cut_short() {
        assert!(true_type(b"\0\x01\0\0\0\x01").is_none());
        assert!(true_type(&[0xff; 400]).is_none());
        assert!(compact(&[1, 0, 4, 1, 0, 1]).is_none());
        assert!(compact(&[0xff; 400]).is_none());
    }
}
