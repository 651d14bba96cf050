//! A share in per cent that its own numbers do not give.

use std::ops::Range;

use derek_study::document::{Kind, Language, Paragraph};
use derek_study::{Reason, say};
use derek_text::words;

use crate::count::{Count, counts};
use crate::sentences::{LONGEST, sentences};
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
    /// The whole may come first, and be told in another part of the sentence:
    ///
    /// ```text
    /// Of 275 deputies 142, or ⟦61 per cent⟧, were lawyers. Of a fund of £120,000 only £78,000, that
    /// is ⟦75 %⟧, was paid. There were 6,509 houses, of which 965 (⟦25 per cent⟧) stood. Twenty-one of
    /// the forty-two (⟦60 %⟧) came.
    ///
    /// Из 25 депутатов за это голосовали 10, то есть ⟦45 %⟧. Бастовало 200 тыс. рабочих из 400 тыс.,
    /// или ⟦65 процентов⟧.
    ///
    /// Жиырма бес депутаттың 10-ы, яғни ⟦60 пайызы⟧, қарсы болды. 900 адам келді, оның 300-і
    /// (⟦50 %⟧) әйел еді.
    /// ```
    ///
    /// ```text
    /// Of the members 45 of the 120 delegates (37.5 %) were teachers, 40 of 120 (33%) clerks,
    /// 1,200 out of 4,800 (a quarter, 25 per cent) peasants. Учителями были 45 из 120 депутатов
    /// (38 %). 3 of 4 schools (60 % of all pupils) were closed. On 5 of 12 days (30 % of rain) it rained.
    /// Of 275 deputies 142, or 52 per cent, were lawyers. In 1913 there were 142, or about 70 per cent.
    /// 965 of the 6,509 thousand head (15 %) died. Of 40 schools in 1913 10 were closed, and 12 clubs
    /// (80 %) as well.
    ///
    /// Из 25 депутатов за это голосовали 10, то есть 40 %.
    /// ```
    ///
    /// ## Limits
    ///
    /// The per cent must stand in brackets or after *or*, *that is*, and the whole must be
    /// named as such: *of*, *из*, a Kazakh genitive. One per cent more or less is let pass, and
    /// so is *about*.
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
            for share in shares(paragraph) {
                let real = (share.real() * 10.0).round() / 10.0;
                let (part, whole) = (share.part.value, share.whole.value);
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
    part: Count,
    whole: Count,
    said: f64,
    /// The per cent, with their sign.
    range: Range<usize>,
}

impl Share {
    fn real(&self) -> f64 {
        100.0 * self.part.value / self.whole.value
    }

    /// *200 of 400 thousand*: a magnitude may be that of both.
    fn fits(&self) -> bool {
        let (part, whole) = (&self.part, &self.whole);
        let near = |real: f64| (real - self.said).abs() <= LENIENT;
        near(self.real()) || near(self.real() * whole.magnitude / part.magnitude)
    }
}

/// The shares of a paragraph that do not fit.
fn shares(paragraph: &Paragraph) -> Vec<Share> {
    if !paragraph.text.contains('%') && !SIGNS.iter().any(|sign| paragraph.text.contains(sign)) {
        return Vec::new();
    }
    let mut shares = Vec::new();
    for sentence in sentences(paragraph).into_iter().filter(|one| one.len() <= LONGEST) {
        let text = paragraph.slice(sentence.clone());
        let is_dated = |count: &Count| {
            let at = sentence.start + count.range.start;
            paragraph.dates.iter().any(|date| date.range.contains(&at))
        };
        let told: Vec<Count> =
            counts(text, paragraph.language).into_iter().filter(|count| !is_dated(count)).collect();
        for (at, said) in told.iter().enumerate() {
            let Some(end) = sign_end(text, said) else { continue };
            let share = before(text, &told[..at], said, end, paragraph.language)
                .or_else(|| behind(text, &told[at + 1..], end));
            let Some((part, whole)) = share else { continue };
            let is_share = said.value <= 100.0
                && 0.0 < whole.value
                && part.value <= whole.value
                && sign_end(text, &part).is_none()
                && sign_end(text, &whole).is_none();
            let range = sentence.start + said.range.start..sentence.start + end;
            let share = Share { part, whole, said: said.value, range };
            if is_share && !share.fits() {
                shares.push(share);
            }
        }
    }
    shares
}

