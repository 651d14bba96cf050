//! Pages of the web, as people save them: read as a browser reads them, which
//! forgives everything, and never fetched from anywhere.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::Format;
use derek_study::{Said, say};
use encoding_rs::Encoding;
use quick_xml::escape::resolve_html5_entity;

use crate::decode;
use crate::docx::{deletions, hidden, pictures};
use crate::encoding::Encoding as Known;
use crate::hocr;
use crate::refusal::Refusal;
use crate::weave::{Sort, Taken, Weaver, is_raised_number, raised};

/// Whether bytes are a page of the web: by how they begin, or by their name when
/// they begin with any tag.
pub(crate) fn is_page(name: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = match Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    let head = head.trim_start().to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let is_named = [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending));
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| head.starts_with(start))
        || (head.starts_with("<?xml") || head.starts_with("<!--")) && head.contains("<html")
        || is_named && head.starts_with('<')
}

/// Reads a page.
///
/// # Errors
///
/// When its bytes are no text.
pub(crate) fn take(bytes: &[u8], given: Option<Known>) -> Result<Taken, Refusal> {
    let said = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| declared(bytes));
    let decoded = match given.or_else(|| said.map(Known::of_web)) {
        Some(encoding) => decode::with(encoding, bytes),
        None => decode::decode(bytes)?,
    };
    // Decoding takes the mark away; in the file it stands before the text.
    let passed = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut taken = match is_scan(&decoded.text) {
        true => hocr::take(&decoded.text, passed)?,
        false => {
            let mut reader = Reader { passed, ..Reader::default() };
            reader.read("", &decoded.text);
            reader.taken(Format::Html)
        }
    };
    taken.encoding = decoded.encoding;
    taken.doubts.extend(decoded.doubts);
    taken.left_out.extend(decoded.assumed);
    Ok(taken)
}

/// Whether a page is what a program read on images: hOCR names its pages so.
fn is_scan(text: &str) -> bool {
    ["class=\"ocr_page\"", "class='ocr_page'"].iter().any(|mark| text.contains(mark))
}

/// `<meta charset="windows-1251">`, `<meta … content="text/html; charset=koi8-r">`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, value) = head.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let label = value.split(['"', '\'', ' ', ';', '>', '/']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// An element that is open and matters.
#[derive(Debug)]
struct Open {
    name: String,
    what: What,
    /// A note begins with it.
    is_note: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Heading(usize),
    /// A numbered list and the number reached; a list without numbers.
    List(Option<u32>),
    Item,
    Table,
    Cell,
    Caption,
    Raised,
    Left,
    /// A link inside the page, by its number among the links.
    Link(usize),
    Other,
}

/// Elements that may be open inside one another and are still told apart.
const DEEPEST: usize = 256;

/// A link that may be the call of a note.
#[derive(Debug)]
struct Link {
    target: String,
    is_call: bool,
    start: usize,
}

/// Reads pages one after another into one text.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    weaver: Weaver,
    parts: Vec<String>,
    /// Bytes before the text in its part.
    passed: usize,
    open: Vec<Open>,
    /// Elements of whose words nothing is read.
    left: usize,
    label: Option<String>,
    links: Vec<Link>,
    /// Notes that were called, by the address of the note.
    targets: BTreeMap<String, usize>,
    notes: Vec<String>,
    /// The note that the paragraph which is open belongs to.
    note: Option<usize>,
    menus: usize,
    hidden: usize,
    pictures: usize,
    deletions: usize,
}

