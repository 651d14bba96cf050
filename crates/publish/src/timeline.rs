//! The timeline: what was when, drawn with its doubt.
//!
//! A stretch is solid where something surely was, and fades where it may have
//! begun or ended. A moment that is not known to the day is a hatched band.
//! What cannot be drawn is counted and listed.

use std::fmt::Write as _;

use derek_study::vocabulary::{Extent, Takes};
use derek_study::{Card, Field, Lang, Mode, Value};
use derek_time::{Calendar, Date, Day, Interval, Shape};
use maud::{Markup, html};

use crate::address;
use crate::card::styles;
use crate::edition::Edition;
use crate::words::{Word, shown_and_undated};

/// What part of a study is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// The first year; the drawing's own choice when `None`.
    pub from: Option<i32>,
    /// The last year; the drawing's own choice when `None`.
    pub until: Option<i32>,
    /// The only kind of cards; all when `None`.
    pub kind: Option<String>,
}

/// A timeline, and what it leaves out.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// The SVG; empty when there is nothing to draw.
    pub svg: Markup,
    /// How many cards are drawn.
    pub shown: usize,
    /// Cards of the kinds drawn that have no date.
    pub undated: Vec<&'a Card>,
    /// Cards that have a date, but not in these years.
    pub outside: Vec<&'a Card>,
    /// The first and the last year drawn.
    pub years: (i32, i32),
    /// The first and the last year of anything dated.
    pub all_years: (i32, i32),
    /// The kinds that have something dated, each with how many cards.
    pub kinds: Vec<(&'a str, usize)>,
}

/// One card on the drawing.
struct Row<'a> {
    card: &'a Card,
    spans: Vec<Span>,
}

/// One testimony of when something was.
struct Span {
    /// The days on which it may begin, and on which it may end.
    begins: (Option<Day>, Option<Day>),
    ends: (Option<Day>, Option<Day>),
    is_stretch: bool,
    judged: bool,
    /// It cannot hold together with another testimony of the same.
    parted: bool,
    /// Short words beside it when a card has several.
    words: String,
    title: String,
}

