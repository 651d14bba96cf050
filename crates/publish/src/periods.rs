//! Periodizations in words and as a drawing: stages, events, and where the pace changes.

mod drawing;

use derek_reason::{Bound, Breaks, Diachrony, Filled, Held, Meeting, Placed};
use derek_study::{Days, InLang, Lang, Said, say};
use derek_time::Day;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::edition::{Edition, name_tag};

/// How many events are named at a bound.
const NAMED: usize = 5;

/// The counts and breaks of some dated events, for a pipeline.
///
/// A break is `at` the first day of what follows it; `band` holds the first and the last
/// day on which it may lie; rates are events a month, by kind.
pub fn breaks_json(found: &Breaks) -> Value {
    let breaks = found.breaks.iter().map(|one| {
        json!({
            "at": one.at.iso(),
            "band": [one.band.0.iso(), one.band.1.iso()],
            "frequency": one.frequency,
            "before": rates(found, &one.before),
            "after": rates(found, &one.after),
            "calendar_edges": one.edges,
        })
    });
    json!({
        "events": found.placed,
        "too_vague": found.too_vague,
        "drawn": found.drawn,
        "samples": found.samples,
        "months": found.months,
        "from": found.starts.first().map(|day| day.iso()),
        "until": found.starts.last().map(|day| day.plus(-1).iso()),
        "kinds": found.kinds,
        "scatter": found.scatter,
        "penalty": found.penalty,
        "path": found.path,
        "breaks": breaks.collect::<Vec<_>>(),
    })
}

fn rates(found: &Breaks, rates: &[f64]) -> Value {
    let each = found
        .kinds
        .iter()
        .zip(rates)
        .map(|(kind, rate)| (kind.clone(), json!((rate * 1000.0).round() / 1000.0)));
    Value::Object(each.collect())
}

/// The same for a reader.
pub fn breaks_told(found: &Breaks, lang: Lang) -> String {
    breaks_said(found).iter().map(|said| format!("{}\n", said.get(lang))).collect()
}

/// What the counts say, sentence by sentence.
fn breaks_said(found: &Breaks) -> Vec<Said> {
    let (placed, vague, drawn) = (found.placed, found.too_vague, found.drawn);
    let mut said = vec![
        say!({ placed } en: "dated events counted: {placed}", ru: "учтено датированных событий: {placed}", kk: "есептелген күнді оқиға: {placed}"),
    ];
    if 0 < vague {
        said.push(say!({ vague } en: "left out, their dates being open by more than a year: {vague}", ru: "не учтено, потому что дата открыта больше чем на год: {vague}", kk: "күні бір жылдан көп ашық болғандықтан есептелмегені: {vague}"));
    }
    if 0 < drawn {
        let samples = found.samples;
        said.push(say!({ drawn, samples } en: "{drawn} dates are not known to the month; a day was drawn for each of them, {samples} times over", ru: "дат, не известных с точностью до месяца: {drawn}; день для каждой выбран наугад, и так {samples} раз", kk: "айына дейін белгісіз күндер: {drawn}; әрқайсысына күн кездейсоқ таңдалды, осылай {samples} рет"));
    }
    if placed < derek_reason::FEWEST {
        let fewest = derek_reason::FEWEST;
        said.push(say!({ fewest } en: "with fewer than {fewest} events no break is sought", ru: "если событий меньше {fewest}, переломы не ищутся", kk: "оқиға {fewest}-ден аз болса, бетбұрыс ізделмейді"));
    } else if found.breaks.is_empty() {
        said.push(say!(en: "no change of pace that chance would not explain", ru: "перемен темпа, которых не объяснил бы случай, нет", kk: "кездейсоқтықпен түсіндірілмейтін қарқын өзгерісі жоқ"));
    }
    for one in &found.breaks {
        let (from, until) = one.band;
        let all = |rates: &[f64]| (rates.iter().sum::<f64>() * 10.0).round() / 10.0;
        let (at, before, after) = (one.at, all(&one.before), all(&one.after));
        said.push(say!({ at, from, until, before, after }
            en: "a break about {at} (between {from} and {until}): from {before} events a month to {after}",
            ru: "перелом около {at} (между {from} и {until}): событий в месяц было {before}, стало {after}",
            kk: "{at} шамасында бетбұрыс ({from} мен {until} арасында): айына {before} оқиғадан {after} оқиғаға"));
        let changed = changed(found, &one.before, &one.after);
        if !changed.is_empty() {
            said.push(Said::verbatim(format!("    {changed}")));
        }
        if 0 < one.edges {
            let edges = one.edges;
            said.push(say!({ edges } en: "    dates known only roughly that begin or end on this very day: {edges}; the break may be the calendar’s", ru: "    приблизительных дат, начинающихся или кончающихся именно в этот день: {edges}; перелом может быть календарным", kk: "    дәл осы күні басталатын не аяқталатын шамалы күндер: {edges}; бетбұрыс күнтізбеден болуы мүмкін"));
        }
    }
    said
}

