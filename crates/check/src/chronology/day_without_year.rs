//! Days whose year nobody gives.

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Place, Reason, say};
use derek_text::{is_capitalised, words};
use derek_time::{Date, Interval, Mention, Precision, Year};

use crate::sequence::is_year_or_finer;
use crate::tenure::written;
use crate::{Objections, Reading, check};

check! {
    /// A day and a month whose year the reader looks for in vain.
    ///
    /// A day takes the year that its paragraph, its heading or the title names, as a reader
    /// takes it, and the year of the last date in the paragraphs just before it: a few when
    /// a heading stands between, more within one section. A day of every year (a feast, an
    /// anniversary) has none, and words inside a quotation are the source's. All such days
    /// of a text make one finding.
    ///
    /// ```text
    /// In 1918 the council moved to Semipalatinsk.
    ///
    /// Its members knew each other well.
    ///
    /// Most of them had studied together.
    ///
    /// The quarter across the river was called Alash.
    ///
    /// The school there was old.
    ///
    /// So was the mosque.
    ///
    /// The fair drew traders from afar.
    ///
    /// On ⟦19 March⟧ he telegraphed to the council, and its answer was long in coming.
    /// ```
    ///
    /// ```text
    /// In March 1918 they came to Moscow. On 19 March he telegraphed to the council.
    ///
    /// Its answer was long in coming.
    ///
    /// On 2 April it came at last. The town keeps its feast on 16 July.
    ///
    /// “Expect us on 19 March,” the telegram said.
    /// ```
    ///
    /// A feast, the year of writing and a year of three figures:
    ///
    /// ```text
    /// Much was built in 1848. The town grew.
    ///
    /// One.
    ///
    /// Two.
    ///
    /// Three.
    ///
    /// Four.
    ///
    /// Five.
    ///
    /// Six.
    ///
    /// Seven.
    ///
    /// The king granted the abbey a six-day fair, from 8 September through 13 September.
    ///
    /// While the rising was under way (November, 740) the emperor left; on 22 November he rested.
    ///
    /// Профсоюзы против того, чтобы вычеркнуть 1 Мая из перечня красных дат.
    ///
    /// 5 февраля с. г. на вечере выступил посол.
    /// ```
    ///
    /// ## Limits
    ///
    /// A year that only paragraphs further up give is named in the finding, not
    /// taken: the reader may have to turn a page for it.
    pub static DAY_WITHOUT_YEAR = "day-without-year" {
        room: "chronology", level: Incomplete, since: "0.1.0",
        en: "a day without its year",
        ru: "день без года",
        kk: "жылы көрсетілмеген күн",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let mut found: Vec<(usize, Vec<Place>)> = Vec::new();
        let mut heading_has_year = false;
        let title_has_year = document
            .paragraphs
            .first()
            .is_some_and(|title| title.kind == Kind::Heading && has_year(title));
        // Where the last year stood, or the last day that took one from there.
        let mut last: Option<Last> = None;
        for (at, paragraph) in document.paragraphs.iter().enumerate() {
            match paragraph.kind {
                Kind::Heading => {
                    heading_has_year = has_year(paragraph);
                    if let Some(last) = &mut last {
                        last.is_of_this_section = false;
                    }
                    continue;
                }
                Kind::Prose | Kind::Item => {}
                _ => continue,
            }
            let of_this_paragraph = has_year(paragraph);
            if let Some(last) = &mut last {
                last.paragraphs += 1;
            }
            let reached = last.is_some_and(|last| last.reaches());
            if of_this_paragraph {
                last = Some(Last { paragraphs: 0, is_of_this_section: true });
            }
            if of_this_paragraph || heading_has_year || title_has_year {
                continue;
            }
            let missing: Vec<&Mention> = paragraph
                .dates
                .iter()
                .filter(|mention| {
                    mention.year == Year::Missing
                        && mention.date.precision == Precision::Day
                        && !paragraph.is_quoted(mention.range.start)
                        && !year_beside(paragraph, mention)
                        && !recurs(paragraph, mention)
                        && !is_of_this_year(paragraph.slice(mention.range.clone()))
                        && !is_holiday(paragraph.slice(mention.range.clone()))
                })
                .collect();
            if missing.is_empty() {
                continue;
            }
            if reached {
                // A run of days goes on.
                last = Some(Last { paragraphs: 0, is_of_this_section: true });
                continue;
            }
            let place = |mention: &&Mention| document.place(paragraph, mention.range.clone());
            found.push((at, missing.iter().map(place).collect()));
        }
        object(document, found, objections);
    }
    in_study(reading, objections);
}

