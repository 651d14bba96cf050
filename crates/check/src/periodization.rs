//! Periodizations as a text tells them: in one breath, or stage by stage.

use std::ops::Range;
use std::sync::LazyLock;

use derek_study::document::{Kind, Language, Paragraph};
use derek_study::{Document, Place};
use derek_text::{stem, words};
use derek_time::{Date, Day, Mention, Precision, Shape};

use crate::count::value_of;

/// Stages that a text tells one after another.
#[derive(Debug, Clone)]
pub(crate) struct Periodization<'d> {
    document: &'d Document,
    /// In the order told.
    pub stages: Vec<Stage<'d>>,
}

/// One stage in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage<'d> {
    paragraph: &'d Paragraph,
    mention: &'d Mention,
}

impl<'d> Periodization<'d> {
    /// Whether two are about the same division: as many stages, meeting in time.
    pub(crate) fn is_rival_of(&self, other: &Periodization<'_>) -> bool {
        let span = |one: &Periodization<'_>| {
            Some((
                one.stages.first()?.date().bounds().first_day()?,
                one.stages.last()?.date().bounds().last_day()?,
            ))
        };
        match (span(self), span(other)) {
            (Some((first, last)), Some((others_first, others_last))) => {
                self.stages.len() == other.stages.len()
                    && first <= others_last
                    && others_first <= last
            }
            _ => false,
        }
    }

    /// The words of a stage's date.
    pub(crate) fn place(&self, stage: &Stage<'d>) -> Place {
        self.document.place(stage.paragraph, stage.mention.range.clone())
    }
}

impl<'d> Stage<'d> {
    pub(crate) fn date(&self) -> &'d Date {
        &self.mention.date
    }

    fn is_stretch(&self) -> bool {
        matches!(self.mention.date.shape, Shape::Throughout { .. })
    }

    pub(crate) fn locator(&self) -> &'d str {
        &self.paragraph.locator
    }

    pub(crate) fn words(&self) -> String {
        self.paragraph.slice(self.mention.range.clone()).to_owned()
    }
}

/// The days between two stages that belong to neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// As the words are usually meant: *mid-1918* is its middle months.
    pub usual_days: i32,
    /// In every reading of the words; 0 when the stages may meet.
    pub sure_days: i32,
}

/// The gap between a stage and the next; `None` when they may be meant to meet.
pub(crate) fn gap(earlier: &Date, later: &Date) -> Option<Gap> {
    let core_last = earlier.core.and_then(|core| core.last_day());
    let core_first = later.core.and_then(|core| core.first_day());
    let (end_at_latest, begin_at_earliest) =
        (earlier.ends().last_day()?, later.begins().first_day()?);
    let between = |end: Day, begin: Day| (begin.number() - end.number() - 1).max(0);
    let usual_days =
        between(core_last.unwrap_or(end_at_latest), core_first.unwrap_or(begin_at_earliest));
    (SHORTEST <= usual_days)
        .then_some(Gap { usual_days, sure_days: between(end_at_latest, begin_at_earliest) })
}

/// A gap shorter than a month is how people round.
const SHORTEST: i32 = 28;

/// The days from the last of a stage to the first of the next, where both are told to
/// the day: 1 where they meet, less where they overlap.
pub(crate) fn days_apart(earlier: &Date, later: &Date) -> Option<i32> {
    let (ends, begins) = (earlier.ends(), later.begins());
    let (end, begin) = (ends.last_day()?, begins.first_day()?);
    let is_told_to_the_day = ends.first_day() == Some(end) && begins.last_day() == Some(begin);
    is_told_to_the_day.then(|| begin.number() - end.number())
}

