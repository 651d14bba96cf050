//! A proof told in the words of a language, down to the passages it rests on.

use std::collections::{BTreeMap, BTreeSet};

use derek_logic::program::Fact;
use derek_logic::{Premise, Proof, Term, Value};
use derek_reason::{Bounds, Reasoning, Shown};
use derek_study::rule::{Origin, Spoken, fact_told, sorts};
use derek_study::vocabulary::Sort;
use derek_study::{InLang, Lang, Place, say};
use derek_time::{Date, Interval};
use maud::{Markup, PreEscaped, html};
use serde_json::{Value as Json, json};

/// A proof in a language: what is proved comes last, each thing after what it rests on.
#[derive(Debug, Clone, Default)]
pub struct Proving {
    /// What is told, premises first.
    pub steps: Vec<Told>,
}

/// One thing of a proof.
#[derive(Debug, Clone)]
pub struct Told {
    /// The sentence.
    pub said: String,
    /// What it is.
    pub is: Is,
    /// The 32 digits of the step, to cite it by; empty of what is no fact.
    pub id: String,
    /// What it rests on, by the places among the steps.
    pub on: Vec<usize>,
}

/// What a thing of a proof is.
#[derive(Debug, Clone)]
pub enum Is {
    /// A claim, with where it stands and what it cites.
    Passage {
        /// Where the claim stands.
        place: Place,
        /// The citations as they are written: `@article, ¶39`.
        cited: Vec<String>,
    },
    /// What the study's cards and sources are.
    Known,
    /// What a rule concludes: its title, its reason, and its file.
    Concluded {
        /// What the rule is called.
        title: String,
        /// Why it may be drawn.
        because: String,
        /// Where it stands.
        file: String,
    },
    /// What no claim says, with how many claims of how many sources were searched.
    Absent {
        /// The claims.
        claims: usize,
        /// The sources that they cite.
        sources: usize,
    },
    /// What the network of times answers, with the claims it rests on.
    Times(Vec<String>),
    /// A number of things.
    Counted,
}

impl Proving {
    /// Tells a proof; `None` when a step names what is not there.
    pub fn of(proof: &Proof, reasoning: &Reasoning<'_>, lang: Lang) -> Option<Proving> {
        let teller = Teller { reasoning, lang };
        let mut proving = Proving::default();
        // Where each step of the proof stands among what is told.
        let mut places: Vec<usize> = Vec::with_capacity(proof.steps.len());
        for step in &proof.steps {
            let mut on = Vec::new();
            for premise in &step.premises {
                match premise {
                    Premise::Step(at) => on.push(*places.get(*at)?),
                    Premise::Compared => {}
                    Premise::Absent { atom, .. } => {
                        let (said, is) = teller.absent(atom);
                        on.push(proving.add(said, is));
                    }
                    Premise::Told { fact, answer, because } => {
                        let (said, is) = teller.answered(fact, *answer, because);
                        on.push(proving.add(said, is));
                    }
                    Premise::Aggregate { value, of, .. } => {
                        let value = plain(value);
                        let said = say!({ value } en: "together: {value}", ru: "всего: {value}", kk: "барлығы: {value}");
                        let at = proving.add(said.get(lang).to_owned(), Is::Counted);
                        let of: BTreeSet<usize> =
                            of.iter().filter_map(|at| places.get(*at).copied()).collect();
                        proving.steps[at].on = of.into_iter().collect();
                        on.push(at);
                    }
                }
            }
            let is = match step.rule {
                Some(rule) => teller.concluded(rule)?,
                None => teller.given(&step.fact),
            };
            places.push(proving.steps.len());
            let said = teller.fact(&step.fact);
            proving.steps.push(Told { said, is, id: step.id.clone(), on });
        }
        Some(proving)
    }

    fn add(&mut self, said: String, is: Is) -> usize {
        self.steps.push(Told { said, is, id: String::new(), on: Vec::new() });
        self.steps.len() - 1
    }

