//! Word's documents: what a reader of the page sees, and where in the file it stands.
//!
//! The format is ECMA-376, part 1, chapter 17, transitional and strict.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::Format;
use derek_study::{Said, say};

use crate::markup::{Element, Markup, Node, Space};
use crate::numbering::{Counters, Digits, List};
use crate::package::Package;
use crate::refusal::{self, Refusal};
use crate::weave::{Mark, Sort, Taken, Weaver, is_raised_number, raised};

/// Reads the text of a package that is a Word document.
///
/// # Errors
///
/// When its main part is missing, locked, broken, or unfolds without end.
pub(crate) fn take(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    let main = main_part(package)?;
    let Some(document) = package.text(&main)? else { return Err(refusal::broken()) };
    let related = related(package, &main)?;
    let mut part_of = |kind: &str| -> Result<Option<(String, String)>, Refusal> {
        let Some(name) = related.get(kind) else { return Ok(None) };
        Ok(package.text(name)?.map(|text| (name.clone(), text)))
    };
    let styles = part_of("styles")?.map_or_else(Styles::default, |(_, text)| Styles::read(&text));
    let lists = part_of("numbering")?.map_or_else(Lists::default, |(_, text)| Lists::read(&text));
    let footnotes = part_of("footnotes")?;
    let endnotes = part_of("endnotes")?;
    let comments = part_of("comments")?;

    let mut reader = Reader::new(&styles, &lists);
    let is_whole = reader.read(&main, &document);
    if !is_whole && reader.is_empty() {
        return Err(refusal::broken());
    }
    let mut broken: Vec<String> = (!is_whole).then(|| main.clone()).into_iter().collect();
    for (notes, of) in [(footnotes, Sheet::Foot), (endnotes, Sheet::End)] {
        if let Some((name, text)) = notes {
            reader.sheet = of;
            if !reader.read(&name, &text) {
                broken.push(name);
            }
        }
    }
    if let Some((name, text)) = comments
        && !reader.read_comments(&text)
    {
        broken.push(name);
    }
    let has_heads = has_running_heads(package)?;
    Ok(reader.taken(&broken, has_heads))
}

/// The main part, by the package's relations, or where Word always puts it.
pub(crate) fn main_part(package: &mut Package<'_>) -> Result<String, Refusal> {
    let relations = package.text("_rels/.rels")?.unwrap_or_default();
    let named = relations_of(&relations, "").remove("officeDocument");
    match named.filter(|name| package.has(name)) {
        Some(name) => Ok(name),
        None => Ok("word/document.xml".to_owned()),
    }
}

/// The parts that a part names, by the last word of their relation's type.
pub(crate) fn related(
    package: &mut Package<'_>,
    main: &str,
) -> Result<BTreeMap<String, String>, Refusal> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let path = match folder {
        "" => format!("_rels/{file}.rels"),
        folder => format!("{folder}/_rels/{file}.rels"),
    };
    let relations = package.text(&path)?.unwrap_or_default();
    let mut related = relations_of(&relations, folder);
    for kind in ["styles", "numbering", "footnotes", "endnotes", "comments"] {
        let usual = format!("{folder}/{kind}.xml");
        if !related.contains_key(kind) && package.has(&usual) {
            related.insert(kind.to_owned(), usual);
        }
    }
    Ok(related)
}

pub(crate) fn relations_of(relations: &str, folder: &str) -> BTreeMap<String, String> {
    let mut related = BTreeMap::new();
    for node in Markup::of(relations) {
        let Node::Start(element) = node else { continue };
        if element.space != Space::Relations || element.name() != "Relationship" {
            continue;
        }
        let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        else {
            continue;
        };
        if element.attribute("TargetMode").is_some_and(|mode| mode == "External") {
            continue;
        }
        let name = match (target.strip_prefix('/'), folder) {
            (Some(absolute), _) => absolute.to_owned(),
            (None, "") => target,
            (None, folder) => format!("{folder}/{target}"),
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        related.entry(kind).or_insert(name);
    }
    related
}

/// Whether some running head or foot has a word in it.
fn has_running_heads(package: &mut Package<'_>) -> Result<bool, Refusal> {
    let is_head = |name: &&String| {
        let file = name.rsplit('/').next().unwrap_or_default();
        (file.starts_with("header") || file.starts_with("footer")) && file.ends_with(".xml")
    };
    let names = package.names();
    for name in names.iter().filter(is_head).take(40) {
        let text = package.text(name)?.unwrap_or_default();
        let mut depth = None;
        let mut open = 0usize;
        for node in Markup::of(&text) {
            match node {
                Node::Start(element) => {
                    open += 1;
                    if element.space == Space::Word && element.name() == "t" {
                        depth = Some(open);
                    }
                }
                Node::End => {
                    if depth == Some(open) {
                        depth = None;
                    }
                    open = open.saturating_sub(1);
                }
                Node::Words(words, _) => {
                    if depth.is_some() && words.contains(char::is_alphabetic) {
                        return Ok(true);
                    }
                }
                Node::Entity(..) => {}
            }
        }
    }
    Ok(false)
}

/// What the styles of a document say, by their identifiers.
#[derive(Debug, Default)]
struct Styles(BTreeMap<String, Style>);

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: Option<String>,
    level: Option<usize>,
    is_raised: Option<bool>,
    is_hidden: Option<bool>,
}

