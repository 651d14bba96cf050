//! Scanned pages in PAGE XML, the format of Transkribus, eScriptorium and OCR-D.
//!
//! The format is PRImA's *PAGE page content*, 2013-07-15 to 2019-07-15.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::{Format, Rectangle};

use crate::markup::{Element, Markup, Node};
use crate::refusal::{self, Refusal};
use crate::scan::{Pages, Row, Word};
use crate::weave::{Sort, Taken};

/// A region of a page.
#[derive(Debug, Default)]
struct Region {
    id: String,
    sort: String,
    rows: Vec<Row>,
    /// What the file says of the whole region, for those without lines.
    whole: Option<Said>,
}

/// What stands in a region, a line or a word.
#[derive(Debug, Default)]
struct Said {
    words: String,
    bytes: Range<usize>,
    sure: Option<u8>,
}

/// Reads pages.
///
/// # Errors
///
/// When the file breaks off before its first word.
pub(crate) fn take(text: &str) -> Result<Taken, Refusal> {
    let mut pages = Pages::default();
    let mut regions: Vec<Region> = Vec::new();
    let mut order: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut said: Option<Said> = None;
    let mut sure = None;
    let mut words_of_line: Vec<Word> = Vec::new();
    let mut seen = 0usize;
    let mut markup = Markup::of(text);
    for node in &mut markup {
        match node {
            Node::Start(element) => {
                let name = element.name().to_owned();
                match name.as_str() {
                    "Page" => seen += 1,
                    "RegionRefIndexed" | "RegionRef" => {
                        order.extend(element.attribute("regionRef"))
                    }
                    "TextRegion" => regions.push(Region {
                        id: element.attribute("id").unwrap_or_default(),
                        sort: element.attribute("type").unwrap_or_default(),
                        ..Region::default()
                    }),
                    "TextLine" => {
                        words_of_line.clear();
                        if regions.is_empty() {
                            regions.push(Region::default());
                        }
                        if let Some(region) = regions.last_mut() {
                            region.rows.push(Row::default());
                        }
                    }
                    "Coords" if open.last().is_some_and(|name| name == "TextLine") => {
                        let row = regions.last_mut().and_then(|region| region.rows.last_mut());
                        if let Some(row) = row {
                            row.area = area(&element);
                        }
                    }
                    "TextEquiv" => {
                        let value = element.attribute("conf").and_then(|it| it.parse::<f32>().ok());
                        sure = value.map(|sure| (sure.clamp(0.0, 1.0) * 100.0) as u8);
                    }
                    "Unicode" => {
                        let bytes = element.bytes.end..element.bytes.end;
                        said = Some(Said { words: String::new(), bytes, sure });
                    }
                    "ImageRegion" | "GraphicRegion" | "MapRegion" => pages.pictures += 1,
                    _ => {}
                }
                open.push(name);
            }
            Node::Words(words, bytes) => {
                if let Some(said) = &mut said {
                    said.words.push_str(words);
                    said.bytes.end = bytes.end;
                }
            }
            Node::Entity(words, bytes) => {
                if let Some(said) = &mut said {
                    said.words.push_str(&words);
                    said.bytes.end = bytes.end;
                }
            }
            Node::End => {
                let name = open.pop().unwrap_or_default();
                match name.as_str() {
                    "Unicode" => {
                        let Some(said) = said.take() else { continue };
                        // Unicode stands in TextEquiv, and that in what it is the text of.
                        let of = open.iter().rev().nth(1).map(String::as_str);
                        let Some(region) = regions.last_mut() else { continue };
                        match (of, region.rows.last_mut()) {
                            (Some("Word"), _) => words_of_line.extend(words(&said)),
                            // The first of several readings is the one that is meant.
                            (Some("TextLine"), Some(row)) if row.words.is_empty() => {
                                row.words = words(&said);
                            }
                            (Some("TextRegion"), _) if region.whole.is_none() => {
                                region.whole = Some(said);
                            }
                            _ => {}
                        }
                    }
                    "TextLine" => {
                        let row = regions.last_mut().and_then(|region| region.rows.last_mut());
                        if let Some(row) = row.filter(|row| row.words.is_empty()) {
                            row.words = std::mem::take(&mut words_of_line);
                        }
                    }
                    "Page" => page(&mut pages, seen, &mut regions, &order),
                    _ => {}
                }
            }
        }
    }
    page(&mut pages, seen, &mut regions, &order);
    let is_whole = markup.is_whole;
    if pages.is_empty() {
        return Err(if is_whole { refusal::without_text() } else { refusal::broken() });
    }
    let mut taken = pages.taken(Format::Page);
    if !is_whole {
        taken.doubts.push(crate::docx::breaks_off(""));
    }
    Ok(taken)
}

fn page(pages: &mut Pages, number: usize, regions: &mut Vec<Region>, order: &[String]) {
    if regions.is_empty() {
        return;
    }
    // A file holds one page, and its number is that of the file.
    pages.page(if 1 < number { number.to_string() } else { String::new() });
    let place: BTreeMap<&str, usize> = order.iter().map(String::as_str).zip(0..).collect();
    regions.sort_by_key(|region| place.get(region.id.as_str()).copied().unwrap_or(usize::MAX));
    for region in regions.drain(..) {
        let mut rows = region.rows;
        if rows.iter().all(|row| row.words.is_empty())
            && let Some(whole) = &region.whole
        {
            rows = whole.lines();
        }
        match region.sort.as_str() {
            "header" | "footer" | "page-number" | "catch-word" | "signature-mark" => {
                pages.leave(rows.len());
            }
            "heading" => pages.paragraph(&rows, Sort::Heading(2)),
            "caption" => pages.paragraph(&rows, Sort::Caption),
            "footnote" | "footnote-continued" | "endnote" => {
                pages.paragraph(&rows, Sort::Note(String::new()));
            }
            "TOC-entry" => pages.paragraph(&rows, Sort::Apparatus),
            _ => pages.paragraph(&rows, Sort::Body),
        }
    }
}

impl Said {
    /// The lines of a region that has its words only as a whole.
    fn lines(&self) -> Vec<Row> {
        let line = |line: &str| Row {
            words: words(&Said {
                words: line.to_owned(),
                bytes: self.bytes.clone(),
                sure: self.sure,
            }),
            ..Row::default()
        };
        self.words.lines().map(line).collect()
    }
}

fn words(said: &Said) -> Vec<Word> {
    let words = said.words.split_whitespace();
    words
        .map(|word| Word { text: word.to_owned(), bytes: said.bytes.clone(), sure: said.sure })
        .collect()
}

/// The rectangle around a polygon: `points="1,2 30,2 30,14"`.
fn area(element: &Element<'_>) -> Option<Rectangle> {
    let points = element.attribute("points")?;
    let mut around: Option<Rectangle> = None;
    for point in points.split_whitespace() {
        let (x, y) = point.split_once(',')?;
        let (x, y) = (x.parse::<i32>().ok()?, y.parse::<i32>().ok()?);
        let so_far = around.unwrap_or(Rectangle { left: x, top: y, right: x, bottom: y });
        around = Some(Rectangle {
            left: so_far.left.min(x),
            top: so_far.top.min(y),
            right: so_far.right.max(x),
            bottom: so_far.bottom.max(y),
        });
    }
    around
}