    /// The proof as lines for a terminal, what is proved first, what it rests on below it.
    pub fn lines(&self, lang: Lang) -> String {
        let mut out = String::new();
        self.walk(|told, depth, is_again| {
            out.push_str(&"  ".repeat(depth.min(MOST_INDENTED)));
            out.push_str(if depth == 0 { "" } else { "· " });
            out.push_str(&told.said);
            if is_again {
                out.push_str(&again(lang));
            }
            out.push('\n');
            if !is_again {
                for line in told.is.under(lang) {
                    out.push_str(&"  ".repeat(depth.min(MOST_INDENTED) + 2));
                    out.push_str(&line);
                    out.push('\n');
                }
            }
        });
        out
    }

    /// The proof as nested HTML, the first levels open.
    pub fn html(&self, lang: Lang) -> Markup {
        self.tree(lang, 2, &|line| html! { (line) })
    }

    /// The proof as nested HTML with so many levels open, what is proved without its rule where it is none; each line below a sentence is drawn by `under`.
    pub fn tree(&self, lang: Lang, levels: usize, under_line: &dyn Fn(&str) -> Markup) -> Markup {
        let mut out = String::new();
        let mut open = 0_usize;
        self.walk(|told, depth, is_again| {
            while depth < open {
                out.push_str("</details>");
                open -= 1;
            }
            // Where everything is closed, whoever draws the tree has named the rule.
            let is_named = depth == 0 && levels == 0;
            let under = if is_again || is_named { Vec::new() } else { told.is.under(lang) };
            let line = html! {
                span.said { (told.said) @if is_again { (again(lang)) } }
                @for line in &under { " " small { (under_line(line)) } }
            };
            if told.on.is_empty() || is_again {
                out.push_str(&html! { p.leaf { (line) } }.into_string());
            } else {
                out.push_str(if depth < levels { "<details open>" } else { "<details>" });
                out.push_str(&html! { summary { (line) } }.into_string());
                open += 1;
            }
        });
        out.push_str(&"</details>".repeat(open));
        html! { div.proof { (PreEscaped(out)) } }
    }

    /// The proof as JSON: its steps in order, each naming those it rests on by their places.
    pub fn json(&self, lang: Lang) -> Json {
        let steps = self.steps.iter().map(|told| {
            let mut object = json!({ "said": told.said, "is": told.is.name(), "on": told.on });
            if !told.id.is_empty() {
                object["id"] = json!(told.id);
            }
            match &told.is {
                Is::Passage { place, cited } => {
                    object["file"] = json!(place.file);
                    object["locator"] = json!(place.locator);
                    object["start"] = json!(place.range.start);
                    object["end"] = json!(place.range.end);
                    object["cited"] = json!(cited);
                }
                Is::Concluded { title, because, file } => {
                    object["rule"] = json!(title);
                    object["because"] = json!(because);
                    object["file"] = json!(file);
                }
                Is::Absent { claims, sources } => {
                    object["claims"] = json!(claims);
                    object["sources"] = json!(sources);
                }
                Is::Times(because) => object["because"] = json!(because),
                Is::Known | Is::Counted => {}
            }
            object
        });
        json!({ "lang": lang.tag(), "steps": steps.collect::<Vec<_>>() })
    }

    /// Every step from what is proved on downwards; one that several rest on is gone into once.
    fn walk<'p>(&'p self, mut visit: impl FnMut(&'p Told, usize, bool)) {
        let Some(last) = self.steps.len().checked_sub(1) else { return };
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut open = vec![(last, 0)];
        while let Some((at, depth)) = open.pop() {
            let told = &self.steps[at];
            let is_again = !seen.insert(at) && !told.on.is_empty();
            visit(told, depth, is_again);
            if !is_again {
                open.extend(told.on.iter().rev().map(|on| (*on, depth + 1)));
            }
        }
    }
}

/// Levels beyond which a terminal has no room to indent.
const MOST_INDENTED: usize = 20;

