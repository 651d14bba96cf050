//! What a claim of time rests on, in words.

use derek_reason::{Alternative, Contradiction, Ground, Rule};
use derek_study::{Card, Days, Field, Lang, Place, Reason, Said, Study, Value, say};
use derek_time::{Calendar, Date, Interval};

use crate::{Objections, Reading};

/// Why a card's time has the bounds it has, ready to be shown.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The days on which it may begin.
    pub begins: Interval,
    /// The days on which it may end.
    pub ends: Interval,
    /// For each bound that something sets, in their order, what sets it.
    pub sides: Vec<(Side, Vec<Reason>)>,
    /// Whether other cards than this one have a part in the bounds.
    pub is_derived: bool,
}

impl Explained {
    /// A bound with its day: *begins no earlier than 24 March 1918, because*.
    pub fn told(&self, side: Side) -> Said {
        let day = match side {
            Side::BeginsNotEarlier => self.begins.first_day(),
            Side::BeginsNotLater => self.begins.last_day(),
            Side::EndsNotEarlier => self.ends.first_day(),
            Side::EndsNotLater => self.ends.last_day(),
        };
        let day = match day.map(Date::from) {
            Some(day) => say!({ day } en: "{day}", ru: "{day}", kk: "{day}"),
            None => Said::verbatim("?"),
        };
        match side {
            Side::BeginsNotEarlier => {
                say!({ day } en: "begins no earlier than {day}, because", ru: "начало не раньше, чем {day}, потому что", kk: "басталуы ең ерте дегенде {day}, өйткені")
            }
            Side::BeginsNotLater => {
                say!({ day } en: "begins no later than {day}, because", ru: "начало не позже, чем {day}, потому что", kk: "басталуы ең кеш дегенде {day}, өйткені")
            }
            Side::EndsNotEarlier => {
                say!({ day } en: "ends no earlier than {day}, because", ru: "конец не раньше, чем {day}, потому что", kk: "аяқталуы ең ерте дегенде {day}, өйткені")
            }
            Side::EndsNotLater => {
                say!({ day } en: "ends no later than {day}, because", ru: "конец не позже, чем {day}, потому что", kk: "аяқталуы ең кеш дегенде {day}, өйткені")
            }
        }
    }

    /// Whether other cards narrow this time to what a reader can use: 20 years at most between two bounds.
    pub fn is_telling(&self) -> bool {
        let all = Interval { first: self.begins.first, last: self.ends.last };
        self.is_derived && is_telling(&all)
    }
}

/// Days beyond which bounds tell a reader nothing.
const WIDE: i64 = 20 * 366;

/// Whether bounds say more than that somebody was alive.
pub(crate) fn is_telling(all: &Interval) -> bool {
    all.days().map_or(*all != Interval::UNKNOWN, |days| days <= WIDE)
}

/// A bound of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It begins no earlier.
    BeginsNotEarlier,
    /// It begins no later.
    BeginsNotLater,
    /// It ends no earlier.
    EndsNotEarlier,
    /// It ends no later.
    EndsNotLater,
}

/// Why a card's time has the bounds it has; `None` when the study says nothing
/// of its time and ties it to nothing.
pub fn why(study: &Study, card: &Card) -> Option<Explained> {
    let (bounds, why) = derek_reason::why(study, card)?;
    let sides = [
        (Side::BeginsNotEarlier, why.begins_not_earlier),
        (Side::BeginsNotLater, why.begins_not_later),
        (Side::EndsNotEarlier, why.ends_not_earlier),
        (Side::EndsNotLater, why.ends_not_later),
    ];
    let is_own = |ground: &Ground<'_>| matches!(ground, Ground::When { card: of, .. } if of.file == card.file);
    let is_derived = sides.iter().flat_map(|(_, grounds)| grounds).any(|ground| !is_own(ground));
    let told = sides.into_iter().filter(|(_, grounds)| !grounds.is_empty());
    let sides = told.map(|(side, grounds)| (side, grounds.iter().map(worded).collect())).collect();
    Some(Explained { begins: bounds.begins, ends: bounds.ends, sides, is_derived })
}

/// A ground in a sentence to be shown among the reasons of something.
pub(crate) fn worded(ground: &Ground<'_>) -> Reason {
    Reason::shown(match ground {
        Ground::When { card, alternatives, predicate } => when(card, predicate, alternatives),
        Ground::Tie { rule, card, value, other } => tie(*rule, card, value, other),
        Ground::Lifetime(card) => {
            let name = name(card);
            say!({ name } en: "nobody is known to have lived 123 years: {name}", ru: "неизвестно, чтобы кто-либо прожил 123 года: {name}", kk: "123 жыл жасаған адам белгісіз: {name}")
        }
    })
}

pub(crate) fn name(card: &Card) -> Said {
    Said::new(card.name(Lang::En), card.name(Lang::Ru), card.name(Lang::Kk))
}

