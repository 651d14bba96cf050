//! A known event under another date.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Reason, say};
use derek_text::words;
use derek_time::{Date, Day, Precision, Year};

use crate::facts::Known;
use crate::{Objections, Reading, check};

check! {
    /// The text dates a treaty, a congress, a war otherwise than the reference study does,
    /// and the two dates cannot be one.
    ///
    /// The date must be tied to the event: in brackets behind its name, or by a word of
    /// its happening. A month of grace is given on both sides, for calendars.
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{peace, title = {Peace of the River}, url = {https://example.org/peace}, urldate = {2026-11-22}}
    /// //- cards/peace.md
    /// ---
    /// kind: event
    /// name: {en: Peace of the River, ru: Речной мир, kk: Өзен бітімі}
    /// when: 3 March 1918 [@peace]
    /// ---
    /// ```
    ///
    /// ```text
    /// The ⟦Peace of the River⟧ (1919) ended the war. In March 1919 the ⟦Peace of the River⟧ was signed.
    /// They signed the ⟦Peace of the River⟧ on 3 March 1919. The ⟦Peace of the River⟧ was concluded in 1917.
    ///
    /// ⟦Речной мир⟧ был подписан в марте 1919 года. В 1919 году был заключён ⟦Речной мир⟧.
    /// ```
    ///
    /// ```text
    /// The Peace of the River (1918) ended the war. In 1920 the Peace of the River was denounced, and
    /// in 1928, ten years after the Peace of the River, it was forgotten. The Peace of the River was
    /// signed on 18 February 1918. A second Peace of the River was signed in 1925. In 1919 they
    /// wrote of the Peace of the River. In 1917 nobody hoped that the Peace of the River would be signed.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only events of the reference study whose name has two words or more; a sentence with
    /// two dates is left alone.
    pub static EVENT_DATED_OTHERWISE = "event-dated-otherwise" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "an event dated otherwise than in the reference study",
        ru: "событие датировано иначе, чем в справочном исследовании",
        kk: "оқиға анықтамалық зерттеудегіден басқаша мерзімделген",
        find: find,
    }
}

/// Days by which a date may miss: calendars, and signing beside ratifying.
const GRACE: i32 = 31;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for paragraph in document.paragraphs.iter().filter(|one| {
            matches!(one.kind, Kind::Prose | Kind::Item | Kind::Apparatus | Kind::Caption)
                && !one.dates.is_empty()
        }) {
            for found in reading.facts.names.find(&paragraph.text) {
                let is_event = found.what.card.kind == "event"
                    && paragraph.slice(found.range.clone()).contains(' ');
                if let Some(when) = tied(paragraph, &found.range).filter(|_| is_event) {
                    object((document, paragraph), found.range, found.what, when, objections);
                }
            }
        }
    }
}

fn object(
    (document, paragraph): (&Document, &Paragraph),
    name: Range<usize>,
    known: Known<'_>,
    (at, date): (Range<usize>, Date),
    objections: &mut Objections,
) {
    let told =
        || ["when", "begins", "ends"].into_iter().flat_map(|predicate| known.dated(predicate));
    let firsts: Vec<Option<Day>> = told().map(|(date, _)| date.hull().first_day()).collect();
    let lasts: Vec<Option<Day>> = told().map(|(date, _)| date.hull().last_day()).collect();
    let span = firsts
        .into_iter()
        .collect::<Option<Vec<Day>>>()
        .and_then(|days| days.into_iter().min())
        .zip(
            lasts.into_iter().collect::<Option<Vec<Day>>>().and_then(|days| days.into_iter().max()),
        );
    let here = date.hull();
    let (Some((begins, ends)), Some(first), Some(last)) = (span, here.first_day(), here.last_day())
    else {
        return;
    };
    if begins <= last.plus(GRACE) && first.plus(-GRACE) <= ends {
        return;
    }
    let Some((said, value)) = told().next() else { return };
    let called = known.name();
    objections.add(
        vec![document.place(paragraph, name), document.place(paragraph, at)],
        vec![
            Reason::shown(say!({ date } en: "the text dates it {date}", ru: "в тексте дата такая: {date}", kk: "мәтіндегі күні: {date}")),
            Reason { said: say!({ called, said } en: "{called}: {said}", ru: "{called}: {said}", kk: "{called}: {said}"), source: known.cited(value) },
        ],
        say!(en: "check the date; if another event of that name is meant, say which", ru: "проверьте дату; если речь о другом событии с тем же названием, укажите, о каком", kk: "күнін тексеріңіз; аттас басқа оқиға айтылса, қайсысы екенін көрсетіңіз"),
    );
}

