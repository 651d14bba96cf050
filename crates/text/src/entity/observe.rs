//! What the tagger looks at: tokens, and of each token what may tell of a name.

use std::collections::HashMap;
use std::ops::Range;

use crate::entity::Tongue;
use crate::entity::lexicon::{Lexicon, List};

/// A passage as the tagger sees it.
#[derive(Debug)]
pub struct Observed {
    /// The tokens: words, and every other mark by itself.
    pub tokens: Vec<Range<usize>>,
    /// What was seen at each token, as keys of the table of weights.
    pub seen: Vec<Vec<u32>>,
    /// What each word written as a name is known by; 0 for other tokens.
    roots: Vec<u64>,
}

/// What was thought of the words of one document at the first look.
#[derive(Debug, Default)]
pub struct Guesses {
    counts: HashMap<u64, [u32; KINDS]>,
}

/// Kinds of names that are told apart, and none.
const KINDS: usize = 8;

/// The kind that a label is of; 0 for none.
fn kind_of(label: usize) -> usize {
    label.div_ceil(2).min(KINDS - 1)
}

impl Guesses {
    /// Notes the labels of a part.
    pub fn note(&mut self, part: &Observed, labels: &[usize]) {
        for (root, label) in part.roots.iter().zip(labels).filter(|(root, _)| **root != 0) {
            self.counts.entry(*root).or_default()[kind_of(*label)] += 1;
        }
    }

    /// Adds to what is seen in a part what was thought of it, and of the same words elsewhere.
    pub fn show(&self, part: &mut Observed, labels: &[usize]) {
        let near = |at: usize| labels.get(at).map_or(63, |label| *label as u64);
        for (at, (root, label)) in part.roots.iter().zip(labels).enumerate() {
            let seen = &mut part.seen[at];
            let (before, here, after) = (near(at.wrapping_sub(1)), near(at), near(at + 1));
            seen.push(key(100, here));
            seen.push(key(101, before << 12 | here << 6 | after));
            let Some(counts) = self.counts.get(root).filter(|_| *root != 0) else { continue };
            let mut others = *counts;
            others[kind_of(*label)] = others[kind_of(*label)].saturating_sub(1);
            let sum: u32 = others.iter().sum();
            let Some((most, count)) =
                others.iter().enumerate().rev().max_by_key(|(_, count)| **count)
            else {
                continue;
            };
            if sum == 0 {
                seen.push(key(102, here));
                continue;
            }
            let share = u64::from(count * 4 / sum);
            let told = (most as u64) << 8 | share << 4 | u64::from(sum.min(3));
            seen.push(key(103, told));
            seen.push(key(104, told << 8 | here));
            seen.push(key(105, (most as u64) << 8 | here));
        }
    }
}

/// What the passages of one document tell of its words together.
#[derive(Debug)]
pub struct Watch<'l> {
    tongue: Tongue,
    lexicon: &'l Lexicon,
    told: HashMap<u64, u8>,
    /// The lists of each word met so far.
    lists: HashMap<u64, u16>,
}

impl<'l> Watch<'l> {
    /// Reads the passages of one document.
    pub fn over(tongue: Tongue, passages: &[&str], lexicon: &'l Lexicon) -> Watch<'l> {
        let mut watch = Watch { tongue, lexicon, told: HashMap::new(), lists: HashMap::new() };
        for text in passages {
            let tokens = watch.tokens_of(text);
            for (at, token) in tokens.iter().enumerate() {
                let seen = tell(&tokens, at);
                if seen != 0 {
                    *watch.told.entry(token.root).or_default() |= seen;
                }
            }
        }
        watch
    }

    /// Looks at one of the passages, in parts short enough to be held at once.
    pub fn look(&mut self, text: &str, mut take: impl FnMut(Observed)) {
        let tokens = self.tokens_of(text);
        let runs = runs_of(&tokens);
        let mut from = 0;
        while from < tokens.len() {
            let mut to = (from + PART).min(tokens.len());
            // A part ends between sentences where it can.
            if to < tokens.len() {
                let between = (from + PART / 2..to).rev().find(|at| tokens[*at].begins);
                to = between.unwrap_or(to);
            }
            let seen =
                (from..to).map(|at| seen_at(self.tongue, &tokens, &runs, at, &self.told)).collect();
            let ranges = tokens[from..to].iter().map(|token| token.range.clone()).collect();
            let named = |token: &Token| token.form.is_name() && token.form != Form::Letter;
            let roots = tokens[from..to]
                .iter()
                .map(|token| if named(token) { token.root } else { 0 })
                .collect();
            take(Observed { tokens: ranges, seen, roots });
            from = to;
        }
    }
}

/// Tokens that are tagged together at most.
const PART: usize = 1000;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Lower,
    Capital,
    /// One capital letter.
    Letter,
    AllCapitals,
    Mixed,
    Number,
    Mark,
}

