//! What is wrong with a string that is nearly EDTF, and how it is written right.
//!
//! Three kinds of writing are known: the EDTF draft of 2012 (Library of
//! Congress, specification of 13 January 2012), which ISO 8601-2:2019 changed;
//! other forms of ISO 8601-1 (without hyphens, ordinal days, weeks, shortened
//! ends); and what people and programs write besides. Every way in which a
//! string can be read is tried. One way is a fix; several are a choice that
//! is left to a person.

use std::ops::Range;

use crate::date::{Date, Interval, Step};
use crate::day::Day;

/// A string that is not EDTF: why, and what to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// What is wrong, in the order of the text; never empty.
    pub flaws: Vec<Flaw>,
    /// The same date in EDTF; `None` when nobody can know it, or several are possible.
    pub edtf: Option<String>,
    /// What it may mean when it can be read in several ways, sorted as they were
    /// found; none of them is a fix.
    pub may_be: Vec<String>,
    /// Whether `edtf` surely means what was meant.
    pub meaning: Meaning,
    /// The byte at which reading it as EDTF stops; everything before is EDTF by itself.
    pub stopped: usize,
}

impl Repair {
    /// Whether it says more than that the string is something else: there is
    /// something to write instead, or one number of it cannot be right.
    pub fn tells(&self) -> bool {
        let is_impossible = |flaw: &Flaw| {
            matches!(flaw.wrong, Wrong::NoSuchMonth | Wrong::NoSuchDay | Wrong::NoSuchTime)
        };
        self.edtf.is_some() || !self.may_be.is_empty() || self.flaws.iter().any(is_impossible)
    }
}

/// How sure a correction is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Meaning {
    /// Another writing of the same.
    Same,
    /// Most likely meant, or a detail is lost that EDTF cannot hold.
    Likely,
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// What is wrong.
    pub wrong: Wrong,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// What can be wrong with a string that should be EDTF.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Wrong {
    /// There is nothing.
    Empty,
    /// No date is so long.
    TooLong,
    /// It is something else.
    NotEdtf,
    /// A character that only looks like the right one: a dash, a Cyrillic letter.
    LookAlike {
        /// As it stands.
        written: char,
        /// The right one.
        meant: char,
    },
    /// White space; EDTF has none.
    Space,
    /// A small letter where a capital belongs.
    SmallLetter,
    /// `u` for a digit that is not known (draft of 2012).
    OldUnspecified,
    /// `unknown` and `open` for the end of an interval (draft of 2012), or a word like them.
    OldEnd,
    /// `?~` for `%` (draft of 2012), or a mark in brackets.
    OldQualifier,
    /// Parts in parentheses (draft of 2012).
    OldGroup,
    /// `p` for `S` (draft of 2012).
    OldPrecision,
    /// A suffix after `^` (draft of 2012).
    OldSuffix,
    /// Another sign for a digit that is not known: `?`, `*`, `-`, `_`.
    Wildcard,
    /// A decade as three digits.
    BareDecade,
    /// A century as two digits.
    BareCentury,
    /// A decade with an s: `1990's`.
    DecadeWithS,
    /// A number with too few digits.
    MissingZero,
    /// A number with too many zeros in front.
    ExtraZero,
    /// A year of two digits with a month.
    ShortYear,
    /// A plus sign before a year.
    PlusSign,
    /// A year of five digits or more without `Y`.
    LongYearWithoutY,
    /// A year of four digits with `Y`.
    ShortYearWithY,
    /// A month or a day of a year with more than four digits.
    TooFineForLongYear,
    /// A minus before a year zero.
    NegativeZero,
    /// Unspecified digits in a year before the year 0.
    NegativeUnspecified,
    /// More significant digits than the year has, or none.
    SignificantDigits,
    /// ISO 8601 without hyphens or colons.
    NoHyphens,
    /// A sign between year, month and day that is no hyphen.
    OtherSeparator,
    /// The year stands last.
    YearLast,
    /// The day stands before the month, or the month before the day: nobody can know.
    OrderUnclear,
    /// A day counted from 1 January.
    OrdinalDay,
    /// A week of the year.
    Week,
    /// A quarter or a half written with a letter, or a month with its name.
    NamedPart,
    /// The end of an interval leaves out what it shares with the beginning.
    ShortEnd,
    /// The end comes before the beginning.
    Reversed,
    /// Neither end of an interval is a date.
    NoDatedEnd,
    /// The two dates of an interval are not joined by `/`.
    NoSlash,
    /// A sign too many.
    ExtraSign,
    /// A bracket is missing, or is of the other kind.
    Bracket,
    /// Several dates without brackets: one of them, or all.
    NoBrackets,
    /// A set without dates.
    EmptySet,
    /// No year has such a month.
    NoSuchMonth,
    /// The month has no such day.
    NoSuchDay,
    /// `00` for a month or a day that is not known.
    ZeroPart,
    /// No day has such an hour, minute or second.
    NoSuchTime,
    /// Nowhere does the clock differ so much from UTC.
    NoSuchShift,
    /// 24:00 is written as 00:00 of the next day.
    EndOfDay,
    /// EDTF has no parts of a second.
    PartsOfSecond,
    /// EDTF has a time whole, with its seconds.
    NoSeconds,
    /// A time shift without a time.
    ShiftWithoutTime,
    /// One end of an interval has a time and the other has none.
    TimeAtOneEnd,
    /// A date in words.
    Words,
}

impl Wrong {
    /// Whether writing it right may change what was meant.
    fn is_guess(self) -> bool {
        use Wrong::*;
        matches!(
            self,
            BareDecade
                | BareCentury
                | DecadeWithS
                | ExtraZero
                | LongYearWithoutY
                | NegativeZero
                | SignificantDigits
                | OldSuffix
                | YearLast
                | OrderUnclear
                | ShortEnd
                | Reversed
                | NoSlash
                | ExtraSign
                | Bracket
                | NoBrackets
                | ZeroPart
                | PartsOfSecond
                | NoSeconds
                | TimeAtOneEnd
                | Words
        )
    }
}

/// Ways of reading that are kept; what can be read in more ways says nothing.
const MOST_READINGS: usize = 6;

/// Says what is wrong with a string that should be EDTF, and how to write it.
///
/// `None` when nothing is wrong. What is offered is always EDTF itself. What
/// can be read in two ways is not corrected.
///
/// ```
/// # use derek_time::repair_edtf;
/// let fix = |text| repair_edtf(text).and_then(|repair| repair.edtf);
/// assert_eq!(fix("1984-uu-31").as_deref(), Some("1984-XX-31"));
/// assert_eq!(fix("2004-01-01/open").as_deref(), Some("2004-01-01/.."));
/// assert_eq!(fix("1917"), None);
/// let unclear = repair_edtf("05/06/1917").unwrap();
/// assert_eq!((unclear.edtf, unclear.may_be.len()), (None, 2));
/// ```
pub fn repair_edtf(text: &str) -> Option<Repair> {
    read_edtf(text).err()
}

/// Reads a date that is strictly EDTF, as [`parse_edtf`](super::parse_edtf) does.
///
/// # Errors
///
/// What is wrong with it, as [`repair_edtf`] says.
pub fn read_edtf(text: &str) -> Result<Date, Repair> {
    super::read(text).ok_or_else(|| repaired(text))
}

/// What is wrong with a string that is no EDTF.
fn repaired(text: &str) -> Repair {
    let alone = |wrong, range: Range<usize>| Repair {
        stopped: range.start,
        flaws: vec![Flaw { wrong, range }],
        edtf: None,
        may_be: Vec::new(),
        meaning: Meaning::Likely,
    };
    if text.trim().is_empty() {
        return alone(Wrong::Empty, 0..text.len());
    }
    if super::LONGEST < text.len() {
        return alone(Wrong::TooLong, 0..text.len());
    }
    let stopped = stopped(text);
    let mut failed: Option<Vec<Flaw>> = None;
    let mut guesses: Vec<String> = Vec::new();
    for gaps in [Gaps::Closed, Gaps::Joined] {
        let Some(folded) = Folded::new(text, gaps) else { continue };
        let mut good: Vec<Reading> = Vec::new();
        for reading in folded.readings() {
            let edtf = match &reading.edtf {
                Some(edtf) if super::read(edtf).is_some() => edtf,
                _ => {
                    let flaws = folded.flaws_with(&reading, text);
                    let tells = !reading.flaws.is_empty()
                        && reading.flaws.iter().all(|(wrong, _)| *wrong != Wrong::NotEdtf);
                    if tells && failed.is_none() {
                        failed = Some(flaws);
                    }
                    continue;
                }
            };
            if reading.is_wild {
                if !guesses.contains(edtf) {
                    guesses.push(edtf.clone());
                }
                failed.get_or_insert_with(|| folded.flaws_with(&reading, text));
            } else if good.iter().all(|other| other.edtf.as_deref() != Some(edtf)) {
                good.push(reading);
            }
        }
        let Some(first) = good.first() else { continue };
        let flaws = folded.flaws_with(first, text);
        let several = 1 < good.len();
        let guess = several || flaws.iter().any(|flaw| flaw.wrong.is_guess());
        return Repair {
            flaws,
            edtf: if several { None } else { first.edtf.clone() },
            may_be: match several {
                true => good.into_iter().filter_map(|reading| reading.edtf).collect(),
                false => Vec::new(),
            },
            meaning: if guess { Meaning::Likely } else { Meaning::Same },
            stopped,
        };
    }
    if guesses.is_empty()
        && let Some(repair) = in_words(text, stopped)
    {
        return repair;
    }
    Repair {
        may_be: guesses,
        flaws: failed
            .unwrap_or_else(|| vec![Flaw { wrong: Wrong::NotEdtf, range: stopped..text.len() }]),
        stopped,
        ..alone(Wrong::NotEdtf, 0..0)
    }
}

/// The end of the longest beginning that is EDTF by itself.
fn stopped(text: &str) -> usize {
    let ends = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= 100);
    let ends: Vec<usize> = ends.collect();
    let longest = ends.into_iter().rev().find(|at| super::read(&text[..*at]).is_some());
    longest.unwrap_or(0)
}

