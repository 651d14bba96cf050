//! A card: what the sources say about one person, organ, event, and what is judged.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_time::{Date, Lang, Time, Told};

use crate::doubt::{Doubt, DoubtKind, Doubts, nearest};
use crate::marks;
use crate::said::Said;
use crate::say;
use crate::testimony::{POLARITIES, Polarity, READINGS, Sureness};
use crate::vocabulary::{Takes, Vocabulary};
use crate::yaml::{self, Data, Node};

/// One Markdown file of `cards/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The file name without `.md`.
    pub id: String,
    /// Path inside the study, with `/`.
    pub file: String,
    /// The kind, as the vocabulary names it: `person`.
    pub kind: String,
    /// The name by language tag; `und` when the card gives one name for all.
    pub names: BTreeMap<String, String>,
    /// Other forms of the name, as sources write them.
    pub also: Vec<String>,
    /// Bytes of the file where the name stands (the key's value); where the front matter begins when there is none.
    pub name_range: Range<usize>,
    /// What is said, in the file's order.
    pub fields: Vec<Field>,
    /// Findings at this card that stay.
    pub accepted: Vec<Acceptance>,
    /// The notes below the front matter.
    pub prose: String,
    /// Bytes of the file that hold the prose.
    pub prose_range: Range<usize>,
    /// Citations in the prose, with the bytes of the file they stand in.
    pub prose_citations: Vec<Citation>,
    /// Links to cards in the prose.
    pub prose_links: Vec<Link>,
}

impl Card {
    /// The name to show in a language: that language's, else English, Russian, Kazakh, any, else the identifier.
    pub fn name(&self, lang: Lang) -> &str {
        [lang, Lang::En, Lang::Ru, Lang::Kk]
            .iter()
            .find_map(|lang| self.names.get(lang.tag()))
            .or_else(|| self.names.values().next())
            .unwrap_or(&self.id)
    }

    /// Every form of the name: by language, then the other forms.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.names.values().chain(&self.also).map(String::as_str)
    }
}

/// A predicate and what is said with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// As the vocabulary names it: `when`.
    pub predicate: String,
    /// Bytes of the file where the key stands.
    pub key_range: Range<usize>,
    /// One or more values, in the file's order.
    pub values: Vec<Value>,
}

/// One testimony or judgement: a value, who says it, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As the source has it, without the citation: `December 1918`, `alash-orda`.
    ///
    /// Of a text in several languages, the English one, or the first.
    pub text: String,
    /// The text by language tag, when it is given in several languages.
    pub texts: BTreeMap<String, String>,
    /// Bytes of the file that hold the whole value, citation included.
    pub range: Range<usize>,
    /// Bytes of the file that hold `text` alone.
    pub text_range: Range<usize>,
    /// The date it reads as, when the predicate takes a date; `None` when it does not or cannot be read.
    pub date: Option<Date>,
    /// Where it is said.
    pub citations: Vec<Citation>,
    /// Links to cards inside the text.
    pub links: Vec<Link>,
    /// The source's own words.
    pub quote: Option<String>,
    /// Whether a source says it or a historian holds it.
    pub judged: bool,
    /// Whether the speaker affirms it, denies it or doubts it.
    pub polarity: Polarity,
    /// Who speaks, or who judges; `None` when it is the author of the source.
    pub by: Option<String>,
    /// Through whom the words came to the source, the nearest to the speaker first.
    pub reported_by: Vec<String>,
    /// In what mode it is said.
    pub mode: Mode,
    /// How surely the source was read.
    pub reading: Sureness,
    /// From when it holds.
    pub from: Option<Date>,
    /// Until when it holds.
    pub until: Option<Date>,
    /// How many days at most lie between this and that, of `before` and `after`.
    pub within: Option<u32>,
    /// The role or office.
    pub role: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// The day of the judgement, as written.
    pub on: Option<String>,
    /// The words or the day of the judgement that this one revises.
    pub revises: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Value {
    /// Its words in a language; as they stand in the card where that has none in it.
    pub fn in_lang(&self, lang: Lang) -> &str {
        self.texts.get(lang.tag()).unwrap_or(&self.text)
    }
}

/// In what mode something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// As a fact.
    #[default]
    Fact,
    /// As something meant to be done.
    Intention,
    /// As something that shall be: a decree, a rule.
    Norm,
    /// As something heard.
    Hearsay,
}

/// A pointer to a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Citation key, as the bibliography has it.
    pub key: String,
    /// Page, paragraph, sheet, as written; empty when the whole work is cited.
    pub locator: String,
    /// Bytes of the file.
    pub range: Range<usize>,
}

/// A pointer to a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Identifier or name, as written.
    pub target: String,
    /// Bytes of the file.
    pub range: Range<usize>,
}

/// What an acceptance calls its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Called {
    /// It is right, and the text may stay nevertheless.
    #[default]
    Accepted,
    /// It is a wrong alarm: the text is right, and derek is not.
    WrongAlarm,
}

impl Called {
    /// The stable name, as files and JSON have it.
    pub fn name(self) -> &'static str {
        match self {
            Called::Accepted => "accepted",
            Called::WrongAlarm => "wrong-alarm",
        }
    }

    /// What a stable name calls it; `None` when there is no such name.
    pub fn from_name(name: &str) -> Option<Called> {
        [Called::Accepted, Called::WrongAlarm].into_iter().find(|one| one.name() == name.trim())
    }
}

/// A finding that stays, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acceptance {
    /// The check's name.
    pub check: String,
    /// Words of the place; `None` accepts every finding of the check at this card (or study).
    pub at: Option<String>,
    /// What stands before the words, where that must tell them from the same words
    /// elsewhere; `None` when the acceptance is for all of them.
    pub before: Option<String>,
    /// What stands after the words, as `before`.
    pub after: Option<String>,
    /// The reason; never empty.
    pub because: String,
    /// What the finding is called.
    pub called: Called,
    /// Who accepts.
    pub by: Option<String>,
    /// The day, as written.
    pub on: Option<String>,
}

/// Keys of a card that are no predicates.
pub(crate) const CARD_KEYS: [&str; 4] = ["kind", "name", "also", "accept"];

/// Keys of a value's long form.
pub(crate) const VALUE_KEYS: [&str; 19] = [
    "value", "denied", "doubted", "judged", "cite", "quote", "polarity", "by", "reported-by",
    "mode", "reading", "from", "until", "within", "as", "because", "on", "revises", "note",
];

/// Keys of an acceptance.
pub(crate) const ACCEPT_KEYS: [&str; 8] =
    ["check", "because", "at", "before", "after", "called", "by", "on"];

/// The words for the modes.
const MODES: [(&str, Mode); 4] = [
    ("fact", Mode::Fact),
    ("intention", Mode::Intention),
    ("norm", Mode::Norm),
    ("hearsay", Mode::Hearsay),
];

/// Reads a card; what cannot be read in it becomes a doubt.
pub(crate) fn parse_card(path: &str, text: &str, vocabulary: &Vocabulary) -> (Card, Vec<Doubt>) {
    let mut doubts = Doubts::of(path);
    let front = FrontMatter::of(text);
    report_fences(&front, &mut doubts);
    let prose_range = front.prose;
    let prose = text.get(prose_range.clone()).unwrap_or_default();
    let readable = marks::without_code(prose);
    let mut card = Card {
        id: identifier(path).to_owned(),
        file: path.to_owned(),
        kind: String::new(),
        names: BTreeMap::new(),
        also: Vec::new(),
        name_range: front.yaml.start..front.yaml.start,
        fields: Vec::new(),
        accepted: Vec::new(),
        prose: prose.to_owned(),
        prose_citations: prose_citations(&readable, prose_range.start),
        prose_links: marks::links(&readable)
            .into_iter()
            .map(|link| Link { range: moved(link.range, prose_range.start), ..link })
            .collect(),
        prose_range,
    };
    let root = yaml::read(text, front.yaml.clone(), &mut doubts);
    let is_list = root.as_ref().is_some_and(|root| !matches!(root.data, Data::Map(_)));
    if let Some(root) = &root {
        Reader { text, vocabulary, doubts: &mut doubts }.card(root, &mut card);
    }
    if card.kind.is_empty() && !is_list && front.fences == Fences::Both {
        let start = front.yaml.start;
        doubts.add(DoubtKind::MissingKind, start..start, no_kind(), name_kind(vocabulary));
    }
    (card, doubts.list)
}

