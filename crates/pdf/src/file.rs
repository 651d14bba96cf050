//! The file as a whole: where each object stands, and how it is fetched.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::Trouble;
use crate::filter;
use crate::lock::{self, Key};
use crate::object::{Dict, Lexer, Object, Stream, whole};

/// Bytes that all streams of a file together may unfold to: the text of a book of a
/// thousand pages unfolds to a tenth of it. Images are not unfolded.
const MOST: usize = 256 << 20;

/// Bytes that one stream may unfold to.
const MOST_OF_ONE: usize = 48 << 20;

/// Objects of a file; a book of a thousand pages has some ten thousand.
const MOST_OBJECTS: usize = 2 << 20;

/// Older states of a file that are looked into.
const MOST_STATES: usize = 512;

/// Bytes of streams of objects that are kept unfolded.
const KEPT: usize = 32 << 20;

/// Bytes of the file that are read as objects or searched for their ends, over and over
/// where many objects lead to one: a book of a thousand pages needs some millions.
const MOST_READ: usize = 1 << 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Free,
    /// A byte of the file.
    At(usize),
    /// The number of a stream of objects, and which of them.
    In(u32, usize),
}

/// A PDF that was opened.
pub(crate) struct File<'b> {
    bytes: &'b [u8],
    entries: BTreeMap<u32, Entry>,
    pub trailer: Dict,
    key: Option<Key>,
    /// Bytes that may still be unfolded.
    left: Cell<usize>,
    /// Bytes that may still be read as objects.
    unread: Cell<usize>,
    /// Streams of objects that were unfolded last, the newest last.
    unfolded: RefCell<Vec<(u32, Rc<Objects>)>>,
    /// How deep the fetching of one object waits for another.
    depth: Cell<usize>,
    /// Whether the file's own list of its objects was wrong.
    repaired: bool,
}

/// A stream of objects, unfolded: where each stands in it.
struct Objects {
    bytes: Vec<u8>,
    starts: Vec<(u32, usize)>,
}

impl<'b> File<'b> {
    /// # Errors
    ///
    /// When it is no PDF, broken beyond repair, or locked.
    pub fn open(bytes: &'b [u8]) -> Result<File<'b>, Trouble> {
        let head = &bytes[..bytes.len().min(1024)];
        if !head.windows(5).any(|window| window == b"%PDF-") {
            return Err(Trouble::Broken);
        }
        let mut file = File {
            bytes,
            entries: BTreeMap::new(),
            trailer: Dict::default(),
            key: None,
            left: Cell::new(MOST),
            unread: Cell::new(MOST_READ),
            unfolded: RefCell::default(),
            depth: Cell::new(0),
            repaired: false,
        };
        file.follow_states();
        file.unlock()?;
        if file.root().is_none() {
            file.repair();
            file.unlock()?;
        }
        match file.root() {
            Some(_) => Ok(file),
            None => Err(Trouble::Broken),
        }
    }

    /// Finds the objects anew when the file's own list leads nowhere; `false` when
    /// that was done already.
    pub fn repair_once(&mut self) -> bool {
        if self.repaired {
            return false;
        }
        self.repair();
        self.unlock().is_ok()
    }

    /// Whether as much was unfolded as may be.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0 || self.unread.get() == 0
    }

    fn root(&self) -> Option<Dict> {
        let root = self.value(&self.trailer, "Root").dict().cloned()?;
        matches!(self.value(&root, "Pages"), Object::Dict(_)).then_some(root)
    }

    /// The catalogue of the file.
    pub fn catalogue(&self) -> Dict {
        self.value(&self.trailer, "Root").dict().cloned().unwrap_or_default()
    }

