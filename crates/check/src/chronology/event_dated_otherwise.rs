//! A known event under another date.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::{Kind, Language, Paragraph};
use derek_study::{Document, Reason, Value, say};
use derek_text::{Lexicon, words};
use derek_time::{Date, Day, Mention, Precision, Step, Year};

use crate::facts::{Facts, Known};
use crate::sequence::is_year_or_finer;
use crate::{Objections, Reading, check};

check! {
    /// The text dates a treaty, a congress, a war otherwise than the reference study does,
    /// and the two dates cannot be one.
    ///
    /// The date must be tied to the event: in brackets behind its name, as part of its name
    /// (*the February Revolution of 1917*), or by a word of its happening. A month of grace is
    /// given on both sides, for calendars and ratifications; twenty days where both dates are
    /// days. The founding and the end of a state or a body are events too.
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
    /// ```reference
    /// //- bibliography.bib
    /// @online{steppe, title = {Congresses}, url = {https://example.org/steppe}, urldate = {2026-11-22}}
    /// //- cards/second.md
    /// ---
    /// kind: event
    /// name: {en: Second Steppe Congress, ru: Второй степной съезд}
    /// when: 18–26 December 1917 [@steppe]
    /// ---
    /// //- cards/peace.md
    /// ---
    /// kind: event
    /// name: {en: Peace of the River, ru: Речной мир, kk: Өзен бітімі}
    /// when: 3 March 1918 [@steppe]
    /// ---
    /// ```
    ///
    /// ```text
    /// The ⟦Third Steppe Congress⟧, which met in December 1917, was short. В декабре 1917 г. заседал
    /// ⟦III степной съезд⟧. The Second Steppe Congress met in December 1917.
    /// ```
    ///
    /// ```text
    /// The Peace of the River (1918) ended the war. In 1920 the Peace of the River was denounced, and
    /// in 1928, ten years after the Peace of the River, it was forgotten. The Peace of the River was
    /// signed on 18 February 1918. A second Peace of the River was signed in 1925. In 1919 they
    /// wrote of the Peace of the River. In 1917 nobody hoped that the Peace of the River would be signed.
    /// ```
    ///
    /// ```text
    /// The ⟦Peace of the River⟧ of 1919 returned many, and in 1921 they voted.
    ///
    /// ⟦Речной мир⟧ 1919 г. вернул многих. После ⟦Речного мира⟧ от 5 мая 1918 г. настала тишина.
    /// ```
    ///
    /// ```text
    /// After the Peace of the River of 1918 many returned in 1920.
    /// ```
    ///
    /// What a body did while it was is neither its founding nor its end:
    ///
    /// ```reference
    /// //- bibliography.bib
    /// @online{convention, title = {Convention}, url = {https://example.org/convention}, urldate = {2026-11-22}}
    /// //- cards/convention.md
    /// ---
    /// kind: organ
    /// name: {en: National Convention, ru: Национальный конвент}
    /// begins: 20 September 1792 [@convention]
    /// ends: 26 October 1795 [@convention]
    /// ---
    /// ```
    ///
    /// ```text
    /// The National Convention abolished enslavement on 4 February 1794. The ⟦National Convention⟧ was
    /// dissolved on 4 February 1794.
    /// ```
    ///
    /// ## Limits
    ///
    /// Only events of the reference study whose name has two words or more. A date more than
    /// thirty years off is another event's, unless the name has a name of its own in it.
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

/// The same where both dates are days: the calendars lie two weeks apart at most.
const GRACE_OF_DAYS: i32 = 20;

/// The same where both dates are written in both styles.
const GRACE_OF_BOTH: i32 = 2;

/// Days beyond which a date is that of another event of the name.
const ANOTHER: i32 = 30 * 365;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let series = Series::of(&reading.facts);
    for document in reading.documents {
        for paragraph in document.paragraphs.iter().filter(|one| {
            matches!(one.kind, Kind::Prose | Kind::Item | Kind::Apparatus | Kind::Caption)
                && !one.dates.is_empty()
        }) {
            let misnumbered = series.misnumbered(paragraph);
            for (name, mention, known) in &misnumbered {
                let (called, date) = (known.name(), &mention.date);
                let Some((said, value)) = known.when().first().copied() else { continue };
                objections.add(
                    vec![document.place(paragraph, name.clone()), document.place(paragraph, mention.range.clone())],
                    vec![
                        Reason::shown(say!({ date } en: "the text dates it {date}", ru: "в тексте дата такая: {date}", kk: "мәтіндегі күні: {date}")),
                        Reason { said: say!({ called, said } en: "{called}: {said}", ru: "{called}: {said}", kk: "{called}: {said}"), source: known.cited(value) },
                    ],
                    say!(en: "check the number and the date", ru: "проверьте номер и дату", kk: "нөмірі мен күнін тексеріңіз"),
                );
            }
            for found in reading.facts.names.find(&paragraph.text) {
                let known = found.what;
                if misnumbered.iter().any(|(name, ..)| name.contains(&found.range.start)) {
                    continue;
                }
                let is_event = known.card.kind == "event"
                    && paragraph.slice(found.range.clone()).contains(' ');
                let told = if is_event {
                    let when = tied(paragraph, &found.range);
                    when.map(|when| (when, known.when()))
                } else if known.card.kind == "organ" {
                    founded(paragraph, &found.range, known)
                } else {
                    None
                };
                if is_event && told.is_none() {
                    after_it(
                        (document, paragraph),
                        &found.range,
                        known,
                        &reading.facts,
                        objections,
                    );
                }
                if let Some((when, known_dates)) = told {
                    let others = reading.facts.namesakes(known);
                    object(
                        (document, paragraph),
                        found.range,
                        (known, &known_dates),
                        when,
                        &others,
                        objections,
                    );
                }
            }
        }
    }
}

