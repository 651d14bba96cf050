//! Who says a quotation, and which mark gives its source.
//!
//! A speaker shows by a word of speech beside the quotation: *писал А. Букейханов:
//! «…»*, *“…,” said Smith*, *according to Smith*, *деп жазды Бөкейхан*. Where none
//! stands there, nobody is named: titles and single words in quotation marks have no
//! speaker.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{
    Cited, Kind, Language, Name, NameKind, Paragraph, Pointing, Quotation, Speaker,
};
use derek_text::{is_capitalised, surname, words};

/// Gives the quotations of a text their speakers and their citations.
pub(crate) fn attribute(paragraphs: &mut [Paragraph], cited: &[Cited]) {
    let mut last_person: Option<String> = None;
    let cast = Cast::of(paragraphs);
    let hero = hero(paragraphs);
    for at in 0..paragraphs.len() {
        let paragraph = &paragraphs[at];
        let speaks = matches!(
            paragraph.kind,
            Kind::Prose | Kind::Item | Kind::Apparatus | Kind::Cell { .. } | Kind::Caption
        );
        let mut found: Vec<(Option<Speaker>, Option<Range<usize>>)> = Vec::new();
        if speaks && !paragraph.quotations.is_empty() {
            let meant = hero.as_deref().or(last_person.as_deref());
            let scene = Scene::of(paragraph, &cast, meant, hero.as_deref());
            for number in 0..paragraph.quotations.len() {
                let citation = citation_of(paragraph, number);
                let told = scene.speaker(number);
                let goes_on = || {
                    (goes_on(paragraph, number) || scene.same_voice(number))
                        .then(|| found.last().and_then(|(one, _)| one.clone()))
                        .flatten()
                };
                let introduced = || {
                    let before = at.checked_sub(1).map(|before| &paragraphs[before])?;
                    scene.opens(number).then_some(())?;
                    Scene::of(before, &cast, meant, hero.as_deref()).introduces(&scene, number)
                };
                let speaker = told.or_else(goes_on).or_else(introduced).or_else(|| {
                    of_source(&scene, paragraphs, number, citation.as_ref(), (at, cited))
                });
                found.push((speaker, citation));
            }
        }
        if speaks
            && let Some(last) = Scene::of(paragraph, &cast, None, None)
                .person_until(paragraph.text.len(), Gender::Unknown)
        {
            last_person = Some(last);
        }
        for (quotation, (speaker, citation)) in paragraphs[at].quotations.iter_mut().zip(found) {
            (quotation.speaker, quotation.citation) = (speaker, citation);
        }
    }
}

/// The last word of a name.
fn surname_of(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

/// The person whom a text names far more often than any other; `None` when there is none.
fn hero(paragraphs: &[Paragraph]) -> Option<String> {
    let mut named: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for paragraph in paragraphs.iter().filter(|one| one.kind != Kind::Reference) {
        for name in paragraph.names.iter().filter(|name| name.kind == NameKind::Person) {
            let written = paragraph.slice(name.range.clone());
            let (count, form) = named.entry(surname(surname_of(written))).or_default();
            *count += 1;
            if !name.given.is_empty() && form.is_empty() {
                written.clone_into(form);
            }
        }
    }
    let mut counts: Vec<(usize, String)> = named.into_values().collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.0));
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    let (count, form) = counts.into_iter().next()?;
    (HERO <= count && second * 3 <= count && !form.is_empty()).then_some(form)
}

/// Mentions of the person whom a text is about, at least.
const HERO: usize = 6;

/// The first mark behind a quotation, before the next one and within its sentence.
fn citation_of(paragraph: &Paragraph, number: usize) -> Option<Range<usize>> {
    let quotation = &paragraph.quotations[number];
    let next =
        paragraph.quotations.get(number + 1).map_or(paragraph.text.len(), |next| next.range.start);
    let last = quotation.range.end.saturating_sub(1);
    let sentence = paragraph.sentences.iter().find(|one| one.start <= last && last < one.end);
    let end = sentence.map_or(paragraph.text.len(), |one| one.end);
    // A mark may stand behind the full stop, where the next sentence seems to begin.
    let reaches = |range: &Range<usize>| {
        range.start < end
            || paragraph.slice(end..range.start).trim().is_empty()
                && paragraph.slice(range.clone()).len() < 60
    };
    let marks = paragraph.citations.iter().map(|mark| &mark.range);
    marks
        .filter(|range| quotation.inner.end <= range.end && range.start < next && reaches(range))
        .min_by_key(|range| range.start)
        .cloned()
}

/// `«…», – писал он, – «…»`: a quotation parted by the words about its speaker, or
/// joined to the one before by *and*.
fn goes_on(paragraph: &Paragraph, number: usize) -> bool {
    let Some(before) = number.checked_sub(1).and_then(|before| paragraph.quotations.get(before))
    else {
        return false;
    };
    if before.speaker.is_none() && number == 0 {
        return false;
    }
    let between = paragraph.slice(before.range.end..paragraph.quotations[number].range.start);
    let between = between.trim().trim_matches([',', '.', '–', '—', '-', ';', '…', '[', ']', ' ']);
    let numbers = between.chars().all(|c| c.is_ascii_digit() || ",–- ".contains(c));
    // *… and noted that “…”*: the same subject.
    let tokens: Vec<String> = words(between).map(|range| between[range].to_lowercase()).collect();
    let is_joined = matches!(tokens.first().map(String::as_str), Some("and" | "и" | "және"))
        && tokens.len() <= 5
        && !words(between).any(|range| is_capitalised(&between[range]))
        && !tokens.iter().any(|token| PRONOUNS.contains(&token.as_str()));
    numbers
        || is_joined
        || matches!(
            between,
            "and"
                | "и"
                | "және"
                | "or"
                | "или"
                | "but"
                | "а"
                | "но"
                | "that"
                | "and that"
                | "и что"
        )
}

/// The author of the work that a quotation is cited from.
fn of_source(
    scene: &Scene<'_>,
    paragraphs: &[Paragraph],
    number: usize,
    citation: Option<&Range<usize>>,
    (at, cited): (usize, &[Cited]),
) -> Option<Speaker> {
    let paragraph = &paragraphs[at];
    let quotation = &paragraph.quotations[number];
    let citation = citation?;
    // Another speaks here, whoever that is.
    let context = scene.context_before(number, quotation);
    let tokens = scene.within(&context);
    if (0..tokens.len()).any(|at| scene.is_speech(tokens, at)) {
        return None;
    }
    let near = paragraph.slice(quotation.range.end..citation.start.max(quotation.range.end));
    let inner = paragraph.slice(quotation.inner.clone());
    if 3 < near.trim().len() || words(inner).count() < SENTENCE || is_title(inner) {
        return None;
    }
    let first = cited.partition_point(|one| one.paragraph < at);
    let tie = cited[first..]
        .iter()
        .take_while(|one| one.paragraph == at)
        .find(|one| citation.start <= one.range.start && one.range.end <= citation.end)?;
    // The note's own work, where the mark calls a note.
    let work = match (tie.kind, tie.entries.as_slice()) {
        (Pointing::Note, [note]) => {
            let mut of_note = cited.iter().filter(|one| one.paragraph == *note);
            of_note.next().filter(|_| of_note.next().is_none())?
        }
        _ => tie,
    };
    let named = |one: &Cited| {
        (!one.to.is_empty() && matches!(one.kind, Pointing::AuthorYear)).then(|| one.to.clone())
    };
    let name = named(work)?;
    Some(Speaker { name, range: None, certain: false })
}

/// Bytes before and behind a quotation in which its speaker is looked for: a sentence may
/// have no end.
const REACH: usize = 1_000;

/// Words of a quotation that is more than a term.
const SENTENCE: usize = 5;

/// Most of the longer words have a capital, as in a title.
fn is_title(inner: &str) -> bool {
    let long: Vec<&str> =
        words(inner).map(|range| &inner[range]).filter(|word| 4 <= word.chars().count()).collect();
    let capitals = long.iter().filter(|word| is_capitalised(word)).count();
    long.len() * 7 <= capitals * 10
}

/// Sentences back in which a pronoun's person is looked for.
const BACK: usize = 12;

/// Bytes of the words just before a quotation.
const WORD: usize = 160;

/// Words of a speaker's title, before his name.
const TITLE_LONG: usize = 9;

/// Words of a clause in which *that* still governs what is quoted.
const FAR: usize = 30;

/// Words about the speaker that may stand inside quotation marks.
const ASIDE: usize = 14;

/// Bytes between two quotations of one voice.
const VOICE: usize = 250;

/// What a word tells of the gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    He,
    She,
    Unknown,
}

impl Gender {
    fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// The people of a whole text.
#[derive(Debug, Default)]
struct Cast {
    /// Surnames of those who are named in full somewhere.
    surnames: BTreeSet<String>,
}

impl Cast {
    fn of(paragraphs: &[Paragraph]) -> Cast {
        let mut surnames = BTreeSet::new();
        for paragraph in paragraphs.iter().filter(|one| one.kind != Kind::Reference) {
            for name in &paragraph.names {
                let written = paragraph.slice(name.range.clone());
                let is_full = name.kind == NameKind::Person && !name.given.is_empty()
                    || name.kind == NameKind::Other && is_full_name(written);
                if is_full {
                    surnames.insert(surname(surname_of(written)));
                }
            }
        }
        Cast { surnames }
    }
}

/// Whether unknown words with capitals look like a given name and a surname.
fn is_full_name(written: &str) -> bool {
    let parts: Vec<&str> = written.split_whitespace().collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| {
            is_capitalised(part)
                && part.chars().all(|c| c.is_alphabetic() || c == '-' || c == '.')
                && 2 <= part.chars().count()
                && part.chars().skip(1).any(char::is_lowercase)
                && !NO_PERSON.contains(&part.to_lowercase().as_str())
        })
}

