//! Marks that point to a source: `[12]`, a raised number, an author and a year.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::{CitationMark, CitationSystem, Field, Kind, Paragraph};
use derek_text::archive::is_archive;
use derek_text::{is_capitalised, words};

use crate::entry::{Entries, comparable, is_particle, pages_of, year_of};

/// Finds the citation marks that show by themselves.
pub(crate) fn cite(paragraphs: &mut [Paragraph], entries: &Entries) {
    let prose = |one: &&mut Paragraph| one.kind != Kind::Reference;
    for paragraph in paragraphs.iter_mut().filter(prose) {
        let mut marks = in_brackets(&paragraph.text, HIGHEST);
        marks.extend(raised(&paragraph.text));
        marks.extend(author_and_year(&paragraph.text, entries));
        paragraph.citations = marks;
    }
    repeat(paragraphs);
    // Four figures look like a year, unless the notes run that far.
    let highest =
        paragraphs.iter().flat_map(|one| &one.citations).flat_map(|mark| &mark.numbers).max();
    if highest.is_some_and(|highest| LONG_NOTES <= *highest) {
        for paragraph in paragraphs.iter_mut().filter(prose) {
            paragraph.citations.retain(|mark| mark.system != CitationSystem::Bracket);
            paragraph.citations.extend(in_brackets(&paragraph.text, 9_999));
        }
    }
    for paragraph in paragraphs {
        paragraph.citations.sort_by_key(|mark| (mark.range.start, mark.range.end));
        paragraph.citations.dedup_by(|one, other| one.range == other.range);
    }
}

/// Finds `[Там же, с. 35]`, `(ibid., 35)`, `(сонда, 15-б.)`: marks of the system before.
fn repeat(paragraphs: &mut [Paragraph]) {
    let mut system = None;
    for paragraph in paragraphs.iter_mut().filter(|one| one.kind != Kind::Reference) {
        let mut marks: Vec<CitationMark> = Vec::new();
        for (start, opening) in paragraph.text.match_indices(['(', '[']) {
            let closing = if opening == "(" { b')' } else { b']' };
            let inside = &paragraph.text[start + 1..];
            let Some(end) = inside.bytes().take(80).position(|byte| byte == closing) else {
                continue;
            };
            if is_ibid(without_lead(&inside[..end])) {
                marks.push(CitationMark {
                    range: start..start + end + 2,
                    system: if opening == "(" {
                        CitationSystem::AuthorYear
                    } else {
                        CitationSystem::Bracket
                    },
                    numbers: Vec::new(),
                });
            }
        }
        for mut mark in marks {
            let mut before =
                paragraph.citations.iter().filter(|one| one.range.end <= mark.range.start);
            mark.system =
                before.next_back().map(|one| one.system).or(system).unwrap_or(mark.system);
            if paragraph
                .citations
                .iter()
                .all(|one| one.range.end <= mark.range.start || mark.range.end <= one.range.start)
            {
                paragraph.citations.push(mark);
                paragraph.citations.sort_by_key(|mark| mark.range.start);
            }
        }
        system = paragraph.citations.last().map(|mark| mark.system).or(system);
    }
}

/// Whether words begin with *ibid.*, *там же*, *сонда*, *сол жерде*.
pub(crate) fn is_ibid(words: &str) -> bool {
    ibid(words).is_some()
}

/// Where the words after *ibid.* begin.
pub(crate) fn ibid(words: &str) -> Option<usize> {
    const SAME: &[&str] = &[
        "ibidem", "ibid", "ib.", "там же", "там-же", "тамже", "сонда, ", "сонда.", "сонда:",
        "сонда", "сол жерде", "сол еңбекте", "там само", "id. at", "ebd", "ebenda",
    ];
    let mut length = None;
    for one in SAME {
        let mut own = words.chars();
        let fits = one
            .chars()
            .all(|c| own.next().is_some_and(|own| own.to_lowercase().eq(std::iter::once(c))));
        let ends =
            own.next().is_none_or(|c| !c.is_alphabetic()) || one.ends_with([' ', '.', ':', ',']);
        if fits && ends {
            let bytes: usize = words.chars().take(one.chars().count()).map(char::len_utf8).sum();
            length = length.max(Some(bytes));
        }
    }
    // *Сонда ол айтты*: then he said.
    let length = length?;
    let rest = words[length..].trim_start();
    let goes_on =
        rest.starts_with(char::is_lowercase) && !rest.starts_with(|c: char| "pсcлlбsf".contains(c));
    (!goes_on).then_some(length)
}

