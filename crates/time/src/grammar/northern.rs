//! Times told from another time, lengths and repetitions in Russian, Ukrainian and Kazakh.

use super::*;
use crate::times::{Length, Measure, Origin, Says, Shift};
use crate::told_words::Telling;

/// Something told by a word of these languages.
struct Word<T> {
    value: T,
    kazakh: bool,
    ending: Ending,
    next: usize,
}

/// How many measures, as read.
struct Number {
    /// `None` when nobody says, or when two numbers are said: `два-три`.
    count: Option<u32>,
    /// `None` when it is in figures.
    kazakh: Option<bool>,
    next: usize,
}

/// A length as read.
struct Lasting {
    length: Length,
    kazakh: bool,
    ending: Ending,
    /// Whether a word before the number says that it is a length.
    cued: bool,
    next: usize,
}

/// From how many years on a bare number of them is as readily an age.
const LEAST_AGE: u32 = 14;

/// Whether a length is too short to count days by.
fn is_short(measure: Measure) -> bool {
    matches!(measure, Measure::Second | Measure::Minute | Measure::Hour)
}

/// Whether the Kazakh name of a month is also a common noun: June a term, October a cauldron.
pub(super) fn is_kazakh_noun(month: u8) -> bool {
    matches!(month, 6 | 10)
}