/// Words of the names of bodies, places, works and events.
const NO_PERSON: &[&str] = &[
    "act", "academy", "assistant", "captain", "chief", "commander", "communications", "crown",
    "director", "firing", "fort", "officer", "operations", "order", "range", "africa", "america",
    "american", "army", "asia", "association", "bank", "battle", "bay", "board", "british",
    "bureau", "castle", "center", "central", "centre", "chamber", "church", "city", "club",
    "college", "commission", "committee", "communist", "company", "conference", "congress",
    "corps", "council", "county", "court", "department", "district", "division", "east", "eastern",
    "empire", "federal", "fleet", "force", "foundation", "france", "french", "german",
    "government", "great", "group", "guard", "hall", "high", "hill", "hospital", "hotel", "house",
    "indian", "institute", "island", "islands", "journal", "lake", "law", "league", "library",
    "london", "ministry", "mount", "mountain", "movement", "museum", "national", "navy", "new",
    "north", "northern", "office", "palace", "park", "parliament", "party", "post", "press",
    "prize", "province", "railway", "red", "republic", "review", "river", "road", "royal",
    "russian", "saint", "school", "sea", "secretary", "senate", "service", "society", "south",
    "southern", "soviet", "square", "state", "states", "station", "street", "studies", "study",
    "supreme", "times", "tower", "town", "treaty", "union", "united", "university", "valley",
    "war", "west", "western", "world", "york", "армия", "академия", "банк", "верховный", "великая",
    "война", "восточная", "государственная", "дума", "западная", "институт", "комитет", "красная",
    "министерство", "москва", "новая", "новый", "общество", "партия", "район", "республика",
    "россия", "российская", "северная", "совет", "советский", "советская", "союз", "университет",
    "федерация", "центр", "южная",
];

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "professor", "president", "general", "gen", "colonel", "col",
    "captain", "capt", "sir", "rev", "secretary", "director", "minister", "judge", "senator",
    "президент", "министр", "генерал", "профессор", "директор", "ұлы",
];

/// Verbs without a subject: a document speaks.
const IMPERSONAL: &[&str] = &[
    "говорилось", "говорится", "сказано", "указывалось", "указано", "отмечалось", "отмечается",
    "отмечено", "подчёркивалось", "подчеркивалось", "подчёркивается", "значилось", "значится",
    "утверждалось", "утверждается", "констатировалось", "констатируется", "предписывалось",
    "сообщалось", "сообщается", "записано", "написано", "выражалась", "выражалось", "гласил",
    "гласила", "гласило", "гласит", "read", "reads", "ran", "stated", "states", "said", "says",
    "declared", "declares", "proclaimed", "decreed", "делінген", "делінді", "айтылған", "айтылды",
    "жазылған", "жазылды", "көрсетілген", "көрсетілді",
];

/// Beginnings of Russian and Kazakh nouns for a document, in the singular.
const DOCUMENTS: &[&str] = &[
    "телеграмме", "докладе", "доклад", "резолюции", "резолюция", "постановлении", "постановление",
    "приказе", "приказ", "декрете", "декрет", "указе", "указ", "заявлении", "письме", "сообщении",
    "статье", "статья", "программе", "программа", "манифесте", "манифест", "воззвании",
    "воззвание", "обращении", "протоколе", "донесении", "рапорте", "отчёте", "отчете", "справке",
    "записке", "договоре", "договор", "законе", "закон", "листовке", "листовка", "конституции",
    "конституция", "циркуляре", "циркуляр", "прокламации", "ноте", "петиции", "уставе", "надпись",
    "приговоре", "решении", "декларации", "декларация", "инструкции", "меморандуме", "қаулы",
    "жарлық", "жеделхат", "хатта", "хатында", "баяндама", "мақала", "мәлімдеме", "бұйрық", "қарар",
    "өтініште", "үндеу", "бағдарлама", "есебінде", "есепте", "шешімінде",
];

const ENGLISH_DOCUMENTS: &[&str] = &[
    "resolution", "decree", "report", "charter", "statement", "telegram", "letter", "order",
    "treaty", "law", "constitution", "article", "manifesto", "declaration", "petition",
    "inscription", "communiqué", "protocol", "proclamation", "memorandum", "editorial", "bulletin",
    "leaflet", "ordinance", "statute", "preamble", "edict", "note", "circular", "dispatch", "will",
];

/// A word of a paragraph.
#[derive(Debug)]
struct Token {
    range: Range<usize>,
    lower: String,
}

/// A paragraph as speakers are looked for in it.
struct Scene<'p> {
    paragraph: &'p Paragraph,
    cast: &'p Cast,
    tokens: Vec<Token>,
    /// Whom a pronoun means that follows no name.
    before: Option<&'p str>,
    /// Whom the whole text is about.
    hero: Option<&'p str>,
}

