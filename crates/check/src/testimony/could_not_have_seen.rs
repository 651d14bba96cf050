//! A witness who cannot have seen it.

use std::collections::BTreeMap;

use derek_study::{Card, Mode, Place, Reason, Said, Study, Value, say};
use derek_time::Day;

use crate::grounds::name;
use crate::source::{Statement, Witness, document, statements, witnesses, words};
use crate::{Objections, Reading, check};

check! {
    /// A source is cited for an event that lies after the source was written, or after its
    /// author's death; or it counts as the account of a participant or a contemporary,
    /// and its author was born after the event.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{letter, title = {Letter}}
    /// @book{memoir, title = {Memoir}}
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: ⟦3 May 1855⟧
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// author: officer
    /// access: participant
    /// ---
    /// //- cards/officer.md
    /// ---
    /// kind: person
    /// name: Officer
    /// born: ⟦1860⟧
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: June 1855
    /// outcome:
    ///   - the town was burnt [@letter, p. 1]
    ///   - the townspeople fled [@memoir, p. 8]
    /// ---
    /// ```
    ///
    /// A plan may be older than what was planned, a later account is none of a participant,
    /// and bounds that allow it are clean:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{letter, title = {Letter}}
    /// @book{memoir, title = {Memoir}}
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: 1855
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// author: officer
    /// access: later
    /// ---
    /// //- cards/plan.md
    /// ---
    /// kind: document
    /// name: Plan
    /// when: 1854
    /// ---
    /// //- cards/officer.md
    /// ---
    /// kind: person
    /// name: Officer
    /// born: 1860
    /// ---
    /// //- cards/landing.md
    /// ---
    /// kind: event
    /// name: Landing
    /// when: June 1855
    /// outcome:
    ///   - the town was burnt [@letter, p. 1]
    ///   - the townspeople fled [@memoir, p. 8]
    ///   - {value: "two forts shall be taken [@plan, p. 1]", mode: intention}
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A source is known by a document card named like its citation key (the year of a work
    /// in the bibliography is not weighed here), and whoever is
    /// quoted by `by`; words of the dead that were repeated at an event (`says`) are left
    /// alone. Of several authors one who can have seen it is enough. A newspaper needs the
    /// years through which it is cited: `when: 1913/1918`. Whether somebody was at the
    /// place is not asked.
    pub static COULD_NOT_HAVE_SEEN = "could-not-have-seen" {
        room: "testimony", level: Conflict, since: "0.1.0",
        en: "this witness cannot have known of the event",
        ru: "этот свидетель не мог знать о событии",
        kk: "бұл куәгердің оқиға туралы білуі мүмкін емес",
        find: find,
    }
}

/// Why a witness cannot have known of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bar {
    Written,
    Died,
    Born,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut found: BTreeMap<(&str, Bar), (&Card, &Value, Vec<Statement<'_>>)> = BTreeMap::new();
    let spans = Spans::of(study);
    for statement in statements(study) {
        let Statement { card, field, value } = statement;
        let is_old_word = value.by.is_some() && field.predicate == "says";
        if card.kind != "event" || value.mode != Mode::Fact || is_old_word {
            continue;
        }
        let Some(event) = spans.when.get(card.file.as_str()) else { continue };
        for (of, bar, by) in barred(study, &spans, value, *event) {
            let entry = found.entry((of.file.as_str(), bar)).or_insert((of, by, Vec::new()));
            entry.2.push(statement);
        }
    }
    for ((_, bar), (of, value, said)) in found {
        let (who, when) = (name(of), &value.text);
        let because = told(bar, &who, when);
        let predicate = bar.predicate();
        let own = study.place(&of.file, value.text_range.clone(), predicate);
        objections.add(
            std::iter::once(own).chain(places(study, &said)).collect(),
            vec![Reason::shown(because), Reason::shown(dates(&said))],
            say!(en: "check the dates and their calendar; then the citation, the author, or what is said of the source's access", ru: "проверьте даты и их стиль, затем ссылку, автора и то, что сказано о близости источника к событиям", kk: "күндер мен олардың стилін, одан кейін сілтемені, авторды және дереккөздің оқиғаға жақындығы туралы айтылғанды тексеріңіз"),
        );
    }
}

impl Bar {
    fn predicate(self) -> &'static str {
        match self {
            Bar::Written => "when",
            Bar::Died => "died",
            Bar::Born => "born",
        }
    }
}

fn told(bar: Bar, who: &Said, when: &str) -> Said {
    match bar {
        Bar::Written => {
            say!({ who, when } en: "“{who}” is dated {when}, before the event it is cited for", ru: "«{who}» датируется раньше события, о котором говорит: {when}", kk: "«{who}» өзі айтатын оқиғадан бұрынғы күнмен белгіленген: {when}")
        }
        Bar::Died => {
            say!({ who, when } en: "“{who}” died ({when}) before the event", ru: "«{who}»: смерть раньше события ({when})", kk: "«{who}» оқиғадан бұрын қайтыс болған ({when})")
        }
        Bar::Born => {
            say!({ who, when } en: "“{who}” was born ({when}) after the event, and counts as a participant or a contemporary", ru: "«{who}»: рождение позже события ({when}), а считается участником или современником", kk: "«{who}» оқиғадан кейін туған ({when}), ал қатысушы не замандас саналады")
        }
    }
}

