//! What a text says happened on a day, whatever it was: the kind of deed, by verb or by noun,
//! and the words of what it happened to.
//!
//! *The town hall was opened on 3 May* and *at the opening of the town hall on 12 May* tell one
//! happening: the kind of deed is the same, and the words of the one are among those of the other.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use derek_study::Document;
use derek_study::document::{Kind, Language, Paragraph};
use derek_text::{is_capitalised, stem, words};
use derek_time::{Day, Mention, Precision, Step, Year};

use crate::statement::date_of;

/// A kind of deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Open,
    Close,
    Found,
    Sign,
    Begin,
    End,
    Dissolve,
    Abdicate,
    Take,
    Complete,
    Consecrate,
    Pass,
    Die,
    Arrest,
    Depart,
}

impl Sort {
    /// Whether it befalls one thing once: a parliament opens every year, a town is taken often.
    fn is_single(self) -> bool {
        matches!(
            self,
            Sort::Found
                | Sort::Dissolve
                | Sort::Abdicate
                | Sort::Complete
                | Sort::Consecrate
                | Sort::Die
        )
    }
}

/// Words of deeds: verbs and the nouns made of them; a word that ends in `*` is a beginning.
const DEEDS: &[(Sort, &[&str])] = &[
    (
        Sort::Open,
        &[
            "opened", "opening", "inaugurated", "inauguration", "met", "convened", "assembled",
            "meeting", "открыт", "открыта", "открыто", "открыты", "открылся", "открылась",
            "открылось", "открыли", "открыл", "открыти*", "открывш*", "собрался", "собралась",
            "собралось", "созван", "созвана", "созыв", "созыва", "состоялся", "состоялась",
            "состоялось", "ашыл*", "жиналды",
        ],
    ),
    (
        Sort::Close,
        &[
            "closed", "closing", "closure", "закрыт", "закрыта", "закрыто", "закрылся",
            "закрылась", "закрыли", "закрыти*", "жабыл*",
        ],
    ),
    (
        Sort::Found,
        &[
            "founded", "founding", "foundation", "established", "establishment", "created",
            "creation", "formed", "formation", "основан", "основана", "основано", "основали",
            "основанн*", "основани*", "создан", "создана", "создано", "создали", "создани*",
            "созданн*", "образован", "образована", "образовано", "образовали", "образовани*",
            "учрежд*", "құрыл*",
        ],
    ),
    (
        Sort::Sign,
        &[
            "signed", "signing", "подписан", "подписана", "подписано", "подписали", "подписани*",
            "подписанн*", "заключён", "заключен", "заключено", "заключили", "қойылды", "қойылуы*",
            "жасалды", "жасалуы*",
        ],
    ),
    (
        Sort::Begin,
        &[
            "began", "started", "broke", "outbreak", "beginning", "erupted", "начался", "началась",
            "началось", "начались", "начавш*", "начало", "вспыхн*", "бастал*",
        ],
    ),
    (
        Sort::End,
        &[
            "ended", "закончился", "закончилась", "закончилось", "окончился", "окончилась",
            "окончилось", "окончани*", "завершился", "завершилась", "завершилось", "завершени*",
            "аяқтал*",
        ],
    ),
    (
        Sort::Dissolve,
        &[
            "dissolved", "dissolution", "disbanded", "abolished", "abolition", "распущен",
            "распущена", "распущено", "роспуск*", "упраздн*", "таратыл*",
        ],
    ),
    (
        Sort::Abdicate,
        &["abdicated", "abdication", "отрёкся", "отрекся", "отречени*", "тартты", "тартуы*"],
    ),
    (
        Sort::Take,
        &[
            "captured", "capture", "fell", "fall", "stormed", "storming", "штурм*", "взят",
            "взята", "взято", "взяли", "взяти*", "занят", "занята", "заняли", "заняти*", "пал",
            "пала", "падени*", "захва*", "алынды", "алынуы*",
        ],
    ),
    (
        Sort::Complete,
        &["completed", "completion", "построен", "построена", "построено", "построили"],
    ),
    (Sort::Consecrate, &["consecrated", "consecration", "освящ*", "освятил*"]),
    (
        Sort::Pass,
        &[
            "passed", "adopted", "adoption", "assent", "ratified", "ratification", "принят",
            "принята", "принято", "приняли", "приняти*", "ратифи*", "қабылданды", "қабылдану*",
        ],
    ),
    (
        Sort::Die,
        &[
            "died", "death", "умер", "умерла", "скончался", "скончалась", "смерть", "смерти",
            "смертью", "кончин*", "қайтыс", "қазасы*", "өлімі*",
        ],
    ),
    (
        Sort::Depart,
        &[
            "sailed", "sailing", "departed", "departure", "отплыл", "отплыла", "отплыли",
            "отплыти*", "отбыл", "отбыла", "отбыли", "отбыти*", "вышли", "выход", "выхода",
            "выходом", "аттанды", "аттану*",
        ],
    ),
    (Sort::Arrest, &["arrested", "arrest", "арест*", "тұтқында*"]),
];

