//! A claim that nobody makes.

use std::collections::BTreeMap;

use derek_study::{Card, Field, Reason, Value, say};

use crate::argument::cause_without_evidence;
use crate::{Objections, Reading, check};

check! {
    /// A value that is told as a source's, with no source, in a study that cites elsewhere; and
    /// a quotation of which nobody knows where it stands.
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: event
    /// name: One
    /// when: 1855 [@acts, p. 1]
    /// where: kazan [@acts, p. 1]
    /// type: fair [@acts, p. 1]
    /// says: all came [@acts, p. 2]
    /// outcome: all went [@acts, p. 2]
    /// ---
    /// //- cards/two.md
    /// ---
    /// kind: event
    /// name: Two
    /// when: ⟦1856⟧
    /// where: kazan [@acts, p. 3]
    /// type: fair [@acts, p. 3]
    /// says:
    ///   - all came [@acts, p. 4]
    ///   - value: ⟦none went⟧
    ///     quote: and none of them went
    /// outcome: all went [@acts, p. 4]
    /// ---
    /// //- cards/three.md
    /// ---
    /// kind: event
    /// name: Three
    /// when: 1857 [@acts, p. 5]
    /// where: kazan [@acts, p. 5]
    /// type: fair [@acts, p. 5]
    /// says: all came [@acts, p. 6]
    /// outcome: all went [@acts, p. 6]
    /// ---
    /// //- cards/four.md
    /// ---
    /// kind: event
    /// name: Four
    /// when: 1858 [@acts, p. 7]
    /// where: kazan [@acts, p. 7]
    /// type: fair [@acts, p. 7]
    /// says: all came [@acts, p. 8]
    /// outcome: all went [@acts, p. 8]
    /// ---
    /// //- cards/kazan.md
    /// ---
    /// kind: place
    /// name: Kazan
    /// ---
    /// //- bibliography.bib
    /// @book{acts, title = {Acts}}
    /// ```
    ///
    /// A judgement, and a study that does not cite as a rule, are clean:
    ///
    /// ```study
    /// //- cards/one.md
    /// ---
    /// kind: event
    /// name: One
    /// when:
    ///   - 1855 [@acts, p. 1]
    ///   - judged: 1855
    ///     because: the hand is of that year
    /// where: kazan
    /// type: fair
    /// ---
    /// //- cards/kazan.md
    /// ---
    /// kind: place
    /// name: Kazan
    /// ---
    /// //- bibliography.bib
    /// @book{acts, title = {Acts}}
    /// ```
    ///
    /// ## Limits
    ///
    /// One value in ten may lack its source, in the study and among those of a predicate: where more do, the study
    /// means it so, and only quotations are asked about. Causes belong to `cause-without-evidence`.
    pub static CLAIM_WITHOUT_CITATION = "claim-without-citation" {
        room: "provenance", level: Incomplete, since: "0.1.0",
        en: "a claim with no source",
        ru: "утверждение без источника",
        kk: "дереккөзі көрсетілмеген тұжырым",
        find: find,
    }
}

/// Cited values for one that is not.
const PRACTICE: usize = 9;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut bare: Vec<(&Card, &Field, &Value)> = Vec::new();
    let mut practice: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for card in &study.cards {
        for field in &card.fields {
            let of = practice.entry(field.predicate.as_str()).or_default();
            // A cause that nobody attests is a finding of its own.
            let is_other = |value: &&Value| {
                !value.judged && !cause_without_evidence::is_told(card, field, value)
            };
            for value in field.values.iter().filter(is_other) {
                match value.citations.is_empty() {
                    true => {
                        of.1 += 1;
                        bare.push((card, field, value));
                    }
                    false => of.0 += 1,
                }
            }
        }
    }
    let cited: usize = practice.values().map(|(cited, _)| cited).sum();
    let cites = bare.len() * PRACTICE <= cited;
    for (card, field, value) in bare {
        let (with, without) = practice.get(field.predicate.as_str()).copied().unwrap_or_default();
        let is_quote = value.quote.is_some();
        // Where few values of a predicate are cited, that is how the study has it.
        if !is_quote && (!cites || with <= without * 2) {
            continue;
        }
        let because = match is_quote {
            true => {
                say!(en: "it is told with a source's own words", ru: "приведены собственные слова источника", kk: "дереккөздің өз сөзі келтірілген")
            }
            false => {
                say!({ cited } en: "values of this study with a source: {cited}", ru: "значений с источником в исследовании: {cited}", kk: "зерттеудегі дереккөзі бар мәндер: {cited}")
            }
        };
        objections.add(
            vec![study.place(&card.file, value.text_range.clone(), field.predicate.as_str())],
            vec![Reason::shown(because)],
            say!(en: "say where it stands; if it is your own, write `judged` with a reason", ru: "укажите, где это сказано; если это ваше, напишите `judged` с обоснованием", kk: "қайда айтылғанын көрсетіңіз; өзіңіздікі болса, негіздемесімен `judged` деп жазыңыз"),
        );
    }
}