impl<'a> Edition<'a> {
    /// The timeline of a study.
    pub fn timeline(&self, window: &Window) -> Timeline<'a> {
        let mut rows: Vec<Row<'a>> = Vec::new();
        let mut undated = Vec::new();
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for card in &self.study.cards {
            if !self.is_datable(card) {
                continue;
            }
            let is_wanted = window.kind.as_deref().is_none_or(|kind| kind == card.kind);
            let spans = self.spans(card);
            match (spans.is_empty(), is_wanted) {
                (true, true) => undated.push(card),
                (true, false) => {}
                (false, wanted) => {
                    match kinds.iter_mut().find(|(kind, _)| *kind == card.kind) {
                        Some((_, count)) => *count += 1,
                        None => kinds.push((&card.kind, 1)),
                    }
                    if wanted {
                        rows.push(Row { card, spans });
                    }
                }
            }
        }
        kinds.sort_by_key(|(kind, _)| place_of_kind(kind));
        let all_years = years_of(rows.iter()).unwrap_or((0, 0));
        let (first, last) = busy_years(&rows).unwrap_or(all_years);
        let from = window.from.unwrap_or(first).clamp(-YEARS, YEARS);
        let until = window.until.unwrap_or(last).clamp(from, YEARS);
        let (Some(first), Some(last)) = (Day::gregorian(from, 1, 1), Day::gregorian(until, 12, 31))
        else {
            return Timeline {
                svg: html! {},
                shown: 0,
                undated,
                outside: Vec::new(),
                years: (from, until),
                all_years,
                kinds,
            };
        };
        let (mut inside, outside): (Vec<Row<'a>>, Vec<Row<'a>>) = rows
            .into_iter()
            .partition(|row| row.spans.iter().any(|span| span.touches(first, last)));
        inside.sort_by_key(|row| (place_of_kind(&row.card.kind), row.first(), row.card.id.clone()));
        let shown = inside.len();
        let svg = match inside.is_empty() {
            true => html! {},
            false => Drawing::new(self, first, last, &undated).draw(&inside),
        };
        let outside = outside.into_iter().map(|row| row.card).collect();
        Timeline { svg, shown, undated, outside, years: (from, until), all_years, kinds }
    }

    /// The timeline with its legend, its choices and the lists of what it leaves out.
    pub fn timeline_page(&self, window: &Window) -> Markup {
        let lang = self.lang;
        let timeline = self.timeline(window);
        let here = format!("{}/timeline", self.root);
        html! {
            @if timeline.kinds.is_empty() {
                p class="all-clear" { (Word::NothingToDraw.get(lang)) }
                p class="quiet" { (Word::NothingToDrawHelp.get(lang)) }
            } @else {
                nav class="filter" aria-label=(Word::Show.get(lang)) {
                    a href=(here) aria-current=[window.kind.is_none().then_some("true")] { (Word::AllLevels.get(lang)) }
                    @for (kind, count) in &timeline.kinds {
                        a href={ (here) "?kind=" (address::segment(kind)) } aria-current=[(window.kind.as_deref() == Some(kind)).then_some("true")] {
                            (self.plural(kind)) " " span class="count" { (count) }
                        }
                    }
                }
                (self.choice_of_years(window, &timeline, &here))
                (legend(lang))
                p class="quiet" role="status" { (shown_and_undated(timeline.shown, timeline.undated.len(), lang)) }
            }
            @if 0 < timeline.shown {
                div class="drawing" tabindex="0" role="region" aria-label=(Word::Timeline.get(lang)) { (timeline.svg) }
            }
            @for (heading, cards) in [(Word::OutsideWindow, &timeline.outside), (Word::Undated, &timeline.undated)] {
                @if !cards.is_empty() {
                    details class="left-out" {
                        summary { (heading.get(lang)) " " span class="count" { (cards.len()) } }
                        (self.list(cards))
                    }
                }
            }
        }
    }

    fn choice_of_years(&self, window: &Window, timeline: &Timeline<'_>, here: &str) -> Markup {
        let lang = self.lang;
        let (from, until) = timeline.years;
        let (first, last) = timeline.all_years;
        let kind = window
            .kind
            .as_deref()
            .map(|kind| format!("kind={}&", address::segment(kind)))
            .unwrap_or_default();
        html! {
            form class="years" method="get" action=(here) {
                @if let Some(kind) = &window.kind { input type="hidden" name="kind" value=(kind); }
                span class="small-label" id="years-label" { (Word::Years.get(lang)) }
                input type="number" name="from" value=(from) aria-labelledby="years-label";
                " – "
                input type="number" name="until" value=(until) aria-labelledby="years-label";
                button type="submit" class="quiet" { (Word::Show.get(lang)) }
                @let half = (until - from + 2) / 2;
                @let quarter = (until - from + 1) / 4;
                @for (word, from, until) in [
                    (Word::Earlier, from - half, until - half),
                    (Word::Later, from + half, until + half),
                    (Word::Closer, from + quarter, until - quarter),
                    (Word::Wider, from - half, until + half),
                ] {
                    @if from <= until && (word != Word::Closer || 0 < quarter) {
                        a href={ (here) "?" (kind) "from=" (from) "&until=" (until) } { (word.get(lang)) }
                    }
                }
                @if (from, until) != (first, last) {
                    a href={ (here) "?" (kind) "from=" (first) "&until=" (last) } { (Word::AllYears.get(lang)) " (" (first) "–" (last) ")" }
                }
            }
        }
    }

    /// Whether cards of this kind can have a date at all, and are drawn.
    fn is_datable(&self, card: &Card) -> bool {
        place_of_kind(&card.kind) < usize::MAX
    }

    fn spans(&self, card: &Card) -> Vec<Span> {
        let mut spans = Vec::new();
        for (begins, ends) in [("begins", "ends"), ("born", "died")] {
            let begun: Vec<&Value> = dated(card, begins).collect();
            let ended: Vec<&Value> = dated(card, ends).collect();
            for nth in 0..begun.len().max(ended.len()) {
                let begins = begun.get(nth).or(begun.last()).copied();
                let ends = ended.get(nth).or(ended.last()).copied();
                spans.push(self.lasting(card, begins, ends));
            }
        }
        let moments: Vec<&Value> = dated(card, "when").collect();
        for value in &moments {
            spans.extend(self.moment(card, value, &moments));
        }
        for field in &card.fields {
            spans.extend(self.held(card, field));
        }
        // A date of which no day is known cannot be drawn.
        spans.retain(|span| {
            [span.begins.0, span.begins.1, span.ends.0, span.ends.1].iter().any(Option::is_some)
        });
        spans
    }

    fn lasting(&self, card: &Card, begins: Option<&Value>, ends: Option<&Value>) -> Span {
        let of = |value: Option<&Value>, which: fn(&Date) -> Interval| match value
            .and_then(|value| value.date.as_ref())
        {
            Some(date) => {
                let interval = widened(date, which(date));
                (interval.first_day(), interval.last_day())
            }
            None => (None, None),
        };
        let said =
            |value: Option<&Value>| value.map_or_else(|| "?".to_owned(), |value| self.told(value));
        let words = format!("{} – {}", said(begins), said(ends));
        Span {
            begins: of(begins, Date::begins),
            ends: of(ends, Date::ends),
            is_stretch: true,
            judged: begins.is_some_and(|value| value.judged)
                || ends.is_some_and(|value| value.judged),
            parted: false,
            title: format!("{}: {words}", card.name(self.lang)),
            words,
        }
    }

    fn moment(&self, card: &Card, value: &Value, all: &[&Value]) -> Option<Span> {
        let date = value.date.as_ref()?;
        let is_judged = all.iter().any(|value| value.judged);
        let parted = !is_judged
            && value.mode == Mode::Fact
            && all.iter().any(|other| {
                other.mode == Mode::Fact
                    && other.date.as_ref().is_some_and(|other| date.relation(other).is_apart())
            });
        let words = self.told(value);
        let is_stretch = matches!(date.shape, Shape::Throughout { .. });
        let (begins, ends) = match date.shape {
            Shape::Within(interval) => {
                let hull = widened(date, interval);
                let days = (hull.first_day(), hull.last_day());
                (days, days)
            }
            Shape::Throughout { begins, ends } => {
                ((begins.first_day(), begins.last_day()), (ends.first_day(), ends.last_day()))
            }
        };
        let source = value.citations.first().map(|citation| match citation.locator.is_empty() {
            true => format!(" ({})", citation.key),
            false => format!(" ({}, {})", citation.key, citation.locator),
        });
        let source = source.unwrap_or_default();
        Some(Span {
            begins,
            ends,
            is_stretch,
            judged: value.judged,
            parted,
            title: format!("{}: {words}{source}", card.name(self.lang)),
            words: format!("{}{source}", date.in_lang(self.lang)),
        })
    }

    /// What is said to have held for a stretch of time: a membership, an allegiance.
    fn held(&self, card: &Card, field: &Field) -> Vec<Span> {
        let Some(predicate) = self.study.vocabulary.predicate(&field.predicate) else {
            return Vec::new();
        };
        if predicate.time != Extent::Stretch {
            return Vec::new();
        }
        let label = predicate.label.get(self.lang);
        let bounded =
            field.values.iter().filter(|value| value.from.is_some() || value.until.is_some());
        let span = |value: &Value| {
            let of = |date: &Option<Date>, which: fn(&Date) -> Interval| match date {
                Some(date) => {
                    let interval = widened(date, which(date));
                    (interval.first_day(), interval.last_day())
                }
                None => (None, None),
            };
            let target = match predicate.takes {
                Takes::Card => {
                    let resolution = self.study.resolve(&value.text, self.base);
                    resolution
                        .card()
                        .map_or(value.text.as_str(), |card| card.name(self.lang))
                        .to_owned()
                }
                _ => value.text.clone(),
            };
            let said = |date: &Option<Date>| {
                date.as_ref().map_or_else(|| "…".to_owned(), |date| date.in_lang(self.lang))
            };
            let stretch = format!("{} – {}", said(&value.from), said(&value.until));
            Span {
                begins: of(&value.from, Date::begins),
                ends: of(&value.until, Date::ends),
                is_stretch: true,
                judged: value.judged,
                parted: false,
                title: format!("{}, {label}: {target}, {stretch}", card.name(self.lang)),
                words: format!("{label}: {target}"),
            }
        };
        bounded.map(span).collect()
    }

    /// A date in words, with the other style of the calendar where it matters.
    fn told(&self, value: &Value) -> String {
        let Some(date) = &value.date else { return value.text.clone() };
        let both = styles(date, self.lang);
        match both.is_empty() {
            true => date.in_lang(self.lang),
            false => format!("{} ({both})", value.text),
        }
    }
}

