//! A list that has more or fewer members than announced.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;

use crate::{Objections, Reading, check};

check! {
    /// The text announces a number of things and numbers another: *three stages: 1) …
    /// 2) … 3) … 4) …*.
    ///
    /// ```text
    /// The movement passed through ⟦three⟧ stages: 1) growth; 2) war; 3) talks; 4) decline.
    ///
    /// Выделяют ⟦три⟧ этапа: (1) рост, (2) война.
    ///
    /// Қозғалыстың ⟦үш⟧ кезеңі бар: 1) өсу; 2) соғыс.
    /// ```
    ///
    /// ```text
    /// The movement passed through three stages: 1) growth; 2) war; 3) decline. Two parties met in
    /// 1917: (1) was the older. Two of the four reasons are known: 1) want of money; 2) war.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only members with numbers are counted, behind a colon, in one paragraph or in the
    /// list that follows it.
    pub static ENUMERATION_MISCOUNTED = "enumeration-miscounted" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "the list has another number of members than announced",
        ru: "в перечне не столько пунктов, сколько обещано",
        kk: "тізімде айтылғаннан басқа сан бар",
        find: find,
    }
}

/// Number words from two on, in the forms in which they announce a list.
const NUMBERS: &[(u32, &[&str])] = &[
    (2, &["two", "два", "две", "двух", "двумя", "екі", "dos"]),
    (3, &["three", "три", "трёх", "трех", "тремя", "үш", "tres"]),
    (4, &["four", "четыре", "четырёх", "четырех", "төрт", "cuatro"]),
    (5, &["five", "пять", "пяти", "бес", "cinco"]),
    (6, &["six", "шесть", "шести", "алты", "seis"]),
    (7, &["seven", "семь", "семи", "жеті", "siete"]),
    (8, &["eight", "восемь", "восьми", "сегіз", "ocho"]),
    (9, &["nine", "девять", "девяти", "тоғыз", "nueve"]),
    (10, &["ten", "десять", "десяти", "он", "diez"]),
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
                continue;
            }
            for (colon, _) in paragraph.text.match_indices(':') {
                let Some((announced, range)) = announced(paragraph, colon) else { continue };
                let rest = &paragraph.text[colon + 1..];
                let counted = match rest.trim().is_empty() {
                    true => listed(&document.paragraphs[number + 1..]),
                    false => numbered(rest),
                };
                if counted >= 2 && counted != announced {
                    object(document, paragraph, (announced, counted), range, objections);
                }
            }
        }
    }
}

fn object(
    document: &Document,
    paragraph: &Paragraph,
    (announced, counted): (u32, u32),
    range: Range<usize>,
    objections: &mut Objections,
) {
    objections.add(
        vec![document.place(paragraph, range)],
        vec![Reason::shown(say!({ announced, counted } en: "{announced} are announced, {counted} are numbered", ru: "объявлено: {announced}, пронумеровано: {counted}", kk: "жарияланғаны: {announced}, нөмірленгені: {counted}"))],
        say!(en: "correct the number, or the list", ru: "исправьте число или перечень", kk: "санды не тізімді түзетіңіз"),
    );
}

/// The number that announces a list at a colon, and where it stands.
fn announced(paragraph: &Paragraph, colon: usize) -> Option<(u32, Range<usize>)> {
    /// Words from the number to the colon.
    const NAMED: usize = 5;
    const MEASURES: &[&str] = &[
        "years", "year", "months", "days", "percent", "roubles", "rubles", "o'clock", "pm", "am",
        "лет", "года", "год", "месяцев", "месяца", "дней", "дня", "рублей", "рубля", "часов",
        "часа", "жыл", "ай", "күн", "теңге", "сом",
    ];
    let text = &paragraph.text[..colon];
    let stop = text.char_indices().rfind(|(_, c)| ".;,()—–:".contains(*c));
    let clause = stop.map_or(0, |(at, c)| at + c.len_utf8());
    let tokens: Vec<Range<usize>> = words(&text[clause..]).collect();
    let word = |at: usize| text[clause..][tokens[at].clone()].to_lowercase();
    let numbers: Vec<(usize, u32)> =
        (0..tokens.len()).filter_map(|at| Some((at, number(&word(at))?))).collect();
    let [(at, number)] = numbers.as_slice() else { return None };
    let follows = tokens.len() - 1 - at;
    if follows == 0 {
        return None;
    }
    let is_whole = *at == 0
        || !["of", "из", "in", "at", "no", "№", "article", "chapter", "статья", "глава"]
            .contains(&word(at - 1).as_str());
    let measures = (at + 1..tokens.len()).any(|at| MEASURES.contains(&word(at).as_str()))
        || ["of", "из"].contains(&word(at + 1).as_str());
    let is_fit = follows <= NAMED && is_whole && !measures;
    is_fit.then(|| (*number, clause + tokens[*at].start..clause + tokens[*at].end))
}

fn number(word: &str) -> Option<u32> {
    NUMBERS.iter().find(|(_, words)| words.contains(&word)).map(|(number, _)| *number)
}

/// The last of *1) … 2) … 3)* or *(1) … (2)*, that run from 1 without a gap; 0 when none does.
fn numbered(text: &str) -> u32 {
    let mut last = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(&format!("{})", last + 1)) {
        let start = at + found;
        let is_begun =
            text[..start].chars().next_back().is_none_or(|c| c == '(' || c.is_whitespace());
        at = start + 1;
        if is_begun {
            last += 1;
        }
    }
    last
}

/// The members of a numbered list that begins here.
fn listed(paragraphs: &[Paragraph]) -> u32 {
    let items = paragraphs.iter().take_while(|paragraph| paragraph.kind == Kind::Item);
    let mut last = 0;
    for item in items {
        let digits: String = item.text.chars().take_while(char::is_ascii_digit).collect();
        let is_numbered = item.text[digits.len()..].starts_with(['.', ')']);
        match digits.parse::<u32>() {
            Ok(number) if is_numbered && number == last + 1 => last = number,
            _ => return 0,
        }
    }
    last
}