    fn unlock(&mut self) -> Result<(), Trouble> {
        self.key = None;
        self.unfolded.borrow_mut().clear();
        let encrypt = self.value(&self.trailer, "Encrypt");
        let Some(encrypt) = encrypt.dict() else { return Ok(()) };
        // Its parts may be written as objects of their own.
        let deep = |value: &Object| match self.resolved(value) {
            Object::Dict(dict) => Object::Dict(Dict(
                dict.0.iter().map(|(key, value)| (key.clone(), self.resolved(value))).collect(),
            )),
            other => other,
        };
        let encrypt =
            Dict(encrypt.0.iter().map(|(key, value)| (key.clone(), deep(value))).collect());
        let id = match self.value(&self.trailer, "ID").list().and_then(<[Object]>::first) {
            Some(Object::Text(id)) => id.clone(),
            _ => Vec::new(),
        };
        self.key = Some(lock::key(&encrypt, &id).ok_or(Trouble::Locked)?);
        self.unfolded.borrow_mut().clear();
        Ok(())
    }

    /// Reads the lists of objects from the newest state of the file to the oldest.
    fn follow_states(&mut self) {
        let tail = self.bytes.len().saturating_sub(2048);
        let Some(mark) = find_last(&self.bytes[tail..], b"startxref") else { return };
        let mut lexer = Lexer::new(self.bytes, tail + mark + 9);
        let start = match lexer.object() {
            Some(object) => object.count(),
            None => None,
        };
        let mut waiting: Vec<usize> = start.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = waiting.pop() {
            if !seen.insert(at) || MOST_STATES < seen.len() {
                continue;
            }
            let Some(trailer) = self.read_list(at) else { continue };
            let lead = |name: &str| trailer.get(name).and_then(Object::count);
            // The stream of a mixed file goes before the older state.
            waiting.extend(lead("Prev"));
            waiting.extend(lead("XRefStm"));
            if self.trailer.0.is_empty() {
                self.trailer = trailer;
            }
        }
    }

    fn enter(&mut self, number: u32, entry: Entry) {
        if self.entries.len() < MOST_OBJECTS {
            self.entries.entry(number).or_insert(entry);
        }
    }

    /// Reads one list of objects, in either form, and gives its trailer.
    fn read_list(&mut self, at: usize) -> Option<Dict> {
        let mut lexer = Lexer::new(self.bytes, at);
        if !lexer.skip_word("xref") {
            return self.read_list_stream(at);
        }
        loop {
            lexer.skip_space();
            if lexer.skip_word("trailer") {
                return match lexer.object()? {
                    Object::Dict(dict) => Some(dict),
                    _ => None,
                };
            }
            let first = whole(lexer.number()?)?;
            lexer.skip_space();
            let count = whole(lexer.number()?)?;
            for index in 0..count {
                lexer.skip_space();
                let Some(offset) = lexer.number() else { break };
                lexer.skip_space();
                lexer.number()?;
                let entry = match lexer.word() {
                    b"n" => Entry::At(offset as usize),
                    b"f" => Entry::Free,
                    _ => return None,
                };
                self.enter(first.checked_add(index)?, entry);
            }
        }
    }

    fn read_list_stream(&mut self, at: usize) -> Option<Dict> {
        let (_, object) = self.object_at(at)?;
        let Object::Stream(stream) = object else { return None };
        if stream.dict.get("Type").and_then(Object::name) != Some(b"XRef") {
            return None;
        }
        let numbers = |name: &str| -> Option<Vec<usize>> {
            stream.dict.get(name)?.list()?.iter().map(Object::count).collect()
        };
        let widths = numbers("W")?;
        let [kind, second, third] = widths[..] else { return None };
        let size = stream.dict.get("Size").and_then(Object::count).unwrap_or(0);
        let index = numbers("Index").unwrap_or_else(|| vec![0, size]);
        // A list is not locked with the file.
        let bytes = self.unfolded_raw(&stream, &self.bytes[stream.at.clone()])?;
        let length = kind.checked_add(second)?.checked_add(third)?;
        if length == 0 || 64 < length {
            return None;
        }
        let mut rows = bytes.chunks_exact(length);
        for section in index.chunks_exact(2) {
            for number in (section[0]..).take(section[1]) {
                let Some(row) = rows.next() else { break };
                let (of_kind, rest) = row.split_at(kind);
                let (of_second, of_third) = rest.split_at(second);
                let entry = match (kind, big_endian(of_kind)) {
                    (0, _) | (_, 1) => Entry::At(big_endian(of_second)),
                    (_, 2) => {
                        Entry::In(u32::try_from(big_endian(of_second)).ok()?, big_endian(of_third))
                    }
                    _ => Entry::Free,
                };
                self.enter(u32::try_from(number).ok()?, entry);
            }
        }
        Some(stream.dict)
    }

