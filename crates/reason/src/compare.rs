//! Things laid side by side, each cell with its claims.
//!
//! An empty cell is one of two: a silence, where it could have been said and was not, and
//! a question that was never asked.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::vocabulary::Takes;
use derek_study::{Card, Field, Study, Value};
use derek_time::{Date, Day};

/// A table of claims.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// What the columns are.
    pub columns: Vec<Column<'a>>,
    /// What the rows are, in order.
    pub rows: Vec<Row<'a>>,
    /// For each row, its cells in the order of the columns.
    pub cells: Vec<Vec<Cell<'a>>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Column<'a> {
    /// What is said of a card.
    Card(&'a Card),
    /// What is told of the time before a day.
    Before(Day),
    /// What is told of the time from this day on.
    From(Day),
    /// What is told without a time.
    Untimed,
    /// What one voice says: a source, by its citation key, or somebody whom a source reports.
    Voice(&'a str),
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    /// What is said with one predicate, by its name.
    Predicate(&'a str),
    /// What is said of one matter: a card that claims link to.
    Matter(&'a Card),
    /// What touches no matter that has a card.
    Other,
    /// The events that belong to a period, or in which something takes part.
    Events,
    /// One claim: of which card, with which predicate, and its words.
    Claim(&'a Card, &'a str, &'a Value),
}

/// A claim in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said<'a> {
    /// The card it is said of.
    pub card: &'a Card,
    /// With which predicate.
    pub predicate: &'a str,
    /// The claim.
    pub value: &'a Value,
    /// Whether it holds on both sides of the day by which a table is parted, or only may
    /// belong here.
    pub fit: Fit,
}

/// How surely a claim belongs into its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It does.
    Sure,
    /// It may: its time is not known so closely.
    Possible,
    /// It belongs into both: it held across the day.
    Across,
}

impl Fit {
    /// The stable name, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Fit::Sure => "sure",
            Fit::Possible => "possible",
            Fit::Across => "across",
        }
    }
}

/// A cell: its claims, or what its emptiness means.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// What is said.
    Said(Vec<Said<'a>>),
    /// It could have been said here, and was not.
    Silent,
    /// It was never asked: the predicate is not for such a card, or the voice is nowhere
    /// heard about it.
    NotAsked,
}

impl Cell<'_> {
    /// The stable name of what the cell is.
    pub fn name(&self) -> &'static str {
        match self {
            Cell::Said(_) => "said",
            Cell::Silent => "silent",
            Cell::NotAsked => "not-asked",
        }
    }
}

/// By what the rows of a table are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By predicates.
    #[default]
    Predicates,
    /// By matters: the cards that claims link to.
    Matters,
}

/// Lays cards side by side: a column for each.
pub fn side_by_side<'a>(study: &'a Study, cards: &[&'a Card], by: By) -> Table<'a> {
    let claims: Vec<Vec<Said<'a>>> = cards.iter().map(|card| held_of(card).collect()).collect();
    let columns = cards.iter().map(|card| Column::Card(card)).collect();
    let mut rows: Vec<Row<'a>> = Vec::new();
    match by {
        By::Predicates => rows.extend(predicates(study, claims.iter().flatten())),
        By::Matters => rows.extend(matters(study, claims.iter().flatten())),
    }
    let mut cells: Vec<Vec<Cell<'a>>> = rows
        .iter()
        .map(|row| {
            let of = cards.iter().zip(&claims);
            of.map(|(card, claims)| {
                let said: Vec<Said<'a>> =
                    claims.iter().filter(|said| is_of(study, row, said)).copied().collect();
                match said.is_empty() {
                    false => Cell::Said(said),
                    true => empty(study, row, card),
                }
            })
            .collect()
        })
        .collect();
    if by == By::Predicates {
        let events: Vec<Vec<Said<'a>>> = cards.iter().map(|card| events_of(study, card)).collect();
        if events.iter().any(|events| !events.is_empty()) {
            rows.push(Row::Events);
            let cell = |events: Vec<Said<'a>>| match events.is_empty() {
                true => Cell::Silent,
                false => Cell::Said(events),
            };
            cells.push(events.into_iter().map(cell).collect());
        }
    }
    Table { columns, rows, cells }
}