/// A date in words, when the words leave no choice.
fn in_words(text: &str, stopped: usize) -> Option<Repair> {
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let date = crate::find::parse(text).ok()?;
    if !date.faults.is_empty() {
        return None;
    }
    let says = |interval: &Interval, date: &Date| {
        let edtf = date.edtf()?;
        let read = super::read(&edtf)?;
        (read.bounds() == *interval).then_some(edtf)
    };
    let readings = date.readings();
    let mut edtf: Vec<String> = Vec::new();
    for (place, reading) in readings.iter().enumerate() {
        edtf.push(match place {
            0 => says(reading, &date)?,
            _ => says(reading, &Date::from(*reading))?,
        });
    }
    // `90s` leaves its century to the reader.
    let is_guess = |step: &Step| matches!(step, Step::CenturyGuessed(_) | Step::YearExpanded(_));
    let several = 1 < edtf.len() || date.steps.iter().any(is_guess);
    Some(Repair {
        flaws: vec![Flaw { wrong: Wrong::Words, range: 0..text.len() }],
        edtf: if several { None } else { edtf.first().cloned() },
        may_be: if several { edtf } else { Vec::new() },
        meaning: Meaning::Likely,
        stopped,
    })
}

/// What becomes of white space between two digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gaps {
    /// It is a slip: `18 63`.
    Closed,
    /// It stands for a hyphen, or for the T before a time.
    Joined,
}

/// A dash that may join two dates rather than two parts of one.
const RANGE: u8 = 0x1e;
/// A character that EDTF has nothing for.
const STRANGE: u8 = 0x1a;

/// A text in the characters of EDTF, and the way back.
struct Folded {
    /// ASCII, without white space.
    text: String,
    /// For each byte of `text`, and for its end, the byte of the original.
    origin: Vec<usize>,
    flaws: Vec<Flaw>,
    /// Digits stood apart that stand together now.
    closed: bool,
}

impl Folded {
    /// `None` when the text has no gaps that could be joined.
    fn new(text: &str, gaps: Gaps) -> Option<Folded> {
        let mut folded =
            Folded { text: String::new(), origin: Vec::new(), flaws: Vec::new(), closed: false };
        let mut gap: Option<usize> = None;
        let mut joined = false;
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        for (place, &(at, written)) in characters.iter().enumerate() {
            if written.is_whitespace() || is_invisible(written) {
                gap.get_or_insert(at);
                continue;
            }
            if let Some(start) = gap.take() {
                folded.flaws.push(Flaw { wrong: Wrong::Space, range: start..at });
                let after_digit = folded.text.ends_with(|c: char| c.is_ascii_digit());
                if after_digit && written.is_ascii_digit() {
                    match gaps {
                        Gaps::Closed => folded.closed = true,
                        Gaps::Joined => {
                            joined = true;
                            let rest = &characters[place..];
                            let digits =
                                rest.iter().take_while(|(_, c)| c.is_ascii_digit()).count();
                            if 2 < digits {
                                return None;
                            }
                            let time = rest
                                .iter()
                                .map(|(_, c)| *c)
                                .find(|c| !c.is_ascii_digit())
                                .is_some_and(|c| c == ':');
                            folded.push(if time { 'T' } else { '-' }, start);
                        }
                    }
                }
            }
            let spaced = characters.get(place + 1).is_some_and(|(_, c)| c.is_whitespace())
                && folded.flaws.last().is_some_and(|flaw| {
                    flaw.wrong == Wrong::Space && flaw.range.end == at && 0 < flaw.range.start
                });
            let meant = if is_lone(&characters, place) { fold(written) } else { None };
            match meant {
                Some("-") if matches!(written, '–' | '—' | '―' | '〜' | '～') => {
                    folded.push(char::from(RANGE), at);
                }
                Some(meant) => meant.chars().for_each(|meant| folded.push(meant, at)),
                None if written == '-' && spaced => folded.push(char::from(RANGE), at),
                None if written.is_ascii() && !written.is_control() => folded.push(written, at),
                None => folded.push(char::from(STRANGE), at),
            }
            if let Some(meant) = meant.and_then(|meant| meant.chars().next()) {
                let wrong = Wrong::LookAlike { written, meant };
                let range = at..at + written.len_utf8();
                match folded.flaws.last_mut() {
                    Some(last) if last.wrong == wrong && last.range.end == at => {
                        last.range.end = range.end;
                    }
                    _ => folded.flaws.push(Flaw { wrong, range }),
                }
            }
        }
        if let Some(start) = gap {
            folded.flaws.push(Flaw { wrong: Wrong::Space, range: start..text.len() });
        }
        folded.origin.push(gap.unwrap_or(text.len()));
        (gaps == Gaps::Closed || joined).then_some(folded)
    }

    fn push(&mut self, meant: char, at: usize) {
        self.text.push(meant);
        self.origin.push(at);
    }

    fn readings(&self) -> Vec<Reading> {
        let place = Place { closed: self.closed, joint: Joint::None };
        let mut readings = whole(Piece { text: &self.text, at: 0 }, place);
        readings.truncate(2 * MOST_READINGS);
        readings
    }

    /// The flaws of the characters and of the reading, in the order of the text.
    fn flaws_with(&self, reading: &Reading, text: &str) -> Vec<Flaw> {
        let byte = |at: usize| self.origin.get(at).copied().unwrap_or(text.len());
        let mut flaws = self.flaws.clone();
        for (wrong, range) in &reading.flaws {
            let start = byte(range.start);
            let end = byte(range.end).max(start);
            let flaw = Flaw { wrong: *wrong, range: start..end };
            if !flaws.contains(&flaw) {
                flaws.push(flaw);
            }
        }
        if flaws.is_empty() {
            flaws.push(Flaw { wrong: Wrong::NotEdtf, range: 0..text.len() });
        }
        flaws.sort_by_key(|flaw| (flaw.range.start, flaw.range.end));
        flaws
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether every letter of the word in which a character stands only looks
/// wrong: a letter of a real word is not to be changed.
fn is_lone(characters: &[(usize, char)], place: usize) -> bool {
    let is_foreign = |c: &char| c.is_alphabetic() && !c.is_ascii();
    let mine = characters[place].1;
    if !is_foreign(&mine) {
        return true;
    }
    let word = |c: &&(usize, char)| c.1.is_alphabetic();
    let before = characters[..place].iter().rev().take_while(word);
    let after = characters[place..].iter().take_while(word);
    before.chain(after).map(|(_, c)| c).filter(|c| is_foreign(c)).all(|c| fold(*c).is_some())
}

/// The character of EDTF that another one looks like; `None` when it looks like none.
///
/// After the confusables of Unicode Technical Standard 39, for the characters of EDTF.
fn fold(written: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let digit = |zero: char| DIGITS.get((written as usize).checked_sub(zero as usize)?).copied();
    Some(match written {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' | '\u{2043}' | '〜' | '～' => {
            "-"
        }
        'Х' | 'Χ' | 'Ｘ' | '×' => "X",
        'х' | 'χ' | 'ｘ' => "x",
        'Т' | 'Τ' | 'Ｔ' => "T",
        'т' | 'ｔ' => "t",
        'Ү' | 'Υ' | 'Ｙ' => "Y",
        'у' | 'ү' | 'ｙ' => "y",
        'и' | 'ｕ' => "u",
        'Ѕ' | 'Ｓ' => "S",
        'Е' | 'Ε' | 'Ｅ' => "E",
        'е' | 'ｅ' => "e",
        'Ζ' | 'Ｚ' => "Z",
        'О' | 'о' | 'Ο' => "0",
        'З' => "3",
        '⁄' | '∕' | '／' | '╱' => "/",
        '…' | '‥' => "..",
        '．' => ".",
        '，' | '、' => ",",
        '：' | '∶' => ":",
        '？' => "?",
        '˜' | '∼' | '≈' => "~",
        '［' => "[",
        '］' => "]",
        '｛' => "{",
        '｝' => "}",
        '（' => "(",
        '）' => ")",
        '％' => "%",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‘' | '’' => "'",
        '０'..='９' => digit('０')?,
        '٠'..='٩' => digit('٠')?,
        '۰'..='۹' => digit('۰')?,
        _ => return None,
    })
}

/// A part of the folded text, and where it begins there.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Piece<'t> {
    fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// The folded text is ASCII, so every byte is a boundary.
    fn slice(&self, range: Range<usize>) -> Piece<'t> {
        Piece { text: self.text.get(range.clone()).unwrap_or_default(), at: self.at + range.start }
    }

    fn from(&self, start: usize) -> Piece<'t> {
        self.slice(start..self.text.len())
    }

    fn to(&self, end: usize) -> Piece<'t> {
        self.slice(0..end)
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }
}

/// Where a piece stands, as far as it decides what it can be.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    /// Digits were moved together, so that they count for nothing.
    closed: bool,
    joint: Joint,
}

/// What joins a date to its neighbour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Nothing: it is the whole.
    None,
    /// A slash, so that it has none itself.
    Slash,
    /// A dash or two dots.
    Dash,
}

/// One way to read a piece.
#[derive(Clone, Debug)]
struct Reading {
    /// In EDTF, unless the piece cannot be so.
    edtf: Option<String>,
    /// In bytes of the folded text.
    flaws: Vec<(Wrong, Range<usize>)>,
    /// Too bold to be more than a hint.
    is_wild: bool,
}

impl Reading {
    fn of(edtf: impl Into<String>) -> Reading {
        Reading { edtf: Some(edtf.into()), flaws: Vec::new(), is_wild: false }
    }

    fn none(wrong: Wrong, range: Range<usize>) -> Reading {
        Reading { edtf: None, flaws: vec![(wrong, range)], is_wild: false }
    }

    fn with(mut self, wrong: Wrong, range: Range<usize>) -> Reading {
        self.flaws.push((wrong, range));
        self
    }

    fn map(mut self, change: impl FnOnce(String) -> String) -> Reading {
        self.edtf = self.edtf.map(change);
        self
    }

    /// Both together, in the words that `join` makes of them.
    fn and(&self, other: &Reading, join: impl FnOnce(&str, &str) -> Option<String>) -> Reading {
        let edtf = match (&self.edtf, &other.edtf) {
            (Some(one), Some(two)) => join(one, two),
            _ => None,
        };
        let flaws = self.flaws.iter().chain(&other.flaws).cloned().collect();
        Reading { edtf, flaws, is_wild: self.is_wild || other.is_wild }
    }
}

