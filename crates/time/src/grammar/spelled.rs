//! Days, years and decades in words, and what stands around them in Slavic and Kazakh prose.

use super::*;

impl Reader<'_> {
    /// A day in words, which needs its month: `двадцать пятого октября`, `желтоқсанның бесі`.
    pub(super) fn day_in_words(&self, at: usize) -> Option<(u8, usize)> {
        let owned = self.follows_its_month(at);
        let (value, next) = self.numeral_in(at, owned)?;
        let day = u8::try_from(value).ok().filter(|day| (1..32).contains(day))?;
        if owned || self.month(next).is_some() {
            return Some((day, next));
        }
        // `с пятого по тринадцатое декабря`
        let joint = self.is(next, Meaning::To).or_else(|| self.sign(next, DASHES));
        let joint = joint.or_else(|| self.is(next, Meaning::And))?;
        let last = match self.number(joint) {
            Some((_, 1..=2)) => joint + 1,
            _ => self.numeral(joint)?.1,
        };
        self.month(last).map(|_| (day, next))
    }

    /// Whether a Kazakh month in the genitive stands before, or before the other end of a stretch.
    fn follows_its_month(&self, at: usize) -> bool {
        let genitive = |at: usize| {
            self.month(at).is_some_and(|(month, next)| {
                next == at + 1 && month.tongue == Tongue::Kk && month.ending == Ending::Genitive
            })
        };
        let Some(before) = at.checked_sub(1) else { return false };
        if genitive(before) {
            return true;
        }
        self.sign(before, DASHES).is_some()
            && (2..5).any(|back| before.checked_sub(back).is_some_and(genitive))
    }

    /// `двадцатые годы`, `девяностых годов XX века`, `тоқсаныншы жылдары`
    pub(super) fn spelled_decade(&self, at: usize) -> Option<Found> {
        let (value, next) = self.numeral(at)?;
        let digits = match value {
            10..=90 => 2,
            1000..=2100 => 4,
            _ => return None,
        };
        let (ending, next) = self.sense(next, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Years, Tongue::Ru | Tongue::Uk | Tongue::Kk) => Some(sense.ending),
            _ => None,
        })?;
        let mut found = self.decade_with_century(at, value, digits, next)?;
        found.ending = ending;
        Some(found)
    }

    /// A year that is named elsewhere, which is a date only in its part: the `года` of
    /// `в конце года`, the `того же года` of `в начале того же года`.
    pub(super) fn some_year(&self, at: usize) -> Option<Found> {
        let read = self.sense(at, |sense| match (sense.meaning, sense.tongue) {
            (_, Tongue::En | Tongue::Es) => None,
            (Meaning::ThatYear(years), _) => Some(YearFrom::Before(years.into())),
            (Meaning::ThisYear, _) => Some(YearFrom::Writing(0)),
            (Meaning::LastYear, _) => Some(YearFrom::Writing(-1)),
            (Meaning::Year, _) => Some(YearFrom::Words),
            _ => None,
        });
        let (from, next) = read?;
        if from == YearFrom::Words && self.slice(next - 1) == "." {
            return None;
        }
        let mut found = Found::new(at, next, Unit::SomeYear, Firmness::Alone);
        found.year = from;
        Some(found)
    }

    /// Whether a season is told as the time of something: `осенью`, `восени`, `күзде`.
    ///
    /// Of a winter nobody could say which of two it was.
    pub(super) fn is_adverb_of_season(&self, at: usize) -> bool {
        matches!(
            self.slice(at).to_lowercase().as_str(),
            "весной"
                | "весною"
                | "летом"
                | "осенью"
                | "навесні"
                | "влітку"
                | "улітку"
                | "восени"
                | "көктемде"
                | "жазда"
                | "күзде"
        )
    }

    /// The year of the writing between a day and its month: `7-го сего марта`.
    pub(super) fn current_before_month(&self, at: usize) -> Option<usize> {
        let word = self.slice(at).to_lowercase();
        let current = matches!(word.as_str(), "сего" | "текущего" | "настоящего" | "нынешнего");
        (current && self.month(at + 1).is_some()).then_some(at + 1)
    }

    /// `желтоқсанның 5-інен 13-іне дейін`, after the month.
    pub(super) fn kazakh_days(&self, first: &DayRead, at: usize) -> Option<(Days, usize)> {
        let ends = |at: usize, endings: &[&str]| {
            let word = self.slice(at - 1).to_lowercase();
            endings.iter().any(|ending| word.ends_with(ending))
        };
        if !ends(at, &["нан", "нен", "дан", "ден", "тан", "тен"]) {
            return None;
        }
        let (last, next) = self.day(self.skip(at, Meaning::Since))?;
        if !ends(next, &["на", "не", "ға", "ге", "қа", "ке"]) {
            return None;
        }
        let until = self.is_in(next, Meaning::Before, Tongue::Kk);
        let next = until.or_else(|| self.is_in(next, Meaning::Until, Tongue::Kk))?;
        Some((Days::Range(first.clone(), last), next))
    }

    /// Whether a month may be a Kazakh word too: `июль`.
    pub(super) fn is_kazakh_month(&self, at: usize) -> bool {
        let month = |sense: &Sense| matches!(sense.meaning, Meaning::Month(_)).then_some(());
        self.sense(at, |sense| month(sense).filter(|()| sense.tongue == Tongue::Kk)).is_some()
    }

    /// Whether what ends before this token can only be a decade: `20-е место` and
    /// `60-м километре` are numbers of something else.
    pub(super) fn is_surely_tens(&self, next: usize) -> bool {
        let word = self.slice(next - 1);
        let words = matches!(self.kind(next), Some(Kind::Word(_) | Kind::Other | Kind::Roman));
        match word {
            "м" | "ми" | "ым" | "і" => false,
            "е" | "ые" | "ті" | "х" | "ых" | "их" => !words || self.is_joint(next),
            _ => true,
        }
    }

    /// `20-х числах мая 1918 г.`, `двадцатых числах мая`: a third of the month.
    pub(super) fn tens_of_month(&self, at: usize) -> Option<Found> {
        let (value, next) = match self.number(at) {
            Some((value, 2)) => (value, self.tens(at + 1)?.0),
            Some(_) => return None,
            None => self.numeral(at)?,
        };
        let third = match value {
            10 => 2,
            20 => 3,
            _ => return None,
        };
        let numbers = self.is(next, Meaning::DayWord)?;
        if !self.slice(next).to_lowercase().starts_with("чис") {
            return None;
        }
        let (month, next) = self.month(numbers)?;
        let unit = Unit::Month { year: None, month: month.month };
        let mut found = self.tail(Found::new(at, next, unit, Firmness::Alone));
        found.moment.part = Part::Third(third);
        if !found.lacks_year() || found.year != YearFrom::Words {
            found.firmness = Firmness::Firm;
        }
        Some(found)
    }

    /// A year of which only the last two figures are said: `семнадцатого года`,
    /// `в 17-м году`, `он жетінші жылы`.
    ///
    /// `place` says whether the words before leave no doubt that it is a year
    /// and no count of years.
    pub(super) fn short_year(&self, at: usize, place: bool) -> Option<YearRead> {
        let (value, digits, next) = match self.number(at) {
            Some((value, 2)) if self.is_clean_before(at) => (value, true, at + 1),
            Some(_) => return None,
            None => self.numeral(at).map(|(value, next)| (value, false, next))?,
        };
        // The first years of a count are no years of a century.
        let value = i32::try_from(value).ok().filter(|value| (14..100).contains(value))?;
        let dash = self.sign(next, DASHES).filter(|word| self.joined(next) && self.joined(*word));
        let suffix = dash.and_then(|word| self.is(word, Meaning::OrdinalSuffix));
        let next = suffix.unwrap_or(next);
        if digits && suffix.is_none() {
            return None;
        }
        let ((tongue, ending), after) = self.sense(next, |sense| match sense.meaning {
            Meaning::Year => match sense.tongue {
                Tongue::Ru | Tongue::Uk | Tongue::Kk => Some((sense.tongue, sense.ending)),
                Tongue::En | Tongue::Es => None,
            },
            _ => None,
        })?;
        let word = self.slice(after - 1).to_lowercase();
        let certain = match tongue {
            Tongue::Kk => word != "жыл",
            _ => place || self.is_after_year_preposition(at),
        };
        let life = matches!(self.following_word(after).as_str(), "жизни" | "життя" | "службы");
        if !certain || life || word.ends_with('.') {
            return None;
        }
        Some(YearRead {
            value: 1900 + value,
            named: true,
            tongue: Some(tongue),
            ending,
            uncertain: true,
            next: after,
        })
    }

    /// `в`, `с`, `до`, `после`, `к` before a year of two figures; `на` counts years.
    fn is_after_year_preposition(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let word = self.slice(before).to_lowercase();
            matches!(word.as_str(), "в" | "во" | "с" | "до" | "после" | "к" | "у" | "з" | "із")
        })
    }

    /// The word that begins with a token which is in no table.
    fn following_word(&self, at: usize) -> String {
        let rest = self.tokens.get(at).map_or("", |token| &self.text[token.start..]);
        let word = rest.chars().take(12).take_while(|letter| letter.is_alphabetic());
        word.flat_map(char::to_lowercase).collect()
    }

    /// Whether the year that these tokens name leaves its century out.
    pub(super) fn lacks_century(&self, tokens: Range<usize>) -> bool {
        tokens.clone().all(|at| {
            let long = self.number(at).is_some_and(|(_, digits)| 2 < digits);
            let hundreds = self.sense(at, |sense| match sense.meaning {
                Meaning::Numeral(value) | Meaning::NumeralLast(value) if 100 <= value => Some(()),
                Meaning::BeforeEra | Meaning::OurEra => Some(()),
                _ => None,
            });
            !long && hundreds.is_none()
        })
    }

    /// `25/X-17`: after a Roman month two figures are a year.
    pub(super) fn year_after_roman(&self, at: usize) -> Option<(i32, usize)> {
        let (value, 2) = self.number(at)? else { return None };
        let next = match self.year_word(at + 1) {
            Some((_, next)) => next,
            None => at + 1,
        };
        let clean = self.is_clean_after(next);
        clean.then_some((i32::try_from(1900 + value).ok()?, next))
    }

    /// Years or a stretch of them with an era, or of three figures: `1900–1500 гг. до н. э.`,
    /// `862–882 гг.`, `300 г. до н. э.`, `б.з.б. 300–200 жылдар`
    pub(super) fn early_years(&self, at: usize) -> Option<Found> {
        let before = self.is(at, Meaning::BeforeEra);
        let since = self.is(at, Meaning::OurEra);
        let first_at = before.or(since).map_or(at, |next| self.skip_sign(next, &[',']));
        let (first, 1..=4) = self.number(first_at)? else { return None };
        let second_at = self.sign(first_at + 1, DASHES)?;
        let (second, digits @ 1..=4) = self.number(second_at)? else { return None };
        if !self.is_clean_before(at) {
            return None;
        }
        let word = self.year_word(second_at + 1);
        let named = word.map_or(second_at + 1, |(_, next)| next);
        if first_at != at && word.is_none() && !self.is_clean_after(named) {
            return None;
        }
        let era = self.is(named, Meaning::BeforeEra).or(before.map(|_| named));
        let ours = self.is(named, Meaning::OurEra).or(since.map(|_| named));
        let next = era.or(ours).unwrap_or(named);
        let (first, second) = (i32::try_from(first).ok()?, i32::try_from(second).ok()?);
        let (first, second) = match era {
            Some(_) if second < first => (1 - first, 1 - second),
            Some(_) => return None,
            None if ours.is_some() && first < second => (first, second),
            None if word.is_some() && digits == 3 && 99 < first && first < second => {
                (first, second)
            }
            None => return None,
        };
        let mut found = Found::new(at, next, Unit::Year(first), Firmness::Firm);
        found.last = Some((Unit::Year(second).into(), None));
        found.ending = word.map_or(Ending::Plain, |((_, ending), _)| ending);
        Some(found)
    }

    /// `б.з.д. V ғ.`, `біздің заманымызға дейінгі III–I ғасырлар`
    pub(super) fn century_of_era(&self, at: usize) -> Option<Found> {
        let start = self.is(at, Meaning::BeforeEra)?;
        let mut found = self.century(start)?;
        for moment in [Some(&mut found.moment), found.last.as_mut().map(|(last, _)| last)] {
            if let Some(Moment { unit: Unit::Century(number), .. }) = moment {
                *number = -number.abs();
            }
        }
        found.main.start = at;
        Some(found)
    }

    /// Whether nothing but a year stands in its line, and the next begins with a day: a
    /// heading of a chronicle.
    pub(super) fn is_heading(&self, at: usize, next: usize) -> bool {
        let (Some(token), Some(last)) = (self.tokens.get(at), self.tokens.get(next - 1)) else {
            return false;
        };
        let before = self.text[..token.start].trim_end_matches([' ', '\u{a0}', '\t']);
        let after = self.text[last.end..].trim_start_matches([' ', '\u{a0}', '\t', '.', ':']);
        let before = before.trim_end_matches(['-', '–', '—', '•', '*', ' ']);
        if !(before.is_empty() || before.ends_with('\n')) || !after.starts_with('\n') {
            return false;
        }
        let mut first = next;
        while matches!(self.kind(first), Some(Kind::Break | Kind::Sign('-' | '–' | '.' | ':')))
            && first < next + 5
        {
            first += 1;
        }
        self.day_and_month(first).or_else(|| self.month_and_day(first)).is_some()
    }

    /// Whether a bound before a bare year in Slavic prose bounds a time: nothing is counted
    /// after it, and it is not round.
    pub(super) fn is_bounded_year(&self, found: &Found) -> bool {
        let Some(year) = year_of(found.end()) else { return false };
        let ends = match self.char_after(found.next) {
            None => true,
            Some(letter) => matches!(letter, '.' | ',' | ';' | ')' | ']' | '»' | '\n'),
        };
        ends && (1700..2050).contains(&year) && year % 50 != 0 && self.is_clean_after(found.next)
    }
}
