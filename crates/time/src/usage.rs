//! Which calendar was in use where a text was written.
//!
//! When a country changed its calendar is no constant of this room: it is a claim
//! of a reference study, which cites who says so.

use crate::date::{Calendar, Date, Fault, Interval, Moment, Shape, Step, Wording};
use crate::day::Day;

/// How a place gave up the Julian calendar for the Gregorian.
///
/// A day or a month that names no calendar is read by it: before the change as
/// Julian, with the Gregorian reading kept as another; while both were in use in
/// both; after it as Gregorian. A day that the change left out is a fault.
/// Years and longer times are read as Gregorian, as everywhere.
///
/// ```
/// # use derek_time::{Calendar, Changeover, Context, Day, parse, parse_in};
/// let last = parse("31 January 1918 (O.S.)").unwrap();
/// let first = parse("14 February 1918 (N.S.)").unwrap();
/// let russia = Changeover::of(&last, Some(&first)).unwrap();
/// let context = Context { calendars: Some(russia), ..Context::default() };
///
/// let october = parse_in("25 October 1917", &context).unwrap();
/// assert_eq!(october.calendar, Calendar::Julian);
/// assert_eq!(october.bounds().first_day(), Day::gregorian(1917, 11, 7));
/// assert_eq!(october.readings().len(), 2);
///
/// assert_eq!(parse_in("5 February 1918", &context).unwrap().faults.len(), 1);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Changeover {
    /// The first day of which it is known that the Julian calendar was in use;
    /// `None` when it always was, as far as anybody says.
    pub old_since: Option<Day>,
    /// The last day on which the Julian calendar surely was in use.
    pub last_old: Day,
    /// The first day on which the Gregorian calendar may have been in use.
    pub first_new: Day,
    /// The last day on which both may have been in use; `None` when the one
    /// followed the other at once.
    pub mixed_until: Option<Day>,
}

/// The calendars in which a moment may be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum InUse {
    /// Before the Gregorian calendar was made.
    OnlyJulian,
    /// Julian, unless somebody counted as they did abroad.
    Julian,
    Both,
    Gregorian,
    /// Neither: the change left it out.
    LeftOut(Changeover),
}

/// What is known of the calendar of each moment of an expression.
pub(crate) struct ByPlace {
    moments: Vec<(Moment, InUse)>,
}

/// The day on which the Gregorian calendar was first in use anywhere, 15 October
/// 1582, by the bull *Inter gravissimas*.
fn first_gregorian_day() -> Day {
    Day::new(2_299_161)
}

impl Changeover {
    /// The change that two claims describe: until when the old calendar was in
    /// use, and from when the new one.
    ///
    /// Where the claims are not exact to the day, both may have been in use in
    /// between. `None` when nothing says by which day the old one ended.
    pub fn of(until: &Date, from: Option<&Date>) -> Option<Changeover> {
        let (surely, at_most) = (until.bounds().first_day(), until.bounds().last_day()?);
        let is_exact = surely == Some(at_most);
        let last_old = match surely {
            Some(day) if is_exact => day,
            Some(day) => day.plus(-1),
            None => return None,
        };
        let said = from.and_then(|from| from.bounds().first_day());
        let first_new = said.unwrap_or(last_old.plus(1));
        let overlap = Some(at_most).filter(|last| !is_exact || first_new <= *last);
        Some(Changeover { old_since: None, last_old, first_new, mixed_until: overlap })
    }

    /// The same, when both calendars went on being used until a day.
    pub fn mixed_until(self, last: Day) -> Changeover {
        Changeover { mixed_until: Some(last).filter(|last| self.first_new <= *last), ..self }
    }

    /// Whether the Julian calendar may have been in use for it.
    pub(crate) fn may_be_julian(&self, moment: &Moment) -> bool {
        let (julian, _) = self.tests(moment);
        julian
    }

    /// Whether it may be Julian, and whether it may be Gregorian.
    fn tests(&self, moment: &Moment) -> (bool, bool) {
        let first = |calendar| moment.span(calendar).and_then(|span: Interval| span.first_day());
        let last = |calendar| moment.span(calendar).and_then(|span: Interval| span.last_day());
        let until = self.mixed_until.unwrap_or(self.last_old).max(self.last_old);
        let is_late_enough = |day| self.old_since.is_none_or(|since| since <= day);
        let julian = first(Calendar::Julian).is_some_and(|day| day <= until && is_late_enough(day));
        let gregorian = last(Calendar::Gregorian).is_some_and(|day| self.first_new <= day);
        (julian, gregorian)
    }

