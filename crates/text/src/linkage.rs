//! Which rows of a table are one person.
//!
//! Each column in which two rows can be compared says something for or against
//! their being one: bits, by how often people's rows agree so and by how often any
//! two rows do. Both are reckoned from the table itself, without examples (Fellegi
//! and Sunter 1969; the first by expectation and maximisation, Winkler 1988). What
//! a row leaves out says nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::align::Word;
use crate::key::within_distance;
use crate::word::words;

/// What a column of a table tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A given name or a father's, in any script.
    Given,
    /// A surname, in any script.
    Surname,
    /// A whole name; looked at only where given names and surnames have no columns.
    Name,
    /// A day, a month or a year of birth or of another event, once in a life.
    Date,
    /// A place.
    Place,
    /// A number or a code that few share: a postcode, a telephone, an address of mail.
    Code,
    /// One of a few: sex, estate, occupation.
    Class,
    /// Nothing that could be compared.
    Other,
}

impl Column {
    /// Every kind.
    pub const ALL: [Column; 8] = [
        Column::Given,
        Column::Surname,
        Column::Name,
        Column::Date,
        Column::Place,
        Column::Code,
        Column::Class,
        Column::Other,
    ];

    /// Its name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Column::Given => "given",
            Column::Surname => "surname",
            Column::Name => "name",
            Column::Date => "date",
            Column::Place => "place",
            Column::Code => "code",
            Column::Class => "class",
            Column::Other => "other",
        }
    }

    /// How any two rows are expected to agree before a table has told it.
    fn expected(self) -> [f32; 4] {
        match self {
            Column::Given => [0.01, 0.01, 0.08, 0.9],
            Column::Surname | Column::Name | Column::Other => [0.002, 0.004, 0.044, 0.95],
            Column::Date => [0.001, 0.003, 0.046, 0.95],
            Column::Code => [0.002, 0.002, 0.046, 0.95],
            Column::Place => [0.08, 0.02, 0.05, 0.85],
            Column::Class => [0.3, 0.0, 0.0, 0.7],
        }
    }

    /// Rows to be thought of beside those of a table, of which none says what is asked.
    fn unseen(self) -> f32 {
        match self {
            Column::Class => 2.0,
            Column::Place | Column::Given => 50.0,
            _ => 200.0,
        }
    }

    /// The share of a person's rows that may differ in it, however many a table seems to say.
    ///
    /// In a table of hardly any person twice, rows that share a year and a place would
    /// otherwise teach that people change their names. The shares were chosen on half of the
    /// people of a labelled table (historical_50k), where they raised precision and lost
    /// nothing.
    fn most_differing(self) -> f64 {
        match self {
            Column::Given | Column::Surname | Column::Name => 0.15,
            Column::Date => 0.1,
            Column::Place | Column::Class | Column::Code | Column::Other => 0.7,
        }
    }

    /// What a column tells by its heading, in English, Russian or Kazakh.
    ///
    /// ```
    /// use derek_text::linkage::Column;
    /// assert_eq!(Column::of_heading("Date of birth"), Column::Date);
    /// assert_eq!(Column::of_heading("фамилия"), Column::Surname);
    /// assert_eq!(Column::of_heading("№"), Column::Other);
    /// ```
    pub fn of_heading(heading: &str) -> Column {
        let heading = heading.to_lowercase().replace(['_', '-', '.'], " ");
        let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let is = |headings: &str| headings.split(',').any(|known| known.trim() == heading);
        match () {
            () if is(GIVEN) => Column::Given,
            () if is(SURNAME) => Column::Surname,
            () if is(NAME) => Column::Name,
            () if is(DATE) => Column::Date,
            () if is(PLACE) => Column::Place,
            () if is(CODE) => Column::Code,
            () if is(CLASS) => Column::Class,
            () => Column::Other,
        }
    }
}