impl Reader {
    /// Reads a page; `name` is its path inside a book.
    pub fn read(&mut self, name: &str, text: &str) {
        self.parts.push(name.to_owned());
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            if !rest.starts_with('<') {
                let end = rest.find('<').map_or(text.len(), |end| at + end);
                self.words(text, at..end);
                at = end;
                continue;
            }
            at = match tag_at(text, at) {
                Some(tag) => self.tag(text, tag),
                None => {
                    self.words(text, at..at + 1);
                    at + 1
                }
            };
        }
        self.flush();
        while !self.open.is_empty() {
            self.close_last();
        }
        self.left = 0;
    }

    /// What follows a tag: the place to go on from.
    fn tag(&mut self, text: &str, tag: Tag<'_>) -> usize {
        match tag.sort {
            TagSort::Aside => tag.bytes.end,
            TagSort::Words(range) => {
                self.words(text, range);
                tag.bytes.end
            }
            TagSort::End => {
                self.end(&tag.name);
                tag.bytes.end
            }
            TagSort::Start => {
                self.start(&tag);
                // What these hold is no markup.
                match tag.name.as_str() {
                    "script" | "style" | "textarea" | "title" | "noscript" | "iframe"
                        if !tag.is_closed =>
                    {
                        after_raw(text, tag.bytes.end, &tag.name)
                    }
                    _ => tag.bytes.end,
                }
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if is_block(name) {
            self.flush();
        }
        let id = tag.attribute("id").or_else(|| (name == "a").then(|| tag.attribute("name"))?);
        let note = id.and_then(|id| self.targets.get(&self.address(&format!("#{id}"))).copied());
        let what = match name {
            "br" => {
                self.line_break(tag.bytes.clone());
                return;
            }
            "img" => {
                self.pictures += 1;
                return;
            }
            "hr" | "wbr" | "input" | "meta" | "link" | "col" | "base" | "area" | "source"
            | "embed" => return,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                What::Heading(name[1..].parse().unwrap_or(1))
            }
            "ol" => {
                let start = tag.attribute("start").and_then(|start| start.parse().ok());
                What::List(Some(start.unwrap_or(1u32).saturating_sub(1)))
            }
            "ul" => What::List(None),
            "li" => {
                self.end_implied(&["li"], &["ol", "ul"]);
                self.item(tag);
                What::Item
            }
            "table" => {
                self.weaver.table();
                What::Table
            }
            "tr" => {
                self.end_implied(&["td", "th", "tr"], &["table"]);
                self.weaver.row();
                What::Other
            }
            "td" | "th" => {
                self.end_implied(&["td", "th"], &["table", "tr"]);
                self.weaver.cell();
                let columns = tag.attribute("colspan").and_then(|many| many.parse().ok());
                self.weaver.widen(columns.unwrap_or(1));
                What::Cell
            }
            "caption" | "figcaption" => What::Caption,
            "sup" => What::Raised,
            "svg" | "template" | "select" | "button" | "rt" | "rp" | "object" | "audio"
            | "video" | "canvas" => What::Left,
            "nav" => {
                self.menus += 1;
                What::Left
            }
            "del" => {
                self.deletions += 1;
                What::Left
            }
            _ if tag.is_hidden() => {
                self.hidden += 1;
                What::Left
            }
            "q" => {
                self.say("“");
                What::Other
            }
            "a" => match tag.attribute("href").filter(|to| to.contains('#')) {
                Some(to) => {
                    let target = self.address(&to);
                    let says =
                        [tag.attribute("class"), tag.attribute("role"), tag.attribute("epub:type")];
                    let is_call = says.iter().flatten().any(|word| {
                        ["noteref", "footnote-ref", "noteanc"]
                            .iter()
                            .any(|mark| word.contains(mark))
                    });
                    let start = self.weaver.reached();
                    self.links.push(Link { target, is_call, start });
                    What::Link(self.links.len() - 1)
                }
                None => What::Other,
            },
            _ => What::Other,
        };
        let is_void = tag.is_closed && !matches!(what, What::Item | What::Cell);
        let is_region = note.is_some() && is_block(name);
        if let Some(note) = note {
            match is_region && !is_void {
                true => self.weaver.note(note),
                false => self.note = Some(note),
            }
        }
        if is_void || DEEPEST <= self.open.len() || name == "p" && !is_region && what == What::Other
        {
            if what == What::Table {
                self.weaver.end_table();
            }
            if is_region && !is_void {
                self.weaver.end_note();
                self.note = note;
            }
            return;
        }
        self.left += usize::from(what == What::Left);
        self.open.push(Open { name: tag.name.clone(), what, is_note: is_region });
    }

    fn end(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            // An end that is out of order does not reach out of its table.
            let is_inside = |open: &Open| matches!(open.what, What::Cell | What::Table);
            if !is_block(name) && self.open[at + 1..].iter().any(is_inside) {
                return;
            }
            while at < self.open.len() {
                self.close_last();
            }
        }
    }

    /// Ends elements whose end may be left out, up to the element around them.
    fn end_implied(&mut self, names: &[&str], within: &[&str]) {
        while let Some(at) = self
            .open
            .iter()
            .rposition(|open| {
                names.contains(&open.name.as_str()) || within.contains(&open.name.as_str())
            })
            .filter(|at| names.contains(&self.open[*at].name.as_str()))
        {
            while at < self.open.len() {
                self.close_last();
            }
        }
    }

    fn close_last(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.what {
            What::Left => self.left = self.left.saturating_sub(1),
            What::Table => self.weaver.end_table(),
            What::Link(link) => self.end_link(link),
            What::Other if open.name == "q" => self.say("”"),
            What::Item => self.label = None,
            _ => {}
        }
        if open.is_note {
            self.weaver.end_note();
        }
    }

    /// A link that shows a number above the line or in brackets, or says so itself,
    /// calls the note it leads to.
    fn end_link(&mut self, link: usize) {
        let Some(link) = self.links.get(link) else { return };
        if self.note.is_some() || self.weaver.is_in_note() {
            // The number of the note itself stands apart from its words.
            if link.start == 0 {
                self.say(" ");
            }
            return;
        }
        let Some(shown) = self.weaver.since(link.start) else { return };
        let bare = shown.trim().trim_matches(['[', ']', '(', ')']);
        let is_sign = !bare.is_empty() && bare.chars().count() <= 4;
        let is_raised = bare.chars().any(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡".contains(c))
            || shown.trim().starts_with('[') && bare.chars().all(|c| c.is_ascii_digit());
        if !is_sign || !(link.is_call || is_raised) {
            return;
        }
        let number: String = bare.chars().map(plain_digit).collect();
        let value = number.parse().unwrap_or(0);
        let (start, target) = (link.start, link.target.clone());
        self.targets.entry(target).or_insert_with(|| {
            self.notes.push(number);
            self.notes.len() - 1
        });
        self.weaver.piece().called_since(start, value);
    }

    fn address(&self, to: &str) -> String {
        let part = self.parts.last().map(String::as_str).unwrap_or_default();
        match to.split_once('#') {
            Some(("", id)) => format!("{part}#{id}"),
            Some((file, id)) => format!("{}#{id}", beside(part, file)),
            None => beside(part, to),
        }
    }

    fn item(&mut self, tag: &Tag<'_>) {
        let own: Option<u32> = tag.attribute("value").and_then(|value| value.parse().ok());
        let list = self.open.iter_mut().rev().find_map(|open| match &mut open.what {
            What::List(count) => Some(count),
            _ => None,
        });
        self.label = Some(match list {
            Some(Some(count)) => {
                *count = own.unwrap_or(count.saturating_add(1));
                format!("{count}. ")
            }
            _ => "• ".to_owned(),
        });
    }

    /// One line break ends a line, two a paragraph.
    fn line_break(&mut self, bytes: Range<usize>) {
        if 0 < self.left || !self.weaver.has_open() {
            return;
        }
        match self.weaver.piece().ends_with('\n') {
            true => self.flush(),
            false => {
                let part = self.part();
                let bytes = bytes.start + self.passed..bytes.end + self.passed;
                self.weaver.piece().add("\n", part, bytes);
            }
        }
    }

    fn part(&self) -> usize {
        self.parts.len().saturating_sub(1)
    }

    fn say(&mut self, words: &str) {
        if self.left == 0 && self.weaver.has_open() {
            self.weaver.piece().say(words);
        }
    }

    /// Adds words as a reader sees them: white space made single, entities read.
    fn words(&mut self, text: &str, range: Range<usize>) {
        if 0 < self.left {
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            let space =
                rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t', '\u{c}']).len();
            let (words, end) = match rest.as_bytes().first() {
                _ if 0 < space => (" ".to_owned(), at + space),
                Some(b'&') => match entity(rest) {
                    Some((written, length)) => (written, at + length),
                    None => ("&".to_owned(), at + 1),
                },
                _ => {
                    let length =
                        rest.find([' ', '\n', '\r', '\t', '\u{c}', '&']).unwrap_or(rest.len());
                    (rest[..length].to_owned(), at + length)
                }
            };
            self.shown(&words, at..end);
            at = end;
        }
    }

    fn shown(&mut self, words: &str, bytes: Range<usize>) {
        if !self.weaver.has_open() {
            if words.trim().is_empty() {
                return;
            }
            self.weaver.open();
            if let Some(label) = self.label.take() {
                self.weaver.piece().say(&label);
            }
        }
        // A page may raise its calls by a style that is not read.
        let is_raised = self.open.iter().rev().take(4).any(|open| match open.what {
            What::Raised => true,
            What::Link(link) => self.links.get(link).is_some_and(|link| link.is_call),
            _ => false,
        });
        let part = self.part();
        let bytes = bytes.start + self.passed..bytes.end + self.passed;
        match is_raised && is_raised_number(words) {
            true => self.weaver.piece().add(&raised(words), part, bytes),
            false => self.weaver.piece().add(words, part, bytes),
        }
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        if !self.weaver.has_open() {
            return;
        }
        let sort = self.open.iter().rev().find_map(|open| match open.what {
            What::Heading(level) => Some(Sort::Heading(level)),
            What::Caption => Some(Sort::Caption),
            What::Item => Some(Sort::Item),
            What::Cell => Some(Sort::Body),
            _ => None,
        });
        let note = self.note.take();
        if let Some(note) = note {
            self.weaver.note(note);
        }
        self.weaver.close(sort.unwrap_or(Sort::Body));
        if note.is_some() {
            self.weaver.end_note();
        }
    }

    /// All pages as one text.
    pub fn taken(mut self, format: Format) -> Taken {
        let shown = self.notes.iter().map(|sign| format!("note {sign}")).enumerate();
        self.weaver.notes_shown = shown.collect();
        let mut taken = self.weaver.woven(format, self.parts);
        let counts = [
            (self.deletions, deletions as fn(usize) -> Said),
            (self.hidden, hidden),
            (self.pictures, pictures),
            (self.menus, menus),
        ];
        let left_out = counts.into_iter().filter(|(count, _)| 0 < *count);
        taken.left_out.extend(left_out.map(|(count, said)| said(count)));
        taken
    }
}

