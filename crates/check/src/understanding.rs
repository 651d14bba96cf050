//! How the dates that a finding rests on were understood.

use derek_study::{Lang, Reason, Said};
use derek_time::{Date, Step};

/// The steps without which a date would mean other days: its calendar when that
/// is inferred, and the cut of a vague word with its convention.
pub(crate) fn steps(date: &Date) -> Vec<Reason> {
    let matters = |step: &&Step| {
        matches!(
            step,
            Step::CalendarByPlace(..)
                | Step::CalendarMixed(_)
                | Step::CalendarByWeekday(..)
                | Step::CalendarByHijri(_)
                | Step::Vague(..)
        )
    };
    let said = |step: &Step| {
        let (written, [en, ru, kk]) =
            (&date.text, [Lang::En, Lang::Ru, Lang::Kk].map(|lang| step.in_lang(lang)));
        Said::new(
            format!("“{written}”: {en}"),
            format!("«{written}»: {ru}"),
            format!("«{written}»: {kk}"),
        )
    };
    date.steps.iter().filter(matters).map(|step| Reason::shown(said(step))).collect()
}
