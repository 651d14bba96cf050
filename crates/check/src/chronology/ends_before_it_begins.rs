//! An end before the beginning.

use derek_study::{Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// Something ends, or somebody dies, before every day on which it can have
    /// begun.
    ///
    /// Bounds are compared, never first years: an end in 1918 and a beginning in
    /// June 1918 may both hold.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: December 1917
    /// ends: ⟦June 1917⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: June 1918
    /// ends: 1918
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Where several dates stand side by side, the last judgement counts, else
    /// the first testimony.
    pub static ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins" {
        room: "chronology", level: Impossible, since: "0.1.0",
        en: "it ends before it can have begun",
        ru: "конец раньше любого возможного начала",
        kk: "басталуы мүмкін күннен бұрын аяқталады",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for one in &derived.dated {
        let (Some(begins), Some(ends)) = (&one.begins.date, &one.ends.date) else { continue };
        let earliest =
            begins.readings_beside(ends).iter().filter_map(derek_time::Interval::first_day).min();
        let latest =
            ends.readings_beside(begins).iter().filter_map(derek_time::Interval::last_day).max();
        let (Some(earliest), Some(latest)) = (earliest, latest) else { continue };
        if latest < earliest {
            objections.add(
                vec![study.place(&one.card.file, one.ends.text_range.clone(), one.predicates.1), study.place(&one.card.file, one.begins.text_range.clone(), one.predicates.0)],
                vec![Reason::shown(say!({ latest, earliest } en: "it ends {latest} at the latest and begins {earliest} at the earliest", ru: "самый поздний конец: {latest}, самое раннее начало: {earliest}", kk: "ең кеш аяқталуы: {latest}, ең ерте басталуы: {earliest}"))],
                say!(en: "see which of the two dates the sources support", ru: "проверьте, какую из двух дат подтверждают источники", kk: "дереккөздер екі күннің қайсысын растайтынын тексеріңіз"),
            );
        }
    }
}
