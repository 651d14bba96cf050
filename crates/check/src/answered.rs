//! Which of the answers kept beside a text belongs to which finding, also after the
//! text was edited.

use std::collections::BTreeMap;

use derek_study::{Acceptance, Finding};

use crate::reading::same;

/// How far the surroundings of the same words must agree, from 0 to 1.
const SAME_WORDS: f32 = 0.5;

/// How far surroundings and words must agree where the words were mended.
const MENDED: f32 = 0.75;

/// Letters of surroundings below which they tell nothing.
const FEW: usize = 6;

/// Letters of words that are compared.
const MOST: usize = 400;

/// For each finding the answer that lets it stay.
///
/// An answer that says what stood around its words answers one finding: of the same
/// check, at the same words in much the same surroundings, or at words that differ by
/// a slip and in no number, in surroundings that hardly differ. Where nothing agrees
/// so far, the finding is asked again: an answer must never pass to another finding.
///
/// An answer that somebody wrote by hand, without surroundings, answers every finding
/// of its check at its words; one without words, every finding of its check.
pub(crate) fn answered<'a>(
    findings: &[Finding],
    accepted: &'a [Acceptance],
) -> Vec<Option<&'a Acceptance>> {
    let mut answers = vec![None; findings.len()];
    let mut of_check: BTreeMap<&str, Vec<(usize, Seen)>> = BTreeMap::new();
    for one in accepted.iter().filter(|one| is_placed(one)) {
        of_check.entry(&one.check).or_default();
    }
    for (at, finding) in findings.iter().enumerate() {
        if let Some(seen) = of_check.get_mut(finding.check) {
            seen.push((at, Seen::of_finding(finding)));
        }
    }
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (nth, one) in accepted.iter().enumerate().filter(|(_, one)| is_placed(one)) {
        let own = Seen::of_acceptance(one);
        let others = of_check.get(one.check.as_str()).into_iter().flatten();
        pairs.extend(others.filter_map(|(at, seen)| Some((own.agreement(seen)?, nth, *at))));
    }
    pairs.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.2, one.1).cmp(&(other.2, other.1)))
    });
    let mut spent = vec![false; accepted.len()];
    for (_, nth, at) in pairs {
        if !spent[nth] && answers[at].is_none() {
            spent[nth] = true;
            answers[at] = Some(&accepted[nth]);
        }
    }
    for (answer, finding) in answers.iter_mut().zip(findings) {
        if answer.is_none() {
            let at = finding.at();
            *answer = accepted.iter().filter(|one| !is_placed(one)).find(|one| {
                one.check == finding.check && one.at.as_deref().is_none_or(|it| same(it, &at))
            });
        }
    }
    answers
}

/// Whether an answer says where its words stood.
fn is_placed(one: &Acceptance) -> bool {
    one.at.is_some() && (one.before.is_some() || one.after.is_some())
}

/// Words and what stands around them, as they are compared.
struct Seen {
    words: String,
    around: Pairs,
    numbers: Vec<String>,
}

impl Seen {
    fn of(at: &str, before: &str, after: &str) -> Seen {
        let words = at.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let is_digit = |c: char| c.is_ascii_digit();
        let numbers = words.split(|c| !is_digit(c)).filter(|part| !part.is_empty());
        let numbers = numbers.map(str::to_owned).collect();
        Seen { around: Pairs::of(&format!("{before}\n{after}")), numbers, words }
    }

    fn of_finding(finding: &Finding) -> Seen {
        let (before, after) = finding.around();
        Seen::of(&finding.at(), &before, &after)
    }

    fn of_acceptance(one: &Acceptance) -> Seen {
        let part = |words: &Option<String>| words.clone().unwrap_or_default();
        Seen::of(&part(&one.at), &part(&one.before), &part(&one.after))
    }

    /// How far two agree, the same words before all others; `None` when too little.
    fn agreement(&self, other: &Seen) -> Option<f32> {
        let around = match self.around.count.max(other.around.count) < FEW {
            true => 1.0,
            false => self.around.like(&other.around),
        };
        if self.words == other.words {
            return (SAME_WORDS <= around).then_some(1.0 + around);
        }
        if self.numbers != other.numbers || around < MENDED {
            return None;
        }
        let words = Pairs::of(&self.words).like(&Pairs::of(&other.words));
        (MENDED <= words).then_some((words + around) / 2.0)
    }
}

