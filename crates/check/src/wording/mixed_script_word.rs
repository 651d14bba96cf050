//! A word of two alphabets.

use std::collections::BTreeMap;

use derek_study::{Reason, say};
use derek_text::words;

use crate::{Objections, Reading, check};

check! {
    /// A Cyrillic word holds a Latin letter that only looks like its own, or the other
    /// way round: search will not find the word, and an index lists it twice.
    ///
    /// ```text
    /// Съезд избрал ⟦Coвет⟧ из пяти человек.
    ///
    /// The party of ⟦Аlash⟧ met in Orenburg.
    /// ```
    ///
    /// Numerals, hyphens, formulas and names of models are clean:
    ///
    /// ```text
    /// На XIX съезде обсуждали ПК-1а и IT-рынок. Совет избран 5-го числа. В III-ем отделе, лист 12об.
    /// The Cyrillic letter А and the Latin letter A look alike.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only letters that look alike in both alphabets are taken for slips; a word
    /// whose other letters all look alike too is let pass.
    pub static MIXED_SCRIPT_WORD = "mixed-script-word" {
        room: "wording", level: Style, since: "0.1.0",
        en: "a word mixes letters of two alphabets",
        ru: "в слове смешаны буквы двух алфавитов",
        kk: "сөзде екі әліпбидің әріптері араласқан",
        find: find,
    }
}

/// Latin letters and the Cyrillic ones that look the same, after the confusables of
/// Unicode Technical Standard 39.
const ALIKE: &[(char, char)] = &[
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('j', 'ј'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('ə', 'ә'),
    ('Ə', 'Ә'),
    ('ë', 'ё'),
    ('Ë', 'Ё'),
];

/// Words that are listed in one finding; more are counted.
const LISTED: usize = 12;
/// Places shown of one kind of slip.
const SHOWN: usize = 40;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        // The letters that strayed, and the words they stand in: one keyboard, one finding.
        let mut slips: BTreeMap<String, Slips<'_>> = BTreeMap::new();
        for paragraph in &document.paragraphs {
            for word in words(&paragraph.text) {
                let written = paragraph.slice(word.clone());
                let Some((mended, letters)) = mended(written) else { continue };
                let slip = slips.entry(letters).or_default();
                slip.words.entry(written).or_insert(mended);
                if slip.places.len() < SHOWN {
                    slip.places.push(document.place(paragraph, word));
                }
            }
        }
        for (letters, slip) in slips {
            let told = slip.words.iter().take(LISTED);
            let told: Vec<&str> = told.map(|(_, mended)| mended.as_str()).collect();
            let mut mended = told.join(", ");
            if LISTED < slip.words.len() {
                mended.push_str(", …");
            }
            let reason = say!({ letters } en: "not of the alphabet of the rest: {letters}", ru: "не из того алфавита, что остальные: {letters}", kk: "қалған әріптердің әліпбиінен емес: {letters}");
            let only = slip.words.len() == 1;
            let help = match only {
                true => {
                    say!({ mended } en: "type the word anew in one alphabet: {mended}", ru: "наберите слово заново в одном алфавите: {mended}", kk: "сөзді бір әліпбимен қайта теріңіз: {mended}")
                }
                false => {
                    let words = slip.words.len();
                    say!({ words, mended } en: "replace the letter everywhere; words: {words} ({mended})", ru: "замените букву всюду; слов: {words} ({mended})", kk: "әріпті барлық жерде ауыстырыңыз; сөз саны: {words} ({mended})")
                }
            };
            objections.add(slip.places, vec![Reason::shown(reason)], help);
            if only {
                objections.mend(mended);
            }
        }
    }
}

/// The words in which the same letters are of another alphabet, each as it should be.
#[derive(Default)]
struct Slips<'w> {
    words: BTreeMap<&'w str, String>,
    places: Vec<derek_study::Place>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
}

fn alphabet(c: char) -> Option<Alphabet> {
    match c {
        'a'..='z' | 'A'..='Z' | 'ə' | 'Ə' | '\u{c0}'..='\u{17f}' => Some(Alphabet::Latin),
        '\u{400}'..='\u{52f}' => Some(Alphabet::Cyrillic),
        _ => None,
    }
}

/// The word in the alphabet of the letters that have no double, and the letters that
/// are not of it; `None` of a word that is no such slip.
fn mended(word: &str) -> Option<(String, String)> {
    if word.is_ascii() {
        return None;
    }
    let other = |c: char| {
        ALIKE.iter().find_map(|&(latin, cyrillic)| match () {
            () if c == latin => Some(cyrillic),
            () if c == cyrillic => Some(latin),
            () => None,
        })
    };
    let letters = || word.chars().filter(|c| alphabet(*c).is_some());
    let sure = letters().find(|c| other(*c).is_none()).and_then(alphabet)?;
    let is_strange = |c: char| alphabet(c).is_some_and(|of| of != sure);
    let strange: Vec<char> = letters().filter(|c| is_strange(*c)).collect();
    // A letter of the other alphabet without a double is there on purpose.
    let is_slip = !strange.is_empty() && strange.iter().all(|c| other(*c).is_some());
    // *zа* and the like are written so on purpose.
    const SHORTEST: usize = 3;
    let is_word = SHORTEST <= letters().count()
        && word.chars().all(|c| !c.is_ascii_digit())
        && strange.len() < letters().count();
    (is_slip && is_word).then(|| {
        let mended =
            word.chars().map(|c| if is_strange(c) { other(c).unwrap_or(c) } else { c }).collect();
        let mut seen = strange.clone();
        seen.sort_unstable();
        seen.dedup();
        (mended, seen.iter().map(char::to_string).collect::<Vec<_>>().join(", "))
    })
}
