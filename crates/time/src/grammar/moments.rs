//! A unit and what qualifies it: its part, "about", the calendar.

use super::*;

impl Reader<'_> {
    /// A part of a unit, before the unit: `early`, `the first half of the`, `в начале`.
    pub(super) fn part(&self, at: usize) -> Option<(Part, usize)> {
        let named = self.sense(at, |sense| match sense.meaning {
            Meaning::Early => Some(Part::Early),
            Meaning::Middle => Some(Part::Middle),
            Meaning::Late => Some(Part::Late),
            Meaning::Turn => Some(Part::Turn),
            _ => None,
        });
        let (part, next) = match named {
            Some(named) => named,
            None => {
                let (number, next) = self.ordinal(at)?;
                self.share(number, next)?
            }
        };
        let next = self.sign(next, &['-']).unwrap_or(next);
        let next = self.skip(next, Meaning::Of);
        Some((part, self.skip(next, Meaning::The)))
    }

    /// The whole that a numbered part divides.
    pub(super) fn share(&self, number: u8, at: usize) -> Option<(Part, usize)> {
        let (of, next) = self.sense(at, |sense| match sense.meaning {
            Meaning::Half => Some(2),
            Meaning::Third | Meaning::TenDays => Some(3),
            Meaning::Fourth => Some(4),
            Meaning::Week => Some(5),
            _ => None,
        })?;
        let number = if number == 0 { of } else { number };
        if of < number {
            return None;
        }
        let part = match of {
            2 => Part::Half(number),
            3 => Part::Third(number),
            5 => Part::Week(number),
            _ => Part::Quarter(number),
        };
        Some((part, next))
    }

    /// A part of a unit, after the unit: `басы`, `бірінші жартысы`.
    pub(super) fn part_after(&self, at: usize) -> Option<(Part, Ending, usize)> {
        let word = |at| {
            self.sense(at, |sense| match (sense.tongue, sense.meaning) {
                (Tongue::Kk, Meaning::Early) => Some(Part::Early),
                (Tongue::Kk, Meaning::Middle) => Some(Part::Middle),
                (Tongue::Kk, Meaning::Late) => Some(Part::Late),
                (Tongue::Kk, Meaning::Turn) => Some(Part::Turn),
                _ => None,
            })
        };
        let (part, next) = match word(at) {
            Some(read) => read,
            None => {
                let (number, next) = self.ordinal(at)?;
                self.is_in(next, Meaning::Half, Tongue::Kk)
                    .or_else(|| self.is_in(next, Meaning::Fourth, Tongue::Kk))
                    .or_else(|| self.is_in(next, Meaning::Third, Tongue::Kk))
                    .or_else(|| self.is_in(next, Meaning::Week, Tongue::Kk))?;
                self.share(number, next)?
            }
        };
        let last = self.slice(next - 1).to_lowercase();
        let ending = if last.ends_with("нан") || last.ends_with("нен") {
            Ending::Ablative
        } else if last.ends_with("на") || last.ends_with("не") {
            Ending::Dative
        } else {
            Ending::Locative
        };
        Some((part, ending, next))
    }

    /// A unit with everything that qualifies it.
    pub(super) fn moment(&self, at: usize) -> Option<Found> {
        let mut approximate = false;
        let mut uncertain = false;
        let mut weak = false;
        let mut start = at;
        for _ in 0..3 {
            let qualified = self.sense(start, |sense| match sense.meaning {
                Meaning::Circa | Meaning::About | Meaning::Perhaps => Some(sense.meaning),
                _ => None,
            });
            if let Some((meaning, next)) = qualified {
                approximate |= meaning != Meaning::Perhaps;
                uncertain |= meaning == Meaning::Perhaps;
                weak |= meaning == Meaning::About;
                start = next;
                if self.setting == Setting::Field {
                    start = self.skip(start, Meaning::In);
                }
            } else if let Some(next) = self.sign(start, &['~']) {
                approximate = true;
                start = next;
            } else {
                break;
            }
        }
        let (calendar, start) = match self.style_before(start) {
            Some((calendar, next)) => (Some(calendar), next),
            None => (None, start),
        };
        let the = self.skip(start, Meaning::The);
        let mut found = self.with_part(the)?;
        if start < the && matches!(found.firmness, Firmness::Bare | Firmness::Pair) {
            // `the 1916 uprising`
            if self.is(found.next, Meaning::Event).is_none() && !self.is_year_of_noun(&found) {
                return None;
            }
            found.firmness = Firmness::Firm;
        }
        if start < the && found.firmness == Firmness::Alone && found.year == YearFrom::Words {
            return None;
        }
        if found.firmness == Firmness::Bare && approximate {
            let round = year_of(found.moment).is_some_and(|year| year % 50 == 0);
            let word = matches!(self.kind(found.next), Some(Kind::Other | Kind::Word(_)));
            // "About" counts people as readily as years.
            let year = !weak || !round && (!word || self.is_joint(found.next));
            if year
                && self.is(found.next, Meaning::Counted).is_none()
                && self.sign(found.next, &['$', '€', '£', '₽', '%', '°']).is_none()
                && self.is_clean_after(found.next)
            {
                found.firmness = Firmness::Firm;
            }
        }
        // The article belongs to a decade or a century, not to a day.
        let article =
            matches!(found.moment.unit, Unit::Decade(_) | Unit::Century(_) | Unit::SomeCentury)
                || found.moment.part != Part::Whole
                || found.is_between
                || matches!(found.moment.unit, Unit::Season { .. })
                || self.may(the, &[Meaning::Years]);
        let begins = if start < the && !article && at == start { the } else { at };
        found.main.start = begins;
        if let Some(next) = self.is(found.next, Meaning::AboutAfter) {
            approximate = true;
            found = found.reach(next);
        }
        if let Some(next) = self.question(found.next) {
            uncertain = true;
            found = found.reach(next);
        }
        found.approximate |= approximate;
        found.uncertain |= uncertain;
        if let Some(calendar) = calendar {
            found.calendar.get_or_insert(calendar);
            found.steps.push(Step::CalendarNamed(calendar));
        } else if found.calendar.is_none()
            && let Some((calendar, next)) = self.style(found.next)
        {
            found.calendar = Some(calendar);
            found.steps.push(Step::CalendarNamed(calendar));
            found = found.reach(next);
        }
        Some(found)
    }

    /// Whether a year qualifies the noun after it, and does not count it: `the 1910 statute`.
    fn is_year_of_noun(&self, found: &Found) -> bool {
        let year = year_of(found.moment).unwrap_or(0);
        let noun = self.tokens.get(found.next).map_or("", |token| {
            let words = &self.text[token.start..token.end];
            words.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()
        });
        let plain = found.is_plain() && found.firmness == Firmness::Bare;
        let plural = noun.ends_with('s') && !noun.ends_with("ss");
        let spaced = self.char_after(found.next) == Some(' ');
        let numbers = self.is(found.next, Meaning::Counted).is_some();
        plain
            && spaced
            && 3 < noun.len()
            && !plural
            && !numbers
            && (1700..2050).contains(&year)
            && year % 50 != 0
            && noun.is_ascii()
            && self.setting == Setting::Prose
    }

    /// `(?)` after a date, and `?` at the end of a field.
    pub(super) fn question(&self, at: usize) -> Option<usize> {
        if let Some(open) = self.sign(at, &['(', '[']) {
            return self.sign(self.sign(open, &['?'])?, &[')', ']']);
        }
        self.sign(at, &['?']).filter(|_| self.setting == Setting::Field)
    }

    /// A calendar named before the date: `O.S. 25 October`, `по старому стилю 25 октября`.
    pub(super) fn style_before(&self, at: usize) -> Option<(Calendar, usize)> {
        let (calendar, next) = self.style_word(at)?;
        let next = self.skip_sign(next, &[',', ':']);
        Some((calendar, next))
    }

    /// Whether a word joins two dates rather than begins a noun.
    pub(super) fn is_joint(&self, at: usize) -> bool {
        [Meaning::And, Meaning::Or, Meaning::To, Meaning::In]
            .iter()
            .any(|meaning| self.is(at, *meaning).is_some())
    }

    /// A unit and the part of it that is meant.
    pub(super) fn with_part(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.two_parts(at) {
            return Some(found);
        }
        if let Some((part, next)) = self.part(at) {
            if part == Part::Turn
                && let Some(found) = self.turn(at, next)
            {
                return Some(found);
            }
            // `в первой половине мая`, `early spring of 1918`, `the end of the 1920s`
            if let Some(mut found) = self
                .unit(next)
                .or_else(|| self.century_stump(next))
                .or_else(|| self.some_year(next))
                && found.list.is_empty()
                && found.moment.part == Part::Whole
                && self.divides(part, &found)
            {
                let hold = found.moment.unit.lacks_year() && found.firmness == Firmness::Alone;
                // `early 1918 – 1919` ends with the last, and so may `the end of 1918–1919`.
                found.moment.part = part;
                found.main.start = at;
                if found.firmness != Firmness::Stump && !hold {
                    let bare = found.firmness == Firmness::Bare;
                    let clean = !bare || self.is_clean_after(found.next);
                    let counted = bare && self.is(found.next, Meaning::Counted).is_some();
                    if !clean || counted {
                        return None;
                    }
                    found.firmness = Firmness::Firm;
                }
                return Some(found);
            }
        }
        let mut found = match self.unit(at) {
            Some(found) => found,
            None => self.some_year(at).filter(|year| self.part_after(year.next).is_some())?,
        };
        let is_midsummer = self.slice(at).to_lowercase().starts_with("mid");
        if is_midsummer && found.is_plain() && matches!(found.moment.unit, Unit::Season { .. }) {
            found.moment.part = Part::Middle;
        }
        if let Some((part, ending, next)) = self.part_after(found.next)
            && found.list.is_empty()
            && self.divides(part, &found)
        {
            match (part, found.last) {
                // Kazakh says the part after all of its years.
                (Part::Turn | Part::Late, Some((last, _))) => {
                    found.moment = last;
                    found.last = None;
                }
                (Part::Early, _) | (_, None) => found.last = None,
                (_, Some(_)) => found.is_between = true,
            }
            if found.last.is_none() {
                found.moment.part = part;
            }
            found.ending = ending;
            if matches!(found.firmness, Firmness::Bare | Firmness::Pair) {
                found.firmness = Firmness::Firm;
            }
            found = found.reach(next);
            // `желтоқсанның ортасы 1917 ж.`
            if found.lacks_year()
                && found.year == YearFrom::Words
                && let Some((Ok(year), after)) = self.trailing_year(next)
            {
                found.give_year(year);
                found.firmness = Firmness::Firm;
                found = found.reach(after);
            }
        }
        Some(found)
    }

    /// Two parts of one unit: `early to mid-1918`, `mid-to-late 1918`.
    fn two_parts(&self, at: usize) -> Option<Found> {
        if !self.may(at, &[Meaning::Early, Meaning::Middle]) {
            return None;
        }
        let named = |at| {
            self.sense(at, |sense| match sense.meaning {
                Meaning::Early => Some(Part::Early),
                Meaning::Middle => Some(Part::Middle),
                Meaning::Late => Some(Part::Late),
                _ => None,
            })
        };
        let (one, next) = named(at)?;
        let to = self.is_in(self.skip_sign(next, &['-']), Meaning::To, Tongue::En)?;
        let (two, next) = named(self.skip_sign(to, &['-']))?;
        let next = self.skip(self.skip_sign(next, &['-']), Meaning::Of);
        let mut found = self.unit(self.skip(next, Meaning::The)).filter(|found| {
            found.is_plain() && self.divides(one, found) && self.divides(two, found)
        })?;
        found.last = Some((Moment { part: two, ..found.moment }, None));
        found.moment.part = one;
        found.is_between = true;
        found.main.start = at;
        found.firmness = Firmness::Firm;
        Some(found)
    }

    /// Whether this part of this unit means anything.
    pub(super) fn divides(&self, part: Part, found: &Found) -> bool {
        !found.is_between
            && !matches!(
                (part, found.moment.unit),
                (_, Unit::Day { .. } | Unit::Exact { .. } | Unit::Nothing)
                    | (
                        Part::Turn,
                        Unit::SomeCentury
                            | Unit::Month { .. }
                            | Unit::Season { .. }
                            | Unit::Quarter { .. }
                    )
                    | (Part::Quarter(_), Unit::Month { .. } | Unit::Season { .. })
            )
            && (!matches!(part, Part::Week(_)) || matches!(found.moment.unit, Unit::Month { .. }))
    }

    /// `the turn of the century`, `рубеж XIX–XX веков`, `cambio de siglo XIX al XX`
    pub(super) fn turn(&self, at: usize, next: usize) -> Option<Found> {
        if let Some(found) = self.unit(next) {
            let unit = found.end().unit;
            if let Unit::Century(_) | Unit::Decade(_) | Unit::Year(_) = unit {
                let mut turn = Found::new(at, found.next, unit, Firmness::Firm);
                turn.moment.part = Part::Turn;
                return Some(turn);
            }
        }
        let (_, next) =
            self.sense(next, |sense| (sense.meaning == Meaning::Century).then_some(()))?;
        let mut turn = Found::new(at, next, Unit::SomeCentury, Firmness::Firm);
        turn.moment.part = Part::Turn;
        Some(turn)
    }

    /// A century that shares the word of the next: `конец XIX – начало XX века`.
    pub(super) fn century_stump(&self, at: usize) -> Option<Found> {
        let (number, next) = self.century_number(at)?;
        let joint = self.sign(next, DASHES).or_else(|| self.is(next, Meaning::And));
        let joint = joint.or_else(|| self.is(next, Meaning::To))?;
        let joint = self.skip(self.skip(joint, Meaning::In), Meaning::The);
        let second = self.part(joint).map_or(joint, |(_, next)| next);
        self.century_name(second)?;
        Some(Found::new(at, next, Unit::Century(number), Firmness::Firm))
    }
}
