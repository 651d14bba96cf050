//! One key for the spellings of one name: across alphabets, old and new.
//!
//! A *pivot* is the name in plain Latin letters, as it may sound. A *skeleton*
//! is what of the pivot survives different ears: consonants, merged where
//! spellings waver. Both are for comparing, never for print.

use crate::word::words;

/// The name in plain lower-case Latin letters, whatever its alphabet.
///
/// ```
/// use derek_text::pivot;
/// assert_eq!(pivot("Бөкейхан"), "bokeikhan");
/// assert_eq!(pivot("Bökeihan"), "bokeihan");
/// ```
pub fn pivot(name: &str) -> String {
    let mut pivot = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match letters(c) {
            // The Arabic letter is a consonant where a word begins, mostly a vowel inside it.
            Some("v") if c == 'و' && !pivot.is_empty() && !pivot.ends_with(' ') => pivot.push('u'),
            Some(letters) => pivot.push_str(letters),
            None if c.is_ascii_alphanumeric() || c == ' ' => pivot.push(c),
            None if c.is_whitespace() || c == '-' => pivot.push(' '),
            None => pivot.extend(unaccented(c)),
        }
    }
    pivot
}

/// What of a name survives different ears: its consonants, those that
/// spellings confuse made one, doubled ones made single.
///
/// ```
/// use derek_text::skeleton;
/// assert_eq!(skeleton("Букейханов"), skeleton("Bokeikhanov"));
/// assert_ne!(skeleton("Gabbasov"), skeleton("Dulatov"));
/// ```
pub fn skeleton(name: &str) -> String {
    let merged = merge_digraphs(&pivot(name));
    let mut skeleton = String::with_capacity(merged.len());
    let mut last = None;
    for (at, c) in merged.chars().enumerate() {
        let kept = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at == 0 => Some('a'),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | '\'' => None,
            'q' | 'c' => Some('k'),
            'w' => Some('v'),
            c => Some(c),
        };
        if kept.is_some() && kept != last {
            skeleton.extend(kept);
        }
        last = kept;
    }
    skeleton
}

/// A key for finding a name by part of it: skeletons of its words, in order.
pub fn search_key(name: &str) -> String {
    words(name).map(|range| skeleton(&name[range])).collect::<Vec<_>>().join(" ")
}

/// Whether two words are within so many letters put in, left out or exchanged.
pub fn within_distance(one: &str, other: &str, most: usize) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if most < one.len().abs_diff(other.len()) {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()] <= most
}

/// The word among some that is nearest to another by its letters, the first of equals.
///
/// `None` when none is within a third of the word's letters.
///
/// ```
/// use derek_text::nearest;
/// assert_eq!(nearest("alash-movment", ["alash-orda", "alash-movement"]), Some("alash-movement"));
/// assert_eq!(nearest("nk", ["c"]), None);
/// ```
pub fn nearest<'w>(word: &str, among: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let most = (word.chars().count() / 3).min(4);
    let mut best: Option<(usize, &'w str)> = None;
    for other in among {
        let limit = best.map_or(most, |(distance, _)| distance.saturating_sub(1));
        // Nothing is nearer than a word that differs in one letter.
        let distance = (1..=limit).find(|limit| within_distance(word, other, *limit));
        if let Some(distance) = distance {
            best = Some((distance, other));
        }
    }
    best.map(|(_, word)| word)
}

fn merge_digraphs(pivot: &str) -> String {
    const DIGRAPHS: &[(&str, &str)] = &[
        ("shch", "s"),
        ("dzh", "z"),
        ("tch", "s"),
        ("sch", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("zh", "z"),
        ("dj", "z"),
        ("sh", "s"),
        ("ch", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("ts", "s"),
        ("ks", "x"),
        ("j", "z"),
    ];
    let mut merged = String::with_capacity(pivot.len());
    let mut rest = pivot;
    while let Some(first) = rest.chars().next() {
        match DIGRAPHS.iter().find(|(digraph, _)| rest.starts_with(digraph)) {
            Some((digraph, one)) => {
                merged.push_str(one);
                rest = &rest[digraph.len()..];
            }
            None => {
                merged.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    // A hard or soft h is heard and written unevenly after a vowel and before one alike.
    merged.replace('h', "k")
}

/// The Latin letters of one letter of another alphabet.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' | 'ا' | 'آ' | 'ə' => "a",
        'б' | 'ب' => "b",
        'в' | 'و' | 'ۋ' => "v",
        'г' | 'ғ' | 'ґ' | 'گ' | 'غ' | 'ƣ' => "g",
        'д' | 'د' => "d",
        'е' | 'э' | 'ё' | 'є' | 'ѣ' | 'ە' => "e",
        'ж' => "zh",
        'ج' => "zh",
        'з' | 'ز' | 'ذ' | 'ظ' | 'ض' => "z",
        'и' | 'й' | 'і' | 'ї' | 'ѵ' | 'ي' | 'ی' | 'ى' | 'ı' => "i",
        'к' | 'қ' | 'ك' | 'ک' | 'ق' => "k",
        'л' | 'ل' => "l",
        'м' | 'م' => "m",
        'н' | 'ң' | 'ن' | 'ڭ' | 'ꞑ' => "n",
        'о' | 'ө' | 'ۆ' | 'ɵ' => "o",
        'п' | 'پ' => "p",
        'р' | 'ر' => "r",
        'с' | 'س' | 'ص' | 'ث' => "s",
        'т' | 'ت' | 'ط' => "t",
        'у' | 'ү' | 'ұ' | 'ۇ' | 'ۈ' => "u",
        'ф' | 'ѳ' | 'ف' => "f",
        'х' | 'һ' | 'ح' | 'خ' => "kh",
        'ه' | 'ھ' => "h",
        'ц' => "ts",
        'ч' | 'چ' => "ch",
        'ш' | 'ش' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "iu",
        'я' => "ia",
        'ъ' | 'ь' | 'ء' | 'ٴ' | 'ʼ' | '’' => "",
        'ß' => "ss",
        'æ' => "ae",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        _ => return None,
    })
}

/// An accented Latin letter without its accent; nothing for what is no letter.
fn unaccented(c: char) -> impl Iterator<Item = char> {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(c).nfd().filter(|c| c.is_ascii_alphanumeric()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(names: &[&str]) {
        let first = search_key(names[0]);
        for name in names {
            assert_eq!(search_key(name), first, "{name}");
        }
    }

    #[test]
    fn one_surname_in_five_spellings() {
        one(&["Букейханов", "Bokeikhanov", "Bukeikhanov", "Bökeihanov", "Бөкейханов"]);
    }

    #[test]
    fn arabic_script_meets_cyrillic() {
        one(&["بوكەيحان", "Бөкейхан", "Bokeikhan"]);
    }

    #[test]
    fn neighbours_stay_apart() {
        assert_ne!(search_key("Gabbasov"), search_key("Kabbasov"));
        assert_ne!(search_key("Ермеков"), search_key("Марсеков"));
    }

    #[test]
    fn distances() {
        assert!(within_distance("bokeikhanov", "bukeikhanov", 1));
        assert!(!within_distance("bokeikhan", "bukeikhanov", 2));
        assert!(within_distance("", "", 0));
    }
}
