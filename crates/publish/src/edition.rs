//! What is said, in which language, and where its pages lie.

use std::collections::BTreeMap;

use derek_check::Report;
use derek_study::{Card, Document, Finding, Lang, Level, Place, Resolution, Study, Value};
use maud::{Markup, html};

use crate::address::{self, Anchors};
use crate::finding::{self, Accepting};
use crate::text;
use crate::words::{Noun, Word, counted};

/// A reading prepared for readers of one language.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    pub(crate) study: &'a Study,
    pub(crate) sources: &'a BTreeMap<String, Document>,
    pub(crate) base: &'a [Study],
    pub(crate) report: &'a Report,
    pub(crate) root: &'a str,
    /// The language of labels, findings and dates.
    pub lang: Lang,
}

impl<'a> Edition<'a> {
    /// The edition of a reading: a study, its sources' texts, the studies it
    /// builds upon and what was found.
    ///
    /// `root` is the address below which its pages lie: `/study`.
    pub fn of(
        study: &'a Study,
        sources: &'a BTreeMap<String, Document>,
        base: &'a [Study],
        report: &'a Report,
        root: &'a str,
        lang: Lang,
    ) -> Edition<'a> {
        Edition { study, sources, base, report, root, lang }
    }

    /// The study's title.
    pub fn title(&self) -> &'a str {
        self.study.title(self.lang)
    }

    /// The study in numbers, each leading to its page.
    pub fn overview(&self) -> Markup {
        let (lang, root) = (self.lang, self.root);
        html! {
            p class="overview" {
                (counted(self.study.cards.len(), Noun::Card, lang)) " · "
                a href={ (root) "/sources" } { (counted(self.study.entries.len(), Noun::Source, lang)) } " · "
                a href={ (root) "/findings" } { (counted(self.report.findings.len(), Noun::Finding, lang)) }
            }
        }
    }

    /// The cards by kind, with counts.
    pub fn contents(&self) -> Markup {
        let lang = self.lang;
        html! {
            @if self.study.cards.is_empty() {
                p class="all-clear" { (Word::EmptyStudy.get(lang)) }
                p class="quiet" { (Word::EmptyStudyHelp.get(lang)) }
                pre class="example" { (example_card(lang)) }
            }
            @if !self.study.cards.is_empty() {
                nav class="filter" aria-label=(Word::AllCards.get(lang)) {
                    @for (kind, cards) in self.study.kinds() {
                        a href={ "#kind-" (address::segment(kind)) } { (self.plural(kind)) " " span class="count" { (cards.len()) } }
                    }
                }
            }
            @for (kind, cards) in self.study.kinds() {
                section class="kind" aria-labelledby={ "kind-" (address::segment(kind)) } {
                    h2 id={ "kind-" (address::segment(kind)) } {
                        (self.plural(kind)) " " span class="count" { (cards.len()) }
                    }
                    (self.list(&cards))
                }
            }
        }
    }

    /// A list of cards by name, each with a sign of what was found in it.
    pub(crate) fn list(&self, cards: &[&Card]) -> Markup {
        let mut cards: Vec<&Card> = cards.to_vec();
        cards.sort_by_key(|card| card.name(self.lang).to_lowercase());
        html! {
            ul class="cards" {
                @for card in cards {
                    li { (self.link_to(card)) (self.sign_of(card)) }
                }
            }
        }
    }

    /// The signs of what was found in a card.
    fn sign_of(&self, card: &Card) -> Markup {
        let gravest = self.findings_of(card).iter().map(|finding| finding.level).min();
        html! {
            @if let Some(level) = gravest {
                " " span class={ "sign level-" (level.name()) } title=(level.label().get(self.lang)) { (finding::level_sign(level)) }
            }
        }
    }

    /// A link to a card of this study, in the language of its name.
    pub(crate) fn link_to(&self, card: &Card) -> Markup {
        self.named_link(self.root, card)
    }

    /// A link to a card; a name of another language says so.
    fn named_link(&self, root: &str, card: &Card) -> Markup {
        let tag = name_tag(card, self.lang);
        html! {
            a href=(address::card(root, &card.id)) class=[tag.map(|_| "untranslated")] lang=[tag] dir="auto" title=[tag.map(|_| Word::NotTranslated.get(self.lang))] { (card.name(self.lang)) }
        }
    }

    /// Words of a card in the page's language, or else as they stand, which is said.
    pub(crate) fn words_of(&self, value: &Value) -> Markup {
        match value.texts.get(self.lang.tag()) {
            Some(own) => html! { bdi { (own) } },
            None => self.words_as_they_stand(&value.text),
        }
    }

    /// Words that may be of another language than the page: told by their letters, and taken
    /// for the study's first language.
    pub(crate) fn words_as_they_stand(&self, words: &str) -> Markup {
        match self.tag_of(words) {
            Some(tag) => html! {
                span class="untranslated" lang=(tag) dir="auto" title=(Word::WordsNotTranslated.get(self.lang)) { (words) }
            },
            None => html! { bdi { (words) } },
        }
    }

    /// The language of a card's own words, where their letters are not the page's.
    pub(crate) fn tag_of(&self, words: &str) -> Option<&'a str> {
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        let latin = letters().filter(|c| c.is_ascii()).count();
        let is_latin = letters().count() < 2 * latin;
        let first = self.study.languages.first().map_or("en", String::as_str);
        // One word alone is as often a name or a code as a sentence.
        let is_sentence = words.contains(' ') || words.starts_with(char::is_lowercase);
        (is_sentence && is_latin && self.lang != Lang::En && first == "en").then_some(first)
    }

    /// A link to the card that a name means; the name alone when it means none.
    pub(crate) fn link(&self, target: &str) -> Markup {
        match self.study.resolve(target, self.base) {
            Resolution::One(card) => self.link_anywhere(card),
            Resolution::Many(cards) => html! {
                (target) " (" @for (at, card) in cards.iter().enumerate() { @if 0 < at { ", " } (self.link_anywhere(card)) } ")"
            },
            Resolution::None => html! {
                span dir="auto" { (target) } " " span class="quiet" { "(" (Word::UnknownCard.get(self.lang)) ")" }
            },
        }
    }

    /// A link to a card of this study or of one it builds upon.
    pub(crate) fn link_anywhere(&self, card: &Card) -> Markup {
        let is_own =
            |study: &Study| study.card(&card.id).is_some_and(|own| std::ptr::eq(own, card));
        if is_own(self.study) {
            return self.link_to(card);
        }
        let root =
            self.base.iter().find(|study| is_own(study)).map(|study| format!("/{}", study.name));
        self.named_link(root.as_deref().unwrap_or(self.root), card)
    }

    /// What the cards of a kind are called.
    pub(crate) fn plural(&self, kind: &'a str) -> &'a str {
        match self.study.vocabulary.kind(kind) {
            Some(kind) => kind.plural.get(self.lang),
            None if kind.is_empty() => "—",
            None => kind,
        }
    }

    /// What was found in a card.
    pub(crate) fn findings_of(&self, card: &Card) -> Vec<&'a Finding> {
        let concerns =
            |finding: &&Finding| finding.places.iter().any(|place| place.file == card.file);
        self.report.findings.iter().filter(concerns).collect()
    }

    /// The page of a place in the study's files.
    pub(crate) fn address_of(&self, place: &Place) -> Option<String> {
        if let Some(card) = self.study.cards.iter().find(|card| card.file == place.file) {
            return Some(address::card(self.root, &card.id));
        }
        if let Some(text) = self.study.texts.iter().find(|text| text.path == place.file) {
            let page = address::source(self.root, &text.key);
            let at = self.sources.get(&text.key).and_then(|document| {
                let is_there = |one: &derek_study::Paragraph| one.locator == place.locator;
                let at = document.paragraphs.iter().position(is_there)?;
                Some(address::paragraph(document, at))
            });
            return Some(match at {
                Some(anchor) => format!("{page}#{anchor}"),
                None => page,
            });
        }
        let is_bibliography = self.study.entries.iter().any(|entry| entry.file == place.file);
        is_bibliography.then(|| format!("{}/sources", self.root))
    }

    /// Everything that was found in the study, open and let stand.
    pub fn findings(&self, only: Option<Level>, here: &str, accepting: Accepting<'_>) -> Markup {
        let lang = self.lang;
        let shown: Vec<&Finding> = self
            .report
            .findings
            .iter()
            .filter(|finding| only.is_none_or(|only| finding.level == only))
            .collect();
        let address_of = |place: &Place| self.address_of(place);
        let anchors = Anchors::of(self.report);
        html! {
            @match self.report.findings.is_empty() {
                true => p class="all-clear" { (Word::NoFindings.get(lang)) },
                false => {
                    (text::filter(self.report, lang, only, here))
                    @if shown.is_empty() { p class="quiet" { (Word::NoneAtLevel.get(lang)) } }
                }
            }
            div class="findings" {
                @for finding in &shown {
                    div class="finding-row" {
                        p class="of-place" { (self.place_name(finding)) }
                        (finding::open(finding, &anchors.get(finding), lang, accepting, &address_of))
                    }
                }
            }
            @if !self.report.accepted.is_empty() {
                h2 id="accepted" { (Word::Accepted.get(lang)) " " span class="count" { (self.report.accepted.len()) } }
                div class="findings" {
                    @for (finding, acceptance) in &self.report.accepted {
                        div class="finding-row" {
                            p class="of-place" { (self.place_name(finding)) }
                            (finding::accepted(finding, acceptance, &anchors.get(finding), lang, accepting, &address_of))
                        }
                    }
                }
            }
        }
    }

    /// The card a finding is about, or the file.
    fn place_name(&self, finding: &Finding) -> Markup {
        let Some(place) = finding.places.first() else { return html! {} };
        match self.study.cards.iter().find(|card| card.file == place.file) {
            Some(card) => self.link_to(card),
            None => html! {
                @match self.address_of(place) {
                    Some(address) => a href=(address) { (place.file) },
                    None => span { (place.file) },
                }
            },
        }
    }
}

