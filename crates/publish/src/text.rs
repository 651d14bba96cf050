//! A checked text, with its findings beside the words they concern.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_check::Report;
use derek_study::document::{Kind, Language};
use derek_study::{Document, Finding, Lang, Level, Paragraph, Place};
use maud::{Markup, html};

use crate::address::{self, Anchors};
use crate::finding::{self, Accepting, level_sign};
use crate::words::{Noun, Word, counted};

/// A checked text: what was found in short, then the text with its margin.
///
/// `only` shows the findings of one level; `here` is the page's own address.
pub fn checked(
    document: &Document,
    report: &Report,
    lang: Lang,
    only: Option<Level>,
    here: &str,
    accepting: Accepting<'_>,
) -> Markup {
    let shown: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|finding| only.is_none_or(|only| finding.level == only))
        .collect();
    let margin = Margin::of(document, &shown, report);
    let anchors = Anchors::of(report);
    html! {
        section class="summary" aria-labelledby="summary-heading" {
            h2 id="summary-heading" class="small-label" { (counted(report.findings.len(), Noun::Finding, lang)) }
            @match report.findings.is_empty() {
                true => {
                    p class="all-clear" { (Word::NoFindings.get(lang)) }
                    p class="quiet" { (Word::NoFindingsLead.get(lang)) }
                }
                false => {
                    (filter(report, lang, only, here))
                    (summary(&shown, &anchors, lang))
                }
            }
            @if !report.accepted.is_empty() {
                p class="quiet" {
                    (Word::Accepted.get(lang)) " " span class="count" { (report.accepted.len()) } ": "
                    @for (at, (finding, _)) in report.accepted.iter().take(SHOWN_PLACES).enumerate() {
                        @if 0 < at { ", " }
                        a href={ "#" (anchors.get(finding)) } { (where_to(finding)) }
                    }
                    @if SHOWN_PLACES < report.accepted.len() { " …" }
                }
            }
            @for doubt in &document.doubts {
                p class="doubt" { (doubt.get(lang)) }
            }
            @if !document.left_out.is_empty() {
                p class="quiet" {
                    @for (at, said) in document.left_out.iter().enumerate() {
                        @if 0 < at { " · " }
                        (said.get(lang))
                    }
                }
            }
        }
        section class="checked" aria-labelledby="text-heading" {
            h2 id="text-heading" class="unseen" { (Word::TextItself.get(lang)) }
            @if document.paragraphs.is_empty() {
                p class="quiet" { (Word::NoParagraphs.get(lang)) }
            }
            (Page { document, margin: &margin, anchors: &anchors, lang, accepting }.blocks())
        }
    }
}

/// A text to be read, with nothing in its margin.
pub(crate) fn read(
    document: &Document,
    report: &Report,
    lang: Lang,
    accepting: Accepting<'_>,
) -> Markup {
    let margin = Margin::of(document, &[], report);
    let anchors = Anchors::of(report);
    html! { div class="checked" { (Page { document, margin: &margin, anchors: &anchors, lang, accepting }.blocks()) } }
}

/// Links that show one level alone, each with its count.
pub(crate) fn filter(report: &Report, lang: Lang, only: Option<Level>, here: &str) -> Markup {
    let count =
        |level: Level| report.findings.iter().filter(|finding| finding.level == level).count();
    html! {
        nav class="filter" aria-label=(Word::Show.get(lang)) {
            a href=(here) aria-current=[only.is_none().then_some("true")] {
                (Word::AllLevels.get(lang)) " " span class="count" { (report.findings.len()) }
            }
            @for level in Level::ALL {
                @if 0 < count(level) {
                    a href={ (here) "?level=" (level.name()) } class={ "level-" (level.name()) }
                        aria-current=[(only == Some(level)).then_some("true")] {
                        span class="sign" aria-hidden="true" { (level_sign(level)) }
                        " " (level.label().get(lang)) " " span class="count" { (count(level)) }
                    }
                }
            }
        }
    }
}