fn object(
    (document, paragraph): (&Document, &Paragraph),
    name: Range<usize>,
    (known, told): (Known<'_>, &[(&Date, &Value)]),
    (at, date): (Range<usize>, Date),
    namesakes: &[Known<'_>],
    objections: &mut Objections,
) {
    let here = date.hull();
    let (Some(first), Some(last)) = (here.first_day(), here.last_day()) else { return };
    let is_day = |date: &Date| date.precision == Precision::Day;
    let both = |date: &Date| date.steps.iter().any(|step| matches!(step, Step::BothStyles(_)));
    let grace = match is_day(&date) && told.iter().all(|(date, _)| is_day(date)) {
        // Where both styles are written no calendar is in doubt.
        true if both(&date) && told.iter().all(|(date, _)| both(date)) => GRACE_OF_BOTH,
        true => GRACE_OF_DAYS,
        false => GRACE,
    };
    let Some((begins, ends)) = span(told) else { return };
    let fits =
        |(begins, ends): (Day, Day)| begins <= last.plus(grace) && first.plus(-grace) <= ends;
    let another_fits = || namesakes.iter().any(|other| span(&other.when()).is_some_and(fits));
    let apart = (begins.number() - last.number()).max(first.number() - ends.number());
    let is_another = ANOTHER < apart && !has_own_name(paragraph.slice(name.clone()));
    if fits((begins, ends)) || is_another || another_fits() {
        return;
    }
    let Some((said, value)) = told.first() else { return };
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

const TEN_YEARS: i32 = 3_653;

/// *In January 1898, after the war had broken out*: what came after an event is dated before it.
fn after_it(
    (document, paragraph): (&Document, &Paragraph),
    name: &Range<usize>,
    known: Known<'_>,
    facts: &Facts<'_>,
    objections: &mut Objections,
) {
    let sentence = paragraph.sentence_at(name.start);
    let before = paragraph.slice(sentence.start..name.start);
    let said = crate::naming::lowered(before);
    let said: Vec<&str> = said.iter().rev().take(2).map(String::as_str).collect();
    if !matches!(said.as_slice(), ["the", "after"] | ["после" | "after", ..])
        || paragraph.is_quoted(name.start)
    {
        return;
    }
    let phrase = ["after the", "after", "после"]
        .into_iter()
        .filter_map(|word| before.to_lowercase().rfind(word))
        .max()
        .map_or(name.start, |at| sentence.start + at);
    let beside = paragraph.dates.iter().find(|mention| {
        let gap = mention.range.end.min(phrase)..phrase;
        mention.range.end <= phrase
            && matches!(paragraph.slice(gap).trim(), "" | ",")
            && sentence.contains(&mention.range.start)
    });
    let Some(mention) = beside else { return };
    let Some(last) = mention.date.hull().last_day() else { return };
    let early = |one: &Known<'_>| {
        span(&one.when()).is_some_and(|(begins, _)| {
            last.plus(GRACE) < begins && begins.number() - last.number() < ANOTHER
        })
    };
    // An older event of that name is meant when its time is not long past.
    let recent = |one: &Known<'_>| {
        span(&one.when())
            .is_some_and(|(_, ends)| !early(one) && last.number() - ends.number() < TEN_YEARS)
    };
    let of_that_name = || std::iter::once(known).chain(facts.namesakes(known));
    let is_plain = mention.year == Year::Stated && mention.date.faults.is_empty();
    if !is_plain || of_that_name().any(|one| recent(&one)) {
        return;
    }
    let Some(known) = of_that_name().find(early) else { return };
    let (called, date) = (known.name(), &mention.date);
    let Some((said, value)) = known.when().first().copied() else { return };
    objections.add(
        vec![document.place(paragraph, mention.range.clone()), document.place(paragraph, name.clone())],
        vec![
            Reason::shown(say!({ date } en: "told as later, but dated {date}", ru: "рассказано как более позднее, но датировано: {date}", kk: "кейінгі деп айтылған, бірақ күні: {date}")),
            Reason { said: say!({ called, said } en: "{called}: {said}", ru: "{called}: {said}", kk: "{called}: {said}"), source: known.cited(value) },
        ],
        say!(en: "check the date", ru: "проверьте дату", kk: "күнін тексеріңіз"),
    );
}

/// Events that are counted: congresses of one name, by their numbers.
struct Series<'a> {
    /// What follows the number in the name, with the events that bear it.
    names: Lexicon<usize>,
    members: Vec<Vec<(u32, Known<'a>)>>,
}

impl<'a> Series<'a> {
    fn of(facts: &Facts<'a>) -> Series<'a> {
        let mut members: BTreeMap<String, Vec<(u32, Known<'a>)>> = BTreeMap::new();
        for known in facts.events() {
            for form in known.card.forms() {
                let Some((first, rest)) = form.split_once(' ') else { continue };
                if let Some(number) = ordinal(first) {
                    members.entry(rest.to_lowercase()).or_default().push((number, known));
                }
            }
        }
        let names = Lexicon::new(members.keys().enumerate().map(|(at, name)| (name.as_str(), at)));
        Series { names, members: members.into_values().collect() }
    }

    /// Numbered events whose date is that of another of the series: *the Third Congress,
    /// which met in December 1917*, when the Second did.
    fn misnumbered<'p>(
        &self,
        paragraph: &'p Paragraph,
    ) -> Vec<(Range<usize>, &'p Mention, Known<'a>)> {
        let mut all = Vec::new();
        for found in self.names.find(&paragraph.text) {
            let sentence = paragraph.sentence_at(found.range.start);
            let before = paragraph.slice(sentence.start..found.range.start);
            let Some(last) = words(before).last() else { continue };
            let start = sentence.start + last.start;
            let gap = &before[last.end..];
            let ordinal = Some(&before[last.clone()])
                .filter(|_| matches!(gap, " " | "\u{a0}" | "-й " | "-м " | "-го " | "-ші "))
                .and_then(ordinal);
            let (Some(number), Some(members)) = (ordinal, self.members.get(found.what)) else {
                continue;
            };
            if paragraph.is_quoted(start) {
                continue;
            }
            let name = start..found.range.end;
            let Some(mention) = date_of_event(paragraph, &sentence, &name) else { continue };
            let (Some(first), Some(last)) =
                (mention.date.hull().first_day(), mention.date.hull().last_day())
            else {
                continue;
            };
            let fits = |known: &Known<'_>, grace: i32| {
                span(&known.when()).is_some_and(|(begins, ends)| {
                    begins <= last.plus(grace) && first.plus(-grace) <= ends
                })
            };
            let own = members.iter().filter(|(own, _)| *own == number);
            if own.clone().any(|(_, known)| fits(known, GRACE)) {
                continue;
            }
            let other =
                members.iter().find(|(own, known)| *own != number && fits(known, GRACE_OF_BOTH));
            if let Some((_, known)) = other {
                all.push((name, mention, *known));
            }
        }
        all
    }
}

/// The date of a sentence, to the month at least, when it has no other that could be the event's.
fn date_of_event<'p>(
    paragraph: &'p Paragraph,
    sentence: &Range<usize>,
    name: &Range<usize>,
) -> Option<&'p Mention> {
    const FAR: usize = 9;
    const LOOKING: &[&str] = &[
        "after", "before", "since", "until", "later", "earlier", "decisions", "после", "до",
        "решения", "решений", "решению", "решениями", "накануне", "кейін", "дейін", "шешімі",
        "delegate", "делегат",
    ];
    let mut dates =
        paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    let (only, None) = (dates.next()?, dates.next()) else { return None };
    let gap = match name.end <= only.range.start {
        true => name.end..only.range.start,
        false => only.range.end..name.start.max(only.range.end),
    };
    let gap = paragraph.slice(gap);
    let said = crate::naming::lowered(gap);
    let before = crate::naming::lowered(paragraph.slice(sentence.start..name.start));
    let looks = |words: &[String]| words.iter().any(|word| LOOKING.contains(&word.as_str()));
    let is_fine = matches!(only.date.precision, Precision::Day | Precision::Month)
        && only.year == Year::Stated
        && !only.date.approximate
        && only.date.faults.is_empty();
    let is_near = said.len() <= FAR && !gap.contains([';', ':', '.']);
    (is_fine && is_near && !looks(&said) && !looks(&before)).then_some(only)
}

