//! Months that belong to no period.

use derek_reason::{Stage, held};
use derek_study::{Card, Days, Place, Reason, Said, Study, Value, say};
use derek_time::{Date, Day};

use crate::periodization::{Gap, days_apart, gap, periodizations};
use crate::{Objections, Reading, check};

check! {
    /// Two periods that follow one another leave months that belong to neither.
    ///
    /// A periodization claims to divide a stretch of time. Where it leaves a
    /// gap, an event in the gap has no period, and whatever is said of *each
    /// stage* does not hold for it.
    ///
    /// ```text
    /// The first stage lasted ⟦from the end of 1854 to April 1855⟧. The second stage lasted
    /// from July 1855 to June 1856.
    ///
    /// The movement had three periods. The first ran ⟦from 1908 to 1910⟧, the second from 1912 to
    /// 1913, the third from 1914 to 1918.
    ///
    /// События делят на три части: ⟦23–24 февраля⟧, 26–27 февраля и 28 февраля — 2 марта 1917 г.
    ///
    /// Первый период — ⟦с февраля по апрель 1917 г.⟧, второй — с июля 1917 по март 1918 г.
    /// ```
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: First stage
    /// scheme: stages
    /// begins: 1854
    /// ends: ⟦April 1855⟧
    /// ---
    /// //- cards/second.md
    /// ---
    /// kind: period
    /// name: Second stage
    /// scheme: stages
    /// begins: July 1855
    /// ends: June 1856
    /// ---
    /// //- cards/stages.md
    /// ---
    /// kind: concept
    /// name: Stages
    /// ---
    /// ```
    ///
    /// Events of the study that lie in the gap are shown with it.
    ///
    /// Periods that meet are clean, in whole years too, and so is one that covers
    /// what two others leave:
    ///
    /// ```text
    /// The first stage lasted from the end of 1854 to April 1855. The second stage lasted from
    /// May 1855 to June 1856. Elsewhere three stages are told: 1854–1855, 1856 and 1857–1861.
    /// ```
    ///
    /// ```study
    /// //- cards/long.md
    /// ---
    /// kind: period
    /// name: Long stage
    /// scheme: stages
    /// begins: 1900
    /// ends: 1920
    /// ---
    /// //- cards/short.md
    /// ---
    /// kind: period
    /// name: Short stage
    /// scheme: stages
    /// begins: 1902
    /// ends: 1905
    /// ---
    /// //- cards/last.md
    /// ---
    /// kind: period
    /// name: Last stage
    /// scheme: stages
    /// begins: 1915
    /// ends: 1930
    /// ---
    /// //- cards/stages.md
    /// ---
    /// kind: concept
    /// name: Stages
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// A gap shorter than four weeks is how people round, and is not found, unless all is
    /// told by days and other periods meet to the day. Words
    /// like *mid-1918* are taken as their middle months; the finding says when a
    /// wider reading would close the gap.
    pub static PERIOD_GAP = "period-gap" {
        room: "structure", level: Unlikely, since: "0.1.0",
        en: "gap between periods",
        ru: "разрыв между периодами",
        kk: "кезеңдер арасындағы үзіліс",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for periodization in periodizations(document) {
            let stages: Vec<_> = periodization.stages.iter().collect();
            // Days are told so exactly that stages elsewhere meet: then a day left out counts.
            let is_exact = periodization
                .stages
                .windows(2)
                .any(|pair| days_apart(pair[0].date(), pair[1].date()) == Some(1));
            for (one, next) in latest_before(&stages, |stage| stage.date().bounds().last_day()) {
                let places = || vec![periodization.place(one), periodization.place(next)];
                let gap = gap(one.date(), next.date()).or_else(|| {
                    let days = days_apart(one.date(), next.date()).filter(|_| is_exact)? - 1;
                    (0 < days).then_some(Gap { usual_days: days, sure_days: days })
                });
                object(gap, places, objections);
            }
        }
    }
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    let events = events(study);
    for scheme in &derived.schemes {
        let dated = |stage: &&Stage<'_>| stage.ends.date.is_some() && stage.begins.date.is_some();
        let stages: Vec<&Stage<'_>> = scheme.stages.iter().filter(dated).collect();
        let last =
            |stage: &&Stage<'_>| stage.ends.date.as_ref().and_then(|date| date.bounds().last_day());
        for (one, next) in latest_before(&stages, last) {
            let (Some(ends), Some(begins)) = (&one.ends.date, &next.begins.date) else { continue };
            let Some(gap) = gap(ends, begins) else { continue };
            let lost = between(&events, ends, begins);
            let places = || {
                let told = lost.iter().take(SHOWN).map(|event| {
                    study
                        .place(&event.card.file, event.when.text_range.clone(), "when")
                        .labelled(say!(en: "an event that no period holds", ru: "событие, не вошедшее ни в один период", kk: "ешбір кезеңге кірмей қалған оқиға"))
                });
                [
                    study.place(&one.card.file, one.ends.text_range.clone(), "ends"),
                    study.place(&next.card.file, next.begins.text_range.clone(), "begins"),
                ]
                .into_iter()
                .chain(told)
                .collect()
            };
            object(Some(gap), places, objections);
        }
    }
}