/// Lays what is said of some cards before a day beside what is said of them from it on.
///
/// A claim is put by its own time: a date, or from when until when it holds. What may lie
/// on either side is *possible* on both; what has no time stands in a column of its own.
pub fn before_and_after<'a>(study: &'a Study, cards: &[&'a Card], day: Day) -> Table<'a> {
    let mut claims: Vec<Said<'a>> = cards.iter().flat_map(|card| held_of(card)).collect();
    let own = predicates(study, claims.iter());
    let events: Vec<Said<'a>> = cards.iter().flat_map(|card| events_of(study, card)).collect();
    let mut rows: Vec<Row<'a>> = own;
    if !events.is_empty() {
        rows.push(Row::Events);
    }
    let columns = vec![Column::Before(day), Column::From(day), Column::Untimed];
    let mut parted = |row: &Row<'a>| -> Vec<Cell<'a>> {
        let mut sides: [Vec<Said<'a>>; 3] = Default::default();
        let all: Vec<Said<'a>> = match row {
            Row::Events => events.clone(),
            _ => claims.extract_if(.., |said| is_of(study, row, said)).collect(),
        };
        for said in all {
            match side(said.value, day) {
                Side::Before => sides[0].push(said),
                Side::From => sides[1].push(said),
                Side::Across => {
                    sides[0].push(Said { fit: Fit::Across, ..said });
                    sides[1].push(Said { fit: Fit::Across, ..said });
                }
                Side::Either => {
                    sides[0].push(Said { fit: Fit::Possible, ..said });
                    sides[1].push(Said { fit: Fit::Possible, ..said });
                }
                Side::Unknown => sides[2].push(said),
            }
        }
        let cell = |said: Vec<Said<'a>>| match said.is_empty() {
            true => Cell::Silent,
            false => Cell::Said(said),
        };
        let [before, from, untimed] = sides;
        // That nothing is untimed is no silence.
        let untimed = if untimed.is_empty() { Cell::NotAsked } else { Cell::Said(untimed) };
        vec![cell(before), cell(from), untimed]
    };
    let cells = rows.iter().map(&mut parted).collect();
    Table { columns, rows, cells }
}

/// Lays voices side by side: a row for each claim of some cards, a column for each source,
/// or for whom a source reports.
///
/// A voice is *silent* on a claim when it is heard about the same card and does not make
/// it, and *not asked* when it is not heard about that card at all.
pub fn voices<'a>(cards: &[&'a Card]) -> Table<'a> {
    by_voices(cards, Column::Voice)
}