fn sort_of(word: &str) -> Option<Sort> {
    let whole = ROWS.whole.get(word).copied();
    let first = word.chars().next()?;
    let beginnings = ROWS.beginnings.get(&first).into_iter().flatten();
    let begun = beginnings.filter(|(beginning, _)| word.starts_with(beginning));
    let at = begun.map(|(_, at)| *at).chain(whole).min()?;
    DEEDS.get(at).map(|(sort, _)| *sort)
}

/// The words of [`DEEDS`], each with the first row that has it.
struct Rows {
    whole: HashMap<&'static str, usize>,
    /// By their first letters.
    beginnings: HashMap<char, Vec<(&'static str, usize)>>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows = Rows { whole: HashMap::new(), beginnings: HashMap::new() };
    for (at, (_, known)) in DEEDS.iter().enumerate() {
        for word in *known {
            match (word.strip_suffix('*'), word.chars().next()) {
                (Some(beginning), Some(first)) => {
                    rows.beginnings.entry(first).or_default().push((beginning, at));
                }
                _ => {
                    rows.whole.entry(word).or_insert(at);
                }
            }
        }
    }
    rows
});

/// A dated happening.
#[derive(Debug, Clone)]
pub(crate) struct Happening<'d> {
    pub paragraph: &'d Paragraph,
    pub sentence: Range<usize>,
    pub sort: Sort,
    /// The stems of what it happened to, each with whether it is written as a name.
    about: BTreeMap<String, bool>,
    /// Ordinals among the words.
    ordinals: Vec<String>,
    /// Whether the words tell it by its month: *the December congress*.
    by_month: bool,
    pub mention: &'d Mention,
}

/// The dated happenings of a text.
pub(crate) fn happenings(document: &Document) -> Vec<Happening<'_>> {
    let mut all = Vec::new();
    for paragraph in
        document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item))
    {
        for sentence in &paragraph.sentences {
            let is_dated = paragraph.dates.iter().any(|date| sentence.contains(&date.range.start));
            if is_dated {
                told(paragraph, sentence, &mut all);
            }
        }
    }
    all
}

fn told<'d>(paragraph: &'d Paragraph, sentence: &Range<usize>, all: &mut Vec<Happening<'d>>) {
    let text = paragraph.slice(sentence.clone());
    let tokens: Vec<Range<usize>> =
        words(text).map(|range| sentence.start + range.start..sentence.start + range.end).collect();
    let lower: Vec<String> =
        tokens.iter().map(|range| paragraph.slice(range.clone()).to_lowercase()).collect();
    let deeds: Vec<(usize, Sort)> = lower
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, sort_of(word)?)))
        .filter(|(at, _)| !is_joined(paragraph, &tokens[*at]))
        .collect();
    for (at, sort) in &deeds {
        let near = at.saturating_sub(NEAR)..lower.len().min(at + NEAR);
        if lower[near].iter().any(|word| is_hedge(word)) || paragraph.is_quoted(tokens[*at].start) {
            continue;
        }
        let others: Vec<&Range<usize>> = deeds
            .iter()
            .filter(|(other, _)| other != at)
            .map(|(other, _)| &tokens[*other])
            .collect();
        let Some(mention) = date_of(paragraph, sentence, &tokens[*at], &others) else { continue };
        if mention.date.approximate || !mention.date.faults.is_empty() {
            continue;
        }
        let mut words = Words { about: BTreeMap::new(), ordinals: Vec::new(), by_month: false };
        let window = window(paragraph, sentence, (&tokens, &lower), *at, &deeds, mention);
        for place in window {
            words.take(paragraph, &tokens, &lower, place, sentence);
        }
        if words.about.is_empty() {
            continue;
        }
        all.push(Happening {
            paragraph,
            sentence: sentence.clone(),
            sort: *sort,
            about: words.about,
            ordinals: words.ordinals,
            by_month: words.by_month,
            mention,
        });
    }
}

