//! Frameworks as the competitions of argumentation solvers (ICCMA) write them.
//!
//! Three ways, told apart by the first words: `p af N` with numbered arguments (2023),
//! the trivial graph format (`TGF`) and ASPARTIX facts (`APX`, `arg(a).` and `att(a,b).`).

use std::collections::HashMap;

use super::framework::Framework;

/// A framework and what its arguments are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Who attacks whom.
    pub framework: Framework,
    names: Names,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Names {
    /// From 1.
    Numbers,
    Given(Vec<String>),
}

impl Written {
    /// What an argument is called.
    pub fn name(&self, argument: u32) -> String {
        match &self.names {
            Names::Numbers => (u64::from(argument) + 1).to_string(),
            Names::Given(names) => names.get(argument as usize).cloned().unwrap_or_default(),
        }
    }

    /// The argument of a name; `None` when there is none.
    pub fn named(&self, name: &str) -> Option<u32> {
        match &self.names {
            Names::Numbers => {
                let number: u32 = name.parse().ok()?;
                number.checked_sub(1).filter(|one| *one < self.framework.count())
            }
            Names::Given(names) => names.iter().position(|one| one == name).map(|at| at as u32),
        }
    }
}

/// What is wrong with a file, and in which line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What can be wrong with a file of arguments and attacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It says nothing.
    Empty,
    /// These words are none of the format.
    Words(String),
    /// An attack names an argument that is not declared.
    Unknown(String),
    /// More arguments than are read.
    TooMany,
}

/// How many arguments are read at most.
pub const LARGEST: u32 = 10_000_000;

/// Reads a framework.
///
/// # Errors
///
/// The first line that is none of the format.
///
/// ```
/// # use derek_reason::{read_framework, Label};
/// let written = read_framework("arg(a). arg(b).\natt(a,b).").unwrap();
/// let b = written.named("b").unwrap();
/// assert_eq!(written.framework.grounded().label(b), Label::Out);
/// ```
pub fn read_framework(text: &str) -> Result<Written, Misread> {
    let text = text.trim_start_matches('\u{feff}');
    let is_said = |line: &&str| {
        let line = line.trim();
        // A `#` alone parts the two halves of a graph, and may be all there is of one.
        !line.is_empty() && !line.starts_with('%') && (line == "#" || !line.starts_with('#'))
    };
    let Some(first) = text.lines().find(is_said) else {
        return Err(Misread { line: 1, wrong: Wrong::Empty });
    };
    let first = first.trim();
    match () {
        () if first.split_whitespace().next() == Some("p") => numbered(text),
        () if first.starts_with("arg") && first.contains('(') || first.starts_with("att(") => {
            facts(text)
        }
        () => graph(text),
    }
}

fn words(line: usize, words: &str) -> Misread {
    let shown: String = words.chars().take(SHOWN).collect();
    Misread { line, wrong: Wrong::Words(shown) }
}

/// How many letters of a wrong line are shown.
const SHOWN: usize = 60;

fn numbered(text: &str) -> Result<Written, Misread> {
    let mut count = None;
    let mut attacks = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = || words(at + 1, line);
        let mut parts = line.split_whitespace();
        let Some(known) = count else {
            let (p, af, many) = (parts.next(), parts.next(), parts.next());
            let many = many.filter(|_| p == Some("p") && af == Some("af"));
            let many: u64 = many.and_then(|many| many.parse().ok()).ok_or_else(wrong)?;
            if u64::from(LARGEST) < many {
                return Err(Misread { line: at + 1, wrong: Wrong::TooMany });
            }
            count = Some(many as u32);
            continue;
        };
        let mut argument = || -> Result<u32, Misread> {
            let word = parts.next().ok_or_else(wrong)?;
            let number: u64 = word.parse().map_err(|_| wrong())?;
            match number.checked_sub(1).filter(|one| *one < u64::from(known)) {
                Some(one) => Ok(one as u32),
                None => Err(Misread { line: at + 1, wrong: Wrong::Unknown(word.to_owned()) }),
            }
        };
        let attack = (argument()?, argument()?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        attacks.push(attack);
    }
    finished(count.unwrap_or_default(), attacks, Names::Numbers)
}

/// Arguments by their names, in the order in which they are declared.
#[derive(Default)]
struct Declared<'t> {
    names: Vec<String>,
    known: HashMap<&'t str, u32>,
    attacks: Vec<(usize, &'t str, &'t str)>,
}

impl<'t> Declared<'t> {
    fn argument(&mut self, line: usize, name: &'t str) -> Result<(), Misread> {
        if LARGEST as usize <= self.names.len() {
            return Err(Misread { line, wrong: Wrong::TooMany });
        }
        let next = self.names.len() as u32;
        self.known.entry(name).or_insert_with(|| {
            self.names.push(name.to_owned());
            next
        });
        Ok(())
    }

    fn finished(self) -> Result<Written, Misread> {
        let find = |line: usize, name: &str| {
            let unknown =
                || Misread { line, wrong: Wrong::Unknown(name.chars().take(SHOWN).collect()) };
            self.known.get(name).copied().ok_or_else(unknown)
        };
        let attacks: Result<Vec<(u32, u32)>, Misread> = self
            .attacks
            .iter()
            .map(|(line, from, to)| Ok((find(*line, from)?, find(*line, to)?)))
            .collect();
        finished(self.names.len() as u32, attacks?, Names::Given(self.names))
    }
}

