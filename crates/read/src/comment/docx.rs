//! Comments in Word's documents: ECMA-376, part 1, 17.13.4.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{Author, Comment, Source};

use super::{
    Edge, Insertion, Spot, called, edges, escaped, in_another_encoding, inserted, prefix, too_many,
};
use crate::docx::{main_part, related, relations_of};
use crate::markup::{Element, Markup, Node, Space};
use crate::package::Package;
use crate::refusal::{self, Refusal};

/// Word opens no file with more comment ranges: \[MS-OI29500\] 2.1.315.
const MOST: usize = 32_767;

/// The parts that change, with what they shall hold.
///
/// # Errors
///
/// When a part is broken, is not in UTF-8, or there are more comments than Word opens.
pub(super) fn parts(
    package: &mut Package<'_>,
    source: &Source,
    spots: &[Spot<'_>],
    author: &Author,
) -> Result<BTreeMap<String, String>, Refusal> {
    let main = main_part(package)?;
    let text = package.plain_text(&main)?.ok_or_else(in_another_encoding)?;
    let found = Found::of(&text)?;
    let standing = standing(package, source, &main, &found, spots)?;
    let places: Vec<(usize, Range<usize>)> = standing
        .iter()
        .enumerate()
        .filter_map(|(at, one)| Some((at, one.as_ref()?.bytes.clone())))
        .collect();
    let spaces = Spaces::of(&text);

    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let known = related(package, &main)?.remove("comments");
    let comments_part = known.unwrap_or_else(|| within(folder, "comments.xml"));
    let old = match package.has(&comments_part) {
        true => Some(package.plain_text(&comments_part)?.ok_or_else(in_another_encoding)?),
        false => None,
    };
    let mut numbers = Numbers::default();
    numbers.taken.extend(found.numbers.iter().copied());
    if let Some(old) = &old {
        numbers.taken.extend(Found::of(old)?.numbers);
    }
    if MOST < found.ranges + places.len() {
        return Err(too_many());
    }
    let marked = marked(&text, &places, &spaces, &mut numbers)?;
    let mut said = String::new();
    for (at, number) in &marked.numbers {
        let spot = &spots[*at];
        let is_there =
            standing[*at].as_ref().is_some_and(|one| one.is_exact) && !marked.beside.contains(at);
        said.push_str(&said_of(spot.comment, is_there, *number, author, &spaces));
    }
    let mut changed = BTreeMap::new();
    changed.insert(main.clone(), marked.text);
    let whole = match &old {
        Some(old) => with_children(old, &said).ok_or_else(refusal::broken)?,
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\">{said}</w:comments>",
            spaces.word
        ),
    };
    changed.insert(comments_part.clone(), whole);
    tie(package, &main, &comments_part, &spaces, &mut changed)?;
    Ok(changed)
}

/// Where a comment stands in the main part.
struct Standing {
    bytes: Range<usize>,
    is_exact: bool,
}

/// A comment on words of a note stands at the note's call: Word ignores the marks of
/// comments in notes, \[MS-OI29500\] 2.1.315.
fn standing(
    package: &mut Package<'_>,
    source: &Source,
    main: &str,
    found: &Found,
    spots: &[Spot<'_>],
) -> Result<Vec<Option<Standing>>, Refusal> {
    let mut notes: BTreeMap<usize, Vec<(Range<usize>, Sheet, String)>> = BTreeMap::new();
    let first =
        source.runs.iter().find(|run| source.parts.get(run.part).is_some_and(|it| it == main));
    let mut standing = Vec::with_capacity(spots.len());
    for spot in spots {
        let name = source.parts.get(spot.part).map(String::as_str).unwrap_or_default();
        if name == main {
            standing.push(Some(Standing { bytes: spot.bytes.clone(), is_exact: spot.is_exact }));
            continue;
        }
        if let std::collections::btree_map::Entry::Vacant(entry) = notes.entry(spot.part) {
            let text = package.text(name)?.unwrap_or_default();
            entry.insert(notes_of(&text));
        }
        let notes = notes.get(&spot.part).map(Vec::as_slice).unwrap_or_default();
        let next = notes.partition_point(|(bytes, ..)| bytes.start <= spot.bytes.start);
        let note = next.checked_sub(1).and_then(|at| notes.get(at));
        let call = note.and_then(|(_, sheet, id)| found.calls.get(&(*sheet, id.clone())));
        let bytes = call.cloned().or_else(|| first.map(|run| run.bytes.clone()));
        standing.push(bytes.map(|bytes| Standing { bytes, is_exact: false }));
    }
    Ok(standing)
}

/// The notes of a notes' part, in its order: bytes, which sheet, and the identifier.
fn notes_of(text: &str) -> Vec<(Range<usize>, Sheet, String)> {
    let mut notes = Vec::new();
    for node in Markup::of(text) {
        if let Node::Start(element) = node
            && element.space == Space::Word
            && let Some(sheet) = Sheet::of(element.name(), "")
        {
            let id = element.attribute("id").unwrap_or_default();
            notes.push((element.bytes, sheet, id));
        }
    }
    notes
}

/// The addresses of the format's words, in either of its two spellings.
struct Spaces {
    word: &'static str,
    relations: &'static str,
}

impl Spaces {
    /// As a part has them: transitional, or strict.
    fn of(text: &str) -> Spaces {
        match text.contains("http://purl.oclc.org/ooxml/wordprocessingml/main") {
            true => Spaces {
                word: "http://purl.oclc.org/ooxml/wordprocessingml/main",
                relations: "http://purl.oclc.org/ooxml/officeDocument/relationships",
            },
            false => Spaces {
                word: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                relations: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            },
        }
    }
}

/// Where notes stand: at the foot of the page or at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sheet {
    Foot,
    End,
}

