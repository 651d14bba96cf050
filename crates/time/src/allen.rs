//! The thirteen ways in which two stretches of time can lie to each other.

use crate::date::{Interval, Shape};
use crate::day::Day;

/// How one stretch of whole days lies to another (Allen 1983).
///
/// Both ends belong to a stretch, and a stretch has at least one day. Exactly
/// one of the thirteen holds between any two: a stretch that ends on the 4th
/// *meets* one that begins on the 5th, and is *before* one that begins on the
/// 6th.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Allen {
    /// It ends, and at least one free day later the other begins.
    Before,
    /// The other begins on the day after its last.
    Meets,
    /// It begins first and ends first, and they share days.
    Overlaps,
    /// They begin together, and it ends first.
    Starts,
    /// It begins later and ends earlier.
    During,
    /// It begins later, and they end together.
    Finishes,
    /// They are the same days.
    Equals,
    /// They end together, and it begins first.
    FinishedBy,
    /// It begins earlier and ends later.
    Contains,
    /// They begin together, and it ends last.
    StartedBy,
    /// The other begins first and ends first, and they share days.
    OverlappedBy,
    /// It begins on the day after the last of the other.
    MetBy,
    /// The other ends, and at least one free day later it begins.
    After,
}

/// What can be said of a relation when days are known only within bounds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Certainty {
    /// It holds for no choice of days.
    Cannot,
    /// It holds for some choice of days, but not for all.
    Possible,
    /// It holds whatever the days are.
    Certain,
}

/// What can be said of each of the thirteen relations between two stretches.
///
/// ```
/// # use derek_time::{Allen, Certainty, Day, Interval, Relations, Shape};
/// let day = |day| Day::gregorian(1917, 12, day).unwrap();
/// let congress = Shape::Throughout {
///     begins: Interval::between(day(5), day(5)),
///     ends: Interval::between(day(13), day(13)),
/// };
/// let letter = Shape::Within(Interval::between(day(13), day(20)));
/// let relations = Relations::of(&letter, &congress);
/// assert_eq!(relations.certainty(Allen::Finishes), Certainty::Possible);
/// assert_eq!(relations.certainty(Allen::After), Certainty::Possible);
/// assert_eq!(relations.certainty(Allen::During), Certainty::Cannot);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relations([Certainty; 13]);

/// One part of a definition: the second of these ends is at most so many days
/// after the first. 0 and 1 are the ends of the one stretch, 2 and 3 of the other.
pub(crate) type Part = (usize, usize, i64);

impl Allen {
    /// All thirteen; the inverses stand mirrored around [`Allen::Equals`].
    pub const ALL: [Allen; 13] = [
        Allen::Before,
        Allen::Meets,
        Allen::Overlaps,
        Allen::Starts,
        Allen::During,
        Allen::Finishes,
        Allen::Equals,
        Allen::FinishedBy,
        Allen::Contains,
        Allen::StartedBy,
        Allen::OverlappedBy,
        Allen::MetBy,
        Allen::After,
    ];

    /// How the other lies to the one.
    ///
    /// ```
    /// # use derek_time::Allen;
    /// assert_eq!(Allen::During.inverse(), Allen::Contains);
    /// assert_eq!(Allen::Equals.inverse(), Allen::Equals);
    /// ```
    pub fn inverse(self) -> Allen {
        match self {
            Allen::Before => Allen::After,
            Allen::Meets => Allen::MetBy,
            Allen::Overlaps => Allen::OverlappedBy,
            Allen::Starts => Allen::StartedBy,
            Allen::During => Allen::Contains,
            Allen::Finishes => Allen::FinishedBy,
            Allen::Equals => Allen::Equals,
            Allen::FinishedBy => Allen::Finishes,
            Allen::Contains => Allen::During,
            Allen::StartedBy => Allen::Starts,
            Allen::OverlappedBy => Allen::Overlaps,
            Allen::MetBy => Allen::Meets,
            Allen::After => Allen::Before,
        }
    }

