//! What a calendar of another kind says beside a date, and whether both agree.

use crate::animal::Animal;
use crate::date::{Calendar, Date, Fault, Interval, Shape, Step, Wording};
use crate::day::Day;

/// What stands beside a date in a calendar of another kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Beside {
    /// Days of the Muslim calendar, the first and the last that may be meant.
    Hijri((Day, Day)),
    /// The animal of the Kazakh year.
    Animal(Animal),
}

impl Wording {
    /// A date of the Muslim calendar beside a day tells its style, when it fits but one.
    pub(crate) fn settle_by_hijri(&self, date: &mut Date) {
        let Some(Beside::Hijri((first, last))) = self.beside else { return };
        let (moment, _) = self.said.moments();
        if date.calendar != Calendar::Unmarked || !moment.has_days() {
            return;
        }
        let said = Interval::between(first, last);
        let fits =
            |calendar| moment.span(calendar).is_some_and(|span| span.intersect(&said).is_some());
        date.calendar = match (fits(Calendar::Gregorian), fits(Calendar::Julian)) {
            (true, false) => Calendar::Gregorian,
            (false, true) => Calendar::Julian,
            _ => return,
        };
        date.steps.push(Step::CalendarByHijri(date.calendar));
    }

    /// Holds a date against what stands beside it.
    pub(crate) fn compare_beside(&self, date: &mut Date) {
        let days = date.bounds();
        match self.beside {
            Some(Beside::Hijri((first, last))) => {
                let said = Interval::between(first, last);
                if date.readings().iter().all(|reading| reading.intersect(&said).is_none()) {
                    date.faults.push(Fault::HijriDiffers { first, last });
                } else {
                    date.steps.push(Step::HijriAgrees);
                }
            }
            Some(Beside::Animal(animal)) => {
                if let Some(rest) = animal.rest_in(date) {
                    date.uncertain |= rest != days;
                    date.shape = Shape::Within(rest);
                } else if !animal.touches(&days) {
                    let year = days.first_day().map_or(0, |day| day.to_gregorian().0);
                    let found = Animal::of_year(year);
                    date.faults.push(Fault::AnimalYearDiffers { written: animal, found });
                    return;
                }
                date.steps.push(Step::AnimalYear(animal));
            }
            None => {}
        }
    }
}
