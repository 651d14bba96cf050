//! A conclusion that nothing supports.

use derek_study::{Reason, say};

use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// An argument says nothing for itself: no claim under `for`, and nothing under
    /// `rests-on`, is affirmed.
    ///
    /// ```study
    /// //- cards/fear.md
    /// ---
    /// kind: argument
    /// name: ⟦They fled because they were afraid⟧
    /// for: {doubted: their letters speak of fear}
    /// against: their letters are calm
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/fear.md
    /// ---
    /// kind: argument
    /// name: They fled because they were afraid
    /// for: their letters speak of fear
    /// ---
    /// //- cards/hunger.md
    /// ---
    /// kind: argument
    /// name: They fled because they were hungry
    /// rests-on: famine
    /// ---
    /// //- cards/famine.md
    /// ---
    /// kind: event
    /// name: Famine
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Whether the premises suffice is not asked.
    pub static CONCLUSION_WITHOUT_PREMISE = "conclusion-without-premise" {
        room: "argument", level: Incomplete, since: "0.1.0",
        en: "nothing supports this conclusion",
        ru: "этот вывод ничем не подкреплён",
        kk: "бұл қорытынды ештеңемен бекітілмеген",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in study.cards.iter().filter(|card| card.kind == "argument") {
        if card.values("for").chain(card.values("rests-on")).next().is_some() {
            continue;
        }
        let against = card.values("against").count();
        let why = match against {
            0 => {
                say!(en: "the card has no claim for it, and nothing that it rests on", ru: "в карточке нет ни утверждений в его пользу, ни того, на что он опирается", kk: "карточкада оны жақтайтын тұжырым да, ол сүйенетін ештеңе де жоқ")
            }
            _ => {
                say!({ against } en: "no claim speaks for it; claims against it: {against}", ru: "в его пользу не говорит ничего; утверждений против: {against}", kk: "оны жақтайтын ештеңе жоқ; қарсы тұжырымдар: {against}")
            }
        };
        objections.add(
            vec![study.place(&card.file, name_in(study, card), "name")],
            vec![Reason::shown(why)],
            say!(en: "write under `for` what speaks for it, with its source, and under `rests-on` the cards it rests on", ru: "запишите под `for`, что говорит в его пользу, с источником, а под `rests-on` — карточки, на которые он опирается", kk: "`for` ішіне оны жақтайтынды дереккөзімен, `rests-on` ішіне ол сүйенетін карточкаларды жазыңыз"),
        );
    }
}
