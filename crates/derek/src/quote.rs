//! Quotations held to the files that they are said to come from.

use std::fmt::Write;
use std::ops::Range;

use derek_study::{Document, Said, say};
use derek_text::quotation::{Anchor, Difference, Found, Kind, Refound};
use derek_text::{Source, Verdict};
use serde_json::{Value, json};

use crate::json::Counted;
use crate::terminal::{Look, clean, paint, wrapped};

/// Files that are asked, read once for all quotations.
pub struct Library<'d> {
    files: Vec<(&'d Document, Source<'d>, Counted<'d>)>,
}

/// What a person asked about: a quotation, or selectors of an annotation.
enum Asked<'a> {
    /// The words, without the quotation marks around them, and how many bytes were before.
    Quotation { words: &'a str, before: usize },
    /// An annotation's place.
    Selectors(Anchor),
}

/// One answer: for a person and for a pipeline.
pub struct Answer {
    /// Lines for a terminal.
    pub shown: String,
    /// An object for a pipeline.
    pub json: Value,
    /// Whether the words are there and nothing is changed without a mark.
    pub is_faithful: bool,
}

impl<'d> Library<'d> {
    /// A library of documents.
    pub fn of(documents: &'d [Document]) -> Library<'d> {
        let files = documents.iter();
        Library {
            files: files.map(|one| (one, Source::new(&one.text), Counted::of(&one.text))).collect(),
        }
    }

    /// Answers where a quotation stands and what it changes, or where selectors lead.
    pub fn answer(&self, asked: &str, look: Look) -> Answer {
        match read(asked) {
            Asked::Quotation { words, before } => self.quotation(asked, words, before, look),
            Asked::Selectors(anchor) => self.anchor(&anchor, look),
        }
    }

    fn quotation(&self, asked: &str, words: &str, before: usize, look: Look) -> Answer {
        let found = self.files.iter().map(|file| (file, file.1.find(words)));
        // The mildest verdict wins; of equal ones the file that was named first.
        let best = found.min_by_key(|(_, found)| found.verdict);
        let there =
            best.and_then(|(file, found)| Some((file, found.places.first().cloned()?, found)));
        let Some(((document, _, counted), place, found)) = there else {
            let verdict = Verdict::Absent;
            return Answer {
                shown: format!(
                    "{}: {}\n",
                    paint(said(verdict, true).get(look.lang), "1;31", look),
                    clean(asked)
                ),
                json: json!({ "quotation": asked, "found": false, "verdict": verdict.name() }),
                is_faithful: false,
            };
        };
        let quoted = Counted::of(asked);
        let side = |counted: &Counted<'_>, text: &str, range: &Range<usize>| json!({ "start": counted.to(range.start), "end": counted.to(range.end), "text": text.get(range.clone()) });
        let difference = |one: &Difference| {
            let here = one.quote.start + before..one.quote.end + before;
            json!({
                "kind": one.kind.name(),
                "grave": one.grave,
                "quotation": side(&quoted, asked, &here),
                "source": side(counted, &document.text, &one.source),
            })
        };
        let json = json!({
            "quotation": asked,
            "found": true,
            "file": document.name,
            "start": counted.to(place.start),
            "end": counted.to(place.end),
            "text": document.text.get(place.clone()),
            "verdict": found.verdict.name(),
            "exact": found.verdict == Verdict::Exact,
            "certain": found.certain,
            "distance": found.distance,
            "differences": found.differences.iter().map(difference).collect::<Vec<_>>(),
            "places": found.places.iter().map(|place| side(counted, &document.text, place)).collect::<Vec<_>>(),
            "selectors": selectors(&document.text, &place),
        });
        Answer {
            shown: shown(words, document, &place, &found, look),
            json,
            is_faithful: found.verdict.is_faithful(),
        }
    }

    fn anchor(&self, anchor: &Anchor, look: Look) -> Answer {
        let rank = |refound: &Refound| match refound {
            Refound::Same(_) => 0,
            Refound::Moved(_) => 1,
            Refound::Doubtful(_) => 2,
            Refound::Lost => 3,
        };
        let found = self.files.iter().map(|file| (file, anchor.find_in(&file.1)));
        let best = found.min_by_key(|(_, refound)| rank(refound));
        let (name, label, places) = match best.as_ref().map(|(_, refound)| refound) {
            Some(Refound::Same(place)) => (
                "same",
                say!(en: "in the same place", ru: "на том же месте", kk: "сол орында"),
                vec![place.clone()],
            ),
            Some(Refound::Moved(place)) => {
                ("moved", say!(en: "moved", ru: "сместилось", kk: "жылжыған"), vec![place.clone()])
            }
            Some(Refound::Doubtful(places)) => (
                "doubtful",
                say!(en: "doubtful: one of these places, perhaps", ru: "неясно: возможно, одно из этих мест", kk: "күмәнді: мүмкін, осы жерлердің бірі"),
                places.clone(),
            ),
            Some(Refound::Lost) | None => (
                "lost",
                say!(en: "lost: no such words any more", ru: "потеряно: таких слов больше нет", kk: "жоғалған: мұндай сөздер енді жоқ"),
                Vec::new(),
            ),
        };
        let mut out =
            format!("{}: {}\n", paint(label.get(look.lang), BOLD, look), clean(&anchor.exact));
        let mut listed = Vec::new();
        if let Some(((document, _, counted), _)) = &best {
            for place in &places {
                let words = document.text.get(place.clone()).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "  {} {}{}",
                    paint("┌", BLUE, look),
                    clean(&document.name),
                    locator(document, place)
                );
                let _ =
                    writeln!(out, "  {} {}", paint("│", BLUE, look), clean(&single_spaced(words)));
                listed.push(json!({ "file": document.name, "start": counted.to(place.start), "end": counted.to(place.end), "text": words }));
            }
        }
        Answer {
            shown: out,
            json: json!({ "exact": anchor.exact, "found": !listed.is_empty(), "anchor": name, "places": listed }),
            is_faithful: matches!(name, "same" | "moved"),
        }
    }
}

