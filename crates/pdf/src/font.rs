//! Fonts: how wide each code is set, and which characters it stands for.

use std::collections::BTreeMap;

use crate::cmap::{self, CodeMap};
use crate::file::File;
use crate::names;
use crate::object::{Dict, Object};
use crate::program;

/// A font as far as its text is concerned.
#[derive(Debug)]
pub(crate) struct Font {
    pub is_bold: bool,
    pub is_italic: bool,
    codes: Codes,
    to_unicode: Option<CodeMap>,
    /// Text space for one unit of a glyph's width.
    unit: f64,
}

#[derive(Debug)]
enum Codes {
    /// One byte a character: what each stands for, and its width.
    Simple { characters: Vec<Option<String>>, widths: Vec<f64> },
    /// As many bytes as its map says.
    Composite(Composite),
}

#[derive(Debug)]
struct Composite {
    map: Option<CodeMap>,
    /// Codes are characters themselves.
    is_unicode: bool,
    /// Widths by the first glyph: the last, and what each has.
    widths: BTreeMap<u32, (u32, f64)>,
    usual: f64,
    /// Characters by the number of the glyph, from the font itself.
    characters: BTreeMap<u32, char>,
}

/// One code of a string that is shown.
pub(crate) struct Shown {
    /// What it stands for; U+FFFD when nobody says.
    pub characters: String,
    /// How far it moves on, for a font of size 1.
    pub width: f64,
    pub is_word_space: bool,
}

impl Font {
    pub fn read(file: &File<'_>, dict: &Dict) -> Font {
        let kind = file.value(dict, "Subtype");
        let kind = kind.name().unwrap_or_default();
        let to_unicode = match file.value(dict, "ToUnicode") {
            Object::Stream(stream) => file.data(&stream).map(|bytes| CodeMap::read(&bytes)),
            _ => None,
        };
        let to_unicode = to_unicode.filter(|map| !map.is_empty());
        let base = file.value(dict, "BaseFont");
        let mut name = String::from_utf8_lossy(base.name().unwrap_or_default()).into_owned();
        if let Some((subset, rest)) = name.split_once('+')
            && subset.len() == 6
        {
            name = rest.to_owned();
        }
        let descendants = file.value(dict, "DescendantFonts");
        let descendant =
            descendants.list().and_then(<[Object]>::first).map(|one| file.resolved(one));
        let descendant = descendant.as_ref().and_then(Object::dict);
        let descriptor = file.value(descendant.unwrap_or(dict), "FontDescriptor");
        let descriptor = descriptor.dict().cloned().unwrap_or_default();
        let number = |name: &str| file.value(&descriptor, name).number();
        let flags = number("Flags").unwrap_or(0.0) as u32;
        let lower = name.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let is_bold = says(&["bold", "black", "heavy", "demi"])
            || flags & 1 << 18 != 0
            || number("FontWeight").is_some_and(|weight| 600.0 <= weight);
        let is_italic = says(&["italic", "oblique", "slanted"]) || flags & 1 << 6 != 0;
        let mut unit = 0.001;
        let codes = match descendant {
            Some(descendant) if kind == b"Type0" => Codes::Composite(composite(
                file,
                dict,
                descendant,
                &descriptor,
                to_unicode.is_some(),
            )),
            _ => {
                if kind == b"Type3"
                    && let Some(Object::Number(scale)) =
                        file.value(dict, "FontMatrix").list().and_then(<[Object]>::first)
                {
                    unit = *scale;
                }
                simple(file, dict, &descriptor, kind, &name, flags, to_unicode.is_some())
            }
        };
        Font { is_bold, is_italic, codes, to_unicode, unit }
    }