fn is_edtf(text: &str) -> bool {
    super::read(text).is_some()
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Everything that the whole of a text can be.
fn whole(piece: Piece, place: Place) -> Vec<Reading> {
    if is_edtf(piece.text) {
        return vec![Reading::of(piece.text)];
    }
    let inner = without_frame(piece);
    if inner.text.len() < piece.text.len() {
        let extra = match piece.at < inner.at {
            true => piece.at..inner.at,
            false => inner.range().end..piece.range().end,
        };
        let flaw = |reading: Reading| reading.with(Wrong::ExtraSign, extra.clone());
        return whole(inner, place).into_iter().map(flaw).collect();
    }
    if piece.text.starts_with(['[', '{']) || piece.text.ends_with([']', '}']) {
        return set(piece, place);
    }
    if piece.text.contains([',', ';']) && !piece.text.contains('T') {
        let kinds = [("[", "]"), ("{", "}")];
        let readings = kinds.map(|(open, close)| members(piece, place, open, close));
        let flaw = |reading: Reading| reading.with(Wrong::NoBrackets, piece.range());
        return readings.into_iter().flatten().map(flaw).collect();
    }
    let mut readings = date(piece, place);
    readings.extend(intervals(piece, place));
    readings
}

/// Without quotation marks around, and without the full stop, comma or hyphen after.
fn without_frame(piece: Piece) -> Piece {
    let text = piece.text;
    if let [open @ (b'"' | b'\'' | b'`'), .., close] = text.as_bytes()
        && (open == close || *open == b'`' && *close == b'\'')
    {
        return piece.slice(1..text.len() - 1);
    }
    let ends = |sign: char, before: fn(&str) -> bool| text.strip_suffix(sign).is_some_and(before);
    let stopped = |rest: &str| rest.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
    // `1917-` and `191-` say something; `1917-10-` does not.
    let dangling =
        |rest: &str| rest.ends_with(|c: char| c.is_ascii_digit() || c == 'X') && 5 < rest.len();
    match ends('.', stopped) || ends(',', stopped) || ends(';', stopped) || ends('-', dangling) {
        true => piece.to(text.len() - 1),
        false => piece,
    }
}

/// `[1667, 1668]`, `{1960,}`, `[1999`
fn set(piece: Piece, place: Place) -> Vec<Reading> {
    let bytes = piece.bytes();
    let open = bytes.first().filter(|byte| matches!(byte, b'[' | b'{'));
    let close = bytes.last().filter(|byte| matches!(byte, b']' | b'}'));
    let start = usize::from(open.is_some());
    let end = piece.text.len() - usize::from(close.is_some());
    if end < start {
        return vec![Reading::none(Wrong::Bracket, piece.range())];
    }
    let inner = piece.slice(start..end);
    let square = (("[", "]"), piece.range());
    let curly = (("{", "}"), piece.range());
    let kinds = match (open, close) {
        (Some(b'['), Some(b']')) => vec![(square.0, None)],
        (Some(b'{'), Some(b'}')) => vec![(curly.0, None)],
        (Some(b'['), None) => vec![(square.0, Some(inner.range().end..inner.range().end))],
        (Some(_), None) => vec![(curly.0, Some(inner.range().end..inner.range().end))],
        (None, Some(b']')) => vec![(square.0, Some(piece.at..piece.at))],
        (None, _) => vec![(curly.0, Some(piece.at..piece.at))],
        // One date is one date in either kind of brackets.
        _ if !inner.text.contains(',') && !inner.text.contains("..") => {
            vec![(square.0, Some(inner.range().end..piece.range().end))]
        }
        _ => {
            let flaw = Some(inner.range().end..piece.range().end);
            vec![(square.0, flaw.clone()), (curly.0, flaw)]
        }
    };
    let mut readings = Vec::new();
    for ((open, close), flaw) in kinds {
        for reading in members(inner, place, open, close) {
            readings.push(match &flaw {
                Some(range) => reading.with(Wrong::Bracket, range.clone()),
                None => reading,
            });
        }
    }
    readings
}

/// Dates and ranges between commas.
fn members(inner: Piece, place: Place, open: &str, close: &str) -> Vec<Reading> {
    let mut lists: Vec<(Vec<String>, Reading)> = vec![(Vec::new(), Reading::of(""))];
    let mut at = 0;
    for part in inner.text.split([',', ';', '|']) {
        let member = inner.slice(at..at + part.len());
        at += part.len() + 1;
        let next = inner.at + at;
        if part.is_empty() {
            for (_, reading) in &mut lists {
                reading.flaws.push((Wrong::ExtraSign, next.saturating_sub(2).max(inner.at)..next));
            }
            continue;
        }
        let mut longer = Vec::new();
        for reading in member_readings(member, place) {
            for (list, before) in &lists {
                let mut list = list.clone();
                let together = before.and(&reading, |_, one| Some(one.to_owned()));
                list.extend(together.edtf.clone());
                longer.push((list, together));
            }
        }
        longer.truncate(MOST_READINGS);
        lists = longer;
    }
    let mut readings = Vec::new();
    for (list, reading) in lists {
        if reading.edtf.is_some() {
            let one = match list.is_empty() {
                true => Reading { edtf: None, ..reading }.with(Wrong::EmptySet, inner.range()),
                false => reading.map(|_| format!("{open}{}{close}", list.join(","))),
            };
            readings.push(separators(one, inner));
        } else {
            readings.push(reading);
        }
    }
    readings
}

/// Notes the signs between members that are no commas.
fn separators(mut reading: Reading, inner: Piece) -> Reading {
    for (at, _) in inner.text.match_indices([';', '|']) {
        reading.flaws.push((Wrong::OtherSeparator, inner.at + at..inner.at + at + 1));
    }
    reading
}

/// A date of a set, or a range of dates.
fn member_readings(member: Piece, place: Place) -> Vec<Reading> {
    let join = |first: Piece, last: Piece, flaw: Option<Range<usize>>| -> Vec<Reading> {
        let side = |piece: Piece| match piece.text {
            "" => vec![Reading::of("")],
            _ => date(piece, Place { joint: Joint::Dash, ..place }),
        };
        let mut joined = Vec::new();
        for one in side(first) {
            for two in side(last) {
                let mut reading = one.and(&two, |one, two| Some(format!("{one}..{two}")));
                let swapped = one.and(&two, |one, two| Some(format!("{two}..{one}")));
                let fits = |reading: &Reading| {
                    reading.edtf.as_ref().is_some_and(|range| is_edtf(&format!("[{range}]")))
                };
                if !fits(&reading) && !first.text.is_empty() && !last.text.is_empty() {
                    reading = match fits(&swapped) {
                        true => swapped.with(Wrong::Reversed, member.range()),
                        false => Reading { edtf: None, ..reading },
                    };
                }
                joined.push(match &flaw {
                    Some(range) => reading.with(Wrong::NoSlash, range.clone()),
                    None => reading,
                });
            }
        }
        joined
    };
    if let Some(at) = member.text.find("..") {
        if member.text.len() == 2 {
            return vec![Reading::none(Wrong::EmptySet, member.range())];
        }
        let after = at + member.text[at..].bytes().take_while(|byte| *byte == b'.').count();
        let extra = (at + 2 < after).then(|| member.at + at..member.at + after);
        let readings = join(member.to(at), member.from(after), None);
        return match extra {
            Some(range) => readings
                .into_iter()
                .map(|reading| reading.with(Wrong::ExtraSign, range.clone()))
                .collect(),
            None => readings,
        };
    }
    let mut readings = date(member, Place { joint: Joint::Slash, ..place });
    let joints = member.text.bytes().enumerate();
    let has_year = |text: &str| text.get(..4).is_some_and(all_digits);
    let is_joint = |at: usize, byte: u8| match byte {
        b'/' | RANGE => true,
        b'-' => has_year(member.text) && has_year(&member.text[at + 1..]),
        _ => false,
    };
    for (at, _) in joints.filter(|(at, byte)| is_joint(*at, *byte)).take(2) {
        let sign = member.at + at..member.at + at + 1;
        readings.extend(join(member.to(at), member.from(at + 1), Some(sign)));
    }
    readings
}

/// Everything that two dates with something between them can be.
fn intervals(piece: Piece, place: Place) -> Vec<Reading> {
    let text = piece.text;
    let mut readings = Vec::new();
    let slashes = text.bytes().filter(|byte| matches!(*byte, b'/' | b'\\')).count();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at).copied() {
        let rest = &text[at..];
        let run = |sign: u8| rest.bytes().take_while(|byte| *byte == sign).count();
        let length = match byte {
            b'/' => run(b'/'),
            b'\\' => run(b'\\'),
            b'.' if rest.starts_with("..") => run(b'.'),
            RANGE => 1,
            b'-' if 0 < at && rest.starts_with("--") => 2,
            b'-' if 0 < at => 1,
            _ if rest.starts_with("to") && 0 < at => 2,
            _ => 0,
        };
        if length == 0 {
            at += 1;
            continue;
        }
        let (first, last) = (piece.to(at), piece.from(at + length));
        let sign = piece.at + at..piece.at + at + length;
        if matches!(byte, b'/' | b'\\') {
            if length == slashes {
                let clean = length == 1 && byte == b'/';
                let flaw = match (byte, length) {
                    (b'/', 1) => None,
                    (b'/', _) => Some(Wrong::ExtraSign),
                    _ => Some(Wrong::OtherSeparator),
                };
                let place = Place { joint: Joint::Slash, ..place };
                for reading in joined(first, last, place, clean) {
                    readings.push(match flaw {
                        Some(wrong) => reading.with(wrong, sign.clone()),
                        None => reading,
                    });
                }
            }
        } else if slashes != 1 || byte == RANGE || rest.starts_with("..") {
            readings.extend(dashed(first, last, place, byte, sign));
        }
        at += length;
    }
    readings
}

/// The two sides of a slash.
fn joined(first: Piece, last: Piece, place: Place, is_clean: bool) -> Vec<Reading> {
    let (ones, twos) = (end(first, place), end(last, place));
    let mut readings = Vec::new();
    for one in &ones {
        let ends = short_end(one, first, last);
        for two in twos.iter().chain(&ends) {
            readings.push(interval(one, two, first, last));
        }
    }
    // `1917/10` can be a month, and no other interval can.
    if is_clean {
        readings.retain(|reading| {
            reading.edtf.is_some()
                || reading.flaws.iter().any(|(wrong, _)| *wrong != Wrong::NotEdtf)
        });
    }
    readings
}

