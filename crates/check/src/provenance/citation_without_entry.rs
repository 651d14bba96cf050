//! Citations that lead to no entry.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::document::{CitationSystem, Cited, Kind, Pointing};
use derek_study::identity::IDENTITIES;
use derek_study::{Document, Entry, Place, Reason, Said, Study, say};

use crate::{Objections, Reading, check};

check! {
    /// A citation whose number or key the bibliography does not have.
    ///
    /// In a text, numbers in brackets are held against the numbered list of
    /// references, when there is one. In a study, every key is held against the
    /// bibliography of the study and of the studies it builds upon.
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met in Orenburg ⟦[3]⟧.
    ///
    /// References
    ///
    /// [1] A. Author, On the party.
    /// [2] B. Author, On the council.
    /// ```
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{olcott, title = {The Kazakhs}}
    /// //- cards/alash.md
    /// ---
    /// kind: organ
    /// name: Alash
    /// begins: 1917 [⟦@olcot, p. 12⟧]
    /// ---
    /// ```
    ///
    /// So are an author and a year, where most others lead to the list:
    ///
    /// ```text
    /// The party was founded in 1917 (Smith 1998, 12). Others agree (Brown 2001; Khan 1999). Its
    /// council met in Orenburg ⟦(Olcott 1995)⟧.
    ///
    /// References
    ///
    /// Brown, Ann. The Council. Oxford, 2001.
    ///
    /// Khan, A. The Steppe. London, 1999.
    ///
    /// Smith, John. The Party. London, 1998.
    /// ```
    ///
    /// And a call of a note that nobody wrote, in a text that has the others:
    ///
    /// ```text
    /// The party was founded in 1917[^1], its council met in Orenburg[^2], and it was soon
    /// over[^3]. Two did not return⟦[^31]⟧.
    ///
    /// [^1]: Smith 1998, 12.
    /// [^2]: Smith 1998, 15.
    /// [^3]: Olcott 1995, 129.
    /// ```
    ///
    /// A text without a list of references is not asked for one, and a key that
    /// the bibliography has is clean:
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met in Orenburg [3].
    /// ```
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{olcott, title = {The Kazakhs}}
    /// //- cards/alash.md
    /// ---
    /// kind: organ
    /// name: Alash
    /// begins: 1917 [@olcott, p. 12]
    /// ---
    /// ```
    ///
    /// A year that an editor put into brackets is no number of the list:
    ///
    /// ```text
    /// The party was founded in 1917 [1]. The chronicle says: “Taika was four years long [695–698], and
    /// its first year was kinoto-hitsuji [695].” Others agree [2]. The bridge was built later [812].
    ///
    /// References
    ///
    /// [1] A. Author, On the party.
    /// [2] B. Author, On the council.
    /// ```
    ///
    /// ## Limits
    ///
    /// Where more than a third of the numbers are not in the list, it is taken for
    /// another one; so it is where more than a fifth of the authors with years are not.
    pub static CITATION_WITHOUT_ENTRY = "citation-without-entry" {
        room: "provenance", level: Conflict, since: "0.1.0",
        en: "a citation that leads to no entry",
        ru: "ссылка не ведёт ни к одной записи",
        kk: "сілтеме ешбір жазбаға апармайды",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        in_text(document, objections);
        if !reading.entries.is_empty() {
            by_key(document, reading.entries, objections);
        }
    }
    if let Some(study) = reading.study {
        in_study(study, reading.reference, objections);
    }
}