const SIGNS: &[&str] =
    &["per cent", "percent", "процентов", "процента", "процент", "проц.", "пайызы", "пайыз"];

/// The end of a number's sign of per cent; `None` when it has none.
fn sign_end(text: &str, count: &Count) -> Option<usize> {
    let behind = &text[count.range.end..];
    let trimmed = behind.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let sign = ["%"].iter().chain(SIGNS).find(|sign| trimmed.starts_with(**sign))?;
    Some(text.len() - trimmed.len() + sign.len())
}

/// Words that may stand between a link and the whole.
const FILLERS: &[&str] = &[
    "the", "all", "a", "an", "total", "of", "these", "those", "some", "его", "её", "их", "всех",
    "общего", "числа", "этих",
];

/// *45 of the 120 delegates (*, *of 275 deputies 142, or*: the part and the whole of the
/// per cent that follow.
fn before(
    text: &str,
    told: &[Count],
    said: &Count,
    end: usize,
    language: Language,
) -> Option<(Count, Count)> {
    /// Words between a number and what opens the per cent.
    const NAMED: usize = 3;
    const OPENERS: &[&str] = &[
        "(", "(or", "(that is", "(that is,", "(i.e.", "(или", "(то есть", "(т. е.", "(т.е.",
        "(яғни", ", or", ", that is", ", that is,", ", i.e.", ", i.e.,", ", или", ", то есть",
        ", т. е.", ", т.е.", ", яғни", " —", " –", " =",
    ];
    let head = text[..said.range.start].trim_end();
    let opener =
        OPENERS.iter().filter(|opener| head.ends_with(**opener)).max_by_key(|one| one.len())?;
    let is_closed = match opener.starts_with('(') {
        true => text[end..].trim_start().starts_with([')', ',', ';']),
        // A Kazakh share says by its ending that it is of what was named.
        false => text[..end].ends_with("пайызы") || ends_share(&text[end..]),
    };
    let head = head[..head.len() - opener.len()].trim_end();
    let (last, earlier) = told.split_last()?;
    let name = head.get(last.range.end..)?;
    if !is_closed || words(name).count() > NAMED || name.contains(STOPS) {
        return None;
    }
    match link_before(head, last) {
        Some(link) => {
            let part = earlier.last()?;
            let between = text.get(part.range.end..link)?;
            let is_near = words(between).count() <= 2 && !between.contains(STOPS);
            is_near.then(|| (part.clone(), last.clone()))
        }
        None => {
            let whole = earlier.last()?;
            let between = text.get(whole.range.end..last.range.start)?;
            is_whole(text, whole, earlier.len(), between, name, language)
                .then(|| (last.clone(), whole.clone()))
        }
    }
}

/// Signs at which what was said of a number ends.
const STOPS: [char; 7] = ['.', ';', ':', '(', ')', '!', '?'];

/// What may follow a share that stands in no brackets: nothing it could be a share of.
fn ends_share(behind: &str) -> bool {
    const BEHIND: &[&str] =
        &["were", "was", "had", "have", "are", "of them", "of the total", "of the whole"];
    let trimmed = behind.trim_start();
    !trimmed.starts_with(|c: char| c.is_alphanumeric())
        || BEHIND.iter().any(|word| trimmed.starts_with(word))
        || behind.starts_with(char::is_alphabetic)
}

/// Where the link of a whole begins: *out of the* 120, *из* 120.
fn link_before(text: &str, whole: &Count) -> Option<usize> {
    let head = text[..whole.range.start].trim_end_matches(['£', '$', '€', '₽', ' ', '\u{a0}']);
    let tokens: Vec<Range<usize>> = words(head).collect();
    let word = |at: usize| head[tokens[at].clone()].to_lowercase();
    let fillers = tokens.iter().rev().take_while(|token| {
        let word = head[(*token).clone()].to_lowercase();
        FILLERS.contains(&word.as_str())
    });
    let first = tokens.len() - fillers.count();
    let of = (first..tokens.len()).find(|at| word(*at) == "of");
    let iz = first.checked_sub(1).filter(|at| word(*at) == "из");
    let link = of.or(iz)?;
    if head[tokens[link].end..].contains([',', '.', ';', ':', '(', ')']) {
        return None;
    }
    let is_out = link > 0 && word(link - 1) == "out";
    Some(tokens[if is_out { link - 1 } else { link }].start)
}

