//! Dates in running text, and a whole field read as one date.

use std::ops::Range;

use crate::context::Context;
use crate::date::{
    Calendar, Date, End, Fault, Interval, Moment, Part, Said, Shape, Step, Unit, Wording,
};
use crate::day::Day;
use crate::edtf;
use crate::grammar::{Double, Phrase, Reader, Setting, YearFrom};
use crate::times::{Besides, Reckoning, Says, Time, Told, nearest_year};
use crate::tokens::Kind;

/// One date found in a running text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Where it stands, in bytes of the text; always between characters.
    pub range: Range<usize>,
    /// What it says.
    pub date: Date,
    /// Where its year comes from.
    pub year: Year,
}

/// Where the year of a date comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Year {
    /// It is written with the date, or the date needs none.
    Stated,
    /// It is the year of the date at these bytes of the same text.
    Carried(Range<usize>),
    /// It is the year nearest to the day of writing, which [`Context::written`] tells.
    FromWriting,
    /// No year is written and none can be taken; the bounds of the date are unknown.
    Missing,
}

/// Why a writing is no date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotADate {
    /// What was understood before the reading stopped; `None` when nothing was.
    pub understood: Option<Box<Date>>,
    /// The byte at which the reading stopped.
    pub stopped: usize,
}

/// A date with a stated year, for those that follow without one.
struct Anchor {
    year: i32,
    bytes: Range<usize>,
}

/// The dates of a running text, sorted and apart from each other.
///
/// A day without a year takes the year of the nearest date before it, so the
/// text is best one paragraph; a date in brackets is an aside and lends its
/// year only when no other does. Names of events, pages, shelf marks and amounts
/// are no dates.
///
/// ```
/// # use derek_time::{find, Year};
/// let text = "The congress met on 5 December 1917 and closed on 13 December.";
/// let dates = find(text);
/// assert_eq!(&text[dates[1].range.clone()], "13 December");
/// assert_eq!(dates[1].year, Year::Carried(dates[0].range.clone()));
/// assert_eq!(dates[1].date.edtf().as_deref(), Some("1917-12-13"));
/// ```
pub fn find(text: &str) -> Vec<Mention> {
    find_in(text, &Context::default())
}

/// The dates of a running text of which something is known; see [`find`].
pub fn find_in(text: &str, context: &Context) -> Vec<Mention> {
    let times = times_in(text, context).into_iter();
    times
        .filter_map(|time| match time.told {
            Told::Date(mention) => Some(mention),
            _ => None,
        })
        .collect()
}