/// An interval of two ends that were read.
fn interval(one: &Reading, two: &Reading, first: Piece, last: Piece) -> Reading {
    let reading = one.and(two, |one, two| Some(format!("{one}/{two}")));
    let Some(edtf) = &reading.edtf else { return reading };
    if is_edtf(edtf) {
        return reading;
    }
    let range = first.at..last.range().end;
    let (Some(begin), Some(end)) = (&one.edtf, &two.edtf) else { return reading };
    let is_dated = |side: &str| side.contains(|c: char| c.is_ascii_digit() || c == 'X');
    if !is_dated(begin) && !is_dated(end) {
        return Reading { edtf: None, ..reading }.with(Wrong::NoDatedEnd, range);
    }
    let short = two.flaws.iter().any(|(wrong, _)| *wrong == Wrong::ShortEnd);
    let swapped = format!("{end}/{begin}");
    if is_edtf(&swapped) && is_dated(begin) && is_dated(end) && !short {
        return reading.map(|_| swapped).with(Wrong::Reversed, range);
    }
    if begin.contains('T') != end.contains('T') {
        let day = |side: &str| side.split_once('T').map_or(side, |(day, _)| day).to_owned();
        let days = format!("{}/{}", day(begin), day(end));
        if is_edtf(&days) {
            return reading.map(|_| days).with(Wrong::TimeAtOneEnd, range);
        }
    }
    Reading { edtf: None, ..reading }
}

/// What can stand at one side of a slash.
fn end(piece: Piece, place: Place) -> Vec<Reading> {
    const OPEN: [&str; 9] =
        ["open", "present", "now", "today", "current", "ongoing", "...", "....", "*"];
    const UNKNOWN: [&str; 6] = ["unknown", "?", "unk", "uuuu", "n.d.", "??"];
    let text = piece.text.to_ascii_lowercase();
    if text.is_empty() || text == ".." {
        return vec![Reading::of(piece.text)];
    }
    if OPEN.contains(&text.as_str()) {
        return vec![Reading::of("..").with(Wrong::OldEnd, piece.range())];
    }
    if UNKNOWN.contains(&text.as_str()) {
        return vec![Reading::of("").with(Wrong::OldEnd, piece.range())];
    }
    if piece.text == "-" || piece.bytes() == [RANGE] {
        let side = |side: &str| Reading::of(side).with(Wrong::OldEnd, piece.range());
        return vec![side(""), side("..")];
    }
    date(piece, place)
}

/// An end that leaves out what it shares with the beginning.
///
/// ISO 8601-1 5.5.2.2 lets the end of an interval leave out its higher parts.
fn short_end(one: &Reading, first: Piece, last: Piece) -> Vec<Reading> {
    let Some(begin) = &one.edtf else { return Vec::new() };
    let parts: Vec<&str> = begin.split('-').collect();
    let two = |text: &str| text.len() == 2 && all_digits(text);
    if parts.iter().any(|part| !all_digits(part)) || first.text.is_empty() {
        return Vec::new();
    }
    let shared = match (parts.as_slice(), last.text.split('-').collect::<Vec<_>>().as_slice()) {
        ([year, month, _], [day]) if two(day) => format!("{year}-{month}-{day}"),
        ([year, _, _], [month, day]) if two(month) && two(day) => format!("{year}-{month}-{day}"),
        ([year, month], [other]) if two(other) && *month < "13" && *other < "13" => {
            format!("{year}-{other}")
        }
        ([year], ["00"]) if year.ends_with("99") && year.len() == 4 => {
            format!("{:04}", year.parse::<u32>().unwrap_or(0) + 1)
        }
        // `1998/9`, but `1985-9` is a month.
        ([year], [other])
            if other.len() == 1 && all_digits(other) && year.len() == 4 && year[3..] < **other =>
        {
            format!("{}{other}", &year[..3])
        }
        ([year], [other]) if two(other) && year.len() == 4 && year[2..] < **other => {
            if TENS < years_between(&year[2..], other) {
                return Vec::new();
            }
            format!("{}{other}", &year[..2])
        }
        _ => return Vec::new(),
    };
    // An end before the beginning is another kind of slip.
    if !is_edtf(&format!("{begin}/{shared}")) {
        return Vec::new();
    }
    vec![Reading::of(shared).with(Wrong::ShortEnd, last.range())]
}

/// Most years that a range with a shortened end (`1914-18`) is taken to span:
/// of longer ones the number is as likely a slip in a month.
const TENS: i32 = 10;

fn years_between(one: &str, two: &str) -> i32 {
    let number = |text: &str| text.parse::<i32>().unwrap_or(0);
    number(two) - number(one)
}

/// The two sides of a dash, of two dots, or of `to`.
fn dashed(first: Piece, last: Piece, place: Place, sign: u8, range: Range<usize>) -> Vec<Reading> {
    let place = Place { joint: Joint::Dash, ..place };
    let begins_with_year = |piece: Piece| {
        let year = piece.text.trim_start_matches(['?', '~', '%', '-']);
        4 <= year
            .bytes()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'X' | b'x' | b'u'))
            .count()
            || piece.text.contains('/')
            || 2 <= piece.text.matches('.').count()
    };
    let dots = sign == b'.';
    let open = |piece: Piece| {
        dots && piece.text.is_empty() || matches!(piece.text, "present" | "now" | "open")
    };
    if dots
        && range.len() != 2
        && !first.text.is_empty()
        && !last.text.is_empty()
        && 3 < range.len()
    {
        return Vec::new();
    }
    let flaw = |reading: Reading| reading.with(Wrong::NoSlash, range.clone());
    match (first.text.is_empty(), last.text.is_empty()) {
        (true, true) => return Vec::new(),
        (false, true) if !dots => {
            // `1917-` was begun in 1917; whether it has an end, it does not say.
            let plain = first.text.len() == 4 && all_digits(first.text);
            if !plain || range.len() != 1 {
                return Vec::new();
            }
            return ["..", ""].map(|end| flaw(Reading::of(format!("{}/{end}", first.text)))).into();
        }
        // `–1917` is until 1917, or the year −1917.
        (true, false) if sign == RANGE && last.text.len() == 4 && all_digits(last.text) => {
            return vec![flaw(Reading::of(format!("../{}", last.text)))];
        }
        (true, false) if !dots => return Vec::new(),
        _ => {}
    }
    let side = |piece: Piece| match open(piece) {
        true => vec![Reading::of("..")],
        false if begins_with_year(piece) => date(piece, place),
        false => Vec::new(),
    };
    let (ones, twos) = (side(first), side(last));
    let mut readings = Vec::new();
    for one in &ones {
        // `1985-4-12` is a day.
        let is_part =
            sign == b'-' && (first.text.matches('-').count() == 1 || last.text.len() == 1);
        let ends = if dots || is_part { Vec::new() } else { short_end(one, first, last) };
        for two in twos.iter().chain(&ends) {
            readings.push(flaw(interval(one, two, first, last)));
        }
    }
    // Two years that a hyphen joins in the wrong order are some other slip.
    let is_hyphen = sign == b'-';
    let is_swap =
        |reading: &Reading| reading.flaws.iter().any(|(wrong, _)| *wrong == Wrong::Reversed);
    readings.retain(|reading| reading.edtf.is_some() && !(is_hyphen && is_swap(reading)));
    readings
}

/// Everything that a date can be.
fn date(piece: Piece, place: Place) -> Vec<Reading> {
    let (inner, circa) = without_circa(piece);
    let mut readings = match circa {
        None => date_or_time(piece, place),
        // `20 c.` is the 20th century.
        Some(_) if inner.text.len() < 4 && all_digits(inner.text) => Vec::new(),
        Some(range) => date_or_time(inner, place)
            .into_iter()
            .map(|reading| {
                let wrong = Wrong::Words;
                reading.map(|edtf| approximate(&edtf)).with(wrong, range.clone())
            })
            .collect(),
    };
    readings.truncate(MOST_READINGS);
    readings
}

/// The mark "about" on a whole date.
fn approximate(edtf: &str) -> String {
    match edtf.as_bytes().last() {
        Some(b'?') => format!("{}%", &edtf[..edtf.len() - 1]),
        Some(b'~' | b'%') => edtf.to_owned(),
        _ => format!("{edtf}~"),
    }
}

/// `c. 1917`, `1917 ca.`
fn without_circa(piece: Piece) -> (Piece, Option<Range<usize>>) {
    const WORDS: [&str; 9] =
        ["circa", "approximately", "approx", "about", "around", "ca", "c", "cca", "est"];
    let text = piece.text.to_ascii_lowercase();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if WORDS.contains(&&text[..letters]) {
        let end = letters + text[letters..].bytes().take_while(|byte| *byte == b'.').count();
        return (piece.from(end), Some(piece.at..piece.at + end));
    }
    let end = text.trim_end_matches('.').len();
    let start = text[..end].trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    if WORDS.contains(&&text[start..end]) {
        return (piece.to(start), Some(piece.at + start..piece.range().end));
    }
    (piece, None)
}

fn date_or_time(piece: Piece, place: Place) -> Vec<Reading> {
    let bytes = piece.bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let t = (1..bytes.len())
        .find(|at| matches!(bytes[*at], b'T' | b't') && digit(at - 1) && digit(at + 1));
    if let Some(at) = t {
        let (day, clock) = (piece.to(at), piece.from(at + 1));
        let (clock, late) = time(clock);
        let mut readings = Vec::new();
        for one in plain_date(day, place) {
            let mut reading = one.and(&clock, |day, clock| {
                let day = if late { next_day(day)? } else { day.to_owned() };
                Some(format!("{day}T{clock}"))
            });
            if bytes[at] == b't' {
                reading = reading.with(Wrong::SmallLetter, piece.at + at..piece.at + at + 1);
            }
            readings.push(reading);
        }
        return readings;
    }
    if let Some(at) = piece.text.find('^') {
        return suffixed(piece.to(at), piece.from(at), place);
    }
    match bytes {
        [first @ .., b'Z' | b'z'] if first.last().is_some_and(u8::is_ascii_digit) => {
            let at = first.len();
            let flaw = |reading: Reading| {
                reading.with(Wrong::ShiftWithoutTime, piece.at + at..piece.at + at + 1)
            };
            plain_date(piece.to(at), place).into_iter().map(flaw).collect()
        }
        _ => plain_date(piece, place),
    }
}

fn next_day(day: &str) -> Option<String> {
    let day = super::read(day)?.bounds().first_day()?.plus(1);
    Date::from(day).edtf()
}

