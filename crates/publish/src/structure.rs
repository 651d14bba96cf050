//! Bodies as a system, for readers: the tree as of a day, the table of organs and
//! functions, and allies drawn over time.

use std::fmt::Write as _;

use derek_reason::structure::{
    Body, Branch, Certainty, Claimed, Held, Side, Sides, Structure, sides,
};
use derek_reason::{Bounds, Times};
use derek_study::{Card, Lang, Said, say};
use derek_time::{Date, Day, Interval};
use maud::{Markup, PreEscaped, html};

use crate::address;
use crate::edition::Edition;
use crate::words::Word;

/// How sure something is, in words.
pub fn certainty_said(certainty: Certainty) -> Said {
    match certainty {
        Certainty::Certain => say!(en: "certain", ru: "достоверно", kk: "анық"),
        Certainty::Possible => say!(en: "possible", ru: "возможно", kk: "мүмкін"),
        Certainty::Undated => {
            say!(en: "no time told", ru: "время не указано", kk: "уақыты айтылмаған")
        }
    }
}

/// Why something is only possible in some days: which of its ends may lie before or after.
///
/// `None` when nothing of the kind can be said.
pub fn doubt_said(bounds: &Bounds, when: &Interval) -> Option<Said> {
    let may_not_have_begun = bounds
        .begins
        .last_day()
        .is_none_or(|last| when.first_day().is_none_or(|first| first < last));
    let may_have_ended =
        bounds.ends.first_day().is_none_or(|first| when.last_day().is_none_or(|last| first < last));
    let end_is_told = bounds.ends.last_day().is_some();
    Some(match (may_not_have_begun, may_have_ended, end_is_told) {
        (false, true, false) => {
            say!(en: "it had begun; when it ended is not told", ru: "уже началось; когда кончилось, не сказано", kk: "басталған; қашан аяқталғаны айтылмаған")
        }
        (false, true, true) => {
            say!(en: "it had begun, and may have ended", ru: "уже началось, но могло кончиться", kk: "басталған, бірақ аяқталған болуы мүмкін")
        }
        (true, false, _) => {
            say!(en: "it may not have begun yet", ru: "могло ещё не начаться", kk: "әлі басталмаған болуы мүмкін")
        }
        (true, true, _) => {
            say!(en: "it may not have begun yet, or may have ended", ru: "могло ещё не начаться или уже кончиться", kk: "әлі басталмаған не аяқталып қойған болуы мүмкін")
        }
        (false, false, _) => return None,
    })
}

/// What a list of a body's statements is called.
pub fn part_said(part: Part) -> Said {
    match part {
        Part::Functions => say!(en: "functions", ru: "функции", kk: "қызметтері"),
        Part::Offices => say!(en: "offices", ru: "должности", kk: "лауазымдар"),
        Part::Members => say!(en: "members", ru: "члены", kk: "мүшелері"),
        Part::Allies => say!(en: "on the side of", ru: "на стороне", kk: "кімнің жағында"),
        Part::Seats => say!(en: "seat", ru: "местонахождение", kk: "орналасқан жері"),
    }
}

/// What is said of a body beside its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it is for.
    Functions,
    /// Who holds an office in it.
    Offices,
    /// Who is a member of it.
    Members,
    /// Whose side it is on.
    Allies,
    /// Where it has its seat.
    Seats,
}

impl Part {
    /// All, in the order in which they are told.
    pub const ALL: [Part; 5] =
        [Part::Offices, Part::Members, Part::Functions, Part::Allies, Part::Seats];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Part::Functions => "functions",
            Part::Offices => "offices",
            Part::Members => "members",
            Part::Allies => "allies",
            Part::Seats => "seats",
        }
    }

    /// What a body has of it.
    pub fn of<'b, 'a>(self, body: &'b Body<'a>) -> &'b [Held<'a>] {
        match self {
            Part::Functions => &body.functions,
            Part::Offices => &body.offices,
            Part::Members => &body.members,
            Part::Allies => &body.allies,
            Part::Seats => &body.seats,
        }
    }
}