/// Adds the marks that the file itself names: calls of its notes, and citations that
/// a reference manager put in.
pub(crate) fn cite_as_given(
    paragraphs: &mut [Paragraph],
    calls: &[(Range<usize>, u32)],
    fields: &[Field],
) {
    let note = |number: u32| CitationMark {
        range: 0..0,
        system: CitationSystem::Note,
        numbers: (number != 0).then_some(number).into_iter().collect(),
    };
    let in_text =
        CitationMark { range: 0..0, system: CitationSystem::AuthorYear, numbers: Vec::new() };
    let mut given: Vec<(&Range<usize>, CitationMark)> =
        calls.iter().map(|(range, number)| (range, note(*number))).collect();
    given.extend(fields.iter().map(|field| (&field.range, in_text.clone())));
    given.sort_by_key(|(range, _)| (range.start, range.end));
    for paragraph in paragraphs.iter_mut() {
        let whole = paragraph.in_file(0..paragraph.text.len());
        let from = given.partition_point(|(range, _)| range.start < whole.start);
        let here = given[from..].iter().take_while(|(range, _)| range.start < whole.end);
        for (range, mark) in here.filter(|(range, _)| range.end <= whole.end) {
            let Some(range) = paragraph.from_file(range).filter(|range| !range.is_empty()) else {
                continue;
            };
            let is_note = mark.system == CitationSystem::Note;
            if paragraph.kind == Kind::Reference && !is_note {
                continue;
            }
            let overlaps =
                |one: &CitationMark| one.range.start < range.end && range.start < one.range.end;
            match is_note {
                true => paragraph.citations.retain(|one| !overlaps(one)),
                false if paragraph.citations.iter().any(overlaps) => continue,
                false => {}
            }
            paragraph.citations.push(CitationMark { range, ..mark.clone() });
        }
        paragraph.citations.sort_by_key(|mark| (mark.range.start, mark.range.end));
    }
}

/// The highest number of a note, where nothing says that notes run further.
const HIGHEST: u32 = 999;
/// A text whose notes run so far may well have a thousand.
const LONG_NOTES: u32 = 900;

/// Finds the numbers left over from raised ones; dates must be known by now.
pub(crate) fn cite_bare_numbers(file: &str, paragraphs: &mut [Paragraph]) {
    let marks = paragraphs.iter().flat_map(|one| &one.citations);
    let numbers: BTreeSet<u32> = marks.flat_map(|mark| mark.numbers.iter().copied()).collect();
    for paragraph in
        paragraphs.iter_mut().filter(|one| !matches!(one.kind, Kind::Reference | Kind::Heading))
    {
        let bare = bare_numbers(file, paragraph, &numbers);
        paragraph.citations.extend(bare);
        paragraph.citations.sort_by_key(|mark| mark.range.start);
    }
}

/// The paragraph's words with its note marks blanked, byte for byte: `15 июля[^4] 1876 г.`
/// is one date.
pub(crate) fn without_marks(paragraph: &Paragraph) -> String {
    let mut text = paragraph.text.clone();
    for mark in paragraph.citations.iter().filter(|mark| mark.system != CitationSystem::AuthorYear)
    {
        text.replace_range(mark.range.clone(), &" ".repeat(mark.range.len()));
    }
    text
}

/// `[3]`, `[1, 4–6]`, `[12, p. 5]`, `[12, с. 34]`, `[^3]`, `[@key]`.
fn in_brackets(text: &str, highest: u32) -> Vec<CitationMark> {
    let mut marks = Vec::new();
    for (start, _) in text.match_indices('[') {
        let inside = &text[start + 1..];
        let Some(end) = inside.bytes().take(200).position(|byte| byte == b']') else { continue };
        let inside = &inside[..end];
        let range = start..start + end + 2;
        if inside.starts_with('^') || inside.starts_with('@') {
            let numbers = inside[1..].parse().into_iter().collect();
            marks.push(CitationMark { range, system: CitationSystem::Pandoc, numbers });
            continue;
        }
        let numbers = numbers_of(inside, highest);
        // *@key [98]*: a page of a work cited by its key.
        if ends_with_key(&text[..start]) {
            marks.push(CitationMark { range, system: CitationSystem::Pandoc, numbers: Vec::new() });
        } else if !numbers.is_empty() {
            marks.push(CitationMark { range, system: CitationSystem::Bracket, numbers });
        }
    }
    marks
}

