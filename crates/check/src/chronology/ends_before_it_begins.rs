//! An end before the beginning.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_reason::held;
use derek_study::document::{Kind, Language, Paragraph};
use derek_study::{Level, Reason, Said, Value, say};
use derek_text::{stem, words};
use derek_time::{Date, Mention, Year};

use crate::sequence::is_year_or_finer;
use crate::statement::date_of;
use crate::tenure::written;
use crate::{Objections, Reading, check};

check! {
    /// Something ends, or somebody dies, before every day on which it can have
    /// begun.
    ///
    /// Bounds are compared, never first years: an end in 1918 and a beginning in
    /// June 1918 may both hold.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: December 1917
    /// ends: ⟦June 1917⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// begins: June 1918
    /// ends: 1918
    /// ---
    /// ```
    ///
    /// So it is with the stretch for which a value holds, and with a letter that is received
    /// before it is sent:
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// office:
    ///   - value: council
    ///     from: May 1918
    ///     until: ⟦January 1918⟧
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: 24 March 1918
    /// received: ⟦19 March 1918⟧
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// ---
    /// ```
    ///
    /// In a text the beginning and the end of one thing are told in one breath:
    ///
    /// ```text
    /// The school, founded in 1876, was closed in ⟦1869⟧. The society was established in March 1902 and
    /// dissolved in ⟦1899⟧. The newspaper first appeared in 1913. It was closed by the governor in ⟦1911⟧.
    ///
    /// Училище, основанное в 1876 г., закрылось в ⟦1869 г.⟧
    ///
    /// Первый номер газеты вышел в 1913 г. Газету закрыли в ⟦1911 г.⟧
    ///
    /// Мектеп 1876 жылы ашылып, ⟦1869 жылы⟧ жабылды.
    /// ```
    ///
    /// ```text
    /// The society was established in March 1902 after its predecessor had been dissolved in 1899.
    /// The bank was founded in 1913 and the mill was closed in 1911. The school, founded in 1876,
    /// was closed in 1889. In 1912 the paper was banned; in 1913 another was founded.
    ///
    /// Училище, основанное в 1876 г. вместо закрытого в 1869 г., стояло на площади.
    /// ```
    ///
    /// ## Limits
    ///
    /// In a text nothing but small words may stand between the beginning and the end. Where several dates stand side by side, the last judgement counts, else
    /// the first testimony.
    pub static ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins" {
        room: "chronology", level: Impossible, since: "0.1.0",
        en: "it ends before it can have begun",
        ru: "конец раньше любого возможного начала",
        kk: "басталуы мүмкін күннен бұрын аяқталады",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for paragraph in
            document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item))
        {
            for (begins, ends) in told(paragraph) {
                let (earliest, latest) = (&begins.date, &ends.date);
                objections.add(
                    vec![
                        document.place(paragraph, ends.range.clone()),
                        document.place(paragraph, begins.range.clone())
                            .labelled(say!(en: "the beginning as the text tells it", ru: "начало по этому же тексту", kk: "осы мәтін бойынша басталуы")),
                    ],
                    vec![Reason::shown(say!({ latest, earliest } en: "by the text it ends {latest} and begins {earliest}", ru: "по тексту конец: {latest}, начало: {earliest}", kk: "мәтін бойынша соңы: {latest}, басы: {earliest}"))],
                    say!(en: "see which of the two dates the sources support", ru: "проверьте, какую из двух дат подтверждают источники", kk: "дереккөздер екі күннің қайсысын растайтынын тексеріңіз"),
                );
            }
        }
    }
    in_study(reading, objections);
}

/// What a word tells of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Begins,
    Ends,
}

/// Words of a beginning; one that ends in `*` is the first letters of several.
const BEGINS: &[&str] = &[
    "founded", "established", "created", "opened", "began", "started", "appeared", "launched",
    "born", "основан*", "основали", "создан*", "создали", "открыт*", "открылся", "открылась",
    "открылось", "возник*", "начался", "началась", "началось", "вышел", "вышла", "родился",
    "родилась", "ашылып", "ашылды", "құрылып", "құрылды", "басталып", "басталды", "туып", "туған",
    "шықты", "шыға",
];

