//! A table of who says what, out of a file.

use derek_time::parse;

use super::answer::{Answer, Hierarchy, Measure, Row};
use super::{Stance, Testimony};

/// What the values of a table are compared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Values {
    /// Words, equal or not, under a hierarchy when there is one.
    Words,
    /// Numbers, equal or near.
    Numbers,
    /// Dates, one within the other or overlapping.
    Dates,
}

impl Values {
    /// All of them with their stable names.
    pub const NAMES: [(&'static str, Values); 3] =
        [("words", Values::Words), ("numbers", Values::Numbers), ("dates", Values::Dates)];

    /// The stable name, as the option and JSON have it.
    pub fn name(self) -> &'static str {
        let found = Values::NAMES.into_iter().find(|(_, values)| *values == self);
        found.map_or("", |(name, _)| name)
    }

    /// What all of these can be read as: dates when each is one, numbers when each is one, else words.
    ///
    /// Four digits from 1000 to 2100 in every place are years.
    pub fn of<'a>(values: impl Iterator<Item = &'a str> + Clone) -> Values {
        let is_year = |value: &str| {
            let value = value.trim();
            value.len() == 4 && value.parse().is_ok_and(|year: u16| (1000..=2100).contains(&year))
        };
        let mut some = values.clone().peekable();
        if some.peek().is_none() {
            return Values::Words;
        }
        if values.clone().all(is_year) {
            return Values::Dates;
        }
        if values.clone().all(|value| number(value).is_some()) {
            return Values::Numbers;
        }
        match values.clone().all(|value| days(value).is_some()) {
            true => Values::Dates,
            false => Values::Words,
        }
    }

    /// A value as an answer; one that is no number or no date stays words.
    pub fn answer(self, value: &str) -> Answer {
        let measure = match self {
            Values::Words => None,
            Values::Numbers => number(value).map(Measure::Number),
            Values::Dates => days(value).map(|(first, last)| Measure::Days(first, last)),
        };
        Answer { words: value.to_owned(), measure: measure.unwrap_or(Measure::Words) }
    }
}

/// A line of a table: who says what to which question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The question or item.
    pub item: String,
    /// The source.
    pub source: String,
    /// What it says.
    pub value: String,
    /// Whether it says or denies it.
    pub stance: Stance,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// How many columns it has, where that is the trouble.
    pub columns: usize,
}

/// Lines as testimonies; values are read as `values`, or as what all of them can be read as.
pub fn testimonies(said: Vec<Said>, values: Option<Values>) -> (Vec<Testimony>, Values) {
    let values = values.unwrap_or_else(|| Values::of(said.iter().map(|said| said.value.as_str())));
    let testimony = |said: Said| Testimony {
        question: said.item,
        source: said.source,
        answer: values.answer(&said.value),
        stance: said.stance,
        lines: Vec::new(),
    };
    (said.into_iter().map(testimony).collect(), values)
}

/// Reads a table with an item, a source and a value in each line, separated by tabs or commas.
///
/// A first line that names its columns may have them in any order: `item` (`obj`, `object`,
/// `question`, `entity`), `source` (`src`), `value` (`claim`, `answer`), and `stance`, whose word
/// `denies` turns a line round. Columns beyond these are passed over, empty lines too. Between
/// commas a field may stand in quotation marks, as RFC 4180 has it.
///
/// # Errors
///
/// The first line with fewer columns than these.
pub fn table(text: &str) -> Result<Vec<Said>, Unread> {
    let mut rows = rows(text).into_iter().peekable();
    let columns = rows.peek().map(|(_, first)| Columns::named(first));
    let columns = match columns.flatten() {
        Some(columns) => {
            rows.next();
            columns
        }
        None => Columns { item: 0, source: 1, value: 2, stance: None },
    };
    let mut said = Vec::new();
    for (line, row) in rows {
        let field = |at: usize| row.get(at).map(|field| field.trim().to_owned());
        let (Some(item), Some(source), Some(value)) =
            (field(columns.item), field(columns.source), field(columns.value))
        else {
            return Err(Unread { line, columns: row.len() });
        };
        let stance = match columns.stance.and_then(|at| row.get(at)).map(|word| word.trim()) {
            Some("denies") => Stance::Denies,
            _ => Stance::Affirms,
        };
        said.push(Said { item, source, value, stance });
    }
    Ok(said)
}

