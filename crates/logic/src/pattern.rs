//! Regular expressions for `match`, tried in time proportional to pattern times text.

/// A pattern that a whole text matches or does not.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    steps: Vec<Step>,
}

/// How many steps a pattern may have once its repetitions are written out.
const LONGEST: usize = 20_000;
/// How deeply groups may be nested.
const DEEPEST: usize = 50;

#[derive(Debug, Clone)]
enum Step {
    /// One character of these.
    One(Class),
    /// Either of these steps is next.
    Split(usize, usize),
    /// This step is next.
    Jump(usize),
}

/// Some characters: ranges, both ends included.
#[derive(Debug, Clone, Default)]
struct Class {
    ranges: Vec<(char, char)>,
    others: bool,
}

impl Class {
    fn holds(&self, character: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&character)) != self.others
    }

    fn one(character: char) -> Self {
        Self { ranges: vec![(character, character)], others: false }
    }

    fn named(name: &str) -> Option<Self> {
        let ranges = match name {
            "digit" | "d" => vec![('0', '9')],
            "alpha" => vec![('a', 'z'), ('A', 'Z')],
            "alnum" => vec![('a', 'z'), ('A', 'Z'), ('0', '9')],
            "w" => vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            "space" | "s" => vec![(' ', ' '), ('\t', '\r')],
            "upper" => vec![('A', 'Z')],
            "lower" => vec![('a', 'z')],
            "punct" => vec![('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            "xdigit" => vec![('0', '9'), ('a', 'f'), ('A', 'F')],
            _ => return None,
        };
        Some(Self { ranges, others: false })
    }
}

impl Pattern {
    /// The pattern written so; `None` when it is none.
    pub fn of(text: &str) -> Option<Self> {
        let characters: Vec<char> = text.chars().collect();
        let mut reader = Reader { characters: &characters, at: 0, depth: 0 };
        let steps = reader.either()?;
        (reader.at == characters.len()).then_some(Self { steps })
    }

    /// Whether the whole text matches.
    pub fn matches(&self, text: &str) -> bool {
        let end = self.steps.len();
        let mut now = Set::new(end + 1);
        let mut next = Set::new(end + 1);
        let mut open = Vec::new();
        self.follow(0, &mut now, &mut open);
        for character in text.chars() {
            for step in &now.members {
                if let Some(Step::One(class)) = self.steps.get(*step)
                    && class.holds(character)
                {
                    self.follow(step + 1, &mut next, &mut open);
                }
            }
            std::mem::swap(&mut now, &mut next);
            next.clear();
        }
        now.holds[end]
    }

    /// Adds a step and all that is reached from it without a character.
    fn follow(&self, step: usize, set: &mut Set, open: &mut Vec<usize>) {
        open.push(step);
        while let Some(step) = open.pop() {
            if std::mem::replace(&mut set.holds[step], true) {
                continue;
            }
            set.members.push(step);
            match self.steps.get(step) {
                Some(Step::Split(one, other)) => open.extend([*other, *one]),
                Some(Step::Jump(to)) => open.push(*to),
                _ => {}
            }
        }
    }
}

struct Set {
    members: Vec<usize>,
    holds: Vec<bool>,
}

impl Set {
    fn new(size: usize) -> Self {
        Self { members: Vec::new(), holds: vec![false; size] }
    }

    fn clear(&mut self) {
        for member in self.members.drain(..) {
            self.holds[member] = false;
        }
    }
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
    depth: usize,
}

/// Moves the places of steps by so many.
fn moved(steps: &[Step], by: usize) -> impl Iterator<Item = Step> + '_ {
    steps.iter().map(move |step| match step {
        Step::One(class) => Step::One(class.clone()),
        Step::Split(one, other) => Step::Split(one + by, other + by),
        Step::Jump(to) => Step::Jump(to + by),
    })
}