impl Form {
    fn is_name(self) -> bool {
        matches!(self, Form::Capital | Form::Letter | Form::AllCapitals | Form::Mixed)
    }
}

struct Token {
    range: Range<usize>,
    form: Form,
    /// Of the word in small letters.
    word: u64,
    /// Of the word without what its grammar adds.
    root: u64,
    shape: u64,
    prefixes: [u64; 4],
    suffixes: [u64; 5],
    /// The lists of the lexicon that have the word, a bit each.
    lists: u16,
    length: u8,
    /// Whether it touches the token before.
    joined: bool,
    /// Whether a sentence may begin here.
    begins: bool,
    last: char,
}

const LOWER: u8 = 1;
const INSIDE: u8 = 2;
const TITLED: u8 = 4;
const GIVEN: u8 = 8;
const PLACED: u8 = 16;
const BODIED: u8 = 32;

/// What the place of a token tells of the same word elsewhere.
fn tell(tokens: &[Token], at: usize) -> u8 {
    let token = &tokens[at];
    match token.form {
        Form::Lower => return LOWER,
        Form::Number | Form::Mark | Form::Letter => return 0,
        _ => {}
    }
    let mut told = if token.begins { 0 } else { INSIDE };
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let earlier = at.checked_sub(2).map(|at| &tokens[at]);
    if let Some(before) = before {
        let is_initial = before.last == '.' && earlier.is_some_and(|one| one.form == Form::Letter);
        if is_initial || before.has(List::Title) {
            told |= TITLED;
        }
        if before.has(List::Given) && before.form == Form::Capital {
            told |= GIVEN;
        }
        if before.has(List::PlaceWord) {
            told |= PLACED;
        }
        if before.has(List::BodyWord) {
            told |= BODIED;
        }
    }
    if let Some(after) = tokens.get(at + 1)
        && after.form == Form::Lower
        && after.has(List::PlaceWord)
    {
        told |= PLACED;
    }
    told
}

impl Token {
    fn has(&self, list: List) -> bool {
        self.lists & 1 << list as u16 != 0
    }
}

impl Watch<'_> {
    /// The tokens of a text: words, and each other mark that is no space by itself.
    fn tokens_of(&mut self, text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut done = 0;
        let mut lower = String::new();
        let ends = std::iter::once(text.len()..text.len());
        for word in crate::words(text).chain(ends) {
            for (at, c) in text[done..word.start].char_indices() {
                if !c.is_whitespace() {
                    let start = done + at;
                    self.push(&mut tokens, text, start..start + c.len_utf8(), &mut lower);
                }
            }
            done = word.end;
            // The possessive is no part of a name.
            let owned = ["'s", "’s"]
                .iter()
                .filter(|_| self.tongue == Tongue::English)
                .find(|end| text[word.clone()].ends_with(**end));
            let end = word.end - owned.map_or(0, |end| end.len());
            for part in [word.start..end, end..word.end] {
                if !part.is_empty() {
                    self.push(&mut tokens, text, part, &mut lower);
                }
            }
        }
        tokens
    }

    fn push(
        &mut self,
        tokens: &mut Vec<Token>,
        text: &str,
        range: Range<usize>,
        lower: &mut String,
    ) {
        let written = &text[range.clone()];
        let joined = tokens.last().is_some_and(|before| before.range.end == range.start);
        // Quotation marks and brackets stand between a full stop and the sentence after it.
        let begins = tokens
            .iter()
            .rev()
            .take(3)
            .find(|before| {
                !matches!(before.last, '«' | '“' | '"' | '(' | '„' | '»' | '”' | ')' | '—')
            })
            .is_none_or(|before| matches!(before.last, '.' | '!' | '?' | '…' | ':' | ';'));
        lower.clear();
        let mut letters = [char::default(); LONGEST];
        let mut count = 0;
        for c in written.chars().flat_map(char::to_lowercase) {
            let c = match c {
                'ё' => 'е',
                '’' | 'ʼ' => '\'',
                '\u{ad}' | '\u{301}' => continue,
                c => c,
            };
            if count < LONGEST {
                letters[count] = c;
                count += 1;
                lower.push(c);
            }
        }
        let letters = &letters[..count];
        let word = hash(letters);
        let root = hash(root_of(self.tongue, letters));
        let mut prefixes = [0; 4];
        let mut suffixes = [0; 5];
        for (length, prefix) in (1..).zip(&mut prefixes) {
            *prefix = if length < count { hash(&letters[..length]) } else { 0 };
        }
        for (length, suffix) in (1..).zip(&mut suffixes) {
            *suffix = if length < count { hash(&letters[count - length..]) } else { 0 };
        }
        let form = form_of(written);
        let lists = match form {
            Form::Mark | Form::Number => 0,
            _ => *self
                .lists
                .entry(word)
                .or_insert_with(|| self.lexicon.lists(self.tongue, lower, word, root)),
        };
        tokens.push(Token {
            range,
            form,
            word,
            root,
            shape: shape_of(written),
            prefixes,
            suffixes,
            lists,
            length: u8::try_from(count).unwrap_or(u8::MAX),
            joined,
            begins,
            last: letters.last().copied().unwrap_or_default(),
        });
    }
}

