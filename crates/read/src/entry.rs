//! The entries of a text's lists of references and its notes.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::document::{Kind, Listed, Paragraph};
use derek_text::{Script, is_capitalised, script, skeleton, surname, words};

/// An entry of a list of references, or a note.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The paragraph it is: an index.
    pub paragraph: usize,
    /// The list it stands in, counted from 0; notes that the file itself names are one list.
    pub list: usize,
    /// Its number: `[12] …`, `12. …`, `[^12]: …`.
    pub number: Option<u32>,
    /// What calls it in Markdown: the `gibbon` of `[^gibbon]: …`.
    pub key: String,
    /// Where the words after the number begin.
    pub start: usize,
    /// Surnames that may be the authors', ready to be compared, the first of them first.
    pub head: Vec<String>,
    /// Years that may be those of print, each with the letter behind it.
    pub years: Vec<(u32, Option<char>)>,
    /// The pages a part of a book or a journal stands on.
    pub pages: Option<(u32, u32)>,
}

/// All of them, and the ways to find them.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    pub all: Vec<Entry>,
    /// Lists that hold notes, not works.
    pub notes: BTreeSet<usize>,
    /// By each surname of their heads.
    heads: BTreeMap<String, Vec<usize>>,
    /// By number, in the order of the text.
    numbers: BTreeMap<u32, Vec<usize>>,
    keys: BTreeMap<String, usize>,
    by_paragraph: BTreeMap<usize, usize>,
}

