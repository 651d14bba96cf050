//! Doing what was asked.

use std::io::{BufRead, IsTerminal, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use derek_check::CHECKS;
use derek_desk::{
    Checked, Desk, Encoding, Error, Texts, answer_beside, check_text, read_beside, read_source,
    read_sources, read_text_as,
};
use derek_publish::People;
use derek_study::{Document, Finding, Identity, Lang, Said, Study, say};
use derek_time::{Export, Repair};

use crate::back::Examined;
use crate::cli::{Accept, Asked, Check, Form, Open, Writing};
use crate::quote::Library;
use crate::terminal::{Amount, Colours, Look};
use crate::{
    argue, chain, compare, dates, fmt, json, link, name, network, periods, prove, reference, reuse,
    rules, same, search, server, structure, suppose, terminal, weigh, why,
};

/// Nothing found, or nothing to find.
const NOTHING: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// Could not run.
const REFUSED: u8 = 2;

/// Does what was asked and says how it went.
pub fn run(asked: Asked, lang: Lang) -> ExitCode {
    let code = match asked {
        Asked::Check(asked) => check(&asked, lang),
        Asked::Open(asked) => open(asked, lang),
        Asked::Accept(asked) => accept(&asked, lang),
        Asked::New { folder } => new(&folder, lang),
        Asked::Explain { check } => explain(check.as_deref(), lang),
        Asked::Read { path, written, encoding, form } => {
            read(&path, written.as_deref(), encoding, form, lang)
        }
        Asked::Why { study, card, form } => why(&study, &card, form, lang),
        Asked::Search { study, query, form } => search(&study, &query, form, lang),
        Asked::Same { study, judged, form } => same(&study, judged, form, lang),
        Asked::Reference { references, style, form } => {
            let studies = derek_desk::reference();
            let known = reference::Known::of(&studies);
            let none =
                say!(en: "no references were given", ru: "ссылок не дано", kk: "сілтеме берілмеді");
            each(&references, &none, lang, |line| reference::one(line, style, form, &known, lang))
        }
        Asked::Date { dates, writing, form } => dates_of(&dates, writing, form, lang),
        Asked::Export { dates, form } => export(dates, form, lang),
        Asked::Quote { sources, quotations, form } => quote(&sources, quotations, form, lang),
        Asked::Name(asked) => name(asked, lang),
        Asked::Chain(asked) => {
            of_study(&asked.study, lang, |study| chain::told(study, &asked, lang))
        }
        Asked::At(asked) => {
            of_study(&asked.study, lang, |study| structure::told(study, &asked, lang))
        }
        Asked::Network(asked) => network(&asked, lang),
        Asked::Rules(asked) => follow(&asked, lang),
        Asked::Reuse { path, form } => reuse(&path, form, lang),
        Asked::Lsp { lang: chosen } => match derek_lsp::serve(chosen) {
            Ok(()) => NOTHING,
            Err(error) => {
                say_err(&format!("derek: {error}"));
                REFUSED
            }
        },
        Asked::Argue(asked) => streamed(lang, |out| argue::run(&asked, lang, out)),
        Asked::Suppose(asked) => {
            of_study(&asked.study, lang, |study| suppose::told(study, &asked, lang))
        }
        Asked::Periods(asked) => streamed(lang, |out| periods::run(&asked, lang, out)),
        Asked::Compare(asked) => streamed(lang, |out| compare::run(&asked, lang, out)),
        Asked::Fmt(asked) => fmt(&asked, lang),
        Asked::Weigh(asked) => weigh(&asked, lang).unwrap_or_else(|error| refuse(&error, lang)),
        Asked::Link(asked) => {
            bytes(&asked.table).and_then(|table| link::told(&asked, &table, lang)).map_or_else(
                |error| refuse(&error, lang),
                |said| {
                    say_out(&said);
                    NOTHING
                },
            )
        }
    };
    ExitCode::from(code)
}

/// Does what says its answer piece by piece.
fn streamed(lang: Lang, run: impl FnOnce(&mut dyn Write) -> Result<(), Error>) -> u8 {
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let done = run(&mut out);
    // A reader that has gone away is no error.
    let _ = out.flush();
    done.map_or_else(|error| refuse(&error, lang), |()| NOTHING)
}

fn follow(asked: &rules::Asked, lang: Lang) -> u8 {
    let text = match bytes(&asked.file.to_string_lossy()).map(rules::utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(why)) => {
            say_err(&format!("{}: {}", asked.file.display(), why.get(lang)));
            return REFUSED;
        }
        Err(error) => return refuse(&error, lang),
    };
    let table = |path: &Path| match std::fs::read(path) {
        Ok(bytes) => rules::utf8(bytes),
        Err(cause) => {
            let cause = Error::of(Said::default(), path, &cause).cause;
            Err(
                say!({ cause } en: "{cause}; say with --facts in which folder the tables lie", ru: "{cause}; укажите ключом --facts, в какой папке лежат таблицы", kk: "{cause}; кестелер қай бумада екенін --facts арқылы көрсетіңіз"),
            )
        }
    };
    let shows = std::io::stderr().is_terminal();
    let watch = |facts: usize| {
        if shows {
            let said =
                say!({ facts } en: "{facts} facts", ru: "фактов: {facts}", kk: "факт: {facts}");
            let _ = write!(std::io::stderr().lock(), "\r{} ", said.get(lang));
        }
    };
    let told = match rules::told(asked, &text, table, &watch, lang) {
        Ok(told) => told,
        Err(why) => {
            say_err(why.trim_end());
            return REFUSED;
        }
    };
    if !told.doubts.is_empty() {
        say_err(told.doubts.trim_end());
    }
    for (file, text) in &told.files {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let made = folder
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(file, text));
        if let Err(cause) = made {
            let attempted = say!(en: "writing", ru: "записываю", kk: "жазу:");
            return refuse(&Error::of(attempted, file, &cause), lang);
        }
    }
    say_out(&told.said);
    NOTHING
}

