//! YAML with the place of everything in its file.
//!
//! What cannot be read becomes a doubt; the rest is kept. Every scalar is
//! text: `1919`, `yes` and `2026-11-22` are the words that stand there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::doubt::{DoubtKind, Doubts};
use crate::said::Said;
use crate::say;

/// How many lists and maps may stand inside one another.
const DEPTH: usize = 64;

/// A piece of YAML.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Bytes of the file, from the first mark of the node to its last one.
    pub(crate) range: Range<usize>,
    pub(crate) style: Style,
    pub(crate) data: Data,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    Scalar(String),
    Seq(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A scalar without quotation marks.
    Plain,
    /// A scalar in single quotation marks.
    Single,
    /// A scalar in double quotation marks.
    Double,
    /// A scalar after `|` or `>`.
    Lines,
    /// A list or map by indentation.
    Block,
    /// A list or map in brackets.
    Flow,
    /// A mark that stands for a scalar elsewhere.
    Alias,
}

impl Node {
    /// The words of a scalar; `None` when it is a list or a map.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar(words) => Some(words),
            Data::Seq(_) | Data::Map(_) => None,
        }
    }

    /// Whether nothing was written: `key:`, `key: ~`, `key: null`.
    pub(crate) fn is_empty(&self) -> bool {
        self.style == Style::Plain && matches!(self.scalar(), Some("" | "~" | "null"))
    }

    /// The bytes of the file in which a scalar stands letter for letter.
    ///
    /// `None` when it is written with escapes or line by line, so that its
    /// words and the file's bytes part ways.
    pub(crate) fn letters(&self, file: &str) -> Option<Range<usize>> {
        let Range { start, end } = self.range;
        let (inner, escape) = match self.style {
            Style::Plain => return Some(start..end),
            Style::Single => (start + 1..end.checked_sub(1)?, "''"),
            Style::Double => (start + 1..end.checked_sub(1)?, "\\"),
            Style::Lines | Style::Block | Style::Flow | Style::Alias => return None,
        };
        file.get(inner.clone()).filter(|raw| !raw.contains(escape)).map(|_| inner)
    }

    /// The pairs of a map whose keys are scalars.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &Node, &Node)> {
        let pairs: &[(Node, Node)] = match &self.data {
            Data::Map(pairs) => pairs,
            Data::Scalar(_) | Data::Seq(_) => &[],
        };
        pairs.iter().filter_map(|(key, value)| Some((key.scalar()?, key, value)))
    }
}

/// Reads the YAML that stands in some bytes of a file.
///
/// `None` when nothing stands there. Where the YAML is broken, each key of the
/// outermost map is read by itself, so that a broken line costs its own key.
pub(crate) fn read(file: &str, range: Range<usize>, doubts: &mut Doubts) -> Option<Node> {
    let before = doubts.list.len();
    let pieces = match build(file, range.clone(), doubts) {
        Ok(root) => return root,
        Err(Broken) => pieces(file, range),
    };
    if pieces.len() < 2 {
        return None;
    }
    doubts.list.truncate(before);
    let mut pairs = Vec::new();
    for piece in pieces {
        if let Ok(Some(Node { data: Data::Map(own), .. })) = build(file, piece, doubts) {
            pairs.extend(own);
        }
    }
    report_twins(&pairs, doubts);
    let start = pairs.first()?.0.range.start;
    let end = pairs.last()?.1.range.end;
    Some(Node { range: start..end, style: Style::Block, data: Data::Map(pairs) })
}

/// The YAML cannot be read; a doubt says where.
struct Broken;

