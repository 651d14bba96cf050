//! Faults that somebody makes in a study, from the catalogue of what a careful reader objects to.
//!
//! They are written without looking at how the checks find them; what a check
//! misses is a miss.

use super::page::{Book, Dice, Item, Page, civil, day, written};

/// A fault that was planted.
#[derive(Debug)]
pub(super) struct Planted {
    /// Which sort it is.
    pub(super) sort: &'static str,
    /// The checks of which one must find it.
    pub(super) checks: &'static [&'static str],
    /// The files of which one must be a place of the finding.
    pub(super) files: Vec<String>,
}

/// A sort of faults: how it is called, which checks may find it, how it is planted.
pub(super) struct Sort {
    pub(super) name: &'static str,
    checks: &'static [&'static str],
    plant: fn(&mut Garden<'_>) -> Option<Vec<String>>,
}

/// A study into which faults are planted, no two in one card.
pub(super) struct Garden<'b> {
    pub(super) book: &'b mut Book,
    pub(super) dice: Dice,
    /// Cards that a fault has a part in already.
    used: Vec<bool>,
    /// What makes each new thing's name another.
    number: usize,
}

impl<'b> Garden<'b> {
    pub(super) fn new(book: &'b mut Book, seed: u64) -> Garden<'b> {
        let used = vec![false; book.pages.len()];
        Garden { book, dice: Dice(seed), used, number: 0 }
    }

    /// Plants one fault; `None` when the study has no room for it.
    pub(super) fn plant(&mut self, sort: &Sort) -> Option<Planted> {
        self.number += 1;
        let files = (sort.plant)(self)?;
        Some(Planted { sort: sort.name, checks: sort.checks, files })
    }

    fn is_free(&self, at: usize) -> bool {
        !self.used.get(at).copied().unwrap_or(true)
    }

    fn take(&mut self, at: usize) -> String {
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
        self.book.pages[at].path()
    }

    fn new_page(&mut self, page: Page) -> usize {
        self.book.pages.push(page);
        self.used.push(true);
        self.book.pages.len() - 1
    }

    /// A card of a kind that nothing was planted in and that suits; taken from then on.
    fn find(&mut self, suits: impl Fn(&Garden<'_>, &Page) -> bool) -> Option<usize> {
        let count = self.book.pages.len();
        let from = self.dice.roll(count);
        let at = (0..count)
            .map(|step| (from + step) % count)
            .find(|at| self.is_free(*at) && suits(self, &self.book.pages[*at]))?;
        self.take(at);
        Some(at)
    }

    fn of_kind(&mut self, kind: &str) -> Option<usize> {
        self.find(|_, page| page.kind == kind)
    }

    fn with(&mut self, kind: &str, predicate: &str) -> Option<usize> {
        self.find(|_, page| page.kind == kind && page.first(predicate).is_some())
    }

    fn path(&self, at: usize) -> String {
        self.book.pages[at].path()
    }

    /// Takes the card that another names under a predicate.
    fn other(&mut self, at: usize, predicate: &str) -> Option<usize> {
        let id = self.book.pages[at].first(predicate)?.value().to_owned();
        let other = self.book.at(&id)?;
        self.is_free(other).then(|| self.take(other))?;
        Some(other)
    }

    /// The first year that a date's words name.
    fn year(&self, at: usize, predicate: &str) -> Option<i64> {
        year_of(self.book.pages[at].first(predicate)?.value())
    }

    /// A day in a year, in some writing.
    fn on(&mut self, year: i64) -> String {
        let (month, of_month, way) =
            (self.dice.roll(12) as i64 + 1, self.dice.roll(27) as i64 + 1, self.dice.roll(7));
        written(day(year, month, of_month), way)
    }

    fn cite(&self, at: usize) -> String {
        let page = &self.book.pages[at];
        let cited =
            page.fields.iter().flat_map(|(_, items)| items).find_map(|item| item.get("cite"));
        cited.unwrap_or("acts-0, p. 5").to_owned()
    }

    /// Gives a predicate's first value another wording, in the short form or the long one.
    fn reword(&mut self, at: usize, predicate: &str, value: String) -> Option<()> {
        let judged = self.dice.roll(9) == 0;
        let items = self.book.pages[at].items_mut(predicate)?;
        items.truncate(1);
        let item = items.first_mut()?;
        item.set("value", value);
        if judged {
            item.0[0].0 = "judged".to_owned();
            item.set("because", "the hand is that of the first scribe");
            item.set("by", "A. Historian");
        }
        Some(())
    }

    /// The number of the land that a card belongs to.
    fn land(&self, at: usize) -> Option<&str> {
        self.book.pages[at].id.split('-').nth(1)
    }
}

fn year_of(words: &str) -> Option<i64> {
    words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| digits.parse().ok())
}

/// Moves the time of a card's field by so many years.
fn shift(garden: &mut Garden<'_>, at: usize, predicate: &str, years: i64) -> Option<()> {
    let year = garden.year(at, predicate)? + years;
    let words = garden.on(year);
    garden.reword(at, predicate, words)
}

/// Another value beside the first of a field, of another year.
fn beside(garden: &mut Garden<'_>, kind: &str, predicate: &str) -> Option<Vec<String>> {
    let at = garden.with(kind, predicate)?;
    let years = garden.dice.roll(3) as i64 + 2;
    let year = garden.year(at, predicate)? + years;
    let (words, cite) = (garden.on(year), garden.cite(at));
    garden.book.pages[at].add(predicate, Item::of(words).with("cite", cite));
    Some(vec![garden.path(at)])
}

/// The time of a tie's holder falls some years before what it points to, or behind.
fn against(
    garden: &mut Garden<'_>,
    kind: &str,
    predicate: &str,
    years: i64,
) -> Option<Vec<String>> {
    let at = garden.with(kind, predicate)?;
    let other = garden.other(at, predicate)?;
    let year = garden.year(other, "when")? + years;
    let words = garden.on(year);
    garden.reword(at, "when", words)?;
    Some(vec![garden.path(at), garden.path(other)])
}

/// Somebody takes part in what lies so many years from an end of the life.
fn out_of_life(
    garden: &mut Garden<'_>,
    kind: &str,
    predicate: &str,
    end: &str,
    years: i64,
) -> Option<Vec<String>> {
    let at = garden.with(kind, "when")?;
    let person = garden.with("person", end)?;
    let year = garden.year(at, "when")? + years;
    let words = garden.on(year);
    garden.reword(person, end, words)?;
    let other = if end == "born" { "died" } else { "born" };
    let whole = if end == "born" { 50 } else { -50 };
    let words = garden.on(year + whole);
    garden.reword(person, other, words)?;
    // What else the person did must not speak first.
    garden.book.pages[person]
        .fields
        .retain(|(name, _)| !["office", "member", "allegiance"].contains(&name.as_str()));
    let id = garden.book.pages[person].id.clone();
    let cite = garden.cite(at);
    garden.book.pages[at].add(predicate, Item::of(id).with("cite", cite));
    Some(vec![garden.path(at), garden.path(person)])
}

/// Somebody holds something of an organ at a time of the person or of the organ that cannot be.
fn tenure(garden: &mut Garden<'_>, predicate: &str, of: &str, years: i64) -> Option<Vec<String>> {
    let person = garden.with("person", "member")?;
    let organ = garden.with("organ", "ends")?;
    let at = if of == "born" || of == "died" { person } else { organ };
    let year = garden.year(at, of)? + years;
    let (from, until) = (garden.on(year), garden.on(year + 1));
    let (id, cite) = (garden.book.pages[organ].id.clone(), garden.cite(person));
    let mut item = Item::of(id).with("cite", cite).with("from", from);
    if garden.dice.roll(2) == 0 || years < 0 {
        item.set("until", until);
    }
    if predicate == "office" {
        item.set("as", "treasurer");
    }
    // The one tenure, so that only it is out of time.
    garden.book.pages[person]
        .fields
        .retain(|(name, _)| !["office", "member", "allegiance"].contains(&name.as_str()));
    if of == "begins" || of == "ends" {
        // Nothing else of this person's.
        rename(garden, person);
        let far = garden.on(year - 30);
        garden.reword(person, "born", far)?;
        let far = garden.on(year + 30);
        garden.reword(person, "died", far)?;
    }
    garden.book.pages[person].add(predicate, item);
    Some(vec![garden.path(person), garden.path(organ)])
}

/// A person whom nobody else names any more: what others said was of somebody else.
fn rename(garden: &mut Garden<'_>, at: usize) {
    let mut copy = garden.book.pages[at].clone();
    let number = garden.number;
    copy.id = format!("stranger-{number}");
    copy.names = vec![("en", format!("Stranger Number {number}"))];
    copy.also.clear();
    let old = std::mem::replace(&mut garden.book.pages[at], copy);
    garden.new_page(old);
}

/// A word of a value is another word.
fn misspelt(garden: &mut Garden<'_>, kind: &str, predicate: &str) -> Option<Vec<String>> {
    let at = garden.with(kind, predicate)?;
    let id = garden.book.pages[at].first(predicate)?.value().to_owned();
    let other = garden.book.at(&id)?;
    let name = garden.book.pages[other].names.first()?.1.clone();
    let mut letters: Vec<char> = name.chars().collect();
    let middle = letters.len() / 2;
    match garden.dice.roll(3) {
        0 => letters.insert(middle, 'q'),
        1 => letters.swap(1, 2),
        _ => {
            letters.remove(middle);
        }
    }
    if letters.iter().collect::<String>() == name {
        letters.push('w');
    }
    garden.book.pages[at]
        .items_mut(predicate)?
        .first_mut()?
        .set("value", letters.iter().collect::<String>());
    Some(vec![garden.path(at)])
}

/// A date's words are replaced by others.
fn date_of(garden: &mut Garden<'_>, words: fn(i64, &mut Dice) -> String) -> Option<Vec<String>> {
    let (kind, predicate) = *garden.dice.pick(&[
        ("event", "when"),
        ("document", "when"),
        ("person", "born"),
        ("organ", "begins"),
        ("document", "received"),
    ]);
    let at = garden.with(kind, predicate)?;
    let year = garden.year(at, predicate)?;
    let words = words(year, &mut garden.dice);
    garden.reword(at, predicate, words)?;
    Some(vec![garden.path(at)])
}

/// A value points to a card of a kind that it cannot be.
fn wrong_kind(
    garden: &mut Garden<'_>,
    kind: &str,
    predicate: &str,
    wrong: &str,
) -> Option<Vec<String>> {
    let at = garden.with(kind, predicate)?;
    let other = garden.of_kind(wrong)?;
    let id = garden.book.pages[other].id.clone();
    garden.book.pages[at].items_mut(predicate)?.first_mut()?.set("value", id);
    Some(vec![garden.path(at)])
}

fn two_heads(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let head = garden.find(|_, page| {
        page.items("office")
            .iter()
            .any(|item| matches!(item.get("as"), Some("chairman" | "председатель")))
    })?;
    let office = garden.book.pages[head]
        .items("office")
        .iter()
        .find(|item| matches!(item.get("as"), Some("chairman" | "председатель")))?
        .clone();
    let from = year_of(office.get("from")?)?;
    let land = garden.land(head)?.to_owned();
    let rival = garden.find(|_, page| {
        page.kind == "person"
            && page.id.split('-').nth(1) == Some(&land)
            && page.first("office").is_none()
    })?;
    let (begins, ends) = (garden.on(from + 1), garden.on(from + 3));
    let item = Item::of(office.value())
        .with("cite", office.get("cite")?)
        .with("from", begins)
        .with("until", ends)
        .with("as", office.get("as")?);
    garden.book.pages[rival].add("office", item);
    Some(vec![garden.path(head), garden.path(rival)])
}

fn two_offices(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let head = garden.find(|_, page| {
        page.items("office").iter().any(|item| item.get("as") == Some("chairman"))
    })?;
    let land = garden.land(head)?.to_owned();
    let office = garden.book.pages[head].items("office").first()?.clone();
    let from = year_of(office.get("from")?)?;
    let (begins, ends) = (garden.on(from + 1), garden.on(from + 2));
    let item = Item::of(format!("league-{land}"))
        .with("cite", office.get("cite")?)
        .with("from", begins)
        .with("until", ends)
        .with("as", "chairman");
    garden.book.pages[head].add("office", item);
    Some(vec![garden.path(head)])
}

fn two_places(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let one = garden.find(|_, page| {
        page.kind == "event"
            && page.first("where").is_some_and(|place| place.value().starts_with("town"))
    })?;
    let land = garden.land(one)?.to_owned();
    let person = garden.book.pages[one].first("party")?.value().to_owned();
    let place = garden.book.pages[one].first("where")?.value().to_owned();
    let year = garden.year(one, "when")?;
    let same = day(year, 6, 14);
    let way = *garden.dice.pick(&[0, 2, 3, 6]);
    garden.reword(one, "when", written(same, way))?;
    let cite = garden.cite(one);
    let number = garden.number;
    let mut page = Page {
        id: format!("elsewhere-{number}"),
        folder: "events",
        kind: "event".to_owned(),
        names: vec![("en", format!("Audience number {number}"))],
        ..Page::default()
    };
    let other = (1..=6).map(|nth| format!("town-{land}-{nth}")).find(|town| *town != place)?;
    page.add("when", Item::of(written(same, way)).with("cite", cite.clone()));
    page.add("where", Item::of(other).with("cite", cite.clone()));
    page.add("party", Item::of(person).with("cite", cite));
    let new = garden.new_page(page);
    Some(vec![garden.path(one), garden.path(new)])
}

fn before_move(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let organ = garden.find(|_, page| page.items("seat").len() == 2)?;
    let seats = garden.book.pages[organ].items("seat");
    let (first, second) = (seats[0].clone(), seats[1].clone());
    let from = year_of(first.get("from")?)?;
    let (when, cite, number) = (garden.on(from + 1), garden.cite(organ), garden.number);
    let mut page = Page {
        id: format!("session-{number}"),
        folder: "events",
        kind: "event".to_owned(),
        names: vec![("en", format!("Session number {number}"))],
        ..Page::default()
    };
    page.add("when", Item::of(when).with("cite", cite.clone()));
    page.add("where", Item::of(second.value()).with("cite", cite.clone()));
    page.add("party", Item::of(garden.book.pages[organ].id.clone()).with("cite", cite));
    let new = garden.new_page(page);
    Some(vec![garden.path(organ), garden.path(new)])
}

fn sitting(garden: &mut Garden<'_>, predicate: &str) -> Option<Vec<String>> {
    let whole = garden.with("event", "when")?;
    let part = garden.with("event", "when")?;
    let year = garden.year(whole, "when")?;
    let words = garden.on(year + 2);
    garden.reword(part, "when", words)?;
    garden.book.pages[part].fields.retain(|(name, _)| name != "caused-by" && name != "after");
    let (id, cite) = (garden.book.pages[whole].id.clone(), garden.cite(part));
    garden.book.pages[part].add(predicate, Item::of(id).with("cite", cite));
    Some(vec![garden.path(part), garden.path(whole)])
}

fn later_whole(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let part = garden.find(|_, page| page.id.starts_with("guard"))?;
    let year = garden.year(part, "ends")? + 8;
    let number = garden.number;
    let (begins, ends, cite) = (garden.on(year), garden.on(year + 9), garden.cite(part));
    let mut page = Page {
        id: format!("directory-{number}"),
        folder: "organs",
        kind: "organ".to_owned(),
        names: vec![("en", format!("Directory number {number}"))],
        ..Page::default()
    };
    page.add("begins", Item::of(begins).with("cite", cite.clone()));
    page.add("ends", Item::of(ends).with("cite", cite.clone()));
    page.add("function", Item::of("roads").with("cite", cite.clone()));
    let whole = garden.new_page(page);
    let id = garden.book.pages[whole].id.clone();
    garden.book.pages[part].add("part-of", Item::of(id).with("cite", cite));
    Some(vec![garden.path(part), garden.path(whole)])
}

fn no_start(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.find(|_, page| page.items("seat").len() == 2)?;
    garden.book.pages[at].items_mut("seat")?.remove(0);
    Some(vec![garden.path(at)])
}

fn stages(garden: &mut Garden<'_>, months: i64) -> Option<Vec<String>> {
    let at = garden.find(|_, page| page.kind == "period" && page.id.ends_with("-1"))?;
    let next = garden
        .book
        .at(&garden.book.pages[at].id.replace("-1", "-2").replace("stage-2-", "stage-1-"));
    let id = garden.book.pages[at].id.clone();
    let land = id.split('-').nth(1)?.to_owned();
    let next = next.filter(|_| false).or_else(|| garden.book.at(&format!("stage-{land}-2")))?;
    let begins = garden.book.pages[next].first("begins")?.value().to_owned();
    let mut words = begins.split(' ');
    let of_month: i64 = words.next()?.parse().ok()?;
    let month = words.next()?.to_owned();
    let year = year_of(&begins)?;
    let number = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    .iter()
    .position(|one| *one == month)? as i64;
    let end = day(year, number + 1, of_month) + months * 30;
    garden.book.pages[at].items_mut("ends")?.first_mut()?.set("value", written(end, 0));
    Some(vec![garden.path(at), garden.path(next)])
}

fn event_in_gap(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let places = stages(garden, -10)?;
    let at = garden.book.pages.iter().position(|page| page.path() == places[0])?;
    let ends = garden.book.pages[at].first("ends")?.value().to_owned();
    let (year, month) = (year_of(&ends)?, ends.split(' ').nth(1)?.to_owned());
    let (cite, number) = (garden.cite(at), garden.number);
    let mut page = Page {
        id: format!("between-{number}"),
        folder: "events",
        kind: "event".to_owned(),
        names: vec![("en", format!("Fair number {number}"))],
        ..Page::default()
    };
    let _ = month;
    let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ];
    let month = months.iter().position(|one| *one == month)? as i64 + 1;
    page.add("when", Item::of(written(day(year, month, 15) + 120, 0)).with("cite", cite));
    let new = garden.new_page(page);
    Some(vec![garden.path(new)])
}

