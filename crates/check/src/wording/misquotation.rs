//! A quotation that its source does not say, or says otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::{Card, Citation, Document, Level, Place, Reason, Said, Value, say};
use derek_text::quotation::{Difference, Found, Kind};
use derek_text::{Source, Verdict};

use crate::{Objections, Reading, check};

check! {
    /// A quotation on a card, held against the text of the source it cites.
    ///
    /// The source says it when its words are the quotation's. White space,
    /// capitals, punctuation, quotation marks, hyphens at the ends of lines, heads
    /// of pages, old spelling and errors of recognition are no objection; nor are
    /// words left out at an ellipsis or put in in square brackets. Words that are
    /// changed, left out or put in without a mark are shown beside the source's,
    /// and it is graver when a denial, a number, a date or a name is touched.
    /// Where the source is read too badly to tell an error from a change, the
    /// finding says so.
    ///
    /// ```study
    /// //- texts/telegram.txt
    /// The council asks that autonomy be recognised without delay.
    /// //- bibliography.bib
    /// @misc{telegram, title = {Telegram to Moscow}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram to Moscow
    /// says:
    ///   - value: asks for recognition
    ///     cite: "@telegram"
    ///     quote: ⟦that autonomy be granted without delay⟧
    /// ---
    /// ```
    ///
    /// ```study
    /// //- texts/telegram.txt
    /// The council asks that autonomy
    /// be recognised without delay.
    ///
    ///         12     HISTORY OF THE STEPPE
    ///
    /// Комитетъ постановилъ признать автономію.
    /// //- bibliography.bib
    /// @misc{telegram, title = {Telegram to Moscow}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram to Moscow
    /// says:
    ///   - value: asks for recognition
    ///     cite: "@telegram"
    ///     quote: That autonomy be recognised
    ///   - value: asks in haste
    ///     cite: "@telegram"
    ///     quote: The council […] asks that [their] autonomy be … without delay
    ///   - value: recognised by the committee
    ///     cite: "@telegram"
    ///     quote: комитет постановил признать автономию
    /// ---
    /// ```
    ///
    /// A quotation that another source has is told from one that none has:
    ///
    /// ```study
    /// //- texts/telegram.txt
    /// The council asks that autonomy be recognised without delay.
    /// //- texts/letter.txt
    /// We shall wait for the answer until the autumn of this year.
    /// //- bibliography.bib
    /// @misc{telegram, title = {Telegram to Moscow}}
    /// @misc{letter, title = {Letter}}
    /// //- cards/telegram.md
    /// ---
    /// kind: document
    /// name: Telegram to Moscow
    /// says:
    ///   - value: will wait
    ///     cite: "@telegram"
    ///     quote: ⟦We shall wait for the answer until the autumn⟧
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// Only sources whose text the study holds in `texts/` are asked. A paraphrase
    /// or a translation is not recognised as one. Other sources than the cited
    /// ones are searched letter by letter as far as 16 MB of text, and beyond it
    /// for the very words only.
    pub static MISQUOTATION = "misquotation" {
        room: "wording", level: Impossible, since: "0.1.0",
        en: "the source does not say this",
        ru: "в источнике этого не сказано",
        kk: "дереккөзде бұл айтылмаған",
        find: find,
    }
}

/// Differences of one quotation that are shown.
const SHOWN: usize = 6;
/// Bytes of other sources that are searched for what the cited ones do not say.
const SEARCHED: usize = 16 << 20;
/// Words that a quotation has at least for another source to be named as its own.
const TELLING: usize = 4;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let sources: BTreeMap<&str, (&Document, Source<'_>)> = reading
        .sources
        .iter()
        .map(|(key, document)| (key.as_str(), (document, Source::new(&document.text))))
        .collect();
    for card in &study.cards {
        for (predicate, value) in quoted(card) {
            let Some(quote) = value.quote.as_deref() else { continue };
            let held = |citation: &Citation| sources.get_key_value(citation.key.as_str());
            let cited: Vec<_> = value.citations.iter().filter_map(held).collect();
            // Where one of several cited sources says it, the others need not.
            let found =
                cited.iter().map(|(key, (document, source))| (*key, *document, source.find(quote)));
            let Some((key, document, found)) = found.min_by_key(|(_, _, found)| found.verdict)
            else {
                continue;
            };
            let range = words_in(study.file(&card.file), &value.range, quote)
                .unwrap_or_else(|| value.range.clone());
            let place = study.place(&card.file, range, predicate);
            match found.verdict {
                Verdict::Exact | Verdict::Presentation => {}
                Verdict::Orthography | Verdict::Elided => {
                    look_again(place, document, quote, &found, objections)
                }
                Verdict::Altered | Verdict::Grave => {
                    altered(place, (key, document), quote, &found, objections)
                }
                Verdict::Absent => absent(place, &cited, &sources, quote, objections),
            }
        }
    }
}

