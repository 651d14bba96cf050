//! How words and numbers make a date.
//!
//! Every function that reads takes the number of a token and returns what it
//! read with the number of the token after it, or `None`. None looks further
//! ahead than a sentence part, so that a long text costs what its length costs.

use std::ops::Range;

use crate::date::{Calendar, Fault, Moment, Part, Said, Step, Unit, Wording};
use crate::day::{Day, Weekday};
use crate::hijri;
use crate::tokens::{Kind, LEXICON, Piece, Sense, Token, roman, tokens};
use crate::words::{Ending, Meaning, Tongue};

/// Where a text stands, which says how much a number may be taken for a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Setting {
    /// A running text, in which most numbers are no dates.
    Prose,
    /// A field that holds nothing but a date.
    Field,
}

/// A text ready to be read.
pub(crate) struct Reader<'t> {
    text: &'t str,
    pub tokens: Vec<Token>,
    setting: Setting,
}

/// One date expression, before its year is known.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Its tokens.
    pub tokens: Range<usize>,
    pub wording: Wording,
    /// The other style of its moments, when both are written.
    pub doubles: [Option<Double>; 2],
    pub year: YearFrom,
}

/// Where the words say that the year comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum YearFrom {
    /// It is written, or left to the context when the moment lacks it.
    Words,
    /// So many years after the year of the date before.
    Before(i32),
    /// The year of the writing itself.
    Writing,
}

/// The second half of a double date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Double {
    pub year: Option<i32>,
    pub month: u8,
    pub day: u8,
    /// The calendar of this half, when it is named.
    pub calendar: Option<Calendar>,
}

/// How surely a reading is a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Firmness {
    /// Its words can be nothing else.
    Firm,
    /// Two numbers that look like years.
    Pair,
    /// One number that may be a year.
    Bare,
    /// A month or a season alone.
    Alone,
    /// Something that is a date only as a part of a longer expression.
    Stump,
}

/// A moment as read, perhaps with the moment that ends its stretch.
#[derive(Clone, Debug)]
struct Found {
    /// The tokens of the first date, when the words list several.
    main: Range<usize>,
    next: usize,
    moment: Moment,
    double: Option<Double>,
    /// The last moment of a stretch that one month or one word holds together.
    last: Option<(Moment, Option<Double>)>,
    /// Further days of a list.
    list: Vec<(Range<usize>, Moment, Option<Double>)>,
    otherwise: Option<Moment>,
    firmness: Firmness,
    ending: Ending,
    year: YearFrom,
    calendar: Option<Calendar>,
    weekday: Option<Weekday>,
    approximate: bool,
    uncertain: bool,
    steps: Vec<Step>,
    faults: Vec<Fault>,
}

/// A year as read.
#[derive(Clone, Copy, Debug)]
struct YearRead {
    value: i32,
    /// Whether a word says that it is a year.
    named: bool,
    tongue: Option<Tongue>,
    ending: Ending,
    uncertain: bool,
    next: usize,
}

/// One day of a month as read, in one or both styles.
#[derive(Clone, Debug)]
struct DayRead {
    tokens: Range<usize>,
    day: u8,
    other: Option<u8>,
}

/// Days of one month as read.
#[derive(Clone, Debug)]
enum Days {
    One(DayRead),
    Range(DayRead, DayRead),
    List(Vec<DayRead>),
}

const DASHES: &[char] = &['-', '–'];

impl Found {
    fn new(at: usize, next: usize, unit: Unit, firmness: Firmness) -> Found {
        Found {
            main: at..next,
            next,
            moment: Moment::from(unit),
            double: None,
            last: None,
            list: Vec::new(),
            otherwise: None,
            firmness,
            ending: Ending::Plain,
            year: YearFrom::Words,
            calendar: None,
            weekday: None,
            approximate: false,
            uncertain: false,
            steps: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The last of its moments.
    fn end(&self) -> Moment {
        self.last.map_or(self.moment, |(moment, _)| moment)
    }

    fn is_plain(&self) -> bool {
        self.last.is_none() && self.list.is_empty()
    }

    fn lacks_year(&self) -> bool {
        self.moment.unit.lacks_year()
    }

    fn reach(mut self, next: usize) -> Found {
        if self.main.end == self.next {
            self.main.end = next;
        }
        self.next = next;
        self
    }

    fn give_year(&mut self, year: i32) {
        self.moment = self.moment.in_year(year);
        self.last = self.last.map(|(moment, double)| (moment.in_year(year), double));
        for (_, moment, _) in &mut self.list {
            *moment = moment.in_year(year);
        }
        self.otherwise = self.otherwise.map(|moment| moment.in_year(year));
    }
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, setting: Setting) -> Reader<'t> {
        Reader { text, tokens: tokens(text), setting }
    }

