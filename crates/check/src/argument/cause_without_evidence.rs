//! A cause that nobody attests.

use derek_reason::cause::Bond;
use derek_study::{Card, Field, Mode, Reason, Value, say};

use crate::{Objections, Reading, check};

check! {
    /// One thing is called the cause of another, or its occasion, its condition, its motive or
    /// what prevented it, and no source says so, nor does a judgement with its reason.
    ///
    /// That one came after the other is no cause. Who saw the tie, or why do you?
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{letter, title = {Letter}}
    /// //- cards/famine.md
    /// ---
    /// kind: event
    /// name: Famine
    /// when: 1854 [@letter, p. 1]
    /// ---
    /// //- cards/frost.md
    /// ---
    /// kind: event
    /// name: Frost
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// when: 1855 [@letter, p. 2]
    /// caused-by:
    ///   - ⟦famine⟧
    ///   - {value: "frost [@letter, p. 3]", mode: hearsay}
    /// ---
    /// //- cards/march.md
    /// ---
    /// kind: event
    /// name: March
    /// when: 1856 [@letter, p. 4]
    /// occasioned-by: ⟦rising⟧
    /// enabled-by: {value: frost, cite: "@letter, p. 4"}
    /// ---
    /// ```
    ///
    /// A source or a reason makes it clean; so does an effect that is nowhere dated or cited
    /// yet: there nothing was claimed of sources at all.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{letter, title = {Letter}}
    /// //- cards/famine.md
    /// ---
    /// kind: event
    /// name: Famine
    /// ---
    /// //- cards/frost.md
    /// ---
    /// kind: event
    /// name: Frost
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// when: 1855 [@letter, p. 2]
    /// caused-by:
    ///   - famine [@letter, p. 4]
    ///   - judged: frost
    ///     because: the rising began where the harvest had been lost
    /// ---
    /// //- cards/sketch.md
    /// ---
    /// kind: event
    /// name: Sketch
    /// caused-by: famine
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Causes that are hearsay are named only beside one that nobody attests. Whether the
    /// source that is cited knew of a cause, or inferred it, is not asked.
    pub static CAUSE_WITHOUT_EVIDENCE = "cause-without-evidence" {
        room: "argument", level: Unlikely, since: "0.1.0",
        en: "a cause that no source attests",
        ru: "причина, которую не подтверждает ни один источник",
        kk: "ешбір дереккөз растамайтын себеп",
        find: find,
    }
}

/// What is said to have led to something; a reason in words is a claim like others.
const CAUSES: [Bond; 5] =
    [Bond::Cause, Bond::Occasion, Bond::Condition, Bond::Motive, Bond::Prevention];

fn is_bare(value: &Value) -> bool {
    !value.judged && value.citations.is_empty()
}

/// Whether a value is a tie of cause that nobody attests, on a card that cites sources: then
/// this check speaks of it.
pub(crate) fn is_told(card: &Card, field: &Field, value: &Value) -> bool {
    is_bare(value)
        && value.quote.is_none()
        && CAUSES.iter().any(|bond| bond.predicate() == field.predicate)
        && has_sources(card)
}

fn has_sources(card: &Card) -> bool {
    let mut values = card.fields.iter().flat_map(|field| &field.values);
    values.any(|value| !value.citations.is_empty())
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        if !has_sources(card) {
            continue;
        }
        let ties = || {
            let of = |bond: Bond| card.values(bond.predicate()).map(move |value| (bond, value));
            CAUSES.into_iter().flat_map(of)
        };
        let bare = ties().filter(|(_, value)| is_bare(value));
        let is_hearsay = |value: &Value| value.mode == Mode::Hearsay && !is_bare(value);
        let hearsay = ties().filter(|(_, value)| is_hearsay(value)).count();
        let mut because = vec![Reason::shown(
            say!(en: "the rest of the card cites sources, this tie none", ru: "остальное в карточке со ссылками, эта связь — без них", kk: "карточканың қалғанында сілтеме бар, бұл байланыста жоқ"),
        )];
        if 0 < hearsay {
            because.push(Reason::shown(say!({ hearsay } en: "other causes here that are hearsay: {hearsay}", ru: "других причин здесь с чужих слов: {hearsay}", kk: "мұнда естуінше айтылған басқа себептер: {hearsay}")));
        }
        let places = bare.map(|(bond, value)| {
            study.place(&card.file, value.text_range.clone(), bond.predicate())
        });
        objections.add(
            places.collect(),
            because,
            say!(en: "cite who says so, or write it as `judged:` with `because:`", ru: "сошлитесь на того, кто это говорит, или запишите `judged:` с `because:`", kk: "мұны кім айтқанына сілтеңіз немесе `judged:` кілтін `because:` кілтімен жазыңыз"),
        );
    }
}
