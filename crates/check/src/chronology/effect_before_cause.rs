//! An effect, an answer, an invited visit dated before what called it forth.

use std::ops::Range;

use derek_study::document::Paragraph;
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::Mention;

use crate::grounds::{About, contradictions};
use crate::sequence::{Inversion, OUT_OF_TIME, dates_in, has_word, opens_with, sentence_pairs};
use crate::{Objections, Reading, check};

check! {
    /// What is told as the answer to something, or as its result, is dated before
    /// it; or a card has a cause that comes after its effect.
    ///
    /// In a text a phrase such as *in reply to*, *as a result of*, *after* ties two
    /// dates of one sentence, or *in response* a sentence to the one before. In a
    /// study the tie is `caused-by`, `answers` or `derived-from`, and the reasoning
    /// may run through several cards.
    ///
    /// ```text
    /// In reply to the telegram of 24 March 1918 the envoys came to Moscow on ⟦19 March 1918⟧.
    /// ```
    ///
    /// ```text
    /// В ответ на телеграмму от 24 марта 1918 года делегация прибыла ⟦19 марта 1918 года⟧.
    /// ```
    ///
    /// ```text
    /// 18 января 1918 г. отряды заняли город, вследствие чего в ⟦ноябре 1917 г.⟧ совет переехал.
    ///
    /// On 17 September 1932 the committee allowed private herds. Provoked by this resolution, in
    /// ⟦July 1932⟧, came the letter of the five.
    ///
    /// 1920 жылғы 26 тамызда декретке қол қойылды. Осы декреттің салдарынан ⟦1919 жылғы қазанда⟧ съезд
    /// өтті.
    ///
    /// The mill closed in ⟦1858⟧ because of the treaty of 1860.
    /// ```
    ///
    /// ```study
    /// //- cards/mission.md
    /// ---
    /// kind: event
    /// name: Mission
    /// when: ⟦19 March 1918⟧
    /// caused-by: telegram
    /// ---
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 24 March 1918
    /// ---
    /// ```
    ///
    /// Dates that allow the order are clean; so is a sentence that looks back.
    ///
    /// ```text
    /// On 9 February 1953 a bomb was thrown; in answer to this, on 11 February, the mission left.
    /// The mill closed in 1861 because of the treaty of 1860. 9 февраля 1953 г. был совершён теракт
    /// против посольства; в ответ на это 11 февраля правительство разорвало отношения.
    ///
    /// After the congress of December 1917, in July, the government moved. In reply to the
    /// telegram of 24 March 1918 the envoys came to Moscow on 27 March 1918. Rare in 1903,
    /// meetings became common after some quarrels in 1905. In 1886 riots broke out.[98] Following
    /// the 1887 election many left. After the treaty of
    /// 1856, which had been prepared in 1855, the fleet sailed home.
    /// ```
    ///
    /// ```study
    /// //- cards/mission.md
    /// ---
    /// kind: event
    /// name: Mission
    /// when: March 1918
    /// caused-by: telegram
    /// ---
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram
    /// when: 24 March 1918
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A sentence of three dates or more is left alone, unless a semicolon cuts it, and so is one with a word
    /// that looks back or ahead (*had*, *already*, *planned*).
    pub static EFFECT_BEFORE_CAUSE = "effect-before-cause" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "an effect dated before its cause",
        ru: "следствие датировано раньше причины",
        kk: "салдар себебінен бұрын болған болып шығады",
        find: find,
    }
}

/// Phrases that open a sentence which answers the one before.
const THEREFORE: &[&str] = &[
    "in response", "in reply", "in answer", "as a result", "as a consequence", "in consequence",
    "consequently", "в ответ", "в результате", "вследствие этого", "в итоге", "жауап ретінде",
    "осының нәтижесінде", "нәтижесінде", "соның салдарынан", "en respuesta", "como resultado",
    "como consecuencia", "en consecuencia",
];

/// Phrases before a cause and its date.
const AFTER: &[&str] = &[
    "after the", "after his", "after her", "after their", "following the", "in response to",
    "prompted by", "provoked by", "alarmed by", "encouraged by", "inspired by", "on learning of",
    "on hearing of", "having learnt of", "having learned of", "having heard of",
    "под впечатлением", "узнав о", "узнав об", "получив известие о", "получив известия о",
    "в связи с", "ввиду", "встревоженный", "встревоженное", "вдохновлённый", "вдохновленный",
    "in reply to", "in answer to", "as a result of", "as a consequence of", "in consequence of",
    "on the news of", "on receipt of", "under the impression of", "in accordance with",
    "in execution of", "в ответ на", "в результате", "вследствие", "во исполнение", "по получении",
    "под влиянием", "на основании", "согласно", "после", "вслед за", "en respuesta a",
    "como resultado de", "a raíz de", "después de", "tras la", "tras el",
];

