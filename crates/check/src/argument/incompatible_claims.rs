//! Two claims that exclude each other, other than by date.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::vocabulary::{Arity, Exclusion, Takes};
use derek_study::{Card, Field, Mode, Polarity, Reason, Said, Study, Value, say};

use crate::grounds::name;
use crate::tenure::surely_overlap;
use crate::{Objections, Reading, check};

check! {
    /// What one source affirms another denies; or a thing that has one value by nature, such
    /// as the place of an event, is given two; or two values that the vocabulary says exclude
    /// each other, such as two calendars, hold at one time; or two cards are said to tell of
    /// one event and of two.
    ///
    /// Rival claims may stay side by side: a judgement says which of them holds, or that
    /// the matter is open (`polarity: doubts`).
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @book{survey, title = {Survey}}
    /// //- cards/omsk.md
    /// ---
    /// kind: place
    /// name: Omsk
    /// ---
    /// //- cards/tomsk.md
    /// ---
    /// kind: place
    /// name: Tomsk
    /// calendar:
    ///   - {value: ⟦julian⟧, cite: "@memoir, p. 2", from: 1700, until: 1918}
    ///   - {value: gregorian, cite: "@survey, p. 8", from: 1800, until: 1850}
    /// ---
    /// //- cards/talks.md
    /// ---
    /// kind: event
    /// name: Talks
    /// where:
    ///   - ⟦omsk⟧ [@memoir, p. 4]
    ///   - tomsk [@survey, p. 90]
    /// outcome:
    ///   - ⟦a truce was signed⟧ [@memoir, p. 5]
    ///   - denied: a truce was signed
    ///     cite: "@survey, p. 91"
    /// same-event: ⟦meeting⟧ [@memoir, p. 6]
    /// ---
    /// //- cards/meeting.md
    /// ---
    /// kind: event
    /// name: Meeting
    /// not-same-event:
    ///   - talks [@survey, p. 92]
    ///   - ⟦meeting⟧ [@survey, p. 93]
    /// ---
    /// ```
    ///
    /// A place in a place, one calendar after another, a judgement, an intention and other words
    /// are clean:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @book{survey, title = {Survey}}
    /// //- cards/omsk.md
    /// ---
    /// kind: place
    /// name: Omsk
    /// part-of: siberia
    /// ---
    /// //- cards/siberia.md
    /// ---
    /// kind: place
    /// name: Siberia
    /// calendar:
    ///   - {value: julian, cite: "@memoir, p. 2", from: 1700, until: January 1918}
    ///   - {value: gregorian, cite: "@survey, p. 8", from: February 1918}
    /// ---
    /// //- cards/talks.md
    /// ---
    /// kind: event
    /// name: Talks
    /// where:
    ///   - omsk [@memoir, p. 4]
    ///   - siberia [@survey, p. 90]
    /// outcome:
    ///   - a truce was signed [@memoir, p. 5]
    ///   - denied: a truce was signed
    ///     cite: "@survey, p. 91"
    ///   - judged: a truce was signed
    ///     because: its text is printed
    ///   - denied: a peace was signed
    ///     cite: "@survey, p. 91"
    ///   - {value: "prisoners go home [@memoir, p. 6]", mode: intention}
    ///   - {denied: "prisoners go home [@survey, p. 93]"}
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Values are compared as they are written, cards by what they are, dates by their
    /// days; claims that exclude each other in other words are not seen. Dates belong to
    /// `conflicting-dates` unless one of them is denied. What a source doubts excludes nothing.
    pub static INCOMPATIBLE_CLAIMS = "incompatible-claims" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "these claims exclude each other",
        ru: "эти утверждения исключают друг друга",
        kk: "бұл тұжырымдар бірін-бірі жоққа шығарады",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in &card.fields {
            denied(study, reading.reference, card, field, objections);
            one_of(study, reading.reference, card, field, objections);
            excluded(study, reading.reference, card, field, objections);
        }
    }
    one_event_or_two(study, objections);
}

