//! JSON Lines for pipelines: one object a line, keys as the reference has them.

use derek_check::Report;
use derek_study::document::{NameKind, Paragraph};
use derek_study::{Document, Finding, Lang};
use derek_time::{Calendar, Date, End, Interval, Mention, NotADate};
use serde_json::{Value, json};

/// A finding; `start` and `end` count characters of the file's decoded text.
///
/// `text_of` gives the text of a file, to count characters in.
pub fn finding(finding: &Finding, lang: Lang, text_of: &dyn Fn(&str) -> Option<String>) -> Value {
    let places = finding.places.iter().map(|place| {
        let text = text_of(&place.file).unwrap_or_default();
        let count = |end: usize| text.get(..end).map(|before| before.chars().count());
        json!({
            "file": place.file,
            "locator": place.locator,
            "start": count(place.range.start),
            "end": count(place.range.end),
            "text": place.words,
            "label": place.label.as_ref().map(|label| label.get(lang)),
        })
    });
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
        "places": places.collect::<Vec<_>>(),
        "because": because.collect::<Vec<_>>(),
        "help": finding.help.get(lang),
    })
}

/// Every finding of a report, the accepted ones with their acceptance.
pub fn report(report: &Report, lang: Lang, text_of: &dyn Fn(&str) -> Option<String>) -> Vec<Value> {
    let open = report.findings.iter().map(|one| finding(one, lang, text_of));
    let accepted = report.accepted.iter().map(|(one, acceptance)| {
        let mut value = finding(one, lang, text_of);
        value["accepted"] =
            json!({ "because": acceptance.because, "by": acceptance.by, "on": acceptance.on });
        value
    });
    open.chain(accepted).collect()
}

/// A paragraph with what it speaks of; `start` and `end` count characters of `text`.
pub fn paragraph(paragraph: &Paragraph) -> Value {
    let text = &paragraph.text;
    let count = |end: usize| text.get(..end).map(|before| before.chars().count());
    let span = |range: &std::ops::Range<usize>| json!({ "start": count(range.start), "end": count(range.end), "text": paragraph.slice(range.clone()) });
    let with = |mut value: Value, more: Value| {
        if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
            object.extend(more);
        }
        value
    };
    json!({
        "locator": paragraph.locator,
        "kind": kind(paragraph),
        "text": text,
        "dates": paragraph.dates.iter().map(|mention| with(span(&mention.range), mention_of(mention))).collect::<Vec<_>>(),
        "names": paragraph.names.iter().map(|name| {
            let kind = match name.kind { NameKind::Person => "person", NameKind::Other => "other" };
            with(span(&name.range), json!({ "kind": kind, "surname": name.surname, "given": name.given }))
        }).collect::<Vec<_>>(),
        "quotations": paragraph.quotations.iter().map(|quotation| span(&quotation.range)).collect::<Vec<_>>(),
        "citations": paragraph.citations.iter().map(|mark| with(span(&mark.range), json!({ "numbers": mark.numbers }))).collect::<Vec<_>>(),
    })
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

fn mention_of(mention: &Mention) -> Value {
    date(&mention.date)
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
    let certainty = match (date.uncertain, date.approximate) {
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
pub fn document(document: &Document) -> Vec<Value> {
    document.paragraphs.iter().map(paragraph).collect()
}

/// A date that somebody asked about; `error` when it is none.
pub fn parsed(text: &str, parsed: &Result<Date, NotADate>, lang: Lang) -> Value {
    match parsed {
        Ok(found) => {
            let mut value = date(found);
            value["text"] = json!(text);
            value["steps"] =
                json!(found.steps.iter().map(|step| step.in_lang(lang)).collect::<Vec<_>>());
            value
        }
        Err(why) => json!({ "text": text, "error": crate::terminal::not_a_date(why, lang) }),
    }
}
