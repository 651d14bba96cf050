//! Two dates for what may be one event.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::document::Paragraph;
use derek_study::{Document, Reason, Said, say};
use derek_text::Lexicon;
use derek_time::Mention;

use crate::happening::{Happening, Sort, happenings};
use crate::statement::{Deed, statements};
use crate::understanding::steps;
use crate::{Objections, Reading, check};

check! {
    /// Two sentences that may speak of one event give it dates that cannot both
    /// hold; or a card has two dates in a field of one value.
    ///
    /// Two sentences may speak of one event when they tell the same deed (was
    /// concluded, was founded, died) of the same thing (an agreement, a party, a
    /// congress), share a name, and no ordinal or other word tells them apart.
    /// They may all the same be two events, so the finding asks.
    ///
    /// ```text
    /// The party of the Steppe was founded in ⟦July 1917⟧ by the editors of a newspaper.
    ///
    /// Much had changed by then. The Steppe party was founded in October 1917 at a congress.
    /// ```
    ///
    /// ```text
    /// Екінші жалпықазақ съезі ⟦1917 жылғы 5 желтоқсанда⟧ Орынборда ашылды.
    ///
    /// Екінші жалпықазақ съезінің 1917 жылғы 8 желтоқсанда ашылуы күнделікте сипатталған.
    /// ```
    ///
    /// ```text
    /// Отречение Николая II последовало ⟦2 (15) марта 1917 г.⟧ в Пскове.
    ///
    /// Отречение Николая II 5 (18) марта 1917 г. приняли депутаты.
    /// ```
    ///
    /// ```text
    /// The new town hall was opened on ⟦3 May 1872⟧ by the mayor.
    ///
    /// At the opening of the town hall on 12 May 1872 the band played. At the opening of the market
    /// hall on 19 May 1872 nobody played.
    /// ```
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{olcott, title = {The Kazakhs}}
    /// //- cards/agreement.md
    /// ---
    /// kind: event
    /// name: Agreement
    /// when:
    ///   - ⟦1919⟧ [@olcott, p. 1]
    ///   - December 1918 [@olcott, p. 2]
    /// ---
    /// ```
    ///
    /// Different parties, different ordinals, dates that may be one, a judgement
    /// that decides: all clean.
    ///
    /// ```text
    /// The first Steppe congress was held in April 1917. The second Steppe congress was held in
    /// July 1917. The party of the Steppe was founded in July 1917; the party of the Volga was
    /// founded in May 1917. On 14 July 1917 the Steppe party was founded at last.
    ///
    /// Serbia and Bulgaria signed a treaty in March 1912. The treaty of Greece and Bulgaria was
    /// signed in May 1912.
    ///
    /// John signed the Treaty of Mantes with Charles on 22 February 1354. On 10 September 1355
    /// John and Charles signed the Treaty of Valognes.
    /// ```
    ///
    /// Another's death, another spouse, a life in brackets and a clause within a clause:
    ///
    /// ```text
    /// Alexander's father died on 8 July 1249 in his tent. Alexander lived long. She died in 1275.
    /// Alexander died in 1286. Отец Николая Петрова умер в 1903 году. Николай Петров умер в 1931 году.
    ///
    /// On 23 January 1878 at the Basilica of Atocha in Madrid, Alfonso married his first cousin, Princess
    /// Maria de las Mercedes. On 29 November 1879 at the Basilica of Atocha in Madrid, Alfonso married a
    /// distant relative, Christina of Austria.
    ///
    /// Victor Bonaparte, Prince Napoléon (1862–1926) married Princess Clémentine. Prince Jérôme Napoléon
    /// Bonaparte (born 1957), married in 2013 with Licia Innocenti.
    ///
    /// In 1919, the Irish Republic that had been proclaimed at Easter was formally established by an
    /// assembly. They wished to achieve the Irish Republic proclaimed in 1916.
    /// ```
    ///
    /// ```text
    /// Abdications and returns of Sigismund are told here. The Diet acknowledged Sigismund's abdication on
    /// 23 March 1598. Sigismund abdicated at the Diet in Medgyes on 21 March 1599.
    /// ```
    ///
    /// ```study
    /// //- bibliography.bib
    /// @book{olcott, title = {The Kazakhs}}
    /// //- cards/agreement.md
    /// ---
    /// kind: event
    /// name: Agreement
    /// when:
    ///   - 1919 [@olcott, p. 1]
    ///   - December 1918 [@olcott, p. 2]
    ///   - judged: December 1918
    ///     because: the text of the agreement bears this date
    ///     by: A. Historian
    ///     on: 2026-11-22
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A sentence that doubts or denies is left alone, and so is a deed that the
    /// text tells with five dates or more: it recurs.
    pub static CONFLICTING_DATES = "conflicting-dates" {
        room: "chronology", level: Conflict, since: "0.1.0",
        en: "two dates for what may be one event",
        ru: "две даты, возможно, одного и того же события",
        kk: "бір оқиға болуы мүмкін жайтқа екі күн көрсетілген",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let sides = sides(reading);
    for document in reading.documents {
        let mut asked: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut stated = statements(document, &sides);
        let abdicates_often = abdicates_often(document);
        stated.retain(|one| !(abdicates_often && one.thing == Some("abdicate")));
        let mut alike: BTreeMap<(Deed, Option<&str>), Vec<usize>> = BTreeMap::new();
        for (at, statement) in stated.iter().enumerate() {
            alike.entry((statement.deed, statement.thing)).or_default().push(at);
        }
        for group in alike.values().filter(|group| group.len() <= OFTEN) {
            for at in group {
                let one = &stated[*at];
                let is_rival = |other: &&usize| {
                    let other = &stated[**other];
                    one.may_be(other) && one.mention.date.relation(&other.mention.date).is_apart()
                };
                let rivals: Vec<&usize> = group.iter().filter(is_rival).take(RECURRING).collect();
                let later = rivals.iter().find(|other| at < **other);
                if let (Some(other), true) = (later, rivals.len() < RECURRING) {
                    let other = &stated[**other];
                    asked.insert(place(one.paragraph, one.mention));
                    asked.insert(place(other.paragraph, other.mention));
                    in_text(
                        document,
                        (one.paragraph, one.mention),
                        (other.paragraph, other.mention),
                        objections,
                    );
                }
            }
        }
        told_twice(document, &mut asked, objections);
    }
    in_study(reading, objections);
}

/// Happenings that two sentences tell in like words: *was opened on 3 May*, *at the opening on
/// 12 May*.
fn told_twice(
    document: &Document,
    asked: &mut BTreeSet<(usize, usize)>,
    objections: &mut Objections,
) {
    let mut all = happenings(document);
    let abdicates_often = abdicates_often(document);
    all.retain(|one| !(abdicates_often && one.sort == Sort::Abdicate));
    let mut alike: BTreeMap<Sort, Vec<&Happening<'_>>> = BTreeMap::new();
    for happening in &all {
        alike.entry(happening.sort).or_default().push(happening);
    }
    for group in alike.values().filter(|group| group.len() <= MANY) {
        for (at, one) in group.iter().enumerate() {
            let rivals: Vec<&&Happening<'_>> =
                group.iter().filter(|other| one.may_be(other)).take(RECURRING).collect();
            let later = group[at + 1..].iter().find(|other| one.may_be(other));
            let Some(other) = later.filter(|_| rivals.len() < RECURRING) else { continue };
            let places = [place(one.paragraph, one.mention), place(other.paragraph, other.mention)];
            if places.iter().any(|place| asked.contains(place)) {
                continue;
            }
            asked.extend(places);
            in_text(
                document,
                (one.paragraph, one.mention),
                (other.paragraph, other.mention),
                objections,
            );
        }
    }
}

/// Whether a text tells of several abdications of one man.
fn abdicates_often(document: &Document) -> bool {
    const OFTEN: &[&str] = &[
        "abdications",
        "second abdication",
        "abdicated again",
        "abdicated for the",
        "второе отречение",
        "вторичное отречение",
        "вторично отрёкся",
        "вторично отрекся",
        "снова отрёкся",
        "снова отрекся",
        "вновь отрёкся",
        "вновь отрекся",
        "отречения и возвращения",
        "екінші рет тақтан",
    ];
    document.paragraphs.iter().any(|paragraph| {
        let lower = paragraph.text.to_lowercase();
        OFTEN.iter().any(|words| lower.contains(words))
    })
}

/// The same for happenings told by any words.
const MANY: usize = 400;

/// Where a date stands, to know it again.
fn place(paragraph: &Paragraph, mention: &Mention) -> (usize, usize) {
    let start = paragraph.origin.first().map_or(0, |(_, of_document)| *of_document);
    (start, mention.range.start)
}

/// A text that tells a kind of deed so often is a chronicle of such deeds.
const OFTEN: usize = 2_000;

/// A deed told with so many dates is one that recurs: a congress held every year.
const RECURRING: usize = 4;

/// One side's several names lead to one key, as the reference study has them.
fn sides<'a>(reading: &Reading<'a>) -> Lexicon<&'a str> {
    let cards =
        reading.reference.iter().flat_map(|study| &study.cards).filter(|card| card.kind == "organ");
    Lexicon::new(cards.flat_map(|card| card.forms().map(move |form| (form, card.id.as_str()))))
}

