//! A table or figure that is pointed to and is not there.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Lang, Reason, Said, say};
use derek_text::words;

use crate::{Objections, Reading, check};

check! {
    /// The text points to a table or a figure by its number, and has others of its
    /// kind but not that one: a table was dropped, or the numbers have moved.
    ///
    /// ```text
    /// Table 1. Members by year
    ///
    /// The members are counted in Table 1, their schools in ⟦Table 4⟧.
    ///
    /// Table 2. Schools by year
    /// ```
    ///
    /// ```text
    /// Рисунок 1. Карта степи
    ///
    /// Расселение показано на рис. 1, пути кочевий — на ⟦рис. 3⟧.
    /// ```
    ///
    /// Tables of other works, and texts that show none, are clean:
    ///
    /// ```text
    /// Figure 1. The map
    ///
    /// See Figure 1. See Table 5 in Ivanov 1995. Table 3 of his book is better (Smith 1998, Table 7;
    /// compare Figure 9 there [12, Figure 8]).
    /// ```
    ///
    /// ## Limits
    ///
    /// Only captions that begin with the kind and the number are known: those of
    /// pictures without words in them are not.
    pub static PART_NOT_THERE = "part-not-there" {
        room: "wording", level: Incomplete, since: "0.1.0",
        en: "the text points to a table or figure that it does not have",
        ru: "текст отсылает к таблице или рисунку, которых в нём нет",
        kk: "мәтін өзінде жоқ кестеге не суретке сілтейді",
        find: find,
    }
}

/// Kinds of parts, each with the beginnings of the words that point to one.
const PARTS: &[(&str, &[&str])] = &[
    (
        "table",
        &[
            "table", "tables", "tab", "таблица", "таблице", "таблицы", "таблицу", "таблицей",
            "таблицах", "таблицам", "табл", "кесте", "кестеде", "кестеден", "кестесінде",
            "кестені", "tabla",
        ],
    ),
    (
        "figure",
        &[
            "figure", "figures", "fig", "figs", "рисунок", "рисунке", "рисунка", "рисунку",
            "рисунках", "рис", "сурет", "суретте", "суреттен", "суретті", "figura",
        ],
    ),
    ("map", &["map", "maps", "карта", "карте", "карты", "карту", "картада", "картадан"]),
    (
        "chart",
        &[
            "chart", "charts", "диаграмма", "диаграмме", "диаграммы", "диаграмму", "диаграммада",
            "график", "графике", "графика", "графиктен", "графикте",
        ],
    ),
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let captions: BTreeSet<(&str, u32)> =
            document.paragraphs.iter().filter_map(caption).collect();
        let pointed: BTreeSet<(&str, u32)> = document
            .paragraphs
            .iter()
            .flat_map(pointers)
            .map(|(part, number, _)| (part, number))
            .collect();
        for paragraph in &document.paragraphs {
            if !matches!(paragraph.kind, Kind::Prose | Kind::Item) || caption(paragraph).is_some() {
                continue;
            }
            for (part, wanted, range) in pointers(paragraph) {
                if captions.contains(&(part, wanted)) || is_of_another(paragraph, &range) {
                    continue;
                }
                let has_kind = captions.iter().any(|(kind, _)| *kind == part);
                if !has_kind {
                    if lacks_kind(document, part) && !pointed.contains(&(part, 1)) {
                        objections.add(
                            vec![document.place(paragraph, range)],
                            vec![Reason::shown(say!(en: "the text has none of this kind", ru: "в тексте нет ничего подобного", kk: "мәтінде ондай ештеңе жоқ"))],
                            help(),
                        );
                    }
                    continue;
                }
                let had = captions
                    .iter()
                    .filter(|(kind, _)| *kind == part)
                    .map(|(_, number)| number.to_string());
                let had = had.collect::<Vec<_>>().join(", ");
                objections.add(
                    vec![document.place(paragraph, range)],
                    vec![Reason::shown(say!({ had } en: "the text has these numbers: {had}", ru: "в тексте есть номера: {had}", kk: "мәтінде мына нөмірлер бар: {had}"))],
                    help(),
                );
            }
        }
    }
}

fn help() -> Said {
    say!(en: "correct the number, or put the part in; if it is another work's, say whose", ru: "исправьте номер или вставьте недостающее; если это из другой работы, укажите из какой", kk: "нөмірді түзетіңіз немесе жетіспейтінін қосыңыз; басқа еңбектен болса, қайсысынан екенін көрсетіңіз")
}

