//! An effect, an answer, an invited visit dated before what called it forth.

use std::ops::Range;

use derek_study::document::Paragraph;
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::Mention;

use crate::grounds::{About, contradictions};
use crate::sequence::{Inversion, OUT_OF_TIME, dates_in, has_word, opens_with, sentence_pairs};
use crate::{Objections, Reading, check};

check! {
    /// What is told as the answer to something, or as its result, is dated before
    /// it; or a card has a cause that comes after its effect.
    ///
    /// In a text a phrase such as *in reply to*, *as a result of*, *after* ties two
    /// dates of one sentence, or *in response* a sentence to the one before. In a
    /// study the tie is `caused-by`, `answers` or `derived-from`, and the reasoning
    /// may run through several cards.
    ///
    /// ```text
    /// In reply to the telegram of 24 March 1918 the envoys came to Moscow on ⟦19 March 1918⟧.
    /// ```
    ///
    /// ```text
    /// В ответ на телеграмму от 24 марта 1918 года делегация прибыла ⟦19 марта 1918 года⟧.
    /// ```
    ///
    /// ```study
    /// //- cards/mission.md
    /// ---
    /// kind: event
    /// name: Mission
    /// when: ⟦19 March 1918⟧
    /// caused-by: telegram
    /// ---
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 24 March 1918
    /// ---
    /// ```
    ///
    /// Dates that allow the order are clean; so is a sentence that looks back.
    ///
    /// ```text
    /// After the congress of December 1917, in July, the government moved. In reply to the
    /// telegram of 24 March 1918 the envoys came to Moscow on 27 March 1918. Rare in 1903,
    /// meetings became common after some quarrels in 1905. In 1886 riots broke out.[98] Following
    /// the 1887 election many left. After the treaty of
    /// 1856, which had been prepared in 1855, the fleet sailed home.
    /// ```
    ///
    /// ```study
    /// //- cards/mission.md
    /// ---
    /// kind: event
    /// name: Mission
    /// when: March 1918
    /// caused-by: telegram
    /// ---
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 24 March 1918
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A sentence of three dates or more is left alone, and so is one with a word
    /// that looks back or ahead (*had*, *already*, *planned*).
    pub static EFFECT_BEFORE_CAUSE = "effect-before-cause" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "an effect dated before its cause",
        ru: "следствие датировано раньше причины",
        kk: "салдар себебінен бұрын болған болып шығады",
        find: find,
    }
}

/// Phrases that open a sentence which answers the one before.
const THEREFORE: &[&str] = &[
    "in response", "in reply", "in answer", "as a result", "as a consequence", "in consequence",
    "consequently", "в ответ", "в результате", "вследствие этого", "в итоге", "жауап ретінде",
    "осының нәтижесінде", "нәтижесінде", "соның салдарынан", "en respuesta", "como resultado",
    "como consecuencia", "en consecuencia",
];

/// Phrases before a cause and its date.
const AFTER: &[&str] = &[
    "after the", "after his", "after her", "after their", "following the", "in response to",
    "in reply to", "in answer to", "as a result of", "as a consequence of", "in consequence of",
    "on the news of", "on receipt of", "under the impression of", "in accordance with",
    "in execution of", "в ответ на", "в результате", "вследствие", "во исполнение", "по получении",
    "под влиянием", "на основании", "согласно", "после", "вслед за", "en respuesta a",
    "como resultado de", "a raíz de", "después de", "tras la", "tras el",
];

/// Phrases after a cause and its date, in Kazakh.
const AFTER_BEHIND: &[&str] =
    &["жауап ретінде", "нәтижесінде", "салдарынан", "негізінде", "сәйкес", "кейін", "соң"];

/// Words between such a phrase and the date of the cause.
const NEAR: usize = 9;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for (paragraph, before, sentence) in sentence_pairs(document) {
            if let Some(found) = across(document, paragraph, before, sentence) {
                object(&found, objections);
            }
        }
        for paragraph in &document.paragraphs {
            for sentence in &paragraph.sentences {
                if let Some(found) = within(document, paragraph, sentence) {
                    object(&found, objections);
                }
            }
        }
    }
    let help = say!(en: "check the dates, their calendars, and whether the one really followed from the other", ru: "проверьте даты, их стиль и то, вправду ли одно вытекало из другого", kk: "күндерді, олардың стилін және бірінің екіншісінен шыққан-шықпағанын тексеріңіз");
    contradictions(reading, About::Cause, &help, objections);
}

