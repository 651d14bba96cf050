//! Where sentences begin and end.

use std::ops::Range;

/// Words before whose full stop a sentence does not end.
const ABBREVIATIONS: &[&str] = &[
    // English
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "capt", "lt", "sgt", "vol", "vols", "no",
    "nos", "p", "pp", "ch", "fig", "ed", "eds", "cf", "vs", "al", "ca", "c", "e.g", "i.e", "o.s",
    "n.s", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "hon", "rev",
    "jr", "sr", "art", "etc", "approx", // Russian
    "г", "гг", "в", "вв", "т", "тт", "т.е", "т.д", "т.п", "т.к", "т.н", "ст", "н", "стр", "с",
    "см", "ср", "ред", "изд", "им", "ул", "обл", "губ", "уез", "руб", "тыс", "млн", "млрд", "чел",
    "ф", "оп", "д", "л", "лл", "об", "проф", "акад", "ген", "св", "др", "пр", "н.э", "янв", "фев",
    "февр", "апр", "авг", "сент", "окт", "нояб", "дек", "гл", "рис", "табл", // Kazakh
    "ж", "жж", "ғ", "т.б", "б", "бб", "қ", "мыс",
];

/// A sentence of fewer words has only begun: «В начале 1920 г. …».
const BEGUN: usize = 6;

/// The sentences of a paragraph, without the space between them.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut marks = text.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, closing)) = marks.peek() {
            if !is_closing(closing) {
                break;
            }
            end = next + closing.len_utf8();
            marks.next();
        }
        // A note's mark behind the full stop belongs to the sentence: `1846.[^2] Its promoter`.
        while let Some(mark) = text[end..].strip_prefix("[^") {
            let Some(length) = mark.find(']').filter(|length| *length < 16) else { break };
            end += "[^".len() + length + 1;
            while marks.next_if(|(next, _)| *next < end).is_some() {}
        }
        if ends_here(text, start, at, end, c) {
            push(text, start..end, &mut sentences);
            start = end;
        }
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '”' | '»' | '"' | '’' | '“' | ')' | ']')
}

fn ends_here(text: &str, start: usize, mark: usize, end: usize, c: char) -> bool {
    let rest = &text[end..];
    let mut after = rest.chars();
    match after.next() {
        None => return true,
        Some(space) if space.is_whitespace() => {}
        // A raised number stands between the full stop and the next sentence.
        Some(raised) if is_raised(raised) => {}
        Some(_) => return false,
    }
    let next = rest.chars().find(|c| !c.is_whitespace() && !is_raised(*c));
    let opens =
        next.is_some_and(|c| c.is_uppercase() || c.is_numeric() || is_opening(c) || is_caseless(c));
    if !opens {
        return false;
    }
    c != '.' || mark + 1 != end || !is_abbreviated(&text[start..mark], rest.trim_start(), next)
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '«' | '„' | '"' | '‘' | '(' | '[' | '—' | '–' | '-')
}

/// Arabic letters have no capitals: any of them may begin a sentence.
fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn is_abbreviated(before: &str, after: &str, next: Option<char>) -> bool {
    let word = before
        .rsplit(|c: char| {
            c.is_whitespace() || matches!(c, '(' | '[' | '«' | '“' | '"' | '„' | '-' | '–')
        })
        .next()
        .unwrap_or_default();
    let is_digraph = |word: &str| {
        matches!(
            word,
            "Zh" | "Sh" | "Kh" | "Ch" | "Dzh" | "Dj" | "Ts" | "Yu" | "Ya" | "Дж" | "Th" | "Ph"
        )
    };
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_initial = word.split('.').all(|part| is_letter(part) || is_digraph(part));
    let lower = word.to_lowercase();
    // «Первый этап длился по апрель 1918 г. Второй …»: the full stop of a year ends a
    // sentence too, unless a name's initial follows or the sentence has only begun.
    if matches!(lower.as_str(), "г" | "гг" | "ж" | "жж") && next.is_some_and(char::is_uppercase)
    {
        let follows_initial = after.chars().nth(1) == Some('.');
        return follows_initial || before.split_whitespace().count() < BEGUN;
    }
    is_initial
        || ABBREVIATIONS.contains(&lower.as_str())
            && next.is_some_and(|c| !is_opening(c) || c == '(' || c == '[')
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    let end = range.end - (inside.len() - inside.trim_end().len());
    if start < end {
        sentences.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_sentences() {
        check("He came. He saw! Did he win?", &["He came.", "He saw!", "Did he win?"]);
    }

    #[test]
    fn initials_and_abbreviations() {
        check(
            "A.V. Kolchak came. J. V. Stalin left.",
            &["A.V. Kolchak came.", "J. V. Stalin left."],
        );
        check(
            "The book by T. Ivanov et al. [2] is new.",
            &["The book by T. Ivanov et al. [2] is new."],
        );
        check(
            "Первый этап длился по апрель 1918 г. Второй начался в мае.",
            &["Первый этап длился по апрель 1918 г.", "Второй начался в мае."],
        );
        check(
            "В 1917 г. А. Н. Букейханов ушёл. Потом вернулся.",
            &["В 1917 г. А. Н. Букейханов ушёл.", "Потом вернулся."],
        );
    }

    #[test]
    fn quotations_and_citations() {
        check("“We united.” [9] Then he left.", &["“We united.”", "[9] Then he left."]);
        check("He wrote it.¹ She read it.", &["He wrote it.", "¹ She read it."]);
    }

    #[test]
    fn nothing() {
        check("", &[]);
        check("  ", &[]);
        check("...", &["..."]);
    }
}