/// The number that a word counts by: *Third*, *Третьего*, *XV*, *3*, *Үшінші*.
fn ordinal(word: &str) -> Option<u32> {
    const ORDINALS: &[&[&str]] = &[
        &["first", "перв", "бірінші"],
        &["second", "втор", "екінші"],
        &["third", "трет", "үшінші"],
        &["fourth", "четверт", "четвёрт", "төртінші"],
        &["fifth", "пят", "бесінші"],
        &["sixth", "шест", "алтыншы"],
        &["seventh", "седьм", "жетінші"],
        &["eighth", "восьм", "сегізінші"],
        &["ninth", "девят", "тоғызыншы"],
        &["tenth", "десят", "оныншы"],
        &["eleventh", "одиннадцат"],
        &["twelfth", "двенадцат"],
        &["thirteenth", "тринадцат"],
        &["fourteenth", "четырнадцат"],
        &["fifteenth", "пятнадцат"],
        &["sixteenth", "шестнадцат"],
        &["seventeenth", "семнадцат"],
        &["eighteenth", "восемнадцат"],
        &["nineteenth", "девятнадцат"],
        &["twentieth", "двадцат"],
    ];
    const ENDINGS: &[&str] = &[
        "ый", "ой", "ий", "ая", "ья", "ое", "ье", "ого", "ьего", "ому", "ьему", "ом", "ьем", "ым",
        "ьим", "ую", "ью", "ьей", "",
    ];
    let lower = word.to_lowercase();
    let is = |form: &&str| {
        lower.strip_prefix(*form).is_some_and(|end| match form.is_ascii() {
            true => end.is_empty(),
            false => ENDINGS.contains(&end),
        })
    };
    let named = ORDINALS.iter().position(|forms| forms.iter().any(is));
    let named = named.and_then(|at| u32::try_from(at + 1).ok());
    named.or_else(|| roman(word)).or_else(|| {
        let digits = lower.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse().ok().filter(|number| (1..=60).contains(number))
    })
}