fn name(asked: name::Asked, lang: Lang) -> u8 {
    let or_lines = |given: Vec<String>| match given.is_empty() {
        false => Ok(given),
        true => lines("-"),
    };
    let done = match asked {
        name::Asked::Match { queries, among, most, form } => {
            or_lines(queries).and_then(|queries| {
                let among = String::from_utf8_lossy(&bytes(&among)?).into_owned();
                say_out(&name::matched(&queries, &among, most, form, lang));
                Ok(NOTHING)
            })
        }
        name::Asked::Why { one, other, form } => {
            say_out(&name::explained(&one, &other, form, lang));
            Ok(NOTHING)
        }
        name::Asked::Render { names, system, form } => {
            let names = if system.is_none() { Ok(names) } else { or_lines(names) };
            names.map(|names| {
                let (said, all) = name::rendered(&names, system.as_deref(), form);
                say_out(&said);
                if all { NOTHING } else { FINDINGS }
            })
        }
    };
    done.unwrap_or_else(|error| refuse(&error, lang))
}

/// The lines of a file or of standard input that say anything.
fn lines(path: &str) -> Result<Vec<String>, Error> {
    let text = String::from_utf8_lossy(&bytes(path)?).into_owned();
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// What is said on standard output; a reader that has gone away is no error.
fn say_out(words: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(words.as_bytes()).and_then(|()| out.flush());
}

fn say_err(words: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{words}");
}

fn refuse(error: &Error, lang: Lang) -> u8 {
    let help = say!(en: "help", ru: "что делать", kk: "не істеу керек");
    say_err(&format!(
        "derek: {}\n  = {}: {}",
        error.in_lang(lang),
        help.get(lang),
        error.hint.get(lang)
    ));
    REFUSED
}

fn look(lang: Lang, all: bool) -> Look {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || !std::io::stdout().is_terminal();
    let columns =
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(WIDTH);
    Look {
        lang,
        colours: if plain { Colours::Plain } else { Colours::Shown },
        amount: if all { Amount::All } else { Amount::Few },
        width: columns.clamp(40, 140),
    }
}

/// Columns when the terminal does not say.
const WIDTH: usize = 96;

/// A file so large that reading it takes a moment, in bytes.
const LARGE: usize = 8 << 20;

pub(crate) fn bytes(path: &str) -> Result<Vec<u8>, Error> {
    let attempted = || say!(en: "reading", ru: "читаю", kk: "оқу:");
    if path == "-" {
        let mut bytes = Vec::new();
        return match std::io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(cause) => Err(Error::of(attempted(), Path::new("-"), &cause)),
        };
    }
    let bytes =
        std::fs::read(path).map_err(|cause| Error::of(attempted(), Path::new(path), &cause))?;
    if LARGE < bytes.len() && std::io::stderr().is_terminal() {
        say_err(&format!("{path}: {} MB …", bytes.len() >> 20));
    }
    Ok(bytes)
}

