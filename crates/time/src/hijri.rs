//! The Muslim calendar.
//!
//! A month begins when the young moon is seen, and no table can say where it was
//! seen. A date is therefore every day that one of the calendars in use gives it:
//! two by table, a day apart, and the one of Mecca as computed. The Muslim day
//! begins at the sunset before the day that is named here, so that what was done
//! on its evening belongs to the day before.

use crate::day::Day;
use crate::words::Tongue;

/// 1 Muharram of the year 1 in the civil table: 16 July 622 of the Julian
/// calendar, a Friday (U.S. Naval Observatory, *The Islamic Calendar*). The
/// astronomers' table begins on the Thursday before.
const EPOCH: i64 = 1_948_440;

/// The first and the last year of [`MECCA`].
const MECCA_YEARS: (i32, i32) = (1300, 1400);

/// The day on which the first of them begins.
const MECCA_FIRST_DAY: i32 = 2_408_762;

/// The months of the Umm al-Qura calendar of Mecca that have thirty days, a year
/// a number, Muharram its lowest bit; as ICU4X 2.4 (crate `icu_calendar`) has them.
const MECCA: [u16; 101] = [
    0x555, 0x2AB, 0x937, 0x2B6, 0x576, 0x36C, 0xB55, 0xAAA, 0x956, 0x49E, 0x95D, 0x2BA, 0x5B5,
    0x3AA, 0xB4B, 0xA96, 0x52E, 0x2AD, 0x56D, 0xB5A, 0x752, 0xF25, 0xE8A, 0xD16, 0xA56, 0xAB5,
    0x6B4, 0xDA9, 0xB92, 0xB25, 0x64B, 0xA9B, 0x35A, 0x6D9, 0x5D4, 0xDA5, 0xD4A, 0xA95, 0x536,
    0x975, 0x2F4, 0x6E9, 0x6D4, 0x6A9, 0x535, 0x25D, 0x4BD, 0x9BA, 0x3B4, 0xB69, 0xB2A, 0xA55,
    0x4AD, 0xA5D, 0x2DA, 0x6D9, 0xEAA, 0xE94, 0xD2A, 0xC56, 0x4AE, 0xA6D, 0x56A, 0xD55, 0xD4A,
    0xA93, 0x52B, 0xA5B, 0x53A, 0x6B5, 0xEA9, 0xD52, 0xD29, 0xA55, 0x4AD, 0x56D, 0xAEA, 0x6E4,
    0xED1, 0xDA2, 0xAAA, 0x95A, 0x2DA, 0x5B9, 0xBB2, 0x764, 0x6C9, 0x555, 0x2AB, 0x4DB, 0xABA,
    0x5B4, 0xDA9, 0xD52, 0xAA5, 0x92D, 0x26D, 0x8ED, 0x2DA, 0xAD5, 0xAA5,
];

/// How many days Mecca may differ from the civil table, where [`MECCA`] ends: the
/// least and the most that it differs from 1300 to 1600.
const MECCA_APART: (i32, i32) = (-2, 1);

/// The years whose dates are read.
const LAST_YEAR: i32 = 1600;

impl Day {
    /// The day that the civil table of the Muslim calendar calls so; `None` when it has no such day.
    ///
    /// Eleven years of thirty have a day more: 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
    /// and 29. Real months may have begun a day or two earlier, or a day later.
    ///
    /// ```
    /// # use derek_time::Day;
    /// assert_eq!(Day::hijri(1336, 1, 1), Day::gregorian(1917, 10, 17));
    /// ```
    pub fn hijri(year: i32, month: u8, day: u8) -> Option<Day> {
        let first = first_day(year, month)?;
        let after = match month {
            12 => first_day(year.checked_add(1)?, 1)?,
            _ => first_day(year, month + 1)?,
        };
        let number = first + i64::from(day) - 1;
        if day < 1 || after <= number {
            return None;
        }
        i32::try_from(number).ok().map(Day::new)
    }

    /// Year, month and day in the civil table of the Muslim calendar.
    pub fn to_hijri(self) -> (i32, u8, u8) {
        let days = i64::from(self.number()) - EPOCH;
        let year = (30 * days + 10_646).div_euclid(10_631);
        let day = days - days_before(year);
        let month = (2 * day / 59).min(11);
        (year as i32, month as u8 + 1, (day - (59 * month + 1) / 2) as u8 + 1)
    }
}

/// Days of the table before a year.
fn days_before(year: i64) -> i64 {
    354 * (year - 1) + (3 + 11 * year).div_euclid(30)
}

