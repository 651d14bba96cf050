//! A *then* that goes back in time.

use derek_study::document::Paragraph;
use derek_study::{Reason, say};
use derek_text::words;

use crate::count::value_of;
use crate::sequence::{Inversion, OUT_OF_TIME, dates_in, has_word, opens_with, sentence_pairs};
use crate::{Objections, Reading, check};

check! {
    /// A sentence that says *then*, *after this*, *next* has a date before every
    /// date of the sentence it follows.
    ///
    /// One of the dates may be wrong, or the narrative goes back and the word
    /// misleads.
    ///
    /// ```text
    /// The committee left Omsk on 24 March 1919. Then, on ⟦19 March 1919⟧, it reached Tomsk.
    /// ```
    ///
    /// ```text
    /// Комитет выехал из Омска 24 марта 1919 года. Затем, ⟦19 марта 1919 года⟧, он прибыл в Томск.
    /// ```
    ///
    /// *Seven weeks later* and *two months earlier* state the order as well:
    ///
    /// ```text
    /// The general died on 1 June 1864. Seven weeks later, on ⟦19 April 1864⟧, the town fell.
    ///
    /// Генерал умер 1 июня 1864 г. Через две недели, ⟦19 апреля 1864 г.⟧, город сдался.
    ///
    /// The slaves were freed on 29 August 1793. Two months earlier, on ⟦4 February 1794⟧, Paris agreed.
    /// ```
    ///
    /// A narrative that goes back without such a word is clean, and so is one whose
    /// later year is only understood:
    ///
    /// ```text
    /// The committee left Omsk on 24 March 1919. It had been elected on 2 January 1919.
    ///
    /// The town fell on 20 December 1919. Then, on 3 January, the garrison surrendered.
    ///
    /// The war lasted until 1920. Then, in 1919, nobody thought of peace.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only neighbouring sentences of one paragraph are compared, and only where a
    /// word states the order: most narratives may go back as they please.
    pub static TOLD_OUT_OF_ORDER = "told-out-of-order" {
        room: "chronology", level: Style, since: "0.1.0",
        en: "the words say “after”, the dates say “before”",
        ru: "по словам — позже, по датам — раньше",
        kk: "сөз бойынша — кейін, күні бойынша — бұрын",
        find: find,
    }
}

const THEN: &[&str] = &[
    "then",
    "afterwards",
    "afterward",
    "after this",
    "after that",
    "thereafter",
    "subsequently",
    "thereupon",
    "next",
    "later",
    "some time later",
    "soon after",
    "shortly after",
    "soon afterwards",
    "shortly afterwards",
    "затем",
    "потом",
    "после этого",
    "после того",
    "вслед за этим",
    "вслед за тем",
    "впоследствии",
    "позднее",
    "позже",
    "вскоре",
    "вскоре после этого",
    "спустя некоторое время",
    "содан кейін",
    "одан кейін",
    "бұдан кейін",
    "осыдан кейін",
    "содан соң",
    "бұдан соң",
    "артынша",
    "кейін",
    "кейінірек",
    "después",
    "luego",
    "más tarde",
    "a continuación",
    "poco después",
    "posteriormente",
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for (paragraph, before, sentence) in sentence_pairs(document) {
            let around = dates_in(paragraph, before);
            let way = way(paragraph, sentence);
            let opens = opens_with(paragraph, sentence, THEN);
            if around.is_empty() || !opens && way.is_none() {
                continue;
            }
            // The interval may have been read as a date itself.
            let interval = if way.is_some() { opening_end(paragraph, sentence) } else { 0 };
            let mut dates = dates_in(paragraph, sentence).into_iter();
            let Some(told) = dates.find(|date| interval <= date.range.start) else { continue };
            let text = paragraph.slice(sentence.clone());
            let rest = &text[told.range.end - sentence.start..];
            let is_back = way == Some(Way::Back);
            // The words of an interval may be those that else let a narrative go back.
            let is_excused = match way {
                Some(_) => has_word(rest, &["planned", "scheduled"]),
                None => has_word(text, OUT_OF_TIME),
            };
            if is_excused {
                continue;
            }
            let inversions: Vec<Inversion<'_>> = around
                .iter()
                .filter_map(|other| match is_back {
                    true => Inversion::new(document, paragraph, told, other),
                    false => Inversion::new(document, paragraph, other, told),
                })
                .collect();
            let Some(last) = inversions.last().filter(|_| inversions.len() == around.len()) else {
                continue;
            };
            let [here, there] = last.places();
            let (first, second) = last.dates();
            let mut places = vec![
                    here.labelled(say!(en: "told as later", ru: "рассказано как позднейшее", kk: "кейінгі деп айтылған")),
                    there.labelled(say!(en: "told as earlier", ru: "рассказано как более раннее", kk: "ертерек деп айтылған")),
                ];
            if is_back {
                places.reverse();
            }
            objections.add(
                places,
                vec![Reason::shown(say!({ first, second } en: "{second} lies before {first}", ru: "эта дата раньше предыдущей: {second}; предыдущая: {first}", kk: "бұл күн алдыңғысынан бұрын: {second}; алдыңғысы: {first}"))],
                say!(en: "check both dates; if the narrative goes back here, say so: *earlier*, *by then … had*", ru: "проверьте обе даты; если рассказ здесь возвращается назад, отметьте это: «ранее», «к тому времени»", kk: "екі күнді де тексеріңіз; баяндау кейін шегінсе, оны айтыңыз: «бұған дейін», «ол кезде»"),
            );
        }
    }
}

/// Which way an interval leads from what was told.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    On,
    Back,
}

/// Whether a sentence opens with an interval from what the one before told: *seven weeks
/// later,*, *a year earlier,*, *через две недели,*, *екі айдан кейін*; `None` of other sentences.
fn way(paragraph: &Paragraph, sentence: &std::ops::Range<usize>) -> Option<Way> {
    const UNITS: &[&str] = &[
        "day", "week", "month", "year", "дня", "дней", "день", "недел", "месяц", "год", "лет",
        "полгода", "күн", "апта", "ай", "жыл",
    ];
    const MOST: usize = 5;
    let text = paragraph.slice(sentence.clone());
    let opening: Vec<String> =
        words(text).take(MOST).map(|range| text[range].to_lowercase()).collect();
    let is_unit = |word: &String| UNITS.iter().any(|unit| word.starts_with(unit));
    let is_count = |word: &String| {
        value_of(word, paragraph.language).is_some()
            || matches!(word.as_str(), "a" | "some" | "несколько" | "бірнеше" | "several")
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let at = opening.iter().position(is_unit)?;
    let counted = opening[..at]
        .iter()
        .all(|word| is_count(word) || matches!(word.as_str(), "через" | "спустя" | "за"));
    let next = opening.get(at + 1).map(String::as_str).unwrap_or_default();
    let first = opening.first().map(String::as_str).unwrap_or_default();
    match (first, next) {
        _ if !counted || 3 < at => None,
        ("через" | "спустя", _) | (_, "later" | "спустя" | "кейін" | "соң") => {
            Some(Way::On)
        }
        (_, "earlier" | "бұрын") => Some(Way::Back),
        _ => None,
    }
}

/// Where the third word of a sentence ends, within which an interval is told.
fn opening_end(paragraph: &Paragraph, sentence: &std::ops::Range<usize>) -> usize {
    let text = paragraph.slice(sentence.clone());
    words(text).nth(2).map_or(sentence.end, |range| sentence.start + range.end)
}
