//! Names of people, and other words written as names.
//!
//! A person shows by initials or by a given name; once one of them has shown a surname,
//! the same surname is known wherever it stands.
//! Where nothing shows what a name is of, the tagger may propose it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{Certainty, Kind, Language, Name, NameKind, Paragraph};
use derek_text::entity::{Tongue, known};
use derek_text::{is_capitalised, stem, surname, words};

use crate::{entity, given};

/// Finds the names in a text's paragraphs.
pub(crate) fn name(paragraphs: &mut [Paragraph]) {
    let ordinary = ordinary_words(paragraphs);
    let mut surnames: BTreeSet<String> = BTreeSet::new();
    for paragraph in paragraphs.iter_mut() {
        paragraph.names = with_initials(&paragraph.text);
        surnames.extend(paragraph.names.iter().map(|name| surname(&name.surname)));
    }
    for paragraph in paragraphs.iter_mut() {
        let shown = given::by_given_name(paragraph, &ordinary);
        surnames.extend(
            shown
                .iter()
                .filter(|name| is_telling(paragraph, name))
                .map(|name| surname(&name.surname)),
        );
        joined(&mut paragraph.names, shown);
    }
    for paragraph in paragraphs.iter_mut().filter(|one| one.kind != Kind::Reference) {
        let others = capitalised_runs(paragraph, &surnames, &ordinary);
        paragraph.names.extend(others);
        paragraph.names.sort_by_key(|name| name.range.start);
    }
    entity::propose(paragraphs, &surnames);
}

/// Whether a surname is nothing else as well, so that alone it is still the person's.
fn is_telling(paragraph: &Paragraph, name: &Name) -> bool {
    let tongue = match paragraph.language {
        Language::English => Tongue::English,
        Language::Kazakh => Tongue::Kazakh,
        _ => Tongue::Russian,
    };
    let known = known(tongue, &name.surname);
    // *Antoine de Bourbon*, *Roger de Lauria*: a house and a place bear the name too.
    let is_of_land = [" de ", " De ", " La "]
        .iter()
        .any(|particle| paragraph.slice(name.range.clone()).contains(particle));
    // Of one name alone it is all that he is called.
    (!known.given || name.given.is_empty())
        && !known.common
        && !is_of_land
        && 4 <= name.surname.chars().count()
}

/// Puts names beside those that initials show; of two at one place the longer stays.
fn joined(names: &mut Vec<Name>, shown: Vec<Name>) {
    for name in shown {
        let from = names.partition_point(|one| one.range.end <= name.range.start);
        let until = names.partition_point(|one| one.range.start < name.range.end);
        let contains =
            |one: &Name| name.range.start <= one.range.start && one.range.end <= name.range.end;
        if names[from..until].iter().all(contains) {
            names.splice(from..until, [name]);
        }
    }
}

/// Stems of words that the text also writes with a small letter.
fn ordinary_words(paragraphs: &[Paragraph]) -> BTreeMap<String, usize> {
    let mut ordinary = BTreeMap::new();
    for paragraph in paragraphs {
        for range in words(&paragraph.text) {
            let word = paragraph.slice(range);
            if word.chars().next().is_some_and(char::is_lowercase) {
                *ordinary.entry(stem(word)).or_insert(0) += 1;
            }
        }
    }
    ordinary
}

/// `A. V. Kolchak`, `А.Н. Букейханов`, `Zh. Aimautov`, `Букейханов А. Н.`
fn with_initials(text: &str) -> Vec<Name> {
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut names: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let initials = initials_from(text, &tokens, at);
        let surname = match initials {
            0 => None,
            count => surname_at(text, &tokens, at + count),
        };
        match surname {
            Some((last, surname)) => {
                let given = given_of(text, &tokens[at..at + initials]);
                names.push(Name {
                    range: tokens[at].start..tokens[last].end,
                    kind: NameKind::Person,
                    given,
                    surname,
                    certainty: Certainty::Shown,
                });
                at = last + 1;
            }
            None if initials != 0
                && 0 < at
                && is_surname_before(text, &tokens, at)
                && names.last().is_none_or(|name| name.range.end <= tokens[at - 1].start) =>
            {
                let before = tokens[at - 1].clone();
                let given = given_of(text, &tokens[at..at + initials]);
                let end = tokens[at + initials - 1].end + 1;
                names.push(Name {
                    range: before.start..end,
                    kind: NameKind::Person,
                    given,
                    surname: text[before].to_owned(),
                    certainty: Certainty::Shown,
                });
                at += initials;
            }
            None => at += initials.max(1),
        }
    }
    names
}

fn given_of(text: &str, initials: &[Range<usize>]) -> Vec<String> {
    initials.iter().map(|range| format!("{}.", &text[range.clone()])).collect()
}

/// How many initials stand from here on, up to three.
fn initials_from(text: &str, tokens: &[Range<usize>], at: usize) -> usize {
    let mut count = 0;
    while let Some(range) = tokens.get(at + count).filter(|_| count < 3) {
        if !is_initial(&text[range.clone()]) || !text[range.end..].starts_with('.') {
            break;
        }
        let next = tokens.get(at + count + 1);
        let touches = next
            .is_some_and(|next| text[range.end + 1..next.start].chars().all(char::is_whitespace));
        count += 1;
        if !touches {
            break;
        }
    }
    count
}

