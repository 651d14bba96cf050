//! OpenDocument texts: what a reader of the page sees, and where in the file it stands.
//!
//! The format is OASIS OpenDocument 1.3, part 3, chapters 5 to 9 and 16.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::Format;

use crate::docx::{
    breaks_off, citation_keys, deletions, hidden, insertions, pictures, remarks_made,
};
use crate::docx::{running_heads, sort_of_style};
use crate::markup::{Element, Markup, Node, Space};
use crate::numbering::{Counters, Digits, Level, List};
use crate::package::Package;
use crate::refusal::{self, Refusal};
use crate::weave::{Mark, Sort, Taken, Weaver, is_raised_number, raised};

/// Reads the text of a package that is an OpenDocument text.
///
/// # Errors
///
/// When it is locked, broken, or unfolds without end.
pub(crate) fn take(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(refusal::locked());
    }
    let Some(content) = package.text("content.xml")? else { return Err(refusal::broken()) };
    let styles = package.text("styles.xml")?.unwrap_or_default();
    take_from("content.xml", &content, &styles)
}

/// Reads an OpenDocument text that lies in one file, without a container.
///
/// # Errors
///
/// When it breaks off before its first word.
pub(crate) fn take_flat(content: &str) -> Result<Taken, Refusal> {
    take_from("", content, "")
}

fn take_from(name: &str, content: &str, common: &str) -> Result<Taken, Refusal> {
    let mut styles = Styles::default();
    styles.read(common);
    styles.read(content);
    let mut reader = Reader::new(&styles);
    let is_whole = reader.read(content);
    if !is_whole && reader.weaver.is_empty() {
        return Err(refusal::broken());
    }
    let broken = (!is_whole).then_some(name);
    Ok(reader.taken(name, broken, styles.has_heads))
}

/// The styles and lists of a document, by name.
#[derive(Debug, Default)]
struct Styles {
    styles: BTreeMap<String, Style>,
    lists: BTreeMap<String, List>,
    /// Whether some running head has words.
    has_heads: bool,
}

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<usize>,
    is_raised: Option<bool>,
    is_hidden: Option<bool>,
}

/// The list by which headings are numbered.
const OUTLINE: &str = "\u{0}outline";

/// Styles rest on one another; no document has longer chains.
const LONGEST_CHAIN: usize = 16;

/// Characters before or behind a list's number.
const LONGEST_LABEL: usize = 20;

impl Styles {
    fn read(&mut self, text: &str) {
        let mut style: Option<String> = None;
        let mut list: Option<String> = None;
        let mut open: Vec<bool> = Vec::new();
        let mut heads = 0usize;
        for node in Markup::of(text) {
            let element = match node {
                Node::Start(element) => element,
                Node::End => {
                    if open.pop() == Some(true) {
                        heads = heads.saturating_sub(1);
                    }
                    continue;
                }
                Node::Words(words, _) => {
                    self.has_heads |= 0 < heads && words.contains(char::is_alphabetic);
                    continue;
                }
                Node::Entity(..) => continue,
            };
            let is_head = element.space == Space::Style
                && (element.name().starts_with("header") || element.name().starts_with("footer"))
                && !element.name().ends_with("style");
            heads += usize::from(is_head);
            open.push(is_head);
            match (element.space, element.name()) {
                // Styles stand before the body.
                (Space::Office, "body") => return,
                (Space::Style, "style") => {
                    style = element.attribute("name");
                    list = None;
                    if let Some(name) = &style {
                        let shown =
                            element.attribute("display-name").unwrap_or_else(|| name.clone());
                        let found = Style {
                            name: shown.replace("_20_", " ").to_lowercase(),
                            parent: element.attribute("parent-style-name"),
                            outline: element
                                .attribute("default-outline-level")
                                .and_then(|level| level.parse().ok()),
                            ..Style::default()
                        };
                        self.styles.insert(name.clone(), found);
                    }
                }
                (Space::Style, "text-properties") => {
                    let found = style.as_ref().and_then(|name| self.styles.get_mut(name));
                    if let Some(found) = found {
                        let position = element.attribute("text-position");
                        found.is_raised = position.map(|position| is_above(&position));
                        found.is_hidden = element.attribute("display").map(|it| it == "none");
                    }
                }
                (Space::Text, "list-style") => (list, style) = (element.attribute("name"), None),
                (Space::Text, "outline-style") => (list, style) = (Some(OUTLINE.to_owned()), None),
                (
                    Space::Text,
                    name @ ("list-level-style-number"
                    | "list-level-style-bullet"
                    | "outline-level-style"),
                ) => {
                    if let (Some(list), Some((at, level))) = (&list, level(&element, name)) {
                        self.lists.entry(list.clone()).or_default().levels.insert(at, level);
                    }
                }
                _ => {}
            }
        }
    }

