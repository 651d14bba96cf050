//! The bibliography: what may be cited, as Zotero and its like export it.
//!
//! BibLaTeX, CSL JSON, RIS and the RDF of Zotero are read. A broken entry becomes a doubt, and the
//! others are read all the same.

use std::collections::BTreeMap;
use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, RawBibliography, RawChunk};
use quick_xml::escape::{resolve_html5_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use serde_json::Value as Json;

use crate::doubt::{Doubt, DoubtKind, Doubts};
use crate::marks::single_spaced;
use crate::said::Said;
use crate::say;

/// A work, a document or a page that may be cited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Citation key.
    pub key: String,
    /// What it is, as the bibliography says: `book`, `online`, `article-journal`, `JOUR`.
    pub kind: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// Who wrote it, family name first where the bibliography tells it apart: `Olcott, Martha Brill`.
    pub authors: Vec<String>,
    /// The journal or book it is a part of; empty when it stands alone.
    pub container: String,
    /// Who published it, or whose page it is; empty when not said.
    pub publisher: String,
    /// When it appeared, as written; empty when not said.
    pub date: String,
    /// The pages of its container on which it stands, as written; empty when not said.
    pub pages: String,
    /// Its address; empty when it has none.
    pub url: String,
    /// The day its address was read, as written; empty when not said.
    pub read_on: String,
    /// A remark; empty when there is none.
    pub note: String,
    /// The language it is in, as written; empty when not said.
    pub language: String,
    /// Bytes of the file in which its key stands.
    pub range: Range<usize>,
    /// Path inside the study, with `/`.
    pub file: String,
}

impl Entry {
    /// How to print it, in no language but its own: authors, title, where and
    /// when it appeared, address, and the day it was read in brackets.
    ///
    /// ```
    /// use derek_study::Entry;
    /// let entry = Entry {
    ///     title: "Alash Orda".into(),
    ///     publisher: "Encyclopaedia".into(),
    ///     date: "1998".into(),
    ///     url: "https://example.org/alash".into(),
    ///     read_on: "2026-11-22".into(),
    ///     ..Entry::default()
    /// };
    /// let printed = "Alash Orda. Encyclopaedia, 1998. https://example.org/alash (2026-11-22)";
    /// assert_eq!(entry.reference(), printed);
    /// ```
    pub fn reference(&self) -> String {
        let authors = self.authors.join("; ");
        let appeared = joined(&[&self.publisher, &self.date], ", ");
        let read_on = match self.read_on.is_empty() {
            true => String::new(),
            false => format!("({})", self.read_on),
        };
        let address = joined(&[&self.url, &read_on], " ");
        let mut printed = String::new();
        for part in [&authors, &self.title, &self.container, &appeared, &address] {
            if part.is_empty() {
                continue;
            }
            if !printed.is_empty() {
                let is_ended = printed.ends_with(['.', '?', '!', '…']);
                printed.push_str(if is_ended { " " } else { ". " });
            }
            printed.push_str(part);
        }
        match printed.is_empty() {
            true => self.key.clone(),
            false => printed,
        }
    }
}

/// Reads a bibliography, by the ending of its name: `.bib`, `.json`, `.rdf` or `.ris`.
pub fn parse_bibliography(path: &str, text: &str) -> (Vec<Entry>, Vec<Doubt>) {
    let mut reader = Reader { path, text, entries: Vec::new(), doubts: Doubts::of(path) };
    match path.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
        Some("bib") => reader.biblatex(),
        Some("json") => reader.csl(),
        Some("rdf") => reader.zotero(),
        _ => reader.ris(),
    }
    (reader.entries, reader.doubts.list)
}

struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    entries: Vec<Entry>,
    doubts: Doubts,
}

