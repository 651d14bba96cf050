//! Dates as historians have them: several days wide, doubtful, open at an end.

use crate::allen::Relations;
use crate::animal::Animal;
use crate::beside::Beside;
use crate::context::Context;
use crate::day::{Day, Weekday, gregorian_month_length, julian_month_length};
use crate::parts::Parts;
use crate::policy::Policy;
use crate::usage::Changeover;

/// One end of an [`Interval`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum End {
    /// This day, which belongs to the interval.
    Day(Day),
    /// There is no end: without limit, or still going on.
    Open,
    /// There is an end, but nobody says which.
    Unknown,
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    /// Where it begins.
    pub first: End,
    /// Where it ends.
    pub last: End,
}

/// The calendar in which a date is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Calendar {
    /// New Style.
    Gregorian,
    /// Old Style.
    Julian,
    /// Nothing in the writing says which.
    Unmarked,
}

/// How the calendar of a date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// The writing states it, or is of a form that has but one: both styles, EDTF, the Muslim calendar.
    Stated,
    /// It follows from this step, and stands or falls with it.
    Inferred(Step),
    /// Nothing says which.
    Unknown,
}

/// The finest unit that is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Precision {
    /// A day.
    Day,
    /// A month, or a named part of one.
    Month,
    /// A season, a quarter or a half of a year.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years, or a half, a third or a quarter of them.
    Century,
    /// A word without sharp ends: early, mid, late, the turn of.
    Vague,
}

/// How a date fills its days.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// One moment that lies somewhere inside.
    Within(Interval),
    /// A stretch of time.
    Throughout {
        /// It begins somewhere in here.
        begins: Interval,
        /// It ends somewhere in here.
        ends: Interval,
    },
}

/// Something that cannot be right in a date as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fault {
    /// No calendar has such a day: 30 February.
    NoSuchDay,
    /// The day of the week is another one, in every calendar that the writing allows.
    WeekdayDiffers {
        /// The weekday that is written.
        written: Weekday,
        /// The weekday that the day has, in the Gregorian reading when no calendar is named.
        found: Weekday,
    },
    /// The two styles of a double date do not name one day.
    DoubleDateDiffers {
        /// By how many days the calendars differed then.
        expected_days: i32,
        /// By how many days the two halves differ as written.
        found_days: i32,
    },
    /// A stretch of time that ends before it begins.
    ReversedRange,
    /// The date of the Muslim calendar beside it is none of these days.
    HijriDiffers {
        /// The first day that it may be.
        first: Day,
        /// The last day that it may be.
        last: Day,
    },
    /// The Kazakh year is that of another animal.
    AnimalYearDiffers {
        /// The animal that is written.
        written: Animal,
        /// The animal of the year that began in that year.
        found: Animal,
    },
    /// Where it was written no day had this number: the calendar was changed then.
    SkippedByReform {
        /// The last day of the old calendar.
        last: Day,
        /// The first day of the new one.
        first: Day,
    },
}

/// One step in the understanding of a date, to be shown to the reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Step {
    /// The writing names its calendar.
    CalendarNamed(Calendar),
    /// The weekday fits only one calendar.
    CalendarByWeekday(Weekday, Calendar),
    /// Only one calendar has such a day.
    CalendarByDay(Calendar),
    /// Nothing names the calendar, and both were in use: read as Gregorian, perhaps Julian.
    CalendarUnmarked,
    /// Nothing names the calendar; where it was written this one was in use
    /// until that day when Julian, from that day on when Gregorian.
    CalendarByPlace(Calendar, Day),
    /// Nothing names the calendar; where it was written both were in use until
    /// that day: read as Gregorian, perhaps Julian.
    CalendarMixed(Day),
    /// A Julian day became this day.
    FromJulian(Day),
    /// Both styles are written, and they name this one day.
    BothStyles(Day),
    /// The Muslim calendar gives every day on which it may have been, in the
    /// calendars in use; each begins at the sunset before.
    FromHijri,
    /// A date of the Muslim calendar stands beside it, which fits only this style.
    CalendarByHijri(Calendar),
    /// A date of the Muslim calendar stands beside it, and they agree.
    HijriAgrees,
    /// The animal names the Kazakh year, which begins in March.
    AnimalYear(Animal),
    /// The year is taken from an earlier date of the text.
    YearCarried(i32),
    /// The year is taken from the other half of the expression.
    YearShared(i32),
    /// It is counted from these days, which an earlier date of the text names.
    CountedFrom(Interval),
    /// It is counted from these days, on which the text was written.
    CountedFromWriting(Interval),
    /// Two digits were read as this year.
    YearExpanded(i32),
    /// The century of a decade was guessed.
    CenturyGuessed(i32),
    /// A vague word was cut by this convention to these days.
    Vague(Interval, Policy),
    /// A century was counted from its year 1 to its year 100.
    CenturyCounted(i32, i32),
    /// What stands after "before" or "after" is itself left out.
    EdgeLeftOut,
    /// Numbers were read with the day before the month.
    DayBeforeMonth,
}

