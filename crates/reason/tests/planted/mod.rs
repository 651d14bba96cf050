//! Sources with planted copiers, out of a seed: for the test here and for `cargo xtask measure-weighing`.

use std::collections::BTreeSet;

use derek_reason::weigh::{Answer, Stance, Testimony, Weighing};

/// A world of sources.
#[derive(Debug, Clone)]
pub struct World {
    /// Sources that speak for themselves.
    pub honest: usize,
    /// Sources that copy.
    pub copiers: usize,
    /// How copiers choose whom to copy.
    pub shape: Shape,
    /// Questions, answered by every source.
    pub items: usize,
    /// How often an honest source is right: from, to.
    pub right: (f64, f64),
    /// How much of its answers a copier copies: from, to.
    pub rate: (f64, f64),
    /// Ways to be wrong on each question.
    pub ways: usize,
    /// How often an error is the one that everybody makes.
    pub popular: f64,
}

/// Whom copiers copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Each another original.
    Apart,
    /// All the same original.
    Star,
    /// The first an original, each next the copier before it.
    Chain,
    /// Any source before it, copiers too.
    Any,
}

/// What was said in a world, and who depends on whom.
pub struct Planted {
    pub said: Vec<Testimony>,
    /// Pairs of one family: a copier and all it goes back to, and who goes back to the same.
    pub pairs: BTreeSet<(String, String)>,
}

/// Numbers that look random: SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Random(pub u64);

impl Random {
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, count: usize) -> usize {
        ((self.share() * count as f64) as usize).min(count.saturating_sub(1))
    }

    fn between(&mut self, (from, to): (f64, f64)) -> f64 {
        from + (to - from) * self.share()
    }
}

/// Makes a world.
pub fn plant(world: &World, seed: u64) -> Planted {
    let mut random = Random(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x5DEE_CE66);
    let count = world.honest + world.copiers;
    let mut answers: Vec<Vec<usize>> = Vec::new();
    let mut family: Vec<usize> = (0..count).collect();
    for source in 0..count {
        let right = random.between(world.right);
        let is_copier = world.honest <= source;
        let copied = is_copier.then(|| match world.shape {
            Shape::Apart => (source - world.honest) % world.honest,
            Shape::Star => 0,
            Shape::Chain if source == world.honest => 0,
            Shape::Chain => source - 1,
            Shape::Any => random.below(source),
        });
        let rate = random.between(world.rate);
        let own = |random: &mut Random| match random.share() < right {
            true => 0,
            false if random.share() < world.popular => 1,
            false => 1 + random.below(world.ways),
        };
        let said = (0..world.items).map(|item| match copied {
            Some(copied) if random.share() < rate => answers[copied][item],
            _ => own(&mut random),
        });
        let said = said.collect();
        answers.push(said);
        if let Some(copied) = copied {
            family[source] = family[copied];
        }
    }
    // Names are shuffled, so that no order tells who copies.
    let mut names: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        names.swap(at, random.below(at + 1));
    }
    let name = |source: usize| format!("source-{:03}", names[source]);
    let mut said = Vec::new();
    for (source, answers) in answers.iter().enumerate() {
        for (item, answer) in answers.iter().enumerate() {
            said.push(Testimony {
                question: format!("item-{item:03}"),
                source: name(source),
                answer: Answer::words(format!("v{answer}")),
                stance: Stance::Affirms,
                lines: Vec::new(),
            });
        }
    }
    let mut pairs = BTreeSet::new();
    for one in 0..count {
        for other in one + 1..count {
            if family[one] == family[other] {
                pairs.insert(pair(name(one), name(other)));
            }
        }
    }
    Planted { said, pairs }
}

fn pair(one: String, other: String) -> (String, String) {
    if one < other { (one, other) } else { (other, one) }
}

/// Found rightly, found wrongly, missed: pairs of one family.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    pub found: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Score {
    /// Of what was weighed.
    pub fn of(planted: &Planted, weighing: &Weighing) -> Score {
        let mut told = BTreeSet::new();
        for group in &weighing.groups {
            for (at, one) in group.sources.iter().enumerate() {
                for other in &group.sources[at + 1..] {
                    told.insert(pair(one.clone(), other.clone()));
                }
            }
        }
        let found = told.intersection(&planted.pairs).count();
        Score { found, wrong: told.len() - found, missed: planted.pairs.len() - found }
    }

    pub fn add(&mut self, other: Score) {
        self.found += other.found;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    pub fn precision(self) -> f64 {
        self.found as f64 / (self.found + self.wrong).max(1) as f64
    }

    pub fn recall(self) -> f64 {
        self.found as f64 / (self.found + self.missed).max(1) as f64
    }

    /// The harmonic mean of both; 1 when there was nothing to find and nothing was found.
    pub fn f1(self) -> f64 {
        let all = 2 * self.found + self.wrong + self.missed;
        if all == 0 { 1.0 } else { 2.0 * self.found as f64 / all as f64 }
    }
}
