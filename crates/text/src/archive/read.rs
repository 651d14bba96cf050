//! Reading references: a line that is one, and a text that has some.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::mark::{self, Kind, Named, Piece, Usage};
use super::name::{Archives, is_abbreviation, is_archival, keeps_fonds};
use super::{Archive, Holder, Level, Mention, NotAReference, Number, Reference, Side, Span, Unit};
use crate::word::{Script, script, words};

/// Reads a reference: words that are one and little else.
///
/// Levels may be abbreviated or in full, in Russian, Kazakh, Ukrainian, English
/// or transliterated, in any order, with any punctuation; Kazakh numbers may
/// stand before their words. `archives` are the names the caller knows; an
/// archive that it does not know is kept as written.
///
/// # Errors
///
/// [`NotAReference`] says why the words are none: among others a shelf mark of
/// an archive without fonds, which is kept whole.
///
/// ```
/// use derek_text::archive::{Archives, Level, parse};
/// let reference = parse("ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об.", &Archives::default())?;
/// assert_eq!(reference.archive().map(|archive| archive.written.as_str()), Some("ЦГА РК"));
/// assert_eq!(reference.units[0].numbers(Level::Sheet).as_deref(), Some("3об."));
/// assert_eq!(
///     reference.units,
///     parse("ҚР ОМА, 17-қор, 1-тізбе, 5-іс, 3-парақтың сырты", &Archives::default())?.units
/// );
/// # Ok::<(), derek_text::archive::NotAReference>(())
/// ```
pub fn parse(text: &str, archives: &Archives) -> Result<Reference, NotAReference> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotAReference::Empty);
    }
    // A file's title may well speak of sheets and houses: what counts stands behind it.
    let after_title = text.find("//").map_or(0, |at| at + 2);
    let reader = Reader::new(text, archives);
    let regions: Vec<Region> =
        reader.regions(Purpose::Line).into_iter().filter(|one| after_title <= one.start).collect();
    let chosen = regions.iter().find(|one| reader.is_sure(one)).or_else(|| regions.first());
    let Some(region) = chosen else {
        return Err(match is_shelf_mark(text) {
            true => NotAReference::CallNumber(text.to_owned()),
            false => NotAReference::NoLevel,
        });
    };
    if reader.is_of_another_system(region) {
        return Err(NotAReference::CallNumber(text.to_owned()));
    }
    let (title, mut holder) = reader.lead(region.start);
    let rest = text[region.end..].trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
    let mut rest = Some(rest).filter(|rest| rest.chars().any(char::is_alphanumeric));
    // Some name the archive last: Fond 5, Regional Archive.
    if holder == Holder::Unsaid
        && let Some(last) = rest.filter(|rest| archive_start(rest) == Some(0))
    {
        holder = Holder::Archive(reader.archive(last));
        rest = None;
    }
    let units = region.units.clone();
    let reference = Reference { title, holder, units, rest: rest.map(str::to_owned) };
    match region.without_number {
        Some(level) => Err(NotAReference::WithoutNumber(level, Box::new(reference))),
        None => Ok(reference),
    }
}

/// Finds the references of a text.
///
/// A reference has a fond and another level, an archive and a fond, an inventory
/// and a file, or says *the same place* and a level: `д. 5` alone is a village's
/// house, `2 ф. 5 д.` is feet. Ranges count bytes of `text` and lie apart, in order.
///
/// ```
/// use derek_text::archive::{Archives, find};
/// let text = "См. об этом: ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об. Жил он в д. 5.";
/// let found = find(text, &Archives::default());
/// assert_eq!(found.len(), 1);
/// assert_eq!(&text[found[0].range.clone()], "ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об.");
/// ```
pub fn find(text: &str, archives: &Archives) -> Vec<Mention> {
    let reader = Reader::new(text, archives);
    let mut mentions: Vec<Mention> = Vec::new();
    for region in reader.regions(Purpose::Text) {
        let from = mentions.last().map_or(0, |mention| mention.range.end);
        let from = start_of_lead(text, from, region.start);
        let before = reader.holder_before(&text[from..region.start]);
        let is_held = before.is_some();
        if !reader.is_found(&region, before.as_ref().map(|(_, holder)| holder)) {
            continue;
        }
        let (start, holder) = match before {
            Some((at, holder)) => (from + at, holder),
            None => (region.start, Holder::Unsaid),
        };
        let is_unnumbered = region.without_number.is_some() && !is_held;
        if !is_unnumbered {
            let reference = Reference { title: None, holder, units: region.units, rest: None };
            mentions.push(Mention { range: start..region.end, reference });
        }
    }
    mentions
}

/// Bytes before a reference that may name its archive.
const LEAD: usize = 240;

fn start_of_lead(text: &str, from: usize, until: usize) -> usize {
    let earliest = until.saturating_sub(LEAD).max(from);
    (earliest..=until).find(|at| text.is_char_boundary(*at)).unwrap_or(until)
}

/// What a text is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The words are a reference.
    Line,
    /// References may stand among other words.
    Text,
}

/// Words that name levels one after another.
#[derive(Debug, Clone)]
struct Region {
    start: usize,
    end: usize,
    units: Vec<Unit>,
    /// Whether every level is named by a single Latin letter: `f. 12, l. 3` may be a folio.
    is_latin: bool,
    /// Whether some level is named by a whole word or an abbreviation that is nothing else.
    is_spelled: bool,
    /// A level that is named without a number.
    without_number: Option<Level>,
}

impl Region {
    fn has(&self, level: Level) -> bool {
        self.units.iter().any(|unit| unit.levels.contains_key(&level))
    }

    fn has_any(&self, levels: &[Level]) -> bool {
        levels.iter().any(|level| self.has(*level))
    }
}