/// Phrases after a cause and its date, in Kazakh.
const AFTER_BEHIND: &[&str] = &[
    "жауап ретінде", "нәтижесінде", "салдарынан", "негізінде", "сәйкес", "кейін", "соң", "естіген",
    "естіп", "туралы естіген", "туралы біліп", "байланысты", "әсерінен",
];

/// A word behind such a phrase that points back: *in answer to this* leads to what it called forth.
const THIS: &[&str] = &[
    "this", "that", "it", "these", "which", "это", "этого", "этому", "этим", "него", "неё", "нее",
    "них", "то", "того", "чего", "что", "тому", "бұған", "осыған", "осының", "бұның", "соның",
    "соған", "мұның", "ello", "esto", "whom", "whose", "которого", "которой", "которых", "который",
    "которую", "которые", "этой", "этих", "чему", "их", "его", "её", "ее",
];

/// Phrases between two dates of which the one before is the cause, the one behind the effect.
const WHENCE: &[&str] = &[
    "вследствие чего", "в результате чего", "в ответ на что", "в ответ на это", "из-за чего",
    "в связи с чем", "в связи с этим", "поэтому", "вследствие этого", "в результате этого",
    "по этой причине", "after which", "as a result of which", "in consequence of which",
    "in consequence of this", "as a result of this", "in response to which", "in response to this",
    "in answer to this", "in reply to this", "because of this", "because of which", "as a result",
    "in consequence", "consequently", "therefore", "so that", "соның салдарынан",
    "осының салдарынан", "соның нәтижесінде", "осының нәтижесінде", "бұған жауап ретінде",
    "осыған жауап ретінде", "сондықтан", "сол себепті",
];

/// Phrases between two dates of which the one behind is the cause, the one before the effect.
const BECAUSE: &[&str] = &[
    "because of", "owing to", "due to", "thanks to", "caused by", "provoked by", "as a result of",
    "in consequence of", "in response to", "in reply to", "in answer to", "из-за", "вследствие",
    "в результате", "в ответ на", "благодаря", "по причине", "под влиянием",
];

/// Clauses of a cause that is dated behind its effect.
const FOR: &[&str] = &["because", "потому что", "так как", "поскольку", "өйткені", "себебі"];

/// Words between two dates by which the one behind is reckoned from the one before:
/// *and two months later, in March*.
const LATER: &[&str] = &[
    "days later", "weeks later", "months later", "years later", "a week later", "a month later",
    "a year later", "soon after", "soon afterwards", "shortly after", "shortly afterwards",
    "days after", "weeks after", "months after", "дня", "дней", "недели", "недель", "месяц",
    "месяца", "месяцев", "год", "года", "лет", "вскоре после этого", "күннен кейін",
    "аптадан кейін", "айдан кейін", "жылдан кейін", "көп ұзамай", "артынша",
];

/// Verbs of an answer, before its own date, and what leads to the date of the question.
const ANSWERED: &[&str] =
    &["replied", "answered", "responded", "ответил", "ответила", "ответило", "ответили"];

/// Kazakh verbs behind both dates, by which the first is the cause of the second.
const LED_TO: &[&str] = &["алып келді", "әкелді", "әкеп соқты", "әкеп соқтырды", "себеп болды"];

/// Verbs between two dates of which the one before is the cause.
const CAUSED: &[&str] = &[
    "caused the", "caused a", "led to the", "led to a", "brought about", "provoked the",
    "gave rise to", "resulted in", "привёл к", "привел к", "привела к", "привело к", "привели к",
    "вызвал", "вызвала", "вызвало", "повлёк", "повлекла", "повлекло", "алып келді",
];