impl Entries {
    /// The entries among a text's paragraphs.
    pub fn of(paragraphs: &[Paragraph]) -> Entries {
        let mut entries = Entries::default();
        // Notes that the file names are the first list.
        let mut list = 0;
        let mut before: Option<usize> = None;
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let given = given_key(&paragraph.locator);
            if paragraph.kind != Kind::Reference && given.is_none() {
                continue;
            }
            let of_list = match given {
                Some(_) => 0,
                None => {
                    let goes_on = before.is_some_and(|before| {
                        before + 1 == at || entries.goes_on(paragraphs, before, at)
                    });
                    if !goes_on {
                        list += 1;
                    }
                    before = Some(at);
                    list
                }
            };
            let last = entries.all.last().filter(|last| last.list == of_list);
            let Some(entry) = entry(paragraphs, at, of_list, given, last) else { continue };
            entries.all.push(entry);
        }
        entries.find_notes(paragraphs);
        for (at, entry) in entries.all.iter().enumerate() {
            if !entries.notes.contains(&entry.list) {
                for name in entry.head.iter().collect::<BTreeSet<_>>() {
                    entries.heads.entry(name.clone()).or_default().push(at);
                }
            }
            if let Some(number) = entry.number {
                entries.numbers.entry(number).or_default().push(at);
            }
            if !entry.key.is_empty() {
                entries.keys.entry(entry.key.clone()).or_insert(at);
            }
            entries.by_paragraph.insert(entry.paragraph, at);
        }
        entries
    }

    /// Whether an entry goes on with the numbers of the one before, though something
    /// stands between them: a second paragraph of a note.
    fn goes_on(&self, paragraphs: &[Paragraph], before: usize, at: usize) -> bool {
        let last = self.all.last().filter(|last| last.paragraph == before);
        let (number, _, _) = beginning(&paragraphs[at].text);
        let is_next = last
            .and_then(|last| last.number)
            .zip(number)
            .is_some_and(|(last, number)| last + 1 == number);
        let is_parted = paragraphs[before..at].iter().any(|one| one.kind == Kind::Heading);
        is_next && !is_parted && at - before <= APART
    }

    /// Which lists are of notes: those that the file names, those called from the text by
    /// `[^1]`, and those whose entries repeat one another.
    fn find_notes(&mut self, paragraphs: &[Paragraph]) {
        let mut short: BTreeMap<usize, usize> = BTreeMap::new();
        for entry in &self.all {
            let words = &paragraphs[entry.paragraph].text[entry.start..];
            let is_note = given_key(&paragraphs[entry.paragraph].locator).is_some()
                || paragraphs[entry.paragraph].text.starts_with("[^")
                || entry.number.is_some() && repeats(words);
            *short.entry(entry.list).or_default() += usize::from(is_note);
        }
        self.notes =
            short.into_iter().filter(|(_, short)| 0 < *short).map(|(list, _)| list).collect();
    }

    /// The entries as checks and pipelines see them.
    pub fn listed(&self) -> Vec<Listed> {
        let listed = |entry: &Entry| Listed {
            paragraph: entry.paragraph,
            list: entry.list,
            number: entry.number,
            years: entry.years.iter().map(|(year, _)| *year).collect(),
            pages: entry.pages,
            is_note: self.notes.contains(&entry.list),
        };
        self.all.iter().map(listed).collect()
    }

    /// The entry that a paragraph is.
    pub fn at(&self, paragraph: usize) -> Option<&Entry> {
        self.by_paragraph.get(&paragraph).map(|at| &self.all[*at])
    }

    /// Entries of lists of works whose head has a surname.
    pub fn by_name(&self, name: &str) -> &[usize] {
        let all = self.heads.get(name).map_or(&[][..], Vec::as_slice);
        all.get(..LOOKED_AT).unwrap_or(all)
    }

    /// Entries and notes of a number, in the order of the text.
    pub fn by_number(&self, number: u32) -> &[usize] {
        self.numbers.get(&number).map_or(&[], Vec::as_slice)
    }

    /// What a key of Markdown calls.
    pub fn by_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    /// Entries of lists of works that have an author, whatever the case or the alphabet
    /// of the surname.
    pub fn by_author(&self, written: &str) -> Vec<usize> {
        let mut found: Vec<usize> = comparable(written)
            .iter()
            .flat_map(|name| self.by_name(name).iter().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Works of one name that are looked at for one citation.
const LOOKED_AT: usize = 400;

/// Paragraphs that may stand between a note and the next of its list.
const APART: usize = 6;

/// The number of a note that the file itself names: `note 12`, `endnote 3`.
pub(crate) fn given_number(locator: &str) -> Option<u32> {
    given_key(locator)?.parse().ok()
}

/// What the file itself calls a note by: the `12` of `note 12`, the `gibbon` of
/// `note gibbon` in Markdown.
fn given_key(locator: &str) -> Option<&str> {
    let key = locator.strip_prefix("note ").or_else(|| locator.strip_prefix("endnote "))?;
    (!key.is_empty() && !key.contains(char::is_whitespace)).then_some(key)
}

fn entry(
    paragraphs: &[Paragraph],
    at: usize,
    list: usize,
    given: Option<&str>,
    last: Option<&Entry>,
) -> Option<Entry> {
    let text = paragraphs[at].text.as_str();
    let (number, mut key, start) = beginning(text);
    if let Some(given) = given.filter(|_| key.is_empty()) {
        given.clone_into(&mut key);
    }
    let words = &text[start..];
    // A line inside a list that only parts it: *Archives*, *Printed sources*.
    let parts = words.len() < 80
        && !words.contains(|c: char| c.is_ascii_digit())
        && number.is_none()
        && key.is_empty()
        && given.is_none()
        && !words.trim_end().ends_with('.');
    if words.trim().is_empty() || parts {
        return None;
    }
    let is_same_author = ["———", "———", "——", "—.", "—,", "---", "___", "– – –", "— // —"]
        .iter()
        .any(|line| words.starts_with(line))
        || ["idem", "он же", "его же", "её же", "сол автор", "соныкі"]
            .iter()
            .any(|same| words.to_lowercase().starts_with(same));
    let head = match last.filter(|_| is_same_author) {
        Some(last) => last.head.clone(),
        None => head(words),
    };
    Some(Entry {
        paragraph: at,
        list,
        number: given.and_then(|given| given.parse().ok()).or(number),
        key,
        start,
        head,
        years: years(words),
        pages: own_pages(words),
    })
}

/// The number or the key that an entry begins with, and where its words begin.
fn beginning(text: &str) -> (Option<u32>, String, usize) {
    let mut at = text.len() - text.trim_start_matches(['*', '•', '–', '-', '↑', ' ', '↵']).len();
    // A line for the author of the entry before is no bullet.
    if text.starts_with("--") || text.starts_with("––") {
        at = 0;
    }
    let rest = &text[at..];
    if let Some(inside) = rest.strip_prefix("[^")
        && let Some(end) = inside.find(']').filter(|end| *end < 80)
    {
        let key = inside[..end].to_owned();
        let after = &inside[end + 1..];
        let gap = after.len() - after.trim_start_matches([':', ' ', '*']).len();
        return (key.parse().ok(), key, at + 2 + end + 1 + gap);
    }
    let bracketed = rest.strip_prefix('[').map(|inside| (inside, 1));
    let (digits, opened) = bracketed.unwrap_or((rest, 0));
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&length) {
        return (None, String::new(), at);
    }
    let after = &digits[length..];
    let closed = match opened {
        1 => after.strip_prefix(']').map(|rest| rest.strip_prefix('.').unwrap_or(rest)),
        _ if length == 4 => None,
        _ => after.strip_prefix(['.', ')', '\t']).or_else(|| {
            after.strip_prefix(' ').filter(|rest| {
                rest.starts_with(|c: char| {
                    c.is_uppercase() || matches!(c, '‘' | '“' | '«' | '"' | '*')
                })
            })
        }),
    };
    let Some(after) = closed else { return (None, String::new(), at) };
    let words = after.trim_start_matches(['^', '↑', ' ', '\t', '*']);
    let mut start = text.len() - words.len();
    // `^ a b c Beevor`: letters of Wikipedia's way back.
    if after.trim_start().starts_with(['^', '↑']) {
        let mut rest = words;
        while rest.len() > 2
            && rest.starts_with(|c: char| c.is_ascii_lowercase())
            && rest[1..].starts_with(' ')
        {
            rest = &rest[2..];
        }
        start = text.len() - rest.len();
    }
    (digits[..length].parse().ok(), String::new(), start)
}

/// The words of an entry before its title, as far as they may be authors'.
pub(crate) fn head(text: &str) -> Vec<String> {
    let mut head = Vec::new();
    let mut last = 0;
    for (count, range) in words(text).enumerate() {
        let word = &text[range.clone()];
        let gap = &text[last..range.start];
        // A title begins, or a year.
        let ends = gap.contains(['"', '“', '«', '„', '‘', '*', '(', '/', ':', '['])
            || word.starts_with(|c: char| c.is_ascii_digit())
            || 2 <= head.len() && gap.contains(". ") && !ends_in_initial(&text[..last]);
        if (ends && 0 < count) || 14 <= count {
            break;
        }
        last = range.end;
        let lower = word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
        if lower && !is_particle(word) {
            break;
        }
        if is_capitalised(word) && 2 <= word.chars().count() {
            head.extend(comparable(word));
        }
    }
    head
}

fn ends_in_initial(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.chars().count() <= 2
}

pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "and"
            | "et"
            | "al"
            | "и"
            | "др"
            | "мен"
            | "және"
            | "т.б"
            | "von"
            | "van"
            | "de"
            | "der"
            | "den"
            | "del"
            | "di"
            | "da"
            | "la"
            | "le"
            | "du"
            | "ibn"
            | "bin"
            | "al-"
            | "ed"
            | "eds"
            | "ред"
            | "сост"
            | "y"
            | "und"
            | "та"
            | "і"
            | "with"
            | "in"
            | "фон"
            | "де"
            | "ван"
    )
}