/// The levels between an inventory and a sheet that are kept under a fond.
const KEPT: [Level; 4] = [Level::Carton, Level::Folder, Level::Bundle, Level::Delo];

struct Reader<'t> {
    text: &'t str,
    archives: &'t Archives,
    pieces: Vec<Piece>,
    /// For each piece its word, ready to compare; empty for what is no word.
    plain: Vec<String>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, archives: &'t Archives) -> Reader<'t> {
        let pieces = mark::pieces(text);
        let plain = pieces.iter().map(|piece| match piece.kind {
            Kind::Word => mark::plain(&text[piece.range.clone()]),
            Kind::Digits | Kind::Sign(_) => String::new(),
        });
        let plain = plain.collect();
        Reader { text, archives, pieces, plain }
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|piece| piece.kind)
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.plain.get(at).map(String::as_str).filter(|word| !word.is_empty())
    }

    fn raw(&self, at: usize) -> &'t str {
        self.pieces.get(at).map_or("", |piece| &self.text[piece.range.clone()])
    }

    fn is_sign(&self, at: usize, signs: &str) -> bool {
        matches!(self.kind(at), Some(Kind::Sign(c)) if signs.contains(c))
    }

    fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Digits)
    }

    /// Whether a piece follows the one before it without a space.
    fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.pieces.get(before));
        before.zip(self.pieces.get(at)).is_some_and(|(one, next)| one.range.end == next.range.start)
    }

    fn end_of(&self, at: usize) -> usize {
        self.pieces.get(at).map_or(0, |piece| piece.range.end)
    }

    /// The language's usage around a piece: a few words tell.
    fn usage(&self, at: usize) -> Usage {
        let around = at.saturating_sub(4)..(at + AROUND).min(self.plain.len());
        match self.plain[around].iter().any(|word| mark::is_kazakh(word)) {
            true => Usage::Kazakh,
            false => Usage::Other,
        }
    }

    /// The level named at a piece, and where its number is expected.
    fn level_at(&self, at: usize, usage: Usage) -> Option<(Named, usize)> {
        let word = self.word(at)?;
        let point = |at: usize| if self.is_sign(at, ".") { at + 1 } else { at };
        let unit = Named { level: Level::Delo, is_full: true };
        let second = point(at + 1);
        let is_unit = match word {
            "ед" | "ed" | "единица" | "единицы" | "единице" | "edinitsa" | "од" | "одиниця" =>
            {
                matches!(
                    self.word(second),
                    Some("хр" | "хран" | "хранения" | "khr" | "khraneniia" | "зб" | "зберігання")
                )
            }
            "сақтау" | "сақт" => {
                matches!(self.word(second), Some("бірлігі" | "бірлік" | "бірл"))
            }
            _ => false,
        };
        if is_unit {
            return Some((unit, self.after_number_sign(point(second + 1))));
        }
        let named = mark::level_of(word, usage)?;
        let mut next = second;
        // Л. л. 3, 5: the letter is doubled for several.
        if !named.is_full && second == at + 2 && self.word(second) == Some(word) {
            next = point(second + 1);
        }
        Some((named, self.after_number_sign(next)))
    }

    fn after_number_sign(&self, at: usize) -> usize {
        if self.is_sign(at, ":№#") {
            return at + 1;
        }
        let is_word = matches!(self.word(at), Some("no" | "nr" | "номер" | "нөмірі"));
        match is_word && self.is_sign(at + 1, ".") && self.is_digits(at + 2) {
            true => at + 2,
            false if is_word && self.is_digits(at + 1) => at + 1,
            false => at,
        }
    }

    /// A number with its letters; at a level of which nothing is known yet when `None`.
    fn number(
        &self,
        at: usize,
        level: Option<Level>,
        usage: Usage,
        is_latin: bool,
    ) -> Option<(Number, usize)> {
        let is_sheet = level == Some(Level::Sheet);
        let letters = |word: &str| match is_latin {
            true => from_latin(word),
            false => word.chars().map(mark::cyrillic_twin).collect(),
        };
        let mut text = String::new();
        let mut next = at;
        if let Some(Kind::Word) = self.kind(at) {
            let word = self.raw(at);
            if matches!(self.word(at), Some("б" | "b"))
                && self.is_sign(at + 1, "/.")
                && matches!(self.word(at + 2), Some("н" | "n"))
            {
                let end =
                    if self.is_sign(at + 3, ".") && self.is_sign(at + 1, ".") { 4 } else { 3 };
                return Some((Number { text: "б/н".to_owned(), side: Side::Face }, at + end));
            }
            let is_capital = word.chars().all(char::is_uppercase);
            if is_sheet || !is_capital {
                return None;
            }
            let count = word.chars().count();
            let is_dash = |at: usize| self.is_sign(at, "-‑–");
            let (is_parted, digits) = match level == Some(Level::Fond) {
                // Р - 930, Р. – 930
                true if self.is_sign(at + 1, ".") && is_dash(at + 2) => (true, at + 3),
                true if is_dash(at + 1) => (true, at + 2),
                _ if self.is_sign(at + 1, "-‑–.") && self.is_glued(at + 1) => (true, at + 2),
                _ => (false, at + 1),
            };
            // Where nothing tells that a number is meant, only Р-930 is one.
            let is_expected = level.is_some()
                || count == 1 && self.is_sign(at + 1, "-‑–") && self.is_glued(at + 1);
            let is_level = is_parted
                && self.is_sign(at + 1, ".")
                && self.word(at).and_then(|word| mark::level_of(word, usage)).is_some();
            if is_expected && !is_level && count <= 3 && self.is_digits(digits) {
                text = letters(word);
                // Р930 and Р 930 are Р-930; a file's В12 is as it is.
                if is_parted || !self.is_glued(digits) || level == Some(Level::Fond) {
                    text.push('-');
                }
                next = digits;
            } else if roman(word).is_some()
                || level == Some(Level::Fond) && !is_latin && (2..=8).contains(&count)
            {
                let text = roman(word).unwrap_or_else(|| letters(word));
                return Some((Number { text, side: Side::Face }, at + 1));
            } else {
                return None;
            }
        }
        if !self.is_digits(next) {
            return None;
        }
        text.push_str(self.raw(next));
        next += 1;
        let mut side = Side::Face;
        loop {
            // 27-А, 12-бис, 3-об.; in Kazakh 17-қор is a number and its word.
            let is_hyphen = self.is_sign(next, "-‑–") && self.is_glued(next);
            let is_slash = self.is_sign(next, "/") && self.is_glued(next);
            let word = match is_hyphen || is_slash {
                true => next + 1,
                false => next,
            };
            let is_glued = self.is_glued(word);
            if is_slash && is_glued && self.is_digits(word) {
                text.push('/');
                text.push_str(self.raw(word));
                next = word + 1;
                continue;
            }
            if self.is_sign(next, "(")
                && let Some(inside) = self.word(next + 1)
            {
                let point = if self.is_sign(next + 2, ".") { 3 } else { 2 };
                let is_closed = self.is_sign(next + point, ")");
                if is_closed && mark::is_supplement(inside) {
                    text.push_str(" доп.");
                    next += point + 1;
                } else if is_closed && mark::is_back(inside) && (is_sheet || level.is_none()) {
                    side = Side::Back;
                    next += point + 1;
                }
                break;
            }
            let Some(said) = self.word(word) else { break };
            let pointed = if self.is_sign(word + 1, ".") { word + 2 } else { word + 1 };
            if (is_sheet || level.is_none()) && mark::is_back(said) {
                side = Side::Back;
                next = pointed;
                break;
            }
            if (is_sheet || level.is_none()) && mark::is_face(said) && !is_hyphen && !is_slash {
                next = word + 1;
                break;
            }
            // Оп. 12 ос: the inventory of a special section, of staff.
            if level == Some(Level::Opis) && !is_glued && matches!(said, "ос" | "лс" | "сч") {
                text.push(' ');
                text.push_str(said);
                next = word + 1;
                break;
            }
            if mark::is_supplement(said) && !is_slash {
                text.push_str(" доп.");
                next = pointed;
                break;
            }
            let count = said.chars().count();
            let names_level = mark::level_of(said, usage);
            // 17-қ. and 17-қор are a fond's, 27-Б is a number with its letter.
            let is_number_first = is_hyphen
                && usage == Usage::Kazakh
                && names_level.is_some_and(|named| {
                    named.is_full
                        || self.is_sign(word + 1, ".")
                        || self.raw(word).starts_with(char::is_lowercase)
                })
                && !(self.is_sign(word + 1, "-‑") && self.is_glued(word + 1));
            let is_level = names_level.is_some_and(|named| named.is_full)
                || said == "оп"
                || names_level.is_some() && self.is_digits(word + 1) && self.is_glued(word + 1);
            // 5аоб: the letter is the sheet's.
            let back =
                ["об", "ob", "зв", "zv"].into_iter().find_map(|back| said.strip_suffix(back));
            if (is_sheet || level.is_none())
                && is_glued
                && let Some(letter) = back.filter(|letter| letter.chars().count() == 1)
            {
                text.push_str(&letters(letter));
                side = Side::Back;
                next = pointed;
                break;
            }
            if !is_glued || 3 < count || is_number_first || is_level {
                break;
            }
            if is_hyphen {
                text.push('-');
            } else if is_slash {
                text.push('/');
            }
            text.push_str(&letters(self.raw(word)));
            next = word + 1;
            if is_sheet || level.is_none() {
                continue;
            }
            break;
        }
        Some((Number { text, side }, next))
    }

    fn span(
        &self,
        at: usize,
        level: Option<Level>,
        usage: Usage,
        is_latin: bool,
    ) -> Option<(Span, usize)> {
        let (first, next) = self.number(at, level, usage, is_latin)?;
        let is_sheet = level == Some(Level::Sheet);
        // 5 и об., 5 с об., 5, об.: the face and the back.
        if is_sheet && first.side == Side::Face {
            let joins = |word: &str| mark::joins(word) || matches!(word, "с" | "со" | "with");
            let is_joined = self.word(next).is_some_and(joins) || self.is_sign(next, ",");
            if is_joined && self.word(next + 1).is_some_and(mark::is_back) {
                let last = Number { side: Side::Back, ..first.clone() };
                let end = if self.is_sign(next + 2, ".") { next + 3 } else { next + 2 };
                return Some((Span { first, last: Some(last) }, end));
            }
        }
        if self.is_sign(next, "-‑–—−") && (self.is_digits(next + 1)) {
            let (last, end) = self.number(next + 1, level, usage, is_latin)?;
            // Оп. 1-1917 is one inventory, of that year.
            let is_dated =
                level == Some(Level::Opis) && is_year(&last.text) && !is_year(&first.text);
            let rises = value(&first.text) <= value(&last.text) && !is_dated;
            if rises && (value(&first.text) < value(&last.text) || first != last) {
                return Some((Span { first, last: Some(last) }, end));
            }
            if !is_sheet && self.is_glued(next) && self.is_glued(next + 1) {
                let text = format!("{}-{}", first.text, last.text);
                return Some((Span { first: Number { text, side: Side::Face }, last: None }, end));
            }
        }
        Some((Span { first, last: None }, next))
    }

    /// The numbers of a level, one or several.
    fn numbers(
        &self,
        at: usize,
        level: Option<Level>,
        usage: Usage,
        is_latin: bool,
    ) -> Option<(Vec<Span>, usize)> {
        let (first, mut next) = self.span(at, level, usage, is_latin)?;
        let mut spans = vec![first];
        loop {
            let is_comma = self.is_sign(next, ",&");
            let is_joined = is_comma || self.word(next).is_some_and(mark::joins);
            if !is_joined || !self.is_digits(next + 1) {
                break;
            }
            let Some((span, end)) = self.span(next + 1, level, usage, is_latin) else { break };
            if !self.continues(&span, end, (level, usage, is_comma)) {
                break;
            }
            spans.push(span);
            next = end;
        }
        Some((spans, next))
    }

    /// Whether a number after a comma or an *and* goes on with the list: a year, a
    /// date, a count of sheets and the next level's number do not.
    fn continues(
        &self,
        span: &Span,
        end: usize,
        (level, usage, is_comma): (Option<Level>, Usage, bool),
    ) -> bool {
        if self.is_sign(end, ".") && self.is_digits(end + 1) && self.is_glued(end + 1) {
            return false;
        }
        if level == Some(Level::Sheet) && is_year(&span.first.text) {
            return false;
        }
        let hyphen = self.is_sign(end, "-‑–") && self.is_glued(end);
        if usage == Usage::Kazakh {
            let word = if hyphen { end + 1 } else { end };
            let names = self.word(word).and_then(|word| mark::level_of(word, usage)).is_some();
            // In Kazakh the word may follow its numbers; then they are not this level's.
            if names && level.is_some() {
                return !hyphen && self.has_number_after(word, usage);
            }
            return true;
        }
        let after = self.end_of(end.saturating_sub(1));
        let Some(word) = self.word(end) else { return true };
        if is_year_word(word) {
            return false;
        }
        if self.level_at(end, usage).is_some() {
            return self.has_number_after(end, usage);
        }
        let is_close = self.text.get(after..).is_some_and(|rest| rest.starts_with(' '));
        !(is_comma && is_close) || mark::joins(word)
    }

    fn has_number_after(&self, at: usize, usage: Usage) -> bool {
        let Some((named, next)) = self.level_at(at, usage) else { return false };
        self.number(next, Some(named.level), usage, false).is_some()
    }

    /// Every run of levels with numbers.
    fn regions(&self, purpose: Purpose) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            match self.region(at, purpose) {
                Some((region, next)) => {
                    regions.push(region);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
        regions
    }

    fn region(&self, at: usize, purpose: Purpose) -> Option<(Region, usize)> {
        let mut gathered = Gathered::default();
        let usage = match self.kind(at)? {
            Kind::Sign(_) => return None,
            Kind::Digits | Kind::Word => self.usage(at),
        };
        let mut next = self
            .element(at, usage, &mut gathered)
            .or_else(|| {
                // ГАРФ. Р-930. Оп. 1: with its letter a fond needs no word.
                let (fond, end) = self.lettered_fond(at, usage)?;
                gathered.put(Level::Fond, fond, false);
                gathered.order = Some(Order::WordFirst);
                Some(end)
            })
            .or_else(|| {
                let (said, end) = self.bare(at)?;
                for (level, spans) in said {
                    gathered.put(level, spans, false);
                }
                gathered.is_latin = script(self.raw(self.word_before(at)?)) == Script::Latin;
                gathered.is_spelled = true;
                self.element(end, usage, &mut gathered).or(Some(end))
            })?;
        let mut end = next;
        loop {
            let mut is_parted = false;
            // In Kazakh «і.» is a file, in Ukrainian an *and*.
            while self.is_sign(next, ",.;:|/–—-")
                || self.raw(next).starts_with(char::is_lowercase)
                    && self.word(next).is_some_and(mark::joins)
                    && !self.has_number_after(next, usage)
            {
                is_parted |= self.is_sign(next, ";");
                next += 1;
            }
            gathered.is_parted |= is_parted;
            if let Some(after) = self.element(next, usage, &mut gathered) {
                next = after;
                end = after;
                continue;
            }
            // Оп. 2, № 184: after the inventory a number is the file's.
            let is_numbered =
                gathered.has(Level::Opis) || purpose == Purpose::Line && gathered.has(Level::Fond);
            if self.is_sign(next, "№")
                && is_numbered
                && !gathered.has(Level::Delo)
                && let Some((spans, after)) =
                    self.numbers(next + 1, Some(Level::Delo), usage, gathered.is_latin)
            {
                gathered.put(Level::Delo, spans, false);
                next = after;
                end = after;
                continue;
            }
            if let Some((note, after)) = self.note(next) {
                let goes_on = {
                    let mut ahead = after;
                    while self.is_sign(ahead, ",.;:") {
                        ahead += 1;
                    }
                    self.has_number_after(ahead, usage)
                };
                if purpose == Purpose::Line || goes_on {
                    gathered.note(note);
                    next = after;
                    end = after;
                    continue;
                }
            }
            if let Some((extent, after)) = self.extent(next, usage) {
                gathered.note(extent);
                next = after;
                end = after;
                continue;
            }
            break;
        }
        let stuck = self.level_at(next, usage).filter(|(named, after)| {
            let is_marked = named.is_full || *after != next + 1;
            is_marked
                && (self.kind(*after).is_none()
                    || self.level_at(*after, usage).is_some()
                        && self.has_number_after(*after, usage))
        });
        if purpose == Purpose::Line
            && let Some((named, after)) = stuck
        {
            gathered.without_number = Some(named.level);
            if let Some(after) = self.element(after, usage, &mut gathered) {
                end = after;
            }
        }
        // The point that belongs to об. is taken already; another one ends the sentence.
        let region = Region {
            start: self.pieces.get(at)?.range.start,
            end: self.end_of(end.checked_sub(1)?),
            is_latin: gathered.is_latin,
            is_spelled: gathered.is_spelled,
            without_number: gathered.without_number,
            units: gathered.finish(),
        };
        Some((region, end))
    }

    /// A level with its numbers, whichever stands first.
    fn element(&self, at: usize, usage: Usage, gathered: &mut Gathered) -> Option<usize> {
        self.word_first(at, usage, gathered).or_else(|| self.number_first(at, usage, gathered))
    }

    fn word_first(&self, at: usize, usage: Usage, gathered: &mut Gathered) -> Option<usize> {
        let (named, next) = self.level_at(at, usage)?;
        let is_latin = script(self.raw(at)) == Script::Latin;
        let (spans, after) = self.numbers(next, Some(named.level), usage, is_latin)?;
        // Іс 5-қорда: the number is the fond's, not the file's.
        let is_other = usage == Usage::Kazakh
            && self.is_sign(after, "-‑–")
            && self.is_glued(after)
            && self.word(after + 1).is_some_and(|word| mark::level_of(word, usage).is_some());
        // Дело 1835–1838 годов: its years.
        let is_years = self.word(after).is_some_and(is_year_word)
            && spans.iter().any(|span| is_year(&span.first.text));
        if is_other || is_years {
            return None;
        }
        gathered.put(named.level, spans, is_latin);
        gathered.is_spelled |= named.is_full || matches!(self.word(at), Some("оп" | "op"));
        gathered.order.get_or_insert(Order::WordFirst);
        Some(after)
    }

    fn number_first(&self, at: usize, usage: Usage, gathered: &mut Gathered) -> Option<usize> {
        if usage != Usage::Kazakh {
            return None;
        }
        let from = if self.is_sign(at, "№") { at + 1 } else { at };
        let (mut spans, mut next) = self.numbers(from, None, usage, false)?;
        let is_hyphen = self.is_sign(next, "-‑–") && self.is_glued(next);
        if is_hyphen {
            next += 1;
        }
        // 17-қорда, 1-тізбеде, 5-нөмірмен: after the inventory a number is the file's.
        let is_numbered = is_hyphen
            && gathered.has(Level::Opis)
            && self.word(next).is_some_and(|word| word.starts_with("нөмір"));
        let (named, after) = match is_numbered {
            true => (Named { level: Level::Delo, is_full: true }, next + 1),
            false => self.level_at(next, usage)?,
        };
        // At the beginning «64 қ. 1 т.» has its numbers first, «5 Қ. 17» does not.
        let begins = named.is_full
            || self.raw(next).starts_with(char::is_lowercase)
            || !self.has_number_after(next, usage);
        let may_be_spaced = match gathered.order {
            Some(order) => order == Order::NumberFirst,
            None => begins,
        };
        if !is_hyphen && !may_be_spaced {
            return None;
        }
        let mut after = if self.is_sign(next + 1, ".") { next + 2 } else { after.min(next + 1) };
        let is_backed = spans.iter().any(|span| {
            span.first.side == Side::Back
                || span.last.as_ref().is_some_and(|last| last.side == Side::Back)
        });
        if named.level == Level::Sheet {
            let is_enclosed = self.is_sign(after, "(") && self.is_sign(after + 2, ")");
            if is_enclosed && self.word(after + 1).is_some_and(mark::is_back) {
                if let Some(span) = spans.last_mut() {
                    span.last.as_mut().unwrap_or(&mut span.first).side = Side::Back;
                }
                after += 3;
            } else if self.word(after).is_some_and(mark::is_back) {
                if let Some(span) = spans.last_mut() {
                    span.last.as_mut().unwrap_or(&mut span.first).side = Side::Back;
                }
                after += 1;
                if self.is_sign(after, ".") {
                    after += 1;
                }
                if matches!(self.word(after), Some("жағы" | "беті" | "жағында" | "бетінде"))
                {
                    after += 1;
                }
            }
        } else if is_backed {
            return None;
        }
        gathered.put(named.level, spans, false);
        gathered.is_spelled |= named.is_full;
        gathered.order.get_or_insert(Order::NumberFirst);
        Some(after)
    }

    /// `Р-930` before an inventory.
    fn lettered_fond(&self, at: usize, usage: Usage) -> Option<(Vec<Span>, usize)> {
        let is_letter = self.kind(at) == Some(Kind::Word) && self.raw(at).chars().count() == 1;
        if !is_letter || !self.is_sign(at + 1, "-‑–") || !self.is_digits(at + 2) {
            return None;
        }
        // Ф. 161. I-9: the letter goes on with another number.
        let before = at.checked_sub(2).filter(|_| self.is_sign(at - 1, ".,"));
        if before.is_some_and(|before| self.is_digits(before)) {
            return None;
        }
        let is_latin = script(self.raw(at)) == Script::Latin;
        let (fond, end) = self.number(at, Some(Level::Fond), usage, is_latin)?;
        let next = if self.is_sign(end, ".,") { end + 1 } else { end };
        let (named, number) = self.level_at(next, usage)?;
        let is_opis = named.level == Level::Opis
            && self.number(number, Some(Level::Opis), usage, is_latin).is_some();
        is_opis.then(|| (vec![Span { first: fond, last: None }], end))
    }

    /// `17/3/5`, `1-2-3`: fond, inventory and file without their words, after an
    /// archive that keeps fonds; a fourth number is the sheet.
    fn bare(&self, at: usize) -> Option<(Vec<Part>, usize)> {
        let signs = ["/", "-"].into_iter().find(|sign| self.is_sign(at + 1, sign))?;
        const LEVELS: [Level; 4] = [Level::Fond, Level::Opis, Level::Delo, Level::Sheet];
        let mut said = Vec::new();
        let mut next = at;
        for level in LEVELS {
            if level == Level::Sheet && signs == "/" {
                let (sheets, end) = self.numbers(next, Some(level), Usage::Other, false)?;
                said.push((level, sheets));
                next = end;
                break;
            }
            if !self.is_digits(next) {
                return None;
            }
            let number = Number { text: self.raw(next).to_owned(), side: Side::Face };
            said.push((level, vec![Span { first: number, last: None }]));
            next += 1;
            if !(self.is_sign(next, signs) && self.is_glued(next) && self.is_glued(next + 1)) {
                break;
            }
            next += 1;
        }
        let goes_on = self.is_sign(next, signs) && self.is_glued(next);
        if said.len() < 3 || goes_on || signs == "-" && said.len() == 4 {
            return None;
        }
        let before = self.word_before(at)?;
        let lead = &self.text[..self.end_of(before)];
        let lead = &lead[start_of_lead(lead, 0, lead.len())..];
        let is_known = keeps_fonds(self.raw(before)) || self.archives.ending(lead).is_some();
        is_known.then_some((said, next))
    }

    /// The word before a piece, with no more than a comma or a colon between.
    fn word_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let before = if self.is_sign(before, ",.:") { before.checked_sub(1)? } else { before };
        self.word(before).map(|_| before)
    }

    /// What stands in brackets, short enough to be of a reference.
    fn note(&self, at: usize) -> Option<(&'t str, usize)> {
        if !self.is_sign(at, "(") {
            return None;
        }
        let close = (at + 1..at + NOTE).find(|at| self.is_sign(*at, "()"))?;
        if !self.is_sign(close, ")") {
            return None;
        }
        let inside = self.pieces.get(at)?.range.end..self.pieces.get(close)?.range.start;
        let inside = self.text[inside].trim();
        (!inside.is_empty()).then_some((inside, close + 1))
    }

    /// `9 л.`: how many sheets there are, not which.
    fn extent(&self, at: usize, usage: Usage) -> Option<(&'t str, usize)> {
        if !self.is_digits(at) || usage == Usage::Kazakh {
            return None;
        }
        let (named, _) = self.level_at(at + 1, usage)?;
        if named.level != Level::Sheet || self.has_number_after(at + 1, usage) {
            return None;
        }
        let next = if self.is_sign(at + 2, ".") { at + 3 } else { at + 2 };
        Some((&self.text[self.pieces.get(at)?.range.start..self.end_of(next - 1)], next))
    }

    /// Whether a line's region is a reference for certain.
    fn is_sure(&self, region: &Region) -> bool {
        region.has(Level::Fond) && (region.has(Level::Opis) || region.has_any(&KEPT))
    }

    /// Whether a line's levels are those of an archive without fonds: `ff. 3–5` are
    /// folios there, and boxes have no fond above them.
    fn is_of_another_system(&self, region: &Region) -> bool {
        let is_kept = region.has_any(&KEPT);
        let is_fond = region.has(Level::Fond) && (is_kept || region.is_spelled);
        let lead = &self.text[..region.start];
        let is_russian = words(lead).any(|word| keeps_fonds(&lead[word]))
            || self.archives.ending(lead).is_some();
        // Op. 2, D. 118 is Schubert's.
        let is_inventory = region.has(Level::Opis) && region.has(Level::Sheet);
        let is_ours = is_fond || is_inventory || is_russian || self.as_before(lead).is_some();
        region.is_latin && !is_ours
    }

    /// Whether a text's region is a reference.
    fn is_found(&self, region: &Region, holder: Option<&Holder>) -> bool {
        let has = |level| region.has(level);
        let is_fond = has(Level::Fond);
        let is_kept = region.has_any(&KEPT);
        match holder {
            Some(Holder::AsBefore) => {
                // Ibid., f. 12 is a folio of a manuscript.
                !region.is_latin || !is_fond || is_kept || has(Level::Opis)
            }
            Some(Holder::Archive(archive)) => {
                let is_of_fonds = words(&archive.written).map(|word| &archive.written[word]);
                // GARF, f. 176, l. 14: nothing but a level can follow this archive.
                is_of_fonds.into_iter().any(keeps_fonds)
                    && region.has_any(&[Level::Fond, Level::Opis, Level::Delo, Level::Sheet])
                    || is_fond
                        && (!region.is_latin || region.is_spelled || is_kept || has(Level::Opis))
                    || has(Level::Opis) && !region.is_latin
                    || has(Level::Opis) && is_kept
                    || has(Level::Delo) && has(Level::Sheet) && !region.is_latin
            }
            Some(Holder::Unsaid) | None => {
                is_fond && has(Level::Opis)
                    || is_fond && is_kept && (region.is_spelled || !region.is_latin)
                    || has(Level::Opis) && has(Level::Delo) && !region.is_latin
            }
        }
    }

    /// What stands before the levels of a line: a title, and who keeps the document.
    fn lead(&self, until: usize) -> (Option<String>, Holder) {
        let lead = &self.text[..until];
        let (title, rest) = match lead.rsplit_once("//") {
            Some((title, rest)) => (title_of(title), rest),
            None => (None, lead),
        };
        let rest = rest.trim_matches(is_around);
        match self.holder_before(rest) {
            Some((at, holder)) => (title.or_else(|| title_of(&rest[..at])), holder),
            None if rest.chars().any(char::is_alphabetic) => {
                let is_long = |word: &str| 4 <= word.chars().count();
                let is_name = words(rest).count() <= 6
                    && words(rest).any(|word| 3 <= rest[word].chars().count())
                    && !rest.contains(['.', ';', ':', '«', '"', '“'])
                    && words(rest)
                        .map(|word| &rest[word])
                        .filter(|word| is_long(word))
                        .all(|word| word.starts_with(char::is_uppercase));
                if (title.is_some() || is_name) && !is_pointing(rest) {
                    return (title, Holder::Archive(self.archive(rest)));
                }
                // An archive may stand farther off: look into ГАТО for the list: ф. 5.
                let named = words(rest).map(|word| &rest[word]).filter(|word| keeps_fonds(word));
                let holder = named.last().map(|name| Holder::Archive(self.archive(name)));
                (title_of(rest), holder.unwrap_or_default())
            }
            None => (title, Holder::Unsaid),
        }
    }

    fn archive(&self, written: &str) -> Archive {
        let written = written.trim_matches(is_around);
        Archive {
            written: written.split_whitespace().collect::<Vec<_>>().join(" "),
            key: self.archives.key(written).map(str::to_owned),
        }
    }

    /// Who keeps the document by the words that end a text, and where they begin.
    fn holder_before(&self, lead: &str) -> Option<(usize, Holder)> {
        if let Some(at) = self.as_before(lead) {
            return Some((at, Holder::AsBefore));
        }
        let trimmed = lead.trim_end_matches(is_around_end);
        if let Some((range, key)) = self.archives.ending(trimmed) {
            let written = trimmed[range.clone()].to_owned();
            let archive = Archive { written, key: Some(key.to_owned()) };
            return Some((range.start, Holder::Archive(archive)));
        }
        let start = archive_start(trimmed)?;
        Some((start, Holder::Archive(self.archive(&trimmed[start..]))))
    }

    /// Where a text ends with *the same place*.
    fn as_before(&self, lead: &str) -> Option<usize> {
        let lead = lead.trim_end_matches(is_around_end);
        let all: Vec<Range<usize>> = words(lead).collect();
        if all.last().is_none_or(|last| last.end != lead.len()) {
            return None;
        }
        mark::AS_BEFORE.iter().find_map(|said| {
            let from = all.len().checked_sub(said.len())?;
            let same = all[from..]
                .iter()
                .zip(*said)
                .all(|(word, said)| mark::plain(&lead[word.clone()]) == **said);
            same.then(|| all[from].start)
        })
    }
}

