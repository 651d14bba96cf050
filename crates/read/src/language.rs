//! Which language a passage is written in.

use derek_study::document::{Language, Paragraph};
use derek_text::words;

/// Words that a language cannot do without and its neighbours do not have.
const COMMON: &[(Language, &[&str])] = &[
    (
        Language::English,
        &["the", "of", "and", "in", "was", "were", "by", "with", "from", "that", "is", "to"],
    ),
    (
        Language::Spanish,
        &["el", "la", "los", "las", "del", "de", "y", "en", "que", "por", "una", "fue"],
    ),
    (
        Language::Russian,
        &[
            "и", "в", "на", "не", "что", "был", "была", "были", "как", "его", "из", "от", "года",
            "с",
        ],
    ),
    (
        Language::Ukrainian,
        &["і", "та", "у", "що", "був", "була", "були", "року", "від", "на", "й", "його"],
    ),
    (
        Language::Kazakh,
        &[
            "және", "мен", "бұл", "үшін", "жылы", "болды", "оның", "деп", "бойынша", "туралы",
            "ол", "бір",
        ],
    ),
];

/// As many words as settle it.
const SAMPLE: usize = 400;

pub(crate) fn of(text: &str) -> Language {
    let mut score = [0usize; COMMON.len()];
    for range in words(text).take(SAMPLE) {
        let word = text[range].to_lowercase();
        for (at, (language, common)) in COMMON.iter().enumerate() {
            score[at] += usize::from(common.contains(&word.as_str())) * 2;
            score[at] += usize::from(has_own_letter(*language, &word));
        }
    }
    let best = score.iter().copied().max().unwrap_or(0);
    match score.iter().position(|one| *one == best) {
        Some(at) if 2 <= best => COMMON[at].0,
        _ => Language::Other,
    }
}

fn has_own_letter(language: Language, word: &str) -> bool {
    match language {
        Language::Kazakh => word.contains(['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ']),
        Language::Russian => word.contains(['ё', 'щ', 'ѣ']),
        Language::Ukrainian => word.contains(['ї', 'є', 'ґ']),
        Language::Spanish => word.contains(['ñ', 'ó', 'í']),
        Language::English | Language::Other => false,
    }
}

/// A passage too short to tell is in the language of most of the others.
pub(crate) fn settle(paragraphs: &mut [Paragraph]) {
    let weight = |language: Language| -> usize {
        paragraphs.iter().filter(|one| one.language == language).map(|one| one.text.len()).sum()
    };
    let main =
        COMMON.iter().map(|(language, _)| *language).max_by_key(|language| weight(*language));
    let Some(main) = main.filter(|main| 0 < weight(*main)) else { return };
    for paragraph in paragraphs.iter_mut().filter(|one| one.language == Language::Other) {
        let latin = matches!(main, Language::English | Language::Spanish);
        let fits = match derek_text::script(&paragraph.text) {
            derek_text::Script::Latin => latin,
            derek_text::Script::Cyrillic => !latin,
            _ => false,
        };
        if fits {
            paragraph.language = main;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_languages() {
        assert_eq!(of("The congress was held in Orenburg"), Language::English);
        assert_eq!(of("Съезд был созван в Оренбурге и на нём было решено"), Language::Russian);
        assert_eq!(of("Съезд Орынборда өтті және үкімет құрылды"), Language::Kazakh);
        assert_eq!(of("El congreso de los kazajos fue en la ciudad"), Language::Spanish);
        assert_eq!(of("З'їзд був скликаний у Києві, та його рішення"), Language::Ukrainian);
        assert_eq!(of("1917"), Language::Other);
    }
}