impl Reader<'_> {
    /// The longest such time that begins here.
    pub(super) fn northern(&self, at: usize) -> Option<(Says, usize)> {
        if self.number(at).is_some() {
            return self.north_length(at);
        }
        let sorts = self.sorts(at);
        // Latin words are of other languages.
        if sorts == 0 || self.slice(at).is_ascii() {
            return None;
        }
        let may = |meanings: &[Meaning]| meanings.iter().any(|meaning| sorts & meaning.sort() != 0);
        let mut longest: Option<(Says, usize)> = None;
        let mut keep = |read: Option<(Says, usize)>| {
            if let Some((_, next)) = read
                && longest.is_none_or(|(_, longest)| longest < next)
            {
                longest = read;
            }
        };
        if sorts & Meaning::TELLINGS != 0 {
            keep(self.north_shift(at));
            keep(self.north_which(at));
            keep(self.north_through(at));
            keep(self.north_during(at));
            keep(self.north_every(at));
            keep(self.north_open(at));
            keep(self.kazakh_part(at));
        }
        if sorts & Meaning::TELLINGS != 0 || may(&[Meaning::Numeral(0)]) {
            keep(self.north_length(at));
        }
        if may(&[Meaning::Weekday(Weekday::Monday)]) {
            keep(self.north_weekday(at));
        }
        if may(&[Meaning::Early, Meaning::Middle, Meaning::Late, Meaning::Ordinal(0)]) {
            keep(self.north_part(at));
        }
        if may(&[Meaning::Month(1), Meaning::Season(1)]) {
            keep(self.kazakh_named(at));
        }
        longest
    }

    fn north<T>(&self, at: usize, pick: impl Fn(Telling) -> Option<T>) -> Option<Word<T>> {
        if self.sorts(at) & Meaning::TELLINGS == 0 {
            return None;
        }
        let read = self.sense(at, |sense| {
            let Meaning::Telling(telling) = sense.meaning else { return None };
            let kazakh = match sense.tongue {
                Tongue::Ru | Tongue::Uk => false,
                Tongue::Kk => true,
                Tongue::En | Tongue::Es => return None,
            };
            Some((pick(telling)?, kazakh, sense.ending))
        });
        read.map(|((value, kazakh, ending), next)| Word { value, kazakh, ending, next })
    }

    fn north_is(&self, at: usize, telling: Telling) -> Option<Word<()>> {
        self.north(at, |other| (other == telling).then_some(()))
    }

    fn north_measure(&self, at: usize) -> Option<Word<Measure>> {
        self.north(at, |telling| match telling {
            Telling::Measure(measure) => Some(measure),
            _ => None,
        })
    }

    fn north_part_of_day(&self, at: usize) -> Option<usize> {
        let part = |telling| matches!(telling, Telling::PartOfDay(_)).then_some(());
        self.north(at, part).map(|word| word.next)
    }

    /// The hour of a day: `10 часов утра`, `5 ч. 30 мин. вечера`, `сағат 10-да`
    pub(super) fn north_clock(&self, at: usize) -> Option<usize> {
        let unit = |at: usize, wanted: Measure, short: &[&str]| {
            if short.contains(&self.slice(at)) {
                return Some(self.skip_sign(at + 1, &['.']));
            }
            let word = self.north_measure(at).filter(|word| word.value == wanted)?;
            Some(word.next)
        };
        let number = |at: usize, most: u32| {
            let (value, 1..=2) = self.number(at)? else { return None };
            (value <= most).then_some(at + 1)
        };
        if let Some(next) = unit(at, Measure::Hour, &[]).and_then(|hour| number(hour, 24)) {
            let suffix = self.sign(next, &['-']).unwrap_or(next);
            return Some(self.skip(suffix, Meaning::OrdinalSuffix));
        }
        let mut next = unit(number(at, 24)?, Measure::Hour, &["ч"])?;
        if let Some(minutes) = number(next, 59) {
            next = unit(minutes, Measure::Minute, &["м", "мин"])?;
        }
        Some(self.north_part_of_day(next).unwrap_or(next))
    }

    /// `вчера вечером`, `бүгінге дейін`, `келесі күні`
    fn north_shift(&self, at: usize) -> Option<(Says, usize)> {
        let word = self.north(at, |telling| {
            let (origin, measure, by) = match telling {
                Telling::Shift(measure, by) => (Origin::Writing, measure, by),
                Telling::ThereShift(measure, by) => (Origin::DateBefore, measure, by),
                _ => return None,
            };
            Some(Shift { origin, by: Some(by.into()), measure, is_length: false })
        })?;
        if let Some(next) = self.kazakh_after(word.next).filter(|_| word.kazakh) {
            return Some((Says::Unbounded, next));
        }
        let next = self.north_part_of_day(word.next).unwrap_or(word.next);
        Some((Says::Shift(word.value), next))
    }

    /// `прошлом году`, `следующий день`, `минувшую среду`, `өткен жылы`, `осы айдың басында`
    fn north_which(&self, at: usize) -> Option<(Says, usize)> {
        let which = self.north(at, |telling| match telling {
            Telling::Which(by) => Some((Origin::Writing, by)),
            Telling::There(by) => Some((Origin::DateBefore, by)),
            _ => None,
        })?;
        let (origin, by) = which.value;
        if let Some(measure) = self.north_measure(which.next)
            && measure.kazakh == which.kazakh
            // Ukrainian `час` is time itself, and a minute is no time of a date.
            && !is_short(measure.value)
        {
            let part = self.part_after(measure.next).filter(|_| which.kazakh);
            let next = part.map_or(measure.next, |(_, _, next)| next);
            if let Some(next) = self.kazakh_after(next).filter(|_| which.kazakh) {
                return Some((Says::Unbounded, next));
            }
            let measure = measure.value;
            let shift = Shift { origin, by: Some(by.into()), measure, is_length: false };
            return Some((if part.is_some() { Says::Unbounded } else { Says::Shift(shift) }, next));
        }
        let named = self.sense(which.next, |sense| {
            let says = match sense.meaning {
                Meaning::Weekday(weekday) => Says::Weekday(weekday, Some(by)),
                Meaning::Month(month) => Says::Named(Unit::Month { year: None, month }, Some(by)),
                Meaning::Season(season) => {
                    Says::Named(Unit::Season { year: None, season }, Some(by))
                }
                _ => return None,
            };
            // `келер маусым` is the next term.
            let noun = sense.tongue == Tongue::Kk
                && matches!(sense.meaning, Meaning::Month(month) if is_kazakh_noun(month))
                && self.is(which.next + 1, Meaning::MonthWord).is_none();
            ((sense.tongue == Tongue::Kk) == which.kazakh && !noun).then_some(says)
        });
        if let Some((says, next)) = named {
            let says = if origin == Origin::Writing { says } else { Says::Unbounded };
            return Some((says, self.skip(next, Meaning::MonthWord)));
        }
        let (quarter, _, next) = self.quarter_name(which.next)?;
        let unit = Unit::Quarter { year: None, quarter };
        (origin == Origin::Writing).then_some((Says::Named(unit, Some(by)), next))
    }

    /// `через неделю`, `спустя два месяца`, `через год после`
    fn north_through(&self, at: usize) -> Option<(Says, usize)> {
        let through = self.north_is(at, Telling::Through)?;
        let (length, next) = match self.lasting(through.next) {
            Some(lasting) if !lasting.kazakh => (lasting.length, lasting.next),
            _ => {
                let whole = self.north_whole(self.nearly(through.next).unwrap_or(through.next))?;
                (whole.value, whole.next)
            }
        };
        // From what follows "after" it cannot be counted.
        let other = self.is(next, Meaning::After).or_else(|| self.is(next, Meaning::Before));
        let by = length.count.and_then(|count| i32::try_from(count).ok());
        let shift =
            Shift { origin: Origin::DateBefore, by, measure: length.measure, is_length: true };
        let says = match other {
            Some(_) => Says::Unbounded,
            None if is_short(length.measure) => Says::Length(length),
            None => Says::Shift(shift),
        };
        Some((says, next))
    }

    /// `два года`, `два года назад`, `годом позже`, `екі жыл бұрын`, `үш айдың ішінде`
    fn north_length(&self, at: usize) -> Option<(Says, usize)> {
        let lasting = match self.lasting(at) {
            Some(lasting) => lasting,
            None => self.whole_told(at)?,
        };
        let Lasting { length, kazakh, ending, cued, next } = lasting;
        let by = length.count.and_then(|count| i32::try_from(count).ok());
        let shift = |origin, sign: i32| {
            let by = by.map(|by| sign * by);
            Says::Shift(Shift { origin, by, measure: length.measure, is_length: true })
        };
        let told = self.north(next, |telling| {
            Some(match (telling, kazakh) {
                (Telling::Ago, true) if ending == Ending::Ablative => return None,
                (Telling::Later, true) if ending != Ending::Ablative => return None,
                (Telling::Ago, _) => shift(Origin::Writing, -1),
                (Telling::Later, _) => shift(Origin::DateBefore, 1),
                (Telling::Earlier, false) => shift(Origin::DateBefore, -1),
                _ => return None,
            })
        });
        if let Some(told) = told.filter(|told| told.kazakh == kazakh) {
            let says = if is_short(length.measure) { Says::Length(length) } else { told.value };
            return Some((says, told.next));
        }
        if self.north_is(next, Telling::NoLength).is_some() {
            return None;
        }
        if let Some(again) = self.north_is(next, Telling::Again) {
            return Some((Says::Repeated(length), again.next));
        }
        let age = length.measure == Measure::Year
            && length.count.is_some_and(|count| (LEAST_AGE..=110).contains(&count));
        if age && !kazakh && !cued && !self.is_cued_length(at) && !self.is_sentence(next) {
            return None;
        }
        let next = self.kazakh_after(next).filter(|_| kazakh).unwrap_or(next);
        Some((Says::Length(length), next))
    }

    /// One of a measure with the word that makes it a time: `год назад`, `неделей раньше`.
    fn whole_told(&self, at: usize) -> Option<Lasting> {
        let nearly = self.nearly(at);
        let whole = self.north_whole(nearly.unwrap_or(at))?;
        let told = self.north(whole.next, |telling| {
            let told = matches!(telling, Telling::Ago | Telling::Later | Telling::Earlier);
            (told || telling == Telling::Again).then_some(())
        });
        let same = told.is_some_and(|told| told.kazakh == whole.kazakh)
            || nearly.is_some() && !whole.kazakh;
        let lasts = whole.kazakh && self.kazakh_lasts(whole.next);
        (same || lasts).then_some(Lasting {
            length: whole.value,
            kazakh: whole.kazakh,
            ending: whole.ending,
            cued: true,
            next: whole.next,
        })
    }

    /// One of a measure, by its bare name.
    fn north_whole(&self, at: usize) -> Option<Word<Length>> {
        self.north(at, |telling| match telling {
            Telling::Whole(measure) => Some(Length { count: Some(1), measure }),
            _ => None,
        })
    }

    /// A length: `два года`, `последние три месяца`, `полгода`, `бірнеше жылдан`
    fn lasting(&self, at: usize) -> Option<Lasting> {
        let last = self.north_is(at, Telling::Last);
        let start = last.as_ref().map_or(at, |word| word.next);
        let nearly = self.nearly(start);
        let start = nearly.unwrap_or(start);
        let cued = last.is_some() || nearly.is_some();
        if let Some(word) = self.north(start, |telling| match telling {
            Telling::Length(count, measure) => Some(Length { count: Some(count.into()), measure }),
            _ => None,
        }) {
            let Word { value: length, kazakh, ending, next } = word;
            let ending = if self.slice(next - 1).to_lowercase().ends_with(['н']) {
                Ending::Ablative
            } else {
                ending
            };
            return Some(Lasting { length, kazakh, ending, cued: true, next });
        }
        let number = match self.how_many(start) {
            Some(number) => number,
            // `последние недели`
            None => Number { count: None, kazakh: Some(last?.kazakh), next: start },
        };
        let plural = number.next == start;
        let measure = self.north_measure(number.next)?;
        let same = number.kazakh.is_none_or(|kazakh| kazakh == measure.kazakh);
        let word = self.slice(measure.next - 1).to_lowercase();
        // `в 17 году` is a year, `осы күні` one day.
        let other = matches!(word.as_str(), "году" | "годе" | "році" | "часы");
        let many = word.ends_with("дары") || word.ends_with("дері") || word.ends_with("лары");
        if !same || other && !plural || plural && measure.kazakh && !many {
            return None;
        }
        // `Один день` in quotation marks is a title.
        if self.is_capital(at) && matches!(self.char_before(at), Some('«' | '"' | '“' | '„')) {
            return None;
        }
        let mut lasting = Lasting {
            length: Length { count: number.count, measure: measure.value },
            kazakh: measure.kazakh,
            ending: measure.ending,
            cued,
            next: measure.next,
        };
        // `1 год 6 месяцев`
        if let (Measure::Year, Some(years)) = (measure.value, number.count)
            && let Some(rest) = self.one_number(measure.next)
            && let Some(months) = rest.count.filter(|months| *months < 12)
            && let Some(month) = self.north_measure(rest.next)
            && month.value == Measure::Month
            && month.kazakh == measure.kazakh
        {
            let count = years.saturating_mul(12).saturating_add(months);
            lasting.length = Length { count: Some(count), measure: Measure::Month };
            (lasting.ending, lasting.next) = (month.ending, month.next);
        }
        Some(lasting)
    }

    /// A number in figures or words, or two: `5`, `двадцать пять`, `2–3`, `екі-үш`, `30-ға жуық`.
    fn how_many(&self, at: usize) -> Option<Number> {
        if let Some(many) = self.north_is(at, Telling::Many) {
            return Some(Number { count: None, kazakh: Some(many.kazakh), next: many.next });
        }
        let mut number = self.one_number(at)?;
        if let Some(dash) = self.sign(number.next, DASHES)
            && let Some(second) = self.one_number(dash)
            && second.kazakh == number.kazakh
        {
            number = Number { count: None, ..second };
        }
        // `екі-ақ`, `30-ға жуық`, `10 шақты`
        if let Some(dash) = self.sign(number.next, &['-']).filter(|_| self.joined(number.next))
            && self.joined(dash)
        {
            match self.slice(dash) {
                "ақ" => number.next = dash + 1,
                "ти" | "и" | "х" | "ми" | "мя" | "ох" => number.next = dash + 1,
                "ға" | "ге" | "қа" | "ке" | "на" | "не" => {
                    number.next = self.north_is(dash + 1, Telling::Nearly)?.next;
                    number.kazakh = Some(true);
                }
                "дан" | "ден" | "тан" | "тен" | "нан" | "нен" => {
                    number.next = self.north_is(dash + 1, Telling::During)?.next;
                    number.kazakh = Some(true);
                }
                _ => return None,
            }
        } else if let Some(some) = self.north_is(number.next, Telling::Nearly)
            && number.kazakh != Some(false)
            && some.kazakh
        {
            number.next = some.next;
        }
        Some(number)
    }

    fn one_number(&self, at: usize) -> Option<Number> {
        if let Some((value, digits)) = self.number(at) {
            if 3 < digits || !self.is_clean_before(at) {
                return None;
            }
            // `1,5 года`
            let comma = self.sign(at + 1, &[',']).filter(|_| self.joined(at + 1));
            if let Some(next) = comma.filter(|next| self.joined(*next))
                && self.number(next).is_some()
            {
                return Some(Number { count: None, kazakh: None, next: next + 1 });
            }
            return Some(Number { count: Some(value), kazakh: None, next: at + 1 });
        }
        let (mut total, mut next, mut kazakh) = (0_u32, at, None);
        for _ in 0..5 {
            let read = self.sense(next, |sense| match (sense.meaning, sense.tongue) {
                (Meaning::Telling(Telling::Count(value)), Tongue::Ru | Tongue::Uk) => {
                    Some((u32::from(value), false))
                }
                (Meaning::Numeral(value), Tongue::Kk) => Some((u32::from(value), true)),
                _ => None,
            });
            let Some(((value, own), after)) = read else { break };
            if kazakh.is_some_and(|kazakh| kazakh != own) {
                return None;
            }
            total = match value {
                100 | 1000 => total.max(1).saturating_mul(value),
                _ => total.saturating_add(value),
            };
            (next, kazakh) = (after, Some(own));
        }
        kazakh?;
        Some(Number { count: Some(total), kazakh, next })
    }

    /// `в течение недели`, `в течение последних десяти лет`
    fn north_during(&self, at: usize) -> Option<(Says, usize)> {
        let during = self.north_is(at, Telling::During).filter(|word| !word.kazakh)?;
        if let Some(lasting) = self.lasting(during.next) {
            let before = self.is(lasting.next, Meaning::Before).is_some();
            let says = if before { Says::Unbounded } else { Says::Length(lasting.length) };
            return (!lasting.kazakh).then_some((says, lasting.next));
        }
        let whole = self.north_whole(during.next).filter(|whole| !whole.kazakh)?;
        // `за год до войны` is a time, `за год` a length.
        let before = self.is(whole.next, Meaning::Before).is_some();
        let says = if before { Says::Unbounded } else { Says::Length(whole.value) };
        Some((says, whole.next))
    }

    /// `каждый год`, `каждые три года`, `ежегодно`, `жыл сайын`
    fn north_every(&self, at: usize) -> Option<(Says, usize)> {
        let once = |measure| Says::Repeated(Length { count: Some(1), measure });
        if let Some(word) = self.north(at, |telling| match telling {
            Telling::Repeated(measure) => Some(once(measure)),
            _ => None,
        }) {
            return Some((word.value, word.next));
        }
        let every = self.north_is(at, Telling::Every)?;
        if let Some(lasting) = self.lasting(every.next) {
            return (lasting.kazakh == every.kazakh)
                .then_some((Says::Repeated(lasting.length), lasting.next));
        }
        if let Some(measure) = self.north_measure(every.next) {
            return (measure.kazakh == every.kazakh).then_some((once(measure.value), measure.next));
        }
        self.sense(every.next, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Weekday(_), Tongue::Ru | Tongue::Uk | Tongue::Kk) => {
                Some(once(Measure::Week))
            }
            _ => None,
        })
    }

    /// `в настоящее время`, `недавно`
    fn north_open(&self, at: usize) -> Option<(Says, usize)> {
        let word = self.north(at, |telling| {
            matches!(telling, Telling::Present | Telling::Past | Telling::Future).then_some(())
        })?;
        Some((Says::Unbounded, word.next))
    }

    /// `в четверг`, `дүйсенбі күні`; `среда` is a weekday only as `в среду`.
    fn north_weekday(&self, at: usize) -> Option<(Says, usize)> {
        let ((weekday, tongue), next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some((weekday, sense.tongue)),
            _ => None,
        })?;
        let word = self.slice(at).to_lowercase();
        match tongue {
            Tongue::Ru | Tongue::Uk => {
                let middle = weekday == Weekday::Wednesday && tongue == Tongue::Ru;
                if middle && word != "среду" || !self.is_after_preposition(at) {
                    return None;
                }
                let next = self.north_part_of_day(next).unwrap_or(next);
                Some((Says::Weekday(weekday, None), next))
            }
            Tongue::Kk => {
                let day = self.is(next, Meaning::DayWord);
                // `жұма` is also a week.
                if weekday == Weekday::Friday && day.is_none() {
                    return None;
                }
                let next = day.unwrap_or(next);
                Some((Says::Weekday(weekday, None), self.kazakh_after(next).unwrap_or(next)))
            }
            Tongue::En | Tongue::Es => None,
        }
    }

    /// Whether a Slavic preposition of time stands before, perhaps with another weekday.
    fn is_after_preposition(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let cue = |sense: &Sense| {
            let fits = matches!(
                sense.meaning,
                Meaning::In
                    | Meaning::From
                    | Meaning::Since
                    | Meaning::Before
                    | Meaning::After
                    | Meaning::To
                    | Meaning::Toward
                    | Meaning::NotAfter
            );
            (fits && sense.tongue != Tongue::En).then_some(())
        };
        let joined = self.is(before, Meaning::And).is_some() || self.sign(before, &[',']).is_some();
        let list = joined
            && before.checked_sub(1).is_some_and(|other| {
                self.sense(other, |sense| {
                    matches!(sense.meaning, Meaning::Weekday(_)).then_some(())
                })
                .is_some()
            });
        list || self.sense(before, cue).is_some()
    }

    /// Whether a word before a number of years says that they are no age: `за 20 лет`, `на 30 лет`.
    fn is_cued_length(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.north(before, |telling| {
            matches!(telling, Telling::During | Telling::Through | Telling::Last | Telling::Nearly)
                .then_some(())
        })
        .is_some()
            || matches!(self.slice(before).to_lowercase().as_str(), "на" | "за" | "из" | "прошло")
    }

    /// Whether what lasts so many years is a punishment: `25 лет лагерей`.
    fn is_sentence(&self, at: usize) -> bool {
        let rest = self.tokens.get(at).map_or("", |token| &self.text[token.start..]);
        let word = rest.chars().take(16).take_while(|letter| letter.is_alphabetic());
        let word: String = word.collect();
        matches!(
            word.to_lowercase().as_str(),
            "тюрьмы"
                | "лагерей"
                | "каторги"
                | "ссылки"
                | "заключения"
                | "лишения"
                | "колонии"
                | "таборів"
                | "заслання"
                | "правления"
                | "службы"
                | "работы"
        )
    }

    fn nearly(&self, at: usize) -> Option<usize> {
        let first = self.north_is(at, Telling::Nearly)?.next;
        Some(self.north_is(first, Telling::Nearly).map_or(first, |word| word.next))
    }

    /// What a Kazakh time takes after itself: `дейін`, `ішінде`, `бері`.
    fn kazakh_after(&self, at: usize) -> Option<usize> {
        let word = self.north_is(at, Telling::During).filter(|word| word.kazakh)?;
        let more = self.north_is(word.next, Telling::During).filter(|word| word.kazakh);
        Some(more.map_or(word.next, |more| more.next))
    }

    fn kazakh_lasts(&self, at: usize) -> bool {
        self.kazakh_after(at).is_some()
    }

    /// `жыл басынан бері`, `жылдың аяғына дейін`: of a year that is not named.
    fn kazakh_part(&self, at: usize) -> Option<(Says, usize)> {
        let whole = self.north_whole(at).filter(|whole| whole.kazakh)?;
        let (_, _, next) = self.part_after(whole.next)?;
        Some((Says::Unbounded, self.kazakh_after(next).unwrap_or(next)))
    }

    /// `начале этого года`, `конце месяца`: of a time that is not named.
    fn north_part(&self, at: usize) -> Option<(Says, usize)> {
        let (_, next) = self.part(at)?;
        if let Some((_, next)) = self.north_which(next) {
            return Some((Says::Unbounded, next));
        }
        let word = self.north_whole(next).filter(|whole| !whole.kazakh)?;
        let long = matches!(word.value.measure, Measure::Month | Measure::Year);
        long.then_some((Says::Unbounded, word.next))
    }

    /// A Kazakh month or season in a case, or with the word for month: `қаңтарда`, `жазғы`.
    fn kazakh_named(&self, at: usize) -> Option<(Says, usize)> {
        if let Some((month, next)) = self.month(at)
            && month.tongue == Tongue::Kk
        {
            let opens = at == 0
                || matches!(
                    at.checked_sub(1).and_then(|before| self.kind(before)),
                    Some(Kind::Sign('.' | '–') | Kind::Break)
                );
            let noun = is_kazakh_noun(month.month);
            let short = self.slice(at).to_lowercase().starts_with("май");
            let inflected = month.ending != Ending::Plain && !noun && !short;
            let small = !self.is_capital(at) || opens && !matches!(month.month, 3 | 10);
            if !(month.with_word || inflected && small) {
                return None;
            }
            let unit = Unit::Month { year: None, month: month.month };
            let part = self.part_after(next);
            let next = part.map_or(next, |(_, _, next)| next);
            let after = self.kazakh_after(next);
            let plain = part.is_none() && after.is_none();
            let says = if plain { Says::Named(unit, None) } else { Says::Unbounded };
            return Some((says, after.unwrap_or(next)));
        }
        let ((season, ending), next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Season(season) if sense.tongue == Tongue::Kk => Some((season, sense.ending)),
            _ => None,
        })?;
        let word = self.slice(at).to_lowercase();
        let property = ["ғы", "гі", "қы", "кі"].iter().any(|end| word.ends_with(end));
        // `қысқа` is short.
        if ending == Ending::Plain && !property || word == "қысқа" {
            return None;
        }
        let unit = Unit::Season { year: None, season };
        Some((Says::Named(unit, None), self.kazakh_after(next).unwrap_or(next)))
    }
}
