//! Citations tied to what they lead to: an entry of the list, a note, the work
//! that the citation before cites.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{CitationMark, CitationSystem, Cited, Kind, Paragraph, Pointing};
use derek_text::{is_capitalised, stem, surname, words};

use crate::citation::{Part, author_before, groups_of, ibid, is_of, parts_of, without_lead};
use crate::entry::{
    Entries, comparable, ends_with_page_mark, given_number, head, is_particle, is_short, pages_of,
    year_of,
};

/// The works that a text cites, in its order. Numbers that turn out to be pages leave
/// their marks: `[12, 34]`.
pub(crate) fn tie(paragraphs: &mut [Paragraph], entries: &Entries) -> Vec<Cited> {
    let lists = Lists::of(paragraphs, entries);
    let commas = commas_part_pages(paragraphs, entries, &lists);
    let mut ties = Ties {
        entries,
        lists,
        commas,
        cited: Vec::new(),
        works: Works::of(paragraphs, entries),
        last: BTreeMap::new(),
    };
    for at in 0..paragraphs.len() {
        let is_note = entries.at(at).is_some_and(|entry| entries.notes.contains(&entry.list));
        if paragraphs[at].kind != Kind::Reference || is_note {
            for number in 0..paragraphs[at].citations.len() {
                let mark = paragraphs[at].citations[number].clone();
                let numbers = ties.mark(paragraphs, at, &mark);
                if let Some(numbers) = numbers {
                    paragraphs[at].citations[number].numbers = numbers;
                }
            }
        }
        if is_note {
            ties.note(paragraphs, at);
        }
    }
    ties.cited
}

/// Which list the numbers of the text are of.
#[derive(Debug, Default)]
struct Lists {
    /// The paragraph at which each list begins.
    starts: BTreeMap<usize, usize>,
    /// Whether lists stand at the ends of chapters.
    by_chapter: bool,
    /// The list that has most of the numbers, by what cites them.
    best: BTreeMap<CitationSystem, usize>,
}

impl Lists {
    fn of(paragraphs: &[Paragraph], entries: &Entries) -> Lists {
        let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut numbers: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        for entry in &entries.all {
            starts.entry(entry.list).or_insert(entry.paragraph);
            numbers.entry(entry.list).or_default().extend(entry.number);
        }
        let mut cited: BTreeMap<CitationSystem, BTreeSet<u32>> = BTreeMap::new();
        let mut last_cited = 0;
        for (at, paragraph) in
            paragraphs.iter().enumerate().filter(|(_, one)| one.kind != Kind::Reference)
        {
            for mark in &paragraph.citations {
                cited.entry(mark.system).or_default().extend(mark.numbers.iter().copied());
                if !mark.numbers.is_empty() && given_number(&paragraph.locator).is_none() {
                    last_cited = at;
                }
            }
        }
        let of_many = |list: &usize| numbers.get(list).is_some_and(|numbers| 3 <= numbers.len());
        let by_chapter = starts
            .iter()
            .filter(|(list, start)| **list != 0 && of_many(list) && **start < last_cited)
            .count()
            != 0
            && 1 < starts.keys().filter(|list| **list != 0 && of_many(list)).count();
        let best = cited.iter().filter_map(|(system, cited)| {
            let shared = |list: &usize| numbers[list].intersection(cited).count();
            let best = numbers
                .keys()
                .copied()
                .filter(|list| 0 < shared(list))
                .max_by_key(|list| shared(list))?;
            Some((*system, best))
        });
        let best = best.collect();
        Lists { starts, by_chapter, best }
    }

    /// The entries that a number leads to.
    fn entries(
        &self,
        number: u32,
        at: usize,
        system: CitationSystem,
        entries: &Entries,
    ) -> Vec<usize> {
        let all = entries.by_number(number);
        let of = |entry: &usize| entries.all[*entry].list;
        if system == CitationSystem::Note {
            return all.iter().copied().filter(|one| of(one) == 0).collect();
        }
        let in_chapter =
            || all.iter().copied().find(|one| of(one) != 0 && at < self.starts[&of(one)]);
        if let Some(one) = in_chapter().filter(|_| self.by_chapter) {
            return vec![one];
        }
        let Some(best) = self.best.get(&system) else { return Vec::new() };
        all.iter().copied().filter(|one| of(one) == *best).collect()
    }
}

/// Whether `[12, 34]` means the page 34: where the second number goes down, or the
/// list does not reach it.
fn commas_part_pages(paragraphs: &[Paragraph], entries: &Entries, lists: &Lists) -> Commas {
    let (mut pages, mut works) = (0, 0);
    for (at, paragraph) in
        paragraphs.iter().enumerate().filter(|(_, one)| one.kind != Kind::Reference)
    {
        for mark in paragraph.citations.iter().filter(|mark| mark.system == CitationSystem::Bracket)
        {
            for group in groups_of(inside(paragraph, mark), 9_999) {
                let (before, after) = group.numbers.split_at(group.before_comma);
                let (Some(last), Some(next)) = (before.last(), after.first()) else { continue };
                let has_list = lists.best.contains_key(&CitationSystem::Bracket);
                let is_beyond = has_list
                    && after
                        .iter()
                        .any(|one| lists.entries(*one, at, mark.system, entries).is_empty());
                match next <= last || is_beyond {
                    true => pages += 1,
                    false => works += 1,
                }
            }
        }
    }
    match pages {
        0 => Commas::Works,
        _ if works <= pages * 2 => Commas::Pages,
        _ => Commas::Both,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Commas {
    Works,
    Pages,
    Both,
}

/// The words between a mark's brackets.
fn inside<'p>(paragraph: &'p Paragraph, mark: &CitationMark) -> &'p str {
    let words = paragraph.slice(mark.range.clone());
    let has_brackets = words.starts_with(['[', '(']) && words.ends_with([']', ')']);
    if has_brackets { &words[1..words.len() - 1] } else { words }
}

