//! Many names made ready to be asked for one, in any script and misspelled.
//!
//! Words are found by what survives different ears: runs of three coarse
//! consonants. The few hundred words that share most of them are laid side by
//! side with the query's; names that have the best of them are compared whole.

use std::collections::HashMap;

use crate::align::Word;
use crate::name::{Comparison, NameKey, Part, Role, compare};
use crate::sound::{ALPHABET, LONGEST_WORD};
use crate::weights::WEIGHTS;

/// Names of people, made ready to be asked.
///
/// It does not keep the names as written: what is found is a name's number.
///
/// ```
/// use derek_text::Index;
/// let index = Index::of(["Ахмет Байтұрсынұлы", "Әлихан Бөкейхан", "Мұстафа Шоқай"]);
/// assert_eq!(index.find("Alikhan Bukeikhanov", 1)[0].name, 1);
/// ```
#[derive(Debug, Default)]
pub struct Index {
    /// Distinct words, one after another: a byte of length and script, then sounds.
    words: Vec<u8>,
    starts: Vec<u32>,
    /// For each word, the eighths of a bit by which it agrees with itself, and how many runs it has.
    wholes: Vec<i16>,
    run_counts: Vec<u8>,
    /// For each name, how many parts it has; for every 32nd, where they begin.
    counts: Vec<u8>,
    blocks: Vec<u32>,
    /// A word's number, a role and marks.
    parts: Vec<u32>,
    /// For each word, where the names that have it begin.
    of_word: Vec<u32>,
    having: Vec<u32>,
    /// For each run of coarse consonants, the words that have it: the first number and the
    /// steps to the next, seven bits a byte.
    with_run: Vec<Steps>,
}

/// Ascending numbers by the steps between them.
#[derive(Debug, Clone, Default)]
struct Steps {
    bytes: Vec<u8>,
    last: u32,
    count: usize,
}

impl Steps {
    fn push(&mut self, number: u32) {
        let mut step = number - self.last;
        self.last = number;
        self.count += 1;
        while 0x7f < step {
            self.bytes.push(step as u8 & 0x7f | 0x80);
            step >>= 7;
        }
        self.bytes.push(step as u8);
    }

    fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (mut at, mut number) = (0, 0);
        std::iter::from_fn(move || {
            let mut shift = 0;
            loop {
                let byte = *self.bytes.get(at)?;
                at += 1;
                number += u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    return Some(number);
                }
                shift += 7;
            }
        })
    }
}

/// Names whose parts are counted from one place.
const BLOCK: usize = 32;

/// A name that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Its number among the names given.
    pub name: usize,
    /// How it compares to the query.
    pub comparison: Comparison,
}

/// Words that are laid side by side with a word of the query.
const WORDS: usize = 400;

/// Words looked at for one of the query, counted once for each run shared.
const LOOKED: usize = 40_000;

/// Of these, the ones whose names are looked at.
const NEAR: usize = 48;

/// Names that are compared whole.
const NAMES: usize = 160;

/// Names that are looked at for one query.
const SEEN: usize = 12_000;

/// A part in a name: the word's number in the low bits, then an initial's mark, the role, and
/// whether the name's surname is certain.
const WORD_BITS: u32 = 27;

