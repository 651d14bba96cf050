//! Schemes, events and breaks on one axis.

use derek_reason::{Breaks, Diachrony, Filled};
use derek_study::{Lang, say};
use derek_time::Day;
use maud::{Markup, html};

/// How wide the drawing is, in its own units.
const WIDTH: f64 = 900.0;

/// How high the counts rise.
const COUNTS: f64 = 90.0;

/// How high a scheme's row is.
const ROW: f64 = 34.0;

/// Above each row, for the scheme's name.
const NAME: f64 = 20.0;

/// Days to places from the left.
struct Axis {
    first: Day,
    days: f64,
}

impl Axis {
    fn x(&self, day: Day) -> f64 {
        let from = f64::from(day.number()) - f64::from(self.first.number());
        (from / self.days).clamp(0.0, 1.0) * WIDTH
    }
}

/// The counts of events, the breaks as shaded bands, and below a row of stages for each
/// scheme: solid where a stage surely is, pale where it may be.
pub(super) fn drawing(seen: &Diachrony<'_>, lang: Lang) -> Markup {
    let Some((first, last)) = seen.days else { return html! {} };
    let axis =
        Axis { first, days: (f64::from(last.number()) - f64::from(first.number()) + 1.0).max(1.0) };
    let rows = seen.schemes.len() as f64;
    let height = COUNTS + 26.0 + rows * (ROW + NAME) + 8.0;
    let label = say!(en: "Events, breaks and stages over time", ru: "События, переломы и этапы во времени", kk: "Уақыт бойындағы оқиғалар, бетбұрыстар мен кезеңдер");
    let caption = say!(
        en: "Above: events a month; a shaded band is where a break lies. Below: each stage, pale where it may begin or end.",
        ru: "Вверху — события по месяцам; тонированная полоса — место перелома. Ниже — этапы; бледно там, где начало или конец не точны.",
        kk: "Жоғарыда — айлар бойынша оқиғалар; көлеңкелі жолақ — бетбұрыс орны. Төменде — кезеңдер; басы не аяғы дәл емес жері бозғылт.");
    html! {
        figure class="periods" {
            div class="drawing" tabindex="0" role="region" aria-label=(label.get(lang)) {
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(label.get(lang)) {
                    @if let Some(found) = &seen.breaks { (counts(found, &axis, height)) }
                    (years(&axis, first, last, height))
                    @for (at, held) in seen.schemes.iter().enumerate() {
                        @let top = COUNTS + 26.0 + at as f64 * (ROW + NAME);
                        text class="scheme-name" x="2" y=(top + 14.0) { (held.name(lang)) }
                        @for stage in &held.stages { (stage_drawn(stage, &axis, top + NAME, lang)) }
                    @for (nth, stage) in held.stages.iter().enumerate() { (number(stage, nth + 1, &axis, top + NAME)) }
                    }
                }
            }
            figcaption class="hint" { (caption.get(lang)) }
        }
    }
}

fn counts(found: &Breaks, axis: &Axis, height: f64) -> Markup {
    let sums: Vec<f64> = found.counts.iter().map(|counts| counts.iter().sum()).collect();
    let most = sums.iter().copied().fold(1.0, f64::max);
    html! {
        @for one in &found.breaks {
            rect class="band" x=(round(axis.x(one.band.0) - 1.5)) y="0" width=(round((axis.x(one.band.1) - axis.x(one.band.0)).max(0.0) + 3.0)) height=(height) { title { (one.at.iso()) } }
            line class="break" x1=(round(axis.x(one.at))) x2=(round(axis.x(one.at))) y1="0" y2=(height) {}
        }
        @for (at, sum) in sums.iter().enumerate() {
            @if let (true, Some(from), Some(until)) = (0.0 < *sum, found.starts.get(at), found.starts.get(at + 1)) {
                @let (left, right) = (axis.x(*from), axis.x(*until));
                @let high = sum / most * (COUNTS - 6.0);
                rect class="count-bar" x=(round(left + 0.5)) y=(round(COUNTS - high)) width=(round((right - left - 1.0).max(1.0))) height=(round(high)) {}
            }
        }
        line class="axis" x1="0" x2=(WIDTH) y1=(COUNTS) y2=(COUNTS) {}
    }
}

/// At most so many years are named.
const YEARS: i32 = 12;

fn years(axis: &Axis, first: Day, last: Day, height: f64) -> Markup {
    let (from, until) = (first.to_gregorian().0, last.to_gregorian().0);
    let step = ((until.saturating_sub(from)) / YEARS + 1).max(1);
    let shown = (from..=until).filter(|year| year.rem_euclid(step) == 0);
    let placed = shown.filter_map(|year| {
        let day = Day::gregorian(year, 1, 1)?;
        (first <= day).then(|| (year, axis.x(day)))
    });
    let placed: Vec<(i32, f64)> = placed.take(4 * YEARS as usize).collect();
    html! {
        @for (year, x) in &placed {
            line class="year" x1=(round(*x)) x2=(round(*x)) y1="0" y2=(height) {}
            text class="year-name" x=(round(x + 4.0)) y=(COUNTS + 16.0) { (year) }
        }
    }
}

fn stage_drawn(stage: &Filled<'_>, axis: &Axis, top: f64, lang: Lang) -> Markup {
    let Some((first, last)) = stage.days else { return html! {} };
    let box_of = |first: Day, last: Day| {
        let (left, right) = (axis.x(first), axis.x(last.plus(1)));
        (round(left), round((right - left).max(1.5)))
    };
    let (left, wide) = box_of(first, last);
    let name = stage.stage.card.name(lang);
    html! {
        g class="stage" {
            title { (name) }
            rect class="may" x=(left) y=(top) width=(wide) height=(ROW - 12.0) rx="2" {}
            @if let Some((first, last)) = stage.core {
                @let (left, wide) = box_of(first, last);
                rect class="sure" x=(left) y=(top) width=(wide) height=(ROW - 12.0) rx="2" {}
            }
        }
    }
}

fn number(stage: &Filled<'_>, nth: usize, axis: &Axis, top: f64) -> Markup {
    // A number needs room: on a sure part too narrow for it, it would stand on the pale one.
    let wide = |(first, last): &(Day, Day)| axis.x(last.plus(1)) - axis.x(*first);
    let core = stage.core.filter(|core| 14.0 < wide(core));
    let Some((first, last)) = core.or(stage.days) else { return html! {} };
    let x = (axis.x(first) + axis.x(last.plus(1))) / 2.0;
    html! {
        g class="stage" { text class={ "number" @if core.is_some() { " is-sure" } } x=(round(x)) y=(top + 15.0) { (nth) } }
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