/// The kinds whose rates change most at a break: `battle 0.5 → 3`.
fn changed(found: &Breaks, before: &[f64], after: &[f64]) -> String {
    if found.kinds.len() < 2 {
        return String::new();
    }
    let mut all: Vec<(f64, &str, f64, f64)> = found
        .kinds
        .iter()
        .zip(before.iter().zip(after))
        .map(|(kind, (before, after))| ((before - after).abs(), kind.as_str(), *before, *after))
        .collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    let told = all.iter().take(3).map(|(_, kind, before, after)| {
        let kind = if kind.is_empty() { "—" } else { kind };
        format!("{kind} {before:.1} → {after:.1}")
    });
    told.collect::<Vec<_>>().join(", ")
}

/// How two stages meet, in words.
fn meeting_said(meeting: Meeting) -> Said {
    match meeting {
        Meeting::Meet => {
            say!(en: "the two may meet", ru: "этапы могут смыкаться", kk: "екі кезең түйісуі мүмкін")
        }
        Meeting::Gap { sure: 0, usual } => {
            let days = Days(usual);
            say!({ days } en: "a gap of some {days}, as the words are usually meant", ru: "разрыв — примерно {days}, если понимать слова как обычно", kk: "сөздердің әдеттегі мағынасында шамамен {days} алшақтық")
        }
        Meeting::Gap { sure, usual } => {
            let (days, usual) = (Days(sure), Days(usual));
            say!({ days, usual } en: "a gap of {days} at least, {usual} as the words are usually meant", ru: "разрыв — по меньшей мере {days}; если понимать слова как обычно — {usual}", kk: "кемінде {days} алшақтық; сөздердің әдеттегі мағынасында — {usual}")
        }
        Meeting::Overlap(days) => {
            let days = Days(days);
            say!({ days } en: "the two overlap by {days}", ru: "этапы накладываются: общих — {days}", kk: "екі кезең қабаттасады, ортақ уақыты — {days}")
        }
    }
}

/// What is to be said of a bound, beside how the stages meet.
fn bound_said(seen: &Diachrony<'_>, bound: &Bound<'_>) -> Vec<Said> {
    let mut said = vec![meeting_said(bound.meeting)];
    let breaks = seen.breaks.as_ref().map_or(&[][..], |found| &found.breaks[..]);
    let is_told = |found: &Breaks| derek_reason::FEWEST <= found.placed;
    match bound.nearest.and_then(|(at, days)| Some((breaks.get(at)?, days))) {
        Some((found, 0)) => {
            let at = found.at;
            said.push(say!({ at } en: "the break about {at} lies here", ru: "здесь же и перелом около {at}", kk: "{at} шамасындағы бетбұрыс осында"));
        }
        Some((found, days)) => {
            let (at, days) = (found.at, Days(days));
            said.push(say!({ at, days } en: "the nearest break, about {at}, is {days} away", ru: "до ближайшего перелома, около {at}: {days}", kk: "ең жақын бетбұрысқа ({at} шамасы) дейін {days}"));
        }
        None if seen.breaks.as_ref().is_some_and(is_told) => {
            said.push(say!(en: "the events show no break", ru: "события перелома не показывают", kk: "оқиғалар бетбұрысты көрсетпейді"));
        }
        None => {}
    }
    said
}

