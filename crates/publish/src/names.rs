//! All names of a study's cards, made ready to be asked in any script and spelling.

use std::collections::HashMap;

use derek_study::Study;
use derek_text::{
    Comparison, Index, Judged, NameKey, PlaceKind, ReasonKind, Role, cluster, compare, search_key,
};

/// The kind of cards whose names are compared as names of people.
pub(crate) const PERSON: &str = "person";

/// Names of one kind that are compared whole with a query.
const NEAREST: usize = 160;

/// A chance of one name below which two are not like each other.
const LIKE: f32 = 0.05;

/// A chance below which a person is not near, as the room `text` asks about two mentions.
const NEAR: f32 = 0.2;

/// What is often left out where a place is named: «г. Омск» is «Омск».
const LEFT_OUT: [PlaceKind; 4] =
    [PlaceKind::City, PlaceKind::Settlement, PlaceKind::Village, PlaceKind::Aul];

/// The names of all cards of a study.
///
/// They are made ready once for many queries, and are of that reading of the
/// study alone.
#[derive(Debug, Default)]
pub struct Names {
    pub(crate) forms: Vec<Form>,
    /// Forms by their words in lower case.
    by_words: HashMap<String, Vec<usize>>,
    people: Group,
    others: Group,
}

/// A form of a card's name.
#[derive(Debug)]
pub(crate) struct Form {
    /// The card's number in the study.
    pub(crate) card: usize,
    pub(crate) text: String,
    /// The words in lower case.
    pub(crate) words: String,
    /// How it sounds.
    pub(crate) key: String,
    is_person: bool,
    /// Whether it is the card's identifier, which is no name.
    is_id: bool,
}

/// Forms that are compared in one way.
#[derive(Debug, Default)]
struct Group {
    index: Index,
    /// The form of each name of the index.
    forms: Vec<usize>,
}

/// A card whose name is like a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The card's number in the study.
    pub card: usize,
    /// The form of its name that is likest.
    pub form: String,
    /// From 0 to 100: by the reasons, and 100 when the form is the query letter by letter.
    pub score: f32,
    /// Whether it is the one card that the query names; a person decides when it is not.
    pub is_match: bool,
    /// Whether the form is the query but for capitals and white space.
    pub is_exact: bool,
    /// What the two spellings say for and against one name.
    pub comparison: Comparison,
}

impl Names {
    /// Makes the names of a study's cards ready.
    pub fn of(study: &Study) -> Names {
        let mut names = Names::default();
        for (at, card) in study.cards.iter().enumerate() {
            let is_person = card.kind == PERSON;
            let forms = card.forms().map(|form| Form::of(at, form, is_person));
            let id = Form { is_id: true, ..Form::of(at, &card.id, is_person) };
            for form in forms.chain([id]) {
                names.by_words.entry(form.words.clone()).or_default().push(names.forms.len());
                names.forms.push(form);
            }
        }
        let group = |of_people: bool| {
            let forms: Vec<usize> = (0..names.forms.len())
                .filter(|form| names.forms[*form].is_person == of_people)
                .collect();
            let index = Index::of(forms.iter().map(|form| &names.forms[*form].text));
            Group { index, forms }
        };
        (names.people, names.others) = (group(true), group(false));
        names
    }

