//! The numbers that a text counts by, in digits and in words.

use std::ops::Range;

use derek_study::document::Language;
use derek_text::words;

/// A cardinal number in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Count {
    /// What it says.
    pub value: f64,
    /// Its last word of magnitude, as *thousand*: 1 when it has none.
    pub magnitude: f64,
    /// Where it stands, without a currency's sign.
    pub range: Range<usize>,
}

/// What a word of a number does.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// 1 to 19, and collective numbers.
    Unit(u32),
    /// 20 to 90.
    Ten(u32),
    /// 100 to 900 in one word; in English and Kazakh 100 may be multiplied.
    Hundred(u32),
    /// A thousand or a million.
    Magnitude(u32),
}

/// Words of numbers, in the cases and genders in which they count things.
const WORDS: &[(Part, &[&str])] = &[
    (Part::Unit(1), &["one", "один", "одна", "одно", "одного", "одной", "бір"]),
    (
        Part::Unit(2),
        &["two", "два", "две", "двух", "двумя", "двум", "двое", "двоих", "екі", "екеу", "dos"],
    ),
    (
        Part::Unit(3),
        &[
            "three", "три", "трёх", "трех", "тремя", "трём", "трем", "трое", "троих", "үш", "үшеу",
            "tres",
        ],
    ),
    (
        Part::Unit(4),
        &[
            "four", "четыре", "четырёх", "четырех", "четырьмя", "четырём", "четырем", "четверо",
            "четверых", "төрт", "төртеу", "cuatro",
        ],
    ),
    (
        Part::Unit(5),
        &["five", "пять", "пяти", "пятью", "пятеро", "пятерых", "бес", "бесеу", "cinco"],
    ),
    (
        Part::Unit(6),
        &["six", "шесть", "шести", "шестью", "шестеро", "шестерых", "алты", "алтау", "seis"],
    ),
    (
        Part::Unit(7),
        &["seven", "семь", "семи", "семью", "семеро", "семерых", "жеті", "жетеу", "siete"],
    ),
    (Part::Unit(8), &["eight", "восемь", "восьми", "восемью", "восьмеро", "сегіз", "ocho"]),
    (Part::Unit(9), &["nine", "девять", "девяти", "девятью", "тоғыз", "nueve"]),
    (Part::Unit(10), &["ten", "десять", "десяти", "десятью", "diez"]),
    (Part::Unit(11), &["eleven", "одиннадцать", "одиннадцати"]),
    (Part::Unit(12), &["twelve", "двенадцать", "двенадцати"]),
    (Part::Unit(13), &["thirteen", "тринадцать", "тринадцати"]),
    (Part::Unit(14), &["fourteen", "четырнадцать", "четырнадцати"]),
    (Part::Unit(15), &["fifteen", "пятнадцать", "пятнадцати"]),
    (Part::Unit(16), &["sixteen", "шестнадцать", "шестнадцати"]),
    (Part::Unit(17), &["seventeen", "семнадцать", "семнадцати"]),
    (Part::Unit(18), &["eighteen", "восемнадцать", "восемнадцати"]),
    (Part::Unit(19), &["nineteen", "девятнадцать", "девятнадцати"]),
    (Part::Ten(20), &["twenty", "двадцать", "двадцати", "двадцатью", "жиырма"]),
    (Part::Ten(30), &["thirty", "тридцать", "тридцати", "тридцатью", "отыз"]),
    (Part::Ten(40), &["forty", "сорок", "сорока", "қырық"]),
    (Part::Ten(50), &["fifty", "пятьдесят", "пятидесяти", "елу"]),
    (Part::Ten(60), &["sixty", "шестьдесят", "шестидесяти", "алпыс"]),
    (Part::Ten(70), &["seventy", "семьдесят", "семидесяти", "жетпіс"]),
    (Part::Ten(80), &["eighty", "восемьдесят", "восьмидесяти", "сексен"]),
    (Part::Ten(90), &["ninety", "девяносто", "девяноста", "тоқсан"]),
    (Part::Hundred(100), &["hundred", "сто", "ста", "жүз"]),
    (Part::Hundred(200), &["двести", "двухсот"]),
    (Part::Hundred(300), &["триста", "трёхсот", "трехсот"]),
    (Part::Hundred(400), &["четыреста", "четырёхсот", "четырехсот"]),
    (Part::Hundred(500), &["пятьсот", "пятисот"]),
    (Part::Hundred(600), &["шестьсот", "шестисот"]),
    (Part::Hundred(700), &["семьсот", "семисот"]),
    (Part::Hundred(800), &["восемьсот", "восьмисот"]),
    (Part::Hundred(900), &["девятьсот", "девятисот"]),
    (
        Part::Magnitude(1_000),
        &["thousand", "тысяча", "тысячи", "тысяч", "тысячам", "тысячами", "тыс", "мың"],
    ),
    (Part::Magnitude(1_000_000), &["million", "миллион", "миллиона", "миллионов", "млн"]),
];