    /// Goes through the codes of a string.
    pub fn show(&self, bytes: &[u8], mut take: impl FnMut(Shown)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = match &self.codes {
                Codes::Simple { .. } => 1,
                Codes::Composite(Composite { map: Some(map), .. }) => map.length(rest),
                Codes::Composite(_) => 2,
            };
            let (here, after) = rest.split_at(length.clamp(1, rest.len()));
            rest = after;
            let code = cmap::code(here);
            let said = self.to_unicode.as_ref().and_then(|map| map.characters(code));
            let said = said.filter(|said| is_said(said));
            let (own, width) = match &self.codes {
                Codes::Simple { characters, widths } => {
                    let at = code as usize & 0xff;
                    (characters.get(at).cloned().flatten(), widths.get(at).copied().unwrap_or(0.0))
                }
                Codes::Composite(composite) => composite.glyph(code),
            };
            let characters = said.or(own).unwrap_or_else(|| "\u{fffd}".to_owned());
            let is_word_space = length == 1 && code == 32;
            take(Shown { characters, width: width * self.unit, is_word_space });
        }
    }
}

/// Whether a map says characters, and not that it does not know.
fn is_said(said: &str) -> bool {
    !said.is_empty() && said.chars().all(|c| c != '\0' && c != '\u{fffd}')
}

impl Composite {
    fn glyph(&self, code: u32) -> (Option<String>, f64) {
        let glyph = match &self.map {
            Some(map) => map.glyph(code).unwrap_or(0),
            None => code,
        };
        let found = self.widths.range(..=glyph).next_back();
        let width = found.filter(|(_, (last, _))| glyph <= *last).map(|(_, (_, width))| *width);
        let character = match self.is_unicode {
            true => char::from_u32(code),
            false => self.characters.get(&glyph).copied(),
        };
        (character.map(String::from), width.unwrap_or(self.usual))
    }
}

fn composite(
    file: &File<'_>,
    dict: &Dict,
    descendant: &Dict,
    descriptor: &Dict,
    is_mapped: bool,
) -> Composite {
    let (mut map, mut is_unicode) = (None, false);
    match file.value(dict, "Encoding") {
        Object::Stream(stream) => {
            map = file.data(&stream).map(|bytes| CodeMap::read(&bytes));
        }
        Object::Name(name) => {
            let name = String::from_utf8_lossy(&name).into_owned();
            is_unicode = name.contains("UCS2") || name.contains("UTF16");
        }
        _ => {}
    }
    let mut widths = BTreeMap::new();
    let listed = file.value(descendant, "W");
    let mut rest = listed.list().unwrap_or_default();
    while let [first, second, after @ ..] = rest {
        let first = file.resolved(first).count().and_then(|first| u32::try_from(first).ok());
        let Some(first) = first else { break };
        match (file.resolved(second), after) {
            (Object::List(list), _) => {
                for (glyph, width) in (first..).zip(&list) {
                    if let Some(width) = file.resolved(width).number() {
                        widths.insert(glyph, (glyph, width));
                    }
                }
                rest = after;
            }
            (Object::Number(last), [width, after @ ..]) => {
                if let Some(width) = file.resolved(width).number() {
                    widths.insert(first, (last as u32, width));
                }
                rest = after;
            }
            _ => break,
        }
    }
    let usual = file.value(descendant, "DW").number().unwrap_or(1000.0);
    let mut characters = BTreeMap::new();
    let is_straight = !matches!(file.value(descendant, "CIDToGIDMap"), Object::Stream(_));
    if !is_mapped
        && is_straight
        && let Some(font) = embedded(file, descriptor, "FontFile2")
    {
        characters = program::true_type(&font).unwrap_or_default().characters;
    }
    Composite { map, is_unicode, widths, usual, characters }
}

fn embedded(file: &File<'_>, descriptor: &Dict, name: &str) -> Option<Vec<u8>> {
    match file.value(descriptor, name) {
        Object::Stream(stream) => file.data(&stream),
        _ => None,
    }
}