    /// What was in use for it; `None` when that is not known or does not matter.
    fn in_use(&self, moment: &Moment) -> Option<InUse> {
        if !moment.is_of_month() {
            return None;
        }
        let first = |calendar| moment.span(calendar)?.first_day();
        let earliest = first(Calendar::Julian).or(first(Calendar::Gregorian))?;
        if earliest < first_gregorian_day() {
            return Some(InUse::OnlyJulian);
        }
        if self.old_since.is_some_and(|since| earliest < since) {
            return None;
        }
        Some(match self.tests(moment) {
            (true, true) => InUse::Both,
            (true, false) => InUse::Julian,
            (false, true) => InUse::Gregorian,
            (false, false) => InUse::LeftOut(*self),
        })
    }
}

impl ByPlace {
    /// Whether anything follows from the place.
    pub(crate) fn is_known(&self) -> bool {
        !self.moments.is_empty()
    }

    fn of(&self, moment: &Moment) -> Option<InUse> {
        self.moments.iter().find(|(known, _)| known == moment).map(|(_, in_use)| *in_use)
    }

    /// The calendar in which a moment is read first.
    pub(crate) fn first(&self, moment: &Moment, otherwise: Calendar) -> Calendar {
        match self.of(moment) {
            Some(InUse::OnlyJulian | InUse::Julian) => Calendar::Julian,
            Some(InUse::Both | InUse::Gregorian | InUse::LeftOut(_)) => Calendar::Gregorian,
            None => otherwise,
        }
    }

    /// The calendar in which it may be read as well.
    fn second(&self, moment: &Moment) -> Calendar {
        match self.of(moment) {
            Some(InUse::OnlyJulian | InUse::Both | InUse::LeftOut(_)) => Calendar::Julian,
            Some(InUse::Julian | InUse::Gregorian) | None => Calendar::Gregorian,
        }
    }
}

impl Moment {
    /// Whether it is a day or a month, or a part of one, so that the calendar matters.
    fn is_of_month(&self) -> bool {
        self.has_days() || self.has_month()
    }
}

impl Wording {
    /// Whether the text around it can change what it means.
    pub(crate) fn depends_on_context(&self) -> bool {
        let is_unmarked = self.calendar == Calendar::Unmarked;
        self.said.any(|moment| moment.is_vague() || is_unmarked && moment.is_of_month())
    }

    /// What the place says of its calendars; nothing when the writing says it, or leaves
    /// open which number is the month.
    pub(crate) fn calendars_by_place(&self, date: &Date) -> ByPlace {
        let mut moments = Vec::new();
        if let Some(calendars) = &self.calendars
            && date.calendar == Calendar::Unmarked
            && self.otherwise.is_none()
        {
            let (one, two) = self.said.moments();
            let known = |moment: Moment| Some((moment, calendars.in_use(&moment)?));
            moments.extend([Some(one), two].into_iter().flatten().filter_map(known));
        }
        ByPlace { moments }
    }

    /// Gives a date the calendar of its place, its other readings, and what follows.
    pub(crate) fn settle_by_place(&self, by_place: &ByPlace, date: &mut Date) {
        let Some(calendars) = self.calendars else { return };
        let mut named: Vec<Calendar> = Vec::new();
        for (moment, in_use) in &by_place.moments {
            match in_use {
                InUse::OnlyJulian | InUse::Julian => {
                    date.uncertain |= *in_use == InUse::Julian;
                    add(
                        &mut date.steps,
                        Step::CalendarByPlace(Calendar::Julian, calendars.last_old),
                    );
                }
                InUse::Gregorian => {
                    let first = calendars.first_new;
                    add(&mut date.steps, Step::CalendarByPlace(Calendar::Gregorian, first));
                }
                InUse::Both => {
                    let last = calendars.mixed_until.unwrap_or(calendars.last_old);
                    add(&mut date.steps, Step::CalendarMixed(last));
                }
                InUse::LeftOut(change) => {
                    let (last, first) = (change.last_old, change.first_new);
                    add(&mut date.faults, Fault::SkippedByReform { last, first });
                }
            }
            add(
                &mut named,
                match in_use {
                    InUse::Both | InUse::LeftOut(_) => Calendar::Unmarked,
                    _ => by_place.first(moment, Calendar::Unmarked),
                },
            );
        }
        if let [one] = named.as_slice() {
            date.calendar = *one;
        }
        let second = |moment: &Moment| by_place.second(moment);
        let other: Option<Shape> = self.said.shape(&self.policy, second);
        date.otherwise.extend(other.filter(|other| *other != date.shape));
        self.offer(|moment| by_place.first(moment, Calendar::Gregorian), &mut date.choices);
        self.offer(second, &mut date.choices);
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
