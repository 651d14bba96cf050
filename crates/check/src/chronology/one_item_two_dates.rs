//! One telegram, letter or decree under two days.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::{Mention, Precision, Year};

use crate::{Objections, Reading, check};

check! {
    /// A numbered or titled document is dated twice in one year, and the days
    /// differ: *Decree No. 15 of 3 March*, then *Decree No. 15 of 8 March*.
    ///
    /// ```text
    /// Order No. 15 of ⟦3 March 1919⟧ closed the schools. The Order No. 15 of 8 March 1919
    /// was never printed.
    /// ```
    ///
    /// ```text
    /// Декрет «О земле» от ⟦26 октября 1917 года⟧ был напечатан. О нём говорит и декрет «О земле»
    /// от 28 октября 1917 года в копии.
    /// ```
    ///
    /// Numbers begin anew each year and with each office, a day may have two
    /// names, and a document of another kind is another document:
    ///
    /// ```text
    /// Order No. 15 of 3 March 1919 and Order No. 15 of 8 March 1920 differ. Order No. 16 of
    /// 9 March 1919 and the telegram No. 15 of 8 March 1919 do not matter. The decree «On Land» of
    /// 26 October 1917 (O.S.) is the decree «On Land» of 8 November 1917 (N.S.).
    ///
    /// Order No. 8 of 3 March 1919 for Kiev and Order No. 8 of 8 March 1919 for Odessa are two.
    /// Order No. 7 of the First Army of 3 March 1919 crossed Order No. 7 of the Second Army
    /// of 8 March 1919.
    /// ```
    ///
    /// ## Limits
    ///
    /// A document without number or title is not recognised when it is told again.
    pub static ONE_ITEM_TWO_DATES = "one-item-two-dates" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "one document under two dates",
        ru: "один документ под двумя датами",
        kk: "бір құжат екі күнмен көрсетілген",
        find: find,
    }
}

/// Kinds of documents, each with its words' beginnings.
const ITEMS: &[(&str, &[&str])] = &[
    ("telegram", &["telegram", "cable", "телеграмм", "жеделхат", "telegrama"]),
    ("letter", &["letter", "письм", "хат", "carta"]),
    ("decree", &["decree", "декрет", "указ", "жарлық", "decreto"]),
    ("order", &["order", "приказ", "бұйрық", "orden"]),
    ("resolution", &["resolution", "постановлен", "резолюци", "қаулы", "resolución"]),
    ("minutes", &["minutes", "protocol", "протокол", "хаттама", "acta"]),
    ("circular", &["circular", "циркуляр"]),
    ("report", &["report", "рапорт", "донесен", "доклад", "баяндама", "informe"]),
    ("law", &["law", "act", "закон", "заң", "ley"]),
];

/// A dated document as a text names it.
struct Item<'d> {
    paragraph: &'d Paragraph,
    mention: &'d Mention,
    /// Other capitalised words of its phrase: who gave it.
    givers: Vec<String>,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let mut items: BTreeMap<(&str, String), Vec<Item<'_>>> = BTreeMap::new();
        for paragraph in &document.paragraphs {
            if matches!(paragraph.kind, Kind::Prose | Kind::Item | Kind::Apparatus) {
                collect(paragraph, &mut items);
            }
        }
        for group in items.values() {
            for (at, one) in group.iter().enumerate() {
                let other = group[at + 1..].iter().find(|other| is_rival(one, other));
                if let Some(other) = other {
                    object(document, one, other, objections);
                    break;
                }
            }
        }
    }
}

fn is_rival(one: &Item<'_>, other: &Item<'_>) -> bool {
    let year =
        |item: &Item<'_>| item.mention.date.bounds().first_day().map(|day| day.to_gregorian().0);
    year(one) == year(other)
        && one.givers == other.givers
        && one.mention.date.relation(&other.mention.date).is_apart()
}

fn object(document: &Document, one: &Item<'_>, other: &Item<'_>, objections: &mut Objections) {
    let place = |item: &Item<'_>| document.place(item.paragraph, item.mention.range.clone());
    let (first, second) = (&one.mention.date, &other.mention.date);
    objections.add(
        vec![
            place(one).labelled(say!(en: "here one date", ru: "здесь одна дата", kk: "мұнда бір күн")),
            place(other).labelled(say!(en: "here another, of the same document", ru: "здесь другая, того же документа", kk: "мұнда сол құжаттың басқа күні")),
        ],
        vec![Reason::shown(say!({ first, second } en: "{first} and {second} cannot be one time", ru: "эти даты нельзя совместить: {first}; {second}", kk: "бұл екі күнді сәйкестендіру мүмкін емес: {first}; {second}"))],
        say!(en: "one may be the day of writing, the other of sending or printing: say which is which, or correct one", ru: "одна дата может быть днём составления, другая — отправки или публикации: укажите, какая из них какая, или исправьте", kk: "бірі жазылған, екіншісі жіберілген не жарияланған күн болуы мүмкін: қайсысы екенін көрсетіңіз немесе түзетіңіз"),
    );
}

