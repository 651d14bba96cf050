//! What a study loses when a source falls.
//!
//! A claim falls with its source when it cites nothing else; a judgement stays, for
//! it is a person's. All that follows is worked out anew from what is left, times and
//! witnesses too, so the difference is what the study would be without the source.

use std::collections::{BTreeMap, BTreeSet};

use derek_logic::program::Fact;
use derek_study::{Study, Value};

use crate::argument::{Debate, Standing};
use crate::cause::{Bond, Cause, Causes, Strength};
use crate::facts::Claims;
use crate::ruled::{Reasoning, Refused, reasoned_of};
use crate::timeline::Chronology;
use crate::witness::{Witnesses, support};

/// What falls with some sources.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loss {
    /// The sources that fell, by their keys.
    pub sources: BTreeSet<String>,
    /// Sources that go back to those asked about alone: they fell too if that was wanted.
    pub copies: BTreeSet<String>,
    /// What rules no longer conclude or report.
    pub fallen: Vec<Fact>,
    /// What they do instead: an absence may be a reason.
    pub new: Vec<Fact>,
    /// Claims that cite nothing else, by their identifiers.
    pub claims: Vec<String>,
    /// Claims that keep another source.
    pub weakened: Vec<String>,
    /// Fields that lose their last value: the card and the predicate.
    pub fields: Vec<(String, String)>,
    /// Arguments that stand otherwise: the card, and how before and after.
    pub arguments: Vec<(String, Standing, Standing)>,
    /// Questions with fewer independent witnesses, or more: the card, and how many before and after.
    pub questions: Vec<(String, usize, usize)>,
    /// Causal links that are gone, or borne out otherwise.
    pub links: Vec<LinkLoss>,
}

/// What becomes of a causal link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLoss {
    /// The card of the effect.
    pub effect: String,
    /// The card of the cause, or the words that stand for it.
    pub cause: String,
    /// In what way.
    pub bond: Bond,
    /// How it was borne out.
    pub before: Strength,
    /// How it is then; `None` when nobody says it any more.
    pub after: Option<Strength>,
}

/// What a study loses without some sources, told with the study as it is and as it would be.
///
/// With `with_copies` the sources that go back to them alone fall too. The claims of both
/// have the same identifiers.
///
/// # Errors
///
/// Why the rules of the study cannot be run.
pub fn without<R>(
    study: &Study,
    sources: &BTreeSet<String>,
    with_copies: bool,
    then: impl FnOnce(&Loss, &Reasoning<'_>, &Reasoning<'_>) -> R,
) -> Result<R, Refused> {
    let copies = Witnesses::of(study).copies(sources);
    let more = copies.iter().filter(|_| with_copies);
    let gone: BTreeSet<String> = sources.iter().chain(more).cloned().collect();
    let left = left(study, &gone);
    let claims = Claims::of(study);
    let claims_left = Claims::left(&left, &claims);
    let told = reasoned_of(study, &claims, |before| {
        reasoned_of(&left, &claims_left, |after| {
            let mut loss = Loss { sources: gone, copies, ..Loss::default() };
            loss.of_claims(before);
            loss.of_rules(before, after);
            loss.of_conclusions(study, &left);
            then(&loss, before, after)
        })
    });
    told?
}

/// Whether a value falls with sources: it cites nothing else, and nobody judged it.
fn falls(value: &Value, gone: &BTreeSet<String>) -> bool {
    let mut cited = value.citations.iter();
    !value.judged && !value.citations.is_empty() && cited.all(|one| gone.contains(&one.key))
}

/// The study without what some sources say.
fn left(study: &Study, gone: &BTreeSet<String>) -> Study {
    let mut left = study.clone();
    for card in &mut left.cards {
        for field in &mut card.fields {
            field.values.retain(|value| !falls(value, gone));
            for value in &mut field.values {
                value.citations.retain(|one| !gone.contains(&one.key));
            }
        }
        card.fields.retain(|field| !field.values.is_empty());
    }
    left
}

