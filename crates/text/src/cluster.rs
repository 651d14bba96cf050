//! Mentions of people gathered: joined, to be asked about, or apart.
//!
//! What a historian has judged always wins. Spelling joins two groups only when
//! their mentions agree on the whole and no two of them contradict each other, so
//! that no chain of small likenesses joins two different people. A mention that
//! fits two different people is joined with neither: it is asked about.

use std::collections::{BTreeSet, HashMap};

use crate::index::Index;
use crate::name::{Comparison, NameKey, Reason, ReasonKind, Role, compare};

/// What is known of mentions beyond their spelling, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// Pairs that are one person.
    pub same: Vec<(usize, usize)>,
    /// Pairs that are two.
    pub different: Vec<(usize, usize)>,
    /// Mentions that are left out: each stays alone, and nothing is asked about it.
    pub aside: Vec<usize>,
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
    Spellings::default().gather(names, judged)
}

/// Spellings and how they compare, kept for the next gathering of the same mentions
/// or nearly the same: after another judgement little is left to compare.
#[derive(Debug, Default)]
pub struct Spellings {
    number: HashMap<String, usize>,
    keys: Vec<NameKey>,
    compared: HashMap<(usize, usize), Compared>,
    /// The spellings among which likely ones were looked for, in order.
    among: Vec<usize>,
    /// Pairs of them that are worth a look.
    edges: Vec<(f32, usize, usize)>,
    /// For each spelling, those that alone would be joined with it.
    near: Vec<Vec<usize>>,
}

/// What two spellings say of each other.
#[derive(Debug, Clone, Copy)]
struct Compared {
    bits: f32,
    /// Whether they contradict each other.
    is_against: bool,
    /// Whether that is only of a given name in full, which may be a spelling gone astray.
    is_astray: bool,
    /// Whether that is only of given names of which one is an initial.
    is_initial: bool,
    /// Whether given names in full agree, and nothing is against.
    is_full: bool,
}

/// A given name in full that contradicts is a spelling gone astray when so many times more
/// pairs of the same two groups agree in full.
const ASTRAY: usize = 8;

/// Contradicted initials of two groups that are looked at closely.
const MOST_INITIALS: usize = 64;

/// Spellings are forgotten when more are kept than this.
const MOST_KEPT: usize = 200_000;

/// Comparisons are forgotten when more are kept than this.
const MOST_COMPARED: usize = 4_000_000;

impl Spellings {
    /// As [`cluster`], which see; what was kept of earlier mentions changes nothing of it.
    ///
    /// # Errors
    ///
    /// When judgements contradict each other.
    pub fn gather<N: AsRef<str>>(
        &mut self,
        names: &[N],
        judged: &Judged,
    ) -> Result<Clusters, Contradiction> {
        if MOST_KEPT < self.keys.len() || MOST_COMPARED < self.compared.len() {
            *self = Spellings::default();
        }
        // Mentions that are spelled alike and not judged stand for one node.
        let touched: BTreeSet<usize> = judged
            .same
            .iter()
            .chain(&judged.different)
            .flat_map(|(one, other)| [*one, *other])
            .chain(judged.aside.iter().copied())
            .collect();
        let mut nodes: Vec<Node> = Vec::new();
        let mut by_spelling: HashMap<usize, usize> = HashMap::new();
        let mut of_mention = Vec::with_capacity(names.len());
        for (at, name) in names.iter().enumerate() {
            let spelling = self.number(name.as_ref());
            let known = by_spelling.get(&spelling).filter(|_| !touched.contains(&at));
            let node = match known {
                Some(node) => *node,
                None => {
                    nodes.push(Node { spelling, mentions: Vec::new() });
                    if !touched.contains(&at) {
                        by_spelling.insert(spelling, nodes.len() - 1);
                    }
                    nodes.len() - 1
                }
            };
            nodes[node].mentions.push(at);
            of_mention.push(node);
        }
        let aside: BTreeSet<usize> =
            judged.aside.iter().filter_map(|at| of_mention.get(*at)).copied().collect();
        let pairs = |pairs: &[(usize, usize)]| -> Vec<(usize, usize)> {
            pairs
                .iter()
                .filter_map(|(one, other)| Some((*of_mention.get(*one)?, *of_mention.get(*other)?)))
                .filter(|(one, other)| !aside.contains(one) && !aside.contains(other))
                .collect()
        };
        self.look(&nodes);
        let mut gathering = Gathering::new(self, nodes, &aside);
        for (one, other) in pairs(&judged.same) {
            gathering.join(one, other, true);
        }
        for (one, other) in pairs(&judged.different) {
            let (a, b) = (gathering.group_of[one], gathering.group_of[other]);
            if a == b {
                let is_pair = |pair: &&(usize, usize)| {
                    of_mention.get(pair.0) == Some(&one) && of_mention.get(pair.1) == Some(&other)
                };
                let pair = judged.different.iter().find(is_pair).copied().unwrap_or_default();
                return Err(Contradiction { pair });
            }
            gathering.different.insert((one.min(other), one.max(other)));
        }
        let edges = gathering.edges();
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
        Ok(gathering.told(&asked))
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(known) = self.number.get(name) {
            return *known;
        }
        let number = self.keys.len();
        self.keys.push(NameKey::of(name));
        self.near.push(Vec::new());
        self.number.insert(name.to_owned(), number);
        number
    }