/// Words of an end.
const ENDS: &[&str] = &[
    "closed", "ended", "dissolved", "abolished", "disbanded", "died", "ceased", "banned",
    "suppressed", "закрыт*", "закрыл*", "окончил*", "закончил*", "распущен*", "упраздн*", "умер",
    "умерла", "прекрат*", "ликвидирован*", "жабылды", "жабылған", "аяқталды", "таратылды",
    "қайтыс", "тоқтатылды",
];

fn turn(word: &str) -> Option<Turn> {
    let among = |list: &[&str]| {
        list.iter().any(|known| match known.strip_suffix('*') {
            Some(beginning) => word.starts_with(beginning),
            None => *known == word,
        })
    };
    match () {
        () if among(BEGINS) => Some(Turn::Begins),
        () if among(ENDS) => Some(Turn::Ends),
        () => None,
    }
}

/// The dates of a beginning and an end that a paragraph tells of one thing, the end first.
fn told(paragraph: &Paragraph) -> Vec<(&Mention, &Mention)> {
    let mut all = Vec::new();
    for (at, sentence) in paragraph.sentences.iter().enumerate() {
        let dated = |sentence: &Range<usize>| {
            paragraph.dates.iter().filter(|date| sentence.contains(&date.range.start)).count()
        };
        let next = paragraph.sentences.get(at + 1);
        let together = match next {
            Some(next) if dated(sentence) == 1 && dated(next) == 1 => sentence.start..next.end,
            _ => sentence.clone(),
        };
        if (2..=4).contains(&dated(&together)) {
            all.extend(pair(paragraph, sentence, &together));
        }
    }
    all
}

/// A beginning in a sentence, and the end that follows it in the same breath.
fn pair<'p>(
    paragraph: &'p Paragraph,
    sentence: &Range<usize>,
    together: &Range<usize>,
) -> Option<(&'p Mention, &'p Mention)> {
    let text = paragraph.slice(together.clone());
    let tokens: Vec<Range<usize>> =
        words(text).map(|range| together.start + range.start..together.start + range.end).collect();
    let lower: Vec<String> =
        tokens.iter().map(|range| paragraph.slice(range.clone()).to_lowercase()).collect();
    let turns: Vec<(usize, Turn)> =
        lower.iter().enumerate().filter_map(|(at, word)| Some((at, turn(word)?))).collect();
    let [(begin, Turn::Begins), (end, Turn::Ends)] = turns.as_slice() else { return None };
    if !sentence.contains(&tokens[*begin].start) {
        return None;
    }
    let dated = |at: usize, other: usize| {
        let within = paragraph.sentence_at(tokens[at].start);
        // *Founded in 1876, it closed in 1869*: the date behind the verb is its own.
        let behind = paragraph.dates.iter().find(|mention| {
            let gap = tokens[at].end..mention.range.start.max(tokens[at].end);
            tokens[at].end <= mention.range.start
                && within.contains(&mention.range.start)
                && words(paragraph.slice(gap.clone())).count() <= 4
                && !paragraph.slice(gap).contains([',', ';', ':', '(', ')'])
                && mention.year == Year::Stated
                && is_year_or_finer(mention.date.precision)
        });
        let behind = behind.filter(|_| paragraph.language != Language::Kazakh);
        let nearest = || date_of(paragraph, &within, &tokens[at], &[&tokens[other]]);
        let mention = behind.or_else(nearest)?;
        (!mention.date.approximate && mention.date.faults.is_empty()).then_some(mention)
    };
    let (begins, ends) = (dated(*begin, *end)?, dated(*end, *begin)?);
    let subject: BTreeSet<String> = lower[..*begin].iter().map(|word| stem(word)).collect();
    let is_of_paper =
        ["issue", "number", "newspaper", "paper", "номер", "газета", "газеты", "журнала", "газет"]
            .iter()
            .any(|word| lower[..*begin].iter().any(|own| own == word));
    let in_date =
        |token: &Range<usize>| paragraph.dates.iter().any(|date| date.range.contains(&token.start));
    let mut place = false;
    let plain = (*begin + 1..*end).all(|at| {
        let word = lower[at].as_str();
        // *In Orenburg*: where, not what.
        let is_place = std::mem::replace(&mut place, matches!(word, "in" | "at" | "в"))
            && derek_text::is_capitalised(paragraph.slice(tokens[at].clone()));
        is_small(word)
            || is_place
            || in_date(&tokens[at])
            || subject.contains(&stem(word))
            || is_of_paper && PAPERS.contains(&word)
    });
    let latest = ends.date.hull().last_day()?;
    let earliest = begins.date.hull().first_day()?;
    (plain && begins.range != ends.range && latest < earliest).then_some((begins, ends))
}