    /// Finds every `12 0 obj` of the file, the last of a number being the newest.
    fn repair(&mut self) {
        self.repaired = true;
        self.entries.clear();
        self.key = None;
        let old = std::mem::take(&mut self.trailer);
        let mut roots = None;
        let mut of_objects = Vec::new();
        let mut at = 0;
        while let Some(found) = find(&self.bytes[at..], b"obj") {
            let mark = at + found;
            at = mark + 3;
            let Some((number, start)) = number_before(self.bytes, mark) else { continue };
            if MOST_OBJECTS <= self.entries.len() {
                break;
            }
            self.entries.insert(number, Entry::At(start));
            // What kind of object it is, its first bytes tell.
            let head = &self.bytes[at..self.bytes.len().min(at + 400)];
            let head = &head[..find(head, b"endobj").unwrap_or(head.len())];
            if contains(head, b"/ObjStm") {
                of_objects.push(number);
            }
            if contains(head, b"/Catalog") {
                roots = Some(number);
            }
        }
        let mut at = 0;
        while let Some(found) = find(&self.bytes[at..], b"trailer") {
            at += found + 7;
            if let Some(Object::Dict(dict)) = Lexer::new(self.bytes, at).object() {
                for (key, value) in dict.0 {
                    if self.trailer.get(&String::from_utf8_lossy(&key)).is_none() {
                        self.trailer.0.push((key, value));
                    }
                }
            }
            if 64 < self.trailer.0.len() {
                break;
            }
        }
        for name in ["Encrypt", "ID"] {
            if let (None, Some(value)) = (self.trailer.get(name), old.get(name)) {
                self.trailer.0.push((name.as_bytes().to_vec(), value.clone()));
            }
        }
        // Streams of objects may be locked; what they hold is found once they open.
        let _ = self.unlock();
        for stream in of_objects {
            let Some(objects) = self.objects(stream) else { continue };
            for (index, (number, start)) in objects.starts.iter().enumerate() {
                self.enter(*number, Entry::In(stream, index));
                let head = objects.bytes.get(*start..).unwrap_or_default();
                let end = objects
                    .starts
                    .get(index + 1)
                    .map_or(head.len(), |(_, next)| next.saturating_sub(*start).min(head.len()));
                if roots.is_none() && contains(&head[..end.min(400)], b"/Catalog") {
                    roots = Some(*number);
                }
            }
        }
        let leads = self.trailer.get("Root").is_some_and(|root| {
            self.resolved(root).dict().is_some_and(|root| root.get("Pages").is_some())
        });
        if let (false, Some(root)) = (leads, roots) {
            self.trailer.0.retain(|(key, _)| key != b"Root");
            self.trailer.0.push((b"Root".to_vec(), Object::Reference(root, 0)));
        }
    }

    /// The object whose `12 0 obj` stands at a byte.
    fn object_at(&self, at: usize) -> Option<(u32, Object)> {
        let mut lexer = Lexer::new(self.bytes, at);
        lexer.skip_space();
        let number = whole(lexer.number()?)?;
        lexer.skip_space();
        let generation = whole(lexer.number()?)?;
        lexer.skip_word("obj").then_some(())?;
        if self.unread.get() == 0 {
            return None;
        }
        let object = lexer.object();
        self.read(lexer.at - at.min(lexer.at));
        let dict = match object? {
            Object::Dict(dict) => dict,
            other => return Some((number, other)),
        };
        if !lexer.skip_word("stream") {
            return Some((number, Object::Dict(dict)));
        }
        match self.bytes.get(lexer.at..) {
            Some([b'\r', b'\n', ..]) => lexer.at += 2,
            Some([b'\r' | b'\n', ..]) => lexer.at += 1,
            _ => {}
        }
        let start = lexer.at;
        let length = match dict.get("Length") {
            Some(Object::Reference(..)) => self.value(&dict, "Length").count(),
            Some(length) => length.count(),
            None => None,
        };
        let is_end = |end: &usize| {
            let mut lexer = Lexer::new(self.bytes, *end);
            lexer.skip_word("endstream") || lexer.skip_word("endobj")
        };
        let end = length.and_then(|length| start.checked_add(length)).filter(is_end);
        let end = end.unwrap_or_else(|| {
            // Searched no further than a stream of text can be long, so that many broken
            // streams do not cost the square of the file.
            let rest = &self.bytes[start..self.bytes.len().min(start + MOST_OF_ONE)];
            let length = find(rest, b"endstream").unwrap_or(rest.len());
            self.read(length);
            start + length
        });
        Some((number, Object::Stream(Stream { dict, at: start..end, id: (number, generation) })))
    }

