//! `derek argue`: which arguments of a study, or of a file of attacks, stand, and why.

use std::io::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::{Desk, Error};
use derek_publish::argument;
use derek_reason::{
    Argument, Debate, STEPS, Semantics, Unfinished, Written, read_framework, witnesses,
};
use derek_study::{Card, Lang, Said, say};
use serde_json::json;

use crate::cli::Form;

/// What was asked about arguments.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The folder of a study, or a file of arguments and attacks.
    pub path: String,
    /// The card of a study; in a file, the argument that a task is about.
    pub card: Option<String>,
    /// What a set of arguments must satisfy; the grounded labels when `None`.
    pub semantics: Option<Semantics>,
    /// What to find: `DC`, `DS`, `SE` or `EE`.
    pub task: Option<String>,
    /// How to print.
    pub form: Form,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("argue")
        .about(t(say!(en: "which arguments stand, and why", ru: "какие доводы устояли и почему", kk: "қай дәлелдер орнында қалды және неге")))
        .help_template(template.to_owned())
        .arg(Arg::new("path").value_name("STUDY|FILE").required(true).help(t(say!(en: "the folder of a study; or a file of arguments and attacks: `p af N`, TGF, APX", ru: "папка исследования или файл доводов и атак: `p af N`, TGF, APX", kk: "зерттеу бумасы не дәлелдер мен шабуылдар файлы: `p af N`, TGF, APX"))))
        .arg(Arg::new("card").value_name("ARGUMENT|QUESTION").help(t(say!(en: "one argument by its card, or every one on a question; of a file, its name there", ru: "один довод по карточке или все доводы по вопросу; для файла — имя в нём", kk: "карточкасы бойынша бір дәлел не сұрақ бойынша бәрі; файлда — ондағы аты"))))
        .arg(Arg::new("semantics").long("semantics").value_name("WHICH").value_parser(Semantics::ALL.map(Semantics::name)).help(t(say!(en: "of a file: every set of arguments that can be held together", ru: "для файла: все наборы доводов, которые можно принять вместе", kk: "файл үшін: бірге қабылдауға болатын дәлел жиындарының бәрі"))))
        .arg(Arg::new("task").long("task").value_name("TASK").value_parser(["DC", "DS", "SE", "EE"]).help(t(say!(en: "of a file: whether an argument is in some set (DC) or in every (DS); one set (SE), or all (EE)", ru: "для файла: входит ли довод в какой-либо набор (DC), во все ли (DS); один набор (SE) или все (EE)", kk: "файл үшін: дәлел бір жиында (DC) не барлығында (DS) бар ма; бір жиын (SE) не бәрі (EE)"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    let one = |name: &str| of.get_one::<String>(name).cloned();
    let named = |name: String| Semantics::ALL.into_iter().find(|known| known.name() == name);
    Asked {
        path: one("path").unwrap_or_default(),
        card: one("card"),
        semantics: one("semantics").and_then(named),
        task: one("task"),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// Says how the arguments stand.
///
/// # Errors
///
/// When the study or the file cannot be read, or the search does not end in time.
pub fn run(asked: &Asked, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    match Path::new(&asked.path).is_dir() {
        true => of_study(asked, lang, out),
        false => of_file(asked, lang, out),
    }
}

fn of_study(asked: &Asked, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let current = Desk::open(Path::new(&asked.path), derek_desk::reference())?.reading();
    let witnesses = witnesses(&current.study);
    let debate = Debate::of(&current.study, &witnesses);
    let card = match &asked.card {
        Some(card) => Some(
            crate::why::card(&current.study, card)
                .map_err(|said| refused(asked, said, naming()))?,
        ),
        None => None,
    };
    let answers = |one: &Argument<'_>, card: &Card| {
        one.card.id == card.id || one.questions.iter().any(|question| question.id == card.id)
    };
    if let Some(card) = card.filter(|card| !debate.arguments.iter().any(|one| answers(one, card))) {
        let id = &card.id;
        let said = say!({ id } en: "the card “{id}” is no argument, and no question that an argument answers", ru: "карточка «{id}» — не довод и не вопрос, на который отвечает какой-нибудь довод", kk: "«{id}» карточкасы дәлел де, дәлелі бар сұрақ та емес");
        return Err(refused(asked, said, naming()));
    }
    let mut parted = "";
    for one in debate.arguments.iter().filter(|one| card.is_none_or(|card| answers(one, card))) {
        // A reader that has gone away is no error.
        let _ = match asked.form {
            Form::Json => writeln!(out, "{}", argument::argument_json(one, lang)),
            Form::Human => write!(out, "{parted}{}", argument::told(one, lang)),
        };
        parted = "\n";
    }
    Ok(())
}

fn of_file(asked: &Asked, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let bytes = crate::run::bytes(&asked.path)?;
    let text = String::from_utf8_lossy(&bytes);
    let written = read_framework(&text).map_err(|misread| {
        let hint = say!(en: "write `p af 3` and lines `1 2`; or names, `#` and pairs; or `arg(a).` and `att(a,b).`", ru: "пишите `p af 3` и строки `1 2`; или имена, `#` и пары; или `arg(a).` и `att(a,b).`", kk: "`p af 3` пен `1 2` жолдарын; не атауларды, `#` пен жұптарды; не `arg(a).` мен `att(a,b).` жазыңыз");
        refused(asked, argument::misread_said(&misread), hint)
    })?;
    drop(text);
    let argument = match &asked.card {
        Some(name) => Some(written.named(name).ok_or_else(|| {
            let said = say!({ name } en: "the file has no argument “{name}”", ru: "в файле нет довода «{name}»", kk: "файлда «{name}» дәлелі жоқ");
            refused(asked, said, naming())
        })?),
        None => None,
    };
    let task = match (&asked.task, asked.semantics) {
        (Some(task), _) => Some(task.as_str()),
        (None, Some(Semantics::Grounded) | None) => None,
        (None, Some(_)) => Some("EE"),
    };
    match task {
        Some(task) => solved(asked, &written, task, argument, out),
        None => {
            let labelling = written.framework.grounded();
            let shown = argument.map_or(0..written.framework.count(), |one| one..one + 1);
            for one in shown {
                let said = match asked.form {
                    Form::Human => argument::framework_line(&written, &labelling, one, lang),
                    Form::Json => {
                        format!("{}\n", argument::framework_json(&written, &labelling, one))
                    }
                };
                if out.write_all(said.as_bytes()).is_err() {
                    break;
                }
            }
            Ok(())
        }
    }
}

/// Does a task of the competitions of argumentation solvers.
fn solved(
    asked: &Asked,
    written: &Written,
    task: &str,
    argument: Option<u32>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let semantics = asked.semantics.unwrap_or(Semantics::Grounded);
    let framework = &written.framework;
    let unfinished = |Unfinished| {
        let said = say!(en: "there are too many sets to go through, and the search was given up", ru: "наборов слишком много, перебор прекращён", kk: "жиын тым көп, іздеу тоқтатылды");
        let help = say!(en: "ask for the grounded labels: leave --semantics out", ru: "спросите обоснованную разметку: уберите --semantics", kk: "негізделген белгілерді сұраңыз: --semantics параметрін алып тастаңыз");
        refused(asked, said, help)
    };
    let names = |set: &[u32]| -> Vec<String> { set.iter().map(|one| written.name(*one)).collect() };
    let told = |set: &[u32]| match asked.form {
        Form::Json => format!("{}\n", json!({ "extension": names(set) })),
        Form::Human => format!("[{}]\n", names(set).join(",")),
    };
    let said = match (task, argument) {
        ("EE", _) => {
            let all = framework.extensions(semantics, STEPS).map_err(unfinished)?;
            all.iter().map(|one| told(one)).collect()
        }
        ("SE", _) => match framework.extension(semantics, STEPS).map_err(unfinished)? {
            Some(one) => told(&one),
            None if asked.form == Form::Json => format!("{}\n", json!({ "extension": null })),
            None => "NO\n".to_owned(),
        },
        (_, None) => {
            let said = say!({ task } en: "{task} asks about one argument, and none is named", ru: "{task} спрашивает об одном доводе, а он не назван", kk: "{task} бір дәлел туралы сұрайды, ал ол аталмаған");
            return Err(refused(asked, said, naming()));
        }
        (_, Some(one)) => {
            let witness = match task {
                "DC" => framework.credulously(one, semantics, STEPS),
                _ => framework.lacking(one, semantics, STEPS),
            };
            let witness = witness.map_err(unfinished)?;
            let answer = witness.is_some() == (task == "DC");
            let full = format!("{task}-{}", semantics.letters());
            match asked.form {
                Form::Human => format!("{}\n", if answer { "YES" } else { "NO" }),
                Form::Json => format!(
                    "{}\n",
                    json!({
                        "task": full, "argument": written.name(one), "answer": answer,
                        "extension": witness.map(|set| names(&set)),
                    })
                ),
            }
        }
    };
    // A reader that has gone away is no error.
    let _ = out.write_all(said.as_bytes());
    Ok(())
}

fn naming() -> Said {
    say!(en: "leave the name out to see all", ru: "уберите имя, чтобы увидеть все", kk: "бәрін көру үшін атын алып тастаңыз")
}

fn refused(asked: &Asked, cause: Said, hint: Said) -> Error {
    let attempted =
        say!(en: "weighing the arguments of", ru: "разбираю доводы:", kk: "дәлелдерді таразылау:");
    Error { attempted, path: Path::new(&asked.path).to_owned(), cause, hint }
}
