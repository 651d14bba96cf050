//! Passages that one text has from another, or both from a third.
//!
//! Short runs of letters that few texts share are the seeds; those that follow each other
//! in both texts make a chain; a chain is stretched both ways as long as the letters agree.
//! After passim (Smith, Cordell, Dillon 2013) in its plan, on letters instead of words so
//! that errors of recognition and old spelling do little harm.

use std::ops::Range;

use rayon::prelude::*;

use crate::fold::Folded;

/// A text among those to be compared.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    /// Texts of one group, such as the issues of a newspaper, are not held against each other.
    pub group: usize,
    /// Its words.
    pub text: &'t str,
}

/// A passage that stands in two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reuse {
    /// The one text, by its number; less than the other.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// The passage, in bytes of the one.
    pub here: Range<usize>,
    /// The passage, in bytes of the other.
    pub there: Range<usize>,
    /// Letters that agree less those that do not: 34 and more. It is no probability.
    pub score: u32,
}

/// Letters of a seed.
const SEED: usize = 9;
/// A seed that stands in more places than this tells nothing.
const COMMON: usize = 60;
/// Letters of a chain that its seeds must cover: a seed alone is chance.
const COVERED: usize = SEED + 3;
/// Letters from one seed of a chain to the next.
const GAP: u32 = 120;
/// A passage must reach this score: chosen on the public test texts, where it gives a
/// precision near 0.99.
const LEAST: i32 = 34;
/// A passage ends where the score has fallen so far below its best.
const DROP: i32 = 34;
/// Letters by which the two may run apart inside a passage.
const BAND: usize = 24;
/// Pairs of seeds that are held in memory at once.
const AT_ONCE: usize = 6 << 20;

/// Finds the passages that stand in two texts of different groups.
///
/// Ascending by text and place. Shorter than some thirty-four letters nothing is found. The
/// same texts give the same passages at any number of threads. Texts beyond 4 G letters
/// in all are not looked at.
///
/// ```
/// use derek_corpus::{Text, reuse};
/// let one = "He wrote: the council asks that autonomy be recognised without delay, and left.";
/// let other = "«The councıl asks that autonomy be recognised with-\nout delay»: so the telegram.";
/// let found = reuse(&[Text { group: 0, text: one }, Text { group: 1, text: other }]);
/// assert_eq!(&one[found[0].here.clone()], "the council asks that autonomy be recognised without delay");
/// ```
pub fn reuse(texts: &[Text<'_>]) -> Vec<Reuse> {
    let folded: Vec<Folded> = texts.par_iter().map(|text| Folded::of(text.text)).collect();
    let mut begins: Vec<u32> = Vec::with_capacity(folded.len() + 1);
    let mut all: u32 = 0;
    for text in &folded {
        begins.push(all);
        let Some(next) =
            u32::try_from(text.letters.len()).ok().and_then(|own| all.checked_add(own))
        else {
            break;
        };
        all = next;
    }
    let library = Library { texts, folded: &folded, begins: &begins };
    let seeds = library.seeds();
    let groups = seed_groups(&seeds);
    let mut found: Vec<Reuse> = library
        .portions(&seeds, &groups)
        .into_par_iter()
        .flat_map_iter(|portion| library.passages(&seeds, &groups, &portion))
        .collect();
    found.par_sort_by(|one, other| {
        let key = |reuse: &Reuse| (reuse.one, reuse.here.start, reuse.other, reuse.there.start);
        key(one).cmp(&key(other))
    });
    found
}

/// A run of letters, by its hash, and where it begins in all texts put together.
type Seed = (u32, u32);

struct Library<'l> {
    texts: &'l [Text<'l>],
    folded: &'l [Folded],
    /// The place of each text's first letter in all texts put together.
    begins: &'l [u32],
}

/// Two places with the same run of letters: the pair of texts, the letter in each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    pair: (u32, u32),
    here: u32,
    there: u32,
}

/// The stretches of equal hashes that are neither alone nor common.
fn seed_groups(seeds: &[Seed]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut start = 0;
    for at in 1..=seeds.len() {
        if at == seeds.len() || seeds[at].0 != seeds[start].0 {
            if (2..=COMMON).contains(&(at - start)) {
                groups.push(start..at);
            }
            start = at;
        }
    }
    groups
}