impl<'p> Scene<'p> {
    fn of(
        paragraph: &'p Paragraph,
        cast: &'p Cast,
        before: Option<&'p str>,
        hero: Option<&'p str>,
    ) -> Scene<'p> {
        let token = |range: Range<usize>| Token {
            lower: paragraph.slice(range.clone()).to_lowercase(),
            range,
        };
        let tokens = words(&paragraph.text).map(token).collect();
        Scene { paragraph, cast, tokens, before, hero }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.paragraph.slice(range)
    }

    /// The tokens that lie in a range.
    fn within(&self, range: &Range<usize>) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.range.start < range.start);
        let until = self.tokens.partition_point(|token| token.range.end <= range.end);
        &self.tokens[from..until.max(from)]
    }

    fn speaker(&self, number: usize) -> Option<Speaker> {
        let quotation = &self.paragraph.quotations[number];
        let inner = self.slice(quotation.inner.clone());
        let length = words(inner).count();
        let near = quotation.range.start.saturating_sub(WORD);
        let near = (near..=quotation.range.start)
            .find(|at| self.paragraph.text.is_char_boundary(*at))
            .unwrap_or(quotation.range.start);
        if length == 0 || is_named_thing(self.slice(near..quotation.range.start)) {
            return None;
        }
        self.within_quotation(quotation)
            .or_else(|| self.after(number, quotation))
            .or_else(|| {
                let context = self.context_before(number, quotation);
                self.leading(&context, inner, length)
            })
            .or_else(|| self.signed(quotation, length))
            .or_else(|| self.reported(number, quotation, inner, length))
    }

    /// What stands before a quotation, from the beginning of its sentence or the end of
    /// the quotation before.
    fn context_before(&self, number: usize, quotation: &Quotation) -> Range<usize> {
        let sentence =
            self.paragraph.sentences.iter().rfind(|one| one.start <= quotation.range.start);
        let start = sentence.map_or(0, |one| one.start);
        let before = number.checked_sub(1).and_then(|before| self.paragraph.quotations.get(before));
        let after_last = before.map_or(0, |before| before.range.end);
        // A title in quotation marks stands inside the words about the speaker.
        let start = match after_last {
            last if start < last
                && before.is_some_and(|one| 4 < words(self.slice(one.inner.clone())).count()) =>
            {
                last
            }
            _ => start,
        };
        let start = start.max(quotation.range.start.saturating_sub(REACH));
        let start =
            (start..=quotation.range.start).find(|at| self.paragraph.text.is_char_boundary(*at));
        start.unwrap_or(quotation.range.start)..quotation.range.start
    }

    /// *Lenin wrote: “…”*, *according to Lenin, “…”*, *как писал Ленин, «…»*.
    fn leading(&self, context: &Range<usize>, inner: &str, length: usize) -> Option<Speaker> {
        let tokens = self.within(context);
        let ending = self.slice(context.clone()).trim_end();
        let is_colon = ending.ends_with(':');
        let last = tokens.last();
        let reach = match is_colon || ending.ends_with(',') {
            true => 16,
            false => 7,
        };
        // *according to Smith*, *по словам Ленина*
        if let Some(told) = self.by_phrase(tokens) {
            return told;
        }
        if let Some(speaker) = self.owner(tokens) {
            return Some(speaker);
        }
        if let Some(speaker) = self.document(tokens, is_colon) {
            return Some(speaker);
        }
        let from = tokens.len().saturating_sub(reach);
        let verb = (from..tokens.len()).rev().find(|at| self.is_speech(tokens, *at));
        // *X argues, however far, that … “…”*: what follows *that* is all his.
        let verb = verb.or_else(|| {
            let from = tokens.len().saturating_sub(FAR);
            (from..tokens.len().saturating_sub(1)).rev().find(|at| {
                let rest = self.slice(tokens[at + 1].range.end..context.end);
                self.is_speech(tokens, *at)
                    && matches!(tokens[at + 1].lower.as_str(), "that" | "что")
                    && SENTENCE <= length
                    && !rest.contains(['.', ']', ';'])
            })
        });
        let Some(verb) = verb else {
            // `Lenin: “…”`
            let name = self.names_in(context).last().map(|name| name.range.clone());
            let is_alone = |name: &Range<usize>| {
                is_colon
                    && self.within(&(context.start..name.start)).len() <= 1
                    && self.slice(name.end..context.end).trim() == ":"
                    && !self.is_governed(name)
            };
            let alone = name.filter(is_alone).map(|range| self.named(range));
            return alone.or_else(|| {
                let is_speech = SENTENCE <= length
                    && !inner.starts_with(char::is_lowercase)
                    && !is_title(inner);
                (is_colon && is_speech).then(|| self.only_person(context)).flatten()
            });
        };
        // Words that come to be spoken: a title of two words after *wrote* is a title.
        let direct = is_colon
            || ending.ends_with(',')
            || last.is_some_and(|last| JOINS.contains(&last.lower.as_str()))
            || verb + 1 == tokens.len();
        if !is_colon
            && (length < 3 && !NAMES_IT.iter().any(|one| tokens[verb].lower.starts_with(one))
                || is_title(inner)
                    && length < 9
                    && !NAMES_IT.iter().any(|one| tokens[verb].lower.starts_with(one)))
        {
            return None;
        }
        let joined =
            tokens.get(verb + 1).is_some_and(|next| matches!(next.lower.as_str(), "that" | "что"));
        let near = tokens.len() - verb <= 8;
        if !(direct || near || joined) {
            return None;
        }
        self.subject(tokens, verb, context)
    }

    /// *“…,” said Lenin*, *«…», – писал Ленин*, *«…» деп жазды Бөкейхан*.
    fn after(&self, number: usize, quotation: &Quotation) -> Option<Speaker> {
        let next = self
            .paragraph
            .quotations
            .get(number + 1)
            .map_or(self.paragraph.text.len(), |next| next.range.start);
        let far = next.min(quotation.range.end + REACH);
        let next =
            (far..=next).find(|at| self.paragraph.text.is_char_boundary(*at)).unwrap_or(next);
        let start = self.behind_marks(quotation.range.end).min(next);
        let rest = self.slice(start..next);
        let stop = rest.char_indices().find(|(at, c)| match c {
            '.' => !self.is_after_initial(start + at),
            ';' | ':' | '!' | '?' => true,
            _ => false,
        });
        let end = start + stop.map_or(rest.len(), |(at, _)| at);
        let context = start..end;
        let tokens = self.within(&context);
        let tokens = &tokens[..tokens.len().min(14)];
        let first = tokens.first()?;
        let gap = self.slice(start..first.range.start);
        // «…» (У. Черчилль)
        if gap.trim() == "(" {
            let name = self.names_in(&context).find(|name| {
                name.range.start == first.range.start
                    && (name.kind == NameKind::Person
                        || 1 < words(self.slice(name.range.clone())).count())
            });
            let closed = name.filter(|name| {
                self.slice(name.range.end..self.paragraph.text.len()).starts_with([')', ','])
            });
            if let Some(name) = closed {
                return Some(self.named(name.range.clone()));
            }
        }
        // «…», по оценке Ленина; “…,” according to Smith
        if gap.len() < 8
            && let Some(phrase) = self.by_phrase(&tokens[..tokens.len().min(6)])
            && matches!(first.lower.as_str(), "по" | "according" | "in" | "согласно" | "со")
        {
            return phrase;
        }
        let inner = self.slice(quotation.inner.clone()).trim_end();
        // *“…,” while Cromwell described*: another clause.
        if matches!(
            first.lower.as_str(),
            "while"
                | "and"
                | "but"
                | "or"
                | "who"
                | "which"
                | "when"
                | "where"
                | "although"
                | "и"
                | "а"
                | "но"
                | "или"
                | "когда"
                | "который"
                | "которая"
                | "хотя"
                | "чтобы"
        ) {
            return None;
        }
        let is_kazakh = self.paragraph.language == Language::Kazakh;
        let speaks = is_kazakh && KAZAKH_SPEECH.iter().any(|verb| first.lower.starts_with(verb));
        let kazakh = speaks
            || matches!(
                first.lower.as_str(),
                "деп" | "деді" | "дейді" | "деген" | "дегенді" | "дескен"
            );
        if kazakh {
            return self.kazakh(number, quotation, tokens, &context);
        }
        let leads = gap.contains([',', '–', '—'])
            || gap.contains(" - ")
            || inner.ends_with([',', '?', '!']);
        if !leads {
            return None;
        }
        let verb = (0..tokens.len().min(7)).find(|at| self.is_speech(tokens, *at));
        // *«…», – процедил Черчилль*: behind a dash any verb may be one of speech.
        let is_dashed = gap.contains(['–', '—']) || gap.contains(" - ");
        let verb = verb.or_else(|| {
            (0..tokens.len().min(4)).find(|at| {
                let next = tokens.get(at + 1).map(|next| next.range.start);
                let is_followed =
                    self.names_in(&(tokens[*at].range.end..context.end)).any(|name| {
                        Some(name.range.start) == next
                            || self.within(&(tokens[*at].range.end..name.range.start)).len() <= 3
                    });
                is_dashed && is_followed && is_past(&tokens[*at].lower)
            })
        })?;
        // *“…”, saying that Austerlitz …*: what follows is no subject.
        if tokens[verb].lower.ends_with("ing")
            || tokens
                .get(verb + 1)
                .is_some_and(|next| matches!(next.lower.as_str(), "that" | "что"))
        {
            return None;
        }
        // The clause goes on with something else: *“…”, which he called …*
        let between = &tokens[..verb];
        if between.iter().any(|token| {
            matches!(
                token.lower.as_str(),
                "which"
                    | "that"
                    | "что"
                    | "who"
                    | "but"
                    | "но"
                    | "когда"
                    | "чтобы"
                    | "который"
                    | "которые"
                    | "которая"
                    | "которую"
            )
        }) {
            return None;
        }
        let own = context.start..tokens.last().map_or(context.end, |last| last.range.end);
        self.subject_after(tokens, verb, &own)
    }

    /// Where the text goes on behind the marks of citations: `»[8], – писал он`.
    fn behind_marks(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(rest) = self.slice(at..self.paragraph.text.len()).strip_prefix('[') {
            match rest.find(']') {
                Some(end) if end < 24 => at += end + 2,
                _ => break,
            }
        }
        at
    }

    fn is_after_initial(&self, byte: usize) -> bool {
        let at = self.tokens.partition_point(|token| token.range.end < byte);
        let last = self.tokens.get(at).filter(|token| token.range.end == byte);
        last.is_some_and(|token| {
            let word = self.slice(token.range.clone());
            word.chars().count() <= 2 && is_capitalised(word)
        })
    }

    /// *Ә. Бөкейхан: «…» деп жазды*, *«…» деп жазды Бөкейхан*.
    fn kazakh(
        &self,
        number: usize,
        quotation: &Quotation,
        tokens: &[Token],
        context: &Range<usize>,
    ) -> Option<Speaker> {
        let speaks = tokens
            .iter()
            .take(4)
            .position(|token| KAZAKH_SPEECH.iter().any(|verb| token.lower.starts_with(verb)));
        let first = tokens.first()?;
        // «Алаш» деген партия: a name.
        let verb = match speaks {
            Some(verb) => verb,
            None if matches!(first.lower.as_str(), "деді" | "дейді" | "дескен" | "десе") => {
                0
            }
            // «…», – деп сұхбат беріпті Назарбаев: any verb whose subject follows it.
            None if first.lower == "деп" => self.finite_in_kazakh(tokens, context)?,
            None => return None,
        };
        let after = tokens[verb].range.end..context.end;
        let name = self.names_in(&after).next().map(|name| name.range.clone());
        let close = name.filter(|name| self.within(&(after.start..name.start)).len() <= 3);
        let before = self.context_before(number, quotation);
        let ahead = self
            .names_in(&before)
            .find(|name| !self.is_oblique(&name.range))
            .or_else(|| self.names_in(&before).next());
        match (ahead, close) {
            (Some(name), _) => Some(self.named(name.range.clone())),
            (None, Some(name)) => Some(self.named(name)),
            (None, None) => {
                let pronoun = self
                    .within(&before)
                    .iter()
                    .find(|token| matches!(token.lower.as_str(), "ол" | "олар"))?;
                self.pronoun(pronoun.range.clone())
            }
        }
    }

    /// A Kazakh name that another word governs.
    fn is_oblique(&self, range: &Range<usize>) -> bool {
        let name = self.slice(range.clone()).to_lowercase();
        ["ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "ны", "ні", "нда", "нде"]
            .iter()
            .any(|ending| name.ends_with(ending))
    }

    /// The names that lie in a range, with what belongs to them.
    fn names_in(&self, range: &Range<usize>) -> impl DoubleEndedIterator<Item = &Name> {
        let names = &self.paragraph.names;
        let from = names.partition_point(|name| name.range.start < range.start);
        let until = names.partition_point(|name| name.range.end <= range.end);
        names[from..until.max(from)]
            .iter()
            .filter(|name| !self.paragraph.is_quoted(name.range.start))
    }

    /// The speaker whom a range names, with the rest of a name that was found in parts.
    fn named(&self, range: Range<usize>) -> Speaker {
        let range = self.whole_name(range);
        let words = self.slice(range.clone());
        let bare = words.strip_suffix("’s").or_else(|| words.strip_suffix("'s")).unwrap_or(words);
        let range = range.start..range.start + bare.len();
        Speaker { name: bare.to_owned(), range: Some(range), certain: true }
    }

    /// *Dr* ~ *Joan Brehm*, *Phillip* ~ *A. Griffiths*, *пресс-службы престола кардинал* ~
    /// *Федерико Ломбарди*: names that touch are one, or the first is the other's title.
    fn whole_name(&self, range: Range<usize>) -> Range<usize> {
        let names = &self.paragraph.names;
        let at = names.partition_point(|name| name.range.end <= range.start);
        let Some(first) = names.get(at).filter(|name| name.range == range) else { return range };
        let Some(next) = names.get(at + 1).filter(|name| name.kind == NameKind::Person) else {
            return range;
        };
        let gap = self.slice(range.end..next.range.start);
        let own = self.slice(range.clone());
        let is_title = TITLES.contains(&own.to_lowercase().as_str());
        match gap {
            " " | ". " if is_title => next.range.clone(),
            " " if first.kind == NameKind::Person => range,
            " " if is_capitalised(own) && !own.contains(' ') => range.start..next.range.end,
            " " => next.range.clone(),
            _ => range,
        }
    }

    /// Whether a name is that of a person, as far as its form and the whole text tell.
    fn is_person(&self, name: &Name) -> bool {
        let written = self.slice(name.range.clone());
        match name.kind {
            NameKind::Person => !TITLES.contains(&written.to_lowercase().as_str()),
            NameKind::Other => {
                !NO_PERSON.contains(&written.to_lowercase().as_str())
                    && (self.cast.surnames.contains(&surname(surname_of(written)))
                        || is_full_name(written))
            }
            NameKind::Body | NameKind::Place => false,
        }
    }

    /// The person whom a reader has in mind at a byte: the subject of the nearest sentence
    /// before it that names one, or the last whom that sentence names.
    fn person_until(&self, byte: usize, gender: Gender) -> Option<String> {
        let sentences = &self.paragraph.sentences;
        let last = sentences.partition_point(|one| one.start < byte);
        for sentence in sentences[..last].iter().rev().take(BACK) {
            let range = sentence.start..sentence.end.min(byte);
            let fits = |name: &&Name| self.is_person(name) && gender.fits(self.gender(&name.range));
            let subject = self.names_in(&range).filter(fits).find(|name| {
                !self.is_governed(&name.range) && !self.is_oblique_in_russian(&name.range, "")
            });
            let subject = subject.or_else(|| self.names_in(&range).rfind(fits));
            if let Some(name) = subject {
                return Some(self.named(name.range.clone()).name);
            }
        }
        None
    }

    /// What the words of a name tell of the gender of its bearer.
    fn gender(&self, range: &Range<usize>) -> Gender {
        let name = self.slice(range.clone());
        let at = self.tokens.partition_point(|token| token.range.end <= range.start);
        let title = at.checked_sub(1).map(|at| self.tokens[at].lower.clone()).unwrap_or_default();
        let first = words(name).next().map(|one| name[one].to_lowercase()).unwrap_or_default();
        let is = |list: &[&str]| list.contains(&title.as_str()) || list.contains(&first.as_str());
        if is(&["mrs", "miss", "ms", "lady", "queen", "princess", "empress", "королева"]) {
            return Gender::She;
        }
        if is(&["mr", "sir", "lord", "king", "prince", "emperor", "father", "король", "царь"])
        {
            return Gender::He;
        }
        let last = surname_of(name).to_lowercase();
        let ends = |list: &[&str]| list.iter().any(|ending| last.ends_with(ending));
        if ends(&["ова", "ева", "ёва", "ина", "ская", "цкая", "овна", "евна"])
        {
            // *слова Иванова* is in the genitive.
            return if 1 < words(name).count() { Gender::Unknown } else { Gender::She };
        }
        if ends(&["ов", "ев", "ёв", "ин", "ский", "цкий", "ович", "евич"]) {
            return Gender::He;
        }
        Gender::Unknown
    }

    /// The person a pronoun stands for: the subject before it.
    fn pronoun(&self, range: Range<usize>) -> Option<Speaker> {
        let word = self.slice(range.clone());
        // The narrator has no other name.
        if word == "I" {
            return Some(Speaker { name: "I".to_owned(), range: Some(range), certain: false });
        }
        let gender = match word.to_lowercase().as_str() {
            "they" | "их" | "они" | "олар" | "their" => return None,
            "she" | "her" | "она" | "её" | "ее" => Gender::She,
            "he" | "his" | "он" | "его" => Gender::He,
            _ => Gender::Unknown,
        };
        // A text about one person means this person, once named in the paragraph.
        let hero = self.hero.filter(|hero| self.slice(0..range.start).contains(surname_of(hero)));
        let name = hero.map(ToOwned::to_owned);
        let name = name.or_else(|| self.person_until(range.start, gender));
        let name = name.or_else(|| self.before.map(ToOwned::to_owned))?;
        Some(Speaker { name, range: Some(range), certain: false })
    }

    /// `«Пятьсот дней, – сказал Трамп, – это рекорд»`: who speaks is told inside the marks.
    fn within_quotation(&self, quotation: &Quotation) -> Option<Speaker> {
        let inner = self.slice(quotation.inner.clone());
        let tokens = self.within(&quotation.inner);
        for (at, c) in inner.char_indices() {
            if !matches!(c, '–' | '—' | '-') {
                continue;
            }
            let before = inner[..at].trim_end();
            let behind = &inner[at + c.len_utf8()..];
            if !(before.ends_with([',', '!', '?', '…']) && behind.starts_with([' ', '\u{a0}'])) {
                continue;
            }
            let from = quotation.inner.start + at;
            let first = tokens.partition_point(|token| token.range.start < from);
            let aside = tokens.get(first..tokens.len().min(first + ASIDE))?;
            // The words about the speaker end with a dash too.
            let close = behind.char_indices().find(|(at, c)| {
                matches!(c, '–' | '—' | '-') && behind[..*at].ends_with([' ', '\u{a0}'])
            });
            let (close, _) = close?;
            let close = from + c.len_utf8() + close;
            let Some(verb) = (0..aside.len().min(2)).find(|at| self.is_speech(aside, *at)) else {
                continue;
            };
            let end = aside.last()?.range.end.min(close);
            let behind = aside[verb].range.end..end.max(aside[verb].range.end);
            let comma =
                self.slice(behind.clone()).find(',').map_or(behind.end, |at| behind.start + at);
            let mut names = self
                .paragraph
                .names
                .iter()
                .filter(|name| behind.start <= name.range.start && name.range.end <= comma);
            let person = names.clone().find(|name| self.is_person(name));
            if let Some(name) = person.or_else(|| names.next()) {
                return Some(self.named(name.range.clone()));
            }
            let he =
                self.within(&behind).iter().find(|token| PRONOUNS.contains(&token.lower.as_str()));
            return he.and_then(|token| self.pronoun(token.range.clone()));
        }
        None
    }

    /// *Кейнс считал, что ему видно всё. «Падение курсов идёт за падением веры».*: a sentence in
    /// quotation marks behind one that reports what somebody said.
    fn reported(
        &self,
        number: usize,
        quotation: &Quotation,
        inner: &str,
        length: usize,
    ) -> Option<Speaker> {
        let sentences = &self.paragraph.sentences;
        let own = sentences.iter().rposition(|one| one.start <= quotation.range.start)?;
        let lead = self.slice(sentences[own].start..quotation.range.start);
        let rest = self.slice(self.behind_marks(quotation.range.end)..self.paragraph.text.len());
        let ends = rest.trim_start();
        let alone = !lead.contains(char::is_alphanumeric)
            && (ends.is_empty()
                || ends.starts_with('.')
                || inner.ends_with(['.', '!', '?']) && ends.starts_with(char::is_uppercase));
        if !alone
            || length <= SENTENCE
            || !inner.starts_with(|c: char| c.is_uppercase() || c == '…')
        {
            return None;
        }
        let before = sentences[own.checked_sub(1)?].clone();
        let clear = number
            .checked_sub(1)
            .is_none_or(|at| self.paragraph.quotations[at].range.end <= before.start);
        let start = before.start.max(before.end.saturating_sub(REACH));
        let start = (start..before.end).find(|at| self.paragraph.text.is_char_boundary(*at))?;
        let context = start..before.end;
        let tokens = self.within(&context);
        let verb = (0..tokens.len().saturating_sub(1)).find(|at| {
            self.is_speech(tokens, *at) && matches!(tokens[at + 1].lower.as_str(), "that" | "что")
        })?;
        let speaker = self.subject(tokens, verb, &context).filter(|_| clear)?;
        Some(Speaker { certain: false, ..speaker })
    }

    /// Whether a quotation opens its paragraph.
    fn opens(&self, number: usize) -> bool {
        let start = self.paragraph.quotations[number].range.start;
        number == 0 && !self.slice(0..start).contains(char::is_alphanumeric)
    }

    /// *Lenin wrote:* at the end of this paragraph, whose words are the next one's
    /// quotation.
    fn introduces(&self, next: &Scene<'_>, number: usize) -> Option<Speaker> {
        let paragraph = self.paragraph;
        let text = paragraph.text.trim_end();
        let speaks = matches!(paragraph.kind, Kind::Prose | Kind::Item);
        let length = text.len();
        if !speaks || !text.ends_with(':') || paragraph.is_quoted(length - 1) {
            return None;
        }
        let sentence = paragraph.sentences.iter().rfind(|one| one.start < length)?;
        let start = sentence.start.max(length.saturating_sub(REACH));
        let start = (start..=length).find(|at| text.is_char_boundary(*at))?;
        let inner = next.slice(next.paragraph.quotations[number].inner.clone());
        let mut speaker = self.leading(&(start..length), inner, words(inner).count())?;
        speaker.range = None;
        Some(speaker)
    }

    /// `“A,” said X. “B.”`: a sentence in quotation marks right behind the words about who
    /// said the one before.
    fn same_voice(&self, number: usize) -> bool {
        let quotation = &self.paragraph.quotations[number];
        let Some(before) = number.checked_sub(1).map(|at| &self.paragraph.quotations[at]) else {
            return false;
        };
        let between = self.slice(before.range.end..quotation.range.start);
        let trimmed = between.trim_end();
        let inner = self.slice(quotation.inner.clone());
        let rest = self.slice(quotation.range.end..self.paragraph.text.len()).trim_start();
        let is_sentence = inner.trim_end().ends_with(['.', '!', '?', '…', ','])
            || rest.is_empty()
            || rest.starts_with(['.', '!', '?', '[', '(']);
        let starts = trimmed.ends_with(['.', '!', '?', ':'])
            || trimmed.ends_with(']') && between.contains('.')
            || trimmed.is_empty() && self.slice(before.inner.clone()).ends_with(['.', '!', '?']);
        // *И далее:* and nobody else.
        let own = trimmed.trim_end_matches(':').rsplit(". ").next().unwrap_or_default();
        let leads = trimmed.ends_with(':').then(|| {
            let end = before.range.end + trimmed.len();
            self.within(&(end - own.len() - 1..end))
        });
        let is_other = leads.is_some_and(|tokens| {
            6 < tokens.len()
                || (0..tokens.len()).any(|at| {
                    self.is_speech(tokens, at)
                        || PRONOUNS.contains(&tokens[at].lower.as_str())
                        || self.names_in(&tokens[at].range).next().is_some()
                })
        });
        between.len() < VOICE
            && !is_other
            && starts
            && is_sentence
            && SENTENCE <= words(inner).count()
            && !inner.starts_with(char::is_lowercase)
            && !is_title(inner)
            && trimmed.matches(". ").count() <= 3
    }

    /// The only person of a context, who is its subject: *Опровергал это и Усманов: «…»*.
    fn only_person(&self, context: &Range<usize>) -> Option<Speaker> {
        let is_cyrillic = self.slice(context.clone()).chars().any(|c| ('а'..='я').contains(&c));
        let is_kazakh = self.paragraph.language == Language::Kazakh;
        if !is_cyrillic || is_kazakh {
            return None;
        }
        let mut people = self.names_in(context).filter(|name| {
            self.is_person(name)
                && !self.is_governed(&name.range)
                && !self.is_oblique_in_russian(&name.range, "л")
        });
        let range = people.next()?.range.clone();
        if people.next().is_some() {
            return None;
        }
        Some(Speaker { certain: false, ..self.named(range) })
    }

    /// *В резолюции съезда говорилось: «…»*, *the decree said: “…”*, *қаулыда делінген*:
    /// a document speaks.
    fn document(&self, tokens: &[Token], is_colon: bool) -> Option<Speaker> {
        let last = tokens.last()?;
        let from = tokens.len().saturating_sub(14);
        let verb = (from..tokens.len())
            .rev()
            .find(|at| IMPERSONAL.contains(&tokens[*at].lower.as_str()))?;
        if !is_colon && 3 < tokens.len() - verb {
            return None;
        }
        let is_english = tokens[verb].lower.is_ascii();
        let noun = (from..verb).rev().find(|at| {
            let lower = tokens[*at].lower.as_str();
            match is_english {
                true => ENGLISH_DOCUMENTS.contains(&lower) && verb - at <= 3,
                false => DOCUMENTS.iter().any(|one| lower.starts_with(one)),
            }
        });
        let noun = match noun {
            Some(noun) => noun,
            // *говорилось в телеграмме*
            None if !is_english => (verb + 1..tokens.len())
                .find(|at| DOCUMENTS.iter().any(|one| tokens[*at].lower.starts_with(one)))?,
            None => return None,
        };
        let end = if noun < verb { tokens[verb].range.start } else { last.range.end };
        let phrase = tokens[noun].range.start..end;
        let author = self.names_in(&phrase).find(|name| self.is_person(name));
        if let Some(author) = author {
            return Some(Speaker { certain: false, ..self.named(author.range.clone()) });
        }
        let body = self.names_in(&phrase).last().map(|name| name.range.end);
        let end = body.unwrap_or(tokens[noun].range.end);
        let range = phrase.start..end;
        Some(Speaker {
            name: self.slice(range.clone()).to_owned(),
            range: Some(range),
            certain: false,
        })
    }

    /// The verb behind *деп* whose subject, a person, follows it.
    fn finite_in_kazakh(&self, tokens: &[Token], context: &Range<usize>) -> Option<usize> {
        const ENDINGS: &[&str] = &[
            "ды", "ді", "ты", "ті", "пты", "пті", "ған", "ген", "қан", "кен", "ады", "еді", "йды",
        ];
        (1..tokens.len().min(4)).find(|at| {
            let is_verb = ENDINGS.iter().any(|ending| tokens[*at].lower.ends_with(ending));
            let next = tokens.get(at + 1).map(|next| next.range.start);
            is_verb
                && self
                    .names_in(&(tokens[*at].range.end..context.end))
                    .any(|name| Some(name.range.start) == next && self.is_person(name))
        })
    }

    /// *according to X*, *in X's words*, *по словам X*, *X-тің айтуынша*.
    fn by_phrase(&self, tokens: &[Token]) -> Option<Option<Speaker>> {
        let lower = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
        let from = tokens.len().saturating_sub(16);
        for at in (from..tokens.len()).rev() {
            let (one, two, three) = (lower(at), lower(at + 1), lower(at + 2));
            let length = match (one, two, three) {
                ("according", "to", _) => 2,
                ("in", "the", "words") | ("in", "the", "opinion") | ("in", "the", "view") => 4,
                ("по", opinion, _) if OPINIONS.contains(&opinion) => 2,
                ("словам", ..) if at.checked_sub(1).is_some_and(|at| HIS.contains(&lower(at))) => {
                    0
                }
                ("согласно", _, _) => 1,
                ("со", "слов", _) => 2,
                (
                    "слова"
                    | "словам"
                    | "словами"
                    | "высказывание"
                    | "изречение"
                    | "фраза"
                    | "фразу"
                    | "заявление"
                    | "афоризм"
                    | "афоризме"
                    | "приказ"
                    | "обращение"
                    | "реплика"
                    | "признание"
                    | "замечание"
                    | "кредо"
                    | "девиз"
                    | "ответ",
                    _,
                    _,
                ) => 1,
                _ => 0,
            };
            // *по его словам*: whom the pronoun means.
            let said = one == "по" && OPINIONS.contains(&three)
                || one == "с" && three == "слов"
                || one == "in" && matches!(three, "words" | "opinion" | "view");
            if said && matches!(two, "его" | "её" | "ее" | "их" | "his" | "her" | "their")
            {
                return Some(self.pronoun(tokens[at + 1].range.clone()));
            }
            if length != 0 {
                let after = tokens.get(at + length - 1)?.range.end..tokens.last()?.range.end;
                let owns = |name: &&Name| self.is_possessive(&name.range);
                let name = self.names_in(&after).find(|name| !owns(name));
                let name = name.map(|name| name.range.clone());
                let near = name.filter(|name| self.within(&(after.start..name.start)).len() <= 4);
                if let Some(name) = near {
                    return Some(Some(self.named(name)));
                }
                // *according to the Yearbook, “…”*
                let unlisted = self.within(&after).iter().take(2).find(|token| {
                    is_capitalised(self.slice(token.range.clone()))
                        && 3 <= token.lower.chars().count()
                });
                if let Some(token) = unlisted.filter(|_| one == "according") {
                    return Some(Some(self.named(token.range.clone())));
                }
            }
            let is_kazakh =
                ["айтуынша", "пікірінше", "жазуынша", "сөзімен", "сөзінше", "ойынша", "дерегінше"]
                    .contains(&one);
            if is_kazakh {
                let before = tokens.first()?.range.start..tokens[at].range.start;
                let name = self.names_in(&before).last().map(|name| name.range.clone());
                if let Some(name) = name {
                    return Some(Some(self.named(name)));
                }
            }
        }
        None
    }

    fn is_speech(&self, tokens: &[Token], at: usize) -> bool {
        let lower = tokens[at].lower.as_str();
        let before = at.checked_sub(1).map_or("", |before| tokens[before].lower.as_str());
        let is_cyrillic = lower.starts_with(|c: char| ('а'..='я').contains(&c) || c == 'ё');
        if is_cyrillic {
            let russian = RUSSIAN_SPEECH.iter().any(|stem| lower.starts_with(stem));
            let is_verb = [
                "л", "ла", "ли", "ло", "ет", "ит", "ют", "ят", "ут", "ал", "ёт", "лся", "лась",
                "лись", "ив", "вая", "ая", "яя", "ав", "ивший",
            ]
            .iter()
            .any(|ending| lower.ends_with(ending));
            // *Говорилось*, *было сказано*: nobody says it.
            return russian && is_verb && !lower.ends_with("ось") && !lower.ends_with("тся");
        }
        // *was called*, *so called*, *the reported*
        let passive = matches!(
            before,
            "was" | "were" | "is" | "are" | "been" | "being" | "so" | "be" | "to" | "the" | "a"
        );
        ENGLISH_SPEECH.contains(&lower) && !passive || lower == "wrote"
    }

    /// Who speaks, where the verb stands before the quotation.
    fn subject(&self, tokens: &[Token], verb: usize, context: &Range<usize>) -> Option<Speaker> {
        let verb_range = tokens[verb].range.clone();
        let clause = self.clause_start(tokens, verb);
        let ahead = clause..verb_range.start;
        let behind = verb_range.end..context.end;
        let is_russian = !tokens[verb].lower.is_ascii()
            && tokens[verb].lower.chars().any(|c| ('а'..='я').contains(&c));
        let gap_before = verb
            .checked_sub(1)
            .map_or("", |before| self.slice(tokens[before].range.end..verb_range.start));
        // *Sergio Domian, an Italian scholar, wrote*: the subject stands before the comma.
        if gap_before.contains(',')
            && !tokens[verb].lower.ends_with("ing")
            && !is_adverbial(&tokens[verb].lower)
        {
            let whole = context.start..verb_range.start;
            let mut free = self.names_in(&whole).filter(|name| !self.is_governed(&name.range));
            let first = free.find(|name| name.kind == NameKind::Person);
            if let Some(range) = first.map(|name| name.range.clone()) {
                return Some(self.named(range));
            }
        }
        // *He dissolved Parliament, declaring*: the subject is that of the whole sentence.
        if tokens[verb].lower.ends_with("ing") || is_russian && is_adverbial(&tokens[verb].lower) {
            let whole = context.start..verb_range.start;
            let is_object = |name: &&Name| {
                self.is_governed(&name.range)
                    || is_russian && self.is_oblique_in_russian(&name.range, "л")
            };
            let name = self.names_in(&whole).find(|name| !is_object(name));
            let mut tokens = self.within(&whole).iter();
            let he = tokens.find(|token| PRONOUNS.contains(&token.lower.as_str()));
            return match (name, he) {
                (Some(name), Some(he)) if he.range.start < name.range.start => {
                    self.pronoun(he.range.clone())
                }
                (Some(name), _) => Some(self.named(name.range.clone())),
                (None, Some(he)) => self.pronoun(he.range.clone()),
                (None, None) => None,
            };
        }
        // *О методах Федосеева вспоминала Мария Ульянова:* who stands right behind the verb.
        if is_russian {
            let next = tokens.get(verb + 1).map(|next| next.range.start);
            let subject = self.names_in(&behind).find(|name| {
                Some(name.range.start) == next
                    && self.is_person(name)
                    && !self.is_oblique_in_russian(&name.range, &tokens[verb].lower)
            });
            if let Some(name) = subject {
                return Some(self.named(name.range.clone()));
            }
        }
        let pronoun = |range: &Range<usize>| {
            self.within(range)
                .iter()
                .rfind(|token| PRONOUNS.contains(&token.lower.as_str()))
                .map(|token| token.range.clone())
        };
        let name = self
            .names_in(&ahead)
            .rfind(|name| {
                let is_object =
                    is_russian && self.is_oblique_in_russian(&name.range, &tokens[verb].lower);
                !(self.is_governed(&name.range) || is_object || name.kind == NameKind::Place)
            })
            .map(|name| name.range.clone());
        // Of a name and a pronoun the nearer one is the subject.
        match (name, pronoun(&ahead)) {
            (Some(name), Some(he)) if he.start < name.start => return Some(self.named(name)),
            (_, Some(he)) => return self.pronoun(he),
            (Some(name), None) => return Some(self.named(name)),
            (None, None) => {}
        }
        let unlisted =
            self.capitalised_before(tokens, verb).or_else(|| self.first_word(tokens, verb));
        if let Some(range) = unlisted {
            return Some(self.named(range));
        }
        // *such as Victor Hugo, who wrote*
        if let Some(range) = self.before_relative(tokens, verb) {
            return Some(self.named(range));
        }
        let joined = tokens.get(verb + 1).is_some_and(|token| token.lower == "что");
        if is_russian && !joined || tokens.get(verb + 1).is_some_and(|token| token.lower == "by") {
            let close = self
                .names_in(&behind)
                .filter(|_| !NAMES_IT.iter().any(|one| tokens[verb].lower.starts_with(one)))
                .find(|name| {
                    let is_object = self.is_governed(&name.range)
                        || self.is_oblique_in_russian(&name.range, &tokens[verb].lower);
                    !(is_russian && is_object)
                })
                .map(|name| name.range.clone());
            if let Some(range) =
                close.filter(|range| self.within(&(behind.start..range.start)).len() <= 6)
            {
                return Some(self.named(range));
            }
            if let Some(range) = pronoun(&behind) {
                return self.pronoun(range);
            }
        }
        // The whole sentence before the clause: *Lenin, who came late, wrote*.
        let whole = context.start..verb_range.start;
        let first = self.names_in(&whole).find(|name| {
            !self.is_governed(&name.range)
                && name.kind == NameKind::Person
                && !(is_russian && self.is_oblique_in_russian(&name.range, &tokens[verb].lower))
        });
        if let Some(name) = first {
            let mut speaker = self.named(name.range.clone());
            speaker.certain = false;
            return Some(speaker);
        }
        // A subject that was named in the sentence before.
        if is_russian {
            return if verb <= 1 { self.person_before(context.start) } else { None };
        }
        if let Some(range) = pronoun(&whole) {
            return self.pronoun(range);
        }
        None
    }

    /// Words with a capital just before the verb, which the list of names lacks where they
    /// begin the sentence.
    fn capitalised_before(&self, tokens: &[Token], verb: usize) -> Option<Range<usize>> {
        let mut from = verb;
        while let Some(before) = from.checked_sub(1).filter(|_| verb - from < 4) {
            let word = self.slice(tokens[before].range.clone());
            let gap = self.slice(tokens[before].range.end..tokens[from].range.start);
            let ordinary = ORDINARY.contains(&tokens[before].lower.as_str());
            if !is_capitalised(word) || ordinary || word.chars().count() < 3 || gap.trim() != "" {
                break;
            }
            from = before;
        }
        let first = tokens.get(from).filter(|_| from < verb)?;
        let range = first.range.start..tokens[verb - 1].range.end;
        (!self.is_governed(&range)).then_some(range)
    }

    /// *Wood later admitted*: a word with a capital that begins the sentence, and nothing but
    /// small words before the verb.
    fn first_word(&self, tokens: &[Token], verb: usize) -> Option<Range<usize>> {
        const BETWEEN: &[&str] =
            &["later", "once", "then", "also", "had", "has", "позже", "потом", "как-то", "тоже"];
        let first = tokens.first()?;
        let starts = self.paragraph.sentences.iter().any(|one| one.start == first.range.start);
        let is_name = is_capitalised(self.slice(first.range.clone()))
            && 3 <= first.lower.chars().count()
            && !ORDINARY.contains(&first.lower.as_str())
            && !GOVERNS.contains(&first.lower.as_str());
        let between = tokens.get(1..verb)?;
        let is_adverb =
            |token: &Token| token.lower.ends_with("ly") || BETWEEN.contains(&token.lower.as_str());
        let near = (1..=2).contains(&between.len()) && between.iter().all(is_adverb);
        (starts && is_name && near).then(|| first.range.clone())
    }

    /// The name just before *who* or *который*, whose verb this is.
    fn before_relative(&self, tokens: &[Token], verb: usize) -> Option<Range<usize>> {
        let from = verb.saturating_sub(5);
        let relative = (from..verb).rev().find(|at| {
            matches!(tokens[*at].lower.as_str(), "who" | "который" | "которая" | "которые")
        })?;
        let start = tokens.first()?.range.start;
        let before = self.names_in(&(start..tokens[relative].range.start)).last()?;
        let near = self.within(&(before.range.end..tokens[relative].range.start)).len() <= 1;
        near.then(|| before.range.clone())
    }

    /// Whether a Russian name stands in another case than the nominative, as far as its
    /// ending and the gender of the verb tell.
    fn is_oblique_in_russian(&self, range: &Range<usize>, verb: &str) -> bool {
        const ALWAYS: &[&str] =
            &["у", "ю", "ым", "им", "ом", "ем", "ого", "его", "ому", "ему", "ых", "ами", "ями"];
        let name = self.slice(range.clone()).to_lowercase();
        let is_masculine = verb.ends_with('л') || verb.ends_with("лся");
        ALWAYS.iter().any(|ending| name.ends_with(ending))
            || is_masculine
                && ["а", "я", "ы", "и", "ой", "ей"].iter().any(|ending| name.ends_with(ending))
    }

    /// The last person named before a byte: a Russian verb may have no subject of its own.
    fn person_before(&self, byte: usize) -> Option<Speaker> {
        let mut before = self.paragraph.names.iter().filter(|name| {
            name.kind == NameKind::Person
                && name.range.end <= byte
                && byte - name.range.end < 300
                && !self.is_oblique_in_russian(&name.range, "л")
        });
        let name = before.next_back()?;
        let mut speaker = self.named(name.range.clone());
        speaker.certain = false;
        Some(speaker)
    }

    /// Who speaks, where the verb stands behind the quotation.
    fn subject_after(
        &self,
        tokens: &[Token],
        verb: usize,
        context: &Range<usize>,
    ) -> Option<Speaker> {
        let verb_range = tokens[verb].range.clone();
        let ahead = context.start..verb_range.start;
        let behind = verb_range.end..context.end;
        let ahead_name = self
            .names_in(&ahead)
            .rfind(|name| !self.is_governed(&name.range))
            .map(|name| name.range.clone());
        let free = |name: &&Name| {
            !(self.is_governed(&name.range)
                || self.is_oblique_in_russian(&name.range, &tokens[verb].lower))
                && self.within(&(behind.start..name.range.start)).len() <= TITLE_LONG
        };
        // *сказал глава пресс-службы престола кардинал Ломбарди*: of a title and a person the
        // person.
        let comma = self.slice(behind.clone()).find(',').map_or(behind.end, |at| behind.start + at);
        let person =
            self.names_in(&(behind.start..comma)).filter(free).find(|name| self.is_person(name));
        let near_name = |name: &&Name| self.within(&(behind.start..name.range.start)).len() <= 6;
        let near = person
            .or_else(|| self.names_in(&behind).filter(free).find(near_name))
            .map(|name| name.range.clone());
        if let Some(range) = ahead_name.or(near) {
            return Some(self.named(range));
        }
        let pronoun =
            self.within(context).iter().find(|token| PRONOUNS.contains(&token.lower.as_str()));
        if let Some(token) = pronoun {
            return self.pronoun(token.range.clone());
        }
        None
    }

    /// Where the clause of a verb begins.
    fn clause_start(&self, tokens: &[Token], verb: usize) -> usize {
        for at in (0..verb).rev() {
            let gap = self.slice(tokens[at].range.end..tokens[at + 1].range.start);
            let joins = matches!(
                tokens[at].lower.as_str(),
                "that"
                    | "what"
                    | "who"
                    | "which"
                    | "when"
                    | "because"
                    | "while"
                    | "but"
                    | "что"
                    | "когда"
                    | "который"
                    | "но"
                    | "а"
                    | "где"
            );
            if gap.contains([';', ':', '(']) || joins || gap.contains('—') {
                return tokens[at + 1].range.start;
            }
        }
        tokens.first().map_or(0, |token| token.range.start)
    }

    /// *Hamilton’s*.
    fn is_possessive(&self, range: &Range<usize>) -> bool {
        ["’s", "'s"].iter().any(|mark| {
            self.slice(range.clone()).ends_with(mark)
                || self.slice(range.end..self.paragraph.text.len()).starts_with(mark)
        })
    }

    /// *Hamilton’s statement that “…”*, *his famous words: “…”*.
    fn owner(&self, tokens: &[Token]) -> Option<Speaker> {
        let is_colon = tokens.last().is_some_and(|last| {
            self.slice(last.range.end..self.paragraph.text.len()).starts_with(':')
        });
        let from = tokens.len().saturating_sub(if is_colon { 8 } else { 4 });
        let saying =
            (from..tokens.len()).rev().find(|at| SAYINGS.contains(&tokens[*at].lower.as_str()))?;
        let start = tokens[saying.saturating_sub(4)].range.start;
        let before = start..tokens[saying].range.start;
        let name = self.names_in(&before).rfind(|name| self.is_possessive(&name.range));
        if let Some(name) = name {
            return Some(self.named(name.range.clone()));
        }
        let his = self.within(&before).iter().rfind(|token| {
            matches!(token.lower.as_str(), "his" | "her" | "её" | "ее" | "его" | "оның")
        })?;
        self.pronoun(his.range.clone())
    }

    /// A name after a preposition, or in the genitive after a noun, is no subject.
    fn is_governed(&self, range: &Range<usize>) -> bool {
        let at = self.tokens.partition_point(|token| token.range.end <= range.start);
        let Some(before) = at.checked_sub(1).map(|at| &self.tokens[at]) else { return false };
        let touches = self.slice(before.range.end..range.start).trim().is_empty();
        // *о полковнике Костюшко*: the word between is his title.
        let titled = at.checked_sub(2).map(|at| &self.tokens[at]).is_some_and(|two| {
            GOVERNS.contains(&two.lower.as_str())
                && self.slice(before.range.clone()).starts_with(char::is_lowercase)
                && self
                    .slice(two.range.end..range.start)
                    .chars()
                    .all(|c| c.is_alphabetic() || c == ' ')
        });
        let article = |at: usize| {
            matches!(
                before.lower.as_str(),
                "the"
                    | "his"
                    | "her"
                    | "their"
                    | "president"
                    | "general"
                    | "king"
                    | "professor"
                    | "mr"
                    | "mrs"
            ) && at
                .checked_sub(2)
                .is_some_and(|at| GOVERNS.contains(&self.tokens[at].lower.as_str()))
        };
        self.is_possessive(range)
            || touches && (GOVERNS.contains(&before.lower.as_str()) || titled || article(at))
    }

    /// `“…” — Lenin, 1919`: who signs.
    fn signed(&self, quotation: &Quotation, length: usize) -> Option<Speaker> {
        let rest = self.slice(quotation.range.end..self.paragraph.text.len());
        let after = rest.trim_start_matches(['.', ' ', ',']);
        let dashed = after.strip_prefix(['—', '–', '-', '―'])?;
        let start = self.paragraph.text.len() - dashed.trim_start().len();
        if length < 4
            || 120 < dashed.len()
            || !self.slice(0..quotation.range.start).trim_matches(['>', ' ']).is_empty()
        {
            return None;
        }
        let name = self.paragraph.names.iter().find(|name| name.range.start == start)?;
        Some(self.named(name.range.clone()))
    }
}