/// Who says a value: `@key, locator`; the historian of a judgement.
fn by(value: &Value) -> Said {
    let cited: Vec<String> = value
        .citations
        .iter()
        .map(|citation| match citation.locator.is_empty() {
            true => format!("@{}", citation.key),
            false => format!("@{}, {}", citation.key, citation.locator),
        })
        .collect();
    match (cited.is_empty(), value.judged) {
        (false, _) => Said::verbatim(cited.join("; ")),
        (_, true) => say!(en: "judged", ru: "суждение", kk: "пайым"),
        _ => say!(en: "no source given", ru: "источник не указан", kk: "дереккөзі көрсетілмеген"),
    }
}

/// A date as it is meant: with its calendar where that is a choice.
pub(crate) fn meant(alternative: &Alternative<'_>) -> Said {
    let date = &alternative.date;
    let text = alternative.value.text.as_str();
    match alternative.calendar {
        Some(Calendar::Julian) => {
            say!({ text, date } en: "“{text}” as Old Style, that is {date}", ru: "«{text}» по старому стилю: {date}", kk: "«{text}» ескі стильмен: {date}")
        }
        Some(_) => {
            say!({ text, date } en: "“{text}” as New Style, that is {date}", ru: "«{text}» по новому стилю: {date}", kk: "«{text}» жаңа стильмен: {date}")
        }
        None => say!({ date } en: "{date}", ru: "{date}", kk: "{date}"),
    }
}

fn when(card: &Card, predicate: &str, alternatives: &[Alternative<'_>]) -> Said {
    let name = name(card);
    let what = match predicate {
        "begins" => say!(en: "begins", ru: "начало", kk: "басталуы"),
        "ends" => say!(en: "ends", ru: "конец", kk: "аяқталуы"),
        "born" => say!(en: "born", ru: "рождение", kk: "туған күні"),
        "died" => say!(en: "died", ru: "смерть", kk: "қайтыс болуы"),
        _ => say!(en: "when", ru: "когда", kk: "қашан"),
    };
    let told = |alternative: &Alternative<'_>| {
        let (date, by) = (meant(alternative), by(alternative.value));
        say!({ date, by } en: "{date} ({by})", ru: "{date} ({by})", kk: "{date} ({by})")
    };
    let mut told = alternatives.iter().map(told);
    let Some(first) = told.next() else { return name };
    let all = told.fold(first, |all, next| {
        say!({ all, next } en: "{all} or {next}", ru: "{all} или {next}", kk: "{all} немесе {next}")
    });
    say!({ name, what, all } en: "{name}, {what}: {all}", ru: "{name}, {what}: {all}", kk: "{name}, {what}: {all}")
}

fn tie(rule: Rule, card: &Card, value: &Value, other: &Card) -> Said {
    let (mut one, mut two, by) = (name(card), name(other), by(value));
    // Whoever wrote something has the tie, not what was written.
    if rule == Rule::Alive && other.kind != "person" {
        std::mem::swap(&mut one, &mut two);
    }
    match rule {
        Rule::Alive => {
            say!({ one, two, by } en: "“{two}” has a part in “{one}” ({by}), and must be alive then", ru: "«{two}» — участник: «{one}» ({by}), значит, тогда жив", kk: "«{two}» — қатысушы: «{one}» ({by}), демек, ол кезде тірі")
        }
        Rule::Exists => {
            say!({ one, two, by } en: "“{two}” has a part in “{one}” ({by}), and must exist then", ru: "«{two}» — участник: «{one}» ({by}), значит, тогда существует", kk: "«{two}» — қатысушы: «{one}» ({by}), демек, ол кезде бар")
        }
        Rule::Cause => {
            say!({ one, two, by } en: "“{two}” is given as a cause of “{one}” ({by}), and cannot begin after it", ru: "«{two}» названо причиной: «{one}» ({by}), и не может начаться позже", kk: "«{two}» — себебі делінген: «{one}» ({by}), одан кейін басталуы мүмкін емес")
        }
        Rule::Answer => {
            say!({ one, two, by } en: "“{one}” answers “{two}” ({by}), and cannot be earlier", ru: "«{one}» — ответ на «{two}» ({by}) и не может быть раньше", kk: "«{one}» — «{two}» жауабы ({by}), одан бұрын болуы мүмкін емес")
        }
        Rule::Original => {
            say!({ one, two, by } en: "“{one}” goes back to “{two}” ({by}), and cannot be earlier", ru: "«{one}» восходит к «{two}» ({by}) и не может быть раньше", kk: "«{one}» «{two}» негізінде ({by}), одан бұрын болуы мүмкін емес")
        }
        Rule::Part => {
            say!({ one, two, by } en: "“{one}” is a part of “{two}” ({by})", ru: "«{one}» — часть: «{two}» ({by})", kk: "«{one}» — бөлігі: «{two}» ({by})")
        }
        Rule::Succession => {
            say!({ one, two, by } en: "“{one}” succeeds “{two}” ({by}), and cannot begin earlier", ru: "«{one}» — преемник: «{two}» ({by}) и не может начаться раньше", kk: "«{one}» — мұрагері: «{two}» ({by}), одан бұрын басталуы мүмкін емес")
        }
        Rule::Before | Rule::After => {
            let (first, second) = if rule == Rule::Before { (one, two) } else { (two, one) };
            match value.within {
                Some(days) => {
                    let days = Days(i32::try_from(days).unwrap_or(i32::MAX));
                    say!({ first, second, by, days } en: "“{first}” is before “{second}”, by at most {days} ({by})", ru: "«{first}» раньше, чем «{second}», не более чем на {days} ({by})", kk: "«{first}» бұрын, «{second}» кейін, арасы ең көбі {days} ({by})")
                }
                None => {
                    say!({ first, second, by } en: "“{first}” is before “{second}” ({by})", ru: "«{first}» раньше, чем «{second}» ({by})", kk: "«{first}» бұрын, «{second}» кейін ({by})")
                }
            }
        }
        Rule::Same => {
            say!({ one, two, by } en: "“{one}” and “{two}” are one event ({by})", ru: "«{one}» и «{two}» — одно событие ({by})", kk: "«{one}» мен «{two}» — бір оқиға ({by})")
        }
        Rule::During => {
            say!({ one, two, by } en: "“{one}” lies within “{two}” ({by})", ru: "«{one}» происходит во время: «{two}» ({by})", kk: "«{one}» осының кезінде: «{two}» ({by})")
        }
    }
}