/// A Roman number of small size.
fn roman(word: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = 0;
    for c in word.chars().rev() {
        let value = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            _ => return None,
        };
        total = if value < last { total - value.min(total) } else { total + value };
        last = last.max(value);
    }
    (0 < total && word.chars().count() <= 6).then_some(total)
}

/// The days on which all that is told of an event may lie.
fn span(told: &[(&Date, &Value)]) -> Option<(Day, Day)> {
    let firsts: Option<Vec<Day>> = told.iter().map(|(date, _)| date.hull().first_day()).collect();
    let lasts: Option<Vec<Day>> = told.iter().map(|(date, _)| date.hull().last_day()).collect();
    firsts?.into_iter().min().zip(lasts?.into_iter().max())
}

/// Whether a name has in it a name that no other event of the kind bears: *Brest-Litovsk*, not
/// *October* or *Constituent*, nor a city where treaties were made in every age.
fn has_own_name(name: &str) -> bool {
    const OF_KIND: &[&str] = &[
        "treaty", "peace", "war", "revolution", "congress", "conference", "assembly",
        "constituent", "constitution", "election", "elections", "pact", "party", "national",
        "republic", "manifesto", "decree", "order", "first", "second", "third", "fourth", "fifth",
        "tenth", "world", "great", "january", "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december", "paris", "london", "vienna",
        "berlin", "geneva", "moscow", "rome", "bucharest", "constantinople", "versailles", "civil",
        "reform", "laws", "law", "corn", "abolition", "repeal", "emancipation", "union",
    ];
    const GENERIC: &[&str] = &[
        "революц", "войн", "мир", "договор", "съезд", "конференц", "собрани", "учредительн",
        "конституц", "выбор", "манифест", "декрет", "приказ", "перв", "втор", "трет", "мировая",
        "всероссийск", "национальн", "январ", "феврал", "март", "апрел", "май", "июн", "июл",
        "август", "сентябр", "октябр", "ноябр", "декабр", "парижск", "лондонск", "венск",
        "берлинск", "московск", "отмен", "реформ", "гражданск", "төңкеріс", "революция", "соғыс",
        "шарт", "бітім", "съез", "ақпан", "қазан", "екінші", "бірінші", "дүниежүзілік",
    ];
    let own = |word: &str| {
        let lower = word.to_lowercase();
        derek_text::is_capitalised(word)
            && 2 < word.chars().count()
            && !OF_KIND.contains(&lower.as_str())
            && !GENERIC.iter().any(|stem| lower.starts_with(stem))
    };
    words(name).skip(1).any(|range| own(&name[range]))
}

