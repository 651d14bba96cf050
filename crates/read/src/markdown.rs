//! Markdown: its blocks and their words, each where it stands in the file; the marks of
//! emphasis, the addresses of links and the code are no words.
//!
//! The format is CommonMark 0.31 with the tables and notes of GitHub and Pandoc.

use std::ops::Range;

use derek_study::{Said, say};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::layout::entry_number;
use crate::weave::Sort;

/// A block of a text and the stretches of the file that its words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub pieces: Vec<Range<usize>>,
    pub sort: Sort,
}

/// Whether a file is Markdown: nothing but its name can tell.
pub(crate) fn is_markdown(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"].iter().any(|end| name.ends_with(end))
}

/// The blocks of a text, and what of it is no words.
pub(crate) fn blocks(text: &str) -> (Vec<Block>, Vec<Said>) {
    let from = front_matter(text);
    let body = text.get(from..).unwrap_or_default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader { text, ..Reader::default() };
    let events = Parser::new_ext(body, options).into_offset_iter();
    // `[1]: https://…` is an entry to a reader, and the aim of a link to Markdown.
    let entries = events.reference_definitions().iter();
    let mut entries: Vec<Range<usize>> = entries
        .filter(|(label, _)| is_number(label))
        .map(|(_, one)| one.span.start + from..one.span.end + from)
        .collect();
    entries.sort_by_key(|range| std::cmp::Reverse(range.start));
    for (event, range) in events {
        let range = range.start + from..range.end + from;
        while let Some(entry) = entries.pop_if(|entry| entry.end <= range.start) {
            reader.entry(entry);
        }
        reader.event(event, range);
    }
    reader.flush();
    entries.into_iter().rev().for_each(|entry| reader.entry(entry));
    let mut left_out = Vec::new();
    if 0 < from {
        left_out.push(say!(
            en: "the front matter (YAML) left out",
            ru: "заголовочные данные (YAML) пропущены",
            kk: "басындағы деректер (YAML) алынбады",
        ));
    }
    let counts = [
        (reader.codes, codes as fn(usize) -> Said),
        (reader.pictures, crate::docx::pictures),
        (reader.markup, markup),
    ];
    left_out.extend(
        counts.into_iter().filter(|(count, _)| 0 < *count).map(|(count, said)| said(count)),
    );
    (reader.blocks, left_out)
}

fn codes(count: usize) -> Said {
    say!({ count } en: "blocks of code left out: {count}", ru: "блоки кода пропущены: {count}", kk: "код блоктары алынбады: {count}")
}

fn markup(count: usize) -> Said {
    say!({ count } en: "pieces of HTML left out: {count}", ru: "фрагменты HTML пропущены: {count}", kk: "HTML бөліктері алынбады: {count}")
}