impl Reader<'_> {
    fn keep(&mut self, entry: Entry) {
        if entry.key.is_empty() {
            self.broken(entry.range, no_key(), give_key());
            return;
        }
        self.entries.push(Entry { file: self.path.to_owned(), ..entry });
    }

    fn broken(&mut self, range: Range<usize>, said: Said, help: Said) {
        self.doubts.add(DoubtKind::BrokenBibliography, range, said, help);
    }

    fn biblatex(&mut self) {
        match RawBibliography::parse(self.text) {
            Ok(raw) => self.biblatex_entries(&raw, 0, &mut BTreeMap::new()),
            Err(_) => self.biblatex_by_entry(),
        }
    }

    /// Reads each entry by itself, because one of them is broken.
    fn biblatex_by_entry(&mut self) {
        let starts: Vec<usize> = line_starts(self.text)
            .filter(|start| self.text[*start..].trim_start_matches([' ', '\t']).starts_with('@'))
            .collect();
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
        let pieces: Vec<Range<usize>> =
            starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
        let mut abbreviations = BTreeMap::new();
        for piece in pieces {
            match RawBibliography::parse(&self.text[piece.clone()]) {
                Ok(raw) => {
                    self.biblatex_entries(&raw, piece.start, &mut abbreviations);
                }
                Err(error) => {
                    let at = (piece.start + error.span.start).min(piece.end);
                    let line_end =
                        self.text[at..piece.end].find('\n').map_or(piece.end, |end| at + end);
                    let range = match self.text[at..line_end].trim().is_empty() {
                        true => first_line(self.text, &piece),
                        false => at..line_end,
                    };
                    let detail = error.kind.to_string();
                    let said = Said::new(
                        format!("this entry of the bibliography cannot be read: {detail}"),
                        "эту запись библиографии нельзя прочесть",
                        "библиографияның бұл жазбасы оқылмайды",
                    );
                    self.broken(range, said, mend_entry());
                }
            }
        }
    }

    fn biblatex_entries(
        &mut self,
        raw: &RawBibliography<'_>,
        from: usize,
        abbreviations: &mut BTreeMap<String, String>,
    ) {
        expand(raw, abbreviations);
        for raw in &raw.entries {
            let raw = &raw.v;
            let range = from + raw.key.span.start..from + raw.key.span.end;
            let mut fields: BTreeMap<String, String> = BTreeMap::new();
            for pair in &raw.fields {
                let tex: String =
                    pair.value.v.iter().map(|chunk| expanded(&chunk.v, abbreviations)).collect();
                fields.entry(pair.key.v.to_lowercase()).or_insert(tex);
            }
            let first = |names: &[&str]| {
                names
                    .iter()
                    .filter_map(|name| fields.get(*name))
                    .map(|tex| plain(tex))
                    .find(|s| !s.is_empty())
            };
            let get = |names: &[&str]| first(names).unwrap_or_default();
            let authors = ["author", "editor"]
                .iter()
                .find_map(|name| fields.get(*name))
                .map(|tex| people(tex))
                .unwrap_or_default();
            let title = joined(&[&get(&["title"]), &get(&["subtitle"])], ": ");
            let publisher = get(&["publisher", "institution", "organization", "school"]);
            let place = get(&["location", "address"]);
            let date = match first(&["date"]) {
                Some(date) => date,
                None => joined(&[&get(&["year"]), &month(&get(&["month"]))], "-"),
            };
            let note = get(&["note", "annotation", "annote", "addendum"]);
            self.keep(Entry {
                key: raw.key.v.to_owned(),
                kind: raw.kind.v.to_lowercase(),
                title,
                authors,
                container: get(&["journaltitle", "journal", "booktitle", "maintitle"]),
                publisher: joined(&[&place, &publisher], ": "),
                date,
                pages: get(&["pages"]),
                url: fields.get("url").map(|tex| address(tex)).unwrap_or_default(),
                read_on: get(&["urldate"]),
                note,
                language: get(&["langid", "language"]),
                range,
                file: String::new(),
            });
        }
    }

    fn csl(&mut self) {
        let items = json_items(self.text);
        if items.is_empty()
            && !self
                .text
                .trim_matches(|c: char| {
                    c.is_whitespace() || c == '\u{feff}' || c == '[' || c == ']'
                })
                .is_empty()
        {
            let said = say!(
                en: "this is not a list of entries in CSL JSON",
                ru: "это не список записей в формате CSL JSON",
                kk: "бұл CSL JSON пішіміндегі жазбалар тізімі емес",
            );
            self.broken(0..0, said, mend_entry());
        }
        for range in items {
            match serde_json::from_str::<Json>(&self.text[range.clone()]) {
                Ok(item) => self.csl_entry(&item, range),
                Err(error) => {
                    let said = Said::new(
                        format!("this entry of the bibliography cannot be read: {error}"),
                        "эту запись библиографии нельзя прочесть",
                        "библиографияның бұл жазбасы оқылмайды",
                    );
                    self.broken(first_line(self.text, &range), said, mend_entry());
                }
            }
        }
    }

    fn csl_entry(&mut self, item: &Json, range: Range<usize>) {
        let get = |names: &[&str]| {
            names
                .iter()
                .map(|name| json_text(&item[*name]))
                .find(|s| !s.is_empty())
                .unwrap_or_default()
        };
        let key = get(&["id", "citation-key"]);
        let authors = ["author", "editor"]
            .iter()
            .find_map(|name| item[*name].as_array())
            .map(|people| people.iter().map(csl_person).filter(|name| !name.is_empty()).collect())
            .unwrap_or_default();
        let range = key_in_json(self.text, &range, &key);
        self.keep(Entry {
            kind: get(&["type"]),
            title: get(&["title"]),
            authors,
            container: get(&["container-title"]),
            publisher: joined(&[&get(&["publisher-place"]), &get(&["publisher"])], ": "),
            date: csl_date(&item["issued"]),
            pages: get(&["page"]),
            url: get(&["URL"]),
            read_on: csl_date(&item["accessed"]),
            note: get(&["note", "annote"]),
            language: get(&["language"]),
            key,
            range,
            file: String::new(),
        });
    }

    fn ris(&mut self) {
        let text = self.text;
        let mut entry: Option<Entry> = None;
        let mut place = String::new();
        for start in line_starts(text) {
            let line = text[start..].lines().next().unwrap_or_default();
            let line = line.trim_start_matches('\u{feff}');
            let Some((tag, value)) = ris_line(line) else {
                self.ris_continued(line, start, entry.as_mut());
                continue;
            };
            let line_end = text[start..].find(['\r', '\n']).map_or(text.len(), |end| start + end);
            let value_at = text[..line_end].trim_end().len().saturating_sub(value.len());
            let said = single_spaced(value);
            if tag == "TY" {
                self.ris_unended(entry.take());
                place.clear();
                entry = Some(Entry {
                    kind: said,
                    range: start..start + line.len(),
                    ..Entry::default()
                });
                continue;
            }
            let Some(open) = entry.as_mut() else {
                let said = say!(
                    en: "this line stands outside any entry",
                    ru: "эта строка стоит вне записей",
                    kk: "бұл жол ешбір жазбаға кірмейді",
                );
                self.broken(start..start + line.len(), said, mend_entry());
                continue;
            };
            match tag {
                "ID" => {
                    open.range = value_at..value_at + value.len();
                    open.key = said;
                }
                "AU" | "A1" => open.authors.push(said),
                "TI" | "T1" if open.title.is_empty() => open.title = said,
                "T2" | "JO" | "JF" | "BT" if open.container.is_empty() => open.container = said,
                "PB" => open.publisher = said,
                "CY" => place = said,
                "DA" => open.date = ris_date(&said),
                "PY" | "Y1" if open.date.is_empty() => open.date = ris_date(&said),
                "UR" | "L2" if open.url.is_empty() => open.url = said,
                "Y2" => open.read_on = ris_date(&said),
                "SP" => open.pages = joined(&[&said, &open.pages], "-"),
                "EP" => open.pages = joined(&[&open.pages, &said], "-"),
                "N1" => open.note = joined(&[&open.note, &said], " "),
                "LA" => open.language = said,
                "ER" => {
                    open.publisher = joined(&[&place, &open.publisher], ": ");
                    if let Some(done) = entry.take() {
                        self.keep(done);
                    }
                }
                _ => {}
            }
        }
        self.ris_unended(entry.take());
    }

    /// Zotero's own format: each child of the root that says its type is an entry.
    fn zotero(&mut self) {
        let (elements, broken_at) = elements_of(self.text);
        if let Some(at) = broken_at {
            let said = say!(
                en: "the file breaks off here, or is no RDF; what stands before it was read",
                ru: "здесь файл обрывается, или это не RDF; прочитано то, что стоит выше",
                kk: "файл осы жерде үзіледі не бұл RDF емес; оған дейінгісі оқылды",
            );
            self.broken(at..at, said, mend_entry());
        }
        let root = elements.into_iter().find(|one| one.name == "RDF").unwrap_or_default();
        let by_address: BTreeMap<&str, &Xml> =
            root.children.iter().map(|one| (one.about.as_str(), one)).collect();
        for item in &root.children {
            let kind = item.said("itemType");
            if kind.is_empty() || matches!(kind.as_str(), "attachment" | "note" | "annotation") {
                continue;
            }
            let entry = zotero_entry(item, kind, &by_address);
            let within = self.text.get(item.range.start..item.end).unwrap_or_default();
            let range = match within.find(&entry.key).filter(|_| !entry.key.is_empty()) {
                Some(at) => item.range.start + at..item.range.start + at + entry.key.len(),
                None => item.range.clone(),
            };
            self.keep(Entry { range, ..entry });
        }
    }

    /// A line without a tag goes on with a note, or is out of place.
    fn ris_continued(&mut self, line: &str, start: usize, entry: Option<&mut Entry>) {
        match entry {
            _ if line.trim().is_empty() => {}
            Some(entry) if !entry.note.is_empty() => {
                entry.note.push(' ');
                entry.note.push_str(&single_spaced(line));
            }
            Some(_) => {}
            None => {
                let said = say!(
                    en: "this line is not of the RIS format",
                    ru: "эта строка не в формате RIS",
                    kk: "бұл жол RIS пішімінде емес",
                );
                self.broken(start..start + line.len(), said, mend_entry());
            }
        }
    }

    fn ris_unended(&mut self, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        let said = say!(
            en: "this entry is not ended by a line `ER  -`",
            ru: "эта запись не закончена строкой `ER  -`",
            kk: "бұл жазба `ER  -` жолымен аяқталмаған",
        );
        self.broken(entry.range.clone(), said, mend_entry());
        self.keep(entry);
    }
}

