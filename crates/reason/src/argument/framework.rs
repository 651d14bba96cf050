//! Who attacks whom, and which arguments stand once all attacks are counted.
//!
//! An abstract framework of argumentation, and its grounded labelling: P. M. Dung,
//! “On the acceptability of arguments…”, Artificial Intelligence 77 (1995); the labels
//! are those of M. Caminada (2006).

use std::collections::VecDeque;

/// What is left of an argument once the attacks on it are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Every attacker of it is defeated: it is accepted.
    In,
    /// An accepted argument attacks it: it is defeated.
    Out,
    /// Neither: it is undecided.
    Undecided,
}

impl Label {
    /// The stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Label::In => "in",
            Label::Out => "out",
            Label::Undecided => "undecided",
        }
    }
}

/// Arguments, numbered from 0, and the attacks between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    attackers: Lists,
    attacked: Lists,
}

/// For each argument, others, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lists {
    starts: Vec<usize>,
    items: Vec<u32>,
}

impl Lists {
    /// Of pairs that are sorted and told once.
    fn of(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Lists {
        let mut starts = vec![0; count + 1];
        for (from, _) in pairs.clone() {
            starts[from as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[count]];
        for (from, to) in pairs {
            items[next[from as usize]] = to;
            next[from as usize] += 1;
        }
        Lists { starts, items }
    }

    fn of_one(&self, at: u32) -> &[u32] {
        let at = at as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(until)) => &self.items[*from..*until],
            _ => &[],
        }
    }
}

/// The labels of all arguments under one labelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelling {
    /// The label of each argument, by its number.
    pub labels: Vec<Label>,
    /// In which step each was decided: those that nobody attacks in the first; 0 for the undecided.
    pub steps: Vec<u32>,
}

impl Labelling {
    /// The label of an argument; undecided when there is none of this number.
    pub fn label(&self, argument: u32) -> Label {
        self.labels.get(argument as usize).copied().unwrap_or(Label::Undecided)
    }

    /// The accepted arguments, by their numbers.
    pub fn accepted(&self) -> Vec<u32> {
        let numbered = (0..).zip(&self.labels);
        numbered.filter(|(_, label)| **label == Label::In).map(|(at, _)| at).collect()
    }
}

/// An attack on an argument, and what became of the attacker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attack {
    /// Who attacks.
    pub attacker: u32,
    /// The attacker's label.
    pub label: Label,
    /// The accepted argument that defeated the attacker first; `None` when it is not defeated.
    pub defeated_by: Option<u32>,
}

impl Framework {
    /// A framework of so many arguments and these attacks, `(attacker, attacked)`.
    ///
    /// An attack that is told twice counts once. Returns `None` when an attack names an
    /// argument that is not there.
    ///
    /// ```
    /// # use derek_reason::{Framework, Label};
    /// // 0 attacks 1, and 1 attacks 2.
    /// let chain = Framework::new(3, vec![(0, 1), (1, 2)]).unwrap();
    /// assert_eq!(chain.grounded().labels, [Label::In, Label::Out, Label::In]);
    /// ```
    pub fn new(count: u32, mut attacks: Vec<(u32, u32)>) -> Option<Framework> {
        if attacks.iter().any(|(from, to)| count <= *from || count <= *to) {
            return None;
        }
        attacks.sort_unstable();
        attacks.dedup();
        let count = count as usize;
        let attacked = Lists::of(count, attacks.iter().copied());
        let attackers = Lists::of(count, attacks.iter().map(|(from, to)| (*to, *from)));
        Some(Framework { attackers, attacked })
    }

    /// How many arguments there are.
    pub fn count(&self) -> u32 {
        (self.attackers.starts.len() - 1) as u32
    }

    /// How many attacks there are.
    pub fn attacks(&self) -> usize {
        self.attacked.items.len()
    }

    /// Who attacks an argument, by number.
    pub fn attackers(&self, argument: u32) -> &[u32] {
        self.attackers.of_one(argument)
    }

    /// Whom an argument attacks, by number.
    pub fn attacked(&self, argument: u32) -> &[u32] {
        self.attacked.of_one(argument)
    }

    /// The grounded labelling: what must be accepted, what must be rejected, and nothing more.
    ///
    /// There is exactly one. Takes time linear in arguments and attacks.
    pub fn grounded(&self) -> Labelling {
        let count = self.count();
        let mut labels = vec![Label::Undecided; count as usize];
        let mut steps = vec![0; count as usize];
        let mut standing: Vec<u32> =
            (0..count).map(|one| self.attackers(one).len() as u32).collect();
        let mut accepted: VecDeque<u32> =
            (0..count).filter(|one| standing[*one as usize] == 0).collect();
        for one in &accepted {
            labels[*one as usize] = Label::In;
            steps[*one as usize] = 1;
        }
        while let Some(one) = accepted.pop_front() {
            let step = steps[one as usize];
            for target in self.attacked(one) {
                if labels[*target as usize] != Label::Undecided {
                    continue;
                }
                labels[*target as usize] = Label::Out;
                steps[*target as usize] = step + 1;
                for freed in self.attacked(*target) {
                    let left = &mut standing[*freed as usize];
                    *left -= 1;
                    if *left == 0 && labels[*freed as usize] == Label::Undecided {
                        labels[*freed as usize] = Label::In;
                        steps[*freed as usize] = step + 2;
                        accepted.push_back(*freed);
                    }
                }
            }
        }
        Labelling { labels, steps }
    }

