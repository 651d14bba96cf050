//! Bars and axes as SVG. What is sure is solid, what is not fades, and nothing
//! is drawn that is not known.

use std::fmt::Write as _;

use derek_study::{Card, Lang};
use derek_time::{Day, End, Interval, Style};
use maud::Markup;

use super::span::{Form, Span};
use crate::address;
use crate::edition::Edition;
use crate::words::{Word, short_year, shown_and_undated};

/// One card on the drawing.
pub(super) struct Row<'a> {
    pub card: &'a Card,
    pub spans: Vec<Span>,
}

impl Row<'_> {
    pub fn first(&self) -> Option<Day> {
        self.spans.iter().filter_map(Span::first).min()
    }
}

/// Lengths of the drawing, in its own units: one is a pixel at 100 %.
const LEFT: f64 = 12.0;
/// The whole drawing, words included, when nobody says how wide it may be.
const WHOLE: f64 = 1222.0;
/// Words to the right of the years, where there is room for them.
const RIGHT: f64 = 270.0;
/// In a narrow drawing there is room for the name of a style alone.
const RIGHT_NARROW: f64 = 46.0;
/// Below this width words stand above their bars.
const NARROW: f64 = 700.0;
const LINE: f64 = 17.0;
const BAR: f64 = 9.0;
const GAP: f64 = 7.0;
const HEADING: f64 = 34.0;
const LETTER: f64 = 7.7;
/// Over how long a way something without a known end fades.
const FADE: f64 = 90.0;
/// Over how long a way "about" fades beyond its days.
const ABOUT: f64 = 16.0;

/// Farther than this outside, nothing is drawn differently.
const FAR: f64 = 100_000.0;

/// The days that are drawn, and how wide.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    first: Day,
    last: Day,
    /// How long the years are.
    width: f64,
    /// How much room words have beside them.
    right: f64,
}

impl Scale {
    pub fn new(first: Day, last: Day, width: Option<u16>) -> Scale {
        let whole = width.map_or(WHOLE, |width| f64::from(width.clamp(280, 4000)));
        let right = if whole < NARROW { RIGHT_NARROW } else { RIGHT };
        Scale { first, last, width: whole - LEFT - right, right }
    }

    /// Words of a row stand above its bar, because there is no room beside it.
    fn is_narrow(&self) -> bool {
        self.right < RIGHT
    }

    /// Where a day begins; also to the left and to the right of what is drawn, so
    /// that what reaches out of it is cut and not squeezed.
    fn x(&self, day: Day) -> f64 {
        let days = f64::from(self.last.number()) - f64::from(self.first.number()) + 1.0;
        let x = (f64::from(day.number()) - f64::from(self.first.number())) / days.max(1.0);
        LEFT + (x * self.width).clamp(-FAR, FAR)
    }

    fn full(&self) -> f64 {
        LEFT + self.width + self.right
    }

    /// How long a year is.
    fn year(&self) -> f64 {
        let days = f64::from(self.last.number()) - f64::from(self.first.number()) + 1.0;
        self.width / days.max(1.0) * 365.25
    }
}

/// What stands at a day on the axis.
struct Tick {
    x: f64,
    year: i32,
    label: Option<String>,
    class: &'static str,
}

/// The axis of a drawing: years, and months and days where there is room, in
/// the calendar or the two calendars that are asked for.
pub(super) struct Axis {
    lines: String,
    labels: String,
    /// Where it ends and the bars begin.
    pub bottom: f64,
}

