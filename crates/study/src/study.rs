//! A whole study, put together from its files.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_time::{Lang, Policy};
use unicode_normalization::UnicodeNormalization;

use crate::bibliography::{Entry, parse_bibliography};
use crate::card::{
    Acceptance, Card, acceptances, by_language, identifier, items, parse_card, text_of, unknown_key,
};
use crate::doubt::{Doubt, DoubtKind, Doubts, nearest};
use crate::finding::Place;
use crate::identity::{IDENTITIES, Identity, parse_identities};
use crate::marks;
use crate::reckoning::{self, Followed};
use crate::rule::{self, RuleFile, Rules, parse_rules};
use crate::said::Said;
use crate::say;
use crate::vocabulary::Vocabulary;
use crate::yaml::{self, Data};

/// Where a study's files are: a folder, a program's own data, a test's memory.
pub trait Shelf {
    /// The paths of all files, with `/`, relative to the study, sorted.
    fn paths(&self) -> Vec<String>;

    /// The bytes of a file, or why it cannot be read, to show.
    fn read(&self, path: &str) -> Result<Vec<u8>, Said>;
}

/// A study: what its files say, and what could not be read in them.
#[derive(Debug, Clone, Default)]
pub struct Study {
    /// The folder's name: `alash`.
    pub name: String,
    /// The title by language tag; `und` when there is one title for all.
    pub title: BTreeMap<String, String>,
    /// The languages it is written in, by tag, the first one first.
    pub languages: Vec<String>,
    /// The names of the studies whose cards may be linked from here.
    pub builds_on: Vec<String>,
    /// Findings about the study as a whole that stay.
    pub accepted: Vec<Acceptance>,
    /// How the vague words of its dates are cut.
    pub policy: Policy,
    /// The place whose calendar its unmarked days follow.
    pub calendar: Option<Followed>,
    /// The cards, sorted by file.
    pub cards: Vec<Card>,
    /// What may be cited, in the order of the bibliography's files.
    pub entries: Vec<Entry>,
    /// The sources' texts, sorted by file.
    pub texts: Vec<SourceText>,
    /// What was judged of who is one person, in the file's order.
    pub identities: Vec<Identity>,
    /// The kinds and predicates its cards are written with.
    pub vocabulary: Vocabulary,
    /// What follows from what is said.
    pub rules: Rules,
    /// What could not be read, sorted by file and place.
    pub doubts: Vec<Doubt>,
    /// The rule files, until their sentences are read.
    rule_files: Vec<RuleFile>,
    /// The text of each file that was read here.
    files: BTreeMap<String, String>,
    by_id: BTreeMap<String, usize>,
    /// For each form of a name, folded: the cards that have it.
    by_form: BTreeMap<String, Vec<usize>>,
    by_key: BTreeMap<String, usize>,
}

/// A source whose text the study holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceText {
    /// Citation key: the file's name without its ending.
    pub key: String,
    /// Path inside the study, with `/`.
    pub path: String,
}

/// One file of a study, read by itself.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// Path inside the study, with `/`.
    pub path: String,
    /// What the file is.
    pub content: Content,
    /// What could not be read in it.
    pub doubts: Vec<Doubt>,
    /// The file's text; empty when it is not read in this room.
    pub text: String,
}

/// What a file of a study is.
#[derive(Debug, Clone)]
pub enum Content {
    /// `cards/**.md`.
    Card(Box<Card>),
    /// `study.yaml`.
    Manifest(Manifest),
    /// `bibliography.bib`, `bibliography.json`, `bibliography.ris`.
    Bibliography(Vec<Entry>),
    /// `vocabulary.yaml`: the vocabulary that it makes of the one it was read with.
    Vocabulary(Box<Vocabulary>),
    /// `identities.yaml`.
    Identities(Vec<Identity>),
    /// `rules/**.md`.
    Rules(Box<RuleFile>),
    /// `texts/**`: not read here.
    Text(SourceText),
    /// Anything else: not read at all.
    Other,
}

