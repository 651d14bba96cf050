//! A place in a text that is found again when the text has been corrected.

use std::ops::Range;

use super::Source;
use super::judge::Read;
use super::letters::Letters;
use super::noise::distance;

/// Words of a text, with what stands around them and where they stood.
///
/// The fields are those of two selectors of the W3C Web Annotation Data Model:
/// `exact`, `prefix` and `suffix` of a `TextQuoteSelector`, `start` and `end` of a
/// `TextPositionSelector`.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// The first character, counted in code points from 0; `None` when only the
    /// words are known.
    pub start: Option<usize>,
    /// The character after the last.
    pub end: Option<usize>,
    /// How well the surroundings of another place with the same words agree with
    /// these, from 0 to 2; `None` when there is no such place.
    rival: Option<f32>,
}

/// Where an anchor stands in a text that may have been corrected. Ranges count bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refound {
    /// The same words in the same place.
    Same(Range<usize>),
    /// The words, perhaps corrected, in another place or another length.
    Moved(Range<usize>),
    /// It may be one of these places: a person must look.
    Doubtful(Vec<Range<usize>>),
    /// The text has no such words any more.
    Lost,
}

/// Characters of surroundings that are kept on each side.
const AROUND: usize = 48;
/// Places with the same words that are compared.
const RIVALS: usize = 64;
/// Places above which a person is not asked to look.
const SHOWN: usize = 16;
/// How well each side must agree, though the words stand in one place only.
const ONE_SIDE: f32 = 0.65;
/// How well corrected words and their surroundings must agree.
const CORRECTED: f32 = 1.5;
/// What another place's surroundings may have in common with these by chance.
const CHANCE: f32 = 0.8;
/// What a letter may cost in another place for it to be a copy: a third of its letters
/// may be wrong.
const DOUBLE: u32 = 4;
/// Agreements so close to each other are the same.
const LIKE: f32 = 0.15;
/// Nothing is known of other places: both sides must agree wholly.
const UNKNOWN: f32 = 2.0;

impl Anchor {
    /// An anchor at some bytes of a text.
    ///
    /// `None` when the range is empty or does not lie between characters of the text.
    pub fn of(text: &str, range: Range<usize>) -> Option<Anchor> {
        let exact = text.get(range.clone()).filter(|exact| !exact.is_empty())?;
        let start = text.get(..range.start)?.chars().count();
        let (prefix, suffix) = around(text, &range);
        let others: Vec<Range<usize>> =
            occurrences(text, exact).filter(|other| *other != range).take(RIVALS + 1).collect();
        let agreement = |other: &Range<usize>| {
            let (before, after) = agreement(text, other, prefix, suffix);
            before + after
        };
        let rival = match others.len() <= RIVALS {
            true => others.iter().map(agreement).max_by(f32::total_cmp),
            false => Some(UNKNOWN),
        };
        Some(Anchor {
            start: Some(start),
            end: Some(start + exact.chars().count()),
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            rival,
        })
    }

    /// An anchor as selectors from elsewhere describe it; `None` when `exact` is empty.
    ///
    /// What other places have the same words is not known then, so more is doubtful.
    pub fn from_selectors(
        exact: &str,
        prefix: &str,
        suffix: &str,
        position: Option<Range<usize>>,
    ) -> Option<Anchor> {
        (!exact.is_empty()).then(|| Anchor {
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            start: position.as_ref().map(|position| position.start),
            end: position.map(|position| position.end),
            rival: Some(UNKNOWN),
        })
    }

    /// Finds the anchor in a text; see [`Anchor::find_in`] for many anchors of one text.
    pub fn find(&self, text: &str) -> Refound {
        self.find_in(&Source::new(text))
    }

    /// Finds the anchor in a text that is prepared.
    ///
    /// `Same` and `Moved` are said only where the surroundings agree better than
    /// those of any other place with the same words did when the anchor was made,
    /// and where no copy stands close by. A copy of the words in their own
    /// surroundings, the first of which is damaged, is taken for them.
    pub fn find_in(&self, source: &Source<'_>) -> Refound {
        let text = source.text();
        let places: Vec<Range<usize>> = occurrences(text, &self.exact).take(RIVALS + 1).collect();
        match places.as_slice() {
            [] => self.corrected(source),
            places => match self.chosen(source, places) {
                // The words stand elsewhere, as they did; these may have been corrected.
                Refound::Doubtful(mut doubtful) if self.are_rivals(text, places) => {
                    match self.corrected(source) {
                        Refound::Doubtful(more) => {
                            doubtful.extend(more);
                            doubtful.sort_by_key(|place| (place.start, place.end));
                            doubtful.dedup();
                            Refound::Doubtful(doubtful)
                        }
                        Refound::Lost => Refound::Doubtful(doubtful),
                        refound => refound,
                    }
                }
                refound => refound,
            },
        }
    }

    /// Whether places with the same words are those that were known when the anchor was
    /// made, for all that can be told.
    fn are_rivals(&self, text: &str, places: &[Range<usize>]) -> bool {
        let Some(rival) = self.rival else { return false };
        places.len() <= RIVALS
            && places.iter().all(|place| {
                let (before, after) = agreement(text, place, &self.prefix, &self.suffix);
                before + after <= rival.clamp(CHANCE, 1.5) + LIKE
            })
    }

