//! Who a sentence speaks of, and the lives that a text tells.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::Document;
use derek_study::document::{Kind, Language, Name, NameKind, Paragraph};
use derek_text::words;
use derek_time::{Day, Interval, Mention, Shape, Year};

use crate::sequence::{has_word, is_year_or_finer};

/// A birth, a death or both, as the text tells them.
#[derive(Debug, Clone)]
pub(crate) struct Told<'d> {
    /// The paragraph, by its number.
    pub paragraph: usize,
    /// The words of the date.
    pub words: Range<usize>,
    /// Whose; `None` when nobody is named.
    pub name: Option<&'d Name>,
    pub born: Option<Interval>,
    pub died: Option<Interval>,
}

/// Whether somebody is known for a man or a woman by the form of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Man,
    Woman,
    Unknown,
}

impl Gender {
    /// Whether a word of this gender may stand for somebody of the other.
    pub(crate) fn suits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// What surnames that are one share.
pub(crate) fn key(name: &Name) -> String {
    derek_text::skeleton(&derek_text::surname(&name.surname))
}

/// The first letter of the given name or initial, as it sounds.
pub(crate) fn letter(name: &Name) -> Option<char> {
    name.given.first().and_then(|given| derek_text::pivot(given).chars().next())
}

/// The given name, when it is no initial.
pub(crate) fn given_in_full(name: &Name) -> Option<&str> {
    const SHORTEST: usize = 4;
    name.given.first().map(String::as_str).filter(|given| SHORTEST <= given.chars().count())
}

/// The people named within a range.
pub(crate) fn people(paragraph: &Paragraph, within: Range<usize>) -> impl Iterator<Item = &Name> {
    paragraph
        .names
        .iter()
        .filter(move |name| name.kind == NameKind::Person && within.contains(&name.range.start))
}

/// Men and women are told apart by Russian surnames and by given names in *-a*.
pub(crate) fn gender(name: &Name) -> Gender {
    const MEN: &[&str] = &[
        "Никита", "Илья", "Фома", "Лука", "Кузьма", "Савва", "Данила", "Фока", "Joshua", "Luca",
        "Ezra", "Elisha", "Nikita", "Ilya", "Mustafa", "Musa", "Isa", "Yahya", "Мұстафа", "Мұса",
        "Иса", "Мустафа", "Муса", "Жүсіпбек", "Kuzma", "Foma", "Mirza", "Abdulla", "Мирза",
        "Абдулла", "Ata", "Mola",
    ];
    let given = name.given.iter().find(|given| 2 < given.chars().count());
    let is_woman = |word: &str| {
        ["ова", "ева", "ина", "ская", "цкая", "қызы", "ova", "eva", "skaya", "kyzy"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    match given {
        Some(given) if MEN.contains(&given.as_str()) => Gender::Man,
        Some(given) if given.ends_with(['а', 'я', 'a']) && is_woman(&name.surname) => {
            Gender::Woman
        }
        // An oblique case of a man's name, or a woman's: nobody knows.
        Some(given) if given.ends_with(['а', 'я', 'a']) => Gender::Unknown,
        Some(given) if given.ends_with(|c: char| "бвгджзйклмнпрстфхцчшщ".contains(c)) => {
            Gender::Man
        }
        _ if is_woman(&name.surname) => Gender::Unknown,
        _ if ["ов", "ев", "ский", "цкий", "ұлы"].iter().any(|end| name.surname.ends_with(end)) => {
            Gender::Man
        }
        _ => Gender::Unknown,
    }
}

/// The gender that a word gives to the one it stands for; `None` of other words.
pub(crate) fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "Он" | "он" => Some(Gender::Man),
        "she" | "She" | "Она" | "она" => Some(Gender::Woman),
        "Ол" | "ол" => Some(Gender::Unknown),
        _ => None,
    }
}

/// The gender of somebody whose something is; `None` of other words.
fn owner(word: &str) -> Option<Gender> {
    match word {
        "his" | "His" | "его" | "Его" => Some(Gender::Man),
        "her" | "Her" | "её" | "Её" | "ее" | "Ее" => Some(Gender::Woman),
        _ => None,
    }
}

/// Words for people of whom a sentence may speak without a name.
pub(crate) const OTHERS: &[&str] = &[
    "son", "sons", "daughter", "daughters", "wife", "husband", "father", "mother", "brother",
    "brothers", "sister", "child", "children", "uncle", "aunt", "nephew", "niece", "cousin",
    "grandfather", "grandmother", "grandson", "granddaughter", "widow", "friend", "king",
    "emperor", "queen", "empress", "sultan", "tsar", "pope", "heir", "successor", "predecessor",
    "namesake", "boy", "girl", "сын", "сына", "сыну", "сыном", "сыновья", "дочь", "дочери", "жена",
    "жены", "жену", "женой", "муж", "мужа", "отец", "отца", "отцу", "отцом", "мать", "матери",
    "брат", "брата", "брату", "братья", "братом", "сестра", "сестры", "ребёнок", "ребенок", "дети",
    "дядя", "племянник", "племянника", "дед", "деда", "внук", "внука", "внучка", "бабушка",
    "вдова", "друг", "друга", "император", "императора", "царь", "царя", "король", "преемник",
    "однофамилец", "тёзка", "ұлы", "қызы", "әйелі", "күйеуі", "әкесі", "шешесі", "анасы", "ағасы",
    "інісі", "қарындасы", "апасы", "баласы", "атасы", "әжесі", "жары", "немересі", "досы",
    "жұбайы",
];

/// The one person whom a pronoun can stand for, who is named before it in the paragraph;
/// `None` when it may be another's.
///
/// The nearest sentence that names anybody must name one alone of that gender, and neither
/// it nor those after it may speak of relatives and rulers without a name.
pub(crate) fn bearer(paragraph: &Paragraph, at: usize, of: Gender) -> Option<&Name> {
    const BACK: usize = 4;
    let before = paragraph.sentences.partition_point(|sentence| sentence.start <= at);
    for sentence in paragraph.sentences[..before].iter().rev().take(BACK) {
        let until = sentence.end.min(at);
        let text = paragraph.slice(sentence.start..until);
        if has_word(text, OTHERS) || names_stranger(paragraph, &(sentence.start..until)) {
            return None;
        }
        let named: Vec<&Name> = people(paragraph, sentence.start..until)
            .filter(|name| of.suits(gender(name)))
            .collect();
        let Some(last) = named.last() else { continue };
        // *She was advised by Eisenstadt*: she is somebody named before.
        let is_subject = named.iter().any(|name| {
            let before = paragraph.slice(sentence.start..name.range.start);
            is_naming(paragraph.language, name)
                && !is_governed(before)
                && !words(before).any(|range| pronoun(&before[range]).is_some())
        });
        let is_one = is_subject && named.iter().all(|name| is_same(name, last));
        let fullest = named.iter().max_by_key(|name| name.given.len());
        return fullest.filter(|_| is_one).copied();
    }
    None
}

/// Nouns for one person by what he or she does, in the form of a subject.
const CALLINGS: &[&str] = &[
    "poet", "writer", "novelist", "historian", "engineer", "banker", "vicar", "priest", "bishop",
    "archbishop", "surgeon", "doctor", "physician", "painter", "artist", "composer", "scholar",
    "teacher", "schoolmaster", "professor", "general", "colonel", "admiral", "captain", "marshal",
    "lawyer", "architect", "merchant", "miller", "brewer", "mayor", "governor", "minister",
    "deputy", "editor", "journalist", "printer", "publisher", "bookseller", "politician",
    "revolutionary", "philosopher", "economist", "geographer", "explorer", "botanist",
    "ethnographer", "orientalist", "linguist", "actor", "actress", "singer", "statesman",
    "diplomat", "ambassador", "envoy", "landowner", "industrialist", "manufacturer", "inventor",
    "preacher", "solicitor", "photographer", "philanthropist", "playwright", "akyn", "поэт",
    "поэтесса", "писатель", "писательница", "историк", "инженер", "банкир", "священник", "епископ",
    "архиепископ", "врач", "доктор", "хирург", "художник", "художница", "композитор", "учёный",
    "ученый", "учитель", "учительница", "профессор", "генерал", "полковник", "адмирал", "маршал",
    "юрист", "адвокат", "архитектор", "купец", "губернатор", "министр", "депутат", "редактор",
    "журналист", "издатель", "публицист", "политик", "революционер", "философ", "экономист",
    "географ", "этнограф", "востоковед", "языковед", "лингвист", "актёр", "актриса", "певец",
    "певица", "дипломат", "посол", "помещик", "промышленник", "изобретатель", "просветитель",
    "акын", "кассир", "фотограф", "драматург", "ақын", "жазушы", "ғалым", "тарихшы", "мұғалім",
    "дәрігер", "суретші", "сазгер", "заңгер", "ағартушы", "қайраткер", "саясаткер", "сәулетші",
    "көпес", "этнограф", "әнші", "күйші",
];

/// Whether a word of small letters is such a noun.
pub(crate) fn is_calling(word: &str) -> bool {
    CALLINGS.contains(&word)
}

/// The one person of the paragraph whom a noun such as *the poet* means; `None` when it may
/// be another's.
///
/// Somebody must have been introduced by that noun before; in English, where an article
/// points back, the only person named so far will do.
pub(crate) fn called(paragraph: &Paragraph, noun: Range<usize>) -> Option<&Name> {
    let word = paragraph.slice(noun.clone()).to_lowercase();
    let sentence = paragraph.sentence_at(noun.start);
    let before = paragraph.slice(sentence.start..noun.start);
    let last = words(before).last().map(|range| before[range].to_lowercase());
    let pointed = last.as_deref() == Some("the");
    if paragraph.language == Language::English && !pointed {
        return None;
    }
    // *Another poet*, *the poet of the steppe*, *the poet Lermontov* is somebody else.
    const ENDS: &[&str] = &["ой", "ый", "ий", "ая", "ин"];
    const OF: &[&str] = &["of", "who", "and", "и", "which", "whom", "из", "пен", "мен"];
    let told_apart =
        !pointed && last.is_some_and(|last| ENDS.iter().any(|end| last.ends_with(end)));
    let after = paragraph.slice(noun.end..sentence.end.max(noun.end));
    let next = words(after).next().map(|range| &after[range]);
    let goes_on = next.is_some_and(|next| OF.contains(&next) || derek_text::is_capitalised(next));
    if told_apart || goes_on || after.starts_with('-') {
        return None;
    }
    let named: Vec<&Name> = people(paragraph, 0..noun.start).collect();
    let introduced = |name: &&&Name| {
        let ahead = paragraph.slice(0..name.range.start);
        let ahead = words(ahead).last().map(|range| ahead[range].to_lowercase());
        let behind = paragraph.slice(name.range.end..noun.start.max(name.range.end));
        let behind = behind.trim_start_matches(',').split([',', '(', '.']).next();
        let behind = behind.filter(|told| words(told).count() <= 3);
        ahead.as_ref() == Some(&word) || behind.is_some_and(|told| has_word(told, &[word.as_str()]))
    };
    let by_noun: Vec<&Name> = named.iter().filter(introduced).copied().collect();
    let of = match by_noun.as_slice() {
        [] if pointed => named,
        _ => by_noun,
    };
    let first = *of.first()?;
    let one = of.iter().all(|name| is_same(name, first));
    let fullest = of.iter().max_by_key(|name| name.given.len());
    fullest.filter(|_| one).copied()
}

/// Whether what stands before a name makes it no subject: a preposition, an article.
pub(crate) fn is_governed(before: &str) -> bool {
    const GOVERNING: &[&str] = &[
        "the", "of", "by", "to", "with", "for", "from", "about", "on", "against", "under", "like",
        "у", "к", "с", "со", "о", "об", "от", "для", "против", "при", "из", "вместе",
    ];
    let last = words(before).last().map(|range| before[range].to_lowercase());
    last.is_some_and(|last| GOVERNING.contains(&last.as_str()))
}

/// Whether a name stands in the form of a subject.
pub(crate) fn is_naming(language: Language, name: &Name) -> bool {
    const KAZAKH_CASES: &[&str] = &[
        "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "ны", "ні",
        "ды", "ді", "ты", "ті", "да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен",
        "мен", "бен", "пен", "ын", "ін", "ына", "іне",
    ];
    const RUSSIAN_CASES: &[&str] =
        &["у", "ю", "ым", "им", "ом", "ем", "ого", "ому", "ой", "ей", "ых", "ами"];
    let surname = name.surname.as_str();
    match language {
        Language::Kazakh => !KAZAKH_CASES.iter().any(|end| surname.ends_with(end)),
        Language::Russian => !RUSSIAN_CASES.iter().any(|end| surname.ends_with(end)),
        _ => true,
    }
}

/// Whether two names of one text may be of one person: the surname, and as far as both have
/// them the first letters of the given names.
pub(crate) fn is_same(one: &Name, other: &Name) -> bool {
    key(one) == key(other) && letter(one).zip(letter(other)).is_none_or(|(one, other)| one == other)
}

/// Whether a name of nobody knows what stands where a person would.
fn names_stranger(paragraph: &Paragraph, within: &Range<usize>) -> bool {
    const AFTER: &[&str] = &["was", "had", "wrote", "said", "became", "died", "who", "был", "стал"];
    paragraph
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Other && within.contains(&name.range.start))
        .any(|name| {
            let after = paragraph.slice(name.range.end..within.end.max(name.range.end));
            let next = words(after).next().map(|range| &after[range]);
            let opens = paragraph
                .slice(within.start..name.range.start)
                .chars()
                .all(|c| !c.is_alphanumeric());
            next.is_some_and(|next| AFTER.contains(&next)) && opens
                || next.is_some_and(|next| matches!(next, "who" | "died" | "said"))
        })
}