/// Words on each side of a deed among which a hedge speaks of it.
const NEAR: usize = 4;

fn is_hedge(word: &str) -> bool {
    const HEDGES: &[&str] = &[
        "not", "never", "another", "again", "renewed", "would", "should", "could", "might", "if",
        "planned", "supposed", "allegedly", "annual", "every", "later", "anniversary",
        "second-hand", "after", "before", "until", "since", "days", "weeks", "months", "years",
        "не", "никогда", "другой", "другое", "другая", "снова", "вновь", "бы", "должен", "якобы",
        "каждый", "ежегодно", "позже", "годовщина", "годовщину", "емес", "ешқашан", "басқа",
        "қайта", "тағы", "жылдығы", "дейін", "repeal", "replaced", "instead", "re-opened",
        "reopened",
    ];
    HEDGES.contains(&word)
}

fn is_joined(paragraph: &Paragraph, token: &Range<usize>) -> bool {
    paragraph.slice(0..token.start).ends_with('-')
        || paragraph.slice(token.end..paragraph.text.len()).starts_with('-')
}

/// The words that tell what a deed happened to: those before it in its clause, over its date,
/// and those behind it up to the date; across one comma when the clause only goes on.
fn window(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    (tokens, lower): (&[Range<usize>], &[String]),
    deed: usize,
    deeds: &[(usize, Sort)],
    mention: &Mention,
) -> Vec<usize> {
    const BEFORE: usize = 7;
    const BEHIND: usize = 7;
    const GOES_ON: &[&str] =
        &["which", "that", "который", "которая", "которое", "которого", "которой"];
    // What begins another phrase than that of the deed.
    const PARTING: &[&str] = &[
        "and", "but", "when", "while", "by", "и", "а", "но", "когда", "where", "who", "whose", "и",
        "және", "бірақ", "ал", "with", "whom", "said", "after",
    ];
    let is_deed = |at: usize| deeds.iter().any(|(other, _)| *other == at);
    let gap = |one: usize, next: usize| paragraph.slice(tokens[one].end..tokens[next].start);
    let in_date = |at: usize| mention.range.contains(&tokens[at].start);
    let parts = |gap: &str| gap.contains([',', ';', ':', '(', ')', '—', '–', '.', '!', '?']);
    let mut taken = Vec::new();
    let mut at = deed;
    let mut crossed = false;
    while at > 0 && taken.len() < BEFORE {
        let parted = parts(gap(at - 1, at));
        let of_date = in_date(at) || in_date(at - 1);
        let opens = at == deed || at + 1 == deed && GOES_ON.contains(&lower[at].as_str());
        if parted && !of_date {
            if crossed || !opens || gap(at - 1, at).trim() != "," {
                break;
            }
            crossed = true;
        }
        at -= 1;
        if in_date(at) {
            continue;
        }
        // *Greece and Bulgaria* are one subject.
        let joins = matches!(lower[at].as_str(), "and" | "и" | "және")
            && [at.checked_sub(1), Some(at + 1)].into_iter().flatten().all(|beside| {
                tokens
                    .get(beside)
                    .is_some_and(|token| is_capitalised(paragraph.slice(token.clone())))
            });
        if PARTING.contains(&lower[at].as_str()) && !joins || is_deed(at) && at + 1 != deed {
            break;
        }
        taken.push(at);
    }
    // The Kazakh verb and its noun stand last in their phrase.
    let mut behind = if paragraph.language == Language::Kazakh { BEHIND } else { 0 };
    let mut at = deed;
    while at + 1 < tokens.len() && behind < BEHIND && tokens[at + 1].start < sentence.end {
        if parts(gap(at, at + 1)) || in_date(at + 1) {
            break;
        }
        at += 1;
        if PARTING.contains(&lower[at].as_str()) || is_deed(at) {
            break;
        }
        taken.push(at);
        behind += 1;
    }
    taken
}