impl Sheet {
    fn of(name: &str, ending: &str) -> Option<Sheet> {
        match name.strip_suffix(ending)? {
            "footnote" => Some(Sheet::Foot),
            "endnote" => Some(Sheet::End),
            _ => None,
        }
    }
}

/// What must be known of a part before anything is put into it.
#[derive(Default)]
struct Found {
    /// Numbers that something of the part goes by.
    numbers: BTreeSet<u32>,
    /// Ranges of comments.
    ranges: usize,
    /// Where each note is called first.
    calls: BTreeMap<(Sheet, String), Range<usize>>,
}

impl Found {
    /// # Errors
    ///
    /// When the part breaks off.
    fn of(text: &str) -> Result<Found, Refusal> {
        let mut found = Found::default();
        let mut open: Vec<bool> = Vec::new();
        let mut deleted = 0usize;
        let mut markup = Markup::of(text);
        for node in markup.by_ref() {
            match node {
                Node::Start(element) => {
                    let is_deletion = element.space == Space::Word
                        && matches!(element.name(), "del" | "moveFrom");
                    deleted += usize::from(is_deletion);
                    open.push(is_deletion);
                    if element.space == Space::Word {
                        found.learn(&element, 0 < deleted);
                    }
                }
                Node::End => {
                    if open.pop() == Some(true) {
                        deleted = deleted.saturating_sub(1);
                    }
                }
                Node::Words(..) | Node::Entity(..) => {}
            }
        }
        match markup.is_whole {
            true => Ok(found),
            false => Err(refusal::broken()),
        }
    }

    fn learn(&mut self, element: &Element<'_>, is_deleted: bool) {
        let Some(id) = element.attribute("id") else { return };
        if let Ok(number) = id.trim().parse() {
            self.numbers.insert(number);
        }
        self.ranges += usize::from(element.name() == "commentRangeStart");
        if let Some(sheet) = Sheet::of(element.name(), "Reference").filter(|_| !is_deleted) {
            self.calls.entry((sheet, id)).or_insert_with(|| element.bytes.clone());
        }
    }
}

/// Numbers that nothing goes by yet.
#[derive(Default)]
struct Numbers {
    taken: BTreeSet<u32>,
    next: u32,
}

impl Numbers {
    fn next(&mut self) -> u32 {
        while !self.taken.insert(self.next) {
            self.next += 1;
        }
        self.next
    }
}

/// What an element is to a comment's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Run,
    Words,
    Properties,
    Instruction,
    /// An element of a paragraph in which a mark may stand as in the paragraph itself.
    Container,
    /// Any other. Marks may stand in simple fields and in the controls of a form, but
    /// LibreOffice 24 to 25 loses them there, and what they are about with them.
    Other,
}

impl Kind {
    fn of(element: &Element<'_>) -> Kind {
        if element.space != Space::Word {
            return Kind::Other;
        }
        match element.name() {
            "p" => Kind::Paragraph,
            "r" => Kind::Run,
            "t" => Kind::Words,
            "rPr" => Kind::Properties,
            "instrText" => Kind::Instruction,
            "hyperlink" | "ins" | "moveTo" | "smartTag" | "dir" | "bdo" => Kind::Container,
            _ => Kind::Other,
        }
    }
}