/// What `study.yaml` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The title by language tag; `und` when there is one title for all.
    pub title: BTreeMap<String, String>,
    /// The languages it is written in, by tag, the first one first.
    pub languages: Vec<String>,
    /// The names of the studies whose cards may be linked from here.
    pub builds_on: Vec<String>,
    /// Findings about the study as a whole that stay.
    pub accepted: Vec<Acceptance>,
    /// How the vague words of its dates are cut.
    pub policy: Policy,
    /// The place whose calendar its unmarked days follow.
    pub calendar: Option<Followed>,
}

/// The cards that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution<'a> {
    /// This one.
    One(&'a Card),
    /// Any of these, sorted by file.
    Many(Vec<&'a Card>),
    /// No card.
    None,
}

impl<'a> Resolution<'a> {
    /// The card, when it is one.
    pub fn card(&self) -> Option<&'a Card> {
        match self {
            Resolution::One(card) => Some(card),
            Resolution::Many(_) | Resolution::None => None,
        }
    }
}

/// The manifest's file.
pub(crate) const MANIFEST: &str = "study.yaml";

/// The file of a study's own vocabulary.
const VOCABULARY: &str = "vocabulary.yaml";

/// Keys of `study.yaml`.
pub(crate) const MANIFEST_KEYS: [&str; 6] =
    ["title", "languages", "builds-on", "accept", "calendar", "policy"];

/// Reads one file of a study, by itself.
///
/// Cards are read with `vocabulary`: that of the study, which is what
/// [`Vocabulary::of`] gives.
///
/// ```
/// use derek_study::{Vocabulary, parse, study::Content};
/// let card = "---\nkind: event\nwhen: 1919 [@article, ¶34]\n---\n";
/// let parsed = parse("cards/agreement.md", card.as_bytes(), &Vocabulary::shipped());
/// let Content::Card(card) = parsed.content else { panic!("this is a card") };
/// assert_eq!(card.values("when").next().map(|value| value.text.as_str()), Some("1919"));
/// ```
pub fn parse(path: &str, bytes: &[u8], vocabulary: &Vocabulary) -> Parsed {
    let sort = Sort::of(path);
    let mut parsed = Parsed {
        path: path.to_owned(),
        content: Content::Other,
        doubts: Vec::new(),
        text: String::new(),
    };
    match sort {
        Sort::Other => return parsed,
        Sort::Text => {
            let key = identifier(path).to_owned();
            parsed.content = Content::Text(SourceText { key, path: path.to_owned() });
            return parsed;
        }
        Sort::Card
        | Sort::Manifest
        | Sort::Bibliography
        | Sort::Vocabulary
        | Sort::Identities
        | Sort::Rules => {}
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            parsed.doubts.push(not_utf8(path, error.valid_up_to()));
            return parsed;
        }
    };
    let (content, doubts) = match sort {
        Sort::Manifest => {
            let (manifest, doubts) = parse_manifest(path, &text);
            (Content::Manifest(manifest), doubts)
        }
        Sort::Bibliography => {
            let (entries, doubts) = parse_bibliography(path, &text);
            (Content::Bibliography(entries), doubts)
        }
        Sort::Vocabulary => {
            let (vocabulary, doubts) = vocabulary.extended(path, &text);
            (Content::Vocabulary(Box::new(vocabulary)), doubts)
        }
        Sort::Identities => {
            let (identities, doubts) = parse_identities(path, &text);
            (Content::Identities(identities), doubts)
        }
        Sort::Rules => {
            let (rules, doubts) = parse_rules(path, &text);
            (Content::Rules(Box::new(rules)), doubts)
        }
        Sort::Card | Sort::Text | Sort::Other => {
            let (card, doubts) = parse_card(path, &text, vocabulary);
            (Content::Card(Box::new(card)), doubts)
        }
    };
    Parsed { path: path.to_owned(), content, doubts, text }
}

/// What a path says of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Card,
    Manifest,
    Bibliography,
    Vocabulary,
    Identities,
    Rules,
    Text,
    Other,
}