impl Axis {
    pub fn new(scale: Scale, style: Style, lang: Lang) -> Axis {
        let has_months = 200.0 <= scale.year();
        let rows: &[Style] = match style {
            Style::Both if has_months && scale.first < Day::REFORM => &[Style::New, Style::Old],
            Style::Both => &[Style::New],
            Style::New => &[Style::New],
            Style::Old => &[Style::Old],
        };
        let (mut lines, mut labels) = (String::new(), String::new());
        let mut y = 0.0;
        for (nth, reckoned) in rows.iter().enumerate() {
            // The second calendar is a line of small figures below the first.
            let is_second = 0 < nth;
            let small = y + if is_second { 10.0 } else { 31.0 };
            for tick in ticks(scale, *reckoned, lang) {
                // Old Style beside New Style ends where the calendar changed.
                if is_second && scale.x(Day::REFORM) <= tick.x {
                    continue;
                }
                if !is_second && (tick.class != "day" || tick.label.is_some()) {
                    let _ = write!(
                        lines,
                        "<line class=\"{}\" stroke=\"currentColor\" stroke-opacity=\"{}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{:.0}\" y2=\"HEIGHT\"/>",
                        tick.class,
                        if tick.class == "year" { "0.3" } else { "0.15" },
                        y + 22.0,
                        x = tick.x,
                    );
                }
                let Some(label) = tick.label else { continue };
                let (class, lower) = match (tick.class, is_second) {
                    ("year", false) => ("year", y + 16.0),
                    // There the year stands where the numeral of January would.
                    ("year", true) => continue,
                    (_, false) if label == short_year(tick.year, lang) => continue,
                    (class, _) => (class, small),
                };
                let _ = write!(
                    labels,
                    "<text class=\"{class}\" x=\"{:.1}\" y=\"{lower:.0}\">{}</text>",
                    tick.x + 3.0,
                    escaped(&label)
                );
            }
            if has_months && (1 < rows.len() || style != Style::Both) {
                let word = match reckoned {
                    Style::Old => Word::OldStyleShort,
                    _ => Word::NewStyleShort,
                };
                let _ = write!(
                    labels,
                    "<text class=\"style\" x=\"{:.1}\" y=\"{small:.0}\">{}</text>",
                    LEFT + scale.width + 6.0,
                    escaped(word.get(lang))
                );
            }
            y += match (has_months, is_second) {
                (_, true) => 14.0,
                (true, false) => 36.0,
                (false, false) => 20.0,
            };
        }
        Axis { lines, labels, bottom: y + if has_months { 6.0 } else { 20.0 } }
    }

    /// Its lines down to a height.
    pub fn draw(&self, height: f64) -> String {
        format!(
            "<g class=\"axis\" aria-hidden=\"true\">{}{}</g>",
            self.lines.replace("HEIGHT", &format!("{height:.0}")),
            self.labels
        )
    }
}

/// The days at which years, months and days of a calendar begin.
fn ticks(scale: Scale, style: Style, lang: Lang) -> Vec<Tick> {
    let civil = |day: Day| match style {
        Style::Old => day.to_julian(),
        _ => day.to_gregorian(),
    };
    let day_of = |year, month, day| match style {
        Style::Old => Day::julian(year, month, day),
        _ => Day::gregorian(year, month, day),
    };
    let is_seen = |day: &Day| scale.first <= *day && *day <= scale.last;
    let per_year = scale.year();
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500]
        .into_iter()
        .find(|step| 52.0 <= per_year * f64::from(*step))
        .unwrap_or(1000);
    let (from, until) = (civil(scale.first).0, civil(scale.last).0);
    let mut ticks = Vec::new();
    let mut add = |day: Day, label: Option<String>, class| {
        ticks.push(Tick { x: scale.x(day), year: civil(day).0, label, class });
    };
    for year in from..=until {
        // Historians count backwards before our era: round years there are 100 BC, not the year -100.
        let counted = if 0 < year { year } else { year.saturating_sub(1) };
        let is_round = counted.rem_euclid(step) == 0 || (year == 1 && from < 1);
        if is_round || year == from {
            let first = day_of(year, 1, 1).filter(is_seen);
            let begins_here = first.is_some();
            let day = first.unwrap_or(scale.first);
            // The year at the left edge is named if its name will not run into the next.
            let room = day_of(year.saturating_add(1), 1, 1)
                .map_or(0.0, |next| scale.x(next) - scale.x(day));
            let is_named = if begins_here { is_round } else { 52.0 <= room };
            if is_named {
                add(day, Some(short_year(year, lang)), "year");
            }
        }
        if per_year < 200.0 {
            continue;
        }
        for month in 1..=12_u8 {
            let Some(first) = day_of(year, month, 1) else { continue };
            let has_label = 400.0 <= per_year || month % 3 == 1;
            let name = match (month, per_year < 400.0) {
                (1, true) => short_year(year, lang),
                _ => ROMAN[usize::from(month) - 1].to_owned(),
            };
            if is_seen(&first) {
                add(first, has_label.then_some(name), "month");
            }
            if 3000.0 <= per_year {
                let every = if 8000.0 <= per_year { 1 } else { 5 };
                for date in 2..=31_u8 {
                    let Some(day) = day_of(year, month, date).filter(is_seen) else { continue };
                    let has_label = date.is_multiple_of(every) && date != 30;
                    add(day, has_label.then(|| date.to_string()), "day");
                }
            }
        }
    }
    ticks
}

