//! What a misreading is likely to be.

use super::letters::shapes;

/// How a source's letters go wrong, as costs in nats.
///
/// A share of letters is read wrong: three in five of those as another letter
/// (mostly one of the same shape), one in five is lost, one in five is one too many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noise {
    alike: f32,
    other: f32,
    lost: f32,
    extra: f32,
    parts: f32,
}

impl Noise {
    /// `rate` is the share of letters read wrong.
    pub(crate) fn of(rate: f32) -> Noise {
        let rate = rate.clamp(1e-5, 0.4);
        Noise {
            alike: -(0.6 * rate * 0.25).ln(),
            other: -(0.6 * rate * 0.015).ln(),
            lost: -(0.2 * rate).ln(),
            extra: -(0.2 * rate / 15.0).ln(),
            parts: -(0.6 * rate * 0.1).ln(),
        }
    }

    /// The least cost at which what was written is read as what is read.
    pub(crate) fn cost(&self, written: &[char], read: &[char]) -> f32 {
        let width = read.len() + 1;
        if LETTERS < written.len() || LETTERS < read.len() {
            return f32::MAX;
        }
        let mut rows: [Vec<f32>; 3] =
            [vec![], vec![], (0..width).map(|at| at as f32 * self.extra).collect()];
        for row in 1..=written.len() {
            rows.rotate_left(1);
            let mut line = vec![f32::MAX; width];
            let letter = written[row - 1];
            for column in 0..width {
                let mut best = rows[1][column] + self.lost;
                if 0 < column {
                    let there = read[column - 1];
                    let met = match () {
                        () if letter == there => 0.0,
                        () if letter.is_ascii_digit() && there.is_ascii_digit() => self.other,
                        () if shapes(letter) & shapes(there) != 0 => self.alike,
                        () => self.other,
                    };
                    best = best.min(rows[1][column - 1] + met).min(line[column - 1] + self.extra);
                    if 1 < row && is_pair(written[row - 2], letter, there) {
                        best = best.min(rows[0][column - 1] + self.parts);
                    }
                    if 1 < column && is_pair(read[column - 2], there, letter) {
                        best = best.min(rows[1][column - 2] + self.parts);
                    }
                }
                line[column] = best;
            }
            rows[2] = line;
        }
        rows[2][width - 1]
    }
}

/// Letters of words above which no misreading is weighed.
const LETTERS: usize = 120;

/// Whether two letters close together look like one.
fn is_pair(one: char, other: char, whole: char) -> bool {
    matches!(
        (one, other, whole),
        ('r', 'n', 'm')
            | ('r', 'i', 'n')
            | ('i', 'i', 'n')
            | ('i', 'i', 'u')
            | ('n', 'i', 'm')
            | ('i', 'n', 'm')
            | ('c', 'l', 'd')
            | ('l', 'i', 'h')
            | ('v', 'v', 'w')
            | ('l', 'n', 'h')
            | ('t', 'i', 'n')
            | ('l', 'c', 'k')
            | ('c', 'i', 'a')
            | ('l', 'o', 'b')
            | ('u', 'i', 'w')
            | ('r', 'r', 'n')
            | ('r', 'v', 'w')
            | ('ь', 'і' | 'i' | 'и' | 'l' | '1', 'ы')
            | ('г', 'г', 'п')
            | ('л', 'л', 'м')
            | ('и', 'и', 'ш')
            | ('і' | 'i', 'о', 'ю')
            | ('п', 'и', 'ш')
            | ('и', 'н', 'ш')
            | ('н', 'и', 'ш')
    )
}

/// Letters that must be changed, added or removed to make one word of another.
pub(crate) fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut corner = at;
        row[0] = at + 1;
        for (column, there) in other.iter().enumerate() {
            let met = corner + usize::from(letter != there);
            corner = row[column + 1];
            row[column + 1] = met.min(corner + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
