//! Two spellings of one word laid side by side, sound by sound.

use std::ops::Range;

use crate::sound::{ALPHABET, EDGE, LONGEST_WORD, Sounds};
use crate::weights::{NO_GRAM, WEIGHTS, Weights};

/// A word made ready to be compared many times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    sounds: Vec<u8>,
    runs: Vec<[u16; 3]>,
    unvowelled: bool,
    whole: i32,
}

/// A run of sounds of one word and what answers to it in another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// How many sounds of the one word; 0 when the other has more.
    pub one: usize,
    /// How many sounds of the other word.
    pub other: usize,
    /// By how many bits likelier than by chance.
    pub bits: f32,
}

/// Cells of a word with its edges.
const WIDTH: usize = LONGEST_WORD + 3;

/// Lower than any sum.
const NEVER: i32 = i32::MIN / 2;

impl Word {
    /// A word of some sounds; `None` when there are none, or more than can be compared.
    pub fn new(sounds: &[u8], unvowelled: bool) -> Option<Word> {
        let mut word = Word::known(&WEIGHTS, sounds, unvowelled, 0)?;
        word.whole = agreement(&WEIGHTS, &word, &word);
        Some(word)
    }

    /// A word of which it is known by how many eighths of a bit it agrees with itself.
    pub(crate) fn known(
        weights: &Weights,
        sounds: &[u8],
        unvowelled: bool,
        whole: i32,
    ) -> Option<Word> {
        if sounds.is_empty() || LONGEST_WORD < sounds.len() {
            return None;
        }
        let mut edged = Vec::with_capacity(sounds.len() + 2);
        edged.push(EDGE);
        edged.extend_from_slice(sounds);
        edged.push(EDGE);
        let runs = (0..edged.len()).map(|end| weights.runs(&edged, end)).collect();
        Some(Word { sounds: edged, runs, unvowelled, whole })
    }

    /// Eighths of a bit by which it agrees with itself.
    pub(crate) fn eighths(&self) -> i32 {
        self.whole
    }

    /// The word of a text.
    pub fn of(text: &str) -> Option<Word> {
        let sounds = Sounds::of(text);
        Word::new(sounds.letters(), sounds.is_unvowelled())
    }

    /// Its sounds.
    pub fn sounds(&self) -> &[u8] {
        &self.sounds[1..self.sounds.len() - 1]
    }

    /// Whether its script leaves vowels out.
    pub fn is_unvowelled(&self) -> bool {
        self.unvowelled
    }

    /// The bits by which it agrees with itself: how much a full agreement can say.
    pub fn whole(&self) -> f32 {
        bits(self.whole)
    }

    /// By how many bits it is likelier that two spellings are of one word than by chance.
    pub fn agreement(&self, other: &Word) -> f32 {
        bits(agreement(&WEIGHTS, self, other))
    }

    /// How much of what the words could say for each other they do say: 1 when
    /// they are the same, about 0 for two words met by chance, less when they clash.
    pub fn likeness(&self, other: &Word) -> f32 {
        let most = match self.unvowelled == other.unvowelled {
            true => (self.whole + other.whole) as f32 / 2.0,
            // Vowels that one script leaves out cannot speak.
            false => 0.4 * (self.whole + other.whole) as f32,
        };
        if most <= 0.0 { 0.0 } else { agreement(&WEIGHTS, self, other) as f32 / most }
    }

    /// How much of what its first letters could say for another word's they do say, of an
    /// initial or an abbreviation: 1 when the word begins so, 0 or less when it does not.
    pub fn begins(&self, other: &Word) -> f32 {
        let initial = &self.runs[..self.runs.len() - 1];
        let most = (initial.len() + 3).min(other.runs.len() - 1);
        let unvowelled = self.unvowelled || other.unvowelled;
        // The edge before both says nothing of the letters.
        let edge = last_row(&WEIGHTS, &initial[..1], &other.runs[..1], unvowelled)[1];
        let row = last_row(&WEIGHTS, initial, &other.runs[..most], unvowelled);
        let said = row[2..=most].iter().copied().max().unwrap_or(NEVER) - edge;
        let itself =
            |runs: &[[u16; 3]]| last_row(&WEIGHTS, runs, runs, unvowelled)[runs.len()] - edge;
        let could = itself(initial).min(itself(&other.runs[..most.min(initial.len())]));
        said as f32 / could.max(8) as f32
    }

