//! A year beside a century or a decade that does not hold it.

use std::ops::Range;

use derek_study::document::{Kind, Language, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::{Interval, Mention, Precision, Year};

use crate::sequence::is_year_or_finer;
use crate::{Objections, Reading, check};

check! {
    /// A year stands beside the century or the decade it is said to belong to, and
    /// lies outside: *in the eighteenth century (1905)*.
    ///
    /// ```text
    /// The line was built in ⟦the 18th century⟧ (1905). The school was opened in ⟦the 1920s⟧, in
    /// 1931.
    ///
    /// Крепость заложили в ⟦XVIII веке⟧ (1854 г.) у реки.
    ///
    /// Бекініс ⟦XVIII ғасырда⟧ (1854 жылы) салынды. Мектеп ⟦ХІХ ғасырдың соңында⟧, 1918 жылы, ашылды.
    /// ```
    ///
    /// So is a part of a century, and of *the century* whose number need not be told:
    ///
    /// ```text
    /// In ⟦the third decade of the twentieth century⟧, in 1916, the school was opened. In ⟦the last decade
    /// of the century⟧, in 1884, it was closed. In ⟦the late 19th century⟧, in 1916, it burnt.
    ///
    /// В ⟦начале XIX в.⟧, в 1916 г., он приехал. В ⟦последнем десятилетии века⟧, в 1884 г., он умер.
    /// ```
    ///
    /// A hundred years are counted from 1 as much as from 0, and two times told one
    /// after the other need not be one:
    ///
    /// ```text
    /// The line was built in the 20th century (1900). In the 18th century and in 1905 it was
    /// closed. In the 1920s (1925) it was reopened. The early 19th century (1790–1830) was quiet.
    /// At the beginning of the 20th century, in 1916, and in the late 19th century, in 1865, it was
    /// open. In the last decade of the century, in 1891, it burnt. In the second half of the century,
    /// in 1850, it was sold.
    ///
    /// На рубеже XIX–XX вв., в 1916 г., он приехал. XIX ғасырда, 1818 жылы, салынды.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only a year in brackets right behind the century, or after a comma and *in*, is
    /// taken to be of it. Thirty years more or less are let pass where the part of a
    /// century is vague: *early*, *in the middle*.
    pub static DATE_OUTSIDE_ITS_CENTURY = "date-outside-its-century" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "the century or decade does not hold the year beside it",
        ru: "названный век или десятилетие не содержит указанного рядом года",
        kk: "аталған ғасыр не онжылдық қасындағы жылды қамтымайды",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let told = |kind: &Kind| matches!(kind, Kind::Prose | Kind::Item | Kind::Caption);
        for paragraph in document.paragraphs.iter().filter(|one| told(&one.kind)) {
            of_the_century(document, paragraph, objections);
            for pair in paragraph.dates.windows(2) {
                let [wide, narrow] = pair else { continue };
                let between = paragraph.slice(wide.range.end..narrow.range.start);
                let behind = paragraph.slice(narrow.range.end..paragraph.text.len());
                let kazakh = paragraph.language == Language::Kazakh;
                if !is_of(between, behind, kazakh)
                    || !is_wide(wide)
                    || !is_narrow(narrow)
                    || meet(wide, narrow)
                {
                    continue;
                }
                let (century, year) = (&wide.date, &narrow.date);
                objections.add(
                    vec![document.place(paragraph, wide.range.clone()), document.place(paragraph, narrow.range.clone())],
                    vec![Reason::shown(say!({ century, year } en: "{century} does not hold {year}", ru: "указанное время ({century}) не содержит другого ({year})", kk: "{century} ішінде {year} жоқ"))],
                    say!(en: "correct the century or the year; if two times are meant, say so", ru: "исправьте век или год; если речь о двух разных временах, скажите об этом", kk: "ғасырды не жылды түзетіңіз; екі бөлек уақыт айтылса, соны көрсетіңіз"),
                );
            }
        }
    }
}