fn in_text(
    document: &Document,
    one: (&Paragraph, &Mention),
    other: (&Paragraph, &Mention),
    objections: &mut Objections,
) {
    let place = |of: (&Paragraph, &Mention)| document.place(of.0, of.1.range.clone());
    let (first, second) = (&one.1.date, &other.1.date);
    let apart = say!({ first, second } en: "{first} and {second} cannot be one time", ru: "эти даты нельзя совместить: {first}; {second}", kk: "бұл екі күнді сәйкестендіру мүмкін емес: {first}; {second}");
    objections.add(
        vec![
            place(one).labelled(say!(en: "here one date", ru: "здесь одна дата", kk: "мұнда бір күн")),
            place(other).labelled(say!(en: "here another, in like words", ru: "здесь другая, в сходных словах", kk: "мұнда басқасы, ұқсас сөздермен")),
        ],
        [vec![Reason::shown(apart)], steps(first), steps(second)].concat(),
        help(),
    );
}

fn help() -> Said {
    say!(en: "if these are two events, say what tells them apart; if one, decide which date the sources support",
        ru: "если это два события, укажите, чем они различаются; если одно, решите, какую дату подтверждают источники",
        kk: "бұл екі оқиға болса, айырмашылығын айтыңыз; біреу болса, дереккөздер қай күнді растайтынын шешіңіз")
}