/// A row of the table of organs and their functions.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The organ.
    pub card: &'a Card,
    /// What it is said to be: `governing body`.
    pub types: Vec<Claimed<'a>>,
    /// What it is for.
    pub functions: Vec<Claimed<'a>>,
}

/// Organs and their functions: those that are part of `top`, directly or not, or all.
///
/// In the order in which the sources tell of them; organs without a function are left out.
pub fn table<'a>(structure: &Structure<'a>, top: Option<&Card>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = structure
        .tree(top)
        .into_iter()
        .filter(|branch| !branch.again && !branch.body.functions.is_empty())
        .filter(|branch| top.is_none_or(|top| top.file != branch.body.card.file))
        .map(|branch| {
            let card = branch.body.card;
            let types = card.fields.iter().filter(|field| field.predicate == "type");
            let types = types.flat_map(|field| {
                field.affirmed().map(|value| Claimed { card, predicate: &field.predicate, value })
            });
            Row {
                card,
                types: types.collect(),
                functions: branch.body.functions.iter().map(|held| held.claim).collect(),
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| {
        let citation = row.functions.iter().flat_map(|claim| &claim.value.citations).next();
        let place = citation.map(|citation| (citation.key.clone(), by_number(&citation.locator)));
        (place.is_none(), place, row.card.file.clone())
    });
    rows
}

/// A locator in an order in which 10 comes after 9.
fn by_number(locator: &str) -> Vec<(String, u64)> {
    let mut parts: Vec<(String, u64)> = vec![(String::new(), 0)];
    let mut in_number = false;
    for c in locator.chars() {
        let Some(last) = parts.last_mut() else { break };
        match c.to_digit(10) {
            Some(digit) => {
                last.1 = last.1.saturating_mul(10).saturating_add(u64::from(digit));
                in_number = true;
            }
            None if in_number => {
                parts.push((c.to_string(), 0));
                in_number = false;
            }
            None => last.0.push(c),
        }
    }
    parts
}

/// Steps to the right that are told apart.
pub(crate) const DEEPEST: usize = 8;

/// What to say of a day that cannot be read.
pub(crate) fn unread_day(typed: &str, lang: Lang) -> Markup {
    let said = say!({ typed } en: "“{typed}” is no date that derek can read.", ru: "«{typed}» — не дата, которую derek может прочесть.", kk: "«{typed}» — derek оқи алатын күн емес.");
    let help = say!(en: "Write, for instance, 13 December 1917, March 1918 or 1919.", ru: "Напишите, например: 13 декабря 1917 г., март 1918 г. или 1919.", kk: "Мысалы, былай жазыңыз: 1917 жылғы 13 желтоқсан, 1918 жылғы наурыз не 1919.");
    html! { div class="trouble" role="alert" { p class="lead" { (said.get(lang)) } p { (help.get(lang)) } } }
}

pub(crate) fn certainty_tag(certainty: Certainty, lang: Lang) -> Markup {
    html! { span class={ "tag is-" (certainty.name()) } { (certainty_said(certainty).get(lang)) } }
}

impl<'a> Edition<'a> {
    /// The page of a study's bodies as of the days that were typed; without regard to
    /// time when nothing was.
    ///
    /// `here` is the address of the page.
    pub fn structure(&self, typed: &str, here: &str) -> Markup {
        let lang = self.lang;
        let typed = typed.trim();
        let form = html! {
            form method="get" action=(here) class="as-of" {
                div {
                    label for="as-of" { (say!(en: "As of", ru: "На какой день или время", kk: "Қай күнге не уақытқа").get(lang)) }
                    input id="as-of" name="on" type="text" value=(typed) autocomplete="off" dir="auto" placeholder=(say!(en: "20 March 1918", ru: "20 марта 1918 г.", kk: "1918 жылғы 20 наурыз").get(lang));
                }
                button type="submit" { (Word::Show.get(lang)) }
            }
        };
        let date = (!typed.is_empty()).then(|| derek_time::parse(typed)).transpose();
        let date = match date {
            Ok(date) => date,
            Err(_) => return html! { (form) (unread_day(typed, lang)) },
        };
        let when = date.as_ref().map(Date::bounds);
        let times = Times::of(self.study);
        let structure = Structure::of(self.study, &times, when);
        let rows = table(&Structure::of(self.study, &times, None), None);
        let tree = structure.tree(None);
        let is_telling = |branch: &Branch<'_, '_>| {
            0 < branch.depth
                || !branch.body.parts.is_empty()
                || Part::ALL.iter().any(|part| !part.of(branch.body).is_empty())
        };
        let (told, bare): (Vec<Branch<'_, '_>>, Vec<Branch<'_, '_>>) =
            tree.into_iter().partition(is_telling);
        html! {
            (form)
            @match &date {
                Some(date) => p class="overview" { (Word::Understood.get(lang)) ": " (date.in_lang(lang)) },
                None => p class="quiet" { (say!(en: "Without a day, all that is ever said stands here.", ru: "Без даты здесь стоит всё, что когда-либо сказано.", kk: "Күн көрсетілмесе, мұнда айтылғанның бәрі тұрады.").get(lang)) },
            }
            @for circle in &structure.circles {
                p class="doubt" {
                    (say!(en: "Said to be parts of one another:", ru: "Названы частями друг друга:", kk: "Бірінің бірі бөлігі деп аталған:").get(lang)) " "
                    @for (at, card) in circle.iter().enumerate() { @if 0 < at { " → " } (self.link_to(card)) }
                }
            }
            @if told.is_empty() && bare.is_empty() {
                @if structure.absent.is_empty() {
                    p class="all-clear" { (say!(en: "There are no cards of organs yet.", ru: "Карточек органов ещё нет.", kk: "Органдардың карточкасы әзірге жоқ.").get(lang)) }
                    p class="quiet" { (say!(en: "Make a card of the kind organ; the lines part-of, function and begins on it, and member or office on cards of people, are drawn together here.", ru: "Заведите карточку вида organ; строки part-of, function, begins на ней и member, office на карточках лиц соберутся здесь.", kk: "organ түріндегі карточка ашыңыз; ондағы part-of, function, begins жолдары мен тұлға карточкаларындағы member, office жолдары осында жиналады.").get(lang)) }
                } @else { p class="all-clear" { (say!(en: "No body existed then, as far as the study says.", ru: "По данным исследования, ни одного органа тогда не было.", kk: "Зерттеу бойынша, ол кезде бірде-бір орган болмаған.").get(lang)) } }
            }
            div class="bodies" {
                @for branch in &told { (self.branch(branch, when.as_ref())) }
            }
            (self.some_bodies(&bare.iter().map(|branch| branch.body.card).collect::<Vec<_>>(), &say!(en: "Nothing is said of their parts, functions or people", ru: "О составе, функциях и людях не сказано", kk: "Құрамы, қызметі мен адамдары туралы айтылмаған")))
            (self.some_bodies(&structure.absent, &say!(en: "Surely not there then", ru: "Тогда их точно не было", kk: "Ол кезде анық болмаған")))
            (self.sides(&sides(self.study, &times), when.as_ref()))
            h2 id="table" { (say!(en: "Organs and functions", ru: "Органы и функции", kk: "Органдар мен қызметтері").get(lang)) }
            (self.function_table(&rows))
        }
    }

    fn branch(&self, branch: &Branch<'_, 'a>, when: Option<&Interval>) -> Markup {
        let lang = self.lang;
        let body = branch.body;
        html! {
            section class={ "body depth-" (branch.depth.min(DEEPEST)) } {
                h3 {
                    (self.link_to(body.card))
                    @if when.is_some() { " " (certainty_tag(body.exists, lang)) }
                    @if let Some(tie) = branch.tie { " " span class="citations" { (self.citations(&tie.claim)) } }
                }
                @if branch.again {
                    p class="quiet" { (say!(en: "its parts stand above", ru: "его части показаны выше", kk: "бөліктері жоғарыда көрсетілген").get(lang)) }
                } @else {
                    @if let Some(act) = body.acts.first() {
                        p class="quiet" { (say!(en: "takes part in", ru: "участвует в", kk: "қатысатыны").get(lang)) ": " (self.link_to(act.card)) " " (self.citations(act)) }
                    } @else if let Some(said) = when.filter(|_| body.exists == Certainty::Possible).and_then(|when| doubt_said(&body.bounds, when)) {
                        p class="quiet" { (said.get(lang)) }
                    }
                    dl class="held" {
                        @for part in Part::ALL {
                            @if !part.of(body).is_empty() {
                                @let all = part.of(body);
                                @let is_bare = when.is_some() && all.iter().all(|held| held.certainty == Certainty::Undated);
                                div {
                                    dt { (part_said(part).get(lang)) @if is_bare && body.exists != Certainty::Undated { br; (certainty_tag(Certainty::Undated, lang)) } }
                                    @for held in all { dd { (self.statement(held, part, when.filter(|_| !is_bare))) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn statement(&self, held: &Held<'a>, part: Part, when: Option<&Interval>) -> Markup {
        let lang = self.lang;
        let value = held.claim.value;
        html! {
            @match held.other {
                Some(other) => (self.link_to(other)),
                None => (self.words_of(value)),
            }
            @if let Some(role) = value.role.as_ref().filter(|_| part != Part::Allies) { ", " bdi { (role) } }
            @if when.is_some() { " " (certainty_tag(held.certainty, lang)) }
            @if let Some(said) = when.filter(|_| held.certainty == Certainty::Possible).and_then(|when| doubt_said(&held.bounds, when)) { " " span class="quiet" { (said.get(lang)) } }
            " " (self.citations(&held.claim))
        }
    }

    /// Where something is said, as links to the passages.
    pub(crate) fn citations(&self, claim: &Claimed<'_>) -> Markup {
        html! {
            span class="citations" {
                @for (at, citation) in claim.value.citations.iter().enumerate() {
                    @if 0 < at { "; " }
                    (self.citation(citation))
                }
                @if claim.value.judged { " " span class="tag" { (Word::Judgement.get(self.lang)) } }
                @else if claim.value.citations.is_empty() { span class="quiet" { (Word::NoCitation.get(self.lang)) } }
            }
        }
    }

    /// Claims with their passages.
    pub(crate) fn claims(&self, claims: &[Claimed<'_>]) -> Markup {
        html! {
            @for claim in claims {
                @let predicate = self.study.vocabulary.predicate(claim.predicate);
                div class="claim-line" {
                    p class="small-label" {
                        @if let Some(predicate) = predicate { (predicate.label.get(self.lang)) }
                        " · " a href=(address::card(self.root, &claim.card.id)) { bdi { (claim.card.name(self.lang)) } }
                    }
                    @if let Some(field) = claim.field() { (self.value(field, claim.value)) }
                }
            }
        }
    }

    fn some_bodies(&self, cards: &[&Card], title: &Said) -> Markup {
        html! {
            @if !cards.is_empty() {
                details class="absent" {
                    summary { (title.get(self.lang)) " " span class="count" { (cards.len()) } }
                    (self.list(cards))
                }
            }
        }
    }

    fn function_table(&self, rows: &[Row<'_>]) -> Markup {
        let lang = self.lang;
        let none = say!(en: "No card says what an organ is for.", ru: "Ни на одной карточке не сказано, для чего орган.", kk: "Бірде-бір карточкада органның не үшін екені айтылмаған.");
        if rows.is_empty() {
            return html! { p class="quiet" { (none.get(lang)) } };
        }
        html! {
            div class="scroll" tabindex="0" {
                table class="functions" {
                    thead { tr {
                        th { (say!(en: "Organ", ru: "Орган", kk: "Орган").get(lang)) }
                        th { (say!(en: "What it is", ru: "Что это", kk: "Бұл не").get(lang)) }
                        th { (say!(en: "Function", ru: "Функция", kk: "Қызметі").get(lang)) }
                    } }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" { (self.link_to(row.card)) }
                                @for claims in [&row.types, &row.functions] {
                                    td { @for claim in claims { div { (self.words_of(claim.value)) " " (self.citations(claim)) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Allies over time: a drawing, and below it every side with its passages.
    fn sides(&self, all: &[Sides<'a>], when: Option<&Interval>) -> Markup {
        let lang = self.lang;
        if all.is_empty() {
            return html! {};
        }
        html! {
            h2 id="allies" { (say!(en: "Allies over time", ru: "Союзники во времени", kk: "Уақыт бойынша одақтастар").get(lang)) }
            (self.sides_drawing(all, when))
            @for sides in all {
                section class="side-list" {
                    h3 { (self.link_to(sides.card)) }
                    ol {
                        @for (at, side) in sides.sides.iter().enumerate() {
                            li id=(side_anchor(&side.held.claim)) {
                                @if 0 < at && side.held.certainty != Certainty::Undated && !side.is_surely_later {
                                    p class="quiet" { (say!(en: "not surely after the one before", ru: "не обязательно после предыдущего", kk: "алдыңғысынан кейін екені анық емес").get(lang)) }
                                }
                                @if let Some(field) = side.held.claim.field() { (self.value(field, side.held.claim.value)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn sides_drawing(&self, all: &[Sides<'a>], when: Option<&Interval>) -> Markup {
        const WIDE: f64 = 1180.0;
        const NAMES: f64 = 300.0;
        const ROW: f64 = 24.0;
        let lang = self.lang;
        // The years are those that are told, not those that follow from a life or a body.
        let told = |side: &Side<'_>| {
            let value = side.held.claim.value;
            let dates = [&value.from, &value.until].into_iter().flatten().map(Date::bounds);
            dates
                .flat_map(|days| [days.first_day(), days.last_day()])
                .flatten()
                .collect::<Vec<Day>>()
        };
        let days: Vec<Day> = all.iter().flat_map(|sides| &sides.sides).flat_map(told).collect();
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
            return html! {};
        };
        let year = |day: &Day| day.to_gregorian().0;
        let (from, until) = (year(first), year(last) + 1);
        let start =
            |year: i32| Day::gregorian(year, 1, 1).map_or(0.0, |day| f64::from(day.number()));
        let (zero, span) = (start(from), (start(until) - start(from)).max(1.0));
        let x = |day: f64| NAMES + ((day - zero) / span).clamp(0.0, 1.0) * (WIDE - NAMES - 20.0);
        let day_x =
            |day: Option<Day>, none: f64| day.map_or(none, |day| x(f64::from(day.number())));
        let mut svg = String::new();
        let (mut y, left, right) = (30.0, NAMES, WIDE - 20.0);
        let mut rows = String::new();
        for sides in all {
            let _ = write!(
                rows,
                "<text x=\"0\" y=\"{:.0}\" class=\"side-of\">{}</text>",
                y + 15.0,
                escaped(sides.card.name(lang))
            );
            y += ROW;
            for side in &sides.sides {
                let held = &side.held;
                let name =
                    held.other.map_or(held.claim.value.text.as_str(), |other| other.name(lang));
                let bounds = &held.bounds;
                let mut bar = String::new();
                if held.certainty == Certainty::Undated {
                    let _ = write!(
                        bar,
                        "<text x=\"{:.0}\" y=\"{:.0}\" class=\"side-undated\">{}</text>",
                        left + 6.0,
                        y + 15.0,
                        escaped(certainty_said(Certainty::Undated).get(lang))
                    );
                } else {
                    let (begin, begun) = (
                        day_x(bounds.begins.first_day(), left),
                        day_x(bounds.begins.last_day(), right),
                    );
                    let (ending, end) = (
                        day_x(bounds.ends.first_day(), left),
                        day_x(bounds.ends.last_day(), right),
                    );
                    let _ = write!(
                        bar,
                        "<rect x=\"{begin:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" fill=\"currentColor\" fill-opacity=\"0.22\"/>",
                        y + 6.0,
                        (end - begin).max(3.0)
                    );
                    // Where it surely was; of what only a beginning is told, the days on which it may have begun.
                    let is_core = bounds.begins.last_day().is_some()
                        && bounds.begins.last_day() <= bounds.ends.first_day();
                    let (from, to, ink) = match is_core {
                        true => (begun, ending, "0.95"),
                        false if held.claim.value.from.is_some() => (begin, begun, "0.5"),
                        false => (ending, end.min(right), "0.5"),
                    };
                    let _ = write!(
                        bar,
                        "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" fill=\"currentColor\" fill-opacity=\"{ink}\"/>",
                        y + 6.0,
                        (to - from).max(3.0)
                    );
                    for (is_open, edge, sign) in [
                        (bounds.begins.first_day().is_none(), left, "?"),
                        (bounds.ends.last_day().is_none(), right, "?"),
                    ] {
                        if is_open {
                            let _ = write!(
                                bar,
                                "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\" class=\"side-undated\">{sign}</text>",
                                edge + 8.0,
                                y + 15.0
                            );
                        }
                    }
                }
                let _ = write!(
                    rows,
                    "<a href=\"#{}\"><title>{}</title><text x=\"18\" y=\"{:.0}\" class=\"side-name\">{}</text>{bar}</a>",
                    side_anchor(&held.claim),
                    escaped(name),
                    y + 15.0,
                    escaped(name)
                );
                y += ROW;
            }
            y += 8.0;
        }
        let step = ((until - from) / 12).max(1);
        for year in (from..=until).step_by(step as usize) {
            let x = x(start(year));
            let _ = write!(
                svg,
                "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"22\" y2=\"{y:.0}\" stroke=\"currentColor\" stroke-opacity=\"0.18\"/><text x=\"{x:.1}\" y=\"14\" text-anchor=\"middle\" class=\"side-year\">{year}</text>"
            );
        }
        if let Some((first, last)) = when.and_then(|when| when.first_day().zip(when.last_day())) {
            let (from, to) = (x(f64::from(first.number())), x(f64::from(last.number()) + 1.0));
            let _ = write!(
                svg,
                "<rect x=\"{from:.1}\" y=\"22\" width=\"{:.1}\" height=\"{:.0}\" class=\"side-now\"/>",
                (to - from).max(1.5),
                y - 22.0
            );
        }
        svg.push_str(&rows);
        let label =
            say!(en: "Allies over time", ru: "Союзники во времени", kk: "Уақыт бойынша одақтастар");
        html! {
            figure class="allies" {
                div class="scroll" tabindex="0" role="region" aria-label=(label.get(lang)) {
                    svg viewBox=(format!("0 0 {WIDE:.0} {y:.0}")) width=(format!("{WIDE:.0}")) height=(format!("{y:.0}")) role="group" aria-label=(label.get(lang)) { (PreEscaped(svg)) }
                }
                figcaption class="quiet" { (say!(en: "Dark: surely then. Middle: when it began, or ended, and no more is told. Pale: possibly. A question mark: no end is told. Each bar leads to its passages.", ru: "Тёмное — достоверно. Среднее — когда началось или кончилось, если больше не сказано. Бледное — возможно. Вопросительный знак — граница не названа. Каждая полоса ведёт к своим фрагментам.", kk: "Қою — анық. Орташа — басталған не аяқталған кезі, одан артық айтылмаса. Солғын — мүмкін. Сұрақ белгісі — шегі айтылмаған. Әр жолақ өз үзінділеріне апарады.").get(lang)) }
            }
        }
    }
}

fn side_anchor(claim: &Claimed<'_>) -> String {
    format!("side-{}-{}", address::segment(&claim.card.id), claim.value.range.start)
}

fn escaped(words: &str) -> String {
    html! { (words) }.into_string()
}
