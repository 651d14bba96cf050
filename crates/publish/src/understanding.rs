//! How a writing was understood as a date, for whoever wrote it: what it means
//! and why, or where the reading stopped and what to try.

use std::ops::Range;

use derek_study::{Lang, Said, say};
use derek_time::{Calendar, Date, Day, End, Export, Fault, Interval, NotADate, Shape, Step, Style};
use maud::{Markup, html};

use crate::address;
use crate::timeline;
use crate::words::{Noun, Word, counted, own_name};

/// What a writing was understood as.
#[derive(Debug, Clone)]
pub struct Understanding {
    /// The date as a careful author writes it; `None` when nothing was understood.
    pub said: Option<String>,
    /// What is known of it, each with its name.
    pub facts: Vec<Fact>,
    /// How it was reached, in the order of the reading.
    pub steps: Vec<String>,
    /// What is wrong, and where.
    pub troubles: Vec<Trouble>,
}

/// One thing known of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: &'static str,
    /// What it says.
    pub words: String,
}

/// What cannot be right, or was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The bytes of the writing that it is about.
    pub range: Range<usize>,
    /// What is so: lower case, no full stop.
    pub words: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Explains how a writing was understood, in a language.
pub fn understanding(text: &str, parsed: &Result<Date, NotADate>, lang: Lang) -> Understanding {
    match parsed {
        Ok(date) => of_date(text, date, lang),
        Err(why) => {
            let (understood, trouble) = stopped(text, why, lang);
            let mut understanding = understood.map_or_else(
                || Understanding {
                    said: None,
                    facts: Vec::new(),
                    steps: Vec::new(),
                    troubles: Vec::new(),
                },
                |date| of_date(text, date, lang),
            );
            understanding.troubles.insert(0, trouble);
            understanding
        }
    }
}

/// A page's answer to a writing: what it means, on an axis and in words, what is
/// wrong with it, and how other programs would read it. Examples when nothing is
/// written.
pub fn answer(text: &str, lang: Lang) -> Markup {
    if text.trim().is_empty() {
        return all_examples(lang);
    }
    let parsed = derek_time::parse(text);
    let understood = understanding(text, &parsed, lang);
    let exports: Vec<(Export, Option<String>)> = match &parsed {
        Ok(date) => Export::ALL.map(|export| (export, date.export(export))).into(),
        Err(_) => Vec::new(),
    };
    let date = match &parsed {
        Ok(date) => Some(date),
        Err(why) => why.understood.as_deref(),
    };
    html! {
        @for trouble in &understood.troubles {
            div class="date-trouble" {
                p class="writing" dir="auto" {
                    @let Range { start, end } = trouble.range;
                    (text.get(..start).unwrap_or_default())
                    mark class="bad" { (text.get(start..end).unwrap_or_default()) }
                    (text.get(end..).unwrap_or_default())
                }
                p { (trouble.words) }
                @if let Some(hint) = &trouble.hint { p class="quiet" { (Word::Hint.get(lang)) ": " (hint) } }
            }
        }
        (timeline::inks())
        @if let Some(said) = &understood.said {
            p class="date-said" { output { (said) } " " (copy(lang)) }
        }
        (explanation(&understood, date, lang))
        @if exports.iter().any(|(_, exported)| exported.is_some()) {
            details class="exports" {
                summary { (Word::DateElsewhere.get(lang)) }
                @for (export, exported) in &exports {
                    section class="export" {
                        h3 { (export.title()) }
                        @match exported {
                            Some(exported) => { (copy(lang)) pre { code { (exported) } } },
                            None => { p class="quiet" { (Word::NotExported.get(lang)) } },
                        }
                    }
                }
            }
        }
    }
}

/// The facts of a date and the way to them, with a drawing.
fn explanation(understood: &Understanding, date: Option<&Date>, lang: Lang) -> Markup {
    html! {
        @if let Some(drawing) = date.and_then(|date| timeline::of_date(date, lang)) {
            div class="drawing sketch" tabindex="0" role="region" aria-label=(Word::Timeline.get(lang)) { (drawing) }
        }
        @if !understood.facts.is_empty() {
            dl class="facts" {
                @for fact in &understood.facts {
                    div { dt { (fact.name) } dd { (fact.words) } }
                }
            }
        }
        @if !understood.steps.is_empty() {
            p class="small-label" { (Word::Steps.get(lang)) }
            ol class="steps" { @for step in &understood.steps { li { (step) } } }
        }
    }
}

