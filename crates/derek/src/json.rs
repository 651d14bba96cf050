//! JSON Lines for pipelines: one object a line, keys as the reference has them.

use std::collections::BTreeMap;
use std::rc::Rc;

use derek_check::Report;
use derek_study::document::{Certainty, Cited, NameKind, Paragraph, Pointing};
use derek_study::{Document, Finding, Lang};
use derek_time::{Calendar, Date, End, Interval, Length, Meaning, NotADate, Repair, Time, Told};
use serde_json::{Value, json};

use crate::reference::Known;

/// A text's characters, counted once: how many stand before a byte.
pub(crate) struct Counted<'t> {
    text: &'t str,
    /// Characters before every 1024th byte (or the next one at which a character begins).
    before: Vec<(usize, usize)>,
}

impl<'t> Counted<'t> {
    pub(crate) fn of(text: &'t str) -> Counted<'t> {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        for (count, (at, _)) in text.char_indices().enumerate() {
            if before.len() * STRIDE <= at {
                before.push((at, count));
            }
        }
        Counted { text, before }
    }

    /// Characters before a byte; `None` when no character begins or ends there.
    pub(crate) fn to(&self, byte: usize) -> Option<usize> {
        let next = self.before.partition_point(|(at, _)| *at <= byte);
        let (at, count) =
            next.checked_sub(1).and_then(|known| self.before.get(known)).copied().unwrap_or((0, 0));
        Some(count + self.text.get(at..byte)?.chars().count())
    }
}

const STRIDE: usize = 1024;

fn finding<'t>(
    finding: &Finding,
    lang: Lang,
    counted: &mut impl FnMut(&str) -> Option<Rc<Counted<'t>>>,
) -> Value {
    let places = finding.places.iter().map(|place| {
        let counted = counted(&place.file);
        let count = |byte: usize| counted.as_ref().and_then(|counted| counted.to(byte));
        json!({
            "file": place.file,
            "locator": place.locator,
            "start": count(place.range.start),
            "end": count(place.range.end),
            "text": place.words,
            "label": place.label.as_ref().map(|label| label.get(lang)),
        })
    });
    let places: Vec<Value> = places.collect();
    let because = finding.because.iter().map(|reason| {
        json!({
            "said": reason.said.get(lang),
            "source": reason.source.as_ref().map(|source| json!({
                "study": source.study, "key": source.key, "locator": source.locator, "reference": source.reference, "url": source.url,
            })),
        })
    });
    json!({
        "check": finding.check,
        "level": finding.level.name(),
        "headline": finding.headline.get(lang),
        "places": places,
        "because": because.collect::<Vec<_>>(),
        "help": finding.help.get(lang),
    })
}

/// Every finding of a report, the accepted ones with their acceptance.
///
/// `start` and `end` count characters of the file's decoded text, which
/// `text_of` gives; they are null when it does not.
pub fn report<'t>(
    report: &Report,
    lang: Lang,
    text_of: &dyn Fn(&str) -> Option<&'t str>,
) -> Vec<Value> {
    let mut known: BTreeMap<String, Option<Rc<Counted<'t>>>> = BTreeMap::new();
    let mut counted = |file: &str| {
        let count = || text_of(file).map(|text| Rc::new(Counted::of(text)));
        known.entry(file.to_owned()).or_insert_with(count).clone()
    };
    let mut lines: Vec<Value> = Vec::new();
    for one in &report.findings {
        lines.push(finding(one, lang, &mut counted));
    }
    for (one, acceptance) in &report.accepted {
        let mut value = finding(one, lang, &mut counted);
        value["accepted"] = json!({
            "because": acceptance.because, "by": acceptance.by, "on": acceptance.on,
            "called": acceptance.called.name(),
        });
        lines.push(value);
    }
    lines
}