fn in_study(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    for conflict in &derived.date_conflicts {
        let places = conflict.values.iter().map(|value| {
            study.place(&conflict.card.file, value.text_range.clone(), &conflict.field.predicate)
        });
        let because = conflict.values.iter().filter_map(|value| {
            let date = value.date.as_ref()?;
            let by = value.citations.iter().map(|citation| format!("@{}, {}", citation.key, citation.locator)).collect::<Vec<_>>().join("; ");
            if by.is_empty() {
                return Some(Reason::shown(say!({ date } en: "{date}, no source given", ru: "{date}: источник не указан", kk: "{date}: дереккөзі көрсетілмеген")));
            }
            Some(Reason::shown(say!({ date, by } en: "{date}, says {by}", ru: "{date}: согласно {by}", kk: "{date}: {by} бойынша")))
        });
        let understood =
            conflict.values.iter().filter_map(|value| value.date.as_ref()).flat_map(steps);
        objections.add(
            places.collect(),
            because.chain(understood).collect(),
            say!(en: "split the event in two, or write a judgement with its reason; both dates stay",
                ru: "разделите событие на два или запишите суждение с обоснованием; обе даты сохранятся",
                kk: "оқиғаны екіге бөліңіз немесе негіздемесін жазып, пайым қосыңыз; екі күн де сақталады"),
        );
    }
}