/// Words of an event's happening, and those that may stand between it and its date.
const HAPPENING: &[&str] = &[
    "signed", "concluded", "held", "convened", "established", "founded", "created", "formed",
    "подписанный", "подписанного", "заключённый", "заключенный", "начавшаяся", "созданная",
    "начавшийся", "opened", "began", "started", "broke", "took", "happened", "occurred",
    "proclaimed", "adopted", "issued", "met", "published", "appeared", "erupted", "ended",
    "abolished", "издали", "издал", "опубликована", "опубликован", "опубликовал", "вышла",
    "появилась", "окончилась", "закончилась", "завершилась", "отменено", "разразилась", "жарық",
    "шықты", "аяқталды", "подписан", "подписано", "подписали", "заключён", "заключен", "заключили",
    "состоялся", "состоялась", "состоялись", "созван", "открылся", "открылась", "начался",
    "началась", "началось", "произошла", "произошло", "произошёл", "провозглашена",
    "провозглашено", "принят", "принята", "принято", "издан", "вспыхнула", "вспыхнуло", "басталды",
    "болды", "өтті", "жасалды", "қабылданды", "жарияланды", "құрылды", "ашылды",
];
const SMALL: &[&str] = &[
    "was", "were", "had", "been", "in", "on", "out", "place", "up", "at", "the", "of", "a",
    "article", "his", "only", "был", "была", "было", "были", "в", "с", "году", "его", "статья",
    "статью", "лишь", "сам", "сама", "г", "ж", "жылы",
];

