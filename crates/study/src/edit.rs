//! A change to a file: these bytes become those, and no others do.
//!
//! Each edit is tried before it is handed out: the file is read again with the
//! change in it, and must say what was meant, and otherwise what it said before.

use std::ops::Range;

use crate::card::{Acceptance, Called, Card, Fences, FrontMatter, parse_card};
use crate::doubt::{DoubtKind, Doubts};
use crate::said::Said;
use crate::say;
use crate::study::{MANIFEST, Manifest, parse_manifest};
use crate::vocabulary::Vocabulary;
use crate::yaml::{self, Data, Style};

/// A change to one file of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Path inside the study, with `/`.
    pub path: String,
    /// The bytes of the file that are replaced.
    pub range: Range<usize>,
    /// What they become.
    pub replacement: String,
    /// What they must be for the edit to be made.
    pub expected: String,
}

impl Edit {
    /// The file's text with the change in it.
    ///
    /// Refused when the bytes are not those that were expected: somebody else
    /// has changed the file.
    ///
    /// ```
    /// use derek_study::Edit;
    /// let edit = Edit {
    ///     path: "cards/a.md".into(),
    ///     range: 6..10,
    ///     replacement: "1920".into(),
    ///     expected: "1919".into(),
    /// };
    /// assert_eq!(edit.apply("when: 1919\n").as_deref(), Ok("when: 1920\n"));
    /// assert!(edit.apply("ends: 1918\n").is_err());
    /// ```
    pub fn apply(&self, text: &str) -> Result<String, Said> {
        if text.get(self.range.clone()) != Some(self.expected.as_str()) {
            let path = &self.path;
            return Err(say!(
                { path }
                en: "`{path}` was changed meanwhile; read it again and repeat the change",
                ru: "файл `{path}` тем временем изменился; прочтите его снова и повторите правку",
                kk: "`{path}` файлы осы арада өзгерді; оны қайта оқып, түзетуді қайталаңыз",
            ));
        }
        Ok([&text[..self.range.start], &self.replacement, &text[self.range.end..]].concat())
    }

    fn of(path: &str, text: &str, range: Range<usize>, replacement: String) -> Edit {
        let expected = text.get(range.clone()).unwrap_or_default().to_owned();
        Edit { path: path.to_owned(), range, replacement, expected }
    }
}

/// Adds an acceptance to a card, or to `study.yaml`.
///
/// `text` is the file as it is. It is refused when no reason is given, or when
/// the file's YAML is broken where the acceptance belongs.
pub fn accept(text: &str, path: &str, acceptance: &Acceptance) -> Result<Edit, Said> {
    if acceptance.because.trim().is_empty() || acceptance.check.trim().is_empty() {
        return Err(say!(
            en: "a finding is accepted by its name and with a reason",
            ru: "чтобы оставить место как есть, нужны имя возражения и обоснование",
            kk: "сол күйінде қалдыру үшін ескертудің атауы мен негіздемесі керек",
        ));
    }
    let edit = accepting(text, path, acceptance).ok_or_else(|| no_room(path))?;
    let meant = Sense::of(path, text).accepting(acceptance);
    match Sense::of(path, &edit.apply(text)?) == meant {
        true => Ok(edit),
        false => Err(no_room(path)),
    }
}

/// What a file says, wherever it says it.
#[derive(Debug, PartialEq)]
enum Sense {
    Card(Box<Card>),
    Manifest(Manifest),
}

impl Sense {
    fn of(path: &str, text: &str) -> Sense {
        match path == MANIFEST {
            true => Sense::Manifest(parse_manifest(path, text).0),
            false => Sense::Card(Box::new(without_places(card_of(path, text)))),
        }
    }

    fn accepting(mut self, acceptance: &Acceptance) -> Sense {
        match &mut self {
            Sense::Card(card) => card.accepted.push(acceptance.clone()),
            Sense::Manifest(manifest) => manifest.accepted.push(acceptance.clone()),
        }
        self
    }
}

fn card_of(path: &str, text: &str) -> Card {
    parse_card(path, text, &Vocabulary::shipped()).0
}

/// The card without any place in its file.
fn without_places(mut card: Card) -> Card {
    card.name_range = 0..0;
    card.prose_range = 0..0;
    card.prose_citations.iter_mut().for_each(|citation| citation.range = 0..0);
    card.prose_links.iter_mut().for_each(|link| link.range = 0..0);
    for field in &mut card.fields {
        field.key_range = 0..0;
        for value in &mut field.values {
            value.range = 0..0;
            value.text_range = 0..0;
            value.citations.iter_mut().for_each(|citation| citation.range = 0..0);
            value.links.iter_mut().for_each(|link| link.range = 0..0);
        }
    }
    card
}

