//! People whom a given name shows: *Robert Kindler*, *Иван Петров*.
//!
//! The first word is in the list of given names, the last is no word of a place, of a
//! body or of the language; or the years of a life in brackets follow.

use std::collections::BTreeMap;
use std::ops::Range;

use derek_study::document::{Certainty, Kind, Language, Name, NameKind, Paragraph};
use derek_text::entity::{Known, Tongue, known};
use derek_text::{is_capitalised, stem, words};
use derek_time::Shape;

/// The names of people in a paragraph that a given name or the years of a life show, in
/// their order; `ordinary` are stems that the text writes with a small letter.
pub(crate) fn by_given_name(
    paragraph: &Paragraph,
    ordinary: &BTreeMap<String, usize>,
) -> Vec<Name> {
    let Some(tongue) = tongue_of(paragraph.language) else { return Vec::new() };
    if matches!(paragraph.kind, Kind::Heading | Kind::Reference) {
        return Vec::new();
    }
    let text = &paragraph.text;
    let tokens: Vec<Range<usize>> = words(text).collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = run_end(text, &tokens, at);
        if end == at {
            at += 1;
            continue;
        }
        let run = Run { paragraph, tongue, ordinary, tokens: &tokens[at..end] };
        names.extend(run.person());
        at = end;
    }
    names
}

/// Whether the last word of a run makes the whole the name of a place, a body or an event,
/// though it begins with a person's: *Alexander Nevsky Lavra*, *Charlotte Street*.
pub(crate) fn is_named_after(language: Language, run: &[&str]) -> bool {
    let (Some(tongue), [first, .., last]) = (tongue_of(language), run) else { return false };
    let last = known(tongue, last);
    known(tongue, first).given && !last.person && !last.given && (last.common || last.body)
}

/// Whether a word is of the language alone, and neither name nor title.
pub(crate) fn is_plain_word(language: Language, word: &str) -> bool {
    tongue_of(language).is_some_and(|tongue| {
        let known = known(tongue, word);
        known.common && !known.given && !known.person && !known.title && !known.place && !known.body
    })
}

fn tongue_of(language: Language) -> Option<Tongue> {
    match language {
        Language::English => Some(Tongue::English),
        Language::Russian => Some(Tongue::Russian),
        Language::Kazakh => Some(Tongue::Kazakh),
        _ => None,
    }
}

/// Where the words written as names end that begin at a token; small words that noble
/// names have may stand between two of them.
fn run_end(text: &str, tokens: &[Range<usize>], at: usize) -> usize {
    const PARTICLES: &[&str] = &["von", "van", "de", "der", "den", "zu", "фон", "де", "ван"];
    let is_close = |one: usize, other: usize| {
        let gap = text.get(tokens[one].end..tokens[other].start).unwrap_or_default();
        let word = &text[tokens[one].clone()];
        let after_initial = gap.strip_prefix('.').filter(|_| word.chars().count() <= 2);
        gap == "-"
            || after_initial.unwrap_or(gap).chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\n'))
    };
    let mut end = at;
    while end < tokens.len() && (end == at || is_close(end - 1, end)) {
        let word = &text[tokens[end].clone()];
        let leads = PARTICLES.contains(&word)
            && at < end
            && tokens.get(end + 1).is_some_and(|next| {
                let next = &text[next.clone()];
                is_capitalised(next) || PARTICLES.contains(&next)
            });
        if !is_capitalised(word) && !leads {
            break;
        }
        end += 1;
    }
    while at < end && !is_capitalised(&text[tokens[end - 1].clone()]) {
        end -= 1;
    }
    end
}

/// Words written as names, one after the other.
struct Run<'p> {
    paragraph: &'p Paragraph,
    tongue: Tongue,
    ordinary: &'p BTreeMap<String, usize>,
    tokens: &'p [Range<usize>],
}

/// Words that a person's name has, at most.
const LONGEST: usize = 5;

