//! Which codes stand for what: the maps that fonts carry (ISO 32000-1, 9.7.5 and 9.10.3).

use std::collections::BTreeMap;

use crate::object::{Lexer, Object, Token};

/// Entries of one map; the largest alphabet has fewer characters.
const MOST_ENTRIES: usize = 1 << 17;

/// Characters that one code may stand for: the longest ligature has eighteen.
const LONGEST: usize = 24;

/// A map from codes to characters and to the numbers of glyphs.
#[derive(Debug, Default)]
pub(crate) struct CodeMap {
    /// Lengths in bytes, with the least and the greatest code of that length.
    spaces: Vec<(usize, u32, u32)>,
    /// By the first code: the last, and what the first stands for.
    characters: BTreeMap<u32, (u32, Vec<u16>)>,
    glyphs: BTreeMap<u32, (u32, u32)>,
}

impl CodeMap {
    pub fn read(bytes: &[u8]) -> CodeMap {
        let mut map = CodeMap::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut values: Vec<Object> = Vec::new();
        while let Some(token) = lexer.token() {
            match token {
                Token::Value(value) if values.len() < MOST_ENTRIES => values.push(value),
                Token::Value(_) => {}
                Token::Word(word) => {
                    map.take(word, &values);
                    values.clear();
                }
            }
            if MOST_ENTRIES < map.characters.len() + map.glyphs.len() {
                break;
            }
        }
        map
    }

    fn take(&mut self, word: &[u8], values: &[Object]) {
        match word {
            b"endcodespacerange" => {
                for pair in values.chunks_exact(2) {
                    if let [Object::Text(from), Object::Text(to)] = pair
                        && (1..=4).contains(&from.len())
                    {
                        self.spaces.push((from.len(), code(from), code(to)));
                    }
                }
            }
            b"endbfchar" => {
                for pair in values.chunks_exact(2) {
                    if let [Object::Text(from), Object::Text(to)] = pair {
                        self.stand(code(from), code(from), units(to));
                    }
                }
            }
            b"endbfrange" => {
                for triple in values.chunks_exact(3) {
                    let [Object::Text(from), Object::Text(to), target] = triple else { continue };
                    let (from, to) = (code(from), code(to));
                    match target {
                        Object::Text(target) => self.stand(from, to, units(target)),
                        Object::List(list) => {
                            for (code, target) in (from..=to).zip(list) {
                                if let Object::Text(target) = target {
                                    self.stand(code, code, units(target));
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            b"endcidchar" => {
                for pair in values.chunks_exact(2) {
                    if let [Object::Text(from), Object::Number(to)] = pair {
                        self.glyphs.insert(code(from), (code(from), *to as u32));
                    }
                }
            }
            b"endcidrange" => {
                for triple in values.chunks_exact(3) {
                    if let [Object::Text(from), Object::Text(to), Object::Number(target)] = triple {
                        self.glyphs.insert(code(from), (code(to), *target as u32));
                    }
                }
            }
            _ => {}
        }
    }

    fn stand(&mut self, from: u32, to: u32, target: Vec<u16>) {
        if from <= to && !target.is_empty() && target.len() <= LONGEST {
            self.characters.insert(from, (to, target));
        }
    }

    /// The characters that a code stands for; `None` when the map does not say.
    pub fn characters(&self, code: u32) -> Option<String> {
        let (from, (to, target)) = self.characters.range(..=code).next_back()?;
        let past = (code <= *to).then_some(code - from)?;
        let mut units = target.clone();
        let last = units.last_mut()?;
        *last = u16::try_from(u32::from(*last).checked_add(past)?).ok()?;
        Some(String::from_utf16_lossy(&units))
    }

    /// The number of the glyph for a code.
    pub fn glyph(&self, code: u32) -> Option<u32> {
        let (from, (to, target)) = self.glyphs.range(..=code).next_back()?;
        (code <= *to).then_some(target.saturating_add(code - from))
    }

    /// Whether it maps no code to characters.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// How many bytes the next code has.
    pub fn length(&self, bytes: &[u8]) -> usize {
        for length in 1..=4 {
            let Some(head) = bytes.get(..length) else { break };
            let here = code(head);
            if self.spaces.iter().any(|(n, from, to)| *n == length && (from..=to).contains(&&here))
            {
                return length;
            }
        }
        self.spaces.iter().map(|(length, ..)| *length).min().unwrap_or(2)
    }
}

/// The first bytes as one number.
pub(crate) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |value, byte| value << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        // Some write one byte for a character of Latin-1.
        [byte] => vec![u16::from(*byte)],
        bytes => bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_as_writers_write_it() {
        let map = CodeMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange \
              2 beginbfchar <0003> <0020> <0101> <00660069> endbfchar \
              2 beginbfrange <0010> <0012> <0430> <0020> <0021> [<04D9> <0493>] endbfrange \
              1 begincidrange <0000> <00ff> 7 endcidrange",
        );
        let said = |code| map.characters(code);
        assert_eq!(said(3).as_deref(), Some(" "));
        assert_eq!(said(0x101).as_deref(), Some("fi"));
        assert_eq!(said(0x12).as_deref(), Some("в"));
        assert_eq!(said(0x21).as_deref(), Some("ғ"));
        assert_eq!(said(0x13), None);
        assert_eq!(map.glyph(5), Some(12));
        assert_eq!(map.length(&[0, 3]), 2);
    }

    #[test]
    fn a_range_over_everything_costs_nothing() {
        let map = CodeMap::read(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(map.characters(0).as_deref(), Some("A"));
        assert_eq!(map.characters(u32::MAX), None);
    }
}