    /// The bytes of some tokens.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(self.text.len(), |token| token.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.end).max(start)
    }

    /// The date expressions that begin with this token, and the token after them.
    pub fn phrases(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        match self.tokens.get(at)?.kind {
            Kind::Other | Kind::Break => return None,
            Kind::Sign(sign) if sign != '~' => return None,
            _ => {}
        }
        self.expression(at)
    }

    /// The token after "and" or a comma, when one stands here.
    pub fn joint(&self, at: usize) -> Option<usize> {
        let comma = self.sign(at, &[',']);
        let next = self.is(comma.unwrap_or(at), Meaning::And).or(comma)?;
        Some(self.skip(next, Meaning::In))
    }

    /// The token with which the date of a field begins: a preposition says nothing.
    pub fn field_start(&self) -> usize {
        if self.phrases(0).is_some() {
            return 0;
        }
        let mut at = self.skip_sign(0, &['(', '[']);
        for meaning in [Meaning::In, Meaning::From, Meaning::Toward, Meaning::Of, Meaning::The] {
            at = self.skip(at, meaning);
        }
        at
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn slice(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether nothing stands between a token and the one before it.
    fn joined(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.kind(at)? {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn sign(&self, at: usize, signs: &[char]) -> Option<usize> {
        match self.kind(at)? {
            Kind::Sign(sign) if signs.contains(&sign) => Some(at + 1),
            _ => None,
        }
    }

    /// The longest phrase at a token whose sense is wanted.
    fn sense<T>(&self, at: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        let Kind::Word(word) = self.kind(at)? else { return None };
        LEXICON.senses(word).iter().find_map(|sense| {
            let picked = pick(sense)?;
            let mut next = at + 1;
            for piece in &sense.rest {
                let fits = match (*piece, self.kind(next)?) {
                    (Piece::Word(wanted), Kind::Word(word)) => wanted == word,
                    (Piece::Sign(wanted), Kind::Sign(sign)) => {
                        wanted == sign && (wanted != '.' || self.joined(next))
                    }
                    _ => false,
                };
                if !fits {
                    return None;
                }
                next += 1;
            }
            Some((picked, next))
        })
    }

    fn is(&self, at: usize, meaning: Meaning) -> Option<usize> {
        self.sense(at, |sense| (sense.meaning == meaning).then_some(())).map(|(_, next)| next)
    }

    fn is_in(&self, at: usize, meaning: Meaning, tongue: Tongue) -> Option<usize> {
        let wanted = |sense: &Sense| (sense.meaning == meaning && sense.tongue == tongue).then_some(());
        self.sense(at, wanted).map(|(_, next)| next)
    }

    fn skip(&self, at: usize, meaning: Meaning) -> usize {
        self.is(at, meaning).unwrap_or(at)
    }

    fn skip_sign(&self, at: usize, signs: &[char]) -> usize {
        self.sign(at, signs).unwrap_or(at)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.slice(at).chars().next().is_some_and(char::is_uppercase)
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..self.tokens.get(at)?.start].chars().next_back()
    }

    fn char_after(&self, next: usize) -> Option<char> {
        let token = self.tokens.get(next.checked_sub(1)?)?;
        self.text[token.end..].chars().next()
    }

    /// Whether a number that begins here is not the tail of something longer.
    fn is_clean_before(&self, at: usize) -> bool {
        let Some(before) = self.char_before(at) else { return true };
        if before.is_alphanumeric() || "_#$€£₽№§%=+*@\\&".contains(before) {
            return false;
        }
        let longer = matches!(before, '.' | ',' | '/' | '-' | '–' | '—' | ':');
        !longer || {
            let stem = self.text[..self.tokens[at].start - before.len_utf8()].chars().next_back();
            match (before, stem) {
                (_, None) => true,
                ('.' | ',' | ':', Some(stem)) => !stem.is_ascii_digit() && stem != '.',
                (_, Some(stem)) => !stem.is_alphanumeric() || self.is_prefixed(at),
            }
        }
    }

    /// Whether a dash joins the number to a word of time: `mid-1918`, `pre-1917`.
    fn is_prefixed(&self, at: usize) -> bool {
        let prefix = |sense: &Sense| match sense.meaning {
            Meaning::Early | Meaning::Middle | Meaning::Late | Meaning::Before | Meaning::After => {
                Some(())
            }
            _ => None,
        };
        at.checked_sub(2).is_some_and(|word| self.sense(word, prefix).is_some())
    }

    /// Whether a number that ends before this token is not the head of something longer.
    fn is_clean_after(&self, next: usize) -> bool {
        let Some(after) = self.char_after(next) else { return true };
        if after.is_alphanumeric() || "_%‰°=+*@\\".contains(after) {
            return false;
        }
        let longer = matches!(after, '.' | ',' | '/' | '-' | '–' | '—' | ':');
        !longer || {
            let end = self.tokens[next - 1].end + after.len_utf8();
            match (after, self.text[end..].chars().next()) {
                (_, None) => true,
                ('-' | '/', Some(head)) => !head.is_alphanumeric(),
                (_, Some(head)) => !head.is_ascii_digit(),
            }
        }
    }

    /// The value of a Roman number in capitals.
    fn roman(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            Kind::Roman | Kind::Word(_) => roman(self.slice(at)),
            _ => None,
        }
    }

    /// A number of at most two digits that may be a day, and the letters that make it an ordinal.
    fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        let (value, digits) = self.number(at)?;
        let day = u8::try_from(value).ok().filter(|day| *day < 40 && digits < 3)?;
        let mut next = at + 1;
        if self.joined(next) {
            let dash = match self.sign(next, &['-', '.']) {
                Some(word) if self.joined(word) => word,
                _ => next,
            };
            if let Some(after) = self.is(dash, Meaning::OrdinalSuffix) {
                next = after;
            } else if self.joined(next) {
                match self.kind(next)? {
                    Kind::Word(_) if self.month(next).is_some() => {}
                    Kind::Word(_) | Kind::Roman | Kind::Other => return None,
                    Kind::Sign('.' | ',' | ':') if self.joined(next + 1) => match self.number(next + 1) {
                        Some((_, 4)) if self.slice(next) == "," => {}
                        Some(_) => return None,
                        None => {}
                    },
                    Kind::Sign('%' | '°') => return None,
                    _ => {}
                }
            }
        }
        Some((day, next))
    }

    /// A day of a month, in one or both styles: `5`, `5 (18)`, `5/18`.
    fn day(&self, at: usize) -> Option<(DayRead, usize)> {
        let (day, next) = self.day_number(at)?;
        let read = |other, next| Some((DayRead { tokens: at..next, day, other }, next));
        if let Some(open) = self.sign(next, &['(', '[']) {
            if let Some((other, close)) = self.day_number(open) {
                if let Some(after) = self.sign(close, &[')', ']']) {
                    return read(Some(other), after);
                }
            }
        }
        if let Some(slash) = self.sign(next, &['/']) {
            if let Some((other, after)) = self.day_number(slash) {
                if (10..=14).contains(&styles_apart(day, other)) {
                    return read(Some(other), after);
                }
            }
        }
        read(None, next)
    }

    /// Days of one month: one, a stretch, or a list.
    fn days(&self, at: usize) -> Option<(Days, usize)> {
        let (first, next) = self.day(at)?;
        let to = self.sign(next, DASHES).or_else(|| self.is(next, Meaning::To));
        if let Some(to) = to {
            if let Some((mut last, after)) = self.day(to) {
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
        }
        if let Some((last, after)) = self.sign(next, &['/']).and_then(|slash| self.day(slash)) {
            if first.day < last.day && last.day < first.day + 8 {
                return Some((Days::Range(first, last), after));
            }
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
    fn month(&self, at: usize) -> Option<(MonthRead, usize)> {
        let ((month, short, tongue, ending), next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Month(month) => Some((month, false, sense.tongue, sense.ending)),
            Meaning::MonthShort(month) => Some((month, true, sense.tongue, sense.ending)),
            _ => None,
        })?;
        let mut read = MonthRead { month, tongue, ending, with_word: false, doubtful: false };
        let ordinary = tongue == Tongue::En && matches!(month, 3 | 5);
        let abbreviated = short && !self.slice(next - 1).starts_with('.');
        read.doubtful = !self.is_capital(at) && (ordinary || abbreviated && tongue != Tongue::Ru);
        match self.sense(next, |sense| (sense.meaning == Meaning::MonthWord).then_some(sense.ending))
        {
            Some((ending, next)) => {
                Some((MonthRead { ending, with_word: true, doubtful: false, ..read }, next))
            }
            None => Some((read, next)),
        }
    }

    /// A year in figures, with what names it a year.
    fn year(&self, at: usize) -> Option<YearRead> {
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
        let (value, digits) = self.number(start)?;
        let mut value = i32::try_from(value).ok()?;
        let mut read = YearRead {
            value,
            named: word.is_some(),
            tongue: None,
            ending: Ending::Plain,
            uncertain: false,
            next: start + 1,
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
            } else if matches!(self.kind(read.next), Some(Kind::Word(_) | Kind::Roman | Kind::Other))
                && !matches!(self.slice(read.next).chars().next(), Some(c) if !c.is_alphanumeric())
            {
                return None;
            }
        }
        if let Some(((tongue, ending, meaning), next)) = self.sense(read.next, |sense| {
            let named = matches!(
                sense.meaning,
                Meaning::Year | Meaning::YearShort | Meaning::Years
            );
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
            let weight = abbreviated && digits < 4 && self.setting == Setting::Prose;
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
            (None, 4, true) => value < 2200,
            (None, 3, true) => true,
            (None, 4, false) => (1000..2100).contains(&value),
            (None, 3, false) => self.setting == Setting::Field,
            _ => false,
        };
        plausible.then_some(read)
    }

    /// A word for year that stands after a number, without its number.
    fn year_word(&self, at: usize) -> Option<((Tongue, Ending), usize)> {
        self.sense(at, |sense| {
            let named = matches!(sense.meaning, Meaning::Year | Meaning::Years);
            let own = matches!(sense.tongue, Tongue::Ru | Tongue::Uk | Tongue::Kk);
            (named && own).then_some((sense.tongue, sense.ending))
        })
    }

    /// The longest unit that begins here.
    fn unit(&self, at: usize) -> Option<Found> {
        let readings = [
            self.numeric(at),
            self.hijri(at),
            self.day_and_month(at),
            self.month_and_day(at),
            self.year_and_day(at),
            self.decade(at),
            self.century(at),
            self.season(at),
            self.quarter(at),
            self.month_alone(at),
            self.year_pair(at),
            self.year_alone(at),
        ];
        // The first of the longest: the order above is the order of trust.
        readings.into_iter().flatten().rev().max_by_key(|found| found.next)
    }

    /// A year and nothing else.
    fn year_alone(&self, at: usize) -> Option<Found> {
        let year = self.year(at)?;
        let firmness = if year.named { Firmness::Firm } else { Firmness::Bare };
        let mut found = Found::new(at, year.next, Unit::Year(year.value), firmness);
        found.ending = year.ending;
        found.uncertain = year.uncertain;
        Some(found)
    }

    /// Two years: `1917-1918`, `1917–18`, `1917/18`.
    fn year_pair(&self, at: usize) -> Option<Found> {
        let (first, 4) = self.number(at)? else { return None };
        let first = i32::try_from(first).ok().filter(|year| (1000..2100).contains(year))?;
        let second_at = self.sign(at + 1, &['-', '–', '/'])?;
        let slash = self.slice(at + 1) == "/";
        let (value, digits) = self.number(second_at)?;
        let value = i32::try_from(value).ok()?;
        let mut steps = Vec::new();
        let second = match digits {
            4 if (1000..2100).contains(&value) => value,
            2 if self.joined(at + 1) && self.joined(second_at) => {
                let year = first - first % 100 + value;
                steps.push(Step::YearExpanded(year));
                year
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
        if firmness == Firmness::Pair && self.setting == Setting::Prose {
            if !self.is_clean_before(at) || !self.is_clean_after(next) || slash {
                return None;
            }
        }
        let mut found = Found::new(at, next, Unit::Year(first), firmness);
        found.last = Some((Unit::Year(second).into(), None));
        found.ending = ending;
        found.steps = steps;
        Some(found)
    }

    /// A date in figures: `25.10.1917`, `25/10/1917`, `1917-10-25`, `25.X.1917`.
    fn numeric(&self, at: usize) -> Option<Found> {
        let (first, first_digits) = self.number(at)?;
        if !self.is_clean_before(at) {
            return None;
        }
        if first_digits == 4 {
            return self.iso(at, first);
        }
        if 2 < first_digits || 31 < first || first == 0 {
            return None;
        }
        if let Some(found) = self.numeric_double(at) {
            return Some(found);
        }
        let separators: &[char] = &['.', '/', '-'];
        let second_at = self.sign(at + 1, separators)?;
        if let Some(month) = self.roman(second_at) {
            let month = u8::try_from(month).ok().filter(|month| *month <= 12)?;
            let year_at = self.skip_sign(second_at + 1, separators);
            let year = self.year(year_at).filter(|year| year.named || self.is_clean_after(year.next))?;
            let day = u8::try_from(first).ok()?;
            let unit = Unit::Day { year: Some(year.value), month, day };
            return Some(self.tail(Found::new(at, year.next, unit, Firmness::Firm)));
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
        let (_, 4) = self.number(third)? else { return None };
        let year = self.year(third)?;
        if !year.named && !self.is_clean_after(year.next) {
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

    /// `1917-10-25`, `1917.10.25`
    fn iso(&self, at: usize, year: u32) -> Option<Found> {
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
    fn numeric_double(&self, at: usize) -> Option<Found> {
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
        found.double = Some(Double { year: None, month: new.1, day: new.0, calendar: None });
        Some(found)
    }

    /// `25.10` or `25.X`, with its last full stop when one follows.
    fn day_and_month_number(&self, at: usize) -> Option<((u8, u8), usize)> {
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
    fn hijri(&self, at: usize) -> Option<Found> {
        let month = |at| {
            self.sense(at, |sense| match sense.meaning {
                Meaning::HijriMonth(month) => Some(month),
                _ => None,
            })
        };
        let day = self.day_number(at).filter(|(_, next)| month(*next).is_some());
        let (month, year_at) = match month(day.map_or(at, |(_, next)| next)) {
            Some((month, next)) => (Some(month), next),
            None => (None, at),
        };
        let (year, digits) = self.number(year_at)?;
        let next = self.is(year_at + 1, Meaning::Hijri).or_else(|| {
            // A Muslim month needs no further word.
            month.map(|_| self.year_word(year_at + 1).map_or(year_at + 1, |(_, next)| next))
        })?;
        let year = i32::try_from(year).ok().filter(|_| digits < 5)?;
        let (first, last) = match (day, month) {
            (Some((day, _)), Some(month)) => hijri::day(year, month, day)?,
            (None, Some(month)) => hijri::month(year, month)?,
            _ => hijri::year(year)?,
        };
        let mut found = Found::new(at, next, Unit::Exact { first, last }, Firmness::Firm);
        found.calendar = Some(Calendar::Gregorian);
        found.approximate = true;
        found.steps.push(Step::FromHijri);
        Some(found)
    }

    /// A weekday before a date: `Monday, 7`.
    fn weekday(&self, at: usize) -> (Option<Weekday>, usize) {
        let read = self.sense(at, |sense| match sense.meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        });
        match read {
            Some((weekday, next)) => (Some(weekday), self.skip(self.skip_sign(next, &[',']), Meaning::The)),
            None => (None, at),
        }
    }

    /// `5 December`, `5–13 декабря`, `24 и 27 марта 1918 г.`, `25 октября (7 ноября) 1917 г.`
    fn day_and_month(&self, at: usize) -> Option<Found> {
        let (weekday, start) = self.weekday(at);
        let (days, next) = self.days(start)?;
        let next = self.skip(next, Meaning::DayWord);
        let (month, next) = self.month(self.skip(next, Meaning::Of))?;
        let mut found = self.of_days(at, next, days, month.month);
        found.ending = month.ending;
        found.weekday = weekday;
        let found = self.tail(found);
        let unsure = month.doubtful || 31 < day_of(found.moment);
        if found.lacks_year() && unsure || !self.is_clean_before(start) {
            return None;
        }
        Some(found)
    }

    /// `December 5`, `December 5–13, 1917`, `March 24 and 27`
    fn month_and_day(&self, at: usize) -> Option<Found> {
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
    fn year_and_day(&self, at: usize) -> Option<Found> {
        let that_year = |sense: &Sense| match sense.meaning {
            Meaning::ThatYear(years) if sense.tongue == Tongue::Kk => Some(YearFrom::Before(years.into())),
            Meaning::ThisYear if sense.tongue == Tongue::Kk => Some(YearFrom::Writing),
            _ => None,
        };
        let (year, from, tongue, named, next) = match self.sense(at, that_year) {
            Some((from, next)) => (None, from, Some(Tongue::Kk), true, next),
            None => {
                let year = self.year(at)?;
                (Some(year.value), YearFrom::Words, year.tongue, year.named, year.next)
            }
        };
        let kazakh = tongue == Some(Tongue::Kk);
        let start = self.skip_sign(next, &[',']);
        let found = if let Some((days, next)) = self.days(start) {
            let (month, next) = self.month(next)?;
            if kazakh && month.tongue != Tongue::Kk {
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
                    let name = self.is_capital(start) && !field || self.is(next, Meaning::Event).is_some();
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
                Meaning::Season(season) if sense.tongue == Tongue::Kk => Some((season, sense.ending)),
                _ => None,
            })?;
            let mut found =
                Found::new(start, next, Unit::Season { year: None, season }, Firmness::Firm);
            found.ending = ending;
            found
        } else {
            return None;
        };
        let mut found = self.tail(Found { main: at..found.main.end, firmness: Firmness::Firm, ..found });
        if !found.lacks_year() || !named && !self.is_clean_before(at) {
            return None;
        }
        match year {
            Some(year) => found.give_year(year),
            None => found.year = from,
        }
        Some(found)
    }

    /// `желтоқсан – ақпан` after a year.
    fn month_range(&self, found: Found) -> Found {
        let Some(to) = self.sign(found.next, DASHES) else { return found };
        let Some((month, next)) = self.month(to) else { return found };
        let last = Unit::Month { year: None, month: month.month };
        let mut found = found.reach(next);
        found.last = Some((last.into(), None));
        found.ending = month.ending;
        found
    }

    /// The days of a month, put together.
    fn of_days(&self, at: usize, next: usize, days: Days, month: u8) -> Found {
        let unit = |day: &DayRead| Unit::Day { year: None, month, day: day.day };
        let double = |day: &DayRead| {
            let (old, new) = (day.day, day.other?);
            let month = if new < old { month % 12 + 1 } else { month };
            Some(Double { year: None, month, day: new, calendar: None })
        };
        match days {
            Days::One(day) => {
                let mut found = Found::new(at, next, unit(&day), Firmness::Firm);
                // In `28 (10) января` the month belongs to the later style.
                if let Some(new) = day.other.filter(|new| *new < day.day) {
                    let old = (month + 10) % 12 + 1;
                    found.moment = Unit::Day { year: None, month: old, day: day.day }.into();
                    found.double = Some(Double { year: None, month, day: new, calendar: None });
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
    fn tail(&self, mut found: Found) -> Found {
        for _ in 0..5 {
            let next = found.next;
            if found.lacks_year() && found.year == YearFrom::Words {
                if let Some((year, after)) = self.trailing_year(next) {
                    match year {
                        Ok(year) => found.give_year(year),
                        Err(from) => found.year = from,
                    }
                    found = self.extend(found, after);
                    continue;
                }
            }
            if found.calendar.is_none() {
                if let Some((calendar, after)) = self.style(next) {
                    found.calendar = Some(calendar);
                    found.steps.push(Step::CalendarNamed(calendar));
                    found = self.extend(found, after);
                    continue;
                }
            }
            if found.double.is_none() && found.list.is_empty() {
                if let Some(other) = self.other_style(&found) {
                    found = other;
                    continue;
                }
            }
            if found.weekday.is_none() && found.is_plain() {
                if let Some((weekday, after)) = self.trailing_weekday(next) {
                    found.weekday = Some(weekday);
                    found = self.extend(found, after);
                    continue;
                }
            }
            break;
        }
        found
    }

    /// Moves the end of a reading; the last day of a list takes what follows.
    fn extend(&self, mut found: Found, next: usize) -> Found {
        if let Some((tokens, ..)) = found.list.last_mut() {
            tokens.end = next;
        }
        found.reach(next)
    }

    /// The year after a day or a month.
    fn trailing_year(&self, at: usize) -> Option<(Result<i32, YearFrom>, usize)> {
        let comma = self.skip_sign(at, &[',']);
        for start in [self.skip(comma, Meaning::Of), comma] {
            let relative = self.sense(start, |sense| match sense.meaning {
                Meaning::ThatYear(years) => Some(YearFrom::Before(years.into())),
                Meaning::ThisYear => Some(YearFrom::Writing),
                _ => None,
            });
            if let Some((from, next)) = relative {
                return Some((Err(from), next));
            }
            if let Some(year) = self.year(start) {
                let counted = self.is(year.next, Meaning::Counted).is_some();
                let pair = self.sign(year.next, DASHES).is_some_and(|dash| {
                    self.joined(year.next) && self.joined(dash) && self.number(dash).is_some_and(|(_, digits)| digits < 3)
                });
                if year.named || !counted && !pair && self.is_clean_year_end(year.next) {
                    return Some((Ok(year.value), year.next));
                }
            }
        }
        None
    }

    /// Whether a year may end here; a dash to another date may follow.
    fn is_clean_year_end(&self, next: usize) -> bool {
        match self.char_after(next) {
            None => true,
            Some('-' | '/') => self.number(next + 1).is_none_or(|(_, digits)| digits < 3),
            Some(_) => self.is_clean_after(next),
        }
    }

    /// The calendar named after a date: `(O.S.)`, `, ст. ст.`
    fn style(&self, at: usize) -> Option<(Calendar, usize)> {
        let comma = self.skip_sign(at, &[',']);
        let open = self.sign(comma, &['(', '[']);
        let (calendar, next) = self.style_word(open.unwrap_or(comma))?;
        match open {
            Some(_) => Some((calendar, self.sign(next, &[')', ']'])?)),
            None => Some((calendar, next)),
        }
    }

    fn style_word(&self, at: usize) -> Option<(Calendar, usize)> {
        let at = self.is(at, Meaning::In).filter(|_| self.sign(at, DASHES).is_none()).unwrap_or(at);
        self.sense(at, |sense| match sense.meaning {
            Meaning::Style(calendar) => Some(calendar),
            _ => None,
        })
    }

    /// The same day in the other style: `(7 November)`, `/7 November`, `(18–26 декабря)`.
    fn other_style(&self, found: &Found) -> Option<Found> {
        let Unit::Day { year, month, day } = found.moment.unit else { return None };
        let open = self.sign(found.next, &['(', '[', '/'])?;
        let closed = self.slice(found.next) != "/";
        let (mark, start) = match self.style_word(open) {
            Some((calendar, next)) => {
                (Some(calendar), self.skip_sign(next, &['–', '-', ':', ',', ';']))
            }
            None => (None, open),
        };
        let (days, other_month, mut next) = self.plain_days(start)?;
        let (first, last) = match (days, found.last) {
            (Days::One(first), None) => (first, None),
            (Days::Range(first, last), Some(_)) => (first, Some(last)),
            _ => return None,
        };
        let mut other_year = None;
        if let Some((Ok(year), after)) = self.trailing_year(next) {
            if closed || year_of(found.moment).is_some() {
                (other_year, next) = (Some(year), after);
            }
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
        let trial = year.or(other_year).unwrap_or(1917);
        let apart = days_apart((trial, month, day), (other_year.unwrap_or(trial), other_month, first.day));
        if mark.is_none() && !apart.is_some_and(|apart| (8..=16).contains(&apart.abs())) {
            return None;
        }
        let double = |day: &DayRead| Double { year: other_year, month: other_month, day: day.day, calendar: mark };
        let mut read = found.clone();
        read.calendar = calendar;
        read.double = Some(double(&first));
        if let (Some((moment, _)), Some(last)) = (found.last, last) {
            read.last = Some((moment, Some(double(&last))));
        }
        Some(self.extend(read, next))
    }

    /// Days and a month without anything else, in either order.
    fn plain_days(&self, at: usize) -> Option<(Days, u8, usize)> {
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
    fn trailing_weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let comma = self.sign(at, &[',']);
        let open = self.sign(comma.unwrap_or(at), &['(']);
        let start = open.or(comma)?;
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

    /// `December 1917`, `декабрь 1917 г.`, or a month alone.
    fn month_alone(&self, at: usize) -> Option<Found> {
        let (month, next) = self.month(at)?;
        let unit = Unit::Month { year: None, month: month.month };
        let mut found = Found::new(at, next, unit, Firmness::Alone);
        found.ending = month.ending;
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
        let short = self.sense(at, |sense| matches!(sense.meaning, Meaning::MonthShort(_)).then_some(()));
        let name = self.is(next, Meaning::Event).is_some() || short.is_some() || month.doubtful;
        let capital = self.is_capital(at);
        let fits = match month.tongue {
            Tongue::En => capital,
            Tongue::Kk => !capital || month.with_word,
            _ => !capital || self.setting == Setting::Field,
        };
        let after_the = at.checked_sub(1).is_some_and(|before| self.is_in(before, Meaning::The, Tongue::En).is_some());
        if name || !fits || after_the || month.tongue == Tongue::Es && self.is_revolution_of(at) {
            return None;
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

    fn is_revolution_of(&self, at: usize) -> bool {
        (1..3).any(|back| {
            at.checked_sub(back).is_some_and(|before| self.is(before, Meaning::Event).is_some())
        })
    }

    /// `1930s`, `1920-е годы`, `30-х годов XX века`, `la década de 1930`, `1930 жылдары`
    fn decade(&self, at: usize) -> Option<Found> {
        if let Some(((), start)) = self.sense(at, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Decade, Tongue::En | Tongue::Es) | (Meaning::Years, Tongue::Es) => Some(()),
            _ => None,
        }) {
            let (value, digits) = self.number(start)?;
            let tens = self.tens(start + 1).map_or(start + 1, |(next, _)| next);
            return self.decade_of(at, value, digits, tens, None);
        }
        // `XX ғасырдың 20-жылдары`
        if let Some((century, next)) = self.century_name(at) {
            let (value, 2) = self.number(next)? else { return None };
            let (tens, _) = self.tens(next + 1)?;
            return self.decade_of(at, value, 2, tens, Some(century));
        }
        let (value, digits) = self.number(at)?;
        if value % 10 != 0 || !self.is_clean_before(at) {
            return None;
        }
        if let Some((next, ending)) = self.tens(at + 1) {
            if digits == 4 && self.follows_year(at) && self.year(at).is_some_and(|year| year.named) {
                return None;
            }
            let mut found = self.decade_with_century(at, value, digits, next)?;
            found.ending = ending;
            return Some(found);
        }
        // `1920–1930-е годы`
        let second = self.sign(at + 1, DASHES)?;
        let (last, last_digits) = self.number(second)?;
        let (next, ending) = self.tens(second + 1)?;
        let tongue = self.sense(next.checked_sub(1)?, |sense| Some(sense.tongue));
        let kazakh_years = tongue.is_some_and(|(tongue, _)| tongue == Tongue::Kk) && last_digits == 4;
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
    fn follows_year(&self, at: usize) -> bool {
        let Some(joint) = at.checked_sub(1) else { return false };
        let joined = self.is(joint, Meaning::And).is_some() || self.sign(joint, &[',']).is_some();
        let year = joint.checked_sub(1).and_then(|year| self.number(year));
        joined && year.is_some_and(|(_, digits)| digits == 4)
    }

    /// The letters or words that make a number a decade.
    fn tens(&self, at: usize) -> Option<(usize, Ending)> {
        let tight = |at| if self.joined(at) { Some(at) } else { None };
        let sign = self.sign(at, &['-', '–', '\'', '’']).filter(|next| self.joined(at) && self.joined(*next));
        let start = match sign {
            Some(start) => start,
            None => at,
        };
        let plural = |sense: &Sense| match (sense.meaning, sense.tongue) {
            (Meaning::Years, Tongue::Kk) => Some(sense.ending),
            _ => None,
        };
        if let Some((ending, next)) = self.sense(start, plural) {
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

    fn decade_with_century(&self, at: usize, value: u32, digits: u8, next: usize) -> Option<Found> {
        match self.century_name(self.skip(next, Meaning::Of)) {
            Some((century, after)) if digits == 2 => self.decade_of(at, value, digits, after, Some(century)),
            _ => self.decade_of(at, value, digits, next, None),
        }
    }

    fn decade_of(
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
            (2, Some(century)) => (century.checked_sub(1)?.checked_mul(100)?.checked_add(value)?, false),
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
    fn century_number(&self, at: usize) -> Option<(i32, usize)> {
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
            })?
        };
        let value = i32::try_from(value).ok().filter(|value| (1..=21).contains(value))?;
        Some((value, next))
    }

    /// The word for century after its number.
    fn century_word(&self, at: usize) -> Option<(Ending, usize)> {
        let dash = self.sign(at, &['-']).filter(|_| self.joined(at)).unwrap_or(at);
        self.sense(dash, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::Century, Tongue::Es) => None,
            (Meaning::Century, _) => Some(sense.ending),
            _ => None,
        })
    }

    /// A century by number and word.
    fn century_name(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(next) = self.is_in(at, Meaning::Century, Tongue::Es) {
            let value = self.roman(next).and_then(|value| i32::try_from(value).ok())?;
            return (value <= 21).then_some((value, next + 1));
        }
        let (century, next) = self.century_number(at)?;
        let (_, next) = self.century_word_of(at, next)?;
        Some((century, next))
    }

    /// The word for century after its number; after `8` an abbreviation is something else.
    fn century_word_of(&self, number: usize, at: usize) -> Option<(Ending, usize)> {
        let (ending, next) = self.century_word(at)?;
        let figures = at == number + 1 && self.number(number).is_some();
        (!figures || self.slice(next - 1) != ".").then_some((ending, next))
    }

    /// `the 19th century`, `XIX–XX вв.`, `siglo XX`, `XX ғасыр`
    fn century(&self, at: usize) -> Option<Found> {
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
        let mut found = Found::new(at, after, Unit::Century(first), Firmness::Firm);
        found.last = Some((Unit::Century(last).into(), None));
        found.ending = ending;
        Some(found)
    }

    /// Before our era, after a century.
    fn era(&self, found: Found) -> Found {
        if let Some(next) = self.is(found.next, Meaning::BeforeEra) {
            let mut found = found.reach(next);
            if let Unit::Century(number) = found.moment.unit {
                found.moment.unit = Unit::Century(-number);
            }
            return found;
        }
        let next = self.is(found.next, Meaning::OurEra).unwrap_or(found.next);
        found.reach(next)
    }

    /// `spring of 1918`, `зимой 1917–1918 гг.`, `1917-1918 жылдардың қысында`
    fn season(&self, at: usize) -> Option<Found> {
        let season = |sense: &Sense| match sense.meaning {
            Meaning::Season(season) => Some((season, sense.ending)),
            _ => None,
        };
        if let Some(pair) = self.year_pair(at) {
            let ((season, ending), next) = self.sense(pair.next, season)?;
            return (season == 4).then(|| {
                let unit = Unit::Season { year: year_of(pair.moment), season };
                let mut found = Found::new(at, next, unit, Firmness::Firm);
                found.ending = ending;
                found
            });
        }
        let ((season, _), next) = self.sense(at, season)?;
        for start in [self.skip(next, Meaning::Of), next] {
            let start = self.skip_sign(start, &[',']);
            let pair = self.season_years(start);
            if let Some((year, after)) = pair.filter(|_| season == 4) {
                let unit = Unit::Season { year: Some(year), season };
                return Some(Found::new(at, after, unit, Firmness::Firm));
            }
        }
        let unit = Unit::Season { year: None, season };
        let mut found = self.tail(Found::new(at, next, unit, Firmness::Stump));
        if !found.lacks_year() || found.year != YearFrom::Words {
            found.firmness = Firmness::Firm;
        }
        Some(found)
    }

    /// The two years of a winter; the first of them.
    fn season_years(&self, at: usize) -> Option<(i32, usize)> {
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
    fn quarter(&self, at: usize) -> Option<Found> {
        let named = self.sense(at, |sense| match sense.meaning {
            Meaning::QuarterNumber(quarter) => Some(quarter),
            _ => None,
        });
        if let Some((quarter, next)) = named {
            let found = Found::new(at, next, Unit::Quarter { year: None, quarter }, Firmness::Firm);
            return Some(self.tail(found)).filter(|found| !found.lacks_year());
        }
        if let Some(year) = self.year(at).filter(|year| year.named) {
            let (quarter, ending, next) = self.quarter_name(year.next)?;
            let unit = Unit::Quarter { year: Some(year.value), quarter };
            let mut found = Found::new(at, next, unit, Firmness::Firm);
            found.ending = ending;
            return Some(found);
        }
        let (quarter, _, next) = self.quarter_name(at)?;
        let found = Found::new(at, next, Unit::Quarter { year: None, quarter }, Firmness::Firm);
        Some(self.tail(found)).filter(|found| !found.lacks_year())
    }

    fn quarter_name(&self, at: usize) -> Option<(u8, Ending, usize)> {
        let (quarter, next) = self.ordinal(at)?;
        let (ending, next) = self.sense(next, |sense| {
            (sense.meaning == Meaning::Quarter).then_some(sense.ending)
        })?;
        (1..=4).contains(&quarter).then_some((quarter, ending, next))
    }

    /// A number of a part: `first`, `II`, `2-й`. The last is 0.
    fn ordinal(&self, at: usize) -> Option<(u8, usize)> {
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

    /// A part of a unit, before the unit: `early`, `the first half of the`, `в начале`.
    fn part(&self, at: usize) -> Option<(Part, usize)> {
        let named = self.sense(at, |sense| match sense.meaning {
            Meaning::Early => Some(Part::Early),
            Meaning::Middle => Some(Part::Middle),
            Meaning::Late => Some(Part::Late),
            Meaning::Turn => Some(Part::Turn),
            _ => None,
        });
        let (part, next) = match named {
            Some(named) => named,
            None => {
                let (number, next) = self.ordinal(at)?;
                self.share(number, next)?
            }
        };
        let next = self.sign(next, &['-']).unwrap_or(next);
        let next = self.skip(next, Meaning::Of);
        Some((part, self.skip(next, Meaning::The)))
    }

    /// The whole that a numbered part divides.
    fn share(&self, number: u8, at: usize) -> Option<(Part, usize)> {
        let (of, next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Half => Some(2),
            Meaning::Third | Meaning::TenDays => Some(3),
            Meaning::Fourth => Some(4),
            _ => None,
        })?;
        let number = if number == 0 { of } else { number };
        if of < number {
            return None;
        }
        let part = match of {
            2 => Part::Half(number),
            3 => Part::Third(number),
            _ => Part::Quarter(number),
        };
        Some((part, next))
    }

    /// A part of a unit, after the unit: `басы`, `бірінші жартысы`.
    fn part_after(&self, at: usize) -> Option<(Part, Ending, usize)> {
        let word = |at| {
            self.sense(at, |sense| match (sense.tongue, sense.meaning) {
                (Tongue::Kk, Meaning::Early) => Some(Part::Early),
                (Tongue::Kk, Meaning::Middle) => Some(Part::Middle),
                (Tongue::Kk, Meaning::Late) => Some(Part::Late),
                (Tongue::Kk, Meaning::Turn) => Some(Part::Turn),
                _ => None,
            })
        };
        let (part, next) = match word(at) {
            Some(read) => read,
            None => {
                let (number, next) = self.ordinal(at)?;
                self.is_in(next, Meaning::Half, Tongue::Kk)
                    .or_else(|| self.is_in(next, Meaning::Fourth, Tongue::Kk))
                    .or_else(|| self.is_in(next, Meaning::Third, Tongue::Kk))?;
                self.share(number, next)?
            }
        };
        let last = self.slice(next - 1).to_lowercase();
        let ending = if last.ends_with("нан") || last.ends_with("нен") {
            Ending::Ablative
        } else if last.ends_with("на") || last.ends_with("не") {
            Ending::Dative
        } else {
            Ending::Locative
        };
        Some((part, ending, next))
    }

    /// A unit with everything that qualifies it.
    fn moment(&self, at: usize) -> Option<Found> {
        let mut approximate = false;
        let mut uncertain = false;
        let mut weak = false;
        let mut start = at;
        for _ in 0..3 {
            let qualified = self.sense(start, |sense| match sense.meaning {
                Meaning::Circa | Meaning::About | Meaning::Perhaps => Some(sense.meaning),
                _ => None,
            });
            if let Some((meaning, next)) = qualified {
                approximate |= meaning != Meaning::Perhaps;
                uncertain |= meaning == Meaning::Perhaps;
                weak |= meaning == Meaning::About;
                start = next;
            } else if let Some(next) = self.sign(start, &['~']) {
                approximate = true;
                start = next;
            } else {
                break;
            }
        }
        let (calendar, start) = match self.style_before(start) {
            Some((calendar, next)) => (Some(calendar), next),
            None => (None, start),
        };
        let the = self.skip(start, Meaning::The);
        let mut found = self.with_part(the)?;
        if start < the && matches!(found.firmness, Firmness::Bare | Firmness::Pair) {
            // `the 1916 uprising`
            self.is(found.next, Meaning::Event)?;
            found.firmness = Firmness::Firm;
        }
        if start < the && found.firmness == Firmness::Alone && found.year == YearFrom::Words {
            return None;
        }
        if found.firmness == Firmness::Bare && approximate {
            let round = year_of(found.moment).is_some_and(|year| year % 50 == 0);
            let word = matches!(self.kind(found.next), Some(Kind::Other | Kind::Word(_)));
            if !weak || !round && !(word && !self.is_joint(found.next)) {
                if self.is(found.next, Meaning::Counted).is_none() && self.is_clean_after(found.next) {
                    found.firmness = Firmness::Firm;
                }
            }
        }
        // The article belongs to a decade or a century, not to a day.
        let article = matches!(found.moment.unit, Unit::Decade(_) | Unit::Century(_) | Unit::SomeCentury)
            || found.moment.part != Part::Whole;
        let begins = if start < the && !article && at == start { the } else { at };
        found.main.start = begins;
        if let Some(next) = self.is(found.next, Meaning::AboutAfter) {
            approximate = true;
            found = found.reach(next);
        }
        if let Some(next) = self.question(found.next) {
            uncertain = true;
            found = found.reach(next);
        }
        found.approximate |= approximate;
        found.uncertain |= uncertain;
        if let Some(calendar) = calendar {
            found.calendar.get_or_insert(calendar);
            found.steps.push(Step::CalendarNamed(calendar));
        } else if found.calendar.is_none() {
            if let Some((calendar, next)) = self.style(found.next) {
                found.calendar = Some(calendar);
                found.steps.push(Step::CalendarNamed(calendar));
                found = found.reach(next);
            }
        }
        Some(found)
    }

    /// `(?)` after a date, and `?` at the end of a field.
    fn question(&self, at: usize) -> Option<usize> {
        if let Some(open) = self.sign(at, &['(', '[']) {
            return self.sign(self.sign(open, &['?'])?, &[')', ']']);
        }
        self.sign(at, &['?']).filter(|_| self.setting == Setting::Field)
    }

    /// A calendar named before the date: `O.S. 25 October`, `по старому стилю 25 октября`.
    fn style_before(&self, at: usize) -> Option<(Calendar, usize)> {
        let (calendar, next) = self.style_word(at)?;
        let next = self.skip_sign(next, &[',', ':']);
        Some((calendar, next))
    }

    /// Whether a word joins two dates rather than begins a noun.
    fn is_joint(&self, at: usize) -> bool {
        [Meaning::And, Meaning::Or, Meaning::To, Meaning::In].iter().any(|meaning| self.is(at, *meaning).is_some())
    }

    /// A unit and the part of it that is meant.
    fn with_part(&self, at: usize) -> Option<Found> {
        if let Some((part, next)) = self.part(at) {
            if part == Part::Turn {
                if let Some(found) = self.turn(at, next) {
                    return Some(found);
                }
            }
            // `в первой половине мая`, `early spring of 1918`, `the end of the 1920s`
            if let Some(mut found) = self.unit(next).or_else(|| self.century_stump(next)) {
                if found.list.is_empty() && found.moment.part == Part::Whole && self.divides(part, &found) {
                    let hold = found.moment.unit.lacks_year() && found.firmness == Firmness::Alone;
                    match found.last {
                        // `the end of 1917–1918` is the end of the last.
                        Some((last, _)) if part != Part::Early => {
                            found.moment = last;
                            found.last = None;
                        }
                        _ => found.last = None,
                    }
                    found.moment.part = part;
                    found.main.start = at;
                    if found.firmness != Firmness::Stump && !hold {
                        let bare = found.firmness == Firmness::Bare;
                        let clean = !bare || self.is_clean_after(found.next);
                        let counted = bare && self.is(found.next, Meaning::Counted).is_some();
                        if !clean || counted {
                            return None;
                        }
                        found.firmness = Firmness::Firm;
                    }
                    return Some(found);
                }
            }
        }
        let mut found = self.unit(at)?;
        if let Some((part, ending, next)) = self.part_after(found.next) {
            if found.list.is_empty() && self.divides(part, &found) {
                if let (Part::Turn, Some((last, _))) = (part, found.last) {
                    found.moment = last;
                }
                found.last = None;
                found.moment.part = part;
                found.ending = ending;
                if matches!(found.firmness, Firmness::Bare | Firmness::Pair) {
                    found.firmness = Firmness::Firm;
                }
                found = found.reach(next);
            }
        }
        Some(found)
    }

    /// Whether this part of this unit means anything.
    fn divides(&self, part: Part, found: &Found) -> bool {
        match (part, found.moment.unit) {
            (_, Unit::Day { .. } | Unit::Exact { .. } | Unit::Nothing) => false,
            (Part::Turn, Unit::Month { .. } | Unit::Season { .. } | Unit::Quarter { .. }) => false,
            (Part::Quarter(_), Unit::Month { .. } | Unit::Season { .. }) => false,
            _ => true,
        }
    }

    /// `the turn of the century`, `рубеж XIX–XX веков`, `cambio de siglo XIX al XX`
    fn turn(&self, at: usize, next: usize) -> Option<Found> {
        if let Some(found) = self.unit(next) {
            let unit = found.end().unit;
            if let Unit::Century(_) | Unit::Decade(_) | Unit::Year(_) = unit {
                let mut turn = Found::new(at, found.next, unit, Firmness::Firm);
                turn.moment.part = Part::Turn;
                return Some(turn);
            }
        }
        let (_, next) = self.sense(next, |sense| (sense.meaning == Meaning::Century).then_some(()))?;
        let mut turn = Found::new(at, next, Unit::SomeCentury, Firmness::Firm);
        turn.moment.part = Part::Turn;
        Some(turn)
    }

    /// A century that shares the word of the next: `конец XIX – начало XX века`.
    fn century_stump(&self, at: usize) -> Option<Found> {
        let (number, next) = self.century_number(at)?;
        let joint = self.sign(next, DASHES).or_else(|| self.is(next, Meaning::And));
        let joint = joint.or_else(|| self.is(next, Meaning::To))?;
        let joint = self.skip(self.skip(joint, Meaning::In), Meaning::The);
        let second = self.part(joint).map_or(joint, |(_, next)| next);
        self.century_name(second)?;
        Some(Found::new(at, next, Unit::Century(number), Firmness::Firm))
    }

    /// A whole expression: a moment, a stretch, a bound.
    fn expression(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        if let Some(read) = self.between(at).or_else(|| self.from_to(at)).or_else(|| self.bound(at)) {
            return Some(read);
        }
        let found = self.moment(at)?;
        if found.list.is_empty() {
            if let Some(read) = self.stretch(at, &found) {
                return Some(read);
            }
            if let Some(read) = self.bound_after(at, &found) {
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
    fn between(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        let start = self.is(at, Meaning::Between)?;
        let one = self.moment_or_day(start)?;
        let and = self.is(one.next, Meaning::And).or_else(|| self.sign(one.next, DASHES))?;
        let two = self.moment(self.skip(and, Meaning::The))?;
        self.pair(at, one, two, Said::Between)
    }

    /// `from March to May 1918`, `с 5 по 13 декабря`, `since 1917`
    fn from_to(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
        let start = self.is(at, Meaning::From).or_else(|| self.is(at, Meaning::Since))?;
        if let Some(one) = self.moment_or_day(self.skip(start, Meaning::The)) {
            if let Some(to) = self.is(one.next, Meaning::To).or_else(|| self.sign(one.next, DASHES)) {
                if let Some(two) = self.moment(self.skip(to, Meaning::The)) {
                    if let Some(read) = self.pair(at, one.clone(), two, Said::Span) {
                        return Some(read);
                    }
                }
            }
            if let Some(next) = self.onward(one.next) {
                return self.bounded(at, one.reach(next), Said::Since);
            }
        }
        let start = self.is(at, Meaning::Since)?;
        let one = self.moment(start)?;
        if let Some((last, _)) = one.last {
            // `с 1917–1920 гг.` is no beginning.
            return (last == one.moment).then_some(())
                .and_then(|()| self.bounded(at, one, Said::Since));
        }
        let single_letter = self.slice(at).chars().count() <= 2;
        if single_letter && matches!(one.firmness, Firmness::Bare | Firmness::Alone) && one.lacks_year() {
            return None;
        }
        if single_letter && one.firmness == Firmness::Bare && self.setting == Setting::Prose {
            return None;
        }
        self.bounded(at, one, Said::Since)
    }

    fn onward(&self, at: usize) -> Option<usize> {
        let next = self.is(at, Meaning::Onward)?;
        let word = matches!(self.kind(next), Some(Kind::Word(_) | Kind::Number { .. } | Kind::Other));
        (self.slice(at).len() != 2 || !word).then_some(next)
    }

    /// `before 1917`, `не позднее 5 марта`, `by 1920`
    fn bound(&self, at: usize) -> Option<(Vec<Phrase>, usize)> {
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
        let next = self.sign(next, &['-']).filter(|_| self.joined(next)).unwrap_or(next);
        let one = self.moment(self.skip(next, Meaning::The))?;
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
        if russian && prose && matches!(one.firmness, Firmness::Bare | Firmness::Pair) {
            return None;
        }
        self.bounded(at, one, make)
    }

    /// A bound that stands after its moment: `1917 жылға дейін`, `1917 жылдан бастап`.
    fn bound_after(&self, at: usize, found: &Found) -> Option<(Vec<Phrase>, usize)> {
        type Make = fn(Moment) -> Said;
        let (make, next) = self.sense(found.next, |sense| {
            let make: Make = match (sense.meaning, found.ending) {
                (Meaning::Before, Ending::Dative) => Said::Before,
                (Meaning::Before, Ending::Ablative) => Said::Before,
                (Meaning::Until, Ending::Dative) => Said::Until,
                (Meaning::After, Ending::Ablative) => Said::After,
                (Meaning::Since, Ending::Ablative) => Said::Since,
                (Meaning::NotAfter, Ending::Ablative) => Said::NotAfter,
                (Meaning::NotBefore, Ending::Ablative) => Said::NotBefore,
                _ => return None,
            };
            (sense.tongue == Tongue::Kk).then_some(make)
        })?;
        self.bounded(at, found.clone().reach(next), make)
    }

    /// Two moments that a dash, a word or a Kazakh ending joins.
    fn stretch(&self, at: usize, one: &Found) -> Option<(Vec<Phrase>, usize)> {
        if one.last.is_some() {
            return self.amid(at, one);
        }
        if let Some(dash) = self.sign(one.next, DASHES) {
            // `1917 –18` is no stretch; a lone number after a dash is a list of something.
            if let Some(two) = self.moment(self.skip(dash, Meaning::The)) {
                if let Some(read) = self.pair(at, one.clone(), two, Said::Span) {
                    return self.amid_pair(read);
                }
            }
        }
        let to = self.sense(one.next, |sense| match (sense.meaning, sense.tongue) {
            (Meaning::To, Tongue::Es) => None,
            (Meaning::To, _) => Some(()),
            _ => None,
        });
        if let Some((_, to)) = to {
            if let Some(two) = self.moment(self.skip(to, Meaning::The)) {
                let both = one.firmness != Firmness::Alone && two.firmness != Firmness::Alone;
                if both || two.lacks_year() != one.lacks_year() {
                    if let Some(read) = self.pair(at, one.clone(), two, Said::Span) {
                        return Some(read);
                    }
                }
            }
        }
        if one.ending == Ending::Ablative {
            let start = self.skip(one.next, Meaning::Since);
            if let Some(two) = self.moment(start).filter(|two| two.ending == Ending::Dative) {
                if let Some(next) = self.is_in(two.next, Meaning::Before, Tongue::Kk)
                    .or_else(|| self.is_in(two.next, Meaning::Until, Tongue::Kk))
                {
                    return self.pair(at, one.clone(), two.reach(next), Said::Span);
                }
            }
        }
        if let Some(and) = self.is_in(one.next, Meaning::And, Tongue::Kk) {
            if let Some(mut two) = self.moment(and) {
                if let (Unit::Year(_), Unit::Decade(last)) = (one.moment.unit, two.moment.unit) {
                    two.moment.unit = Unit::Year(last);
                }
                if let Some(next) = self.is_in(two.next, Meaning::Amid, Tongue::Kk) {
                    return self.pair(at, one.clone(), two.reach(next), Said::Between);
                }
            }
        }
        if let Some(or) = self.is(one.next, Meaning::Or) {
            if let Some(two) = self.moment(or) {
                return self.pair(at, one.clone(), two, Said::Either);
            }
        }
        None
    }

    /// `1917–1920 жылдар аралығында`
    fn amid(&self, at: usize, one: &Found) -> Option<(Vec<Phrase>, usize)> {
        let next = self.is_in(one.next, Meaning::Amid, Tongue::Kk)?;
        let (last, double) = one.last?;
        let mut two = one.clone().reach(next);
        (two.moment, two.double, two.last) = (last, double, None);
        let mut first = one.clone();
        first.last = None;
        self.pair(at, first, two, Said::Between)
    }

    /// A stretch that is followed by "amid" means one moment in it.
    fn amid_pair(&self, read: (Vec<Phrase>, usize)) -> Option<(Vec<Phrase>, usize)> {
        let (mut phrases, next) = read;
        let Some(after) = self.is_in(next, Meaning::Amid, Tongue::Kk) else {
            return Some((phrases, next));
        };
        if let [phrase] = phrases.as_mut_slice() {
            if let Said::Span(one, two) = phrase.wording.said {
                phrase.wording.said = Said::Between(one, two);
                phrase.tokens.end = after;
            }
        }
        Some((phrases, after))
    }

    /// A moment, or a day number whose month stands with the other end.
    fn moment_or_day(&self, at: usize) -> Option<Found> {
        let day = self.day(at).filter(|(_, next)| {
            self.is(*next, Meaning::To).is_some()
                || self.is(*next, Meaning::And).is_some()
                || self.sign(*next, DASHES).is_some()
        });
        if let Some((day, next)) = day {
            let unit = Unit::Day { year: None, month: 0, day: day.day };
            let mut found = Found::new(at, next, unit, Firmness::Stump);
            found.double =
                day.other.map(|day| Double { year: None, month: 0, day, calendar: None });
            return Some(found);
        }
        if let Some(found) = self.moment(at) {
            return Some(found);
        }
        // `from the end of 19th to …` is handled by the century itself; a bare century is not.
        None
    }

    /// Puts the two ends of a stretch together; each may lend the other its year and month.
    fn pair(
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
        let stumps = |found: &Found| found.firmness == Firmness::Stump && !matches!(found.moment.unit, Unit::Day { .. });
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
        let bare = |found: &Found| matches!(found.firmness, Firmness::Bare);
        let prose = self.setting == Setting::Prose;
        if prose && bare(&two) {
            if !self.is_clean_after(two.next) || self.is(two.next, Meaning::Counted).is_some() {
                return None;
            }
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
            if !years && two.moment.part == Part::Whole || !self.is_clean_before(at) || self.is_labelled(at) {
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
        if let (Some(one), Some(two)) = (one.calendar, two.calendar) {
            if one != two {
                return None;
            }
        }
        let said = make(one.moment, two.moment);
        let mut wording = Wording::from(said);
        wording.calendar = calendar.unwrap_or(Calendar::Unmarked);
        wording.approximate = one.approximate || two.approximate;
        wording.uncertain = one.uncertain || two.uncertain;
        wording.steps = [one.steps, two.steps, steps].concat();
        wording.steps.dedup();
        let year = if two.year != YearFrom::Words { two.year } else { one.year };
        let start = if cued || make(one.moment, two.moment) == Said::Between(one.moment, two.moment) { at } else { one.main.start };
        let phrase = Phrase {
            tokens: start..two.next,
            wording,
            doubles: [one.double, two.double],
            year,
        };
        Some((vec![phrase], two.next))
    }

    /// One moment with a bound.
    fn bounded(
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
            let grouped = found.next.checked_sub(2).is_some_and(|before| self.number(before).is_some());
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
            phrase.wording.otherwise = None;
        }
        Some((phrases, next))
    }

    /// The phrases of one moment, of a stretch within it, or of its list.
    fn single(&self, found: Found) -> Vec<Phrase> {
        let said = match found.last {
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

    /// Whether a lone reading is a date in this place.
    fn accepts(&self, at: usize, found: &Found) -> bool {
        if self.setting == Setting::Field {
            return found.firmness != Firmness::Stump || !found.lacks_year();
        }
        match found.firmness {
            Firmness::Firm => match found.moment.unit {
                Unit::Year(_) | Unit::Decade(_) => {
                    self.number(found.main.start).is_none() || self.is_clean_before(found.main.start)
                }
                _ => true,
            },
            Firmness::Stump => false,
            Firmness::Alone => {
                let part = found.moment.part != Part::Whole;
                part || self.is_prepared(at) || found.ending == Ending::Locative
            }
            Firmness::Pair => !self.is_labelled(at) && !self.is_page_range(at) && self.is(found.next, Meaning::Counted).is_none(),
            Firmness::Bare => self.is_year_here(at, found),
        }
    }

    /// Whether a preposition of time stands before.
    fn is_prepared(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let cue = |sense: &Sense| match sense.meaning {
            Meaning::In | Meaning::From | Meaning::Since | Meaning::Until | Meaning::Before | Meaning::After => Some(()),
            Meaning::NotAfter | Meaning::NotBefore | Meaning::To => Some(()),
            _ => None,
        };
        self.sense(before, cue).is_some() || self.continues_list(at)
    }

    /// Whether `and` or a comma joins it to a date cue before: `in April and May`.
    fn continues_list(&self, at: usize) -> bool {
        let Some(joint) = at.checked_sub(1) else { return false };
        let joined = self.is(joint, Meaning::And).is_some() || self.sign(joint, &[',']).is_some();
        joined && joint.checked_sub(1).is_some_and(|month| self.month(month).is_some())
    }

    /// Whether a label makes the number something else: `p. 1917`, `№ 1917`, `ф. 1917`.
    fn is_labelled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        match self.kind(before) {
            Some(Kind::Sign('№' | '#' | '$' | '§' | '€' | '£' | '₽')) => return true,
            Some(Kind::Number { .. }) => return true,
            Some(Kind::Sign('.')) => {
                let label = before.checked_sub(1).is_some_and(|word| {
                    self.is(word, Meaning::LabelShort).is_some() || self.is(word, Meaning::Label).is_some()
                });
                return label && self.joined(before);
            }
            _ => {}
        }
        // A phrase of labels ends just before the number.
        (1..4).any(|back| {
            at.checked_sub(back).is_some_and(|start| self.is(start, Meaning::Label) == Some(at))
        })
    }

    /// Two numbers after a volume are pages: `45(3), 1102–1145`.
    fn is_page_range(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let comma = self.sign(before, &[',', ':']).is_some();
        comma && before.checked_sub(1).is_some_and(|earlier| match self.number(earlier) {
            Some((_, digits)) => digits != 4,
            None => self.sign(earlier, &[')']).is_some(),
        })
    }

    /// Whether a bare number is a year in this place.
    fn is_year_here(&self, at: usize, found: &Found) -> bool {
        let next = found.next;
        let start = found.main.start;
        if !self.is_clean_before(start) || !self.is_clean_after(next) || self.is_labelled(start) {
            return false;
        }
        let year = year_of(found.moment).unwrap_or(0);
        if self.is(next, Meaning::Counted).is_some() || self.number(next).is_some() {
            return false;
        }
        let word = matches!(self.kind(next), Some(Kind::Other | Kind::Word(_)));
        let punctuated = self.char_after(next).is_none_or(|after| !after.is_whitespace());
        if year % 100 == 0 && word && !punctuated && !self.is_joint(next) {
            return false;
        }
        self.is_cued(at) || self.is_in_brackets(at, next) || self.is_in_list(at, next)
    }

    /// A preposition that a bare year may follow: `in 1917`, `of 1917`, `в 1917`, `en 1917`.
    fn is_cued(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let cue = |sense: &Sense| {
            let english = matches!(sense.tongue, Tongue::En | Tongue::Es);
            let cued = match sense.meaning {
                Meaning::In => true,
                Meaning::Of | Meaning::From | Meaning::Since | Meaning::Until => english,
                Meaning::Before | Meaning::After | Meaning::To => sense.tongue == Tongue::En,
                _ => false,
            };
            cued.then_some(())
        };
        self.sense(before, cue).is_some()
    }

    /// `(1917)` after a name of something that happened, but not after the name of an author.
    fn is_in_brackets(&self, at: usize, next: usize) -> bool {
        let Some(open) = at.checked_sub(1) else { return false };
        if self.sign(open, &['(']).is_none() || self.sign(next, &[')']).is_none() {
            return false;
        }
        let Some(before) = self.tokens.get(open) else { return false };
        let words = self.text[..before.start].trim_end();
        let name: String = words
            .chars()
            .rev()
            .take(40)
            .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '’' | '\'' | '-'))
            .collect();
        let author = name.chars().next_back().is_some_and(char::is_uppercase) || name.starts_with('.');
        let body = open.checked_sub(1).is_some_and(|word| self.is(word, Meaning::Body).is_some());
        body || !author && name.chars().next().is_some_and(char::is_alphabetic)
    }

    /// A bare year beside one that is surely a year: `1917 and 1918`, `1917, 1918 жж.`
    fn is_in_list(&self, at: usize, next: usize) -> bool {
        let joint = |at| self.sign(at, &[',']).map_or(at, |next| next);
        let mut ahead = next;
        for _ in 0..6 {
            let after = self.skip(joint(ahead), Meaning::And);
            if after == ahead {
                break;
            }
            match self.year(after) {
                Some(year) if year.named => return true,
                Some(year) => ahead = year.next,
                None => break,
            }
        }
        let mut behind = at;
        for _ in 0..8 {
            let Some(before) = behind.checked_sub(1) else { return false };
            let comma = self.sign(before, &[',']).is_some() || self.is(before, Meaning::And).is_some();
            if comma {
                behind = before;
            } else if self.number(before).is_some_and(|(value, digits)| digits == 4 && (1000..2100).contains(&value)) {
                if self.is_cued(before) {
                    return true;
                }
                behind = before;
            } else {
                return false;
            }
        }
        false
    }
}

/// A month as read.
#[derive(Clone, Copy, Debug)]
struct MonthRead {
    month: u8,
    tongue: Tongue,
    ending: Ending,
    /// Whether the word "month" stands with it.
    with_word: bool,
    /// Whether the word is also something else, so that a year must stand with it.
    doubtful: bool,
}

fn year_of(moment: Moment) -> Option<i32> {
    moment.unit.year()
}

fn day_of(moment: Moment) -> u8 {
    match moment.unit {
        Unit::Day { day, .. } => day,
        _ => 0,
    }
}

/// By how many days the second of two day numbers is later, if it may be in the next month.
fn styles_apart(one: u8, two: u8) -> i32 {
    let apart = i32::from(two) - i32::from(one);
    if apart < 0 { apart + 31 } else { apart }
}

/// By how many days one date of the Gregorian calendar is after another, round the year.
fn days_apart(one: (i32, u8, u8), two: (i32, u8, u8)) -> Option<i32> {
    let number = |(year, month, day)| Some(Day::gregorian(year, month, day)?.number());
    let apart = number(two)?.checked_sub(number(one)?)?;
    Some(match apart {
        ..-300 if -400 < apart => apart + 365,
        301..400 => apart - 365,
        _ => apart,
    })
}
