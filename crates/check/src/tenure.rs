//! How long something was there, and what is told of it beyond that.

use derek_reason::GRACE;
use derek_study::study::Resolution;
use derek_study::vocabulary::{Extent, Takes};
use derek_study::{Card, Field, Mode, Place, Reason, Said, Study, Value, say};
use derek_time::{Date, Day};

use crate::Reading;
use crate::grounds::name;

/// An end of a life, with who tells it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End<'a> {
    /// The outermost day that it can have been.
    pub day: Day,
    pub predicate: &'static str,
    pub value: &'a Value,
}

/// Between which days a person lived or a body, a place, a period was there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Life<'a> {
    pub begins: Option<End<'a>>,
    pub ends: Option<End<'a>>,
}

impl<'a> Life<'a> {
    /// As far as the card tells: of several testimonies the one that leaves most room.
    ///
    /// Of a life that ends before it begins nothing is known: that is a finding of its own.
    pub(crate) fn of(card: &'a Card) -> Life<'a> {
        let told = Life::told(card);
        if told.is_reversed() { Life::default() } else { told }
    }

    fn told(card: &'a Card) -> Life<'a> {
        let (first, last) = match card.kind.as_str() {
            "person" => ("born", "died"),
            _ => ("begins", "ends"),
        };
        let outermost = |predicate: &'static str, earliest: bool| {
            let ends = held(card, predicate).into_iter().map(|(value, date)| {
                let hull = date.hull();
                let day = if earliest { hull.first_day() } else { hull.last_day() };
                Some(End { day: day?, predicate, value })
            });
            // A testimony that leaves the end open leaves all open.
            let ends: Vec<End<'a>> = ends.collect::<Option<_>>()?;
            match earliest {
                true => ends.into_iter().min_by_key(|end| end.day),
                false => ends.into_iter().max_by_key(|end| end.day),
            }
        };
        Life { begins: outermost(first, true), ends: outermost(last, false) }
    }

    fn is_reversed(&self) -> bool {
        self.begins.zip(self.ends).is_some_and(|(begins, ends)| ends.day < begins.day)
    }

    /// The end that a date surely lies beyond, by more than so many days.
    fn left_by(&self, date: &Date, grace: i32) -> Option<End<'a>> {
        let days = date.hull();
        let early = self
            .begins
            .filter(|begins| days.last_day().is_some_and(|last| last.plus(grace) < begins.day));
        early.or_else(|| {
            self.ends
                .filter(|ends| days.first_day().is_some_and(|first| ends.day.plus(grace) < first))
        })
    }

    /// The ends by which two lives surely miss one another.
    fn missed_by(&self, other: &Life<'a>, grace: i32) -> Option<(End<'a>, End<'a>)> {
        let before = |one: &Life<'a>, next: &Life<'a>| {
            let (ends, begins) = (one.ends?, next.begins?);
            (ends.day.plus(grace) < begins.day).then_some((ends, begins))
        };
        before(self, other).or_else(|| before(other, self).map(|(ends, begins)| (begins, ends)))
    }
}

/// The dated values of a field to reckon with: the last judgement, else what is told as a fact.
pub(crate) fn held<'a>(card: &'a Card, predicate: &str) -> Vec<(&'a Value, &'a Date)> {
    let dated = || {
        card.values(predicate).filter_map(|value| {
            let date = value.date.as_ref().filter(|date| date.faults.is_empty())?;
            Some((value, date))
        })
    };
    match dated().filter(|(value, _)| value.judged).last() {
        Some(judged) => vec![judged],
        None => dated().filter(|(value, _)| value.mode == Mode::Fact).collect(),
    }
}

/// Whether a card's end surely lies before its beginning: what else its dates contradict
/// follows from that.
pub(crate) fn is_reversed(card: &Card) -> bool {
    Life::told(card).is_reversed()
}

/// Something told of a time at which its holder, or what it points to, was not there.
#[derive(Debug)]
pub(crate) struct Outside {
    pub places: Vec<Place>,
    pub because: Vec<Reason>,
}

/// Whose life is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    People,
    Others,
}

/// Every stretch that reaches beyond the life of its holder or of what it points to.
pub(crate) fn outside(reading: &Reading<'_>, whose: Whose) -> Vec<Outside> {
    let Some(study) = reading.study else { return Vec::new() };
    let is_asked = |card: &Card| (card.kind == "person") == (whose == Whose::People);
    let mut all = Vec::new();
    for card in &study.cards {
        let own = Life::of(card);
        for (field, takes) in stretched(study, card) {
            for value in field.affirmed().filter(|value| value.mode == Mode::Fact) {
                let target = match takes {
                    Takes::Card => match study.resolve(&value.text, reading.reference) {
                        Resolution::One(target) if target.file != card.file => Some(target),
                        _ => None,
                    },
                    _ => None,
                };
                let found = [Some(card), target].into_iter().flatten().filter(|of| is_asked(of));
                let found = found.filter_map(|of| beyond(study, card, field, value, of));
                if let Some(outside) = found.into_iter().next() {
                    all.push(outside);
                } else if let Some(target) = target
                    && whose == Whose::Others
                    && value.from.is_none()
                    && value.until.is_none()
                    && let Some((here, there)) =
                        own.missed_by(&Life::of(target), days_of_grace(target))
                {
                    all.push(Outside {
                        places: places(study, card, field, value.text_range.clone())
                            .chain(end_place(study, target, &there))
                            .collect(),
                        because: vec![told(card, &here), told(target, &there)],
                    });
                }
            }
        }
        if whose == Whose::Others && matches!(card.kind.as_str(), "event" | "document") {
            all.extend(at_place(reading, study, card));
        }
    }
    all
}

