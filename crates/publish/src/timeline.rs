//! The timeline: what was when, drawn with its doubt.
//!
//! A stretch is solid where something surely was, and fades where it may have
//! begun or ended. A moment that is not known to the day is a hatched band, and
//! a day whose calendar nobody names is two days tied together. An arrow is an
//! end that is not there, a question mark one that nobody knows. What cannot be
//! drawn is counted and listed, and all that is drawn is there as a table.

mod drawing;
mod span;

use derek_study::{Card, Lang};
use derek_time::{Date, Day, End, Interval, Style};
use maud::{Markup, html};

use self::drawing::{BAR_SAMPLE_Y, CORE, Drawing, Inks, Row, Scale, rect, sketch};
use self::span::Span;
use crate::address;
use crate::edition::Edition;
use crate::words::{Word, short_year, shown_and_undated};

/// What part of a study is drawn, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// The first day; the drawing's own choice when `None`.
    pub from: Option<Day>,
    /// The last day; the drawing's own choice when `None`.
    pub until: Option<Day>,
    /// The only kind of cards; all when `None`.
    pub kind: Option<String>,
    /// In which style the axis is reckoned.
    pub style: Style,
    /// How wide the drawing may be, in pixels; a common window's width when `None`.
    pub width: Option<u16>,
}

impl Window {
    /// The days that somebody typed as the edges of a window: a year, counted as
    /// astronomers do when it is a bare number, or any date that derek reads.
    ///
    /// `None` for an edge that is no date.
    ///
    /// ```
    /// # use derek_publish::timeline::Window;
    /// let (from, until) = Window::typed("44 BC", "May 1918");
    /// assert_eq!(from.unwrap().iso(), "-0043-01-01");
    /// assert_eq!(until.unwrap().iso(), "1918-05-31");
    /// ```
    pub fn typed(from: &str, until: &str) -> (Option<Day>, Option<Day>) {
        let days = |typed: &str| {
            let typed = typed.trim();
            match typed.parse() {
                Ok(year) => year_days(year),
                Err(_) => derek_time::parse(typed).ok().map(|date| date.bounds()),
            }
        };
        let from = days(from).and_then(|days| days.first_day());
        (from, days(until).and_then(|days| days.last_day()))
    }

    /// The same window asked for by an address: `from=1917&until=1918-05-31`.
    fn query(&self, from: Day, until: Day) -> String {
        let kind = self.kind.as_deref().map(|kind| format!("kind={}&", address::segment(kind)));
        let style = match self.style {
            Style::Both => "",
            Style::New => "style=new&",
            Style::Old => "style=old&",
        };
        let edge = |day: Day, at: (u8, u8)| match day.to_gregorian() {
            (year, month, date) if (month, date) == at => year.to_string(),
            _ => day.iso(),
        };
        format!(
            "?{}{style}from={}&until={}",
            kind.unwrap_or_default(),
            edge(from, (1, 1)),
            edge(until, (12, 31))
        )
    }
}

/// A timeline, and what it leaves out.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// The SVG; empty when there is nothing to draw.
    pub svg: Markup,
    /// What is drawn, as a table.
    pub table: Markup,
    /// How many cards are drawn.
    pub shown: usize,
    /// Cards of the kinds drawn that have no date.
    pub undated: Vec<&'a Card>,
    /// Cards that have a date, but not in these days.
    pub outside: Vec<&'a Card>,
    /// The first and the last day drawn.
    pub days: (Day, Day),
    /// The first and the last day of anything dated, by whole years.
    pub all_days: (Day, Day),
    /// The kinds that have something dated, each with how many cards.
    pub kinds: Vec<(&'a str, usize)>,
}

/// The least that a window shows, in days.
const LEAST: i32 = 30;

/// The first and the last year that can be drawn, before and after our era.
const YEARS: i32 = 5000;