/// The periodizations of a text, in its order.
pub(crate) fn periodizations(document: &Document) -> Vec<Periodization<'_>> {
    let mut found: Vec<Periodization<'_>> = Vec::new();
    let mut open: Option<Periodization<'_>> = None;
    let mut since = 0;
    for paragraph in document
        .paragraphs
        .iter()
        .filter(|one| matches!(one.kind, Kind::Prose | Kind::Item | Kind::Apparatus))
    {
        since += 1;
        for (number, sentence) in paragraph.sentences.iter().enumerate() {
            let stages = stages_in(paragraph, sentence);
            let told = by_ordinals(paragraph, number, &stages)
                .or_else(|| restated(&found, paragraph, sentence, &stages));
            if let Some(stages) = told {
                found.extend(open.take());
                found.push(Periodization { document, stages });
                continue;
            }
            match ordinal_of(paragraph, sentence) {
                Some((ordinal, after)) => {
                    let Some(stage) = stages
                        .iter()
                        .copied()
                        .find(|stage| after <= stage.mention.range.start)
                        .or(stages.first().copied())
                    else {
                        continue;
                    };
                    match &mut open {
                        Some(one) if one.stages.len() + 1 == ordinal && since <= LONGEST => {
                            one.stages.push(stage)
                        }
                        _ if ordinal == 1 => found
                            .extend(open.replace(Periodization { document, stages: vec![stage] })),
                        _ => found.extend(open.take()),
                    }
                    since = 0;
                }
                None if 2 <= stages.len()
                    && stages.iter().any(Stage::is_stretch)
                    && names_stages(paragraph, sentence, stages[0].mention.range.start)
                    && follow_one_another(&stages) =>
                {
                    found.push(Periodization { document, stages });
                }
                None => {}
            }
        }
    }
    found.extend(open);
    found.retain(|one| 2 <= one.stages.len());
    found
}

/// *The first lasted from 1908 to 1910, the second from 1911*, where stages were counted
/// just before, or the first is called one.
fn by_ordinals<'d>(
    paragraph: &'d Paragraph,
    number: usize,
    stages: &[Stage<'d>],
) -> Option<Vec<Stage<'d>>> {
    let sentence = paragraph.sentences.get(number)?;
    let first = stages.first().filter(|_| 2 <= stages.len())?;
    let text = paragraph.slice(sentence.clone());
    let mut ordinals: Vec<usize> = Vec::new();
    for token in words(text) {
        if ordinal(&text[token.clone()]) == Some(ordinals.len() + 1) {
            ordinals.push(sentence.start + token.start);
        }
    }
    let between = |from: usize, until: usize| {
        let mut inside =
            stages.iter().filter(|one| (from..until).contains(&one.mention.range.start));
        inside.next().filter(|_| inside.next().is_none()).copied()
    };
    let ends = ordinals.iter().skip(1).copied().chain([sentence.end]);
    let told: Vec<Stage<'d>> = ordinals
        .iter()
        .zip(ends)
        .map(|(from, until)| between(*from, until))
        .collect::<Option<_>>()?;
    let is_counted = |sentence: &Range<usize>| {
        let text = paragraph.slice(sentence.clone());
        counts_stages(text)
    };
    let before = &paragraph.sentences[number.saturating_sub(2)..number];
    let opening = paragraph.slice(sentence.start..first.mention.range.start);
    let is_named =
        words(opening).any(|token| is_stage(&opening[token])) || before.iter().any(is_counted);
    let is_told = 2 <= told.len()
        && told.len() == stages.len()
        && told.iter().any(Stage::is_stretch)
        && is_named
        && follow_one_another(&told);
    is_told.then_some(told)
}

/// Whether a sentence counts stages or parts: *three periods*.
fn counts_stages(text: &str) -> bool {
    let tokens: Vec<&str> = words(text).map(|token| &text[token]).collect();
    (1..tokens.len()).any(|at| {
        let is_noun = is_stage(tokens[at]) || is_part(tokens[at]);
        is_noun && tokens[at.saturating_sub(2)..at].iter().any(|word| is_count(word))
    })
}