impl Index {
    /// Makes an index of names, numbered from 0 in their order.
    ///
    /// More than some 130 million distinct words or four thousand million parts
    /// do not fit: names beyond are not found.
    pub fn of<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Index {
        let mut index = Index::default();
        let mut numbers = Numbers::default();
        for name in names {
            let key = NameKey::of(name.as_ref());
            if index.counts.len().is_multiple_of(BLOCK) {
                index.blocks.push(u32::try_from(index.parts.len()).unwrap_or(u32::MAX));
            }
            let begin = index.parts.len();
            for part in key.parts() {
                let number = numbers.of(part.word(), &mut index.words, &mut index.starts);
                let Some(number) = number else { continue };
                if index.wholes.len() < index.starts.len() {
                    index.wholes.push(i16::try_from(part.word().eighths()).unwrap_or(i16::MAX));
                }
                let role = match part.role {
                    Role::Surname => 1,
                    Role::Patronymic => 2,
                    Role::Title => 3,
                    Role::Given | Role::Name => 0,
                };
                let marks =
                    u32::from(part.is_initial) | role << 1 | u32::from(key.is_certain()) << 3;
                index.parts.push(number | marks << WORD_BITS);
            }
            index.counts.push(u8::try_from(index.parts.len() - begin).unwrap_or(u8::MAX));
        }
        drop(numbers);
        index.invert();
        index
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory that the index holds.
    pub fn bytes(&self) -> usize {
        let numbers = [&self.starts, &self.blocks, &self.parts, &self.of_word, &self.having];
        let runs: usize =
            self.with_run.iter().map(|steps| steps.bytes.capacity() + size_of::<Steps>()).sum();
        self.words.capacity()
            + self.run_counts.capacity()
            + self.counts.capacity()
            + 2 * self.wholes.capacity()
            + numbers.iter().map(|list| list.capacity() * 4).sum::<usize>()
            + runs
    }

    /// The names nearest to a query, the best first, at most so many.
    ///
    /// Names that share no word with it, however spelled, are not among them.
    pub fn find(&self, query: &str, most: usize) -> Vec<Match> {
        let query = NameKey::of(query);
        let mut near: Vec<Vec<(u32, f32)>> = Vec::new();
        for part in query.parts() {
            if part.is_initial || part.role == Role::Title {
                continue;
            }
            near.push(self.near(part));
        }
        let seeds = self.seeds(&near);
        let mut said: HashMap<u32, f32, Fast> = HashMap::with_hasher(Fast);
        for (word, bits) in near.iter().flatten() {
            let best = said.entry(*word).or_insert(*bits);
            *best = best.max(*bits);
        }
        let mut rough: Vec<(f32, u32)> = seeds
            .into_iter()
            .map(|name| {
                let parts = self.parts_of(name);
                let sum: f32 = parts
                    .iter()
                    .filter_map(|part| said.get(&(part & ((1 << WORD_BITS) - 1))))
                    .sum();
                // Of names that say the same, the one that says little else.
                (sum - 0.1 * parts.len() as f32, name)
            })
            .collect();
        let order = |one: &(f32, u32), other: &(f32, u32)| {
            other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
        };
        let whole = NAMES.max(most);
        if whole < rough.len() {
            rough.select_nth_unstable_by(whole, order);
            rough.truncate(whole);
        }
        let mut found: Vec<(f32, Match)> = rough
            .into_iter()
            .map(|(_, name)| {
                let comparison = compare(&query, &self.key(name));
                let bits = comparison.reasons.iter().map(|reason| reason.bits).sum();
                (bits, Match { name: name as usize, comparison })
            })
            .collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.name.cmp(&other.1.name)));
        found.truncate(most);
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// The words of the index that are nearest to one, with the bits of their agreement.
    fn near(&self, part: &Part) -> Vec<(u32, f32)> {
        let mut shared: Vec<(f32, u32)> = Vec::new();
        let mut runs = runs_of(part.word().sounds());
        if let Some(root) = part.root() {
            runs.extend(runs_of(root.sounds()));
        }
        let total = self.starts.len();
        let asked = runs.len() as f32;
        // The rarest runs first: the commonest add words that nothing else speaks for.
        runs.sort_by_key(|run| (self.words_with(*run).map_or(0, |steps| steps.count), *run));
        runs.dedup();
        let mut sums: HashMap<u32, f32, Fast> = HashMap::with_hasher(Fast);
        let mut looked = 0;
        for run in runs {
            let Some(having) = self.words_with(run) else { continue };
            looked += having.count;
            if LOOKED < looked && WORDS <= sums.len() {
                break;
            }
            let weight = (total as f32 / having.count as f32).ln();
            for number in having.iter() {
                *sums.entry(number).or_default() += weight;
            }
        }
        shared.extend(sums.into_iter().map(|(number, sum)| {
            // A long word shares more by chance.
            let most = f32::from(self.run_counts[number as usize]);
            (sum / (asked + most), number)
        }));
        let order = |one: &(f32, u32), other: &(f32, u32)| {
            other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
        };
        if WORDS < shared.len() {
            shared.select_nth_unstable_by(WORDS, order);
            shared.truncate(WORDS);
        }
        let mut near: Vec<(u32, f32)> = shared
            .into_iter()
            .filter_map(|(_, number)| {
                let like = part.likeness(self.word(number)?);
                (0.3 < like).then_some((number, 10.0 * like))
            })
            .collect();
        near.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        near.truncate(NEAR);
        near
    }

