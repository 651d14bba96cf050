//! Names of people by their parts, and how far two of them can be one person's.
//!
//! What two names say for and against one person is a sum of reasons in bits.
//! A part that one name leaves out says nothing; a part that both have and that
//! differs speaks against, and what cannot be compared is never a match.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::align::{Word, origins};
use crate::place::{PlaceKind, take_kind};
use crate::sound::{ALPHABET, Sounds, sound_of};

/// What a part of a person's name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A given name, or a middle one.
    Given,
    /// A father's name: Нурмухамедович, Нұрмұхамедұлы.
    Patronymic,
    /// A surname, or the one name that there is.
    Surname,
    /// A title, rank or office: хан, атаман, professor.
    Title,
    /// A word of the name of a place or a body.
    Name,
}

/// A part of a name.
#[derive(Debug, Clone)]
pub struct Part {
    /// Bytes of the name.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
    /// Whether it is an initial or an abbreviation: А., Дж., Вас.
    pub is_initial: bool,
    sounds: Sounds,
    word: Word,
    /// Without the ending that makes it a surname or a patronymic.
    root: Option<Word>,
    /// The name of which it is a form in one of several languages, by number from 1.
    form_of: u8,
}

/// A name made ready to be compared many times.
///
/// ```
/// use derek_text::{NameKey, compare};
/// let one = NameKey::of("Бөкейханов Ә. Н.");
/// let other = NameKey::of("Alikhan Bukeikhan");
/// assert!(0.9 < compare(&one, &other).score);
/// assert!(compare(&one, &NameKey::of("Мағжан Бөкейханов")).score < 0.1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct NameKey {
    parts: Vec<Part>,
    /// Whether the surname is known for one, and not only by its place.
    certain: bool,
    /// What a place or a body is, by its type word.
    kind: Option<PlaceKind>,
    /// The digits of a place's name: there are Отделение 1 and 2.
    digits: String,
}

/// Parts of a name that are looked at; a name has no more.
const MOST_PARTS: usize = 8;

/// Bytes of a name that are looked at: a name has no more.
const LONGEST_NAME: usize = 512;

/// How far two names can be one person's.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// From 0 to 1: the chance that they are one person's, by the reasons alone.
    pub score: f32,
    /// The reasons; their bits add up to the score's odds.
    pub reasons: Vec<Reason>,
}

/// One reason for or against.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// Which part it is about.
    pub role: Option<Role>,
    /// Parts of the one name, by number; two where they stand for one of the other.
    pub one: Range<usize>,
    /// Parts of the other name.
    pub other: Range<usize>,
    /// Bits for one person, or against when negative.
    pub bits: f32,
}

/// What a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonKind {
    /// Two mentions met by chance are seldom one person.
    Prior,
    /// The parts are one word.
    Agrees,
    /// The parts may be one word.
    Wavers,
    /// An initial fits the part.
    InitialAgrees,
    /// Only one name has the part.
    Omitted,
    /// The parts are different words, or the initial is another.
    Contradicted,
    /// The type words of places or bodies say the same, or not.
    Kind,
    /// The numbers in the names are others.
    Number,
    /// There is nothing in common that could be compared.
    NotComparable,
}

impl ReasonKind {
    /// Its name for machines.
    pub fn id(self) -> &'static str {
        match self {
            ReasonKind::Prior => "prior",
            ReasonKind::Agrees => "agrees",
            ReasonKind::Wavers => "wavers",
            ReasonKind::InitialAgrees => "initial-agrees",
            ReasonKind::Omitted => "omitted",
            ReasonKind::Contradicted => "contradicted",
            ReasonKind::Kind => "kind",
            ReasonKind::Number => "number",
            ReasonKind::NotComparable => "not-comparable",
        }
    }
}

impl Role {
    /// Its name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Role::Given => "given",
            Role::Patronymic => "patronymic",
            Role::Surname => "surname",
            Role::Title => "title",
            Role::Name => "name",
        }
    }

    /// Bits that a full agreement of such parts says.
    fn worth(self) -> f32 {
        match self {
            Role::Surname => 10.0,
            Role::Given => 6.0,
            Role::Patronymic => 6.0,
            Role::Title => 0.0,
            Role::Name => 10.0,
        }
    }

    /// Where a likeness begins to speak for one word, and where it says all it can against.
    ///
    /// Given names of brothers are often like each other, so that they must be liker.
    fn bends(self) -> (f32, f32) {
        match self {
            Role::Given => (0.5, 0.3),
            _ => (0.48, 0.0),
        }
    }

    /// The share of a contradiction's bits from which it is one that nothing outweighs.
    fn contradicted(self) -> f32 {
        if self == Role::Given { 0.5 } else { 0.8 }
    }

    /// Bits that a contradiction of such parts says.
    fn contradiction(self) -> f32 {
        match self {
            Role::Surname => -14.0,
            Role::Given => -12.0,
            Role::Patronymic => -9.0,
            Role::Title => 0.0,
            Role::Name => -12.0,
        }
    }
}