fn stated_twice(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("period", "begins")?;
    let predicate = *garden.dice.pick(&["begins", "ends"]);
    let year = garden.year(at, predicate)? + 2;
    let (words, cite) =
        (garden.on(year), garden.book.pages[at].first(predicate)?.get("cite")?.to_owned());
    garden.book.pages[at].add(predicate, Item::of(words).with("cite", cite));
    Some(vec![garden.path(at)])
}

fn label(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let (kind, predicate) = *garden.dice.pick(&[("period", "begins"), ("event", "when")]);
    let at = garden.with(kind, predicate)?;
    let year = garden.year(at, predicate)? - 12;
    let name = garden.book.pages[at].names.first()?.1.clone();
    let name = match kind {
        "period" => format!("{name} ({year}–{})", year + 3),
        _ => format!("{name} of {year}"),
    };
    garden.book.pages[at].names = vec![("en", name)];
    Some(vec![garden.path(at)])
}

fn missing_entry(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let kind = *garden.dice.pick(&["event", "person", "document", "organ"]);
    let at = garden.of_kind(kind)?;
    let number = garden.number;
    if garden.dice.roll(3) == 0 {
        garden.book.pages[at].prose = format!("See also [@lost-{number}, p. 3].\n");
    } else {
        let field = garden.dice.roll(garden.book.pages[at].fields.len());
        garden.book.pages[at].fields[field]
            .1
            .first_mut()?
            .set("cite", format!("lost-{number}, p. 3"));
    }
    Some(vec![garden.path(at)])
}