impl Run<'_> {
    fn word(&self, at: usize) -> &str {
        let word = &self.paragraph.text[self.tokens[at].clone()];
        word.trim_end_matches("'s").trim_end_matches("’s")
    }

    fn known(&self, at: usize) -> Known {
        known(self.tongue, self.word(at))
    }

    fn is_ordinary(&self, at: usize) -> bool {
        self.ordinary.contains_key(&stem(self.word(at)))
    }

    /// The person, from the first given name to the end of the run.
    fn person(&self) -> Option<Name> {
        let mut first = 0;
        // *Later Robert Kindler*, *Professor Robert Kindler*: what leads is no part of the name.
        while first + 1 < self.tokens.len() {
            let known = self.known(first);
            let is_thing = known.common || known.place || known.body;
            let leads = known.title || is_thing && !known.given || is_leading(self.word(first));
            let is_saint = is_saint(self.word(first));
            if !leads || is_saint {
                break;
            }
            first += 1;
        }
        let mut last = self.tokens.len() - 1;
        // *Abdülhamid II*: the number of a king, whom the years of his life show.
        let is_counted = first < last && is_number(self.word(last));
        if is_counted {
            last -= 1;
        }
        // *Ahmed Riza Bey*: a title behind the name is no part of it.
        while first < last && is_rank(self.word(last)) {
            last -= 1;
        }
        if first == last {
            return self.with_one_name(first);
        }
        if is_counted {
            return None;
        }
        let is_name = (first + 1..first + LONGEST).contains(&last)
            && !(first..=last).any(|at| self.is_foreign_to_names(at))
            && !(first + 1..last).any(|at| self.is_thing(at))
            && (self.is_surname(last) && self.is_given(first)
                || self.is_life_told(last) && self.is_written_as_surname(last));
        is_name.then(|| {
            let given = (first..last).map(|at| match self.word(at) {
                word if word.chars().count() == 1 => format!("{word}."),
                word => word.to_owned(),
            });
            // Small words belong to the surname.
            let parts = (first..last).rev().take_while(|at| !is_capitalised(self.word(*at)));
            let particles = parts.count();
            Name {
                range: self.tokens[first].start..self.tokens[last].end,
                kind: NameKind::Person,
                given: given.take(last - first - particles).collect(),
                surname: self.word(last).to_owned(),
                certainty: Certainty::Shown,
            }
        })
    }

    /// Somebody of one name, whom the years of a life show: *Mithat Pasha (1822–1884)*,
    /// *Кенесары (1802–1847)*, *Abdülhamid II (1842–1918)*.
    ///
    /// An age has years too, but in English it has an article.
    fn with_one_name(&self, at: usize) -> Option<Name> {
        const LETTERS: usize = 4;
        let text = &self.paragraph.text;
        let last = self.tokens.len() - 1;
        let before = text[..self.tokens[0].start].trim_end();
        let has_article = before.ends_with(" the")
            || before.ends_with(" The")
            || before == "The"
            || self.tokens.iter().any(|token| &text[token.clone()] == "The");
        let known = self.known(at);
        // *Hans (1526–1575)* is one of many children.
        let is_titled = 0 < at || at < last;
        // *Кенесары* is a village as well; villages have no years in brackets.
        let is_place = known.place && self.tongue == Tongue::English;
        let is_own = !known.common && !is_place && !known.body && !known.title;
        let joined = text[..self.tokens[at].start].ends_with('-');
        let is_name = is_own
            && (is_titled || !known.given)
            && !has_article
            && !joined
            && !self.is_ordinary(at)
            && !is_realm(self.word(at))
            && !is_rank(self.word(at))
            && LETTERS <= self.word(at).chars().count()
            && self.word(at).chars().skip(1).all(char::is_lowercase)
            && self.has_years_of_life(last);
        is_name.then(|| Name {
            range: self.tokens[at].clone(),
            kind: NameKind::Person,
            given: Vec::new(),
            surname: self.word(at).to_owned(),
            certainty: Certainty::Shown,
        })
    }

    /// Whether a word cannot stand in the name of a person: a number of a king, an
    /// abbreviation, a part of a hyphened word, the name of a saint's church.
    fn is_foreign_to_names(&self, at: usize) -> bool {
        let word = self.word(at);
        let letters = word.chars().count();
        let shouts = 1 < letters && word.chars().all(|c| c.is_uppercase());
        let joined = at.checked_sub(1).is_some_and(|before| {
            self.tokens[before].end + 1 == self.tokens[at].start
                && self.paragraph.text[self.tokens[before].end..].starts_with('-')
        });
        let in_date =
            self.paragraph.dates.iter().any(|date| date.range.contains(&self.tokens[at].start));
        let is_last = at + 1 == self.tokens.len();
        let after = &self.paragraph.text[self.tokens[at].end..];
        // *Marie's Regency* is a thing of hers, *Lee Teng-hui* goes on.
        let goes_on = is_last && after.starts_with('-');
        let owns = !is_last && word.len() < self.tokens[at].len();
        shouts || joined || in_date || goes_on || owns || is_saint(word) || is_last && letters == 1
    }

    /// Whether a word within a name shows that it is none of a person.
    fn is_thing(&self, at: usize) -> bool {
        let known = self.known(at);
        let word = self.word(at);
        let is_thing = known.common || known.place || known.body;
        is_capitalised(word)
            && 1 < word.chars().count()
            && is_thing
            && !known.given
            && !known.person
    }

    fn is_given(&self, at: usize) -> bool {
        let known = self.known(at);
        let last = self.tokens.len() - 1;
        // *Mark*, *Grace*, *Will* are words as well: a plain surname must follow.
        let is_word = known.common || self.is_ordinary(at);
        let is_plain = !is_word || !self.known(last).common && !self.begins_sentence(at);
        known.given
            && !known.place
            && !known.title
            && !known.body
            && is_plain
            && 3 <= self.word(at).chars().count()
    }

    fn is_written_as_surname(&self, at: usize) -> bool {
        let word = self.word(at);
        3 <= word.chars().count()
            && word.chars().skip(1).any(char::is_lowercase)
            && !self.is_ordinary(at)
            && !is_rank(word)
            && !is_realm(word)
    }

    fn is_surname(&self, at: usize) -> bool {
        let known = self.known(at);
        let word = self.word(at);
        let is_own = 3 <= word.chars().count() && word.chars().skip(1).any(char::is_lowercase);
        is_own
            && !known.place
            && !known.body
            && !known.title
            && (!known.common || known.person)
            && !self.is_ordinary(at)
            && !is_rank(word)
            && !is_realm(word)
    }

    fn begins_sentence(&self, at: usize) -> bool {
        let start = self.tokens[at].start;
        let sentence = self.paragraph.sentence_at(start);
        self.paragraph.slice(sentence.start..start).chars().all(|c| !c.is_alphanumeric())
    }

    /// The years of a life in brackets right after the name: no reign or state lasts so long
    /// and bears so plain a name.
    fn is_life_told(&self, last: usize) -> bool {
        let is_plain = (0..=last).rev().take(2).all(|at| {
            let known = self.known(at);
            let is_place = known.place && self.tongue == Tongue::English;
            let is_thing = known.common || is_place || known.body || known.title;
            !is_thing && !self.is_ordinary(at) && !is_realm(self.word(at))
        });
        is_plain && self.has_years_of_life(last)
    }

    fn has_years_of_life(&self, last: usize) -> bool {
        const LIFE: Range<i32> = 30..100;
        let end = self.tokens[last].end;
        let dates = &self.paragraph.dates;
        let next = dates.partition_point(|date| date.range.start < end);
        let Some(date) = dates.get(next) else { return false };
        let Shape::Throughout { begins, ends } = date.date.shape else { return false };
        let years = begins
            .first_day()
            .zip(ends.last_day())
            .map(|(born, died)| (died.number() - born.number()) / 365);
        years.is_some_and(|years| LIFE.contains(&years))
            && is_before_years(self.paragraph.slice(end..date.range.start))
            && self.paragraph.slice(date.range.end..self.paragraph.text.len()).starts_with(')')
    }
}