/// How a date on a page was understood, folded away.
pub fn disclosure(text: &str, date: &Date, lang: Lang) -> Markup {
    let understood = of_date(text, date, lang);
    html! {
        details class="how-understood" {
            summary { (Word::HowUnderstood.get(lang)) }
            @for trouble in &understood.troubles { p class="date-trouble" { (trouble.words) } }
            (explanation(&understood, Some(date), lang))
            p { a href={ "/date?text=" (address::segment(text)) } { (Word::DateAlone.get(lang)) " →" } }
        }
    }
}

/// A button that the script shows: it copies what stands beside it.
fn copy(lang: Lang) -> Markup {
    html! {
        button type="button" class="quiet" data-copy hidden data-done=(Word::Copied.get(lang)) { (Word::Copy.get(lang)) }
    }
}

/// Dates to try, in every language, the page's own first.
fn all_examples(lang: Lang) -> Markup {
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    html! {
        h2 class="small-label" { (Word::DateExamples.get(lang)) }
        @for lang in std::iter::once(lang).chain(others) {
            section class="examples" lang=(lang.tag()) aria-label=(own_name(lang)) {
                ul {
                    @for example in examples(lang) {
                        li { a href={ "/date?text=" (address::segment(example)) } { (example) } }
                    }
                }
            }
        }
    }
}

fn of_date(text: &str, date: &Date, lang: Lang) -> Understanding {
    let (why_calendar, steps): (Vec<&Step>, Vec<&Step>) =
        date.steps.iter().partition(|step| is_about_the_calendar(step));
    let mut facts = Vec::new();
    let mut add = |name: Word, words: String| facts.push(Fact { name: name.get(lang), words });
    for (name, words) in days(date, lang) {
        add(name, words);
    }
    for (name, words) in styles(date, lang) {
        add(name, words);
    }
    if date.calendar != Calendar::Unmarked || is_unmarked(date) {
        let calendar = date.calendar.in_lang(lang).to_owned();
        let why = why_calendar.first().map(|step| step.in_lang(lang));
        add(Word::CalendarOfDate, why.unwrap_or(calendar));
    }
    if let Some(edtf) = date.export(Export::Edtf) {
        add(Word::Edtf, edtf);
    }
    Understanding {
        // What is no day has no words of its own.
        said: (!date.faults.contains(&Fault::NoSuchDay)).then(|| date.in_lang(lang)),
        facts,
        steps: steps.iter().map(|step| step.in_lang(lang)).collect(),
        troubles: date
            .faults
            .iter()
            .map(|fault| Trouble {
                range: place_of_faults(text),
                words: fault.in_lang(lang),
                hint: remedy(fault, lang),
            })
            .collect(),
    }
}

/// The days it may touch, or where it begins and where it ends.
fn days(date: &Date, lang: Lang) -> Vec<(Word, String)> {
    let is_known =
        |interval: &Interval| interval.first_day().is_some() || interval.last_day().is_some();
    match date.shape {
        Shape::Within(interval) if interval.days() == Some(1) => match is_unmarked(date) {
            // Which day it is, is told for each calendar.
            true => Vec::new(),
            false => vec![(Word::DayOfDate, interval_words(&interval, lang))],
        },
        Shape::Within(interval) if is_known(&interval) => {
            vec![(Word::DaysOfDate, interval_words(&interval, lang))]
        }
        Shape::Throughout { begins, ends } => [(Word::BeginsOn, begins), (Word::EndsOn, ends)]
            .into_iter()
            .filter(|(_, interval)| is_known(interval))
            .map(|(name, interval)| (name, interval_words(&interval, lang)))
            .collect(),
        Shape::Within(_) => Vec::new(),
    }
}

/// Both ends of an interval to the day, and how many days that is.
fn interval_words(interval: &Interval, lang: Lang) -> String {
    let end = |end: End| match end {
        End::Day(day) => day.in_lang(lang),
        End::Open => Word::OpenEnd.get(lang).to_owned(),
        End::Unknown => Word::UnknownEnd.get(lang).to_owned(),
    };
    match interval.days() {
        Some(1) => match interval.first_day() {
            Some(day) => format!("{}, {}", day.in_lang(lang), day.weekday().in_lang(lang)),
            None => end(interval.first),
        },
        Some(days) => {
            let count = counted(usize::try_from(days).unwrap_or(0), Noun::Day, lang);
            format!("{} – {} ({count})", end(interval.first), end(interval.last))
        }
        None => format!("{} – {}", end(interval.first), end(interval.last)),
    }
}