/// Whether a date is told to the year at least, in words that are sure.
pub(crate) fn is_exact(mention: &Mention) -> bool {
    let is_fine = is_year_or_finer(mention.date.precision);
    is_fine
        && !mention.date.approximate
        && mention.year == Year::Stated
        && mention.date.faults.is_empty()
}

/// The births and deaths that a text tells, in its order: years in brackets behind a name,
/// and what is said in so many words.
pub(crate) fn told(document: &Document) -> Vec<Told<'_>> {
    let mut all = Vec::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        if matches!(paragraph.kind, Kind::Prose | Kind::Item) {
            for mention in paragraph.dates.iter().filter(|mention| is_exact(mention)) {
                all.extend(told_by(number, paragraph, mention));
            }
            all.extend(marked(number, paragraph));
        }
    }
    all
}

fn told_by<'d>(number: usize, paragraph: &'d Paragraph, mention: &Mention) -> Option<Told<'d>> {
    let sentence = paragraph.sentence_at(mention.range.start);
    let before = paragraph.slice(sentence.start..mention.range.start);
    let after = paragraph.slice(mention.range.end..sentence.end.max(mention.range.end));
    let told = |name, born, died| {
        Some(Told { paragraph: number, words: mention.range.clone(), name, born, died })
    };
    match mention.date.shape {
        Shape::Throughout { begins, ends }
            if is_life_of_ruler(before, after, begins.first_day(), ends.last_day()) =>
        {
            told(None, Some(begins), Some(ends))
        }
        Shape::Throughout { begins, ends } => {
            let named = people(paragraph, sentence.start..mention.range.start).last()?;
            let between = paragraph.slice(named.range.end..mention.range.start).trim();
            // *(Mir-Yakub; 1885–1935)*: what else is told of the name stands before the years.
            let opens = between == "("
                || is_apposition(between)
                || is_title(between)
                || between.starts_with('(')
                    && !between.contains(')')
                    && between.ends_with([';', ',', '.'])
                    && between.chars().count() < 60;
            // A reign hardly lasts so long.
            let years = begins.first_day().zip(ends.last_day());
            let is_long =
                years.is_some_and(|(born, died)| 45 * 365 < died.number() - born.number());
            let is_life =
                opens && after.starts_with([')', ';']) && (is_long || !is_ruler(paragraph, named));
            is_life.then(|| told(Some(named), Some(begins), Some(ends))).flatten()
        }
        Shape::Within(when) => {
            let clause = clause_around(paragraph, &sentence, mention);
            let fallen = fallen(paragraph, &clause, mention);
            if let Some(name) = fallen.or_else(|| slain(paragraph, &clause, mention)) {
                return told(Some(name), None, Some(when));
            }
            let name = || {
                name_of_bracket(paragraph, mention.range.start)
                    .or_else(|| subject_of(paragraph, &clause, mention))
                    .or_else(|| subject_of(paragraph, &sentence, mention))
            };
            match turn(before, after)? {
                Turn::Birth => told(name(), Some(when), None),
                Turn::Death => told(name(), None, Some(when)),
            }
        }
    }
}

