//! The learned table: which sounds answer to which between spellings of a name.
//!
//! `weights.tsv` beside this file is written by `cargo xtask train-names`; its
//! first lines say from what and how. A row is two runs of at most three sounds
//! and a weight in eighths of a bit: by how much likelier the two stand for each
//! other in one name than by chance. A run may be empty: the sound is then left
//! out, in a script that writes vowels (`-`) or against one that does not (`~`).

use std::sync::LazyLock;

use crate::sound::sound_of;

/// The weight of two sounds of which the table says nothing, in eighths of a bit.
pub(crate) const UNKNOWN: i8 = -40;

/// The weight of a sound left out of which the table says nothing.
const UNKNOWN_SILENT: i8 = -40;

/// How many characters the alphabet may grow to.
const SOUNDS: usize = 64;

/// A run of sounds that the table does not know.
pub(crate) const NO_GRAM: u16 = 0;

/// The table, laid out for comparing fast.
pub(crate) struct Weights {
    /// For runs of two and three sounds, their number; `NO_GRAM` when unknown.
    twos: Vec<u16>,
    threes: Vec<u16>,
    grams: usize,
    matrix: Vec<i8>,
    /// By the number of a run: its weight when left out.
    silent: [Vec<i8>; 2],
}

/// The table that derek carries.
pub(crate) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("weights.tsv")));

impl Weights {
    /// Reads a table; rows that are none are passed over.
    fn read(table: &str) -> Weights {
        let mut weights = Weights {
            twos: vec![NO_GRAM; SOUNDS * SOUNDS],
            threes: vec![NO_GRAM; SOUNDS * SOUNDS * SOUNDS],
            // Number 0 is no run, and single sounds come first: sound + 1.
            grams: SOUNDS + 1,
            matrix: Vec::new(),
            silent: [vec![UNKNOWN_SILENT; SOUNDS + 1], vec![UNKNOWN_SILENT; SOUNDS + 1]],
        };
        let mut rows = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(one), Some(other), Some(weight)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let Ok(weight) = weight.parse::<i8>() else { continue };
            let Some(one) = weights.number(one) else { continue };
            match other {
                "-" | "~" => {
                    let silent = &mut weights.silent[usize::from(other == "~")];
                    if let Some(cell) = silent.get_mut(usize::from(one)) {
                        *cell = weight;
                    }
                }
                other => {
                    if let Some(other) = weights.number(other) {
                        rows.push((one, other, weight));
                    }
                }
            }
        }
        weights.matrix = vec![UNKNOWN; weights.grams * weights.grams];
        for gram in weights.longer_grams() {
            for other in 0..weights.grams {
                // A longer run that is not in the table is made of shorter ones instead.
                weights.matrix[gram * weights.grams + other] = i8::MIN;
                weights.matrix[other * weights.grams + gram] = i8::MIN;
            }
        }
        for (one, other, weight) in rows {
            let (one, other) = (usize::from(one), usize::from(other));
            weights.matrix[one * weights.grams + other] = weight;
            weights.matrix[other * weights.grams + one] = weight;
        }
        weights
    }

    fn longer_grams(&self) -> std::ops::Range<usize> {
        SOUNDS + 1..self.grams
    }

    /// The number of a run, new when it has none; `None` when it is no run of sounds.
    fn number(&mut self, run: &str) -> Option<u16> {
        let sounds: Vec<usize> =
            run.chars().map(|c| sound_of(c).map(usize::from)).collect::<Option<_>>()?;
        let cell = match *sounds.as_slice() {
            [one] => return u16::try_from(one + 1).ok(),
            [one, two] => &mut self.twos[one * SOUNDS + two],
            [one, two, three] => &mut self.threes[(one * SOUNDS + two) * SOUNDS + three],
            _ => return None,
        };
        if *cell == NO_GRAM {
            *cell = u16::try_from(self.grams).ok()?;
            self.grams += 1;
        }
        Some(*cell)
    }

    /// The runs of one, two and three sounds that end at a place.
    pub(crate) fn runs(&self, letters: &[u8], end: usize) -> [u16; 3] {
        let at = |back: usize| usize::from(letters[end - back]) & (SOUNDS - 1);
        let one = at(0);
        let two = if 1 <= end { self.twos[at(1) * SOUNDS + one] } else { NO_GRAM };
        let three = match 2 <= end {
            true => self.threes[(at(2) * SOUNDS + at(1)) * SOUNDS + one],
            false => NO_GRAM,
        };
        [one as u16 + 1, two, three]
    }

    /// How many numbers runs have.
    pub(crate) fn grams(&self) -> usize {
        self.grams
    }

    /// The weights of a run against every other, by number.
    #[inline]
    pub(crate) fn row(&self, run: u16) -> &[i8] {
        let start = usize::from(run) * self.grams;
        &self.matrix[start..start + self.grams]
    }

    /// The weight of a single sound left out.
    #[inline]
    pub(crate) fn silent(&self, run: u16, unvowelled: bool) -> i8 {
        self.silent[usize::from(unvowelled)][usize::from(run)]
    }
}

impl std::fmt::Debug for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Weights").field("grams", &self.grams).finish_non_exhaustive()
    }
}