fn check(asked: &Check, lang: Lang) -> u8 {
    for name in &asked.only {
        if derek_check::find(name).is_none() {
            return unknown_check(name, lang);
        }
    }
    let is_file = |path: &String| path != "-" && !Path::new(path).is_dir();
    if asked.back.is_asked() && (asked.paths.len() != 1 || !asked.paths.iter().all(is_file)) {
        let said = say!(en: "--comments, --page and --pdf are made of one text that is a file", ru: "--comments, --page и --pdf делаются из одного текста в файле", kk: "--comments, --page және --pdf файлдағы бір мәтіннен жасалады");
        say_err(&format!("derek: {}", said.get(lang)));
        return REFUSED;
    }
    let given: Vec<PathBuf> = asked.sources.iter().map(PathBuf::from).collect();
    let sources = match read_sources(&given) {
        Ok(sources) => sources,
        Err(error) => return refuse(&error, lang),
    };
    for said in &sources.doubts {
        say_err(said.get(lang));
    }
    let mut code = NOTHING;
    let mut logged = Vec::new();
    for path in &asked.paths {
        match Examined::at(path, asked, &sources, lang) {
            Ok(examined) => {
                let is_clear = examined.report.findings.is_empty();
                code = code.max(if is_clear { NOTHING } else { FINDINGS });
                match asked.sarif {
                    true => logged.push(examined),
                    false => show(path, &examined, asked, lang),
                }
            }
            Err(error) => code = code.max(refuse(&error, lang)),
        }
    }
    if asked.sarif {
        let reports: Vec<_> = logged.iter().map(|one| (&one.report, one.texts())).collect();
        say_out(&format!("{:#}\n", derek_publish::sarif(&reports, lang)));
    }
    code
}

fn show(path: &str, examined: &Examined<'_>, asked: &Check, lang: Lang) {
    let report = &examined.report;
    if examined.document().is_some_and(|document| document.paragraphs.is_empty()) {
        let said = say!(en: "there are no words in it", ru: "в нём нет слов", kk: "онда сөз жоқ");
        say_err(&format!("{path}: {}", said.get(lang)));
    }
    match asked.form {
        Form::Json => {
            let lines = json::report(report, lang, &|file| examined.text_of(file));
            say_out(&lines.iter().map(|line| format!("{line}\n")).collect::<String>());
        }
        Form::Human => {
            for said in examined.document().iter().flat_map(|document| &document.left_out) {
                say_err(&format!("{path}: {}", said.get(lang)));
            }
            let look = look(lang, asked.all);
            say_out(&terminal::findings(&report.findings, look));
            let (count, of) = examined.read();
            say_err(&format!(
                "{path}: {} ({}: {count})",
                terminal::summary(report, look),
                of.get(lang)
            ));
            let back = &asked.back;
            for file in [&back.comments, &back.page, &back.pdf].into_iter().flatten() {
                let said = say!({ file } en: "written: {file}", ru: "записано: {file}", kk: "жазылды: {file}");
                say_err(said.get(lang));
            }
        }
    }
}

fn new(folder: &str, lang: Lang) -> u8 {
    match derek_desk::begin(Path::new(folder), lang) {
        Ok(()) => {
            say_err(&format!("{folder}: {}", derek_desk::next_steps().get(lang)));
            NOTHING
        }
        Err(error) => refuse(&error, lang),
    }
}

fn unknown_check(name: &str, lang: Lang) -> u8 {
    let near = derek_text::nearest(name, CHECKS.iter().map(|check| check.name));
    let said = match near {
        Some(near) => {
            say!({ name, near } en: "there is no check “{name}”; the nearest is “{near}”", ru: "проверки «{name}» нет; ближайшая — «{near}»", kk: "«{name}» деген тексеріс жоқ; ең жақыны — «{near}»")
        }
        None => {
            say!({ name } en: "there is no check “{name}”; `derek explain` lists them all", ru: "проверки «{name}» нет; `derek explain` покажет все", kk: "«{name}» деген тексеріс жоқ; `derek explain` бәрін көрсетеді")
        }
    };
    say_err(&format!("derek: {}", said.get(lang)));
    REFUSED
}