/// The number of a month's first day in the civil table.
fn first_day(year: i32, month: u8) -> Option<i64> {
    let months = i64::from(month) - 1;
    (0..12).contains(&months).then(|| EPOCH + days_before(year.into()) + (59 * months + 1) / 2)
}

/// The first and the last day of a year, in any of the calendars.
pub(crate) fn year(year: i32) -> Option<(Day, Day)> {
    Some((first_of_month(year, 1)?.0, first_of_month(year + 1, 1)?.1.plus(-1)))
}

/// The first and the last day of a month, in any of the calendars.
pub(crate) fn month(of: i32, month: u8) -> Option<(Day, Day)> {
    let after = match month {
        12 => first_of_month(of + 1, 1)?,
        _ => first_of_month(of, month + 1)?,
    };
    Some((first_of_month(of, month)?.0, after.1.plus(-1)))
}

/// The days that the calendars call so; `None` when the month has no such day anywhere.
///
/// A month that was seen to begin has thirty days as often as not, whatever the table says.
pub(crate) fn day(year: i32, of: u8, day: u8) -> Option<(Day, Day)> {
    let (first, last) = first_of_month(year, of)?;
    let days = i32::from(day) - 1;
    (1..=30).contains(&day).then(|| (first.plus(days), last.plus(days)))
}

/// The days on which a month begins in the two tables and at Mecca.
fn first_of_month(year: i32, month: u8) -> Option<(Day, Day)> {
    if !(1..=LAST_YEAR + 1).contains(&year) {
        return None;
    }
    let table = Day::new(i32::try_from(first_day(year, month)?).ok()?);
    let (earliest, latest) = match mecca(year, month) {
        Some(day) => (day, day),
        None => (table.plus(MECCA_APART.0), table.plus(MECCA_APART.1)),
    };
    Some((earliest.min(table.plus(-1)), latest.max(table)))
}

/// The day on which a month begins at Mecca; `None` when [`MECCA`] has it not.
fn mecca(year: i32, month: u8) -> Option<Day> {
    let (first, last) = MECCA_YEARS;
    if !(first..=last).contains(&year) {
        return None;
    }
    let years = usize::try_from(year - first).ok()?;
    let before: u32 = MECCA.iter().take(years).map(|months| months.count_ones()).sum();
    let months = MECCA.get(years)? & ((1_u16 << (month - 1)) - 1);
    let short = 29 * (12 * (year - first) + i32::from(month) - 1);
    Some(Day::new(MECCA_FIRST_DAY + short).plus((before + months.count_ones()) as i32))
}