/// Bits against one person before anything is compared.
const PRIOR: f32 = -6.0;

/// Bits of an initial that fits, and of one that does not.
const INITIAL: (f32, f32) = (3.0, -8.0);

/// How much of what it could say an initial must say for a word to fit it.
const FITS: f32 = 0.45;

/// The same for it to be neither for nor against.
const WAVERS: f32 = 0.2;

/// Bits of a part that only one name has.
const OMITTED: f32 = -0.25;

/// Bits of a word that only one name of a place has.
const OMITTED_NAME: f32 = -3.0;

/// Bits of type words that say the same, and of those that do not.
const KIND: (f32, f32) = (1.0, -5.0);

/// Bits of a number that only one name has, and of numbers that differ.
const NUMBER: (f32, f32) = (-3.0, -9.0);

/// Bits of parts in another order than their places say.
const ORDER: f32 = -2.0;

/// Where a likeness says all that it can for one word.
const LIKE: f32 = 0.75;

/// No likeness is greater: words of a script without vowels may pass 1.
const MOST_LIKE: f32 = 1.1;

impl NameKey {
    /// The parts of a person's name in any script.
    ///
    /// A name of more than eight parts or five hundred bytes is no person's
    /// name: what goes beyond is not looked at.
    pub fn of(name: &str) -> NameKey {
        let mut end = name.len().min(LONGEST_NAME);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let name = &name[..end];
        let comma = name.find([',', '،']);
        let mut parts: Vec<Part> = Vec::new();
        for token in tokens(name) {
            if parts.len() == MOST_PARTS {
                break;
            }
            let sounds = Sounds::within(name, token.range.clone());
            let Some(word) = Word::new(sounds.letters(), sounds.is_unvowelled()) else { continue };
            let is_kin = KIN.ending(sounds.letters()) == sounds.len();
            match parts.last_mut() {
                // Kin words may stand alone: Махмуд улы.
                Some(last) if is_kin && !last.is_initial => {
                    last.join(name, token.range.end);
                    continue;
                }
                _ => {}
            }
            let written = name[token.range.clone()].to_lowercase();
            let is_name = name[token.range.clone()].chars().next().is_some_and(char::is_uppercase);
            let at_side = parts.is_empty() || name[token.range.end..].trim().is_empty();
            let role = match TITLES.binary_search(&written.as_str()) {
                // Inside a name a word with a capital is a part of it: Mirsaid Sultan Galiyev.
                Ok(_) if at_side || !is_name => Role::Title,
                _ => Role::Given,
            };
            parts.push(Part {
                range: token.range,
                role,
                is_initial: token.is_initial && role != Role::Title,
                root: root(&sounds),
                form_of: form_of(sounds.letters()),
                sounds,
                word,
            });
        }
        let certain = give_roles(&mut parts, comma);
        NameKey { parts, certain, ..NameKey::default() }
    }

    /// The parts of the name of a place or a body: its type word is compared apart.
    ///
    /// ```
    /// use derek_text::{NameKey, compare};
    /// let score = |one, other| {
    ///     compare(&NameKey::of_place(one), &NameKey::of_place(other)).score
    /// };
    /// assert!(0.9 < score("Семей қ.", "г. Семей"));
    /// assert!(score("Семипалатинский уезд", "Семипалатинская область") < 0.5);
    /// ```
    pub fn of_place(name: &str) -> NameKey {
        let mut end = name.len().min(LONGEST_NAME);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let name = &name[..end];
        let tokens: Vec<Token> = tokens(name)
            .into_iter()
            .flat_map(|token| {
                let word = name[token.range.clone()].to_owned();
                let mut start = token.range.start;
                // A hyphen joins words of a place's name that others write apart.
                word.split('-')
                    .map(|part| {
                        let range = start..start + part.len();
                        start = range.end + 1;
                        Token { range, is_initial: false }
                    })
                    .filter(|token| !token.range.is_empty())
                    .collect::<Vec<_>>()
            })
            .take(2 * MOST_PARTS)
            .collect();
        let words: Vec<String> =
            tokens.iter().map(|token| name[token.range.clone()].to_lowercase()).collect();
        let (left, kind) = take_kind(&words);
        let parts = tokens[left]
            .iter()
            .filter_map(|token| {
                let sounds = Sounds::within(name, token.range.clone());
                let word = Word::new(sounds.letters(), sounds.is_unvowelled())?;
                Some(Part {
                    range: token.range.clone(),
                    role: Role::Name,
                    is_initial: false,
                    root: root_by(&sounds, &[&*ADJECTIVES]),
                    form_of: 0,
                    sounds,
                    word,
                })
            })
            .take(MOST_PARTS)
            .collect();
        let digits = name.chars().filter(char::is_ascii_digit).collect();
        NameKey { parts, certain: true, kind, digits }
    }