/// Every time that a running text names, sorted and apart from each other: its
/// dates, as [`find_in`] finds them, and besides times told from the day of
/// writing, lengths, and what is repeated.
///
/// ```
/// # use derek_time::{times_in, Context, Told};
/// let text = "They met on 5 December 1917, and again two months later, for three days.";
/// let times = times_in(text, &Context::default());
/// let Told::Date(again) = &times[1].told else { panic!() };
/// assert_eq!(again.date.edtf().as_deref(), Some("1918-02~"));
/// let Told::Length(length) = times[2].told else { panic!() };
/// assert_eq!(length.iso(), "P3D");
/// ```
pub fn times_in(text: &str, context: &Context) -> Vec<Time> {
    let reader = Reader::new(text, Setting::Prose, context);
    let mut times: Vec<Time> = Vec::new();
    let mut anchor: Option<Anchor> = None;
    let mut century: Option<Anchor> = None;
    let mut before: Option<usize> = None;
    let mut brackets = Brackets::default();
    let mut at = 0;
    while at < reader.tokens.len() {
        let read = reader.phrases(at).filter(|(_, next)| at < *next);
        let until = read.as_ref().map_or(at, |(_, next)| *next);
        let telling = reader.telling(at).filter(|telling| until < telling.tokens.end);
        let mut found: Vec<Time> = Vec::new();
        if let Some(telling) = telling {
            at = telling.tokens.end;
            let range = reader.bytes(&telling.tokens);
            let words = text.get(range.clone()).unwrap_or_default();
            let counted = before.and_then(|before| match &times.get(before)?.told {
                Told::Date(mention) if is_near(text, &mention.range, &range) => {
                    telling.after(words, mention)
                }
                _ => None,
            });
            let told = match counted {
                Some(mention) => Told::Date(Mention { range: range.clone(), ..mention }),
                None => telling.told(words, context, looks_ahead(text, &range, context)),
            };
            found.push(Time { range, told, besides: telling.besides });
        } else if let Some((phrases, next)) = read {
            at = next;
            for mut phrase in phrases {
                count_from_writing(&mut phrase, context);
                let range = reader.bytes(&phrase.tokens);
                let nearest = match phrase.wording.said.moments().0.unit {
                    Unit::SomeCentury => &century,
                    _ => &anchor,
                };
                let lender =
                    lent_year(&reader, &phrase, &range).or(nearest.as_ref().map(Lender::from));
                let part = lone_part(&reader, &phrase);
                let mut phrase = phrase;
                month_first(&mut phrase, context);
                let lender = match from_writing(text, &phrase, &range, context, lender.as_ref()) {
                    Some(writing) => writing,
                    None => lender,
                };
                let (range, told) = match (mention(text, range.clone(), phrase, lender), part) {
                    (Some(mention), _) => (range, Told::Date(mention)),
                    (None, Some(part)) => {
                        let range = reader.bytes(&part.tokens);
                        let words = text.get(range.clone()).unwrap_or_default();
                        let is_ahead = looks_ahead(text, &range, context);
                        (range, part.told(words, context, is_ahead))
                    }
                    _ => continue,
                };
                found.push(Time { range, told, besides: Besides::default() });
            }
        } else {
            at += 1;
        }
        for time in found {
            if let Told::Date(mention) = &time.told {
                let aside = brackets.hold(text, mention.range.start);
                if let Some(year) = anchor_year(mention).filter(|_| !aside || anchor.is_none()) {
                    let bytes = match &mention.year {
                        Year::Carried(bytes) => bytes.clone(),
                        _ => mention.range.clone(),
                    };
                    anchor = Some(Anchor { year, bytes });
                }
                if let Some(first) = mention.date.bounds().first_day() {
                    let year = first.to_gregorian().0;
                    century = Some(Anchor { year, bytes: mention.range.clone() });
                }
                if !aside || before.is_none() {
                    before = Some(times.len());
                }
            }
            times.push(time);
        }
    }
    times
}

/// How many bytes may lie between a date and a time that is counted from it: some sentences.
const NEAR: usize = 600;

/// Whether a reader would count a time from a date: it is the same paragraph, and not far.
fn is_near(text: &str, date: &Range<usize>, time: &Range<usize>) -> bool {
    let between = text.get(date.end..time.start).unwrap_or_default();
    between.len() <= NEAR && !between.contains("\n\n")
}

/// A month or a season that stands alone, told from the day of writing.
fn lone_part(reader: &Reader, phrase: &Phrase) -> Option<Reckoning> {
    let (moment, last) = phrase.wording.said.moments();
    if phrase.year != YearFrom::Words {
        return None;
    }
    let (says, tokens) = match last.is_none() && moment.part == Part::Whole {
        true => (Says::Named(moment.unit, None), reader.starting_with_month(&phrase.tokens)),
        false if phrase.wording.said.lacks_year() => (Says::Unbounded, phrase.tokens.clone()),
        false => return None,
    };
    Some(Reckoning { tokens, says, besides: Besides::default() })
}