    /// Looks for likely pairs among the spellings of some mentions.
    fn look(&mut self, nodes: &[Node]) {
        let mut among: Vec<usize> = nodes.iter().map(|node| node.spelling).collect();
        among.sort_unstable();
        among.dedup();
        if among == self.among {
            return;
        }
        let count = among.len();
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        if count <= ALL_PAIRS {
            for (at, one) in among.iter().enumerate() {
                pairs.extend(among[at + 1..].iter().map(|other| (*one, *other)));
            }
        } else {
            // Which of equally near ones are found must not hang on what was kept.
            let mut ordered = Vec::new();
            let mut seen = BTreeSet::new();
            ordered.extend(
                nodes.iter().map(|node| node.spelling).filter(|spelling| seen.insert(*spelling)),
            );
            let index = Index::of_keys(ordered.iter().map(|spelling| &self.keys[*spelling]));
            for one in &ordered {
                for found in index.near_names(&self.keys[*one], 2 * NEAREST) {
                    let other = ordered[found as usize];
                    if other != *one {
                        pairs.insert((other.min(*one), other.max(*one)));
                    }
                }
            }
        }
        for spelling in &among {
            self.near[*spelling].clear();
        }
        self.edges.clear();
        for (one, other) in pairs {
            let Compared { bits, is_against, .. } = self.compare(one, other);
            if ASK <= bits && !is_against {
                self.edges.push((bits, one, other));
                if JOIN <= bits {
                    self.near[one].push(other);
                    self.near[other].push(one);
                }
            }
        }
        self.among = among;
    }

    fn compare(&mut self, one: usize, other: usize) -> Compared {
        let pair = (one.min(other), one.max(other));
        if let Some(known) = self.compared.get(&pair) {
            return *known;
        }
        let (one, other) = (&self.keys[pair.0], &self.keys[pair.1]);
        let comparison = compare(one, other);
        let bits = comparison.reasons.iter().map(|reason| reason.bits).sum();
        // A surname gone astray in an old script is no other person while all else agrees.
        let against = |reason: &&Reason| {
            reason.kind == ReasonKind::Contradicted
                && (reason.role != Some(Role::Surname) || bits < OTHER)
        };
        let in_full = |reason: &Reason| {
            let mut parts =
                one.parts()[reason.one.clone()].iter().chain(&other.parts()[reason.other.clone()]);
            parts.all(|part| !part.is_initial)
        };
        let is_given = |reason: &Reason| reason.role == Some(Role::Given) && in_full(reason);
        let is_against = comparison.reasons.iter().any(|reason| against(&reason));
        let agrees = |reason: &Reason| reason.kind == ReasonKind::Agrees && is_given(reason);
        let compared = Compared {
            bits,
            is_against,
            is_astray: is_against && comparison.reasons.iter().filter(against).all(is_given),
            is_initial: is_against
                && comparison
                    .reasons
                    .iter()
                    .filter(against)
                    .all(|reason| reason.role == Some(Role::Given) && !in_full(reason)),
            is_full: JOIN <= bits && !is_against && comparison.reasons.iter().any(agrees),
        };
        self.compared.insert(pair, compared);
        compared
    }
}

/// Mentions of one spelling that no judgement tells from each other.
struct Node {
    spelling: usize,
    mentions: Vec<usize>,
}

/// What is to be done with two groups.
enum Verdict {
    Join,
    Ask,
    Apart,
}

struct Gathering<'s> {
    spellings: &'s mut Spellings,
    nodes: Vec<Node>,
    /// The nodes of each spelling, but for those that are left out.
    of_spelling: HashMap<usize, Vec<usize>>,
    group_of: Vec<usize>,
    groups: Vec<Vec<usize>>,
    different: BTreeSet<(usize, usize)>,
    joined: Vec<(usize, usize, bool)>,
}

