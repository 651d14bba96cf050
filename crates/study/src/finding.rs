//! What a check reports: where, why, and what would settle it.

use std::ops::Range;

use crate::said::Said;

/// How grave a finding is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It cannot be: a day that no calendar has, an act after every possible death.
    Impossible,
    /// Two statements cannot both hold.
    Conflict,
    /// It can be, but a careful reader would ask.
    Unlikely,
    /// Something that a reader needs is not there.
    Incomplete,
    /// It is a matter of form.
    Style,
    /// Where to look next.
    Lead,
}

impl Level {
    /// Every level, the gravest first.
    pub const ALL: [Level; 6] = [
        Level::Impossible,
        Level::Conflict,
        Level::Unlikely,
        Level::Incomplete,
        Level::Style,
        Level::Lead,
    ];

    /// The level's stable name, as options and JSON have it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Impossible => "impossible",
            Level::Conflict => "conflict",
            Level::Unlikely => "unlikely",
            Level::Incomplete => "incomplete",
            Level::Style => "style",
            Level::Lead => "lead",
        }
    }

    /// The level of a stable name; `None` when there is no such level.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The level's name for a reader.
    pub fn label(self) -> Said {
        match self {
            Level::Impossible => Said::new("impossible", "невозможно", "мүмкін емес"),
            Level::Conflict => Said::new("conflict", "противоречие", "қайшылық"),
            Level::Unlikely => Said::new("unlikely", "сомнительно", "күмәнді"),
            Level::Incomplete => Said::new("incomplete", "неполно", "толық емес"),
            Level::Style => Said::new("style", "оформление", "рәсімдеу"),
            Level::Lead => Said::new("lead", "зацепка", "ізденіс"),
        }
    }
}

/// An objection: what is wrong, where, why derek thinks so, and what would settle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the check, never reused: `conflicting-dates`.
    pub check: &'static str,
    /// How grave it is.
    pub level: Level,
    /// The one line that must stand alone.
    pub headline: Said,
    /// Where: the first place is the one to open; never empty.
    pub places: Vec<Place>,
    /// The reasoning, in order, down to passages and cited reference facts.
    pub because: Vec<Reason>,
    /// What would settle it.
    pub help: Said,
    /// What the words of the first place, and of each place with the same words, should
    /// be; `None` where that is not certain.
    pub mend: Option<String>,
}

impl Finding {
    /// A key under which an acceptance of this finding is kept.
    ///
    /// It is made of the check and the words concerned, so it survives edits
    /// elsewhere in the text. White space and capitals do not matter.
    pub fn key(&self) -> String {
        let mut key = self.check.to_owned();
        for place in &self.places {
            key.push('|');
            let words = place.words.split_whitespace().collect::<Vec<_>>().join(" ");
            key.push_str(&words.to_lowercase());
        }
        key
    }

    /// The words under which an acceptance of this finding is written: those of
    /// its places, and the file of a place that has none.
    ///
    /// Without them an acceptance would let the whole check stand.
    pub fn at(&self) -> String {
        let words = self.places.iter().map(|place| match place.words.trim().is_empty() {
            true => place.file.as_str(),
            false => place.words.as_str(),
        });
        words.collect::<Vec<_>>().join(" | ")
    }

    /// What stands before and after the words of each place, as it is kept with an
    /// acceptance: it tells the finding from others at the same words.
    pub fn around(&self) -> (String, String) {
        let last = |words: &str| {
            let from = words.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
            single_spaced(&words[from..])
        };
        let first = |words: &str| {
            let until = words.char_indices().nth(AROUND).map_or(words.len(), |(at, _)| at);
            single_spaced(&words[..until])
        };
        let before = self.places.iter().map(|place| last(&place.before));
        let after = self.places.iter().map(|place| first(&place.after));
        (before.collect::<Vec<_>>().join(" | "), after.collect::<Vec<_>>().join(" | "))
    }
}

fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters of a place's surroundings that are kept with an acceptance.
const AROUND: usize = 60;

/// Words in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name or its path inside the study, with `/`.
    pub file: String,
    /// The place as a reader would cite it: `¶39`, `Table 1, row 2`, `when`.
    pub locator: String,
    /// The bytes concerned, in the file's text decoded to UTF-8.
    pub range: Range<usize>,
    /// The words concerned, white space made single.
    pub words: String,
    /// The sentence's words before them, white space made single.
    pub before: String,
    /// The sentence's words after them, white space made single.
    pub after: String,
    /// What to say of these words; `None` when the headline says it all.
    pub label: Option<Said>,
}

impl Place {
    /// The same place with something said of it.
    #[must_use]
    pub fn labelled(self, label: Said) -> Place {
        Place { label: Some(label), ..self }
    }
}

/// One step of the reasoning behind a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The step.
    pub said: Said,
    /// The source of a fact about the world; `None` when the text itself shows it.
    pub source: Option<Cited>,
}

impl Reason {
    /// A step that the text in front of us shows.
    pub fn shown(said: Said) -> Reason {
        Reason { said, source: None }
    }
}

/// A source that a reason rests on, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cited {
    /// The study whose bibliography has it: `chronicle`.
    pub study: String,
    /// Citation key.
    pub key: String,
    /// Locator, as written; empty when the whole work is cited.
    pub locator: String,
    /// How to print it: title, address, the day it was read.
    pub reference: String,
    /// Its address; empty when it has none.
    pub url: String,
}
