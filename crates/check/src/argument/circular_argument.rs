//! A conclusion that is its own premise.

use std::collections::BTreeMap;

use derek_study::{Card, Reason, Study, Value, say};

use crate::circle::circles;
use crate::grounds::name;
use crate::source::named;
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// An argument rests, at once or through others, on itself: on an argument that rests
    /// on it, or on the question that it answers.
    ///
    /// ```study
    /// //- cards/flight.md
    /// ---
    /// kind: argument
    /// name: They fled because they were afraid
    /// rests-on: fear
    /// ---
    /// //- cards/fear.md
    /// ---
    /// kind: argument
    /// name: ⟦They were afraid, for they fled⟧
    /// rests-on: [threat, flight]
    /// ---
    /// //- cards/threat.md
    /// ---
    /// kind: event
    /// name: Threat
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: Why did they flee?
    /// ---
    /// //- cards/fear.md
    /// ---
    /// kind: argument
    /// name: ⟦They were afraid⟧
    /// question: why
    /// for: as [[why]] shows
    /// ---
    /// ```
    ///
    /// Arguments that share a premise, or rest on each other in one direction, are clean:
    ///
    /// ```study
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: Why did they flee?
    /// ---
    /// //- cards/flight.md
    /// ---
    /// kind: argument
    /// name: They fled because they were afraid
    /// question: why
    /// rests-on: [fear, threat]
    /// ---
    /// //- cards/fear.md
    /// ---
    /// kind: argument
    /// name: They were afraid
    /// rests-on: threat
    /// against: unlike [[flight]], their letters are calm
    /// ---
    /// //- cards/threat.md
    /// ---
    /// kind: event
    /// name: Threat
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Premises are what stands under `rests-on`, and links under `for`. That one argument
    /// says in other words what another does is not seen.
    pub static CIRCULAR_ARGUMENT = "circular-argument" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "an argument among its own premises",
        ru: "довод опирается на самого себя",
        kk: "дәлел өзіне-өзі сүйенеді",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let cards: Vec<&Card> = study
        .cards
        .iter()
        .filter(|card| matches!(card.kind.as_str(), "argument" | "question"))
        .collect();
    let number: BTreeMap<&str, usize> =
        cards.iter().enumerate().map(|(at, card)| (card.file.as_str(), at)).collect();
    let to = |target: &str| number.get(study.resolve(target, &[]).card()?.file.as_str()).copied();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); cards.len()];
    for (at, card) in cards.iter().enumerate().filter(|(_, card)| card.kind == "argument") {
        // What answers a question is what the question stands for.
        for question in card.values("question").filter_map(|value| to(&value.text)) {
            if let Some(answers) = next.get_mut(question) {
                answers.push(at);
            }
        }
        let premises = premises(card).filter_map(|(target, _)| to(target));
        if let Some(own) = next.get_mut(at) {
            own.extend(premises);
        }
    }
    for circle in circles(&next) {
        let arguments: Vec<&Card> = circle
            .iter()
            .filter_map(|at| cards.get(*at).copied())
            .filter(|card| card.kind == "argument")
            .collect();
        object(study, &arguments, objections);
    }
}

/// What an argument rests on, as it is written, each with the value that says so.
fn premises(card: &Card) -> impl Iterator<Item = (&str, &Value)> {
    let linked = card
        .values("for")
        .flat_map(|value| value.links.iter().map(move |link| (link.target.as_str(), value)));
    card.values("rests-on").map(|value| (value.text.as_str(), value)).chain(linked)
}

fn object(study: &Study, arguments: &[&Card], objections: &mut Objections) {
    let places = arguments
        .iter()
        .take(PLACES)
        .map(|card| study.place(&card.file, name_in(study, card), "name"));
    let because = match arguments {
        [one] => {
            let one = name(one);
            say!({ one } en: "“{one}” rests on itself, or on the question that it answers", ru: "«{one}» опирается на себя или на вопрос, на который отвечает", kk: "«{one}» өзіне немесе өзі жауап беретін сұраққа сүйенеді")
        }
        all => {
            let all = named(all.iter().copied());
            say!({ all } en: "each rests on the next, and the last on the first: {all}", ru: "каждый опирается на следующий, а последний на первый: {all}", kk: "әрқайсысы келесісіне, соңғысы біріншісіне сүйенеді: {all}")
        }
    };
    objections.add(
        places.collect(),
        vec![Reason::shown(because)],
        say!(en: "let one of them rest on what a source says, or take the tie back out", ru: "пусть один из них опирается на слова источника; или уберите эту связь", kk: "олардың бірі дереккөз айтқанына сүйенсін немесе осы байланысты алып тастаңыз"),
    );
}

/// Places of one circle that are shown.
const PLACES: usize = 8;