/// A denial among the words left out at an ellipsis, or a number or a denial that
/// the source's text has otherwise, perhaps misread.
fn look_again(
    place: Place,
    document: &Document,
    quote: &str,
    found: &Found,
    objections: &mut Objections,
) {
    let shown = |kind: Kind| -> Vec<Reason> {
        let telling = found.differences.iter().filter(|one| one.kind == kind && one.grave);
        telling.take(SHOWN).map(|one| side_by_side(one, quote, document)).collect()
    };
    let (left_out, misread) = (shown(Kind::Elision), shown(Kind::Misreading));
    if !left_out.is_empty() {
        objections.add_as(
            Level::Lead,
            say!(en: "the words left out of the quotation hold a denial", ru: "в пропущенных словах цитаты есть отрицание", kk: "дәйексөзден түсірілген сөздерде болымсыздық бар"),
            places(place.clone(), document, found),
            left_out,
            say!(en: "see whether the quotation still says what the source does", ru: "проверьте, говорит ли цитата по-прежнему то же, что источник", kk: "дәйексөз әлі де дереккөздегіні айта ма, тексеріңіз"),
        );
    }
    if !misread.is_empty() {
        objections.add_as(
            Level::Lead,
            say!(en: "the source's text has another number or denial here, perhaps misread", ru: "в тексте источника здесь другое число или отрицание, возможно, ошибка распознавания", kk: "дереккөз мәтінінде мұнда басқа сан не болымсыздық тұр, мүмкін, тану қатесі"),
            places(place, document, found),
            misread,
            say!(en: "look at the original page", ru: "посмотрите страницу подлинника", kk: "түпнұсқаның бетін қараңыз"),
        );
    }
}

fn altered(
    place: Place,
    (key, document): (&str, &Document),
    quote: &str,
    found: &Found,
    objections: &mut Objections,
) {
    let changes: Vec<&Difference> =
        found.differences.iter().filter(|one| one.kind.is_alteration()).collect();
    let is_cut = changes.iter().all(|one| one.kind == Kind::Omission);
    let (level, headline) = match (found.verdict, is_cut) {
        _ if !found.certain => (
            Level::Unlikely,
            say!(en: "the quotation may change its source, whose text is too damaged to be sure", ru: "цитата, возможно, изменяет источник, но его текст слишком повреждён для уверенности", kk: "дәйексөз дереккөзді өзгерткен болуы мүмкін, бірақ оның мәтіні тым бүлінген"),
        ),
        (Verdict::Grave, _) => (
            Level::Impossible,
            say!(en: "the quotation changes what its source says: a denial, a number, a date or a name", ru: "цитата меняет смысл источника: отрицание, число, дату или имя", kk: "дәйексөз дереккөздің айтқанын өзгертеді: болымсыздық, сан, күн не есім"),
        ),
        (_, true) => (
            Level::Incomplete,
            say!(en: "words are left out of the quotation without a mark of omission", ru: "в цитате слова пропущены без знака пропуска", kk: "дәйексөзде сөздер түсірілген, бірақ белгісі қойылмаған"),
        ),
        _ => (
            Level::Conflict,
            say!(en: "the source says this in other words", ru: "в источнике это сказано другими словами", kk: "дереккөзде бұл басқа сөздермен айтылған"),
        ),
    };
    let mut because: Vec<Reason> =
        changes.iter().take(SHOWN).map(|one| side_by_side(one, quote, document)).collect();
    if SHOWN < changes.len() {
        let more = changes.len() - SHOWN;
        because.push(Reason::shown(say!({ more } en: "and {more} more differences", ru: "и ещё различий: {more}", kk: "және тағы {more} айырма")));
    }
    let file = document.name.as_str();
    because.push(Reason::shown(say!({ key, file } en: "compared with {file}, the text of “{key}”", ru: "сличено с файлом {file}, текстом «{key}»", kk: "{file} файлымен, «{key}» мәтінімен салыстырылды")));
    let help = match is_cut {
        true => {
            say!(en: "put an ellipsis where words are left out, or the words themselves", ru: "поставьте на месте пропуска многоточие или верните слова", kk: "түсірілген жерге көп нүкте қойыңыз не сөздерді қайтарыңыз")
        }
        false => {
            say!(en: "compare with the source and correct the quotation", ru: "сверьте с источником и исправьте цитату", kk: "дереккөзбен салыстырып, дәйексөзді түзетіңіз")
        }
    };
    objections.add_as(level, headline, places(place, document, found), because, help);
}