fn ends_with_key(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    last.strip_prefix('@').is_some_and(|key| key.starts_with(char::is_alphabetic))
}

/// The numbers of `1, 4–6`, `12, p. 5` or `3; 7, с. 12`; none when the words are no citation.
fn numbers_of(inside: &str, highest: u32) -> Vec<u32> {
    groups_of(inside, highest).into_iter().flat_map(|group| group.numbers).collect()
}

/// Numbers of a mark that go together, with what is said of them: `7, с. 12`.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Bytes of the words between the brackets.
    pub range: Range<usize>,
    pub numbers: Vec<u32>,
    /// How many of the numbers stand before the first comma.
    pub before_comma: usize,
    /// Where the words that are no numbers of entries begin.
    pub rest: usize,
}

/// The groups of numbers between the brackets of a mark; none when it is no such mark.
pub(crate) fn groups_of(inside: &str, highest: u32) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut start = 0;
    for segment in inside.split(';') {
        let from = start;
        start += segment.len() + 1;
        let own = without_lead(segment.trim_start());
        let at = from + segment.len() - own.len();
        let whole = at..from + segment.trim_end().len();
        let mut numbers = Vec::new();
        let mut before_comma = 0;
        let mut rest = at;
        for part in own.split(',') {
            // 12: 34, 12. С. 34 and 12 [т. 1]: the number, and what follows it.
            let first = match numbers.is_empty() {
                true => part.split_once([':', '.']).map_or(part, |(first, after)| {
                    let is_place = after.is_empty()
                        || after.starts_with([' ', '\u{a0}'])
                        || after.starts_with(|c: char| c.is_ascii_digit());
                    if is_place { first } else { part }
                }),
                false => part,
            };
            let Some(range) = range_of(first, highest) else {
                // What follows the first number with letters is a locator: p. 5, с. 34, л. 3об.
                if numbers.is_empty() {
                    return Vec::new();
                }
                break;
            };
            rest += first.len();
            numbers.extend(range);
            if before_comma == 0 {
                before_comma = numbers.len();
            }
            if first.len() < part.len() {
                break;
            }
            rest += 1;
        }
        let rest = rest.min(whole.end);
        groups.push(Group { range: whole, numbers, before_comma, rest });
    }
    groups
}

fn range_of(part: &str, highest: u32) -> Option<Vec<u32>> {
    let number = |digits: &str| {
        digits.trim().parse::<u32>().ok().filter(|number| (1..=highest).contains(number))
    };
    match part.split_once(['-', '–', '—']) {
        None => Some(vec![number(part)?]),
        Some((first, last)) => {
            let (first, last) = (number(first)?, number(last)?);
            (first <= last && last - first < 100).then(|| (first..=last).collect())
        }
    }
}

/// `¹²` after a word or a closing mark.
fn raised(text: &str) -> Vec<CitationMark> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut marks: Vec<CitationMark> = Vec::new();
    let digit = |c: char| {
        DIGITS.iter().position(|one| *one == c).and_then(|value| u32::try_from(value).ok())
    };
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if let Some(value) = digit(c) {
            let end = at + c.len_utf8();
            match marks.last_mut().filter(|mark| mark.range.end == at) {
                Some(mark) => {
                    mark.range.end = end;
                    let number = mark.numbers.first().copied().unwrap_or(0);
                    mark.numbers = vec![number.saturating_mul(10).saturating_add(value)];
                }
                // After a digit or a unit it is a power: 10², km².
                None if before.is_alphabetic() && !is_unit(&text[..at])
                    || matches!(before, '.' | ',' | ';' | '”' | '»' | '"' | ')' | '’') =>
                {
                    marks.push(CitationMark {
                        range: at..end,
                        system: CitationSystem::Raised,
                        numbers: vec![value],
                    });
                }
                None => {}
            }
        }
        before = c;
    }
    marks
}

fn is_unit(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "m" | "km" | "cm" | "mm" | "м" | "км" | "см" | "мм" | "m." | "верст")
}