fn no_event() -> Said {
    say!(en: "no dated event within a month of it", ru: "в пределах месяца нет датированных событий", kk: "бір ай көлемінде күні белгілі оқиға жоқ")
}

fn near_head() -> Said {
    say!(en: "Events near it", ru: "События рядом", kk: "Маңындағы оқиғалар")
}

fn surely_head(stage: &Filled<'_>) -> Said {
    let (surely, possibly) = (stage.surely.len(), stage.possibly.len());
    say!({ surely, possibly } en: "events: {surely} surely, {possibly} possibly", ru: "событий: точно {surely}, возможно {possibly}", kk: "оқиға: анығы {surely}, мүмкіні {possibly}")
}

fn inside_said(seen: &Diachrony<'_>, stage: &Filled<'_>) -> Option<Said> {
    let found = seen.breaks.as_ref()?;
    let days: Vec<Day> =
        stage.breaks.iter().filter_map(|at| found.breaks.get(*at)).map(|one| one.at).collect();
    let in_lang =
        |lang: Lang| days.iter().map(|day| day.in_lang(lang)).collect::<Vec<_>>().join(", ");
    let days_said = Said::new(in_lang(Lang::En), in_lang(Lang::Ru), in_lang(Lang::Kk));
    (!days.is_empty()).then(|| say!({ days_said } en: "it is not of one piece: a break about {days_said}", ru: "внутри неоднороден: перелом около {days_said}", kk: "іші біркелкі емес: {days_said} шамасында бетбұрыс бар"))
}

fn undated_said(seen: &Diachrony<'_>) -> Said {
    let (undated, outside) = (seen.undated, seen.outside);
    say!({ undated, outside } en: "events without a date: {undated}; dated outside the time looked at: {outside}", ru: "событий без даты: {undated}; вне рассмотренного времени: {outside}", kk: "күні жоқ оқиға: {undated}; қаралған уақыттан тыс: {outside}")
}

/// Two schemes beside each other, sentence by sentence.
fn beside_said(seen: &Diachrony<'_>, one: usize, other: usize, lang: Lang) -> Vec<String> {
    let (Some(first), Some(second)) = (seen.schemes.get(one), seen.schemes.get(other)) else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for beside in seen.beside(one, other) {
        let bound = first.bounds.get(beside.bound);
        let near = beside.other.and_then(|at| second.bounds.get(at));
        let (Some(bound), Some(near)) = (bound, near) else { continue };
        let pair =
            |bound: &Bound<'_>| format!("{} | {}", bound.before.name(lang), bound.after.name(lang));
        let (own, its, days) = (pair(bound), pair(near), Days(beside.days));
        let said = match beside.days {
            0 => {
                say!({ own, its } en: "{own}: may be the same bound as {its}", ru: "{own}: может быть той же границей, что {its}", kk: "{own}: {its} шегімен бір болуы мүмкін")
            }
            _ => {
                say!({ own, its, days } en: "{own}: {days} from the nearest, {its}", ru: "{own}: до ближайшей границы ({its}) {days}", kk: "{own}: ең жақын шекке ({its}) дейін {days}")
            }
        };
        told.push(said.get(lang).to_owned());
    }
    for (event, one, other) in seen.parted(one, other) {
        let Some(event) = seen.events.get(event) else { continue };
        let (name, one, other) = (event.card.name(lang), one + 1, other + 1);
        let said = say!({ name, one, other } en: "“{name}” is in stage {one} of the first and in stage {other} of the second", ru: "«{name}»: по первой — этап {one}, по второй — этап {other}", kk: "«{name}»: біріншіде {one}-кезең, екіншіде {other}-кезең");
        told.push(said.get(lang).to_owned());
    }
    told
}

fn pairs(seen: &Diachrony<'_>) -> Vec<(usize, usize)> {
    let many = seen.schemes.len();
    (0..many).flat_map(|one| (one + 1..many).map(move |other| (one, other))).collect()
}