struct Ties<'e> {
    entries: &'e Entries,
    lists: Lists,
    commas: Commas,
    cited: Vec<Cited>,
    works: Works,
    /// The works of the last note of each list; those of the prose are under `None`.
    last: BTreeMap<Option<usize>, Vec<usize>>,
}

impl Ties<'_> {
    /// Ties the works of a mark; says its numbers, where they are fewer than it seemed.
    fn mark(
        &mut self,
        paragraphs: &[Paragraph],
        at: usize,
        mark: &CitationMark,
    ) -> Option<Vec<u32>> {
        let paragraph = &paragraphs[at];
        let words = inside(paragraph, mark);
        let offset = mark.range.start + usize::from(words.len() < mark.range.len());
        let first = self.cited.len();
        let mut numbers = None;
        if let Some(end) = ibid(without_lead(words)) {
            let rest = &without_lead(words)[end..];
            let pages = pages_of(rest, true);
            self.ibid(at, mark.range.clone(), pages, None);
        } else {
            match mark.system {
                CitationSystem::Bracket => numbers = self.numbers(at, mark, words, offset),
                CitationSystem::AuthorYear => self.authors(paragraph, at, mark, words, offset),
                CitationSystem::Pandoc => self.keys(at, mark, words, offset),
                CitationSystem::Raised | CitationSystem::Note => {
                    for number in &mark.numbers {
                        let entries = self.lists.entries(*number, at, mark.system, self.entries);
                        self.push(
                            at,
                            mark.range.clone(),
                            Pointing::Note,
                            number.to_string(),
                            Vec::new(),
                            entries,
                        );
                    }
                }
            }
        }
        let cited: Vec<usize> = (first..self.cited.len()).collect();
        if !cited.is_empty() {
            self.last.insert(None, cited);
        }
        numbers
    }

    fn push(
        &mut self,
        at: usize,
        range: Range<usize>,
        kind: Pointing,
        to: String,
        pages: Vec<(u32, u32)>,
        entries: Vec<usize>,
    ) {
        let entries: Vec<usize> =
            entries.into_iter().map(|entry| self.entries.all[entry].paragraph).collect();
        let certain = entries.len() == 1;
        self.cited.push(Cited {
            paragraph: at,
            range,
            kind,
            to,
            year: None,
            pages,
            entries,
            of: None,
            certain,
        });
    }

    fn numbers(
        &mut self,
        at: usize,
        mark: &CitationMark,
        words: &str,
        offset: usize,
    ) -> Option<Vec<u32>> {
        let groups = groups_of(words, 9_999);
        let many = 1 < groups.len();
        let mut kept = Vec::new();
        let mut changed = false;
        for group in groups {
            let (before, after) = group.numbers.split_at(group.before_comma);
            let goes_down =
                before.last().zip(after.first()).is_some_and(|(last, next)| next <= last);
            let is_beyond = after
                .iter()
                .any(|one| self.lists.entries(*one, at, mark.system, self.entries).is_empty());
            let has_list = self.lists.best.contains_key(&mark.system);
            let pages_follow = !after.is_empty()
                && (self.commas == Commas::Pages
                    || goes_down
                    || self.commas == Commas::Both && has_list && is_beyond);
            let (numbers, said) = match pages_follow {
                true => {
                    changed = true;
                    let comma = words[group.range.clone()]
                        .find(',')
                        .map_or(group.rest, |comma| group.range.start + comma);
                    (before, comma)
                }
                false => (group.numbers.as_slice(), group.rest),
            };
            let pages = pages_of(words.get(said..group.range.end).unwrap_or_default(), true);
            let range = if many {
                offset + group.range.start..offset + group.range.end
            } else {
                mark.range.clone()
            };
            for (count, number) in numbers.iter().enumerate() {
                let entries = self.lists.entries(*number, at, mark.system, self.entries);
                let is_note = entries.first().is_some_and(|entry| {
                    self.entries.notes.contains(&self.entries.all[*entry].list)
                });
                let kind = if is_note { Pointing::Note } else { Pointing::Number };
                // The pages are of the last number.
                let pages = if count + 1 == numbers.len() { pages.clone() } else { Vec::new() };
                self.push(at, range.clone(), kind, number.to_string(), pages, entries);
                if pages_follow
                    && !goes_down
                    && !(has_list && is_beyond)
                    && let Some(last) = self.cited.last_mut()
                {
                    last.certain = false;
                }
                kept.push(*number);
            }
        }
        changed.then_some(kept)
    }

    fn authors(
        &mut self,
        paragraph: &Paragraph,
        at: usize,
        mark: &CitationMark,
        words: &str,
        offset: usize,
    ) {
        let parts = parts_of(words);
        let many = 1 < parts.len();
        for part in parts {
            let before = || {
                author_before(&paragraph.text[..mark.range.start])
                    .map(|range| paragraph.slice(range).to_owned())
            };
            let authors = match part.authors.is_empty() {
                true => before().into_iter().collect(),
                false => part.authors.clone(),
            };
            let pages = pages_of(words.get(part.rest..part.range.end).unwrap_or_default(), true);
            let range = if many {
                offset + part.range.start..offset + part.range.end
            } else {
                mark.range.clone()
            };
            self.author_year(at, range, &authors, (part.year, part.letter), pages);
        }
    }

    /// Ties an author and a year to the entries that have both; or to the only entry of
    /// the author, whose year then differs.
    fn author_year(
        &mut self,
        at: usize,
        range: Range<usize>,
        authors: &[String],
        (year, letter): (u32, Option<char>),
        pages: Vec<(u32, u32)>,
    ) {
        let to = authors.first().cloned().unwrap_or_default();
        let (entries, certain) = self.by_author_and_year(authors, year, letter);
        self.push(at, range, Pointing::AuthorYear, to, pages, entries);
        if let Some(last) = self.cited.last_mut() {
            last.year = Some(year);
            last.certain &= certain;
        }
    }

    fn by_author_and_year(
        &self,
        authors: &[String],
        year: u32,
        letter: Option<char>,
    ) -> (Vec<usize>, bool) {
        let Some(first) = authors.first() else { return (Vec::new(), false) };
        let all = &self.entries.all;
        let mut of_author = self.entries.by_author(first);
        // One whose first author it is goes before one that only has the name.
        let leads = |at: &usize| {
            comparable(first)
                .iter()
                .any(|form| all[*at].head.iter().take(2).any(|head| head == form))
        };
        if of_author.iter().any(leads) {
            let dated: Vec<usize> = of_author
                .iter()
                .copied()
                .filter(|at| leads(at) && all[*at].years.iter().any(|(one, _)| *one == year))
                .collect();
            if !dated.is_empty() {
                of_author.retain(leads);
            }
        }
        let has_others = |at: &usize| {
            authors.iter().skip(1).all(|other| {
                let forms = comparable(other);
                all[*at].head.iter().any(|name| forms.contains(name))
            })
        };
        if of_author.iter().any(has_others) {
            of_author.retain(has_others);
        }
        let mut of_year: Vec<usize> = of_author
            .iter()
            .copied()
            .filter(|at| all[*at].years.iter().any(|(one, _)| *one == year))
            .collect();
        // The year of print stands nearest to the authors, or is the only one.
        if 1 < of_year.len() {
            let first_year =
                |at: &usize| all[*at].years.first().is_some_and(|(one, _)| *one == year);
            if of_year.iter().any(first_year) {
                of_year.retain(first_year);
            }
        }
        if 1 < of_year.len() {
            let same =
                |at: &usize| all[*at].years.iter().any(|(one, own)| *one == year && *own == letter);
            if of_year.iter().any(same) {
                of_year.retain(same);
            }
            // A single author before several.
            if 1 < of_year.len() && authors.len() == 1 {
                let alone = |at: &usize| {
                    all[*at].head.iter().filter(|name| !name.starts_with('=')).count() <= 2
                };
                if of_year.iter().filter(|at| alone(at)).count() == 1 {
                    of_year.retain(alone);
                }
            }
        }
        match of_year.is_empty() {
            false => (of_year, true),
            // Two authors and another year are another work than the only one of the first.
            true => {
                let is_same = of_author.len() == 1
                    && (authors.len() == 1 || of_author.iter().all(has_others));
                (if is_same { of_author } else { Vec::new() }, false)
            }
        }
    }

    fn keys(&mut self, at: usize, mark: &CitationMark, words: &str, offset: usize) {
        if let Some(key) = words.strip_prefix('^') {
            let entries: Vec<usize> = match self.entries.by_key(key) {
                Some(entry) => vec![entry],
                None => Vec::new(),
            };
            self.push(at, mark.range.clone(), Pointing::Note, key.to_owned(), Vec::new(), entries);
            return;
        }
        let mut start = 0;
        for segment in words.split(';') {
            let from = start;
            start += segment.len() + 1;
            let Some((before, rest)) = segment.split_once('@') else { continue };
            let end = rest
                .find(|c: char| c == ',' || c == ']' || c.is_whitespace())
                .unwrap_or(rest.len());
            let key = rest[..end].trim_end_matches(['.', ':', '}']).trim_start_matches('{');
            let pages = pages_of(&rest[end..], true);
            let here = offset + from + before.len() - usize::from(before.ends_with('-'));
            let range = here..offset + from + segment.trim_end().len();
            self.push(at, range, Pointing::Key, key.to_owned(), pages, Vec::new());
        }
    }

    /// Ties *ibid.*: in a note to the last work of the note before, in prose to the
    /// citation before.
    fn ibid(
        &mut self,
        at: usize,
        range: Range<usize>,
        pages: Vec<(u32, u32)>,
        list: Option<usize>,
    ) {
        let before = self.last.get(&list).cloned().unwrap_or_default();
        let of = before.last().copied();
        let works: BTreeSet<(&[usize], &str)> = before
            .iter()
            .map(|one| (self.cited[*one].entries.as_slice(), self.cited[*one].to.as_str()))
            .collect();
        let (is_one, to) =
            (works.len() == 1, of.map_or(String::new(), |of| self.cited[of].to.clone()));
        let (entries, known) = of.map_or((Vec::new(), false), |of| {
            (self.cited[of].entries.clone(), self.cited[of].certain)
        });
        let pages = match (pages.is_empty(), of) {
            (true, Some(of)) => self.cited[of].pages.clone(),
            _ => pages,
        };
        let certain = of.is_some() && is_one && known;
        self.cited.push(Cited {
            paragraph: at,
            range,
            kind: Pointing::Ibid,
            to,
            year: None,
            pages,
            entries,
            of,
            certain,
        });
    }

    /// Ties the works that a note names.
    fn note(&mut self, paragraphs: &[Paragraph], at: usize) {
        let Some(entry) = self.entries.at(at) else { return };
        let list = Some(entry.list);
        let paragraph = &paragraphs[at];
        let own = self.cited.len();
        for piece in pieces(paragraph, entry.start) {
            self.piece(paragraphs, at, piece, list);
            // Within a note the work before is that of the same note.
            if own < self.cited.len() {
                self.last.insert(list, vec![self.cited.len() - 1]);
            }
        }
        let cited: Vec<usize> = (own..self.cited.len()).collect();
        // A note that only tells something leaves *ibid.* without a work.
        self.last.insert(list, if cited.is_empty() { Vec::new() } else { cited });
    }

    fn piece(
        &mut self,
        paragraphs: &[Paragraph],
        at: usize,
        range: Range<usize>,
        list: Option<usize>,
    ) {
        let paragraph = &paragraphs[at];
        let whole = paragraph.slice(range.clone());
        let own = without_lead(whole);
        let has_lead = own.len() < whole.trim_start().len();
        let start = range.end - own.len();
        let own = own.trim_end_matches([' ', '.', ',', ')']);
        let range = start..start + own.len();
        if paragraph.citations.iter().any(|mark| {
            mark.range.start < range.end
                && range.start < mark.range.end
                && mark.system != CitationSystem::AuthorYear
        }) {
            return;
        }
        if let Some(end) = ibid(own) {
            return self.ibid(at, range, pages_of(&own[end..], true), list);
        }
        if let Some(number) = cross(own) {
            let of_list = self.entries.by_number(number).iter().copied();
            let entries: Vec<usize> =
                of_list.filter(|one| Some(self.entries.all[*one].list) == list).collect();
            let target = entries.first().map(|one| self.entries.all[*one].paragraph);
            self.push(at, range, Pointing::Cross, number.to_string(), Vec::new(), entries);
            let of = target.and_then(|target| {
                let first = self.cited.partition_point(|one| one.paragraph < target);
                self.cited.get(first).filter(|one| one.paragraph == target).map(|_| first)
            });
            if let Some(last) = self.cited.last_mut() {
                last.of = of;
            }
            return;
        }
        if paragraph.references.iter().any(|one| one.start < range.end && range.start < one.end) {
            let pages = pages_of(own, false);
            self.cited.push(Cited {
                paragraph: at,
                range,
                kind: Pointing::Archive,
                to: String::new(),
                year: None,
                pages,
                entries: vec![at],
                of: None,
                certain: true,
            });
            return;
        }
        if let Some(part) = begins_with_year(own)
            && is_of(self.entries, part.authors.first().map_or("", String::as_str), part.year)
        {
            let pages = pages_of(own.get(part.rest..).unwrap_or_default(), true);
            return self.author_year(at, range, &part.authors, (part.year, part.letter), pages);
        }
        if is_short(own) {
            let parts = parts_of(own);
            if let Some(part) = parts.first() {
                let pages = pages_of(own.get(part.rest..).unwrap_or_default(), true);
                return self.author_year(at, range, &part.authors, (part.year, part.letter), pages);
            }
        }
        // *… pp. 83–110; cf. esp. pp. 91–4*: other pages of the work just named.
        let pages = pages_of(own, true);
        let follows = self.cited.last().is_some_and(|last| last.paragraph == at);
        let before_pages = before_pages(own);
        let names_nothing =
            head(own).is_empty() && before_pages.len() < own.len() && before_pages.len() < 24;
        if follows && !pages.is_empty() && names_nothing {
            return self.ibid(at, range, pages, list);
        }
        let tells = paragraph.kind != Kind::Reference;
        self.work(at, range, own, has_lead || !tells);
    }

    /// Ties a work told by its author and title, or keeps it as one named first here.
    fn work(&mut self, at: usize, range: Range<usize>, own: &str, may_be_new: bool) {
        let described = Described::of(own);
        let pages = pages_of(own, true);
        let to = words(own)
            .map(|range| &own[range])
            .find(|word| is_capitalised(word) && 2 < word.chars().count())
            .unwrap_or_default()
            .to_owned();
        let (found, is_op_cit) = self.works.find(own, &described);
        let of = match found.as_slice() {
            [only] => only.cited,
            _ => None,
        };
        let by_name_alone = described.words.is_empty() && !is_op_cit;
        let mut found: Vec<usize> = found.into_iter().map(|work| work.paragraph).collect();
        found.dedup();
        let year = described.years.first().copied();
        if found.is_empty() {
            let is_dated = year.is_some() && own.len() < 200;
            let is_work = may_be_new
                && (begins_with_author(own)
                    || is_dated
                    || !pages_of(own, false).is_empty()
                    || own.contains("//"));
            if is_op_cit {
                self.cited.push(Cited {
                    paragraph: at,
                    range,
                    kind: Pointing::Short,
                    to,
                    year,
                    pages,
                    entries: Vec::new(),
                    of: None,
                    certain: false,
                });
            } else if is_work {
                let cited = Some(self.cited.len());
                self.works.add(Work { paragraph: at, cited, described });
                self.cited.push(Cited {
                    paragraph: at,
                    range,
                    kind: Pointing::Full,
                    to,
                    year,
                    pages,
                    entries: vec![at],
                    of: None,
                    certain: true,
                });
            }
            return;
        }
        if !may_be_new && pages.is_empty() && year.is_none() {
            return;
        }
        let is_full = !is_op_cit && (year.is_some() || own.contains("http"));
        let kind = if is_full { Pointing::Full } else { Pointing::Short };
        let certain = found.len() == 1 && !by_name_alone;
        self.cited.push(Cited {
            paragraph: at,
            range,
            kind,
            to,
            year,
            pages,
            entries: found,
            of,
            certain,
        });
    }
}

