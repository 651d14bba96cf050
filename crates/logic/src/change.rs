//! What would hold if other facts were given.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check;
use crate::model::{Limits, Model, Refusal, by_values, put, refusal};
use crate::program::Fact;
use crate::table::{NONE, Table};

/// What would be different.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    /// Derived facts that would hold no more, sorted.
    pub fallen: Vec<Fact>,
    /// Derived facts that would hold then, sorted.
    pub new: Vec<Fact>,
}

impl Model<'_> {
    /// What would be different without these given facts. Those that are not given change nothing.
    ///
    /// Equal to the difference from a model without them; only groups of relations that they reach are closed anew.
    ///
    /// # Errors
    ///
    /// When the limits are reached.
    pub fn without(&self, facts: &[Fact], limits: &Limits<'_>) -> Result<Change, Refusal> {
        self.changed(facts, &[], limits)
    }

    /// What would be different if these facts were given as well.
    ///
    /// # Errors
    ///
    /// When a fact fits no relation, or the limits are reached.
    pub fn what_if(&self, facts: &[Fact], limits: &Limits<'_>) -> Result<Change, Refusal> {
        self.changed(&[], facts, limits)
    }

    fn changed(
        &self,
        less: &[Fact],
        more: &[Fact],
        limits: &Limits<'_>,
    ) -> Result<Change, Refusal> {
        let old = self.world().clone();
        let mut world = old.clone();
        let relations = &self.program.program.relations;
        let mut given = (*self.given).clone();
        // Rows that are asked about are not told: whoever asks knows them.
        let mut asked: BTreeSet<(usize, Vec<u32>)> = BTreeSet::new();
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        for fact in less {
            let relation = world.relation(&fact.relation);
            let row = fact
                .values
                .iter()
                .map(|value| world.dictionary.find(value))
                .collect::<Option<Vec<_>>>();
            if let Some(key) = relation.zip(row)
                && given.remove(&key)
            {
                touched.insert(key.0);
                asked.insert(key);
            }
        }
        let mut unfit = Vec::new();
        for (place, fact) in more.iter().enumerate() {
            match world
                .relation(&fact.relation)
                .filter(|relation| check::fits(&relations[*relation], &fact.values))
            {
                Some(relation) => {
                    let row: Vec<u32> = fact
                        .values
                        .iter()
                        .map(|value| world.dictionary.number(value.clone()))
                        .collect();
                    if given.insert((relation, row.clone())) {
                        touched.insert(relation);
                        asked.insert((relation, row));
                    }
                }
                None => unfit.push(place),
            }
        }
        if !unfit.is_empty() {
            return Err(Refusal::Unfit(unfit));
        }
        let compiled = Arc::clone(&self.program);
        for (number, (group, rules)) in compiled.strata.iter().enumerate() {
            let needs = compiled.needs(rules);
            let reached = group.iter().any(|relation| touched.contains(relation))
                || needs.iter().any(|name| {
                    world.relation(name).is_some_and(|relation| touched.contains(&relation))
                });
            if !reached {
                continue;
            }
            for relation in group {
                world.tables[*relation] = Arc::new(Table::new(world.tables[*relation].arity()));
                let rows = given.range((*relation, Vec::new())..(*relation + 1, Vec::new()));
                for (_, row) in rows {
                    let _ = put(&mut world, *relation, row, NONE, 0, limits)
                        .map_err(|stop| refusal(stop, limits))?;
                }
            }
            let again = self.again(
                std::mem::take(&mut world),
                BTreeSet::new(),
                std::iter::once(number),
                limits,
            )?;
            world = again.into_world();
            for relation in group {
                let (before, after) = (&old.tables[*relation], &world.tables[*relation]);
                let same = before.rows() == after.rows()
                    && (0..before.rows()).all(|row| after.find(before.row(row)).is_some());
                if same {
                    touched.remove(relation);
                } else {
                    touched.insert(*relation);
                }
            }
        }
        let mut change = Change::default();
        for relation in touched {
            let (before, after) = (&old.tables[relation], &world.tables[relation]);
            let only = |one: &Table, other: &Table| -> Vec<u32> {
                (0..one.rows())
                    .filter(|row| {
                        other.find(one.row(*row)).is_none()
                            && !asked.contains(&(relation, one.row(*row).to_vec()))
                    })
                    .collect()
            };
            change
                .fallen
                .extend(only(before, after).into_iter().map(|row| old.fact(relation, row)));
            change.new.extend(only(after, before).into_iter().map(|row| world.fact(relation, row)));
        }
        change.fallen.sort_by(by_values);
        change.new.sort_by(by_values);
        Ok(change)
    }
}