fn named(seen: &Diachrony<'_>, events: &[usize], lang: Lang) -> Vec<String> {
    let shown = events.iter().take(NAMED).filter_map(|at| seen.events.get(*at));
    let name = |event: &Placed<'_>| format!("{} ({})", event.card.name(lang), date_of(event, lang));
    shown.map(name).collect()
}

fn date_of(event: &Placed<'_>, lang: Lang) -> String {
    event.value.date.as_ref().map(|date| date.in_lang(lang)).unwrap_or_default()
}

/// What the events of a study say to its periodizations, for a reader of the terminal.
pub fn told(seen: &Diachrony<'_>, lang: Lang) -> String {
    let mut out = String::new();
    if seen.schemes.is_empty() {
        let none = no_schemes();
        out += &format!("{}\n", none.get(lang));
    }
    for held in &seen.schemes {
        out += &format!("{}\n", held.name(lang));
        for (at, stage) in held.stages.iter().enumerate() {
            let (begins, ends) = (&stage.stage.begins, &stage.stage.ends);
            out += &format!(
                "  {} ({} – {}): {}\n",
                stage.stage.card.name(lang),
                dated(begins, lang),
                dated(ends, lang),
                surely_head(stage).get(lang)
            );
            if let Some(said) = inside_said(seen, stage) {
                out += &format!("    {}\n", said.get(lang));
            }
            let Some(bound) = held.bounds.get(at).filter(|_| at + 1 < held.stages.len()) else {
                continue;
            };
            for said in bound_said(seen, bound) {
                out += &format!("    | {}\n", said.get(lang));
            }
            match named(seen, &bound.events, lang) {
                events if events.is_empty() => out += &format!("    | {}\n", no_event().get(lang)),
                events => {
                    out += &format!("    | {}: {}\n", near_head().get(lang), events.join("; "))
                }
            }
        }
        out.push('\n');
    }
    for (one, other) in pairs(seen) {
        out += &format!("{} × {}\n", seen.schemes[one].name(lang), seen.schemes[other].name(lang));
        for said in beside_said(seen, one, other, lang) {
            out += &format!("  {said}\n");
        }
        out.push('\n');
    }
    if let Some(found) = &seen.breaks {
        out += &breaks_told(found, lang);
    }
    out += &format!("{}\n", undated_said(seen).get(lang));
    out
}

/// That a line of a file of dated events begins with no date.
pub fn no_date_said(line: usize, words: &str) -> Said {
    say!({ line, words } en: "line {line} begins with no date: “{words}”", ru: "строка {line} начинается не с даты: «{words}»", kk: "{line}-жол күннен басталмайды: «{words}»")
}

fn no_schemes() -> Said {
    say!(en: "the study divides no time: no card of the kind period has a scheme, a beginning and an end", ru: "исследование ничего не делит на периоды: нет карточек вида period со схемой, началом и концом", kk: "зерттеу уақытты кезеңге бөлмейді: сұлбасы, басы мен аяғы бар period түріндегі карточка жоқ")
}

fn dated(value: &derek_study::Value, lang: Lang) -> String {
    value.date.as_ref().map_or_else(|| value.text.clone(), |date| date.in_lang(lang))
}