/// The part of a sentence between semicolons in which a date stands.
fn clause_around(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    mention: &Mention,
) -> Range<usize> {
    let before = paragraph.slice(sentence.start..mention.range.start);
    let after = paragraph.slice(mention.range.end..sentence.end.max(mention.range.end));
    let start = before.rfind(';').map_or(sentence.start, |at| sentence.start + at + 1);
    start..after.find(';').map_or(sentence.end, |at| mention.range.end + at)
}

/// What makes a death no death: *would have been killed*, *не был убит*.
fn is_doubted(before: &str) -> bool {
    const DOUBTS: &[&str] = &[
        "not", "never", "would", "if", "to", "nearly", "almost", "tried", "attempted", "plotted",
        "ordered", "after", "before", "не", "чуть", "едва", "если", "бы", "хотел", "хотели",
        "после", "пытались", "пытался", "якобы", "будто", "had",
    ];
    has_word(before, DOUBTS)
}

/// Who fell: *Vane fell before Kazan in May 1852*, *Лужин пал в бою*.
fn fallen<'d>(
    paragraph: &'d Paragraph,
    clause: &Range<usize>,
    mention: &Mention,
) -> Option<&'d Name> {
    // A town falls as well, and a man falls ill.
    const HOW: &[&str] = &[
        "before", "at", "in battle", "in action", "in the battle", "fighting", "defending",
        "under the walls", "near", "в бою", "в битве", "в сражении", "под", "при", "смертью",
    ];
    people(paragraph, clause.clone()).find(|name| {
        let after = paragraph.slice(name.range.end..clause.end.max(name.range.end));
        let told = after.strip_prefix(',').unwrap_or(after).trim_start();
        let told = ["fell ", "пал "].iter().find_map(|verb| told.strip_prefix(verb));
        let is_death = told.is_some_and(|how| {
            HOW.iter().any(|words| {
                how.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            }) && !how.starts_with("at the feet")
        });
        let ahead = paragraph.slice(clause.start..name.range.start);
        is_death
            && !is_doubted(ahead)
            && !is_governed(ahead.trim_end_matches("the "))
            && is_naming(paragraph.language, name)
            && is_only_date(paragraph, clause, mention)
    })
}

