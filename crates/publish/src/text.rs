//! A checked text, with its findings beside the words they concern.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_check::Report;
use derek_study::document::{Kind, Language};
use derek_study::{Document, Finding, Lang, Level, Paragraph, Place, Said};
use maud::{Markup, html};

use crate::address::{self, Anchors};
use crate::finding::{self, Accepting, level_sign};
use crate::words::{self, Noun, Word, counted};

/// How a checked text is to be shown.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The language of the page.
    pub lang: Lang,
    /// The findings of one level alone.
    pub only: Option<Level>,
    /// The findings of one check alone, by its name.
    pub check: Option<&'a str>,
    /// Which part of a long text, from 1; `None` is the first, or where what is sought begins.
    pub part: Option<usize>,
    /// The page's own address, without a query.
    pub here: &'a str,
    /// How findings are answered.
    pub accepting: Accepting<'a>,
    /// Leads to places in other files than the text; `None` where there is no page for them.
    pub elsewhere: &'a dyn Fn(&Place) -> Option<String>,
    /// What could not be read of the files beside the text.
    pub doubts: &'a [Said],
}

impl std::fmt::Debug for View<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { lang, only, check, part, here, .. } = self;
        write!(to, "View({lang:?}, {only:?}, {check:?}, {part:?}, {here})")
    }
}

