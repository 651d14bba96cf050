//! `derek whynot`, `derek without`, `derek whatif`: what is missing, what falls, what would follow.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_logic::{Atom, Literal};
use derek_publish::{Lacking, Lost, Unsaid, supposed};
use derek_reason::{Refused, reasoned, without};
use derek_study::{Lang, Said, Study, rule, say};

use crate::cli::Form;

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The study's folder.
    pub study: String,
    /// The question.
    pub question: Question,
    /// How to print.
    pub form: Form,
}

/// Which question.
#[derive(Debug, Clone)]
pub enum Question {
    /// Why a sentence is not so.
    WhyNot(String),
    /// What would be otherwise if a sentence were claimed.
    WhatIf(String),
    /// What falls without sources.
    Without {
        /// Their keys.
        sources: Vec<String>,
        /// Whether what goes back to them alone falls too.
        with_copies: bool,
    },
}

/// The three subcommands, in a language.
pub fn commands(lang: Lang, template: &str) -> [Command; 3] {
    let t = |said: Said| said.get(lang).to_owned();
    let command = |name: &'static str, about: Said| {
        Command::new(name)
            .about(t(about))
            .help_template(template.to_owned())
            .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
            .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
    };
    let sentence = || {
        Arg::new("sentence").value_name("SENTENCE").required(true).help(t(say!(en: "a fact in a sentence, as rules have it; … is anything", ru: "факт предложением, как в правилах; … — что угодно", kk: "ережелердегідей сөйлеммен айтылған факт; … — кез келгені")))
    };
    [
        command("whynot", say!(en: "why something does not follow, and what would supply it", ru: "почему что-то не следует и что это восполнило бы", kk: "бірдеңе неге шықпайды және оны не толтырар еді")).arg(sentence()),
        command("without", say!(en: "what falls when a source falls", ru: "что отпадёт вместе с источником", kk: "дереккөзбен бірге не құлайды"))
            .arg(Arg::new("source").value_name("SOURCE").required(true).num_args(1..).help(t(say!(en: "citation keys of sources", ru: "ключи источников", kk: "дереккөздердің кілттері"))))
            .arg(Arg::new("with-copies").long("with-copies").action(ArgAction::SetTrue).help(t(say!(en: "drop what goes back to them alone too", ru: "отбросить и то, что восходит только к ним", kk: "тек соларға барып тірелетіндерді де алып тастау")))),
        command("whatif", say!(en: "what would follow and what would fall if something were claimed", ru: "что следовало бы и что отпало бы, если бы это утверждалось", kk: "егер бір нәрсе тұжырымдалса, не шығар және не құлар еді")).arg(sentence()),
    ]
}

/// Reads one of the subcommands; `None` when it is another.
pub fn read(name: &str, of: &ArgMatches) -> Option<Asked> {
    let one = |name: &str| of.get_one::<String>(name).cloned().unwrap_or_default();
    let question = match name {
        "whynot" => Question::WhyNot(one("sentence")),
        "whatif" => Question::WhatIf(one("sentence")),
        "without" => Question::Without {
            sources: of.get_many::<String>("source").into_iter().flatten().cloned().collect(),
            with_copies: of.get_flag("with-copies"),
        },
        _ => return None,
    };
    let form = if of.get_flag("json") { Form::Json } else { Form::Human };
    Some(Asked { study: one("study"), question, form })
}

/// The answer, for a person or a pipeline.
///
/// # Errors
///
/// What to say when the sentence or the source is not known, or the rules cannot be run.
pub fn told(study: &Study, asked: &Asked, lang: Lang) -> Result<String, Said> {
    let line = |json: &serde_json::Value| format!("{json}\n");
    match &asked.question {
        Question::WhyNot(sentence) => {
            let atom = atom(study, sentence, lang)?;
            let lacking = reasoned(study, |reasoning| Lacking::of(&atom, reasoning, lang))
                .map_err(refused)?;
            Ok(match asked.form {
                Form::Json => line(&lacking.json()),
                Form::Human => lacking.lines(lang),
            })
        }
        Question::WhatIf(sentence) => {
            let atom = atom(study, sentence, lang)?;
            let supposed = reasoned(study, |reasoning| supposed(&atom, reasoning, lang))
                .map_err(refused)??;
            Ok(match asked.form {
                Form::Json => line(&supposed.json()),
                Form::Human => supposed.lines(lang),
            })
        }
        Question::Without { sources, with_copies } => {
            let sources = sources
                .iter()
                .map(|key| known(study, key))
                .collect::<Result<BTreeSet<String>, Said>>()?;
            let lost = without(study, &sources, *with_copies, |loss, before, after| {
                Lost::of(loss, before, after, lang)
            });
            let lost = lost.map_err(refused)?;
            Ok(match asked.form {
                Form::Json => line(lost.json()),
                Form::Human => lost.lines(lang),
            })
        }
    }
}

fn refused(_: Refused) -> Said {
    say!(en: "the rules of the study cannot be run; `derek check` says why", ru: "правила исследования нельзя выполнить; почему — скажет `derek check`", kk: "зерттеу ережелерін орындау мүмкін емес; себебін `derek check` айтады")
}

/// The fact that a sentence describes.
fn atom(study: &Study, sentence: &str, lang: Lang) -> Result<Atom, Said> {
    let grammar = study.grammar();
    match rule::asked(sentence, &grammar) {
        Ok(Literal::Holds(atom) | Literal::Absent(atom))
            if grammar.relation(&atom.relation).is_some() =>
        {
            Ok(atom)
        }
        _ => Err(Said::verbatim(Unsaid::of(sentence, &grammar).lines(lang))),
    }
}

/// A source that the study cites or lists, by its key.
fn known(study: &Study, key: &str) -> Result<String, Said> {
    let key = key.trim_start_matches('@');
    let cited = study
        .cards
        .iter()
        .flat_map(|card| &card.fields)
        .flat_map(|field| &field.values)
        .flat_map(|value| &value.citations);
    let keys: BTreeSet<&str> = cited
        .map(|one| one.key.as_str())
        .chain(study.entries.iter().map(|entry| entry.key.as_str()))
        .collect();
    if keys.contains(key) {
        return Ok(key.to_owned());
    }
    Err(match derek_text::nearest(key, keys) {
        Some(near) => {
            say!({ key, near } en: "there is no source “{key}”; the nearest is “{near}”", ru: "источника «{key}» нет; ближайший — «{near}»", kk: "«{key}» деген дереккөз жоқ; ең жақыны — «{near}»")
        }
        None => {
            say!({ key } en: "there is no source “{key}”", ru: "источника «{key}» нет", kk: "«{key}» деген дереккөз жоқ")
        }
    })
}