/// `Wise, 1915, p. 528 calls it illegal`: a surname and a year that a note begins with.
fn begins_with_year(own: &str) -> Option<Part> {
    let year = words(own).take(8).find(|range| year_of(&own[range.clone()]).is_some())?;
    let is_apart = own[..year.start].trim_end().ends_with(char::is_alphabetic)
        || own[..year.start].trim_end().ends_with([',', '.', '’'])
        || own[..year.start].ends_with('(');
    let part = parts_of(own.get(..year.end)?).into_iter().next()?;
    (is_apart && !part.authors.is_empty() && part.authors.len() <= 3 && year.start < 60)
        .then_some(part)
}

/// The number of the note that a note sends to: `см. прим. 5`, `see note 5 above`.
fn cross(own: &str) -> Option<u32> {
    const NOTES: &[&str] = &[
        "note", "n", "fn", "footnote", "прим", "примечание", "примеч", "сноска", "сноску",
        "сноске", "сн", "ескертпе", "ескертпені", "сілтеме",
    ];
    if 60 < own.len() {
        return None;
    }
    let tokens: Vec<Range<usize>> = words(own).collect();
    let lower = |range: &Range<usize>| own[range.clone()].to_lowercase();
    tokens.windows(2).take(3).find_map(|pair| {
        let (first, second) = (lower(&pair[0]), lower(&pair[1]));
        let named = NOTES.contains(&first.as_str());
        let kazakh = second.starts_with("ескертпе") || second.starts_with("сілтеме");
        match (named, kazakh) {
            (true, _) => second.parse().ok(),
            (_, true) => first.parse().ok(),
            _ => None,
        }
    })
}