fn zotero_entry(item: &Xml, kind: String, by_address: &BTreeMap<&str, &Xml>) -> Entry {
    let remarks = item.said("description");
    // Better BibTeX keeps a key among the remarks when Zotero has no place for it.
    let in_remarks = remarks.lines().find_map(|line| {
        let (name, key) = line.split_once(':')?;
        let is_key = ["citation key", "bibtex"].contains(&name.trim().to_lowercase().as_str());
        is_key.then(|| key.trim().to_owned())
    });
    let keys = [item.said("citationKey"), in_remarks.unwrap_or_default()];
    let key = keys.into_iter().find(|key| !key.is_empty());
    let key = key.unwrap_or_else(|| item.about.trim_start_matches('#').to_owned());
    let roles = ["authors", "editors"].iter().filter_map(|role| item.child(role));
    let others = item.children.iter().filter(|one| one.child("Seq").is_some());
    let people = roles.chain(others).map(Xml::people).find(|people| !people.is_empty());
    let parts = item.children.iter().filter(|one| one.name == "isPartOf");
    let containers = parts.flat_map(|part| {
        let named = by_address.get(part.resource.as_str()).copied();
        part.children.iter().chain(named.filter(|_| !part.resource.is_empty()))
    });
    // A series is no journal.
    let containers: Vec<&Xml> = containers.filter(|one| one.name != "Series").collect();
    let container = containers.iter().map(|one| one.said("title")).find(|title| !title.is_empty());
    let house = item.child("publisher");
    let publisher = house.and_then(|it| it.child("Organization"));
    let place = publisher.and_then(|it| it.child("adr")?.child("Address"));
    let name = publisher.map(|it| it.said("name")).unwrap_or_default();
    let plain = house.map(|house| single_spaced(&house.text)).unwrap_or_default();
    let address = item.children.iter().filter(|one| one.name == "identifier");
    let mut address = address.filter_map(|one| Some(one.child("URI")?.said("value")));
    let archive = joined(&[&item.said("archive"), &item.said("coverage")], ", ");
    let note = joined(&[&archive, &single_spaced(&remarks)], ". ");
    Entry {
        key,
        kind,
        title: single_spaced(&item.said("title")),
        authors: people.unwrap_or_default(),
        container: container.unwrap_or_default(),
        publisher: joined(
            &[
                &place.map(|it| it.said("locality")).unwrap_or_default(),
                if name.is_empty() { &plain } else { &name },
            ],
            ": ",
        ),
        date: item.said("date"),
        pages: item.said("pages"),
        url: address.next().unwrap_or_default(),
        read_on: item.said("dateSubmitted").split([' ', 'T']).next().unwrap_or_default().to_owned(),
        note,
        language: item.said("language"),
        range: item.range.clone(),
        file: String::new(),
    }
}

