//! A sum that a sentence tells beside its parts.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;

use super::shown;
use crate::count::{Count, counts};
use crate::{Objections, Reading};

/// A sum that its parts do not give.
struct Told {
    range: Range<usize>,
    total: f64,
    parts: f64,
}

pub(super) fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for paragraph in
            document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item))
        {
            for sentence in &paragraph.sentences {
                for told in told(paragraph, sentence) {
                    object(document, paragraph, &told, objections);
                }
            }
        }
    }
}

fn object(document: &Document, paragraph: &Paragraph, told: &Told, objections: &mut Objections) {
    let (said, found) = (shown(told.total), shown(told.parts));
    objections.add(
        vec![document.place(paragraph, told.range.clone())],
        vec![Reason::shown(say!({ said, found } en: "the parts told here come to {found}; the text says {said} in all", ru: "названные здесь части дают {found}; в тексте всего {said}", kk: "мұнда аталған бөліктер {found} болады; мәтінде барлығы {said} делінген"))],
        say!(en: "check the numbers against the source, or say what else the sum counts", ru: "сверьте числа с источником или скажите, что ещё входит в сумму", kk: "сандарды дереккөзбен салыстырыңыз немесе қосындыға тағы не кіретінін көрсетіңіз"),
    );
}

fn told(paragraph: &Paragraph, sentence: &Range<usize>) -> Vec<Told> {
    let text = paragraph.slice(sentence.clone());
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains(',') {
        return Vec::new();
    }
    let numbers: Vec<Count> = counts(text, paragraph.language)
        .into_iter()
        .filter(|count| {
            let at = sentence.start + count.range.start;
            !paragraph.dates.iter().any(|date| date.range.contains(&at))
                && !paragraph.is_quoted(at)
                && !is_cited(text, count.range.start)
        })
        .collect();
    let mut all = Vec::new();
    for at in 0..numbers.len() {
        let told = in_all(text, &numbers, at).or_else(|| by_instalments(text, &numbers, at));
        all.extend(told.map(|mut told| {
            told.range = sentence.start + told.range.start..sentence.start + told.range.end;
            told
        }));
    }
    all
}

/// Whether a byte stands in square brackets, as what cites does.
fn is_cited(text: &str, at: usize) -> bool {
    text[..at].rfind('[').is_some_and(|open| !text[open..at].contains(']'))
}

/// Words that make a number what the others come to: before it, and behind it.
const BEFORE: &[&str] = &[
    "altogether", "in all", "in total", "a total of", "totalling", "totaling", "all told", "всего",
    "итого", "в общей сложности", "в сумме", "в итоге", "барлығы", "жалпы саны", "барлық", "жиыны",
    "бәрі",
];
const BEHIND: &[&str] =
    &["altogether", "in all", "in total", "all told", "в общей сложности", "в сумме"];

/// What makes a number less than exact, or one of the others a part of another.
const LOOSE: &[&str] = &[
    "about", "some", "around", "nearly", "almost", "over", "approximately", "roughly", "perhaps",
    "including", "include", "included", "whom", "them", "which", "excluding", "besides", "least",
    "other", "others", "rest", "remaining", "several", "many", "against", "instead", "average",
    "percent", "cent", "или", "около", "почти", "свыше", "более", "менее", "примерно", "включая",
    "числе", "них", "которых", "кроме", "лишь", "только", "остальные", "другие", "вместо",
    "против", "среднем", "процентов", "шамамен", "жуық", "астам", "ішінде", "оның", "басқа",
    "пайыз", "ғана", "каждый", "каждая", "each", "per", "по", "әр", "әрқайсысы", "до", "от",
    "from", "than", "instead", "несколько", "бірнеше", "more", "fewer", "less", "between",
    "increased", "rose", "fell", "вырос", "выросло", "возросло", "сократилось", "дейін", "кейін",
];

