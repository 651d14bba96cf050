//! A body at a place before it moved there.

use derek_reason::held;
use derek_study::{Reason, Value, say};
use derek_time::Day;

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// A body takes part in an event at a place that became its seat only later,
    /// while another place is told as its seat for that time.
    ///
    /// It may have met away from its seat; the finding asks.
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// seat:
    ///   - value: orenburg
    ///     until: December 1918
    ///   - value: semipalatinsk
    ///     from: January 1919
    /// ---
    /// //- cards/orenburg.md
    /// ---
    /// kind: place
    /// name: Orenburg
    /// ---
    /// //- cards/semipalatinsk.md
    /// ---
    /// kind: place
    /// name: Semipalatinsk
    /// ---
    /// //- cards/session.md
    /// ---
    /// kind: event
    /// name: Session
    /// when: ⟦May 1918⟧
    /// where: semipalatinsk
    /// party: council
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// seat:
    ///   - value: orenburg
    ///     until: December 1918
    ///   - value: semipalatinsk
    ///     from: January 1919
    /// ---
    /// //- cards/orenburg.md
    /// ---
    /// kind: place
    /// name: Orenburg
    /// ---
    /// //- cards/semipalatinsk.md
    /// ---
    /// kind: place
    /// name: Semipalatinsk
    /// ---
    /// //- cards/session.md
    /// ---
    /// kind: event
    /// name: Session
    /// when: 1919
    /// where: semipalatinsk
    /// party: council
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A body with one seat told, and an event at a place that was never its seat,
    /// are left alone.
    pub static SEAT_BEFORE_MOVE = "seat-before-move" {
        room: "chronology", level: Unlikely, since: "0.1.0",
        en: "a body at its later seat before it moved there",
        ru: "орган там, куда он переехал лишь позднее",
        kk: "орган кейін көшкен жерінде одан бұрын көрсетілген",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let resolve = |value: &Value| study.resolve(&value.text, reading.reference).card();
    for event in study.cards.iter().filter(|card| card.kind == "event") {
        let Some(when) = held(event, "when") else { continue };
        let latest = when.date.as_ref().and_then(|date| date.hull().last_day());
        let (Some(latest), Some(place)) = (latest, event.values("where").find_map(resolve)) else {
            continue;
        };
        for body in event.values("party").filter_map(resolve).filter(|card| card.kind == "organ") {
            let seats = || body.values("seat");
            let moved = seats().find(|seat| {
                resolve(seat).is_some_and(|seat| seat.id == place.id)
                    && begins(seat).is_some_and(|begins| latest < begins)
            });
            let elsewhere = seats().any(|seat| {
                resolve(seat).is_some_and(|seat| seat.id != place.id)
                    && begins(seat).is_none_or(|begins| begins <= latest)
            });
            let here_before = seats().any(|seat| {
                resolve(seat).is_some_and(|seat| seat.id == place.id)
                    && begins(seat).is_none_or(|begins| begins <= latest)
            });
            let Some(moved) = moved.filter(|_| elsewhere && !here_before) else { continue };
            let (body_name, place_name) = (name(body), name(place));
            let from = moved.from.clone().unwrap_or_else(|| derek_time::Date::from(latest));
            objections.add(
                vec![
                    study.place(&event.file, when.text_range.clone(), "when"),
                    study.place(&body.file, moved.text_range.clone(), "seat"),
                ],
                vec![Reason::shown(say!({ body_name, place_name, from } en: "{place_name} is the seat of {body_name} {from}", ru: "{body_name}, местонахождение {place_name}: {from}", kk: "{body_name}, орналасқан жері {place_name}: {from}"))],
                say!(en: "check the event's place and date, or say why the body met there", ru: "проверьте место и дату события или укажите, почему орган собрался там", kk: "оқиғаның жері мен күнін тексеріңіз немесе органның неге сонда жиналғанын айтыңыз"),
            );
        }
    }
}

fn begins(seat: &Value) -> Option<Day> {
    seat.from.as_ref()?.hull().first_day()
}