/// An element of XML with what stands in it. Names are without their prefixes.
#[derive(Debug, Default)]
struct Xml {
    name: String,
    /// Its own address, and the address of another that it stands for.
    about: String,
    resource: String,
    text: String,
    children: Vec<Xml>,
    /// Bytes of its start tag.
    range: Range<usize>,
    /// Where its end tag ends.
    end: usize,
}

impl Xml {
    fn child(&self, name: &str) -> Option<&Xml> {
        self.children.iter().find(|one| one.name == name)
    }

    /// The words of the first child of a name, without white space around them.
    fn said(&self, name: &str) -> String {
        self.child(name).map(|one| one.text.trim().to_owned()).unwrap_or_default()
    }

    /// The people of a sequence, family name first.
    fn people(&self) -> Vec<String> {
        let of = |one: &Xml| -> Option<String> {
            let person = one.children.first()?;
            let given = person.child("givenName").or_else(|| person.child("givenname"));
            let given = given.map(|one| single_spaced(&one.text)).unwrap_or_default();
            let family = [person.said("surname"), person.said("name")];
            let family = family.into_iter().find(|name| !name.is_empty())?;
            Some(joined(&[&single_spaced(&family), &given], ", "))
        };
        self.child("Seq")
            .map(|all| all.children.iter().filter_map(of).collect())
            .unwrap_or_default()
    }
}

/// Elements inside one another that an entry may have.
const DEEPEST_ELEMENT: usize = 64;