/// Phrases that open a sentence and take up what the one before told, by any noun:
/// *as a result of this decree*, *provoked by this resolution*, *осы декреттің салдарынан*.
const TAKING_UP: &[(&str, &[&str])] = &[
    ("as a result of", &["this", "that", "these", "the"]),
    ("in consequence of", &["this", "that", "these", "the"]),
    ("in response to", &["this", "that", "these", "the"]),
    ("in reply to", &["this", "that", "these", "the"]),
    ("in answer to", &["this", "that", "these", "the"]),
    ("because of", &["this", "that", "these"]),
    ("owing to", &["this", "that", "these"]),
    ("provoked by", &["this", "that", "these", "the"]),
    ("caused by", &["this", "that", "these"]),
    ("prompted by", &["this", "that", "these"]),
    ("в ответ на", &["этот", "эту", "это", "эти"]),
    ("в результате", &["этого", "этой", "этих"]),
    ("вследствие", &["этого", "этой", "этих"]),
    ("из-за", &["этого", "этой", "этих"]),
    ("на основании", &["этого", "этой"]),
    ("во исполнение", &["этого", "этой"]),
    ("под влиянием", &["этого", "этой", "этих"]),
];

/// The same behind their noun, in Kazakh: *осы декреттің салдарынан*.
const TAKING_UP_BEHIND: &[&str] =
    &["салдарынан", "нәтижесінде", "жауап ретінде", "негізінде", "себебінен", "әсерінен"];

/// Words between such a phrase and the date of the cause.
const NEAR: usize = 9;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for (paragraph, before, sentence) in sentence_pairs(document) {
            if let Some(found) = across(document, paragraph, before, sentence) {
                object(&found, objections);
            }
        }
        for paragraph in &document.paragraphs {
            for sentence in &paragraph.sentences {
                let text = paragraph.slice(sentence.clone());
                let whole = within(document, paragraph, sentence);
                // A sentence of many dates may have a part of two.
                let parts = || {
                    let mut at = sentence.start;
                    text.split_inclusive(';').find_map(|part| {
                        let range = at..at + part.len();
                        at = range.end;
                        within(document, paragraph, &range)
                    })
                };
                if let Some(found) = whole.or_else(parts) {
                    object(&found, objections);
                }
            }
        }
    }
    let help = say!(en: "check the dates, their calendars, and whether the one really followed from the other", ru: "проверьте даты, их стиль и то, вправду ли одно вытекало из другого", kk: "күндерді, олардың стилін және бірінің екіншісінен шыққан-шықпағанын тексеріңіз");
    contradictions(reading, About::Cause, &help, objections);
}

/// *… on 24 March. In response, on 19 March, …*
fn across<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    before: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Inversion<'d>> {
    if !opens_with(paragraph, sentence, THEREFORE) && !takes_up(paragraph, sentence)
        || has_word(paragraph.slice(sentence.clone()), OUT_OF_TIME)
    {
        return None;
    }
    let [earlier] = dates_in(paragraph, before)[..] else { return None };
    let [later] = dates_in(paragraph, sentence)[..] else { return None };
    Inversion::new(document, paragraph, earlier, later)
}

/// Whether a sentence opens by taking up what the one before told.
fn takes_up(paragraph: &Paragraph, sentence: &Range<usize>) -> bool {
    let opening: Vec<String> =
        crate::naming::lowered(paragraph.slice(sentence.clone())).into_iter().take(8).collect();
    let text = opening.join(" ");
    let by_phrase = TAKING_UP.iter().any(|(phrase, words)| {
        let rest = text.strip_prefix(phrase);
        let next = rest.and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
        words.contains(&next.split(' ').next().unwrap_or_default())
    });
    let points = matches!(
        opening.first().map(String::as_str),
        Some(
            "осы"
                | "бұл"
                | "сол"
                | "осының"
                | "бұның"
                | "соның"
                | "мұның"
                | "бұған"
                | "осыған"
        )
    );
    let behind = TAKING_UP_BEHIND.iter().any(|phrase| {
        text.split_once(phrase).is_some_and(|(noun, _)| noun.split(' ').count() <= 4)
    });
    by_phrase || points && behind
}