/// Where the front matter of a Markdown file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The bytes between the fences.
    pub(crate) yaml: Range<usize>,
    /// The bytes below them, without white space at either end.
    pub(crate) prose: Range<usize>,
    pub(crate) fences: Fences,
}

/// Which of its two lines `---` a front matter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fences {
    Both,
    OpeningOnly,
    None,
}

impl FrontMatter {
    pub(crate) fn of(text: &str) -> FrontMatter {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let prose = |from: usize| {
            let rest = text.get(from..).unwrap_or_default();
            let from = from + (rest.len() - rest.trim_start().len());
            from..from + rest.trim().len()
        };
        let mut at = start;
        let mut yaml_start = None;
        for line in text[start..].split_inclusive('\n') {
            let is_fence = line.trim_end() == "---";
            let next = at + line.len();
            match yaml_start {
                None if is_fence => yaml_start = Some(next),
                None => break,
                Some(from) if is_fence => {
                    return FrontMatter {
                        yaml: from..at,
                        prose: prose(next),
                        fences: Fences::Both,
                    };
                }
                Some(_) => {}
            }
            at = next;
        }
        let end = text.len();
        match yaml_start {
            Some(from) => {
                FrontMatter { yaml: from..end, prose: end..end, fences: Fences::OpeningOnly }
            }
            None => FrontMatter { yaml: start..start, prose: prose(start), fences: Fences::None },
        }
    }
}

/// A file's name without its folders and its ending.
pub(crate) fn identifier(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A text, or a map from language to text.
pub(crate) fn by_language(node: &Node, doubts: &mut Doubts) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut add = |tag: &str, node: &Node, doubts: &mut Doubts| match node.scalar() {
        Some(words) => {
            if !marks::citations(words).is_empty() {
                doubts.add(
                    DoubtKind::MalformedValue,
                    node.range.clone(),
                    cited_name(),
                    use_called(),
                );
            }
            if !node.is_empty() {
                texts.insert(tag.to_owned(), marks::single_spaced(words));
            }
        }
        None => doubts.add(DoubtKind::MalformedValue, node.range.clone(), no_text(), write_text()),
    };
    match &node.data {
        Data::Map(_) => {
            for (tag, key, value) in node.pairs() {
                match is_language(tag) {
                    true => add(tag, value, doubts),
                    false => unknown_key(key, &["en", "ru", "kk"], doubts),
                }
            }
        }
        Data::Scalar(_) | Data::Seq(_) => add("und", node, doubts),
    }
    texts
}

/// A list of acceptances, or one.
pub(crate) fn acceptances(node: &Node, doubts: &mut Doubts) -> Vec<Acceptance> {
    if node.is_empty() {
        return Vec::new();
    }
    items(node).filter_map(|item| acceptance(item, doubts)).collect()
}

fn acceptance(node: &Node, doubts: &mut Doubts) -> Option<Acceptance> {
    let mut accepted = Acceptance::default();
    for (name, key, value) in node.pairs() {
        if !ACCEPT_KEYS.contains(&name) {
            unknown_key(key, &ACCEPT_KEYS, doubts);
            continue;
        }
        let Some(words) = text_of(value, doubts) else { continue };
        match name {
            "check" => accepted.check = words,
            "because" => accepted.because = words,
            "at" => accepted.at = Some(words),
            "before" => accepted.before = Some(words),
            "after" => accepted.after = Some(words),
            "called" => match Called::from_name(&words) {
                Some(called) => accepted.called = called,
                None => {
                    let said = say!(
                        { words }
                        en: "a finding is not called `{words}`",
                        ru: "возражение не называют `{words}`",
                        kk: "ескерту `{words}` деп аталмайды",
                    );
                    let help = say!(
                        en: "write `accepted` or `wrong-alarm`",
                        ru: "напишите `accepted` или `wrong-alarm`",
                        kk: "`accepted` немесе `wrong-alarm` деп жазыңыз",
                    );
                    doubts.add(DoubtKind::MalformedValue, value.range.clone(), said, help);
                }
            },
            "by" => accepted.by = Some(words),
            _ => accepted.on = Some(words),
        }
    }
    if accepted.check.trim().is_empty() {
        let said = say!(
            en: "this does not say which finding is accepted",
            ru: "здесь не сказано, к какому возражению это относится",
            kk: "мұнда қай ескертуге қатысты екені айтылмаған",
        );
        let help = say!(
            en: "write `check:` with the finding's name, and `because:` with the reason",
            ru: "напишите `check:` с именем возражения и `because:` с обоснованием",
            kk: "`check:` деп ескерту атауын, `because:` деп негіздемесін жазыңыз",
        );
        doubts.add(DoubtKind::MalformedValue, node.range.clone(), said, help);
        return None;
    }
    if accepted.because.trim().is_empty() {
        let check = &accepted.check;
        let said = say!(
            { check }
            en: "`{check}` is accepted without a reason",
            ru: "`{check}`: оставлено без обоснования",
            kk: "`{check}`: негіздемесіз қалдырылған",
        );
        doubts.add(DoubtKind::AcceptanceWithoutBecause, node.range.clone(), said, give_because());
        return None;
    }
    Some(accepted)
}

/// The items of a list, or the one thing that stands instead of a list.
pub(crate) fn items(node: &Node) -> impl Iterator<Item = &Node> {
    match &node.data {
        Data::Seq(items) => items.iter(),
        Data::Scalar(_) | Data::Map(_) => std::slice::from_ref(node).iter(),
    }
}

/// The words of a scalar; a doubt when it is a list or a map, `None` also when it is empty.
pub(crate) fn text_of(node: &Node, doubts: &mut Doubts) -> Option<String> {
    match node.scalar() {
        Some(_) if node.is_empty() => None,
        Some(words) => Some(words.to_owned()),
        None => {
            doubts.add(DoubtKind::MalformedValue, node.range.clone(), no_text(), write_text());
            None
        }
    }
}

/// Says that the format has no such key here, and which it has.
pub(crate) fn unknown_key(key: &Node, known: &[&str], doubts: &mut Doubts) {
    let written = key.scalar().unwrap_or("…");
    let near = nearest(written, known.iter().copied());
    let known = near.map_or_else(|| known.join(", "), str::to_owned);
    let said = say!(
        { written }
        en: "there is no key `{written}` here",
        ru: "здесь нет ключа `{written}`",
        kk: "мұнда `{written}` деген кілт жоқ",
    );
    let help = say!(
        { known }
        en: "here stands: {known}",
        ru: "здесь пишут: {known}",
        kk: "мұнда жазылатыны: {known}",
    );
    doubts.add(DoubtKind::UnknownKey, key.range.clone(), said, help);
}

/// Reads the front matter of one card.
struct Reader<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    doubts: &'a mut Doubts,
}

/// A scalar taken apart: its words, and the citations and links among them.
struct Words {
    text: String,
    range: Range<usize>,
    citations: Vec<Citation>,
    links: Vec<Link>,
}

