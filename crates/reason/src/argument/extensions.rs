//! Sets of arguments that can be held together: complete, preferred, stable.
//!
//! Unlike the grounded labelling there may be many, and finding them can take a time that
//! grows without measure; so the search counts its steps and says when it gives up.
//! It is a search over complete labellings with propagation, after M. Caminada and
//! D. Gabbay, “A logical account of formal argumentation”, Studia Logica 93 (2009);
//! preferred extensions by growing and excluding, after F. Cerutti et al. (2014).

use super::framework::Framework;

/// What a set of arguments must satisfy to be held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Semantics {
    /// What nobody can deny: one set, the least complete one.
    Grounded,
    /// Free of conflict, and exactly what it defends.
    Complete,
    /// As large as a complete set can be.
    Preferred,
    /// It attacks everything outside it; there may be none.
    Stable,
}

impl Semantics {
    /// All of them.
    pub const ALL: [Semantics; 4] =
        [Semantics::Grounded, Semantics::Complete, Semantics::Preferred, Semantics::Stable];

    /// The stable name, as the command line has it.
    pub fn name(self) -> &'static str {
        match self {
            Semantics::Grounded => "grounded",
            Semantics::Complete => "complete",
            Semantics::Preferred => "preferred",
            Semantics::Stable => "stable",
        }
    }

    /// The two letters of the competitions of argumentation solvers (ICCMA): `GR`.
    pub fn letters(self) -> &'static str {
        match self {
            Semantics::Grounded => "GR",
            Semantics::Complete => "CO",
            Semantics::Preferred => "PR",
            Semantics::Stable => "ST",
        }
    }
}

/// The search was given up: it took more steps than were allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfinished;

/// How many steps a search may take before it gives up, some ten seconds on a common computer.
pub const STEPS: u64 = 2_000_000_000;

/// How many extensions are listed at most.
pub const MOST: usize = 100_000;

impl Framework {
    /// Every extension, each with its arguments by number, the extensions in that order.
    ///
    /// # Errors
    ///
    /// When it takes more than `steps`, or there are more than [`MOST`].
    pub fn extensions(
        &self,
        semantics: Semantics,
        steps: u64,
    ) -> Result<Vec<Vec<u32>>, Unfinished> {
        let mut found = match semantics {
            Semantics::Grounded => vec![self.grounded().accepted()],
            Semantics::Complete | Semantics::Stable => {
                let mut search = Search::new(self, semantics, steps);
                let mut found = Vec::new();
                while let Some(one) = search.next()? {
                    if found.len() == MOST {
                        return Err(Unfinished);
                    }
                    found.push(one);
                }
                found
            }
            Semantics::Preferred => self.preferred(None, steps)?,
        };
        found.sort_unstable();
        Ok(found)
    }

    /// One extension: the grounded one, or the first that is found; `None` when there is none.
    ///
    /// # Errors
    ///
    /// When it takes more than `steps`.
    pub fn extension(
        &self,
        semantics: Semantics,
        steps: u64,
    ) -> Result<Option<Vec<u32>>, Unfinished> {
        match semantics {
            // The grounded extension is complete.
            Semantics::Grounded | Semantics::Complete => Ok(Some(self.grounded().accepted())),
            Semantics::Preferred => {
                let mut left = steps;
                self.grown(self.grounded().accepted(), &mut left).map(Some)
            }
            Semantics::Stable => Search::new(self, semantics, steps).next(),
        }
    }

    /// An extension that has an argument; `None` when it is in none.
    ///
    /// # Errors
    ///
    /// When it takes more than `steps`.
    pub fn credulously(
        &self,
        argument: u32,
        semantics: Semantics,
        steps: u64,
    ) -> Result<Option<Vec<u32>>, Unfinished> {
        if semantics == Semantics::Grounded {
            let accepted = self.grounded().accepted();
            return Ok(accepted.binary_search(&argument).is_ok().then_some(accepted));
        }
        let mut search = Search::new(self, semantics, steps);
        search.require(argument, IN);
        let found = search.next()?;
        match (found, semantics) {
            (Some(found), Semantics::Preferred) => self.grown(found, &mut search.left).map(Some),
            (found, _) => Ok(found),
        }
    }

