//! Known names, found in a text in whatever case they stand.

use std::collections::HashMap;
use std::ops::Range;

use crate::stem::stem;
use crate::word::{is_capitalised, words};

/// Names to look for, each leading to something of the caller's.
///
/// A name of several words is found whatever its capitals; a name of one word
/// only with the capital it has; an abbreviation only letter by letter.
///
/// ```
/// use derek_text::Lexicon;
/// let names = Lexicon::new([("Временное правительство", 1), ("НЭП", 2)]);
/// let text = "о политике Временного правительства";
/// let found = names.find(text);
/// assert_eq!(&text[found[0].range.clone()], "Временного правительства");
/// assert_eq!(found[0].what, 1);
/// assert!(names.find("нэп").is_empty());
/// ```
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    by_first: HashMap<String, Vec<Form<T>>>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Lexicon<T> {
        Lexicon { by_first: HashMap::new() }
    }
}

#[derive(Debug, Clone)]
struct Form<T> {
    stems: Vec<String>,
    written: Vec<String>,
    /// Signs that the name itself has: `Приказ № 1`, `ВКП(б)`.
    signs: Vec<char>,
    what: T,
}

/// A known name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What the name leads to.
    pub what: T,
}

impl<T: Clone> Lexicon<T> {
    /// A lexicon of names.
    pub fn new<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Lexicon<T> {
        let mut by_first: HashMap<String, Vec<Form<T>>> = HashMap::new();
        for (name, what) in names {
            let written: Vec<String> = words(name).map(|range| name[range].to_owned()).collect();
            let stems: Vec<String> = written.iter().map(|word| stem(word)).collect();
            let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
            let signs: Vec<char> = name.chars().filter(is_sign).collect();
            if let Some(first) = stems.first() {
                let form = Form { stems: stems.clone(), written, signs, what };
                by_first.entry(first.clone()).or_default().push(form);
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.stems.len()));
        }
        Lexicon { by_first }
    }

    /// The names that a text has, in its order, the longest at each place, none overlapping.
    pub fn find(&self, text: &str) -> Vec<Found<T>> {
        if self.by_first.is_empty() {
            return Vec::new();
        }
        let tokens: Vec<(Range<usize>, String)> =
            words(text).map(|range| (range.clone(), stem(&text[range]))).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((range, first)) = tokens.get(at) {
            let form = self.by_first.get(first).into_iter().flatten().find(|form| {
                let here = tokens.get(at..at + form.stems.len());
                here.is_some_and(|here| form.stands_in(text, here))
            });
            match form {
                Some(form) => {
                    let last = &tokens[at + form.stems.len() - 1].0;
                    found.push(Found { range: range.start..last.end, what: form.what.clone() });
                    at += form.stems.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

impl<T> Form<T> {
    fn stands_in(&self, text: &str, here: &[(Range<usize>, String)]) -> bool {
        let words = here.iter().map(|(range, _)| &text[range.clone()]);
        let stems_agree = here.iter().zip(&self.stems).all(|((_, stem), wanted)| stem == wanted);
        let abbreviations_agree = words.clone().zip(&self.written).all(|(word, written)| {
            !is_abbreviation(written)
                || word.trim_end_matches("'s").trim_end_matches("’s") == written
        });
        let gaps_are_space = here.windows(2).all(|pair| {
            text[pair[0].0.end..pair[1].0.start].chars().all(|c| {
                c.is_whitespace()
                    || matches!(c, '-' | '–' | '.' | '«' | '»' | '“' | '”' | '"')
                    || self.signs.contains(&c)
            })
        });
        let capital_agrees = match (self.written.as_slice(), words.clone().next()) {
            ([only], Some(word)) => !is_capitalised(only) || is_capitalised(word),
            _ => true,
        };
        stems_agree && abbreviations_agree && gaps_are_space && capital_agrees
    }
}

fn is_abbreviation(word: &str) -> bool {
    1 < word.chars().count() && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let lexicon = Lexicon::new(names.iter().map(|name| (*name, *name)));
        let found: Vec<&str> =
            lexicon.find(text).into_iter().map(|found| &text[found.range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_name_wins() {
        check(
            &["Red Army", "Red Army Council"],
            "the Red Army Council and the Red Army's men",
            &["Red Army Council", "Red Army's"],
        );
    }

    #[test]
    fn abbreviations_letter_by_letter() {
        check(&["GPU", "НЭП"], "a gpu, the GPU; нэп, НЭП", &["GPU", "НЭП"]);
    }

    #[test]
    fn a_name_keeps_its_own_signs() {
        check(
            &["ВКП(б)", "Приказ № 1"],
            "ЦК ВКП(б); Приказ № 1; Приказ (1",
            &["ВКП(б", "Приказ № 1"],
        );
    }

    #[test]
    fn one_word_needs_its_capital() {
        check(&["Whites"], "whites of eggs; the Whites", &["Whites"]);
    }

    #[test]
    fn a_full_stop_of_a_sentence_parts_nothing_but_a_comma_does() {
        check(&["Alash Orda"], "Alash, Orda; Alash Orda", &["Alash Orda"]);
    }
}