/// The two selectors of the W3C Web Annotation Data Model that name a place.
fn selectors(text: &str, place: &Range<usize>) -> Value {
    let Some(anchor) = Anchor::of(text, place.clone()) else { return Value::Null };
    json!([
        { "type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix },
        { "type": "TextPositionSelector", "start": anchor.start, "end": anchor.end },
    ])
}

/// Reads what was asked: selectors as JSON, else a quotation.
fn read(asked: &str) -> Asked<'_> {
    let json =
        asked.trim_start().starts_with(['{', '[']).then(|| serde_json::from_str::<Value>(asked));
    if let Some(Ok(value)) = json
        && let Some(anchor) = anchor_of(&value)
    {
        return Asked::Selectors(anchor);
    }
    let words = asked.trim();
    let before = asked.len() - asked.trim_start().len();
    let marks = [('«', '»'), ('“', '”'), ('„', '“'), ('„', '”'), ('"', '"'), ('‘', '’')];
    for (open, close) in marks {
        let inner = words.strip_prefix(open).and_then(|words| words.strip_suffix(close));
        // «one» and «two» are no quotation within one pair of marks.
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return Asked::Quotation { words: inner, before: before + open.len_utf8() };
        }
    }
    Asked::Quotation { words, before }
}

/// An anchor of a selector, of a list of selectors, or of what holds them as `selector`.
fn anchor_of(value: &Value) -> Option<Anchor> {
    let value = value.get("selector").unwrap_or(value);
    let one = std::slice::from_ref(value);
    let all = value.as_array().map_or(one, Vec::as_slice);
    let of = |name: &str| all.iter().find(|one| one["type"] == name);
    let quote = of("TextQuoteSelector")?;
    let word = |key: &str| quote[key].as_str().unwrap_or_default();
    let position = of("TextPositionSelector").and_then(|position| {
        let number = |key: &str| usize::try_from(position[key].as_u64()?).ok();
        Some(number("start")?..number("end")?)
    });
    Anchor::from_selectors(word("exact"), word("prefix"), word("suffix"), position)
}

const BOLD: &str = "1";
const BLUE: &str = "34";

