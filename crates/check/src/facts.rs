//! What the reference studies know of the world, ready to be asked by name.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::finding::Cited;
use derek_study::{Card, Document, Said, Study, Value};
use derek_text::Lexicon;
use derek_time::{Date, Day, End};

/// Reference facts by the names that a text uses.
#[derive(Debug, Default)]
pub(crate) struct Facts<'a> {
    /// Every name of every card of the reference studies.
    pub names: Lexicon<Known<'a>>,
    /// Names that places and bodies bore for a time, each with who says so.
    pub called: Lexicon<(Known<'a>, &'a Value)>,
    /// Where another calendar was in use, and until when.
    pub calendars: Vec<OldStyle<'a>>,
    /// Names of those countries and of the places in them, each with the country's number.
    pub countries: Lexicon<usize>,
    /// The cards that bear each name, where several do.
    shared: BTreeMap<String, Vec<Known<'a>>>,
    /// The reference studies themselves.
    reference: &'a [Study],
}

/// A card of a reference study.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub study: &'a Study,
    pub card: &'a Card,
}

/// A jurisdiction that kept the Julian calendar until some day.
#[derive(Debug)]
pub(crate) struct OldStyle<'a> {
    pub place: Known<'a>,
    /// The cards of the jurisdiction and of the places that are part of it.
    inside: Vec<&'a Card>,
    /// The first day of the Julian calendar; `None` when it was always in use.
    pub first: Option<Day>,
    /// The last day of the Julian calendar.
    pub last: Day,
    pub said_by: &'a Value,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(reference: &'a [Study]) -> Facts<'a> {
        let known = || {
            reference
                .iter()
                .flat_map(|study| study.cards.iter().map(move |card| Known { study, card }))
        };
        // Whoever heads a body cannot be there before it.
        let offices: Vec<(String, Known<'_>)> = known()
            .filter(|known| known.card.kind == "organ")
            .flat_map(|known| known.card.forms().filter_map(office).map(move |name| (name, known)))
            .collect();
        let forms = known().flat_map(|known| known.card.forms().map(move |form| (form, known)));
        let names =
            Lexicon::new(forms.chain(offices.iter().map(|(name, known)| (name.as_str(), *known))));
        let called = Lexicon::new(known().flat_map(|known| {
            known.card.values("called").map(move |value| (value.text.as_str(), (known, value)))
        }));
        let parts = parts_by_whole(reference);
        let calendars: Vec<OldStyle<'_>> =
            known().filter_map(|place| OldStyle::of(place, &parts)).collect();
        let inside = calendars.iter().enumerate();
        let forms = inside.flat_map(|(number, country)| {
            country.inside.iter().flat_map(|card| card.forms()).map(move |form| (form, number))
        });
        let countries = Lexicon::new(forms);
        let mut shared: BTreeMap<String, Vec<Known<'_>>> = BTreeMap::new();
        for known in known() {
            let forms: BTreeSet<String> = known.card.forms().map(str::to_lowercase).collect();
            for form in forms {
                shared.entry(form).or_default().push(known);
            }
        }
        shared.retain(|_, cards| 1 < cards.len());
        Facts { names, called, calendars, countries, shared, reference }
    }
}

impl<'a> Facts<'a> {
    /// The events of the reference studies.
    pub(crate) fn events(&self) -> impl Iterator<Item = Known<'a>> + use<'a> {
        self.reference.iter().flat_map(|study| {
            let events = study.cards.iter().filter(|card| card.kind == "event");
            events.map(move |card| Known { study, card })
        })
    }

    /// The day from which every country that a text names counted by the Gregorian calendar;
    /// `None` when it names no country whose calendar is known.
    pub(crate) fn changed_by(&self, document: &Document) -> Option<Day> {
        let named = document.paragraphs.iter().flat_map(|one| self.countries.find(&one.text));
        let last = named.filter_map(|found| Some(self.calendars.get(found.what)?.last));
        last.max()
    }