/// Whom somebody kills: *Reed murdered Vane on 2 May 1856*.
fn slain<'d>(
    paragraph: &'d Paragraph,
    clause: &Range<usize>,
    mention: &Mention,
) -> Option<&'d Name> {
    const KILL: &[&str] = &[
        "killed", "murdered", "beheaded", "assassinated", "executed", "strangled", "slew",
        "hanged", "убил", "убила", "убили", "казнил", "казнили", "зарезал", "зарезали",
        "застрелил", "застрелили", "повесили", "зарубили", "обезглавили", "расстреляли",
    ];
    people(paragraph, clause.clone()).find(|name| {
        let ahead = paragraph.slice(clause.start..name.range.start);
        let last = words(ahead).last();
        let verb = last.filter(|last| KILL.contains(&&ahead[last.clone()]));
        verb.is_some_and(|verb| {
            let passive = words(&ahead[..verb.start])
                .last()
                .is_some_and(|range| matches!(&ahead[range], "was" | "were" | "been" | "and"));
            ahead.get(verb.end..) == Some(" ") && !passive && !is_doubted(&ahead[..verb.start])
        }) && is_only_date(paragraph, clause, mention)
            && !paragraph
                .slice(name.range.end..clause.end.max(name.range.end))
                .starts_with(['\'', '’', '-'])
    })
}

