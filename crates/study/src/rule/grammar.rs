//! Which sentences there are: one template for each relation in each language.

use std::collections::BTreeMap;

use derek_logic::program::{Relation, Type};
use derek_logic::{Term, Value};
use derek_time::Lang;

use super::tokens::{Kind, tokens};
use crate::said::Said;
use crate::vocabulary::{Predicate, Role, Sort, Vocabulary};

/// The relations that sentences speak of, and how each is said.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    spoken: Vec<Spoken>,
    /// The answered ones begin with `@`.
    by_name: BTreeMap<String, usize>,
}

/// One relation and its sentences.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// The relation's name; of what is answered from outside, without its `@`.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Role>,
    /// Where its facts come from.
    pub origin: Origin,
    pub(crate) templates: Vec<(Lang, Template)>,
}

/// Where the facts of a relation come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Cards say it; its first column is the claim.
    Stated,
    /// derek knows it of claims, cards and sources.
    Given,
    /// Rules conclude it.
    Concluded,
    /// The network of times answers it.
    Answered,
}

/// How a relation is said in a language.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
    /// Columns that this template fixes.
    pub(crate) fixed: Vec<(usize, Value)>,
    /// As it was written, to be shown.
    pub(crate) written: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// A word or a sign.
    Word(String),
    /// One of these words, by the number in a column: for one, for a few, for many.
    Counted(usize, [&'static str; 3]),
    /// What stands in a column.
    Slot(usize),
    /// What may be left out.
    Optional(Vec<Part>),
}

/// What the network of times is asked of two stretches, with its sentence in each language.
const TIMES: [(&str, [&str; 3]); 7] = [
    (
        "before",
        [
            "{one} {m} before {other}",
            "{one} {m} раньше, чем {other}",
            "{one} уақыты {other} уақытынан {m} бұрын",
        ],
    ),
    (
        "after",
        [
            "{one} {m} after {other}",
            "{one} {m} позже, чем {other}",
            "{one} уақыты {other} уақытынан {m} кейін",
        ],
    ),
    (
        "overlaps",
        [
            "{one} {m} overlaps {other}",
            "{one} {m} пересекается по времени с {other}",
            "{one} уақыты {other} уақытымен {m} қиылысады",
        ],
    ),
    (
        "during",
        [
            "{one} {m} during {other}",
            "{one} {m} в пределах {other}",
            "{one} уақыты {other} уақытының {m} ішінде",
        ],
    ),
    (
        "contains",
        [
            "{one} {m} contains {other}",
            "{one} {m} охватывает {other}",
            "{one} уақыты {other} уақытын {m} қамтиды",
        ],
    ),
    (
        "meets",
        [
            "{one} {m} meets {other}",
            "{one} {m} непосредственно перед {other}",
            "{one} уақыты {other} уақытына {m} жалғасады",
        ],
    ),
    (
        "equals",
        [
            "{one} {m} equals {other}",
            "{one} {m} совпадает по времени с {other}",
            "{one} уақыты {other} уақытымен {m} бірдей",
        ],
    ),
];

/// The words before a time word: of what holds whatever the days are, of what may hold, and none.
const MODES: [(&str, [&str; 3]); 3] = [
    ("certainly_", ["certainly", "заведомо", "сөзсіз"]),
    ("possibly_", ["possibly", ", возможно,", "мүмкін"]),
    ("", ["", "", ""]),
];

/// How long a stretch, or the time between two, is.
const LENGTHS: [(&str, [&str; 3]); 4] = [
    (
        "more_than",
        ["more than {number} {unit}", "дольше, чем {number} {unit}", "{number} {unit} артық"],
    ),
    (
        "less_than",
        ["less than {number} {unit}", "меньше, чем {number} {unit}", "{number} {unit} кем"],
    ),
    (
        "at_least",
        ["at least {number} {unit}", "не меньше, чем {number} {unit}", "кемінде {number} {unit}"],
    ),
    (
        "at_most",
        ["at most {number} {unit}", "не дольше, чем {number} {unit}", "ең көбі {number} {unit}"],
    ),
];

/// Units of time: their stable name, and their words after one, a few and many.
const UNITS: [(&str, [[&str; 3]; 3]); 3] = [
    ("days", [["day", "days", "days"], ["день", "дня", "дней"], ["күн", "күн", "күн"]]),
    ("months", [["month", "months", "months"], ["месяц", "месяца", "месяцев"], ["ай", "ай", "ай"]]),
    ("years", [["year", "years", "years"], ["год", "года", "лет"], ["жыл", "жыл", "жыл"]]),
];

/// The Kazakh units in the ablative, which *more than* and *less than* ask for.
const FROM: [[&str; 3]; 3] = [["күннен"; 3], ["айдан"; 3], ["жылдан"; 3]];

impl Grammar {
    /// The sentences of a vocabulary, and of what rules conclude.
    ///
    /// A name that the vocabulary has already keeps its meaning there.
    pub fn of(vocabulary: &Vocabulary, concluded: &[(String, Predicate)]) -> Grammar {
        let mut grammar = Grammar::default();
        let claim = || Role { name: "claim".to_owned(), sort: Sort::Claim };
        for (name, predicate) in &vocabulary.predicates {
            let columns = std::iter::once(claim()).chain(predicate.places()).collect();
            grammar.add(name, columns, Origin::Stated, predicate.sentence.as_ref());
        }
        for (name, predicate) in Vocabulary::given() {
            let columns = predicate.roles.clone();
            grammar.add(name, columns, Origin::Given, predicate.sentence.as_ref());
        }
        for (name, predicate) in concluded {
            let columns = predicate.roles.clone();
            grammar.add(name, columns, Origin::Concluded, predicate.sentence.as_ref());
        }
        grammar.add_times();
        grammar
    }

    fn add(&mut self, name: &str, columns: Vec<Role>, origin: Origin, sentence: Option<&Said>) {
        if self.by_name.contains_key(name) {
            return;
        }
        let templates = match sentence {
            Some(said) => Lang::ALL
                .into_iter()
                .filter_map(|lang| Some((lang, template(said.get(lang), &columns)?)))
                .collect(),
            None => Vec::new(),
        };
        self.by_name.insert(name.to_owned(), self.spoken.len());
        self.spoken.push(Spoken { name: name.to_owned(), columns, origin, templates });
    }

    fn add_times(&mut self) {
        let role = |name: &str, sort| Role { name: name.to_owned(), sort };
        let pair = || vec![role("one", Sort::Time), role("other", Sort::Time)];
        let langs = [Lang::En, Lang::Ru, Lang::Kk];
        for (mode, modes) in MODES {
            for (word, sentences) in TIMES {
                let columns = pair();
                let said = |at: usize| sentences[at].replace("{m}", modes[at]);
                let templates = langs.into_iter().enumerate();
                let templates =
                    templates.filter_map(|(at, lang)| Some((lang, template(&said(at), &columns)?)));
                self.answer(format!("{mode}{word}"), templates.collect(), columns);
            }
            for (length, lengths) in LENGTHS {
                for is_between in [false, true] {
                    let mut columns =
                        if is_between { pair() } else { vec![role("one", Sort::Time)] };
                    let number = columns.len();
                    columns.push(role("number", Sort::Number));
                    columns.push(role("unit", Sort::Text));
                    let frame = match is_between {
                        true => [
                            "between {one} and {other} are {m} {length}",
                            "между {one} и {other} {m} проходит {length}",
                            "{one} мен {other} арасы {m} {length}",
                        ],
                        false => [
                            "{one} {m} lasts {length}", "{one} {m} длится {length}",
                            "{one} ұзақтығы {m} {length}",
                        ],
                    };
                    let mut templates = Vec::new();
                    for (unit, (name, forms)) in UNITS.into_iter().enumerate() {
                        for (at, lang) in langs.into_iter().enumerate() {
                            let said = frame[at].replace("{m}", modes[at]);
                            let said = said.replace("{length}", lengths[at]);
                            let Some(mut template) = template(&said, &columns) else { continue };
                            let takes_from = lang == Lang::Kk && length.ends_with("_than");
                            let words = if takes_from { FROM[unit] } else { forms[at] };
                            let slot = Part::Slot(number + 1);
                            for part in template.parts.iter_mut().filter(|part| **part == slot) {
                                *part = Part::Counted(number, words);
                            }
                            template.written = template.written.replace("{unit}", words[2]);
                            template.fixed = vec![(number + 1, Value::Symbol(name.into()))];
                            templates.push((lang, template));
                        }
                    }
                    let what = if is_between { "apart" } else { "lasts" };
                    self.answer(format!("{mode}{what}_{length}"), templates, columns);
                }
            }
        }
    }

    fn answer(&mut self, name: String, templates: Vec<(Lang, Template)>, columns: Vec<Role>) {
        self.by_name.insert(format!("@{name}"), self.spoken.len());
        self.spoken.push(Spoken { name, columns, origin: Origin::Answered, templates });
    }

    /// A relation by its name; `None` when there is none.
    pub fn relation(&self, name: &str) -> Option<&Spoken> {
        self.by_name.get(name).and_then(|at| self.spoken.get(*at))
    }

    /// A question that the network of times answers, by its name without `@`.
    pub fn answered(&self, name: &str) -> Option<&Spoken> {
        self.relation(&format!("@{name}"))
    }

    /// Every relation, those that are answered last.
    pub fn all(&self) -> impl Iterator<Item = &Spoken> {
        self.spoken.iter()
    }

    /// The sentences of a language as they are written in the vocabulary, for a reader.
    pub fn sentences(&self, lang: Lang) -> impl Iterator<Item = (&Spoken, &str)> {
        self.spoken.iter().flat_map(move |spoken| {
            let own = spoken.templates.iter().filter(move |(of, _)| *of == lang);
            own.map(move |(_, template)| (spoken, template.written.as_str()))
        })
    }

    /// Pairs of relations that the same words would say in a language, with the words.
    pub fn same_words(&self) -> Vec<(Lang, String, String, String)> {
        let mut first: BTreeMap<(Lang, Vec<String>), &str> = BTreeMap::new();
        let mut pairs = Vec::new();
        for spoken in &self.spoken {
            for (lang, template) in &spoken.templates {
                let key = (*lang, skeleton(&template.parts));
                match first.get(&key) {
                    Some(own) if *own != spoken.name => {
                        let (one, other) = ((*own).to_owned(), spoken.name.clone());
                        pairs.push((*lang, one, other, template.written.clone()));
                    }
                    Some(_) => {}
                    None => {
                        first.insert(key, &spoken.name);
                    }
                }
            }
        }
        pairs
    }

    /// The relations as a program declares them.
    pub fn declared(&self) -> Vec<Relation> {
        let stated = self.spoken.iter().filter(|spoken| spoken.origin != Origin::Answered);
        let relation = |spoken: &Spoken| Relation {
            name: spoken.name.clone(),
            columns: spoken
                .columns
                .iter()
                .map(|role| {
                    let is_number = role.sort == Sort::Number;
                    (role.name.clone(), if is_number { Type::Number } else { Type::Symbol })
                })
                .collect(),
            input: spoken.origin != Origin::Concluded,
            output: spoken.origin == Origin::Concluded,
            range: 0..0,
        };
        stated.map(relation).collect()
    }
}

impl Spoken {
    /// Whether a fact may be silent on a column: a role that was not told.
    pub fn may_be_silent(&self, column: usize) -> bool {
        let role = self.columns.get(column).map(|role| role.name.as_str());
        match self.origin {
            Origin::Stated => !matches!(role, Some("claim" | "subject" | "value" | "time") | None),
            Origin::Given => role == Some("locator"),
            Origin::Concluded | Origin::Answered => false,
        }
    }

    /// The columns that no sentence of it can leave open.
    pub(crate) fn template(&self, lang: Lang, terms: &[Term]) -> Option<&Template> {
        let of_lang = self.templates.iter().filter(|(of, _)| *of == lang);
        of_lang.map(|(_, template)| template).find(|template| {
            let fits = |(column, value): &(usize, Value)| {
                matches!(terms.get(*column), Some(Term::Value(own)) if own == value)
            };
            template.fixed.iter().all(fits)
        })
    }
}

/// The words of a template with the places between them, to compare.
fn skeleton(parts: &[Part]) -> Vec<String> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Word(word) => vec![word.clone()],
            Part::Counted(_, words) => vec![words[2].to_owned()],
            Part::Slot(_) => vec!["{}".to_owned()],
            Part::Optional(_) => Vec::new(),
        })
        .collect()
}