    /// The other cards that share a name with this one.
    pub(crate) fn namesakes(&self, known: Known<'_>) -> Vec<Known<'a>> {
        let forms = known.card.forms().map(str::to_lowercase);
        let cards = forms.filter_map(|form| self.shared.get(&form)).flatten();
        cards.filter(|other| other.card.id != known.card.id).copied().collect()
    }
}

impl<'a> OldStyle<'a> {
    fn of(place: Known<'a>, parts: &BTreeMap<&str, Vec<&'a Card>>) -> Option<OldStyle<'a>> {
        let said_by = place
            .card
            .values("calendar")
            .find(|value| value.text.eq_ignore_ascii_case("julian") && value.until.is_some())?;
        let last = match said_by.until.as_ref()?.bounds().last {
            End::Day(day) => day,
            End::Open | End::Unknown => return None,
        };
        let mut seen = BTreeSet::new();
        let mut inside = vec![place.card];
        let mut at = 0;
        while let Some(card) = inside.get(at) {
            if seen.insert(card.id.as_str()) {
                inside.extend(parts.get(card.id.as_str()).into_iter().flatten());
            }
            at += 1;
        }
        let first = said_by.from.as_ref().and_then(|from| from.bounds().first_day());
        Some(OldStyle { place, inside, first, last, said_by })
    }
}

/// What the head of a body is called, where the body's name tells it: *People's Commissar of
/// Internal Affairs* of *People's Commissariat of Internal Affairs*.
fn office(body: &str) -> Option<String> {
    const OFFICES: &[(&str, &str)] = &[
        ("People's Commissariat ", "People's Commissar "),
        ("Народный комиссариат ", "Народный комиссар "),
        ("Ministry of ", "Minister of "),
        ("Министерство ", "Министр "),
    ];
    let office = |(body_is, head): &(&str, &str)| {
        body.strip_prefix(body_is).map(|rest| format!("{head}{rest}"))
    };
    OFFICES.iter().find_map(office)
}

/// Which cards are said to be part of which.
fn parts_by_whole(reference: &[Study]) -> BTreeMap<&str, Vec<&Card>> {
    let mut parts: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in reference.iter().flat_map(|study| &study.cards) {
        for value in card.values("part-of") {
            parts.entry(value.text.as_str()).or_default().push(card);
        }
    }
    parts
}

impl<'a> Known<'a> {
    /// The earliest day at which it can have begun, and who says so; `None` when nobody does.
    pub(crate) fn begins(&self) -> Option<(Day, &'a Date, &'a Value)> {
        let said =
            self.dated("begins").map(|(date, value)| (date.bounds().first_day(), date, value));
        said.filter_map(|(day, date, value)| Some((day?, date, value))).min_by_key(|(day, ..)| *day)
    }

    /// The latest day at which it can have ended, and who says so; `None` when nobody does.
    pub(crate) fn ends(&self) -> Option<(Day, &'a Date, &'a Value)> {
        let said = self.dated("ends").map(|(date, value)| (date.bounds().last_day(), date, value));
        said.filter_map(|(day, date, value)| Some((day?, date, value))).max_by_key(|(day, ..)| *day)
    }

    /// All that is said of when it was.
    pub(crate) fn when(&self) -> Vec<(&'a Date, &'a Value)> {
        ["when", "begins", "ends"]
            .into_iter()
            .flat_map(|predicate| self.dated(predicate).collect::<Vec<_>>())
            .collect()
    }

    pub(crate) fn dated(&self, predicate: &str) -> impl Iterator<Item = (&'a Date, &'a Value)> {
        self.card.values(predicate).filter_map(|value| Some((value.date.as_ref()?, value)))
    }

    pub(crate) fn name(&self) -> Said {
        crate::grounds::name(self.card)
    }

    /// The source of a value, ready to be shown; `None` when the value cites none.
    pub(crate) fn cited(&self, value: &Value) -> Option<Cited> {
        let citation = value.citations.first()?;
        let entry = self.study.entry(&citation.key);
        Some(Cited {
            study: self.study.name.clone(),
            key: citation.key.clone(),
            locator: citation.locator.clone(),
            reference: entry.map(|entry| entry.reference()).unwrap_or_default(),
            url: entry.map(|entry| entry.url.clone()).unwrap_or_default(),
        })
    }
}