/// Pieces that tell the language of a reference.
const AROUND: usize = 32;
/// Pieces of a note in brackets.
const NOTE: usize = 60;

fn is_around(c: char) -> bool {
    c.is_whitespace() || ".,:;–—-/(".contains(c)
}

fn is_around_end(c: char) -> bool {
    c.is_whitespace() || ".,:;–—(".contains(c)
}

/// A level and its numbers.
type Part = (Level, Vec<Span>);

/// Which of number and word stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    WordFirst,
    NumberFirst,
}

/// The levels of a region, as they are read.
#[derive(Debug, Default)]
struct Gathered {
    done: Vec<Unit>,
    current: Unit,
    /// The levels that the current unit names itself.
    named: BTreeSet<Level>,
    order: Option<Order>,
    /// Whether a semicolon stands before what is read next.
    is_parted: bool,
    is_latin: bool,
    is_spelled: bool,
    without_number: Option<Level>,
}

impl Gathered {
    fn has(&self, level: Level) -> bool {
        self.current.levels.contains_key(&level)
    }

    fn put(&mut self, level: Level, spans: Vec<Span>, is_latin: bool) {
        self.is_latin |= is_latin;
        let is_of_opis = self.has(Level::Opis) && !self.has(Level::Delo);
        let level = match level {
            Level::Volume if is_of_opis => Level::OpisVolume,
            Level::Part if is_of_opis => Level::OpisPart,
            level => level,
        };
        let is_parted = std::mem::take(&mut self.is_parted);
        if level == Level::Sheet && self.named.contains(&level) {
            self.current.levels.entry(level).or_default().extend(spans);
            return;
        }
        let is_above = self.named.iter().any(|named| level < *named);
        if self.named.contains(&level) || is_parted && is_above {
            self.done.push(self.current.clone());
            let kept: BTreeMap<Level, Vec<Span>> =
                self.current.levels.range(..level).map(|(one, of)| (*one, of.clone())).collect();
            self.current = Unit { levels: kept, note: None };
            self.named.clear();
        }
        self.named.insert(level);
        self.current.levels.insert(level, spans);
    }