/// What the marks mean.
fn legend(lang: Lang) -> Markup {
    let sample = |shapes: &str, class: &str| {
        maud::PreEscaped(format!(
            "<svg class=\"timeline sample\" aria-hidden=\"true\" viewBox=\"0 0 44 12\" width=\"44\" height=\"12\"><g class=\"{class}\">{shapes}</g></svg>"
        ))
    };
    let bar = |class: &str, ink: &str| {
        let mut shapes = String::new();
        rect(&mut shapes, class, ink, 2.0, 42.0, 1.0);
        shapes
    };
    html! {
        details class="legend" {
            summary { (Word::Legend.get(lang)) }
            ul {
                li { (sample(&bar("core", CORE), "span")) " " (Word::LegendSure.get(lang)) }
                li { (sample(&bar("fringe", Inks::PLAIN.begins), "span")) " " (Word::LegendUnsure.get(lang)) }
                li { (sample(&bar("within", Inks::PLAIN.within), "span")) " " (Word::LegendWithin.get(lang)) }
                li { (sample("<circle class=\"day\" fill=\"currentColor\" cx=\"22\" cy=\"6\" r=\"4.5\"/>", "span")) " " (Word::LegendDay.get(lang)) }
                li { (sample(&bar("core", CORE), "span is-judged")) " " (Word::LegendJudged.get(lang)) }
                li { (sample("<text class=\"parted\" x=\"17\" y=\"11\">≠</text>", "span is-parted")) " " (Word::LegendParted.get(lang)) }
            }
        }
    }
}