/// A date that somebody wrote, and what it may mean.
///
/// There is no order on dates: ask for a [`Relation`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Date {
    /// The writing, as it stands.
    pub text: String,
    /// The calendar in which it is written, as far as the writing tells.
    pub calendar: Calendar,
    /// The days it may mean; in the Gregorian reading when the calendar is unmarked.
    pub shape: Shape,
    /// The narrow zone of a vague word, or of a stretch with a vague end; `None`
    /// when the writing has sharp ends.
    pub core: Option<Interval>,
    /// The finest unit that is written.
    pub precision: Precision,
    /// The writing says "about".
    pub approximate: bool,
    /// The writing says "perhaps", leaves a choice, or can be read in two ways.
    pub uncertain: bool,
    /// The parts that the writing calls uncertain, in EDTF; none in words, where
    /// it is said of the whole.
    pub uncertain_parts: Parts,
    /// The parts that the writing calls approximate, in EDTF.
    pub approximate_parts: Parts,
    /// How it was understood.
    pub steps: Vec<Step>,
    /// What cannot be right in it.
    pub faults: Vec<Fault>,
    /// What else it may mean.
    pub(crate) otherwise: Vec<Shape>,
    /// What the writing leaves to choose from, in every reading; empty when it leaves no choice.
    pub(crate) choices: Vec<Interval>,
    /// Its words, taken apart; `None` when it was never words.
    pub(crate) wording: Option<Wording>,
}

/// How two dates lie to each other, in every honest reading of both.
///
/// [`Relation::Before`], [`Relation::After`] and [`Relation::Apart`] say that
/// the two cannot be the same time. The others leave it possible.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Relation {
    /// It ends before the other begins.
    Before,
    /// It begins after the other ends.
    After,
    /// They share no day in any reading, but which comes first depends on the calendar.
    Apart,
    /// Both name exactly the same days.
    Same,
    /// All its days are among the days of the other, which names more.
    Within,
    /// All days of the other are among its days, and it names more.
    Contains,
    /// They may share days, or may not.
    MayMeet,
}

impl Relation {
    /// The two cannot be the same time, whatever the calendar.
    pub fn is_apart(self) -> bool {
        matches!(self, Relation::Before | Relation::After | Relation::Apart)
    }
}

impl Interval {
    /// An interval of which nothing is known.
    pub const UNKNOWN: Interval = Interval { first: End::Unknown, last: End::Unknown };

    /// From one day to another, both included; the earlier is the first.
    pub fn between(one: Day, other: Day) -> Interval {
        Interval { first: End::Day(one.min(other)), last: End::Day(one.max(other)) }
    }

    /// The first day; `None` when open or unknown.
    pub fn first_day(&self) -> Option<Day> {
        match self.first {
            End::Day(day) => Some(day),
            End::Open | End::Unknown => None,
        }
    }

    /// The last day; `None` when open or unknown.
    pub fn last_day(&self) -> Option<Day> {
        match self.last {
            End::Day(day) => Some(day),
            End::Open | End::Unknown => None,
        }
    }

    /// What both may share; `None` when known ends keep them apart.
    ///
    /// A known end is preferred to an unknown one, an unknown one to an open one.
    pub fn intersect(&self, other: &Interval) -> Option<Interval> {
        let shared = Interval {
            first: inner(self.first, other.first, Day::max),
            last: inner(self.last, other.last, Day::min),
        };
        match (shared.first_day(), shared.last_day()) {
            (Some(first), Some(last)) if last < first => None,
            _ => Some(shared),
        }
    }

    /// The least interval that holds both: open when one of them is open, else unknown when one of them is unknown.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval {
            first: outer(self.first, other.first, Day::min),
            last: outer(self.last, other.last, Day::max),
        }
    }

    /// Whether no known end keeps the day out.
    pub fn contains(&self, day: Day) -> bool {
        self.first_day().is_none_or(|first| first <= day)
            && self.last_day().is_none_or(|last| day <= last)
    }

    /// How many days, both ends counted; `None` when an end is open or unknown.
    pub fn days(&self) -> Option<i64> {
        Some(i64::from(self.last_day()?.number()) - i64::from(self.first_day()?.number()) + 1)
    }

    /// Whether every day of this interval surely belongs to the other.
    fn is_inside(&self, other: &Interval) -> bool {
        let begins = match (other.first, self.first) {
            (End::Open, _) => true,
            (End::Day(outer), End::Day(inner)) => outer <= inner,
            _ => false,
        };
        let ends = match (self.last, other.last) {
            (_, End::Open) => true,
            (End::Day(inner), End::Day(outer)) => inner <= outer,
            _ => false,
        };
        begins && ends
    }

    fn is_before(&self, other: &Interval) -> bool {
        match (self.last_day(), other.first_day()) {
            (Some(last), Some(first)) => last < first,
            _ => false,
        }
    }
}

fn inner(one: End, other: End, choose: fn(Day, Day) -> Day) -> End {
    match (one, other) {
        (End::Day(one), End::Day(other)) => End::Day(choose(one, other)),
        (End::Day(day), _) | (_, End::Day(day)) => End::Day(day),
        (End::Unknown, _) | (_, End::Unknown) => End::Unknown,
        (End::Open, End::Open) => End::Open,
    }
}

fn outer(one: End, other: End, choose: fn(Day, Day) -> Day) -> End {
    match (one, other) {
        (End::Day(one), End::Day(other)) => End::Day(choose(one, other)),
        (End::Open, _) | (_, End::Open) => End::Open,
        (End::Unknown, _) | (_, End::Unknown) => End::Unknown,
    }
}

impl Shape {
    /// The hull of everything it touches.
    pub fn bounds(&self) -> Interval {
        match self {
            Shape::Within(interval) => *interval,
            Shape::Throughout { begins, ends } => begins.hull(ends),
        }
    }
}

impl Date {
    /// Every day it may touch; in the Gregorian reading when the calendar is unmarked.
    pub fn bounds(&self) -> Interval {
        self.shape.bounds()
    }

