//! Scanned pages in ALTO, the format of libraries and archives.
//!
//! The format is ALTO 2.0 to 4.4 of the Library of Congress.

use std::collections::BTreeMap;

use derek_study::document::{Format, Rectangle};

use crate::markup::{Element, Markup, Node};
use crate::refusal::{self, Refusal};
use crate::scan::{Pages, Row, Word};
use crate::weave::{Sort, Taken};

/// A block of text on a page.
#[derive(Debug, Default)]
struct Block {
    id: String,
    rows: Vec<Row>,
    is_in_margin: bool,
}

/// Reads pages.
///
/// # Errors
///
/// When the file breaks off before its first word.
pub(crate) fn take(text: &str) -> Result<Taken, Refusal> {
    let mut pages = Pages::default();
    let mut blocks: Vec<Block> = Vec::new();
    let mut order: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut is_in_margin = false;
    let mut seen = 0usize;
    let mut label = String::new();
    let mut markup = Markup::of(text);
    for node in &mut markup {
        match node {
            Node::Start(element) => {
                let name = element.name().to_owned();
                match name.as_str() {
                    "Page" => {
                        seen += 1;
                        let printed = element.attribute("PRINTED_IMG_NR");
                        // Some programs count images from 0.
                        let counted = element.attribute("PHYSICAL_IMG_NR").filter(|it| it != "0");
                        let number = printed.or(counted);
                        label = number.filter(|it| !it.is_empty()).unwrap_or(seen.to_string());
                    }
                    "TopMargin" | "BottomMargin" | "LeftMargin" | "RightMargin" => {
                        is_in_margin = true;
                    }
                    "PrintSpace" => is_in_margin = false,
                    "TextBlock" => blocks.push(Block {
                        id: element.attribute("ID").unwrap_or_default(),
                        rows: Vec::new(),
                        is_in_margin,
                    }),
                    "TextLine" => {
                        // A line may stand in no block.
                        if blocks.is_empty() {
                            blocks.push(Block::default());
                        }
                        let row = Row { area: area(&element), ..Row::default() };
                        if let Some(block) = blocks.last_mut() {
                            block.rows.push(row);
                        }
                    }
                    "String" | "HYP" => {
                        let row = blocks.last_mut().and_then(|block| block.rows.last_mut());
                        if let Some(row) = row {
                            word(&element, row);
                        }
                    }
                    "Illustration" | "GraphicalElement" => pages.pictures += 1,
                    "ElementRef" => order.extend(element.attribute("REF")),
                    _ => {}
                }
                open.push(name);
            }
            Node::End => {
                if open.pop().as_deref() == Some("Page") {
                    page(&mut pages, &label, &mut blocks, &order);
                }
            }
            Node::Words(..) | Node::Entity(..) => {}
        }
    }
    page(&mut pages, &label, &mut blocks, &order);
    let is_whole = markup.is_whole;
    if pages.is_empty() {
        return Err(if is_whole { refusal::without_text() } else { refusal::broken() });
    }
    let mut taken = pages.taken(Format::Alto);
    if !is_whole {
        taken.doubts.push(crate::docx::breaks_off(""));
    }
    Ok(taken)
}

fn page(pages: &mut Pages, label: &str, blocks: &mut Vec<Block>, order: &[String]) {
    if blocks.is_empty() {
        return;
    }
    pages.page(label.to_owned());
    // What the file says of the order goes before the order in which blocks are written.
    let place: BTreeMap<&str, usize> = order.iter().map(String::as_str).zip(0..).collect();
    blocks.sort_by_key(|block| place.get(block.id.as_str()).copied().unwrap_or(usize::MAX));
    for block in blocks.drain(..) {
        match block.is_in_margin {
            true => pages.leave(block.rows.len()),
            false => pages.paragraph(&block.rows, Sort::Body),
        }
    }
}

fn word(element: &Element<'_>, row: &mut Row) {
    let content = element.attribute("CONTENT").unwrap_or_default();
    if element.name() == "HYP" {
        row.goes_on = true;
        if let Some(last) = row.words.last_mut() {
            last.text.push_str(if content.is_empty() { "-" } else { &content });
        }
        return;
    }
    let is_first = element.attribute("SUBS_TYPE").is_some_and(|part| part == "HypPart1");
    row.goes_on = is_first;
    if content.is_empty() {
        return;
    }
    // `WC` goes from 0 to 1.
    let sure = element.attribute("WC").and_then(|sure| sure.parse::<f32>().ok());
    row.words.push(Word {
        text: content,
        bytes: element.bytes.clone(),
        sure: sure.map(|sure| (sure.clamp(0.0, 1.0) * 100.0) as u8),
    });
}

/// `HPOS`, `VPOS`, `WIDTH`, `HEIGHT`.
fn area(element: &Element<'_>) -> Option<Rectangle> {
    let number = |name: &str| {
        let value: f64 = element.attribute(name)?.parse().ok()?;
        (value.abs() < 1e8).then_some(value as i32)
    };
    let (left, top) = (number("HPOS")?, number("VPOS")?);
    let (width, height) = (number("WIDTH")?, number("HEIGHT")?);
    Some(Rectangle { left, top, right: left + width, bottom: top + height })
}
