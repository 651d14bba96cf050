//! Days of the year in words and figures, in one style or both.

use super::*;

impl Reader<'_> {
    /// A date in figures: `25.10.1917`, `25/10/1917`, `1917-10-25`, `25.X.1917`.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let (first, first_digits) = self.number(at)?;
        if !self.is_clean_before(at) {
            return None;
        }
        if first_digits == 4 {
            return self.iso(at, first);
        }
        // `5–13.12.1917`
        let last = self.sign(at + 1, DASHES).filter(|_| self.joined(at + 1));
        let stretch = last.and_then(|last| self.figures(last)).filter(|_| first_digits < 3);
        if let Some(found) = stretch {
            let Unit::Day { year, month, .. } = found.moment.unit else { return None };
            let day = u8::try_from(first).ok()?;
            let last = found.moment;
            let mut found = Found { main: at..found.main.end, ..found };
            found.moment = Unit::Day { year, month, day }.into();
            found.last = Some((last, None));
            return Some(found);
        }
        self.figures(at)
    }

    /// A date in figures with the day first.
    pub(super) fn figures(&self, at: usize) -> Option<Found> {
        let (first, first_digits) = self.number(at)?;
        if 2 < first_digits || 31 < first || first == 0 {
            return None;
        }
        if let Some(found) = self.numeric_double(at) {
            return Some(found);
        }
        // `5 XII 1917`
        if let Some(month @ 1..=12) = self.roman(at + 1)
            && let Some(year) = self.year(at + 2).filter(|year| self.is_clean_after(year.next))
        {
            let (day, month) = (u8::try_from(first).ok()?, u8::try_from(month).ok()?);
            let unit = Unit::Day { year: Some(year.value), month, day };
            return Some(self.tail(Found::new(at, year.next, unit, Firmness::Firm)));
        }
        let separators: &[char] = &['.', '/', '-'];
        let second_at = self.sign(at + 1, separators)?;
        if let Some(month) = self.roman(second_at) {
            let month = u8::try_from(month).ok().filter(|month| *month <= 12)?;
            let year_at = self.skip_sign(second_at + 1, separators);
            if let Some((year, next)) = self.year_after_roman(year_at)
                && second_at + 1 < year_at
            {
                let day = u8::try_from(first).ok()?;
                let unit = Unit::Day { year: Some(year), month, day };
                let mut found = Found::new(at, next, unit, Firmness::Firm);
                found.uncertain = true;
                found.steps.push(Step::CenturyGuessed(20));
                return Some(self.tail(found));
            }
            let year =
                self.year(year_at).filter(|year| year.named || self.is_clean_after(year.next))?;
            let day = u8::try_from(first).ok()?;
            let unit = Unit::Day { year: Some(year.value), month, day };
            return Some(self.tail(Found::new(at, year.next, unit, Firmness::Firm)));
        }
        if let Some(found) = self.month_and_year_number(at) {
            return Some(found);
        }
        let sign = self.slice(at + 1);
        let third = self.sign(second_at + 1, separators)?;
        let tight = self.joined(at + 1)
            && self.joined(second_at + 1)
            && (sign == "." || self.joined(second_at) && self.joined(third));
        let (second, second_digits) = self.number(second_at)?;
        if !tight || self.slice(second_at + 1) != sign || 2 < second_digits {
            return None;
        }
        if let Some((year, 2)) = self.number(third) {
            return self.figures_cut_short(at, (first, second), year);
        }
        let (_, 4) = self.number(third)? else { return None };
        let year = self.year(third)?;
        if !year.named && !self.is_clean_year_end(year.next) {
            return None;
        }
        let (first, second) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
        let of = |day, month| Unit::Day { year: Some(year.value), month, day };
        let found = |unit| Found::new(at, year.next, unit, Firmness::Firm);
        let date = match (first, second) {
            (_, 1..=12) if first <= 12 && sign == "/" && first != second => {
                let mut date = found(of(first, second));
                date.otherwise = Some(of(second, first).into());
                date.steps.push(Step::DayBeforeMonth);
                date
            }
            (_, 1..=12) => found(of(first, second)),
            (1..=12, 13..=31) if sign == "/" => found(of(second, first)),
            _ => return None,
        };
        Some(self.tail(date))
    }

    /// `10/26/89`, when only one order of the numbers makes a day; the century is a guess.
    fn figures_cut_short(&self, at: usize, (one, two): (u32, u32), year: u32) -> Option<Found> {
        let (one, two) = (u8::try_from(one).ok()?, u8::try_from(two).ok()?);
        let (month, day) = match (one, two, self.slice(at + 1)) {
            (1..=12, 13..=31, "/" | "-") => (one, two),
            (13..=31, 1..=12, "/" | "-") => (two, one),
            // `26.9.27` is a version as readily as a day.
            (13..=31, 1..=12, _) if self.number(at + 2)?.1 == 2 => (two, one),
            _ => return None,
        };
        let year = 1900 + i32::try_from(year).ok()?;
        if !self.is_clean_before(at) || !self.is_clean_after(at + 5) || self.is_labelled(at) {
            return None;
        }
        let unit = Unit::Day { year: Some(year), month, day };
        let mut found = Found::new(at, at + 5, unit, Firmness::Firm);
        found.uncertain = true;
        found.steps = vec![Step::YearExpanded(year), Step::CenturyGuessed(20)];
        Some(found)
    }

    /// `12.1917`, which only a field makes a date.
    fn month_and_year_number(&self, at: usize) -> Option<Found> {
        let (month, 1..=2) = self.number(at)? else { return None };
        let year_at = self.sign(at + 1, &['.', '/'])?;
        let (_, 4) = self.number(year_at)? else { return None };
        let year = self.year(year_at).filter(|_| self.setting == Setting::Field)?;
        let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let unit = Unit::Month { year: Some(year.value), month };
        Some(Found::new(at, year.next, unit, Firmness::Firm))
    }

    /// `1917-10-25`, `1917.10.25`
    pub(super) fn iso(&self, at: usize, year: u32) -> Option<Found> {
        let year = i32::try_from(year).ok()?;
        let (month, 1..=2) = self.number(at + 2)? else { return None };
        let (day, 1..=2) = self.number(at + 4)? else { return None };
        let sign = self.sign(at + 1, &['-', '.', '/']).map(|_| self.slice(at + 1))?;
        let whole = (at + 1..at + 5).all(|at| self.joined(at));
        if !whole || self.slice(at + 3) != sign || !self.is_clean_after(at + 5) {
            return None;
        }
        let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let unit = Unit::Day { year: Some(year), month, day };
        let mut found = Found::new(at, at + 5, unit, Firmness::Firm);
        if sign == "-" {
            found.calendar = Some(Calendar::Gregorian);
        }
        Some(self.tail(found))
    }

    /// Both styles in figures with one year: `25.10 (07.11).1917`, `25.10/7.11.1917`.
    pub(super) fn numeric_double(&self, at: usize) -> Option<Found> {
        let (old, next) = self.day_and_month_number(at)?;
        let open = self.sign(next, &['(', '[', '/'])?;
        let (new, mut next) = self.day_and_month_number(open)?;
        if self.slice(open - 1) != "/" {
            next = self.sign(next, &[')', ']'])?;
        }
        let next = self.skip_sign(next, &['.']);
        let year = self.year(next)?;
        let unit = Unit::Day { year: Some(year.value), month: old.1, day: old.0 };
        let mut found = Found::new(at, year.next, unit, Firmness::Firm);
        found.double =
            Some(Double { year: None, month: new.1, day: new.0, calendar: None, shared: None });
        Some(found)
    }

    /// `25.10` or `25.X`, with its last full stop when one follows.
    pub(super) fn day_and_month_number(&self, at: usize) -> Option<((u8, u8), usize)> {
        let (day, 1..=2) = self.number(at)? else { return None };
        let month_at = self.sign(at + 1, &['.'])?;
        let month = match self.number(month_at) {
            Some((month, _)) if self.joined(month_at) => month,
            Some(_) => return None,
            None => self.roman(month_at)?,
        };
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        Some(((day, month), month_at + 1))
    }

    /// A day of the Muslim calendar, or its year: `12 Rabi al-awwal 1336 AH`, `1336 AH`.
    pub(super) fn hijri(&self, at: usize) -> Option<Found> {
        let month = |at| {
            self.sense(at, |sense| match sense.meaning {
                Meaning::HijriMonth(month) => Some(month),
                _ => None,
            })
        };
        if let Some(found) = self.hijri_year_first(at) {
            return Some(found);
        }
        let of = |at| self.skip(at, Meaning::Of);
        let day = self.day_number(at).filter(|(_, next)| month(of(*next)).is_some());
        let (month, mut year_at) = match month(day.map_or(at, |(_, next)| of(next))) {
            // `ramadán de 1335`, `1 Muharram, 1300 AH`
            Some((month, next)) => {
                let next = self.skip(of(self.skip_sign(next, &[','])), Meaning::The);
                (Some(month), self.skip(next, Meaning::Year))
            }
            // `año 1330 de la hégira`
            None => (None, self.is(at, Meaning::Year).unwrap_or(at)),
        };
        // `Rajab 15, 1336`
        let after = self.day_number(year_at).filter(|_| day.is_none() && month.is_some());
        let after = after.filter(|(_, next)| {
            self.number(self.skip_sign(*next, &[','])).is_some_and(|(_, digits)| 2 < digits)
        });
        if let Some((_, next)) = after {
            year_at = self.skip_sign(next, &[',']);
        }
        let day = day.or(after);
        let (year, digits) = self.number(year_at)?;
        let next = self.hijri_era(year_at, year, digits).or_else(|| {
            // A Muslim month needs no further word, if the number can be nothing else.
            month.filter(|_| digits == 4)?;
            Some(self.year_word(year_at + 1).map_or(year_at + 1, |(_, next)| next))
        })?;
        let year = i32::try_from(year).ok().filter(|_| digits < 5)?;
        self.of_hijri(at, next, (year, month, day.map(|(day, _)| day)))
    }

    /// A weekday before a date: `Monday, 7`.
    pub(super) fn weekday(&self, at: usize) -> (Option<Weekday>, usize) {
        if !self.may(at, &[Meaning::Weekday(Weekday::Monday)]) {
            return (None, at);
        }
        let read = self.sense(at, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        });
        match read {
            Some((weekday, next)) => {
                (Some(weekday), self.skip(self.skip_sign(next, &[',']), Meaning::The))
            }
            None => (None, at),
        }
    }

    /// `5 December`, `5–13 декабря`, `24 и 27 марта 1918 г.`, `25 октября (7 ноября) 1917 г.`
    pub(super) fn day_and_month(&self, at: usize) -> Option<Found> {
        let (weekday, start) = self.weekday(at);
        let (days, next) = self.days(start)?;
        let next = self.skip(next, Meaning::DayWord);
        let current = self.current_before_month(next);
        let (month, next) = self.month(current.unwrap_or(self.skip(next, Meaning::Of)))?;
        let next = self.is_in(next, Meaning::DayWord, Tongue::Kk).unwrap_or(next);
        let mut found = self.of_days(at, next, days, month.month);
        found.ending = month.ending;
        found.weekday = weekday;
        if current.is_some() {
            found.year = YearFrom::Writing(0);
        }
        let found = self.tail(found);
        let unsure = month.doubtful || 31 < day_of(found.moment);
        if found.lacks_year() && unsure || !self.is_clean_before(start) {
            return None;
        }
        Some(found)
    }

    /// `December 5`, `December 5–13, 1917`, `March 24 and 27`
    pub(super) fn month_and_day(&self, at: usize) -> Option<Found> {
        let (weekday, start) = self.weekday(at);
        let (month, next) = self.month(start)?;
        let genitive = month.tongue == Tongue::Kk && month.ending == Ending::Genitive;
        let (days, next) = self.days(self.skip(next, Meaning::The))?;
        let next = self.skip(next, Meaning::DayWord);
        if self.is(next, Meaning::Counted).is_some() {
            return None;
        }
        let mut found = self.of_days(at, next, days, month.month);
        found.weekday = weekday;
        let found = self.tail(found);
        let loose = month.tongue != Tongue::En && !genitive;
        let unsure = month.doubtful || loose || 31 < day_of(found.moment);
        if found.lacks_year() && found.year == YearFrom::Words && unsure {
            return None;
        }
        if !self.is_clean_after(found.next) {
            return None;
        }
        Some(found)
    }

    /// A year before the day or the month: `1917 жылғы 5 желтоқсан`, `1917 г. 5 декабря`.
    pub(super) fn year_and_day(&self, at: usize) -> Option<Found> {
        let that_year = |sense: &Sense| match sense.meaning {
            Meaning::ThatYear(years) if sense.tongue == Tongue::Kk => {
                Some(YearFrom::Before(years.into()))
            }
            Meaning::ThisYear if sense.tongue == Tongue::Kk => Some(YearFrom::Writing(0)),
            Meaning::LastYear if sense.tongue == Tongue::Kk => Some(YearFrom::Writing(-1)),
            _ => None,
        };
        // `сәрсенбі, 1922 жылғы 14 маусым`
        let (weekday, year_at) = self.weekday(at);
        let (year, from, tongue, named, next) = match self.sense(year_at, that_year) {
            Some((from, next)) => (None, from, Some(Tongue::Kk), true, next),
            None => {
                let year = self.year(year_at).filter(|year| weekday.is_none() || year.named)?;
                (Some(year.value), YearFrom::Words, year.tongue, year.named, year.next)
            }
        };
        let kazakh = tongue == Some(Tongue::Kk);
        let start = self.skip_sign(next, &[',']);
        let start = self.issue(start).unwrap_or(start);
        let found = if let Some((days, next)) = self.days(start) {
            let named = self.is_kazakh_month(next);
            let (month, next) = self.month(next)?;
            if kazakh && !named {
                return None;
            }
            let mut found = self.of_days(start, next, days, month.month);
            found.ending = month.ending;
            found
        } else if let Some((month, next)) = self.month(start) {
            let days = match (month.ending, month.tongue) {
                (_, Tongue::En | Tongue::Ru | Tongue::Uk) => self.days(next),
                (Ending::Genitive, Tongue::Kk) => self.days(next),
                _ => None,
            };
            match days {
                Some((days, next)) => {
                    let next = self.skip(next, Meaning::DayWord);
                    self.of_days(start, next, days, month.month)
                }
                None => {
                    let field = self.setting == Setting::Field;
                    // Қазан is also a city, and the name of a revolution.
                    let name =
                        self.is_capital(start) && !field || self.is(next, Meaning::Event).is_some();
                    if !(kazakh || field && named) || name {
                        return None;
                    }
                    let unit = Unit::Month { year: None, month: month.month };
                    let mut found = Found::new(start, next, unit, Firmness::Firm);
                    found.ending = month.ending;
                    self.month_range(found)
                }
            }
        } else if kazakh {
            let ((season, ending), next) = self.sense(start, |sense| match sense.meaning {
                Meaning::Season(season) if sense.tongue == Tongue::Kk => {
                    Some((season, sense.ending))
                }
                _ => None,
            })?;
            let mut found =
                Found::new(start, next, Unit::Season { year: None, season }, Firmness::Firm);
            found.ending = ending;
            found
        } else {
            return None;
        };
        let is_day = matches!(found.moment.unit, Unit::Day { .. });
        if weekday.is_some() && !is_day {
            return None;
        }
        let mut found = Found { main: at..found.main.end, firmness: Firmness::Firm, ..found };
        found.weekday = weekday;
        // `1914 жылдың тамызынан 1918 жылдың қарашасына дейін`: no year follows the first.
        let until = kazakh && found.ending == Ending::Ablative;
        match year {
            Some(year) if until => found.give_year(year),
            None if until => found.year = from,
            _ => {}
        }
        let mut found = self.tail(found);
        let stated_twice = !until && !found.lacks_year();
        if stated_twice || !named && !self.is_clean_before(year_at) {
            return None;
        }
        match year {
            Some(year) => {
                found.give_year(year);
                if self.lacks_century(at..start) {
                    found.uncertain = true;
                    found.steps.push(Step::CenturyGuessed(20));
                }
            }
            None => found.year = from,
        }
        Some(found)
    }

    /// The number of an issue between its year and its day: `1917, № 251, 5 декабря`.
    pub(super) fn issue(&self, at: usize) -> Option<usize> {
        let number = match self.sign(at, &['№']) {
            Some(number) => number,
            None => self.sign(self.is(at, Meaning::LabelShort)?, &['.'])?,
        };
        self.number(number)?;
        let next = self.sign(number + 1, &[',', '.'])?;
        self.days(next).map(|_| next)
    }

    /// `желтоқсан – ақпан` after a year.
    pub(super) fn month_range(&self, found: Found) -> Found {
        let Some(to) = self.sign(found.next, DASHES) else { return found };
        let Some((month, next)) = self.month(to) else { return found };
        let last = Unit::Month { year: None, month: month.month };
        let mut found = found.reach(next);
        found.last = Some((last.into(), None));
        found.ending = month.ending;
        found
    }

    /// The days of a month, put together.
    pub(super) fn of_days(&self, at: usize, next: usize, days: Days, month: u8) -> Found {
        let unit = |day: &DayRead| Unit::Day { year: None, month, day: day.day };
        let double = |day: &DayRead| {
            let (old, new) = (day.day, day.other?);
            let next = new < old && !super::in_one_month(old, new);
            let shared = Some(month);
            let month = if next { month % 12 + 1 } else { month };
            Some(Double { year: None, month, day: new, calendar: None, shared })
        };
        match days {
            Days::One(day) => {
                let mut found = Found::new(at, next, unit(&day), Firmness::Firm);
                // In `28 (10) января` the month belongs to the later style.
                let crosses = |new: &u8| *new < day.day && !super::in_one_month(day.day, *new);
                if let Some(new) = day.other.filter(crosses) {
                    let old = (month + 10) % 12 + 1;
                    found.moment = Unit::Day { year: None, month: old, day: day.day }.into();
                    let shared = Some(month);
                    found.double =
                        Some(Double { year: None, month, day: new, calendar: None, shared });
                } else {
                    found.double = double(&day);
                }
                found
            }
            Days::Range(first, last) => {
                let mut found = Found::new(at, next, unit(&first), Firmness::Firm);
                found.double = double(&first);
                found.last = Some((unit(&last).into(), double(&last)));
                found
            }
            Days::List(days) => {
                let mut days = days.into_iter();
                let Some(first) = days.next() else {
                    return Found::new(at, next, Unit::Nothing, Firmness::Stump);
                };
                let mut found = Found::new(at, next, unit(&first), Firmness::Firm);
                found.double = double(&first);
                found.main = at..first.tokens.end;
                for day in days {
                    found.list.push((day.tokens.clone(), unit(&day).into(), double(&day)));
                }
                if let Some((tokens, ..)) = found.list.last_mut() {
                    tokens.end = next;
                }
                found
            }
        }
    }

    /// What may stand after a day or a month in any order: the year, the calendar, the other style, the weekday.
    pub(super) fn tail(&self, mut found: Found) -> Found {
        for _ in 0..5 {
            let next = found.next;
            if found.lacks_year()
                && found.year == YearFrom::Words
                && let Some((year, after)) = self.trailing_year(next)
            {
                if self.apostrophe_year(after.saturating_sub(2)).is_some() {
                    found.uncertain = true;
                    found.steps.extend(year.ok().map(Step::YearExpanded));
                }
                match year {
                    Ok(year) => {
                        found.give_year(year);
                        if self.lacks_century(next..after) {
                            found.uncertain = true;
                            found.steps.push(Step::CenturyGuessed(20));
                        }
                    }
                    Err(from) => found.year = from,
                }
                found = self.extend(found, after);
                continue;
            }
            if found.calendar.is_none()
                && let Some((calendar, after)) = self.style(next)
            {
                found.calendar = Some(calendar);
                found.steps.push(Step::CalendarNamed(calendar));
                found = self.extend(found, after);
                continue;
            }
            if found.double.is_none()
                && found.list.is_empty()
                && let Some(other) = self.other_style(&found)
            {
                found = other;
                continue;
            }
            if found.weekday.is_none()
                && found.is_plain()
                && let Some((weekday, after)) = self.trailing_weekday(next)
            {
                found.weekday = Some(weekday);
                found = self.extend(found, after);
                continue;
            }
            break;
        }
        found
    }

    /// Moves the end of a reading; the last day of a list takes what follows.
    pub(super) fn extend(&self, mut found: Found, next: usize) -> Found {
        if let Some((tokens, ..)) = found.list.last_mut() {
            tokens.end = next;
        }
        found.reach(next)
    }

    /// The year after a day or a month.
    pub(super) fn trailing_year(&self, at: usize) -> Option<(Result<i32, YearFrom>, usize)> {
        // `25-Oct-1917`
        let dashed = self.sign(at, &['-']).filter(|next| {
            let day = at.checked_sub(3).is_some_and(|day| {
                self.number(day).is_some() && self.sign(day + 1, &['-']).is_some()
            });
            day && self.joined(at) && self.joined(*next)
        });
        let comma = dashed.unwrap_or(self.skip_sign(at, &[',']));
        for start in [self.skip(comma, Meaning::Of), comma] {
            let relative = self.sense(start, |sense| match sense.meaning {
                // A Kazakh year stands before what it is the year of.
                _ if sense.tongue == Tongue::Kk => None,
                Meaning::ThatYear(years) => Some(YearFrom::Before(years.into())),
                Meaning::ThisYear => Some(YearFrom::Writing(0)),
                Meaning::LastYear => Some(YearFrom::Writing(-1)),
                _ => None,
            });
            if let Some((from, next)) = relative {
                return Some((Err(from), next));
            }
            let in_year =
                self.is(start, Meaning::In).filter(|year| self.is(*year, Meaning::Year).is_some());
            let start = in_year.unwrap_or(start);
            if let Some((year, next)) = self.apostrophe_year(start) {
                return Some((Ok(year), next));
            }
            if let Some(year) = self.short_year(start, true).or_else(|| self.year(start)) {
                // `5 қараша, 1917 жылғы …`: a Kazakh property stands before what has it.
                // and `1 сәуірден 1938 жылғы 31 наурызға дейін`.
                let property = year.tongue == Some(Tongue::Kk)
                    && (at < comma || self.begins_day_or_month(year.next))
                    && ["ғы", "дың"].iter().any(|end| self.slice(year.next - 1).ends_with(end));
                if property {
                    return None;
                }
                let counted =
                    year.value % 100 == 0 && self.is(year.next, Meaning::Counted).is_some();
                let pair = self.sign(year.next, DASHES).is_some_and(|dash| {
                    self.joined(year.next)
                        && self.joined(dash)
                        && self.number(dash).is_some_and(|(_, digits)| digits < 3)
                        && self.month(dash + 1).is_none()
                });
                if year.named || !counted && !pair && self.is_clean_year_end(year.next) {
                    return Some((Ok(year.value), year.next));
                }
            }
        }
        None
    }

    /// Whether a day with its month, a month or a season stands here.
    fn begins_day_or_month(&self, at: usize) -> bool {
        let named = [Meaning::Month(0), Meaning::Season(0)];
        let day = self.number(at).filter(|(_, digits)| *digits < 3);
        self.may(at, &named) || day.is_some() && self.may(at + 1, &named)
    }

    /// Whether a year may end here; a dash to another date may follow.
    pub(super) fn is_clean_year_end(&self, next: usize) -> bool {
        match self.char_after(next) {
            None => true,
            Some('-' | '/' | '–') => self.number(next + 1).is_none_or(|(_, digits)| digits < 3),
            Some(_) => self.is_clean_after(next),
        }
    }

    /// The calendar named after a date: `(O.S.)`, `, ст. ст.`
    pub(super) fn style(&self, at: usize) -> Option<(Calendar, usize)> {
        let comma = self.skip_sign(at, &[',']);
        let open = self.sign(comma, &['(', '[']);
        let (calendar, next) = self.style_word(open.unwrap_or(comma))?;
        // `ескіше 25 қазан, жаңаша 7 қараша`: the word belongs to what follows.
        if open.is_none() && at < comma && self.plain_days(next).is_some() {
            return None;
        }
        match open {
            Some(_) => Some((calendar, self.sign(next, &[')', ']'])?)),
            None => Some((calendar, next)),
        }
    }

    pub(super) fn style_word(&self, at: usize) -> Option<(Calendar, usize)> {
        let at = self.is(at, Meaning::In).filter(|_| self.sign(at, DASHES).is_none()).unwrap_or(at);
        if !self.may(at, &[Meaning::Style(Calendar::Julian)]) {
            return None;
        }
        self.sense(at, |sense| match sense.meaning {
            Meaning::Style(calendar) => Some(calendar),
            _ => None,
        })
    }

    /// The same day in the other style: `(7 November)`, `/7 November`, `(18–26 декабря)`.
    pub(super) fn other_style(&self, found: &Found) -> Option<Found> {
        let Unit::Day { year, month, day } = found.moment.unit else { return None };
        let open = match self.sign(found.next, &['(', '[', '/']) {
            Some(open) => open,
            // `25 октября по старому стилю, 7 ноября по новому`: both must be named.
            None => {
                let comma = self.sign(found.next, &[','])?;
                let before = self.style_word(comma).map(|(calendar, _)| calendar);
                let after = self
                    .plain_days(comma)
                    .and_then(|(_, _, next)| self.style_word(next))
                    .map(|(calendar, _)| calendar);
                let other = before.or(after)?;
                if found.calendar.is_none() || found.calendar == Some(other) {
                    return None;
                }
                comma
            }
        };
        let closed = matches!(self.slice(found.next), "(" | "[");
        let (mark, start) = match self.style_word(open) {
            Some((calendar, next)) => {
                (Some(calendar), self.skip_sign(next, &['–', '-', ':', ',', ';']))
            }
            None => (None, open),
        };
        let before = self.year(start).filter(|year| year.tongue == Some(Tongue::Kk));
        let start = before.map_or(start, |year| year.next);
        let (days, other_month, mut next) = self.plain_days(start)?;
        let (first, last) = match (days, found.last) {
            (Days::One(first), None) => (first, None),
            (Days::Range(first, last), Some(_)) => (first, Some(last)),
            _ => return None,
        };
        let mut mark = mark;
        if mark.is_none()
            && let Some((calendar, after)) = self.style(next)
        {
            (mark, next) = (Some(calendar), after);
        }
        let mut other_year = before.map(|year| year.value);
        if let Some((Ok(year), after)) = self.trailing_year(next)
            && (closed || year_of(found.moment).is_some())
        {
            (other_year, next) = (Some(year), after);
        }
        let mut calendar = found.calendar;
        let mark = match (mark, self.style_word(self.skip_sign(next, &[',']))) {
            (own, Some((other, after))) => {
                // `(O.S.; 7 November N.S.)` names both, the first for the day before.
                calendar = calendar.or(own);
                next = after;
                Some(other)
            }
            (mark, None) => mark,
        };
        if closed {
            next = self.sign(next, &[')', ']'])?;
        }
        let trial = year.or(other_year).unwrap_or(LEAP_YEAR);
        let apart =
            days_apart((trial, month, day), (other_year.unwrap_or(trial), other_month, first.day));
        // Without a year, its leap day may be one too many.
        let most = if year.or(other_year).is_none() { 17 } else { 16 };
        if mark.is_none() && !apart.is_some_and(|apart| (8..=most).contains(&apart.abs())) {
            return None;
        }
        let double = |day: &DayRead| Double {
            year: other_year,
            month: other_month,
            day: day.day,
            calendar: mark,
            shared: None,
        };
        let mut read = found.clone();
        read.calendar = calendar;
        read.double = Some(double(&first));
        if let (Some((moment, _)), Some(last)) = (found.last, last) {
            read.last = Some((moment, Some(double(&last))));
        }
        Some(self.extend(read, next))
    }

    /// Days and a month without anything else, in either order.
    pub(super) fn plain_days(&self, at: usize) -> Option<(Days, u8, usize)> {
        if let Some(((day, month), next)) = self.day_and_month_number(at) {
            let read = DayRead { tokens: at..next, day, other: None };
            return Some((Days::One(read), month, next));
        }
        if let Some((days, next)) = self.days(at) {
            let (month, next) = self.month(self.skip(next, Meaning::Of))?;
            return Some((days, month.month, next));
        }
        let (month, next) = self.month(at)?;
        let (days, next) = self.days(next)?;
        Some((days, month.month, next))
    }

    /// A weekday after a date: `, Wednesday`, `(среда)`.
    pub(super) fn trailing_weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let comma = self.sign(at, &[',']);
        let open = self.sign(comma.unwrap_or(at), &['(']);
        let start = open.or(comma)?;
        let start = self.is_in(start, Meaning::In, Tongue::Ru).unwrap_or(start);
        let (weekday, next) = self.sense(start, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        })?;
        match open {
            Some(_) => Some((weekday, self.sign(next, &[')'])?)),
            // `on 5 March, Monday 7 March` begins another date.
            None if self.day_number(self.skip_sign(next, &[','])).is_some() => None,
            None => Some((weekday, next)),
        }
    }
}
