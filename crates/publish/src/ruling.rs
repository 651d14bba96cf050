//! The page of a study's rules: each in the reader's language, with what it concludes and why.

use std::collections::{BTreeMap, BTreeSet};

use derek_logic::program::Fact;
use derek_reason::{Reasoning, Refused, reasoned, without};
use derek_study::rule::{self, Face, Written};
use derek_study::{Level, say};
use maud::{Markup, html};

use crate::address;
use crate::edition::Edition;
use crate::finding::level_sign;
use crate::loss::Lost;
use crate::prove::{Proving, fact_said, in_lang, rule_said};

/// Conclusions of one rule that are shown with their proofs.
const MOST: usize = 40;

impl Edition<'_> {
    /// The rules of the study, each with what it concludes, and every conclusion with its proof.
    pub fn rules(&self) -> Markup {
        if self.study.rules.written.is_empty() {
            let none = say!(en: "This study has no rules. A rule is a sentence in a file of its folder rules/.", ru: "В этом исследовании нет правил. Правило — это предложение в файле папки rules/.", kk: "Бұл зерттеуде ереже жоқ. Ереже — rules/ бумасындағы файлға жазылған сөйлем.");
            return html! { p class="quiet" { (none.get(self.lang)) } };
        }
        reasoned(self.study, |reasoning| self.ruled(reasoning)).unwrap_or_else(|_| self.not_run())
    }

    /// What falls without a source; `None` when nobody knows the source.
    pub fn without(&self, key: &str, with_copies: bool, here: &str) -> Option<Markup> {
        let lang = self.lang;
        let mut values = self.study.cards.iter().flat_map(|card| &card.fields);
        let is_cited = values.any(|field| {
            let mut citations = field.values.iter().flat_map(|value| &value.citations);
            citations.any(|citation| citation.key == key)
        });
        if !is_cited && self.study.entry(key).is_none() {
            return None;
        }
        let sources = BTreeSet::from([key.to_owned()]);
        let lost = without(self.study, &sources, with_copies, |loss, before, after| {
            let has_copies = !loss.copies.is_empty();
            (Lost::of(loss, before, after, lang).html(lang), has_copies)
        });
        let title = say!(en: "If this source fell", ru: "Если этот источник отпадёт", kk: "Егер осы дереккөз алынса");
        let both = say!(en: "with its copies", ru: "вместе с копиями", kk: "көшірмелерімен бірге");
        let alone = say!(en: "without its copies", ru: "без копий", kk: "көшірмелерінсіз");
        let back = say!(en: "to the source", ru: "к источнику", kk: "дереккөзге");
        let there = format!("{here}?without={}", address::segment(key));
        Some(html! {
            p class="kicker" { code { (key) } }
            h1 { (title.get(lang)) }
            @match lost {
                Ok((shown, has_copies)) => {
                    @if has_copies {
                        p {
                            @if with_copies { a href=(there) { (alone.get(lang)) } }
                            @else { a href={ (there) "&copies=1" } { (both.get(lang)) } }
                        }
                    }
                    div class="lost" { (shown) }
                }
                Err(Refused::TooMany(_) | Refused::Unsound) => { (self.not_run()) }
            }
            p { a href=(address::source(self.root, key)) { (back.get(lang)) } }
        })
    }

    fn not_run(&self) -> Markup {
        let said = say!(en: "The rules cannot be run; the findings say why.", ru: "Правила нельзя выполнить; почему — сказано в находках.", kk: "Ережелерді орындау мүмкін емес; себебі табылғандарда айтылған.");
        html! { p class="quiet" { (said.get(self.lang)) } }
    }

    fn ruled(&self, reasoning: &Reasoning<'_>) -> Markup {
        // What several rules conclude stands with the rule of each one's proof.
        let mut concluded: BTreeMap<usize, Vec<(Fact, derek_logic::Proof)>> = BTreeMap::new();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for fact in reasoning.derived() {
            let Some(proof) = reasoning.model.why(&fact) else { continue };
            let Some(rule) = proof.steps.last().and_then(|step| step.rule) else { continue };
            *counts.entry(rule).or_default() += 1;
            let own = concluded.entry(rule).or_default();
            if own.len() < MOST {
                own.push((fact, proof));
            }
        }
        html! {
            @for (at, written) in self.study.rules.written.iter().enumerate() {
                @let count = counts.get(&at).copied().unwrap_or(0);
                (self.rule(written, count, concluded.remove(&at).unwrap_or_default(), reasoning))
            }
        }
    }

    fn rule(
        &self,
        written: &Written,
        count: usize,
        concluded: Vec<(Fact, derek_logic::Proof)>,
        reasoning: &Reasoning<'_>,
    ) -> Markup {
        let (lang, rule) = (self.lang, &written.rule);
        let face = Face::Sentence(lang);
        let told = rule::told(std::slice::from_ref(rule), face, reasoning.grammar);
        let level = rule.report.as_ref().and_then(|report| Level::from_name(&report.level));
        let what = match level {
            Some(_) => say!(en: "reports", ru: "сообщения", kk: "хабарлар"),
            None => say!(en: "conclusions", ru: "выводы", kk: "қорытындылар"),
        };
        let none = say!(en: "concludes nothing in this study", ru: "в этом исследовании ничего не выводит", kk: "бұл зерттеуде ештеңе қорытпайды");
        let as_written =
            say!(en: "the rule as a sentence", ru: "правило предложением", kk: "ереженің сөйлемі");
        let left = count.saturating_sub(concluded.len());
        let more =
            say!({ left } en: "… and {left} more", ru: "… и ещё {left}", kk: "… тағы {left}");
        html! {
            section class="rule" id={ "rule-" (address::segment(&rule.name)) } {
                h2 {
                    @if let Some(level) = level {
                        span class={ "sign level-" (level.name()) } title=(level.label().get(lang)) { (level_sign(level)) } " "
                    }
                    (rule_said(rule, lang))
                }
                p class="because" { (in_lang(&rule.because, lang)) }
                details class="how-read" {
                    summary { (as_written.get(lang)) " · " code { (written.file) } }
                    pre { (told.trim()) }
                }
                @if count == 0 { p class="quiet" { (none.get(lang)) } }
                @else {
                    details class="concluded" open[count <= 6] {
                        summary { (what.get(lang)) " " span class="count" { (count) } }
                        @for (fact, proof) in &concluded { (self.proved(fact, proof, reasoning)) }
                        @if 0 < left { p class="quiet" { (more.get(lang)) } }
                    }
                }
            }
        }
    }

    fn proved(&self, fact: &Fact, proof: &derek_logic::Proof, reasoning: &Reasoning<'_>) -> Markup {
        match Proving::of(proof, reasoning, self.lang) {
            Some(proving) => proving.tree(self.lang, 0, &|line| self.cited(line)),
            None => html! { p { (fact_said(reasoning, fact, self.lang)) } },
        }
    }

    /// A line of a proof, its citations and its files as links.
    fn cited(&self, line: &str) -> Markup {
        let Some(rest) = line.strip_prefix('[') else {
            return html! { (line) };
        };
        let (cited, file) = rest.split_once("] ").unwrap_or((rest, ""));
        let card = self.study.cards.iter().find(|card| card.file == file);
        html! {
            @for (at, one) in cited.split("; ").enumerate() {
                @if 0 < at { "; " }
                @let key = one.trim_start_matches('@').split(',').next().unwrap_or_default();
                a href=(address::source(self.root, key)) { (one.trim_start_matches('@')) }
            }
            @match card {
                Some(card) => { " · " (self.link_to(card)) }
                None => { " " (file) }
            }
        }
    }
}