const GIVEN: &str = "given name, given, first name, firstname, forename, middle name, patronymic, имя, отчество, есімі, есім, аты, өз аты, әкесінің аты";
const SURNAME: &str = "surname, last name, lastname, family name, фамилия, тегі, тек, жөні";
const NAME: &str = "name, full name, fullname, person, фио, имя и фамилия, фамилия имя отчество, аты-жөні, аты жөні, тегі аты";
const DATE: &str = "dob, date of birth, birth date, birthdate, born, birth year, year of birth, died, date of death, год рождения, дата рождения, родился, дата смерти, дата ареста, туған жылы, туған күні, қайтыс болған жылы";
const PLACE: &str = "birth place, birthplace, place of birth, place, city, town, village, suburb, state, region, address, address 1, address 2, residence, uezd, volost, место рождения, место жительства, город, село, аул, область, уезд, волость, адрес, туған жері, мекенжайы, қала, ауыл, уез, болыс, облыс";
const CODE: &str = "postcode, postcode fake, zip, zip code, postal code, phone, telephone, email, e mail, soc sec id, passport, street number, индекс, почтовый индекс, телефон, почта, паспорт, пошта индексі";
const CLASS: &str = "gender, sex, occupation, profession, nationality, ethnicity, religion, estate, education, party, пол, профессия, занятие, национальность, сословие, вероисповедание, образование, партийность, жынысы, кәсібі, мамандығы, ұлты, білімі, партиялылығы";

/// Rows gathered by who they may be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linkage {
    /// Each row in one group, in order of their first; rows are numbered from 0.
    pub groups: Vec<Vec<usize>>,
    /// What joined them: without one of these a group falls in two.
    pub joined: Vec<Tie>,
    /// Between groups: what a person should be asked, the likeliest first, one for two groups.
    pub asked: Vec<Tie>,
    /// Columns in which rows were compared, by number.
    pub compared: Vec<usize>,
}

/// Why two rows are taken for one person's.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// A row, by number; less than the other.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// What each column says, by its number; a column of which a row says nothing is not here.
    pub reasons: Vec<(usize, Agreement, f32)>,
    /// Bits against any two rows before they are compared.
    pub prior: f32,
}

impl Tie {
    /// The bits together: the odds that the rows are one person's.
    pub fn bits(&self) -> f32 {
        self.prior + self.reasons.iter().map(|(_, _, bits)| bits).sum::<f32>()
    }
}

/// How far two cells agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// They say the same.
    Same,
    /// They are two spellings of one, or differ in a sign or two.
    Near,
    /// They share something: a year, an initial, the first half of a code.
    Partly,
    /// They say other things.
    Differs,
}

impl Agreement {
    /// Its name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Agreement::Same => "same",
            Agreement::Near => "near",
            Agreement::Partly => "partly",
            Agreement::Differs => "differs",
        }
    }
}

/// Mean bits between two groups of rows from which they are one person's: columns are
/// reckoned apart, and what they say together is less than the sum.
const JOIN: f32 = 3.0;

/// Down to these mean bits a person is asked.
const ASK: f32 = 0.0;

/// Rows that share two cells are compared unless more than so many share them.
const BLOCK: usize = 60;

/// Rows that share one cell are compared unless more than so many share it.
const RARE: usize = 12;

/// Pairs of rows, taken by a rule that knows nothing of them, that tell how any two agree.
const CHANCE: usize = 200_000;

/// How many pairs of rows what is expected of them stands for.
const EXPECTED: f32 = 100.0;

/// How rows of one person are expected to agree before a table has told it.
const ONE: [f32; 4] = [0.7, 0.15, 0.07, 0.08];

/// Rounds of reckoning how rows of one person agree: more change nothing that is seen.
const ROUNDS: usize = 25;

/// Columns that are compared.
const MOST_COLUMNS: usize = 16;

/// Rows of one group.
const LARGEST: usize = 200;

/// A column's cells, each by the number of what it says.
struct Cells {
    column: usize,
    kind: Column,
    /// For each row, from 1; 0 when it says nothing.
    of_row: Vec<u32>,
    values: Vec<Value>,
    /// How often any two rows that say something agree so, and rows of one person.
    chance: [f32; 4],
    one: [f32; 4],
    said: usize,
}

struct Value {
    text: String,
    words: Vec<Word>,
    /// Year, month and day, as far as they are told.
    date: [u32; 3],
    count: u32,
}