/// The months in English, Russian and Spanish, as they are written beside those
/// of the common tables; the sources spell them in many ways.
pub(crate) const MONTHS: [&str; 12] = [
    "muharram|muharrem|muḥarram|moharram|мухаррам|мухаррама|мохаррем|мохаррама|мохаррам",
    "safar|ṣafar|safer|сафар|сафара|сафер|сафера|цафар",
    "rabi al-awwal|rabi al awwal|rabi' al-awwal|rabi’ al-awwal|rabiʿ al-awwal|rabi al-awal|rabi ul-awwal|rabi'ul-awwal|rabi al-avval|rabīʿ al-awwal|rabi 1|rabi i|rabiʿ i|rabi' i|rabi’ i|рабигуль-авваль|рабигуль-авваля|рабигуль-аввал|рабигуль-аввала|раби-уль-авваль|раби-уль-авваля|раби уль-авваль|раби уль-авваля|раби-аль-авваль|раби-аль-авваля|рабиуль-авваль|рабиуль-авваля|раби-ль-авваль|раби I|rabi al-áwwal|rabí al-awwal|rabí i",
    "rabi al-thani|rabi al thani|rabi' al-thani|rabi’ al-thani|rabiʿ al-thani|rabi ath-thani|rabi al-akhir|rabi' al-akhir|rabi ul-akhir|rabi ul-thani|rabīʿ al-thānī|rabi 2|rabi ii|rabiʿ ii|rabi' ii|rabi’ ii|рабигуль-ахир|рабигуль-ахира|рабигус-сани|раби-уль-ахир|раби-уль-ахира|раби уль-ахир|раби-ас-сани|рабиуль-ахир|рабиуль-ахира|раби II|rabí al-thani|rabí ii",
    "jumada al-awwal|jumada al-ula|jumada al-oula|jumada l-ula|jumada'l-ula|jumada al-awwal|jumadi al-awwal|jumada 1|jumada i|джумада аль-авваль|джумада аль-авваля|джумада-аль-уля|джумадиль-авваль|джумадиль-авваля|джумада-ль-уля|джумада I|yumada i",
    "jumada al-thani|jumada al-thaniya|jumada al-akhira|jumada al-akhir|jumada ath-thani|jumada ul-akhir|jumadi al-thani|jumada 2|jumada ii|джумада аль-ахира|джумада-ас-сани|джумада аль-сани|джумадиль-ахир|джумадиль-ахира|джумада-ль-ахира|джумада II|yumada ii",
    "rajab|redjeb|rejeb|radjab|раджаб|раджаба|реджеб|реджеба|раджап",
    "shaban|sha'ban|sha’ban|shaʿban|shaaban|shabán|shaʿbān|шаабан|шаабана|шагбан|шагбана|ша’бан|ша’бана|ша'бан|ша'бана",
    "ramadan|ramadhan|ramazan|ramaḍān|ramadán|рамадан|рамадана|рамазан|рамазана",
    "shawwal|shawal|shavval|shawwāl|шавваль|шавваля|шаввал|шаввала|шауваль|шауваля",
    "dhu al-qada|dhu al-qa'da|dhu al-qa’da|dhu al-qaʿda|dhu al-qadah|dhu al-qa'dah|dhu al-qa’dah|dhu'l-qa'da|dhu’l-qa’da|dhu l-qa'da|dhu l-qada|dhul-qada|dhul-qadah|dhul-qa'dah|zu al-qada|zilqada|zilkade|зулькада|зулькады|зуль-када|зуль-кады|зулькаада|зулькаады|зу-ль-када|зу-ль-кады|зу-ль-каады|зилькаде|зилькада|зилькады",
    "dhu al-hijja|dhu al-hijjah|dhu'l-hijja|dhu’l-hijja|dhu'l-hijjah|dhu’l-hijjah|dhu l-hijja|dhul-hijja|dhul-hijjah|zu al-hijja|zilhijja|zilhicce|зульхиджа|зульхиджи|зуль-хиджа|зуль-хиджи|зу-ль-хиджи|зу-ль-хиджжа|зу-ль-хиджжи|зульхиджжа|зульхиджжи|зилхиджа|зильхиджа|зильхиджи",
];

/// The months in Kazakh; every ending of a case is added to them.
pub(crate) const KAZAKH_MONTHS: [&str; 12] = [
    "мұхаррам|мухаррам|мұхаррам айы",
    "сапар|сафар",
    "рабиғул-әууәл|рабиғұл-әууәл|рабиғ әл-әууәл|рабиғ-ул-әууәл|рабиғул-аууал|рабиғ I",
    "рабиғул-ахир|рабиғұл-ахир|рабиғ әл-ахир|рабиғ-ул-ахир|рабиғус-сани|рабиғ II",
    "жұмадәл-әууәл|жұмадил-әууәл|жұмада әл-әууәл|жұмадул-әууәл|жұмада I",
    "жұмадәл-ахир|жұмадил-ахир|жұмада әл-ахир|жұмадул-ахир|жұмада II",
    "режеп|ережеп|рәжәп|раджаб|режеб",
    "шағбан|шаъбан",
    "рамазан|рамадан|ораза айы",
    "шәууәл|шаууал",
    "зұлқағда|зулқағда|зілқағда|зұл-қағда",
    "зұлхижжа|зулхижжа|зілхижжа|зұл-хижжа|зұлқижа",
];

/// Words that say that a year is counted from the Hijra, before it or after it.
pub(crate) const ERA: [(Tongue, &str); 4] = [
    (Tongue::En, "a.h|hijra|hijri year|anno hegirae|of the hijra|of the hegira|after the hijra"),
    (Tongue::Ru, "года по хиджре|г. по хиджре|по хиджре|хиджры|хиджре|год хиджры"),
    (
        Tongue::Kk,
        "хижра|хижраның|хижри|хижра бойынша|хижра жылы|хижра жылы бойынша|һижра|һижраның|һижри|һижра бойынша|хижра жыл санауы бойынша",
    ),
    (Tongue::Es, "de la hégira|de la hegira|hégira|a. h"),
];

/// Letters that say the same after a year that can be no other: `1336 h.`
pub(crate) const ERA_LETTERS: [(Tongue, &str); 3] =
    [(Tongue::En, "h.|h"), (Tongue::Ru, "х.|х"), (Tongue::Kk, "һ.|һ")];
