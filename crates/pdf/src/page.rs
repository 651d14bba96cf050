//! A page: its glyphs, its rules and how much of it is a picture.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::file::File;
use crate::font::Font;
use crate::object::{Dict, Lexer, Object, Stream, Token};

/// What stands on a page.
///
/// Places count points (1/72 inch) from the upper left corner of the page as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Points from left to right.
    pub width: f32,
    /// Points from top to bottom.
    pub height: f32,
    /// The characters of all glyphs, one glyph after the other.
    pub text: String,
    /// Glyphs in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// Level lines.
    pub rules: Vec<Rule>,
    /// The share of the page that pictures cover, from 0 to 1.
    pub pictures: f32,
    /// Glyphs set neither level nor upright, such as a watermark; they are not taken.
    pub slanting: usize,
    /// Glyphs that stand outside of the page and are not seen; they are not taken.
    pub outside: usize,
    /// Words that somebody wrote on the page afterwards, as remarks; they are not among the glyphs.
    pub remarks: Vec<String>,
    /// Words that somebody filled into the fields of a form; they are not among the glyphs.
    pub filled: Vec<String>,
    /// Something of the page could not be unfolded or was too much.
    pub is_cut: bool,
}

/// What one code of a font shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Bytes of [`Page::text`]: usually one character, for a ligature several. U+FFFD
    /// when the file does not say what it is.
    pub text: Range<u32>,
    /// How the writing is turned; the places below are those of the page turned upright.
    pub turn: Turn,
    /// Where it begins, in points.
    pub left: f32,
    /// Where it ends: the width that the font gives it.
    pub right: f32,
    /// The line it stands on.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    /// The font is bold.
    pub is_bold: bool,
    /// The font is slanted.
    pub is_italic: bool,
    /// It is not painted: the text that a machine recognised under a picture.
    pub is_hidden: bool,
    /// The file says that it is no part of the text: a running head, a page number.
    pub is_artifact: bool,
}

/// How a page must be turned for some words of it to be upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Turn {
    /// Not at all.
    #[default]
    Upright,
    /// The writing runs upwards.
    Up,
    /// The writing stands on its head.
    Over,
    /// The writing runs downwards.
    Down,
}

/// A level line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Where it begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// How far it is from the top.
    pub at: f32,
}

impl Turn {
    /// The width and the height of a page that was turned so.
    pub fn size(self, page: &Page) -> (f32, f32) {
        match self {
            Turn::Upright | Turn::Over => (page.width, page.height),
            Turn::Up | Turn::Down => (page.height, page.width),
        }
    }

    /// A point of the page as it is shown, on the page turned upright.
    fn turned(self, (x, y): (f64, f64), width: f64, height: f64) -> (f64, f64) {
        match self {
            Turn::Upright => (x, y),
            Turn::Up => (height - y, x),
            Turn::Over => (width - x, height - y),
            Turn::Down => (y, width - x),
        }
    }

    /// A rectangle (left, top, right, bottom) of the page turned upright, on the page as
    /// it is shown.
    pub fn back(self, page: &Page, [left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
        let (width, height) = (page.width, page.height);
        match self {
            Turn::Upright => [left, top, right, bottom],
            Turn::Up => [top, height - right, bottom, height - left],
            Turn::Over => [width - right, height - bottom, width - left, height - top],
            Turn::Down => [width - bottom, left, width - top, right],
        }
    }
}

impl Page {
    /// The characters of a glyph.
    pub fn characters(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.text.start as usize..glyph.text.end as usize).unwrap_or_default()
    }
}

/// A page of the tree of pages, with what it inherits.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    page: Object,
    inherited: Inherited,
}

#[derive(Debug, Clone, Default)]
struct Inherited {
    resources: Option<Object>,
    media: Option<Object>,
    crop: Option<Object>,
    turn: Option<Object>,
}

/// Pages of a file, at most.
const MOST_PAGES: usize = 20_000;

