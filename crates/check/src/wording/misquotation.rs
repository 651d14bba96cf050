//! A quotation that its source does not say, or says otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::{Kind as Block, Pointing};
use derek_study::{Card, Citation, Document, Entry, Level, Place, Reason, Said, Study, Value, say};
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
    /// Beside a text, sources are given with `derek check TEXT --sources FOLDER`: every
    /// quotation of four words or more is held to the source that its citation names, known by
    /// the name of its file (`olcott1995.txt`, or the key of a bibliography given along), and
    /// where none is known to be cited, to the source that has nearly its words.
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
    let sources: BTreeMap<&str, (&Document, Source<'_>)> = reading
        .sources
        .iter()
        .map(|(key, document)| (key.as_str(), (document, Source::new(&document.text))))
        .collect();
    if let Some(study) = reading.study {
        in_study(study, &sources, objections);
    }
    for document in reading.documents.iter().filter(|_| !sources.is_empty()) {
        in_text(document, &sources, reading.entries, objections);
    }
}

fn in_study(study: &Study, sources: &Sources<'_>, objections: &mut Objections) {
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
                Verdict::Exact | Verdict::Presentation => {
                    let mut own = value.citations.iter().filter(|one| one.key == *key);
                    let at = own.next().filter(|_| own.next().is_none());
                    if let Some((said, stands)) =
                        at.and_then(|one| another_paragraph(one, document, &found, quote))
                    {
                        objections.add_as(
                            Level::Incomplete,
                            say!(en: "the quotation stands in another paragraph of its source", ru: "цитата стоит в другом абзаце источника", kk: "дәйексөз дереккөздің басқа абзацында тұр"),
                            places(place, document, &found),
                            vec![Reason::shown(say!({ said, stands } en: "cited: {said}; the words stand at {stands}", ru: "в ссылке {said}, слова стоят в {stands}", kk: "сілтемеде {said}, сөздер тұрған жер — {stands}"))],
                            say!(en: "correct the citation", ru: "исправьте ссылку", kk: "сілтемені түзетіңіз"),
                        );
                    }
                }
                Verdict::Orthography | Verdict::Elided => {
                    look_again(place, document, quote, &found, objections)
                }
                Verdict::Altered | Verdict::Grave => {
                    altered(place, Level::Impossible, (key, document), quote, &found, objections)
                }
                Verdict::Absent => {
                    absent(place, Level::Impossible, &cited, sources, quote, objections);
                }
            }
        }
    }
}

