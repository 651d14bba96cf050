//! An author and a year, of which the list has only the author.

use derek_study::document::{Cited, Pointing};
use derek_study::{Document, Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// An author is cited with a year, and the only work of this author in the list of
    /// references is of another.
    ///
    /// ```text
    /// The party was founded in July (Smith 1998, 105). Others agree (Brown 2001; Khan 1999).
    /// Its council met later ⟦(Olcott 1996, 12)⟧.
    ///
    /// References
    ///
    /// Brown, Ann. The Council. Oxford, 2001.
    ///
    /// Khan, A. The Steppe. London, 1999.
    ///
    /// Olcott, Martha. The Kazakhs. Stanford, 1995.
    ///
    /// Smith, John. The Party. London, 1998.
    /// ```
    ///
    /// An entry may have two years, of the first print and of the one that was used:
    ///
    /// ```text
    /// The party was founded in July (Smith 1998, 105). Others agree (Brown 2001; Khan 1999).
    /// Its council met later (Olcott 1987, 12).
    ///
    /// References
    ///
    /// Brown, Ann. The Council. Oxford, 2001.
    ///
    /// Khan, A. The Steppe. London, 1999.
    ///
    /// Olcott, Martha. The Kazakhs. 2nd ed. Stanford, 1995 [1987].
    ///
    /// Smith, John. The Party. London, 1998.
    /// ```
    ///
    /// ## Limits
    ///
    /// Asked only where at least three other citations of the text lead to the list by
    /// author and year, and where the two years are less than ten years apart: farther
    /// apart it is rather another work, and `citation-without-entry` speaks of it.
    pub static YEAR_UNLIKE_ENTRY = "year-unlike-entry" {
        room: "provenance", level: Conflict, since: "0.1.0",
        en: "the citation has another year than the list of references",
        ru: "в ссылке другой год, чем в списке литературы",
        kk: "сілтемедегі жыл әдебиеттер тізіміндегіден басқа",
        find: find,
    }
}

/// Citations that lead to the list by author and year, at least.
const USUAL: usize = 3;
/// Years of print that may be one work's, apart.
const APART: u32 = 10;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let by_year = document.cited.iter().filter(|one| one.kind == Pointing::AuthorYear);
        let clear = by_year.clone().filter(|one| one.certain).count();
        if clear < USUAL {
            continue;
        }
        for one in by_year {
            object(document, one, objections);
        }
    }
}

fn object(document: &Document, one: &Cited, objections: &mut Objections) {
    let ([only], Some(year)) = (one.entries.as_slice(), one.year) else { return };
    let entry = document.listed_at(*only).filter(|entry| !entry.is_note);
    let Some(entry) = entry.filter(|entry| !entry.years.contains(&year)) else { return };
    let near = entry.years.iter().copied().min_by_key(|own| own.abs_diff(year));
    let Some(own) = near.filter(|own| own.abs_diff(year) < APART) else { return };
    let (Some(here), Some(there)) =
        (document.paragraphs.get(one.paragraph), document.paragraphs.get(entry.paragraph))
    else {
        return;
    };
    let label = say!(en: "the entry", ru: "запись", kk: "жазба");
    objections.add(
        vec![
            document.place(here, one.range.clone()),
            document.place(there, 0..there.text.len()).labelled(label),
        ],
        vec![Reason::shown(say!({ year, own } en: "the citation says {year}, the only entry of this author {own}", ru: "в ссылке {year} год, в единственной записи этого автора {own}", kk: "сілтемеде {year} жыл, осы автордың жалғыз жазбасында {own} жыл"))],
        say!(en: "correct the year, or add the other work", ru: "исправьте год или добавьте другую работу", kk: "жылды түзетіңіз не басқа еңбекті қосыңыз"),
    );
}
