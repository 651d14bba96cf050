//! Dates in words, as a careful author writes them, and in EDTF.

use std::mem::discriminant;

use crate::date::{Calendar, Date, End, Fault, Interval, Moment, Part, Said, Step, Unit, Wording};
use crate::day::{Day, Weekday, gregorian_month_length};
use crate::lang::Lang;
use crate::words::{EN_MONTHS, KK_MONTHS, RU_MONTHS, RU_MONTHS_GENITIVE, weekday_name};

impl Weekday {
    /// The name of the day of the week.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        weekday_name(self, lang)
    }
}

/// The style in which days are printed.
///
/// Only days are moved from one calendar to the other. Months, years and what
/// is longer stay as they were written, in their own calendar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Style {
    /// The Julian calendar alone: `25 October 1917 (O.S.)`.
    Old,
    /// The Gregorian calendar alone: `7 November 1917 (N.S.)`.
    New,
    /// Both while both were in use, the old one first: `25 October (7 November) 1917`.
    #[default]
    Both,
}

impl Day {
    /// The day in words, in the Gregorian calendar: `7 November 1917`.
    pub fn in_lang(self, lang: Lang) -> String {
        words(Moment::from(gregorian(self)), Voice::plain(lang), Case::Plain, Year::Shown)
    }

    /// The day in words, in a style; a style is named while another was in use.
    ///
    /// ```
    /// # use derek_time::{Day, Lang, Style};
    /// let day = Day::gregorian(1917, 11, 7).unwrap();
    /// assert_eq!(day.in_style(Style::Both, Lang::Ru), "25 октября (7 ноября) 1917 г.");
    /// assert_eq!(day.in_style(Style::Old, Lang::En), "25 October 1917 (O.S.)");
    /// ```
    pub fn in_style(self, style: Style, lang: Lang) -> String {
        Date::from(self).in_style(style, lang)
    }
}

impl Interval {
    /// The interval in words, in the Gregorian calendar: `5–13 December 1917`, `1917–1924`.
    pub fn in_lang(&self, lang: Lang) -> String {
        match self.said() {
            Some(said) => said_words(&said, Voice::plain(lang)),
            None => self.half_known(lang),
        }
    }

    /// What a careful author would say of these days; `None` when an end is not known.
    fn said(&self) -> Option<Said> {
        match (self.first, self.last) {
            (End::Day(first), End::Day(last)) => Some(stretch(first, last)),
            (End::Open, End::Day(last)) => Some(Said::NotAfter(ending(last).into())),
            (End::Day(first), End::Open) => Some(Said::NotBefore(beginning(first).into())),
            _ => None,
        }
    }

    fn half_known(&self, lang: Lang) -> String {
        let voice = Voice::plain(lang);
        match (self.first, self.last) {
            (End::Day(first), _) => format!(
                "{}, {}",
                said_words(&Said::Since(beginning(first).into()), voice),
                choose(lang, "end unknown", "конец неизвестен", "соңы белгісіз")
            ),
            (_, End::Day(last)) => format!(
                "{}, {}",
                said_words(&Said::Until(ending(last).into()), voice),
                choose(lang, "beginning unknown", "начало неизвестно", "басы белгісіз")
            ),
            (End::Open, End::Open) => {
                choose(lang, "at any time", "в любое время", "кез келген уақытта").to_owned()
            }
            _ => choose(lang, "date unknown", "дата неизвестна", "күні белгісіз").to_owned(),
        }
    }
}

impl Date {
    /// The date as a careful author writes it.
    ///
    /// A day whose calendar is known is written in both styles while both were
    /// in use: `25 October (7 November) 1917`.
    pub fn in_lang(&self, lang: Lang) -> String {
        self.in_style(Style::Both, lang)
    }

    /// The date as an author writes it who uses one style, or both.
    ///
    /// A style that stands alone is named while another was in use. A day whose
    /// calendar nobody names stays as it was written: what it is in a style is
    /// not known. See [`Date::in_calendar`] to read it in one.
    ///
    /// ```
    /// # use derek_time::{Lang, Style, parse};
    /// let date = parse("5–13 December 1917 O.S.").unwrap();
    /// assert_eq!(date.in_style(Style::Both, Lang::Ru), "5–13 (18–26) декабря 1917 г.");
    /// assert_eq!(date.in_style(Style::New, Lang::En), "18–26 December 1917 (N.S.)");
    /// assert_eq!(date.in_style(Style::Old, Lang::Kk), "ескіше 1917 жылғы 5–13 желтоқсан");
    /// ```
    pub fn in_style(&self, style: Style, lang: Lang) -> String {
        let said = match &self.wording {
            Some(wording) => Some(wording.said),
            None => self.bounds().said(),
        };
        let words = match said {
            Some(said) => Voice { calendar: self.calendar, style, ..Voice::plain(lang) }
                .say(said, self.approximate),
            None if self.approximate => circa(&self.bounds().in_lang(lang), lang),
            None => self.bounds().in_lang(lang),
        };
        match said {
            Some(Said::Either(..)) => words,
            _ if self.uncertain => format!("{words} (?)"),
            _ => words,
        }
    }

    /// The date in EDTF (ISO 8601-2), in the proleptic Gregorian calendar.
    ///
    /// Vague words and centuries become the days they were cut to. `None` when
    /// nothing of the date is known that EDTF could say.
    pub fn edtf(&self) -> Option<String> {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        if let Some(Wording { said, policy, .. }) = &self.wording {
            match *said {
                Said::At(Moment { unit: Unit::Day { year: None, month, day }, .. }) => {
                    return Some(format!("XXXX-{month:02}-{day:02}"));
                }
                Said::Either(one, two) => {
                    let one = edtf_unit(one.span_by(self.calendar, policy)?)?;
                    let two = edtf_unit(two.span_by(self.calendar, policy)?)?;
                    return Some(format!("[{one},{two}]"));
                }
                _ => {}
            }
        }
        let bounds = self.bounds();
        if let Some(unit) = edtf_unit(bounds) {
            return Some(format!("{unit}{mark}"));
        }
        let level = level(bounds.first_day(), bounds.last_day());
        let side = |end: End| match end {
            End::Day(day) => edtf_side(day, level) + mark,
            End::Open => "..".to_owned(),
            End::Unknown => String::new(),
        };
        match (bounds.first, bounds.last) {
            (End::Unknown, End::Unknown) | (End::Open, End::Open) => None,
            (first, last) => Some(format!("{}/{}", side(first), side(last))),
        }
    }
}

