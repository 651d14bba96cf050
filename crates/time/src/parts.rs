//! The parts of a date that its writing calls uncertain or approximate.

/// Parts of a date: its year, its month or season, its day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Parts {
    /// The year.
    pub year: bool,
    /// The month, or the season.
    pub month: bool,
    /// The day.
    pub day: bool,
}

impl Parts {
    /// Whether any part is meant.
    pub fn any(self) -> bool {
        self.year || self.month || self.day
    }

    fn add(&mut self, part: usize) {
        match part {
            0 => self.year = true,
            1 => self.month = true,
            _ => self.day = true,
        }
    }
}

/// The uncertain and the approximate parts of one date in EDTF that has been read.
///
/// A mark before a part touches that part; a mark after it touches all parts up
/// to it (ISO 8601-2, 8.4). None for intervals, sets and years with a letter.
pub(crate) fn qualified(text: &str) -> (Parts, Parts) {
    let (mut uncertain, mut approximate) = (Parts::default(), Parts::default());
    if text.contains(['/', '[', '{', 'Y', 'T']) {
        return (uncertain, approximate);
    }
    let (mut part, mut is_written) = (0, false);
    for letter in text.bytes() {
        match letter {
            b'-' if is_written => (part, is_written) = (part + 1, false),
            b'?' | b'~' | b'%' => {
                let touched = if is_written { 0..=part } else { part..=part };
                for part in touched {
                    if letter != b'~' {
                        uncertain.add(part);
                    }
                    if letter != b'?' {
                        approximate.add(part);
                    }
                }
            }
            _ => is_written |= letter != b'-',
        }
    }
    (uncertain, approximate)
}

#[cfg(test)]
mod tests {
    use super::Parts;
    use crate::parse;

    fn check(text: &str, uncertain: &str, approximate: &str) {
        let date = parse(text).expect(text);
        let letters = |parts: Parts| {
            let named = [(parts.year, 'y'), (parts.month, 'm'), (parts.day, 'd')];
            named.iter().filter(|(is_in, _)| *is_in).map(|(_, letter)| *letter).collect::<String>()
        };
        assert_eq!(letters(date.uncertain_parts), uncertain, "{text}");
        assert_eq!(letters(date.approximate_parts), approximate, "{text}");
        assert_eq!(date.uncertain, date.uncertain_parts.any(), "{text}");
        assert_eq!(date.approximate, date.approximate_parts.any(), "{text}");
    }

    #[test]
    fn marks_touch_their_parts() {
        check("1917-10-25", "", "");
        check("1917?", "y", "");
        check("1917-10~", "", "ym");
        check("1917-10-25%", "ymd", "ymd");
        check("1917-?10-25", "m", "");
        check("1917-10-~25", "", "d");
        check("?1917-10-~25", "y", "d");
        check("1917~-10-25", "", "y");
        check("1917-10?-~25", "ym", "d");
        check("-0208?", "y", "");
        check("1917-21~", "", "ym");
    }
}
