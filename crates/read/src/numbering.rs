//! The numbers that an office program shows before the items of a list.

use std::collections::BTreeMap;

/// How the levels of a list are numbered.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    pub levels: BTreeMap<usize, Level>,
}

/// One level of a list.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub start: u32,
    pub digits: Digits,
    /// What is shown, `%1` standing for the number of the first level: `[%1]`, `%1.%2`.
    pub pattern: String,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, digits: Digits::Decimal, pattern: String::new() }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    Decimal,
    Roman,
    SmallRoman,
    Letter,
    SmallLetter,
    Cyrillic,
    SmallCyrillic,
    Bullet,
    None,
}

/// The numbers reached in each list.
#[derive(Debug, Default)]
pub(crate) struct Counters(BTreeMap<String, [Option<u32>; LEVELS]>);

/// Levels of a list: Word has nine, LibreOffice ten.
const LEVELS: usize = 10;

impl Counters {
    /// What stands before the next item of a list at a level; empty when nothing does.
    pub fn next(&mut self, of: &str, list: &List, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let counts = self.0.entry(of.to_owned()).or_default();
        let start = |level: usize| list.levels.get(&level).map_or(1, |one| one.start);
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert(start(above));
        }
        counts[level] = Some(counts[level].map_or(start(level), |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        let Some(shown) = list.levels.get(&level) else { return String::new() };
        match shown.digits {
            Digits::Bullet => return "•".to_owned(),
            Digits::None => return String::new(),
            _ => {}
        }
        let mut label = String::new();
        let mut letters = shown.pattern.chars().peekable();
        while let Some(c) = letters.next() {
            let digit = letters.peek().and_then(|next| next.to_digit(10)).filter(|_| c == '%');
            match digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)) {
                Some(which) => {
                    letters.next();
                    let digits = list.levels.get(&which).map_or(Digits::Decimal, |one| one.digits);
                    let count = counts.get(which).copied().flatten().unwrap_or(1);
                    label.push_str(&digits.write(count));
                }
                None => label.push(c),
            }
        }
        label
    }

    /// Begins a list anew.
    pub fn forget(&mut self, of: &str) {
        self.0.remove(of);
    }

    /// Begins a list anew at a level.
    pub fn restart(&mut self, of: &str, level: usize, start: u32) {
        let counts = self.0.entry(of.to_owned()).or_default();
        counts[level.min(LEVELS - 1)] = start.checked_sub(1);
    }
}

impl Digits {
    pub fn write(self, number: u32) -> String {
        const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
        // Word leaves out ё, й, ъ, ы and ь where it counts by Russian letters.
        const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
        match self {
            Digits::Decimal => number.to_string(),
            Digits::SmallRoman => roman(number),
            Digits::Roman => roman(number).to_uppercase(),
            Digits::SmallLetter => letter(LATIN, number),
            Digits::Letter => letter(LATIN, number).to_uppercase(),
            Digits::SmallCyrillic => letter(RUSSIAN, number),
            Digits::Cyrillic => letter(RUSSIAN, number).to_uppercase(),
            Digits::Bullet => "•".to_owned(),
            Digits::None => String::new(),
        }
    }
}

/// `a`, `b` … `z`, `aa`, `bb`: as Word counts by letters.
fn letter(alphabet: &str, number: u32) -> String {
    let number = usize::try_from(number.saturating_sub(1)).unwrap_or(0);
    let many = alphabet.chars().count();
    let letter = alphabet.chars().nth(number % many).map(String::from).unwrap_or_default();
    letter.repeat((number / many + 1).min(8))
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if 3_999 < number {
        return number.to_string();
    }
    let (mut rest, mut written) = (number, String::new());
    for (value, sign) in SIGNS {
        while value <= rest {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(patterns: &[(Digits, &str)]) -> List {
        let level = |(digits, pattern): &(Digits, &str)| Level {
            start: 1,
            digits: *digits,
            pattern: (*pattern).to_owned(),
        };
        List { levels: patterns.iter().map(level).enumerate().collect() }
    }

    #[test]
    fn levels_count_by_themselves() {
        let list = list(&[(Digits::Decimal, "%1."), (Digits::SmallCyrillic, "%1.%2)")]);
        let mut counters = Counters::default();
        let mut next = |level| counters.next("a", &list, level);
        assert_eq!(
            [next(0), next(1), next(1), next(0), next(1)],
            ["1.", "1.а)", "1.б)", "2.", "2.а)"]
        );
    }

    #[test]
    fn numbers_as_they_are_written() {
        assert_eq!(Digits::Roman.write(1994), "MCMXCIV");
        assert_eq!(Digits::SmallLetter.write(28), "bb");
        assert_eq!(Digits::Roman.write(u32::MAX), "4294967295");
    }
}
