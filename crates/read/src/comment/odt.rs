//! Comments in OpenDocument texts: OpenDocument 1.2, part 1, 14.1 and 14.2.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::document::{Author, Comment};

use super::{Edge, Insertion, Spot, edges, escaped, in_another_encoding, inserted};
use crate::markup::{Element, Markup, Node, Space};
use crate::package::Package;
use crate::refusal::{self, Refusal};

const CONTENT: &str = "content.xml";

/// The parts that change, with what they shall hold.
///
/// # Errors
///
/// When the text is broken or is not in UTF-8.
pub(super) fn parts(
    package: &mut Package<'_>,
    spots: &[Spot<'_>],
    author: &Author,
) -> Result<BTreeMap<String, String>, Refusal> {
    let text = package.plain_text(CONTENT)?.ok_or_else(in_another_encoding)?;
    Ok(BTreeMap::from([(CONTENT.to_owned(), commented(&text, spots, author)?)]))
}

/// The content with comments in it.
///
/// # Errors
///
/// When it breaks off.
pub(super) fn commented(
    text: &str,
    spots: &[Spot<'_>],
    author: &Author,
) -> Result<String, Refusal> {
    let places: Vec<_> = spots.iter().map(|spot| spot.bytes.clone()).enumerate().collect();
    let edges = edges(&places);
    let mut gaps: BTreeMap<(usize, Edge), Gap> = BTreeMap::new();
    // Elements behind which the marks of an edge wait for their end.
    let mut waiting: Vec<(usize, usize, Edge)> = Vec::new();
    let mut frames: Vec<(Kind, usize)> = Vec::new();
    let mut next = 0usize;
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut markup = Markup::of(text);
    while let Some(node) = markup.next() {
        let is_entity = matches!(node, Node::Entity(..));
        let (bytes, is_words) = match node {
            Node::Start(element) => {
                if element.space == Space::Office && element.name() == "annotation" {
                    taken.extend(element.attribute("name"));
                }
                frames.push((Kind::of(&element), element.bytes.start));
                (element.bytes, false)
            }
            Node::End => {
                frames.pop();
                let end = markup.given().end;
                while let Some((_, spot, edge)) =
                    waiting.pop_if(|(depth, ..)| frames.len() <= *depth)
                {
                    gaps.insert((spot, edge), Gap { at: end, is_exact: false, is_data: false });
                }
                continue;
            }
            Node::Words(_, bytes) | Node::Entity(_, bytes) => (bytes, true),
        };
        while let Some((byte, edge, spot)) = edges.get(next).filter(|(byte, ..)| *byte < bytes.end)
        {
            next += 1;
            if *byte < bytes.start {
                continue;
            }
            let paragraph = frames.iter().position(|(kind, _)| *kind == Kind::Paragraph);
            let from = paragraph.map_or(0, |at| at + 1);
            let other = frames[from..].iter().position(|(kind, _)| *kind != Kind::Container);
            match other.map(|at| at + from) {
                // Marks may stand among letters.
                None => {
                    let at = edge.at(*byte, is_entity.then_some(&bytes));
                    let is_data = is_words && text[..bytes.start].ends_with("<![CDATA[");
                    gaps.insert((*spot, *edge), Gap { at, is_exact: true, is_data });
                }
                Some(at) => {
                    // A space or a tab is an element of its own.
                    let is_exact = !is_words && at + 1 == frames.len();
                    match edge {
                        Edge::Start => {
                            let gap = Gap { at: frames[at].1, is_exact, is_data: false };
                            gaps.insert((*spot, *edge), gap);
                        }
                        Edge::End => {
                            let place = waiting.partition_point(|(depth, ..)| *depth <= at);
                            waiting.insert(place, (at, *spot, *edge));
                        }
                    }
                }
            }
        }
    }
    if !markup.is_whole {
        return Err(refusal::broken());
    }
    let names = (1..).map(|number| format!("derek-{number}"));
    let mut names = names.filter(|name| !taken.contains(name));
    let mut insertions = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        let (Some(start), Some(end)) = (gaps.get(&(at, Edge::Start)), gaps.get(&(at, Edge::End)))
        else {
            continue;
        };
        let name = names.next().unwrap_or_default();
        let is_there = spot.is_exact && start.is_exact;
        let said = said_of(spot.comment, is_there, &name, author);
        insertions.push(start.insertion(2, &said));
        let ended = format!("<office:annotation-end{OFFICE} office:name=\"{name}\"/>");
        insertions.push(end.insertion(1, &ended));
    }
    inserted(text, insertions)
}

/// A place for a mark.
struct Gap {
    at: usize,
    is_exact: bool,
    /// Whether it lies in a section of character data.
    is_data: bool,
}

impl Gap {
    fn insertion(&self, rank: u8, markup: &str) -> Insertion {
        let markup = match self.is_data {
            true => format!("]]>{markup}<![CDATA["),
            false => markup.to_owned(),
        };
        Insertion { at: self.at, rank, markup }
    }
}

/// What an element is to a comment's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    /// An element of a paragraph in which a mark may stand as in the paragraph itself.
    Container,
    Other,
}

impl Kind {
    fn of(element: &Element<'_>) -> Kind {
        match (element.space, element.name()) {
            (Space::Text, "p" | "h") => Kind::Paragraph,
            (Space::Text, "span" | "a" | "meta" | "meta-field") => Kind::Container,
            _ => Kind::Other,
        }
    }
}

const OFFICE: &str = " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"";

/// A comment as the text has it. It declares its own prefixes: those of the text may
/// be others.
fn said_of(comment: &Comment, is_there: bool, name: &str, author: &Author) -> String {
    let instead = Some(&comment.instead).filter(|words| !is_there && !words.is_empty());
    let head = comment.words.first().into_iter();
    let lines = head.chain(instead).chain(comment.words.iter().skip(1));
    let lines: String = lines.map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
    format!(
        "<office:annotation{OFFICE} xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:name=\"{name}\"><dc:creator>{}</dc:creator><dc:date>{}</dc:date><meta:creator-initials>{}</meta:creator-initials>{lines}</office:annotation>",
        escaped(&author.name),
        escaped(author.moment.trim_end_matches('Z')),
        escaped(&author.initials)
    )
}
