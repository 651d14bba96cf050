//! A study as its author writes it: cards with values, before they are a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A small deterministic generator, enough to shuffle words.
#[derive(Debug, Clone)]
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number below `sides`, which is not 0.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

/// A value in the long form's keys, in their order; the short form when it has no more than a citation.
#[derive(Debug, Clone, Default)]
pub(super) struct Item(pub(super) Vec<(String, String)>);

impl Item {
    pub(super) fn of(value: impl Into<String>) -> Item {
        Item(vec![("value".to_owned(), value.into())])
    }

    #[must_use]
    pub(super) fn with(mut self, key: &str, value: impl Into<String>) -> Item {
        self.set(key, value);
        self
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<String>) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((key.to_owned(), value.into())),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub(super) fn value(&self) -> &str {
        self.get("value").unwrap_or_default()
    }

    fn is_short(&self) -> bool {
        self.0.iter().all(|(key, _)| key == "value" || key == "cite")
    }
}

/// A card before it is a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) id: String,
    pub(super) folder: &'static str,
    pub(super) kind: String,
    pub(super) names: Vec<(&'static str, String)>,
    pub(super) also: Vec<String>,
    pub(super) fields: Vec<(String, Vec<Item>)>,
    pub(super) prose: String,
}

impl Page {
    pub(super) fn path(&self) -> String {
        format!("cards/{}/{}.md", self.folder, self.id)
    }

    pub(super) fn add(&mut self, predicate: &str, item: Item) {
        match self.fields.iter_mut().find(|(name, _)| name == predicate) {
            Some((_, items)) => items.push(item),
            None => self.fields.push((predicate.to_owned(), vec![item])),
        }
    }

    pub(super) fn items(&self, predicate: &str) -> &[Item] {
        self.fields
            .iter()
            .find(|(name, _)| name == predicate)
            .map_or(&[], |(_, items)| items.as_slice())
    }

    pub(super) fn items_mut(&mut self, predicate: &str) -> Option<&mut Vec<Item>> {
        self.fields.iter_mut().find(|(name, _)| name == predicate).map(|(_, items)| items)
    }

    pub(super) fn first(&self, predicate: &str) -> Option<&Item> {
        self.items(predicate).first()
    }

    /// Puts one value in the place of all that a predicate had.
    pub(super) fn replace(&mut self, predicate: &str, item: Item) {
        self.fields.retain(|(name, _)| name != predicate);
        self.add(predicate, item);
    }

    pub(super) fn written(&self) -> String {
        let mut text = format!("---\nkind: {}\n", self.kind);
        match self.names.as_slice() {
            [] => {}
            [("und", name)] => {
                let _ = writeln!(text, "name: {}", quoted(name));
            }
            names => {
                let all: Vec<String> =
                    names.iter().map(|(lang, name)| format!("{lang}: {}", quoted(name))).collect();
                let _ = writeln!(text, "name: {{{}}}", all.join(", "));
            }
        }
        if !self.also.is_empty() {
            let also: Vec<String> = self.also.iter().map(|name| quoted(name)).collect();
            let _ = writeln!(text, "also: [{}]", also.join(", "));
        }
        for (predicate, items) in &self.fields {
            match items.as_slice() {
                [one] if one.is_short() => {
                    let _ = writeln!(text, "{predicate}: {}", short(one));
                }
                many => {
                    let _ = writeln!(text, "{predicate}:");
                    for item in many {
                        match item.is_short() {
                            true => {
                                let _ = writeln!(text, "  - {}", short(item));
                            }
                            false => long(item, &mut text),
                        }
                    }
                }
            }
        }
        text.push_str("---\n");
        text.push_str(&self.prose);
        text
    }
}

fn short(item: &Item) -> String {
    let value = item.value();
    match item.get("cite") {
        Some(cite) => {
            let cited: Vec<String> = cite.split("; ").map(|one| format!("@{one}")).collect();
            let whole = format!("{value} [{}]", cited.join("; "));
            if needs_quotes(value) { quoted(&whole) } else { whole }
        }
        None => quoted(value),
    }
}

fn long(item: &Item, text: &mut String) {
    let mut mark = "  - ";
    for (key, value) in &item.0 {
        let value = match key.as_str() {
            "cite" => {
                let cited: Vec<String> =
                    value.split("; ").map(|one| format!("\"@{one}\"")).collect();
                match cited.as_slice() {
                    [one] => one.clone(),
                    many => format!("[{}]", many.join(", ")),
                }
            }
            _ => quoted(value),
        };
        let _ = writeln!(text, "{mark}{key}: {value}");
        mark = "    ";
    }
}

