//! What the tagger proposes, put beside what the rules have found.
//!
//! Where initials show a person the rules are right; elsewhere a name that the
//! tagger is sure enough of takes the place of words of which the rules say only
//! that they are written as a name.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use derek_study::document::{Certainty, Kind, Language, Name, NameKind, Paragraph};
use derek_text::entity::{Entity, Sort, Tongue, entities, known};
use derek_text::{Script, is_capitalised, script, surname, words};

/// How likely a name must be, by the tagger's reckoning, to be proposed.
const LIKELY: f32 = 0.5;

/// How likely it must be to overrule a person whom only the ending of a surname shows.
const SURE: f32 = 0.8;

/// Proposes names; `surnames` are those that initials have shown.
pub(crate) fn propose(paragraphs: &mut [Paragraph], surnames: &BTreeSet<String>) {
    // English was taught by commentaries on Sophocles alone: of the people it finds in
    // newspapers hardly one in six is right (`cargo xtask measure-entities`).
    for (language, tongue) in
        [(Language::Russian, Tongue::Russian), (Language::Kazakh, Tongue::Kazakh)]
    {
        let own: Vec<usize> = (0..paragraphs.len())
            .filter(|at| paragraphs[*at].language == language)
            .filter(|at| paragraphs[*at].kind != Kind::Reference)
            .collect();
        if own.is_empty() {
            continue;
        }
        let texts: Vec<&str> = own.iter().map(|at| paragraphs[*at].text.as_str()).collect();
        for (at, found) in own.into_iter().zip(entities(tongue, &texts)) {
            join(&mut paragraphs[at], found, surnames);
        }
    }
}

/// Puts the tagger's names among those of the rules, in order and none within another.
fn join(paragraph: &mut Paragraph, found: Vec<Entity>, surnames: &BTreeSet<String>) {
    let mut rules: VecDeque<Name> = std::mem::take(&mut paragraph.names).into();
    let mut joined: Vec<Name> = Vec::new();
    for entity in found {
        let Some(proposed) = proposed(&paragraph.text, &entity) else { continue };
        let start = joined.last().map_or(0, |name| name.range.end);
        if entity.chance < LIKELY
            || proposed.range.start < start
            || meets_date(paragraph, &proposed.range)
        {
            continue;
        }
        let before = rules.partition_point(|name| name.range.end <= proposed.range.start);
        joined.extend(rules.drain(..before));
        let met = rules.partition_point(|name| name.range.start < proposed.range.end);
        if rules.range(..met).any(|name| keeps(name, &proposed, entity.chance, surnames)) {
            continue;
        }
        let met: Vec<Name> = rules.drain(..met).collect();
        for name in &met {
            let before = name.range.start..proposed.range.start;
            joined.extend(left(&paragraph.text, before));
        }
        let end = proposed.range.end;
        joined.push(proposed);
        for name in met.iter().rev() {
            if let Some(rest) = left(&paragraph.text, end..name.range.end) {
                rules.push_front(rest);
            }
        }
    }
    joined.extend(rules);
    paragraph.names = joined;
}

/// Whether a name of the rules stands against a proposal.
fn keeps(name: &Name, proposed: &Name, chance: f32, surnames: &BTreeSet<String>) -> bool {
    if name.kind != NameKind::Person {
        return false;
    }
    let is_shown = name.given.iter().any(|given| given.ends_with('.'))
        || surnames.contains(&surname(&name.surname));
    // A longer name of the same person says more.
    let is_longer = proposed.kind == NameKind::Person
        && proposed.range.start <= name.range.start
        && name.range.end <= proposed.range.end;
    // *Дулатұлы Соловкиден*: behind a surname that is known only a given name is the person's.
    let goes_on = is_longer && name.range.end < proposed.range.end && {
        let language = if script(&proposed.surname) == Script::Cyrillic {
            [Tongue::Russian, Tongue::Kazakh].as_slice()
        } else {
            [Tongue::English].as_slice()
        };
        !language.iter().any(|tongue| known(*tongue, &proposed.surname).given)
            && !proposed.surname.ends_with('.')
            && 1 < proposed.surname.chars().count()
    };
    goes_on || !is_longer && (is_shown || chance < SURE)
}

/// What is left of words written as a name beside a proposal.
fn left(text: &str, range: Range<usize>) -> Option<Name> {
    let rest = text.get(range.clone()).filter(|rest| !rest.is_empty())?;
    let (first, last) = (words(rest).next()?, words(rest).last()?);
    is_capitalised(&rest[first.clone()]).then(|| Name {
        range: range.start + first.start..range.start + last.end,
        kind: NameKind::Other,
        given: Vec::new(),
        surname: rest[first.start..last.end].to_owned(),
        certainty: Certainty::Shown,
    })
}

fn proposed(text: &str, entity: &Entity) -> Option<Name> {
    let written = text.get(entity.range.clone())?;
    // Without a capital letter nothing is a name.
    let tokens: Vec<&str> = words(written).map(|range| &written[range]).collect();
    tokens.iter().any(|word| is_capitalised(word)).then_some(())?;
    let kind = match entity.sort {
        Sort::Person => NameKind::Person,
        Sort::Body => NameKind::Body,
        Sort::Place => NameKind::Place,
    };
    let whole = bare(written).to_owned();
    let (given, surname) = match kind {
        // A king by his number, or a stress mark from another alphabet, are not compared as
        // surnames are: they stay with the rules.
        NameKind::Person if tokens.iter().any(|word| is_number(word) || is_mixed(word)) => {
            return None;
        }
        NameKind::Person => divided(&tokens, whole),
        _ => (Vec::new(), whole),
    };
    Some(Name { range: entity.range.clone(), kind, given, surname, certainty: Certainty::Proposed })
}

fn bare(written: &str) -> &str {
    let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
    bare.trim_end_matches("'s").trim_end_matches("’s")
}

/// Given names and the surname; of one word, or with a small one, the whole is the surname.
fn divided(tokens: &[&str], whole: String) -> (Vec<String>, String) {
    let is_small = tokens.iter().any(|word| !is_capitalised(word));
    match tokens {
        [given @ .., last] if !given.is_empty() && !is_small => {
            let given = given.iter().map(|word| match word.chars().count() {
                1 => format!("{word}."),
                _ => (*word).to_owned(),
            });
            (given.collect(), bare(last).to_owned())
        }
        _ => (Vec::new(), whole),
    }
}

fn is_number(word: &str) -> bool {
    2 <= word.chars().count() && word.chars().all(|c| "IVXLІХ".contains(c)) || word == "I"
}

/// Letters of two alphabets, or a mark above a letter.
fn is_mixed(word: &str) -> bool {
    let mut scripts = word.chars().map(|c| script(c.encode_utf8(&mut [0; 4])));
    let first = scripts.next();
    scripts.any(|one| Some(one) != first)
}

fn meets_date(paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let next = paragraph.dates.partition_point(|date| date.range.end <= range.start);
    paragraph.dates.get(next).is_some_and(|date| date.range.start < range.end)
}