/// The works of a note, as parts of its words: they stand between semicolons, or
/// begin with *see*, *ibid.*, *там же* after a full stop.
fn pieces(paragraph: &Paragraph, start: usize) -> Vec<Range<usize>> {
    let text = &paragraph.text;
    let mut cuts = vec![start];
    let mut depth = 0_i32;
    let mut quoted = false;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '(' | '[' | '«' | '“' | '„' => depth += 1,
            ')' | ']' | '»' | '”' => depth = (depth - 1).max(0),
            '"' => quoted = !quoted,
            ';' if depth == 0 && !quoted => cuts.push(at + 1),
            '.' if depth == 0 && !quoted => {
                let rest = &text[at + 1..];
                let next = rest.trim_start();
                let begins = rest.len() != next.len()
                    && (ibid(next).is_some() || without_lead(next).len() < next.len());
                if begins {
                    cuts.push(at + 1);
                }
            }
            _ => {}
        }
    }
    cuts.push(text.len());
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut from = None;
    for pair in cuts.windows(2) {
        let begins = from.unwrap_or(pair[0]);
        let words = &text[begins..pair[1]];
        // Authors parted by semicolons belong to the work that follows.
        if !points(words, &text[pair[0]..pair[1]]) && pair[1] != text.len() {
            from = Some(begins);
            continue;
        }
        from = None;
        let trimmed = words.trim_end_matches([' ', ';', '\u{a0}']);
        let lead = trimmed.len() - trimmed.trim_start_matches([' ', '\u{a0}']).len();
        // *…; reprinted in Pitcher, pp. 16–17*: still the same work.
        let own = without_lead(&trimmed[lead..]);
        let goes_on = own.len() == trimmed.len() - lead
            && own.starts_with(char::is_lowercase)
            && ibid(own).is_none()
            && cross(own).is_none()
            && !own.split(' ').next().is_some_and(|word| is_particle(word) || word.ends_with('.'));
        match pieces.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = begins + trimmed.len(),
            None if lead < trimmed.len() => pieces.push(begins + lead..begins + trimmed.len()),
            None => {}
        }
    }
    pieces
}

