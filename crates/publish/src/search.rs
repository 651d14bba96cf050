//! Finding cards by name, in whatever alphabet and spelling.

use std::collections::HashMap;

use derek_study::Card;
use derek_text::search_key;
use maud::{Markup, html};

use crate::edition::Edition;
use crate::names::{Form, Names, folded};
use crate::words::{Noun, Word, counted};

/// How a name answers a query, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It is the name.
    Whole,
    /// It is likely the name in another script or spelling.
    Name,
    /// The name begins so.
    Beginning,
    /// A word of the name begins so.
    Word,
    /// It stands somewhere in the name.
    Inside,
    /// It sounds so, in another alphabet or spelling.
    Sound,
    /// It is a little like the name; nothing else answers.
    Near,
}

impl Answer {
    /// Its name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Answer::Whole => "whole",
            Answer::Name => "name",
            Answer::Beginning => "beginning",
            Answer::Word => "word",
            Answer::Inside => "inside",
            Answer::Sound => "sound",
            Answer::Near => "near",
        }
    }
}

/// A card that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The card.
    pub card: &'a Card,
    /// How it answers.
    pub answer: Answer,
    /// The form of its name that answers.
    pub form: String,
    /// From 0 to 1: the chance that the query names it, by spelling; `None` when its letters alone answer.
    pub score: Option<f32>,
}

/// A chance of one name from which a card is likely the one that is meant.
const LIKELY: f32 = 0.5;

/// Cards that are looked at for a name spelled otherwise.
const SPELLED_OTHERWISE: usize = 50;

impl<'a> Edition<'a> {
    /// The cards whose names answer a query, the best first.
    ///
    /// `names` are those of the study that is shown.
    pub fn found(&self, names: &Names, query: &str) -> Vec<Found<'a>> {
        let wanted = Wanted::of(query);
        if wanted.words.is_empty() {
            return Vec::new();
        }
        let mut best: HashMap<usize, (Answer, String, Option<f32>)> = HashMap::new();
        for form in &names.forms {
            let Some(answer) = wanted.answered_by(form) else { continue };
            if best.get(&form.card).is_none_or(|(known, _, _)| answer < *known) {
                best.insert(form.card, (answer, form.text.clone(), None));
            }
        }
        for near in names.nearest(query, |_| true, SPELLED_OTHERWISE) {
            let score = near.comparison.score;
            let answer = if LIKELY <= score { Answer::Name } else { Answer::Near };
            match best.get_mut(&near.card) {
                Some((known, _, its_score)) if *known <= answer => *its_score = Some(score),
                _ => {
                    best.insert(near.card, (answer, near.form, Some(score)));
                }
            }
        }
        let is_answered = best.values().any(|(answer, _, _)| *answer != Answer::Near);
        let found = best.into_iter().filter_map(|(card, (answer, form, score))| {
            let card = self.study.cards.get(card)?;
            let is_shown = !is_answered || answer != Answer::Near;
            is_shown.then_some(Found { card, answer, form, score })
        });
        let mut found: Vec<Found<'a>> = found.collect();
        // Letters answer alike; spellings by how like they are.
        let likeness = |found: &Found<'_>| match found.answer {
            Answer::Name | Answer::Near => found.score.unwrap_or_default(),
            _ => 0.0,
        };
        found.sort_by_cached_key(|found| {
            let unlike = 1000 - (1000.0 * likeness(found)) as u16;
            let name = found.card.name(self.lang).to_lowercase();
            (found.answer, unlike, name, found.card.id.clone())
        });
        found
    }

    /// The answer to a query as a page shows it.
    pub fn answer(&self, names: &Names, query: &str) -> Markup {
        let found = self.found(names, query);
        let kind = |card: &'a Card| {
            self.study.vocabulary.kind(&card.kind).map(|kind| kind.label.get(self.lang))
        };
        html! {
            @if found.is_empty() {
                p class="all-clear" { (Word::FoundNothing.get(self.lang)) }
                p class="quiet" { (Word::FoundNothingHelp.get(self.lang)) }
            } @else {
                p class="quiet" role="status" { (counted(found.len(), Noun::Card, self.lang)) }
                ul class="answers" {
                    @for Found { card, .. } in &found {
                        li {
                            (self.link_to(card))
                            @if let Some(kind) = kind(card) { " " span class="quiet" { (kind) } }
                            @let others: Vec<&str> = card.forms().filter(|form| *form != card.name(self.lang)).collect();
                            @if !others.is_empty() { p class="forms" dir="auto" { (others.join(" · ")) } }
                        }
                    }
                }
            }
        }
    }
}

struct Wanted {
    words: String,
    key: String,
}

impl Wanted {
    fn of(query: &str) -> Wanted {
        Wanted { words: folded(query), key: search_key(query) }
    }

    fn answered_by(&self, form: &Form) -> Option<Answer> {
        if self.words.is_empty() {
            return None;
        }
        let form_words = &form.words;
        if let Some(at) = form_words.find(&self.words) {
            let is_word =
                form_words[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            return Some(match (at, is_word) {
                (0, _) if *form_words == self.words => Answer::Whole,
                (0, _) => Answer::Beginning,
                (_, true) => Answer::Word,
                (_, false) => Answer::Inside,
            });
        }
        let is_enough = 2 < self.key.chars().filter(|c| *c != ' ').count();
        let key = &form.key;
        let sounds =
            is_enough && (key.starts_with(&self.key) || key.contains(&format!(" {}", self.key)));
        sounds.then_some(Answer::Sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, form: &str, expected: Option<Answer>) {
        let form = Form::of(0, form, false);
        assert_eq!(Wanted::of(query).answered_by(&form), expected, "{query} in {}", form.text);
    }

    #[test]
    fn by_letters_and_by_sound() {
        check("alash orda", "Alash  Orda", Some(Answer::Whole));
        check("alash", "Alash Orda", Some(Answer::Beginning));
        check("orda", "Alash Orda", Some(Answer::Word));
        check("las", "Alash Orda", Some(Answer::Inside));
        check("бөкейхан", "Alikhan Bokeikhanov", Some(Answer::Sound));
        check("بوكەيحان", "Букейханов", Some(Answer::Sound));
        check("", "Alash", None);
        check("zzz", "Alash", None);
    }
}
