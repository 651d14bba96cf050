//! A source that is older than what it tells.

use std::collections::BTreeMap;

use derek_study::vocabulary::{Extent, Takes};
use derek_study::{Mode, Reason, say};
use derek_time::{Date, Day};

use crate::{Objections, Reading, check};

check! {
    /// A date is cited from a work that had appeared before it: the citation, the date or the
    /// work's year is wrong, or the work tells what was still to come.
    ///
    /// ```study
    /// //- cards/treaty.md
    /// ---
    /// kind: event
    /// name: Treaty
    /// when: ⟦30 March 1856⟧ [@travels, p. 4]
    /// ---
    /// //- bibliography.bib
    /// @book{travels, title = {Travels}, date = {1848}}
    /// ```
    ///
    /// ```study
    /// //- cards/treaty.md
    /// ---
    /// kind: event
    /// name: Treaty
    /// when:
    ///   - 30 March 1856 [@letters, p. 4; @travels, p. 9]
    ///   - value: 1857
    ///     mode: intention
    ///     cite: "@travels, p. 4"
    /// ---
    /// //- bibliography.bib
    /// @book{travels, title = {Travels}, date = {1848}}
    /// @book{letters, title = {Letters}, date = {1856}}
    /// ```
    ///
    /// ## Limits
    ///
    /// What is told as an intention or a norm may lie ahead of its source, and of several
    /// sources one is enough that is younger. A work without a year is left alone.
    pub static SOURCE_BEFORE_EVENT = "source-before-event" {
        room: "provenance", level: Unlikely, since: "0.1.0",
        en: "a source older than what it is cited for",
        ru: "источник старше того, о чём на него ссылаются",
        kk: "дереккөз өзі айтқан оқиғадан бұрын шыққан",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let appeared: BTreeMap<&str, Day> = study
        .entries
        .iter()
        .filter(|entry| !entry.date.is_empty())
        .filter_map(|entry| {
            let date = derek_time::parse(&entry.date).ok()?;
            Some((entry.key.as_str(), date.hull().last_day()?))
        })
        .collect();
    for card in &study.cards {
        for field in &card.fields {
            let predicate = study.vocabulary.predicate(&field.predicate);
            let is_dated =
                predicate.is_some_and(|one| one.takes == Takes::Date && one.time == Extent::Point);
            for value in field.affirmed() {
                if value.judged || !matches!(value.mode, Mode::Fact | Mode::Hearsay) {
                    continue;
                }
                let own = value.date.as_ref().filter(|_| is_dated);
                let ends = [own, value.from.as_ref(), value.until.as_ref()];
                let told: Option<(&Date, Day)> = ends
                    .into_iter()
                    .flatten()
                    .filter_map(|date| Some((date, date.hull().first_day()?)))
                    .max_by_key(|(_, day)| *day);
                let Some((date, day)) = told else { continue };
                let years: Option<Vec<Day>> = value
                    .citations
                    .iter()
                    .map(|one| appeared.get(one.key.as_str()).copied())
                    .collect();
                let Some(latest) = years.and_then(|years| years.into_iter().max()) else {
                    continue;
                };
                if latest < day {
                    objections.add(
                        vec![study.place(&card.file, value.text_range.clone(), field.predicate.as_str())],
                        vec![Reason::shown(say!({ date, latest } en: "the source had appeared by {latest}, and is cited for {date}", ru: "источник вышел самое позднее: {latest}; ссылаются на него, говоря о дате: {date}", kk: "дереккөздің ең кеш шыққан күні: {latest}; сілтеме берілген күн: {date}"))],
                        say!(en: "see whether the citation, the date or the year of the work is wrong; if it tells what was planned, write `mode: intention`", ru: "проверьте, что ошибочно: ссылка, дата или год работы; если это план, напишите `mode: intention`", kk: "сілтеме, күн не еңбектің жылы қате ме, тексеріңіз; жоспар болса, `mode: intention` деп жазыңыз"),
                    );
                }
            }
        }
    }
}
