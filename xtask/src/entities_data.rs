//! Public texts in which people marked the names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::names_data::hash;

/// A document with the names that were marked in it.
pub struct Marked {
    /// What the parts of a corpus are told by: the same in every run.
    pub key: String,
    pub passages: Vec<Passage>,
}

/// A passage: its text, and the marked names in their order, none within another.
#[derive(Default)]
pub struct Passage {
    pub text: String,
    pub names: Vec<(Range<usize>, String)>,
}

impl Marked {
    /// In which of so many parts of its corpus it is.
    pub fn part(&self, of: u64) -> u64 {
        hash(&self.key) % of
    }
}

/// Where the texts lie, beside the repository; never copied into it.
pub fn folder(root: &Path) -> Result<PathBuf, String> {
    let given = std::env::var_os("DEREK_TEXTS").map(PathBuf::from);
    let beside = ["../shared/data/text", "../../shared/data/text"];
    given
        .into_iter()
        .chain(beside.iter().map(|path| root.join(path)))
        .find(|path| path.join("ner/kaznerd_valid.iob2").is_file())
        .ok_or_else(|| {
            "no folder of texts beside the repository, and DEREK_TEXTS does not name one".to_owned()
        })
}

fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

/// Puts tokens together to a passage and keeps where each name is.
#[derive(Default)]
struct Builder {
    passage: Passage,
    open: Option<(usize, String)>,
    end: usize,
}

impl Builder {
    fn token(&mut self, token: &str, tag: &str, is_joined: bool) {
        if !is_joined && !self.passage.text.is_empty() {
            self.passage.text.push(' ');
        }
        let start = self.passage.text.len();
        let goes_on = match (tag.strip_prefix("I-"), &self.open) {
            (Some(inside), Some((_, open))) => inside == open,
            _ => false,
        };
        if !goes_on {
            self.close();
            if let Some(label) = tag.strip_prefix("B-").or_else(|| tag.strip_prefix("I-")) {
                self.open = Some((start, label.to_owned()));
            }
        }
        self.passage.text.push_str(token);
        self.end = self.passage.text.len();
    }

    fn close(&mut self) {
        if let Some((start, label)) = self.open.take() {
            self.passage.names.push((start..self.end, label));
        }
    }

    fn done(&mut self) -> Passage {
        self.close();
        self.end = 0;
        std::mem::take(&mut self.passage)
    }
}

/// A file of HIPE-2022, a page a document.
pub fn hipe(folder: &Path, name: &str) -> Result<Vec<Marked>, String> {
    let mut documents: Vec<Marked> = Vec::new();
    let mut builder = Builder::default();
    let mut is_joined = false;
    for line in text_of(&folder.join("ner").join(name))?.lines() {
        if let Some(key) = line.strip_prefix("# hipe2022:document_id = ") {
            if let Some(last) = documents.last_mut() {
                last.passages.push(builder.done());
            }
            documents.push(Marked { key: key.to_owned(), passages: Vec::new() });
            is_joined = false;
        } else if !line.starts_with('#') && !line.starts_with("TOKEN") {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [token, tag, .., notes] = cells.as_slice() {
                let tag = match *tag {
                    "B-pers" => "B-person",
                    "I-pers" => "I-person",
                    "B-loc" => "B-place",
                    "I-loc" => "I-place",
                    "B-org" => "B-body",
                    "I-org" => "I-body",
                    other => other,
                };
                builder.token(token, tag, is_joined);
                is_joined = notes.contains("NoSpaceAfter");
            }
        }
    }
    if let Some(last) = documents.last_mut() {
        last.passages.push(builder.done());
    }
    Ok(documents)
}

/// The part of KazNERD, a sentence a document: they stand in no order.
pub fn kaznerd(folder: &Path) -> Result<Vec<Marked>, String> {
    let text = text_of(&folder.join("ner/kaznerd_valid.iob2"))?;
    let mut documents = Vec::new();
    for sentence in text.split("\n\n") {
        let mut builder = Builder::default();
        let (mut key, mut opened, mut opens) = (Vec::new(), false, 0_usize);
        for line in sentence.lines() {
            let Some((token, tag)) = line.split_once(' ') else { continue };
            let tag = match tag.get(2..) {
                Some("PERSON") => format!("{}person", &tag[..2]),
                Some("ORGANISATION") => format!("{}body", &tag[..2]),
                Some("GPE" | "LOCATION" | "FACILITY") => format!("{}place", &tag[..2]),
                _ => "O".to_owned(),
            };
            let closes = matches!(token, "." | "," | "!" | "?" | ":" | ";" | ")" | "»" | "…" | "%")
                || token == "\"" && opens % 2 == 1;
            builder.token(token, &tag, closes || opened);
            opens += usize::from(token == "\"");
            opened = matches!(token, "(" | "«") || token == "\"" && opens % 2 == 1;
            key.push(token);
        }
        if !key.is_empty() {
            documents.push(Marked { key: key.join(" "), passages: vec![builder.done()] });
        }
    }
    Ok(documents)
}