impl Gathering<'_> {
    fn new<'s>(
        spellings: &'s mut Spellings,
        nodes: Vec<Node>,
        aside: &BTreeSet<usize>,
    ) -> Gathering<'s> {
        let count = nodes.len();
        let mut of_spelling: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, node) in nodes.iter().enumerate().filter(|(at, _)| !aside.contains(at)) {
            of_spelling.entry(node.spelling).or_default().push(at);
        }
        Gathering {
            spellings,
            nodes,
            of_spelling,
            group_of: (0..count).collect(),
            groups: (0..count).map(|at| vec![at]).collect(),
            different: BTreeSet::new(),
            joined: Vec::new(),
        }
    }

    /// Pairs worth a look, the likeliest first.
    fn edges(&mut self) -> Vec<(f32, usize, usize)> {
        let mut edges = Vec::new();
        for (bits, one, other) in &self.spellings.edges {
            let (Some(ones), Some(others)) =
                (self.of_spelling.get(one), self.of_spelling.get(other))
            else {
                continue;
            };
            for one in ones {
                edges.extend(others.iter().map(|other| (*bits, *one.min(other), *one.max(other))));
            }
        }
        for (spelling, nodes) in &self.of_spelling {
            if nodes.len() < 2 {
                continue;
            }
            let Compared { bits, is_against, .. } = self.spellings.compare(*spelling, *spelling);
            if bits < ASK || is_against {
                continue;
            }
            for (at, one) in nodes.iter().enumerate() {
                edges.extend(nodes[at + 1..].iter().map(|other| (bits, *one, *other)));
            }
        }
        edges.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        edges
    }

    fn compare(&mut self, one: usize, other: usize) -> Compared {
        let (one, other) = (self.nodes[one].spelling, self.nodes[other].spelling);
        self.spellings.compare(one, other)
    }

    /// The mean of what two groups' spellings say, and whether they contradict each other.
    fn between(&mut self, a: usize, b: usize) -> (f32, bool) {
        let (one, other) = (self.groups[a].clone(), self.groups[b].clone());
        let (mut sum, mut is_against, mut astray, mut full) = (0.0, false, 0, 0);
        let mut initials = Vec::new();
        for one in &one {
            for other in &other {
                let pair = ((*one).min(*other), (*one).max(*other));
                if self.different.contains(&pair) {
                    return (f32::MIN, true);
                }
                let compared = self.compare(*one, *other);
                if compared.is_initial {
                    initials.push((*one, *other));
                } else {
                    is_against |= compared.is_against && !compared.is_astray;
                }
                astray += usize::from(compared.is_astray);
                full += usize::from(compared.is_full);
                sum += compared.bits;
            }
        }
        let mean = sum / (one.len() * other.len()) as f32;
        is_against |= full < ASTRAY * astray;
        // What is not joined at any rate needs no closer look.
        if mean < JOIN || MOST_INITIALS < initials.len() {
            is_against |= !initials.is_empty();
        }
        is_against = is_against
            || initials.iter().any(|(one_own, other_own)| {
                let mut all = one.iter().chain(&other);
                !all.any(|between| self.is_bridged(*one_own, *other_own, *between))
            });
        (mean, is_against)
    }

    /// Whether given names that contradict each other, of which one is an initial, both fit one
    /// that a third spelling says in full: И. and J. fit Иосиф.
    fn is_bridged(&self, one: usize, other: usize, between: usize) -> bool {
        let (one, other, full) = (self.key(one), self.key(other), self.key(between));
        let fits = |key: &NameKey, part: usize| {
            let comparison = compare(key, full);
            let is_fitting = |reason: &Reason| {
                let of_full = &full.parts()[reason.other.clone()];
                matches!(reason.kind, ReasonKind::Agrees | ReasonKind::InitialAgrees)
                    && reason.role == Some(Role::Given)
                    && reason.one.contains(&part)
                    && of_full.iter().all(|part| !part.is_initial)
            };
            let found = comparison.reasons.iter().find(|reason| is_fitting(reason));
            let is_against =
                comparison.reasons.iter().any(|reason| reason.kind == ReasonKind::Contradicted);
            found.filter(|_| !is_against).map(|reason| reason.other.clone())
        };
        let reasons = compare(one, other).reasons;
        let mut against = reasons.iter().filter(|reason| reason.kind == ReasonKind::Contradicted);
        against.all(|reason| {
            let (here, there) = (fits(one, reason.one.start), fits(other, reason.other.start));
            here.is_some() && here == there
        })
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
        let says_given = |node: &usize| {
            let parts = self.key(*node).parts().iter();
            parts.into_iter().any(|part| part.role == Role::Given && !part.is_initial)
        };
        if self.groups[a].iter().any(says_given) {
            return false;
        }
        let near = |node: &usize| {
            let spelling = &self.nodes[*node].spelling;
            let near = self.spellings.near[*spelling].iter().chain(std::iter::once(spelling));
            near.filter_map(|near| self.of_spelling.get(near)).flatten()
        };
        let others: BTreeSet<usize> = self.groups[a]
            .iter()
            .flat_map(near)
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

    fn key(&self, node: usize) -> &NameKey {
        &self.spellings.keys[self.nodes[node].spelling]
    }

    fn told(self, asked: &BTreeSet<(usize, usize)>) -> Clusters {
        let nodes = &self.nodes;
        let mut groups: Vec<Vec<usize>> = self
            .groups
            .iter()
            .filter(|group| !group.is_empty())
            .map(|group| {
                let mut mentions: Vec<usize> =
                    group.iter().flat_map(|node| nodes[*node].mentions.iter().copied()).collect();
                mentions.sort_unstable();
                mentions
            })
            .collect();
        groups.sort();
        let link = |one: usize, other: usize, is_judged: bool| {
            let (first, second) = (nodes[one].mentions[0], nodes[other].mentions[0]);
            let turned = second < first;
            let (one, other) = if turned { (other, one) } else { (one, other) };
            Link {
                one: first.min(second),
                other: first.max(second),
                comparison: compare(self.key(one), self.key(other)),
                is_judged,
            }
        };
        let mut joined: Vec<Link> =
            self.joined.iter().map(|(one, other, judged)| link(*one, *other, *judged)).collect();
        for (at, node) in nodes.iter().enumerate().filter(|(_, node)| 1 < node.mentions.len()) {
            let comparison = compare(self.key(at), self.key(at));
            joined.extend(node.mentions.windows(2).map(|pair| Link {
                one: pair[0],
                other: pair[1],
                comparison: comparison.clone(),
                is_judged: false,
            }));
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
    fn initials_that_one_full_name_fits_are_of_one_person() {
        let names = ["И. В. Сталин", "Иосиф Сталин", "J. Stalin"];
        assert_eq!(groups(&names, &Judged::default()), [vec![0, 1, 2]]);
        // The initials of fathers fit no full name here.
        let names = ["И. А. Петров", "Иван Петров", "И. Б. Петров"];
        let groups = groups(&names, &Judged::default());
        assert!(groups.iter().all(|group| !(group.contains(&0) && group.contains(&2))));
    }

    #[test]
    fn what_was_kept_of_other_mentions_changes_nothing() {
        let names: Vec<String> = (0..40)
            .flat_map(|at| {
                let surname = ["Бөкейханов", "Дулатов", "Ермеков", "Шоқаев", "Тынышпаев"][at % 5];
                let given = ["Ахмет", "Мұстафа", "Жаһанша", "Халел"][at % 4];
                let ending = ["", "ұлы", "бек", "жан"][at / 10];
                [format!("{given}{ending} {surname}"), format!("А. {surname}{}", at % 7)]
            })
            .collect();
        let mut kept = Spellings::default();
        for names in [&names[10..], &names[..30], &names[..]] {
            for judged in [
                Judged::default(),
                Judged { different: vec![(0, 2), (1, 3)], ..Judged::default() },
                Judged { same: vec![(0, 5)], aside: vec![2, 3], ..Judged::default() },
            ] {
                assert_eq!(kept.gather(names, &judged), cluster(names, &judged));
            }
        }
    }

    #[test]
    fn one_left_out_stays_alone() {
        let names = ["Ленин", "Ленин", "В. И. Ленин"];
        let judged = Judged { aside: vec![1], ..Judged::default() };
        assert_eq!(groups(&names, &judged), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn what_was_judged_wins() {
        let names = ["Қыр баласы", "Әлихан Бөкейхан", "А. Букейханов"];
        let judged = Judged { same: vec![(0, 1)], different: vec![(1, 2)], ..Judged::default() };
        assert_eq!(groups(&names, &judged), [vec![0, 1], vec![2]]);
        let wrong =
            Judged { same: vec![(0, 1), (1, 2)], different: vec![(0, 2)], ..Judged::default() };
        assert_eq!(cluster(&names, &wrong), Err(Contradiction { pair: (0, 2) }));
        let nobody = Judged { same: vec![(0, 77)], ..Judged::default() };
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
