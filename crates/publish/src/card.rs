//! A card for readers: its names, its claims and the passages behind them.

use std::collections::BTreeSet;

use derek_study::vocabulary::Takes;
use derek_study::{Card, Field, Lang, Mode, Place, Polarity, Resolution, Sureness, Value};
use derek_time::{Calendar, Date};
use maud::{Markup, html};

use crate::address::{self, Anchors};
use crate::argument::aim_said;
use crate::edition::{Edition, name_tag};
use crate::finding::{self, Accepting};
use crate::words::{Word, put_the_text_at};
use crate::{timeline, understanding};

impl<'a> Edition<'a> {
    /// A card's page; `None` when there is no such card.
    pub fn card(&self, id: &str, accepting: Accepting<'_>) -> Option<Markup> {
        let card = self.study.card(id)?;
        let lang = self.lang;
        let kind = self.study.vocabulary.kind(&card.kind);
        let findings = self.findings_of(card);
        let accepted: Vec<_> = self
            .report
            .accepted
            .iter()
            .filter(|(finding, _)| finding.places.iter().any(|place| place.file == card.file))
            .collect();
        let address_of = |place: &Place| self.address_of(place);
        let anchors = Anchors::of(self.report);
        Some(html! {
            p class="kicker" {
                a href={ (self.root) "#kind-" (address::segment(&card.kind)) } {
                    (kind.map_or(card.kind.as_str(), |kind| kind.label.get(lang)))
                }
            }
            h1 lang=[name_tag(card, lang)] dir="auto" class=[name_tag(card, lang).map(|_| "untranslated")] title=[name_tag(card, lang).map(|_| Word::NotTranslated.get(lang))] { (card.name(lang)) }
            (self.other_names(card))
            @if !findings.is_empty() || !accepted.is_empty() {
                section class="card-findings" aria-label=(Word::Findings.get(lang)) {
                    @for finding in &findings { (finding::open(finding, &anchors.get(finding), lang, accepting, &address_of)) }
                    @for (finding, acceptance) in &accepted { (finding::accepted(finding, acceptance, &anchors.get(finding), lang, accepting, &address_of)) }
                }
            }
            @if !card.fields.is_empty() {
                section aria-labelledby="said" {
                    h2 id="said" class="unseen" { (Word::SaidOfIt.get(lang)) }
                    @if card.fields.iter().flat_map(|field| &field.values).any(|value| value.date.is_some()) { (timeline::inks()) }
                    dl class="claims" {
                        @for field in &card.fields { (self.field(field)) }
                    }
                }
            }
            @if !card.prose.trim().is_empty() {
                section aria-labelledby="notes" {
                    @let tag = self.tag_of(&card.prose);
                    h2 id="notes" class="small-label" { (Word::Notes.get(lang)) @if let Some(tag) = tag { " · " (tag) } }
                    div class="prose" dir="auto" lang=[tag] { (self.notes(&card.prose)) }
                }
            }
            @if card.kind == "question" { (self.answers_to(card)) }
            @if card.kind == "argument" { (self.standing_of(&card.id)) }
            @if self.can_be_weighed(card) {
                p { a href={ (self.root) "/weigh/" (address::segment(&card.id)) } { (Word::WeighIt.get(lang)) } }
            }
            (self.what_follows(card))
            (self.ways_to_causes(card))
            (self.texts_to_add(card))
            (self.pointing_at(card))
            p class="quiet file" { (Word::FileOfCard.get(lang)) ": " code { (card.file) } }
        })
    }

    /// Between which days the other cards put this one, and why; nothing when they do not narrow it.
    fn what_follows(&self, card: &Card) -> Markup {
        let explained = derek_check::why(self.study, card);
        let Some(explained) = explained.filter(|explained| explained.is_telling()) else {
            return html! {};
        };
        html! {
            section aria-labelledby="follows" class="follows" {
                h2 id="follows" class="small-label" { (Word::WhatFollows.get(self.lang)) }
                @for (side, reasons) in &explained.sides {
                    details {
                        summary { (explained.told(*side).get(self.lang)) }
                        ul { @for reason in reasons { li { (reason.said.get(self.lang)) } } }
                    }
                }
            }
        }
    }