/// Letters that follow each other, each pair with how often it does.
struct Pairs {
    pairs: BTreeMap<(char, char), usize>,
    count: usize,
}

impl Pairs {
    fn of(words: &str) -> Pairs {
        let letters = words.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
        let letters: Vec<char> = letters.take(MOST).collect();
        let mut pairs = BTreeMap::new();
        for pair in letters.windows(2) {
            *pairs.entry((pair[0], pair[1])).or_insert(0) += 1;
        }
        Pairs { pairs, count: letters.len().saturating_sub(1) }
    }

    /// The share of pairs that two have in common: Dice's coefficient, from 0 to 1.
    fn like(&self, other: &Pairs) -> f32 {
        let common: usize = self
            .pairs
            .iter()
            .map(|(pair, count)| other.pairs.get(pair).copied().unwrap_or(0).min(*count))
            .sum();
        match self.count + other.count {
            0 => 1.0,
            all => 2.0 * common as f32 / all as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use derek_study::{Level, Place, Said};

    use super::*;

    /// A finding at the words between ⟦ and ⟧.
    fn finding(sentence: &str) -> Finding {
        let (before, rest) = sentence.split_once('⟦').expect("a mark");
        let (words, after) = rest.split_once('⟧').expect("a mark");
        let place = Place {
            file: "a.txt".to_owned(),
            locator: "¶1".to_owned(),
            range: 0..0,
            words: words.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            label: None,
        };
        Finding {
            check: "day-without-year",
            level: Level::Incomplete,
            headline: Said::default(),
            places: vec![place],
            because: Vec::new(),
            mend: None,
            help: Said::default(),
        }
    }

    fn answer(sentence: &str) -> Acceptance {
        let finding = finding(sentence);
        let (before, after) = finding.around();
        Acceptance {
            check: finding.check.to_owned(),
            at: Some(finding.at()),
            before: Some(before),
            after: Some(after),
            because: "it is so".to_owned(),
            ..Acceptance::default()
        }
    }

    /// Which of the findings, by number, one answer lets stay.
    fn check(answered_at: &str, findings: &[&str], expected: &[usize]) {
        let findings: Vec<Finding> = findings.iter().map(|sentence| finding(sentence)).collect();
        let accepted = [answer(answered_at)];
        let answers = answered(&findings, &accepted);
        let found: Vec<usize> =
            answers.iter().enumerate().filter_map(|(at, one)| one.map(|_| at)).collect();
        assert_eq!(found, expected, "{answered_at}");
    }

    const HELD: &str = "On ⟦20 March⟧ Gabbasov held talks by wire with the commissar.";

    #[test]
    fn a_slip_is_mended_in_the_sentence() {
        check(HELD, &["On ⟦20 March⟧ Gabbasov held talks by telegraph with the commissar."], &[0]);
    }

    #[test]
    fn a_slip_is_mended_in_the_words() {
        check(
            "On ⟦20 Marhc⟧ Gabbasov held talks by wire.",
            &["On ⟦20 March⟧ Gabbasov held talks by wire."],
            &[],
        );
        check(
            "He read ⟦«the peoples of the steppe must stand togehter»⟧ to the congress.",
            &["He read ⟦«the peoples of the steppe must stand together»⟧ to the congress."],
            &[0],
        );
    }

    #[test]
    fn another_day_is_another_finding() {
        check(HELD, &["On ⟦21 March⟧ Gabbasov held talks by wire with the commissar."], &[]);
    }

    #[test]
    fn the_same_words_elsewhere_are_another_finding() {
        let other = "The council of deputies in Semipalatinsk was opened on ⟦20 March⟧.";
        check(HELD, &[other], &[]);
        check(HELD, &[other, HELD], &[1]);
        check(HELD, &[HELD, HELD], &[0]);
    }

    #[test]
    fn an_answer_written_by_hand_is_for_all_its_words() {
        let all = [finding(HELD), finding("It was ⟦20 March⟧."), finding("It was ⟦1 May⟧.")];
        let by_hand = |at: Option<&str>| Acceptance {
            check: "day-without-year".to_owned(),
            at: at.map(str::to_owned),
            because: "it is so".to_owned(),
            ..Acceptance::default()
        };
        let count = |one: Acceptance| answered(&all, &[one]).iter().flatten().count();
        assert_eq!(count(by_hand(Some("20  March"))), 2);
        assert_eq!(count(by_hand(None)), 3);
    }
}