impl<'a> View<'a> {
    /// The whole text as it is first shown, to be read only.
    pub fn of(lang: Lang, here: &'a str) -> View<'a> {
        View {
            lang,
            only: None,
            check: None,
            part: None,
            here,
            accepting: Accepting::No,
            elsewhere: &|_| None,
            doubts: &[],
        }
    }

    fn shows(&self, finding: &Finding) -> bool {
        self.only.is_none_or(|only| finding.level == only)
            && self.check.is_none_or(|check| finding.check == check)
    }

    /// The page's address with what it is asked to show, and one thing more.
    fn address(&self, part: Option<usize>) -> String {
        let level = self.only.map(|only| format!("level={}", only.name()));
        let check = self.check.map(|check| format!("check={}", address::segment(check)));
        let part = part.map(|part| format!("part={}", part + 1));
        let query: Vec<String> = [level, check, part].into_iter().flatten().collect();
        match query.is_empty() {
            true => self.here.to_owned(),
            false => format!("{}?{}", self.here, query.join("&")),
        }
    }
}

/// A checked text: what was found in short, then the text with its margin. A long text
/// is shown in parts.
pub fn checked(document: &Document, report: &Report, view: &View<'_>) -> Markup {
    let lang = view.lang;
    let laid = Laid::out(document, report, view);
    html! {
        section class="summary" aria-labelledby="summary-heading" {
            (remarks(document, view.doubts, lang))
            h2 id="summary-heading" class="small-label" { (counted(report.findings.len(), Noun::Finding, lang)) }
            @match report.findings.is_empty() {
                true => {
                    p class="all-clear" { (Word::NoFindings.get(lang)) }
                    p class="quiet" { (Word::NoFindingsLead.get(lang)) }
                }
                false => {
                    (filter(report, lang, view.only, view.here))
                    // Further on in a long text the words come first.
                    @match 0 < laid.part {
                        true => details class="by-cause" {
                            summary { (Word::ByCause.get(lang)) }
                            (laid.summary())
                        },
                        false => (laid.summary()),
                    }
                }
            }
            @if !report.accepted.is_empty() {
                p class="quiet" {
                    (Word::Accepted.get(lang)) " " span class="count" { (report.accepted.len()) } ": "
                    @for (at, (finding, _)) in report.accepted.iter().take(SHOWN_PLACES).enumerate() {
                        @if 0 < at { ", " }
                        a href=(laid.address_of(finding)) { (where_to(finding, lang)) }
                    }
                    @if SHOWN_PLACES < report.accepted.len() { " …" }
                }
            }
        }
        (laid.pager(true))
        section class={ "checked" @if is_right_to_left(document) { " is-rtl" } } aria-labelledby="text-heading" {
            h2 id="text-heading" class="unseen" { (Word::TextItself.get(lang)) }
            @if document.paragraphs.is_empty() {
                p class="quiet" { (Word::NoParagraphs.get(lang)) }
            }
            (laid.blocks())
        }
        (laid.pager(false))
    }
}

/// Where the finding of a number stands, counted from 1 in the order of the text among those
/// that the view shows; the last one when the number is too great, `None` when there is none.
pub fn address_of_number(
    document: &Document,
    report: &Report,
    view: &View<'_>,
    number: usize,
) -> Option<String> {
    let laid = Laid::out(document, report, view);
    let at = number.saturating_sub(1).min(laid.order.len().checked_sub(1)?);
    let (at, finding) = laid.order.get(at)?;
    let part = laid.parts.iter().position(|part| part.contains(at)).filter(|_| laid.is_long());
    Some(format!("{}#{}", view.address(part), laid.anchors.get(finding)))
}

/// A source that a text was held to, to be read, in parts when it is long.
pub fn source(document: &Document, lang: Lang, part: Option<usize>, here: &str) -> Markup {
    let report = Report::default();
    let view = View { part, ..View::of(lang, here) };
    let laid = Laid::out(document, &report, &view);
    html! {
        (laid.pager(true))
        div class={ "checked" @if is_right_to_left(document) { " is-rtl" } } { (laid.blocks()) }
        (laid.pager(false))
    }
}

/// The address of a place of a source that is shown at `here`.
pub fn address_in(document: &Document, place: &Place, here: &str) -> Option<String> {
    let (at, _) = Places::of(document).find(document, place)?;
    let parts = parts(document);
    let part = parts.iter().position(|part| part.contains(&at))?;
    let anchor = address::paragraph(document, at);
    Some(match parts.len() {
        1 => format!("{here}#{anchor}"),
        _ => format!("{here}?part={}#{anchor}", part + 1),
    })
}

/// How many remarks are shown before the others are folded away.
const SHOWN_REMARKS: usize = 2;

/// What could not be read, what was left out, what was assumed: quietly.
fn remarks(document: &Document, beside: &[Said], lang: Lang) -> Markup {
    let doubts: Vec<&Said> = document.doubts.iter().chain(beside).collect();
    let (shown, rest) = doubts.split_at(doubts.len().min(SHOWN_REMARKS));
    html! {
        @for doubt in shown { p class="doubt" { (words::capital(doubt.get(lang))) } }
        @match (rest.is_empty(), document.left_out.as_slice()) {
            (true, []) => {}
            (true, [one]) => p class="quiet how-read" { (words::capital(one.get(lang))) },
            (_, left_out) => details class="how-read" {
                summary { (Word::HowItWasRead.get(lang)) " " span class="count" { (rest.len() + left_out.len()) } }
                ul class="quiet" {
                    @for said in rest.iter().copied().chain(left_out) { li { (words::capital(said.get(lang))) } }
                }
            }
        }
    }
}

/// Whether a text runs from right to left: most of its first letters do.
fn is_right_to_left(document: &Document) -> bool {
    let letters = document.paragraphs.iter().flat_map(|one| one.text.chars());
    let letters = letters.filter(|c| c.is_alphabetic()).take(SEEN_LETTERS);
    let (mut right, mut all) = (0, 0);
    for letter in letters {
        all += 1;
        // Hebrew, Arabic, Syriac, Thaana and N’Ko, and the forms of presentation.
        right += usize::from(
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
        );
    }
    all < right * 2
}

/// How many letters tell the direction of a text.
const SEEN_LETTERS: usize = 4000;

/// What a part of a long text holds, in bytes of its words: about a hundred paragraphs.
const PART: usize = 60_000;

/// A text that is no longer than this is shown in one piece.
const WHOLE: usize = 150_000;

/// The least that a paragraph and a cell weigh, however short they are.
const PARAGRAPH: usize = 300;
const CELL: usize = 40;

/// The parts of a text, one when it is short; a row of a table is never divided.
fn parts(document: &Document) -> Vec<Range<usize>> {
    let paragraphs = &document.paragraphs;
    let weight = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { .. } => paragraph.text.len().max(CELL),
        _ => paragraph.text.len().max(PARAGRAPH),
    };
    if paragraphs.iter().map(weight).sum::<usize>() <= WHOLE {
        return std::iter::once(0..paragraphs.len()).collect();
    }
    let row = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let (mut parts, mut start, mut held) = (Vec::new(), 0, 0);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| paragraphs.get(before));
        let goes_on = row(paragraph).is_some() && before.and_then(row) == row(paragraph);
        if PART <= held && !goes_on {
            parts.push(start..at);
            (start, held) = (at, 0);
        }
        held += weight(paragraph);
    }
    parts.push(start..paragraphs.len());
    parts
}