/// Words that open a sentence, or stand before a name, in any place.
fn is_leading(word: &str) -> bool {
    const LEADING: &[&str] = &[
        "The", "In", "On", "At", "By", "And", "But", "When", "While", "After", "Before", "For",
        "As", "To", "From", "With", "Like", "Mr", "Mrs", "Dr", "В", "И", "А", "Но", "К", "С", "У",
        "О", "На", "По", "От", "Для", "Когда", "Г", "Ал",
    ];
    LEADING.contains(&word)
}

/// What stands between a name and the years of the life: a bracket, and perhaps a title of
/// the steppe before it, *Кенесары хан (1802–1847)*.
fn is_before_years(between: &str) -> bool {
    const TITLES: &[&str] =
        &["хан", "батыр", "би", "төре", "сұлтан", "ақын", "паша", "бей", "султан"];
    between
        .trim_end()
        .strip_suffix('(')
        .is_some_and(|title| title.trim().is_empty() || TITLES.contains(&title.trim()))
}

/// A king's number.
fn is_number(word: &str) -> bool {
    word.chars().count() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'))
}

fn is_saint(word: &str) -> bool {
    const SAINTS: &[&str] = &[
        "Saint", "St", "Ste", "San", "Santa", "Santo", "São", "Sao", "Don", "Fort", "Port",
        "Святой", "Святого", "Святая", "Святой", "Св", "Сан", "Санта",
    ];
    SAINTS.contains(&word)
}