/// In which language, and of which calendar in which style, moments are told.
#[derive(Clone, Copy)]
struct Voice {
    lang: Lang,
    /// The calendar in which the moments are written.
    calendar: Calendar,
    style: Style,
    /// Before this day a day is told in both styles.
    both_before: Day,
}

impl Voice {
    /// Moments as they are written, without a thought of calendars.
    fn plain(lang: Lang) -> Voice {
        Voice { lang, calendar: Calendar::Unmarked, style: Style::Both, both_before: Day::REFORM }
    }

    /// Both styles of a day; `None` when one is enough or the calendar is not
    /// known, or it is no day.
    fn twofold(self, moment: Moment) -> Option<Twofold> {
        let Unit::Day { .. } = moment.unit else { return None };
        if self.calendar == Calendar::Unmarked {
            return None;
        }
        let day = moment.span(self.calendar)?.first_day()?;
        let both = self.calendar == Calendar::Julian || day < self.both_before;
        both.then(|| Twofold { old: day.to_julian(), new: day.to_gregorian() })
    }

    fn say(self, said: Said, approximate: bool) -> String {
        let lang = self.lang;
        let (one, two) = said.moments();
        let moments = || [Some(one), two].into_iter().flatten();
        let is_twofold = moments().any(|moment| self.twofold(moment).is_some());
        // What one end needs, the other is not to be without.
        let both_before = if is_twofold { Day::new(i32::MAX) } else { self.both_before };
        let voice = Voice { both_before, ..self };
        let (said, voice, named) = match self.style {
            Style::Both => {
                let is_old = self.calendar == Calendar::Julian;
                // What is no day stays in its own calendar, and the reader must be told which.
                let named = (is_old && !is_twofold).then_some(Style::Old);
                (said, voice, named)
            }
            style => {
                let named = is_twofold.then_some(style);
                let turned = said.map(|moment| match voice.twofold(moment) {
                    Some(days) if style == Style::Old => Unit::from(days.old).into(),
                    Some(days) => Unit::from(days.new).into(),
                    None => moment,
                });
                let is_old = self.calendar == Calendar::Julian && named.is_none();
                let named = if is_old { Some(Style::Old) } else { named };
                (turned, Voice::plain(lang), named)
            }
        };
        let name = |words: String| match (named, lang) {
            (None | Some(Style::Both), _) => words,
            (Some(Style::Old), Lang::Kk) => format!("ескіше {words}"),
            (Some(Style::New), Lang::Kk) => format!("жаңаша {words}"),
            (Some(Style::Old), _) => format!("{words} ({})", choose(lang, "O.S.", "ст. ст.", "")),
            (Some(Style::New), _) => format!("{words} ({})", choose(lang, "N.S.", "н. ст.", "")),
        };
        match (said, approximate, lang) {
            (_, false, _) => name(said_words(&said, voice)),
            (Said::At(moment), true, Lang::Ru) => {
                name(format!("около {}", words(moment, voice, Case::Genitive, Year::Shown)))
            }
            (_, true, _) => circa(&name(said_words(&said, voice)), lang),
        }
    }
}

fn circa(words: &str, lang: Lang) -> String {
    format!("{} {words}", choose(lang, "circa", "приблизительно", "шамамен"))
}

/// A day in both calendars: year, month, day.
#[derive(Clone, Copy)]
struct Twofold {
    old: (i32, u8, u8),
    new: (i32, u8, u8),
}

impl From<(i32, u8, u8)> for Unit {
    fn from((year, month, day): (i32, u8, u8)) -> Unit {
        Unit::Day { year: Some(year), month, day }
    }
}

impl Twofold {
    /// The year of both styles; `None` when each has its own.
    fn year(&self) -> Option<i32> {
        (self.old.0 == self.new.0).then_some(self.new.0)
    }

    /// `25 October (7 November) 1917`
    fn in_lang(&self, lang: Lang, case: Case, year_shown: Year) -> String {
        let ((_, old_month, old_day), (_, month, day)) = (self.old, self.new);
        let days = |days: &str, month| in_case(&days_of(days, month, lang), lang, case);
        let Some(year) = self.year() else {
            let side = |(year, month, day): (i32, u8, u8)| {
                with_year(&days(&day.to_string(), month), year, lang)
            };
            return format!("{} ({})", side(self.old), side(self.new));
        };
        let said = if old_month == month {
            days(&format!("{old_day} ({day})"), month)
        } else {
            format!("{} ({})", days(&old_day.to_string(), old_month), days(&day.to_string(), month))
        };
        match year_shown {
            Year::Shown => with_year(&said, year, lang),
            Year::Understood => said,
        }
    }

    /// `5–13 (18–26) December 1917`; `None` when they lie in several months.
    fn until(&self, last: &Twofold, lang: Lang) -> Option<String> {
        let of_one_month =
            |one: (i32, u8, u8), two: (i32, u8, u8)| (one.0, one.1) == (two.0, two.1);
        if !of_one_month(self.old, last.old) || !of_one_month(self.new, last.new) {
            return None;
        }
        let (old, new) =
            (format!("{}–{}", self.old.2, last.old.2), format!("{}–{}", self.new.2, last.new.2));
        Some(match self.year() {
            Some(year) if self.old.1 == self.new.1 => {
                with_year(&days_of(&format!("{old} ({new})"), self.old.1, lang), year, lang)
            }
            Some(year) => {
                let (old, new) = (days_of(&old, self.old.1, lang), days_of(&new, self.new.1, lang));
                with_year(&format!("{old} ({new})"), year, lang)
            }
            None => {
                let old = with_year(&days_of(&old, self.old.1, lang), self.old.0, lang);
                format!("{old} ({})", with_year(&days_of(&new, self.new.1, lang), self.new.0, lang))
            }
        })
    }
}

/// The case in which a sentence needs a moment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Plain,
    Genitive,
    /// Told apart from the plain form in Russian alone.
    Accusative,
    Dative,
    Ablative,
}

/// Whether a moment is told with its year, or shares the year of its neighbour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    Shown,
    Understood,
}