/// A text to be read, with nothing in its margin.
pub(crate) fn read(
    document: &Document,
    report: &Report,
    lang: Lang,
    accepting: Accepting<'_>,
) -> Markup {
    let margin = Margin::of(document, &[], report);
    let view = View { accepting, ..View::of(lang, "") };
    let mut laid = Laid::with(document, report, &view, margin, Vec::new());
    laid.parts = std::iter::once(0..document.paragraphs.len()).collect();
    laid.part = 0;
    html! { div class={ "checked" @if is_right_to_left(document) { " is-rtl" } } { (laid.blocks()) } }
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

/// How many causes are shown before the others are folded away.
const SHOWN_CAUSES: usize = 7;

/// How many places of one check are named in the summary.
const SHOWN_PLACES: usize = 6;

/// How many places are named of the one check that is shown alone.
const PLACES_ALONE: usize = 300;

/// How many letters of a place’s name are shown: a heading is called by its words.
const SHOWN_LETTERS: usize = 28;

fn where_to(finding: &Finding, lang: Lang) -> String {
    let name = finding.places.first().map(|place| words::locator(&place.locator, lang));
    let name = name.unwrap_or_default();
    match name.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end_matches(['…', ' '])),
        None => name,
    }
}

/// What stands in the margin, by paragraph.
struct Margin<'a> {
    notes: BTreeMap<usize, Vec<Note<'a>>>,
    marks: BTreeMap<usize, Vec<Mark<'a>>>,
    /// In which paragraph each place of each finding is, for links.
    places: BTreeMap<(String, usize), usize>,
    /// In which paragraph each finding stands, by where it lies in memory.
    of: BTreeMap<*const Finding, usize>,
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
        let mut margin = Margin {
            notes: BTreeMap::new(),
            marks: BTreeMap::new(),
            places: BTreeMap::new(),
            of: BTreeMap::new(),
        };
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
            let found = places.find(document, place).or((nth == 0).then_some((0, 0..0)));
            let Some((at, range)) = found else { continue };
            self.places.insert((place.locator.clone(), place.range.start), at);
            if !range.is_empty() {
                let mark = Mark { range, finding, is_accepted: acceptance.is_some() };
                self.marks.entry(at).or_default().push(mark);
            }
            if nth == 0 {
                self.of.insert(std::ptr::from_ref(finding), at);
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
        if place.file != document.name {
            return None;
        }
        let candidates = self.by_locator.get(place.locator.as_str())?;
        let within = |at: &usize| {
            let paragraph = document.paragraphs.get(*at)?;
            let range = paragraph.from_file(&place.range)?;
            paragraph.text.get(range.clone()).map(|_| (*at, range))
        };
        candidates.iter().find_map(within).or_else(|| candidates.first().map(|at| (*at, 0..0)))
    }
}

/// A text laid out with its margin.
struct Laid<'a> {
    document: &'a Document,
    view: &'a View<'a>,
    margin: Margin<'a>,
    /// The addresses of findings on the page.
    anchors: Anchors,
    /// The findings that are shown, the gravest first.
    shown: Vec<&'a Finding>,
    /// The same in the order of the text, each with its paragraph.
    order: Vec<(usize, &'a Finding)>,
    parts: Vec<Range<usize>>,
    /// Which part is shown, from 0.
    part: usize,
}