/// The paragraph that is cited and the one where the words stand, where they stand once and
/// elsewhere; short words may stand anywhere.
fn another_paragraph(
    citation: &Citation,
    document: &Document,
    found: &Found,
    quote: &str,
) -> Option<(String, String)> {
    let cited = citation.locator.trim();
    let is_plain = |locator: &str| {
        let number = locator.strip_prefix('¶').map(str::trim);
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    if !is_plain(cited) || derek_text::words(quote).take(TELLING).count() < TELLING {
        return None;
    }
    let mut stands: Vec<&str> = Vec::new();
    let mut is_there = false;
    for paragraph in &document.paragraphs {
        let locator = paragraph.locator.as_str();
        is_there |= locator == cited;
        if found.places.iter().any(|range| paragraph.from_file(range).is_some()) {
            stands.push(locator);
        }
    }
    match stands.as_slice() {
        [one] if is_there && is_plain(one) && *one != cited => {
            Some((cited.to_owned(), (*one).to_owned()))
        }
        _ => None,
    }
}

/// Quotations of a text: each held to the source that its citation names, or to the
/// source that has its words.
fn in_text(
    document: &Document,
    sources: &Sources<'_>,
    entries: &[Entry],
    objections: &mut Objections,
) {
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        if matches!(paragraph.kind, Block::Reference | Block::Heading) {
            continue;
        }
        for quotation in &paragraph.quotations {
            let quote = paragraph.slice(quotation.inner.clone());
            if derek_text::words(quote).take(TELLING).count() < TELLING {
                continue;
            }
            let place = document.place(paragraph, quotation.range.clone());
            let described = quotation.citation.as_ref().map(|mark| cited_by(document, at, mark));
            let cited: Vec<(&&str, &(&Document, Source<'_>))> = sources
                .iter()
                .filter(|(key, _)| described.iter().flatten().any(|one| is_of(key, one, entries)))
                .collect();
            if cited.is_empty() {
                unattributed(place, sources, quote, objections);
                continue;
            }
            let found = cited
                .iter()
                .map(|(key, (document, source))| (**key, *document, source.find(quote)));
            let Some((key, source, found)) = found.min_by_key(|(_, _, found)| found.verdict) else {
                continue;
            };
            match found.verdict {
                Verdict::Exact | Verdict::Presentation => {}
                Verdict::Orthography | Verdict::Elided => {
                    look_again(place, source, quote, &found, objections)
                }
                Verdict::Altered | Verdict::Grave => {
                    altered(place, Level::Impossible, (key, source), quote, &found, objections)
                }
                // Which file is the cited work is told by its name only.
                Verdict::Absent => {
                    absent(place, Level::Conflict, &cited, sources, quote, objections)
                }
            }
        }
    }
}

/// A quotation whose citation names none of the sources: one of them may have its words
/// all the same, and otherwise.
fn unattributed(place: Place, sources: &Sources<'_>, quote: &str, objections: &mut Objections) {
    let mut searched = 0;
    let found = sources.iter().filter_map(|(key, (document, source))| {
        searched += document.text.len();
        (searched <= SEARCHED || document.text.contains(quote.trim()))
            .then(|| (*key, *document, source.find(quote)))
    });
    let Some((key, document, found)) = found.min_by_key(|(_, _, found)| found.verdict) else {
        return;
    };
    let changed: usize = found
        .differences
        .iter()
        .filter(|one| one.kind.is_alteration())
        .map(|one| {
            derek_text::words(quote.get(one.quote.clone()).unwrap_or_default()).count().max(1)
        })
        .sum();
    // Words so much alike are these words, whoever is cited.
    let is_alike = changed * 4 <= derek_text::words(quote).count();
    if matches!(found.verdict, Verdict::Altered | Verdict::Grave) && is_alike {
        altered(place, Level::Conflict, (key, document), quote, &found, objections);
    }
}

/// What describes the works that a mark cites: the words of their entries and notes, and keys.
fn cited_by(document: &Document, at: usize, mark: &Range<usize>) -> Vec<String> {
    let of = |paragraph: usize| document.paragraphs.get(paragraph).map(|one| one.text.clone());
    let mut described = Vec::new();
    for one in document
        .cited_in(at)
        .iter()
        .filter(|one| mark.start <= one.range.start && one.range.end <= mark.end)
    {
        if one.kind == Pointing::Key {
            described.push(one.to.clone());
        }
        for entry in &one.entries {
            // A note may only repeat: what it repeats describes the work.
            let in_note = document.cited_in(*entry).iter().filter(|_| one.kind == Pointing::Note);
            described
                .extend(in_note.flat_map(|other| other.entries.iter().copied()).filter_map(of));
            described.extend(of(*entry));
        }
    }
    described
}

/// Whether a source's file is that of a described work: by its key, or by the author and
/// the year or the title in its name or in its entry of the bibliography.
fn is_of(key: &str, described: &str, entries: &[Entry]) -> bool {
    if key == described {
        return true;
    }
    let stems = |text: &str| -> Vec<String> {
        derek_text::words(text)
            .map(|range| &text[range])
            .filter(|word| 4 <= word.chars().count() && word.chars().any(char::is_alphabetic))
            .map(derek_text::skeleton)
            .filter(|sounds| 3 <= sounds.len())
            .collect()
    };
    let years = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4 && digits.starts_with(['1', '2']))
            .map(str::to_owned)
            .collect()
    };
    let entry = entries.iter().find(|entry| entry.key == key);
    let authors = entry.map_or(String::new(), |entry| entry.authors.join(" "));
    let title = entry.map_or(String::new(), |entry| entry.title.clone());
    let spaced = key.replace(|c: char| !c.is_alphabetic(), " ");
    let own = stems(&format!("{spaced} {authors} {title}"));
    let head: String = described.chars().take(300).collect();
    let theirs = stems(&head);
    let common = own.iter().filter(|word| theirs.contains(word)).count();
    let dates = years(&format!("{key} {}", entry.map_or("", |entry| entry.date.as_str())));
    let same_year = dates.iter().any(|year| years(described).contains(year));
    let other_year = !dates.is_empty() && !same_year;
    // *olcott.txt* names an author, *olcott1995.txt* a work.
    0 < common && !other_year && (same_year || own.len() <= 2 || 2 <= common)
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

/// Words changed without a mark; no graver than `gravest`.
fn altered(
    place: Place,
    gravest: Level,
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
    let level = level.max(gravest);
    objections.add_as(level, headline, places(place, document, found), because, help);
}

type Sources<'r> = BTreeMap<&'r str, (&'r Document, Source<'r>)>;

fn absent(
    place: Place,
    level: Level,
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
        None => objections.add_as(
            level,
            say!(en: "the source does not say this", ru: "в источнике этого не сказано", kk: "дереккөзде бұл айтылмаған"),
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