fn in_text(document: &Document, objections: &mut Objections) {
    by_author_and_year(document, objections);
    by_note(document, objections);
    let entries: BTreeSet<u32> = document
        .paragraphs
        .iter()
        .filter(|one| one.kind == Kind::Reference)
        .filter_map(|entry| number_of(&entry.text))
        .collect();
    let Some((first, last)) = entries.first().zip(entries.last()) else { return };
    let cited: BTreeSet<u32> = document
        .paragraphs
        .iter()
        .flat_map(|one| &one.citations)
        .filter(|mark| mark.system == CitationSystem::Bracket)
        .flat_map(|mark| mark.numbers.iter().copied())
        .filter(|number| !is_year(*number, *last))
        .collect();
    // Where much of what is cited is not in the list, this is not the list that is cited.
    let missing = cited.difference(&entries).count();
    if cited.len() < missing * 3 && 1 < missing {
        return;
    }
    for paragraph in &document.paragraphs {
        let marks =
            paragraph.citations.iter().filter(|mark| mark.system == CitationSystem::Bracket);
        for mark in marks {
            let is_missing = |number: &u32| !entries.contains(number) && !is_year(*number, *last);
            let missing: Vec<u32> = mark.numbers.iter().copied().filter(is_missing).collect();
            if let [number, ..] = missing.as_slice() {
                let said = say!({ number = *number, first = *first, last = *last }
                    en: "the list of references goes from {first} to {last} and has no {number}",
                    ru: "список литературы идёт от {first} до {last}, и номера {number} в нём нет",
                    kk: "әдебиеттер тізімі {first}–{last} аралығында, онда {number} жоқ");
                add(document.place(paragraph, mark.range.clone()), said, objections);
            }
        }
    }
}

/// Whether a number in brackets is rather a year that an editor put there: three figures or
/// more, far above the last of the list.
fn is_year(number: u32, last: u32) -> bool {
    const FAR: u32 = 3;
    100 <= number && last.saturating_mul(FAR) < number
}

/// Calls of notes, `[^31]`, that the text does not have, where it has most.
fn by_note(document: &Document, objections: &mut Objections) {
    let is_call = |one: &&Cited| {
        let words = document.paragraphs.get(one.paragraph);
        let words = words.and_then(|paragraph| paragraph.text.get(one.range.clone()));
        one.kind == Pointing::Note && words.is_some_and(|words| words.starts_with("[^"))
    };
    let calls = document.cited.iter().filter(is_call);
    let (without, with): (Vec<&Cited>, Vec<&Cited>) =
        calls.partition(|one| one.entries.is_empty() && !is_written(document, one));
    if with.len() <= without.len() * 2 {
        return;
    }
    let numbers = document.listed.iter().filter(|one| one.is_note).filter_map(|one| one.number);
    let last = numbers.max();
    for one in without {
        let Some(paragraph) = document.paragraphs.get(one.paragraph) else { continue };
        let note = one.to.as_str();
        let said = match last {
            Some(last) => {
                say!({ note, last } en: "the text has no note {note}; its last is {last}", ru: "примечания {note} в тексте нет; последнее — {last}", kk: "мәтінде {note} ескертпесі жоқ; соңғысы — {last}")
            }
            None => {
                say!({ note } en: "the text has no note {note}", ru: "примечания {note} в тексте нет", kk: "мәтінде {note} ескертпесі жоқ")
            }
        };
        objections.add(
            vec![document.place(paragraph, one.range.clone())],
            vec![Reason::shown(said)],
            say!(en: "write the note, or take its number out", ru: "напишите примечание или уберите его номер", kk: "ескертпені жазыңыз не нөмірін алып тастаңыз"),
        );
    }
}

/// Whether some paragraph begins with the mark: a note without its colon.
fn is_written(document: &Document, one: &Cited) -> bool {
    let mark = format!("[^{}]", one.to);
    document.paragraphs.iter().any(|paragraph| paragraph.text.starts_with(&mark))
}

/// Keys of Pandoc that the bibliography given with the text does not have.
fn by_key(document: &Document, entries: &[Entry], objections: &mut Objections) {
    for one in document.cited.iter().filter(|one| one.kind == Pointing::Key) {
        let key = one.to.as_str();
        let (Some(paragraph), false) =
            (document.paragraphs.get(one.paragraph), entries.iter().any(|entry| entry.key == key))
        else {
            continue;
        };
        let said = no_key(key, entries);
        add(document.place(paragraph, one.range.clone()), said, objections);
    }
}

