//! `derek why STUDY FACT`: what a fact rests on, down to the passages.

use derek_logic::program::Fact;
use derek_logic::{Atom, Literal, Term, Value};
use derek_publish::Proving;
use derek_reason::{Reasoning, reasoned};
use derek_study::{Lang, Said, Study, rule, say};

use crate::cli::Form;

/// The facts that are proved when several fit what was asked.
const MOST: usize = 5;

/// The proofs of what was asked, in a sentence of any language or compact, and whether there is one.
///
/// `None` when the words are no fact of the study's rules or claims.
///
/// # Errors
///
/// What to say when the rules of the study cannot be run.
pub fn proved(
    study: &Study,
    asked: &str,
    form: Form,
    lang: Lang,
) -> Option<Result<(String, bool), Said>> {
    let literal = rule::asked(asked, &study.grammar()).ok()?;
    let (Literal::Holds(atom) | Literal::Absent(atom)) = literal else { return None };
    study.grammar().relation(&atom.relation)?;
    let said = reasoned(study, |reasoning| told(reasoning, &atom, form, lang));
    Some(said.map_err(|_| say!(en: "the rules of the study cannot be run; `derek check` says why", ru: "правила исследования нельзя выполнить; почему — скажет `derek check`", kk: "зерттеу ережелерін орындау мүмкін емес; себебін `derek check` айтады")))
}

fn told(reasoning: &Reasoning<'_>, atom: &Atom, form: Form, lang: Lang) -> (String, bool) {
    let found: Vec<Fact> = reasoning
        .model
        .relation(&atom.relation)
        .unwrap_or_default()
        .into_iter()
        .filter(|fact| fits(reasoning, atom, fact))
        .collect();
    let mut out = String::new();
    for fact in found.iter().take(MOST) {
        let proof = reasoning.model.why(fact);
        let Some(proving) = proof.and_then(|proof| Proving::of(&proof, reasoning, lang)) else {
            continue;
        };
        out.push_str(&match form {
            Form::Json => format!("{}\n", proving.json(lang)),
            Form::Human => proving.lines(lang) + "\n",
        });
    }
    if form == Form::Human && MOST < found.len() {
        let more = found.len() - MOST;
        let said = say!({ more } en: "… and {more} more that fit; name more of it", ru: "… и ещё подходящих: {more}; уточните вопрос", kk: "… сәйкес келетін тағы {more} бар; сұрақты нақтылаңыз");
        out.push_str(said.get(lang));
        out.push('\n');
    }
    if found.is_empty() && form == Form::Human {
        let searched = reasoning.model.relation(&atom.relation).map_or(0, |facts| facts.len());
        let said = say!({ searched } en: "nothing says so, and no rule concludes it; facts searched: {searched}", ru: "этого ничто не говорит, и ни одно правило не выводит; просмотрено фактов: {searched}", kk: "мұны ештеңе айтпайды, бірде-бір ереже қорытпайды; қаралған факт: {searched}");
        out.push_str(said.get(lang));
        out.push('\n');
    }
    (out, !found.is_empty())
}

/// Whether a fact is what was asked: the same values, and one value for each name.
fn fits(reasoning: &Reasoning<'_>, atom: &Atom, fact: &Fact) -> bool {
    let mut bound: Vec<(&str, &Value)> = Vec::new();
    atom.terms.len() == fact.values.len()
        && atom.terms.iter().zip(&fact.values).all(|(term, value)| match term {
            Term::Any => true,
            Term::Variable(name) => match bound.iter().find(|(own, _)| own == name) {
                Some((_, own)) => *own == value,
                None => {
                    bound.push((name, value));
                    true
                }
            },
            Term::Value(Value::Symbol(words)) => {
                let card = reasoning.study.resolve(words, &[]).card();
                let is = |words: &str| matches!(value, Value::Symbol(own) if **own == *words);
                is(words) || card.is_some_and(|card| is(&card.id))
            }
            Term::Value(own) => own == value,
            Term::Computed { .. } | Term::Aggregate(_) => false,
        })
}