impl Library<'_> {
    /// Every run of letters, in the order of the hashes.
    fn seeds(&self) -> Vec<Seed> {
        let of_text = |(text, begin): (&Folded, &u32)| -> Vec<Seed> {
            let runs = text.letters.windows(SEED).zip(*begin..);
            runs.map(|(run, at)| (hash(run), at)).collect()
        };
        let mut seeds: Vec<Seed> =
            self.folded.par_iter().zip(self.begins).flat_map_iter(of_text).collect();
        seeds.par_sort_unstable();
        seeds
    }

    /// The text in which a letter of all texts stands.
    fn text_of(&self, at: u32) -> usize {
        self.begins.partition_point(|begin| *begin <= at).saturating_sub(1)
    }

    /// Stretches of texts whose pairs are looked for at once, so that memory stays small.
    fn portions(&self, seeds: &[Seed], groups: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut pairs: Vec<usize> = vec![0; self.begins.len()];
        for group in groups {
            for (number, (_, at)) in seeds[group.clone()].iter().enumerate() {
                pairs[self.text_of(*at)] += group.len() - 1 - number;
            }
        }
        let mut portions = Vec::new();
        let (mut start, mut held) = (0, 0);
        for (text, count) in pairs.iter().enumerate() {
            if 0 < held && AT_ONCE < held + count {
                portions.push(start..text);
                (start, held) = (text, 0);
            }
            held += count;
        }
        portions.push(start..pairs.len());
        portions
    }

    /// The passages whose first text lies in a portion.
    fn passages(
        &self,
        seeds: &[Seed],
        groups: &[Range<usize>],
        portion: &Range<usize>,
    ) -> Vec<Reuse> {
        let mut hits: Vec<Hit> = Vec::new();
        for group in groups {
            let places = &seeds[group.clone()];
            for (number, (_, here)) in places.iter().enumerate() {
                let one = self.text_of(*here);
                if !portion.contains(&one) {
                    continue;
                }
                for (_, there) in &places[number + 1..] {
                    let other = self.text_of(*there);
                    if one != other && self.texts[one].group != self.texts[other].group {
                        let pair = (narrow(one), narrow(other));
                        let (here, there) = (here - self.begins[one], there - self.begins[other]);
                        hits.push(Hit { pair, here, there });
                    }
                }
            }
        }
        hits.sort_unstable();
        hits.chunk_by(|one, other| one.pair == other.pair)
            .flat_map(|hits| self.between(hits))
            .collect()
    }

    /// The passages of two texts, by the seeds that they share.
    fn between(&self, hits: &[Hit]) -> Vec<Reuse> {
        let Some((one, other)) = hits.first().map(|hit| (hit.pair.0 as usize, hit.pair.1 as usize))
        else {
            return Vec::new();
        };
        let (a, b) = (&self.folded[one].letters, &self.folded[other].letters);
        let mut found: Vec<Found> = Vec::new();
        for chain in chains(hits) {
            let (here, there) = (chain.here as usize, chain.there as usize);
            let is_found =
                found.iter().any(|(in_a, in_b, _)| in_a.contains(&here) && in_b.contains(&there));
            if is_found || !is_promising(a, b, here, there) {
                continue;
            }
            let ahead = stretch(&a[here..], &b[there..], false);
            let behind = stretch(&a[..here], &b[..there], true);
            let score = ahead.score + behind.score;
            if LEAST <= score {
                found.push((
                    here - behind.one..here + ahead.one,
                    there - behind.other..there + ahead.other,
                    score,
                ));
            }
        }
        let found = joined(found);
        let reuse = |(here, there, score): Found| Reuse {
            one,
            other,
            here: self.folded[one].origin(&here, self.texts[one].text),
            there: self.folded[other].origin(&there, self.texts[other].text),
            score: u32::try_from(score).unwrap_or(0),
        };
        found.into_iter().map(reuse).collect()
    }
}

/// A passage: letters of the one text, letters of the other, the score.
type Found = (Range<usize>, Range<usize>, i32);