fn is_only_date(paragraph: &Paragraph, clause: &Range<usize>, mention: &Mention) -> bool {
    paragraph
        .dates
        .iter()
        .filter(|other| clause.contains(&other.range.start))
        .all(|other| other.range == mention.range)
}

/// *Царю (1868–1918)*: years too many for a reign, behind a ruler who is not named.
fn is_life_of_ruler(before: &str, after: &str, born: Option<Day>, died: Option<Day>) -> bool {
    const RULERS: &[&str] = &[
        "цар", "император", "корол", "султан", "шах", "king", "tsar", "emperor", "sultan", "патша",
    ];
    const LONGEST_REIGN: i32 = 45;
    let Some(before) = before.trim_end().strip_suffix('(') else { return false };
    let last = words(before).last().map(|range| before[range].to_lowercase()).unwrap_or_default();
    let is_ruler = before.ends_with(' ')
        && RULERS.iter().any(|ruler| {
            last.strip_prefix(ruler).is_some_and(|ending| ending.chars().count() <= 2)
        });
    let years = born.zip(died).map(|(born, died)| (died.number() - born.number()) / 365);
    is_ruler
        && after.starts_with([')', ';'])
        && years.is_some_and(|years| (LONGEST_REIGN..100).contains(&years))
}

/// *Bey (*: a title behind the name.
fn is_title(between: &str) -> bool {
    between.strip_suffix('(').is_some_and(|told| {
        let mut told = words(told).map(|range| &told[range]);
        let is_title = |word: &str| {
            derek_text::is_capitalised(word)
                || is_calling(word)
                || matches!(word, "хан" | "батыр" | "би" | "төре" | "сұлтан" | "паша" | "бей")
        };
        told.next().is_some_and(is_title) && told.nth(1).is_none()
    })
}