/// The edit that adds an acceptance; `None` when there is no list to add it to.
fn accepting(text: &str, path: &str, acceptance: &Acceptance) -> Option<Edit> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let front = match path == MANIFEST {
        true => {
            let start = text.len() - text.trim_start_matches('\u{feff}').len();
            FrontMatter {
                yaml: start..text.len(),
                prose: text.len()..text.len(),
                fences: Fences::Both,
            }
        }
        false => FrontMatter::of(text),
    };
    let insert = |at: usize, lines: &str| {
        let is_new_line = at == 0 || text[..at].ends_with(['\n', '\u{feff}']);
        let lines = if is_new_line { lines.to_owned() } else { format!("{newline}{lines}") };
        Some(Edit::of(path, text, at..at, lines))
    };
    let list = format!("accept:{newline}{}", item("  ", newline, acceptance));
    let mut doubts = Doubts::of(path);
    let root = yaml::read(text, front.yaml.clone(), &mut doubts);
    let is_broken = doubts.list.iter().any(|doubt| {
        // A broken list of acceptances is there, but it cannot be added to.
        doubt.kind == DoubtKind::BrokenYaml
            && text[front.yaml.clone()].lines().any(|line| line.starts_with("accept"))
    });
    let at_end = front.yaml.end;
    let root = match (root, front.fences) {
        (_, Fences::None) => {
            let start = front.yaml.start;
            return insert(start, &format!("---{newline}{list}---{newline}"));
        }
        (_, Fences::OpeningOnly) => return None,
        (None, _) if is_broken => return None,
        (None, Fences::Both) => return insert(at_end, &list),
        (Some(root), Fences::Both) => root,
    };
    let (key, node) = match root.pairs().filter(|(name, ..)| *name == "accept").last() {
        Some((_, key, node)) => (key, node),
        None if is_broken => return None,
        None if root.style == Style::Flow => {
            return into_brackets(
                text,
                path,
                &root.range,
                &format!("accept: [{}]", braced(acceptance)),
            );
        }
        None => {
            let pad = padding(text, root.range.start);
            let list =
                format!("{pad}accept:{newline}{}", item(&format!("{pad}  "), newline, acceptance));
            return insert(at_end, &list);
        }
    };
    match (&node.data, node.style) {
        (Data::Scalar(_), Style::Plain) if node.is_empty() && node.range.is_empty() => {
            let pad = format!("{}  ", padding(text, key.range.start));
            insert(line_end(text, key.range.end), &item(&pad, newline, acceptance))
        }
        (Data::Scalar(_), _) if node.is_empty() => {
            Some(Edit::of(path, text, node.range.clone(), format!("[{}]", braced(acceptance))))
        }
        (Data::Scalar(_), _) => None,
        (Data::Seq(_), Style::Flow) => into_brackets(text, path, &node.range, &braced(acceptance)),
        (Data::Map(_), Style::Flow) => {
            let old = &text[node.range.clone()];
            let list = format!("[{old}, {}]", braced(acceptance));
            Some(Edit::of(path, text, node.range.clone(), list))
        }
        (Data::Seq(_), _) => {
            let lines = item(&padding(text, node.range.start), newline, acceptance);
            insert(line_end(text, node.range.end), &lines)
        }
        (Data::Map(_), _) => {
            // One acceptance without a dash: it becomes the first of a list.
            let pad = padding(text, node.range.start);
            let old = text[node.range.clone()].replace('\n', "\n  ");
            let new = item(&pad, newline, acceptance);
            let list = format!("- {old}{newline}{}", new.trim_end());
            Some(Edit::of(path, text, node.range.clone(), list))
        }
    }
}

/// Adds an item before the bracket that closes a list or a map.
fn into_brackets(text: &str, path: &str, range: &Range<usize>, item: &str) -> Option<Edit> {
    let close = range.end.checked_sub(1)?;
    let inside = text.get(range.start + 1..close)?.trim_end();
    let item = match inside.is_empty() || inside.ends_with(',') {
        true => item.to_owned(),
        false => format!(", {item}"),
    };
    Some(Edit::of(path, text, close..close, item))
}

/// The white space in front of a byte's line; as wide as what stands there when it is not all white.
fn padding(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}');
    line.chars().map(|_| ' ').collect()
}

/// Where the line of a byte ends, with its line break.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
}