/// The same for a pipeline: a line for each scheme, and one for the breaks.
pub fn json_lines(seen: &Diachrony<'_>, lang: Lang) -> Vec<Value> {
    let ids = |events: &[usize]| -> Vec<&str> {
        events
            .iter()
            .filter_map(|at| seen.events.get(*at))
            .map(|event| event.card.id.as_str())
            .collect()
    };
    let days = |days: &Option<(Day, Day)>| days.map(|(first, last)| [first.iso(), last.iso()]);
    let scheme = |held: &Held<'_>| {
        let stages = held.stages.iter().map(|stage| {
            json!({
                "stage": stage.stage.card.id, "days": days(&stage.days), "core": days(&stage.core),
                "surely": ids(&stage.surely), "possibly": ids(&stage.possibly), "breaks": stage.breaks,
            })
        });
        let bounds = held.bounds.iter().map(|bound| {
            let (meeting, usual, sure) = match bound.meeting {
                Meeting::Meet => ("meet", 0, 0),
                Meeting::Gap { usual, sure } => ("gap", usual, sure),
                Meeting::Overlap(days) => ("overlap", days, days),
            };
            json!({
                "before": bound.before.id, "after": bound.after.id,
                "days": [bound.days.0.iso(), bound.days.1.iso()],
                "meeting": meeting, "usual_days": usual, "sure_days": sure,
                "nearest_break": bound.nearest.map(|(at, _)| at),
                "days_to_break": bound.nearest.map(|(_, days)| days),
                "events": ids(&bound.events),
            })
        });
        json!({
            "scheme": held.scheme.name, "name": held.name(lang),
            "stages": stages.collect::<Vec<_>>(), "bounds": bounds.collect::<Vec<_>>(),
        })
    };
    let mut lines: Vec<Value> = seen.schemes.iter().map(scheme).collect();
    for (one, other) in pairs(seen) {
        lines.push(json!({
            "schemes": [seen.schemes[one].scheme.name, seen.schemes[other].scheme.name],
            "beside": beside_said(seen, one, other, lang),
        }));
    }
    lines.extend(seen.breaks.as_ref().map(breaks_json));
    lines
}

impl Edition<'_> {
    /// The periodizations of the study, drawn over its events.
    pub fn periods(&self) -> Markup {
        let lang = self.lang;
        let seen = Diachrony::of(self.study);
        let beside = say!(en: "Side by side", ru: "Рядом", kk: "Қатар қойғанда");
        let pace = say!(en: "The pace of events", ru: "Темп событий", kk: "Оқиғалар қарқыны");
        html! {
            @if seen.schemes.is_empty() {
                p class="all-clear" { (no_schemes().get(lang)) }
            }
            (drawing::drawing(&seen, lang))
            @for held in &seen.schemes {
                section class="scheme" {
                    h2 lang=[held.card.and_then(|card| name_tag(card, lang))] {
                        @match held.card { Some(card) => (self.link_to(card)), None => (held.name(lang)) }
                    }
                    ol class="schemes" {
                        @for (at, stage) in held.stages.iter().enumerate() {
                            li {
                                p {
                                    (self.link_to(stage.stage.card)) " "
                                    span class="qualifier" { (dated(stage.stage.begins, lang)) " – " (dated(stage.stage.ends, lang)) }
                                    " " span class="tag" { (surely_head(stage).get(lang)) }
                                }
                                @if let Some(said) = inside_said(&seen, stage) { p class="quiet" { (said.get(lang)) } }
                                @if let Some(bound) = held.bounds.get(at).filter(|_| at + 1 < held.stages.len()) {
                                    (self.bound(&seen, bound))
                                }
                            }
                        }
                    }
                }
            }
            @for (one, other) in pairs(&seen) {
                section {
                    h2 { (beside.get(lang)) }
                    ul class="because" { @for said in beside_said(&seen, one, other, lang) { li { (said) } } }
                }
            }
            section {
                h2 { (pace.get(lang)) }
                ul class="because" {
                    @if let Some(found) = &seen.breaks { @for said in breaks_said(found) { li { (said.get(lang).trim()) } } }
                    li { (undated_said(&seen).get(lang)) }
                }
            }
        }
    }

    fn bound(&self, seen: &Diachrony<'_>, bound: &Bound<'_>) -> Markup {
        let lang = self.lang;
        html! {
            div class="bound" {
                p class="small-label" { bdi { (bound.before.name(lang)) } " | " bdi { (bound.after.name(lang)) } }
                @for said in bound_said(seen, bound) { p { (said.get(lang)) } }
                @if bound.events.is_empty() { p class="quiet" { (no_event().get(lang)) } } @else {
                    p {
                        span class="small-label" { (near_head().get(lang)) } " "
                        @for (at, event) in bound.events.iter().take(NAMED).filter_map(|at| seen.events.get(*at)).enumerate() {
                            @if 0 < at { " · " }
                            (self.link_to(event.card)) " " span class="qualifier" { (date_of(event, lang)) }
                        }
                    }
                }
            }
        }
    }
}