fn choose<'a>(lang: Lang, en: &'a str, ru: &'a str, kk: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
}

fn said_words(said: &Said, voice: Voice) -> String {
    let lang = voice.lang;
    let plain = |moment| words(moment, voice, Case::Plain, Year::Shown);
    let genitive = |moment| words(moment, voice, Case::Genitive, Year::Shown);
    let dative = |moment| words(moment, voice, Case::Dative, Year::Shown);
    let ablative = |moment| words(moment, voice, Case::Ablative, Year::Shown);
    match (*said, lang) {
        (Said::At(moment), _) => plain(moment),
        (Said::Span(one, two), _) => span_words(one, two, voice),
        (Said::Between(one, two), Lang::En) => {
            let (one, two) = pair(one, two, voice, Case::Plain);
            format!("between {one} and {two}")
        }
        (Said::Between(one, two), Lang::Ru) => {
            format!("не ранее {} и не позднее {}", genitive(one), genitive(two))
        }
        (Said::Between(one, two), Lang::Kk) => {
            format!("{} аралығында", span_words(one, two, voice))
        }
        (Said::Either(one, two), _) => {
            let (one, two) = pair(one, two, voice, Case::Plain);
            format!("{one} {} {two}", choose(lang, "or", "или", "немесе"))
        }
        (Said::Before(moment), Lang::En) => format!("before {}", plain(moment)),
        (Said::Before(moment), Lang::Ru) => format!("до {}", genitive(moment)),
        (Said::Before(moment), Lang::Kk) => format!("{} дейін", dative(moment)),
        (Said::After(moment), Lang::En) => format!("after {}", plain(moment)),
        (Said::After(moment), Lang::Ru) => format!("после {}", genitive(moment)),
        (Said::After(moment), Lang::Kk) => format!("{} кейін", ablative(moment)),
        (Said::NotAfter(moment), Lang::En) => format!("no later than {}", plain(moment)),
        (Said::NotAfter(moment), Lang::Ru) => format!("не позднее {}", genitive(moment)),
        (Said::NotAfter(moment), Lang::Kk) => format!("{} кешіктірмей", ablative(moment)),
        (Said::NotBefore(moment), Lang::En) => format!("no earlier than {}", plain(moment)),
        (Said::NotBefore(moment), Lang::Ru) => format!("не ранее {}", genitive(moment)),
        (Said::NotBefore(moment), Lang::Kk) => format!("{} ерте емес", ablative(moment)),
        (Said::Since(moment), Lang::En) => format!("since {}", plain(moment)),
        (Said::Since(moment), Lang::Ru) => format!("с {}", genitive(moment)),
        (Said::Since(moment), Lang::Kk) => format!("{} бастап", ablative(moment)),
        (Said::Until(moment), Lang::En) => format!("until {}", plain(moment)),
        (Said::Until(moment), Lang::Ru) => format!("вплоть до {}", genitive(moment)),
        (Said::Until(moment), Lang::Kk) => format!("{} шейін", dative(moment)),
        (Said::Whole(moment), Lang::En) => format!("throughout {}", plain(moment)),
        (Said::Whole(moment), Lang::Ru) => format!("на протяжении {}", genitive(moment)),
        (Said::Whole(moment), Lang::Kk) => format!("{} бойы", plain(moment)),
    }
}

/// Two moments that a sentence names together: a year that both share is told once.
fn pair(one: Moment, two: Moment, voice: Voice, case: Case) -> (String, String) {
    let lang = voice.lang;
    if let (
        Moment { unit: Unit::Year(first), part: Part::Whole },
        Moment { unit: Unit::Year(_), part: Part::Whole },
    ) = (one, two)
        && 99 < first
    {
        return (first.to_string(), words(two, voice, case, Year::Shown));
    }
    let year = |moment: Moment| match (moment.unit, voice.twofold(moment)) {
        (_, Some(days)) => days.year(),
        (Unit::Day { year, .. } | Unit::Month { year, .. }, None) if moment.part == Part::Whole => {
            year
        }
        _ => None,
    };
    let shared = year(one).is_some() && year(one) == year(two);
    let (first, last) = match (shared, lang) {
        (false, _) => (Year::Shown, Year::Shown),
        (true, Lang::En | Lang::Ru) => (Year::Understood, Year::Shown),
        (true, Lang::Kk) => (Year::Shown, Year::Understood),
    };
    (words(one, voice, case, first), words(two, voice, case, last))
}

fn span_words(one: Moment, two: Moment, voice: Voice) -> String {
    let lang = voice.lang;
    let both = voice.twofold(one).zip(voice.twofold(two));
    if let Some(said) = both.and_then(|(one, two)| one.until(&two, lang)) {
        return said;
    }
    let whole = one.part == Part::Whole && two.part == Part::Whole;
    match (one.unit, two.unit) {
        (
            Unit::Day { year, month, day },
            Unit::Day { year: last_year, month: last_month, day: last_day },
        ) if both.is_none() && (year, month) == (last_year, last_month) => {
            let days = days_of(&format!("{day}–{last_day}"), month, lang);
            match year {
                Some(year) => with_year(&days, year, lang),
                None => days,
            }
        }
        (
            Unit::Month { year: Some(year), month },
            Unit::Month { year: Some(last_year), month: last },
        ) if whole && year == last_year => {
            let months = match lang {
                Lang::En => format!("{}–{}", name(EN_MONTHS, month), name(EN_MONTHS, last)),
                Lang::Ru => format!("{} – {}", name(RU_MONTHS, month), name(RU_MONTHS, last)),
                Lang::Kk => format!("{} – {}", name(KK_MONTHS, month), name(KK_MONTHS, last)),
            };
            with_year(&months, year, lang)
        }
        (Unit::Year(first), Unit::Year(last)) if whole && 99 < first && 99 < last => match lang {
            Lang::En => format!("{first}–{last}"),
            Lang::Ru => format!("{first}–{last} гг."),
            Lang::Kk => format!("{first}–{last} жылдар"),
        },
        (Unit::Year(first), Unit::Year(last)) if whole && first < 1 && 0 < last => {
            format!("{} – {}", year_words(first, lang), year_of_our_era(last, lang))
        }
        (Unit::Century(first), Unit::Century(last)) if whole && 0 < first && 0 < last => {
            let (one, two) = (roman(first), roman(last));
            match lang {
                Lang::En => format!(
                    "the {}–{} centuries",
                    en_ordinal(first.unsigned_abs()),
                    en_ordinal(last.unsigned_abs())
                ),
                Lang::Ru => format!("{one}–{two} вв."),
                Lang::Kk => format!("{one}–{two} ғасырлар"),
            }
        }
        (first, last) if whole && discriminant(&first) == discriminant(&last) => {
            let (one, two) = match first {
                Unit::Day { .. } => pair(one, two, voice, Case::Plain),
                _ => {
                    let plain = |moment| words(moment, voice, Case::Plain, Year::Shown);
                    (plain(one), plain(two))
                }
            };
            format!("{one} – {two}")
        }
        // A dash between unlike moments could join but parts of them: early 1918 – 1919.
        _ => {
            let told = |moment, case| words(moment, voice, case, Year::Shown);
            match lang {
                Lang::En => {
                    format!("from {} to {}", told(one, Case::Plain), told(two, Case::Plain))
                }
                Lang::Ru => {
                    format!("с {} по {}", told(one, Case::Genitive), told(two, Case::Accusative))
                }
                Lang::Kk => format!("{} – {}", told(one, Case::Plain), told(two, Case::Plain)),
            }
        }
    }
}

