//! The words of dates, language by language.

pub(crate) mod northern;
pub(crate) mod western;

use std::hash::{Hash, Hasher};

use crate::day::Weekday;
use crate::lang::Lang;

pub(crate) const EN_MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];

pub(crate) const RU_MONTHS: [&str; 12] = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь",
];

pub(crate) const RU_MONTHS_GENITIVE: [&str; 12] = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
];

pub(crate) const KK_MONTHS: [&str; 12] = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
    "қараша", "желтоқсан",
];

/// The name of a day of the week.
pub(crate) fn weekday_name(weekday: Weekday, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Lang::Ru => {
            ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
        }
        Lang::Kk => ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
    };
    names[weekday as usize]
}

/// The language of a word in a text that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tongue {
    En,
    Ru,
    Uk,
    Kk,
    Es,
}

/// What the ending of a Kazakh word says; every other word is plain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    Plain,
    Genitive,
    Dative,
    Locative,
    Ablative,
}

/// What a word or a phrase does in a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    Month(u8),
    /// An abbreviated month, which needs a number beside it.
    MonthShort(u8),
    /// The word "month" itself.
    MonthWord,
    DayWord,
    Weekday(Weekday),
    Season(u8),
    Year,
    /// An abbreviation for year that is also something else.
    YearShort,
    Years,
    Century,
    Decade,
    /// A letter or two that make a number a decade: 1930s.
    Tens,
    /// Letters that make a number an ordinal: 5th.
    OrdinalSuffix,
    Ordinal(u8),
    Early,
    Middle,
    Late,
    Turn,
    Half,
    Third,
    /// The time of writing, as an end that is still open.
    Now,
    /// A number in words.
    Numeral(u16),
    /// An ordinal in words, which ends a number.
    NumeralLast(u16),
    /// A number in words that belongs to the month before it.
    NumeralOwned(u16),
    /// A quarter of any whole.
    Fourth,
    /// A quarter of a year.
    Quarter,
    QuarterNumber(u8),
    /// Ten days of a month.
    TenDays,
    /// Seven days of a month.
    Week,
    In,
    /// A preposition that may stand before a year only if the year is named as such.
    Toward,
    /// Before the date of a document.
    Of,
    The,
    From,
    /// From, when no other end follows: since.
    Since,
    Onward,
    To,
    Until,
    Before,
    After,
    NotAfter,
    NotBefore,
    Between,
    Amid,
    And,
    Or,
    Circa,
    About,
    AboutAfter,
    Perhaps,
    Style(Calendar),
    BeforeEra,
    OurEra,
    /// The same year, the next, the one before.
    ThatYear(i8),
    /// The year in which the text was written.
    ThisYear,
    /// The year before that.
    LastYear,
    Hijri,
    HijriMonth(u8),
    /// A letter that says so after a year that can be no other.
    HijriLetter,
    /// Before a time that is filled from its first day to its last.
    Whole,
    /// The same after it.
    WholeAfter,
    /// The animal of a Kazakh year.
    Animal(Animal),
    /// Before a number that is no year: page, article, fond.
    Label,
    /// The same, when a full stop follows.
    LabelShort,
    /// After a number that is no year: people, roubles.
    Counted,
    /// After a month or a year that is part of a name: revolution.
    Event,
    /// Before a year that is a date, not the year of a book: congress.
    Body,
    /// A word by which a time is told from another time.
    Telling(Telling),
    /// A decade by its tens: twenties.
    TensWord(u8),
    /// A thousand years.
    Millennium,
    /// After a date, that it is the latest: at the latest.
    NotAfterwards,
    /// After a bound, that what bounds belongs to it: inclusive.
    Inclusive,
    /// A feast by its month and day.
    Feast(u8, u8),
    /// A feast by the days from Easter.
    FromEaster(i8),
}

use crate::animal::Animal;
use crate::date::Calendar;
use crate::told_words::Telling;
use Meaning::*;
use Tongue::*;

impl Meaning {
    /// The bits of every word by which a time is told from another.
    pub const TELLINGS: u128 = u128::MAX << 96;

    /// A bit that all meanings of this sort have. Where it is missing the meaning
    /// is missing too; where it stands the meaning must still be asked for.
    #[inline]
    pub fn sort(self) -> u128 {
        let mut sort = Sort(0);
        match self {
            Telling(telling) => {
                std::mem::discriminant(&telling).hash(&mut sort);
                1 << (96 + sort.0 % 32)
            }
            _ => {
                std::mem::discriminant(&self).hash(&mut sort);
                1 << (sort.0 % 96)
            }
        }
    }

    /// Whether a unit of the calendar may begin with such a word, or with a number in words.
    pub fn begins_unit(self) -> bool {
        let leads = matches!(
            self,
            The | From
                | Since
                | Until
                | Before
                | After
                | NotAfter
                | NotBefore
                | Between
                | Circa
                | About
                | Perhaps
                | Style(_)
                | Early
                | Middle
                | Late
                | Turn
                | AboutAfter
        );
        self.begins_date() && !leads
    }

    /// Whether a date may begin with such a word.
    pub fn begins_date(self) -> bool {
        if let Telling(telling) = self {
            return matches!(telling, crate::told_words::Telling::Count(_));
        }
        !matches!(
            self,
            // What "in" may begin, a calendar named before its date, is asked for apart.
            In | Of
                | To
                | And
                | Or
                | Tens
                | OrdinalSuffix
                | Onward
                | Counted
                | Label
                | LabelShort
                | Event
                | Body
                | Now
                | NotAfterwards
                | Inclusive
                | MonthWord
                | DayWord
                | YearShort
                | Toward
        )
    }
}

/// Takes the number of an enum's variant as its hash.
struct Sort(u64);

