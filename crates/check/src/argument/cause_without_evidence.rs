//! A cause that nobody attests.

use derek_study::{Mode, Reason, Value, say};

use crate::{Objections, Reading, check};

check! {
    /// One thing is called the cause of another, and no source says so, nor does a judgement
    /// with its reason.
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

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        let has_sources = card
            .fields
            .iter()
            .flat_map(|field| &field.values)
            .any(|value| !value.citations.is_empty());
        if !has_sources {
            continue;
        }
        let is_bare = |value: &&Value| !value.judged && value.citations.is_empty();
        let bare: Vec<&Value> = card.values("caused-by").filter(is_bare).collect();
        let hearsay = card.values("caused-by").filter(|value| value.mode == Mode::Hearsay).count();
        let mut because = vec![Reason::shown(
            say!(en: "the rest of the card cites sources, this tie none", ru: "остальное в карточке со ссылками, эта связь — без них", kk: "карточканың қалғанында сілтеме бар, бұл байланыста жоқ"),
        )];
        if 0 < hearsay {
            because.push(Reason::shown(say!({ hearsay } en: "other causes here that are hearsay: {hearsay}", ru: "других причин здесь с чужих слов: {hearsay}", kk: "мұнда естуінше айтылған басқа себептер: {hearsay}")));
        }
        let places =
            bare.iter().map(|value| study.place(&card.file, value.text_range.clone(), "caused-by"));
        objections.add(
            places.collect(),
            because,
            say!(en: "cite who says so, or write it as `judged:` with `because:`", ru: "сошлитесь на того, кто это говорит, или запишите `judged:` с `because:`", kk: "мұны кім айтқанына сілтеңіз немесе `judged:` кілтін `because:` кілтімен жазыңыз"),
        );
    }
}
