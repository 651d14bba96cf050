//! What the differences between a quotation and its source amount to.

use std::ops::Range;

use super::align::{Facing, Pairs};
use super::gravity::{has_denial, is_grave, reads_otherwise};
use super::letters::Letters;
use super::lexicon::Words;
use super::noise::{Noise, distance};
use super::{Difference, Kind, Verdict};

/// A quotation's text, read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read<'a> {
    pub text: &'a str,
    pub letters: &'a Letters,
}

/// Letters of both sides that stand for one another: a word and its word, words
/// put in, words left out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unit {
    quote: Range<usize>,
    source: Range<usize>,
    is: Is,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Same,
    /// The letters differ as two orthographies do.
    Orthography,
    Elided,
    PutIn,
    /// The source's page, not its words: a running head, a page's number, a note's mark.
    Page,
    /// It differs, and why is not yet known.
    Different,
    Misread,
    Altered,
}

/// What was made of a quotation and one place of its source.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub verdict: Verdict,
    pub certain: bool,
    pub distance: usize,
    pub differences: Vec<Difference>,
    /// The share of the quotation's letters that the place has.
    pub held: f32,
}

/// Judges a quotation by the letters it has in common with a place of its source.
pub(crate) fn judge<'w>(
    quote: Read<'_>,
    source: Read<'_>,
    facing: Facing<'_>,
    pairs: &Pairs,
    words: impl Fn() -> &'w Words,
) -> Option<Judgement> {
    let first = pairs.letters.iter().flatten().next().copied()?;
    let last = pairs.letters.iter().flatten().next_back().copied()?;
    let old = Spelling::of(
        quote.text,
        source.text.get(source.letters.bytes(first..last + 1, source.text))?,
    );
    let mut units = units(facing, pairs, first, last + 1);
    for unit in &mut units {
        if unit.is == Is::Different
            && old.same(&facing.quote[unit.quote.clone()], &facing.source[unit.source.clone()])
        {
            unit.is = Is::Orthography;
        }
    }
    // Words in square brackets may stand for others.
    for at in 0..units.len() {
        let is_put_in = |at: Option<usize>| {
            at.and_then(|at| units.get(at)).is_some_and(|unit| unit.is == Is::PutIn)
        };
        if units[at].is == Is::Different
            && units[at].quote.is_empty()
            && (is_put_in(at.checked_sub(1)) || is_put_in(Some(at + 1)))
        {
            units[at].is = Is::Elided;
        }
    }
    // A page's head is looked for in the whole source, so not without end.
    let mut heads = PAGES;
    for unit in &mut units {
        if unit.is == Is::Different && is_page(unit, facing, source, pairs, &mut heads) {
            unit.is = Is::Page;
        }
    }
    let mut certain = true;
    if units.iter().any(|unit| unit.is == Is::Different) {
        certain = weigh(&mut units, facing, words());
    }
    let apart_in =
        |unit: &Unit| apart(&facing.quote[unit.quote.clone()], &facing.source[unit.source.clone()]);
    let own: usize =
        units.iter().filter(|unit| unit.is != Is::PutIn).map(|unit| unit.quote.len()).sum();
    // A word misread in half of its letters tells nothing.
    let had = |unit: &Unit| match unit.is {
        Is::Same | Is::Orthography | Is::Page => unit.quote.len(),
        Is::Misread => unit.quote.len().saturating_sub(2 * apart_in(unit)),
        _ => 0,
    };
    let held = units.iter().map(had).sum::<usize>() as f32 / own.max(1) as f32;
    let distance = units
        .iter()
        .filter(|unit| !matches!(unit.is, Is::Same | Is::Elided | Is::PutIn | Is::Page))
        .map(apart_in)
        .sum();
    let differences = differences(&units, quote, source);
    certain &= !differences.iter().any(|one| one.kind == Kind::Misreading && one.grave);
    let has = |found: &dyn Fn(&Difference) -> bool| differences.iter().any(found);
    let verdict = match () {
        () if has(&|one| one.kind.is_alteration() && one.grave) => Verdict::Grave,
        () if has(&|one| one.kind.is_alteration()) => Verdict::Altered,
        () if has(&|one| matches!(one.kind, Kind::Elision | Kind::Interpolation)) => {
            Verdict::Elided
        }
        () if has(&|one| matches!(one.kind, Kind::Orthography | Kind::Misreading)) => {
            Verdict::Orthography
        }
        () if differences.is_empty() => Verdict::Exact,
        () => Verdict::Presentation,
    };
    Some(Judgement { verdict, certain, distance, differences, held })
}

