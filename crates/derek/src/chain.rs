//! `derek chain`: what led to something, and where the chain is weakest.

use std::fmt::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_publish::chain::{
    all_alike_said, bond_said, cause_name, nothing_said, strength_said, weakest_said,
};
use derek_reason::cause::{CausalLink, Cause, Causes, Chain, Direction, Strength};
use derek_reason::derive;
use derek_study::{Card, Lang, Said, Study, say};
use serde_json::{Value, json};

use crate::cli::Form;
use crate::structure::citations;
use crate::why::card;

/// What was asked of a study's causes.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The study's folder.
    pub study: String,
    /// The card, by its identifier or a name.
    pub card: String,
    /// Which way.
    pub direction: Direction,
    /// How to print.
    pub form: Form,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    let flag = |name: &'static str, help: Said| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(t(help))
    };
    Command::new("chain")
        .about(t(say!(en: "what led to something, link by link, and which link is weakest", ru: "что к чему привело, звено за звеном, и какое звено слабее всех", kk: "ненің неге алып келгені, буын-буынымен, және қай буыны ең әлсіз")))
        .help_template(template.to_owned())
        .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
        .arg(Arg::new("card").value_name("CARD").required(true).help(t(say!(en: "the card, by its identifier or any of its names", ru: "карточка: идентификатор или любое из названий", kk: "карточка: идентификаторы немесе кез келген атауы"))))
        .arg(flag("back", say!(en: "back, to what led to it; this is what happens without a key", ru: "назад, к тому, что к этому привело; так и без ключа", kk: "артқа, бұған алып келгенге қарай; параметр берілмесе де осылай")).conflicts_with("forward"))
        .arg(flag("forward", say!(en: "forward, to what it led to", ru: "вперёд, к тому, к чему это привело", kk: "алға, бұл алып келгенге қарай")))
        .arg(flag("json", say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан")))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    let one = |name: &str| of.get_one::<String>(name).cloned().unwrap_or_default();
    Asked {
        study: one("study"),
        card: one("card"),
        direction: if of.get_flag("forward") { Direction::Forward } else { Direction::Back },
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// The chain that was asked for.
///
/// # Errors
///
/// What to say when there is no such card, or several.
pub fn told(study: &Study, asked: &Asked, lang: Lang) -> Result<String, Said> {
    let card = card(study, &asked.card)?;
    let derived = derive(study);
    let causes = Causes::of(study, &derived.chronology, &derived.witnesses);
    let chain = causes.chain(causes.beginning(study, card, asked.direction), asked.direction);
    Ok(match asked.form {
        Form::Json => objects(&chain, lang),
        Form::Human => human(&chain, lang),
    })
}

fn human(chain: &Chain<'_, '_>, lang: Lang) -> String {
    let mut out = format!("{} ({})\n", chain.card.name(lang), chain.card.file);
    if chain.steps.is_empty() {
        let _ = writeln!(out, "  {}", nothing_said(chain.direction).get(lang));
        return out;
    }
    for step in &chain.steps {
        let link = step.link;
        let margin = "  ".repeat(step.depth + 1);
        let bond = bond_said(link.bond);
        let name = match chain.direction {
            Direction::Back => format!("← {}: {}", bond.get(lang), cause_name(&link.cause, lang)),
            Direction::Forward => format!("→ {} ({})", link.effect.name(lang), bond.get(lang)),
        };
        let only = match link.is_only {
            true => format!("; {}", say!(en: "the only one named", ru: "единственная названная", kk: "аталған жалғыз себеп").get(lang)),
            false => String::new(),
        };
        let again = match step.again {
            true => format!(
                "; {}",
                say!(en: "see above", ru: "см. выше", kk: "жоғарыда көрсетілген").get(lang)
            ),
            false => String::new(),
        };
        let cited: Vec<String> = link
            .claims
            .iter()
            .flat_map(|claim| &claim.value.citations)
            .map(|citation| format!("{}, {}", citation.key, citation.locator))
            .collect();
        let _ = writeln!(out, "{margin}{name}  [{}]", cited.join("; "));
        let _ =
            writeln!(out, "{margin}     {}{only}{again}", strength_said(link.strength).get(lang));
        for claim in &link.claims {
            let notes = [&claim.value.because, &claim.value.note];
            for note in notes.into_iter().flatten() {
                let _ = writeln!(out, "{margin}     ({note})");
            }
        }
    }
    for circle in &chain.circles {
        let names: Vec<&str> = circle.iter().map(|card| card.name(lang)).collect();
        let names = names.join(" → ");
        let said = say!({ names } en: "told to be its own cause: {names}", ru: "названо причиной самого себя: {names}", kk: "өзіне өзі себеп деп аталған: {names}");
        let _ = writeln!(out, "  ! {}", said.get(lang));
    }
    let said = all_alike_said(chain).or_else(|| weakest_said(chain));
    if let Some(said) = said {
        let _ = writeln!(out, "  = {}", said.get(lang));
    }
    let far = chain
        .ways
        .iter()
        .filter(|way| 1 < way.links.len() && way.weakest.strength < Strength::Single);
    for way in far {
        let path = way_said(way.links.as_slice(), chain.direction, lang);
        let weak = cause_name(&way.weakest.cause, lang);
        let said = say!({ path, weak } en: "{path}: weakest at “{weak}”", ru: "{path}: слабее всего у «{weak}»", kk: "{path}: ең әлсіз жері — «{weak}»");
        let _ = writeln!(out, "    {}", said.get(lang));
    }
    out
}

fn way_said(links: &[&CausalLink<'_>], direction: Direction, lang: Lang) -> String {
    let names: Vec<&str> = links
        .iter()
        .map(|link| match direction {
            Direction::Back => cause_name(&link.cause, lang),
            Direction::Forward => link.effect.name(lang),
        })
        .collect();
    names.join(if direction == Direction::Back { " ← " } else { " → " })
}

fn objects(chain: &Chain<'_, '_>, lang: Lang) -> String {
    let mut out = String::new();
    for step in &chain.steps {
        let mut object = link_object(step.link, lang);
        object["depth"] = json!(step.depth);
        object["again"] = json!(step.again);
        let in_circle = |card: &Card| {
            chain.circles.iter().any(|circle| circle.iter().any(|one| one.file == card.file))
        };
        object["in_circle"] =
            json!(in_circle(step.link.effect) && step.link.cause.card().is_some_and(in_circle));
        let _ = writeln!(out, "{object}");
    }
    for way in &chain.ways {
        let links: Vec<Value> = way
            .links
            .iter()
            .map(|link| json!({ "effect": link.effect.id, "cause": link.cause.card().map(|card| &card.id), "text": cause_name(&link.cause, lang) }))
            .collect();
        let weakest = link_object(way.weakest, lang);
        let _ = writeln!(out, "{}", json!({ "way": links, "weakest": weakest }));
    }
    out
}

fn link_object(link: &CausalLink<'_>, lang: Lang) -> Value {
    let words = match link.cause {
        Cause::Card(_) => Value::Null,
        Cause::Words(_) => json!(cause_name(&link.cause, lang)),
    };
    let citations: Vec<Value> = link.claims.iter().flat_map(citations).collect();
    json!({
        "effect": link.effect.id,
        "cause": link.cause.card().map(|card| &card.id),
        "words": words,
        "bond": link.bond.predicate(),
        "strength": link.strength.name(),
        "said": strength_said(link.strength).get(lang),
        "witnesses": link.witnesses,
        "only": link.is_only,
        "citations": citations,
    })
}
