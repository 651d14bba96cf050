//! A question to which only one side answers.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::{Card, Reason, Study, say};

use crate::grounds::name;
use crate::source::document;
use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// All independent sources on which the answers to a question rest, two or more, are
    /// of one side.
    ///
    /// A side is what the card of a source or of its author names under `interest`, or what
    /// the author's card names under `allegiance`. Nothing is said against these
    /// sources: the other side's are worth looking for.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @misc{paper, title = {Party paper}}
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// author: officer
    /// ---
    /// //- cards/paper.md
    /// ---
    /// kind: document
    /// name: Party paper
    /// interest: whites
    /// ---
    /// //- cards/officer.md
    /// ---
    /// kind: person
    /// name: Officer
    /// allegiance: whites
    /// ---
    /// //- cards/whites.md
    /// ---
    /// kind: organ
    /// name: The Whites
    /// ---
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: ⟦Why was the town given up?⟧
    /// ---
    /// //- cards/famine.md
    /// ---
    /// kind: argument
    /// name: There was no bread
    /// question: why
    /// for:
    ///   - the stores were empty [@memoir, p. 4]
    ///   - bread was rationed [@paper, no. 7]
    /// ---
    /// ```
    ///
    /// One source of which no side is known, or another one, is enough:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @misc{paper, title = {Town paper}}
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// interest: whites
    /// ---
    /// //- cards/whites.md
    /// ---
    /// kind: organ
    /// name: The Whites
    /// ---
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: Why was the town given up?
    /// ---
    /// //- cards/famine.md
    /// ---
    /// kind: argument
    /// name: There was no bread
    /// question: why
    /// for:
    ///   - the stores were empty [@memoir, p. 4]
    ///   - bread was rationed [@paper, no. 7]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Language, country and decade of the sources are not weighed. A question with one
    /// witness belongs to `single-witness`.
    pub static ONE_SIDED_BASE = "one-sided-base" {
        room: "testimony", level: Lead, since: "0.1.0",
        en: "every source that answers is of one side",
        ru: "все источники ответа принадлежат одной стороне",
        kk: "жауаптың барлық дереккөзі — бір тараптан",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for support in derived.support.iter().filter(|support| 1 < support.witnesses.len()) {
        let sides: Vec<BTreeMap<&str, &Card>> =
            support.witnesses.iter().map(|key| sides(study, key)).collect();
        let [first, others @ ..] = sides.as_slice() else { continue };
        let shared = |side: &&&str| others.iter().all(|sides| sides.contains_key(**side));
        let Some(side) = first.keys().find(shared).and_then(|side| first.get(side)) else {
            continue;
        };
        let (side, count) = (name(side), support.witnesses.len());
        let question = support.question;
        objections.add(
            vec![study.place(&question.file, name_in(study, question), "name")],
            vec![Reason::shown(say!({ side, count } en: "independent sources: {count}, each on the side of “{side}” or with a stake in it", ru: "независимых источников: {count}, каждый на стороне или в интересах: «{side}»", kk: "тәуелсіз дереккөздер: {count}, әрқайсысы мынаның жағында не мүддесінде: «{side}»"))],
            say!(en: "look for what the other side wrote: its letters, its papers, its archive", ru: "ищите написанное другой стороной: её письма, газеты, архив", kk: "басқа тарап жазғанын іздеңіз: хаттарын, газеттерін, мұрағатын"),
        );
    }
}

/// The sides of a source by the files of their cards; empty when none is known.
fn sides<'a>(study: &'a Study, key: &str) -> BTreeMap<&'a str, &'a Card> {
    let Some(source) = document(study, key) else { return BTreeMap::new() };
    let authors =
        source.values("author").filter_map(|author| study.resolve(&author.text, &[]).card());
    let people: BTreeSet<&str> = ["interest", "allegiance"].into();
    let mut sides = BTreeMap::new();
    for (card, field) in std::iter::once(source)
        .chain(authors)
        .flat_map(|card| card.fields.iter().map(move |field| (card, field)))
    {
        let counts = people.contains(field.predicate.as_str())
            && (card.kind != "document" || field.predicate == "interest");
        if counts {
            let found = field.affirmed().filter_map(|value| study.resolve(&value.text, &[]).card());
            sides.extend(found.map(|side| (side.file.as_str(), side)));
        }
    }
    sides
}