/// Letters between two runs of letters; runs too long for a table are not laid out.
fn apart(one: &[char], other: &[char]) -> usize {
    match one.len().max(other.len()) <= LONG {
        true => distance(one, other),
        false => one.len().max(other.len()),
    }
}

/// Letters of a unit above which it is no word.
const LONG: usize = 120;

/// Parts a quotation into its words and what the source has of each.
fn units(facing: Facing<'_>, pairs: &Pairs, first: usize, end: usize) -> Vec<Unit> {
    let count = facing.quote.len();
    let mut units: Vec<Unit> = Vec::new();
    // Letters of the source before this one are spoken for.
    let mut done = first;
    let mut start = 0;
    let mut elided = false;
    let mut previous = 0;
    while start < count {
        let stop = (start + 1..count).find(|at| facing.quote_begins[*at]).unwrap_or(count);
        // A bracket may begin or end inside a word.
        let put_in = pairs.put_in[start];
        let stop = (start..stop).find(|at| pairs.put_in[*at] != put_in).unwrap_or(stop);
        let word = start..stop;
        // An ellipsis inside a word belongs after it.
        let from = pairs.elided.partition_point(|at| *at <= previous);
        elided |= pairs.elided.get(from).is_some_and(|at| *at <= word.start);
        previous = word.start;
        let partners = || pairs.letters[word.clone()].iter().flatten();
        start = stop;
        if put_in {
            units.push(Unit { quote: word, source: done..done, is: Is::PutIn });
            continue;
        }
        let (Some(low), Some(high)) = (partners().next().copied(), partners().next_back().copied())
        else {
            units.push(Unit { quote: word, source: done..done, is: Is::Different });
            continue;
        };
        // The rest of the last word, whole words, the beginning of this one. Words that an
        // ellipsis stands for may be written together with those around it.
        let begins = |at: &usize| facing.source_begins[*at];
        let is_whole =
            |unit: &Unit| facing.quote[unit.quote.clone()] == facing.source[unit.source.clone()];
        let this = Unit { quote: word.clone(), source: low..high + 1, is: Is::Different };
        let before = match elided && units.last().is_some_and(is_whole) {
            true => done,
            false => (done..low).find(begins).unwrap_or(low),
        };
        let head = match elided && is_whole(&this) {
            true => low,
            false => (before..=low).rev().find(begins).unwrap_or(low),
        };
        if done < before {
            match units.iter_mut().rev().find(|unit| unit.is != Is::PutIn) {
                Some(last) if last.source.end == done && !last.source.is_empty() => {
                    last.source.end = before
                }
                _ => {}
            }
        }
        if before < head {
            units.push(Unit {
                quote: word.start..word.start,
                source: before..head,
                is: if elided { Is::Elided } else { Is::Different },
            });
        }
        elided = false;
        units.push(Unit { quote: word, source: head..high + 1, is: Is::Different });
        done = high + 1;
    }
    if let Some(last) = units.iter_mut().rev().find(|unit| !unit.source.is_empty()) {
        let rest = (done..end).find(|at| facing.source_begins[*at]).unwrap_or(end);
        last.source.end = last.source.end.max(rest);
    }
    for unit in &mut units {
        if unit.is == Is::Different
            && facing.quote[unit.quote.clone()] == facing.source[unit.source.clone()]
        {
            unit.is = Is::Same;
        }
    }
    units
}