    /// The cards whose names are like a query, the likest first, at most so many.
    ///
    /// `is_wanted` says of a card's number whether it is asked about.
    ///
    /// A card is a match when it is the only one that it can be: the names are
    /// one letter by letter, or at least two parts of a person's name agree, the
    /// query says no given name that the form lacks and the room `text` would
    /// join them, or nothing speaks against one place or body; and no other card that is asked about is near.
    pub fn nearest(
        &self,
        query: &str,
        is_wanted: impl Fn(usize) -> bool,
        most: usize,
    ) -> Vec<Candidate> {
        let words = folded(query);
        let mut best: HashMap<usize, (usize, bool, Comparison)> = HashMap::new();
        for (form, comparison) in self.compared(query) {
            let card = self.forms[form].card;
            if !is_wanted(card) {
                continue;
            }
            let is_exact = self.forms[form].is(query, &words);
            let is_better = best.get(&card).is_none_or(|(known, known_exact, of_known)| {
                known_exact
                    .cmp(&is_exact)
                    .then(of_known.score.total_cmp(&comparison.score))
                    .then(form.cmp(known))
                    .is_lt()
            });
            if is_better {
                best.insert(card, (form, is_exact, comparison));
            }
        }
        let mut candidates: Vec<Candidate> = Vec::new();
        let (mut near, mut sure) = (0, None);
        for (card, (form, is_exact, comparison)) in best {
            let form = &self.forms[form];
            let is_one = is_exact || is_one(query, form, &comparison);
            // Bodies are often called alike: only one that could be it as well is near.
            if is_one || form.is_person && NEAR <= comparison.score {
                near += 1;
            }
            if is_one {
                sure = Some(card);
            }
            let score = if is_exact { 100.0 } else { 100.0 * comparison.score };
            candidates.push(Candidate {
                card,
                form: form.text.clone(),
                score,
                is_match: false,
                is_exact,
                comparison,
            });
        }
        for candidate in &mut candidates {
            candidate.is_match = near == 1 && sure == Some(candidate.card);
        }
        candidates.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.card.cmp(&other.card))
        });
        candidates.truncate(most);
        candidates
    }

    /// The forms that are like a query, in no order; one may be said twice.
    fn compared(&self, query: &str) -> Vec<(usize, Comparison)> {
        let (as_person, as_other) = (NameKey::of(query), NameKey::of_place(query));
        let exact = self.by_words.get(&folded(query)).into_iter().flatten().map(|form| {
            let form_of = &self.forms[*form];
            let comparison = match form_of.is_person {
                true => compare(&as_person, &NameKey::of(&form_of.text)),
                false => compare(&as_other, &NameKey::of_place(&form_of.text)),
            };
            (*form, comparison)
        });
        let mut compared: Vec<(usize, Comparison)> = exact.collect();
        let people = self.people.index.find(query, NEAREST);
        compared.extend(people.into_iter().filter_map(|found| {
            Some((*self.people.forms.get(found.name)?, found.comparison))
                .filter(|(_, comparison)| LIKE <= comparison.score)
        }));
        let others = self.others.index.find(query, NEAREST);
        compared.extend(others.into_iter().filter_map(|found| {
            let form = *self.others.forms.get(found.name)?;
            let comparison = compare(&as_other, &NameKey::of_place(&self.forms[form].text));
            (LIKE <= comparison.score).then_some((form, comparison))
        }));
        compared
    }
}

impl Form {
    pub(crate) fn of(card: usize, text: &str, is_person: bool) -> Form {
        let (words, key) = (folded(text), search_key(text));
        Form { card, text: text.to_owned(), words, key, is_person, is_id: false }
    }

    /// Whether it is the query; a name but for capitals and white space.
    fn is(&self, query: &str, words: &str) -> bool {
        if self.is_id { self.text == query.trim() } else { self.words == words }
    }
}

/// Whether a query and a form that is spelled otherwise are one name, as far as spellings say.
fn is_one(query: &str, form: &Form, comparison: &Comparison) -> bool {
    let reasons = || comparison.reasons.iter();
    if !form.is_person {
        let kinds = (NameKey::of_place(query).kind(), NameKey::of_place(&form.text).kind());
        // A governorate is not the town that it is named after.
        let is_one_kind = match kinds {
            (Some(kind), None) | (None, Some(kind)) => LEFT_OUT.contains(&kind),
            (one, other) => one == other,
        };
        return is_one_kind
            && reasons().all(|reason| reason.kind == ReasonKind::Prior || 0.0 <= reason.bits)
            && reasons().any(|reason| reason.kind == ReasonKind::Agrees);
    }
    // A surname alone is many people's, and so is an office with it.
    let agreed = reasons().filter(|reason| {
        matches!(reason.kind, ReasonKind::Agrees | ReasonKind::InitialAgrees)
            && reason.role != Some(Role::Title)
    });
    // What the form does not say may be no name at all: «Войска атамана Дутова».
    let says_more = reasons().any(|reason| {
        reason.kind == ReasonKind::Omitted
            && reason.role == Some(Role::Given)
            && !reason.one.is_empty()
    });
    1 < agreed.count()
        && !says_more
        && cluster(&[query, &form.text], &Judged::default())
            .is_ok_and(|clusters| clusters.groups.len() == 1)
}

/// A name's words in lower case, with one space between them.
pub(crate) fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