/// The forms under which a surname is compared: without its case ending, and by its
/// consonants, where another alphabet may have it.
pub(crate) fn comparable(word: &str) -> Vec<String> {
    let mut forms = vec![surname(word)];
    let sounds = skeleton(&forms[0]);
    if 3 <= sounds.len() && script(word) != Script::Other {
        forms.push(format!("={sounds}"));
    }
    forms
}

/// Years from 1400 on, but those inside an address or a day of looking it up.
fn years(text: &str) -> Vec<(u32, Option<char>)> {
    let mut years = Vec::new();
    for range in words(text) {
        let word = &text[range.clone()];
        let is_in_address =
            text[..range.start].rsplit(char::is_whitespace).next().is_some_and(|before| {
                before.contains("://") || before.starts_with("www.") || before.starts_with("doi")
            });
        if let Some(year) = year_of(word).filter(|_| !is_in_address) {
            years.push(year);
        }
    }
    years
}

/// `1998`, `1998a`; `None` when the word is no year of print.
pub(crate) fn year_of(word: &str) -> Option<(u32, Option<char>)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letter = &word[digits..];
    let letter = match letter.chars().count() {
        0 => None,
        1 => Some(letter.chars().next().filter(|c| c.is_lowercase())?),
        _ => return None,
    };
    let year =
        word[..digits].parse().ok().filter(|year| digits == 4 && (1400..=2099).contains(year))?;
    Some((year, letter))
}