/// Lays one historiography beside another: what was written before a day, what was written
/// from it on, and what nobody dates.
///
/// The day of a voice is that of its entry in the bibliography, else that of a document of
/// which it is the author.
pub fn historiographies<'a>(study: &'a Study, cards: &[&'a Card], day: Day) -> Table<'a> {
    by_voices(cards, |voice| match written(study, voice) {
        Some((_, last)) if last < day => Column::Before(day),
        Some((first, _)) if day <= first => Column::From(day),
        Some(_) | None => Column::Untimed,
    })
}

/// The days on which a voice may have written; `None` when nobody says.
fn written(study: &Study, voice: &str) -> Option<(Day, Day)> {
    let days = |date: &Date| Some((date.hull().first_day()?, date.hull().last_day()?));
    if let Some(entry) = study.entry(voice) {
        return days(&derek_time::parse(&entry.date).ok()?);
    }
    let author = study.resolve(voice, &[]).card()?;
    let is_by = |card: &&Card| {
        let mut authors = card.values("author");
        authors.any(|value| {
            study.resolve(&value.text, &[]).card().is_some_and(|one| std::ptr::eq(one, author))
        })
    };
    let works = study.cards.iter().filter(|card| card.kind == "document").filter(is_by);
    works.filter_map(|work| days(crate::held(work, "when")?.date.as_ref()?)).next()
}

fn by_voices<'a>(cards: &[&'a Card], column_of: impl Fn(&'a str) -> Column<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    let mut speaking: Vec<Vec<Column<'a>>> = Vec::new();
    let mut columns: Vec<Column<'a>> = Vec::new();
    let mut heard: BTreeSet<(String, &'a str)> = BTreeSet::new();
    let key = |column: &Column<'a>| match column {
        Column::Before(_) => "1".to_owned(),
        Column::From(_) => "2".to_owned(),
        Column::Untimed => "3".to_owned(),
        Column::Voice(voice) => format!("0{voice}"),
        Column::Card(card) => format!("0{}", card.id),
    };
    for card in cards {
        for said in claims_of(card) {
            let own: Vec<Column<'a>> = voices_of(said.value).into_iter().map(&column_of).collect();
            for column in &own {
                heard.insert((key(column), &card.id));
                if !columns.contains(column) {
                    columns.push(*column);
                }
            }
            rows.push(Row::Claim(card, said.predicate, said.value));
            speaking.push(own);
        }
    }
    columns.sort_by_key(&key);
    let cells = rows
        .iter()
        .zip(&speaking)
        .map(|(row, speaking)| {
            let Row::Claim(card, predicate, value) = *row else { return Vec::new() };
            let cell = |column: &Column<'a>| match speaking.contains(column) {
                true => Cell::Said(vec![Said { card, predicate, value, fit: Fit::Sure }]),
                false if heard.contains(&(key(column), card.id.as_str())) => Cell::Silent,
                false => Cell::NotAsked,
            };
            columns.iter().map(cell).collect()
        })
        .collect();
    Table { columns, rows, cells }
}

/// Who says something: those whom a source reports, else the sources that are cited, else
/// the one who judges.
fn voices_of(value: &Value) -> BTreeSet<&str> {
    match &value.by {
        Some(by) => BTreeSet::from([by.as_str()]),
        None => value.citations.iter().map(|citation| citation.key.as_str()).collect(),
    }
}

/// What is affirmed of a card.
fn held_of<'a>(card: &'a Card) -> impl Iterator<Item = Said<'a>> {
    card.fields.iter().flat_map(move |field| {
        let of = move |value| Said { card, predicate: &field.predicate, value, fit: Fit::Sure };
        field.affirmed().map(of)
    })
}

/// All that is said of a card: who denies something speaks too.
fn claims_of<'a>(card: &'a Card) -> impl Iterator<Item = Said<'a>> {
    card.fields.iter().flat_map(move |field| {
        let of = move |value| Said { card, predicate: &field.predicate, value, fit: Fit::Sure };
        field.values.iter().map(of)
    })
}

/// The events that belong to a card: of a period those in its days, of anything else those
/// that name it as taking part.
fn events_of<'a>(study: &'a Study, card: &'a Card) -> Vec<Said<'a>> {
    let events = study.cards.iter().filter(|event| event.kind == "event");
    let is_this = |value: &Value| {
        study.resolve(&value.text, &[]).card().is_some_and(|found| std::ptr::eq(found, card))
    };
    let days = || {
        let begins = crate::held(card, "begins")?.date.as_ref()?.hull().first_day()?;
        Some((begins, crate::held(card, "ends")?.date.as_ref()?.hull().last_day()?))
    };
    let days = if card.kind == "period" { days() } else { None };
    let mut found: Vec<Said<'a>> = Vec::new();
    for event in events {
        let when = crate::held(event, "when");
        let belongs = match (card.kind.as_str(), days, when) {
            ("period", Some((first, last)), Some(when)) => {
                let hull = when.date.as_ref().map(|date| date.hull());
                let ends = hull.and_then(|hull| Some((hull.first_day()?, hull.last_day()?)));
                ends.and_then(|(from, until)| match () {
                    () if first <= from && until <= last => Some(Fit::Sure),
                    () if from <= last && first <= until => Some(Fit::Possible),
                    () => None,
                })
            }
            ("period", ..) => None,
            _ => {
                let takes_cards = |predicate: &str| {
                    let known = study.vocabulary.predicate(predicate);
                    known.is_some_and(|known| known.takes == Takes::Card)
                };
                let fields = event.fields.iter().filter(|field| takes_cards(&field.predicate));
                fields.flat_map(Field::affirmed).any(is_this).then_some(Fit::Sure)
            }
        };
        if let (Some(fit), Some(value)) =
            (belongs, when.or(event.fields.iter().flat_map(Field::affirmed).next()))
        {
            found.push(Said { card: event, predicate: "when", value, fit });
        }
    }
    let first = |said: &Said<'a>| said.value.date.as_ref().and_then(|date| date.hull().first_day());
    found.sort_by_key(|said| (first(said).is_none(), first(said), &said.card.id));
    found
}

