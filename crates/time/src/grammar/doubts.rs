//! What looks like a date and is none.

use super::*;

impl Reader<'_> {
    /// Whether a lone reading is a date in this place.
    pub(super) fn accepts(&self, at: usize, found: &Found) -> bool {
        if self.setting == Setting::Field {
            return found.firmness != Firmness::Stump || !found.lacks_year();
        }
        match found.firmness {
            Firmness::Firm => match found.moment.unit {
                Unit::Year(_) | Unit::Decade(_) => {
                    self.number(found.main.start).is_none()
                        || self.is_clean_before(found.main.start)
                }
                _ => true,
            },
            Firmness::Stump => false,
            Firmness::Alone => {
                let part = found.moment.part != Part::Whole;
                part || self.is_prepared(at) || found.ending == Ending::Locative
            }
            Firmness::Pair => {
                !self.is_labelled(at)
                    && !self.is_page_range(at)
                    && self.is(found.next, Meaning::Counted).is_none()
            }
            Firmness::Bare => self.is_year_here(at, found),
        }
    }

    /// Whether a preposition of time stands before.
    pub(super) fn is_prepared(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let cue = |sense: &Sense| match sense.meaning {
            Meaning::In
            | Meaning::From
            | Meaning::Since
            | Meaning::Until
            | Meaning::Before
            | Meaning::After => Some(()),
            Meaning::NotAfter | Meaning::NotBefore | Meaning::To => Some(()),
            _ => None,
        };
        self.sense(before, cue).is_some() || self.continues_list(at)
    }

    /// Whether `and` or a comma joins it to a date cue before: `in April and May`.
    pub(super) fn continues_list(&self, at: usize) -> bool {
        let Some(joint) = at.checked_sub(1) else { return false };
        let joined = self.is(joint, Meaning::And).is_some() || self.sign(joint, &[',']).is_some();
        joined && joint.checked_sub(1).is_some_and(|month| self.month(month).is_some())
    }

    /// Whether a label makes the number something else: `p. 1917`, `№ 1917`, `ф. 1917`.
    pub(super) fn is_labelled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        match self.kind(before) {
            Some(Kind::Sign('№' | '#' | '$' | '§' | '€' | '£' | '₽')) => return true,
            Some(Kind::Number { .. }) => return true,
            Some(Kind::Sign('.')) => {
                let label = before.checked_sub(1).is_some_and(|word| {
                    self.is(word, Meaning::LabelShort).is_some()
                        || self.is(word, Meaning::Label).is_some()
                });
                return label && self.joined(before);
            }
            _ => {}
        }
        // A phrase of labels ends just before the number.
        (1..4).any(|back| {
            at.checked_sub(back).is_some_and(|start| self.is(start, Meaning::Label) == Some(at))
        })
    }

    /// Two numbers after a volume are pages: `45(3), 1102–1145`.
    pub(super) fn is_page_range(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let comma = self.sign(before, &[',', ':']).is_some();
        comma
            && before.checked_sub(1).is_some_and(|earlier| match self.number(earlier) {
                Some((_, digits)) => digits != 4,
                None => self.sign(earlier, &[')']).is_some(),
            })
    }

    /// Whether a bare number is a year in this place.
    pub(super) fn is_year_here(&self, at: usize, found: &Found) -> bool {
        let next = found.next;
        let start = found.main.start;
        if !self.is_clean_before(start) || !self.is_clean_after(next) || self.is_labelled(start) {
            return false;
        }
        let year = year_of(found.moment).unwrap_or(0);
        let counted = self.is(next, Meaning::Counted).is_some() && !self.opens_sentence(at);
        if counted || self.number(next).is_some() {
            return false;
        }
        let word = matches!(self.kind(next), Some(Kind::Other | Kind::Word(_)));
        let punctuated = self.char_after(next).is_none_or(|after| !after.is_whitespace());
        if year % 100 == 0 && word && !punctuated && !self.is_joint(next) {
            return false;
        }
        self.is_cued(at)
            || self.is_in_brackets(at, next)
            || self.is_in_list(at, next)
            || self.is_heading(start, next)
    }

    /// Whether a capital "In" stands before: `In 1917 soldiers mutinied` counts no soldiers.
    fn opens_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.slice(before), "In" | "В" | "En"))
    }

    /// A preposition that a bare year may follow: `in 1917`, `of 1917`, `в 1917`, `en 1917`.
    pub(super) fn is_cued(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let cue = |sense: &Sense| {
            let english = matches!(sense.tongue, Tongue::En | Tongue::Es);
            let cued = match sense.meaning {
                Meaning::In => true,
                Meaning::Of | Meaning::From | Meaning::Since | Meaning::Until => english,
                Meaning::Before | Meaning::After | Meaning::To => sense.tongue == Tongue::En,
                _ => false,
            };
            cued.then_some(())
        };
        // `as late as 1917`
        let phrase = |back: usize| {
            at.checked_sub(back).is_some_and(|start| self.is(start, Meaning::In) == Some(at))
        };
        self.sense(before, cue).is_some() || (2..5).any(phrase)
    }

    /// `(1917)` after a name of something that happened, but not after the name of an author.
    pub(super) fn is_in_brackets(&self, at: usize, next: usize) -> bool {
        let Some(open) = at.checked_sub(1) else { return false };
        if self.sign(open, &['(']).is_none() || self.sign(next, &[')']).is_none() {
            return false;
        }
        let Some(before) = self.tokens.get(open) else { return false };
        let words = self.text[..before.start].trim_end();
        let name: String = words
            .chars()
            .rev()
            .take(40)
            .take_while(|letter| {
                letter.is_alphanumeric() || matches!(letter, '.' | '’' | '\'' | '-')
            })
            .collect();
        let author =
            name.chars().next_back().is_some_and(char::is_uppercase) || name.starts_with('.');
        let body = open.checked_sub(1).is_some_and(|word| self.is(word, Meaning::Body).is_some());
        body || !author && name.chars().next().is_some_and(char::is_alphabetic)
    }

    /// The second year of `1917–1918`.
    fn ends_years(&self, at: usize) -> bool {
        let Some(dash) = at.checked_sub(1) else { return false };
        let is_year = |(value, digits)| digits == 4 && (1000..2100).contains(&value);
        let first = dash.checked_sub(1).and_then(|first| self.number(first));
        self.sign(dash, &['-', '–', '—']).is_some() && first.is_some_and(is_year)
    }

    /// A bare year beside one that is surely a year: `1917 and 1918`, `1917, 1918 жж.`
    pub(super) fn is_in_list(&self, at: usize, next: usize) -> bool {
        let joint = |at| self.sign(at, &[',']).map_or(at, |next| next);
        let mut ahead = next;
        for _ in 0..6 {
            let after = self.skip(joint(ahead), Meaning::And);
            if after == ahead {
                break;
            }
            match self.year(after) {
                Some(year) if year.named => return true,
                Some(year) => ahead = year.next,
                None => break,
            }
        }
        let mut behind = at;
        for _ in 0..8 {
            let Some(before) = behind.checked_sub(1) else { return false };
            let comma =
                self.sign(before, &[',']).is_some() || self.is(before, Meaning::And).is_some();
            if comma {
                behind = before;
            } else if self
                .number(before)
                .is_some_and(|(value, digits)| digits == 4 && (1000..2100).contains(&value))
            {
                if self.is_cued(before) || self.ends_years(before) {
                    return true;
                }
                behind = before;
            } else {
                return false;
            }
        }
        false
    }
}