/// Pieces of one passage, which a damaged stretch parted, put together.
fn joined(mut found: Vec<Found>) -> Vec<Found> {
    /// Letters that may be lost between two pieces.
    const LOST: usize = 90;
    found.sort_by_key(|(here, there, _)| (here.start, there.start));
    let mut joined: Vec<Found> = Vec::new();
    for (here, there, score) in found {
        let before = joined.iter_mut().rev().take(8).find(|(in_a, in_b, _)| {
            let near = |before: &Range<usize>, after: &Range<usize>| {
                before.start <= after.start && after.start <= before.end + LOST
            };
            near(in_a, &here) && near(in_b, &there)
        });
        match before {
            Some((in_a, in_b, all)) => {
                in_a.end = in_a.end.max(here.end);
                in_b.end = in_b.end.max(there.end);
                *all = (*all).max(score);
            }
            None => joined.push((here, there, score)),
        }
    }
    joined
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn hash(run: &[u8]) -> u32 {
    // FNV-1a, folded: the same on every machine.
    let hash = run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as u32
}

/// Seeds that follow each other in both texts.
struct Chain {
    /// Where its first seed begins.
    here: u32,
    there: u32,
    last: (u32, u32),
    covered: usize,
}

/// Chains of the hits of one pair of texts that cover enough letters.
fn chains(hits: &[Hit]) -> Vec<Chain> {
    let mut open: Vec<Chain> = Vec::new();
    let mut done: Vec<Chain> = Vec::new();
    for hit in hits {
        let (passed, near): (Vec<Chain>, Vec<Chain>) =
            open.into_iter().partition(|chain| GAP < hit.here - chain.last.0);
        done.extend(passed);
        open = near;
        let goes_on = open.iter_mut().filter(|chain| {
            let (far, wide) =
                (hit.here - chain.last.0, i64::from(hit.there) - i64::from(chain.last.1));
            let skew = (i64::from(far) - wide).abs();
            0 < wide && wide <= i64::from(GAP) && skew <= 6 + i64::from(far.max(1)) / 5
        });
        match goes_on.min_by_key(|chain| hit.there.abs_diff(chain.last.1)) {
            Some(chain) => {
                chain.covered += (hit.here - chain.last.0).min(narrow(SEED)) as usize;
                chain.last = (hit.here, hit.there);
            }
            None => open.push(Chain {
                here: hit.here,
                there: hit.there,
                last: (hit.here, hit.there),
                covered: SEED,
            }),
        }
    }
    done.extend(open);
    done.retain(|chain| COVERED <= chain.covered);
    done.sort_by_key(|chain| (chain.here, chain.there));
    done
}

/// Whether the letters around a seed share enough short runs to be one passage.
fn is_promising(a: &[u8], b: &[u8], here: usize, there: usize) -> bool {
    const AROUND: usize = 48;
    const RUN: usize = 4;
    const SHARED: usize = 8;
    let window = |letters: &[u8], at: usize| {
        letters[at.saturating_sub(AROUND)..(at + AROUND).min(letters.len())].to_vec()
    };
    let mut has = [0u64; 64];
    let key = |run: &[u8]| (hash(run) % 4096) as usize;
    for run in window(a, here).windows(RUN) {
        let key = key(run);
        has[key / 64] |= 1 << (key % 64);
    }
    let of_b = window(b, there);
    let shared = of_b.windows(RUN).filter(|run| {
        let key = key(run);
        has[key / 64] >> (key % 64) & 1 == 1
    });
    SHARED <= shared.count()
}

/// How far two texts agree from a place on.
struct Stretch {
    one: usize,
    other: usize,
    score: i32,
}

/// Lays letters beside each other from the beginnings on (from the ends back when `back`)
/// until they agree no more: a letter that agrees counts 1, one that does not, or is
/// missing, −1.
fn stretch(a: &[u8], b: &[u8], back: bool) -> Stretch {
    const WIDTH: usize = 2 * BAND + 1;
    const NONE: i32 = i32::MIN / 2;
    let letter = |text: &[u8], at: usize| if back { text[text.len() - 1 - at] } else { text[at] };
    let mut best = Stretch { one: 0, other: 0, score: 0 };
    // Row `i` holds the scores of `i` letters of `a` beside `from + column` letters of `b`.
    let mut from = 0usize;
    let mut row = [NONE; WIDTH];
    for (column, score) in row.iter_mut().enumerate().take(b.len() + 1) {
        *score = -i32::try_from(column).unwrap_or(0);
    }
    for i in 1..=a.len() {
        let middle = row
            .iter()
            .enumerate()
            .max_by_key(|(column, score)| (**score, std::cmp::Reverse(*column)));
        let (column, _) = middle.unwrap_or((0, &0));
        let next_from = (from + column + 1).saturating_sub(BAND);
        let mut next = [NONE; WIDTH];
        let mut row_best = NONE;
        let at = |j: usize| {
            j.checked_sub(from).filter(|column| *column < WIDTH).map_or(NONE, |column| row[column])
        };
        for column in 0..WIDTH {
            let j = next_from + column;
            if b.len() < j {
                break;
            }
            let over = at(j) - 1;
            let beside = match j.checked_sub(1) {
                Some(before) => {
                    let agrees = letter(a, i - 1) == letter(b, before);
                    at(before) + if agrees { 1 } else { -1 }
                }
                None => NONE,
            };
            let left = if column == 0 { NONE } else { next[column - 1] - 1 };
            let score = over.max(beside).max(left);
            next[column] = score;
            row_best = row_best.max(score);
            if best.score < score {
                best = Stretch { one: i, other: j, score };
            }
        }
        if row_best < best.score - DROP {
            break;
        }
        (row, from) = (next, next_from);
    }
    best
}
