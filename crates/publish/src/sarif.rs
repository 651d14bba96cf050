//! Findings for programs that gather the results of checks: SARIF 2.1.0.
//!
//! The format is OASIS's Static Analysis Results Interchange Format, version 2.1.0
//! plus errata 01, of 28 August 2023.

use std::collections::BTreeMap;

use derek_check::{CHECKS, Report};
use derek_study::{Acceptance, Finding, Lang, Level, Place};
use serde_json::{Value, json};

use crate::address::{Anchors, segment};
use crate::words::{Word, capital, locator};

/// One log of one run over everything that was checked, each report with the texts
/// of the files in which characters and lines can be counted, by name.
///
/// A file that is not the text itself (Word, a web page) has no lines to count: its
/// places are told by paragraph and by their words.
pub fn sarif(checked: &[(&Report, BTreeMap<&str, &str>)], lang: Lang) -> Value {
    let results = checked.iter().flat_map(|(report, texts)| {
        let anchors = Anchors::of(report);
        let lines: BTreeMap<&str, Lines<'_>> =
            texts.iter().map(|(file, text)| (*file, Lines::of(text))).collect();
        let open = report.findings.iter().map(|finding| (finding, None));
        let accepted = report.accepted.iter().map(|(finding, why)| (finding, Some(why)));
        let all: Vec<Value> = open
            .chain(accepted)
            .map(|(finding, why)| {
                let place = |place: &Place| location(place, lines.get(place.file.as_str()), lang);
                result(finding, why, &anchors.get(finding), lang, &place)
            })
            .collect();
        all
    });
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "derek",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": lang.tag(),
                "rules": CHECKS.iter().map(|check| rule(check, lang)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(check: &derek_check::Check, lang: Lang) -> Value {
    let manual: Vec<&str> =
        check.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let manual = manual.join("\n");
    json!({
        "id": check.name,
        "shortDescription": { "text": capital(check.headline(lang)) },
        "help": { "text": manual.trim(), "markdown": manual.trim() },
        "defaultConfiguration": { "level": level(check.level) },
        "properties": { "room": check.room, "level": check.level.name(), "since": check.since },
    })
}

/// SARIF has three levels.
fn level(level: Level) -> &'static str {
    match level {
        Level::Impossible | Level::Conflict => "error",
        Level::Unlikely | Level::Incomplete => "warning",
        Level::Style | Level::Lead => "note",
    }
}

fn result(
    finding: &Finding,
    why: Option<&Acceptance>,
    anchor: &str,
    lang: Lang,
    location: &dyn Fn(&Place) -> Value,
) -> Value {
    let mut said = vec![format!("{}.", capital(finding.headline.get(lang)))];
    said.extend(finding.because.iter().map(|reason| match &reason.source {
        Some(source) if source.reference.is_empty() => {
            format!("{} [{}].", capital(reason.said.get(lang)), source.key)
        }
        Some(source) => format!("{} [{}].", reason.said.get(lang), source.reference),
        None => format!("{}.", capital(reason.said.get(lang))),
    }));
    let help = finding.help.get(lang);
    if !help.is_empty() {
        said.push(format!("{}: {}.", Word::Help.get(lang), help.trim_end_matches('.')));
    }
    let related: Vec<Value> = finding
        .places
        .iter()
        .enumerate()
        .skip(1)
        .map(|(at, place)| {
            let mut value = location(place);
            value["id"] = json!(at);
            let label = place.label.as_ref().map(|label| label.get(lang));
            value["message"] = json!({ "text": label.unwrap_or(place.words.as_str()) });
            value
        })
        .collect();
    let rule = CHECKS.iter().position(|check| check.name == finding.check);
    let mut value = json!({
        "ruleId": finding.check,
        "level": level(finding.level),
        "message": { "text": said.join(" ") },
        "locations": finding.places.first().map(|place| vec![location(place)]).unwrap_or_default(),
        "partialFingerprints": { "derekFinding/v1": anchor },
        "properties": { "level": finding.level.name() },
    });
    if let Some(rule) = rule {
        value["ruleIndex"] = json!(rule);
    }
    if !related.is_empty() {
        value["relatedLocations"] = json!(related);
    }
    if let Some(why) = why {
        value["suppressions"] = json!([{
            "kind": "external", "status": "accepted", "justification": why.because,
            "properties": { "called": why.called.name() },
        }]);
    }
    value
}

fn location(place: &Place, lines: Option<&Lines<'_>>, lang: Lang) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file) } });
    if let Some(region) = lines.and_then(|lines| lines.region(place)) {
        physical["region"] = region;
    }
    let mut value = json!({ "physicalLocation": physical });
    if !place.locator.is_empty() {
        value["logicalLocations"] = json!([{
            "name": locator(&place.locator, lang),
            "fullyQualifiedName": place.locator,
            "kind": "element",
        }]);
    }
    if !place.words.is_empty() {
        value["properties"] = json!({ "words": place.words });
    }
    value
}

/// A file's path as an address.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let parts: Vec<String> = path
        .split('/')
        .enumerate()
        // The letter of a drive keeps its colon.
        .map(|(at, part)| match at == 0 && part.len() == 2 && part.ends_with(':') {
            true => part.to_owned(),
            false => segment(part),
        })
        .collect();
    let joined = parts.join("/");
    match joined.as_bytes() {
        [b'/', b'/', ..] => format!("file:{joined}"),
        [b'/', ..] => format!("file://{joined}"),
        [_, b':', ..] => format!("file:///{joined}"),
        _ => joined,
    }
}

/// A text's lines: where each begins, and how many characters stand before it.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<(usize, usize)>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        let mut starts = vec![(0, 0)];
        let bytes = text.as_bytes();
        for (count, (at, c)) in text.char_indices().enumerate() {
            let is_end = c == '\n' || (c == '\r' && bytes.get(at + 1) != Some(&b'\n'));
            if is_end {
                starts.push((at + 1, count + 1));
            }
        }
        Lines { text, starts }
    }

    /// The line and the column of a byte, from 1, and the characters before it.
    fn to(&self, byte: usize) -> Option<(usize, usize, usize)> {
        let line = self.starts.partition_point(|(at, _)| *at <= byte);
        let (at, count) = self.starts.get(line.checked_sub(1)?)?;
        let column = self.text.get(*at..byte)?.chars().count();
        Some((line, column + 1, count + column))
    }

    fn region(&self, place: &Place) -> Option<Value> {
        let (start_line, start_column, from) = self.to(place.range.start)?;
        let (end_line, end_column, until) = self.to(place.range.end)?;
        Some(json!({
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": from,
            "charLength": until.checked_sub(from)?,
            "snippet": { "text": self.text.get(place.range.clone())? },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let lines = Lines::of("а\r\nбв\rг\nд");
        let bytes = |words: &str| lines.text.find(words).map(|at| lines.to(at));
        assert_eq!(bytes("в"), Some(Some((2, 2, 4))));
        assert_eq!(bytes("г"), Some(Some((3, 1, 6))));
        assert_eq!(bytes("д"), Some(Some((4, 1, 8))));
        assert_eq!(lines.to(1), None);
        assert_eq!(lines.to(99), None);
    }

    #[test]
    fn paths_are_addresses() {
        assert_eq!(uri("texts/моя глава.txt"), format!("texts/{}", segment("моя глава.txt")));
        assert_eq!(uri("/tmp/a b.txt"), "file:///tmp/a%20b.txt");
        assert_eq!(uri("C:\\texts\\a.txt"), "file:///C:/texts/a.txt");
        assert_eq!(uri("-"), "-");
    }
}
