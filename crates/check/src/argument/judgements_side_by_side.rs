//! Two judgements of one thing.

use std::collections::BTreeMap;

use derek_study::vocabulary::Arity;
use derek_study::{Polarity, Reason, Value, say};

use crate::{Objections, Reading, check};

check! {
    /// Two judgements stand of a thing that has one value by nature, or one affirms what
    /// the other rejects, and neither revises the other.
    ///
    /// Historians may differ, and a historian may change her mind. Without `revises` nothing
    /// says which judgement is held; the last one in the file is taken.
    ///
    /// ```study
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when:
    ///   - judged: ⟦1855⟧
    ///     because: the letter has this year
    ///     by: A. Historian
    ///   - judged: 1856
    ///     because: the letter was misread
    ///     by: B. Historian
    /// outcome:
    ///   - judged: ⟦a defeat⟧
    ///     because: so it was called
    ///   - judged: a defeat
    ///     polarity: denies
    ///     because: the town was held
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when:
    ///   - judged: 1855
    ///     because: the letter has this year
    ///   - judged: 1856
    ///     because: the letter was misread
    ///     revises: 1855
    ///   - judged: 1857
    ///     polarity: denies
    ///     because: nobody says so any more
    /// outcome:
    ///   - judged: a defeat
    ///     because: so it was called
    ///   - judged: the end of the campaign
    ///     because: no other landing followed
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Judgements of things that may have many values stand side by side, unless one
    /// rejects the very words of another.
    pub static JUDGEMENTS_SIDE_BY_SIDE = "judgements-side-by-side" {
        room: "argument", level: Incomplete, since: "0.1.0",
        en: "nothing says which of these judgements stands",
        ru: "не сказано, какое из этих суждений в силе",
        kk: "бұл пайымдардың қайсысы күшінде екені айтылмаған",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in
            card.fields.iter().filter(|field| field.values.iter().any(|value| value.judged))
        {
            let is_single = study
                .vocabulary
                .predicate(&field.predicate)
                .is_some_and(|predicate| predicate.single == Arity::One);
            let mut by_words: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
            for value in field.standing() {
                by_words.entry(value.text.to_lowercase()).or_default().push(value);
            }
            let affirms = |value: &&&Value| value.polarity == Polarity::Affirms;
            let held: Vec<&Value> =
                by_words.values().filter_map(|all| all.iter().find(affirms).copied()).collect();
            let mut rivals: Vec<Vec<&Value>> = Vec::new();
            if is_single && 1 < held.len() {
                rivals.push(held);
            }
            rivals.extend(by_words.into_values().filter(|all| {
                let denies = all.iter().any(|value| value.polarity == Polarity::Denies);
                denies && all.iter().any(|value| value.polarity == Polarity::Affirms)
            }));
            for mut all in rivals {
                all.sort_by_key(|value| value.range.start);
                let places = all.iter().take(PLACES).map(|value| {
                    study.place(&card.file, value.text_range.clone(), &field.predicate)
                });
                let because = all.iter().take(PLACES).filter_map(|value| {
                    let (words, why) = (&value.text, value.because.as_ref()?);
                    Some(Reason::shown(match value.polarity {
                        Polarity::Denies => say!({ words, why } en: "not “{words}”: {why}", ru: "не «{words}»: {why}", kk: "«{words}» емес: {why}"),
                        _ => say!({ words, why } en: "“{words}”: {why}", ru: "«{words}»: {why}", kk: "«{words}»: {why}"),
                    }))
                });
                objections.add(
                    places.collect(),
                    because.collect(),
                    say!(en: "add `revises:` to the one that stands, with the words or the day of the other", ru: "добавьте `revises:` к тому, которое в силе, со словами или днём другого", kk: "күшінде тұрғанына `revises:` кілтін, екіншісінің сөздерін не күнін жазып қосыңыз"),
                );
            }
        }
    }
}

/// Places of one finding that are shown.
const PLACES: usize = 8;