fn explain(name: Option<&str>, lang: Lang) -> u8 {
    let Some(name) = name else {
        let lines = CHECKS.iter().map(|check| {
            format!(
                "{:<28} {:<14} {}\n",
                check.name,
                check.level.label().get(lang),
                check.headline(lang)
            )
        });
        say_out(&lines.collect::<String>());
        return NOTHING;
    };
    let Some(check) = derek_check::find(name) else { return unknown_check(name, lang) };
    let headlines =
        Lang::ALL.map(|lang| format!("  {}  {}", lang.tag(), check.headline(lang))).join("\n");
    let manual: String = check
        .manual
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    say_out(&format!(
        "{}\n{headlines}\n\n{} · {} · {}\n\n{manual}",
        check.name,
        check.room,
        check.level.name(),
        check.since
    ));
    NOTHING
}

fn read(
    path: &str,
    written: Option<&str>,
    encoding: Option<Encoding>,
    form: Form,
    lang: Lang,
) -> u8 {
    let mut context = derek_time::Context::default();
    if let Some(written) = written {
        match derek_time::parse(written) {
            Ok(date) => context.written = Some(date.bounds()),
            Err(why) => {
                say_err(&format!("--written {written}: {}", terminal::not_a_date(&why, lang)));
                return REFUSED;
            }
        }
    }
    let document =
        match bytes(path).and_then(|bytes| read_text_as(path, &bytes, &context, encoding)) {
            Ok(document) => document,
            Err(error) => return refuse(&error, lang),
        };
    match form {
        Form::Json => say_out(
            &json::document(&document, &reference::Known::of(&derek_desk::reference()), lang)
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<String>(),
        ),
        Form::Human => say_out(&terminal::document(&document, look(lang, true))),
    }
    for said in document.doubts.iter().chain(&document.left_out) {
        say_err(said.get(lang));
    }
    NOTHING
}

fn quote(sources: &[String], quotations: Vec<String>, form: Form, lang: Lang) -> u8 {
    let documents: Result<Vec<Document>, Error> = sources
        .iter()
        .map(|path| bytes(path).and_then(|bytes| read_source(path, &bytes)))
        .collect();
    let asked = documents.and_then(|documents| Ok((documents, given_or_lines(quotations)?)));
    let (documents, quotations) = match asked {
        Ok(asked) => asked,
        Err(error) => return refuse(&error, lang),
    };
    let library = Library::of(&documents);
    let look = look(lang, true);
    let mut code = NOTHING;
    for quotation in quotations.iter().filter(|quotation| !quotation.trim().is_empty()) {
        let answer = library.answer(quotation, look);
        if !answer.is_faithful {
            code = FINDINGS;
        }
        match form {
            Form::Json => say_out(&format!("{}\n", answer.json)),
            Form::Human => say_out(&answer.shown),
        }
    }
    code
}

fn reuse(path: &str, form: Form, lang: Lang) -> u8 {
    let texts = if Path::new(path).is_dir() {
        read_sources(&[PathBuf::from(path)]).map(|sources| {
            for said in &sources.doubts {
                say_err(said.get(lang));
            }
            let named = |text: Document| reuse::Named {
                group: text.name.clone(),
                name: text.name,
                text: text.text,
            };
            sources.texts.into_values().map(named).collect()
        })
    } else {
        bytes(path).and_then(|bytes| {
            reuse::lines(&String::from_utf8_lossy(&bytes)).map_err(|line| Error {
                attempted: say!(en: "reading", ru: "читаю", kk: "оқу:"),
                path: path.into(),
                cause: say!({ line } en: "line {line} is no object with id and text", ru: "строка {line} — не объект с полями id и text", kk: "{line}-жол id мен text өрістері бар нысан емес"),
                hint: say!(en: "give a folder of texts, or JSON Lines such as {\"id\": \"a\", \"text\": \"…\"}", ru: "укажите папку с текстами или JSON Lines вида {\"id\": \"a\", \"text\": \"…\"}", kk: "мәтіндер бумасын немесе {\"id\": \"a\", \"text\": \"…\"} түріндегі JSON Lines беріңіз"),
            })
        })
    };
    match texts {
        Ok(texts) => {
            say_out(&reuse::told(&texts, form == Form::Json, lang));
            NOTHING
        }
        Err(error) => refuse(&error, lang),
    }
}