/// Letters of a word beyond these are not looked at.
const LONGEST: usize = 32;

fn form_of(word: &str) -> Form {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return if word.chars().any(char::is_numeric) { Form::Number } else { Form::Mark };
    };
    let (mut upper, mut lower) = (0, 0);
    for c in letters.take(LONGEST) {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Form::Lower,
        (true, 0, 0) => Form::Letter,
        (true, 0, _) => Form::Capital,
        (true, _, 0) => Form::AllCapitals,
        _ => Form::Mixed,
    }
}

/// Runs of capitals, small letters, digits and marks, each once or twice.
fn shape_of(word: &str) -> u64 {
    let mut shape = START;
    let (mut last, mut run) = (' ', 0);
    for c in word.chars().take(LONGEST) {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            shape = step(shape, class);
        }
    }
    shape
}

/// The letters that grammar leaves alone, at least three.
pub fn root_of(tongue: Tongue, letters: &[char]) -> &[char] {
    match tongue {
        Tongue::English => letters.strip_suffix(&['\'', 's']).unwrap_or(letters),
        Tongue::Russian => {
            const ENDINGS: &[&[char]] = &[
                &['а', 'м', 'и'],
                &['я', 'м', 'и'],
                &['ы', 'м', 'и'],
                &['и', 'м', 'и'],
                &['о', 'г', 'о'],
                &['е', 'г', 'о'],
                &['о', 'м', 'у'],
                &['е', 'м', 'у'],
                &['ы', 'м'],
                &['и', 'м'],
                &['о', 'м'],
                &['е', 'м'],
                &['а', 'м'],
                &['я', 'м'],
                &['ы', 'х'],
                &['и', 'х'],
                &['а', 'х'],
                &['я', 'х'],
            ];
            let mut root = ENDINGS
                .iter()
                .filter_map(|ending| letters.strip_suffix(*ending))
                .find(|root| 3 <= root.len())
                .unwrap_or(letters);
            while let [rest @ .., last] = root
                && 3 <= rest.len()
                && "аеиоуыэюяйьъ".contains(*last)
            {
                root = rest;
            }
            root
        }
        Tongue::Kazakh => {
            let mut root = letters;
            for _ in 0..2 {
                let shorter = KAZAKH
                    .iter()
                    .filter_map(|ending| {
                        let length = ending.chars().count();
                        let (left, right) =
                            root.split_at_checked(root.len().checked_sub(length)?)?;
                        (3 <= left.len() && right.iter().copied().eq(ending.chars()))
                            .then_some(left)
                    })
                    .min_by_key(|left| left.len());
                match shorter {
                    Some(left) => root = left,
                    None => break,
                }
            }
            root
        }
    }
}

/// Endings of case and possession (Kazakh grammar; the order of suffixes is not checked).
const KAZAKH: &[&str] = &[
    "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "да", "де", "та",
    "те", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "ды", "ді", "ты", "ті", "ны",
    "ні", "мен", "бен", "пен", "дағы", "дегі", "тағы", "тегі", "ндағы", "ндегі", "лық", "лік",
    "дық", "дік", "тық", "тік", "сы", "сі",
];

/// Words written as names that stand in a row.
#[derive(Clone)]
struct Run {
    tokens: Range<usize>,
    /// The lists that have a word of it.
    lists: u16,
}

/// The run of words written as names that each token stands in.
fn runs_of(tokens: &[Token]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        while let Some(token) = tokens.get(end) {
            let is_link = end != at && matches!(token.last, '.' | '-') && token.form == Form::Mark;
            if !token.form.is_name() && !is_link {
                break;
            }
            end += 1;
        }
        if end == at {
            runs.push(Run { tokens: at..at, lists: 0 });
            at += 1;
        } else {
            let lists = tokens[at..end].iter().fold(0, |lists, token| lists | token.lists);
            runs.extend(std::iter::repeat_n(Run { tokens: at..end, lists }, end - at));
            at = end;
        }
    }
    runs
}