/// The tag of the language that a card's name is shown in, when it is not the page's.
pub(crate) fn name_tag(card: &Card, lang: Lang) -> Option<&'static str> {
    [lang, Lang::En, Lang::Ru, Lang::Kk]
        .into_iter()
        .find(|lang| card.names.contains_key(lang.tag()))
        .filter(|shown| *shown != lang)
        .map(Lang::tag)
}

/// A first card, to be copied: its file's name, its claims with their citations, its prose.
fn example_card(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "# cards/agreement.md\n---\nkind: event\nname: {en: The agreement}\nwhen:\n  - December 1918 [@ivanov1990, p. 12]\n  - 1919 [@petrov2001, p. 40]\n---\nWhat I make of it."
        }
        Lang::Ru => {
            "# cards/soglashenie.md\n---\nkind: event\nname: {ru: Соглашение}\nwhen:\n  - декабрь 1918 г. [@ivanov1990, с. 12]\n  - 1919 г. [@petrov2001, с. 40]\n---\nЧто я об этом думаю."
        }
        Lang::Kk => {
            "# cards/kelisim.md\n---\nkind: event\nname: {kk: Келісім}\nwhen:\n  - 1918 жылғы желтоқсан [@ivanov1990, 12-б.]\n  - 1919 жыл [@petrov2001, 40-б.]\n---\nБұл туралы ойым."
        }
    }
}