fn again(lang: Lang) -> String {
    let said = say!(en: " (as above)", ru: " (как выше)", kk: " (жоғарыдағыдай)");
    said.get(lang).to_owned()
}

impl Is {
    fn name(&self) -> &'static str {
        match self {
            Is::Passage { .. } => "passage",
            Is::Known => "known",
            Is::Concluded { .. } => "concluded",
            Is::Absent { .. } => "absent",
            Is::Times(_) => "times",
            Is::Counted => "counted",
        }
    }

    /// What is told below the sentence.
    fn under(&self, lang: Lang) -> Vec<String> {
        match self {
            Is::Passage { place, cited } => {
                let cited = match cited.is_empty() {
                    true => say!(en: "no source given", ru: "источник не указан", kk: "дереккөзі көрсетілмеген").get(lang).to_owned(),
                    false => format!("[{}]", cited.join("; ")),
                };
                vec![format!("{cited} {}", place.file)]
            }
            Is::Concluded { title, because, file } => {
                let said = say!({ title, because, file } en: "by the rule “{title}” ({file}): {because}", ru: "по правилу «{title}» ({file}): {because}", kk: "«{title}» ережесі бойынша ({file}): {because}");
                vec![said.get(lang).to_owned()]
            }
            Is::Absent { claims, sources } => {
                let said = say!({ claims, sources } en: "no claim says so; claims searched: {claims}, sources: {sources}", ru: "ни одно утверждение этого не говорит; просмотрено утверждений: {claims}, источников: {sources}", kk: "ешбір тұжырым олай демейді; қаралған тұжырым: {claims}, дереккөз: {sources}");
                vec![said.get(lang).to_owned()]
            }
            Is::Times(because) => because.iter().map(|line| format!("← {line}")).collect(),
            Is::Known | Is::Counted => Vec::new(),
        }
    }
}

/// A fact in the words of a language.
pub(crate) fn fact_said(reasoning: &Reasoning<'_>, fact: &Fact, lang: Lang) -> String {
    Teller { reasoning, lang }.fact(fact)
}

/// What an atom describes, in the words of a language.
pub(crate) fn atom_said(reasoning: &Reasoning<'_>, atom: &derek_logic::Atom, lang: Lang) -> String {
    Teller { reasoning, lang }.pattern(atom)
}

/// A question about times with its answer, in the words of a language.
pub(crate) fn answer_said(
    reasoning: &Reasoning<'_>,
    fact: &Fact,
    answer: bool,
    lang: Lang,
) -> String {
    Teller { reasoning, lang }.answered(fact, answer, "").0
}

/// What a rule is called, in a language.
pub(crate) fn rule_said(rule: &derek_logic::Rule, lang: Lang) -> String {
    match rule.title.is_empty() {
        true => rule.name.clone(),
        false => in_lang(&rule.title, lang),
    }
}

struct Teller<'t> {
    reasoning: &'t Reasoning<'t>,
    lang: Lang,
}