/// *, novelist (*: what stands between a name and the bracket with its years.
fn is_apposition(between: &str) -> bool {
    const LONGEST: usize = 40;
    between.strip_suffix('(').is_some_and(|told| {
        told.starts_with(',')
            && told.chars().count() < LONGEST
            && !told.contains(['(', ')', '.', ';'])
            && !told.chars().any(char::is_uppercase)
    })
}

/// The person right before the bracket in which something stands.
fn name_of_bracket(paragraph: &Paragraph, at: usize) -> Option<&Name> {
    const FAR: usize = 80;
    let before = paragraph.slice(0..at);
    let open = before.rfind('(').filter(|open| !before[*open..].contains(')'))?;
    let named = people(paragraph, 0..open).last()?;
    let between = paragraph.slice(named.range.end..open + 1).trim();
    let is_near = between == "(" || is_apposition(between) || is_title(between);
    (at - open < FAR && is_near).then_some(named)
}

/// Years in brackets behind a name that stand with a mark and are no dates of the text:
/// *(d. 1852)*, *(† 1870)*, *(род. 1832, ум. 1890)*, *(1820–†84)* is none of them.
fn marked(number: usize, paragraph: &Paragraph) -> Vec<Told<'_>> {
    const LONGEST: usize = 60;
    let mut all = Vec::new();
    let text = paragraph.text.as_str();
    for (open, _) in text.match_indices('(') {
        let Some(inside) = text[open + 1..].split(')').next() else { continue };
        if LONGEST < inside.len() || !text[open + 1 + inside.len()..].starts_with(')') {
            continue;
        }
        let tokens: Vec<Range<usize>> = words(inside).collect();
        let (mut born, mut died, mut span) = (None, None, None);
        for (at, token) in tokens.iter().enumerate() {
            let year = &inside[token.clone()];
            let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
            let Some(before) = at.checked_sub(1).map(|at| tokens[at].clone()).or(Some(0..0)) else {
                continue;
            };
            let mark = inside[before.clone()].to_lowercase();
            let gap = inside[before.end..token.start].trim();
            let kind = match (mark.as_str(), gap) {
                (_, "†" | ", †" | "; †" | "– †" | "—†" | "–†") => Turn::Death,
                ("b" | "род" | "р", ".") | ("born" | "родился" | "родилась" | "туған", "") => {
                    Turn::Birth
                }
                ("d" | "ум" | "сконч" | "ө", ".") | ("died" | "умер" | "умерла", "") => {
                    Turn::Death
                }
                _ => continue,
            };
            let Some(day) = Some(year).filter(|_| is_year).and_then(|y| derek_time::parse(y).ok())
            else {
                continue;
            };
            let words = open + 1 + token.start..open + 1 + token.end;
            // What the dates of the text hold is read from them.
            if paragraph.dates.iter().any(|date| date.range.contains(&words.start)) {
                continue;
            }
            match kind {
                Turn::Birth => born = Some(day.hull()),
                Turn::Death => died = Some(day.hull()),
            }
            span = Some(words);
        }
        let (Some(words), Some(name)) = (span, name_of_bracket(paragraph, open + 1)) else {
            continue;
        };
        all.push(Told { paragraph: number, words, name: Some(name), born, died });
    }
    all
}