impl Reader<'_> {
    fn card(&mut self, root: &Node, card: &mut Card) {
        let Data::Map(pairs) = &root.data else {
            let said = say!(
                en: "the front matter is not a map of keys and values",
                ru: "заголовок карточки — не набор ключей и значений",
                kk: "карточка басы кілттер мен мәндердің жиыны емес",
            );
            self.malformed(root, said, key_and_value());
            return;
        };
        let kind = root.pairs().find(|(key, ..)| *key == "kind");
        if let Some((_, _, node)) = kind {
            card.kind = text_of(node, self.doubts).unwrap_or_default();
            if !card.kind.is_empty() && self.vocabulary.kind(&card.kind).is_none() {
                self.unknown_kind(node, &card.kind);
            }
        }
        for (key, node) in pairs {
            match key.scalar() {
                Some("kind") => {}
                Some("name") => {
                    card.names = by_language(node, self.doubts);
                    card.name_range = node.range.clone();
                }
                Some("also") => {
                    let forms =
                        items(node).flat_map(|item| by_language(item, self.doubts).into_values());
                    card.also.extend(forms);
                }
                Some("accept") => card.accepted.extend(acceptances(node, self.doubts)),
                Some(predicate) => {
                    let field = self.field(predicate, key, node, &card.kind);
                    card.fields.push(field);
                }
                None => {
                    let said = say!(
                        en: "a key must be a word",
                        ru: "ключ должен быть словом",
                        kk: "кілт сөз болуы керек",
                    );
                    self.malformed(key, said, key_and_value());
                }
            }
        }
    }

    fn field(&mut self, predicate: &str, key: &Node, node: &Node, kind: &str) -> Field {
        let takes = match self.vocabulary.predicate(predicate) {
            Some(known) => {
                if self.vocabulary.kind(kind).is_some() && !known.is_of(kind) {
                    self.misplaced(key, predicate, kind, &known.of);
                }
                known.takes
            }
            None => {
                self.unknown_predicate(key, predicate);
                Takes::Text
            }
        };
        let values = match &node.data {
            _ if node.is_empty() => Vec::new(),
            Data::Seq(items) if self.link(node).is_none() => {
                items.iter().filter_map(|item| self.value(item, takes)).collect()
            }
            _ => self.value(node, takes).into_iter().collect(),
        };
        let field = Field { predicate: predicate.to_owned(), key_range: key.range.clone(), values };
        self.among(&field);
        self.revisions(&field);
        field
    }

    /// Reports words that are not among those a predicate takes.
    fn among(&mut self, field: &Field) {
        let Some(predicate) = self.vocabulary.predicate(&field.predicate) else { return };
        if predicate.among.is_empty() {
            return;
        }
        let known = || predicate.among.iter().map(|(word, _)| word.as_str());
        for value in field.values.iter().filter(|value| !known().any(|word| word == value.text)) {
            let written = &value.text;
            let help = match nearest(written, known()) {
                Some(near) => near.to_owned(),
                None => known().collect::<Vec<_>>().join(", "),
            };
            let said = say!(
                { written }
                en: "`{written}` is not one of the words that may stand here",
                ru: "`{written}`: этому слову здесь не место",
                kk: "`{written}` деген сөз мұнда тұра алмайды",
            );
            let help = say!(
                { help }
                en: "here stands: {help}",
                ru: "здесь пишут: {help}",
                kk: "мұнда жазылатыны: {help}",
            );
            self.doubts.add(DoubtKind::MalformedValue, value.text_range.clone(), said, help);
        }
    }

    /// Reports a judgement that revises one which is not there.
    fn revisions(&mut self, field: &Field) {
        if field.values.iter().all(|value| value.revises.is_none()) {
            return;
        }
        for (value, target) in field.values.iter().zip(field.revised()) {
            let Some(revises) = value.revises.as_deref().filter(|_| target.is_none()) else {
                continue;
            };
            let said = say!(
                { revises }
                en: "there is no judgement `{revises}` here to be revised",
                ru: "здесь нет суждения `{revises}`, которое можно пересмотреть",
                kk: "мұнда қайта қаралатын `{revises}` деген пайым жоқ",
            );
            let help = say!(
                en: "`revises` stands with `judged` and gives the words or the day of an earlier judgement of the same list",
                ru: "`revises` пишут при `judged`: это слова или день прежнего суждения того же списка",
                kk: "`revises` кілті `judged` жанында тұрады: ол — сол тізімдегі бұрынғы пайымның сөздері не күні",
            );
            self.doubts.add(DoubtKind::MalformedValue, value.range.clone(), said, help);
        }
    }

    fn value(&mut self, node: &Node, takes: Takes) -> Option<Value> {
        let is_long = match &node.data {
            Data::Map(pairs) => {
                !pairs.iter().all(|(key, _)| key.scalar().is_some_and(is_language))
                    || pairs.is_empty()
            }
            Data::Scalar(_) | Data::Seq(_) => false,
        };
        if is_long {
            return self.long_form(node, takes);
        }
        let mut value = Value { range: node.range.clone(), ..Value::default() };
        self.said(node, takes, &mut value).then_some(value)
    }

    /// Reads what is said: words, a link, or a text in several languages.
    ///
    /// False, and a doubt, when nothing is said.
    fn said(&mut self, node: &Node, takes: Takes, value: &mut Value) -> bool {
        if let Data::Map(_) = node.data {
            return self.in_languages(node, takes, value);
        }
        let words = match (&node.data, self.link(node)) {
            (Data::Scalar(_), _) => self.words(node),
            (_, Some(words)) => words,
            (_, None) => {
                let said = say!(
                    en: "a list stands where one value belongs",
                    ru: "список стоит там, где место одному значению",
                    kk: "бір мән тұратын жерде тізім тұр",
                );
                self.malformed(node, said, write_text());
                return false;
            }
        };
        if words.text.is_empty() {
            let said = say!(
                en: "nothing is said here",
                ru: "здесь ничего не сказано",
                kk: "мұнда ештеңе айтылмаған",
            );
            let help = say!(
                en: "write the value as the source has it, then the citation",
                ru: "напишите значение, как оно стоит в источнике, затем ссылку",
                kk: "мәнді дереккөздегідей, одан кейін сілтемені жазыңыз",
            );
            self.malformed(node, said, help);
            return false;
        }
        match takes {
            Takes::Date => value.date = self.date(&words),
            Takes::Number if !is_number(&words.text) => {
                let said = say!(
                    en: "a number belongs here",
                    ru: "здесь должно стоять число",
                    kk: "мұнда сан тұруы керек",
                );
                self.malformed(node, said, write_text());
            }
            Takes::Number | Takes::Text | Takes::Card => {}
        }
        value.text = words.text;
        value.text_range = words.range;
        value.citations.extend(words.citations);
        value.links.extend(words.links);
        true
    }

    fn in_languages(&mut self, node: &Node, takes: Takes, value: &mut Value) -> bool {
        if takes != Takes::Text {
            let said = say!(
                en: "a text in several languages stands where a date, a number or a card belongs",
                ru: "текст на нескольких языках стоит там, где место дате, числу или карточке",
                kk: "күн, сан не карточка тұратын жерде бірнеше тілдегі мәтін тұр",
            );
            self.malformed(node, said, write_text());
            return false;
        }
        for (tag, key, said) in node.pairs() {
            if !is_language(tag) {
                unknown_key(key, &["en", "ru", "kk"], self.doubts);
                continue;
            }
            if said.scalar().is_none() {
                self.malformed(said, no_text(), write_text());
                continue;
            }
            let words = self.words(said);
            if words.text.is_empty() {
                continue;
            }
            if value.texts.is_empty() || tag == "en" {
                value.text.clone_from(&words.text);
                value.text_range = words.range;
            }
            value.texts.insert(tag.to_owned(), words.text);
            value.links.extend(words.links);
            for citation in words.citations {
                let twin =
                    |own: &Citation| own.key == citation.key && own.locator == citation.locator;
                if !value.citations.iter().any(twin) {
                    value.citations.push(citation);
                }
            }
        }
        !value.texts.is_empty()
    }

    fn long_form(&mut self, node: &Node, takes: Takes) -> Option<Value> {
        let mut value = Value { range: node.range.clone(), ..Value::default() };
        let mut is_said = false;
        let mut polarity = None;
        for (name, key, part) in node.pairs() {
            if part.is_empty() && VALUE_KEYS.contains(&name) {
                continue;
            }
            match name {
                "value" | "judged" | "denied" | "doubted" if is_said => {
                    let said = say!(
                        en: "one value cannot be two of: what a source says, what it denies or doubts, what you hold",
                        ru: "одно значение не может быть сразу и словами источника, и тем, что он отрицает, и вашим суждением",
                        kk: "бір мән әрі дереккөз айтқаны, әрі ол жоққа шығарғаны, әрі сіздің пайымыңыз бола алмайды",
                    );
                    let help = say!(
                        en: "make it two items of a list, each with one of `value`, `denied`, `doubted`, `judged`",
                        ru: "сделайте из него два пункта списка, в каждом одно из `value`, `denied`, `doubted`, `judged`",
                        kk: "оны тізімнің екі тармағына бөліңіз, әрқайсысында `value`, `denied`, `doubted`, `judged` кілттерінің бірі тұрсын",
                    );
                    self.malformed(key, said, help);
                }
                "value" | "judged" | "denied" | "doubted" => {
                    value.judged = name == "judged";
                    value.polarity = match name {
                        "denied" => Polarity::Denies,
                        "doubted" => Polarity::Doubts,
                        _ => Polarity::Affirms,
                    };
                    is_said = true;
                    if !self.said(part, takes, &mut value) {
                        return None;
                    }
                }
                "cite" => self.cite(part, &mut value),
                "from" => value.from = self.bound(part, &mut value.citations),
                "until" => value.until = self.bound(part, &mut value.citations),
                "within" => value.within = self.length(part),
                "mode" => value.mode = self.choose(part, &MODES).unwrap_or_default(),
                "reading" => value.reading = self.choose(part, &READINGS).unwrap_or_default(),
                "polarity" => polarity = self.choose(part, &POLARITIES).map(|said| (said, part)),
                "reported-by" => {
                    let through = items(part).filter_map(|one| text_of(one, self.doubts));
                    value.reported_by = through.collect();
                }
                "revises" => value.revises = text_of(part, self.doubts),
                "quote" => value.quote = text_of(part, self.doubts),
                "by" => value.by = text_of(part, self.doubts),
                "as" => value.role = text_of(part, self.doubts),
                "because" => value.because = text_of(part, self.doubts),
                "on" => value.on = text_of(part, self.doubts),
                "note" => value.note = text_of(part, self.doubts),
                _ => unknown_key(key, &VALUE_KEYS, self.doubts),
            }
        }
        if !is_said {
            let said = say!(
                en: "this value does not say what it is",
                ru: "не сказано, что это за значение",
                kk: "бұл мәннің не екені айтылмаған",
            );
            let help = say!(
                en: "write `value:` for what a source says, `denied:` for what it denies, or `judged:` for what you hold",
                ru: "напишите `value:` для слов источника, `denied:` для того, что он отрицает, или `judged:` для вашего суждения",
                kk: "дереккөз айтқаны үшін `value:`, ол жоққа шығарғаны үшін `denied:`, өз пайымыңыз үшін `judged:` жазыңыз",
            );
            self.malformed(node, said, help);
            return None;
        }
        if let Some((said, part)) = polarity {
            self.agree(said, part, &mut value);
        }
        if value.judged && value.because.as_deref().is_none_or(|because| because.trim().is_empty())
        {
            let said = say!(
                en: "a judgement gives no reason",
                ru: "суждение не обосновано",
                kk: "пайым негізделмеген",
            );
            self.doubts.add(
                DoubtKind::JudgementWithoutBecause,
                node.range.clone(),
                said,
                give_because(),
            );
        }
        Some(value)
    }

    /// Takes over what `polarity` says, unless `denied` or `doubted` has said otherwise.
    fn agree(&mut self, polarity: Polarity, node: &Node, value: &mut Value) {
        if value.polarity != Polarity::Affirms && value.polarity != polarity {
            let said = say!(
                en: "this says otherwise than the key of the value",
                ru: "это расходится с ключом самого значения",
                kk: "бұл мәннің өз кілтіне қайшы келеді",
            );
            let help = say!(
                en: "write `value:` with `polarity:`, or `denied:` or `doubted:` alone",
                ru: "напишите `value:` вместе с `polarity:` либо только `denied:` или `doubted:`",
                kk: "`value:` кілтін `polarity:` кілтімен бірге, не тек `denied:` немесе `doubted:` жазыңыз",
            );
            self.malformed(node, said, help);
            return;
        }
        value.polarity = polarity;
    }

    fn cite(&mut self, node: &Node, value: &mut Value) {
        for item in items(node) {
            let Some(words) = text_of(item, self.doubts) else { continue };
            let (raw, from) = self.raw(item, &words);
            let (citations, is_malformed) = marks::bare_citations(raw);
            if is_malformed || citations.is_empty() {
                self.malformed(item, bad_citation(), write_citation());
            }
            value.citations.extend(citations.into_iter().map(|citation| {
                let range = placed(citation.range, from, item);
                Citation { range, ..citation }
            }));
        }
    }

    /// Reads one end of the stretch for which a value holds.
    fn bound(&mut self, node: &Node, citations: &mut Vec<Citation>) -> Option<Date> {
        if node.scalar().is_none() {
            self.malformed(node, no_text(), write_text());
            return None;
        }
        let words = self.words(node);
        let date = self.date(&words);
        citations.extend(words.citations);
        date
    }

    /// Reads a length of time as the most days that it can have.
    fn length(&mut self, node: &Node) -> Option<u32> {
        let text = text_of(node, self.doubts)?;
        let times = derek_time::times_in(&text, &derek_time::Context::default());
        let days = match times.as_slice() {
            [Time { told: Told::Length(length), range, .. }]
                if *range == (0..text.trim_end().len()) =>
            {
                length.most_days()
            }
            _ => None,
        };
        if days.is_none() {
            let said = say!(
                { text }
                en: "`{text}` cannot be read as a length of time",
                ru: "`{text}` не читается как промежуток времени",
                kk: "`{text}` уақыт ұзақтығы ретінде оқылмайды",
            );
            let help = say!(
                en: "write it as: 10 days, two weeks, 3 months",
                ru: "пишите так: 10 дней, две недели, 3 месяца",
                kk: "былай жазыңыз: 10 күн, екі апта, 3 ай",
            );
            self.malformed(node, said, help);
        }
        days
    }

    fn date(&mut self, words: &Words) -> Option<Date> {
        let date = derek_time::parse(&words.text).ok();
        if date.is_none() {
            let text = &words.text;
            let said = say!(
                { text }
                en: "`{text}` cannot be read as a date",
                ru: "`{text}` не читается как дата",
                kk: "`{text}` күн ретінде оқылмайды",
            );
            let help = say!(
                en: "write it as December 1918, mid-1919, 1920s, 1917/1920; put a remark under `note`",
                ru: "пишите так: декабрь 1918 г., середина 1919 г., 1920-е гг., 1917/1920; пояснение — в `note`",
                kk: "былай жазыңыз: 1918 жылғы желтоқсан, 1919-12, 1917/1920; ескертпені `note` ішіне жазыңыз",
            );
            self.doubts.add(DoubtKind::UnreadableDate, words.range.clone(), said, help);
        }
        date
    }

    fn choose<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        let chosen = choices.iter().find(|(name, _)| node.scalar() == Some(name));
        if chosen.is_none() {
            let near = node
                .scalar()
                .and_then(|written| nearest(written, choices.iter().map(|(name, _)| *name)));
            let all = || choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
            let names = near.map_or_else(all, str::to_owned);
            let said = say!(
                en: "this word is not one of those that may stand here",
                ru: "этому слову здесь не место",
                kk: "бұл сөз мұнда тұра алмайды",
            );
            let help = say!(
                { names }
                en: "here stands: {names}",
                ru: "здесь пишут: {names}",
                kk: "мұнда жазылатыны: {names}",
            );
            self.malformed(node, said, help);
        }
        chosen.map(|(_, choice)| *choice)
    }

    /// A link that YAML reads as a list in a list: `[[alash-orda]]`.
    fn link(&self, node: &Node) -> Option<Words> {
        let Data::Seq(outer) = &node.data else { return None };
        let [Node { data: Data::Seq(inner), .. }] = outer.as_slice() else { return None };
        let raw = self.text.get(node.range.clone())?;
        let inside = raw.strip_prefix("[[")?.strip_suffix("]]")?;
        if inner.is_empty() || inside.contains(['[', ']']) {
            return None;
        }
        let target = marks::target(inside)?;
        let start = node.range.start + 2 + (inside.len() - inside.trim_start().len());
        let range = start..start + target.len();
        let text = marks::single_spaced(target);
        let link = Link { target: text.clone(), range: node.range.clone() };
        Some(Words { text, range, citations: Vec::new(), links: vec![link] })
    }

    /// The letters to search for citations, and the byte of the file where they begin.
    ///
    /// `None` for the byte when the file writes them with escapes or line by line.
    fn raw<'b>(&'b self, node: &Node, words: &'b str) -> (&'b str, Option<usize>) {
        let letters = node.letters(self.text);
        match letters.and_then(|range| Some((self.text.get(range.clone())?, range.start))) {
            Some((raw, start)) => (raw, Some(start)),
            None => (words, None),
        }
    }

    /// Takes a scalar apart.
    fn words(&mut self, node: &Node) -> Words {
        let (raw, from) = self.raw(node, node.scalar().unwrap_or_default());
        let groups = marks::citations(raw);
        let mut end = raw.trim_end().len();
        for group in groups.iter().rev() {
            if group.range.end != end {
                break;
            }
            end = raw[..group.range.start].trim_end().len();
        }
        let start = end.min(raw.len() - raw.trim_start().len());
        let kept = &raw[start..end];
        let links = marks::links(kept);
        let (text, range) = match links.as_slice() {
            [link] if link.range == (0..kept.len()) => {
                let start = start + kept.find(&link.target).unwrap_or(2);
                (marks::single_spaced(&link.target), start..start + link.target.len())
            }
            _ => (marks::single_spaced(kept), start..end),
        };
        let is_malformed =
            groups.iter().any(|group| group.is_malformed) || is_unclosed(raw, &groups);
        let words = Words {
            text,
            range: placed(range, from, node),
            citations: groups
                .into_iter()
                .flat_map(|group| group.citations)
                .map(|citation| Citation { range: placed(citation.range, from, node), ..citation })
                .collect(),
            links: links
                .into_iter()
                .map(|link| Link { range: placed(moved(link.range, start), from, node), ..link })
                .collect(),
        };
        if is_malformed {
            self.malformed(node, bad_citation(), write_citation());
        }
        self.citation_in_comment(node);
        words
    }

    /// Reports a citation that YAML takes for a part of a comment: `line #5 [@article]`.
    fn citation_in_comment(&mut self, node: &Node) {
        let rest = self.text.get(node.range.end..).unwrap_or_default();
        let comment = rest.lines().next().unwrap_or_default().trim_start();
        if !comment.starts_with('#') || !comment.contains("[@") {
            return;
        }
        let start = node.range.end + (rest.len() - rest.trim_start().len());
        let said = say!(
            en: "what follows `#` is a comment, and the citation in it is not read",
            ru: "всё после `#` — комментарий, и ссылка в нём не читается",
            kk: "`#` белгісінен кейінгінің бәрі — түсініктеме, ондағы сілтеме оқылмайды",
        );
        let range = start..start + comment.trim_end().len();
        self.doubts.add(DoubtKind::MalformedValue, range, said, write_text_quoted());
    }

    fn malformed(&mut self, node: &Node, said: Said, help: Said) {
        self.doubts.add(DoubtKind::MalformedValue, node.range.clone(), said, help);
    }

    fn unknown_kind(&mut self, node: &Node, kind: &str) {
        let known = names_of(&self.vocabulary.kinds);
        let said = say!(
            { kind }
            en: "the vocabulary has no kind `{kind}`",
            ru: "в словаре нет рода `{kind}`",
            kk: "сөздікте `{kind}` деген карточка тегі жоқ",
        );
        let help = say!(
            { known }
            en: "it has: {known}; a study's own `vocabulary.yaml` can add more",
            ru: "в нём есть: {known}; другие можно добавить в `vocabulary.yaml` исследования",
            kk: "онда барлары: {known}; басқаларын зерттеудің `vocabulary.yaml` файлына қосуға болады",
        );
        self.doubts.add(DoubtKind::UnknownKind, node.range.clone(), said, help);
    }

    fn unknown_predicate(&mut self, key: &Node, predicate: &str) {
        let said = say!(
            { predicate }
            en: "the vocabulary has no predicate `{predicate}`",
            ru: "в словаре нет предиката `{predicate}`",
            kk: "сөздікте `{predicate}` деген предикат жоқ",
        );
        let known = self.vocabulary.predicates.iter().map(|(name, _)| name.as_str());
        let help = match nearest(predicate, known.chain(CARD_KEYS)) {
            Some(near) => say!(
                { near }
                en: "it has `{near}`",
                ru: "в нём есть `{near}`",
                kk: "онда `{near}` бар",
            ),
            None => say!(
                en: "write what the source says under `says`, or add the predicate to the study's own `vocabulary.yaml`",
                ru: "запишите слова источника под `says` или добавьте предикат в `vocabulary.yaml` исследования",
                kk: "дереккөз айтқанын `says` ішіне жазыңыз немесе предикатты зерттеудің `vocabulary.yaml` файлына қосыңыз",
            ),
        };
        self.doubts.add(DoubtKind::UnknownPredicate, key.range.clone(), said, help);
    }

    fn misplaced(&mut self, key: &Node, predicate: &str, kind: &str, of: &[String]) {
        let of = of.join(", ");
        let said = say!(
            { predicate, kind }
            en: "`{predicate}` is not said of a card of kind `{kind}`",
            ru: "`{predicate}` не говорится о карточке рода `{kind}`",
            kk: "`{predicate}` мына тектегі карточка туралы айтылмайды: `{kind}`",
        );
        let help = say!(
            { of, predicate }
            en: "it is said of: {of}; to widen it, add `{predicate}: {{of: […]}}` to the study's own `vocabulary.yaml`",
            ru: "это говорится о карточках рода: {of}; чтобы расширить, добавьте `{predicate}: {{of: […]}}` в `vocabulary.yaml` исследования",
            kk: "ол мыналар туралы айтылады: {of}; кеңейту үшін зерттеудің `vocabulary.yaml` файлына `{predicate}: {{of: […]}}` қосыңыз",
        );
        self.doubts.add(DoubtKind::MisplacedPredicate, key.range.clone(), said, help);
    }
}