impl Hasher for Sort {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    }

    fn write_isize(&mut self, number: isize) {
        self.0 = number as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Words and phrases, alternatives divided by `|`. A full stop must be written.
pub(crate) const PHRASES: &[(Tongue, Meaning, &str)] = &[
    // English
    (En, Month(1), "january"),
    (En, Month(2), "february"),
    (En, Month(3), "march"),
    (En, Month(4), "april"),
    (En, Month(5), "may"),
    (En, Month(6), "june"),
    (En, Month(7), "july"),
    (En, Month(8), "august"),
    (En, Month(9), "september"),
    (En, Month(10), "october"),
    (En, Month(11), "november"),
    (En, Month(12), "december"),
    (En, MonthShort(1), "jan.|jan"),
    (En, MonthShort(2), "feb.|feb"),
    (En, MonthShort(3), "mar.|mar"),
    (En, MonthShort(4), "apr.|apr"),
    (En, MonthShort(6), "jun.|jun"),
    (En, MonthShort(7), "jul.|jul"),
    (En, MonthShort(8), "aug.|aug"),
    (En, MonthShort(9), "sept.|sept|sep.|sep"),
    (En, MonthShort(10), "oct.|oct"),
    (En, MonthShort(11), "nov.|nov"),
    (En, MonthShort(12), "dec.|dec"),
    // As clerks of the 19th century cut them short.
    (En, MonthShort(1), "jany.|jany|janry.|janry"),
    (En, MonthShort(2), "feby.|feby|febry.|febry"),
    (En, MonthShort(4), "apl."),
    (En, MonthShort(8), "augt.|augt"),
    (En, MonthShort(9), "septr.|septr"),
    (En, MonthShort(10), "octr.|octr"),
    (En, MonthShort(11), "novr.|novr"),
    (En, MonthShort(12), "decr.|decr"),
    (En, MonthWord, "month"),
    (En, DayWord, "day"),
    (En, Weekday(crate::Weekday::Monday), "monday"),
    (En, Weekday(crate::Weekday::Tuesday), "tuesday"),
    (En, Weekday(crate::Weekday::Wednesday), "wednesday"),
    (En, Weekday(crate::Weekday::Thursday), "thursday"),
    (En, Weekday(crate::Weekday::Friday), "friday"),
    (En, Weekday(crate::Weekday::Saturday), "saturday"),
    (En, Weekday(crate::Weekday::Sunday), "sunday"),
    (En, Season(1), "spring"),
    (En, Season(2), "summer|midsummer"),
    (En, Season(3), "autumn|fall"),
    (En, Season(4), "winter"),
    (En, Year, "year|the year|year of"),
    (En, Years, "years|the years"),
    (En, Century, "century|centuries|c."),
    (En, Decade, "decade of the|decade of|decades of the|decades of"),
    (En, Tens, "s"),
    (En, OrdinalSuffix, "st|nd|rd|th|d"),
    (En, Ordinal(1), "first"),
    (En, Ordinal(2), "second"),
    (En, Ordinal(3), "third"),
    (En, Ordinal(4), "fourth"),
    (En, Ordinal(15), "fifteenth"),
    (En, Ordinal(16), "sixteenth"),
    (En, Ordinal(17), "seventeenth"),
    (En, Ordinal(18), "eighteenth"),
    (En, Ordinal(19), "nineteenth"),
    (En, Ordinal(20), "twentieth"),
    (En, Ordinal(21), "twenty-first"),
    (En, Ordinal(0), "last|final"),
    (
        En,
        Early,
        "early|early in|early part of|beginning of|start of|very beginning of|first days of|opening of|outset of",
    ),
    (En, Middle, "mid|middle of"),
    (En, Late, "late|late in|end of|very end of|last days of|close of|closing of"),
    (En, Turn, "turn of"),
    (En, Half, "half of|half"),
    (En, Week, "week of"),
    (En, Third, "third of"),
    (En, Fourth, "quarter of|quarter"),
    (En, QuarterNumber(1), "q1"),
    (En, QuarterNumber(2), "q2"),
    (En, QuarterNumber(3), "q3"),
    (En, QuarterNumber(4), "q4"),
    (
        En,
        In,
        "in|during|throughout|on|in the course of|dated|of|as early as|as late as|for|the night of|night of|on the night of|the morning of|on the morning of|the evening of|on the evening of",
    ),
    (En, Of, "of|of the"),
    (En, The, "the"),
    (En, From, "from"),
    (En, Since, "since|as of|starting from|beginning from"),
    (En, Onward, "onward|onwards|on"),
    (En, To, "to|through|till|until|up to|to the"),
    (En, Until, "until|till|up to|up until"),
    (En, Before, "before|prior to|pre"),
    (En, After, "after|post|following"),
    (En, NotAfter, "by|not later than|no later than|not after|at the latest by"),
    (En, NotBefore, "not earlier than|no earlier than|not before|at the earliest in"),
    (En, Between, "between"),
    (En, And, "and"),
    (En, Or, "or"),
    (En, Circa, "circa|c.|ca.|ca"),
    (En, About, "about|around|approximately|roughly"),
    (En, Perhaps, "perhaps|probably|possibly|presumably"),
    (
        En,
        Style(Calendar::Julian),
        "old style|o.s.|o. s.|os|julian calendar|julian|according to the julian calendar|by the julian calendar|by the old style|by old style|in the old style|in old style|according to old style|in the julian calendar|according to the old style|according to the old calendar|by the old calendar|old calendar",
    ),
    (
        En,
        Style(Calendar::Gregorian),
        "new style|n.s.|n. s.|ns|gregorian calendar|gregorian|according to the gregorian calendar|by the gregorian calendar|by the new style|by new style|in the new style|in new style|according to new style|in the gregorian calendar|according to the new style|according to the new calendar|by the new calendar|new calendar",
    ),
    (En, BeforeEra, "bc|b.c.|b. c.|bce|b.c.e."),
    (En, OurEra, "ad|a.d.|a. d.|ce|c.e."),
    (En, ThatYear(0), "the same year|that year|that same year|the said year"),
    (En, ThatYear(1), "the following year|the next year"),
    (En, ThatYear(-1), "the previous year|the preceding year"),
    (En, ThisYear, "this year|the current year|the present year"),
    (En, Hijri, "ah|a.h.|a. h.|hijri"),
    (
        En,
        Label,
        "no|nos|page|pages|article|articles|art|table|figure|fig|section|chapter|volume|vol|item|order|decree no|file|folio|fond|opis|delo|box|folder|line|paragraph|isbn|issn|phone|tel|fax|room|total of|number of|number|population of",
    ),
    (En, LabelShort, "p|pp|no|nos|art|fig|vol|ch|f|ff|op|d|l|ll|doc|sec|para|inv"),
    (
        En,
        Counted,
        "people|persons|men|women|children|soldiers|troops|roubles|rubles|kopecks|km|kilometres|kilometers|miles|metres|meters|pages|copies|votes|delegates|families|households|yurts|tents|horses|sheep|cattle|camels|head|heads|dollars|pounds|tons|tonnes|kg|kilograms|m|members|prisoners|schools|students|pupils|killed|wounded|victims|casualties|bayonets|sabres|sabers|desyatinas|dessiatines|verst|versts|inhabitants|residents|refugees|hectares|acres|puds|poods|workers|peasants|settlers|officers|cossacks|rifles|guns|volunteers|words|items|documents|souls|years|days|hours|minutes|percent|per|million|thousand|hundred|degrees|books|titles|cases|times",
    ),
    (
        En,
        Event,
        "revolution|revolutions|coup|putsch|days|day|manifesto|uprising|uprisings|theses|crisis|crises|events|insurrection|plenum|decree|decrees|famine|war|wars|election|elections|census|constitution|rebellion|revolt|congress|reform|reforms|conference|bourgeois|socialist|proletarian|agreement|resolution|treaty|offensive|campaign|edition|movement|law|storm|armistice",
    ),
    (
        En,
        Body,
        "congress|conference|war|revolution|uprising|assembly|duma|council|committee|government|orda|autonomy|party|treaty|constitution|manifesto|decree|agreement|rebellion|kurultai|statute|edict|riots|famine|plenum|republic|resolution|offensive",
    ),
    (
        En,
        Now,
        "present|the present|the present day|now|today|this day|date|настоящее время|наст. время|сегодня|ныне|настоящего времени|наших дней|наши дни|actualidad|la actualidad|hoy|қазіргі уақытқа дейін|бүгінге дейін|бүгінгі күнге дейін",
    ),
    (En, Inclusive, "inclusive"),
    (Ru, Inclusive, "включительно|вкл."),
    (Uk, Inclusive, "включно"),
    (Kk, Inclusive, "қоса алғанда|қоса есептегенде"),
    (Es, Inclusive, "inclusive"),
    // Russian
    (Ru, Month(1), "январь|января|январе|январю|январем|генварь|генваря|январѣ"),
    (Ru, Month(2), "февраль|февраля|феврале|февралю|февралем|февралѣ"),
    (Ru, Month(3), "март|марта|марте|марту|мартом|мартъ|мартѣ"),
    (Ru, Month(4), "апрель|апреля|апреле|апрелю|апрелем|апрѣль|апрѣля|апрѣлѣ|апрѣлю"),
    (Ru, Month(5), "май|мая|мае|маю|маем|маѣ"),
    (Ru, Month(6), "июнь|июня|июне|июню|июнем|іюнь|іюня|іюнѣ|іюню"),
    (Ru, Month(7), "июль|июля|июле|июлю|июлем|іюль|іюля|іюлѣ|іюлю"),
    (Ru, Month(8), "август|августа|августе|августу|августом|августъ|августѣ"),
    (Ru, Month(9), "сентябрь|сентября|сентябре|сентябрю|сентябрем|сентябрѣ"),
    (Ru, Month(10), "октябрь|октября|октябре|октябрю|октябрем|октябрѣ"),
    (Ru, Month(11), "ноябрь|ноября|ноябре|ноябрю|ноябрем|ноябрѣ"),
    (Ru, Month(12), "декабрь|декабря|декабре|декабрю|декабрем|декабрѣ"),
    (Ru, MonthShort(1), "янв.|янв"),
    (Ru, MonthShort(2), "февр.|фев.|февр|фев"),
    (Ru, MonthShort(3), "мар."),
    (Ru, MonthShort(4), "апр.|апр"),
    (Ru, MonthShort(6), "июн."),
    (Ru, MonthShort(7), "июл."),
    (Ru, MonthShort(8), "авг.|авг"),
    (Ru, MonthShort(9), "сент.|сен.|сент"),
    (Ru, MonthShort(10), "окт.|окт"),
    (Ru, MonthShort(11), "нояб.|ноя.|нояб"),
    (Ru, MonthShort(12), "дек.|дек"),
    (Ru, MonthWord, "месяц|месяца|месяце|мес.|м-ца"),
    (Ru, DayWord, "дня|день|числа|число"),
    (Ru, Weekday(crate::Weekday::Monday), "понедельник|понедельника|понедельнику"),
    (Ru, Weekday(crate::Weekday::Tuesday), "вторник|вторника|вторнику"),
    (Ru, Weekday(crate::Weekday::Wednesday), "среда|среду|среды"),
    (Ru, Weekday(crate::Weekday::Thursday), "четверг|четверга|четвергу"),
    (Ru, Weekday(crate::Weekday::Friday), "пятница|пятницу|пятницы"),
    (Ru, Weekday(crate::Weekday::Saturday), "суббота|субботу|субботы"),
    (Ru, Weekday(crate::Weekday::Sunday), "воскресенье|воскресенья|воскресение|воскресеніе"),
    (Ru, Season(1), "весна|весны|весной|весною|весну|весне"),
    (Ru, Season(2), "лето|лета|летом|лету|лете|лѣто|лѣта|лѣтомъ"),
    (Ru, Season(3), "осень|осени|осенью"),
    (Ru, Season(4), "зима|зимы|зимой|зимою|зиму|зиме"),
    (Ru, Year, "год|года|году|годом|годе|г.|годъ|годѣ|годомъ"),
    (Ru, YearShort, "г"),
    (Ru, Years, "годы|годов|годах|годам|годами|гг.|гг|г.г.|г. г.|годовъ|годахъ"),
    (
        Ru,
        Century,
        "век|века|веке|веку|веком|веков|веках|векам|веками|веки|в.|вв.|столетие|столетия|столетии|столетий|столетию|столетиях|ст.|стол.|вѣкъ|вѣка|вѣкѣ|столѣтія|столѣтіе",
    ),
    (Ru, Decade, "десятилетие|десятилетия"),
    (Ru, Tens, "е|х|ые|ых|м|ми|ым"),
    (Ru, OrdinalSuffix, "го|е|й|ого|м|му|я|ой|ом|ю|ое|ая|ый|го числа"),
    (Ru, Ordinal(1), "первый|первая|первую|первой|первом|первого|первое|первым"),
    (Ru, Ordinal(2), "второй|вторая|вторую|втором|второго|второе|вторым"),
    (Ru, Ordinal(3), "третий|третья|третью|третьей|третьем|третьего|третье"),
    (Ru, Ordinal(4), "четвертый|четвертая|четвертую|четвертой|четвертом|четвертого"),
    (Ru, Ordinal(15), "пятнадцатый|пятнадцатого|пятнадцатом"),
    (Ru, Ordinal(16), "шестнадцатый|шестнадцатого|шестнадцатом"),
    (Ru, Ordinal(17), "семнадцатый|семнадцатого|семнадцатом"),
    (Ru, Ordinal(18), "восемнадцатый|восемнадцатого|восемнадцатом"),
    (Ru, Ordinal(19), "девятнадцатый|девятнадцатого|девятнадцатом"),
    (Ru, Ordinal(20), "двадцатый|двадцатого|двадцатом"),
    (Ru, Ordinal(21), "двадцать первый|двадцать первого|двадцать первом"),
    (Ru, Ordinal(0), "последний|последняя|последнюю|последней|последнем|последнего"),
    (
        Ru,
        Early,
        "начало|начале|начала|началу|началом|самое начало|самом начале|самого начала|первые числа|первых числах|первых чисел|первые дни|первых дней|первых днях|началѣ",
    ),
    (Ru, Middle, "середина|середине|середины|середину|серединой|серединѣ|половине|половинѣ"),
    (
        Ru,
        Late,
        "конец|конце|конца|концу|концом|самый конец|самом конце|самого конца|последние числа|последних числах|последних чисел|последние дни|последних дней|последних днях|концѣ|исход|исходе|исходу",
    ),
    (Ru, Turn, "рубеж|рубеже|рубежа|рубежу|стык|стыке"),
    (Ru, Half, "половина|половине|половины|половину|половиной|пол.|половинѣ"),
    (Ru, Third, "треть|трети|третью"),
    (Ru, Fourth, "четверть|четверти|четвертью"),
    (Ru, Quarter, "квартал|квартала|квартале|кв."),
    (Ru, TenDays, "декада|декаде|декады|декаду"),
    (Ru, In, "в|во|въ|в течение|в продолжение|в ночь на|ночь на|в ночь"),
    (Ru, Toward, "на|за|о|об|от|отъ|из|при"),
    (Ru, From, "с|со|съ|от|в ночь с|ночь с|в ночь со"),
    (Ru, Since, "с|со|съ|начиная с|начиная со"),
    (Ru, To, "по|до|вплоть до|на"),
    (Ru, Until, "вплоть до"),
    (Ru, Before, "до|перед|ранее|раньше"),
    (Ru, After, "после|послѣ|по окончании|позднее|позже|вслед за"),
    (Ru, NotAfter, "не позднее|не позже|к"),
    (Ru, NotBefore, "не ранее|не раньше"),
    (Ru, Between, "между"),
    (Ru, And, "и|да"),
    (Ru, Or, "или|либо"),
    (Ru, Circa, "ок."),
    (Ru, About, "около|примерно в|примерно|приблизительно в|приблизительно|ориентировочно"),
    (Ru, Perhaps, "предположительно|вероятно|возможно|по-видимому"),
    (
        Ru,
        Style(Calendar::Julian),
        "ст. ст.|ст.ст.|ст. стиля|ст. стилю|старого стиля|старому стилю|старый стиль|по ст. ст.|по ст.ст.|по ст. стилю|по старому стилю|по старому|по с. с.|юлианского календаря|по юлианскому календарю|по ю. к.|стараго стиля|с. ст.|по с. ст.",
    ),
    (
        Ru,
        Style(Calendar::Gregorian),
        "н. ст.|н.ст.|н. стиля|нов. ст.|нов. стиля|нового стиля|новому стилю|новый стиль|по н. ст.|по н.ст.|по н. стилю|по новому стилю|по новому|по н. с.|григорианского календаря|по григорианскому календарю|новаго стиля|нов. стилю|по нов. стилю",
    ),
    (Ru, BeforeEra, "до н. э.|до н.э.|до нашей эры|до Р. Х.|до рождества христова"),
    (Ru, OurEra, "н. э.|н.э.|нашей эры"),
    (Ru, ThatYear(0), "того же года|того же г.|этого же года|того года|того же"),
    (Ru, ThatYear(1), "следующего года|следующего г."),
    (Ru, ThatYear(-1), "предыдущего года"),
    (
        Ru,
        ThisYear,
        "сего года|сего г.|с. г.|с.г.|текущего года|т. г.|т.г.|нынешнего года|этого года",
    ),
    (Ru, Hijri, "г. х.|г.х.|г. хиджры|года хиджры|год хиджры|хиджры"),
    (
        Ru,
        Label,
        "стр|страница|страницы|статья|статьи|статье|статьей|таблица|таблицы|рис|рисунок|пункт|пункта|параграф|том|тома|глава|главы|фонд|фонда|фонде|опись|описи|дело|дела|лист|листа|листы|приказ №|номер|номера|номером|тел|телефон|число|количество|количестве|численность|численностью|сумма|сумму",
    ),
    (Ru, LabelShort, "с|стр|ст|ф|оп|д|л|лл|т|тт|вып|гл|рис|табл|п|пп|кн|ч|ед|хр|док|св|инв|тел"),
    (
        Ru,
        Counted,
        "человек|человека|чел|чел.|руб|руб.|рублей|рубля|рубль|копеек|км|верст|версты|вёрст|десятин|десятины|штук|шт|экземпляров|экз|экз.|голов|тыс|тыс.|тысяч|млн|млрд|страниц|стр|листов|пудов|пуда|штыков|сабель|солдат|юрт|юрты|семей|семьи|хозяйств|дворов|двора|жителей|беженцев|голосов|делегатов|членов|учащихся|учеников|школ|тонн|га|гектаров|м|метров|лет|дней|часов|кг|душ|лошадей|овец|коров|верблюдов|пленных|убитых|раненых|бойцов|казаков|винтовок|пулеметов|документов|дел|книг|раз|процентов|кибиток|волостей|аулов|населения|мужчин|женщин|детей|рабочих|крестьян|переселенцев",
    ),
    (
        Ru,
        Event,
        "революция|революции|революцию|революцией|переворот|переворота|путч|события|событий|восстание|восстания|манифест|кризис|дни|пленум",
    ),
    (
        Ru,
        Body,
        "съезд|съезда|съезде|съезды|конференция|конференции|война|войны|революция|революции|восстание|восстания|собрание|собрания|дума|думы|орда|орды|автономия|автономии|конституция|конституции|договор|договора|манифест|декрет|декрета|постановление|курултай|указ|устав|положение|перепись|реформа|голод|пленум",
    ),
    // Ukrainian
    (Uk, Month(1), "січень|січня|січні|січнем|січню"),
    (Uk, Month(2), "лютий|лютого|лютому|лютим"),
    (Uk, Month(3), "березень|березня|березні|березнем|березню"),
    (Uk, Month(4), "квітень|квітня|квітні|квітнем|квітню"),
    (Uk, Month(5), "травень|травня|травні|травнем|травню"),
    (Uk, Month(6), "червень|червня|червні|червнем|червню"),
    (Uk, Month(7), "липень|липня|липні|липнем|липню"),
    (Uk, Month(8), "серпень|серпня|серпні|серпнем|серпню"),
    (Uk, Month(9), "вересень|вересня|вересні|вереснем|вересню"),
    (Uk, Month(10), "жовтень|жовтня|жовтні|жовтнем|жовтню"),
    (Uk, Month(11), "листопад|листопада|листопаді|листопадом"),
    (Uk, Month(12), "грудень|грудня|грудні|груднем|грудню"),
    (Uk, Season(1), "навесні|весною|весни"),
    (Uk, Season(2), "влітку|літо|літа|літку|літом"),
    (Uk, Season(3), "восени|осінь|осені"),
    (Uk, Season(4), "взимку|узимку"),
    (Uk, Year, "рік|року|році|роком|роком|р."),
    (Uk, Years, "роки|років|роках|рокам|рр."),
    (Uk, Century, "століття|столітті|століть|сторіччя|сторіччі"),
    (Uk, OrdinalSuffix, "го|е|му|ого|й"),
    (Uk, Tens, "ті|их|х|і"),
    (Uk, Ordinal(1), "перший|перша|першої|першій|першу|першого"),
    (Uk, Ordinal(2), "другий|друга|другої|другій|другу|другого"),
    (Uk, Early, "початок|початку|початком|початкові"),
    (Uk, Early, "на початку|на початок"),
    (Uk, Middle, "середині|середини|середина|всередині"),
    (Uk, Late, "кінець|кінці|кінця|наприкінці|кінцю|прикінці"),
    (Uk, Half, "половина|половині|половини|половину"),
    (Uk, In, "у|в|протягом|упродовж|впродовж"),
    (Uk, Toward, "на|від|про"),
    (Uk, From, "з|із|зі|від"),
    (Uk, Since, "з|із|зі|починаючи з"),
    (Uk, To, "по|до"),
    (Uk, Before, "до|перед"),
    (Uk, After, "після"),
    (Uk, NotAfter, "не пізніше"),
    (Uk, NotBefore, "не раніше"),
    (Uk, Between, "між"),
    (Uk, And, "і|й|та"),
    (Uk, Or, "або|чи"),
    (Uk, About, "близько|приблизно"),
    (Uk, Style(Calendar::Julian), "за старим стилем|старого стилю|ст. ст."),
    (Uk, Style(Calendar::Gregorian), "за новим стилем|нового стилю|н. ст."),
    (Uk, ThatYear(0), "того ж року|цього ж року|того року"),
    (Uk, ThatYear(1), "наступного року"),
    (Uk, BeforeEra, "до н. е.|до н.е."),
    (Uk, Counted, "осіб|людей|чоловік|бійців|солдатів|тисяч|полонених|вояків"),
    // Kazakh: the words that are inflected stand in STEMS
    (
        Kk,
        OrdinalSuffix,
        "і|ы|сі|сы|інде|ында|сінде|сында|нде|нда|іне|ына|сіне|сына|не|на|інен|ынан|нен|нан|сінен|сынан|ші|шы|нші|ншы|інші|ыншы|сінші|сыншы|сіндегі|індегі|ындағы|сындағы|і күні|ы күні|сі күні|сы күні|ден|дан|тен|тан|де|да|те|та|ке|қа|ге|ға",
    ),
    (Kk, DayWord, "күні|күнінде|күндері"),
    (Kk, Weekday(crate::Weekday::Monday), "дүйсенбі|дүйсенбіде"),
    (Kk, Weekday(crate::Weekday::Tuesday), "сейсенбі|сейсенбіде"),
    (Kk, Weekday(crate::Weekday::Wednesday), "сәрсенбі|сәрсенбіде"),
    (Kk, Weekday(crate::Weekday::Thursday), "бейсенбі|бейсенбіде"),
    (Kk, Weekday(crate::Weekday::Friday), "жұма"),
    (Kk, Weekday(crate::Weekday::Saturday), "сенбі|сенбіде"),
    (Kk, Weekday(crate::Weekday::Sunday), "жексенбі|жексенбіде"),
    (Kk, Year, "ж."),
    (Kk, YearShort, "ж"),
    (Kk, Years, "жж.|жж|ж.ж."),
    (Kk, Century, "ғ."),
    (Kk, Ordinal(1), "бірінші|алғашқы"),
    (Kk, Ordinal(2), "екінші"),
    (Kk, Ordinal(3), "үшінші"),
    (Kk, Ordinal(4), "төртінші"),
    (Kk, Ordinal(18), "он сегізінші"),
    (Kk, Ordinal(19), "он тоғызыншы"),
    (Kk, Ordinal(20), "жиырмасыншы"),
    (Kk, Ordinal(21), "жиырма бірінші"),
    (Kk, Ordinal(0), "соңғы"),
    (
        Kk,
        Early,
        "басы|басында|басынан|басына|басындағы|бас кезі|бас кезінде|бас кезінен|бас кезеңінде|алғашқы күндері|алғашқы күндерінде|алғашқы айларында|алғашқы жартысында",
    ),
    (Kk, Middle, "ортасы|ортасында|ортасынан|ортасына|ортасындағы|орта кезінде|орта шенінде"),
    (
        Kk,
        Late,
        "соңы|соңында|соңынан|соңына|соңындағы|аяғы|аяғында|аяғынан|аяғына|аяғындағы|соңғы күндері|соңғы күндерінде|аяқ кезінде|соңғы айларында",
    ),
    (Kk, Turn, "тоғысы|тоғысында|тоғысынан|тоғысына|шегінде|межесінде|аралығы"),
    (
        Kk,
        Half,
        "жартысы|жартысында|жартысынан|жартысына|жартысындағы|жарты жылы|жарты жылында|жарты жылдығы|жарты жылдығында",
    ),
    (Kk, Third, "үштен бірі|үштен бірінде|үштен бірінен|үштен біріне"),
    (Kk, Fourth, "ширегі|ширегінде|ширегінен|ширегіне|ширегіндегі"),
    (Kk, Since, "бастап|бері|бергі"),
    (Kk, Before, "дейін|дейінгі|бұрын|бұрынғы"),
    (Kk, Until, "шейін|шейінгі"),
    (Kk, After, "кейін|кейінгі|соң|соңғы"),
    (Kk, Toward, "қарай"),
    (Kk, NotAfter, "кешіктірмей|кеш емес"),
    (Kk, NotBefore, "ерте емес|бұрын емес"),
    (Kk, Amid, "аралығында|аралығындағы|арасында|арасындағы|аралығы|аралықта|аралығына"),
    (Kk, And, "мен|пен|бен|және"),
    (Kk, Or, "немесе|не|яки"),
    (Kk, About, "шамамен|жобамен|тақрибан"),
    (Kk, AboutAfter, "шамасында|шамасы|жуық|шамасындағы|төңірегінде"),
    (Kk, Perhaps, "мүмкін|бәлкім|болжам бойынша"),
    (
        Kk,
        Style(Calendar::Julian),
        "ескіше|ескі стиль бойынша|ескі стиль|ескі стильмен|ескі күнтізбе бойынша|ескі күнтізбе|юлиан күнтізбесі бойынша|ескі санақ бойынша|ескі жыл санауы бойынша|е. ст.",
    ),
    (
        Kk,
        Style(Calendar::Gregorian),
        "жаңаша|жаңа стиль бойынша|жаңа стиль|жаңа стильмен|жаңа күнтізбе бойынша|жаңа күнтізбе|григориан күнтізбесі бойынша|жаңа санақ бойынша|жаңа жыл санауы бойынша|ж. ст.",
    ),
    (
        Kk,
        BeforeEra,
        "б.з.д.|б. з. д.|б.з.б.|б. з. б.|б.д.д.|біздің заманымыздан бұрынғы|біздің дәуірімізге дейінгі",
    ),
    (Kk, OurEra, "б.з.|б. з.|біздің заманымыздың"),
    (
        Kk,
        ThatYear(0),
        "сол жылғы|сол жылы|сол жылдың|дәл сол жылы|сол жылдың өзінде|осы жылдың|осы жылы|осы жылғы",
    ),
    (Kk, ThatYear(1), "келесі жылы|келесі жылғы|келесі жылдың"),
    (Kk, LastYear, "өткен жылы|өткен жылғы|өткен жылдың|былтырғы|былтыр"),
    (
        Kk,
        ThisYear,
        "биылғы|биыл|үстіміздегі жылғы|үстіміздегі жылдың|ағымдағы жылғы|ағымдағы жылдың",
    ),
    (Kk, Label, "бет|қор|қоры|тізбе|тізім|іс|парақ|бап|бабы|том|кесте|сурет"),
    (Kk, LabelShort, "б|бб|іс|п"),
    (
        Kk,
        Counted,
        "адам|адамнан|адамға|сом|рубль|теңге|тенге|шақырым|км|дана|бет|отбасы|үй|үйлі|қой|жылқы|түйе|сиыр|бас|түтін|мың|млн|оқушы|мүше|әскер|сарбаз|жігіт|шаңырақ|метр|гектар|десятина|пұт|кісі|делегат|мектеп|кітап|тонна|жылдық|жас",
    ),
    (
        Kk,
        Event,
        "революциясы|революциясының|революциясынан|революциясына|революциясында|төңкерісі|төңкерісінен|төңкерісінің|төңкерісіне|көтерілісі|көтерілісінің|көтерілісінен|манифесі|қозғалысы|оқиғасы|мейрамы|мерекесі|съезі|қаласы|қаласында|қаласына|қаласынан|университеті",
    ),
    (Kk, Numeral(1), "бір"),
    (Kk, NumeralLast(1), "бірінші"),
    (Kk, Numeral(2), "екі"),
    (Kk, NumeralLast(2), "екінші"),
    (Kk, Numeral(3), "үш"),
    (Kk, NumeralLast(3), "үшінші"),
    (Kk, Numeral(4), "төрт"),
    (Kk, NumeralLast(4), "төртінші"),
    (Kk, Numeral(5), "бес"),
    (Kk, NumeralLast(5), "бесінші"),
    (Kk, Numeral(6), "алты"),
    (Kk, NumeralLast(6), "алтыншы"),
    (Kk, Numeral(7), "жеті"),
    (Kk, NumeralLast(7), "жетінші"),
    (Kk, Numeral(8), "сегіз"),
    (Kk, NumeralLast(8), "сегізінші"),
    (Kk, Numeral(9), "тоғыз"),
    (Kk, NumeralLast(9), "тоғызыншы"),
    (Kk, Numeral(10), "он"),
    (Kk, NumeralLast(10), "оныншы"),
    (Kk, Numeral(20), "жиырма"),
    (Kk, NumeralLast(20), "жиырмасыншы|жиырманшы"),
    (Kk, Numeral(30), "отыз"),
    (Kk, NumeralLast(30), "отызыншы"),
    (Kk, Numeral(40), "қырық"),
    (Kk, NumeralLast(40), "қырқыншы"),
    (Kk, Numeral(50), "елу"),
    (Kk, NumeralLast(50), "елуінші"),
    (Kk, Numeral(60), "алпыс"),
    (Kk, NumeralLast(60), "алпысыншы"),
    (Kk, Numeral(70), "жетпіс"),
    (Kk, NumeralLast(70), "жетпісінші"),
    (Kk, Numeral(80), "сексен"),
    (Kk, NumeralLast(80), "сексенінші"),
    (Kk, Numeral(90), "тоқсан"),
    (Kk, NumeralLast(90), "тоқсаныншы"),
    (Kk, Numeral(100), "жүз"),
    (Kk, NumeralLast(100), "жүзінші"),
    (Kk, Numeral(1000), "мың"),
    (Kk, NumeralLast(1000), "мыңыншы"),
    // Spanish
    (Es, Month(1), "enero"),
    (Es, Month(2), "febrero"),
    (Es, Month(3), "marzo"),
    (Es, Month(4), "abril"),
    (Es, Month(5), "mayo"),
    (Es, Month(6), "junio"),
    (Es, Month(7), "julio"),
    (Es, Month(8), "agosto"),
    (Es, Month(9), "septiembre|setiembre"),
    (Es, Month(10), "octubre"),
    (Es, Month(11), "noviembre"),
    (Es, Month(12), "diciembre"),
    (Es, MonthShort(1), "ene."),
    (Es, MonthShort(4), "abr."),
    (Es, MonthShort(8), "ago."),
    (Es, MonthShort(12), "dic."),
    (Es, Weekday(crate::Weekday::Monday), "lunes"),
    (Es, Weekday(crate::Weekday::Tuesday), "martes"),
    (Es, Weekday(crate::Weekday::Wednesday), "miércoles"),
    (Es, Weekday(crate::Weekday::Thursday), "jueves"),
    (Es, Weekday(crate::Weekday::Friday), "viernes"),
    (Es, Weekday(crate::Weekday::Saturday), "sábado"),
    (Es, Weekday(crate::Weekday::Sunday), "domingo"),
    (Es, Season(1), "primavera"),
    (Es, Season(2), "verano"),
    (Es, Season(3), "otoño"),
    (Es, Season(4), "invierno"),
    (Es, Year, "año|el año"),
    (Es, Years, "años|los años"),
    (Es, Century, "siglo|siglos|s.|ss."),
    (
        Es,
        Decade,
        "décadas de|décadas de los|décadas de los años|década de los años|década de los|década de|decenio de",
    ),
    (Es, OrdinalSuffix, "º|o|ª|er|ro"),
    (Es, Ordinal(1), "primer|primera|primero"),
    (Es, Ordinal(2), "segundo|segunda"),
    (Es, Ordinal(3), "tercer|tercera|tercero"),
    (Es, Ordinal(4), "cuarta"),
    (Es, Ordinal(0), "último|última"),
    (
        Es,
        Early,
        "principios|comienzos|inicios|el comienzo|el inicio|el principio|principio|comienzo|inicio|a principios|a comienzos|a inicios|primeros|los primeros días|primeros días|albores|a primeros",
    ),
    (Es, Middle, "mediados|a mediados|la mitad|el medio"),
    (Es, Late, "finales|fines|a finales|a fines|final|el final|al final|el fin|fin|postrimerías"),
    (Es, Turn, "cambio|el cambio|vuelta|a caballo entre"),
    (Es, Half, "mitad"),
    (Es, Week, "semana"),
    (Es, Third, "tercio"),
    (Es, Fourth, "cuarto"),
    (Es, Quarter, "trimestre"),
    (Es, In, "en|durante|el|del|fechado"),
    (Es, Of, "de|del|de los|de la"),
    (Es, The, "el|la|los|las"),
    (Es, From, "de|desde|del"),
    (Es, Since, "desde|a partir de|a partir del"),
    (Es, To, "a|al|hasta|hasta el"),
    (Es, Until, "hasta|hasta el"),
    (Es, Before, "antes de|antes del|anterior a"),
    (Es, After, "después de|después del|tras|posterior a|tras el"),
    (
        Es,
        NotAfter,
        "no después de|a más tardar el|a más tardar en|no más tarde de|no más tarde del",
    ),
    (Es, NotBefore, "no antes de|no antes del"),
    (Es, Between, "entre"),
    (Es, And, "y|e"),
    (Es, Or, "o|u"),
    (Es, Circa, "c.|ca."),
    (Es, About, "hacia|alrededor de|cerca de|aproximadamente en|en torno a|aproximadamente"),
    (Es, Perhaps, "quizás|quizá|probablemente|posiblemente"),
    (
        Es,
        Style(Calendar::Julian),
        "calendario juliano|según el calendario juliano|del calendario juliano|antiguo calendario|según el antiguo calendario|según el calendario antiguo|estilo antiguo|antiguo estilo|juliano|viejo estilo|según el viejo calendario|en el calendario juliano",
    ),
    (
        Es,
        Style(Calendar::Gregorian),
        "calendario gregoriano|según el calendario gregoriano|del calendario gregoriano|nuevo calendario|según el nuevo calendario|según el calendario nuevo|estilo nuevo|nuevo estilo|gregoriano|en el calendario gregoriano",
    ),
    (Es, BeforeEra, "a. c.|a.c.|a. de c.|antes de cristo|a. n. e."),
    (Es, OurEra, "d. c.|d.c.|después de cristo"),
    (
        Es,
        ThatYear(0),
        "mismo año|del mismo año|de ese año|de aquel año|ese mismo año|de ese mismo año|del citado año",
    ),
    (Es, ThatYear(1), "del año siguiente|del siguiente año"),
    (Es, ThatYear(-1), "del año anterior"),
    (Es, ThisYear, "del presente año|del corriente año|de este año"),
    (Es, Hijri, "d. h."),
    (Es, Label, "página|páginas|artículo|artículos|tabla|figura|núm|número|tomo|capítulo|ley"),
    (Es, LabelShort, "p|pp|pág|págs|núm|art|fig|vol|t|cap|n"),
    (
        Es,
        Counted,
        "personas|hombres|mujeres|niños|rublos|páginas|soldados|ejemplares|habitantes|familias|votos|miembros|kilómetros|metros|toneladas|caballos|millones|mil|delegados|trabajadores|pesetas|alumnos|escuelas",
    ),
    (Es, Event, "revolución"),
    (Es, Body, "congreso|guerra|revolución|asamblea|conferencia|gobierno|constitución|tratado"),
];

/// Kazakh stems; every ending of a case and of possession is added to them.
pub(crate) const STEMS: &[(Meaning, &str)] = &[
    (Month(1), "қаңтар|январь"),
    (Month(2), "ақпан|февраль"),
    (Month(3), "наурыз|март"),
    (Month(4), "сәуір|апрель"),
    (Month(5), "мамыр|май"),
    (Month(6), "маусым|июнь"),
    (Month(7), "шілде|июль"),
    (Month(8), "тамыз|август"),
    (Month(9), "қыркүйек|қыркүйег|сентябрь"),
    (Month(10), "қазан|октябрь"),
    (Month(11), "қараша|ноябрь"),
    (Month(12), "желтоқсан|декабрь"),
    (MonthWord, "ай"),
    (Season(1), "көктем"),
    (Season(2), "жаз"),
    (Season(3), "күз"),
    (Season(4), "қыс"),
    (Year, "жыл"),
    (Years, "жылдар"),
    (Century, "ғасыр|ғасырлар"),
    (Quarter, "тоқсан"),
];

/// The endings that a Kazakh stem takes; what does not fit its vowels is never met.
pub(crate) const ENDINGS: &[(Ending, &str)] = &[
    (Ending::Plain, "ы|і|сы|сі|ғы|гі|қы|кі|дағы|дегі|тағы|тегі|ындағы|індегі|сындағы|сіндегі"),
    (Ending::Genitive, "ның|нің|дың|дің|тың|тің|ының|інің|сының|сінің"),
    (Ending::Dative, "ға|ге|қа|ке|ына|іне|сына|сіне"),
    (Ending::Locative, "да|де|та|те|ында|інде|сында|сінде"),
    (Ending::Ablative, "дан|ден|тан|тен|нан|нен|ынан|інен|сынан|сінен"),
];

/// Months of the Muslim year in Russian, Kazakh and English.
pub(crate) const HIJRI_MONTHS: &[(u8, &str)] = &[
    (1, "мухаррам|мухаррама|мухаррем|muharram|мұхаррам"),
    (2, "сафар|сафара|safar"),
    (
        3,
        "раби аль-авваль|раби аль-авваля|раби ал-авваль|раби ал-авваля|раби аль-аввал|раби аль-аввала|rabi al-awwal|rabi i|раби I",
    ),
    (4, "раби ас-сани|раби аль-ахир|раби аль-ахира|rabi al-thani|rabi ii"),
    (5, "джумада аль-уля|джумада ал-ула|джумада аль-ула|jumada al-awwal|jumada i"),
    (6, "джумада ас-сани|джумада аль-ахира|джумада аль-ахир|jumada al-thani|jumada ii"),
    (7, "раджаб|раджаба|rajab|режеп|рәжәп"),
    (8, "шаабан|шаабана|шабан|шабана|shaban|sha'ban|шағбан"),
    (9, "рамадан|рамадана|рамазан|рамазана|ramadan|рамазанның"),
    (10, "шавваль|шавваля|shawwal|шәууәл"),
    (11, "зу-ль-каада|зуль-каада|зулькаада|dhu al-qadah|зұлқағда"),
    (12, "зу-ль-хиджа|зуль-хиджа|зульхиджа|dhu al-hijjah|зұлхижжа"),
];