/// Of whom a sentence tells a birth or a death: its only person, or the one for whom its
/// pronoun stands.
fn subject_of<'d>(
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
    mention: &Mention,
) -> Option<&'d Name> {
    let text = paragraph.slice(sentence.clone());
    // *The King, Vane*: a title with a capital is of the one who is named.
    let speaks_of_others = words(text).enumerate().any(|(at, range)| {
        let word = &text[range];
        OTHERS.contains(&word) || at == 0 && OTHERS.contains(&word.to_lowercase().as_str())
    });
    if speaks_of_others {
        return None;
    }
    let named: Vec<&Name> = people(paragraph, sentence.clone()).collect();
    let first = named.first();
    match first {
        Some(first) => {
            let is_one = named.iter().all(|name| is_same(name, first));
            let near = first.range.start < mention.range.start
                || paragraph.language == Language::Kazakh
                || paragraph.slice(mention.range.end..first.range.start).chars().count() < 30;
            (is_one && near).then_some(*first)
        }
        None => {
            let word = words(text).find_map(|range| {
                let gender =
                    pronoun(&text[range.clone()]).or_else(|| owner(&text[range.clone()]))?;
                Some((sentence.start + range.start, gender))
            });
            word.and_then(|(at, gender)| bearer(paragraph, at, gender))
        }
    }
}

/// What the words around a date make it: that of a birth or of a death.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Birth,
    Death,
}

