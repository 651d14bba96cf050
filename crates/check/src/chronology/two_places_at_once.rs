//! One person at two places too far apart.

use std::collections::BTreeMap;

use derek_study::{Card, Mode, Reason, Study, Value, say};
use derek_time::Day;

use crate::grounds::name;
use crate::tenure::held;
use crate::{Objections, Reading, check};

check! {
    /// One person takes part in two events, or writes a dated letter, on one day at two
    /// places; or so soon after one another that nobody could have travelled so far.
    ///
    /// How far places lie apart is known where both cards give `coordinates`. Before 1825 a
    /// day's travel is taken as 410 km at most: the fastest ride of the Pony Express, by
    /// changing riders, was 1,950 miles in 7 days and 17 hours
    /// (<https://ponyexpressride.com/quick-facts-3/fastest-pony-express-time/>, read on 22 November 2026).
    /// From 1825 to 1918 it is taken as 2,400 km, a train at 100 km an hour day and night.
    /// Where coordinates are missing, only one and the same day counts.
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// ---
    /// //- cards/feast.md
    /// ---
    /// kind: event
    /// name: Feast
    /// when: 4 May 1721 (N.S.)
    /// where: kazan
    /// party: anna
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: event
    /// name: Council
    /// when: 1721-05-04
    /// where: ⟦moscow⟧
    /// party: anna
    /// ---
    /// //- cards/fair.md
    /// ---
    /// kind: event
    /// name: Fair
    /// when: 6 May 1721 (N.S.)
    /// where: moscow
    /// party: anna
    /// ---
    /// //- cards/kazan.md
    /// ---
    /// kind: place
    /// name: Kazan
    /// ---
    /// //- cards/moscow.md
    /// ---
    /// kind: place
    /// name: Moscow
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// ---
    /// //- cards/feast.md
    /// ---
    /// kind: event
    /// name: Feast
    /// when: 4 May 1721 (N.S.)
    /// where: ⟦tobolsk⟧
    /// party: anna
    /// ---
    /// //- cards/letter.md
    /// ---
    /// kind: document
    /// name: Letter
    /// when: 6 May 1721 (N.S.)
    /// where: moscow
    /// author: anna
    /// ---
    /// //- cards/tobolsk.md
    /// ---
    /// kind: place
    /// name: Tobolsk
    /// coordinates: 58.20, 68.25
    /// ---
    /// //- cards/moscow.md
    /// ---
    /// kind: place
    /// name: Moscow
    /// coordinates: 55.75, 37.62
    /// ---
    /// ```
    ///
    /// A place within the other, places near one another, a day after, dates that may be two
    /// days: all clean.
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// ---
    /// //- cards/feast.md
    /// ---
    /// kind: event
    /// name: Feast
    /// when: 4 May 1721 (N.S.)
    /// where: kremlin
    /// party: anna
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: event
    /// name: Council
    /// when: 4 May 1721 (N.S.)
    /// where: moscow
    /// party: anna
    /// ---
    /// //- cards/walk.md
    /// ---
    /// kind: event
    /// name: Walk
    /// when: 4 May 1721 (N.S.)
    /// where: khimki
    /// party: anna
    /// ---
    /// //- cards/fair.md
    /// ---
    /// kind: event
    /// name: Fair
    /// when: May 1721
    /// where: kazan
    /// party: anna
    /// ---
    /// //- cards/kremlin.md
    /// ---
    /// kind: place
    /// name: Kremlin
    /// part-of: moscow
    /// coordinates: 55.75, 37.61
    /// ---
    /// //- cards/khimki.md
    /// ---
    /// kind: place
    /// name: Khimki
    /// coordinates: 55.89, 37.44
    /// ---
    /// //- cards/moscow.md
    /// ---
    /// kind: place
    /// name: Moscow
    /// coordinates: 55.75, 37.62
    /// ---
    /// //- cards/kazan.md
    /// ---
    /// kind: place
    /// name: Kazan
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// From 1919 on people flew, and distance is no objection. Days whose styles are not sure are
    /// compared only where both are written alike. Who is told as a party may have been there through somebody else: the finding asks.
    pub static TWO_PLACES_AT_ONCE = "two-places-at-once" {
        room: "chronology", level: Unlikely, since: "0.1.0",
        en: "one person at two places at one time",
        ru: "один человек в двух местах в одно время",
        kk: "бір адам бір уақытта екі жерде",
        find: find,
    }
}

/// Kilometres that nobody travelled in a day before railways.
const BY_HORSE: f64 = 410.0;
/// Kilometres that nobody travelled in a day before aeroplanes.
const BY_RAIL: f64 = 2_400.0;
/// Days within which two places are compared by their distance: half the earth by horse.
const LONGEST: i32 = 49;
/// Others that one presence is held against.
const MOST: usize = 16;