/// Styles rest on one another; no document has longer chains.
const LONGEST_CHAIN: usize = 16;

impl Styles {
    fn read(text: &str) -> Styles {
        let mut styles = Styles::default();
        let mut open: Vec<bool> = Vec::new();
        let mut current: Option<(String, Style)> = None;
        // Parts of a table's style say how its rows look, not what the style is.
        let mut aside = 0usize;
        for node in Markup::of(text) {
            match node {
                Node::Start(element) => {
                    let is_style = element.space == Space::Word && element.name() == "style";
                    open.push(is_style);
                    if 0 < aside || element.name() == "tblStylePr" {
                        aside += 1;
                        continue;
                    }
                    if is_style {
                        current = element.attribute("styleId").map(|id| (id, Style::default()));
                    } else if let Some((_, style)) = &mut current {
                        style.learn(&element);
                    }
                }
                Node::End => {
                    aside = aside.saturating_sub(1);
                    if open.pop() == Some(true)
                        && let Some((id, style)) = current.take()
                    {
                        styles.0.insert(id, style);
                    }
                }
                Node::Words(..) | Node::Entity(..) => {}
            }
        }
        styles
    }

    /// A style and those it rests on, the nearest first.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let next = |style: &&'s Style| self.0.get(style.based_on.as_ref()?);
        std::iter::successors(self.0.get(id), next).take(LONGEST_CHAIN)
    }

    fn find<T>(&self, id: Option<&String>, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.chain(id?).find_map(what)
    }
}

impl Style {
    fn learn(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val");
        let is_on =
            || !value().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"));
        match element.name() {
            "name" => self.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.list = value(),
            "ilvl" => self.level = value().and_then(|level| level.parse().ok()),
            "vertAlign" => self.is_raised = value().map(|value| value == "superscript"),
            "vanish" => self.is_hidden = Some(is_on()),
            _ => {}
        }
    }

    /// What the style's name says its paragraphs are.
    fn sort(&self) -> Option<Sort> {
        sort_of_style(&self.name)
    }
}

/// What paragraphs of a style are, by its name in lower case. Word writes the names
/// of its own styles in English whatever its language; other programs and people do not.
pub(crate) fn sort_of_style(name: &str) -> Option<Sort> {
    const HEADINGS: &[&str] = &[
        "heading", "заголовок", "тақырып", "такырып", "überschrift", "titre", "título", "titolo",
        "nagłówek", "kop", "rubrik", "overskrift", "otsikko", "başlık", "nadpis", "címsor",
        "sarlavha", "загаловак", "заглавие", "标题", "標題", "見出し", "제목",
    ];
    const TITLES: &[&str] =
        &["title", "subtitle", "название", "заголовок", "подзаголовок", "тақырып", "атауы"];
    const CAPTIONS: &[&str] = &[
        "caption", "table caption", "image caption", "название объекта", "подпись", "beschriftung",
        "légende",
    ];
    const CONTENTS: &[&str] = &["toc", "contents", "оглавление", "table of figures", "index"];
    const REFERENCES: &[&str] = &["bibliography", "список литературы"];
    for heading in HEADINGS {
        if let Some(level) = name.strip_prefix(heading).and_then(|rest| rest.trim().parse().ok())
            && (1..=9usize).contains(&level)
        {
            return Some(Sort::Heading(level));
        }
    }
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    match name {
        name if TITLES.contains(&name) => Some(Sort::Heading(1)),
        name if CAPTIONS.contains(&name) => Some(Sort::Caption),
        _ if CONTENTS.contains(&bare) => Some(Sort::Apparatus),
        _ if REFERENCES.contains(&bare) => Some(Sort::Reference),
        _ => None,
    }
}