/// A word that names what stands in the quotation marks: газета «Қазақ», the novel “…”.
fn is_named_thing(before: &str) -> bool {
    let trimmed = before.trim_end();
    if trimmed.ends_with([':', ',']) {
        return false;
    }
    let last = words(trimmed)
        .last()
        .filter(|range| trimmed[range.end..].is_empty())
        .map(|range| trimmed[range].to_lowercase())
        .unwrap_or_default();
    const THINGS: &[&str] = &[
        "газет", "журнал", "роман", "книг", "стать", "поэм", "пьес", "фильм", "картин", "работ",
        "брошюр", "сборник", "партия", "партии", "группа", "группы", "общество", "общества",
        "операц", "орден", "названи", "озаглавлен", "именуем", "called", "titled", "entitled",
        "named", "newspaper", "novel", "book", "article", "poem", "journal", "film", "painting",
        "газеті", "журналы", "кітаб", "мақала", "партиясы", "атты", "организаци", "движени",
        "крейсер", "пароход", "песн", "стихотворени", "издательств", "завод", "колхоз", "known",
        "nicknamed", "dubbed", "титул", "прозвищ", "термин", "так называем", "термином", "понятие",
        "ship", "song", "закон", "указ", "декрет", "постановлени", "конкурс", "форум",
        "конференци", "площад", "премию", "премия", "премии", "программа", "программы",
        "программе", "проект", "выставк", "фестивал", "клуб", "магазин", "кинотеатр", "театр",
        "рубрик", "глав",
    ];
    THINGS.iter().any(|thing| last.starts_with(thing))
}

