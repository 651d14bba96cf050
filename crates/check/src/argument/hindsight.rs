//! A motive that could not yet be known.

use derek_study::{Card, Reason, Study, Value, say};
use derek_time::{Day, Interval, Mention, Year};

use crate::grounds::name;
use crate::naming::lowered;
use crate::{Objections, Reading, check};

check! {
    /// The reason that is given for an event names something that came after it: a later
    /// year, or a later event.
    ///
    /// Who acted did not know what was to come. A reason of this kind is an explanation
    /// of ours, or it speaks of a fear or hope, which should be said.
    ///
    /// ```study
    /// //- cards/flight.md
    /// ---
    /// kind: event
    /// name: Flight
    /// when: May 1855
    /// reason:
    ///   - ⟦to escape the famine of 1857⟧
    ///   - ⟦because of [[reprisals]]⟧
    /// ---
    /// //- cards/reprisals.md
    /// ---
    /// kind: event
    /// name: Reprisals
    /// when: 1860
    /// ---
    /// ```
    ///
    /// What came before is clean, and so are expectations and words that may be of the time:
    ///
    /// ```study
    /// //- cards/flight.md
    /// ---
    /// kind: event
    /// name: Flight
    /// when: May 1855
    /// reason:
    ///   - the harvest of 1854 was lost
    ///   - after [[reprisals]]
    ///   - {value: to settle abroad before 1857, mode: intention}
    ///   - the levy of the spring of 1855
    ///   - fear for his cattle, as he wrote in 1870
    /// ---
    /// //- cards/reprisals.md
    /// ---
    /// kind: event
    /// name: Reprisals
    /// when: 1854/1855
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Only reasons stated as facts of dated events are read, and only dates with their
    /// year and links to dated cards in them. A reason that says who told it later is left
    /// alone, and its year with it.
    pub static HINDSIGHT = "hindsight" {
        room: "argument", level: Unlikely, since: "0.1.0",
        en: "a reason that came after what it explains",
        ru: "названная причина позже того, что она объясняет",
        kk: "өзі түсіндіретін оқиғадан кейін болған себеп",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let dated =
        study.cards.iter().filter(|card| matches!(card.kind.as_str(), "event" | "document"));
    for card in dated {
        let Some(event) = latest(card) else { continue };
        let facts = card
            .values("reason")
            .filter(|value| !value.judged && value.mode == derek_study::Mode::Fact);
        for value in facts {
            let Some(later) = later(study, value, event) else { continue };
            let when = derek_time::Date::from(event);
            objections.add(
                vec![study.place(&card.file, value.text_range.clone(), "reason")],
                vec![
                    Reason::shown(say!({ when } en: "the event itself was over by {when} at the latest", ru: "само событие — не позднее {when}", kk: "оқиғаның өзі — ең кеш дегенде {when}")),
                    Reason::shown(later),
                ],
                say!(en: "if they feared or hoped for it, say so with `mode: intention`; if it is your explanation, write it as `judged:`", ru: "если этого опасались или на это надеялись, запишите с `mode: intention`; если это ваше объяснение — как `judged:`", kk: "бұдан қауіптенсе не үміттенсе, `mode: intention` деп жазыңыз; бұл сіздің түсіндірмеңіз болса — `judged:` деп"),
            );
        }
    }
}

/// The last day on which it can have been, by everything that is said of it; `None` when
/// nothing is, or it is open.
fn latest(card: &Card) -> Option<Day> {
    let mut last: Option<Day> = None;
    for date in card.values("when").filter_map(|value| value.date.as_ref()) {
        let day = date.hull().last_day()?;
        last = Some(last.map_or(day, |last| last.max(day)));
    }
    last
}

/// Words of telling: a year beside them is the year in which it was told.
const TELLING: [&str; 24] = [
    "wrote", "written", "writes", "said", "says", "told", "tells", "recalled", "recalls",
    "remembered", "explained", "according", "писал", "писала", "написал", "вспоминал",
    "вспоминает", "говорил", "сказал", "объяснял", "словам", "жазған", "айтқан", "жазды",
];

/// What in a reason is later than a day, in words; `None` when nothing surely is.
fn later(study: &Study, value: &Value, event: Day) -> Option<derek_study::Said> {
    if lowered(&value.text).iter().any(|word| TELLING.contains(&word.as_str())) {
        return None;
    }
    let is_later = |days: &Interval| days.first_day().is_some_and(|first| event < first);
    let by_link = value.links.iter().find_map(|link| {
        let named = study.resolve(&link.target, &[]).card()?;
        let mut dates = named.values("when").chain(named.values("begins")).filter_map(|value| value.date.as_ref()).peekable();
        dates.peek()?;
        let all_later = dates.all(|date| is_later(&date.hull()));
        let named = name(named);
        all_later.then(|| say!({ named } en: "“{named}” is dated after it", ru: "«{named}» датируется позже", kk: "«{named}» одан кейінгі күнмен белгіленген"))
    });
    by_link.or_else(|| {
        let written = |mention: &Mention| mention.year == Year::Stated;
        let found = derek_time::find(&value.text).into_iter().filter(written);
        let mut late = found.filter(|mention| is_later(&mention.date.hull()));
        let date = late.next()?.date;
        Some(say!({ date } en: "the reason speaks of {date}", ru: "в причине названо: {date}", kk: "себепте аталғаны: {date}"))
    })
}