    fn note(&mut self, note: &str) {
        let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
        self.current.note = Some(match self.current.note.take() {
            Some(before) => format!("{before}; {note}"),
            None => note,
        });
    }

    fn finish(mut self) -> Vec<Unit> {
        self.done.push(self.current);
        self.done
    }
}

/// The number a row of digits begins with; the greatest when it is too long.
fn value(text: &str) -> u64 {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    match &text[..digits] {
        "" => 0,
        digits => digits.parse().unwrap_or(u64::MAX),
    }
}

/// A Roman number in Latin letters, whatever letters it is typed with.
fn roman(word: &str) -> Option<String> {
    let latin: Option<String> = word
        .chars()
        .map(|c| match c {
            'I' | 'І' => Some('I'),
            'V' => Some('V'),
            'X' | 'Х' => Some('X'),
            'L' => Some('L'),
            'C' | 'С' => Some('C'),
            _ => None,
        })
        .collect();
    latin.filter(|latin| latin != "C")
}

/// Transliterated letters of a call number as the archive has them.
fn from_latin(word: &str) -> String {
    const PAIRS: [(&str, &str); 14] = [
        ("zh", "ж"),
        ("kh", "х"),
        ("ch", "ч"),
        ("sh", "ш"),
        ("ts", "ц"),
        ("ia", "я"),
        ("iu", "ю"),
        ("bis", "бис"),
        ("Zh", "Ж"),
        ("Kh", "Х"),
        ("Ch", "Ч"),
        ("Sh", "Ш"),
        ("Ts", "Ц"),
        ("Ia", "Я"),
    ];
    let mut cyrillic = String::new();
    let mut rest = word;
    'next: while let Some(c) = rest.chars().next() {
        for (latin, letter) in PAIRS {
            if let Some(after) = rest.strip_prefix(latin) {
                cyrillic.push_str(letter);
                rest = after;
                continue 'next;
            }
        }
        let lower = super::print::LETTERS
            .iter()
            .find(|(_, latin)| latin.chars().eq(c.to_lowercase()))
            .map_or(c, |(letter, _)| *letter);
        match c.is_uppercase() {
            true => cyrillic.extend(lower.to_uppercase()),
            false => cyrillic.push(lower),
        }
        rest = &rest[c.len_utf8()..];
    }
    cyrillic
}

