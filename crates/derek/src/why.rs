//! What a time in a study rests on.

use derek_check::{Explained, Side};
use derek_study::study::Resolution;
use derek_study::{Card, Lang, Reason, Said, Study, say};
use derek_time::Interval;
use serde_json::{Value, json};

use crate::cli::Form;

/// Why a card lies between the days it does, for a person or a pipeline.
///
/// # Errors
///
/// What to say when there is no such card, or several.
pub fn why(study: &Study, asked: &str, form: Form, lang: Lang) -> Result<String, Said> {
    let card = card(study, asked)?;
    let explained = derek_check::why(study, card);
    Ok(match form {
        Form::Json => format!("{}\n", object(card, explained.as_ref(), lang)),
        Form::Human => human(card, explained.as_ref(), lang),
    })
}

/// The card that somebody named.
///
/// # Errors
///
/// What to say when there is none, or when there are several.
pub(crate) fn card<'a>(study: &'a Study, asked: &str) -> Result<&'a Card, Said> {
    match study.resolve(asked, &[]) {
        Resolution::One(card) => Ok(card),
        Resolution::Many(cards) => {
            let all = cards.iter().map(|card| card.id.as_str()).collect::<Vec<_>>().join(", ");
            Err(
                say!({ asked, all } en: "“{asked}” names several cards: {all}; name one of them", ru: "«{asked}» — имя нескольких карточек: {all}; назовите одну из них", kk: "«{asked}» — бірнеше карточканың аты: {all}; солардың бірін атаңыз"),
            )
        }
        Resolution::None => {
            let folded = asked.to_lowercase();
            let holds = |card: &&Card| {
                let mut forms = card.forms().chain([card.id.as_str()]);
                forms.any(|form| form.to_lowercase().contains(&folded))
            };
            let alike: Vec<&str> = study
                .cards
                .iter()
                .filter(holds)
                .map(|card| card.id.as_str())
                .take(MOST_NEAR)
                .collect();
            let near = match alike.is_empty() || folded.trim().is_empty() {
                true => derek_text::nearest(asked, study.cards.iter().map(|card| card.id.as_str()))
                    .map(str::to_owned),
                false => Some(alike.join(", ")),
            };
            Err(match near {
                Some(near) => {
                    say!({ asked, near } en: "there is no card “{asked}”; perhaps: {near}", ru: "карточки «{asked}» нет; возможно, имеется в виду: {near}", kk: "«{asked}» деген карточка жоқ; мүмкін, мынау шығар: {near}")
                }
                None => {
                    say!({ asked } en: "there is no card “{asked}”; `derek search` finds cards by any of their names", ru: "карточки «{asked}» нет; `derek search` найдёт карточки по любому из имён", kk: "«{asked}» деген карточка жоқ; `derek search` карточканы кез келген атауы бойынша табады")
                }
            })
        }
    }
}

/// Cards that are offered in place of one that is not there.
const MOST_NEAR: usize = 5;

fn human(card: &Card, explained: Option<&Explained>, lang: Lang) -> String {
    let mut out = format!("{} ({})\n", card.name(lang), card.file);
    let sides = explained.map(|explained| (explained, &explained.sides));
    let Some((explained, sides)) = sides.filter(|(_, sides)| !sides.is_empty()) else {
        let said = say!(en: "nothing in the study bounds its time; add a date, or a tie such as `after`", ru: "ничто в исследовании не ограничивает его время; добавьте дату или связь, например `after`", kk: "зерттеуде оның уақытын шектейтін ештеңе жоқ; күн не `after` сияқты байланыс қосыңыз");
        out.push_str(&format!("  {}\n", said.get(lang)));
        return out;
    };
    for (side, reasons) in sides {
        out.push_str(&format!("  {}\n", explained.told(*side).get(lang)));
        for reason in reasons {
            out.push_str(&format!("    · {}\n", reason.said.get(lang)));
        }
    }
    out
}

fn object(card: &Card, explained: Option<&Explained>, lang: Lang) -> Value {
    let days = |interval: &Interval| {
        json!({
            "earliest": interval.first_day().map(|day| day.iso()),
            "latest": interval.last_day().map(|day| day.iso()),
        })
    };
    let unknown = Interval::UNKNOWN;
    let said = |reasons: &[Reason]| -> Vec<Value> {
        reasons.iter().map(|reason| Value::from(reason.said.get(lang))).collect()
    };
    let because = |side: Side| {
        let sides = explained.into_iter().flat_map(|explained| &explained.sides);
        let found = sides.filter(|(of, _)| *of == side).map(|(_, reasons)| said(reasons)).next();
        found.unwrap_or_default()
    };
    json!({
        "card": card.id,
        "name": card.name(lang),
        "begins": days(explained.map_or(&unknown, |explained| &explained.begins)),
        "ends": days(explained.map_or(&unknown, |explained| &explained.ends)),
        "because": {
            "begins_not_earlier": because(Side::BeginsNotEarlier),
            "begins_not_later": because(Side::BeginsNotLater),
            "ends_not_earlier": because(Side::EndsNotEarlier),
            "ends_not_later": because(Side::EndsNotLater),
        },
    })
}
