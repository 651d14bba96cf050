//! How words and numbers make a date.
//!
//! Every function that reads takes the number of a token and returns what it
//! read with the number of the token after it, or `None`. None looks further
//! ahead than a sentence part, so that a long text costs what its length costs.

mod calendars;
mod days;
mod doubts;
mod expressions;
mod moments;
mod northern;
mod numbers;
mod periods;
mod spelled;
mod tellings;
mod western;
mod whole;

pub(crate) use whole::WHOLE;

use std::ops::Range;

use crate::beside::Beside;
use crate::context::Context;
use crate::date::{Calendar, Fault, Moment, Part, Said, Step, Unit, Wording};
use crate::day::{Day, Weekday, gregorian_month_length};
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
    context: &'t Context,
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
    /// So many years after the year of the writing itself.
    Writing(i32),
}

/// The second half of a double date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Double {
    pub year: Option<i32>,
    pub month: u8,
    pub day: u8,
    /// The calendar of this half, when it is named.
    pub calendar: Option<Calendar>,
    /// The one month that is written for both halves: `30 (17) May`.
    pub shared: Option<u8>,
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
    /// Whether its two moments bound one that lies between them.
    is_between: bool,
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
    /// What a calendar of another kind says beside it.
    beside: Option<Beside>,
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