fn in_all(text: &str, numbers: &[Count], at: usize) -> Option<Told> {
    const FEWEST: usize = 2;
    let total = &numbers[at];
    let before = text[..total.range.start].trim_end();
    let opening = before.to_lowercase();
    let named = BEFORE.iter().find(|phrase| {
        opening.strip_suffix(**phrase).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    let first = match named {
        // Letters small and great may differ in bytes: words are counted instead.
        Some(phrase) => {
            let back = words(phrase).count();
            words(before).collect::<Vec<_>>().into_iter().rev().nth(back - 1)?.start
        }
        None => {
            is_summed_behind(&text[total.range.end..]).then_some(())?;
            total.range.start
        }
    };
    if text[total.range.end..].trim_start().starts_with(['%', '°']) {
        return None;
    }
    // Of a list the sum stands last, behind its own comma or dash.
    let joint = text[..first].trim_end();
    if !joint.ends_with([',', ';', '—', '–', '(', ':']) && !joint.ends_with(" -") {
        return None;
    }
    let mut parts: Vec<&Count> = Vec::new();
    let mut until = joint.trim_end_matches([',', ';', '—', '–', '-', '(', ':', ' ']).len();
    for part in numbers[..at].iter().rev() {
        let gap = text.get(part.range.end..until)?;
        if !is_item(gap, parts.is_empty()) {
            break;
        }
        parts.push(part);
        until = part.range.start;
    }
    let opens = text.get(..until)?;
    let ahead: Vec<String> =
        words(opens).map(|range| opens[range].to_lowercase()).collect::<Vec<_>>();
    let is_loose_ahead =
        ahead.iter().rev().take(3).any(|word| LOOSE.contains(&word.as_str()) && word != "на");
    if parts.len() < FEWEST || is_loose_ahead {
        return None;
    }
    let values: Vec<f64> = parts.iter().map(|part| part.value).collect();
    // What opens a sentence may be no part: *in 12 places 30 men and 40 women, in all 70*.
    let mut sum = 0.0;
    let mut sums = Vec::new();
    for value in &values {
        sum += value;
        sums.push(sum);
    }
    let greatest = values.iter().copied().fold(0.0, f64::max);
    let slack = coarse(total.value) / 2.0
        + values.iter().map(|value| coarse(*value)).fold(0.0, f64::max) / 100.0;
    let fits = sums.iter().skip(1).any(|sum| (sum - total.value).abs() <= slack + 1e-6);
    let is_of_kind = (0.6..1.67).contains(&(sum / total.value)) && greatest < total.value;
    (!fits && is_of_kind).then_some(Told {
        range: until..total.range.end,
        total: total.value,
        parts: sum,
    })
}

/// Whether the sum is named as one behind its noun: *25,000 people altogether*.
fn is_summed_behind(after: &str) -> bool {
    const NOUNS: usize = 2;
    let clause = after.split([',', ';', '.', '(', '[', ':', '—']).next().unwrap_or_default();
    let told: Vec<String> = words(clause).map(|range| clause[range].to_lowercase()).collect();
    (0..=NOUNS).any(|from| {
        told.get(from..).is_some_and(|rest| {
            let rest = rest.join(" ");
            BEHIND.iter().any(|phrase| {
                rest.strip_prefix(phrase).is_some_and(|end| !end.starts_with(char::is_alphanumeric))
            })
        })
    })
}

/// Whether the words behind a part only name what it counts, up to the next part.
fn is_item(gap: &str, is_last: bool) -> bool {
    const LONGEST: usize = 6;
    const JOINTS: &[&str] = &["and", "plus", "и", "плюс", "және", "мен", "пен", "бен"];
    let told: Vec<String> = words(gap).map(|range| gap[range].to_lowercase()).collect();
    let joins =
        is_last || gap.contains([',', ';']) || told.iter().any(|w| JOINTS.contains(&w.as_str()));
    let is_plain = !gap.contains(['%', '(', ')', '.', ':', '?', '!', '"', '«', '“'])
        || gap.trim_start().starts_with('.') && gap.matches('.').count() == 1;
    joins
        && is_plain
        && told.len() <= LONGEST
        && !told.iter().any(|word| LOOSE.contains(&word.as_str()))
}

/// The last place to which a number is told: 1,000 of 25,000.
fn coarse(value: f64) -> f64 {
    let mut place = 1.0;
    while place < 1e9 && value >= place * 10.0 && (value / (place * 10.0)).fract() == 0.0 {
        place *= 10.0;
    }
    if place > 1.0 { place } else { 0.0 }
}

/// *150 million, payable in five instalments of 20 million each*.
fn by_instalments(text: &str, numbers: &[Count], at: usize) -> Option<Told> {
    const MOST: f64 = 60.0;
    const SHARES: &[&str] = &[
        "instalments", "installments", "payments", "tranches", "shares", "parts", "portions",
        "взносами", "взносов", "взноса", "платежами", "платежей", "платежа", "частями", "долями",
        "выплатами", "траншами", "бөліп", "бөлікпен", "төлеммен", "жарнамен",
    ];
    let [total, times, share] = numbers.get(at..at + 3)? else { return None };
    let to_times = text.get(total.range.end..times.range.start)?;
    let to_share = text.get(times.range.end..share.range.start)?;
    let has = |gap: &str, list: &[&str]| {
        words(gap).any(|range| list.contains(&gap[range].to_lowercase().as_str()))
    };
    let near = words(to_times).count() <= 6 && words(to_share).count() <= 5;
    let is_share = has(to_share, SHARES)
        && has(to_share, &["of", "по", "әрқайсысы"])
        && has(to_times, &["in", "by"]) | !to_times.is_ascii();
    let is_loose = has(to_times, &["first", "about", "первый"])
        || to_times.contains(['.', ';', '(']) && !to_times.trim_start().starts_with('.');
    let product = times.value * share.value;
    let is_whole = times.value.fract() == 0.0 && (2.0..MOST).contains(&times.value);
    let is_of_kind = (0.4..2.5).contains(&(product / total.value));
    let slack = coarse(share.value).min(share.value / 10.0) * times.value / 2.0;
    let fits = (product - total.value).abs() <= slack.min(total.value / 20.0) + 1e-6;
    (near && is_share && !is_loose && is_whole && is_of_kind && !fits).then_some(Told {
        range: total.range.start..share.range.end,
        total: total.value,
        parts: product,
    })
}