/// Which year a day or a month without one has, in a text whose day of writing is known.
///
/// A date before it in the same sentence is nearer than the day of writing:
/// then, and for all else that the writing does not tell, `None`. A month alone
/// is no date, so that it has no lender.
fn from_writing(
    text: &str,
    phrase: &Phrase,
    range: &Range<usize>,
    context: &Context,
    lender: Option<&Lender>,
) -> Option<Option<Lender>> {
    let days = context.written?;
    let written = days.first_day().filter(|first| Some(*first) == days.last_day())?;
    let unit = phrase.wording.said.moments().0.unit;
    if !unit.lacks_year() || matches!(phrase.year, YearFrom::Before(_)) {
        return None;
    }
    let is_ahead = looks_ahead(text, range, context);
    let near = lender.is_some_and(|lender| {
        let after = range.end <= lender.bytes.start;
        let between = text.get(lender.bytes.end..range.start).filter(|words| words.len() < BEFORE);
        after || between.is_some_and(|between| !between.contains(". "))
    });
    if near && !is_ahead && phrase.year == YearFrom::Words {
        return None;
    }
    let year = match (unit, phrase.year) {
        (Unit::Day { .. } | Unit::Month { .. }, YearFrom::Writing(years)) => {
            written.to_gregorian().0.saturating_add(years)
        }
        (Unit::Day { month, day, .. }, _) => nearest_year(month, day, written, is_ahead),
        (Unit::Month { .. }, _) => return Some(None),
        _ => return None,
    };
    Some(Some(Lender { year, bytes: 0..0, step: Step::CountedFromWriting(days) }))
}

/// Of two readings of figures, `3/6/1998`, takes the one that is the day of writing.
fn month_first(phrase: &mut Phrase, context: &Context) {
    let Some(other @ Said::At(moment)) = phrase.wording.otherwise else { return };
    let days = moment.span(Calendar::Gregorian);
    if days.is_some() && days == context.written {
        phrase.wording.said = other;
        phrase.wording.otherwise = None;
        phrase.wording.steps.retain(|step| *step != Step::DayBeforeMonth);
    }
}

/// How far before a time it is looked for words of what is to come, in bytes.
const BEFORE: usize = 160;

/// How far after it: what stands further on may speak of something else.
const AFTER: usize = 24;

/// Whether the sentence around speaks of what is still to come; asked only when it matters.
fn looks_ahead(text: &str, range: &Range<usize>, context: &Context) -> bool {
    if context.written.is_none() {
        return false;
    }
    let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let from = floor(range.start.saturating_sub(BEFORE));
    let until = floor((range.end + AFTER).min(text.len()));
    let before = text.get(from..range.start).unwrap_or_default();
    let after = text.get(range.end..until).unwrap_or_default();
    let before = before.rsplit(". ").next().unwrap_or_default();
    let after = after.split([',', '.', ';']).next().unwrap_or_default();
    let ahead = |words: &str| AHEAD.iter().any(|word| words.contains(word));
    ahead(before) || ahead(after)
}

/// Words of what is still to come.
const AHEAD: &[&str] = &[
    " will ", "'ll ", " shall ", " is to ", " are to ", " scheduled ", " expires ", " expected ",
    " plans to ", " plan to ", " planned ", " hopes to ", " hope to ", " due ", " would ",
    " until ", " ahead of ", " postponed ", " se celebrará", " tendrá ", " será ",
];

/// Which brackets are open, counted once through the text.
#[derive(Default)]
struct Brackets {
    read: usize,
    open: bool,
}

impl Brackets {
    /// Whether a byte stands in round brackets; bytes must be asked in order.
    fn hold(&mut self, text: &str, byte: usize) -> bool {
        for letter in text.get(self.read..byte).unwrap_or_default().bytes() {
            match letter {
                b'(' => self.open = true,
                b')' | b'\n' => self.open = false,
                _ => {}
            }
        }
        self.read = self.read.max(byte);
        self.open
    }
}

/// Where a year may be had from.
struct Lender {
    year: i32,
    bytes: Range<usize>,
    step: Step,
}

impl From<&Anchor> for Lender {
    fn from(anchor: &Anchor) -> Lender {
        let step = Step::YearCarried(anchor.year);
        Lender { year: anchor.year, bytes: anchor.bytes.clone(), step }
    }
}