fn cited_at(garden: &mut Garden<'_>, source: &str, locator: &str) -> Option<Vec<String>> {
    let start = format!("{source}-");
    let at = garden.find(|_, page| {
        page.fields.iter().flat_map(|(_, items)| items).any(|item| {
            item.get("quote").is_none()
                && item.get("cite").is_some_and(|cite| cite.starts_with(&start))
        })
    })?;
    let page = &mut garden.book.pages[at];
    let item = page.fields.iter_mut().flat_map(|(_, items)| items).find(|item| {
        item.get("quote").is_none() && item.get("cite").is_some_and(|cite| cite.starts_with(&start))
    })?;
    let key = item.get("cite")?.split(',').next()?.to_owned();
    let cite = if locator.is_empty() { key } else { format!("{key}, {locator}") };
    item.set("cite", cite);
    Some(vec![page.path()])
}

fn misquoted(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.find(|_, page| {
        page.fields.iter().flat_map(|(_, items)| items).any(|item| item.get("quote").is_some())
    })?;
    let roll = garden.dice.roll(3);
    let item = garden.book.pages[at]
        .fields
        .iter_mut()
        .flat_map(|(_, items)| items)
        .find(|item| item.get("quote").is_some())?;
    let mut words: Vec<String> = item.get("quote")?.split(' ').map(str::to_owned).collect();
    let middle = words.len() / 2;
    match roll {
        0 => words[middle] = "elephant".to_owned(),
        1 => words.insert(middle, "never".to_owned()),
        _ => {
            words.truncate(2);
            words.extend("said that the moon was made of cheese".split(' ').map(str::to_owned));
        }
    }
    item.set("quote", words.join(" "));
    Some(vec![garden.path(at)])
}

