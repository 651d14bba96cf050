//! Arguments as a study makes them: a conclusion, the reasons for it, what speaks
//! against it, and what is left once all that is weighed together.

mod extensions;
mod format;
mod framework;

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Citation, Study, Value};

pub use extensions::{MOST, STEPS, Semantics, Unfinished};
pub use format::{LARGEST, Misread, Written, Wrong, read_framework};
pub use framework::{Attack, Framework, Label, Labelling};

use crate::Witnesses;

/// Every argument of a study, held against every other.
#[derive(Debug, Clone)]
pub struct Debate<'a> {
    /// The arguments, in the order of their files.
    pub arguments: Vec<Argument<'a>>,
}

/// An argument: what it concludes, from what, and how it stands.
#[derive(Debug, Clone)]
pub struct Argument<'a> {
    /// Its card.
    pub card: &'a Card,
    /// The cards of the questions that it answers.
    pub questions: Vec<&'a Card>,
    /// The conclusion, where the card says it.
    pub conclusion: Option<&'a Value>,
    /// Why the reasons bear the conclusion out, where the card says it.
    pub warrants: Vec<&'a Value>,
    /// The reasons.
    pub reasons: Vec<Premise<'a>>,
    /// Arguments whose conclusions it needs.
    pub needs: Vec<Rival<'a>>,
    /// Claims against it.
    pub counters: Vec<Counter<'a>>,
    /// Other arguments against it.
    pub rivals: Vec<Rival<'a>>,
    /// Whether it rests on itself, by way of what it needs.
    pub rests_on_itself: bool,
    /// How it stands.
    pub standing: Standing,
}

/// How an argument stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Whatever speaks against it is answered.
    Accepted,
    /// Something against it and something for it stand, and nothing decides between them.
    Undecided,
    /// Something that stands speaks against it, or what it needs has fallen.
    Defeated,
    /// No reason for it goes beyond its own conclusion.
    Unsupported,
}

impl Standing {
    /// The stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Accepted => "accepted",
            Standing::Undecided => "undecided",
            Standing::Defeated => "defeated",
            Standing::Unsupported => "unsupported",
        }
    }
}

/// What a reason rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Backing {
    /// A passage other than the one that states the conclusion.
    Passage,
    /// A historian's own judgement.
    Judgement,
    /// Only the passage that states the conclusion: it says the same again.
    Conclusion,
    /// Nothing.
    Nothing,
}

impl Backing {
    /// Whether it can bear a conclusion.
    pub fn bears(self) -> bool {
        matches!(self, Backing::Passage | Backing::Judgement)
    }

    /// The stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Backing::Passage => "passage",
            Backing::Judgement => "judgement",
            Backing::Conclusion => "conclusion",
            Backing::Nothing => "nothing",
        }
    }
}

/// A claim for a conclusion.
#[derive(Debug, Clone)]
pub struct Premise<'a> {
    /// The claim.
    pub value: &'a Value,
    /// What it rests on.
    pub backing: Backing,
    /// Its independent witnesses, by citation key: one is a single witness.
    pub witnesses: BTreeSet<String>,
    /// What is left of it.
    pub label: Label,
}

/// At what a claim or an argument aims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// The conclusion is not so.
    Conclusion,
    /// The reasons may be so, and yet do not bear it out.
    Inference,
    /// This reason is not so, counted from 1; every one when `None`.
    Reason(Option<usize>),
}

impl Aim {
    /// The stable name, as cards and JSON have it.
    pub fn name(self) -> &'static str {
        match self {
            Aim::Conclusion => "conclusion",
            Aim::Inference => "inference",
            Aim::Reason(_) => "reason",
        }
    }

    /// What `as:` says of a claim against an argument: `inference`, `reason 2`.
    fn of(role: Option<&str>) -> Aim {
        let mut words = role.unwrap_or_default().split_whitespace();
        match words.next() {
            Some("inference") => Aim::Inference,
            Some("reason") => Aim::Reason(words.next().and_then(|number| number.parse().ok())),
            _ => Aim::Conclusion,
        }
    }
}