/// The year of a date that "and" joins to this one: `in April and May 1919`.
fn lent_year(reader: &Reader, phrase: &Phrase, bytes: &Range<usize>) -> Option<Lender> {
    if !phrase.wording.said.lacks_year() || phrase.year != YearFrom::Words {
        return None;
    }
    let (moment, _) = phrase.wording.said.moments();
    let mut end = phrase.tokens.end;
    for _ in 0..6 {
        let next = reader.joint(end)?;
        let (phrases, _) = reader.phrases(next)?;
        let first = phrases.first()?;
        let (other, _) = first.wording.said.moments();
        let alike = matches!(
            (moment.unit, other.unit),
            (Unit::Day { .. }, Unit::Day { .. }) | (Unit::Month { .. }, Unit::Month { .. })
        );
        if !alike || first.tokens.start < bytes.start.min(next) {
            return None;
        }
        if let Some(year) = other.unit.year() {
            let year = match other.unit.month() < moment.unit.month() {
                true => year.saturating_sub(1),
                false => year,
            };
            let step = Step::YearShared(year);
            return Some(Lender { year, bytes: reader.bytes(&first.tokens), step });
        }
        end = phrases.last()?.tokens.end;
    }
    None
}

/// Dates a phrase; `None` when it is no date without a year.
fn mention(
    text: &str,
    range: Range<usize>,
    mut phrase: Phrase,
    lender: Option<Lender>,
) -> Option<Mention> {
    let mut year = Year::Stated;
    if let Some(lender) = &lender {
        settle_century(&mut phrase.wording, lender.year);
    }
    if phrase.wording.said.lacks_year() {
        let years = match phrase.year {
            YearFrom::Words => Some(0),
            YearFrom::Before(years) => Some(years),
            YearFrom::Writing(_) => {
                let is_told = |lender: &Lender| matches!(lender.step, Step::CountedFromWriting(_));
                lender.as_ref().filter(|lender| is_told(lender)).map(|_| 0)
            }
        };
        let lender = lender.filter(|lender| !is_of_another_year(&phrase, lender.year));
        match (years, lender) {
            (Some(years), Some(lender)) => {
                phrase.wording.fill_year(lender.year.saturating_add(years));
                phrase.wording.steps.push(lender.step);
                year = match lender.step {
                    Step::CountedFromWriting(_) => Year::FromWriting,
                    _ => Year::Carried(lender.bytes),
                };
            }
            _ => {
                let (one, two) = phrase.wording.said.moments();
                let is_day = |moment: Moment| matches!(moment.unit, Unit::Day { .. });
                let told = phrase.year != YearFrom::Words || one.unit == Unit::SomeCentury;
                if !(is_day(one) || two.is_some_and(is_day) || told) {
                    return None;
                }
                year = Year::Missing;
            }
        }
    }
    let written = text.get(range.clone())?;
    Some(Mention { date: date(written, phrase), range, year })
}

/// How far a double date that does not fit the year it would borrow may lie from that year.
const ANOTHER_YEAR: i32 = 25;

/// Whether the two styles of a phrase fit a year near the one it would borrow, and not that one:
/// 23 February and 8 March are one day in 1917, not in 1916.
fn is_of_another_year(phrase: &Phrase, lent: i32) -> bool {
    let (one, two) = phrase.wording.said.moments();
    let moments = [Some(one), two];
    let doubles = moments.into_iter().zip(phrase.doubles);
    let halves: Vec<(Moment, Double)> =
        doubles.filter_map(|(moment, double)| Some((moment?, double?))).collect();
    let differs = |year: i32| {
        halves.iter().any(|(moment, double)| {
            let settled = settle(moment.in_year(year), *double, phrase.wording.calendar);
            !matches!(settled, Settled::Day(_))
        })
    };
    let near = lent.saturating_sub(ANOTHER_YEAR)..=lent.saturating_add(ANOTHER_YEAR);
    !halves.is_empty() && differs(lent) && near.into_iter().any(|year| !differs(year))
}

