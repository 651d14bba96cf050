//! The part of a word that inflection leaves alone, roughly.
//!
//! These are light stemmers: they take an ending off so that the forms of one
//! word meet, and never claim to know its grammar.

use crate::word::{Script, script};

/// The word in lower case without its ending, in English, Russian or Kazakh.
///
/// Two forms of one word mostly give one stem; two words may too, so a stem is
/// for finding candidates. At least three letters always stay.
///
/// ```
/// use derek_text::stem;
/// assert_eq!(stem("правительства"), stem("правительству"));
/// assert_eq!(stem("Bolsheviks"), stem("Bolshevik’s"));
/// assert_eq!(stem("үкіметінің"), stem("үкіметі"));
/// ```
pub fn stem(word: &str) -> String {
    let word = plain(word);
    match script(&word) {
        Script::Cyrillic if word.contains(KAZAKH_LETTERS) => take_off(&word, KAZAKH, 3),
        Script::Cyrillic => take_off(&word, RUSSIAN, 1),
        _ => take_off(&word, ENGLISH, 1),
    }
}

/// In lower case, ё as е, one kind of apostrophe, no soft hyphens.
fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'ё' => plain.push('е'),
            '’' => plain.push('\''),
            '\u{ad}' => {}
            c => plain.push(c),
        }
    }
    plain
}

/// A surname in lower case without its case ending or possessive: the form to compare.
///
/// Russian surnames keep what makes them surnames: *Букейханова*, of a man in
/// the genitive or of a woman, gives *букейханов*. At least four letters stay.
///
/// ```
/// use derek_text::surname;
/// assert_eq!(surname("Букейхановым"), "букейханов");
/// assert_eq!(surname("Керенского"), surname("Керенский"));
/// assert_eq!(surname("Lenin's"), "lenin");
/// ```
pub fn surname(word: &str) -> String {
    const ENDINGS: &[&str] = &[
        "ыми", "ими", "ами", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ой", "ою", "ей",
        "ых", "их", "ую", "ая", "ый", "ий", "ые", "ие", "а", "у", "е", "ы", "я", "ю", "и", "й",
        "ь", "ові", "еві", "єві", "ої", "ою", "ій", "єю", "ею", "і", "ї",
    ];
    let lower = plain(word);
    match script(&lower) {
        Script::Cyrillic if lower.contains(ONLY_KAZAKH) => stem(&lower),
        Script::Cyrillic => {
            let last = lower.as_bytes().last();
            let shorter = ENDINGS
                .iter()
                .filter(|ending| ending.as_bytes().last() == last)
                .filter_map(|ending| lower.strip_suffix(ending))
                .filter(|left| 4 <= left.chars().count());
            shorter.min_by_key(|left| left.len()).unwrap_or(&lower).to_owned()
        }
        _ => lower
            .strip_suffix("'s")
            .or_else(|| lower.strip_suffix('\''))
            .unwrap_or(&lower)
            .to_owned(),
    }
}

/// Letters that Kazakh has and Ukrainian and old Russian have not.
const ONLY_KAZAKH: [char; 8] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ'];

const KAZAKH_LETTERS: [char; 9] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];

/// Takes off up to `times` endings, the longest that fits first.
fn take_off(word: &str, endings: &[&str], times: usize) -> String {
    let mut rest = word;
    for _ in 0..times {
        let last = rest.as_bytes().last();
        let shorter = endings
            .iter()
            // Most endings differ in their last byte, which is cheaper to ask.
            .filter(|ending| ending.as_bytes().last() == last)
            .filter_map(|ending| rest.strip_suffix(ending))
            .filter(|left| 3 <= left.chars().count())
            .min_by_key(|left| left.len());
        match shorter {
            Some(left) => rest = left,
            None => break,
        }
    }
    rest.to_owned()
}

const ENGLISH: &[&str] = &["'s", "s'", "s"];

const RUSSIAN: &[&str] = &[
    "ами", "ями", "иями", "ам", "ям", "иям", "ах", "ях", "иях", "ов", "ев", "иев", "ей", "ой",
    "ом", "ем", "ием", "ою", "ею", "ого", "его", "ому", "ему", "ым", "им", "ыми", "ими", "ых",
    "их", "ую", "юю", "ая", "яя", "ое", "ее", "ый", "ий", "ые", "ие", "ии", "ию", "ия", "ью", "а",
    "я", "у", "ю", "ы", "и", "е", "о", "й", "ь", "ъ",
];

const KAZAKH: &[&str] = &[
    "лар", "лер", "дар", "дер", "тар", "тер", "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге",
    "қа", "ке", "на", "не", "да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан", "тен",
    "нан", "нен", "ды", "ді", "ты", "ті", "ны", "ні", "мен", "бен", "пен", "сы", "сі", "ы", "і",
    "ын", "ін", "сын", "сін", "дағы", "дегі", "тағы", "тегі", "ндағы", "ндегі",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str) {
        assert_eq!(stem(one), stem(other), "{one} and {other}");
    }

    #[test]
    fn russian_cases_meet() {
        check("Временное", "Временного");
        check("большевики", "большевиками");
        check("комиссариат", "комиссариатом");
        check("политика", "политику");
    }

    #[test]
    fn kazakh_cases_meet() {
        check("өкіметі", "өкіметінің");
        check("қозғалысы", "қозғалысында");
    }

    #[test]
    fn different_words_stay_apart() {
        assert_ne!(stem("партия"), stem("парад"));
        assert_ne!(stem("Russia"), stem("Prussia"));
    }

    #[test]
    fn short_words_stay_whole() {
        check("ОГПУ", "огпу");
        assert_eq!(stem("сад"), "сад");
    }
}