    fn other_names(&self, card: &Card) -> Markup {
        let shown = card.name(self.lang);
        let others: Vec<(&String, &String)> =
            card.names.iter().filter(|(_, name)| *name != shown).collect();
        html! {
            @if !others.is_empty() {
                p class="other-names" {
                    @for (at, (tag, name)) in others.iter().enumerate() {
                        @if 0 < at { " · " }
                        span lang=(tag) dir="auto" { (name) }
                    }
                }
            }
            @if !card.also.is_empty() {
                p class="other-names" {
                    span class="small-label" { (Word::AlsoCalled.get(self.lang)) } " "
                    @for (at, form) in card.also.iter().enumerate() {
                        @if 0 < at { " · " }
                        span dir="auto" { (form) }
                    }
                }
            }
        }
    }

    fn field(&self, field: &Field) -> Markup {
        let predicate = self.study.vocabulary.predicate(&field.predicate);
        let label =
            predicate.map_or(field.predicate.as_str(), |predicate| predicate.label.get(self.lang));
        html! {
            div class="claim" {
                dt { (label) }
                @for value in &field.values {
                    dd class={ "value" @if value.judged { " is-judged" } @if is_revised(field, value) || value.polarity != Polarity::Affirms { " is-not-held" } } { (self.value(field, value)) }
                }
            }
        }
    }

    /// A value with who says it, how surely, and where.
    pub(crate) fn value(&self, field: &Field, value: &Value) -> Markup {
        let lang = self.lang;
        let predicate = self.study.vocabulary.predicate(&field.predicate);
        let takes = predicate.map_or(Takes::Text, |predicate| predicate.takes);
        let word = predicate.and_then(|predicate| predicate.word(&value.text));
        let sought = self.sought(value, takes);
        let sought: Vec<&str> = sought.iter().map(String::as_str).collect();
        html! {
            p class="value-line" {
                span class="value-text" {
                    @match word {
                        Some(word) => (word.get(lang)),
                        None => (self.text_of(value, takes)),
                    }
                }
                @if let Some(role) = &value.role { " " span class="qualifier" dir="auto" { (aim_said(role).map_or_else(|| placed(Word::In, role, lang), |said| said.get(lang).to_owned())) } }
                (stretch(value, lang))
                @for word in stance(value, is_revised(field, value)) { " " span class="tag" { (word.get(lang)) } }
                @match value.mode {
                    Mode::Fact => {},
                    Mode::Intention => { " " span class="tag" { (Word::Intention.get(lang)) } },
                    Mode::Norm => { " " span class="tag" { (Word::Norm.get(lang)) } },
                    Mode::Hearsay => { " " span class="tag" { (Word::Hearsay.get(lang)) } },
                }
                @match value.reading {
                    Sureness::Certain => {},
                    Sureness::Probable => { " " span class="tag" { (Word::ProbableReading.get(lang)) } },
                    Sureness::Conjectural => { " " span class="tag" { (Word::ConjecturalReading.get(lang)) } },
                }
                (self.voice(value))
                " " span class="citations" {
                    @for (at, citation) in value.citations.iter().enumerate() {
                        @if 0 < at { "; " }
                        (self.citation(citation))
                    }
                    @if value.citations.is_empty() && !value.judged && field.predicate != "asks" { span class="quiet" { (Word::NoCitation.get(lang)) } }
                }
            }
            @if takes == Takes::Date { (understood(value, lang)) }
            @if let Some(because) = &value.because {
                p class="value-because" dir="auto" lang=[self.tag_of(because)] { span class="small-label" { (Word::Because.get(lang)) } " " (self.linked(because)) }
            }
            @if let Some(quote) = &value.quote { blockquote class="passage quoted" dir="auto" { (quote) } }
            @if let Some(note) = &value.note { p class="value-note" dir="auto" lang=[self.tag_of(note)] { (self.linked(note)) } }
            @for citation in &value.citations { (self.passage(citation, &sought)) }
        }
    }