/// The lists of a document: each number of a list names the list it counts in.
#[derive(Debug, Default)]
struct Lists {
    lists: BTreeMap<String, List>,
    numbers: BTreeMap<String, Number>,
}

#[derive(Debug, Default)]
struct Number {
    list: String,
    starts: BTreeMap<usize, u32>,
    /// Levels that it numbers otherwise than its list.
    own: List,
}

/// Characters of the pattern of a list's numbers.
const LONGEST_LABEL: usize = 40;

impl Lists {
    fn read(text: &str) -> Lists {
        let mut read = Lists::default();
        let mut list = String::new();
        let mut number: Option<String> = None;
        let mut level = 0usize;
        for node in Markup::of(text) {
            let Node::Start(element) = node else { continue };
            let value = || element.attribute("val").unwrap_or_default();
            let id = |name: &str| element.attribute(name).unwrap_or_default();
            match element.name() {
                "abstractNum" => (list, number) = (id("abstractNumId"), None),
                "num" => number = Some(id("numId")),
                "abstractNumId" => {
                    if let Some(number) = &number {
                        read.numbers.entry(number.clone()).or_default().list = value();
                    }
                }
                "lvl" | "lvlOverride" => level = id("ilvl").parse().unwrap_or(0).min(9),
                "startOverride" => {
                    if let (Some(number), Ok(start)) = (&number, value().parse()) {
                        read.numbers.entry(number.clone()).or_default().starts.insert(level, start);
                    }
                }
                "start" | "numFmt" | "lvlText" => {
                    let list = match &number {
                        Some(number) => &mut read.numbers.entry(number.clone()).or_default().own,
                        None => read.lists.entry(list.clone()).or_default(),
                    };
                    let level = list.levels.entry(level).or_default();
                    match element.name() {
                        "start" => level.start = value().parse().unwrap_or(1),
                        "numFmt" => level.digits = digits(&value()),
                        _ => level.pattern = value().chars().take(LONGEST_LABEL).collect(),
                    }
                }
                _ => {}
            }
        }
        for number in read.numbers.values_mut().filter(|number| !number.own.levels.is_empty()) {
            let Some(list) = read.lists.get(&number.list) else { continue };
            for (at, level) in &list.levels {
                number.own.levels.entry(*at).or_insert_with(|| level.clone());
            }
        }
        read
    }
}

fn digits(format: &str) -> Digits {
    match format {
        "upperRoman" => Digits::Roman,
        "lowerRoman" => Digits::SmallRoman,
        "upperLetter" => Digits::Letter,
        "lowerLetter" => Digits::SmallLetter,
        "russianUpper" => Digits::Cyrillic,
        "russianLower" => Digits::SmallCyrillic,
        "bullet" => Digits::Bullet,
        "none" => Digits::None,
        _ => Digits::Decimal,
    }
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sheet {
    Body,
    Foot,
    End,
}

/// What an element's end means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Nothing,
    Paragraph,
    ParagraphProperties,
    /// The properties of a paragraph's own mark, not of its words.
    MarkProperties,
    RunProperties,
    RowProperties,
    Run,
    Words,
    Instruction,
    Table,
    Cell,
    TextBox,
    Note,
    Field,
}

#[derive(Debug, Default)]
struct Properties {
    style: Option<String>,
    outline: Option<usize>,
    list: Option<String>,
    level: Option<usize>,
    is_joined: bool,
}

#[derive(Debug, Default)]
struct Look {
    is_raised: Option<bool>,
    is_hidden: Option<bool>,
    style: Option<String>,
}

/// A complex field that has begun.
#[derive(Debug, Default)]
struct Opened {
    instruction: String,
    is_shown: bool,
    citation: Option<usize>,
}

/// Bytes of a field's instruction that are kept.
const LONGEST_INSTRUCTION: usize = 1 << 18;

/// Characters of an author's own sign of a note: `*`, `†`, `(a)`.
const LONGEST_SIGN: usize = 8;

/// Fields that may be open inside one another.
const DEEPEST_FIELDS: usize = 32;

#[derive(Debug)]
struct Call {
    sheet: Sheet,
    /// The number that Word shows; 0 when the author gave a sign of his own.
    number: u32,
    sign: String,
}