impl Loss {
    /// Whether nothing rests on the sources.
    pub fn is_empty(&self) -> bool {
        *self
            == Loss {
                sources: self.sources.clone(),
                copies: self.copies.clone(),
                ..Loss::default()
            }
    }

    fn of_claims(&mut self, before: &Reasoning<'_>) {
        for (id, claim) in before.claims.all() {
            let mut cited = claim.value.citations.iter();
            if falls(claim.value, &self.sources) {
                self.claims.push(id.to_owned());
            } else if cited.any(|one| self.sources.contains(&one.key)) {
                self.weakened.push(id.to_owned());
            }
        }
        for card in &before.study.cards {
            let lost = card.fields.iter().filter(|field| {
                !field.values.is_empty()
                    && field.values.iter().all(|value| falls(value, &self.sources))
            });
            self.fields.extend(lost.map(|field| (card.id.clone(), field.predicate.clone())));
        }
    }

    fn of_rules(&mut self, before: &Reasoning<'_>, after: &Reasoning<'_>) {
        let all = |reasoning: &Reasoning<'_>| -> BTreeMap<String, Fact> {
            let derived = reasoning.derived().into_iter();
            derived.map(|fact| (derek_logic::json::fact(&fact).to_string(), fact)).collect()
        };
        let (before, after) = (all(before), all(after));
        let only = |one: &BTreeMap<String, Fact>, other: &BTreeMap<String, Fact>| -> Vec<Fact> {
            let own = one.iter().filter(|(key, _)| !other.contains_key(*key));
            own.map(|(_, fact)| fact.clone()).collect()
        };
        self.fallen = only(&before, &after);
        self.new = only(&after, &before);
    }

    fn of_conclusions(&mut self, study: &Study, left: &Study) {
        let (witnesses, witnesses_left) = (Witnesses::of(study), Witnesses::of(left));
        let standing = |study: &Study, witnesses: &Witnesses| -> BTreeMap<String, Standing> {
            let debate = Debate::of(study, witnesses);
            debate.arguments.iter().map(|one| (one.card.id.clone(), one.standing)).collect()
        };
        let after = standing(left, &witnesses_left);
        self.arguments = standing(study, &witnesses)
            .into_iter()
            .filter_map(|(card, before)| Some((after.get(&card).copied()?, card, before)))
            .filter(|(after, _, before)| after != before)
            .map(|(after, card, before)| (card, before, after))
            .collect();
        let spoken = |study: &Study, witnesses: &Witnesses| -> BTreeMap<String, usize> {
            let support = support(study, witnesses);
            support.iter().map(|one| (one.question.id.clone(), one.witnesses.len())).collect()
        };
        let after = spoken(left, &witnesses_left);
        self.questions = spoken(study, &witnesses)
            .into_iter()
            .map(|(card, before)| (after.get(&card).copied().unwrap_or(0), card, before))
            .filter(|(after, _, before)| after != before)
            .map(|(after, card, before)| (card, before, after))
            .collect();
        let after = links(left, &witnesses_left);
        self.links = links(study, &witnesses)
            .into_iter()
            .map(|(key, before)| (after.get(&key).copied(), key, before))
            .filter(|(after, _, before)| *after != Some(*before))
            .map(|(after, (effect, cause, bond), before)| LinkLoss {
                effect,
                cause,
                bond,
                before,
                after,
            })
            .collect();
    }
}

/// How well each causal link is borne out, by effect, cause and bond.
fn links(study: &Study, witnesses: &Witnesses) -> BTreeMap<(String, String, Bond), Strength> {
    let causes = Causes::of(study, &Chronology::of(study), witnesses);
    let links = causes.links.iter().map(|link| {
        let cause = match link.cause {
            Cause::Card(card) => card.id.clone(),
            Cause::Words(words) => words.text.clone(),
        };
        ((link.effect.id.clone(), cause, link.bond), link.strength)
    });
    links.collect()
}