/// *… on 24 March. In response, on 19 March, …*
fn across<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    before: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Inversion<'d>> {
    if !opens_with(paragraph, sentence, THEREFORE)
        || has_word(paragraph.slice(sentence.clone()), OUT_OF_TIME)
    {
        return None;
    }
    let [earlier] = dates_in(paragraph, before)[..] else { return None };
    let [later] = dates_in(paragraph, sentence)[..] else { return None };
    Inversion::new(document, paragraph, earlier, later)
}

/// *in reply to the telegram of 24 March … on 19 March*
fn within<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
) -> Option<Inversion<'d>> {
    let [one, two] = dates_in(paragraph, sentence)[..] else { return None };
    // A note's mark may hide the end of a sentence: *… a speech.[98] Riots …*.
    let between = paragraph.slice(one.range.end..two.range.start);
    if between.contains(".[") || between.contains(". ") {
        return None;
    }
    if has_word(paragraph.slice(sentence.clone()), OUT_OF_TIME) {
        return None;
    }
    let (first, second) = (sentence.start..two.range.start, one.range.end..sentence.end);
    let (cause, effect) =
        match (is_cause(paragraph, &first, one), is_cause(paragraph, &second, two)) {
            (true, false) => (one, two),
            (false, true) => (two, one),
            _ => return None,
        };
    // *the decree of 1917*: the date of a thing, not of the deed.
    let is_of_thing = |mention: &Mention| {
        let before = paragraph.slice(sentence.start..mention.range.start);
        let last = words(before).last().map(|range| before[range].to_lowercase());
        matches!(last.as_deref(), Some("of" | "dated" | "from" | "от" | "to" | "del"))
    };
    (!is_of_thing(effect)).then(|| Inversion::new(document, paragraph, cause, effect)).flatten()
}

/// Whether the words around a date, as far as the next date, tie it to something that followed.
fn is_cause(paragraph: &Paragraph, around: &Range<usize>, mention: &Mention) -> bool {
    let before = paragraph.slice(around.start..mention.range.start).to_lowercase();
    let after = paragraph.slice(mention.range.end..around.end).to_lowercase();
    // *after some quarrels they met in 1905*: the date is that of another deed.
    const OF_A_DEED: &[&str] = &["in", "on", "at", "by", "в", "во", "к", "en"];
    let gap_is_plain = |gap: &str| {
        let last = words(gap).last().map(|range| &gap[range]);
        words(gap).count() <= NEAR
            && !gap.contains([',', ';', ':', '(', ')', '—', '–', '.'])
            && !last.is_some_and(|last| OF_A_DEED.contains(&last))
    };
    let stands_before = AFTER.iter().any(|phrase| {
        before.rfind(phrase).is_some_and(|at| {
            let starts = before[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let gap = &before[at + phrase.len()..];
            let ends = gap.chars().next().is_none_or(|c| !c.is_alphanumeric());
            starts && ends && gap_is_plain(gap)
        })
    });
    let stands_behind = AFTER_BEHIND.iter().any(|phrase| {
        after.find(phrase).is_some_and(|at| {
            let ends =
                after[at + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            let gap = &after[..at];
            ends && gap.ends_with(' ') && gap_is_plain(gap)
        })
    });
    stands_before || stands_behind
}

fn object(found: &Inversion<'_>, objections: &mut Objections) {
    let [effect, cause] = found.places();
    let (first, second) = found.dates();
    objections.add(
        vec![
            effect.labelled(say!(en: "told as what followed", ru: "рассказано как следствие", kk: "салдары деп айтылған")),
            cause.labelled(say!(en: "told as what called it forth", ru: "рассказано как причина", kk: "себебі деп айтылған")),
        ],
        vec![Reason::shown(say!({ first, second } en: "the cause is dated {first}, what followed it {second}", ru: "дата причины: {first}; дата следствия: {second}", kk: "себептің күні: {first}; салдарының күні: {second}"))],
        say!(en: "check both dates and their calendars, or whether the one really followed from the other", ru: "проверьте обе даты и их стиль, а также то, вправду ли одно вытекало из другого", kk: "екі күнді де, олардың стилін де, бірінің екіншісінен шыққан-шықпағанын да тексеріңіз"),
    );
}