/// A paragraph with what it speaks of; `start` and `end` count characters of `text`.
///
/// `clusters` has a number for each of its names.
fn paragraph(of: &Document, at: usize, clusters: &[usize], known: &Known<'_>, lang: Lang) -> Value {
    let paragraph = &of.paragraphs[at];
    let text = &paragraph.text;
    let counted = Counted::of(text);
    let count = |byte: usize| counted.to(byte);
    let span = |range: &std::ops::Range<usize>| json!({ "start": count(range.start), "end": count(range.end), "text": paragraph.slice(range.clone()) });
    let with = |mut value: Value, more: Value| {
        if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
            object.extend(more);
        }
        value
    };
    let dates =
        paragraph.dates.iter().map(|mention| (&mention.range, date_of_kind(&mention.date, "date")));
    let others = paragraph.times.iter().map(|time| (&time.range, time_of(time)));
    let mut times: Vec<_> = dates.chain(others).collect();
    times.sort_by_key(|(range, _)| range.start);
    let times: Vec<Value> =
        times.into_iter().map(|(range, value)| with(span(range), value)).collect();
    json!({
        "locator": paragraph.locator,
        "kind": kind(paragraph),
        "text": text,
        "dates": times,
        "names": paragraph.names.iter().enumerate().map(|(at, name)| {
            let kind = match name.kind {
                NameKind::Person => "person",
                NameKind::Body => "body",
                NameKind::Place => "place",
                NameKind::Other => "other",
            };
            let certainty = match name.certainty {
                Certainty::Shown => "shown",
                Certainty::Proposed => "proposed",
            };
            with(span(&name.range), json!({ "kind": kind, "certainty": certainty, "cluster": clusters.get(at), "surname": name.surname, "given": name.given }))
        }).collect::<Vec<_>>(),
        "quotations": paragraph.quotations.iter().map(|quotation| with(span(&quotation.range), json!({
            "speaker": quotation.speaker.as_ref().map(|speaker| json!({
                "name": speaker.name,
                "start": speaker.range.as_ref().and_then(|range| count(range.start)),
                "end": speaker.range.as_ref().and_then(|range| count(range.end)),
                "certain": speaker.certain,
            })),
            "citation": quotation.citation.as_ref().map(&span),
        }))).collect::<Vec<_>>(),
        "citations": citations(of, at, &span),
        "references": paragraph.references.iter().map(|range| with(span(range), known.said(paragraph.slice(range.clone()), lang))).collect::<Vec<_>>(),
    })
}

/// The works cited in a paragraph, and the marks that cite none that is known.
fn citations(
    of: &Document,
    at: usize,
    span: &dyn Fn(&std::ops::Range<usize>) -> Value,
) -> Vec<Value> {
    let paragraph = &of.paragraphs[at];
    let locator = |entry: usize| of.paragraphs.get(entry).map(|one| one.locator.as_str());
    let here = of.cited_in(at);
    let mut shown: Vec<(usize, Value)> = Vec::new();
    for one in here {
        let pages = one.pages.iter().map(|(from, to)| match from == to {
            true => from.to_string(),
            false => format!("{from}–{to}"),
        });
        let number = matches!(one.kind, Pointing::Number | Pointing::Note)
            .then(|| one.to.parse::<u32>().ok())
            .flatten();
        let before = one.of.and_then(|of_one| of.cited.get(of_one));
        let mut value = span(&one.range);
        let more = json!({
            "numbers": number.into_iter().collect::<Vec<_>>(),
            "kind": one.kind.name(),
            "to": one.to,
            "year": one.year,
            "entry": match one.entries.as_slice() { [only] => locator(*only), _ => None },
            "entries": one.entries.iter().filter_map(|entry| locator(*entry)).collect::<Vec<_>>(),
            "pages": pages.collect::<Vec<_>>(),
            "of": before.map(|before| json!({
                "locator": locator(before.paragraph),
                "text": of.paragraphs[before.paragraph].slice(before.range.clone()),
            })),
            "certain": one.certain,
        });
        if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
            object.extend(more);
        }
        shown.push((one.range.start, value));
    }
    for mark in &paragraph.citations {
        let is_tied =
            |one: &Cited| mark.range.start <= one.range.start && one.range.end <= mark.range.end;
        if !here.iter().any(is_tied) {
            let mut value = span(&mark.range);
            value["numbers"] = json!(mark.numbers);
            shown.push((mark.range.start, value));
        }
    }
    shown.sort_by_key(|(start, _)| *start);
    shown.into_iter().map(|(_, value)| value).collect()
}

fn kind(paragraph: &Paragraph) -> &'static str {
    use derek_study::document::Kind;
    match paragraph.kind {
        Kind::Prose => "prose",
        Kind::Item => "item",
        Kind::Heading => "heading",
        Kind::Caption => "caption",
        Kind::Cell { .. } => "cell",
        Kind::Reference => "reference",
        Kind::Apparatus => "apparatus",
    }
}

fn date_of_kind(date: &Date, kind: &str) -> Value {
    let mut value = self::date(date);
    value["kind"] = json!(kind);
    value["timex3"] = json!(date.timex3());
    value
}

fn time_of(time: &Time) -> Value {
    let length = |kind: &str, length: Length| json!({ "kind": kind, "duration": length.iso() });
    let mut value = match &time.told {
        Told::Date(mention) => date_of_kind(&mention.date, "date"),
        Told::Relative(date) => date_of_kind(date, "relative"),
        Told::Length(one) => length("length", *one),
        Told::Repeated(one) => length("repeated", *one),
    };
    value["timex3"] = json!(time.timex3());
    value
}