/// Gives a phrase the year that its words count from the year of the writing, when one is known.
fn count_from_writing(phrase: &mut Phrase, context: &Context) {
    let (YearFrom::Writing(years), Some(written)) = (phrase.year, context.written) else { return };
    let year = |day: Option<Day>| day.map(|day| day.to_gregorian().0);
    let (first, last) = (year(written.first_day()), year(written.last_day()));
    if let Some(year) = first.filter(|_| first == last && phrase.wording.said.lacks_year()) {
        phrase.wording.fill_year(year.saturating_add(years));
        phrase.wording.steps.push(Step::CountedFromWriting(written));
    }
}

/// A year or a decade whose century nobody says is of the century of the date before it.
fn settle_century(wording: &mut Wording, year: i32) {
    let guess = wording.steps.iter_mut().find_map(|step| match step {
        Step::CenturyGuessed(century) => Some(century),
        _ => None,
    });
    let Some(guess) = guess else { return };
    let century = year.div_euclid(100) + 1;
    let years = 100 * (century - *guess);
    *guess = century;
    let move_year = |moment: Moment| {
        let unit = match moment.unit {
            Unit::Year(year) => Unit::Year(year.saturating_add(years)),
            Unit::Decade(year) => Unit::Decade(year.saturating_add(years)),
            Unit::Day { year: Some(year), month, day } => {
                Unit::Day { year: Some(year.saturating_add(years)), month, day }
            }
            Unit::Month { year: Some(year), month } => {
                Unit::Month { year: Some(year.saturating_add(years)), month }
            }
            Unit::Season { year: Some(year), season } => {
                Unit::Season { year: Some(year.saturating_add(years)), season }
            }
            other => other,
        };
        Moment { unit, ..moment }
    };
    wording.said = wording.said.map(move_year);
}

/// The year that later dates may take from this one.
fn anchor_year(mention: &Mention) -> Option<i32> {
    let guessed = |step: &Step| matches!(step, Step::CenturyGuessed(_));
    if matches!(mention.year, Year::Missing | Year::FromWriting)
        || mention.date.steps.iter().any(guessed)
    {
        return None;
    }
    mention.date.wording.as_ref()?.said.year()
}

/// Dates the words of a phrase, both styles brought together.
fn date(text: &str, phrase: Phrase) -> Date {
    let Phrase { mut wording, doubles, .. } = phrase;
    let (one, two) = wording.said.moments();
    let first = doubles[0].map(|double| settle(one, double, wording.calendar));
    let last = two.and_then(|two| Some(settle(two, doubles[1]?, wording.calendar)));
    if first.is_none() && last.is_none() {
        return wording.date(text);
    }
    let lone = two.is_some() && (first.is_none() || last.is_none());
    let mut moments = (one, two);
    for (place, settled) in [(0, first), (1, last)] {
        let Some(settled) = settled else { continue };
        let unit = match settled {
            Settled::Day(day) => {
                wording.steps.push(Step::BothStyles(day));
                match lone {
                    true => Unit::Exact { first: day, last: day },
                    false => Unit::from(day.to_gregorian()),
                }
            }
            Settled::Differs { fault, days } => {
                wording.faults.push(fault);
                Unit::Exact { first: days.0, last: days.1 }
            }
            Settled::NoDay => Unit::Nothing,
            Settled::NoYear(unit, calendar) => {
                wording.calendar = calendar;
                unit
            }
        };
        match place {
            0 => moments.0 = unit.into(),
            _ => moments.1 = Some(unit.into()),
        }
    }
    let mut places = [Some(moments.0), moments.1].into_iter().flatten();
    wording.said = match wording.said {
        Said::Span(..) => Said::Span(moments.0, moments.1.unwrap_or(moments.0)),
        Said::Between(..) => Said::Between(moments.0, moments.1.unwrap_or(moments.0)),
        Said::Either(..) => Said::Either(moments.0, moments.1.unwrap_or(moments.0)),
        said => said.map(|moment| places.clone().next().unwrap_or(moment)),
    };
    let _ = places.next();
    if !wording.said.lacks_year() && !lone {
        wording.calendar = Calendar::Gregorian;
    }
    wording.date(text)
}