/// A claim against an argument.
#[derive(Debug, Clone)]
pub struct Counter<'a> {
    /// The claim.
    pub value: &'a Value,
    /// At what it aims.
    pub aim: Aim,
    /// Its independent witnesses, by citation key; a claim without any counts for nothing
    /// unless a historian judges it so.
    pub witnesses: BTreeSet<String>,
    /// What is left of it.
    pub label: Label,
    /// What is said against it in turn.
    pub replies: Vec<&'a Value>,
}

/// Another argument that stands in the way of one, or that it needs.
#[derive(Debug, Clone)]
pub struct Rival<'a> {
    /// Its card.
    pub card: &'a Card,
    /// At what it aims.
    pub aim: Aim,
    /// What is left of it.
    pub label: Label,
}

/// The predicates by which one argument speaks against another.
pub const AGAINST_ANOTHER: [&str; 3] = ["rebuts", "undercuts", "undermines"];

/// What stands in the framework of a study.
#[derive(Debug, Default)]
struct Nodes {
    count: u32,
    attacks: Vec<(u32, u32)>,
}

impl Nodes {
    fn add(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    fn attack(&mut self, from: u32, to: u32) {
        self.attacks.push((from, to));
    }

    /// Two that exclude each other, unless a historian has judged for one of them.
    fn exclude(&mut self, (one, is_judged): (u32, bool), (other, is_other_judged): (u32, bool)) {
        if is_judged || !is_other_judged {
            self.attack(one, other);
        }
        if is_other_judged || !is_judged {
            self.attack(other, one);
        }
    }
}

/// The nodes of one argument.
struct Own {
    itself: u32,
    /// That no reason of it stands.
    bare: u32,
    is_judged: bool,
    reasons: Vec<u32>,
    counters: Vec<u32>,
}

impl<'a> Debate<'a> {
    /// Holds the arguments of a study against each other.
    ///
    /// A reason counts when a passage bears it that is not the conclusion's own. A claim
    /// against a conclusion and the argument exclude each other; a claim against the
    /// inference, and a reply, only attack. What a historian has judged prevails over what
    /// was not judged. An argument falls when all its reasons have fallen, or one of the
    /// arguments that it `rests-on`. The labels are those of the grounded labelling.
    pub fn of(study: &'a Study, witnesses: &Witnesses) -> Debate<'a> {
        let cards: Vec<&Card> = study.cards.iter().filter(|card| card.kind == "argument").collect();
        let mut arguments: Vec<Argument<'a>> =
            cards.iter().map(|card| argument(study, card, witnesses)).collect();
        let numbers: BTreeMap<&str, usize> =
            cards.iter().enumerate().map(|(at, card)| (card.id.as_str(), at)).collect();
        let meant = |value: &Value| {
            numbers.get(study.resolve(&value.text, &[]).card()?.id.as_str()).copied()
        };
        let needs: Vec<Vec<usize>> = cards
            .iter()
            .map(|card| {
                let all: BTreeSet<usize> = card.values("rests-on").filter_map(meant).collect();
                all.into_iter().collect()
            })
            .collect();
        let mut nodes = Nodes::default();
        let own: Vec<Own> = arguments.iter().map(|one| one.join(&mut nodes)).collect();
        for (at, needed) in needs.iter().enumerate() {
            for one in needed {
                let (Some(here), Some(there)) = (own.get(at), own.get(*one)) else { continue };
                let lacks = nodes.add();
                nodes.attack(there.itself, lacks);
                nodes.attack(lacks, here.itself);
                nodes.attack(there.itself, here.bare);
            }
        }
        let mut rivalries: BTreeSet<(usize, usize, Aim)> = BTreeSet::new();
        for (at, card) in cards.iter().enumerate() {
            for predicate in AGAINST_ANOTHER {
                for value in card.values(predicate) {
                    let Some(other) = meant(value) else { continue };
                    match predicate {
                        "rebuts" => {
                            rivalries.insert((at, other, Aim::Conclusion));
                            rivalries.insert((other, at, Aim::Conclusion));
                        }
                        "undercuts" => {
                            rivalries.insert((at, other, Aim::Inference));
                        }
                        _ => {
                            let role =
                                format!("reason {}", value.role.as_deref().unwrap_or_default());
                            rivalries.insert((at, other, Aim::of(Some(&role))));
                        }
                    }
                }
            }
        }
        for (from, to, aim) in &rivalries {
            let (Some(one), Some(other)) = (own.get(*from), own.get(*to)) else { continue };
            match aim {
                Aim::Conclusion if other.is_judged && !one.is_judged => {}
                Aim::Conclusion | Aim::Inference => nodes.attack(one.itself, other.itself),
                Aim::Reason(nth) => {
                    for (at, reason) in other.reasons.iter().enumerate() {
                        if nth.is_none_or(|nth| nth == at + 1) {
                            nodes.exclude((one.itself, one.is_judged), (*reason, false));
                        }
                    }
                }
            }
        }
        // Every attack is between nodes that were added.
        let Some(framework) = Framework::new(nodes.count, nodes.attacks) else {
            return Debate { arguments: Vec::new() };
        };
        let labelling = framework.grounded();
        let in_circle = in_circles(&needs);
        let rival = |at: usize, aim: Aim| {
            let (card, own) = (cards.get(at)?, own.get(at)?);
            Some(Rival { card, aim, label: labelling.label(own.itself) })
        };
        for (at, (argument, own)) in arguments.iter_mut().zip(&own).enumerate() {
            for (reason, node) in argument.reasons.iter_mut().zip(&own.reasons) {
                reason.label = labelling.label(*node);
            }
            for (counter, node) in argument.counters.iter_mut().zip(&own.counters) {
                counter.label = labelling.label(*node);
            }
            let needed = needs.get(at).into_iter().flatten();
            argument.needs = needed.filter_map(|one| rival(*one, Aim::Conclusion)).collect();
            let against = rivalries.iter().filter(|(_, to, _)| *to == at);
            argument.rivals = against.filter_map(|(from, _, aim)| rival(*from, *aim)).collect();
            argument.rests_on_itself = in_circle.get(at).copied().unwrap_or_default();
            let is_borne = argument.reasons.iter().any(|reason| reason.backing.bears());
            let is_supported =
                is_borne || argument.needs.iter().any(|need| need.card.id != argument.card.id);
            argument.standing = match (is_supported, labelling.label(own.itself)) {
                (false, _) => Standing::Unsupported,
                (true, Label::In) => Standing::Accepted,
                (true, Label::Undecided) => Standing::Undecided,
                (true, Label::Out) => Standing::Defeated,
            };
        }
        Debate { arguments }
    }

    /// The argument of a card, by its identifier.
    pub fn argument(&self, id: &str) -> Option<&Argument<'a>> {
        self.arguments.iter().find(|one| one.card.id == id)
    }
}

fn argument<'a>(study: &'a Study, card: &'a Card, witnesses: &Witnesses) -> Argument<'a> {
    let roots = |value: &Value| -> BTreeSet<String> {
        value.citations.iter().map(|one| witnesses.root(&one.key).to_owned()).collect()
    };
    let conclusion = card.values("concludes").next();
    let passage = |one: &Citation| (one.key.clone(), one.locator.clone());
    let own: BTreeSet<(String, String)> =
        conclusion.iter().flat_map(|value| &value.citations).map(passage).collect();
    let reasons = card.values("for").map(|value| {
        let backing = match () {
            () if value.judged => Backing::Judgement,
            () if value.citations.is_empty() => Backing::Nothing,
            () if value.citations.iter().all(|one| own.contains(&passage(one))) => {
                Backing::Conclusion
            }
            () => Backing::Passage,
        };
        Premise { value, backing, witnesses: roots(value), label: Label::Out }
    });
    let against: Vec<&Value> = card.values("against").collect();
    let replies: Vec<&Value> = card.values("replies").collect();
    let counters = against.iter().enumerate().map(|(at, value)| Counter {
        value,
        aim: Aim::of(value.role.as_deref()),
        witnesses: roots(value),
        label: Label::Out,
        replies: replies.iter().copied().filter(|one| is_reply_to(one, at + 1)).collect(),
    });
    let questions = card.values("question");
    Argument {
        card,
        questions: questions.filter_map(|value| study.resolve(&value.text, &[]).card()).collect(),
        conclusion,
        warrants: card.values("warrant").collect(),
        reasons: reasons.collect(),
        needs: Vec::new(),
        counters: counters.collect(),
        rivals: Vec::new(),
        rests_on_itself: false,
        standing: Standing::Unsupported,
    }
}

/// Whether a reply is to this claim against the argument, counted from 1: `as: against 2`;
/// one that does not say is to all of them.
fn is_reply_to(reply: &Value, nth: usize) -> bool {
    let role = reply.role.as_deref().unwrap_or_default();
    let number = role.split_whitespace().last().and_then(|word| word.parse::<usize>().ok());
    number.is_none_or(|number| number == nth)
}

impl Argument<'_> {
    /// Takes its place in the framework, with its reasons and what is said against it.
    fn join(&self, nodes: &mut Nodes) -> Own {
        let (itself, bare) = (nodes.add(), nodes.add());
        nodes.attack(bare, itself);
        let is_judged = self.conclusion.is_some_and(|value| value.judged);
        let reasons: Vec<u32> = self
            .reasons
            .iter()
            .map(|reason| {
                let node = nodes.add();
                match reason.backing.bears() {
                    true => nodes.attack(node, bare),
                    // What nothing bears out stands for nothing.
                    false => nodes.attack(node, node),
                }
                node
            })
            .collect();
        let counters = self.counters.iter().map(|counter| {
            let node = nodes.add();
            let is_judged_so = counter.value.judged;
            if counter.witnesses.is_empty() && !is_judged_so {
                let unheard = nodes.add();
                nodes.attack(unheard, node);
                return node;
            }
            match counter.aim {
                Aim::Conclusion => nodes.exclude((node, is_judged_so), (itself, is_judged)),
                Aim::Inference => nodes.attack(node, itself),
                Aim::Reason(nth) => {
                    for (at, reason) in self.reasons.iter().zip(&reasons).enumerate() {
                        if nth.is_none_or(|nth| nth == at + 1) {
                            let is_own = reason.0.backing == Backing::Judgement;
                            nodes.exclude((node, is_judged_so), (*reason.1, is_own));
                        }
                    }
                }
            }
            for reply in &counter.replies {
                if reply.judged || !reply.citations.is_empty() {
                    let answer = nodes.add();
                    nodes.attack(answer, node);
                }
            }
            node
        });
        let counters = counters.collect();
        Own { itself, bare, is_judged, reasons, counters }
    }
}

