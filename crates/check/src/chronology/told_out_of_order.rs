//! A *then* that goes back in time.

use derek_study::{Reason, say};

use crate::sequence::{Inversion, OUT_OF_TIME, dates_in, has_word, opens_with, sentence_pairs};
use crate::{Objections, Reading, check};

check! {
    /// A sentence that says *then*, *after this*, *next* has a date before every
    /// date of the sentence it follows.
    ///
    /// One of the dates may be wrong, or the narrative goes back and the word
    /// misleads.
    ///
    /// ```text
    /// The committee left Omsk on 24 March 1919. Then, on ⟦19 March 1919⟧, it reached Tomsk.
    /// ```
    ///
    /// ```text
    /// Комитет выехал из Омска 24 марта 1919 года. Затем, ⟦19 марта 1919 года⟧, он прибыл в Томск.
    /// ```
    ///
    /// A narrative that goes back without such a word is clean, and so is one whose
    /// later year is only understood:
    ///
    /// ```text
    /// The committee left Omsk on 24 March 1919. It had been elected on 2 January 1919.
    ///
    /// The town fell on 20 December 1919. Then, on 3 January, the garrison surrendered.
    ///
    /// The war lasted until 1920. Then, in 1919, nobody thought of peace.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only neighbouring sentences of one paragraph are compared, and only where a
    /// word states the order: most narratives may go back as they please.
    pub static TOLD_OUT_OF_ORDER = "told-out-of-order" {
        room: "chronology", level: Style, since: "0.1.0",
        en: "the words say “after”, the dates say “before”",
        ru: "по словам — позже, по датам — раньше",
        kk: "сөз бойынша — кейін, күні бойынша — бұрын",
        find: find,
    }
}

const THEN: &[&str] = &[
    "then",
    "afterwards",
    "afterward",
    "after this",
    "after that",
    "thereafter",
    "subsequently",
    "thereupon",
    "next",
    "later",
    "some time later",
    "soon after",
    "shortly after",
    "soon afterwards",
    "shortly afterwards",
    "затем",
    "потом",
    "после этого",
    "после того",
    "вслед за этим",
    "вслед за тем",
    "впоследствии",
    "позднее",
    "позже",
    "вскоре",
    "вскоре после этого",
    "спустя некоторое время",
    "содан кейін",
    "одан кейін",
    "бұдан кейін",
    "осыдан кейін",
    "содан соң",
    "бұдан соң",
    "артынша",
    "кейін",
    "кейінірек",
    "después",
    "luego",
    "más tarde",
    "a continuación",
    "poco después",
    "posteriormente",
];

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for (paragraph, before, sentence) in sentence_pairs(document) {
            let earlier = dates_in(paragraph, before);
            if earlier.is_empty() || !opens_with(paragraph, sentence, THEN) {
                continue;
            }
            let words = paragraph.slice(sentence.clone());
            let Some(later) = dates_in(paragraph, sentence).first().copied() else { continue };
            if has_word(words, OUT_OF_TIME) {
                continue;
            }
            let inversions: Vec<Inversion<'_>> = earlier
                .iter()
                .filter_map(|earlier| Inversion::new(document, paragraph, earlier, later))
                .collect();
            let Some(last) = inversions.last().filter(|_| inversions.len() == earlier.len()) else {
                continue;
            };
            let [here, there] = last.places();
            let (first, second) = last.dates();
            objections.add(
                vec![
                    here.labelled(say!(en: "told as later", ru: "рассказано как позднейшее", kk: "кейінгі деп айтылған")),
                    there.labelled(say!(en: "told as earlier", ru: "рассказано как более раннее", kk: "ертерек деп айтылған")),
                ],
                vec![Reason::shown(say!({ first, second } en: "{second} lies before {first}", ru: "эта дата раньше предыдущей: {second}; предыдущая: {first}", kk: "бұл күн алдыңғысынан бұрын: {second}; алдыңғысы: {first}"))],
                say!(en: "check both dates; if the narrative goes back here, say so: *earlier*, *by then … had*", ru: "проверьте обе даты; если рассказ здесь возвращается назад, отметьте это: «ранее», «к тому времени»", kk: "екі күнді де тексеріңіз; баяндау кейін шегінсе, оны айтыңыз: «бұған дейін», «ол кезде»"),
            );
        }
    }
}