/// `(Olcott, 1995)`, `(Olcott and Smith 1995, p. 3)`, `Olcott (1995)`, `[Олкотт 1995: 3]`.
///
/// `(Orenburg, 1917)` looks the same: an old year counts only when the list of
/// references has it of this author.
fn author_and_year(text: &str, entries: &Entries) -> Vec<CitationMark> {
    let mut marks = Vec::new();
    for (start, opening) in text.match_indices(['(', '[']) {
        let closing = if opening == "(" { b')' } else { b']' };
        let Some(length) = text[start + 1..].bytes().take(240).position(|byte| byte == closing)
        else {
            continue;
        };
        let inside = &text[start + 1..start + 1 + length];
        let range = start..start + length + 2;
        // (Kriegsarchiv, AFA 1848, Fasz. 3): the year is of a fond.
        if is_archive(inside.split([',', ';', '.']).next().unwrap_or_default()) {
            continue;
        }
        // *Писаржевский (1907 г.): «…»*: the year in which he said it.
        let said = inside.trim_start_matches(|c: char| c.is_ascii_digit());
        if said.len() < inside.len() && said.trim_start().starts_with("г.") {
            continue;
        }
        let parts = parts_of(inside);
        let is_listed = |part: &Part| match part.authors.first() {
            Some(author) => is_of(entries, author, part.year),
            None => {
                author_before(&text[..start]).is_some_and(|at| is_of(entries, &text[at], part.year))
            }
        };
        let is_late = words(inside)
            .filter_map(|word| inside[word].get(..4)?.parse::<u32>().ok())
            .any(|year| OF_PRINT <= year);
        let looks_cited = inside.split(';').all(is_author_and_year)
            || is_year(inside.trim()) && follows_author(&text[..start]);
        // An author of the list, whatever the year: the year may be the error.
        let leads = |author: &str| {
            entries.by_author(author).iter().any(|at| {
                let head = &entries.all[*at].head;
                comparable(author).iter().any(|form| head.first() == Some(form))
            })
        };
        let is_author = |part: &Part| part.authors.first().is_some_and(|author| leads(author));
        // Бурджалов (1964, с. 3): an author of the list, and a page of the year's work.
        let is_paged = |part: &Part| {
            let said = &inside[part.rest..part.range.end];
            let is_parted = said.starts_with([',', ':']);
            part.authors.is_empty() && is_parted && !pages_of(said, true).is_empty()
        };
        let names_author = || author_before(&text[..start]).is_some_and(|at| leads(&text[at]));
        let looks_cited =
            looks_cited || parts.len() == 1 && parts.iter().all(is_paged) && names_author();
        let is_author = |part: &Part| is_author(part) || is_paged(part) && names_author();
        if parts.iter().any(is_listed) || looks_cited && (is_late || parts.iter().any(is_author)) {
            marks.push(CitationMark {
                range,
                system: CitationSystem::AuthorYear,
                numbers: Vec::new(),
            });
        }
    }
    marks
}

/// Whether the list of references has a work of an author and a year.
pub(crate) fn is_of(entries: &Entries, author: &str, year: u32) -> bool {
    let has_year =
        |at: &usize| entries.all[*at].years.iter().any(|(of_print, _)| *of_print == year);
    entries.by_author(author).iter().any(has_year)
}

/// The surname that a bracket with a year follows: `Olcott (1995)`, `Olcott and Smith (1995)`.
pub(crate) fn author_before(before: &str) -> Option<Range<usize>> {
    let end = before.trim_end().len();
    let mut start = end;
    let mut found: Option<Range<usize>> = None;
    for _ in 0..6 {
        let word_start = before[..start]
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = before[word_start..start].trim_end_matches(['\u{2019}', '\'']);
        let bare = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        let joins =
            matches!(bare, "and" | "&" | "и" | "мен" | "et" | "al." | "др." | "және" | "al");
        let named = bare.starts_with(char::is_uppercase)
            && !bare.ends_with(['.', ';', ':'])
            && 2 <= bare.chars().count();
        match (named, joins) {
            (true, _) => found = Some(word_start..word_start + bare.trim_end_matches(',').len()),
            (false, true) => {}
            (false, false) => break,
        }
        let left = before[..word_start].trim_end();
        start = left.len();
        // Two authors are joined by something; a given name is not asked for.
        if start == 0
            || named && !["and", "&", "и", "мен", "et", ","].iter().any(|join| left.ends_with(join))
        {
            break;
        }
    }
    found
}

/// One work of an author-year mark.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Bytes of the words between the brackets.
    pub range: Range<usize>,
    /// Surnames as written; none where a narrative or the part before names them.
    pub authors: Vec<String>,
    pub year: u32,
    pub letter: Option<char>,
    /// Where the words after the year begin.
    pub rest: usize,
}

