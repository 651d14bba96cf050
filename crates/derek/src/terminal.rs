//! Findings as they look on a terminal: the place, the words underlined, why, what to do.

use std::collections::BTreeMap;
use std::fmt::Write;

use derek_check::Report;
use derek_study::{Document, Finding, Lang, Level, Place, Said, say};
use derek_time::{Date, Meaning, NotADate, Repair};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language of every word that is derek's own.
    pub lang: Lang,
    /// Whether the terminal shows colours; no colour carries meaning.
    pub colours: Colours,
    /// How much to show of what there is much of.
    pub amount: Amount,
    /// Columns of the terminal.
    pub width: usize,
}

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// With colours.
    Shown,
    /// Plain.
    Plain,
}

/// How many findings of one check to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// The first few of each check, and how many more there are.
    Few,
    /// All.
    All,
}

const FEW: usize = 4;
/// Places of one finding shown before the rest are only counted.
const FEW_PLACES: usize = 4;
/// Locators of the rest that are named.
const LOCATORS: usize = 16;

/// The findings of a report, each as a block.
pub fn findings(findings: &[Finding], look: Look) -> String {
    let mut shown = String::new();
    let mut of_check: BTreeMap<&str, usize> = BTreeMap::new();
    let total =
        findings.iter().fold(BTreeMap::new(), |mut total: BTreeMap<&str, usize>, finding| {
            *total.entry(finding.check).or_default() += 1;
            total
        });
    for finding in findings {
        let number = of_check.entry(finding.check).or_default();
        *number += 1;
        if look.amount == Amount::All || *number <= FEW {
            draw(finding, look, &mut shown);
        } else if *number == FEW + 1 {
            let (more, check) =
                (total.get(finding.check).copied().unwrap_or(0) - FEW, finding.check);
            let said = say!({ more, check } en: "… and {more} more of {check}: show them with --all", ru: "… и ещё {more} ({check}); показать все: --all", kk: "… тағы {more} ({check}): бәрін көру үшін --all");
            let _ = writeln!(shown, "{}\n", said.get(look.lang));
        }
    }
    shown
}