/// The stretches of the file that each hold one key of the outermost map.
fn pieces(file: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let Some(yaml) = file.get(range.clone()) else { return Vec::new() };
    let mut starts = Vec::new();
    let mut at = range.start;
    for line in yaml.split_inclusive('\n') {
        let begins_a_key = |c: char| !c.is_whitespace() && !"#-]}".contains(c);
        if line.trim_start_matches('\u{feff}').starts_with(begins_a_key) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([range.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Reads one YAML document, from the parser's events.
fn build(file: &str, range: Range<usize>, doubts: &mut Doubts) -> Result<Option<Node>, Broken> {
    let Some(yaml) = file.get(range.clone()) else { return Ok(None) };
    let places = Places::of(yaml, range.start);
    let mut parser = Parser::new_from_str(yaml);
    let mut open: Vec<Open> = Vec::new();
    let mut anchored: BTreeMap<usize, String> = BTreeMap::new();
    loop {
        let (event, span) = match parser.next_event() {
            None => return Ok(None),
            Some(Ok(read)) => read,
            Some(Err(error)) => {
                let at = places.byte(error.marker().index());
                let place = to_line_end(file, at, &range);
                doubts.add(
                    DoubtKind::BrokenYaml,
                    place,
                    broken(error.info()),
                    remedy(error.info()),
                );
                return Err(Broken);
            }
        };
        let mut place = places.bytes(&span);
        place.start = past_properties(file, &place);
        let node = match event {
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
            Event::StreamEnd | Event::DocumentEnd => return Ok(None),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let is_map = matches!(event, Event::MappingStart(..));
                let style = if place.is_empty() { Style::Block } else { Style::Flow };
                open.push(Open { start: place.start, style, is_map, nodes: Vec::new() });
                if DEPTH < open.len() {
                    doubts.add(
                        DoubtKind::BrokenYaml,
                        to_line_end(file, place.start, &range),
                        too_deep(),
                        remedy(""),
                    );
                    return Err(Broken);
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(done) => done.close(file, place, doubts),
                None => return Ok(None),
            },
            Event::Alias(anchor) => {
                let words = anchored.get(&anchor).cloned();
                if words.is_none() {
                    doubts.add(DoubtKind::BrokenYaml, place.clone(), alias_of_many(), remedy(""));
                }
                Node {
                    range: place,
                    style: Style::Alias,
                    data: Data::Scalar(words.unwrap_or_default()),
                }
            }
            Event::Scalar(words, style, anchor, _) => {
                let words = words.into_owned();
                if anchor != 0 {
                    anchored.insert(anchor, words.clone());
                }
                scalar(file, place, words, style)
            }
        };
        match open.last_mut() {
            Some(outer) => outer.nodes.push(node),
            None => return Ok(Some(node).filter(|node| !node.is_empty())),
        }
    }
}

fn scalar(file: &str, place: Range<usize>, words: String, style: ScalarStyle) -> Node {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Lines,
    };
    let range = match style {
        _ if words.is_empty() && style == Style::Plain => place.start..place.start,
        _ => trimmed(file, place),
    };
    Node { range, style, data: Data::Scalar(words) }
}

/// A list or a map that is still being read.
struct Open {
    start: usize,
    style: Style,
    is_map: bool,
    /// The items; of a map, keys and values by turns.
    nodes: Vec<Node>,
}

impl Open {
    fn close(self, file: &str, end: Range<usize>, doubts: &mut Doubts) -> Node {
        let first = self.nodes.first().map_or(self.start, |node| node.range.start);
        let last = self.nodes.last().map_or(self.start, |node| node.range.end);
        let range = match self.style {
            Style::Flow => trimmed(file, self.start..end.end.max(self.start)),
            _ if self.is_map => self.start.min(first)..last.max(self.start),
            _ => {
                let dash = file.get(..first).and_then(|before| before.rfind('-'));
                dash.unwrap_or(first).min(first)..last.max(first)
            }
        };
        if !self.is_map {
            return Node { range, style: self.style, data: Data::Seq(self.nodes) };
        }
        let mut pairs = Vec::with_capacity(self.nodes.len() / 2);
        let mut nodes = self.nodes.into_iter();
        while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
            pairs.push((key, value));
        }
        report_twins(&pairs, doubts);
        Node { range, style: self.style, data: Data::Map(pairs) }
    }
}

/// Says which keys of a map stand there twice.
fn report_twins(pairs: &[(Node, Node)], doubts: &mut Doubts) {
    let mut seen = BTreeSet::new();
    for (node, _) in pairs {
        let Some(key) = node.scalar() else { continue };
        if !seen.insert(key) {
            let said = say!(
                { key }
                en: "`{key}` stands here twice",
                ru: "`{key}` стоит здесь дважды",
                kk: "`{key}` мұнда екі рет тұр",
            );
            let help = say!(
                en: "keep one, and write several values as a list",
                ru: "оставьте один ключ, а несколько значений запишите списком",
                kk: "біреуін қалдырып, бірнеше мәнді тізіммен жазыңыз",
            );
            doubts.add(DoubtKind::DuplicateKey, node.range.clone(), said, help);
        }
    }
}

/// Where each character of the YAML lies in the file.
struct Places {
    start: usize,
    len: usize,
    /// The byte of each character; empty when every character is one byte.
    bytes: Vec<usize>,
}

impl Places {
    fn of(yaml: &str, start: usize) -> Places {
        let bytes = match yaml.is_ascii() {
            true => Vec::new(),
            false => yaml.char_indices().map(|(byte, _)| byte).collect(),
        };
        Places { start, len: yaml.len(), bytes }
    }

    fn byte(&self, character: usize) -> usize {
        let within = match self.bytes.is_empty() {
            true => character.min(self.len),
            false => self.bytes.get(character).copied().unwrap_or(self.len),
        };
        self.start + within
    }

    fn bytes(&self, span: &Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }
}

/// Where a node begins after its tag and its anchor.
fn past_properties(file: &str, place: &Range<usize>) -> usize {
    let mut start = place.start;
    while let Some(rest) = file.get(start..place.end).filter(|rest| rest.starts_with(['&', '!'])) {
        let property = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let space = rest[property..].len() - rest[property..].trim_start().len();
        start += property + space;
    }
    start
}

/// The place without the white space at its end.
fn trimmed(file: &str, place: Range<usize>) -> Range<usize> {
    let kept = file.get(place.clone()).map_or(place.len(), |words| words.trim_end().len());
    place.start..place.start + kept
}

/// From a byte to the end of its line; the line before when the line is empty.
fn to_line_end(file: &str, at: usize, within: &Range<usize>) -> Range<usize> {
    let yaml = file.get(within.clone()).unwrap_or_default();
    let before = yaml.get(..at - within.start).unwrap_or(yaml);
    let rest = yaml.get(before.len()..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    if !line.is_empty() {
        return at..at + line.len();
    }
    let end = before.trim_end().len();
    let start = before[..end].rfind('\n').map_or(0, |newline| newline + 1);
    within.start + start..within.start + end
}

fn broken(info: &str) -> Said {
    Said::new(
        format!("the YAML cannot be read here: {info}"),
        "эту запись YAML нельзя прочесть",
        "бұл YAML жазбасы оқылмайды",
    )
}

fn too_deep() -> Said {
    say!(
        en: "lists and maps stand too deep inside one another",
        ru: "списки и наборы ключей слишком глубоко вложены друг в друга",
        kk: "тізімдер мен кілттер жиындары бірінің ішіне бірі тым терең салынған",
    )
}

fn alias_of_many() -> Said {
    say!(
        en: "this mark stands for a list or a map, or for nothing",
        ru: "эта метка указывает на список или набор ключей либо ни на что",
        kk: "бұл белгі тізімге не кілттер жиынына сілтейді немесе ештеңеге сілтемейді",
    )
}

/// What usually mends a fault of this sort.
fn remedy(info: &str) -> Said {
    if info.contains("mapping values") {
        return say!(
            en: "put the whole value in quotation marks: it holds a colon followed by a space",
            ru: "возьмите всё значение в кавычки: в нём есть двоеточие с пробелом",
            kk: "мәнді түгел тырнақшаға алыңыз: онда соңынан бос орын келетін қос нүкте бар",
        );
    }
    if info.contains('@') || info.contains("block mapping") {
        return say!(
            en: "put the whole value in quotation marks; in a list, give each value its own line after a dash",
            ru: "возьмите всё значение в кавычки; в списке пишите каждое значение с новой строки после дефиса",
            kk: "мәнді түгел тырнақшаға алыңыз; тізімде әр мәнді жаңа жолға сызықшадан кейін жазыңыз",
        );
    }
    say!(
        en: "write it as in the examples of the page on the study's format, or put the value in quotation marks",
        ru: "запишите как в примерах на странице о формате исследования или возьмите значение в кавычки",
        kk: "зерттеу пішімі туралы беттегі мысалдардай жазыңыз немесе мәнді тырнақшаға алыңыз",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn node(yaml: &str) -> (Option<Node>, Vec<crate::Doubt>) {
        let mut doubts = Doubts::of("cards/a.md");
        let root = read(yaml, 0..yaml.len(), &mut doubts);
        (root, doubts.list)
    }

    /// Every node as `bytes of the file = what it is`, scalars by their words.
    fn check(yaml: &str, expected: &[(&str, &str)]) {
        fn walk(yaml: &str, node: &Node, found: &mut Vec<(String, String)>) {
            let place = yaml[node.range.clone()].to_owned();
            match &node.data {
                Data::Scalar(words) => found.push((place, words.clone())),
                Data::Seq(items) => {
                    found.push((place, "list".to_owned()));
                    items.iter().for_each(|item| walk(yaml, item, found));
                }
                Data::Map(pairs) => {
                    found.push((place, "map".to_owned()));
                    for (key, value) in pairs {
                        walk(yaml, key, found);
                        walk(yaml, value, found);
                    }
                }
            }
        }
        let (root, doubts) = node(yaml);
        assert_eq!(doubts, [], "{yaml}");
        let mut found = Vec::new();
        root.iter().for_each(|root| walk(yaml, root, &mut found));
        let found: Vec<(&str, &str)> =
            found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_map_of_words() {
        check(
            "when: 1919 [@a, ¶3]  # of the author\r\n",
            &[("when: 1919 [@a, ¶3]", "map"), ("when", "when"), ("1919 [@a, ¶3]", "1919 [@a, ¶3]")],
        );
    }

    #[test]
    fn lists_by_lines_and_in_brackets() {
        check(
            "жер:\n- a\n- [ b, 'в''г' ]  \n",
            &[
                ("жер:\n- a\n- [ b, 'в''г' ]", "map"),
                ("жер", "жер"),
                ("- a\n- [ b, 'в''г' ]", "list"),
                ("a", "a"),
                ("[ b, 'в''г' ]", "list"),
                ("b", "b"),
                ("'в''г'", "в'г"),
            ],
        );
    }

    #[test]
    fn anchors_tags_and_aliases_of_scalars() {
        check(
            "a: &x !!str 1919\nb: *x\n",
            &[
                ("a: &x !!str 1919\nb: *x", "map"),
                ("a", "a"),
                ("1919", "1919"),
                ("b", "b"),
                ("*x", "1919"),
            ],
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_key() {
        check("\u{feff}a: б\n", &[("a: б", "map"), ("a", "a"), ("б", "б")]);
    }

    #[test]
    fn an_empty_value_stands_nowhere() {
        let (root, _) = node("when:\n");
        let root = root.expect("a map");
        let (_, _, value) = root.pairs().next().expect("a pair");
        assert!(value.is_empty() && value.range.is_empty());
    }

    #[test]
    fn a_broken_line_costs_its_own_key() {
        let (root, doubts) = node("kind: event\nsays: resolved: power\nwhen: 1919\n");
        let root = root.expect("a map");
        let keys: Vec<&str> = root.pairs().map(|(key, ..)| key).collect();
        assert_eq!(keys, ["kind", "when"]);
        assert_eq!(doubts.len(), 1);
        assert_eq!(doubts[0].kind, DoubtKind::BrokenYaml);
        assert!(doubts[0].help.get(derek_time::Lang::En).contains("colon"));
    }

    #[test]
    fn the_same_key_twice_is_kept_and_told() {
        let (root, doubts) = node("a: 1\na: 2\n");
        assert_eq!(root.map(|root| root.pairs().count()), Some(2));
        assert_eq!(doubts[0].kind, DoubtKind::DuplicateKey);
        assert_eq!(doubts[0].range, 5..6);
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |open: &str| open.repeat(100_000);
        let steps: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        for yaml in [nested("["), nested("- "), nested("{a: "), nested("? "), steps] {
            let (_, doubts) = node(&yaml);
            assert_eq!(doubts.first().map(|doubt| doubt.kind), Some(DoubtKind::BrokenYaml));
        }
    }

    #[test]
    fn a_bomb_of_aliases_stays_small() {
        let (_, doubts) = node("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
        assert_eq!(doubts.len(), 4);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_every_place_is_of_the_file(
            yaml in "([a-c:@#&*!|>%'\"{}\\[\\],\\-?~ \n\t\r\u{feff}жқ¶\\\\]|: |\n- |\n  |&a |\\*a|---\n){0,60}"
        ) {
            fn walk(yaml: &str, node: &Node) {
                assert!(yaml.get(node.range.clone()).is_some());
                let letters = node.letters(yaml).map(|letters| yaml.get(letters));
                assert!(letters != Some(None));
                match &node.data {
                    Data::Scalar(_) => {}
                    Data::Seq(items) => items.iter().for_each(|item| walk(yaml, item)),
                    Data::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                        walk(yaml, key);
                        walk(yaml, value);
                    }),
                }
            }
            let (root, doubts) = node(&yaml);
            root.iter().for_each(|root| walk(&yaml, root));
            for doubt in doubts {
                prop_assert!(yaml.get(doubt.range).is_some());
            }
        }
    }
}
