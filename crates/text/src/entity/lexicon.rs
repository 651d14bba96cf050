//! Lists of words: which words are names of people, which are not, which go with a name.
//!
//! The long lists are filters: a word that is in a list is always found; of the
//! others one in a hundred is found too, so a list only hints.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entity::Tongue;
use crate::entity::hand::*;
use crate::entity::observe::{hash, root_of};

/// A list of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Given names.
    Given,
    /// Words of names of people.
    Person,
    /// Words that are written with a small letter in any text.
    Common,
    /// Names of places.
    Place,
    /// Words before a person's name.
    Title,
    /// Words beside a place's name.
    PlaceWord,
    /// Words of names of bodies.
    BodyWord,
    /// Names of bodies.
    Body,
}

impl List {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// The lists that are learned, in the order in which the table holds them.
    pub const LEARNED: [List; 5] =
        [List::Given, List::Person, List::Common, List::Place, List::Body];
}

/// The lists for all tongues.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// By tongue, then as [`List::LEARNED`].
    pub filters: Vec<Vec<Filter>>,
}

impl Lexicon {
    /// The lists that have a word, a bit each.
    pub(crate) fn lists(&self, tongue: Tongue, lower: &str, word: u64, root: u64) -> u16 {
        let mut lists = 0;
        for (filter, list) in
            self.filters.get(tongue as usize).into_iter().flatten().zip(List::LEARNED)
        {
            if filter.has(root) || root != word && filter.has(word) {
                lists |= 1 << list as u16;
            }
        }
        let by_hand = &BY_HAND[tongue as usize];
        lists |= by_hand.whole.get(lower).copied().unwrap_or_default();
        let begins = by_hand.beginnings.iter().filter(|(one, _)| lower.starts_with(one));
        begins.fold(lists, |lists, (_, bits)| lists | bits)
    }

    /// What a word is found by, with and without its ending.
    pub fn keys(tongue: Tongue, word: &str) -> [u64; 2] {
        let letters: Vec<char> = word
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == 'ё' { 'е' } else { c })
            .collect();
        [hash(&letters), hash(root_of(tongue, &letters))]
    }
}

/// The lists written by hand of one tongue, a bit for each list that has a word.
#[derive(Debug, Default)]
struct ByHand {
    whole: HashMap<&'static str, u16>,
    /// `word-` in a list stands for every word that begins so.
    beginnings: Vec<(&'static str, u16)>,
}

/// By tongue.
static BY_HAND: LazyLock<[ByHand; 3]> = LazyLock::new(|| {
    [Tongue::English, Tongue::Russian, Tongue::Kazakh].map(|tongue| {
        let mut all = ByHand::default();
        for (list, words) in by_hand(tongue) {
            let bit = 1 << list as u16;
            for word in words {
                match word.strip_suffix('-') {
                    Some(beginning) => all.beginnings.push((beginning, bit)),
                    None => *all.whole.entry(word).or_default() |= bit,
                }
            }
        }
        all
    })
});

/// Bits that a word sets (Bloom 1970); ten bits a word and four probes let one in a hundred pass.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    bits: Vec<u8>,
}

const PROBES: u64 = 4;

impl Filter {
    /// A filter of these words.
    pub fn of(keys: &[u64]) -> Filter {
        let mut filter = Filter { bits: vec![0; (keys.len() * 10).div_ceil(8).max(1)] };
        for key in keys {
            for probe in 0..PROBES {
                let bit = filter.bit(*key, probe);
                filter.bits[bit / 8] |= 1 << (bit % 8);
            }
        }
        filter
    }

    /// A filter as its bytes hold it.
    pub fn from_bits(bits: &[u8]) -> Filter {
        Filter { bits: bits.to_vec() }
    }

    /// Its bytes.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }

    fn has(&self, key: u64) -> bool {
        !self.bits.is_empty()
            && (0..PROBES).all(|probe| {
                let bit = self.bit(key, probe);
                self.bits[bit / 8] & 1 << (bit % 8) != 0
            })
    }

    fn bit(&self, key: u64, probe: u64) -> usize {
        let mixed =
            (key ^ probe.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xe703_7ed1_a0b4_28db);
        ((mixed >> 24) % (self.bits.len() as u64 * 8)) as usize
    }
}

fn by_hand(tongue: Tongue) -> [(List, &'static [&'static str]); 4] {
    match tongue {
        Tongue::English => [
            (List::Title, EN_TITLES),
            (List::PlaceWord, EN_PLACE_WORDS),
            (List::BodyWord, EN_BODY_WORDS),
            (List::Place, EN_PLACES),
        ],
        Tongue::Russian => [
            (List::Title, RU_TITLES),
            (List::PlaceWord, RU_PLACE_WORDS),
            (List::BodyWord, RU_BODY_WORDS),
            (List::Place, RU_PLACES),
        ],
        Tongue::Kazakh => [
            (List::Title, KK_TITLES),
            (List::PlaceWord, KK_PLACE_WORDS),
            (List::BodyWord, KK_BODY_WORDS),
            (List::Place, KK_PLACES),
        ],
    }
}