fn dates(said: &[Statement<'_>]) -> Said {
    let mut told: Vec<(&Card, &str)> = Vec::new();
    for one in said {
        let Some(when) = one.card.values("when").next() else { continue };
        if told.last().is_none_or(|(card, _)| card.file != one.card.file) {
            told.push((one.card, &when.text));
        }
    }
    let events = told.iter().take(PLACES).map(|(card, when)| {
        let name = name(card);
        say!({ name, when } en: "“{name}”: {when}", ru: "«{name}»: {when}", kk: "«{name}»: {when}")
    });
    let joined = events.reduce(|all, next| say!({ all, next } en: "{all}; {next}", ru: "{all}; {next}", kk: "{all}; {next}"));
    joined.unwrap_or_else(|| Said::verbatim(""))
}

fn places(study: &Study, said: &[Statement<'_>]) -> Vec<Place> {
    let place = |Statement { card, field, value }: &Statement<'_>| {
        study
            .place(&card.file, value.text_range.clone(), &field.predicate)
            .labelled(say!(en: "cited here", ru: "приводится здесь", kk: "мұнда келтірілген"))
    };
    said.iter().take(PLACES).map(place).collect()
}

/// What bars the witnesses of a value from having known of an event.
fn barred<'a>(
    study: &'a Study,
    spans: &Spans<'a>,
    value: &Value,
    event: (Day, Day),
) -> Vec<(&'a Card, Bar, &'a Value)> {
    let mut bars = Vec::new();
    if value.by.is_none() {
        let has_year = |key: &str| study.entry(key).is_some_and(|entry| !entry.date.is_empty());
        let keys = value.citations.iter().map(|citation| citation.key.as_str());
        let written = keys.filter(|key| !has_year(key)).filter_map(|key| document(study, key));
        for source in written {
            if spans.when.get(source.file.as_str()).is_some_and(|(_, last)| *last < event.0) {
                bars.extend(source.values("when").next().map(|when| (source, Bar::Written, when)));
            }
        }
    }
    for witness in witnesses(study, value) {
        bars.extend(barred_person(spans, &witness, event));
    }
    bars
}

fn barred_person<'a>(
    spans: &Spans<'a>,
    witness: &Witness<'a>,
    event: (Day, Day),
) -> Option<(&'a Card, Bar, &'a Value)> {
    let near = witness.word(&spans.access).is_some_and(|(_, word)| word.text != "later");
    let bar = |card: &&'a Card| {
        let file = card.file.as_str();
        let died = spans.died.get(file).is_some_and(|(_, last)| *last < event.0);
        let born = near && spans.born.get(file).is_some_and(|(first, _)| event.1 < *first);
        let bar = if died { Bar::Died } else { Bar::Born };
        let value = (died || born).then(|| card.values(bar.predicate()).next())??;
        Some((*card, bar, value))
    };
    let people: Vec<&&Card> = witness.cards.iter().filter(|card| card.kind == "person").collect();
    let bars: Vec<_> = people.iter().filter_map(|card| bar(card)).collect();
    (bars.len() == people.len()).then(|| bars.first().copied())?
}

/// When the cards of a study were, by their files.
struct Spans<'a> {
    when: BTreeMap<&'a str, (Day, Day)>,
    born: BTreeMap<&'a str, (Day, Day)>,
    died: BTreeMap<&'a str, (Day, Day)>,
    /// How near they were to the events.
    access: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Spans<'a> {
    fn of(study: &'a Study) -> Spans<'a> {
        let all = |predicate: &str| {
            let told = study
                .cards
                .iter()
                .filter_map(|card| Some((card.file.as_str(), span(card, predicate)?)));
            told.collect()
        };
        Spans {
            when: all("when"),
            born: all("born"),
            died: all("died"),
            access: words(study, "access"),
        }
    }
}

/// The first and the last day of all that is said of when something was, in every reading;
/// `None` when nothing is, or a side is open.
fn span(card: &Card, predicate: &str) -> Option<(Day, Day)> {
    let mut days: Option<(Day, Day)> = None;
    for date in card.values(predicate).filter_map(|value| value.date.as_ref()) {
        let hull = date.hull();
        let (first, last) = (hull.first_day()?, hull.last_day()?);
        days = Some(days.map_or((first, last), |(one, other)| (one.min(first), other.max(last))));
    }
    days
}

/// Places and dates of one finding that are shown.
const PLACES: usize = 6;
