//! `derek rules`: a program of rules and the tables of its facts; what follows, why and why not.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_logic::compact::{self, Reading};
use derek_logic::program::{Fact, Program, Relation};
use derek_logic::rows::{self, RowFaultKind};
use derek_logic::{
    Attempt, Change, Gravity, Limits, Missing, Model, NoAnswers, Premise, Progress, Proof, Refusal,
    check, json,
};
use derek_publish::fault_said;
use derek_study::{Lang, Said, say};
use serde_json::json;

use crate::cli::Form;

/// What was asked of a program of rules.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The program's file.
    pub file: PathBuf,
    /// The folder of its tables; the program's own when left out.
    pub facts: PathBuf,
    /// Where what follows is written; printed when left out.
    pub out: Option<PathBuf>,
    /// Facts to prove.
    pub why: Vec<String>,
    /// Facts that do not hold, to be told why.
    pub why_not: Vec<String>,
    /// Given facts to do without.
    pub without: Vec<String>,
    /// Facts to suppose.
    pub what_if: Vec<String>,
    /// A file for the proofs of all that is asked for, one a line, the program first.
    pub proofs: Option<PathBuf>,
    /// How many facts there may be.
    pub most: usize,
    /// How to print.
    pub form: Form,
}

/// How many wrong lines of a table are told one by one.
const MOST_TOLD: usize = 20;