/// Whether all that the source has more is no part of its words: a line or two that
/// are a page's head or number, or a note's mark.
fn is_page(
    unit: &Unit,
    facing: Facing<'_>,
    source: Read<'_>,
    pairs: &Pairs,
    heads: &mut usize,
) -> bool {
    // A head may part a word that is hyphened at a page's end.
    let partners: Vec<usize> =
        pairs.letters[unit.quote.clone()].iter().flatten().copied().collect();
    let gap = match (partners.first(), partners.last()) {
        (Some(first), Some(last))
            if *first == unit.source.start && *last + 1 == unit.source.end =>
        {
            let gaps: Vec<Range<usize>> = partners
                .windows(2)
                .filter(|pair| pair[0] + 1 < pair[1])
                .map(|pair| pair[0] + 1..pair[1])
                .collect();
            let [gap] = gaps.as_slice() else { return false };
            let kept = facing.source[unit.source.start..gap.start]
                .iter()
                .chain(&facing.source[gap.end..unit.source.end]);
            if !kept.eq(facing.quote[unit.quote.clone()].iter()) {
                return false;
            }
            gap.clone()
        }
        _ if unit.quote.is_empty() => unit.source.clone(),
        _ => return false,
    };
    let bytes = source.letters.bytes(gap.clone(), source.text);
    let Some(words) = source.text.get(bytes.clone()) else { return false };
    if words.chars().count() > HEAD {
        return false;
    }
    let is_number = |words: &str| words.chars().all(|c| !c.is_alphanumeric() || c.is_numeric());
    let before = source.text.get(..bytes.start).unwrap_or_default();
    let after = source.text.get(bytes.end..).unwrap_or_default();
    let is_mark = is_number(words)
        && (before.ends_with('[') && after.starts_with(']')
            || words.chars().all(|c| c.is_numeric() && !c.is_ascii_digit()));
    let space = |text: &str| text.contains(['\n', '\u{c}']);
    let line_before = before.rsplit(char::is_alphanumeric).next().is_some_and(space);
    let line_after = after.split(char::is_alphanumeric).next().is_some_and(space);
    if is_mark || !line_before || !line_after {
        return is_mark;
    }
    let name: String = words.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let is_capital = !name.is_empty() && !name.chars().any(char::is_lowercase);
    if is_number(words)
        || is_capital
        || before.trim_end_matches([' ', '\n', '\r']).ends_with('\u{c}')
    {
        return true;
    }
    *heads = heads.saturating_sub(1);
    0 < *heads && source.text.matches(name.as_str()).take(HEADS).count() == HEADS
}

/// Characters that a page's head has at most.
const HEAD: usize = 120;
/// Lines of one quotation that are looked for as running heads.
const PAGES: usize = 32;
/// Words that stand so often on lines of their own are a running head.
const HEADS: usize = 3;

/// Tells what was misread from what was altered, and whether the two can be told apart.
///
/// A noisy channel: words are likely as the source has them, letters go wrong
/// at the rate at which they do in the source and around this place, and
/// quotations are altered now and then.
fn weigh(units: &mut [Unit], facing: Facing<'_>, words: &Words) -> bool {
    let read =
        |unit: &Unit| (&facing.quote[unit.quote.clone()], &facing.source[unit.source.clone()]);
    let mut rate = words.noise;
    let mut certain = true;
    for _ in 0..3 {
        certain = true;
        let noise = Noise::of(rate);
        let slip = Noise::of(SLIP);
        for unit in units.iter_mut() {
            if !matches!(unit.is, Is::Different | Is::Misread | Is::Altered) {
                continue;
            }
            let (quote, source) = read(unit);
            let (misread, altered) = costs(quote, source, noise, slip, words, facing, &unit.source);
            unit.is = if misread <= altered { Is::Misread } else { Is::Altered };
            certain &= DOUBT <= (misread - altered).abs();
        }
        let mut letters = 0;
        let mut wrong = 0;
        for unit in units.iter().filter(|unit| matches!(unit.is, Is::Same | Is::Misread)) {
            let (quote, source) = read(unit);
            letters += quote.len();
            wrong += apart(quote, source);
        }
        rate = ((wrong as f32 + BELIEF * words.noise) / (letters as f32 + BELIEF)).min(WORST);
    }
    certain
}

/// Letters of the source that count as much as its whole for the rate around a place.
const BELIEF: f32 = 60.0;
/// One letter in seven read wrong: more, and nobody could read the source.
const WORST: f32 = 0.15;
/// Nats by which one explanation must be better to be sure.
const DOUBT: f32 = 2.0;
/// One word in sixty of quotations that are altered at all is altered.
const ALTERED: f32 = 4.1;
/// Letters that a person copies wrong, of every letter.
const SLIP: f32 = 0.0008;
/// How surprising a word put in or left out is beside one replaced.
const PUT_IN: f32 = 1.0;

