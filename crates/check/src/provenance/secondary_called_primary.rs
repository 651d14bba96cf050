//! A later account that is called a source of the time.

use derek_study::{Card, Reason, Said, Study, Value, say};

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// A document is called a primary source, or the account of an eyewitness, and is by its
    /// own card of later times or derived from another work.
    ///
    /// ```study
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// type: ⟦primary source⟧
    /// access: later
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/obzor.md
    /// ---
    /// kind: document
    /// name: Обзор
    /// type: ⟦свидетельство очевидца⟧
    /// derived-from: gazeta
    /// ---
    /// //- cards/gazeta.md
    /// ---
    /// kind: document
    /// name: Газета
    /// ---
    /// ```
    ///
    /// A copy of a letter is as much of its time as the letter:
    ///
    /// ```study
    /// //- cards/copy.md
    /// ---
    /// kind: document
    /// name: Copy of the letter
    /// type: letter
    /// derived-from: letter
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// type: primary source
    /// access: participant
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Only what the card says of the document is compared, in English, Russian and Kazakh.
    /// The same work may be primary for the thought of its own time: then its `type` should
    /// say so in other words.
    pub static SECONDARY_CALLED_PRIMARY = "secondary-called-primary" {
        room: "provenance", level: Unlikely, since: "0.1.0",
        en: "a later account is called a primary source",
        ru: "позднее сочинение названо первоисточником",
        kk: "кейінгі еңбек алғашқы дереккөз деп аталған",
        find: find,
    }
}

/// What a source of the time is called.
const PRIMARY: [&str; 12] = [
    "primary source", "eyewitness", "eye-witness", "first-hand", "firsthand", "первоисточник",
    "очевидц", "из первых рук", "первичный источник", "алғашқы дереккөз", "бастапқы дереккөз",
    "көзімен көрген",
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in study.cards.iter().filter(|card| card.kind == "document") {
        let is_called = |value: &&Value| {
            let called = value.text.to_lowercase();
            PRIMARY.iter().any(|primary| called.contains(primary))
        };
        let (Some(called), Some((by, predicate, why))) =
            (card.values("type").find(is_called), later(study, card))
        else {
            continue;
        };
        objections.add(
            vec![
                study.place(&card.file, called.text_range.clone(), "type"),
                study.place(&card.file, by.text_range.clone(), predicate),
            ],
            vec![Reason::shown(why)],
            say!(en: "say what it is and for what it is a source; cite what it goes back to for the rest", ru: "скажите, что это за сочинение и для чего оно источник; для остального сошлитесь на то, к чему оно восходит", kk: "бұл қандай еңбек, неге дереккөз екенін айтыңыз; қалғаны үшін ол сүйенген дереккөзге сілтеңіз"),
        );
    }
}

/// What says on a document's card that it is no source of the time.
fn later<'a>(study: &'a Study, card: &'a Card) -> Option<(&'a Value, &'static str, Said)> {
    let access = card.values("access").find(|value| value.text == "later").map(|value| {
        let why = say!(en: "its card says that it is of later times", ru: "в карточке сказано, что это позднее свидетельство", kk: "карточкада кейінгі айғақ екені айтылған");
        (value, "access", why)
    });
    access.or_else(|| {
        let value = card.values("derived-from").next()?;
        let original = study.resolve(&value.text, &[]).card().map(name);
        let original = original.unwrap_or_else(|| Said::verbatim(&*value.text));
        let why = say!({ original } en: "its card says that it derives from “{original}”", ru: "в карточке сказано, что оно восходит к «{original}»", kk: "карточкада «{original}» дереккөзінен шыққаны айтылған");
        Some((value, "derived-from", why))
    })
}