fn is_initial(word: &str) -> bool {
    const DIGRAPHS: &[&str] =
        &["Zh", "Sh", "Kh", "Ch", "Dzh", "Dj", "Ts", "Yu", "Ya", "Дж", "Th", "Ph", "Gh"];
    DIGRAPHS.contains(&word) || word.chars().count() == 1 && is_capitalised(word)
}

/// A surname at a token, with the hyphen parts that belong to it: its last token and its words.
fn surname_at(text: &str, tokens: &[Range<usize>], at: usize) -> Option<(usize, String)> {
    let first = tokens.get(at)?;
    let before = tokens.get(at.checked_sub(1)?)?;
    let gap = &text[before.end..first.start];
    let close = gap.len() <= 5 && gap.starts_with('.') && gap[1..].chars().all(char::is_whitespace);
    if !close || !is_surname(&text[first.clone()]) {
        return None;
    }
    let mut last = at;
    while let Some(next) = tokens.get(last + 1) {
        let joined = &text[tokens[last].end..next.start] == "-";
        if !joined || !is_capitalised(&text[next.clone()]) {
            break;
        }
        last += 1;
    }
    Some((
        last,
        text[first.start..tokens[last].end]
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned(),
    ))
}

fn is_surname(word: &str) -> bool {
    is_capitalised(word)
        && 3 <= word.chars().count()
        && word.chars().skip(1).any(char::is_lowercase)
}

/// `Букейханов А. Н.`: the word before the initials, close to them, not beginning a sentence of its own.
fn is_surname_before(text: &str, tokens: &[Range<usize>], at: usize) -> bool {
    let before = &tokens[at - 1];
    let gap = &text[before.end..tokens[at].start];
    // In English the initials come first, so only Cyrillic surnames are read so.
    is_surname(&text[before.clone()])
        && matches!(gap, " " | "\u{a0}" | ", ")
        && derek_text::script(&text[before.clone()]) == derek_text::Script::Cyrillic
}

/// Runs of capitalised words: a person when the last is a known surname, else another name.
fn capitalised_runs(
    paragraph: &Paragraph,
    surnames: &BTreeSet<String>,
    ordinary: &BTreeMap<String, usize>,
) -> Vec<Name> {
    let text = &paragraph.text;
    let free: Vec<Range<usize>> = words(text)
        .filter(|range| !lies_in(&paragraph.dates, |date| &date.range, range.start))
        .filter(|range| !lies_in(&paragraph.names, |name| &name.range, range.start))
        .collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < free.len() {
        let mut end = at;
        while free.get(end).is_some_and(|range| is_of_name(&text[range.clone()]))
            && (end == at || is_gap(&text[free[end - 1].end..free[end].start]))
        {
            end += 1;
        }
        if end == at {
            at += 1;
            continue;
        }
        let mut run = &free[at..end];
        let at_start = at;
        at = end;
        // The first word of a sentence has its capital from there.
        let sentence = paragraph.sentences.partition_point(|one| one.start <= run[0].start);
        let sentence = sentence.checked_sub(1).map(|at| &paragraph.sentences[at]);
        let begins = sentence.is_some_and(|sentence| begins_at(text, sentence.start, run[0].start));
        while let [first, rest @ ..] = run
            && is_function_word(&text[first.clone()])
            && !surnames.contains(&surname(&text[first.clone()]))
        {
            run = rest;
        }
        if run.is_empty() {
            continue;
        }
        let first = stem(&text[run[0].clone()]);
        let begins = begins && run.len() == end - at_start;
        let is_surname = surnames.contains(&surname(&text[run[0].clone()]))
            || run.len() == 1 && ends_as_surname(&text[run[0].clone()]);
        if begins && !is_surname && (run.len() == 1 || ordinary.contains_key(&first)) {
            run = &run[1..];
        }
        let written: Vec<&str> = run.iter().map(|range| &text[range.clone()]).collect();
        if 3 <= run.len() && given::is_named_after(paragraph.language, &written) {
            names.extend(other(text, run));
            continue;
        }
        // *Under Gómez*, *Liberal Gómez*: before a surname only what can be of a name.
        while let [first, _, ..] = run
            && given::is_plain_word(paragraph.language, &text[first.clone()])
            && surnames.contains(&surname(&text[run[run.len() - 1].clone()]))
        {
            run = &run[1..];
        }
        names.extend(named(text, run, surnames));
    }
    names
}

/// Whether a place lies in one of the ranges, which stand in order.
fn lies_in<T>(all: &[T], range: impl Fn(&T) -> &Range<usize>, at: usize) -> bool {
    let after = all.partition_point(|one| range(one).start <= at);
    after.checked_sub(1).is_some_and(|last| at < range(&all[last]).end)
}

