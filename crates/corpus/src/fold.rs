//! Letters as they are compared: one byte each, with the way back.

use std::ops::Range;

/// A text reduced to its letters and figures.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// One byte a letter; letters that scanners and old spelling confuse share one.
    pub letters: Vec<u8>,
    /// Where each begins in the text, in bytes.
    starts: Vec<u32>,
    /// Where the last one ends.
    end: u32,
}

impl Folded {
    /// Folds the beginning of a text, up to 4 GiB.
    pub(crate) fn of(text: &str) -> Folded {
        let mut folded = Folded::default();
        for (at, c) in text.char_indices() {
            let Ok(at) = u32::try_from(at) else { break };
            if let Some(letter) = letter(c) {
                folded.letters.push(letter);
                folded.starts.push(at);
                folded.end = at + u32::try_from(c.len_utf8()).unwrap_or(1);
            }
        }
        folded
    }

    /// The bytes of the text that some letters came from, with what stands between them.
    pub(crate) fn origin(&self, letters: &Range<usize>, text: &str) -> Range<usize> {
        let start = |at: usize| self.starts.get(at).map_or(self.end as usize, |at| *at as usize);
        let Some(last) = letters.end.checked_sub(1).filter(|last| letters.start <= *last) else {
            return start(letters.start)..start(letters.start);
        };
        let from = start(last);
        let width = text[from..].chars().next().map_or(0, char::len_utf8);
        start(letters.start)..from + width
    }
}

/// The byte of a letter or a figure; `None` of what is passed over: signs, spaces, the hard
/// and the soft sign, marks above letters.
fn letter(c: char) -> Option<u8> {
    let c = match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'А'..='Я' => char::from_u32(c as u32 + 32)?,
        c if c.is_ascii() => c,
        c => c.to_lowercase().next().unwrap_or(c),
    };
    Some(match c {
        // Scanners take these for each other.
        'l' | 'i' | '1' | 'ı' | 'í' | 'î' | 'ï' | 'ì' => b'i',
        'o' | '0' | 'ö' | 'ó' | 'ô' | 'ò' | 'õ' => b'o',
        'a'..='z' | '2'..='9' => c as u8,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' => b'a',
        'è' | 'é' | 'ê' | 'ë' | 'ē' => b'e',
        'ù' | 'ú' | 'û' | 'ü' => b'u',
        'ç' | 'č' | 'ć' => b'c',
        'ñ' => b'n',
        'ş' | 'š' | 'ś' => b's',
        'ğ' => b'g',
        // Old and new Russian spelling, and Kazakh letters that lose their tails.
        'ъ' | 'ь' => return None,
        'ё' | 'ѣ' | 'е' | 'є' => 128 + 5,
        'й' | 'и' | 'і' | 'ї' | 'ѵ' => 128 + 8,
        'ѳ' | 'ф' => 128 + 20,
        'ә' | 'а' => 128,
        'ғ' | 'г' | 'ґ' => 128 + 3,
        'қ' | 'к' => 128 + 10,
        'ң' | 'н' => 128 + 13,
        'ө' | 'о' => 128 + 14,
        'ұ' | 'ү' | 'у' | 'ў' => 128 + 19,
        'һ' | 'х' => 128 + 21,
        'ш' | 'щ' => 128 + 24,
        'а'..='я' => 128 + u8::try_from(c as u32 - 'а' as u32).ok()?,
        // Arabic letters, without vowel signs and the lengthening line.
        '\u{640}' | '\u{64b}'..='\u{65f}' => return None,
        '\u{621}'..='\u{6d3}' => 160 + u8::try_from((c as u32 - 0x621) % 90).ok()?,
        c if c.is_alphanumeric() => 250 + u8::try_from(c as u32 % 5).ok()?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_spelling_are_one() {
        let (old, new) = (Folded::of("Міръ вѣчный съ нимъ"), Folded::of("мир, вечный — с ним"));
        assert_eq!(old.letters, new.letters);
    }

    #[test]
    fn the_way_back() {
        let text = "«Алаш, Орда»!";
        let folded = Folded::of(text);
        assert_eq!(&text[folded.origin(&(0..8), text)], "Алаш, Орда");
        assert_eq!(&text[folded.origin(&(4..6), text)], "Ор");
        assert_eq!(folded.origin(&(3..3), text).len(), 0);
    }
}