/// The predicates that some claims use, in the order of the vocabulary.
fn predicates<'a: 'c, 'c>(
    study: &'a Study,
    claims: impl Iterator<Item = &'c Said<'a>>,
) -> Vec<Row<'a>> {
    let used: BTreeSet<&'a str> = claims.map(|said| said.predicate).collect();
    let known = study.vocabulary.predicates.iter().map(|(name, _)| name.as_str());
    let mut rows: Vec<&'a str> = known.filter(|name| used.contains(name)).collect();
    rows.extend(used.iter().copied().filter(|name| study.vocabulary.predicate(name).is_none()));
    rows.into_iter().map(Row::Predicate).collect()
}

/// The matters that some claims touch, those of most columns first, then the rest.
fn matters<'a: 'c, 'c>(
    study: &'a Study,
    claims: impl Iterator<Item = &'c Said<'a>>,
) -> Vec<Row<'a>> {
    let mut touched: BTreeMap<&'a str, (BTreeSet<&'a str>, &'a Card)> = BTreeMap::new();
    let mut is_other = false;
    for said in claims {
        let cards = matters_of(study, said.value);
        is_other |= cards.is_empty() && is_text(study, said.predicate);
        for card in cards {
            touched.entry(&card.id).or_insert((BTreeSet::new(), card)).0.insert(&said.card.id);
        }
    }
    let mut sorted: Vec<(BTreeSet<&'a str>, &'a Card)> = touched.into_values().collect();
    sorted.sort_by_key(|(columns, card)| (std::cmp::Reverse(columns.len()), &card.id));
    let mut rows: Vec<Row<'a>> = sorted.into_iter().map(|(_, card)| Row::Matter(card)).collect();
    if is_other {
        rows.push(Row::Other);
    }
    rows
}

/// The cards that the words of a claim link to.
fn matters_of<'a>(study: &'a Study, value: &Value) -> Vec<&'a Card> {
    let mut cards: Vec<&'a Card> = Vec::new();
    for link in &value.links {
        if let Some(card) = study.resolve(&link.target, &[]).card()
            && !cards.iter().any(|known| std::ptr::eq(*known, card))
        {
            cards.push(card);
        }
    }
    cards
}

fn is_text(study: &Study, predicate: &str) -> bool {
    study.vocabulary.predicate(predicate).is_none_or(|known| known.takes == Takes::Text)
}

fn is_of(study: &Study, row: &Row<'_>, said: &Said<'_>) -> bool {
    match row {
        Row::Predicate(name) => said.predicate == *name,
        Row::Matter(card) => {
            matters_of(study, said.value).iter().any(|matter| std::ptr::eq(*matter, *card))
        }
        Row::Other => {
            is_text(study, said.predicate)
                && said.predicate != "type"
                && matters_of(study, said.value).is_empty()
        }
        Row::Events | Row::Claim(..) => false,
    }
}