impl Sort {
    fn of(path: &str) -> Sort {
        if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
            return Sort::Other;
        }
        match path {
            MANIFEST => return Sort::Manifest,
            VOCABULARY => return Sort::Vocabulary,
            IDENTITIES => return Sort::Identities,
            "bibliography.bib" | "bibliography.json" | "bibliography.rdf" | "bibliography.ris" => {
                return Sort::Bibliography;
            }
            _ => {}
        }
        match path.split_once('/') {
            Some(("cards", rest)) if rest.to_ascii_lowercase().ends_with(".md") => Sort::Card,
            Some(("rules", rest)) if rest.to_ascii_lowercase().ends_with(".md") => Sort::Rules,
            Some(("texts", _)) => Sort::Text,
            _ => Sort::Other,
        }
    }
}

impl Vocabulary {
    /// The vocabulary of a study: the shipped one, with what its `vocabulary.yaml` adds.
    pub fn of(shelf: &dyn Shelf) -> Vocabulary {
        let shipped = Vocabulary::shipped();
        let own = shelf.read(VOCABULARY).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        match own {
            Some(own) => shipped.extended(VOCABULARY, &own).0,
            None => shipped,
        }
    }
}

impl Study {
    /// Puts a study together from its files, in any order.
    pub fn assemble(name: impl Into<String>, files: Vec<Parsed>) -> Study {
        let mut study =
            Study { name: name.into(), vocabulary: Vocabulary::shipped(), ..Study::default() };
        let mut files = files;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let has = |sort: Sort| files.iter().any(|file| Sort::of(&file.path) == sort);
        if files.iter().all(|file| Sort::of(&file.path) == Sort::Other) {
            study.doubts.push(empty_study());
        } else {
            study.doubts.extend((!has(Sort::Manifest)).then(missing_manifest));
            study.doubts.extend((!has(Sort::Card)).then(missing_cards));
        }
        for file in files {
            study.take(file);
        }
        study.index();
        study.follow_policy();
        study.read_rules();
        study.doubts.sort_by(|one, other| {
            (&one.file, one.range.start, one.range.end, one.kind)
                .cmp(&(&other.file, other.range.start, other.range.end, other.kind))
        });
        study
    }

    /// Reads a study from where its files are.
    pub fn read(name: impl Into<String>, shelf: &dyn Shelf) -> Study {
        let vocabulary = Vocabulary::of(shelf);
        let shipped = Vocabulary::shipped();
        let read = |path: String| match Sort::of(&path) {
            Sort::Other => None,
            Sort::Text => Some(parse(&path, &[], &shipped)),
            sort => Some(match shelf.read(&path) {
                Ok(bytes) if sort == Sort::Vocabulary => parse(&path, &bytes, &shipped),
                Ok(bytes) => parse(&path, &bytes, &vocabulary),
                Err(why) => Parsed {
                    doubts: vec![unreadable(&path, why)],
                    content: Content::Other,
                    text: String::new(),
                    path,
                },
            }),
        };
        Study::assemble(name, shelf.paths().into_iter().filter_map(read).collect())
    }

    /// The title to show in a language: that language's, else English, Russian, Kazakh, any, else the name.
    pub fn title(&self, lang: Lang) -> &str {
        [lang, Lang::En, Lang::Ru, Lang::Kk]
            .iter()
            .find_map(|lang| self.title.get(lang.tag()))
            .or_else(|| self.title.values().next())
            .unwrap_or(&self.name)
    }

