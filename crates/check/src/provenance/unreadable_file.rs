//! What of a study cannot be read.

use derek_study::{Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// Something in a study's files that derek cannot take as it is written: a
    /// line of YAML that is broken, a kind or a predicate the vocabulary does
    /// not have, a date that cannot be read, a judgement without its reason.
    ///
    /// The rest of the file, and of the study, is read and checked all the same.
    ///
    /// ```study
    /// //- cards/alash.md
    /// ---
    /// kind: organ
    /// name: Alash
    /// begins: ⟦once upon a time⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/alash.md
    /// ---
    /// kind: organ
    /// name: Alash
    /// begins: end of 1917
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Files outside the places that the format knows are left alone.
    pub static UNREADABLE_FILE = "unreadable-file" {
        room: "provenance", level: Conflict, since: "0.1.0",
        en: "derek cannot read this",
        ru: "derek не может это прочитать",
        kk: "derek мұны оқи алмайды",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for doubt in reading.study.iter().flat_map(|study| &study.doubts) {
        let place = reading.study.map(|study| study.place(&doubt.file, doubt.range.clone(), ""));
        objections.add(
            place.into_iter().collect(),
            vec![Reason::shown(doubt.said.clone())],
            doubt.help.clone(),
        );
    }
    for document in reading.documents {
        for doubt in &document.doubts {
            let mut place = reading.somewhere();
            place.file.clone_from(&document.name);
            objections.add(
                vec![place],
                vec![Reason::shown(doubt.clone())],
                say!(en: "save the file again in the program that wrote it; plain text, in UTF-8", ru: "сохраните файл заново в той программе, где он создан; простой текст — в UTF-8", kk: "файлды жасаған бағдарламада қайта сақтаңыз; жай мәтінді — UTF-8 түрінде"),
            );
        }
    }
}