/// What an empty cell of a card means.
fn empty<'a>(study: &Study, row: &Row<'_>, card: &Card) -> Cell<'a> {
    let Row::Predicate(name) = row else { return Cell::Silent };
    match study.vocabulary.predicate(name) {
        Some(predicate) if !predicate.is_of(&card.kind) => Cell::NotAsked,
        _ => Cell::Silent,
    }
}

/// On which side of a day a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    From,
    Across,
    Either,
    Unknown,
}

fn side(value: &Value, day: Day) -> Side {
    let is_before = |last: Option<Day>| last.is_some_and(|last| last < day);
    let is_from = |first: Option<Day>| first.is_some_and(|first| day <= first);
    if let Some(date) = &value.date {
        let hull = date.hull();
        return match () {
            () if is_before(hull.last_day()) => Side::Before,
            () if is_from(hull.first_day()) => Side::From,
            () => Side::Either,
        };
    }
    let (from, until) = (value.from.as_ref(), value.until.as_ref());
    let begins = from.map(|date| date.begins());
    let ends = until.map(|date| date.ends());
    match (&begins, &ends) {
        (None, None) => Side::Unknown,
        _ if ends.as_ref().is_some_and(|ends| is_before(ends.last_day())) => Side::Before,
        _ if begins.as_ref().is_some_and(|begins| is_from(begins.first_day())) => Side::From,
        (Some(begins), Some(ends)) if is_before(begins.last_day()) && is_from(ends.first_day()) => {
            Side::Across
        }
        (Some(begins), None) if is_before(begins.last_day()) => Side::Across,
        _ => Side::Either,
    }
}

#[cfg(test)]
mod tests {
    use derek_study::fixture;

    use super::*;

    fn two_programmes() -> Study {
        fixture::study(
            "
            //- cards/alash.md
            ---
            kind: document
            author: horde
            says:
              - '[[religion]]: free [@book, 1]'
              - \"[[state]]: one's own if need be [@book, 2]\"
              - words of no matter [@book, 3]
            ---
            //- cards/lenin.md
            ---
            kind: document
            says:
              - '[[religion]]: free [@book, 1]'
              - value: '[[property]]: communal'
                cite: '@book, 4'
                by: critic
            ---
            //- cards/horde.md
            ---
            kind: organ
            function: government [@diary, 7]
            allegiance:
              - {value: tsar, cite: '@book, 5', until: '1917'}
              - {value: soviets, cite: '@book, 5', from: December 1919}
              - {value: duma, cite: '@diary, 2', from: '1916', until: '1922'}
              - {value: whites, cite: '@book, 5', from: '1919'}
              - {value: cadets, cite: '@book, 5'}
            ---
            //- cards/religion.md
            ---
            kind: concept
            ---
            //- cards/state.md
            ---
            kind: concept
            ---
            //- cards/property.md
            ---
            kind: concept
            ---
        ",
        )
    }