/// Bytes between a document's number or title and its date.
const FARTHEST: usize = 160;

fn collect<'d>(
    paragraph: &'d Paragraph,
    items: &mut BTreeMap<(&'static str, String), Vec<Item<'d>>>,
) {
    let days = paragraph
        .dates
        .iter()
        .filter(|mention| mention.date.precision == Precision::Day && mention.year == Year::Stated);
    for mention in days {
        let sentence = paragraph.sentence_at(mention.range.start);
        let on_character = |byte: usize| {
            (byte..=paragraph.text.len())
                .find(|at| paragraph.text.is_char_boundary(*at))
                .unwrap_or(byte)
        };
        let from = mention.range.start.saturating_sub(FARTHEST).max(sentence.start);
        let from = on_character(from);
        // What stands before another date belongs to that one.
        let other = paragraph.dates.iter().map(|other| other.range.end);
        let from = other.filter(|end| *end <= mention.range.start).fold(from, usize::max);
        let before = paragraph.slice(from..mention.range.start);
        let until = on_character((mention.range.end + FARTHEST).min(sentence.end));
        let after = paragraph.slice(mention.range.end..until);
        let found = named(before).or_else(|| named(after));
        if let Some((kind, mark, mut givers)) = found {
            givers.extend(named_next(after));
            items.entry((kind, mark)).or_default().push(Item { paragraph, mention, givers });
        }
    }
}

/// Names right after a date: whose document it is, *of 3 March 1919 for Kiev*.
fn named_next(after: &str) -> Vec<String> {
    let clause = after.split([',', ';', '.', '(', ':']).next().unwrap_or_default();
    let names = words(clause).take(4).map(|range| &clause[range]);
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    names.filter(capital).map(|word| derek_text::skeleton(&derek_text::stem(word))).collect()
}

/// The last document with a number or a title in some words: its kind, its mark, who gave it.
fn named(text: &str) -> Option<(&'static str, String, Vec<String>)> {
    let tokens: Vec<Range<usize>> = words(text).collect();
    let (at, kind) = tokens
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, token)| Some((at, kind_of(&text[token.clone()].to_lowercase())?)))?;
    let rest = &text[tokens[at].end..];
    let (mark, end) = number(rest).or_else(|| title(rest))?;
    let tail = &rest[end..];
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut givers: Vec<String> = words(tail)
        .map(|range| tail[range].to_owned())
        .filter(|word| is_name(word))
        .map(|word| derek_text::skeleton(&derek_text::stem(&word)))
        .collect();
    givers.sort();
    Some((kind, mark, givers))
}

fn kind_of(word: &str) -> Option<&'static str> {
    let fits =
        |start: &&str| word.strip_prefix(*start).is_some_and(|rest| rest.chars().count() <= 3);
    ITEMS.iter().find(|(_, starts)| starts.iter().any(fits)).map(|(kind, _)| *kind)
}

/// A number right after the kind: *No. 15*, *№ 15-а*.
fn number(rest: &str) -> Option<(String, usize)> {
    let sign = ["No. ", "No.", "no. ", "Nr. ", "№ ", "№", "N ", "N° ", "Nº ", "núm. "];
    let trimmed = rest.trim_start();
    let skipped = rest.len() - trimmed.len();
    let (found, digits) = sign.iter().find_map(|sign| Some((sign, trimmed.strip_prefix(sign)?)))?;
    let end = digits
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '/')))
        .unwrap_or(digits.len());
    let number = &digits[..end];
    number
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| (number.to_lowercase(), skipped + found.len() + end))
}

/// A quoted title right after the kind: *«О земле»*.
fn title(rest: &str) -> Option<(String, usize)> {
    let trimmed = rest.trim_start();
    let skipped = rest.len() - trimmed.len();
    let open = trimmed.chars().next()?;
    let close = match open {
        '«' => '»',
        '“' => '”',
        '„' => '“',
        '"' => '"',
        _ => return None,
    };
    let inner = &trimmed[open.len_utf8()..];
    let end = inner.find(close)?;
    let title = inner[..end].trim().to_lowercase();
    (!title.is_empty()).then(|| (title, skipped + open.len_utf8() + end + close.len_utf8()))
}