/// The turn of a life that a date is told for, by the nearest word of it; `None` when it is
/// told for neither.
fn turn(before: &str, after: &str) -> Option<Turn> {
    const BORN: &[&str] = &["born", "родился", "родилась", "рожд", "род", "b", "туған"];
    const DIED: &[&str] = &[
        "died", "умер", "умерла", "скончался", "скончалась", "погиб", "погибла", "ум",
        "расстрелян", "расстреляна", "казнён", "казнен", "казнена", "убит", "убита", "застрелен",
        "застрелена", "зарублен", "зарезан", "повешен", "повешена", "обезглавлен", "задушен",
        "отравлен", "замучен", "застрелился", "утонул", "perished", "drowned", "d", "death",
        "смерти", "смерть", "гибели", "гибель",
    ];
    // Whoever kills is not killed: these need *was*.
    const KILLED: &[&str] = &[
        "killed", "executed", "shot", "hanged", "assassinated", "murdered", "beheaded",
        "guillotined", "strangled", "lynched", "poisoned",
    ];
    const BORN_AFTER: &[&str] =
        &["туған", "туды", "дүниеге", "туылған", "туып", "родился", "родилась"];
    const DIED_AFTER: &[&str] = &[
        "қайтыс", "қаза", "умер", "умерла", "скончался", "скончалась", "погиб", "погибла",
        "атылды", "атылған", "өлтірілді", "өлтірілген", "өлді", "асылды", "асылған", "мерт",
        "шейіт", "жұмды", "дүниеден", "опат", "расстрелян", "казнён", "казнен", "убит", "убита",
        "повешен",
    ];
    // What stands between: *was born on a farm near Kazan in*.
    const NEAR: usize = 4;
    let mut others = vec!["not", "never", "не", "if"];
    if !has_word(before, &["death", "смерти", "смерть", "гибели"]) {
        others.extend(["after", "после", "before"]);
    }
    let is_other = has_word(before.rsplit(';').next().unwrap_or_default(), &others);
    let clause_before = before.rsplit([';', '(']).next().unwrap_or_default();
    let before: Vec<String> =
        words(clause_before).map(|range| clause_before[range].to_lowercase()).collect();
    // *Was publicly hanged*.
    let was = |at: usize| {
        let is = |at: usize| matches!(before[at].as_str(), "was" | "were" | "been");
        at.checked_sub(1)
            .is_some_and(|one| is(one) || before[one].ends_with("ly") && 0 < one && is(one - 1))
    };
    let turn_at = |at: usize| match before[at].as_str() {
        word if BORN.contains(&word) => Some(Turn::Birth),
        word if DIED.contains(&word) => Some(Turn::Death),
        word if KILLED.contains(&word) && was(at) => Some(Turn::Death),
        _ => None,
    };
    let first = before.len().saturating_sub(NEAR);
    let told = (first..before.len()).rev().find_map(turn_at);
    let clause = after.split([',', ';', '(']).next().unwrap_or_default();
    let behind = || {
        words(clause).take(NEAR).find_map(|range| match clause[range].to_lowercase().as_str() {
            word if BORN_AFTER.contains(&word) => Some(Turn::Birth),
            word if DIED_AFTER.contains(&word) => Some(Turn::Death),
            _ => None,
        })
    };
    told.or_else(behind).filter(|turn| *turn == Turn::Birth || !is_other)
}

/// Whether a name is a ruler's, so that years in brackets may be those of the reign.
fn is_ruler(paragraph: &Paragraph, name: &Name) -> bool {
    const RULERS: &[&str] = &[
        "king", "queen", "emperor", "empress", "tsar", "czar", "sultan", "shah", "emir", "amir",
        "khan", "pope", "prince", "duke", "caliph", "president", "chancellor", "minister",
        "governor", "viceroy", "vizier", "negus", "король", "королева", "император", "императора",
        "царь", "царя", "султан", "шах", "эмир", "хан", "папа", "князь", "президент", "губернатор",
        "хан", "ханы", "ханның", "патша", "сұлтан", "әмір",
    ];
    const BACK: usize = 3;
    let sentence = paragraph.sentence_at(name.range.start);
    let before = paragraph.slice(sentence.start..name.range.start);
    let own = paragraph.slice(name.range.clone());
    let near: BTreeSet<String> = words(before)
        .map(|range| before[range].to_lowercase())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .take(BACK)
        .chain(words(own).map(|range| own[range].to_lowercase()))
        .collect();
    near.iter().any(|word| RULERS.contains(&word.as_str()))
}