/// A verdict in words.
fn said(verdict: Verdict, certain: bool) -> Said {
    match (verdict, certain) {
        (Verdict::Exact, _) => say!(en: "word by word", ru: "слово в слово", kk: "сөзбе-сөз"),
        (Verdict::Presentation, _) => {
            say!(en: "the same words, set otherwise", ru: "те же слова, иначе набранные", kk: "сол сөздер, терілуі басқа")
        }
        (Verdict::Orthography, true) => {
            say!(en: "the same words, spelled or read otherwise", ru: "те же слова, иначе написанные или распознанные", kk: "сол сөздер, жазылуы не танылуы басқа")
        }
        (Verdict::Orthography, false) => {
            say!(en: "perhaps the same words: the source is too damaged to be sure", ru: "возможно, те же слова: источник слишком повреждён для уверенности", kk: "мүмкін, сол сөздер: дереккөз тым бүлінген")
        }
        (Verdict::Elided, true) => {
            say!(en: "the source's words, with omissions or additions that are marked", ru: "слова источника; пропуски или вставки отмечены", kk: "дереккөздің сөздері; түсірілгені не қосылғаны белгіленген")
        }
        (Verdict::Elided, false) => {
            say!(en: "perhaps the source's words, with marked omissions: the source is too damaged to be sure", ru: "возможно, слова источника с отмеченными пропусками: источник слишком повреждён для уверенности", kk: "мүмкін, дереккөздің сөздері, түсірілгені белгіленген: дереккөз тым бүлінген")
        }
        (Verdict::Altered | Verdict::Grave, false) => {
            say!(en: "perhaps altered: the source is too damaged to be sure", ru: "возможно, изменено: источник слишком повреждён для уверенности", kk: "мүмкін, өзгертілген: дереккөз тым бүлінген")
        }
        (Verdict::Altered, true) => say!(en: "altered", ru: "изменено", kk: "өзгертілген"),
        (Verdict::Grave, true) => {
            say!(en: "gravely altered: a denial, a number, a date or a name", ru: "серьёзно изменено: отрицание, число, дата или имя", kk: "елеулі өзгертілген: болымсыздық, сан, күн не есім")
        }
        (Verdict::Absent, _) => say!(en: "not found", ru: "не найдено", kk: "табылмады"),
    }
}

/// A kind of difference in words.
fn named(kind: Kind) -> Said {
    match kind {
        Kind::Presentation => say!(en: "setting", ru: "набор", kk: "терілуі"),
        Kind::Orthography => say!(en: "spelling", ru: "написание", kk: "жазылуы"),
        Kind::Misreading => {
            say!(en: "misread in the source's text", ru: "ошибка распознавания в тексте источника", kk: "дереккөз мәтініндегі тану қатесі")
        }
        Kind::Elision => {
            say!(en: "left out, with a mark", ru: "пропущено с отметкой", kk: "белгімен түсірілген")
        }
        Kind::Interpolation => {
            say!(en: "put in, in brackets", ru: "вставлено в скобках", kk: "жақшамен қосылған")
        }
        Kind::Omission => {
            say!(en: "left out without a mark", ru: "пропущено без отметки", kk: "белгісіз түсірілген")
        }
        Kind::Insertion => {
            say!(en: "put in without a mark", ru: "вставлено без отметки", kk: "белгісіз қосылған")
        }
        Kind::Substitution => say!(en: "replaced", ru: "заменено", kk: "ауыстырылған"),
    }
}

/// Differences listed under a quotation.
const LISTED: usize = 12;
/// Other places that are named.
const NAMED: usize = 8;