impl Teller<'_> {
    fn fact(&self, fact: &Fact) -> String {
        let grammar = self.reasoning.grammar;
        match grammar.relation(&fact.relation) {
            Some(spoken) => self.told(spoken, fact),
            None => self.reported(fact),
        }
    }

    fn told(&self, spoken: &Spoken, fact: &Fact) -> String {
        let columns = fact.values.iter().zip(&spoken.columns);
        let shown: Vec<Option<String>> =
            columns.map(|(value, role)| self.column(value, role.sort)).collect();
        let terms: Vec<Term> = fact.values.iter().cloned().map(Term::Value).collect();
        fact_told(spoken, &terms, &shown, self.lang)
    }

    /// What a rule reports, in the words of its message.
    fn reported(&self, fact: &Fact) -> String {
        let rules = &self.reasoning.study.rules.written;
        let told = rules.iter().find(|one| one.rule.head.relation == fact.relation);
        let Some(rule) = told.map(|one| &one.rule) else { return fact.relation.clone() };
        let Some(report) = &rule.report else { return rule_said(rule, self.lang) };
        let sorts = sorts(rule, self.reasoning.grammar);
        let columns = rule.head.terms.iter().zip(&fact.values);
        columns.fold(in_lang(&report.message, self.lang), |said, (term, value)| match term {
            Term::Variable(name) => {
                let sort = sorts.get(name).copied().unwrap_or(Sort::Any);
                let shown = self.column(value, sort).unwrap_or_else(|| "…".to_owned());
                said.replace(&format!("{{?{name}}}"), &shown)
            }
            _ => said,
        })
    }

    /// The words for a column; `None` when the fact is silent on it.
    fn column(&self, value: &Value, sort: Sort) -> Option<String> {
        let shown = match self.reasoning.shown(value, sort) {
            Shown::Card(id) => match self.reasoning.study.card(&id) {
                Some(card) => card.name(self.lang).to_owned(),
                None => id,
            },
            Shown::Claim(id) => match self.reasoning.claims.get(&id) {
                Some(claim) => {
                    format!("“{}” ({})", claim.value.in_lang(self.lang), claim.card.name(self.lang))
                }
                None => id,
            },
            Shown::Time(bounds) => return self.time(value, &bounds),
            Shown::Words(words) => words,
        };
        (!shown.is_empty()).then_some(shown)
    }

    /// A time as the claim tells it that it is of, else the days within which it lies.
    fn time(&self, value: &Value, bounds: &Bounds) -> Option<String> {
        let told = |date: &Date| InLang::in_lang(date, self.lang);
        let claim = match value {
            Value::Symbol(name) => self.reasoning.claims.get(name),
            _ => None,
        };
        match claim.map(|claim| claim.value) {
            Some(value) => match (&value.date, &value.from, &value.until) {
                (Some(date), ..) => Some(told(date)),
                (None, Some(from), Some(until)) => {
                    Some(format!("{} – {}", told(from), told(until)))
                }
                (None, Some(from), None) => Some(format!("{} – …", told(from))),
                (None, None, Some(until)) => Some(format!("… – {}", told(until))),
                (None, None, None) => None,
            },
            None => {
                let whole = Interval { first: bounds.begins.first, last: bounds.ends.last };
                (whole != Interval::UNKNOWN).then(|| InLang::in_lang(&whole, self.lang))
            }
        }
    }

    fn given(&self, fact: &Fact) -> Is {
        let claim = match fact.values.first() {
            Some(Value::Symbol(id)) => self.reasoning.claims.get(id),
            _ => None,
        };
        match claim {
            Some(claim) => {
                let cited = claim.value.citations.iter().map(|citation| {
                    match citation.locator.is_empty() {
                        true => format!("@{}", citation.key),
                        false => format!("@{}, {}", citation.key, citation.locator),
                    }
                });
                let place = self.reasoning.study.place(
                    &claim.card.file,
                    claim.value.text_range.clone(),
                    claim.field.predicate.as_str(),
                );
                Is::Passage { place, cited: cited.collect() }
            }
            None => Is::Known,
        }
    }

    fn concluded(&self, rule: usize) -> Option<Is> {
        let written = self.reasoning.study.rules.written.get(rule)?;
        let title = rule_said(&written.rule, self.lang);
        let because = in_lang(&written.rule.because, self.lang);
        Some(Is::Concluded { title, because, file: written.file.clone() })
    }

    fn absent(&self, atom: &derek_logic::Atom) -> (String, Is) {
        let searched = self.reasoning.claims.all().filter(|(_, claim)| {
            let spoken = self.reasoning.grammar.relation(&atom.relation);
            match spoken.map(|spoken| spoken.origin) {
                Some(Origin::Stated) => claim.field.predicate == atom.relation,
                _ => true,
            }
        });
        let (mut claims, mut sources) = (0, BTreeSet::new());
        for (_, claim) in searched {
            claims += 1;
            sources.extend(claim.value.citations.iter().map(|citation| citation.key.as_str()));
        }
        let said = self.pattern(atom);
        let said = say!({ said } en: "nothing says: {said}", ru: "ничто не говорит: {said}", kk: "мынадай мәлімет жоқ: {said}");
        (said.get(self.lang).to_owned(), Is::Absent { claims, sources: sources.len() })
    }

    fn pattern(&self, atom: &derek_logic::Atom) -> String {
        let Some(spoken) = self.reasoning.grammar.relation(&atom.relation) else {
            return atom.relation.clone();
        };
        let columns = atom.terms.iter().zip(&spoken.columns);
        let shown: Vec<Option<String>> = columns
            .map(|(term, role)| match term {
                Term::Value(value) => self.column(value, role.sort),
                _ => None,
            })
            .collect();
        fact_told(spoken, &atom.terms, &shown, self.lang)
    }

    fn answered(&self, fact: &Fact, answer: bool, because: &str) -> (String, Is) {
        let said = match self.reasoning.grammar.answered(&fact.relation) {
            Some(spoken) => self.told_times(spoken, fact),
            None => fact.relation.clone(),
        };
        let said = match answer {
            true => said,
            false => {
                say!({ said } en: "not: {said}", ru: "неверно: {said}", kk: "олай емес: {said}")
                    .get(self.lang)
                    .to_owned()
            }
        };
        let because = because.split("; ").filter(|name| !name.is_empty());
        (said, Is::Times(because.map(|name| self.ground(name)).collect()))
    }

    /// A question about times, a time of which nothing is known being named by what has it.
    fn told_times(&self, spoken: &Spoken, fact: &Fact) -> String {
        let columns = fact.values.iter().zip(&spoken.columns);
        let shown: Vec<Option<String>> = columns
            .map(|(value, role)| {
                let words = self.column(value, role.sort);
                match (words, value, role.sort) {
                    (None, Value::Symbol(name), Sort::Time) => Some(self.ground(name)),
                    (words, ..) => words,
                }
            })
            .collect();
        let terms: Vec<Term> = fact.values.iter().cloned().map(Term::Value).collect();
        fact_told(spoken, &terms, &shown, self.lang)
    }

    /// A claim of the network of times: a claim of the study, or a card with its predicate or its tie.
    fn ground(&self, name: &str) -> String {
        let study = self.reasoning.study;
        if let Some(claim) = self.reasoning.claims.get(name) {
            let cited: Vec<String> = claim
                .value
                .citations
                .iter()
                .map(|citation| format!("@{}, {}", citation.key, citation.locator))
                .collect();
            let (card, text) = (claim.card.name(self.lang), claim.value.in_lang(self.lang));
            return format!("{card}: {text} [{}] ({})", cited.join("; "), claim.card.file);
        }
        let card = |id: &str| {
            study.card(id).map(|card| format!("{} ({})", card.name(self.lang), card.file))
        };
        let mut parts = name.split('/');
        let (first, what, last) = (parts.next().unwrap_or(name), parts.next(), parts.next());
        let mut told = card(first).unwrap_or_else(|| first.to_owned());
        if let Some(what) = what {
            let label =
                study.vocabulary.predicate(what).map(|predicate| predicate.label.get(self.lang));
            told.push_str(&format!(", {}", label.unwrap_or(what)));
        }
        if let Some(last) = last {
            told.push_str(&format!(" → {}", card(last).unwrap_or_else(|| last.to_owned())));
        }
        told
    }
}

/// Words in a language: that language's, else the first that there are.
pub(crate) fn in_lang(texts: &[(String, String)], lang: Lang) -> String {
    let by_tag: BTreeMap<&str, &str> =
        texts.iter().rev().map(|(tag, words)| (tag.as_str(), words.as_str())).collect();
    let own = by_tag.get(lang.tag()).copied();
    own.or_else(|| texts.first().map(|(_, words)| words.as_str())).unwrap_or_default().to_owned()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Symbol(words) => words.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Unsigned(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
    }
}
