//! Words and the scripts they are written in.

use std::ops::Range;

/// A script that derek's users write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Arabic letters.
    Arabic,
    /// Any other, or no letter at all.
    Other,
}

/// The script of the first letter of a word.
///
/// ```
/// use derek_text::{Script, script};
/// assert_eq!(script("Бөкейхан"), Script::Cyrillic);
/// assert_eq!(script("1917"), Script::Other);
/// ```
pub fn script(word: &str) -> Script {
    word.chars().find(|c| c.is_alphabetic()).map_or(Script::Other, |c| match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{feff}' => Script::Arabic,
        _ => Script::Other,
    })
}

/// The words of a text, as ranges of its bytes: runs of letters and digits.
///
/// A hyphen parts words; an apostrophe between letters does not.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = rest.next()?;
            if is_of_word(c) {
                break at;
            }
        };
        let mut end = text.len();
        while let Some(&(at, c)) = rest.peek() {
            let inside = is_of_word(c)
                || (matches!(c, '\'' | '’' | 'ʼ')
                    && text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic));
            if !inside {
                end = at;
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{64b}'..='\u{655}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Whether a word begins with a capital letter.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_of_a_sentence() {
        check("А. Н. Бөкейхан, 1917-1918", &["А", "Н", "Бөкейхан", "1917", "1918"]);
    }

    #[test]
    fn an_apostrophe_inside_stays() {
        check("Lenin's 'party’ d’Estaing", &["Lenin's", "party", "d’Estaing"]);
    }

    #[test]
    fn nothing_in_nothing() {
        check(" … — ", &[]);
    }
}