/// Events of one gap that are shown.
const SHOWN: usize = 8;

/// An event with its days.
struct Event<'a> {
    days: (Day, Day),
    card: &'a Card,
    when: &'a Value,
}

/// The dated events of a study by their first days.
fn events(study: &Study) -> Vec<Event<'_>> {
    let mut events: Vec<Event<'_>> = study
        .cards
        .iter()
        .filter(|card| card.kind == "event")
        .filter_map(|card| {
            let when = held(card, "when")?;
            let days = when.date.as_ref()?.hull();
            Some(Event { days: (days.first_day()?, days.last_day()?), card, when })
        })
        .collect();
    events.sort_by_key(|event| (event.days.0, event.card.file.as_str()));
    events
}

/// The events that lie between an end and a beginning, in every reading.
fn between<'e, 'a>(events: &'e [Event<'a>], ends: &Date, begins: &Date) -> Vec<&'e Event<'a>> {
    let (Some(last), Some(first)) = (ends.bounds().last_day(), begins.bounds().first_day()) else {
        return Vec::new();
    };
    let from = events.partition_point(|event| event.days.0 <= last);
    let near = events[from..].iter().take_while(|event| event.days.0 < first);
    near.filter(|event| event.days.1 < first).collect()
}

/// Each stage but the first, with the one before it that ends last: a long stage
/// may cover what lies between two short ones.
fn latest_before<'s, S>(
    stages: &[&'s S],
    last: impl Fn(&&'s S) -> Option<Day>,
) -> Vec<(&'s S, &'s S)> {
    let mut pairs = Vec::new();
    let mut latest: Option<&'s S> = None;
    for stage in stages {
        if let Some(before) = latest {
            pairs.push((before, *stage));
        }
        latest = match latest {
            Some(before) if last(&before) > last(stage) => Some(before),
            _ => Some(*stage),
        };
    }
    pairs
}

fn object(gap: Option<Gap>, places: impl Fn() -> Vec<Place>, objections: &mut Objections) {
    let Some(gap) = gap else { return };
    let mut places = places();
    if let [one, next, ..] = places.as_mut_slice() {
        one.label = Some(
            say!(en: "one ends here", ru: "здесь кончается один", kk: "бірі осы жерде аяқталады"),
        );
        next.label = Some(
            say!(en: "the next begins here", ru: "здесь начинается следующий", kk: "келесісі осы жерде басталады"),
        );
    }
    let (days, sure) = (Days(gap.usual_days), Days(gap.sure_days));
    let length = say!({ days } en: "between them lie {days} that belong to no period", ru: "между ними {days}: это время не входит ни в один период", kk: "екеуінің арасында ешбір кезеңге кірмейтін {days} бар");
    let doubt: Said = match gap.sure_days {
        0 => {
            say!(en: "in the widest reading of these words the periods may still meet", ru: "при самом широком понимании этих слов периоды могут сойтись", kk: "бұл сөздерді ең кең мағынада алса, кезеңдер түйісуі мүмкін")
        }
        _ => {
            say!({ sure } en: "in every reading of these words at least {sure} are left out", ru: "при любом понимании этих слов выпадает самое меньшее {sure}", kk: "бұл сөздерді қалай түсінсе де, кемінде {sure} сыртта қалады")
        }
    };
    objections.add(
        places,
        vec![Reason::shown(length), Reason::shown(doubt)],
        say!(en: "give the gap a period of its own, or let a neighbour reach across it", ru: "выделите этот разрыв в отдельный период или продлите один из соседних", kk: "бұл аралыққа жеке кезең беріңіз немесе көрші кезеңді ұзартыңыз"),
    );
}
