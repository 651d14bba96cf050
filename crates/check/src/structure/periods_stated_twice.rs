//! One division into periods, told in two ways.

use derek_study::{Days, Reason, say};

use crate::periodization::{Periodization, gap, periodizations};
use crate::{Objections, Reading, check};

check! {
    /// A text divides its time into the same number of periods twice, and the
    /// bounds differ: they part company, or one telling leaves gaps where the
    /// other's periods meet.
    ///
    /// ```text
    /// The time falls into three stages: ⟦1854–1855⟧, 1855–1856 and 1856–1861.
    ///
    /// The first stage lasted from the end of 1854 to April 1855. The second stage lasted from
    /// August 1855 to June 1856. The third stage lasted from November 1856 to early 1861.
    /// ```
    ///
    /// A division is known again by the names of its parts:
    ///
    /// ```text
    /// The story has two parts: construction, ⟦1846–1849⟧; the lease, 1850–1873. To say it again:
    /// construction lasted 1846–1852, the lease 1852–1873.
    /// ```
    ///
    /// Years first and months later are clean, when they agree:
    ///
    /// ```text
    /// The time falls into two stages: 1854–1855 and 1855–1856.
    ///
    /// The first stage lasted from the end of 1854 to April 1855. The second stage lasted from
    /// May 1855 to June 1856.
    /// ```
    ///
    /// ## Limits
    ///
    /// Divisions into different numbers of periods are taken for different
    /// divisions.
    pub static PERIODS_STATED_TWICE = "periods-stated-twice" {
        room: "structure", level: Conflict, since: "0.1.0",
        en: "the same periods told in two ways",
        ru: "одни и те же периоды указаны по-разному",
        kk: "сол бір кезеңдер екі түрлі көрсетілген",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let told = periodizations(document);
        for (at, one) in told.iter().enumerate() {
            for other in told.iter().skip(at + 1).filter(|other| one.is_rival_of(other)) {
                let because = differences(one, other);
                if because.is_empty() {
                    continue;
                }
                // Told a third time, it is held against the second.
                let places = [one, other]
                    .into_iter()
                    .filter_map(|told| told.stages.first().map(|stage| told.place(stage)))
                    .collect();
                objections.add(
                    places,
                    because,
                    say!(en: "keep one of the two, or say why the bounds differ", ru: "оставьте одно деление или объясните, почему границы различаются", kk: "біреуін қалдырыңыз немесе шектері неге әртүрлі екенін айтыңыз"),
                );
                break;
            }
        }
    }
}

fn differences(one: &Periodization<'_>, other: &Periodization<'_>) -> Vec<Reason> {
    let mut differences = Vec::new();
    for (number, (a, b)) in one.stages.iter().zip(&other.stages).enumerate() {
        let parted = apart(&a.date().begins(), &b.date().begins())
            || apart(&a.date().ends(), &b.date().ends());
        if parted {
            let (number, words, others) = (number + 1, a.words(), b.words());
            differences.push(Reason::shown(say!({ number, words, others } en: "period {number} is “{words}” and also “{others}”", ru: "период {number}: «{words}» и «{others}»", kk: "{number}-кезең: «{words}» және «{others}»")));
        }
    }
    for (one, other) in [(one, other), (other, one)] {
        for (pair, meets) in one.stages.windows(2).zip(other.stages.windows(2)) {
            let closed = gap(meets[0].date(), meets[1].date()).is_none();
            if let Some(gap) = gap(pair[0].date(), pair[1].date()).filter(|_| closed) {
                let (days, earlier, later) =
                    (Days(gap.usual_days), pair[0].words(), pair[1].words());
                let (here, there) = (pair[0].locator(), meets[0].locator());
                differences.push(Reason::shown(say!({ days, earlier, later, here, there }
                    en: "in {here} “{earlier}” and “{later}” lie {days} apart; in {there} these periods meet",
                    ru: "в {here} между «{earlier}» и «{later}» — {days}; в {there} эти периоды смыкаются",
                    kk: "{here} ішінде «{earlier}» және «{later}» арасы {days}; {there} ішінде бұл кезеңдер түйіседі")));
            }
        }
    }
    differences
}

/// Two bounds that share no day.
fn apart(one: &derek_time::Interval, other: &derek_time::Interval) -> bool {
    one.intersect(other).is_none() && one.first_day().is_some() && other.first_day().is_some()
}