    /// All honest readings, the one of [`Date::bounds`] first, none twice.
    ///
    /// A day written before 14 February 1918 without naming a calendar has two:
    /// Gregorian and Julian. What the writing leaves to choose from stands here
    /// apart: "5 or 9 May 1920" has two readings, though its bounds hold both.
    pub fn readings(&self) -> Vec<Interval> {
        if !self.choices.is_empty() {
            return self.choices.clone();
        }
        let mut readings = vec![self.bounds()];
        for other in self.otherwise.iter().map(Shape::bounds) {
            if !readings.contains(&other) {
                readings.push(other);
            }
        }
        readings
    }

    /// Where it begins: the days on which its first moment may lie.
    pub fn begins(&self) -> Interval {
        match self.shape {
            Shape::Within(interval) => interval,
            Shape::Throughout { begins, .. } => begins,
        }
    }

    /// Where it ends: the days on which its last moment may lie.
    pub fn ends(&self) -> Interval {
        match self.shape {
            Shape::Within(interval) => interval,
            Shape::Throughout { ends, .. } => ends,
        }
    }

    /// All honest readings beside a date of which the calendar is known.
    ///
    /// A year or a month that names no calendar may be of either, which matters at
    /// its ends: December 1917 lasted, Old Style, until 13 January. Beside another
    /// that names none both are of one calendar, and these are [`Date::readings`].
    pub fn readings_beside(&self, other: &Date) -> Vec<Interval> {
        let mut readings = self.readings();
        let is_wide = self.calendar == Calendar::Unmarked && readings.len() == 1;
        let ended = self.bounds().last_day().is_some_and(|last| last < Day::REFORM);
        if is_wide && ended && other.calendar != Calendar::Unmarked {
            let old_style = self.in_calendar(Calendar::Julian).bounds();
            if old_style != readings[0] {
                readings.push(old_style);
            }
        }
        readings
    }

    /// How it lies to another date, in every honest reading of both.
    pub fn relation(&self, other: &Date) -> Relation {
        let (ours, theirs) = (self.readings_beside(other), other.readings_beside(self));
        let all = |holds: fn(&Interval, &Interval) -> bool| {
            ours.iter().all(|one| theirs.iter().all(|two| holds(one, two)))
        };
        if all(Interval::is_before) {
            Relation::Before
        } else if all(|one, two| two.is_before(one)) {
            Relation::After
        } else if all(|one, two| one.is_before(two) || two.is_before(one)) {
            Relation::Apart
        } else if all(|one, two| one.is_inside(two) && two.is_inside(one)) {
            Relation::Same
        } else if all(Interval::is_inside) {
            Relation::Within
        } else if all(|one, two| two.is_inside(one)) {
            Relation::Contains
        } else {
            Relation::MayMeet
        }
    }

    /// How it lies to another date, of the thirteen ways in which two stretches of
    /// days can: what is certain, possible or impossible in every reading of both.
    ///
    /// A moment that lies somewhere within its days is one day; a stretch fills its own.
    ///
    /// ```
    /// # use derek_time::{Allen, Certainty, parse};
    /// let day = parse("5 May 1918").unwrap();
    /// let all = parse("throughout 1918").unwrap().allen(&day);
    /// assert_eq!(all.certain(), Some(Allen::Contains));
    /// let some = parse("1918 г.").unwrap().allen(&day);
    /// assert_eq!(some.certainty(Allen::Equals), Certainty::Possible);
    /// assert_eq!(some.certainty(Allen::Contains), Certainty::Cannot);
    /// ```
    pub fn allen(&self, other: &Date) -> Relations {
        let (ours, theirs) = (self.shaped_readings(), other.shaped_readings());
        let pairs = ours.iter().flat_map(|one| theirs.iter().map(move |two| (one, two)));
        let relations = pairs.map(|(one, two)| Relations::of(one, two));
        relations.reduce(Relations::or).unwrap_or(Relations::of(&self.shape, &other.shape))
    }

    /// All honest readings with the way in which each fills its days, in the
    /// order of [`Date::readings`].
    pub fn shaped_readings(&self) -> Vec<Shape> {
        if !self.choices.is_empty() {
            return self.choices.iter().copied().map(Shape::Within).collect();
        }
        let mut shapes = vec![self.shape];
        for other in &self.otherwise {
            if !shapes.contains(other) {
                shapes.push(*other);
            }
        }
        shapes
    }

    /// The same writing read in a calendar that is known from elsewhere.
    ///
    /// A date that names its calendar, or was never words, is returned as it is.
    pub fn in_calendar(&self, calendar: Calendar) -> Date {
        match &self.wording {
            Some(wording) if self.calendar == Calendar::Unmarked || self.is_by_place() => {
                Wording { calendar, ..wording.clone() }.date(&self.text)
            }
            _ => self.clone(),
        }
    }

    /// The same writing with something else known of its text: its convention for
    /// vague words, and the calendar of the place where it was written.
    ///
    /// A date that was never words is returned as it is.
    pub fn in_context(&self, context: &Context) -> Date {
        match &self.wording {
            Some(wording) if wording.depends_on_context() => {
                let (policy, calendars) = (context.policy, context.calendars);
                Wording { policy, calendars, ..wording.clone() }.date(&self.text)
            }
            _ => self.clone(),
        }
    }

    /// The least interval that holds every reading: what is sure until one of them is chosen.
    pub fn hull(&self) -> Interval {
        self.readings().iter().fold(self.bounds(), |hull, reading| hull.hull(reading))
    }

