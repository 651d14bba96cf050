//! Takes the text out of a PDF: the layout of its pages is undone.
//!
//! A PDF says where glyphs stand and no more. Words, lines, columns, the order of reading,
//! paragraphs, headings and notes are found by how pages look; running heads and page
//! numbers are left out and listed; a page whose text is no text, or that is only a
//! picture, is named.

mod flow;
mod line;
mod order;

use std::collections::{BTreeMap, BTreeSet};

use derek_pdf::{Pdf, Trouble, Turn};
use derek_study::document::{Area, Format, Sheet as Paper, Source};
use derek_study::say;

use self::flow::{Part, PartKind, Sheet};
use self::line::{Line, Word};
use crate::Recognised;
use crate::plausible::{self, Verdict};
use crate::refusal::{self, Refusal};
use crate::weave::{Block, Sort, Taken, is_raised_number, raised};

/// Takes the text out of a PDF.
///
/// # Errors
///
/// When it is broken beyond repair, locked, or holds no text at all: scans.
pub(crate) fn take(bytes: &[u8], recognised: Option<Recognised<'_>>) -> Result<Taken, Refusal> {
    let mut pdf = Pdf::open(bytes).map_err(|trouble| match trouble {
        Trouble::Broken => refusal::broken_pdf(),
        Trouble::Locked => refusal::locked(),
    })?;
    let mut helper = recognised.and_then(|aid| Some((aid.pages, Pdf::open(aid.pdf).ok()?)));
    let mut papers: Vec<Paper> = Vec::new();
    let mut sheets = Vec::new();
    let mut seen = Seen::default();
    for number in 0..pdf.pages() {
        if pdf.is_spent() {
            seen.cut.extend(number + 1..=pdf.pages());
            break;
        }
        let Some(mut page) = pdf.page(number) else { break };
        let number = number + 1;
        if let Some((pages, read)) = &mut helper
            && let Ok(at) = pages.binary_search(&number)
            && let Some(found) = read.page(at).filter(|found| !found.text.trim().is_empty())
        {
            page = found;
            seen.recognised.insert(number);
        }
        papers.push(Paper {
            name: format!("{number}"),
            width: hundredths(page.width),
            height: hundredths(page.height),
            is_picture: false,
        });
        seen.slanting += page.slanting;
        seen.outside += page.outside;
        seen.remarks.append(&mut page.remarks);
        seen.filled.append(&mut page.filled);
        if page.is_cut {
            seen.cut.insert(number);
        }
        let letters = page.text.chars().filter(|c| !c.is_whitespace()).count();
        match plausible::judge(&page.text) {
            _ if letters < 4 && 0.3 < page.pictures => {
                seen.scans.insert(number);
            }
            Verdict::Garbage => {
                seen.garbage.insert(number);
                continue;
            }
            Verdict::Text | Verdict::TooShort => {}
        }
        if page.glyphs.iter().any(|glyph| glyph.is_hidden) && 0.3 < page.pictures {
            seen.recognised.insert(number);
        }
        let artifacts = page.glyphs.iter().filter(|glyph| glyph.is_artifact).count();
        let are_all_artifacts = page.glyphs.len() < artifacts * 2;
        let hidden = page.glyphs.iter().filter(|glyph| glyph.is_hidden).count();
        let is_recognised = page.glyphs.len() < hidden * 2;
        let mut blocks = Vec::new();
        for turn in [Turn::Upright, Turn::Up, Turn::Down, Turn::Over] {
            let mut stretches = line::stretches(&page, number, turn);
            for line in &mut stretches {
                line.is_artifact &= !are_all_artifacts;
            }
            if is_recognised {
                level(&mut stretches);
            }
            let mut laid = order::blocks(stretches);
            for line in laid.iter_mut().flat_map(|block| &mut block.lines) {
                line::in_reading_order(line);
            }
            blocks.extend(laid);
        }
        sheets.push(Sheet { height: page.height, blocks, rules: page.rules });
    }
    let is_empty = sheets.iter().all(|sheet| sheet.blocks.is_empty());
    if is_empty {
        return Err(seen.refusal(papers.len()));
    }
    for number in seen.scans.iter().chain(&seen.garbage) {
        papers[number - 1].is_picture = true;
    }
    let flow = flow::flow(sheets);
    let mut taken = woven(&flow.parts, papers);
    seen.tell(&flow.heads, flow.numbered, &mut taken);
    Ok(taken)
}