/// The words of what a deed happened to, as they are gathered.
struct Words {
    about: BTreeMap<String, bool>,
    ordinals: Vec<String>,
    by_month: bool,
}

impl Words {
    fn take(
        &mut self,
        paragraph: &Paragraph,
        tokens: &[Range<usize>],
        lower: &[String],
        at: usize,
        sentence: &Range<usize>,
    ) {
        let word = lower[at].as_str();
        // *For the first time* counts nothing.
        let next = lower.get(at + 1).map(String::as_str);
        if let Some(ordinal) = ordinal(word).filter(|_| next != Some("time")) {
            self.ordinals.push(ordinal.to_owned());
            return;
        }
        if is_month(word) {
            self.by_month = true;
            return;
        }
        if is_small(word) || word.chars().any(|c| c.is_ascii_digit()) {
            return;
        }
        let written = paragraph.slice(tokens[at].clone());
        let opens = paragraph.slice(sentence.start..tokens[at].start);
        let is_first = opens.chars().all(|c| !c.is_alphanumeric());
        let is_name = is_capitalised(written)
            && (!is_first
                || paragraph.names.iter().any(|name| name.range.contains(&tokens[at].start)));
        let key = derek_text::skeleton(&stem(written));
        if 2 <= key.chars().count() {
            let known = self.about.entry(key).or_insert(false);
            *known |= is_name;
        }
    }
}

fn ordinal(word: &str) -> Option<&'static str> {
    const ORDINALS: &[(&str, &[&str])] = &[
        ("1", &["first", "i", "перв", "бірінші", "алғашқы"]),
        ("2", &["second", "ii", "втор", "екінші"]),
        ("3", &["third", "iii", "трет", "үшінші"]),
        ("4", &["fourth", "iv", "четверт", "четвёрт", "төртінші"]),
        ("5", &["fifth", "v", "пят", "бесінші"]),
        ("6", &["sixth", "vi", "шест", "алтыншы"]),
        ("7", &["seventh", "vii", "седьм", "жетінші"]),
        ("8", &["eighth", "viii", "восьм"]),
        ("9", &["ninth", "ix", "девят"]),
        ("10", &["tenth", "x", "десят"]),
    ];
    let is = |form: &&str| {
        word == *form
            || !form.is_ascii()
                && word.strip_prefix(*form).is_some_and(|end| end.chars().count() <= 3)
    };
    ORDINALS.iter().find(|(_, forms)| forms.iter().any(is)).map(|(value, _)| *value)
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ];
    const RUSSIAN: &[&str] = &[
        "январск", "февральск", "мартовск", "апрельск", "майск", "июньск", "июльск", "августовск",
        "сентябрьск", "октябрьск", "ноябрьск", "декабрьск",
    ];
    MONTHS.contains(&word) || RUSSIAN.iter().any(|month| word.starts_with(month))
}

/// Words that tell nothing of a thing.
fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "was", "were", "been", "had", "has", "have", "its", "his", "her", "their", "this",
        "that", "these", "those", "for", "from", "into", "out", "upon", "also", "only", "finally",
        "solemnly", "formally", "officially", "there", "here", "then", "which", "new", "old",
        "time", "day", "news", "first", "soon", "thus", "being", "itself", "him", "them", "one",
        "place", "near", "about", "already", "same", "own", "year", "spring", "summer", "autumn",
        "winter", "when", "they", "she", "who", "был", "была", "было", "были", "его", "её", "их",
        "это", "этот", "эта", "этого", "этой", "для", "при", "под", "над", "уже", "лишь", "только",
        "так", "также", "там", "здесь", "тогда", "где", "год", "года", "году", "новый", "новая",
        "новое", "новой", "нового", "день", "дня", "время", "бұл", "сол", "осы", "оның", "олардың",
        "жылы", "жылғы", "жаңа", "күні", "кезінде", "деген", "атты", "бас", "қол", "через",
        "после", "торжественно", "официально", "который", "которая", "которое", "на", "по", "из",
        "от", "до", "об", "во", "со", "за",
    ];
    word.chars().count() < 3 || SMALL.contains(&word)
}