/// The works between the brackets of an author-year mark; none when it is no such mark.
pub(crate) fn parts_of(inside: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    for segment in inside.split(';') {
        let from = start;
        start += segment.len() + 1;
        let trimmed = segment.trim_start();
        let own = without_lead(trimmed);
        let at = from + segment.len() - own.len();
        let Some((range, (year, letter))) =
            words(own).find_map(|range| Some((range.clone(), year_of(&own[range])?)))
        else {
            return Vec::new();
        };
        let named = own[..range.start].trim_end_matches([' ', ',', ':', '(', '\u{a0}']);
        let Some(authors) = authors_of(named) else { return Vec::new() };
        let authors = match (authors.is_empty(), parts.last()) {
            (true, Some(last)) => last.authors.clone(),
            _ => authors,
        };
        let after = &own[range.end..];
        if !(after.is_empty()
            || after.starts_with([',', ':', '.', ' ', ')', '/', '–', '-', '\u{a0}']))
        {
            return Vec::new();
        }
        let rest = at + range.end;
        parts.push(Part {
            range: at..from + segment.trim_end().len(),
            authors,
            year,
            letter,
            rest,
        });
        // 1998a, 1998b and 1998a, b
        let mut done = range.end;
        for next in words(&own[range.end..]).take(6) {
            let word = &own[range.end + next.start..range.end + next.end];
            let gap = own[done..range.end + next.start].trim();
            let (Some(last), "," | "and" | "&" | "и" | ", and") = (parts.last().cloned(), gap)
            else {
                break;
            };
            let more = match year_of(word) {
                Some((year, letter)) if 1500 < year => Some((year, letter)),
                None if word.chars().count() == 1 && last.letter.is_some() => {
                    word.chars().next().filter(|c| c.is_lowercase()).map(|c| (last.year, Some(c)))
                }
                _ => None,
            };
            let Some((year, letter)) = more else { break };
            done = range.end + next.end;
            parts.push(Part { year, letter, rest: at + done, ..last });
        }
    }
    parts
}

/// Words of an author-year mark without *see*, *cf.*, *см.*, *цит. по*.
pub(crate) fn without_lead(words: &str) -> &str {
    const LEADS: &[&str] = &[
        "see also", "see, for example,", "see e.g.", "see", "cf.", "e.g.,", "e.g.", "quoted in",
        "cited in", "as quoted in", "quoted by", "quoted from", "for details see", "also",
        "but see", "подробнее см.:", "подробнее см.", "подробнее:", "см., напр.:",
        "см., например:", "см. об этом:", "см. также:", "см. также", "см.:", "см.", "ср.:", "ср.",
        "напр.:", "напр.", "цит. по:", "цит. по", "цитата по :", "цитата по:", "цитируется по:",
        "приводится по:", "қар.:", "қар.", "қараңыз:", "қараңыз", "дәйексөз:", "соч.:",
    ];
    let mut rest = words;
    loop {
        rest = rest.trim_start_matches([' ', '\u{a0}', ',', ':', '*', '(']);
        let lead = LEADS.iter().find(|lead| {
            let mut own = rest.chars().flat_map(char::to_lowercase);
            let fits = lead.chars().all(|c| own.next() == Some(c));
            fits && (lead.ends_with(['.', ':', ','])
                || own.next().is_none_or(|c| !c.is_alphanumeric()))
        });
        let Some(lead) = lead else { return rest };
        let length: usize = rest.chars().take(lead.chars().count()).map(char::len_utf8).sum();
        rest = &rest[length..];
    }
}

/// The surnames of `Smith`, `Smith and Jones`, `Smith, Jones et al.`, `К. Нурпеисов`; `None`
/// when the words are something else.
fn authors_of(named: &str) -> Option<Vec<String>> {
    if 110 < named.len() {
        return None;
    }
    let mut authors = Vec::new();
    for range in words(named) {
        let word = &named[range.clone()];
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_name = is_capitalised(word);
        if !is_name && !is_particle(word) && word != "др" && word != "ed" {
            return None;
        }
        if is_name && 2 <= word.chars().count() && !named[range.end..].starts_with('.') {
            authors.push(word.to_owned());
        }
    }
    (authors.len() <= 6).then_some(authors)
}

/// A year in brackets from here on is rather one of print than one of history.
const OF_PRINT: u32 = 1960;