/// Whether a number may be a year of which archives speak.
fn is_year(text: &str) -> bool {
    (1500..=2099).contains(&value(text))
}

/// Words that make the number before them a year.
fn is_year_word(word: &str) -> bool {
    matches!(
        word,
        "г" | "гг"
            | "год"
            | "года"
            | "году"
            | "годы"
            | "годов"
            | "р"
            | "рр"
            | "рік"
            | "року"
            | "ж"
            | "жж"
            | "жыл"
            | "жылы"
            | "жылғы"
            | "жылдың"
    )
}

/// A title as it is kept; `None` when the words only point to a reference.
fn title_of(words_before: &str) -> Option<String> {
    let title = words_before.trim_matches(is_around);
    match is_pointing(title) {
        true => None,
        false => Some(title.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether words say no more than *see*, or number a note.
fn is_pointing(said: &str) -> bool {
    words(said).all(|word| {
        let word = mark::plain(&said[word]);
        word.chars().all(|c| c.is_ascii_digit())
            || matches!(
                word.as_str(),
                "см" | "смотри"
                    | "также"
                    | "ср"
                    | "see"
                    | "also"
                    | "cf"
                    | "қар"
                    | "қараңыз"
                    | "подсчитано"
                    | "составлено"
                    | "по"
                    | "из"
                    | "в"
                    | "in"
                    | "source"
                    | "источник"
                    | "дереккөз"
                    | "див"
            )
    })
}

/// Where the name of an archive that ends a text begins.
///
/// `None` when no abbreviation and no word for an archive stands there.
fn archive_start(text: &str) -> Option<usize> {
    let (text, in_brackets) = match text.strip_suffix(')') {
        Some(inside) => (inside, inside.rfind('(')),
        None => (text, None),
    };
    let all: Vec<Range<usize>> = words(text).collect();
    // The words after the last stop: a full stop after a long word, or another mark.
    let mut first = all.len();
    while let Some(at) = first.checked_sub(1) {
        let word = &text[all[at].clone()];
        let between = all.get(first).map_or("", |next| &text[all[at].end..next.start]);
        let is_short = word.chars().count() <= 3 && !is_abbreviation(word);
        let is_open = in_brackets.is_some_and(|open| {
            all[at].end <= open && all.get(first).is_some_and(|next| open <= next.start)
        });
        let is_stop = !is_open
            && between.chars().any(|c| {
                matches!(
                    c,
                    ',' | ';' | ':' | '(' | ')' | '[' | ']' | '«' | '»' | '"' | '/' | '—' | '–'
                ) || matches!(c, '.' | '!' | '?') && !is_short
            });
        if is_stop || at + 16 < all.len() {
            break;
        }
        first = at;
    }
    let own = all.get(first..)?;
    let word = |at: usize| own.get(at).map_or("", |range| &text[range.clone()]);
    let is_capital = |at: usize| word(at).starts_with(char::is_uppercase);
    if let Some(at) = (0..own.len()).rev().find(|at| is_archival(word(*at))) {
        // The name begins with its first capital letter, and no preposition stands in it.
        let from = (0..at).rev().find(|at| is_preposition(word(*at))).map_or(0, |at| at + 1);
        let start = (from..=at).find(|at| is_capital(*at)).unwrap_or(at);
        return own.get(start).map(|range| range.start);
    }
    let is_acronym = |at: usize| is_abbreviation(word(at)) && roman(word(at)).is_none();
    let mut start = None;
    for at in (0..own.len()).rev() {
        if is_acronym(at) {
            start = Some(at);
            continue;
        }
        let may_stand = is_capital(at) || is_of_place(word(at));
        if !may_stand || is_pointing(word(at)) || start.is_some() {
            break;
        }
    }
    own.get(start?).map(|range| range.start)
}

fn is_preposition(word: &str) -> bool {
    matches!(
        mark::plain(word).as_str(),
        "в" | "во"
            | "из"
            | "с"
            | "по"
            | "см"
            | "in"
            | "from"
            | "at"
            | "see"
            | "the"
            | "и"
            | "у"
            | "and"
            | "документы"
            | "материалы"
            | "фонды"
    )
}

/// Words in small letters inside the abbreviated name of an archive.
fn is_of_place(word: &str) -> bool {
    matches!(
        mark::plain(word).as_str(),
        "области"
            | "обл"
            | "края"
            | "края́"
            | "республики"
            | "г"
            | "города"
            | "of"
            | "the"
            | "облысы"
            | "облысының"
            | "қаласы"
            | "қаласының"
            | "області"
    )
}

/// Whether words look like a shelf mark of a library or an archive: letters that
/// name it and a number.
fn is_shelf_mark(text: &str) -> bool {
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    let is_western = text.contains('/') && text.starts_with(|c: char| c.is_ascii_uppercase());
    let is_named = words(text).map(|word| &text[word]).any(|word| {
        is_abbreviation(word) && roman(word).is_none()
            || is_archival(word)
            || matches!(mark::plain(word).as_str(), "ms" | "mss" | "cod" | "add" | "box" | "рук")
    });
    has_number && (is_western || is_named)
}