fn menus(count: usize) -> Said {
    say!({ count } en: "menus of the page left out: {count}", ru: "меню страницы пропущены: {count}", kk: "беттің мәзірлері алынбады: {count}")
}

fn plain_digit(c: char) -> char {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|one| one == c).map_or(c, |value| {
        u32::try_from(value).ok().and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
    })
}

/// The path of a file named from another inside one book.
pub(crate) fn beside(part: &str, file: &str) -> String {
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in file.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                folders.pop();
            }
            step => folders.push(step),
        }
    }
    folders.join("/")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "pre"
            | "figure"
            | "figcaption"
            | "hr"
            | "address"
            | "details"
            | "summary"
            | "form"
            | "fieldset"
            | "body"
            | "html"
            | "head"
            | "center"
            | "option"
            | "legend"
    )
}

/// A tag, or what is no markup to a reader.
pub(crate) struct Tag<'t> {
    pub name: String,
    /// Everything between the name and the end.
    inside: &'t str,
    pub is_closed: bool,
    pub bytes: Range<usize>,
    pub sort: TagSort,
}

pub(crate) enum TagSort {
    Start,
    End,
    /// A comment, a declaration.
    Aside,
    /// Words in a frame of their own.
    Words(Range<usize>),
}

/// The tag that begins at a `<`; `None` when it is only a sign in the text.
pub(crate) fn tag_at(text: &str, at: usize) -> Option<Tag<'_>> {
    let rest = &text[at..];
    let aside = |end: usize, sort: TagSort| Tag {
        name: String::new(),
        inside: "",
        is_closed: false,
        bytes: at..end,
        sort,
    };
    let until = |mark: &str, from: usize| {
        rest.get(from..)
            .and_then(|it| it.find(mark))
            .map_or(text.len(), |end| at + from + end + mark.len())
    };
    if rest.starts_with("<!--") {
        return Some(aside(until("-->", 4), TagSort::Aside));
    }
    if rest.starts_with("<![CDATA[") {
        let end = until("]]>", 9);
        // One that is never closed holds all the rest.
        let closing = if text[at + 9..end].ends_with("]]>") { 3 } else { 0 };
        let inner = at + 9..end - closing;
        return Some(aside(end, TagSort::Words(inner)));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return Some(aside(until(">", 2), TagSort::Aside));
    }
    let (sort, from) = match rest.starts_with("</") {
        true => (TagSort::End, 2),
        false => (TagSort::Start, 1),
    };
    let bytes = rest.as_bytes();
    if !bytes.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let named = rest[from..]
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
        .map_or(rest.len(), |end| from + end);
    // A sign of inequality inside a quoted value does not end the tag.
    let mut quote = None;
    let mut end = named;
    while let Some(byte) = bytes.get(end) {
        match (quote, byte) {
            (None, b'>') => break,
            (None, b'"' | b'\'') if bytes[end - 1] == b'=' => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            // A value whose quotation mark is never closed is no value.
            (Some(_), b'<') if LONGEST_VALUE < end - named => break,
            _ => {}
        }
        end += 1;
    }
    let inside = &rest[named..end];
    Some(Tag {
        name: rest[from..named].to_ascii_lowercase(),
        inside,
        is_closed: inside.ends_with('/'),
        bytes: at..(at + end + 1).min(text.len()),
        sort,
    })
}

