//! Rules: what follows from what is said, in sentences that a historian reads.
//!
//! A rule is a tree (`derek_logic::Rule`); a sentence in English, Russian or
//! Kazakh and the compact form of programmers are faces of it. Which sentences
//! there are, the vocabulary says: each predicate has a template in each
//! language, and a sentence is matched to the longest template that fits. A
//! sentence that fits two is a doubt, never a guess.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_logic::program::{Comparison, Report};
use derek_logic::{Atom, Literal, Rule, Term, Value};
use derek_time::Lang;

use crate::card::{Fences, FrontMatter, unknown_key};
use crate::doubt::{Doubt, Doubts};
use crate::study::Study;
use crate::vocabulary::{Predicate, Sort, Vocabulary, derived};
use crate::yaml;

mod compact;
mod grammar;
mod read;
mod sound;
mod tell;
mod tokens;
mod words;
mod wrong;

pub use grammar::{Grammar, Origin, Spoken};
pub(crate) use sound::Concerned;

/// One Markdown file of `rules/`, before its sentences are read.
///
/// They are read when the study is put together, because one file may conclude
/// what another one asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Path inside the study, with `/`.
    pub file: String,
    /// What its rules conclude, as its front matter declares it.
    pub predicates: Vec<(String, Predicate)>,
    /// Where its rules stand.
    pub blocks: Vec<Block>,
}

/// A fenced block of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// How it is written; `None` when it is in no language that derek reads.
    pub face: Option<Face>,
    /// Bytes of the file between the fences.
    pub range: Range<usize>,
}

/// How a rule is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// In sentences of a language.
    Sentence(Lang),
    /// As programmers write it.
    Compact,
}

/// The rules of a study.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// What they conclude.
    pub predicates: Vec<(String, Predicate)>,
    /// The rules that can be run, in the order of files and places.
    pub written: Vec<Written>,
}

/// A rule and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Path inside the study, with `/`.
    pub file: String,
    /// How it is written.
    pub face: Face,
    /// The rule; its ranges count bytes of the file.
    pub rule: Rule,
}

/// Keys of a rule file's front matter.
pub(crate) const RULE_KEYS: [&str; 1] = ["predicates"];

impl Face {
    /// Its stable name: `en`, `ru`, `kk`, `compact`.
    pub fn name(self) -> &'static str {
        match self {
            Face::Sentence(lang) => lang.tag(),
            Face::Compact => "compact",
        }
    }

    /// The word after the fence of a block that is written so.
    fn fence(self) -> &'static str {
        match self {
            Face::Sentence(lang) => words::Words::of(lang).rule,
            Face::Compact => "compact",
        }
    }

    /// The face of a text, by its first word; [`Face::Compact`] when that begins no sentence.
    pub fn of(text: &str) -> Face {
        read::language(text, 0..text.len()).map_or(Face::Compact, Face::Sentence)
    }
}

/// Reads a rule file; what cannot be read in it becomes a doubt.
pub(crate) fn parse_rules(path: &str, text: &str) -> (RuleFile, Vec<Doubt>) {
    let mut doubts = Doubts::of(path);
    let mut file = RuleFile { file: path.to_owned(), predicates: Vec::new(), blocks: Vec::new() };
    let front = FrontMatter::of(text);
    if front.fences != Fences::None
        && let Some(root) = yaml::read(text, front.yaml.clone(), &mut doubts)
    {
        for (name, key, node) in root.pairs() {
            match name {
                "predicates" => file.predicates = derived(node, &mut doubts),
                _ => unknown_key(key, &RULE_KEYS, &mut doubts),
            }
        }
    }
    file.blocks = blocks(text, front.prose.start);
    if file.blocks.is_empty() && file.predicates.is_empty() {
        wrong::no_rule(front.prose, &mut doubts);
    }
    for block in file.blocks.iter().filter(|block| block.face.is_none()) {
        wrong::no_language(block.range.clone(), &mut doubts);
    }
    (file, doubts.list)
}