    /// The first answer of a style and those it rests on.
    fn find<T>(&self, name: Option<&String>, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let next = |style: &&Style| self.styles.get(style.parent.as_ref()?);
        let chain = std::iter::successors(self.styles.get(name?), next);
        chain.take(LONGEST_CHAIN).find_map(what)
    }
}

/// `super 58%`, or a share of the line's height above the line: `33% 58%`.
fn is_above(position: &str) -> bool {
    let first = position.split_whitespace().next().unwrap_or_default();
    first == "super"
        || first.strip_suffix('%').and_then(|it| it.parse::<f64>().ok()).is_some_and(|it| 0.0 < it)
}

/// A level of a list, from 0, and how it is numbered.
fn level(element: &Element<'_>, name: &str) -> Option<(usize, Level)> {
    let at = element.attribute("level")?.parse::<usize>().ok()?.checked_sub(1)?;
    let affix = |which: &str| -> String {
        element.attribute(which).unwrap_or_default().chars().take(LONGEST_LABEL).collect()
    };
    let digits = match element.attribute("num-format").unwrap_or_default().as_str() {
        _ if name == "list-level-style-bullet" => Digits::Bullet,
        "" => Digits::None,
        "i" => Digits::SmallRoman,
        "I" => Digits::Roman,
        "a" => Digits::SmallLetter,
        "A" => Digits::Letter,
        format if format.starts_with('а') => Digits::SmallCyrillic,
        format if format.starts_with('А') => Digits::Cyrillic,
        _ => Digits::Decimal,
    };
    let shown = element.attribute("display-levels").and_then(|many| many.parse().ok()).unwrap_or(1);
    let first = (at + 1).saturating_sub(shown);
    let numbers: Vec<String> = (first..=at.min(9)).map(|level| format!("%{}", level + 1)).collect();
    let pattern = format!("{}{}{}", affix("num-prefix"), numbers.join("."), affix("num-suffix"));
    let start = element.attribute("start-value").and_then(|it| it.parse().ok()).unwrap_or(1);
    Some((at, Level { start, digits, pattern }))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Nothing,
    Paragraph,
    Span,
    List,
    Table,
    Note,
    NoteBody,
    /// A table of contents, an index, a list of references.
    Index,
    IndexTitle,
    Remark,
    RemarkBy,
    RemarkAside,
    Citation(usize),
}

#[derive(Debug)]
struct Call {
    is_end: bool,
    number: u32,
}

#[derive(Debug, Default)]
struct OpenRemark {
    id: String,
    by: String,
    words: String,
    is_by: bool,
    aside: usize,
}

struct Reader<'s> {
    styles: &'s Styles,
    weaver: Weaver,
    endings: Vec<Ending>,
    skipped: usize,
    sorts: Vec<Sort>,
    spans: Vec<(bool, bool)>,
    /// The styles of the lists that are open.
    lists: Vec<String>,
    /// The number of the item that has begun, until its first paragraph shows it.
    label: Option<String>,
    indexes: Vec<Sort>,
    counters: Counters,
    calls: Vec<Call>,
    numbered: [u32; 2],
    remark: Option<OpenRemark>,
    /// Citations that began at a reference mark, by the mark's name.
    marks: BTreeMap<String, usize>,
    insertions: usize,
    deletions: usize,
    hidden: usize,
    pictures: usize,
}

