//! The vocabulary: which kinds of cards there are, and what may be said on them.
//!
//! It is data. One ships with derek, for political and social history; a study
//! extends it with a `vocabulary.yaml` of its own.

use std::sync::LazyLock;

use crate::card::items;
use crate::doubt::{Doubt, DoubtKind, Doubts, nearest};
use crate::said::Said;
use crate::say;
use crate::yaml::{self, Data, Node};

/// Kinds and predicates, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// What cards may be about, each with its stable name: `person`.
    pub kinds: Vec<(String, Kind)>,
    /// What may be said on cards, each with its stable name: `part-of`.
    pub predicates: Vec<(String, Predicate)>,
}

/// What stands in a place of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A card, by its identifier.
    Card,
    /// Words.
    Text,
    /// A number.
    Number,
    /// A stretch of time.
    Time,
    /// A claim.
    Claim,
    /// A source, by its citation key.
    Source,
    /// Any of these but a number.
    Any,
}

/// A place of a predicate's sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its name: `subject`, `value`, `time`, `as`.
    pub name: String,
    /// What stands there.
    pub sort: Sort,
}

/// What cannot hold of one subject at one time together with a value of a predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exclusion {
    /// Any other value.
    Others,
    /// Of these values, another one.
    Among(Vec<String>),
    /// Any value of another predicate.
    Predicate(String),
}

/// What a card may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What one such thing is called.
    pub label: Said,
    /// What several are called.
    pub plural: Said,
}

/// What may be said of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// What its values are.
    pub takes: Takes,
    /// How many of its values can be true.
    pub single: Arity,
    /// How its values lie in time.
    pub time: Extent,
    /// The kinds of cards it is for; empty when it is for all.
    pub of: Vec<String>,
    /// The words it takes, each with what it is called; empty when it takes any.
    pub among: Vec<(String, Said)>,
    /// The kinds of cards its values lead to; empty when they may lead to any.
    pub to: Vec<String>,
    /// What it is called.
    pub label: Said,
    /// What is said with it besides its subject, its value and its time; of a predicate that rules conclude, all its places.
    pub roles: Vec<Role>,
    /// What cannot hold together with it.
    pub excludes: Vec<Exclusion>,
    /// How it is said: `{subject} was a member of {value} [during {time}]`; `None` when only the compact form can say it.
    pub sentence: Option<Said>,
}

/// What the values of a predicate are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Takes {
    /// Words.
    #[default]
    Text,
    /// A date.
    Date,
    /// Another card.
    Card,
    /// A number.
    Number,
}

/// How many values of a predicate can be true of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Arity {
    /// One: two different values contradict each other.
    One,
    /// Many: values stand side by side.
    #[default]
    Many,
}

/// How the values of a predicate lie in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Extent {
    /// It happened at a time.
    Point,
    /// It held from a time until a time.
    Stretch,
    /// Time does not matter to it.
    #[default]
    None,
}

impl Takes {
    const NAMES: [(&str, Takes); 4] = [
        ("text", Takes::Text),
        ("date", Takes::Date),
        ("card", Takes::Card),
        ("number", Takes::Number),
    ];

    /// The word for it in `vocabulary.yaml`.
    pub fn name(self) -> &'static str {
        name_among(&Takes::NAMES, self)
    }
}

impl Arity {
    const NAMES: [(&str, Arity); 2] = [("one", Arity::One), ("many", Arity::Many)];

    /// The word for it in `vocabulary.yaml`.
    pub fn name(self) -> &'static str {
        name_among(&Arity::NAMES, self)
    }
}

impl Extent {
    const NAMES: [(&str, Extent); 3] =
        [("point", Extent::Point), ("stretch", Extent::Stretch), ("none", Extent::None)];

    /// The word for it in `vocabulary.yaml`.
    pub fn name(self) -> &'static str {
        name_among(&Extent::NAMES, self)
    }
}