fn name(names: [&'static str; 12], month: u8) -> &'static str {
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}

/// `5–13 December`, `5–13 декабря`, `5–13 желтоқсан`
fn days_of(days: &str, month: u8, lang: Lang) -> String {
    let month = match lang {
        Lang::En => name(EN_MONTHS, month),
        Lang::Ru => name(RU_MONTHS_GENITIVE, month),
        Lang::Kk => name(KK_MONTHS, month),
    };
    format!("{days} {month}")
}

/// Days of a month in the case that the sentence needs; only Kazakh shows it.
fn in_case(days: &str, lang: Lang, case: Case) -> String {
    match lang {
        Lang::En | Lang::Ru => days.to_owned(),
        Lang::Kk => kk_case(days, case),
    }
}

/// Puts the year where the language wants it.
fn with_year(days: &str, year: i32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{days} {}", year_words(year, lang)),
        Lang::Ru => format!("{days} {}", year_words(year, lang)),
        Lang::Kk => format!("{} {days}", kk_year(year, "жылғы")),
    }
}

/// A year with its era where the number alone would not be taken for a year of ours.
fn year_words(year: i32, lang: Lang) -> String {
    let before = 1 - i64::from(year);
    match (lang, year) {
        (Lang::En, i32::MIN..1) => format!("{before} BC"),
        (Lang::En | Lang::Ru, 1..100) => year_of_our_era(year, lang),
        (Lang::En, _) => year.to_string(),
        (Lang::Ru, i32::MIN..1) => format!("{before} г. до н. э."),
        (Lang::Ru, _) => format!("{year} г."),
        (Lang::Kk, _) => kk_year(year, "жыл"),
    }
}

fn year_of_our_era(year: i32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("AD {year}"),
        Lang::Ru => format!("{year} г. н. э."),
        Lang::Kk => format!("б. з. {year} жыл"),
    }
}

fn kk_year(year: i32, word: &str) -> String {
    match year {
        100.. => format!("{year} {word}"),
        1..100 => format!("б. з. {year} {word}"),
        _ => format!("б. з. д. {} {word}", 1 - i64::from(year)),
    }
}

/// A moment in words, in the case that the sentence needs.
fn words(moment: Moment, voice: Voice, case: Case, year_shown: Year) -> String {
    if let Some(days) = voice.twofold(moment) {
        return days.in_lang(voice.lang, case, year_shown);
    }
    let moment = match (year_shown, moment.unit) {
        (Year::Understood, Unit::Day { month, day, .. }) => {
            Moment { unit: Unit::Day { year: None, month, day }, ..moment }
        }
        (Year::Understood, Unit::Month { month, .. }) => {
            Moment { unit: Unit::Month { year: None, month }, ..moment }
        }
        _ => moment,
    };
    match voice.lang {
        Lang::En => en_words(moment),
        Lang::Ru => ru_words(moment, case),
        Lang::Kk => kk_case(&kk_words(moment), case),
    }
}

fn exact(first: Day, last: Day, lang: Lang) -> String {
    Interval::between(first, last).in_lang(lang)
}

fn en_words(moment: Moment) -> String {
    let unit = match moment.unit {
        Unit::Day { year, month, day } => {
            let days = days_of(&day.to_string(), month, Lang::En);
            match year {
                Some(year) => with_year(&days, year, Lang::En),
                None => days,
            }
        }
        Unit::Month { year: Some(year), month } => {
            with_year(name(EN_MONTHS, month), year, Lang::En)
        }
        Unit::Month { year: None, month } => name(EN_MONTHS, month).to_owned(),
        Unit::Season { year, season } => {
            let season =
                ["spring", "summer", "autumn", "winter"][usize::from(season.clamp(1, 4)) - 1];
            match year {
                Some(year) => with_year(season, year, Lang::En),
                None => season.to_owned(),
            }
        }
        Unit::Quarter { year, quarter } => {
            let quarter = format!("the {} quarter", en_ordinal_word(quarter));
            match year {
                Some(year) => format!("{quarter} of {}", year_words(year, Lang::En)),
                None => quarter,
            }
        }
        Unit::Year(year) => year_words(year, Lang::En),
        Unit::Decade(first) => format!("{first}s"),
        Unit::Century(number) if number < 1 => {
            format!("{} century BC", en_ordinal(number.unsigned_abs()))
        }
        Unit::Century(number) => format!("{} century", en_ordinal(number.unsigned_abs())),
        Unit::SomeCentury => "century".to_owned(),
        Unit::SomeYear => "year".to_owned(),
        Unit::AnimalYear(animal) => format!("year of the {}", animal.in_lang(Lang::En)),
        Unit::Exact { first, last } => exact(first, last, Lang::En),
        Unit::Nothing => "no such day".to_owned(),
    };
    let the = match moment.unit {
        Unit::Decade(_) | Unit::Century(_) | Unit::SomeCentury | Unit::SomeYear => "the ",
        _ => "",
    };
    match moment.part {
        Part::Whole => format!("{the}{unit}"),
        Part::Early => format!("{the}early {unit}"),
        Part::Middle if the.is_empty() => format!("mid-{unit}"),
        Part::Middle => format!("the middle of the {unit}"),
        Part::Late => format!("{the}late {unit}"),
        Part::Half(number) => format!("the {} half of {the}{unit}", en_ordinal_word(number)),
        Part::Third(3) => format!("the last third of {the}{unit}"),
        Part::Third(number) => format!("the {} third of {the}{unit}", en_ordinal_word(number)),
        Part::Quarter(number) => {
            format!("the {} quarter of {the}{unit}", en_ordinal_word(number))
        }
        Part::Turn => format!("the turn of {the}{unit}"),
    }
}