/// Parts of *the century*, which need not be numbered: 1884 is in the last decade of none.
fn of_the_century(document: &Document, paragraph: &Paragraph, objections: &mut Objections) {
    let kazakh = paragraph.language == Language::Kazakh;
    for year in paragraph.dates.iter().filter(|one| is_narrow(one)) {
        let Some(number) = year.date.hull().first_day().map(|day| day.to_gregorian().0) else {
            continue;
        };
        let sentence = paragraph.sentence_at(year.range.start);
        let before = paragraph.slice(sentence.start..year.range.start);
        let Some((part, range)) = part_before(before) else { continue };
        let between = &before[range.end..];
        let behind = paragraph.slice(year.range.end..paragraph.text.len());
        // A numbered century is read as a date.
        let part_range = sentence.start + range.start..sentence.start + range.end;
        let is_dated = paragraph
            .dates
            .iter()
            .any(|date| date.range.start < part_range.end && part_range.start < date.range.end);
        let within = number.rem_euclid(100);
        let is_in = |year: i32| part.contains(&year);
        if !is_of(between, behind, kazakh) || is_dated || is_in(within) || is_in(within + 100) {
            continue;
        }
        let (part, year_words) =
            (before[range.clone()].to_owned(), paragraph.slice(year.range.clone()).to_owned());
        objections.add(
            vec![document.place(paragraph, part_range), document.place(paragraph, year.range.clone())],
            vec![Reason::shown(say!({ part, year_words } en: "{year_words} is not in “{part}”", ru: "«{part}» не содержит указанного года: {year_words}", kk: "«{part}» ішінде {year_words} жоқ"))],
            say!(en: "correct the part of the century or the year", ru: "исправьте часть века или год", kk: "ғасырдың бөлігін не жылды түзетіңіз"),
        );
    }
}

/// The part of a century that a text ends with, before what opens a year: its years from
/// 0 to 100, and where it stands.
fn part_before(text: &str) -> Option<(Range<i32>, Range<usize>)> {
    /// The parts: a decade may be counted from its year 0 or 1.
    const PARTS: &[(&[&str], [i32; 2])] = &[
        (
            &[
                "first decade of the century",
                "первом десятилетии века",
                "первое десятилетие века",
                "ғасырдың алғашқы онжылдығында",
                "ғасырдың бірінші онжылдығында",
            ],
            [0, 11],
        ),
        (
            &[
                "second decade of the century",
                "втором десятилетии века",
                "второе десятилетие века",
                "ғасырдың екінші онжылдығында",
            ],
            [10, 21],
        ),
        (
            &[
                "third decade of the century",
                "третьем десятилетии века",
                "третье десятилетие века",
                "ғасырдың үшінші онжылдығында",
            ],
            [20, 31],
        ),
        (
            &[
                "last decade of the century",
                "final decade of the century",
                "closing decade of the century",
                "последнем десятилетии века",
                "последнее десятилетие века",
                "ғасырдың соңғы онжылдығында",
            ],
            [90, 101],
        ),
        (
            &["first half of the century", "первой половине века", "ғасырдың бірінші жартысында"],
            [0, 51],
        ),
        (
            &[
                "second half of the century",
                "latter half of the century",
                "второй половине века",
                "ғасырдың екінші жартысында",
            ],
            [50, 101],
        ),
        (
            &["first quarter of the century", "первой четверти века", "ғасырдың бірінші ширегінде"],
            [0, 26],
        ),
        (
            &["last quarter of the century", "последней четверти века", "ғасырдың соңғы ширегінде"],
            [75, 101],
        ),
        (&["last third of the century", "последней трети века"], [66, 101]),
        (
            &[
                "beginning of the century", "start of the century", "начале века",
                "ғасырдың басында",
            ],
            [0, 51],
        ),
        (
            &[
                "end of the century", "close of the century", "конце века", "ғасырдың соңында",
                "ғасырдың аяғында",
            ],
            [50, 106],
        ),
    ];
    let head = text
        .trim_end()
        .trim_end_matches("in the year")
        .trim_end_matches([' ', '('])
        .trim_end_matches(", in")
        .trim_end_matches(", в")
        .trim_end_matches([',', ' ']);
    let lowered = head.to_lowercase();
    // Small letters may be longer in bytes; these texts are held letter by letter.
    (lowered.len() == head.len()).then_some(())?;
    PARTS.iter().find_map(|(names, [first, end])| {
        let name = names.iter().find(|name| lowered.ends_with(**name))?;
        let start = lowered.len() - name.len();
        let the = words(&lowered[..start])
            .last()
            .filter(|word| &lowered[word.clone()] == "the" && lowered[word.end..start] == *" ");
        Some((*first..*end, the.map_or(start, |word| word.start)..head.len()))
    })
}

