//! Rules as programmers write them, in a study's files.

use std::ops::Range;

use derek_logic::{Fault, FaultKind, Gravity, Rule};

use crate::doubt::{DoubtKind, Doubts};
use crate::say;

/// Reads the rules that stand in some bytes of a file; what cannot be read becomes a doubt.
pub(crate) fn read(text: &str, within: Range<usize>, doubts: &mut Doubts) -> Vec<Rule> {
    let Some(slice) = text.get(within.clone()) else { return Vec::new() };
    let shift = |range: Range<usize>| {
        range.start + within.start..(range.end + within.start).min(within.end)
    };
    let (mut rules, faults) = derek_logic::compact::rules(slice);
    for fault in faults.iter().filter(|fault| fault.gravity == Gravity::Refused) {
        complain(fault, shift(fault.range.clone()), doubts);
    }
    for rule in &mut rules {
        rule.range = shift(rule.range.clone());
        let atoms = rule.unless.iter_mut().chain([&mut rule.head]);
        atoms.for_each(|atom| atom.range = shift(atom.range.clone()));
        super::ranged(&mut rule.body, &shift);
    }
    rules
}

/// Rules as programmers write them.
pub(crate) fn told(rules: &[Rule]) -> String {
    let told = rules.iter().map(derek_logic::compact::print_rule);
    told.map(|rule| rule + "\n").collect::<Vec<_>>().join("\n")
}

fn complain(fault: &Fault, range: Range<usize>, doubts: &mut Doubts) {
    let said = match &fault.kind {
        FaultKind::Unexpected { found, expected } if found.is_empty() => {
            say!({ expected } en: "the text ends where `{expected}` belongs", ru: "текст кончается там, где должно стоять `{expected}`", kk: "`{expected}` тұруы керек жерде мәтін аяқталады")
        }
        FaultKind::Unexpected { found, expected } => {
            say!({ found, expected } en: "`{found}` stands where `{expected}` belongs", ru: "`{found}` стоит там, где должно стоять `{expected}`", kk: "`{expected}` тұруы керек жерде `{found}` тұр")
        }
        FaultKind::Unclosed => {
            say!(en: "a quotation mark or a comment is not closed", ru: "кавычка или комментарий не закрыты", kk: "тырнақша не түсініктеме жабылмаған")
        }
        FaultKind::TooLarge => {
            say!(en: "this is nested too deeply, or has too many alternatives", ru: "здесь слишком много вложений или вариантов", kk: "мұнда тым көп қабат не нұсқа бар")
        }
        FaultKind::UnknownFunction(name) => {
            say!({ name } en: "there is no function `{name}`", ru: "функции `{name}` нет", kk: "`{name}` функциясы жоқ")
        }
        FaultKind::Arity { name, expected, found } => {
            say!({ name, expected, found } en: "`{name}` has {expected} terms, not {found}", ru: "у `{name}` терминов: {expected}, а не {found}", kk: "`{name}` терминдерінің саны {expected}, {found} емес")
        }
        _ => {
            say!(en: "the compact form cannot say this", ru: "в краткой записи так сказать нельзя", kk: "қысқа жазбада мұны айтуға болмайды")
        }
    };
    let help = say!(
        en: "a rule is: @rule name @because en \"…\" head(a, b) :- condition(_, a, b), !other(_, b).",
        ru: "правило пишут так: @rule name @because ru \"…\" head(a, b) :- condition(_, a, b), !other(_, b).",
        kk: "ереже былай жазылады: @rule name @because kk \"…\" head(a, b) :- condition(_, a, b), !other(_, b).",
    );
    doubts.add(DoubtKind::BrokenRule, range, said, help);
}
