//! How a study reads its dates: its convention for vague words, and its calendar.

use std::ops::Range;

use derek_time::{Changeover, Context, Cut, Policy};

use crate::card::{Card, items, unknown_key};
use crate::doubt::{Doubt, DoubtKind, Doubts};
use crate::said::Said;
use crate::say;
use crate::study::Study;
use crate::yaml::{Data, Node};

/// The place whose calendar a study follows, as `study.yaml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// An identifier, a name, or a link to a card.
    pub place: String,
    /// The bytes of `study.yaml` that name it.
    pub range: Range<usize>,
}

/// How many wholes a place may be part of, one in another.
const DEEPEST_PART: usize = 8;

impl Card {
    /// How the calendar was changed there, from the card's claims: until when it
    /// was Julian, and from when Gregorian.
    ///
    /// `None` when the card does not say when the Julian calendar ended, or says
    /// that it was in use more than once.
    pub fn changeover(&self) -> Option<Changeover> {
        let named = |calendar: &'static str| {
            self.values("calendar").filter(move |value| value.text.eq_ignore_ascii_case(calendar))
        };
        let mut julian = named("julian");
        let old = julian.next()?;
        if julian.next().is_some() {
            return None;
        }
        let new = named("gregorian").find_map(|value| value.from.as_ref());
        let mut change = Changeover::of(old.until.as_ref()?, new)?;
        change.old_since = old.from.as_ref().and_then(|from| from.bounds().last_day());
        Some(change)
    }
}

impl Study {
    /// Reads the days of the cards by the calendar that `study.yaml` names, or
    /// by that of the place where a card says that it happened.
    ///
    /// `base` are the studies that may be built upon; those that the study does
    /// not name are not looked into. What cannot be followed becomes a doubt. A
    /// study that names no calendar is left as it is.
    pub fn follow_calendar(&mut self, base: &[Study]) {
        let Some(followed) = self.calendar.clone() else { return };
        let base: Vec<&Study> =
            base.iter().filter(|other| self.builds_on.contains(&other.name)).collect();
        let calendars = match self.changeover_of(&followed.place, &base) {
            Some(calendars) => calendars,
            None => {
                self.doubts.push(no_changeover(&followed));
                return;
            }
        };
        let by_card: Vec<Changeover> = self
            .cards
            .iter()
            .map(|card| {
                let places = card.values("where").map(|value| value.text.as_str());
                let own = places.filter_map(|place| self.changeover_of(place, &base)).next();
                own.unwrap_or(calendars)
            })
            .collect();
        let policy = self.policy;
        for (card, calendars) in self.cards.iter_mut().zip(by_card) {
            read_again(card, &Context { policy, calendars: Some(calendars), ..Context::default() });
        }
    }

    /// The change of the calendar at a place, or at what it is part of.
    fn changeover_of(&self, place: &str, base: &[&Study]) -> Option<Changeover> {
        let mut place = place.to_owned();
        for _ in 0..DEEPEST_PART {
            let mut studies = std::iter::once(self).chain(base.iter().copied());
            let card = studies.find_map(|study| study.resolve(&place, &[]).card())?;
            if let Some(change) = card.changeover() {
                return Some(change);
            }
            place = card.values("part-of").next()?.text.clone();
        }
        None
    }

    /// Cuts the vague words of the cards by the study's own convention.
    pub(crate) fn follow_policy(&mut self) {
        if self.policy == Policy::P1 {
            return;
        }
        let context = Context { policy: self.policy, ..Context::default() };
        self.cards.iter_mut().for_each(|card| read_again(card, &context));
    }
}

fn read_again(card: &mut Card, context: &Context) {
    for value in card.fields.iter_mut().flat_map(|field| &mut field.values) {
        for date in [&mut value.date, &mut value.from, &mut value.until].into_iter().flatten() {
            *date = date.in_context(context);
        }
    }
}

/// Reads the key `calendar` of `study.yaml`.
pub(crate) fn followed(node: &Node, doubts: &mut Doubts) -> Option<Followed> {
    // A bare link is a list in a list to YAML.
    let inner = match &node.data {
        Data::Seq(outer) => match outer.as_slice() {
            [one] => match &one.data {
                Data::Seq(inner) if inner.len() == 1 => inner.first().and_then(Node::scalar),
                _ => None,
            },
            _ => None,
        },
        _ => node.scalar().filter(|_| !node.is_empty()),
    };
    if inner.is_none() && !node.is_empty() {
        let said = say!(
            en: "this is not a place",
            ru: "это не место",
            kk: "бұл жер емес",
        );
        doubts.add(DoubtKind::MalformedValue, node.range.clone(), said, name_a_place());
    }
    Some(Followed { place: inner?.to_owned(), range: node.range.clone() })
}

