//! `derek weigh`: which of several answers the sources bear out, and what would turn it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::Error;
use derek_publish::weigh::{
    answer_said, argument_said, asked_of, asked_said, change_said, is_one_voice, line_said,
    one_voice_help, one_voice_said, one_voice_title, standing_said, tie_said, verdict_said,
};
use derek_reason::disputes;
use derek_reason::weigh::read::{Said as Claim, Unread, Values, hierarchy, table, testimonies};
use derek_reason::weigh::{
    Answer, Change, Entry, Group, Hierarchy, Line, Policy, Stance, Standing, Tie, TieReason,
    Weighed, weigh,
};
use derek_study::{Card, Lang, Said, Study, say};
use serde_json::{Map, Value, json};

use crate::cli::Form;

/// What was asked to be weighed.
#[derive(Debug, Clone)]
pub struct Asked {
    /// A study's folder, or a table of items, sources and values.
    pub path: String,
    /// Of a study: the card or question; all that is disputed when `None`.
    pub card: Option<String>,
    /// Of a table: a file that says which values are more general than which.
    pub hierarchy: Option<String>,
    /// Of a table: what values are compared as; told by themselves when `None`.
    pub values: Option<Values>,
    /// How to print.
    pub form: Form,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("weigh")
        .about(t(say!(en: "which of several answers the sources bear out, line by line", ru: "какой из ответов подтверждают источники, строка за строкой", kk: "дереккөздер қай жауапты растайды, жолма-жол")))
        .help_template(template.to_owned())
        .arg(Arg::new("path").value_name("FILE|STUDY").required(true).help(t(say!(en: "a study's folder; or a table (tabs, commas or JSON Lines) with item, source and value, or - for standard input", ru: "папка исследования; или таблица (табуляции, запятые, JSON Lines): item, source, value; - значит стандартный ввод", kk: "зерттеу бумасы; не item, source, value бағандары бар кесте (табуляция, үтір, JSON Lines); - стандартты енгізу"))))
        .arg(Arg::new("card").value_name("CARD").help(t(say!(en: "of a study: a card or a question; all that is disputed when left out", ru: "в исследовании: карточка или вопрос; без них — всё спорное", kk: "зерттеуден: карточка не сұрақ; берілмесе, даулының бәрі"))))
        .arg(Arg::new("hierarchy").long("hierarchy").value_name("FILE").help(t(say!(en: "of a table: a value and a more general one in each line, or columns ID, name, parentID", ru: "для таблицы: в строке значение и более общее, или столбцы ID, name, parentID", kk: "кестеге: әр жолда мән және одан жалпырақ мән, не ID, name, parentID бағандары"))))
        .arg(Arg::new("values").long("values").value_name("KIND").value_parser(Values::NAMES.map(|(name, _)| name)).help(t(say!(en: "of a table: what values are; told by themselves when left out", ru: "для таблицы: что такое значения; без ключа видно по ним самим", kk: "кестеге: мәндер не екені; берілмесе, өздерінен танылады"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    let one = |name: &str| of.get_one::<String>(name).cloned();
    let values = one("values");
    let values = values.and_then(|name| Values::NAMES.into_iter().find(|(own, _)| *own == name));
    Asked {
        path: one("path").unwrap_or_default(),
        card: one("card"),
        hierarchy: one("hierarchy"),
        values: values.map(|(_, values)| values),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// A table weighed, an item after another.
///
/// # Errors
///
/// The first line of the table or of the hierarchy that cannot be read.
pub fn of_table(
    asked: &Asked,
    claims: &[u8],
    order: Option<&[u8]>,
    lang: Lang,
) -> Result<String, Error> {
    let text = String::from_utf8_lossy(claims);
    let claims = match text.trim_start().starts_with('{') {
        true => json_lines(&text),
        false => table(&text),
    };
    let claims = claims.map_err(|unread| refused(&asked.path, &unread))?;
    if claims.is_empty() {
        return Err(refused(&asked.path, &Unread { line: 1, columns: 0 }));
    }
    let order = match order {
        Some(bytes) => {
            let path = asked.hierarchy.as_deref().unwrap_or_default();
            hierarchy(&String::from_utf8_lossy(bytes)).map_err(|unread| refused(path, &unread))?
        }
        None => Hierarchy::default(),
    };
    let values = asked.values.or(asked.hierarchy.is_some().then_some(Values::Words));
    let (said, _) = testimonies(claims, values);
    let weighing = weigh(&said, &order, &[], &Policy::table());
    let mut of_source: BTreeMap<&str, &Group> = BTreeMap::new();
    for group in &weighing.groups {
        of_source.extend(group.sources.iter().map(|source| (source.as_str(), group)));
    }
    let mut out = String::new();
    let shown = |answer: &Answer| Said::verbatim(answer.words.clone());
    for (item, weighed) in &weighing.questions {
        let groups = groups_of(weighed, &of_source);
        let verdict = verdict_said(weighed, &shown);
        let told = Told { item, weighed, verdict, groups, shown: &shown, lang };
        match asked.form {
            Form::Json => {
                let _ = writeln!(out, "{}", Value::Object(told.object()));
            }
            Form::Human => told.write(&mut out),
        }
    }
    if weighing.passed_over && asked.form == Form::Human {
        let said = say!(en: "there were too many agreements to look for copies among all of them: the commonest were passed over", ru: "совпадений слишком много, чтобы искать среди всех списанное: самые частые пропущены", kk: "бәрінің арасынан көшірмені іздеуге сәйкестік тым көп: ең жиілері қаралмады");
        let _ = writeln!(out, "{}", said.get(lang));
    }
    Ok(out)
}

/// What is weighed in a study, and whether sources disagree there.
pub fn of_study(study: &Study, card: Option<&Card>, form: Form, lang: Lang) -> (String, bool) {
    let all = disputes(study, &[]);
    let mut out = String::new();
    let mut is_disputed = false;
    let mut alone: Vec<Said> = Vec::new();
    for disputed in asked_of(study, &all, card) {
        is_disputed |= disputed.is_disputed;
        if form == Form::Human && disputed.is_disputed && is_one_voice(disputed) {
            alone.push(one_voice_said(study, disputed));
            continue;
        }
        let item = asked_said(study, disputed).get(lang).to_owned();
        let shown = |answer: &Answer| answer_said(study, disputed, answer);
        let groups = disputed.groups.iter().collect();
        let verdict = match disputed.field {
            Some(_) => verdict_said(&disputed.weighed, &shown),
            None => argument_said(&disputed.weighed),
        };
        let weighed = &disputed.weighed;
        let told = Told { item: &item, weighed, verdict, groups, shown: &shown, lang };
        match form {
            Form::Json => {
                let mut object = told.object();
                let judged: Vec<Value> = disputed
                    .judged
                    .iter()
                    .map(|value| {
                        json!({ "value": value.text, "because": value.because, "by": value.by, "on": value.on })
                    })
                    .collect();
                object.insert("card".into(), json!(disputed.card.id));
                object.insert(
                    "field".into(),
                    json!(disputed.field.map(|field| field.predicate.as_str())),
                );
                object.insert("disputed".into(), json!(disputed.is_disputed));
                object.insert("judged".into(), json!(judged));
                let _ = writeln!(out, "{}", Value::Object(object));
            }
            Form::Human => {
                told.write(&mut out);
                for value in &disputed.judged {
                    let judgement = say!(en: "judgement", ru: "суждение", kk: "пайым");
                    let because = value.because.as_deref().unwrap_or_default();
                    let _ = writeln!(out, "  {}: {} ({because})", judgement.get(lang), value.text);
                }
            }
        }
    }
    if !alone.is_empty() {
        let _ = writeln!(out, "{}", one_voice_title().get(lang));
        for said in &alone {
            let _ = writeln!(out, "  · {}", said.get(lang));
        }
        let _ = writeln!(out, "  = {}", one_voice_help().get(lang));
    }
    if out.is_empty() && form == Form::Human {
        let nothing = say!(en: "nothing to weigh: no sources disagree here", ru: "взвешивать нечего: источники здесь не расходятся", kk: "таразылайтын ештеңе жоқ: мұнда дереккөздер қайшы келмейді");
        let _ = writeln!(out, "{}", nothing.get(lang));
    }
    (out, is_disputed)
}

/// Claims of JSON Lines: `item`, `source`, `value` and perhaps `stance`.
fn json_lines(text: &str) -> Result<Vec<Claim>, Unread> {
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(at, line)| {
            let unread = || Unread { line: at + 1, columns: 0 };
            let value: Value = serde_json::from_str(line).map_err(|_| unread())?;
            let word = |key: &str| match &value[key] {
                Value::String(words) => Some(words.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            };
            let stance = match value["stance"].as_str() {
                Some("denies") => Stance::Denies,
                _ => Stance::Affirms,
            };
            Ok(Claim {
                item: word("item").ok_or_else(unread)?,
                source: word("source").ok_or_else(unread)?,
                value: word("value").ok_or_else(unread)?,
                stance,
            })
        })
        .collect()
}

fn refused(path: &str, unread: &Unread) -> Error {
    let line = unread.line;
    Error {
        attempted: say!(en: "reading the table", ru: "читаю таблицу", kk: "кестені оқу:"),
        path: Path::new(path).to_owned(),
        cause: say!({ line } en: "line {line} has too few columns", ru: "в строке {line} не хватает столбцов", kk: "{line}-жолда бағандар жетіспейді"),
        hint: say!(en: "each line holds an item, a source and a value, parted by tabs or commas, or is an object such as {\"item\": \"…\", \"source\": \"…\", \"value\": \"…\"}; a line of a hierarchy holds a value and a more general one", ru: "в каждой строке — item, source и value через табуляцию или запятую, либо объект {\"item\": \"…\", \"source\": \"…\", \"value\": \"…\"}; в строке иерархии — значение и более общее", kk: "әр жолда табуляциямен не үтірмен бөлінген item, source, value тұрады, не {\"item\": \"…\", \"source\": \"…\", \"value\": \"…\"} нысаны; иерархия жолында мән және одан жалпырақ мән"),
    }
}

/// The groups that some source of a question belongs to.
fn groups_of<'g>(weighed: &Weighed, of_source: &BTreeMap<&str, &'g Group>) -> Vec<&'g Group> {
    let mut groups: BTreeMap<&str, &Group> = BTreeMap::new();
    for ledger in &weighed.ledgers {
        for entry in ledger.favour.iter().chain(&ledger.against) {
            let sources = entry.copies.iter().chain([&entry.source]);
            for group in sources.filter_map(|source| of_source.get(source.as_str())) {
                groups.insert(group.sources.first().map_or("", String::as_str), group);
            }
        }
    }
    groups.into_values().collect()
}

/// Something weighed, to be told.
struct Told<'a> {
    item: &'a str,
    weighed: &'a Weighed,
    /// What comes out of it, in a line.
    verdict: Said,
    groups: Vec<&'a Group>,
    shown: &'a dyn Fn(&Answer) -> Said,
    lang: Lang,
}

/// How many shared errors of a tie an item shows, the most telling first.
const ERRORS_SHOWN: usize = 5;

impl Told<'_> {
    fn words(&self, answer: &Answer) -> String {
        (self.shown)(answer).get(self.lang).to_owned()
    }

    fn write(&self, out: &mut String) {
        let (weighed, lang) = (self.weighed, self.lang);
        let _ = writeln!(out, "{}: {}", self.item, self.verdict.get(lang));
        let against = say!(en: "against", ru: "против", kk: "қарсы");
        for ledger in &weighed.ledgers {
            let _ = writeln!(
                out,
                "  {:>7}  {}",
                ledger.decibans.to_string(),
                self.words(&ledger.answer)
            );
            for (entries, sign) in [(&ledger.favour, ""), (&ledger.against, against.get(lang))] {
                for entry in entries {
                    let lines: Vec<String> = entry
                        .lines
                        .iter()
                        .map(|line| format!("{} {}", line_said(line).get(lang), line.decibans))
                        .collect();
                    let copies = match entry.copies.is_empty() {
                        true => String::new(),
                        false => format!(" (+ {})", entry.copies.join(", ")),
                    };
                    let sign = if sign.is_empty() { String::new() } else { format!("{sign}: ") };
                    let _ = writeln!(
                        out,
                        "           {sign}{} {}{copies}: {}",
                        entry.decibans,
                        entry.source,
                        lines.join("; ")
                    );
                }
            }
        }
        for tie in self.groups.iter().flat_map(|group| &group.ties) {
            let _ = writeln!(out, "  = {}", tie_said(tie).get(lang));
        }
        // Where nothing is settled, nothing can be turned.
        let change = weighed.change.as_ref().filter(|_| weighed.standing != Standing::Contested);
        let change = change.iter().flat_map(|change| change_said(change, self.shown));
        for said in change {
            let _ = writeln!(out, "  ? {}", said.get(lang));
        }
    }

    fn object(&self) -> Map<String, Value> {
        let weighed = self.weighed;
        let independent = weighed.chain.last().map_or(0, |level| level.witnesses);
        let chain: Vec<Value> = weighed
            .chain
            .iter()
            .map(|level| {
                json!({
                    "value": level.answer.words,
                    "standing": level.standing.name(),
                    "independent": level.witnesses,
                    "decibans": level.decibans.number(),
                })
            })
            .collect();
        let ledger: Vec<Value> = weighed
            .ledgers
            .iter()
            .map(|ledger| {
                let entries = |entries: &[Entry]| -> Vec<Value> {
                    entries.iter().map(|entry| self.entry(entry)).collect()
                };
                json!({
                    "value": ledger.answer.words,
                    "decibans": ledger.decibans.number(),
                    "for": entries(&ledger.favour),
                    "against": entries(&ledger.against),
                })
            })
            .collect();
        let groups: Vec<Value> = self.groups.iter().map(|group| self.group(group)).collect();
        let tied: Vec<&str> = weighed.tied.iter().map(|answer| answer.words.as_str()).collect();
        let mut object = Map::new();
        object.insert("item".into(), json!(self.item));
        object.insert("winner".into(), json!(weighed.winner.as_ref().map(value)));
        object.insert("words".into(), json!(standing_said(weighed.standing).get(self.lang)));
        object.insert("standing".into(), json!(weighed.standing.name()));
        let independent = match weighed.standing {
            Standing::Refuted => 0,
            _ => independent,
        };
        object.insert("independent".into(), json!(independent));
        object.insert("tied_with".into(), json!(tied));
        object.insert("chain".into(), json!(chain));
        object.insert("ledger".into(), json!(ledger));
        object.insert("groups".into(), json!(groups));
        let change = weighed.change.as_ref().map(|change| self.change(change));
        object.insert("smallest_change".into(), json!(change));
        object
    }

    fn entry(&self, entry: &Entry) -> Value {
        let lines: Vec<Value> = entry.lines.iter().map(|line| self.line(line)).collect();
        json!({
            "source": entry.source,
            "copies": entry.copies,
            "says": entry.says.as_ref().map(|answer| answer.words.as_str()),
            "share": entry.share,
            "decibans": entry.decibans.number(),
            "lines": lines,
        })
    }

    fn line(&self, line: &Line) -> Value {
        json!({
            "line": line.name.name(),
            "decibans": line.decibans.number(),
            "by": line.by,
            "words": line_said(line).get(self.lang),
        })
    }

    fn group(&self, group: &Group) -> Value {
        let because: Vec<Value> = group.ties.iter().map(|tie| self.tie(tie)).collect();
        json!({ "sources": group.sources, "because": because })
    }

    fn tie(&self, tie: &Tie) -> Value {
        let words = tie_said(tie);
        let mut object = json!({
            "one": tie.one,
            "other": tie.other,
            "words": words.get(self.lang),
        });
        match &tie.reason {
            TieReason::Declared => object["reason"] = json!("declared"),
            TieReason::Passages(count) => {
                object["reason"] = json!("passages");
                object["passages"] = json!(count);
            }
            TieReason::SharedErrors { errors, truths, differ, decibans, needed } => {
                let shown: Vec<Value> = errors
                    .iter()
                    .take(ERRORS_SHOWN)
                    .map(|error| {
                        json!({
                            "item": error.question,
                            "value": error.answer.words,
                            "others": error.others,
                            "decibans": error.decibans.number(),
                        })
                    })
                    .collect();
                object["reason"] = json!("shared-errors");
                object["errors"] = json!(errors.len());
                object["shown"] = json!(shown);
                object["truths"] = json!(truths);
                object["differ"] = json!(differ);
                object["decibans"] = json!(decibans.number());
                object["needed"] = json!(needed.number());
            }
        }
        object
    }

    fn change(&self, change: &Change) -> Value {
        let words: Vec<String> = change_said(change, self.shown)
            .iter()
            .map(|said| said.get(self.lang).to_owned())
            .collect();
        let line = change.line.as_ref().map(|line| {
            json!({
                "source": line.source,
                "line": line.line.name(),
                "by": line.by.number(),
                "then": line.then.as_ref().map(value),
            })
        });
        json!({
            "without": change.without,
            "then": change.then.as_ref().map(value),
            "line": line,
            "words": words,
        })
    }
}

/// An answer as it was given.
fn value(answer: &Answer) -> Value {
    Value::from(answer.words.as_str())
}