/// Whether a number before the part is the whole of it.
fn is_whole(
    text: &str,
    whole: &Count,
    numbers: usize,
    between: &str,
    name: &str,
    language: Language,
) -> bool {
    /// Words between the whole and its part.
    const APART: usize = 7;
    const OF_THEM: &[&str] = &[
        "of whom", "of which", "of them", "of these", "of those", "из них", "из которых",
        "в том числе", "оның ішінде", "оның", "олардың", "соның ішінде",
    ];
    if words(between).count() > APART || between.contains(STOPS) || between.contains(" — ") {
        return false;
    }
    // *Oblasts, of which 45*: the link stands right before the part.
    let lowered = between.to_lowercase();
    if let Some(link) = OF_THEM.iter().filter_map(|link| lowered.rfind(link)).max() {
        return numbers == 1 && words(&lowered[link..]).count() <= 4;
    }
    let is_flowing = between.matches(',').count() <= 1;
    if is_flowing && link_before(text, whole).is_some_and(|link| begins_clause(&text[..link])) {
        return true;
    }
    let clause = text[..whole.range.start].rfind(STOPS).map_or(0, |at| at + 1);
    // *Of a capital of £120,000*: what is counted may stand before its number.
    let opening: Vec<String> = words(&text[clause..whole.range.start])
        .take(5)
        .map(|word| text[clause..][word].to_lowercase())
        .collect();
    let is_opened = opening.first().is_some_and(|word| word == "of" || word == "из");
    if is_opened && opening.len() <= 4 && is_flowing {
        return true;
    }
    language == Language::Kazakh && is_kazakh_whole(between, name)
}

/// *25 депутаттың 10-ы*, *25-тен 10 адам*: a genitive or an ablative before the part.
fn is_kazakh_whole(between: &str, name: &str) -> bool {
    const GENITIVES: &[&str] = &[
        "ның", "нің", "дың", "дің", "тың", "тің", "нан", "нен", "дан", "ден", "тан", "тен",
        "ішінен", "ішінде",
    ];
    let last = words(between).last().map(|word| between[word].to_lowercase());
    let is_of = last.is_some_and(|word| GENITIVES.iter().any(|ending| word.ends_with(ending)));
    let first = words(name).next().map(|word| name[word].to_lowercase());
    is_of
        && !between.contains(',')
        && first.is_some_and(|word| word.ends_with(['ы', 'і', 'у', 'ү']))
}

/// Whether a clause begins here, so that *of* belongs to what follows and not to what was said.
fn begins_clause(before: &str) -> bool {
    const OPENERS: &[&str] = &["and", "but", "that", "while", "thus", "и", "а", "но", "что"];
    let before = before.trim_end();
    let is_russian = before.chars().any(|c| ('а'..='я').contains(&c));
    before.is_empty()
        || before.ends_with([',', ';', ':', '—', '–', '(', '«', '“', '"'])
        || is_russian
        || words(before)
            .last()
            .is_some_and(|word| OPENERS.contains(&before[word].to_lowercase().as_str()))
}

/// *50 % (45 of 120)*: the part and the whole of the per cent that end here.
fn behind(text: &str, told: &[Count], end: usize) -> Option<(Count, Count)> {
    let [part, whole, ..] = told else { return None };
    let opener = text.get(end..part.range.start)?.trim();
    let between = text.get(part.range.end..whole.range.start)?;
    let link = link_before(text, whole)?;
    let name = text[whole.range.end..].split(')').next()?;
    let is_told = ["(", "(or", "(или", "(яғни", "(that is"].contains(&opener)
        && text[whole.range.end..].contains(')')
        && words(name).count() <= 2
        && !name.contains(STOPS)
        && !between.contains(STOPS)
        && part.range.end <= link
        && words(text.get(part.range.end..link)?).count() <= 2;
    is_told.then(|| (part.clone(), whole.clone()))
}