/// A Russian verb in the past or the present, except *to be*.
fn is_past(lower: &str) -> bool {
    const BEING: &[&str] = &[
        "был", "была", "было", "были", "стал", "стала", "стали", "стало", "мог", "могла", "могли",
        "имел", "имела", "имели",
    ];
    let is_cyrillic = lower.starts_with(|c: char| ('а'..='я').contains(&c));
    is_cyrillic
        && 4 <= lower.chars().count()
        && !BEING.contains(&lower)
        && ["л", "ла", "ли", "лся", "лась", "лись", "ет", "ит", "ют", "ят"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

/// *…, уверяя*, *…, заявив*: a verb whose subject is that of the clause before.
fn is_adverbial(lower: &str) -> bool {
    ["ая", "яя", "ив", "ав", "ыв"].iter().any(|ending| lower.ends_with(ending))
}

/// Words that begin sentences with a capital and are no names.
const ORDINARY: &[&str] = &[
    "the", "this", "that", "these", "those", "then", "they", "some", "many", "others", "another",
    "one", "his", "her", "its", "their", "when", "while", "although", "however", "later", "both",
    "and", "but", "also", "there", "it", "he", "she", "after", "before", "finally", "what", "who",
    "как", "так", "это", "этот", "его", "ещё", "тогда", "затем", "потом", "сам", "сама", "они",
    "она", "мог", "позже", "впоследствии", "также", "очень", "вот", "здесь", "там", "далее",
    "однако", "ранее", "недаром", "один", "кто",
];

/// What is said, as its owner's.
const SAYINGS: &[&str] = &[
    "quote", "statement", "words", "aphorism", "dictum", "phrase", "remark", "comment",
    "declaration", "saying", "maxim", "judgment", "judgement", "claim", "assertion", "motto",
    "argument", "conclusion", "reply", "answer", "description", "view", "belief", "opinion",
    "observation", "assessment", "verdict", "warning", "promise", "assurance", "admission",
    "характеристика", "оценка", "слова", "фраза", "высказывание", "признание", "вывод", "мнение",
    "ответ", "тезис", "замечание", "утверждение", "вердикт", "пікірі", "сөзі", "сөздері",
];

const JOINS: &[&str] =
    &["that", "as", "what", "of", "что", "a", "the", "an", "как", "it", "him", "them", "his"];

/// Verbs that give a name: one word in quotation marks may be theirs.
const NAMES_IT: &[&str] = &[
    "called", "describ", "dubbed", "termed", "labeled", "labelled", "назва", "называ",
    "охарактериз", "character",
];

/// Nouns behind *по* that lead to whose words are told.
const OPINIONS: &[&str] = &[
    "словам", "мнению", "выражению", "свидетельству", "утверждению", "определению", "признанию",
    "замечанию", "воспоминаниям", "оценке", "подсчётам", "подсчетам", "убеждению", "заявлению",
    "сообщению", "наблюдению", "характеристике", "мысли", "версии", "данным",
];

const HIS: &[&str] = &["его", "её", "ее", "их"];

const PRONOUNS: &[&str] = &["he", "she", "they", "i", "он", "она", "они", "ол", "олар"];

const GOVERNS: &[&str] = &[
    "of", "in", "at", "to", "from", "by", "with", "for", "on", "against", "about", "between",
    "than", "under", "over", "into", "through", "near", "after", "before", "during", "since",
    "until", "via", "toward", "towards", "told", "asked", "в", "во", "на", "о", "об", "обо", "к",
    "ко", "из", "с", "со", "для", "от", "у", "при", "про", "после", "до", "под", "над", "за",
    "против", "через", "по", "между", "и́з", "кроме", "вместо", "среди",
];

const ENGLISH_SPEECH: &[&str] = &[
    "said", "says", "saying", "say", "wrote", "writes", "writing", "stated", "states", "stating",
    "declared", "declares", "declaring", "argued", "argues", "arguing", "noted", "notes", "noting",
    "remarked", "remarks", "remarking", "observed", "observes", "observing", "claimed", "claims",
    "claiming", "asserted", "asserts", "asserting", "replied", "replies", "replying", "answered",
    "answering", "asked", "asks", "asking", "added", "adds", "adding", "recalled", "recalls",
    "recalling", "explained", "explains", "explaining", "told", "telling", "reported", "reports",
    "reporting", "commented", "comments", "commenting", "concluded", "concludes", "concluding",
    "announced", "announces", "announcing", "proclaimed", "proclaims", "proclaiming", "insisted",
    "insists", "insisting", "maintained", "maintains", "warned", "warns", "warning", "complained",
    "complaining", "described", "describes", "describing", "called", "calls", "calling",
    "exclaimed", "exclaiming", "cried", "shouted", "testified", "confessed", "admitted",
    "admitting", "acknowledged", "acknowledging", "suggested", "suggests", "suggesting",
    "emphasized", "emphasised", "emphasizing", "stressed", "quipped", "retorted", "responded",
    "responding", "urged", "urging", "vowed", "promised", "promising", "boasted", "pleaded",
    "begged", "ordered", "demanded", "demanding", "lamented", "denounced", "denouncing",
    "characterized", "characterised", "characterizing", "termed", "dubbed", "labeled", "labelled",
    "referred", "spoke", "speaking", "praised", "telegraphed", "cabled", "confided", "summarized",
    "remembered", "contended", "contends", "believed", "believes", "considered", "considers",
    "expressed", "expressing", "recorded", "records", "repeated", "pronounced", "predicted",
    "advised", "instructed", "informed", "professed", "affirmed", "affirming", "pledged", "quoted",
    "joked", "mused", "thundered", "whispered", "proposed", "opined", "conceded", "articulated",
    "articulates", "condemns", "hailed", "argue", "suggest", "criticized", "criticised", "deemed",
    "articulated", "articulates", "written", "condemned", "condemning",
];

/// Beginnings of Russian verbs of speech.
const RUSSIAN_SPEECH: &[&str] = &[
    "писа", "написа", "сказа", "говори", "заяв", "утвержда", "отмеча", "отмети", "подчёркив",
    "подчеркив", "подчеркн", "указыв", "указа", "замеча", "замети", "отвеча", "ответи", "вспомина",
    "вспомни", "призна", "сообща", "сообщи", "доклад", "доложи", "восклик", "восклица", "спроси",
    "спрашива", "объясня", "объясни", "провозглас", "провозглаша", "произнес", "произнёс",
    "цитиру", "поясня", "поясни", "констатир", "счита", "полага", "назва", "называ", "характериз",
    "охарактериз", "вырази", "выража", "добави", "добавля", "приказа", "приказыва", "требова",
    "потребова", "телеграфир", "рассказ", "повтор", "предупре", "обеща", "пообеща", "просил",
    "попроси", "призыва", "призва", "крикну", "крича", "закрича", "уверя", "уверен", "возрази",
    "возража", "заключа", "заключи", "свидетельств", "пиш", "молви", "прореч", "изрёк", "изрек",
    "гласи", "высказа", "заметил", "резюмир", "отзыва", "отозва", "изрек", "определя", "определи",
    "форму", "сформулир", "пошути", "шути", "думал", "подытож", "настаива", "обвини", "обвиня",
    "упрека", "сокруша", "жалова", "записа", "продолжа", "напомина", "напомни", "говарива",
    "размышля", "мечта", "учил", "конкретиз", "разъясн", "напиш", "скаж", "осуди", "осужда",
];

const KAZAKH_SPEECH: &[&str] = &[
    "жаз", "айт", "атап", "көрсет", "мәлімде", "хабарла", "есепте", "баға", "сипатта", "қорыт",
    "түйінде", "еске", "жауап", "сұра", "деді", "дейді", "жарияла", "санай", "санад", "ескерт",
    "тұжырымда", "ата",
];

#[cfg(test)]
mod tests {
    /// ⟦⟧ stands around the words that name who says the first quotation; `expected` is
    /// the name, where it is not these words.
    fn check(marked: &str, expected: Option<&str>) {
        let text = marked.replace(['⟦', '⟧'], "");
        let document = crate::propose("test", text.clone());
        let paragraph = &document.paragraphs[0];
        let speaker = paragraph.quotations[0].speaker.as_ref();
        let words = marked.split_once('⟦').and_then(|(_, rest)| rest.split_once('⟧'));
        assert_eq!(speaker.map(|one| one.name.as_str()), expected, "{text}");
        let range = speaker.and_then(|one| one.range.clone());
        assert_eq!(
            range.map(|range| paragraph.slice(range)),
            words.map(|(words, _)| words),
            "{text}"
        );
    }

    #[test]
    fn before_the_quotation() {
        check(
            "Then ⟦A. V. Kolchak⟧ wrote: “the front is broken and we must go”.",
            Some("A. V. Kolchak"),
        );
        check(
            "Как писал ⟦А. Н. Букейханов⟧, «мы ждём ответа до осени этого года».",
            Some("А. Н. Букейханов"),
        );
        check(
            "По словам ⟦М. Дулатова⟧, «мы ждём ответа до осени этого года».",
            Some("М. Дулатова"),
        );
        check(
            "⟦Ә. Н. Бөкейхан⟧: «біз жауапты биылғы күзге дейін күтеміз», – деп жазды.",
            Some("Ә. Н. Бөкейхан"),
        );
    }

    #[test]
    fn behind_the_quotation() {
        check(
            "“The front is broken and we must go,” said ⟦A. V. Kolchak⟧ in May.",
            Some("A. V. Kolchak"),
        );
        check(
            "«Мы ждём ответа до осени этого года», – писал ⟦А. Н. Букейханов⟧ в письме.",
            Some("А. Н. Букейханов"),
        );
        check(
            "«Біз жауапты биылғы күзге дейін күтеміз», – деп жазды ⟦Ә. Н. Бөкейхан⟧.",
            Some("Ә. Н. Бөкейхан"),
        );
    }

    #[test]
    fn a_pronoun_stands_for_the_name_before() {
        check(
            "A. V. Kolchak left. In May ⟦he⟧ wrote: “the front is broken”.",
            Some("A. V. Kolchak"),
        );
    }

    /// The names of the speakers of all quotations of a text, in their order.
    fn all(text: &str, expected: &[Option<&str>]) {
        let document = crate::propose("test", text.to_owned());
        let found: Vec<Option<String>> = document
            .paragraphs
            .iter()
            .flat_map(|one| &one.quotations)
            .map(|one| one.speaker.as_ref().map(|speaker| speaker.name.clone()))
            .collect();
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn told_in_the_paragraph_before() {
        all(
            "Then A. V. Kolchak wrote to the ministers in Omsk:\n\n“The front is broken and we must go at once.”",
            &[Some("A. V. Kolchak")],
        );
        all(
            "Об этом позже вспоминал А. Н. Букейханов:\n\n«Мы ждали ответа до самой осени этого года».",
            &[Some("А. Н. Букейханов")],
        );
    }

    #[test]
    fn one_voice_for_two_sentences() {
        all(
            "“The front is broken and we must go,” said A. V. Kolchak to his men. “Nobody will come to help us now.”",
            &[Some("A. V. Kolchak"), Some("A. V. Kolchak")],
        );
        all(
            "Тогда Алихан Букейханов заметил, что «ответа пока нет ни от кого». «Мы ждём его до осени этого года».",
            &[Some("Алихан Букейханов"), Some("Алихан Букейханов")],
        );
    }

    #[test]
    fn told_inside_the_marks() {
        all(
            "«Мы ждём ответа до осени, – сказал А. Н. Букейханов, – и больше ждать не станем».",
            &[Some("А. Н. Букейханов")],
        );
    }

    #[test]
    fn a_document_speaks() {
        all(
            "В резолюции съезда говорилось: «земля принадлежит тем, кто на ней живёт».",
            &[Some("резолюции")],
        );
        all("The decree said: “the land belongs to those who live on it”.", &[Some("decree")]);
        all("Қаулыда былай делінген: «жер онда тұратындарға тиесілі болады».", &[Some("Қаулыда")]);
    }

    #[test]
    fn who_stands_right_behind_the_verb() {
        check(
            "О кружке Федосеева позже вспоминала ⟦Мария Ульянова⟧: «Он не мог не делиться прочитанным».",
            Some("Мария Ульянова"),
        );
        check(
            "«Біз жауапты күзге дейін күтеміз», – деп сұхбат берді ⟦Ә. Н. Бөкейхан⟧.",
            Some("Ә. Н. Бөкейхан"),
        );
    }

    #[test]
    fn they_are_nobody_of_the_text() {
        check("A. V. Kolchak left. Then they wrote: “the front is broken now”.", None);
        check("По их словам, А. В. Колчак «покинул город ночью с отрядом».", None);
    }

    #[test]
    fn a_law_has_a_title() {
        check("Дума изменила закон «О порядке выборов в местные советы», сообщает Ленин.", None);
    }

    #[test]
    fn many_quotations_in_one_paragraph() {
        let text = "He said “it is so, – said he, – and so again”. ".repeat(1_000);
        all(&text, &[None; 1_000]);
    }

    #[test]
    fn titles_and_terms_have_none() {
        check("Газета «Қазақ» выходила в Оренбурге, где жил А. Н. Букейханов.", None);
        check("A. V. Kolchak read the novel “War and Peace” in the train.", None);
        check("В документах говорилось: «земля принадлежит тем, кто на ней живёт».", None);
    }

    #[test]
    fn the_mark_behind_gives_the_source() {
        let text = "A. V. Kolchak wrote: “the front is broken” [4]. Others left [5].";
        let document = crate::propose("test", text.to_owned());
        let paragraph = &document.paragraphs[0];
        let citation = paragraph.quotations[0].citation.clone();
        assert_eq!(citation.map(|range| paragraph.slice(range)), Some("[4]"));
    }
}
