//! Bodies and policies at work before they were, or after they had ended.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, Said, Value, say};
use derek_time::{Date, Day, Mention, Year};

use crate::facts::{Facts, Known};
use crate::grounds::{About, contradictions};
use crate::naming::date_in_clause;
use crate::tenure::{Whose, outside};
use crate::{Objections, Reading, check};

check! {
    /// An institution, an office, a policy or a state that the text puts at work
    /// on a date when it did not yet exist, or no longer did.
    ///
    /// When it existed is taken from the reference study, and cited. Only a date
    /// that stands next to the name is held against it, and bounds are compared:
    /// a month of grace is given on both sides, for calendars and for decrees
    /// that came after the deed. Words such as *former*, *future*, *creation of*
    /// make the date about something else.
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{nep, title = {New Economic Policy}, url = {https://example.org/nep}, urldate = {2026-11-22}}
    /// //- cards/nep.md
    /// ---
    /// kind: concept
    /// name: New Economic Policy
    /// also: [NEP]
    /// begins: March 1921 [@nep]
    /// ends: 1928 [@nep]
    /// ---
    /// ```
    ///
    /// ```text
    /// The province took part in the ⟦new economic policy⟧ since 1914, like its neighbours.
    /// ```
    ///
    /// ```text
    /// The ⟦NEP⟧ ruined several traders of the town in 1914. They had no sons.
    /// ```
    ///
    /// ```text
    /// In 1914 nobody dreamed of the New Economic Policy. The New Economic Policy of 1921 came
    /// late here, and the end of the NEP in 1929 came soon. Ideas for a new economic policy in
    /// 1915 were few. The NEP was like the reforms tried in 1908.
    /// ```
    ///
    /// Another country's body of a common name, and a book's title:
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{assembly, title = {Assembly}, url = {https://example.org/assembly}, urldate = {2026-11-22}}
    /// //- cards/assembly.md
    /// ---
    /// kind: organ
    /// name: {en: All-Russian Constituent Assembly, ru: Всероссийское учредительное собрание}
    /// also: [Учредительное собрание]
    /// begins: 5 (18) January 1918 [@assembly]
    /// ends: 6 (19) January 1918 [@assembly]
    /// ---
    /// //- cards/white.md
    /// ---
    /// kind: concept
    /// name: {en: White movement, ru: Белое движение}
    /// also: [Белым]
    /// begins: 1917 [@assembly]
    /// ---
    /// ```
    ///
    /// ```text
    /// Айора стал временным президентом Эквадора, а в 1929 году Учредительное собрание назначило его
    /// постоянным. Работая в 1889 году над «Белым отрядом», Дойл получил приглашение.
    /// ```
    ///
    /// ```text
    /// В России выборы шли всюду, а в 1929 году ⟦Учредительное собрание⟧ назначило его президентом.
    /// ```
    ///
    /// ## Limits
    ///
    /// A date farther off is tied to the name only when it is the sentence's only
    /// one, in one clause with it, and only its beginning is held against it.
    pub static OUTSIDE_LIFESPAN = "outside-lifespan" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "at work on a date when it did not exist",
        ru: "действует, когда его ещё или уже не было",
        kk: "әлі болмаған не жойылып кеткен кезінде әрекет етеді",
        find: find,
    }
}

/// A decree may follow the deed, and two calendars lie two weeks apart.
const GRACE: i32 = 31;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for paragraph in document.paragraphs.iter().filter(|one| {
            matches!(one.kind, Kind::Prose | Kind::Item | Kind::Apparatus) && !one.dates.is_empty()
        }) {
            for found in reading.facts.names.find(&paragraph.text) {
                let is_anybodys = is_part_of_title(paragraph, &found.range)
                    || is_of_another_country(document, paragraph, &found.range, found.what);
                let dated = date_of(paragraph, &found.range).filter(|_| !is_anybodys);
                if let Some((mention, tie)) = dated {
                    object(
                        (document, paragraph),
                        found.range,
                        found.what,
                        (&mention.date, tie),
                        &reading.facts,
                        objections,
                    );
                }
            }
        }
    }
    let help = say!(en: "check the dates; if another body of that name is meant, make it a card of its own", ru: "проверьте даты; если речь о другом органе с тем же названием, заведите для него карточку", kk: "күндерді тексеріңіз; аттас басқа орган айтылса, оған жеке карточка ашыңыз");
    contradictions(reading, About::Existence, &help, objections);
    for one in outside(reading, Whose::Others) {
        objections.add(one.places, one.because, help.clone());
    }
}

/// How a date is tied to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// It stands next to it.
    Beside,
    /// It is the sentence's only one, in one clause with it.
    InClause,
}

