//! The Kazakh years of twelve animals.

use crate::date::{Date, Interval};
use crate::day::Day;
use crate::lang::Lang;
use crate::words::Tongue;

/// The animal that names a Kazakh year.
///
/// A year begins at Nauryz, in March, so that it lies across two years of the
/// Gregorian calendar; 1924 is the one in which a year of the Mouse began.
/// Sources: *Қазақша жыл санау* (akjolgazet.kz/p_16461_sait_lat) for the order
/// and the years, mezet.org and el.kz for 22 March as the first day.
///
/// ```
/// # use derek_time::Animal;
/// assert_eq!(Animal::of_year(1917), Animal::Snake);
/// assert_eq!(Animal::Hen.years(1900, 1940), [1909, 1921, 1933]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Animal {
    Mouse,
    Cow,
    Leopard,
    Hare,
    Snail,
    Snake,
    Horse,
    Sheep,
    Monkey,
    Hen,
    Dog,
    Pig,
}

impl Animal {
    /// The twelve animals in their order, the Mouse first.
    pub const ALL: [Animal; 12] = [
        Animal::Mouse,
        Animal::Cow,
        Animal::Leopard,
        Animal::Hare,
        Animal::Snail,
        Animal::Snake,
        Animal::Horse,
        Animal::Sheep,
        Animal::Monkey,
        Animal::Hen,
        Animal::Dog,
        Animal::Pig,
    ];

    /// The animal of the Kazakh year that begins in this year.
    pub fn of_year(year: i32) -> Animal {
        Animal::ALL[(i64::from(year) - 1924).rem_euclid(12) as usize]
    }

    /// The years from one to another, both included, in which its years begin; at most a thousand.
    pub fn years(self, first: i32, last: i32) -> Vec<i32> {
        let distance = (self as i64 - Animal::of_year(first) as i64).rem_euclid(12);
        let start = i64::from(first) + distance;
        let years = (start..=i64::from(last)).step_by(12).take(1000);
        years.filter_map(|year| i32::try_from(year).ok()).collect()
    }

    /// The days in which a year lies that began in this year of the Gregorian calendar.
    ///
    /// Nauryz is kept on 22 March now, and was kept on other days of March, so
    /// both Marches belong to it as a whole. `None` when the year is too far away.
    pub fn span(year: i32) -> Option<Interval> {
        let last = Day::gregorian(year.checked_add(1)?, 3, 31)?;
        Some(Interval::between(Day::gregorian(year, 3, 1)?, last))
    }

    /// The days in which somebody was born who is at the turn (*мүшел*) of this
    /// age in this year: 13, 25, 37 and every twelve years on.
    ///
    /// The age counts the year in which one was born. `None` when the age is no
    /// turn. Source: *Жыл санау немесе жыл қайыру* (engime.org/i-semej-memlekettik.html).
    ///
    /// ```
    /// # use derek_time::Animal;
    /// let born = Animal::born_at_turn(49, 1919).unwrap();
    /// assert_eq!(born.first_day().unwrap().iso(), "1870-03-01");
    /// assert_eq!(born.last_day().unwrap().iso(), "1872-03-31");
    /// ```
    pub fn born_at_turn(age: u8, year: i32) -> Option<Interval> {
        if age < 13 || age % 12 != 1 {
            return None;
        }
        // Until Nauryz the year before is still going on.
        let latest = year.checked_sub(i32::from(age) - 1)?;
        Some(Animal::span(latest.checked_sub(1)?)?.hull(&Animal::span(latest)?))
    }

    /// The name of the animal: `snake`, `змея`, `жылан`.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        let [en, ru, kk] = NAMES[self as usize];
        match lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Kk => kk,
        }
    }

    /// The name after "год": `змеи`.
    pub(crate) fn of_in_russian(self) -> &'static str {
        let (_, russian) = ANIMALS[1];
        russian[self as usize].split('|').next().unwrap_or_default()
    }

    /// Whether a stretch of days touches one of its years; a stretch without an end does.
    pub(crate) fn touches(self, days: &Interval) -> bool {
        let (Some(first), Some(last)) = (days.first_day(), days.last_day()) else { return true };
        let (first, last) = (first.to_gregorian().0, last.to_gregorian().0);
        if first.saturating_add(12) < last {
            return true;
        }
        (first.saturating_sub(1)..=last).any(|year| {
            Animal::of_year(year) == self
                && Animal::span(year).is_some_and(|span| span.intersect(days).is_some())
        })
    }

    /// The part of a year in which this animal's year was still going on; `None`
    /// when its own year begins in it, or none touches it.
    pub(crate) fn rest_in(self, date: &Date) -> Option<Interval> {
        let days = date.bounds();
        let year = days.first_day()?.to_gregorian().0;
        if Animal::of_year(year) == self || Animal::of_year(year.checked_sub(1)?) != self {
            return None;
        }
        Animal::span(year - 1)?.intersect(&days)
    }
}

const NAMES: [[&str; 3]; 12] = [
    ["mouse", "мышь", "тышқан"],
    ["cow", "корова", "сиыр"],
    ["leopard", "барс", "барыс"],
    ["hare", "заяц", "қоян"],
    ["snail", "улитка", "ұлу"],
    ["snake", "змея", "жылан"],
    ["horse", "лошадь", "жылқы"],
    ["sheep", "овца", "қой"],
    ["monkey", "обезьяна", "мешін"],
    ["hen", "курица", "тауық"],
    ["dog", "собака", "ит"],
    ["pig", "свинья", "доңыз"],
];

/// The names that stand beside the word "year". The dragon and its kin are what
/// other peoples have in the places of the snail and the leopard.
pub(crate) const ANIMALS: [(Tongue, [&str; 12]); 4] = [
    (
        Tongue::Kk,
        [
            "тышқан", "сиыр", "барыс", "қоян", "ұлу", "жылан", "жылқы", "қой", "мешін", "тауық",
            "ит", "доңыз",
        ],
    ),
    (
        Tongue::Ru,
        [
            "мыши|крысы", "коровы|быка|вола", "барса|тигра", "зайца|кролика|кота",
            "улитки|дракона", "змеи", "лошади|коня", "овцы|барана|козы", "обезьяны",
            "курицы|петуха", "собаки", "свиньи|кабана",
        ],
    ),
    (
        Tongue::En,
        [
            "mouse|rat", "cow|ox|bull", "leopard|tiger", "hare|rabbit", "snail|dragon", "snake",
            "horse", "sheep|ram|goat", "monkey", "hen|rooster|chicken", "dog", "pig|boar",
        ],
    ),
    (
        Tongue::Es,
        [
            "ratón|rata", "vaca|buey", "leopardo|tigre", "liebre|conejo", "caracol|dragón",
            "serpiente", "caballo", "oveja|cabra|carnero", "mono", "gallina|gallo", "perro",
            "cerdo|jabalí",
        ],
    ),
];