    fn read(&self, bytes: usize) {
        self.unread.set(self.unread.get().saturating_sub(bytes));
    }

    /// The value itself, where a reference leads to; null when it leads nowhere.
    pub fn resolved(&self, object: &Object) -> Object {
        match object {
            Object::Reference(number, _) => self.fetch(*number),
            other => other.clone(),
        }
    }

    /// A value of a dictionary, where a reference leads to; null when there is none.
    pub fn value(&self, dict: &Dict, name: &str) -> Object {
        dict.get(name).map_or(Object::Null, |object| self.resolved(object))
    }

    fn fetch(&self, number: u32) -> Object {
        // A reference may lead to a reference, and the length of a stream to a stream.
        if 8 < self.depth.get() {
            return Object::Null;
        }
        self.depth.set(self.depth.get() + 1);
        let found = match self.entries.get(&number) {
            Some(Entry::At(at)) => self.unlocked_at(number, *at),
            Some(Entry::In(stream, index)) => self.object_in(*stream, *index, number),
            _ => None,
        };
        let found = match found {
            Some(Object::Reference(other, _)) => Some(self.fetch(other)),
            found => found,
        };
        self.depth.set(self.depth.get() - 1);
        found.unwrap_or(Object::Null)
    }

    fn unlocked_at(&self, number: u32, at: usize) -> Option<Object> {
        let (found, mut object) = self.object_at(at)?;
        (found == number).then_some(())?;
        if let Some(key) = &self.key {
            match &mut object {
                Object::Stream(stream) => {
                    let id = stream.id;
                    for (_, value) in &mut stream.dict.0 {
                        key.unlock_strings(value, id);
                    }
                }
                other => key.unlock_strings(other, (number, 0)),
            }
        }
        Some(object)
    }

    fn object_in(&self, stream: u32, index: usize, number: u32) -> Option<Object> {
        let objects = self.objects(stream)?;
        let at = match objects.starts.get(index) {
            Some((found, at)) if *found == number => *at,
            _ => objects.starts.iter().find(|(found, _)| *found == number)?.1,
        };
        if self.unread.get() == 0 {
            return None;
        }
        let mut lexer = Lexer::new(&objects.bytes, at);
        let object = lexer.object();
        self.read(lexer.at.saturating_sub(at));
        object
    }

    fn objects(&self, number: u32) -> Option<Rc<Objects>> {
        let mut unfolded = self.unfolded.borrow_mut();
        if let Some(at) = unfolded.iter().position(|(kept, _)| *kept == number) {
            // The one used last is the last to be given up.
            let kept = unfolded.remove(at);
            unfolded.push(kept.clone());
            return Some(kept.1);
        }
        drop(unfolded);
        let Some(Entry::At(at)) = self.entries.get(&number) else { return None };
        let (_, Object::Stream(stream)) = self.object_at(*at)? else { return None };
        let first = self.value(&stream.dict, "First").count()?;
        let count = self.value(&stream.dict, "N").count()?;
        let bytes = self.data(&stream)?;
        let mut lexer = Lexer::new(&bytes, 0);
        let mut starts = Vec::new();
        for _ in 0..count.min(bytes.len()) {
            lexer.skip_space();
            let Some(number) = lexer.number().and_then(whole) else { break };
            lexer.skip_space();
            let Some(at) = lexer.number().and_then(whole) else { break };
            starts.push((number, first.saturating_add(at as usize)));
        }
        let objects = Rc::new(Objects { bytes, starts });
        let mut unfolded = self.unfolded.borrow_mut();
        unfolded.push((number, objects.clone()));
        let mut held: usize = unfolded.iter().map(|(_, one)| one.bytes.len()).sum();
        while KEPT < held && 1 < unfolded.len() {
            held -= unfolded.remove(0).1.bytes.len();
        }
        Some(objects)
    }

