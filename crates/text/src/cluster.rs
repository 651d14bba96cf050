//! Mentions of people gathered: joined, to be asked about, or apart.
//!
//! What a historian has judged always wins. Spelling joins two groups only when
//! their mentions agree on the whole and no two of them contradict each other, so
//! that no chain of small likenesses joins two different people. A mention that
//! fits two different people is joined with neither: it is asked about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::index::Index;
use crate::name::{Comparison, NameKey, ReasonKind, Role, compare};

/// What is known of mentions beyond their spelling, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// Pairs that are one person.
    pub same: Vec<(usize, usize)>,
    /// Pairs that are two.
    pub different: Vec<(usize, usize)>,
}

/// Why two mentions stand together, or might.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// A mention, by number; less than the other.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// What their spellings say.
    pub comparison: Comparison,
    /// Whether it is judged, and not only spelled.
    pub is_judged: bool,
}

/// Mentions gathered by who they may be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Clusters {
    /// Each mention in one group, in order of their first.
    pub groups: Vec<Vec<usize>>,
    /// The links that made the groups: without one of them its group falls in two.
    pub joined: Vec<Link>,
    /// Between groups: what a person should be asked, the likeliest first.
    pub asked: Vec<Link>,
}

/// Two judgements that cannot both stand: these mentions are said to be one and two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    /// A pair that is judged different and by other judgements the same.
    pub pair: (usize, usize),
}

impl std::fmt::Display for Contradiction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (one, other) = self.pair;
        write!(f, "mentions {one} and {other} are judged both the same and different")
    }
}

impl std::error::Error for Contradiction {}

/// Mentions are joined from this many bits for one person on: a score of two thirds.
const JOIN: f32 = 1.0;

/// Down to this many bits, a score of one fifth, they are asked about.
const ASK: f32 = -2.0;

/// Bits below which two groups are two people on the whole.
const OTHER: f32 = -3.0;

/// Mentions of so many spellings are all compared with all; of more, each with its nearest.
const ALL_PAIRS: usize = 400;

/// How many nearest spellings are looked at for each.
const NEAREST: usize = 60;

/// Gathers mentions of people by their names and by what was judged.
///
/// The same mentions and judgements give the same groups. Judgements about
/// mentions that do not exist are passed over.
///
/// # Errors
///
/// When judgements contradict each other.
///
/// ```
/// use derek_text::{Judged, cluster};
/// let names = ["А. Ермеков", "Әлихан Бөкейхан", "Alimkhan Ermekov", "A. Bukeikhanov"];
/// let clusters = cluster(&names, &Judged::default()).unwrap_or_default();
/// assert_eq!(clusters.groups, [vec![0, 2], vec![1, 3]]);
/// ```
pub fn cluster<N: AsRef<str>>(names: &[N], judged: &Judged) -> Result<Clusters, Contradiction> {
    // Mentions that are spelled alike and not judged stand for one spelling.
    let touched: BTreeSet<usize> = judged
        .same
        .iter()
        .chain(&judged.different)
        .flat_map(|(one, other)| [*one, *other])
        .collect();
    let mut spellings: Vec<Vec<usize>> = Vec::new();
    let mut by_words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_mention = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let known = by_words.get(name.as_ref()).filter(|_| !touched.contains(&at));
        let spelling = match known {
            Some(spelling) => *spelling,
            None => {
                spellings.push(Vec::new());
                if !touched.contains(&at) {
                    by_words.insert(name.as_ref(), spellings.len() - 1);
                }
                spellings.len() - 1
            }
        };
        spellings[spelling].push(at);
        of_mention.push(spelling);
    }
    let keys: Vec<NameKey> =
        spellings.iter().map(|mentions| NameKey::of(names[mentions[0]].as_ref())).collect();
    let pairs = |pairs: &[(usize, usize)]| -> Vec<(usize, usize)> {
        pairs
            .iter()
            .filter_map(|(one, other)| Some((*of_mention.get(*one)?, *of_mention.get(*other)?)))
            .collect()
    };
    let mut gathering = Gathering::new(keys);
    for (one, other) in pairs(&judged.same) {
        gathering.join(one, other, true);
    }
    for (at, (one, other)) in pairs(&judged.different).into_iter().enumerate() {
        let (a, b) = (gathering.group_of[one], gathering.group_of[other]);
        if a == b {
            let pair = judged.different.get(at).copied().unwrap_or_default();
            return Err(Contradiction { pair });
        }
        gathering.different.insert((one.min(other), one.max(other)));
    }
    let edges = gathering.edges(|at| names[spellings[at][0]].as_ref());
    let mut asked = BTreeSet::new();
    // What one pass joins may make room for another join.
    for _ in 0..3 {
        let mut changed = false;
        asked.clear();
        for &(bits, one, other) in &edges {
            let (a, b) = (gathering.group_of[one], gathering.group_of[other]);
            if a == b {
                continue;
            }
            match gathering.verdict(a, b) {
                Verdict::Join if JOIN <= bits => {
                    gathering.join(one, other, false);
                    changed = true;
                }
                Verdict::Join | Verdict::Ask => {
                    asked.insert((one, other));
                }
                Verdict::Apart => {}
            }
        }
        if !changed {
            break;
        }
    }
    Ok(gathering.told(&spellings, &asked))
}

