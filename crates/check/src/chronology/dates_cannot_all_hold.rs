//! Statements about time that exclude each other through a chain.

use derek_study::say;

use crate::grounds::{About, contradictions};
use crate::{Objections, Reading, check};

check! {
    /// Several cards state dates, an order, a part of a whole, and together they
    /// cannot be true: the chain is shown, as short as there is one.
    ///
    /// Bounds are compared, in every reading of every date, and a field whose
    /// testimonies differ may hold by any of them. Take any one link away and the
    /// rest can stand.
    ///
    /// ```study
    /// //- cards/congress.md
    /// ---
    /// kind: event
    /// name: Congress
    /// when: 5–13 December 1925
    /// ---
    /// //- cards/speech.md
    /// ---
    /// kind: event
    /// name: Speech
    /// during: congress
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: ⟦28 December 1925⟧
    /// after:
    ///   - value: speech
    ///     within: 10 days
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/congress.md
    /// ---
    /// kind: event
    /// name: Congress
    /// when: 5–13 December 1925
    /// ---
    /// //- cards/speech.md
    /// ---
    /// kind: event
    /// name: Speech
    /// during: congress
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: 20 December 1925
    /// after:
    ///   - value: speech
    ///     within: 10 days
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Causes, lives and bodies at work have checks of their own; the cards of the
    /// studies built upon do not take part.
    pub static DATES_CANNOT_ALL_HOLD = "dates-cannot-all-hold" {
        room: "chronology", level: Conflict, since: "0.2.0",
        en: "these times cannot all hold",
        ru: "эти времена нельзя совместить",
        kk: "бұл уақыттардың бәрі бірге бола алмайды",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let help = say!(en: "give up or widen the link that the sources support least", ru: "откажитесь от того звена, которое источники подтверждают хуже всего, или расширьте его", kk: "дереккөздер ең аз растайтын буыннан бас тартыңыз немесе оны кеңейтіңіз");
    contradictions(reading, About::Other, &help, objections);
}
