//! Testimonies in order, each question with its answers and who gave them.

use std::collections::BTreeMap;

use super::answer::{Answer, Bearing, Hierarchy};
use super::{Decibans, Line, Policy, Stance, Testimony};

/// All that was said, sorted, with numbers for names.
pub(super) struct Table {
    /// By name.
    pub sources: Vec<String>,
    /// By name.
    pub questions: Vec<Question>,
    /// For each source the questions it answers and the answers, affirmed ones only.
    pub affirmed: Vec<Vec<(usize, usize)>>,
}

/// A question with what was said to it.
pub(super) struct Question {
    pub name: String,
    /// In [`Answer::order`], none twice.
    pub answers: Vec<Answer>,
    pub bearing: Bearing,
    /// By source and answer, none twice.
    pub sayings: Vec<Saying>,
}

/// One source's one answer.
pub(super) struct Saying {
    pub source: usize,
    pub answer: usize,
    pub stance: Stance,
    /// As given, in the order of their names.
    pub lines: Vec<Line>,
    /// Their sum.
    pub given: Decibans,
}

impl Table {
    pub fn of(said: &[Testimony], order: &Hierarchy, policy: &Policy) -> Table {
        let mut sources: Vec<String> = said.iter().map(|said| said.source.clone()).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut by_question: BTreeMap<&str, Vec<&Testimony>> = BTreeMap::new();
        for testimony in said {
            by_question.entry(&testimony.question).or_default().push(testimony);
        }
        let questions: Vec<Question> = by_question
            .into_iter()
            .map(|(name, said)| Question::of(name, &said, &sources, order, policy))
            .collect();
        let mut affirmed = vec![Vec::new(); sources.len()];
        for (at, question) in questions.iter().enumerate() {
            for saying in &question.sayings {
                if saying.stance == Stance::Affirms {
                    affirmed[saying.source].push((at, saying.answer));
                }
            }
        }
        Table { sources, questions, affirmed }
    }
}

impl Question {
    fn of(
        name: &str,
        said: &[&Testimony],
        sources: &[String],
        order: &Hierarchy,
        policy: &Policy,
    ) -> Question {
        let mut answers: Vec<Answer> = said.iter().map(|said| said.answer.clone()).collect();
        // Equal numbers may be written differently: the first spelling in the alphabet is shown.
        answers.sort_by(|one, other| one.order(other).then_with(|| one.words.cmp(&other.words)));
        answers.dedup_by(|one, other| one.order(other).is_eq());
        let mut sayings: Vec<Saying> = said
            .iter()
            .filter_map(|said| {
                let mut lines = said.lines.clone();
                lines.sort();
                let given = lines.iter().fold(Decibans(0), |sum, line| sum.plus(line.decibans));
                Some(Saying {
                    source: sources.binary_search(&said.source).ok()?,
                    answer: answers.binary_search_by(|one| one.order(&said.answer)).ok()?,
                    stance: said.stance,
                    lines,
                    given,
                })
            })
            .collect();
        let key = |saying: &Saying| (saying.source, saying.answer, saying.stance);
        sayings.sort_by(|one, other| {
            let best_first = other.given.cmp(&one.given).then_with(|| one.lines.cmp(&other.lines));
            key(one).cmp(&key(other)).then(best_first)
        });
        sayings.dedup_by(|one, other| key(one) == key(other));
        let bearing = Bearing::of(&answers, order, policy);
        Question { name: name.to_owned(), answers, bearing, sayings }
    }
}