/// The outermost elements of an XML file, and the byte at which it breaks off; `None`
/// when it does not. Entities stand for nothing but XML's own five.
fn elements_of(text: &str) -> (Vec<Xml>, Option<usize>) {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = quick_xml::Reader::from_str(&text[mark..]);
    let mut open: Vec<Xml> = vec![Xml::default()];
    let at = |reader: &quick_xml::Reader<&[u8]>| {
        let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let mut at = read.saturating_add(mark).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let close = |open: &mut Vec<Xml>, end: usize| {
        if 1 < open.len()
            && let (Some(done), Some(around)) = (open.pop(), open.last_mut())
        {
            around.children.push(Xml { end, ..done });
        }
    };
    let broken_at = loop {
        let from = at(&reader);
        let Ok(event) = reader.read_event() else { break Some(from) };
        match event {
            Event::Start(start) => {
                if DEEPEST_ELEMENT < open.len() {
                    break Some(from);
                }
                open.push(xml(&start, from..at(&reader)));
            }
            Event::Empty(start) => {
                open.push(xml(&start, from..at(&reader)));
                close(&mut open, at(&reader));
            }
            Event::End(_) => close(&mut open, at(&reader)),
            Event::Text(_) | Event::CData(_) => {
                let words = text.get(from..at(&reader)).unwrap_or_default();
                let words = words.strip_prefix("<![CDATA[").unwrap_or(words);
                let words = words.strip_suffix("]]>").unwrap_or(words);
                if let Some(last) = open.last_mut() {
                    last.text.push_str(words);
                }
            }
            Event::GeneralRef(entity) => {
                let written = match entity.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => resolve_html5_entity(&entity)
                        .map_or_else(|| format!("&{};", &*entity), str::to_owned),
                };
                if let Some(last) = open.last_mut() {
                    last.text.push_str(&written);
                }
            }
            Event::Eof => break (1 < open.len()).then_some(text.len()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    };
    while 1 < open.len() {
        close(&mut open, text.len());
    }
    let found = open.pop().map(|root| root.children).unwrap_or_default();
    let is_rdf = found.iter().any(|one| one.name == "RDF") || text.trim().is_empty();
    (found, broken_at.or((!is_rdf).then_some(0)))
}

fn xml(start: &BytesStart<'_>, range: Range<usize>) -> Xml {
    let value = |name: &str| {
        let mut attributes = start.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|one| one.key.local_name().into_inner() == name);
        let value = found.map(|one| one.value.into_owned()).unwrap_or_default();
        unescape(&value).map_or_else(|_| value.clone(), |read| read.into_owned())
    };
    Xml {
        name: start.local_name().into_inner().to_owned(),
        about: value("about"),
        resource: value("resource"),
        range,
        ..Xml::default()
    }
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start
    })
}

/// The first line of some bytes that says anything.
fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start().len());
    let line = piece.trim_start().lines().next().unwrap_or_default().trim_end();
    start..start + line.len()
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(between)
}

/// Learns what the abbreviations (`@string`) of a file stand for.
fn expand(raw: &RawBibliography<'_>, known: &mut BTreeMap<String, String>) {
    for pair in &raw.abbreviations {
        let tex: String = pair.value.v.iter().map(|chunk| expanded(&chunk.v, known)).collect();
        // An abbreviation may be made of others; not of ever longer ones.
        if tex.len() < 10_000 {
            known.insert(pair.key.v.to_lowercase(), tex);
        }
    }
}

fn expanded(chunk: &RawChunk<'_>, abbreviations: &BTreeMap<String, String>) -> String {
    match chunk {
        RawChunk::Normal(tex) => (*tex).to_owned(),
        RawChunk::Abbreviation(name) => {
            abbreviations.get(&name.to_lowercase()).cloned().unwrap_or_else(|| (*name).to_owned())
        }
    }
}

/// The words that some TeX prints.
fn plain(tex: &str) -> String {
    let is_tex = tex.contains(['\\', '{', '}', '$', '~']) || tex.contains("--");
    if !is_tex {
        return single_spaced(tex);
    }
    if depth(tex) <= 32
        && let Some(words) = printed(tex)
    {
        return single_spaced(&words);
    }
    single_spaced(&tex.replace(['{', '}'], ""))
}

/// Prints TeX by way of an entry that holds nothing else.
fn printed(tex: &str) -> Option<String> {
    let source = format!("@misc{{key, title = {{{tex}}}}}");
    let raw = RawBibliography::parse(&source).ok()?;
    let bibliography = Bibliography::from_raw(raw).ok()?;
    let chunks = bibliography.get("key")?.get("title")?;
    Some(chunks.format_verbatim().replace(['~', '\u{a0}'], " "))
}

/// An address as it is, without the backslashes that some programs write into it.
fn address(tex: &str) -> String {
    let tex = tex.trim();
    let tex = tex.strip_prefix("\\url{").and_then(|tex| tex.strip_suffix('}')).unwrap_or(tex);
    tex.replace("\\", "")
}