fn is_number(label: &str) -> bool {
    (1..=4).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// Lines of front matter at most.
const MOST_LINES: usize = 400;

/// The bytes of the YAML before the text, with the lines that fence it; 0 when there is none.
fn front_matter(text: &str) -> usize {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(MOST_LINES).enumerate() {
        let bare = line.trim_end();
        at += line.len();
        match number {
            0 if bare != "---" => return 0,
            // A rule under which prose stands is no fence.
            1 if !bare.contains(':') && !bare.starts_with('#') => return 0,
            0 | 1 => {}
            _ if bare == "---" || bare == "..." => return at,
            _ => {}
        }
    }
    0
}

#[derive(Debug, Default)]
struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    open: Vec<Range<usize>>,
    heading: Option<usize>,
    items: usize,
    /// The number that the next item of each open list has by the rules of Markdown;
    /// `None` of a list without numbers.
    numbers: Vec<Option<u64>>,
    /// The number of an item whose words are still to come.
    number: Option<Range<usize>>,
    /// The block is the words under a picture.
    is_caption: bool,
    note: Option<String>,
    /// Table, row and column, from 1.
    tables: usize,
    row: usize,
    column: usize,
    is_cell: bool,
    /// Blocks and pictures whose words are left out.
    left: usize,
    is_after_break: bool,
    is_citation: bool,
    codes: usize,
    pictures: usize,
    markup: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) | Event::FootnoteReference(_) => self.words(range),
            Event::Code(_) => {
                // Between its marks.
                let code = self.text.get(range.clone()).unwrap_or_default();
                let marks = code.len() - code.trim_start_matches('`').len();
                if marks * 2 < code.len() {
                    self.words(range.start + marks..range.end - marks);
                }
            }
            Event::SoftBreak | Event::HardBreak => self.is_after_break = true,
            Event::Html(_) | Event::InlineHtml(_) => self.markup += 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as usize);
            }
            Tag::List(first) => {
                self.flush();
                self.numbers.push(*first);
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
                self.number = self.number_at(range);
            }
            // `[1]` is a citation, wherever else it leads.
            Tag::Link { link_type: LinkType::Shortcut | LinkType::Collapsed, id, .. }
                if is_number(id) =>
            {
                let end = range.start + id.len() + 2;
                self.words(range.start..end);
                self.left += 1;
                self.is_citation = true;
            }
            // The words of a picture that stands alone are those under it.
            Tag::Image { .. } if self.open.is_empty() && self.left == 0 => {
                self.pictures += 1;
                self.is_caption = true;
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(format!("note {label}"));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.flush();
                self.left += 1;
                self.codes += 1;
            }
            Tag::Image { .. } => {
                self.left += 1;
                self.pictures += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.tables += 1;
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => {
                self.row += 1;
                self.column = 0;
            }
            Tag::TableCell => {
                self.flush();
                self.column += 1;
                self.is_cell = true;
            }
            // Four spaces before a paragraph are an indent of people who do not write code.
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item => {
                self.flush();
                self.number = None;
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.left = 0;
            }
            TagEnd::List(_) => {
                self.numbers.pop();
            }
            TagEnd::Link if self.is_citation => {
                self.is_citation = false;
                self.left = self.left.saturating_sub(1);
            }
            TagEnd::Image if self.is_caption => self.flush(),
            TagEnd::Image => self.left = self.left.saturating_sub(1),
            TagEnd::TableCell => {
                self.flush();
                self.is_cell = false;
            }
            TagEnd::Paragraph => self.flush(),
            _ => {}
        }
    }

    fn words(&mut self, range: Range<usize>) {
        let is_line = std::mem::take(&mut self.is_after_break);
        let Some(words) = self.text.get(range.clone()) else { return };
        if 0 < self.left || words.is_empty() {
            return;
        }
        // An entry of a list of references begins a paragraph, though Markdown says otherwise.
        let line = self.text[range.start..].lines().next().unwrap_or_default();
        if is_line && entry_number(line).is_some() {
            self.flush();
        }
        self.open.extend(self.number.take());
        match self.open.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            // Events go forwards; were one not to, the way back would be lost.
            Some(last) if range.start < last.end => {}
            _ => self.open.push(range),
        }
    }

    /// An item's number as it is written, with the space behind it. A list of nothing
    /// but ones is counted by whoever shows it, and its numbers are left out.
    fn number_at(&mut self, item: Range<usize>) -> Option<Range<usize>> {
        let number = self.numbers.last_mut()?.as_mut()?;
        let counted = *number;
        *number = counted.saturating_add(1);
        let written = self.text.get(item.clone())?;
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let own: u64 = written[..digits].parse().ok()?;
        let after = written[digits..].strip_prefix(['.', ')'])?;
        let gap = after.len() - after.trim_start_matches([' ', '\t']).len();
        (own != 1 || counted <= 1).then_some(item.start..item.start + digits + 1 + gap)
    }

    /// A line that Markdown takes for the aim of links and a reader for an entry.
    fn entry(&mut self, range: Range<usize>) {
        if self.open.is_empty() {
            self.blocks.push(Block { pieces: vec![range], sort: Sort::Reference });
        }
    }

    fn flush(&mut self) {
        self.is_after_break = false;
        let is_caption = std::mem::take(&mut self.is_caption);
        let pieces = std::mem::take(&mut self.open);
        if pieces.is_empty() {
            return;
        }
        let sort = match (&self.note, self.heading) {
            (Some(note), _) => Sort::Note(note.clone()),
            (None, Some(level)) => Sort::Heading(level),
            _ if is_caption => Sort::Caption,
            _ if self.is_cell => Sort::Cell(self.tables, self.row, self.column),
            _ if 0 < self.items => Sort::Item,
            _ => Sort::Body,
        };
        match self.blocks.last_mut() {
            // The paragraphs of one note are read as one.
            Some(last) if last.sort == sort && matches!(sort, Sort::Note(_)) => {
                last.pieces.extend(pieces);
            }
            _ => self.blocks.push(Block { pieces, sort }),
        }
    }
}
