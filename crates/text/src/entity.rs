//! Names of people, bodies and places in running text, by what they look like and
//! what stands beside them.
//!
//! A small tagger: a chain of labels with weights that `cargo xtask train-entities`
//! learned from public texts in which people had marked the names. It proposes;
//! nothing that it says is certain, and each name comes with how likely it is.

mod hand;
pub mod lexicon;
pub mod observe;
pub mod tagger;

use std::ops::Range;
use std::sync::LazyLock;

use crate::entity::lexicon::{Lexicon, List};
use crate::entity::observe::{Guesses, Watch};
use crate::entity::tagger::Model;

/// A language that the tagger has learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English: commentaries on Sophocles of the nineteenth century; no names of bodies. Of
    /// little use for other texts.
    English,
    /// Russian: news of the 2010s.
    Russian,
    /// Kazakh in Cyrillic: news of the 2010s.
    Kazakh,
}

impl Tongue {
    /// All of them, in the order of the table.
    pub const ALL: [Tongue; 3] = [Tongue::English, Tongue::Russian, Tongue::Kazakh];
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A person.
    Person,
    /// A party, an army, a ministry, a university, a firm.
    Body,
    /// A state, a town, a river, a building.
    Place,
}

/// A name in a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Where.
    pub range: Range<usize>,
    /// Of what.
    pub sort: Sort,
    /// How likely it is that a reader would mark just these words, from 0 to 1, by the
    /// tagger's own reckoning.
    pub chance: f32,
}

/// The names in the passages of one document, passage by passage, in their order, none
/// within another.
///
/// The passages are in one language; what one of them shows of a name helps to know it
/// in the others. Time and memory grow as the text does.
///
/// ```
/// use derek_text::entity::{Sort, Tongue, entities};
/// let found = entities(Tongue::Russian, &["В Москве выступил президент Владимир Путин."]);
/// assert_eq!(found[0].last().map(|one| one.sort), Some(Sort::Person));
/// ```
pub fn entities(tongue: Tongue, passages: &[&str]) -> Vec<Vec<Entity>> {
    let (lexicon, models) = &*TABLE;
    match models.get(tongue as usize * 2..tongue as usize * 2 + 2) {
        Some([first, second]) => named(tongue, passages, lexicon, first, second)
            .into_iter()
            .map(|names| {
                let known =
                    |(range, label, chance)| Some(Entity { range, sort: sort_of(label)?, chance });
                names.into_iter().filter_map(known).collect()
            })
            .collect(),
        _ => vec![Vec::new(); passages.len()],
    }
}

/// A name as a model says it: where, its label, how likely it is.
pub type Named<'m> = (Range<usize>, &'m str, f32);

/// The names in the passages of one document by two models: the second sees what the
/// first thought of the same words elsewhere in the document; one without labels leaves
/// it at what the first says. Passage by passage.
pub fn named<'m>(
    tongue: Tongue,
    passages: &[&str],
    lexicon: &Lexicon,
    first: &'m Model,
    second: &'m Model,
) -> Vec<Vec<Named<'m>>> {
    let mut watch = Watch::over(tongue, passages, lexicon);
    let mut guesses = Guesses::default();
    let is_one = second.labels.is_empty();
    let mut labels: Vec<Vec<usize>> = Vec::new();
    for text in passages.iter().filter(|_| !is_one) {
        watch.look(text, |part| {
            let best = first.best(&part.seen);
            guesses.note(&part, &best);
            labels.push(best);
        });
    }
    let mut labels = labels.into_iter();
    let mut again = |text: &&str| {
        let mut names = Vec::new();
        watch.look(text, |mut part| {
            let model = if is_one { first } else { second };
            guesses.show(&mut part, &labels.next().unwrap_or_default());
            names.extend(model.names(&part.seen).into_iter().map(
                |(first, last, label, chance)| {
                    (part.tokens[first].start..part.tokens[last].end, label, chance)
                },
            ));
        });
        names
    };
    passages.iter().map(&mut again).collect()
}

/// What the lists know of a word that is written as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// It is a given name.
    pub given: bool,
    /// It is a word of names of people.
    pub person: bool,
    /// Any text writes it with a small letter.
    pub common: bool,
    /// It names a place, or goes with the name of one.
    pub place: bool,
    /// It names a body, or goes with the name of one.
    pub body: bool,
    /// It stands before a person's name.
    pub title: bool,
}

/// What the lists know of a word in a language. Lists that were learned hold one word in a
/// hundred by mistake, so the answer only hints.
///
/// ```
/// use derek_text::entity::{Tongue, known};
/// assert!(known(Tongue::English, "Robert").given);
/// assert!(known(Tongue::English, "Street").place);
/// ```
pub fn known(tongue: Tongue, word: &str) -> Known {
    let (lexicon, _) = &*TABLE;
    let lower = word.to_lowercase();
    let [word, root] = Lexicon::keys(tongue, &lower);
    let lists = lexicon.lists(tongue, &lower, word, root);
    let has = |list: List| lists & 1 << list as u16 != 0;
    Known {
        given: has(List::Given),
        person: has(List::Person),
        common: has(List::Common),
        place: has(List::Place) || has(List::PlaceWord),
        body: has(List::Body) || has(List::BodyWord),
        title: has(List::Title),
    }
}

fn sort_of(label: &str) -> Option<Sort> {
    match label {
        "person" => Some(Sort::Person),
        "body" => Some(Sort::Body),
        "place" => Some(Sort::Place),
        _ => None,
    }
}

/// The lists and the models, as `cargo xtask train-entities` wrote them.
static TABLE: LazyLock<(Lexicon, Vec<Model>)> =
    LazyLock::new(|| tagger::read(include_bytes!("entity/weights.bin")).unwrap_or_default());
