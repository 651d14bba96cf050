//! A page to print or to send: what was found in a text, and the text itself, in one
//! file that needs nothing else.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_check::Report;
use derek_study::document::Kind;
use derek_study::{Acceptance, Called, Document, Finding, Lang, Level, Paragraph, Said, say};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::address;
use crate::finding::{self, because, clipped, clipped_after, clipped_before};
use crate::text::{Places, tag};
use crate::words::{Noun, Word, capital, counted, locator};

/// How the page looks: on paper, by daylight and in the dark.
const STYLE: &str = include_str!("page.css");

/// A whole page of HTML: the findings by their cause, numbered, then the text with the
/// numbers beside the words.
///
/// It has no scripts and fetches nothing. `day` is the day on which it is made.
pub fn page(document: &Document, report: &Report, lang: Lang, day: &str) -> String {
    let numbered = Numbered::of(report);
    let title = last_name(&document.name);
    let questions = say!(en: "Questions to", ru: "Вопросы к тексту", kk: "Мәтінге сұрақтар:")
        .get(lang)
        .to_owned();
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="derek";
                title { (questions) " " (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p class="kicker" { (questions) }
                    h1 dir="auto" { (title) }
                    p class="quiet" {
                        (counted(report.findings.len(), Noun::Finding, lang))
                        " · " (counted(address::prose(document), Noun::Paragraph, lang))
                        " · derek " (env!("CARGO_PKG_VERSION")) ", " time datetime=(day) { (day) }
                    }
                    p class="lead" { (lead(report).get(lang)) }
                }
                main {
                    @if !numbered.groups.is_empty() { (contents(&numbered, lang)) }
                    @for group in &numbered.groups { (section(group, lang)) }
                    @if !report.accepted.is_empty() { (accepted(&report.accepted, lang)) }
                    (remarks(document, lang))
                    section class="text" aria-labelledby="text" {
                        h2 id="text" { (Word::TextItself.get(lang)) }
                        (Text { document, numbered: &numbered, lang }.blocks())
                    }
                }
                footer { p { (closing(lang)) } }
            }
        }
    };
    markup.into_string()
}

fn last_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn lead(report: &Report) -> Said {
    match report.findings.is_empty() {
        true => say!(
            en: "Every check was run and nothing was found to ask about. That is no proof that all is right.",
            ru: "Все проверки выполнены, спросить не о чем. Это не доказывает, что всё верно.",
            kk: "Барлық тексеріс жүргізілді, сұрайтын ештеңе табылмады. Бұл бәрі дұрыс деген дәлел емес."),
        false => say!(
            en: "Each entry is a question, not a verdict: a program read the text as a careful colleague would. Where the text is right, it may stay as it is.",
            ru: "Каждая запись — вопрос, а не приговор: программа прочла текст, как внимательный коллега. Где текст верен, его можно оставить как есть.",
            kk: "Әр жазба — үкім емес, сұрақ: бағдарлама мәтінді ұқыпты әріптес сияқты оқыды. Мәтін дұрыс болса, сол күйінде қала берсін."),
    }
}

fn closing(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Made by derek, which checks what is said about the past against its sources. The text was read on the author’s or the referee’s own computer; nothing was sent anywhere."
        }
        Lang::Ru => {
            "Подготовлено программой derek, которая сверяет сказанное о прошлом с источниками. Текст прочитан на компьютере автора или рецензента и никуда не отправлялся."
        }
        Lang::Kk => {
            "Өткен туралы айтылғанды дереккөздермен салыстыратын derek бағдарламасы дайындады. Мәтін автордың не рецензенттің өз компьютерінде оқылды, ешқайда жіберілген жоқ."
        }
    }
}

/// The findings of one check, each with its number on the page.
struct Group<'r> {
    findings: Vec<(usize, &'r Finding)>,
}

/// Findings by check in the order of the report, numbered from 1.
struct Numbered<'r> {
    groups: Vec<Group<'r>>,
}