/// How deep braces stand inside one another.
fn depth(tex: &str) -> usize {
    let mut depth = 0usize;
    let mut deepest = 0;
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The people of an `author` field: divided by `and`, except inside braces.
fn people(tex: &str) -> Vec<String> {
    let mut people = Vec::new();
    let mut depth = 0usize;
    let mut current: Vec<&str> = Vec::new();
    for word in tex.split_whitespace() {
        if word == "and" && depth == 0 {
            people.push(current.join(" "));
            current.clear();
            continue;
        }
        for byte in word.bytes() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        current.push(word);
    }
    people.push(current.join(" "));
    people.iter().map(|tex| person(tex)).filter(|name| !name.is_empty()).collect()
}

/// One person, also in BibLaTeX's long form `family=…, given=…`.
fn person(tex: &str) -> String {
    let words = plain(tex);
    let part = |name: &str| {
        words.split(',').find_map(|part| {
            Some(part.split_once('=').filter(|(key, _)| key.trim() == name)?.1.trim())
        })
    };
    match (part("family"), part("given")) {
        (Some(family), Some(given)) => format!("{family}, {given}"),
        (Some(family), None) => family.to_owned(),
        (None, _) => words,
    }
}

/// A month's number, when it is given by its English abbreviation.
fn month(written: &str) -> String {
    let names =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = written.to_lowercase();
    match names.iter().position(|name| lower.starts_with(name)) {
        Some(at) => format!("{:02}", at + 1),
        None if lower.len() == 1 => format!("0{lower}"),
        None => lower,
    }
}

/// The bytes of each object of a JSON list, broken or not; a lone object is a list of one.
fn json_items(text: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut depth, mut start, mut in_string, mut escaped) = (0usize, 0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && start < at {
                    items.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    if 0 < depth {
        items.push(start..text.len());
    }
    items
}

fn json_text(json: &Json) -> String {
    match json {
        Json::String(text) => single_spaced(text),
        Json::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn csl_person(json: &Json) -> String {
    let family =
        joined(&[&json_text(&json["non-dropping-particle"]), &json_text(&json["family"])], " ");
    let literal = json_text(&json["literal"]);
    match literal.is_empty() {
        true => joined(&[&family, &json_text(&json["given"])], ", "),
        false => literal,
    }
}

/// A CSL date: as written when it is written, else its parts as `1917-12-13`, two dates with `/`.
fn csl_date(json: &Json) -> String {
    for written in ["literal", "raw"] {
        let written = json_text(&json[written]);
        if !written.is_empty() {
            return written;
        }
    }
    let dates = json["date-parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    let dates: Vec<String> = dates.iter().map(csl_parts).filter(|date| !date.is_empty()).collect();
    dates.join("/")
}

fn csl_parts(json: &Json) -> String {
    let parts = json.as_array().map(Vec::as_slice).unwrap_or_default();
    let parts: Vec<String> = parts
        .iter()
        .map(json_text)
        .filter(|part| !part.is_empty())
        .map(|part| if part.len() == 1 { format!("0{part}") } else { part })
        .collect();
    parts.join("-")
}

/// Where the key of a CSL entry stands; the entry's first byte when it cannot be found.
fn key_in_json(text: &str, item: &Range<usize>, key: &str) -> Range<usize> {
    let entry = &text[item.clone()];
    let find = |name: &str| {
        let name_at = entry.find(name)?;
        let after = name_at + name.len();
        let at = after + entry[after..].find(key)?;
        Some(item.start + at..item.start + at + key.len())
    };
    match key.is_empty() {
        true => first_line(text, item),
        false => find("\"id\"")
            .or_else(|| find("\"citation-key\""))
            .unwrap_or(item.start..item.start + 1),
    }
}

/// A line of RIS: a tag of two signs, two spaces, a dash, a space, the value.
fn ris_line(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let rest = line.get(2..)?.trim_start_matches(' ').strip_prefix('-')?;
    Some((tag, rest.trim())).filter(|_| is_tag)
}

/// `1917/12/13/` as `1917-12-13`; anything else as written.
fn ris_date(written: &str) -> String {
    let parts: Vec<&str> = written.split('/').filter(|part| !part.is_empty()).collect();
    let is_date = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match is_date {
        true => parts.join("-"),
        false => written.to_owned(),
    }
}

fn no_key() -> Said {
    say!(
        en: "this entry has no key to cite it by",
        ru: "у этой записи нет ключа для ссылок",
        kk: "бұл жазбаның сілтеме беретін кілті жоқ",
    )
}

fn give_key() -> Said {
    say!(
        en: "give it a key: after the brace in BibLaTeX, `id` in CSL JSON, a line `ID  - key` in RIS",
        ru: "дайте ей ключ: после скобки в BibLaTeX, `id` в CSL JSON, строка `ID  - ключ` в RIS",
        kk: "оған кілт беріңіз: BibLaTeX-те жақшадан кейін, CSL JSON-да `id`, RIS-те `ID  - кілт` жолы",
    )
}

fn mend_entry() -> Said {
    say!(
        en: "export the bibliography anew, or mend this place: the other entries were read",
        ru: "экспортируйте библиографию заново или исправьте это место: остальные записи прочитаны",
        kk: "библиографияны қайта экспорттаңыз немесе осы жерін түзетіңіз: қалған жазбалар оқылды",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(path: &str, text: &str) -> Vec<Entry> {
        let (entries, doubts) = parse_bibliography(path, text);
        assert_eq!(doubts, [], "{text}");
        for entry in &entries {
            assert_eq!(&text[entry.range.clone()], entry.key);
        }
        entries
    }

    /// Reads one file, and shows each entry as `key: how it is printed`.
    fn check(path: &str, text: &str, expected: &[&str]) {
        let shown: Vec<String> = read(path, text)
            .iter()
            .map(|entry| format!("{}: {}", entry.key, entry.reference()))
            .collect();
        assert_eq!(shown, expected);
    }

    const BIB: &str = "bibliography.bib";
    const CSL: &str = "bibliography.json";
    const RIS: &str = "bibliography.ris";

    #[test]
    fn a_book_in_biblatex() {
        check(
            BIB,
            "% mine\n@book{olcott, author = {Olcott, Martha Brill}, title = {The {Kazakhs}},\n  \
             location = {Stanford}, publisher = \"Hoover\", date = {1995}, langid = {english}}\n",
            &["olcott: Olcott, Martha Brill. The Kazakhs. Stanford: Hoover, 1995"],
        );
    }

    #[test]
    fn a_page_of_the_web() {
        check(
            BIB,
            "@online{alash-orda,\n  organization = {Encyclopaedia},\n  title = {Alash Orda},\n  \
             url = {https://example.org/a_b%20c},\n  urldate = {2026-11-22},\n}\n",
            &["alash-orda: Alash Orda. Encyclopaedia. https://example.org/a_b%20c (2026-11-22)"],
        );
    }

    #[test]
    fn several_authors_and_tex() {
        check(
            BIB,
            "@string{vi = \"Voprosy\" # \" istorii\"}\n@article{a, author = {M{\\\"u}ller, Jan and {Alash and Co} \
             and Аманжолова, Д. А.}, title = {Party -- State \\& People?}, journal = vi, year = 1994, month = mar}",
            &[
                "a: Müller, Jan; Alash and Co; Аманжолова, Д. А. Party – State & People? Voprosy istorii. 1994-03",
            ],
        );
    }

    #[test]
    fn a_broken_entry_costs_itself() {
        let text = "@book{a, title = {A}}\n@book{b title = {B}}\n@book{c, title = {C}\n@book{d, title = {D}}\n";
        let (entries, doubts) = parse_bibliography(BIB, text);
        let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["a", "d"]);
        let places: Vec<&str> = doubts.iter().map(|doubt| &text[doubt.range.clone()]).collect();
        assert_eq!(places, ["title = {B}}", "@book{c, title = {C}"]);
    }

    #[test]
    fn csl_json() {
        check(
            CSL,
            r#"[{"id": "olcott", "type": "book", "title": "The Kazakhs", "publisher": "Hoover",
                "author": [{"family": "Olcott", "given": "Martha Brill"}, {"literal": "Alash"}],
                "issued": {"date-parts": [[1995, 3, 9]]}},
               {"id": "b", "URL": "https://example.org", "accessed": {"date-parts": [["2026", "11", "22"]]},
                "title": "}{", "issued": {"date-parts": [[1917], [1920]]}}]"#,
            &[
                "olcott: Olcott, Martha Brill; Alash. The Kazakhs. Hoover, 1995-03-09",
                "b: }{. 1917/1920. https://example.org (2026-11-22)",
            ],
        );
    }

    #[test]
    fn a_broken_entry_of_csl_json() {
        let text =
            "[{\"id\": \"a\", \"title\": \"A\"}, {\"id\": b}, {\"id\": \"c\"}, {\"title\": \"D\"}]";
        let (entries, doubts) = parse_bibliography(CSL, text);
        assert_eq!(entries.len(), 2);
        assert_eq!(doubts.len(), 2);
        assert_eq!(&text[doubts[0].range.clone()], "{\"id\": b}");
        assert_eq!(parse_bibliography(CSL, "words").1.len(), 1);
        assert_eq!(parse_bibliography(CSL, " [] ").1.len(), 0);
    }

    #[test]
    fn ris() {
        check(
            RIS,
            "\u{feff}TY  - JOUR\r\nID  - amanzholova\r\nAU  - Аманжолова, Д. А.\r\nTI  - Партия Алаш\r\n\
             JO  - Вопросы истории\r\nPY  - 1994///\r\nUR  - https://example.org\r\nY2  - 2026/11/22/\r\nER  - \r\n\r\n",
            &[
                "amanzholova: Аманжолова, Д. А. Партия Алаш. Вопросы истории. 1994. https://example.org (2026-11-22)",
            ],
        );
    }

    /// The shape in which Zotero 5 to 7 exports: containers inside the entry, or named by
    /// their address; attachments and notes beside it.
    #[test]
    fn rdf_of_zotero() {
        let spaces = r##"xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:vcard="http://nwalsh.com/rdf/vCard#""##;
        let person = |family: &str, given: &str| {
            format!(
                "<rdf:li><foaf:Person><foaf:surname>{family}</foaf:surname><foaf:givenName>{given}</foaf:givenName></foaf:Person></rdf:li>"
            )
        };
        let text = format!(
            r##"<rdf:RDF {spaces}>
<bib:Book rdf:about="urn:isbn:5-94"><z:itemType>book</z:itemType>
<dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Москва</vcard:locality></vcard:Address></vcard:adr><foaf:name>Наука</foaf:name></foaf:Organization></dc:publisher>
<bib:authors><rdf:Seq>{}{}</rdf:Seq></bib:authors>
<dc:identifier><dcterms:URI><rdf:value>https://example.org/?a=1&amp;b=2</rdf:value></dcterms:URI></dc:identifier>
<dc:date>2010</dc:date><dcterms:dateSubmitted>2021-04-29 09:40:40</dcterms:dateSubmitted><dc:description>Citation Key: alash2010
tome 2</dc:description><dc:title>Алаш &amp; Россия</dc:title></bib:Book>
<bib:Article rdf:about="#item_7"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/><z:citationKey>k7</z:citationKey><dc:title>B</dc:title></bib:Article>
<bib:Journal rdf:about="urn:issn:1"><dc:title>Вопросы истории</dc:title></bib:Journal>
<rdf:Description rdf:about="#item_9"><z:itemType>manuscript</z:itemType><dc:title>C</dc:title><z:archive>АП РК</z:archive></rdf:Description>
<z:Attachment rdf:about="#item_8"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
<bib:Memo rdf:about="#item_10"><rdf:value>note</rdf:value></bib:Memo>
</rdf:RDF>"##,
            person("Аманжолова", "Д. А."),
            person("Olcott", "Martha"),
        );
        check(
            "bibliography.rdf",
            &text,
            &[
                "alash2010: Аманжолова, Д. А.; Olcott, Martha. Алаш & Россия. Москва: Наука, 2010. https://example.org/?a=1&b=2 (2021-04-29)",
                "k7: B. Вопросы истории",
                "item_9: C",
            ],
        );
        assert_eq!(read("bibliography.rdf", &text)[2].note, "АП РК");
    }

    #[test]
    fn rdf_that_breaks_off() {
        let text = "<rdf:RDF><bib:Book rdf:about=\"#a\"><z:itemType>book</z:itemType><dc:title>A";
        let (entries, doubts) = parse_bibliography("bibliography.rdf", text);
        assert_eq!((entries.len(), doubts.len()), (1, 1));
        assert_eq!(parse_bibliography("bibliography.rdf", "words").1.len(), 1);
        assert_eq!(parse_bibliography("bibliography.rdf", "").1.len(), 0);
        let deep = "<a>".repeat(100_000);
        assert_eq!(parse_bibliography("bibliography.rdf", &deep).1.len(), 1);
        let laughs = "<!DOCTYPE x [<!ENTITY l \"ha\">]><RDF><Book about=\"b\"><itemType>book</itemType><title>&l;</title></Book></RDF>";
        assert_eq!(parse_bibliography("bibliography.rdf", laughs).0[0].title, "&l;");
    }

    #[test]
    fn an_address_is_taken_as_it_is() {
        let entries = read(BIB, "@online{a, url = {https://example.org/~me/a--b\\_c%20d}}\n");
        assert_eq!(entries[0].url, "https://example.org/~me/a--b_c%20d");
    }

    #[test]
    fn a_key_that_looks_like_its_tag() {
        let text = "TY  - JOUR\nID  -  I \nER  - \n";
        assert_eq!(read(RIS, text)[0].range, 18..19);
    }

    #[test]
    fn ris_without_a_key_or_an_end() {
        let text = "words\nTY  - BOOK\nTI  - A\nER  - \nTY  - BOOK\nID  - b\n";
        let (entries, doubts) = parse_bibliography(RIS, text);
        assert_eq!(entries.len(), 1);
        let places: Vec<&str> = doubts.iter().map(|doubt| &text[doubt.range.clone()]).collect();
        assert_eq!(places, ["words", "TY  - BOOK", "b"]);
    }

    #[test]
    fn an_entry_with_nothing_to_print_is_its_key() {
        check(BIB, "@misc{a,}", &["a: a"]);
    }

    #[test]
    fn abbreviations_and_braces_do_not_run_away() {
        let doubling =
            "@string{a = {xxxxxxxxxx}}\n".to_owned() + &"@string{a = a # a # a}\n".repeat(200);
        assert!(
            parse_bibliography(BIB, &(doubling + "@misc{k, title = a}")).0[0].title.len() < 10_001
        );
        assert_eq!(
            parse_bibliography(BIB, "@string{a = a}@misc{k, title = a, crossref = {k}}").0.len(),
            1
        );
        for deep in ["{", "\\x{"] {
            let title = deep.repeat(100_000) + &"}".repeat(100_000);
            let _ = parse_bibliography(BIB, &format!("@misc{{k, title = {{{title}}}}}"));
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(
            text in "(@book\\{|@string|[a-z],|= ?\\{|\"|\\}|\\{|\\\\|\\$|#|[aжқ]| and |\n|TY  - |ID  - |ER  - |\\[|\\]|\"id\": |:|,|author|title|date|year|1|\\\\'|--|%){0,40}",
            which in 0..4usize,
        ) {
            let (entries, doubts) = parse_bibliography([BIB, CSL, RIS, "bibliography.rdf"][which], &text);
            for range in entries.into_iter().map(|entry| entry.range).chain(doubts.into_iter().map(|doubt| doubt.range)) {
                prop_assert!(text.get(range).is_some());
            }
        }

        #[test]
        fn nothing_panics_on_arbitrary_text(text in any::<String>(), which in 0..4usize) {
            let _ = parse_bibliography([BIB, CSL, RIS, "bibliography.rdf"][which], &text);
            let _ = parse_bibliography(BIB, &format!("@a{{b, title = {{{text}}}, author = {{{text}}}}}"));
        }
    }
}