/// The cells of a table by RFC 4180; semicolons and tabs part them where the heading has
/// more of those. `None` when a quotation mark is not closed. Lines at the end that say
/// nothing are no rows.
///
/// ```
/// use derek_text::linkage::cells;
/// let table = "Фамилия;Имя\n\"Шоқай; он же Чокаев\";Мұстафа\n";
/// assert_eq!(cells(table).unwrap_or_default()[1], ["Шоқай; он же Чокаев", "Мұстафа"]);
/// ```
pub fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let heading = text.lines().next().unwrap_or_default();
    let count = |separator: char| heading.matches(separator).count();
    let separator =
        [',', ';', '\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(',');
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            c if quoted => cell.push(c),
            c if c == separator => row.push(std::mem::take(&mut cell)),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if quoted {
        return None;
    }
    row.push(cell);
    rows.push(row);
    // Lines at the end that say nothing are no rows; others keep their numbers.
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    Some(rows)
}

/// Gathers the rows of a table by whom they are about.
///
/// `columns` says what each column tells; cells beyond them are passed over, and
/// missing ones say nothing. The same table gives the same groups. A table in which
/// nothing can be compared gives each row its own group.
///
/// ```
/// use derek_text::linkage::{Column, link};
/// let columns = [Column::Given, Column::Surname, Column::Date];
/// let rows = [
///     ["Ахмет", "Байтұрсынов", "1872"], ["Akhmet", "Baitursynov", "1872"], ["Мұстафа", "Шоқай", "1890"],
/// ];
/// let rows: Vec<Vec<String>> = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
/// assert_eq!(link(&columns, &rows).groups, [vec![0, 1], vec![2]]);
/// ```
pub fn link(columns: &[Column], rows: &[Vec<String>]) -> Linkage {
    let has_parts = columns.contains(&Column::Given) || columns.contains(&Column::Surname);
    let mut table: Vec<Cells> = columns
        .iter()
        .enumerate()
        .filter(|(_, kind)| **kind != Column::Other && !(has_parts && **kind == Column::Name))
        .take(MOST_COLUMNS)
        .map(|(column, kind)| Cells::of(column, *kind, rows))
        .collect();
    let candidates = candidates(&table, rows.len());
    let mut comparing = Comparing::default();
    let prior = reckon(&mut table, &candidates, &mut comparing, rows.len());
    let mut edges: Vec<(f32, u32, u32)> = candidates
        .iter()
        .map(|(one, other)| (prior + bits(&table, &mut comparing, *one, *other), *one, *other))
        .filter(|(bits, _, _)| ASK <= *bits)
        .collect();
    edges.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut gathered = Gathered {
        group_of: (0..rows.len()).collect(),
        groups: (0..rows.len() as u32).map(|row| vec![row]).collect(),
    };
    let mut mean = |one: &[u32], other: &[u32]| {
        let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (*one, *other)));
        let sum: f32 =
            pairs.map(|(one, other)| prior + bits(&table, &mut comparing, one, other)).sum();
        sum / (one.len() * other.len()) as f32
    };
    let (mut joined, mut asked) = (Vec::new(), Vec::new());
    for (bits, one, other) in &edges {
        let Some((a, b)) = gathered.apart(*one, *other) else { continue };
        if JOIN <= *bits && JOIN <= mean(&gathered.groups[a], &gathered.groups[b]) {
            gathered.join(a, b);
            joined.push((*one, *other));
        }
    }
    let mut seen = BTreeSet::new();
    for (_, one, other) in &edges {
        let Some((a, b)) = gathered.apart(*one, *other) else { continue };
        if seen.insert((a, b)) && ASK <= mean(&gathered.groups[a], &gathered.groups[b]) {
            asked.push((*one, *other));
        }
    }
    let mut tie = |(one, other): (u32, u32)| Tie {
        one: one.min(other) as usize,
        other: one.max(other) as usize,
        reasons: reasons(&table, &mut comparing, one, other),
        prior,
    };
    let mut joined: Vec<Tie> = joined.into_iter().map(&mut tie).collect();
    joined.sort_by_key(|tie| (tie.one, tie.other));
    let asked = asked.into_iter().map(tie).collect();
    let compared = table.iter().map(|cells| cells.column).collect();
    Linkage { groups: gathered.told(), joined, asked, compared }
}