fn date_of<'p>(paragraph: &'p Paragraph, name: &Range<usize>) -> Option<(&'p Mention, Tie)> {
    let beside = date_beside(paragraph, name).map(|mention| (mention, Tie::Beside));
    let written = paragraph.slice(name.clone());
    if beside.is_none() && !is_proper(written) {
        return None;
    }
    beside.or_else(|| date_in_clause(paragraph, name).map(|mention| (mention, Tie::InClause)))
}

/// Whether a name stands first between quotation marks that go on past it: *над «Белым
/// отрядом»*, a book.
fn is_part_of_title(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    const LONGEST: usize = 6;
    let is_title = |inner: &Range<usize>| {
        inner.start == name.start
            && name.end < inner.end
            && derek_text::words(paragraph.slice(inner.clone())).count() <= LONGEST
    };
    paragraph.quotations.iter().any(|one| is_title(&one.inner))
}

/// Whether a name that every country has had stands in a text that hardly speaks of the country
/// of the one that is known: neither beside it nor often.
fn is_of_another_country(
    document: &Document,
    paragraph: &Paragraph,
    name: &Range<usize>,
    known: Known<'_>,
) -> bool {
    const ROOT: usize = 5;
    const OFTEN: usize = 4;
    // *The Communist Party of Kazakhstan* says whose it is.
    let written = paragraph.slice(name.clone()).to_lowercase();
    let is_named = everywhere(&written).is_none_or(|rest| rest.starts_with(" of "));
    if is_named {
        return false;
    }
    // *All-Russian*, *Всероссийское*: what the card's names have beside the common one.
    let roots: BTreeSet<String> = known
        .card
        .forms()
        .filter(|form| !is_everywhere(form))
        .flat_map(|form| {
            let lower = form.to_lowercase();
            let first = lower.split([' ', '\u{a0}']).next().unwrap_or_default().to_owned();
            let root = ["all-", "все", "бүкіл"].iter().find_map(|all| first.strip_prefix(all));
            let root: String = root.unwrap_or(&first).chars().take(ROOT).collect();
            (ROOT <= root.chars().count()).then_some(root)
        })
        .collect();
    let times = |one: &Paragraph| -> usize {
        let lower = one.text.to_lowercase();
        roots.iter().map(|root| lower.matches(root.as_str()).count()).sum()
    };
    !roots.is_empty()
        && times(paragraph) == 0
        && document.paragraphs.iter().map(times).sum::<usize>() < OFTEN
}

/// Whether a name is written as one, and is not one that every country has had.
fn is_proper(written: &str) -> bool {
    let is_english = written.is_ascii();
    let capital = |range: Range<usize>| {
        let word = &written[range];
        derek_text::is_capitalised(word) || word.chars().count() <= 3
    };
    let capitals = match is_english {
        true => derek_text::words(written).all(capital),
        false => derek_text::is_capitalised(written),
    };
    capitals && !is_everywhere(written)
}

/// Whether every country has had a body of this name.
fn is_everywhere(written: &str) -> bool {
    everywhere(&written.to_lowercase()).is_some()
}

/// What stands behind a name that a body has had in every country, in small letters.
fn everywhere(lower: &str) -> Option<&str> {
    const EVERYWHERE: &[&str] = &[
        "constituent assembly",
        "provisional government",
        "state council",
        "council of state",
        "national convention",
        "council of ministers",
        "state bank",
        "supreme soviet",
        "communist party",
        "socialist party",
        "volunteer army",
        "congress of soviets",
        "учредительное собрание",
        "учредительного собрания",
        "временное правительство",
        "временного правительства",
        "государственный совет",
        "государственного совета",
        "директория",
        "directory",
        "commune",
        "уақытша үкімет",
    ];
    EVERYWHERE.iter().find_map(|name| lower.strip_prefix(name))
}

