//! `derek periods`: periods held against events, and the breaks that dated events show.

use std::io::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::{Desk, Error};
use derek_publish::periods;
use derek_reason::{Breaks, Diachrony, read_events};
use derek_study::{Lang, Said, say};

use crate::cli::Form;

/// What was asked about periods.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The folder of a study, or a file of dated events; `-` for standard input.
    pub path: String,
    /// How to print.
    pub form: Form,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("periods")
        .about(t(say!(en: "periods held against events, and the breaks that events show", ru: "периоды рядом с событиями и переломы, которые показывают события", kk: "кезеңдерді оқиғалармен салыстыру және оқиғалар көрсететін бетбұрыстар")))
        .help_template(template.to_owned())
        .arg(Arg::new("path").value_name("STUDY|FILE").required(true).help(t(say!(en: "the folder of a study; or a file with a date a line, and after a tab the kind of event; - for standard input", ru: "папка исследования или файл: в строке дата и, после табуляции, вид события; - для стандартного ввода", kk: "зерттеу бумасы не файл: әр жолда күн және, табуляциядан кейін, оқиға түрі; - стандартты енгізу үшін"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    Asked {
        path: of.get_one::<String>("path").cloned().unwrap_or_default(),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// Says what the events show.
///
/// # Errors
///
/// When the study or the file cannot be read, or a line is no date.
pub fn run(asked: &Asked, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let path = Path::new(&asked.path);
    let said = if path.is_dir() {
        let current = Desk::open(path, derek_desk::reference())?.reading();
        let seen = Diachrony::of(&current.study);
        match asked.form {
            Form::Human => periods::told(&seen, lang),
            Form::Json => {
                let lines = periods::json_lines(&seen, lang);
                lines.iter().map(|line| format!("{line}\n")).collect()
            }
        }
    } else {
        let bytes = crate::run::bytes(&asked.path)?;
        let text = String::from_utf8_lossy(&bytes);
        let events = read_events(&text).map_err(|wrong| Error {
            attempted: say!(en: "reading", ru: "читаю", kk: "оқу:"),
            path: path.to_owned(),
            cause: periods::no_date_said(wrong.line, &wrong.words),
            hint: say!(en: "write one date a line, as derek date reads it, and after a tab the kind of event", ru: "пишите по одной дате в строке, как их понимает derek date, а вид события — после табуляции", kk: "әр жолға derek date түсінетін бір күн, ал оқиға түрін табуляциядан кейін жазыңыз"),
        })?;
        let found = Breaks::of(&events);
        match (found, asked.form) {
            (Some(found), Form::Json) => format!("{}\n", periods::breaks_json(&found)),
            (Some(found), Form::Human) => periods::breaks_told(&found, lang),
            (None, Form::Json) => {
                let vague = events.len();
                format!(
                    "{}\n",
                    serde_json::json!({ "events": 0, "too_vague": vague, "breaks": [] })
                )
            }
            (None, Form::Human) => {
                let none = say!(en: "no date is known to the year or closer", ru: "нет ни одной даты, известной хотя бы до года", kk: "жылына дейін белгілі бірде-бір күн жоқ");
                format!("{}\n", none.get(lang))
            }
        }
    };
    // A reader that has gone away is no error.
    let _ = out.write_all(said.as_bytes());
    Ok(())
}
