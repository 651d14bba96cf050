//! Days, months and years, each by itself.

use super::*;
use crate::told_words::Telling;

impl Reader<'_> {
    /// The value of a Roman number in capitals.
    pub(super) fn roman(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            Kind::Roman | Kind::Word(_) => roman(self.slice(at)),
            _ => None,
        }
    }

    /// A number of at most two digits that may be a day, and the letters that make it an ordinal.
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        let Some((value, digits)) = self.number(at) else {
            if let Some(read) = self.written_day(at) {
                return Some(read);
            }
            return self.day_in_words(at);
        };
        let day = u8::try_from(value).ok().filter(|day| *day < 40 && digits < 3)?;
        let mut next = at + 1;
        if self.joined(next) {
            let dash = match self.sign(next, &['-', '.']) {
                Some(word) if self.joined(word) => word,
                _ => next,
            };
            if let Some(after) = self.is(dash, Meaning::OrdinalSuffix) {
                next = after;
            } else if self.slice(next) == "-" && self.month(dash).is_some() {
                next = dash;
            } else if self.joined(next) {
                match self.kind(next)? {
                    Kind::Word(_) if self.month(next).is_some() => {}
                    Kind::Word(_) | Kind::Roman | Kind::Other => return None,
                    Kind::Sign('.' | ',' | ':') if self.joined(next + 1) => {
                        match self.number(next + 1) {
                            Some((_, 4)) if self.slice(next) == "," => {}
                            Some(_) => return None,
                            None => {}
                        }
                    }
                    // `1° de mayo`
                    Kind::Sign('°') if value == 1 => {
                        next += 1;
                        self.month(self.is_in(next, Meaning::Of, Tongue::Es)?)?;
                    }
                    Kind::Sign('%' | '°') => return None,
                    _ => {}
                }
            }
        }
        Some((day, next))
    }

    /// An ordinal in words: `мың тоғыз жүз он жетінші`, `тысяча девятьсот семнадцатого`.
    pub(super) fn numeral(&self, at: usize) -> Option<(u32, usize)> {
        self.numeral_in(at, false)
    }

    /// An ordinal in words, or, where a month stands before, a number that belongs to it.
    pub(super) fn numeral_in(&self, at: usize, owned: bool) -> Option<(u32, usize)> {
        let words = [Meaning::Numeral(0), Meaning::NumeralLast(0), Meaning::NumeralOwned(0)];
        if !self.may(at, &words) {
            return None;
        }
        let (mut thousands, mut rest) = (0_u32, 0_u32);
        let mut next = at;
        for _ in 0..8 {
            let ((value, last), after) = self.sense(next, |sense| match sense.meaning {
                Meaning::Numeral(value) => Some((u32::from(value), false)),
                Meaning::NumeralLast(value) if !owned => Some((u32::from(value), true)),
                Meaning::NumeralOwned(value) if owned => Some((u32::from(value), true)),
                _ => None,
            })?;
            match value {
                1000 => {
                    thousands += 1000 * rest.max(1);
                    rest = 0;
                }
                100 => rest = 100 * rest.max(1),
                _ => rest += value,
            }
            if 10_000 < thousands || 10_000 < rest {
                return None;
            }
            if last {
                return Some((thousands + rest, after));
            }
            next = after;
        }
        None
    }

    /// A day of a month, in one or both styles: `5`, `5 (18)`, `5/18`.
    pub(super) fn day(&self, at: usize) -> Option<(DayRead, usize)> {
        let (day, next) = self.day_number(at)?;
        let read = |other, next| Some((DayRead { tokens: at..next, day, other }, next));
        if let Some(open) = self.sign(next, &['(', '['])
            && let Some((other, close)) = self.day_number(open)
            && let Some(after) = self.sign(close, &[')', ']'])
        {
            return read(Some(other), after);
        }
        if let Some(slash) = self.sign(next, &['/'])
            && let Some((other, after)) = self.day_number(slash)
            && (10..=14).contains(&styles_apart(day, other))
        {
            return read(Some(other), after);
        }
        read(None, next)
    }

    /// Days of one month: one, a stretch, or a list.
    pub(super) fn days(&self, at: usize) -> Option<(Days, usize)> {
        let (first, next) = self.day(at)?;
        if let Some(days) = self.kazakh_days(&first, next) {
            return Some(days);
        }
        let to = self.sign(next, DASHES).or_else(|| self.is(next, Meaning::To));
        if let Some(to) = to
            && let Some((mut last, after)) = self.day(to)
        {
            let mut first = first;
            let styles = self.sign(after, &['(', '[']).and_then(|open| {
                let (from, dash) = self.day_number(open)?;
                let (until, close) = self.day_number(self.sign(dash, DASHES)?)?;
                Some((from, until, self.sign(close, &[')', ']'])?))
            });
            if let (Some((from, until, after)), None, None) = (styles, first.other, last.other) {
                first.other = Some(from);
                last.other = Some(until);
                return Some((Days::Range(first, last), after));
            }
            return Some((Days::Range(first, last), after));
        }
        if let Some((last, after)) = self.sign(next, &['/']).and_then(|slash| self.day(slash))
            && first.day < last.day
            && last.day < first.day + 8
        {
            return Some((Days::Range(first, last), after));
        }
        let mut list = vec![first];
        let mut end = next;
        while list.len() < 8 {
            let comma = self.sign(end, &[',']);
            let and = self.is(comma.unwrap_or(end), Meaning::And);
            let Some((day, after)) = and.or(comma).and_then(|day| self.day(day)) else { break };
            list.push(day);
            end = after;
            if and.is_some() {
                return Some((Days::List(list), end));
            }
        }
        list.into_iter().next().map(|first| (Days::One(first), next))
    }

    /// A month by name, and whether its name is abbreviated.
    pub(super) fn month(&self, at: usize) -> Option<(MonthRead, usize)> {
        if !self.may(at, &[Meaning::Month(0), Meaning::MonthShort(0)]) {
            return None;
        }
        let ((month, short, tongue, ending), next) =
            self.sense(at, |sense| match sense.meaning {
                Meaning::Month(month) => Some((month, false, sense.tongue, sense.ending)),
                Meaning::MonthShort(month) => Some((month, true, sense.tongue, sense.ending)),
                _ => None,
            })?;
        let mut read = MonthRead { month, tongue, ending, with_word: false, doubtful: false };
        let ordinary = tongue == Tongue::En && matches!(month, 3 | 5);
        let abbreviated = short && !self.slice(next - 1).starts_with('.');
        read.doubtful = !self.is_capital(at) && (ordinary || abbreviated && tongue != Tongue::Ru);
        match self
            .sense(next, |sense| (sense.meaning == Meaning::MonthWord).then_some(sense.ending))
        {
            Some((ending, next)) => {
                Some((MonthRead { ending, with_word: true, doubtful: false, ..read }, next))
            }
            None => Some((read, next)),
        }
    }

    /// A year in figures, with what names it a year.
    pub(super) fn year(&self, at: usize) -> Option<YearRead> {
        let words = [
            Meaning::Year,
            Meaning::OurEra,
            Meaning::BeforeEra,
            Meaning::Numeral(0),
            Meaning::NumeralLast(0),
            Meaning::Telling(Telling::Count(0)),
        ];
        if self.number(at).is_none() && !self.may(at, &words) {
            return None;
        }
        if let Some(short) = self.short_year(at, false) {
            return Some(short);
        }
        let before = self.sense(at, |sense| match sense.meaning {
            Meaning::Year if matches!(sense.tongue, Tongue::En | Tongue::Es | Tongue::Ru) => {
                Some(Meaning::Year)
            }
            Meaning::OurEra | Meaning::BeforeEra => Some(sense.meaning),
            _ => None,
        });
        let (word, start) = match before {
            Some((Meaning::Year, next)) => (Some(Meaning::Year), next),
            Some((word, next)) => (Some(word), self.skip_sign(next, &[','])),
            None => (None, at),
        };
        let ((value, digits), next) = match self.number(start) {
            Some(number) => (number, start + 1),
            None => {
                if let Some((year, next)) = self.written_year(start) {
                    ((u32::try_from(year).ok()?, 4), next)
                } else {
                    let (value, next) = self.numeral(start)?;
                    self.year_word(next).filter(|_| 1000 <= value)?;
                    ((value, if value < 1000 { 3 } else { 4 }), next)
                }
            }
        };
        let mut value = i32::try_from(value).ok()?;
        let mut read = YearRead {
            value,
            named: word.is_some(),
            tongue: None,
            ending: Ending::Plain,
            uncertain: false,
            next,
        };
        if self.joined(read.next) {
            let dash = self.sign(read.next, DASHES).filter(|word| self.joined(*word));
            let dash = dash.unwrap_or(read.next);
            let ordinal = |sense: &Sense| {
                let suffix = sense.meaning == Meaning::OrdinalSuffix;
                (suffix && matches!(sense.tongue, Tongue::Ru | Tongue::Uk)).then_some(())
            };
            let kazakh = |sense: &Sense| {
                let suffix = sense.meaning == Meaning::OrdinalSuffix;
                (suffix && sense.tongue == Tongue::Kk).then_some(())
            };
            if let Some((_, next)) = self.sense(dash, ordinal) {
                read.next = next;
            } else if let Some((_, next)) =
                self.sense(dash, kazakh).filter(|(_, next)| self.year_word(*next).is_some())
            {
                read.next = next;
            } else if let Some((ending, next)) = self.year_word(dash) {
                read.next = next;
                read.named = true;
                (read.tongue, read.ending) = (Some(ending.0), ending.1);
            } else if matches!(
                self.kind(read.next),
                Some(Kind::Word(_) | Kind::Roman | Kind::Other)
            ) && !matches!(self.slice(read.next).chars().next(), Some(c) if !c.is_alphanumeric())
            {
                return None;
            }
        }
        if let Some(((tongue, ending, meaning), next)) = self.sense(read.next, |sense| {
            let named =
                matches!(sense.meaning, Meaning::Year | Meaning::YearShort | Meaning::Years);
            let own = matches!(sense.tongue, Tongue::Ru | Tongue::Uk | Tongue::Kk);
            (named && own).then_some((sense.tongue, sense.ending, sense.meaning))
        }) {
            let abbreviated = meaning == Meaning::YearShort || self.slice(next - 1) == ".";
            let duration = tongue == Tongue::Kk
                && ending == Ending::Plain
                && value % 100 == 0
                && !abbreviated
                && self.slice(next - 1).to_lowercase() == "жыл"
                && self.setting == Setting::Prose;
            let weight = abbreviated
                && digits < 4
                && self.setting == Setting::Prose
                && !(digits == 3 && value % 25 != 0 && self.is_told_year(at, next));
            if !duration && !weight {
                read.named = true;
                (read.tongue, read.ending) = (Some(tongue), ending);
                read.next = next;
            }
        }
        let era = |sense: &Sense| match sense.meaning {
            Meaning::BeforeEra | Meaning::OurEra => Some(sense.meaning),
            _ => None,
        };
        let after = self.sense(read.next, era);
        if let Some((_, next)) = after {
            read.named = true;
            read.next = next;
        }
        let era = after.map(|(era, _)| era).or(word.filter(|word| *word != Meaning::Year));
        // `б.з.б. 3-мыңжылдықта` counts thousands of years.
        let first = after.is_none() && era.is_some() && !self.slice(at).is_ascii();
        let unnamed = first && read.tongue.is_none() && self.setting == Setting::Prose;
        if unnamed && (digits < 3 || !self.is_clean_after(read.next)) {
            return None;
        }
        if era == Some(Meaning::BeforeEra) {
            value = value.checked_neg()?.checked_add(1)?;
        }
        read.value = value;
        let question = self.sign(read.next, &['?']).filter(|_| {
            let closed = self.sign(read.next + 1, &[')', ']']).is_some();
            closed || self.setting == Setting::Field
        });
        if let Some(next) = question {
            read.uncertain = true;
            read.next = next;
        }
        let plausible = match (era, digits, read.named) {
            (Some(_), ..) => digits < 5,
            (None, 4, _) if self.setting == Setting::Field => true,
            (None, 4, true) => value < 2200,
            (None, 3, true) => true,
            (None, 4, false) => (1000..2100).contains(&value),
            (None, 3, false) => self.setting == Setting::Field,
            _ => false,
        };
        plausible.then_some(read)
    }

    /// Whether `г.` can only be a year: `В 988 г. он крестился`. Grams have no full stop
    /// within a sentence.
    fn is_told_year(&self, at: usize, next: usize) -> bool {
        let led = at.checked_sub(1).is_some_and(|before| {
            let russian = |meaning| self.is_in(before, meaning, Tongue::Ru).is_some();
            russian(Meaning::In) || russian(Meaning::After) || russian(Meaning::NotAfter)
        });
        let after = self.tokens.get(next).map_or("", |token| &self.text[token.start..]);
        let goes_on = after.chars().next().is_some_and(char::is_lowercase);
        led && goes_on && self.slice(next - 1) == "."
    }

    /// A word for year that stands after a number, without its number.
    pub(super) fn year_word(&self, at: usize) -> Option<((Tongue, Ending), usize)> {
        self.sense(at, |sense| {
            let named = matches!(sense.meaning, Meaning::Year | Meaning::Years);
            let own = matches!(sense.tongue, Tongue::Ru | Tongue::Uk | Tongue::Kk);
            (named && own).then_some((sense.tongue, sense.ending))
        })
    }
}
