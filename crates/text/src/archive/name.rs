//! The names of archives, which the caller knows.

use std::collections::BTreeMap;
use std::ops::{Bound, Range};

use crate::word::words;

/// What archives are called, and by which key the caller knows them.
///
/// ```
/// use derek_text::archive::Archives;
/// let archives: Archives = [("ЦГА РК", "cga-rk"), ("ЦГА КазССР", "cga-rk")].into_iter().collect();
/// assert_eq!(archives.key("цга  рк"), Some("cga-rk"));
/// assert_eq!(archives.key("ГАРФ"), None);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Archives {
    keys: BTreeMap<String, String>,
    /// How many words the longest name has.
    longest: usize,
}

impl Archives {
    /// Adds a name of an archive. The first to claim a name keeps it.
    pub fn insert(&mut self, name: &str, key: &str) {
        let folded = fold(name);
        self.longest = self.longest.max(folded.split(' ').count());
        if !folded.is_empty() {
            self.keys.entry(folded).or_insert_with(|| key.to_owned());
        }
    }

    /// The key of a name, whatever its capitals, spaces and points.
    pub fn key(&self, name: &str) -> Option<&str> {
        self.keys.get(&fold(name)).map(String::as_str)
    }

    /// The longest known name that ends a text.
    pub(super) fn ending(&self, text: &str) -> Option<(Range<usize>, &str)> {
        let all: Vec<Range<usize>> = words(text).collect();
        let last = all.last()?;
        let tail = text.get(last.end..)?;
        if !tail.chars().all(|c| c.is_whitespace() || ".,:;»)".contains(c)) {
            return None;
        }
        let first = all.len().saturating_sub(self.longest);
        all.get(first..)?.iter().find_map(|start| {
            let range = start.start..last.end;
            Some((range.clone(), self.key(text.get(range)?)?))
        })
    }

    /// Every place in a text where a known name stands, the longest first at each.
    pub fn named_in<'t>(&'t self, text: &'t str) -> Vec<(Range<usize>, &'t str)> {
        let all: Vec<Range<usize>> = words(text).collect();
        let folded: Vec<String> =
            all.iter().map(|word| super::mark::plain(&text[word.clone()])).collect();
        let begins_name = |word: &str| {
            let mut from = self.keys.range::<str, _>((Bound::Included(word), Bound::Unbounded));
            from.next().is_some_and(|(name, _)| name.starts_with(word))
        };
        let mut named = Vec::new();
        let mut at = 0;
        while let Some(start) = all.get(at) {
            let longest = match begins_name(&folded[at]) {
                true => self.longest.min(all.len() - at),
                false => 0,
            };
            let found = (1..=longest).rev().find_map(|length| {
                let range = start.start..all.get(at + length - 1)?.end;
                let key = self.keys.get(&folded.get(at..at + length)?.join(" "))?;
                Some((length, range, key.as_str()))
            });
            match found {
                Some((length, range, key)) => {
                    named.push((range, key));
                    at += length;
                }
                None => at += 1,
            }
        }
        named
    }
}

impl<'n> FromIterator<(&'n str, &'n str)> for Archives {
    fn from_iter<I: IntoIterator<Item = (&'n str, &'n str)>>(names: I) -> Archives {
        let mut archives = Archives::default();
        for (name, key) in names {
            archives.insert(name, key);
        }
        archives
    }
}

/// A name as it is compared: its words in lower case, one space between two.
fn fold(name: &str) -> String {
    let folded: Vec<String> = words(name).map(|word| super::mark::plain(&name[word])).collect();
    folded.join(" ")
}

/// Words of which a name of an archive has at least one, by how they begin.
const BEGINNINGS: [&str; 22] = [
    "архив", "архів", "мұрағат", "archiv", "arhiv", "arkhiv", "музе", "museum", "muzei",
    "библиотек", "бібліотек", "кітапхана", "library", "рукопис", "қолжазба", "хранилищ",
    "manuscript", "госархив", "партархив", "облгосархив", "мұражай", "muzej",
];

/// Whether a word shows that an archive is named: *архив*, *мұрағаты*, *library*.
pub(super) fn is_archival(word: &str) -> bool {
    let word = super::mark::plain(word);
    BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// Every place where a text names an archive: by a name that the caller knows, or
/// in words that only an archive of the fond system is called by, *Государственный
/// архив …*, *мемлекеттік мұрағаты*; with the key of a known one.
///
/// Ranges count bytes of `text`, lie apart and are in order.
///
/// ```
/// use derek_text::archive::{Archives, named};
/// let text = "Материалы Государственного архива Омской области и ГАРФ; его архив сгорел.";
/// let archives: Archives = [("ГАРФ", "garf")].into_iter().collect();
/// let named: Vec<_> = named(text, &archives).into_iter().map(|(range, key)| (&text[range], key)).collect();
/// assert_eq!(named, [("Государственного архива", None), ("ГАРФ", Some("garf"))]);
/// ```
pub fn named<'t>(text: &'t str, archives: &'t Archives) -> Vec<(Range<usize>, Option<&'t str>)> {
    let known = archives.named_in(text);
    let all: Vec<Range<usize>> = words(text).collect();
    let mut named: Vec<(Range<usize>, Option<&str>)> = Vec::new();
    for pair in all.windows(2) {
        let [before, word] = pair else { continue };
        let range = before.start..word.end;
        let is_apart =
            known.iter().all(|(one, _)| one.end <= range.start || range.end <= one.start);
        let is_one = text[before.end..word.start].trim().is_empty()
            && is_of_archives(&text[before.clone()])
            && is_repository(&text[word.clone()]);
        if is_one && is_apart {
            named.push((range, None));
        }
    }
    named.extend(known.into_iter().map(|(range, key)| (range, Some(key))));
    named.sort_by_key(|(range, _)| range.start);
    named
}

