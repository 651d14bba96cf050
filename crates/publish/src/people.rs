//! Who is who in a study: cards and the people its sources name, gathered.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_check::people::{Mention, Person};
use derek_study::identity::{Identity, Settled, Side, settle};
use derek_study::study::Resolution;
use derek_study::{Card, Citation, Document, Study};
use derek_text::{
    Clusters, Comparison, Index, Judged, NameKey, Reason, ReasonKind, Role, Spellings, cluster,
    compare,
};

use crate::edition::Edition;
use crate::names::PERSON;
use crate::passage::around;

/// The people that the sources of a study name, by citation key.
pub type Named = BTreeMap<String, Vec<Person>>;

/// The people of a study, as far as spellings and judgements tell.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Cards, and those whom sources name.
    pub ones: Vec<One>,
    /// Who is one person: each of `ones` in one group, by number, the card first.
    pub groups: Vec<Vec<usize>>,
    /// What a historian should be asked, the likeliest first.
    pub questions: Vec<Question>,
    /// The group of each of `ones`.
    group_of: Vec<usize>,
    /// Judgements that are not followed, by their number: they contradict earlier ones.
    pub contradicted: BTreeSet<usize>,
    /// Judgements of which a side means nobody, by their number.
    pub void: BTreeSet<usize>,
}

/// A card, or someone whom sources name in one way.
#[derive(Debug, Clone)]
pub struct One {
    /// The card's number in the study; `None` when only sources name them.
    pub card: Option<usize>,
    /// The name: the fullest in which sources give it.
    pub name: String,
    /// Every name.
    pub names: Vec<String>,
    /// Where sources name them.
    pub passages: Vec<Passage>,
    /// What `identities.yaml` calls them.
    pub side: Side,
}

/// A place in a source where somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The source's citation key.
    pub key: String,
    /// The paragraph, by its place in the document.
    pub paragraph: usize,
    /// Bytes of its text.
    pub range: Range<usize>,
}

/// Two who may be one person.
#[derive(Debug, Clone)]
pub struct Question {
    /// One of `ones`.
    pub one: usize,
    /// Another.
    pub other: usize,
    /// The names that are likest.
    pub names: (String, String),
    /// What they say for and against one person.
    pub comparison: Comparison,
}

/// The chance below which two are not asked about, as the room `text` asks.
const ASK: f32 = 0.2;

/// Forms of a card's name that are looked at.
const MOST_FORMS: usize = 12;

/// Questions about one group that are asked at a time; an answer makes room for others.
const MOST_QUESTIONS: usize = 3;

/// Names that are looked at beside each form of a card's name.
const NEAREST: usize = 12;

impl Edition<'_> {
    /// The words that name somebody in a passage, with those around them.
    pub fn words_at(&self, passage: &Passage) -> Option<&str> {
        let paragraph = self.sources.get(&passage.key)?.paragraphs.get(passage.paragraph)?;
        paragraph.text.get(passage.range.clone())?;
        paragraph.text.get(around(&paragraph.text, &passage.range))
    }

    /// Where a passage stands, as a reader would cite it.
    pub fn locator_of(&self, passage: &Passage) -> Option<&str> {
        let paragraph = self.sources.get(&passage.key)?.paragraphs.get(passage.paragraph)?;
        Some(&paragraph.locator)
    }

    /// The card of a number.
    pub fn card_at(&self, card: usize) -> Option<&Card> {
        self.study.cards.get(card)
    }
}

impl People {
    /// Gathers the people of a study.
    ///
    /// `sources` are the texts in which `named` were found. What was judged always
    /// wins; two cards are one person only when that is judged.
    pub fn of(
        study: &Study,
        base: &[Study],
        sources: &BTreeMap<String, Document>,
        named: &Named,
    ) -> People {
        People::again(study, base, sources, named, &mut Spellings::default())
    }