    /// What a place or a body is, when a type word says it.
    pub fn kind(&self) -> Option<PlaceKind> {
        self.kind
    }

    /// A name of parts whose roles are known; text ranges are not.
    pub(crate) fn of_words(
        words: impl Iterator<Item = (Word, Role, bool)>,
        certain: bool,
    ) -> NameKey {
        let parts = words
            .map(|(word, role, is_initial)| {
                let sounds = Sounds::bare(word.sounds(), word.is_unvowelled());
                Part {
                    range: 0..0,
                    role,
                    is_initial,
                    root: root(&sounds),
                    form_of: form_of(sounds.letters()),
                    sounds,
                    word,
                }
            })
            .collect();
        NameKey { parts, certain, ..NameKey::default() }
    }

    /// Whether the surname is known for one, and not only by its place.
    pub(crate) fn is_certain(&self) -> bool {
        self.certain
    }

    /// The parts, in their order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

struct Token {
    range: Range<usize>,
    is_initial: bool,
}

/// The words of a name; a hyphen parts none, a full stop after a few letters makes an initial.
fn tokens(name: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let mut letters = 0;
    let mut close = |start: &mut Option<usize>, end: usize, letters: &mut usize, stop: bool| {
        if let Some(begun) = start.take()
            && 0 < *letters
        {
            tokens.push(Token {
                range: begun..end,
                is_initial: *letters == 1 || stop && *letters <= 4,
            });
        }
        *letters = 0;
    };
    for (at, c) in name.char_indices() {
        match c {
            '.' => close(&mut start, at, &mut letters, true),
            c if c.is_whitespace()
                || matches!(c, ',' | '،' | '(' | ')' | '"' | '«' | '»' | ';' | '/' | '_') =>
            {
                close(&mut start, at, &mut letters, false);
            }
            c => {
                letters += usize::from(c.is_alphabetic());
                start.get_or_insert(at);
            }
        }
    }
    close(&mut start, name.len(), &mut letters, false);
    tokens
}

impl Part {
    /// The part as a word to compare.
    pub(crate) fn word(&self) -> &Word {
        &self.word
    }

    /// Without the ending that makes it a surname or a child's name.
    pub(crate) fn root(&self) -> Option<&Word> {
        self.root.as_ref()
    }

    /// Takes in the words up to a byte of the name.
    fn join(&mut self, name: &str, end: usize) {
        let sounds = Sounds::within(name, self.range.start..end);
        if let Some(word) = Word::new(sounds.letters(), sounds.is_unvowelled()) {
            self.range.end = end;
            self.root = root(&sounds);
            self.form_of = 0;
            self.sounds = sounds;
            self.word = word;
        }
    }