fn en_ordinal(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

fn en_ordinal_word(number: u8) -> &'static str {
    match number {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => "fourth",
    }
}

fn ru_words(moment: Moment, case: Case) -> String {
    // A part takes the case and leaves the genitive to its whole.
    let case_of_unit = if moment.part == Part::Whole { case } else { Case::Genitive };
    let pick = |nominative: &'static str, genitive: &'static str, accusative: &'static str| {
        match case_of_unit {
            Case::Plain => nominative,
            Case::Accusative => accusative,
            _ => genitive,
        }
    };
    let unit = match moment.unit {
        Unit::Day { year, month, day } => {
            let days = days_of(&day.to_string(), month, Lang::Ru);
            match year {
                Some(year) => with_year(&days, year, Lang::Ru),
                None => days,
            }
        }
        Unit::Month { year, month } => {
            let month = pick(
                name(RU_MONTHS, month),
                name(RU_MONTHS_GENITIVE, month),
                name(RU_MONTHS, month),
            );
            match year {
                Some(year) => with_year(month, year, Lang::Ru),
                None => month.to_owned(),
            }
        }
        Unit::Season { year, season } => {
            let season = match season {
                1 => pick("весна", "весны", "весну"),
                2 => pick("лето", "лета", "лето"),
                3 => pick("осень", "осени", "осень"),
                _ => pick("зима", "зимы", "зиму"),
            };
            match year {
                Some(year) => with_year(season, year, Lang::Ru),
                None => season.to_owned(),
            }
        }
        Unit::Quarter { year, quarter } => {
            let quarter =
                format!("{} {}", roman(i32::from(quarter)), pick("квартал", "квартала", "квартал"));
            match year {
                Some(year) => with_year(&quarter, year, Lang::Ru),
                None => quarter,
            }
        }
        Unit::Year(year) => year_words(year, Lang::Ru),
        Unit::Decade(first) => {
            format!("{first}-{} гг.", pick("е", "х", "е"))
        }
        Unit::Century(number) => {
            let era = if number < 1 { " до н. э." } else { "" };
            format!("{} в.{era}", roman(number))
        }
        Unit::SomeCentury => pick("век", "века", "век").to_owned(),
        Unit::SomeYear => pick("год", "года", "год").to_owned(),
        Unit::AnimalYear(animal) => {
            format!("{} {}", pick("год", "года", "год"), animal.of_in_russian())
        }
        Unit::Exact { first, last } => exact(first, last, Lang::Ru),
        Unit::Nothing => "несуществующий день".to_owned(),
    };
    let part = |nominative: &str, genitive: &str, accusative: &str| match case {
        Case::Plain => format!("{nominative} {unit}"),
        Case::Accusative => format!("{accusative} {unit}"),
        _ => format!("{genitive} {unit}"),
    };
    match moment.part {
        Part::Whole => unit,
        Part::Early => part("начало", "начала", "начало"),
        Part::Middle => part("середина", "середины", "середину"),
        Part::Late => part("конец", "конца", "конец"),
        Part::Half(1) => part("первая половина", "первой половины", "первую половину"),
        Part::Half(_) => part("вторая половина", "второй половины", "вторую половину"),
        Part::Third(1) => part("первая треть", "первой трети", "первую треть"),
        Part::Third(2) => part("вторая треть", "второй трети", "вторую треть"),
        Part::Third(_) => part("последняя треть", "последней трети", "последнюю треть"),
        Part::Quarter(1) => part("первая четверть", "первой четверти", "первую четверть"),
        Part::Quarter(2) => part("вторая четверть", "второй четверти", "вторую четверть"),
        Part::Quarter(3) => part("третья четверть", "третьей четверти", "третью четверть"),
        Part::Quarter(_) => part("последняя четверть", "последней четверти", "последнюю четверть"),
        Part::Turn => match moment.unit {
            Unit::Century(number) if 1 < number => {
                let turn = match case {
                    Case::Plain | Case::Accusative => "рубеж",
                    _ => "рубежа",
                };
                format!("{turn} {}–{} вв.", roman(number - 1), roman(number))
            }
            _ => part("рубеж", "рубежа", "рубеж"),
        },
    }
}

fn kk_words(moment: Moment) -> String {
    let whole = moment.part == Part::Whole;
    let unit = match moment.unit {
        Unit::Day { year, month, day } => {
            let days = days_of(&day.to_string(), month, Lang::Kk);
            match year {
                Some(year) => with_year(&days, year, Lang::Kk),
                None => days,
            }
        }
        Unit::Month { year, month } => {
            let month = name(KK_MONTHS, month);
            match year {
                Some(year) => with_year(month, year, Lang::Kk),
                None => month.to_owned(),
            }
        }
        Unit::Season { year, season } => {
            let season = ["көктем", "жаз", "күз", "қыс"][usize::from(season.clamp(1, 4)) - 1];
            match year {
                Some(year) => with_year(season, year, Lang::Kk),
                None => season.to_owned(),
            }
        }
        Unit::Quarter { year, quarter } => {
            let quarter = format!("{} тоқсан", roman(i32::from(quarter)));
            match year {
                Some(year) => with_year(&quarter, year, Lang::Kk),
                None => quarter,
            }
        }
        Unit::Year(year) => kk_year(year, "жыл"),
        Unit::Decade(first) => format!("{first}-жылдар"),
        Unit::Century(number) if number < 1 => format!("б. з. д. {} ғасыр", roman(number)),
        Unit::Century(number) => format!("{} ғасыр", roman(number)),
        Unit::SomeCentury => "ғасыр".to_owned(),
        Unit::SomeYear => "жыл".to_owned(),
        Unit::AnimalYear(animal) => format!("{} жылы", animal.in_lang(Lang::Kk)),
        Unit::Exact { first, last } => exact(first, last, Lang::Kk),
        Unit::Nothing => "жоқ күн".to_owned(),
    };
    let whole_of = if whole { unit } else { kk_case(&unit, Case::Genitive) };
    let part = match moment.part {
        Part::Whole => return whole_of,
        Part::Early => "басы",
        Part::Middle => "ортасы",
        Part::Late => "соңы",
        Part::Half(1) => "бірінші жартысы",
        Part::Half(_) => "екінші жартысы",
        Part::Third(1) => "бірінші үштен бірі",
        Part::Third(2) => "екінші үштен бірі",
        Part::Third(_) => "соңғы үштен бірі",
        Part::Quarter(1) => "бірінші ширегі",
        Part::Quarter(2) => "екінші ширегі",
        Part::Quarter(3) => "үшінші ширегі",
        Part::Quarter(_) => "соңғы ширегі",
        Part::Turn => match moment.unit {
            Unit::Century(number) if 1 < number => {
                return format!("{}–{} ғасырлар тоғысы", roman(number - 1), roman(number));
            }
            _ => "тоғысы",
        },
    };
    format!("{whole_of} {part}")
}

