//! What was ordered, taken for what was done.

use derek_study::{Card, Mode, Reason, Said, Study, Value, say};

use crate::naming::lowered;
use crate::source::document;
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// An outcome is stated as a fact and rests on nothing but decrees, orders or
    /// instructions; or an argument rests on such documents alone.
    ///
    /// A decree is evidence for what somebody wanted, and for the power that was claimed.
    /// That it was carried out must be seen elsewhere.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{decree, title = {Decree on schools}}
    /// //- cards/decree.md
    /// ---
    /// kind: document
    /// name: Decree on schools
    /// type: decree
    /// ---
    /// //- cards/reform.md
    /// ---
    /// kind: event
    /// name: School reform
    /// outcome: ⟦every village got a school⟧ [@decree, § 3]
    /// ---
    /// //- cards/literacy.md
    /// ---
    /// kind: argument
    /// name: ⟦The people learned to read⟧
    /// rests-on: decree
    /// ---
    /// ```
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{prikaz, title = {Приказ}}
    /// //- cards/prikaz.md
    /// ---
    /// kind: document
    /// name: Приказ о школах
    /// type: приказ по области
    /// ---
    /// //- cards/reform.md
    /// ---
    /// kind: event
    /// name: Реформа
    /// outcome: ⟦школы открыты во всех волостях⟧ [@prikaz, л. 2]
    /// ---
    /// ```
    ///
    /// Marked as a norm, or told by a report as well, it is clean:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @misc{decree, title = {Decree on schools}}
    /// @misc{report, title = {Report of an inspector}}
    /// //- cards/decree.md
    /// ---
    /// kind: document
    /// name: Decree on schools
    /// type: decree
    /// ---
    /// //- cards/reform.md
    /// ---
    /// kind: event
    /// name: School reform
    /// outcome:
    ///   - {value: "every village shall have a school [@decree, § 3]", mode: norm}
    ///   - twelve schools were opened [@decree, § 1; @report, p. 2]
    /// ---
    /// //- cards/literacy.md
    /// ---
    /// kind: argument
    /// name: The people learned to read
    /// rests-on: [decree, reform]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// What a document is, is read from its `type`, in English, Russian or Kazakh. Laws also
    /// constitute: what a body was meant to do (`function`), and when it was founded, may
    /// rest on its statute. A decree that is itself the deed, such as a dismissal, may be
    /// accepted as such. What an argument says of a decree (`for`, `against`) is left alone.
    pub static NORM_TAKEN_AS_PRACTICE = "norm-taken-as-practice" {
        room: "testimony", level: Unlikely, since: "0.1.0",
        en: "what was ordered is taken for what was done",
        ru: "предписанное принято за исполненное",
        kk: "бұйырылған іс орындалған деп қабылданған",
        find: find,
    }
}

/// What documents are called that say what shall be; beginnings of words from five letters on.
const NORMS: [&str; 24] = [
    "decree", "decrees", "law", "laws", "order", "orders", "ordinance", "instruction",
    "regulation", "statute", "directive", "edict", "декрет", "закон", "приказ", "указ",
    "постановлен", "инструкц", "распоряжен", "директив", "заң", "бұйры", "жарлы", "қаулы",
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        for field in &card.fields {
            if field.predicate != "outcome" {
                continue;
            }
            let taken: Vec<&Value> =
                field.affirmed().filter(|value| is_fact_of_norms(study, value)).collect();
            let places = taken
                .iter()
                .map(|value| study.place(&card.file, value.text_range.clone(), &field.predicate));
            objections.add(places.collect(), vec![Reason::shown(why())], help());
        }
        if card.kind == "argument" {
            let mut premises =
                card.values("rests-on").map(|value| study.resolve(&value.text, &[]).card());
            let says_why = card.values("for").any(|value| value.mode == Mode::Fact);
            let first = premises.next();
            let is_norms = |premise: Option<&Card>| premise.is_some_and(is_norm);
            if first.is_some_and(is_norms) && premises.all(is_norms) && !says_why {
                objections.add(
                    vec![study.place(&card.file, name_in(study, card), "name")],
                    vec![Reason::shown(say!(en: "all that the argument rests on are documents which say what shall be", ru: "довод опирается только на документы о том, что должно быть", kk: "дәлел тек не болуы керегін айтатын құжаттарға сүйенеді"))],
                    help(),
                );
            }
        }
    }
}

fn is_fact_of_norms(study: &Study, value: &Value) -> bool {
    let is_norms =
        value.citations.iter().all(|citation| document(study, &citation.key).is_some_and(is_norm));
    !value.judged && value.mode == Mode::Fact && !value.citations.is_empty() && is_norms
}

/// Whether a document says what shall be: by its type.
fn is_norm(card: &Card) -> bool {
    let is_word = |word: &String| {
        NORMS.iter().any(|norm| {
            word == norm || 5 <= norm.chars().count() && !norm.is_ascii() && word.starts_with(norm)
        })
    };
    card.kind == "document"
        && card.values("type").any(|value| lowered(&value.text).iter().any(is_word))
}

fn why() -> Said {
    say!(en: "every source cited for it is a decree, an order or the like: it says what shall be", ru: "все приведённые источники — декреты, приказы и подобное: они говорят, что должно быть", kk: "келтірілген дереккөздердің бәрі — декрет, бұйрық сияқты: олар не болуы керегін айтады")
}

fn help() -> Said {
    say!(en: "look for a report, a letter, figures that show it done; until then write it with `mode: norm`", ru: "ищите отчёт, письмо, цифры об исполнении; до тех пор запишите с `mode: norm`", kk: "орындалғанын көрсететін есеп, хат, сандар іздеңіз; оған дейін `mode: norm` деп жазыңыз")
}
