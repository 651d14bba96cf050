//! Events that the reasoning needs, with no date.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::study::Resolution;
use derek_study::{Card, Reason, Study, say};
use derek_time::Interval;

use crate::grounds::{is_telling, name};
use crate::{Objections, Reading, check};

check! {
    /// An event that is told as a cause or an effect, or on which an argument
    /// rests, has no date at all.
    ///
    /// Without one its place in the chain cannot be checked. What the study's other
    /// dates say of it is shown, when they say anything.
    ///
    /// ```study
    /// //- cards/uprising.md
    /// ---
    /// kind: event
    /// name: ⟦Uprising⟧
    /// ---
    /// //- cards/siege.md
    /// ---
    /// kind: event
    /// name: Siege
    /// when: May 1855
    /// caused-by: uprising
    /// ---
    /// ```
    ///
    /// An event that nothing rests on may stay undated:
    ///
    /// ```study
    /// //- cards/uprising.md
    /// ---
    /// kind: event
    /// name: Uprising
    /// when: 1854
    /// ---
    /// //- cards/siege.md
    /// ---
    /// kind: event
    /// name: Siege
    /// when: May 1855
    /// caused-by: uprising
    /// ---
    /// //- cards/fair.md
    /// ---
    /// kind: event
    /// name: Fair
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// All events of a study that lack a date for one other card make one finding.
    pub static UNDATED_EVENT = "undated-event" {
        room: "chronology", level: Incomplete, since: "0.1.0",
        en: "an event that the reasoning needs has no date",
        ru: "событие, нужное для рассуждения, не датировано",
        kk: "пайымдауға керек оқиғаның күні көрсетілмеген",
        find: find,
    }
}

/// What leads to an event in time; what prevented it need not come before.
const CAUSES: &[&str] = &["caused-by", "occasioned-by", "enabled-by", "motivated-by"];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let users = users(study, reading);
    for event in &study.cards {
        if event.kind != "event" || event.values("when").next().is_some() {
            continue;
        }
        let needed = needed_by(study, event, &users, reading);
        if needed.is_empty() {
            continue;
        }
        let mut because: Vec<Reason> = needed
            .iter()
            .map(|card| {
                let by = name(card);
                Reason::shown(say!({ by } en: "“{by}” rests on it", ru: "на него опирается «{by}»", kk: "«{by}» осыған сүйенеді"))
            })
            .collect();
        let bounds = reading
            .derived
            .as_ref()
            .and_then(|derived| derived.chronology.bounds.get(event.file.as_str()));
        if let Some(bounds) = bounds {
            let all = Interval { first: bounds.begins.first, last: bounds.ends.last };
            if is_telling(&all) {
                because.push(Reason::shown(say!({ all } en: "by the study's other dates it lies {all}", ru: "по другим датам исследования: {all}", kk: "зерттеудің басқа күндері бойынша: {all}")));
            }
        }
        objections.add(
            vec![study.place(&event.file, event.name_range.clone(), "name")],
            because,
            say!(en: "give a date, however wide, as a source has it: `when: before March 1918`", ru: "укажите дату, хотя бы широкую, как она стоит в источнике: `when: до марта 1918 г.`", kk: "дереккөздегідей күнін, кең болса да, көрсетіңіз: `when: 1918 жылғы наурызға дейін`"),
        );
    }
}

/// For each card's file the cards that name it as a cause or rest on it, in the order of their files.
fn users<'a>(study: &'a Study, reading: &Reading<'a>) -> BTreeMap<&'a str, Vec<&'a Card>> {
    let mut users: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in &study.cards {
        let bonds = CAUSES.iter().chain(&["rests-on"]);
        for value in bonds.flat_map(|predicate| card.values(predicate)) {
            if let Resolution::One(of) = study.resolve(&value.text, reading.reference) {
                users.entry(of.file.as_str()).or_default().push(card);
            }
        }
    }
    users
}

/// Cards whose reasoning needs an event, each once: those that use it, then its causes.
fn needed_by<'a>(
    study: &'a Study,
    event: &Card,
    users: &BTreeMap<&str, Vec<&'a Card>>,
    reading: &Reading<'a>,
) -> Vec<&'a Card> {
    let mut seen = BTreeSet::new();
    let users = users.get(event.file.as_str()).into_iter().flatten().copied();
    let causes = CAUSES
        .iter()
        .flat_map(|predicate| event.values(predicate))
        .filter_map(|value| study.resolve(&value.text, reading.reference).card());
    users.chain(causes).filter(|card| seen.insert(&card.file)).collect()
}