/// A drawing of a study's cards, from top to bottom.
pub(super) struct Drawing<'a> {
    lang: Lang,
    edition: Edition<'a>,
    scale: Scale,
    style: Style,
    undated: usize,
    canvas: Canvas,
}

/// Marks, and how far down they reach.
struct Canvas {
    scale: Scale,
    marks: String,
    y: f64,
}

impl<'a> Drawing<'a> {
    pub fn new(edition: &Edition<'a>, scale: Scale, style: Style, undated: usize) -> Drawing<'a> {
        Drawing {
            lang: edition.lang,
            edition: *edition,
            scale,
            style,
            undated,
            canvas: Canvas { scale, marks: String::new(), y: 0.0 },
        }
    }

    pub fn draw(mut self, rows: &[Row<'a>]) -> Markup {
        let axis = Axis::new(self.scale, self.style, self.lang);
        self.canvas.y = axis.bottom;
        let mut kind = "";
        for row in rows {
            if row.card.kind != kind {
                kind = &row.card.kind;
                self.heading(kind);
            }
            self.row(row);
        }
        let height = self.canvas.y + 16.0;
        let full = self.scale.full();
        let years = [self.scale.first, self.scale.last]
            .map(|day| short_year(day.to_gregorian().0, self.lang));
        let years = if years[0] == years[1] { years[0].clone() } else { years.join("–") };
        let title = format!("{}, {years}", self.edition.title());
        let desc = shown_and_undated(rows.len(), self.undated, self.lang);
        let mut svg = String::new();
        // A group and not an image: an image would hide its links from a screen reader.
        let _ = write!(
            svg,
            "<svg class=\"timeline\" xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" aria-labelledby=\"timeline-title timeline-desc\" \
             viewBox=\"0 0 {full:.0} {height:.0}\" width=\"{full:.0}\" height=\"{height:.0}\" \
             data-left=\"{LEFT}\" data-years=\"{:.0}\">\
             <title id=\"timeline-title\">{}</title><desc id=\"timeline-desc\">{}</desc>{}",
            self.scale.width,
            escaped(&title),
            escaped(&desc),
            definitions(),
        );
        let _ = write!(
            svg,
            "<clipPath id=\"years\"><rect x=\"{LEFT}\" y=\"0\" width=\"{:.1}\" height=\"{height:.0}\"/></clipPath>",
            self.scale.width
        );
        svg.push_str(&axis.draw(height));
        svg.push_str(&self.canvas.marks);
        svg.push_str("</svg>");
        maud::PreEscaped(svg)
    }

    fn heading(&mut self, kind: &str) {
        self.canvas.y += HEADING;
        let words = self
            .edition
            .study
            .vocabulary
            .kind(kind)
            .map_or(kind, |kind| kind.plural.get(self.lang));
        let y = self.canvas.y - 12.0;
        let _ = write!(
            self.canvas.marks,
            "<text class=\"kind\" x=\"{LEFT}\" y=\"{y:.1}\">{}</text>",
            escaped(words)
        );
    }

    fn row(&mut self, row: &Row<'a>) {
        let href = address::card(self.edition.root, &row.card.id);
        let name = row.card.name(self.lang);
        let (first, last) = (self.scale.first, self.scale.last);
        let visible: Vec<&Span> =
            row.spans.iter().filter(|span| span.touches(first, last)).collect();
        let titles: Vec<&str> = visible.iter().map(|span| span.title.as_str()).collect();
        let _ = write!(
            self.canvas.marks,
            "<a class=\"row\" href=\"{}\" aria-label=\"{}\">",
            escaped(&href),
            escaped(&titles.join("; "))
        );
        for (nth, span) in visible.iter().enumerate() {
            let words = match (nth, visible.len()) {
                (0, 1) => name.to_owned(),
                (0, _) => format!("{name} · {}", span.words),
                _ => span.words.clone(),
            };
            let class = if nth == 0 { "name" } else { "testimony" };
            if self.scale.is_narrow() {
                self.canvas.y += LINE - 2.0;
                let y = self.canvas.y - 4.0;
                self.canvas.words(&words, class, 0.0, LEFT - 6.0, y);
            }
            let y = self.canvas.y;
            let (left, right) = self.canvas.span(span, y);
            if !self.scale.is_narrow() {
                self.canvas.words(&words, class, left, right, y + BAR);
            }
            self.canvas.y += LINE;
        }
        self.canvas.marks.push_str("</a>");
        self.canvas.y += GAP;
    }
}

/// The inks that sketches are drawn in, once for a page: they have names.
pub(super) fn inks() -> Markup {
    maud::PreEscaped(format!(
        "<svg class=\"timeline unseen\" aria-hidden=\"true\" width=\"0\" height=\"0\">{}</svg>",
        definitions()
    ))
}

/// One date on an axis of its own, for a page that has the [`inks`].
pub(super) fn sketch(span: &Span, scale: Scale, lang: Lang) -> Markup {
    let axis = Axis::new(scale, Style::Both, lang);
    let mut canvas = Canvas { scale, marks: String::new(), y: axis.bottom + 8.0 };
    let y = canvas.y;
    canvas.span(span, y);
    let height = y + BAR + 14.0;
    let full = scale.full();
    let svg = format!(
        "<svg class=\"timeline\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{}\" \
         viewBox=\"0 0 {full:.0} {height:.0}\" width=\"{full:.0}\" height=\"{height:.0}\">{}{}</svg>",
        escaped(&span.title),
        axis.draw(height),
        canvas.marks
    );
    maud::PreEscaped(svg)
}

impl Canvas {
    /// Words beside a bar: to its right, else to its left, else to its right as far as there is room.
    fn words(&mut self, words: &str, class: &str, left: f64, right: f64, y: f64) {
        let count = words.chars().count();
        let room = ((self.scale.full() - right - 8.0) / LETTER).max(0.0) as usize;
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
        let mut classes = String::from("span");
        for (holds, class) in [
            (span.judged, " is-judged"),
            (span.parted, " is-parted"),
            (span.uncertain, " is-unsure"),
        ] {
            if holds {
                classes.push_str(class);
            }
        }
        let inks = if span.judged || span.parted { &Inks::MARKED } else { &Inks::PLAIN };
        let mut bar = Bar { scale: self.scale, inks, y, shapes: String::new() };
        let (left, right) = match span.form {
            Form::Stretch => bar.stretch(span.begins, span.ends),
            Form::EitherStyle => bar.either_style(span.begins),
            Form::Within => bar.within(span.begins, span.approximate),
        };
        if span.parted {
            bar.sign("≠", "parted", left - 3.0, "end");
        } else if span.uncertain {
            bar.sign("?", "doubt", left - 3.0, "end");
        } else if span.approximate && span.form == Form::Stretch {
            bar.sign("≈", "doubt", left - 3.0, "end");
        }
        let has_sign =
            span.parted || span.uncertain || (span.approximate && span.form == Form::Stretch);
        let _ = write!(
            self.marks,
            "<g class=\"{classes}\"><title>{}</title>{}</g>",
            escaped(&span.title),
            bar.shapes
        );
        (if has_sign { left - 14.0 } else { left }, right)
    }
}

/// The shapes of one span. Each way of drawing says from where to where it reaches.
struct Bar {
    scale: Scale,
    inks: &'static Inks,
    y: f64,
    shapes: String,
}

impl Bar {
    fn edges(&self) -> (f64, f64) {
        (LEFT, LEFT + self.scale.width)
    }

    /// The beginning of a day.
    fn at(&self, day: Day) -> f64 {
        self.scale.x(day)
    }

    /// The end of a day, so that a year fills its whole length.
    fn after(&self, day: Day) -> f64 {
        self.scale.x(day.plus(1))
    }

    /// What lasted: solid where it surely was, fading where it may have begun or
    /// ended, an arrow where it has no end, a question mark where nobody knows it.
    fn stretch(&mut self, begins: Interval, ends: Interval) -> (f64, f64) {
        let edge = self.edges();
        let at = |day: Option<Day>| day.map(|day| self.at(day));
        let after = |day: Option<Day>| day.map(|day| self.after(day));
        let (b1, b2) = (at(begins.first_day()), at(begins.last_day()));
        let (e1, e2) = (after(ends.first_day()), after(ends.last_day()));
        let known_begin = b2.or(b1).or(e1).or(e2).unwrap_or(edge.0);
        let known_end = e1.or(e2).or(b2).or(b1).unwrap_or(edge.1);
        // What nobody dates fades in or out over a short way: to draw it to the edge would be to know it.
        let (from, begun) = match (begins.first, b1) {
            (End::Day(_), Some(b1)) => (b1, b2.unwrap_or(b1)),
            (End::Open, _) => (edge.0.min(known_begin), known_begin),
            _ => (known_begin - FADE, known_begin),
        };
        let (lasting, until) = match (ends.last, e2) {
            (End::Day(_), Some(e2)) => (e1.unwrap_or(e2), e2),
            (End::Open, _) => (known_end, edge.1.max(known_end)),
            _ => (known_end, known_end + FADE),
        };
        let (left, right) = (from, until.max(from + 3.0));
        let (core_from, core_to) = (begun.max(from), lasting.min(until));
        if right - left < 6.0 {
            self.rect("core", CORE, left, left + 6.0);
        } else if core_from <= core_to {
            self.rect("fringe", self.inks.begins, from, core_from);
            self.rect("core", CORE, core_from, core_to);
            self.rect("fringe", self.inks.ends, core_to, until);
        } else {
            let middle = (from + right) / 2.0;
            self.rect("fringe", self.inks.begins, from, middle);
            self.rect("fringe", self.inks.ends, middle, right);
        }
        self.open_ends(begins.first, ends.last, left, right)
    }

    /// Something on a day within: hatched; a day is a dot.
    fn within(&mut self, days: Interval, approximate: bool) -> (f64, f64) {
        let (first, last) = match (days.first_day(), days.last_day()) {
            (Some(first), Some(last)) => (first, last),
            // Before or after a day: nothing says how long before or after.
            (None, Some(last)) => {
                let right = self.after(last);
                self.rect("fringe", self.inks.begins, right - FADE, right);
                return self.open_ends(days.first, days.last, right - FADE, right);
            }
            (Some(first), None) => {
                let left = self.at(first);
                self.rect("fringe", self.inks.ends, left, left + FADE);
                return self.open_ends(days.first, days.last, left, left + FADE);
            }
            (None, None) => return self.edges(),
        };
        let (left, right) = (self.at(first), self.after(last));
        if first == last && right - left < 9.0 {
            let x = (left + right) / 2.0;
            if approximate {
                self.rect("fringe", self.inks.about_begins, x - 4.5 - ABOUT, x - 4.5);
                self.rect("fringe", self.inks.about_ends, x + 4.5, x + 4.5 + ABOUT);
            }
            let _ = write!(
                self.shapes,
                "<circle class=\"day\" fill=\"currentColor\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"4.5\"/>",
                self.y + BAR / 2.0
            );
            let reach = if approximate { 4.5 + ABOUT } else { 4.5 };
            return (x - reach, x + reach);
        }
        let right = right.max(left + 6.0);
        let ink = match (first == last, approximate) {
            (true, _) => CORE,
            (false, false) => self.inks.within,
            (false, true) => self.inks.about,
        };
        self.rect("within", ink, left, right);
        if approximate {
            self.rect("fringe", self.inks.about_begins, left - ABOUT, left);
            self.rect("fringe", self.inks.about_ends, right, right + ABOUT);
            return self.seen(left - ABOUT, right + ABOUT);
        }
        self.seen(left, right)
    }

    /// One day by either calendar: a tie from the one to the other.
    fn either_style(&mut self, days: Interval) -> (f64, f64) {
        let (Some(one), Some(other)) = (days.first_day(), days.last_day()) else {
            return self.within(days, false);
        };
        let (left, right) = (self.at(one), self.after(other));
        if right - left < 12.0 {
            let middle = (left + right) / 2.0;
            self.rect("within", self.inks.within, middle - 6.0, middle + 6.0);
            return self.seen(middle - 6.0, middle + 6.0);
        }
        self.rect("within", self.inks.tie, left, right);
        let (y, radius, edge) = (self.y + BAR / 2.0, 3.5, self.edges());
        for x in [left + radius, right - radius] {
            if edge.0 <= x && x <= edge.1 {
                let _ = write!(
                    self.shapes,
                    "<circle class=\"either\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>"
                );
            }
        }
        self.seen(left, right)
    }

    /// Arrows where there is no end, question marks where nobody knows it.
    fn open_ends(&mut self, first: End, last: End, left: f64, right: f64) -> (f64, f64) {
        let edge = self.edges();
        let (mut from, mut until) = self.seen(left, right);
        if edge.0 <= left {
            match first {
                End::Open => {
                    self.arrow(left + 1.0, -8.0);
                    from -= 8.0;
                }
                End::Unknown => {
                    self.sign("?", "unknown", left - 1.0, "end");
                    from -= 9.0;
                }
                End::Day(_) => {}
            }
        }
        if right <= edge.1 {
            match last {
                End::Open => {
                    self.arrow(right - 1.0, 8.0);
                    until += 8.0;
                }
                End::Unknown => {
                    self.sign("?", "unknown", right + 1.0, "start");
                    until += 9.0;
                }
                End::Day(_) => {}
            }
        }
        (from, until)
    }

    /// What of a span can be seen, for the words beside it.
    fn seen(&self, left: f64, right: f64) -> (f64, f64) {
        let (first, last) = self.edges();
        (left.clamp(first, last), right.clamp(first, last))
    }

    fn arrow(&mut self, x: f64, length: f64) {
        let (top, middle, bottom) = (self.y, self.y + BAR / 2.0, self.y + BAR);
        let _ = write!(
            self.shapes,
            "<path class=\"open\" fill=\"currentColor\" d=\"M{x:.1} {top:.1}V{bottom:.1}L{:.1} {middle:.1}Z\"/>",
            x + length
        );
    }

    fn sign(&mut self, sign: &str, class: &str, x: f64, anchor: &str) {
        let _ = write!(
            self.shapes,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{sign}</text>",
            self.y + BAR
        );
    }

    /// A rectangle, of which what lies outside the years is cut off.
    fn rect(&mut self, class: &str, ink: &str, from: f64, to: f64) {
        let (first, last) = self.edges();
        if to <= first || last <= from {
            return;
        }
        let is_cut = from < first || last < to;
        let cut = if is_cut { " clip-path=\"url(#years)\"" } else { "" };
        rect(&mut self.shapes, class, &format!("{ink}{cut}"), from, to, self.y);
    }
}

/// Where a bar stands in a sample of the legend.
pub(super) const BAR_SAMPLE_Y: f64 = 1.0;

pub(super) fn rect(shapes: &mut String, class: &str, ink: &str, from: f64, to: f64, y: f64) {
    if from < to {
        let _ = write!(
            shapes,
            "<rect class=\"{class}\" {ink} x=\"{from:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR}\"/>",
            to - from
        );
    }
}

/// How a bar is filled, by what it says. Attributes, so that a drawing stands without a page's style.
pub(super) struct Inks {
    pub begins: &'static str,
    pub ends: &'static str,
    pub within: &'static str,
    /// Within days that are themselves about.
    pub about: &'static str,
    /// Before and after them, without an edge.
    pub about_begins: &'static str,
    pub about_ends: &'static str,
    /// Between the two days that an unmarked day may be.
    pub tie: &'static str,
}

impl Inks {
    pub const PLAIN: Inks = Inks {
        begins: "fill=\"url(#begins)\"",
        ends: "fill=\"url(#ends)\"",
        within: "fill=\"url(#hatch)\" stroke=\"currentColor\" stroke-opacity=\"0.7\"",
        about: "fill=\"url(#hatch)\"",
        about_begins: "fill=\"url(#about-begins)\"",
        about_ends: "fill=\"url(#about-ends)\"",
        tie: "fill=\"url(#hatch)\" fill-opacity=\"0.8\"",
    };
    /// For what is judged or contradicted.
    pub const MARKED: Inks = Inks {
        begins: "fill=\"url(#begins-marked)\"",
        ends: "fill=\"url(#ends-marked)\"",
        within: "fill=\"url(#hatch-marked)\" stroke=\"currentColor\" stroke-opacity=\"0.7\"",
        about: "fill=\"url(#hatch-marked)\"",
        about_begins: "fill=\"url(#about-begins-marked)\"",
        about_ends: "fill=\"url(#about-ends-marked)\"",
        tie: "fill=\"url(#hatch-marked)\" fill-opacity=\"0.8\"",
    };
}

pub(super) const CORE: &str = "fill=\"currentColor\" fill-opacity=\"0.75\"";

/// The fading edges and the hatch. Their ink is `currentColor`, so that a page's style reaches them.
fn definitions() -> String {
    let mut definitions = String::from("<defs>");
    for (suffix, class) in [("", "span"), ("-marked", "span is-parted")] {
        for (id, from, to) in [
            ("begins", "0.08", "0.75"),
            ("ends", "0.75", "0.08"),
            ("about-begins", "0", "0.35"),
            ("about-ends", "0.35", "0"),
        ] {
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