/// One line for each check that found something, the gravest first.
pub(crate) fn summary(findings: &[&Finding], anchors: &Anchors, lang: Lang) -> Markup {
    let mut by_check: Vec<(&Finding, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        match by_check.iter_mut().find(|(first, _)| first.check == finding.check) {
            Some((_, all)) => all.push(finding),
            None => by_check.push((finding, vec![finding])),
        }
    }
    html! {
        ol class="by-check" {
            @for (first, all) in &by_check {
                li class={ "level-" (first.level.name()) } {
                    (finding::level(first.level, lang))
                    " " a class="headline" href={ "#" (anchors.get(first)) } { (first.headline.get(lang)) }
                    " " span class="where" {
                        @if 1 < all.len() { span class="count" { "× " (all.len()) } " " }
                        @for (at, finding) in all.iter().take(SHOWN_PLACES).enumerate() {
                            @if 0 < at { ", " }
                            a href={ "#" (anchors.get(finding)) } { (where_to(finding)) }
                        }
                        @if SHOWN_PLACES < all.len() { " …" }
                    }
                }
            }
        }
    }
}

/// How many places of one check are named in the summary.
const SHOWN_PLACES: usize = 8;

fn where_to(finding: &Finding) -> &str {
    finding.places.first().map_or("", |place| place.locator.as_str())
}

/// What stands in the margin, by paragraph.
struct Margin<'a> {
    notes: BTreeMap<usize, Vec<Note<'a>>>,
    marks: BTreeMap<usize, Vec<Mark<'a>>>,
    /// Where each place of each finding is, for links.
    anchors: BTreeMap<(String, usize), String>,
}

enum Note<'a> {
    /// A finding beside the first of its places.
    Open(&'a Finding),
    /// A finding that was let stand.
    Accepted(&'a Finding, &'a derek_study::Acceptance),
    /// A pointer to a finding that also concerns this place.
    Echo(&'a Finding),
}

/// Words to be underlined.
struct Mark<'a> {
    range: Range<usize>,
    finding: &'a Finding,
    is_accepted: bool,
}

impl<'a> Margin<'a> {
    fn of(document: &Document, shown: &[&'a Finding], report: &'a Report) -> Margin<'a> {
        let mut margin =
            Margin { notes: BTreeMap::new(), marks: BTreeMap::new(), anchors: BTreeMap::new() };
        let places = Places::of(document);
        for finding in shown {
            margin.add(document, &places, finding, None);
        }
        for (finding, acceptance) in &report.accepted {
            margin.add(document, &places, finding, Some(acceptance));
        }
        margin
    }

    fn add(
        &mut self,
        document: &Document,
        places: &Places<'_>,
        finding: &'a Finding,
        acceptance: Option<&'a derek_study::Acceptance>,
    ) {
        let mut seen = Vec::new();
        for (nth, place) in finding.places.iter().enumerate() {
            let (at, range) = places.find(document, place).unwrap_or((0, 0..0));
            self.anchors.insert(
                (place.locator.clone(), place.range.start),
                address::paragraph(document, at),
            );
            if !range.is_empty() {
                let mark = Mark { range, finding, is_accepted: acceptance.is_some() };
                self.marks.entry(at).or_default().push(mark);
            }
            if seen.contains(&at) {
                continue;
            }
            seen.push(at);
            let note = match (nth, acceptance) {
                (0, None) => Note::Open(finding),
                (0, Some(acceptance)) => Note::Accepted(finding, acceptance),
                (_, None) => Note::Echo(finding),
                (_, Some(_)) => continue,
            };
            self.notes.entry(at).or_default().push(note);
        }
    }
}

/// A document's paragraphs by their locators.
pub(crate) struct Places<'d> {
    by_locator: BTreeMap<&'d str, Vec<usize>>,
}

impl<'d> Places<'d> {
    pub(crate) fn of(document: &'d Document) -> Places<'d> {
        let mut by_locator: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, paragraph) in document.paragraphs.iter().enumerate() {
            by_locator.entry(&paragraph.locator).or_default().push(at);
        }
        Places { by_locator }
    }

