//! A card in a few lines: what tells it from its namesakes.

use derek_study::Card;
use derek_study::vocabulary::Takes;
use maud::{DOCTYPE, Markup, html};

use crate::address;
use crate::edition::Edition;

impl Edition<'_> {
    /// What a kind of cards is called; its identifier when the vocabulary does not know it.
    pub fn kind_label<'k>(&'k self, kind: &'k str) -> &'k str {
        self.study.vocabulary.kind(kind).map_or(kind, |known| known.label.get(self.lang))
    }

    /// The dates and other names of a card, to tell it from its namesakes; empty when there are none.
    pub fn description(&self, card: &Card) -> String {
        let dates = self.dates_of(card).map(|(label, date)| format!("{label}: {date}"));
        let name = card.name(self.lang);
        let forms = card.forms().filter(|form| *form != name).map(str::to_owned);
        dates.chain(forms).collect::<Vec<_>>().join(" · ")
    }

    /// A small page about a card, to be shown inside another; `None` when there is no such card.
    ///
    /// `style` is the address of a style sheet.
    pub fn preview(&self, id: &str, style: &str) -> Option<Markup> {
        let card = self.study.card(id)?;
        let name = card.name(self.lang);
        let forms: Vec<&str> = card.forms().filter(|form| *form != name).collect();
        Some(html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="color-scheme" content="light dark";
                    title { (name) }
                    link rel="stylesheet" href=(style);
                }
                body class="preview" {
                    p {
                        a href=(address::card(self.root, &card.id)) target="_blank" rel="noopener" dir="auto" { b { (name) } }
                        " " span class="quiet" { (self.kind_label(&card.kind)) }
                    }
                    @for (label, date) in self.dates_of(card) { p class="quiet" { (label) ": " (date) } }
                    @if !forms.is_empty() { p class="forms" dir="auto" { (forms.join(" · ")) } }
                }
            }
        })
    }

    /// What tells people apart: dates, and what they were when.
    pub(crate) fn facts_of<'c>(&'c self, card: &'c Card) -> Vec<(&'c str, String)> {
        let of = |field: &'c derek_study::Field| {
            let predicate = self.study.vocabulary.predicate(&field.predicate)?;
            let is_telling = predicate.takes == Takes::Date
                || matches!(field.predicate.as_str(), "office" | "role" | "member");
            let values: Vec<&str> = field
                .affirmed()
                .take(3)
                .map(|value| match self.study.resolve(&value.text, self.base).card() {
                    Some(card) if predicate.takes == Takes::Card => card.name(self.lang),
                    _ => value.in_lang(self.lang),
                })
                .collect();
            let is_said = is_telling && !values.is_empty();
            is_said.then(|| (predicate.label.get(self.lang), values.join(" · ")))
        };
        card.fields.iter().filter_map(of).collect()
    }

    /// The first date of each field of a card that takes dates, with what the field is called.
    fn dates_of<'c>(&self, card: &'c Card) -> impl Iterator<Item = (&str, &'c str)> {
        card.fields.iter().filter_map(|field| {
            let predicate = self.study.vocabulary.predicate(&field.predicate)?;
            let date = field.affirmed().next().filter(|_| predicate.takes == Takes::Date)?;
            Some((predicate.label.get(self.lang), date.text.as_str()))
        })
    }
}
