//! XML read piece by piece, each piece with its place: nothing is fetched, and no
//! entity but the five of XML (and those of HTML) stands for anything.

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::escape::{resolve_html5_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// What is found next in a part.
pub(crate) enum Node<'t> {
    /// An element begins; an empty one ends at once, as a [`Node::End`] of its own.
    Start(Element<'t>),
    /// The element that began last ends.
    End,
    /// Words as they lie in the part.
    Words(&'t str, Range<usize>),
    /// A character written as an entity.
    Entity(String, Range<usize>),
}

/// The namespaces that are told apart, in all the spellings of their standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Word's own words: ECMA-376 part 1, transitional and strict.
    Word,
    /// One thing said in two ways: ECMA-376 part 3.
    Alternatives,
    /// Formulas: ECMA-376 part 1.
    Math,
    /// Relations between parts: ECMA-376 part 2.
    Relations,
    /// OpenDocument 1.0 and later, each by the last word of its address.
    Text,
    Table,
    Office,
    Draw,
    Style,
    Dublin,
    Presentation,
    /// Any other.
    Other,
}

impl Space {
    fn of(address: &str) -> Space {
        match address {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Alternatives,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Space::Relations,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Space::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Space::Table,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Space::Office,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Space::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Space::Style,
            "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" => Space::Presentation,
            "http://purl.org/dc/elements/1.1/" => Space::Dublin,
            _ => Space::Other,
        }
    }
}

/// An element's beginning.
pub(crate) struct Element<'t> {
    start: BytesStart<'t>,
    pub space: Space,
    /// Its bytes in the part.
    pub bytes: Range<usize>,
}

impl Element<'_> {
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|one| one.key.local_name().into_inner() == name)?;
        let value = found.value.as_ref();
        Some(unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned()))
    }
}

/// Reads a part from its beginning to its end, or to where it breaks.
pub(crate) struct Markup<'t> {
    text: &'t str,
    /// Bytes of the byte order mark.
    passed: usize,
    reader: NsReader<&'t [u8]>,
    /// An empty element was given; its end comes next.
    ends: bool,
    /// How many elements are open.
    depth: usize,
    /// The bytes of what was given last.
    last: Range<usize>,
    is_over: bool,
    /// Whether the part ended where it should.
    pub is_whole: bool,
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Elements inside one another: office programs write tens.
const DEEPEST: usize = 4_000;

impl<'t> Markup<'t> {
    pub fn of(text: &'t str) -> Markup<'t> {
        // The reader passes over a byte order mark without counting it.
        let passed = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        let reader = NsReader::from_str(&text[passed..]);
        Markup {
            text,
            passed,
            reader,
            ends: false,
            depth: 0,
            last: 0..0,
            is_over: false,
            is_whole: true,
        }
    }

    fn reached(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        read.saturating_add(self.passed).min(self.text.len())
    }

    /// The bytes of what was given last, an end's own tag included; of an empty
    /// element's end, those of the element.
    pub fn given(&self) -> Range<usize> {
        self.last.clone()
    }

    fn stop(&mut self, is_whole: bool) -> Option<Node<'t>> {
        self.is_over = true;
        self.is_whole = is_whole;
        None
    }
}

impl<'t> Iterator for Markup<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if std::mem::take(&mut self.ends) {
            return Some(Node::End);
        }
        while !self.is_over {
            let from = self.reached();
            let Ok((resolved, event)) = self.reader.read_resolved_event() else {
                return self.stop(false);
            };
            let space = match resolved {
                ResolveResult::Bound(space) => Space::of(space.into_inner()),
                _ => Space::Other,
            };
            let bytes = from..self.reached();
            self.last = bytes.clone();
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if DEEPEST < self.depth {
                        return self.stop(false);
                    }
                    return Some(Node::Start(Element { start, space, bytes }));
                }
                Event::Empty(start) => {
                    self.ends = true;
                    return Some(Node::Start(Element { start, space, bytes }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Node::End);
                }
                Event::Text(_) => {
                    if let Some(words) = self.text.get(bytes.clone()).filter(|it| !it.is_empty()) {
                        return Some(Node::Words(words, bytes));
                    }
                }
                Event::CData(_) => {
                    let inner = bytes.start + "<![CDATA[".len()..bytes.end.saturating_sub(3);
                    if let Some(words) = self.text.get(inner.clone()).filter(|it| !it.is_empty()) {
                        return Some(Node::Words(words, inner));
                    }
                }
                Event::GeneralRef(entity) => {
                    let name: &str = &entity;
                    let written = match entity.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        _ => resolve_html5_entity(name)
                            .map_or_else(|| format!("&{name};"), str::to_owned),
                    };
                    return Some(Node::Entity(written, bytes));
                }
                Event::Eof => return self.stop(self.depth == 0),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        None
    }
}