struct Reader<'s> {
    styles: &'s Styles,
    lists: &'s Lists,
    weaver: Weaver,
    parts: Vec<String>,
    sheet: Sheet,
    endings: Vec<Ending>,
    skipped: usize,
    paragraphs: Vec<Properties>,
    looks: Vec<Look>,
    fields: Vec<Opened>,
    simple_fields: Vec<Option<usize>>,
    counters: Counters,
    /// Numbers of lists that were begun: a restart counts once.
    begun: std::collections::BTreeSet<String>,
    /// The mark of the last paragraph was deleted: the next one goes on in it.
    is_held: bool,
    calls: Vec<Call>,
    /// Where each note was called first.
    called: BTreeMap<(Sheet, String), usize>,
    /// Notes numbered so far: those at the foot, those at the end.
    numbered: [u32; 2],
    /// A note whose sign comes as the next words.
    signed: Option<usize>,
    insertions: usize,
    deletions: usize,
    hidden: usize,
    pictures: usize,
    strange_signs: usize,
    embedded: usize,
}

impl<'s> Reader<'s> {
    fn new(styles: &'s Styles, lists: &'s Lists) -> Reader<'s> {
        Reader {
            styles,
            lists,
            weaver: Weaver::default(),
            parts: Vec::new(),
            sheet: Sheet::Body,
            endings: Vec::new(),
            skipped: 0,
            paragraphs: Vec::new(),
            looks: Vec::new(),
            fields: Vec::new(),
            simple_fields: Vec::new(),
            counters: Counters::default(),
            begun: std::collections::BTreeSet::new(),
            is_held: false,
            calls: Vec::new(),
            called: BTreeMap::new(),
            numbered: [0; 2],
            signed: None,
            insertions: 0,
            deletions: 0,
            hidden: 0,
            pictures: 0,
            strange_signs: 0,
            embedded: 0,
        }
    }

    fn is_empty(&self) -> bool {
        self.weaver.is_empty()
    }

    fn part(&self) -> usize {
        self.parts.len().saturating_sub(1)
    }

    /// Reads a part; whether it was whole.
    fn read(&mut self, name: &str, text: &str) -> bool {
        self.parts.push(name.to_owned());
        let mut markup = Markup::of(text);
        for node in markup.by_ref() {
            match node {
                Node::Start(_) if 0 < self.skipped => self.skipped += 1,
                Node::Start(element) => match self.begin(&element) {
                    Some(ending) => self.endings.push(ending),
                    None => self.skipped = 1,
                },
                Node::End if 0 < self.skipped => self.skipped -= 1,
                Node::End => {
                    if let Some(ending) = self.endings.pop() {
                        self.end(ending);
                    }
                }
                Node::Words(words, bytes) => self.words(words, bytes),
                Node::Entity(words, bytes) => self.words(&words, bytes),
            }
        }
        let is_whole = markup.is_whole;
        self.skipped = 0;
        while let Some(ending) = self.endings.pop() {
            self.end(ending);
        }
        self.settle();
        self.fields.clear();
        is_whole
    }

    /// What the end of an element will mean; `None` when all of it is left out.
    fn begin(&mut self, element: &Element<'_>) -> Option<Ending> {
        let bytes = element.bytes.clone();
        let within = self.endings.last().copied().unwrap_or(Ending::Nothing);
        match (element.space, element.name()) {
            (Space::Word, "p") => {
                match std::mem::take(&mut self.is_held) {
                    true => {}
                    false => self.weaver.open(),
                }
                self.paragraphs.push(Properties::default());
                return Some(Ending::Paragraph);
            }
            (Space::Word, "pPr") => return Some(Ending::ParagraphProperties),
            (Space::Word, "rPr") if within == Ending::ParagraphProperties => {
                return Some(Ending::MarkProperties);
            }
            (Space::Word, "rPr") => return Some(Ending::RunProperties),
            (Space::Word, "trPr" | "tcPr" | "tblPr" | "sectPr") => {
                return Some(match element.name() {
                    "tcPr" => Ending::Nothing,
                    _ => Ending::RowProperties,
                });
            }
            (Space::Word, "r") => {
                self.looks.push(Look::default());
                return Some(Ending::Run);
            }
            (Space::Word | Space::Math, "t") => return Some(Ending::Words),
            (Space::Word, "instrText") => return Some(Ending::Instruction),
            (Space::Word, "tbl") => {
                self.settle();
                self.weaver.table();
                return Some(Ending::Table);
            }
            (Space::Word, "tr") => self.weaver.row(),
            (Space::Word, "tc") => {
                self.weaver.cell();
                return Some(Ending::Cell);
            }
            (Space::Word, "txbxContent") => return Some(Ending::TextBox),
            (Space::Word, "footnote" | "endnote") if self.sheet != Sheet::Body => {
                return self.note(element);
            }
            (Space::Word, "fldSimple") => {
                let keys = citation_keys(&element.attribute("instr").unwrap_or_default());
                let field = keys.map(|keys| self.begin_field(keys));
                self.simple_fields.push(field);
                return Some(Ending::Field);
            }
            (Space::Word, "ins" | "moveTo") if !is_properties(within) => self.insertions += 1,
            (Space::Word, "del" | "moveFrom") if within == Ending::MarkProperties => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_joined = true;
                }
            }
            (Space::Word, "del" | "moveFrom") if !is_properties(within) => {
                self.deletions += 1;
                return None;
            }
            (Space::Alternatives, "Fallback") => return None,
            // What the properties were before a tracked change.
            (Space::Word, name) if name.ends_with("PrChange") || name == "numberingChange" => {
                return None;
            }
            // How to pronounce it stands above the word.
            (Space::Word, "rt") => return None,
            (Space::Word, "altChunk") => self.embedded += 1,
            (Space::Word, name) if is_properties(within) => self.property(name, element, within),
            (Space::Word, name) => self.sign(name, element, bytes),
            (Space::Other, "blip" | "imagedata" | "chart" | "relIds") => self.pictures += 1,
            _ => {}
        }
        Some(Ending::Nothing)
    }

    fn property(&mut self, name: &str, element: &Element<'_>, within: Ending) {
        let value = || element.attribute("val");
        let is_on =
            || !value().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"));
        match within {
            Ending::ParagraphProperties => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value(),
                    "outlineLvl" => paragraph.outline = value().and_then(|it| it.parse().ok()),
                    _ => {}
                }
            }
            Ending::RunProperties => {
                let Some(look) = self.looks.last_mut() else { return };
                match name {
                    "rStyle" => look.style = value(),
                    "vertAlign" => look.is_raised = value().map(|it| it == "superscript"),
                    "vanish" => look.is_hidden = Some(is_on()),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// What is neither a paragraph nor words: signs, calls, marks.
    fn sign(&mut self, name: &str, element: &Element<'_>, bytes: Range<usize>) {
        let id = || element.attribute("id").unwrap_or_default();
        match name {
            "numId" | "ilvl" => {
                // They stand inside `numPr`, inside the paragraph's properties.
                let value = element.attribute("val");
                if self.endings.len() < 2
                    || self.endings[self.endings.len() - 2] != Ending::ParagraphProperties
                {
                    return;
                }
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    match name {
                        "numId" => paragraph.list = value,
                        _ => paragraph.level = value.and_then(|level| level.parse().ok()),
                    }
                }
            }
            "gridSpan" => {
                let columns = element.attribute("val").and_then(|many| many.parse::<usize>().ok());
                self.weaver.widen(columns.unwrap_or(1));
            }
            "tab" | "ptab" if self.is_in_run() => self.shown("\t", bytes),
            "br" | "cr" if self.is_in_run() => self.shown("\n", bytes),
            "noBreakHyphen" => self.shown("-", bytes),
            "softHyphen" => self.shown("\u{ad}", bytes),
            "sym" => {
                self.strange_signs += 1;
                self.shown("\u{fffd}", bytes);
            }
            "footnoteReference" => self.call(Sheet::Foot, element, bytes),
            "endnoteReference" => self.call(Sheet::End, element, bytes),
            "commentRangeStart" if self.weaver.has_open() => {
                self.weaver.piece().mark(Mark::RemarkStart(id()));
            }
            "commentRangeEnd" if self.weaver.has_open() => {
                self.weaver.piece().mark(Mark::RemarkEnd(id()));
            }
            "commentReference" if self.weaver.has_open() => {
                self.weaver.piece().mark(Mark::RemarkAt(id()));
            }
            "fldChar" => self.field(&element.attribute("fldCharType").unwrap_or_default()),
            _ => {}
        }
    }

    fn is_in_run(&self) -> bool {
        self.endings.last() == Some(&Ending::Run)
    }

    fn end(&mut self, ending: Ending) {
        match ending {
            Ending::Paragraph => {
                for field in &mut self.fields {
                    field.is_shown = true;
                }
                let Some(paragraph) = self.paragraphs.pop() else { return };
                match paragraph.is_joined && self.paragraphs.is_empty() {
                    true => self.is_held = true,
                    false => {
                        let sort = self.sort(&paragraph);
                        self.weaver.close(sort);
                    }
                }
            }
            Ending::ParagraphProperties => self.number(),
            Ending::Run => {
                self.looks.pop();
                self.signed = None;
            }
            Ending::Table => {
                self.settle();
                self.weaver.end_table();
            }
            Ending::Cell | Ending::TextBox => self.settle(),
            Ending::Note => {
                self.settle();
                self.weaver.end_note();
            }
            Ending::Field => {
                if let Some(Some(field)) = self.simple_fields.pop() {
                    self.weaver.piece().mark(Mark::FieldEnd(field));
                }
            }
            Ending::Nothing
            | Ending::MarkProperties
            | Ending::RunProperties
            | Ending::RowProperties
            | Ending::Words
            | Ending::Instruction => {}
        }
    }

    /// Ends a paragraph that waited for the next one.
    fn settle(&mut self) {
        if std::mem::take(&mut self.is_held) {
            self.weaver.close(Sort::Body);
        }
    }

    fn sort(&self, paragraph: &Properties) -> Sort {
        let style = paragraph.style.as_ref();
        let outline = paragraph.outline.or_else(|| self.styles.find(style, |one| one.outline));
        match self.styles.find(style, Style::sort) {
            Some(sort) => sort,
            None => match outline.filter(|level| *level < 9) {
                Some(level) => Sort::Heading(level + 1),
                None if self.list(paragraph).is_some() => Sort::Item,
                None => Sort::Body,
            },
        }
    }

    /// The list that a paragraph is an item of, by its number in the file, and its level.
    fn list(&self, paragraph: &Properties) -> Option<(String, usize)> {
        let style = paragraph.style.as_ref();
        let list = paragraph.list.clone();
        let list = list.or_else(|| self.styles.find(style, |one| one.list.clone()))?;
        let level = paragraph.level.or_else(|| self.styles.find(style, |one| one.level));
        // Number 0 takes a paragraph out of the list of its style: ECMA-376, 17.9.18.
        (list != "0").then_some((list, level.unwrap_or(0)))
    }

    /// Writes the number of a list's item before its words.
    fn number(&mut self) {
        let Some((id, level)) = self.paragraphs.last().and_then(|one| self.list(one)) else {
            return;
        };
        let Some(number) = self.lists.numbers.get(&id) else { return };
        let list = match number.own.levels.is_empty() {
            true => self.lists.lists.get(&number.list),
            false => Some(&number.own),
        };
        let Some(list) = list else { return };
        if self.begun.insert(id.clone()) {
            for (level, start) in &number.starts {
                self.counters.restart(&number.list, *level, *start);
            }
        }
        let label = self.counters.next(&number.list, list, level);
        if !label.is_empty() {
            self.weaver.piece().say(&format!("{label} "));
        }
    }

    /// Begins a note of the notes' part; one that nothing calls is left out.
    fn note(&mut self, element: &Element<'_>) -> Option<Ending> {
        let id = element.attribute("id").unwrap_or_default();
        let called = self.called.get(&(self.sheet, id))?;
        self.weaver.note(*called);
        Some(Ending::Note)
    }

    fn call(&mut self, sheet: Sheet, element: &Element<'_>, bytes: Range<usize>) {
        let id = element.attribute("id").unwrap_or_default();
        let is_own = element
            .attribute("customMarkFollows")
            .is_some_and(|it| matches!(it.as_str(), "1" | "true" | "on"));
        let count = &mut self.numbered[usize::from(sheet == Sheet::End)];
        let number = match is_own {
            true => 0,
            false => {
                *count = count.saturating_add(1);
                *count
            }
        };
        self.called.entry((sheet, id)).or_insert(self.calls.len());
        self.calls.push(Call { sheet, number, sign: String::new() });
        match is_own {
            true => self.signed = Some(self.calls.len() - 1),
            false => {
                let part = self.part();
                self.weaver.piece().call(number, part, bytes);
            }
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < DEEPEST_FIELDS => self.fields.push(Opened::default()),
            "separate" => {
                let Some(field) = self.fields.last_mut() else { return };
                field.is_shown = true;
                if let Some(keys) = citation_keys(&std::mem::take(&mut field.instruction)) {
                    let citation = self.begin_field(keys);
                    if let Some(field) = self.fields.last_mut() {
                        field.citation = Some(citation);
                    }
                }
            }
            "end" => {
                if let Some(citation) = self.fields.pop().and_then(|field| field.citation) {
                    self.weaver.piece().mark(Mark::FieldEnd(citation));
                }
            }
            _ => {}
        }
    }

    fn begin_field(&mut self, keys: Vec<String>) -> usize {
        self.weaver.fields.push(keys);
        let field = self.weaver.fields.len() - 1;
        self.weaver.piece().mark(Mark::FieldStart(field));
        field
    }

    fn words(&mut self, words: &str, bytes: Range<usize>) {
        match self.endings.last() {
            Some(Ending::Words) if self.skipped == 0 => self.shown(words, bytes),
            Some(Ending::Instruction) if self.skipped == 0 => {
                if let Some(field) = self.fields.last_mut()
                    && field.instruction.len() + words.len() < LONGEST_INSTRUCTION
                {
                    field.instruction.push_str(words);
                }
            }
            _ => {}
        }
    }

    /// Adds what a reader sees, if he sees it.
    fn shown(&mut self, words: &str, bytes: Range<usize>) {
        let styles = self.styles;
        let (mut is_raised, mut is_hidden) = (false, false);
        if let Some(look) = self.looks.last() {
            let style = look.style.as_ref();
            is_raised =
                look.is_raised.or_else(|| styles.find(style, |one| one.is_raised)) == Some(true);
            is_hidden =
                look.is_hidden.or_else(|| styles.find(style, |one| one.is_hidden)) == Some(true);
        }
        if is_hidden {
            self.hidden += usize::from(!words.trim().is_empty());
            return;
        }
        if !self.weaver.has_open() || self.fields.iter().any(|field| !field.is_shown) {
            return;
        }
        let part = self.part();
        if let Some(call) = self.signed {
            if let Some(call) = self.calls.get_mut(call) {
                let room = LONGEST_SIGN.saturating_sub(call.sign.chars().count());
                call.sign.extend(words.trim().chars().take(room));
            }
            self.weaver.piece().call_as(words, part, bytes);
            return;
        }
        match is_raised && is_raised_number(words) {
            true => self.weaver.piece().add(&raised(words), part, bytes),
            false => self.weaver.piece().add(words, part, bytes),
        }
    }

    /// Reads the remarks; whether their part was whole.
    fn read_comments(&mut self, text: &str) -> bool {
        let mut markup = Markup::of(text);
        let mut open: Vec<bool> = Vec::new();
        let mut current: Option<(String, String, String)> = None;
        let mut is_words = false;
        for node in markup.by_ref() {
            match node {
                Node::Start(element) => {
                    let is_comment = element.space == Space::Word && element.name() == "comment";
                    open.push(is_comment);
                    is_words = element.space == Space::Word && element.name() == "t";
                    let value = |name: &str| element.attribute(name).unwrap_or_default();
                    if is_comment {
                        current = Some((value("id"), value("author"), String::new()));
                    } else if let Some((_, _, words)) = &mut current
                        && matches!(element.name(), "p" | "br" | "tab")
                    {
                        words.push(' ');
                    }
                }
                Node::End => {
                    is_words = false;
                    if open.pop() == Some(true)
                        && let Some((id, by, words)) = current.take()
                    {
                        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                        self.weaver.remarks.insert(id, (by, words));
                    }
                }
                Node::Words(found, _) if is_words => {
                    if let Some((_, _, words)) = &mut current {
                        words.push_str(found);
                    }
                }
                Node::Entity(found, _) if is_words => {
                    if let Some((_, _, words)) = &mut current {
                        words.push_str(&found);
                    }
                }
                Node::Words(..) | Node::Entity(..) => {}
            }
        }
        markup.is_whole
    }

    fn taken(mut self, broken: &[String], has_heads: bool) -> Taken {
        let has_foot = self.calls.iter().any(|call| call.sheet == Sheet::Foot);
        let mut shown: Vec<(usize, &Call)> = self.calls.iter().enumerate().collect();
        shown.sort_by_key(|(at, call)| (call.sheet == Sheet::End, *at));
        let locator = |call: &Call| {
            let name = if has_foot && call.sheet == Sheet::End { "endnote" } else { "note" };
            match call.number {
                0 => format!("{name} {}", call.sign),
                number => format!("{name} {number}"),
            }
        };
        self.weaver.notes_shown = shown.into_iter().map(|(at, call)| (at, locator(call))).collect();
        let remarks = self.weaver.remarks.len();
        let mut taken = self.weaver.woven(Format::Docx, self.parts);
        taken.doubts.extend(broken.iter().map(|part| breaks_off(part)));
        let counts = [
            (self.deletions, deletions as fn(usize) -> Said),
            (self.insertions, insertions),
            (self.hidden, hidden),
            (remarks, remarks_made),
            (self.pictures, pictures),
            (self.embedded, embedded),
            (self.strange_signs, strange_signs),
        ];
        let left_out = counts.into_iter().filter(|(count, _)| 0 < *count);
        taken.left_out.extend(left_out.map(|(count, said)| said(count)));
        if has_heads {
            taken.left_out.push(running_heads());
        }
        taken
    }
}