/// Days and months on cards whose year is nowhere: nothing can be reckoned with them.
fn in_study(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let is_bare = |date: &Date| {
        matches!(date.precision, Precision::Day | Precision::Month | Precision::Season)
            && date.hull() == Interval::UNKNOWN
            && date.faults.is_empty()
    };
    for card in &study.cards {
        for field in &card.fields {
            for value in field.affirmed() {
                let own = value
                    .date
                    .iter()
                    .filter(|date| is_bare(date))
                    .map(|_| value.text_range.clone());
                let ends = [&value.from, &value.until].into_iter().flatten();
                let ends = ends
                    .filter(|date| is_bare(date))
                    .map(|date| written(study, &card.file, value, date));
                for range in own.chain(ends) {
                    objections.add(
                        vec![study.place(&card.file, range, field.predicate.as_str())],
                        Vec::new(),
                        say!(en: "add the year; if it is yours and not the source's, write it as a judgement", ru: "добавьте год; если он не из источника, запишите его как суждение", kk: "жылын қосыңыз; дереккөздікі емес, өзіңіздікі болса, пайым ретінде жазыңыз"),
                    );
                }
            }
        }
    }
}

/// The last year that a reader met.
#[derive(Debug, Clone, Copy)]
struct Last {
    /// How many paragraphs ago.
    paragraphs: usize,
    /// Whether no heading stands between.
    is_of_this_section: bool,
}

impl Last {
    /// Whether a reader still has it in mind: a page of one section, or the paragraphs
    /// around a heading.
    fn reaches(self) -> bool {
        self.paragraphs <= if self.is_of_this_section { 6 } else { 3 }
    }
}

fn has_year(paragraph: &Paragraph) -> bool {
    has_early_year(paragraph)
        || paragraph.dates.iter().any(|date| {
            let fine = is_year_or_finer(date.date.precision);
            fine && matches!(date.year, Year::Stated)
        })
}

fn object(document: &Document, found: Vec<(usize, Vec<Place>)>, objections: &mut Objections) {
    let help = say!(en: "write the year", ru: "напишите год", kk: "жылын жазыңыз");
    let because = match found.as_slice() {
        [] => return,
        [(at, _)] => year_before(document, *at).map(|(locator, words)| {
            say!({ locator, words } en: "the nearest year before it is in {locator}: “{words}”", ru: "ближайший год выше стоит в {locator}: «{words}»", kk: "осының алдындағы ең жақын жыл {locator} ішінде: «{words}»")
        }),
        several => {
            let paragraphs = several.len();
            Some(say!({ paragraphs } en: "paragraphs with such days: {paragraphs}", ru: "абзацев с такими днями: {paragraphs}", kk: "мұндай күндер бар абзацтар: {paragraphs}"))
        }
    };
    let places = found.into_iter().flat_map(|(_, places)| places).collect();
    objections.add(places, because.map(Reason::shown).into_iter().collect(), help);
}