    /// How its calendar is known.
    pub fn calendar_basis(&self) -> Basis {
        let inferred = self.steps.iter().find(|step| {
            matches!(
                step,
                Step::CalendarByWeekday(..)
                    | Step::CalendarByDay(_)
                    | Step::CalendarByHijri(_)
                    | Step::CalendarByPlace(..)
            )
        });
        match (inferred, self.calendar) {
            (Some(step), _) => Basis::Inferred(*step),
            (None, Calendar::Unmarked) => Basis::Unknown,
            (None, _) => Basis::Stated,
        }
    }

    fn is_by_place(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::CalendarByPlace(..)))
    }

    /// The same writing with the year that it leaves out.
    ///
    /// A date that states its year is returned as it is.
    pub fn in_year(&self, year: i32) -> Date {
        match &self.wording {
            Some(wording) => {
                let mut wording = wording.clone();
                wording.fill_year(year);
                wording.date(&self.text)
            }
            None => self.clone(),
        }
    }

    /// A date that was never words, only days.
    pub(crate) fn of(shape: Shape, precision: Precision) -> Date {
        Date {
            text: String::new(),
            calendar: Calendar::Gregorian,
            shape,
            core: None,
            precision,
            approximate: false,
            uncertain: false,
            uncertain_parts: Parts::default(),
            approximate_parts: Parts::default(),
            steps: Vec::new(),
            faults: Vec::new(),
            otherwise: Vec::new(),
            choices: Vec::new(),
            wording: None,
        }
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Date {
        Date::of(Shape::Within(Interval::between(day, day)), Precision::Day)
    }
}

impl From<Interval> for Date {
    fn from(interval: Interval) -> Date {
        Date::of(Shape::Within(interval), Precision::Day)
    }
}

/// A stretch of the calendar as words name it. A year is `None` when it is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    Day {
        year: Option<i32>,
        month: u8,
        day: u8,
    },
    Month {
        year: Option<i32>,
        month: u8,
    },
    /// 1 is spring, 4 is the winter that begins in December of the year.
    Season {
        year: Option<i32>,
        season: u8,
    },
    Quarter {
        year: Option<i32>,
        quarter: u8,
    },
    Year(i32),
    /// Named by its first year.
    Decade(i32),
    /// The 20th is 20; before our era negative.
    Century(i32),
    /// The turn of a century that is not named.
    SomeCentury,
    /// A year that is not named: the end of the year.
    SomeYear,
    /// The Kazakh year of an animal, of which nobody says which it was.
    AnimalYear(Animal),
    /// Days that no such name has.
    Exact {
        first: Day,
        last: Day,
    },
    /// A day that no calendar has.
    Nothing,
}

/// The part of a unit that is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Whole,
    Early,
    Middle,
    Late,
    /// 1 or 2.
    Half(u8),
    /// 1 to 3.
    Third(u8),
    /// 1 to 4.
    Quarter(u8),
    /// Seven days of a month: 1 to 4 from its beginning, 5 its last.
    Week(u8),
    /// The years, months or days around its beginning.
    Turn,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Moment {
    pub part: Part,
    pub unit: Unit,
}

/// What an expression says of its moments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    At(Moment),
    Span(Moment, Moment),
    Between(Moment, Moment),
    Either(Moment, Moment),
    Before(Moment),
    After(Moment),
    NotAfter(Moment),
    NotBefore(Moment),
    Since(Moment),
    Until(Moment),
    /// All of it, from the first day to the last.
    Whole(Moment),
}

/// An expression taken apart, ready to be dated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wording {
    pub said: Said,
    /// What the numbers say when the month stands first.
    pub otherwise: Option<Said>,
    pub calendar: Calendar,
    pub weekday: Option<Weekday>,
    pub approximate: bool,
    pub uncertain: bool,
    pub steps: Vec<Step>,
    pub faults: Vec<Fault>,
    /// How its vague words are cut.
    pub policy: Policy,
    /// Which calendar was in use where it was written, when that is known.
    pub calendars: Option<Changeover>,
    /// What a calendar of another kind says beside it.
    pub beside: Option<Beside>,
}

/// Year, month and day of some calendar.
type Civil = (i32, u8, u8);

impl Unit {
    pub fn year(&self) -> Option<i32> {
        match *self {
            Unit::Day { year, .. }
            | Unit::Month { year, .. }
            | Unit::Season { year, .. }
            | Unit::Quarter { year, .. } => year,
            Unit::Year(year) => Some(year),
            _ => None,
        }
    }

    /// Whether it needs a year and has none.
    pub fn lacks_year(&self) -> bool {
        match *self {
            Unit::Day { year, .. }
            | Unit::Month { year, .. }
            | Unit::Season { year, .. }
            | Unit::Quarter { year, .. } => year.is_none(),
            Unit::SomeCentury | Unit::SomeYear | Unit::AnimalYear(_) => true,
            _ => false,
        }
    }

    /// The same with the year that it leaves out.
    pub fn in_year(self, given: i32) -> Unit {
        match self {
            Unit::Day { year: None, month, day } => Unit::Day { year: Some(given), month, day },
            Unit::Month { year: None, month } => Unit::Month { year: Some(given), month },
            Unit::Season { year: None, season } => Unit::Season { year: Some(given), season },
            Unit::Quarter { year: None, quarter } => Unit::Quarter { year: Some(given), quarter },
            Unit::SomeCentury => Unit::Century(given.saturating_add(50).div_euclid(100) + 1),
            Unit::SomeYear => Unit::Year(given),
            Unit::AnimalYear(animal) => match (Animal::of_year(given) == animal)
                .then(|| Animal::span(given))
                .flatten()
                .and_then(|span| span.first_day().zip(span.last_day()))
            {
                Some((first, last)) => Unit::Exact { first, last },
                None => self,
            },
            stated => stated,
        }
    }