/// Reads the key `policy` of `study.yaml`: the cuts that differ from the published ones.
pub(crate) fn policy(node: &Node, doubts: &mut Doubts) -> Policy {
    let mut policy = Policy::P1;
    let known: Vec<&str> = Policy::cuts().collect();
    if !matches!(node.data, Data::Map(_)) && !node.is_empty() && node.scalar() != Some("P1") {
        unknown_key(node, &known, doubts);
    }
    for (name, key, value) in node.pairs() {
        let numbers: Option<Vec<u8>> =
            items(value).map(|item| item.scalar()?.trim().parse().ok()).collect();
        match policy.cut(name, numbers.as_deref().unwrap_or_default()) {
            None => unknown_key(key, &known, doubts),
            Some(Ok(())) => {}
            Some(Err(wanted)) => {
                doubts.add(
                    DoubtKind::MalformedValue,
                    value.range.clone(),
                    no_such_cut(),
                    write_numbers(wanted),
                );
            }
        }
    }
    policy
}

fn no_such_cut() -> Said {
    say!(
        en: "a vague word cannot be cut there",
        ru: "здесь неточное слово разделить нельзя",
        kk: "дәл емес сөзді бұлай бөлуге болмайды",
    )
}

fn write_numbers(wanted: Cut) -> Said {
    let (first, last) = (usize::from(wanted.first), usize::from(wanted.last));
    match wanted.numbers {
        1 => say!(
            { first, last }
            en: "write one number from {first} to {last}",
            ru: "напишите одно число от {first} до {last}",
            kk: "{first} мен {last} арасындағы бір санды жазыңыз",
        ),
        _ => say!(
            { first, last }
            en: "write two numbers from {first} to {last}, the lesser first: where the middle begins, and where the end begins",
            ru: "напишите два числа от {first} до {last}, меньшее первым: где начинается середина и где начинается конец",
            kk: "{first} мен {last} арасындағы екі санды жазыңыз, кішісі бірінші: ортасы мен соңы қайдан басталатыны",
        ),
    }
}

fn name_a_place() -> Said {
    say!(
        en: "name a card that says until when its calendar was Julian, such as `russia` of the chronicle",
        ru: "укажите карточку, где сказано, до какого дня календарь был юлианским, например `russia` из хроники",
        kk: "күнтізбесі қай күнге дейін юлиандық болғаны айтылған карточканы көрсетіңіз, мысалы шежіредегі `russia`",
    )
}

fn no_changeover(followed: &Followed) -> Doubt {
    let place = &followed.place;
    let said = say!(
        { place }
        en: "no card says when the calendar of `{place}` was changed",
        ru: "ни одна карточка не говорит, когда сменился календарь в `{place}`",
        kk: "`{place}` күнтізбесінің қашан ауысқанын ешбір карточка айтпайды",
    );
    Doubt {
        kind: DoubtKind::MalformedValue,
        file: crate::study::MANIFEST.to_owned(),
        range: followed.range.clone(),
        said,
        help: name_a_place(),
    }
}

#[cfg(test)]
mod tests {
    use derek_time::Calendar;

    use super::*;
    use crate::fixture;

    fn chronicle() -> Study {
        let mut chronicle = fixture::study(
            "
            //- study.yaml
            title: Chronicle
            //- bibliography.bib
            @online{decree, title = {Decree}}
            //- cards/russia.md
            ---
            kind: place
            calendar:
              - value: julian
                until: 31 January 1918 (O.S.)
                cite: \"@decree\"
              - value: gregorian
                from: 14 February 1918 (N.S.)
                cite: \"@decree\"
            ---
            //- cards/moscow.md
            ---
            kind: place
            part-of: russia
            ---
            //- cards/serbia.md
            ---
            kind: place
            calendar:
              - value: julian
                until: \"1919\"
              - value: gregorian
                from: \"1919\"
            ---
            //- cards/paris.md
            ---
            kind: place
            calendar: {value: julian, until: 9 December 1582 (O.S.)}
            ---
            ",
        );
        chronicle.name = "chronicle".to_owned();
        chronicle
    }

