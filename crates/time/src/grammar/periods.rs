//! Months, quarters, seasons, years, decades and centuries.

use super::*;

impl Reader<'_> {
    /// The longest unit that begins here, or a numbered part of one.
    pub(super) fn unit(&self, at: usize) -> Option<Found> {
        let plain = self.plain_unit(at);
        let until = plain.as_ref().map_or(at, |plain| plain.next);
        self.numbered_part(at).filter(|part| until < part.next).or(plain)
    }

    /// The longest unit that begins here.
    pub(super) fn plain_unit(&self, at: usize) -> Option<Found> {
        match self.kind(at)? {
            Kind::Other | Kind::Break => return None,
            Kind::Word(word) if !LEXICON.begins_unit(word) => return None,
            _ => {}
        }
        let readers = [
            Self::numeric,
            Self::hijri,
            Self::hijri_pair,
            Self::day_and_month,
            Self::month_and_day,
            Self::year_and_day,
            Self::decade,
            Self::century,
            Self::season,
            Self::quarter,
            Self::month_alone,
            Self::year_pair,
            Self::year_alone,
            Self::feast,
            Self::named_years,
            Self::before_era_pair,
            Self::millennium,
            Self::written_decade,
            Self::animal,
            Self::spelled_decade,
            Self::tens_of_month,
            Self::early_years,
            Self::century_of_era,
        ];
        // The first of the longest: the order above is the order of trust.
        let mut longest: Option<Found> = None;
        for read in readers {
            if let Some(found) = read(self, at)
                && longest.as_ref().is_none_or(|longest| longest.next < found.next)
            {
                longest = Some(found);
            }
        }
        let mut longest = longest?;
        longest.uncertain |= (at..longest.next).any(|at| self.sign(at, &['?']).is_some());
        Some(self.beside(at, longest))
    }

    /// A year and nothing else.
    pub(super) fn year_alone(&self, at: usize) -> Option<Found> {
        if let Some((year, next)) = self.apostrophe_year(at) {
            let mut found = Found::new(at, next, Unit::Year(year), Firmness::Stump);
            if self.setting == Setting::Field || self.is_cued(at) {
                found.firmness = Firmness::Firm;
            }
            found.uncertain = true;
            found.steps = vec![Step::YearExpanded(year), Step::CenturyGuessed(20)];
            return Some(found);
        }
        let year = self.year(at)?;
        let firmness = if year.named { Firmness::Firm } else { Firmness::Bare };
        let mut found = Found::new(at, year.next, Unit::Year(year.value), firmness);
        found.ending = year.ending;
        found.uncertain = year.uncertain;
        if year.uncertain && self.lacks_century(at..year.next) {
            found.steps.push(Step::CenturyGuessed(20));
        }
        Some(found)
    }

    /// Two years: `1917-1918`, `1917–18`, `1917/18`.
    pub(super) fn year_pair(&self, at: usize) -> Option<Found> {
        let (first, 4) = self.number(at)? else { return None };
        let first = i32::try_from(first).ok().filter(|year| (1000..2200).contains(year))?;
        let second_at = self.sign(at + 1, &['-', '–', '/'])?;
        let slash = self.slice(at + 1) == "/";
        let (value, digits) = self.number(second_at)?;
        let value = i32::try_from(value).ok()?;
        let mut steps = Vec::new();
        let second = match digits {
            4 if (1000..2200).contains(&value) => value,
            2 if self.joined(at + 1) && self.joined(second_at) => {
                let year = first - first % 100 + value;
                steps.push(Step::YearExpanded(year));
                year
            }
            // `1917–8`
            1 if self.joined(at + 1) && self.joined(second_at) && !slash => {
                let told = self.setting == Setting::Field || self.is_cued(at);
                let year = first - first % 10 + value;
                steps.push(Step::YearExpanded(year));
                Some(year).filter(|year| told && first < *year)?
            }
            _ => return None,
        };
        if (digits == 2 || slash) && (second <= first || slash && first + 1 < second) {
            return None;
        }
        let mut next = second_at + 1;
        let mut firmness = Firmness::Pair;
        let mut ending = Ending::Plain;
        let dash = self.sign(next, DASHES).filter(|word| self.joined(next) && self.joined(*word));
        let named = self.year_word(next).or_else(|| self.year_word(dash?));
        if let Some(((_, case), after)) = named {
            (firmness, ending, next) = (Firmness::Firm, case, after);
        }
        if firmness == Firmness::Pair
            && self.setting == Setting::Prose
            && (!self.is_clean_before(at)
                || !self.is_clean_after(next)
                || slash && !self.is_cued(at))
        {
            return None;
        }
        let mut found = Found::new(at, next, Unit::Year(first), firmness);
        found.last = Some((Unit::Year(second).into(), None));
        found.ending = ending;
        found.steps = steps;
        Some(found)
    }

    /// `December 1917`, `декабрь 1917 г.`, or a month alone.
    pub(super) fn month_alone(&self, at: usize) -> Option<Found> {
        let (month, next) = self.month(at)?;
        let unit = Unit::Month { year: None, month: month.month };
        let mut found = Found::new(at, next, unit, Firmness::Alone);
        found.ending = month.ending;
        // `May/June 1918`, `Oct.–Nov. 1917`
        let slash = self.sign(next, &['/']);
        let dash = self
            .sign(next, DASHES)
            .filter(|_| self.may(at, &[Meaning::MonthShort(0)]) && month.tongue == Tongue::En);
        if let Some((other, after)) = slash.or(dash).and_then(|joint| self.month(joint))
            && month.month < other.month
            && self.joined(next)
        {
            found = found.reach(after);
            found.last = Some((Unit::Month { year: None, month: other.month }.into(), None));
            found.is_between = slash.is_some();
        }
        let mut found = self.tail(found);
        if !found.lacks_year() || found.year != YearFrom::Words {
            if month.doubtful && !self.slice(at).chars().all(char::is_uppercase) {
                return None;
            }
            let revolution = month.tongue == Tongue::Es && self.is_revolution_of(at);
            found.firmness = Firmness::Firm;
            return (!revolution).then_some(found);
        }
        // Without a year the name of a month is often a name of something else.
        let short =
            self.sense(at, |sense| matches!(sense.meaning, Meaning::MonthShort(_)).then_some(()));
        let name = self.is(next, Meaning::Event).is_some() || short.is_some() || month.doubtful;
        let capital = self.is_capital(at);
        let fits = match month.tongue {
            Tongue::En => capital,
            Tongue::Kk => !capital || month.with_word,
            _ => !capital || self.setting == Setting::Field,
        };
        let after_the = at
            .checked_sub(1)
            .is_some_and(|before| self.is_in(before, Meaning::The, Tongue::En).is_some());
        if name || !fits || after_the || month.tongue == Tongue::Es && self.is_revolution_of(at) {
            return None;
        }
        if month.tongue == Tongue::Kk
            && self.setting == Setting::Prose
            && !month.with_word
            && northern::is_kazakh_noun(month.month)
        {
            found.firmness = Firmness::Stump;
            return Some(found);
        }
        if month.tongue == Tongue::Kk && (month.with_word || month.ending != Ending::Plain) {
            found.firmness = if month.with_word || month.ending == Ending::Locative {
                Firmness::Alone
            } else {
                Firmness::Stump
            };
        }
        Some(found)
    }

    pub(super) fn is_revolution_of(&self, at: usize) -> bool {
        (1..3).any(|back| {
            at.checked_sub(back).is_some_and(|before| self.is(before, Meaning::Event).is_some())
        })
    }

    /// `1930s`, `1920-е годы`, `30-х годов XX века`, `la década de 1930`, `1930 жылдары`
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        if let Some(((), start)) = self.sense(at, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Decade, Tongue::En | Tongue::Es) | (Meaning::Years, Tongue::Es) => Some(()),
            _ => None,
        }) {
            let (value, digits) = self.number(start)?;
            let tens = self.tens(start + 1).map_or(start + 1, |(next, _)| next);
            let mut found = self.decade_of(at, value, digits, tens, None)?;
            // `las décadas de 1880 y 1890`
            let joint = self.is(tens, Meaning::And).or_else(|| self.is(tens, Meaning::To));
            let joint = joint.or_else(|| self.sign(tens, DASHES));
            let second = joint.filter(|_| self.is(at, Meaning::Decade).is_some());
            if let Some(second) = second.map(|second| self.skip(second, Meaning::The))
                && let Some((last, 4)) = self.number(second)
                && value < last
                && digits == 4
            {
                let next = self.tens(second + 1).map_or(second + 1, |(next, _)| next);
                let last = self.decade_of(second, last, 4, next, None)?;
                found.last = Some((last.moment, None));
                return Some(found.reach(next));
            }
            return Some(found);
        }
        // `XX ғасырдың 20-жылдары`
        if let Some((century, next)) = self.century_name(at) {
            let (value, 2) = self.number(next)? else { return None };
            let second = self.sign(next + 1, DASHES).filter(
                |second| matches!(self.number(*second), Some((value, 2)) if value % 10 == 0),
            );
            if let Some(second) = second {
                // `ХХ ғасырдың 20–30-жылдары`
                let (last, _) = self.number(second)?;
                let (tens, ending) = self.tens(second + 1)?;
                let end = self.decade_of(at, last, 2, tens, Some(century))?;
                let mut found = self.decade_of(at, value, 2, tens, Some(century))?;
                found.last = Some((end.moment, None));
                found.ending = ending;
                return Some(found);
            }
            let (tens, _) = self.tens(next + 1)?;
            return self.decade_of(at, value, 2, tens, Some(century));
        }
        let (value, digits) = self.number(at)?;
        if value % 10 != 0 || !self.is_clean_before(at) {
            return None;
        }
        if let Some((next, ending)) = self.tens(at + 1) {
            if digits == 4 && self.follows_year(at) && self.year(at).is_some_and(|year| year.named)
            {
                return None;
            }
            let mut found = self.decade_with_century(at, value, digits, next)?;
            // `в 1930-м` is one year.
            let one = digits == 4 && matches!(self.slice(next - 1), "м" | "ми" | "ым");
            let doubtful = one || digits == 2 && !self.is_surely_tens(next);
            if found.next == next && doubtful {
                return None;
            }
            // English says so of a decade and of a century.
            let english = self.is_in(next - 1, Meaning::Tens, Tongue::En).is_some();
            found.uncertain |= english && digits == 4 && value % 100 == 0;
            found.ending = ending;
            return Some(found);
        }
        // `1920–1930-е годы`
        let second = self.sign(at + 1, DASHES)?;
        let (last, last_digits) = self.number(second)?;
        let (next, ending) = self.tens(second + 1)?;
        let tongue = self.sense(next.checked_sub(1)?, |sense| Some(sense.tongue));
        let kazakh_years =
            tongue.is_some_and(|(tongue, _)| tongue == Tongue::Kk) && last_digits == 4;
        if last % 10 != 0 || kazakh_years {
            return None;
        }
        let end = self.decade_with_century(second, last, last_digits, next)?;
        let Unit::Decade(last_year) = end.moment.unit else { return None };
        let value = i32::try_from(value).ok()?;
        let first = if digits == 2 { last_year - last_year.rem_euclid(100) + value } else { value };
        let mut found = Found { main: at..end.main.end, ..end };
        found.last = Some((found.moment, None));
        found.moment = Unit::Decade(first).into();
        found.ending = ending;
        Some(found)
    }

    /// Whether it ends a list of years: `1917 және 1920 жылдары`.
    pub(super) fn follows_year(&self, at: usize) -> bool {
        let Some(joint) = at.checked_sub(1) else { return false };
        let joined = self.is(joint, Meaning::And).is_some() || self.sign(joint, &[',']).is_some();
        let year = joint.checked_sub(1).and_then(|year| self.number(year));
        joined && year.is_some_and(|(_, digits)| digits == 4)
    }

    /// The letters or words that make a number a decade.
    pub(super) fn tens(&self, at: usize) -> Option<(usize, Ending)> {
        let tight = |at| if self.joined(at) { Some(at) } else { None };
        let sign = self
            .sign(at, &['-', '–', '\'', '’'])
            .filter(|next| self.joined(at) && self.joined(*next));
        let start = match sign {
            Some(start) => start,
            None => at,
        };
        let plural = |sense: &Sense| match (sense.meaning, sense.tongue) {
            (Meaning::Years, Tongue::Kk) => Some(sense.ending),
            _ => None,
        };
        let ordinal = self.is_in(start, Meaning::OrdinalSuffix, Tongue::Kk);
        let word = ordinal.filter(|_| self.joined(start)).unwrap_or(start);
        if let Some((ending, next)) = self.sense(word, plural) {
            return Some((next, ending));
        }
        let next = self.is(tight(start)?, Meaning::Tens)?;
        let words = self.sense(next, |sense| {
            matches!(sense.meaning, Meaning::Years | Meaning::Decade).then_some(())
        });
        let english = self.is_in(start, Meaning::Tens, Tongue::En).is_some();
        match words {
            Some((_, after)) if !english => Some((after, Ending::Plain)),
            _ if english || sign.is_some() => Some((next, Ending::Plain)),
            _ => None,
        }
    }

    pub(super) fn decade_with_century(
        &self,
        at: usize,
        value: u32,
        digits: u8,
        next: usize,
    ) -> Option<Found> {
        match self.century_name(self.skip(next, Meaning::Of)) {
            Some((century, after)) if digits == 2 => {
                self.decade_of(at, value, digits, after, Some(century))
            }
            _ => self.decade_of(at, value, digits, next, None),
        }
    }

    pub(super) fn decade_of(
        &self,
        at: usize,
        value: u32,
        digits: u8,
        next: usize,
        century: Option<i32>,
    ) -> Option<Found> {
        let value = i32::try_from(value).ok()?;
        if value % 10 != 0 {
            return None;
        }
        let (first, guessed) = match (digits, century) {
            (4, _) if value < 2100 => (value, false),
            (2, Some(century)) => {
                (century.checked_sub(1)?.checked_mul(100)?.checked_add(value)?, false)
            }
            (2, None) => (1900 + value, true),
            _ => return None,
        };
        let mut found = Found::new(at, next, Unit::Decade(first), Firmness::Firm);
        if guessed {
            found.uncertain = true;
            found.steps.push(Step::CenturyGuessed(20));
        }
        Some(found)
    }

    /// The number of a century without its word: `XX`, `20th`, `twentieth`, `20-й`.
    pub(super) fn century_number(&self, at: usize) -> Option<(i32, usize)> {
        let (value, next) = if let Some(value) = self.roman(at) {
            let suffix = self.sign(at + 1, &['-']).filter(|_| self.joined(at + 1));
            let suffix = suffix.filter(|at| self.joined(*at)).unwrap_or(at + 1);
            let letters = self.is(suffix, Meaning::OrdinalSuffix).filter(|_| self.joined(suffix));
            (value, letters.unwrap_or(at + 1))
        } else if let Some((value, 1..=2)) = self.number(at) {
            let dash = self.sign(at + 1, &['-']).filter(|_| self.joined(at + 1)).unwrap_or(at + 1);
            match self.is(dash, Meaning::OrdinalSuffix).filter(|_| self.joined(dash)) {
                Some(next) => (value, next),
                None => (value, at + 1),
            }
        } else {
            self.sense(at, |sense| match sense.meaning {
                Meaning::Ordinal(value) if 4 < value => Some(u32::from(value)),
                _ => None,
            })
            .or_else(|| self.numeral(at))?
        };
        let value = i32::try_from(value).ok().filter(|value| (1..=21).contains(value))?;
        Some((value, next))
    }

    /// The word for century after its number.
    pub(super) fn century_word(&self, at: usize) -> Option<(Ending, usize)> {
        let dash = self.sign(at, &['-']).filter(|_| self.joined(at)).unwrap_or(at);
        self.sense(dash, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Century, Tongue::Es) => None,
            (Meaning::Century, _) => Some(sense.ending),
            _ => None,
        })
    }

    /// A century by number and word.
    pub(super) fn century_name(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(next) = self.is_in(at, Meaning::Century, Tongue::Es) {
            let written = self.roman(next).map(|value| (value, next + 1));
            let (value, next) = written.or_else(|| self.count_in(next, Tongue::Es))?;
            let value = i32::try_from(value).ok()?;
            return (1..=21).contains(&value).then_some((value, next));
        }
        let (century, next) = self.century_number(at)?;
        let (_, next) = self.century_word_of(at, next)?;
        Some((century, next))
    }

    /// The word for century after its number; after `8` an abbreviation is something else.
    pub(super) fn century_word_of(&self, number: usize, at: usize) -> Option<(Ending, usize)> {
        let (ending, next) = self.century_word(at)?;
        let figures = at == number + 1 && self.number(number).is_some();
        (!figures || self.slice(next - 1) != ".").then_some((ending, next))
    }

    /// `the 19th century`, `XIX–XX вв.`, `siglo XX`, `XX ғасыр`
    pub(super) fn century(&self, at: usize) -> Option<Found> {
        if let Some(start) = self.is_in(at, Meaning::Century, Tongue::Es) {
            let (century, next) = self.century_name(at)?;
            let joint = self.sign(next, DASHES).or_else(|| self.is(next, Meaning::To));
            let joint = joint.or_else(|| self.is(next, Meaning::And));
            let mut found = Found::new(at, next, Unit::Century(century), Firmness::Firm);
            if let Some(second) = joint.and_then(|joint| Some((self.roman(joint)?, joint + 1))) {
                let last = i32::try_from(second.0).ok().filter(|last| *last <= 21 && 0 < start)?;
                found = found.reach(second.1);
                found.last = Some((Unit::Century(last).into(), None));
            }
            return Some(self.era(found));
        }
        let (first, next) = self.century_number(at)?;
        if let Some((ending, after)) = self.century_word_of(at, next) {
            if !self.is_clean_before(at) {
                return None;
            }
            let mut found = Found::new(at, after, Unit::Century(first), Firmness::Firm);
            found.ending = ending;
            return Some(self.era(found));
        }
        let joint = self.sign(next, DASHES).or_else(|| self.is(next, Meaning::And));
        let joint = self.skip(joint.or_else(|| self.is(next, Meaning::To))?, Meaning::The);
        let (last, after) = self.century_number(joint)?;
        let (ending, after) = self.century_word(after)?;
        let before = self.is(after, Meaning::BeforeEra);
        let sign = if before.is_some() { -1 } else { 1 };
        let next = before.unwrap_or(after);
        let mut found = Found::new(at, next, Unit::Century(sign * first), Firmness::Firm);
        found.last = Some((Unit::Century(sign * last).into(), None));
        found.ending = ending;
        Some(self.era(found))
    }

    /// Before our era, after a century.
    pub(super) fn era(&self, found: Found) -> Found {
        if let Some(next) = self.is(found.next, Meaning::BeforeEra) {
            let mut found = found.reach(next);
            if let Unit::Century(number) = found.moment.unit {
                found.moment.unit = Unit::Century(-number);
            }
            if let Some((Moment { unit: Unit::Century(number), .. }, _)) = &mut found.last {
                *number = -*number;
            }
            return found;
        }
        let next = self.is(found.next, Meaning::OurEra).unwrap_or(found.next);
        found.reach(next)
    }

    /// `spring of 1918`, `зимой 1917–1918 гг.`, `1917-1918 жылдардың қысында`
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let season_of = |sense: &Sense| match sense.meaning {
            Meaning::Season(season) => Some((season, sense.ending)),
            _ => None,
        };
        if let Some(pair) = self.year_pair(at) {
            let ((season, ending), next) = self.sense(pair.next, season_of)?;
            return (season == 4).then(|| {
                let unit = Unit::Season { year: year_of(pair.moment), season };
                let mut found = Found::new(at, next, unit, Firmness::Firm);
                found.ending = ending;
                found
            });
        }
        let ((season, _), next) = self.sense(at, season_of)?;
        for start in [self.skip(next, Meaning::Of), next] {
            let start = self.skip_sign(start, &[',']);
            let pair = self.season_years(start);
            if let Some((year, after)) = pair.filter(|_| season == 4) {
                let unit = Unit::Season { year: Some(year), season };
                return Some(Found::new(at, after, unit, Firmness::Firm));
            }
        }
        let unit = Unit::Season { year: None, season };
        let mut found = Found::new(at, next, unit, Firmness::Stump);
        // `the summer and autumn of 1918`
        let joint = self.is_in(next, Meaning::And, Tongue::En);
        let joint = joint.or_else(|| self.is_in(next, Meaning::And, Tongue::Es));
        let second = joint.and_then(|and| self.sense(self.skip(and, Meaning::The), season_of));
        if let Some(((last, _), after)) = second.filter(|((last, _), _)| season < *last) {
            found = found.reach(after);
            found.last = Some((Unit::Season { year: None, season: last }.into(), None));
        }
        let mut found = self.tail(found);
        if !found.lacks_year() || found.year != YearFrom::Words {
            found.firmness = Firmness::Firm;
        } else if season < 4 && self.is_adverb_of_season(at) {
            found.firmness = Firmness::Alone;
            found.ending = Ending::Locative;
        }
        Some(found)
    }

    /// The two years of a winter; the first of them.
    pub(super) fn season_years(&self, at: usize) -> Option<(i32, usize)> {
        let (first, 4) = self.number(at)? else { return None };
        let second_at = self.sign(at + 1, &['-', '–', '/'])?;
        let (second, digits) = self.number(second_at)?;
        if (digits == 2 || digits == 4) && second % 100 == (first + 1) % 100 {
            let next = self.year_word(second_at + 1).map_or(second_at + 1, |(_, next)| next);
            return Some((i32::try_from(first).ok()?, next));
        }
        None
    }

    /// `Q2 1918`, `II квартал 1918 г.`, `1918 жылдың II тоқсаны`
    pub(super) fn quarter(&self, at: usize) -> Option<Found> {
        let named = self.sense(at, |sense| match sense.meaning {
            Meaning::QuarterNumber(quarter) => Some(quarter),
            _ => None,
        });
        // `3Q 1918`
        let written = match self.number(at) {
            Some((quarter @ 1..=4, 1)) if self.joined(at + 1) && self.slice(at + 1) == "Q" => {
                u8::try_from(quarter).ok().map(|quarter| (quarter, at + 2))
            }
            _ => None,
        };
        if let Some((quarter, next)) = named.or(written) {
            let found = Found::new(at, next, Unit::Quarter { year: None, quarter }, Firmness::Firm);
            return Some(self.tail(found)).filter(|found| !found.lacks_year());
        }
        if let Some(year) = self.year(at) {
            // `1918's second quarter`
            let letter = self.sign(year.next, &['\'', '’']);
            let of_year = letter.filter(|letter| self.slice(*letter) == "s").and_then(|letter| {
                let (quarter, next) = self.ordinal(letter + 1)?;
                Some((quarter, self.is_in(next, Meaning::Fourth, Tongue::En)?))
            });
            let after = self.sense(year.next, |sense| match sense.meaning {
                Meaning::QuarterNumber(quarter) => Some(quarter),
                _ => None,
            });
            if let Some((quarter @ 1..=4, next)) = of_year.or(after) {
                let unit = Unit::Quarter { year: Some(year.value), quarter };
                return Some(Found::new(at, next, unit, Firmness::Firm));
            }
            if year.named {
                let (quarter, ending, next) = self.quarter_name(year.next)?;
                let unit = Unit::Quarter { year: Some(year.value), quarter };
                let mut found = Found::new(at, next, unit, Firmness::Firm);
                found.ending = ending;
                return Some(found);
            }
        }
        let (quarter, _, next) = self.quarter_name(at)?;
        let found = Found::new(at, next, Unit::Quarter { year: None, quarter }, Firmness::Firm);
        Some(self.tail(found)).filter(|found| !found.lacks_year())
    }

    pub(super) fn quarter_name(&self, at: usize) -> Option<(u8, Ending, usize)> {
        let (quarter, next) = self.ordinal(at)?;
        let (ending, next) =
            self.sense(next, |sense| (sense.meaning == Meaning::Quarter).then_some(sense.ending))?;
        (1..=4).contains(&quarter).then_some((quarter, ending, next))
    }

    /// A number of a part: `first`, `II`, `2-й`. The last is 0.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u8, usize)> {
        if let Some(read) = self.sense(at, |sense| match sense.meaning {
            Meaning::Ordinal(number) if number <= 4 => Some(number),
            _ => None,
        }) {
            return Some(read);
        }
        let (value, next) = match self.roman(at) {
            Some(value) => (value, at + 1),
            None => {
                let (value, 1) = self.number(at)? else { return None };
                let dash = self.sign(at + 1, &['-']).filter(|_| self.joined(at + 1));
                let next = self.is(dash.unwrap_or(at + 1), Meaning::OrdinalSuffix)?;
                (value, next)
            }
        };
        let value = u8::try_from(value).ok().filter(|value| (1..=4).contains(value))?;
        Some((value, next))
    }
}
