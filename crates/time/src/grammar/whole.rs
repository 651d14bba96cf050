//! A stretch that fills its days from the first to the last: `throughout 1918`.

use super::*;

/// Words that say so, before the time or after it. What may also mean one
/// moment of it, such as *during* and *в течение* alone, is not here.
pub(crate) const WHOLE: [(Tongue, Meaning, &str); 5] = [
    (
        Tongue::En,
        Meaning::Whole,
        "throughout|all through|all of|the whole of|throughout the whole of|throughout all of|during all of|during the whole of",
    ),
    (
        Tongue::Ru,
        Meaning::Whole,
        "весь|всю|в течение всего|в течение всей|в теченіе всего|на протяжении всего|на протяжении всей|на протяжении",
    ),
    (Tongue::Kk, Meaning::Whole, "бүкіл"),
    (Tongue::Kk, Meaning::WholeAfter, "бойы|бойында|бойына"),
    (
        Tongue::Es,
        Meaning::Whole,
        "durante todo|durante toda|a lo largo de|a lo largo de todo|a lo largo de toda|todo|toda",
    ),
];

impl Reader<'_> {
    /// `throughout 1918`, `весь май 1918 г.`, `бүкіл 1918 жыл бойы`
    pub(super) fn whole(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        let next = self.is(at, Meaning::Whole)?;
        let found = self.moment(self.skip(next, Meaning::The))?;
        let after = self.is(found.next, Meaning::WholeAfter).unwrap_or(found.next);
        self.filled(at, found.reach(after))
    }

    /// `1918 жыл бойы`
    pub(super) fn whole_after(&self, at: usize, found: &Found) -> Option<(Vec<Phrase>, usize)> {
        let next = self.is(found.next, Meaning::WholeAfter)?;
        self.filled(at, found.clone().reach(next))
    }

    fn filled(&self, at: usize, found: Found) -> Option<(Vec<Phrase>, usize)> {
        let is_day = matches!(
            found.moment.unit,
            Unit::Day { .. } | Unit::Exact { .. } | Unit::Nothing | Unit::AnimalYear(_)
        );
        if is_day || !found.is_plain() {
            return None;
        }
        self.bounded(at, found, Said::Whole)
    }
}