impl<'r> Numbered<'r> {
    fn of(report: &'r Report) -> Numbered<'r> {
        let mut groups: Vec<Group<'r>> = Vec::new();
        let mut known: BTreeMap<(&str, Level), usize> = BTreeMap::new();
        for finding in &report.findings {
            let at = *known.entry((finding.check, finding.level)).or_insert(groups.len());
            if at == groups.len() {
                groups.push(Group { findings: Vec::new() });
            }
            groups[at].findings.push((0, finding));
        }
        let mut number = 0;
        for (given, _) in groups.iter_mut().flat_map(|group| &mut group.findings) {
            number += 1;
            *given = number;
        }
        Numbered { groups }
    }

    fn all(&self) -> impl Iterator<Item = (usize, &'r Finding)> + '_ {
        self.groups.iter().flat_map(|group| group.findings.iter().copied())
    }
}

/// One line for each check: what it found, how often, under which numbers.
fn contents(numbered: &Numbered<'_>, lang: Lang) -> Markup {
    html! {
        nav class="contents" aria-label=(Word::Findings.get(lang)) {
            table {
                @for group in &numbered.groups {
                    @if let (Some((from, first)), Some((until, _))) = (group.findings.first(), group.findings.last()) {
                        tr {
                            td { (finding::level(first.level, lang)) }
                            td { a href={ "#n" (from) } { (capital(first.headline.get(lang))) } }
                            td class="numbers" {
                                @match from == until {
                                    true => (from),
                                    false => { (from) "–" (until) },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn section(group: &Group<'_>, lang: Lang) -> Markup {
    let Some((from, first)) = group.findings.first() else { return html! {} };
    html! {
        section class="group" aria-labelledby={ "g" (from) } {
            h2 id={ "g" (from) } {
                (capital(first.headline.get(lang)))
                " " (finding::level(first.level, lang))
                " " span class="of-check" { (first.check) }
            }
            ol class="findings" start=(from) {
                @for (number, finding) in &group.findings {
                    li id={ "n" (number) } value=(number) class={ "finding level-" (finding.level.name()) } {
                        @if finding.headline != first.headline { p class="headline" { (capital(finding.headline.get(lang))) } }
                        (reasoning(finding, Some(*number), lang))
                    }
                }
            }
        }
    }
}

fn reasoning(finding: &Finding, number: Option<usize>, lang: Lang) -> Markup {
    html! {
        ul class="places" aria-label=(Word::Places.get(lang)) {
            @for (at, place) in finding.places.iter().enumerate() {
                li {
                    @let named = locator(&place.locator, lang);
                    @match number.filter(|_| at == 0) {
                        Some(number) => a class="locator" href={ "#t" (number) } { (named) },
                        None => span class="locator" { (named) },
                    }
                    @if !place.words.is_empty() {
                        " " span class="sentence" dir="auto" {
                            (clipped_before(&place.before)) mark { (clipped(&place.words)) } (clipped_after(&place.after))
                        }
                    }
                    @if let Some(label) = &place.label { " " span class="label" { (label.get(lang)) } }
                }
            }
        }
        @if !finding.because.is_empty() {
            p class="small-label" { (Word::Because.get(lang)) }
            ul class="because" { @for reason in &finding.because { li { (because(reason, lang)) } } }
        }
        @if !finding.help.get(lang).is_empty() {
            p class="help" { strong { (Word::Help.get(lang)) ". " } (capital(finding.help.get(lang))) }
        }
    }
}

/// What somebody has answered already, in short.
fn accepted(accepted: &[(Finding, Acceptance)], lang: Lang) -> Markup {
    html! {
        section class="group" aria-labelledby="accepted" {
            h2 id="accepted" { (Word::Accepted.get(lang)) }
            ul class="accepted" {
                @for (finding, acceptance) in accepted {
                    li {
                        @if let Some(place) = finding.places.first() { span class="locator" { (locator(&place.locator, lang)) } " " }
                        (capital(finding.headline.get(lang))) ": "
                        @if acceptance.called == Called::WrongAlarm { (Word::CalledWrongAlarm.get(lang)) ". " }
                        span dir="auto" { (acceptance.because) }
                        @if let Some(by) = &acceptance.by { " — " (by) }
                    }
                }
            }
        }
    }
}

/// What could not be read, and what was left out.
fn remarks(document: &Document, lang: Lang) -> Markup {
    html! {
        @if !document.doubts.is_empty() || !document.left_out.is_empty() {
            ul class="quiet left-out" {
                @for said in document.doubts.iter().chain(&document.left_out) { li { (capital(said.get(lang))) } }
            }
        }
    }
}

/// Words that a finding concerns.
struct Mark<'r> {
    range: Range<usize>,
    number: usize,
    finding: &'r Finding,
    /// Whether they are the first place of the finding.
    is_first: bool,
}

struct Text<'a> {
    document: &'a Document,
    numbered: &'a Numbered<'a>,
    lang: Lang,
}

impl<'a> Text<'a> {
    fn marks(&self) -> BTreeMap<usize, Vec<Mark<'a>>> {
        let places = Places::of(self.document);
        let mut marks: BTreeMap<usize, Vec<Mark<'a>>> = BTreeMap::new();
        for (number, finding) in self.numbered.all() {
            for (at, place) in finding.places.iter().enumerate() {
                let Some((paragraph, range)) = places.find(self.document, place) else { continue };
                let mark = Mark { range, number, finding, is_first: at == 0 };
                marks.entry(paragraph).or_default().push(mark);
            }
        }
        marks
    }

    fn blocks(&self) -> Markup {
        let marks = self.marks();
        let none = Vec::new();
        let of = |at: usize| marks.get(&at).unwrap_or(&none);
        let paragraphs = &self.document.paragraphs;
        let mut blocks = Vec::new();
        let mut at = 0;
        while let Some(paragraph) = paragraphs.get(at) {
            let Kind::Cell { table, .. } = paragraph.kind else {
                blocks.push(self.block(paragraph, of(at)));
                at += 1;
                continue;
            };
            let is_of_table = |one: &&Paragraph| matches!(one.kind, Kind::Cell { table: other, .. } if other == table);
            let until = at + paragraphs[at..].iter().take_while(is_of_table).count();
            let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (nth, cell) in paragraphs[at..until].iter().enumerate() {
                if let Kind::Cell { row, .. } = cell.kind {
                    rows.entry(row).or_default().push(at + nth);
                }
            }
            let beside: Vec<&Mark<'_>> = (at..until).flat_map(of).collect();
            blocks.push(html! {
                div class="block" {
                    div class="table" { table {
                        @for cells in rows.values() {
                            tr { @for cell in cells { td lang=[tag(&paragraphs[*cell])] dir="auto" { (words(&paragraphs[*cell].text, of(*cell))) } } }
                        }
                    } }
                    (self.beside(&beside))
                }
            });
            at = until;
        }
        html! { @for block in &blocks { (block) } }
    }

    fn block(&self, paragraph: &Paragraph, marks: &[Mark<'_>]) -> Markup {
        let said = words(&paragraph.text, marks);
        let name = paragraph.locator.as_str();
        let is_named = address::numbered(name).is_some()
            || name.starts_with("note ")
            || name.starts_with("endnote ");
        html! {
            div class="block" {
                @match paragraph.kind {
                    Kind::Heading => h3 lang=[tag(paragraph)] dir="auto" { (said) },
                    Kind::Caption => p class="caption" lang=[tag(paragraph)] dir="auto" { (said) },
                    Kind::Apparatus => p class="apparatus" lang=[tag(paragraph)] dir="auto" { (said) },
                    _ => p lang=[tag(paragraph)] dir="auto" {
                        @if is_named { span class="pilcrow" { (locator(name, self.lang)) } " " }
                        (said)
                    },
                }
                (self.beside(&marks.iter().collect::<Vec<_>>()))
            }
        }
    }

    /// The short notes in the margin.
    fn beside(&self, marks: &[&Mark<'_>]) -> Markup {
        let mut shown: BTreeMap<usize, &Mark<'_>> = BTreeMap::new();
        for mark in marks {
            let first = shown.entry(mark.number).or_insert(mark);
            if mark.is_first {
                *first = mark;
            }
        }
        html! {
            @if !shown.is_empty() {
                aside class="margin" aria-label=(Word::Margin.get(self.lang)) {
                    @for (number, mark) in &shown {
                        p class={ "level-" (mark.finding.level.name()) } id=[mark.is_first.then(|| format!("t{number}"))] {
                            a href={ "#n" (number) } { (number) }
                            " " (mark.finding.headline.get(self.lang))
                        }
                    }
                }
            }
        }
    }
}

/// A paragraph's words, those underlined that findings concern, each with its numbers.
fn words(text: &str, marks: &[Mark<'_>]) -> Markup {
    let marked =
        |mark: &&Mark<'_>| !mark.range.is_empty() && text.get(mark.range.clone()).is_some();
    let marks: Vec<&Mark<'_>> = marks.iter().filter(marked).collect();
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut starting: Vec<&Mark<'_>> = marks.clone();
    starting.sort_by_key(|mark| mark.range.start);
    let mut next = starting.into_iter().peekable();
    let mut open: Vec<&Mark<'_>> = Vec::new();
    let mut pieces = Vec::new();
    for pair in cuts.windows(2) {
        let [start, end] = *pair else { continue };
        while let Some(mark) = next.next_if(|mark| mark.range.start <= start) {
            open.push(mark);
        }
        let gravest = open.iter().min_by_key(|mark| (mark.finding.level, mark.range.len()));
        let level = gravest.map(|mark| mark.finding.level.name());
        let (ended, on): (Vec<&Mark<'_>>, Vec<&Mark<'_>>) =
            open.iter().copied().partition(|mark| mark.range.end <= end);
        let mut numbers: Vec<usize> = ended.iter().map(|mark| mark.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let piece = text.get(start..end).unwrap_or_default();
        pieces.push(html! {
            @match level {
                Some(level) => span class={ "mark level-" (level) } { (piece) },
                None => (piece),
            }
            @if !numbers.is_empty() {
                sup { @for (at, number) in numbers.iter().enumerate() { @if 0 < at { "," } a href={ "#n" (number) } { (number) } } }
            }
        });
        open = on;
    }
    html! { @for piece in &pieces { (piece) } }
}