/// Somebody at a place on a day.
struct Presence<'a> {
    day: Day,
    /// The day in every style that it may be told in.
    readings: Vec<Day>,
    event: &'a Card,
    at: &'a Value,
    place: &'a Card,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let resolve = |value: &Value| study.resolve(&value.text, reading.reference).card();
    let mut presences: BTreeMap<&str, (&Card, Vec<Presence<'_>>)> = BTreeMap::new();
    for event in study.cards.iter() {
        let who = match event.kind.as_str() {
            "event" => "party",
            "document" => "author",
            _ => continue,
        };
        let readings = the_day(event);
        let Some(day) = readings.first().copied() else { continue };
        let mut places = event.values("where").filter(|value| value.mode == Mode::Fact);
        // Two places for one event are another matter.
        let (Some(at), None) = (places.next(), places.next()) else { continue };
        let Some(place) = resolve(at).filter(|place| place.kind == "place") else { continue };
        for person in event.values(who).filter(|value| value.mode == Mode::Fact) {
            if let Some(person) = resolve(person).filter(|card| card.kind == "person") {
                let of = presences.entry(person.file.as_str()).or_insert((person, Vec::new()));
                of.1.push(Presence { day, readings: readings.clone(), event, at, place });
            }
        }
    }
    for (person, mut all) in presences.into_values() {
        all.sort_by_key(|one| (one.day, one.event.file.as_str()));
        for (at, one) in all.iter().enumerate() {
            let near = all[at + 1..].iter().take(MOST);
            let near = near.take_while(|other| other.day.number() - one.day.number() <= LONGEST);
            let far = near.filter_map(|other| Some((other, too_far(reading, one, other)?)));
            if let Some((other, distance)) = far.into_iter().next() {
                object(study, person, one, other, distance, objections);
            }
        }
    }
}

/// The one day of an event on which all that is told agrees, in every style in which it may
/// be told; empty when it may be several days.
fn the_day(event: &Card) -> Vec<Day> {
    let told = held(event, "when");
    if let [(_, date)] = told.as_slice() {
        let days = date.readings().into_iter().map(|one| {
            let (first, last) = (one.first_day()?, one.last_day()?);
            (first == last).then_some(first)
        });
        return days.collect::<Option<_>>().unwrap_or_default();
    }
    let days = told.into_iter().map(|(_, date)| date.hull());
    let narrow = days.reduce(|one, other| one.intersect(&other).unwrap_or(one));
    let ends = narrow.and_then(|one| Some((one.first_day()?, one.last_day()?)));
    ends.filter(|(first, last)| first == last).map(|(day, _)| day).into_iter().collect()
}

/// Whether nobody can have been at both: the kilometres between them, 0 where they are not known.
fn too_far(reading: &Reading<'_>, one: &Presence<'_>, other: &Presence<'_>) -> Option<u32> {
    let is_same = one.place.file == other.place.file
        || is_within(reading, one.place, other.place)
        || is_within(reading, other.place, one.place);
    if is_same {
        return None;
    }
    let is_sure = one.readings.len() == 1 && other.readings.len() == 1;
    if !is_sure && one.readings != other.readings {
        return None;
    }
    let days = other.day.number() - one.day.number();
    let year = one.day.to_gregorian().0;
    match (coordinates(one.place), coordinates(other.place)) {
        (Some(here), Some(there)) => {
            let a_day = match year {
                ..1825 => BY_HORSE,
                1825..1919 => BY_RAIL,
                _ => return None,
            };
            let distance = kilometres(here, there);
            // Whoever leaves in the morning of one day may arrive in the night of the other.
            let reach = a_day * f64::from(days + 1);
            (reach < distance).then_some(distance.round() as u32)
        }
        _ => (days == 0).then_some(0),
    }
}

/// Wholes that are followed from a part.
const DEEPEST: usize = 8;

fn is_within(reading: &Reading<'_>, part: &Card, whole: &Card) -> bool {
    let Some(study) = reading.study else { return false };
    let mut all = vec![part];
    for step in 0..DEEPEST {
        let Some(here) = all.get(step).copied() else { return false };
        for value in here.values("part-of") {
            if let Some(card) = study.resolve(&value.text, reading.reference).card() {
                if card.file == whole.file {
                    return true;
                }
                all.push(card);
            }
        }
    }
    false
}

/// North and east, in degrees; `None` when the card gives none that can be.
fn coordinates(place: &Card) -> Option<(f64, f64)> {
    let text = &place.values("coordinates").next()?.text;
    let (north, east) = text.split_once([',', ';'])?;
    let degrees = |words: &str| words.trim().trim_end_matches('°').parse::<f64>().ok();
    let (north, east) = (degrees(north)?, degrees(east)?);
    (north.abs() <= 90.0 && east.abs() <= 180.0).then_some((north, east))
}

/// The way over the sphere.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    /// The mean radius of the earth (IUGG, R1).
    const RADIUS: f64 = 6_371.0;
    let (a, b) = (one.0.to_radians(), other.0.to_radians());
    let (north, east) = ((b - a) / 2.0, (other.1 - one.1).to_radians() / 2.0);
    let haversine = north.sin().powi(2) + a.cos() * b.cos() * east.sin().powi(2);
    2.0 * RADIUS * haversine.sqrt().min(1.0).asin()
}

fn object(
    study: &Study,
    person: &Card,
    one: &Presence<'_>,
    other: &Presence<'_>,
    distance: u32,
    objections: &mut Objections,
) {
    let (who, here, there) = (name(person), name(one.place), name(other.place));
    let (first, second) = (one.day, other.day);
    let mut because = vec![Reason::shown(
        say!({ who, here, there, first, second } en: "{who} is at one place on {first} ({here}), at another on {second} ({there})", ru: "{who}: {first} — {here}; {second} — {there}", kk: "{who}: {first} — {here}; {second} — {there}"),
    )];
    if 0 < distance {
        because.push(Reason::shown(
            say!({ distance } en: "{distance} km lie between them", ru: "между ними {distance} км", kk: "екеуінің арасы {distance} км"),
        ));
    }
    objections.add(
        vec![
            study.place(&one.event.file, one.at.text_range.clone(), "where"),
            study.place(&other.event.file, other.at.text_range.clone(), "where"),
        ],
        because,
        say!(en: "check both days, both places, and whether it is one person", ru: "проверьте оба дня, оба места и то, одно ли это лицо", kk: "екі күнді, екі жерді және бір адам ма екенін тексеріңіз"),
    );
}