/// A division told once with names for its parts, and again with the same names.
fn restated<'d>(
    found: &[Periodization<'d>],
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
    stages: &[Stage<'d>],
) -> Option<Vec<Stage<'d>>> {
    if stages.len() < 2 || !stages.iter().all(Stage::is_stretch) {
        return None;
    }
    let told = labels(paragraph, sentence.start, stages);
    let is_same = |one: &&Periodization<'d>| {
        let Some(first) = one.stages.first() else { return false };
        let others = labels(
            first.paragraph,
            first.paragraph.sentence_at(first.mention.range.start).start,
            &one.stages,
        );
        one.stages.len() == stages.len()
            && one.stages.iter().all(|stage| std::ptr::eq(stage.paragraph, first.paragraph))
            && first.mention.range != stages[0].mention.range
            && told.iter().zip(&others).all(|(label, other)| {
                label.iter().any(|word| {
                    other.contains(word)
                        && others.iter().filter(|other| other.contains(word)).count() == 1
                })
            })
    };
    let is_told = !names_stages(paragraph, sentence, stages[0].mention.range.start)
        && found.iter().rev().take(NEAR).any(|one| is_same(&one))
        && follow_one_another(stages);
    is_told.then(|| stages.to_vec())
}

/// The stems of the words that stand before each stage's dates.
fn labels(paragraph: &Paragraph, start: usize, stages: &[Stage<'_>]) -> Vec<Vec<String>> {
    /// Letters of a word that may name a stage.
    const SHORTEST: usize = 4;
    let mut from = start;
    stages
        .iter()
        .map(|stage| {
            let before = paragraph.slice(from..stage.mention.range.start);
            let before = before.rsplit(':').next().unwrap_or_default();
            from = stage.mention.range.end;
            words(before)
                .map(|token| &before[token])
                .filter(|word| SHORTEST <= word.chars().count() && !is_stage(word))
                .map(stem)
                .collect()
        })
        .collect()
}

/// Paragraphs that may lie between two stages of one periodization.
const LONGEST: usize = 12;

/// Dates of a sentence that are stretches of time.
fn stages_in<'d>(paragraph: &'d Paragraph, sentence: &Range<usize>) -> Vec<Stage<'d>> {
    let inside = paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    // *1917–1918, 1919 and 1920–1924*: a whole year is a stretch too.
    let stretches = inside.filter(|mention| {
        matches!(mention.date.shape, Shape::Throughout { .. })
            || mention.date.precision == Precision::Year
    });
    stretches.map(|mention| Stage { paragraph, mention }).collect()
}

