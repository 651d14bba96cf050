//! A name used for a time when it was not in force.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, Value, say};
use derek_text::{Found, words};
use derek_time::{Date, Day, Mention, Year};

use super::outside_lifespan::date_beside;
use crate::facts::Known;
use crate::naming::{date_in_clause, lowered, stands_as_place, tells_membership};
use crate::sequence::{has_word, is_year_or_finer};
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
    /// In 1905 strikes broke out in ⟦Stalingrad⟧ and elsewhere.
    /// ```
    ///
    /// ```text
    /// Strikes broke out in 1905 in ⟦Stalingrad⟧. The old town was small.
    /// ```
    ///
    /// ```text
    /// ⟦Stalingrad⟧ it was called since August 1914. The old town was small.
    /// ```
    ///
    /// ```text
    /// The workers of Tsaritsyn in 1905 went on strike; those of Volgograd in 1918 fought. In
    /// Stalingrad in April 1925 a factory stood. Stalingrad in 1905 was still called
    /// Tsaritsyn. He wrote of “Stalingrad in 1905”. Stalingrad in 1905 (then Tsaritsyn) was small.
    /// In 1905 he did not dream of Stalingrad. He was born in 1905, and died in Stalingrad. It was
    /// called Stalingrad since 1925.
    /// ```
    ///
    /// ## Limits
    ///
    /// A date that stands beside the name is held against it, and the only date of a sentence
    /// when it stands in one clause with it; a month of grace is given on both sides. A place
    /// must stand as one (*in*, *of*, *the town*), for towns bear surnames; a party may be named
    /// by a later name where a life is told (*a member since 1919*).
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
                if let Some(since) = named_since(paragraph, &found.range)
                    && !told.contains(&key)
                    && object_to_naming((document, paragraph), &found, since, objections)
                {
                    told.insert(key);
                }
                let is_place = known.card.kind == "place";
                if is_place && !stands_as_place(paragraph, &found.range)
                    || !is_place && tells_membership(paragraph, &found.range)
                {
                    continue;
                }
                let beside = date_beside(paragraph, &found.range);
                let Some(mention) = beside
                    .or_else(|| date_in_clause(paragraph, &found.range))
                    .or_else(|| date_before_capital(paragraph, &found.range))
                else {
                    continue;
                };
                let is_exact = is_year_or_finer(mention.date.precision);
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

/// *On 26 August 1920 the republic was founded. Its capital was X*: the date of the sentence
/// before, when this one has none and names a capital.
fn date_before_capital<'p>(paragraph: &'p Paragraph, name: &Range<usize>) -> Option<&'p Mention> {
    const CAPITAL: &[&str] =
        &["capital", "столицей", "столица", "столицу", "столицы", "астанасы", "астана"];
    const BECAME: &[&str] = &[
        "became", "was", "become", "стал", "стала", "стало", "был", "была", "было", "сделали",
        "болды", "болып",
    ];
    let sentence = paragraph.sentence_at(name.start);
    let has_date =
        |range: &Range<usize>| paragraph.dates.iter().any(|one| range.contains(&one.range.start));
    let at = paragraph.sentences.iter().position(|one| *one == sentence)?;
    let before = paragraph.sentences.get(at.checked_sub(1)?)?;
    let text = paragraph.slice(sentence.clone());
    let plain = has_word(text, CAPITAL) && has_word(text, BECAME) && words(text).count() <= 8;
    let last = paragraph.dates.iter().rev().find(|one| before.contains(&one.range.start))?;
    (plain && !has_date(&sentence) && last.year == Year::Stated).then_some(last)
}

