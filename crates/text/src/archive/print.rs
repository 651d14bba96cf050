//! Writing references in the styles that journals ask for.

use std::fmt::Write;

use super::{Holder, Level, Number, Reference, Side, Span, Unit};

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// GOST R 7.0.5-2008: full stops, capitals, the title before `//`.
    Gost,
    /// English practice after the Chicago Manual: commas, small letters.
    Chicago,
    /// Kazakh practice: in Kazakh the number before its word, `17-қор`; in Russian
    /// as GOST, in English as Chicago.
    Kazakh,
}

/// The language whose words name the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// `Ф. 17. Оп. 1. Д. 5. Л. 3об.`
    Russian,
    /// `17-қор, 1-тізбе, 5-іс, 3-парақтың сырты`
    Kazakh,
    /// `f. 17, op. 1, d. 5, l. 3ob.`
    English,
}

/// Writes a reference. The archive, the title and notes stand as they were
/// written, but for an archive in Cyrillic, which English transliterates.
///
/// What is printed of a reference that names a fond and a file is read again as
/// the same reference, in every style and language; letters of numbers are
/// transliterated for English and come back. Words after the reference are left
/// out. With less than a fond, transliterated letters may be taken for a shelf mark.
///
/// ```
/// use derek_text::archive::{Archives, Style, Tongue, parse, print};
/// let reference = parse("ГАРФ, ф. Р-930, оп. 1, д. 5, лл. 3об.–5", &Archives::default())?;
/// assert_eq!(
///     print(&reference, Style::Gost, Tongue::Russian),
///     "ГАРФ. Ф. Р-930. Оп. 1. Д. 5. Л. 3об.–5"
/// );
/// assert_eq!(
///     print(&reference, Style::Chicago, Tongue::English),
///     "GARF, f. R-930, op. 1, d. 5, ll. 3ob.–5"
/// );
/// assert_eq!(
///     print(&reference, Style::Kazakh, Tongue::Kazakh),
///     "ГАРФ, Р-930-қор, 1-тізбе, 5-іс, 3 сырты–5-парақ"
/// );
/// # Ok::<(), derek_text::archive::NotAReference>(())
/// ```
pub fn print(reference: &Reference, style: Style, tongue: Tongue) -> String {
    let (style, between) = match (style, tongue) {
        (Style::Gost, _) | (Style::Kazakh, Tongue::Russian) => (Style::Gost, ". "),
        (Style::Chicago | Style::Kazakh, _) => (Style::Chicago, ", "),
    };
    let mut printed = String::new();
    if let Some(title) = &reference.title {
        printed.push_str(title);
        printed.push_str(" // ");
    }
    match &reference.holder {
        Holder::Archive(archive) => {
            match tongue {
                Tongue::English => printed.push_str(&transliterate(&archive.written)),
                Tongue::Russian | Tongue::Kazakh => printed.push_str(&archive.written),
            }
            printed.push_str(between);
        }
        Holder::AsBefore => {
            printed.push_str(match tongue {
                Tongue::Russian => "Там же",
                Tongue::Kazakh => "Сонда",
                Tongue::English => "Ibid.",
            });
            // Ibid. has its full stop already.
            let has_stop = printed.ends_with('.');
            printed.push_str(if has_stop { between.trim_start_matches('.') } else { between });
        }
        Holder::Unsaid => {}
    }
    let mut before: Option<&Unit> = None;
    for unit in &reference.units {
        if before.is_some() {
            printed.push_str("; ");
        }
        let parts = parts(unit, before, style, tongue);
        for (at, part) in parts.iter().enumerate() {
            if 0 < at {
                // «Л. 3об.» has its full stop already.
                let has_stop = printed.ends_with('.') && between.starts_with('.');
                printed.push_str(if has_stop { " " } else { between });
            }
            printed.push_str(part);
        }
        if let Some(note) = &unit.note {
            let _ = write!(printed, " ({note})");
        }
        before = Some(unit);
    }
    printed
}

/// The levels of a unit that must be said after the unit before it.
fn parts(unit: &Unit, before: Option<&Unit>, style: Style, tongue: Tongue) -> Vec<String> {
    let levels: Vec<Level> = unit.levels.keys().copied().collect();
    // What stands above the first level said is taken over, so it must be the same.
    let from = before.and_then(|before| {
        levels
            .iter()
            .copied()
            .find(|level| unit.levels.get(level) != before.levels.get(level))
            .filter(|level| {
                before.levels.range(..level).eq(unit.levels.range(..level))
                    && *level != Level::Sheet
            })
    });
    let from = match (before, from) {
        (None, _) => levels.first().copied(),
        (Some(_), Some(from)) => Some(from),
        (Some(_), None) => levels.first().copied(),
    };
    let said = unit.levels.iter().filter(|(level, _)| from.is_none_or(|from| from <= **level));
    said.map(|(level, spans)| part(*level, spans, style, tongue)).collect()
}