fn object(
    (document, paragraph): (&Document, &Paragraph),
    name: Range<usize>,
    known: Known<'_>,
    (date, tie): (&Date, Tie),
    facts: &Facts<'_>,
    objections: &mut Objections,
) {
    if known.card.kind == "person"
        || known.card.kind == "event"
        || is_about_something_else(paragraph, &name)
    {
        return;
    }
    let bounds: Vec<_> = date.readings();
    // *Since 1914* has no end of its own: it is at work from its beginning on.
    let beginning = date.begins().last_day().filter(|_| date.bounds().last_day().is_none());
    let last: Option<Day> =
        beginning.or_else(|| bounds.iter().filter_map(|one| one.last_day()).max());
    let first: Option<Day> = bounds.iter().filter_map(|one| one.first_day()).min();
    // Another body of that name may have been at work.
    let of_the_time = |other: &Known<'_>| {
        let begun = other.begins().zip(last).is_none_or(|((begins, ..), last)| begins <= last);
        let ended = other.ends().zip(first).is_some_and(|((ends, ..), first)| ends < first);
        begun && !ended
    };
    // *The NKVD of the USSR* is no other's, though *NKVD* is.
    let written = paragraph.slice(name.clone());
    let bears = |other: &Known<'_>| {
        other.card.forms().any(|form| form.to_lowercase() == written.to_lowercase())
    };
    let mut namesakes = facts.namesakes(known);
    if bears(&known) {
        namesakes.retain(bears);
    }
    if namesakes.iter().any(of_the_time) {
        return;
    }
    // Of several the one that came next is the one the text runs ahead of.
    let later = |one: &Known<'_>| {
        one.begins().zip(last).is_some_and(|((begins, ..), last)| last.plus(GRACE) < begins)
    };
    let known = match later(&known) || of_the_time(&known) {
        true => known,
        false => namesakes.into_iter().find(later).unwrap_or(known),
    };
    let called = known.name();
    let because = match (known.begins(), known.ends(), first, last) {
        (Some((begins, said, value)), _, _, Some(last)) if last.plus(GRACE) < begins => (
            say!({ called, said } en: "{called} begins {said}", ru: "{called}: начало — {said}", kk: "{called}: басталуы — {said}"),
            value,
        ),
        (_, Some((ends, said, value)), Some(first), _)
            if tie == Tie::Beside
                && ends.plus(GRACE) < first
                && !is_of_the_past(paragraph, &name) =>
        {
            (
                say!({ called, said } en: "{called} ends {said}", ru: "{called}: конец — {said}", kk: "{called}: аяқталуы — {said}"),
                value,
            )
        }
        _ => return,
    };
    let said_here: Said = say!({ date } en: "the text has it at work {date}", ru: "в тексте время действия: {date}", kk: "мәтіндегі әрекет уақыты: {date}");
    let (said, value): (Said, &Value) = because;
    objections.add(
        vec![document.place(paragraph, name)],
        vec![Reason::shown(said_here), Reason { said, source: known.cited(value) }],
        say!(en: "check the date; if another body of that name is meant, say which", ru: "проверьте дату; если речь о другом органе с тем же названием, укажите, о каком", kk: "күнін тексеріңіз; аттас басқа орган айтылса, қайсысы екенін көрсетіңіз"),
    );
}

/// A dated expression that stands beside a name: at most three small words between, in one clause.
pub(crate) fn date_beside<'p>(
    paragraph: &'p Paragraph,
    name: &Range<usize>,
) -> Option<&'p Mention> {
    let stated = paragraph.dates.iter().filter(|mention| mention.year != Year::Missing);
    let mut beside = stated.filter_map(|mention| {
        let (gap, after) = match name.end <= mention.range.start {
            true => (name.end..mention.range.start, true),
            false if mention.range.end <= name.start => (mention.range.end..name.start, false),
            false => return None,
        };
        (gap.len() <= FARTHEST && is_beside(paragraph.slice(gap.clone()), after))
            .then_some((gap.len(), mention))
    });
    let first = beside.next()?;
    let (_, mention) =
        beside.fold(first, |nearest, next| if next.0 < nearest.0 { next } else { nearest });
    Some(mention)
}

