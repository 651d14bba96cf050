//! *Same person?*: one question at a time, the evidence side by side.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::identity::{Side, Verdict};
use derek_study::{Citation, Identity, Said, say};
use derek_text::{NameKey, Reason, ReasonKind, Role, Script, script, side_by_side};
use maud::{Markup, html};

use crate::address;
use crate::edition::Edition;
use crate::names::folded;
use crate::passage::around;
use crate::people::{One, Passage, People, Question};
use crate::text::tag;
use crate::words::{Word, and_more, named_in, progress};

/// Where answers are sent.
#[derive(Debug, Clone, Copy)]
pub struct Judging<'a> {
    /// Where a judgement is written.
    pub judge: &'a str,
    /// Where one is taken back.
    pub take_back: &'a str,
    /// Where the last change is taken back; `None` when there is none.
    pub undo: Option<&'a str>,
}

/// Passages that are shown of each of two.
const PASSAGES: usize = 3;

/// Names that are shown of each.
const NAMES: usize = 12;

/// Groups that are listed.
const GROUPS: usize = 200;

/// Reasons given before that are offered again.
const REASONS: usize = 20;

impl Edition<'_> {
    /// The page that asks: the question of this number, counted from 1, then who is joined
    /// and what is judged.
    pub fn same(&self, people: &People, at: usize, judging: Judging<'_>) -> Markup {
        let lang = self.lang;
        let count = people.questions.len();
        let at = at.clamp(1, count.max(1));
        html! {
            p class="lead" { (Word::SameLead.get(lang)) }
            @match people.questions.get(at - 1) {
                Some(question) => (self.question(people, question, at, judging)),
                None => {
                    @match self.study.identities.is_empty() {
                        true => {
                            p class="all-clear" { (Word::SameNothing.get(lang)) }
                            p class="quiet" { (Word::SameNothingHelp.get(lang)) }
                        }
                        false => p class="all-clear" { (Word::SameAllAnswered.get(lang)) },
                    }
                }
            }
            @if let Some(undo) = judging.undo {
                form method="post" action=(undo) class="undo" data-undo {
                    button type="submit" class="quiet" { (Word::Undo.get(lang)) " " kbd data-keys { "u" } }
                }
            }
            (self.joined(people, judging))
            (self.judged(people, judging))
        }
    }

    fn question(
        &self,
        people: &People,
        question: &Question,
        at: usize,
        judging: Judging<'_>,
    ) -> Markup {
        let lang = self.lang;
        let count = people.questions.len();
        let (Some(one), Some(other)) =
            (people.ones.get(question.one), people.ones.get(question.other))
        else {
            return html! {};
        };
        let reasons: BTreeSet<&str> = self
            .study
            .identities
            .iter()
            .filter_map(|identity| identity.because.as_deref())
            .collect();
        let next = if at < count { at + 1 } else { 1 };
        html! {
            section class="same" aria-labelledby="question" {
                h2 id="question" class="count" { (progress(at, count, lang)) }
                div class="two" { (self.one(one)) (self.one(other)) }
                (self.evidence(question))
                form method="post" action=(judging.judge) data-same {
                    input type="hidden" name="one" value=(one.side.to_string());
                    input type="hidden" name="other" value=(other.side.to_string());
                    input type="hidden" name="at" value=(at);
                    label for="same-because" { (Word::SameReason.get(lang)) }
                    textarea id="same-because" name="because" rows="2" required dir="auto" aria-describedby="same-hint" {}
                    p class="hint" id="same-hint" { (Word::SameReasonHint.get(lang)) }
                    @if !reasons.is_empty() {
                        p class="earlier" data-reasons hidden {
                            @for reason in reasons.iter().take(REASONS) { button type="button" class="quiet" dir="auto" { (reason) } " " }
                        }
                    }
                    label for="same-by" { (Word::YourName.get(lang)) }
                    input id="same-by" name="by" type="text" autocomplete="name" dir="auto";
                    div class="answers-row" {
                        button type="submit" name="verdict" value="same" { (Word::SameYes.get(lang)) " " kbd data-keys { "y" } }
                        button type="submit" name="verdict" value="different" { (Word::SameNo.get(lang)) " " kbd data-keys { "n" } }
                        @if 1 < count {
                            a class="later" href={ (self.root) "/same?at=" (next) } data-later { (Word::SameLater.get(lang)) " " kbd data-keys { "s" } }
                        }
                    }
                }
            }
        }
    }

    /// One of the two: who, when, under which names, where.
    fn one(&self, one: &One) -> Markup {
        let lang = self.lang;
        let card = one.card.and_then(|card| self.study.cards.get(card));
        let sources: BTreeSet<&str> =
            one.passages.iter().map(|passage| passage.key.as_str()).collect();
        let shown = card.map_or(one.name.as_str(), |card| card.name(lang));
        let names: Vec<&str> =
            one.names.iter().map(String::as_str).filter(|name| *name != shown).collect();
        html! {
            article class="one" {
                h3 {
                    @match card {
                        Some(card) => (self.link_to(card)),
                        None => bdi { (one.name) },
                    }
                }
                @match card {
                    Some(card) => {
                        p class="quiet" { (self.kind_label(&card.kind)) }
                        @for (label, dates) in self.facts_of(card) { p class="fact" { span class="quiet" { (label) ":" } " " bdi { (dates) } } }
                    }
                    None => p class="quiet" { (named_in(one.passages.len(), sources.len(), lang)) },
                }
                @if !names.is_empty() {
                    p class="forms" {
                        @for (at, name) in names.iter().take(NAMES).enumerate() { @if 0 < at { " · " } bdi { (name) } }
                        @if NAMES < names.len() { " " (and_more(names.len() - NAMES, lang)) }
                    }
                }
                @for passage in one.passages.iter().take(PASSAGES) { (self.place_of(passage)) }
                @if PASSAGES < one.passages.len() { p class="quiet" { (and_more(one.passages.len() - PASSAGES, lang)) } }
            }
        }
    }

    /// The words around a name, with the way to the source.
    fn place_of(&self, passage: &Passage) -> Markup {
        let Some(document) = self.sources.get(&passage.key) else { return html! {} };
        let Some(paragraph) = document.paragraphs.get(passage.paragraph) else { return html! {} };
        let text = &paragraph.text;
        if text.get(passage.range.clone()).is_none() {
            return html! {};
        }
        let Range { start, end } = around(text, &passage.range);
        let page = address::source(self.root, &passage.key);
        html! {
            blockquote class="passage" lang=[tag(paragraph)] dir="auto" {
                @if 0 < start { "… " }
                (paragraph.slice(start..passage.range.start)) mark { (paragraph.slice(passage.range.clone())) } (paragraph.slice(passage.range.end..end.max(passage.range.end)))
                @if end < text.len() { " …" }
                " " a class="locator" href={ (page) "#" (address::paragraph(document, passage.paragraph)) } { (passage.key) ", " (paragraph.locator) }
            }
        }
    }

    /// What speaks for and against, part by part and letter by letter.
    fn evidence(&self, question: &Question) -> Markup {
        let lang = self.lang;
        let (one, other) = (&question.names.0, &question.names.1);
        let (a, b) = (NameKey::of(one), NameKey::of(other));
        let reasons = question.comparison.reasons.iter();
        let shown: Vec<&Reason> =
            reasons.filter(|reason| reason.kind != ReasonKind::Prior).collect();
        html! {
            div class="table" {
                table class="parts" {
                    caption class="small-label" { (Word::SameEvidence.get(lang)) }
                    tbody {
                        @for reason in shown {
                            tr class={ "is-" (reason.kind.id()) } {
                                th scope="row" {
                                    @if let Some(role) = reason.role { (part_said(role).get(lang)) }
                                    " " span class="quiet" { (reason_said(reason.kind).get(lang).trim_end_matches(':')) }
                                }
                                td { (side_of(one, &a, &reason.one, lang)) }
                                td { (side_of(other, &b, &reason.other, lang)) }
                                td class="letters" { (letters(one, other, &a, &b, reason)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Who is taken for one person, each with the way out.
    fn joined(&self, people: &People, judging: Judging<'_>) -> Markup {
        let lang = self.lang;
        let mut groups: Vec<&Vec<usize>> =
            people.groups.iter().filter(|group| 1 < group.len()).collect();
        let named = |group: &[usize]| -> usize {
            group.iter().filter_map(|one| people.ones.get(*one)).map(|one| one.passages.len()).sum()
        };
        groups.sort_by_key(|group| std::cmp::Reverse(named(group)));
        html! {
            @if !groups.is_empty() {
                h2 id="joined" { (Word::SameJoined.get(lang)) " " span class="count" { (groups.len()) } }
                p class="quiet" { (Word::SameJoinedHelp.get(lang)) }
                ul class="joined plain" {
                    @for group in groups.iter().take(GROUPS) { li { (self.group(people, group, judging)) } }
                }
                @if GROUPS < groups.len() { p class="quiet" { (and_more(groups.len() - GROUPS, lang)) } }
            }
        }
    }

    fn group(&self, people: &People, group: &[usize], judging: Judging<'_>) -> Markup {
        let lang = self.lang;
        let mut members = group.iter().filter_map(|one| people.ones.get(*one));
        let Some(main) = members.next() else { return html! {} };
        let shown = |one: &One| {
            html! {
                @match one.card.and_then(|card| self.study.cards.get(card)) {
                    Some(card) => (self.link_to(card)),
                    None => bdi { (one.name) },
                }
            }
        };
        html! {
            details {
                summary {
                    (shown(main))
                    " " span class="count" { (group.len()) }
                }
                @for one in members {
                    div class="member" {
                        p {
                            (shown(one)) " "
                            @if one.card.is_none() {
                                @let sources: BTreeSet<&str> = one.passages.iter().map(|passage| passage.key.as_str()).collect();
                                span class="quiet" { (named_in(one.passages.len(), sources.len(), lang)) }
                            }
                        }
                        @for passage in one.passages.iter().take(1) { (self.place_of(passage)) }
                        @match self.judgement_joining(one) {
                            // What was judged is taken back; its opposite beside it would contradict it.
                            Some(identity) => form method="post" action=(judging.take_back) class="take-back" {
                                input type="hidden" name="key" value=(identity.key());
                                button type="submit" class="quiet" { (Word::TakeBack.get(lang)) }
                            },
                            None => form method="post" action=(judging.judge) class="part" {
                                input type="hidden" name="one" value=(main.side.to_string());
                                input type="hidden" name="other" value=(one.side.to_string());
                                input type="hidden" name="verdict" value="different";
                                input type="text" name="because" required dir="auto" aria-label=(Word::SameReason.get(lang)) placeholder=(Word::SameReason.get(lang));
                                button type="submit" class="quiet" { (Word::SameApart.get(lang)) }
                            },
                        }
                    }
                }
            }
        }
    }

    /// The judgement that says of somebody that they are one with another.
    fn judgement_joining(&self, one: &One) -> Option<&Identity> {
        let card = one.card.and_then(|card| self.study.cards.get(card));
        let is_meant = |side: &Side| match card {
            Some(card) => {
                side.is_card()
                    && self
                        .study
                        .resolve(&side.words, self.base)
                        .card()
                        .is_some_and(|meant| std::ptr::eq(meant, card))
            }
            None => {
                let is_own = |citation: &Citation| {
                    let mut own = one.side.citations.iter();
                    own.any(|own| own.key == citation.key && own.locator == citation.locator)
                };
                folded(&side.words) == folded(&one.side.words)
                    && !side.is_card()
                    && side.citations.iter().all(is_own)
            }
        };
        self.study
            .identities
            .iter()
            .filter(|identity| identity.verdict == Verdict::Same)
            .find(|identity| identity.sides.iter().any(is_meant))
    }

    /// What was judged, each with the way back.
    fn judged(&self, people: &People, judging: Judging<'_>) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.study.identities.is_empty() {
                h2 id="judged" { (Word::SameJudged.get(lang)) " " span class="count" { (self.study.identities.len()) } }
                ul class="judged plain" {
                    @for (at, identity) in self.study.identities.iter().enumerate().rev() {
                        @let verdict = match identity.verdict { Verdict::Same => Word::SameYes, Verdict::Different => Word::SameNo };
                        li {
                            p {
                                span class="tag" { (verdict.get(lang)) } " "
                                @for (at, side) in identity.sides.iter().enumerate() { @if 0 < at { " · " } (self.side(side)) }
                            }
                            p class="acceptance" dir="auto" {
                                (identity.because.as_deref().unwrap_or("–"))
                                @let signed: Vec<&str> = [&identity.by, &identity.on].into_iter().flatten().map(String::as_str).collect();
                                @if !signed.is_empty() { " " span class="signed" { "— " (signed.join(", ")) } }
                            }
                            @if people.contradicted.contains(&at) { p class="quiet" { (Word::SameContradicted.get(lang)) } }
                            @if people.void.contains(&at) { p class="quiet" { (Word::SameVoid.get(lang)) } }
                            form method="post" action=(judging.take_back) class="take-back" {
                                input type="hidden" name="key" value=(identity.key());
                                button type="submit" class="quiet" { (Word::TakeBack.get(lang)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn side(&self, side: &Side) -> Markup {
        html! {
            @match side.is_card() {
                true => (self.link(&side.words)),
                false => {
                    bdi { (side.words) }
                    " [" @for (at, citation) in side.citations.iter().enumerate() { @if 0 < at { "; " } (self.citation(citation)) } "]"
                }
            }
        }
    }
}

/// A part of a name, as it stands in it.
fn side_of(name: &str, key: &NameKey, parts: &Range<usize>, lang: derek_study::Lang) -> Markup {
    let parts = key.parts().get(parts.clone()).unwrap_or_default();
    let words = parts
        .first()
        .zip(parts.last())
        .and_then(|(first, last)| name.get(first.range.start..last.range.end));
    html! {
        @match words {
            Some(words) => bdi { (words) },
            None => span class="quiet" { (Word::NoLetters.get(lang)) },
        }
    }
}

/// The letters that answer to each other, those of one name above those of the other.
fn letters(one: &str, other: &str, a: &NameKey, b: &NameKey, reason: &Reason) -> Markup {
    let pairs = side_by_side(a, b, reason);
    // Letters of two right-to-left names answer to each other from the right.
    let is_turned = [one, other].iter().all(|name| script(name) == Script::Arabic);
    let direction = if is_turned { "rtl" } else { "ltr" };
    let shown = |text: &str, range: &Range<usize>| match text.get(range.clone()) {
        None | Some("") => "·".to_owned(),
        Some(letters) => letters.to_owned(),
    };
    html! {
        @if !pairs.is_empty() {
            span class="aligned" dir=(direction) {
                @for (here, there, bits) in &pairs {
                    span class=(if *bits < 0.0 { "pair is-unlike" } else { "pair" }) { bdi { (shown(one, here)) } bdi { (shown(other, there)) } }
                }
            }
        }
    }
}

/// What a part of a name is called.
pub fn part_said(role: Role) -> Said {
    match role {
        Role::Given => say!(en: "given name", ru: "имя", kk: "аты"),
        Role::Patronymic => say!(en: "patronymic", ru: "отчество", kk: "әкесінің аты"),
        Role::Surname => say!(en: "surname", ru: "фамилия", kk: "тегі"),
        Role::Title => say!(en: "title", ru: "звание", kk: "атағы"),
        Role::Name => say!(en: "name", ru: "название", kk: "атауы"),
    }
}

/// What a reason for or against one person says.
pub fn reason_said(kind: ReasonKind) -> Said {
    match kind {
        ReasonKind::Prior => {
            say!(en: "two mentions met by chance", ru: "два случайных упоминания", kk: "кездейсоқ екі аталым")
        }
        ReasonKind::Agrees => say!(en: "agrees:", ru: "совпадает:", kk: "сәйкес:"),
        ReasonKind::Wavers => {
            say!(en: "may be the same:", ru: "возможно, то же:", kk: "бірдей болуы мүмкін:")
        }
        ReasonKind::InitialAgrees => {
            say!(en: "initial fits:", ru: "инициал подходит:", kk: "бас әріп сәйкес:")
        }
        ReasonKind::Omitted => say!(en: "left out:", ru: "опущено:", kk: "айтылмаған:"),
        ReasonKind::Contradicted => say!(en: "contradicts:", ru: "противоречит:", kk: "қайшы:"),
        ReasonKind::Kind => say!(en: "type word:", ru: "родовое слово:", kk: "түр сөзі:"),
        ReasonKind::Number => say!(en: "number:", ru: "номер:", kk: "нөмірі:"),
        ReasonKind::NotComparable => {
            say!(en: "cannot be compared", ru: "сравнить нельзя", kk: "салыстыру мүмкін емес")
        }
    }
}