impl Default for Value {
    fn default() -> Value {
        Value {
            text: String::new(),
            texts: BTreeMap::new(),
            range: 0..0,
            text_range: 0..0,
            date: None,
            citations: Vec::new(),
            links: Vec::new(),
            quote: None,
            judged: false,
            polarity: Polarity::Affirms,
            by: None,
            reported_by: Vec::new(),
            mode: Mode::Fact,
            reading: Sureness::Certain,
            from: None,
            until: None,
            within: None,
            role: None,
            because: None,
            on: None,
            revises: None,
            note: None,
        }
    }
}

fn prose_citations(prose: &str, from: usize) -> Vec<Citation> {
    marks::citations(prose)
        .into_iter()
        .flat_map(|group| group.citations)
        .map(|citation| Citation { range: moved(citation.range, from), ..citation })
        .collect()
}

fn moved(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The bytes of the file that some letters of a scalar stand in: the whole scalar when it has escapes.
fn placed(range: Range<usize>, from: Option<usize>, node: &Node) -> Range<usize> {
    from.map_or_else(|| node.range.clone(), |from| moved(range, from))
}

/// Whether a citation is begun and never ended.
fn is_unclosed(raw: &str, groups: &[marks::Group]) -> bool {
    let read = |at| groups.binary_search_by_key(&at, |group| group.range.start).is_ok();
    raw.match_indices("[@").any(|(at, _)| !read(at))
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && !VALUE_KEYS.contains(&tag)
}

fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-−.,".contains(c))
}