    /// The month in which it begins, to tell which of two without a year comes first.
    pub fn month(&self) -> Option<u8> {
        match *self {
            Unit::Day { month, .. } | Unit::Month { month, .. } => Some(month),
            Unit::Season { season, .. } => Some(3 * season),
            Unit::Quarter { quarter, .. } => Some(3 * quarter - 2),
            _ => None,
        }
    }

    fn precision(&self) -> Precision {
        match self {
            Unit::Exact { first, last } => match last.number().saturating_sub(first.number()) {
                ..=7 => Precision::Day,
                8..=60 => Precision::Month,
                _ => Precision::Year,
            },
            Unit::Day { .. } | Unit::Nothing => Precision::Day,
            Unit::Month { .. } => Precision::Month,
            Unit::Season { .. } | Unit::Quarter { .. } => Precision::Season,
            Unit::Year(_) | Unit::SomeYear | Unit::AnimalYear(_) => Precision::Year,
            Unit::Decade(_) => Precision::Decade,
            Unit::Century(_) | Unit::SomeCentury => Precision::Century,
        }
    }
}

impl From<Unit> for Moment {
    fn from(unit: Unit) -> Moment {
        Moment { part: Part::Whole, unit }
    }
}

impl Moment {
    pub fn in_year(self, year: i32) -> Moment {
        Moment { unit: self.unit.in_year(year), ..self }
    }

    /// Its days, vague words cut by P1; see [`Moment::span_by`].
    pub fn span(&self, calendar: Calendar) -> Option<Interval> {
        self.span_by(calendar, &Policy::P1)
    }

    /// Its days; `None` when the year is missing or the calendar has no such day.
    pub fn span_by(&self, calendar: Calendar, policy: &Policy) -> Option<Interval> {
        let (first, last) = match (self.unit, self.part) {
            (Unit::Day { year, month, day }, _) => ((year?, month, day), (year?, month, day)),
            (Unit::Exact { first, last }, _) => return Some(Interval::between(first, last)),
            (Unit::Month { year, month }, part) => {
                days_of_month(year?, month, part, calendar, policy)?
            }
            (Unit::Season { year, season }, part) => {
                months(year?, 3 * i64::from(season) - 1, 3, part, calendar)?
            }
            (Unit::Quarter { year, quarter }, part) => {
                months(year?, 3 * i64::from(quarter) - 3, 3, part, calendar)?
            }
            (Unit::Year(year), Part::Turn) => {
                let around = i64::from(policy.turn_of_year);
                months(year, -around, 2 * around, Part::Whole, calendar)?
            }
            (Unit::Year(year), Part::Early | Part::Middle | Part::Late) => {
                let (from, until) = self.part.cut(12, edges(policy.year, 1, 12), None);
                months(year, from, until - from, Part::Whole, calendar)?
            }
            (Unit::Year(year), part) => months(year, 0, 12, part, calendar)?,
            (Unit::Decade(first), part) => {
                let turn = Some(policy.turn_of_decade.into());
                years(first, part.cut(10, edges(policy.decade, 0, 10), turn))?
            }
            (Unit::Century(number), Part::Turn) => {
                let first = century(number)?.checked_sub(1)?;
                let around = i32::from(policy.turn_of_century);
                ((first.checked_sub(around)?, 1, 1), (first.checked_add(around)?, 12, 31))
            }
            (Unit::Century(number), part) => {
                years(century(number)?, part.cut(100, edges(policy.century, 1, 100), None))?
            }
            (Unit::SomeCentury | Unit::SomeYear | Unit::AnimalYear(_) | Unit::Nothing, _) => {
                return None;
            }
        };
        Some(Interval::between(day(first, calendar)?, day(last, calendar)?))
    }

    /// The narrow zone of a vague word; `None` when its ends are sharp.
    fn core(&self, calendar: Calendar, policy: &Policy) -> Option<Interval> {
        match (self.part, self.unit) {
            (
                Part::Whole | Part::Half(_) | Part::Third(_) | Part::Quarter(_) | Part::Week(_),
                _,
            ) => None,
            (Part::Middle, Unit::Year(year))
                if 2 < policy.year[1].saturating_sub(policy.year[0]) =>
            {
                let [from, until] = policy.year.map(i64::from);
                let (first, last) = months(year, from, until - from - 2, Part::Whole, calendar)?;
                Some(Interval::between(day(first, calendar)?, day(last, calendar)?))
            }
            _ => {
                let span = self.span_by(calendar, policy)?;
                let third = i32::try_from(span.days()? / 3).ok()?;
                let (first, last) = (span.first_day()?, span.last_day()?);
                // What is early lies at the beginning and what is late at the end.
                Some(match self.part {
                    Part::Early => Interval::between(first, last.plus(-third)),
                    Part::Late => Interval::between(first.plus(third), last),
                    _ => Interval::between(first.plus(third), last.plus(-third)),
                })
            }
        }
    }

    pub(crate) fn is_vague(&self) -> bool {
        matches!(self.part, Part::Early | Part::Middle | Part::Late | Part::Turn)
    }