/// Puts the last word of a Kazakh phrase into a case, by the harmony of its vowels.
fn kk_case(phrase: &str, case: Case) -> String {
    const BACK: &str = "аоұыуяё";
    const FRONT: &str = "әеөүіиэю";
    let word = phrase.rsplit(' ').next().unwrap_or(phrase);
    let back = word.chars().rev().find_map(|letter| match letter {
        letter if BACK.contains(letter) => Some(true),
        letter if FRONT.contains(letter) => Some(false),
        _ => None,
    });
    let back = back.unwrap_or(true);
    let last = word.chars().next_back().unwrap_or(' ');
    let own =
        word.ends_with("сы") || word.ends_with("бірі") || word.ends_with("гі") || word == "соңы";
    let vowel = BACK.contains(last) || FRONT.contains(last);
    let nasal = "мнң".contains(last);
    let voiceless = "кқпстфхцчшщ".contains(last);
    let suffix = match case {
        Case::Plain | Case::Accusative => "",
        Case::Genitive if vowel || nasal => ["нің", "ның"][usize::from(back)],
        Case::Genitive if voiceless => ["тің", "тың"][usize::from(back)],
        Case::Genitive => ["дің", "дың"][usize::from(back)],
        Case::Dative if own => ["не", "на"][usize::from(back)],
        Case::Dative if voiceless => ["ке", "қа"][usize::from(back)],
        Case::Dative => ["ге", "ға"][usize::from(back)],
        Case::Ablative if own || nasal => ["нен", "нан"][usize::from(back)],
        Case::Ablative if voiceless => ["тен", "тан"][usize::from(back)],
        Case::Ablative => ["ден", "дан"][usize::from(back)],
    };
    format!("{phrase}{suffix}")
}

fn roman(number: i32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.unsigned_abs();
    if 4000 <= rest {
        return rest.to_string();
    }
    let mut digits = String::new();
    for (value, digit) in DIGITS {
        while value <= rest {
            digits.push_str(digit);
            rest -= value;
        }
    }
    digits
}

fn gregorian(day: Day) -> Unit {
    Unit::from(day.to_gregorian())
}

fn is_month_end(day: Day) -> bool {
    let (year, month, date) = day.to_gregorian();
    date == gregorian_month_length(year, month)
}

/// The coarsest unit that ends with this day.
fn ending(day: Day) -> Unit {
    let (year, month, date) = day.to_gregorian();
    match (month, date) {
        (12, 31) => Unit::Year(year),
        _ if is_month_end(day) => Unit::Month { year: Some(year), month },
        _ => gregorian(day),
    }
}

/// The coarsest unit that begins with this day.
fn beginning(day: Day) -> Unit {
    let (year, month, date) = day.to_gregorian();
    match (month, date) {
        (1, 1) => Unit::Year(year),
        (_, 1) => Unit::Month { year: Some(year), month },
        _ => gregorian(day),
    }
}

/// Days, months or years between two days, whichever is the coarsest that is exact.
fn stretch(first: Day, last: Day) -> Said {
    let ((year, month, _), (last_year, last_month, _)) =
        (first.to_gregorian(), last.to_gregorian());
    let (one, two) = match level(Some(first), Some(last)) {
        Level::Day => (gregorian(first), gregorian(last)),
        Level::Month => (
            Unit::Month { year: Some(year), month },
            Unit::Month { year: Some(last_year), month: last_month },
        ),
        Level::Year => (Unit::Year(year), Unit::Year(last_year)),
    };
    if one == two { Said::At(one.into()) } else { Said::Span(one.into(), two.into()) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Day,
    Month,
    Year,
}

/// The coarsest unit in which both ends are exact.
fn level(first: Option<Day>, last: Option<Day>) -> Level {
    let begins = |months: &[u8]| {
        first
            .map(Day::to_gregorian)
            .is_none_or(|(_, month, day)| day == 1 && months.contains(&month))
    };
    let ends = |december: bool| {
        last.is_none_or(|day| is_month_end(day) && (!december || day.to_gregorian().1 == 12))
    };
    if begins(&[1]) && ends(true) {
        Level::Year
    } else if begins(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) && ends(false) {
        Level::Month
    } else {
        Level::Day
    }
}

fn edtf_year(year: i32) -> String {
    match year {
        -9999..=-1 => format!("-{:04}", year.unsigned_abs()),
        0..=9999 => format!("{year:04}"),
        _ => format!("Y{year}"),
    }
}

fn edtf_side(day: Day, level: Level) -> String {
    let (year, month, date) = day.to_gregorian();
    let year = edtf_year(year);
    match level {
        Level::Day => format!("{year}-{month:02}-{date:02}"),
        Level::Month => format!("{year}-{month:02}"),
        Level::Year => year,
    }
}

/// An interval that EDTF has one name for.
fn edtf_unit(interval: Interval) -> Option<String> {
    let (first, last) = (interval.first_day()?, interval.last_day()?);
    let (year, month, _) = first.to_gregorian();
    let level = level(Some(first), Some(last));
    if edtf_side(first, level) == edtf_side(last, level) {
        return Some(edtf_side(first, level));
    }
    let whole = |unit: Unit| Moment::from(unit).span(Calendar::Gregorian) == Some(interval);
    if let (Level::Year, 0..=9999) = (level, year) {
        if year % 10 == 0 && whole(Unit::Decade(year)) {
            return Some(format!("{:03}X", year / 10));
        }
        let century_end = Day::gregorian(year + 99, 12, 31);
        if year % 100 == 0 && Some(last) == century_end {
            return Some(format!("{:02}XX", year / 100));
        }
    }
    if let (Level::Month, 0..=9999) = (level, year) {
        if month % 3 == 0 && whole(Unit::Season { year: Some(year), season: month / 3 }) {
            return Some(format!("{year:04}-2{}", month / 3));
        }
        let quarter = month.div_ceil(3);
        if whole(Unit::Quarter { year: Some(year), quarter }) {
            return Some(format!("{year:04}-{}", 32 + quarter));
        }
    }
    None
}

impl Calendar {
    /// The name of the calendar.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match self {
            Calendar::Gregorian => choose(
                lang,
                "Gregorian calendar (New Style)",
                "григорианский календарь (новый стиль)",
                "григориан күнтізбесі (жаңаша)",
            ),
            Calendar::Julian => choose(
                lang,
                "Julian calendar (Old Style)",
                "юлианский календарь (старый стиль)",
                "юлиан күнтізбесі (ескіше)",
            ),
            Calendar::Unmarked => choose(
                lang,
                "calendar not named",
                "календарь не указан",
                "күнтізбесі көрсетілмеген",
            ),
        }
    }
}