fn ambiguous(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let (one, two) = (garden.of_kind("person")?, garden.of_kind("person")?);
    let number = garden.number;
    let name = format!("Twinname{number}");
    garden.book.pages[one].also.push(name.clone());
    garden.book.pages[two].also.push(name.clone());
    let at = garden.with("event", "party")?;
    garden.book.pages[at].items_mut("party")?.first_mut()?.set("value", name);
    Some(vec![garden.path(at)])
}

fn unknown_link(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let kind = *garden.dice.pick(&["event", "person", "document"]);
    let at = garden.of_kind(kind)?;
    let number = garden.number;
    garden.book.pages[at].prose = format!("Compare [[nobody-{number}]].\n");
    Some(vec![garden.path(at)])
}

fn circle(
    garden: &mut Garden<'_>,
    kind: &str,
    predicate: &str,
    long: usize,
) -> Option<Vec<String>> {
    let mut all: Vec<usize> = Vec::new();
    for _ in 0..long {
        let at = garden.of_kind(kind)?;
        if kind == "event" || kind == "document" {
            // Nothing in the dates says that it goes in a circle.
            let year = match all.first() {
                Some(first) => garden.book.pages[*first].first("when")?.value().to_owned(),
                None => garden.book.pages[at].first("when")?.value().to_owned(),
            };
            garden.reword(at, "when", year)?;
            garden.book.pages[at].fields.retain(|(name, _)| {
                !["caused-by", "after", "answers", "derived-from", "received"]
                    .contains(&name.as_str())
            });
        }
        all.push(at);
    }
    for (nth, at) in all.iter().enumerate() {
        let next = all[(nth + 1) % all.len()];
        let (id, cite) = (garden.book.pages[next].id.clone(), garden.cite(*at));
        garden.book.pages[*at].add(predicate, Item::of(id).with("cite", cite));
    }
    Some(all.iter().map(|at| garden.path(*at)).collect())
}

fn one_witness(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let question = garden.of_kind("question")?;
    let id = garden.book.pages[question].id.clone();
    let cite = garden.cite(question);
    let key = cite.split(',').next()?.to_owned();
    for at in 0..garden.book.pages.len() {
        let page = &mut garden.book.pages[at];
        if page.kind == "argument" && page.first("question").is_some_and(|item| item.value() == id)
        {
            for (name, items) in &mut page.fields {
                if name == "for" || name == "against" {
                    items.iter_mut().for_each(|item| item.set("cite", format!("{key}, p. 112")));
                }
            }
            garden.take(at);
        }
    }
    Some(vec![garden.path(question)])
}

fn no_reason(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("event", "when")?;
    let words = garden.book.pages[at].first("when")?.value().to_owned();
    let item = Item(vec![("judged".to_owned(), words)])
        .with("by", "A. Historian")
        .with("on", "2026-11-20");
    garden.book.pages[at].add("when", item);
    Some(vec![garden.path(at)])
}