/// What the two halves of a double date make together.
enum Settled {
    /// They name this day.
    Day(Day),
    /// They name different days, which lie between these.
    Differs { fault: Fault, days: (Day, Day) },
    /// One of them is no day at all.
    NoDay,
    /// Without a year nothing can be said; the first half and its calendar.
    NoYear(Unit, Calendar),
}

fn settle(moment: Moment, double: Double, calendar: Calendar) -> Settled {
    let Unit::Day { year, month, day } = moment.unit else { return Settled::NoDay };
    let old_first = match (calendar, double.calendar) {
        (Calendar::Julian, _) | (_, Some(Calendar::Gregorian)) => Some(true),
        (Calendar::Gregorian, None) | (_, Some(Calendar::Julian)) => Some(false),
        _ => None,
    };
    let Some(known) = year.or(double.year) else {
        let calendar = match old_first {
            Some(false) => Calendar::Gregorian,
            _ => Calendar::Julian,
        };
        return Settled::NoYear(moment.unit, calendar);
    };
    let near = |stated: Option<i32>, written: bool| match stated {
        Some(year) if written => vec![year],
        _ => vec![known, known.saturating_sub(1), known.saturating_add(1)],
    };
    let seconds = near(double.year, double.year.is_some());
    // One year written after both halves belongs to one of them.
    let firsts = near(year, double.year.is_some() && year.is_some());
    let mut pairs: Vec<(i32, i32)> = Vec::new();
    for first in &firsts {
        for second in &seconds {
            if *first == known || *second == known {
                pairs.push((*first, *second));
            }
        }
    }
    let mut months = vec![(month, double.month)];
    // One month written behind both halves belongs to either, and either may be the new style.
    if let Some(month) = double.shared {
        let (before, after) = ((month + 10) % 12 + 1, month % 12 + 1);
        months.extend([(month, month), (before, month), (month, before)]);
        if double.day < day {
            months.push((month, after));
        }
    }
    for (month, other_month) in months {
        for (first, second) in &pairs {
            let old = Day::julian(*first, month, day);
            let new = Day::gregorian(*second, other_month, double.day);
            if old_first != Some(false) && old.is_some() && old == new {
                return Settled::Day(old.unwrap_or(Day::REFORM));
            }
            let old = Day::julian(*second, other_month, double.day);
            let new = Day::gregorian(*first, month, day);
            if old_first != Some(true) && old.is_some() && old == new {
                return Settled::Day(old.unwrap_or(Day::REFORM));
            }
        }
    }
    let (first_year, second_year) = (year.unwrap_or(known), double.year.unwrap_or(known));
    let (Some(first), Some(second)) = (
        Day::gregorian(first_year, month, day).or(Day::julian(first_year, month, day)),
        Day::gregorian(second_year, double.month, double.day)
            .or(Day::julian(second_year, double.month, double.day)),
    ) else {
        return Settled::NoDay;
    };
    let mut found_days = second.number() - first.number();
    if found_days < -300 && double.year.is_none() {
        found_days += 365;
    }
    let second = first.plus(found_days);
    let reversed = match old_first {
        Some(old_first) => !old_first,
        None => found_days < 0,
    };
    let (old, new) = if reversed { (second, first) } else { (first, second) };
    let (year, month, day) = old.to_gregorian();
    let turned = Day::julian(year, month, day).unwrap_or(old);
    let fault = Fault::DoubleDateDiffers {
        expected_days: turned.number() - old.number(),
        found_days: new.number() - old.number(),
    };
    Settled::Differs { fault, days: (turned.min(new), turned.max(new)) }
}

/// How many dates of a list are read in one field.
const LONGEST_LIST: usize = 16;

/// Reads a whole field, such as a value of a card, as one date.
///
/// Takes what [`find`] finds and also a bare year or month, a list (whose days
/// are then taken together), and EDTF of levels 0 to 2. Words around the date,
/// other than a preposition, make it no date.
///
/// ```
/// # use derek_time::parse;
/// let date = parse("early 1919").unwrap();
/// assert_eq!(date.edtf().as_deref(), Some("1919-01/1919-04"));
/// assert_eq!(parse("1919, perhaps in Orenburg").unwrap_err().stopped, 4);
/// ```
pub fn parse(text: &str) -> Result<Date, NotADate> {
    parse_in(text, &Context::default())
}