fn follow_one_another(stages: &[Stage<'_>]) -> bool {
    stages.windows(2).all(|pair| {
        let (one, next) = (pair[0].date().bounds(), pair[1].date().bounds());
        let close = pair[1].mention.range.start - pair[0].mention.range.end <= 200;
        close && one.first_day() < next.first_day() && one.last_day() <= next.last_day()
    })
}

const STAGES: &[&str] = &[
    "stage", "period", "phase", "этап", "период", "стади", "фаз", "кезең", "дәуір", "etapa",
    "período", "fase",
];

static STEMS: LazyLock<Vec<String>> =
    LazyLock::new(|| STAGES.iter().flat_map(|noun| [(*noun).to_owned(), stem(noun)]).collect());

fn is_stage(word: &str) -> bool {
    // Most words differ in their first letter, and a stem costs more than a look.
    let first = word.chars().next().and_then(|c| c.to_lowercase().next());
    let may_be = STEMS.iter().any(|stem| stem.chars().next() == first);
    may_be && STEMS.contains(&stem(word))
}

/// Whether a word counts the parts of a whole.
fn is_count(word: &str) -> bool {
    let told = value_of(word, Language::Other).or_else(|| word.parse().ok());
    told.is_some_and(|number| (2..=9).contains(&number))
}

/// *Parts* are stages only where they are counted.
fn is_part(word: &str) -> bool {
    const PARTS: &[&str] =
        &["parts", "части", "частей", "бөлікке", "бөліктен", "бөлік", "бөлімге", "partes"];
    PARTS.contains(&word.to_lowercase().as_str())
}

/// *Three stages: …*, *на три периода: …*: stages are counted, or a colon opens
/// their list, shortly before the first date.
fn names_stages(paragraph: &Paragraph, sentence: &Range<usize>, first: usize) -> bool {
    let before = paragraph.slice(sentence.start..first);
    let tokens: Vec<Range<usize>> = words(before).collect();
    let counted = |noun: usize| {
        tokens[noun.saturating_sub(2)..noun].iter().any(|token| is_count(&before[token.clone()]))
    };
    let stage = tokens.iter().rposition(|token| is_stage(&before[token.clone()]));
    let part = || {
        let part = tokens.iter().rposition(|token| is_part(&before[token.clone()]));
        part.filter(|noun| counted(*noun) && before[tokens[*noun].end..].contains(':'))
    };
    let Some(noun) = stage.or_else(part) else { return false };
    let counted = counted(noun);
    let listed = before[tokens[noun].end..].contains(':');
    tokens.len() - noun <= NEAR && (counted || listed)
}

/// Words between the noun and the first date.
const NEAR: usize = 8;

/// *The first stage*, *второй этап*, *үшінші кезең*, *stage 2*: which, and where it stands.
fn ordinal_of(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<(usize, usize)> {
    let text = paragraph.slice(sentence.clone());
    let tokens: Vec<Range<usize>> = words(text).collect();
    let stages: Vec<bool> = tokens.iter().map(|token| is_stage(&text[token.clone()])).collect();
    if !stages.contains(&true) {
        return None;
    }
    tokens.windows(2).zip(stages.windows(2)).find_map(|(pair, stage)| {
        let (one, next) = (&text[pair[0].clone()], &text[pair[1].clone()]);
        let ordinal = match (stage[0], stage[1]) {
            (false, true) => ordinal(one),
            // *Three stages: 4 July to 31 August* has no stage 4.
            (true, false) if text[pair[0].end..pair[1].start].trim().is_empty() => {
                next.parse().ok().or_else(|| roman(next)).filter(|number| (1..20).contains(number))
            }
            _ => None,
        };
        ordinal.map(|number| (number, sentence.start + pair[0].start))
    })
}

fn ordinal(word: &str) -> Option<usize> {
    const ORDINALS: &[&[&str]] = &[
        &[
            "first", "1st", "initial", "первый", "первого", "первом", "первая", "первой",
            "бірінші", "біріншісі", "primera", "primer",
        ],
        &[
            "second", "2nd", "второй", "второго", "втором", "вторая", "екінші", "екіншісі",
            "segunda", "segundo",
        ],
        &[
            "third", "3rd", "третий", "третьего", "третьем", "третья", "третьей", "үшінші",
            "үшіншісі", "tercera", "tercer",
        ],
        &[
            "fourth", "4th", "четвёртый", "четвертый", "четвёртого", "четвертого", "четвёртая",
            "четвертая", "төртінші", "төртіншісі", "cuarta", "cuarto",
        ],
        &["fifth", "5th", "пятый", "пятого", "пятая", "бесінші", "quinta", "quinto"],
        &["sixth", "6th", "шестой", "шестого", "шестая", "алтыншы"],
        &["seventh", "7th", "седьмой", "седьмого", "седьмая", "жетінші"],
    ];
    let word = word.to_lowercase();
    ORDINALS
        .iter()
        .position(|forms| forms.contains(&word.as_str()))
        .map(|at| at + 1)
        .or_else(|| roman(&word.to_uppercase()))
}

fn roman(word: &str) -> Option<usize> {
    ["I", "II", "III", "IV", "V", "VI", "VII"]
        .iter()
        .position(|numeral| *numeral == word)
        .map(|at| at + 1)
}
