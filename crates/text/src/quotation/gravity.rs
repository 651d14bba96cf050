//! Changes that turn a sentence round: denials, numbers, dates, names.

use crate::{is_capitalised, words};

/// Whether a word denies.
fn denies(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "nor"
            | "never"
            | "none"
            | "nothing"
            | "nobody"
            | "nowhere"
            | "neither"
            | "without"
            | "cannot"
            | "не"
            | "ни"
            | "нет"
            | "нѣт"
            | "нѣтъ"
            | "нетъ"
            | "никогда"
            | "ничего"
            | "никто"
            | "никого"
            | "никому"
            | "нигде"
            | "нигдѣ"
            | "никуда"
            | "нельзя"
            | "без"
            | "безъ"
            | "отнюдь"
            | "емес"
            | "жоқ"
            | "ешқашан"
            | "ешкім"
            | "ештеңе"
            | "ешқандай"
            | "ешбір"
            | "еш"
            | "ешқайда"
    ) || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Words of number that are not written in digits, without their endings.
const NUMBERS: [&str; 61] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
    "million", "half", "один", "одн", "два", "две", "дву", "двѣ", "три", "трех", "трем", "четыр",
    "пят", "шест", "сем", "сeмь", "восем", "девят", "десят", "двадцат", "тридцат", "сорок", "сто",
    "тысяч", "миллион", "полов", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз",
    "тоғыз", "он", "жиырма", "отыз", "қырық", "жүз", "мың",
];

/// Letters that a word of number may have after what [`NUMBERS`] has of it.
const ENDING: usize = 4;

/// Words of number so short that they begin many other words: they stand alone.
fn is_whole_only(number: &str) -> bool {
    number.chars().count() <= 3
}

fn is_number(word: &str) -> bool {
    word.chars().any(char::is_numeric)
        || NUMBERS.iter().any(|number| match is_whole_only(number) {
            true => word == *number,
            false => word.strip_prefix(number).is_some_and(|rest| rest.chars().count() <= ENDING),
        })
}

/// Beginnings of the names of months; a date is made of them and of numbers.
const MONTHS: [&str; 33] = [
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр",
    "октябр", "ноябр", "декабр", "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде",
    "тамыз", "қыркүйек", "қазан", "қараша",
];

fn is_month(word: &str) -> bool {
    matches!(word, "мая" | "май" | "маю" | "мае" | "желтоқсан")
        || MONTHS.iter().any(|month| {
            word.strip_prefix(month).is_some_and(|rest| rest.chars().count() <= ENDING)
        })
}

/// Words opposed to one another, each by itself a change of what is said.
fn is_of_choice(word: &str) -> bool {
    matches!(word, "or" | "или" | "либо" | "немесе" | "әлде")
}

/// Whether a change of these words into those is graver than of others: it
/// touches a denial, a number, a date or a name.
///
/// `begins` says whether the words stand where a sentence begins, where a
/// capital letter tells nothing.
pub(crate) fn is_grave(one: &str, other: &str, begins: bool) -> bool {
    let telling = |text: &str| -> Vec<String> {
        let is_name = |at: usize, word: &str| {
            is_capitalised(word) && 1 < word.chars().count() && !(begins && at == 0)
        };
        let told = |(at, word): (usize, &str)| {
            let small = word.to_lowercase();
            let tells = denies(&small)
                || is_number(&small)
                || is_month(&small)
                || is_of_choice(&small)
                || is_name(at, word);
            tells.then_some(small)
        };
        words(text).map(|range| &text[range]).enumerate().filter_map(told).collect()
    };
    telling(one) != telling(other) || is_denied(one, other)
}

/// Whether words deny something.
pub(crate) fn has_denial(text: &str) -> bool {
    words(text).any(|range| denies(&text[range].to_lowercase()))
}

/// Whether letters read wrong make another number of a number, or a denial of none.
pub(crate) fn reads_otherwise(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_all_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    ((is_all_digits(one) || is_all_digits(other)) && digits(one) != digits(other))
        || has_denial(one) != has_denial(other)
}

/// Whether one word is the other with a denial in it: *could* and *couldn't*,
/// «возможно» and «невозможно», «берді» and «бермеді».
fn is_denied(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim().to_lowercase(), other.trim().to_lowercase());
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if short.chars().count() < 3 || long.len() == short.len() {
        return false;
    }
    let before = ["не", "без", "бес", "un", "im", "in", "dis"];
    let within = ["ма", "ме", "ба", "бе", "па", "пе"];
    before.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
        || within.iter().any(|particle| {
            long.match_indices(particle).any(|(at, _)| {
                2 <= at
                    && long
                        .get(at + particle.len()..)
                        .is_some_and(|rest| *short == format!("{}{rest}", &long[..at]))
            })
        })
}