/// The fenced blocks of rules from a byte on.
fn blocks(text: &str, from: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, &str, usize)> = None;
    let mut at = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        let next = at + line.len();
        let bare = line.trim();
        match open {
            None => {
                let sign = if bare.starts_with('~') { '~' } else { '`' };
                let mark = bare.len() - bare.trim_start_matches(sign).len();
                if 3 <= mark {
                    open = Some((&bare[..mark], bare[mark..].trim(), next));
                }
            }
            Some((fence, word, start)) if bare == fence => {
                blocks.extend(block(text, word, start..at));
                open = None;
            }
            Some(_) => {}
        }
        at = next;
    }
    if let Some((_, word, start)) = open {
        blocks.extend(block(text, word, start..text.len()));
    }
    blocks
}

fn block(text: &str, word: &str, range: Range<usize>) -> Option<Block> {
    let word = word.to_lowercase();
    if word == Face::Compact.fence() {
        return Some(Block { face: Some(Face::Compact), range });
    }
    let is_rule = Lang::ALL.into_iter().any(|lang| Face::Sentence(lang).fence() == word);
    let face = read::language(text, range.clone()).map(Face::Sentence);
    is_rule.then_some(Block { face, range })
}

/// The head of a rule that only reports: its own name, with what it objects to and what its message says.
pub(crate) fn report_head(name: &str, report: &Report) -> Atom {
    let mut seen: Vec<String> = Vec::new();
    for (_, message) in &report.message {
        for variable in message_variables(message) {
            if !seen.iter().any(|own| own == variable) {
                seen.push(variable.to_owned());
            }
        }
    }
    let terms = report.at.iter().cloned().chain(seen).map(Term::Variable).collect();
    Atom { relation: name.to_owned(), terms, range: 0..0 }
}