/// Whether some words point to a work: by a year, a page, a repetition, an address.
fn points(words: &str, last: &str) -> bool {
    last.contains(|c: char| c.is_ascii_digit())
        || last.contains("http")
        || ibid(without_lead(last.trim_start())).is_some()
        || op_cit(words).is_some()
        || last.contains(['"', '“', '«', '”', '*', '‘'])
}

/// Where *op. cit.* or *Указ. соч.* stands.
fn op_cit(own: &str) -> Option<usize> {
    const NAMED: &[&str] = &[
        "op. cit", "op.cit", "op cit", "loc. cit", "указ. соч", "указ.соч", "указ. раб",
        "указ. ст", "указанное соч", "цит. соч", "ук. соч", "аталған еңбе", "көрсетілген еңбе",
        "көрс. еңб", "жоғарыда аталған",
    ];
    let lower = own.to_lowercase();
    NAMED.iter().find_map(|one| lower.find(one))
}

/// What describes a work, ready to be compared.
#[derive(Debug, Clone, Default)]
struct Described {
    names: Vec<String>,
    /// Stems of the other words, pages and numbers apart.
    words: BTreeSet<String>,
    years: Vec<u32>,
    /// Its first letters and digits, folded.
    prefix: String,
    /// Words of its authors, or of the body that stands for them.
    authors: BTreeSet<String>,
    /// The number of its volume.
    volume: Option<u32>,
    /// Its address, as written.
    address: String,
}

