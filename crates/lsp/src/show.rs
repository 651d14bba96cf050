//! Findings in the protocol's words.

use std::fmt::Write;

use derek_desk::Error;
use derek_study::{Finding, Lang, Level, Place, Said, say};
use serde_json::{Value, json};

use crate::text::{Encoding, Text};

/// The command that lets a finding stand: address, key, reason.
pub(crate) const LET_STAND: &str = "derek.letStand";

/// One diagnostic at the first place of a finding in this file, the other places beside it.
pub(crate) fn diagnostics(
    uri: &str,
    finding: &Finding,
    here: &[&Place],
    text: &Text,
    encoding: Encoding,
    lang: Lang,
) -> Vec<Value> {
    let Some((first, others)) = here.split_first() else { return Vec::new() };
    let related: Vec<Value> = others
        .iter()
        .map(|place| {
            let said = place.label.as_ref().map_or(place.words.as_str(), |label| label.get(lang));
            let location = json!({ "uri": uri, "range": text.range(&place.range, encoding) });
            json!({ "location": location, "message": said })
        })
        .collect();
    vec![json!({
        "range": text.range(&first.range, encoding),
        "severity": severity(finding.level),
        "code": finding.check,
        "source": "derek",
        "message": message(finding, lang),
        "relatedInformation": related,
        "data": finding.key(),
    })]
}

/// Severities of the protocol: 1 error, 2 warning, 3 information, 4 hint.
fn severity(level: Level) -> u8 {
    match level {
        Level::Impossible => 1,
        Level::Conflict | Level::Unlikely => 2,
        Level::Incomplete => 3,
        Level::Style | Level::Lead => 4,
    }
}

fn message(finding: &Finding, lang: Lang) -> String {
    let mut message = finding.headline.get(lang).to_owned();
    for reason in &finding.because {
        let _ = write!(message, "\n— {}", reason.said.get(lang));
    }
    let _ = write!(message, "\n→ {}", finding.help.get(lang));
    message
}

/// The reasoning behind findings, in Markdown.
pub(crate) fn hover(findings: &[&Finding], lang: Lang) -> Value {
    let mut shown = String::new();
    for finding in findings {
        if !shown.is_empty() {
            shown.push_str("\n\n---\n\n");
        }
        let level = finding.level.label();
        let _ = writeln!(
            shown,
            "**{}** · {} · `{}`",
            escaped(finding.headline.get(lang)),
            level.get(lang),
            finding.check
        );
        for reason in &finding.because {
            let _ = write!(shown, "\n- {}", escaped(reason.said.get(lang)));
            if let Some(source) = &reason.source {
                let _ = write!(shown, " — {}", escaped(&source.reference));
            }
        }
        let _ = write!(shown, "\n\n{}", escaped(finding.help.get(lang)));
    }
    json!({ "contents": { "kind": "markdown", "value": shown } })
}

/// Words that are to be shown as they are, in Markdown.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What can be done about a finding: mend it where the mending is certain, or let it stand.
pub(crate) fn actions(
    uri: &str,
    finding: &Finding,
    here: &[&Place],
    text: &Text,
    encoding: Encoding,
    lang: Lang,
) -> Vec<Value> {
    let mut actions = Vec::new();
    if let (Some(mend), Some(first)) = (&finding.mend, here.first()) {
        let edits: Vec<Value> = here
            .iter()
            .filter(|place| place.words == first.words)
            .map(|place| json!({ "range": text.range(&place.range, encoding), "newText": mend }))
            .collect();
        let title = say!({ mend } en: "derek: write {mend}", ru: "derek: написать {mend}", kk: "derek: {mend} деп жазу");
        actions.push(json!({
            "title": title.get(lang),
            "kind": "quickfix",
            "isPreferred": true,
            "edit": { "changes": { uri: edits } },
        }));
    }
    let reasons = [
        say!(en: "the source says so", ru: "так в источнике", kk: "дереккөзде солай"),
        say!(en: "a wrong alarm", ru: "ложная тревога", kk: "жалған дабыл"),
    ];
    for reason in reasons {
        let because = reason.get(lang);
        let title = say!({ because } en: "derek: let it stand, {because}", ru: "derek: оставить, {because}", kk: "derek: қалдыру, {because}");
        actions.push(json!({
            "title": title.get(lang),
            "kind": "quickfix",
            "command": {
                "title": title.get(lang),
                "command": LET_STAND,
                "arguments": [uri, finding.key(), because],
            },
        }));
    }
    actions
}

/// A file that could not be checked, as one diagnostic at its beginning.
pub(crate) fn trouble(why: &Error, lang: Lang) -> Value {
    let start = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": start, "end": start });
    json!({ "range": range, "severity": 1, "source": "derek", "message": error(why, lang) })
}

pub(crate) fn error(why: &Error, lang: Lang) -> String {
    format!("{}: {}. {}", why.path.display(), why.cause.get(lang), why.hint.get(lang))
}

pub(crate) fn gone(lang: Lang) -> String {
    let said: Said = say!(en: "this finding is not there any more", ru: "этого возражения больше нет", kk: "бұл ескерту енді жоқ");
    said.get(lang).to_owned()
}