    /// An extension that lacks an argument; `None` when every extension has it, as when there is none.
    ///
    /// # Errors
    ///
    /// When it takes more than `steps`.
    pub fn lacking(
        &self,
        argument: u32,
        semantics: Semantics,
        steps: u64,
    ) -> Result<Option<Vec<u32>>, Unfinished> {
        match semantics {
            // What all complete extensions share is the grounded one.
            Semantics::Grounded | Semantics::Complete => {
                let accepted = self.grounded().accepted();
                Ok(accepted.binary_search(&argument).is_err().then_some(accepted))
            }
            Semantics::Stable => {
                let mut search = Search::new(self, semantics, steps);
                search.require(argument, OUT);
                search.next()
            }
            Semantics::Preferred => {
                let found = self.preferred(Some(argument), steps)?;
                Ok(found.into_iter().find(|one| one.binary_search(&argument).is_err()))
            }
        }
    }

    /// The preferred extensions; with `lacking`, no more once one lacks that argument.
    fn preferred(&self, lacking: Option<u32>, steps: u64) -> Result<Vec<Vec<u32>>, Unfinished> {
        let mut left = steps;
        let mut found: Vec<Vec<u32>> = Vec::new();
        let mut search = Search::new(self, Semantics::Complete, left);
        if let Some(argument) = lacking {
            search.require(argument, OUT | UNDECIDED);
        }
        loop {
            search.left = left;
            let Some(one) = search.next()? else { return Ok(found) };
            left = search.left;
            let grown = self.grown(one, &mut left)?;
            let is_lacking = lacking.is_some_and(|one| grown.binary_search(&one).is_err());
            if found.len() == MOST {
                return Err(Unfinished);
            }
            search.beyond(&grown);
            found.push(grown);
            if is_lacking {
                return Ok(found);
            }
        }
    }

    /// A preferred extension that holds all of a complete one.
    fn grown(&self, mut held: Vec<u32>, left: &mut u64) -> Result<Vec<u32>, Unfinished> {
        loop {
            let mut search = Search::new(self, Semantics::Complete, *left);
            for one in &held {
                search.require(*one, IN);
            }
            search.beyond(&held);
            let larger = search.next()?;
            *left = search.left;
            match larger {
                Some(larger) => held = larger,
                None => return Ok(held),
            }
        }
    }
}

/// Labels an argument may still have, as bits.
type Labels = u8;
const IN: Labels = 1;
const OUT: Labels = 2;
const UNDECIDED: Labels = 4;

/// What the attackers of an argument may still be.
#[derive(Debug, Clone, Copy, Default)]
struct Attackers {
    /// Not yet surely out.
    may_stand: u32,
    /// Surely not out.
    stand: u32,
    may_be_in: u32,
    are_in: u32,
    may_be_undecided: u32,
}

impl Attackers {
    fn change(&mut self, from: Labels, to: Labels) {
        let change = |count: &mut u32, is: fn(Labels) -> bool| match (is(from), is(to)) {
            (true, false) => *count -= 1,
            (false, true) => *count += 1,
            _ => {}
        };
        change(&mut self.may_stand, |labels| labels != OUT);
        change(&mut self.stand, |labels| labels & OUT == 0);
        change(&mut self.may_be_in, |labels| labels & IN != 0);
        change(&mut self.are_in, |labels| labels == IN);
        change(&mut self.may_be_undecided, |labels| labels & UNDECIDED != 0);
    }

    /// What an argument with these attackers may be.
    fn allow(&self) -> Labels {
        let mut labels = IN | OUT | UNDECIDED;
        if 0 < self.are_in {
            labels &= OUT;
        }
        if 0 < self.stand {
            labels &= !IN;
        }
        if self.may_stand == 0 {
            labels &= IN;
        }
        if self.may_be_in == 0 {
            labels &= !OUT;
        }
        if self.may_be_undecided == 0 {
            labels &= !UNDECIDED;
        }
        labels
    }
}

/// A choice that was made, and what else it could have been.
#[derive(Debug)]
struct Chosen {
    argument: u32,
    others: Labels,
    /// How much had been changed before.
    changes: usize,
    /// Where in the order the argument stands.
    at: usize,
}

#[derive(Debug)]
struct Search<'f> {
    framework: &'f Framework,
    labels: Vec<Labels>,
    attackers: Vec<Attackers>,
    /// What was changed, with what stood there before.
    changes: Vec<(u32, Labels)>,
    chosen: Vec<Chosen>,
    waiting: Vec<u32>,
    is_waiting: Vec<bool>,
    /// The arguments by how much depends on them.
    order: Vec<u32>,
    /// Sets of which one at least must be in, with how many still may be.
    demands: Vec<(Vec<u32>, usize)>,
    demands_of: Vec<Vec<u32>>,
    /// Whether the last answer was given, so that the next must be another.
    is_answered: bool,
    is_over: bool,
    left: u64,
}