    /// The relation as distances between ends; all parts must hold.
    pub(crate) fn definition(self) -> &'static [Part] {
        match self {
            Allen::Before => &[(2, 1, -2)],
            Allen::Meets => &[(2, 1, -1), (1, 2, 1)],
            Allen::Overlaps => &[(2, 0, -1), (1, 2, 0), (3, 1, -1)],
            Allen::Starts => &[(0, 2, 0), (2, 0, 0), (3, 1, -1)],
            Allen::During => &[(0, 2, -1), (3, 1, -1)],
            Allen::Finishes => &[(0, 2, -1), (1, 3, 0), (3, 1, 0)],
            Allen::Equals => &[(0, 2, 0), (2, 0, 0), (1, 3, 0), (3, 1, 0)],
            Allen::FinishedBy => &[(2, 0, -1), (1, 3, 0), (3, 1, 0)],
            Allen::Contains => &[(2, 0, -1), (1, 3, -1)],
            Allen::StartedBy => &[(0, 2, 0), (2, 0, 0), (1, 3, -1)],
            Allen::OverlappedBy => &[(0, 2, -1), (3, 0, 0), (1, 3, -1)],
            Allen::MetBy => &[(0, 3, -1), (3, 0, 1)],
            Allen::After => &[(0, 3, -2)],
        }
    }
}

impl Relations {
    /// What two shapes allow, each taken for itself.
    ///
    /// [`Shape::Within`] is one day somewhere inside, so that it begins and ends
    /// together; the four bounds of [`Shape::Throughout`] are kept apart. An
    /// open or unknown end bounds nothing. When a shape holds no days at all,
    /// all thirteen cannot be.
    pub fn of(one: &Shape, other: &Shape) -> Relations {
        let mut known = Distances::new();
        for (shape, begin) in [(one, 0), (other, 2)] {
            let (begins, ends, longest) = match shape {
                Shape::Within(days) => (days, days, Some(0)),
                Shape::Throughout { begins, ends } => (begins, ends, None),
            };
            known.bound(begin, begins);
            known.bound(begin + 1, ends);
            if let Some(days) = longest {
                known.add((begin, begin + 1, days));
            }
        }
        known.relations()
    }

    /// What can be said when either of two readings may be the right one.
    pub(crate) fn or(self, other: Relations) -> Relations {
        let mut either = self;
        for (one, two) in either.0.iter_mut().zip(other.0) {
            if *one != two {
                *one = Certainty::Possible;
            }
        }
        either
    }

    /// What can be said of one of the thirteen.
    pub fn certainty(&self, relation: Allen) -> Certainty {
        self.0[relation as usize]
    }

    /// Those that can be, in the order of [`Allen::ALL`].
    pub fn possible(&self) -> impl Iterator<Item = Allen> + '_ {
        Allen::ALL.into_iter().filter(|relation| self.certainty(*relation) != Certainty::Cannot)
    }

    /// The one that holds whatever the days are; `None` when several can be, or none.
    pub fn certain(&self) -> Option<Allen> {
        Allen::ALL.into_iter().find(|relation| self.certainty(*relation) == Certainty::Certain)
    }

    /// Whether one of these must hold: the others cannot be, and something can.
    ///
    /// ```
    /// # use derek_time::{Allen, Day, Relations, Shape, Interval};
    /// let day = |day| Shape::Within(Interval::between(Day::new(day), Day::new(day + 1)));
    /// let relations = Relations::of(&day(10), &day(12));
    /// assert_eq!(relations.certain(), None);
    /// assert!(relations.is_one_of(&[Allen::Before, Allen::Meets]));
    /// ```
    pub fn is_one_of(&self, relations: &[Allen]) -> bool {
        self.possible().all(|relation| relations.contains(&relation))
            && self.possible().next().is_some()
    }
}

/// The greatest distances between the ends of two stretches and the origin of the count.
pub(crate) struct Distances {
    most: [[Option<i64>; 5]; 5],
}

impl Distances {
    const ORIGIN: usize = 4;

    /// Nothing is known but that a stretch ends no earlier than it begins.
    pub(crate) fn new() -> Distances {
        let mut distances = Distances { most: [[None; 5]; 5] };
        for point in 0..5 {
            distances.add((point, point, 0));
        }
        distances.add((1, 0, 0));
        distances.add((3, 2, 0));
        distances
    }

    /// Learns that the second is at most so many days after the first.
    pub(crate) fn add(&mut self, (from, to, days): Part) {
        let most = &mut self.most[from][to];
        *most = Some(most.map_or(days, |known| known.min(days)));
    }

    fn bound(&mut self, point: usize, interval: &Interval) {
        let number = |day: Day| i64::from(day.number());
        if let Some(first) = interval.first_day() {
            self.add((point, Distances::ORIGIN, -number(first)));
        }
        if let Some(last) = interval.last_day() {
            self.add((Distances::ORIGIN, point, number(last)));
        }
    }

