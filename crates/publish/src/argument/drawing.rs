//! Attacks drawn: the argument in the middle, what is for it before, what is against after.

use derek_reason::{Aim, Argument, Label, Standing};
use derek_study::{Lang, say};
use maud::{Markup, html};

use super::standing_said;

/// More than this on one side is not drawn: a list tells it better.
const MOST: usize = 8;

/// From one row to the next, in units of the drawing.
const ROW: usize = 40;

/// The radius of a claim.
const RADIUS: usize = 13;

/// Where the columns stand: reasons, the argument, what is against it, replies.
const COLUMNS: [usize; 4] = [30, 200, 370, 480];

/// Half the width of the argument's own box.
const HALF: usize = 76;

/// Draws reasons, claims against, rivals and replies, numbered as the lists beside are.
///
/// What stands is filled, what is undecided has a broken edge, what has fallen is struck
/// through. Nothing is drawn where there is nothing against the argument, or too much.
pub(super) fn drawing(argument: &Argument<'_>, lang: Lang) -> Markup {
    let (left, right) = (argument.reasons.len(), argument.counters.len() + argument.rivals.len());
    if right == 0 || MOST < left || MOST < right {
        return html! {};
    }
    let rows = left.max(right).max(1);
    let height = rows * ROW + 24;
    let middle = height / 2;
    let row = |at: usize, of: usize| middle + at * ROW + ROW / 2 - of * ROW / 2;
    let label =
        say!(en: "Attacks on the argument", ru: "Атаки на довод", kk: "Дәлелге қарсы шабуылдар");
    let standing = standing_said(argument.standing);
    let state = match argument.standing {
        Standing::Accepted => "in",
        Standing::Undecided => "undecided",
        Standing::Defeated | Standing::Unsupported => "out",
    };
    let counters = argument.counters.len();
    html! {
        figure class="attacks" {
            svg viewBox={ "0 0 520 " (height) } role="img" aria-label=(label.get(lang)) {
                @for (at, reason) in argument.reasons.iter().enumerate() {
                    @let y = row(at, left);
                    @if reason.backing.bears() {
                        line class="bears" x1=(COLUMNS[0] + RADIUS) y1=(y) x2=(COLUMNS[1] - HALF) y2=(middle) {}
                    }
                    @match reason.backing.bears() {
                        true => (claim(COLUMNS[0], y, &(at + 1).to_string(), reason.label.name(), reason.label)),
                        false => (claim(COLUMNS[0], y, &(at + 1).to_string(), "bare", Label::Undecided)),
                    }
                }
                @for (at, counter) in argument.counters.iter().enumerate() {
                    @let y = row(at, right);
                    @let (to_x, to_y) = match counter.aim {
                        Aim::Reason(Some(nth)) if 0 < nth && nth <= left => (COLUMNS[0] + RADIUS, row(nth - 1, left)),
                        _ => (COLUMNS[1] + HALF, middle),
                    };
                    (attack((COLUMNS[2] - RADIUS, y), (to_x, to_y), counter.label))
                    (claim(COLUMNS[2], y, &(at + 1).to_string(), counter.label.name(), counter.label))
                    @if !counter.replies.is_empty() {
                        (attack((COLUMNS[3] - RADIUS, y), (COLUMNS[2] + RADIUS, y), Label::In))
                        (claim(COLUMNS[3], y, "↩", Label::In.name(), Label::In))
                    }
                }
                @for (at, rival) in argument.rivals.iter().enumerate() {
                    @let y = row(counters + at, right);
                    (attack((COLUMNS[2] - RADIUS, y), (COLUMNS[1] + HALF, middle), rival.label))
                    g class={ "rival is-" (rival.label.name()) } {
                        title { (rival.card.name(lang)) }
                        rect x=(COLUMNS[2] - RADIUS) y=(y - RADIUS) width=(2 * RADIUS) height=(2 * RADIUS) rx="3" {}
                        text x=(COLUMNS[2]) y=(y + 5) { (letter(at)) }
                    }
                    text class="beside" x=(COLUMNS[2] + RADIUS + 8) y=(y + 4) { (clipped(rival.card.name(lang))) }
                }
                g class={ "itself is-" (state) } {
                    rect x=(COLUMNS[1] - HALF) y=(middle - 18) width=(2 * HALF) height="36" rx="4" {}
                    text x=(COLUMNS[1]) y=(middle + 5) { (standing.get(lang)) }
                }
            }
        }
    }
}

fn claim(x: usize, y: usize, sign: &str, state: &str, label: Label) -> Markup {
    html! {
        g class={ "claim-dot is-" (state) } {
            circle cx=(x) cy=(y) r=(RADIUS) {}
            text x=(x) y=(y + 5) { (sign) }
            @if label == Label::Out { line class="struck" x1=(x - RADIUS) y1=(y + RADIUS) x2=(x + RADIUS) y2=(y - RADIUS) {} }
        }
    }
}

/// How the signs of a drawing are read.
pub(super) fn legend(lang: Lang) -> Markup {
    let said = say!(
        en: "In the drawings what is for an argument stands on the left, what is against it on the right, numbered as in the lists. Filled: it stands; broken edge: undecided; crossed out: fallen; dotted: it bears nothing.",
        ru: "На рисунках слева — за, справа — против, номера те же, что в списках. Залито — в силе, прерывистый край — не решено, перечёркнуто — не устояло, точки — ничего не подкрепляет.",
        kk: "Суреттерде сол жақта — жақтайтын, оң жақта — қарсы, нөмірлері тізімдегідей. Боялғаны — күшінде, үзік жиек — шешілмеген, сызылғаны — құлаған, нүктелісі — ештеңеге тірек емес.");
    html! { p class="hint" { (said.get(lang)) } }
}

/// An arrow from an attacker to what it attacks.
fn attack(from: (usize, usize), to: (usize, usize), label: Label) -> Markup {
    let (dx, dy) = (from.0 as f64 - to.0 as f64, from.1 as f64 - to.1 as f64);
    let long = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / long, dy / long);
    let side = |turn: f64| {
        let (x, y) =
            (to.0 as f64 + 8.0 * ux - turn * 4.0 * uy, to.1 as f64 + 8.0 * uy + turn * 4.0 * ux);
        format!("{x:.1},{y:.1}")
    };
    html! {
        g class={ "attack is-" (label.name()) } {
            line x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1) {}
            polygon points={ (to.0) "," (to.1) " " (side(1.0)) " " (side(-1.0)) } {}
        }
    }
}

fn letter(at: usize) -> char {
    u8::try_from(at).ok().and_then(|at| b'A'.checked_add(at)).map_or('·', char::from)
}

/// A name short enough to stand beside its sign.
fn clipped(name: &str) -> String {
    const LETTERS: usize = 16;
    match name.chars().count() <= LETTERS {
        true => name.to_owned(),
        false => name.chars().take(LETTERS - 1).chain(['…']).collect(),
    }
}
