//! A label that what it stands for contradicts.

use derek_study::{Card, Place, Reason, Study, say};
use derek_time::{Date, Mention, Precision};

use crate::grounds::name;
use crate::tenure::held;
use crate::{Objections, Reading, check};

check! {
    /// A period, an event or a document bears years in its name that its own dates exclude.
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: ⟦Years of peace (1855–1858)⟧
    /// begins: 1861
    /// ends: 1863
    /// ---
    /// //- cards/treaty.md
    /// ---
    /// kind: event
    /// name: {en: ⟦Treaty of 1856⟧, ru: Договор 1856 года}
    /// when: 30 March 1858
    /// ---
    /// ```
    ///
    /// ```study
    /// //- cards/first.md
    /// ---
    /// kind: period
    /// name: Years of peace (1855–1858)
    /// begins: end of 1855
    /// ends: May 1858
    /// ---
    /// //- cards/treaty.md
    /// ---
    /// kind: event
    /// name: Treaty of 1856
    /// when: 30 March 1856
    /// ---
    /// //- cards/meeting.md
    /// ---
    /// kind: event
    /// name: Preparing the congress of 1860
    /// when: 1859
    /// ---
    /// //- cards/jubilee.md
    /// ---
    /// kind: event
    /// name: The feast for the 50th year of the Treaty of 1856
    /// when: 1906
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// The name must have one date, at its end or in brackets, and nothing else in it but a few
    /// words; what prepares or celebrates another thing is named by its years.
    pub static PERIOD_LABEL_CONTRADICTED = "period-label-contradicted" {
        room: "structure", level: Unlikely, since: "0.1.0",
        en: "a name with years that the dates contradict",
        ru: "годы в названии расходятся с датами",
        kk: "атауындағы жылдар күндеріне қайшы",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    for card in &study.cards {
        let own = match card.kind.as_str() {
            "period" => ["begins", "ends"].as_slice(),
            "event" | "document" => ["when"].as_slice(),
            _ => continue,
        };
        let names = card.names.values().filter(|name| name.chars().any(|c| c.is_ascii_digit()));
        let labels = names.filter_map(|name| Some((name, label(name)?)));
        let told: Vec<_> = own
            .iter()
            .flat_map(|predicate| {
                held(card, predicate)
                    .into_iter()
                    .map(move |(value, date)| (*predicate, value, date))
            })
            .collect();
        if told.is_empty() {
            continue;
        }
        for (written, date) in labels {
            let is_apart = match card.kind.as_str() {
                "period" => {
                    meets_not(&date, &told.iter().map(|(_, _, date)| *date).collect::<Vec<_>>())
                }
                _ => told.iter().all(|(_, _, own)| own.relation(&date).is_apart()),
            };
            if !is_apart {
                continue;
            }
            let called = name(card);
            let mut places: Vec<Place> =
                vec![study.place(&card.file, words(study, card, written), "name")];
            places.extend(told.iter().map(|(predicate, value, _)| {
                study.place(&card.file, value.text_range.clone(), *predicate)
            }));
            objections.add(
                places,
                told.iter().map(|(_, _, own)| Reason::shown(say!({ called, date, own } en: "“{called}” has {date} in its name, and is dated {own}", ru: "«{called}»: в названии {date}, по датам {own}", kk: "«{called}»: атауында {date}, күндері бойынша {own}"))).collect(),
                say!(en: "correct the name or the dates", ru: "исправьте название или даты", kk: "атауын не күндерін түзетіңіз"),
            );
            break;
        }
    }
}

/// Whether a stretch in a name shares no day with the stretch that the dates span.
fn meets_not(date: &Date, told: &[&Date]) -> bool {
    let hull = told.iter().map(|date| date.hull()).reduce(|one, other| one.hull(&other));
    hull.is_some_and(|hull| hull.intersect(&date.hull()).is_none())
}

/// The date that a name bears: its only one, in years or finer, at the end, or in Kazakh at the beginning.
fn label(name: &str) -> Option<Date> {
    /// Words that make the date another thing's.
    const OF_OTHERS: &[&str] = &[
        "prepar", "anniversary", "jubilee", "for the", "before", "after", "since", "until",
        "up to", "year of", "memory", "on the", "about", "commemorat", "подготов", "годовщин",
        "юбиле", "память", "памяти", "к ", "до ", "после", "накануне", "о ", "об ", "дайын",
        "мерей", "жылдығ", "туралы", "дейін", "кейін", "арналған", "history", "истори", "тарих",
        "consequences", "последств", "results", "итог",
    ];
    let lowered = name.to_lowercase();
    let is_of_another = OF_OTHERS.iter().any(|word| {
        lowered
            .match_indices(word)
            .any(|(at, _)| at == 0 || lowered[..at].ends_with(|c: char| !c.is_alphabetic()))
    });
    if is_of_another {
        return None;
    }
    let mentions: Vec<Mention> = derek_time::find(name);
    let [one] = mentions.as_slice() else { return None };
    let is_fine =
        !matches!(one.date.precision, Precision::Vague | Precision::Decade | Precision::Century);
    let after = name.get(one.range.end..).unwrap_or_default();
    let ends = after.chars().filter(|c| c.is_alphanumeric()).count() <= 4;
    // In Kazakh what a thing is of stands before it.
    let begins = one.range.start == 0 && ["жылғы", "жылдың"].iter().any(|word| name.contains(word));
    (is_fine
        && (ends || begins)
        && one.date.faults.is_empty()
        && one.date.hull().first_day().is_some())
    .then(|| one.date.clone())
}

/// Where a card's file has one of its names.
fn words(study: &Study, card: &Card, written: &str) -> std::ops::Range<usize> {
    let whole = card.name_range.clone();
    let at = study.file(&card.file).and_then(|text| text.get(whole.clone())?.find(written));
    at.map_or(whole.clone(), |at| whole.start + at..whole.start + at + written.len())
}
