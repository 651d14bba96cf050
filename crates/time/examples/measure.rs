//! Measures how dates are found in the annotated corpora of `../shared/data/time`.
//!
//! `cargo run --release -p derek-time --example measure -- [FLAG…] [CORPUS…]`
//!
//! For each corpus: precision, recall and F1 of spans (strict: the same bytes;
//! relaxed: any overlap, one to one) and of values (relaxed, with the value of
//! TIMEX3 equal after our bounds are brought to its granularity). The spans are
//! measured as derek gives them (`raw`) and by the convention of the corpus
//! (`mapped`): NEREL counts a preposition to its date; TIMEX3 counts none, tags
//! each end of a stretch by itself, and WikiWarsUA leaves the word for year out
//! after a month.
//!
//! Flags: `--missed`, `--spurious`, `--wrong` (values), `--strict` (spans that
//! only overlap) list cases; `--speed` times the tagging.

// A measurement reads files and the clock and prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::ops::Range;
use std::path::Path;

use derek_time::{
    Context, Date, End, Interval, Mention, Precision, Shape, Step, Time, Told, Year, times_in,
};
use serde_json::Value;

const CORPORA: [(&str, Convention); 3] = [
    ("wikiwars_uk", Convention::Timex),
    ("nerel_dev_ru", Convention::Governed),
    ("kaznerd_valid_kk", Convention::Plain),
];

/// How a corpus draws the ends of its spans.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Convention {
    /// As we do.
    Plain,
    /// With the preposition.
    Governed,
    /// Without it, and each end of a stretch by itself.
    Timex,
}

/// A date of the corpus or one of ours.
#[derive(Clone, Debug)]
struct Span {
    bytes: Range<usize>,
    value: Option<String>,
}

#[derive(Default)]
struct Count {
    strict: usize,
    relaxed: usize,
    value: usize,
    gold: usize,
    found: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, names): (Vec<_>, Vec<_>) =
        arguments.iter().map(String::as_str).partition(|argument| argument.starts_with("--"));
    for (name, convention) in CORPORA {
        if names.is_empty() || names.contains(&name) {
            corpus(name, convention, &flags);
        }
    }
}

fn corpus(name: &str, convention: Convention, flags: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/time");
    let path = folder.join(format!("{name}.jsonl"));
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("{name}: SKIPPED, there is no {}", path.display());
        return;
    };
    let documents: Vec<Value> =
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let (mut raw, mut mapped) = (Count::default(), Count::default());
    for document in &documents {
        let text = document["text"].as_str().unwrap_or_default();
        let gold = gold(document, text, convention);
        let times = times_in(text, &Context::default());
        let ours: Vec<Span> = times.iter().map(plain).collect();
        raw.add(text, &gold, &ours, &[]);
        if convention == Convention::Plain {
            mapped.add(text, &gold, &ours, flags);
        } else {
            let ours: Vec<Span> =
                times.iter().flat_map(|time| map(text, time, convention)).collect();
            mapped.add(text, &gold, &ours, flags);
        }
    }
    raw.print(name, "raw");
    mapped.print(name, "mapped");
    if flags.contains(&"--speed") {
        speed(name, &documents);
    }
}

/// How many bytes a second are tagged, the best of five turns.
fn speed(name: &str, documents: &[Value]) {
    let texts: Vec<&str> =
        documents.iter().filter_map(|document| document["text"].as_str()).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let found: usize = texts.iter().map(|text| times_in(text, &Context::default()).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
        assert!(found < bytes);
    }
    println!("{name}: {:.1} MB/s", bytes as f64 / best / 1e6);
}

/// The annotated spans: every kind with values, else dates only.
fn gold(document: &Value, text: &str, convention: Convention) -> Vec<Span> {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let at = |value: &Value| {
        let character = value.as_u64().and_then(|number| usize::try_from(number).ok());
        character.and_then(|character| bytes.get(character)).copied().unwrap_or(text.len())
    };
    let spans = document["timex"].as_array().into_iter().flatten();
    let mut spans: Vec<Span> = spans
        .filter(|span| convention == Convention::Timex || span["type"] == "DATE")
        .map(|span| Span {
            bytes: at(&span["start"])..at(&span["end"]),
            value: span["value"].as_str().map(str::to_owned),
        })
        .collect();
    spans.sort_by_key(|span| span.bytes.start);
    spans
}

fn plain(time: &Time) -> Span {
    let value = match &time.told {
        Told::Date(mention) => value(&mention.date, mention, mention.date.begins()),
        Told::Length(length) => Some(length.iso()),
        Told::Repeated(length) => Some(length.iso()),
        Told::Relative(_) => None,
    };
    Span { bytes: time.range.clone(), value }
}

