//! `derek name`: names matched, explained and rendered.

use std::fmt::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_publish::{part_said, reason_said};
use derek_study::{Lang, Said, say};
use derek_text::{
    Comparison, Index, NameKey, Reason, ReasonKind, Role, SYSTEMS, Unrendered, compare, render,
    side_by_side,
};
use serde_json::{Value, json};

use crate::cli::Form;

/// What was asked about names.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Which names of a file are nearest to some.
    Match {
        /// The names asked for; lines of standard input when there are none.
        queries: Vec<String>,
        /// A file with a name on each line.
        among: String,
        /// How many to show for each.
        most: usize,
        /// How to print.
        form: Form,
    },
    /// Why two names are one person's, or not.
    Why {
        /// The one name.
        one: String,
        /// The other.
        other: String,
        /// How to print.
        form: Form,
    },
    /// Names in a system of writing.
    Render {
        /// The names; lines of standard input when there are none.
        names: Vec<String>,
        /// The system; the list of systems when `None`.
        system: Option<String>,
        /// How to print.
        form: Form,
    },
}

/// How sure a match must be to be shown, on a scale of 0 to 1.
const LEAST: f32 = 0.05;

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    let json = || {
        Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(
            say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"),
        ))
    };
    let sub = |name: &'static str, about: Said| {
        Command::new(name).about(t(about)).help_template(template.to_owned())
    };
    let named = || Arg::new("name").value_name("NAME");
    let lines = || {
        t(
            say!(en: "names; lines of standard input when left out", ru: "имена; без них — строки стандартного ввода", kk: "есімдер; берілмесе, стандартты енгізу жолдары"),
        )
    };
    Command::new("name")
        .about(t(say!(en: "names of people: matched, explained, rendered", ru: "имена людей: сопоставить, объяснить, записать", kk: "адам есімдері: салыстыру, түсіндіру, жазу")))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            sub("match", say!(en: "find names in a list, in any script and misspelled", ru: "найти имена в списке, в любой письменности и с ошибками", kk: "тізімнен есімдерді кез келген жазуда және қатесімен табу"))
                .arg(named().num_args(0..).help(lines()))
                .arg(Arg::new("among").long("among").value_name("FILE").required(true).help(t(say!(en: "a file with a name on each line", ru: "файл с именем на каждой строке", kk: "әр жолында бір есім бар файл"))))
                .arg(Arg::new("most").long("most").value_name("N").value_parser(clap::value_parser!(u16)).help(t(say!(en: "how many to show for each; 5 when left out", ru: "сколько показать для каждого; без ключа 5", kk: "әрқайсысына қаншасын көрсету; берілмесе 5"))))
                .arg(json()),
        )
        .subcommand(
            sub("why", say!(en: "why two names are one person's, or not", ru: "почему два имени принадлежат одному человеку или нет", kk: "екі есім неге бір адамдікі, не емес"))
                .arg(Arg::new("one").value_name("NAME").required(true).help(t(say!(en: "a name", ru: "имя", kk: "есім"))))
                .arg(Arg::new("other").value_name("NAME").required(true).help(t(say!(en: "another name", ru: "другое имя", kk: "басқа есім"))))
                .arg(json()),
        )
        .subcommand(
            sub("render", say!(en: "write names in a published system", ru: "записать имена по опубликованной системе", kk: "есімдерді жарияланған жүйемен жазу"))
                .arg(named().num_args(0..).help(lines()))
                .arg(Arg::new("system").long("system").value_name("SYSTEM").required_unless_present("list").help(t(say!(en: "the system: bgn-pcgn-kaz-1979", ru: "система: bgn-pcgn-kaz-1979", kk: "жүйе: bgn-pcgn-kaz-1979"))))
                .arg(Arg::new("list").long("list").action(ArgAction::SetTrue).help(t(say!(en: "list the systems", ru: "перечислить системы", kk: "жүйелер тізімі"))))
                .arg(json()),
        )
}