/// The keys of an acceptance that have something to say.
fn parts(acceptance: &Acceptance) -> Vec<(&'static str, &str)> {
    let parts = [
        ("check", Some(&acceptance.check)),
        ("at", acceptance.at.as_ref()),
        ("before", acceptance.before.as_ref()),
        ("after", acceptance.after.as_ref()),
        ("because", Some(&acceptance.because)),
        ("by", acceptance.by.as_ref()),
        ("on", acceptance.on.as_ref()),
    ];
    let parts = parts.into_iter().filter_map(|(key, words)| Some((key, words?.as_str())));
    let called = Some(("called", acceptance.called.name()));
    parts.chain(called.filter(|_| acceptance.called != Called::default())).collect()
}

/// An acceptance as an item of a list, line by line.
fn item(pad: &str, newline: &str, acceptance: &Acceptance) -> String {
    let mut lines = String::new();
    for (at, (key, words)) in parts(acceptance).into_iter().enumerate() {
        let mark = if at == 0 { "- " } else { "  " };
        let words = scalar(words);
        lines.push_str(&format!("{pad}{mark}{key}: {words}{newline}"));
    }
    lines
}

/// An acceptance as a map in braces.
fn braced(acceptance: &Acceptance) -> String {
    let parts: Vec<String> = parts(acceptance)
        .into_iter()
        .map(|(key, words)| match words.contains(',') {
            true => format!("{key}: {}", quoted(words)),
            false => format!("{key}: {}", scalar(words)),
        })
        .collect();
    format!("{{{}}}", parts.join(", "))
}