/// Rows in the groups that they have come to.
struct Gathered {
    group_of: Vec<usize>,
    groups: Vec<Vec<u32>>,
}

impl Gathered {
    /// The groups of two rows; `None` when they are one, or too many to be one person's.
    fn apart(&self, one: u32, other: u32) -> Option<(usize, usize)> {
        let (a, b) = (self.group_of[one as usize], self.group_of[other as usize]);
        let fits = self.groups[a].len() + self.groups[b].len() <= LARGEST;
        (a != b && fits).then_some((a.min(b), a.max(b)))
    }

    fn join(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.groups[b]);
        for row in &moved {
            self.group_of[*row as usize] = a;
        }
        self.groups[a].extend(moved);
    }

    /// The groups, each in the order of its rows and all in the order of their first.
    fn told(self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self
            .groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .map(|group| group.into_iter().map(|row| row as usize).collect())
            .collect();
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort();
        groups
    }
}

impl Cells {
    fn of(column: usize, kind: Column, rows: &[Vec<String>]) -> Cells {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut values: Vec<Value> = Vec::new();
        let mut said = 0;
        let of_row = rows
            .iter()
            .map(|row| {
                let text = row.get(column).map(|cell| folded(cell)).unwrap_or_default();
                if text.is_empty() {
                    return 0;
                }
                said += 1;
                let number = *numbers.entry(text).or_insert_with_key(|text| {
                    values.push(Value::of(text, kind));
                    values.len() as u32
                });
                values[number as usize - 1].count += 1;
                number
            })
            .collect();
        Cells { column, kind, of_row, values, chance: [0.25; 4], one: [0.25; 4], said }
    }

    fn value(&self, number: u32) -> &Value {
        &self.values[number as usize - 1]
    }

    /// The bits that an agreement of two cells says; the rarer what they share, the more.
    fn bits(&self, one: u32, agreement: Agreement) -> f32 {
        let at = agreement as usize;
        let chance = match agreement {
            // Among a few rows what is shared is not rare yet, and may be in life.
            Agreement::Same => {
                self.value(one).count as f32 / (self.said as f32 + self.kind.unseen()).max(1.0)
            }
            _ => self.chance[at],
        };
        (self.one[at] / chance.max(1e-7)).log2().clamp(-12.0, 16.0)
    }
}

/// A cell as it is compared: small letters, one space between words.
fn folded(cell: &str) -> String {
    let mut folded = String::with_capacity(cell.len());
    for c in cell.chars().flat_map(char::to_lowercase).take(200) {
        match c {
            c if c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '/') => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    let folded = folded.trim();
    match folded.chars().any(char::is_alphanumeric) {
        true => folded.strip_suffix(".0").unwrap_or(folded).to_owned(),
        false => String::new(),
    }
}

impl Value {
    fn of(text: &str, kind: Column) -> Value {
        let is_name =
            matches!(kind, Column::Given | Column::Surname | Column::Name | Column::Place);
        let parts = words(text).filter(|_| is_name).take(6);
        Value {
            text: text.to_owned(),
            words: parts.filter_map(|part| Word::of(&text[part])).collect(),
            date: if kind == Column::Date { date(text) } else { [0; 3] },
            count: 0,
        }
    }
}

/// Year, month and day of a date in figures; 0 for what it does not tell.
fn date(text: &str) -> [u32; 3] {
    let groups: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty() && group.len() <= 8)
        .collect();
    let number = |digits: &str| digits.parse().unwrap_or(0);
    match groups.as_slice() {
        [whole] if whole.len() == 8 => {
            [number(&whole[..4]), number(&whole[4..6]), number(&whole[6..])]
        }
        [year, rest @ ..] if year.len() == 4 => {
            let at = |at: usize| rest.get(at).map_or(0, |digits| number(digits));
            [number(year), at(0), at(1)]
        }
        [day, month, year, ..] if year.len() == 4 => [number(year), number(month), number(day)],
        [month, year, ..] if year.len() == 4 => [number(year), number(month), 0],
        _ => [0; 3],
    }
}

