//! `derek fmt`: rules in sentences of a language, or as programmers write them.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::{Desk, Error};
use derek_study::rule::{self, Face, Grammar};
use derek_study::{Doubt, Lang, Said, Vocabulary, say};
use serde_json::json;

use crate::cli::Form;

/// What was asked about rules.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The file; standard input when it is `-`, none when only the sentences are listed.
    pub file: Option<String>,
    /// The study whose vocabulary the rules are written in; that around the file when `None`.
    pub study: Option<String>,
    /// The face to write them in; each sentence in its own language when `None`.
    pub face: Option<Wanted>,
    /// Whether to write the file instead of printing it.
    pub write: bool,
    /// Whether to list the sentences that rules can be made of.
    pub sentences: bool,
    /// The language asked for.
    pub lang: Option<Lang>,
    /// How to print.
    pub form: Form,
}

/// How rules are to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// In sentences.
    Sentence,
    /// As programmers write them.
    Compact,
}

/// What came of it.
pub enum Done {
    /// To be printed.
    Told(String),
    /// To be written to this file.
    Written(PathBuf, String),
    /// What is wrong with the rules, to be printed.
    Wrong(String),
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("fmt")
        .about(t(say!(en: "write rules in sentences of a language, or in the compact form; the same rules either way", ru: "записать правила предложениями на одном из языков или кратко; правила при этом те же", kk: "ережелерді бір тілдегі сөйлемдермен не қысқаша жазу; ережелер сол күйінде қалады")))
        .help_template(template.to_owned())
        .arg(Arg::new("file").value_name("FILE").required_unless_present("sentences").help(t(say!(en: "a rule file, or rules as text; `-` is standard input", ru: "файл правил или текст с правилами; `-` — стандартный ввод", kk: "ережелер файлы не ережелер мәтіні; `-` — стандартты енгізу"))))
        .arg(Arg::new("sentence").long("sentence").action(ArgAction::SetTrue).conflicts_with("compact").help(t(say!(en: "in sentences, of the language given with --lang", ru: "предложениями, на языке ключа --lang", kk: "сөйлемдермен, --lang кілтіндегі тілде"))))
        .arg(Arg::new("compact").long("compact").action(ArgAction::SetTrue).help(t(say!(en: "in the compact form of programmers", ru: "в краткой записи программистов", kk: "бағдарламашылардың қысқа жазбасымен"))))
        .arg(Arg::new("write").long("write").action(ArgAction::SetTrue).help(t(say!(en: "write the file instead of printing it", ru: "записать в файл, а не напечатать", kk: "басып шығармай, файлға жазу"))))
        .arg(Arg::new("study").long("study").value_name("STUDY").help(t(say!(en: "the study whose vocabulary is meant; that around the file when left out", ru: "исследование, чей словарь имеется в виду; без ключа — то, в котором лежит файл", kk: "сөздігі алынатын зерттеу; берілмесе, файл жатқан зерттеу"))))
        .arg(Arg::new("sentences").long("sentences").action(ArgAction::SetTrue).help(t(say!(en: "list the sentences that rules are made of", ru: "перечислить предложения, из которых складываются правила", kk: "ережелер құралатын сөйлемдерді тізу"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand; `lang` is the language asked for on the command line.
pub fn read(of: &ArgMatches, lang: Option<Lang>) -> Asked {
    let one = |name: &str| of.get_one::<String>(name).cloned();
    let face = match (of.get_flag("sentence"), of.get_flag("compact")) {
        (true, _) => Some(Wanted::Sentence),
        (_, true) => Some(Wanted::Compact),
        _ => None,
    };
    Asked {
        file: one("file"),
        study: one("study"),
        face,
        write: of.get_flag("write"),
        sentences: of.get_flag("sentences"),
        lang,
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// Does what was asked with the text of the file; `shown` is the language of the person.
///
/// # Errors
///
/// When the study cannot be opened.
pub fn done(asked: &Asked, text: &str, shown: Lang) -> Result<Done, Error> {
    let grammar = grammar(asked)?;
    if asked.sentences {
        return Ok(Done::Told(sentences(&grammar, asked, shown)));
    }
    let named_so =
        asked.file.as_deref().is_some_and(|file| file.to_ascii_lowercase().ends_with(".md"));
    let own = match named_so || rule::is_markdown(text) {
        true => None,
        false => Some(Face::of(text)),
    };
    let face = match (asked.face, asked.lang, own) {
        (Some(Wanted::Compact), ..) => Face::Compact,
        (None, None, Some(face @ Face::Sentence(_))) => face,
        _ => Face::Sentence(asked.lang.unwrap_or(shown)),
    };
    let made = match own {
        None => rule::rewritten(text, face, &grammar),
        Some(own) => {
            let (rules, doubts) = rule::read(text, own, &grammar);
            match doubts.is_empty() {
                true => Ok(rule::told(&rules, face, &grammar)),
                false => Err(doubts),
            }
        }
    };
    let name = asked.file.as_deref().unwrap_or("-");
    Ok(match made {
        Err(doubts) => Done::Wrong(wrong(name, text, &doubts, asked.form, shown)),
        Ok(made) if asked.write && name != "-" => Done::Written(PathBuf::from(name), made),
        Ok(made) if asked.form == Form::Json => {
            Done::Told(format!("{}\n", json!({ "file": name, "face": face.name(), "rules": made })))
        }
        Ok(made) => Done::Told(made),
    })
}

/// The sentences of the study around the file, or of the shipped vocabulary.
fn grammar(asked: &Asked) -> Result<Grammar, Error> {
    let around = asked.file.as_deref().filter(|file| *file != "-").and_then(|file| {
        let whole = std::path::absolute(file).ok()?;
        let mut folders = whole.ancestors().skip(1);
        folders.find(|folder| folder.join("study.yaml").is_file()).map(Path::to_owned)
    });
    match asked.study.as_deref().map(PathBuf::from).or(around) {
        Some(folder) => {
            let desk = Desk::open(&folder, derek_desk::reference())?;
            Ok(desk.reading().study.grammar())
        }
        None => Ok(Grammar::of(&Vocabulary::shipped(), &[])),
    }
}

fn sentences(grammar: &Grammar, asked: &Asked, shown: Lang) -> String {
    let lang = asked.lang.unwrap_or(shown);
    let mut out = String::new();
    for (spoken, written) in grammar.sentences(lang) {
        let line = match asked.form {
            Form::Json => json!({ "name": spoken.name, "sentence": written }).to_string(),
            Form::Human => written.to_owned(),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn wrong(name: &str, text: &str, doubts: &[Doubt], form: Form, lang: Lang) -> String {
    let mut out = String::new();
    for doubt in doubts {
        let line = text.get(..doubt.range.start).unwrap_or_default().matches('\n').count() + 1;
        let words = text.get(doubt.range.clone()).unwrap_or_default();
        let words = words.lines().next().unwrap_or_default().trim();
        let (said, help) = (doubt.said.get(lang), doubt.help.get(lang));
        out.push_str(&match form {
            Form::Json => {
                let object = json!({
                    "file": name, "line": line, "start": doubt.range.start, "end": doubt.range.end,
                    "words": words, "error": said, "help": help,
                });
                format!("{object}\n")
            }
            Form::Human => format!("{name}:{line}: {said}\n  | {words}\n  = {help}\n"),
        });
    }
    out
}