/// The pages in their order.
pub(crate) fn leaves(file: &File<'_>) -> Vec<Leaf> {
    let catalogue = file.catalogue();
    let mut leaves = Vec::new();
    let mut seen = BTreeSet::new();
    let root = catalogue.get("Pages").cloned().unwrap_or(Object::Null);
    let mut waiting = vec![(root, Inherited::default())];
    let mut looked = 0;
    while let Some((object, inherited)) = waiting.pop() {
        looked += 1;
        if let Object::Reference(number, _) = object
            && !seen.insert(number)
        {
            continue;
        }
        if MOST_PAGES <= leaves.len() || 8 * MOST_PAGES < looked {
            break;
        }
        let Object::Dict(dict) = file.resolved(&object) else { continue };
        let own =
            |name: &str, above: &Option<Object>| dict.get(name).cloned().or_else(|| above.clone());
        let inherited = Inherited {
            resources: own("Resources", &inherited.resources),
            media: own("MediaBox", &inherited.media),
            crop: own("CropBox", &inherited.crop),
            turn: own("Rotate", &inherited.turn),
        };
        match file.value(&dict, "Kids") {
            Object::List(kids) => {
                waiting.extend(
                    kids.into_iter().rev().take(8 * MOST_PAGES).map(|kid| (kid, inherited.clone())),
                );
            }
            _ => leaves.push(Leaf { page: object, inherited }),
        }
    }
    leaves
}

/// The program that wrote the file.
pub(crate) fn producer(file: &File<'_>) -> String {
    let info = file.value(&file.trailer, "Info");
    let Some(dict) = info.dict() else { return String::new() };
    match file.value(dict, "Producer") {
        Object::Text(bytes) => words_of(&bytes),
        _ => String::new(),
    }
}

/// Remarks and filled fields of one page.
const MOST_WRITTEN: usize = 2_000;

/// The words of the remarks on a page, and those in the fields of a form (PDF 1.7, 12.5 and 12.7).
fn written_on(file: &File<'_>, page: &Dict) -> (Vec<String>, Vec<String>) {
    let (mut remarks, mut filled) = (Vec::new(), Vec::new());
    let Object::List(list) = file.value(page, "Annots") else { return (remarks, filled) };
    for one in list.iter().take(MOST_WRITTEN) {
        let one = file.resolved(one);
        let Some(dict) = one.dict() else { continue };
        let kind = file.value(dict, "Subtype");
        let (entry, words) = match kind.name() {
            // Links lead elsewhere, and the window of a remark repeats it.
            Some(b"Link" | b"Popup") => continue,
            Some(b"Widget") => ("V", &mut filled),
            _ => ("Contents", &mut remarks),
        };
        if let Object::Text(bytes) = file.value(dict, entry) {
            let said = words_of(&bytes);
            if !said.trim().is_empty() {
                words.push(said.trim().to_owned());
            }
        }
    }
    (remarks, filled)
}