    /// The card of an identifier.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.by_id.get(id).and_then(|at| self.cards.get(*at))
    }

    /// The entry of a citation key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).and_then(|at| self.entries.get(*at))
    }

    /// The card that an identifier, a name or a link `[[…]]` means.
    ///
    /// This study's own cards come before those of the studies it builds upon,
    /// an identifier before a name. Capitals and the width of spaces do not matter.
    pub fn resolve<'a>(&'a self, target: &str, base: &'a [Study]) -> Resolution<'a> {
        let target = target.trim();
        let inside = target.strip_prefix("[[").and_then(|inner| inner.strip_suffix("]]"));
        let target = inside.and_then(marks::target).unwrap_or(target);
        // Most targets are identifiers, and need no form.
        let form = OnceCell::new();
        std::iter::once(self)
            .chain(base)
            .map(|study| study.own(target, &form))
            .find(|resolution| *resolution != Resolution::None)
            .unwrap_or(Resolution::None)
    }

    fn own(&self, target: &str, form: &OnceCell<String>) -> Resolution<'_> {
        if let Some(card) = self.card(target) {
            return Resolution::One(card);
        }
        let form = form.get_or_init(|| folded(target));
        let cards = self.by_form.get(form).map(Vec::as_slice).unwrap_or_default();
        let cards: Vec<&Card> = cards.iter().filter_map(|at| self.cards.get(*at)).collect();
        match cards.as_slice() {
            [] => Resolution::None,
            [card] => Resolution::One(card),
            _ => Resolution::Many(cards),
        }
    }

    /// The kinds this study has cards of, in the vocabulary's order, each with its cards.
    ///
    /// Cards of a kind that the vocabulary does not have come last.
    pub fn kinds(&self) -> Vec<(&str, Vec<&Card>)> {
        let mut by_kind: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
        for card in &self.cards {
            by_kind.entry(&card.kind).or_default().push(card);
        }
        let known = self.vocabulary.kinds.iter();
        let mut kinds: Vec<(&str, Vec<&Card>)> = known
            .filter_map(|(name, _)| Some((name.as_str(), by_kind.remove(name.as_str())?)))
            .collect();
        kinds.extend(by_kind);
        kinds
    }

    /// The text of a file that was read with the study: a card, the manifest, the bibliography.
    ///
    /// `None` for the sources' texts, which are read elsewhere.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The place of some bytes of a file, with the line around them.
    ///
    /// Its words are empty when the file or the bytes are not there.
    pub fn place(&self, file: &str, range: Range<usize>, locator: impl Into<String>) -> Place {
        let text = self.file(file).unwrap_or_default();
        let slice = |range: Range<usize>| marks::single_spaced(text.get(range).unwrap_or_default());
        let is_there = text.get(range.clone()).is_some();
        let line_start = match text.get(..range.start) {
            Some(before) if is_there => before.rfind('\n').map_or(0, |newline| newline + 1),
            _ => range.start,
        };
        let line_end = match text.get(range.end..) {
            Some(after) if is_there => range.end + after.find('\n').unwrap_or(after.len()),
            _ => range.end,
        };
        // A space between the words and what stands around them is kept.
        let apart = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let mut before = slice(line_start..range.start);
        let raw_before = text.get(line_start..range.start).unwrap_or_default();
        if !before.is_empty() && apart(raw_before.chars().next_back()) {
            before.push(' ');
        }
        let raw_after = text.get(range.end..line_end).unwrap_or_default();
        let mut after = slice(range.end..line_end);
        if !after.is_empty() && apart(raw_after.chars().next()) {
            after.insert(0, ' ');
        }
        Place {
            file: file.to_owned(),
            locator: locator.into(),
            words: slice(range.clone()),
            range,
            before,
            after,
            label: None,
        }
    }

    fn take(&mut self, file: Parsed) {
        self.doubts.extend(file.doubts);
        match file.content {
            Content::Card(card) => self.cards.push(*card),
            Content::Manifest(manifest) => {
                self.title = manifest.title;
                self.languages = manifest.languages;
                self.builds_on = manifest.builds_on;
                self.accepted = manifest.accepted;
                self.policy = manifest.policy;
                self.calendar = manifest.calendar;
            }
            Content::Bibliography(entries) => self.entries.extend(entries),
            Content::Vocabulary(vocabulary) => self.vocabulary = *vocabulary,
            Content::Identities(identities) => self.identities = identities,
            Content::Rules(rules) => self.rule_files.push(*rules),
            Content::Text(text) => {
                self.texts.push(text);
                return;
            }
            Content::Other => return,
        }
        self.files.insert(file.path, file.text);
    }

    /// Reads the rules, now that all that they may speak of is known.
    fn read_rules(&mut self) {
        if self.rule_files.is_empty() {
            return;
        }
        let files: Vec<(RuleFile, String)> = std::mem::take(&mut self.rule_files)
            .into_iter()
            .map(|file| {
                let text = self.file(&file.file).unwrap_or_default().to_owned();
                (file, text)
            })
            .collect();
        let (rules, doubts) =
            rule::assemble(&files, &self.vocabulary, &|name| self.concerned(name));
        self.rules = rules;
        self.doubts.extend(doubts);
    }

    /// What a rule that names a card so means.
    fn concerned(&self, name: &str) -> rule::Concerned {
        match self.resolve(name, &[]) {
            Resolution::One(_) => rule::Concerned::Card,
            Resolution::Many(cards) => {
                let all: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
                rule::Concerned::Several(all.join(", "))
            }
            Resolution::None => {
                let near = nearest(name, self.cards.iter().map(|card| card.id.as_str()));
                rule::Concerned::None(near.map(str::to_owned))
            }
        }
    }

    fn index(&mut self) {
        let mut by_form: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, card) in self.cards.iter().enumerate() {
            match self.by_id.get(&card.id).and_then(|first| self.cards.get(*first)) {
                Some(first) => self.doubts.push(duplicate_card(card, first)),
                None => {
                    self.by_id.insert(card.id.clone(), at);
                }
            }
            for form in card.forms().chain([card.id.as_str()]) {
                by_form.entry(folded(form)).or_default().insert(at);
            }
        }
        self.by_form =
            by_form.into_iter().map(|(form, cards)| (form, cards.into_iter().collect())).collect();
        for (at, entry) in self.entries.iter().enumerate() {
            match self.by_key.get(&entry.key).and_then(|first| self.entries.get(*first)) {
                Some(first) => self.doubts.push(duplicate_entry(entry, first)),
                None => {
                    self.by_key.insert(entry.key.clone(), at);
                }
            }
        }
    }
}