fn begins_at(text: &str, sentence: usize, word: usize) -> bool {
    sentence <= word && text[sentence..word].chars().all(|c| !c.is_alphanumeric())
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "On"
            | "In"
            | "At"
            | "By"
            | "It"
            | "He"
            | "She"
            | "We"
            | "His"
            | "Her"
            | "Its"
            | "If"
            | "As"
            | "An"
            | "And"
            | "But"
            | "For"
            | "Of"
            | "To"
            | "So"
            | "No"
            | "Not"
            | "All"
            | "Our"
            | "They"
            | "Their"
            | "There"
            | "What"
            | "How"
            | "Why"
            | "Who"
            | "Now"
            | "When"
            | "After"
            | "Before"
            | "Since"
            | "From"
            | "This"
            | "That"
            | "These"
            | "Then"
            | "Although"
            | "While"
            | "With"
            | "During"
            | "В"
            | "На"
            | "По"
            | "Из"
            | "За"
            | "От"
            | "До"
            | "Он"
            | "Она"
            | "Они"
            | "Но"
            | "Это"
            | "Эта"
            | "Этот"
            | "Так"
            | "Как"
            | "Что"
            | "Для"
            | "Сам"
            | "Сама"
            | "Тот"
            | "Даже"
            | "Лишь"
            | "Только"
            | "Ещё"
            | "Также"
            | "Позже"
            | "Тогда"
            | "Там"
            | "Здесь"
            | "Even"
            | "Only"
            | "Later"
            | "Here"
            | "При"
            | "После"
            | "Когда"
            | "Однако"
            | "Бұл"
            | "Ол"
            | "Осы"
            | "Сол"
    )
}

fn is_of_name(word: &str) -> bool {
    is_capitalised(word) && 2 <= word.chars().count()
}

fn is_gap(gap: &str) -> bool {
    gap == "-" || gap.chars().all(char::is_whitespace)
}

fn named(text: &str, run: &[Range<usize>], surnames: &BTreeSet<String>) -> Vec<Name> {
    let known = run.iter().rposition(|range| surnames.contains(&surname(&text[range.clone()])));
    let last_name = known.or_else(|| {
        (0..run.len())
            .find(|at| ends_as_surname(&text[run[*at].clone()]) && (0 < *at || run.len() == 1))
    });
    match last_name {
        Some(at) => {
            let given = run[..at]
                .iter()
                .rev()
                .take(2)
                .rev()
                .map(|range| text[range.clone()].to_owned())
                .collect::<Vec<_>>();
            let start = run[at - given.len()].start;
            let person = Name {
                range: start..run[at].end,
                kind: NameKind::Person,
                given,
                surname: whole(text, run[at].clone()),
                certainty: Certainty::Shown,
            };
            let mut names = vec![person];
            names.extend(named(text, &run[at + 1..], surnames));
            names
        }
        None => other(text, run).into_iter().collect(),
    }
}

/// The words of a run as a name of nobody knows what.
fn other(text: &str, run: &[Range<usize>]) -> Option<Name> {
    let (first, last) = (run.first()?, run.last()?);
    Some(Name {
        range: first.start..last.end,
        kind: NameKind::Other,
        given: Vec::new(),
        surname: whole(text, first.start..last.end),
        certainty: Certainty::Shown,
    })
}

fn whole(text: &str, range: Range<usize>) -> String {
    text[range].trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

/// A second name that ends as surnames do in the lands of the Russian and the Turkic languages.
fn ends_as_surname(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ov", "ev", "ova", "eva", "sky", "skii", "skiy", "enko", "uly", "kyzy", "shvili", "ов",
        "ев", "ова", "ева", "ский", "ского", "енко", "ұлы", "қызы", "швили",
    ];
    let word = surname(word);
    7 <= word.chars().count()
        && ENDINGS.iter().any(|ending| {
            word.ends_with(ending) || word.ends_with(&stem(ending)) && 2 < ending.chars().count()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, NameKind)]) {
        let document = crate::propose("test", text.to_owned());
        let paragraph = &document.paragraphs[0];
        let found: Vec<(&str, NameKind)> = paragraph
            .names
            .iter()
            .map(|name| (paragraph.slice(name.range.clone()), name.kind))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn initials_show_a_person() {
        check(
            "Then A.V. Kolchak met Zh. Aimautov in Omsk.",
            &[
                ("A.V. Kolchak", NameKind::Person),
                ("Zh. Aimautov", NameKind::Person),
                ("Omsk", NameKind::Other),
            ],
        );
        check(
            "Тогда А. Н. Букейханов и Дулатов М. уехали.",
            &[("А. Н. Букейханов", NameKind::Person), ("Дулатов М.", NameKind::Person)],
        );
    }

    #[test]
    fn a_surname_once_shown_is_known() {
        check(
            "V. Lenin spoke. Then Lenin's answer came to Vladimir Lenin.",
            &[
                ("V. Lenin", NameKind::Person),
                ("Lenin's", NameKind::Person),
                ("Vladimir Lenin", NameKind::Person),
            ],
        );
    }

    #[test]
    fn the_first_word_of_a_sentence_is_no_name() {
        check(
            "Later they met at Alash Orda. The Red Army came.",
            &[("Alash Orda", NameKind::Other), ("Red Army", NameKind::Other)],
        );
    }
}