    fn ends(&self, endings: &Endings) -> bool {
        let length = endings.ending(self.sounds.letters());
        0 < length && length + 2 <= self.sounds.len()
    }
}

/// Says which part is what; whether the surname is known for one.
fn give_roles(parts: &mut [Part], comma: Option<usize>) -> bool {
    let full: Vec<usize> = (0..parts.len())
        .filter(|at| !parts[*at].is_initial && parts[*at].role != Role::Title)
        .collect();
    let (Some(first), Some(last)) = (full.first().copied(), full.last().copied()) else {
        return false;
    };
    let has_initial = parts.iter().any(|part| part.is_initial);
    let surnames: Vec<usize> =
        full.iter().copied().filter(|at| parts[*at].ends(&SURNAMES)).collect();
    let before_comma = comma.and_then(|comma| {
        let before = full.iter().copied().rfind(|at| parts[*at].range.end <= comma)?;
        (before < parts.len() - 1).then_some(before)
    });
    let patronymics: Vec<usize> =
        full.iter().copied().filter(|at| parts[*at].ends(&PATRONYMICS)).collect();
    let (surname, certain) = match (before_comma, surnames.as_slice()) {
        (Some(before), _) => (before, true),
        (None, [.., only]) if *only == last || !surnames.contains(&last) => (*only, true),
        (None, _) => {
            // A name of two words has a surname rather than a father's name alone.
            let free = full.iter().rev().find(|at| full.len() < 3 || !patronymics.contains(at));
            let kin =
                full.iter().find(|at| **at == first && full.len() == 2 && parts[**at].ends(&KIN));
            match kin {
                Some(kin) if !parts[last].ends(&KIN) => (*kin, true),
                _ => (free.copied().unwrap_or(last), has_initial && full.len() == 1),
            }
        }
    };
    for at in full.iter().copied() {
        let is_father = patronymics.contains(&at) || 3 <= full.len() && parts[at].ends(&KIN);
        parts[at].role = match at {
            at if at == surname => Role::Surname,
            _ if is_father => Role::Patronymic,
            _ => Role::Given,
        };
    }
    // The second of two initials is the father's, as is one after a given name.
    let mut has_given = false;
    for part in parts.iter_mut() {
        if part.role == Role::Given {
            if part.is_initial && has_given && certain {
                part.role = Role::Patronymic;
            }
            has_given = true;
        }
    }
    certain
}

/// How far two names can be one person's, and why.
///
/// The same for either order of the two.
pub fn compare(one: &NameKey, other: &NameKey) -> Comparison {
    let mut reasons = Vec::with_capacity(4);
    reasons.push(Reason {
        kind: ReasonKind::Prior,
        role: None,
        one: 0..0,
        other: 0..0,
        bits: PRIOR,
    });
    match is_turned(one, other) {
        false => weigh(one, other, &mut reasons),
        true => {
            weigh(other, one, &mut reasons);
            for reason in &mut reasons {
                std::mem::swap(&mut reason.one, &mut reason.other);
            }
        }
    }
    let bits: f32 = reasons.iter().map(|reason| reason.bits).sum();
    Comparison { score: 1.0 / (1.0 + (-bits).exp2()), reasons }
}

/// One order of the two for both ways to ask.
fn is_turned(one: &NameKey, other: &NameKey) -> bool {
    match one.parts.len().cmp(&other.parts.len()) {
        std::cmp::Ordering::Equal => {}
        order => return order.is_gt(),
    }
    let pairs = one.parts.iter().zip(&other.parts);
    pairs
        .map(|(one, other)| one.word.sounds().cmp(other.word.sounds()))
        .find(|order| order.is_ne())
        .is_some_and(std::cmp::Ordering::is_gt)
}

/// What two parts say, before any is paired.
#[derive(Debug, Clone, Copy)]
struct Cell {
    bits: f32,
    kind: ReasonKind,
    role: Role,
}

fn weigh(one: &NameKey, other: &NameKey, reasons: &mut Vec<Reason>) {
    let mut cells = [[None::<Cell>; MOST_PARTS]; MOST_PARTS];
    for (i, a) in one.parts.iter().enumerate() {
        for (j, b) in other.parts.iter().enumerate() {
            cells[i][j] = cell(one, other, a, b);
        }
    }
    let (mut used, mut others_used) = ([false; MOST_PARTS], [false; MOST_PARTS]);
    let mut compared = false;
    // What speaks loudest is paired first, what contradicts last.
    loop {
        let mut best: Option<(usize, usize, Cell)> = None;
        for i in (0..one.parts.len()).filter(|i| !used[*i]) {
            for j in (0..other.parts.len()).filter(|j| !others_used[*j]) {
                if let Some(cell) = cells[i][j]
                    && best.is_none_or(|(_, _, best)| best.bits < cell.bits)
                {
                    best = Some((i, j, cell));
                }
            }
        }
        let Some((i, j, cell)) = best else { break };
        (used[i], others_used[j]) = (true, true);
        compared = true;
        reasons.push(Reason {
            kind: cell.kind,
            role: Some(cell.role),
            one: i..i + 1,
            other: j..j + 1,
            bits: cell.bits,
        });
    }
    if !compared {
        reasons.push(Reason {
            kind: ReasonKind::NotComparable,
            role: None,
            one: 0..one.parts.len(),
            other: 0..other.parts.len(),
            bits: 0.0,
        });
        return;
    }
    join(one, other, &mut used, &mut others_used, reasons);
    let mut beside = |kind: ReasonKind, bits: f32| {
        reasons.push(Reason { kind, role: None, one: 0..0, other: 0..0, bits });
    };
    match (one.kind, other.kind) {
        (Some(one), Some(other)) if one == other => beside(ReasonKind::Kind, KIND.0),
        (Some(_), Some(_)) => beside(ReasonKind::Kind, KIND.1),
        _ => {}
    }
    match (one.digits.as_str(), other.digits.as_str()) {
        (one, other) if one == other => {}
        ("", _) | (_, "") => beside(ReasonKind::Number, NUMBER.0),
        _ => beside(ReasonKind::Number, NUMBER.1),
    }
    for (name, used, is_one) in [(one, used, true), (other, others_used, false)] {
        for (at, part) in name.parts.iter().enumerate() {
            if used[at] || part.role == Role::Title {
                continue;
            }
            let (here, there) = if is_one { (at..at + 1, 0..0) } else { (0..0, at..at + 1) };
            reasons.push(Reason {
                kind: ReasonKind::Omitted,
                role: Some(part.role),
                one: here,
                other: there,
                bits: if part.role == Role::Name { OMITTED_NAME } else { OMITTED },
            });
        }
    }
}

/// Two words of the one name that are one word of the other: Mir Yakub and Мир-Якуб.
fn join(
    one: &NameKey,
    other: &NameKey,
    used: &mut [bool; MOST_PARTS],
    others_used: &mut [bool; MOST_PARTS],
    reasons: &mut [Reason],
) {
    for reason in reasons.iter_mut() {
        let worth = reason.role.map_or(0.0, Role::worth);
        if reason.one.len() != 1 || reason.other.len() != 1 || worth * 0.9 <= reason.bits {
            continue;
        }
        let (i, j) = (reason.one.start, reason.other.start);
        for turned in [false, true] {
            let (here, there, at, used_here) = match turned {
                false => (one, &other.parts[j], i, &mut *used),
                true => (other, &one.parts[i], j, &mut *others_used),
            };
            for neighbour in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
                let Some(beside) = here.parts.get(neighbour).filter(|part| !part.is_initial) else {
                    continue;
                };
                if used_here[neighbour]
                    || beside.role == Role::Title
                    || here.parts[at].is_initial
                    || there.is_initial
                {
                    continue;
                }
                let (first, second) = (at.min(neighbour), at.max(neighbour));
                let sounds =
                    [here.parts[first].word.sounds(), here.parts[second].word.sounds()].concat();
                let Some(whole) = Word::new(&sounds, beside.word.is_unvowelled()) else { continue };
                let bits = evidence(
                    whole.likeness(&there.word),
                    reason.role.unwrap_or(Role::Given),
                    &whole,
                    &there.word,
                );
                if reason.bits + 1.0 < bits {
                    reason.bits = bits;
                    reason.kind = ReasonKind::Agrees;
                    used_here[neighbour] = true;
                    match turned {
                        false => reason.one = first..second + 1,
                        true => reason.other = first..second + 1,
                    }
                    break;
                }
            }
        }
    }
}