/// What a value says, to be held against another: the card it names, its days, its words.
fn sense(study: &Study, base: &[Study], takes: Takes, value: &Value) -> String {
    let card = || study.resolve(&value.text, base).card().map(|card| card.file.clone());
    let days = || value.date.as_ref().map(|date| format!("{:?}", date.hull()));
    let exact = match takes {
        Takes::Card => card(),
        Takes::Date => days(),
        Takes::Text | Takes::Number => None,
    };
    exact.unwrap_or_else(|| {
        value.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    })
}

/// One source affirms what another denies.
fn denied(study: &Study, base: &[Study], card: &Card, field: &Field, objections: &mut Objections) {
    let is_denial = |value: &&Value| !value.judged && value.polarity == Polarity::Denies;
    if !field.values.iter().any(|value| is_denial(&value)) {
        return;
    }
    let predicate = study.vocabulary.predicate(&field.predicate);
    let takes = predicate.map_or(Takes::Text, |predicate| predicate.takes);
    let is_single = predicate.is_some_and(|predicate| predicate.single == Arity::One);
    let standing = field.standing();
    if is_single && standing.iter().any(|value| value.polarity == Polarity::Affirms) {
        return;
    }
    let settled: BTreeSet<String> =
        standing.iter().map(|value| sense(study, base, takes, value)).collect();
    let mut affirmed: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for value in field.affirmed().filter(|value| !value.judged && value.mode == Mode::Fact) {
        affirmed.entry(sense(study, base, takes, value)).or_default().push(value);
    }
    for denial in field.values.iter().filter(is_denial) {
        let sense = sense(study, base, takes, denial);
        // Several denials of one thing are one finding.
        let Some(values) = affirmed.remove(&sense).filter(|_| !settled.contains(&sense)) else {
            continue;
        };
        let by = |value: &Value| cited(value);
        let (yes, no) = (by(values.first().copied().unwrap_or(denial)), by(denial));
        let places = values
            .iter()
            .take(PLACES)
            .copied()
            .chain([denial])
            .map(|value| study.place(&card.file, value.text_range.clone(), &field.predicate));
        objections.add(
            places.collect(),
            vec![
                Reason::shown(say!({ yes } en: "it is affirmed by {yes}", ru: "это утверждает {yes}", kk: "мұны растайтын: {yes}")),
                Reason::shown(say!({ no } en: "it is denied by {no}", ru: "это отрицает {no}", kk: "мұны жоққа шығаратын: {no}")),
            ],
            judge(),
        );
    }
}

/// Two values where one can be true.
fn one_of(study: &Study, base: &[Study], card: &Card, field: &Field, objections: &mut Objections) {
    let Some(predicate) = study.vocabulary.predicate(&field.predicate) else { return };
    let is_compared =
        matches!(predicate.takes, Takes::Card | Takes::Number) || !predicate.among.is_empty();
    if predicate.single != Arity::One || !is_compared || field.affirmed().any(|value| value.judged)
    {
        return;
    }
    let mut values: BTreeMap<String, &Value> = BTreeMap::new();
    for value in field
        .affirmed()
        .filter(|value| value.mode == Mode::Fact && value.from.is_none() && value.until.is_none())
    {
        values.entry(sense(study, base, predicate.takes, value)).or_insert(value);
    }
    let mut values: Vec<&Value> = values.into_values().take(MANY).collect();
    values.sort_by_key(|value| value.range.start);
    let target = |value: &Value| study.resolve(&value.text, base).card();
    let is_apart = |one: &Value, other: &Value| match (target(one), target(other)) {
        (Some(one), Some(other)) => {
            !is_inside(study, base, one, other) && !is_inside(study, base, other, one)
        }
        _ => true,
    };
    let parted: Vec<&Value> = values
        .iter()
        .filter(|one| values.iter().any(|other| one.range != other.range && is_apart(one, other)))
        .copied()
        .collect();
    let places = parted
        .iter()
        .map(|value| study.place(&card.file, value.text_range.clone(), &field.predicate));
    let because = parted.iter().map(|value| {
        let (said, by) = (target(value).map_or_else(|| Said::verbatim(&*value.text), name), cited(value));
        Reason::shown(say!({ said, by } en: "“{said}”, says {by}", ru: "«{said}»: {by}", kk: "«{said}»: {by}"))
    });
    objections.add(places.collect(), because.collect(), judge());
}