/// A time of day without its `T`, and whether it belongs to the next day.
fn time(piece: Piece) -> (Reading, bool) {
    let wrong = |wrong: Wrong, range: Range<usize>| (Reading::none(wrong, range), false);
    let (clock, shift) = match piece.text.find(['Z', 'z', '+', '-', char::from(RANGE)]) {
        Some(at) => (piece.to(at), piece.from(at)),
        None => (piece, piece.from(piece.text.len())),
    };
    let mut flaws = Vec::new();
    let (whole, fraction) = match clock.text.find(['.', ',']) {
        Some(at) => (clock.to(at), Some(clock.from(at))),
        None => (clock, None),
    };
    if let Some(fraction) = fraction {
        if !all_digits(&fraction.text[1..]) {
            return wrong(Wrong::NotEdtf, fraction.range());
        }
        flaws.push((Wrong::PartsOfSecond, fraction.range()));
    }
    let mut parts: Vec<String> = whole.text.split(':').map(str::to_owned).collect();
    if let [only] = parts.as_slice()
        && matches!(only.len(), 4 | 6)
        && all_digits(only)
    {
        flaws.push((Wrong::NoHyphens, whole.range()));
        parts = (0..only.len() / 2).map(|at| only[2 * at..2 * at + 2].to_owned()).collect();
    }
    if parts.iter().any(|part| !all_digits(part) || 2 < part.len()) || 3 < parts.len() {
        return wrong(Wrong::NotEdtf, whole.range());
    }
    if parts.iter().any(|part| part.len() == 1) {
        flaws.push((Wrong::MissingZero, whole.range()));
    }
    if parts.len() < 3 {
        if fraction.is_some() {
            return wrong(Wrong::NotEdtf, clock.range());
        }
        flaws.push((Wrong::NoSeconds, whole.range().end..whole.range().end));
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u8>().ok()).unwrap_or(0);
    let (mut hours, minutes, seconds) = (number(0), number(1), number(2));
    let late = (hours, minutes, seconds) == (24, 0, 0);
    if late && fraction.is_none_or(|fraction| fraction.text[1..].bytes().all(|byte| byte == b'0')) {
        flaws.push((Wrong::EndOfDay, whole.range()));
        hours = 0;
    }
    if 23 < hours || 59 < minutes || 60 < seconds {
        return wrong(Wrong::NoSuchTime, whole.range());
    }
    let shift = match shifted(shift, &mut flaws) {
        Ok(shift) => shift,
        Err(kind) => return wrong(kind, shift.range()),
    };
    let edtf = Some(format!("{hours:02}:{minutes:02}:{seconds:02}{shift}"));
    (Reading { edtf, flaws, is_wild: false }, late)
}

/// The difference from UTC, as EDTF writes it.
fn shifted(piece: Piece, flaws: &mut Vec<(Wrong, Range<usize>)>) -> Result<String, Wrong> {
    let (sign, rest) = match piece.bytes() {
        [] => return Ok(String::new()),
        [b'Z'] => return Ok("Z".to_owned()),
        [b'z'] => {
            flaws.push((Wrong::SmallLetter, piece.range()));
            return Ok("Z".to_owned());
        }
        [b'+', ..] => ('+', &piece.text[1..]),
        [b'-' | RANGE, ..] => ('-', &piece.text[1..]),
        _ => return Err(Wrong::NotEdtf),
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if matches!(rest.len(), 3 | 4) && all_digits(rest) => {
            flaws.push((Wrong::NoHyphens, piece.range()));
            rest.split_at(rest.len() - 2)
        }
        None => (rest, ""),
    };
    let number = |text: &str| -> Result<u8, Wrong> {
        match text {
            "" => Ok(0),
            _ if all_digits(text) => text.parse().map_err(|_| Wrong::NoSuchShift),
            _ => Err(Wrong::NotEdtf),
        }
    };
    if hours.is_empty() {
        return Err(Wrong::NotEdtf);
    }
    let (hour, minute) = (number(hours)?, number(minutes)?);
    if 59 < minute || 14 * 60 < u32::from(hour) * 60 + u32::from(minute) {
        return Err(Wrong::NoSuchShift);
    }
    if hours.len() == 1 || minutes.len() == 1 {
        flaws.push((Wrong::MissingZero, piece.range()));
    }
    if (hour, minute, sign) == (0, 0, '-') {
        flaws.push((Wrong::NegativeZero, piece.range()));
        return Ok("Z".to_owned());
    }
    Ok(match minutes.is_empty() {
        true => format!("{sign}{hour:02}"),
        false => format!("{sign}{hour:02}:{minute:02}"),
    })
}

/// `2003-23^european`: the suffix of a season says nothing of its days; that of
/// a date may name a calendar.
fn suffixed(date: Piece, suffix: Piece, place: Place) -> Vec<Reading> {
    let harmless = matches!(suffix.text.to_ascii_lowercase().as_str(), "^" | "^gregorian");
    let readings = plain_date(date, place).into_iter();
    let flaw = |reading: Reading| {
        let season = reading.edtf.as_ref().is_some_and(|edtf| {
            let part = edtf.split('-').nth(1).unwrap_or_default();
            part.len() >= 2 && "20" < &part[..2] && edtf.matches('-').count() == 1
        });
        let reading = reading.with(Wrong::OldSuffix, suffix.range());
        match season || harmless {
            true => reading,
            false => Reading { edtf: None, ..reading },
        }
    };
    readings.map(flaw).collect()
}

/// A date without a time.
fn plain_date(piece: Piece, place: Place) -> Vec<Reading> {
    let bytes = piece.bytes();
    if is_edtf(piece.text) && !piece.text.contains(['/', '[', '{']) {
        return vec![Reading::of(piece.text)];
    }
    let sign = usize::from(matches!(bytes.first(), Some(b'?' | b'~' | b'%')));
    if matches!(bytes.get(sign), Some(b'Y' | b'y')) {
        return vec![long_year(piece.from(sign), &piece.text[..sign])];
    }
    for form in [cataloguer, with_s, in_iso_units, basic] {
        if let Some(readings) = form(piece, place) {
            return readings;
        }
    }
    // Cameras write 1917:10:25.
    let is_camera = piece.text.find(':') == Some(4);
    let slashed = place.joint != Joint::Slash && piece.text.contains(['/', '\\']);
    let dotted = piece.text.contains('.') && !piece.text.contains("..");
    let underscored = piece.text.find('_') == Some(4)
        && piece.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    if slashed || dotted || underscored || is_camera {
        let signs: &[char] = match (slashed, dotted) {
            (true, _) => &['/', '\\'],
            (_, true) => &['.'],
            _ if underscored => &['_'],
            _ => &[':'],
        };
        let hyphens = piece.text.replace(signs, "-");
        let count = hyphens.matches('-').count();
        let number = |side: &str| side.bytes().any(|byte| byte.is_ascii_digit());
        if piece.text.contains('-') || 2 < count || count == 1 && !hyphens.split('-').all(number) {
            return Vec::new();
        }
        // `1999/00` is two years, and `1917.5` a number.
        let month = hyphens.split_once('-').map_or("", |(_, month)| month);
        if count == 1 && (month.starts_with('0') && month.len() != 2 || month == "00") {
            return Vec::new();
        }
        if count == 1 && month.len() == 1 && !slashed {
            return Vec::new();
        }
        let order = if dotted { Order::DayFirst } else { Order::Unclear };
        let Some(at) = piece.text.find(signs) else { return Vec::new() };
        let sign = piece.at + at..piece.at + at + 1;
        let readings = parts(Piece { text: &hyphens, at: piece.at }, order, place.joint);
        let flaw = |reading: Reading| reading.with(Wrong::OtherSeparator, sign.clone());
        return readings.into_iter().map(flaw).collect();
    }
    match piece.text.contains(char::from(RANGE)) {
        true => {
            let hyphens = piece.text.replace(char::from(RANGE), "-");
            parts(Piece { text: &hyphens, at: piece.at }, Order::Unclear, place.joint)
        }
        false => parts(piece, Order::Unclear, place.joint),
    }
}

/// `191-`, `19--`, `19--?`, `191-?`: the hyphens of library cards.
fn cataloguer(piece: Piece, _: Place) -> Option<Vec<Reading>> {
    let core = piece.text.trim_end_matches(['?', '~', '%']);
    let marks = &piece.text[core.len()..];
    let digits = core.trim_end_matches(['-', char::from(RANGE)]);
    let hyphens = core.len() - digits.len();
    if 1 < marks.len() || !all_digits(digits) || digits.len() < 2 || digits.len() + hyphens != 4 {
        return None;
    }
    if hyphens == 0 {
        return None;
    }
    let edtf = format!("{digits}{}{marks}", "X".repeat(hyphens));
    let range = piece.at + digits.len()..piece.at + core.len();
    Some(vec![Reading::of(edtf).with(Wrong::Wildcard, range)])
}

/// `1990s`, `1990's`
fn with_s(piece: Piece, _: Place) -> Option<Vec<Reading>> {
    let digits = piece.text.strip_suffix('s')?.trim_end_matches(['\'', '`']);
    if digits.len() != 4 || !all_digits(digits) || !digits.ends_with('0') {
        return None;
    }
    let flaw =
        |edtf: String| Reading::of(edtf).with(Wrong::DecadeWithS, piece.at + 4..piece.range().end);
    let decade = flaw(format!("{}X", &digits[..3]));
    Some(match digits.ends_with("00") {
        true => vec![decade, flaw(format!("{}XX", &digits[..2]))],
        false => vec![decade],
    })
}

/// `1985Y4M12D`: the units of ISO 8601-2 4.3.
fn in_iso_units(piece: Piece, _: Place) -> Option<Vec<Reading>> {
    let (year, rest) = piece.text.split_once('Y')?;
    let (month, rest) = match rest.split_once('M') {
        Some((month, rest)) => (Some(month), rest),
        None => (None, rest),
    };
    let day = if rest.is_empty() { None } else { Some(rest.strip_suffix('D')?) };
    let number = |text: &str| all_digits(text) && text.len() <= 2;
    if year.len() != 4 || !all_digits(year) || day.is_some() && month.is_none() {
        return None;
    }
    if ![month, day].into_iter().flatten().all(number) {
        return None;
    }
    let mut edtf = year.to_owned();
    for part in [month, day].into_iter().flatten() {
        edtf.push_str(&format!("-{part:0>2}"));
    }
    Some(vec![Reading::of(edtf).with(Wrong::NamedPart, piece.range())])
}