    /// A study with these lines in its manifest, and the day of its card as it is understood.
    fn check(manifest: &str, card: &str, expected: &str) -> Vec<String> {
        let mut study = fixture::study(&format!(
            "//- study.yaml\ntitle: T\nbuilds-on: chronicle\n{manifest}\n//- cards/event.md\n---\nkind: event\n{card}\n---\n"
        ));
        study.follow_calendar(&[chronicle()]);
        let date = study.cards[0].values("when").find_map(|value| value.date.clone());
        let readings = date.map(|date| date.readings()).unwrap_or_default();
        let iso = |day: Option<derek_time::Day>| day.map_or("?".to_owned(), |day| day.iso());
        let readings: Vec<String> = readings
            .iter()
            .map(|one| format!("{}/{}", iso(one.first_day()), iso(one.last_day())))
            .collect();
        assert_eq!(readings.join(" "), expected, "{manifest}: {card}");
        study.doubts.iter().map(|doubt| doubt.said.get(derek_time::Lang::En).to_owned()).collect()
    }

    #[test]
    fn an_unmarked_day_follows_the_calendar_of_the_study() {
        let when = "when: 25 October 1917";
        let both = "1917-11-07/1917-11-07 1917-10-25/1917-10-25";
        assert!(check("calendar: russia", when, both).is_empty());
        assert!(check("calendar: [[russia]]", when, both).is_empty());
        assert!(check("calendar: moscow", when, both).is_empty());
        check("", when, "1917-10-25/1917-10-25 1917-11-07/1917-11-07");
        check("calendar: russia", "when: 20 March 1918", "1918-03-20/1918-03-20");
        check(
            "calendar: russia",
            "when: 25 October 1917 (N.S.)",
            "1917-11-07/1917-11-07".replace("11-07", "10-25").as_str(),
        );
    }

    #[test]
    fn a_card_that_happened_elsewhere_follows_that_place() {
        let card = "where: paris\nwhen: 25 October 1917";
        check("calendar: russia", card, "1917-10-25/1917-10-25");
        check("calendar: russia", "where: nowhere\nwhen: 20 March 1918", "1918-03-20/1918-03-20");
    }

    #[test]
    fn an_inexact_change_leaves_both() {
        let both = "1919-05-05/1919-05-05 1919-05-18/1919-05-18";
        check("calendar: serbia", "when: 5 May 1919", both);
        check(
            "calendar: serbia",
            "when: 5 May 1918",
            "1918-05-18/1918-05-18 1918-05-05/1918-05-05",
        );
        check("calendar: serbia", "when: 5 May 1920", "1920-05-05/1920-05-05");
    }

    #[test]
    fn a_day_that_was_skipped_is_a_fault() {
        let mut study = fixture::study(
            "//- study.yaml\nbuilds-on: chronicle\ncalendar: russia\n//- cards/event.md\n---\nkind: event\nwhen: 5 February 1918\n---\n",
        );
        study.follow_calendar(&[chronicle()]);
        let date = study.cards[0].values("when").find_map(|value| value.date.clone());
        assert_eq!(
            date.map(|date| (date.faults.len(), date.calendar)),
            Some((1, Calendar::Unmarked))
        );
    }

    #[test]
    fn what_cannot_be_followed_is_doubted() {
        let read = "1917-10-25/1917-10-25 1917-11-07/1917-11-07";
        let when = "when: 25 October 1917";
        assert_eq!(check("calendar: atlantis", when, read).len(), 1);
        assert_eq!(check("calendar: {place: russia}", when, read).len(), 1);
        assert_eq!(check("calendar: [russia, paris]", when, read).len(), 1);
    }

    #[test]
    fn vague_words_are_cut_as_the_study_says() {
        let when = "when: mid-1919";
        check("", when, "1919-05-01/1919-08-31");
        assert!(check("policy: {year: [4, 10]}", when, "1919-04-01/1919-09-30").is_empty());
        assert!(check("policy: P1", when, "1919-05-01/1919-08-31").is_empty());
        assert_eq!(check("policy: {year: [10, 4]}", when, "1919-05-01/1919-08-31").len(), 1);
        assert_eq!(check("policy: {yaer: [4, 10]}", when, "1919-05-01/1919-08-31").len(), 1);
        assert_eq!(check("policy: P2", when, "1919-05-01/1919-08-31").len(), 1);
        let both = "policy: {year: [4, 10], month: [8, 16]}\ncalendar: russia";
        check(both, when, "1919-04-01/1919-09-30");
    }
}
