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
    /// The nought of a year in words: nineteen oh five.
    Oh,
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
    /// The same, of the hours after noon: p.m.
    AfternoonClock,
    /// Two days: Saturday and Sunday.
    Weekend,
    /// Before a measure, that it lies shortly before the writing: recent.
    Recent,
    /// Before a measure, that it lies shortly after the writing: coming.
    Coming,
    /// After a day, its month, so many after the month of writing: inst., ult.
    OfMonth(i8),
    /// Before a year that is no year of the calendar.
    Fiscal,
    /// Before a length, that it is not exact: about, more than.
    Nearly,
    /// After a number and a measure, that it is an age or a name and no length.
    NoLength,
    /// After a length, that it is an age, and belongs to it.
    Old,
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
    (En, Count(1000), "thousand"),
    (En, Oh, "oh|o"),
    (En, Many, "several|a few|few|some|many|a number of|dozens of|hundreds of"),
    (En, One, "a|an|another"),
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
    (En, Which(1), "next"),
    (En, Shift(Measure::Year, -1), "year-earlier|year-ago|the year-earlier|the year-ago"),
    (En, There(-1), "previous|preceding|the day before"),
    (En, There(0), "same|that same|that very|very same"),
    (En, There(1), "following|subsequent|ensuing"),
    (En, Shift(Measure::Day, -1), "yesterday"),
    (En, Shift(Measure::Day, 0), "today|tonight"),
    (En, Shift(Measure::Day, 1), "tomorrow"),
    (En, ThereShift(Measure::Day, -1), "the day before"),
    (
        En,
        ThereShift(Measure::Day, 0),
        "that day|the same day|that same day|that morning|that afternoon|that evening|that night|the same evening|the same night",
    ),
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
    (En, Repeated(Measure::Year), "annually|yearly"),
    (En, Present, "now|currently|at present|nowadays"),
    (En, Past, "recently|lately"),
    (En, Future, "soon"),
    (En, PartOfDay(1), "morning|mornings"),
    (En, PartOfDay(2), "noon|midday"),
    (En, PartOfDay(3), "afternoon|afternoons"),
    (En, PartOfDay(4), "evening|evenings"),
    (En, PartOfDay(5), "night|nights"),
    (En, PartOfDay(6), "midnight"),
    (En, Clock, "o'clock|o’clock|a.m.|am|a.m"),
    (En, AfternoonClock, "p.m.|pm|p.m"),
    (
        En,
        Nearly,
        "about|nearly|almost|more than|less than|over|at least|some|around|roughly|another|up to|as many as|fewer than|just over|just under|well over",
    ),
    (En, Old, "old"),
    (
        En,
        Length(25, Measure::Year),
        "quarter of a century|a quarter of a century|quarter century|a quarter century|quarter-century",
    ),
    (En, Weekend, "weekend|weekends"),
    (En, Recent, "recent"),
    (En, Coming, "coming|upcoming"),
    (En, Fiscal, "fiscal"),
    (En, OfMonth(0), "inst.|instant|inst"),
    (En, OfMonth(-1), "ult.|ultimo|ult"),
    (En, OfMonth(1), "prox.|proximo|prox"),
    (En, Shift(Measure::Day, -2), "the day before yesterday"),
    (En, Shift(Measure::Day, 2), "the day after tomorrow"),
    // Spanish
    (Es, Count(1), "uno|una|un"),
    (Es, Count(2), "dos|un par de"),
    (Es, Count(3), "tres"),
    (Es, Count(4), "cuatro"),
    (Es, Count(5), "cinco"),
    (Es, Count(6), "seis"),
    (Es, Count(7), "siete"),
    (Es, Count(8), "ocho"),
    (Es, Count(9), "nueve"),
    (Es, Count(10), "diez"),
    (Es, Count(11), "once"),
    (Es, Count(12), "doce"),
    (Es, Count(13), "trece"),
    (Es, Count(14), "catorce"),
    (Es, Count(15), "quince"),
    (Es, Count(16), "dieciséis|dieciseis"),
    (Es, Count(17), "diecisiete"),
    (Es, Count(18), "dieciocho"),
    (Es, Count(19), "diecinueve"),
    (Es, Count(20), "veinte"),
    (Es, Count(21), "veintiuno|veintiún|veintiuna"),
    (Es, Count(22), "veintidós|veintidos"),
    (Es, Count(23), "veintitrés|veintitres"),
    (Es, Count(24), "veinticuatro"),
    (Es, Count(25), "veinticinco"),
    (Es, Count(26), "veintiséis|veintiseis"),
    (Es, Count(27), "veintisiete"),
    (Es, Count(28), "veintiocho"),
    (Es, Count(29), "veintinueve"),
    (Es, Count(30), "treinta"),
    (Es, Count(40), "cuarenta"),
    (Es, Count(50), "cincuenta"),
    (Es, Count(60), "sesenta"),
    (Es, Count(70), "setenta"),
    (Es, Count(80), "ochenta"),
    (Es, Count(90), "noventa"),
    (Es, Count(100), "cien|ciento"),
    (Es, Count(200), "doscientos"),
    (Es, Count(300), "trescientos"),
    (Es, Count(400), "cuatrocientos"),
    (Es, Count(500), "quinientos"),
    (Es, Count(600), "seiscientos"),
    (Es, Count(700), "setecientos"),
    (Es, Count(800), "ochocientos"),
    (Es, Count(900), "novecientos"),
    (Es, Count(1000), "mil"),
    (Es, Many, "varios|varias|algunos|algunas|unos|unas|pocos|pocas|muchos|muchas"),
    (Es, HalfOf, "medio|media"),
    (Es, AndHalf, "y medio|y media"),
    (Es, Measure(Measure::Second), "segundos"),
    (Es, Measure(Measure::Minute), "minuto|minutos"),
    (Es, Measure(Measure::Hour), "hora|horas"),
    (Es, Measure(Measure::Day), "día|días"),
    (Es, Measure(Measure::Week), "semana|semanas"),
    (Es, Measure(Measure::Month), "mes|meses"),
    (Es, Measure(Measure::Quarter), "trimestre|trimestres"),
    (Es, Measure(Measure::Year), "año|años"),
    (Es, Measure(Measure::Decade), "década|décadas|decenio|decenios"),
    (Es, Measure(Measure::Century), "siglo|siglos"),
    (Es, Which(0), "este|esta|el presente|la presente"),
    (Es, Shift(Measure::Day, -1), "ayer"),
    (Es, Shift(Measure::Day, 0), "hoy"),
    (Es, Shift(Measure::Week, -1), "la semana pasada"),
    (Es, Shift(Measure::Week, 1), "la próxima semana|la semana próxima|la semana que viene"),
    (Es, Shift(Measure::Month, -1), "el mes pasado"),
    (Es, Shift(Measure::Month, 1), "el próximo mes|el mes próximo|el mes que viene"),
    (Es, Shift(Measure::Year, -1), "el año pasado|el pasado año"),
    (Es, Shift(Measure::Year, 1), "el próximo año|el año próximo|el año que viene"),
    (Es, ThereShift(Measure::Day, -1), "el día anterior|la víspera"),
    (Es, ThereShift(Measure::Day, 0), "el mismo día|ese mismo día|ese día|aquel día"),
    (Es, ThereShift(Measure::Day, 1), "al día siguiente|el día siguiente"),
    (Es, ThereShift(Measure::Week, 1), "la semana siguiente|a la semana siguiente"),
    (Es, ThereShift(Measure::Month, -1), "el mes anterior"),
    (Es, ThereShift(Measure::Month, 0), "el mismo mes|ese mismo mes|ese mes"),
    (Es, ThereShift(Measure::Month, 1), "el mes siguiente|al mes siguiente"),
    (Es, ThereShift(Measure::Year, -1), "el año anterior"),
    (Es, ThereShift(Measure::Year, 0), "el mismo año|ese mismo año|ese año|aquel año"),
    (Es, ThereShift(Measure::Year, 1), "el año siguiente|al año siguiente"),
    (Es, Later, "después|más tarde"),
    (Es, Earlier, "antes"),
    (Es, Every, "cada"),
    (Es, Repeated(Measure::Day), "diariamente|a diario"),
    (Es, Repeated(Measure::Week), "semanalmente"),
    (Es, Repeated(Measure::Month), "mensualmente"),
    (Es, Repeated(Measure::Year), "anualmente"),
    (Es, Present, "ahora|actualmente|hoy en día|en la actualidad"),
    (Es, Past, "recientemente|últimamente"),
    (Es, Future, "pronto|próximamente"),
    (Es, PartOfDay(1), "por la mañana|de la mañana"),
    (Es, PartOfDay(3), "por la tarde|de la tarde"),
    (Es, PartOfDay(5), "por la noche|de la noche|de la madrugada"),
    (Es, Nearly, "casi|cerca de|más de|menos de|al menos|unos|aproximadamente"),
];