/// `19850412`, `1985W15`, `12345`: digits without hyphens.
fn basic(piece: Piece, place: Place) -> Option<Vec<Reading>> {
    let core = piece.text.trim_end_matches(['?', '~', '%']);
    let (sign, digits) = match core.as_bytes().first()? {
        b'+' => ("+", &core[1..]),
        b'-' => ("-", &core[1..]),
        _ => ("", core),
    };
    if !all_digits(digits) || digits.len() < 5 {
        return None;
    }
    let (marks, mut flaws) = marks(piece.from(core.len()));
    if sign == "+" {
        flaws.push((Wrong::PlusSign, piece.at..piece.at + 1));
    }
    if place.closed {
        return Some(Vec::new());
    }
    let stripped = digits.trim_start_matches('0');
    let reading = |edtf: String, wrong: Wrong| {
        let mut reading = Reading::of(format!("{edtf}{marks}"));
        reading.flaws = flaws.clone();
        reading.with(wrong, piece.at + sign.len()..piece.at + core.len())
    };
    let minus = if sign == "-" { "-" } else { "" };
    if stripped.len() < 5 {
        let year = format!("{minus}{stripped:0>4}");
        return Some(vec![reading(year, Wrong::ExtraZero)]);
    }
    let long = reading(format!("Y{minus}{stripped}"), Wrong::LongYearWithoutY);
    if !sign.is_empty() || stripped.len() < digits.len() {
        return Some(vec![long]);
    }
    let year = &digits[..4];
    let day = |edtf: String| is_edtf(&edtf).then(|| reading(edtf, Wrong::NoHyphens));
    let shorter = match digits.len() {
        8 => day(format!("{year}-{}-{}", &digits[4..6], &digits[6..])),
        7 => ordinal(year, &digits[4..]).and_then(day),
        6 if ("01".."13").contains(&&digits[4..]) => day(format!("{year}-{}", &digits[4..])),
        _ => None,
    };
    Some(match shorter {
        Some(day) if digits.len() == 8 => vec![day],
        Some(other) => vec![other, long],
        None => vec![long],
    })
}

/// The day with this number in a year.
fn ordinal(year: &str, number: &str) -> Option<String> {
    let (year, number) = (year.parse::<i32>().ok()?, number.parse::<i32>().ok()?);
    let first = Day::gregorian(year, 1, 1)?;
    let last = Day::gregorian(year, 12, 31)?;
    let day = first.plus(number.checked_sub(1)?);
    if day < first || last < day {
        return None;
    }
    Date::from(day).edtf()
}

/// The days of a week as ISO 8601-1 counts it: week 1 holds 4 January.
fn week(year: &str, number: &str, weekday: Option<&str>) -> Option<String> {
    let (year, number) = (year.parse::<i32>().ok()?, number.parse::<i32>().ok()?);
    let fourth = Day::gregorian(year, 1, 4)?;
    let monday = fourth.plus(-(fourth.number().rem_euclid(7)));
    let next = Day::gregorian(year.checked_add(1)?, 1, 4)?;
    let next = next.plus(-(next.number().rem_euclid(7)));
    let first = monday.plus(7 * (number - 1));
    if number < 1 || next <= first {
        return None;
    }
    let day = |day: Day| Date::from(day).edtf();
    match weekday {
        None => Some(format!("{}/{}", day(first)?, day(first.plus(6))?)),
        Some(weekday) => {
            let weekday = weekday.parse::<i32>().ok().filter(|day| (1..=7).contains(day))?;
            day(first.plus(weekday - 1))
        }
    }
}

/// `W43`, `W434`
fn basic_week(year: &str, text: &str) -> Option<String> {
    let number = text.strip_prefix(['W', 'w']).filter(|number| all_digits(number))?;
    match number.len() {
        2 => week(year, number, None),
        3 => week(year, &number[..2], Some(&number[2..])),
        _ => None,
    }
}

/// A run of marks as one: `?~` is `%`.
fn marks(piece: Piece) -> (&'static str, Vec<(Wrong, Range<usize>)>) {
    let one = mark(flags(piece.text));
    let flaws = match piece.text.len() {
        0 | 1 => Vec::new(),
        _ => vec![(Wrong::OldQualifier, piece.range())],
    };
    (one, flaws)
}

/// Uncertain, approximate.
fn flags(marks: &str) -> (bool, bool) {
    (marks.contains(['?', '%']), marks.contains(['~', '%']))
}

fn mark(flags: (bool, bool)) -> &'static str {
    match flags {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    }
}

/// `y17e7`, `Y9999`, `Y-00001`, `y17101e4p3`
fn long_year(piece: Piece, before: &str) -> Reading {
    let mut flaws = Vec::new();
    let mut at = 1;
    let bytes = piece.bytes();
    let small = |at: usize, byte: u8, flaws: &mut Vec<(Wrong, Range<usize>)>| {
        if byte.is_ascii_lowercase() {
            flaws.push((Wrong::SmallLetter, piece.at + at..piece.at + at + 1));
        }
    };
    small(0, bytes[0], &mut flaws);
    let minus = match bytes.get(1) {
        Some(b'-') => "-",
        Some(b'+') => {
            flaws.push((Wrong::PlusSign, piece.at + 1..piece.at + 2));
            at += 1;
            ""
        }
        _ => "",
    };
    at += minus.len();
    let number = |at: usize| {
        let digits = &piece.text[at.min(piece.text.len())..];
        &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()]
    };
    let digits = number(at);
    let year_range = piece.at + at..piece.at + at + digits.len();
    at += digits.len();
    if digits.is_empty() {
        return Reading::none(Wrong::NotEdtf, piece.range());
    }
    let (mut power, mut significant) = (None, None);
    if let Some(byte @ (b'E' | b'e')) = bytes.get(at) {
        small(at, *byte, &mut flaws);
        power = Some(number(at + 1));
        at += 1 + power.map_or(0, str::len);
    }
    if let Some(byte @ (b'S' | b's' | b'p' | b'P')) = bytes.get(at) {
        match byte {
            b'p' | b'P' => flaws.push((Wrong::OldPrecision, piece.at + at..piece.at + at + 1)),
            _ => small(at, *byte, &mut flaws),
        }
        significant = Some(number(at + 1));
        at += 1 + significant.map_or(0, str::len);
    }
    let (marks, more) = marks(piece.from(at));
    flaws.extend(more);
    let rest = piece.text[at..].trim_start_matches(['?', '~', '%']);
    if !rest.is_empty() {
        let wrong = if rest.starts_with('-') { Wrong::TooFineForLongYear } else { Wrong::NotEdtf };
        return Reading::none(wrong, piece.at + at..piece.range().end);
    }
    if [power, significant].into_iter().flatten().any(str::is_empty) {
        return Reading::none(Wrong::NotEdtf, piece.range());
    }
    let stripped = digits.trim_start_matches('0');
    let power = match power.map(|power| power.parse::<usize>()) {
        None => 0,
        Some(Ok(power)) if power <= 9999 => power,
        Some(_) => return Reading::none(Wrong::NotEdtf, piece.range()),
    };
    let length = stripped.len() + power;
    if stripped.len() < digits.len() && (5 <= length || significant.is_some()) {
        flaws.push((Wrong::ExtraZero, year_range.clone()));
    }
    let significant = match significant.map(|digits| digits.parse::<usize>()) {
        None => String::new(),
        Some(Ok(0)) => return Reading::none(Wrong::SignificantDigits, piece.range()),
        Some(Ok(digits)) if digits <= length => format!("S{digits}"),
        Some(_) if length == 0 => return Reading::none(Wrong::SignificantDigits, piece.range()),
        Some(_) => {
            flaws.push((Wrong::SignificantDigits, piece.range()));
            format!("S{length}")
        }
    };
    let year = match length {
        5.. if power == 0 => format!("Y{minus}{stripped}"),
        5.. => format!("Y{minus}{stripped}E{power}"),
        _ => {
            flaws.push((Wrong::ShortYearWithY, piece.at..piece.at + 1));
            let year = format!("{stripped}{}", "0".repeat(power));
            let minus = if year.is_empty() { "" } else { minus };
            format!("{minus}{year:0>4}")
        }
    };
    Reading { edtf: Some(format!("{before}{year}{significant}{marks}")), flaws, is_wild: false }
}

/// What an all-numeric date with its year last puts first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The day, as everywhere where dots are written.
    DayFirst,
    /// The day or, in America, the month.
    Unclear,
}

/// One of year, month and day.
#[derive(Clone, Debug)]
struct Part {
    text: String,
    range: Range<usize>,
    /// Uncertain, approximate.
    flags: (bool, bool),
    /// It stands in parentheses, so that marks after others do not reach it.
    is_grouped: bool,
}

/// Year, month and day with hyphens between them, with marks and parentheses
/// by the rules of the draft of 2012.
fn parts(piece: Piece, order: Order, joint: Joint) -> Vec<Reading> {
    let Some((negative, mut parts, mut flaws)) = take_apart(piece) else {
        return vec![Reading::none(Wrong::NotEdtf, piece.range())];
    };
    for part in &mut parts {
        spell(part, &mut flaws);
    }
    let mut order = order;
    if let [day, month, year] = parts.as_mut_slice()
        && all_digits(&day.text)
        && all_digits(&year.text)
        && (day.text.len() <= 2 && year.text.len() == 4)
        && let Some(code) = named(&month.text).filter(|code| code.as_str() < "13")
    {
        flaws.push((Wrong::NamedPart, month.range.clone()));
        month.text = code;
        order = Order::DayFirst;
    }
    let base = Reading { edtf: None, flaws, is_wild: false };
    let width = |place: usize| parts.get(place).map_or(0, |part: &Part| part.text.len());
    let is_number = |part: &Part| all_digits(&part.text);
    let year_last = match parts.len() {
        2 | 3 => width(0) <= 2 && width(parts.len() - 1) == 4 && parts.iter().all(is_number),
        _ => false,
    };
    if year_last && !negative {
        return turned(parts, base, order, piece);
    }
    match parts.len() {
        1 => year_alone(negative, &parts[0], base, joint),
        2 | 3 => year_first(negative, &parts, base, piece),
        _ => vec![Reading { edtf: None, ..base.with(Wrong::NotEdtf, piece.range()) }],
    }
}

type Flaws = Vec<(Wrong, Range<usize>)>;

