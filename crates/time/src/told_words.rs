//! The words by which a time is told from another time: "yesterday", "three months later".

use crate::times::Measure;
use crate::words::Tongue;

/// What a word does in a time that is told from another, or in a length of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Telling {
    /// A number in words: two, twenty, hundred.
    Count(u16),
    /// A number that nobody says: several, a few.
    Many,
    /// One, where it is a word of its own for lengths only: a, an.
    One,
    /// Half of the measure that follows.
    HalfOf,
    /// And a half, after a measure.
    AndHalf,
    /// The name of a length: day, months.
    Measure(Measure),
    /// Both in one word: so many of a measure. The Kazakh or Russian "полгода".
    Length(u16, Measure),
    /// Which one, from the day of writing: last is -1, this 0, next 1.
    Which(i8),
    /// Which one, from the date before in the text: the previous is -1, the same 0, the following 1.
    There(i8),
    /// A time in one phrase, from the day of writing: yesterday, last year.
    Shift(Measure, i8),
    /// A time in one phrase, from the date before in the text: the next day.
    ThereShift(Measure, i8),
    /// After a length, back from the day of writing: ago.
    Ago,
    /// After a length, on from the day of writing: from now.
    Hence,
    /// After a length, on from the date before in the text: later.
    Later,
    /// After a length, back from the date before in the text: earlier.
    Earlier,
    /// One of a measure, without a number: `год` before `назад`, `жыл` before `бойы`.
    Whole(Measure),
    /// Before or after a length, that something lasts or happens in it: `в течение`, `ішінде`.
    During,
    /// Before a length, that it reaches to the time of writing or begins there: `последние`.
    Last,
    /// After a measure, again and again: `сайын`.
    Again,
    /// Before a length, on from the date before in the text: `через`, `спустя`.
    Through,
    /// Before a measure, again and again: every, each.
    Every,
    /// Again and again, in one word: annually.
    Repeated(Measure),
    /// The time of writing without bounds: now, currently.
    Present,
    /// Some time before the writing: recently.
    Past,
    /// Some time after the writing: soon.
    Future,
    /// A part of a day, or the clock: morning, noon.
    PartOfDay(u8),
    /// After a number, that it is an hour: o'clock, a.m.
    Clock,
    /// Before a length, that it is not exact: about, more than.
    Nearly,
    /// After a number and a measure, that it is an age or a name and no length.
    NoLength,
}

use Telling::*;
use Tongue::*;

/// Words and phrases, alternatives divided by `|`, as in `words.rs`.
pub(crate) const TELLINGS: &[(Tongue, Telling, &str)] = &[
    // English
    (En, Count(1), "one"),
    (En, Count(2), "two|a couple of|couple of"),
    (En, Count(3), "three"),
    (En, Count(4), "four"),
    (En, Count(5), "five"),
    (En, Count(6), "six"),
    (En, Count(7), "seven"),
    (En, Count(8), "eight"),
    (En, Count(9), "nine"),
    (En, Count(10), "ten"),
    (En, Count(11), "eleven"),
    (En, Count(12), "twelve|a dozen"),
    (En, Count(13), "thirteen"),
    (En, Count(14), "fourteen"),
    (En, Count(15), "fifteen"),
    (En, Count(16), "sixteen"),
    (En, Count(17), "seventeen"),
    (En, Count(18), "eighteen"),
    (En, Count(19), "nineteen"),
    (En, Count(20), "twenty"),
    (En, Count(30), "thirty"),
    (En, Count(40), "forty"),
    (En, Count(50), "fifty"),
    (En, Count(60), "sixty"),
    (En, Count(70), "seventy"),
    (En, Count(80), "eighty"),
    (En, Count(90), "ninety"),
    (En, Count(100), "hundred"),
    (En, Many, "several|a few|few|some|many|recent"),
    (En, One, "a|an"),
    (En, HalfOf, "half a|half an|a half|half"),
    (En, AndHalf, "and a half"),
    (En, Measure(Measure::Second), "seconds"),
    (En, Measure(Measure::Minute), "minute|minutes"),
    (En, Measure(Measure::Hour), "hour|hours"),
    (En, Measure(Measure::Day), "day|days"),
    (En, Measure(Measure::Week), "week|weeks"),
    (En, Measure(Measure::Month), "month|months"),
    (En, Measure(Measure::Quarter), "quarter|quarters"),
    (En, Measure(Measure::Year), "year|years"),
    (En, Measure(Measure::Decade), "decade|decades"),
    (En, Measure(Measure::Century), "century|centuries"),
    (En, Length(2, Measure::Week), "fortnight"),
    (En, Which(-1), "last|past"),
    (En, Which(0), "this|current"),
    (En, Which(1), "next|coming|upcoming"),
    (En, There(-1), "previous|preceding|the day before"),
    (En, There(0), "same|that same|that very|very same"),
    (En, There(1), "following|subsequent|ensuing"),
    (En, Shift(Measure::Day, -1), "yesterday"),
    (En, Shift(Measure::Day, 0), "today|tonight"),
    (En, Shift(Measure::Day, 1), "tomorrow"),
    (En, ThereShift(Measure::Day, -1), "the day before"),
    (En, ThereShift(Measure::Day, 0), "that day|the same day|that same day"),
    (En, ThereShift(Measure::Day, 1), "the next day|next day|the day after|the next morning"),
    (En, ThereShift(Measure::Week, 1), "the next week"),
    (En, ThereShift(Measure::Month, 0), "that month"),
    (En, ThereShift(Measure::Month, 1), "the next month"),
    (En, ThereShift(Measure::Year, 0), "that year"),
    (En, ThereShift(Measure::Year, 1), "the next year"),
    (En, Ago, "ago"),
    (En, Hence, "from now|hence"),
    (En, Later, "later|afterwards|thereafter|after that"),
    (En, Earlier, "earlier|before that|previously"),
    (En, Every, "every|each"),
    (En, Repeated(Measure::Day), "daily"),
    (En, Repeated(Measure::Week), "weekly"),
    (En, Repeated(Measure::Month), "monthly"),
    (En, Repeated(Measure::Quarter), "quarterly"),
    (En, Repeated(Measure::Year), "annually|yearly|annual"),
    (En, Present, "now|currently|at present|nowadays"),
    (En, Past, "recently|lately"),
    (En, Future, "soon|in the near future"),
    (En, PartOfDay(1), "morning|mornings"),
    (En, PartOfDay(2), "noon|midday"),
    (En, PartOfDay(3), "afternoon|afternoons"),
    (En, PartOfDay(4), "evening|evenings"),
    (En, PartOfDay(5), "night|nights|midnight"),
    (En, Clock, "o'clock|o’clock|a.m.|p.m.|am|pm|a.m|p.m"),
    (En, Nearly, "about|nearly|almost|more than|less than|over|at least|some|around|roughly"),
    (En, NoLength, "old|plan|war"),
];
