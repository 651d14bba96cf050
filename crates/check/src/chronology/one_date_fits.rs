//! A choice of dates that the rest of the study decides.

use derek_study::{Reason, say};

use crate::grounds::{meant, name, worded};
use crate::{Objections, Reading, check};

check! {
    /// A day bears no calendar, or two testimonies differ, and only one way to read
    /// it can stand beside the study's other dates.
    ///
    /// It is an argument, not a proof: what excludes the other reading is shown, and
    /// may itself be wrong.
    ///
    /// ```study
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 1 March 1856 (N.S.)
    /// ---
    /// //- cards/reply.md
    /// ---
    /// kind: document
    /// name: Reply
    /// when: ⟦25 February 1856⟧
    /// answers: telegram
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 20 February 1856 (N.S.)
    /// ---
    /// //- cards/reply.md
    /// ---
    /// kind: document
    /// name: Reply
    /// when: 25 February 1856
    /// answers: telegram
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Nothing is chosen for the historian: the date stays as it is written until a
    /// judgement is added.
    pub static ONE_DATE_FITS = "one-date-fits" {
        room: "chronology", level: Lead, since: "0.2.0",
        en: "only one reading of this date fits the rest",
        ru: "с остальным согласуется лишь одно прочтение этой даты",
        kk: "қалғандарымен бұл күннің бір ғана оқылуы үйлеседі",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for forced in &derived.chronology.forced {
        let (name, left) = (name(forced.card), meant(&forced.left));
        let fits = say!({ name, left } en: "“{name}” fits only by {left}", ru: "«{name}» согласуется лишь так: {left}", kk: "«{name}» тек былай үйлеседі: {left}");
        let mut because = vec![Reason::shown(fits)];
        for (other, grounds) in &forced.excluded {
            let other = meant(other);
            because.push(Reason::shown(say!({ other } en: "{other} cannot stand beside this:", ru: "{other} несовместимо с этим:", kk: "{other} мынамен үйлеспейді:")));
            because.extend(grounds.iter().map(worded));
        }
        objections.add(
            vec![study.place(&forced.card.file, forced.left.value.text_range.clone(), forced.predicate)],
            because,
            say!(en: "if you are convinced, write it as a judgement with this reason; both testimonies stay", ru: "если это убедительно, запишите суждение с этим обоснованием; оба свидетельства сохранятся", kk: "бұл сендірсе, осы негіздемемен пайым жазыңыз; екі айғақ та сақталады"),
        );
    }
}
