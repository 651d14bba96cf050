//! `derek at`: the bodies of a study, their people and allies, as of a day.

use std::fmt::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_publish::structure::{Part, certainty_said, doubt_said, part_said, table};
use derek_reason::structure::{Branch, Certainty, Claimed, Held, Structure, sides};
use derek_reason::{Bounds, Times};
use derek_study::{Card, Lang, Mode, Said, Study, say};
use derek_time::Interval;
use serde_json::{Value, json};

use crate::cli::Form;
use crate::terminal;
use crate::why::card;

/// What was asked of a study's bodies.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The study's folder.
    pub study: String,
    /// The day or the time; without regard to time when `None`.
    pub date: Option<String>,
    /// The only card.
    pub card: Option<String>,
    /// Whether to print the table of organs and functions.
    pub table: bool,
    /// How to print.
    pub form: Form,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("at")
        .about(t(say!(en: "organs, their parts, people and allies as of a day, with what is uncertain marked", ru: "органы, их состав, люди и союзники на любой день, с пометой о недостоверном", kk: "кез келген күнгі органдар, олардың құрамы, адамдары мен одақтастары, күмәндісі белгіленген")))
        .help_template(template.to_owned())
        .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
        .arg(Arg::new("date").value_name("DATE").allow_negative_numbers(true).required_unless_present("table").help(t(say!(en: "a day or a time, in any words derek understands: 1918-03-20, “March 1918”", ru: "день или время, любыми понятными derek словами: 1918-03-20, «март 1918 г.»", kk: "derek түсінетін кез келген сөзбен жазылған күн не уақыт: 1918-03-20, «1918 жылғы наурыз»"))))
        .arg(Arg::new("card").value_name("CARD").help(t(say!(en: "only this organ with its parts, or the allies of this person", ru: "только этот орган с его частями или союзники этого лица", kk: "тек осы орган бөліктерімен не осы адамның одақтастары"))))
        .arg(Arg::new("table").long("table").action(ArgAction::SetTrue).help(t(say!(en: "organs and their functions as a table; with a CARD, only its parts", ru: "органы и их функции таблицей; с CARD — только его части", kk: "органдар мен олардың қызметтері кесте түрінде; CARD берілсе, тек соның бөліктері"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    let one = |name: &str| of.get_one::<String>(name).cloned();
    Asked {
        study: one("study").unwrap_or_default(),
        date: one("date"),
        card: one("card"),
        table: of.get_flag("table"),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// The days that somebody typed.
///
/// # Errors
///
/// What to say when they cannot be read.
pub fn days(typed: &str) -> Result<Interval, Said> {
    match derek_time::parse(typed) {
        Ok(date) => Ok(date.bounds()),
        Err(why) => {
            let [en, ru, kk] =
                [Lang::En, Lang::Ru, Lang::Kk].map(|lang| terminal::not_a_date(&why, lang));
            Err(Said::new(
                format!("“{typed}”: {en}"),
                format!("«{typed}»: {ru}"),
                format!("«{typed}»: {kk}"),
            ))
        }
    }
}

/// What was asked, said.
///
/// # Errors
///
/// What to say when the day cannot be read or there is no such card.
pub fn told(study: &Study, asked: &Asked, lang: Lang) -> Result<String, Said> {
    let (mut date, mut named) = (asked.date.as_deref(), asked.card.as_deref());
    // `derek at STUDY --table alash-movement`: what is no date is the card.
    if asked.table && named.is_none() && date.is_some_and(|typed| derek_time::parse(typed).is_err())
    {
        (date, named) = (None, date);
    }
    let when = date.map(days).transpose()?;
    let top = named.map(|named| card(study, named)).transpose()?;
    let times = Times::of(study);
    let structure = Structure::of(study, &times, when);
    if asked.table {
        return Ok(rows(&structure, top, asked.form, lang));
    }
    let mut out = match asked.form {
        Form::Json => objects(&structure, top, lang),
        Form::Human => human(&structure, top, lang),
    };
    // Allies of people are no part of a body.
    for sides in sides(study, &times) {
        let is_asked = top.is_none_or(|top| top.file == sides.card.file);
        if sides.card.kind == "organ" || !is_asked {
            continue;
        }
        for side in &sides.sides {
            let mut held = side.held;
            let Some(when) = &when else { continue };
            let Some(certainty) = derek_reason::structure::certainty(&held.bounds, when) else {
                continue;
            };
            if held.certainty != Certainty::Undated {
                held.certainty = certainty;
            }
            match asked.form {
                Form::Json => {
                    let mut object = held_object(&held, lang);
                    object["card"] = json!(sides.card.id);
                    object["is"] = json!("allegiance");
                    let _ = writeln!(out, "{object}");
                }
                Form::Human => {
                    let _ = writeln!(out, "{}", sides.card.name(lang));
                    line(&mut out, 1, Part::Allies, &held, &structure, lang);
                }
            }
        }
    }
    if out.is_empty() && asked.form == Form::Human {
        let none = match (top, &when) {
            (Some(top), Some(_)) => {
                let name = Card::name(top, lang);
                say!({ name } en: "“{name}” surely did not exist then, or is no organ and took no side", ru: "«{name}»: тогда точно не было, либо это не орган и сторона не названа", kk: "«{name}»: ол кезде анық болмаған, не орган емес және жағы аталмаған")
            }
            _ => {
                say!(en: "no organ existed then, as far as the study says", ru: "по данным исследования, ни одного органа тогда не было", kk: "зерттеу бойынша, ол кезде бірде-бір орган болмаған")
            }
        };
        let _ = writeln!(out, "{}", none.get(lang));
    }
    Ok(out)
}

fn cited(claim: &Claimed<'_>) -> String {
    let citations = claim.value.citations.iter();
    let cited: Vec<String> =
        citations.map(|citation| format!("{}, {}", citation.key, citation.locator)).collect();
    match cited.is_empty() {
        true => String::new(),
        false => format!("  [{}]", cited.join("; ").replace(", ;", ";")),
    }
}

fn human(structure: &Structure<'_>, top: Option<&Card>, lang: Lang) -> String {
    let mut out = String::new();
    for circle in &structure.circles {
        let names: Vec<&str> = circle.iter().map(|card| card.name(lang)).collect();
        let names = names.join(" → ");
        let said = say!({ names } en: "said to be parts of one another: {names}", ru: "названы частями друг друга: {names}", kk: "бірінің бірі бөлігі деп аталған: {names}");
        let _ = writeln!(out, "! {}", said.get(lang));
    }
    for Branch { body, depth, tie, again } in structure.tree(top) {
        let margin = "  ".repeat(depth);
        let sure = match structure.when {
            Some(_) => format!(": {}", certainty_said(body.exists).get(lang)),
            None => String::new(),
        };
        let cited_tie = tie.map(|tie| cited(&tie.claim)).unwrap_or_default();
        let _ = writeln!(out, "{margin}{}{sure}{cited_tie}", body.card.name(lang));
        if again {
            let said = say!(en: "its parts stand above", ru: "его части показаны выше", kk: "бөліктері жоғарыда көрсетілген");
            let _ = writeln!(out, "{margin}    ({})", said.get(lang));
            continue;
        }
        if let Some(act) = body.acts.first() {
            let said = say!(en: "takes part in", ru: "участвует в", kk: "қатысатыны");
            let _ = writeln!(
                out,
                "{margin}    {}: {}{}",
                said.get(lang),
                act.card.name(lang),
                cited(act)
            );
        } else if let Some(when) = structure.when.filter(|_| body.exists == Certainty::Possible)
            && let Some(said) = doubt_said(&body.bounds, &when)
        {
            let _ = writeln!(out, "{margin}    ({})", said.get(lang));
        }
        for part in Part::ALL {
            let all = part.of(body);
            let is_bare = all.iter().all(|held| held.certainty == Certainty::Undated);
            if structure.when.is_some() && is_bare && !all.is_empty() {
                let undated = certainty_said(Certainty::Undated);
                let (part, undated) = (part_said(part), undated.get(lang));
                let _ = writeln!(out, "{margin}    {} ({undated})", part.get(lang));
                for held in all {
                    let _ = writeln!(
                        out,
                        "{margin}      {}{}",
                        statement(held, lang),
                        cited(&held.claim)
                    );
                }
                continue;
            }
            for held in all {
                line(&mut out, depth, part, held, structure, lang);
            }
        }
    }
    if top.is_none() && !structure.absent.is_empty() {
        let names: Vec<&str> = structure.absent.iter().map(|card| card.name(lang)).collect();
        let names = names.join(", ");
        let said = say!({ names } en: "surely not there then: {names}", ru: "тогда их точно не было: {names}", kk: "ол кезде анық болмаған: {names}");
        let _ = writeln!(out, "{}", said.get(lang));
    }
    out
}

fn line(
    out: &mut String,
    depth: usize,
    part: Part,
    held: &Held<'_>,
    structure: &Structure<'_>,
    lang: Lang,
) {
    let mut sure = String::new();
    if let Some(when) = &structure.when {
        let _ = write!(sure, ": {}", certainty_said(held.certainty).get(lang));
        if let Some(said) =
            doubt_said(&held.bounds, when).filter(|_| held.certainty == Certainty::Possible)
        {
            let _ = write!(sure, " ({})", said.get(lang));
        }
    }
    let margin = "  ".repeat(depth);
    let _ = writeln!(
        out,
        "{margin}    {} — {}{sure}{}",
        part_said(part).get(lang),
        statement(held, lang),
        cited(&held.claim)
    );
}

/// Who or what is meant, with the role.
fn statement(held: &Held<'_>, lang: Lang) -> String {
    let value = held.claim.value;
    let name = held.other.map_or_else(|| value.in_lang(lang), |other| other.name(lang));
    let role = value.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    format!("{name}{role}")
}

fn objects(structure: &Structure<'_>, top: Option<&Card>, lang: Lang) -> String {
    let mut out = String::new();
    for Branch { body, again, .. } in structure.tree(top) {
        if again {
            continue;
        }
        let held = |all: &[Held<'_>]| -> Vec<Value> {
            all.iter().map(|held| held_object(held, lang)).collect()
        };
        let in_circle = structure
            .circles
            .iter()
            .find(|circle| circle.iter().any(|card| card.file == body.card.file));
        let mut object = json!({
            "card": body.card.id,
            "name": body.card.name(lang),
            "is": "organ",
            "certainty": structure.when.map(|_| body.exists.name()),
            "time": span(&body.bounds),
            "acts": body.acts.iter().map(|act| json!({ "card": act.card.id, "citations": citations(act) })).collect::<Vec<_>>(),
            "part_of": held(&body.wholes),
            "parts": held(&body.parts),
        });
        for part in Part::ALL {
            object[part.name()] = json!(held(part.of(body)));
        }
        if let Some(circle) = in_circle {
            object["circle"] = json!(circle.iter().map(|card| &card.id).collect::<Vec<_>>());
        }
        let _ = writeln!(out, "{object}");
    }
    out
}

fn held_object(held: &Held<'_>, lang: Lang) -> Value {
    let value = held.claim.value;
    let mode = match value.mode {
        Mode::Fact => "fact",
        Mode::Intention => "intention",
        Mode::Norm => "norm",
        Mode::Hearsay => "hearsay",
    };
    json!({
        "card": held.other.map(|other| &other.id),
        "text": held.other.map_or_else(|| value.in_lang(lang), |other| other.name(lang)),
        "as": value.role,
        "certainty": held.certainty.name(),
        "time": span(&held.bounds),
        "mode": mode,
        "judged": value.judged,
        "citations": citations(&held.claim),
    })
}

/// The four bounds of a stretch as ISO days, null where nothing bounds it.
fn span(bounds: &Bounds) -> Value {
    let days = |interval: &Interval| {
        json!({
            "earliest": interval.first_day().map(|day| day.iso()),
            "latest": interval.last_day().map(|day| day.iso()),
        })
    };
    json!({ "begins": days(&bounds.begins), "ends": days(&bounds.ends) })
}

/// The citations of a claim, for a pipeline.
pub fn citations(claim: &Claimed<'_>) -> Vec<Value> {
    let citations = claim.value.citations.iter();
    citations.map(|citation| json!({ "key": citation.key, "locator": citation.locator })).collect()
}

fn rows(structure: &Structure<'_>, top: Option<&Card>, form: Form, lang: Lang) -> String {
    let mut out = String::new();
    let said = |claim: &Claimed<'_>| {
        let value = claim.value;
        value.in_lang(lang).to_owned()
    };
    for row in table(structure, top) {
        if form == Form::Json {
            let each = |claims: &[Claimed<'_>]| -> Vec<Value> {
                claims
                    .iter()
                    .map(|claim| json!({ "text": said(claim), "citations": citations(claim) }))
                    .collect()
            };
            let object = json!({ "card": row.card.id, "organ": row.card.name(lang), "types": each(&row.types), "functions": each(&row.functions) });
            let _ = writeln!(out, "{object}");
            continue;
        }
        let types: Vec<String> = row.types.iter().map(said).collect();
        let types =
            if types.is_empty() { String::new() } else { format!(" ({})", types.join("; ")) };
        let _ = writeln!(out, "{}{types}", row.card.name(lang));
        for claim in &row.functions {
            let _ = writeln!(out, "    {}{}", said(claim), cited(claim));
        }
    }
    if out.is_empty() && form == Form::Human {
        let none = say!(en: "no card says what an organ is for; write `function:` on it", ru: "ни на одной карточке не сказано, для чего орган; напишите на ней `function:`", kk: "бірде-бір карточкада органның не үшін екені айтылмаған; оған `function:` деп жазыңыз");
        let _ = writeln!(out, "{}", none.get(lang));
    }
    out
}