/// Reads a whole field of which something is known; see [`parse`].
pub fn parse_in(text: &str, context: &Context) -> Result<Date, NotADate> {
    let trimmed = text.trim();
    // Four figures are what anybody writes for a year, of whatever calendar.
    let is_year = trimmed.len() == 4 && trimmed.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(mut date) = edtf::read(trimmed).filter(|_| !is_year) {
        if let Some(mut wording) = date.wording.clone()
            && let Some(years) = years_of_month(trimmed, wording.said)
        {
            wording.otherwise = Some(years);
            date = wording.date(text);
        }
        date.text = text.to_owned();
        return Ok(date);
    }
    if let Some(date) = half_known(text, context) {
        return Ok(date);
    }
    parse_words(text, context)
}

/// What says that one end of a stretch is not known, as [`Date::in_lang`] prints it.
const UNKNOWN_ENDS: [(&str, Missing); 6] = [
    (", end unknown", Missing::End),
    (", конец неизвестен", Missing::End),
    (", соңы белгісіз", Missing::End),
    (", beginning unknown", Missing::Beginning),
    (", начало неизвестно", Missing::Beginning),
    (", басы белгісіз", Missing::Beginning),
];

/// The end of a stretch that nobody knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Beginning,
    End,
}

impl Missing {
    /// The stretch whose other end is told by a shape.
    fn stretch(self, shape: Shape) -> Shape {
        let end = match (shape, self) {
            (Shape::Within(days), _) => days,
            (Shape::Throughout { begins, .. }, Missing::End) => begins,
            (Shape::Throughout { ends, .. }, Missing::Beginning) => ends,
        };
        match self {
            Missing::End => {
                let ends = Interval { first: end.first, last: End::Unknown };
                Shape::Throughout { begins: end, ends }
            }
            Missing::Beginning => {
                let begins = Interval { first: End::Unknown, last: end.last };
                Shape::Throughout { begins, ends: end }
            }
        }
    }
}

/// A stretch of which one end is not known: `1918 – ?`, `since 1918, end unknown`.
fn half_known(text: &str, context: &Context) -> Option<Date> {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let trimmed = text.trim();
    let (known, missing) = match trimmed.strip_suffix('?').map(str::trim_end) {
        Some(known) if known.ends_with(DASHES) => (known.trim_end_matches(DASHES), Missing::End),
        _ => match trimmed.strip_prefix('?').map(str::trim_start) {
            Some(known) if known.starts_with(DASHES) => {
                (known.trim_start_matches(DASHES), Missing::Beginning)
            }
            _ => UNKNOWN_ENDS
                .iter()
                .find_map(|(words, missing)| Some((trimmed.strip_suffix(words)?, *missing)))?,
        },
    };
    let mut date = parse_words(known, context).ok()?;
    let is_one_end = |said: Said| {
        let bound = match missing {
            Missing::End => matches!(said, Said::Since(_)),
            Missing::Beginning => matches!(said, Said::Until(_)),
        };
        bound || matches!(said, Said::At(_))
    };
    if !date.wording.as_ref().is_some_and(|wording| is_one_end(wording.said)) {
        return None;
    }
    date.shape = missing.stretch(date.shape);
    date.otherwise = date.otherwise.iter().map(|shape| missing.stretch(*shape)).collect();
    date.choices.clear();
    (date.core, date.wording) = (None, None);
    date.text = text.to_owned();
    Some(date)
}