fn shown(
    words: &str,
    document: &Document,
    place: &Range<usize>,
    found: &Found,
    look: Look,
) -> String {
    let colour = match found.verdict {
        Verdict::Altered | Verdict::Grave if found.certain => "1;31",
        verdict if verdict.is_faithful() && found.certain => "1;32",
        _ => "1;33",
    };
    let mut out =
        format!("{}\n", paint(said(found.verdict, found.certain).get(look.lang), colour, look));
    let bar = paint("│", BLUE, look);
    let _ = writeln!(
        out,
        "  {} {}{}",
        paint("┌", BLUE, look),
        clean(&document.name),
        locator(document, place)
    );
    // Where words differ, how they are spelled or set is beside the point.
    let weight = |kind: Kind| match kind {
        Kind::Presentation => 0,
        Kind::Orthography | Kind::Misreading => 1,
        _ => 2,
    };
    let most = found.differences.iter().map(|one| weight(one.kind)).max().unwrap_or(0);
    let (differences, lesser): (Vec<&Difference>, Vec<&Difference>) =
        found.differences.iter().partition(|one| weight(one.kind) == most);
    let lesser = lesser.iter().filter(|one| 0 < weight(one.kind)).count();
    let here: Vec<Range<usize>> = differences.iter().map(|one| one.quote.clone()).collect();
    let there: Vec<Range<usize>> = differences.iter().map(|one| one.source.clone()).collect();
    let sides = [
        (
            say!(en: "quotation", ru: "цитата", kk: "дәйексөз"),
            marked(words, &(0..words.len()), &here),
        ),
        (say!(en: "source", ru: "источник", kk: "дереккөз"), marked(&document.text, place, &there)),
    ];
    for (label, text) in sides {
        let _ = writeln!(out, "  {bar} {}:", label.get(look.lang));
        for line in wrapped(&clean(&text), 2, look.width.saturating_sub(4)).lines() {
            let _ = writeln!(out, "  {bar} {line}");
        }
    }
    for one in differences.iter().take(LISTED) {
        let side = |text: &str, range: &Range<usize>| {
            single_spaced(text.get(range.clone()).unwrap_or_default())
        };
        let (one_side, other) = (side(words, &one.quote), side(&document.text, &one.source));
        let pair = match (one_side.is_empty(), other.is_empty()) {
            (true, _) => format!("⟦{other}⟧"),
            (_, true) => format!("⟦{one_side}⟧"),
            _ => format!("⟦{one_side}⟧ / ⟦{other}⟧"),
        };
        let _ = writeln!(
            out,
            "  {} {}: {}",
            paint("=", BLUE, look),
            named(one.kind).get(look.lang),
            clean(&pair)
        );
    }
    if LISTED < differences.len() {
        let more = differences.len() - LISTED;
        let said = say!({ more } en: "and {more} more differences", ru: "и ещё различий: {more}", kk: "және тағы {more} айырма");
        let _ = writeln!(out, "  {} {}", paint("=", BLUE, look), said.get(look.lang));
    }
    if 0 < lesser {
        let said = say!({ lesser } en: "spelled or read otherwise besides: {lesser}", ru: "кроме того, иначе написано или распознано: {lesser}", kk: "бұған қоса, жазылуы не танылуы басқа: {lesser}");
        let _ = writeln!(out, "  {} {}", paint("=", BLUE, look), said.get(look.lang));
    }
    if 1 < found.places.len() {
        let count = found.places.len() - 1;
        let others = found.places.iter().skip(1).take(NAMED);
        let places = others
            .map(|place| locator(document, place).trim().to_owned())
            .collect::<Vec<_>>()
            .join(", ");
        let said = say!({ count, places } en: "also in {count} more places: {places}", ru: "также в других местах ({count}): {places}", kk: "тағы {count} жерде: {places}");
        let _ = writeln!(out, "  {} {}", paint("=", BLUE, look), said.get(look.lang));
    }
    out
}

/// Some bytes of a text with marks around parts of them; an empty part is shown as `⟦⟧`.
fn marked(text: &str, within: &Range<usize>, parts: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut done = within.start;
    for part in parts.iter().filter(|part| within.start <= part.start && part.end <= within.end) {
        if part.start < done {
            continue;
        }
        out.push_str(text.get(done..part.start).unwrap_or_default());
        let words = text.get(part.clone()).unwrap_or_default();
        match words.is_empty() {
            true => out.push_str("⟦⟧ "),
            false => {
                let _ = write!(out, "⟦{words}⟧");
            }
        }
        done = part.end;
    }
    out.push_str(text.get(done..within.end).unwrap_or_default());
    single_spaced(&out)
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraph at whose bytes a place begins, with a space before it.
fn locator(document: &Document, place: &Range<usize>) -> String {
    let first = place.start..place.start;
    let paragraph = document
        .paragraphs
        .iter()
        .find(|one| one.from_file(place).or_else(|| one.from_file(&first)).is_some());
    paragraph.map_or(String::new(), |one| format!(" {}", clean(&one.locator)))
}
