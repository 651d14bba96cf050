//! A finding for readers: what is wrong, where, why, and what would settle it.

use std::ops::Range;
use std::sync::LazyLock;

use derek_study::finding::Cited;
use derek_study::vocabulary::Vocabulary;
use derek_study::{Acceptance, Called, Finding, Lang, Level, Place, Reason};
use derek_text::Source;
use maud::{Markup, html};

use crate::address;
use crate::words::{Word, locator};

/// How a page lets a reader answer findings.
#[derive(Debug, Clone, Copy)]
pub enum Accepting<'a> {
    /// The page is only read.
    No,
    /// Forms post to these addresses.
    At {
        /// Where an acceptance is sent.
        accept: &'a str,
        /// Where an acceptance is taken back; empty when it cannot be.
        take_back: &'a str,
    },
}

/// A sign that tells a level without colour.
pub fn level_sign(level: Level) -> &'static str {
    match level {
        Level::Impossible => "✕",
        Level::Conflict => "≠",
        Level::Unlikely => "?",
        Level::Incomplete => "…",
        Level::Style => "¶",
        Level::Lead => "→",
    }
}

/// The level with its sign.
pub(crate) fn level(level: Level, lang: Lang) -> Markup {
    html! {
        span class={ "level level-" (level.name()) } {
            span class="sign" aria-hidden="true" { (level_sign(level)) }
            " " (level.label().get(lang))
        }
    }
}

/// A finding that waits for an answer, closed until it is opened.
///
/// `anchor` is its address on the page.
/// `address_of` leads to a place; `None` when there is no page for it.
pub(crate) fn open(
    finding: &Finding,
    anchor: &str,
    lang: Lang,
    accepting: Accepting<'_>,
    address_of: &dyn Fn(&Place) -> Option<String>,
) -> Markup {
    html! {
        article class={ "finding level-" (finding.level.name()) } id=(anchor) data-finding="open" tabindex="-1" {
            details {
                summary {
                    (level(finding.level, lang))
                    " " span class="headline" { (finding.headline.get(lang)) }
                }
                (body(finding, lang, address_of))
                @if let Accepting::At { accept, .. } = accepting {
                    (form(finding, lang, accept, anchor))
                }
            }
        }
    }
}

/// A finding that somebody let stand.
pub(crate) fn accepted(
    finding: &Finding,
    acceptance: &Acceptance,
    anchor: &str,
    lang: Lang,
    accepting: Accepting<'_>,
    address_of: &dyn Fn(&Place) -> Option<String>,
) -> Markup {
    html! {
        article class="finding is-accepted" id=(anchor) tabindex="-1" {
            details {
                summary {
                    (level(finding.level, lang))
                    " " s class="headline" { (finding.headline.get(lang)) }
                    " " span class="stands" { (called(acceptance.called).get(lang)) }
                }
                p class="acceptance" dir="auto" {
                    (acceptance.because)
                    @if acceptance.by.is_some() || acceptance.on.is_some() {
                        " " span class="signed" {
                            "— "
                            @if let Some(by) = &acceptance.by { (by) }
                            @if acceptance.by.is_some() && acceptance.on.is_some() { ", " }
                            @if let Some(on) = &acceptance.on { (on) }
                        }
                    }
                }
                (body(finding, lang, address_of))
                @if let Accepting::At { take_back, .. } = accepting {
                    @if !take_back.is_empty() {
                        form method="post" action=(take_back) class="take-back" {
                            (which(finding))
                            button type="submit" class="quiet" { (Word::TakeBack.get(lang)) }
                        }
                    }
                }
            }
        }
    }
}

fn body(finding: &Finding, lang: Lang, address_of: &dyn Fn(&Place) -> Option<String>) -> Markup {
    let pair = quotation_and_source(finding);
    let others = finding.places.iter().skip(if pair.is_some() { 2 } else { 0 });
    html! {
        div class="reasoning" {
            @if let Some((quotation, source)) = pair {
                (side_by_side(quotation, source, lang, address_of))
            }
            ul class="places" aria-label=(Word::Places.get(lang)) {
                @for place in others {
                    li { (quoted(place, lang, address_of(place))) }
                }
            }
            @if !finding.because.is_empty() {
                p class="small-label" { (Word::Because.get(lang)) }
                ul class="because" {
                    @for reason in &finding.because { li { (because(reason, lang)) } }
                }
            }
            @if !finding.help.get(lang).is_empty() {
                p class="small-label" { (Word::Help.get(lang)) }
                p class="help" { (finding.help.get(lang)) }
            }
            p class="of-check" {
                a href=(address::check(finding.check)) { (finding.check) }
            }
        }
    }
}