/// Reads a whole field that is words.
fn parse_words(text: &str, context: &Context) -> Result<Date, NotADate> {
    let trimmed = text.trim();
    let reader = Reader::new(text, Setting::Field, context);
    let mut date: Option<Date> = None;
    let mut year = None;
    let mut at = reader.field_start();
    for _ in 0..LONGEST_LIST {
        let Some((phrases, next)) = reader.phrases(at) else { break };
        let mut stopped = next;
        for mut phrase in phrases {
            count_from_writing(&mut phrase, context);
            let range = reader.bytes(&phrase.tokens);
            let lender = lent_year(&reader, &phrase, &range).or_else(|| {
                year.map(|year| Lender { year, bytes: range.clone(), step: Step::YearShared(year) })
            });
            let alone = field_mention(text, range, phrase, lender);
            year = alone.wording.as_ref().and_then(|wording| wording.said.year()).or(year);
            date = Some(match date {
                Some(before) => together(before, &alone, text),
                None => Date { text: text.to_owned(), ..alone },
            });
        }
        at = next;
        if let Some(next) = reader.joint(at).filter(|next| reader.phrases(*next).is_some()) {
            stopped = next;
        }
        if stopped == at {
            break;
        }
        at = stopped;
    }
    if date.is_some() {
        at = reader.skip_clock(at);
    }
    let rest = reader.tokens.get(at..).unwrap_or_default();
    let stop = rest.iter().find(|token| match token.kind {
        Kind::Sign('.' | ',' | ';') | Kind::Break => false,
        // The bracket that the field begins with is closed.
        Kind::Sign(')') => !trimmed.starts_with('('),
        Kind::Sign(']') => !trimmed.starts_with('['),
        _ => true,
    });
    match (date, stop) {
        (Some(date), None) => Ok(date),
        (understood, Some(_)) => {
            let stopped = rest.first().map_or(text.len(), |token| token.start);
            let stopped = match at.checked_sub(1).and_then(|last| reader.tokens.get(last)) {
                Some(last) if understood.is_some() => last.end,
                _ => stopped,
            };
            Err(NotADate { understood: understood.map(Box::new), stopped })
        }
        (None, None) => Err(NotADate { understood: None, stopped: text.len() }),
    }
}

/// The two years that `1905-07` names to those who do not write EDTF; `None` of what
/// can be a month only.
fn years_of_month(text: &str, said: Said) -> Option<Said> {
    let Said::At(Moment { unit: Unit::Month { year: Some(year), month }, part: Part::Whole }) =
        said
    else {
        return None;
    };
    let is_plain = text.len() == "1905-07".len()
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let last = year - year.rem_euclid(100) + i32::from(month);
    let unit = |year| Moment::from(Unit::Year(year));
    (is_plain && 1000 <= year && year < last).then(|| Said::Span(unit(year), unit(last)))
}

fn field_mention(text: &str, range: Range<usize>, phrase: Phrase, lender: Option<Lender>) -> Date {
    let fallback = phrase.clone();
    let written = text.get(range.clone()).unwrap_or(text).to_owned();
    match mention(text, range, phrase, lender) {
        Some(mention) => mention.date,
        None => date(&written, fallback),
    }
}

/// Two dates of a list as one that may be either, or lies across both.
fn together(one: Date, two: &Date, text: &str) -> Date {
    let moments = |date: &Date| match &date.wording {
        Some(wording) => match wording.said {
            Said::At(moment) | Said::Either(moment, _) => Some((moment, wording.clone())),
            _ => None,
        },
        None => None,
    };
    let hull = |one: &Date, two: &Date| -> Interval { one.bounds().hull(&two.bounds()) };
    match (moments(&one), moments(two)) {
        // `1917, probably December` is one date, told twice.
        (Some((Moment { unit: Unit::Year(year), .. }, _)), Some((inner, wording)))
            if !matches!(inner.unit, Unit::Year(_)) && inner.unit.year() == Some(year) =>
        {
            wording.date(text)
        }
        (Some((first, mut wording)), Some((last, _))) if one.calendar == two.calendar => {
            wording.said = Said::Between(first, last);
            wording
                .steps
                .extend(two.steps.iter().filter(|step| matches!(step, Step::YearShared(_))));
            wording.date(text)
        }
        _ => {
            let mut date = Date::from(hull(&one, two));
            date.text = text.to_owned();
            date.faults = [one.faults, two.faults.clone()].concat();
            date
        }
    }
}
