//! How far the words without sharp ends reach: early, mid, late, the turn of.

use std::fmt;

/// A convention that gives days to words without sharp ends.
///
/// It is published, and has a name with a version, so that whoever reads a date
/// can say how it was cut. A study may move the cuts that its subject asks for:
///
/// ```
/// # use derek_time::{Context, Policy, parse_in};
/// let policy = Policy { year: [4, 10], ..Policy::P1 };
/// assert_eq!(policy.to_string(), "P1 with year 4 10");
/// let middle = parse_in("mid-1919", &Context { policy, ..Context::default() }).unwrap();
/// assert_eq!(middle.edtf().as_deref(), Some("1919-04/1919-09"));
/// ```
///
/// What needs no convention is not here: halves, thirds and quarters are shares,
/// and the named parts of seasons and quarters are their months.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Policy {
    /// The published convention from which it departs, with its version: `P1`.
    pub name: &'static str,
    /// The months in which the middle and the end of a year begin, from 1.
    pub year: [u8; 2],
    /// The days on which the middle and the end of a month begin, from 1.
    pub month: [u8; 2],
    /// The years with which the middle and the end of a decade begin, from 0.
    pub decade: [u8; 2],
    /// The years with which the middle and the end of a century begin, from 1 to 100.
    pub century: [u8; 2],
    /// How many months lie on each side of the turn of a year.
    pub turn_of_year: u8,
    /// How many years lie on each side of the first year of a decade at its turn.
    pub turn_of_decade: u8,
    /// How many years lie on each side of the last year of a century at its turn.
    pub turn_of_century: u8,
}

/// The numbers that a cut takes: each after the one before, from the first to the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// How many.
    pub numbers: usize,
    /// The least.
    pub first: u8,
    /// The greatest.
    pub last: u8,
}

/// The name of a cut in a study's file, and its numbers in a policy.
type Named = (&'static str, fn(&Policy) -> Vec<u8>);

const CUTS: [Named; 7] = [
    ("year", |policy| policy.year.to_vec()),
    ("month", |policy| policy.month.to_vec()),
    ("decade", |policy| policy.decade.to_vec()),
    ("century", |policy| policy.century.to_vec()),
    ("turn-of-year", |policy| vec![policy.turn_of_year]),
    ("turn-of-decade", |policy| vec![policy.turn_of_decade]),
    ("turn-of-century", |policy| vec![policy.turn_of_century]),
];

impl Policy {
    /// The convention that holds when nobody says another, published in
    /// `docs/reference/dates.md`.
    ///
    /// A year's early months are January to April, its middle May to August, its
    /// end September to December; a month is cut into its three tens of days, a
    /// decade into the years 0–3, 4–6 and 7–9, a century into the years 1–30,
    /// 31–70 and 71–100. The turn of a century reaches ten years to each side of
    /// its last year. The cuts of the century are those of edtf-normalize 1.2
    /// (its rule N1); the others have no authority but this page.
    pub const P1: Policy = Policy {
        name: "P1",
        year: [5, 9],
        month: [11, 21],
        decade: [4, 7],
        century: [31, 71],
        turn_of_year: 1,
        turn_of_decade: 2,
        turn_of_century: 10,
    };

    /// The names of the cuts that can be moved, as a study writes them.
    pub fn cuts() -> impl Iterator<Item = &'static str> {
        CUTS.iter().map(|(name, _)| *name)
    }

    /// Moves one cut; the numbers are those of the field of the same name.
    ///
    /// Refuses numbers that do not cut, and says which do: a middle and an end that
    /// begin inside the unit, the end after the middle, or one number that is no
    /// longer than the unit. `None` when no cut has this name.
    ///
    /// ```
    /// # use derek_time::{Cut, Policy};
    /// let mut policy = Policy::P1;
    /// assert_eq!(policy.cut("decade", &[3, 7]), Some(Ok(())));
    /// let wanted = Cut { numbers: 2, first: 1, last: 9 };
    /// assert_eq!(policy.cut("decade", &[7, 3]), Some(Err(wanted)));
    /// assert_eq!(policy.cut("week", &[3]), None);
    /// ```
    pub fn cut(&mut self, name: &str, numbers: &[u8]) -> Option<Result<(), Cut>> {
        let (place, wanted): (&mut [u8], Cut) = match name {
            "year" => (&mut self.year, Cut { numbers: 2, first: 2, last: 12 }),
            "month" => (&mut self.month, Cut { numbers: 2, first: 2, last: 28 }),
            "decade" => (&mut self.decade, Cut { numbers: 2, first: 1, last: 9 }),
            "century" => (&mut self.century, Cut { numbers: 2, first: 2, last: 100 }),
            "turn-of-year" => (
                std::slice::from_mut(&mut self.turn_of_year),
                Cut { numbers: 1, first: 1, last: 12 },
            ),
            "turn-of-decade" => (
                std::slice::from_mut(&mut self.turn_of_decade),
                Cut { numbers: 1, first: 1, last: 10 },
            ),
            "turn-of-century" => (
                std::slice::from_mut(&mut self.turn_of_century),
                Cut { numbers: 1, first: 1, last: 50 },
            ),
            _ => return None,
        };
        let is_inside = |number: &u8| (wanted.first..=wanted.last).contains(number);
        let rises = numbers.windows(2).all(|pair| pair[0] < pair[1]);
        if numbers.len() != wanted.numbers || !numbers.iter().all(is_inside) || !rises {
            return Some(Err(wanted));
        }
        place.copy_from_slice(numbers);
        Some(Ok(()))
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy::P1
    }
}

/// The name of the convention, and the cuts that were moved: `P1 with year 4 10`.
impl fmt::Display for Policy {
    fn fmt(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str(self.name)?;
        let mut joint = " with ";
        for (name, of) in CUTS {
            let numbers = of(self);
            if numbers != of(&Policy::P1) {
                let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
                write!(words, "{joint}{name} {}", numbers.join(" "))?;
                joint = ", ";
            }
        }
        Ok(())
    }
}
