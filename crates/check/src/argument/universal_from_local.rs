//! A conclusion for everywhere from evidence of one place.

use derek_study::{Card, Reason, Study, say};

use crate::grounds::name;
use crate::source::named;
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// An argument says *throughout*, *everywhere*, and all that it rests on, two things or
    /// more with a place, is of one place.
    ///
    /// ```study
    /// //- cards/unrest.md
    /// ---
    /// kind: argument
    /// name: ⟦The peasants rose everywhere⟧
    /// rests-on: [rising, riot]
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// where: omsk
    /// ---
    /// //- cards/riot.md
    /// ---
    /// kind: event
    /// name: Riot
    /// where: omsk
    /// ---
    /// //- cards/omsk.md
    /// ---
    /// kind: place
    /// name: Omsk
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/unrest.md
    /// ---
    /// kind: argument
    /// name: ⟦Крестьяне восстали повсеместно⟧
    /// rests-on: [rising, riot]
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Восстание
    /// where: omsk
    /// ---
    /// //- cards/riot.md
    /// ---
    /// kind: event
    /// name: Бунт
    /// where: omsk
    /// ---
    /// //- cards/omsk.md
    /// ---
    /// kind: place
    /// name: Омск
    /// ---
    /// ```
    ///
    /// Of two places, or of the very place that the argument names, it is clean:
    ///
    /// ```study
    /// //- cards/unrest.md
    /// ---
    /// kind: argument
    /// name: The peasants rose everywhere
    /// rests-on: [rising, riot]
    /// ---
    /// //- cards/local.md
    /// ---
    /// kind: argument
    /// name: There was unrest throughout Omsk
    /// rests-on: [rising, strike]
    /// ---
    /// //- cards/rising.md
    /// ---
    /// kind: event
    /// name: Rising
    /// where: omsk
    /// ---
    /// //- cards/strike.md
    /// ---
    /// kind: event
    /// name: Strike
    /// where: omsk
    /// ---
    /// //- cards/riot.md
    /// ---
    /// kind: event
    /// name: Riot
    /// where: tomsk
    /// ---
    /// //- cards/omsk.md
    /// ---
    /// kind: place
    /// name: Omsk
    /// ---
    /// //- cards/tomsk.md
    /// ---
    /// kind: place
    /// name: Tomsk
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Places are what premises say under `where` and `seat`. *All* alone is too common a
    /// word to be heard. A wide place counts as one place.
    pub static UNIVERSAL_FROM_LOCAL = "universal-from-local" {
        room: "argument", level: Unlikely, since: "0.1.0",
        en: "a conclusion for everywhere from evidence of one place",
        ru: "вывод обо всей стране по данным одного места",
        kk: "бір жердің дерегінен бүкіл өлке туралы қорытынды",
        find: find,
    }
}

/// Words that speak of every place.
const EVERYWHERE: [&str; 17] = [
    "everywhere", "throughout", "in every region", "in every province", "in all regions",
    "in all provinces", "the whole country", "all over", "повсюду", "повсеместно", "везде",
    "по всей", "по всему", "во всех", "барлық жерде", "барлық өңір", "бүкіл",
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in study.cards.iter().filter(|card| card.kind == "argument") {
        let claims: Vec<String> = card.names.values().map(|name| name.to_lowercase()).collect();
        let says = |word: &&&str| claims.iter().any(|claim| has_words(claim, word));
        let Some(word) = EVERYWHERE.iter().find(says) else { continue };
        let Some((place, premises)) = one_place(study, reading.reference, card) else { continue };
        let is_named = place
            .forms()
            .any(|form| claims.iter().any(|claim| claim.contains(&form.to_lowercase())));
        if is_named {
            continue;
        }
        let (place, premises) = (name(place), named(premises));
        objections.add(
            vec![study.place(&card.file, name_in(study, card), "name")],
            vec![
                Reason::shown(say!({ word } en: "the argument says “{word}”", ru: "в доводе сказано «{word}»", kk: "дәлелде «{word}» делінген")),
                Reason::shown(say!({ premises, place } en: "the premises that have a place are all of “{place}”: {premises}", ru: "посылки, у которых есть место, все относятся к «{place}»: {premises}", kk: "орны көрсетілген негіздердің бәрі мына жерден: «{place}»: {premises}")),
            ],
            say!(en: "say it of that place alone, or add what is known of others", ru: "ограничьте вывод этим местом или добавьте известное о других", kk: "қорытындыны сол жермен шектеңіз немесе басқалары туралы белгілісін қосыңыз"),
        );
    }
}

/// Whether words stand in a text as words, both in small letters.
fn has_words(text: &str, words: &str) -> bool {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        is_apart(text[..at].chars().next_back())
            && is_apart(text[at + words.len()..].chars().next())
    })
}

/// The one place of all premises that have any, and these premises; `None` when they are
/// fewer than two, or of several places.
fn one_place<'a>(
    study: &'a Study,
    base: &'a [Study],
    argument: &Card,
) -> Option<(&'a Card, Vec<&'a Card>)> {
    let mut place: Option<&'a Card> = None;
    let mut premises: Vec<&'a Card> = Vec::new();
    for premise in
        argument.values("rests-on").filter_map(|value| study.resolve(&value.text, base).card())
    {
        let mut has_place = false;
        for value in premise.values("where").chain(premise.values("seat")) {
            let here = study.resolve(&value.text, base).card()?;
            if place.is_some_and(|place| place.file != here.file) {
                return None;
            }
            (place, has_place) = (Some(here), true);
        }
        premises.extend(has_place.then_some(premise));
    }
    (1 < premises.len()).then_some((place?, premises))
}