/// The variables that a message shows, `{?t}`, in its order.
pub fn message_variables(message: &str) -> impl Iterator<Item = &str> {
    message.split("{?").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// The rules of some files, and what is wrong with them.
pub(crate) fn assemble(
    files: &[(RuleFile, String)],
    vocabulary: &Vocabulary,
    knows_card: &dyn Fn(&str) -> Concerned,
) -> (Rules, Vec<Doubt>) {
    let mut rules = Rules::default();
    let mut doubts = Vec::new();
    for (file, text) in files {
        for (name, predicate) in &file.predicates {
            let is_taken = vocabulary.predicate(name).is_some()
                || Vocabulary::given().iter().any(|(own, _)| own == name)
                || rules.predicates.iter().any(|(own, _)| own == name);
            match is_taken {
                true => doubts.push(wrong::taken(&file.file, text, name)),
                false => rules.predicates.push((name.clone(), predicate.clone())),
            }
        }
    }
    let grammar = Grammar::of(vocabulary, &rules.predicates);
    for (lang, one, other, words) in grammar.same_words() {
        doubts.push(wrong::same_words(files, lang, [&one, &other], &words));
    }
    let mut written = Vec::new();
    for (file, text) in files {
        let mut own = Doubts::of(&file.file);
        for block in &file.blocks {
            let read = match block.face {
                Some(Face::Sentence(lang)) => {
                    let read = read::read(text, block.range.clone(), lang, &grammar, &mut own);
                    if read.is_empty() && own.list.is_empty() {
                        wrong::no_rule(block.range.clone(), &mut own);
                    }
                    read
                }
                Some(Face::Compact) => compact::read(text, block.range.clone(), &mut own),
                None => Vec::new(),
            };
            let face = block.face.unwrap_or(Face::Compact);
            written.extend(read.into_iter().map(|rule| Written {
                file: file.file.clone(),
                face,
                rule,
            }));
        }
        doubts.extend(own.list);
    }
    let (sound, wrongs) = sound::sound(written, &grammar, knows_card);
    doubts.extend(wrongs);
    rules.written = sound;
    (rules, doubts)
}

/// Gives every place inside some conditions another range.
pub(crate) fn ranged(body: &mut [Literal], moved: &dyn Fn(Range<usize>) -> Range<usize>) {
    fn inside(term: &mut Term, moved: &dyn Fn(Range<usize>) -> Range<usize>) {
        match term {
            Term::Aggregate(aggregate) => {
                ranged(&mut aggregate.body, moved);
                aggregate.of.iter_mut().for_each(|of| inside(of, moved));
            }
            Term::Computed { of, .. } => of.iter_mut().for_each(|of| inside(of, moved)),
            Term::Variable(_) | Term::Any | Term::Value(_) => {}
        }
    }
    for literal in body {
        match literal {
            Literal::Holds(atom) | Literal::Absent(atom) | Literal::Asked { atom, .. } => {
                atom.range = moved(atom.range.clone());
                atom.terms.iter_mut().for_each(|term| inside(term, moved));
            }
            Literal::Compared { left, right, range, .. } => {
                *range = moved(range.clone());
                inside(left, moved);
                inside(right, moved);
            }
        }
    }
}

/// The rules of a text in a face, and what is wrong with its writing.
///
/// Whether the rules are sound, only a study can say.
pub fn read(text: &str, face: Face, grammar: &Grammar) -> (Vec<Rule>, Vec<Doubt>) {
    let mut doubts = Doubts::of("");
    let rules = match face {
        Face::Sentence(lang) => read::read(text, 0..text.len(), lang, grammar, &mut doubts),
        Face::Compact => compact::read(text, 0..text.len(), &mut doubts),
    };
    (rules, doubts.list)
}

/// Rules in a face, each with an empty line before it but the first.
///
/// [`read`] makes the same trees of it; of a predicate without a sentence in that
/// language the name stands with its terms in brackets.
pub fn told(rules: &[Rule], face: Face, grammar: &Grammar) -> String {
    match face {
        Face::Sentence(lang) => {
            let told: Vec<String> =
                rules.iter().map(|rule| tell::told(rule, lang, grammar)).collect();
            told.join("\n")
        }
        Face::Compact => compact::told(rules),
    }
}

/// One condition, or a fact, in the words of a language.
pub fn condition(literal: &Literal, lang: Lang, grammar: &Grammar) -> String {
    tell::literal_told(literal, lang, grammar)
}

/// A Markdown file with its rules in another face, everything else byte for byte as it was.
///
/// # Errors
///
/// What is wrong with its rules; a file that cannot be read is not rewritten.
pub fn rewritten(text: &str, face: Face, grammar: &Grammar) -> Result<String, Vec<Doubt>> {
    let mut out = text.to_owned();
    for block in blocks(text, 0).into_iter().rev() {
        let Some(own) = block.face else {
            let mut doubts = Doubts::of("");
            wrong::no_language(block.range, &mut doubts);
            return Err(doubts.list);
        };
        let slice = text.get(block.range.clone()).unwrap_or_default();
        let (rules, doubts) = read(slice, own, grammar);
        if !doubts.is_empty() {
            let moved = doubts.into_iter().map(|doubt| {
                let Range { start, end } = doubt.range;
                Doubt { range: start + block.range.start..end + block.range.start, ..doubt }
            });
            return Err(moved.collect());
        }
        out.replace_range(block.range.clone(), &told(&rules, face, grammar));
        // The word after the fence names the face.
        let before =
            text.get(..block.range.start).unwrap_or_default().trim_end_matches(['\n', '\r']);
        if let Some(ticks) = before.rfind(['`', '~']) {
            out.replace_range(ticks + 1..before.len(), face.fence());
        }
    }
    Ok(out)
}

/// Whether a text holds rules in fenced blocks, as a Markdown file does.
pub fn is_markdown(text: &str) -> bool {
    !blocks(text, 0).is_empty()
}

/// A fact in the words of a language, with what its columns stand for; `None` leaves a column out.
pub fn fact_told(spoken: &Spoken, terms: &[Term], shown: &[Option<String>], lang: Lang) -> String {
    tell::fact_told(spoken, terms, shown, lang)
}

/// A fact, a condition or a question as a person writes it: in a sentence of any language, or compact.
///
/// # Errors
///
/// What is wrong with it; of its words in the language that fits best.
pub fn asked(text: &str, grammar: &Grammar) -> Result<Literal, Vec<Doubt>> {
    let mut first: Option<Vec<Doubt>> = None;
    for lang in [Lang::En, Lang::Ru, Lang::Kk] {
        let words = words::Words::of(lang);
        let sentence = format!("{} {text} {} asked(1)", words.condition, words.then);
        let (rules, doubts) = read(&sentence, Face::Sentence(lang), grammar);
        match <[Rule; 1]>::try_from(rules) {
            Ok([mut rule]) if rule.body.len() == 1 && doubts.is_empty() => {
                if let Some(literal) = rule.body.pop() {
                    return Ok(literal);
                }
            }
            _ => {
                first.get_or_insert(doubts);
            }
        }
    }
    Err(first.unwrap_or_default())
}

/// A rule as the engine runs it.
///
/// Bare time words are made certain or possible by what the rule is for, cards are
/// named by their identifiers, and a role that a condition asks for must be told.
pub fn meant(rule: &Rule, grammar: &Grammar, study: &Study) -> Rule {
    let is_lead = rule.report.as_ref().is_some_and(|report| report.level == "lead");
    let meaning = Meaning { grammar, study, is_lead };
    let mut rule = rule.clone();
    meaning.body(&mut rule.body);
    for atom in rule.unless.iter_mut().chain([&mut rule.head]) {
        meaning.atom(atom);
    }
    rule
}

/// What each variable of a rule is, as its conditions have it.
pub fn sorts(rule: &Rule, grammar: &Grammar) -> BTreeMap<String, Sort> {
    let mut sorts = BTreeMap::new();
    for literal in &rule.body {
        let (atom, spoken) = match literal {
            Literal::Holds(atom) => (atom, grammar.relation(&atom.relation)),
            Literal::Asked { atom, .. } => {
                let spoken = grammar.answered(&atom.relation);
                (atom, spoken)
            }
            Literal::Absent(_) | Literal::Compared { .. } => continue,
        };
        for (term, role) in atom.terms.iter().zip(spoken.into_iter().flat_map(|one| &one.columns)) {
            if let Term::Variable(name) = term
                && !matches!(sorts.get(name), Some(own) if *own != Sort::Any)
            {
                sorts.insert(name.clone(), role.sort);
            }
        }
    }
    sorts
}

struct Meaning<'a> {
    grammar: &'a Grammar,
    study: &'a Study,
    is_lead: bool,
}