/// What it costs, in nats, that words were misread and that they were altered.
fn costs(
    quote: &[char],
    source: &[char],
    noise: Noise,
    slip: Noise,
    words: &Words,
    facing: Facing<'_>,
    range: &Range<usize>,
) -> (f32, f32) {
    // What the source says, word by word as it has them.
    let said = || -> f32 {
        let mut cost = 0.0;
        let mut start = range.start;
        while start < range.end {
            let end =
                (start + 1..range.end).find(|at| facing.source_begins[*at]).unwrap_or(range.end);
            cost += words.surprise(&facing.source[start..end], 1);
            start = end;
        }
        cost
    };
    let misread = noise.cost(quote, source);
    match (quote.is_empty(), source.is_empty()) {
        (true, _) => (misread, ALTERED + PUT_IN + said()),
        (_, true) => (misread, ALTERED + PUT_IN),
        _ => {
            let replaced = ALTERED + said();
            let slipped = slip.cost(quote, source) + 0.5 * (said() - words.surprise(quote, 0));
            (misread, replaced.min(slipped))
        }
    }
}

/// What may differ in the spelling of two texts of one language.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    /// One side is Russian as written before 1918.
    before_1918: bool,
}

impl Spelling {
    fn of(quote: &str, source: &str) -> Spelling {
        let is_old = |text: &str| {
            text.contains(['ѣ', 'Ѣ', 'ѳ', 'Ѳ', 'ѵ', 'Ѵ'])
                || text.split(|c: char| !c.is_alphabetic()).any(|word| word.ends_with(['ъ', 'Ъ']))
        };
        Spelling { before_1918: is_old(quote) || is_old(source) }
    }

    fn same(self, one: &[char], other: &[char]) -> bool {
        if one.is_empty() || other.is_empty() || LONG < one.len() || LONG < other.len() {
            return false;
        }
        let (one, other) = (&one_script(one), &one_script(other));
        one == other || (self.before_1918 && modern(one) == modern(other))
    }
}

/// A Cyrillic word with the Latin letters that look like its own put right.
fn one_script(word: &[char]) -> Vec<char> {
    if !word.iter().any(|letter| matches!(letter, '\u{400}'..='\u{52f}')) {
        return word.to_vec();
    }
    let cyrillic = |letter: &char| match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'и',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        letter => *letter,
    };
    word.iter().map(cyrillic).collect()
}

/// A word's letters as the decree of 10 October 1918 on the new orthography has
/// them (its points 1 to 4 are a matter of letters): без-, воз-, из-, раз- before
/// voiceless consonants, -аго and -яго, -ыя and -ія, «они», «одни», «ее».
fn modern(word: &[char]) -> String {
    let mut word: String = word.iter().collect();
    for prefix in ["без", "чрез", "через", "воз", "вз", "из", "низ", "раз", "роз"]
    {
        let Some(rest) = word.strip_prefix(prefix) else { continue };
        if rest.starts_with(['к', 'п', 'с', 'т', 'ф', 'х', 'ц', 'ч', 'ш', 'щ']) {
            word = format!("{}с{rest}", &prefix[..prefix.len() - 'з'.len_utf8()]);
        }
        break;
    }
    for (old, new) in [("аго", "ого"), ("яго", "его"), ("агося", "огося"), ("ыя", "ые")]
    {
        if let Some(stem) = word.strip_suffix(old) {
            word = format!("{stem}{new}");
        }
    }
    // «-ія» is «-ие» of adjectives, whose stems end so; of nouns («рѣшенія») it is another case.
    let is_adjective = |stem: &&str| {
        let mut last = stem.chars().rev();
        match (last.next(), last.next()) {
            (Some('г' | 'к' | 'х' | 'ж' | 'ч' | 'ш' | 'щ'), _) => true,
            (Some('н'), Some(before)) => !"аеиоуыэюя".contains(before),
            _ => false,
        }
    };
    if let Some(stem) = word.strip_suffix("ия").filter(is_adjective) {
        word = format!("{stem}ие");
    }
    match word.as_str() {
        "оне" => "они".to_owned(),
        "одне" => "одни".to_owned(),
        "однех" => "одних".to_owned(),
        "однем" => "одним".to_owned(),
        "ея" => "ее".to_owned(),
        _ => word,
    }
}