/// What two parts say, or `None` when they are not to be compared.
fn cell(one: &NameKey, other: &NameKey, a: &Part, b: &Part) -> Option<Cell> {
    if a.role == Role::Title || b.role == Role::Title {
        return None;
    }
    let crossed = a.role != b.role;
    if crossed {
        // A known surname is not a given name; a father's name is neither.
        let loose = |name: &NameKey, part: &Part| part.role != Role::Patronymic && !name.certain;
        let initials = a.is_initial || b.is_initial;
        let middle = |part: &Part| part.role == Role::Patronymic && part.is_initial;
        let second = (middle(a) && b.role == Role::Given || middle(b) && a.role == Role::Given)
            && !(one.certain && other.certain);
        if !second && (initials || !(loose(one, a) && loose(other, b))) {
            return None;
        }
    }
    let role = match crossed {
        true => Role::Given,
        false => a.role,
    };
    if a.is_initial || b.is_initial {
        let (initial, whole) = if a.is_initial { (a, b) } else { (b, a) };
        let share = begins(&initial.word, &whole.word);
        let (kind, bits) = match share {
            share if FITS <= share => (ReasonKind::InitialAgrees, INITIAL.0),
            _ if whole.form_of != 0 && has_form(whole.form_of, &initial.word) => {
                (ReasonKind::InitialAgrees, INITIAL.0)
            }
            share if WAVERS <= share => (ReasonKind::Wavers, 0.0),
            _ if crossed => return None,
            _ => (ReasonKind::Contradicted, INITIAL.1),
        };
        return Some(Cell { bits, kind, role });
    }
    let mut like = likeness(a, b);
    if a.form_of != 0 && a.form_of == b.form_of {
        like = like.max(LIKE);
    }
    let bits = evidence(like, role, &a.word, &b.word) + if crossed { ORDER } else { 0.0 };
    if crossed && bits <= 0.0 {
        return None;
    }
    let kind = match bits {
        bits if role.worth() * 0.5 <= bits => ReasonKind::Agrees,
        bits if bits <= role.contradiction() * role.contradicted() => ReasonKind::Contradicted,
        _ => ReasonKind::Wavers,
    };
    Some(Cell { bits, kind, role })
}

/// How far an initial fits a word: Kazakh *ж* is also written *дж*, *dj* and *dzh*.
fn begins(initial: &Word, whole: &Word) -> f32 {
    let without_stop = |word: &Word| {
        let is = |at: usize, among: &str| {
            let sound = word.sounds().get(at).and_then(|at| ALPHABET.get(usize::from(*at)));
            sound.is_some_and(|sound| among.contains(*sound))
        };
        let has_stop = is(0, "d") && (is(1, "жj") || is(1, "z") && is(2, "h"));
        has_stop.then(|| Word::new(&word.sounds()[1..], word.is_unvowelled())).flatten()
    };
    let share = initial.begins(whole);
    if FITS <= share {
        return share;
    }
    match (without_stop(initial), without_stop(whole)) {
        (None, None) => share,
        (one, other) => {
            let (one, other) = (one.as_ref().unwrap_or(initial), other.as_ref().unwrap_or(whole));
            share.max(one.begins(other))
        }
    }
}

