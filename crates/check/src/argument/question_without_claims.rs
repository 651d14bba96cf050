//! A question to which nothing answers.

use derek_study::{Reason, say};

use crate::wording::ambiguous_name::name_in;
use crate::{Objections, Reading, check};

check! {
    /// A question that is asked and that no argument answers, or that one argument answers
    /// with nothing set against it.
    ///
    /// What a study announces it should carry out; and an answer that was never held
    /// against another, nor against what speaks against it, has not been tested.
    ///
    /// ```study
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: ⟦Why did they flee?⟧
    /// ---
    /// //- cards/when.md
    /// ---
    /// kind: question
    /// name: ⟦When did they flee?⟧
    /// ---
    /// //- cards/spring.md
    /// ---
    /// kind: argument
    /// name: In spring
    /// question: when
    /// for: the roads were wet
    /// ---
    /// ```
    ///
    /// Two answers, or one with its difficulties, are clean:
    ///
    /// ```study
    /// //- cards/why.md
    /// ---
    /// kind: question
    /// name: Why did they flee?
    /// ---
    /// //- cards/when.md
    /// ---
    /// kind: question
    /// name: When did they flee?
    /// ---
    /// //- cards/fear.md
    /// ---
    /// kind: argument
    /// name: They were afraid
    /// question: why
    /// for: their letters speak of fear
    /// ---
    /// //- cards/hunger.md
    /// ---
    /// kind: argument
    /// name: They were hungry
    /// question: why
    /// for: bread was dear
    /// ---
    /// //- cards/spring.md
    /// ---
    /// kind: argument
    /// name: In spring
    /// question: when
    /// for: the roads were wet
    /// against: one letter speaks of snow
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Arguments are cards that name the question under `question`; what the notes or the
    /// chapters say is not read.
    pub static QUESTION_WITHOUT_CLAIMS = "question-without-claims" {
        room: "argument", level: Incomplete, since: "0.1.0",
        en: "a question that no argument answers",
        ru: "вопрос, на который не отвечает ни один довод",
        kk: "бірде-бір дәлел жауап бермейтін сұрақ",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for support in &derived.support {
        let question = support.question;
        let place = || vec![study.place(&question.file, name_in(study, question), "name")];
        match support.arguments.as_slice() {
            [] => objections.add(
                place(),
                vec![Reason::shown(say!(en: "no argument names it under `question`", ru: "ни один довод не называет его под `question`", kk: "бірде-бір дәлел оны `question` ішінде атамайды"))],
                say!(en: "write the answers that were given or can be thought of, each as a card of kind `argument`", ru: "запишите ответы, данные или мыслимые, каждый карточкой рода `argument`", kk: "берілген не ойға келетін жауаптарды жазыңыз, әрқайсысын `argument` тегіндегі карточкамен"),
            ),
            [only] if only.values("against").next().is_none() => {
                let answer = crate::grounds::name(only);
                objections.add_as(
                    derek_study::Level::Lead,
                    say!(en: "a question with one answer, and nothing set against it", ru: "вопрос с одним ответом, которому ничто не противопоставлено", kk: "бір ғана жауабы бар, оған ештеңе қарсы қойылмаған сұрақ"),
                    place(),
                    vec![Reason::shown(say!({ answer } en: "the only answer: “{answer}”", ru: "единственный ответ: «{answer}»", kk: "жалғыз жауап: «{answer}»"))],
                    say!(en: "what else could explain it? write the rival answer, or what speaks against this one", ru: "чем ещё это можно объяснить? запишите другой ответ или то, что говорит против этого", kk: "мұны тағы немен түсіндіруге болады? басқа жауапты не осыған қарсы айтылатынды жазыңыз"),
                );
            }
            _ => {}
        }
    }
}