impl<'a> Laid<'a> {
    fn out(document: &'a Document, report: &'a Report, view: &'a View<'a>) -> Laid<'a> {
        let shown: Vec<&Finding> =
            report.findings.iter().filter(|finding| view.shows(finding)).collect();
        let margin = Margin::of(document, &shown, report);
        Laid::with(document, report, view, margin, shown)
    }

    fn with(
        document: &'a Document,
        report: &'a Report,
        view: &'a View<'a>,
        margin: Margin<'a>,
        shown: Vec<&'a Finding>,
    ) -> Laid<'a> {
        let paragraph = |finding: &Finding| {
            margin.of.get(&std::ptr::from_ref(finding)).copied().unwrap_or_default()
        };
        let start = |finding: &Finding| finding.places.first().map_or(0, |place| place.range.start);
        let mut order: Vec<(usize, &Finding)> =
            shown.iter().map(|finding| (paragraph(finding), *finding)).collect();
        order.sort_by_key(|(at, finding)| (*at, start(finding)));
        let parts = parts(document);
        let of = |at: usize| parts.iter().position(|part| part.contains(&at)).unwrap_or_default();
        let is_sought = view.only.is_some() || view.check.is_some();
        let part = match (view.part, order.first()) {
            (Some(part), _) => part.saturating_sub(1).min(parts.len() - 1),
            (None, Some((at, _))) if is_sought => of(*at),
            _ => 0,
        };
        Laid { document, view, margin, anchors: Anchors::of(report), shown, order, parts, part }
    }

    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn is_long(&self) -> bool {
        1 < self.parts.len()
    }

    /// The address of an anchor in a paragraph, on this page or on that of another part.
    fn address(&self, at: usize, anchor: &str) -> String {
        let is_here = |part: &Range<usize>| part.contains(&at);
        match self.parts.get(self.part).is_some_and(is_here) || !self.is_long() {
            true => format!("#{anchor}"),
            false => {
                let part = self.parts.iter().position(is_here).unwrap_or_default();
                format!("{}#{anchor}", self.view.address(Some(part)))
            }
        }
    }

    fn address_of(&self, finding: &Finding) -> String {
        let at = self.margin.of.get(&std::ptr::from_ref(finding)).copied().unwrap_or_default();
        self.address(at, &self.anchors.get(finding))
    }

    fn address_of_place(&self, place: &Place) -> Option<String> {
        if place.file != self.document.name {
            return (self.view.elsewhere)(place);
        }
        let at = *self.margin.places.get(&(place.locator.clone(), place.range.start))?;
        Some(self.address(at, &address::paragraph(self.document, at)))
    }

    /// One line for each cause, the gravest first; of many the first few.
    fn summary(&self) -> Markup {
        let mut by_cause: Vec<Vec<&Finding>> = Vec::new();
        for finding in &self.shown {
            let same = |all: &&mut Vec<&Finding>| {
                all.first().is_some_and(|it| (it.level, it.check) == (finding.level, finding.check))
            };
            match by_cause.iter_mut().find(same) {
                Some(all) => all.push(finding),
                None => by_cause.push(vec![finding]),
            }
        }
        let lang = self.lang();
        // One more line takes no more room than the words that it is hidden.
        let limit = if by_cause.len() <= SHOWN_CAUSES + 1 { by_cause.len() } else { SHOWN_CAUSES };
        let (first, rest) = by_cause.split_at(limit);
        html! {
            @if self.view.check.is_some() {
                p class="quiet one-cause" {
                    (Word::OneCause.get(lang)) " · " a href=(self.view.here) { (Word::AllCauses.get(lang)) }
                }
            }
            @if by_cause.is_empty() { p class="quiet" { (Word::NoneAtLevel.get(lang)) } }
            ol class="by-check" { @for all in first { (self.cause(all)) } }
            @if !rest.is_empty() {
                details class="more-causes" {
                    summary { (words::show_all(by_cause.len(), lang)) }
                    ol class="by-check" { @for all in rest { (self.cause(all)) } }
                }
            }
        }
    }

    fn cause(&self, all: &[&Finding]) -> Markup {
        let lang = self.lang();
        let Some(first) = all.first() else { return html! {} };
        let limit = if self.view.check.is_some() { PLACES_ALONE } else { SHOWN_PLACES };
        html! {
            li class={ "level-" (first.level.name()) } {
                (finding::level(first.level, lang))
                " " a class="headline" href=(self.address_of(first)) { (first.headline.get(lang)) }
                " " span class={ "where" @if self.view.check.is_some() { " is-alone" } } {
                    @if 1 < all.len() { span class="count" { "× " (all.len()) } " " }
                    @for (at, finding) in all.iter().take(limit).enumerate() {
                        @if 0 < at { ", " }
                        a href=(self.address_of(finding)) { (where_to(finding, lang)) }
                    }
                    @if limit < all.len() {
                        " … "
                        @if self.view.check.is_none() {
                            a class="show-all" href={ (self.view.here) "?check=" (address::segment(first.check)) } { (words::show_all(all.len(), lang)) }
                        }
                    }
                }
            }
        }
    }

    /// The way through the parts of a long text.
    fn pager(&self, is_first: bool) -> Markup {
        let (lang, part, last) = (self.lang(), self.part, self.parts.len() - 1);
        let Some(range) = self.parts.get(part).filter(|_| self.is_long()) else {
            return html! {};
        };
        let telling = |at: &usize| {
            let paragraph = self.document.paragraphs.get(*at)?;
            address::is_telling(&paragraph.locator).then_some(paragraph.locator.as_str())
        };
        let first = range.clone().find_map(|at| telling(&at));
        let end = range.clone().rev().find_map(|at| telling(&at));
        // Above the text the next finding may stand in it, below it stands after it.
        let from = if is_first { range.start } else { range.end };
        let after = self.order.iter().find(|(at, _)| from <= *at);
        let is_beyond = after.is_some_and(|(at, _)| range.end <= *at);
        let before = self.order.iter().rev().find(|(at, _)| *at < range.start);
        let next = self.order.partition_point(|(at, _)| *at < range.start);
        html! {
            nav class="parts" aria-label=(Word::PartsOfText.get(lang)) {
                span class="part-place" {
                    (words::part_of(part + 1, last + 1, lang))
                    @if let (Some(first), Some(end)) = (first, end) {
                        " " span class="quiet" { "· " (words::locator(first, lang)) " – " (words::locator(end, lang)) }
                    }
                }
                span class="part-steps" {
                    @if 0 < part { a rel="prev" href=(self.view.address(Some(part - 1))) { span aria-hidden="true" { "← " } (Word::PreviousPart.get(lang)) } }
                    @if part < last { a rel="next" href=(self.view.address(Some(part + 1))) { (Word::NextPart.get(lang)) span aria-hidden="true" { " →" } } }
                }
                @if !self.order.is_empty() {
                    span class="part-steps" {
                        @if let Some((_, finding)) = before.filter(|_| is_first) { a data-finding-before href=(self.address_of(finding)) { span aria-hidden="true" { "↑ " } (Word::ToPreviousFinding.get(lang)) } }
                        @if let Some((_, finding)) = after { a data-finding-after[is_beyond] href=(self.address_of(finding)) { (Word::ToNextFinding.get(lang)) span aria-hidden="true" { " ↓" } } }
                    }
                }
                @if is_first && !self.order.is_empty() {
                    form method="get" action=(self.view.here) class="go-to" {
                        @if let Some(only) = self.view.only { input type="hidden" name="level" value=(only.name()); }
                        @if let Some(check) = self.view.check { input type="hidden" name="check" value=(check); }
                        label for="go-to" { (Word::FindingNumber.get(lang)) }
                        input id="go-to" name="finding" type="number" min="1" max=(self.order.len()) value=(next.min(self.order.len() - 1) + 1) required;
                        span class="quiet" { "/ " (self.order.len()) }
                        button type="submit" class="quiet" { (Word::GoTo.get(lang)) }
                    }
                }
            }
        }
    }

    fn blocks(&self) -> Markup {
        let paragraphs = &self.document.paragraphs;
        let Some(Range { start, end }) = self.parts.get(self.part).cloned() else {
            return html! {};
        };
        let mut blocks = Vec::new();
        let mut at = start;
        while let Some(paragraph) = paragraphs.get(at).filter(|_| at < end) {
            let same = |other: &Paragraph| match (&paragraph.kind, &other.kind) {
                (Kind::Cell { table, .. }, Kind::Cell { table: other, .. }) => table == other,
                (Kind::Item, Kind::Item) | (Kind::Reference, Kind::Reference) => true,
                _ => false,
            };
            let run = paragraphs[at..end].iter().take_while(|other| same(other)).count().max(1);
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
            @if address::is_telling(&paragraph.locator) {
                a class="pilcrow" href={ "#" (id) } dir="ltr" { (words::locator(&paragraph.locator, self.lang())) }
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
        let mut rows: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        let mut columns: BTreeSet<usize> = BTreeSet::new();
        for at in range.clone() {
            if let Kind::Cell { row, column, .. } = self.document.paragraphs[at].kind {
                rows.entry(row).or_default().insert(column, at);
                columns.insert(column);
            }
        }
        // A sheet calls its rows and columns by number and letter, and so do its readers.
        let first = &self.document.paragraphs[range.start].locator;
        let is_sheet = address::cell(first).is_some();
        let cell = |at: usize| address::cell(&self.document.paragraphs[at].locator);
        let letter = |column: usize| {
            rows.values().find_map(|cells| cell(*cells.get(&column)?)).map(|(letters, _)| letters)
        };
        html! {
            div class="block" {
                (self.notes(range))
                div class="table" tabindex="0" role="group" aria-label=(first) {
                    table class=[is_sheet.then_some("sheet")] {
                        @if is_sheet {
                            thead { tr {
                                td {}
                                @for column in &columns { th scope="col" { (letter(*column).unwrap_or_default()) } }
                            } }
                        }
                        tbody {
                            @for (row, cells) in &rows {
                                tr {
                                    @if let Some((_, number)) = cells.values().next().and_then(|at| cell(*at)).filter(|_| is_sheet) {
                                        th scope="row" { (number) }
                                    }
                                    @match is_sheet {
                                        true => @for column in &columns {
                                            @match cells.get(column) {
                                                Some(at) => (self.cell(*at, false)),
                                                None => td {},
                                            }
                                        },
                                        false => @for at in cells.values() { (self.cell(*at, *row == 1)) },
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, at: usize, is_heading: bool) -> Markup {
        let paragraph = &self.document.paragraphs[at];
        let id = address::paragraph(self.document, at);
        html! {
            @match is_heading {
                true => th scope="col" id=(id) lang=[tag(paragraph)] dir="auto" { (self.words(at)) },
                false => td id=(id) lang=[tag(paragraph)] dir="auto" { (self.words(at)) },
            }
        }
    }

    /// The notes beside some paragraphs.
    fn notes(&self, range: Range<usize>) -> Markup {
        let notes: Vec<&Note<'_>> =
            self.margin.notes.range(range).flat_map(|(_, notes)| notes).collect();
        let address_of = |place: &Place| self.address_of_place(place);
        let (lang, accepting) = (self.lang(), self.view.accepting);
        html! {
            @if !notes.is_empty() {
                div class="margin" role="note" dir="ltr" aria-label=(Word::Margin.get(lang)) {
                    @for note in notes {
                        @match note {
                            Note::Open(finding) => (finding::open(finding, &self.anchors.get(finding), lang, accepting, &address_of)),
                            Note::Accepted(finding, acceptance) => {
                                (finding::accepted(finding, acceptance, &self.anchors.get(finding), lang, accepting, &address_of))
                            }
                            Note::Echo(finding) => {
                                a class={ "echo level-" (finding.level.name()) } href=(self.address_of(finding)) {
                                    span class="sign" aria-hidden="true" { (level_sign(finding.level)) }
                                    " " (finding.headline.get(lang)) " "
                                    span class="locator" { (where_to(finding, lang)) }
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
                            href=(self.address_of(mark.finding)) title=(mark.finding.headline.get(self.lang())) { (words) }
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