/// Words of an event's happening, and those that may stand between it and its date.
const HAPPENING: &[&str] = &[
    "signed", "concluded", "held", "convened", "opened", "began", "started", "broke", "took",
    "happened", "occurred", "proclaimed", "adopted", "issued", "met", "подписан", "подписано",
    "подписали", "заключён", "заключен", "заключили", "состоялся", "состоялась", "состоялись",
    "созван", "открылся", "открылась", "начался", "началась", "началось", "произошла", "произошло",
    "произошёл", "провозглашена", "провозглашено", "принят", "принята", "принято", "издан",
    "вспыхнула", "вспыхнуло", "басталды", "болды", "өтті", "жасалды", "қабылданды", "жарияланды",
    "құрылды", "ашылды",
];
const SMALL: &[&str] = &[
    "was", "were", "had", "been", "in", "on", "out", "place", "up", "at", "the", "of", "был",
    "была", "было", "были", "в", "с", "году",
];

/// The date that the words tie to an event; `None` when none is.
fn tied(paragraph: &Paragraph, name: &Range<usize>) -> Option<(Range<usize>, Date)> {
    const OTHERS: &[&str] = &[
        "second", "third", "another", "new", "anniversary", "after", "before", "since", "second",
        "второй", "третий", "годовщина", "годовщину", "после", "до", "екінші", "кейін",
    ];
    let sentence = paragraph.sentence_at(name.start);
    let mut dates =
        paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    let is_exact = |date: &Date| {
        let is_fine = matches!(
            date.precision,
            Precision::Day | Precision::Month | Precision::Season | Precision::Year
        );
        is_fine && !date.approximate && date.faults.is_empty()
    };
    let text = |range: Range<usize>| paragraph.slice(range);
    let lowered = |range: Range<usize>| -> Vec<String> {
        let text = text(range);
        words(text).map(|word| text[word].to_lowercase()).collect()
    };
    let before = lowered(sentence.start..name.start);
    if before.iter().rev().take(3).any(|word| OTHERS.contains(&word.as_str()))
        || paragraph.is_quoted(name.start)
    {
        return None;
    }
    // In brackets right behind the name, where a bare year may look like a citation.
    let rest = text(name.end..paragraph.text.len());
    let inside =
        rest.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    if let Some((inside, date)) =
        inside.and_then(|inside| Some((inside, derek_time::parse(inside).ok()?)))
    {
        let start = name.end + 2;
        return Some((start..start + inside.len(), date)).filter(|(_, date)| is_exact(date));
    }
    let (Some(only), None) = (dates.next(), dates.next()) else { return None };
    let happens = |words: &[String]| words.iter().any(|word| HAPPENING.contains(&word.as_str()));
    let is_small = |words: &[String]| {
        words
            .iter()
            .all(|word| HAPPENING.contains(&word.as_str()) || SMALL.contains(&word.as_str()))
    };
    let is_tied = if name.end <= only.range.start {
        // *The peace was signed in 1919*, *they signed the peace in 1919*.
        let between = lowered(name.end..only.range.start);
        let near_before = &before[before.len().saturating_sub(2)..];
        is_small(&between)
            && between.len() <= 5
            && !text(name.end..only.range.start).contains([',', ';', '('])
            && (happens(&between) || happens(near_before))
    } else if only.range.end <= name.start {
        // *In 1919 the peace was signed*, *В 1919 году был заключён мир*.
        let between = lowered(only.range.end..name.start);
        let after = lowered(name.end..sentence.end);
        let opens = lowered(sentence.start..only.range.start).len() <= 1;
        opens
            && is_small(&between)
            && between.len() <= 4
            && (happens(&between) || happens(&after[..after.len().min(2)]))
    } else {
        false
    };
    let is_stated = only.year == Year::Stated && is_exact(&only.date);
    (is_tied && is_stated).then(|| (only.range.clone(), only.date.clone()))
}