/// Reads `study.yaml`; what cannot be read in it becomes a doubt.
pub(crate) fn parse_manifest(path: &str, text: &str) -> (Manifest, Vec<Doubt>) {
    let mut doubts = Doubts::of(path);
    let mut manifest = Manifest::default();
    let Some(root) = yaml::read(text, 0..text.len(), &mut doubts) else {
        return (manifest, doubts.list);
    };
    if !matches!(root.data, Data::Map(_)) {
        unknown_key(&root, &MANIFEST_KEYS, &mut doubts);
    }
    for (name, key, node) in root.pairs() {
        match name {
            "title" => manifest.title = by_language(node, &mut doubts),
            "languages" | "builds-on" => {
                let words = items(node).filter_map(|item| text_of(item, &mut doubts)).collect();
                match name {
                    "languages" => manifest.languages = words,
                    _ => manifest.builds_on = words,
                }
            }
            "accept" => manifest.accepted.extend(acceptances(node, &mut doubts)),
            "calendar" => manifest.calendar = reckoning::followed(node, &mut doubts),
            "policy" => manifest.policy = reckoning::policy(node, &mut doubts),
            _ => unknown_key(key, &MANIFEST_KEYS, &mut doubts),
        }
    }
    (manifest, doubts.list)
}

/// A name as names are compared: capitals, composed letters and the width of spaces do not matter.
pub(crate) fn folded(name: &str) -> String {
    match name.is_ascii() {
        true => marks::single_spaced(&name.to_ascii_lowercase()),
        false => marks::single_spaced(&name.nfc().collect::<String>().to_lowercase()),
    }
}

fn doubt(kind: DoubtKind, file: &str, said: Said, help: Said) -> Doubt {
    Doubt { kind, file: file.to_owned(), range: 0..0, said, help }
}

fn empty_study() -> Doubt {
    let said = say!(
        en: "there is no study here: no `study.yaml`, no `cards/`, no bibliography",
        ru: "здесь нет исследования: ни `study.yaml`, ни `cards/`, ни библиографии",
        kk: "мұнда зерттеу жоқ: `study.yaml` да, `cards/` да, библиография да жоқ",
    );
    let help = say!(
        en: "check the folder's path, or begin a study with `derek new`",
        ru: "проверьте путь к папке или начните исследование командой `derek new`",
        kk: "бума жолын тексеріңіз немесе `derek new` пәрменімен зерттеу бастаңыз",
    );
    doubt(DoubtKind::EmptyStudy, MANIFEST, said, help)
}