type Sources<'r> = BTreeMap<&'r str, (&'r Document, Source<'r>)>;

fn absent(
    place: Place,
    cited: &[(&&str, &(&Document, Source<'_>))],
    sources: &Sources<'_>,
    quote: &str,
    objections: &mut Objections,
) {
    let mut because: Vec<Reason> = cited
        .iter()
        .map(|(key, (document, _))| {
            let (key, file) = (**key, document.name.as_str());
            Reason::shown(say!({ key, file } en: "searched all of {file}, the text of “{key}”", ru: "просмотрен весь файл {file} с текстом «{key}»", kk: "«{key}» мәтіні бар {file} файлы түгел қаралды"))
        })
        .collect();
    let is_cited = |key: &str| cited.iter().any(|(cited, _)| **cited == key);
    match elsewhere(sources, quote, is_cited) {
        Some((key, document, found)) => {
            let file = document.name.as_str();
            because.push(Reason::shown(say!({ key, file } en: "{file}, the text of “{key}”, says it", ru: "это сказано в файле {file}, тексте «{key}»", kk: "бұл {file} файлында, «{key}» мәтінінде айтылған")));
            objections.add_as(
                Level::Conflict,
                say!({ key } en: "not the cited source but “{key}” says this", ru: "это сказано не в указанном источнике, а в «{key}»", kk: "бұл көрсетілген дереккөзде емес, «{key}» дереккөзінде айтылған"),
                places(place, document, &found),
                because,
                say!(en: "correct the citation", ru: "исправьте ссылку", kk: "сілтемені түзетіңіз"),
            );
        }
        None => objections.add(
            vec![place],
            because,
            say!(en: "compare with the source and correct the quotation, or the citation", ru: "сверьте с источником и исправьте цитату или ссылку", kk: "дереккөзбен салыстырып, дәйексөзді не сілтемені түзетіңіз"),
        ),
    }
}

/// Another source that says what the cited ones do not.
fn elsewhere<'s>(
    sources: &'s Sources<'_>,
    quote: &str,
    is_cited: impl Fn(&str) -> bool,
) -> Option<(&'s str, &'s Document, Found)> {
    if derek_text::words(quote).take(TELLING).count() < TELLING {
        return None;
    }
    let mut searched = 0;
    let others = sources.iter().filter(|(key, _)| !is_cited(key));
    let found = others.filter_map(|(key, (document, source))| {
        searched += document.text.len();
        let found = match searched <= SEARCHED || document.text.contains(quote.trim()) {
            true => source.find(quote),
            false => return None,
        };
        found.verdict.is_faithful().then_some((*key, *document, found))
    });
    found.min_by_key(|(_, _, found)| found.verdict)
}

/// The quotation's place, and the source's when it can be shown.
fn places(quotation: Place, document: &Document, found: &Found) -> Vec<Place> {
    let shown = found.places.first().and_then(|range| {
        let paragraphs = document.paragraphs.iter();
        paragraphs
            .filter_map(|paragraph| Some(document.place(paragraph, paragraph.from_file(range)?)))
            .next()
    });
    let source = say!(en: "the source", ru: "источник", kk: "дереккөз");
    std::iter::once(quotation).chain(shown.map(|place| place.labelled(source))).collect()
}

/// What a quotation has and what its source has there.
fn side_by_side(one: &Difference, quote: &str, document: &Document) -> Reason {
    let words = |text: &str, range: &Range<usize>| {
        text.get(range.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (here, there) = (words(quote, &one.quote), words(&document.text, &one.source));
    let said: Said = match (here.is_empty(), there.is_empty()) {
        (true, _) => {
            say!({ there } en: "left out: “{there}”", ru: "пропущено: «{there}»", kk: "түсірілген: «{there}»")
        }
        (_, true) => {
            say!({ here } en: "not in the source: “{here}”", ru: "нет в источнике: «{here}»", kk: "дереккөзде жоқ: «{here}»")
        }
        _ => {
            say!({ here, there } en: "the quotation has “{here}”, the source “{there}”", ru: "в цитате «{here}», в источнике «{there}»", kk: "дәйексөзде «{here}», дереккөзде «{there}»")
        }
    };
    Reason::shown(said)
}

/// Where a card's file has some words of a value.
fn words_in(file: Option<&str>, value: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let within = derek_text::locate(words, file?.get(value.clone())?)?;
    Some(value.start + within.start..value.start + within.end)
}

fn quoted(card: &Card) -> impl Iterator<Item = (&str, &Value)> {
    card.fields
        .iter()
        .flat_map(|field| field.values.iter().map(move |value| (field.predicate.as_str(), value)))
}