fn weigh(asked: &weigh::Asked, lang: Lang) -> Result<u8, Error> {
    if !Path::new(&asked.path).is_dir() {
        let order = asked.hierarchy.as_deref().map(bytes).transpose()?;
        say_out(&weigh::of_table(asked, &bytes(&asked.path)?, order.as_deref(), lang)?);
        return Ok(NOTHING);
    }
    let desk = Desk::open(Path::new(&asked.path), derek_desk::reference())?;
    let current = desk.reading();
    let card = match asked.card.as_deref().map(|card| why::card(&current.study, card)) {
        Some(Err(said)) => {
            say_err(&format!("derek: {}", said.get(lang)));
            return Ok(REFUSED);
        }
        found => found.and_then(Result::ok),
    };
    let (words, is_disputed) = weigh::of_study(&current.study, card, asked.form, lang);
    say_out(&words);
    Ok(if is_disputed { FINDINGS } else { NOTHING })
}

fn why(study: &str, card: &str, form: Form, lang: Lang) -> u8 {
    let desk = match Desk::open(Path::new(study), derek_desk::reference()) {
        Ok(desk) => desk,
        Err(error) => return refuse(&error, lang),
    };
    let current = desk.reading();
    let is_card = current.study.resolve(card, &[]).card().is_some();
    let proved = (!is_card).then(|| prove::proved(&current.study, card, form, lang)).flatten();
    if let Some(proved) = proved {
        return match proved {
            Ok((words, is_found)) => {
                say_out(&words);
                if is_found { NOTHING } else { FINDINGS }
            }
            Err(said) => {
                say_err(&format!("derek: {}", said.get(lang)));
                REFUSED
            }
        };
    }
    match why::why(&current.study, card, form, lang) {
        Ok(words) => {
            say_out(&words);
            NOTHING
        }
        Err(said) => {
            say_err(&format!("derek: {}", said.get(lang)));
            REFUSED
        }
    }
}

/// Says what is to be said of a study, or why it cannot be.
fn of_study(path: &str, lang: Lang, told: impl Fn(&Study) -> Result<String, Said>) -> u8 {
    match Desk::open(Path::new(path), derek_desk::reference()) {
        Ok(desk) => say_or_refuse(told(&desk.reading().study), lang),
        Err(error) => refuse(&error, lang),
    }
}

fn say_or_refuse(told: Result<String, Said>, lang: Lang) -> u8 {
    match told {
        Ok(words) => {
            say_out(&words);
            NOTHING
        }
        Err(said) => {
            say_err(&format!("derek: {}", said.get(lang)));
            REFUSED
        }
    }
}

fn network(asked: &network::Asked, lang: Lang) -> u8 {
    if Path::new(&asked.path).is_dir() {
        return of_study(&asked.path, lang, |study| network::of_study(study, asked, lang));
    }
    match bytes(&asked.path) {
        Ok(bytes) => {
            say_or_refuse(network::of_file(&String::from_utf8_lossy(&bytes), asked, lang), lang)
        }
        Err(error) => refuse(&error, lang),
    }
}

fn fmt(asked: &fmt::Asked, lang: Lang) -> u8 {
    let text = match asked.file.as_deref().map(bytes).transpose() {
        Ok(bytes) => String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned(),
        Err(error) => return refuse(&error, lang),
    };
    match fmt::done(asked, &text, lang) {
        Ok(fmt::Done::Told(words)) => say_out(&words),
        Ok(fmt::Done::Wrong(words)) => {
            say_out(&words);
            return FINDINGS;
        }
        Ok(fmt::Done::Written(path, words)) => {
            if let Err(error) = derek_desk::write(&path, words.as_bytes()) {
                return refuse(&error, lang);
            }
        }
        Err(error) => return refuse(&error, lang),
    }
    NOTHING
}