/// Whether the day is of every year, or of the year of writing: a feast, an anniversary.
fn recurs(paragraph: &Paragraph, mention: &Mention) -> bool {
    const RECURRING: &[&str] = &[
        "every year", "each year", "yearly", "-day fair", "festival", "annual", "anniversar",
        "birthday", "feast", "holiday", "celebrat", "commemorat", "this year", "article",
        "ежегодн", "каждый год", "годовщин", "юбиле", "столети", "летию", "летие", "лети",
        "праздн", "ярмарк", "фестивал", "отмеча", "день рождения", "дня рождения", "именин",
        "статья", "этого года", "в этом году", "жыл сайын", "мереке", "мерейтой", "жәрмеңке",
        "тойлан", "туған күн", "атап өт", "биыл",
    ];
    let sentence = paragraph.sentence_at(mention.range.start);
    let text = paragraph.slice(sentence).to_lowercase();
    RECURRING.iter().any(|word| text.contains(word))
}

/// *5 февраля с. г.*: the day says that it is of the year of writing.
fn is_of_this_year(written: &str) -> bool {
    let written: String = written.to_lowercase().split_whitespace().collect();
    ["с.г", "т.г", "сегог", "текущегог", "inst", "осыжыл", "биыл"]
        .iter()
        .any(|year| written.contains(year))
}

/// *1 Мая*, *8 Марта*: a day whose month has a capital is the name of a feast, in Cyrillic.
fn is_holiday(written: &str) -> bool {
    let month = words(written)
        .map(|word| &written[word])
        .find(|word| word.starts_with(|c: char| c.is_alphabetic()) && 2 < word.chars().count());
    month.is_some_and(|month| !month.is_ascii() && is_capitalised(month))
}

/// A month with a year of three figures in brackets: *(November, 740)*.
fn has_early_year(paragraph: &Paragraph) -> bool {
    let inside = paragraph.text.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    inside.map(|(inside, _)| inside.trim()).any(|inside| {
        let year = inside.rsplit([' ', ',', '\u{a0}']).next().unwrap_or_default();
        let head = inside[..inside.len() - year.len()].trim_end_matches([' ', ',', '\u{a0}']);
        (3..=4).contains(&year.len())
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && words(head).any(|word| is_month(&head[word].to_lowercase()))
    })
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "январ", "феврал", "март", "апрел", "май", "мая", "июн",
        "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
    ];
    MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= month.len() + 2)
}

/// A year stands beside the day in a way that is not read as part of it: `26 June 363`,
/// `23 August (1987)`, `8 декабря этого года`, `1997: February 28`; or the day recurs.
fn year_beside(paragraph: &Paragraph, mention: &Mention) -> bool {
    const OF_YEAR: &[&str] = &[
        "of that year", "of the same year", "of this year", "that year", "this year",
        "того же года", "этого года", "этого же года", "сего года", "сол жылы", "осы жылы",
    ];
    let after = paragraph.slice(mention.range.end..paragraph.text.len());
    let digits = after.trim_start_matches([' ', ',', '.', '(', '[']);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = (3..=4).contains(&count) && digits.len() + 4 >= after.len();
    let says_year = OF_YEAR.iter().any(|words| {
        after
            .trim_start_matches([' ', ','])
            .chars()
            .take(40)
            .collect::<String>()
            .to_lowercase()
            .starts_with(words)
    });
    let before = paragraph.slice(0..mention.range.start).trim_end();
    let heads =
        before.strip_suffix(':').is_some_and(|year| year.ends_with(|c: char| c.is_ascii_digit()));
    // *5 February: Solidarity Day*: a day of every year.
    let recurs = before.is_empty() && after.starts_with([':', '–', '—']);
    is_year || says_year || heads || recurs
}

/// Paragraphs among which the nearest year is looked for.
const FAR: usize = 12;

/// The nearest stated year in the paragraphs above.
fn year_before(document: &Document, at: usize) -> Option<(&str, &str)> {
    let above: Vec<&Paragraph> = document.paragraphs[..at]
        .iter()
        .rev()
        .filter(|one| one.kind == Kind::Prose)
        .take(FAR)
        .collect();
    above.into_iter().find_map(|paragraph| {
        let mention = paragraph.dates.iter().rev().find(|mention| mention.year == Year::Stated)?;
        Some((paragraph.locator.as_str(), paragraph.slice(mention.range.clone())))
    })
}