impl Meaning<'_> {
    fn body(&self, body: &mut Vec<Literal>) {
        let mut silent: BTreeMap<String, Range<usize>> = BTreeMap::new();
        for literal in body.iter_mut() {
            match literal {
                Literal::Holds(atom) => {
                    self.atom(atom);
                    let Some(spoken) = self.grammar.relation(&atom.relation) else { continue };
                    for (column, term) in atom.terms.iter().enumerate() {
                        if let (Term::Variable(name), true) = (term, spoken.may_be_silent(column)) {
                            silent.entry(name.clone()).or_insert(atom.range.clone());
                        }
                    }
                }
                Literal::Absent(atom) => self.atom(atom),
                Literal::Asked { atom, negated } => {
                    let is_bare = !atom.relation.starts_with("certainly_")
                        && !atom.relation.starts_with("possibly_");
                    if is_bare && self.grammar.answered(&atom.relation).is_some() {
                        let mode = if self.is_lead != *negated { "possibly" } else { "certainly" };
                        atom.relation = format!("{mode}_{}", atom.relation);
                    }
                }
                Literal::Compared { left, right, .. } => {
                    for term in [left, right] {
                        self.term(term);
                    }
                }
            }
        }
        let told = silent.into_iter().map(|(name, range)| Literal::Compared {
            comparison: Comparison::Unequal,
            left: Term::Variable(name),
            right: Term::Value(Value::Symbol("".into())),
            range,
        });
        body.extend(told);
    }

    fn atom(&self, atom: &mut Atom) {
        let Some(spoken) = self.grammar.relation(&atom.relation) else { return };
        for (term, role) in atom.terms.iter_mut().zip(&spoken.columns) {
            if let Term::Value(Value::Symbol(words)) = term
                && role.sort == Sort::Card
                && let Some(card) = self.study.resolve(words, &[]).card()
            {
                *words = card.id.as_str().into();
            }
        }
    }

    fn term(&self, term: &mut Term) {
        match term {
            Term::Aggregate(aggregate) => {
                self.body(&mut aggregate.body);
                if let Some(of) = &mut aggregate.of {
                    self.term(of);
                }
            }
            Term::Computed { of, .. } => of.iter_mut().for_each(|term| self.term(term)),
            Term::Variable(_) | Term::Any | Term::Value(_) => {}
        }
    }
}

impl Study {
    /// The sentences that its rules and their proofs are made of.
    pub fn grammar(&self) -> Grammar {
        Grammar::of(&self.vocabulary, &self.rules.predicates)
    }
}

#[cfg(test)]
mod tests;
