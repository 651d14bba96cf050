//! A share in per cent that its own numbers do not give.

use std::ops::Range;

use derek_study::document::Kind;
use derek_study::{Reason, say};
use derek_text::words;

use crate::{Objections, Reading, check};

check! {
    /// A text says *so many of so many (so many per cent)*, and the per cent are others.
    ///
    /// ```text
    /// Of the members 45 of 120 (⟦50 %⟧) were teachers.
    ///
    /// Учителями были 45 из 120 депутатов (⟦50 %⟧).
    /// ```
    ///
    /// ```text
    /// Of the members 45 of the 120 delegates (37.5 %) were teachers, 40 of 120 (33%) clerks,
    /// 1,200 out of 4,800 (a quarter, 25 per cent) peasants. Учителями были 45 из 120 депутатов
    /// (38 %). 3 of 4 schools (60 % of all pupils) were closed. On 5 of 12 days (30 % of rain) it rained.
    /// ```
    ///
    /// ## Limits
    ///
    /// The three numbers must stand in this order, the per cent in brackets. One per
    /// cent more or less is let pass.
    pub static SHARE_DOES_NOT_FIT = "share-does-not-fit" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "the per cent are not those of the two numbers",
        ru: "процент не соответствует двум числам",
        kk: "пайыз екі санға сәйкес емес",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let told = |kind: &Kind| matches!(kind, Kind::Prose | Kind::Item | Kind::Caption);
        for paragraph in document.paragraphs.iter().filter(|one| told(&one.kind)) {
            for share in shares(&paragraph.text) {
                let real = 100.0 * share.part / share.whole;
                if (real - share.said).abs() <= LENIENT {
                    continue;
                }
                let real = (real * 10.0).round() / 10.0;
                let (part, whole) = (share.part, share.whole);
                objections.add(
                    vec![document.place(paragraph, share.range)],
                    vec![Reason::shown(say!({ part, whole, real } en: "{part} of {whole} are {real} %", ru: "{part} из {whole} — это {real} %", kk: "{whole} ішінен {part} — бұл {real} %"))],
                    say!(en: "correct one of the three numbers", ru: "исправьте одно из трёх чисел", kk: "үш санның бірін түзетіңіз"),
                );
            }
        }
    }
}

/// Per cent by which a share may be rounded.
const LENIENT: f64 = 1.0;

struct Share {
    part: f64,
    whole: f64,
    said: f64,
    /// The per cent, with their sign.
    range: Range<usize>,
}

/// *45 of the 120 delegates (50 %)* in a text.
fn shares(text: &str) -> Vec<Share> {
    /// Words between the whole and the bracket.
    const NAMED: usize = 3;
    let mut shares = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text[open..].find(')').map(|at| open + at) else { break };
        let inside = &text[open + 1..close];
        let Some(said) = per_cent(inside) else { continue };
        let before = &text[..open];
        let clause = before.rfind(['.', ';', ':', '(', ')', '\n']).map_or(0, |at| at + 1);
        let clause = number_start(before, clause);
        let tokens: Vec<&str> = before[clause..].split_whitespace().collect();
        let numbers = |at: usize| tokens.get(at).and_then(|token| whole_number(token));
        let Some(at) = (0..tokens.len()).rev().take(NAMED + 1).find(|at| numbers(*at).is_some())
        else {
            continue;
        };
        let linked = tokens[..at].iter().rposition(|token| ["of", "из"].contains(token));
        let Some(link) = linked.filter(|link| {
            tokens[link + 1..at]
                .iter()
                .all(|word| ["the", "all", "a", "total", "of", "всех", "общего"].contains(word))
        }) else {
            continue;
        };
        let before_link = if link > 0 && tokens[link - 1] == "out" { link - 1 } else { link };
        let part = before_link.checked_sub(1).and_then(numbers);
        if let (Some(part), Some(whole)) = (part, numbers(at))
            && 0.0 < whole
            && part <= whole
        {
            shares.push(Share { part, whole, said, range: open + 1..close });
        }
    }
    shares
}

/// A clause may begin inside a number: *1.200*.
fn number_start(text: &str, at: usize) -> usize {
    let is_inside = text[at..].starts_with(|c: char| c.is_ascii_digit())
        && text[..at].trim_end_matches(['.', ',']).ends_with(|c: char| c.is_ascii_digit());
    if is_inside { text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1) } else { at }
}

fn whole_number(token: &str) -> Option<f64> {
    let plain: String = token.chars().filter(|c| *c != ',').collect();
    let is_number =
        !plain.is_empty() && plain.len() < 10 && plain.chars().all(|c| c.is_ascii_digit());
    is_number.then(|| plain.parse().ok()).flatten()
}

/// Brackets that hold nothing but a share.
fn per_cent(inside: &str) -> Option<f64> {
    let sign = ["%", "per cent", "percent", "процентов", "процента", "пайыз"];
    let number = sign.iter().find_map(|sign| inside.trim().strip_suffix(sign))?.trim();
    let is_one = words(number).count() <= 2;
    number.replace(',', ".").parse().ok().filter(|said| is_one && (0.0..=100.0).contains(said))
}
