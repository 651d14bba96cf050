//! `derek reuse`: passages that stand in more than one text of a folder.

use std::fmt::Write;

use derek_corpus::{Reuse, Text, reuse};
use derek_study::{Lang, say};
use serde_json::{Value, json};

use crate::json::Counted;

/// A text by its name; texts of one group are not held against each other.
#[derive(Debug, Clone)]
pub struct Named {
    /// The file's name, or the `id` of its line.
    pub name: String,
    /// What it belongs to; itself when nobody says.
    pub group: String,
    /// Its words.
    pub text: String,
}

/// Texts of JSON Lines: `id`, `text` and, if they belong together, `group`.
///
/// # Errors
///
/// The number, from 1, of the first line that is no such object.
pub fn lines(text: &str) -> Result<Vec<Named>, usize> {
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(number, line)| {
            let value: Value = serde_json::from_str(line).map_err(|_| number + 1)?;
            let word = |key: &str| value[key].as_str().map(str::to_owned);
            let (name, text) = word("id").zip(word("text")).ok_or(number + 1)?;
            Ok(Named { group: word("group").unwrap_or_else(|| name.clone()), name, text })
        })
        .collect()
}

/// The passages that the texts share, one a line.
pub fn told(texts: &[Named], json: bool, lang: Lang) -> String {
    let mut groups: Vec<&str> = texts.iter().map(|text| text.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let group = |text: &Named| groups.binary_search(&text.group.as_str()).unwrap_or(0);
    let compared: Vec<Text<'_>> =
        texts.iter().map(|text| Text { group: group(text), text: &text.text }).collect();
    let found = reuse(&compared);
    let counted: Vec<Counted<'_>> = texts.iter().map(|text| Counted::of(&text.text)).collect();
    let mut out = String::new();
    for one in &found {
        let sides = [(one.one, &one.here), (one.other, &one.there)];
        let [a, b] = sides.map(|(at, range)| side(&texts[at], &counted[at], range));
        let _ = match json {
            true => writeln!(out, "{}", json!({ "a": a, "b": b, "score": one.score })),
            false => writeln!(out, "{}", shown(one, texts)),
        };
    }
    if found.is_empty() && !json {
        let nothing = say!(en: "no two of these texts share a passage", ru: "общих фрагментов в этих текстах нет", kk: "бұл мәтіндерде ортақ үзінді жоқ");
        let _ = writeln!(out, "{}", nothing.get(lang));
    }
    out
}

/// One side as JSON; `start` and `end` count characters.
fn side(text: &Named, counted: &Counted<'_>, range: &std::ops::Range<usize>) -> Value {
    let (start, end) = (counted.to(range.start), counted.to(range.end));
    json!({ "id": text.name, "start": start, "end": end, "text": text.text[range.clone()] })
}

fn shown(reuse: &Reuse, texts: &[Named]) -> String {
    let words = |at: usize, range: &std::ops::Range<usize>| {
        let words = texts[at].text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        format!("  {}: {words}", texts[at].name)
    };
    format!(
        "{}\n{}\n{}",
        reuse.score,
        words(reuse.one, &reuse.here),
        words(reuse.other, &reuse.there)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_texts_are_named() {
        assert_eq!(lines("{\"id\": \"a\", \"text\": \"b\"}\n\nno\n").err(), Some(3));
        assert_eq!(lines("{\"id\": 5}").err(), Some(1));
        assert_eq!(lines("").map(|all| all.len()), Ok(0));
    }
}