/// What a contradiction is about, which says to which check it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Life,
    Existence,
    Cause,
    Other,
    /// The beginning and the end of one card, which another check compares.
    OneCard,
}

fn about(contradiction: &Contradiction<'_>) -> About {
    let has = |wanted: &[Rule]| {
        contradiction
            .grounds
            .iter()
            .any(|ground| matches!(ground, Ground::Tie { rule, .. } if wanted.contains(rule)))
    };
    let ties = contradiction.grounds.iter().any(|ground| !matches!(ground, Ground::When { .. }));
    if has(&[Rule::Cause, Rule::Answer, Rule::Original]) {
        About::Cause
    } else if has(&[Rule::Alive]) {
        About::Life
    } else if has(&[Rule::Exists]) {
        About::Existence
    } else if ties {
        About::Other
    } else {
        About::OneCard
    }
}

/// Objects to the contradictions of a study that are about one kind of thing.
pub(crate) fn contradictions(
    reading: &Reading<'_>,
    what: About,
    help: &Said,
    objections: &mut Objections,
) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    let all = derived.chronology.contradictions.iter();
    for contradiction in all.filter(|contradiction| about(contradiction) == what) {
        // A card that ends before it begins is told as such; the rest follows from that.
        let is_of_reversed = contradiction.grounds.iter().any(
            |ground| matches!(ground, Ground::When { card, .. } if crate::tenure::is_reversed(card)),
        );
        if is_of_reversed {
            continue;
        }
        let because = contradiction.grounds.iter().map(worded).collect();
        objections.add(places(study, contradiction), because, help.clone());
    }
}

/// The places of a contradiction: dates of the cards that state its ties first,
/// then other dates, then the ties themselves.
fn places(study: &Study, contradiction: &Contradiction<'_>) -> Vec<Place> {
    let holders: Vec<&str> = contradiction
        .grounds
        .iter()
        .filter_map(|ground| match ground {
            Ground::Tie { card, .. } => Some(card.file.as_str()),
            _ => None,
        })
        .collect();
    let mut ranked: Vec<(u8, Place)> = Vec::new();
    for ground in &contradiction.grounds {
        match ground {
            Ground::When { card, predicate, alternatives } => {
                let mut seen: Vec<&Value> = Vec::new();
                for alternative in alternatives {
                    let value = alternative.value;
                    if !seen.iter().any(|one| one.range == value.range) {
                        seen.push(value);
                        let rank = u8::from(!holders.contains(&card.file.as_str()));
                        ranked.push((
                            rank,
                            study.place(&card.file, value.text_range.clone(), *predicate),
                        ));
                    }
                }
            }
            Ground::Tie { card, value, rule, .. } => {
                let locator = match rule {
                    Rule::Cause => {
                        let holds = |field: &&Field| {
                            field.values.iter().any(|own| own.range == value.range)
                        };
                        card.fields.iter().find(holds).map_or("caused-by", |field| &field.predicate)
                    }
                    Rule::Answer => "answers",
                    Rule::Original => "derived-from",
                    _ => "",
                };
                ranked.push((2, study.place(&card.file, value.text_range.clone(), locator)));
            }
            Ground::Lifetime(_) => {}
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, place)| place).collect()
}