impl Sort {
    pub(crate) const NAMES: [(&str, Sort); 7] = [
        ("card", Sort::Card),
        ("text", Sort::Text),
        ("number", Sort::Number),
        ("time", Sort::Time),
        ("claim", Sort::Claim),
        ("source", Sort::Source),
        ("any", Sort::Any),
    ];

    /// The word for it in a rule's file.
    pub fn name(self) -> &'static str {
        name_among(&Sort::NAMES, self)
    }

    /// Whether one value can be of both; a number is nothing else.
    pub fn fits(self, other: Sort) -> bool {
        let is_any = self == Sort::Any || other == Sort::Any;
        let is_number = self == Sort::Number || other == Sort::Number;
        self == other || is_any && !is_number
    }
}

fn name_among<T: PartialEq>(names: &[(&'static str, T)], wanted: T) -> &'static str {
    names.iter().find(|(_, value)| *value == wanted).map_or("", |(name, _)| name)
}

impl Predicate {
    /// What one of the words that it takes is called; `None` when it takes any.
    pub fn word(&self, word: &str) -> Option<&Said> {
        self.among.iter().find(|(own, _)| own == word).map(|(_, label)| label)
    }

    /// Whether it may be said on cards of this kind.
    pub fn is_of(&self, kind: &str) -> bool {
        self.of.is_empty() || self.of.iter().any(|of| of == kind)
    }

    /// Whether its values may lead to cards of this kind.
    pub fn leads_to(&self, kind: &str) -> bool {
        self.to.is_empty() || self.to.iter().any(|to| to == kind)
    }

    /// What stands in the places of its sentence when cards say it: its subject, its value, its further roles, its time.
    pub fn places(&self) -> Vec<Role> {
        let role = |name: &str, sort| Role { name: name.to_owned(), sort };
        let value = match self.takes {
            Takes::Text => Sort::Text,
            Takes::Date => Sort::Time,
            Takes::Card => Sort::Card,
            Takes::Number => Sort::Number,
        };
        let mut places = vec![role("subject", Sort::Card), role("value", value)];
        places.extend(self.roles.iter().cloned());
        if self.time != Extent::None && self.takes != Takes::Date {
            places.push(role("time", Sort::Time));
        }
        places
    }
}

/// Keys of a kind.
pub(crate) const KIND_KEYS: [&str; 4] = ["en", "ru", "kk", "plural"];

/// Keys of a predicate.
pub(crate) const PREDICATE_KEYS: [&str; 12] = [
    "takes", "values", "time", "of", "to", "among", "en", "ru", "kk", "roles", "excludes",
    "sentence",
];

/// Keys of a predicate that rules conclude.
pub(crate) const DERIVED_KEYS: [&str; 5] = ["roles", "sentence", "en", "ru", "kk"];

/// Predicates by their names, and what could not be read of them.
type Given = (Vec<(String, Predicate)>, Vec<Doubt>);

/// What rules may ask besides what cards say, and what could not be read in it: nothing.
static GIVEN: LazyLock<Given> = LazyLock::new(|| {
    let (yaml, mut doubts) = (include_str!("given.yaml"), Doubts::of("given.yaml"));
    let root = yaml::read(yaml, 0..yaml.len(), &mut doubts);
    let given = root.map(|root| derived(&root, &mut doubts)).unwrap_or_default();
    (given, doubts.list)
});

/// The vocabulary that ships with derek, and what could not be read in it: nothing.
static SHIPPED: LazyLock<(Vocabulary, Vec<Doubt>)> = LazyLock::new(|| {
    let (mut vocabulary, mut doubts) =
        Vocabulary::default().extended("vocabulary.yaml", include_str!("vocabulary.yaml"));
    let (yaml, mut own) = (include_str!("sentences.yaml"), Doubts::of("sentences.yaml"));
    let root = yaml::read(yaml, 0..yaml.len(), &mut own);
    for (name, _, node) in root.iter().flat_map(Node::pairs) {
        if vocabulary.predicate(name).is_some() {
            vocabulary.add_predicate(name, node, &mut own);
        }
    }
    doubts.extend(own.list);
    (vocabulary, doubts)
});

impl Vocabulary {
    /// The vocabulary that ships with derek.
    pub fn shipped() -> Vocabulary {
        SHIPPED.0.clone()
    }

    /// What rules may ask of claims, cards and sources besides what is said on cards.
    pub fn given() -> &'static [(String, Predicate)] {
        &GIVEN.0
    }

    /// What a kind is; `None` when the vocabulary has no such kind.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.iter().find(|(own, _)| own == name).map(|(_, kind)| kind)
    }

    /// What a predicate is; `None` when the vocabulary has no such predicate.
    pub fn predicate(&self, name: &str) -> Option<&Predicate> {
        self.predicates.iter().find(|(own, _)| own == name).map(|(_, predicate)| predicate)
    }

    /// This vocabulary with what a `vocabulary.yaml` adds to it.
    ///
    /// What the file does not say of a known kind or predicate stays as it was;
    /// kinds under `of` and `to` are added to those a predicate has already.
    pub fn extended(&self, path: &str, yaml: &str) -> (Vocabulary, Vec<Doubt>) {
        let mut vocabulary = self.clone();
        let mut doubts = Doubts::of(path);
        let Some(root) = yaml::read(yaml, 0..yaml.len(), &mut doubts) else {
            return (vocabulary, doubts.list);
        };
        if !matches!(root.data, Data::Map(_)) {
            complain(&root, &mut doubts, &["kinds", "predicates"]);
        }
        for (part, key, node) in root.pairs() {
            match part {
                "kinds" => each(node, &mut doubts, |name, node, doubts| {
                    vocabulary.add_kind(name, node, doubts);
                }),
                "predicates" => each(node, &mut doubts, |name, node, doubts| {
                    vocabulary.add_predicate(name, node, doubts);
                }),
                _ => complain(key, &mut doubts, &["kinds", "predicates"]),
            }
        }
        (vocabulary, doubts.list)
    }

    fn add_kind(&mut self, name: &str, node: &Node, doubts: &mut Doubts) {
        let known = self.kind(name);
        let label = worded(node, known.map(|kind| &kind.label), name);
        let plural = node.pairs().find(|(key, ..)| *key == "plural").map(|(_, _, value)| value);
        let plural = match (plural, known) {
            (Some(plural), known) => worded(plural, known.map(|kind| &kind.plural), name),
            (None, Some(known)) => known.plural.clone(),
            (None, None) => label.clone(),
        };
        for (key, at, value) in node.pairs() {
            match key {
                "plural" => {}
                "en" | "ru" | "kk" if value.scalar().is_some() => {}
                _ => complain(at, doubts, &KIND_KEYS),
            }
        }
        replace(&mut self.kinds, name, Kind { label, plural });
    }

    fn add_predicate(&mut self, name: &str, node: &Node, doubts: &mut Doubts) {
        let known = self.predicate(name);
        let label = worded(node, known.map(|predicate| &predicate.label), name);
        let mut predicate = match known {
            Some(known) => Predicate { label, ..known.clone() },
            None => Predicate {
                takes: Takes::default(),
                single: Arity::default(),
                time: Extent::default(),
                of: Vec::new(),
                among: Vec::new(),
                to: Vec::new(),
                label,
                roles: Vec::new(),
                excludes: Vec::new(),
                sentence: None,
            },
        };
        for (key, at, value) in node.pairs() {
            match key {
                "takes" => choose(&mut predicate.takes, &Takes::NAMES, value, doubts),
                "values" => choose(&mut predicate.single, &Arity::NAMES, value, doubts),
                "time" => choose(&mut predicate.time, &Extent::NAMES, value, doubts),
                "of" | "to" => {
                    let own = if key == "of" { &mut predicate.of } else { &mut predicate.to };
                    let kinds: Vec<&str> = items(value).filter_map(Node::scalar).collect();
                    if kinds.len() < items(value).count() {
                        complain(value, doubts, &["[event, document]"]);
                    }
                    for kind in kinds {
                        if !own.iter().any(|own| own == kind) {
                            own.push(kind.to_owned());
                        }
                    }
                }
                "among" => each(value, doubts, |word, node, _| {
                    let label = worded(node, predicate.word(word), word);
                    replace(&mut predicate.among, word, label);
                }),
                "roles" => {
                    let names: Vec<&str> = items(value).filter_map(Node::scalar).collect();
                    if names.iter().any(|name| *name != "as") || names.is_empty() {
                        complain(value, doubts, &["[as]"]);
                        continue;
                    }
                    predicate.roles = vec![Role { name: "as".to_owned(), sort: Sort::Text }];
                }
                "excludes" => predicate.excludes = exclusions(value, doubts),
                "sentence" => predicate.sentence = Some(sentence(value, doubts)),
                "en" | "ru" | "kk" if value.scalar().is_some() => {}
                _ => complain(at, doubts, &PREDICATE_KEYS),
            }
        }
        replace(&mut self.predicates, name, predicate);
    }
}

/// The kinds and predicates of the shipped vocabulary as Markdown tables.
pub fn vocabulary_tables() -> String {
    let vocabulary = Vocabulary::shipped();
    let mut page = String::from("| kind | in Russian | in Kazakh |\n|---|---|---|\n");
    for (name, kind) in &vocabulary.kinds {
        let [ru, kk] =
            [derek_time::Lang::Ru, derek_time::Lang::Kk].map(|lang| kind.label.get(lang));
        page.push_str(&format!("| `{name}` | {ru} | {kk} |\n"));
    }
    page.push_str(
        "\n| predicate | is said of | takes | true values | time | its sentence |\n|---|---|---|---|---|---|\n",
    );
    for (name, predicate) in &vocabulary.predicates {
        let of = predicate.of.join(", ");
        let to = match predicate.to.as_slice() {
            [] => String::new(),
            to => format!(": {}", to.join(", ")),
        };
        let [takes, single, time] =
            [predicate.takes.name(), predicate.single.name(), predicate.time.name()];
        let among: Vec<String> =
            predicate.among.iter().map(|(word, _)| format!("`{word}`")).collect();
        let takes = match among.is_empty() {
            true => takes.to_owned(),
            false => among.join(", "),
        };
        let said =
            predicate.sentence.as_ref().map_or("", |sentence| sentence.get(derek_time::Lang::En));
        page.push_str(&format!("| `{name}` | {of} | {takes}{to} | {single} | {time} | {said} |\n"));
    }
    page
}

/// The predicates that a rule's file declares.
pub(crate) fn derived(root: &Node, doubts: &mut Doubts) -> Vec<(String, Predicate)> {
    let mut all = Vec::new();
    each(root, doubts, |name, node, doubts| {
        let mut predicate = Predicate {
            takes: Takes::default(),
            single: Arity::default(),
            time: Extent::default(),
            of: Vec::new(),
            among: Vec::new(),
            to: Vec::new(),
            label: worded(node, None, name),
            roles: Vec::new(),
            excludes: Vec::new(),
            sentence: None,
        };
        for (key, at, value) in node.pairs() {
            match key {
                "roles" => {
                    if !matches!(value.data, Data::Map(_)) {
                        complain(value, doubts, &["{subject: card, value: card, time: time}"]);
                    }
                    for (name, _, sort) in value.pairs() {
                        let mut chosen = Sort::Card;
                        choose(&mut chosen, &Sort::NAMES, sort, doubts);
                        predicate.roles.push(Role { name: name.to_owned(), sort: chosen });
                    }
                }
                "sentence" => predicate.sentence = Some(sentence(value, doubts)),
                "en" | "ru" | "kk" if value.scalar().is_some() => {}
                _ => complain(at, doubts, &DERIVED_KEYS),
            }
        }
        if predicate.roles.is_empty() {
            complain(node, doubts, &["roles: {subject: card, value: card}"]);
        }
        replace(&mut all, name, predicate);
    });
    all
}

/// A sentence in its languages; where one is missing, another stands for it.
fn sentence(node: &Node, doubts: &mut Doubts) -> Said {
    for (key, at, value) in node.pairs() {
        if !matches!(key, "en" | "ru" | "kk") || value.scalar().is_none() {
            complain(at, doubts, &["en", "ru", "kk"]);
        }
    }
    if node.pairs().next().is_none() {
        complain(node, doubts, &["{en: …, ru: …, kk: …}"]);
    }
    worded(node, None, "")
}

fn exclusions(node: &Node, doubts: &mut Doubts) -> Vec<Exclusion> {
    let read = |item: &Node| match &item.data {
        Data::Seq(values) => {
            let values: Vec<String> =
                values.iter().filter_map(Node::scalar).map(str::to_owned).collect();
            (1 < values.len()).then_some(Exclusion::Among(values))
        }
        Data::Scalar(words) if words == "others" => Some(Exclusion::Others),
        Data::Scalar(words) if !item.is_empty() => Some(Exclusion::Predicate(words.clone())),
        Data::Scalar(_) | Data::Map(_) => None,
    };
    let found = items(node).filter_map(|item| {
        let read = read(item);
        if read.is_none() {
            complain(item, doubts, &["[others]", "[[one-side, the-other]]", "[predicate]"]);
        }
        read
    });
    found.collect()
}

fn each(node: &Node, doubts: &mut Doubts, mut add: impl FnMut(&str, &Node, &mut Doubts)) {
    if !matches!(node.data, Data::Map(_)) && !node.is_empty() {
        complain(node, doubts, &["name: {en: …, ru: …, kk: …}"]);
    }
    for (name, _, value) in node.pairs() {
        if !matches!(value.data, Data::Map(_)) && !value.is_empty() {
            complain(value, doubts, &["{en: …, ru: …, kk: …}"]);
        }
        add(name, value, doubts);
    }
}

/// The words of a map from language to text; where it is silent, what is known already.
fn worded(node: &Node, known: Option<&Said>, name: &str) -> Said {
    use derek_time::Lang::{En, Kk, Ru};
    let find =
        |tag: &str| node.pairs().find(|(key, ..)| *key == tag)?.2.scalar().map(str::to_owned);
    let any = || find("en").or_else(|| find("ru")).or_else(|| find("kk"));
    let [en, ru, kk] = [("en", En), ("ru", Ru), ("kk", Kk)].map(|(tag, lang)| {
        let known = || known.map(|known| known.get(lang).to_owned());
        find(tag).or_else(known).or_else(any).unwrap_or_else(|| name.to_owned())
    });
    Said::new(en, ru, kk)
}

fn choose<T: Copy>(choice: &mut T, names: &[(&'static str, T)], node: &Node, doubts: &mut Doubts) {
    match names.iter().find(|(name, _)| node.scalar() == Some(name)) {
        Some((_, chosen)) => *choice = *chosen,
        None => complain(node, doubts, &names.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
    }
}

fn replace<T>(list: &mut Vec<(String, T)>, name: &str, value: T) {
    match list.iter_mut().find(|(own, _)| own == name) {
        Some((_, own)) => *own = value,
        None => list.push((name.to_owned(), value)),
    }
}

fn complain(node: &Node, doubts: &mut Doubts, expected: &[&str]) {
    let written = node.scalar().unwrap_or("…").to_owned();
    let near = nearest(&written, expected.iter().copied());
    let expected = near.map_or_else(|| expected.join(", "), str::to_owned);
    let said = say!(
        { written }
        en: "the vocabulary cannot have `{written}` here",
        ru: "в словаре здесь не может стоять `{written}`",
        kk: "сөздікте бұл жерде `{written}` тұра алмайды",
    );
    let help = say!(
        { expected }
        en: "here stands: {expected}",
        ru: "здесь пишут: {expected}",
        kk: "мұнда жазылатыны: {expected}",
    );
    doubts.add(DoubtKind::BrokenVocabulary, node.range.clone(), said, help);
}

#[cfg(test)]
mod tests {
    use derek_time::Lang;

    use super::*;

    #[test]
    fn the_shipped_vocabulary_is_whole() {
        assert_eq!(SHIPPED.1, []);
        assert_eq!(GIVEN.1, []);
        let vocabulary = Vocabulary::shipped();
        assert_eq!(vocabulary.kinds[0].0, "person");
        for (name, kind) in &vocabulary.kinds {
            for lang in Lang::ALL {
                assert!(
                    !kind.label.get(lang).is_empty() && !kind.plural.get(lang).is_empty(),
                    "{name}"
                );
            }
        }
        for (name, predicate) in &vocabulary.predicates {
            assert!(!predicate.of.is_empty(), "{name}");
            for kind in predicate.of.iter().chain(&predicate.to) {
                assert!(vocabulary.kind(kind).is_some(), "{name} is said of {kind}");
            }
        }
        let when = vocabulary.predicate("when").expect("when");
        assert_eq!((when.takes, when.single, when.time), (Takes::Date, Arity::One, Extent::Point));
        assert_eq!(when.label.get(Lang::Ru), "когда");
        assert!(when.is_of("event") && !when.is_of("person"));
    }

    #[test]
    fn a_study_adds_and_changes() {
        let (vocabulary, doubts) = Vocabulary::shipped().extended(
            "vocabulary.yaml",
            "kinds:\n  treaty: {en: treaty, kk: шарт}\n  person: {ru: человек}\n\
             predicates:\n  when: {of: [treaty], ru: дата}\n  signed: {takes: date}\n",
        );
        assert_eq!(doubts, []);
        let treaty = vocabulary.kind("treaty").expect("treaty");
        assert_eq!((treaty.label.get(Lang::Kk), treaty.label.get(Lang::Ru)), ("шарт", "treaty"));
        assert_eq!(treaty.plural, treaty.label);
        let person = vocabulary.kind("person").expect("person");
        assert_eq!((person.label.get(Lang::Ru), person.label.get(Lang::En)), ("человек", "person"));
        assert_eq!(person.plural.get(Lang::Ru), "лица");
        let when = vocabulary.predicate("when").expect("when");
        assert!(when.is_of("treaty") && when.is_of("event") && when.takes == Takes::Date);
        assert_eq!(when.label.get(Lang::Ru), "дата");
        let signed = vocabulary.predicate("signed").expect("signed");
        assert!(signed.is_of("anything") && signed.single == Arity::Many);
    }

    #[test]
    fn a_predicate_of_few_words() {
        let (vocabulary, doubts) = Vocabulary::shipped().extended(
            "vocabulary.yaml",
            "predicates:\n  access: {among: {dreamer: {en: dreamer, ru: сновидец}, later: {ru: потомок}}}\n",
        );
        assert_eq!(doubts, []);
        let access = vocabulary.predicate("access").expect("access");
        let word = |word: &str, lang| access.word(word).map(|label| label.get(lang).to_owned());
        assert_eq!(word("dreamer", Lang::Ru).as_deref(), Some("сновидец"));
        assert_eq!(word("later", Lang::Ru).as_deref(), Some("потомок"));
        assert!(word("later", Lang::Kk).is_some() && word("nobody", Lang::Kk).is_none());
    }

    #[test]
    fn what_can_be_wrong_with_a_vocabulary() {
        let check = |yaml: &str, words: &str| {
            let (_, doubts) = Vocabulary::shipped().extended("vocabulary.yaml", yaml);
            let found: Vec<_> = doubts.iter().map(|doubt| &yaml[doubt.range.clone()]).collect();
            assert_eq!(found, [words], "{yaml}");
            assert_eq!(doubts[0].kind, DoubtKind::BrokenVocabulary);
        };
        check("kind: {}\n", "kind");
        check("words\n", "words");
        check("kinds: words\n", "words");
        check("kinds:\n  treaty: {english: treaty}\n", "english");
        check("predicates:\n  signed: {takes: dates}\n", "dates");
        check("predicates:\n  signed: {value: one}\n", "value");
        check("predicates:\n  signed: words\n", "words");
        check("predicates:\n  signed: {of: {a: b}}\n", "{a: b}");
        check("predicates:\n  signed: {among: [a]}\n", "[a]");
    }
}