    /// The bytes of a stream, unlocked and unfolded; `None` when they are an image, or
    /// more than the file may unfold to.
    pub fn data(&self, stream: &Stream) -> Option<Vec<u8>> {
        let raw = self.bytes.get(stream.at.clone())?;
        let is_plain = self.filters(stream).first().is_some_and(|(name, _)| name == b"Crypt");
        match &self.key {
            Some(key) if !is_plain => {
                if MOST_OF_ONE < raw.len() {
                    return None;
                }
                self.unfolded_raw(stream, &key.unlock_stream(raw, stream.id))
            }
            _ => self.unfolded_raw(stream, raw),
        }
    }

    /// The filters of a stream in the order in which they are undone.
    pub fn filters(&self, stream: &Stream) -> Vec<(Vec<u8>, Option<Dict>)> {
        let either = |long: &str, short: &str| match self.value(&stream.dict, long) {
            Object::Null => self.value(&stream.dict, short),
            found => found,
        };
        let parms = either("DecodeParms", "DP");
        match either("Filter", "F") {
            Object::Name(name) => {
                let parms = match &parms {
                    Object::List(list) => list.first().map(|one| self.resolved(one)),
                    other => Some(other.clone()),
                };
                vec![(name, parms.and_then(|parms| parms.dict().cloned()))]
            }
            Object::List(names) => {
                let parms = parms.list().unwrap_or_default().to_vec();
                let of = |at: usize| self.resolved(parms.get(at)?).dict().cloned();
                let names = names.iter().map(|name| self.resolved(name));
                let names = names.filter_map(|name| name.name().map(<[u8]>::to_vec));
                names.enumerate().take(8).map(|(at, name)| (name, of(at))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn unfolded_raw(&self, stream: &Stream, raw: &[u8]) -> Option<Vec<u8>> {
        let filters = self.filters(stream);
        let mut bytes = std::borrow::Cow::Borrowed(raw);
        for (name, parms) in &filters {
            if filter::is_of_images(name) {
                return None;
            }
            let most = self.left.get().min(MOST_OF_ONE);
            let Some(unfolded) = filter::unfold(name, &bytes, parms.as_ref(), most) else {
                self.left.set(self.left.get().saturating_sub(most));
                return None;
            };
            self.left.set(self.left.get() - unfolded.len());
            bytes = std::borrow::Cow::Owned(unfolded);
        }
        if filters.is_empty() {
            let most = self.left.get().min(MOST_OF_ONE);
            let taken = raw.len().min(most);
            self.left.set(self.left.get() - taken);
            return Some(raw[..taken].to_vec());
        }
        Some(bytes.into_owned())
    }
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0_usize, |value, byte| value.wrapping_shl(8) | usize::from(*byte))
}

pub(crate) fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let first = *words.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(words) {
            return Some(at);
        }
        at += 1;
    }
}

fn find_last(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).rposition(|window| window == words)
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    find(bytes, words).is_some()
}

/// The number of the object whose `obj` stands at a byte, and where its number begins.
fn number_before(bytes: &[u8], mark: usize) -> Option<(u32, usize)> {
    let back = |from: usize, is: fn(u8) -> bool| {
        let least = from.saturating_sub(12);
        (least..from).rev().take_while(|at| is(bytes[*at])).last().unwrap_or(from)
    };
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let space = back(mark, crate::object::is_space);
    let generation = back(space, is_digit);
    let between = back(generation, crate::object::is_space);
    let start = back(between, is_digit);
    if start == between || between == generation || generation == space {
        return None;
    }
    let number = std::str::from_utf8(&bytes[start..between]).ok()?.parse().ok()?;
    Some((number, start))
}