    fn cards<'a>(study: &'a Study, ids: &[&str]) -> Vec<&'a Card> {
        ids.iter().map(|id| study.card(id).expect("a card")).collect()
    }

    /// A row as one line: its head, then for each cell how many claims, or what its emptiness means.
    fn shown(table: &Table<'_>) -> Vec<String> {
        let lines = table.rows.iter().zip(&table.cells).map(|(row, cells)| {
            let head = match row {
                Row::Predicate(name) => (*name).to_owned(),
                Row::Matter(card) => card.id.clone(),
                Row::Other => "other".to_owned(),
                Row::Events => "events".to_owned(),
                Row::Claim(_, predicate, value) => format!("{predicate} {}", value.text),
            };
            let cells = cells.iter().map(|cell| match cell {
                Cell::Said(said) => {
                    let fits: Vec<&str> = said
                        .iter()
                        .map(|said| match said.fit {
                            Fit::Sure => "+",
                            Fit::Possible => "?",
                            Fit::Across => "=",
                        })
                        .collect();
                    fits.concat()
                }
                Cell::Silent => "silent".to_owned(),
                Cell::NotAsked => "-".to_owned(),
            });
            format!("{head}: {}", cells.collect::<Vec<_>>().join(" | "))
        });
        lines.collect()
    }

    #[test]
    fn by_matters() {
        let study = two_programmes();
        let table = side_by_side(&study, &cards(&study, &["alash", "lenin"]), By::Matters);
        assert_eq!(
            shown(&table),
            ["religion: + | +", "property: silent | +", "state: + | silent", "other: + | silent"]
        );
    }

    #[test]
    fn a_silence_is_not_what_was_never_asked() {
        let study = two_programmes();
        let table = side_by_side(&study, &cards(&study, &["lenin", "horde"]), By::Predicates);
        assert_eq!(
            shown(&table),
            ["allegiance: - | +++++", "function: - | +", "says: ++ | silent"]
        );
        let table = side_by_side(&study, &cards(&study, &["alash", "lenin"]), By::Predicates);
        assert_eq!(shown(&table), ["says: +++ | ++", "author: + | silent"]);
    }

    #[test]
    fn before_and_after_a_day() {
        let study = two_programmes();
        let day = Day::gregorian(1919, 11, 1).expect("a day");
        let table = before_and_after(&study, &cards(&study, &["horde"]), day);
        assert_eq!(shown(&table), ["allegiance: +=? | +=? | +", "function: silent | silent | +"]);
    }

    #[test]
    fn who_says_it() {
        let study = two_programmes();
        let table = voices(&cards(&study, &["lenin", "horde"]));
        let columns: Vec<&str> = table
            .columns
            .iter()
            .map(|column| match column {
                Column::Voice(voice) => *voice,
                _ => "",
            })
            .collect();
        assert_eq!(columns, ["book", "critic", "diary"]);
        let lines = shown(&table);
        assert_eq!(lines[0], "says [[religion]]: free: + | silent | -");
        assert_eq!(lines[1], "says [[property]]: communal: silent | + | -");
        assert_eq!(lines[2], "function government: silent | - | +");
    }

    #[test]
    fn one_historiography_beside_another() {
        let study = fixture::study(
            "
            //- bibliography.bib
            @book{old, title = {Then}, year = {1930}}
            @book{new, title = {Now}, year = {1995}}
            @book{undated, title = {Some time}}
            //- cards/horde.md
            ---
            kind: organ
            function:
              - bandits [@old, 1]
              - a government [@new, 2]
              - tents [@undated, 3]
            says: {value: reported, cite: '@new, 5', by: veteran}
            ---
            //- cards/veteran.md
            ---
            kind: person
            ---
            //- cards/memoir.md
            ---
            kind: document
            author: veteran
            when: 1925
            ---
        ",
        );
        let day = Day::gregorian(1991, 1, 1).expect("a day");
        let table = historiographies(&study, &cards(&study, &["horde"]), day);
        assert_eq!(table.columns, [Column::Before(day), Column::From(day), Column::Untimed]);
        assert_eq!(
            shown(&table),
            [
                "function bandits: + | silent | silent",
                "function a government: silent | + | silent",
                "function tents: silent | silent | +",
                "says reported: + | silent | silent",
            ]
        );
    }

    #[test]
    fn events_of_a_stage() {
        let study = fixture::study(
            "
            //- cards/stage.md
            ---
            kind: period
            begins: 1917
            ends: April 1918
            ---
            //- cards/inside.md
            ---
            kind: event
            when: March 1918
            ---
            //- cards/maybe.md
            ---
            kind: event
            when: 1918
            ---
            //- cards/outside.md
            ---
            kind: event
            when: 1919
            ---
        ",
        );
        let table = side_by_side(&study, &cards(&study, &["stage"]), By::Predicates);
        assert_eq!(shown(&table).last().map(String::as_str), Some("events: ?+"));
    }

    #[test]
    fn nothing_to_compare() {
        let study = two_programmes();
        for table in [
            side_by_side(&study, &[], By::Matters),
            voices(&[]),
            voices(&cards(&study, &["religion"])),
        ] {
            assert_eq!(shown(&table), [] as [&str; 0]);
        }
    }
}