/// Gives lines that a machine recognised, which guesses the size of each, the size that
/// most of the page has, unless they are far from it.
fn level(lines: &mut [Line]) {
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2).copied() else { return };
    for line in lines.iter_mut().filter(|line| (0.7..1.4).contains(&(line.size / usual))) {
        line.size = usual;
        for word in &mut line.words {
            (word.size, word.is_raised) = (usual, false);
        }
    }
}

/// Whether these are the bytes of a PDF that shows pictures of pages, or letters that are no
/// text, and nothing else.
pub(crate) fn is_of_pictures(bytes: &[u8]) -> bool {
    let Some(mut pdf) = is_pdf(bytes).then(|| Pdf::open(bytes).ok()).flatten() else {
        return false;
    };
    let mut shows = false;
    for number in 0..pdf.pages() {
        let Some(page) = pdf.page(number) else { break };
        let letters = page.text.chars().filter(|c| !c.is_whitespace()).count();
        let is_garbage = plausible::judge(&page.text) == Verdict::Garbage;
        if 4 <= letters && !is_garbage {
            return false;
        }
        shows |= is_garbage || 0.3 < page.pictures;
    }
    shows
}

/// A PDF begins with its mark; some servers and mail programs put lines before it.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let is_mark =
        |window: &[u8]| window.starts_with(b"\n%PDF-1") || window.starts_with(b"\n%PDF-2");
    bytes.starts_with(b"%PDF-") || head.windows(8).any(is_mark)
}

/// Points as hundredths of them.
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}

/// What was seen on the pages besides their text; pages are counted from 1.
#[derive(Debug, Default)]
struct Seen {
    scans: BTreeSet<usize>,
    garbage: BTreeSet<usize>,
    /// Pages whose text a machine recognised under a picture.
    recognised: BTreeSet<usize>,
    cut: BTreeSet<usize>,
    slanting: usize,
    outside: usize,
    /// Words of remarks on the pages, and of the fields of a form.
    remarks: Vec<String>,
    filled: Vec<String>,
}

impl Seen {
    fn refusal(&self, pages: usize) -> Refusal {
        match (self.scans.is_empty(), self.garbage.is_empty()) {
            (false, _) => refusal::scanned(pages),
            (_, false) => refusal::not_text(pages),
            _ => refusal::without_words(),
        }
    }

    fn tell(&self, heads: &BTreeMap<String, usize>, numbered: usize, taken: &mut Taken) {
        if !self.scans.is_empty() {
            let pages = listed(&self.scans);
            taken.doubts.push(say!({ pages }
                en: "pages that are pictures, without text: {pages}; have their text recognised (OCR) to check it",
                ru: "страницы-изображения, без текста: {pages}; чтобы проверить их, распознайте текст (OCR)",
                kk: "мәтінсіз, тек кескін болып тұрған беттер: {pages}; тексеру үшін мәтінін танытыңыз (OCR)",
            ));
        }
        if !self.garbage.is_empty() {
            let pages = listed(&self.garbage);
            taken.doubts.push(say!({ pages }
                en: "pages whose text layer is not text: {pages}; they were not read and should be recognised anew (OCR)",
                ru: "страницы, текстовый слой которых не является текстом: {pages}; они не прочитаны, их нужно распознать заново (OCR)",
                kk: "мәтін қабаты мәтін болмай шыққан беттер: {pages}; олар оқылмады, қайта таныту керек (OCR)",
            ));
        }
        if !self.recognised.is_empty() {
            let pages = listed(&self.recognised);
            taken.left_out.push(say!({ pages }
                en: "pages whose text a machine recognised from a picture: {pages}; letters may be wrong",
                ru: "страницы, текст которых машина распознала по изображению: {pages}; в буквах могут быть ошибки",
                kk: "мәтінін машина кескіннен таныған беттер: {pages}; әріптерде қате болуы мүмкін",
            ));
        }
        if !self.cut.is_empty() {
            let pages = listed(&self.cut);
            taken.doubts.push(say!({ pages }
                en: "pages that could not be read to their end: {pages}",
                ru: "страницы, прочитанные не до конца: {pages}",
                kk: "соңына дейін оқылмаған беттер: {pages}",
            ));
        }
        if !heads.is_empty() {
            let mut by_count: Vec<(&String, &usize)> = heads.iter().collect();
            by_count.sort_by(|one, other| other.1.cmp(one.1));
            let words: Vec<String> =
                by_count.iter().take(6).map(|(words, _)| format!("«{words}»")).collect();
            let more = if 6 < heads.len() { ", …" } else { "" };
            let heads = format!("{}{more}", words.join(", "));
            taken.left_out.push(say!({ heads }
                en: "running heads and feet of the pages: {heads}",
                ru: "колонтитулы: {heads}",
                kk: "колонтитулдар: {heads}",
            ));
        }
        if 0 < numbered {
            taken.left_out.push(say!({ numbered }
                en: "page numbers, on {numbered} pages",
                ru: "номера страниц: {numbered}",
                kk: "бет нөмірлері: {numbered}",
            ));
        }
        if !self.remarks.is_empty() {
            let (count, words) = (self.remarks.len(), some_of(&self.remarks));
            taken.left_out.push(say!({ count, words }
                en: "remarks that somebody made on the pages: {count}, {words}",
                ru: "пометки на страницах: {count}, {words}",
                kk: "беттерге жазылған ескертпелер: {count}, {words}",
            ));
        }
        if !self.filled.is_empty() {
            let (count, words) = (self.filled.len(), some_of(&self.filled));
            taken.left_out.push(say!({ count, words }
                en: "words filled into a form: {count}, {words}",
                ru: "заполненные поля формы: {count}, {words}",
                kk: "пішінде толтырылған өрістер: {count}, {words}",
            ));
        }
        if 0 < self.slanting {
            taken.left_out.push(say!({ letters = self.slanting }
                en: "{letters} letters that are set aslant, such as a watermark",
                ru: "наклонно набранные буквы (например, водяной знак): {letters}",
                kk: "қиғаш терілген әріптер (мысалы, су таңбасы): {letters}",
            ));
        }
        if 0 < self.outside {
            taken.left_out.push(say!({ letters = self.outside }
                en: "{letters} letters that stand outside of the page and are not seen",
                ru: "буквы за краем страницы, которых не видно: {letters}",
                kk: "беттің шетінен шығып, көрінбейтін әріптер: {letters}",
            ));
        }
    }
}