/// Whether what stands between two times makes the second a closer telling of the first.
fn is_of(between: &str, behind: &str, kazakh: bool) -> bool {
    const NEARER: &[&str] = &[
        ", in", ", in the year", ", namely in", ", that is in", ", i.e. in", ", that is, in",
        ", в", ", а именно в", ", то есть в", ", т. е. в", ", en",
    ];
    const BRACKETED: &[&str] = &["(", "(in", "(в"];
    let between = between.trim();
    (BRACKETED.contains(&between) && behind.starts_with([')', ';', ',']))
        || NEARER.contains(&between)
        || kazakh && [",", ", яғни", ", дәлірек айтқанда"].contains(&between)
}

fn is_wide(mention: &Mention) -> bool {
    // *The third decade of the century* is told as ten years.
    let is_part = matches!(mention.date.precision, Precision::Vague | Precision::Year)
        && is_of_a_century(mention);
    (is_part || matches!(mention.date.precision, Precision::Century | Precision::Decade))
        && !mention.date.approximate
}

/// Vague words may be about a year or a century: a century's are about decades long.
fn is_of_a_century(mention: &Mention) -> bool {
    const CENTURIES: &[&str] = &["centur", "век", " в.", "ғасыр", "siglo"];
    let text = mention.date.text.to_lowercase();
    CENTURIES.iter().any(|word| text.contains(word))
}

fn is_narrow(mention: &Mention) -> bool {
    let is_year = is_year_or_finer(mention.date.precision);
    is_year
        && mention.year == Year::Stated
        && !mention.date.approximate
        && !is_of_a_century(mention)
}

/// Days by which a century may be missed: it is counted from its year 0 as often.
const LENIENT: i32 = 365;

/// Years by which the vague part of a century, or a half of a decade, may be missed.
const VAGUE: i32 = 30;

fn meet(wide: &Mention, narrow: &Mention) -> bool {
    let ends = |interval: Interval| interval.first_day().zip(interval.last_day());
    let (Some((first, last)), Some((from, until))) =
        (ends(wide.date.hull()), ends(narrow.date.hull()))
    else {
        return true;
    };
    let near = |lenient: i32| {
        from.number() <= last.number() + lenient && first.number() - lenient <= until.number()
    };
    let is_vague = wide.date.core.is_some() || wide.date.precision == Precision::Vague;
    if !is_vague {
        return near(LENIENT);
    }
    let is_short = last.number() - first.number() < 12 * LENIENT;
    if wide.date.precision == Precision::Decade || is_short {
        return near(2 * LENIENT);
    }
    // *Late in the nineteenth century* may be vague; the nineteenth century is not.
    let century = |day: derek_time::Day| (day.to_gregorian().0 - 1).div_euclid(100);
    let is_of_one = century(first) == century(last);
    let is_within = !is_of_one || {
        let (from, until) = (from.plus(-EDGE * LENIENT), until.plus(EDGE * LENIENT));
        century(from) <= century(first) && century(first) <= century(until)
    };
    near(VAGUE * LENIENT) && is_within
}

/// Years around the bound of a century that are told as of the other.
const EDGE: i32 = 5;
