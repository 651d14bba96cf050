//! The command line: what a person may ask, in the person's language.

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::Encoding;
use derek_study::identity::{Side, Verdict};
use derek_study::{Called, Identity, Lang, Level, Said, say};
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
        /// The encoding it is in; told by its letters when `None`.
        encoding: Option<Encoding>,
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
    /// Ask who may be one person in a study, or judge it.
    Same {
        /// The study's folder.
        study: String,
        /// What is judged; `None` to be asked.
        judged: Option<Identity>,
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
    /// Find passages that stand in more than one text.
    Reuse {
        /// A folder, or a file of JSON Lines.
        path: String,
        /// Whether to print JSON Lines.
        form: Form,
    },
    /// Serve an editor; in the language asked for, or in the editor's.
    Lsp {
        /// The language, when one was asked for.
        lang: Option<Lang>,
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
    /// What follows from a program of rules.
    Rules(crate::rules::Asked),
    /// Say which rows of a table are one person.
    Link(crate::link::Asked),
    /// Say what led to something in a study.
    Chain(crate::chain::Asked),
    /// Show a study's bodies as of a day.
    At(crate::structure::Asked),
    /// Show who is tied to whom.
    Network(crate::network::Asked),
    /// Say which arguments stand.
    Argue(crate::argue::Asked),
    /// Hold periods against events.
    Periods(crate::periods::Asked),
    /// What is missing, what falls, what would follow.
    Suppose(crate::suppose::Asked),
    /// Lay things side by side.
    Compare(crate::compare::Asked),
    /// Write rules in another face.
    Fmt(crate::fmt::Asked),
    /// Weigh what sources say against each other.
    Weigh(crate::weigh::Asked),
}

/// What to check, and how to show it.
#[derive(Debug, Clone)]
pub struct Check {
    /// Files, folders of studies, or `-` for standard input.
    pub paths: Vec<String>,
    /// Sources and bibliographies that the texts are held to: files, and folders of them.
    pub sources: Vec<String>,
    /// Whether to print JSON Lines.
    pub form: Form,
    /// Whether to print one SARIF log instead.
    pub sarif: bool,
    /// Whether to show every finding.
    pub all: bool,
    /// The mildest level to report.
    pub level: Level,
    /// The only checks to report; all when empty.
    pub only: Vec<String>,
    /// The encoding the texts are in; told by their letters when `None`.
    pub encoding: Option<Encoding>,
    /// What else to make of one text.
    pub back: Back,
}

/// Files to be made of a text that was checked.
#[derive(Debug, Clone, Default)]
pub struct Back {
    /// A copy of the text with comments in its margin.
    pub comments: Option<String>,
    /// A page to print or to send.
    pub page: Option<String>,
    /// The page as PDF.
    pub pdf: Option<String>,
    /// Whether files that are there may be replaced.
    pub force: bool,
}

impl Back {
    /// Whether any is to be made.
    pub fn is_asked(&self) -> bool {
        [&self.comments, &self.page, &self.pdf].into_iter().any(Option::is_some)
    }
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
    /// What the finding is called.
    pub called: Called,
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
            sources: many(of, "sources"),
            form: form(of),
            sarif: of.get_flag("sarif"),
            all: of.get_flag("all"),
            level: of
                .get_one::<String>("level")
                .and_then(|name| Level::from_name(name))
                .unwrap_or(Level::Lead),
            only: many(of, "only"),
            encoding: encoding(of),
            back: Back {
                comments: one(of, "comments"),
                page: one(of, "page"),
                pdf: one(of, "pdf"),
                force: of.get_flag("force"),
            },
        }),
        Some(("open", of)) => Asked::Open(Open { lang: chosen, ..open(of) }),
        Some(("accept", of)) => Asked::Accept(Accept {
            path: one(of, "path").unwrap_or_default(),
            check: one(of, "check").unwrap_or_default(),
            at: one(of, "at"),
            because: one(of, "because").unwrap_or_default(),
            by: one(of, "by"),
            called: match of.get_flag("wrong-alarm") {
                true => Called::WrongAlarm,
                false => Called::Accepted,
            },
        }),
        Some(("new", of)) => Asked::New { folder: one(of, "folder").unwrap_or_default() },
        Some(("explain", of)) => Asked::Explain { check: one(of, "check") },
        Some(("read", of)) => Asked::Read {
            path: one(of, "path").unwrap_or_default(),
            written: one(of, "written"),
            encoding: encoding(of),
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
        Some(("same", of)) => {
            let sides = |name: &str| -> Vec<Side> {
                many(of, name).iter().map(|words| Side::of(words)).collect()
            };
            let judged = [Verdict::Same, Verdict::Different].into_iter().find_map(|verdict| {
                Some((verdict, sides(verdict.name()))).filter(|(_, sides)| !sides.is_empty())
            });
            let judged = judged.map(|(verdict, sides)| Identity {
                verdict,
                sides,
                because: one(of, "because"),
                by: one(of, "by"),
                on: None,
                range: 0..0,
            });
            Asked::Same { study: one(of, "study").unwrap_or_default(), judged, form: form(of) }
        }
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
        Some(("reuse", of)) => {
            Asked::Reuse { path: one(of, "path").unwrap_or_default(), form: form(of) }
        }
        Some(("lsp", _)) => Asked::Lsp { lang: chosen },
        Some(("quote", of)) => Asked::Quote {
            sources: many(of, "in"),
            quotations: many(of, "quotation"),
            form: form(of),
        },
        Some(("link", of)) => Asked::Link(crate::link::read(of)),
        Some(("chain", of)) => Asked::Chain(crate::chain::read(of)),
        Some(("at", of)) => Asked::At(crate::structure::read(of)),
        Some(("network", of)) => Asked::Network(crate::network::read(of)),
        Some(("argue", of)) => Asked::Argue(crate::argue::read(of)),
        Some(("periods", of)) => Asked::Periods(crate::periods::read(of)),
        Some(("compare", of)) => Asked::Compare(crate::compare::read(of)),
        Some((name @ ("whynot" | "without" | "whatif"), of)) => {
            match crate::suppose::read(name, of) {
                Some(asked) => Asked::Suppose(asked),
                None => Asked::Open(Open { lang: chosen, ..Open::default() }),
            }
        }
        Some(("fmt", of)) => Asked::Fmt(crate::fmt::read(of, chosen)),
        Some(("rules", of)) => Asked::Rules(crate::rules::read(of)),
        Some(("weigh", of)) => Asked::Weigh(crate::weigh::read(of)),
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

fn encoding(of: &ArgMatches) -> Option<Encoding> {
    one(of, "encoding").and_then(|name| Encoding::named(&name))
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
    let file = |name: &'static str| Arg::new(name).long(name).value_name("FILE");
    let encoding = || {
        let known = move |name: &str| {
            let said =
                say!(en: "known encodings", ru: "известные кодировки", kk: "белгілі кодтаулар");
            let known = Encoding::named(name).map(|_| name.to_owned());
            known.ok_or_else(|| format!("{}: {}", said.get(lang), Encoding::NAMES.join(", ")))
        };
        Arg::new("encoding").long("encoding").value_name("NAME").value_parser(known).help(t(say!(en: "the encoding of a plain text, when derek guesses it wrong: windows-1251, KZ-1048, KOI8-R …", ru: "кодировка простого текста, если derek определил её неверно: windows-1251, KZ-1048, KOI8-R …", kk: "derek қате анықтаса, жай мәтіннің кодтауы: windows-1251, KZ-1048, KOI8-R …")))
    };
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
                .arg(path().required(true).num_args(1..).help(t(say!(en: "texts (.docx, .odt, .rtf, .pdf, .epub, .html, .md, .txt, .xlsx, .ods, .csv, TEI, ALTO, PAGE, hOCR), the folder of a study, or - for standard input", ru: "тексты (.docx, .odt, .rtf, .pdf, .epub, .html, .md, .txt, .xlsx, .ods, .csv, TEI, ALTO, PAGE, hOCR), папка исследования или - для стандартного ввода", kk: "мәтіндер (.docx, .odt, .rtf, .pdf, .epub, .html, .md, .txt, .xlsx, .ods, .csv, TEI, ALTO, PAGE, hOCR), зерттеу бумасы немесе стандартты енгізу үшін -"))))
                .arg(json())
                .arg(encoding())
                .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(t(say!(en: "show every finding, not the first few of each check", ru: "показать все возражения, а не первые из каждой проверки", kk: "әр тексерістің алғашқыларын ғана емес, бәрін көрсету"))))
                .arg(Arg::new("level").long("level").value_name("LEVEL").value_parser(["impossible", "conflict", "unlikely", "incomplete", "style", "lead"]).help(t(say!(en: "report nothing milder than this level", ru: "не сообщать о том, что мягче этого уровня", kk: "осы деңгейден жеңілін айтпау"))))
                .arg(Arg::new("sources").long("sources").value_name("PATH").num_args(1..).action(ArgAction::Append).help(t(say!(en: "hold quotations and citations of the texts to these sources: files, folders, bibliographies (.bib, .ris, .json, .rdf)", ru: "сверять цитаты и ссылки текстов с этими источниками: файлы, папки, библиографии (.bib, .ris, .json, .rdf)", kk: "мәтіндердің дәйексөздері мен сілтемелерін осы дереккөздермен салыстыру: файлдар, бумалар, библиографиялар (.bib, .ris, .json, .rdf)"))))
                .arg(Arg::new("only").long("only").value_name("CHECK").action(ArgAction::Append).help(t(say!(en: "report only this check; may be repeated", ru: "показать возражения только этой проверки; ключ можно повторять", kk: "тек осы тексерістің ескертулерін көрсету; қайталауға болады"))))
                .arg(file("comments").help(t(say!(en: "write a copy of a .docx or .odt text with every finding as a comment at its words", ru: "записать копию текста .docx или .odt, где каждое возражение — примечание у своих слов", kk: ".docx не .odt мәтінінің көшірмесін жазу: әр ескерту өз сөздерінің жанында түсініктеме болады"))))
                .arg(file("page").help(t(say!(en: "write one HTML page to print or to send; any browser prints it to PDF", ru: "записать одну страницу HTML для печати или отправки; любой браузер напечатает её в PDF", kk: "басып шығаруға не жіберуге арналған бір HTML бетін жазу; кез келген браузер оны PDF-ке басады"))))
                .arg(file("pdf").help(t(say!(en: "the same page as PDF, where Chromium, Chrome or Edge is installed", ru: "та же страница в PDF, если установлен Chromium, Chrome или Edge", kk: "сол бет PDF түрінде, Chromium, Chrome не Edge орнатылған болса"))))
                .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help(t(say!(en: "replace a file that is there; the text itself is never replaced", ru: "заменить имеющийся файл; сам текст не заменяется никогда", kk: "бар файлды ауыстыру; мәтіннің өзі ешқашан ауыстырылмайды"))))
                .arg(Arg::new("sarif").long("sarif").action(ArgAction::SetTrue).conflicts_with("json").help(t(say!(en: "one SARIF 2.1.0 log, for programs that gather results of checks", ru: "один журнал SARIF 2.1.0 для программ, собирающих результаты проверок", kk: "тексеріс нәтижелерін жинайтын бағдарламаларға арналған бір SARIF 2.1.0 журналы")))),
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
                .arg(Arg::new("by").long("by").value_name("NAME").help(t(say!(en: "who accepts", ru: "кто так решил", kk: "кім солай шешті"))))
                .arg(Arg::new("wrong-alarm").long("wrong-alarm").action(ArgAction::SetTrue).help(t(say!(en: "the text is right, and derek is not", ru: "текст верен, ошибся derek", kk: "мәтін дұрыс, derek қателескен")))),
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
                .arg(path().required(true).help(t(say!(en: "a text (.docx, .odt, .rtf, .pdf, .epub, .html, .md, .txt, .xlsx, .ods, .csv, TEI, ALTO, PAGE, hOCR), or - for standard input", ru: "текст (.docx, .odt, .rtf, .pdf, .epub, .html, .md, .txt, .xlsx, .ods, .csv, TEI, ALTO, PAGE, hOCR) или - для стандартного ввода", kk: "мәтін (.docx, .odt, .rtf, .pdf, .epub, .html, .md, .txt, .xlsx, .ods, .csv, TEI, ALTO, PAGE, hOCR) немесе стандартты енгізу үшін -"))))
                .arg(Arg::new("written").long("written").value_name("DATE").help(t(say!(en: "when it was written, to count “yesterday” and “last year” from", ru: "когда написан: от этого дня отсчитываются «вчера» и «в прошлом году»", kk: "қашан жазылғаны: «кеше» мен «былтыр» осы күннен есептеледі"))))
                .arg(encoding())
                .arg(json()),
        )
        .subcommand(
            sub("why", say!(en: "why something lies between the days it does, by all claims of a study", ru: "почему событие лежит в таких границах, по всем утверждениям исследования", kk: "оқиға неге осы күндер арасында: зерттеудің барлық тұжырымы бойынша"))
                .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
                .arg(Arg::new("card").value_name("CARD").required(true).help(t(say!(en: "a card, by its identifier or any of its names; or a fact in a sentence, as rules have it, with … for anything", ru: "карточка: идентификатор или любое из названий; или факт предложением, как в правилах, где … — что угодно", kk: "карточка: идентификаторы немесе кез келген атауы; не ережелердегідей сөйлеммен айтылған факт, онда … — кез келгені"))))
                .arg(json()),
        )
        .subcommand(
            sub("search", say!(en: "find cards of a study by name, in any script and spelling", ru: "найти карточки исследования по имени, в любой письменности и в любом написании", kk: "зерттеу карточкаларын атауы бойынша кез келген жазуда және қалай жазылса да табу"))
                .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
                .arg(Arg::new("query").value_name("QUERY").required(true).help(t(say!(en: "a name, or a part of one", ru: "имя или его часть", kk: "атау не оның бөлігі"))))
                .arg(json()),
        )
        .subcommand(
            sub("same", say!(en: "who may be one person in a study; or judge it", ru: "кто в исследовании может быть одним лицом; или вынести об этом суждение", kk: "зерттеуде кімдер бір адам болуы мүмкін; не ол туралы пайым жазу"))
                .arg(Arg::new("study").value_name("STUDY").required(true).help(t(say!(en: "the folder of the study", ru: "папка исследования", kk: "зерттеу бумасы"))))
                .arg(Arg::new("same").long("same").value_name("WHO").num_args(2).requires("because").help(t(say!(en: "these two are one person: each a card, or a name and where it stands, \"А. Букейханов [@letters, ¶12]\"", ru: "эти двое — одно лицо: каждый — карточка или имя и где оно стоит, \"А. Букейханов [@letters, ¶12]\"", kk: "осы екеуі — бір адам: әрқайсысы карточка не есім мен оның орны, \"А. Букейханов [@letters, ¶12]\""))))
                .arg(Arg::new("different").long("different").value_name("WHO").num_args(2).requires("because").conflicts_with("same").help(t(say!(en: "these two are two people", ru: "эти двое — разные лица", kk: "осы екеуі — екі адам"))))
                .arg(Arg::new("because").long("because").value_name("REASON").help(t(say!(en: "the reason; it is kept with the judgement", ru: "обоснование; оно хранится вместе с суждением", kk: "негіздемесі; ол пайыммен бірге сақталады"))))
                .arg(Arg::new("by").long("by").value_name("NAME").help(t(say!(en: "who judges", ru: "кто так решил", kk: "кім солай шешті"))))
                .arg(json()),
        )
        .subcommand(
            sub("reference", say!(en: "how an archival reference is understood", ru: "как понята ссылка на архив", kk: "архив сілтемесінің қалай түсінілгені"))
                .arg(Arg::new("reference").value_name("REFERENCE").num_args(0..).help(t(say!(en: "references; lines of standard input when left out", ru: "ссылки; без них — строки стандартного ввода", kk: "сілтемелер; берілмесе, стандартты енгізу жолдары"))))
                .arg(Arg::new("style").long("style").value_name("STYLE").value_parser(["gost", "chicago", "kazakh"]).help(t(say!(en: "write them in this style", ru: "записать их в этом стиле", kk: "оларды осы үлгімен жазу"))))
                .arg(json()),
        )
        .subcommand(crate::chain::command(lang, &plain))
        .subcommand(crate::structure::command(lang, &plain))
        .subcommand(crate::network::command(lang, &plain))
        .subcommand(crate::name::command(lang, &plain))
        .subcommand(crate::link::command(lang, &plain))
        .subcommand(crate::argue::command(lang, &plain))
        .subcommand(crate::periods::command(lang, &plain))
        .subcommand(crate::compare::command(lang, &plain))
        .subcommands(crate::suppose::commands(lang, &plain))
        .subcommand(crate::fmt::command(lang, &plain))
        .subcommand(crate::rules::command(lang, &plain))
        .subcommand(crate::weigh::command(lang, &plain))
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
        .subcommand(
            sub("reuse", say!(en: "passages that stand in more than one text of a folder", ru: "фрагменты, общие для нескольких текстов папки", kk: "бумадағы бірнеше мәтінге ортақ үзінділер"))
                .arg(path().required(true).help(t(say!(en: "a folder of texts, or a file of JSON Lines with id, text and, if texts belong together, group", ru: "папка с текстами или файл JSON Lines с полями id, text и, если тексты связаны, group", kk: "мәтіндер бумасы немесе id, text және, мәтіндер бір топта болса, group өрістері бар JSON Lines файлы"))))
                .arg(json()),
        )
        .subcommand(
            sub("lsp", say!(en: "the same findings while you write, for an editor that speaks the Language Server Protocol", ru: "те же возражения, пока вы пишете: для редактора, понимающего Language Server Protocol", kk: "жазып отырғанда дәл сол ескертулер: Language Server Protocol түсінетін редакторға"))
                .arg(Arg::new("stdio").long("stdio").action(ArgAction::SetTrue).hide(true)),
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