/// Whether some words are the name of an archive and nothing else: `ЦГА РК`,
/// `Kriegsarchiv, Wien`, `Архив Президента Республики Казахстан`.
///
/// ```
/// use derek_text::archive::is_archive;
/// assert!(is_archive("ЦГА РК") && is_archive("Kriegsarchiv, Wien") && is_archive("GARF"));
/// assert!(!is_archive("Kriegsarchiv, AFA 1848") && !is_archive("Архивная улица") && !is_archive("Archivist"));
/// ```
pub fn is_archive(text: &str) -> bool {
    /// The archives that histories of Russia, Central Asia and Central Europe cite most, as
    /// they are cited; other abbreviations may be anything.
    const ABBREVIATED: [&str; 48] = [
        "ГАРФ", "РГАСПИ", "РГИА", "РГВА", "РГВИА", "РГАЛИ", "РГАНИ", "РГАЭ", "РГАДА", "РГАВМФ",
        "АПРФ", "АВПРФ", "АВПРИ", "ЦГА", "ЦГАРК", "ЦГИА", "ЦГАОР", "ЦГАКФФД", "АПРК", "ЦДІАК",
        "ЦДАВО", "ЦДАГО", "ОММ", "GARF", "RGASPI", "RGIA", "RGVA", "RGVIA", "RGALI", "RGANI",
        "RGAE", "RGADA", "RGAVMF", "APRF", "AVPRF", "AVPRI", "TsGA", "TsGARK", "TsGIA", "TsGAOR",
        "TsDIAK", "TsDAVO", "TsDAHO", "APRK", "HHStA", "BArch", "GStA", "NARA",
    ];
    /// What English calls archives that keep papers; the Internet Archive is a library.
    const OF: [&str; 12] = [
        "State", "National", "War", "Central", "Party", "Regional", "County", "City", "Federal",
        "Military", "Historical", "Royal",
    ];
    /// Words of the longest name of an archive.
    const LONGEST: usize = 9;
    let all: Vec<&str> = words(text).take(LONGEST + 1).map(|range| &text[range]).collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || super::mark::plain(word).chars().count() <= 3
            || is_repository(word)
            || is_of_archives(word)
    };
    let is_itself = |word: &&str| {
        let word = super::mark::plain(word);
        is_repository(&word)
            || matches!(word.as_str(), "arkhiv" | "archief" | "archivio")
            || matches!(word.as_str(), "archive" | "archives")
                && all.iter().any(|one| OF.contains(one))
            || ["archiv", "archivs"].iter().any(|end| word.ends_with(end))
    };
    all.len() <= LONGEST
        && !text.contains(|c: char| c.is_ascii_digit())
        && all.first().is_some_and(|first| first.starts_with(char::is_uppercase))
        && !matches!(all.first(), Some(&("Из" | "В" | "From" | "In")))
        && all.iter().all(is_name)
        && all.iter().any(|word| is_itself(word) || ABBREVIATED.contains(word))
}

/// Whether a word says what kind of archive is meant, beside the word for an archive.
fn is_of_archives(word: &str) -> bool {
    let word = super::mark::plain(word);
    const BEGINNINGS: [&str; 8] = [
        "государственн", "державн", "партийн", "национальн", "исторически", "мемлекеттік",
        "ұлттық", "партиялық",
    ];
    BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether a word is *archive* in some case, and not *archival* or *archivist*.
fn is_repository(word: &str) -> bool {
    matches!(
        super::mark::plain(word).as_str(),
        "архив"
            | "архива"
            | "архиве"
            | "архиву"
            | "архивом"
            | "архивы"
            | "архивов"
            | "архивах"
            | "архіві"
            | "архіву"
            | "архів"
            | "архиві"
            | "архивінің"
            | "архивінде"
            | "мұрағаты"
            | "мұрағатының"
            | "мұрағатында"
            | "мұрағат"
    )
}

/// Whether a word is an abbreviation such as archives bear: `ГАРФ`, `ЦДІАК`, `TsGA`, `СПбФ`.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let first_is_capital = word.chars().next().is_some_and(char::is_uppercase);
    first_is_capital && 2 <= capitals && letters <= 12 && letters <= capitals * 2
}

/// Whether an abbreviation is one of an archive that keeps fonds, so far as its
/// letters tell: a state (*ГА*, *ЦГА*, *ДА*), Russian state (*РГ*) or party archive.
pub(super) fn keeps_fonds(word: &str) -> bool {
    const BEGINNINGS: [&str; 19] = [
        "ГА", "РГ", "ЦГ", "ЦА", "ЦД", "ДА", "АП", "АВП", "ЦХ", "ПА", "НА", "RG", "GA", "TsG",
        "TsA", "TsD", "TsKh", "AVP", "APR",
    ];
    // Kazakhstan's central, regional and national archives, in Kazakh.
    const WHOLE: [&str; 6] = ["ОММ", "ОМА", "ОМҚ", "OMM", "OMA", "ТАМ"];
    WHOLE.contains(&word)
        || is_abbreviation(word)
            && BEGINNINGS.iter().any(|beginning| {
                // RG alone is a record group of another system.
                word.strip_prefix(beginning)
                    .is_some_and(|rest| !rest.is_empty() || !word.is_ascii())
            })
}