/// Bytes of a tag's values, beyond which a quotation mark was forgotten.
const LONGEST_VALUE: usize = 1 << 16;

impl Tag<'_> {
    /// The value of an attribute, its entities read.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.inside;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
                .unwrap_or(rest.len());
            if end == 0 {
                rest = &rest[1..];
                continue;
            }
            let (found, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
                None => ("", after),
                Some(given) => match given.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                    Some(quote) => given[1..].split_once(quote).unwrap_or((&given[1..], "")),
                    None => {
                        let end =
                            given.find(|c: char| c.is_ascii_whitespace()).unwrap_or(given.len());
                        given.split_at(end)
                    }
                },
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(unescaped(value));
            }
            rest = after;
        }
    }

    fn is_hidden(&self) -> bool {
        let style = self.attribute("style").unwrap_or_default().replace(' ', "");
        style.contains("display:none")
            || style.contains("mso-hide:all")
            || self.attribute("hidden").is_some()
    }
}

pub(crate) fn unescaped(value: &str) -> String {
    let mut read = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        match entity(&rest[at..]) {
            Some((written, length)) => {
                read.push_str(&written);
                rest = &rest[at + length..];
            }
            None => {
                read.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    read + rest
}

/// What an entity at the beginning of some words stands for, and its length.
fn entity(words: &str) -> Option<(String, usize)> {
    let end = words.bytes().take(40).position(|byte| byte == b';')?;
    let name = words.get(1..end)?;
    let Some(number) = name.strip_prefix('#') else {
        return Some((resolve_html5_entity(name)?.to_owned(), end + 1));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let written = match u8::try_from(code) {
        // Numbers of control characters are meant as signs of windows-1252: HTML, 13.2.5.80.
        Ok(byte @ 0x80..=0x9f) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()
        }
        _ => char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}').to_string(),
    };
    Some((written, end + 1))
}

/// The place of the end tag of an element whose content is no markup.
fn after_raw(text: &str, from: usize, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find("</")) {
        at += next;
        let named = bytes.get(at + 2..at + 2 + name.len());
        if named.is_some_and(|named| named.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    text.len()
}