/// The same days in each style; when the calendar is not known, what each would make of them.
fn styles(date: &Date, lang: Lang) -> Vec<(Word, String)> {
    if is_unmarked(date) {
        let as_if = |calendar| {
            let date = date.in_calendar(calendar);
            let day = date.bounds().first_day().filter(|_| date.bounds().days() == Some(1));
            let weekday = day.map(|day: Day| format!(", {}", day.weekday().in_lang(lang)));
            format!("{}{}", date.in_lang(lang), weekday.unwrap_or_default())
        };
        return vec![
            (Word::OldStyleIf, as_if(Calendar::Julian)),
            (Word::NewStyleIf, as_if(Calendar::Gregorian)),
        ];
    }
    if let Some(other) = date.readings().get(1) {
        return vec![(Word::OrElse, interval_words(other, lang))];
    }
    if date.calendar == Calendar::Unmarked {
        return Vec::new();
    }
    let (old, new) = (date.in_style(Style::Old, lang), date.in_style(Style::New, lang));
    match old == new {
        true => Vec::new(),
        false => vec![(Word::OldStyle, old), (Word::NewStyle, new)],
    }
}

/// Whether nobody says which calendar is meant, and it matters.
fn is_unmarked(date: &Date) -> bool {
    date.steps.contains(&Step::CalendarUnmarked)
}

fn is_about_the_calendar(step: &Step) -> bool {
    matches!(
        step,
        Step::CalendarNamed(_)
            | Step::CalendarByWeekday(..)
            | Step::CalendarByDay(_)
            | Step::CalendarUnmarked
    )
}

/// Where in the writing the fault lies: the one date of it that has faults, else all of it.
fn place_of_faults(text: &str) -> Range<usize> {
    let faulty = derek_time::find(text).into_iter().find(|mention| !mention.date.faults.is_empty());
    faulty.map_or_else(|| trimmed(text), |mention| mention.range)
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// What was understood before the reading stopped, and where it stopped.
fn stopped<'d>(text: &str, why: &'d NotADate, lang: Lang) -> (Option<&'d Date>, Trouble) {
    let stopped = if text.is_char_boundary(why.stopped) { why.stopped } else { 0 };
    let (before, rest) = text.split_at(stopped);
    match &why.understood {
        Some(date) => {
            let start = stopped + rest.find(char::is_alphanumeric).unwrap_or(0);
            let word = &text[start..];
            let end = start + word.find(char::is_whitespace).unwrap_or(word.len());
            let before = before.trim();
            let words = say!({ before } en: "the reading stopped here; only “{before}” was understood", ru: "здесь чтение остановилось; понято только «{before}»", kk: "оқу осы жерде тоқтады; түсінілгені тек «{before}»");
            let hint = say!(en: "write the date alone, and what else there is to say in a note", ru: "напишите одну дату, а остальное — в примечании", kk: "тек күннің өзін жазыңыз, қалғанын ескертпеге жазыңыз");
            let trouble = Trouble {
                range: start..end,
                words: words.get(lang).to_owned(),
                hint: Some(hint.get(lang).to_owned()),
            };
            (Some(date.as_ref()), trouble)
        }
        None => {
            let words = say!(en: "this was not understood as a date", ru: "это не понято как дата", kk: "бұл күн деп түсінілмеді");
            let examples = examples(lang).join("; ");
            let hint = say!({ examples } en: "try: {examples}", ru: "попробуйте: {examples}", kk: "былай жазып көріңіз: {examples}");
            let trouble = Trouble {
                range: trimmed(text),
                words: words.get(lang).to_owned(),
                hint: Some(hint.get(lang).to_owned()),
            };
            (None, trouble)
        }
    }
}