/// The development part of factRuEval-2016.
///
/// A person is the name without what the person does; a body and a place are all
/// their words from the first to the last, the kind of thing included; of two that
/// overlap the longer is kept.
pub fn factrueval(folder: &Path) -> Result<Vec<Marked>, String> {
    let folder = folder.join("ner/factrueval/devset");
    let mut keys: Vec<String> = fs::read_dir(&folder)
        .map_err(|why| format!("{}: {why}", folder.display()))?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".txt").map(str::to_owned))
        .collect();
    keys.sort();
    keys.into_iter()
        .map(|key| {
            let part = |end: &str| text_of(&folder.join(format!("{key}.{end}")));
            let text = part("txt")?;
            let bytes: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let names = marked_spans(&part("spans")?, &part("objects")?, &bytes);
            let mut passages = Vec::new();
            let mut start = 0;
            for line in text.split_inclusive('\n') {
                let end = start + line.len();
                let inside =
                    names.iter().filter(|(range, _)| start <= range.start && range.end <= end);
                let moved = |range: &Range<usize>| range.start - start..range.end - start;
                passages.push(Passage {
                    text: line.to_owned(),
                    names: inside.map(|(range, label)| (moved(range), label.clone())).collect(),
                });
                start = end;
            }
            Ok(Marked { key, passages })
        })
        .collect()
}

fn marked_spans(spans: &str, objects: &str, bytes: &[usize]) -> Vec<(Range<usize>, String)> {
    let cells = |line: &str| -> Vec<String> {
        line.split('#').next().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    };
    let mut parts: BTreeMap<String, Vec<(String, Range<usize>)>> = BTreeMap::new();
    for row in spans.lines().map(cells) {
        if let [id, kind, start, length, ..] = row.as_slice()
            && let (Ok(start), Ok(length)) = (start.parse::<usize>(), length.parse::<usize>())
            && let (Some(from), Some(to)) = (bytes.get(start), bytes.get(start + length))
        {
            parts.entry(id.clone()).or_default().push((kind.clone(), *from..*to));
        }
    }
    let mut names: Vec<(Range<usize>, String)> = Vec::new();
    for row in objects.lines().map(cells) {
        let [_, kind, ids @ ..] = row.as_slice() else { continue };
        let label = match kind.as_str() {
            "Person" => "person",
            "Org" => "body",
            "LocOrg" | "Location" => "place",
            _ => continue,
        };
        let of_person = |kind: &str| matches!(kind, "name" | "surname" | "patronymic" | "nickname");
        let ranges: Vec<&Range<usize>> = ids
            .iter()
            .filter_map(|id| parts.get(id))
            .flatten()
            .filter(|(kind, _)| label != "person" || of_person(kind))
            .map(|(_, range)| range)
            .collect();
        let start = ranges.iter().map(|range| range.start).min();
        let end = ranges.iter().map(|range| range.end).max();
        if let (Some(start), Some(end)) = (start, end) {
            names.push((start..end, label.to_owned()));
        }
    }
    names.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
    let mut kept: Vec<(Range<usize>, String)> = Vec::new();
    for (range, label) in names {
        if !kept.iter().any(|(other, _)| range.start < other.end && other.start < range.end) {
            kept.push((range, label));
        }
    }
    kept.sort_by_key(|(range, _)| range.start);
    kept
}

/// Words of the public-domain novels and histories in a language that stand in small
/// letters at least so many times.
pub fn common_words(folder: &Path, language: &str, fewest: usize) -> Result<Vec<String>, String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let wanted = format!("\"lang\": \"{language}\", \"noise\": 0");
    for line in
        text_of(&folder.join("reuse/docs.jsonl"))?.lines().filter(|line| line.contains(&wanted))
    {
        let text = line.split_once("\"text\": \"").map(|(_, text)| text).unwrap_or_default();
        let text = text.replace("\\n", " ").replace("\\\"", " ");
        for range in derek_text::words(&text) {
            let word = &text[range];
            if word.chars().all(|c| c.is_lowercase()) {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    let kept: BTreeSet<String> =
        counts.into_iter().filter(|(_, count)| fewest <= *count).map(|(word, _)| word).collect();
    Ok(kept.into_iter().collect())
}