/// An element that is open where an edge stands.
#[derive(Debug, Clone)]
struct Frame {
    number: usize,
    kind: Kind,
    tag: Range<usize>,
    /// Of a run: its properties, and where the first of its other children begins.
    properties: Option<Range<usize>>,
    first: Option<usize>,
}

/// A complex field: the runs between its first and its last sign.
#[derive(Debug, Clone)]
struct Field {
    number: usize,
    /// The element that the run with its first sign is a child of.
    parent: usize,
    /// Where that run begins.
    start: usize,
    /// `HYPERLINK` and the like, as far as it was read.
    instruction: String,
}

/// Where a field ends.
#[derive(Debug)]
struct FieldEnd {
    parent: usize,
    run: usize,
    /// Whether a mark may stand beside that run.
    is_open: bool,
}

/// Bytes of a field's instruction that tell what it is.
const TELLS: usize = 20;

/// Fields that may be open inside one another.
const DEEPEST_FIELDS: usize = 32;

impl Field {
    /// The field that begins where these elements are open.
    fn begun(number: usize, frames: &[Frame]) -> Option<Field> {
        let run = frames.iter().rposition(|frame| frame.kind == Kind::Run)?;
        let parent = frames.get(run.checked_sub(1)?)?.number;
        let start = frames.get(run)?.tag.start;
        Some(Field { number, parent, start, instruction: String::new() })
    }

    /// A link's words are words of the text; those of other fields are made anew.
    fn is_made_anew(&self) -> bool {
        !self.instruction.trim_start().starts_with("HYPERLINK")
    }
}

impl FieldEnd {
    fn of(frames: &[Frame]) -> Option<FieldEnd> {
        let run = frames.iter().rposition(|frame| frame.kind == Kind::Run)?;
        let parent = frames.get(run.checked_sub(1)?)?.number;
        let paragraph = frames.iter().position(|frame| frame.kind == Kind::Paragraph)?;
        let between = frames.get(paragraph + 1..run)?;
        let is_open = between.iter().all(|frame| frame.kind == Kind::Container);
        Some(FieldEnd { parent, run: frames.get(run)?.number, is_open })
    }
}

/// An edge and the elements around it, the outermost first.
struct Met {
    spot: usize,
    edge: Edge,
    at: usize,
    frames: Vec<Frame>,
    is_character_data: bool,
    /// The outermost field around it whose words are made anew.
    field: Option<Field>,
}

/// Where what is around edges ends.
#[derive(Default)]
struct Ends {
    /// Elements: before the closing tag, and after it.
    elements: BTreeMap<usize, (usize, usize)>,
    fields: BTreeMap<usize, FieldEnd>,
}

impl Ends {
    fn of(&self, element: usize) -> Option<(usize, usize)> {
        self.elements.get(&element).copied().filter(|(_, end)| 0 < *end)
    }
}

/// A place at which marks may stand, and what they must be put between.
struct Gap {
    at: usize,
    close: String,
    open: String,
    is_exact: bool,
    /// Where the sign of the comment stands, when not at its end.
    sign: Option<usize>,
}

impl Gap {
    /// Between two elements that need not be divided.
    fn beside(at: usize) -> Gap {
        Gap { at, close: String::new(), open: String::new(), is_exact: false, sign: None }
    }
}

/// A main part with comments' marks in it.
struct Marked {
    text: String,
    /// The spots whose marks were put in, and their numbers.
    numbers: Vec<(usize, u32)>,
    /// Spots whose marks stand beside their words.
    beside: BTreeSet<usize>,
}