/// Lists the differences, in the order of the quotation.
fn differences(units: &[Unit], quote: Read<'_>, source: Read<'_>) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let bytes = |unit: &Unit| {
        (
            quote.letters.bytes(unit.quote.clone(), quote.text),
            source.letters.bytes(unit.source.clone(), source.text),
        )
    };
    let mut last: Option<(Range<usize>, Range<usize>, Is)> = None;
    for unit in units {
        let (here, there) = bytes(unit);
        let (said, stands) = (&quote.text[here.clone()], &source.text[there.clone()]);
        // What stands between two words that both sides have.
        if let Some((here_before, there_before, is)) = &last
            && !matches!(
                (is, unit.is),
                (Is::Elided | Is::PutIn | Is::Altered | Is::Page, _)
                    | (_, Is::Elided | Is::PutIn | Is::Altered | Is::Page)
            )
            && here_before.end <= here.start
            && there_before.end <= there.start
        {
            let between = (here_before.end..here.start, there_before.end..there.start);
            if layout(&quote.text[between.0.clone()]) != layout(&source.text[between.1.clone()]) {
                found.push(Difference {
                    quote: between.0,
                    source: between.1,
                    kind: Kind::Presentation,
                    grave: false,
                });
            }
        }
        let begins = || begins_sentence(source.text, there.start) || here.start == 0;
        let (kind, grave) = match unit.is {
            Is::Same if said == stands => (None, false),
            Is::Same => match spelled(said) == spelled(stands) {
                true => (Some(Kind::Presentation), false),
                false => (Some(Kind::Orthography), false),
            },
            Is::Orthography => (Some(Kind::Orthography), false),
            Is::Page => (Some(Kind::Presentation), false),
            // A number or a denial read wrong reads as another: it cannot be told from a change.
            Is::Misread | Is::Different => (Some(Kind::Misreading), reads_otherwise(said, stands)),
            Is::Elided => (Some(Kind::Elision), has_denial(stands)),
            Is::PutIn => (Some(Kind::Interpolation), false),
            Is::Altered => {
                let kind = match (unit.quote.is_empty(), unit.source.is_empty()) {
                    (true, _) => Kind::Omission,
                    (_, true) => Kind::Insertion,
                    _ => Kind::Substitution,
                };
                (Some(kind), is_grave(said, stands, begins()))
            }
        };
        if let Some(kind) = kind {
            found.push(Difference { quote: here.clone(), source: there.clone(), kind, grave });
        }
        last = Some((here, there, unit.is));
    }
    joined(found, quote.text, source.text)
}

/// Differences of a kind that only spaces part are one; words taken out beside
/// words put in are replaced.
fn joined(found: Vec<Difference>, quote: &str, source: &str) -> Vec<Difference> {
    let mut out: Vec<Difference> = Vec::new();
    for next in found {
        if let Some(last) = out.last_mut() {
            let near = |text: &str, one: &Range<usize>, other: &Range<usize>| {
                text.get(one.end..other.start)
                    .is_some_and(|between| !between.chars().any(char::is_alphanumeric))
            };
            let both = (last.kind.is_alteration() && next.kind.is_alteration())
                || (last.kind == next.kind
                    && matches!(next.kind, Kind::Interpolation | Kind::Elision));
            if both
                && near(quote, &last.quote, &next.quote)
                && near(source, &last.source, &next.source)
            {
                let span = |one: &Range<usize>, other: &Range<usize>| match (
                    one.is_empty(),
                    other.is_empty(),
                ) {
                    (true, false) => other.clone(),
                    (false, true) => one.clone(),
                    _ => one.start..other.end,
                };
                last.quote = span(&last.quote, &next.quote);
                last.source = span(&last.source, &next.source);
                last.grave |= next.grave;
                if last.kind != next.kind {
                    last.kind = Kind::Substitution;
                }
                continue;
            }
        }
        out.push(next);
    }
    out
}

/// Whether a sentence begins at a byte, so that a capital letter there is no name's.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text
        .get(..at)
        .unwrap_or_default()
        .trim_end_matches(|c: char| c.is_whitespace() || "«„“\"'(—–-".contains(c));
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':'])
}

/// What stands between words, one mark for each that readers take for the same.
fn layout(between: &str) -> String {
    let mut out = String::new();
    for c in between.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// A word's letters as they are written, capitals made small, signs within taken out.
fn spelled(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let small = word.to_lowercase();
    small.nfkc().filter(|c| c.is_alphanumeric()).collect()
}