fn is_properties(within: Ending) -> bool {
    matches!(
        within,
        Ending::ParagraphProperties
            | Ending::MarkProperties
            | Ending::RunProperties
            | Ending::RowProperties
    )
}

/// The keys of the works that a citation field names; `None` when it is no citation.
///
/// Zotero and Mendeley write CSL JSON, EndNote XML, Word itself a switch of tags.
pub(crate) fn citation_keys(instruction: &str) -> Option<Vec<String>> {
    let instruction = instruction.trim_start();
    if let Some(tags) = instruction.strip_prefix("CITATION ") {
        let mut keys = Vec::new();
        let mut words = tags.split_whitespace();
        keys.extend(words.next().filter(|word| !word.starts_with('\\')));
        while let Some(word) = words.next() {
            if word == "\\m" {
                keys.extend(words.next());
            }
        }
        return Some(keys.into_iter().map(str::to_owned).collect());
    }
    if instruction.contains("CSL_CITATION") {
        return Some(
            between(instruction, "\"uris\"", '[', ']').filter_map(last_of_address).collect(),
        );
    }
    if instruction.starts_with("ADDIN EN.CITE") {
        return Some(between(instruction, "<RecNum", '>', '<').map(str::to_owned).collect());
    }
    None
}

/// What stands between two signs after each occurrence of a word.
fn between<'w>(
    words: &'w str,
    after: &'w str,
    from: char,
    until: char,
) -> impl Iterator<Item = &'w str> {
    words.split(after).skip(1).filter_map(move |rest| {
        let (_, rest) = rest.split_once(from)?;
        rest.split_once(until).map(|(found, _)| found)
    })
}

