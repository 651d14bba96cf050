//! A page that the cited article does not have.

use derek_study::document::{Cited, Listed, Pointing};
use derek_study::{Document, Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// A citation of a page outside those on which the cited article or chapter stands.
    ///
    /// The list of references says on which pages an article or a chapter stands; a
    /// citation of a page before or after them is an error of the page, or of the entry.
    ///
    /// ```text
    /// The party was founded in July (Smith 1998, 105). Its council met later ⟦(Smith 1998, 150)⟧.
    ///
    /// References
    ///
    /// Smith, John. “The Party.” Journal of the Steppe 12 (1998): 100–120.
    /// ```
    ///
    /// ```text
    /// Съезд открылся в июле [1, с. 16]. Совет собрался позже ⟦[1, с. 61]⟧.
    ///
    /// Список литературы
    ///
    /// 1. Иванов И. И. Съезд в Оренбурге // Вопросы истории. 1998. № 3. С. 12–20.
    /// ```
    ///
    /// A book has no first and last page here, and the length of a book is no range:
    ///
    /// ```text
    /// The party was founded in July (Smith 1998, 105). Its council met later (Brown 2001, 402).
    ///
    /// References
    ///
    /// Brown, Ann. The Council. Oxford, 2001. 340 p.
    ///
    /// Smith, John. “The Party.” Journal of the Steppe 12 (1998): 100–120.
    /// ```
    ///
    /// ## Limits
    ///
    /// Where half of the pages that a text cites of articles lie outside, the text counts
    /// pages otherwise, as those of an offprint, and nothing is said.
    pub static PAGE_OUTSIDE_ENTRY = "page-outside-entry" {
        room: "provenance", level: Conflict, since: "0.1.0",
        en: "a page that the cited article does not have",
        ru: "такой страницы в цитируемой статье нет",
        kk: "сілтеме берілген мақалада мұндай бет жоқ",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let of_articles: Vec<(&Cited, &Listed, (u32, u32))> =
            document.cited.iter().filter_map(|one| of_article(document, one)).collect();
        let is_outside = |(one, _, (first, last)): &&(&Cited, &Listed, (u32, u32))| {
            one.pages.iter().any(|(from, to)| from < first || last < to)
        };
        let outside: Vec<_> = of_articles.iter().filter(is_outside).collect();
        if of_articles.len() < outside.len() * 2 && 1 < outside.len() {
            continue;
        }
        for (one, entry, (first, last)) in outside {
            let (Some(here), Some(there)) =
                (document.paragraphs.get(one.paragraph), document.paragraphs.get(entry.paragraph))
            else {
                continue;
            };
            let label = say!(en: "the entry", ru: "запись", kk: "жазба");
            let whole = document.place(there, 0..there.text.len()).labelled(label);
            objections.add(
                vec![document.place(here, one.range.clone()), whole],
                vec![Reason::shown(say!({ first = *first, last = *last } en: "the entry has pages {first} to {last}", ru: "в записи страницы {first}–{last}", kk: "жазбада {first}–{last} беттер"))],
                say!(en: "look the page up, and correct the citation or the entry", ru: "проверьте страницу и исправьте ссылку или запись", kk: "бетті тексеріп, сілтемені не жазбаны түзетіңіз"),
            );
        }
    }
}

/// A citation with pages of an article whose own pages are known.
fn of_article<'d>(
    document: &'d Document,
    one: &'d Cited,
) -> Option<(&'d Cited, &'d Listed, (u32, u32))> {
    let [only] = one.entries.as_slice() else { return None };
    let is_own = matches!(one.kind, Pointing::Number | Pointing::AuthorYear | Pointing::Short);
    let entry = document.listed_at(*only).filter(|entry| !entry.is_note)?;
    let pages = entry.pages?;
    (is_own && one.certain && !one.pages.is_empty()).then_some((one, entry, pages))
}