/// The date that the words tie to an event; `None` when none is.
fn tied(paragraph: &Paragraph, name: &Range<usize>) -> Option<(Range<usize>, Date)> {
    const ANOTHER: &[&str] = &[
        "first", "second", "third", "another", "new", "anniversary", "первый", "первой", "первая",
        "второй", "вторая", "третий", "третья", "другой", "новый", "годовщина", "годовщину",
        "годовщине", "бірінші", "екінші", "үшінші",
    ];
    const RECKONED: &[&str] = &["after", "before", "since", "после", "до", "кейін"];
    let sentence = paragraph.sentence_at(name.start);
    let mut dates =
        paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    let is_exact = |date: &Date| {
        let is_fine = is_year_or_finer(date.precision);
        is_fine && !date.approximate && date.faults.is_empty()
    };
    let text = |range: Range<usize>| paragraph.slice(range);
    let lowered = |range: Range<usize>| -> Vec<String> {
        let text = text(range);
        words(text).map(|word| text[word].to_lowercase()).collect()
    };
    let before = lowered(sentence.start..name.start);
    let has =
        |words: &[&str]| before.iter().rev().take(3).any(|word| words.contains(&word.as_str()));
    if has(ANOTHER) || paragraph.is_quoted(name.start) && !is_title(paragraph, name) {
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
    if let Some(titled) = part_of_name(paragraph, &sentence, name) {
        return Some(titled).filter(|(_, date)| is_exact(date));
    }
    if has(RECKONED) {
        return None;
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
        let gap = text(name.end..only.range.start);
        let gap = gap.trim_start_matches(['»', '”', '"', '“', '’']);
        // *The peace, signed in 1919, ended the war.*
        let set_off = gap.starts_with(',')
            && between.first().is_some_and(|word| happens(std::slice::from_ref(word)));
        let gap = if set_off { gap.trim_start_matches(',') } else { gap };
        // *The abdication of the king in 1917*: the name is that of a deed.
        let is_deed = matches!(gap, " in " | " on " | " в ") && names_deed(text(name.clone()));
        is_deed
            || is_small(&between)
                && between.len() <= 5
                && !gap
                    .trim_end_matches(" in ")
                    .trim_end_matches(" on ")
                    .trim_end_matches(',')
                    .contains([',', ';', '('])
                && (happens(&between) || happens(near_before))
    } else if only.range.end <= name.start {
        // *In 1919 the peace was signed*, *В 1919 году был заключён мир*.
        let between = lowered(only.range.end..name.start);
        let after = lowered(name.end..sentence.end);
        let opens = lowered(sentence.start..only.range.start).len() <= 1;
        // *On 1 March the Soviet issued its Order*: the subject stands between.
        let issued =
            between.len() <= 8
                && between.iter().rev().take(2).any(|word| {
                    HAPPENING.contains(&word.as_str()) && !SMALL.contains(&word.as_str())
                })
                && !text(only.range.end..name.start)
                    .trim_start_matches(',')
                    .contains([',', ';', '(', ':']);
        let after_verb = paragraph.slice(only.range.end..name.start).contains("after");
        opens
            && !after_verb
            && (issued || is_small(&between) && between.len() <= 4)
            && (issued || happens(&between) || happens(&after[..after.len().min(2)]))
    } else {
        false
    };
    let is_stated = only.year == Year::Stated && is_exact(&only.date);
    (is_tied && is_stated).then(|| (only.range.clone(), only.date.clone()))
}

/// Whether an event is called by the deed that it was, and that took a day: *abdication*, *coup*.
fn names_deed(name: &str) -> bool {
    const DEEDS: &[&str] = &[
        "abdication", "coup", "putsch", "abolition", "emancipation", "assassination", "repeal",
        "appointment", "creation", "proclamation", "battle", "defeat", "victory", "storming",
        "accession", "отречени", "битв", "сражени", "победа", "поражени", "взяти", "воцарени",
        "переворот", "путч", "отмен", "убийств", "назначени", "образовани", "создани",
        "провозглашени", "тартуы", "төңкеріс", "тағайындалуы", "құрылуы",
    ];
    let name = name.to_lowercase();
    words(&name).any(|word| DEEDS.iter().any(|deed| name[word.clone()].starts_with(deed)))
}

/// Whether a name in quotation marks fills them: the title of an article.
fn is_title(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    let before = paragraph.slice(0..name.start);
    let after = paragraph.slice(name.end..paragraph.text.len());
    before.ends_with(['«', '“', '"', '„', '‘']) && after.starts_with(['»', '”', '"', '“', '’'])
}

/// A year or a day that is part of an event's name: *the February Revolution of 1917*,
/// *Февральская революция 1917 г.*, *Приказ от 1 марта*, *the 1917 Revolution*.
fn part_of_name(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    name: &Range<usize>,
) -> Option<(Range<usize>, Date)> {
    let stated = |mention: &&Mention| {
        sentence.contains(&mention.range.start)
            && mention.year == Year::Stated
            && mention.date.bounds().last_day().is_some()
    };
    let behind = paragraph.dates.iter().filter(stated).find(|mention| {
        name.end <= mention.range.start && {
            let gap = paragraph.slice(name.end..mention.range.start);
            let written = paragraph.slice(mention.range.clone());
            // *Мятеж марта 1921 г.*
            let is_bare = written.starts_with(|c: char| c.is_ascii_digit())
                || written.starts_with(|c: char| c.is_lowercase() && !c.is_ascii())
                    && words(written).next().is_some_and(|word| {
                        let month = &written[word];
                        month.ends_with('а') || month.ends_with('я')
                    });
            matches!(gap, " of " | " от " | " of the ") || gap == " " && is_bare
        }
    });
    let ahead = || {
        paragraph.dates.iter().filter(stated).find(|mention| {
            let gap = paragraph.slice(mention.range.end.min(name.start)..name.start);
            let written = paragraph.slice(mention.range.clone());
            let before = paragraph.slice(sentence.start..mention.range.start.max(sentence.start));
            let article = before.trim_end().ends_with("the") || before.trim_end().ends_with("The");
            mention.range.end <= name.start
                && gap == " "
                && (written.len() == 4 && article || written.ends_with("жылғы"))
        })
    };
    // *1917 жылғы 2 наурыздағы* and *1917 жылғы* stand before their name in Kazakh.
    behind.or_else(ahead).map(|mention| (mention.range.clone(), mention.date.clone()))
}

/// Words of the founding of a state or a body, and of its end: stems.
const FOUNDING: &[&str] = &[
    "founded", "founding", "foundation", "formed", "formation", "created", "creation",
    "established", "establishment", "proclaimed", "proclamation", "образован", "создан", "создани",
    "учрежд", "основан", "провозглаш", "құрылды", "құрылу", "құрылған", "құру", "жарияланды",
    "ұйымдастырыл",
];
const ENDING: &[&str] = &[
    "dissolved", "dissolution", "abolished", "abolition", "disbanded", "упразднен", "упразднён",
    "распущен", "ликвидирован", "роспуск", "таратылды", "жойылды",
];

/// The date of a founding or an end that the sentence ties to a body, and the card's own dates of it.
#[allow(clippy::type_complexity)]
fn founded<'k>(
    paragraph: &Paragraph,
    name: &Range<usize>,
    known: Known<'k>,
) -> Option<((Range<usize>, Date), Vec<(&'k Date, &'k Value)>)> {
    let sentence = paragraph.sentence_at(name.start);
    if paragraph.is_quoted(name.start) {
        return None;
    }
    let text = |range: Range<usize>| paragraph.slice(range);
    let lowered = |range: Range<usize>| crate::naming::lowered(text(range));
    let before = lowered(sentence.start..name.start);
    // *АКСР-ін*: a case ending behind a hyphen is no word.
    let rest = text(name.end..sentence.end);
    let ending = rest
        .strip_prefix('-')
        .map_or(0, |rest| 1 + rest.len() - rest.trim_start_matches(char::is_lowercase).len());
    let after = lowered(name.end + ending..sentence.end);
    // The Kazakh verb stands behind its date.
    let of_date: Vec<String> = match paragraph.language {
        Language::Kazakh => paragraph
            .dates
            .iter()
            .filter(|date| sentence.contains(&date.range.start) && name.end <= date.range.start)
            .flat_map(|date| lowered(date.range.clone()))
            .collect(),
        _ => Vec::new(),
    };
    let after: Vec<String> = after.into_iter().filter(|word| !of_date.contains(word)).collect();
    let is_of = |stems: &[&str], word: &String| stems.iter().any(|stem| word.starts_with(stem));
    const LINKS: &[&str] = &[
        "of", "the", "a", "об", "о", "образовании", "была", "был", "было", "was", "were", "is",
        "had", "been", "as", "автономная", "new", "first", "formally", "officially", "официально",
        "in", "on", "туралы",
    ];
    let near = |stems: &[&str]| {
        // *the founding of X*, *образована X*; only small words between.
        let ahead = before
            .iter()
            .rev()
            .take(4)
            .take_while(|word| LINKS.contains(&word.as_str()) || is_of(stems, word));
        let behind = after
            .iter()
            .take(3)
            .take_while(|word| LINKS.contains(&word.as_str()) || is_of(stems, word));
        ahead.into_iter().any(|word| is_of(stems, word))
            || behind.into_iter().any(|word| is_of(stems, word))
    };
    // *The Convention abolished slavery*: its own deed.
    let is_own_deed = after.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "abolished"
                | "dissolved"
                | "disbanded"
                | "founded"
                | "created"
                | "established"
                | "formed"
                | "proclaimed"
        )
    }) && after.get(1).is_some_and(|word| {
        let is_time = ["in", "on", "at", "by", "from", "as", "during", "after", "before", "under"];
        !is_time.contains(&word.as_str()) && !word.starts_with(|c: char| c.is_ascii_digit())
    });
    if is_own_deed {
        return None;
    }
    const HEDGES: &[&str] = &[
        "not", "never", "would", "should", "plan", "planned", "project", "anniversary", "after",
        "before", "since", "ago", "not", "не", "бы", "план", "проект", "годовщина", "годовщину",
        "летие", "после", "до", "емес", "кейін", "дейін", "жоба", "idea", "demand", "demanded",
        "требовал", "требовали", "предложил", "предложили", "proposed", "discussed", "вопрос",
        "within", "under", "при", "в составе", "branch", "department", "section", "отдел",
    ];
    let hedged = before.iter().rev().take(6).chain(after.iter().take(8));
    if hedged.into_iter().any(|word| HEDGES.contains(&word.as_str())) {
        return None;
    }
    // *the decree on X*: another decree may be meant, unless only the year is another.
    let by_decree = matches!(
        before.iter().rev().take(2).map(String::as_str).collect::<Vec<_>>().as_slice(),
        ["о" | "об", "декрет" | "декрета" | "декретом"] | ["on", "decree"]
    );
    let told: Vec<(&Date, &Value)> = match (near(FOUNDING) || by_decree, near(ENDING)) {
        (true, false) => known.dated("begins").collect(),
        (false, true) => known.dated("ends").collect(),
        _ => return None,
    };
    let inside = paragraph.dates.iter().filter(|one| sentence.contains(&one.range.start));
    let gap_of = |mention: &Mention| match name.end <= mention.range.start {
        true => name.end..mention.range.start,
        false => mention.range.end..name.start.max(mention.range.end),
    };
    let only = inside.min_by_key(|mention| gap_of(mention).len())?;
    let gap = gap_of(only);
    let between = text(gap.clone());
    let exact = is_year_or_finer(only.date.precision);
    let opens = lowered(sentence.start..only.range.start.max(sentence.start)).len() <= 2;
    let comma = match opens && only.range.end <= name.start {
        true => between.trim_start_matches(','),
        false => between,
    };
    let said = lowered(gap);
    let is_near = said.len() <= 6
        && !said.iter().any(|word| matches!(word.as_str(), "and" | "и" | "but" | "а" | "when"))
        && !comma.contains([',', ';', ':', '(', '—', '–']);
    let is_plain = only.year == Year::Stated
        && exact
        && !only.date.approximate
        && only.date.faults.is_empty()
        && only.date.bounds().last_day().is_some();
    let day_of = |date: &Date| {
        date.bounds().first_day().map(|day| (day.to_gregorian().1, day.to_gregorian().2))
    };
    if by_decree && !told.iter().any(|(date, _)| day_of(date) == day_of(&only.date)) {
        return None;
    }
    (is_near && is_plain && !told.is_empty())
        .then(|| ((only.range.clone(), only.date.clone()), told))
}