/// Reads a hierarchy: in each line a name and a more general one, or, when the first line names
/// its columns so, `ID`, `name` and `parentID`.
///
/// # Errors
///
/// The first line with fewer columns.
pub fn hierarchy(text: &str) -> Result<Hierarchy, Unread> {
    let rows = rows(text);
    let is_word = |field: &str, word: &str| field.trim().eq_ignore_ascii_case(word);
    let numbered = rows.first().and_then(|(_, first)| {
        let at = |word: &str| first.iter().position(|field| is_word(field, word));
        Some((at("id")?, at("name")?, at("parentID").or_else(|| at("parent"))?))
    });
    let get = |line: usize, row: &[String], at: usize| {
        row.get(at).map(|field| field.trim().to_owned()).ok_or(Unread { line, columns: row.len() })
    };
    if let Some((id, name, parent)) = numbered {
        let nodes: Result<Vec<Row>, Unread> = rows
            .iter()
            .skip(1)
            .map(|(line, row)| {
                Ok(Row {
                    id: get(*line, row, id)?,
                    name: get(*line, row, name)?,
                    parent: get(*line, row, parent)?,
                })
            })
            .collect();
        return Ok(Hierarchy::of_rows(&nodes?));
    }
    let is_header = rows.first().is_some_and(|(_, first)| {
        matches!(first.as_slice(), [one, other, ..] if ["name", "child", "value"].iter().any(|word| is_word(one, word)) && ["parent", "general", "above"].iter().any(|word| is_word(other, word)))
    });
    let pairs: Result<Vec<(String, String)>, Unread> = rows
        .iter()
        .skip(usize::from(is_header))
        .map(|(line, row)| Ok((get(*line, row, 0)?, get(*line, row, 1)?)))
        .collect();
    let pairs = pairs?;
    Ok(Hierarchy::of_names(pairs.iter().map(|(name, above)| (name.as_str(), above.as_str()))))
}

fn number(value: &str) -> Option<f64> {
    value.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn days(value: &str) -> Option<(i64, i64)> {
    let date = parse(value).ok()?;
    let bounds = date.bounds();
    Some((i64::from(bounds.first_day()?.number()), i64::from(bounds.last_day()?.number())))
}

/// Where the columns are.
struct Columns {
    item: usize,
    source: usize,
    value: usize,
    stance: Option<usize>,
}

impl Columns {
    /// By the names in the first line; `None` when it is a line like the others.
    fn named(first: &[String]) -> Option<Columns> {
        let at = |words: &[&str]| {
            first
                .iter()
                .position(|field| words.iter().any(|word| field.trim().eq_ignore_ascii_case(word)))
        };
        Some(Columns {
            item: at(&["item", "obj", "object", "question", "entity"])?,
            source: at(&["source", "src"])?,
            value: at(&["value", "claim", "answer"])?,
            stance: at(&["stance"]),
        })
    }
}

/// The lines that are not empty, in fields, each with its number from 1.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.lines().next().is_some_and(|first| first.contains('\t')) {
        let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
        return rows.map(|(at, line)| (at + 1, fields(line))).collect();
    }
    let mut rows = Vec::new();
    let (mut line, mut begun) = (1, 1);
    let (mut row, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' if is_quoted || field.trim().is_empty() => {
                is_quoted = !is_quoted;
                if is_quoted {
                    field.clear();
                }
            }
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            letter => field.push(letter),
        }
    }
    row.push(field);
    rows.push((begun, row));
    rows.retain(|(_, row)| !matches!(row.as_slice(), [only] if only.trim().is_empty()));
    rows
}