/// Cuts at hyphens and gives every part its marks; `None` when it is no such thing.
fn take_apart(piece: Piece) -> Option<(bool, Vec<Part>, Flaws)> {
    let bytes = piece.bytes();
    let mut parts: Vec<Part> = Vec::new();
    let mut flaws: Flaws = Vec::new();
    let mut groups: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut negative = false;
    // A part may begin here; after one, only a mark, a bracket or a hyphen may stand.
    let mut begins = true;
    let mut pending = (false, false);
    let add = |one: (bool, bool), two: (bool, bool)| (one.0 || two.0, one.1 || two.1);
    while let Some(byte) = bytes.get(at).copied() {
        let here = piece.at + at..piece.at + at + 1;
        match byte {
            b'(' => {
                let inside = &piece.text[at + 1..];
                let length = inside.bytes().take_while(|b| matches!(b, b'?' | b'~' | b'%')).count();
                if 0 < length && inside[length..].starts_with(')') && !begins {
                    let given = flags(&inside[..length]);
                    parts.iter_mut().for_each(|part| part.flags = add(part.flags, given));
                    flaws.push((Wrong::OldQualifier, here.start..here.start + length + 2));
                    at += length + 2;
                    continue;
                }
                flaws.push((Wrong::OldGroup, here));
                groups.push(parts.len());
                at += 1;
            }
            b')' => {
                let start = groups.pop()?;
                at += 1;
                let rest = &piece.text[at..];
                let length = rest.bytes().take_while(|b| matches!(b, b'?' | b'~' | b'%')).count();
                let given = flags(&rest[..length]);
                if 1 < length {
                    flaws.push((Wrong::OldQualifier, piece.at + at..piece.at + at + length));
                }
                for part in parts.iter_mut().skip(start) {
                    part.flags = add(part.flags, given);
                    part.is_grouped = true;
                }
                at += length;
            }
            b'?' | b'~' | b'%' => {
                let rest = &piece.text[at..];
                let length = rest.bytes().take_while(|b| matches!(b, b'?' | b'~' | b'%')).count();
                let run = &rest[..length];
                let next = bytes.get(at + length);
                let range = piece.at + at..piece.at + at + length;
                if begins && matches!(next, None | Some(b'-')) && run.bytes().all(|b| b == b'?') {
                    // Nothing but question marks: the part is not known.
                    if parts.is_empty() || 2 < length {
                        return None;
                    }
                    flaws.push((Wrong::Wildcard, range.clone()));
                    let text = "XX".to_owned();
                    parts.push(Part { text, range, flags: (false, false), is_grouped: false });
                    begins = false;
                } else if begins {
                    pending = flags(run);
                    if 1 < length {
                        flaws.push((Wrong::OldQualifier, range));
                    }
                } else {
                    let first = parts.len() == 1;
                    let year = parts.last().map_or(0, |part| part.text.len());
                    if first && year + length == 4 && 2 <= length && !run.contains(['~', '%']) {
                        flaws.push((Wrong::Wildcard, range));
                        parts.iter_mut().for_each(|part| part.text.push_str(&"X".repeat(length)));
                    } else {
                        if 1 < length {
                            flaws.push((Wrong::OldQualifier, range));
                        }
                        let free = parts.iter_mut().filter(|part| !part.is_grouped);
                        free.for_each(|part| part.flags = add(part.flags, flags(run)));
                    }
                }
                at += length;
            }
            b'-' if begins && parts.is_empty() && !negative => {
                negative = true;
                at += 1;
            }
            b'+' if begins && parts.is_empty() => {
                flaws.push((Wrong::PlusSign, here));
                at += 1;
            }
            b'-' if !begins => {
                begins = true;
                at += 1;
            }
            _ if begins => {
                let length = bytes[at..].iter().take_while(|byte| is_of_part(**byte)).count();
                if length == 0 {
                    return None;
                }
                let text = piece.text[at..at + length].to_owned();
                let range = piece.at + at..piece.at + at + length;
                let flags = std::mem::take(&mut pending);
                parts.push(Part { text, range, flags, is_grouped: false });
                begins = false;
                at += length;
            }
            _ => return None,
        }
    }
    (groups.is_empty() && !begins && !parts.is_empty()).then_some((negative, parts, flaws))
}

fn is_of_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'_' | b'#')
}

/// Spells the digits that are not known as EDTF does.
fn spell(part: &mut Part, flaws: &mut Flaws) {
    // A letter O or l among digits is a slip of the hand or of a scanner.
    let slip = |byte: u8| match byte {
        b'O' | b'o' => Some('0'),
        b'l' | b'I' => Some('1'),
        _ => None,
    };
    let is_digit = |byte: u8| byte.is_ascii_digit() || slip(byte).is_some();
    if part.text.bytes().all(is_digit) && part.text.bytes().any(|byte| byte.is_ascii_digit()) {
        let mut right = String::new();
        for (at, byte) in part.text.bytes().enumerate() {
            let written = char::from(byte);
            let meant = slip(byte).unwrap_or(written);
            if meant != written {
                let here = part.range.start + at..part.range.start + at + 1;
                flaws.push((Wrong::LookAlike { written, meant }, here));
            }
            right.push(meant);
        }
        part.text = right;
        return;
    }
    let shaped = part.text.bytes().all(|byte| {
        byte.is_ascii_digit()
            || matches!(byte, b'X' | b'x' | b'u' | b'U' | b'y' | b'*' | b'_' | b'#')
    });
    if !shaped {
        return;
    }
    for (at, byte) in part.text.bytes().enumerate() {
        let wrong = match byte {
            // The Cyrillic у is read aloud as u, and looks like y.
            b'u' | b'U' | b'y' => Wrong::OldUnspecified,
            b'x' => Wrong::SmallLetter,
            b'*' | b'_' | b'#' => Wrong::Wildcard,
            _ => continue,
        };
        let here = part.range.start + at..part.range.start + at + 1;
        match flaws.last_mut() {
            Some((last, range)) if *last == wrong && range.end == here.start => range.end += 1,
            _ => flaws.push((wrong, here)),
        }
    }
    part.text = part.text.replace(['x', 'u', 'U', 'y', '*', '_', '#'], "X");
}

/// A year with its sign, and its flaw; `None` when it is no year beside a month.
fn year(negative: bool, part: &Part) -> Result<(String, Flaws), Wrong> {
    let text = part.text.as_str();
    let shaped = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
    let minus = if negative { "-" } else { "" };
    let flaw = |wrong: Wrong| vec![(wrong, part.range.clone())];
    match text.len() {
        _ if !shaped => Err(Wrong::NotEdtf),
        4 if negative && text == "0000" => Ok((text.to_owned(), flaw(Wrong::NegativeZero))),
        4 => Ok((format!("{minus}{text}"), Vec::new())),
        3 if all_digits(text) => Ok((format!("{minus}0{text}"), flaw(Wrong::MissingZero))),
        1..=2 if negative && all_digits(text) && !text.trim_matches('0').is_empty() => {
            Ok((format!("-{text:0>4}"), flaw(Wrong::MissingZero)))
        }
        0..=3 => Err(Wrong::ShortYear),
        _ => Err(Wrong::TooFineForLongYear),
    }
}

/// A year and nothing else.
fn year_alone(negative: bool, part: &Part, base: Reading, joint: Joint) -> Vec<Reading> {
    let text = part.text.as_str();
    let mark = mark(part.flags);
    let minus = if negative { "-" } else { "" };
    let range = part.range.clone();
    let shaped = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
    let say = |edtf: String, wrong: Option<Wrong>| {
        let reading = Reading { edtf: Some(edtf), ..base.clone() };
        match wrong {
            Some(wrong) => reading.with(wrong, range.clone()),
            None => reading,
        }
    };
    let none = |wrong: Wrong| vec![base.clone().with(wrong, range.clone())];
    let split = text.split_once(['S', 's', 'p']).filter(|(_, count)| all_digits(count));
    if let Some((digits, significant)) = split {
        let sign = text.as_bytes()[digits.len()];
        let wrong = match sign {
            b'S' => None,
            b's' => Some(Wrong::SmallLetter),
            _ => Some(Wrong::OldPrecision),
        };
        if digits.len() != 4 || !all_digits(digits) {
            return none(Wrong::NotEdtf);
        }
        let count = match significant.parse::<u8>() {
            Ok(0) => return none(Wrong::SignificantDigits),
            Ok(count @ 1..=4) => count,
            _ => 4,
        };
        let reading = say(format!("{minus}{digits}S{count}{mark}"), wrong);
        return vec![match significant.parse::<u8>() {
            Ok(1..=4) => reading,
            _ => reading.with(Wrong::SignificantDigits, range.clone()),
        }];
    }
    if !shaped {
        let unknown = matches!(text.to_ascii_lowercase().as_str(), "unknown" | "undated");
        let bare = !negative && mark.is_empty();
        if unknown && bare {
            return vec![say("XXXX".to_owned(), Some(Wrong::Words))];
        }
        let Some((year, rest)) = text.split_at_checked(4).filter(|(year, _)| all_digits(year))
        else {
            return none(Wrong::NotEdtf);
        };
        if let Some(days) = basic_week(year, rest).filter(|_| bare) {
            return vec![say(days, Some(Wrong::Week))];
        }
        return match named(rest) {
            Some(code) => {
                vec![say(format!("{minus}{year}-{code}{mark}"), Some(Wrong::NamedPart))]
            }
            None => none(Wrong::NotEdtf),
        };
    }
    match text.len() {
        4 if negative && text == "0000" => {
            vec![say(format!("0000{mark}"), Some(Wrong::NegativeZero))]
        }
        4 if negative && text.contains('X') && text.starts_with('0') => {
            // EDTF lets no masked year before the year 0 begin with a zero.
            let least = text.replace('X', "9");
            let most = match text.replace('X', "0") {
                zero if zero == "0000" => "0001".to_owned(),
                most => most,
            };
            let inner = text.trim_end_matches('X').contains('X');
            if inner {
                return none(Wrong::NegativeUnspecified);
            }
            let set = format!("[-{least}{mark}..-{most}{mark}]");
            vec![say(set, Some(Wrong::NegativeUnspecified))]
        }
        4 => vec![say(format!("{minus}{text}{mark}"), None)],
        3 if negative && all_digits(text) => {
            let year = say(format!("-0{text}{mark}"), Some(Wrong::MissingZero));
            let decade = match text.starts_with('0') {
                true => format!("[-{text}9{mark}..-{text}0{mark}]"),
                false => format!("-{text}X{mark}"),
            };
            match text {
                "000" => none(Wrong::NegativeZero),
                _ => vec![year, say(decade, Some(Wrong::BareDecade))],
            }
        }
        3 if all_digits(text) => {
            let decade = say(format!("{text}X{mark}"), Some(Wrong::BareDecade));
            match text.starts_with('0') || text <= LATEST_DECADE {
                true => vec![decade],
                false => vec![decade, say(format!("0{text}{mark}"), Some(Wrong::MissingZero))],
            }
        }
        // Beside a slash or a dash two digits are as likely a month or a shortened year.
        1 | 2 if joint != Joint::None => none(Wrong::ShortYear),
        2 if negative && text != "00" && all_digits(text) => {
            let century = format!("[-{text}99{mark}..-{text}00{mark}]");
            let year = say(format!("-00{text}{mark}"), Some(Wrong::MissingZero));
            vec![year, say(century, Some(Wrong::BareCentury))]
        }
        2 if !negative && all_digits(text) => {
            vec![say(format!("{text}XX{mark}"), Some(Wrong::BareCentury))]
        }
        2 if negative => none(Wrong::NegativeZero),
        1 if negative && text != "0" && all_digits(text) => {
            vec![say(format!("-000{text}{mark}"), Some(Wrong::MissingZero))]
        }
        0..=4 => none(Wrong::ShortYear),
        // `2XXXX` has no name in EDTF.
        _ => none(Wrong::LongYearWithoutY),
    }
}

