//! Days that two calendars name differently.

use std::collections::BTreeSet;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Place, Reason, say};
use derek_text::Found;
use derek_time::{Calendar, Date, Day, Mention, Precision, Step};

use crate::facts::OldStyle;
use crate::naming::{is_surname_too, stands_as_place};
use crate::tenure::written;
use crate::{Objections, Reading, check};

check! {
    /// A day in a country and a time of the Julian calendar, with no style
    /// stated: the day may be meant in either, some ten days apart.
    ///
    /// Which country changed when is taken from the reference study, and cited.
    /// A day concerns a country when its sentence names the country or a place in
    /// it, or when most paragraphs of the text do. Only the last twenty years of the old
    /// calendar are asked about: further back its days are those of all writing on the
    /// country. A text that says once which style it follows is believed
    /// throughout; one that marks a day or writes it in both styles is believed for the rest of
    /// the paragraph, and for the rest of the text unless it goes on marking days one by one. All
    /// unmarked days make one finding.
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{decree, title = {Decree on the calendar}}
    /// //- cards/russia.md
    /// ---
    /// kind: place
    /// name: Russia
    /// calendar:
    ///   - value: julian
    ///     until: 31 January 1918 (O.S.)
    ///     cite: "@decree"
    /// ---
    /// //- cards/moscow.md
    /// ---
    /// kind: place
    /// name: Moscow
    /// part-of: russia
    /// ---
    /// ```
    ///
    /// ```text
    /// The conference met in Moscow on ⟦14 August 1917⟧. It dispersed soon after.
    /// ```
    ///
    /// ```text
    /// The conference met in Moscow on 14 (27) August 1917. In Paris, on 14 August 1917,
    /// nobody noticed.
    ///
    /// Peace was signed in Moscow on 14 August 1920. In Moscow, on 14 August 1858, it rained.
    /// ```
    ///
    /// ```text
    /// The congress opened in Moscow on 21 July 1917 (O.S.) and sat until 28 July. On 5 August 1917
    /// Moscow was quiet.
    /// ```
    ///
    /// ## Limits
    ///
    /// Lands that kept the old calendar beyond their country's decree are not
    /// known unless the reference study has them.
    pub static UNMARKED_CALENDAR = "unmarked-calendar" {
        room: "chronology", level: Incomplete, since: "0.1.0",
        en: "a day with no calendar style, where two were in use",
        ru: "день без указания стиля там, где в ходу были два",
        kk: "екі күнтізбе қатар қолданылған жерде стилі көрсетілмеген күн",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        if states_its_style(document) {
            continue;
        }
        let is_in_doubt_anywhere = |mention: &Mention| {
            reading.facts.calendars.iter().any(|country| is_in_doubt(&mention.date, country))
        };
        let dates = document.paragraphs.iter().flat_map(|paragraph| &paragraph.dates);
        if !dates.into_iter().any(is_in_doubt_anywhere) {
            continue;
        }
        let named: Vec<Vec<Found<usize>>> = document
            .paragraphs
            .iter()
            .map(|paragraph| reading.facts.countries.find(&paragraph.text))
            .collect();
        // A day is asked about once, for the country that is named most.
        let mut asked: BTreeSet<usize> = BTreeSet::new();
        let mentions =
            |number: usize| named.iter().flatten().filter(|found| found.what == number).count();
        let mut countries: Vec<(usize, &OldStyle<'_>)> =
            reading.facts.calendars.iter().enumerate().collect();
        countries.sort_by_key(|(number, _)| std::cmp::Reverse(mentions(*number)));
        for country in countries {
            object(document, country, &named, &mut asked, objections);
        }
    }
    in_study(reading, objections);
}

/// Days that must be told with their style for one without to be asked about.
const PRACTICE: usize = 10;

/// Days of a study's cards with no style, where the study names no calendar and all but a few
/// days of that time are told with their style.
fn in_study(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study.filter(|study| study.calendar.is_none()) else { return };
    let mut marked = 0;
    let mut bare: Vec<Place> = Vec::new();
    for card in &study.cards {
        for field in &card.fields {
            for value in field.affirmed() {
                let own = value.date.iter().map(|date| (date, value.text_range.clone()));
                let ends = [&value.from, &value.until].into_iter().flatten();
                let ends = ends.map(|date| (date, written(study, &card.file, value, date)));
                for (date, range) in own.chain(ends) {
                    if date.precision != Precision::Day || !is_before_reform(date) {
                        continue;
                    }
                    match date.calendar == Calendar::Unmarked && 1 < date.readings().len() {
                        true => bare.push(study.place(&card.file, range, field.predicate.as_str())),
                        false => marked += 1,
                    }
                }
            }
        }
    }
    if marked < bare.len() * PRACTICE {
        return;
    }
    for place in bare {
        objections.add(
            vec![place],
            vec![Reason::shown(say!({ marked } en: "days of that time told with their style in this study: {marked}", ru: "дней того времени с указанием стиля в исследовании: {marked}", kk: "зерттеуде сол кездің стилі көрсетілген күндер: {marked}"))],
            say!(en: "add O.S. or N.S. as the source has it, or name the study's `calendar` in `study.yaml`", ru: "укажите стиль по источнику (ст. ст. или н. ст.) или назовите `calendar` исследования в `study.yaml`", kk: "дереккөз бойынша стилін (ескі не жаңа) көрсетіңіз немесе `study.yaml` ішінде зерттеудің `calendar` мәнін атаңыз"),
        );
    }
}

fn is_before_reform(date: &Date) -> bool {
    date.bounds().last_day().is_some_and(|last| last < Day::REFORM)
}

fn object(
    document: &Document,
    (number, country): (usize, &OldStyle<'_>),
    named: &[Vec<Found<usize>>],
    asked: &mut BTreeSet<usize>,
    objections: &mut Objections,
) {
    let of_country = |found: &&Found<usize>| found.what == number;
    // A text is about a country when every other paragraph names it.
    let prose = |paragraph: &Paragraph| matches!(paragraph.kind, Kind::Prose | Kind::Item);
    let paragraphs = document.paragraphs.iter().filter(|one| prose(one)).count();
    let naming = document.paragraphs.iter().zip(named);
    let naming =
        naming.filter(|(one, named)| prose(one) && named.iter().any(|found| of_country(&found)));
    let is_its_subject = paragraphs < naming.count() * 2;
    let style = Style::of(document, country);
    let mut days: Vec<(&Paragraph, &Mention)> = Vec::new();
    for (paragraph, named) in document.paragraphs.iter().zip(named) {
        if !matches!(paragraph.kind, Kind::Prose | Kind::Item | Kind::Caption) {
            continue;
        }
        let here: Vec<&Found<usize>> = named
            .iter()
            .filter(of_country)
            .filter(|found| {
                let is_surname = is_surname_too(paragraph.slice(found.range.clone()));
                !is_surname || stands_as_place(paragraph, &found.range)
            })
            .collect();
        days.extend(
            paragraph
                .dates
                .iter()
                .filter(|mention| is_in_doubt(&mention.date, country))
                .filter(|mention| !paragraph.is_quoted(mention.range.start))
                .filter(|mention| !style.is_shown(paragraph, mention))
                .filter(|mention| concerns(paragraph, mention, &here, is_its_subject))
                .filter(|mention| asked.insert(paragraph.in_file(mention.range.clone()).start))
                .map(|mention| (paragraph, mention)),
        );
    }
    let Some((_, first)) = days.first() else { return };
    let places = days
        .iter()
        .map(|(paragraph, mention)| document.place(paragraph, mention.range.clone()))
        .collect();
    let (written, old, new) = (
        first.date.text.split_whitespace().collect::<Vec<_>>().join(" "),
        first.date.in_calendar(Calendar::Julian).bounds(),
        first.date.in_calendar(Calendar::Gregorian).bounds(),
    );
    let shown = say!({ written, old, new }
        en: "“{written}” is {old} if it is Old Style, and {new} if it is New Style",
        ru: "«{written}» — это {old}, если дата по старому стилю, и {new}, если по новому",
        kk: "«{written}»: ескі стиль болса, {old}; жаңа стиль болса, {new}");
    let (name, until) = (country.place.name(), country.last);
    let known = say!({ name, until }
        en: "{name} kept the Julian calendar; its last day there, in the new reckoning, was {until}",
        ru: "{name}: юлианский календарь; последний его день по новому стилю: {until}",
        kk: "{name}: юлиан күнтізбесі; жаңа стиль бойынша соңғы күні: {until}");
    objections.add(
        places,
        vec![Reason::shown(shown), Reason { said: known, source: country.place.cited(country.said_by) }],
        say!(en: "say once which style the text follows, or give both: 14 (27) August 1917", ru: "укажите один раз, какому стилю следует текст, или дайте обе даты: 14 (27) августа 1917 г.", kk: "мәтін қай стильге сүйенетінін бір рет айтыңыз немесе екі күнді де беріңіз: 1917 жылғы 14 (27) тамыз"),
    );
}

/// Marked days at which a text marks them one by one, so that a bare one is a doubt again.
const ONE_BY_ONE: usize = 3;

/// How a text shows the style of its days.
struct Style {
    /// Where the first marked day of the country's time of doubt ends, in the file.
    first: Option<usize>,
    marked: usize,
}

impl Style {
    fn of(document: &Document, country: &OldStyle<'_>) -> Style {
        let marks = document.paragraphs.iter().flat_map(|paragraph| {
            let marked = paragraph.dates.iter().filter(|mention| {
                is_marked(paragraph, mention) && is_of_doubtful_time(&mention.date, country)
            });
            marked.map(|mention| paragraph.in_file(mention.range.clone()).end)
        });
        let marks: Vec<usize> = marks.collect();
        Style { first: marks.first().copied(), marked: marks.len() }
    }

    /// Whether the paragraph or the text has shown the style before this day.
    fn is_shown(&self, paragraph: &Paragraph, mention: &Mention) -> bool {
        let in_paragraph = paragraph.dates.iter().any(|other| is_marked(paragraph, other));
        let at = paragraph.in_file(mention.range.clone()).start;
        let at_first_use = self.first.is_some_and(|first| first <= at) && self.marked < ONE_BY_ONE;
        in_paragraph || at_first_use
    }
}

/// Whether a day is written in both styles or bears a mark, right behind it or within it.
fn is_marked(paragraph: &Paragraph, mention: &Mention) -> bool {
    const MARKS: &[&str] = &[
        "o.s", "n.s", "old style", "new style", "ст. ст", "н. ст", "ст.ст", "н.ст", "с. с",
        "старому стилю", "новому стилю", "старого стиля", "нового стиля", "ескі стиль",
        "жаңа стиль", "ескіше", "жаңаша", "rumi", "julian", "gregorian", "юлиан", "григориан",
    ];
    let both = mention.date.steps.iter().any(|step| {
        matches!(step, Step::BothStyles(_) | Step::CalendarNamed(_) | Step::CalendarByHijri(_))
    });
    let named = mention.date.precision == Precision::Day
        && mention.date.calendar != Calendar::Unmarked
        && !mention.date.steps.iter().any(|step| matches!(step, Step::CalendarByWeekday(..)));
    let behind: String =
        paragraph.slice(mention.range.end..paragraph.text.len()).chars().take(40).collect();
    let behind = behind.to_lowercase();
    let behind = behind.split(['.', ';']).next().map_or("", |first| match first.len() {
        // An abbreviation's own full stop does not end it.
        0..=8 => behind.as_str(),
        _ => first,
    });
    both || named || MARKS.iter().any(|mark| behind.contains(mark))
}

/// How long before its last day a calendar leaves readers in doubt, in days: twenty years.
const IN_DOUBT: i32 = 20 * 365 + 5;

fn is_of_doubtful_time(date: &Date, country: &OldStyle<'_>) -> bool {
    let (first, last) = (date.bounds().first_day(), date.bounds().last_day());
    let since = country.last.plus(-IN_DOUBT);
    last.is_some_and(|last| since <= last)
        && first.is_some_and(|first| first <= country.last.plus(IN_DOUBT))
}

/// A day whose style nothing states, while the old calendar was kept there.
fn is_in_doubt(date: &Date, country: &OldStyle<'_>) -> bool {
    // *12 July of that year*: which year is a guess.
    const GUESSED: &[&str] = &["that year", "same year", "того же года", "этого года", "сол жылы"];
    if GUESSED.iter().any(|words| date.text.contains(words)) {
        return false;
    }
    // *Ten days earlier* inherits the style of the day from which it is reckoned.
    let is_reckoned = !date.text.contains(|c: char| c.is_ascii_digit())
        || date.steps.iter().any(|step| matches!(step, Step::CountedFrom(_)));
    // Before the reform of 1582 there was one calendar.
    let reform = Day::gregorian(1582, 10, 15);
    let since = country.last.plus(-IN_DOUBT).max(reform.unwrap_or(country.last));
    let last = date.bounds().last_day();
    !is_reckoned
        && date.precision == Precision::Day
        && date.calendar == Calendar::Unmarked
        && last.is_some_and(|last| last <= country.last && since <= last)
        && country.first.is_none_or(|first| last.is_some_and(|last| first <= last))
}

/// The day's sentence names the country, or the whole text is about it and the sentence names no other place.
fn concerns(
    paragraph: &Paragraph,
    mention: &Mention,
    named: &[&Found<usize>],
    is_its_subject: bool,
) -> bool {
    let sentence = paragraph.sentence_at(mention.range.start);
    let in_sentence = named
        .iter()
        .any(|found| sentence.start <= found.range.start && found.range.start < sentence.end);
    let before = is_its_subject;
    let abroad =
        paragraph.names.iter().filter(|name| sentence.contains(&name.range.start)).any(|name| {
            let before = paragraph.slice(sentence.start..name.range.start);
            let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            matches!(word.as_str(), "in" | "at" | "в" | "во")
        });
    in_sentence || before && !abroad
}

/// The text says somewhere which style it follows.
fn states_its_style(document: &Document) -> bool {
    const STATEMENTS: &[&str] = &[
        "old style", "new style", "julian calendar", "gregorian calendar", "(o.s.", "(n.s.",
        "старому стилю", "новому стилю", "старого стиля", "нового стиля", "юлианск", "григорианск",
        "(ст. ст", "(н. ст", "ескіше", "жаңаша", "ескі стиль", "жаңа стиль",
    ];
    document.paragraphs.iter().any(|paragraph| {
        let lower = paragraph.text.to_lowercase();
        STATEMENTS.iter().any(|statement| lower.contains(statement)) && states_for_all(&lower)
    })
}

/// The statement is about the text's dates, not about one of them.
fn states_for_all(lower: &str) -> bool {
    const ABOUT_ALL: &[&str] = &[
        "dates", "days are", "throughout", "даты", "датировк", "числа", "все дни", "күндер",
        "мерзімдер", "стильмен берілген",
    ];
    ABOUT_ALL.iter().any(|words| lower.contains(words))
}
