//! One book or article under two years.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::{Listed, Paragraph};
use derek_study::{Document, Entry, Level, Reason, Study, say};
use derek_text::words;

use crate::{Objections, Reading, check};

check! {
    /// A list of references, or the notes, describe a work twice in the same words, and
    /// the years of print differ; or a bibliography has one work under two keys, so that it
    /// would be counted as two witnesses.
    ///
    /// ```text
    /// The mill spun silk [1]. It was sold [2].
    ///
    /// References
    ///
    /// [1] Coleman D. C. Courtaulds: an economic and social history. Oxford: Clarendon Press, ⟦1969⟧.
    ///
    /// [2] Coleman D. C. Courtaulds: an economic and social history. Oxford: Clarendon Press, 1979.
    ///
    /// [3] Smith J. The steppe. London, 1998.
    /// ```
    ///
    /// ```text
    /// Мельница прядёт шёлк [1]. Её продали [2].
    ///
    /// Литература
    ///
    /// 1. Турсунов Х. Восстание 1916 года в Средней Азии. Ташкент: Госиздат, ⟦1962⟧. 428 с.
    ///
    /// 2. Иванов И. И. Заметки о степи. М., 1966.
    ///
    /// 3. Турсунов Х. Восстание 1916 года в Средней Азии. Ташкент: Госиздат, 1966. 428 с.
    /// ```
    ///
    /// In a study's bibliography it is one work under two keys:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{⟦coleman⟧, author = {Coleman, D. C.}, title = {Courtaulds}, date = {1969}}
    /// @book{coleman69, author = {Coleman, D. C.}, title = {Courtaulds}, date = {1969}}
    /// @book{coleman80, author = {Coleman, D. C.}, title = {Courtaulds}, date = {1980}}
    /// ```
    ///
    /// Editions, volumes and parts are many works, and so are yearbooks without an author:
    ///
    /// ```text
    /// The mill spun silk [1]. It was sold [2].
    ///
    /// References
    ///
    /// [1] Coleman D. C. Courtaulds: an economic and social history. Vol. 1. Oxford, 1969.
    ///
    /// [2] Coleman D. C. Courtaulds: an economic and social history. Vol. 3. Oxford, 1980.
    ///
    /// [3] Report of the company on its works in Kent. London, 1851.
    ///
    /// [4] Report of the company on its works in Kent. London, 1852.
    ///
    /// [5] Smith J. The steppe and the town in history. London, 1998.
    ///
    /// [6] Smith J. The steppe and the town in history. 2nd ed. London, 2004.
    /// ```
    ///
    /// ## Limits
    ///
    /// The words of author, title and place must be the same; a reprint that does not
    /// say so is taken for a slip.
    pub static ONE_WORK_DESCRIBED_TWICE = "one-work-described-twice" {
        room: "provenance", level: Unlikely, since: "0.2.0",
        en: "one work under two years",
        ru: "одна работа под двумя годами",
        kk: "бір еңбек екі жылмен көрсетілген",
        find: find,
    }
}

/// A work as an entry or a note describes it.
struct Described<'d> {
    paragraph: &'d Paragraph,
    year: u32,
    range: Range<usize>,
    /// Numbers and words behind the year; of a note nothing, where pages differ.
    rest: String,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    if let Some(study) = reading.study {
        in_study(study, objections);
    }
    for document in reading.documents {
        let mut works: BTreeMap<(bool, usize, String), Vec<Described<'_>>> = BTreeMap::new();
        for listed in &document.listed {
            if let Some((key, described)) = described(document, listed) {
                works.entry((listed.is_note, listed.list, key)).or_default().push(described);
            }
        }
        let mut pairs: Vec<(&Described<'_>, &Described<'_>)> = works
            .values()
            .filter_map(|all| {
                let (first, others) = all.split_first()?;
                let rival =
                    others.iter().find(|one| one.year != first.year && one.rest == first.rest)?;
                // What stands under three years comes out each year.
                let many = all.iter().any(|one| one.year != first.year && one.year != rival.year);
                (!many).then_some((first, rival))
            })
            .collect();
        pairs.sort_by_key(|(first, _)| first.paragraph.in_file(first.range.clone()).start);
        for (first, second) in pairs {
            let (year, other) = (first.year, second.year);
            objections.add(
                vec![
                    document.place(first.paragraph, first.range.clone()),
                    document.place(second.paragraph, second.range.clone()).labelled(say!(en: "here another year, of the same work", ru: "здесь другой год, той же работы", kk: "мұнда сол еңбектің басқа жылы")),
                ],
                vec![Reason::shown(say!({ year, other } en: "author, title and place are the same; the years are {year} and {other}", ru: "автор, заглавие и место совпадают; годы — {year} и {other}", kk: "авторы, атауы мен орны бірдей; жылдары — {year} және {other}"))],
                say!(en: "correct one of the years; if these are two editions, say which is which", ru: "исправьте один из годов; если это два издания, укажите, какое из них какое", kk: "жылдардың бірін түзетіңіз; екі басылым болса, қайсысы екенін көрсетіңіз"),
            );
        }
    }
}