    /// As [`People::of`], of a study that was perhaps gathered before: what its spellings
    /// say is kept from one time to the next, so that a new judgement costs little.
    pub fn again(
        study: &Study,
        base: &[Study],
        sources: &BTreeMap<String, Document>,
        named: &Named,
        spellings: &mut Spellings,
    ) -> People {
        let units = Units::of(study, sources, named);
        let settled = settle(&study.identities, |side| units.meant(study, base, side));
        let (ones, one_of) = units.bundled(&settled);
        let of_ones = |pairs: &[(usize, usize)]| -> Vec<(usize, usize)> {
            let pairs = pairs.iter().map(|(a, b)| (one_of[*a], one_of[*b]));
            pairs.filter(|(a, b)| a != b).collect()
        };
        let gathering = Gathering::of(ones, of_ones(&settled.same), of_ones(&settled.different));
        let mut people = gathering.gathered(spellings);
        people.contradicted = settled.contradicted.iter().map(|(at, _)| *at).collect();
        people.void = study
            .identities
            .iter()
            .enumerate()
            .filter(|(_, identity)| units.has_nobody(study, base, identity))
            .map(|(at, _)| at)
            .collect();
        people
    }

    /// Whether each side of a judgement means somebody.
    pub fn can_be_judged(
        study: &Study,
        base: &[Study],
        sources: &BTreeMap<String, Document>,
        named: &Named,
        identity: &Identity,
    ) -> bool {
        // Whom it names with a place is looked for there.
        let mut with = study.clone();
        with.identities.push(identity.clone());
        let units = Units::of(&with, sources, named);
        !units.has_nobody(&with, base, identity)
    }

    /// The one that stands for a group: its card, else the one named most.
    pub fn main(&self, group: usize) -> Option<&One> {
        self.groups.get(group)?.first().and_then(|one| self.ones.get(*one))
    }

    /// The group of one of `ones`.
    pub fn group_of(&self, one: usize) -> Option<usize> {
        self.group_of.get(one).copied()
    }

    /// The one whom `identities.yaml` calls so.
    pub fn called(&self, side: &str) -> Option<&One> {
        let side = Side::of(side).to_string();
        self.ones.iter().find(|one| one.side.to_string() == side)
    }
}

/// Cards and those named in a source, before they are gathered.
struct Units<'a> {
    units: Vec<Unit<'a>>,
    /// Those that a judgement names with a locator, by key, locator and words.
    by_place: BTreeMap<(String, String, String), usize>,
    /// Those named in a source, by key and name.
    by_name: BTreeMap<(String, String), usize>,
    of_card: BTreeMap<&'a str, usize>,
}

struct Unit<'a> {
    card: Option<usize>,
    names: Vec<String>,
    name: String,
    key: &'a str,
    locator: String,
    passages: Vec<Passage>,
}