/// Whether a file that would show its tables and pictures has none. What was copied
/// into plain text may have lost them; a text that points to the first of them has
/// them somewhere else.
fn lacks_kind(document: &Document, part: &str) -> bool {
    let name = document.name.to_ascii_lowercase();
    let shows = document.source.is_some() || name.ends_with(".md") || name.ends_with(".markdown");
    let has_table = || document.paragraphs.iter().any(|one| matches!(one.kind, Kind::Cell { .. }));
    let has_picture =
        || document.left_out.iter().any(|said| said.get(Lang::En).contains("picture"));
    shows && if part == "table" { !has_table() } else { !has_picture() }
}

/// `4`, `IV`, `4a`: the number of a part.
fn number_of(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letters = word[digits..].chars().count();
    if digits != 0 && digits <= 3 && letters <= 1 {
        return word[..digits].parse().ok();
    }
    /// The numerals that tables are numbered with.
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    ];
    (1_u32..).zip(ROMAN).find(|(_, one)| *one == word).map(|(value, _)| value)
}

fn part_of(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    PARTS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(part, _)| *part)
}

/// The part whose caption a paragraph is: *Table 2. Schools*, *2-кесте. Мектептер*.
fn caption(paragraph: &Paragraph) -> Option<(&'static str, u32)> {
    let tokens: Vec<&str> =
        words(&paragraph.text).take(2).map(|range| &paragraph.text[range]).collect();
    let [first, second] = tokens.as_slice() else { return None };
    let (word, number) = match number_of(first) {
        Some(number) => (second, number),
        None => (first, number_of(second)?),
    };
    let part = part_of(word)?;
    let is_titled = paragraph.kind == Kind::Caption || {
        // *Table 2 shows …* is prose; a caption has a stop behind its number, or nothing.
        let rest = &paragraph.text[words(&paragraph.text).nth(1)?.end..];
        let is_capital =
            |rest: &str| rest.trim_start().chars().next().is_none_or(char::is_uppercase);
        rest.is_empty()
            || rest.starts_with(['.', ':', '—', '–'])
            || is_capital(rest)
            || rest.starts_with(" – ")
            || rest.starts_with(" — ")
    };
    is_titled.then_some((part, number))
}

/// What points to a part by its number: the part, the number, where.
fn pointers(paragraph: &Paragraph) -> Vec<(&'static str, u32, Range<usize>)> {
    let text = &paragraph.text;
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut found = Vec::new();
    for pair in tokens.windows(2) {
        let [one, two] = pair else { continue };
        let between = &text[one.end..two.start];
        let (word, digits) = match between {
            // *2-кесте*, as Kazakh counts.
            "-" => (&text[two.clone()], &text[one.clone()]),
            _ if matches!(between, " " | ". " | "." | "\u{a0}" | ".\u{a0}" | " №" | " № ") => {
                (&text[one.clone()], &text[two.clone()])
            }
            _ => continue,
        };
        // *Table 2.1* and *Table 2a* are numbered otherwise.
        let is_whole = !text[two.end..].starts_with(['.', '-', '/'])
            || text[two.end..].chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
        if let (Some(part), Some(number), true) = (part_of(word), number_of(digits), is_whole) {
            found.push((part, number, one.start..two.end));
        }
    }
    found
}

/// Whether the words around say that the part is another work's.
fn is_of_another(paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let sentence = paragraph.sentence_at(range.start);
    let after = paragraph.slice(range.end..sentence.end).trim_start();
    const OF: &[&str] =
        &["of ", "in ", "from ", "из ", "в книге", "в работе", "in:", "by ", "там же"];
    // *Table 4 shows … (Smith 1998)* is of this text; *Table 4 (Smith 1998)* is Smith's.
    let is_cited = paragraph.citations.iter().any(|mark| {
        // The mark of the sentence before may stand behind its full stop.
        let before = sentence.start <= mark.range.start
            && mark.range.start < range.start
            && !paragraph.slice(sentence.start..mark.range.start).trim().is_empty();
        let behind = range.end <= mark.range.start && mark.range.start <= range.end + 2;
        before || behind || mark.range.contains(&range.start)
    });
    let owner = paragraph.slice(sentence.start..range.start).split_whitespace().next_back();
    let is_owned = owner.is_some_and(|word| word.ends_with("'s") || word.ends_with("’s"));
    // *(Smith 1998, Table 7)*: the bracket begins with another's name.
    let open = paragraph.slice(sentence.start..range.start).rfind(['(', '[']);
    let is_bracketed = open.is_some_and(|open| {
        let inside = paragraph.slice(sentence.start + open..range.start);
        !inside.contains([')', ']']) && inside.chars().any(|c| c.is_ascii_digit())
    });
    OF.iter().any(|word| after.starts_with(word))
        || is_cited
        || is_owned
        || is_bracketed
        || paragraph.is_quoted(range.start)
}