/// A date: `earliest` and `latest` are days, both included; null is open or unknown.
pub fn date(date: &Date) -> Value {
    let bounds = date.bounds();
    let day = |end: End| match end {
        End::Day(day) => Some(day.iso()),
        End::Open | End::Unknown => None,
    };
    let calendar = match date.calendar {
        Calendar::Gregorian => "gregorian",
        Calendar::Julian => "julian",
        Calendar::Unmarked => "unmarked",
    };
    // Two honest readings are no certainty, whatever the words say.
    let uncertain = date.uncertain || 1 < date.readings().len();
    let certainty = match (uncertain, date.approximate) {
        (false, false) => "certain",
        (true, false) => "uncertain",
        (false, true) => "approximate",
        (true, true) => "uncertain and approximate",
    };
    let reading = |interval: &Interval| json!({ "earliest": day(interval.first), "latest": day(interval.last) });
    json!({
        "text": date.text,
        "edtf": date.edtf(),
        "calendar": calendar,
        "earliest": day(bounds.first),
        "latest": day(bounds.last),
        "certainty": certainty,
        "readings": date.readings().iter().map(reading).collect::<Vec<_>>(),
    })
}

/// A whole document, a paragraph a line.
pub fn document(document: &Document, known: &Known<'_>, lang: Lang) -> Vec<Value> {
    let lead_back = |one: &Paragraph| {
        let source = document.source.as_ref()?;
        let (part, bytes) = source.place(&one.in_file(0..one.text.len()))?;
        Some(json!({ "part": source.parts.get(part)?, "start": bytes.start, "end": bytes.end }))
    };
    let clusters = derek_check::people::clusters(document);
    let shown = |(at, (one, clusters)): (usize, (&Paragraph, &Vec<usize>))| {
        let mut value = paragraph(document, at, clusters, known, lang);
        if let Some(from) = lead_back(one) {
            value["from"] = from;
        }
        value
    };
    document.paragraphs.iter().zip(&clusters).enumerate().map(shown).collect()
}

/// A date that somebody asked about; `error` when it is none.
pub fn parsed(
    text: &str,
    parsed: &Result<Date, NotADate>,
    hint: Option<&Repair>,
    lang: Lang,
) -> Value {
    match parsed {
        Ok(found) => {
            let mut value = date(found);
            value["text"] = json!(text);
            value["faults"] =
                json!(found.faults.iter().map(|fault| fault.in_lang(lang)).collect::<Vec<_>>());
            value["steps"] =
                json!(found.steps.iter().map(|step| step.in_lang(lang)).collect::<Vec<_>>());
            far(text, &mut value);
            value
        }
        Err(why) => {
            let said = crate::terminal::not_a_date(why, lang);
            let error = match hint {
                Some(repair) => repaired(text, repair, said),
                None => json!({
                    "wrong": "not-a-date",
                    "at": text.get(..why.stopped).map(|before| before.chars().count()),
                    "fix": null, "may_be": [], "said": said,
                }),
            };
            json!({ "text": text, "error": error })
        }
    }
}

/// A string that should be EDTF.
pub fn edtf(text: &str, read: &Result<Date, Repair>, lang: Lang) -> Value {
    match read {
        Ok(found) => {
            let mut value = date(found);
            value["text"] = json!(text);
            value["edtf"] = json!(text);
            far(text, &mut value);
            value
        }
        Err(repair) => {
            let said =
                repair.flaws.first().map(|flaw| flaw.wrong.in_lang(lang)).unwrap_or_default();
            json!({ "text": text, "error": repaired(text, repair, said) })
        }
    }
}

/// What is wrong with a string and how to write it; `at` counts characters.
fn repaired(text: &str, repair: &Repair, said: String) -> Value {
    let first = repair.flaws.first();
    let at =
        first.and_then(|flaw| text.get(..flaw.range.start)).map(|before| before.chars().count());
    json!({
        "wrong": first.map(|flaw| flaw.wrong.name()),
        "at": at,
        "fix": repair.edtf,
        "sure": repair.edtf.is_some() && repair.meaning == Meaning::Same,
        "may_be": repair.may_be,
        "said": said,
    })
}

/// A line of bytes that are no text.
pub fn not_utf8(text: &str, at: usize, lang: Lang) -> Value {
    let said = crate::terminal::not_utf8(lang);
    let error = json!({ "wrong": "not-utf-8", "at": at, "fix": null, "may_be": [], "said": said });
    json!({ "text": text, "error": error })
}

/// Years whose days cannot be counted still have a first and a last day.
fn far(text: &str, value: &mut Value) {
    let Some((first, last)) = derek_time::far_years(text.trim()) else { return };
    let (first, last) = (format!("{first:+}-01-01"), format!("{last:+}-12-31"));
    value["earliest"] = json!(first);
    value["latest"] = json!(last);
    value["readings"] = json!([{ "earliest": first, "latest": last }]);
}