fn missing_manifest() -> Doubt {
    let said = say!(
        en: "the study has no `study.yaml`",
        ru: "в исследовании нет файла `study.yaml`",
        kk: "зерттеуде `study.yaml` файлы жоқ",
    );
    let help = say!(
        en: "add one that gives the title and the languages",
        ru: "добавьте его и укажите в нём название и языки",
        kk: "оны қосып, атауы мен тілдерін көрсетіңіз",
    );
    doubt(DoubtKind::MissingManifest, MANIFEST, said, help)
}

fn missing_cards() -> Doubt {
    let said = say!(
        en: "the study has no cards",
        ru: "в исследовании нет карточек",
        kk: "зерттеуде карточкалар жоқ",
    );
    let help = say!(
        en: "put Markdown files into the folder `cards/`, one for each person, organ, place or event",
        ru: "поместите в папку `cards/` файлы Markdown, по одному на лицо, орган, место или событие",
        kk: "`cards/` бумасына Markdown файлдарын салыңыз: әр тұлғаға, органға, жерге не оқиғаға бір файлдан",
    );
    doubt(DoubtKind::MissingCards, "cards/", said, help)
}

fn unreadable(path: &str, why: Said) -> Doubt {
    let said = say!(
        { path, why }
        en: "`{path}` cannot be read: {why}",
        ru: "файл `{path}` нельзя прочесть: {why}",
        kk: "`{path}` файлы оқылмайды: {why}",
    );
    let help = say!(
        en: "check that the file is there and may be opened",
        ru: "проверьте, что файл на месте и открывается",
        kk: "файлдың орнында екенін және ашылатынын тексеріңіз",
    );
    doubt(DoubtKind::UnreadableFile, path, said, help)
}

fn not_utf8(path: &str, byte: usize) -> Doubt {
    let said = say!(
        { byte }
        en: "the file is not text in UTF-8: byte {byte} belongs to no letter",
        ru: "файл — не текст в кодировке UTF-8: байт {byte} не относится ни к одной букве",
        kk: "файл UTF-8 кодтауындағы мәтін емес: {byte}-байт ешбір әріпке жатпайды",
    );
    let help = say!(
        en: "save it again as UTF-8",
        ru: "сохраните его заново в UTF-8",
        kk: "оны UTF-8 кодтауында қайта сақтаңыз",
    );
    doubt(DoubtKind::UnreadableFile, path, said, help)
}

fn duplicate_card(card: &Card, first: &Card) -> Doubt {
    let (id, other) = (&card.id, &first.file);
    let said = say!(
        { id, other }
        en: "the identifier `{id}` belongs to `{other}` already",
        ru: "идентификатор `{id}` уже принадлежит карточке `{other}`",
        kk: "`{id}` идентификаторы `{other}` карточкасында бар",
    );
    let help = say!(
        en: "rename one of the two files",
        ru: "переименуйте один из двух файлов",
        kk: "екі файлдың бірін қайта атаңыз",
    );
    doubt(DoubtKind::DuplicateCard, &card.file, said, help)
}