/// The bits that a likeness of two words says.
fn evidence(like: f32, role: Role, one: &Word, other: &Word) -> f32 {
    // A short word agrees by chance more often.
    let said = ((one.whole() + other.whole()) / 32.0).min(1.0);
    let (bend, unlike) = role.bends();
    if bend <= like {
        // Beyond the bend it still matters how like they are.
        let share = ((like - bend) / (LIKE - bend)).min(1.0);
        return role.worth() * said * (0.75 * share + 0.25 * (like / MOST_LIKE).min(1.0));
    }
    role.contradiction() * ((bend - like) / (bend - unlike)).min(1.0)
}

/// How like two parts are, whatever their endings say of kin and sex.
fn likeness(a: &Part, b: &Part) -> f32 {
    let whole = a.word.likeness(&b.word);
    match (&a.root, &b.root) {
        // Names that share an ending must agree in what is before it.
        (Some(one), Some(other)) => {
            let roots = one.likeness(other) - 0.02;
            roots.max(whole.min(0.5 * (whole + roots)))
        }
        (Some(root), None) => whole.max(root.likeness(&b.word) - 0.03),
        (None, Some(root)) => whole.max(a.word.likeness(root) - 0.03),
        (None, None) => whole,
    }
}

/// The letters of two names that answer to each other under a reason: bytes of
/// the one, bytes of the other, and the bits of the learned table.
///
/// Nothing for a reason that is not about words on both sides.
pub fn side_by_side(
    one: &NameKey,
    other: &NameKey,
    reason: &Reason,
) -> Vec<(Range<usize>, Range<usize>, f32)> {
    let gather = |name: &NameKey, parts: &Range<usize>| {
        let mut sounds = Sounds::default();
        for part in name.parts.get(parts.clone()).into_iter().flatten() {
            sounds.append(&part.sounds);
        }
        sounds
    };
    let is_initial = |name: &NameKey, parts: &Range<usize>| {
        name.parts.get(parts.clone()).into_iter().flatten().any(|part| part.is_initial)
    };
    let (cut_other, cut_one) = (is_initial(one, &reason.one), is_initial(other, &reason.other));
    let (mut one, mut other) = (gather(one, &reason.one), gather(other, &reason.other));
    // An initial answers to the letters that a word begins with.
    if cut_other {
        other.cut(one.len().max(1));
    }
    if cut_one {
        one.cut(other.len().max(1));
    }
    let word = |sounds: &Sounds| Word::new(sounds.letters(), sounds.is_unvowelled());
    match (word(&one), word(&other)) {
        (Some(a), Some(b)) => origins(&a.align(&b), &one, &other),
        _ => Vec::new(),
    }
}

/// A word without the ending that makes it a surname, a patronymic or a child's name.
fn root(sounds: &Sounds) -> Option<Word> {
    root_by(sounds, &[&*PATRONYMICS, &*SURNAMES, &*KIN, &*DOUBTFUL_SURNAMES])
}

fn root_by(sounds: &Sounds, endings: &[&Endings]) -> Option<Word> {
    let letters = sounds.letters();
    let (left, has_swallowed) = root_length(letters, endings)?;
    let mut root = letters[..left].to_vec();
    root.extend(sound_of('й').filter(|_| has_swallowed));
    Word::new(&root, sounds.is_unvowelled())
}

/// How many of a person's word's sounds are before the ending that makes it a surname, a
/// patronymic or a child's name, and whether the ending has swallowed a й after them.
pub(crate) fn root_of(letters: &[u8]) -> Option<(usize, bool)> {
    root_length(letters, &[&*PATRONYMICS, &*SURNAMES, &*KIN, &*DOUBTFUL_SURNAMES])
}

fn root_length(letters: &[u8], endings: &[&Endings]) -> Option<(usize, bool)> {
    let length =
        endings.iter().map(|endings| endings.ending(letters)).max().filter(|length| 0 < *length)?;
    let left = letters.len().checked_sub(length).filter(|left| 3 <= *left)?;
    let is = |at: usize, among: &str| {
        ALPHABET.get(usize::from(letters[at])).is_some_and(|c| among.contains(*c))
    };
    // Between two vowels the ending has swallowed a й: Чокай, Чокаев.
    Some((left, is(left - 1, "aeouыәөұү") && is(left, "eэё")))
}

/// Endings by their sounds, the longest first.
struct Endings(Vec<Vec<u8>>);

impl Endings {
    fn new(endings: &str) -> Endings {
        let mut endings: Vec<Vec<u8>> = endings
            .split_whitespace()
            .filter_map(|ending| ending.chars().map(sound_of).collect())
            .collect();
        endings.sort_by_key(|ending: &Vec<u8>| std::cmp::Reverse(ending.len()));
        Endings(endings)
    }