/// Our spans as the corpus would draw them.
fn map(text: &str, time: &Time, convention: Convention) -> Vec<Span> {
    let whole = plain(time);
    match convention {
        Convention::Plain => vec![whole],
        Convention::Governed => vec![Span { bytes: governed(text, &time.range), ..whole }],
        Convention::Timex => {
            let bytes = without(text, whole.bytes.clone());
            let last = without_year_word(text, bytes.clone()).end;
            let bytes = bytes.start..last;
            let words = &text[bytes.clone()];
            let (Told::Date(mention), Some(joint)) = (&time.told, joint(words)) else {
                return vec![Span { bytes, ..whole }];
            };
            let two = matches!(mention.date.shape, Shape::Throughout { begins, ends }
                if begins.first_day().is_some() && ends.last_day().is_some());
            if !two {
                return vec![Span { bytes, ..whole }];
            }
            let (one, two) =
                (bytes.start..bytes.start + joint.start, bytes.start + joint.end..bytes.end);
            let trim = |bytes: Range<usize>| {
                let words = &text[bytes.clone()];
                let start = bytes.start + words.len() - words.trim_start().len();
                start..start + words.trim().len()
            };
            vec![
                Span {
                    bytes: trim(one),
                    value: value(&mention.date, mention, mention.date.begins()),
                },
                Span {
                    bytes: without(text, trim(two)),
                    value: value(&mention.date, mention, mention.date.ends()),
                },
            ]
        }
    }
}

/// Where a stretch of two dates is cut: at a word, else at a dash that joins no ending.
fn joint(words: &str) -> Option<Range<usize>> {
    let at = |joint: &str| words.find(joint).map(|at| at..at + joint.len());
    if let Some(word) = JOINTS.iter().find_map(|joint| at(joint)) {
        return Some(word);
    }
    let dashes = words.char_indices().filter(|(_, letter)| "-–—".contains(*letter));
    let mut ends = dashes.map(|(at, dash)| at..at + dash.len_utf8());
    ends.find(|dash| {
        let after = words[dash.end..].chars().next();
        after.is_some_and(|after| !after.is_alphabetic())
    })
}

/// What stands between the ends of a stretch.
const JOINTS: [&str; 7] = [" по ", " до ", " на ", " to ", " і ", " та ", " й "];

/// Prepositions that TIMEX3 leaves out of a date.
const LEFT_OUT: [&str; 18] = [
    "починаючи з ", "після ", "близько ", "перед ", "протягом ", "упродовж ", "впродовж ", "між ",
    "до ", "від ", "від ", "із ", "зі ", "на ", "по ", "у ", "в ", "з ",
];

fn without(text: &str, bytes: Range<usize>) -> Range<usize> {
    let words = text[bytes.clone()].to_lowercase();
    if words.len() != bytes.len() {
        return bytes;
    }
    let start = LEFT_OUT.iter().find(|word| words.starts_with(**word)).map_or(0, |word| word.len());
    bytes.start + start..bytes.end
}

/// `5 грудня 1917`, where the corpus leaves `року` out; after a lone year it mostly does not.
fn without_year_word(text: &str, bytes: Range<usize>) -> Range<usize> {
    let words = &text[bytes.clone()];
    let digits = words.rfind(|letter: char| letter.is_ascii_digit()).map(|at| at + 1);
    let Some(end) = digits.filter(|end| words[*end..].starts_with([' ', '\u{a0}'])) else {
        return bytes;
    };
    let before = words[..end].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let month = before.trim_end().ends_with(char::is_alphabetic) && before.ends_with(' ');
    let year = words[end..].trim_start().starts_with('р');
    if month && year { bytes.start..bytes.start + end } else { bytes }
}

/// Prepositions that NEREL counts to a date.
const GOVERNING: [&str; 14] =
    ["в течение", "в", "во", "с", "со", "на", "к", "ко", "по", "до", "за", "от", "около", "через"];

fn governed(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let before = &text[..bytes.start];
    let words = before.trim_end_matches([' ', '\u{a0}']);
    if words.len() == before.len() {
        return bytes.clone();
    }
    let lower: String = words.chars().rev().take(16).collect();
    let lower: String = lower.chars().rev().flat_map(char::to_lowercase).collect();
    let fits = |word: &&&str| {
        lower.strip_suffix(**word).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
    };
    match GOVERNING.iter().find(fits) {
        Some(word) => words.len() - word.len()..bytes.end,
        None => bytes.clone(),
    }
}