    /// Names to look at: those that have near words of two parts first, then of one.
    fn seeds(&self, near: &[Vec<(u32, f32)>]) -> Vec<u32> {
        let mut seeds: Vec<u32> = Vec::new();
        for (at, one) in near.iter().enumerate() {
            for other in &near[at + 1..] {
                for (one, _) in one.iter().take(12) {
                    for (other, _) in other.iter().take(12) {
                        if seeds.len() < SEEN {
                            self.both(*one, *other, &mut seeds);
                        }
                    }
                }
            }
        }
        let both = seeds.len();
        let mut all: Vec<(u32, f32)> = near.iter().flatten().copied().collect();
        all.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        for (word, _) in all {
            let room = (both + SEEN).saturating_sub(seeds.len());
            seeds.extend(self.having(word).iter().take(room));
        }
        seeds.sort_unstable();
        seeds.dedup();
        seeds
    }

    /// Names that have both words.
    fn both(&self, one: u32, other: u32, into: &mut Vec<u32>) {
        let (mut few, mut many) = (self.having(one), self.having(other));
        if many.len() < few.len() {
            std::mem::swap(&mut few, &mut many);
        }
        for name in few.iter().take(SEEN) {
            if many.binary_search(name).is_ok() {
                into.push(*name);
            }
        }
    }

    fn key(&self, name: u32) -> NameKey {
        let parts = self.parts_of(name);
        let certain = parts.first().is_some_and(|part| part >> (WORD_BITS + 3) & 1 == 1);
        let words = parts.iter().filter_map(|part| {
            let word = self.word(part & ((1 << WORD_BITS) - 1))?;
            let marks = part >> WORD_BITS;
            let role = match marks >> 1 & 3 {
                1 => Role::Surname,
                2 => Role::Patronymic,
                3 => Role::Title,
                _ => Role::Given,
            };
            Some((word, role, marks & 1 == 1))
        });
        NameKey::of_words(words, certain)
    }

    fn sounds(&self, word: u32) -> (&[u8], bool) {
        let start = self.starts[word as usize] as usize;
        let head = self.words[start];
        (&self.words[start + 1..start + 1 + usize::from(head & 0x7f)], head & 0x80 != 0)
    }

    fn word(&self, number: u32) -> Option<Word> {
        let (sounds, unvowelled) = self.sounds(number);
        Word::known(&WEIGHTS, sounds, unvowelled, i32::from(self.wholes[number as usize]))
    }

    fn parts_of(&self, name: u32) -> &[u32] {
        let name = name as usize;
        let block = name / BLOCK;
        let before = &self.counts[block * BLOCK..name];
        let start = self.blocks[block] as usize
            + before.iter().map(|count| usize::from(*count)).sum::<usize>();
        &self.parts[start..start + usize::from(self.counts[name])]
    }

    fn having(&self, word: u32) -> &[u32] {
        &self.having[self.of_word[word as usize] as usize..self.of_word[word as usize + 1] as usize]
    }

    fn words_with(&self, run: u16) -> Option<&Steps> {
        self.with_run.get(usize::from(run)).filter(|steps| 0 < steps.count)
    }