impl Step {
    /// The step in words: lower case, no full stop.
    pub fn in_lang(&self, lang: Lang) -> String {
        match *self {
            Step::CalendarNamed(calendar) => format!(
                "{}: {}",
                choose(lang, "the writing names it", "назван в тексте", "мәтінде аталған"),
                calendar.in_lang(lang)
            ),
            Step::CalendarByWeekday(weekday, calendar) => {
                let weekday = weekday.in_lang(lang);
                let calendar = calendar.in_lang(lang);
                match lang {
                    Lang::En => format!("it is a {weekday} only in this calendar: {calendar}"),
                    Lang::Ru => format!("{weekday} только в этом календаре: {calendar}"),
                    Lang::Kk => format!("{weekday} тек мына күнтізбеде: {calendar}"),
                }
            }
            Step::CalendarByDay(calendar) => format!(
                "{}: {}",
                choose(
                    lang,
                    "only this calendar has such a day",
                    "такой день есть только в этом календаре",
                    "мұндай күн тек мына күнтізбеде бар"
                ),
                calendar.in_lang(lang)
            ),
            Step::CalendarUnmarked => choose(
                lang,
                "no calendar is named: read as New Style, perhaps Old Style",
                "календарь не указан: прочитано по новому стилю, возможен и старый",
                "күнтізбесі көрсетілмеген: жаңаша оқылды, ескіше болуы да мүмкін",
            )
            .to_owned(),
            Step::CalendarByPlace(Calendar::Julian, last) => {
                let last = last.in_lang(lang);
                match lang {
                    Lang::En => format!(
                        "no calendar is named; Old Style was in use there until {last}, New Style reckoning: read as Old Style, perhaps New Style"
                    ),
                    Lang::Ru => format!(
                        "календарь не указан; старый стиль действовал там до {last} включительно (по новому): прочитано по старому стилю, возможен и новый"
                    ),
                    Lang::Kk => format!(
                        "күнтізбесі көрсетілмеген; ескі стиль онда жаңаша {last} дейін қолданылған: ескіше оқылды, жаңаша болуы да мүмкін"
                    ),
                }
            }
            Step::CalendarByPlace(_, first) => {
                let first = first.in_lang(lang);
                match lang {
                    Lang::En => {
                        format!("no calendar is named; New Style was in use there from {first}")
                    }
                    Lang::Ru => {
                        format!("календарь не указан; новый стиль действовал там с {first}")
                    }
                    Lang::Kk => format!(
                        "күнтізбесі көрсетілмеген; жаңа стиль онда {first} бастап қолданылған"
                    ),
                }
            }
            Step::CalendarMixed(last) => {
                let last = last.in_lang(lang);
                match lang {
                    Lang::En => format!(
                        "no calendar is named, and both were in use there until {last}: read as New Style, perhaps Old Style"
                    ),
                    Lang::Ru => format!(
                        "календарь не указан, а до {last} там были в ходу оба: прочитано по новому стилю, возможен и старый"
                    ),
                    Lang::Kk => format!(
                        "күнтізбесі көрсетілмеген, ал {last} дейін онда екеуі де қолданылған: жаңаша оқылды, ескіше болуы да мүмкін"
                    ),
                }
            }
            Step::FromJulian(day) | Step::BothStyles(day) => {
                let old = days_in_style(day.to_julian(), lang);
                let new = days_in_style(day.to_gregorian(), lang);
                match lang {
                    Lang::En => format!("{old} Old Style is {new} New Style"),
                    Lang::Ru => format!("{old} по старому стилю — это {new} по новому"),
                    Lang::Kk => format!("ескіше {old} — жаңаша {new}"),
                }
            }
            Step::FromHijri => choose(
                lang,
                "every day that a Muslim calendar in use gives; it begins at the sunset before",
                "все дни, возможные по бытовавшим мусульманским календарям; сутки начинаются накануне на закате",
                "қолданылған мұсылман күнтізбелері беретін күндердің бәрі; тәулік алдыңғы күні күн батқанда басталады",
            )
            .to_owned(),
            Step::CalendarByHijri(calendar) => format!(
                "{}: {}",
                choose(
                    lang,
                    "the Muslim date beside it fits only this calendar",
                    "мусульманская дата рядом подходит только к этому календарю",
                    "қасындағы мұсылманша күн тек мына күнтізбеге сай келеді"
                ),
                calendar.in_lang(lang)
            ),
            Step::HijriAgrees => choose(
                lang,
                "the Muslim date beside it agrees",
                "мусульманская дата рядом совпадает",
                "қасындағы мұсылманша күн сәйкес келеді",
            )
            .to_owned(),
            Step::AnimalYear(animal) => {
                let animal = animal.in_lang(lang);
                match lang {
                    Lang::En => format!("a year of the {animal}, every twelfth; it begins in March"),
                    Lang::Ru => format!(
                        "год двенадцатилетнего круга ({animal}), начинается в марте"
                    ),
                    Lang::Kk => format!("{animal} жылы, он екі жылда бір келеді, наурызда басталады"),
                }
            }
            Step::YearCarried(year) => match lang {
                Lang::En => format!("the year {year} is taken from an earlier date"),
                Lang::Ru => format!("{year} год взят из предыдущей даты"),
                Lang::Kk => format!("{year} жыл алдыңғы күннен алынды"),
            },
            Step::CountedFrom(days) => {
                let days = days.in_lang(lang);
                match lang {
                    Lang::En => format!("counted from an earlier date: {days}"),
                    Lang::Ru => format!("отсчитано от предыдущей даты: {days}"),
                    Lang::Kk => format!("алдыңғы күннен есептелді: {days}"),
                }
            }
            Step::CountedFromWriting(days) => {
                let days = days.in_lang(lang);
                match lang {
                    Lang::En => format!("counted from the day of writing: {days}"),
                    Lang::Ru => format!("отсчитано от дня написания: {days}"),
                    Lang::Kk => format!("жазылған күннен есептелді: {days}"),
                }
            }
            Step::YearShared(year) => match lang {
                Lang::En => format!("the year {year} belongs to both"),
                Lang::Ru => format!("{year} год относится к обеим датам"),
                Lang::Kk => format!("{year} жыл екеуіне де ортақ"),
            },
            Step::YearExpanded(year) => match lang {
                Lang::En => format!("two digits stand for {year}"),
                Lang::Ru => format!("две цифры означают {year} год"),
                Lang::Kk => format!("екі цифр {year} жылды білдіреді"),
            },
            Step::CenturyGuessed(century) => match lang {
                Lang::En => {
                    format!("the {} century is assumed", en_ordinal(century.unsigned_abs()))
                }
                Lang::Ru => format!("предположен {} век", roman(century)),
                Lang::Kk => format!("{} ғасыр деп алынды", roman(century)),
            },
            Step::Vague(interval, policy) => {
                let days = interval.in_lang(lang);
                match lang {
                    Lang::En => format!("a vague word, cut by convention {policy} to: {days}"),
                    Lang::Ru => format!("неточное слово, по условию {policy} означает: {days}"),
                    Lang::Kk => format!("дәл емес сөз, {policy} шарты бойынша: {days}"),
                }
            }
            Step::CenturyCounted(first, last) => match lang {
                Lang::En => format!("the century is counted from {first} to {last}"),
                Lang::Ru => format!("век считается с {first} по {last} год"),
                Lang::Kk => format!("ғасыр {first} жылдан {last} жылға дейін саналады"),
            },
            Step::EdgeLeftOut => choose(
                lang,
                "the time named is itself left out",
                "само названное время не включено",
                "аталған уақыттың өзі кірмейді",
            )
            .to_owned(),
            Step::DayBeforeMonth => choose(
                lang,
                "read with the day before the month",
                "прочитано так: сначала день, потом месяц",
                "алдымен күн, сосын ай деп оқылды",
            )
            .to_owned(),
        }
    }
}

