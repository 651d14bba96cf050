//! A name used for a time when it was not in force.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, Value, say};
use derek_time::{Date, Day, Precision};

use super::outside_lifespan::date_beside;
use crate::facts::Known;
use crate::sequence::has_word;
use crate::{Objections, Reading, check};

check! {
    /// A place or a body stands beside a date under a name that it did not bear then:
    /// *in Leningrad in 1905*.
    ///
    /// When a name was in force is taken from the reference study, and cited. The name
    /// of today may be used of any time, and quotations keep their names.
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{names, title = {Names of cities}, url = {https://example.org/names}, urldate = {2026-11-22}}
    /// //- cards/city.md
    /// ---
    /// kind: place
    /// name: Volgograd
    /// called:
    ///   - {value: Tsaritsyn, until: 10 April 1925, cite: "@names"}
    ///   - {value: Stalingrad, from: 10 April 1925, until: 10 November 1961, cite: "@names"}
    ///   - {value: Volgograd, from: 10 November 1961, cite: "@names"}
    /// ---
    /// ```
    ///
    /// ```text
    /// The railway workers of ⟦Stalingrad⟧ in 1905 went on strike.
    /// ```
    ///
    /// ```text
    /// The workers of Tsaritsyn in 1905 went on strike; those of Volgograd in 1918 fought. In
    /// Stalingrad in April 1925 a factory stood. Stalingrad in 1905 was still called
    /// Tsaritsyn. He wrote of “Stalingrad in 1905”. Stalingrad in 1905 (then Tsaritsyn) was small.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only a date that stands beside the name is held against it; a month of grace is
    /// given on both sides.
    pub static NAME_OUT_OF_TIME = "name-out-of-time" {
        room: "chronology", level: Unlikely, since: "0.1.0",
        en: "a name used for a time when it was not in force",
        ru: "название употреблено для времени, когда оно не действовало",
        kk: "атау қолданыста болмаған уақытқа қатысты айтылған",
        find: find,
    }
}

/// Days by which a decree may follow the use of a name.
const GRACE: i32 = 31;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        // One slip of a name is told once: the author will look for the others.
        let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
        for paragraph in document.paragraphs.iter().filter(|one| {
            matches!(one.kind, Kind::Prose | Kind::Item | Kind::Caption) && !one.dates.is_empty()
        }) {
            for found in reading.facts.called.find(&paragraph.text) {
                let (known, value) = found.what;
                let key = (known.card.id.as_str(), value.text.as_str());
                let Some(mention) = date_beside(paragraph, &found.range) else { continue };
                let is_exact = matches!(
                    mention.date.precision,
                    Precision::Day | Precision::Month | Precision::Season | Precision::Year
                );
                if is_exact
                    && !told.contains(&key)
                    && !is_explained(paragraph, &found.range)
                    && object(
                        (document, paragraph),
                        found.range,
                        (known, value),
                        &mention.date,
                        objections,
                    )
                {
                    told.insert(key);
                }
            }
        }
    }
}

fn object(
    (document, paragraph): (&Document, &Paragraph),
    name: Range<usize>,
    (known, value): (Known<'_>, &Value),
    date: &Date,
    objections: &mut Objections,
) -> bool {
    let days = date.hull();
    let (Some(first), Some(last)) = (days.first_day(), days.last_day()) else { return false };
    let spans = || known.card.values("called");
    let of_this_name = || spans().filter(|other| other.text == value.text);
    let is_of_today = of_this_name().any(|span| span.until.is_none())
        || derek_study::Lang::ALL.into_iter().any(|lang| known.card.name(lang) == value.text);
    if is_of_today || of_this_name().any(|span| holds(span, first.plus(-GRACE), last.plus(GRACE))) {
        return false;
    }
    let is_alike =
        |span: &&Value| derek_text::script(&span.text) == derek_text::script(&value.text);
    let then = spans().filter(is_alike).find(|span| holds(span, first, last));
    let (called, until, from) = (&value.text, value.until.as_ref(), value.from.as_ref());
    let said = match (from, until) {
        (Some(from), Some(until)) => {
            say!({ called, from, until } en: "“{called}” was its name from {from} to {until}", ru: "название «{called}» действовало с {from} по {until}", kk: "«{called}» атауы {from} бастап {until} дейін қолданылды")
        }
        (None, Some(until)) => {
            say!({ called, until } en: "“{called}” was its name until {until}", ru: "название «{called}» действовало до {until}", kk: "«{called}» атауы {until} дейін қолданылды")
        }
        _ => return false,
    };
    let here = say!({ date } en: "the text speaks of it {date}", ru: "в тексте речь о времени: {date}", kk: "мәтінде айтылған уақыт: {date}");
    let help = match then.map(|span| &span.text) {
        Some(then) => {
            say!({ then } en: "the name was then {then}: use it, or say that you use a later or an older one", ru: "тогда название было {then}: употребите его или оговорите, что берёте другое", kk: "ол кезде {then} деп аталған: соны қолданыңыз не басқа атау алынғанын ескертіңіз")
        }
        None => {
            say!(en: "use the name of the time, or say that you use another", ru: "употребите название того времени или оговорите, что берёте другое", kk: "сол кездегі атауын қолданыңыз не басқа атау алынғанын ескертіңіз")
        }
    };
    objections.add(
        vec![document.place(paragraph, name)],
        vec![Reason::shown(here), Reason { said, source: known.cited(value) }],
        help,
    );
    true
}

/// Whether a name may have been in force on some day from one to another.
fn holds(span: &Value, first: Day, last: Day) -> bool {
    let begun = span.from.as_ref().and_then(|from| from.bounds().first_day());
    let ended = span.until.as_ref().and_then(|until| until.bounds().last_day());
    begun.is_none_or(|begun| begun <= last) && ended.is_none_or(|ended| first <= ended)
}

/// Whether the words around say that the name is of another time, or are not the author's.
fn is_explained(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    const EXPLAINED: &[&str] = &[
        "now", "then", "later", "today", "today's", "present", "formerly", "former", "future",
        "renamed", "called", "known", "named", "name", "became", "become", "modern", "ныне",
        "тогда", "позже", "теперь", "сейчас", "бывший", "бывшего", "будущий", "будущего",
        "переименован", "переименовали", "назывался", "назывался", "название", "современный",
        "современного", "впоследствии", "қазіргі", "кейін", "бұрынғы", "аталған", "атауы",
        "болашақ",
    ];
    let sentence = paragraph.sentence_at(name.start);
    has_word(paragraph.slice(sentence), EXPLAINED) || paragraph.is_quoted(name.start)
}
