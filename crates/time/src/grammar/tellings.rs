//! Times told from another time, lengths of time, and what is repeated.

use super::*;
use crate::times::{Besides, Hour, Length, Measure, Origin, Reckoning, Says, Shift};
use crate::told_words::Telling;

/// Words that may follow a day of which only the number is written: it qualifies none of them.
const AFTER_DAY: &[&str] = &[
    "a", "an", "and", "at", "both", "but", "by", "for", "from", "he", "her", "his", "I", "in",
    "it", "its", "of", "our", "she", "that", "the", "their", "there", "they", "this", "to", "we",
    "when", "with",
];

/// A number of measures as read.
struct Counted {
    /// `None` when nobody says.
    count: Option<u32>,
    next: usize,
}

impl Reader<'_> {
    /// The longest time told from another, length or repetition that begins here.
    pub fn telling(&self, at: usize) -> Option<Reckoning> {
        let number = self.number(at).is_some();
        let sorts = self.sorts(at);
        let of = |meanings: &[Meaning]| meanings.iter().any(|meaning| sorts & meaning.sort() != 0);
        let tells = sorts & Meaning::TELLINGS != 0;
        let part = of(&[Meaning::Early, Meaning::Middle, Meaning::Late]);
        let article = of(&[Meaning::The]);
        let weekday = of(&[Meaning::Weekday(Weekday::Monday)]);
        let mut longest: Option<(Says, usize)> = None;
        let mut keep = |read: Option<(Says, usize)>| {
            if let Some((_, next)) = read
                && longest.is_none_or(|(_, longest)| longest < next)
            {
                longest = read;
            }
        };
        if article && !matches!(self.kind(at + 1), Some(Kind::Word(_) | Kind::Number { .. })) {
            return None;
        }
        let told = |tellings: &[Telling]| {
            tellings.iter().any(|telling| sorts & Meaning::Telling(*telling).sort() != 0)
        };
        use Telling::*;
        let day = crate::times::Measure::Day;
        if part || article || told(&[Shift(day, 0), ThereShift(day, 0), Earlier, Later]) {
            keep(self.shift_phrase(at));
        }
        if part || article || told(&[Which(0), There(0), Earlier, Later]) {
            keep(self.which(at));
        }
        let counts = number || of(&[Meaning::Numeral(0)]) || told(&[Count(0)]);
        let lengths = [Through, Nearly, Many, One, HalfOf, Length(0, day), Measure(day)];
        if counts || told(&lengths) {
            keep(self.length(at));
        }
        if told(&[Every, Repeated(day)]) {
            keep(self.every(at));
        }
        if article || told(&[Present, Past, Future, Recent, Coming]) {
            keep(self.unbounded(at));
        }
        if part || weekday {
            keep(self.weekday_alone(at));
        }
        if article || number || of(&[Meaning::Ordinal(0)]) {
            keep(self.quarter_alone(at));
        }
        if article {
            keep(self.definite(at));
        }
        if article || number {
            keep(self.day_of_month(at));
        }
        if told(&[Fiscal]) {
            keep(self.fiscal(at));
        }
        if part || counts || told(&[PartOfDay(0)]) {
            keep(self.clock_time(at));
        }
        keep(self.northern(at));
        let (says, next) = longest?;
        let besides = if tells || part || article || number || weekday {
            self.besides(at, says, next)
        } else {
            Besides::default()
        };
        Some(Reckoning { tokens: at..next, says, besides })
    }

    /// What the words of a telling say besides its days.
    fn besides(&self, at: usize, says: Says, next: usize) -> Besides {
        let mut besides = Besides::default();
        for word in at..next.min(at + 12) {
            if besides.hour.is_none() {
                besides.hour = self.clock(word).map(|(hour, _)| hour);
            }
            if matches!(says, Says::Unbounded) {
                let refers = self.tells(word, |telling| match telling {
                    Telling::Present => Some("PRESENT_REF"),
                    Telling::Past | Telling::Recent | Telling::Which(-1) => Some("PAST_REF"),
                    Telling::Future | Telling::Coming | Telling::Which(1) => Some("FUTURE_REF"),
                    _ => None,
                });
                besides.refers = besides.refers.or(refers.map(|(refers, _)| refers));
            }
            let weekday = self.sense(word, |sense| match sense.meaning {
                Meaning::Weekday(weekday) => Some(weekday),
                _ => None,
            });
            besides.weekday = besides.weekday.or(weekday.map(|(weekday, _)| weekday));
        }
        if let Says::Shift(Shift { by: None, origin: Origin::Writing, .. }) = says {
            besides.refers = Some("PAST_REF");
        }
        besides
    }

    /// A time of day: `5 p.m.`, `10:30 a.m.`, `five o'clock`, `noon`, `the morning`
    fn clock(&self, at: usize) -> Option<(Hour, usize)> {
        let part = self.tells(at, |telling| match telling {
            Telling::PartOfDay(1) => Some(Hour::Part("MO")),
            Telling::PartOfDay(2) => Some(Hour::Clock(12, 0)),
            Telling::PartOfDay(3) => Some(Hour::Part("AF")),
            Telling::PartOfDay(4) => Some(Hour::Part("EV")),
            Telling::PartOfDay(5) => Some(Hour::Part("NI")),
            Telling::PartOfDay(6) => Some(Hour::Clock(24, 0)),
            _ => None,
        });
        if part.is_some() {
            return part;
        }
        let (hour, next) = match self.number(at) {
            Some((hour, 1..=2)) if self.is_clean_before(at) => (hour, at + 1),
            Some(_) => return None,
            None => self.count_in(at, Tongue::En)?,
        };
        let minutes = self.sign(next, &[':']).filter(|_| self.joined(next)).and_then(|minute| {
            let (value, 2) = self.number(minute)? else { return None };
            Some((value, minute + 1)).filter(|_| value < 60 && self.joined(minute))
        });
        let (minute, next) = minutes.unwrap_or((0, next));
        let (afternoon, after) = self.tells(next, |telling| match telling {
            Telling::Clock => Some(false),
            Telling::AfternoonClock => Some(true),
            _ => None,
        })?;
        let hour = match (hour, afternoon) {
            (12, false) if self.slice(next) == "a" => 0,
            (1..=11, true) => hour + 12,
            (0..=24, _) => hour,
            _ => return None,
        };
        Some((Hour::Clock(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?), after))
    }

    /// The hour of a day in a field, which says nothing of the day: `, 10:30`, `at 5 p.m.`
    pub fn skip_clock(&self, at: usize) -> usize {
        let start = self.skip_sign(at, &[',']);
        let start = self.skip(self.skip(start, Meaning::Toward), Meaning::In);
        if let Some((_, next)) = self.clock(self.skip(start, Meaning::The)) {
            return next;
        }
        if let Some(next) = self.north_clock(start) {
            return next;
        }
        let hours = self.number(start).filter(|(hour, digits)| *hour < 25 && *digits < 3);
        let colon = hours.and_then(|_| self.sign(start + 1, &[':']));
        match colon.and_then(|colon| self.number(colon)) {
            Some((minute, 2)) if minute < 60 => start + 3,
            _ => at,
        }
    }

    /// A time of day with the day beside it, or alone: `10 a.m. Wednesday`, `noon`, `the evening`
    fn clock_time(&self, at: usize) -> Option<(Says, usize)> {
        let part = self.skip_part(at);
        let (hour, next) = self.clock(part)?;
        let today = Says::Shift(Shift {
            origin: Origin::Writing,
            by: Some(0),
            measure: Measure::Day,
            is_length: false,
        });
        if self.is(next, Meaning::Of).is_some() {
            return None;
        }
        let next = self.zone(next);
        if let Some(day) = self.weekday_alone(next).or_else(|| self.shift_phrase(next)) {
            return Some(day);
        }
        let led = at.checked_sub(1).is_some_and(|before| {
            self.may(before, &[Meaning::In, Meaning::The, Meaning::Toward, Meaning::NotAfter])
        });
        match hour {
            Hour::Part(_) => (led || part != at).then_some((today, next)),
            Hour::Clock(..) => Some((today, next)),
        }
    }

    /// The zone after an hour: EST, GMT.
    fn zone(&self, at: usize) -> usize {
        match self.kind(at) {
            Some(Kind::Other)
                if matches!(self.slice(at), "EST" | "EDT" | "GMT" | "PST" | "PDT") =>
            {
                at + 1
            }
            _ => at,
        }
    }

    fn tells<T>(&self, at: usize, pick: impl Fn(Telling) -> Option<T>) -> Option<(T, usize)> {
        self.sense_among(at, Meaning::TELLINGS, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Telling(telling), Tongue::En | Tongue::Es) => pick(telling),
            _ => None,
        })
    }

    pub(super) fn is_telling(&self, at: usize, telling: Telling) -> Option<usize> {
        self.tells(at, |other| (other == telling).then_some(())).map(|(_, next)| next)
    }

    fn measure(&self, at: usize) -> Option<(Measure, usize)> {
        self.tells(at, |telling| match telling {
            Telling::Measure(measure) => Some(measure),
            _ => None,
        })
    }

    fn part_of_day(&self, at: usize) -> Option<usize> {
        let part = |telling| matches!(telling, Telling::PartOfDay(_)).then_some(());
        self.tells(at, part).map(|(_, next)| next)
    }

    /// Early or late in what follows: `early next week`, `late yesterday`.
    fn skip_part(&self, at: usize) -> usize {
        let earlier = Meaning::Telling(Telling::Earlier);
        let later = Meaning::Telling(Telling::Later);
        if !self.may(at, &[Meaning::Early, Meaning::Middle, Meaning::Late, earlier, later]) {
            return at;
        }
        let part = self.sense(at, |sense| match sense.meaning {
            Meaning::Early | Meaning::Middle | Meaning::Late => Some(()),
            Meaning::Telling(Telling::Earlier | Telling::Later) => Some(()),
            _ => None,
        });
        match part {
            Some((_, next)) => self.sign(next, DASHES).unwrap_or(next),
            None => at,
        }
    }

    /// `yesterday`, `late tomorrow afternoon`, `the next day`
    fn shift_phrase(&self, at: usize) -> Option<(Says, usize)> {
        let (shift, next) = self.tells(self.skip_part(at), |telling| {
            let (origin, measure, by) = match telling {
                Telling::Shift(measure, by) => (Origin::Writing, measure, by),
                Telling::ThereShift(measure, by) => (Origin::DateBefore, measure, by),
                _ => return None,
            };
            Some(Shift { origin, by: Some(by.into()), measure, is_length: false })
        })?;
        // `the day before the congress` is counted from the congress.
        let of_event =
            matches!(self.slice(next - 1), "before" | "after") && !self.ends_clause(next);
        if of_event {
            return Some((Says::Unbounded, next));
        }
        Some((Says::Shift(shift), self.part_of_day(next).unwrap_or(next)))
    }

    /// `last week`, `this morning`, `next Friday`, `the following year`, `the past three months`
    fn which(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.skip(self.skip_part(at), Meaning::The);
        let ((origin, by), next) = self.tells(start, |telling| match telling {
            Telling::Which(by) => Some((Origin::Writing, by)),
            Telling::There(by) => Some((Origin::DateBefore, by)),
            _ => None,
        })?;
        if let Some(next) = self.is_telling(next, Telling::Weekend) {
            return (origin == Origin::Writing).then_some((Says::Weekend(by), next));
        }
        if let Some((measure, next)) = self.measure(next) {
            if self.slice(start) == "past" && at < start {
                return Some((Says::Length(Length { count: Some(1), measure }), next));
            }
            if self.slice(next - 1).ends_with('s') {
                // `in past weeks`, but not `the last days of the empire`
                let led = at == start && origin == Origin::Writing && by != 0;
                return led.then_some((Says::Unbounded, next));
            }
            let shift = Shift { origin, by: Some(by.into()), measure, is_length: false };
            return Some((Says::Shift(shift), next));
        }
        if let Some((length, next)) = self.counted_measure(next) {
            // `a trial expected to last three weeks`
            let is_verb = at == start && by < 0;
            return (by != 0 && !is_verb).then_some((Says::Length(length), next));
        }
        if origin == Origin::DateBefore {
            let (weekday, next) = self.sense(next, |sense| match sense.meaning {
                Meaning::Weekday(weekday) => Some(weekday),
                _ => None,
            })?;
            return Some((Says::WeekdayFrom(weekday, by), next));
        }
        if let Some(next) = self.part_of_day(next) {
            let by = Some(by.into());
            let shift = Shift { origin, by, measure: Measure::Day, is_length: false };
            return Some((Says::Shift(shift), next));
        }
        let (says, next) = self.sense(next, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(Says::Weekday(weekday, Some(by))),
            Meaning::Month(month) => Some(Says::Named(Unit::Month { year: None, month }, Some(by))),
            Meaning::Season(season) => {
                Some(Says::Named(Unit::Season { year: None, season }, Some(by)))
            }
            _ => None,
        })?;
        Some((says, self.part_of_day(next).unwrap_or(next)))
    }

    /// `three months`, `two years ago`, `a week later`, `the nine months`
    fn length(&self, at: usize) -> Option<(Says, usize)> {
        let through = self.is_telling(at, Telling::Through);
        let start = through.unwrap_or(at);
        let nearly = self.is_telling(start, Telling::Nearly);
        let start = nearly.unwrap_or(start);
        let (length, next) = match self.counted_measure(start) {
            Some(counted) => counted,
            None => self.bare_measures(start).filter(|_| nearly.is_none())?,
        };
        let by = length.count.and_then(|count| i32::try_from(count).ok());
        let shift = |origin, sign: i32| {
            let by = by.map(|by| sign * by);
            Says::Shift(Shift { origin, by, measure: length.measure, is_length: true })
        };
        if through.is_some() {
            return Some((shift(Origin::DateBefore, 1), next));
        }
        let told = self.tells(next, |telling| {
            Some(match telling {
                Telling::Ago => shift(Origin::Writing, -1),
                Telling::Hence => shift(Origin::Writing, 1),
                Telling::Later => shift(Origin::DateBefore, 1),
                Telling::Earlier => shift(Origin::DateBefore, -1),
                _ => return None,
            })
        });
        if let Some((says, next)) = told {
            // `tres días después del congreso` is counted from the congress.
            let of = self.is_in(next, Meaning::Of, Tongue::Es).is_some();
            let than = self.slice(next).starts_with("than");
            return Some((if of || than { Says::Unbounded } else { says }, next));
        }
        let old = self.sign(next, &['-']).unwrap_or(next);
        Some((Says::Length(length), self.is_telling(old, Telling::Old).unwrap_or(next)))
    }

    /// A measure in the plural that nobody counts: `for centuries`, `years ago`.
    fn bare_measures(&self, at: usize) -> Option<(Length, usize)> {
        let (measure, next) = self.measure(at)?;
        if !self.slice(at).ends_with('s') {
            return None;
        }
        let led = at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.slice(before),
                "for" | "For" | "after" | "After" | "within" | "Within" | "durante" | "tras"
            )
        });
        let follows = self.tells(next, |telling| {
            let told = matches!(telling, Telling::Ago | Telling::Later | Telling::Earlier);
            told.then_some(())
        });
        let of = self.is_in(next, Meaning::Of, Tongue::En).is_some()
            && !self.may(at - at.min(1), &[Meaning::The, Meaning::Ordinal(0)]);
        (led || follows.is_some() || of).then_some((Length { count: None, measure }, next))
    }

    /// A number and what it counts: `three months`, `half a year`, `a year and a half`.
    fn counted_measure(&self, at: usize) -> Option<(Length, usize)> {
        if let Some(read) = self.tells(at, |telling| match telling {
            Telling::Length(count, measure) => Some(Length { count: Some(count.into()), measure }),
            _ => None,
        }) {
            return Some(read);
        }
        if let Some(half) = self.is_telling(at, Telling::HalfOf) {
            let half = self.sign(half, &['-']).filter(|_| self.joined(half)).unwrap_or(half);
            let (measure, next) = self.measure(half)?;
            return Some((halves(1, measure), next));
        }
        let Counted { count, next } = self.counted(at)?;
        // `six to eight weeks`, `two or three years`
        let joint = self.is_in(next, Meaning::To, Tongue::En).or_else(|| {
            self.sign(next, DASHES).or_else(|| self.is_in(next, Meaning::Or, Tongue::En))
        });
        let second = joint.and_then(|joint| self.counted(joint)).filter(|_| count.is_some());
        if let Some(second) = second.filter(|second| count < second.count)
            && let Some((measure, next)) = self.measure(second.next)
        {
            return Some((Length { count: None, measure }, next));
        }
        let half = self.is_telling(next, Telling::AndHalf).or_else(|| self.decimal_half(next));
        let start = half.unwrap_or(next);
        let start = self.sign(start, &['-']).filter(|_| self.joined(start)).unwrap_or(start);
        let (measure, next) = self.measure(start)?;
        // `the Thirty Years War`, `the Five-Year Plan`
        if self.is_capital(start) && self.is_capital(at) && self.number(at).is_none() {
            return None;
        }
        let after = self.is_telling(next, Telling::AndHalf);
        match (count, half.is_some() || after.is_some()) {
            (Some(count), true) => {
                let count = count.saturating_mul(2).saturating_add(1);
                Some((halves(count, measure), after.unwrap_or(next)))
            }
            _ => Some((Length { count, measure }, next)),
        }
    }

    /// `.5` or ` 1/2` after a number.
    fn decimal_half(&self, at: usize) -> Option<usize> {
        if let Some(tenths) = self.sign(at, &['.']) {
            let joined = self.joined(at) && self.joined(tenths);
            return (joined && self.number(tenths) == Some((5, 1))).then_some(tenths + 1);
        }
        let slash = self.sign(at + 1, &['/']).filter(|_| self.number(at) == Some((1, 1)))?;
        (self.number(slash) == Some((2, 1))).then_some(slash + 1)
    }

    /// A number in figures or words; hyphens join words.
    fn counted(&self, at: usize) -> Option<Counted> {
        if let Some((value, digits)) = self.number(at) {
            if !self.is_clean_before(at) {
                return None;
            }
            let grouped = self
                .sign(at + 1, &[','])
                .filter(|next| digits < 4 && self.joined(at + 1) && self.joined(*next));
            if let Some((rest, 3)) = grouped.and_then(|next| self.number(next)) {
                let count = value.checked_mul(1000)?.checked_add(rest);
                return Some(Counted { count, next: at + 3 });
            }
            return (digits < 4).then_some(Counted { count: Some(value), next: at + 1 });
        }
        let one = self.is_telling(at, Telling::One).unwrap_or(at);
        for tongue in [Tongue::En, Tongue::Es] {
            if let Some((value, next)) = self.count_in(one, tongue)
                && (one == at || 100 <= value)
            {
                return Some(Counted { count: Some(value), next });
            }
        }
        let (count, next) = self.tells(at, |telling| match telling {
            Telling::Many => Some(None),
            Telling::One => Some(Some(1)),
            _ => None,
        })?;
        Some(Counted { count, next })
    }

    /// `every year`, `each morning`, `every two weeks`, `annually`
    fn every(&self, at: usize) -> Option<(Says, usize)> {
        let once = |measure| Says::Repeated(Length { count: Some(1), measure });
        if let Some(read) = self.tells(at, |telling| match telling {
            Telling::Repeated(measure) => Some(once(measure)),
            _ => None,
        }) {
            return Some(read);
        }
        let next = self.is_telling(at, Telling::Every)?;
        if let Some((measure, next)) = self.measure(next) {
            return Some((once(measure), next));
        }
        if let Some((length, next)) = self.counted_measure(next) {
            return Some((Says::Repeated(length), next));
        }
        if let Some(next) = self.part_of_day(next) {
            return Some((once(Measure::Day), next));
        }
        self.sense(next, |sense| match sense.meaning {
            Meaning::Weekday(_) => Some(once(Measure::Week)),
            Meaning::Month(_) | Meaning::Season(_) => Some(once(Measure::Year)),
            _ => None,
        })
    }

    /// `now`, `recently`
    fn unbounded(&self, at: usize) -> Option<(Says, usize)> {
        self.tells(at, |telling| match telling {
            Telling::Present | Telling::Past | Telling::Future => Some(Says::Unbounded),
            _ => None,
        })
        .or_else(|| {
            // `in recent years`, `the coming weeks`
            let start = self.skip(at, Meaning::The);
            let word = |telling| matches!(telling, Telling::Recent | Telling::Coming).then_some(());
            let (_, next) = self.tells(start, word)?;
            let (_, next) = self.measure(next)?;
            Some((Says::Unbounded, next))
        })
    }

    /// Whether a part of the sentence ends here.
    fn ends_clause(&self, at: usize) -> bool {
        matches!(self.kind(at), None | Some(Kind::Sign(_) | Kind::Break))
    }

    /// `on the 7th`, `the 10th inst.`
    fn day_of_month(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.skip(at, Meaning::The);
        let (_, 1..=2) = self.number(start)? else { return None };
        let (day, next) = self.day_number(start).filter(|(day, _)| (1..=31).contains(day))?;
        if !self.is_clean_before(start) {
            return None;
        }
        let months = self.tells(next, |telling| match telling {
            Telling::OfMonth(months) => Some(months),
            _ => None,
        });
        if let Some((months, next)) = months {
            return Some((Says::DayOfMonth(day, Some(months)), next));
        }
        let led = start.checked_sub(2).is_some_and(|on| matches!(self.slice(on), "on" | "On"));
        let suffix = self.is_in(next.checked_sub(1)?, Meaning::OrdinalSuffix, Tongue::En);
        let rest = self.tokens.get(next).map_or("", |token| &self.text[token.start..]);
        let word = rest.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let free = self.ends_clause(next)
            || matches!(self.kind(next), Some(Kind::Other | Kind::Word(_)))
                && AFTER_DAY.contains(&word);
        (at < start && led && suffix.is_some() && free)
            .then_some((Says::DayOfMonth(day, None), next))
    }

    /// `Friday`, `Friday morning`
    fn weekday_alone(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.skip_part(at);
        let (weekday, next) = self.sense(start, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Weekday(weekday), Tongue::En | Tongue::Es) => Some(weekday),
            _ => None,
        })?;
        let says = Says::Weekday(weekday, None);
        Some((says, self.part_of_day(next).unwrap_or(next)))
    }

    /// `the third quarter`, `first-quarter`
    fn quarter_alone(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.skip(at, Meaning::The);
        let (quarter, next) = self.ordinal(start)?;
        let next = self.sign(next, &['-']).filter(|_| self.joined(next)).unwrap_or(next);
        let fourth = self.is_in(next, Meaning::Fourth, Tongue::En);
        let next = fourth.or_else(|| self.is_in(next, Meaning::Quarter, Tongue::Es))?;
        if quarter == 0 || self.slice(next - 1) == "of" {
            return None;
        }
        Some((Says::Named(Unit::Quarter { year: None, quarter }, None), next))
    }

    /// `the nine months`, `the first nine months`, `in the quarter`, `the year-earlier quarter`
    fn definite(&self, at: usize) -> Option<(Says, usize)> {
        let start = self.is_in(at, Meaning::The, Tongue::En)?;
        let ordinal = self.sense(start, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Ordinal(_), Tongue::En) => Some(()),
            _ => None,
        });
        let start = ordinal.map_or(start, |(_, next)| next);
        let counted =
            self.number(start).is_some() || self.may(start, &[Meaning::Telling(Telling::Count(0))]);
        if counted && let Some((length, next)) = self.counted_measure(start) {
            // `the six-month bill` has a length, `the six months` are one.
            let plural = self.slice(next - 1).ends_with('s');
            return plural.then_some((Says::Length(length), next));
        }
        if ordinal.is_some() {
            return None;
        }
        let part = self
            .part(start)
            .map(|(_, next)| next)
            .filter(|next| next.checked_sub(1).is_some_and(|the| self.may(the, &[Meaning::The])));
        if let Some((measure, next)) = part.and_then(|part| self.measure(part)) {
            let calendar = !matches!(measure, Measure::Hour | Measure::Minute | Measure::Second);
            let more = self.number(next).is_some()
                || self.may(
                    next,
                    &[Meaning::Of, Meaning::Month(0), Meaning::Telling(Telling::Count(0))],
                );
            let shift = Shift { origin: Origin::Writing, by: Some(0), measure, is_length: false };
            let single = !self.slice(next - 1).ends_with('s');
            return (calendar && single && !more).then_some((Says::Shift(shift), next));
        }
        let led = at.checked_sub(1).is_some_and(|before| self.may(before, &[Meaning::In]));
        let season = self.sense(start, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Season(season), Tongue::En) => Some(season),
            _ => None,
        });
        if let Some((season, next)) = season.filter(|_| led) {
            let alone = !matches!(self.kind(next), Some(Kind::Other | Kind::Number { .. }))
                && !self.may(next, &[Meaning::Of, Meaning::And]);
            let says = Says::Named(Unit::Season { year: None, season }, None);
            return alone.then_some((says, next));
        }
        let (measure, next) = self.measure(start).filter(|_| led)?;
        let calendar = matches!(measure, Measure::Quarter | Measure::Year | Measure::Month);
        let more = self.number(next).is_some()
            || self
                .may(next, &[Meaning::Of, Meaning::Month(0), Meaning::Telling(Telling::Count(0))]);
        let single = !self.slice(start).ends_with('s');
        let shift = Shift { origin: Origin::Writing, by: Some(0), measure, is_length: false };
        (calendar && single && !more).then_some((Says::Shift(shift), next))
    }

    /// `fiscal 1988`, `fiscal year 1988`: no year of the calendar.
    fn fiscal(&self, at: usize) -> Option<(Says, usize)> {
        let next = self.is_telling(at, Telling::Fiscal)?;
        let named = self.measure(next).map(|(_, next)| next);
        let start = named.unwrap_or(next);
        match self.number(start) {
            Some((_, 4)) => Some((Says::Unbounded, start + 1)),
            _ => named.map(|next| (Says::Unbounded, next)),
        }
    }
}

/// A number of halves of a measure, in the smaller measure that has no halves.
fn halves(count: u32, measure: Measure) -> Length {
    let (each, smaller) = match measure {
        Measure::Second | Measure::Minute => (30, Measure::Second),
        Measure::Hour => (30, Measure::Minute),
        Measure::Day => (12, Measure::Hour),
        Measure::Week => (84, Measure::Hour),
        Measure::Month => (15, Measure::Day),
        Measure::Quarter => return Length { count: None, measure },
        Measure::Year => (6, Measure::Month),
        Measure::Decade => (5, Measure::Year),
        Measure::Century => (50, Measure::Year),
    };
    Length { count: count.checked_mul(each), measure: smaller }
}