/// Reads the subcommand; `None` when it is none of these.
pub fn read(of: &ArgMatches) -> Option<Asked> {
    let many = |of: &ArgMatches| -> Vec<String> {
        of.get_many::<String>("name").into_iter().flatten().cloned().collect()
    };
    let one = |of: &ArgMatches, name: &str| of.get_one::<String>(name).cloned().unwrap_or_default();
    let form = |of: &ArgMatches| if of.get_flag("json") { Form::Json } else { Form::Human };
    Some(match of.subcommand()? {
        ("match", of) => Asked::Match {
            queries: many(of),
            among: one(of, "among"),
            most: of.get_one::<u16>("most").map_or(5, |most| usize::from(*most)),
            form: form(of),
        },
        ("why", of) => Asked::Why { one: one(of, "one"), other: one(of, "other"), form: form(of) },
        ("render", of) => Asked::Render {
            names: many(of),
            system: if of.get_flag("list") {
                None
            } else {
                of.get_one::<String>("system").cloned()
            },
            form: form(of),
        },
        _ => return None,
    })
}

/// The names of a list that are nearest to each query.
pub fn matched(queries: &[String], among: &str, most: usize, form: Form, lang: Lang) -> String {
    let names: Vec<&str> = among.lines().map(str::trim).filter(|name| !name.is_empty()).collect();
    let index = Index::of(&names);
    let mut out = String::new();
    for query in queries {
        let key = NameKey::of(query);
        let found: Vec<(&str, Comparison)> = index
            .find(query, most)
            .into_iter()
            .filter(|found| LEAST <= found.comparison.score)
            .filter_map(|found| Some((*names.get(found.name)?, found.comparison)))
            .collect();
        match form {
            Form::Json => {
                let matches: Vec<Value> = found
                    .iter()
                    .map(|(name, comparison)| {
                        let why = why(query, name, &key, &NameKey::of(name), comparison);
                        json!({ "name": name, "score": rounded(comparison.score), "why": why })
                    })
                    .collect();
                let _ = writeln!(out, "{}", json!({ "query": query, "matches": matches }));
            }
            Form::Human => {
                let _ = writeln!(out, "{query}");
                if found.is_empty() {
                    let _ = writeln!(
                        out,
                        "  {}",
                        say!(en: "none like it", ru: "похожих нет", kk: "ұқсасы жоқ").get(lang)
                    );
                }
                for (name, comparison) in found {
                    let against: Vec<String> = comparison
                        .reasons
                        .iter()
                        .filter(|reason| reason.kind == ReasonKind::Contradicted)
                        .filter_map(|reason| reason.role)
                        .map(|role| part_said(role).get(lang).to_owned())
                        .collect();
                    let mark = match against.is_empty() {
                        true => String::new(),
                        false => format!("  ≠ {}", against.join(", ")),
                    };
                    let _ = writeln!(out, "  {:.2}  {name}{mark}", comparison.score);
                }
            }
        }
    }
    out
}

/// Why two names are one person's, or not.
pub fn explained(one: &str, other: &str, form: Form, lang: Lang) -> String {
    let (a, b) = (NameKey::of(one), NameKey::of(other));
    let comparison = compare(&a, &b);
    let mut out = String::new();
    if form == Form::Json {
        let why = why(one, other, &a, &b, &comparison);
        let _ = writeln!(
            out,
            "{}",
            json!({
                "query": one,
                "name": other,
                "score": rounded(comparison.score),
                "why": why,
            })
        );
        return out;
    }
    let _ = writeln!(out, "{:.3}", comparison.score);
    for reason in &comparison.reasons {
        let role = reason.role.map(|role| part_said(role).get(lang).to_owned()).unwrap_or_default();
        let _ = writeln!(
            out,
            "{:+6.1}  {} {role}  {}",
            reason.bits,
            reason_said(reason.kind).get(lang),
            sides(one, other, &a, &b, reason)
        );
        let letters = side_by_side(&a, &b, reason);
        if !letters.is_empty() {
            let cells: Vec<String> = letters
                .iter()
                .map(|(here, there, _)| {
                    let shown = |text: &str, range: &std::ops::Range<usize>| match text
                        .get(range.clone())
                    {
                        None | Some("") => "·".to_owned(),
                        Some(letters) => letters.to_owned(),
                    };
                    format!("{}={}", shown(one, here), shown(other, there))
                })
                .collect();
            // Each pair is isolated, so that scripts of both directions keep their order.
            let _ = writeln!(out, "        \u{2068}{}\u{2069}", cells.join("\u{2069} \u{2068}"));
        }
    }
    out
}