    /// Who speaks or judges, through whom, and on what day.
    fn voice(&self, value: &Value) -> Markup {
        let through: Vec<Markup> =
            value.reported_by.iter().map(|name| self.link_to_speaker(name)).collect();
        let parts: Vec<Markup> = [
            value.by.as_ref().map(|by| self.link_to_speaker(by)),
            (!through.is_empty()).then(|| {
                let chain = html! { @for (at, one) in through.iter().enumerate() { @if 0 < at { " → " } (one) } };
                match self.lang {
                    Lang::Kk => html! { (chain) " " (Word::Through.get(self.lang)) },
                    Lang::En | Lang::Ru => html! { (Word::Through.get(self.lang)) " " (chain) },
                }
            }),
            value.on.as_ref().map(|on| html! { (on) }),
        ]
        .into_iter()
        .flatten()
        .collect();
        html! {
            @if !parts.is_empty() {
                " " span class="qualifier" dir="auto" {
                    "— " @for (at, part) in parts.iter().enumerate() { @if 0 < at { ", " } (part) }
                }
            }
        }
    }

    /// Somebody who speaks: the card when there is one, else as written.
    fn link_to_speaker(&self, name: &str) -> Markup {
        match self.study.resolve(name, self.base).card() {
            Some(_) => self.link(name),
            None => html! { (name) },
        }
    }

    /// The words of a value in the page's language, with what they point to linked.
    pub(crate) fn text_of(&self, value: &Value, takes: Takes) -> Markup {
        if takes == Takes::Card {
            return self.link(&value.text);
        }
        let own = value.texts.get(self.lang.tag());
        let foreign = if own.is_none() { self.tag_of(&value.text) } else { None };
        html! {
            span dir="auto" class=[foreign.map(|_| "untranslated")] lang=[own.map(|_| self.lang.tag()).or(foreign)] title=[foreign.map(|_| Word::WordsNotTranslated.get(self.lang))] { (self.linked(own.unwrap_or(&value.text))) }
        }
    }

    /// Words in which `[[links]]` lead to cards.
    fn linked(&self, words: &str) -> Markup {
        let mut pieces = Vec::new();
        let mut rest = words;
        while let Some((before, inside, after)) =
            rest.split_once("[[").and_then(|(before, from)| {
                let (inside, after) = from.split_once("]]")?;
                Some((before, inside, after))
            })
        {
            pieces.push((before, Some(inside)));
            rest = after;
        }
        pieces.push((rest, None));
        html! {
            @for (before, inside) in &pieces {
                (before)
                @if let Some(inside) = inside {
                    @let target = inside.split(['|', '#']).next().unwrap_or_default();
                    (self.link(target))
                }
            }
        }
    }

    /// The words to look for in a passage, the surest first.
    fn sought(&self, value: &Value, takes: Takes) -> Vec<String> {
        let mut sought: Vec<String> = value.quote.iter().cloned().collect();
        match takes {
            Takes::Card => {
                if let Resolution::One(card) = self.study.resolve(&value.text, self.base) {
                    sought.extend(card.forms().map(str::to_owned));
                }
            }
            Takes::Text | Takes::Date | Takes::Number => {
                sought.push(value.text.clone());
                sought.extend(value.texts.values().cloned());
            }
        }
        sought.retain(|words| 2 < words.chars().count());
        sought
    }

    /// For each source cited here whose text is not held: how to add it.
    fn texts_to_add(&self, card: &Card) -> Markup {
        let cited =
            card.fields.iter().flat_map(|field| &field.values).flat_map(|value| &value.citations);
        let missing: BTreeSet<&str> = cited
            .chain(&card.prose_citations)
            .map(|citation| citation.key.as_str())
            .filter(|key| {
                !self.sources.contains_key(*key)
                    && self.study.entry(key).is_some_and(|entry| entry.url.is_empty())
            })
            .collect();
        html! {
            @if !missing.is_empty() {
                section class="to-add" aria-labelledby="to-add" {
                    h2 id="to-add" class="small-label" { (Word::PassageBehind.get(self.lang)) }
                    @for key in &missing {
                        p class="quiet" {
                            @if let Some(entry) = self.study.entry(key) { (entry.reference()) " " }
                            (put_the_text_at(key, self.lang))
                        }
                    }
                }
            }
        }
    }