impl Described {
    fn of(text: &str) -> Described {
        let text = match text.char_indices().nth(400) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        let whole = text;
        let text = before_pages(text);
        let mut described = Described { names: head(text), ..Described::default() };
        let address = address_of(text);
        let authors = end_of_authors(&text[..address]);
        let mut of_authors = BTreeSet::new();
        for (count, range) in words(&text[..address]).enumerate() {
            let word = &text[range.clone()];
            if let Some((year, _)) = year_of(word) {
                described.years.push(year);
                continue;
            }
            let is_telling = 3 <= word.chars().count()
                && word.chars().any(char::is_alphabetic)
                && !is_particle(word)
                && !is_apparatus(word);
            if !is_telling {
                continue;
            }
            match range.start < authors {
                true if count == 0 => {}
                true => drop(of_authors.insert(surname(word))),
                false => drop(described.words.insert(stem(word))),
            }
        }
        let first = words(&text[..authors]).next().map(|range| surname(&text[range]));
        described.authors.extend(first);
        // *Popper, Objective Knowledge, p. 45*: what looks like given names is the title.
        match described.words.is_empty() {
            true => described.words = of_authors,
            false => described.authors.extend(of_authors),
        }
        described.volume = volume(text);
        described.address = whole[address_of(whole)..]
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .trim_end_matches(['.', ',', '/'])
            .to_owned();
        described.prefix = folded(&text[..address]);
        described
    }
}

/// Where an address begins; the end when there is none.
fn address_of(text: &str) -> usize {
    text.find("http").unwrap_or(text.len())
}

/// The number behind *Vol.*, *Volume*, *Т.*, *Том*.
fn volume(text: &str) -> Option<u32> {
    let tokens: Vec<Range<usize>> = words(text).collect();
    tokens.windows(2).find_map(|pair| {
        let named = text[pair[0].clone()].to_lowercase();
        matches!(named.as_str(), "vol" | "volume" | "т" | "том" | "bd" | "кн" | "ч" | "part")
            .then(|| text[pair[1].clone()].parse().ok())?
    })
}

/// A description up to the pages.
fn before_pages(text: &str) -> &str {
    let paged = words(text).find(|range| {
        text[range.clone()].starts_with(|c: char| c.is_ascii_digit())
            && ends_with_page_mark(&text[..range.start])
    });
    paged.map_or(text, |range| &text[..range.start])
}

/// Where the authors of a description end: `Olcott, Martha Brill. …`, `Bethany Aram, …`,
/// `Нурпеисов К. …`, `H. Field, …`.
fn end_of_authors(text: &str) -> usize {
    let end = end_of_capitals(text);
    // *Womack, Zapata and the Mexican Revolution*: what follows the comma is the title.
    let goes_on = text[end..].starts_with(' ') || text[end..].starts_with("’s ");
    match text[..end].find(',').filter(|_| goes_on) {
        Some(comma) => comma,
        None => end,
    }
}

fn end_of_capitals(text: &str) -> usize {
    let mut end = 0;
    let mut commas = 0;
    for (count, range) in words(text).enumerate() {
        let word = &text[range.clone()];
        let gap = &text[end..range.start];
        let is_initial = word.chars().count() == 1
            || text[range.end..].starts_with('.') && word.chars().count() <= 2;
        commas += gap.matches(',').count();
        let ends = gap.contains(['*', '"', '“', '«', '‘', '„', '(', ':', '/'])
            || !is_capitalised(word) && !is_particle(word)
            || 2 <= commas && !is_initial
            || gap.trim_start_matches('.').contains('.') && !is_initial
            || gap.starts_with(". ") && 0 < count && !after_initial(&text[..end]) && !is_initial;
        if 0 < count && ends || 6 < count {
            return end;
        }
        // The surname follows the initials, or they follow it: *H. Field*, *Нурпеисов К.*
        let (was_initial, is_second) = (after_initial(&text[..end]), 1 < count);
        if was_initial
            && !is_initial
            && is_second
            && commas == 0
            && !text[..end].starts_with(|c: char| !c.is_alphabetic())
        {
            let first = text[..end].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            // *Нурпеисов К. Алаш һәм Алашорда*: the title begins here.
            if 1 < first.chars().count() {
                return end;
            }
        }
        end = range.end;
    }
    end
}

