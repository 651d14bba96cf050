//! Finding cards by name, in whatever alphabet and spelling.

use derek_study::Card;
use derek_text::search_key;
use maud::{Markup, html};

use crate::edition::Edition;
use crate::words::{Noun, Word, counted};

/// How well a name answers a query, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// It is the name.
    Whole,
    /// The name begins so.
    Beginning,
    /// A word of the name begins so.
    Word,
    /// It stands somewhere in the name.
    Inside,
    /// It sounds so, in another alphabet or spelling.
    Sound,
}

impl<'a> Edition<'a> {
    /// The cards whose names answer a query, the best first.
    pub fn found(&self, query: &str) -> Vec<&'a Card> {
        let wanted = Wanted::of(query);
        let answers = self.study.cards.iter().filter_map(|card| {
            let best = card
                .forms()
                .chain([card.id.as_str()])
                .filter_map(|form| wanted.answered_by(form))
                .min()?;
            Some((best, card.name(self.lang).to_lowercase(), card))
        });
        let mut answers: Vec<_> = answers.collect();
        answers.sort_by(|one, other| {
            (one.0, &one.1, &one.2.id).cmp(&(other.0, &other.1, &other.2.id))
        });
        answers.into_iter().map(|(_, _, card)| card).collect()
    }

    /// The answer to a query as a page shows it.
    pub fn answer(&self, query: &str) -> Markup {
        let found = self.found(query);
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
                    @for card in &found {
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

    fn answered_by(&self, form: &str) -> Option<Answer> {
        if self.words.is_empty() {
            return None;
        }
        let form_words = folded(form);
        if let Some(at) = form_words.find(&self.words) {
            let is_word =
                form_words[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            return Some(match (at, is_word) {
                (0, _) if form_words == self.words => Answer::Whole,
                (0, _) => Answer::Beginning,
                (_, true) => Answer::Word,
                (_, false) => Answer::Inside,
            });
        }
        let is_enough = 2 < self.key.chars().filter(|c| *c != ' ').count();
        let key = search_key(form);
        let sounds =
            is_enough && (key.starts_with(&self.key) || key.contains(&format!(" {}", self.key)));
        sounds.then_some(Answer::Sound)
    }
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, form: &str, expected: Option<Answer>) {
        assert_eq!(Wanted::of(query).answered_by(form), expected, "{query} in {form}");
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