/// Comparisons that were made, by column and values: few spellings make many rows.
#[derive(Default)]
struct Comparing {
    known: HashMap<(u32, u32, u32), Agreement>,
}

impl Comparing {
    /// How two cells of a column agree; `None` when one says nothing.
    fn agreement(&mut self, cells: &Cells, one: u32, other: u32) -> Option<(u32, Agreement)> {
        let (a, b) = (cells.of_row[one as usize], cells.of_row[other as usize]);
        if a == 0 || b == 0 {
            return None;
        }
        if a == b {
            return Some((a, Agreement::Same));
        }
        let key = (cells.column as u32, a.min(b), a.max(b));
        let known = self
            .known
            .entry(key)
            .or_insert_with(|| compare(cells.kind, cells.value(key.1), cells.value(key.2)));
        Some((a, *known))
    }
}

fn compare(kind: Column, one: &Value, other: &Value) -> Agreement {
    match kind {
        Column::Given | Column::Surname | Column::Name | Column::Place => likeness(one, other),
        Column::Date if one.date[0] != 0 && other.date[0] != 0 => same_date(one.date, other.date),
        Column::Code | Column::Date => {
            let half = |text: &str| {
                let end = text.find([' ', '@', '-']).unwrap_or(text.len() / 2);
                text.get(..end).map(str::to_owned)
            };
            match () {
                () if within_distance(&one.text, &other.text, 1) && 4 < one.text.len() => {
                    Agreement::Near
                }
                () if half(&one.text) == half(&other.text) => Agreement::Partly,
                () => Agreement::Differs,
            }
        }
        Column::Class | Column::Other => Agreement::Differs,
    }
}

fn same_date(one: [u32; 3], other: [u32; 3]) -> Agreement {
    let [year, month, day] = one;
    let turned = year == other[0] && [day, month] == other[1..];
    let untold = |at: usize| one[at] == 0 || other[at] == 0;
    let digits = |date: [u32; 3]| format!("{:04}{:02}{:02}", date[0], date[1], date[2]);
    let differing =
        digits(one).bytes().zip(digits(other).bytes()).filter(|(one, other)| one != other).count();
    match () {
        () if turned || differing <= 1 => Agreement::Near,
        () if year == other[0] && (untold(1) || untold(2) && month == other[1]) => Agreement::Near,
        () if year == other[0] || differing == 2 => Agreement::Partly,
        () => Agreement::Differs,
    }
}

/// How like two names of one or a few words are: each word of the shorter has its likest.
fn likeness(one: &Value, other: &Value) -> Agreement {
    let (few, many) = match one.words.len() <= other.words.len() {
        true => (&one.words, &other.words),
        false => (&other.words, &one.words),
    };
    if few.is_empty() {
        return Agreement::Differs;
    }
    let (mut sum, mut initials) = (0.0, 0);
    for word in few {
        let best = many.iter().map(|other| word.likeness(other)).fold(0.0, f32::max);
        let begins =
            |one: &Word, other: &Word| one.sounds().len() == 1 && 0.45 <= one.begins(other);
        if best < 0.5 && many.iter().any(|other| begins(word, other) || begins(other, word)) {
            initials += 1;
        }
        sum += best.min(1.0);
    }
    let like = sum / few.len() as f32;
    match () {
        () if 0.72 <= like => Agreement::Near,
        () if 0.5 <= like || initials == few.len() => Agreement::Partly,
        () => Agreement::Differs,
    }
}

