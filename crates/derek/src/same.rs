//! `derek same`: who may be one person in a study, and what was judged of it.

use derek_desk::Current;
use derek_publish::{Edition, Named, One, People, Question, part_said, reason_said};
use derek_study::{Lang, say};
use derek_text::ReasonKind;
use serde_json::{Value, json};

use crate::cli::Form;
use crate::name;

/// The questions of a study, for a person or a pipeline, and whether there are any.
pub fn asked(current: &Current, named: &Named, form: Form, lang: Lang) -> (String, bool) {
    let Current { study, sources, reference, report, .. } = current;
    let people = People::of(study, reference, sources, named);
    let edition = Edition::of(study, sources, reference, report, "", lang);
    let mut said = String::new();
    for (at, question) in people.questions.iter().enumerate() {
        let (Some(one), Some(other)) =
            (people.ones.get(question.one), people.ones.get(question.other))
        else {
            continue;
        };
        match form {
            Form::Json => {
                let (a, b) = (&question.names.0, &question.names.1);
                let why = name::reasons(a, b, &question.comparison);
                let value = json!({
                    "one": object(one, &edition),
                    "other": object(other, &edition),
                    "names": [a, b],
                    "score": name::rounded(question.comparison.score),
                    "why": why,
                });
                said.push_str(&format!("{value}\n"));
            }
            Form::Human => said.push_str(&shown(at + 1, one, other, question, &edition)),
        }
    }
    if said.is_empty() && form == Form::Human {
        let none = say!(en: "there is no one to ask about", ru: "спрашивать не о ком", kk: "сұрайтын ешкім жоқ");
        said = format!("{}\n", none.get(lang));
    }
    (said, !people.questions.is_empty())
}

fn shown(at: usize, one: &One, other: &One, question: &Question, edition: &Edition<'_>) -> String {
    let lang = edition.lang;
    let mut said =
        format!("{at}. \u{2068}{}\u{2069}\n   \u{2068}{}\u{2069}\n", one.side, other.side);
    for one in [one, other] {
        if let Some(words) = one.passages.first().and_then(|passage| edition.words_at(passage)) {
            said.push_str(&format!("     “\u{2068}{words}\u{2069}”\n"));
        }
    }
    let reasons: Vec<String> = question
        .comparison
        .reasons
        .iter()
        .filter(|reason| reason.kind != ReasonKind::Prior)
        .map(|reason| {
            let part = reason.role.map(|role| part_said(role).get(lang).to_owned());
            format!("{} {}", reason_said(reason.kind).get(lang), part.unwrap_or_default())
        })
        .collect();
    said.push_str(&format!("     {:.2}  {}\n", question.comparison.score, reasons.join(", ")));
    said
}

fn object(one: &One, edition: &Edition<'_>) -> Value {
    let passages: Vec<Value> = one
        .passages
        .iter()
        .map(|passage| {
            json!({
                "source": passage.key,
                "locator": edition.locator_of(passage),
                "text": edition.words_at(passage),
            })
        })
        .collect();
    json!({
        "side": one.side.to_string(),
        "card": one.card.and_then(|card| edition.card_at(card)).map(|card| card.id.as_str()),
        "names": one.names,
        "passages": passages,
    })
}