fn no_key(key: &str, entries: &[Entry]) -> Said {
    match derek_text::nearest(key, entries.iter().map(|entry| entry.key.as_str())) {
        Some(near) => {
            say!({ key, near } en: "no entry has the key “{key}”; the nearest is “{near}”", ru: "записи с ключом «{key}» нет; ближайший ключ — «{near}»", kk: "«{key}» кілті бар жазба жоқ; ең жақыны — «{near}»")
        }
        None => {
            say!({ key } en: "no entry has the key “{key}”", ru: "записи с ключом «{key}» нет", kk: "«{key}» кілті бар жазба жоқ")
        }
    }
}

/// Authors with years that no entry has, where most have one.
fn by_author_and_year(document: &Document, objections: &mut Objections) {
    let of_authors = document.cited.iter().filter(|one| one.kind == Pointing::AuthorYear);
    let (without, with): (Vec<&Cited>, Vec<&Cited>) =
        of_authors.partition(|one| one.entries.is_empty());
    if with.len() < FEWEST || with.len() < without.len() * 4 && 1 < without.len() {
        return;
    }
    for one in without {
        let Some(paragraph) = document.paragraphs.get(one.paragraph) else { continue };
        let author = one.to.as_str();
        let said = match one.year {
            Some(year) => {
                say!({ author, year } en: "the list of references has no work of {author} of {year}", ru: "в списке литературы нет работы {year} года: {author}", kk: "әдебиеттер тізімінде {year} жылғы еңбек жоқ: {author}")
            }
            None => {
                say!({ author } en: "the list of references has no work of {author}", ru: "в списке литературы нет работы: {author}", kk: "әдебиеттер тізімінде еңбегі жоқ: {author}")
            }
        };
        add(document.place(paragraph, one.range.clone()), said, objections);
    }
}

/// Authors with years that lead to the list, at least.
const FEWEST: usize = 3;

/// The number an entry of the list begins with: `[12] …`, `12. …`.
fn number_of(entry: &str) -> Option<u32> {
    let digits = entry.trim_start_matches('[');
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    digits[end..].starts_with([']', '.', ')']).then(|| digits[..end].parse().ok())?
}

fn in_study(study: &Study, reference: &[Study], objections: &mut Objections) {
    let cited_in_judgements = study.identities.iter().flat_map(|identity| &identity.sides);
    let judged = cited_in_judgements.flat_map(|side| {
        side.citations.iter().map(|citation| (IDENTITIES, side.range.clone(), "", citation))
    });
    let of_cards = study.cards.iter().flat_map(|card| {
        let values = card.fields.iter().flat_map(|field| {
            field.values.iter().map(move |value| (field.predicate.as_str(), value))
        });
        let of_values = values.flat_map(|(predicate, value)| {
            value.citations.iter().map(move |citation| (predicate, citation))
        });
        let of_prose = card.prose_citations.iter().map(|citation| ("", citation));
        of_values.chain(of_prose).map(|(locator, citation)| {
            (card.file.as_str(), citation.range.clone(), locator, citation)
        })
    });
    let mut known: BTreeMap<&str, Said> = BTreeMap::new();
    for (file, range, locator, citation) in of_cards.chain(judged) {
        if study.entry(&citation.key).is_none()
            && reference.iter().all(|study| study.entry(&citation.key).is_none())
        {
            let place = study.place(file, range, locator);
            let key = citation.key.as_str();
            let sought = known.len();
            let said = known.entry(key).or_insert_with(|| match sought < SOUGHT {
                true => no_key(key, &study.entries),
                false => no_key(key, &[]),
            });
            add(place, said.clone(), objections);
        }
    }
}

/// Unknown keys for which the nearest entry is looked for: each costs a look at all of them.
const SOUGHT: usize = 200;

fn add(place: Place, said: Said, objections: &mut Objections) {
    objections.add(
        vec![place],
        vec![Reason::shown(said)],
        say!(en: "add the entry, or correct the citation", ru: "добавьте запись или исправьте ссылку", kk: "жазбаны қосыңыз немесе сілтемені түзетіңіз"),
    );
}