fn needs_quotes(value: &str) -> bool {
    value.contains(": ")
        || value.contains(" #")
        || value.is_empty()
        || value.starts_with(|c: char| "@[{\"'*&!%|>#".contains(c))
}

fn quoted(value: &str) -> String {
    if needs_quotes(value) || value.contains([',', '[', ']', '{', '}']) {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        value.to_owned()
    }
}

/// A whole study before it is a folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    pub(super) pages: Vec<Page>,
    /// Entries of the bibliography: key and text.
    pub(super) entries: Vec<(String, String)>,
    /// The sources' texts, by key: their paragraphs.
    pub(super) texts: BTreeMap<String, Vec<String>>,
    /// Items of `identities.yaml`.
    pub(super) identities: Vec<String>,
    /// Files beside these.
    pub(super) others: BTreeMap<String, String>,
}

impl Book {
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut files = self.others.clone();
        for page in &self.pages {
            files.insert(page.path(), page.written());
        }
        let bibliography: String = self.entries.iter().map(|(_, text)| text.as_str()).collect();
        files.insert("bibliography.bib".to_owned(), bibliography);
        for (key, paragraphs) in &self.texts {
            files.insert(format!("texts/{key}.txt"), paragraphs.join("\n\n") + "\n");
        }
        if !self.identities.is_empty() {
            files.insert("identities.yaml".to_owned(), self.identities.concat());
        }
        files
    }

    /// Values with a source or a judge.
    pub(super) fn claims(&self) -> usize {
        self.claims_from(0)
    }

    /// The claims of the pages from one on.
    pub(super) fn claims_from(&self, page: usize) -> usize {
        let pages = self.pages.iter().skip(page);
        pages.flat_map(|page| &page.fields).map(|(_, items)| items.len()).sum()
    }

    pub(super) fn at(&self, id: &str) -> Option<usize> {
        // Cards lead to cards that were written not long before them.
        self.pages.iter().rposition(|page| page.id == id)
    }
}

/// Days since 1 January 1970 of a day in the Gregorian calendar.
pub(super) fn day(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The year, month and day of the Gregorian calendar.
pub(super) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days - era * 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// The year, month and day of the Julian calendar.
pub(super) fn julian(days: i64) -> (i64, i64, i64) {
    let number = days + 719_468 + 2;
    let cycle = number.div_euclid(1461);
    let of_cycle = number - cycle * 1461;
    let year = (of_cycle - of_cycle / 1460) / 365;
    let of_year = of_cycle - 365 * year;
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + cycle * 4 + i64::from(month <= 2), month, day)
}

const ENGLISH: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];
const RUSSIAN: [&str; 12] = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
];
const KAZAKH: [&str; 12] = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
    "қараша", "желтоқсан",
];

/// A day in one of the ways in which people write it.
pub(super) fn written(days: i64, way: usize) -> String {
    let (year, month, day) = civil(days);
    let (of_year, of_month, of_day) = julian(days);
    let name =
        |names: [&'static str; 12], month: i64| names[(month as usize).saturating_sub(1) % 12];
    match way % 7 {
        0 => format!("{day} {} {year} (N.S.)", name(ENGLISH, month)),
        1 => format!("{of_day} {} {of_year} г. (ст. ст.)", name(RUSSIAN, of_month)),
        2 => format!("{year} жылғы {day} {}", name(KAZAKH, month)),
        3 => format!("{year:04}-{month:02}-{day:02}"),
        4 => format!("{of_day} {} {of_year} (O.S.)", name(ENGLISH, of_month)),
        5 if of_year == year => {
            let dual = match of_month == month {
                true => format!("{of_day} ({day}) {}", name(RUSSIAN, month)),
                false => {
                    format!("{of_day} {} ({day} {})", name(RUSSIAN, of_month), name(RUSSIAN, month))
                }
            };
            format!("{dual} {year} г.")
        }
        _ => format!("{day} {} {year} г.", name(RUSSIAN, month)),
    }
}

/// The month or the year of a day.
pub(super) fn widely(days: i64, way: usize) -> String {
    let (year, month, _) = civil(days);
    match way % 3 {
        0 => format!("{} {year}", ENGLISH[(month as usize).saturating_sub(1) % 12]),
        1 => format!("{year:04}-{month:02}"),
        _ => format!("{year}"),
    }
}
