//! Rich text: what a reader of the page sees.
//!
//! The format is Microsoft's *Rich Text Format Specification* 1.9.1.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::Said;
use derek_study::document::Format;
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::docx::{
    breaks_off, citation_keys, deletions, hidden, insertions, pictures, remarks_made,
    running_heads, sort_of_style,
};
use crate::refusal::{self, Refusal};
use crate::weave::{Mark, Sort, Taken, Weaver, is_raised_number, raised};

/// Reads a rich text.
///
/// # Errors
///
/// When it breaks off before its first word.
pub(crate) fn take(bytes: &[u8]) -> Result<Taken, Refusal> {
    let mut reader = Reader::new(bytes);
    reader.read();
    if !reader.groups.is_empty() && reader.weaver.is_empty() {
        return Err(refusal::broken());
    }
    Ok(reader.taken())
}

/// What a group of the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Holds {
    #[default]
    Text,
    /// Nothing that a reader sees.
    Nothing,
    Fonts,
    Styles,
    Instruction,
    Remark,
    RemarkBy,
}

/// What holds inside a group until it ends.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    holds: Holds,
    is_raised: bool,
    is_hidden: bool,
    is_deleted: bool,
    is_inserted: bool,
    is_in_table: bool,
    /// Characters that follow a character of Unicode for programs that know none.
    spare: usize,
    font: i32,
    style: i32,
    outline: Option<usize>,
    is_item: bool,
    /// The group is a note.
    is_note: bool,
    /// The group is a field, and the group's citation.
    is_field: bool,
}

/// Groups that may be open inside one another.
const DEEPEST: usize = 4_000;

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    groups: Vec<Group>,
    group: Group,
    weaver: Weaver,
    default: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    styles: BTreeMap<i32, Style>,
    name: String,
    /// Bytes of letters that are not decoded yet, and where they stand.
    letters: Vec<u8>,
    letters_at: Range<usize>,
    /// The first half of a character of two units.
    high: Option<(u32, usize)>,
    /// Characters to pass over.
    passed: usize,
    has_table: bool,
    has_row: bool,
    has_cell: bool,
    notes: Vec<(bool, u32)>,
    numbered: [u32; 2],
    in_notes: usize,
    instruction: String,
    fields: Vec<Option<usize>>,
    remark: (String, String),
    insertions: usize,
    deletions: usize,
    hidden: usize,
    pictures: usize,
    has_heads: bool,
}