/// The values of a predicate that have a date.
fn dated<'c>(card: &'c Card, predicate: &str) -> impl Iterator<Item = &'c Value> {
    card.values(predicate).filter(|value| value.date.is_some())
}

/// An interval with the days that the other style of the calendar would add.
fn widened(date: &Date, interval: Interval) -> Interval {
    match date.calendar {
        Calendar::Unmarked => {
            date.readings().iter().skip(1).fold(interval, |hull, reading| match date.shape {
                Shape::Within(_) => hull.hull(reading),
                Shape::Throughout { .. } => hull,
            })
        }
        _ => interval,
    }
}

/// The order of kinds from top to bottom; the last for kinds that are not drawn.
fn place_of_kind(kind: &str) -> usize {
    const DRAWN: [&str; 7] = ["period", "event", "document", "organ", "place", "person", "concept"];
    DRAWN.iter().position(|drawn| *drawn == kind).unwrap_or(usize::MAX)
}

fn years_of<'r, 'a: 'r>(rows: impl Iterator<Item = &'r Row<'a>>) -> Option<(i32, i32)> {
    let days = rows.flat_map(|row| &row.spans).flat_map(|span| {
        [span.begins.0, span.begins.1, span.ends.0, span.ends.1].into_iter().flatten()
    });
    let (mut first, mut last) = (None::<Day>, None::<Day>);
    for day in days {
        first = Some(first.map_or(day, |first| first.min(day)));
        last = Some(last.map_or(day, |last| last.max(day)));
    }
    Some((first?.to_gregorian().0, last?.to_gregorian().0))
}

/// The years, without a gap of ten, in which most of what is known to the year lies: what a first look should show.
fn busy_years(rows: &[Row<'_>]) -> Option<(i32, i32)> {
    let known_to_the_year = |span: &&Span| match (span.begins.0, span.begins.1) {
        (Some(first), Some(last)) => last.number() - first.number() <= 366,
        _ => false,
    };
    let told =
        rows.iter().filter(|row| matches!(row.card.kind.as_str(), "event" | "document" | "period"));
    let mut days: Vec<Day> = told
        .flat_map(|row| &row.spans)
        .filter(known_to_the_year)
        .filter_map(|span| span.begins.0)
        .collect();
    if days.len() < 3 {
        return None;
    }
    days.sort_unstable();
    let crowd = days
        .chunk_by(|one, next| next.number() - one.number() < 10 * 366)
        .max_by_key(|crowd| crowd.len())?;
    Some((crowd.first()?.to_gregorian().0, crowd.last()?.to_gregorian().0))
}

impl Row<'_> {
    fn first(&self) -> Option<Day> {
        self.spans.iter().filter_map(|span| span.begins.0.or(span.begins.1).or(span.ends.0)).min()
    }
}