fn identical(garden: &mut Garden<'_>, kind: &str, other: &str) -> Option<Vec<String>> {
    let one = garden.of_kind(kind)?;
    let start = match kind {
        "person" => garden.year(one, "born")?,
        _ => garden.year(one, "begins")?,
    };
    let two = garden.find(|garden, page| {
        let predicate = if other == "person" { "born" } else { "begins" };
        let of = page.first(predicate).and_then(|item| year_of(item.value()));
        let _ = garden;
        page.kind == other && (other == "place" || of.is_some_and(|of| 30 < (of - start).abs()))
    })?;
    let (a, b) = (garden.book.pages[one].id.clone(), garden.book.pages[two].id.clone());
    garden.book.identities.push(format!(
        "- same: [{a}, {b}]\n  because: the name is one\n  by: A. Historian\n  on: 2026-11-20\n"
    ));
    Some(vec!["identities.yaml".to_owned(), garden.path(one), garden.path(two)])
}

fn torn_identity(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let all = [garden.of_kind("person")?, garden.of_kind("person")?];
    let ids = all.map(|at| garden.book.pages[at].id.clone());
    for (word, because) in [("same", "the hand is one"), ("different", "the hands are two")] {
        garden.book.identities.push(format!(
            "- {word}: [{}, {}]\n  because: {because}\n  by: A. Historian\n",
            ids[0], ids[1]
        ));
    }
    Some(vec!["identities.yaml".to_owned()])
}

fn name_of_two(garden: &mut Garden<'_>, kind: &str, other: &str) -> Option<Vec<String>> {
    let (one, two) = (garden.of_kind(kind)?, garden.of_kind(other)?);
    garden.book.pages[two].names = garden.book.pages[one].names.clone();
    Some(vec![garden.path(one), garden.path(two)])
}

fn merged(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let (one, two) = (garden.with("organ", "begins")?, garden.with("organ", "begins")?);
    let name = garden.book.pages[two].names.first()?.1.clone();
    garden.book.pages[one].also.push(name);
    Some(vec![garden.path(one), garden.path(two)])
}

fn early_heir(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("organ", "succeeds")?;
    let before = garden.other(at, "succeeds")?;
    let year = garden.year(before, "begins")? - 4;
    let words = garden.on(year);
    garden.reword(at, "begins", words)?;
    Some(vec![garden.path(at), garden.path(before)])
}

fn same_file(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.of_kind("person")?;
    let text = garden.book.pages[at].written();
    let path = format!("cards/again/{}.md", garden.book.pages[at].id);
    garden.book.others.insert(path.clone(), text);
    Some(vec![path, garden.path(at)])
}

fn undated(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("event", "caused-by")?;
    let cause = garden.other(at, "caused-by")?;
    garden.book.pages[cause].fields.retain(|(name, _)| name != "when");
    Some(vec![garden.path(cause), garden.path(at)])
}

fn bare_organ(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("event", "party")?;
    let (cite, number) = (garden.cite(at), garden.number);
    let page = Page {
        id: format!("bureau-{number}"),
        folder: "organs",
        kind: "organ".to_owned(),
        names: vec![("en", format!("Bureau number {number}"))],
        ..Page::default()
    };
    let new = garden.new_page(page);
    let id = garden.book.pages[new].id.clone();
    garden.book.pages[at].add("party", Item::of(id).with("cite", cite));
    Some(vec![garden.path(new)])
}

fn uncited(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let kind = *garden.dice.pick(&["event", "person", "document", "organ"]);
    let at = garden.of_kind(kind)?;
    let field = garden.dice.roll(garden.book.pages[at].fields.len());
    let item = garden.book.pages[at].fields[field].1.first_mut()?;
    item.0.retain(|(key, _)| key != "cite" && key != "quote");
    Some(vec![garden.path(at)])
}

fn before_print(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("event", "when")?;
    let (year, number) = (garden.year(at, "when")?, garden.number);
    let key = format!("old-{number}");
    let text = format!(
        "@book{{{key},\n  author = {{Author, Old}},\n  title = {{An old book, number {number}}},\n  date = {{{}}},\n}}\n",
        year - 30
    );
    garden.book.entries.push((key.clone(), text));
    garden.book.pages[at].items_mut("when")?.first_mut()?.set("cite", format!("{key}, p. 7"));
    Some(vec![garden.path(at)])
}

fn two_states(garden: &mut Garden<'_>, predicate: &str) -> Option<Vec<String>> {
    let at = garden.find(|_, page| {
        page.items(predicate)
            .first()
            .is_some_and(|item| item.get("from").is_some() && item.get("until").is_some())
    })?;
    let one = garden.book.pages[at].first(predicate)?.clone();
    let from = year_of(one.get("from")?)?;
    let land = garden.land(at)?.to_owned();
    let other = match predicate {
        "seat" => format!("town-{land}-6"),
        _ if one.value().starts_with("league") => format!("council-{land}"),
        _ => format!("league-{land}"),
    };
    let (begins, ends) = (garden.on(from + 1), garden.on(from + 2));
    garden.book.pages[at].add(
        predicate,
        Item::of(other).with("cite", one.get("cite")?).with("from", begins).with("until", ends),
    );
    Some(vec![garden.path(at)])
}

fn two_wheres(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.find(|_, page| {
        page.kind == "event"
            && page.first("where").is_some_and(|item| item.value().starts_with("town"))
    })?;
    let one = garden.book.pages[at].first("where")?.value().to_owned();
    let land = garden.land(at)?.to_owned();
    let other = (1..=6).map(|nth| format!("town-{land}-{nth}")).find(|town| *town != one)?;
    let cite = garden.cite(at);
    garden.book.pages[at].add("where", Item::of(other).with("cite", cite));
    Some(vec![garden.path(at)])
}