/// What is to be done with two groups.
enum Verdict {
    Join,
    Ask,
    Apart,
}

struct Gathering {
    keys: Vec<NameKey>,
    group_of: Vec<usize>,
    groups: Vec<Vec<usize>>,
    different: BTreeSet<(usize, usize)>,
    joined: Vec<(usize, usize, bool)>,
    /// What was compared: bits, and whether the two contradict each other.
    compared: HashMap<(usize, usize), (f32, bool)>,
    /// For each spelling, those that alone would be joined with it.
    near: Vec<Vec<usize>>,
}

impl Gathering {
    fn new(keys: Vec<NameKey>) -> Gathering {
        let count = keys.len();
        Gathering {
            keys,
            group_of: (0..count).collect(),
            groups: (0..count).map(|at| vec![at]).collect(),
            different: BTreeSet::new(),
            joined: Vec::new(),
            compared: HashMap::new(),
            near: vec![Vec::new(); count],
        }
    }

    /// Pairs worth a look, the likeliest first.
    fn edges<'n>(&mut self, name: impl Fn(usize) -> &'n str) -> Vec<(f32, usize, usize)> {
        let count = self.keys.len();
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        if count <= ALL_PAIRS {
            pairs
                .extend((0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))));
        } else {
            let index = Index::of((0..count).map(&name));
            for one in 0..count {
                for found in index.find(name(one), NEAREST) {
                    if found.name != one {
                        pairs.insert((one.min(found.name), one.max(found.name)));
                    }
                }
            }
        }
        let mut edges = Vec::new();
        for (one, other) in pairs {
            let (bits, contradicted) = self.compare(one, other);
            if ASK <= bits && !contradicted {
                edges.push((bits, one, other));
                if JOIN <= bits {
                    self.near[one].push(other);
                    self.near[other].push(one);
                }
            }
        }
        edges.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        edges
    }

    fn compare(&mut self, one: usize, other: usize) -> (f32, bool) {
        let pair = (one.min(other), one.max(other));
        if let Some(known) = self.compared.get(&pair) {
            return *known;
        }
        let comparison = compare(&self.keys[pair.0], &self.keys[pair.1]);
        let bits = comparison.reasons.iter().map(|reason| reason.bits).sum();
        // A surname gone astray in an old script is no other person while all else agrees.
        let contradicted = comparison.reasons.iter().any(|reason| {
            reason.kind == ReasonKind::Contradicted
                && (reason.role != Some(Role::Surname) || bits < OTHER)
        });
        self.compared.insert(pair, (bits, contradicted));
        (bits, contradicted)
    }

    /// The mean of what two groups' spellings say, and whether any two contradict each other.
    fn between(&mut self, a: usize, b: usize) -> (f32, bool) {
        let (one, other) = (self.groups[a].clone(), self.groups[b].clone());
        let (mut sum, mut contradicted) = (0.0, false);
        for one in &one {
            for other in &other {
                let pair = ((*one).min(*other), (*one).max(*other));
                if self.different.contains(&pair) {
                    return (f32::MIN, true);
                }
                let (bits, against) = self.compare(*one, *other);
                contradicted |= against;
                sum += bits;
            }
        }
        (sum / (one.len() * other.len()) as f32, contradicted)
    }

    fn verdict(&mut self, a: usize, b: usize) -> Verdict {
        match self.between(a, b) {
            (bits, _) if bits == f32::MIN => Verdict::Apart,
            (_, true) => Verdict::Apart,
            (bits, false) if bits < ASK => Verdict::Apart,
            (bits, false) if bits < JOIN => Verdict::Ask,
            _ if self.is_torn(a, b) || self.is_torn(b, a) => Verdict::Ask,
            _ => Verdict::Join,
        }
    }

    /// Whether a group that says no given name in full would as well be joined with another
    /// that contradicts this one.
    fn is_torn(&mut self, a: usize, b: usize) -> bool {
        let says_given = |spelling: &usize| {
            let parts = self.keys[*spelling].parts().iter();
            parts.into_iter().any(|part| part.role == Role::Given && !part.is_initial)
        };
        if self.groups[a].iter().any(says_given) {
            return false;
        }
        let others: BTreeSet<usize> = self.groups[a]
            .iter()
            .flat_map(|one| &self.near[*one])
            .map(|other| self.group_of[*other])
            .filter(|other| *other != a && *other != b)
            .collect();
        others.into_iter().any(|other| {
            let (bits, contradicted) = self.between(a, other);
            // A spelling that went astray contradicts a few; another person contradicts on the whole.
            JOIN <= bits && !contradicted && self.between(b, other).0 < OTHER
        })
    }

    fn join(&mut self, one: usize, other: usize, is_judged: bool) {
        let (a, b) = (self.group_of[one], self.group_of[other]);
        if a == b {
            return;
        }
        let (a, b) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut self.groups[b]);
        for spelling in &moved {
            self.group_of[*spelling] = a;
        }
        self.groups[a].extend(moved);
        self.joined.push((one, other, is_judged));
    }

    fn told(self, spellings: &[Vec<usize>], asked: &BTreeSet<(usize, usize)>) -> Clusters {
        let mut groups: Vec<Vec<usize>> = self
            .groups
            .iter()
            .filter(|group| !group.is_empty())
            .map(|group| {
                let mut mentions: Vec<usize> = group
                    .iter()
                    .flat_map(|spelling| spellings[*spelling].iter().copied())
                    .collect();
                mentions.sort_unstable();
                mentions
            })
            .collect();
        groups.sort();
        let link = |one: usize, other: usize, is_judged: bool| {
            let (first, second) = (spellings[one][0], spellings[other][0]);
            let turned = second < first;
            let (one, other) = if turned { (other, one) } else { (one, other) };
            Link {
                one: first.min(second),
                other: first.max(second),
                comparison: compare(&self.keys[one], &self.keys[other]),
                is_judged,
            }
        };
        let mut joined: Vec<Link> =
            self.joined.iter().map(|(one, other, judged)| link(*one, *other, *judged)).collect();
        for (mentions, key) in spellings.iter().zip(&self.keys) {
            for pair in mentions.windows(2) {
                let comparison = compare(key, key);
                joined.push(Link { one: pair[0], other: pair[1], comparison, is_judged: false });
            }
        }
        joined.sort_by_key(|link| (link.one, link.other));
        let mut asked: Vec<Link> = asked
            .iter()
            .filter(|(one, other)| self.group_of[*one] != self.group_of[*other])
            .map(|(one, other)| link(*one, *other, false))
            .collect();
        asked.sort_by(|one, other| {
            other
                .comparison
                .score
                .total_cmp(&one.comparison.score)
                .then((one.one, one.other).cmp(&(other.one, other.other)))
        });
        Clusters { groups, joined, asked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(names: &[&str], judged: &Judged) -> Vec<Vec<usize>> {
        cluster(names, judged).expect("no contradiction").groups
    }

    #[test]
    fn spellings_gather_and_namesakes_do_not() {
        let names = [
            "Халел Досмұхамедов",
            "Жаһанша Досмұхамедов",
            "Khalel Dosmukhamedov",
            "Zhakhansha Dosmukhamedov",
            "Халел Ғаббасов",
            "H. Gabbasov",
        ];
        assert_eq!(groups(&names, &Judged::default()), [vec![0, 2], vec![1, 3], vec![4, 5]]);
    }

    #[test]
    fn no_chain_joins_two_contradicted_names() {
        // The initial fits both men, so that it is asked about.
        let names = ["Александр Дутов", "А. Дутов", "Алексей Дутов"];
        let clusters = cluster(&names, &Judged::default()).expect("no contradiction");
        assert_eq!(clusters.groups.len(), 3, "{clusters:?}");
        assert!(!clusters.asked.is_empty());
    }

    #[test]
    fn a_family_is_not_one_person() {
        let families: [&[&str]; 4] = [
            // Brothers and namesakes.
            &["Мұхамеджан Тынышбаев", "Жәнібек Тынышбаев", "Iskander Tynyshbaev"],
            &["Нұрлан Нығматулин", "Ерлан Нығматулин", "N. Nigmatulin", "Е. Нигматулин"],
            // Father and son.
            &["Әлихан Бөкейхан", "Октай Алиханович Букейханов", "Oktai Bukeikhanov"],
            // Husband and wife.
            &["Мұстафа Шоқай", "Мария Чокай", "Maria Shokai"],
        ];
        let apart: [&[(usize, usize)]; 4] = [
            &[(0, 1), (0, 2), (1, 2)],
            &[(0, 1), (0, 3), (1, 2), (2, 3)],
            &[(0, 1), (0, 2)],
            &[(0, 1), (0, 2)],
        ];
        for (names, apart) in families.into_iter().zip(apart) {
            let groups = groups(names, &Judged::default());
            let group = |name: usize| groups.iter().position(|group| group.contains(&name));
            for (one, other) in apart {
                assert_ne!(group(*one), group(*other), "{} | {}", names[*one], names[*other]);
            }
        }
    }

    #[test]
    fn what_was_judged_wins() {
        let names = ["Қыр баласы", "Әлихан Бөкейхан", "А. Букейханов"];
        let judged = Judged { same: vec![(0, 1)], different: vec![(1, 2)] };
        assert_eq!(groups(&names, &judged), [vec![0, 1], vec![2]]);
        let wrong = Judged { same: vec![(0, 1), (1, 2)], different: vec![(0, 2)] };
        assert_eq!(cluster(&names, &wrong), Err(Contradiction { pair: (0, 2) }));
        let nobody = Judged { same: vec![(0, 77)], different: vec![] };
        assert_eq!(groups(&names, &nobody), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn a_group_falls_apart_without_one_of_its_links() {
        let names = ["Ленин", "Ленин", "В. И. Ленин", "V. I. Lenin"];
        let clusters = cluster(&names, &Judged::default()).expect("no contradiction");
        let members: usize = clusters.groups.iter().map(|group| group.len() - 1).sum();
        assert_eq!(clusters.joined.len(), members);
    }
}