/// Reads a template; `None` when it names a column that is not there, or is not closed.
pub(crate) fn template(written: &str, columns: &[Role]) -> Option<Template> {
    let tokens = tokens(written, 0..written.len()).ok()?;
    let mut stack: Vec<Vec<Part>> = vec![Vec::new()];
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match &token.kind {
            Kind::Sign('{') => {
                let Some(Kind::Word(name)) = tokens.get(at).map(|token| &token.kind) else {
                    return None;
                };
                let column = columns.iter().position(|role| role.name == *name)?;
                if !tokens.get(at + 1)?.is("}") {
                    return None;
                }
                at += 2;
                stack.last_mut()?.push(Part::Slot(column));
            }
            Kind::Sign('[') => stack.push(Vec::new()),
            Kind::Sign(']') => {
                let inside = stack.pop()?;
                stack.last_mut()?.push(Part::Optional(inside));
            }
            Kind::Sign(sign) => stack.last_mut()?.push(Part::Word(sign.to_string())),
            Kind::Word(word) => stack.last_mut()?.push(Part::Word(word.clone())),
            _ => return None,
        }
    }
    let parts = stack.pop().filter(|_| stack.is_empty())?;
    let words = parts.iter().any(|part| matches!(part, Part::Word(_)));
    words.then(|| Template { parts, fixed: Vec::new(), written: single_spaced(written) })
}

fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which of the three forms a number takes: after one, after a few, after many.
pub(crate) fn form(lang: Lang, number: Option<&Value>) -> usize {
    let count = match number {
        Some(Value::Number(number)) => number.unsigned_abs(),
        Some(Value::Unsigned(number)) => *number,
        _ => return 2,
    };
    match (lang, count % 10, count % 100) {
        (Lang::Ru, 1, last) if last != 11 => 0,
        (Lang::Ru, 2..=4, last) if !(12..=14).contains(&last) => 1,
        (Lang::Ru, ..) => 2,
        _ if count == 1 => 0,
        _ => 2,
    }
}