fn duplicate_entry(entry: &Entry, first: &Entry) -> Doubt {
    let (key, other) = (&entry.key, &first.file);
    let said = say!(
        { key, other }
        en: "the key `{key}` belongs to an entry of `{other}` already; the first one is used",
        ru: "ключ `{key}` уже принадлежит записи в `{other}`; берётся первая",
        kk: "`{key}` кілті `{other}` ішіндегі жазбада бар; біріншісі алынады",
    );
    let help = say!(
        en: "delete one of the entries, or give it another key",
        ru: "удалите одну из записей или дайте ей другой ключ",
        kk: "жазбалардың бірін өшіріңіз немесе оған басқа кілт беріңіз",
    );
    Doubt {
        range: entry.range.clone(),
        ..doubt(DoubtKind::DuplicateEntry, &entry.file, said, help)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{self, Memory};

    fn small() -> Study {
        fixture::study(
            "
            //- study.yaml
            title: {en: The Alash movement, kk: Алаш қозғалысы}
            languages: [en, kk]
            builds-on: chronicle
            accept:
              - check: one-sided-base
                because: it is known
            //- bibliography.bib
            @book{olcott, title = {The Kazakhs}}
            //- bibliography.ris
            TY  - JOUR
            ID  - article
            TI  - Алаш
            ER  - 
            //- texts/article.v2.txt
            Words.
            //- cards/organs/alash-orda.md
            ---
            kind: organ
            name: {en: Alash Orda, ru: Алаш-Орда}
            also: [Horde]
            ---
            //- cards/people/bukeikhan.md
            ---
            kind: person
            name: Alikhan  Bukeikhan
            also: [Horde]
            member: alash-orda [@article, ¶5]
            ---
            //- README.md
            Not read.
            //- .derek/cache/cards/x.md
            Nor this.
            //- cards/.hidden.md
            Nor this.
        ",
        )
    }

    #[test]
    fn a_study_is_put_together() {
        let study = small();
        assert_eq!(study.doubts, []);
        assert_eq!(
            (study.title(Lang::Kk), study.title(Lang::Ru)),
            ("Алаш қозғалысы", "The Alash movement")
        );
        assert_eq!(study.languages, ["en", "kk"]);
        assert_eq!(study.builds_on, ["chronicle"]);
        assert_eq!(study.accepted.len(), 1);
        assert_eq!(study.cards.len(), 2);
        assert_eq!(study.entry("olcott").map(|entry| entry.title.as_str()), Some("The Kazakhs"));
        assert_eq!(
            study.entry("article").map(|entry| entry.file.as_str()),
            Some("bibliography.ris")
        );
        assert_eq!(
            study.texts,
            [SourceText { key: "article.v2".into(), path: "texts/article.v2.txt".into() }]
        );
        let kinds: Vec<(&str, usize)> =
            study.kinds().into_iter().map(|(kind, cards)| (kind, cards.len())).collect();
        assert_eq!(kinds, [("person", 1), ("organ", 1)]);
        assert!(study.file("README.md").is_none() && study.file("study.yaml").is_some());
    }

    #[test]
    fn names_resolve() {
        let base = [fixture::study(
            "
            //- cards/rsfsr.md
            ---
            kind: organ
            name: {ru: Советская Россия}
            ---
            //- cards/horde.md
            ---
            kind: organ
            name: Alash Orda
            ---
        ",
        )];
        let study = small();
        let id = |target: &str| study.resolve(target, &base).card().map(|card| card.file.as_str());
        let own = Some("cards/organs/alash-orda.md");
        assert_eq!(id("alash-orda"), own);
        assert_eq!(id(" алаш-орда "), own);
        assert_eq!(id("[[Alash  ORDA|the Horde]]"), own);
        assert_eq!(id("alikhan bukeikhan"), Some("cards/people/bukeikhan.md"));
        assert_eq!(id("советская россия"), Some("cards/rsfsr.md"));
        assert_eq!(id("Kolchak"), None);
        assert_eq!(study.resolve("Kolchak", &base), Resolution::None);
        let Resolution::Many(cards) = study.resolve("horde", &base) else { panic!("two cards") };
        assert_eq!(cards.len(), 2);
    }

    #[test]
    fn composed_letters_do_not_matter() {
        let study = fixture::study(
            "//- cards/a.md\n---\nkind: person\nname: Дулатов Мирякуб \u{0438}\u{0306}\n---\n",
        );
        assert!(study.resolve("дулатов мирякуб \u{0439}", &[]).card().is_some());
    }

    #[test]
    fn a_place_has_its_line_around_it() {
        let study = small();
        let value =
            study.card("bukeikhan").and_then(|card| card.values("member").next()).expect("a value");
        let place = study.place("cards/people/bukeikhan.md", value.text_range.clone(), "member");
        assert_eq!((place.before.as_str(), place.words.as_str()), ("member: ", "alash-orda"));
        assert_eq!(place.after, " [@article, ¶5]");
        assert_eq!(place.locator, "member");
        let nowhere = study.place("cards/x.md", 5..9, "");
        assert_eq!((nowhere.words, nowhere.before, nowhere.after), Default::default());
    }

    fn doubtful(shelf: &Memory, expected: &[(DoubtKind, &str)]) {
        let study = Study::read("alash", shelf);
        let found: Vec<(DoubtKind, &str)> =
            study.doubts.iter().map(|doubt| (doubt.kind, doubt.file.as_str())).collect();
        assert_eq!(found, expected);
        for doubt in &study.doubts {
            for lang in Lang::ALL {
                assert!(!doubt.said.get(lang).is_empty() && !doubt.help.get(lang).is_empty());
            }
        }
    }

    #[test]
    fn what_can_be_wrong_with_a_study() {
        use DoubtKind::*;
        doubtful(&Memory::default(), &[(EmptyStudy, "study.yaml")]);
        doubtful(&Memory::of("//- README.md\n"), &[(EmptyStudy, "study.yaml")]);
        doubtful(&Memory::of("//- study.yaml\ntitle: A\n"), &[(MissingCards, "cards/")]);
        let card = "//- cards/a.md\n---\nkind: event\n---\n";
        doubtful(&Memory::of(card), &[(MissingManifest, "study.yaml")]);
        let twice = format!("{card}//- cards/b/a.md\n---\nkind: event\n---\n//- study.yaml\n");
        doubtful(&Memory::of(&twice), &[(DuplicateCard, "cards/b/a.md")]);
        let unknown = format!("{card}//- study.yaml\ntitel: A\n");
        doubtful(&Memory::of(&unknown), &[(UnknownKey, "study.yaml")]);
        let entries = format!("{card}//- study.yaml\n//- bibliography.bib\n@a{{k,}}@a{{k,}}\n");
        doubtful(&Memory::of(&entries), &[(DuplicateEntry, "bibliography.bib")]);
    }

    #[test]
    fn a_file_that_is_not_utf8() {
        let mut shelf = Memory::of("//- study.yaml\ntitle: A\n");
        shelf.files.insert("cards/a.md".into(), b"---\nname: \xc0\xeb\xe0\xf8\n".to_vec());
        doubtful(&shelf, &[(DoubtKind::UnreadableFile, "cards/a.md")]);
    }

    #[test]
    fn a_file_that_cannot_be_had() {
        struct Broken(Memory);
        impl Shelf for Broken {
            fn paths(&self) -> Vec<String> {
                self.0.paths()
            }
            fn read(&self, path: &str) -> Result<Vec<u8>, Said> {
                match path {
                    "study.yaml" => Err(Said::verbatim("locked")),
                    _ => self.0.read(path),
                }
            }
        }
        let shelf = Memory::of("//- study.yaml\n//- cards/a.md\n---\nkind: event\n---\n");
        let study = Study::read("alash", &Broken(shelf));
        assert_eq!(study.doubts.len(), 1);
        assert_eq!(study.doubts[0].said.get(Lang::En), "`study.yaml` cannot be read: locked");
    }

    #[test]
    fn a_vocabulary_of_its_own() {
        let study = fixture::study(
            "
            //- vocabulary.yaml
            kinds:
              treaty: {en: treaty}
            predicates:
              when: {of: [treaty]}
              signatory: {takes: card}
            //- cards/a.md
            ---
            kind: treaty
            when: 
            signatory: alash-orda
            ---
        ",
        );
        assert_eq!(study.doubts, []);
        assert!(study.vocabulary.kind("treaty").is_some());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            bytes in proptest::collection::vec(any::<u8>(), 0..200), text in any::<String>(), which in 0..9usize,
        ) {
            let path = [
                "cards/a.md", "study.yaml", "vocabulary.yaml", "bibliography.bib", "bibliography.json",
                "bibliography.ris", "bibliography.rdf", "texts/a.txt", "cards//x/.md",
            ][which];
            let fenced = format!("---\n{text}\n---\n{text}");
            let files = [bytes.as_slice(), text.as_bytes(), fenced.as_bytes()];
            for bytes in files {
                let parsed = parse(path, bytes, &Vocabulary::shipped());
                for doubt in &parsed.doubts {
                    prop_assert!(parsed.text.get(doubt.range.clone()).is_some());
                }
                let study = Study::assemble("x", vec![parsed]);
                let _ = study.place(path, 1..3, "");
            }
        }
    }
}