fn days_in_style((year, month, day): (i32, u8, u8), lang: Lang) -> String {
    with_year(&days_of(&day.to_string(), month, lang), year, lang)
}

impl Fault {
    /// The fault in words: lower case, no full stop.
    pub fn in_lang(&self, lang: Lang) -> String {
        match *self {
            Fault::NoSuchDay => {
                choose(lang, "there is no such day", "такого дня нет", "мұндай күн жоқ").to_owned()
            }
            Fault::WeekdayDiffers { written, found } => {
                let (written, found) = (written.in_lang(lang), found.in_lang(lang));
                match lang {
                    Lang::En => format!("the day was a {found}, not a {written}"),
                    Lang::Ru => format!("день недели этого дня — {found}, а не {written}"),
                    Lang::Kk => format!("бұл күн — {found}, {written} емес"),
                }
            }
            Fault::DoubleDateDiffers { expected_days, found_days } => match lang {
                Lang::En => format!(
                    "the calendars differed by {expected_days} days, the two dates differ by {found_days}"
                ),
                Lang::Ru => format!(
                    "разница календарей {expected_days} дн., а между двумя датами {found_days} дн."
                ),
                Lang::Kk => format!(
                    "күнтізбелердің айырмасы {expected_days} күн, ал екі күннің арасы {found_days} күн"
                ),
            },
            Fault::HijriDiffers { first, last } => {
                let days = Interval::between(first, last).in_lang(lang);
                match lang {
                    Lang::En => format!("the Muslim date is {days}, which is not the same time"),
                    Lang::Ru => format!("мусульманская дата — это {days}, другое время"),
                    Lang::Kk => format!("мұсылманша күн — {days}, бұл басқа уақыт"),
                }
            }
            Fault::AnimalYearDiffers { written, found } => {
                let (written, found) = (written.in_lang(lang), found.in_lang(lang));
                match lang {
                    Lang::En => format!("the year was that of the {found}, not of the {written}"),
                    Lang::Ru => format!("животное этого года — {found}, а не {written}"),
                    Lang::Kk => format!("бұл — {found} жылы, {written} жылы емес"),
                }
            }
            Fault::SkippedByReform { last, first } => {
                let last = days_in_style(last.to_julian(), lang);
                let first = first.in_lang(lang);
                match lang {
                    Lang::En => format!(
                        "there was no such day there: {last} Old Style was followed by {first} New Style"
                    ),
                    Lang::Ru => format!(
                        "такого дня там не было: за {last} по старому стилю следовало {first} по новому"
                    ),
                    Lang::Kk => format!(
                        "онда мұндай күн болмаған: ескіше {last} күнінен кейін жаңаша {first} келген"
                    ),
                }
            }
            Fault::ReversedRange => choose(
                lang, "it ends before it begins", "конец раньше начала", "соңы басынан бұрын",
            )
            .to_owned(),
        }
    }
}