impl<'s> Reader<'s> {
    fn new(styles: &'s Styles) -> Reader<'s> {
        Reader {
            styles,
            weaver: Weaver::default(),
            endings: Vec::new(),
            skipped: 0,
            sorts: Vec::new(),
            spans: Vec::new(),
            lists: Vec::new(),
            label: None,
            indexes: Vec::new(),
            counters: Counters::default(),
            calls: Vec::new(),
            numbered: [0; 2],
            remark: None,
            marks: BTreeMap::new(),
            insertions: 0,
            deletions: 0,
            hidden: 0,
            pictures: 0,
        }
    }

    fn read(&mut self, text: &str) -> bool {
        let mut markup = Markup::of(text);
        let mut is_body = false;
        for node in markup.by_ref() {
            match node {
                Node::Start(element) if !is_body => {
                    is_body = element.space == Space::Office && element.name() == "body";
                }
                _ if !is_body => {}
                Node::Start(element) => self.start(&element),
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
        while let Some(ending) = self.endings.pop() {
            self.end(ending);
        }
        markup.is_whole
    }

    fn start(&mut self, element: &Element<'_>) {
        if 0 < self.skipped {
            // What was deleted is kept apart from the text, inside what is skipped.
            if element.space == Space::Text {
                self.deletions += usize::from(element.name() == "deletion");
                self.insertions += usize::from(element.name() == "insertion");
            }
            self.skipped += 1;
            return;
        }
        match self.begin(element) {
            Some(ending) => self.endings.push(ending),
            None => self.skipped = 1,
        }
    }

    /// What the end of an element will mean; `None` when all of it is left out.
    fn begin(&mut self, element: &Element<'_>) -> Option<Ending> {
        let bytes = element.bytes.clone();
        if let Some(remark) = &mut self.remark {
            return Some(match (element.space, element.name()) {
                (Space::Dublin, "creator") => {
                    remark.is_by = true;
                    Ending::RemarkBy
                }
                (Space::Text, _) => {
                    remark.words.push(' ');
                    Ending::Nothing
                }
                _ => {
                    remark.aside += 1;
                    Ending::RemarkAside
                }
            });
        }
        match (element.space, element.name()) {
            (Space::Text, name @ ("p" | "h")) => {
                let sort = self.sort(element, name == "h");
                self.weaver.open();
                let of_outline = name == "h" && self.lists.is_empty();
                let label = match self.label.take() {
                    Some(label) => label,
                    None if of_outline => self.heading_number(element),
                    None => String::new(),
                };
                if !label.is_empty() {
                    self.weaver.piece().say(&format!("{label} "));
                }
                self.sorts.push(sort);
                self.look(element);
                return Some(Ending::Paragraph);
            }
            (Space::Text, "span" | "a") => {
                self.look(element);
                return Some(Ending::Span);
            }
            (Space::Text, "list") => {
                self.begin_list(element);
                return Some(Ending::List);
            }
            (Space::Text, "list-item") => self.item(element),
            (Space::Table, "table") => {
                self.weaver.table();
                return Some(Ending::Table);
            }
            (Space::Table, "table-row") => self.weaver.row(),
            (Space::Table, "table-cell" | "covered-table-cell") => {
                self.weaver.cell();
                let many = element.attribute("number-columns-repeated");
                self.weaver.widen(many.and_then(|many| many.parse().ok()).unwrap_or(1));
            }
            (Space::Text, "note") => {
                self.call(element, bytes);
                return Some(Ending::Note);
            }
            (Space::Text, "note-citation") => return None,
            (Space::Text, "note-body") => {
                self.weaver.note(self.calls.len().saturating_sub(1));
                return Some(Ending::NoteBody);
            }
            (Space::Office, "annotation") => {
                let id = element.attribute("name");
                let id = id.unwrap_or_else(|| format!("\u{0}{}", self.weaver.remarks.len()));
                if self.weaver.has_open() {
                    self.weaver.piece().mark(Mark::RemarkStart(id.clone()));
                }
                self.remark = Some(OpenRemark { id, ..OpenRemark::default() });
                return Some(Ending::Remark);
            }
            (Space::Office, "annotation-end") if self.weaver.has_open() => {
                let id = element.attribute("name").unwrap_or_default();
                self.weaver.piece().mark(Mark::RemarkEnd(id));
            }
            (Space::Text, "tracked-changes" | "ruby-text" | "hidden-text" | "script") => {
                return None;
            }
            (Space::Office, "forms" | "scripts") => return None,
            (Space::Other, "title" | "desc" | "docinfo") => return None,
            (Space::Text, "s") => {
                let many = element.attribute("c").and_then(|it| it.parse::<usize>().ok());
                self.words(&" ".repeat(many.unwrap_or(1).min(64)), bytes);
            }
            (Space::Text, "tab") => self.words("\t", bytes),
            (Space::Text, "line-break") => self.words("\n", bytes),
            (Space::Text, "bibliography") => {
                self.indexes.push(Sort::Reference);
                return Some(Ending::Index);
            }
            (
                Space::Text,
                "table-of-content" | "illustration-index" | "table-index" | "object-index"
                | "user-index" | "alphabetical-index",
            ) => {
                self.indexes.push(Sort::Apparatus);
                return Some(Ending::Index);
            }
            (Space::Text, name) if name.ends_with("-source") => return None,
            (Space::Text, "index-title") => {
                let sort = match self.indexes.last() {
                    Some(Sort::Reference) => Sort::Heading(1),
                    _ => Sort::Apparatus,
                };
                self.indexes.push(sort);
                return Some(Ending::IndexTitle);
            }
            (Space::Text, "bibliography-mark") if self.weaver.has_open() => {
                let keys = element.attribute("identifier").into_iter().collect();
                return Some(Ending::Citation(self.citation(keys)));
            }
            (Space::Text, "reference-mark-start") if self.weaver.has_open() => {
                let name = element.attribute("name").unwrap_or_default();
                if let Some(keys) = citation_keys(&name) {
                    let citation = self.citation(keys);
                    self.marks.insert(name, citation);
                }
            }
            (Space::Text, "reference-mark-end") if self.weaver.has_open() => {
                let name = element.attribute("name").unwrap_or_default();
                if let Some(citation) = self.marks.remove(&name) {
                    self.weaver.piece().mark(Mark::FieldEnd(citation));
                }
            }
            (Space::Draw, "image" | "object" | "object-ole") => {
                self.pictures += 1;
                return None;
            }
            _ => {}
        }
        Some(Ending::Nothing)
    }

    fn citation(&mut self, keys: Vec<String>) -> usize {
        self.weaver.fields.push(keys);
        let citation = self.weaver.fields.len() - 1;
        self.weaver.piece().mark(Mark::FieldStart(citation));
        citation
    }

    /// How the words of a paragraph or a span look.
    fn look(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name");
        let (raised, hidden) = self.spans.last().copied().unwrap_or_default();
        let raised = self.styles.find(style.as_ref(), |one| one.is_raised).unwrap_or(raised);
        let hidden = self.styles.find(style.as_ref(), |one| one.is_hidden).unwrap_or(hidden);
        self.spans.push((raised, hidden));
    }

    fn sort(&self, element: &Element<'_>, is_heading: bool) -> Sort {
        let style = element.attribute("style-name");
        let outline = element.attribute("outline-level").and_then(|it| it.parse().ok());
        if let Some(index) = self.indexes.last() {
            return index.clone();
        }
        if is_heading {
            return Sort::Heading(outline.unwrap_or(1));
        }
        let by_style = self.styles.find(style.as_ref(), |one| sort_of_style(&one.name));
        match by_style.or_else(|| {
            style.as_ref().and_then(|name| sort_of_style(&name.replace("_20_", " ").to_lowercase()))
        }) {
            Some(sort) => sort,
            None => match self.styles.find(style.as_ref(), |one| one.outline) {
                Some(level) => Sort::Heading(level.max(1)),
                None if !self.lists.is_empty() => Sort::Item,
                None => Sort::Body,
            },
        }
    }

    fn begin_list(&mut self, element: &Element<'_>) {
        let inherited = self.lists.last().cloned();
        let style = element.attribute("style-name").or(inherited).unwrap_or_default();
        let goes_on = element.attribute("continue-list").is_some()
            || element.attribute("continue-numbering").is_some_and(|it| it == "true");
        if self.lists.is_empty() && !goes_on {
            self.counters.forget(&style);
        }
        self.lists.push(style);
    }

    fn item(&mut self, element: &Element<'_>) {
        let Some(open) = self.lists.last() else { return };
        let level = self.lists.len() - 1;
        if let Some(start) = element.attribute("start-value").and_then(|it| it.parse().ok()) {
            self.counters.restart(open, level, start);
        }
        let Some(list) = self.styles.lists.get(open) else { return };
        self.label = Some(self.counters.next(open, list, level));
    }

    fn heading_number(&mut self, element: &Element<'_>) -> String {
        let level = element.attribute("outline-level").and_then(|it| it.parse::<usize>().ok());
        let Some(list) = self.styles.lists.get(OUTLINE) else { return String::new() };
        if element.attribute("is-list-header").is_some_and(|it| it == "true") {
            return String::new();
        }
        self.counters.next(OUTLINE, list, level.unwrap_or(1).saturating_sub(1))
    }

    fn call(&mut self, element: &Element<'_>, bytes: Range<usize>) {
        let is_end = element.attribute("note-class").is_some_and(|it| it == "endnote");
        let count = &mut self.numbered[usize::from(is_end)];
        *count = count.saturating_add(1);
        self.calls.push(Call { is_end, number: *count });
        if self.weaver.has_open() {
            self.weaver.piece().call(*count, 0, bytes);
        }
    }

    fn end(&mut self, ending: Ending) {
        match ending {
            Ending::Paragraph => {
                self.spans.pop();
                let sort = self.sorts.pop().unwrap_or(Sort::Body);
                self.weaver.close(sort);
            }
            Ending::Span => {
                self.spans.pop();
            }
            Ending::List => {
                self.lists.pop();
                self.label = None;
            }
            Ending::Table => self.weaver.end_table(),
            Ending::NoteBody => self.weaver.end_note(),
            Ending::Index | Ending::IndexTitle => {
                self.indexes.pop();
            }
            Ending::Citation(citation) => self.weaver.piece().mark(Mark::FieldEnd(citation)),
            Ending::Remark => {
                if let Some(remark) = self.remark.take() {
                    let words = remark.words.split_whitespace().collect::<Vec<_>>().join(" ");
                    self.weaver.remarks.insert(remark.id, (remark.by, words));
                }
            }
            Ending::RemarkBy => {
                if let Some(remark) = &mut self.remark {
                    remark.is_by = false;
                }
            }
            Ending::RemarkAside => {
                if let Some(remark) = &mut self.remark {
                    remark.aside = remark.aside.saturating_sub(1);
                }
            }
            Ending::Nothing | Ending::Note => {}
        }
    }

    fn words(&mut self, words: &str, bytes: Range<usize>) {
        if 0 < self.skipped {
            return;
        }
        if let Some(remark) = &mut self.remark {
            match (remark.is_by, remark.aside) {
                (true, _) => remark.by.push_str(words),
                (false, 0) => remark.words.push_str(words),
                (false, _) => {}
            }
            return;
        }
        if !self.weaver.has_open() {
            return;
        }
        let (is_raised, is_hidden) = self.spans.last().copied().unwrap_or_default();
        if is_hidden {
            self.hidden += usize::from(!words.trim().is_empty());
            return;
        }
        match is_raised && is_raised_number(words) {
            true => self.weaver.piece().add(&raised(words), 0, bytes),
            false => self.weaver.piece().add(words, 0, bytes),
        }
    }

    fn taken(mut self, name: &str, broken: Option<&str>, has_heads: bool) -> Taken {
        let has_foot = self.calls.iter().any(|call| !call.is_end);
        let mut shown: Vec<(usize, &Call)> = self.calls.iter().enumerate().collect();
        shown.sort_by_key(|(at, call)| (call.is_end, *at));
        let locator = |call: &Call| {
            let name = if has_foot && call.is_end { "endnote" } else { "note" };
            format!("{name} {}", call.number)
        };
        self.weaver.notes_shown = shown.into_iter().map(|(at, call)| (at, locator(call))).collect();
        let remarks = self.weaver.remarks.len();
        let mut taken = self.weaver.woven(Format::Odt, vec![name.to_owned()]);
        taken.doubts.extend(broken.map(breaks_off));
        let counts = [
            (self.deletions, deletions as fn(usize) -> derek_study::Said),
            (self.insertions, insertions),
            (self.hidden, hidden),
            (remarks, remarks_made),
            (self.pictures, pictures),
        ];
        let left_out = counts.into_iter().filter(|(count, _)| 0 < *count);
        taken.left_out.extend(left_out.map(|(count, said)| said(count)));
        if has_heads {
            taken.left_out.push(running_heads());
        }
        taken
    }
}