/// A scalar as a person would write it: in quotation marks only when YAML asks for them.
pub(crate) fn scalar(words: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " ,.;()/¶§№«»“”„‘’…–—_-".contains(c);
    let is_word = !matches!(
        words.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let is_safe = words.starts_with(char::is_alphanumeric)
        && !words.ends_with(' ')
        && words.chars().all(is_plain)
        && is_word;
    match is_safe {
        true => words.to_owned(),
        false => quoted(words),
    }
}

/// The words between double quotation marks.
fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c.is_control() || is_unseen(c) => {
                let code = u32::from(c);
                out.push_str(&match code <= 0xffff {
                    true => format!("\\u{code:04x}"),
                    false => format!("\\U{code:08x}"),
                });
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that YAML, or a reader, might take for something else.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn no_room(path: &str) -> Said {
    say!(
        { path }
        en: "there is no safe place for this change in `{path}`; mend the front matter and try again",
        ru: "в `{path}` нет надёжного места для этой правки; исправьте заголовок и повторите",
        kk: "`{path}` ішінде бұл түзетуге сенімді орын жоқ; файл басын түзетіп, қайталаңыз",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn acceptance() -> Acceptance {
        Acceptance {
            check: "no-date".to_owned(),
            because: "it is lost".to_owned(),
            ..Acceptance::default()
        }
    }

    fn check(path: &str, before: &str, after: &str) {
        let edit = accept(before, path, &acceptance()).expect("it can be accepted");
        assert_eq!(edit.apply(before).as_deref(), Ok(after));
    }

    #[test]
    fn the_first_acceptance_of_a_card() {
        check(
            "cards/a.md",
            "---\nkind: event # mine\n---\nNotes\n",
            "---\nkind: event # mine\naccept:\n  - check: no-date\n    because: it is lost\n---\nNotes\n",
        );
    }

    #[test]
    fn a_further_one_keeps_the_list_as_it_is_written() {
        check(
            "cards/a.md",
            "---\naccept:\n- check: x\n  because: y # why\nkind: event\n---\n",
            "---\naccept:\n- check: x\n  because: y # why\n- check: no-date\n  because: it is lost\nkind: event\n---\n",
        );
        check(
            "cards/a.md",
            "---\nkind: event\naccept: [{check: x, because: y}, ]\n---\n",
            "---\nkind: event\naccept: [{check: x, because: y}, {check: no-date, because: it is lost}]\n---\n",
        );
    }

    #[test]
    fn the_file_keeps_its_line_breaks() {
        check(
            "cards/a.md",
            "\u{feff}---\r\nkind: event\r\n---\r\n",
            "\u{feff}---\r\nkind: event\r\naccept:\r\n  - check: no-date\r\n    because: it is lost\r\n---\r\n",
        );
    }

    #[test]
    fn an_empty_key_is_filled() {
        check(
            "cards/a.md",
            "---\naccept: # none yet\nkind: event\n---\n",
            "---\naccept: # none yet\n  - check: no-date\n    because: it is lost\nkind: event\n---\n",
        );
        check(
            "cards/a.md",
            "---\naccept: []\nkind: event\n---\n",
            "---\naccept: [{check: no-date, because: it is lost}]\nkind: event\n---\n",
        );
        check(
            "cards/a.md",
            "---\naccept: ~\nkind: event\n---\n",
            "---\naccept: [{check: no-date, because: it is lost}]\nkind: event\n---\n",
        );
    }

    #[test]
    fn one_without_a_list_becomes_the_first_of_a_list() {
        check(
            "cards/a.md",
            "---\naccept:\n  check: x\n  because: y\nkind: event\n---\n",
            "---\naccept:\n  - check: x\n    because: y\n  - check: no-date\n    because: it is lost\nkind: event\n---\n",
        );
        check(
            "cards/a.md",
            "---\naccept: {check: x, because: y}\n---\n",
            "---\naccept: [{check: x, because: y}, {check: no-date, because: it is lost}]\n---\n",
        );
    }

    #[test]
    fn a_card_without_front_matter_gets_one() {
        check(
            "cards/a.md",
            "Notes\n",
            "---\naccept:\n  - check: no-date\n    because: it is lost\n---\nNotes\n",
        );
    }

    #[test]
    fn a_study() {
        check(
            "study.yaml",
            "title: Alash",
            "title: Alash\naccept:\n  - check: no-date\n    because: it is lost\n",
        );
        check("study.yaml", "", "accept:\n  - check: no-date\n    because: it is lost\n");
        check(
            "study.yaml",
            "{title: A}\n",
            "{title: A, accept: [{check: no-date, because: it is lost}]}\n",
        );
    }

    #[test]
    fn no_acceptance_where_it_would_not_be_read() {
        let refused = |text: &str| accept(text, "cards/a.md", &acceptance()).is_err();
        assert!(refused("---\nkind: event\n"));
        assert!(refused("---\naccept: words\n---\n"));
        assert!(refused("---\naccept: [x\n---\n"));
        let silent = Acceptance { because: " ".to_owned(), ..acceptance() };
        assert!(accept("---\nkind: event\n---\n", "cards/a.md", &silent).is_err());
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let edit = accept("---\naccept: ~\n---\n", "cards/a.md", &acceptance()).expect("accepted");
        assert!(edit.apply("---\naccept: x\n---\n").is_err());
        assert!(edit.apply("").is_err());
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[a-z :#'\"\\\\\\[\\]{},&*!|>%@`\n\t~-]{0,20}"]
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_read_back(
            check in words(), because in words(), at in proptest::option::of(words()),
            before in proptest::option::of(words()),
            by in proptest::option::of(words()), which in 0..7usize, is_wrong in any::<bool>(),
        ) {
            let called = if is_wrong { Called::WrongAlarm } else { Called::Accepted };
            let (after, on) = (before.clone(), Some("2026-11-22".to_owned()));
            let acceptance = Acceptance { check, because, at, before, after, called, by, on };
            let (path, text) = [
                ("cards/a.md", "---\nkind: event\n---\nNotes\n"),
                ("cards/a.md", "---\r\naccept:\r\n- check: x\r\n  because: y\r\nkind: event\r\n---\r\n"),
                ("cards/a.md", "---\naccept: [{check: x, because: y}]\n---\n"),
                ("cards/a.md", "---\naccept:\n  check: x\n  because: |\n    y\n    z\n---\n"),
                ("cards/a.md", "no front matter"),
                ("study.yaml", "accept:\n  - {check: x, because: y}"),
                ("study.yaml", "{}"),
            ][which];
            match accept(text, path, &acceptance) {
                Ok(edit) => {
                    let changed = edit.apply(text).expect("the file is as it was");
                    prop_assert_eq!(&changed[..edit.range.start], &text[..edit.range.start]);
                    prop_assert!(changed.ends_with(&text[edit.range.end..]));
                    let accepted = match path == MANIFEST {
                        true => parse_manifest(path, &changed).0.accepted,
                        false => card_of(path, &changed).accepted,
                    };
                    prop_assert_eq!(accepted.last(), Some(&acceptance));
                }
                Err(_) => {
                    let is_silent = acceptance.because.trim().is_empty() || acceptance.check.trim().is_empty();
                    prop_assert!(is_silent, "refused: {:?}", acceptance);
                }
            }
        }

        #[test]
        fn an_edit_of_anything_changes_its_own_bytes_alone(text in crate::card::tests::jumble()) {
            if let Ok(edit) = accept(&text, "cards/a.md", &acceptance()) {
                let changed = edit.apply(&text).expect("the file is as it was");
                prop_assert_eq!(&changed[..edit.range.start], &text[..edit.range.start]);
                prop_assert!(changed.ends_with(&text[edit.range.end..]));
            }
        }
    }
}