fn marked(
    text: &str,
    places: &[(usize, Range<usize>)],
    spaces: &Spaces,
    numbers: &mut Numbers,
) -> Result<Marked, Refusal> {
    let (met, ends) = meet(text, &edges(places));
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut insertions: Vec<Insertion> = Vec::new();
    let mut gaps: BTreeMap<(usize, Edge), Gap> = BTreeMap::new();
    let mut beside = BTreeSet::new();
    for one in &met {
        let gap = gap(text, one, &ends, &mut kept, &mut insertions, numbers);
        let gap = gap.ok_or_else(refusal::broken)?;
        if !gap.is_exact {
            beside.insert(one.spot);
        }
        gaps.insert((one.spot, one.edge), gap);
    }
    let mut given = Vec::new();
    let mut of_spots = BTreeMap::new();
    for (spot, _) in places {
        let number = numbers.next();
        given.push((*spot, number));
        of_spots.insert(*spot, number);
    }
    // At one byte all ends come before all starts.
    let mut at_byte: BTreeMap<usize, (Gap, String, String)> = BTreeMap::new();
    let names = Names::of(text, spaces);
    for ((spot, edge), gap) in gaps {
        let Some(number) = of_spots.get(&spot) else { continue };
        let sign = gap.sign;
        let (_, ended, begun) =
            at_byte.entry(gap.at).or_insert_with(|| (gap, String::new(), String::new()));
        match edge {
            Edge::Start => begun.push_str(&names.start(*number)),
            Edge::End => ended.push_str(&names.end(*number)),
        }
        match (edge, sign) {
            (Edge::Start, _) => {}
            (Edge::End, None) => ended.push_str(&names.sign(*number)),
            (Edge::End, Some(at)) => {
                insertions.push(Insertion { at, rank: 3, markup: names.sign(*number) });
            }
        }
    }
    for (at, (gap, ended, begun)) in at_byte {
        let markup = [gap.close, ended, begun, gap.open].concat();
        insertions.push(Insertion { at, rank: 1, markup });
    }
    Ok(Marked { text: inserted(text, insertions)?, numbers: given, beside })
}

/// The elements around each edge.
fn meet(text: &str, edges: &[(usize, Edge, usize)]) -> (Vec<Met>, Ends) {
    let mut met = Vec::with_capacity(edges.len());
    let mut ends = Ends::default();
    let mut frames: Vec<Frame> = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    let mut fields_seen = 0usize;
    let mut number = 0usize;
    let mut next = 0usize;
    let mut markup = Markup::of(text);
    while let Some(node) = markup.next() {
        let is_entity = matches!(node, Node::Entity(..));
        let (bytes, is_character_data) = match node {
            Node::Start(element) => {
                number += 1;
                let kind = Kind::of(&element);
                if let Some(parent) = frames.last_mut().filter(|one| one.kind == Kind::Run)
                    && kind != Kind::Properties
                    && parent.first.is_none()
                {
                    parent.first = Some(element.bytes.start);
                }
                let tag = element.bytes.clone();
                frames.push(Frame { number, kind, tag, properties: None, first: None });
                if element.space == Space::Word && element.name() == "fldChar" {
                    match element.attribute("fldCharType").as_deref() {
                        Some("begin") if fields.len() < DEEPEST_FIELDS => {
                            fields_seen += 1;
                            fields.extend(Field::begun(fields_seen, &frames));
                        }
                        Some("end") => {
                            if let (Some(field), Some(end)) = (fields.pop(), FieldEnd::of(&frames))
                            {
                                ends.elements.entry(end.run).or_insert((0, 0));
                                ends.fields.insert(field.number, end);
                            }
                        }
                        _ => {}
                    }
                }
                (element.bytes, false)
            }
            Node::End => {
                let last = markup.given();
                if let Some(frame) = frames.pop() {
                    if let Some(end) = ends.elements.get_mut(&frame.number) {
                        *end = (last.start.max(frame.tag.end), last.end);
                    }
                    if frame.kind == Kind::Properties
                        && let Some(run) = frames.last_mut().filter(|one| one.kind == Kind::Run)
                    {
                        run.properties = Some(frame.tag.start..last.end);
                    }
                }
                continue;
            }
            Node::Words(words, bytes) => {
                let is_data = text[..bytes.start].ends_with("<![CDATA[");
                if let (Some(field), Some(Kind::Instruction)) =
                    (fields.last_mut(), frames.last().map(|frame| frame.kind))
                    && field.instruction.len() < TELLS
                {
                    field.instruction.extend(words.chars().take(TELLS));
                }
                (bytes, is_data)
            }
            Node::Entity(_, bytes) => (bytes, false),
        };
        while let Some((byte, edge, spot)) = edges.get(next).filter(|(byte, ..)| *byte < bytes.end)
        {
            next += 1;
            if *byte < bytes.start {
                continue;
            }
            for frame in &frames {
                ends.elements.entry(frame.number).or_insert((0, 0));
            }
            met.push(Met {
                spot: *spot,
                edge: *edge,
                at: edge.at(*byte, is_entity.then_some(&bytes)),
                frames: frames.clone(),
                is_character_data,
                field: fields.iter().find(|field| field.is_made_anew()).cloned(),
            });
        }
    }
    (met, ends)
}

