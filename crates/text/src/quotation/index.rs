//! Where in a text some letters stand together.

use std::ops::Range;

/// Letters that are looked up together.
pub(crate) const GRAM: usize = 6;

/// Every place of every few letters that stand together, by their hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    bits: u32,
    starts: Vec<u32>,
    places: Vec<u32>,
}

/// A quotation's letters that stand in the source one by one the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub source: usize,
    pub quote: usize,
    pub len: usize,
}

impl Run {
    /// How far the source is ahead of the quotation.
    fn shift(&self) -> i64 {
        self.source as i64 - self.quote as i64
    }
}

impl Index {
    pub(crate) fn of(letters: &[char]) -> Index {
        let count = (letters.len() + 1).saturating_sub(GRAM);
        let bits = (usize::BITS - count.leading_zeros()).clamp(8, 20);
        let mut starts = vec![0u32; (1 << bits) + 1];
        let hashes = || letters.windows(GRAM).map(|gram| hash(gram, bits));
        for hash in hashes() {
            starts[hash + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; count];
        for (at, hash) in hashes().enumerate() {
            places[next[hash] as usize] = at as u32;
            next[hash] += 1;
        }
        Index { bits, starts, places }
    }

    /// Places where a gram may stand: its own, and those of grams with its hash.
    fn places(&self, gram: &[char]) -> &[u32] {
        let hash = hash(gram, self.bits);
        let range = || Some(*self.starts.get(hash)? as usize..*self.starts.get(hash + 1)? as usize);
        range().and_then(|range| self.places.get(range)).unwrap_or_default()
    }

    /// The longest runs of letters that a quotation has in common with the
    /// source, in the order of the source.
    ///
    /// Grams that stand in more places than serve to find anything are passed over.
    pub(crate) fn runs(&self, quote: &[char], source: &[char]) -> Vec<Run> {
        let most = (HITS / quote.len().max(1)).clamp(32, 4000);
        let mut hits: Vec<(i64, usize)> = Vec::new();
        for (at, gram) in quote.windows(GRAM).enumerate() {
            let places = self.places(gram);
            if most < places.len() {
                continue;
            }
            let stands =
                |place: &&u32| source.get(**place as usize..**place as usize + GRAM) == Some(gram);
            hits.extend(
                places.iter().filter(stands).map(|place| (i64::from(*place) - at as i64, at)),
            );
        }
        hits.sort_unstable();
        let mut runs: Vec<Run> = Vec::new();
        for (shift, at) in hits {
            match runs.last_mut() {
                // Grams of one shift that overlap or adjoin make one run; a gram passed
                // over for being frequent leaves a hole, which is looked through.
                Some(last)
                    if last.shift() == shift
                        && (at <= last.quote + last.len
                            || same(quote, source, last.quote + last.len..at, shift)) =>
                {
                    last.len = at + GRAM - last.quote;
                }
                _ => runs.push(Run { source: (shift + at as i64) as usize, quote: at, len: GRAM }),
            }
        }
        for run in &mut runs {
            extend(run, quote, source);
        }
        runs.sort_unstable();
        runs.dedup();
        runs
    }
}

/// Hits that a quotation may have, over all its grams.
const HITS: usize = 20_000;

/// Letters by which a run may grow over frequent grams on either side.
const REACH: usize = 64;

fn same(quote: &[char], source: &[char], letters: Range<usize>, shift: i64) -> bool {
    let there = (letters.start as i64 + shift) as usize..(letters.end as i64 + shift) as usize;
    letters.len() <= REACH && quote.get(letters) == source.get(there)
}

fn extend(run: &mut Run, quote: &[char], source: &[char]) {
    let (before, there) = (&quote[..run.quote], &source[..run.source]);
    let back = before
        .iter()
        .rev()
        .zip(there.iter().rev())
        .take(REACH)
        .take_while(|(one, other)| one == other)
        .count();
    run.quote -= back;
    run.source -= back;
    run.len += back;
    let after = quote[run.quote + run.len..].iter().zip(&source[run.source + run.len..]);
    run.len += after.take(REACH).take_while(|(one, other)| one == other).count();
}

fn hash(gram: &[char], bits: u32) -> usize {
    let mixed = gram.iter().fold(0u64, |hash, letter| {
        (hash.rotate_left(5) ^ u64::from(u32::from(*letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (mixed >> (64 - bits)) as usize
}

/// Runs that follow one another in the quotation and in the source: where the
/// quotation may stand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chain {
    pub runs: Vec<Run>,
    /// Letters in runs, less what the gaps cost.
    pub score: f32,
}

/// The best few chains of runs, the best first; no run is in two.
///
/// `elided` says whether the quotation has an ellipsis between two of its letters.
pub(crate) fn chains(
    runs: &[Run],
    elided: impl Fn(Range<usize>) -> bool,
    most: usize,
) -> Vec<Chain> {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let mut found = (run.len as f32, None);
        for earlier in at.saturating_sub(LOOK_BACK)..at {
            let before = runs[earlier];
            let overlap = (before.quote + before.len)
                .saturating_sub(run.quote)
                .max((before.source + before.len).saturating_sub(run.source));
            if run.quote <= before.quote || run.source <= before.source || run.len <= overlap + 2 {
                continue;
            }
            let apart = (run.shift() - before.shift()).unsigned_abs() as f32;
            let gap = run.quote.saturating_sub(before.quote + before.len) as f32;
            let is_elided =
                before.shift() <= run.shift() && elided(before.quote + before.len..run.quote);
            let cost = match is_elided {
                true => 4.0 + 0.6 * (1.0 + apart).log2(),
                false => (1.0 + apart).log2() + 0.02 * apart,
            };
            let score = best[earlier].0 + (run.len - overlap) as f32 - cost - 0.05 * gap;
            if found.0 < score {
                found = (score, Some(earlier));
            }
        }
        best.push(found);
    }
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by(|one, other| best[*other].0.total_cmp(&best[*one].0).then(one.cmp(other)));
    let mut used = vec![false; runs.len()];
    let mut found = Vec::new();
    for end in order {
        if most <= found.len() {
            break;
        }
        let mut chain = Chain { runs: Vec::new(), score: best[end].0 };
        let mut next = Some(end);
        while let Some(at) = next.filter(|at| !used[*at]) {
            used[at] = true;
            chain.runs.push(runs[at]);
            next = best[at].1;
        }
        if next.is_none() {
            chain.runs.reverse();
            found.push(chain);
        }
    }
    found
}

/// Runs before a run that it may follow.
const LOOK_BACK: usize = 64;

/// Where the letters of a quotation all stand, one by one, whatever they are:
/// as far as `most` places.
pub(crate) fn whole(quote: &[char], source: &[char], most: usize) -> Vec<usize> {
    let Some(first) = quote.first() else { return Vec::new() };
    if source.len() < quote.len() {
        return Vec::new();
    }
    // Knuth, Morris and Pratt: linear, even where one letter is repeated without end.
    let mut border = vec![0usize; quote.len()];
    let mut matched = 0;
    for at in 1..quote.len() {
        while 0 < matched && quote[at] != quote[matched] {
            matched = border[matched - 1];
        }
        if quote[at] == quote[matched] {
            matched += 1;
        }
        border[at] = matched;
    }
    let mut places = Vec::new();
    let mut matched = 0;
    for (at, letter) in source.iter().enumerate() {
        if matched == 0 && letter != first {
            continue;
        }
        while 0 < matched && *letter != quote[matched] {
            matched = border[matched - 1];
        }
        if *letter == quote[matched] {
            matched += 1;
        }
        if matched == quote.len() {
            places.push(at + 1 - matched);
            if most <= places.len() {
                break;
            }
            matched = 0;
        }
    }
    places
}

/// Where a quotation of at most 64 letters ends in the source with the fewest
/// letters wrong, and how many: Myers, *A fast bit-vector algorithm for
/// approximate string matching* (1999).
pub(crate) fn nearest_end(quote: &[char], source: &[char]) -> Option<(usize, usize)> {
    if quote.is_empty() || 64 < quote.len() {
        return None;
    }
    // Letters by their last byte: those of one script lie side by side. Letters
    // that share a last byte are told apart in the list.
    let mut masks = vec![('\0', 0u64); 256];
    let mut others: Vec<(char, u64)> = Vec::new();
    for (at, letter) in quote.iter().enumerate() {
        let slot = &mut masks[*letter as usize & 0xff];
        if slot.1 == 0 || slot.0 == *letter {
            *slot = (*letter, slot.1 | 1 << at);
            continue;
        }
        match others.iter_mut().find(|(known, _)| known == letter) {
            Some((_, mask)) => *mask |= 1 << at,
            None => others.push((*letter, 1 << at)),
        }
    }
    let mask_of = |letter: char| match masks[letter as usize & 0xff] {
        (known, mask) if known == letter => mask,
        _ => others.iter().find(|(known, _)| *known == letter).map_or(0, |(_, mask)| *mask),
    };
    let top = 1u64 << (quote.len() - 1);
    let (mut more, mut less) = (!0u64, 0u64);
    let mut wrong = quote.len();
    let mut best = (quote.len(), 0);
    for (at, letter) in source.iter().enumerate() {
        let equal = mask_of(*letter);
        let x = equal | less;
        let d = (((x & more).wrapping_add(more)) ^ more) | x;
        let mut up = less | !(d | more);
        let mut down = more & d;
        if up & top != 0 {
            wrong += 1;
        }
        if down & top != 0 {
            wrong -= 1;
        }
        // A quotation may begin anywhere: nothing is paid for letters before it.
        up <<= 1;
        down <<= 1;
        more = down | !(d | up);
        less = up & d;
        if wrong < best.0 {
            best = (wrong, at + 1);
        }
    }
    Some((best.1, best.0))
}
