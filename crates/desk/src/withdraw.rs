//! Taking an acceptance out of a study's file, and nothing else with it.

use derek_study::study::Content;
use derek_study::{Acceptance, Edit, Vocabulary, parse};

/// How many lines an acceptance may take.
const LINES: usize = 16;

/// The edit that takes an acceptance out; `None` when its lines cannot be told from others.
///
/// Each run of lines that may be the acceptance is left out in turn, and the
/// file read again: it must say the same without the acceptance.
pub(crate) fn withdraw(text: &str, path: &str, acceptance: &Acceptance) -> Option<Edit> {
    let before = Said::of(path, text);
    let nth = before.accepted.iter().position(|one| one == acceptance)?;
    let mut meant = before;
    meant.accepted.remove(nth);
    let starts: Vec<usize> = line_starts(text).collect();
    let line = |at: usize| text[starts[at]..].trim_start();
    let may_begin = |at: &usize| line(*at).starts_with('-') || line(*at).starts_with("accept:");
    (0..starts.len()).filter(may_begin).find_map(|first| {
        let is_list = line(first).starts_with("accept:");
        // An empty list goes with its key.
        if is_list != meant.accepted.is_empty() {
            return None;
        }
        (first + 1..=starts.len().min(first + LINES)).find_map(|end| {
            let range = starts[first]..starts.get(end).copied().unwrap_or(text.len());
            let expected = text.get(range.clone())?.to_owned();
            let edit = Edit { path: path.to_owned(), range, replacement: String::new(), expected };
            let changed = edit.apply(text).ok()?;
            (Said::of(path, &changed) == meant).then_some(edit)
        })
    })
}

/// What a file says, as far as a withdrawal must not change it.
#[derive(PartialEq)]
struct Said {
    rest: String,
    accepted: Vec<Acceptance>,
    doubts: usize,
}

impl Said {
    fn of(path: &str, text: &str) -> Said {
        let parsed = parse(path, text.as_bytes(), &Vocabulary::shipped());
        let doubts = parsed.doubts.len();
        match parsed.content {
            Content::Card(card) => {
                let values = card.fields.iter().map(|field| {
                    let values: Vec<_> = field
                        .values
                        .iter()
                        .map(|value| {
                            let cited: Vec<_> = value
                                .citations
                                .iter()
                                .map(|citation| (&citation.key, &citation.locator))
                                .collect();
                            (
                                &value.text, &value.texts, cited, value.judged, value.polarity,
                                &value.because, &value.note, &value.quote, &value.by,
                            )
                        })
                        .collect();
                    format!("{} {values:?}", field.predicate)
                });
                let fields = values.collect::<Vec<_>>().join("\n");
                let rest = format!(
                    "{} {:?} {:?} {fields} {}",
                    card.kind, card.names, card.also, card.prose
                );
                Said { rest, accepted: card.accepted, doubts }
            }
            Content::Manifest(manifest) => {
                let rest = format!(
                    "{:?} {:?} {:?} {:?} {:?}",
                    manifest.title,
                    manifest.languages,
                    manifest.builds_on,
                    manifest.policy,
                    manifest.calendar.as_ref().map(|followed| &followed.place)
                );
                Said { rest, accepted: manifest.accepted, doubts }
            }
            _ => Said { rest: text.to_owned(), accepted: Vec::new(), doubts },
        }
    }
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(because: &str) -> Acceptance {
        Acceptance {
            check: "period-gap".into(),
            at: None,
            because: because.into(),
            ..derek_study::Acceptance::default()
        }
    }

    fn check(before: &str, because: &str, after: &str) {
        let edit = withdraw(before, "cards/a.md", &accepted(because)).expect("it can be told");
        assert_eq!(edit.apply(before).as_deref(), Ok(after));
    }

    #[test]
    fn one_of_two() {
        check(
            "---\nkind: event\naccept:\n  - check: period-gap\n    because: one\n  - check: period-gap\n    because: two\nwhen: 1919\n---\nNotes.\n",
            "one",
            "---\nkind: event\naccept:\n  - check: period-gap\n    because: two\nwhen: 1919\n---\nNotes.\n",
        );
    }

    #[test]
    fn the_only_one_goes_with_its_key() {
        check(
            "---\nkind: event\naccept:\n  - check: period-gap\n    because: one\n---\n",
            "one",
            "---\nkind: event\n---\n",
        );
    }

    #[test]
    fn one_that_is_not_there() {
        assert!(withdraw("---\nkind: event\n---\n", "cards/a.md", &accepted("one")).is_none());
    }
}