fn names_of<T>(list: &[(String, T)]) -> String {
    list.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
}

fn report_fences(front: &FrontMatter, doubts: &mut Doubts) {
    let said = match front.fences {
        Fences::Both => return,
        Fences::None => say!(
            en: "the card does not begin with a line `---`",
            ru: "карточка не начинается со строки `---`",
            kk: "карточка `---` жолынан басталмайды",
        ),
        Fences::OpeningOnly => say!(
            en: "the front matter is not closed by a line `---`",
            ru: "заголовок карточки не закрыт строкой `---`",
            kk: "карточка басы `---` жолымен жабылмаған",
        ),
    };
    let help = say!(
        en: "put the keys and values between two lines `---`, and the notes below them",
        ru: "поместите ключи и значения между двумя строками `---`, а заметки ниже",
        kk: "кілттер мен мәндерді екі `---` жолының арасына, жазбаларды солардан төмен қойыңыз",
    );
    doubts.add(DoubtKind::MissingFrontMatter, front.yaml.start..front.yaml.start, said, help);
}

fn no_kind() -> Said {
    say!(
        en: "the card does not say what it is about",
        ru: "в карточке не сказано, о чём она",
        kk: "карточканың не туралы екені айтылмаған",
    )
}

fn name_kind(vocabulary: &Vocabulary) -> Said {
    let kinds = names_of(&vocabulary.kinds);
    say!(
        { kinds }
        en: "add `kind:` with one of: {kinds}",
        ru: "добавьте `kind:` и одно из: {kinds}",
        kk: "`kind:` қосып, мыналардың бірін жазыңыз: {kinds}",
    )
}