/// `H. Field, …`, `Olcott, Martha. …`, `Horwich, *Truth*`: not the words of a remark.
fn begins_with_author(own: &str) -> bool {
    let end = end_of_authors(own);
    let (authors, rest) = own.split_at(end);
    let has_initial = words(authors).any(|range| {
        range.len() <= 4
            && authors[range.end..].starts_with('.')
            && authors[range].chars().count() <= 2
    });
    let rest = rest.trim_start_matches(['’', '\'', 's']);
    let is_title = rest.trim_start_matches([',', ' ', '.']).starts_with(['*', '‘', '“', '«', '"']);
    0 < end && (has_initial || is_title || authors.contains(',') || rest.starts_with(','))
}

fn after_initial(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    (1..=2).contains(&last.chars().count()) && is_capitalised(last)
}

/// Words of a description that tell nothing of the work.
fn is_apparatus(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the"
            | "vol"
            | "vols"
            | "изд"
            | "том"
            | "вып"
            | "ред"
            | "сост"
            | "isbn"
            | "doi"
            | "retrieved"
            | "archived"
            | "from"
            | "see"
            | "esp"
            | "also"
            | "and"
            | "ibid"
            | "note"
            | "press"
            | "university"
            | "цит"
            | "соч"
            | "указ"
            | "при"
            | "для"
            | "стр"
            | "cit"
    )
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(200).collect()
}

/// Works that are described somewhere: entries of the list, and those that notes name first.
#[derive(Debug, Default)]
struct Works {
    all: Vec<Work>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// By the first ten letters.
    by_beginning: BTreeMap<String, Vec<usize>>,
}

/// A work, and where it is described.
#[derive(Debug)]
struct Work {
    paragraph: usize,
    /// The citation that names it first; `None` of an entry of the list.
    cited: Option<usize>,
    described: Described,
}

/// Works that are looked at for one description.
const LOOKED_AT: usize = 400;

impl Works {
    fn of(paragraphs: &[Paragraph], entries: &Entries) -> Works {
        let mut works = Works::default();
        for entry in entries.all.iter().filter(|entry| !entries.notes.contains(&entry.list)) {
            let text = &paragraphs[entry.paragraph].text[entry.start..];
            let mut described = Described::of(text);
            if described.names.is_empty() {
                described.names.clone_from(&entry.head);
            }
            works.add(Work { paragraph: entry.paragraph, cited: None, described });
        }
        works
    }

    fn add(&mut self, work: Work) {
        let at = self.all.len();
        for name in work.described.names.iter().collect::<BTreeSet<_>>() {
            self.by_name.entry(name.clone()).or_default().push(at);
        }
        self.by_beginning.entry(beginning(&work.described.prefix)).or_default().push(at);
        self.all.push(work);
    }

    /// The works that a description may mean, and whether it says *op. cit.*
    fn find(&self, own: &str, described: &Described) -> (Vec<&Work>, bool) {
        let op_cit = op_cit(own);
        let names = match op_cit {
            Some(at) => head(own.get(..at).unwrap_or(own)),
            None => described.names.clone(),
        };
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        for name in &names {
            candidates.extend(self.by_name.get(name).into_iter().flatten().rev().take(LOOKED_AT));
        }
        if op_cit.is_some() {
            let first = names.first();
            let is_of_first = |at: &usize| {
                first.is_some_and(|first| {
                    self.all[*at].described.names.iter().take(4).any(|name| name == first)
                })
            };
            let mut found: Vec<usize> = candidates.into_iter().filter(is_of_first).collect();
            // *Foucault, La volonté de savoir, op. cit.* says which of his.
            let common =
                |at: &usize| self.all[*at].described.words.intersection(&described.words).count();
            let most = found.iter().map(common).max().unwrap_or(0);
            found.retain(|at| common(at) == most);
            return (found.into_iter().map(|at| &self.all[at]).collect(), true);
        }
        let same_beginning = self.by_beginning.get(&beginning(&described.prefix));
        candidates.extend(same_beginning.into_iter().flatten().rev().take(LOOKED_AT));
        let mut best: Vec<(usize, usize)> = candidates
            .into_iter()
            .map(|at| (likeness(described, &self.all[at].described), at))
            .filter(|(score, _)| 0 < *score)
            .collect();
        let most = best.iter().map(|(score, _)| *score).max().unwrap_or(0);
        best.retain(|(score, _)| *score == most);
        // The very same description more than once is one work.
        if ALIKE <= most {
            best.truncate(1);
        }
        (best.into_iter().map(|(_, at)| &self.all[at]).collect(), false)
    }
}

/// The likeness of two descriptions that begin with the same words.
const ALIKE: usize = 400;

fn beginning(prefix: &str) -> String {
    prefix.chars().take(10).collect()
}

