//! What the claims of a study weigh, question by question and field by field.
//!
//! The figures are round and ordinal: what counts is which line is heavier, not by how much. None
//! of them is learned; a person changes one by grading a document, or sets `weight` on its card.

use std::collections::BTreeMap;

use derek_study::study::Resolution;
use derek_study::vocabulary::{Arity, Takes};
use derek_study::{Card, Field, Mode, Polarity, Study, Sureness, Value};

use crate::weigh::{
    Answer, Decibans, Group, Hierarchy, Known, Line, LineName, Measure, Policy, Stance, Testimony,
    Weighed, Weighing, groups, weigh,
};
use crate::witness::declared;

/// A field on which sources speak, or an argument on a question, weighed.
#[derive(Debug, Clone)]
pub struct Disputed<'a> {
    /// The card: of the field, or of the argument.
    pub card: &'a Card,
    /// The field; `None` of an argument, whose answer is that it holds.
    pub field: Option<&'a Field>,
    /// What the sources bear out, with the ledgers and the least change.
    pub weighed: Weighed,
    /// Sources of it that are one witness with others, and why.
    pub groups: Vec<Group>,
    /// What historians hold, shown apart: it adds nothing to any ledger.
    pub judged: Vec<&'a Value>,
    /// Whether sources disagree on it.
    pub is_disputed: bool,
}

/// Every field with one value by nature on which a source speaks, and every argument, weighed.
///
/// `known` is what is known of dependence beyond the study's own `derived-from`: passages that
/// the texts of two sources share.
pub fn disputes<'a>(study: &'a Study, known: &[Known]) -> Vec<Disputed<'a>> {
    let asked = asked(study);
    let weighing = weighing(study, &asked, known);
    let disputed = asked.into_iter().filter_map(|asked| {
        let weighed = weighing.questions.get(&name(&asked))?.clone();
        let sources: Vec<&str> = weighed
            .ledgers
            .iter()
            .flat_map(|ledger| ledger.favour.iter().chain(&ledger.against))
            .flat_map(|entry| entry.copies.iter().chain([&entry.source]))
            .map(String::as_str)
            .collect();
        let of_these = |group: &&Group| {
            let some = group.sources.iter().filter(|source| sources.contains(&source.as_str()));
            1 < some.count()
        };
        let groups = weighing.groups.iter().filter(of_these).cloned().collect();
        let is_denied = weighed.ledgers.iter().any(|ledger| !ledger.against.is_empty());
        let parted = weighed.ledgers.iter().filter(|ledger| !ledger.favour.is_empty()).count();
        let is_disputed = is_denied || weighed.chain.len() < parted;
        let field = asked.field;
        let judged = field.map(Field::standing).unwrap_or_default();
        Some(Disputed { card: asked.card, field, weighed, groups, judged, is_disputed })
    });
    disputed.collect()
}

/// The groups of sources of a study that share rare errors, as far as its own claims show.
pub(crate) fn found_groups(study: &Study) -> Vec<Group> {
    let said = testimonies(study, &asked(study));
    groups(&said, &Hierarchy::default(), &declared(study), &Policy::study())
}

/// What is weighed by itself: a field, or an argument.
struct Asked<'a> {
    card: &'a Card,
    field: Option<&'a Field>,
    /// Each value with whether it speaks for or against, and what it answers.
    said: Vec<(&'a Value, Stance, Answer)>,
}

/// The name of a question among those of a study: `alash-orda: begins`, or the argument's card.
fn name(asked: &Asked<'_>) -> String {
    match asked.field {
        Some(field) => format!("{}: {}", asked.card.id, field.predicate),
        None => asked.card.id.clone(),
    }
}

fn asked(study: &Study) -> Vec<Asked<'_>> {
    let mut asked = Vec::new();
    for card in &study.cards {
        if card.kind == "argument" {
            let said = ["for", "against"].into_iter().flat_map(|predicate| {
                let stance = if predicate == "for" { Stance::Affirms } else { Stance::Denies };
                let holds = move |value| (value, stance, Answer::words(card.id.clone()));
                card.values(predicate).map(holds)
            });
            let said: Vec<_> = said.collect();
            asked.push(Asked { card, field: None, said });
        }
        for field in &card.fields {
            let predicate = study.vocabulary.predicate(&field.predicate);
            let takes = predicate.filter(|predicate| predicate.single == Arity::One);
            let Some(takes) = takes.map(|predicate| predicate.takes) else { continue };
            let stated = field
                .values
                .iter()
                .filter(|value| !value.judged && matches!(value.mode, Mode::Fact | Mode::Hearsay));
            let said: Vec<_> = stated
                .filter_map(|value| {
                    let stance = match value.polarity {
                        Polarity::Affirms => Stance::Affirms,
                        Polarity::Denies | Polarity::Doubts => Stance::Denies,
                    };
                    Some((value, stance, answer(study, value, takes)?))
                })
                .collect();
            asked.push(Asked { card, field: Some(field), said });
        }
    }
    asked
}