    fn chosen(&self, source: &Source<'_>, places: &[Range<usize>]) -> Refound {
        let text = source.text();
        let doubtful = || Refound::Doubtful(places.iter().take(SHOWN).cloned().collect());
        if RIVALS < places.len() {
            return doubtful();
        }
        let mut ranked: Vec<(f32, f32, &Range<usize>)> = places
            .iter()
            .map(|place| {
                let (before, after) = agreement(text, place, &self.prefix, &self.suffix);
                (before + after, before.min(after), place)
            })
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let Some((both, side, place)) = ranked.first().copied() else { return Refound::Lost };
        let next = ranked.get(1).map_or(0.0, |next| next.0);
        let is_alone = self.rival.is_none() && ranked.len() == 1;
        let is_sure = ONE_SIDE <= side
            && match is_alone {
                true => true,
                // A place that agrees better than any did is a copy, or a damaged original.
                false => {
                    self.bar() <= both
                        && next <= self.rival.unwrap_or(CHANCE).clamp(CHANCE, 1.5) + LIKE
                        && next + 2.0 * LIKE <= both
                }
            };
        if !is_sure {
            return doubtful();
        }
        match self.at(text, place.clone()) {
            // Nothing has moved, neither they nor what stands around them.
            Refound::Same(place) if 2.0 <= both => Refound::Same(place),
            refound => match self.double(source, place) {
                None => refound,
                Some(double) => Refound::Doubtful(vec![place.clone(), double]),
            },
        }
    }

    /// Another place with much the same words and surroundings: a copy, or what the
    /// place is a copy of.
    fn double(&self, source: &Source<'_>, place: &Range<usize>) -> Option<Range<usize>> {
        let whole = format!("{}{}{}", self.prefix, self.exact, self.suffix);
        let letters = Letters::of(&whole);
        let similar = source.similar(Read { text: &whole, letters: &letters });
        let overlaps = |other: &Range<usize>| other.start < place.end && place.start < other.end;
        let own = similar.iter().find(|one| overlaps(&one.place));
        if let Some(own) = own {
            // A copy close by may have been taken for a part of the place.
            let length = whole.len() + whole.len() / 4 + AROUND;
            if (own.echoes && self.rival.is_none()) || length < own.place.len() {
                return Some(own.place.clone());
            }
        }
        let cost = own.map_or(0, |own| own.cost);
        let most = cost + letters.len() as u32 * DOUBLE;
        similar
            .into_iter()
            .find(|one| !overlaps(&one.place) && one.cost < most)
            .map(|one| one.place)
    }

    /// How well surroundings must agree to be these and no other's.
    fn bar(&self) -> f32 {
        (self.rival.unwrap_or(CHANCE).max(CHANCE) + 2.0) / 2.0
    }

    fn at(&self, text: &str, place: Range<usize>) -> Refound {
        let start = text.get(..place.start).map(|before| before.chars().count());
        let same = start == self.start && text.get(place.clone()) == Some(self.exact.as_str());
        if same { Refound::Same(place) } else { Refound::Moved(place) }
    }

    /// The words are not there: they may have been corrected.
    fn corrected(&self, source: &Source<'_>) -> Refound {
        let text = source.text();
        let whole = format!("{}{}{}", self.prefix, self.exact, self.suffix);
        let letters = Letters::of(&whole);
        let Some((found, pairs)) = source.best(Read { text: &whole, letters: &letters }) else {
            return Refound::Lost;
        };
        let own = letters.letter_at(self.prefix.len())
            ..letters.letter_at(self.prefix.len() + self.exact.len());
        let count = own.len();
        let partners = || pairs.letters.get(own.clone()).into_iter().flatten().flatten().copied();
        let (Some(first), Some(last)) = (partners().next(), partners().next_back()) else {
            return Refound::Lost;
        };
        let there = source.letters();
        let place = there.bytes(first..last + 1, text);
        let now = there.all().get(first..last + 1).unwrap_or_default();
        let was = letters.all().get(own.clone()).unwrap_or_default();
        let kept = match count.max(now.len()) {
            longest if longest <= 2000 => 1.0 - distance(was, now) as f32 / longest.max(1) as f32,
            longest => {
                partners().filter(|at| there.all().get(*at).is_some()).count() as f32
                    / longest as f32
            }
        };
        let (before, after) = agreement(text, &place, &self.prefix, &self.suffix);
        let is_sure = CORRECTED.max(self.bar()) <= before + after
            && ONE_SIDE <= before.min(after)
            && 0.6 <= kept
            && found.places.len() == 1
            && count * 8 <= partners().count() * 10;
        match is_sure {
            true => match self.double(source, &place) {
                None => self.at(text, place),
                Some(double) => Refound::Doubtful(vec![place, double]),
            },
            false if kept < 0.4 => Refound::Lost,
            false => Refound::Doubtful(vec![place]),
        }
    }
}

/// Every place at which words stand, overlapping ones included.
fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + text.get(at..)?.chars().next().map_or(1, char::len_utf8);
        Some(at..at + words.len())
    })
}

/// What stands before and after a range, [`AROUND`] characters of each.
fn around<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}

/// How well what stands before and after a range agrees with a prefix and a
/// suffix, each from 0 to 1.
fn agreement(text: &str, range: &Range<usize>, prefix: &str, suffix: &str) -> (f32, f32) {
    let (before, after) = around(text, range);
    let last = |words: &str, count: usize| -> Vec<char> {
        let mut last: Vec<char> = words.chars().rev().take(count).collect();
        last.reverse();
        last
    };
    let first = |words: &str, count: usize| -> Vec<char> { words.chars().take(count).collect() };
    let alike = |one: &[char], other: &[char]| match one.len().max(other.len()) {
        0 => 1.0,
        longest => 1.0 - distance(one, other) as f32 / longest as f32,
    };
    // A prefix from elsewhere may be shorter; a text may begin sooner than its prefix did.
    let count = |kept: &str| match kept.chars().count() {
        count if count < AROUND => count,
        _ => AROUND,
    };
    let (long, short) = (count(prefix), count(suffix));
    (
        alike(&last(prefix, long), &last(before, long)),
        alike(&first(suffix, short), &first(after, short)),
    )
}