/// The value that TIMEX3 would give to these days of a date.
fn value(date: &Date, mention: &Mention, days: Interval) -> Option<String> {
    if mention.year == Year::Missing {
        return None;
    }
    let edge = i32::from(date.steps.contains(&Step::EdgeLeftOut));
    let (first, last) = match (days.first, days.last) {
        (End::Day(first), End::Day(last)) => (first, last),
        (End::Day(first), _) => (first.plus(-edge), first.plus(-edge)),
        (_, End::Day(last)) => (last.plus(edge), last.plus(edge)),
        _ => return Some("PRESENT_REF".to_owned()),
    };
    let (year, month, day) = first.to_gregorian();
    let (last_year, last_month, _) = last.to_gregorian();
    let season = |month: u8| match month {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    };
    Some(match date.precision {
        Precision::Day => format!("{year:04}-{month:02}-{day:02}"),
        Precision::Month => format!("{year:04}-{month:02}"),
        Precision::Season if last.number() - first.number() < 100 && month % 3 == 0 => {
            format!("{year:04}-{}", season(month))
        }
        Precision::Season if last.number() - first.number() < 100 => {
            format!("{year:04}-Q{}", month.div_ceil(3))
        }
        Precision::Season => format!("{year:04}-H{}", month.div_ceil(6)),
        Precision::Year => format!("{year:04}"),
        Precision::Vague if (year, month) == (last_year, last_month) => {
            format!("{year:04}-{month:02}")
        }
        Precision::Vague if year == last_year => format!("{year:04}"),
        Precision::Vague | Precision::Decade if last_year - year < 12 => {
            format!("{:03}", year / 10)
        }
        Precision::Decade => format!("{:03}", year / 10),
        Precision::Century | Precision::Vague => format!("{:02}", year / 100),
    })
}

impl Count {
    fn add(&mut self, text: &str, gold: &[Span], ours: &[Span], flags: &[&str]) {
        self.gold += gold.len();
        self.found += ours.len();
        let show = |flag: &str, words: String, bytes: &Range<usize>| {
            if flags.contains(&flag) {
                println!("{}\t{words}\t{}", &flag[2..], surroundings(text, bytes));
            }
        };
        let mut taken = vec![false; ours.len()];
        for span in gold {
            let overlaps = |ours: &Span| {
                ours.bytes.start < span.bytes.end && span.bytes.start < ours.bytes.end
            };
            let near = (0..ours.len()).filter(|at| !taken[*at] && overlaps(&ours[*at]));
            let best = near.max_by_key(|at| {
                let found = &ours[*at];
                (found.bytes == span.bytes, found.value == span.value, usize::MAX - *at)
            });
            let words = &text[span.bytes.clone()];
            let Some(best) = best else {
                show("--missed", words.to_owned(), &span.bytes);
                continue;
            };
            taken[best] = true;
            self.relaxed += 1;
            let found = &ours[best];
            if found.bytes == span.bytes {
                self.strict += 1;
            } else {
                let ours = &text[found.bytes.clone()];
                show("--strict", format!("{words} | {ours}"), &span.bytes);
            }
            if span.value.is_some() && same_value(found, span) {
                self.value += 1;
            } else if span.value.is_some() {
                let values = format!("{words}\t{:?}, not {:?}", found.value, span.value);
                show("--wrong", values, &span.bytes);
            }
        }
        for (found, taken) in ours.iter().zip(taken) {
            if !taken {
                show("--spurious", text[found.bytes.clone()].to_owned(), &found.bytes);
            }
        }
    }

    fn print(&self, name: &str, spans: &str) {
        let rates = |right: usize| {
            let precision = right as f64 / self.found.max(1) as f64;
            let recall = right as f64 / self.gold.max(1) as f64;
            let f1 = 2.0 * right as f64 / (self.found + self.gold).max(1) as f64;
            format!("P {precision:.3} R {recall:.3} F1 {f1:.3}")
        };
        println!(
            "{name} ({spans}): strict {}; relaxed {}; value {}; {} annotated, {} found",
            rates(self.strict),
            rates(self.relaxed),
            rates(self.value),
            self.gold,
            self.found
        );
    }
}

/// A time of day is worth its day.
fn same_value(found: &Span, gold: &Span) -> bool {
    let day = |value: &Option<String>| {
        value.as_ref().map(|value| value.split('T').next().unwrap_or_default().to_owned())
    };
    day(&found.value) == day(&gold.value)
}

fn surroundings(text: &str, bytes: &Range<usize>) -> String {
    let before: String = text[..bytes.start].chars().rev().take(40).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[bytes.end..].chars().take(30).collect();
    format!("{before}⟦{}⟧{after}", &text[bytes.clone()]).replace('\n', " ")
}