    /// How many of the last sounds are an ending; 0 when none.
    fn ending(&self, letters: &[u8]) -> usize {
        self.0.iter().find(|ending| letters.ends_with(ending)).map_or(0, Vec::len)
    }
}

/// Endings of Russian surnames in the scripts and languages they are written in.
static SURNAMES: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new(
        "ov ova ev eva ёv ёva ow owa off eff وf وv эv эva ovoй evoй ovым evым ovu evu ovom evom ovы evы",
    )
});

/// The same where given names and other surnames end so too: Andrew, Josef.
static DOUBTFUL_SURNAMES: LazyLock<Endings> = LazyLock::new(|| Endings::new("ew ewa ef of يf"));

/// Endings of Russian patronymics.
static PATRONYMICS: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new(
        "oviч eviч ovich evich ovitch evitch owitsch ewitsch ovitsj evitsj owicz ewicz owich ewich oviц ovic evic ovna evna owna ewna iniчna inichna iliч ilyich ilich ilitch ilitsch kuzmiч kuzmich lukiч lukich fomiч fomich oviчem oviчa ovnы ovne",
    )
});

/// Endings that make an adjective of a place's name, or a Russian settlement's name.
static ADJECTIVES: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new(
        "skiй skaя skoe skogo skoй skom sk sky skaya skii inskiй inskaя inskoe ovskiй ovskaя ovskoe evskiй evskaя evskoe ovo evo ino ovka evka inka ka",
    )
});

/// Words for *son* and *daughter* at the end of Turkic and Persian names.
static KIN: LazyLock<Endings> = LazyLock::new(|| {
    Endings::new(
        "ұlы ulы ұlі үlі ulі uly uli ұly ұli ulu oglы ogly oglu oғlu oғlы oghly oghlu oglou oghlы zade zada qыzы kыzы qyzy kyzy kizi qizi kыzi qыzi gыzы",
    )
});

/// Given names that one person bears in different forms in Kazakh, Tatar, Russian and Arabic
/// writing, where the forms are not spelled alike: each line one name. Put together from
/// usage, not from a published list; a form not here is compared by its letters.
const FORMS: [&str; 9] = [
    "Жақып Якуб Якуп Жакып Жакип Жакуп Джакуп Jaqyp Zhakyp Zhakip Yakub Yakup Yaqub يعقوب ياقوب جاقىپ",
    "Ғұмар Гумар Омар Умар Umar Omar Gumar Ğumar Ğūmar عمر عۇمار",
    "Ыбырай Ибрай Ибрагим Ыбрай Ибраһим Ybyrai Ibrai Ibray Ibrahim Ibragim ابراهيم ىبىراي",
    "Жүсіп Юсуф Иосиф Юсуп Джусуп Жусуп Жусип Yusuf Joseph Josef Iosif Jusip Zhusip يوسف جۇسىپ",
    "Міржақып Мир-Якуб Мирьякуб Миржакип Миржакып Mirzhakyp Mirzhakip Mirjaqyp Mir-Yakub Mir-Yakup ميرياقوب مىرجاقىپ",
    "Ғабдолла Абдулла Абдолла Габдулла Abdulla Abdullah Gabdulla عبدالله",
    "Мұхаммед Мухаммед Мұхамед Мухамед Магомет Магомед Muhammad Mohammed Mukhamed محمد",
    "Әлихан Алихан Ғалихан Галихан Alikhan Galikhan Alihan علیخان",
    "Смағұл Исмаил Исмагул Измаил Ismail Smagul Smağul Ismagul اسماعيل",
];

static FORM_OF: LazyLock<HashMap<Vec<u8>, u8>> = LazyLock::new(|| {
    let numbered = (1_u8..).zip(FORMS);
    let forms =
        numbered.flat_map(|(number, forms)| forms.split(' ').map(move |form| (form, number)));
    forms.map(|(form, number)| (Sounds::of(form).letters().to_vec(), number)).collect()
});

static FORM_WORDS: LazyLock<Vec<Vec<Word>>> =
    LazyLock::new(|| FORMS.map(|forms| forms.split(' ').filter_map(Word::of).collect()).into());

/// The name of which some sounds are a form; 0 when none.
fn form_of(sounds: &[u8]) -> u8 {
    FORM_OF.get(sounds).copied().unwrap_or_default()
}

/// Whether an initial begins a form of a name.
fn has_form(number: u8, initial: &Word) -> bool {
    let forms = usize::from(number).checked_sub(1).and_then(|at| FORM_WORDS.get(at));
    forms.into_iter().flatten().any(|form| FITS <= initial.begins(form))
}