/// The cardinal numbers of a text, in its order.
///
/// A number told as a range or a choice (*two or three*, *5–6*) is none: it counts
/// nothing exactly. Nor is a fraction, or a dotted group that may be either.
pub(crate) fn counts(text: &str, language: Language) -> Vec<Count> {
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut counts: Vec<Count> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match in_digits(text, &tokens, at).or_else(|| in_words(text, &tokens, at, language)) {
            Some((count, next)) => {
                counts.push(count);
                at = next;
            }
            None => at += 1,
        }
    }
    let loose: Vec<bool> = (0..counts.len())
        .map(|at| {
            let between = |one: usize, next: usize| {
                let (Some(one), Some(next)) = (counts.get(one), counts.get(next)) else {
                    return false;
                };
                is_choice(text.get(one.range.end..next.range.start).unwrap_or_default())
            };
            between(at, at + 1) || at.checked_sub(1).is_some_and(|before| between(before, at))
        })
        .collect();
    let mut loose = loose.iter();
    counts.retain(|_| !loose.next().copied().unwrap_or_default());
    counts
}

/// The one number that a word is, *трое* and *жиырма* as well as *three*.
pub(crate) fn value_of(word: &str, language: Language) -> Option<u32> {
    match part(&word.to_lowercase(), language)? {
        Part::Unit(value) | Part::Ten(value) | Part::Hundred(value) => Some(value),
        Part::Magnitude(_) => None,
    }
}

fn is_choice(between: &str) -> bool {
    ["or", "to", "или", "либо", "не", "-", "–", "—", "/", "немесе"].contains(&between.trim())
}

fn part(word: &str, language: Language) -> Option<Part> {
    // The Kazakh ten is the Russian *he*.
    if language == Language::Kazakh && word == "он" {
        return Some(Part::Unit(10));
    }
    WORDS.iter().find(|(_, forms)| forms.contains(&word)).map(|(part, _)| *part)
}

fn in_words(
    text: &str,
    tokens: &[Range<usize>],
    at: usize,
    language: Language,
) -> Option<(Count, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| text[token.clone()].to_lowercase());
    let (mut total, mut group, mut magnitude) = (0_u64, 0_u64, 1_u32);
    let mut least = u32::MAX;
    let mut next = at;
    while let Some(told) = word(next).and_then(|word| part(&word, language)) {
        let mut from = next;
        if next > at {
            let joint = &text[tokens[next - 1].end..tokens[next].start];
            if !matches!(joint, " " | "-" | "\u{a0}" | "\u{2011}") {
                break;
            }
            from = next - 1;
        }
        let is_begun = from < next;
        match told {
            Part::Unit(value) if least > 10 || value < 10 && least >= 10 && group % 10 == 0 => {
                group += u64::from(value);
                least = if value < 10 { 1 } else { 2 };
            }
            // *Он екі*: the Kazakh ten is followed by units.
            Part::Ten(value) if least > 90 => {
                group += u64::from(value);
                least = 10;
            }
            Part::Hundred(100) if !is_begun || (1..10).contains(&group) => {
                group = group.max(1) * 100;
                least = 100;
            }
            Part::Hundred(value) if least > 900 => {
                group += u64::from(value);
                least = 100;
            }
            Part::Magnitude(value) if is_begun && magnitude == 1 => {
                total += group * u64::from(value);
                group = 0;
                magnitude = value;
                least = 1_000;
            }
            _ => break,
        }
        if language == Language::Kazakh && word(next).as_deref() == Some("он") {
            least = 10;
        }
        next += 1;
        // *A hundred and twenty*.
        if word(next).as_deref() == Some("and") && least == 100 {
            let behind = word(next + 1).and_then(|word| part(&word, language));
            if matches!(behind, Some(Part::Unit(_) | Part::Ten(_))) {
                let range = tokens[at].start..tokens[next - 1].end;
                let (rest, end) = in_words(text, tokens, next + 1, language)?;
                let value = (total + group) as f64 + rest.value;
                return Some((
                    Count { value, magnitude: 1.0, range: range.start..rest.range.end },
                    end,
                ));
            }
        }
    }
    if next == at {
        return None;
    }
    let range = tokens[at].start..tokens[next - 1].end;
    let value = (total + group) as f64;
    Some((Count { value, magnitude: f64::from(magnitude), range }, next))
}

