//! A denial read as an affirmation.

use derek_study::{Reason, Value, say};

use crate::naming::lowered;
use crate::{Objections, Reading, check};

check! {
    /// A card affirms in the words of its quotation what the quotation denies.
    ///
    /// The value says *agreed to the terms*, the source's own words are *never agreed to the
    /// terms*. Such slips pass every search for the words.
    ///
    /// ```study
    /// //- cards/talks.md
    /// ---
    /// kind: event
    /// name: Talks
    /// outcome:
    ///   - value: ⟦agreed to the terms⟧
    ///     quote: The envoys have never agreed to the terms, whatever the papers say.
    ///   - value: ⟦принимал условия мира⟧
    ///     quote: Он не принимал условия мира.
    ///   - value: ⟦бейбіт келісімге қол қойды деген сөз⟧
    ///     quote: Бұл бейбіт келісімге қол қойды деген сөз емес.
    /// ---
    /// ```
    ///
    /// A value that denies as well is clean, and so is one that takes the affirmed half:
    ///
    /// ```study
    /// //- cards/talks.md
    /// ---
    /// kind: event
    /// name: Talks
    /// outcome:
    ///   - denied: agreed to the terms
    ///     quote: The envoys have never agreed to the terms, whatever the papers say.
    ///   - value: never agreed to the terms
    ///     quote: The envoys have never agreed to the terms.
    ///   - value: agreed to the terms
    ///     quote: They did not sign, but agreed to the terms.
    ///   - value: agreed to the terms
    ///     quote: They not only agreed to the terms, they kept them.
    ///   - value: принимал условия мира
    ///     quote: Он не раз принимал условия мира.
    ///   - value: the congress was held
    ///     quote: It cannot be doubted that the congress was held.
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// It needs a value of three words or more that stand in the quotation in the same
    /// order, with the denial right before them, among them, or in Kazakh right behind.
    /// Denials inside a word (Kazakh *-ма-*) and in other words (*refused to*) are not seen.
    pub static POLARITY_REVERSED = "polarity-reversed" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "the quotation denies what is affirmed here",
        ru: "цитата отрицает то, что здесь утверждается",
        kk: "дәйексөз мұнда айтылғанды жоққа шығарады",
        find: find,
    }
}

/// Words that deny what follows them.
const BEFORE: [&str; 12] = [
    "not", "never", "neither", "nor", "didn't", "wasn't", "weren't", "hadn't", "не", "ни",
    "никогда", "отнюдь",
];

/// Words that deny what stands before them.
const BEHIND: [&str; 2] = ["емес", "жоқ"];

/// Words that turn a denial before them into something else: *not only*, *не раз*.
const TURNING: [&str; 22] = [
    "only", "merely", "just", "simply", "until", "before", "later", "earlier", "less",
    "infrequently", "только", "просто", "лишь", "раз", "раньше", "ранее", "позднее", "позже",
    "менее", "однажды", "единожды", "без",
];

/// Words in a value from which on it is compared.
const FEW: usize = 3;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in &card.fields {
            for value in field.affirmed().filter(|value| !value.judged) {
                let Some(denial) = denial(value) else { continue };
                let quote = value.quote.as_deref().unwrap_or_default();
                objections.add(
                    vec![study.place(&card.file, value.text_range.clone(), &field.predicate)],
                    vec![Reason::shown(say!({ quote, denial } en: "the source's words, with “{denial}” beside the same words: “{quote}”", ru: "слова источника, где рядом стоит «{denial}»: «{quote}»", kk: "дереккөз сөздері, қасында «{denial}» тұр: «{quote}»"))],
                    say!(en: "write `denied:` instead of `value:`, or say it with the denial", ru: "напишите `denied:` вместо `value:` или сохраните отрицание в словах", kk: "`value:` орнына `denied:` жазыңыз немесе болымсыз сөзді сақтаңыз"),
                );
            }
        }
    }
}

/// The word by which a quotation denies its value; `None` when it does not surely.
fn denial(value: &Value) -> Option<String> {
    let quote = value.quote.as_deref()?;
    let texts: Vec<&str> = match value.texts.is_empty() {
        true => vec![&value.text],
        false => value.texts.values().map(String::as_str).collect(),
    };
    texts.into_iter().find_map(|text| {
        let said = lowered(text);
        let denies =
            |word: &String| BEFORE.contains(&word.as_str()) || BEHIND.contains(&word.as_str());
        if said.len() < FEW || said.iter().any(denies) {
            return None;
        }
        // A denial reaches no further than its clause.
        let clauses = quote.split([',', ';', '.', ':', '!', '?', '—', '–', '(', ')']);
        clauses.filter_map(|clause| denied_in(&lowered(clause), &said)).next()
    })
}

/// The word of a clause that denies some words in it.
fn denied_in(clause: &[String], said: &[String]) -> Option<String> {
    let is_denial = |at: &usize| {
        let turned = clause.get(at + 1).is_some_and(|next| TURNING.contains(&next.as_str()));
        clause.get(*at).is_some_and(|word| BEFORE.contains(&word.as_str())) && !turned
    };
    let denials: Vec<usize> = (0..clause.len()).filter(is_denial).collect();
    let kept: Vec<usize> = (0..clause.len()).filter(|at| !denials.contains(at)).collect();
    let mut runs = kept.windows(said.len());
    let run =
        runs.find(|run| run.iter().zip(said).all(|(at, word)| clause.get(*at) == Some(word)))?;
    let (first, last) = (*run.first()?, *run.last()?);
    let before = denials.iter().find(|at| first <= **at + 1 && **at < last);
    let behind = clause.get(last + 1).filter(|word| BEHIND.contains(&word.as_str()));
    // Two denials of one clause may undo each other.
    let only = denials.len() + usize::from(behind.is_some()) == 1;
    let found = before.and_then(|at| clause.get(*at)).or(behind)?;
    only.then(|| found.clone())
}