    /// The runs that answer to each other, in order; their bits add up to the agreement
    /// but for the words' edges, which are counted to the runs beside them.
    pub fn align(&self, other: &Word) -> Vec<Pair> {
        align(&WEIGHTS, self, other)
    }
}

fn bits(eighths: i32) -> f32 {
    eighths as f32 / 8.0
}

const STEPS: [(usize, usize); 8] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)];

fn step(
    weights: &Weights,
    one: &Word,
    other: &Word,
    i: usize,
    j: usize,
    step: (usize, usize),
) -> i32 {
    let unvowelled = one.unvowelled || other.unvowelled;
    let run = |word: &Word, end: usize, length: usize| word.runs[end - 1][length - 1];
    let weight = match step {
        (1, 0) => weights.silent(run(one, i, 1), unvowelled),
        (0, 1) => weights.silent(run(other, j, 1), unvowelled),
        (a, b) => {
            let (a, b) = (run(one, i, a), run(other, j, b));
            if a == NO_GRAM || b == NO_GRAM {
                return NEVER;
            }
            weights.row(a)[usize::from(b)]
        }
    };
    if weight == i8::MIN { NEVER } else { i32::from(weight) }
}

/// The best sum over all ways to lay the words side by side, in eighths of a bit.
fn agreement(weights: &Weights, one: &Word, other: &Word) -> i32 {
    let unvowelled = one.unvowelled || other.unvowelled;
    last_row(weights, &one.runs, &other.runs, unvowelled)[other.runs.len()]
}

/// The best sums of a whole word against each beginning of another.
fn last_row(
    weights: &Weights,
    one: &[[u16; 3]],
    other: &[[u16; 3]],
    unvowelled: bool,
) -> [i32; WIDTH] {
    let (height, width) = (one.len(), other.len());
    let mut left_out = [0_i32; WIDTH];
    for (cell, run) in left_out[1..].iter_mut().zip(other) {
        *cell = i32::from(weights.silent(run[0], unvowelled));
    }
    let mut rows = [[NEVER; WIDTH]; 4];
    rows[0][0] = 0;
    for j in 1..=width {
        rows[0][j] = rows[0][j - 1] + left_out[j];
    }
    for i in 1..=height {
        let runs = one[i - 1];
        let silent = i32::from(weights.silent(runs[0], unvowelled));
        let single = weights.row(runs[0]);
        let double = (runs[1] != NO_GRAM).then(|| weights.row(runs[1]));
        let triple = (runs[2] != NO_GRAM).then(|| weights.row(runs[2]));
        let mut row = [NEVER; WIDTH];
        let before = &rows[(i + 3) % 4];
        let before2 = &rows[(i + 2) % 4];
        let before3 = &rows[(i + 1) % 4];
        row[0] = before[0] + silent;
        for j in 1..=width {
            let others = other[j - 1];
            let first = usize::from(others[0]);
            let mut best = (before[j] + silent)
                .max(row[j - 1] + left_out[j])
                .max(before[j - 1] + i32::from(single[first]));
            if others[1] != NO_GRAM {
                let second = usize::from(others[1]);
                best = best.max(before[j - 2] + far(single[second]));
                if let Some(double) = double {
                    best = best.max(before2[j - 2] + far(double[second]));
                }
            }
            if others[2] != NO_GRAM {
                best = best.max(before[j - 3] + far(single[usize::from(others[2])]));
            }
            if let Some(double) = double {
                best = best.max(before2[j - 1] + far(double[first]));
            }
            if let Some(triple) = triple {
                best = best.max(before3[j - 1] + far(triple[first]));
            }
            row[j] = best;
        }
        rows[i % 4] = row;
    }
    rows[height % 4]
}

