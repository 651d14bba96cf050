//! *Ibid.* after a note that names several works.

use std::collections::BTreeSet;

use derek_study::document::{Cited, Pointing};
use derek_study::{Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// *Ibid.*, *там же* or *сонда* in a note that follows one with several works.
    ///
    /// The words repeat the work just cited, and the note before cites more than one:
    /// a reader cannot know which is meant. The places are the repetition and the works
    /// that it may repeat.
    ///
    /// ```text
    /// The congress met in July[^1], and it was soon over[^2].
    ///
    /// [^1]: Martha Olcott, *The Kazakhs* (Stanford, 1995), 129; Steven Sabol, *Russian Colonization* (New York, 2003), 77.
    /// [^2]: ⟦Ibid., 78⟧.
    /// ```
    ///
    /// After a note with one work, and within a note, it is clear:
    ///
    /// ```text
    /// The congress met in July[^1], and it was soon over[^2].
    ///
    /// [^1]: Martha Olcott, *The Kazakhs* (Stanford, 1995), 129.
    /// [^2]: Ibid., 130; ibid., 144.
    /// ```
    ///
    /// ## Limits
    ///
    /// Two pages of one work are one work. Where a note is not understood as citing
    /// anything, nothing is said of what repeats it.
    pub static UNCLEAR_IBID = "unclear-ibid" {
        room: "provenance", level: Incomplete, since: "0.1.0",
        en: "ibid. after a note with several works",
        ru: "ссылка «там же» после сноски, где названо несколько работ",
        kk: "бірнеше еңбек аталған сілтемеден кейінгі «сонда»",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for one in &document.cited {
            let Some(before) = one.of.and_then(|of| document.cited.get(of)) else { continue };
            let is_next = one.kind == Pointing::Ibid && one.paragraph != before.paragraph;
            let is_note =
                |at: usize| document.listed.iter().any(|one| one.paragraph == at && one.is_note);
            if !is_next || !is_note(one.paragraph) || !is_note(before.paragraph) {
                continue;
            }
            let same_note = document.cited_in(before.paragraph);
            let works: BTreeSet<(&[usize], &str)> =
                same_note.iter().map(|one| (one.entries.as_slice(), one.to.as_str())).collect();
            let repeats =
                same_note.iter().any(|one| matches!(one.kind, Pointing::Ibid | Pointing::Note));
            if works.len() < 2 || repeats {
                continue;
            }
            let place = |one: &Cited| {
                Some(document.place(document.paragraphs.get(one.paragraph)?, one.range.clone()))
            };
            let places = std::iter::once(one).chain(same_note).filter_map(place);
            let count = works.len();
            objections.add(
                places.collect(),
                vec![Reason::shown(say!({ count } en: "the note before names {count} works", ru: "в предыдущей сноске названо работ: {count}", kk: "алдыңғы сілтемеде {count} еңбек аталған"))],
                say!(en: "name the work in a short form", ru: "назовите работу в краткой форме", kk: "еңбекті қысқаша атаңыз"),
            );
        }
    }
}