/// `С. 100–120.`, `pp. 331–358`, `29(2), 331–358`, `100–120-бб.`: the last range of pages,
/// where it is of a part. `350 с.` is how long a book is.
fn own_pages(text: &str) -> Option<(u32, u32)> {
    let mut found = None;
    for range in words(text) {
        let word = &text[range.clone()];
        if !word.bytes().all(|byte| byte.is_ascii_digit()) || 4 < word.len() {
            continue;
        }
        let after = &text[range.end..];
        let Some(rest) = after.strip_prefix(['-', '–', '—']) else { continue };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || 4 < digits || rest[digits..].starts_with(['-', '–', '/']) {
            continue;
        }
        let before = text[..range.start].trim_end();
        let is_marked = ends_with_page_mark(before);
        let follows_volume = before.ends_with([':', ','])
            && before[..before.len() - 1]
                .ends_with([')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let is_kazakh = rest[digits..].trim_start_matches(['-', '–', ' ', '.']).starts_with("б");
        if !(is_marked || follows_volume || is_kazakh)
            || text[..range.start].ends_with(['-', '–', '/'])
        {
            continue;
        }
        let (Ok(first), Ok(last)) = (word.parse::<u32>(), rest[..digits].parse::<u32>()) else {
            continue;
        };
        let last = complete(first, last, digits);
        // 1914–1918 in a title is no page.
        let is_sure = is_marked && !before.ends_with("c.") && !before.ends_with("ca.");
        let is_years = 1000 <= first && last <= 2100 && !is_sure;
        if first < last && !is_years {
            found = Some((first, last));
        }
    }
    found
}

/// Whether what stands before a number says that it is one of a page or a sheet.
pub(crate) fn ends_with_page_mark(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.trim_end_matches('.');
    let start = word
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    let last = &before[start..];
    last.len() < 12 && PAGE_MARKS.contains(&last.to_lowercase().as_str())
}

/// The pages and sheets that a citation names, from and to.
///
/// With `bare`, numbers at its end count too: `Smith 1998, 34–36`.
pub(crate) fn pages_of(text: &str, bare: bool) -> Vec<(u32, u32)> {
    let mut pages: Vec<(u32, u32)> = Vec::new();
    let mut end = None;
    let tokens: Vec<_> = words(text).collect();
    for (at, range) in tokens.iter().enumerate() {
        let word = &text[range.clone()];
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let Some(number) = word[..digits].parse::<u32>().ok().filter(|_| digits <= 5) else {
            continue;
        };
        let tail = word[digits..].to_lowercase();
        if !matches!(
            tail.as_str(),
            "" | "об" | "ob" | "v" | "r" | "f" | "ff" | "n" | "а" | "a" | "b"
        ) {
            continue;
        }
        let gap = end.and_then(|end: usize| text.get(end..range.start));
        match gap.map(str::trim) {
            Some("-" | "–" | "—") => {
                if let Some(last) = pages.last_mut().filter(|(first, last)| first == last) {
                    let to = complete(last.0, number, digits);
                    *last = (last.0.min(to), last.0.max(to));
                    end = Some(range.end);
                    continue;
                }
            }
            Some("," | ", and" | "и" | "and" | "&" | ", &" | "мен") if digits < 4 || !bare => {
                pages.push((number, number));
                end = Some(range.end);
                continue;
            }
            _ => {}
        }
        let before = &text[..range.start];
        let after = text[range.end..].trim_start_matches(['-', '–', ' ', '\u{a0}']);
        let named = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let is_kazakh = matches!(named, "б" | "бб" | "бет" | "беттер" | "парақ" | "п");
        // 34–36-беттер: the mark stands behind the second number.
        let ends_range = tokens.get(at + 1).is_some_and(|next| {
            let after = text[next.end..].trim_start_matches(['-', '–', ' ', '\u{a0}']);
            let named = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            matches!(text[range.end..next.start].trim(), "-" | "–" | "—")
                && text[next.clone()].bytes().all(|byte| byte.is_ascii_digit())
                && matches!(named, "б" | "бб" | "бет" | "беттер")
        });
        let is_bare = bare
            && before.trim_end().ends_with([',', ':'])
            && (digits < 4 || before.trim_end().ends_with(':'))
            && !text[range.end..].contains(char::is_alphabetic);
        // `350 с.` is the length of a book.
        if ends_with_page_mark(before) || is_kazakh || ends_range || is_bare {
            pages.push((number, number));
            end = Some(range.end);
        }
    }
    pages
}

/// `345–47` ends at 347.
pub(crate) fn complete(first: u32, last: u32, digits: usize) -> u32 {
    let power = 10_u32.saturating_pow(u32::try_from(digits).unwrap_or(9));
    match last < first && last < power {
        true => first - first % power + last,
        false => last,
    }
}

/// What stands before a page or a sheet, in lower case.
pub(crate) const PAGE_MARKS: &[&str] = &[
    "pp.", "p.", "pp", "p", "с.", "c.", "стр.", "сс.", "s.", "ss.", "стб.", "л.", "лл.", "ll.",
    "fol.", "f.", "ff.", "fo.", "бет", "б.", "бб.", "page", "pages", "at", "арк.", "pg.", "pgs.",
];

/// Whether a note only repeats a work: *ibid.*, *op. cit.*, *see note 5*, `Beevor 1998, p. 3`.
pub(crate) fn repeats(words: &str) -> bool {
    const REPEATS: &[&str] = &[
        "ibid", "idem", "op. cit", "op.cit", "loc. cit", "там же", "указ. соч", "указ.соч",
        "сонда", "сол жерде", "see note", "see n.", "см. прим", "см. сн",
    ];
    let lower: String = words.chars().take(120).flat_map(char::to_lowercase).collect();
    let begins = REPEATS.iter().any(|one| lower.starts_with(one));
    let holds =
        ["op. cit", "указ. соч", "loc. cit", "указ.соч"].iter().any(|one| lower.contains(one));
    begins || holds || is_short(words) && !pages_of(words, true).is_empty()
}

/// `Beevor 1998, p. 3.` and nothing else.
pub(crate) fn is_short(text: &str) -> bool {
    let Some(year) = words(text).find(|range| year_of(&text[range.clone()]).is_some()) else {
        return false;
    };
    let before = text[..year.start].trim_end_matches(['(', ' ', ',']);
    let after = &text[year.end..];
    let named = words(before)
        .all(|range| is_capitalised(&before[range.clone()]) || is_particle(&before[range]));
    let paged = words(after).all(|range| {
        let word = after[range].to_lowercase();
        word.chars().any(|c| c.is_ascii_digit()) || word.chars().count() <= 4
    });
    // A title or the name of a body is no surname.
    let is_title = before.contains(['"', '“', '«', '‘', '\'']) && !before.contains("'s");
    let is_body = !before.contains([',', '&'])
        && words(before).all(|range| !is_particle(&before[range]))
        && 3 <= words(before).filter(|range| 2 < before[range.clone()].chars().count()).count();
    !is_title
        && !is_body
        && !before.is_empty()
        && before.len() < 80
        && named
        && paged
        && after.len() < 80
        && words(before).count() <= 6
}