/// *Leningrad it was called since 1914*: the date from which the sentence says a name was borne.
fn named_since<'p>(paragraph: &'p Paragraph, name: &Range<usize>) -> Option<&'p Mention> {
    const NAMING: &[&str] = &[
        "called", "named", "renamed", "known", "назывался", "называлась", "называлось",
        "именовался", "именовалась", "переименован", "переименована", "переименовали",
        "переименовано", "аталды", "аталған", "атанды", "аталып",
    ];
    const SINCE: &[&str] = &["since", "from", "с", "со"];
    const DENIED: &[&str] = &[
        "not", "never", "later", "no", "still", "before", "until", "не", "позже", "ещё", "еще",
        "впоследствии", "до", "емес", "кейін", "дейін",
    ];
    let sentence = paragraph.sentence_at(name.start);
    let mut dates =
        paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    let (only, None) = (dates.next()?, dates.next()) else { return None };
    let said = lowered(paragraph.slice(sentence.clone()));
    let before = lowered(paragraph.slice(sentence.start..only.range.start.max(sentence.start)));
    let written = paragraph.slice(only.range.clone()).to_lowercase();
    let behind = |word: &str| SINCE.contains(&word);
    let renamed =
        said.iter().any(|word| word.starts_with("renamed") || word.starts_with("переимен"));
    let since = before.last().is_some_and(|word| behind(word))
        || words(&written).next().is_some_and(|word| behind(&written[word]))
        || written.contains("бастап")
        || renamed;
    let near = lowered(paragraph.slice(name.end..sentence.end));
    let ahead = lowered(paragraph.slice(sentence.start..name.start));
    let is_naming = |word: &String| NAMING.contains(&word.as_str());
    let naming = near.iter().take(4).any(is_naming) || ahead.iter().rev().take(4).any(is_naming);
    // A renaming has its date beside the new name.
    let gap = match name.end <= only.range.start {
        true => name.end..only.range.start,
        false => only.range.end..name.start.max(only.range.end),
    };
    let gap = paragraph.slice(gap);
    if gap.contains([',', ';', ':', '(']) || 6 < words(gap).count() {
        return None;
    }
    let denied = said.iter().any(|word| DENIED.contains(&word.as_str()));
    let exact = is_year_or_finer(only.date.precision);
    // Of two names in a sentence the date may be the other's.
    (since
        && naming
        && !denied
        && exact
        && only.year == Year::Stated
        && !paragraph.is_quoted(name.start))
    .then_some(only)
}

fn object_to_naming(
    (document, paragraph): (&Document, &Paragraph),
    found: &Found<(Known<'_>, &Value)>,
    since: &Mention,
    objections: &mut Objections,
) -> bool {
    let (known, value) = found.what;
    let days = since.date.begins();
    let (Some(first), Some(last)) = (days.first_day(), days.last_day()) else { return false };
    let spans = || known.card.values("called").filter(|other| other.text == value.text);
    let fits = |span: &Value| {
        let Some(from) = &span.from else { return true };
        let (begins, ends) = (from.bounds().first_day(), from.bounds().last_day());
        begins.is_none_or(|begins| begins.plus(-A_YEAR) <= last)
            && ends.is_none_or(|ends| first <= ends.plus(A_YEAR))
    };
    // The sentence may tell of several names of the place.
    let sentence = paragraph.sentence_at(found.range.start);
    let others = known.card.values("called").filter(|span| span.text != value.text);
    let names_another = others.into_iter().any(|span| {
        let alike = derek_text::script(&span.text) == derek_text::script(&value.text);
        alike && paragraph.slice(sentence.clone()).contains(&span.text)
    });
    let Some(from) = spans().find_map(|span| span.from.as_ref()) else { return false };
    if spans().any(fits) || names_another {
        return false;
    }
    let (called, date) = (&value.text, &since.date);
    let here = say!({ date } en: "the text has the name given {date}", ru: "по тексту название дано: {date}", kk: "мәтін бойынша атау берілген уақыт: {date}");
    let said = say!({ called, from } en: "the name “{called}” was in force from {from}", ru: "название «{called}» действовало с {from}", kk: "«{called}» атауы {from} бастап қолданылды");
    objections.add(
        vec![document.place(paragraph, found.range.clone())],
        vec![Reason::shown(here), Reason { said, source: known.cited(value) }],
        say!(en: "check the date of the renaming, or the name", ru: "проверьте дату переименования или само название", kk: "атау берілген күнді не атаудың өзін тексеріңіз"),
    );
    true
}

/// Days by which a date of naming may miss.
const A_YEAR: i32 = 366;

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
