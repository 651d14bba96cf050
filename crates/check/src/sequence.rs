//! What a text says came first: words of succession and the dates around them.

use std::ops::Range;

use derek_study::document::{Kind, Paragraph};
use derek_study::{Document, Place};
use derek_text::words;
use derek_time::{Date, Mention, Precision, Relation, Year};

/// A date that the words put after another, though it is before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inversion<'d> {
    document: &'d Document,
    paragraph: &'d Paragraph,
    /// What is said to come later.
    pub later: &'d Mention,
    /// What is said to come first.
    pub earlier: &'d Mention,
}

impl<'d> Inversion<'d> {
    pub(crate) fn new(
        document: &'d Document,
        paragraph: &'d Paragraph,
        earlier: &'d Mention,
        later: &'d Mention,
    ) -> Option<Inversion<'d>> {
        is_inverted(earlier, later).then_some(Inversion { document, paragraph, later, earlier })
    }

    /// The date that is told as later, then the one told as earlier.
    pub(crate) fn places(&self) -> [Place; 2] {
        [self.later, self.earlier]
            .map(|mention| self.document.place(self.paragraph, mention.range.clone()))
    }

    pub(crate) fn dates(&self) -> (&'d Date, &'d Date) {
        (&self.earlier.date, &self.later.date)
    }
}

/// A year that was carried may be the next one, unless the dates lie this close.
const CLOSE: i32 = 60;

/// Whether what is told as later is surely before what is told as earlier.
fn is_inverted(earlier: &Mention, later: &Mention) -> bool {
    let fine = |mention: &Mention| {
        !matches!(mention.date.precision, Precision::Vague | Precision::Decade | Precision::Century)
            && mention.date.faults.is_empty()
    };
    if !fine(earlier)
        || !fine(later)
        || later.date.relation(&earlier.date) != Relation::Before
        || later.year == Year::Missing
        || earlier.year == Year::Missing
    {
        return false;
    }
    if later.year == Year::Stated {
        return true;
    }
    match (later.date.bounds().last_day(), earlier.date.bounds().first_day()) {
        (Some(last), Some(first)) => first.number() - last.number() <= CLOSE,
        _ => false,
    }
}

/// Whether a date is told to the year or closer: not by a decade, a century or a vague word.
pub(crate) fn is_year_or_finer(precision: Precision) -> bool {
    matches!(precision, Precision::Day | Precision::Month | Precision::Season | Precision::Year)
}

/// The sentences of running text, each with the one before it in its paragraph.
pub(crate) fn sentence_pairs(
    document: &Document,
) -> impl Iterator<Item = (&Paragraph, &Range<usize>, &Range<usize>)> {
    let prose = document.paragraphs.iter().filter(|one| one.kind == Kind::Prose);
    prose.flat_map(|paragraph| {
        let pairs = paragraph.sentences.windows(2);
        pairs.map(move |pair| (paragraph, &pair[0], &pair[1]))
    })
}

/// The dates of a sentence outside quotations.
pub(crate) fn dates_in<'d>(paragraph: &'d Paragraph, sentence: &Range<usize>) -> Vec<&'d Mention> {
    let inside = paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    inside.filter(|mention| !paragraph.is_quoted(mention.range.start)).collect()
}

/// Whether a sentence opens with one of these phrases of small letters, perhaps after "and" or "but".
pub(crate) fn opens_with(paragraph: &Paragraph, sentence: &Range<usize>, phrases: &[&str]) -> bool {
    const LINKS: &[&str] = &["and", "but", "и", "а", "но", "ал", "бірақ", "y", "pero"];
    let opening = paragraph.slice(sentence.clone());
    let first: Vec<String> =
        words(opening).take(6).map(|range| opening[range].to_lowercase()).collect();
    let skipped = first.first().is_some_and(|word| LINKS.contains(&word.as_str()));
    let first = &first[usize::from(skipped)..];
    phrases.iter().any(|phrase| {
        let mut wanted = phrase.split(' ');
        let mut got = first.iter();
        wanted.by_ref().all(|word| got.next().is_some_and(|one| one == word))
    })
}

/// Whether a sentence has one of these words, of small letters.
pub(crate) fn has_word(text: &str, wanted: &[&str]) -> bool {
    words(text).any(|range| wanted.contains(&text[range].to_lowercase().as_str()))
}

/// Words of a sentence that looks back or ahead, so that its order is not that of its dates.
pub(crate) const OUT_OF_TIME: &[&str] = &[
    "had", "having", "would", "already", "earlier", "previously", "before", "formerly", "still",
    "though", "although", "whereas", "back", "since", "until", "till", "planned", "scheduled",
    "уже", "ещё", "еще", "ранее", "раньше", "прежде", "хотя", "до", "накануне", "предстоял",
    "предстояло", "должен", "должна", "должно", "бұрын", "бұрынғы", "дейін", "әлі", "ертерек",
    "antes", "ya", "había", "habían", "aunque", "hasta",
];