/// Two dates in two clauses with a phrase between that makes one the cause of the other:
/// the cause, then the effect.
fn between_clauses<'d>(
    paragraph: &Paragraph,
    one: &'d Mention,
    two: &'d Mention,
) -> Option<(&'d Mention, &'d Mention)> {
    let between = paragraph.slice(one.range.end..two.range.start).to_lowercase();
    let stands = |phrase: &&str| {
        between.find(*phrase).filter(|at| {
            let before = between[..*at].chars().next_back();
            let after = between[at + phrase.len()..].chars().next();
            before.is_none_or(|c| !c.is_alphanumeric())
                && after.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let reach = |phrase: &str, at: usize| {
        let rest = &between[at + phrase.len()..];
        words(rest).count() <= NEAR && !rest.contains([';', ':', '(', '.'])
    };
    let follows = |phrase: &&&str| {
        // It begins a clause of its own.
        stands(phrase).is_some_and(|at| {
            let before = between[..at].trim_end();
            let link = [" and", " и", " а", " және"].iter().any(|and| before.ends_with(and));
            (before.ends_with([',', ';']) || link) && reach(phrase, at)
        })
    };
    if WHENCE.iter().any(|phrase| follows(&phrase)) {
        return Some((one, two));
    }
    let causes = |phrase: &&&str| {
        stands(phrase).is_some_and(|at| {
            !between[..at].contains([',', ';', ':', '(', '.']) && reach(phrase, at)
        })
    };
    if CAUSED.iter().any(|phrase| causes(&phrase)) {
        return Some((one, two));
    }
    let behind = paragraph.slice(two.range.end..paragraph.sentence_at(two.range.start).end);
    let behind = behind.to_lowercase();
    let leads_behind = |phrase: &&&str| {
        behind.find(**phrase).is_some_and(|at| {
            words(&behind[..at]).count() <= NEAR && !behind[..at].contains([',', ';', ':', '('])
        })
    };
    if !between.contains([',', ';', ':', '(']) && LED_TO.iter().any(|phrase| leads_behind(&phrase))
    {
        return Some((one, two));
    }
    if follows_later(&between) {
        return Some((one, two));
    }
    let ahead = paragraph.slice(paragraph.sentence_at(one.range.start).start..one.range.start);
    let ahead = ahead.to_lowercase();
    let said = || {
        [&ahead, &between]
            .into_iter()
            .map(|text| ANSWERED.iter().any(|verb| has_word(text, &[verb])))
    };
    let to = [" to ", " на "].iter().find_map(|to| between.find(to).map(|at| at + to.len()));
    if let Some(at) = to
        && said().any(|answered| answered)
        && words(&between[at..]).count() <= NEAR
        && !between.contains([',', ';', ':', '('])
    {
        return Some((two, one));
    }
    let causes_behind = |phrase: &&&str| {
        stands(phrase).is_some_and(|at| {
            !between[..at].contains([';', ':', '(', '.'])
                && reach(phrase, at)
                && words(&between[..at]).count() <= NEAR
        })
    };
    if FOR.iter().any(|phrase| causes_behind(&phrase)) {
        return Some((two, one));
    }
    let leads = |phrase: &&&str| {
        stands(phrase).is_some_and(|at| {
            let rest = &between[at + phrase.len()..];
            let first = words(rest).next().map(|range| &rest[range]);
            !first.is_some_and(|first| THIS.contains(&first))
                && !between[..at].contains([';', ':', '.'])
                && !rest.contains([',', ';', ':', '(', ')', '.'])
                && words(rest).count() <= NEAR
        })
    };
    BECAUSE.iter().any(|phrase| leads(&phrase)).then_some((two, one))
}

/// Whether the words between two dates end in a reckoning from the first: *, and two months
/// later, in*; *, а через два месяца, в*.
fn follows_later(between: &str) -> bool {
    const LINKS: &[&str] = &["in", "on", "в", "already", "уже"];
    let tail = between.trim_end();
    let tail = LINKS
        .iter()
        .find_map(|link| tail.strip_suffix(link).filter(|rest| rest.ends_with([' ', ','])))
        .unwrap_or(tail)
        .trim_end()
        .trim_end_matches(',');
    let Some(phrase) = LATER.iter().find(|phrase| {
        tail.strip_suffix(**phrase).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    }) else {
        return false;
    };
    let rest = &tail[..tail.len() - phrase.len()];
    let clause = rest.rsplit([',', ';', ':', '(']).next().unwrap_or_default();
    // *Через два месяца*, but not *в течение двух месяцев*.
    let is_russian = phrase.chars().all(|c| !c.is_ascii())
        && !phrase.contains("кейін")
        && !phrase.contains(' ')
        && *phrase != "артынша";
    let counts = !is_russian || has_word(clause, &["через", "спустя"]) || clause.trim().is_empty();
    let parts = rest.contains([';', ':', '(', '.']);
    // What is reckoned stands in a clause of its own, short: no other deed between.
    counts && !parts && words(clause).count() <= 4 && rest.contains(',')
}

/// *in reply to the telegram of 24 March … on 19 March*
fn within<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
) -> Option<Inversion<'d>> {
    // *Two months later* is reckoned from a date and is none.
    let is_reckoned = |mention: &&Mention| {
        has_word(
            paragraph.slice(mention.range.clone()),
            &["later", "after", "спустя", "через", "кейін", "afterwards"],
        )
    };
    let dates: Vec<&Mention> =
        dates_in(paragraph, sentence).into_iter().filter(|mention| !is_reckoned(mention)).collect();
    let [one, two] = dates[..] else { return None };
    // A note's mark may hide the end of a sentence: *… a speech.[98] Riots …*.
    let between = paragraph.slice(one.range.end..two.range.start);
    if between.contains(".[") || between.contains(". ") {
        return None;
    }
    // *Because the harvest had failed*: a cause may stand in the pluperfect.
    let clause = FOR.iter().filter_map(|word| between.find(word)).min();
    let until = clause.map_or(sentence.end, |at| one.range.end + at);
    if has_word(paragraph.slice(sentence.start..until), OUT_OF_TIME) {
        return None;
    }
    let (first, second) = (sentence.start..two.range.start, one.range.end..sentence.end);
    if let Some((cause, effect)) = between_clauses(paragraph, one, two) {
        return Inversion::new(document, paragraph, cause, effect);
    }
    let (cause, effect) =
        match (is_cause(paragraph, &first, one), is_cause(paragraph, &second, two)) {
            (true, false) => (one, two),
            (false, true) => (two, one),
            _ => return None,
        };
    // *the decree of 1917*: the date of a thing, not of the deed.
    let is_of_thing = |mention: &Mention| {
        let before = paragraph.slice(sentence.start..mention.range.start);
        let last = words(before).last().map(|range| before[range].to_lowercase());
        matches!(last.as_deref(), Some("of" | "dated" | "from" | "от" | "to" | "del"))
    };
    (!is_of_thing(effect)).then(|| Inversion::new(document, paragraph, cause, effect)).flatten()
}

/// Whether the words around a date, as far as the next date, tie it to something that followed.
fn is_cause(paragraph: &Paragraph, around: &Range<usize>, mention: &Mention) -> bool {
    let before = paragraph.slice(around.start..mention.range.start).to_lowercase();
    let after = paragraph.slice(mention.range.end..around.end).to_lowercase();
    // *after some quarrels they met in 1905*: the date is that of another deed.
    const OF_A_DEED: &[&str] = &["in", "on", "at", "by", "в", "во", "к", "en"];
    let gap_is_plain = |gap: &str| {
        let last = words(gap).last().map(|range| &gap[range]);
        words(gap).count() <= NEAR
            && !gap.contains([',', ';', ':', '(', ')', '—', '–', '.'])
            && !last.is_some_and(|last| OF_A_DEED.contains(&last))
    };
    let stands_before = AFTER.iter().any(|phrase| {
        before.rfind(phrase).is_some_and(|at| {
            let starts = before[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let gap = &before[at + phrase.len()..];
            let ends = gap.chars().next().is_none_or(|c| !c.is_alphanumeric());
            let points = words(gap).next().is_some_and(|range| THIS.contains(&&gap[range]));
            starts && ends && !points && gap_is_plain(gap)
        })
    });
    let stands_behind = AFTER_BEHIND.iter().any(|phrase| {
        after.find(phrase).is_some_and(|at| {
            let ends =
                after[at + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            let gap = &after[..at];
            ends && gap.ends_with(' ') && gap_is_plain(gap)
        })
    });
    stands_before || stands_behind
}

fn object(found: &Inversion<'_>, objections: &mut Objections) {
    let [effect, cause] = found.places();
    let (first, second) = found.dates();
    objections.add(
        vec![
            effect.labelled(say!(en: "told as what followed", ru: "рассказано как следствие", kk: "салдары деп айтылған")),
            cause.labelled(say!(en: "told as what called it forth", ru: "рассказано как причина", kk: "себебі деп айтылған")),
        ],
        vec![Reason::shown(say!({ first, second } en: "the cause is dated {first}, what followed it {second}", ru: "дата причины: {first}; дата следствия: {second}", kk: "себептің күні: {first}; салдарының күні: {second}"))],
        say!(en: "check both dates and their calendars, or whether the one really followed from the other", ru: "проверьте обе даты и их стиль, а также то, вправду ли одно вытекало из другого", kk: "екі күнді де, олардың стилін де, бірінің екіншісінен шыққан-шықпағанын да тексеріңіз"),
    );
}