fn in_digits(text: &str, tokens: &[Range<usize>], at: usize) -> Option<(Count, usize)> {
    /// Digits of the greatest number that is told as one.
    const MOST: usize = 12;
    let digits = |at: usize| {
        let word = &text[tokens.get(at)?.clone()];
        let is_number = word.len() <= MOST && word.chars().all(|c| c.is_ascii_digit());
        is_number.then_some(word)
    };
    let joint = |at: usize| text.get(tokens[at].end..tokens.get(at + 1)?.start);
    let mut plain = digits(at)?.to_owned();
    let mut next = at + 1;
    let is_head = plain.len() <= 3 && !plain.starts_with('0');
    while is_head
        && plain.len() < MOST
        && let (Some(group), Some("," | " " | "\u{a0}" | "\u{202f}" | "\u{2009}")) =
            (digits(next), joint(next - 1))
        && group.len() == 3
    {
        plain.push_str(group);
        next += 1;
    }
    if let (Some(places), Some(mark @ ("." | ","))) = (digits(next), joint(next - 1)) {
        // *1.200* is a thousand to one and a little more than one to another.
        if places.len() > 2 || next - at > 1 && mark == "," {
            return None;
        }
        plain.push('.');
        plain.push_str(places);
        next += 1;
    }
    let mut magnitude = 1.0;
    let mut end = tokens[next - 1].end;
    if let (Some(" " | "\u{a0}" | "-" | "\u{202f}"), Some(word)) =
        (joint(next - 1), tokens.get(next))
        && let Some(Part::Magnitude(value)) =
            part(&text[word.clone()].to_lowercase(), Language::Other)
    {
        magnitude = f64::from(value);
        // The point of *тыс.* is its own.
        let is_short = text[word.clone()].chars().count() == 3 && text[word.end..].starts_with('.');
        end = word.end + usize::from(is_short);
        next += 1;
    }
    let value = plain.parse::<f64>().ok()? * magnitude;
    Some((Count { value, magnitude, range: tokens[at].start..end }, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: &[f64]) {
        let found: Vec<f64> = counts(text, language).iter().map(|count| count.value).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_read() {
        check("twenty-five of a hundred and twenty", Language::English, &[25.0, 120.0]);
        check("6,509 and 965 and 12.5", Language::English, &[6509.0, 965.0, 12.5]);
        check("two hundred thousand men", Language::English, &[200_000.0]);
        check("двадцать восемь из ста сорока двух", Language::Russian, &[28.0, 142.0]);
        check("он взял 200 тыс. и 12 300 рублей", Language::Russian, &[200_000.0, 12_300.0]);
        check("жиырма бес, он екі, екі жүз елу", Language::Kazakh, &[25.0, 12.0, 250.0]);
    }

    #[test]
    fn a_choice_is_no_number() {
        check("two or three men, 5–6 days, два-три года", Language::English, &[]);
    }
}