    fn precision(&self) -> Precision {
        match (self.part, self.unit) {
            _ if self.is_vague() => Precision::Vague,
            (Part::Half(_) | Part::Quarter(_) | Part::Third(_), Unit::Year(_)) => Precision::Season,
            _ => self.unit.precision(),
        }
    }

    /// Whether it names a day, or days of a month, so that the calendar matters.
    pub(crate) fn has_days(&self) -> bool {
        matches!(self.unit, Unit::Day { .. })
    }

    /// Whether it names a month, or a part of one.
    pub(crate) fn has_month(&self) -> bool {
        matches!(self.unit, Unit::Month { .. })
    }
}

impl Part {
    /// First step included, last step left out, of a whole with so many steps.
    ///
    /// `vague` holds where early, middle and late begin, and where late ends;
    /// `turn` is how many steps lie on each side of a turn.
    fn cut(self, steps: i64, vague: [i64; 4], turn: Option<i64>) -> (i64, i64) {
        let share = |number: u8, of: i64| {
            let number = i64::from(number);
            (steps * (number - 1) / of, steps * number / of)
        };
        match self {
            Part::Whole | Part::Week(_) => (0, steps),
            Part::Early => (vague[0], vague[1]),
            Part::Middle => (vague[1], vague[2]),
            Part::Late => (vague[2], vague[3]),
            Part::Half(number) => share(number, 2),
            Part::Third(number) => share(number, 3),
            Part::Quarter(number) => share(number, 4),
            Part::Turn => turn.map_or((0, steps), |around| (-around, around + 1)),
        }
    }
}

/// The first year of a century: 1901 of the 20th.
fn century(number: i32) -> Option<i32> {
    let before = if 0 < number { number.checked_sub(1)? } else { number };
    before.checked_mul(100)?.checked_add(1)
}

fn years(first: i32, (from, until): (i64, i64)) -> Option<(Civil, Civil)> {
    let from = i32::try_from(i64::from(first) + from).ok()?;
    let last = i32::try_from(i64::from(first) + until - 1).ok()?;
    Some(((from, 1, 1), (last, 12, 31)))
}

/// Where early, middle and late begin and where late ends, counted from 0, of a
/// unit with so many steps whose first is counted as `base`.
fn edges([middle, late]: [u8; 2], base: i64, steps: i64) -> [i64; 4] {
    [0, i64::from(middle) - base, i64::from(late) - base, steps]
}

/// So many months from a month counted from 0 in a year, or a part of them.
fn months(
    year: i32,
    month: i64,
    count: i64,
    part: Part,
    calendar: Calendar,
) -> Option<(Civil, Civil)> {
    let third = count / 3;
    let (from, until) = part.cut(count, [0, third, 2 * third, count], None);
    let start = 12 * i64::from(year) + month;
    let civil = |months: i64| -> Option<(i32, u8)> {
        Some((i32::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as u8 + 1))
    };
    let (first_year, first_month) = civil(start + from)?;
    let (last_year, last_month) = civil(start + until - 1)?;
    let last_day = month_length(last_year, last_month, calendar);
    Some(((first_year, first_month, 1), (last_year, last_month, last_day)))
}

fn days_of_month(
    year: i32,
    month: u8,
    part: Part,
    calendar: Calendar,
    policy: &Policy,
) -> Option<(Civil, Civil)> {
    let length = month_length(year, month, calendar);
    let [middle, late] = policy.month;
    let (first, last) = match part {
        Part::Early => (1, middle.saturating_sub(1)),
        Part::Middle => (middle, late.saturating_sub(1)),
        Part::Late => (late, length),
        Part::Third(1) => (1, 10),
        Part::Third(2) => (11, 20),
        Part::Third(_) => (21, length),
        Part::Week(5) => (length - 6, length),
        Part::Week(number) => (7 * number - 6, 7 * number),
        Part::Half(1) => (1, 15),
        Part::Half(_) => (16, length),
        Part::Whole | Part::Quarter(_) | Part::Turn => (1, length),
    };
    Some(((year, month, first), (year, month, last)))
}

fn month_length(year: i32, month: u8, calendar: Calendar) -> u8 {
    match calendar {
        Calendar::Julian => julian_month_length(year, month),
        Calendar::Gregorian | Calendar::Unmarked => gregorian_month_length(year, month),
    }
}

fn day((year, month, day): Civil, calendar: Calendar) -> Option<Day> {
    match calendar {
        Calendar::Julian => Day::julian(year, month, day),
        Calendar::Gregorian | Calendar::Unmarked => Day::gregorian(year, month, day),
    }
}

impl Said {
    /// The moments it names, in the order of the writing.
    pub fn moments(&self) -> (Moment, Option<Moment>) {
        match *self {
            Said::Span(one, two) | Said::Between(one, two) | Said::Either(one, two) => {
                (one, Some(two))
            }
            Said::At(moment)
            | Said::Before(moment)
            | Said::After(moment)
            | Said::NotAfter(moment)
            | Said::NotBefore(moment)
            | Said::Since(moment)
            | Said::Until(moment)
            | Said::Whole(moment) => (moment, None),
        }
    }

    /// The same of other moments.
    pub fn map(self, change: impl Fn(Moment) -> Moment) -> Said {
        match self {
            Said::At(moment) => Said::At(change(moment)),
            Said::Span(one, two) => Said::Span(change(one), change(two)),
            Said::Between(one, two) => Said::Between(change(one), change(two)),
            Said::Either(one, two) => Said::Either(change(one), change(two)),
            Said::Before(moment) => Said::Before(change(moment)),
            Said::After(moment) => Said::After(change(moment)),
            Said::NotAfter(moment) => Said::NotAfter(change(moment)),
            Said::NotBefore(moment) => Said::NotBefore(change(moment)),
            Said::Since(moment) => Said::Since(change(moment)),
            Said::Until(moment) => Said::Until(change(moment)),
            Said::Whole(moment) => Said::Whole(change(moment)),
        }
    }