/// Two values of which the vocabulary says that they exclude each other at one time.
fn excluded(
    study: &Study,
    base: &[Study],
    card: &Card,
    field: &Field,
    objections: &mut Objections,
) {
    let Some(predicate) = study.vocabulary.predicate(&field.predicate) else { return };
    if predicate.excludes.is_empty() {
        return;
    }
    let of = |field: &'_ Field| -> Vec<Value> {
        let facts = field.affirmed().filter(|value| value.mode == Mode::Fact);
        facts.take(MANY).cloned().collect()
    };
    let own = of(field);
    for (at, one) in own.iter().enumerate() {
        let said = sense(study, base, predicate.takes, one);
        for exclusion in &predicate.excludes {
            let among = |words: &[String], said: &str| {
                words.iter().any(|word| {
                    let meant = match predicate.takes {
                        Takes::Card => study.resolve(word, base).card().map(|card| &card.file),
                        _ => None,
                    };
                    meant.map_or_else(|| word.to_lowercase(), String::clone) == said
                })
            };
            // Each pair once: of one field what stands further down.
            let rivals: Vec<(&str, Value)> = match exclusion {
                Exclusion::Others => own
                    .iter()
                    .skip(at + 1)
                    .map(|other| (&*field.predicate, other.clone()))
                    .collect(),
                Exclusion::Among(words) if among(words, &said) => {
                    let others = own
                        .iter()
                        .skip(at + 1)
                        .filter(|other| among(words, &sense(study, base, predicate.takes, other)));
                    others.map(|other| (&*field.predicate, other.clone())).collect()
                }
                Exclusion::Among(_) => Vec::new(),
                Exclusion::Predicate(name) => {
                    // Where each excludes the other, one of them speaks.
                    let is_told = study.vocabulary.predicate(name).is_some_and(|other| {
                        *name < field.predicate
                            && other
                                .excludes
                                .contains(&Exclusion::Predicate(field.predicate.clone()))
                    });
                    let fields =
                        card.fields.iter().filter(|field| field.predicate == *name && !is_told);
                    fields
                        .flat_map(|field| of(field).into_iter().map(|value| (name.as_str(), value)))
                        .collect()
                }
            };
            let rival = rivals.iter().find(|(name, other)| {
                let takes = study.vocabulary.predicate(name).map_or(predicate.takes, |it| it.takes);
                let is_other = *name != field.predicate || sense(study, base, takes, other) != said;
                is_other && is_at_one_time(one, other)
            });
            let Some((name, other)) = rival else { continue };
            let label =
                |predicate: &str| study.vocabulary.predicate(predicate).map(|it| it.label.clone());
            let reason = |predicate: &str, value: &Value| {
                let (said, by) = (Said::verbatim(&*value.text), cited(value));
                let label = label(predicate).unwrap_or_else(|| Said::verbatim(predicate));
                Reason::shown(
                    say!({ label, said, by } en: "{label}: “{said}”, says {by}", ru: "{label}: «{said}» — {by}", kk: "{label}: «{said}» — {by}"),
                )
            };
            objections.add(
                vec![
                    study.place(&card.file, one.text_range.clone(), &field.predicate),
                    study.place(&card.file, other.text_range.clone(), *name),
                ],
                vec![reason(&field.predicate, one), reason(name, other)],
                judge(),
            );
        }
    }
}

/// Whether two values surely hold at one time: for more than a month, or both without a time.
fn is_at_one_time(one: &Value, other: &Value) -> bool {
    let is_timeless = |value: &Value| value.from.is_none() && value.until.is_none();
    is_timeless(one) && is_timeless(other) || surely_overlap(one, other, CHANGING)
}

/// Days for which one may still last while the next has begun.
const CHANGING: i32 = 31;

/// That two cards tell of one event, or of two.
#[derive(Clone, Copy)]
struct Identity<'a> {
    card: &'a Card,
    other: &'a Card,
    value: &'a Value,
}