    /// Whether the days can be chosen so that the parts hold as well.
    fn allow(&self, parts: &[Part]) -> bool {
        let mut closed = Distances { most: self.most };
        parts.iter().for_each(|part| closed.add(*part));
        closed.close();
        (0..5).all(|point| closed.most[point][point].is_none_or(|days| 0 <= days))
    }

    /// Floyd and Warshall's shortest paths over five points.
    fn close(&mut self) {
        for middle in 0..5 {
            for from in 0..5 {
                for to in 0..5 {
                    if let (Some(one), Some(two)) = (self.most[from][middle], self.most[middle][to])
                    {
                        self.add((from, to, one.saturating_add(two)));
                    }
                }
            }
        }
    }

    /// What the distances leave of each relation.
    ///
    /// Distances between whole days have a solution in whole days whenever they
    /// have one at all, so the answer is exact.
    pub(crate) fn relations(&self) -> Relations {
        let can = Allen::ALL.map(|relation| self.allow(relation.definition()));
        let alone = can.iter().filter(|can| **can).count() == 1;
        Relations(can.map(|can| match (can, alone) {
            (false, _) => Certainty::Cannot,
            (true, false) => Certainty::Possible,
            (true, true) => Certainty::Certain,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The relation between two stretches whose days are known, from its words.
    fn named(one: (i32, i32), other: (i32, i32)) -> Allen {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match (one.0.cmp(&other.0), one.1.cmp(&other.1)) {
            (Equal, Equal) => Allen::Equals,
            (Equal, Less) => Allen::Starts,
            (Equal, Greater) => Allen::StartedBy,
            (Less, Equal) => Allen::FinishedBy,
            (Greater, Equal) => Allen::Finishes,
            (Less, Greater) => Allen::Contains,
            (Greater, Less) => Allen::During,
            (Less, Less) if one.1 + 1 < other.0 => Allen::Before,
            (Less, Less) if one.1 + 1 == other.0 => Allen::Meets,
            (Less, Less) => Allen::Overlaps,
            (Greater, Greater) => named(other, one).inverse(),
        }
    }

    fn days(from: i32, more: i32) -> Interval {
        Interval::between(Day::new(from), Day::new(from + more))
    }

    fn stretches(shape: &Shape) -> Vec<(i32, i32)> {
        let all = |days: &Interval| -> Vec<i32> {
            (-20..40).filter(|day| days.contains(Day::new(*day))).collect()
        };
        match shape {
            Shape::Within(within) => all(within).into_iter().map(|day| (day, day)).collect(),
            Shape::Throughout { begins, ends } => all(begins)
                .into_iter()
                .flat_map(|first| all(ends).into_iter().map(move |last| (first, last)))
                .filter(|(first, last)| first <= last)
                .collect(),
        }
    }

    fn shape() -> impl Strategy<Value = Shape> {
        let interval = || (0..8_i32, 0..5_i32).prop_map(|(from, more)| days(from, more));
        prop_oneof![
            interval().prop_map(Shape::Within),
            (interval(), interval()).prop_map(|(begins, ends)| Shape::Throughout { begins, ends }),
        ]
    }

    proptest! {
        #[test]
        fn all_choices_of_days_agree(one in shape(), other in shape()) {
            let mut found = [0; 13];
            let mut all = 0;
            for a in stretches(&one) {
                for b in stretches(&other) {
                    found[named(a, b) as usize] += 1;
                    all += 1;
                }
            }
            let relations = Relations::of(&one, &other);
            for relation in Allen::ALL {
                let expected = match found[relation as usize] {
                    0 => Certainty::Cannot,
                    some if some == all => Certainty::Certain,
                    _ => Certainty::Possible,
                };
                prop_assert_eq!(relations.certainty(relation), expected, "{:?}", relation);
            }
        }

        #[test]
        fn the_other_way_round(one in shape(), other in shape()) {
            let (there, back) = (Relations::of(&one, &other), Relations::of(&other, &one));
            for relation in Allen::ALL {
                prop_assert_eq!(there.certainty(relation), back.certainty(relation.inverse()));
            }
        }
    }

    #[test]
    fn an_open_end_leaves_it_possible() {
        let since = Shape::Throughout {
            begins: days(0, 0),
            ends: Interval { first: crate::End::Unknown, last: crate::End::Open },
        };
        let later = Shape::Within(days(10, 0));
        let relations = Relations::of(&since, &later);
        let possible: Vec<_> = relations.possible().collect();
        assert_eq!(possible, [Allen::Before, Allen::Meets, Allen::FinishedBy, Allen::Contains]);
        assert_eq!(relations.certain(), None);
    }
}
