//! Months that belong to two periods.

use derek_reason::Stage;
use derek_study::{Days, Place, Reason, say};
use derek_time::Date;

use crate::periodization::{days_apart, periodizations};
use crate::{Objections, Reading, check};

check! {
    /// A period begins before the one told before it has ended, by a month or
    /// more, so that what happens between belongs to both.
    ///
    /// ```text
    /// The first stage lasted ⟦from January 1854 to June 1855⟧. The second stage lasted
    /// from March 1855 to July 1856.
    ///
    /// The movement had three periods. The first ran ⟦from 1908 to 1910⟧, the second from 1909 to
    /// 1912, the third from 1913 to 1918.
    ///
    /// Выделяют три этапа: ⟦4 июля — 31 августа⟧, 15 августа — 31 октября, 1 ноября — 27 декабря
    /// 1916 г.
    ///
    /// Қозғалыс екі кезеңнен тұрады. Біріншісі ⟦1905–1912 жылдарды⟧, екіншісі 1910–1920 жылдарды
    /// қамтиды.
    /// ```
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: First stage
    /// scheme: stages
    /// begins: 1854
    /// ends: ⟦1856⟧
    /// ---
    /// //- cards/second.md
    /// ---
    /// kind: period
    /// name: Second stage
    /// scheme: stages
    /// begins: 1855
    /// ends: 1861
    /// ---
    /// //- cards/stages.md
    /// ---
    /// kind: concept
    /// name: Stages
    /// ---
    /// ```
    ///
    /// Periods that meet in one year or one month are clean, and so is a short
    /// one inside a long one: it is a part of it.
    ///
    /// ```text
    /// The time falls into three stages: 1854–1855, 1855–1856 and 1856–1861. The first stage
    /// lasted to mid-1855. Later came two periods: 1861–1881 and 1863–1864.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only a period and the one told next to it are compared; an overlap of less
    /// than four weeks is how people round.
    pub static PERIOD_OVERLAP = "period-overlap" {
        room: "structure", level: Unlikely, since: "0.1.0",
        en: "two periods overlap",
        ru: "два периода накладываются один на другой",
        kk: "екі кезең бір-біріне қабаттасады",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for periodization in periodizations(document) {
            for pair in periodization.stages.windows(2) {
                let dates = (pair[0].date(), pair[1].date());
                let stretches = ((dates.0, dates.0), (dates.1, dates.1));
                let places = || vec![periodization.place(&pair[0]), periodization.place(&pair[1])];
                let shortest = match days_apart(dates.0, dates.1) {
                    Some(_) => 2,
                    None => SHORTEST,
                };
                object(stretches, shortest, places, objections);
            }
        }
    }
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for scheme in &derived.schemes {
        for pair in scheme.stages.windows(2) {
            let dates =
                |stage: &Stage<'_>| Some((stage.begins.date.clone()?, stage.ends.date.clone()?));
            let (Some(one), Some(next)) = (dates(&pair[0]), dates(&pair[1])) else { continue };
            let places = || {
                vec![
                    study.place(&pair[0].card.file, pair[0].ends.text_range.clone(), "ends"),
                    study.place(&pair[1].card.file, pair[1].begins.text_range.clone(), "begins"),
                ]
            };
            object(((&one.0, &one.1), (&next.0, &next.1)), SHORTEST, places, objections);
        }
    }
}

/// An overlap shorter than a month is how people round.
const SHORTEST: i32 = 28;

/// Holds the stretch of one period, from its first date to its last, against the next.
fn object(
    (one, next): ((&Date, &Date), (&Date, &Date)),
    shortest: i32,
    places: impl Fn() -> Vec<Place>,
    objections: &mut Objections,
) {
    let surely = |earlier: &Date, later: &Date| match (
        earlier.begins().last_day(),
        later.ends().first_day(),
    ) {
        (Some(begun), Some(ended)) => begun < ended,
        _ => false,
    };
    let (Some(begins), Some(ends)) = (next.0.begins().first_day(), one.1.ends().last_day()) else {
        return;
    };
    let is_told_in_order = match (one.0.begins().first_day(), next.1.ends().last_day()) {
        (Some(first), Some(last)) => first < begins && ends < last,
        _ => false,
    };
    let days = ends.number() - begins.number() + 1;
    if !surely(next.0, one.1) || !is_told_in_order || days < shortest {
        return;
    }
    let mut places = places();
    if let [first, second] = places.as_mut_slice() {
        first.label = Some(
            say!(en: "one still lasts here", ru: "здесь ещё длится один", kk: "мұнда бірі әлі жалғасып жатыр"),
        );
        second.label = Some(
            say!(en: "the next has begun here", ru: "здесь уже начался следующий", kk: "мұнда келесісі басталып кеткен"),
        );
    }
    let days = Days(days);
    objections.add(
        places,
        vec![Reason::shown(say!({ days } en: "up to {days} belong to both", ru: "к обоим относится до {days}", kk: "екеуіне де ортақ уақыт: {days} дейін"))],
        say!(en: "let one period end where the next begins, or say that they run side by side", ru: "пусть один период кончается там, где начинается следующий, или укажите, что они идут параллельно", kk: "бір кезең келесісі басталған жерде аяқталсын немесе олардың қатар жүргенін айтыңыз"),
    );
}
