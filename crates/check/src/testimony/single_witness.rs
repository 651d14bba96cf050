//! An answer that one witness carries alone.

use derek_study::{Reason, say};

use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// A question all of whose arguments rest on one source, or on several
    /// that go back to one.
    ///
    /// Sources are counted once their copies are taken out: a document card
    /// named like a citation key may say that it is `derived-from` another.
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @book{survey, title = {Survey}}
    /// //- cards/survey.md
    /// ---
    /// kind: document
    /// name: Survey
    /// derived-from: memoir
    /// ---
    /// //- cards/memoir.md
    /// ---
    /// kind: document
    /// name: Memoir
    /// ---
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: ⟦Why did they change sides?⟧
    /// ---
    /// //- cards/promise.md
    /// ---
    /// kind: argument
    /// name: They were promised autonomy
    /// question: why
    /// for:
    ///   - the promise was made by telegraph [@memoir, p. 4]
    ///   - the promise was repeated [@survey, p. 90]
    /// ---
    /// ```
    ///
    /// Two sources that owe nothing to each other are two witnesses:
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{memoir, title = {Memoir}}
    /// @book{survey, title = {Survey}}
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: Why did they change sides?
    /// ---
    /// //- cards/promise.md
    /// ---
    /// kind: argument
    /// name: They were promised autonomy
    /// question: why
    /// for:
    ///   - the promise was made by telegraph [@memoir, p. 4]
    ///   - the promise was repeated [@survey, p. 90]
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Only derivation that the study declares is known.
    pub static SINGLE_WITNESS = "single-witness" {
        room: "testimony", level: Incomplete, since: "0.1.0",
        en: "this answer rests on one witness",
        ru: "этот ответ держится на одном свидетеле",
        kk: "бұл жауап бір ғана куәгерге сүйенеді",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for support in &derived.support {
        let [witness] = support.witnesses.iter().collect::<Vec<_>>()[..] else { continue };
        let claims = support.claims.len();
        let mut because = vec![Reason::shown(
            say!({ claims, witness } en: "{claims} claims for and against, all of them from “{witness}”", ru: "утверждений за и против: {claims}, все они из «{witness}»", kk: "жақтайтын және қарсы {claims} тұжырым, бәрі «{witness}» дереккөзінен"),
        )];
        let copies: std::collections::BTreeSet<&str> = support
            .claims
            .iter()
            .flat_map(|claim| &claim.citations)
            .map(|citation| citation.key.as_str())
            .filter(|key| key != witness)
            .collect();
        because.extend(copies.into_iter().map(|copy| Reason::shown(say!({ copy, witness } en: "“{copy}” goes back to “{witness}” and is no second witness", ru: "«{copy}» восходит к «{witness}» и вторым свидетелем не служит", kk: "«{copy}» мәтіні «{witness}» дереккөзінен алынған, екінші куәгер бола алмайды"))));
        let question = support.question;
        objections.add(
            vec![study.place(&question.file, name_in(study, question), "name")],
            because,
            say!(en: "look for a source that does not go back to this one, above all one of another side", ru: "найдите источник, который не восходит к этому, прежде всего источник другой стороны", kk: "осыған сүйенбейтін, ең алдымен басқа тараптың дереккөзін іздеңіз"),
        );
    }
}
