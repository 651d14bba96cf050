//! Dates in words, as a careful author writes them, and in EDTF.

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

impl Day {
    /// The day in words, in the Gregorian calendar: `7 November 1917`.
    pub fn in_lang(self, lang: Lang) -> String {
        words(Moment::from(gregorian(self)), lang, Case::Plain)
    }
}

impl Interval {
    /// The interval in words, in the Gregorian calendar: `5–13 December 1917`, `1917–1924`.
    pub fn in_lang(&self, lang: Lang) -> String {
        let unknown = |side: End| match side {
            End::Day(day) => day.in_lang(lang),
            End::Open => "…".to_owned(),
            End::Unknown => "?".to_owned(),
        };
        match (self.first, self.last) {
            (End::Day(first), End::Day(last)) => said_words(&stretch(first, last), lang),
            (End::Open, End::Day(last)) => said_words(&Said::NotAfter(ending(last).into()), lang),
            (End::Day(first), End::Open) => {
                said_words(&Said::NotBefore(beginning(first).into()), lang)
            }
            (End::Open, End::Open) => {
                choose(lang, "at any time", "в любое время", "кез келген уақытта").to_owned()
            }
            (End::Unknown, End::Unknown) => {
                choose(lang, "date unknown", "дата неизвестна", "күні белгісіз").to_owned()
            }
            (first, last) => format!("{} – {}", unknown(first), unknown(last)),
        }
    }
}