#[derive(Debug, Default)]
struct Style {
    sort: Option<Sort>,
    outline: Option<usize>,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader {
            bytes,
            at: 0,
            groups: Vec::new(),
            group: Group { spare: 1, ..Group::default() },
            weaver: Weaver::default(),
            default: WINDOWS_1252,
            fonts: BTreeMap::new(),
            styles: BTreeMap::new(),
            name: String::new(),
            letters: Vec::new(),
            letters_at: 0..0,
            high: None,
            passed: 0,
            has_table: false,
            has_row: false,
            has_cell: false,
            notes: Vec::new(),
            numbered: [0; 2],
            in_notes: 0,
            instruction: String::new(),
            fields: Vec::new(),
            remark: (String::new(), String::new()),
            insertions: 0,
            deletions: 0,
            hidden: 0,
            pictures: 0,
            has_heads: false,
        }
    }

    fn read(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            let start = self.at;
            self.at += 1;
            match byte {
                b'{' => {
                    self.decode();
                    if DEEPEST <= self.groups.len() {
                        return;
                    }
                    self.groups.push(self.group);
                    (self.group.is_note, self.group.is_field) = (false, false);
                }
                b'}' => {
                    self.decode();
                    self.end_group();
                    if self.groups.is_empty() {
                        break;
                    }
                }
                b'\\' => self.control(start),
                b'\r' | b'\n' => {}
                0x80.. => self.letter(byte, start..self.at),
                _ => {
                    let is_plain =
                        |byte: &u8| matches!(byte, 0x09 | 0x20..0x80) && !b"{}\\".contains(byte);
                    let rest = &self.bytes[self.at..];
                    let length = match self.passed {
                        0 => rest.iter().take_while(|byte| is_plain(byte)).count(),
                        _ => 0,
                    };
                    self.at += length;
                    if 0 < self.passed {
                        self.passed -= 1;
                        continue;
                    }
                    self.decode();
                    let words = String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned();
                    self.words(&words, start..self.at);
                }
            }
        }
        self.decode();
        self.close();
    }

    fn end_group(&mut self) {
        let ended = self.group;
        let Some(before) = self.groups.pop() else { return };
        match ended.holds {
            Holds::Styles if before.holds == Holds::Styles => self.end_style(ended.style),
            Holds::Instruction if before.holds != Holds::Instruction => {
                let keys = citation_keys(&std::mem::take(&mut self.instruction));
                if let (Some(keys), Some(field)) = (keys, self.fields.last_mut()) {
                    self.weaver.fields.push(keys);
                    let citation = self.weaver.fields.len() - 1;
                    *field = Some(citation);
                    self.weaver.piece().mark(Mark::FieldStart(citation));
                }
            }
            Holds::Remark if before.holds != Holds::Remark => {
                let words = self.remark.1.split_whitespace().collect::<Vec<_>>().join(" ");
                let id = self.weaver.remarks.len().to_string();
                if self.weaver.has_open() {
                    self.weaver.piece().mark(Mark::RemarkAt(id.clone()));
                }
                let by = std::mem::take(&mut self.remark.0);
                self.weaver.remarks.insert(id, (by, words));
                self.remark.1.clear();
            }
            _ => {}
        }
        if ended.is_field
            && let Some(Some(citation)) = self.fields.pop()
        {
            self.weaver.piece().mark(Mark::FieldEnd(citation));
        }
        if ended.is_note {
            self.close();
            self.weaver.end_note();
            self.in_notes -= 1;
        }
        self.group = before;
    }

    /// The name of a style ends with a semicolon.
    fn end_style(&mut self, number: i32) {
        let name = std::mem::take(&mut self.name);
        let name = name.trim().trim_end_matches(';').to_lowercase();
        let style = self.styles.entry(number).or_default();
        style.sort = sort_of_style(&name);
        style.outline = self.group.outline;
    }

    fn control(&mut self, start: usize) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            self.symbol(first, start);
            return;
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rest[..length]).unwrap_or_default();
        let rest = &rest[length..];
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number = match digits {
            0 => None,
            _ => std::str::from_utf8(&rest[..sign + digits])
                .ok()
                .and_then(|it| it.parse::<i32>().ok()),
        };
        self.at += length + if digits == 0 { 0 } else { sign + digits };
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let word = word.to_owned();
        self.word(&word, number, start..self.at);
    }

    fn symbol(&mut self, symbol: u8, start: usize) {
        match symbol {
            b'\'' => {
                let hex = self
                    .bytes
                    .get(self.at..self.at + 2)
                    .and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.at += 2;
                    self.letter(byte, start..self.at);
                }
            }
            b'*' => {
                // A destination that old programs do not know: read only if it is known here.
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                const KNOWN: [&[u8]; 9] = [
                    b"\\fldinst", b"\\footnote", b"\\annotation", b"\\atnauthor", b"\\shpinst",
                    b"\\shppict", b"\\shptxt", b"\\cs", b"\\pn\\",
                ];
                if !KNOWN.iter().any(|known| rest.starts_with(known)) {
                    self.group.holds = Holds::Nothing;
                }
            }
            b'~' => self.sign("\u{a0}", start),
            b'-' => self.sign("\u{ad}", start),
            b'_' => self.sign("-", start),
            b'\\' | b'{' | b'}' => self.sign(char::from(symbol).encode_utf8(&mut [0; 4]), start),
            b'\r' | b'\n' => self.paragraph(),
            _ => {}
        }
    }

    fn sign(&mut self, words: &str, start: usize) {
        if 0 < self.passed {
            self.passed -= 1;
            return;
        }
        self.decode();
        self.words(words, start..self.at);
    }

    fn word(&mut self, word: &str, number: Option<i32>, bytes: Range<usize>) {
        if word == "u" {
            self.unicode(number.unwrap_or(0), bytes);
            return;
        }
        self.decode();
        let is_on = number != Some(0);
        match word {
            "bin" => {
                let length = number.and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            "ansicpg" => self.default = encoding_of(number.unwrap_or(0)).unwrap_or(self.default),
            "mac" => self.default = encoding_rs::MACINTOSH,
            "uc" => {
                self.group.spare =
                    number.and_then(|it| usize::try_from(it).ok()).unwrap_or(1).min(16)
            }
            "fonttbl" => self.group.holds = Holds::Fonts,
            "stylesheet" => self.group.holds = Holds::Styles,
            "f" => self.group.font = number.unwrap_or(0),
            "fcharset" | "cpg" if self.group.holds == Holds::Fonts => {
                let number = number.unwrap_or(0);
                let page = if word == "cpg" { Some(number) } else { page_of_charset(number) };
                if let Some(encoding) = page.and_then(encoding_of) {
                    self.fonts.insert(self.group.font, encoding);
                }
            }
            "s" => self.group.style = number.unwrap_or(0),
            "outlinelevel" => {
                self.group.outline =
                    number.and_then(|it| usize::try_from(it).ok()).filter(|it| *it < 9);
            }
            "pard" => {
                (self.group.style, self.group.outline) = (0, None);
                (self.group.is_in_table, self.group.is_item) = (false, false);
            }
            "plain" => {
                (self.group.is_raised, self.group.is_hidden) = (false, false);
                (self.group.is_deleted, self.group.is_inserted) = (false, false);
            }
            "super" => self.group.is_raised = is_on,
            "up" => self.group.is_raised = 0 < number.unwrap_or(6),
            "nosupersub" | "sub" | "dn" => self.group.is_raised = false,
            "v" => self.group.is_hidden = is_on,
            "deleted" => self.group.is_deleted = is_on,
            "revised" => {
                self.insertions += usize::from(is_on && !self.group.is_inserted);
                self.group.is_inserted = is_on;
            }
            "intbl" => self.group.is_in_table = true,
            "ls" | "pntext" | "listtext" => {
                self.group.is_item = true;
                // The item's number stands in a group of its own.
                if let Some(around) = self.groups.last_mut().filter(|_| word != "ls") {
                    around.is_item = true;
                }
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => {
                self.has_heads = true;
                self.group.holds = Holds::Nothing;
            }
            "colortbl" | "info" | "nonshppict" | "nonesttables" | "objdata" | "ftnsep"
            | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "xe" | "tc" | "rxe"
            | "sp" | "upr" => {
                self.group.holds = Holds::Nothing;
            }
            "pict" => {
                self.pictures += usize::from(self.group.holds == Holds::Text);
                self.group.holds = Holds::Nothing;
            }
            "fldinst" => self.group.holds = Holds::Instruction,
            "field" if self.fields.len() < 64 => {
                self.fields.push(None);
                self.group.is_field = true;
            }
            "footnote" if self.group.holds == Holds::Text => self.note(bytes),
            "annotation" => self.group.holds = Holds::Remark,
            "atnauthor" => {
                self.remark.0.clear();
                self.group.holds = Holds::RemarkBy;
            }
            _ if self.group.holds != Holds::Text => {}
            "par" | "sect" | "nestcell" => self.paragraph(),
            "cell" => {
                self.group.is_in_table = true;
                self.begin_cell();
                self.close();
                self.has_cell = false;
            }
            "row" => {
                self.close();
                (self.has_row, self.has_cell) = (false, false);
            }
            "tab" => self.words("\t", bytes),
            "line" => self.words("\n", bytes),
            "emdash" => self.words("—", bytes),
            "endash" => self.words("–", bytes),
            "lquote" => self.words("‘", bytes),
            "rquote" => self.words("’", bytes),
            "ldblquote" => self.words("“", bytes),
            "rdblquote" => self.words("”", bytes),
            "bullet" => self.words("•", bytes),
            "emspace" | "enspace" | "qmspace" => self.words(" ", bytes),
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32, bytes: Range<usize>) {
        self.passed = self.group.spare;
        let Ok(unit) =
            u32::try_from(if number < 0 { number.saturating_add(0x1_0000) } else { number })
        else {
            return;
        };
        self.decode();
        let (code, start) = match (self.high.take(), unit) {
            (_, 0xd800..0xdc00) => {
                self.high = Some((unit, bytes.start));
                return;
            }
            (Some((high, start)), 0xdc00..0xe000) => {
                (0x1_0000 + ((high - 0xd800) << 10) + (unit - 0xdc00), start)
            }
            _ => (unit, bytes.start),
        };
        let c = char::from_u32(code).unwrap_or('\u{fffd}');
        self.words(c.encode_utf8(&mut [0; 4]), start..bytes.end);
    }

    /// A letter of the font's own alphabet; letters of two bytes come one after the other.
    fn letter(&mut self, byte: u8, bytes: Range<usize>) {
        if 0 < self.passed {
            self.passed -= 1;
            return;
        }
        if self.letters.is_empty() {
            self.letters_at = bytes.clone();
        }
        self.letters.push(byte);
        self.letters_at.end = bytes.end;
        // A place in the file is wanted for each letter where letters are single bytes.
        if self.encoding().is_single_byte() {
            self.decode();
        }
    }

    fn encoding(&self) -> &'static Encoding {
        self.fonts.get(&self.group.font).copied().unwrap_or(self.default)
    }

    fn decode(&mut self) {
        if !self.letters.is_empty() {
            let letters = std::mem::take(&mut self.letters);
            let words = self.encoding().decode_without_bom_handling(&letters).0;
            self.words(&words, self.letters_at.clone());
        }
    }

    fn words(&mut self, words: &str, bytes: Range<usize>) {
        match self.group.holds {
            Holds::Text => {}
            Holds::Styles => return push_some(&mut self.name, words),
            Holds::Instruction => return push_some(&mut self.instruction, words),
            Holds::Remark => return push_some(&mut self.remark.1, words),
            Holds::RemarkBy => return push_some(&mut self.remark.0, words),
            Holds::Nothing | Holds::Fonts => return,
        }
        if self.group.is_deleted {
            self.deletions += 1;
            return;
        }
        if self.group.is_hidden {
            self.hidden += usize::from(!words.trim().is_empty());
            return;
        }
        self.begin();
        match self.group.is_raised && is_raised_number(words) {
            true => self.weaver.piece().add(&raised(words), 0, bytes),
            false => self.weaver.piece().add(words, 0, bytes),
        }
    }

    /// Begins a paragraph where none is open, and what stands around it.
    fn begin(&mut self) {
        if self.in_notes == 0 {
            match self.group.is_in_table {
                true => self.begin_cell(),
                false if self.has_table && !self.weaver.has_open() => {
                    self.weaver.end_table();
                    (self.has_table, self.has_row, self.has_cell) = (false, false, false);
                }
                false => {}
            }
        }
        if self.weaver.depth() <= self.in_notes {
            self.weaver.open();
        }
    }

    fn begin_cell(&mut self) {
        if 0 < self.in_notes {
            return;
        }
        if !self.has_table {
            self.close();
            self.weaver.table();
            self.has_table = true;
        }
        if !self.has_row {
            self.weaver.row();
            self.has_row = true;
        }
        if !self.has_cell {
            self.weaver.cell();
            self.has_cell = true;
        }
    }

    fn paragraph(&mut self) {
        if self.group.holds == Holds::Text {
            self.decode();
            self.close();
        }
    }

    /// Ends the paragraph that is open here; the one around a note stays open.
    fn close(&mut self) {
        if self.weaver.depth() <= self.in_notes {
            return;
        }
        let style = self.styles.get(&self.group.style);
        let by_name = style.and_then(|style| style.sort.clone());
        let outline = self.group.outline.or_else(|| style.and_then(|style| style.outline));
        let sort = match (by_name, outline) {
            (Some(sort), _) => sort,
            (None, Some(level)) => Sort::Heading(level + 1),
            (None, None) if self.group.is_item => Sort::Item,
            (None, None) => Sort::Body,
        };
        self.weaver.close(sort);
    }

    fn note(&mut self, bytes: Range<usize>) {
        let rest =
            self.bytes.get(self.at..(self.at + 40).min(self.bytes.len())).unwrap_or_default();
        let is_end = rest.windows(7).any(|window| window == b"\\ftnalt");
        let count = &mut self.numbered[usize::from(is_end)];
        *count = count.saturating_add(1);
        let number = *count;
        self.begin();
        self.weaver.piece().call(number, 0, bytes);
        self.notes.push((is_end, number));
        self.weaver.note(self.notes.len() - 1);
        self.in_notes += 1;
        self.group.is_note = true;
        (self.group.is_raised, self.group.is_in_table) = (false, false);
        (self.group.style, self.group.outline) = (0, None);
    }

    fn taken(mut self) -> Taken {
        let has_foot = self.notes.iter().any(|(is_end, _)| !is_end);
        let mut shown: Vec<(usize, &(bool, u32))> = self.notes.iter().enumerate().collect();
        shown.sort_by_key(|(at, (is_end, _))| (*is_end, *at));
        let locator = |(is_end, number): &(bool, u32)| match has_foot && *is_end {
            true => format!("endnote {number}"),
            false => format!("note {number}"),
        };
        self.weaver.notes_shown = shown.into_iter().map(|(at, note)| (at, locator(note))).collect();
        let remarks = self.weaver.remarks.len();
        let mut taken = self.weaver.woven(Format::Rtf, vec![String::new()]);
        if !self.groups.is_empty() {
            taken.doubts.push(breaks_off("RTF"));
        }
        let counts = [
            (self.deletions, deletions as fn(usize) -> Said),
            (self.insertions, insertions),
            (self.hidden, hidden),
            (remarks, remarks_made),
            (self.pictures, pictures),
        ];
        let left_out = counts.into_iter().filter(|(count, _)| 0 < *count);
        taken.left_out.extend(left_out.map(|(count, said)| said(count)));
        if self.has_heads {
            taken.left_out.push(running_heads());
        }
        taken
    }
}

/// Names and instructions are kept as far as anybody writes them.
fn push_some(kept: &mut String, words: &str) {
    if kept.len() + words.len() < 1 << 18 {
        kept.push_str(words);
    }
}

/// The code page of a font's character set: specification, table of `\fcharset`.
fn page_of_charset(charset: i32) -> Option<i32> {
    Some(match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

fn encoding_of(page: i32) -> Option<&'static Encoding> {
    match page {
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        874 => Some(encoding_rs::WINDOWS_874),
        866 => Some(encoding_rs::IBM866),
        10000 => Some(encoding_rs::MACINTOSH),
        10007 => Some(encoding_rs::X_MAC_CYRILLIC),
        20866 => Some(encoding_rs::KOI8_R),
        65001 => Some(encoding_rs::UTF_8),
        _ => Encoding::for_label(format!("windows-{page}").as_bytes()),
    }
}
