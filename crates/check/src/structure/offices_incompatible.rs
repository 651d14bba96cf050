//! Two holders of a single office, one holder of two.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Mode, Reason, Study, Value, say};

use crate::grounds::name;
use crate::tenure::surely_overlap;
use crate::{Objections, Reading, check};

check! {
    /// Two people hold at one time an office of which there is one; or one person heads at
    /// one time two bodies of which neither is part of the other.
    ///
    /// Of a chairman, a governor, a khan there is one. Of any other office there is one when
    /// three people or more held it and no two of the others at a time.
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// office:
    ///   - value: ⟦council⟧
    ///     as: chairman
    ///     from: May 1855
    ///     until: July 1858
    /// ---
    /// //- cards/boris.md
    /// ---
    /// kind: person
    /// name: Boris
    /// office:
    ///   - value: council
    ///     as: Chairman
    ///     from: 3 February 1857
    ///     until: 1860
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// office:
    ///   - value: ⟦council⟧
    ///     as: председатель
    ///     from: 1855
    ///     until: 1859
    ///   - value: league
    ///     as: chairman
    ///     from: June 1857
    ///     until: May 1858
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// ---
    /// //- cards/league.md
    /// ---
    /// kind: organ
    /// name: League
    /// ---
    /// ```
    ///
    /// One who follows another in the same year, a deputy, members, and the head of a part are
    /// clean:
    ///
    /// ```study
    /// //- cards/anna.md
    /// ---
    /// kind: person
    /// name: Anna
    /// office:
    ///   - value: council
    ///     as: chairman
    ///     from: 1855
    ///     until: 1858
    ///   - value: court
    ///     as: chairman
    ///     from: 1856
    ///     until: 1858
    /// ---
    /// //- cards/boris.md
    /// ---
    /// kind: person
    /// name: Boris
    /// office:
    ///   - value: council
    ///     as: chairman
    ///     from: 1858
    ///     until: 1860
    ///   - value: council
    ///     as: deputy chairman
    ///     from: 1855
    ///     until: 1857
    /// ---
    /// //- cards/dora.md
    /// ---
    /// kind: person
    /// name: Dora
    /// office:
    ///   - value: council
    ///     as: deputy chairman
    ///     from: 1855
    ///     until: 1857
    /// ---
    /// //- cards/council.md
    /// ---
    /// kind: organ
    /// name: Council
    /// ---
    /// //- cards/court.md
    /// ---
    /// kind: organ
    /// name: Court
    /// part-of: council
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Both tenures must be told with a beginning and an end, and share more than a month in
    /// every reading of the dates.
    pub static OFFICES_INCOMPATIBLE = "offices-incompatible" {
        room: "structure", level: Unlikely, since: "0.1.0",
        en: "offices that do not go together at one time",
        ru: "должности, которые в одно время не совмещаются",
        kk: "бір уақытта қатар келмейтін лауазымдар",
        find: find,
    }
}

/// Days for which one may still hold an office while another holds it already.
const HANDING_OVER: i32 = 31;

/// Holders by whom an office shows that there is one of it.
const FEWEST: usize = 3;

/// Words for who is alone in an office.
const HEADS: &[&str] = &[
    "chairman", "chairwoman", "chairperson", "chair", "president", "head", "governor",
    "governor-general", "mayor", "khan", "emir", "amir", "sultan", "king", "queen", "emperor",
    "tsar", "doge", "prime minister", "premier", "director", "rector", "commander-in-chief",
    "chancellor", "regent", "leader", "abbot", "abbess", "prior", "prioress", "bishop",
    "archbishop", "metropolitan", "patriarch", "pope", "caliph", "shah", "viceroy", "председатель",
    "президент", "глава", "губернатор", "генерал-губернатор", "хан", "эмир", "султан", "король",
    "царь", "император", "дож", "премьер-министр", "директор", "ректор", "главнокомандующий",
    "канцлер", "регент", "начальник", "атаман", "игумен", "игуменья", "настоятель",
    "настоятельница", "архимандрит", "епископ", "архиепископ", "митрополит", "патриарх", "шах",
    "наместник", "төраға", "төрағасы", "басшы", "басшысы", "губернаторы", "президенті", "әмір",
    "сұлтан", "патша", "ханы", "директоры", "ректоры", "бас қолбасшы", "бастық", "бастығы",
    "игумені", "епископы", "шахы",
];

/// An office that somebody holds.
struct Tenure<'a> {
    person: &'a Card,
    value: &'a Value,
    organ: &'a Card,
    office: String,
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut offices: BTreeMap<(&str, String), Vec<Tenure<'_>>> = BTreeMap::new();
    let mut holders: BTreeMap<&str, Vec<Tenure<'_>>> = BTreeMap::new();
    for person in study.cards.iter().filter(|card| card.kind == "person") {
        for value in person.values("office").filter(|value| value.mode == Mode::Fact) {
            let Some(organ) = study.resolve(&value.text, reading.reference).card() else {
                continue;
            };
            // An office may be a card of its own.
            let office = match (&value.role, organ.kind.as_str()) {
                (Some(role), _) => folded(role),
                (None, "concept") => folded(organ.name(derek_study::Lang::En)),
                (None, _) => continue,
            };
            let tenure = || Tenure { person, value, organ, office: office.clone() };
            offices.entry((organ.file.as_str(), office.clone())).or_default().push(tenure());
            if is_head(&office) && organ.kind == "organ" {
                holders.entry(person.file.as_str()).or_default().push(tenure());
            }
        }
    }
    for tenures in offices.values() {
        held_by_two(study, tenures, objections);
    }
    for tenures in holders.values() {
        holding_two(study, reading, tenures, objections);
    }
}