    /// Why an argument has its label: each attack on it, with what became of the attacker.
    ///
    /// Of an accepted argument every attacker is defeated by somebody, in an earlier step;
    /// of a defeated one some attacker is accepted; of an undecided one some attacker is
    /// undecided and none is accepted.
    pub fn why(&self, labelling: &Labelling, argument: u32) -> Vec<Attack> {
        let step = |one: &u32| labelling.steps.get(*one as usize).copied().unwrap_or_default();
        let attack = |attacker: &u32| {
            let label = labelling.label(*attacker);
            let defeaters = self.attackers(*attacker).iter().copied();
            let accepted = defeaters.filter(|one| labelling.label(*one) == Label::In);
            let defeated_by = (label == Label::Out).then(|| accepted.min_by_key(step)).flatten();
            Attack { attacker: *attacker, label, defeated_by }
        };
        self.attackers(argument).iter().map(attack).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Label::{In, Out, Undecided};
    use super::*;

    fn check(count: u32, attacks: &[(u32, u32)], labels: &[Label]) {
        let framework = Framework::new(count, attacks.to_vec()).expect("attacks between arguments");
        assert_eq!(framework.grounded().labels, labels);
    }

    #[test]
    fn nobody_attacks() {
        check(2, &[], &[In, In]);
        check(0, &[], &[]);
    }

    #[test]
    fn an_attacker_is_defeated_itself() {
        check(3, &[(0, 1), (1, 2)], &[In, Out, In]);
    }

    #[test]
    fn circles() {
        check(2, &[(0, 1), (1, 0)], &[Undecided, Undecided]);
        check(3, &[(0, 1), (1, 2), (2, 0)], &[Undecided; 3]);
        check(3, &[(0, 1), (1, 0), (2, 0)], &[Out, In, In]);
    }

    #[test]
    fn an_argument_against_itself() {
        check(2, &[(0, 0), (0, 1)], &[Undecided, Undecided]);
        check(3, &[(0, 0), (0, 1), (2, 0)], &[Out, In, In]);
    }

    #[test]
    fn an_attack_told_twice_counts_once() {
        check(3, &[(0, 1), (0, 1), (1, 2), (1, 2)], &[In, Out, In]);
    }

    #[test]
    fn an_attack_on_nobody() {
        assert_eq!(Framework::new(1, vec![(0, 1)]), None);
    }

    #[test]
    fn the_reasons_of_a_label() {
        let framework = Framework::new(4, vec![(0, 1), (1, 2), (3, 3)]).expect("a framework");
        let labelling = framework.grounded();
        let of = |one| framework.why(&labelling, one);
        assert_eq!(of(0), []);
        assert_eq!(of(1), [Attack { attacker: 0, label: In, defeated_by: None }]);
        assert_eq!(of(2), [Attack { attacker: 1, label: Out, defeated_by: Some(0) }]);
        assert_eq!(of(3), [Attack { attacker: 3, label: Undecided, defeated_by: None }]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let many = 1_000_000;
        let chain = Framework::new(many, (1..many).map(|one| (one - 1, one)).collect());
        let labels = chain.expect("a chain").grounded().labels;
        assert!(labels.iter().enumerate().all(|(at, label)| match at % 2 {
            0 => *label == In,
            _ => *label == Out,
        }));
    }

    /// The least set that defends itself, found by trying again until nothing changes.
    fn by_definition(count: u32, attacks: &[(u32, u32)]) -> Vec<Label> {
        let mut accepted = vec![false; count as usize];
        loop {
            let hit =
                |one: u32| attacks.iter().any(|(from, to)| *to == one && accepted[*from as usize]);
            let defended = |one: u32| attacks.iter().all(|(from, to)| *to != one || hit(*from));
            let next: Vec<bool> = (0..count).map(defended).collect();
            if next == accepted {
                let label = |one: u32| match (accepted[one as usize], hit(one)) {
                    (true, _) => In,
                    (false, true) => Out,
                    (false, false) => Undecided,
                };
                return (0..count).map(label).collect();
            }
            accepted = next;
        }
    }

    proptest! {
        #[test]
        fn labels_are_the_least_fixed_point(
            count in 1..9u32, attacks in proptest::collection::vec((0..9u32, 0..9u32), 0..20),
        ) {
            let attacks: Vec<(u32, u32)> =
                attacks.into_iter().map(|(from, to)| (from % count, to % count)).collect();
            let framework = Framework::new(count, attacks.clone()).expect("a framework");
            prop_assert_eq!(framework.grounded().labels, by_definition(count, &attacks));
        }

        #[test]
        fn every_label_has_its_reason(
            count in 1..9u32, attacks in proptest::collection::vec((0..9u32, 0..9u32), 0..20),
        ) {
            let attacks = attacks.into_iter().map(|(from, to)| (from % count, to % count)).collect();
            let framework = Framework::new(count, attacks).expect("a framework");
            let labelling = framework.grounded();
            for one in 0..count {
                let why = framework.why(&labelling, one);
                let (step, of) = (labelling.steps[one as usize], |one: u32| labelling.steps[one as usize]);
                match labelling.label(one) {
                    In => for attack in why {
                        let defeater = attack.defeated_by.expect("every attacker is defeated");
                        prop_assert!(of(defeater) < of(attack.attacker) && of(attack.attacker) < step);
                    },
                    Out => prop_assert!(why.iter().any(|one| one.label == In && of(one.attacker) < step)),
                    Undecided => prop_assert!(
                        why.iter().any(|one| one.label == Undecided) && why.iter().all(|one| one.label != In)
                    ),
                }
            }
        }
    }
}