impl<'f> Search<'f> {
    fn new(framework: &'f Framework, semantics: Semantics, left: u64) -> Search<'f> {
        let count = framework.count();
        let all = match semantics {
            Semantics::Stable => IN | OUT,
            _ => IN | OUT | UNDECIDED,
        };
        let attackers = (0..count).map(|one| {
            let many = framework.attackers(one).len() as u32;
            let may_be_undecided = if all & UNDECIDED == 0 { 0 } else { many };
            Attackers { may_stand: many, may_be_in: many, may_be_undecided, ..Attackers::default() }
        });
        let attackers = attackers.collect();
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by_key(|one| {
            let degree = framework.attacked(*one).len() + framework.attackers(*one).len();
            (std::cmp::Reverse(degree), *one)
        });
        Search {
            framework,
            labels: vec![all; count as usize],
            attackers,
            changes: Vec::new(),
            chosen: Vec::new(),
            waiting: (0..count).rev().collect(),
            is_waiting: vec![true; count as usize],
            order,
            demands: Vec::new(),
            demands_of: vec![Vec::new(); count as usize],
            is_answered: false,
            is_over: false,
            left,
        }
    }

    /// Allows an argument no other labels than these. Before the first answer only.
    fn require(&mut self, argument: u32, labels: Labels) {
        if !self.restrict(argument, labels) {
            self.is_over = true;
        }
    }

    /// Demands an argument that a set does not have, from now on: the search begins anew.
    fn beyond(&mut self, set: &[u32]) {
        if let Some(first) = self.chosen.first() {
            self.undo(first.changes);
            self.chosen.clear();
        }
        self.is_answered = false;
        let number = self.demands.len() as u32;
        let outside: Vec<u32> =
            (0..self.framework.count()).filter(|one| set.binary_search(one).is_err()).collect();
        let may = outside.iter().filter(|one| self.labels[**one as usize] & IN != 0).count();
        for one in &outside {
            self.demands_of[*one as usize].push(number);
        }
        self.demands.push((outside, may));
        if may == 0 || (may == 1 && !self.demand(number as usize)) {
            self.is_over = true;
        }
    }

    /// The next labelling's accepted arguments; `None` when there is no other.
    fn next(&mut self) -> Result<Option<Vec<u32>>, Unfinished> {
        if self.is_over {
            return Ok(None);
        }
        let mut at = 0;
        let mut is_consistent = !std::mem::replace(&mut self.is_answered, true);
        loop {
            if is_consistent {
                is_consistent = self.propagate()?;
            }
            if !is_consistent {
                match self.another() {
                    Some(next) => at = next,
                    None => {
                        self.is_over = true;
                        return Ok(None);
                    }
                }
                is_consistent = true;
                continue;
            }
            if self.chosen.is_empty() {
                // What follows before any choice holds for good.
                self.changes.clear();
            }
            let open = |one: &u32| 1 < self.labels[*one as usize].count_ones();
            let Some(found) = self.order[at..].iter().position(open) else {
                let numbered = (0..).zip(&self.labels);
                let accepted = numbered.filter(|(_, labels)| **labels == IN);
                return Ok(Some(accepted.map(|(one, _)| one).collect()));
            };
            at += found;
            let argument = self.order[at];
            let labels = self.labels[argument as usize];
            let first = [IN, OUT, UNDECIDED].into_iter().find(|one| labels & one != 0);
            let first = first.unwrap_or(labels);
            let changes = self.changes.len();
            self.chosen.push(Chosen { argument, others: labels & !first, changes, at });
            is_consistent = self.restrict(argument, first);
        }
    }

    /// Takes the last choice back and makes it otherwise; where in the order it stands.
    fn another(&mut self) -> Option<usize> {
        while let Some(chosen) = self.chosen.pop() {
            self.undo(chosen.changes);
            let (argument, at) = (chosen.argument, chosen.at);
            let Some(next) = [OUT, UNDECIDED].into_iter().find(|one| chosen.others & one != 0)
            else {
                continue;
            };
            let others = chosen.others & !next;
            if others != 0 {
                self.chosen.push(Chosen { others, ..chosen });
            }
            if self.restrict(argument, next) {
                return Some(at);
            }
        }
        None
    }

    fn undo(&mut self, until: usize) {
        for one in self.waiting.drain(..) {
            self.is_waiting[one as usize] = false;
        }
        while until < self.changes.len() {
            let Some((argument, labels)) = self.changes.pop() else { return };
            let now = std::mem::replace(&mut self.labels[argument as usize], labels);
            for target in self.framework.attacked(argument) {
                self.attackers[*target as usize].change(now, labels);
            }
            if now & IN == 0 && labels & IN != 0 {
                for demand in &self.demands_of[argument as usize] {
                    self.demands[*demand as usize].1 += 1;
                }
            }
        }
    }

    fn wait(&mut self, argument: u32) {
        if !std::mem::replace(&mut self.is_waiting[argument as usize], true) {
            self.waiting.push(argument);
        }
    }

    /// Takes labels away from an argument; whether any is left and no demand is broken.
    fn restrict(&mut self, argument: u32, allowed: Labels) -> bool {
        let before = self.labels[argument as usize];
        let now = before & allowed;
        if now == before {
            return true;
        }
        if now == 0 {
            return false;
        }
        self.changes.push((argument, before));
        self.labels[argument as usize] = now;
        let framework = self.framework;
        let targets = framework.attacked(argument);
        self.left = self.left.saturating_sub(1 + targets.len() as u64);
        for target in targets {
            self.attackers[*target as usize].change(before, now);
            self.wait(*target);
        }
        self.wait(argument);
        let mut is_kept = true;
        if before & IN != 0 && now & IN == 0 {
            for nth in 0..self.demands_of[argument as usize].len() {
                let demand = self.demands_of[argument as usize][nth] as usize;
                self.demands[demand].1 -= 1;
                is_kept &= 0 < self.demands[demand].1;
            }
            self.left = self.left.saturating_sub(self.demands_of[argument as usize].len() as u64);
            for nth in 0..self.demands_of[argument as usize].len() {
                let demand = self.demands_of[argument as usize][nth] as usize;
                if is_kept && self.demands[demand].1 == 1 {
                    is_kept = self.demand(demand);
                }
            }
        }
        is_kept
    }

    /// Of a demand that only one argument can meet: that it does.
    fn demand(&mut self, number: usize) -> bool {
        let outside = &self.demands[number].0;
        self.left = self.left.saturating_sub(outside.len() as u64);
        let only = outside.iter().find(|one| self.labels[**one as usize] & IN != 0).copied();
        only.is_some_and(|only| self.restrict(only, IN))
    }

    /// Draws what follows from the labels as they are; whether they can all hold.
    fn propagate(&mut self) -> Result<bool, Unfinished> {
        while let Some(argument) = self.waiting.pop() {
            self.is_waiting[argument as usize] = false;
            if self.left == 0 {
                return Err(Unfinished);
            }
            let allowed = self.attackers[argument as usize].allow();
            if !self.restrict(argument, allowed) || !self.press(argument) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What an argument's labels demand of its attackers.
    fn press(&mut self, argument: u32) -> bool {
        let labels = self.labels[argument as usize];
        let attackers = self.attackers[argument as usize];
        let mut demanded = Vec::new();
        if labels == IN && 0 < attackers.may_stand {
            demanded.push((None, OUT));
        } else if labels & OUT == 0 && 0 < attackers.may_be_in {
            demanded.push((None, !IN));
        }
        if labels & IN == 0 && attackers.may_stand == 1 && attackers.stand == 0 {
            demanded.push((Some(!OUT), !OUT));
        }
        if labels == OUT && attackers.may_be_in == 1 && attackers.are_in == 0 {
            demanded.push((Some(IN), IN));
        }
        if labels == UNDECIDED && attackers.may_be_undecided == 1 {
            demanded.push((Some(UNDECIDED), UNDECIDED));
        }
        let framework = self.framework;
        let all = framework.attackers(argument);
        for (only, allowed) in demanded {
            self.left = self.left.saturating_sub(all.len() as u64);
            for one in all {
                let is_meant =
                    only.is_none_or(|labels| self.labels[*one as usize] & labels & 7 != 0);
                if is_meant && !self.restrict(*one, allowed & 7) {
                    return false;
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn check(count: u32, attacks: &[(u32, u32)], semantics: Semantics, expected: &[&[u32]]) {
        let framework = Framework::new(count, attacks.to_vec()).expect("a framework");
        let found = framework.extensions(semantics, STEPS).expect("it is small");
        assert_eq!(found, expected, "{semantics:?}");
    }

    #[test]
    fn two_that_exclude_each_other() {
        let attacks = [(0, 1), (1, 0), (0, 2), (1, 2), (2, 3)];
        check(4, &attacks, Semantics::Grounded, &[&[]]);
        check(4, &attacks, Semantics::Complete, &[&[], &[0, 3], &[1, 3]]);
        check(4, &attacks, Semantics::Preferred, &[&[0, 3], &[1, 3]]);
        check(4, &attacks, Semantics::Stable, &[&[0, 3], &[1, 3]]);
    }

    #[test]
    fn a_circle_of_three_has_no_stable_extension() {
        let attacks = [(0, 1), (1, 2), (2, 0)];
        check(3, &attacks, Semantics::Complete, &[&[]]);
        check(3, &attacks, Semantics::Preferred, &[&[]]);
        check(3, &attacks, Semantics::Stable, &[]);
    }

    #[test]
    fn an_argument_against_itself() {
        check(1, &[(0, 0)], Semantics::Preferred, &[&[]]);
        check(1, &[(0, 0)], Semantics::Stable, &[]);
        check(2, &[(0, 0), (1, 0)], Semantics::Stable, &[&[1]]);
    }

    #[test]
    fn nothing_at_all() {
        for semantics in Semantics::ALL {
            check(0, &[], semantics, &[&[]]);
        }
    }

    #[test]
    fn a_search_that_would_not_end_gives_up() {
        // Thirty pairs that exclude each other: 3^30 complete sets.
        let attacks = (0..30).flat_map(|one| [(2 * one, 2 * one + 1), (2 * one + 1, 2 * one)]);
        let framework = Framework::new(60, attacks.collect()).expect("a framework");
        assert_eq!(framework.extensions(Semantics::Complete, 1_000_000), Err(Unfinished));
        assert_eq!(framework.extensions(Semantics::Stable, 50_000_000), Err(Unfinished));
        assert!(
            framework.credulously(7, Semantics::Preferred, STEPS).is_ok_and(|one| one.is_some())
        );
    }

    /// Every set that the definition allows, tried one by one.
    fn by_definition(count: u32, attacks: &[(u32, u32)], semantics: Semantics) -> Vec<Vec<u32>> {
        let is_attacked_by = |set: u32, one: u32| {
            attacks.iter().any(|(from, to)| *to == one && set & (1 << from) != 0)
        };
        let is_defended = |set: u32, one: u32| {
            attacks.iter().all(|(from, to)| *to != one || is_attacked_by(set, *from))
        };
        let is_in = |set: u32, one: u32| set & (1 << one) != 0;
        let is_free =
            |set: u32| (0..count).all(|one| !is_in(set, one) || !is_attacked_by(set, one));
        let complete: Vec<u32> = (0..1 << count)
            .filter(|set| {
                is_free(*set) && (0..count).all(|one| is_in(*set, one) == is_defended(*set, one))
            })
            .collect();
        let chosen: Vec<u32> = match semantics {
            Semantics::Complete => complete,
            Semantics::Grounded => complete
                .iter()
                .copied()
                .filter(|set| complete.iter().all(|other| set & other == *set))
                .collect(),
            Semantics::Preferred => complete
                .iter()
                .copied()
                .filter(|set| !complete.iter().any(|other| other != set && set & other == *set))
                .collect(),
            Semantics::Stable => (0..1 << count)
                .filter(|set| {
                    is_free(*set)
                        && (0..count).all(|one| is_in(*set, one) || is_attacked_by(*set, one))
                })
                .collect(),
        };
        let members = |set: u32| (0..count).filter(|one| is_in(set, *one)).collect();
        let mut sets: Vec<Vec<u32>> = chosen.into_iter().map(members).collect();
        sets.sort();
        sets
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn extensions_are_those_of_the_definition(
            count in 1..8u32, attacks in proptest::collection::vec((0..8u32, 0..8u32), 0..22),
        ) {
            let attacks: Vec<(u32, u32)> =
                attacks.into_iter().map(|(from, to)| (from % count, to % count)).collect();
            let framework = Framework::new(count, attacks.clone()).expect("a framework");
            for semantics in Semantics::ALL {
                let expected = by_definition(count, &attacks, semantics);
                let found = framework.extensions(semantics, STEPS).expect("it is small");
                prop_assert_eq!(&found, &expected, "{:?}", semantics);
                let one = framework.extension(semantics, STEPS).expect("it is small");
                prop_assert_eq!(one.is_some(), !expected.is_empty());
                prop_assert!(one.is_none_or(|one| expected.contains(&one)));
                let all: BTreeSet<&Vec<u32>> = expected.iter().collect();
                for argument in 0..count {
                    let having = framework.credulously(argument, semantics, STEPS).expect("small");
                    prop_assert_eq!(having.is_some(), all.iter().any(|one| one.contains(&argument)));
                    prop_assert!(having.is_none_or(|one| all.contains(&one) && one.contains(&argument)));
                    let lacking = framework.lacking(argument, semantics, STEPS).expect("small");
                    prop_assert_eq!(lacking.is_some(), all.iter().any(|one| !one.contains(&argument)));
                    prop_assert!(lacking.is_none_or(|one| all.contains(&one) && !one.contains(&argument)));
                }
            }
        }
    }
}
