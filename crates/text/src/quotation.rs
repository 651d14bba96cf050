//! A quotation held to its source: where it stands, and what it changes.

mod align;
mod anchor;
mod gravity;
mod index;
mod judge;
mod letters;
mod lexicon;
mod noise;

use std::ops::Range;
use std::sync::OnceLock;

use align::{Facing, Free, Marks, Pairs, align};
use index::{Chain, Index, chains, nearest_end, whole};
use judge::{Judgement, Read, judge};
use letters::Letters;
use lexicon::Words;

pub use anchor::{Anchor, Refound};

/// What a quotation is to its source, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Word by word and mark by mark, white space apart.
    Exact,
    /// The words are the source's; capitals, marks, hyphens or spaces are not.
    Presentation,
    /// The words are the source's in another spelling, or the source's text has
    /// errors of recognition.
    Orthography,
    /// Words are left out or put in, and marked so: an ellipsis, square brackets.
    Elided,
    /// Words are changed, left out or put in without a mark.
    Altered,
    /// So changed that a denial, a number, a date or a name is another.
    Grave,
    /// The source does not say this.
    Absent,
}

impl Verdict {
    /// Every verdict, the mildest first.
    pub const ALL: [Verdict; 7] = [
        Verdict::Exact,
        Verdict::Presentation,
        Verdict::Orthography,
        Verdict::Elided,
        Verdict::Altered,
        Verdict::Grave,
        Verdict::Absent,
    ];

    /// The verdict's stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Presentation => "presentation",
            Verdict::Orthography => "orthography",
            Verdict::Elided => "elided",
            Verdict::Altered => "altered",
            Verdict::Grave => "altered-gravely",
            Verdict::Absent => "absent",
        }
    }

    /// Whether a reader may trust the words: nothing is changed that is not marked.
    pub fn is_faithful(self) -> bool {
        self <= Verdict::Elided
    }
}

/// What kind of change a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Spaces, hyphens, punctuation, quotation marks, capitals.
    Presentation,
    /// Another spelling of the same word.
    Orthography,
    /// The source's text has an error of recognition there.
    Misreading,
    /// Words of the source left out, with a mark.
    Elision,
    /// Words put in, in square brackets.
    Interpolation,
    /// Words of the source left out without a mark.
    Omission,
    /// Words put in without a mark.
    Insertion,
    /// Words in the place of others.
    Substitution,
}

impl Kind {
    /// The kind's stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Presentation => "presentation",
            Kind::Orthography => "orthography",
            Kind::Misreading => "misreading",
            Kind::Elision => "elision",
            Kind::Interpolation => "interpolation",
            Kind::Omission => "omission",
            Kind::Insertion => "insertion",
            Kind::Substitution => "substitution",
        }
    }

    /// Whether what the source says is changed, and no mark says so.
    pub fn is_alteration(self) -> bool {
        matches!(self, Kind::Omission | Kind::Insertion | Kind::Substitution)
    }
}

/// A place where a quotation is not as its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Bytes of the quotation; empty, where words are missing.
    pub quote: Range<usize>,
    /// Bytes of the source; empty, where the quotation has more.
    pub source: Range<usize>,
    /// What kind of change it is.
    pub kind: Kind,
    /// Whether a denial, a number, a date or a name is touched.
    pub grave: bool,
}

/// What was found of a quotation in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the quotation is to the source.
    pub verdict: Verdict,
    /// Whether the verdict is sure: `false` where the source is too damaged to
    /// tell an error of recognition from a change.
    pub certain: bool,
    /// Bytes of the source, the best place first; several when the words stand in
    /// several places (at most 16), none when they stand in none.
    pub places: Vec<Range<usize>>,
    /// Letters that differ, elisions and interpolations not counted.
    pub distance: usize,
    /// The differences from the first place, in the order of the quotation.
    pub differences: Vec<Difference>,
}

impl Found {
    fn absent() -> Found {
        Found {
            verdict: Verdict::Absent,
            certain: true,
            places: Vec::new(),
            distance: 0,
            differences: Vec::new(),
        }
    }
}

/// A source's text, prepared to be asked for quotations.
///
/// Nothing is prepared before it is needed, and then once: a quotation that
/// stands in the text letter by letter costs a search only.
///
/// ```
/// use derek_text::{Source, Verdict};
/// let source = Source::new("Комитетъ постановилъ признать автономiю немедленно.");
/// let found = source.find("комитет постановил не признать автономию");
/// assert_eq!(found.verdict, Verdict::Grave);
/// ```
#[derive(Debug)]
pub struct Source<'t> {
    text: &'t str,
    letters: OnceLock<Letters>,
    index: OnceLock<Index>,
    words: OnceLock<Words>,
}

/// Places that are listed of a quotation.
const PLACES: usize = 16;
/// Candidate places that are looked at closely.
const CANDIDATES: usize = 3;
/// Letters of a run in the middle of which quotation and source are surely together.
const SURE: usize = 12;
/// Letters of the source in which the other side of an ellipsis is looked for, where no
/// run of letters shows it.
const ELLIPSIS_REACH: usize = 1500;
/// A quotation of more letters than this has some of them in runs, if the source has it
/// at all, however badly it was read.
const LONG: usize = 96;
/// The share of a quotation's letters that the source must have, for the place to be
/// the quotation's.
const HELD: f32 = 0.5;