/// The place where the marks of an edge stand: at the edge, or at the nearest one around
/// it where they may.
///
/// The words of a field are made anew when the field is: the marks stand around it.
/// Where it goes over several paragraphs, as a list of references does, they stand at
/// the words and only the comment's sign behind the field.
fn gap(
    text: &str,
    met: &Met,
    ends: &Ends,
    kept: &mut BTreeSet<usize>,
    insertions: &mut Vec<Insertion>,
    numbers: &mut Numbers,
) -> Option<Gap> {
    let paragraph = met.frames.iter().position(|frame| frame.kind == Kind::Paragraph)?;
    let mut level = paragraph + 1;
    while met.frames.get(level).is_some_and(|frame| frame.kind == Kind::Container) {
        level += 1;
    }
    let field = met.field.as_ref();
    let field = field.and_then(|field| Some((field, ends.fields.get(&field.number)?)));
    let around = met.frames.get(paragraph..level)?;
    let mut sign = None;
    if let Some((field, end)) = field.filter(|(_, end)| end.is_open) {
        let (_, behind) = ends.of(end.run)?;
        let is_of_paragraph =
            end.parent == field.parent && around.iter().any(|frame| frame.number == field.parent);
        if is_of_paragraph {
            return Some(match met.edge {
                Edge::Start => Gap::beside(field.start),
                Edge::End => Gap::beside(behind),
            });
        }
        sign = Some(behind);
    }
    let gap = nearest(text, met, level, ends, kept, insertions, numbers)?;
    Some(Gap { is_exact: gap.is_exact && sign.is_none(), sign, ..gap })
}

/// The nearest place of an edge; the paragraph's own elements begin at `level`.
fn nearest(
    text: &str,
    met: &Met,
    level: usize,
    ends: &Ends,
    kept: &mut BTreeSet<usize>,
    insertions: &mut Vec<Insertion>,
    numbers: &mut Numbers,
) -> Option<Gap> {
    let frame = met.frames.get(level)?;
    let end_of = |frame: &Frame| ends.of(frame.number);
    let plain = |at: usize, is_exact: bool| Gap { is_exact, ..Gap::beside(at) };
    if frame.kind != Kind::Run {
        return Some(match met.edge {
            Edge::Start => plain(frame.tag.start, false),
            Edge::End => plain(end_of(frame)?.1, false),
        });
    }
    let (run, child) = (frame, met.frames.get(level + 1)?);
    let is_exact = level + 2 == met.frames.len();
    let tag = text.get(run.tag.clone())?;
    let mut again = || {
        let properties = run.properties.clone().and_then(|range| text.get(range));
        format!("{tag}{}", renumbered(properties.unwrap_or_default(), numbers))
    };
    let close_run = format!("</{}>", called(tag));
    let (inner_end, end) = end_of(child)?;
    let is_words = is_exact && child.kind == Kind::Words;
    let is_first = met.edge == Edge::Start && (!is_words || met.at == child.tag.end);
    let is_last = met.edge == Edge::End && (!is_words || met.at == inner_end);
    if is_first {
        return Some(match run.first == Some(child.tag.start) {
            true => plain(run.tag.start, is_exact),
            false => {
                Gap { at: child.tag.start, close: close_run, open: again(), is_exact, sign: None }
            }
        });
    }
    if is_last {
        let (run_inner_end, run_end) = end_of(run)?;
        let is_over = text.get(end..run_inner_end)?.trim().is_empty();
        return Some(match is_over {
            true => plain(run_end, is_exact),
            false => Gap { at: end, close: close_run, open: again(), is_exact, sign: None },
        });
    }
    // The run's letters are divided.
    let words_tag = text.get(child.tag.clone())?;
    let inner = text.get(child.tag.end..inner_end)?;
    let name = called(words_tag);
    let space_kept = format!("<{name} xml:space=\"preserve\">");
    let is_kept = words_tag.contains("preserve");
    if !is_kept && !met.is_character_data && kept.insert(child.number) {
        keep_spaces(words_tag, &child.tag, inner, insertions);
    }
    let open_words = if is_kept { words_tag.to_owned() } else { space_kept };
    let (data_close, data_open) =
        if met.is_character_data { ("]]>", "<![CDATA[") } else { ("", "") };
    Some(Gap {
        at: met.at,
        close: format!("{data_close}</{name}>{close_run}"),
        open: format!("{}{open_words}{data_open}", again()),
        is_exact,
        sign: None,
    })
}

