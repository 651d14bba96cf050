//! Judgements that revise each other in a circle.

use derek_study::{Reason, say};

use crate::circle::circles;
use crate::{Objections, Reading, check};

check! {
    /// A judgement revises one that, in the end, revises it; or it revises itself.
    ///
    /// Then nothing says which of them stands. Until it is mended the last one in the file
    /// is taken.
    ///
    /// ```study
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when:
    ///   - judged: ⟦1855⟧
    ///     because: the letter has this year
    ///     revises: 1856
    ///   - judged: 1856
    ///     because: the letter was misread
    ///     revises: 1855
    /// outcome:
    ///   - judged: ⟦a defeat⟧
    ///     because: so it was called
    ///     revises: a defeat
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
    ///     on: 2026-11-01
    ///   - judged: 1856
    ///     because: the letter was misread
    ///     on: 2026-11-22
    ///     revises: 2026-11-01
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A judgement revises one of the same list; its day and its words are compared as they
    /// are written.
    pub static JUDGEMENT_CYCLE = "judgement-cycle" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "judgements that revise each other in a circle",
        ru: "суждения пересматривают друг друга по кругу",
        kk: "бірін-бірі шеңбер бойымен қайта қараған пайымдар",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in card
            .fields
            .iter()
            .filter(|field| field.values.iter().any(|value| value.revises.is_some()))
        {
            let next: Vec<Vec<usize>> =
                field.revised().into_iter().map(|target| target.into_iter().collect()).collect();
            for circle in circles(&next) {
                let places = circle.iter().take(PLACES).filter_map(|at| field.values.get(*at)).map(
                    |value| study.place(&card.file, value.text_range.clone(), &field.predicate),
                );
                let count = circle.len();
                let why = match count {
                    1 => {
                        say!(en: "it revises itself", ru: "оно пересматривает само себя", kk: "ол өзін-өзі қайта қараған")
                    }
                    _ => {
                        say!({ count } en: "judgements in the circle: {count}", ru: "суждений в круге: {count}", kk: "шеңбердегі пайымдар: {count}")
                    }
                };
                objections.add(
                    places.collect(),
                    vec![Reason::shown(why)],
                    say!(en: "let the later judgement revise the earlier one, and take `revises` out of the earlier", ru: "пусть позднее суждение пересматривает раннее; из раннего уберите `revises`", kk: "кейінгі пайым бұрынғысын қайта қарасын, бұрынғысынан `revises` кілтін алып тастаңыз"),
                );
            }
        }
    }
}

/// Places of one circle that are shown.
const PLACES: usize = 8;