impl<'t> Source<'t> {
    /// A source with this text.
    pub fn new(text: &'t str) -> Source<'t> {
        Source { text, letters: OnceLock::new(), index: OnceLock::new(), words: OnceLock::new() }
    }

    /// The source's text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(self.text))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.letters().all()))
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(self.letters()))
    }

    /// Prepares all that questions may need, so that none of them waits for it.
    pub fn prepare(&self) {
        self.index();
        self.words();
    }

    /// Finds where a quotation stands in the source and what it changes.
    ///
    /// The quotation is given without its quotation marks. Ranges count bytes
    /// of the quotation as given and of the source.
    pub fn find(&self, quotation: &str) -> Found {
        let trimmed = quotation.trim();
        if trimmed.is_empty() {
            return Found::absent();
        }
        let stands = |(at, words): (usize, &str)| at..at + words.len();
        let is_whole = |place: &Range<usize>| is_of_words(self.text, place);
        let all = || self.text.match_indices(trimmed).map(stands);
        let mut places: Vec<Range<usize>> = all().filter(is_whole).take(PLACES).collect();
        if places.is_empty() {
            places = all().take(PLACES).collect();
        }
        if !places.is_empty() {
            return Found {
                verdict: Verdict::Exact,
                certain: true,
                places,
                distance: 0,
                differences: Vec::new(),
            };
        }
        let letters = Letters::of(quotation);
        self.best(Read { text: quotation, letters: &letters })
            .map_or_else(Found::absent, |(found, _)| found)
    }

    /// The places most like some words.
    fn similar(&self, quote: Read<'_>) -> Vec<Similar> {
        let marks = Marks::default();
        let facing = self.facing(quote, &marks);
        let runs = self.index().runs(facing.quote, facing.source);
        let reach = 3 * facing.quote.len();
        let of = |pairs: &Pairs| {
            let place = self.place(pairs)?;
            let first = self.letters().letter_at(place.start);
            let near = first.saturating_sub(reach)..first + reach;
            let echoes = runs
                .iter()
                .filter(|run| SURE <= run.len && near.contains(&run.source))
                .any(|run| {
                    let middle = run.len / 2;
                    pairs.letters.get(run.quote + middle) != Some(&Some(run.source + middle))
                });
            Some(Similar { place, cost: pairs.cost, echoes })
        };
        self.candidates(facing).iter().filter_map(of).collect()
    }

    fn facing<'a>(&'a self, quote: Read<'a>, marks: &'a Marks) -> Facing<'a> {
        Facing {
            quote: quote.letters.all(),
            quote_begins: quote.letters.begins(),
            source: self.letters().all(),
            source_begins: self.letters().begins(),
            marks,
        }
    }

    /// What is found of a quotation by its letters, and the letters that it is found by.
    fn best(&self, quote: Read<'_>) -> Option<(Found, Pairs)> {
        let marks = marks(quote);
        let facing = self.facing(quote, &marks);
        if facing.quote.is_empty() {
            return None;
        }
        let mut candidates = self.candidates(facing);
        let judged = |pairs: &Pairs| {
            self.judged(quote, facing, pairs).filter(|(_, judged)| HELD <= judged.held)
        };
        let mut found = candidates.first().and_then(judged);
        if found.is_none() {
            candidates = self.nearest(facing).into_iter().collect();
            found = candidates.first().and_then(judged);
        }
        let (place, judged) = found?;
        let first = candidates.swap_remove(0);
        let is_elsewhere =
            |other: &Range<usize>| other.end <= place.start || place.end <= other.start;
        let others = candidates.iter().filter(|pairs| pairs.cost <= first.cost);
        let mut others: Vec<_> =
            others.filter_map(|pairs| self.place(pairs)).filter(is_elsewhere).collect();
        others.sort_by_key(|other| other.start);
        let places = std::iter::once(place.clone()).chain(others).collect();
        let Judgement { verdict, certain, distance, differences, .. } = judged;
        Some((Found { verdict, certain, places, distance, differences }, first))
    }

    /// Where a quotation may stand, the likeliest first.
    fn candidates(&self, facing: Facing<'_>) -> Vec<Pairs> {
        let count = facing.quote.len();
        let runs = self.index().runs(facing.quote, facing.source);
        let mut whole_at: Vec<usize> =
            runs.iter().filter(|run| run.len == count).map(|run| run.source).take(PLACES).collect();
        if runs.is_empty() {
            whole_at = whole(facing.quote, facing.source, PLACES);
        }
        if !whole_at.is_empty() {
            let as_it_stands = |at: &usize| Pairs {
                letters: (*at..*at + count).map(Some).collect(),
                put_in: vec![false; count],
                ..Pairs::default()
            };
            return whole_at.iter().map(as_it_stands).collect();
        }
        let found = chains(&runs, |letters| facing.marks.elided(letters), CANDIDATES);
        let best = found.first().map_or(0.0, |chain| chain.score);
        let least = (best * 0.6).max(if LONG < count { count as f32 / 8.0 } else { 0.0 });
        let mut candidates: Vec<Pairs> = found
            .iter()
            .filter(|chain| least <= chain.score)
            .map(|chain| self.follow(facing, chain))
            .collect();
        candidates.sort_by_key(|pairs| pairs.cost);
        candidates
    }

    /// Where a short quotation stands with the fewest letters wrong, if they are few enough.
    fn nearest(&self, facing: Facing<'_>) -> Option<Pairs> {
        let count = facing.quote.len();
        let (end, wrong) = nearest_end(facing.quote, facing.source)?;
        if count * 2 < wrong * 5 {
            return None;
        }
        let start = end.saturating_sub(count + wrong + 4);
        let end = (end + 4).min(facing.source.len());
        let mut pairs = self.blank(facing);
        align(facing, 0..count, start..end, Free { start: true, end: true }, &mut pairs);
        Some(pairs)
    }

    fn blank(&self, facing: Facing<'_>) -> Pairs {
        let count = facing.quote.len();
        Pairs { letters: vec![None; count], put_in: vec![false; count], ..Pairs::default() }
    }

    fn place(&self, pairs: &Pairs) -> Option<Range<usize>> {
        let first = pairs.letters.iter().flatten().next()?;
        let last = pairs.letters.iter().flatten().next_back()?;
        Some(self.letters().bytes(*first..*last + 1, self.text))
    }

    fn judged(
        &self,
        quote: Read<'_>,
        facing: Facing<'_>,
        pairs: &Pairs,
    ) -> Option<(Range<usize>, Judgement)> {
        let source = Read { text: self.text, letters: self.letters() };
        Some((self.place(pairs)?, judge(quote, source, facing, pairs, || self.words())?))
    }

    /// Lays a whole quotation against the source along a chain of runs.
    fn follow(&self, facing: Facing<'_>, chain: &Chain) -> Pairs {
        let mut pairs = self.blank(facing);
        let (Some(first), Some(last)) = (chain.runs.first(), chain.runs.last()) else {
            return pairs;
        };
        let count = facing.quote.len();
        let slack = |letters: usize, elided: bool| {
            letters + letters / 4 + 40 + if elided { ELLIPSIS_REACH } else { 0 }
        };
        let head = slack(first.quote, facing.marks.elided(0..first.quote));
        let tail = slack(
            count.saturating_sub(last.quote + last.len),
            facing.marks.elided(last.quote + last.len..count),
        );
        let start = first.source.saturating_sub(head);
        let end = (last.source + last.len + tail).min(facing.source.len());
        let mut done = (0, start);
        let mut free_start = true;
        for run in chain.runs.iter().filter(|run| SURE <= run.len) {
            let middle = (run.quote + run.len / 2, run.source + run.len / 2);
            if middle.0 <= done.0 || middle.1 <= done.1 {
                continue;
            }
            align(
                facing,
                done.0..middle.0,
                done.1..middle.1,
                Free { start: free_start, end: false },
                &mut pairs,
            );
            (done, free_start) = (middle, false);
        }
        align(
            facing,
            done.0..count,
            done.1..end,
            Free { start: free_start, end: true },
            &mut pairs,
        );
        pairs.elided.sort_unstable();
        pairs.elided.dedup();
        pairs
    }
}

