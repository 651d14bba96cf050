//! What words a source is made of, and how well it was read.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::letters::Letters;

/// A source's words, counted, and the share of its letters that were read wrong.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    counts: HashMap<u64, Count, BuildHasherDefault<Known>>,
    all: f32,
    /// Letters read wrong, of every letter.
    pub noise: f32,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    count: u32,
    /// Where the word stands first.
    start: u32,
    len: u32,
}

impl Words {
    pub(crate) fn of(letters: &Letters) -> Words {
        let mut counts: HashMap<u64, Count, BuildHasherDefault<Known>> = HashMap::default();
        let mut all = 0u32;
        for word in letters.words() {
            all = all.saturating_add(1);
            let (start, len) = (word.start as u32, word.len() as u32);
            counts
                .entry(hash(&letters.all()[word]))
                .or_insert(Count { count: 0, start, len })
                .count += 1;
        }
        let noise = noise(&counts, letters);
        Words { counts, all: all as f32, noise }
    }

    /// How often a word stands in the source.
    pub(crate) fn count(&self, word: &[char]) -> u32 {
        self.counts.get(&hash(word)).map_or(0, |known| known.count)
    }

    /// How surprising a word is, in nats: a frequent word little, an unknown one
    /// by its length. `besides` are places that do not count, such as the one
    /// that is judged.
    pub(crate) fn surprise(&self, word: &[char], besides: u32) -> f32 {
        let unknown = UNKNOWN_WORD + UNKNOWN_LETTER * word.len() as f32;
        match self.count(word).saturating_sub(besides) {
            0 => unknown,
            count => (self.all / count as f32).ln().min(unknown),
        }
    }
}

const UNKNOWN_WORD: f32 = 3.0;
/// Letters of a word are guessed with about this much, in nats (Shannon 1951 has 1.5 to 3).
const UNKNOWN_LETTER: f32 = 2.5;

/// A frequent word misread within is a rare word one letter from it. Words of
/// clean texts one letter from a frequent word differ at an end (cases, persons),
/// so only letters within are counted.
fn noise(counts: &HashMap<u64, Count, BuildHasherDefault<Known>>, letters: &Letters) -> f32 {
    let spelled =
        |word: &Count| &letters.all()[word.start as usize..(word.start + word.len) as usize];
    let mut frequent: Vec<Count> = counts
        .values()
        .copied()
        .filter(|word| LEAST <= word.count && (6..=24).contains(&word.len))
        .collect();
    frequent.sort_unstable_by_key(|word| (std::cmp::Reverse(word.count), word.start));
    frequent.truncate(200);
    let mut by_first: HashMap<char, Vec<&Count>> = HashMap::new();
    for word in &frequent {
        by_first.entry(letters.all()[word.start as usize]).or_default().push(word);
    }
    let read: u32 = frequent.iter().map(|word| word.count * (word.len - ENDS as u32)).sum();
    let mut wrong = 0u32;
    for word in counts.values().filter(|word| (5..=25).contains(&word.len)) {
        let rare = spelled(word);
        let near = by_first.get(&rare[0]).into_iter().flatten().filter(|other| {
            word.count * RARER <= other.count
                && word.len.abs_diff(other.len) <= 1
                && misread(rare, spelled(other))
        });
        if 0 < near.count() {
            wrong += word.count;
        }
    }
    (wrong as f32 + UNSEEN) / (read as f32 + UNSEEN / USUAL)
}

/// A word that stands so often is one of the source's frequent ones.
const LEAST: u32 = 10;
/// A misreading is at least so many times rarer than what it misreads.
const RARER: u32 = 20;
/// Letters of a word in which a change may be its grammar: the first and the last three.
const ENDS: usize = 4;
/// What is taken for granted of a source too short to tell: one wrong letter in three thousand.
const USUAL: f32 = 0.0003;
const UNSEEN: f32 = 0.3;

/// Whether two words differ in one letter within.
fn misread(one: &[char], other: &[char]) -> bool {
    let longer = one.len().max(other.len());
    let shorter = one.len().min(other.len());
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let end =
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    1 <= start && ENDS - 1 <= end && start < longer && longer <= start + end + 1 && end < shorter
}

fn hash(word: &[char]) -> u64 {
    word.iter().fold(word.len() as u64, |hash, letter| {
        (hash.rotate_left(5) ^ u64::from(u32::from(*letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// A key that is a hash already.
#[derive(Debug, Clone, Copy, Default)]
struct Known(u64);

impl Hasher for Known {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }
    fn write_u64(&mut self, key: u64) {
        // Tables take the high bits for one thing and the low ones for another.
        self.0 = key ^ (key >> 32);
    }
}