impl Span {
    fn touches(&self, first: Day, last: Day) -> bool {
        let earliest = self.begins.0.or(self.begins.1);
        let latest = self.ends.1.or(self.ends.0);
        earliest.is_none_or(|day| day <= last) && latest.is_none_or(|day| first <= day)
    }
}

/// The first and the last year that can be drawn, before and after our era.
const YEARS: i32 = 5000;

/// Lengths of the drawing, in its own units: one is a pixel at 100 %.
const LEFT: f64 = 12.0;
/// The years alone: with the words to their right, a drawing fits a common window.
const WIDTH: f64 = 940.0;
const RIGHT: f64 = 270.0;
const TOP: f64 = 44.0;
const LINE: f64 = 17.0;
const BAR: f64 = 9.0;
const GAP: f64 = 7.0;
const HEADING: f64 = 34.0;
const LETTER: f64 = 7.4;
/// Over how long a way something without a known end fades.
const FADE: f64 = 90.0;

struct Drawing<'a> {
    lang: Lang,
    edition: Edition<'a>,
    first: Day,
    last: Day,
    width: f64,
    undated: usize,
    marks: String,
    y: f64,
}

impl<'a> Drawing<'a> {
    fn new(edition: &Edition<'a>, first: Day, last: Day, undated: &[&Card]) -> Drawing<'a> {
        Drawing {
            lang: edition.lang,
            edition: *edition,
            first,
            last,
            width: WIDTH,
            undated: undated.len(),
            marks: String::new(),
            y: TOP,
        }
    }

    fn x(&self, day: Day) -> f64 {
        let days = f64::from(self.last.number() - self.first.number()).max(1.0);
        let x = f64::from(day.number() - self.first.number()) / days * self.width;
        LEFT + x.clamp(0.0, self.width)
    }

    fn draw(mut self, rows: &[Row<'a>]) -> Markup {
        let mut kind = "";
        for row in rows {
            if row.card.kind != kind {
                kind = &row.card.kind;
                self.heading(kind);
            }
            self.row(row);
        }
        let height = self.y + 16.0;
        let full = LEFT + self.width + RIGHT;
        let (from, until) = (self.first.to_gregorian().0, self.last.to_gregorian().0);
        let title = format!("{}, {from}–{until}", self.edition.title());
        let desc = shown_and_undated(rows.len(), self.undated, self.lang);
        let mut svg = String::new();
        // A group and not an image: an image would hide its links from a screen reader.
        let _ = write!(
            svg,
            "<svg class=\"timeline\" xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" aria-labelledby=\"timeline-title timeline-desc\" \
             viewBox=\"0 0 {full:.0} {height:.0}\" width=\"{full:.0}\" height=\"{height:.0}\">\
             <title id=\"timeline-title\">{}</title><desc id=\"timeline-desc\">{}</desc>{}",
            escaped(&title),
            escaped(&desc),
            definitions(),
        );
        svg.push_str(&self.axis(height));
        svg.push_str(&self.marks);
        svg.push_str("</svg>");
        maud::PreEscaped(svg)
    }

    fn axis(&self, height: f64) -> String {
        let mut axis = String::from("<g class=\"axis\" aria-hidden=\"true\">");
        let (from, until) = (self.first.to_gregorian().0, self.last.to_gregorian().0);
        let per_year = self.width / f64::from((until - from + 1).max(1));
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500]
            .into_iter()
            .find(|step| 44.0 <= per_year * f64::from(*step))
            .unwrap_or(1000);
        for year in from..=until {
            let Some(day) = Day::gregorian(year, 1, 1) else { continue };
            let x = self.x(day);
            if year.rem_euclid(step) == 0 || year == from {
                let _ = write!(
                    axis,
                    "<line class=\"year\" stroke=\"currentColor\" stroke-opacity=\"0.3\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"24\" y2=\"{height:.0}\"/>"
                );
                if year.rem_euclid(step) == 0 {
                    let _ = write!(
                        axis,
                        "<text class=\"year\" x=\"{:.1}\" y=\"18\">{year}</text>",
                        x + 3.0
                    );
                }
            }
            if 200.0 <= per_year {
                for month in 2..=12u8 {
                    let Some(day) = Day::gregorian(year, month, 1) else { continue };
                    let x = self.x(day);
                    let _ = write!(
                        axis,
                        "<line class=\"month\" stroke=\"currentColor\" stroke-opacity=\"0.15\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"24\" y2=\"{height:.0}\"/>"
                    );
                    if per_year < 400.0 && month % 3 != 1 {
                        continue;
                    }
                    let _ = write!(
                        axis,
                        "<text class=\"month\" x=\"{:.1}\" y=\"34\">{}</text>",
                        x + 2.0,
                        ROMAN[usize::from(month) - 1]
                    );
                }
            }
        }
        axis.push_str("</g>");
        axis
    }

    fn heading(&mut self, kind: &str) {
        self.y += HEADING;
        let words = self
            .edition
            .study
            .vocabulary
            .kind(kind)
            .map_or(kind, |kind| kind.plural.get(self.lang));
        let y = self.y - 12.0;
        let _ = write!(
            self.marks,
            "<text class=\"kind\" x=\"{LEFT}\" y=\"{y:.1}\">{}</text>",
            escaped(words)
        );
    }

    fn row(&mut self, row: &Row<'a>) {
        let root = self.edition.root;
        let href = address::card(root, &row.card.id);
        let name = row.card.name(self.lang);
        let visible: Vec<&Span> =
            row.spans.iter().filter(|span| span.touches(self.first, self.last)).collect();
        let titles: Vec<&str> = visible.iter().map(|span| span.title.as_str()).collect();
        let _ = write!(
            self.marks,
            "<a class=\"row\" href=\"{}\" aria-label=\"{}\">",
            escaped(&href),
            escaped(&titles.join("; "))
        );
        for (nth, span) in visible.iter().enumerate() {
            let y = self.y;
            let (left, right) = self.span(span, y);
            let words = match (nth, visible.len()) {
                (0, 1) => name.to_owned(),
                (0, _) => format!("{name} · {}", span.words),
                _ => span.words.clone(),
            };
            let class = if nth == 0 { "name" } else { "testimony" };
            self.words(&words, class, left, right, y + BAR);
            self.y += LINE;
        }
        self.marks.push_str("</a>");
        self.y += GAP;
    }

    /// Words beside a bar: to its right, else to its left, else to its right as far as there is room.
    fn words(&mut self, words: &str, class: &str, left: f64, right: f64, y: f64) {
        let count = words.chars().count();
        let room = ((LEFT + self.width + RIGHT - right - 8.0) / LETTER) as usize;
        let is_left = room < count && count as f64 * LETTER + 8.0 <= left;
        let (x, anchor) =
            if is_left { (left - 6.0, " text-anchor=\"end\"") } else { (right + 6.0, "") };
        let words = match is_left || count <= room {
            true => words.to_owned(),
            false => words.chars().take(room.saturating_sub(1)).collect::<String>() + "…",
        };
        let _ = write!(
            self.marks,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\"{anchor}>{}</text>",
            escaped(&words)
        );
    }

    /// Draws a span and says from where to where it reaches.
    fn span(&mut self, span: &Span, y: f64) -> (f64, f64) {
        let edge = (LEFT, LEFT + self.width);
        let at = |day: Option<Day>, open: f64| day.map_or(open, |day| self.x(day));
        // Days are counted to their end, so that a year fills its whole length.
        let after = |day: Option<Day>, open: f64| day.map_or(open, |day| self.x(day.plus(1)));
        let (b1, b2) = (at(span.begins.0, edge.0), at(span.begins.1, edge.0));
        let (e1, e2) = (after(span.ends.0, edge.1), after(span.ends.1, edge.1));
        let mut classes = String::from("span");
        for (holds, class) in [(span.judged, " is-judged"), (span.parted, " is-parted")] {
            if holds {
                classes.push_str(class);
            }
        }
        let inks = if span.judged || span.parted { &Inks::MARKED } else { &Inks::PLAIN };
        let mut shapes = String::new();
        let (left, right);
        if span.is_stretch {
            // What nobody dates fades in or out over a short way: to draw it to the edge would be to know it.
            let (b1, b2) = match span.begins {
                (None, None) => ((e1 - FADE).max(edge.0), e1),
                (None, Some(_)) => ((b2 - FADE).max(edge.0), b2),
                _ => (b1, b2),
            };
            let (e1, e2) = match span.ends {
                (None, None) => (b2, (b2 + FADE).min(edge.1)),
                (Some(_), None) => (e1, (e1 + FADE).min(edge.1)),
                _ => (e1, e2),
            };
            (left, right) = (b1, e2.max(b1 + 3.0));
            let (core_from, core_to) = (b2.max(b1), e1.min(e2));
            match core_from <= core_to {
                _ if right - left < 6.0 => rect(&mut shapes, "core", CORE, left, left + 6.0, y),
                true => {
                    rect(&mut shapes, "fringe", inks.begins, b1, core_from, y);
                    rect(&mut shapes, "core", CORE, core_from, core_to, y);
                    rect(&mut shapes, "fringe", inks.ends, core_to, e2, y);
                }
                false => {
                    let middle = (b1 + right) / 2.0;
                    rect(&mut shapes, "fringe", inks.begins, b1, middle, y);
                    rect(&mut shapes, "fringe", inks.ends, middle, right, y);
                }
            }
        } else if span.begins.0.is_some() && span.begins.0 == span.begins.1 {
            let x = (b1 + e2) / 2.0;
            (left, right) = (x - 4.5, x + 4.5);
            let _ = write!(
                shapes,
                "<circle class=\"day\" fill=\"currentColor\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"4.5\"/>",
                y + BAR / 2.0
            );
        } else {
            (left, right) = (b1, e2.max(b1 + 6.0));
            rect(&mut shapes, "within", inks.within, left, right, y);
        }
        if span.parted {
            let _ = write!(
                shapes,
                "<text class=\"parted\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">≠</text>",
                left - 3.0,
                y + BAR
            );
        }
        let left_edge = if span.parted { left - 14.0 } else { left };
        let _ = write!(
            self.marks,
            "<g class=\"{classes}\"><title>{}</title>{shapes}</g>",
            escaped(&span.title)
        );
        (left_edge, right)
    }
}

fn rect(shapes: &mut String, class: &str, ink: &str, from: f64, to: f64, y: f64) {
    if from < to {
        let _ = write!(
            shapes,
            "<rect class=\"{class}\" {ink} x=\"{from:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR}\"/>",
            to - from
        );
    }
}

/// How a bar is filled, by what it says. Attributes, so that a drawing stands without a page's style.
struct Inks {
    begins: &'static str,
    ends: &'static str,
    within: &'static str,
}

impl Inks {
    const PLAIN: Inks = Inks {
        begins: "fill=\"url(#begins)\"",
        ends: "fill=\"url(#ends)\"",
        within: "fill=\"url(#hatch)\" stroke=\"currentColor\" stroke-opacity=\"0.7\"",
    };
    /// For what is judged or contradicted.
    const MARKED: Inks = Inks {
        begins: "fill=\"url(#begins-marked)\"",
        ends: "fill=\"url(#ends-marked)\"",
        within: "fill=\"url(#hatch-marked)\" stroke=\"currentColor\" stroke-opacity=\"0.7\"",
    };
}

const CORE: &str = "fill=\"currentColor\" fill-opacity=\"0.75\"";

/// The fading edges and the hatch. Their ink is `currentColor`, so that a page's style reaches them.
fn definitions() -> String {
    let mut definitions = String::from("<defs>");
    for (suffix, class) in [("", "span"), ("-marked", "span is-parted")] {
        for (id, from, to) in [("begins", "0.08", "0.75"), ("ends", "0.75", "0.08")] {
            let _ = write!(
                definitions,
                "<linearGradient id=\"{id}{suffix}\" class=\"{class}\">\
                 <stop offset=\"0\" stop-color=\"currentColor\" stop-opacity=\"{from}\"/>\
                 <stop offset=\"1\" stop-color=\"currentColor\" stop-opacity=\"{to}\"/></linearGradient>"
            );
        }
        let _ = write!(
            definitions,
            "<pattern id=\"hatch{suffix}\" class=\"{class}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" stroke=\"currentColor\" stroke-width=\"2\" stroke-opacity=\"0.65\"/></pattern>"
        );
    }
    definitions.push_str("</defs>");
    definitions
}

/// Months as historians number them in every language.
const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Words as SVG may hold them.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() && !c.is_whitespace() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