impl<'a> Units<'a> {
    fn of(study: &'a Study, sources: &BTreeMap<String, Document>, named: &'a Named) -> Units<'a> {
        let mut all = Units {
            units: Vec::new(),
            by_place: BTreeMap::new(),
            by_name: BTreeMap::new(),
            of_card: BTreeMap::new(),
        };
        for (at, card) in study.cards.iter().enumerate().filter(|(_, card)| card.kind == PERSON) {
            let first = study.card(&card.id).is_some_and(|own| std::ptr::eq(own, card));
            let forms: Vec<String> = card.forms().map(str::to_owned).collect();
            // A card without a name, or whose identifier is another's, cannot be told from others.
            if forms.is_empty() || !first {
                continue;
            }
            all.of_card.insert(&card.id, all.units.len());
            all.units.push(Unit {
                card: Some(at),
                name: card.id.clone(),
                names: forms,
                key: "",
                locator: String::new(),
                passages: Vec::new(),
            });
        }
        let mut taken: BTreeSet<(&str, usize, usize)> = BTreeSet::new();
        let places = study.identities.iter().flat_map(|identity| &identity.sides);
        for side in places {
            let placed = side.citations.iter().filter(|citation| !citation.locator.is_empty());
            for citation in placed {
                all.take_place(&side.words, citation, sources, named, &mut taken);
            }
        }
        for (key, people) in named {
            for person in people {
                all.take_person(key, person, sources.get(key), &taken);
            }
        }
        // Whom a judgement names and derek did not see: a name alone.
        for side in study.identities.iter().flat_map(|identity| &identity.sides) {
            for citation in side.citations.iter().filter(|citation| citation.locator.is_empty()) {
                let Some((key, _)) = named.get_key_value(&citation.key) else { continue };
                if all.by_name.contains_key(&(key.clone(), folded(&side.words))) {
                    continue;
                }
                let Some(document) = sources.get(key) else { continue };
                let passages = said_in(document, key, &side.words, |_| true);
                if !passages.is_empty() {
                    all.by_name.insert((key.clone(), folded(&side.words)), all.units.len());
                    all.push(key, String::new(), &side.words, passages);
                }
            }
        }
        all
    }

    fn push(&mut self, key: &'a str, locator: String, name: &str, passages: Vec<Passage>) {
        let names = vec![name.to_owned()];
        self.units.push(Unit { card: None, name: name.to_owned(), names, key, locator, passages });
    }

    /// Takes whom a judgement names in a passage out of the people of the source.
    fn take_place(
        &mut self,
        words: &str,
        citation: &Citation,
        sources: &BTreeMap<String, Document>,
        named: &'a Named,
        taken: &mut BTreeSet<(&'a str, usize, usize)>,
    ) {
        let place = (citation.key.clone(), citation.locator.clone(), folded(words));
        let (Some(document), Some((key, people))) =
            (sources.get(&citation.key), named.get_key_value(&citation.key))
        else {
            return;
        };
        if self.by_place.contains_key(&place) {
            return;
        }
        let wanted = folded(words);
        let is_here = |mention: &Mention| {
            document
                .paragraphs
                .get(mention.paragraph)
                .is_some_and(|one| one.locator == citation.locator)
        };
        let mut passages = Vec::new();
        for person in people {
            for mention in person.mentions.iter().filter(|mention| is_here(mention)) {
                let text = document.paragraphs[mention.paragraph].text.get(mention.range.clone());
                let is_named = text.is_some_and(|text| folded(text) == wanted)
                    || person.names.get(mention.name).is_some_and(|name| folded(name) == wanted);
                if is_named && taken.insert((key, mention.paragraph, mention.range.start)) {
                    passages.push(passage(key, mention));
                }
            }
        }
        if passages.is_empty() {
            passages = said_in(document, key, words, |locator| locator == citation.locator);
        }
        if !passages.is_empty() {
            self.by_place.insert(place, self.units.len());
            self.push(key, citation.locator.clone(), words, passages);
        }
    }

    fn take_person(
        &mut self,
        key: &'a str,
        person: &Person,
        document: Option<&Document>,
        taken: &BTreeSet<(&str, usize, usize)>,
    ) {
        let left: Vec<&Mention> = person
            .mentions
            .iter()
            .filter(|mention| !taken.contains(&(key, mention.paragraph, mention.range.start)))
            .collect();
        if left.is_empty() {
            return;
        }
        let at = self.units.len();
        for mention in &left {
            let written = document
                .and_then(|document| document.paragraphs.get(mention.paragraph))
                .and_then(|paragraph| paragraph.text.get(mention.range.clone()));
            let name = person.names.get(mention.name).map(String::as_str);
            for words in [written, name].into_iter().flatten() {
                self.by_name.entry((key.to_owned(), folded(words))).or_insert(at);
            }
        }
        self.by_name.entry((key.to_owned(), folded(&person.name))).or_insert(at);
        self.units.push(Unit {
            card: None,
            name: person.name.clone(),
            names: person.names.clone(),
            key,
            locator: String::new(),
            passages: left.into_iter().map(|mention| passage(key, mention)).collect(),
        });
    }

    /// Whom a side of a judgement means.
    fn meant(&self, study: &Study, base: &[Study], side: &Side) -> Vec<usize> {
        if side.is_card() {
            return match study.resolve(&side.words, base) {
                Resolution::One(card) => {
                    self.of_card.get(card.id.as_str()).copied().into_iter().collect()
                }
                Resolution::Many(_) | Resolution::None => Vec::new(),
            };
        }
        let words = folded(&side.words);
        let one = |citation: &Citation| match citation.locator.is_empty() {
            true => self.by_name.get(&(citation.key.clone(), words.clone())),
            false => {
                self.by_place.get(&(citation.key.clone(), citation.locator.clone(), words.clone()))
            }
        };
        let mut units: Vec<usize> = side.citations.iter().filter_map(one).copied().collect();
        units.dedup();
        units
    }

    fn has_nobody(&self, study: &Study, base: &[Study], identity: &Identity) -> bool {
        identity.sides.iter().any(|side| self.meant(study, base, side).is_empty())
    }

    /// Those that spelling alone cannot tell apart are one; and what became of each unit.
    fn bundled(&self, settled: &Settled<usize>) -> (Vec<One>, Vec<usize>) {
        let mut class: Vec<usize> = (0..self.units.len()).collect();
        for (a, b) in &settled.same {
            let (a, b) = (class[*a], class[*b]);
            class.iter_mut().filter(|own| **own == b).for_each(|own| *own = a);
        }
        let judged: BTreeSet<usize> = settled
            .same
            .iter()
            .chain(&settled.different)
            .flat_map(|(one, other)| [*one, *other])
            .collect();
        let mut ones: Vec<One> = Vec::new();
        let mut one_of = Vec::with_capacity(self.units.len());
        let mut known: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
        for (at, unit) in self.units.iter().enumerate() {
            let of = judged.contains(&at).then_some(class[at]);
            let bundle = match unit.card {
                Some(_) => None,
                None => known.get(&(of, unit.name.as_str())).copied(),
            };
            let bundle = bundle.unwrap_or_else(|| {
                if unit.card.is_none() {
                    known.insert((of, &unit.name), ones.len());
                }
                ones.push(One {
                    card: unit.card,
                    name: unit
                        .names
                        .first()
                        .filter(|_| unit.card.is_some())
                        .unwrap_or(&unit.name)
                        .clone(),
                    names: Vec::new(),
                    passages: Vec::new(),
                    side: Side { words: unit.name.clone(), ..Side::default() },
                });
                ones.len() - 1
            });
            let one = &mut ones[bundle];
            let new = unit.names.iter().filter(|name| !one.names.contains(name)).cloned();
            let new: Vec<String> = new.collect();
            one.names.extend(new);
            one.passages.extend(unit.passages.iter().cloned());
            if unit.card.is_none() {
                let (key, locator) = (unit.key.to_owned(), unit.locator.clone());
                one.side.citations.push(Citation { key, locator, range: 0..0 });
            }
            one_of.push(bundle);
        }
        (ones, one_of)
    }
}