/// Whether a place neither begins nor ends inside a word.
fn is_of_words(text: &str, place: &Range<usize>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, within, after) = (&text[..place.start], &text[place.clone()], &text[place.end..]);
    let parts = |one: Option<char>, other: Option<char>| !(is_letter(one) && is_letter(other));
    parts(before.chars().next_back(), within.chars().next())
        && parts(within.chars().next_back(), after.chars().next())
}

/// A place like some words.
struct Similar {
    place: Range<usize>,
    /// What it takes to make them the same.
    cost: u32,
    /// Whether some of the words stand close by a second time.
    echoes: bool,
}

/// The ellipses and square brackets of a quotation.
fn marks(quote: Read<'_>) -> Marks {
    let mut marks = Marks::default();
    let mut open: Vec<usize> = Vec::new();
    let mut dots = 0;
    for (at, c) in quote.text.char_indices() {
        match c {
            '…' => dots = 3,
            '.' | '·' => dots += 1,
            ' ' | '\u{a0}' if 0 < dots => {}
            _ => dots = 0,
        }
        if 2 <= dots {
            marks.ellipses.push(quote.letters.letter_at(at));
        }
        match c {
            '[' => open.push(quote.letters.letter_at(at)),
            ']' => {
                let end = quote.letters.letter_at(at);
                if let Some(start) = open.pop().filter(|start| *start < end) {
                    marks.brackets.push(start..end);
                }
            }
            _ => {}
        }
    }
    marks.ellipses.dedup();
    marks.brackets.sort_unstable_by_key(|bracket| (bracket.start, bracket.end));
    marks
}
