//! `derek compare`: cards of a study side by side, each cell with its claims.

use std::io::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::{Desk, Error};
use derek_publish::compare;
use derek_publish::timeline::Window;
use derek_reason::compare::{By, Table, before_and_after, historiographies, side_by_side, voices};
use derek_study::{Card, Lang, Said, Study, say};

/// What was asked to be compared.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The folder of the study.
    pub study: String,
    /// The cards, by identifier or name.
    pub cards: Vec<String>,
    /// How the table is laid.
    pub laid: Laid,
    /// How to print.
    pub form: Form,
}

/// How a table is laid.
#[derive(Debug, Clone, Default)]
pub struct Laid {
    /// By what rows are told apart.
    pub by: By,
    /// The day that parts the columns.
    pub before: Option<String>,
    /// Whether the columns are voices.
    pub sources: bool,
}

/// How to print a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a person.
    Human,
    /// For a pipeline.
    Json,
    /// For a spreadsheet.
    Csv,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("compare")
        .about(t(say!(en: "lay cards side by side, each cell with its claims", ru: "поставить карточки рядом: в каждой ячейке её утверждения", kk: "карточкаларды қатар қою: әр ұяшықта өз тұжырымдары")))
        .help_template(template.to_owned())
        .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
        .arg(Arg::new("card").value_name("CARD").required(true).num_args(1..).help(t(say!(en: "cards, by identifier or any of their names", ru: "карточки: идентификаторы или любые названия", kk: "карточкалар: идентификаторы не кез келген атауы"))))
        .arg(Arg::new("by").long("by").value_name("ROWS").value_parser(["predicates", "matters"]).help(t(say!(en: "what the rows are: predicates, or the matters that claims link to as [[card]]", ru: "что в строках: предикаты или предметы, на которые утверждения ссылаются как [[карточка]]", kk: "жолдарда не тұрады: предикаттар не тұжырымдар [[карточка]] деп сілтейтін мәселелер"))))
        .arg(Arg::new("before").long("before").value_name("DATE").help(t(say!(en: "what holds before this date beside what holds from it on; with --sources, what was written then", ru: "что верно до этой даты рядом с тем, что верно с неё; с --sources — что тогда написано", kk: "осы күнге дейінгі мен одан бергінің қатары; --sources болса, сол кезде жазылғаны"))))
        .arg(Arg::new("sources").long("sources").action(ArgAction::SetTrue).help(t(say!(en: "a column for each source, or for whom it reports", ru: "столбец на каждый источник или на того, чьи слова он передаёт", kk: "әр дереккөзге не ол сөзін жеткізген адамға бір баған"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
        .arg(Arg::new("csv").long("csv").action(ArgAction::SetTrue).conflicts_with("json").help(t(say!(en: "a table for a spreadsheet", ru: "таблица для электронных таблиц", kk: "электрондық кестеге арналған кесте"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    Asked {
        study: of.get_one::<String>("study").cloned().unwrap_or_default(),
        cards: of.get_many::<String>("card").into_iter().flatten().cloned().collect(),
        laid: Laid {
            by: match of.get_one::<String>("by").map(String::as_str) {
                Some("matters") => By::Matters,
                _ => By::Predicates,
            },
            before: of.get_one::<String>("before").cloned(),
            sources: of.get_flag("sources"),
        },
        form: match (of.get_flag("json"), of.get_flag("csv")) {
            (true, _) => Form::Json,
            (_, true) => Form::Csv,
            _ => Form::Human,
        },
    }
}

/// Lays the cards out and says the table.
///
/// # Errors
///
/// When the study cannot be read, a card is unknown, or the date is none.
pub fn run(asked: &Asked, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let current = Desk::open(Path::new(&asked.study), derek_desk::reference())?.reading();
    let study = &current.study;
    let refused = |cause: Said| Error {
        attempted: say!(en: "comparing in", ru: "сравниваю в", kk: "салыстыру:"),
        path: Path::new(&asked.study).to_owned(),
        cause,
        hint: say!(en: "name a card by its identifier, and a day as derek date reads it", ru: "назовите карточку её идентификатором, а день — так, как его понимает derek date", kk: "карточканы идентификаторымен, ал күнді derek date түсінетіндей атаңыз"),
    };
    let cards: Result<Vec<&Card>, Said> =
        asked.cards.iter().map(|card| crate::why::card(study, card)).collect();
    let table = laid(study, &cards.map_err(refused)?, &asked.laid).map_err(refused)?;
    let said = match asked.form {
        Form::Human => compare::told(study, &table, lang),
        Form::Csv => compare::csv(study, &table, lang),
        Form::Json => {
            let lines = compare::json_lines(study, &table, lang);
            lines.iter().map(|line| format!("{line}\n")).collect()
        }
    };
    // A reader that has gone away is no error.
    let _ = out.write_all(said.as_bytes());
    Ok(())
}

/// The table of some cards.
///
/// # Errors
///
/// What to say when the date is none.
pub fn laid<'a>(study: &'a Study, cards: &[&'a Card], laid: &Laid) -> Result<Table<'a>, Said> {
    let day = match laid.before.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => Some(Window::typed(typed, "").0.ok_or_else(|| {
            say!({ typed } en: "“{typed}” is no date", ru: "«{typed}» — не дата", kk: "«{typed}» — күн емес")
        })?),
        None => None,
    };
    Ok(match (laid.sources, day) {
        (true, None) => voices(cards),
        (true, Some(day)) => historiographies(study, cards, day),
        (false, Some(day)) => before_and_after(study, cards, day),
        (false, None) => side_by_side(study, cards, laid.by),
    })
}