    /// Cards that point to a card, in their values or their notes.
    fn pointing_at(&self, card: &Card) -> Markup {
        let means = |target: &str| {
            self.study
                .resolve(target, self.base)
                .card()
                .is_some_and(|found| std::ptr::eq(found, card))
        };
        let takes_cards = |field: &&Field| {
            self.study
                .vocabulary
                .predicate(&field.predicate)
                .is_some_and(|predicate| predicate.takes == Takes::Card)
        };
        let points = |other: &&Card| {
            let by_value = other
                .fields
                .iter()
                .filter(takes_cards)
                .flat_map(|field| &field.values)
                .any(|value| means(&value.text));
            by_value
                || other.prose_links.iter().any(|link| means(&link.target))
                || other
                    .fields
                    .iter()
                    .flat_map(|field| &field.values)
                    .flat_map(|value| &value.links)
                    .any(|link| means(&link.target))
        };
        let pointing: Vec<&Card> = self
            .study
            .cards
            .iter()
            .filter(|other| !std::ptr::eq(*other, card))
            .filter(points)
            .collect();
        html! {
            @if !pointing.is_empty() {
                section aria-labelledby="pointing" {
                    h2 id="pointing" class="small-label" { (Word::PointsHere.get(self.lang)) }
                    (self.list(&pointing))
                }
            }
        }
    }
}

/// Whether a later judgement revises this one.
fn is_revised(field: &Field, value: &Value) -> bool {
    value.judged && field.standing().iter().all(|standing| standing.range != value.range)
}

/// Whether a value is a judgement, and what is done with it.
fn stance(value: &Value, is_revised: bool) -> Vec<Word> {
    let mut words = vec![match (value.judged, value.polarity) {
        (false, Polarity::Affirms) => return Vec::new(),
        (false, Polarity::Denies) => Word::Denied,
        (false, Polarity::Doubts) => Word::Doubted,
        (true, Polarity::Affirms) => Word::Judgement,
        (true, Polarity::Denies) => Word::Rejected,
        (true, Polarity::Doubts) => Word::LeftOpen,
    }];
    words.extend(is_revised.then_some(Word::Revised));
    words
}

/// Words with what governs them: before them, in Kazakh after.
fn placed(word: Word, words: &str, lang: Lang) -> String {
    match lang {
        Lang::Kk => format!("{words} {}", word.get(lang)),
        Lang::En | Lang::Ru => format!("{} {words}", word.get(lang)),
    }
}

/// From when until when a value holds. A dash, because dates are not inflected.
fn stretch(value: &Value, lang: Lang) -> Markup {
    let said = |date: &Option<Date>| {
        date.as_ref().map_or_else(|| "…".to_owned(), |date| date.in_lang(lang))
    };
    html! {
        @if value.from.is_some() || value.until.is_some() {
            " " span class="qualifier" { (said(&value.from)) " – " (said(&value.until)) }
        }
    }
}

/// How a date was understood, when that is not plain from its words.
fn understood(value: &Value, lang: Lang) -> Markup {
    let Some(date) = &value.date else {
        return html! { p class="understood quiet" { (Word::UnreadDate.get(lang)) } };
    };
    let said = date.in_lang(lang);
    let both = styles(date, lang);
    html! {
        @if !both.is_empty() {
            p class="understood quiet" { (both) }
        } @else if said != value.text {
            p class="understood quiet" { (Word::Understood.get(lang)) ": " (said) }
        }
        (understanding::disclosure(&value.text, date, lang))
    }
}

/// What an unmarked day means in each style; empty when it has one meaning.
pub(crate) fn styles(date: &Date, lang: Lang) -> String {
    if date.calendar != Calendar::Unmarked || date.readings().len() < 2 {
        return String::new();
    }
    let (new, old) = (date.in_calendar(Calendar::Gregorian), date.in_calendar(Calendar::Julian));
    format!(
        "{}: {}; {}: {}",
        Word::NewStyleIf.get(lang),
        new.in_lang(lang),
        Word::OldStyleIf.get(lang),
        old.in_lang(lang)
    )
}
