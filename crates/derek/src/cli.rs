//! The command line: what a person may ask, in the person's language.

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_study::{Lang, Level, Said, say};
use derek_text::archive::Style;
use derek_time::Export;

/// What was asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Check texts and studies.
    Check(Check),
    /// Open the workbench.
    Open(Open),
    /// Let a finding stay, with a reason.
    Accept(Accept),
    /// Begin a study.
    New {
        /// Its folder.
        folder: String,
    },
    /// Print a check's manual page, or list the checks.
    Explain {
        /// The check; all of them when `None`.
        check: Option<String>,
    },
    /// Say what a document speaks of.
    Read {
        /// The document.
        path: String,
        /// When it was written, from which "yesterday" counts.
        written: Option<String>,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Say what a time in a study rests on.
    Why {
        /// The study's folder.
        study: String,
        /// The card, by its identifier or a name.
        card: String,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Find cards of a study by name.
    Search {
        /// The study's folder.
        study: String,
        /// The name, in any script and spelling.
        query: String,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Understand archival references.
    Reference {
        /// The references; lines of standard input when there are none.
        references: Vec<String>,
        /// The only style to print; all when `None`.
        style: Option<Style>,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Understand dates.
    Date {
        /// The dates; lines of standard input when there are none.
        dates: Vec<String>,
        /// What a date may look like.
        writing: Writing,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Say dates as another program reads them.
    Export {
        /// The dates; lines of standard input when there are none.
        dates: Vec<String>,
        /// The form.
        form: Export,
    },
    /// Hold quotations to their sources.
    Quote {
        /// Files that are searched.
        sources: Vec<String>,
        /// The quotations; lines of standard input when there are none.
        quotations: Vec<String>,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Match, explain or render names.
    Name(crate::name::Asked),
}

/// What to check, and how to show it.
#[derive(Debug, Clone)]
pub struct Check {
    /// Files, folders of studies, or `-` for standard input.
    pub paths: Vec<String>,
    /// Whether to print JSON Lines.
    pub form: Form,
    /// Whether to show every finding.
    pub all: bool,
    /// The mildest level to report.
    pub level: Level,
    /// The only checks to report; all when empty.
    pub only: Vec<String>,
}

/// What the workbench is opened with.
#[derive(Debug, Clone, Default)]
pub struct Open {
    /// Studies and texts.
    pub paths: Vec<String>,
    /// The port.
    pub port: Option<u16>,
    /// Whether to leave the browser closed.
    pub no_browser: bool,
    /// The language asked for; the browser's when `None`.
    pub lang: Option<Lang>,
}

/// What is accepted, and why.
#[derive(Debug, Clone)]
pub struct Accept {
    /// The text or the study.
    pub path: String,
    /// The check.
    pub check: String,
    /// Words of the place; every finding of the check when `None`.
    pub at: Option<String>,
    /// The reason.
    pub because: String,
    /// Who accepts.
    pub by: Option<String>,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a person.
    Human,
    /// For a pipeline.
    Json,
}

/// What a date may look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// As people write it.
    Any,
    /// Strictly EDTF.
    Edtf,
}

/// The language that the command line or the environment asks for: `--lang`
/// first, then the locale; English when neither is one that derek speaks.
pub fn language(words: &[String], locale: Option<&str>) -> Lang {
    let mut after = words.iter().skip_while(|word| *word != "--lang").skip(1);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let asked = joined.or_else(|| after.next().map(String::as_str)).and_then(Lang::from_tag);
    asked.or_else(|| locale.and_then(Lang::from_tag)).unwrap_or_default()
}

/// Reads the command line.
///
/// # Errors
///
/// What clap says, help and version included: print it and exit as it asks.
pub fn read(words: &[String], lang: Lang) -> Result<Asked, clap::Error> {
    let matches = command(lang).try_get_matches_from(words)?;
    let chosen = matches.get_one::<String>("lang").and_then(|tag| Lang::from_tag(tag));
    Ok(match matches.subcommand() {
        Some(("check", of)) => Asked::Check(Check {
            paths: many(of, "path"),
            form: form(of),
            all: of.get_flag("all"),
            level: of
                .get_one::<String>("level")
                .and_then(|name| Level::from_name(name))
                .unwrap_or(Level::Lead),
            only: many(of, "only"),
        }),
        Some(("open", of)) => Asked::Open(Open { lang: chosen, ..open(of) }),
        Some(("accept", of)) => Asked::Accept(Accept {
            path: one(of, "path").unwrap_or_default(),
            check: one(of, "check").unwrap_or_default(),
            at: one(of, "at"),
            because: one(of, "because").unwrap_or_default(),
            by: one(of, "by"),
        }),
        Some(("new", of)) => Asked::New { folder: one(of, "folder").unwrap_or_default() },
        Some(("explain", of)) => Asked::Explain { check: one(of, "check") },
        Some(("read", of)) => Asked::Read {
            path: one(of, "path").unwrap_or_default(),
            written: one(of, "written"),
            form: form(of),
        },
        Some(("why", of)) => Asked::Why {
            study: one(of, "study").unwrap_or_default(),
            card: one(of, "card").unwrap_or_default(),
            form: form(of),
        },
        Some(("search", of)) => Asked::Search {
            study: one(of, "study").unwrap_or_default(),
            query: one(of, "query").unwrap_or_default(),
            form: form(of),
        },
        Some(("reference", of)) => Asked::Reference {
            references: many(of, "reference"),
            style: of.get_one::<String>("style").map(|style| match style.as_str() {
                "chicago" => Style::Chicago,
                "kazakh" => Style::Kazakh,
                _ => Style::Gost,
            }),
            form: form(of),
        },
        Some(("date", of)) if of.contains_id("as") => Asked::Export {
            dates: many(of, "date"),
            form: one(of, "as").and_then(|name| Export::from_name(&name)).unwrap_or(Export::Edtf),
        },
        Some(("date", of)) => {
            let writing = if of.get_flag("edtf") { Writing::Edtf } else { Writing::Any };
            Asked::Date { dates: many(of, "date"), writing, form: form(of) }
        }
        Some(("quote", of)) => Asked::Quote {
            sources: many(of, "in"),
            quotations: many(of, "quotation"),
            form: form(of),
        },
        Some(("name", of)) => match crate::name::read(of) {
            Some(asked) => Asked::Name(asked),
            None => Asked::Open(Open { lang: chosen, ..Open::default() }),
        },
        _ => Asked::Open(Open { lang: chosen, ..Open::default() }),
    })
}

fn one(of: &ArgMatches, name: &str) -> Option<String> {
    of.get_one::<String>(name).cloned()
}

fn many(of: &ArgMatches, name: &str) -> Vec<String> {
    of.get_many::<String>(name).into_iter().flatten().cloned().collect()
}

fn form(of: &ArgMatches) -> Form {
    if of.get_flag("json") { Form::Json } else { Form::Human }
}

fn open(of: &ArgMatches) -> Open {
    Open {
        paths: many(of, "path"),
        port: of.get_one::<u16>("port").copied(),
        no_browser: of.get_flag("no-browser"),
        lang: None,
    }
}

fn command(lang: Lang) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    let arguments = t(say!(en: "Arguments", ru: "Аргументы", kk: "Аргументтер"));
    let options = t(say!(en: "Options", ru: "Ключи", kk: "Параметрлер"));
    let commands = t(say!(en: "Commands", ru: "Команды", kk: "Пәрмендер"));
    let usage = t(say!(en: "Usage", ru: "Вызов", kk: "Қолданылуы"));
    let whole = format!(
        "{{about}}\n\n{usage}: {{usage}}\n\n{commands}:\n{{subcommands}}\n\n{options}:\n{{options}}{{after-help}}"
    );
    let plain = format!(
        "{{about}}\n\n{usage}: {{usage}}\n\n{arguments}:\n{{positionals}}\n\n{options}:\n{{options}}{{after-help}}"
    );
    let json = || {
        Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан")))
    };
    let path = || Arg::new("path").value_name("PATH");
    let sub = |name: &'static str, about: Said| {
        Command::new(name).about(t(about)).help_template(plain.clone())
    };
    Command::new("derek")
        .about(t(say!(en: "checks what is said about the past against the sources it rests on", ru: "проверяет сказанное о прошлом по источникам, на которых оно держится", kk: "өткен туралы айтылғанды ол сүйенетін дереккөздер бойынша тексереді")))
        .version(env!("CARGO_PKG_VERSION"))
        .help_template(whole)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help).help(t(
                say!(en: "print this help", ru: "показать эту справку", kk: "осы анықтаманы көрсету"),
            )),
        )
        .arg(
            Arg::new("version").short('V').long("version").action(ArgAction::Version).help(t(
                say!(en: "print the version", ru: "показать версию", kk: "нұсқасын көрсету"),
            )),
        )
        .after_help(t(say!(
            en: "\n\nWithout a command derek opens the workbench in the browser.\nExit codes of check: 0 nothing found, 1 findings, 2 could not run.",
            ru: "\n\nБез команды derek открывает рабочий стол в браузере.\nКоды выхода check: 0 ничего не найдено, 1 есть возражения, 2 проверить не удалось.",
            kk: "\n\nПәрменсіз derek браузерде жұмыс үстелін ашады.\ncheck шығу кодтары: 0 ештеңе табылмады, 1 ескерту бар, 2 тексеру мүмкін болмады.",
        )))
        .arg(Arg::new("lang").long("lang").global(true).value_name("LANG").value_parser(["kk", "ru", "en"])
                .hide_possible_values(true).help(t(say!(en: "language: kk, ru or en", ru: "язык: kk, ru или en", kk: "тіл: kk, ru немесе en"))))
        .subcommand(
            sub("check", say!(en: "check texts, or a study", ru: "проверить тексты или исследование", kk: "мәтіндерді немесе зерттеуді тексеру"))
                .arg(path().required(true).num_args(1..).help(t(say!(en: "texts (.docx, .odt, .pdf, .html, .epub, .rtf, .md, .txt), the folder of a study, or - for standard input", ru: "тексты (.docx, .odt, .pdf, .html, .epub, .rtf, .md, .txt), папка исследования или - для стандартного ввода", kk: "мәтіндер (.docx, .odt, .pdf, .html, .epub, .rtf, .md, .txt), зерттеу бумасы немесе стандартты енгізу үшін -"))))
                .arg(json())
                .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(t(say!(en: "show every finding, not the first few of each check", ru: "показать все возражения, а не первые из каждой проверки", kk: "әр тексерістің алғашқыларын ғана емес, бәрін көрсету"))))
                .arg(Arg::new("level").long("level").value_name("LEVEL").value_parser(["impossible", "conflict", "unlikely", "incomplete", "style", "lead"]).help(t(say!(en: "report nothing milder than this level", ru: "не сообщать о том, что мягче этого уровня", kk: "осы деңгейден жеңілін айтпау"))))
                .arg(Arg::new("only").long("only").value_name("CHECK").action(ArgAction::Append).help(t(say!(en: "report only this check; may be repeated", ru: "показать возражения только этой проверки; ключ можно повторять", kk: "тек осы тексерістің ескертулерін көрсету; қайталауға болады")))),
        )
        .subcommand(
            sub("open", say!(en: "open the workbench in the browser", ru: "открыть рабочий стол в браузере", kk: "браузерде жұмыс үстелін ашу"))
                .arg(path().num_args(0..).help(t(say!(en: "the folder of a study, and texts to check", ru: "папка исследования и тексты для проверки", kk: "зерттеу бумасы және тексерілетін мәтіндер"))))
                .arg(Arg::new("port").long("port").value_name("PORT").value_parser(clap::value_parser!(u16)).help(t(say!(en: "the port; a free one when left out", ru: "порт; если не указан, любой свободный", kk: "порт; көрсетілмесе, бос порт"))))
                .arg(Arg::new("no-browser").long("no-browser").action(ArgAction::SetTrue).help(t(say!(en: "do not start a browser", ru: "не запускать браузер", kk: "браузерді ашпау")))),
        )
        .subcommand(
            sub("accept", say!(en: "let a finding stay, with a reason", ru: "оставить место как есть, с обоснованием", kk: "ескерту түскен жерді негіздеп, сол күйінде қалдыру"))
                .arg(path().required(true).help(t(say!(en: "the text, or the folder of the study", ru: "текст или папка исследования", kk: "мәтін немесе зерттеу бумасы"))))
                .arg(Arg::new("check").value_name("CHECK").required(true).help(t(say!(en: "the check whose findings are meant", ru: "проверка, о возражениях которой речь", kk: "қай тексерістің ескертулері екені"))))
                .arg(Arg::new("at").long("at").value_name("WORDS").help(t(say!(en: "only findings at these words", ru: "только возражения у этих слов", kk: "тек осы сөздердегі ескертулер"))))
                .arg(Arg::new("because").long("because").value_name("REASON").required(true).help(t(say!(en: "the reason; it is published with the text", ru: "обоснование; оно публикуется вместе с текстом", kk: "негіздемесі; ол мәтінмен бірге жарияланады"))))
                .arg(Arg::new("by").long("by").value_name("NAME").help(t(say!(en: "who accepts", ru: "кто так решил", kk: "кім солай шешті")))),
        )
        .subcommand(
            sub("new", say!(en: "begin a study in a new folder", ru: "начать исследование в новой папке", kk: "жаңа бумада зерттеу бастау"))
                .arg(Arg::new("folder").value_name("FOLDER").required(true).help(t(say!(en: "the folder to make", ru: "какую папку создать", kk: "жасалатын бума")))),
        )
        .subcommand(
            sub("explain", say!(en: "the manual page of a check; all checks when none is named", ru: "справка о проверке; без имени — список всех", kk: "тексеріс туралы анықтама; атауы берілмесе, бәрінің тізімі"))
                .arg(Arg::new("check").value_name("CHECK").help(t(say!(en: "its name: period-gap", ru: "её имя: period-gap", kk: "атауы: period-gap")))),
        )
        .subcommand(
            sub("read", say!(en: "what a document speaks of: dates, names, quotations, citations", ru: "о чём говорит документ: даты, имена, цитаты, ссылки", kk: "құжат не туралы: күндер, есімдер, дәйексөздер, сілтемелер"))
                .arg(path().required(true).help(t(say!(en: "a text (.docx, .odt, .pdf, .html, .epub, .rtf, .md, .txt), or - for standard input", ru: "текст (.docx, .odt, .pdf, .html, .epub, .rtf, .md, .txt) или - для стандартного ввода", kk: "мәтін (.docx, .odt, .pdf, .html, .epub, .rtf, .md, .txt) немесе стандартты енгізу үшін -"))))
                .arg(Arg::new("written").long("written").value_name("DATE").help(t(say!(en: "when it was written, to count “yesterday” and “last year” from", ru: "когда написан: от этого дня отсчитываются «вчера» и «в прошлом году»", kk: "қашан жазылғаны: «кеше» мен «былтыр» осы күннен есептеледі"))))
                .arg(json()),
        )
        .subcommand(
            sub("why", say!(en: "why something lies between the days it does, by all claims of a study", ru: "почему событие лежит в таких границах, по всем утверждениям исследования", kk: "оқиға неге осы күндер арасында: зерттеудің барлық тұжырымы бойынша"))
                .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
                .arg(Arg::new("card").value_name("CARD").required(true).help(t(say!(en: "the card, by its identifier or any of its names", ru: "карточка: идентификатор или любое из названий", kk: "карточка: идентификаторы немесе кез келген атауы"))))
                .arg(json()),
        )
        .subcommand(
            sub("search", say!(en: "find cards of a study by name, in any script and spelling", ru: "найти карточки исследования по имени, в любой письменности и в любом написании", kk: "зерттеу карточкаларын атауы бойынша кез келген жазуда және қалай жазылса да табу"))
                .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
                .arg(Arg::new("query").value_name("QUERY").required(true).help(t(say!(en: "a name, or a part of one", ru: "имя или его часть", kk: "атау не оның бөлігі"))))
                .arg(json()),
        )
        .subcommand(
            sub("reference", say!(en: "how an archival reference is understood", ru: "как понята ссылка на архив", kk: "архив сілтемесінің қалай түсінілгені"))
                .arg(Arg::new("reference").value_name("REFERENCE").num_args(0..).help(t(say!(en: "references; lines of standard input when left out", ru: "ссылки; без них — строки стандартного ввода", kk: "сілтемелер; берілмесе, стандартты енгізу жолдары"))))
                .arg(Arg::new("style").long("style").value_name("STYLE").value_parser(["gost", "chicago", "kazakh"]).help(t(say!(en: "write them in this style", ru: "записать их в этом стиле", kk: "оларды осы үлгімен жазу"))))
                .arg(json()),
        )
        .subcommand(crate::name::command(lang, &plain))
        .subcommand(
            sub("date", say!(en: "how a date is understood", ru: "как понята дата", kk: "күннің қалай түсінілгені"))
                .arg(Arg::new("date").value_name("DATE").num_args(0..).allow_negative_numbers(true).help(t(say!(en: "dates; lines of standard input when left out", ru: "даты; без них — строки стандартного ввода", kk: "күндер; берілмесе, стандартты енгізу жолдары"))))
                .arg(Arg::new("edtf").long("edtf").action(ArgAction::SetTrue).help(t(say!(en: "only EDTF (ISO 8601-2); of the rest say what is wrong and how to write it", ru: "только EDTF (ISO 8601-2); об остальном сказать, что не так и как написать", kk: "тек EDTF (ISO 8601-2); қалғанының қатесі мен дұрыс жазылуын айту"))))
                .arg(json())
                .arg(Arg::new("as").long("as").value_name("FORM").value_parser(Export::ALL.map(Export::name)).conflicts_with("json").help(t(say!(en: "print the date for another program", ru: "напечатать дату для другой программы", kk: "күнді басқа бағдарламаға арнап басып шығару")))),
        )
        .subcommand(
            sub("quote", say!(en: "where a quotation stands in its source, and what it changes", ru: "где цитата стоит в источнике и что она меняет", kk: "дәйексөз дереккөздің қай жерінде және нені өзгертеді"))
                .arg(Arg::new("in").long("in").value_name("FILE").required(true).action(ArgAction::Append).help(t(say!(en: "a source's text; may be repeated", ru: "текст источника; ключ можно повторять", kk: "дереккөздің мәтіні; қайталауға болады"))))
                .arg(Arg::new("quotation").value_name("QUOTATION").num_args(0..).help(t(say!(en: "quotations, or W3C selectors as JSON; lines of standard input when left out", ru: "цитаты или селекторы W3C в JSON; без них — строки стандартного ввода", kk: "дәйексөздер немесе JSON түріндегі W3C селекторлары; берілмесе, стандартты енгізу жолдары"))))
                .arg(json()),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_well_formed_in_every_language() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn the_language_asked_for_wins() {
        let words: Vec<String> = ["derek", "check", "--lang", "kk", "x"].map(String::from).into();
        assert_eq!(language(&words, Some("ru_RU.UTF-8")), Lang::Kk);
        assert_eq!(language(&words[..2], Some("ru_RU.UTF-8")), Lang::Ru);
        assert_eq!(language(&[], Some("C")), Lang::En);
    }
}