/// A surname, nothing else with a capital but more surnames, then a year of print.
fn is_author_and_year(part: &str) -> bool {
    let part = part.trim();
    let part = part
        .strip_prefix("see ")
        .or_else(|| part.strip_prefix("см. "))
        .or_else(|| part.strip_prefix("cf. "))
        .unwrap_or(part);
    let Some(year) = words(part).find(|range| is_year(&part[range.clone()])) else { return false };
    let authors = part[..year.start].trim_end_matches([' ', ',', ':']);
    let after = part[year.end..].trim_start();
    let joined = authors.split([' ', ',', '&']).filter(|word| !word.is_empty());
    // *(Greenhill Books, 2005)* is an imprint: two authors are joined by something.
    let pairs: Vec<&str> = authors.split(' ').filter(|word| !word.is_empty()).collect();
    let plain = |word: &str| word.chars().all(char::is_alphabetic) && 3 < word.chars().count();
    if pairs.windows(2).any(|pair| {
        plain(pair[0])
            && plain(pair[1])
            && pair.iter().all(|word| word.starts_with(char::is_uppercase))
    }) {
        return false;
    }
    let mut surnames = 0;
    for word in joined {
        let lower = matches!(
            word,
            "and"
                | "et"
                | "al."
                | "al"
                | "и"
                | "др."
                | "мен"
                | "және"
                | "т.б."
                | "in"
                | "von"
                | "de"
                | "van"
        );
        let initial = word.ends_with('.') && word.chars().count() <= 4;
        let surname = word.chars().next().is_some_and(char::is_uppercase)
            && 3 <= word.chars().count()
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
        match (surname, lower || initial) {
            (true, _) => surnames += 1,
            (false, true) => {}
            (false, false) => return false,
        }
    }
    let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ];
    let is_month =
        words(authors).any(|word| months.contains(&authors[word].to_lowercase().as_str()));
    let separated = part[..year.start].trim_end().ends_with([',', '.', ':'])
        || after.starts_with([',', ':'])
        || after.is_empty();
    (1..=4).contains(&surnames)
        && !is_month
        && separated
        && (after.is_empty() || after.starts_with([',', ':', ';']))
}

fn is_year(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    word.len() <= 5
        && digits.len() == 4
        && digits.parse::<u32>().is_ok_and(|year| (1800..=2099).contains(&year))
}

/// `… et al.` or a word of a reference's prose with a surname just before: a year
/// alone in brackets after any other capitalised word may be a life or a reign.
fn follows_author(before: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with("et al.") || before.ends_with("и др.") {
        return true;
    }
    let surname = before.rsplit(' ').next().unwrap_or_default();
    let rest = before[..before.len() - surname.len()].trim_end();
    let is_initial = |word: &str| {
        word.ends_with('.')
            && (2..=6).contains(&word.chars().count())
            && word.chars().next().is_some_and(char::is_uppercase)
    };
    let initial = rest.rsplit(' ').next().is_some_and(is_initial);
    let joined = [" and", " &", " и"]
        .iter()
        .any(|and| rest.trim_end_matches(|c: char| c != ' ').trim_end().ends_with(and));
    surname.chars().next().is_some_and(char::is_uppercase) && initial && joined
}

/// Numbers left over from raised ones, when the text elsewhere cites by number.
///
/// A number counts when it stands where a raised one would (after a word or a
/// closing mark, before the sentence's end or the next sentence), is cited
/// elsewhere in the usual way, and no word before it wants a number; or when it
/// stands alone on its line inside a paragraph.
fn bare_numbers(file: &str, paragraph: &Paragraph, cited: &BTreeSet<u32>) -> Vec<CitationMark> {
    let text = &paragraph.text;
    let highest = cited.last().copied().unwrap_or(0);
    let mut marks = Vec::new();
    for range in words(text) {
        let word = &text[range.clone()];
        let Some(number) = word.parse::<u32>().ok().filter(|_| word.len() <= 3) else { continue };
        let taken = paragraph
            .citations
            .iter()
            .any(|mark| mark.range.start <= range.start && range.end <= mark.range.end)
            || paragraph
                .dates
                .iter()
                .any(|date| date.range.start <= range.start && range.start < date.range.end);
        if taken || highest < number || number == 0 {
            continue;
        }
        let alone = stands_alone(file, &paragraph.in_file(range.clone()));
        // *Tenpyō 4, 4th month*: a number goes on counting.
        let ends = text[range.end..].starts_with(['.', ',', ';'])
            && !text[range.end + 1..].trim_start().starts_with(|c: char| c.is_numeric());
        if alone || ends && cited.contains(&number) && may_be_raised(&text[..range.start]) {
            marks.push(CitationMark {
                range,
                system: CitationSystem::Raised,
                numbers: vec![number],
            });
        }
    }
    marks
}

