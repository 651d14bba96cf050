//! Moments put together: stretches, bounds, choices.

use super::*;

impl Reader<'_> {
    /// A whole expression: a moment, a stretch, a bound.
    pub(super) fn expression(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        if let Some(read) =
            self.between(at).or_else(|| self.stretch_from(at)).or_else(|| self.bound(at))
        {
            return Some(read);
        }
        if let Some(read) = self.whole(at).or_else(|| self.either_day(at)) {
            return Some(read);
        }
        let found = self.moment(at)?;
        if let Some(next) = self.is_in(found.next, Meaning::Amid, Tongue::Kk)
            && let Some((one, two)) = self.ends_of_list(&found, next)
        {
            return self.pair(at, one, two, Said::Between);
        }
        if let Some(read) = self.whole_after(at, &found) {
            return Some(read);
        }
        if found.list.is_empty() {
            if let Some(read) = self.stretch(at, &found) {
                return Some(read);
            }
            if let Some(read) = self.bound_after(at, &found) {
                return Some(read);
            }
            if let Some(read) = self.bound_behind(at, &found) {
                return Some(read);
            }
        }
        if !self.accepts(at, &found) {
            return None;
        }
        let next = found.next;
        Some((self.single(found), next))
    }

    /// `between 1917 and 1920`, `1917 мен 1920 жылдар аралығында`
    pub(super) fn between(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        let start = self.is(at, Meaning::Between)?;
        if let Some(found) = self.before_era_pair(start) {
            return self.ended(at, Found { is_between: true, ..found });
        }
        let one = self.moment_or_day(self.skip(start, Meaning::The))?;
        if let Some((one, two)) = self.ends_of_list(&one, one.next) {
            return self.pair(at, one, two, Said::Between);
        }
        // `between the spring and autumn of 1918`
        let seasons =
            matches!(one.moment.unit, Unit::Season { year: Some(_), .. } | Unit::Century(_));
        if seasons && one.last.is_some() && self.is(one.next, Meaning::And).is_none() {
            return self.ended(at, Found { is_between: true, ..one });
        }
        let and = self.is(one.next, Meaning::And).or_else(|| self.sign(one.next, DASHES))?;
        let two = self.moment(self.skip(and, Meaning::The))?;
        self.pair(at, one, two, Said::Between)
    }

    /// A stretch that is read at once, with the words before it.
    fn ended(&self, at: usize, found: Found) -> Option<(Vec<Phrase>, usize)> {
        let next = found.next;
        Some((self.single(Found { main: at..next, ..found }), next))
    }

    /// The two days of a list as the ends of a stretch: `between April 5 and 12`.
    pub(super) fn ends_of_list(&self, found: &Found, next: usize) -> Option<(Found, Found)> {
        let [(_, last, double)] = found.list.as_slice() else { return None };
        let mut two = found.clone().reach(next);
        (two.moment, two.double) = (*last, *double);
        two.list.clear();
        two.next = next;
        let mut one = found.clone();
        one.list.clear();
        Some((one, two))
    }

    /// `from March to May 1918`, `с 5 по 13 декабря`, `since 1917`
    pub(super) fn stretch_from(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        let start = self.is(at, Meaning::From).or_else(|| self.is(at, Meaning::Since))?;
        if let Some(found) = self.before_era_pair(start) {
            return self.ended(at, found);
        }
        if let Some(one) = self.moment_or_day(self.skip(start, Meaning::The)) {
            let to = self.is(one.next, Meaning::To).or_else(|| self.sign(one.next, DASHES));
            if let Some(to) = to.or_else(|| self.to_after_comma(&one))
                && let Some(two) = self.moment(self.skip(to, Meaning::The))
                && let Some(read) = self.pair(at, one.clone(), two, Said::Span)
            {
                return Some(read);
            }
            let to = self.is(one.next, Meaning::To).or_else(|| self.sign(one.next, DASHES));
            let now = to.and_then(|now| self.is(now, Meaning::Now));
            if let Some(next) = now.or_else(|| self.onward(one.next)) {
                return self.until_now(at, &one, next);
            }
        }
        // In a text `from 1917` is also of that year.
        let alone = self.is_in(at, Meaning::From, Tongue::En);
        let alone = alone.filter(|_| self.setting == Setting::Field);
        let start = self.is(at, Meaning::Since).or(alone)?;
        let one = self.moment(start)?;
        if let Some((last, _)) = one.last {
            // `с 1917–1920 гг.` is no beginning.
            return (last == one.moment)
                .then_some(())
                .and_then(|()| self.bounded(at, one, Said::Since));
        }
        let single_letter = self.slice(at).chars().count() <= 2;
        if single_letter
            && matches!(one.firmness, Firmness::Bare | Firmness::Alone)
            && one.lacks_year()
        {
            return None;
        }
        let bare = one.firmness == Firmness::Bare && self.setting == Setting::Prose;
        if single_letter && bare && !self.is_bounded_year(&one) {
            return None;
        }
        self.bounded(at, one, Said::Since)
    }

    /// A stretch that is still going on.
    fn until_now(&self, at: usize, one: &Found, next: usize) -> Option<(Vec<Phrase>, usize)> {
        let (mut phrases, _) = self.bounded(at, one.clone(), Said::Since)?;
        if let Some(phrase) = phrases.first_mut() {
            phrase.tokens.end = next;
        }
        Some((phrases, next))
    }

    pub(super) fn onward(&self, at: usize) -> Option<usize> {
        let next = self.is(at, Meaning::Onward)?;
        let word =
            matches!(self.kind(next), Some(Kind::Word(_) | Kind::Number { .. } | Kind::Other));
        (self.slice(at).len() != 2 || !word).then_some(next)
    }

    /// `before 1917`, `не позднее 5 марта`, `by 1920`
    pub(super) fn bound(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        type Make = fn(Moment) -> Said;
        let ((make, tongue, meaning), next) = self.sense(at, |sense| {
            let make: Make = match sense.meaning {
                Meaning::Before => Said::Before,
                Meaning::After => Said::After,
                Meaning::NotAfter => Said::NotAfter,
                Meaning::NotBefore => Said::NotBefore,
                Meaning::Until => Said::Until,
                _ => return None,
            };
            (sense.tongue != Tongue::Kk).then_some((make, sense.tongue, sense.meaning))
        })?;
        // `not until 1917` is in 1917.
        if meaning == Meaning::Until {
            let start = self.tokens.get(at).map_or(0, |token| token.start);
            let before = self.text[..start].trim_end();
            if before.ends_with("not") || before.ends_with("Not") {
                return None;
            }
        }
        let next = self.sign(next, &['-']).filter(|_| self.joined(next)).unwrap_or(next);
        let start = self.skip(next, Meaning::The);
        // `не ранее 5 и не позднее 13 декабря`
        let lone = self.day(start).filter(|(_, next)| {
            let and = self.is(self.skip_sign(*next, &[',']), Meaning::And);
            meaning == Meaning::NotBefore
                && and.is_some_and(|and| self.is(and, Meaning::NotAfter).is_some())
        });
        let one = match lone {
            Some((day, next)) => {
                let unit = Unit::Day { year: None, month: 0, day: day.day };
                Found::new(start, next, unit, Firmness::Stump)
            }
            None => self.moment(start)?,
        };
        // `по весне` is in spring.
        let loose = matches!(one.moment.unit, Unit::Season { .. })
            || one.firmness == Firmness::Alone && one.lacks_year();
        if self.slice(at) == "по" && loose {
            return None;
        }
        // `by the 1911 statute` is said of the statute.
        let english = self.is_in(next, Meaning::The, Tongue::En).is_some();
        if one.firmness == Firmness::Bare && english {
            return None;
        }
        if meaning == Meaning::NotBefore {
            let and = self.skip_sign(one.next, &[',']);
            let and = self.is(and, Meaning::And);
            let second = and.and_then(|and| self.is(and, Meaning::NotAfter));
            if let Some(two) = second.and_then(|second| self.moment(second)) {
                return self.pair(at, one, two, Said::Between);
            }
        }
        let russian = matches!(tongue, Tongue::Ru | Tongue::Uk);
        let prose = self.setting == Setting::Prose;
        let bare = matches!(one.firmness, Firmness::Bare | Firmness::Pair);
        if russian && prose && bare && !self.is_bounded_year(&one) {
            return None;
        }
        self.bounded(at, one, make)
    }

    /// A bound that stands after its moment: `1917 жылға дейін`, `1917 жылдан бастап`.
    pub(super) fn bound_after(&self, at: usize, found: &Found) -> Option<(Vec<Phrase>, usize)> {
        type Make = fn(Moment) -> Said;
        let (make, next) = self.sense(found.next, |sense| {
            let make: Make = match (sense.meaning, found.ending) {
                (Meaning::Before, Ending::Dative) => Said::Before,
                (Meaning::Before, Ending::Ablative) => Said::Before,
                (Meaning::Until, Ending::Dative) => Said::Until,
                (Meaning::After, Ending::Ablative) => Said::After,
                (Meaning::Since, Ending::Ablative) => Said::Since,
                (Meaning::NotAfter, Ending::Ablative) => Said::NotAfter,
                (Meaning::Toward, Ending::Dative) => Said::NotAfter,
                (Meaning::NotBefore, Ending::Ablative) => Said::NotBefore,
                _ => return None,
            };
            (sense.tongue == Tongue::Kk).then_some(make)
        })?;
        self.bounded(at, found.clone().reach(next), make)
    }

    /// Two moments that a dash, a word or a Kazakh ending joins.
    pub(super) fn stretch(&self, at: usize, one: &Found) -> Option<(Vec<Phrase>, usize)> {
        if one.last.is_some() {
            return self.amid(at, one);
        }
        let joint = self.sign(one.next, DASHES).or_else(|| self.is(one.next, Meaning::To));
        let kazakh = (one.ending == Ending::Ablative).then_some(one.next);
        if let Some(now) = joint.or(kazakh).and_then(|now| self.is(now, Meaning::Now)) {
            return self.until_now(at, one, now);
        }
        if let Some(dash) = self.sign(one.next, DASHES) {
            // `1917 –18` is no stretch; a lone number after a dash is a list of something.
            if let Some(two) = self.moment(self.skip(dash, Meaning::The))
                && let Some(read) = self.pair(at, one.clone(), two, Said::Span)
            {
                return self.amid_pair(read);
            }
        }
        // `finales del siglo XIX y principios del XX`
        if one.moment.part != Part::Whole
            && matches!(one.moment.unit, Unit::Century(_))
            && let Some(and) = self.is_in(one.next, Meaning::And, Tongue::Es)
            && let Some((part, next)) = self.part(and)
            && let Some(number) = self.roman(next).and_then(|number| i32::try_from(number).ok())
            && number <= 21
        {
            let mut two = one.clone();
            two.moment = Moment { part, unit: Unit::Century(number) };
            two.next = next + 1;
            return self.pair(at, one.clone(), two, Said::Span);
        }
        // `late 1917/early 1918`
        if one.moment.part != Part::Whole
            && let Some(two) = self.sign(one.next, &['/']).and_then(|slash| self.moment(slash))
            && two.moment.part != Part::Whole
            && let Some(read) = self.pair(at, one.clone(), two, Said::Between)
        {
            return Some(read);
        }
        let field = self.setting == Setting::Field;
        let to = self.sense(one.next, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::To, Tongue::Es) if !field => None,
            (Meaning::To, _) => Some(()),
            _ => None,
        });
        if let Some((_, to)) = to
            && let Some(two) = self.moment(self.skip(to, Meaning::The))
        {
            let both = one.firmness != Firmness::Alone && two.firmness != Firmness::Alone;
            if (both || two.lacks_year() != one.lacks_year())
                && let Some(read) = self.pair(at, one.clone(), two, Said::Span)
            {
                return Some(read);
            }
        }
        if let Some(to) = self.to_after_comma(one)
            && let Some(two) = self.moment(self.skip(to, Meaning::The))
            && matches!(two.moment.unit, Unit::Day { year: Some(_), .. })
            && let Some(read) = self.pair(at, one.clone(), two, Said::Span)
        {
            return Some(read);
        }
        if one.ending == Ending::Ablative {
            let start = self.skip(one.next, Meaning::Since);
            if let Some(two) = self.moment(start).filter(|two| two.ending == Ending::Dative)
                && let Some(next) = self
                    .is_in(two.next, Meaning::Before, Tongue::Kk)
                    .or_else(|| self.is_in(two.next, Meaning::Until, Tongue::Kk))
            {
                return self.pair(at, one.clone(), two.reach(next), Said::Span);
            }
        }
        if let Some(and) = self.is_in(one.next, Meaning::And, Tongue::Kk)
            && let Some(mut two) = self.moment(and)
        {
            if let (Unit::Year(_), Unit::Decade(last)) = (one.moment.unit, two.moment.unit) {
                two.moment.unit = Unit::Year(last);
            }
            if let Some(next) = self.is_in(two.next, Meaning::Amid, Tongue::Kk) {
                return self.pair(at, one.clone(), two.reach(next), Said::Between);
            }
        }
        if let Some(or) = self.is(one.next, Meaning::Or)
            && let Some(two) = self.moment(or)
        {
            return self.pair(at, one.clone(), two, Said::Either);
        }
        None
    }

    /// English puts a comma after a year that follows its day: `Dec. 28, 1905, to Jan. 4, 1906`.
    fn to_after_comma(&self, one: &Found) -> Option<usize> {
        let is_day = matches!(one.moment.unit, Unit::Day { year: Some(_), .. });
        let comma = self.sign(one.next, &[',']).filter(|_| is_day)?;
        self.is_in(comma, Meaning::To, Tongue::En)
    }

    /// `1917–1920 жылдар аралығында`
    pub(super) fn amid(&self, at: usize, one: &Found) -> Option<(Vec<Phrase>, usize)> {
        let next = self.is_in(one.next, Meaning::Amid, Tongue::Kk)?;
        let (last, double) = one.last?;
        let mut two = one.clone().reach(next);
        (two.moment, two.double, two.last) = (last, double, None);
        let mut first = one.clone();
        first.last = None;
        self.pair(at, first, two, Said::Between)
    }

    /// A stretch that is followed by "amid" means one moment in it.
    pub(super) fn amid_pair(&self, read: (Vec<Phrase>, usize)) -> Option<(Vec<Phrase>, usize)> {
        let (mut phrases, next) = read;
        let Some(after) = self.is_in(next, Meaning::Amid, Tongue::Kk) else {
            return Some((phrases, next));
        };
        if let [phrase] = phrases.as_mut_slice()
            && let Said::Span(one, two) = phrase.wording.said
        {
            phrase.wording.said = Said::Between(one, two);
            phrase.tokens.end = after;
        }
        Some((phrases, after))
    }

    /// A moment, or a day number whose month stands with the other end.
    pub(super) fn moment_or_day(&self, at: usize) -> Option<Found> {
        let day = self.day(at).filter(|(_, next)| {
            self.is(*next, Meaning::To).is_some()
                || self.is(*next, Meaning::And).is_some()
                || self.sign(*next, DASHES).is_some()
        });
        if let Some((day, next)) = day {
            let unit = Unit::Day { year: None, month: 0, day: day.day };
            let mut found = Found::new(at, next, unit, Firmness::Stump);
            found.double = day.other.map(|day| Double {
                year: None,
                month: 0,
                day,
                calendar: None,
                shared: None,
            });
            return Some(found);
        }
        if let Some(found) = self.moment(at) {
            return Some(found);
        }
        // `from the end of 19th to …` is handled by the century itself; a bare century is not.
        None
    }

    /// Puts the two ends of a stretch together; each may lend the other its year and month.
    pub(super) fn pair(
        &self,
        at: usize,
        mut one: Found,
        mut two: Found,
        make: fn(Moment, Moment) -> Said,
    ) -> Option<(Vec<Phrase>, usize)> {
        if !one.is_plain() || !two.is_plain() {
            return None;
        }
        let cued = self.is(at, Meaning::From).is_some()
            || self.is(at, Meaning::Since).is_some()
            || self.is(at, Meaning::Between).is_some();
        if let Unit::Day { month: 0, day, .. } = one.moment.unit {
            let Unit::Day { year, month, .. } = two.moment.unit else { return None };
            one.moment.unit = Unit::Day { year, month, day };
            if let (Some(double), Some(other)) = (&mut one.double, two.double) {
                double.month = other.month;
                if other.day < double.day {
                    double.month = month;
                }
                if double.day < day {
                    double.month = month % 12 + 1;
                }
            } else if let Some(double) = &mut one.double {
                double.month = if double.day < day { month % 12 + 1 } else { month };
            }
        }
        let stumps = |found: &Found| {
            found.firmness == Firmness::Stump && !matches!(found.moment.unit, Unit::Day { .. })
        };
        if stumps(&two) && stumps(&one) {
            return None;
        }
        let mut steps = Vec::new();
        let wraps = two.moment.unit.month() < one.moment.unit.month();
        let written = |found: &Found| found.moment.unit.year();
        match (one.lacks_year(), two.lacks_year()) {
            (true, false) => {
                let year = written(&two)?;
                steps.push(Step::YearShared(year));
                one.give_year(if wraps { year.saturating_sub(1) } else { year });
                if one.moment.unit.month().is_none() || two.moment.unit.month().is_none() {
                    steps.clear();
                }
            }
            (false, true) => {
                let year = written(&one)?;
                steps.push(Step::YearShared(year));
                two.give_year(if wraps { year.saturating_add(1) } else { year });
            }
            _ => {}
        }
        // `60-е – 70-е годы XX века`
        if let (Unit::Decade(first), Unit::Decade(last)) = (&mut one.moment.unit, two.moment.unit)
            && one.uncertain
            && !two.uncertain
        {
            if one.steps.iter().any(|step| matches!(step, Step::CenturyGuessed(_))) {
                *first = last - last.rem_euclid(100) + first.rem_euclid(100);
                one.uncertain = false;
            } else if last % 100 != 0 && self.sign(one.next - 1, &['?', ')', ']']).is_none() {
                // Beside the 1820s the 1800s are a decade.
                one.uncertain = false;
            }
            one.steps.retain(|step| !matches!(step, Step::CenturyGuessed(_)));
        }
        // `б.з.б. 300 – 200 жж.`: years before our era are counted down.
        if let (Unit::Year(first @ ..=0), Unit::Year(last @ 1..)) =
            (one.moment.unit, two.moment.unit)
            && first <= 1 - last
            && self.is(one.main.start, Meaning::BeforeEra).is_some()
            && !two.main.clone().any(|at| self.is(at, Meaning::OurEra).is_some())
        {
            two.moment.unit = Unit::Year(1 - last);
        }
        // `с 1500 по 900 гг. до н. э.`
        match (&mut one.moment.unit, two.moment.unit) {
            (Unit::Year(first), Unit::Year(..=0)) if 0 < *first => *first = 1 - *first,
            (Unit::Century(first), Unit::Century(..=-1)) if 0 < *first => *first = -*first,
            _ => {}
        }
        self.add_other_style(&mut one, &mut two);
        // `с 25 на 26 октября (7–8 ноября) 1917 г.`
        if two.double.is_some()
            && one.lacks_year()
            && two.lacks_year()
            && let Some((Ok(year), next)) = self.trailing_year(two.next)
        {
            one.give_year(year);
            two.give_year(year);
            two.next = next;
        }
        let bare = |found: &Found| matches!(found.firmness, Firmness::Bare);
        let prose = self.setting == Setting::Prose;
        if prose
            && bare(&two)
            && (!self.is_clean_after(two.next) || self.is(two.next, Meaning::Counted).is_some())
        {
            return None;
        }
        if prose && bare(&one) && bare(&two) {
            let round = |found: &Found| year_of(found.moment).is_some_and(|year| year % 100 == 0);
            let plain = self.accepts(at, &one);
            if round(&one) && round(&two) || !cued && !plain {
                return None;
            }
        }
        if prose && !cued && one.firmness == Firmness::Bare && two.firmness == Firmness::Firm {
            // `1917 – 5 декабря` is an entry of a chronicle.
            let years = matches!(two.moment.unit, Unit::Year(_));
            if !years && two.moment.part == Part::Whole
                || !self.is_clean_before(at)
                || self.is_labelled(at)
            {
                return None;
            }
        }
        if prose && one.firmness == Firmness::Firm && two.firmness == Firmness::Bare && !cued {
            let same = matches!((one.moment.unit, two.moment.unit), (Unit::Year(_), Unit::Year(_)))
                || one.moment.part != Part::Whole;
            if !same {
                return None;
            }
        }
        let alone = |found: &Found| matches!(found.firmness, Firmness::Alone | Firmness::Stump);
        if prose && alone(&one) && alone(&two) && one.lacks_year() && !cued {
            let days = matches!(one.moment.unit, Unit::Day { .. });
            if !days && !self.is_prepared(at) {
                return None;
            }
        }
        let calendar = one.calendar.or(two.calendar);
        if let (Some(one), Some(two)) = (one.calendar, two.calendar)
            && one != two
        {
            return None;
        }
        let said = make(one.moment, two.moment);
        let mut wording = Wording::from(said);
        wording.calendar = calendar.unwrap_or(Calendar::Unmarked);
        wording.approximate = one.approximate || two.approximate;
        let either = one.otherwise.is_some() || two.otherwise.is_some();
        wording.uncertain = one.uncertain || two.uncertain || either;
        wording.steps = [one.steps, two.steps, steps].concat();
        wording.steps.dedup();
        let year = if two.year != YearFrom::Words { two.year } else { one.year };
        let start = if cued || make(one.moment, two.moment) == Said::Between(one.moment, two.moment)
        {
            at
        } else {
            one.main.start
        };
        let phrase =
            Phrase { tokens: start..two.next, wording, doubles: [one.double, two.double], year };
        Some((vec![phrase], two.next))
    }

    /// Both ends in the other style, written after both: `from 5 to 13 December (18 to 26 December)`.
    fn add_other_style(&self, one: &mut Found, two: &mut Found) {
        if one.double.is_some() || two.double.is_some() {
            return;
        }
        let mut whole = two.clone();
        whole.moment = one.moment;
        whole.last = Some((two.moment, None));
        if let Some(read) = self.other_style(&whole) {
            one.double = read.double;
            two.double = read.last.and_then(|(_, double)| double);
            two.calendar = read.calendar;
            two.next = read.next;
        }
    }

    /// One moment with a bound.
    pub(super) fn bounded(
        &self,
        at: usize,
        found: Found,
        make: fn(Moment) -> Said,
    ) -> Option<(Vec<Phrase>, usize)> {
        if !found.list.is_empty() || found.firmness == Firmness::Stump {
            return None;
        }
        if found.firmness == Firmness::Bare && self.setting == Setting::Prose {
            let year = year_of(found.moment).unwrap_or(0);
            let word = matches!(self.kind(found.next), Some(Kind::Other | Kind::Word(_)));
            let counted = self.is(found.next, Meaning::Counted).is_some();
            let grouped =
                found.next.checked_sub(2).is_some_and(|before| self.number(before).is_some());
            if counted || grouped || !self.is_clean_after(found.next) || year % 100 == 0 && word {
                return None;
            }
        }
        let last = found.end();
        let said = match (make(found.moment), found.last) {
            (said, None) => said,
            (Said::Before(_) | Said::NotBefore(_) | Said::Since(_), Some(_)) => make(found.moment),
            (_, Some(_)) => make(last),
        };
        let next = found.next;
        let mut phrases = self.single(Found { last: None, ..found });
        if let [phrase] = phrases.as_mut_slice() {
            phrase.tokens = at..next;
            phrase.wording.said = said;
            phrase.wording.uncertain |= phrase.wording.otherwise.is_some();
            phrase.wording.otherwise = None;
        }
        Some((phrases, next))
    }

    /// The phrases of one moment, of a stretch within it, or of its list.
    pub(super) fn single(&self, found: Found) -> Vec<Phrase> {
        let said = match found.last {
            Some((last, _)) if found.is_between => Said::Between(found.moment, last),
            Some((last, _)) => Said::Span(found.moment, last),
            None => Said::At(found.moment),
        };
        let mut wording = Wording::from(said);
        wording.otherwise = found.otherwise.map(Said::At);
        wording.calendar = found.calendar.unwrap_or(Calendar::Unmarked);
        wording.weekday = found.weekday;
        wording.approximate = found.approximate;
        wording.uncertain = found.uncertain;
        wording.steps.clone_from(&found.steps);
        wording.faults.clone_from(&found.faults);
        wording.beside = found.beside;
        let mut phrases = vec![Phrase {
            tokens: found.main.clone(),
            wording: wording.clone(),
            doubles: [found.double, found.last.and_then(|(_, double)| double)],
            year: found.year,
        }];
        wording.weekday = None;
        for (tokens, moment, double) in found.list {
            phrases.push(Phrase {
                tokens,
                wording: Wording { said: Said::At(moment), ..wording.clone() },
                doubles: [double, None],
                year: found.year,
            });
        }
        phrases
    }
}