fn seen_at(
    tongue: Tongue,
    tokens: &[Token],
    runs: &[Run],
    at: usize,
    told: &HashMap<u64, u8>,
) -> Vec<u32> {
    let mut seen = Vec::with_capacity(88);
    let mut add = |template: u32, value: u64| seen.push(key(template, value));
    let token = &tokens[at];
    let form = |at: Option<&Token>| at.map_or(9, |token| token.form as u64);
    let near = |by: isize| at.checked_add_signed(by).and_then(|at| tokens.get(at));
    add(0, 0);
    add(1, token.word);
    add(2, token.root);
    add(3, token.shape);
    for (template, prefix) in (4..).zip(token.prefixes) {
        if prefix != 0 {
            add(template, prefix);
        }
    }
    for (template, suffix) in (8..).zip(token.suffixes) {
        if suffix != 0 {
            add(template, suffix);
            if template != 8 && token.form.is_name() {
                add(template + 80, suffix);
            }
        }
    }
    let here = token.form as u64;
    let begins = u64::from(token.begins);
    add(13, here << 1 | begins);
    add(14, u64::from(token.length.min(12)) << 4 | here);
    for list in 0..List::COUNT {
        if token.lists & 1 << list != 0 {
            add(15, (list as u64) << 4 | here);
            add(16, (list as u64) << 8 | form(near(1)) << 4 | form(near(-1)));
        }
    }
    add(17, u64::from(token.lists) << 5 | here << 1 | begins);
    if tongue != Tongue::Kazakh && token.form.is_name() {
        let told = told.get(&token.root).copied().unwrap_or_default();
        for bit in 0..6 {
            if told & 1 << bit != 0 {
                add(18, bit << 4 | here);
            }
        }
        add(19, u64::from(told) << 5 | here << 1 | begins);
    }
    for (template, by) in [(20, -1), (30, 1), (40, -2), (50, 2)] {
        let Some(other) = near(by) else {
            add(template, 0);
            continue;
        };
        add(template, other.word);
        add(template + 1, (other.form as u64) << 4 | here);
        if by.abs() == 1 {
            add(template + 2, other.root);
            add(template + 3, other.suffixes[2]);
            add(template + 4, u64::from(other.lists) << 4 | here);
            add(template + 5, u64::from(other.joined) << 1 | u64::from(token.joined));
            add(template + 6, other.shape);
            add(template + 7, mixed(other.word, here << 1 | begins));
        } else {
            add(template + 2, u64::from(other.lists) << 4 | here);
        }
    }
    for (template, by) in [(60, -3), (61, 3)] {
        if let Some(other) = near(by) {
            add(template, other.word);
        }
    }
    add(
        62,
        form(near(-2)) << 16
            | form(near(-1)) << 12
            | here << 8
            | form(near(1)) << 4
            | form(near(2)),
    );
    if let Some(before) = near(-1) {
        add(63, mixed(before.word, token.word));
        add(64, u64::from(before.lists) << 16 | u64::from(token.lists));
        add(65, mixed(before.root, token.suffixes[1]));
    }
    if let Some(after) = near(1) {
        add(66, mixed(token.word, after.word));
        add(67, u64::from(token.lists) << 16 | u64::from(after.lists));
        add(68, mixed(token.suffixes[1], after.suffixes[1]));
    }
    let Run { tokens: run, lists } = &runs[at];
    if !run.is_empty() {
        let length = run.len().min(6) as u64;
        let place = (at - run.start).min(5) as u64;
        let before = run.start.checked_sub(1).map(|at| &tokens[at]);
        let after = tokens.get(run.end);
        add(70, length << 4 | place);
        add(71, before.map_or(0, |one| one.root));
        add(72, after.map_or(0, |one| one.root));
        add(73, before.map_or(1, |one| one.word));
        add(74, after.map_or(1, |one| u64::from(one.lists) << 3) | u64::from(run.end - at == 1));
        add(75, before.map_or(1, |one| u64::from(one.lists) << 3) | u64::from(place == 0));
        add(76, u64::from(*lists) << 4 | here);
        add(77, mixed(tokens[run.end - 1].root, place));
        add(78, mixed(tokens[run.start].root, place));
    } else {
        // Inside a name in guillemets, or a lower-case word of a body's name.
        add(79, (form(near(-1)) << 4 | form(near(1))) << 4 | here);
    }
    seen
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// A hash that is the same on every machine and in every release (FNV-1a over letters).
pub(crate) fn hash(letters: &[char]) -> u64 {
    let sum = letters.iter().fold(START, |hash, c| step(hash, *c));
    sum ^ sum >> 32
}

fn mixed(one: u64, other: u64) -> u64 {
    (one ^ other.wrapping_mul(0x9e37_79b9_7f4a_7c15)).rotate_left(23)
}

fn key(template: u32, value: u64) -> u32 {
    let mixed = (value ^ u64::from(template).wrapping_mul(0xa076_1d64_78bd_642f))
        .wrapping_mul(0xe703_7ed1_a0b4_28db);
    (mixed ^ mixed >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32) as u32
}