/// A value as an answer; `None` when it cannot be read.
fn answer(study: &Study, value: &Value, takes: Takes) -> Option<Answer> {
    let words = value.text.clone();
    Some(match takes {
        Takes::Text => Answer::words(words),
        Takes::Card => match study.resolve(&value.text, &[]) {
            Resolution::One(card) => Answer::words(card.id.clone()),
            _ => Answer::words(words),
        },
        Takes::Number => {
            Answer { words, measure: Measure::Number(value.text.trim().parse().ok()?) }
        }
        Takes::Date => {
            let bounds = value.date.as_ref()?.bounds();
            let (first, last) = (bounds.first_day()?, bounds.last_day()?);
            let measure = Measure::Days(first.number().into(), last.number().into());
            Answer { words, measure }
        }
    })
}

fn weighing(study: &Study, asked: &[Asked<'_>], known: &[Known]) -> Weighing {
    let mut all = declared(study);
    all.extend(known.iter().cloned());
    weigh(&testimonies(study, asked), &Hierarchy::default(), &all, &Policy::study())
}

/// What every source says to every question, with what is known of the source.
fn testimonies(study: &Study, asked: &[Asked<'_>]) -> Vec<Testimony> {
    let cards: BTreeMap<&str, &Card> =
        study.cards.iter().map(|card| (card.id.as_str(), card)).collect();
    let mut said = Vec::new();
    for one in asked {
        for (value, stance, answer) in &one.said {
            for citation in &value.citations {
                let graded = Graded { study, cards: &cards, card: one.card, value };
                said.push(Testimony {
                    question: name(one),
                    source: citation.key.clone(),
                    answer: answer.clone(),
                    stance: *stance,
                    lines: graded.lines(&citation.key),
                });
            }
        }
    }
    said
}

/// A testimony to be graded.
struct Graded<'a> {
    study: &'a Study,
    cards: &'a BTreeMap<&'a str, &'a Card>,
    card: &'a Card,
    value: &'a Value,
}

impl Graded<'_> {
    fn lines(&self, source: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut add = |name: LineName, decibans: i32, by: &str| {
            lines.push(Line { name, decibans: Decibans(decibans * 10), by: by.to_owned() });
        };
        if let Some(word) = self.grade(source, "reliability") {
            let decibans = match word {
                "A" => 4,
                "B" => 2,
                "D" => -2,
                "E" => -4,
                _ => 0,
            };
            add(LineName::Reliability, decibans, word);
        }
        if let Some(word) = self.grade(source, "access") {
            let decibans = match word {
                "participant" => 3,
                "contemporary" => 2,
                "later" => -1,
                _ => 0,
            };
            add(LineName::Access, decibans, word);
        }
        if let Some(word) = self.grade(source, "freedom") {
            let decibans = match word {
                "censored" => -2,
                "under-duress" => -6,
                _ => 0,
            };
            add(LineName::Freedom, decibans, word);
        }
        if let Some(stake) = self.stake(source) {
            add(LineName::Interest, -4, &stake);
        }
        if self.value.mode == Mode::Hearsay {
            add(LineName::Mode, -3, "hearsay");
        }
        if self.value.polarity == Polarity::Doubts {
            add(LineName::Mode, -1, "doubts");
        }
        match self.value.reading {
            Sureness::Certain => {}
            Sureness::Probable => add(LineName::Reading, -1, "probable"),
            Sureness::Conjectural => add(LineName::Reading, -3, "conjectural"),
        }
        if let Some(set) = self.grade(source, "weight")
            && let Ok(decibans) = set.trim().parse::<f64>()
            && decibans.is_finite()
        {
            lines.push(Line {
                name: LineName::Set,
                decibans: Decibans::of(decibans),
                by: set.to_owned(),
            });
        }
        lines
    }

    /// What the source's card says, else the speaker's.
    fn grade(&self, source: &str, predicate: &str) -> Option<&str> {
        let of_source = self.cards.get(source).copied();
        let values = of_source.into_iter().chain(self.speaker());
        let said = values.filter_map(|card| card.values(predicate).last());
        said.map(|value| value.text.as_str()).next()
    }

    fn speaker(&self) -> Option<&Card> {
        match self.study.resolve(self.value.by.as_deref()?, &[]) {
            Resolution::One(card) => Some(card),
            _ => None,
        }
    }

    /// The stake that the source has in the card it speaks of: the card itself, or one it names.
    fn stake(&self, source: &str) -> Option<String> {
        let of_source = self.cards.get(source).copied();
        let graders = of_source.into_iter().chain(self.speaker());
        let stakes: Vec<&str> = graders
            .flat_map(|card| card.fields.iter().filter(|field| field.predicate == "interest"))
            .flat_map(Field::affirmed)
            .map(|value| value.text.as_str())
            .collect();
        let is_meant = |stake: &&str| {
            let Resolution::One(stake) = self.study.resolve(stake, &[]) else { return false };
            let named = self.card.fields.iter().flat_map(Field::affirmed);
            stake.id == self.card.id || named.into_iter().any(|value| value.text == stake.id)
        };
        stakes.into_iter().find(is_meant).map(str::to_owned)
    }
}