    /// The paragraph of a place, and the bytes of it that are concerned.
    pub(crate) fn find(&self, document: &Document, place: &Place) -> Option<(usize, Range<usize>)> {
        let candidates = self.by_locator.get(place.locator.as_str())?;
        let within = |at: &usize| {
            let paragraph = document.paragraphs.get(*at)?;
            let range = paragraph.from_file(&place.range)?;
            paragraph.text.get(range.clone()).map(|_| (*at, range))
        };
        candidates.iter().find_map(within).or_else(|| candidates.first().map(|at| (*at, 0..0)))
    }
}

struct Page<'a> {
    document: &'a Document,
    margin: &'a Margin<'a>,
    /// The addresses of findings on the page.
    anchors: &'a Anchors,
    lang: Lang,
    accepting: Accepting<'a>,
}

impl Page<'_> {
    fn blocks(&self) -> Markup {
        let paragraphs = &self.document.paragraphs;
        let mut blocks = Vec::new();
        let mut at = 0;
        while let Some(paragraph) = paragraphs.get(at) {
            let same = |other: &Paragraph| match (&paragraph.kind, &other.kind) {
                (Kind::Cell { table, .. }, Kind::Cell { table: other, .. }) => table == other,
                (Kind::Item, Kind::Item) | (Kind::Reference, Kind::Reference) => true,
                _ => false,
            };
            let run = paragraphs[at..].iter().take_while(|other| same(other)).count().max(1);
            let range = at..at + run;
            blocks.push(match paragraph.kind {
                Kind::Cell { .. } => self.table(range),
                Kind::Item | Kind::Reference => self.list(range),
                _ => self.block(at),
            });
            at += run;
        }
        html! { @for block in &blocks { (block) } }
    }

    fn block(&self, at: usize) -> Markup {
        let paragraph = &self.document.paragraphs[at];
        let id = address::paragraph(self.document, at);
        let words = self.words(at);
        html! {
            div class={ "block" @if let Some(level) = self.whole(at) { " whole level-" (level.name()) } } {
                (self.notes(at..at + 1))
                @match paragraph.kind {
                    Kind::Heading => h3 id=(id) lang=[tag(paragraph)] dir="auto" { (words) },
                    Kind::Caption => p id=(id) class="caption" lang=[tag(paragraph)] dir="auto" { (words) },
                    Kind::Apparatus => p id=(id) class="apparatus" lang=[tag(paragraph)] dir="auto" { (words) },
                    _ => p id=(id) lang=[tag(paragraph)] dir="auto" { (self.locator(paragraph, &id)) (words) },
                }
            }
        }
    }

    /// The paragraph's number, which is its address.
    fn locator(&self, paragraph: &Paragraph, id: &str) -> Markup {
        html! {
            @if address::numbered(&paragraph.locator).is_some() {
                a class="pilcrow" href={ "#" (id) } { (paragraph.locator) }
                " "
            }
        }
    }

    fn list(&self, range: Range<usize>) -> Markup {
        let is_reference = self.document.paragraphs[range.start].kind == Kind::Reference;
        html! {
            div class="block" {
                (self.notes(range.clone()))
                ul class=(if is_reference { "references" } else { "items" }) {
                    @for at in range {
                        @let paragraph = &self.document.paragraphs[at];
                        @let id = address::paragraph(self.document, at);
                        li id=(id) lang=[tag(paragraph)] dir="auto" { (self.locator(paragraph, &id)) (self.words(at)) }
                    }
                }
            }
        }
    }

    fn table(&self, range: Range<usize>) -> Markup {
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in range.clone() {
            if let Kind::Cell { row, .. } = self.document.paragraphs[at].kind {
                rows.entry(row).or_default().push(at);
            }
        }
        html! {
            div class="block" {
                (self.notes(range))
                div class="table" tabindex="0" role="group" {
                    table {
                        @for (row, cells) in &rows {
                            tr {
                                @for at in cells {
                                    @let paragraph = &self.document.paragraphs[*at];
                                    @let id = address::paragraph(self.document, *at);
                                    @match row {
                                        1 => th scope="col" id=(id) lang=[tag(paragraph)] dir="auto" { (self.words(*at)) },
                                        _ => td id=(id) lang=[tag(paragraph)] dir="auto" { (self.words(*at)) },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The notes beside some paragraphs.
    fn notes(&self, range: Range<usize>) -> Markup {
        let notes: Vec<&Note<'_>> =
            self.margin.notes.range(range).flat_map(|(_, notes)| notes).collect();
        let address_of = |place: &Place| {
            let key = (place.locator.clone(), place.range.start);
            self.margin.anchors.get(&key).map(|anchor| format!("#{anchor}"))
        };
        html! {
            @if !notes.is_empty() {
                div class="margin" role="note" aria-label=(Word::Margin.get(self.lang)) {
                    @for note in notes {
                        @match note {
                            Note::Open(finding) => (finding::open(finding, &self.anchors.get(finding), self.lang, self.accepting, &address_of)),
                            Note::Accepted(finding, acceptance) => {
                                (finding::accepted(finding, acceptance, &self.anchors.get(finding), self.lang, self.accepting, &address_of))
                            }
                            Note::Echo(finding) => {
                                a class={ "echo level-" (finding.level.name()) } href={ "#" (self.anchors.get(finding)) } {
                                    span class="sign" aria-hidden="true" { (level_sign(finding.level)) }
                                    " " (finding.headline.get(self.lang)) " "
                                    span class="locator" { (where_to(finding)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The level of a finding that concerns nearly the whole paragraph.
    fn whole(&self, at: usize) -> Option<Level> {
        let text = &self.document.paragraphs[at].text;
        let marks = self.margin.marks.get(&at)?;
        marks.iter().find(|mark| is_whole(text, mark)).map(|mark| mark.finding.level)
    }

    /// The paragraph's words with those underlined that findings concern.
    fn words(&self, at: usize) -> Markup {
        let text = &self.document.paragraphs[at].text;
        let marks = self.margin.marks.get(&at).map(Vec::as_slice).unwrap_or_default();
        let marks: Vec<&Mark<'_>> = marks.iter().filter(|mark| !is_whole(text, mark)).collect();
        html! {
            @for piece in pieces(text, &marks) {
                @match piece {
                    Piece::Plain(words) => (words),
                    Piece::Marked(words, mark) => {
                        a class={ "mark level-" (mark.finding.level.name()) @if mark.is_accepted { " is-accepted" } }
                            href={ "#" (self.anchors.get(mark.finding)) } title=(mark.finding.headline.get(self.lang)) { (words) }
                    }
                }
            }
        }
    }
}

/// Underlining a long paragraph from end to end tells the reader nothing: its edge is marked instead.
fn is_whole(text: &str, mark: &Mark<'_>) -> bool {
    160 < text.len() && text.len() * 7 < mark.range.len() * 10
}

enum Piece<'a> {
    Plain(&'a str),
    Marked(&'a str, &'a Mark<'a>),
}

/// A text cut where marks begin and end; where they overlap, the gravest shows, of two the shorter.
fn pieces<'a>(text: &'a str, marks: &[&'a Mark<'a>]) -> Vec<Piece<'a>> {
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let [start, end] = *pair else { return None };
        let words = text.get(start..end)?;
        let over = marks.iter().filter(|mark| mark.range.start <= start && end <= mark.range.end);
        let gravest =
            over.min_by_key(|mark| (mark.is_accepted, mark.finding.level, mark.range.len()));
        Some(match gravest {
            Some(mark) => Piece::Marked(words, mark),
            None => Piece::Plain(words),
        })
    };
    cuts.windows(2).filter_map(piece).collect()
}

/// The tag of the language a paragraph is written in; `None` when nobody can tell.
pub(crate) fn tag(paragraph: &Paragraph) -> Option<&'static str> {
    match paragraph.language {
        Language::English => Some("en"),
        Language::Russian => Some("ru"),
        Language::Kazakh => Some("kk"),
        Language::Spanish => Some("es"),
        Language::Ukrainian => Some("uk"),
        Language::Other => None,
    }
}