/// What is said so under a predicate, by the files of the two cards in their order.
fn identities<'a>(
    study: &'a Study,
    predicate: &str,
) -> BTreeMap<(&'a str, &'a str), Vec<Identity<'a>>> {
    let mut by_pair: BTreeMap<(&str, &str), Vec<Identity<'a>>> = BTreeMap::new();
    for card in &study.cards {
        for value in card.values(predicate) {
            let Some(other) = study.resolve(&value.text, &[]).card() else { continue };
            let (one, two) = (card.file.as_str(), other.file.as_str());
            let pair = (one.min(two), one.max(two));
            by_pair.entry(pair).or_default().push(Identity { card, other, value });
        }
    }
    by_pair
}

/// Two cards of which it is said that they tell of one event, and of two.
fn one_event_or_two(study: &Study, objections: &mut Objections) {
    let different = identities(study, "not-same-event");
    let with_itself = different.values().flatten().filter(|said| said.card.file == said.other.file);
    for said in with_itself {
        let itself = name(said.card);
        objections.add(
            vec![study.place(&said.card.file, said.value.text_range.clone(), "not-same-event")],
            vec![Reason::shown(say!({ itself } en: "“{itself}” is said to be another event than itself", ru: "сказано, что «{itself}» — не то событие, что оно само", kk: "«{itself}» өзінен басқа оқиға делінген"))],
            say!(en: "name the other card, or take the line out", ru: "назовите другую карточку или уберите строку", kk: "басқа карточканы атаңыз немесе жолды алып тастаңыз"),
        );
    }
    for (pair, ones) in identities(study, "same-event") {
        let Some(twos) = different.get(&pair) else { continue };
        let (Some(same), Some(other)) = (ones.first(), twos.first()) else { continue };
        if ones.iter().chain(twos).any(|said| said.value.judged) {
            continue;
        }
        let said = ones.iter().map(|said| (said, "same-event"));
        let said = said.chain(twos.iter().map(|said| (said, "not-same-event"))).take(PLACES);
        let places = said.map(|(said, predicate)| {
            study.place(&said.card.file, said.value.text_range.clone(), predicate)
        });
        let (first, second) = (name(same.card), name(same.other));
        let (yes, no) = (cited(same.value), cited(other.value));
        objections.add(
            places.collect(),
            vec![
                Reason::shown(say!({ first, second, yes } en: "“{first}” and “{second}” are one event: {yes}", ru: "«{first}» и «{second}» — одно событие: {yes}", kk: "«{first}» мен «{second}» — бір оқиға: {yes}")),
                Reason::shown(say!({ no } en: "they are two: {no}", ru: "это два события: {no}", kk: "бұл екі оқиға: {no}")),
            ],
            judge(),
        );
    }
}

/// Whether a place, or whatever it is, is part of another, however far up.
fn is_inside(study: &Study, base: &[Study], card: &Card, whole: &Card) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::from([card.file.as_str()]);
    let mut open = vec![card];
    while let Some(here) = open.pop() {
        if here.file == whole.file {
            return true;
        }
        for value in here.values("part-of") {
            let above = study.resolve(&value.text, base).card();
            open.extend(above.filter(|above| seen.len() < WHOLES && seen.insert(&above.file)));
        }
    }
    false
}

fn cited(value: &Value) -> Said {
    let cited: Vec<String> = value
        .citations
        .iter()
        .take(PLACES)
        .map(|citation| match citation.locator.is_empty() {
            true => format!("@{}", citation.key),
            false => format!("@{}, {}", citation.key, citation.locator),
        })
        .collect();
    match (cited.is_empty(), &value.by) {
        (false, None) => Said::verbatim(cited.join("; ")),
        (false, Some(by)) => Said::verbatim(format!("{by} ({})", cited.join("; "))),
        (true, Some(by)) => Said::verbatim(&**by),
        (true, None) => {
            say!(en: "no source given", ru: "источник не указан", kk: "дереккөзі көрсетілмеген")
        }
    }
}

fn judge() -> Said {
    say!(en: "write a judgement with its reason, for one of them or that it is open; both stay", ru: "запишите суждение с обоснованием: в пользу одного или что вопрос открыт; оба сохранятся", kk: "негіздемесімен пайым жазыңыз: бірінің пайдасына не мәселе ашық екені туралы; екеуі де сақталады")
}

/// Places of one finding that are shown.
const PLACES: usize = 6;

/// Values of one field that are held against each other.
const MANY: usize = 16;

/// Wholes that are walked through from one part.
const WHOLES: usize = 64;