/// An event at a place that was not there then.
fn at_place(reading: &Reading<'_>, study: &Study, card: &Card) -> Option<Outside> {
    let when = held(card, "when");
    let (value, _) = when.first()?;
    let places = card.values("where").filter(|value| value.mode == Mode::Fact);
    places.filter_map(|at| study.resolve(&at.text, reading.reference).card()).find_map(|place| {
        let life = Life::of(place);
        // Any testimony that lets the place be there then is enough.
        let left: Option<Vec<End<'_>>> =
            when.iter().map(|(_, date)| life.left_by(date, 0)).collect();
        let end = *left?.first()?;
        let date = value.date.as_ref()?;
        let event = name(card);
        Some(Outside {
            places: std::iter::once(study.place(&card.file, value.text_range.clone(), "when"))
                .chain(end_place(study, place, &end))
                .collect(),
            because: vec![
                Reason::shown(say!({ event, date } en: "“{event}” is dated {date}", ru: "«{event}», дата — {date}", kk: "«{event}», күні — {date}")),
                told(place, &end),
            ],
        })
    })
}

fn days_of_grace(card: &Card) -> i32 {
    match card.kind.as_str() {
        "person" => 0,
        _ => i32::try_from(GRACE).unwrap_or(31),
    }
}

/// Fields of a card whose values hold from a time until a time.
fn stretched<'a>(study: &'a Study, card: &'a Card) -> impl Iterator<Item = (&'a Field, Takes)> {
    card.fields.iter().filter_map(|field| {
        let predicate = study.vocabulary.predicate(&field.predicate)?;
        (predicate.time == Extent::Stretch).then_some((field, predicate.takes))
    })
}

fn beyond(study: &Study, card: &Card, field: &Field, value: &Value, of: &Card) -> Option<Outside> {
    let (life, grace) = (Life::of(of), days_of_grace(of));
    let ends = [(&value.from, true), (&value.until, false)];
    ends.into_iter().find_map(|(date, is_from)| {
        let date = date.as_ref().filter(|date| date.faults.is_empty())?;
        let end = life.left_by(date, grace)?;
        let range = written(study, &card.file, value, date);
        let here = match is_from {
            true => {
                say!({ date } en: "what is told here begins {date}", ru: "сказанное здесь, начало — {date}", kk: "мұнда айтылғанның басталуы — {date}")
            }
            false => {
                say!({ date } en: "what is told here ends {date}", ru: "сказанное здесь, конец — {date}", kk: "мұнда айтылғанның аяқталуы — {date}")
            }
        };
        Some(Outside {
            places: places(study, card, field, range)
                .chain(end_place(study, of, &end))
                .collect(),
            because: vec![Reason::shown(here), told(of, &end)],
        })
    })
}

fn places<'s>(
    study: &'s Study,
    card: &Card,
    field: &Field,
    range: std::ops::Range<usize>,
) -> impl Iterator<Item = Place> + use<'s> {
    std::iter::once(study.place(&card.file, range, field.predicate.as_str()))
}

fn end_place(study: &Study, of: &Card, end: &End<'_>) -> Option<Place> {
    let is_own = study.file(&of.file).is_some();
    is_own.then(|| study.place(&of.file, end.value.text_range.clone(), end.predicate))
}

/// Where a value's file has the words of one of its ends; the whole value when they are not to be found.
pub(crate) fn written(
    study: &Study,
    file: &str,
    value: &Value,
    date: &Date,
) -> std::ops::Range<usize> {
    let words = study.file(file).and_then(|text| text.get(value.range.clone()));
    let at = words.and_then(|words| words.rfind(date.text.as_str()));
    match at.filter(|_| !date.text.is_empty()) {
        Some(at) => value.range.start + at..value.range.start + at + date.text.len(),
        None => value.range.clone(),
    }
}

/// An end of a life in words.
pub(crate) fn told(card: &Card, end: &End<'_>) -> Reason {
    let called = name(card);
    let Some(date) = end.value.date.as_ref() else { return Reason::shown(called) };
    let said: Said = match end.predicate {
        "born" => {
            say!({ called, date } en: "{called} was born {date}", ru: "{called}: рождение — {date}", kk: "{called}: туған күні — {date}")
        }
        "died" => {
            say!({ called, date } en: "{called} died {date}", ru: "{called}: смерть — {date}", kk: "{called}: қайтыс болуы — {date}")
        }
        "begins" => {
            say!({ called, date } en: "{called} begins {date}", ru: "{called}: начало — {date}", kk: "{called}: басталуы — {date}")
        }
        _ => {
            say!({ called, date } en: "{called} ends {date}", ru: "{called}: конец — {date}", kk: "{called}: аяқталуы — {date}")
        }
    };
    Reason::shown(said)
}

/// Whether two stretches surely share more than so many days; a missing end is not sure.
pub(crate) fn surely_overlap(one: &Value, other: &Value, days: i32) -> bool {
    let ends = |value: &Value| {
        let latest_begin = value.from.as_ref()?.hull().last_day()?;
        Some((latest_begin, value.until.as_ref()?.hull().first_day()?))
    };
    let (Some((a, b)), Some((c, d))) = (ends(one), ends(other)) else { return false };
    a.max(c).plus(days) < b.min(d)
}