/// A string of the file's own words: UTF-16 with its mark, UTF-8 with its mark, or Latin-1.
fn words_of(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> =
                rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// A transformation of places: x' = ax + cy + e, y' = bx + dy + f.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First one, then the other.
fn then(first: &Matrix, second: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [g, h, i, j, k, l] = *second;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

fn apply(matrix: &Matrix, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f] = *matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// Glyphs of one page; a page of a newspaper has thirty thousand.
const MOST_ON_PAGE: usize = 200_000;

/// Forms that are shown inside one another.
const DEEPEST: usize = 12;

/// States that are kept inside one another.
const MOST_STATES: usize = 512;

/// Rules of one page.
const MOST_RULES: usize = 4_000;

/// What a page shows.
pub(crate) fn read(
    file: &File<'_>,
    leaf: &Leaf,
    fonts: &mut BTreeMap<u32, Rc<Font>>,
    most: usize,
) -> Page {
    let resolve = |object: &Option<Object>| object.as_ref().map(|object| file.resolved(object));
    let rectangle = |object: &Option<Object>| -> Option<[f64; 4]> {
        let list = resolve(object)?;
        let numbers: Vec<f64> =
            list.list()?.iter().filter_map(|one| file.resolved(one).number()).collect();
        let [a, b, c, d] = numbers[..] else { return None };
        let fits = [a, b, c, d].iter().all(|number| number.abs() < 1e6);
        let found = [a.min(c), b.min(d), a.max(c), b.max(d)];
        (fits && found[0] + 1.0 < found[2] && found[1] + 1.0 < found[3]).then_some(found)
    };
    // The size of a page that does not say its own is that of Letter.
    let media = rectangle(&leaf.inherited.media).unwrap_or([0.0, 0.0, 612.0, 792.0]);
    let crop = rectangle(&leaf.inherited.crop).unwrap_or(media);
    let shown = [
        crop[0].max(media[0]),
        crop[1].max(media[1]),
        crop[2].min(media[2]),
        crop[3].min(media[3]),
    ];
    let [left, bottom, right, top] =
        if shown[0] + 1.0 < shown[2] && shown[1] + 1.0 < shown[3] { shown } else { media };
    let turn = resolve(&leaf.inherited.turn).and_then(|turn| turn.number()).unwrap_or(0.0);
    let (wide, high) = (right - left, top - bottom);
    let (base, width, height) = match (turn as i64).rem_euclid(360) {
        90 => ([0.0, 1.0, 1.0, 0.0, -bottom, -left], high, wide),
        180 => ([-1.0, 0.0, 0.0, 1.0, right, -bottom], wide, high),
        270 => ([0.0, -1.0, -1.0, 0.0, top, right], high, wide),
        _ => ([1.0, 0.0, 0.0, -1.0, -left, top], wide, high),
    };
    let mut reader = Reader {
        file,
        fonts,
        page: Page { width: width as f32, height: height as f32, ..Page::default() },
        most: most.min(MOST_ON_PAGE),
        state: State { matrix: base, ..State::default() },
        kept: Vec::new(),
        marked: Vec::new(),
        forms: Vec::new(),
        covered: 0.0,
        path: Vec::new(),
        at: (0.0, 0.0),
        nameless: BTreeMap::new(),
    };
    let page = file.resolved(&leaf.page);
    let Some(dict) = page.dict() else { return reader.page };
    (reader.page.remarks, reader.page.filled) = written_on(file, dict);
    let mut content = Vec::new();
    let contents = match file.value(dict, "Contents") {
        Object::List(list) => list.iter().take(4_096).map(|one| file.resolved(one)).collect(),
        other => vec![other],
    };
    for one in contents {
        if let Object::Stream(stream) = one {
            match file.data(&stream) {
                Some(bytes) => content.extend(bytes),
                None => reader.page.is_cut = true,
            }
            content.push(b'\n');
        }
    }
    let resources = leaf.inherited.resources.as_ref().map(|one| file.resolved(one));
    let resources = resources.and_then(|one| one.dict().cloned()).unwrap_or_default();
    reader.run(&content, &resources);
    reader.page.pictures = (reader.covered / (width * height)).clamp(0.0, 1.0) as f32;
    reader.page
}

#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    /// Width in parts of the usual one.
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    /// The matrix of the text, and that of the line it began.
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> State {
        State {
            matrix: SAME,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            text: SAME,
            line: SAME,
        }
    }
}

/// A stretch of the page that the file says something of.
#[derive(Debug, Clone)]
struct Marked {
    is_artifact: bool,
    /// The characters that it really stands for, and its first glyph.
    actual: Option<(String, usize)>,
}

struct Reader<'f, 'b> {
    file: &'f File<'b>,
    fonts: &'f mut BTreeMap<u32, Rc<Font>>,
    page: Page,
    most: usize,
    state: State,
    kept: Vec<State>,
    marked: Vec<Marked>,
    /// Numbers of the forms that are being shown.
    forms: Vec<u32>,
    /// Points squared that pictures cover.
    covered: f64,
    /// Level lines of the path that is being drawn.
    path: Vec<Rule>,
    at: (f64, f64),
    /// Fonts that are no objects of their own, by their name and how deep the form is.
    nameless: BTreeMap<(usize, Vec<u8>), Rc<Font>>,
}

impl Reader<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dict) {
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(token) = lexer.token() {
            match token {
                // What comes before too many operands is none of the operator's.
                Token::Value(value) => {
                    if 64 < operands.len() {
                        operands.clear();
                    }
                    operands.push(value);
                }
                Token::Word(b"BI") => {
                    self.pass_image(&mut lexer);
                    operands.clear();
                }
                Token::Word(word) => {
                    self.take(word, &operands, resources);
                    operands.clear();
                }
            }
            if self.most <= self.page.glyphs.len() {
                self.page.is_cut = true;
                break;
            }
        }
    }

    fn take(&mut self, word: &[u8], operands: &[Object], resources: &Dict) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or(0.0);
        let last = operands.len().saturating_sub(1);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match word {
            b"q" if self.kept.len() < MOST_STATES => self.kept.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.matrix = then(&matrix(), &self.state.matrix),
            b"BT" => (self.state.text, self.state.line) = (SAME, SAME),
            b"Tf" => {
                self.state.size = number(1);
                if let Some(Object::Name(name)) = operands.first() {
                    self.state.font = self.font(name, resources);
                }
            }
            b"gs" => {
                let states = self.file.value(resources, "ExtGState");
                if let Some(Object::Name(name)) = operands.first()
                    && let Some(states) = states.dict()
                    && let Some(state) =
                        self.file.value(states, &String::from_utf8_lossy(name)).dict()
                    && let Object::List(list) = self.file.value(state, "Font")
                    && let [font, size] = &list[..]
                {
                    self.state.size = self.file.resolved(size).number().unwrap_or(self.state.size);
                    self.state.font = self.font_of(font, b"");
                }
            }
            b"Tc" => self.state.letter_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tr" => self.state.mode = number(0) as i64,
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => (self.state.text, self.state.line) = (matrix(), matrix()),
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" | b"'" | b"\"" => {
                if word == b"\"" {
                    (self.state.word_space, self.state.letter_space) = (number(0), number(1));
                }
                if word != b"Tj" {
                    self.next_line(0.0, -self.state.leading);
                }
                if let Some(Object::Text(text)) = operands.get(last) {
                    self.show(text);
                }
            }
            b"TJ" => {
                for item in operands.first().and_then(Object::list).unwrap_or_default() {
                    match item {
                        Object::Text(text) => self.show(text),
                        Object::Number(back) => {
                            self.advance(-back / 1000.0 * self.state.size * self.state.stretch);
                        }
                        _ => {}
                    }
                }
            }
            b"Do" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.show_thing(name, resources);
                }
            }
            b"BMC" | b"BDC" => self.mark(operands, resources),
            b"EMC" => self.unmark(),
            b"m" => self.at = apply(&self.state.matrix, number(0), number(1)),
            b"l" => {
                let to = apply(&self.state.matrix, number(0), number(1));
                self.draw(self.at, to);
                self.at = to;
            }
            b"re" => {
                let corner = apply(&self.state.matrix, number(0), number(1));
                let other = apply(&self.state.matrix, number(0) + number(2), number(1) + number(3));
                if (corner.1 - other.1).abs() < 3.0 {
                    self.draw(corner, (other.0, corner.1));
                }
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                let room = MOST_RULES.saturating_sub(self.page.rules.len());
                self.page.rules.extend(self.path.drain(..).take(room));
            }
            b"n" => self.path.clear(),
            _ => {}
        }
    }

    fn draw(&mut self, from: (f64, f64), to: (f64, f64)) {
        let is_level = (from.1 - to.1).abs() < 1.0 && 8.0 < (from.0 - to.0).abs();
        if is_level && self.path.len() < MOST_RULES {
            let (left, right) = (from.0.min(to.0) as f32, from.0.max(to.0) as f32);
            self.path.push(Rule { left, right, at: from.1 as f32 });
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.state.line = then(&[1.0, 0.0, 0.0, 1.0, x, y], &self.state.line);
        self.state.text = self.state.line;
    }

    fn advance(&mut self, by: f64) {
        let (x, y) = apply(&self.state.text, by, 0.0);
        (self.state.text[4], self.state.text[5]) = (x, y);
    }

    fn font(&mut self, name: &[u8], resources: &Dict) -> Option<Rc<Font>> {
        let fonts = self.file.value(resources, "Font");
        let key = String::from_utf8_lossy(name);
        let font = fonts.dict().and_then(|fonts| fonts.get(&key));
        match font {
            Some(font) => self.font_of(font, name),
            None => None,
        }
    }

    fn font_of(&mut self, font: &Object, name: &[u8]) -> Option<Rc<Font>> {
        if let Object::Reference(number, _) = font {
            if let Some(known) = self.fonts.get(number) {
                return Some(known.clone());
            }
            let read = self.file.resolved(font);
            let read = Rc::new(Font::read(self.file, read.dict()?));
            self.fonts.insert(*number, read.clone());
            return Some(read);
        }
        let key = (self.forms.len(), name.to_vec());
        if let Some(known) = self.nameless.get(&key) {
            return Some(known.clone());
        }
        let read = Rc::new(Font::read(self.file, font.dict()?));
        self.nameless.insert(key, read.clone());
        Some(read)
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        font.show(bytes, |shown| {
            let state = &self.state;
            let wide = shown.width * state.size * state.stretch;
            let space =
                state.letter_space + if shown.is_word_space { state.word_space } else { 0.0 };
            let step = wide + space * state.stretch;
            self.place(&shown.characters, wide, &font);
            self.advance(step);
        });
    }

    /// Puts a glyph on the page.
    fn place(&mut self, characters: &str, wide: f64, font: &Font) {
        if self.most <= self.page.glyphs.len() {
            return;
        }
        let state = &self.state;
        let whole = then(&state.text, &state.matrix);
        let from = apply(&whole, 0.0, state.rise);
        let to = apply(&whole, wide, state.rise);
        let above = apply(&whole, 0.0, state.rise + state.size);
        let size = (above.0 - from.0).hypot(above.1 - from.1);
        // The direction is that of the line, so that a glyph without width has one too.
        let (x, y) = (whole[0] * state.size.signum(), whole[1] * state.size.signum());
        let length = x.hypot(y);
        let is_placed = [from.0, from.1, to.0, to.1, size].iter().all(|number| number.abs() < 1e6);
        if !is_placed || length < 1e-6 || size < 0.05 {
            self.page.outside += 1;
            return;
        }
        // Within nine degrees a scan that lies askew is level.
        let (x, y) = (x / length, y / length);
        let turn = match (x, y) {
            _ if 0.987 < x => Turn::Upright,
            _ if x < -0.987 => Turn::Over,
            _ if 0.987 < y => Turn::Down,
            _ if y < -0.987 => Turn::Up,
            _ => {
                self.page.slanting += usize::from(!characters.trim().is_empty());
                return;
            }
        };
        let (width, height) = (f64::from(self.page.width), f64::from(self.page.height));
        let middle = ((from.0 + to.0) / 2.0, (from.1 + above.1) / 2.0);
        let is_inside =
            -2.0 < middle.0 && middle.0 < width + 2.0 && -2.0 < middle.1 && middle.1 < height + 2.0;
        if !is_inside {
            self.page.outside += usize::from(!characters.trim().is_empty());
            return;
        }
        let start = turn.turned(from, width, height);
        let end = turn.turned(to, width, height);
        let at = self.page.text.len() as u32;
        self.page.text.push_str(characters);
        let is_artifact = self.marked.iter().any(|marked| marked.is_artifact);
        self.page.glyphs.push(Glyph {
            text: at..self.page.text.len() as u32,
            turn,
            left: start.0.min(end.0) as f32,
            right: start.0.max(end.0) as f32,
            base: start.1 as f32,
            size: size as f32,
            is_bold: font.is_bold || self.state.mode == 2,
            is_italic: font.is_italic,
            is_hidden: self.state.mode == 3,
            is_artifact,
        });
    }

    fn mark(&mut self, operands: &[Object], resources: &Dict) {
        if MOST_STATES <= self.marked.len() {
            return;
        }
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => {
                let all = self.file.value(resources, "Properties");
                let key = String::from_utf8_lossy(name);
                all.dict().map_or(Object::Null, |all| self.file.value(all, &key))
            }
            Some(other) => other.clone(),
            None => Object::Null,
        };
        let actual = match properties.dict().map(|dict| self.file.value(dict, "ActualText")) {
            Some(Object::Text(bytes)) => Some((words_of(&bytes), self.page.glyphs.len())),
            _ => None,
        };
        self.marked.push(Marked { is_artifact: tag == b"Artifact", actual });
    }

    /// Ends a marked stretch. Where the file says what a few glyphs really stand for,
    /// it is believed; what it says of whole paragraphs cannot be laid on their glyphs.
    fn unmark(&mut self) {
        let Some(Marked { actual: Some((words, start)), .. }) = self.marked.pop() else { return };
        let glyphs = &mut self.page.glyphs;
        if 8 < glyphs.len().saturating_sub(start) || 16 < words.chars().count() {
            return;
        }
        let right = glyphs.last().map_or(0.0, |last| last.right);
        if let Some(first) = glyphs.get_mut(start) {
            let at = self.page.text.len() as u32;
            self.page.text.push_str(&words);
            first.text = at..self.page.text.len() as u32;
            first.right = first.right.max(right);
            glyphs.truncate(start + 1);
        }
    }

    fn show_thing(&mut self, name: &[u8], resources: &Dict) {
        let things = self.file.value(resources, "XObject");
        let key = String::from_utf8_lossy(name);
        let Some(thing) = things.dict().and_then(|things| things.get(&key)) else { return };
        let number = match thing {
            Object::Reference(number, _) => *number,
            _ => return,
        };
        let Object::Stream(stream) = self.file.resolved(thing) else { return };
        match self.file.value(&stream.dict, "Subtype").name() {
            Some(b"Image") => self.cover(),
            Some(b"Form") => {
                if self.forms.contains(&number) || DEEPEST <= self.forms.len() {
                    return;
                }
                self.forms.push(number);
                self.show_form(&stream, resources);
                self.forms.pop();
                let depth = self.forms.len();
                self.nameless.retain(|(deep, _), _| *deep <= depth);
            }
            _ => {}
        }
    }

    fn show_form(&mut self, stream: &Stream, resources: &Dict) {
        let Some(content) = self.file.data(stream) else {
            self.page.is_cut = true;
            return;
        };
        let state = self.state.clone();
        let kept = std::mem::take(&mut self.kept);
        let marked = self.marked.len();
        if let Object::List(list) = self.file.value(&stream.dict, "Matrix") {
            let numbers: Vec<f64> = list.iter().filter_map(Object::number).collect();
            if let [a, b, c, d, e, f] = numbers[..] {
                self.state.matrix = then(&[a, b, c, d, e, f], &self.state.matrix);
            }
        }
        match self.file.value(&stream.dict, "Resources") {
            Object::Dict(own) => self.run(&content, &own),
            _ => self.run(&content, resources),
        }
        self.marked.truncate(marked);
        (self.state, self.kept) = (state, kept);
    }

    /// A picture fills the unit square of the space it is shown in.
    fn cover(&mut self) {
        let [a, b, c, d, ..] = self.state.matrix;
        let area = (a * d - b * c).abs();
        if area.is_finite() {
            self.covered += area;
        }
    }

    /// Passes a picture that stands in the content itself.
    fn pass_image(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(token) = lexer.token() {
            if matches!(token, Token::Word(b"ID")) {
                break;
            }
        }
        self.cover();
        // The end is an `EI` between white space before something that is content.
        while let Some(found) =
            crate::file::find(lexer.bytes.get(lexer.at..).unwrap_or_default(), b"EI")
        {
            let at = lexer.at + found;
            lexer.at = at + 2;
            let is_space =
                |byte: Option<&u8>| byte.is_none_or(|byte| crate::object::is_space(*byte));
            let before = at.checked_sub(1).and_then(|at| lexer.bytes.get(at));
            let after = &lexer.bytes[lexer.at..lexer.bytes.len().min(lexer.at + 12)];
            let is_plain = after
                .iter()
                .all(|byte| byte.is_ascii() && (32 <= *byte || crate::object::is_space(*byte)));
            if is_space(before) && is_space(after.first()) && is_plain {
                return;
            }
        }
        lexer.at = lexer.bytes.len();
    }
}
