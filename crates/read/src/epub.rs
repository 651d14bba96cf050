//! Electronic books: their chapters in the order in which they are read.
//!
//! The format is EPUB 3.3 (and 2.0.1) of the W3C.

use std::collections::BTreeMap;

use derek_study::document::Format;

use crate::html::{Reader, beside};
use crate::markup::{Markup, Node};
use crate::package::Package;
use crate::refusal::{self, Refusal};
use crate::weave::Taken;

/// Chapters that one book may have.
const MOST_CHAPTERS: usize = 10_000;

/// Reads the text of a package that is a book.
///
/// # Errors
///
/// When it is locked by its seller, broken, or unfolds without end.
pub(crate) fn take(package: &mut Package<'_>) -> Result<Taken, Refusal> {
    let sealed = package.text("META-INF/encryption.xml")?.unwrap_or_default();
    if [".xhtml", ".html", ".htm", ".xml"]
        .iter()
        .any(|ending| sealed.contains(&format!("{ending}\"")))
    {
        return Err(refusal::sealed());
    }
    let container = package.text("META-INF/container.xml")?.unwrap_or_default();
    let root = elements(&container, "rootfile").find_map(|of| of.get("full-path").cloned());
    let root = root.ok_or_else(refusal::broken)?;
    let contents = package.text(&root)?.ok_or_else(refusal::broken)?;
    let items: BTreeMap<String, BTreeMap<String, String>> = elements(&contents, "item")
        .filter_map(|item| Some((item.get("id")?.clone(), item)))
        .collect();
    let mut reader = Reader::default();
    let mut is_read = false;
    for chapter in elements(&contents, "itemref").take(MOST_CHAPTERS) {
        let Some(item) = chapter.get("idref").and_then(|id| items.get(id)) else { continue };
        let is_menu = item.get("properties").is_some_and(|it| it.split(' ').any(|it| it == "nav"));
        let is_page = item.get("media-type").is_some_and(|kind| kind.contains("html"));
        let Some(path) = item.get("href").filter(|_| is_page && !is_menu) else { continue };
        let name = beside(&root, &unquoted(path));
        if let Some(text) = package.text(&name)? {
            reader.read(&name, &text);
            is_read = true;
        }
    }
    match is_read {
        true => Ok(reader.taken(Format::Epub)),
        false => Err(refusal::without_text()),
    }
}

/// The attributes of each element of a name.
fn elements<'t>(
    text: &'t str,
    name: &'t str,
) -> impl Iterator<Item = BTreeMap<String, String>> + 't {
    Markup::of(text).filter_map(move |node| match node {
        Node::Start(element) if element.name() == name => {
            const WANTED: [&str; 6] =
                ["full-path", "id", "href", "media-type", "properties", "idref"];
            let value = |name: &str| Some((name.to_owned(), element.attribute(name)?));
            Some(WANTED.into_iter().filter_map(value).collect())
        }
        _ => None,
    })
}

/// A path with its `%20` read.
fn unquoted(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