/// Bytes between a name and a date beside it: three small words at the most.
const FARTHEST: usize = 120;

fn is_beside(gap: &str, date_follows: bool) -> bool {
    if gap.contains(['.', ';', ':', '(', ')', '!', '?', '—', '–']) {
        return false;
    }
    let words: Vec<String> =
        derek_text::words(gap).map(|range| gap[range].to_lowercase()).collect();
    const SMALL_BEFORE: &[&str] = &[
        "in", "on", "since", "from", "during", "as", "of", "by", "around", "already", "early",
        "late", "was", "were", "did", "still", "в", "с", "уже", "ещё", "около", "от", "на", "году",
        "жылы", "де", "сол",
    ];
    const ACTING: &[&str] = &[
        "introduced", "launched", "decided", "decreed", "ordered", "announced", "voted", "met",
        "sent", "forbade", "prohibited", "adopted", "issued", "signed", "sat", "ruled", "worked",
        "операция", "запретило", "запретил", "принял", "приняло", "приняла", "издал", "издало",
        "объявил", "объявило", "решил", "решило", "направил", "направило", "заседал", "заседала",
        "начал", "начала", "начало", "действовал", "действовала", "шешім", "қабылдады", "тыйым",
    ];
    const SMALL_AFTER: &[&str] = &[
        "the", "a", "an", "this", "its", "г", "гг", "году", "года", "год", "жылы", "жылғы",
        "жылдан", "already", "when", "когда", "уже",
    ];
    let fits = |word: &String| match date_follows {
        true => SMALL_BEFORE.contains(&word.as_str()) || ACTING.contains(&word.as_str()),
        false => SMALL_AFTER.contains(&word.as_str()),
    };
    let commas = gap.matches(',').count();
    words.len() <= 3
        && words.iter().all(fits)
        && if date_follows { commas == 0 } else { commas <= 1 }
}

/// The words around the name make the date about its making, its end, its memory.
fn is_about_something_else(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    const MAKING: &[&str] = &[
        "former", "future", "later", "predecessor", "successor", "idea", "ideas", "plan", "plans",
        "project", "demand", "demands", "call", "calls", "creation", "establishment", "founding",
        "foundation", "formation", "birth", "proclamation", "origins", "origin", "roots", "road",
        "towards", "toward", "history", "end", "fall", "abolition", "dissolution", "collapse",
        "legacy", "memory", "archive", "archives", "before", "after", "until", "till", "like",
        "called", "territory", "lands", "today's", "present", "would-be", "against", "transition",
        "proposed", "advocate", "ruins", "wake", "aftermath", "развалинах", "обломках", "руинах",
        "распада", "бывший", "бывшего", "бывшей", "будущий", "будущего", "будущей", "идея", "идеи",
        "план", "проект", "создание", "создания", "создании", "образование", "образования",
        "учреждение", "учреждения", "провозглашение", "история", "истории", "конец", "крах",
        "падение", "падения", "свержение", "упразднение", "ликвидация", "роспуск", "после", "до",
        "накануне", "территория", "территории", "наследие", "архив", "фонд", "переход", "перехода",
        "введение", "введения", "бұрынғы", "болашақ", "құру", "құрылуы", "тарихы", "аумағы",
        "кейін", "дейін",
    ];
    let sentence = paragraph.sentence_at(name.start);
    let before = paragraph.slice(sentence.start..name.start).to_lowercase();
    let near: Vec<&str> = before
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    near.iter().rev().take(4).any(|word| MAKING.contains(word))
}

/// After an end, most mentions look back; only an actor's place in the sentence counts.
fn is_of_the_past(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    const LOOKING_BACK: &[&str] = &["of", "from", "about", "on", "for"];
    let mut words = paragraph.slice(0..name.start).split_whitespace().rev();
    let last = words.next().unwrap_or_default().to_lowercase();
    let before = match last.as_str() {
        "the" => words.next().unwrap_or_default().to_lowercase(),
        _ => last,
    };
    LOOKING_BACK.contains(&before.as_str())
}
