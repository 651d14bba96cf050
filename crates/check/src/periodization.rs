//! Periodizations as a text tells them: in one breath, or stage by stage.

use std::ops::Range;
use std::sync::LazyLock;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Place};
use derek_text::{stem, words};
use derek_time::{Date, Day, Mention, Precision, Shape};

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
        for sentence in &paragraph.sentences {
            let stages = stages_in(paragraph, sentence);
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

/// *Three stages: …*, *на три периода: …*: stages are counted, or a colon opens
/// their list, shortly before the first date.
fn names_stages(paragraph: &Paragraph, sentence: &Range<usize>, first: usize) -> bool {
    const COUNTS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "2", "3", "4", "5", "6", "7", "два", "две",
        "три", "четыре", "пять", "шесть", "двух", "трёх", "трех", "екі", "үш", "төрт", "бес",
        "dos", "tres", "cuatro", "cinco",
    ];
    let before = paragraph.slice(sentence.start..first);
    let tokens: Vec<Range<usize>> = words(before).collect();
    let Some(noun) = tokens.iter().rposition(|token| is_stage(&before[token.clone()])) else {
        return false;
    };
    let counted = tokens[noun.saturating_sub(2)..noun]
        .iter()
        .any(|token| COUNTS.contains(&before[token.clone()].to_lowercase().as_str()));
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
            (true, false) => {
                next.parse().ok().or_else(|| roman(next)).filter(|number| (1..20).contains(number))
            }
            _ => None,
        };
        ordinal.map(|number| (number, sentence.start + pair[0].start))
    })
}

fn ordinal(word: &str) -> Option<usize> {
    const ORDINALS: &[&[&str]] = &[
        &["first", "1st", "initial", "первый", "первого", "первом", "бірінші", "primera", "primer"],
        &["second", "2nd", "второй", "второго", "втором", "екінші", "segunda", "segundo"],
        &["third", "3rd", "третий", "третьего", "третьем", "үшінші", "tercera", "tercer"],
        &[
            "fourth", "4th", "четвёртый", "четвертый", "четвёртого", "четвертого", "төртінші",
            "cuarta", "cuarto",
        ],
        &["fifth", "5th", "пятый", "пятого", "бесінші", "quinta", "quinto"],
        &["sixth", "6th", "шестой", "шестого", "алтыншы"],
        &["seventh", "7th", "седьмой", "седьмого", "жетінші"],
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
