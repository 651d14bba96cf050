//! The bibliography, and the page of a source with its text.

use std::collections::BTreeMap;

use derek_study::{Card, Entry};
use maud::{Markup, html};

use crate::address;
use crate::edition::Edition;
use crate::finding::{Accepting, is_web};
use crate::text;
use crate::words::{Noun, Word, counted, put_the_text_at};

impl<'a> Edition<'a> {
    /// What may be cited, with how often it is.
    pub fn bibliography(&self) -> Markup {
        let lang = self.lang;
        let mut cited: BTreeMap<&str, usize> = BTreeMap::new();
        for key in self.study.cards.iter().flat_map(keys) {
            *cited.entry(key).or_default() += 1;
        }
        let mut entries: Vec<&Entry> = self.study.entries.iter().collect();
        entries.sort_by_key(|entry| entry.reference().to_lowercase());
        html! {
            @if entries.is_empty() {
                p class="all-clear" { (Word::NoSources.get(lang)) }
                p class="quiet" { (Word::NoSourcesHelp.get(lang)) }
            }
            ul class="bibliography" {
                @for entry in &entries {
                    li {
                        a href=(address::source(self.root, &entry.key)) dir="auto" { (title(entry, lang)) }
                        @if !entry.authors.is_empty() { " " span dir="auto" { (entry.authors.join("; ")) } }
                        @if !entry.date.is_empty() { ", " (entry.date) }
                        p class="quiet" {
                            code { (entry.key) } " · "
                            (Word::CitedBy.get(lang)) ": " (cited.get(entry.key.as_str()).copied().unwrap_or(0))
                            @if self.sources.contains_key(&entry.key) { " · " span class="tag" { (Word::TextHeld.get(lang)) } }
                        }
                    }
                }
            }
        }
    }

    /// A source's page, with its text as far as the study holds it; `None` when nobody knows it.
    pub fn source(&self, key: &str) -> Option<Markup> {
        let lang = self.lang;
        let entry = self.study.entry(key);
        let document = self.sources.get(key);
        let citing: Vec<&Card> =
            self.study.cards.iter().filter(|card| keys(card).any(|own| own == key)).collect();
        if entry.is_none() && document.is_none() {
            return None;
        }
        let report = derek_check::Report::default();
        Some(html! {
            p class="kicker" { code { (key) } }
            h1 dir="auto" { (entry.map_or(key, |entry| title(entry, lang))) }
            @match entry {
                Some(entry) => {
                    @if entry.reference() != title(entry, lang) { p dir="auto" { (entry.reference()) } }
                    @if !entry.note.is_empty() { p class="quiet" dir="auto" { (entry.note) } }
                    @if is_web(&entry.url) { p { a href=(entry.url) rel="noreferrer noopener" { (entry.url) } } }
                }
                None => p class="quiet" { (Word::NoEntry.get(lang)) },
            }
            @if document.is_none() { p class="to-add quiet" { (put_the_text_at(key, lang)) } }
            @match citing.is_empty() {
                true => p class="quiet" { (Word::NotCited.get(lang)) },
                false => {
                    details class="left-out" open[citing.len() <= FEW] {
                        summary { (Word::CitedBy.get(lang)) " " span class="count" { (citing.len()) } }
                        (self.list(&citing))
                    }
                }
            }
            @if !citing.is_empty() {
                p class="quiet" { a href={ (self.root) "/rules?without=" (address::segment(key)) } { (Word::IfItFell.get(lang)) } }
            }
            @if let Some(document) = document {
                section class="held" aria-labelledby="held" {
                    h2 id="held" class="small-label" { (Word::TextItself.get(lang)) " · " (counted(address::prose(document), Noun::Paragraph, lang)) }
                    (text::read(document, &report, lang, Accepting::No))
                }
            }
        })
    }
}

/// How many cards are listed without being asked for.
const FEW: usize = 12;

fn title(entry: &Entry, lang: derek_study::Lang) -> &str {
    match entry.title.is_empty() {
        true => Word::Untitled.get(lang),
        false => &entry.title,
    }
}

/// The keys a card cites, as often as it does.
fn keys(card: &Card) -> impl Iterator<Item = &str> {
    let values =
        card.fields.iter().flat_map(|field| &field.values).flat_map(|value| &value.citations);
    values.chain(&card.prose_citations).map(|citation| citation.key.as_str())
}