fn young_place(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("event", "when")?;
    let (year, cite, number) = (garden.year(at, "when")?, garden.cite(at), garden.number);
    let begins = garden.on(year + 6);
    let mut page = Page {
        id: format!("newtown-{number}"),
        folder: "places",
        kind: "place".to_owned(),
        names: vec![("en", format!("Newtown {number}"))],
        ..Page::default()
    };
    page.add("begins", Item::of(begins).with("cite", cite.clone()));
    let new = garden.new_page(page);
    let id = garden.book.pages[new].id.clone();
    garden.book.pages[at].replace("where", Item::of(id).with("cite", cite));
    Some(vec![garden.path(at), garden.path(new)])
}

fn methuselah(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("person", "died")?;
    let year = garden.year(at, "born")? + 150;
    let words = garden.on(year);
    garden.reword(at, "died", words)?;
    Some(vec![garden.path(at)])
}

fn received_early(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("document", "received")?;
    shift(garden, at, "received", -2)?;
    Some(vec![garden.path(at)])
}

fn ends_early(garden: &mut Garden<'_>, kind: &str, first: &str, last: &str) -> Option<Vec<String>> {
    let at = garden.with(kind, last)?;
    let year = garden.year(at, first)? - 5;
    let words = garden.on(year);
    garden.reword(at, last, words)?;
    Some(vec![garden.path(at)])
}

fn until_early(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let predicate = *garden.dice.pick(&["office", "member", "seat", "allegiance"]);
    let at = garden.find(|_, page| {
        page.items(predicate).first().is_some_and(|item| item.get("until").is_some())
    })?;
    let from = year_of(garden.book.pages[at].first(predicate)?.get("from")?)?;
    let early = garden.on(from - 2);
    garden.book.pages[at].items_mut(predicate)?.first_mut()?.set("until", early);
    Some(vec![garden.path(at)])
}

fn impossible_end(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let predicate = *garden.dice.pick(&["office", "member", "seat", "allegiance"]);
    let end = *garden.dice.pick(&["from", "until"]);
    let at = garden.find(|_, page| {
        page.items(predicate).first().is_some_and(|item| item.get(end).is_some())
    })?;
    let year = year_of(garden.book.pages[at].first(predicate)?.get(end)?)?;
    garden.book.pages[at].items_mut(predicate)?.first_mut()?.set(end, format!("31 June {year}"));
    Some(vec![garden.path(at)])
}

fn retyped(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.of_kind("event")?;
    match garden.dice.roll(3) {
        0 => garden.book.pages[at].kind = "evnt".to_owned(),
        1 => garden.book.pages[at].fields.first_mut()?.0 = "wehn".to_owned(),
        _ => garden.book.pages[at]
            .fields
            .push(("born".to_owned(), vec![Item::of("1500").with("cite", "acts-0, p. 3")])),
    }
    Some(vec![garden.path(at)])
}

fn quote_of_nobody(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.find(|_, page| {
        page.fields.iter().flat_map(|(_, items)| items).any(|item| item.get("quote").is_some())
    })?;
    let item = garden.book.pages[at]
        .fields
        .iter_mut()
        .flat_map(|(_, items)| items)
        .find(|item| item.get("quote").is_some())?;
    item.0.retain(|(key, _)| key != "cite");
    Some(vec![garden.path(at)])
}

fn wrong_weekday(year: i64, dice: &mut Dice) -> String {
    let date = day(year, dice.roll(12) as i64 + 1, dice.roll(27) as i64 + 1);
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    // 1 January 1970 was a Thursday.
    let right = (date + 3).rem_euclid(7) as usize;
    let (year, month, of_month) = civil(date);
    let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ];
    format!(
        "{}, {of_month} {} {year} (N.S.)",
        names[(right + 2) % 7],
        months[(month - 1) as usize % 12]
    )
}

/// An answer written before what it answers arrived, though after it was sent.
fn answer_unreceived(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let at = garden.with("document", "answers")?;
    let question = garden.other(at, "answers")?;
    let year = garden.year(at, "when")?;
    let (cite, number) = (garden.cite(question), garden.number);
    let late = garden.on(year + 1);
    garden.book.pages[question].replace(
        "received",
        Item::of(late).with("cite", cite).with("note", format!("stamp {number}")),
    );
    let late = garden.on(year + 2);
    garden.reword(at, "received", late)?;
    Some(vec![garden.path(at), garden.path(question)])
}

fn unused_entry(garden: &mut Garden<'_>) -> Option<Vec<String>> {
    let number = garden.number;
    garden.book.entries.push((
        format!("unused-{number}"),
        format!(
            "@book{{unused-{number},\n  author = {{Author, Unread}},\n  title = {{An unread book, {number}}},\n  date = {{1931}},\n}}\n"
        ),
    ));
    Some(vec!["bibliography.bib".to_owned()])
}