/// The first of some words, shortened: `«a», «b», …`.
fn some_of(words: &[String]) -> String {
    let short = |words: &String| match words.char_indices().nth(40) {
        Some((end, _)) => format!("«{}…»", &words[..end]),
        None => format!("«{words}»"),
    };
    let more = if 4 < words.len() { ", …" } else { "" };
    let first: Vec<String> = words.iter().take(4).map(short).collect();
    format!("{}{more}", first.join(", "))
}

/// Numbers of pages: `1-3, 7`; of many the first.
fn listed(pages: &BTreeSet<usize>) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => spans.push((*page, *page)),
        }
    }
    let more = if 20 < spans.len() { ", …" } else { "" };
    let spans: Vec<String> = spans
        .iter()
        .take(20)
        .map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first}–{last}") }
            },
        )
        .collect();
    format!("{}{more}", spans.join(", "))
}

/// Words of the text that are written with a hyphen inside a line.
fn hyphenated(parts: &[Part]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in parts.iter().flat_map(|part| &part.lines) {
        for word in line.words.iter().rev().skip(1) {
            let bare = bare(&word.text);
            if bare.contains('-') {
                found.insert(bare);
            }
        }
    }
    found
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What is made of a hyphen at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The word goes on without it.
    Dropped,
    /// It belongs to the word.
    Kept,
    /// It is no hyphen of a word.
    Space,
}

/// First parts of Russian compounds that are written with a hyphen and never without
/// (Правила русской орфографии и пунктуации, 2006, § 129-130).
const COMPOUNDS: &[&str] = &[
    "социально", "общественно", "историко", "политико", "культурно", "научно", "российско",
    "советско", "японо", "китайско", "казахско", "польско", "турецко", "идейно", "партийно",
    "морально", "финансово", "торгово", "промышленно", "вице", "экс", "кое",
];

fn end_of(word: &str, next: &str, hyphenated: &BTreeSet<String>) -> End {
    if word.ends_with('\u{ad}') {
        return End::Dropped;
    }
    let Some(stem) = word.strip_suffix(['-', '‐', '\u{ac}']) else { return End::Space };
    let before = stem.chars().next_back();
    let after = next.chars().next();
    match (before, after) {
        (Some(before), Some(after)) if before.is_alphabetic() && after.is_lowercase() => {
            let whole = format!("{}-{}", bare_start(stem), bare(next));
            let stem = bare_start(stem);
            let compound = COMPOUNDS.contains(&stem.as_str())
                || matches!(stem.as_str(), "юго" | "северо")
                    && ["запад", "восто"].iter().any(|one| next.starts_with(one));
            let particle = ["то", "либо", "нибудь", "таки", "ка"].contains(&bare(next).as_str());
            match hyphenated.contains(&whole) || particle || compound {
                true => End::Kept,
                false => End::Dropped,
            }
        }
        // Before a capital or a number it belongs to a compound: *Орта-|Азия*, *1917-|1920*.
        (Some(before), Some(after)) if before.is_alphanumeric() && after.is_alphanumeric() => {
            End::Kept
        }
        _ => End::Space,
    }
}