fn simple(
    file: &File<'_>,
    dict: &Dict,
    descriptor: &Dict,
    kind: &[u8],
    name: &str,
    flags: u32,
    is_mapped: bool,
) -> Codes {
    let mut characters: Vec<Option<String>> = vec![None; 256];
    let encoding = file.value(dict, "Encoding");
    let base = match &encoding {
        Object::Name(name) => Some(name.clone()),
        Object::Dict(dict) => file.value(dict, "BaseEncoding").name().map(<[u8]>::to_vec),
        _ => None,
    };
    let is_symbolic = flags & 4 != 0;
    let usual: &[u8] = match (&base, kind) {
        (Some(name), _) => name,
        (None, b"TrueType") => b"WinAnsiEncoding",
        _ => b"StandardEncoding",
    };
    // A font of signs has an encoding of its own; what nobody says is not guessed.
    if kind != b"Type3" && (base.is_some() || !is_symbolic) {
        for (code, character) in (0..=255).zip(&mut characters) {
            *character = names::in_encoding(usual, code).map(String::from);
        }
    }
    if base.is_none() && !is_mapped {
        own_encoding(file, descriptor, name, &mut characters);
    }
    if let Some(dict) = encoding.dict() {
        let mut code = 0_usize;
        for item in file.value(dict, "Differences").list().unwrap_or_default() {
            match item {
                Object::Number(number) => code = *number as usize,
                Object::Name(name) => {
                    if let Some(character) = characters.get_mut(code) {
                        *character = names::characters(&String::from_utf8_lossy(name));
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    let missing = file.value(descriptor, "MissingWidth").number().unwrap_or(0.0);
    let mut widths = vec![missing; 256];
    match file.value(dict, "Widths") {
        Object::List(list) => {
            let first = file.value(dict, "FirstChar").count().unwrap_or(0);
            for (width, given) in widths.iter_mut().skip(first).zip(&list) {
                *width = file.resolved(given).number().unwrap_or(missing);
            }
        }
        _ => {
            for (width, character) in widths.iter_mut().zip(&characters) {
                *width = standard_width(name, character.as_deref());
            }
        }
    }
    Codes::Simple { characters, widths }
}

/// What the embedded font says of codes for which the file names no encoding.
fn own_encoding(file: &File<'_>, descriptor: &Dict, name: &str, characters: &mut [Option<String>]) {
    let mut found = BTreeMap::new();
    if let Some(font) = embedded(file, descriptor, "FontFile") {
        found = program::type_1(&font);
    } else if let Some(font) = embedded(file, descriptor, "FontFile3") {
        found = program::compact(&font).unwrap_or_default();
    } else if let Some(font) = embedded(file, descriptor, "FontFile2") {
        let font = program::true_type(&font).unwrap_or_default();
        let is_of_signs = ["Symbol", "Wing", "Ding", "Webd"].iter().any(|one| name.contains(one));
        for (code, glyph) in &font.codes {
            let said = font.characters.get(glyph).map(|c| c.to_string());
            // Without a table of characters the codes are what most writers put there;
            // if they did not, the text will not look like any.
            let usual = || {
                let code = u8::try_from(*code).ok().filter(|_| !is_of_signs)?;
                names::in_encoding(b"WinAnsiEncoding", code).map(String::from)
            };
            if let Some(said) = said.or_else(usual) {
                found.insert(*code, said);
            }
        }
    }
    for (code, said) in found {
        if let Some(character) = characters.get_mut(code as usize) {
            *character = Some(said);
        }
    }
}

/// Widths of the printable characters of ASCII in the fonts that every reader has (Adobe's
/// metrics of the fourteen standard fonts).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// The width of a character in a font that is not embedded and gives none.
fn standard_width(font: &str, character: Option<&str>) -> f64 {
    let is_bold = font.contains("Bold");
    let table = match font {
        _ if font.contains("Courier") => return 600.0,
        _ if font.contains("Helvetica") || font.contains("Arial") => match is_bold {
            true => &HELVETICA_BOLD,
            false => &HELVETICA,
        },
        _ if is_bold => &TIMES_BOLD,
        _ => &TIMES,
    };
    let character = character.and_then(|said| said.chars().next());
    let nth = character
        .and_then(|c| u32::from(c).checked_sub(32))
        .and_then(|at| usize::try_from(at).ok());
    match nth.and_then(|at| table.get(at)) {
        Some(width) => f64::from(*width),
        None => 520.0,
    }
}