fn finished(count: u32, attacks: Vec<(u32, u32)>, names: Names) -> Result<Written, Misread> {
    match Framework::new(count, attacks) {
        Some(framework) => Ok(Written { framework, names }),
        None => Err(Misread { line: 1, wrong: Wrong::TooMany }),
    }
}

fn graph(text: &str) -> Result<Written, Misread> {
    let mut declared = Declared::default();
    let mut is_parted = false;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        let mut parts = line.split_whitespace();
        match (parts.next(), is_parted) {
            (None, _) => {}
            (Some("#"), false) => is_parted = true,
            (Some(name), false) => declared.argument(at + 1, name)?,
            (Some(from), true) => {
                let to = parts.next().ok_or_else(|| words(at + 1, line))?;
                declared.attacks.push((at + 1, from, to));
            }
        }
    }
    if !is_parted {
        let line = text.lines().position(|line| !line.trim().is_empty()).unwrap_or_default();
        return Err(words(line + 1, text.lines().nth(line).unwrap_or_default().trim()));
    }
    declared.finished()
}

fn facts(text: &str) -> Result<Written, Misread> {
    let mut declared = Declared::default();
    for (at, line) in text.lines().enumerate() {
        let said = line.split('%').next().unwrap_or_default();
        let mut rest = said.trim();
        while !rest.is_empty() {
            let wrong = || words(at + 1, rest);
            let (name, after) = rest.split_once('(').ok_or_else(wrong)?;
            let (inside, after) = after.split_once(')').ok_or_else(wrong)?;
            let after = after.trim_start().strip_prefix('.').ok_or_else(wrong)?;
            let mut parts = inside.split(',').map(str::trim).filter(|part| !part.is_empty());
            match (name.trim(), parts.next(), parts.next(), parts.next()) {
                ("arg", Some(one), None, None) => declared.argument(at + 1, one)?,
                ("att", Some(from), Some(to), None) => declared.attacks.push((at + 1, from, to)),
                _ => return Err(wrong()),
            }
            rest = after.trim();
        }
    }
    declared.finished()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, names: &[&str], attacks: &[(u32, u32)]) {
        let written = read_framework(text).expect("a framework");
        let found: Vec<String> =
            (0..written.framework.count()).map(|one| written.name(one)).collect();
        assert_eq!(found, names, "{text}");
        let expected = Framework::new(names.len() as u32, attacks.to_vec());
        assert_eq!(Some(&written.framework), expected.as_ref(), "{text}");
        for (at, name) in names.iter().enumerate() {
            assert_eq!(written.named(name), Some(at as u32));
        }
        assert_eq!(written.named("0"), None);
    }

    #[test]
    fn three_ways_to_write_one_framework() {
        check("p af 3\n# who attacks whom\n1 2\n2 3\n", &["1", "2", "3"], &[(0, 1), (1, 2)]);
        check("a first\nb\nc\n#\na b\nb c said\n", &["a", "b", "c"], &[(0, 1), (1, 2)]);
        check(
            "att(a,b). % before\narg(a).arg(b).\narg( c ).\natt( b , c ).",
            &["a", "b", "c"],
            &[(0, 1), (1, 2)],
        );
    }

    #[test]
    fn frameworks_of_nothing() {
        check("p af 0\n", &[], &[]);
        check("#\n", &[], &[]);
        check("1\n#", &["1"], &[]);
    }

    fn refused(text: &str, line: usize, wrong: Wrong) {
        assert_eq!(read_framework(text), Err(Misread { line, wrong }), "{text}");
    }

    #[test]
    fn what_can_be_wrong_with_a_file() {
        let words = |words: &str| Wrong::Words(words.to_owned());
        let unknown = |name: &str| Wrong::Unknown(name.to_owned());
        refused("", 1, Wrong::Empty);
        refused("\n% nothing\n", 1, Wrong::Empty);
        refused("p af many\n", 1, words("p af many"));
        refused("p cnf 3 4\n", 1, words("p cnf 3 4"));
        refused("p af 2\n1 2\n\n1\n", 4, words("1"));
        refused("p af 2\n1 2 3\n", 2, words("1 2 3"));
        refused("p af 2\n1 3\n", 2, unknown("3"));
        refused("p af 2\n0 1\n", 2, unknown("0"));
        refused("p af 99999999999\n", 1, Wrong::TooMany);
        refused("A text about the past.\n", 1, words("A text about the past."));
        refused("a\n#\na b\n", 3, unknown("b"));
        refused("a\n#\na\n", 3, words("a"));
        refused("arg(a).\natt(a,b).\n", 2, unknown("b"));
        refused("arg(a).\natt(a).\n", 2, words("att(a)."));
        refused("arg(a)\narg(b).\n", 1, words("arg(a)"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(p af |arg|att|[()., #%0-9a\n-]){0,40}") {
            let _ = read_framework(&text);
        }
    }
}