/// A quotation and the words of its source, of a finding that holds one to the other.
fn quotation_and_source(finding: &Finding) -> Option<(&Place, &Place)> {
    let (quotation, source) = (finding.places.first()?, finding.places.get(1)?);
    let is_held = finding.check == "misquotation" && quotation.file != source.file;
    (is_held && !quotation.words.is_empty() && !source.words.is_empty())
        .then_some((quotation, source))
}

/// A quotation beside the words of its source, what differs marked in both.
fn side_by_side(
    quotation: &Place,
    source: &Place,
    lang: Lang,
    address_of: &dyn Fn(&Place) -> Option<String>,
) -> Markup {
    let found = Source::new(&source.words).find(&quotation.words);
    let differences = || found.differences.iter().filter(|one| one.kind.is_alteration());
    let here = differences().map(|one| one.quote.clone()).collect();
    let there = differences().map(|one| one.source.clone()).collect();
    let side = |word: Word, place: &Place, ranges: Vec<Range<usize>>| {
        html! {
            figure {
                figcaption {
                    (word.get(lang)) " "
                    @if place.file == source.file { span class="quiet" dir="auto" { (place.file) } " " }
                    @match address_of(place) {
                        Some(address) => a class="locator" href=(address) { (locator(&place.locator, lang)) },
                        None => span class="locator" { (locator(&place.locator, lang)) },
                    }
                }
                blockquote dir="auto" {
                    span class="around" { (clipped_before(&place.before)) }
                    (differing(&place.words, ranges))
                    span class="around" { (clipped_after(&place.after)) }
                }
            }
        }
    };
    html! {
        div class="side-by-side" {
            (side(Word::InTheText, quotation, here))
            (side(Word::InTheSource, source, there))
        }
    }
}

/// Words with some of them marked; where the other side has more, a caret stands.
fn differing(words: &str, mut ranges: Vec<Range<usize>>) -> Markup {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut done = 0;
    let mut pieces = Vec::new();
    for range in ranges.into_iter().filter(|range| words.get(range.clone()).is_some()) {
        if range.start < done {
            continue;
        }
        let before = words.get(done..range.start).unwrap_or_default();
        let marked = words.get(range.clone()).unwrap_or_default();
        done = range.end;
        pieces.push(html! {
            (before)
            @match marked.is_empty() {
                true => span class="missing" aria-hidden="true" { "‸" },
                false => mark { (marked) },
            }
        });
    }
    html! { @for piece in &pieces { (piece) } (words.get(done..).unwrap_or_default()) }
}

/// The words of a place in their sentence.
fn quoted(place: &Place, lang: Lang, address: Option<String>) -> Markup {
    let (named, before) = located(place, lang);
    html! {
        @match address {
            Some(address) => a class="locator" href=(address) { (named) },
            None => span class="locator" { (named) },
        }
        @if !place.words.is_empty() {
            " " q class="sentence" dir="auto" {
                (clipped_before(before)) mark { (clipped(&place.words)) } (clipped_after(&place.after))
            }
        }
        @if let Some(label) = &place.label {
            " " span class="label" { (label.get(lang)) }
        }
    }
}

/// The labels of predicates, made ready once.
static SHIPPED: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::shipped);

/// Where a place is, in words, and what stands before it: on a card the predicate
/// by its name and the card's identifier, without the marks of the file.
pub(crate) fn located(place: &Place, lang: Lang) -> (String, &str) {
    let card = place.file.strip_prefix("cards/").and_then(|path| path.strip_suffix(".md"));
    match (card, SHIPPED.predicate(&place.locator)) {
        (Some(path), Some(predicate)) => {
            let card = path.rsplit('/').next().unwrap_or(path);
            let before = place.before.trim();
            let is_mark = before.ends_with(':') || before.ends_with('-') || before.is_empty();
            let before = if is_mark { "" } else { place.before.as_str() };
            (format!("{card}: {}", predicate.label.get(lang)), before)
        }
        _ => (locator(&place.locator, lang), place.before.as_str()),
    }
}

