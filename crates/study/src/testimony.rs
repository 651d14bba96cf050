//! Whether what is said is affirmed, how surely it was read, and which judgement stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::{Card, Field, Value};
use crate::study::folded;

/// What a speaker does with what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Polarity {
    /// Says that it is so.
    #[default]
    Affirms,
    /// Says that it is not so; of a judgement: rejects it.
    Denies,
    /// Says that it may not be so; of a judgement: leaves it open.
    Doubts,
}

/// How surely the letters of the source were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sureness {
    /// They are plain.
    #[default]
    Certain,
    /// They are damaged or unclear, and this is the likely reading.
    Probable,
    /// They are lost or illegible, and this is restored.
    Conjectural,
}

/// The words for what a speaker does with what is said.
pub(crate) const POLARITIES: [(&str, Polarity); 3] =
    [("affirms", Polarity::Affirms), ("denies", Polarity::Denies), ("doubts", Polarity::Doubts)];

/// The words for how surely something was read; the last two are older ones.
pub(crate) const READINGS: [(&str, Sureness); 5] = [
    ("certain", Sureness::Certain),
    ("probable", Sureness::Probable),
    ("conjectural", Sureness::Conjectural),
    ("sure", Sureness::Certain),
    ("unsure", Sureness::Probable),
];

impl Card {
    /// The values of a predicate that are affirmed, as [`Field::affirmed`] has them.
    ///
    /// What somebody denies or doubts is no evidence that it is so, and is not
    /// among them; whoever shows a card goes through its `fields`.
    pub fn values(&self, predicate: &str) -> impl Iterator<Item = &Value> {
        let predicate = predicate.to_owned();
        self.fields
            .iter()
            .filter(move |field| field.predicate == predicate)
            .flat_map(Field::affirmed)
    }
}

impl Field {
    /// What sources affirm, and what standing judgements hold, in the file's order.
    ///
    /// Left out are values that their speaker denies or doubts, judgements that a
    /// later one revises, and what a standing judgement rejects in the same words.
    pub fn affirmed(&self) -> impl Iterator<Item = &Value> {
        let sieve = self.values.iter().any(|value| value.judged).then(|| Sieve::of(self));
        let passes = move |(at, value): &(usize, &Value)| {
            value.polarity == Polarity::Affirms
                && sieve.as_ref().is_none_or(|sieve| sieve.lets(*at, value))
        };
        self.values.iter().enumerate().filter(passes).map(|(_, value)| value)
    }

    /// The judgements that no other one revises, in the file's order.
    ///
    /// Where each is revised by another, in a circle, the last one stands.
    pub fn standing(&self) -> Vec<&Value> {
        self.standing_at().into_iter().filter_map(|at| self.values.get(at)).collect()
    }

    /// For each value, the number of the judgement of this field that it revises.
    ///
    /// `revises` names it by its words, else by its day: the nearest one above, else
    /// another one below, else itself. `None` for a value that revises nothing, or
    /// something that is not here.
    pub fn revised(&self) -> Vec<Option<usize>> {
        let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut dated: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, value) in self.values.iter().enumerate().filter(|(_, value)| value.judged) {
            named.entry(folded(&value.text)).or_default().push(at);
            if let Some(on) = &value.on {
                dated.entry(folded(on)).or_default().push(at);
            }
        }
        let nearest = |at: usize, among: &Vec<usize>| {
            let above = among.partition_point(|one| *one < at);
            let others = || among.get(above..).into_iter().flatten().find(|one| **one != at);
            let before = above.checked_sub(1).and_then(|above| among.get(above));
            before.or_else(others).or(among.first()).copied()
        };
        let target = |(at, value): (usize, &Value)| {
            let revises = folded(value.revises.as_deref().filter(|_| value.judged)?);
            let among = named.get(&revises).or_else(|| dated.get(&revises))?;
            nearest(at, among)
        };
        self.values.iter().enumerate().map(target).collect()
    }

    fn standing_at(&self) -> Vec<usize> {
        let mut is_revised: BTreeSet<usize> = BTreeSet::new();
        for (at, target) in self.revised().into_iter().enumerate() {
            is_revised.extend(target.filter(|target| *target != at));
        }
        let judged = self.values.iter().enumerate().filter(|(_, value)| value.judged);
        let judged: Vec<usize> = judged.map(|(at, _)| at).collect();
        let standing: Vec<usize> =
            judged.iter().copied().filter(|at| !is_revised.contains(at)).collect();
        match standing.is_empty() {
            true => judged.last().copied().into_iter().collect(),
            false => standing,
        }
    }
}

/// What the judgements of a field leave.
struct Sieve {
    standing: BTreeSet<usize>,
    /// The words that standing judgements reject.
    rejected: BTreeSet<String>,
}