fn is_realm(word: &str) -> bool {
    const REALMS: &[&str] = &[
        "Dynasty", "Empire", "Kingdom", "Khanate", "Caliphate", "Sultanate", "Emirate",
        "Protectorate", "Republic", "Confederation", "Era", "Period", "Regency", "Lavra", "Abbey",
        "Priory", "Cathedral", "Monastery", "Basilica", "Chapel", "Museum", "Library", "Tower",
        "Palace", "Hospital", "Theatre", "Theater", "Династия", "Ханство", "Каганат", "Лавра",
        "Эпоха", "Хандығы", "Империясы",
    ];
    REALMS.contains(&word)
}

/// Titles that follow a name: a surname they are not.
fn is_rank(word: &str) -> bool {
    const RANKS: &[&str] = &[
        "Pasha", "Pasa", "Paşa", "Bey", "Beg", "Khan", "Han", "Shah", "Effendi", "Efendi", "Agha",
        "Aga", "Mirza", "Sultan", "Bahadur", "Jr", "Sr", "Паша", "Бей", "Хан", "Шах", "Ага",
        "Мирза", "Султан", "хан", "Сұлтан", "Бек", "Төре",
    ];
    RANKS.contains(&word)
}

#[cfg(test)]
mod tests {
    use derek_study::document::NameKind;

    fn people(text: &str) -> Vec<String> {
        let document = crate::propose("test", text.to_owned());
        let paragraph = &document.paragraphs[0];
        let people = paragraph.names.iter().filter(|name| name.kind == NameKind::Person);
        people.map(|name| paragraph.slice(name.range.clone()).to_owned()).collect()
    }

    #[test]
    fn a_given_name_shows_a_person() {
        assert_eq!(
            people(
                "In the spring John Smith, Robert Kindler and Anna Petrov met Hans Kudlich in \
                 the town. Later Professor James K. Polk wrote to Otto von Bismarck."
            ),
            [
                "John Smith", "Robert Kindler", "Anna Petrov", "Hans Kudlich", "James K. Polk",
                "Otto von Bismarck"
            ]
        );
        assert_eq!(
            people("Тогда Иван Петров уехал из города к Анне Орловой."),
            ["Иван Петров", "Анне Орловой"]
        );
        assert_eq!(people("Сол жылы Міржақып Дулатұлы хат жазды."), ["Міржақып Дулатұлы"]);
    }

    #[test]
    fn the_years_of_a_life_show_a_person() {
        assert_eq!(
            people("The forester Alikhan Bukeikhan (1866–1937) came. They heard Bukeikhan."),
            ["Alikhan Bukeikhan", "Bukeikhan"]
        );
    }

    #[test]
    fn places_and_bodies_with_a_given_name_are_no_people() {
        for text in [
            "They came to Saint Louis and to Virginia Beach.",
            "They met at Victoria Station and in Charlotte Street.",
            "He died in the Alexander Nevsky Lavra in winter.",
            "The Jin Dynasty (1115–1200) and Marie's Regency are forgotten.",
            "They came in May and in August.",
        ] {
            assert_eq!(people(text), Vec::<String>::new(), "{text}");
        }
    }
}