/// How well one description fits another, in hundredths; 0 when they are of two works.
fn likeness(one: &Described, other: &Described) -> usize {
    // The authors are the same, or one of the two names none.
    let shared_names = one.names.iter().any(|name| other.names.contains(name));
    let is_within = one.authors.is_subset(&other.authors) || other.authors.is_subset(&one.authors);
    let other_volume = one.volume.zip(other.volume).is_some_and(|(one, other)| one != other);
    let other_address =
        !one.address.is_empty() && !other.address.is_empty() && one.address != other.address;
    if !is_within || other_volume || other_address {
        return 0;
    }
    let years_differ = !one.years.is_empty()
        && !other.years.is_empty()
        && !one.years.iter().any(|year| other.years.contains(year));
    let common = one.words.intersection(&other.words).count();
    let (own, theirs) = (one.words.len().max(1), other.words.len().max(1));
    let is_prefix = 10 <= one.prefix.len()
        && (other.prefix.starts_with(&one.prefix) || one.prefix.starts_with(&other.prefix));
    if is_prefix && !years_differ {
        return ALIKE;
    }
    if one.words.is_empty() {
        // A surname alone.
        return if shared_names && one.years.is_empty() { 50 } else { 0 };
    }
    let (of_own, of_theirs) = (common * 100 / own, common * 100 / theirs);
    let fits = shared_names && (70 <= of_own || 80 <= of_theirs && 40 <= of_own && 3 <= common)
        || 90 <= of_own && 3 <= common && 60 <= of_theirs;
    match fits && !years_differ && 0 < common {
        true => 50 + of_own + of_theirs / 2,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use derek_study::Document;
    use derek_study::document::Pointing;

    type Tied = (String, Pointing, String, Vec<(u32, u32)>);

    /// Each work cited: its words, how it points, the beginning of its entry, its pages.
    fn tied(document: &Document) -> Vec<Tied> {
        let beginning = |at: &usize| document.paragraphs[*at].text.chars().take(8).collect();
        let tied = document.cited.iter().map(|one| {
            let words = document.paragraphs[one.paragraph].slice(one.range.clone());
            let entry = one.entries.first().map(beginning).unwrap_or_default();
            (words.to_owned(), one.kind, entry, one.pages.clone())
        });
        tied.collect()
    }

    type Expected<'a> = (&'a str, Pointing, &'a str, &'a [(u32, u32)]);

    fn check(text: &str, expected: &[Expected<'_>]) {
        let document = crate::propose("test.txt", text.to_owned());
        let expected: Vec<Tied> = expected
            .iter()
            .map(|(words, kind, entry, pages)| {
                ((*words).to_owned(), *kind, (*entry).to_owned(), pages.to_vec())
            })
            .collect();
        let found = tied(&document).into_iter().filter(|(_, kind, ..)| *kind != Pointing::Note);
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn numbers_and_their_pages() {
        let list = "References\n\n[1] A. One, 1990.\n[2] B. Two, 1991.\n[3] C. Three, 1992.\n";
        check(
            &format!("It was so [2, p. 12; 3]. It went on [1, 15–17]. Nobody knows [7].\n\n{list}"),
            &[
                ("2, p. 12", Pointing::Number, "[2] B. T", &[(12, 12)]),
                ("3", Pointing::Number, "[3] C. T", &[]),
                ("[1, 15–17]", Pointing::Number, "[1] A. O", &[(15, 17)]),
                ("[7]", Pointing::Number, "", &[]),
            ],
        );
    }

    #[test]
    fn authors_and_years() {
        let list = "Bibliography\n\nOlcott, Martha. The Kazakhs. Stanford, 1995.\n\nНурпеисов К. Алаш һәм Алашорда. Алматы, 1995.\n\nSmith, J. One. 1998a.\n\nSmith, J. Two. 1998b.\n";
        check(
            &format!(
                "So it was (Olcott 1995: 34–36), says К. Нурпеисов (1995, с. 12) [Nurpeisov 1995].\n\n{list}"
            ),
            &[
                ("(Olcott 1995: 34–36)", Pointing::AuthorYear, "Olcott, ", &[(34, 36)]),
                ("(1995, с. 12)", Pointing::AuthorYear, "Нурпеисо", &[(12, 12)]),
                ("[Nurpeisov 1995]", Pointing::AuthorYear, "Нурпеисо", &[]),
            ],
        );
    }

    #[test]
    fn notes_repeat_one_another() {
        check(
            "So it was[^1], it went on[^2], and on[^3], and ended[^4].\n\n[^1]: Аманжолова Д. А. Казахский автономизм и Россия. М., 1994. С. 20.\n[^2]: Там же. С. 25.\n[^3]: Olcott M. The Kazakhs. Stanford, 1995. P. 7.\n[^4]: Аманжолова Д. А. Указ. соч. С. 30–31; см. прим. 3.\n",
            &[
                (
                    "Аманжолова Д. А. Казахский автономизм и Россия. М., 1994. С. 20",
                    Pointing::Full,
                    "[^1]: Ам",
                    &[(20, 20)],
                ),
                ("Там же. С. 25", Pointing::Ibid, "[^1]: Ам", &[(25, 25)]),
                (
                    "Olcott M. The Kazakhs. Stanford, 1995. P. 7",
                    Pointing::Full,
                    "[^3]: Ol",
                    &[(7, 7)],
                ),
                ("Аманжолова Д. А. Указ. соч. С. 30–31", Pointing::Short, "[^1]: Ам", &[(30, 31)]),
                ("прим. 3", Pointing::Cross, "[^3]: Ol", &[]),
            ],
        );
    }

    #[test]
    fn a_note_of_two_works_makes_ibid_uncertain() {
        let document = crate::propose(
            "test.md",
            "So it was[^1], it went on[^2].\n\n[^1]: Olcott, *The Kazakhs* (Stanford, 1995), 12; Sabol, *Russian Colonization* (New York, 2003), 77.\n[^2]: Ibid., 78.\n".to_owned(),
        );
        let last = document.cited.last().map(|one| (one.kind, one.certain));
        assert_eq!(last, Some((Pointing::Ibid, false)));
    }
}