fn no_text() -> Said {
    say!(
        en: "a list or a map stands where a text belongs",
        ru: "список или набор ключей стоит там, где место тексту",
        kk: "мәтін тұратын жерде тізім не кілттер жиыны тұр",
    )
}

fn write_text() -> Said {
    say!(
        en: "write one value, in quotation marks when it holds brackets or a colon",
        ru: "запишите одно значение, в кавычках, если в нём есть скобки или двоеточие",
        kk: "бір мән жазыңыз; жақша не қос нүкте болса, тырнақшаға алыңыз",
    )
}

fn write_text_quoted() -> Said {
    say!(
        en: "put the whole value in quotation marks, with its citation",
        ru: "возьмите всё значение вместе со ссылкой в кавычки",
        kk: "мәнді сілтемесімен бірге түгел тырнақшаға алыңыз",
    )
}

fn key_and_value() -> Said {
    say!(
        en: "write each key, a colon, a space and the value",
        ru: "пишите ключ, двоеточие, пробел и значение",
        kk: "кілтті, қос нүктені, бос орынды, сосын мәнді жазыңыз",
    )
}

fn cited_name() -> Said {
    say!(
        en: "a form of the name cannot carry a citation",
        ru: "к форме имени нельзя добавить ссылку",
        kk: "атаудың нұсқасына сілтеме қойылмайды",
    )
}

fn use_called() -> Said {
    say!(
        en: "write the cited form under a predicate, such as `called`",
        ru: "запишите форму со ссылкой под предикатом, например `called`",
        kk: "сілтемесі бар нұсқаны предикатқа, мысалы `called` ішіне жазыңыз",
    )
}

fn bad_citation() -> Said {
    say!(
        en: "the citation cannot be read",
        ru: "ссылка не читается",
        kk: "сілтеме оқылмайды",
    )
}

fn write_citation() -> Said {
    say!(
        en: "write it as [@key, locator; @key, locator]; under `cite`, in quotation marks",
        ru: "пишите так: [@ключ, место; @ключ, место]; под `cite` — в кавычках",
        kk: "былай жазыңыз: [@кілт, орны; @кілт, орны]; `cite` ішінде — тырнақшада",
    )
}