/// Names in a system, or the list of systems; whether all could be written.
pub fn rendered(names: &[String], system: Option<&str>, form: Form) -> (String, bool) {
    let mut out = String::new();
    let Some(system) = system else {
        for system in SYSTEMS {
            let _ = match form {
                Form::Json => {
                    writeln!(out, "{}", json!({ "system": system.id, "title": system.title }))
                }
                Form::Human => writeln!(out, "{:<20} {}", system.id, system.title),
            };
        }
        return (out, true);
    };
    let mut all = true;
    for name in names {
        let rendered = render(name, system);
        all &= rendered.is_ok();
        let _ = match (form, &rendered) {
            (Form::Json, Ok(rendered)) => {
                writeln!(out, "{}", json!({ "name": name, "system": system, "rendered": rendered }))
            }
            (Form::Json, Err(why)) => {
                let letter = match why {
                    Unrendered::UnknownLetter { letter, .. } => Some(letter.to_string()),
                    Unrendered::UnknownSystem => None,
                };
                writeln!(
                    out,
                    "{}",
                    json!({ "name": name, "system": system, "error": why.to_string(), "letter": letter })
                )
            }
            (Form::Human, Ok(rendered)) => writeln!(out, "{rendered}"),
            (Form::Human, Err(why)) => writeln!(out, "{name}: {why}"),
        };
    }
    (out, all)
}

pub(crate) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}

fn bytes_of(key: &NameKey, parts: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let parts = key.parts().get(parts.clone())?;
    Some(parts.first()?.range.start..parts.last()?.range.end)
}

/// The reasons of a comparison of two names of people.
pub(crate) fn reasons(one: &str, other: &str, comparison: &Comparison) -> Vec<Value> {
    why(one, other, &NameKey::of(one), &NameKey::of(other), comparison)
}

fn why(one: &str, other: &str, a: &NameKey, b: &NameKey, comparison: &Comparison) -> Vec<Value> {
    comparison
        .reasons
        .iter()
        .map(|reason| {
            let words = |text: &str, key: &NameKey, parts| {
                bytes_of(key, parts).and_then(|range| text.get(range)).map(str::to_owned)
            };
            let letters: Vec<Value> = side_by_side(a, b, reason)
                .into_iter()
                .map(|(here, there, bits)| json!([one.get(here), other.get(there), bits]))
                .collect();
            json!({
                "reason": reason.kind.id(),
                "part": reason.role.map(Role::id),
                "query": words(one, a, &reason.one),
                "name": words(other, b, &reason.other),
                "bits": (f64::from(reason.bits) * 100.0).round() / 100.0,
                "letters": letters,
            })
        })
        .collect()
}

fn sides(one: &str, other: &str, a: &NameKey, b: &NameKey, reason: &Reason) -> String {
    let words = |text: &str, key: &NameKey, parts| {
        bytes_of(key, parts).and_then(|range| text.get(range)).map(str::to_owned)
    };
    match (words(one, a, &reason.one), words(other, b, &reason.other)) {
        (Some(one), Some(other)) => format!("\u{2068}{one}\u{2069} | \u{2068}{other}\u{2069}"),
        (Some(one), None) => format!("\u{2068}{one}\u{2069} | –"),
        (None, Some(other)) => format!("– | \u{2068}{other}\u{2069}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_says_why_as_json() {
        let said = matched(
            &["A. Bukeikhanov".to_owned()],
            "Ахмет Байтұрсынұлы\nӘлихан Бөкейхан\n",
            5,
            Form::Json,
            Lang::En,
        );
        let value: Value = serde_json::from_str(said.trim()).expect("JSON");
        assert_eq!(value["matches"][0]["name"], "Әлихан Бөкейхан");
        let why = value["matches"][0]["why"].as_array().expect("reasons");
        assert!(
            why.iter()
                .any(|reason| reason["reason"] == "initial-agrees" && reason["name"] == "Әлихан")
        );
    }

    #[test]
    fn a_contradiction_is_said_in_the_language() {
        let said = explained("Валерий Ермаков", "Андрей Ермаков", Form::Human, Lang::Ru);
        assert!(said.contains("противоречит: имя"), "{said}");
        assert!(said.contains("совпадает: фамилия"), "{said}");
    }

    #[test]
    fn what_cannot_be_rendered_is_said() {
        let (said, all) = rendered(&["Ёлкин".to_owned()], Some("kaz-latn-2021"), Form::Human);
        assert!(!all && said.contains('Ё'), "{said}");
        let (list, all) = rendered(&[], None, Form::Human);
        assert!(all && list.lines().count() == SYSTEMS.len());
    }
}