/// What is to be said and written.
#[derive(Debug, Default)]
pub struct Told {
    /// For the person or pipeline.
    pub said: String,
    /// Beside it: doubts about the program.
    pub doubts: String,
    /// Files to be written.
    pub files: Vec<(PathBuf, String)>,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    let many = |name: &'static str, value: &'static str, help: Said| {
        Arg::new(name).long(name).value_name(value).action(ArgAction::Append).help(t(help))
    };
    let file = |name: &'static str, value: &'static str, help: Said| {
        Arg::new(name).long(name).value_name(value).help(t(help))
    };
    Command::new("rules")
        .about(t(say!(en: "what follows from facts by rules, why, and why not", ru: "что следует из фактов по правилам, почему и почему нет", kk: "ережелер бойынша фактілерден не шығады, неге және неге емес")))
        .help_template(template.to_owned())
        .arg(Arg::new("file").value_name("FILE").required(true).help(t(say!(en: "a program of rules in the compact form", ru: "программа правил в краткой записи", kk: "қысқа жазудағы ережелер бағдарламасы"))))
        .arg(file("facts", "DIR", say!(en: "the folder of NAME.facts, columns parted by tabs; the program's own when left out", ru: "папка с файлами ИМЯ.facts, столбцы через табуляцию; без ключа — папка программы", kk: "АТЫ.facts файлдарының бумасы, бағандар табуляциямен бөлінген; берілмесе — бағдарламаның бумасы")))
        .arg(file("out", "DIR", say!(en: "write NAME.csv of every .output there; without it they are printed", ru: "записать туда ИМЯ.csv для каждого .output; без ключа — напечатать", kk: "әр .output үшін АТЫ.csv файлын сонда жазу; берілмесе — басып шығару")))
        .arg(many("why", "FACT", say!(en: "prove a fact: 'path(\"a\", \"b\")'", ru: "доказать факт: 'path(\"a\", \"b\")'", kk: "фактіні дәлелдеу: 'path(\"a\", \"b\")'")))
        .arg(many("whynot", "FACT", say!(en: "say what a fact lacks", ru: "сказать, чего недостаёт для факта", kk: "фактіге не жетпейтінін айту")))
        .arg(many("without", "FACT", say!(en: "say what falls without a given fact", ru: "сказать, что отпадёт без данного факта", kk: "берілген фактісіз не құлайтынын айту")))
        .arg(many("whatif", "FACT", say!(en: "say what a further fact would change", ru: "сказать, что изменит ещё один факт", kk: "тағы бір факт нені өзгертетінін айту")))
        .arg(file("proofs", "FILE", say!(en: "write the program and a proof of each fact of every .output as JSON Lines", ru: "записать программу и доказательство каждого факта каждого .output как JSON Lines", kk: "бағдарламаны және әр .output фактісінің дәлелін JSON Lines түрінде жазу")))
        .arg(file("most", "N", say!(en: "how many facts there may be; ten million when left out", ru: "сколько фактов допустимо; без ключа десять миллионов", kk: "қанша факт болуы мүмкін; берілмесе он миллион")).value_parser(clap::value_parser!(usize)))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    let many = |name: &str| of.get_many::<String>(name).into_iter().flatten().cloned().collect();
    let path = |name: &str| of.get_one::<String>(name).map(PathBuf::from);
    let file = path("file").unwrap_or_default();
    let beside = file.parent().map(Path::to_owned).unwrap_or_default();
    Asked {
        facts: path("facts").unwrap_or(beside),
        file,
        out: path("out"),
        why: many("why"),
        why_not: many("whynot"),
        without: many("without"),
        what_if: many("whatif"),
        proofs: path("proofs"),
        most: of.get_one::<usize>("most").copied().unwrap_or(Limits::default().most_facts),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// Bytes as text; where they are none, the line at which that shows.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Said> {
    String::from_utf8(bytes).map_err(|wrong| {
        let before = &wrong.as_bytes()[..wrong.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        say!({ line } en: "line {line} is not in UTF-8; save the file in this encoding", ru: "строка {line} не в UTF-8; сохраните файл в этой кодировке", kk: "{line}-жол UTF-8 кодында емес; файлды осы кодпен сақтаңыз")
    })
}

/// The tables that a program wants: file, relation and what parts its columns.
fn wanted(reading: &Reading) -> Vec<(String, &Relation, String)> {
    let inputs = reading.ports.iter().filter(|port| port.direction == "input");
    let relations = &reading.program.relations;
    inputs
        .filter_map(|port| {
            let relation = relations.iter().find(|relation| relation.name == port.relation)?;
            let file = port
                .parameters
                .get("filename")
                .cloned()
                .unwrap_or_else(|| format!("{}.facts", relation.name));
            let delimiter =
                port.parameters.get("delimiter").cloned().unwrap_or_else(|| "\t".to_owned());
            Some((file, relation, delimiter))
        })
        .collect()
}

/// What follows from a program, whose tables `table` reads; `watch` is told of the facts so far.
///
/// # Errors
///
/// Everything that is wrong, a line each, where the program or a table cannot be used.
pub fn told(
    asked: &Asked,
    text: &str,
    table: impl Fn(&Path) -> Result<String, Said>,
    watch: &(dyn Fn(usize) + Sync),
    lang: Lang,
) -> Result<Told, String> {
    let name = asked.file.display().to_string();
    let reading = compact::read(text);
    let mut faults = reading.faults.clone();
    faults.extend(check::faults(&reading.program));
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults.dedup();
    let (refused, doubtful): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| fault.gravity == Gravity::Refused);
    let lines = |faults: &[derek_logic::Fault]| {
        faults.iter().fold(String::new(), |mut lines, fault| {
            let _ = writeln!(
                lines,
                "{}: {}",
                place(&name, text, &fault.range),
                fault_said(&fault.kind).get(lang)
            );
            lines
        })
    };
    if !refused.is_empty() {
        return Err(lines(&refused));
    }
    let mut told = Told { doubts: lines(&doubtful), ..Told::default() };
    let mut given = Vec::new();
    let mut wrong = String::new();
    for (file, relation, delimiter) in wanted(&reading) {
        let path = asked.facts.join(&file);
        let text =
            table(&path).map_err(|said| format!("{}: {}\n", path.display(), said.get(lang)))?;
        let (facts, faults) = rows::read(relation, &text, &delimiter);
        given.extend(facts);
        for fault in faults.iter().take(MOST_TOLD) {
            let _ = writeln!(
                wrong,
                "{}:{}:{}: {}",
                path.display(),
                fault.line,
                fault.column,
                row_said(&fault.kind).get(lang)
            );
        }
        if let Some(more) = faults.len().checked_sub(MOST_TOLD + 1) {
            let more = more + 1;
            let said = say!({ more } en: "lines wrong besides: {more}", ru: "и ещё неверных строк: {more}", kk: "тағы қате жолдар: {more}");
            let _ = writeln!(wrong, "{}: {}", path.display(), said.get(lang));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let on = |progress: &Progress| {
        watch(progress.facts);
        ControlFlow::Continue(())
    };
    let limits = Limits { most_facts: asked.most, watch: Some(&on) };
    let model = Model::of(&reading.program, &given, &NoAnswers, limits).map_err(|refusal| {
        let mut said = format!("{name}: {}\n", refusal_said(&refusal).get(lang));
        if matches!(refusal, Refusal::TooMany { .. }) {
            said += &lines(&check::endless(&reading.program));
        }
        said
    })?;
    tables(asked, &reading, &model, &mut told);
    questions(asked, &reading.program, &model, &limits, &mut told, lang)?;
    if let Some(file) = &asked.proofs {
        let mut lines = format!("{}\n", reading.program.to_json());
        for relation in reading.program.relations.iter().filter(|relation| relation.output) {
            for proof in model
                .relation(&relation.name)
                .unwrap_or_default()
                .iter()
                .filter_map(|fact| model.why(fact))
            {
                let _ = writeln!(lines, "{}", proof.to_json());
            }
        }
        told.files.push((file.clone(), lines));
    }
    Ok(told)
}

/// File, line and column, from 1.
fn place(file: &str, text: &str, range: &Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{file}:{line}:{column}")
}

/// The relations that are asked for, into files or to be read.
fn tables(asked: &Asked, reading: &Reading, model: &Model<'_>, told: &mut Told) {
    let mut ports: BTreeMap<&str, Vec<&compact::Port>> = BTreeMap::new();
    for port in reading
        .ports
        .iter()
        .filter(|port| port.direction == "output" || port.direction == "printsize")
    {
        ports.entry(&port.relation).or_default().push(port);
    }
    let questions = [&asked.why, &asked.why_not, &asked.without, &asked.what_if]
        .iter()
        .any(|asked| !asked.is_empty());
    for relation in reading.program.relations.iter().filter(|relation| relation.output) {
        let facts = model.relation(&relation.name).unwrap_or_default();
        let ports = ports.get(relation.name.as_str()).map_or(&[] as &[_], Vec::as_slice);
        if ports.iter().any(|port| port.direction == "printsize") {
            let _ = match asked.form {
                Form::Human => writeln!(told.said, "{}\t{}", relation.name, facts.len()),
                Form::Json => writeln!(
                    told.said,
                    "{}",
                    json!({ "relation": relation.name, "facts": facts.len() })
                ),
            };
            continue;
        }
        let parameter =
            |name: &str| ports.iter().find_map(|port| port.parameters.get(name)).cloned();
        if let Some(folder) = &asked.out {
            let file = parameter("filename").unwrap_or_else(|| format!("{}.csv", relation.name));
            let delimiter = parameter("delimiter").unwrap_or_else(|| "\t".to_owned());
            told.files.push((folder.join(file), rows::write(&facts, &delimiter)));
        } else if !questions && asked.proofs.is_none() {
            for fact in &facts {
                let _ = match asked.form {
                    Form::Human => writeln!(told.said, "{}", shown(fact)),
                    Form::Json => writeln!(told.said, "{}", json::fact(fact)),
                };
            }
        }
    }
}

fn shown(fact: &Fact) -> String {
    let values: Vec<String> = fact.values.iter().map(compact::print_value).collect();
    format!("{}({})", fact.relation, values.join(", "))
}

/// A fact as it was asked for, its values of the types of its relation.
fn fact(program: &Program, text: &str) -> Result<Fact, Said> {
    let declared = Program { relations: program.relations.clone(), ..Program::default() };
    let (mut read, faults) = compact::parse(&format!(
        "{}{}.",
        compact::print(&declared),
        text.trim().trim_end_matches('.')
    ));
    if let Some(fault) = faults.iter().find(|fault| fault.gravity == Gravity::Refused) {
        let why = fault_said(&fault.kind);
        return Err(no_fact(text, &why));
    }
    match (read.facts.pop(), read.rules.pop()) {
        (Some(fact), None) => Ok(fact),
        (_, Some(rule)) => {
            let mut faults = check::faults(&Program { rules: vec![rule], ..declared });
            faults.retain(|fault| fault.gravity == Gravity::Refused);
            let why = faults.first().map_or_else(|| say!(en: "it has conditions", ru: "у него есть условия", kk: "оның шарттары бар"), |fault| fault_said(&fault.kind));
            Err(no_fact(text, &why))
        }
        _ => Err(
            say!({ text } en: "“{text}” is no fact; write it as relation(\"value\", 1)", ru: "«{text}» — не факт; запишите его так: relation(\"value\", 1)", kk: "«{text}» — факт емес; былай жазыңыз: relation(\"value\", 1)"),
        ),
    }
}

fn no_fact(text: &str, why: &Said) -> Said {
    say!({ text, why } en: "“{text}” is no fact: {why}", ru: "«{text}» — не факт: {why}", kk: "«{text}» — факт емес: {why}")
}

fn questions(
    asked: &Asked,
    program: &Program,
    model: &Model<'_>,
    limits: &Limits<'_>,
    told: &mut Told,
    lang: Lang,
) -> Result<(), String> {
    let line = |said: Said| format!("{}\n", said.get(lang));
    for text in &asked.why {
        let wanted = fact(program, text).map_err(line)?;
        let proof = model.why(&wanted);
        match (asked.form, proof) {
            (Form::Json, proof) => {
                let _ = writeln!(
                    told.said,
                    "{}",
                    json!({ "why": json::fact(&wanted), "proof": proof.map(|proof| proof.to_json()) })
                );
            }
            (Form::Human, Some(proof)) => tree(program, &proof, &mut told.said, lang),
            (Form::Human, None) => {
                let text = shown(&wanted);
                told.said += &line(
                    say!({ text } en: "{text} does not hold; --whynot says what it lacks", ru: "{text} не выполняется; --whynot скажет, чего недостаёт", kk: "{text} орындалмайды; --whynot не жетпейтінін айтады"),
                );
            }
        }
    }
    for text in &asked.why_not {
        let wanted = fact(program, text).map_err(line)?;
        let answer = model.why_not(&wanted);
        let text = shown(&wanted);
        if asked.form == Form::Json {
            let attempts: Vec<_> = answer.attempts.iter().map(attempt_json).collect();
            let _ = writeln!(
                told.said,
                "{}",
                json!({ "whynot": json::fact(&wanted), "holds": answer.holds, "attempts": attempts })
            );
        } else if answer.holds {
            told.said += &line(
                say!({ text } en: "{text} holds; --why proves it", ru: "{text} выполняется; --why докажет", kk: "{text} орындалады; --why дәлелдейді"),
            );
        } else if answer.attempts.is_empty() {
            told.said += &line(
                say!({ text } en: "{text} is not given, and no rule could conclude it", ru: "{text} не дано, и ни одно правило не может его вывести", kk: "{text} берілмеген және ешбір ереже оны шығара алмайды"),
            );
        } else {
            let _ = writeln!(told.said, "{text}");
            for attempt in &answer.attempts {
                let rule = rule_name(program, attempt.rule);
                let _ = writeln!(told.said, "  {rule}");
                let (mut each, mut depth) = (Some(attempt), 2);
                while let Some(attempt) = each {
                    let indent = "  ".repeat(depth);
                    let missing = match &attempt.missing {
                        Some(Missing::Fact(atom)) if compact::print_atom(atom) == text => {
                            say!(en: "would rest on this itself", ru: "опиралось бы на само себя", kk: "өзіне-өзі сүйенер еді")
                        }
                        missing => missing_said(missing.as_ref()),
                    };
                    let _ = writeln!(told.said, "{indent}{}", missing.get(lang));
                    each = attempt.beyond.as_deref();
                    if let Some(beyond) = each {
                        let rule = rule_name(program, beyond.rule);
                        let _ = writeln!(told.said, "{indent}  {rule}");
                    }
                    depth += 2;
                }
            }
        }
    }
    for (texts, without) in [(&asked.without, true), (&asked.what_if, false)] {
        if texts.is_empty() {
            continue;
        }
        let facts = texts
            .iter()
            .map(|text| fact(program, text).map_err(line))
            .collect::<Result<Vec<_>, _>>()?;
        if without && let Some(other) = facts.iter().find(|fact| !given(model, fact)) {
            let follows = model.holds(other);
            let other = shown(other);
            let said = if follows {
                say!({ other } en: "{other} is not given but follows; --why says from what, and of that one can do without", ru: "{other} не дано, а следует; --why скажет, из чего, — без этого и можно попробовать обойтись", kk: "{other} берілмеген, ол шығарылады; --why неден екенін айтады, соның бірінсіз көруге болады")
            } else {
                say!({ other } en: "{other} is not given, so nothing can be taken away", ru: "{other} не дано, убирать нечего", kk: "{other} берілмеген, алып тастайтын ештеңе жоқ")
            };
            return Err(line(said));
        }
        let change =
            if without { model.without(&facts, limits) } else { model.what_if(&facts, limits) };
        let change = change.map_err(|refusal| line(refusal_said(&refusal)))?;
        changed(&change, &facts, without, asked.form, told, lang);
    }
    Ok(())
}

/// Whether a fact holds without any rule.
fn given(model: &Model<'_>, fact: &Fact) -> bool {
    let proof = model.why(fact);
    proof.is_some_and(|proof| proof.steps.last().is_some_and(|step| step.rule.is_none()))
}

fn changed(
    change: &Change,
    facts: &[Fact],
    without: bool,
    form: Form,
    told: &mut Told,
    lang: Lang,
) {
    if form == Form::Json {
        let all = |facts: &[Fact]| facts.iter().map(json::fact).collect::<Vec<_>>();
        let asked = if without { "without" } else { "whatif" };
        let _ = writeln!(
            told.said,
            "{}",
            json!({ asked: all(facts), "fallen": all(&change.fallen), "new": all(&change.new) })
        );
        return;
    }
    if change.fallen.is_empty() && change.new.is_empty() {
        let said =
            say!(en: "nothing would change", ru: "ничего не изменится", kk: "ештеңе өзгермейді");
        let _ = writeln!(told.said, "{}", said.get(lang));
    }
    for (sign, facts) in [('-', &change.fallen), ('+', &change.new)] {
        for fact in facts {
            let _ = writeln!(told.said, "{sign} {}", shown(fact));
        }
    }
}

fn rule_name(program: &Program, rule: usize) -> String {
    match program.rules.get(rule) {
        Some(rule) if !rule.name.is_empty() => rule.name.clone(),
        Some(rule) => compact::print_rule(rule).lines().last().unwrap_or_default().to_owned(),
        None => String::new(),
    }
}

/// A proof as an indented list; a fact that was shown is named again, not proved again.
fn tree(program: &Program, proof: &Proof, out: &mut String, lang: Lang) {
    let mut shown_steps = std::collections::BTreeSet::new();
    let Some(last) = proof.steps.len().checked_sub(1) else { return };
    let mut open = vec![(last, 0_usize)];
    while let Some((place, depth)) = open.pop() {
        let step = &proof.steps[place];
        let again = !shown_steps.insert(place);
        // A terminal is so wide only.
        let indent = "  ".repeat(depth.min(30));
        let because = match step.rule {
            None => say!(en: "given", ru: "дано", kk: "берілген").get(lang).to_owned(),
            Some(_) if again => {
                say!(en: "proved above", ru: "доказано выше", kk: "жоғарыда дәлелденген")
                    .get(lang)
                    .to_owned()
            }
            Some(rule) => rule_name(program, rule),
        };
        let _ = writeln!(out, "{indent}{}  [{because}]", shown(&step.fact));
        if again {
            continue;
        }
        let mut steps = Vec::new();
        for premise in &step.premises {
            match premise {
                Premise::Step(step) => steps.push((*step, depth + 1)),
                Premise::Aggregate { value, of, .. } => {
                    let (count, value) = (of.len(), compact::print_value(value));
                    let said = say!({ count, value } en: "{value}, from {count} facts", ru: "{value}, из фактов: {count}", kk: "{value}, {count} фактіден");
                    let _ = writeln!(out, "{indent}  {}", said.get(lang));
                    steps.extend(of.iter().map(|step| (*step, depth + 2)));
                }
                Premise::Absent { atom, searched } => {
                    let atom = compact::print_atom(atom);
                    let said = say!({ atom, searched } en: "no {atom} among {searched} facts", ru: "нет {atom} среди фактов: {searched}", kk: "{searched} фактінің ішінде {atom} жоқ");
                    let _ = writeln!(out, "{indent}  {}", said.get(lang));
                }
                Premise::Told { fact, answer, because } => {
                    let _ = writeln!(out, "{indent}  @{} = {answer} {because}", shown(fact));
                }
                Premise::Compared => {}
            }
        }
        open.extend(steps.into_iter().rev());
    }
}

fn attempt_json(attempt: &Attempt) -> serde_json::Value {
    let bindings: serde_json::Map<_, _> =
        attempt.bindings.iter().map(|(name, bound)| (name.clone(), json::value(bound))).collect();
    let missing = attempt.missing.as_ref().map(|missing| match missing {
        Missing::Fact(atom) => json!({ "fact": json::atom(atom) }),
        Missing::Present(fact) => json!({ "present": json::fact(fact) }),
        Missing::NotSo { .. } => json!({ "not_so": missing_said(Some(missing)).get(Lang::En) }),
        Missing::Answered { fact, answer, because } => {
            json!({ "answered": json::fact(fact), "answer": answer, "because": because })
        }
        Missing::Nothing => json!("nothing"),
    });
    json!({ "rule": attempt.rule, "bindings": bindings, "held": attempt.held, "of": attempt.of, "missing": missing, "beyond": attempt.beyond.as_deref().map(attempt_json) })
}

fn missing_said(missing: Option<&Missing>) -> Said {
    match missing {
        Some(Missing::Fact(atom)) => {
            let atom = compact::print_atom(atom);
            say!({ atom } en: "lacks {atom}", ru: "недостаёт {atom}", kk: "{atom} жетпейді")
        }
        Some(Missing::Present(fact)) => {
            let fact = shown(fact);
            say!({ fact } en: "{fact} speaks against it", ru: "против говорит {fact}", kk: "{fact} бұған қайшы")
        }
        Some(Missing::NotSo { comparison, left, right }) => {
            let (comparison, left, right) = (*comparison, left.clone(), right.clone());
            let literal = compact::print_literal(&derek_logic::Literal::Compared {
                comparison,
                left,
                right,
                range: 0..0,
            });
            say!({ literal } en: "it is not so that {literal}", ru: "неверно, что {literal}", kk: "{literal} екені рас емес")
        }
        Some(Missing::Answered { fact, because, .. }) => {
            let fact = shown(fact);
            say!({ fact, because } en: "@{fact} was answered otherwise. {because}", ru: "на @{fact} ответ иной. {because}", kk: "@{fact} сұрағына жауап басқа. {because}")
        }
        Some(Missing::Nothing) | None => {
            say!(en: "no value comes out that fits", ru: "подходящее значение не получается", kk: "сәйкес мән шықпайды")
        }
    }
}

fn row_said(kind: &RowFaultKind) -> Said {
    match kind {
        RowFaultKind::Columns { expected, found } => {
            say!({ expected, found } en: "the relation has {expected} columns, the line {found}; columns are parted by tabs", ru: "столбцов в отношении: {expected}, в строке: {found}; столбцы разделяет табуляция", kk: "қатынаста {expected} баған, жолда {found}; бағандарды табуляция бөледі")
        }
        RowFaultKind::Value { text, kind } => {
            let kind = derek_logic::type_name(*kind);
            say!({ text, kind } en: "“{text}” is no {kind}", ru: "«{text}» — не {kind}", kk: "«{text}» — {kind} емес")
        }
    }
}

fn refusal_said(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::TooMany { limit } => {
            say!({ limit } en: "more than {limit} facts follow, perhaps without end; bound the rule that counts up, or allow more with --most", ru: "следует больше фактов, чем {limit}, возможно без конца; ограничьте правило, которое считает вверх, или разрешите больше ключом --most", kk: "{limit} фактіден көп шығады, бәлкім шексіз; өсіре беретін ережені шектеңіз немесе --most арқылы көбірек рұқсат етіңіз")
        }
        Refusal::Unfit(_) => {
            say!(en: "a fact fits no relation", ru: "факт не подходит ни к одному отношению", kk: "факт ешбір қатынасқа сәйкес емес")
        }
        Refusal::Faults(_) | Refusal::Cancelled => {
            say!(en: "the program was not run to its end", ru: "программа не выполнена до конца", kk: "бағдарлама соңына дейін орындалмады")
        }
    }
}