    /// The year in which all of it lies as written; `None` when none is stated or several are.
    pub fn year(&self) -> Option<i32> {
        let (one, two) = self.moments();
        let year = one.unit.year()?;
        two.is_none_or(|two| two.unit.year() == Some(year)).then_some(year)
    }

    pub fn lacks_year(&self) -> bool {
        let (one, two) = self.moments();
        one.unit.lacks_year() || two.is_some_and(|two| two.unit.lacks_year())
    }

    pub(crate) fn any(&self, holds: impl Fn(&Moment) -> bool) -> bool {
        let (one, two) = self.moments();
        holds(&one) || two.is_some_and(|two| holds(&two))
    }

    /// Its days, each moment read in the calendar that is chosen for it.
    pub(crate) fn shape(
        &self,
        policy: &Policy,
        calendar: impl Fn(&Moment) -> Calendar,
    ) -> Option<Shape> {
        let span = |moment: Moment| moment.span_by(calendar(&moment), policy);
        let open = |interval: Option<Interval>| interval.map(Shape::Within);
        match *self {
            Said::At(moment) => open(span(moment)),
            Said::Span(one, two) => {
                Some(Shape::Throughout { begins: span(one)?, ends: span(two)? })
            }
            Said::Between(one, two) | Said::Either(one, two) => {
                open(Some(span(one)?.hull(&span(two)?)))
            }
            Said::Before(moment) => open(until(span(moment)?.first_day()?.plus(-1))),
            Said::NotAfter(moment) => open(until(span(moment)?.last_day()?)),
            Said::After(moment) => open(from(span(moment)?.last_day()?.plus(1))),
            Said::NotBefore(moment) => open(from(span(moment)?.first_day()?)),
            Said::Since(moment) => {
                let begins = span(moment)?;
                Some(Shape::Throughout { begins, ends: from(begins.first_day()?)? })
            }
            Said::Until(moment) => {
                let ends = span(moment)?;
                Some(Shape::Throughout { begins: until(ends.last_day()?)?, ends })
            }
            Said::Whole(moment) => {
                let (first, last) = span(moment)?.first_day().zip(span(moment)?.last_day())?;
                let (begins, ends) =
                    (Interval::between(first, first), Interval::between(last, last));
                Some(Shape::Throughout { begins, ends })
            }
        }
    }
}

fn until(last: Day) -> Option<Interval> {
    Some(Interval { first: End::Open, last: End::Day(last) })
}

fn from(first: Day) -> Option<Interval> {
    Some(Interval { first: End::Day(first), last: End::Open })
}

impl From<Said> for Wording {
    fn from(said: Said) -> Wording {
        Wording {
            said,
            otherwise: None,
            calendar: Calendar::Unmarked,
            weekday: None,
            approximate: false,
            uncertain: false,
            steps: Vec::new(),
            faults: Vec::new(),
            policy: Policy::P1,
            calendars: None,
            beside: None,
        }
    }
}

impl Wording {
    /// Gives the year to every moment that lacks it.
    pub fn fill_year(&mut self, year: i32) {
        self.said = match self.said {
            Said::Span(one, two) => {
                let wraps = two.unit.month() < one.unit.month() && two.unit.lacks_year();
                let next = if wraps { year.saturating_add(1) } else { year };
                Said::Span(one.in_year(year), two.in_year(next))
            }
            said => said.map(|moment| moment.in_year(year)),
        };
        self.otherwise = self.otherwise.map(|said| said.map(|moment| moment.in_year(year)));
    }

    /// The date that these words mean.
    pub fn date(&self, text: &str) -> Date {
        let mut date = Date::of(Shape::Within(Interval::UNKNOWN), self.precision());
        date.text = text.to_owned();
        date.approximate = self.approximate;
        date.uncertain = self.uncertain || matches!(self.said, Said::Either(..));
        date.steps.clone_from(&self.steps);
        date.faults.clone_from(&self.faults);
        date.calendar = self.calendar;
        date.wording = Some(self.clone());
        if self.said.any(|moment| moment.is_no_day()) {
            date.faults.push(Fault::NoSuchDay);
            return date;
        }
        if self.said.lacks_year() {
            if let Unit::AnimalYear(animal) = self.said.moments().0.unit {
                date.steps.push(Step::AnimalYear(animal));
            }
            return date;
        }
        self.settle_calendar(&mut date);
        self.settle_by_hijri(&mut date);
        let by_place = self.calendars_by_place(&date);
        match self.said.shape(&self.policy, |moment| by_place.first(moment, date.calendar)) {
            Some(shape) => date.shape = shape,
            None => {
                date.faults.push(Fault::NoSuchDay);
                return date;
            }
        }
        self.find_reversal(&mut date);
        match by_place.is_known() {
            true => self.settle_by_place(&by_place, &mut date),
            false => self.find_other_readings(&mut date),
        }
        self.compare_beside(&mut date);
        self.explain(&mut date);
        date
    }

    fn precision(&self) -> Precision {
        let (one, two) = self.said.moments();
        let rank = |precision: Precision| precision as u8;
        match two.map(|two| (one.precision(), two.precision())) {
            None => one.precision(),
            Some((Precision::Vague, _) | (_, Precision::Vague)) => Precision::Vague,
            Some((one, two)) => {
                if rank(one) <= rank(two) {
                    one
                } else {
                    two
                }
            }
        }
    }