/// A year in which every day and month exists, for dates without a year.
const LEAP_YEAR: i32 = 1916;

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
            is_between: false,
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
            beside: None,
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
    pub fn new(text: &'t str, setting: Setting, context: &'t Context) -> Reader<'t> {
        Reader { text, tokens: tokens(text), setting, context }
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
            Kind::Sign('\'' | '’')
                if self.apostrophe_year(at).is_some() || self.written_decade(at).is_some() => {}
            Kind::Sign(sign) if sign != '~' => return None,
            Kind::Word(word) if !LEXICON.begins_date(word) => {
                self.is(at, Meaning::In)?;
                self.style_word(at)?;
            }
            Kind::Word(word) if !LEXICON.begins_unit(word) => match self.kind(at + 1)? {
                Kind::Other | Kind::Break => return None,
                _ => {}
            },
            _ => {}
        }
        let (mut phrases, mut next) = self.expression(at)?;
        if let ([phrase], Some(after)) = (phrases.as_mut_slice(), self.inclusive(next)) {
            phrase.wording.said = match phrase.wording.said {
                Said::Before(moment) => Said::NotAfter(moment),
                Said::After(moment) => Said::NotBefore(moment),
                said => said,
            };
            phrase.tokens.end = after;
            next = after;
        }
        // `1917 жылға дейін (?)`
        if let ([phrase], Some(after)) = (phrases.as_mut_slice(), self.question(next)) {
            phrase.wording.uncertain = true;
            phrase.tokens.end = after;
            next = after;
        }
        for phrase in &mut phrases {
            phrase.wording.policy = self.context.policy;
            phrase.wording.calendars = self.context.calendars;
        }
        Some((phrases, next))
    }

    /// `включительно`, `(inclusive)`: the bound before belongs to what it bounds.
    fn inclusive(&self, at: usize) -> Option<usize> {
        match self.sign(at, &['(']) {
            Some(open) => self.sign(self.is(open, Meaning::Inclusive)?, &[')']),
            None => self.is(self.skip_sign(at, &[',']), Meaning::Inclusive),
        }
    }

    /// Some tokens without the words before their first month or season: `since June`.
    pub fn starting_with_month(&self, tokens: &Range<usize>) -> Range<usize> {
        let named = [Meaning::Month(0), Meaning::MonthShort(0), Meaning::Season(0)];
        let first = tokens.clone().find(|at| self.may(*at, &named));
        first.unwrap_or(tokens.start)..tokens.end
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
        // Spanish opens a question too, and its end says the doubt.
        at = self.sign(at, &['¿']).filter(|_| self.text.contains('?')).unwrap_or(at);
        at = self.skip_clock(at);
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

    /// The sorts of meaning that a word may have; 0 when it is none of the tables.
    #[inline]
    fn sorts(&self, at: usize) -> u128 {
        match self.kind(at) {
            Some(Kind::Word(word)) => LEXICON.sorts(word),
            _ => 0,
        }
    }

    /// Whether a word may mean one of these.
    #[inline]
    fn may(&self, at: usize, meanings: &[Meaning]) -> bool {
        let wanted = meanings.iter().fold(0, |sorts, meaning| sorts | meaning.sort());
        self.sorts(at) & wanted != 0
    }

    /// The longest phrase at a token whose sense is wanted.
    fn sense<T>(&self, at: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        self.sense_among(at, u128::MAX, pick)
    }

    /// The longest phrase at a token whose sense is of some sorts and wanted.
    #[inline]
    fn sense_among<T>(
        &self,
        at: usize,
        sorts: u128,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        let Kind::Word(word) = self.kind(at)? else { return None };
        if LEXICON.sorts(word) & sorts == 0 {
            return None;
        }
        LEXICON.senses(word).iter().find_map(|sense| {
            if sense.sort & sorts == 0 {
                return None;
            }
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
        let wanted = |sense: &Sense| (sense.meaning == meaning).then_some(());
        self.sense_among(at, meaning.sort(), wanted).map(|(_, next)| next)
    }

    fn is_in(&self, at: usize, meaning: Meaning, tongue: Tongue) -> Option<usize> {
        let wanted =
            |sense: &Sense| (sense.meaning == meaning && sense.tongue == tongue).then_some(());
        self.sense_among(at, meaning.sort(), wanted).map(|(_, next)| next)
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

    /// Whether a dash joins the number to a word of time: `mid-1918`, `25 May–2 June`.
    fn is_prefixed(&self, at: usize) -> bool {
        let prefix = |sense: &Sense| match sense.meaning {
            Meaning::Early | Meaning::Middle | Meaning::Late | Meaning::Before | Meaning::After => {
                Some(())
            }
            Meaning::Month(_) | Meaning::MonthShort(_) | Meaning::Tens => Some(()),
            _ => None,
        };
        // `5.12.1917–13.12.1917`: the year before the dash ends a date.
        let ends_date = |year: usize| {
            let (Some((_, 4)), Some(before)) = (self.number(year), year.checked_sub(1)) else {
                return false;
            };
            let months = [Meaning::Month(0), Meaning::MonthShort(0)];
            let month = |at: usize| self.may(at, &months);
            let figures = before.checked_sub(1).is_some_and(|month| self.number(month).is_some());
            month(before)
                || self.sign(before, &['.']).is_some()
                    && (figures || before.checked_sub(2).is_some_and(month))
                || self.sign(before, &[',']).is_some() && figures
        };
        at.checked_sub(2).is_some_and(|word| self.sense(word, prefix).is_some() || ends_date(word))
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
                // `late 1917/early 1918`
                ('-' | '/', Some(head)) => {
                    let parts = [Meaning::Early, Meaning::Middle, Meaning::Late];
                    !head.is_alphanumeric() || self.may(next + 1, &parts)
                }
                (_, Some(head)) => !head.is_ascii_digit(),
            }
        }
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

/// Day numbers so far apart stand in one month: calendars lie ten to thirteen days apart, and a
/// slip may make it a few more or fewer.
fn in_one_month(one: u8, two: u8) -> bool {
    (5..=15).contains(&one.abs_diff(two))
}

/// By how many days the second of two day numbers is later, if it may be in the next month.
fn styles_apart(one: u8, two: u8) -> i32 {
    let apart = i32::from(two) - i32::from(one);
    if apart < 0 { apart + 31 } else { apart }
}

/// By how many days one date of the Gregorian calendar is after another, round the year.
fn days_apart(one: (i32, u8, u8), two: (i32, u8, u8)) -> Option<i32> {
    let number = |(year, month, day)| {
        // A leap day of the Julian calendar alone counts from the day before it.
        let gregorian = |day| Day::gregorian(year, month, day).map(Day::number);
        let leap = || {
            Day::julian(year, month, day)?;
            Some(gregorian(day.checked_sub(1)?)? + 1)
        };
        gregorian(day).or_else(leap)
    };
    let apart = number(two)?.checked_sub(number(one)?)?;
    Some(match apart {
        ..-300 if -400 < apart => apart + 365,
        301..400 => apart - 365,
        _ => apart,
    })
}