/// Titles, ranks and offices, sorted; compared with nothing.
static TITLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut titles: Vec<&str> = "
        акад академик атаман ахун бай баба бек би болыс генерал генерал-губернатор генерал-лейтенант
        генерал-майор господин г-н граф губернатор гр гражданин доктор д-р др есаул имам инж инженер ишан
        капитан князь комиссар лейтенант майор министр молла мулла мырза полковник президент проф профессор
        ротмистр сұлтан султан тов товарищ төре торе хазірет хазрет хан шейх батыр батыра қажы хаджи
        ataman akhun bai bey bek bi captain col colonel count dr esq gen general governor hajji imam jr khan
        lady lieutenant lord major minister mirza mr mrs ms mullah pasha president prince prof professor sheikh
        sir sr st sultan tore
        von van de der den del la le di da dos du und y el al bin ibn ben
        الشيخ خان سلطان مولوی"
        .split_whitespace()
        .collect();
    titles.sort_unstable();
    titles
});

#[cfg(test)]
mod tests {
    use super::*;

    fn score(one: &str, other: &str) -> f32 {
        compare(&NameKey::of(one), &NameKey::of(other)).score
    }

    fn together(one: &str, other: &str) {
        let score = score(one, other);
        assert!(
            0.8 < score,
            "{one} | {other}: {score} {:?}",
            compare(&NameKey::of(one), &NameKey::of(other))
        );
    }

    fn apart(one: &str, other: &str) {
        let score = score(one, other);
        assert!(
            score < 0.1,
            "{one} | {other}: {score} {:?}",
            compare(&NameKey::of(one), &NameKey::of(other))
        );
    }

    #[test]
    fn one_man_in_seven_spellings() {
        let names = [
            "Әлихан Бөкейхан", "Алихан Букейханов", "А. Н. Букейханов", "Alikhan Bokeikhanov",
            "A. Bukeikhan", "Álıhan Bókeıhan", "ءاليحان بوكەيحان",
        ];
        for one in names {
            for other in names {
                together(one, other);
            }
        }
    }

    #[test]
    fn namesakes_stay_apart() {
        apart("Халел Досмұхамедов", "Жаһанша Досмұхамедов");
        apart("Халел Досмұхамедов", "Халел Ғаббасов");
        apart("С. Сәдуақасов", "Сәдуақас Сейфуллин");
        apart("Әлімхан Ермеков", "Әлихан Бөкейхан");
        apart("Дж. Досмухамедов", "Х. Досмухамедов");
        // Brothers: the given name must outweigh all that agrees.
        assert!(score("Нурлан Заирович Нигматулин", "Ерлан Заирович Нигматулин") < 0.8);
    }

    #[test]
    fn an_omitted_patronymic_is_not_a_contradicted_one() {
        let omitted = score("Валерий Ермаков", "Valery Nikolaevich Ermakov");
        let contradicted = score("Валерий Константинович Ермаков", "Valery Nikolaevich Ermakov");
        assert!(0.9 < omitted, "{omitted}");
        assert!(contradicted < omitted - 0.3, "{contradicted}");
    }

    #[test]
    fn what_cannot_be_compared_is_no_match() {
        for (one, other) in [("", ""), ("漢字", "漢字"), ("А.", "Бөкейхан"), ("1917", "1917")]
        {
            let compared = compare(&NameKey::of(one), &NameKey::of(other));
            assert!(compared.score < 0.1, "{one} {other} {compared:?}");
        }
    }

    #[test]
    fn reasons_add_up_and_the_order_of_the_two_does_not_matter() {
        for (one, other) in
            [("Mir Yakub Dulatov", "Мір-Жақып Дулатұлы"), ("Чокай-оглы М.", "Mustafa Shokay")]
        {
            let there = compare(&NameKey::of(one), &NameKey::of(other));
            let back = compare(&NameKey::of(other), &NameKey::of(one));
            assert_eq!(there.score, back.score);
            let bits: f32 = there.reasons.iter().map(|reason| reason.bits).sum();
            assert_eq!(there.score, 1.0 / (1.0 + (-bits).exp2()));
        }
    }

    #[test]
    fn letters_stand_side_by_side() {
        let (one, other) = ("Жұмабаев М.", "M. Djumabayev");
        let (a, b) = (NameKey::of(one), NameKey::of(other));
        let compared = compare(&a, &b);
        let surname = compared.reasons.iter().find(|reason| reason.role == Some(Role::Surname));
        let letters = side_by_side(&a, &b, surname.expect("a surname"));
        let of_m = letters.iter().find(|(here, _, _)| &one[here.clone()] == "м");
        assert_eq!(of_m.map(|(_, there, _)| &other[there.clone()]), Some("m"));
        let back: String = letters.iter().map(|(_, there, _)| &other[there.clone()]).collect();
        assert_eq!(back, "Djumabayev");
    }

    #[test]
    fn a_name_of_a_million_letters_is_no_name() {
        let long = "а".repeat(1_000_000);
        assert!(score(&long, &long) < 0.1);
        let many = "аб ".repeat(300_000);
        assert!(NameKey::of(&many).parts().len() <= MOST_PARTS);
    }
}