/// Where words are divided, the white space at the cut must be kept; that at the ends
/// of the words, which so far was not, must still not be.
fn keep_spaces(tag: &str, range: &Range<usize>, inner: &str, insertions: &mut Vec<Insertion>) {
    let name = called(tag);
    let before = inner.len() - inner.trim_start().len();
    let behind = inner.len() - inner.trim_end().len();
    let mut add = |at: usize, rank: u8, markup: String| {
        insertions.push(Insertion { at, rank, markup });
    };
    match before == 0 && !tag.contains("xml:space") {
        true => add(range.end - 1, 0, " xml:space=\"preserve\"".to_owned()),
        false => add(range.end + before, 0, format!("</{name}><{name} xml:space=\"preserve\">")),
    }
    if 0 < behind && before < inner.len() {
        add(range.end + inner.len() - behind, 2, format!("</{name}>{tag}"));
    }
}

/// A run's properties once more. A tracked change of them has a number, which no other
/// may have.
fn renumbered(properties: &str, numbers: &mut Numbers) -> String {
    if !properties.contains("rPrChange") {
        return properties.to_owned();
    }
    let mut out = String::with_capacity(properties.len());
    let mut rest = properties;
    while let Some(at) = rest.find("rPrChange") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find('>').unwrap_or(from.len());
        let (tag, behind) = from.split_at(end);
        let id = tag.find(":id=\"").map(|at| at + ":id=\"".len());
        match id.and_then(|from| Some((from, from + tag.get(from..)?.find('"')?))) {
            Some((from, until)) => {
                out.push_str(&format!("{}{}{}", &tag[..from], numbers.next(), &tag[until..]));
            }
            None => out.push_str(tag),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What marks are called in a part.
struct Names {
    prefix: String,
    declared: String,
}

impl Names {
    fn of(text: &str, spaces: &Spaces) -> Names {
        let run = Markup::of(text).find_map(|node| match node {
            Node::Start(element) if element.space == Space::Word => Some(element.bytes),
            _ => None,
        });
        let tag = run.and_then(|bytes| text.get(bytes)).unwrap_or("<w:r>");
        Names::by(prefix(called(tag)), spaces)
    }

    /// Attributes need a prefix, even where elements go without.
    fn by(prefix: &str, spaces: &Spaces) -> Names {
        match prefix {
            "" => {
                Names { prefix: "w:".to_owned(), declared: format!(" xmlns:w=\"{}\"", spaces.word) }
            }
            prefix => Names { prefix: prefix.to_owned(), declared: String::new() },
        }
    }

    fn start(&self, number: u32) -> String {
        let Names { prefix: w, declared } = self;
        format!("<{w}commentRangeStart{declared} {w}id=\"{number}\"/>")
    }

    fn end(&self, number: u32) -> String {
        let Names { prefix: w, declared } = self;
        format!("<{w}commentRangeEnd{declared} {w}id=\"{number}\"/>")
    }

    fn sign(&self, number: u32) -> String {
        let Names { prefix: w, declared } = self;
        format!("<{w}r{declared}><{w}commentReference {w}id=\"{number}\"/></{w}r>")
    }
}

/// A comment as the comments' part has it. It declares its own prefix: those of the
/// part may be others.
fn said_of(
    comment: &Comment,
    is_there: bool,
    number: u32,
    author: &Author,
    spaces: &Spaces,
) -> String {
    let instead = Some(&comment.instead).filter(|words| !is_there && !words.is_empty());
    let head = comment.words.first().into_iter();
    let lines = head.chain(instead).chain(comment.words.iter().skip(1));
    let tag = match author.lang {
        derek_study::Lang::En => "en-GB",
        derek_study::Lang::Ru => "ru-RU",
        derek_study::Lang::Kk => "kk-KZ",
    };
    let mut out = format!(
        "<w:comment xmlns:w=\"{}\" w:id=\"{number}\" w:author=\"{}\" w:date=\"{}\" w:initials=\"{}\">",
        spaces.word,
        escaped(&author.name),
        escaped(&author.moment),
        escaped(&author.initials)
    );
    for (at, line) in lines.enumerate() {
        let (sign, bold) = match at {
            0 => ("<w:r><w:annotationRef/></w:r>", "<w:b/>"),
            _ => ("", ""),
        };
        out.push_str(&format!(
            "<w:p>{sign}<w:r><w:rPr>{bold}<w:lang w:val=\"{tag}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(line)
        ));
    }
    if comment.words.is_empty() {
        out.push_str("<w:p/>");
    }
    out.push_str("</w:comment>");
    out
}

/// An XML text with more children at the end of its outermost element; `None` when it
/// has no such element.
fn with_children(text: &str, children: &str) -> Option<String> {
    let mut depth = 0usize;
    let mut tag = 0..0;
    let mut markup = Markup::of(text);
    while let Some(node) = markup.next() {
        match node {
            Node::Start(element) => {
                if depth == 0 {
                    tag = element.bytes;
                }
                depth += 1;
            }
            Node::End => {
                depth = depth.saturating_sub(1);
                let last = markup.given();
                if depth == 0 && last == tag {
                    // An empty element: it opens now.
                    let open = text.get(tag.clone())?.strip_suffix("/>")?;
                    let behind = text.get(last.end..)?;
                    let name = called(open);
                    let before = text.get(..tag.start)?;
                    return Some(format!("{before}{open}>{children}</{name}>{behind}"));
                }
                if depth == 0 {
                    let (before, behind) = text.split_at_checked(last.start)?;
                    return Some(format!("{before}{children}{behind}"));
                }
            }
            Node::Words(..) | Node::Entity(..) => {}
        }
    }
    None
}

/// The prefix of an XML text's outermost element.
fn outer_prefix(text: &str) -> String {
    let first = Markup::of(text).find_map(|node| match node {
        Node::Start(element) => Some(element.bytes),
        _ => None,
    });
    let tag = first.and_then(|bytes| text.get(bytes)).unwrap_or_default();
    prefix(called(tag)).to_owned()
}

/// Ties a comments' part to the main part and says what it is, where neither is so yet.
fn tie(
    package: &mut Package<'_>,
    main: &str,
    comments: &str,
    spaces: &Spaces,
    changed: &mut BTreeMap<String, String>,
) -> Result<(), Refusal> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let path = within(folder, &format!("_rels/{file}.rels"));
    let relations = match package.has(&path) {
        true => package.plain_text(&path)?.ok_or_else(in_another_encoding)?,
        false => "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned(),
    };
    if !relations_of(&relations, folder).contains_key("comments") {
        let ids: BTreeSet<String> = Markup::of(&relations)
            .filter_map(|node| match node {
                Node::Start(element) => element.attribute("Id"),
                _ => None,
            })
            .collect();
        let mut id = (1..).map(|number| format!("rId{number}")).filter(|id| !ids.contains(id));
        let id = id.next().unwrap_or_default();
        let target = match folder {
            "" => comments,
            folder => comments.strip_prefix(&format!("{folder}/")).unwrap_or(comments),
        };
        let relation = format!(
            "<{}Relationship Id=\"{id}\" Type=\"{}/comments\" Target=\"{}\"/>",
            outer_prefix(&relations),
            spaces.relations,
            escaped(target)
        );
        let whole = with_children(&relations, &relation).ok_or_else(refusal::broken)?;
        changed.insert(path, whole);
    }
    let Some(types) = package.plain_text(TYPES)? else { return Err(refusal::broken()) };
    let is_said = Markup::of(&types).any(|node| match node {
        Node::Start(element) => {
            let part = element.attribute("PartName").unwrap_or_default();
            part.trim_start_matches('/').eq_ignore_ascii_case(comments)
        }
        _ => false,
    });
    if !is_said {
        let one = format!(
            "<{}Override PartName=\"/{}\" ContentType=\"{COMMENTS}\"/>",
            outer_prefix(&types),
            escaped(comments)
        );
        let whole = with_children(&types, &one).ok_or_else(refusal::broken)?;
        changed.insert(TYPES.to_owned(), whole);
    }
    Ok(())
}

/// The part that says what the others are: ECMA-376, part 2, 10.1.2.2.
const TYPES: &str = "[Content_Types].xml";

/// What a comments' part is: ECMA-376, part 1, 11.3.2.
const COMMENTS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

fn within(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}