/// `ABCD2345` of `"http://zotero.org/users/1/items/ABCD2345", "…"`.
fn last_of_address(list: &str) -> Option<String> {
    let address = list.split('"').nth(1)?;
    let last = address.rsplit('/').next()?;
    Some(last.trim_start_matches("?uuid=").to_owned()).filter(|key| !key.is_empty())
}

pub(crate) fn breaks_off(part: &str) -> Said {
    say!({ part } en: "the part {part} of this file breaks off; what follows there was not read", ru: "часть {part} этого файла обрывается; дальнейшее в ней не прочитано", kk: "бұл файлдың {part} бөлігі үзіліп қалған; ондағы қалғаны оқылмады")
}

fn strange_signs(count: usize) -> Said {
    say!({ count } en: "{count} signs are drawn in a symbol font; they are shown as �", ru: "знаков, набранных символьным шрифтом: {count}; вместо них стоит �", kk: "{count} белгі таңбалық қаріппен терілген, орнына � көрсетілді")
}

pub(crate) fn deletions(count: usize) -> Said {
    say!({ count } en: "tracked deletions left out: {count}", ru: "удаления в режиме правок пропущены: {count}", kk: "түзету режимінде өшірілгендер алынбады: {count}")
}

pub(crate) fn insertions(count: usize) -> Said {
    say!({ count } en: "tracked insertions read as text: {count}", ru: "вставки в режиме правок прочитаны как текст: {count}", kk: "түзету режимінде қосылғандар мәтін ретінде оқылды: {count}")
}

pub(crate) fn hidden(count: usize) -> Said {
    say!({ count } en: "hidden passages left out: {count}", ru: "скрытый текст пропущен: {count}", kk: "жасырын мәтін алынбады: {count}")
}

pub(crate) fn remarks_made(count: usize) -> Said {
    say!({ count } en: "comments in the margin, not checked: {count}", ru: "примечания на полях не проверяются: {count}", kk: "жиектегі түсініктемелер тексерілмейді: {count}")
}

pub(crate) fn pictures(count: usize) -> Said {
    say!({ count } en: "pictures and charts, not read: {count}", ru: "изображения и диаграммы не читаются: {count}", kk: "суреттер мен диаграммалар оқылмайды: {count}")
}

fn embedded(count: usize) -> Said {
    say!({ count } en: "embedded documents, not read: {count}", ru: "вложенные документы не читаются: {count}", kk: "ішіне салынған құжаттар оқылмайды: {count}")
}

pub(crate) fn running_heads() -> Said {
    say!(en: "running heads and feet are not read", ru: "колонтитулы не читаются", kk: "колонтитулдар оқылмайды")
}