fn part(level: Level, spans: &[Span], style: Style, tongue: Tongue) -> String {
    let word = match tongue {
        Tongue::Kazakh => return kazakh(level, spans),
        Tongue::Russian => match level {
            Level::Fond => "Ф.",
            Level::Opis => "Оп.",
            Level::OpisVolume | Level::Volume => "Т.",
            Level::OpisPart | Level::Part => "Ч.",
            Level::Carton => "Картон",
            Level::Folder => "Папка",
            Level::Bundle => "Связка",
            Level::Delo => "Д.",
            Level::Sheet => "Л.",
        },
        Tongue::English => match level {
            Level::Fond => "F.",
            Level::Opis => "Op.",
            Level::OpisVolume | Level::Volume => "Vol.",
            Level::OpisPart | Level::Part => "Pt.",
            Level::Carton => "Karton",
            Level::Folder => "Papka",
            Level::Bundle => "Sviazka",
            Level::Delo => "D.",
            Level::Sheet if is_many(spans) && style == Style::Chicago => "Ll.",
            Level::Sheet => "L.",
        },
    };
    let numbers: Vec<String> = spans.iter().map(|span| span_in(span, tongue)).collect();
    let word = match style {
        Style::Gost => word.to_owned(),
        Style::Chicago | Style::Kazakh => word.to_lowercase(),
    };
    format!("{word} {}", numbers.join(", "))
}

fn is_many(spans: &[Span]) -> bool {
    1 < spans.len() || spans.iter().any(|span| span.last.is_some())
}

fn span_in(span: &Span, tongue: Tongue) -> String {
    match &span.last {
        None => number_in(&span.first, tongue),
        Some(last) => format!("{}–{}", number_in(&span.first, tongue), number_in(last, tongue)),
    }
}

fn number_in(number: &Number, tongue: Tongue) -> String {
    match tongue {
        Tongue::English => transliterate(&number.to_string()),
        Tongue::Russian | Tongue::Kazakh => number.to_string(),
    }
}

/// `5-іс`, `5, 7–9-іс`; sheets `3-парақтың сырты`, `3 сырты–5-парақ`.
fn kazakh(level: Level, spans: &[Span]) -> String {
    let word = match level {
        Level::Fond => "қор",
        Level::Opis => "тізбе",
        Level::OpisVolume | Level::Volume => "том",
        Level::OpisPart | Level::Part => "бөлім",
        Level::Carton => "картон",
        Level::Folder => "папка",
        Level::Bundle => "байлам",
        Level::Delo => "іс",
        Level::Sheet => "парақ",
    };
    let mut printed = String::new();
    for (at, span) in spans.iter().enumerate() {
        if 0 < at {
            printed.push_str(", ");
        }
        let last = span.last.as_ref().unwrap_or(&span.first);
        if span.last.is_some() {
            printed.push_str(&span.first.text);
            if span.first.side == Side::Back {
                printed.push_str(" сырты");
            }
            printed.push('–');
        }
        printed.push_str(&last.text);
        match last.side {
            Side::Back => printed.push_str("-парақтың сырты"),
            Side::Face if level == Level::Sheet || at + 1 == spans.len() => {
                printed.push('-');
                printed.push_str(word);
            }
            Side::Face => {}
        }
    }
    printed
}

/// Cyrillic letters of a call number and their transliteration (ALA-LC without
/// its marks, as English notes have it); those of two letters are in [`transliterate`].
pub(super) const LETTERS: [(char, &str); 26] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('з', "z"),
    ('и', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('ы', "y"),
    ('э', "e"),
    ('й', "i"),
    ('і', "i"),
    ('қ', "q"),
    ('ғ', "gh"),
    ('ң', "ng"),
];

fn transliterate(words: &str) -> String {
    const LONGER: [(char, &str); 9] = [
        ('ж', "zh"),
        ('х', "kh"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "shch"),
        ('ю', "iu"),
        ('я', "ia"),
        ('ё', "e"),
    ];
    let mut latin = String::with_capacity(words.len());
    for c in words.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let found = LETTERS.iter().chain(&LONGER).find(|(letter, _)| *letter == lower);
        match found {
            None if matches!(lower, 'ь' | 'ъ') => {}
            None => latin.push(c),
            Some((_, letters)) if c == lower => latin.push_str(letters),
            Some((_, letters)) => {
                let mut letters = letters.chars();
                latin.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                latin.extend(letters);
            }
        }
    }
    latin
}
