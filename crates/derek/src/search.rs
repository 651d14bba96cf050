//! `derek search`: cards of a study by name, in any script and spelling.

use derek_desk::Current;
use derek_publish::{Answer, Edition, Found, Names};
use derek_study::{Lang, say};
use serde_json::{Value, json};

use crate::cli::Form;

/// The cards that answer a query, for a person or a pipeline, and whether there are any.
pub fn searched(current: &Current, query: &str, form: Form, lang: Lang) -> (String, bool) {
    let Current { study, sources, reference, report, .. } = current;
    let edition = Edition::of(study, sources, reference, report, "", lang);
    let found = edition.found(&Names::of(study), query);
    let said = match form {
        Form::Json => found.iter().map(|found| format!("{}\n", object(found, lang))).collect(),
        Form::Human if found.is_empty() => {
            let none = say!({ query } en: "no card has a name like “{query}”", ru: "карточки с именем вроде «{query}» нет", kk: "«{query}» сияқты атауы бар карточка жоқ");
            format!("{}\n", none.get(lang))
        }
        Form::Human => {
            let unsure = say!(en: "like it only a little", ru: "похоже лишь немного", kk: "сәл ғана ұқсайды");
            let line = |found: &Found<'_>| {
                let (card, name) = (found.card, found.card.name(lang));
                let doubt = match found.answer {
                    Answer::Near => format!(" ({})", unsure.get(lang)),
                    _ => String::new(),
                };
                let kind = edition.kind_label(&card.kind);
                let others: Vec<&str> = card.forms().filter(|form| *form != name).collect();
                let others = match others.is_empty() {
                    true => String::new(),
                    false => format!("  {}\n", others.join(" · ")),
                };
                format!("{name}, {kind}: {}{doubt}\n{others}", card.file)
            };
            found.iter().map(line).collect()
        }
    };
    (said, !found.is_empty())
}

fn object(found: &Found<'_>, lang: Lang) -> Value {
    let card = found.card;
    json!({
        "card": card.id,
        "name": card.name(lang),
        "kind": card.kind,
        "file": card.file,
        "forms": card.forms().collect::<Vec<_>>(),
        "form": found.form,
        "how": found.answer.id(),
        "score": found.score.map(|score| (f64::from(score) * 1000.0).round() / 1000.0),
    })
}