impl<'a> Edition<'a> {
    /// The timeline of a study.
    pub fn timeline(&self, window: &Window) -> Timeline<'a> {
        let mut rows: Vec<Row<'a>> = Vec::new();
        let mut undated = Vec::new();
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for card in self.study.cards.iter().filter(|card| place_of_kind(&card.kind) < usize::MAX) {
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
        let all_days = days_of(&rows).unwrap_or((Day::REFORM, Day::REFORM));
        let (first, last) = busy_days(&rows).unwrap_or(all_days);
        let (first, last) = drawable(window.from.unwrap_or(first), window.until.unwrap_or(last));
        let (mut inside, outside): (Vec<Row<'a>>, Vec<Row<'a>>) = rows
            .into_iter()
            .partition(|row| row.spans.iter().any(|span| span.touches(first, last)));
        inside.sort_by_key(|row| (place_of_kind(&row.card.kind), row.first(), row.card.id.clone()));
        let scale = Scale::new(first, last, window.width);
        let (svg, table) = match inside.is_empty() {
            true => (html! {}, html! {}),
            false => (
                Drawing::new(self, scale, window.style, undated.len()).draw(&inside),
                self.table(&inside, first, last),
            ),
        };
        Timeline {
            svg,
            table,
            shown: inside.len(),
            undated,
            outside: outside.into_iter().map(|row| row.card).collect(),
            days: (first, last),
            all_days,
            kinds,
        }
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
                (self.choice_of_days(window, &timeline, &here))
                (legend(lang))
                p class="quiet" role="status" { (shown_and_undated(timeline.shown, timeline.undated.len(), lang)) }
            }
            @if 0 < timeline.shown {
                p class="hint" id="timeline-keys" data-keys hidden { (Word::TimelineKeys.get(lang)) }
                div class="drawing" tabindex="0" role="region" aria-label=(Word::Timeline.get(lang)) aria-describedby="timeline-keys" { (timeline.svg) }
                details class="left-out as-table" {
                    summary { (Word::AsTable.get(lang)) }
                    div class="table" tabindex="0" role="region" aria-label=(Word::AsTable.get(lang)) { (timeline.table) }
                }
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

    fn choice_of_days(&self, window: &Window, timeline: &Timeline<'_>, here: &str) -> Markup {
        let lang = self.lang;
        let (from, until) = timeline.days;
        let length = until.number().saturating_sub(from.number()).saturating_add(1);
        let (half, quarter) = (length / 2, length / 4);
        let to = |from: Day, until: Day| {
            let (from, until) = whole(from, until);
            format!("{here}{}", window.query(from, until))
        };
        html! {
            // What the script needs to ask for other days.
            form class="years" method="get" action=(here) data-from=(from.number()) data-until=(until.number()) data-piece={ (here) "/piece.js" (window.query(from, until)) } {
                @if let Some(kind) = &window.kind { input type="hidden" name="kind" value=(kind); }
                @match window.style {
                    Style::Both => {},
                    Style::New => { input type="hidden" name="style" value="new"; },
                    Style::Old => { input type="hidden" name="style" value="old"; },
                }
                span class="small-label" id="years-label" { (Word::Years.get(lang)) }
                input type="text" name="from" value=(edge_words(from, (1, 1), lang)) autocomplete="off" aria-labelledby="years-label";
                " – "
                input type="text" name="until" value=(edge_words(until, (12, 31), lang)) autocomplete="off" aria-labelledby="years-label";
                button type="submit" class="quiet" { (Word::Show.get(lang)) }
                a href=(to(from.plus(-half), until.plus(-half))) { (Word::Earlier.get(lang)) }
                a href=(to(from.plus(half), until.plus(half))) { (Word::Later.get(lang)) }
                @if LEAST <= length - 2 * quarter && 0 < quarter {
                    a href=(to(from.plus(quarter), until.plus(-quarter))) { (Word::Closer.get(lang)) }
                }
                a href=(to(from.plus(-half), until.plus(half))) { (Word::Wider.get(lang)) }
                @if timeline.days != timeline.all_days {
                    @let (first, last) = timeline.all_days;
                    @let years = [first, last].map(|day| short_year(day.to_gregorian().0, lang));
                    a href={ (here) (window.query(first, last)) } { (Word::AllYears.get(lang)) " (" (years[0]) "–" (years[1]) ")" }
                }
                span class="styles" {
                    span class="small-label" id="styles-label" { (Word::CalendarOfDate.get(lang)) } " "
                    @for (style, word) in [(Style::Both, Word::BothStyles), (Style::New, Word::NewStyle), (Style::Old, Word::OldStyle)] {
                        @let other = Window { style, ..window.clone() };
                        a href={ (here) (other.query(from, until)) } aria-describedby="styles-label" aria-current=[(style == window.style).then_some("true")] { (word.get(lang)) } " "
                    }
                }
            }
        }
    }

    /// What is drawn, in words: the same for those who do not see the drawing.
    fn table(&self, rows: &[Row<'_>], first: Day, last: Day) -> Markup {
        let lang = self.lang;
        let end = |end: End| match end {
            End::Day(day) => day.in_lang(lang),
            End::Open => Word::OpenEnd.get(lang).to_owned(),
            End::Unknown => Word::UnknownEnd.get(lang).to_owned(),
        };
        html! {
            table {
                thead { tr {
                    th scope="col" { (Word::Name.get(lang)) }
                    th scope="col" { (Word::DateAlone.get(lang)) }
                    th scope="col" { (Word::Earliest.get(lang)) }
                    th scope="col" { (Word::Latest.get(lang)) }
                } }
                tbody {
                    @for row in rows {
                        @for span in row.spans.iter().filter(|span| span.touches(first, last)) {
                            tr {
                                th scope="row" { a href=(address::card(self.root, &row.card.id)) { (row.card.name(lang)) } }
                                td { (span.words) }
                                td { (end(span.begins.first)) }
                                td { (end(span.ends.last)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the drawings of [`of_date`] are filled with; once for a page.
pub(crate) fn inks() -> Markup {
    drawing::inks()
}

/// One date on an axis of its own; `None` when no day of it is known.
pub(crate) fn of_date(date: &Date, lang: Lang) -> Option<Markup> {
    let span = Span::of(date, date.in_lang(lang));
    let (first, last) = (span.days().min()?, span.days().max()?);
    let length = last.number().saturating_sub(first.number());
    let around = (length / 3).clamp(20, 36_525);
    let (first, last) = drawable(first.plus(-around), last.plus(around));
    Some(sketch(&span, Scale::new(first, last, Some(686)), lang))
}

/// Days that can be drawn, the first of them first.
fn drawable(first: Day, last: Day) -> (Day, Day) {
    let least = Day::gregorian(-YEARS, 1, 1).unwrap_or(first);
    let greatest = Day::gregorian(YEARS, 12, 31).unwrap_or(last);
    let first = first.clamp(least, greatest.plus(-LEAST));
    (first, last.clamp(first.plus(LEAST - 1), greatest))
}

/// The whole years, or months, that hold these days: what a link leads to is what a person would type.
fn whole(first: Day, last: Day) -> (Day, Day) {
    let (first, last) = drawable(first, last);
    let ((year, month, _), (last_year, last_month, _)) =
        (first.to_gregorian(), last.to_gregorian());
    let length = last.number() - first.number();
    let widened = match length {
        1000.. => year_days(year).zip(year_days(last_year)),
        90.. => month_days(year, month).zip(month_days(last_year, last_month)),
        _ => None,
    };
    let days = widened.and_then(|(one, two)| Some((one.first_day()?, two.last_day()?)));
    days.unwrap_or((first, last))
}

fn year_days(year: i32) -> Option<Interval> {
    Some(Interval::between(Day::gregorian(year, 1, 1)?, Day::gregorian(year, 12, 31)?))
}

fn month_days(year: i32, month: u8) -> Option<Interval> {
    let first = Day::gregorian(year, month, 1)?;
    let next = match month {
        12 => Day::gregorian(year.checked_add(1)?, 1, 1)?,
        _ => Day::gregorian(year, month + 1, 1)?,
    };
    Some(Interval::between(first, next.plus(-1)))
}

/// An edge of a window as a person would type it: a year when it is the edge of one.
fn edge_words(day: Day, edge_of_year: (u8, u8), lang: Lang) -> String {
    let (year, month, date) = day.to_gregorian();
    if (month, date) == edge_of_year {
        return short_year(year, lang);
    }
    let is_edge = |days: &Interval| match edge_of_year {
        (1, _) => days.first_day() == Some(day),
        _ => days.last_day() == Some(day),
    };
    match month_days(year, month).filter(is_edge) {
        Some(month) => month.in_lang(lang),
        None => day.in_lang(lang),
    }
}

/// What the marks mean.
fn legend(lang: Lang) -> Markup {
    let sample = |shapes: &str, class: &str| {
        maud::PreEscaped(format!(
            "<svg class=\"timeline sample\" aria-hidden=\"true\" viewBox=\"0 0 44 12\" width=\"44\" height=\"12\"><g class=\"{class}\">{shapes}</g></svg>"
        ))
    };
    let bar = |class: &str, ink: &str, from: f64, to: f64| {
        let mut shapes = String::new();
        rect(&mut shapes, class, ink, from, to, BAR_SAMPLE_Y);
        shapes
    };
    let plain = |class: &str, ink: &str| bar(class, ink, 2.0, 42.0);
    let about = [
        bar("fringe", Inks::PLAIN.about_begins, 0.0, 12.0),
        bar("within", Inks::PLAIN.about, 12.0, 32.0),
        bar("fringe", Inks::PLAIN.about_ends, 32.0, 44.0),
    ];
    let either = bar("within", Inks::PLAIN.tie, 4.0, 40.0)
        + "<circle class=\"either\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" cx=\"7.5\" cy=\"5.5\" r=\"3.5\"/>\
           <circle class=\"either\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" cx=\"36.5\" cy=\"5.5\" r=\"3.5\"/>";
    let open = bar("fringe", Inks::PLAIN.ends, 2.0, 34.0)
        + "<path class=\"open\" fill=\"currentColor\" d=\"M33 1V10L41 5.5Z\"/>";
    let unknown = bar("fringe", Inks::PLAIN.ends, 2.0, 32.0)
        + "<text class=\"unknown\" x=\"34\" y=\"10\">?</text>";
    let day = "<circle class=\"day\" fill=\"currentColor\" cx=\"22\" cy=\"6\" r=\"4.5\"/>";
    let parted = "<text class=\"parted\" x=\"17\" y=\"11\">≠</text>";
    let marks = [
        (plain("core", CORE), "span", Word::LegendSure),
        (plain("fringe", Inks::PLAIN.begins), "span", Word::LegendUnsure),
        (plain("within", Inks::PLAIN.within), "span", Word::LegendWithin),
        (about.concat(), "span", Word::LegendAbout),
        (day.to_owned(), "span", Word::LegendDay),
        (either, "span", Word::LegendEither),
        (open, "span", Word::LegendOpen),
        (unknown, "span", Word::LegendUnknown),
        (plain("core", CORE), "span is-judged", Word::LegendJudged),
        (parted.to_owned(), "span is-parted", Word::LegendParted),
    ];
    html! {
        details class="legend" {
            summary { (Word::Legend.get(lang)) }
            ul {
                @for (shapes, class, word) in &marks {
                    li { (sample(shapes, class)) " " (word.get(lang)) }
                }
            }
        }
    }
}

/// The order of kinds from top to bottom; the last for kinds that are not drawn.
fn place_of_kind(kind: &str) -> usize {
    const DRAWN: [&str; 7] = ["period", "event", "document", "organ", "place", "person", "concept"];
    DRAWN.iter().position(|drawn| *drawn == kind).unwrap_or(usize::MAX)
}

/// The whole years of everything dated.
fn days_of(rows: &[Row<'_>]) -> Option<(Day, Day)> {
    let days = || rows.iter().flat_map(|row| &row.spans).flat_map(Span::days);
    whole_years(days().min()?, days().max()?)
}

fn whole_years(first: Day, last: Day) -> Option<(Day, Day)> {
    let year = |day: Day| year_days(day.to_gregorian().0.clamp(-YEARS, YEARS));
    Some((year(first)?.first_day()?, year(last)?.last_day()?))
}

/// The years, without a gap of ten, in which most of what is known to the year lies: what a first look should show.
fn busy_days(rows: &[Row<'_>]) -> Option<(Day, Day)> {
    let known_to_the_year = |span: &&Span| span.begins.days().is_some_and(|days| days <= 367);
    let told =
        rows.iter().filter(|row| matches!(row.card.kind.as_str(), "event" | "document" | "period"));
    let mut days: Vec<Day> = told
        .flat_map(|row| &row.spans)
        .filter(known_to_the_year)
        .filter_map(|span| span.begins.first_day())
        .collect();
    if days.len() < 3 {
        return None;
    }
    days.sort_unstable();
    let crowd = days
        .chunk_by(|one, next| next.number() - one.number() < 10 * 366)
        .max_by_key(|crowd| crowd.len())?;
    whole_years(*crowd.first()?, *crowd.last()?)
}