fn draw(finding: &Finding, look: Look, out: &mut String) {
    let level = finding.level.label();
    let head = format!("{}[{}]", level.get(look.lang), finding.check);
    let _ = writeln!(
        out,
        "{}: {}",
        paint(&head, colour(finding.level), look),
        paint(finding.headline.get(look.lang), BOLD, look)
    );
    let many = look.amount == Amount::Few && FEW_PLACES < finding.places.len();
    let shown = if many { FEW_PLACES - 1 } else { finding.places.len() };
    for place in &finding.places[..shown] {
        draw_place(place, look, out);
    }
    if many {
        let rest = &finding.places[shown..];
        let mut locators: Vec<&str> = rest.iter().map(|place| place.locator.as_str()).collect();
        locators.dedup();
        let more = if LOCATORS < locators.len() { " …" } else { "" };
        locators.truncate(LOCATORS);
        let (locators, count) = (format!("{}{more}", clean(&locators.join(", "))), rest.len());
        let said = say!({ count, locators } en: "and {count} more: {locators}", ru: "и ещё {count}: {locators}", kk: "тағы {count}: {locators}");
        let _ = writeln!(out, "  {} {}", paint("┌", BLUE, look), said.get(look.lang));
    }
    let because = say!(en: "because", ru: "почему", kk: "себебі");
    let help = say!(en: "help", ru: "что делать", kk: "не істеу керек");
    for reason in &finding.because {
        note(&because, reason.said.get(look.lang), look, out);
        if let Some(source) = &reason.source {
            let cited = [source.reference.as_str(), source.locator.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            let _ = writeln!(
                out,
                "{}",
                wrapped(&format!("[{}: @{}] {cited}", source.study, source.key), 6, look.width)
            );
        }
    }
    note(&help, finding.help.get(look.lang), look, out);
    out.push('\n');
}

fn note(label: &Said, words: &str, look: Look, out: &mut String) {
    let label = label.get(look.lang);
    let text = wrapped(&format!("{label}: {}", clean(words)), 4, look.width);
    let text = text.trim_start();
    let text = match text.strip_prefix(label) {
        Some(rest) => format!("{}{rest}", paint(label, BOLD, look)),
        None => text.to_owned(),
    };
    let _ = writeln!(out, "  {} {text}", paint("=", BLUE, look));
}

fn draw_place(place: &Place, look: Look, out: &mut String) {
    let bar = paint("│", BLUE, look);
    let locator = if place.locator.is_empty() {
        String::new()
    } else {
        format!(" {}", clean(&place.locator))
    };
    let _ = writeln!(out, "  {} {}{locator}", paint("┌", BLUE, look), clean(&place.file));
    let label = place.label.as_ref().map(|label| label.get(look.lang)).unwrap_or_default();
    if place.words.is_empty() {
        return;
    }
    for (text, mark) in excerpt(place, look.width.saturating_sub(4).max(20), label) {
        let _ = writeln!(out, "  {bar} {text}");
        if !mark.trim().is_empty() {
            let _ = writeln!(out, "  {bar} {}", paint(&mark, BOLD, look));
        }
    }
}

/// Characters of the sentence shown on each side of the words.
const AROUND: usize = 150;
/// Characters of the words themselves.
const WORDS: usize = 260;

/// The sentence in lines of some width, each with the line of marks under it.
fn excerpt(place: &Place, width: usize, label: &str) -> Vec<(String, String)> {
    let before = tail(&clean(&place.before), AROUND);
    let (words, left_out) = head(&clean(&place.words), WORDS);
    let after = if left_out { String::new() } else { head(&clean(&place.after), AROUND).0 };
    // Under a right-to-left line a row of marks would stand under other letters.
    if is_right_to_left(&words) || is_right_to_left(&before) {
        let line = format!("{before}⟦{words}⟧{after}");
        let label = if label.is_empty() { String::new() } else { format!("  ⟦⟧ {label}") };
        return vec![(format!("\u{2068}{line}\u{2069}{label}"), String::new())];
    }
    let marked = before
        .chars()
        .map(|c| (c, false))
        .chain(words.chars().map(|c| (c, true)))
        .chain(after.chars().map(|c| (c, false)));
    let mut lines: Vec<Vec<(char, bool)>> = vec![Vec::new()];
    let mut columns = 0;
    let mut word: Vec<(char, bool)> = Vec::new();
    let place_word =
        |word: &mut Vec<(char, bool)>, lines: &mut Vec<Vec<(char, bool)>>, columns: &mut usize| {
            let length: usize = word.iter().map(|(c, _)| c.width().unwrap_or(0)).sum();
            if width < *columns + length && *columns != 0 {
                lines.push(Vec::new());
                *columns = 0;
            }
            *columns += length;
            if let Some(line) = lines.last_mut() {
                line.append(word);
            }
        };
    for (c, is_marked) in marked {
        word.push((c, is_marked));
        if c == ' ' || width <= word.len() {
            place_word(&mut word, &mut lines, &mut columns);
        }
    }
    place_word(&mut word, &mut lines, &mut columns);
    let last_marked = lines.iter().rposition(|line| line.iter().any(|(_, marked)| *marked));
    let drawn = lines.iter().enumerate().map(|(at, line)| {
        let text: String = line.iter().map(|(c, _)| *c).collect();
        let mut mark: String = line
            .iter()
            .flat_map(|(c, marked)| {
                std::iter::repeat_n(
                    if *marked && 1 < line.len() { '^' } else { ' ' },
                    c.width().unwrap_or(0),
                )
            })
            .collect();
        mark.truncate(mark.trim_end().len());
        if Some(at) == last_marked && !label.is_empty() {
            let _ = write!(mark, " {label}");
        }
        (text.trim_end().to_owned(), mark)
    });
    drawn.collect()
}

/// Without characters that would move the cursor or change the terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect()
}