fn append(steps: &mut Vec<Step>, more: &[Step]) -> Option<()> {
    let by = steps.len();
    if by + more.len() > LONGEST {
        return None;
    }
    steps.extend(moved(more, by));
    Some(())
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn take(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Option<Vec<Step>> {
        let mut left = self.sequence()?;
        while self.take('|') {
            let right = self.sequence()?;
            let mut both = vec![Step::Split(1, left.len() + 2)];
            append(&mut both, &left)?;
            both.push(Step::Jump(left.len() + 2 + right.len()));
            append(&mut both, &right)?;
            left = both;
        }
        Some(left)
    }

    fn sequence(&mut self) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        while let Some(character) = self.peek() {
            if character == '|' || character == ')' {
                break;
            }
            let one = self.one()?;
            append(&mut steps, &self.repeated(one)?)?;
        }
        Some(steps)
    }

    fn one(&mut self) -> Option<Vec<Step>> {
        let character = self.peek()?;
        self.at += 1;
        Some(match character {
            '.' => {
                vec![Step::One(Class { ranges: vec![('\n', '\n'), ('\r', '\r')], others: true })]
            }
            '^' | '$' => Vec::new(),
            '*' | '+' | '?' | '{' => return None,
            '(' => {
                if self.depth >= DEEPEST {
                    return None;
                }
                if self.peek() == Some('?') {
                    self.at += 1;
                    self.take(':').then_some(())?;
                }
                self.depth += 1;
                let steps = self.either()?;
                self.depth -= 1;
                self.take(')').then_some(steps)?
            }
            '[' => vec![Step::One(self.class()?)],
            '\\' => vec![Step::One(self.escaped()?)],
            other => vec![Step::One(Class::one(other))],
        })
    }

    fn escaped(&mut self) -> Option<Class> {
        let character = self.peek()?;
        self.at += 1;
        Some(match character {
            'd' | 'w' | 's' => Class::named(&character.to_string())?,
            'D' | 'W' | 'S' => {
                Class { others: true, ..Class::named(&character.to_ascii_lowercase().to_string())? }
            }
            'n' => Class::one('\n'),
            't' => Class::one('\t'),
            'r' => Class::one('\r'),
            other if other.is_alphanumeric() => return None,
            other => Class::one(other),
        })
    }

    fn class(&mut self) -> Option<Class> {
        let others = self.take('^');
        let mut ranges = Vec::new();
        loop {
            let character = self.peek()?;
            self.at += 1;
            match character {
                ']' => return Some(Class { ranges, others }),
                '[' if self.peek() == Some(':') => {
                    let rest = &self.characters[self.at + 1..];
                    let length = rest.windows(2).position(|pair| pair == [':', ']'])?;
                    let name: String = rest[..length].iter().collect();
                    ranges.extend(Class::named(&name)?.ranges);
                    self.at += length + 3;
                    continue;
                }
                '\\' => {
                    let class = self.escaped()?;
                    if class.others {
                        return None;
                    }
                    ranges.extend(class.ranges);
                    continue;
                }
                _ => {}
            }
            if self.peek() == Some('-')
                && self.characters.get(self.at + 1).is_some_and(|next| *next != ']')
            {
                let last = self.characters[self.at + 1];
                self.at += 2;
                if last < character {
                    return None;
                }
                ranges.push((character, last));
            } else {
                ranges.push((character, character));
            }
        }
    }

    fn repeated(&mut self, one: Vec<Step>) -> Option<Vec<Step>> {
        let (fewest, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let fewest = self.digits()?;
                let most = match self.take(',') {
                    true if self.peek() == Some('}') => None,
                    true => Some(self.digits()?),
                    false => Some(fewest),
                };
                if self.peek() != Some('}') || most.is_some_and(|most| most < fewest) {
                    return None;
                }
                (fewest, most)
            }
            _ => return Some(one),
        };
        self.at += 1;
        let mut steps = Vec::new();
        for _ in 0..fewest {
            append(&mut steps, &one)?;
        }
        match most {
            Some(most) => {
                for _ in fewest..most {
                    let start = steps.len();
                    steps.push(Step::Split(start + 1, start + 1 + one.len()));
                    append(&mut steps, &one)?;
                }
            }
            None => {
                let start = steps.len();
                steps.push(Step::Split(start + 1, start + 2 + one.len()));
                append(&mut steps, &one)?;
                steps.push(Step::Jump(start));
            }
        }
        Some(steps)
    }

    fn digits(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|character| character.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.characters[start..self.at].iter().collect();
        digits.parse().ok().filter(|number| *number <= 1000)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Pattern;

    fn check(pattern: &str, matching: &[&str], others: &[&str]) {
        let pattern = Pattern::of(pattern).unwrap();
        assert!(matching.iter().all(|text| pattern.matches(text)), "{pattern:?}");
        assert!(!others.iter().any(|text| pattern.matches(text)), "{pattern:?}");
    }

    #[test]
    fn whole_texts() {
        check("a.*", &["a", "abc"], &["", "ba"]);
        check("a.*[ab]", &["aa", "acb"], &["a", "ac"]);
        check("fo{2}b.*", &["foob", "foobar"], &["fob", "fooob"]);
        check("(ab|c)+d?", &["ab", "cabd"], &["", "d", "abdd"]);
        check("[[:digit:]]+#\\w{1,2}", &["12#a", "1#ab"], &["#a", "1#abc"]);
        check("[^x-z]*", &["", "abc", "қ"], &["x", "ay"]);
        check("a{0}b", &["b"], &["ab"]);
    }

    #[test]
    fn what_is_no_pattern() {
        for text in
            ["b.*[", "fo{x}b.*", "(", ")", "*", "a{2,1}", "a{2000}", "((a{900}){900}){900}", "\\q"]
        {
            assert!(Pattern::of(text).is_none(), "{text}");
        }
        assert!(Pattern::of(&"(".repeat(100_000)).is_none());
    }

    #[test]
    fn a_pattern_that_backtracking_never_ends() {
        let pattern = Pattern::of("(a*)*b").unwrap();
        assert!(!pattern.matches(&"a".repeat(5_000)));
    }
}