/// The number has a line of the file to itself.
fn stands_alone(file: &str, range: &Range<usize>) -> bool {
    let before = file[..range.start].trim_end_matches([' ', '\t', '\u{a0}']);
    let after = file[range.end..].trim_start_matches([' ', '\t', '\u{a0}']);
    before.ends_with(['\n', '\r']) && after.starts_with(['\n', '\r'])
}

/// After a long word of prose or a closing quotation mark, and nothing that counts.
fn may_be_raised(before: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with(['”', '»', '"']) {
        return true;
    }
    // *Tenpyō-shōhō*: the name of a reign, though its last part is small.
    let whole = before.rsplit(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
    if is_capitalised(whole) {
        return false;
    }
    let word = whole.rsplit('-').next().unwrap_or_default();
    const COUNTING: &[&str] = &[
        "page", "pages", "table", "figure", "chapter", "part", "volume", "number", "article",
        "section", "stage", "phase", "about", "over", "under", "than", "from", "only", "some",
        "nearly", "almost", "division", "regiment", "army", "point", "line", "item", "paragraph",
        "into", "least", "most", "with", "страница", "таблица", "глава", "часть", "том", "номер",
        "статья", "этап", "около", "более", "менее", "пункт", "параграф", "лист", "дело", "кесте",
        "бет", "том", "бап",
    ];
    // *Таблицы 1*, *в части 2*: the words of parts, in any case.
    const PARTS: &[&str] = &[
        "таблиц", "страниц", "глав", "част", "пункт", "параграф", "рисун", "схем", "карт",
        "диаграмм", "стать", "номер", "раздел", "приложени", "кесте", "сурет", "тарау", "қосымша",
    ];
    !PARTS.iter().any(|part| word.starts_with(part))
        && 5 <= word.chars().count()
        && word.chars().all(char::is_lowercase)
        && !COUNTING.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, CitationSystem)]) {
        let document = crate::propose("test", text.to_owned());
        let paragraph = &document.paragraphs[0];
        let found: Vec<(&str, CitationSystem)> = paragraph
            .citations
            .iter()
            .map(|mark| (paragraph.slice(mark.range.clone()), mark.system))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn brackets() {
        check(
            "It was so [1, 4–6], and so [12, p. 5; 13].",
            &[("[1, 4–6]", CitationSystem::Bracket), ("[12, p. 5; 13]", CitationSystem::Bracket)],
        );
        check("He said [it] in [sic] 1917 [1917].", &[]);
    }

    #[test]
    fn authors_and_years() {
        check(
            "It was so (Olcott, 1995). Others (Smith and Jones, 2001, p. 4; Brown 1999) agree.",
            &[
                ("(Olcott, 1995)", CitationSystem::AuthorYear),
                ("(Smith and Jones, 2001, p. 4; Brown 1999)", CitationSystem::AuthorYear),
            ],
        );
        check(
            "A revolt (1916) and the Congress (Orenburg, December 1917) and he (born 1866).",
            &[],
        );
    }

    #[test]
    fn the_year_of_a_saying() {
        check("А. В. Писаржевский (1987 г.): «Явления радиоактивности».", &[]);
    }

    #[test]
    fn raised_numbers() {
        check(
            "He wrote it.¹² She read it³ too, all 10 km².",
            &[("¹²", CitationSystem::Raised), ("³", CitationSystem::Raised)],
        );
    }

    #[test]
    fn a_number_left_over() {
        check(
            "He cites it [4]. It describes the movement and its documents 4.",
            &[("[4]", CitationSystem::Bracket), ("4", CitationSystem::Raised)],
        );
        check(
            "He cites it [4]. In Tenpyō-shōhō 4, the eye was opened. It began in summer 4, 5 and 6.",
            &[("[4]", CitationSystem::Bracket)],
        );
        check(
            "He cites it [4]. The troops were divided into 4. The army had 4.",
            &[("[4]", CitationSystem::Bracket)],
        );
    }
}