/// Three digits up to this one are a decade; beyond, a year of the first millennium is as likely.
const LATEST_DECADE: &str = "210";

/// `Q3`, `H1`, `Oct`: the two digits that EDTF has for it.
fn named(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ];
    const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "winter", "fall"];
    const ROMAN: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    if let Some(month) = ROMAN.iter().position(|month| *month == text) {
        return Some(format!("{:02}", month + 1));
    }
    let text = text.to_ascii_lowercase();
    if let Some(season) = SEASONS.iter().position(|season| *season == text) {
        return Some(format!("{}", 21 + if season == 4 { 2 } else { season }));
    }
    let month = |name: &&str| **name == text || 3 <= text.len() && name[..3] == text;
    if let Some(place) = MONTHS.iter().position(month) {
        return Some(format!("{:02}", place + 1));
    }
    let (letter, number) = text.split_at_checked(1)?;
    match (letter, number.parse::<u8>().ok()?) {
        ("q", quarter @ 1..=4) => Some(format!("{}", 32 + quarter)),
        ("h", half @ 1..=2) => Some(format!("{}", 39 + half)),
        _ => None,
    }
}

/// `25-10-1917`, `10-1917`
fn turned(parts: Vec<Part>, base: Reading, order: Order, piece: Piece) -> Vec<Reading> {
    let Some(year) = parts.last() else { return Vec::new() };
    let flags = parts
        .iter()
        .fold((false, false), |all, part| (all.0 || part.flags.0, all.1 || part.flags.1));
    let mark = mark(flags);
    let base = base.with(Wrong::YearLast, year.range.clone());
    let make = |numbers: &[&Part]| {
        let numbers: Vec<String> =
            numbers.iter().map(|part| format!("{:0>2}", part.text)).collect();
        let edtf = format!("{}-{}{mark}", year.text, numbers.join("-"));
        match is_edtf(&edtf) {
            true => Some(Reading { edtf: Some(edtf), ..base.clone() }),
            false => None,
        }
    };
    let dead = |wrong: Wrong| vec![base.clone().with(wrong, piece.range())];
    match parts.as_slice() {
        [month, _] => match month.text.parse::<u8>() {
            Ok(1..=12) => make(&[month]).into_iter().collect(),
            _ => dead(Wrong::NoSuchMonth),
        },
        [one, two, _] => {
            let (day_first, month_first) = (make(&[two, one]), make(&[one, two]));
            match (day_first, month_first) {
                (Some(reading), None) | (None, Some(reading)) => vec![reading],
                (Some(reading), Some(_)) if order == Order::DayFirst => vec![reading],
                (Some(one), Some(two)) if one.edtf == two.edtf => vec![one],
                (Some(one), Some(two)) => [one, two]
                    .map(|reading| reading.with(Wrong::OrderUnclear, piece.range()))
                    .into(),
                (None, None) => dead(Wrong::NoSuchDay),
            }
        }
        _ => Vec::new(),
    }
}

/// Year, month and perhaps day.
fn year_first(negative: bool, parts: &[Part], base: Reading, piece: Piece) -> Vec<Reading> {
    let none = |wrong: Wrong, range: Range<usize>| vec![base.clone().with(wrong, range)];
    let (year, flaws) = match year(negative, &parts[0]) {
        Ok(year) => year,
        Err(wrong) => return none(wrong, parts[0].range.clone()),
    };
    let mut base = base.clone();
    base.flaws.extend(flaws);
    let none = |wrong: Wrong, range: Range<usize>| vec![base.clone().with(wrong, range)];
    let plain_year = all_digits(&year);
    let month = &parts[1];
    let day = parts.get(2);
    let unmarked = parts.iter().all(|part| part.flags == (false, false));
    // Days of the year and weeks.
    if plain_year && unmarked {
        let upper = month.text.to_ascii_uppercase();
        if let Some(number) = upper.strip_prefix('W').filter(|number| all_digits(number)) {
            let weekday = day.map(|day| day.text.as_str());
            let single = weekday.is_none_or(|day| day.len() == 1);
            return match week(&year, number, weekday).filter(|_| single && number.len() == 2) {
                Some(edtf) => vec![
                    Reading { edtf: Some(edtf), ..base.clone() }.with(Wrong::Week, piece.range()),
                ],
                None => none(Wrong::NoSuchDay, piece.range()),
            };
        }
        if day.is_none() && month.text.len() == 3 && all_digits(&month.text) {
            return match ordinal(&year, &month.text) {
                Some(edtf) => vec![
                    Reading { edtf: Some(edtf), ..base.clone() }
                        .with(Wrong::OrdinalDay, month.range.clone()),
                ],
                None => none(Wrong::NoSuchDay, month.range.clone()),
            };
        }
    }
    if day.is_none() && month.text.len() == 4 && all_digits(&month.text) && plain_year {
        let (month_text, day_text) = month.text.split_at(2);
        let flags = [parts[0].flags, month.flags];
        let days = format!("{year}-{month_text}-{day_text}{}", mark(flags[1]));
        if flags[0] == flags[1] && is_edtf(&days) {
            let reading = Reading { edtf: Some(days), ..base.clone() };
            return vec![reading.with(Wrong::NoHyphens, month.range.clone())];
        }
    }
    let mut numbers: Vec<(String, &Part)> = vec![(year.clone(), &parts[0])];
    let mut roman = false;
    for part in &parts[1..] {
        let text = part.text.as_str();
        let shaped = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
        let number = match text.len() {
            1 if text == "X" => {
                let written = piece.bytes().get(part.range.start.saturating_sub(piece.at));
                roman |= numbers.len() == 1 && matches!(written, Some(b'X' | b'x'));
                base.flaws.push((Wrong::MissingZero, part.range.clone()));
                "XX".to_owned()
            }
            1 if shaped => {
                base.flaws.push((Wrong::MissingZero, part.range.clone()));
                format!("0{text}")
            }
            2 if shaped => text.to_owned(),
            _ => match named(text) {
                Some(code) if numbers.len() == 1 => {
                    base.flaws.push((Wrong::NamedPart, part.range.clone()));
                    code
                }
                _ => return vec![base.clone().with(Wrong::NotEdtf, part.range.clone())],
            },
        };
        numbers.push((number, part));
    }
    let none = |wrong: Wrong, range: Range<usize>| vec![base.clone().with(wrong, range)];
    let text = |place: usize| numbers.get(place).map_or("", |(text, _)| text.as_str());
    // A zero stands for what is not known.
    let zero_month = text(1) == "00";
    let zero_day = text(2) == "00";
    if zero_month || zero_day {
        let part = if zero_month { month } else { &parts[2] };
        // A database writes 0000-00-00 for no date at all; the year is not the year 0.
        if year == "0000" {
            return none(Wrong::ZeroPart, part.range.clone());
        }
        if !zero_month && "12" < text(1) && !text(1).contains('X') {
            return none(Wrong::NoSuchMonth, month.range.clone());
        }
        base.flaws.push((Wrong::ZeroPart, part.range.clone()));
        match (zero_month, zero_day) {
            (true, false) if numbers.len() == 3 => numbers[1].0 = "XX".to_owned(),
            (true, _) => numbers.truncate(1),
            _ => numbers.truncate(2),
        }
    }
    let edtf = render(&numbers);
    let fits = is_edtf(&edtf);
    let named_month =
        numbers.len() == 3 && numbers[1].0.as_str() > "12" && !numbers[1].0.contains('X');
    if fits && !named_month {
        let reading = Reading { edtf: Some(edtf), ..base.clone() };
        if roman {
            let mut named = numbers.clone();
            named[1].0 = "10".to_owned();
            let other = Reading { edtf: Some(render(&named)), ..base.clone() };
            return vec![reading, other];
        }
        return vec![reading];
    }
    impossible(&numbers, base, plain_year)
}

/// A month or a day that does not exist, and what it may be.
fn impossible(numbers: &[(String, &Part)], base: Reading, plain_year: bool) -> Vec<Reading> {
    let number = |place: usize| numbers.get(place).and_then(|(text, _)| text.parse::<u8>().ok());
    let (month, day) = (number(1), number(2));
    let text = |place: usize| numbers.get(place).map_or("", |(text, _)| text.as_str());
    let is_month = match month {
        Some(month) => (1..=12).contains(&month),
        None => is_edtf(&format!("{}-{}", text(0), text(1))),
    };
    let range = if is_month { numbers.last() } else { numbers.get(1) };
    let range = range.map_or(0..0, |(_, part)| part.range.clone());
    let wrong = if is_month { Wrong::NoSuchDay } else { Wrong::NoSuchMonth };
    let dead = base.clone().with(wrong, range.clone());
    let guess = |edtf: Option<String>| {
        let edtf = edtf.filter(|edtf| is_edtf(edtf))?;
        Some(Reading { edtf: Some(edtf), is_wild: true, ..dead.clone() })
    };
    let year = numbers.first().map_or("", |(text, _)| text.as_str());
    let wild = match (month, day) {
        (Some(month @ 13..=31), Some(day @ 1..=12)) => {
            guess(Some(format!("{year}-{day:02}-{month:02}")))
        }
        (Some(month @ 1..=12), Some(day)) if plain_year => {
            // 29 February 1900 was a day of the Julian calendar.
            let julian = year.parse::<i32>().ok().and_then(|year| Day::julian(year, month, day));
            guess(julian.and_then(|day| Date::from(day).edtf()))
        }
        _ => None,
    };
    wild.into_iter().chain([dead]).collect()
}

/// Writes year, month and day with their marks: one mark after the parts from
/// the left that share it, one before each of the others.
fn render(numbers: &[(String, &Part)]) -> String {
    let first = numbers.first().map_or((false, false), |(_, part)| part.flags);
    let shared = numbers.iter().take_while(|(_, part)| part.flags == first).count();
    let mut edtf = String::new();
    for (place, (text, part)) in numbers.iter().enumerate() {
        if 0 < place {
            edtf.push('-');
        }
        if shared <= place {
            edtf.push_str(mark(part.flags));
        }
        edtf.push_str(text);
        if place + 1 == shared {
            edtf.push_str(mark(first));
        }
    }
    edtf
}