/// Days that two tellings of one event may lie apart by a slip, whatever it is.
const A_SLIP: i32 = 62;

/// The same where a common word alone tells what it was.
const A_LITTLE: i32 = 31;

/// The same where it happens once and both say the same of it.
const TWO_YEARS: i32 = 800;

impl Happening<'_> {
    /// Whether two tellings, whose dates cannot both hold, may be of one event.
    pub(crate) fn may_be(&self, other: &Happening<'_>) -> bool {
        let same_place =
            std::ptr::eq(self.paragraph, other.paragraph) && self.sentence == other.sentence;
        if self.sort != other.sort || same_place {
            return false;
        }
        let is_fine =
            |one: &Mention| matches!(one.date.precision, Precision::Day | Precision::Month);
        if !is_fine(self.mention) || !is_fine(other.mention) {
            return false;
        }
        let Some(apart) = apart(self.mention, other.mention) else { return false };
        let (fewer, more) = match self.about.len() <= other.about.len() {
            true => (self, other),
            false => (other, self),
        };
        let meets = |(word, is_name): (&String, &bool)| {
            more.about
                .iter()
                .any(|(own, own_name)| is_name <= own_name && own == word || alike(word, own))
        };
        if !fewer.about.iter().all(meets) {
            return false;
        }
        let by_month = self.by_month || other.by_month;
        if self.ordinals != other.ordinals
            && !(by_month && (self.ordinals.is_empty() || other.ordinals.is_empty()))
        {
            return false;
        }
        let names = fewer.about.values().filter(|is_name| **is_name).count();
        let equal = self.about.len() == other.about.len();
        match (fewer.about.len(), names) {
            (1, 0) => {
                apart <= A_LITTLE && (self.about.len().max(other.about.len()) <= 2 || by_month)
            }
            (1, _) => apart <= A_SLIP,
            (_, 0) => apart <= A_SLIP && more.about.len() <= fewer.about.len() + 2,
            _ if apart <= A_SLIP => true,
            _ => equal && self.sort.is_single() && apart <= TWO_YEARS,
        }
    }
}

/// Whether two stems are of one root: *кальмар* and *кальмарск*.
fn alike(one: &str, other: &str) -> bool {
    const ROOT: usize = 5;
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (shorter, longer) = {
        let (a, b) = (one.chars().count(), other.chars().count());
        (a.min(b), a.max(b))
    };
    ROOT <= common && common == shorter && longer <= shorter + 3
}

/// Days between two dates that cannot be one; `None` when they can, in some calendar.
fn apart(one: &Mention, other: &Mention) -> Option<i32> {
    if !one.date.relation(&other.date).is_apart()
        || one.year == Year::Missing
        || other.year == Year::Missing
    {
        return None;
    }
    let days = |mention: &Mention| {
        let hull = mention.date.bounds();
        Some((hull.first_day()?, hull.last_day()?))
    };
    let ((first, last), (from, until)) = (days(one)?, days(other)?);
    let apart = (from.number() - last.number()).max(first.number() - until.number());
    let both = |mention: &Mention| {
        mention.date.steps.iter().any(|step| matches!(step, Step::BothStyles(_)))
    };
    let is_day = |mention: &Mention| mention.date.precision == Precision::Day;
    let is_style = is_day(one)
        && is_day(other)
        && !(both(one) && both(other))
        && apart == between_styles(first.min(from));
    (0 < apart && !is_style).then_some(apart)
}

/// Days between the two calendars of Europe.
fn between_styles(day: Day) -> i32 {
    let century = day.to_gregorian().0.div_euclid(100);
    century - century.div_euclid(4) - 2
}