    /// Makes the ways from words to names and from runs to words.
    fn invert(&mut self) {
        let word = |part: &u32| (part & ((1 << WORD_BITS) - 1)) as usize;
        let is_asked = |part: &u32| part >> WORD_BITS & 1 == 0;
        let mut counts = vec![0_u32; self.starts.len() + 1];
        for part in self.parts.iter().filter(|part| is_asked(part)) {
            counts[word(part) + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        self.having = vec![0; counts.last().copied().unwrap_or_default() as usize];
        let mut next = counts.clone();
        let mut at = 0;
        for (name, count) in self.counts.iter().enumerate() {
            for _ in 0..*count {
                let part = self.parts[at];
                at += 1;
                if is_asked(&part) {
                    let cell = &mut next[word(&part)];
                    self.having[*cell as usize] = name as u32;
                    *cell += 1;
                }
            }
        }
        drop(next);
        self.of_word = counts;
        self.with_run = vec![Steps::default(); RUNS];
        for number in 0..self.starts.len() {
            let runs = runs_of(self.sounds(number as u32).0);
            self.run_counts.push(u8::try_from(runs.len()).unwrap_or(u8::MAX));
            for run in runs {
                self.with_run[usize::from(run)].push(number as u32);
            }
        }
        for steps in &mut self.with_run {
            steps.bytes.shrink_to_fit();
        }
        self.parts.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.counts.shrink_to_fit();
        self.words.shrink_to_fit();
    }
}

/// The numbers of words while an index is made: an open table of numbers, so that
/// no word is kept twice.
#[derive(Default)]
struct Numbers {
    cells: Vec<u32>,
}

impl Numbers {
    /// The number of a word, new when it was not met; `None` when numbers run out.
    fn of(&mut self, word: &Word, words: &mut Vec<u8>, starts: &mut Vec<u32>) -> Option<u32> {
        if self.cells.len() <= 2 * starts.len() {
            self.grow(words, starts);
        }
        let head =
            u8::try_from(word.sounds().len()).ok()? | if word.is_unvowelled() { 0x80 } else { 0 };
        let mut at = hash(head, word.sounds()) as usize & (self.cells.len() - 1);
        loop {
            match self.cells[at] {
                0 => break,
                number => {
                    let start = starts[number as usize - 1] as usize;
                    let is_same =
                        words[start] == head && words[start + 1..].starts_with(word.sounds());
                    if is_same {
                        return Some(number - 1);
                    }
                }
            }
            at = (at + 1) & (self.cells.len() - 1);
        }
        let number = u32::try_from(starts.len()).ok().filter(|number| *number < 1 << WORD_BITS)?;
        starts.push(u32::try_from(words.len()).ok()?);
        words.push(head);
        words.extend_from_slice(word.sounds());
        self.cells[at] = number + 1;
        Some(number)
    }

    fn grow(&mut self, words: &[u8], starts: &[u32]) {
        let size = (4 * starts.len()).next_power_of_two().max(1024);
        self.cells = vec![0; size];
        for (number, start) in starts.iter().enumerate() {
            let head = words[*start as usize];
            let begin = *start as usize + 1;
            let sounds = &words[begin..begin + usize::from(head & 0x7f)];
            let mut at = hash(head, sounds) as usize & (size - 1);
            while self.cells[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.cells[at] = number as u32 + 1;
        }
    }
}

fn hash(head: u8, sounds: &[u8]) -> u64 {
    let sum = sounds.iter().fold(u64::from(head) ^ 0xcbf2_9ce4_8422_2325, |sum, sound| {
        (sum ^ u64::from(*sound)).wrapping_mul(0x0100_0000_01b3)
    });
    sum ^ sum >> 32
}

/// Numbers of words are spread enough by one multiplication.
#[derive(Clone, Copy, Default)]
struct Fast;

impl std::hash::BuildHasher for Fast {
    type Hasher = FastHasher;
    fn build_hasher(&self) -> FastHasher {
        FastHasher(0)
    }
}

struct FastHasher(u64);

impl std::hash::Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u32(&mut self, number: u32) {
        let spread = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = spread ^ spread >> 32;
    }
}

/// Coarse consonants, with 0 for a word's edges and 11 for its vowels where they matter.
const CLASSES: usize = 12;

/// Runs of three classes, and of two beside them.
const RUNS: usize = CLASSES * CLASSES * CLASSES * 2;

const P: u8 = 1;
const F: u8 = 2;
const T: u8 = 3;
const K: u8 = 4;
const S: u8 = 5;
const C: u8 = 6;
const L: u8 = 7;
const M: u8 = 8;
const N: u8 = 9;
const R: u8 = 10;
/// No class: not heard, or a vowel.
const O: u8 = 15;

/// How a sound may be heard coarsely, given the sound after it.
fn classes(sound: u8, next: Option<u8>) -> &'static [u8] {
    let c = ALPHABET.get(usize::from(sound)).copied().unwrap_or(' ');
    let next = next.and_then(|next| ALPHABET.get(usize::from(next)).copied()).unwrap_or(' ');
    match c {
        'b' | 'p' => match (c, next) {
            ('p', 'h') => &[F],
            _ => &[P],
        },
        'f' | 'v' => &[F],
        'w' | 'و' => &[F, O],
        'd' | 't' | 'ث' => match (c, next) {
            ('t', 's') => &[S],
            ('t' | 'd', 'c' | 'j' | 'ж' | 'ш' | 'ч' | 'z') => &[O, T],
            _ => &[T],
        },
        'k' | 'q' | 'ғ' | 'х' => &[K],
        'g' => match next {
            'e' | 'i' | 'y' => &[K, C],
            'n' | 'l' => &[K, O],
            _ => &[K],
        },
        'c' => match next {
            'h' => &[C, K],
            'e' | 'i' | 'y' => &[S, C],
            'z' => &[C],
            _ => &[K, S],
        },
        's' => match next {
            'h' | 'c' | 'z' => &[C, S],
            _ => &[S],
        },
        'z' => match next {
            'h' => &[C],
            _ => &[S],
        },
        'ц' => &[S],
        'ç' => &[C, S],
        'x' => &[K, S, C],
        'ж' | 'ш' | 'ч' | 'щ' => &[C],
        'j' => &[C, O],
        'ج' => &[C, K],
        'l' => &[L],
        'm' => &[M],
        'n' | 'ң' => &[N],
        'r' => &[R],
        'h' | 'ح' => &[O, K],
        _ => &[O],
    }
}

/// The runs of coarse consonants that a word has under any of its readings, each once.
fn runs_of(sounds: &[u8]) -> Vec<u16> {
    let mut readings: Vec<([u8; LONGEST_WORD + 2], usize)> = vec![([0; LONGEST_WORD + 2], 1)];
    for (at, sound) in sounds.iter().enumerate().take(LONGEST_WORD) {
        let heard = classes(*sound, sounds.get(at + 1).copied());
        let after_digraph = at
            .checked_sub(1)
            .and_then(|before| ALPHABET.get(usize::from(sounds[before])))
            .is_some_and(|before| {
                ALPHABET.get(usize::from(*sound)) == Some(&'h') && "sctzkgpd".contains(*before)
            });
        if after_digraph {
            continue;
        }
        let many = readings.len();
        for (turn, class) in heard.iter().enumerate().rev() {
            for reading in 0..many {
                if turn == 0 {
                    push(&mut readings[reading], *class);
                } else if readings.len() < 6 {
                    let mut other = readings[reading];
                    push(&mut other, *class);
                    readings.push(other);
                }
            }
        }
    }
    let mut runs: Vec<u16> = Vec::with_capacity(24);
    for (classes, length) in &readings {
        let mut edged = *classes;
        edged[*length] = 0;
        let edged = &edged[..length + 1];
        let at = |at: usize| usize::from(edged[at]);
        let second = CLASSES * CLASSES * CLASSES;
        for start in 0..edged.len().saturating_sub(1) {
            runs.push((second + at(start) * CLASSES + at(start + 1)) as u16);
            if start + 2 < edged.len() {
                runs.push(((at(start) * CLASSES + at(start + 1)) * CLASSES + at(start + 2)) as u16);
                // One consonant may have been left out.
                runs.push((second + (CLASSES + at(start)) * CLASSES + at(start + 2)) as u16);
            }
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Adds a class to a reading; a class twice in a row is one.
fn push(reading: &mut ([u8; LONGEST_WORD + 2], usize), class: u8) {
    let (classes, length) = reading;
    if class == O || classes[*length - 1] == class || LONGEST_WORD < *length {
        return;
    }
    classes[*length] = class;
    *length += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] = [
        "Ахмет Байтұрсынұлы",
        "Букейханов Алихан Нурмухамедович",
        "М. Дулатов",
        "Мұстафа Шоқай",
        "Халел Досмұхамедов",
        "Жаһанша Досмұхамедов",
    ];

    fn check(query: &str, expected: &str) {
        let found = Index::of(NAMES).find(query, 3);
        assert_eq!(found.first().map(|found| NAMES[found.name]), Some(expected), "{query}");
    }

    #[test]
    fn any_script_and_misspelled() {
        check("Әлихан Бөкейхан", NAMES[1]);
        check("Bukeykhanof", NAMES[1]);
        check("Mustapha Tchokaï", NAMES[3]);
        check("Міржақып Дулатұлы", NAMES[2]);
        check("احمەت بايتۇرسىنۇلى", NAMES[0]);
        check("Kh. Dosmukhamedov", NAMES[4]);
        check("Zh. Dosmukhamedov", NAMES[5]);
    }

    #[test]
    fn what_is_not_there_is_no_match() {
        let index = Index::of(NAMES);
        assert!(index.find("", 3).is_empty());
        assert!(index.find("漢字", 3).is_empty());
        assert!(index.find("Колчак", 3).iter().all(|found| found.comparison.score < 0.1));
        assert!(Index::of::<&str>([]).find("Колчак", 3).is_empty());
    }

    #[test]
    fn a_name_found_compares_as_it_does_by_itself() {
        let index = Index::of(NAMES);
        for found in index.find("Zhakhansha Dosmukhamedov", 6) {
            let itself =
                compare(&NameKey::of("Zhakhansha Dosmukhamedov"), &NameKey::of(NAMES[found.name]));
            assert_eq!(found.comparison.score, itself.score);
        }
    }
}