fn folded(role: &str) -> String {
    role.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a role is that of the one at the head; a deputy is another.
fn is_head(role: &str) -> bool {
    let role = role.split(" of ").next().unwrap_or(role);
    HEADS.iter().any(|head| role == *head || role.strip_suffix(head).is_some_and(is_the))
        || HEADS.iter().any(|head| {
            let rest = role.strip_prefix(head);
            !head.is_ascii() && rest.is_some_and(|rest| rest.starts_with(' '))
        })
}

/// Words before a head that leave it a head.
fn is_the(before: &str) -> bool {
    matches!(before.trim(), "the" | "first" | "second" | "third" | "great")
}

fn held_by_two(study: &Study, tenures: &[Tenure<'_>], objections: &mut Objections) {
    let mut sorted: Vec<&Tenure<'_>> = tenures.iter().collect();
    let begin =
        |tenure: &Tenure<'_>| tenure.value.from.as_ref().and_then(|one| one.hull().first_day());
    sorted.sort_by_key(|tenure| {
        (begin(tenure), tenure.person.file.as_str(), tenure.value.range.start)
    });
    let mut rivals: Vec<(&Tenure<'_>, &Tenure<'_>)> = Vec::new();
    for (at, one) in sorted.iter().enumerate() {
        let ends = one.value.until.as_ref().and_then(|until| until.hull().last_day());
        let near = sorted[at + 1..].iter().take_while(|other| begin(other) < ends);
        rivals.extend(
            near.filter(|other| {
                other.person.file != one.person.file
                    && surely_overlap(one.value, other.value, HANDING_OVER)
            })
            .take(FEWEST)
            .map(|other| (*one, *other)),
        );
    }
    let people: BTreeSet<&str> = tenures.iter().map(|one| one.person.file.as_str()).collect();
    let is_single = tenures.first().is_some_and(|one| is_head(&one.office))
        || FEWEST < people.len() && rivals.len() == 1;
    for (one, other) in rivals.into_iter().filter(|_| is_single) {
        let (first, second, organ) = (name(one.person), name(other.person), name(one.organ));
        let office = one.value.role.clone().unwrap_or_default();
        objections.add(
            vec![place(study, one), place(study, other)],
            vec![Reason::shown(say!({ first, second, organ, office } en: "{first} and {second} hold one office ({organ}, {office}) at one time", ru: "{first} и {second} занимают одну должность ({organ}, {office}) в одно время", kk: "{first} мен {second} бір лауазымда ({organ}, {office}) бір уақытта тұр"))],
            say!(en: "check both terms; if two held it together, or one stood in for the other, say so under `as`", ru: "проверьте оба срока; если должность делили или один замещал другого, укажите это в `as`", kk: "екі мерзімді де тексеріңіз; лауазымды екеуі бөліскен не бірі екіншісін алмастырған болса, оны `as` ішінде айтыңыз"),
        );
    }
}

fn holding_two(
    study: &Study,
    reading: &Reading<'_>,
    tenures: &[Tenure<'_>],
    objections: &mut Objections,
) {
    for (at, one) in tenures.iter().enumerate() {
        let other = tenures[at + 1..].iter().find(|other| {
            one.organ.file != other.organ.file
                && surely_overlap(one.value, other.value, HANDING_OVER)
                && !is_within(reading, one.organ, other.organ)
                && !is_within(reading, other.organ, one.organ)
        });
        let Some(other) = other else { continue };
        let (person, first, second) = (name(one.person), name(one.organ), name(other.organ));
        objections.add(
            vec![place(study, one), place(study, other)],
            vec![Reason::shown(say!({ person, first, second } en: "{person} heads two bodies at one time: {first}; {second}", ru: "{person} возглавляет два органа в одно время: {first}; {second}", kk: "{person} бір уақытта екі органды басқарады: {first}; {second}"))],
            say!(en: "check both terms and whether it is one person; if the offices were joined, accept this with the source that says so", ru: "проверьте оба срока и то, одно ли это лицо; если должности совмещались, оставьте это, указав источник", kk: "екі мерзімді де және бір адам ма екенін тексеріңіз; лауазымдар қатар атқарылса, дереккөзін көрсетіп қалдырыңыз"),
        );
    }
}

/// Wholes that are followed from a part.
const DEEPEST: usize = 8;

/// Whether one body is part of another, or follows it, by some steps.
fn is_within(reading: &Reading<'_>, part: &Card, whole: &Card) -> bool {
    let Some(study) = reading.study else { return false };
    let mut all = vec![part];
    for step in 0..DEEPEST {
        let Some(here) = all.get(step).copied() else { return false };
        let ties = here.values("part-of").chain(here.values("succeeds"));
        for value in ties {
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

fn place(study: &Study, tenure: &Tenure<'_>) -> derek_study::Place {
    study.place(&tenure.person.file, tenure.value.text_range.clone(), "office")
}