/// Entries of a study's bibliography that describe one work of one year: cited under both keys
/// it would count as two witnesses.
fn in_study(study: &Study, objections: &mut Objections) {
    let folded = |words: &str| {
        let words = derek_text::words(words).map(|range| words[range].to_lowercase());
        words.collect::<Vec<_>>().join(" ")
    };
    let mut works: BTreeMap<Vec<String>, Vec<&Entry>> = BTreeMap::new();
    for entry in &study.entries {
        let authors = entry.authors.iter().map(|author| folded(author));
        // A part of a volume is told by its pages, a document by its address, a book by its year.
        let year = if entry.pages.is_empty() { entry.date.as_str() } else { "" };
        let rest = [entry.title.as_str(), &entry.container, year, &entry.pages, &entry.url];
        let key: Vec<String> = authors.chain(rest.into_iter().map(folded)).collect();
        if !entry.authors.is_empty() && !entry.title.is_empty() && !entry.date.is_empty() {
            works.entry(key).or_default().push(entry);
        }
    }
    for entries in works.into_values() {
        let [first, second, ..] = entries.as_slice() else { continue };
        if !first.note.is_empty() && !second.note.is_empty() && first.note != second.note {
            continue;
        }
        let (one, other) = (format!("@{}", first.key), format!("@{}", second.key));
        objections.add_as(
            Level::Incomplete,
            say!(en: "one work under two keys", ru: "одна работа под двумя ключами", kk: "бір еңбек екі кілтпен берілген"),
            vec![
                study.place(&first.file, first.range.clone(), first.key.as_str()),
                study.place(&second.file, second.range.clone(), second.key.as_str()),
            ],
            vec![Reason::shown(say!({ one, other } en: "author, title and pages or year are the same: {one}, {other}", ru: "автор, заглавие и страницы или год совпадают: {one}, {other}", kk: "авторы, атауы және беттері не жылы бірдей: {one}, {other}"))],
            say!(en: "keep one entry and cite it everywhere; if these are two volumes, say which is which", ru: "оставьте одну запись и ссылайтесь везде на неё; если это два тома, укажите, какой из них какой", kk: "бір жазбаны қалдырып, барлық жерде соған сілтеңіз; екі том болса, қайсысы екенін көрсетіңіз"),
        );
    }
}

/// What identifies the work that an entry describes; `None` of what may have many years.
fn described<'d>(document: &'d Document, listed: &Listed) -> Option<(String, Described<'d>)> {
    /// Words of author, title and place that no two works share by chance.
    const FEWEST: usize = 5;
    /// Words of reprints and archives, which may have many years.
    const MANY: &[&str] = &[
        "reprint", "reprinted", "repr", "rev", "revised", "переизд", "репринт", "стб", "ф", "f",
        "fond", "оп", "archive", "архив",
    ];
    /// Words of volumes and editions: where they stand behind the year of a note, the
    /// notes may be of two.
    const PARTS: &[&str] = &[
        "ed", "edn", "edition", "vol", "vols", "volume", "part", "pt", "no", "nr", "issue", "т",
        "том", "ч", "часть", "кн", "вып", "выпуск", "изд", "издание", "басылым", "бөлім", "кітап",
    ];
    let paragraph = document.paragraphs.get(listed.paragraph)?;
    // A note may name several works.
    let text = match listed.is_note {
        true => paragraph.text.split(';').next().unwrap_or_default(),
        false => paragraph.text.as_str(),
    };
    let tokens: Vec<Range<usize>> = words(text).collect();
    // The year of print stands last: one in the title is of what the work is about.
    let year_of = |token: &Range<usize>| {
        text[token.clone()].parse::<u32>().ok().filter(|year| listed.years.contains(year))
    };
    let at = tokens.iter().rposition(|token| year_of(token).is_some())?;
    let year = year_of(tokens.get(at)?)?;
    let lowered = |token: &Range<usize>| text[token.clone()].to_lowercase();
    let is_any = |tokens: &[Range<usize>], of: &[&str]| {
        tokens.iter().any(|token| of.contains(&lowered(token).as_str()))
    };
    if text.contains(['№', '#', ';'])
        || !paragraph.references.is_empty()
        || is_any(&tokens, MANY)
        || listed.is_note && is_any(tokens.get(at + 1..)?, PARTS)
    {
        return None;
    }
    // The entry's own number is none of its words.
    let first =
        tokens.iter().position(|token| text[token.clone()].starts_with(char::is_alphabetic))?;
    let head: Vec<String> = tokens.get(first..at)?.iter().map(lowered).collect();
    let rest: Vec<String> = tokens[at + 1..].iter().map(lowered).collect();
    if !has_author(text, tokens.get(first..at)?) {
        return None;
    }
    let (key, rest) = match head.len() < FEWEST {
        // *Coleman, D. C. 1969. Courtaulds …*
        true if head.len() + rest.len() >= FEWEST + 2 && !listed.is_note => {
            (format!("{} {}", head.join(" "), rest.join(" ")), String::new())
        }
        true => return None,
        false if listed.is_note => (head.join(" "), String::new()),
        false => (head.join(" "), rest.join(" ")),
    };
    Some((key, Described { paragraph, year, range: tokens[at].clone(), rest }))
}

/// Whether a description begins with a person: an initial, or a surname before a comma.
fn has_author(text: &str, head: &[Range<usize>]) -> bool {
    let opening = &head[..head.len().min(4)];
    let is_initial = |token: &Range<usize>| {
        let mut letters = text[token.clone()].chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none()
            && text[token.end..].starts_with('.')
    };
    let is_inverted = head.first().is_some_and(|token| {
        derek_text::is_capitalised(&text[token.clone()]) && text[token.end..].starts_with(',')
    });
    opening.iter().any(is_initial) || is_inverted
}