/// Which of these, each with others that it needs, come back to themselves.
///
/// Those that need nothing, or only such as are not in a circle, are taken away until
/// nothing changes; then those that nothing left needs.
fn in_circles(needs: &[Vec<usize>]) -> Vec<bool> {
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (at, all) in needs.iter().enumerate() {
        for one in all {
            needed_by[*one].push(at);
        }
    }
    let mut left = vec![true; needs.len()];
    for (down, up) in [(needs, &needed_by[..]), (&needed_by[..], needs)] {
        let count = |at: usize| down[at].iter().filter(|one| left[**one]).count();
        let mut counts: Vec<usize> = (0..needs.len()).map(count).collect();
        let mut done: Vec<usize> =
            (0..needs.len()).filter(|at| left[*at] && counts[*at] == 0).collect();
        while let Some(at) = done.pop() {
            left[at] = false;
            for other in &up[at] {
                counts[*other] = counts[*other].saturating_sub(1);
                if counts[*other] == 0 && left[*other] {
                    done.push(*other);
                }
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use derek_study::fixture;

    use super::*;

    /// The standing of each argument, in the order of the cards.
    fn check(cards: &str, expected: &[(&str, Standing)]) {
        let study = fixture::study(cards);
        let debate = Debate::of(&study, &Witnesses::of(&study));
        let found: Vec<(&str, Standing)> =
            debate.arguments.iter().map(|one| (one.card.id.as_str(), one.standing)).collect();
        assert_eq!(found, expected);
    }

    fn one(fields: &str, expected: Standing) {
        let card = format!(
            "//- cards/a.md\n---\nkind: argument\nconcludes: it was so [@book, ¶9]\n{fields}---\n"
        );
        check(&card, &[("a", expected)]);
    }

    #[test]
    fn a_reason_that_a_passage_bears() {
        one("for: a letter [@book, ¶2]\n", Standing::Accepted);
        one(
            "for:\n  - again [@book, ¶9]\n  - a letter [@book, ¶2; @book, ¶9]\n",
            Standing::Accepted,
        );
        one("for: {judged: it must be so, because: what else, by: me}\n", Standing::Accepted);
    }

    #[test]
    fn a_reason_that_only_says_the_conclusion_again() {
        one("for: it was so [@book, ¶9]\n", Standing::Unsupported);
        one("for: everybody knows\n", Standing::Unsupported);
        one("", Standing::Unsupported);
        one("for: it was so [@book, ¶9]\nagainst: no [@book, ¶3]\n", Standing::Unsupported);
    }

    #[test]
    fn claims_against_it() {
        let reason = "for: a letter [@book, ¶2]\n";
        let with = |more: &str, expected| one(&format!("{reason}{more}"), expected);
        with("against: another letter [@book, ¶3]\n", Standing::Undecided);
        with("against: somebody said so\n", Standing::Accepted);
        with(
            "against: {value: it proves nothing, cite: '@book, ¶3', as: inference}\n",
            Standing::Defeated,
        );
        with(
            "against: {value: it is forged, cite: '@book, ¶3', as: reason 1}\n",
            Standing::Undecided,
        );
        with(
            "against: {judged: it is forged, because: the ink, by: me, as: reason 1}\n",
            Standing::Defeated,
        );
        with(
            "against: {value: it is forged, cite: '@book, ¶3', as: reason 2}\n",
            Standing::Accepted,
        );
        with("against: {judged: it was not so, because: the ink, by: me}\n", Standing::Defeated);
        with("against: no [@book, ¶3]\nreplies: but yes [@book, ¶4]\n", Standing::Accepted);
        with("against: no [@book, ¶3]\nreplies: but yes\n", Standing::Undecided);
        let two = "against:\n  - no [@book, ¶3]\n  - never [@book, ¶5]\n";
        let reply =
            |to| format!("{two}replies:\n  - {{value: but, cite: '@book, ¶4', as: {to}}}\n");
        with(&reply("against 1"), Standing::Undecided);
        with(&reply("all"), Standing::Accepted);
    }

    #[test]
    fn all_reasons_must_fall() {
        let reasons = "for:\n  - a letter [@book, ¶2]\n  - a coin [@book, ¶3]\n";
        let forged =
            |nth| format!("  - {{judged: forged, because: the ink, by: me, as: reason {nth}}}\n");
        one(&format!("{reasons}against:\n{}", forged(1)), Standing::Accepted);
        one(&format!("{reasons}against:\n{}{}", forged(1), forged(2)), Standing::Defeated);
    }

    #[test]
    fn what_the_historian_judged_prevails() {
        let fields = "for: a letter [@book, ¶2]\nagainst: no [@book, ¶3]\n";
        let card = format!(
            "//- cards/a.md\n---\nkind: argument\nconcludes: {{judged: it was so, because: the letter is sound, by: me}}\n{fields}---\n"
        );
        check(&card, &[("a", Standing::Accepted)]);
    }

    fn argument(id: &str, fields: &str) -> String {
        format!("//- cards/{id}.md\n---\nkind: argument\nfor: a letter [@book, ¶2]\n{fields}---\n")
    }

    #[test]
    fn arguments_against_each_other() {
        use Standing::*;
        let (a, b) = (argument("a", ""), argument("b", "rebuts: a\n"));
        check(&format!("{a}{b}"), &[("a", Undecided), ("b", Undecided)]);
        let b = argument("b", "undercuts: a\n");
        check(&format!("{a}{b}"), &[("a", Defeated), ("b", Accepted)]);
        let c = argument("c", "undercuts: b\n");
        check(&format!("{a}{b}{c}"), &[("a", Accepted), ("b", Defeated), ("c", Accepted)]);
        let b = argument("b", "undermines: {value: a, as: 1}\n");
        check(&format!("{a}{b}"), &[("a", Undecided), ("b", Undecided)]);
        let unsupported = "//- cards/b.md\n---\nkind: argument\nundercuts: a\n---\n";
        check(&format!("{a}{unsupported}"), &[("a", Accepted), ("b", Unsupported)]);
    }

    #[test]
    fn an_argument_falls_with_what_it_needs() {
        use Standing::*;
        let b = argument("b", "rests-on: a\n");
        let a = argument("a", "");
        check(&format!("{a}{b}"), &[("a", Accepted), ("b", Accepted)]);
        let a = argument("a", "against: no [@book, ¶3]\n");
        check(&format!("{a}{b}"), &[("a", Undecided), ("b", Undecided)]);
        let a = argument("a", "against: {value: no, cite: '@book, ¶3', as: inference}\n");
        check(&format!("{a}{b}"), &[("a", Defeated), ("b", Defeated)]);
        let bare = "//- cards/b.md\n---\nkind: argument\nrests-on: a\n---\n";
        let a = argument("a", "");
        check(&format!("{a}{bare}"), &[("a", Accepted), ("b", Accepted)]);
    }

    #[test]
    fn an_argument_that_rests_on_itself() {
        let cards = argument("a", "rests-on: b\n")
            + &argument("b", "rests-on: c\n")
            + &argument("c", "rests-on: b\n")
            + &argument("d", "rests-on: d\n")
            + &argument("e", "");
        let study = fixture::study(&cards);
        let debate = Debate::of(&study, &Witnesses::of(&study));
        let circles: Vec<&str> = debate
            .arguments
            .iter()
            .filter(|one| one.rests_on_itself)
            .map(|one| one.card.id.as_str())
            .collect();
        assert_eq!(circles, ["b", "c", "d"]);
        let standings: Vec<Standing> = debate.arguments.iter().map(|one| one.standing).collect();
        use Standing::*;
        assert_eq!(standings, [Undecided, Undecided, Undecided, Undecided, Accepted]);
        let only = "//- cards/a.md\n---\nkind: argument\nrests-on: a\n---\n";
        check(only, &[("a", Unsupported)]);
    }

    #[test]
    fn a_rebuttal_of_itself() {
        check(&argument("a", "rebuts: a\n"), &[("a", Standing::Undecided)]);
    }

    #[test]
    fn who_bears_witness() {
        let study = fixture::study(
            "
            //- cards/copy.md
            ---
            kind: document
            derived-from: book
            ---
            //- cards/a.md
            ---
            kind: argument
            for:
              - twice told [@book, 1; @copy, 2]
              - by two [@book, 1; @diary, 2]
              - by none
            ---
        ",
        );
        let debate = Debate::of(&study, &Witnesses::of(&study));
        let argument = debate.argument("a").expect("an argument");
        let counts: Vec<usize> = argument.reasons.iter().map(|one| one.witnesses.len()).collect();
        assert_eq!(counts, [1, 2, 0]);
    }
}
