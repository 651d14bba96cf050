//! Whether the letters of a page are those of a language: a PDF may show one text and hold
//! another, when its fonts do not say which letters their shapes are.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// What the letters of a page say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing speaks against it.
    Text,
    /// Its letters are those of no language, or no letters at all.
    Garbage,
    /// There is too little to tell.
    TooShort,
}

/// How often each letter stands in a language, in ten thousandths; a language a line.
///
/// Counted in the texts that the project keeps for English, Russian and Kazakh, and in the
/// translations of free programs for the others; letters of Latin without their marks.
const LETTERS: &str = include_str!("letters.tsv");

/// Letters of one script below which nothing is said.
const LEAST: usize = 150;

/// Bits a letter by which a text may stray from the nearest language. Of stretches of 250
/// letters in the languages of the table, kept out of the counting, fewer than one in a
/// hundred strays so far; of those whose letters were exchanged at random 95 in 100 do.
fn most_astray(script: Script) -> f64 {
    match script {
        Script::Latin => 0.6,
        Script::Cyrillic => 0.75,
        Script::Arabic => 0.7,
    }
}

/// The share of a letter that a language does not have.
const RARE: f64 = 0.000_2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' => Some(Script::Latin),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{620}'..='\u{6ff}' => Some(Script::Arabic),
        _ => None,
    }
}

/// Judges the text of a page.
pub(crate) fn judge(text: &str) -> Verdict {
    let (mut shown, mut unknown, mut signs) = (0_usize, 0_usize, 0_usize);
    let (mut latin, mut marked) = (0_usize, 0_usize);
    let mut counts: BTreeMap<Script, BTreeMap<char, usize>> = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        shown += 1;
        if c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c) || c.is_control() {
            unknown += 1;
        } else if !c.is_alphanumeric()
            && !matches!(c, '.' | ',' | '-' | '–' | '—' | '_' | '·' | '…')
        {
            signs += 1;
        }
        if !c.is_alphabetic() {
            continue;
        }
        for c in c.to_lowercase() {
            let bare = match c {
                '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                    marked += 1;
                    std::iter::once(c).nfd().next().map_or(c, unmarked)
                }
                c => c,
            };
            latin += usize::from(c.is_ascii() || bare != c || ('\u{c0}'..='\u{24f}').contains(&c));
            if let Some(script) = script(bare) {
                *counts.entry(script).or_default().entry(bare).or_default() += 1;
            }
        }
    }
    if shown < LEAST {
        return Verdict::TooShort;
    }
    // A formula and a table have signs; a page of them alone is none.
    if shown < unknown * 6 || shown * 3 < signs * 5 {
        return Verdict::Garbage;
    }
    // Cyrillic of one byte that was taken for Latin has nearly no plain letter; of
    // languages Vietnamese has most marks, on a third of its letters.
    if LEAST <= latin && latin * 11 < marked * 20 {
        return Verdict::Garbage;
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for (script, letters) in &counts {
        let count: usize = letters.values().sum();
        if count < LEAST {
            continue;
        }
        match astray(*script, letters) < most_astray(*script) {
            true => good += count,
            false => bad += count,
        }
    }
    match (good, bad) {
        (0, 0) => Verdict::TooShort,
        (good, bad) if good < bad => Verdict::Garbage,
        _ => Verdict::Text,
    }
}

fn unmarked(c: char) -> char {
    match c {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'ß' => 's',
        'æ' => 'a',
        'đ' => 'd',
        c => c,
    }
}

/// Bits a letter by which a text strays from the language that is nearest to it: the
/// divergence of its letters from those of the language, less what chance alone makes
/// of a text so short.
fn astray(script: Script, letters: &BTreeMap<char, usize>) -> f64 {
    let count = letters.values().sum::<usize>() as f64;
    let chance = (letters.len() as f64 - 1.0) / (2.0 * count * std::f64::consts::LN_2);
    let from = |shares: &BTreeMap<char, f64>| -> f64 {
        letters
            .iter()
            .map(|(letter, here)| {
                let here = *here as f64 / count;
                here * (here / shares.get(letter).copied().unwrap_or(RARE)).log2()
            })
            .sum()
    };
    let of_script = languages().iter().filter(|(known, _)| *known == script);
    of_script.map(|(_, shares)| from(shares) - chance).fold(f64::MAX, f64::min)
}