impl Sieve {
    fn of(field: &Field) -> Sieve {
        let standing: BTreeSet<usize> = field.standing_at().into_iter().collect();
        let judgements = standing.iter().filter_map(|at| field.values.get(*at));
        let rejecting = judgements.filter(|value| value.polarity == Polarity::Denies);
        let rejected = rejecting.map(|value| folded(&value.text)).collect();
        Sieve { standing, rejected }
    }

    fn lets(&self, at: usize, value: &Value) -> bool {
        match value.judged {
            true => self.standing.contains(&at),
            false => self.rejected.is_empty() || !self.rejected.contains(&folded(&value.text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::card::Field;
    use crate::card::parse_card;
    use crate::vocabulary::Vocabulary;

    fn field(values: &str) -> Field {
        let text = format!("---\nkind: event\nwhen:\n{values}---\n");
        let (mut card, doubts) = parse_card("cards/a.md", &text, &Vocabulary::shipped());
        assert_eq!(doubts, [], "{text}");
        card.fields.remove(0)
    }

    fn check(values: &str, affirmed: &[&str], standing: &[&str]) {
        let field = field(values);
        let said: Vec<&str> = field.affirmed().map(|value| value.text.as_str()).collect();
        assert_eq!(said, affirmed, "{values}");
        let standing_now: Vec<&str> =
            field.standing().iter().map(|value| value.text.as_str()).collect();
        assert_eq!(standing_now, standing, "{values}");
    }

    #[test]
    fn a_denial_is_no_evidence() {
        check(
            "- 1917 [@a]\n- {denied: \"1918 [@b]\"}\n- {doubted: \"1919 [@c]\"}\n",
            &["1917"],
            &[],
        );
        check(
            "- {value: 1917, polarity: denies}\n- {value: 1918, polarity: affirms}\n",
            &["1918"],
            &[],
        );
    }

    #[test]
    fn a_rejected_value_is_left_out_and_stays_in_the_file() {
        let values = "- 1917 [@a]\n- 1918  [@b]\n- {judged: 1918, polarity: denies, because: x}\n";
        check(values, &["1917"], &["1918"]);
        assert_eq!(field(values).values.len(), 3);
    }

    #[test]
    fn a_later_judgement_revises() {
        check(
            "- {judged: 1917, because: x, on: 2026-11-01}\n- {judged: 1918, because: y, on: 2026-11-22, revises: 1917}\n",
            &["1918"],
            &["1918"],
        );
        check(
            "- {judged: 1917, because: x, on: 2026-11-01}\n- {judged: 1918, because: y, on: 2026-11-22, revises: 2026-11-01}\n",
            &["1918"],
            &["1918"],
        );
        // To revise a revision does not bring the first judgement back.
        check(
            "- {judged: 1917, because: x}\n- {judged: 1918, because: y, revises: 1917}\n- {judged: 1919, because: z, revises: 1918}\n",
            &["1919"],
            &["1919"],
        );
        // A rejection that was taken back rejects nothing.
        check(
            "- 1917 [@a]\n- {judged: 1917, polarity: denies, because: x, on: 2026-11-01}\n- {judged: 1917, because: y, on: 2026-11-22, revises: 2026-11-01}\n",
            &["1917", "1917"],
            &["1917"],
        );
    }

    #[test]
    fn in_a_circle_the_last_stands() {
        check(
            "- {judged: 1917, because: x, revises: 1918}\n- {judged: 1918, because: y, revises: 1917}\n",
            &["1918"],
            &["1918"],
        );
        check("- {judged: 1917, because: x, revises: 1917}\n", &["1917"], &["1917"]);
    }

    #[test]
    fn a_hundred_thousand_judgements_of_one_day() {
        let values =
            "- {judged: 1917, because: x, on: 2026-11-22, revises: 2026-11-22}\n".repeat(100_000);
        assert_eq!(field(&values).affirmed().count(), 1);
    }

    proptest! {
        /// Whatever revises whatever, somebody stands, and nobody stands who is revised by one who stands.
        #[test]
        fn somebody_stands(revises in proptest::collection::vec(proptest::option::of(0..8_usize), 1..8)) {
            let line = |(at, revises): (usize, &Option<usize>)| {
                let revises = revises.map_or(String::new(), |other| format!(", revises: {}", 1900 + other % 8));
                format!("- {{judged: {}, because: x{revises}}}\n", 1900 + at)
            };
            let text: String = revises.iter().enumerate().map(line).collect();
            let text = format!("---\nkind: event\nwhen:\n{text}---\n");
            let (card, _) = parse_card("cards/a.md", &text, &Vocabulary::shipped());
            let field = &card.fields[0];
            let standing = field.standing();
            prop_assert!(!standing.is_empty());
            let targets = field.revised();
            for (at, value) in field.values.iter().enumerate() {
                let stands = standing.iter().any(|one| one.range == value.range);
                let target = targets[at].filter(|target| *target != at);
                if let Some(target) = target.filter(|_| stands && 1 < standing.len()) {
                    let revised = &field.values[target];
                    prop_assert!(standing.iter().all(|one| one.range != revised.range));
                }
            }
        }
    }
}