/// A newspaper by other words than its first issue.
const PAPERS: &[&str] = &["paper", "newspaper", "journal", "газету", "газета", "журнал", "газет"];

fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "in", "on", "the", "was", "were", "had", "been", "and", "but", "then", "it", "he", "she",
        "they", "which", "who", "finally", "only", "soon", "already", "by", "governor", "police",
        "old", "new", "style", "его", "её", "их", "он", "она", "оно", "в", "и", "а", "но", "был",
        "была", "было", "уже", "затем", "потом", "году", "года", "год", "г", "ст", "н", "лишь",
        "ол", "оны", "және", "да", "де", "бірақ", "жылы", "itself", "its", "doors", "для", "on",
        "issue", "выходить", "свет", "власти", "губернатор", "полиция", "had", "forced", "to",
    ];
    SMALL.contains(&word)
}

fn in_study(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for one in &derived.dated {
        let (Some(begins), Some(ends)) = (&one.begins.date, &one.ends.date) else { continue };
        let places = || {
            vec![
                study.place(&one.card.file, one.ends.text_range.clone(), one.predicates.1),
                study.place(&one.card.file, one.begins.text_range.clone(), one.predicates.0),
            ]
        };
        if let Some(reason) = reversed(begins, ends) {
            objections.add(places(), vec![reason], help());
        }
    }
    for card in &study.cards {
        for field in &card.fields {
            for value in field.affirmed() {
                let (Some(from), Some(until)) = (&value.from, &value.until) else { continue };
                if let Some(reason) = reversed(from, until) {
                    let place = |date: &Date| {
                        let range = written(study, &card.file, value, date);
                        study.place(&card.file, range, field.predicate.as_str())
                    };
                    objections.add(vec![place(until), place(from)], vec![reason], help());
                }
            }
        }
        if let (Some(sent), Some(received)) = (held(card, "when"), held(card, "received"))
            && let (Some(first), Some(last)) = (&sent.date, &received.date)
            && let Some(reason) = reversed(first, last)
        {
            let place = |value: &Value, predicate| {
                study.place(&card.file, value.text_range.clone(), predicate)
            };
            objections.add_as(
                Level::Impossible,
                say!(en: "received before it can have been sent", ru: "получено раньше, чем могло быть отправлено", kk: "жіберілуі мүмкін күннен бұрын алынған"),
                vec![place(received, "received"), place(sent, "when")],
                vec![reason],
                help(),
            );
        }
    }
}

/// That every day of an end lies before every day of a beginning; `None` when it may not.
fn reversed(begins: &Date, ends: &Date) -> Option<Reason> {
    if !begins.faults.is_empty() || !ends.faults.is_empty() {
        return None;
    }
    let earliest =
        begins.readings_beside(ends).iter().filter_map(derek_time::Interval::first_day).min()?;
    let latest =
        ends.readings_beside(begins).iter().filter_map(derek_time::Interval::last_day).max()?;
    (latest < earliest).then(|| {
        Reason::shown(say!({ latest, earliest } en: "it ends {latest} at the latest and begins {earliest} at the earliest", ru: "самый поздний конец: {latest}, самое раннее начало: {earliest}", kk: "ең кеш аяқталуы: {latest}, ең ерте басталуы: {earliest}"))
    })
}

fn help() -> Said {
    say!(en: "see which of the two dates the sources support", ru: "проверьте, какую из двух дат подтверждают источники", kk: "дереккөздер екі күннің қайсысын растайтынын тексеріңіз")
}