fn languages() -> &'static [(Script, BTreeMap<char, f64>)] {
    static LANGUAGES: OnceLock<Vec<(Script, BTreeMap<char, f64>)>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let language = |line: &str| {
            let (_, letters) = line.split_once('\t')?;
            let share = |entry: &str| {
                let letter = entry.chars().next()?;
                let share: f64 = entry.get(letter.len_utf8()..)?.parse().ok()?;
                Some((letter, (share / 10_000.0).max(RARE)))
            };
            let shares: BTreeMap<char, f64> = letters.split(' ').filter_map(share).collect();
            Some((script(*shares.keys().next()?)?, shares))
        };
        LETTERS.lines().filter_map(language).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Съезд киргизов состоялся в Оренбурге в декабре 1917 года, и на нём было образовано правительство, которому поручили управлять областями до созыва учредительного собрания. Делегаты прибыли из всех уездов степного края и из соседних губерний.";
    const KAZAKH: &str = "Жалпықазақ сиезі 1917 жылдың желтоқсанында Орынборда өтіп, онда үкімет құрылды. Оған облыстарды құрылтай жиналысы шақырылғанға дейін басқару тапсырылды. Өкілдер дала өлкесінің барлық уездерінен және көрші губерниялардан келді.";
    const ENGLISH: &str = "The congress met at Orenburg in December 1917 and formed a government, which was to administer the regions until the constituent assembly was called. The delegates came from all the districts of the steppe and from the neighbouring provinces.";
    const GERMAN: &str = "Der Kongress trat im Dezember 1917 in Orenburg zusammen und bildete eine Regierung, welche die Gebiete bis zur Einberufung der verfassunggebenden Versammlung verwalten sollte. Die Abgeordneten kamen aus allen Kreisen der Steppe.";

    #[track_caller]
    fn check(text: &str, expected: Verdict) {
        assert_eq!(judge(text), expected, "{text}");
    }

    #[test]
    fn languages_are_text() {
        for text in [RUSSIAN, KAZAKH, ENGLISH, GERMAN] {
            check(text, Verdict::Text);
            check(&text.to_uppercase(), Verdict::Text);
        }
    }

    #[test]
    fn cyrillic_that_was_taken_for_latin() {
        for text in [RUSSIAN, KAZAKH] {
            let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
            let taken: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            check(&taken, Verdict::Garbage);
        }
    }

    #[test]
    fn letters_moved_along_the_alphabet() {
        let moved = |step: u8| -> String {
            let move_one = |c: char| match c {
                'a'..='z' => char::from((c as u8 - b'a' + step) % 26 + b'a'),
                c => c,
            };
            ENGLISH.chars().map(move_one).collect()
        };
        // By chance one or two have the letters of some language about as often as it.
        let found = (1..26).filter(|step| judge(&moved(*step)) == Verdict::Garbage).count();
        assert!(23 <= found, "{found}");
        let below: String = RUSSIAN
            .chars()
            .map(|c| match c {
                'а'..='ц' => char::from_u32(u32::from(c) + 9).unwrap_or(c),
                c => c,
            })
            .collect();
        check(&below, Verdict::Garbage);
    }

    #[test]
    fn what_nobody_says() {
        check(&"\u{fffd}\u{fffd}\u{fffd} 12 ".repeat(60), Verdict::Garbage);
        check("Orenburg", Verdict::TooShort);
        check("", Verdict::TooShort);
        check(&"1917 1918 1919 1920 ".repeat(30), Verdict::TooShort);
    }
}