fn give_because() -> Said {
    say!(
        en: "add `because:` with the reason; it is published with the study",
        ru: "добавьте `because:` с обоснованием; оно публикуется вместе с исследованием",
        kk: "`because:` қосып, негіздемесін жазыңыз; ол зерттеумен бірге жарияланады",
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(front: &str) -> (Card, Vec<Doubt>, String) {
        let text = format!("---\n{front}---\n");
        let (card, doubts) = parse_card("cards/people/a.md", &text, &Vocabulary::shipped());
        (card, doubts, text)
    }

    /// Reads the values under one predicate, and shows each as
    /// `text | key locator; … | anything else it says`.
    fn check(front: &str, expected: &[&str]) {
        let (card, doubts, text) = read(front);
        assert_eq!(doubts, [], "{front}");
        let shown: Vec<String> = card
            .fields
            .iter()
            .flat_map(|field| &field.values)
            .map(|value| show(value, &text))
            .collect();
        assert_eq!(shown, expected, "{front}");
    }

    fn show(value: &Value, text: &str) -> String {
        assert!(text.get(value.range.clone()).is_some());
        assert!(text.get(value.text_range.clone()).is_some());
        let mut shown = value.text.clone();
        for citation in &value.citations {
            shown.push_str(&format!(" | @{} {}", citation.key, citation.locator));
        }
        let parts = [
            ("quote", &value.quote),
            ("by", &value.by),
            ("as", &value.role),
            ("because", &value.because),
            ("on", &value.on),
            ("note", &value.note),
        ];
        for (name, part) in parts {
            shown.push_str(
                &part.as_ref().map(|part| format!(" | {name}: {part}")).unwrap_or_default(),
            );
        }
        if value.judged {
            shown.push_str(" | judged");
        }
        if value.mode != Mode::Fact {
            shown.push_str(&format!(" | {:?}", value.mode));
        }
        if value.reading != Sureness::Certain {
            shown.push_str(&format!(" | {:?}", value.reading));
        }
        if value.polarity != Polarity::Affirms {
            shown.push_str(&format!(" | {:?}", value.polarity));
        }
        for through in &value.reported_by {
            shown.push_str(&format!(" | through: {through}"));
        }
        if let Some(revises) = &value.revises {
            shown.push_str(&format!(" | revises: {revises}"));
        }
        for link in &value.links {
            shown.push_str(&format!(" | [[{}]]", link.target));
        }
        shown
    }

    /// Reads front matter in which one thing is wrong.
    fn doubtful(front: &str, kind: DoubtKind, words: &str) {
        let (_, doubts, text) = read(front);
        let found: Vec<_> =
            doubts.iter().map(|doubt| (doubt.kind, &text[doubt.range.clone()])).collect();
        assert_eq!(found, [(kind, words)], "{front}");
        for lang in Lang::ALL {
            assert!(!doubts[0].said.get(lang).is_empty() && !doubts[0].help.get(lang).is_empty());
        }
    }

    #[test]
    fn a_value_and_its_citation() {
        check("kind: person\nrole: envoy [@article, ¶39]\n", &["envoy | @article ¶39"]);
    }

    #[test]
    fn several_citations() {
        check(
            "kind: person\nmember: alash-orda [@article, ¶5; @olcott, p. 12] [@a]\n",
            &["alash-orda | @article ¶5 | @olcott p. 12 | @a "],
        );
    }

    #[test]
    fn a_citation_inside_the_text_stays_there() {
        check(
            "kind: person\nsays: he left [@a, 3] and came back [@b]\n",
            &["he left [@a, 3] and came back | @a 3 | @b "],
        );
    }

    #[test]
    fn numbers_and_yes_are_words() {
        check("kind: person\nrole: [1919, yes, 3.14, 0x1F]\n", &["1919", "yes", "3.14", "0x1F"]);
    }

    #[test]
    fn nothing_is_said_of_an_empty_key() {
        check("kind: person\nrole:\nmember: ~\nsays: []\n", &[]);
    }

    #[test]
    fn a_text_over_several_lines() {
        check(
            "kind: person\nsays: he\n  left\n\n  [@a]\nstudied: |\n  law\n  and history [@b]\n",
            &["he left | @a ", "law and history | @b "],
        );
    }

    #[test]
    fn quotation_marks() {
        check(
            "kind: person\nsays:\n- 'it''s: so [@a]'\n- \"said \\\"so\\\" [@b, 1]\"\n- \"plainly [@c]\"\n",
            &["it's: so | @a ", "said \"so\" | @b 1", "plainly | @c "],
        );
    }

    #[test]
    fn links_in_every_form() {
        let linked = "alash-orda | [[alash-orda]]";
        check("kind: person\nmember: [[alash-orda]]\n", &[linked]);
        check(
            "kind: person\nmember:\n- [[alash-orda]]\n- [[ alash-orda | Horde ]]\n",
            &[linked; 2],
        );
        check("kind: person\nmember: [[[alash-orda]], rsfsr]\n", &[linked, "rsfsr"]);
        check(
            "kind: person\nmember: \"[[alash-orda]] [@a]\"\n",
            &["alash-orda | @a  | [[alash-orda]]"],
        );
        check(
            "kind: person\nsays: founded [[alash-orda|it]] early\n",
            &["founded [[alash-orda|it]] early | [[alash-orda]]"],
        );
    }

    #[test]
    fn the_long_form() {
        check(
            "kind: person\nmember:\n  value: alash-orda [@a]\n  cite: \"@article, ¶39\"\n  quote: one of them\n  \
             by: Nabokov\n  mode: hearsay\n  reading: unsure\n  as: chairman\n  note: copied\n",
            &[
                "alash-orda | @a  | @article ¶39 | quote: one of them | by: Nabokov | as: chairman | note: copied | Hearsay | Probable",
            ],
        );
    }

    #[test]
    fn several_citations_in_the_long_form() {
        check(
            "kind: person\nrole: {value: envoy, cite: ['@a, 1', '[@b; @c, 2]']}\n",
            &["envoy | @a 1 | @b  | @c 2"],
        );
    }

    #[test]
    fn a_judgement() {
        check(
            "kind: person\nrole:\n- envoy [@a]\n- judged: clerk\n  because: the list says so\n  by: A. H.\n  on: 2026-11-22\n",
            &[
                "envoy | @a ",
                "clerk | by: A. H. | because: the list says so | on: 2026-11-22 | judged",
            ],
        );
    }

    #[test]
    fn who_says_that_it_is_not_so() {
        check(
            "kind: person\nrole:\n- {denied: 'envoy [@a]'}\n- doubted: clerk\n  cite: '@b'\n- {value: judge, polarity: denies}\n",
            &["envoy | @a  | Denies", "clerk | @b  | Doubts", "judge | Denies"],
        );
        check(
            "kind: person\nrole: {value: envoy, by: Nabokov, reported-by: [Rodzianko, a newspaper], reading: conjectural}\n",
            &["envoy | by: Nabokov | Conjectural | through: Rodzianko | through: a newspaper"],
        );
    }

    #[test]
    fn a_judgement_that_revises_another() {
        check(
            "kind: person\nrole:\n- {judged: clerk, because: x, on: 2026-11-01}\n- {judged: envoy, because: y, revises: 2026-11-01}\n",
            &[
                "clerk | because: x | on: 2026-11-01 | judged",
                "envoy | because: y | judged | revises: 2026-11-01",
            ],
        );
    }

    #[test]
    fn a_text_in_several_languages() {
        let (card, doubts, text) = read(
            "kind: event\noutcome:\n- ru: мир [@a]\n  en: peace [@a; @b]\n- value: {kk: бітім}\n  note: x\n",
        );
        assert_eq!(doubts, []);
        let values: Vec<&Value> = card.values("outcome").collect();
        assert_eq!(values[0].text, "peace");
        assert_eq!(&text[values[0].text_range.clone()], "peace");
        assert_eq!(values[0].texts["ru"], "мир");
        assert_eq!(values[0].citations.len(), 2);
        assert_eq!((values[1].text.as_str(), values[1].note.as_deref()), ("бітім", Some("x")));
    }

    #[test]
    fn dates_are_read_where_the_vocabulary_says_so() {
        let (card, doubts, _) = read(
            "kind: event\nwhen:\n- December 1918 [@a]\n- 25 октября (7 ноября) 1917 г.\n- judged: 1919-12\n  because: so\n",
        );
        assert_eq!(doubts, []);
        assert!(card.values("when").all(|value| value.date.is_some()));
        let (card, _, _) = read(
            "kind: person\nmember:\n  value: x\n  from: 1917\n  until: 1919 [@a]\nrole: 1919\n",
        );
        let member = card.values("member").next().expect("a value");
        assert!(member.from.is_some() && member.until.is_some() && member.date.is_none());
        assert_eq!(member.citations.len(), 1);
        assert_eq!(card.values("role").next().map(|value| value.date.is_none()), Some(true));
    }

    #[test]
    fn names() {
        let (card, doubts, text) = read(
            "kind: person\nname: {ru: Алихан  Букейханов, kk: Әлихан}\nalso: [Bokeikhan, \"A. B.\"]\n",
        );
        assert_eq!(doubts, []);
        assert_eq!(card.id, "a");
        assert_eq!(card.name(Lang::Kk), "Әлихан");
        assert_eq!(card.name(Lang::En), "Алихан Букейханов");
        assert_eq!(card.forms().count(), 4);
        assert!(text[card.name_range].starts_with("{ru:"));
        let (card, _, _) = read("kind: person\nname: Alikhan\n");
        assert_eq!((card.names["und"].as_str(), card.name(Lang::Ru)), ("Alikhan", "Alikhan"));
        let (card, _, _) = read("kind: person\n");
        assert_eq!(card.name(Lang::Ru), "a");
    }

    #[test]
    fn acceptances_need_a_reason() {
        let (card, doubts, _) = read(
            "kind: person\naccept:\n- check: no-date\n  because: it is lost\n  at: «1919»\n- check: x\n- because: y\n",
        );
        assert_eq!(card.accepted.len(), 1);
        assert_eq!(card.accepted[0].at.as_deref(), Some("«1919»"));
        let kinds: Vec<_> = doubts.iter().map(|doubt| doubt.kind).collect();
        assert_eq!(kinds, [DoubtKind::AcceptanceWithoutBecause, DoubtKind::MalformedValue]);
    }

    #[test]
    fn prose_and_its_marks() {
        let text = "\u{feff}---\r\nkind: event\r\n---\r\n\r\nciting [@article, ¶41]\r\nand [[alash-orda]] `[@x]`\r\n";
        let (card, doubts) = parse_card("cards/a.md", text, &Vocabulary::shipped());
        assert_eq!(doubts, []);
        assert_eq!(&text[card.prose_range.clone()], card.prose);
        assert!(card.prose.starts_with("citing") && card.prose.ends_with("`[@x]`"));
        assert_eq!(card.prose_citations.len(), 1);
        assert_eq!(&text[card.prose_citations[0].range.clone()], "@article, ¶41");
        assert_eq!(&text[card.prose_links[0].range.clone()], "[[alash-orda]]");
    }

    #[test]
    fn what_can_be_wrong_with_a_card() {
        use DoubtKind::*;
        doubtful("role: envoy\n", MissingKind, "");
        doubtful("kind: persn\n", UnknownKind, "persn");
        doubtful("kind: person\nrolle: envoy\n", UnknownPredicate, "rolle");
        doubtful("kind: person\nwhen: \n", MisplacedPredicate, "when");
        doubtful("kind: event\nwhen: some day [@a]\n", UnreadableDate, "some day");
        doubtful("kind: person\nrole: {value: x, unitl: 1919}\n", UnknownKey, "unitl");
        doubtful("kind: person\nrole: {by: x}\n", MalformedValue, "{by: x}");
        doubtful("kind: person\nrole: {value: x, judged: y}\n", MalformedValue, "judged");
        doubtful("kind: person\nrole: {value: x, denied: y}\n", MalformedValue, "denied");
        doubtful("kind: person\nrole: {denied: x, polarity: affirms}\n", MalformedValue, "affirms");
        doubtful("kind: person\nrole: {value: x, polarity: no}\n", MalformedValue, "no");
        doubtful("kind: document\naccess: particpant\n", MalformedValue, "particpant");
        doubtful(
            "kind: person\nrole: [{judged: x, because: y, revises: z}]\n",
            MalformedValue,
            "{judged: x, because: y, revises: z}",
        );
        doubtful("kind: person\nrole: {value: x, mode: maybe}\n", MalformedValue, "maybe");
        doubtful("kind: person\nrole: {value: x, cite: article}\n", MalformedValue, "article");
        doubtful("kind: person\nrole: {value: x, note: [y]}\n", MalformedValue, "[y]");
        doubtful("kind: person\nrole: [[a, b], c]\n", MalformedValue, "[a, b]");
        doubtful("kind: person\nrole: \"[@a]\"\n", MalformedValue, "\"[@a]\"");
        doubtful("kind: person\nrole: envoy [@a, p. 3\n", MalformedValue, "envoy [@a, p. 3");
        doubtful("kind: person\nmember: {en: x, ru: y}\n", MalformedValue, "{en: x, ru: y}");
        doubtful("kind: person\nname: Alikhan [@a]\n", MalformedValue, "Alikhan [@a]");
        doubtful("kind: person\nname: {english: x}\n", UnknownKey, "english");
        doubtful("kind: person\nkind: organ\n", DuplicateKey, "kind");
        doubtful("kind: person\nrole: {judged: x}\n", JudgementWithoutBecause, "{judged: x}");
        doubtful("kind: person\nrole: a: b\n", BrokenYaml, ": b");
        doubtful("kind: person\nmember: [[a]] [@b]\n", BrokenYaml, "[@b]");
        doubtful("kind: person\nrole: no #5 [@a]\n", MalformedValue, "#5 [@a]");
        doubtful("- kind\n", MalformedValue, "- kind");
    }

    #[test]
    fn a_card_without_front_matter_is_prose() {
        let (card, doubts) = parse_card("cards/a.md", "Notes [@a]\n", &Vocabulary::shipped());
        assert_eq!((card.prose.as_str(), card.prose_citations.len()), ("Notes [@a]", 1));
        assert_eq!(doubts[0].kind, DoubtKind::MissingFrontMatter);
        let (card, doubts) = parse_card("cards/a.md", "---\nkind: event\n", &Vocabulary::shipped());
        assert_eq!(card.kind, "event");
        assert_eq!(doubts[0].kind, DoubtKind::MissingFrontMatter);
    }

    #[test]
    fn what_follows_a_broken_line_is_read() {
        let (card, doubts, _) = read("kind: event\nsays: so: it was [@a]\ntype: talks [@a]\n");
        assert_eq!(doubts.len(), 1);
        assert_eq!(card.values("type").next().map(|value| value.text.as_str()), Some("talks"));
    }

    /// Pieces of cards, to be thrown together.
    pub(crate) fn jumble() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("---\n"),
            Just("kind: event\n"),
            Just("when:"),
            Just(" 1919 [@a, ¶3]\n"),
            Just("\n- "),
            Just("\n  - "),
            Just("[["),
            Just("]]"),
            Just("\"x [@b]\"\n"),
            Just("'"),
            Just("\""),
            Just("{en: жер, ru: "),
            Just("}\n"),
            Just("judged: y\n"),
            Just("denied: y\n"),
            Just("polarity: doubts\n"),
            Just("revises: y\n"),
            Just("  because: "),
            Just("value: z\n"),
            Just("accept:"),
            Just("check: a\n"),
            Just("cite: '@k'\n"),
            Just("\r\n"),
            Just("|\n  Әлихан\n"),
            Just("@"),
            Just("`"),
            Just("[@"),
            Just(";"),
            Just("\u{feff}"),
            Just("name: "),
            Just("also: "),
            Just(" [[a|b]] "),
            Just("\\"),
            Just("# c\n"),
            Just("\u{0}"),
            Just("party: a\n"),
            Just("from: 1917\n"),
            Just(": "),
            Just("\n"),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn places(card: &Card) -> Vec<Range<usize>> {
        let values = card.fields.iter().flat_map(|field| &field.values);
        let of_value = |value: &Value| {
            let citations = value.citations.iter().map(|citation| citation.range.clone());
            let links = value.links.iter().map(|link| link.range.clone());
            [value.range.clone(), value.text_range.clone()]
                .into_iter()
                .chain(citations)
                .chain(links)
                .collect::<Vec<_>>()
        };
        let mut places: Vec<Range<usize>> = values.flat_map(of_value).collect();
        places.extend([card.name_range.clone(), card.prose_range.clone()]);
        places.extend(card.fields.iter().map(|field| field.key_range.clone()));
        places.extend(card.prose_citations.iter().map(|citation| citation.range.clone()));
        places.extend(card.prose_links.iter().map(|link| link.range.clone()));
        places
    }

    proptest! {
        #[test]
        fn every_place_is_of_the_file(text in jumble(), has_fences in any::<bool>()) {
            let text = if has_fences { format!("---\n{text}\n---\n{text}") } else { text };
            let (card, doubts) = parse_card("cards/a.md", &text, &Vocabulary::shipped());
            for place in places(&card).into_iter().chain(doubts.into_iter().map(|doubt| doubt.range)) {
                prop_assert!(text.get(place).is_some());
            }
            for value in card.fields.iter().flat_map(|field| &field.values) {
                prop_assert!(value.range.start <= value.text_range.start);
                prop_assert!(value.text_range.end <= value.range.end);
            }
        }

        #[test]
        fn a_value_written_in_the_short_form_is_read_back(
            words in "[a-zқ][a-zқ 0-9]{0,20}", key in "[a-z][a-z0-9-]{0,8}[a-z]", page in "p\\. [0-9]{1,3}",
        ) {
            let text = format!("---\nkind: person\nsays: {words} [@{key}, {page}]\n---\n");
            let (card, doubts) = parse_card("cards/a.md", &text, &Vocabulary::shipped());
            prop_assert_eq!(doubts, vec![]);
            let value = card.values("says").next().expect("a value");
            prop_assert_eq!(&value.text, &marks::single_spaced(&words));
            prop_assert_eq!(&text[value.text_range.clone()], words.trim());
            prop_assert_eq!(&value.citations[0].key, &key);
            prop_assert_eq!(&value.citations[0].locator, &page);
        }
    }
}