/// What to do about a fault; `None` when that is plain from it.
fn remedy(fault: &Fault, lang: Lang) -> Option<String> {
    let said: Said = match *fault {
        Fault::NoSuchDay => {
            say!(en: "check the day, the month and the year in the source", ru: "сверьте с источником число, месяц и год", kk: "күнін, айын, жылын дереккөзбен салыстырыңыз")
        }
        Fault::WeekdayDiffers { .. } => {
            say!(en: "one of the two is a slip, or another calendar is meant: name it (O.S., N.S.)", ru: "одно из двух — описка, или имеется в виду другой календарь: укажите его (ст. ст., н. ст.)", kk: "екеуінің бірі қате немесе басқа күнтізбе меңзелген: оны көрсетіңіз (ескіше, жаңаша)")
        }
        Fault::DoubleDateDiffers { expected_days, .. } => {
            say!({ expected_days } en: "the Old Style day must be {expected_days} days earlier than the New Style one", ru: "число по старому стилю должно быть на {expected_days} дн. раньше числа по новому", kk: "ескіше күн жаңаша күннен {expected_days} күн бұрын болуы керек")
        }
        _ => return None,
    };
    Some(said.get(lang).to_owned())
}

/// Dates as they may be written in a language, to be tried.
pub fn examples(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::En => [
            "25 October (7 November) 1917", "25 October 1917", "Wednesday, 25 October 1917",
            "mid-1918", "no later than 5 December 1917 O.S.", "44 BC",
        ],
        Lang::Ru => [
            "25 октября (7 ноября) 1917 г.",
            "25 октября 1917 г.",
            "не позднее 5 декабря 1917 г. (ст. ст.)",
            "с 5 по 13 декабря 1917 г.",
            "вторая половина XIX века",
            "44 г. до н. э.",
        ],
        Lang::Kk => [
            "1917 жылғы 25 қазан (7 қараша)",
            "1917 жылғы 25 қазан",
            "1918 жылдың ортасы",
            "ескіше 1917 жылғы 5–13 желтоқсан",
            "1918 жылғы мамырға дейін",
            "XIX ғасырдың екінші жартысы",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use derek_time::parse;

    fn of(text: &str, lang: Lang) -> Understanding {
        understanding(text, &parse(text), lang)
    }

    fn fact(text: &str, lang: Lang, name: Word) -> Option<String> {
        let facts = of(text, lang).facts;
        facts.into_iter().find(|fact| fact.name == name.get(lang)).map(|fact| fact.words)
    }

    #[test]
    fn every_example_is_understood_without_trouble() {
        for lang in Lang::ALL {
            for example in examples(lang) {
                let understanding = of(example, lang);
                assert_eq!(understanding.troubles, [], "{example}");
                assert!(!understanding.facts.is_empty(), "{example}");
            }
        }
    }

    #[test]
    fn an_unmarked_day_is_told_in_both_styles() {
        let fact = |name| fact("25 October 1917", Lang::En, name);
        assert_eq!(
            fact(Word::OldStyleIf).as_deref(),
            Some("25 October (7 November) 1917, Wednesday")
        );
        assert_eq!(fact(Word::NewStyleIf).as_deref(), Some("12 (25) October 1917, Thursday"));
    }

    #[test]
    fn a_stretch_is_told_by_its_ends() {
        let fact = |name| fact("1917–1920", Lang::Ru, name);
        assert_eq!(
            fact(Word::BeginsOn).as_deref(),
            Some("1 января 1917 г. – 31 декабря 1917 г. (365 дней)")
        );
        assert_eq!(fact(Word::CalendarOfDate), None, "a year is the same in both calendars");
    }

    #[test]
    fn where_the_reading_stopped() {
        let text = "1919, perhaps in Orenburg";
        let understanding = of(text, Lang::En);
        assert_eq!(understanding.said.as_deref(), Some("1919"));
        let trouble = &understanding.troubles[0];
        assert!(trouble.words.contains("“1919”"), "{}", trouble.words);
        assert_eq!(&text[trouble.range.clone()], "perhaps");
    }

    #[test]
    fn the_faulty_part_is_pointed_at() {
        let text = " 30 February 1917 ";
        let understanding = of(text, Lang::En);
        assert_eq!(&text[understanding.troubles[0].range.clone()], "30 February 1917");
    }

    #[test]
    fn nothing_and_anything_can_be_explained() {
        for text in ["", "  ", "қ", "once upon a time", "1917 \u{301}", "5/6/1917", "30.02.1917 (x"]
        {
            for lang in Lang::ALL {
                for trouble in of(text, lang).troubles {
                    assert!(text.get(trouble.range).is_some(), "{text}");
                }
            }
        }
    }
}