/// Every sort of fault.
pub(super) const SORTS: &[Sort] = &[
    Sort {
        name: "two dates for one event",
        checks: &["conflicting-dates"],
        plant: |g| beside(g, "event", "when"),
    },
    Sort {
        name: "two births",
        checks: &["conflicting-dates"],
        plant: |g| beside(g, "person", "born"),
    },
    Sort {
        name: "two beginnings",
        checks: &["conflicting-dates"],
        plant: |g| beside(g, "organ", "begins"),
    },
    Sort {
        name: "effect before cause",
        checks: &["effect-before-cause"],
        plant: |g| against(g, "event", "caused-by", -2),
    },
    Sort {
        name: "answer before question",
        checks: &["effect-before-cause"],
        plant: |g| against(g, "document", "answers", -2),
    },
    Sort {
        name: "copy older than its original",
        checks: &["effect-before-cause"],
        plant: |g| against(g, "document", "derived-from", -2),
    },
    Sort {
        name: "after, and dated before",
        checks: &["dates-cannot-all-hold"],
        plant: |g| against(g, "event", "after", -2),
    },
    Sort {
        name: "act before birth",
        checks: &["act-outside-life"],
        plant: |g| out_of_life(g, "event", "party", "born", 6),
    },
    Sort {
        name: "act after death",
        checks: &["act-outside-life"],
        plant: |g| out_of_life(g, "event", "party", "died", -6),
    },
    Sort {
        name: "written after the author's death",
        checks: &["act-outside-life"],
        plant: |g| out_of_life(g, "document", "author", "died", -3),
    },
    Sort {
        name: "written to the unborn",
        checks: &["act-outside-life"],
        plant: |g| out_of_life(g, "document", "addressee", "born", 4),
    },
    Sort {
        name: "office before birth",
        checks: &["act-outside-life"],
        plant: |g| tenure(g, "office", "born", -9),
    },
    Sort {
        name: "member after death",
        checks: &["act-outside-life"],
        plant: |g| tenure(g, "member", "died", 4),
    },
    Sort {
        name: "office before the body began",
        checks: &["outside-lifespan"],
        plant: |g| tenure(g, "office", "begins", -7),
    },
    Sort {
        name: "member after the body ended",
        checks: &["outside-lifespan"],
        plant: |g| tenure(g, "member", "ends", 5),
    },
    Sort {
        name: "side of a body that is no more",
        checks: &["outside-lifespan"],
        plant: |g| tenure(g, "allegiance", "ends", 5),
    },
    Sort {
        name: "body acts before it begins",
        checks: &["outside-lifespan"],
        plant: |g| {
            let organ = g.find(|_, page| page.id.starts_with("board"))?;
            let event = g.with("event", "when")?;
            let year = g.year(organ, "begins")? - 4;
            let words = g.on(year);
            g.reword(event, "when", words)?;
            g.book.pages[event]
                .fields
                .retain(|(name, _)| !["party", "caused-by", "after"].contains(&name.as_str()));
            let (id, cite) = (g.book.pages[organ].id.clone(), g.cite(event));
            g.book.pages[event].add("party", Item::of(id).with("cite", cite));
            Some(vec![g.path(event), g.path(organ)])
        },
    },
    Sort {
        name: "body acts after it ended",
        checks: &["outside-lifespan"],
        plant: |g| {
            let organ = g.find(|_, page| {
                page.id.starts_with("assembly") || page.id.starts_with("council")
            })?;
            let document = g.with("document", "when")?;
            let year = g.year(organ, "ends")? + 3;
            let words = g.on(year);
            g.reword(document, "when", words)?;
            g.book.pages[document].fields.retain(|(name, _)| {
                !["author", "addressee", "answers", "derived-from", "received"]
                    .contains(&name.as_str())
            });
            let (id, cite) = (g.book.pages[organ].id.clone(), g.cite(document));
            g.book.pages[document].add("author", Item::of(id).with("cite", cite));
            Some(vec![g.path(document), g.path(organ)])
        },
    },
    Sort {
        name: "ends before it begins",
        checks: &["ends-before-it-begins"],
        plant: |g| ends_early(g, "organ", "begins", "ends"),
    },
    Sort {
        name: "died before birth",
        checks: &["ends-before-it-begins"],
        plant: |g| ends_early(g, "person", "born", "died"),
    },
    Sort { name: "until before from", checks: &["ends-before-it-begins"], plant: until_early },
    Sort {
        name: "a day that no month has",
        checks: &["impossible-date"],
        plant: |g| {
            date_of(g, |year, dice| match dice.roll(4) {
                0 => format!("30 February {year}"),
                1 => format!("31 апреля {year} г."),
                2 => format!("{year}-06-31"),
                _ => format!("{year} жылғы 31 қыркүйек"),
            })
        },
    },
    Sort {
        name: "an end on a day that no month has",
        checks: &["impossible-date"],
        plant: impossible_end,
    },
    Sort {
        name: "a weekday that the day did not have",
        checks: &["impossible-date"],
        plant: |g| date_of(g, wrong_weekday),
    },
    Sort {
        name: "two styles that are two days",
        checks: &["impossible-date"],
        plant: |g| {
            date_of(g, |year, dice| {
                // Thirteen to seventeen days, by either style: before 1900 no two are so far apart.
                format!("{} ({}) мая {year} г.", 3 + dice.roll(3), 18 + dice.roll(3))
            })
        },
    },
    Sort {
        name: "no such leap day",
        checks: &["impossible-date"],
        plant: |g| {
            date_of(g, |year, _| {
                format!("29 February {} (N.S.)", if year % 4 == 0 { year + 1 } else { year })
            })
        },
    },
    Sort {
        name: "a date that nobody can read",
        checks: &["unreadable-file"],
        plant: |g| date_of(g, |_, _| "the year of the tail".to_owned()),
    },
    Sort {
        name: "a day without a year",
        checks: &["unreadable-file", "day-without-year", "undated-event"],
        plant: |g| date_of(g, |_, dice| format!("{} May", 3 + dice.roll(20))),
    },
    Sort { name: "an office held by two", checks: &["offices-incompatible"], plant: two_heads },
    Sort {
        name: "two exclusive offices of one",
        checks: &["offices-incompatible"],
        plant: two_offices,
    },
    Sort { name: "two places at once", checks: &["two-places-at-once"], plant: two_places },
    Sort { name: "at the seat before the move", checks: &["seat-before-move"], plant: before_move },
    Sort {
        name: "a part outside its whole",
        checks: &["dates-cannot-all-hold"],
        plant: |g| sitting(g, "part-of"),
    },
    Sort {
        name: "during what was at another time",
        checks: &["dates-cannot-all-hold"],
        plant: |g| sitting(g, "during"),
    },
    Sort {
        name: "part of a body that comes later",
        checks: &["outside-lifespan", "dates-cannot-all-hold"],
        plant: later_whole,
    },
    Sort { name: "a state without a start", checks: &["state-without-start"], plant: no_start },
    Sort { name: "a gap between periods", checks: &["period-gap"], plant: |g| stages(g, -5) },
    Sort { name: "periods that overlap", checks: &["period-overlap"], plant: |g| stages(g, 7) },
    Sort {
        name: "a period stated twice",
        checks: &["periods-stated-twice", "conflicting-dates"],
        plant: stated_twice,
    },
    Sort {
        name: "a label that its dates contradict",
        checks: &["period-label-contradicted"],
        plant: label,
    },
    Sort {
        name: "an event that no period holds",
        checks: &["event-outside-periods", "period-gap"],
        plant: event_in_gap,
    },
    Sort {
        name: "a citation without entry",
        checks: &["citation-without-entry"],
        plant: missing_entry,
    },
    Sort {
        name: "a paragraph that the text does not have",
        checks: &["locator-outside-source", "page-outside-entry"],
        plant: |g| {
            let source = *g.dice.pick(&["letters", "memoir"]);
            cited_at(g, source, "¶97")
        },
    },
    Sort {
        name: "a page that the article does not have",
        checks: &["page-outside-entry", "locator-outside-source"],
        plant: |g| cited_at(g, "history", "p. 355"),
    },
    Sort {
        name: "a citation without a place",
        checks: &["no-locator"],
        plant: |g| {
            let source = *g.dice.pick(&["letters", "acts", "history"]);
            cited_at(g, source, "")
        },
    },
    Sort { name: "a quotation with other words", checks: &["misquotation"], plant: misquoted },
    Sort {
        name: "a quotation of nobody",
        checks: &["quotation-without-citation", "claim-without-citation"],
        plant: quote_of_nobody,
    },
    Sort { name: "a claim without a source", checks: &["claim-without-citation"], plant: uncited },
    Sort {
        name: "a source older than what it tells",
        checks: &["source-before-event"],
        plant: before_print,
    },
    Sort {
        name: "a party's name misspelt",
        checks: &["unknown-name"],
        plant: |g| misspelt(g, "event", "party"),
    },
    Sort {
        name: "a place's name misspelt",
        checks: &["unknown-name"],
        plant: |g| misspelt(g, "document", "where"),
    },
    Sort { name: "a name of two", checks: &["ambiguous-name"], plant: ambiguous },
    Sort { name: "a link to nobody", checks: &["unknown-name"], plant: unknown_link },
    Sort {
        name: "two cards of one name",
        checks: &["ambiguous-name"],
        plant: |g| name_of_two(g, "person", "person"),
    },
    Sort {
        name: "one name, a body and a place",
        checks: &["one-name-two-kinds"],
        plant: |g| name_of_two(g, "organ", "place"),
    },
    Sort {
        name: "one name, a person and a body",
        checks: &["one-name-two-kinds"],
        plant: |g| name_of_two(g, "person", "organ"),
    },
    Sort {
        name: "two bodies under one name",
        checks: &["bodies-merged", "ambiguous-name"],
        plant: merged,
    },
    Sort {
        name: "one of two lives",
        checks: &["identity-contradicted"],
        plant: |g| identical(g, "person", "person"),
    },
    Sort {
        name: "one of two bodies",
        checks: &["identity-contradicted", "bodies-merged"],
        plant: |g| identical(g, "organ", "organ"),
    },
    Sort {
        name: "a person who is a place",
        checks: &["identity-contradicted"],
        plant: |g| identical(g, "person", "place"),
    },
    Sort { name: "one, and not one", checks: &["contradictory-identities"], plant: torn_identity },
    Sort {
        name: "an heir before the testator",
        checks: &["dates-cannot-all-hold"],
        plant: early_heir,
    },
    Sort { name: "one identifier twice", checks: &["unreadable-file"], plant: same_file },
    Sort {
        name: "a person as a seat",
        checks: &["card-of-wrong-kind"],
        plant: |g| wrong_kind(g, "organ", "seat", "person"),
    },
    Sort {
        name: "a document as a place",
        checks: &["card-of-wrong-kind"],
        plant: |g| wrong_kind(g, "event", "where", "document"),
    },
    Sort {
        name: "a place as an author",
        checks: &["card-of-wrong-kind"],
        plant: |g| wrong_kind(g, "document", "author", "place"),
    },
    Sort {
        name: "a member of a person",
        checks: &["card-of-wrong-kind"],
        plant: |g| wrong_kind(g, "person", "member", "event"),
    },
    Sort {
        name: "its own cause",
        checks: &["circle-of-cards", "circular-argument"],
        plant: |g| circle(g, "event", "caused-by", 1),
    },
    Sort {
        name: "causes in a circle",
        checks: &["circle-of-cards", "circular-argument"],
        plant: |g| circle(g, "event", "caused-by", 3),
    },
    Sort {
        name: "parts in a circle",
        checks: &["circle-of-cards"],
        plant: |g| circle(g, "organ", "part-of", 2),
    },
    Sort {
        name: "copies in a circle",
        checks: &["circle-of-cards", "citation-cycle"],
        plant: |g| circle(g, "document", "derived-from", 2),
    },
    Sort {
        name: "arguments in a circle",
        checks: &["circular-argument", "circle-of-cards"],
        plant: |g| circle(g, "argument", "rests-on", 2),
    },
    Sort { name: "a question with one witness", checks: &["single-witness"], plant: one_witness },
    Sort { name: "a judgement without a reason", checks: &["unreadable-file"], plant: no_reason },
    Sort { name: "a cause without a date", checks: &["undated-event"], plant: undated },
    Sort {
        name: "a body without a history",
        checks: &["organ-without-history"],
        plant: bare_organ,
    },
    Sort {
        name: "two seats at once",
        checks: &["two-states-at-once"],
        plant: |g| two_states(g, "seat"),
    },
    Sort {
        name: "two sides at once",
        checks: &["two-states-at-once"],
        plant: |g| two_states(g, "allegiance"),
    },
    Sort { name: "one event at two places", checks: &["incompatible-claims"], plant: two_wheres },
    Sort {
        name: "at a place that was not yet there",
        checks: &["outside-lifespan"],
        plant: young_place,
    },
    Sort {
        name: "a life of a hundred and fifty years",
        checks: &["act-outside-life", "dates-cannot-all-hold"],
        plant: methuselah,
    },
    Sort {
        name: "received before it was sent",
        checks: &["received-before-sent", "ends-before-it-begins", "effect-before-cause"],
        plant: received_early,
    },
    Sort {
        name: "answered before it was received",
        checks: &["effect-before-cause"],
        plant: answer_unreceived,
    },
    Sort {
        name: "an entry that nobody cites",
        checks: &["entry-never-cited"],
        plant: unused_entry,
    },
    Sort {
        name: "a word that the vocabulary does not have",
        checks: &["unreadable-file"],
        plant: retyped,
    },
];