    /// A weekday, or a day that only one calendar has, may tell the calendar.
    fn settle_calendar(&self, date: &mut Date) {
        let (moment, _) = self.said.moments();
        let on = |calendar| moment.span(calendar).and_then(|span| span.first_day());
        let may_be_julian = match &self.calendars {
            Some(calendars) => calendars.may_be_julian(&moment),
            None => {
                let day = on(Calendar::Gregorian).or(on(Calendar::Julian));
                day.is_some_and(|day| day < Day::REFORM)
            }
        };
        let is_unmarked = date.calendar == Calendar::Unmarked && moment.has_days();
        let only_julian = on(Calendar::Gregorian).is_none() && on(Calendar::Julian).is_some();
        if is_unmarked && only_julian && may_be_julian {
            date.calendar = Calendar::Julian;
            date.steps.push(Step::CalendarByDay(Calendar::Julian));
        }
        let Some(written) = self.weekday else { return };
        let fits = |calendar| on(calendar).is_some_and(|day| day.weekday() == written);
        let fits_julian = may_be_julian && fits(Calendar::Julian);
        let named = match date.calendar {
            // From 1100 to 1300 the calendars were a whole week apart.
            Calendar::Unmarked if fits(Calendar::Gregorian) && fits_julian => return,
            Calendar::Unmarked if fits(Calendar::Gregorian) => Calendar::Gregorian,
            Calendar::Unmarked if fits_julian => Calendar::Julian,
            calendar => calendar,
        };
        if named != date.calendar {
            date.calendar = named;
            if may_be_julian {
                date.steps.push(Step::CalendarByWeekday(written, named));
            }
        } else if let Some(day) = on(named)
            && !fits(named)
        {
            date.faults.push(Fault::WeekdayDiffers { written, found: day.weekday() });
        }
    }

    fn find_reversal(&self, date: &mut Date) {
        if let Shape::Throughout { begins, ends } = date.shape
            && ends.is_before(&begins)
        {
            date.faults.push(Fault::ReversedRange);
        }
    }

    fn find_other_readings(&self, date: &mut Date) {
        if let Some(said) = self.otherwise {
            date.uncertain = true;
            date.otherwise.extend(said.shape(&self.policy, |_| date.calendar));
            return;
        }
        self.offer(|_| date.calendar, &mut date.choices);
        if date.calendar != Calendar::Unmarked || !self.said.any(Moment::has_days) {
            return;
        }
        let before_reform = |moment: &Moment| {
            let span = moment.span(Calendar::Gregorian);
            span.and_then(|span| span.first_day()).is_some_and(|day| day < Day::REFORM)
        };
        if self.said.any(|moment| moment.has_days() && before_reform(moment)) {
            date.steps.push(Step::CalendarUnmarked);
            let other = |moment: &Moment| {
                if before_reform(moment) { Calendar::Julian } else { Calendar::Gregorian }
            };
            date.otherwise.extend(self.said.shape(&self.policy, other));
            self.offer(other, &mut date.choices);
        }
    }

    /// Adds what the writing leaves to choose from, in the calendar that is chosen for each.
    pub(crate) fn offer(
        &self,
        calendar: impl Fn(&Moment) -> Calendar,
        choices: &mut Vec<Interval>,
    ) {
        let Said::Either(one, two) = self.said else { return };
        for moment in [one, two] {
            let span = moment.span_by(calendar(&moment), &self.policy);
            choices.extend(span.filter(|span| !choices.contains(span)));
        }
    }

    /// Adds the steps that follow from the words alone.
    fn explain(&self, date: &mut Date) {
        let (one, two) = self.said.moments();
        for moment in [Some(one), two].into_iter().flatten() {
            let Some(span) = moment.span_by(date.calendar, &self.policy) else { continue };
            if moment.is_vague() || matches!(moment.part, Part::Week(_)) {
                date.steps.push(Step::Vague(span, self.policy));
            }
            match (moment.unit, span.first_day()) {
                (Unit::Century(number), _) if moment.part == Part::Whole => {
                    if let Some(first) = century(number) {
                        let last = first.saturating_add(99);
                        date.steps.push(Step::CenturyCounted(first, last));
                    }
                }
                (Unit::Day { .. }, Some(day)) if date.calendar == Calendar::Julian => {
                    date.steps.push(Step::FromJulian(day));
                }
                _ => {}
            }
        }
        if matches!(self.said, Said::Before(_) | Said::After(_)) {
            date.steps.push(Step::EdgeLeftOut);
        }
        date.core = match self.said {
            Said::At(moment) => moment.core(date.calendar, &self.policy),
            Said::Span(one, two) if one.is_vague() || two.is_vague() => {
                let narrow = |moment: Moment| {
                    moment
                        .core(date.calendar, &self.policy)
                        .or_else(|| moment.span_by(date.calendar, &self.policy))
                };
                let (first, last) = (narrow(one), narrow(two));
                first
                    .zip(last)
                    .map(|(first, last)| Interval { first: first.first, last: last.last })
            }
            _ => None,
        };
    }
}

impl Moment {
    /// Whether no year could make it a day.
    fn is_no_day(&self) -> bool {
        match self.unit {
            Unit::Day { year: None, month, day } => {
                !(1..=gregorian_month_length(4, month)).contains(&day)
            }
            Unit::Nothing => true,
            _ => false,
        }
    }
}