/// Pairs of rows worth comparing: those that share two cells, or one that is rare.
fn candidates(table: &[Cells], rows: usize) -> Vec<(u32, u32)> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut share = |keys: &mut Vec<(u64, u32)>, most: usize| {
        keys.sort_unstable();
        for block in keys.chunk_by(|one, other| one.0 == other.0) {
            if block.len() <= most {
                for (at, (_, one)) in block.iter().enumerate() {
                    pairs.extend(block[at + 1..].iter().map(|(_, other)| (*one, *other)));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
    };
    // A cell is known by its value, and more loosely by what different ears leave of it.
    let keys: Vec<(usize, Vec<u32>)> = table
        .iter()
        .flat_map(|cells| loose(cells).into_iter().map(|keys| (cells.column, keys)))
        .collect();
    for (at, (column, one)) in keys.iter().enumerate() {
        let said = |keys: &[u32], row: usize| u64::from(keys[row]);
        let mut alone: Vec<(u64, u32)> = (0..rows)
            .filter(|row| one[*row] != 0)
            .map(|row| (said(one, row), row as u32))
            .collect();
        share(&mut alone, RARE);
        for (_, other) in keys[at + 1..].iter().filter(|(other, _)| other != column) {
            let mut both: Vec<(u64, u32)> = (0..rows)
                .filter(|row| one[*row] != 0 && other[*row] != 0)
                .map(|row| (said(one, row) << 32 | said(other, row), row as u32))
                .collect();
            share(&mut both, BLOCK);
        }
    }
    pairs
}

/// For each row the number of a column's cell, and of what is left of it for different ears.
fn loose(cells: &Cells) -> Vec<Vec<u32>> {
    let mut keys = vec![cells.of_row.clone()];
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut by = |loose: &dyn Fn(&Value) -> Option<String>| {
        numbers.clear();
        let of_value: Vec<u32> = cells
            .values
            .iter()
            .map(|value| match loose(value) {
                Some(key) => {
                    let next = numbers.len() as u32 + 1;
                    *numbers.entry(key).or_insert(next)
                }
                None => 0,
            })
            .collect();
        let of_row = cells.of_row.iter().map(|number| match number {
            0 => 0,
            number => of_value[*number as usize - 1],
        });
        keys.push(of_row.collect());
    };
    match cells.kind {
        Column::Given | Column::Surname | Column::Name => {
            by(&|value| Some(crate::key::search_key(&value.text)));
        }
        Column::Date => by(&|value| (value.date[0] != 0).then(|| value.date[0].to_string())),
        Column::Code => by(&|value| {
            let end = value.text.find([' ', '@', '-'])?;
            Some(value.text[..end].to_owned())
        }),
        Column::Place | Column::Class | Column::Other => {}
    }
    keys
}

/// Reckons how often rows agree by chance and how often rows of one person do; the bits
/// against two rows before they are compared.
fn reckon(
    table: &mut [Cells],
    candidates: &[(u32, u32)],
    comparing: &mut Comparing,
    rows: usize,
) -> f32 {
    let pattern = |table: &[Cells], comparing: &mut Comparing, one: u32, other: u32| {
        table.iter().fold(0_u64, |pattern, cells| {
            let agreement = comparing.agreement(cells, one, other);
            pattern << 3 | agreement.map_or(7, |(_, agreement)| agreement as u64)
        })
    };
    let at = |pattern: u64, column: usize, columns: usize| {
        (pattern >> (3 * (columns - 1 - column)) & 7) as usize
    };
    let columns = table.len();
    if rows < 2 {
        return 0.0;
    }
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let mut roll = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((dice >> 33) % rows as u64) as u32
    };
    let mut chance: Vec<[f32; 4]> = table
        .iter()
        .map(|cells| cells.kind.expected().map(|share| 0.1 + EXPECTED * share))
        .collect();
    for _ in 0..CHANCE.min(rows * rows) {
        let (one, other) = (roll(), roll());
        if one == other {
            continue;
        }
        for (cells, counts) in table.iter().zip(&mut chance) {
            if let Some((_, agreement)) = comparing.agreement(cells, one, other) {
                counts[agreement as usize] += 1.0;
            }
        }
    }
    let mut patterns: BTreeMap<u64, f64> = BTreeMap::new();
    for (one, other) in candidates {
        *patterns.entry(pattern(table, comparing, *one, *other)).or_default() += 1.0;
    }
    let all: f64 = patterns.values().sum();
    for (cells, counts) in table.iter_mut().zip(&chance) {
        let sum: f32 = counts.iter().sum();
        cells.chance = counts.map(|count| count / sum);
        cells.one = ONE;
    }
    let mut share = 0.3_f64;
    for _ in 0..ROUNDS {
        let mut counts = vec![ONE.map(|share| 20.0 * f64::from(share)); columns];
        let mut matched = 0.0;
        for (pattern, times) in &patterns {
            let mut odds = (share / (1.0 - share)).log2();
            for (column, cells) in table.iter().enumerate() {
                let at = at(*pattern, column, columns);
                if at < 4 {
                    odds += f64::from((cells.one[at] / cells.chance[at]).log2());
                }
            }
            let weight = times / (1.0 + (-odds).exp2());
            matched += weight;
            for (column, counts) in counts.iter_mut().enumerate() {
                let at = at(*pattern, column, columns);
                if at < 4 {
                    counts[at] += weight;
                }
            }
        }
        for (cells, counts) in table.iter_mut().zip(&counts) {
            let sum: f64 = counts.iter().sum();
            let differing = counts[3] / sum;
            let most = cells.kind.most_differing().min(differing);
            // The others take what is left, each its part.
            let others = (1.0 - most) / (1.0 - differing).max(f64::MIN_POSITIVE);
            cells.one = counts.map(|count| (count / sum * others) as f32);
            cells.one[3] = most as f32;
        }
        share = (matched / all.max(1.0)).clamp(1e-4, 0.999);
    }
    let pairs = rows as f64 * (rows as f64 - 1.0) / 2.0;
    ((share * all).max(1.0) / pairs).log2() as f32
}

fn bits(table: &[Cells], comparing: &mut Comparing, one: u32, other: u32) -> f32 {
    table
        .iter()
        .filter_map(|cells| {
            let (value, agreement) = comparing.agreement(cells, one, other)?;
            Some(cells.bits(value, agreement))
        })
        .sum()
}

fn reasons(
    table: &[Cells],
    comparing: &mut Comparing,
    one: u32,
    other: u32,
) -> Vec<(usize, Agreement, f32)> {
    table
        .iter()
        .filter_map(|cells| {
            let (value, agreement) = comparing.agreement(cells, one, other)?;
            Some((cells.column, agreement, cells.bits(value, agreement)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    const COLUMNS: [Column; 4] = [Column::Given, Column::Surname, Column::Date, Column::Place];

    /// People of whom each has a few rows, so that agreement can be learned from them.
    fn many() -> Vec<Vec<String>> {
        let given = ["Ахмет", "Мұстафа", "Халел", "Жаһанша", "Міржақып", "Сұлтанбек", "Смағұл"];
        let surnames = ["Байтұрсынов", "Шоқаев", "Ғаббасов", "Дулатов", "Қожанов", "Садуақасов"];
        let places = ["Семей", "Қостанай", "Ақмешіт", "Орал", "Верный"];
        let mut table = Vec::new();
        for person in 0..210 {
            let name = (given[person % 7], surnames[person / 7 % 6]);
            let born =
                format!("{}-{:02}-{:02}", 1860 + person * 7 % 40, 1 + person % 12, 1 + person % 28);
            let place = places[person * 3 % 5];
            for copy in 0..3 {
                let day = if copy == 1 { born[..4].to_owned() } else { born.clone() };
                let place = if copy == 2 { "" } else { place };
                table.push([name.0, name.1, &day, place].map(str::to_owned).to_vec());
            }
        }
        table
    }

    #[test]
    fn rows_of_one_person_gather_and_brothers_do_not() {
        let mut table = many();
        let first = table.len();
        table.extend(rows(&[
            &["Мұхамеджан", "Тынышбаев", "1879-05-12", "Верный"],
            &["Mukhamedzhan", "Tynyshbaev", "1879-05-12", ""],
            &["Жанібек", "Тынышбаев", "1883-02-01", "Верный"],
            &["М.", "Тынышпаев", "1879", "Верный"],
        ]));
        let linked = link(&COLUMNS, &table);
        let group = |row: usize| linked.groups.iter().position(|group| group.contains(&row));
        assert_eq!(group(first), group(first + 1));
        assert_ne!(group(first), group(first + 2), "brothers");
        let right = (0..210).filter(|person| group(3 * person) == group(3 * person + 1)).count();
        assert!(150 < right, "{right}");
        for people in &linked.groups {
            assert!(
                people.iter().all(|row| first <= *row || row / 3 == people[0] / 3),
                "{people:?}"
            );
        }
    }

    #[test]
    fn a_group_falls_apart_without_one_of_its_ties_and_bits_add_up() {
        let table = many();
        let linked = link(&COLUMNS, &table);
        let members: usize = linked.groups.iter().map(|group| group.len() - 1).sum();
        assert_eq!(linked.joined.len(), members);
        assert!(linked.joined.iter().all(|tie| JOIN <= tie.bits() && tie.one < tie.other));
        assert_eq!(linked, link(&COLUMNS, &table));
    }

    #[test]
    fn a_table_that_says_nothing_joins_nobody() {
        assert_eq!(
            link(&COLUMNS, &[]),
            Linkage { compared: vec![0, 1, 2, 3], ..Linkage::default() }
        );
        let empty = rows(&[&["", "", "", ""], &["", ""], &[]]);
        assert_eq!(link(&COLUMNS, &empty).groups, [[0], [1], [2]]);
        let other = rows(&[&["one"], &["one"]]);
        assert_eq!(link(&[Column::Other], &other).groups, [[0], [1]]);
    }

    #[test]
    fn dates_are_read_in_either_order() {
        for (text, expected) in [
            ("1872-09-05", [1872, 9, 5]),
            ("05.09.1872", [1872, 9, 5]),
            ("18720905", [1872, 9, 5]),
            ("1872", [1872, 0, 0]),
            ("осень", [0, 0, 0]),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
        assert_eq!(same_date([1872, 9, 5], [1872, 5, 9]), Agreement::Near);
        assert_eq!(same_date([1872, 9, 5], [1872, 0, 0]), Agreement::Near);
        assert_eq!(same_date([1872, 9, 5], [1901, 11, 30]), Agreement::Differs);
    }

    #[test]
    fn long_cells_and_many_alike_are_no_stall() {
        let long = "а".repeat(100_000);
        let table: Vec<Vec<String>> =
            (0..20).map(|row| vec![format!("{long}{row}"), format!("{row}{long}")]).collect();
        let ties = link(&[Column::Given, Column::Surname], &table).joined;
        assert!(ties.iter().all(|tie| tie.reasons.len() <= 2));
        let alike: Vec<Vec<String>> =
            (0..20_000).map(|_| vec!["Иван".to_owned(), "Иванов".to_owned()]).collect();
        assert_eq!(link(&[Column::Given, Column::Surname], &alike).groups.len(), 20_000);
    }

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        let read = cells("a,b\n\"x, \"\"y\"\"\nz\",\n\n,2").expect("closed");
        assert_eq!(read, [vec!["a", "b"], vec!["x, \"y\"\nz", ""], vec![""], vec!["", "2"]]);
        assert_eq!(cells("a\tb"), Some(vec![vec!["a".to_owned(), "b".to_owned()]]));
    }

    #[test]
    fn a_table_of_nearly_nobody_twice_does_not_teach_that_names_change() {
        let given = "Ахмет Иван Омар Сулейман Петр Нурлан Кайрат Жусуп Ибрагим Хасен Мурат Василий";
        let surnames =
            "Ахметов Иванов Петров Омаров Жумабаев Ибраев Смагулов Исаев Есенов Габдуллин";
        let mut dice = 7_u64;
        let mut one_of = |words: &str| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let words: Vec<&str> = words.split(' ').collect();
            words[(dice >> 33) as usize % words.len()].to_owned()
        };
        let years: Vec<String> = (1850..1911).map(|year| year.to_string()).collect();
        let years = years.join(" ");
        let table: Vec<Vec<String>> = (0..400)
            .map(|_| {
                let place = "Омск Кокчетав Петропавловск Павлодар Верный";
                let father = format!("{}ович", one_of(given));
                vec![one_of(surnames), one_of(given), father, one_of(&years), one_of(place)]
            })
            .collect();
        let columns = [Column::Surname, Column::Given, Column::Given, Column::Date, Column::Place];
        for tie in link(&columns, &table).joined {
            let names = &tie.reasons[..3];
            let differing = names.iter().filter(|(_, said, _)| *said == Agreement::Differs);
            assert!(differing.count() < 2, "{tie:?}");
        }
    }
}