fn bare_start(word: &str) -> String {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// All parts as one text, with the way back to the pages.
fn woven(parts: &[Part], papers: Vec<Paper>) -> Taken {
    let hyphenated = hyphenated(parts);
    let mut signs: BTreeMap<&str, usize> = BTreeMap::new();
    for part in parts {
        if let PartKind::Note(sign) = &part.kind {
            *signs.entry(sign).or_default() += 1;
        }
    }
    // Where numbers begin anew on every page, the page tells one note from another.
    let begin_anew = signs.values().any(|count| 1 < *count);
    let mut taken = Taken {
        source: Source { format: Format::Pdf, sheets: papers, ..Source::default() },
        ..Taken::default()
    };
    for part in parts {
        let Some(first) = part.lines.first() else { continue };
        let sort = match &part.kind {
            PartKind::Body => Sort::Body,
            PartKind::Heading(level) => Sort::Heading(*level),
            PartKind::Row => Sort::Item,
            PartKind::Note(sign) if begin_anew || sign.is_empty() => {
                Sort::Note(format!("p. {}, note {sign}", first.page).trim_end().to_owned())
            }
            PartKind::Note(sign) => Sort::Note(format!("note {sign}")),
        };
        if !taken.text.is_empty() {
            taken.text.push_str("\n\n");
        }
        let start = taken.text.len();
        taken.pages.push((start, first.page));
        write(&part.lines, &hyphenated, &signs, &mut taken);
        taken.blocks.push(Block { range: start..taken.text.len(), sort, locator: None });
    }
    taken
}

/// Writes the lines of a paragraph as one.
fn write(
    lines: &[Line],
    hyphenated: &BTreeSet<String>,
    signs: &BTreeMap<&str, usize>,
    taken: &mut Taken,
) {
    for (number, line) in lines.iter().enumerate() {
        let next = lines.get(number + 1).and_then(|line| line.words.first());
        for (at, word) in line.words.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| line.words.get(at));
            if before.is_some_and(|before| is_apart(before, word)) {
                taken.text.push(' ');
            }
            let start = taken.text.len();
            let end = match (line.words.get(at + 1), next) {
                (None, Some(next)) => end_of(&word.text, &next.text, hyphenated),
                _ => End::Space,
            };
            let words = match end {
                End::Dropped => word.text.trim_end_matches(['-', '‐', '\u{ad}', '\u{ac}']),
                _ => &word.text,
            };
            if word.is_raised && is_raised_number(words) {
                taken.text.push_str(&raised(words));
                if let (true, Ok(number)) = (signs.contains_key(words), words.parse()) {
                    taken.calls.push((start..taken.text.len(), number));
                }
            } else {
                taken.text.push_str(words);
            }
            if start < taken.text.len() {
                taken.source.areas.push(area(
                    word,
                    line,
                    start..taken.text.len(),
                    &taken.source.sheets,
                ));
            }
            if line.words.len() == at + 1 && next.is_some() && end == End::Space {
                taken.text.push(' ');
            }
        }
    }
}

/// Whether a space parts two words of a line: a raised number stands at its word.
fn is_apart(before: &Word, word: &Word) -> bool {
    let differs = 0.1 * before.size.max(word.size) < (before.base - word.base).abs();
    !differs || 0.16 * before.size.max(word.size) < word.left - before.right
}

fn area(word: &Word, line: &Line, text: std::ops::Range<usize>, papers: &[Paper]) -> Area {
    let [width, height] = papers
        .get(line.page - 1)
        .map_or([0.0; 2], |paper| [paper.width as f32 / 100.0, paper.height as f32 / 100.0]);
    let page = derek_pdf::Page { width, height, ..derek_pdf::Page::default() };
    // A letter stands above its line by three quarters of its size, and hangs below by a quarter.
    let upright =
        [word.left, word.base - 0.78 * word.size, word.right, word.base + 0.24 * word.size];
    let [left, top, right, bottom] = line.turn.back(&page, upright).map(hundredths);
    Area { text, sheet: line.page - 1, left, top, right, bottom }
}