fn passage(key: &str, mention: &Mention) -> Passage {
    Passage { key: key.to_owned(), paragraph: mention.paragraph, range: mention.range.clone() }
}

/// Where words stand in a text, in paragraphs of wanted locators.
fn said_in(
    document: &Document,
    key: &str,
    words: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> Vec<Passage> {
    let paragraphs = document.paragraphs.iter().enumerate();
    let found = paragraphs.filter(|(_, paragraph)| is_wanted(&paragraph.locator)).flat_map(
        |(at, paragraph)| {
            paragraph.text.match_indices(words).map(move |(start, _)| Passage {
                key: key.to_owned(),
                paragraph: at,
                range: start..start + words.len(),
            })
        },
    );
    found.collect()
}

fn folded(words: &str) -> String {
    crate::names::folded(words)
}

/// Ones and what is judged of them, to be gathered by their names.
struct Gathering {
    ones: Vec<One>,
    same: Vec<(usize, usize)>,
    different: Vec<(usize, usize)>,
    /// Every name that is compared, with the one whose it is.
    names: Vec<(String, usize)>,
    /// Names of one that agree with each other.
    tied: Vec<(usize, usize)>,
    /// The class of each of `ones` by judgements alone.
    class: Vec<usize>,
}

impl Gathering {
    fn of(ones: Vec<One>, same: Vec<(usize, usize)>, different: Vec<(usize, usize)>) -> Gathering {
        let mut class: Vec<usize> = (0..ones.len()).collect();
        for (a, b) in &same {
            let (a, b) = (class[*a], class[*b]);
            class.iter_mut().filter(|own| **own == b).for_each(|own| *own = a);
        }
        let (mut names, mut tied) = (Vec::new(), Vec::new());
        for (at, one) in ones.iter().enumerate() {
            if one.card.is_none() {
                names.push((one.name.clone(), at));
                continue;
            }
            let forms: Vec<&String> = one.names.iter().take(MOST_FORMS).collect();
            // A pseudonym is no spelling of the name, and must not speak against the spellings.
            let agreeing = cluster(&forms, &Judged::default()).unwrap_or_default().groups;
            for group in agreeing {
                let start = names.len();
                names.extend(group.iter().map(|form| (forms[*form].clone(), at)));
                tied.extend((start + 1..names.len()).map(|name| (start, name)));
            }
        }
        Gathering { ones, same, different, names, tied, class }
    }

    fn gathered(mut self, spellings: &mut Spellings) -> People {
        let alike = self.alike_cards();
        let cards_apart: Vec<(usize, usize)> =
            alike.iter().map(|question| (question.one, question.other)).collect();
        let mut apart: Vec<(usize, usize)> =
            self.different.iter().chain(&cards_apart).copied().collect();
        apart.extend(self.odd_ones(&apart, spellings));
        let (mut clusters, mut group_of) = self.clustered(&apart, &BTreeSet::new(), spellings);
        for _ in 0..4 {
            let together = self.cards_together(&group_of);
            if together.is_empty() {
                break;
            }
            apart.extend(together);
            (clusters, group_of) = self.clustered(&apart, &BTreeSet::new(), spellings);
        }
        let questions = self.questions(&clusters, &group_of, alike);
        let mut by_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (one, group) in group_of.iter().enumerate() {
            by_group.entry(*group).or_default().push(one);
        }
        let mut groups: Vec<Vec<usize>> = by_group.into_values().collect();
        for (number, group) in groups.iter_mut().enumerate() {
            group.sort_by_key(|one| {
                let own = &self.ones[*one];
                (own.card.is_none(), std::cmp::Reverse(own.passages.len()), *one)
            });
            group.iter().for_each(|one| group_of[*one] = number);
        }
        People {
            ones: std::mem::take(&mut self.ones),
            groups,
            questions,
            group_of,
            ..People::default()
        }
    }

    /// Gathers the names of all but some; the group of each of `ones`.
    fn clustered(
        &self,
        apart: &[(usize, usize)],
        without: &BTreeSet<usize>,
        spellings: &mut Spellings,
    ) -> (Clusters, Vec<usize>) {
        let mut of_one: Vec<Vec<usize>> = vec![Vec::new(); self.ones.len()];
        for (name, (_, one)) in self.names.iter().enumerate() {
            of_one[*one].push(name);
        }
        let names: Vec<&str> = self.names.iter().map(|(name, _)| name.as_str()).collect();
        let pairs = |one: usize, other: usize| {
            let others = of_one[other].clone();
            of_one[one]
                .clone()
                .into_iter()
                .flat_map(move |a| others.clone().into_iter().map(move |b| (a, b)))
        };
        let firsts = self
            .same
            .iter()
            .filter_map(|(one, other)| Some((*of_one[*one].first()?, *of_one[*other].first()?)));
        let mut judged = Judged {
            same: self.tied.iter().copied().chain(firsts).collect(),
            different: apart
                .iter()
                .filter(|(one, other)| self.class[*one] != self.class[*other])
                .flat_map(|(one, other)| pairs(*one, *other))
                .collect(),
            aside: without.iter().flat_map(|one| of_one[*one].iter().copied()).collect(),
        };
        let clusters = loop {
            match spellings.gather(&names, &judged) {
                Ok(clusters) => break clusters,
                // What ties names of one cannot be told from what was judged: the tie gives way.
                Err(contradiction) => {
                    let before = judged.different.len();
                    judged.different.retain(|pair| *pair != contradiction.pair);
                    if before == judged.different.len() {
                        break Clusters::default();
                    }
                }
            }
        };
        let parted: BTreeSet<(usize, usize)> = apart
            .iter()
            .map(|(one, other)| (self.class[*one], self.class[*other]))
            .flat_map(|(a, b)| [(a, b), (b, a)])
            .collect();
        let mut group_of = self.class.clone();
        let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (one, class) in self.class.iter().enumerate() {
            members.entry(group_of[one]).or_default().insert(*class);
        }
        for group in &clusters.groups {
            let mut of_names = group.iter().map(|name| self.names[*name].1);
            let Some(first) = of_names.next() else { continue };
            for other in of_names.filter(|one| !without.contains(one)) {
                let (a, b) = (group_of[first], group_of[other]);
                let (Some(of_a), Some(of_b)) = (members.get(&a), members.get(&b)) else { continue };
                let is_parted =
                    of_a.iter().any(|a| of_b.iter().any(|b| parted.contains(&(*a, *b))));
                if a == b || is_parted {
                    continue;
                }
                let moved = members.remove(&b).unwrap_or_default();
                members.entry(a).or_default().extend(moved);
                group_of.iter_mut().filter(|own| **own == b).for_each(|own| *own = a);
            }
        }
        (clusters, group_of)
    }

    /// Of two that are judged different the named one, and not the card, is who does not
    /// belong: it is kept from everyone whom spelling alone gathers with the other.
    fn odd_ones(&self, apart: &[(usize, usize)], spellings: &mut Spellings) -> Vec<(usize, usize)> {
        let odd: Vec<(usize, usize)> = apart
            .iter()
            .filter_map(|(one, other)| match (self.ones[*one].card, self.ones[*other].card) {
                (_, None) => Some((*other, *one)),
                (None, Some(_)) => Some((*one, *other)),
                (Some(_), Some(_)) => None,
            })
            .collect();
        if odd.is_empty() {
            return Vec::new();
        }
        let without: BTreeSet<usize> = odd.iter().map(|(odd, _)| *odd).collect();
        let (_, group_of) = self.clustered(apart, &without, spellings);
        let mut pairs = Vec::new();
        for (odd, other) in odd {
            let group = group_of[other];
            pairs.extend(
                (0..self.ones.len())
                    .filter(|one| *one != odd && group_of[*one] == group)
                    .map(|one| (odd, one)),
            );
        }
        pairs
    }

    /// Cards of one group that nobody judged to be one person.
    fn cards_together(&self, group_of: &[usize]) -> Vec<(usize, usize)> {
        let mut cards: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (one, group) in group_of.iter().enumerate() {
            if self.ones[one].card.is_some() {
                cards.entry(*group).or_default().push(one);
            }
        }
        let mut pairs = Vec::new();
        for cards in cards.into_values() {
            for (at, one) in cards.iter().enumerate() {
                let others = cards[at + 1..].iter();
                let unjudged = others.filter(|other| self.class[*one] != self.class[**other]);
                pairs.extend(unjudged.map(|other| (*one, *other)));
            }
        }
        pairs
    }

    /// Pairs of cards whose names are alike, each with the likest names.
    fn alike_cards(&self) -> Vec<Question> {
        let full: Vec<(&str, usize, NameKey)> = self
            .names
            .iter()
            .filter(|(_, one)| self.ones[*one].card.is_some())
            .map(|(name, one)| (name.as_str(), *one, NameKey::of(name)))
            .filter(|(_, _, key)| {
                1 < key.parts().iter().filter(|part| part.role != Role::Title).count()
            })
            .collect();
        let index = Index::of(full.iter().map(|(name, _, _)| name));
        let mut best: BTreeMap<(usize, usize), Question> = BTreeMap::new();
        let mut against: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (name, one, key) in &full {
            for found in index.find(name, NEAREST) {
                let Some((near, other, near_key)) = full.get(found.name) else { continue };
                if other <= one {
                    continue;
                }
                let comparison = compare(key, near_key);
                let pair = (*one, *other);
                if contradicts_given(&comparison) {
                    against.insert(pair);
                }
                let is_against = comparison.reasons.iter().any(is_contradiction);
                let is_better =
                    best.get(&pair).is_none_or(|known| known.comparison.score < comparison.score);
                if ASK <= comparison.score && !is_against && is_better {
                    let names = ((*name).to_owned(), (*near).to_owned());
                    best.insert(pair, Question { one: *one, other: *other, names, comparison });
                }
            }
        }
        best.into_iter().filter(|(pair, _)| !against.contains(pair)).map(|(_, one)| one).collect()
    }

    fn questions(
        &self,
        clusters: &Clusters,
        group_of: &[usize],
        alike: Vec<Question>,
    ) -> Vec<Question> {
        let mut parted: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (one, other) in &self.different {
            let (a, b) = (group_of[*one], group_of[*other]);
            parted.extend([(a, b), (b, a)]);
        }
        let of_names = clusters.asked.iter().map(|link| {
            let ((one_name, one), (other_name, other)) =
                (&self.names[link.one], &self.names[link.other]);
            let names = (one_name.clone(), other_name.clone());
            Question { one: *one, other: *other, names, comparison: link.comparison.clone() }
        });
        let mut all: Vec<Question> = alike.into_iter().chain(of_names).collect();
        let known = |question: &Question| {
            self.ones[question.one].passages.len() + self.ones[question.other].passages.len()
        };
        all.sort_by(|one, other| {
            // Two cards of one person leave every mention torn between them: they come first.
            let likeness = |question: &Question| (question.comparison.score * 10.0).round();
            let cards = |question: &Question| {
                [question.one, question.other].iter().all(|one| self.ones[*one].card.is_some())
            };
            likeness(other)
                .total_cmp(&likeness(one))
                .then(cards(other).cmp(&cards(one)))
                .then(other.comparison.score.total_cmp(&one.comparison.score))
                .then(known(other).cmp(&known(one)))
                .then((one.one, one.other).cmp(&(other.one, other.other)))
        });
        let mut asked: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut times: BTreeMap<usize, usize> = BTreeMap::new();
        let main = |group: usize, own: usize| {
            let card = (0..self.ones.len())
                .find(|one| group_of[*one] == group && self.ones[*one].card.is_some());
            card.unwrap_or(own)
        };
        let mut questions = Vec::new();
        for question in all {
            let (a, b) = (group_of[question.one], group_of[question.other]);
            let pair = (a.min(b), a.max(b));
            let often = [a, b]
                .iter()
                .any(|group| MOST_QUESTIONS <= times.get(group).copied().unwrap_or_default());
            if a == b || parted.contains(&(a, b)) || often || !asked.insert(pair) {
                continue;
            }
            for group in [a, b] {
                *times.entry(group).or_default() += 1;
            }
            let turned = |question: Question| {
                let (one, other) = (main(a, question.one), main(b, question.other));
                // The card stands on the left.
                let turn = self.ones[one].card.is_none() && self.ones[other].card.is_some();
                match turn {
                    true => Question {
                        one: other,
                        other: one,
                        comparison: compare(
                            &NameKey::of(&question.names.1),
                            &NameKey::of(&question.names.0),
                        ),
                        names: (question.names.1, question.names.0),
                    },
                    false => Question { one, other, ..question },
                }
            };
            questions.push(turned(question));
        }
        questions
    }
}

fn is_contradiction(reason: &Reason) -> bool {
    reason.kind == ReasonKind::Contradicted
}

fn contradicts_given(comparison: &Comparison) -> bool {
    let is_surname = |reason: &&Reason| {
        reason.role == Some(Role::Surname)
            && matches!(reason.kind, ReasonKind::Agrees | ReasonKind::Wavers)
    };
    let is_given = |reason: &Reason| is_contradiction(reason) && reason.role == Some(Role::Given);
    comparison.reasons.iter().any(|reason| is_surname(&reason))
        && comparison.reasons.iter().any(is_given)
}

#[cfg(test)]
mod tests {
    use derek_study::fixture;
    use proptest::prelude::*;

    use super::*;

    const CARDS: &str = "
//- cards/bokeikhanov.md
---
kind: person
name: {en: Alikhan Bokeikhanov, ru: Алихан Букейханов}
also: [Қыр баласы]
---
//- cards/halel.md
---
kind: person
name: Халел Досмұхамедов
also: [Досмухамедов]
---
//- cards/zhakhansha.md
---
kind: person
name: Жаһанша Досмұхамедов
also: [Досмухамедов]
---
//- cards/ermekov.md
---
kind: person
name: Алимхан Ермеков
---
//- cards/twin.md
---
kind: person
name: A. Ermekov
---
//- cards/alash.md
---
kind: organ
name: Alash
---
";

    fn texts() -> BTreeMap<String, Document> {
        [
            (
                "letters",
                "Писал А. Н. Букейханов.\n\nНа вокзале ждали Букейханова. Туда приехал Х. Досмухамедов.\n",
            ),
            ("telegrams", "Там подписал Досмухамедов М. и позднее А. Н. Букейханов выехал.\n"),
        ]
        .map(|(key, text)| (key.to_owned(), derek_read::propose(key, text.to_owned())))
        .into()
    }

    fn gathered(judgements: &str) -> (Study, People) {
        let study = fixture::study(&format!("//- identities.yaml\n{judgements}{CARDS}"));
        let sources = texts();
        let named: Named = sources
            .iter()
            .map(|(key, document)| (key.clone(), derek_check::people::people(document)))
            .collect();
        let people = People::of(&study, &[], &sources, &named);
        (study, people)
    }

    /// Who is one person with whom, as `identities.yaml` calls them.
    fn groups(people: &People) -> Vec<Vec<String>> {
        let called = |one: &usize| people.ones[*one].side.to_string();
        people.groups.iter().map(|group| group.iter().map(called).collect()).collect()
    }

    fn is_one(people: &People, one: &str, other: &str) -> bool {
        groups(people)
            .iter()
            .any(|group| [one, other].iter().all(|side| group.iter().any(|own| own == side)))
    }

    #[test]
    fn sources_are_joined_with_cards_and_cards_are_asked_about() {
        let (_, people) = gathered("[]\n");
        assert!(
            is_one(&people, "bokeikhanov", "А. Н. Букейханов [@letters; @telegrams]"),
            "{people:?}"
        );
        assert!(!is_one(&people, "halel", "zhakhansha") && !is_one(&people, "ermekov", "twin"));
        let asked: Vec<(&str, &str)> = people
            .questions
            .iter()
            .map(|asked| {
                (
                    people.ones[asked.one].side.words.as_str(),
                    people.ones[asked.other].side.words.as_str(),
                )
            })
            .collect();
        assert!(asked.contains(&("ermekov", "twin")), "{asked:?}");
        assert!(!asked.contains(&("halel", "zhakhansha")), "{asked:?}");
    }

    #[test]
    fn who_is_judged_another_stays_apart_from_all_of_the_group() {
        let (_, people) = gathered(
            "- different:\n    - bokeikhanov\n    - Букейханова [@letters, ¶2]\n  because: his wife\n",
        );
        assert!(is_one(&people, "bokeikhanov", "А. Н. Букейханов [@letters; @telegrams]"));
        let wife = people.called("Букейханова [@letters, ¶2]").expect("she is named");
        assert_eq!((wife.passages.len(), people.void.len()), (1, 0));
        let groups = groups(&people);
        let alone = |group: &Vec<String>| *group == ["Букейханова [@letters, ¶2]"];
        assert!(groups.iter().any(alone), "{groups:?}");
    }

    #[test]
    fn a_pseudonym_is_judged_and_what_contradicts_is_not_followed() {
        let (_, people) = gathered(
            "- same: [ermekov, twin]\n  because: one letter\n- different: [twin, ermekov]\n  because: no\n- same: [nobody, twin]\n  because: x\n",
        );
        assert!(is_one(&people, "ermekov", "twin"));
        assert_eq!((people.contradicted, people.void), ([1].into(), [2].into()));
    }

    #[test]
    fn hostile_names_are_gathered_too() {
        let long = "Я".repeat(2000);
        let study = fixture::study(&format!(
            "//- cards/a.md\n---\nkind: person\nname: \"\u{202e}<script>\"\n---\n//- cards/b.md\n---\nkind: person\nname: {long}\n---\n//- cards/c.md\n---\nkind: person\n---\n"
        ));
        let people = People::of(&study, &[], &BTreeMap::new(), &Named::new());
        assert_eq!(people.groups.len(), 2);
    }

    proptest! {
        #[test]
        fn what_is_judged_always_wins(
            pairs in proptest::collection::vec((0..8usize, 0..8usize, any::<bool>()), 0..7),
        ) {
            let who = [
                "bokeikhanov", "halel", "zhakhansha", "ermekov", "twin", "А. Н. Букейханов [@letters]",
                "А. Н. Букейханов [@telegrams]", "Х. Досмухамедов [@letters, ¶2]",
            ];
            let lines = pairs.iter().map(|(one, other, same)| {
                let verdict = if *same { "same" } else { "different" };
                format!("- {verdict}:\n    - {}\n    - {}\n  because: x\n", who[*one], who[*other])
            });
            let (study, people) = gathered(&lines.collect::<String>());
            for (at, identity) in study.identities.iter().enumerate() {
                if people.contradicted.contains(&at) || identity.sides[0].words == identity.sides[1].words && identity.sides[0].is_card() {
                    continue;
                }
                let group = |side: &Side| {
                    let is_in = |one: &One| {
                        one.side.words == side.words && one.card.is_some() == side.is_card()
                            && side.citations.iter().all(|citation| one.side.citations.iter().any(|own| own.key == citation.key && own.locator == citation.locator))
                    };
                    people.ones.iter().position(is_in).and_then(|one| people.group_of(one))
                };
                let (one, other) = (group(&identity.sides[0]), group(&identity.sides[1]));
                prop_assert!(one.is_some() && other.is_some(), "{:?}", identity);
                let is_same = identity.verdict == derek_study::identity::Verdict::Same;
                prop_assert_eq!(one == other, is_same, "{} {:?}", identity.key(), groups(&people));
            }
        }
    }
}