fn search(study: &str, query: &str, form: Form, lang: Lang) -> u8 {
    match Desk::open(Path::new(study), derek_desk::reference()) {
        Ok(desk) => {
            let (words, is_found) = search::searched(&desk.reading(), query, form, lang);
            say_out(&words);
            if is_found { NOTHING } else { FINDINGS }
        }
        Err(error) => refuse(&error, lang),
    }
}

fn same(study: &str, judged: Option<Identity>, form: Form, lang: Lang) -> u8 {
    let done = Desk::open(Path::new(study), derek_desk::reference()).and_then(|desk| {
        let current = desk.reading();
        let named = derek_desk::named(&current.sources);
        let Some(identity) = judged else {
            let (words, is_asked) = same::asked(&current, &named, form, lang);
            say_out(&words);
            return Ok(if is_asked { FINDINGS } else { NOTHING });
        };
        if !People::can_be_judged(
            &current.study, &current.reference, &current.sources, &named, &identity,
        ) {
            return Err(derek_desk::gone_judgement());
        }
        desk.judge(&identity)?;
        Ok(NOTHING)
    });
    done.unwrap_or_else(|error| refuse(&error, lang))
}

/// Bytes of a line that are read; of a longer one only so many.
const LINE: u64 = 1 << 16;

/// Understands the dates that are given, or every line of standard input as it comes.
fn dates_of(dates: &[String], writing: Writing, form: Form, lang: Lang) -> u8 {
    let none = say!(en: "no dates were given", ru: "дат не дано", kk: "күн берілмеді");
    each(dates, &none, lang, |line| one_date(line, writing, form, lang))
}

/// Says what there is to say of each text that is given, or of every line of
/// standard input as it comes; `of` also says whether it was understood.
fn each(texts: &[String], none: &Said, lang: Lang, of: impl Fn(&[u8]) -> (String, bool)) -> u8 {
    let stdout = std::io::stdout().lock();
    let mut out = std::io::BufWriter::with_capacity(1 << 16, stdout);
    let mut code = NOTHING;
    let mut say = |line: &[u8], out: &mut dyn Write| {
        let (said, is_understood) = of(line);
        if !is_understood {
            code = FINDINGS;
        }
        out.write_all(said.as_bytes())
    };
    if !texts.is_empty() {
        // A reader that has gone away is no error.
        let _ = texts.iter().try_for_each(|text| say(text.as_bytes(), &mut out));
        let _ = out.flush();
        return code;
    }
    let mut input = std::io::BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut line = Vec::new();
    let mut is_first = true;
    loop {
        line.clear();
        let read = input.by_ref().take(LINE).read_until(b'\n', &mut line);
        match read {
            Ok(0) => break,
            Ok(_) => {}
            Err(cause) => {
                let _ = out.flush();
                let attempted = say!(en: "reading", ru: "читаю", kk: "оқу:");
                return refuse(&Error::of(attempted, Path::new("-"), &cause), lang);
            }
        }
        if line.ends_with(b"\n") {
            line.pop();
            if line.ends_with(b"\r") {
                line.pop();
            }
        } else if line.len() as u64 == LINE && input.skip_until(b'\n').is_err() {
            break;
        }
        let text = match line.strip_prefix(BYTE_ORDER_MARK) {
            Some(text) if is_first => text,
            _ => &line,
        };
        is_first = false;
        if say(text, &mut out).is_err() {
            return code;
        }
        // Whoever waits for an answer before the next question gets it.
        if input.buffer().is_empty() && out.flush().is_err() {
            return code;
        }
    }
    if is_first {
        say_err(&format!("derek: {}", none.get(lang)));
    }
    let _ = out.flush();
    code
}

