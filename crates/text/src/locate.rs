//! What a text says, whatever the typesetter did to it.

use std::ops::Range;

/// Finds where a quotation stands in a source.
///
/// Wording is compared as a reader compares it: a run of white space is one
/// space, capitals do not matter, and one kind of quotation mark, dash or
/// apostrophe is as good as another. The range counts bytes of `source`.
/// [`Source`](crate::Source) finds more, and says what is changed.
///
/// Returns `None` when the source does not say this. An empty quotation is said
/// nowhere.
///
/// ```
/// use derek_text::locate;
/// let source = "Бүгін Қазақ  автономиясы туралы";
/// assert_eq!(locate("қазақ автономиясы", source), Some(11..45));
/// assert_eq!(locate("алаш автономиясы", source), None);
/// ```
pub fn locate(quotation: &str, source: &str) -> Option<Range<usize>> {
    Folded::new(source).locate(quotation)
}

/// A text with its layout taken out, and the way back.
struct Folded {
    text: String,
    /// For each byte of `text`, the character of the original it came from.
    origin: Vec<Range<usize>>,
}

impl Folded {
    fn locate(&self, quotation: &str) -> Option<Range<usize>> {
        let quotation = Folded::new(quotation.trim()).text;
        let first = self.text.find(&quotation)?;
        let last = (first + quotation.len()).checked_sub(1).filter(|last| first <= *last)?;
        Some(self.origin.get(first)?.start..self.origin.get(last)?.end)
    }

    fn new(original: &str) -> Folded {
        let mut folded = Folded {
            text: String::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len()),
        };
        for (at, c) in original.char_indices() {
            let origin = at..at + c.len_utf8();
            if c.is_whitespace() {
                match folded.text.ends_with(' ') {
                    true => {
                        if let Some(space) = folded.origin.last_mut() {
                            space.end = origin.end;
                        }
                    }
                    false => folded.push(' ', &origin),
                }
                continue;
            }
            match c {
                '\u{ad}' => {}
                '“' | '”' | '„' | '«' | '»' => folded.push('"', &origin),
                '‘' | '’' | 'ʼ' => folded.push('\'', &origin),
                '–' | '—' | '‑' | '−' => folded.push('-', &origin),
                c => c.to_lowercase().for_each(|lower| folded.push(lower, &origin)),
            }
        }
        folded
    }

    fn push(&mut self, c: char, origin: &Range<usize>) {
        self.text.push(c);
        self.origin.extend(std::iter::repeat_n(origin.clone(), c.len_utf8()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, marked: &str) {
        let (before, rest) = marked.split_once('⟦').unwrap_or_default();
        let (quoted, _) = rest.split_once('⟧').unwrap_or_default();
        assert_eq!(
            locate(source, &marked.replace(['⟦', '⟧'], "")),
            Some(before.len()..before.len() + quoted.len())
        );
    }

    #[test]
    fn across_a_line_break() {
        check("Алаш Орда үкіметі", "Сол күні «⟦АЛАШ\nОрда үкіметі⟧» құрылды");
    }

    #[test]
    fn whatever_the_quotation_marks() {
        check("the so-called \"Orda\"", "He met ⟦the  so‑called «Orda»⟧.");
    }

    #[test]
    fn what_is_not_said_is_not_found() {
        assert_eq!(locate("autonomy was refused", "autonomy was granted"), None);
        assert_eq!(locate("", "anything"), None);
        assert_eq!(locate(" \n", "any thing"), None);
    }
}