fn tail(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        Some((at, _)) => match text[at..].find(' ') {
            Some(space) => format!("… {}", &text[at + space + 1..]),
            None => format!("…{}", &text[at..]),
        },
        None => text.to_owned(),
    }
}

fn head(text: &str, most: usize) -> (String, bool) {
    match text.char_indices().nth(most) {
        Some((at, _)) => {
            let end = text[..at].rfind(' ').unwrap_or(at);
            (format!("{} …", &text[..end]), true)
        }
        None => (text.to_owned(), false),
    }
}

fn is_right_to_left(text: &str) -> bool {
    text.chars().any(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

/// A text in lines, each after so many spaces.
fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let columns = lines.last().map_or(0, |line| line.width());
        if columns != 0 && width.max(indent + 20) < indent + columns + 1 + word.width() {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.iter().map(|line| format!("{}{line}", " ".repeat(indent))).collect::<Vec<_>>().join("\n")
}

/// How many findings of each level there are, and what was accepted, in one line.
pub fn summary(report: &Report, look: Look) -> String {
    let counts = Level::ALL.iter().filter_map(|level| {
        let count = report.findings.iter().filter(|finding| finding.level == *level).count();
        (count != 0).then(|| format!("{}: {count}", level.label().get(look.lang)))
    });
    let mut parts: Vec<String> = counts.collect();
    if parts.is_empty() {
        parts.push(
            say!(en: "nothing to object", ru: "возражений нет", kk: "ескерту жоқ")
                .get(look.lang)
                .to_owned(),
        );
    }
    if !report.accepted.is_empty() {
        let count = report.accepted.len();
        parts.push(say!({ count } en: "accepted with a reason: {count}", ru: "оставлено с обоснованием: {count}", kk: "негізделіп қалдырылды: {count}").get(look.lang).to_owned());
    }
    parts.join(" · ")
}

const BOLD: &str = "1";
const BLUE: &str = "34";

fn colour(level: Level) -> &'static str {
    match level {
        Level::Impossible | Level::Conflict => "1;31",
        Level::Unlikely => "1;33",
        Level::Incomplete => "1;35",
        Level::Style | Level::Lead => "1;36",
    }
}

fn paint(words: &str, colour: &str, look: Look) -> String {
    match look.colours {
        Colours::Shown => format!("\u{1b}[{colour}m{words}\u{1b}[0m"),
        Colours::Plain => words.to_owned(),
    }
}

/// A document with what it speaks of, a paragraph a block.
pub fn document(document: &Document, look: Look) -> String {
    let mut out = String::new();
    for paragraph in &document.paragraphs {
        let _ = writeln!(out, "{}", paint(&clean(&paragraph.locator), BOLD, look));
        let _ = writeln!(out, "{}", wrapped(&clean(&paragraph.text), 4, look.width));
        for mention in &paragraph.dates {
            let written = clean(paragraph.slice(mention.range.clone()));
            let _ = writeln!(out, "      {written}: {}", mention.date.in_lang(look.lang));
        }
        let names: Vec<String> =
            paragraph.names.iter().map(|name| clean(paragraph.slice(name.range.clone()))).collect();
        if !names.is_empty() {
            let _ = writeln!(out, "{}", wrapped(&names.join(" · "), 6, look.width));
        }
    }
    out
}

/// A date as it was understood, with the steps.
pub fn date(text: &str, parsed: &Result<Date, NotADate>, lang: Lang) -> String {
    let text = clean(text);
    match parsed {
        Ok(date) => {
            let readings = date
                .readings()
                .iter()
                .map(|reading| reading.in_lang(lang))
                .collect::<Vec<_>>()
                .join(" / ");
            let steps: String =
                date.steps.iter().map(|step| format!("  · {}\n", step.in_lang(lang))).collect();
            let faults: String =
                date.faults.iter().map(|fault| format!("  ! {}\n", fault.in_lang(lang))).collect();
            format!("{text}: {}\n  = {readings}\n{faults}{steps}", date.in_lang(lang))
        }
        Err(why) => format!("{}: {}\n", head(&text, SHOWN).0, not_a_date(why, lang)),
    }
}

/// A string that is not EDTF: where the reading stopped, what is wrong, what to write.
pub fn not_edtf(text: &str, repair: &Repair, lang: Lang) -> String {
    let understood = clean(text.get(..repair.stopped).unwrap_or_default());
    let said = match understood.is_empty() {
        true => say!(en: "not EDTF", ru: "это не EDTF", kk: "EDTF емес"),
        false => {
            say!({ understood } en: "not EDTF; understood only “{understood}”", ru: "это не EDTF; понято только «{understood}»", kk: "EDTF емес; түсінілгені тек «{understood}»")
        }
    };
    let (shown, _) = head(&clean(text), SHOWN);
    format!("{shown}: {}\n{}", said.get(lang), repaired(text, repair, lang))
}

/// What is wrong with a string, a line each, and what to write.
pub fn repaired(text: &str, repair: &Repair, lang: Lang) -> String {
    let mut out = String::new();
    for flaw in &repair.flaws {
        let (words, _) = head(&clean(text.get(flaw.range.clone()).unwrap_or_default()), SHOWN);
        let _ = match words.trim().is_empty() {
            true => writeln!(out, "  ! {}", flaw.wrong.in_lang(lang)),
            false => writeln!(out, "  ! {words}: {}", flaw.wrong.in_lang(lang)),
        };
    }
    let choice = repair.may_be.join(", ");
    let advice = match (&repair.edtf, repair.meaning) {
        (Some(fix), Meaning::Same) => {
            let fix = fix.as_str();
            say!({ fix } en: "write {fix}", ru: "напишите {fix}", kk: "былай жазыңыз: {fix}")
        }
        (Some(fix), Meaning::Likely) => {
            let fix = fix.as_str();
            say!({ fix } en: "write {fix} if this is meant", ru: "напишите {fix}, если имелось в виду это", kk: "айтпағыңыз осы болса, былай жазыңыз: {fix}")
        }
        (None, _) if choice.is_empty() => return out,
        (None, _) => {
            say!({ choice } en: "write what is meant; it may be {choice}", ru: "напишите то, что имелось в виду; возможно, {choice}", kk: "нені айтпағыңызды жазыңыз; мүмкін, {choice}")
        }
    };
    let help = say!(en: "help", ru: "что делать", kk: "не істеу керек");
    let _ = writeln!(out, "  = {}: {}", help.get(lang), advice.get(lang));
    out
}

/// Characters shown of a string that is no date.
const SHOWN: usize = 80;

/// A line that cannot be understood at all, and why.
pub fn refused(text: &str, why: &str) -> String {
    format!("{}: {why}\n", head(&clean(text), SHOWN).0)
}

/// A line that is not in UTF-8.
pub fn not_utf8(lang: Lang) -> String {
    say!(en: "not UTF-8", ru: "это не UTF-8", kk: "UTF-8 емес").get(lang).to_owned()
}

/// Why a writing is no date, in words.
pub fn not_a_date(why: &NotADate, lang: Lang) -> String {
    let said = match &why.understood {
        Some(understood) => {
            let understood = understood.text.as_str();
            say!({ understood } en: "not a date as a whole; understood only “{understood}”", ru: "целиком это не дата; понято только «{understood}»", kk: "тұтас алғанда күн емес; түсінілгені тек «{understood}»")
        }
        None => {
            say!(en: "not a date; try 25 October (7 November) 1917, mid-1918, 1917/1920", ru: "это не дата; попробуйте: 25 октября (7 ноября) 1917 г., середина 1918 г., 1917/1920", kk: "бұл күн емес; былай жазып көріңіз: 1917 жылғы 25 қазан (7 қараша), 1918 жылдың ортасы, 1917/1920")
        }
    };
    said.get(lang).to_owned()
}