/// What some programs write before a text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What is said of one date, and whether it is one.
fn one_date(line: &[u8], writing: Writing, form: Form, lang: Lang) -> (String, bool) {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        // The limit may have cut a character in two.
        Err(error) if error.error_len().is_none() && LINE <= line.len() as u64 + 4 => {
            std::str::from_utf8(&line[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) => {
            let text = String::from_utf8_lossy(line);
            let before = &line[..error.valid_up_to()];
            let at = String::from_utf8_lossy(before).chars().count();
            let said = match form {
                Form::Json => format!("{}\n", json::not_utf8(&text, at, lang)),
                Form::Human => terminal::refused(&text, &terminal::not_utf8(lang)),
            };
            return (said, false);
        }
    };
    match writing {
        Writing::Edtf => {
            let read = derek_time::read_edtf(text);
            let said = match (form, &read) {
                (Form::Json, _) => format!("{}\n", json::edtf(text, &read, lang)),
                (Form::Human, Ok(date)) => dates::human(text, &Ok(date.clone()), lang),
                (Form::Human, Err(repair)) => terminal::not_edtf(text, repair, lang),
            };
            (said, read.is_ok())
        }
        Writing::Any => {
            let parsed = derek_time::parse(text);
            let hint = parsed.is_err().then(|| derek_time::repair_edtf(text)).flatten();
            let hint = hint.filter(Repair::tells);
            let said = match form {
                Form::Json => format!("{}\n", json::parsed(text, &parsed, hint.as_ref(), lang)),
                Form::Human => {
                    let advice = hint.map(|hint| terminal::repaired(text, &hint, lang));
                    dates::human(text, &parsed, lang) + &advice.unwrap_or_default()
                }
            };
            (said, parsed.is_ok())
        }
    }
}

/// Dates for other programs on standard output; on standard error, those that cannot be said there.
fn export(dates: Vec<String>, form: Export, lang: Lang) -> u8 {
    let dates = match given_or_lines(dates) {
        Ok(dates) => dates,
        Err(error) => return refuse(&error, lang),
    };
    let mut code = NOTHING;
    let mut out = String::new();
    for text in &dates {
        match dates::exported(&derek_time::parse(text), form) {
            Some(exported) => out.push_str(&format!("{exported}\n")),
            None => {
                code = FINDINGS;
                let name = form.name();
                let said = say!({ text, name } en: "“{text}” cannot be said in {name}", ru: "«{text}» нельзя передать в {name}", kk: "«{text}» дегенді {name} түрінде жеткізу мүмкін емес");
                say_err(&format!("derek: {}", said.get(lang)));
            }
        }
    }
    say_out(&out);
    code
}

/// What was given, else the lines of standard input.
fn given_or_lines(given: Vec<String>) -> Result<Vec<String>, Error> {
    if !given.is_empty() {
        return Ok(given);
    }
    Ok(String::from_utf8_lossy(&bytes("-")?).lines().map(str::to_owned).collect())
}

fn accept(asked: &Accept, lang: Lang) -> u8 {
    if derek_check::find(&asked.check).is_none() {
        return unknown_check(&asked.check, lang);
    }
    match accepted(asked) {
        Ok(0) => {
            let said = say!(en: "no open finding of this check stands there", ru: "открытых возражений этой проверки там нет", kk: "ол жерде бұл тексерістің ашық ескертуі жоқ");
            say_err(&format!("derek: {}", said.get(lang)));
            REFUSED
        }
        Ok(count) => {
            let said = say!({ count } en: "accepted: {count}", ru: "оставлено с обоснованием: {count}", kk: "негізделіп қалдырылды: {count}");
            say_err(said.get(lang));
            NOTHING
        }
        Err(error) => refuse(&error, lang),
    }
}

/// Accepts every finding that is meant, and says how many.
fn accepted(asked: &Accept) -> Result<usize, Error> {
    let path = Path::new(&asked.path);
    if asked.path == "-" {
        return Err(Error {
            attempted: say!(en: "accepting a finding", ru: "оставляю место как есть", kk: "сол күйінде қалдыру"),
            path: path.to_owned(),
            cause: say!(en: "a reason is kept beside a file, and standard input is none", ru: "обоснование хранится рядом с файлом, а стандартный ввод не файл", kk: "негіздеме файлдың жанында сақталады, ал стандартты енгізу файл емес"),
            hint: say!(en: "save the text as a file first", ru: "сначала сохраните текст в файл", kk: "алдымен мәтінді файлға сақтаңыз"),
        });
    }
    let meant = |finding: &Finding| {
        finding.check == asked.check
            && asked.at.as_ref().is_none_or(|at| {
                finding.places.iter().any(|place| place.words.contains(at.as_str()))
            })
    };
    if path.is_dir() {
        let desk = Desk::open(path, derek_desk::reference())?;
        let findings: Vec<_> = desk
            .reading()
            .report
            .findings
            .iter()
            .filter(|finding| meant(finding))
            .cloned()
            .collect();
        for finding in &findings {
            // One reason may have answered another finding of the same words.
            if desk.reading().report.findings.iter().any(|open| open.key() == finding.key()) {
                let by = asked.by.as_deref();
                desk.answer_in(None, &finding.key(), &asked.because, by, asked.called)?;
            }
        }
        return Ok(findings.len());
    }
    let checked = check_text(&asked.path, &bytes(&asked.path)?, &read_beside(path)?)?;
    let findings: Vec<_> =
        checked.report.findings.iter().filter(|finding| meant(finding)).collect();
    for finding in &findings {
        answer_beside(path, finding, &asked.because, asked.by.as_deref(), asked.called)?;
    }
    Ok(findings.len())
}

fn open(asked: Open, lang: Lang) -> u8 {
    let (studies, files): (Vec<String>, Vec<String>) =
        asked.paths.into_iter().partition(|path| Path::new(path).is_dir());
    if let [_, second, ..] = studies.as_slice() {
        let said = say!({ second } en: "one study at a time; open “{second}” by itself", ru: "по одному исследованию за раз; откройте «{second}» отдельно", kk: "бір мезгілде бір зерттеу; «{second}» бумасын бөлек ашыңыз");
        say_err(&format!("derek: {}", said.get(lang)));
        return REFUSED;
    }
    let mut shown = Vec::new();
    for path in &files {
        match bytes(path).and_then(|bytes| keep(path, &bytes)) {
            Ok(checked) => {
                let look = look(lang, false);
                say_out(&terminal::findings(&checked.report.findings, look));
                say_err(&format!("{path}: {}\n", terminal::summary(&checked.report, look)));
                shown.push((path.clone(), checked.id.clone()));
            }
            Err(error) => return refuse(&error, lang),
        }
    }
    let options = server::Options {
        port: asked.port,
        study: studies.first().map(Into::into),
        texts: None,
        lang: asked.lang,
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(cause) => {
            return refuse(
                &Error::of(
                    say!(en: "starting", ru: "запуск", kk: "іске қосу"),
                    Path::new(""),
                    &cause,
                ),
                lang,
            );
        }
    };
    let ready = |address: SocketAddr| {
        let address = format!("http://{address}/");
        let said = say!(en: "the workbench is open at", ru: "рабочий стол открыт по адресу", kk: "жұмыс үстелі мына мекенжайда ашық");
        let stop = say!(en: "Ctrl+C closes it", ru: "закрыть: Ctrl+C", kk: "жабу: Ctrl+C");
        say_out(&format!("{} {address}\n", said.get(lang)));
        for (path, id) in &shown {
            say_out(&format!("  {path}: {address}texts/{id}\n"));
        }
        say_out(&format!("  {}\n", stop.get(lang)));
        if !asked.no_browser {
            start_browser(&address);
        }
    };
    match runtime.block_on(server::serve(options, ready)) {
        Ok(()) => NOTHING,
        Err(error) => refuse(&error, lang),
    }
}

/// Checks a text and keeps it among those checked recently.
///
/// What was let stand beside the file is let stand there too.
fn keep(path: &str, bytes: &[u8]) -> Result<Arc<Checked>, Error> {
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.as_deref().unwrap_or(path);
    let texts = Texts::at(None)?;
    let mut checked = texts.check(name, bytes)?;
    let beside = check_text(name, bytes, &read_beside(Path::new(path))?)?;
    for (finding, acceptance) in &beside.report.accepted {
        let key = finding.key();
        if checked.report.findings.iter().any(|open| open.key() == key) {
            let start = finding.places.first().map(|place| place.range.start);
            let (because, by) = (&acceptance.because, acceptance.by.as_deref());
            let which = derek_desk::Asked { key: &key, start };
            checked = texts.answer(&checked.id, which, because, by, acceptance.called)?;
        }
    }
    Ok(checked)
}

/// Opens the address in a browser where there is a screen; that none opens is no error.
fn start_browser(address: &str) {
    let has_screen = cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|screen| std::env::var_os(screen).is_some());
    if !has_screen {
        return;
    }
    let (program, words): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[address]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler", address]),
        _ => ("xdg-open", &[address]),
    };
    let _ = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