impl Date {
    /// The date as a careful author writes it.
    ///
    /// A day whose calendar is known is written in both styles while both were
    /// in use: `25 October (7 November) 1917`.
    pub fn in_lang(&self, lang: Lang) -> String {
        let said = match &self.wording {
            Some(wording) => wording.in_lang(self.calendar, lang),
            None => self.bounds().in_lang(lang),
        };
        let said = match (self.approximate, lang) {
            (false, _) => said,
            (true, Lang::En) => format!("circa {said}"),
            (true, Lang::Ru) => match &self.wording {
                Some(Wording { said: Said::At(moment), .. }) => {
                    format!("около {}", words(*moment, lang, Case::Genitive))
                }
                _ => format!("приблизительно {said}"),
            },
            (true, Lang::Kk) => format!("шамамен {said}"),
        };
        match &self.wording {
            Some(Wording { said: Said::Either(..), .. }) => said,
            _ if self.uncertain => format!("{said} (?)"),
            _ => said,
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

impl Wording {
    fn in_lang(&self, calendar: Calendar, lang: Lang) -> String {
        if calendar == Calendar::Unmarked {
            return said_words(&self.said, lang);
        }
        let (one, two) = self.said.moments();
        match (self.said, style(one, calendar), two.map(|two| style(two, calendar))) {
            (Said::At(_), Some(style), None) => style.in_lang(lang),
            (Said::Span(..), Some(one), Some(Some(two))) => one.until(&two, lang),
            (_, None, None | Some(None)) => {
                let said = said_words(&self.said, lang);
                match calendar {
                    Calendar::Julian => {
                        format!("{said} ({})", choose(lang, "Old Style", "ст. ст.", "ескіше"))
                    }
                    _ => said,
                }
            }
            _ => {
                let said = self.said.map(|moment| match style(moment, calendar) {
                    Some(style) => Unit::from(style.new).into(),
                    None => moment,
                });
                let mark = choose(lang, "N.S.", "по новому стилю", "жаңаша");
                format!("{mark} {}", said_words(&said, lang))
            }
        }
    }
}

/// A day in both calendars: year, month, day.
struct Style {
    old: (i32, u8, u8),
    new: (i32, u8, u8),
}

impl From<(i32, u8, u8)> for Unit {
    fn from((year, month, day): (i32, u8, u8)) -> Unit {
        Unit::Day { year: Some(year), month, day }
    }
}

/// Both styles of a day; `None` when one is enough, or it is no day.
fn style(moment: Moment, calendar: Calendar) -> Option<Style> {
    let Unit::Day { .. } = moment.unit else { return None };
    let day = moment.span(calendar)?.first_day()?;
    let both = calendar == Calendar::Julian || day < Day::REFORM;
    both.then(|| Style { old: day.to_julian(), new: day.to_gregorian() })
}

impl Style {
    /// `25 October (7 November) 1917`
    fn in_lang(&self, lang: Lang) -> String {
        let ((old_year, old_month, old_day), (year, month, day)) = (self.old, self.new);
        if old_year != year {
            let side = |unit: (i32, u8, u8)| words(Unit::from(unit).into(), lang, Case::Plain);
            format!("{} ({})", side(self.old), side(self.new))
        } else if old_month != month {
            let old = days_of(&old_day.to_string(), old_month, lang);
            with_year(&format!("{old} ({})", days_of(&day.to_string(), month, lang)), year, lang)
        } else {
            with_year(&days_of(&format!("{old_day} ({day})"), month, lang), year, lang)
        }
    }

    /// `5–13 (18–26) December 1917`
    fn until(&self, last: &Style, lang: Lang) -> String {
        let months = [self.old.0, self.new.0, last.old.0, last.new.0]
            .iter()
            .zip([self.old.1, self.new.1, last.old.1, last.new.1])
            .all(|month| month == (&self.old.0, self.old.1));
        if months {
            let days = format!("{}–{} ({}–{})", self.old.2, last.old.2, self.new.2, last.new.2);
            with_year(&days_of(&days, self.old.1, lang), self.old.0, lang)
        } else {
            format!("{} – {}", self.in_lang(lang), last.in_lang(lang))
        }
    }
}

/// The case in which a sentence needs a moment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Plain,
    Genitive,
    Dative,
    Ablative,
}

fn choose<'a>(lang: Lang, en: &'a str, ru: &'a str, kk: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
}

fn said_words(said: &Said, lang: Lang) -> String {
    let plain = |moment| words(moment, lang, Case::Plain);
    let genitive = |moment| words(moment, lang, Case::Genitive);
    let dative = |moment| words(moment, lang, Case::Dative);
    let ablative = |moment| words(moment, lang, Case::Ablative);
    match (*said, lang) {
        (Said::At(moment), _) => plain(moment),
        (Said::Span(one, two), _) => span_words(one, two, lang),
        (Said::Between(one, two), Lang::En) => {
            format!("between {} and {}", plain(one), plain(two))
        }
        (Said::Between(one, two), Lang::Ru) => {
            format!("не ранее {} и не позднее {}", genitive(one), genitive(two))
        }
        (Said::Between(one, two), Lang::Kk) => {
            format!("{} – {} аралығында", plain(one), plain(two))
        }
        (Said::Either(one, two), _) => {
            let or = choose(lang, "or", "или", "немесе");
            format!("{} {or} {}", plain(one), plain(two))
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

fn span_words(one: Moment, two: Moment, lang: Lang) -> String {
    match (one, two) {
        (
            Moment { unit: Unit::Day { year, month, day }, .. },
            Moment {
                unit: Unit::Day { year: last_year, month: last_month, day: last_day }, ..
            },
        ) if year == last_year => {
            let days = if month == last_month {
                days_of(&format!("{day}–{last_day}"), month, lang)
            } else {
                let first = days_of(&day.to_string(), month, lang);
                format!("{first} – {}", days_of(&last_day.to_string(), last_month, lang))
            };
            match year {
                Some(year) => with_year(&days, year, lang),
                None => days,
            }
        }
        (
            Moment { unit: Unit::Month { year: Some(year), month }, part: Part::Whole },
            Moment { unit: Unit::Month { year: Some(last_year), month: last }, part: Part::Whole },
        ) if year == last_year => {
            let months = match lang {
                Lang::En => format!("{}–{}", name(EN_MONTHS, month), name(EN_MONTHS, last)),
                Lang::Ru => format!("{} – {}", name(RU_MONTHS, month), name(RU_MONTHS, last)),
                Lang::Kk => format!("{} – {}", name(KK_MONTHS, month), name(KK_MONTHS, last)),
            };
            with_year(&months, year, lang)
        }
        (
            Moment { unit: Unit::Year(first), part: Part::Whole },
            Moment { unit: Unit::Year(last), part: Part::Whole },
        ) if 0 < first && 0 < last => match lang {
            Lang::En => format!("{first}–{last}"),
            Lang::Ru => format!("{first}–{last} годы"),
            Lang::Kk => format!("{first}–{last} жылдар"),
        },
        _ => {
            let plain = |moment| words(moment, lang, Case::Plain);
            format!("{} – {}", plain(one), plain(two))
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

/// Puts the year where the language wants it.
fn with_year(days: &str, year: i32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{days} {}", year_words(year, lang)),
        Lang::Ru => format!("{days} {}", ru_year(year, "года")),
        Lang::Kk => format!("{} {days}", kk_year(year, "жылғы")),
    }
}

fn year_words(year: i32, lang: Lang) -> String {
    match lang {
        Lang::En if year < 1 => format!("{} BC", 1 - i64::from(year)),
        Lang::En => year.to_string(),
        Lang::Ru => ru_year(year, "год"),
        Lang::Kk => kk_year(year, "жыл"),
    }
}

fn ru_year(year: i32, word: &str) -> String {
    match year {
        1.. => format!("{year} {word}"),
        _ => format!("{} {word} до н. э.", 1 - i64::from(year)),
    }
}

fn kk_year(year: i32, word: &str) -> String {
    match year {
        1.. => format!("{year} {word}"),
        _ => format!("б.з.д. {} {word}", 1 - i64::from(year)),
    }
}

/// A moment in words, in the case that the sentence needs.
fn words(moment: Moment, lang: Lang, case: Case) -> String {
    match lang {
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
    let whole = moment.part == Part::Whole;
    let plain = whole && case == Case::Plain;
    let pick = |nominative: &'static str, genitive: &'static str| {
        if plain { nominative } else { genitive }
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
            let month = pick(name(RU_MONTHS, month), name(RU_MONTHS_GENITIVE, month));
            match year {
                Some(year) => with_year(month, year, Lang::Ru),
                None => month.to_owned(),
            }
        }
        Unit::Season { year, season } => {
            let season = match season {
                1 => pick("весна", "весны"),
                2 => pick("лето", "лета"),
                3 => pick("осень", "осени"),
                _ => pick("зима", "зимы"),
            };
            match year {
                Some(year) => with_year(season, year, Lang::Ru),
                None => season.to_owned(),
            }
        }
        Unit::Quarter { year, quarter } => {
            let quarter = format!("{} {}", roman(i32::from(quarter)), pick("квартал", "квартала"));
            match year {
                Some(year) => with_year(&quarter, year, Lang::Ru),
                None => quarter,
            }
        }
        Unit::Year(year) => ru_year(year, pick("год", "года")),
        Unit::Decade(first) => {
            format!("{first}-{} {}", pick("е", "х"), pick("годы", "годов"))
        }
        Unit::Century(number) => {
            let era = if number < 1 { " до н. э." } else { "" };
            format!("{} {}{era}", roman(number), pick("век", "века"))
        }
        Unit::SomeCentury => pick("век", "века").to_owned(),
        Unit::SomeYear => pick("год", "года").to_owned(),
        Unit::AnimalYear(animal) => format!("{} {}", pick("год", "года"), animal.of_in_russian()),
        Unit::Exact { first, last } => exact(first, last, Lang::Ru),
        Unit::Nothing => "несуществующий день".to_owned(),
    };
    let part = |nominative: &str, genitive: &str| match case {
        Case::Plain => format!("{nominative} {unit}"),
        _ => format!("{genitive} {unit}"),
    };
    match moment.part {
        Part::Whole => unit,
        Part::Early => part("начало", "начала"),
        Part::Middle => part("середина", "середины"),
        Part::Late => part("конец", "конца"),
        Part::Half(1) => part("первая половина", "первой половины"),
        Part::Half(_) => part("вторая половина", "второй половины"),
        Part::Third(1) => part("первая треть", "первой трети"),
        Part::Third(2) => part("вторая треть", "второй трети"),
        Part::Third(_) => part("последняя треть", "последней трети"),
        Part::Quarter(1) => part("первая четверть", "первой четверти"),
        Part::Quarter(2) => part("вторая четверть", "второй четверти"),
        Part::Quarter(3) => part("третья четверть", "третьей четверти"),
        Part::Quarter(_) => part("последняя четверть", "последней четверти"),
        Part::Turn => match moment.unit {
            Unit::Century(number) if 1 < number => {
                let turn = if case == Case::Plain { "рубеж" } else { "рубежа" };
                format!("{turn} {}–{} веков", roman(number - 1), roman(number))
            }
            _ => part("рубеж", "рубежа"),
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
        Unit::Decade(first) => format!("{first} жылдар"),
        Unit::Century(number) if number < 1 => format!("б.з.д. {} ғасыр", roman(number)),
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
        Case::Plain => "",
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