/// A word laid out to be compared with very many: its weights against every sound, in order.
pub(crate) struct Laid<'w, const CELLS: usize> {
    weights: &'w Weights,
    width: usize,
    unvowelled: bool,
    whole: i32,
    runs: Vec<[u16; 3]>,
    /// For each sound alone, the weights against the word's runs of one, two and three.
    singles: Vec<[i32; CELLS]>,
    /// The same for runs of two and three sounds, found when first asked for.
    longer: Vec<[i32; CELLS]>,
    longer_at: Vec<u16>,
    left_out: [[i32; CELLS]; 2],
}

/// A word laid out, in as little room as it needs.
pub(crate) enum Beside<'w> {
    Short(Box<Laid<'w, 16>>),
    Long(Box<Laid<'w, MOST_CELLS>>),
}

impl<'w> Beside<'w> {
    pub(crate) fn new(weights: &'w Weights, word: &Word) -> Option<Beside<'w>> {
        Laid::new(weights, word)
            .map(|laid| Beside::Short(Box::new(laid)))
            .or_else(|| Some(Beside::Long(Box::new(Laid::new(weights, word)?))))
    }

    /// As [`Word::likeness`]; the other word's agreement with itself is told in eighths of
    /// a bit, or reckoned sound by sound.
    pub(crate) fn likeness(&mut self, sounds: &[u8], unvowelled: bool, whole: Option<i32>) -> f32 {
        match self {
            Beside::Short(laid) => laid.likeness(sounds, unvowelled, whole),
            Beside::Long(laid) => laid.likeness(sounds, unvowelled, whole),
        }
    }
}

/// Cells that are room for any word: its sounds, its edges and one before them, by eights.
pub(crate) const MOST_CELLS: usize = 72;

/// Lower than any sum of weights, and not so low that a sum of it turns round.
const LOW: i32 = -1 << 24;

impl<'w, const CELLS: usize> Laid<'w, CELLS> {
    /// `None` when the word with its edges has no room in so many cells.
    fn new(weights: &'w Weights, word: &Word) -> Option<Laid<'w, CELLS>> {
        let width = word.runs.len();
        if CELLS <= width {
            return None;
        }
        let mut laid = Laid {
            weights,
            width,
            unvowelled: word.unvowelled,
            whole: word.whole,
            runs: word.runs.clone(),
            singles: Vec::with_capacity(3 * ALPHABET.len()),
            longer: Vec::new(),
            longer_at: vec![0; weights.grams()],
            left_out: [[LOW; CELLS]; 2],
        };
        for (unvowelled, left_out) in laid.left_out.iter_mut().enumerate() {
            for (cell, run) in left_out[1..].iter_mut().zip(&word.runs) {
                *cell = i32::from(weights.silent(run[0], unvowelled == 1));
            }
        }
        for sound in 1..=ALPHABET.len() {
            for length in 0..3 {
                let cells = laid.against(sound as u16, length);
                laid.singles.push(cells);
            }
        }
        Some(laid)
    }

    /// The weights of a run against the word's runs of one length.
    fn against(&self, run: u16, length: usize) -> [i32; CELLS] {
        let row = self.weights.row(run);
        let mut cells = [LOW; CELLS];
        for (cell, runs) in cells[1..].iter_mut().zip(&self.runs) {
            let weight = row[usize::from(runs[length])];
            if runs[length] != NO_GRAM && weight != i8::MIN {
                *cell = i32::from(weight);
            }
        }
        cells
    }

    /// Where the weights of a longer run lie: against the word's runs of one, and of two.
    fn longer(&mut self, run: u16) -> usize {
        if self.longer_at[usize::from(run)] == 0 {
            let cells = [self.against(run, 0), self.against(run, 1)];
            self.longer.extend(cells);
            self.longer_at[usize::from(run)] = (self.longer.len() / 2) as u16;
        }
        2 * (usize::from(self.longer_at[usize::from(run)]) - 1)
    }

    fn likeness(&mut self, sounds: &[u8], unvowelled: bool, whole: Option<i32>) -> f32 {
        let whole = whole.unwrap_or_else(|| {
            let itself = |sound: u8| {
                let run = u16::from(sound) + 1;
                i32::from(self.weights.row(run)[usize::from(run)])
            };
            sounds.iter().map(|sound| itself(*sound)).sum::<i32>() + 2 * itself(EDGE)
        });
        let sum = (self.whole + whole) as f32;
        let most = if self.unvowelled == unvowelled { sum / 2.0 } else { 0.4 * sum };
        if most <= 0.0 {
            return 0.0;
        }
        self.agreement(sounds, unvowelled) as f32 / most
    }

    fn agreement(&mut self, sounds: &[u8], unvowelled: bool) -> i32 {
        let weights = self.weights;
        let unvowelled = self.unvowelled || unvowelled;
        let mut edged = [EDGE; LONGEST_WORD + 2];
        let height = sounds.len().min(LONGEST_WORD) + 2;
        edged[1..height - 1].copy_from_slice(&sounds[..height - 2]);
        let width = self.width.min(CELLS - 1);
        // The last row and the two before it.
        let mut before = [LOW; CELLS];
        let mut before2 = [LOW; CELLS];
        let mut before3 = [LOW; CELLS];
        before[0] = 0;
        for at in 1..=width {
            before[at] = before[at - 1] + self.left_out[usize::from(unvowelled)][at];
        }
        for end in 0..height {
            let runs = weights.runs(&edged[..height], end);
            let silent = i32::from(weights.silent(runs[0], unvowelled));
            let double = (runs[1] != NO_GRAM).then(|| self.longer(runs[1]));
            let triple = (runs[2] != NO_GRAM).then(|| self.longer(runs[2]));
            let at = 3 * (usize::from(runs[0]) - 1);
            let [one, two, three] = &self.singles[at..at + 3] else { return LOW };
            let left_out = &self.left_out[usize::from(unvowelled)];
            let mut row = [LOW; CELLS];
            row[0] = before[0] + silent;
            let mut by_one = before[0];
            let mut by_two = LOW;
            let mut by_three = LOW;
            for at in 1..=width {
                let best = (before[at] + silent)
                    .max(by_one + one[at])
                    .max(by_two + two[at])
                    .max(by_three + three[at]);
                row[at] = best;
                (by_three, by_two, by_one) = (by_two, by_one, before[at]);
            }
            if let Some(double) = double
                && let [one, two] = &self.longer[double..double + 2]
            {
                let (mut by_one, mut by_two) = (before2[0], LOW);
                for at in 1..=width {
                    row[at] = row[at].max(by_one + one[at]).max(by_two + two[at]);
                    (by_two, by_one) = (by_one, before2[at]);
                }
            }
            if let Some(triple) = triple {
                let one = &self.longer[triple];
                for at in 1..=width {
                    row[at] = row[at].max(before3[at - 1] + one[at]);
                }
            }
            let mut sum = row[0];
            for at in 1..=width {
                sum = row[at].max(sum + left_out[at]);
                row[at] = sum;
            }
            (before3, before2, before) = (before2, before, row);
        }
        before[width]
    }
}

/// A weight, where the table's gap is no way at all.
#[inline]
fn far(weight: i8) -> i32 {
    if weight == i8::MIN { NEVER / 4 } else { i32::from(weight) }
}

fn align(weights: &Weights, one: &Word, other: &Word) -> Vec<Pair> {
    let (height, width) = (one.runs.len(), other.runs.len());
    let mut best = vec![NEVER; (height + 1) * (width + 1)];
    let mut from = vec![(0, 0); best.len()];
    let at = |i: usize, j: usize| i * (width + 1) + j;
    best[0] = 0;
    for i in 0..=height {
        for j in 0..=width {
            for (a, b) in STEPS {
                if i < a || j < b {
                    continue;
                }
                let sum =
                    best[at(i - a, j - b)] + step(weights, one, other, i, j, (a, b)).max(NEVER / 4);
                if best[at(i, j)] < sum {
                    best[at(i, j)] = sum;
                    from[at(i, j)] = (a, b);
                }
            }
        }
    }
    let (mut i, mut j) = (height, width);
    let mut pairs: Vec<Pair> = Vec::new();
    while 0 < i + j {
        let (a, b) = from[at(i, j)];
        if a + b == 0 {
            break;
        }
        let edges = |end: usize, length: usize, last: usize| {
            (end - length..end).filter(|at| *at == 0 || *at + 1 == last).count()
        };
        pairs.push(Pair {
            one: a - edges(i, a, height),
            other: b - edges(j, b, width),
            bits: bits(best[at(i, j)] - best[at(i - a, j - b)]),
        });
        (i, j) = (i - a, j - b);
    }
    pairs.reverse();
    // The edges themselves are nothing to show.
    let edges = std::mem::take(&mut pairs);
    let mut carried = 0.0;
    for pair in edges {
        match (pair.one + pair.other, pairs.last_mut()) {
            (0, Some(last)) => last.bits += pair.bits,
            (0, None) => carried += pair.bits,
            _ => pairs.push(Pair { bits: pair.bits + std::mem::take(&mut carried), ..pair }),
        }
    }
    pairs
}

/// Which bytes of two texts answer to each other, by the sounds that stand for them.
pub(crate) fn origins(
    pairs: &[Pair],
    one: &Sounds,
    other: &Sounds,
) -> Vec<(Range<usize>, Range<usize>, f32)> {
    let (mut i, mut j) = (0, 0);
    let (mut end, mut other_end) = (0, 0);
    pairs
        .iter()
        .map(|pair| {
            let here = one.origin(i..i + pair.one).unwrap_or(end..end);
            let there = other.origin(j..j + pair.other).unwrap_or(other_end..other_end);
            (i, j) = (i + pair.one, j + pair.other);
            (end, other_end) = (here.end, there.end);
            (here, there, pair.bits)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> f32 {
        match (Word::of(one), Word::of(other)) {
            (Some(one), Some(other)) => one.likeness(&other),
            _ => panic!("no word"),
        }
    }

    #[test]
    fn spellings_of_one_word_agree_and_of_two_do_not() {
        for (one, other) in [
            ("Бөкейхан", "Bokeikhan"),
            ("Шоқай", "Chokay"),
            ("Жұмабаев", "Djumabaev"),
            ("محمد", "Muhammad"),
        ] {
            assert!(0.55 < likeness(one, other), "{one} {other} {}", likeness(one, other));
        }
        for (one, other) in [("Дулатов", "Gabbasov"), ("Марсеков", "Yermekov")] {
            assert!(likeness(one, other) < 0.5, "{one} {other} {}", likeness(one, other));
        }
    }

    #[test]
    fn pairs_add_up_to_the_agreement() {
        let (Some(one), Some(other)) = (Word::of("Жаһанша"), Word::of("Dzhakhansha")) else {
            panic!("no word");
        };
        let pairs = one.align(&other);
        assert_eq!(pairs.iter().map(|pair| pair.bits).sum::<f32>(), one.agreement(&other));
        assert_eq!(pairs.iter().map(|pair| pair.one).sum::<usize>(), one.sounds().len());
        assert_eq!(pairs.iter().map(|pair| pair.other).sum::<usize>(), other.sounds().len());
    }

    #[test]
    fn a_word_laid_out_is_as_like_as_one_beside_one() {
        let words = ["Бөкейхан", "Bukeikhanov", "محمد", "Zhakhansha", "Dzhakhansha", "а", "Ян"];
        let long = "кырмызы".repeat(9);
        for one in words.into_iter().chain([long.as_str()]).filter_map(Word::of) {
            let mut laid = Laid::<MOST_CELLS>::new(&WEIGHTS, &one).expect("room for any word");
            let mut short = Laid::<16>::new(&WEIGHTS, &one);
            assert_eq!(short.is_some(), one.runs.len() < 16);
            for other in words.into_iter().chain([long.as_str()]).filter_map(Word::of) {
                let mut told =
                    vec![laid.likeness(other.sounds(), other.unvowelled, Some(other.whole))];
                told.extend(short.as_mut().map(|laid| {
                    laid.likeness(other.sounds(), other.unvowelled, Some(other.whole))
                }));
                assert!(told.iter().all(|told| *told == one.likeness(&other)));
            }
        }
    }

    #[test]
    fn a_word_too_long_is_none() {
        assert!(Word::of(&"а".repeat(1_000_000)).is_none());
        assert!(Word::of("").is_none());
    }
}