pub(crate) fn because(reason: &Reason, lang: Lang) -> Markup {
    html! {
        (reason.said.get(lang))
        @if let Some(cited) = &reason.source { " " (source(cited)) }
    }
}

/// A reference fact's source, with its address and the day it was read.
pub(crate) fn source(cited: &Cited) -> Markup {
    let words = if cited.reference.is_empty() { &cited.key } else { &cited.reference };
    html! {
        cite class="cited" {
            @match is_web(&cited.url) {
                true => a href=(cited.url) rel="noreferrer noopener" { (words) },
                false => (words),
            }
            @if !cited.locator.is_empty() { ", " (cited.locator) }
        }
    }
}

/// Whether an address leads to the web, and not to a script.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// What an answered finding is called.
pub(crate) fn called(called: Called) -> Word {
    match called {
        Called::Accepted => Word::Accepted,
        Called::WrongAlarm => Word::CalledWrongAlarm,
    }
}

/// What tells an answer's finding from others: its key, and the file of its first place.
fn which(finding: &Finding) -> Markup {
    html! {
        input type="hidden" name="key" value=(finding.key());
        @if let Some(place) = finding.places.first() {
            input type="hidden" name="file" value=(place.file);
            input type="hidden" name="start" value=(place.range.start);
        }
    }
}

fn form(finding: &Finding, lang: Lang, action: &str, anchor: &str) -> Markup {
    let (because, by) = (format!("{anchor}-because"), format!("{anchor}-by"));
    html! {
        details class="accepting" {
            summary { (Word::AcceptIt.get(lang)) }
            form method="post" action=(action) {
                (which(finding))
                label for=(because) { (Word::Reason.get(lang)) }
                textarea id=(because) name="because" rows="3" required dir="auto" {}
                p class="hint" { (Word::ReasonHint.get(lang)) }
                label for=(by) { (Word::YourName.get(lang)) }
                input id=(by) name="by" type="text" autocomplete="name" dir="auto";
                button type="submit" { (Word::Accept.get(lang)) }
                " " button type="submit" class="quiet" name="called" value=(Called::WrongAlarm.name()) { (Word::WrongAlarm.get(lang)) }
            }
        }
    }
}

/// How many letters of a sentence are shown on each side of the words concerned.
const AROUND: usize = 90;

/// How many letters of the words concerned are shown.
const WORDS: usize = 240;

pub(crate) fn clipped_before(before: &str) -> String {
    let count = before.chars().count();
    match AROUND < count {
        true => {
            let kept: String = before.chars().skip(count - AROUND).collect();
            let kept = kept.split_once(' ').map_or(kept.as_str(), |(_, rest)| rest);
            format!("… {kept}")
        }
        false => before.to_owned(),
    }
}

pub(crate) fn clipped_after(after: &str) -> String {
    match AROUND < after.chars().count() {
        true => {
            let kept: String = after.chars().take(AROUND).collect();
            let kept = kept.rsplit_once(' ').map_or(kept.as_str(), |(rest, _)| rest);
            format!("{kept} …")
        }
        false => after.to_owned(),
    }
}

/// Long words concerned, such as a whole paragraph, by their two ends.
pub(crate) fn clipped(words: &str) -> String {
    let count = words.chars().count();
    match WORDS < count {
        true => {
            let first: String = words.chars().take(WORDS / 2).collect();
            let last: String = words.chars().skip(count - WORDS / 4).collect();
            format!("{first} … {last}")
        }
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_a_card_is_named_in_the_readers_language() {
        let place = Place {
            file: "cards/events/siege.md".to_owned(),
            locator: "when".to_owned(),
            range: 0..4,
            words: "1855".to_owned(),
            before: "when: ".to_owned(),
            after: String::new(),
            label: None,
        };
        assert_eq!(located(&place, Lang::Ru), ("siege: когда".to_owned(), ""));
        let text = Place { file: "essay.txt".to_owned(), locator: "¶3".to_owned(), ..place };
        assert_eq!(located(&text, Lang::Ru), ("¶3".to_owned(), "when: "));
    }
}
